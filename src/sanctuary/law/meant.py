"""Hints for words that are none of the vocabulary: common words beside it (meant.toml), else the nearest known one."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sanctuary.documents import parse_toml, read_text, shape
from sanctuary.errors import either, nearest

__all__ = ["hint", "meant"]

_PATH = Path(__file__).resolve().parent.parent / "packs" / "meant.toml"


@cache
def meant() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """For each kind of word (action, actor, resource, value), common words and the words of the vocabulary that they may mean."""
    return shape(parse_toml(read_text(_PATH), str(_PATH)), dict[str, dict[str, tuple[str, ...]]], str(_PATH))


def hint(kind: str, word: str, known: tuple[str, ...]) -> str:
    """Which known words a word may mean, as a question; where nobody has said, the nearest, or the known words.

    Where the known words are too many to be told, what shows all of them is named.

    >>> hint("actor", "Jail", ("police", "sheriff"))
    "did you mean 'sheriff' or 'police'?"
    """
    plain = re.sub(r"[^a-z0-9]+", "-", word.casefold().replace("'", "")).strip("-")
    may = [one for one in meant().get(kind, {}).get(plain, ()) if one in known]
    if kind == "action" and not may and not nearest(word, known).endswith("?"):
        return f"known: {', '.join(known)}"
    return f"did you mean {either(may)}?" if may else nearest(word, known, ALL.get(kind, ""))


ALL = {"actor": "sanctuary actors"}
"""The command that shows all words of a kind."""
