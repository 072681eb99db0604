"""The names of laws: the days on which a law began by its name, from packs/events.toml, and bills by their numbers."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from sanctuary.documents import parse_toml, read_text
from sanctuary.law.packs import OWN

__all__ = ["BILL", "bills_in", "named_days"]

BILL = re.compile(r"\b(SB|HB|AB)\s?-?(\d+(?:-[A-Z])?)\b", re.IGNORECASE)


@cache
def named_days() -> Mapping[str, Mapping[date, str]]:
    """For each pack its named days, from packs/events.toml."""
    path = OWN / "events.toml"
    table = parse_toml(read_text(path), str(path))
    return {pack: {date.fromisoformat(day): str(name) for day, name in days.items()} for pack, days in table.items()}


def bills_in(text: str) -> frozenset[str]:
    """The bills that a text names.

    >>> sorted(bills_in("AB 450, ab-699 and others of 2017"))
    ['AB 450', 'AB 699']
    """
    return frozenset(f"{kind} {number}".upper() for kind, number in BILL.findall(text))
