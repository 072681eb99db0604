"""What a state's ban on policies makes void, through time: each kind of limit with the days on which it was void, disputed or open."""

from collections.abc import Iterator
from datetime import date

from sanctuary.documents import Frozen, replace
from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.study.limits import PolicyLimit, limits
from sanctuary.study.timeline import Timeline

__all__ = ["Limited", "limited_stretches"]

UNKNOWN = "unknown"


class Limited(Frozen, frozen=True):
    """How one kind of limit stands from a day on. `before`: how it stood until then; empty for the first stretch."""

    limit: str
    words: str
    since: date
    until: date | None
    answer: str
    rules: tuple[str, ...]
    before: str = ""


def limited_stretches(report: Timeline, law: Law) -> list[Limited]:
    """Each kind of limit with its stretches, in the order of the vocabulary; nothing where no state forbids any."""
    ours = {rule.id for pack in law.packs.values() for rule in pack.rules if rule.level == "state" and "limit" in rule.actions}
    if not ours:
        return []
    days = [date.min, *(one.on for one in report.changes if one.courts or not ours.isdisjoint((*one.began, *one.ended)))]
    found: dict[str, list[Limited]] = {}
    for on in days:
        for one in _on(law, on, report.changes[0].on):
            told = found.setdefault(one.limit, [])
            if not told or (told[-1].answer, told[-1].rules) != (one.answer, one.rules):
                told[-1:] = [replace(last, until=on) for last in told[-1:]]
                told.append(replace(one, before=told[-1].answer if told else ""))
    return [one for told in found.values() for one in told]


def _on(law: Law, on: date, first: date) -> Iterator[Limited]:
    """Every kind on a day; not known before the search of a state's law began. The first stretch begins with the timeline."""
    day = max(on, first)
    states = [pack.file.known_from for pack in law.packs.values() if pack.file.level == "state"]
    early = any(since and day < since for since in states)
    for one in limits(Proofs(law_of(law.library, law.place.id, day, strict=law.strict))):
        answer = UNKNOWN if early else _said(one)
        yield Limited(limit=one.limit, words=one.words, since=day, until=None, answer=answer, rules=one.rules if answer in _MADE else ())


_MADE = ("void", "disputed")


def _said(one: PolicyLimit) -> str:
    return UNKNOWN if one.stands == "not-known" else one.stands
