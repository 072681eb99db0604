"""A situation decided, with everything a person at a desk needs to check the answer."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from sanctuary.documents import Frozen
from sanctuary.documents import replace as changed
from sanctuary.engine.answer import Answer, answer, check_readings, excepted, with_court_paper
from sanctuary.engine.pairs import opposed
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation, known_facts
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Bound, Law
from sanctuary.law.orders import STATE_COURT
from sanctuary.law.used import PackUsed, digest_of_packs, packs_used
from sanctuary.law.vocabulary import RESOURCE, Value
from sanctuary.model import LEVELS, Outcome, Reading

__all__ = [
    "SCHEMA",
    "ConsequenceReport",
    "CourtPaperReport",
    "DecisionReport",
    "DutyReport",
    "EnjoinedReport",
    "OpposedReport",
    "ReadingReport",
    "RuleReport",
    "SettledReport",
    "SuitReport",
    "VoidedReport",
    "decide",
]

SCHEMA = "sanctuary.decide/4"


class RuleReport(Frozen, frozen=True):
    """A rule that decides: its paragraph in plain words, what was read, from which day. `always`: in every filling.

    `caveats` are what its law file says must be known beside it, `excepts` what it says of the exceptions, `lists` what the text lists;
    `limits` what it limits, or bans limits of.
    """

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
    limits: tuple[str, ...]
    caveats: tuple[str, ...]
    excepts: tuple[str, ...]
    lists: tuple[str, ...]


class VoidedReport(Frozen, frozen=True):
    """A rule that forbids and has no force here, in some filling at least: the guarantees of a higher law that void it."""

    rule: RuleReport
    by: tuple[str, ...]


class EnjoinedReport(Frozen, frozen=True):
    """A rule that would speak of the situation, and that a court has stopped."""

    rule: RuleReport
    court: str
    number: str
    since: date
    part: str
    source: str


class SettledReport(Frozen, frozen=True):
    """A reading that a court has settled; `contrary` where the question fixes it otherwise.

    `open_for` are actors whom the court does not bind.
    """

    id: str
    value: bool
    court: str
    number: str
    since: date
    binds: str
    open_for: tuple[str, ...]
    contrary: bool


class OpposedReport(Frozen, frozen=True):
    """An act that undoes this one and that rules command too, in some circumstances; `wins` is the act of the higher level, or nothing."""

    acts: tuple[str, str]
    rules: tuple[str, ...]
    wins: str


class ConsequenceReport(Frozen, frozen=True):
    """What a text attaches to going against a rule that decides."""

    title: str
    who: str
    kind: str
    cites: str
    reported: bool
    rules: tuple[str, ...]


class CourtPaperReport(Frozen, frozen=True):
    """The outcomes with some papers of a court that cover what is asked, where they differ from the answer."""

    court: str
    papers: tuple[str, ...]
    outcomes: tuple[Outcome, ...]


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
    """The answer of `decide`; shapes are documented in docs/json.md.

    `paper` is the paper that the question names, or nothing: a fact of the request, and the only one that is repeated.
    `presumed`: the day is later than the last that was searched. `assumed` holds `no-court-paper` where none was named. `unsearched`
    names the packs in which a rule that was not found could change the answer. `excepted` are rules that forbid the act, and whose own
    exceptions take it out in every filling: what they leave open is open, and no rule permits it outright.
    """

    schema: str
    place: str
    on: date
    known_through: date
    presumed: bool
    actor: str
    run_by: str
    action: str
    resource: str
    paper: str
    outcome: Outcome
    outcomes: tuple[Outcome, ...]
    because: tuple[str, ...]
    rules: tuple[RuleReport, ...]
    overridden: tuple[RuleReport, ...]
    voided: tuple[VoidedReport, ...]
    notes: tuple[RuleReport, ...]
    excepted: tuple[RuleReport, ...]
    enjoined: tuple[EnjoinedReport, ...]
    opposed: OpposedReport | None
    duties: tuple[DutyReport, ...]
    consequences: tuple[ConsequenceReport, ...]
    depends_on: tuple[str, ...]
    by_reading: Mapping[str, Mapping[str, Outcome]]
    readings: tuple[ReadingReport, ...]
    settled: tuple[SettledReport, ...]
    assumed: tuple[str, ...]
    with_court_paper: tuple[CourtPaperReport, ...]
    reported: bool
    unsearched: tuple[str, ...]
    proceedings: tuple[SuitReport, ...]
    packs: tuple[PackUsed, ...]

    @property
    def digest(self) -> str:
        """The digest of the law that gave this (`Law.digest`)."""
        return digest_of_packs(self.packs)


def decide(proofs: Proofs, situation: Situation) -> DecisionReport:
    """The report of a situation; refuses what is unknown, impossible or contradicts itself."""
    law = proofs.law
    for name, what in (("actor", "actor"), ("action", "action"), ("resource", "resource")):
        if not getattr(situation, name):
            known_facts(law.vocabulary, situation.actor, situation.action, situation.resource, {}) if situation.action else {}
            raise RequestError(f"the situation names no {what}. {_ask(law, situation, what)}")
    known = known_facts(law.vocabulary, situation.actor, situation.action, situation.resource, situation.context, situation.absent)
    check_readings(law, situation.readings)
    law = proofs.under(situation.readings).law
    found = answer(proofs, situation.action, known, situation.readings, situation.papers)
    every = [law.by_id[name] for name in (*found.because, *found.may_decide)]
    owed = [law.by_id[name] for name in (*found.duties, *found.may_oblige)]
    touched = {bound.rule.id for bound in (*every, *owed)} | set(found.voided)
    papers = with_court_paper(proofs, situation.action, known, situation.readings, found.outcomes) if found.assumed else ()
    return DecisionReport(
        schema=SCHEMA,
        place=law.place.id,
        on=law.on,
        known_through=law.known_through,
        presumed=law.presumed,
        actor=situation.actor,
        run_by=law.run_by(situation.actor),
        action=situation.action,
        resource=situation.resource,
        paper=str(situation.context.get("paper", "")),
        outcome=found.outcome,
        outcomes=found.outcomes,
        because=found.because,
        rules=tuple(_rule(bound, found) for bound in every),
        overridden=tuple(_rule(law.by_id[name], found) for name in found.overridden),
        voided=tuple(VoidedReport(rule=_rule(law.by_id[name], found), by=by) for name, by in found.voided.items()),
        notes=tuple(_rule(law.by_id[name], found) for name in found.noted),
        excepted=tuple(
            changed(_rule(law.by_id[name], found), always=always)
            for name, always in excepted(proofs, situation.action, known, situation.readings, situation.papers).items()
        ),
        enjoined=tuple(_enjoined(proofs, situation, known, found)),
        opposed=_opposed(law, situation.action, known) if Outcome.MUST in found.outcomes else None,
        duties=tuple(_duty(bound, found) for bound in owed),
        consequences=tuple(
            ConsequenceReport(title=one.title, who=one.who, kind=one.kind, cites=one.cites, reported=one.reported, rules=one.rules)
            for one in law.consequences([b.rule.id for b in every if b.rule.effect in ("forbids", "requires")])
        ),
        depends_on=found.depends_on,
        by_reading=found.by_reading,
        readings=tuple(_reading(law.readings[name]) for name in found.depends_on if name in law.readings),
        settled=tuple(_settled(proofs.law, situation)),
        assumed=("no-court-paper",) if found.assumed else (),
        with_court_paper=tuple(CourtPaperReport(court=one.court, papers=one.papers, outcomes=one.outcomes) for one in papers),
        reported=any(bound.rule.reported for bound in every),
        unsearched=_unsearched(law, situation, found),
        proceedings=tuple(
            SuitReport(title=p.title, court=p.court, number=p.number, status=p.status, binds=p.binds, touches=p.touches)
            for p in law.proceedings
            if touched.intersection(p.touches)
        ),
        packs=packs_used(law),
    )


def _opposed(law: Law, action: str, known: Mapping[str, Value]) -> OpposedReport | None:
    pair = opposed(law, action, known)
    return OpposedReport(acts=pair.acts, rules=pair.rules, wins=pair.wins) if pair else None


def _enjoined(proofs: Proofs, situation: Situation, known: Mapping[str, Value], found: Answer) -> Iterator[EnjoinedReport]:
    """The rules that would match in some filling, had no court stopped them."""
    law = proofs.law
    proof = proofs[situation.action]
    standing = [*proof.fixed(known), *proof.standing(known, situation.papers), *proof.held(situation.readings)]
    for stop, toward in law.enjoined:
        for bound in law.written:
            if bound.rule.id == stop.rule and situation.action in bound.rule.actions:
                stopped = replace(bound, actors=bound.actors & toward)
                if proof.possible([*standing, proof.match(stopped)]):
                    yield EnjoinedReport(
                        rule=_rule(bound, found), court=stop.court, number=stop.number, since=stop.since, part=stop.part, source=stop.source
                    )


def _settled(law: Law, situation: Situation) -> Iterator[SettledReport]:
    """The settled readings of rules that speak of the act, and those that the question fixes."""
    if not law.settled:
        return
    needed = {
        name
        for pack in law.packs.values()
        for rule in pack.rules
        if situation.action in rule.actions and rule.in_force(law.on)
        for name in (rule.disputed, rule.notwithstanding)
    }
    for name, by_actor in law.settled.items():
        orders = tuple(dict.fromkeys(one for found in by_actor.values() for one in found))
        value = next((known for actor in by_actor if (known := law.settles(name, actor)) is not None), None)
        if value is not None and (name in needed or name in situation.readings):
            last = orders[-1]
            yield SettledReport(
                id=name,
                value=value,
                court=last.court,
                number=last.number,
                since=last.since,
                binds=last.binds,
                open_for=() if law.settles(name, STATE_COURT) is not None else (STATE_COURT,),
                contrary=situation.readings.get(name, value) != value,
            )


def _unsearched(law: Law, situation: Situation, found: Answer) -> tuple[str, ...]:
    """The packs in which a rule that was not found could change the answer.

    What a rule commands or forbids can only be changed from its level or a higher one; anything else from everywhere.
    """
    names = law.unsearched(situation.actor, situation.action, situation.resource)
    if found.outcome in (Outcome.MUST, Outcome.MUST_NOT):
        level = min(law.by_id[name].level for name in (*found.because, *found.may_decide))
        names = tuple(name for name in names if name in law.packs and LEVELS.index(law.packs[name].file.level) <= level)
    return names


_COMMON = {"Information": "release-date"}
"""What is asked about most, of a kind that has many."""

_EXAMPLES = {"actor": "sheriff", "action": "transfer", "resource": "subject"}


def _example(law: Law, situation: Situation, what: str) -> str:
    """A word that could stand there: a resource of the action, where one is named."""
    described = law.vocabulary.actions.get(situation.action)
    return described.by_name[RESOURCE].values[0] if what == "resource" and described else _EXAMPLES[what]


def _ask(law: Law, situation: Situation, what: str) -> str:
    """What to give: of an action whose things are many, which of them, by their kind: "For which offense?"."""
    described = law.vocabulary.actions.get(situation.action)
    if what != "resource" or described is None:
        return f"Give {what}, for example --{what} {_example(law, situation, what)}."
    resource = described.by_name[RESOURCE]
    kind = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", resource.type).lower()
    first, *rest = sorted(resource.values, key=lambda one: one != _COMMON.get(resource.type, resource.values[0]))
    others = ", ".join(rest)
    return f"For which {kind}? Give --resource {first}{f', or one of: {others}' if rest else ''}."


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
        limits=tuple(sorted(rule.limits)),
        caveats=rule.caveats,
        excepts=rule.excepts,
        lists=rule.lists,
    )


def _duty(bound: Bound, found: Answer) -> DutyReport:
    rule = bound.rule
    always = rule.id in found.duties
    return DutyReport(duty=rule.duty, on=rule.on, within=rule.within, rule=rule.id, cites=rule.cites, always=always)


def _reading(one: Reading) -> ReadingReport:
    return ReadingReport(id=one.id, question=one.question, when_true=one.when_true, when_false=one.when_false)
