"""A situation decided, with everything a person at a desk needs to check the answer."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from sanctuary.documents import replace as changed
from sanctuary.engine.answer import Answer, answer, check_readings, told
from sanctuary.engine.decision import (
    SCHEMA,
    ConsequenceReport,
    CourtPaperReport,
    DecisionReport,
    DutyReport,
    EnjoinedReport,
    OpposedReport,
    OtherPaperReport,
    ReadingReport,
    RuleReport,
    SettledReport,
    SuitReport,
    VoidedReport,
)
from sanctuary.engine.forbidders import forbidders
from sanctuary.engine.offered import which_thing
from sanctuary.engine.pairs import opposed
from sanctuary.engine.past_release import past_release
from sanctuary.engine.prove import Proof, Proofs
from sanctuary.engine.situation import Situation, known_facts
from sanctuary.errors import RequestError
from sanctuary.law.beside import PAPER
from sanctuary.law.circuits import binds_said, courts_said
from sanctuary.law.jurisdiction import Bound, Law
from sanctuary.law.orders import STATE_COURT, names
from sanctuary.law.rules import Rule
from sanctuary.law.standing import known_law
from sanctuary.law.used import packs_used
from sanctuary.law.vocabulary import Value
from sanctuary.model import LEVELS, Enjoined, Outcome, Reading

__all__ = ["decide", "deciding_paper", "rules_of", "unsearched"]


def decide(proofs: Proofs, situation: Situation) -> DecisionReport:
    """The report of a situation; refuses what is unknown, impossible or contradicts itself."""
    situation = deciding_paper(proofs, situation)
    law = proofs.law
    for name, what in (("actor", "actor"), ("action", "action"), ("resource", "resource")):
        if not getattr(situation, name):
            known_facts(law.vocabulary, situation.actor, situation.action, situation.resource, {}) if situation.action else {}
            raise RequestError(f"the situation names no {what}. {_ask(proofs, situation, what)}")
    known = known_facts(law.vocabulary, situation.actor, situation.action, situation.resource, situation.context, situation.absent)
    check_readings(law, situation.readings)
    proof = proofs.under(situation.readings)[situation.action]
    law = proof.law
    whole = told(proofs, situation.action, known, situation.readings, situation.papers)
    found, exceptions = whole.answer, whole.excepted
    owed = [law.by_id[name] for name in (*found.duties, *found.may_oblige)]
    deciding = (*found.because, *found.may_decide)
    stopped = tuple(_enjoined(proofs[situation.action], situation, known, found))
    beside = (*found.voided, *found.noted, *found.overridden, *exceptions, *(one.rule.id for one in stopped))
    touched = {*deciding, *(bound.rule.id for bound in owed), *beside}
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
        rules=rules_of(law, found, situation.actor),
        overridden=tuple(_rule(law, law.by_id[name], found, situation.actor) for name in found.overridden),
        voided=tuple(VoidedReport(rule=_rule(law, law.by_id[name], found, situation.actor), by=by) for name, by in found.voided.items()),
        notes=tuple(_rule(law, law.by_id[name], found, situation.actor) for name in found.noted),
        excepted=tuple(changed(_rule(law, law.by_id[name], found, situation.actor), always=always) for name, always in exceptions.items()),
        enjoined=stopped,
        opposed=_opposed(proof, known) if Outcome.MUST in found.outcomes else None,
        duties=tuple(_duty(bound, found) for bound in owed),
        consequences=_consequences(law, deciding),
        depends_on=found.depends_on,
        by_reading=found.by_reading,
        readings=tuple(_reading(law.readings[name]) for name in found.depends_on if name in law.readings),
        settled=tuple(_settled(proofs.law, situation)),
        assumed=("no-court-paper",) if found.assumed else (),
        with_court_paper=tuple(CourtPaperReport(court=one.court, papers=one.papers, outcomes=one.outcomes) for one in whole.court_papers),
        with_other_paper=_with_other_paper(proofs, situation, known, found),
        reported=any(law.by_id[name].rule.reported for name in deciding),
        unsearched=unsearched(law, situation, found),
        unless=_unless(proof, situation, known, found),
        proceedings=tuple(_suits_told(law, situation.action, touched)),
        packs=law.once(packs_used, lambda: packs_used(law)),
        past_release=past_release(proofs, situation),
        known_law=law.once(
            (known_law, situation.action, situation.actor),
            lambda: known_law(law.place, law.packs, situation.action, situation.actor, law.on),
        ),
    )


def _consequences(law: Law, deciding: Iterable[str]) -> tuple[ConsequenceReport, ...]:
    broken = [name for name in deciding if law.by_id[name].rule.effect in ("forbids", "requires")]
    return tuple(
        [
            ConsequenceReport(title=one.title, who=one.who, kind=one.kind, cites=one.cites, reported=one.reported, rules=one.rules)
            for one in law.consequences(broken)
        ]
    )


def _suits_told(law: Law, action: str, touched: Collection[str]) -> Iterator[SuitReport]:
    """The suits on what is touched, and the place's own; of these one that was decided only where it is on a rule about the act."""
    about = {bound.rule.id for bound in law.rules_of(action)}
    for suit, ours in law.once(_suits, lambda: _suits(law)):
        pending = not suit.status.startswith("decided")
        if not set(touched).isdisjoint(suit.touches) or (ours and (pending or not about.isdisjoint(suit.touches))):
            yield suit


def _suits(law: Law) -> tuple[tuple[SuitReport, bool], ...]:
    """The suits about the law, each with whether it is the place's own though it is about law above: then it is told whatever decides."""
    return tuple(
        (
            SuitReport(title=p.title, court=p.court, number=p.number, status=p.status, binds=binds_said(law, p), touches=p.touches),
            bool(p.touches) and p not in law.place.proceedings and names(law.place, f"{p.title}; {p.binds}"),
        )
        for p in law.proceedings
    )


def deciding_paper(proofs: Proofs, situation: Situation) -> Situation:
    """The same situation with the paper first on which the answer rests, of two in hand: a judge's, else the one that says more.

    To forbid or command says more than to depend, that more than to permit, and a silence the least; of two alike the first that was named.
    """
    pair = (str(situation.context.get(PAPER, "")), situation.other_paper)
    if not (situation.other_paper and situation.actor and situation.resource and situation.action in proofs.law.vocabulary.actions):
        return situation
    facts = (situation.actor, situation.action, situation.resource)
    weights = []
    for paper in pair:
        known = known_facts(proofs.law.vocabulary, *facts, {**situation.context, PAPER: paper}, situation.absent)
        outcome = answer(proofs, situation.action, known, situation.readings, situation.papers).outcome
        weights.append((proofs.law.papers[paper].judge, _SAYS.get(outcome, 0)))
    first, second = pair if weights[0] >= weights[1] else pair[::-1]
    return changed(situation, context={**situation.context, PAPER: first}, other_paper=second)


_SAYS = {Outcome.MUST: 3, Outcome.MUST_NOT: 3, Outcome.CONFLICT: 3, Outcome.DEPENDS: 2, Outcome.MAY: 1}
"""How much an outcome says."""

COMES_WITH = {"administrative-warrant": "detainer", "detainer": "administrative-warrant"}
"""The paper that comes with a paper: by the form I-247A itself a warrant is attached to it."""


def _with_other_paper(proofs: Proofs, situation: Situation, known: Mapping[str, Value], found: Answer) -> OtherPaperReport | None:
    """What the paper that came too, or may have, brings: no duty and no answer is lost by naming one of two."""
    paper = situation.other_paper or COMES_WITH.get(str(known.get(PAPER, "")))
    if not paper:
        return None
    other = answer(proofs, situation.action, {**known, PAPER: paper}, situation.readings, situation.papers, beside=True)
    law = proofs.under(situation.readings).law
    owed = [_duty(law.by_id[name], other) for name in (*other.duties, *other.may_oblige)]
    ours = {(bound.rule.duty, bound.rule.on) for name in (*found.duties, *found.may_oblige) for bound in [law.by_id[name]]}
    return OtherPaperReport(
        paper=paper,
        outcome=other.outcome,
        outcomes=other.outcomes,
        because=other.because,
        duties=tuple(one for one in owed if (one.duty, one.on) not in ours),
    )


def _opposed(proof: Proof, known: Mapping[str, Value]) -> OpposedReport | None:
    pair = opposed(proof, known)
    return OpposedReport(acts=pair.acts, rules=pair.rules, wins=pair.wins) if pair else None


def _enjoined(proof: Proof, situation: Situation, known: Mapping[str, Value], found: Answer) -> Iterator[EnjoinedReport]:
    """The rules that would match in some filling, had no court stopped them."""
    stopped = proof.once("enjoined", lambda: tuple(_stopped(proof)))
    if not stopped:
        return
    standing = [*proof.fixed(known), *proof.standing(known, situation.papers), *proof.held(situation.readings)]
    for stop, bound, literal in stopped:
        if proof.possible([*standing, literal]):
            told = _rule(proof.law, bound, found, situation.actor)
            yield EnjoinedReport(rule=told, court=stop.court, number=stop.number, since=stop.since, part=stop.part, source=stop.source)


def _stopped(proof: Proof) -> Iterator[tuple[Enjoined, Bound, int]]:
    """Each rule of the action that a court has stopped, with the literal of its matching toward the actors whom the stop reaches."""
    for stop, toward in proof.law.enjoined:
        for bound in proof.law.written:
            if bound.rule.id == stop.rule and proof.action.name in bound.rule.actions:
                yield stop, bound, proof.match(replace(bound, actors=bound.actors & toward))


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


def unsearched(law: Law, situation: Situation, found: Answer) -> tuple[str, ...]:
    """The packs in which a rule that was not found could change the answer.

    What a rule commands or forbids can only be changed from its level or a higher one; anything else from everywhere.
    """
    asked = (situation.actor, situation.action, situation.resource)
    names = law.once((unsearched, *asked), lambda: law.unsearched(*asked))
    if found.outcome in (Outcome.MUST, Outcome.MUST_NOT):
        level = min(law.by_id[name].level for name in (*found.because, *found.may_decide))
        names = tuple(name for name in names if name in law.packs and LEVELS.index(law.packs[name].file.level) <= level)
    return names


def _unless(proof: Proof, situation: Situation, known: Mapping[str, Value], found: Answer) -> tuple[str, ...]:
    """The governments that may forbid what an answer allows, and of whose law on the act nothing was searched.

    What guarantees allow in every filling that allows it, nobody below them forbids, whether or not the answer is open.
    """
    if Outcome.MAY not in found.outcomes:
        return ()
    law = proof.law
    sure = found.because if found.outcome == Outcome.MAY else ()
    deciding = [law.by_id[name] for name in (*found.because, *found.may_decide)]
    guarantees = [bound for bound in deciding if bound.rule.effect == "guarantees"]
    if guarantees and not {bound.rule.id for bound in guarantees} & {*sure}:
        assumed = [
            *proof.fixed(known),
            *proof.held(situation.readings),
            *proof.standing(known, situation.papers),
            proof.outcomes[Outcome.MAY],
        ]
        for level in sorted({bound.level for bound in guarantees}):
            some = [bound.rule.id for bound in guarantees if bound.level <= level]
            if not proof.possible([*assumed, *(-proof.decides[name] for name in some)]):
                sure = (*sure, *(name for name in some if law.by_id[name].level == level))
                break
    return forbidders(law, situation.actor, situation.action, situation.resource, sure)


_EXAMPLES = {"actor": "sheriff", "action": "transfer"}


def _ask(proofs: Proofs, situation: Situation, what: str) -> str:
    """What to give: of an action whose things are many, which of them, by their kind: "For which offense?"."""
    if what != "resource" or situation.action not in proofs.law.vocabulary.actions:
        return f"Give {what}, for example --{what} {_EXAMPLES[what]}."
    return which_thing(proofs[situation.action], situation)


def rules_of(law: Law, found: Answer, actor: str) -> tuple[RuleReport, ...]:
    """What is told to an actor of the rules that decide, those that decide in every filling first."""
    return tuple(_rule(law, law.by_id[name], found, actor) for name in (*found.because, *found.may_decide))


def _rule(law: Law, bound: Bound, found: Answer, actor: str) -> RuleReport:
    always = bound.rule.id in found.because
    return law.once((_rule, bound.rule.id, always, actor), lambda: _told(law, bound.rule, actor, always=always))


def _told(law: Law, rule: Rule, actor: str, *, always: bool) -> RuleReport:
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
        always=always,
        limits=tuple(sorted(rule.limits)),
        caveats=(*rule.caveats, *(text for whom, text in rule.caveats_for if whom == actor), *_courts(law, rule)),
        excepts=rule.excepts,
        lists=rule.lists,
        yields=rule.yields,
        optional=rule.optional,
        opens=rule.opens,
        protects=rule.protects,
    )


def _courts(law: Law, rule: Rule) -> tuple[str, ...]:
    """What courts say of a rule; of one whose reach is told, it is told with that."""
    said = "" if rule.reach else courts_said(law, rule)
    return (said,) if said else ()


def _duty(bound: Bound, found: Answer) -> DutyReport:
    rule = bound.rule
    always = rule.id in found.duties
    return DutyReport(duty=rule.duty, on=rule.on, within=rule.within, rule=rule.id, cites=rule.cites, always=always)


def _reading(one: Reading) -> ReadingReport:
    return ReadingReport(id=one.id, question=one.question, when_true=one.when_true, when_false=one.when_false)
