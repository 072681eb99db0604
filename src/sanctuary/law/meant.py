"""Hints for words that are none of the vocabulary: common words beside it (meant.toml), else the nearest known one."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sanctuary.documents import parse_toml, read_text, shape
from sanctuary.errors import either, nearest

__all__ = ["hint", "initials", "meant"]

_PATH = Path(__file__).resolve().parent.parent / "packs" / "meant.toml"


@cache
def meant() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """For each kind of word (action, actor, resource, value), common words and the words of the vocabulary that they may mean."""
    return shape(parse_toml(read_text(_PATH), str(_PATH)), dict[str, dict[str, tuple[str, ...]]], str(_PATH))


def hint(kind: str, word: str, known: tuple[str, ...]) -> str:
    """Which known words a word may mean, as a question; where nobody has said, the nearest, or the known words.

    Where the known words are too many to be told, what shows all of them is named.

    >>> hint("actor", "Officer", ("police", "sheriff"))
    "did you mean 'police' or 'sheriff'?"
    """
    plain = re.sub(r"[^a-z0-9]+", "-", word.casefold().replace("'", "")).strip("-")
    may = [one for one in meant().get(kind, {}).get(plain, ()) if one in known]
    if kind == "action" and not may and not nearest(word, known).endswith("?"):
        return f"known: {', '.join(known)}"
    return f"did you mean {either(may)}?" if may else nearest(word, known, ALL.get(kind, ""))


def initials(name: str) -> tuple[str, ...]:
    """The initials by which an agency of a proper name is called in short: of at least three large words, a sheriff's without "County" too.

    >>> initials("Los Angeles Police Department"), initials("City Council")
    (('lapd',), ())
    >>> initials("Los Angeles County Sheriff's Department"), initials("New York City Police Department")
    (('lacsd', 'lasd'), ('nycpd', 'nypd'))
    """
    bare = re.sub(r"\s*\([^)]*\)$", "", name)
    forms = (bare, bare.replace(" County", "") if "Sheriff" in bare else bare, bare.replace("New York City", "New York"))
    found = ("".join(part[0] for part in form.split() if part[0].isupper()).casefold() for form in forms)
    return tuple(dict.fromkeys(one for one in found if len(one) >= FEWEST))


FEWEST = 3


ALL = {"actor": "sanctuary actors"}
"""The command that shows all words of a kind."""
