"""Law of states and places without a pack, known of and not encoded, packs/known.toml: it decides nothing and stands beside answers."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from sanctuary.documents import Frozen
from sanctuary.law.listed import listed
from sanctuary.model import SourceKind

__all__ = ["Bar", "Known", "ever_known", "known"]


LONG = 110
"""Signs of what a law is about that a screen with little room has whole."""


class Bar(Frozen, frozen=True):
    """An act that a law forbids by the words that were read: to whom, of what, and on which papers alone; without them on any."""

    action: str
    actors: tuple[str, ...]
    papers: tuple[str, ...] = ()
    resource: str = ""

    def reaches(self, act: tuple[str, str, str], papers: Iterable[str]) -> bool:
        """Whether it forbids an act, given as who acts, what is done and to what, on the papers that are in hand and no other."""
        actor, action, resource = act
        held = frozenset(papers)
        same = self.action == action and actor in self.actors and self.resource in ("", resource)
        return same and (not self.papers or (bool(held) and held.issubset(self.papers)))


class Known(Frozen, frozen=True):
    """Law of a state or place: its citation, what it is about in words of our own, and in what that was read, and when.

    `acts` are those of which it speaks by name, `forbids` those that it forbids by the words that were read. `since` is its first day,
    `until` the first on which it stood no longer as told, where a source says so. `official`: where its maker keeps the text. `actors`:
    whom alone it speaks of, where it speaks to some and not to all. `own`: of the agencies of the government that made it alone.
    """

    place: str
    cites: str
    what: str
    title: str
    address: str
    kind: SourceKind
    read: date
    acts: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    own: bool = False
    forbids: tuple[Bar, ...] = ()
    since: date | None = None
    until: date | None = None
    official: str = ""

    def binds(self, actor: str, run_by: Iterable[str]) -> bool:
        """Whether it speaks of an actor, given the governments that may run that actor."""
        return (not self.actors or actor in self.actors) and (not self.own or self.place in run_by)

    @property
    def first(self) -> date | None:
        """The first day on which it can have stood: `since`, or the first day or year that its citation names, if it does."""
        named = _DAY.search(_AS_OF.sub("", self.cites))
        if self.since or not named:
            return self.since
        return date.fromisoformat(named[0] if "-" in named[0] else f"{named[0]}-01-01")

    def stood(self, on: date | None) -> bool:
        """Whether it may have stood on a day; without one, or where no first day is known, always."""
        return on is None or self.first is None or self.first <= on

    def surely(self, on: date | None) -> bool:
        """Whether it stood on a day as told: from its first day on, or, where none is known, from the year on in which it was read."""
        return on is None or (self.first <= on if self.first else self.read.year <= on.year)

    @property
    def where(self) -> str:
        """Where to read it: where the government that made it keeps the text, else in what it was read."""
        return self.official or self.address

    @property
    def _how(self) -> str:
        """Since when it stands, and that its text was not read, in front of what it is about."""
        since = f"since {self.since}, " if self.since and str(self.since) not in self.cites else ""
        return f"{since}{'' if self.kind in ('official', 'mirror') else 'by reports, '}"

    @property
    def said(self) -> str:
        """The citation with what it is about; "by reports" where the text was not read."""
        return f"{self.cites} ({self._how}{self.what})"

    @property
    def brief(self) -> str:
        """The same, of what is long its first clause alone: where there is little room."""
        first = self.what.partition("; ")[0] if len(self.what) > LONG else self.what
        return f"{self.cites} ({self._how}{first})"

    @property
    def sourced(self) -> str:
        """The same, with where the text is kept, in what it was read, where that is, and when it was."""
        text = f"{self.official}; read in " if self.official else ""
        return f"{self.said}: {text}{self.title}, {self.address} ({self.read})."


_AS_OF = re.compile(r"(as of|kept on|through) [\d-]+|ch(apter|\.) [\d.-]+")
_DAY = re.compile(r"(?<![\d.:-])(19|20)\d\d(-\d\d-\d\d)?(?![\d.:-])")
"""A day or a year in a citation, beside numbers of sections and the day on which a text was read."""


class _File(Frozen, frozen=True):
    law: tuple[Known, ...]


@cache
def ever_known() -> Mapping[str, tuple[Known, ...]]:
    """What is or was known law of each state or place that has a line, by its id, in the order in which it is to be told."""
    return listed("known.toml", _File, lambda file: file.law)


@cache
def known() -> Mapping[str, tuple[Known, ...]]:
    """The same without law that stands no longer, or that later law has changed."""
    return {place: kept for place, every in ever_known().items() if (kept := tuple(one for one in every if not one.until))}
