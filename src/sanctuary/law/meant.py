"""Hints for words that are none of the vocabulary: common words beside it (meant.toml), else the nearest known one."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sanctuary.documents import parse_toml, read_text, shape
from sanctuary.errors import nearest

__all__ = ["hint", "meant"]

_PATH = Path(__file__).resolve().parent.parent / "packs" / "meant.toml"


@cache
def meant() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """For each kind of word (action, actor, resource, value), common words and the words of the vocabulary that they may mean."""
    return shape(parse_toml(read_text(_PATH), str(_PATH)), dict[str, dict[str, tuple[str, ...]]], str(_PATH))


def hint(kind: str, word: str, known: tuple[str, ...]) -> str:
    """Which known words a word may mean, as a question; where nobody has said, the nearest, or the known words.

    >>> hint("actor", "Jail", ("police", "sheriff"))
    "did you mean 'sheriff' or 'police'?"
    """
    plain = word.strip().casefold().replace(" ", "-").replace("_", "-")
    may = [one for one in meant().get(kind, {}).get(plain, ()) if one in known]
    return f"did you mean {' or '.join(map(repr, may))}?" if may else nearest(word, known)
