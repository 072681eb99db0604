"""An assessment on one printed page, as PDF/UA-1; the same answer gives the same bytes."""

from collections.abc import Mapping

from sanctuary.pages.paper import typeset

__all__ = ["write_page"]


def write_page(words: Mapping[str, object]) -> bytes:
    """The page: the question, the answer, each definition with what decides it, and the table; the words of the command's first screen."""
    return typeset("assess.typ", words, "assessment")
