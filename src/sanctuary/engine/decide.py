"""A situation decided, with everything a person at a desk needs to check the answer."""

from collections.abc import Mapping
from datetime import date

from sanctuary.documents import Frozen
from sanctuary.engine.answer import Answer, answer
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation, known_facts
from sanctuary.errors import RequestError, nearest
from sanctuary.law.jurisdiction import Bound, Law
from sanctuary.law.used import PackUsed, packs_used
from sanctuary.model import Outcome, Reading

__all__ = ["SCHEMA", "DecisionReport", "DutyReport", "ReadingReport", "RuleReport", "SuitReport", "decide"]

SCHEMA = "sanctuary.decide/1"


class RuleReport(Frozen, frozen=True):
    """A rule that decides: its paragraph in plain words, what was read, from which day. `always`: in every filling."""

    id: str
    cites: str
    words: str
    effect: str
    level: str
    instrument: str
    source: str
    reported: bool
    since: date
    until: date | None
    disputed: str
    always: bool


class DutyReport(Frozen, frozen=True):
    """A duty that follows: on a request, on the act or on a breach; `within` is a clock of the text, or nothing."""

    duty: str
    on: str
    within: str
    rule: str
    cites: str
    always: bool


class ReadingReport(Frozen, frozen=True):
    """An open dispute that the answer turns on."""

    id: str
    question: str
    when_true: str
    when_false: str


class SuitReport(Frozen, frozen=True):
    """A suit that touches a rule which decides or obliges."""

    title: str
    court: str
    number: str
    status: str
    binds: str
    touches: tuple[str, ...]


class DecisionReport(Frozen, frozen=True):
    """The answer of `decide`; shapes are documented in docs/json.md."""

    schema: str
    place: str
    on: date
    known_through: date
    actor: str
    run_by: str
    action: str
    resource: str
    outcome: Outcome
    outcomes: tuple[Outcome, ...]
    because: tuple[str, ...]
    rules: tuple[RuleReport, ...]
    overridden: tuple[RuleReport, ...]
    duties: tuple[DutyReport, ...]
    depends_on: tuple[str, ...]
    by_reading: Mapping[str, Mapping[str, Outcome]]
    readings: tuple[ReadingReport, ...]
    reported: bool
    unsearched: tuple[str, ...]
    proceedings: tuple[SuitReport, ...]
    packs: tuple[PackUsed, ...]


def decide(proofs: Proofs, situation: Situation) -> DecisionReport:
    """The report of a situation; refuses what is unknown, impossible or contradicts itself."""
    law = proofs.law
    for name, what in (("actor", "actor"), ("action", "action"), ("resource", "resource")):
        if not getattr(situation, name):
            raise RequestError(f"the situation names no {what}. Give {what}, for example --{what} {_EXAMPLES[what]}.")
    known = known_facts(law.vocabulary, situation.actor, situation.action, situation.resource, situation.context, situation.absent)
    _check_readings(law, situation.readings)
    found = answer(proofs, situation.action, known, situation.readings)
    every = [law.by_id[name] for name in (*found.because, *found.may_decide)]
    owed = [law.by_id[name] for name in (*found.duties, *found.may_oblige)]
    turning = [law.readings[name] for name in found.depends_on if name in law.readings]
    touched = {bound.rule.id for bound in (*every, *owed)}
    return DecisionReport(
        schema=SCHEMA,
        place=law.place.id,
        on=law.on,
        known_through=law.known_through,
        actor=situation.actor,
        run_by=law.run_by(situation.actor),
        action=situation.action,
        resource=situation.resource,
        outcome=found.outcome,
        outcomes=found.outcomes,
        because=found.because,
        rules=tuple(_rule(bound, found) for bound in every),
        overridden=tuple(_rule(law.by_id[name], found) for name in found.overridden),
        duties=tuple(_duty(bound, found) for bound in owed),
        depends_on=found.depends_on,
        by_reading=found.by_reading,
        readings=tuple(_reading(one) for one in turning),
        reported=any(bound.rule.reported for bound in every),
        unsearched=law.unsearched(situation.actor, situation.action, situation.resource),
        proceedings=tuple(
            SuitReport(title=p.title, court=p.court, number=p.number, status=p.status, binds=p.binds, touches=p.touches)
            for p in law.proceedings
            if touched.intersection(p.touches)
        ),
        packs=packs_used(law),
    )


_EXAMPLES = {"actor": "sheriff", "action": "transfer", "resource": "subject"}


def _check_readings(law: Law, readings: Mapping[str, bool]) -> None:
    known = {name for pack in law.packs.values() for name in pack.readings} | set(law.readings)
    for name in readings:
        if name not in known:
            raise RequestError(f"no reading is called '{name}' in the law of {law.place.id}; {nearest(name, known)}")


def _rule(bound: Bound, found: Answer) -> RuleReport:
    rule = bound.rule
    return RuleReport(
        id=rule.id,
        cites=rule.cites,
        words=rule.words,
        effect=rule.effect,
        level=rule.level,
        instrument=rule.instrument,
        source=rule.source,
        reported=rule.reported,
        since=rule.since,
        until=rule.until,
        disputed=rule.disputed,
        always=rule.id in found.because,
    )


def _duty(bound: Bound, found: Answer) -> DutyReport:
    rule = bound.rule
    always = rule.id in found.duties
    return DutyReport(duty=rule.duty, on=rule.on, within=rule.within, rule=rule.id, cites=rule.cites, always=always)


def _reading(one: Reading) -> ReadingReport:
    return ReadingReport(id=one.id, question=one.question, when_true=one.when_true, when_false=one.when_false)
