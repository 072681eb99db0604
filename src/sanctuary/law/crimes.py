"""Crimes in everyday words (crimes.toml): which one a text names, and how a list of law may write it. None of them is a fact."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sanctuary.documents import Frozen, parse_toml, read_text, shape
from sanctuary.law.meant import plain

__all__ = ["crime_named", "of_a_crime", "of_no_conviction", "on_list"]

_PATH = Path(__file__).resolve().parent.parent / "packs" / "crimes.toml"


class _Crimes(Frozen, frozen=True):
    """Words for any crime, words for an arrest or a charge, and for each crime the words of lists."""

    generic: tuple[str, ...]
    unproved: tuple[str, ...]
    crime: Mapping[str, tuple[str, ...]]


@cache
def _crimes() -> _Crimes:
    return shape(parse_toml(read_text(_PATH), str(_PATH)), _Crimes, str(_PATH))


def crime_named(text: str) -> str:
    """The crime that a text names, the longest of several; nothing where it names none.

    >>> crime_named("convicted of burglary"), crime_named("a DUI in 2012"), crime_named("detainer")
    ('burglary', 'dui', '')
    """
    typed = f"-{plain(text)}-"
    return max((one for one in _crimes().crime if f"-{one}-" in typed), key=len, default="").replace("-", " ")


def of_a_crime(name: str) -> bool:
    """Whether the name of a fact says that a crime is meant, and not which: "crime", "convicted of"."""
    return plain(name) in _crimes().generic


def of_no_conviction(name: str, value: str = "") -> bool:
    """Whether a fact says that somebody was arrested or charged, and not convicted: by its name, or by the first word of its value.

    >>> (
    ...     of_no_conviction("arrest", "burglary"),
    ...     of_no_conviction("crime", "arrested for burglary"),
    ...     of_no_conviction("conviction", "burglary"),
    ... )
    (True, True, False)
    """
    typed = f"{plain(value)}-" if crime_named(value) else ""
    return plain(name) in _crimes().unproved or any(typed.startswith(f"{one}-") for one in _crimes().unproved)


def on_list(crime: str, listed: str) -> str:
    """The item of a list, written with semicolons, that has a crime; nothing where none has.

    >>> on_list("dui", "assault; driving under the influence, only as a felony; bribery. Sections stand elsewhere")
    'driving under the influence, only as a felony'
    """
    items = [one.strip() for one in listed.partition(". ")[0].split(";")]
    words = _crimes().crime.get(plain(crime), ())
    found = (item for word in words for item in items if re.search(rf"\b{re.escape(word)}", item))
    return next(found, "")
