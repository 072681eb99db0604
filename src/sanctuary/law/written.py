"""A text of law as its drafters have it, in Word or PDF, given where a pack of rules is expected."""

from pathlib import Path

from sanctuary.errors import RequestError, visible

__all__ = ["need_no_text"]

_TEXTS = frozenset([".doc", ".docx", ".odt", ".pdf", ".rtf", ".txt"])
"""How the names of files end that hold a text to be read by people."""


def need_no_text(word: str) -> None:
    """Refuses a file or a name that is a text, with what to do: each of its rules as a sentence; passes any other word."""
    name = Path(word).name
    if Path(name).suffix.casefold() in _TEXTS:
        raise RequestError(
            f"{visible(name)} is a text, and no program reads law out of it. Write each of its rules as a sentence: sanctuary new "
            'us-ca-fresno --rule "forbid hold by police for ICE unless a judge\'s warrant" (docs/commands/new.md); then name the '
            "folder that it writes."
        )
