"""What a pack holds, as frozen structs: the words of docs/pack-format.md, typed.

Field names are those of the files. Dates are days; a rule is in force from `since` up to and not including `until`.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from sanctuary.documents import Frozen

__all__ = [
    "LEVELS", "PRIVATE_ACTORS", "Claim", "ClosedList", "Consequence", "Coverage", "Criterion", "Effect", "Enjoined", "Fact", "Government",
    "Group", "Level", "Outcome", "PackFile", "Papers", "Proceeding", "Reading", "RetentionTerm", "Run", "Scenario", "Settled", "Source",
    "SourceKind", "StandingDuty",
]  # fmt: skip

Level = Literal["federal", "state", "local", "agency"]
LEVELS: tuple[Level, ...] = ("federal", "state", "local", "agency")
"""From the highest down."""

Effect = Literal["forbids", "requires", "guarantees", "permits", "obliges", "notes"]
Government = Literal["nation", "state", "county", "city", "district", "court"]
Papers = Literal["assumed", "any"]
"""Whether a question that names no paper has none of a court in hand (`assumed`), or may have any."""

SourceKind = Literal["official", "mirror", "secondary", "recalled", "draft"]
"""How a text is known. `draft`: it is known whole, and nobody has enacted it; every answer that rests on it says so."""

Coverage = Literal["searched", "partly", "not-searched"]

PRIVATE_ACTORS = frozenset({"business", "landlord", "private-employer"})
"""Actors that no government runs: bound by those rules of the place and its ancestors that name them."""


class Outcome(StrEnum):
    """What the encoded law says of a situation.

    `depends`: facts left open, or disputes, still change it. `unknown`: on the day asked the law was not searched far enough to say
    that something is permitted or that no rule speaks of it; no rule brings it about.
    """

    MUST = "must"
    MUST_NOT = "must-not"
    MAY = "may"
    SILENT = "silent"
    CONFLICT = "conflict"
    DEPENDS = "depends"
    UNKNOWN = "unknown"


class Run(Frozen, frozen=True):
    """Who runs an actor in a place, and its proper name."""

    government: str
    name: str


class Source(Frozen, frozen=True):
    """Something that was read (or, for `recalled`, only remembered), and when.

    `text_of` is the day, month or year of the text itself, where it is older than the law it is read for: a copy of an earlier print.
    """

    id: str
    title: str
    address: str
    kind: SourceKind
    read: date
    text_of: str = ""


class Reading(Frozen, frozen=True):
    """A dispute that lawyers have, or a question of the case in hand for which no fact stands: open, and counsel may fix it.

    `seldom`: a question of the case that is seldom answered yes. The plainest case is one in which it is not so.
    """

    id: str
    question: str
    when_true: str
    when_false: str
    source: str
    seldom: bool = False


class Beyond(Frozen, frozen=True):
    """A rule of a place without a pack of its own that is known of and not encoded; said before every answer for that place."""

    place: str
    what: str


class Before(Frozen, frozen=True):
    """What is known of a government's law on the days before `known_from`, and not encoded: a clause, and the kind of what was read.

    `since`: its first day, where it has one and the clause does not say it.
    """

    what: str
    source: SourceKind
    since: date | None = None


class PackFile(Frozen, frozen=True):
    """pack.toml. `asks`, of a standard: whether a place is a sanctuary, or the reverse, whether its law mandates cooperation.

    `whose`, of a standard: who defines so, in a few words. `says`: what it asks for before it says yes, as a clause that follows its name.
    """

    id: str
    title: str
    kind: Literal["law", "standard"]
    level: Level
    parents: tuple[str, ...]
    version: str
    known_through: date
    instrument: str
    changed_by: Literal["Congress", "state", "council", "district", "court", "sheriff", "agency"]
    government: Government | None = None
    known_from: date | None = None
    reviewed: str = ""
    gaps: tuple[str, ...] = ()
    actors: Mapping[str, Run] = {}
    coverage: Mapping[str, Coverage] = {}
    asks: Literal["sanctuary", "mandate"] = "sanctuary"
    whose: str = ""
    says: str = ""
    source: tuple[Source, ...] = ()
    reading: tuple[Reading, ...] = ()
    beyond: tuple[Beyond, ...] = ()
    before: tuple[Before, ...] = ()

    def coverage_of(self, actor: str, action: str, resource: str, on: date) -> Coverage:
        """How far this government's law on an act was searched for a day; the most exact line of `coverage` counts."""
        if self.known_from and on < self.known_from:
            return "not-searched"
        keys = (f"{actor}.{action}.{resource}", f"{actor}.{action}", f"{action}.{resource}", action)
        return next((self.coverage[key] for key in keys if key in self.coverage), "not-searched")


class Fact(Frozen, frozen=True):
    """A dated, cited fact of a place; of the places below it too, where it says so."""

    id: str
    title: str
    value: bool | int | str
    since: date
    source: SourceKind
    cites: str
    until: date | None = None
    note: str = ""
    holds: Literal["here", "below"] = "here"

    @property
    def reported(self) -> bool:
        """It rests on a report, or on memory."""
        return self.source in ("secondary", "recalled")


class StandingDuty(Frozen, frozen=True):
    """A duty with a calendar that follows from no single act; `due` is a word such as yearly, or a day.

    `day` of a yearly duty is the day of each year by which it is due, as MM-DD; without it the law names none that was found. `owed_by`:
    the actors of the vocabulary that it is asked of, or "everyone", or a body of the state that no record here is of. `after`: a figure
    (report/figure); the duty follows where something stands in it for the year before. `notice`: how long before its day notice is given.
    `covers`: what it tells of, where that is the calendar year before. `instead`: another duty of the pack; a year, or a part of what it
    tells of, owes one of the two.
    """

    id: str
    title: str
    who: str
    cites: str
    source: SourceKind
    since: date
    due: str
    day: str = ""
    until: date | None = None
    note: str = ""
    owed_by: tuple[str, ...] = ()
    after: str = ""
    notice: str = ""
    covers: Literal["", "year-before"] = ""
    instead: str = ""


class RetentionTerm(Frozen, frozen=True):
    """How long a kind of government keeps its records before they may be destroyed, and who must agree then.

    `years`: of keeping, from the day on which an entry was recorded; with `over` the anniversary itself is too early. `of`: the kinds of
    government that it binds. `consent`: whose consent the text asks for, each in words (city attorney).
    """

    id: str
    title: str
    cites: str
    source: SourceKind
    since: date
    years: int
    of: tuple[Government, ...]
    over: bool = False
    consent: tuple[str, ...] = ()
    until: date | None = None
    note: str = ""


class Proceeding(Frozen, frozen=True):
    """A suit that touches rules, with its status from one day to another."""

    id: str
    title: str
    court: str
    number: str
    status: str
    since: date
    binds: str
    touches: tuple[str, ...]
    source: SourceKind
    read: date
    until: date | None = None
    note: str = ""


class Enjoined(Frozen, frozen=True):
    """A rule that a court has stopped, toward some actors (all, where none is named), from one day to another.

    `rule` is a full id. `part` says in words what of the rule is stopped.
    """

    rule: str
    court: str
    number: str
    since: date
    part: str
    source: SourceKind
    read: date
    toward: tuple[str, ...] = ()
    until: date | None = None
    note: str = ""


class Settled(Frozen, frozen=True):
    """A reading that a court has settled for the place and those below it, from one day to another.

    A federal court of appeals binds no state court: there the reading stays open unless `binds_state_courts`.
    """

    reading: str
    value: bool
    court: str
    number: str
    since: date
    binds: str
    source: SourceKind
    read: date
    binds_state_courts: bool = False
    until: date | None = None
    note: str = ""


class Consequence(Frozen, frozen=True):
    """What a text attaches to the breach of some rules: a penalty, the loss of an office or of money, a suit. Amounts are in dollars."""

    id: str
    title: str
    who: str
    kind: Literal["penalty", "removal", "crime", "suit", "injunction", "loss-of-funds", "void"]
    rules: tuple[str, ...]
    cites: str
    source: SourceKind
    since: date
    read: date
    least: int | None = None
    most: int | None = None
    until: date | None = None
    note: str = ""

    @property
    def reported(self) -> bool:
        """It rests on a report, or on memory."""
        return self.source in ("secondary", "recalled")


class Scenario(Frozen, frozen=True):
    """A sentence that the rules must prove; facts not named are open."""

    name: str
    actor: str
    action: str
    resource: str
    expect: Literal["must", "must-not", "may", "silent", "depends", "conflict", "unknown", "allowed"]
    context: Mapping[str, Any] = {}
    absent: tuple[str, ...] = ()
    readings: Mapping[str, bool] = {}
    because: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    no_duties: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    excepted: tuple[str, ...] = ()
    papers: Papers = "assumed"
    place: str = ""
    on: date | None = None


class Removal(Frozen, frozen=True):
    """A place that was taken off a list, from a day on; `cites` is who said so."""

    place: str
    since: date
    cites: str


class ClosedList(Frozen, frozen=True):
    """A list that somebody publishes and that names every place on it: from its first day a place without an entry is not listed.

    `fact` is the id of the fact that stands in the pack of a place on the list. `listed` are the ids of all places on it as first
    published, those without a pack of their own too; `removed` are those of them that were taken off it since. `address` is where it
    stands, and `through` the last day through which changes of it were looked for.
    """

    fact: str
    title: str
    since: date
    cites: str
    listed: tuple[str, ...] = ()
    removed: tuple[Removal, ...] = ()
    address: str = ""
    through: date | None = None

    def holds(self, place: str, facts: Mapping[str, Fact], on: date) -> bool:
        """Whether a place is on it on a day: by the fact of its pack, which can be later, else as first published and not taken off."""
        fact = facts.get(self.fact)
        return fact.value is True if fact else place in self.listed and self.left(place, on) is None

    def left(self, place: str, on: date) -> Removal | None:
        """How a place had come off it by a day."""
        return next((one for one in self.removed if one.place == place and one.since <= on), None)


class Criterion(Frozen, frozen=True):
    """A criterion of a standard: rules, facts, and how they count.

    `facts_of` names the only places of which its facts are asked (all, where it names none). `group` is one of the standard's groups.
    With the test `consequence` it asks whether the law attaches one to a breach of the rules that meet the criteria named in `of`.
    """

    id: str
    title: str
    asks: str
    test: Literal["every", "some", "fact", "consequence"]
    rules: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    facts_of: tuple[str, ...] = ()
    group: str = ""
    of: tuple[str, ...] = ()


class Group(Frozen, frozen=True):
    """Criteria of a standard of which one must be met for a yes; in words, what holds if one is met, and if none is."""

    id: str
    met: str
    none: str


class Claim(Frozen, frozen=True):
    """A statement of fact, looked up; `unread` names the texts on which the finding rests and which were not read."""

    id: str
    claim: str
    finding: Literal["supported", "contradicted", "mixed", "outside-local-law", "not-checkable"]
    why: str
    cites: tuple[str, ...] = ()
    on: date | None = None
    rules: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    scenario: Scenario | None = None
