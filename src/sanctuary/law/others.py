"""What others say of a place, packs/others.toml: a published list, or somebody in public. It decides nothing and stands beside answers."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from sanctuary.documents import Frozen
from sanctuary.law.listed import listed
from sanctuary.model import SourceKind

__all__ = ["Said", "others", "others_said", "said_by"]


class Said(Frozen, frozen=True):
    """Who said what of a place, and when; and in what that was read."""

    place: str
    who: str
    what: str
    day: date
    title: str
    address: str
    kind: SourceKind
    read: date


class _File(Frozen, frozen=True):
    said: tuple[Said, ...]


@cache
def others() -> Mapping[str, tuple[Said, ...]]:
    """What others say of each place that has a line, by its id, in the order in which it is to be told."""
    return listed("others.toml", _File, lambda file: file.said)


def said_by(place: str, on: date) -> tuple[Said, ...]:
    """What others had said of a place by a day."""
    return tuple(one for one in others().get(place, ()) if one.day <= on)


def others_said(place: str, on: date) -> str:
    """What others had said of a place by a day, in one sentence, by reports; nothing where nothing is known."""
    told = [f"{one.who} {one.what} ({one.day})" for one in said_by(place, on)]
    return f"What others say of it, by reports: {'; '.join(told)}." if told else ""
