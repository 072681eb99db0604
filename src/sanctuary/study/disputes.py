"""What lawyers dispute in a place: each reading with both sides, who disputes it, what a court has said, and the rules that turn on it."""

from datetime import date

from sanctuary.documents import Frozen
from sanctuary.law.jurisdiction import Law
from sanctuary.law.used import PackUsed, packs_used
from sanctuary.model import Settled

__all__ = ["SCHEMA", "Dispute", "Disputes", "SettledBy", "SuitAbout", "Turning", "disputes"]

SCHEMA = "sanctuary.disputes/1"


class Turning(Frozen, frozen=True):
    """A rule that applies, or reaches further, only where the reading is true."""

    rule: str
    cites: str
    words: str
    effect: str
    how: str


class SettledBy(Frozen, frozen=True):
    """What a court has said of a reading, and whom it binds."""

    value: bool
    court: str
    number: str
    since: date
    binds: str


class SuitAbout(Frozen, frozen=True):
    """A suit that touches a rule which turns on the reading."""

    title: str
    court: str
    number: str
    status: str


class Dispute(Frozen, frozen=True):
    """A reading: its question, what follows if so and if not, and who disputes it. It is fixed by `--reading ID=true` or `=false`."""

    id: str
    question: str
    when_true: str
    when_false: str
    source: str
    settled: tuple[SettledBy, ...]
    turns_on_it: tuple[Turning, ...]
    suits: tuple[SuitAbout, ...]


class Disputes(Frozen, frozen=True):
    """The readings that rules in force need, those of the highest law first."""

    schema: str
    place: str
    title: str
    on: date
    disputes: tuple[Dispute, ...]
    packs: tuple[PackUsed, ...]


def disputes(law: Law) -> Disputes:
    """Every dispute that bears on the law of a place on a day, the settled ones too."""
    written = law.unsettled(tuple(law.settled))
    return Disputes(
        schema=SCHEMA,
        place=law.place.id,
        title=law.place.file.title,
        on=law.on,
        disputes=tuple(_dispute(law, written, name) for name in written.readings),
        packs=packs_used(law),
    )


def _dispute(law: Law, written: Law, name: str) -> Dispute:
    reading = written.readings[name]
    turning = [
        Turning(rule=bound.rule.id, cites=bound.rule.cites, words=bound.rule.words, effect=bound.rule.effect, how=how)
        for bound in written.rules
        for how, needed in (("applies", name in bound.readings), ("notwithstanding", bound.rule.notwithstanding == name))
        if needed
    ]
    touched = {one.rule for one in turning}
    orders: dict[Settled, None] = dict.fromkeys(one for found in law.settled.get(name, {}).values() for one in found)
    return Dispute(
        id=name,
        question=reading.question,
        when_true=reading.when_true,
        when_false=reading.when_false,
        source=reading.source,
        settled=tuple(SettledBy(value=one.value, court=one.court, number=one.number, since=one.since, binds=one.binds) for one in orders),
        turns_on_it=tuple(turning),
        suits=tuple(
            SuitAbout(title=one.title, court=one.court, number=one.number, status=one.status)
            for one in law.proceedings
            if touched.intersection(one.touches)
        ),
    )
