"""The rule that a person should read first in a decision, and, where it decides in few cases only, in which."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sanctuary.engine.decision import RuleReport
from sanctuary.engine.prove import Box, Proof, Proofs
from sanctuary.engine.situation import Situation
from sanctuary.law.beside import COVERS, NO_PAPER, PAPER
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Value
from sanctuary.model import Outcome
from sanctuary.study.differences import settled
from sanctuary.study.phrases import sentence
from sanctuary.study.plain import rule_cost

__all__ = ["ARRESTS", "Decisive", "decisive", "of_the_actor", "plain_case"]

PURPOSE, IMMIGRATION = "purpose", ("civil-immigration", "entry-or-presence-crime")

ARRESTS = ("state-arrest-warrant", "federal-arrest-warrant", "bench-warrant")
"""Papers of a court that name a person to be arrested, and no place."""


@dataclass(frozen=True, slots=True)
class Decisive:
    """A rule; `case` is a sentence of what it decides and when, where it decides neither every case nor the plainest.

    `outcome` and `box` are of the case: the facts that it needs beside those that are known. `throughout`: the rule says so in every case,
    though another, of a higher level, decides some.
    """

    rule: RuleReport
    case: str = ""
    outcome: Outcome = Outcome.DEPENDS
    box: Box = field(default_factory=dict)
    throughout: bool = False


def decisive(
    proofs: Proofs, situation: Situation, known: Mapping[str, Value], rules: Sequence[RuleReport], idle: Collection[str] = ()
) -> Decisive | None:
    """A rule that decides in every case, else one that decides the plainest, else one that decides some; of several, the plainest rule.

    Before one whose text was not read goes one whose text was, if that says the same in every case.
    `idle`: facts that are known and change nothing; the sentence of a case leaves them out.
    """
    law = proofs.law
    ordered = sorted(rules, key=lambda one: rule_cost(law, law.by_id[one.id].rule))
    always = [one for one in ordered if one.always]
    if always:
        return _of_its_own(proofs, situation, known, Decisive(_deepest(min(always, key=lambda one: one.reported), always)), ordered)
    if not ordered:
        return None
    proof = proofs.under(situation.readings)[situation.action]
    assumed = [*proof.fixed(known), *proof.held(situation.readings), *proof.standing(known, situation.papers)]
    able = [one for one in ordered if one.id in proof.decides and proof.possible([*assumed, proof.decides[one.id]])]
    fixed = plain_case(proof, known, assumed)
    plainest = [one for one in able if proof.possible([*fixed, proof.decides[one.id]])]
    if plainest:
        first = _deepest(_of_the_paper(proof, known, assumed, able, _undisputed(proof, fixed, plainest)), plainest)
        return _read_throughout(proof, assumed, first, ordered) or _of_its_own(proofs, situation, known, Decisive(first), ordered)
    if not able:
        return None
    return _case(proof, situation, known, assumed, able[0], idle)


GENERAL, OWN = 8, 3
"""Actors that a rule of everybody names at least, and that one which speaks of an actor's own kind names at most."""


def _of_its_own(
    proofs: Proofs, situation: Situation, known: Mapping[str, Value], leading: Decisive, rules: Sequence[RuleReport]
) -> Decisive:
    """The rule of this very actor in the place of one of everybody, where it says the same as surely and is known as well."""
    theirs = of_the_actor(proofs, situation, known, leading, rules)
    known_as_well = theirs and (leading.rule.reported or not theirs.reported) and (theirs.always or not leading.rule.always)
    return Decisive(theirs) if theirs and known_as_well else leading


def of_the_actor(
    proofs: Proofs, situation: Situation, known: Mapping[str, Value], leading: Decisive, rules: Sequence[RuleReport]
) -> RuleReport | None:
    """Beside a rule of nearly everybody: one that says the same of this very actor, in each case or the plainest; else nothing."""
    law, first = proofs.law, leading.rule
    general = law.by_id[first.id].rule.named
    if leading.case or 0 < len(general) < GENERAL:
        return None
    proof = proofs.under(situation.readings)[situation.action]
    assumed = [*proof.fixed(known), *proof.held(situation.readings), *proof.standing(known, situation.papers)]
    fixed = plain_case(proof, known, assumed)
    for one in sorted(rules, key=lambda one: rule_cost(law, law.by_id[one.id].rule)):
        named = law.by_id[one.id].rule.named
        own = situation.actor in named and len(named) <= OWN and one.effect == first.effect and not one.disputed
        if own and one.source != "draft" and proof.possible([*fixed, proof.decides[one.id]]):
            return one
    return None


def _undisputed(proof: Proof, fixed: list[int], plainest: Sequence[RuleReport]) -> RuleReport:
    """The plainest rule, or, where a dispute is whether it binds, one that says the same of the plainest case whatever comes of that."""
    first = plainest[0]
    if not first.disputed:
        return first
    able = (one for one in plainest if not one.disputed and one.effect == first.effect)
    return next((one for one in able if not proof.possible([*fixed, -proof.matches[one.id]])), first)


def _of_the_paper(
    proof: Proof, known: Mapping[str, Value], assumed: list[int], able: Sequence[RuleReport], first: RuleReport
) -> RuleReport:
    """Beside a rule of which it is disputed whether it binds: one that says the same undisputed where the paper in hand reaches this."""
    if not first.disputed or COVERS in known or known.get(PAPER) in (None, NO_PAPER) or COVERS not in proof.action.by_name:
        return first
    fixed = plain_case(proof, {**known, COVERS: True}, [*assumed, *proof.fixed({COVERS: True})])
    return _undisputed(proof, fixed, [first, *(one for one in able if proof.possible([*fixed, proof.decides[one.id]]))])


def _read_throughout(proof: Proof, assumed: list[int], first: RuleReport, ordered: Sequence[RuleReport]) -> Decisive | None:
    """Where the rule of the plainest case rests on a report: one that was read, binds without a dispute and says the same in every case."""
    if not first.reported or first.effect not in ("forbids", "requires"):
        return None
    for one in ordered:
        stands = [proof.matches[one.id], *([-proof.voided[one.id]] if one.id in proof.voided else [])]
        read = not (one.reported or one.disputed) and one.effect == first.effect and one.source != "draft"
        if read and not any(proof.possible([*assumed, -literal]) for literal in stands):
            return Decisive(one, throughout=True)
    return None


def plain_case(proof: Proof, known: Mapping[str, Value], assumed: list[int]) -> list[int]:
    """The plainest situation that meets what is assumed, as literals.

    A paper of a court that is named covers what is asked there, and one that has somebody arrested is for a crime of another kind than
    entry or presence. What is seldom so of a case, as its law says, is not so.
    """
    crime, covering, common = _for_a_crime(proof, known), _covering(proof, known), _common(proof)
    usual = [*assumed, *common] if proof.possible([*assumed, *common]) else assumed
    tried = ([*usual, *covering, *crime], [*usual, *covering], [*usual, *crime], usual)
    case = next(one for one in tried if one is usual or proof.possible(one))
    return [*case, *proof.fixed({name: known.get(name, cell[0]) for name, cell in proof.plainest(case).items()})]


def _deepest(rule: RuleReport, others: Sequence[RuleReport]) -> RuleReport:
    """The paragraph on point below the one that says it in general, which decides the same: (a)(1)(B) before the sentence of (a)(1)."""
    below = [one for one in others if one.cites.startswith(f"{rule.cites}(") and one.effect == rule.effect and not one.disputed]
    return next((one for one in below if not one.reported or rule.reported), rule)


def _common(proof: Proof) -> list[int]:
    """That what is seldom so of a case is not so: a housing agency seldom knows of somebody's unlawful presence."""
    return [-literal for name, literal in proof.readings.items() if name in proof.law.readings and proof.law.readings[name].seldom]


def _covering(proof: Proof, known: Mapping[str, Value]) -> list[int]:
    """That the paper covers what is asked, where one of a court is named and nothing is said of its terms: the plainest case of it."""
    return proof.fixed({COVERS: True}) if known.get(PAPER) in proof.court_papers and COVERS not in known else []


def _for_a_crime(proof: Proof, known: Mapping[str, Value]) -> list[int]:
    """That what is asked is for a crime, where a court's arrest warrant is named and nothing is said of the purpose."""
    if known.get(PAPER) not in ARRESTS or PURPOSE in known or PURPOSE not in proof.action.by_name:
        return []
    return [-proof.clauses.among(proof.action.by_name[PURPOSE], frozenset(IMMIGRATION))]


def _case(
    proof: Proof, situation: Situation, known: Mapping[str, Value], assumed: list[int], bound: RuleReport, idle: Collection[str]
) -> Decisive:
    """What a rule decides and when, throughout one maximal box."""
    c, decides = proof.clauses, proof.decides[bound.id]
    plainest = settled(proof, c.every([decides, *assumed]))
    witness, outcome = plainest.witness, plainest.outcome(proof)
    given = [*assumed, *proof.held(plainest.readings)]
    box = proof.widen(witness, c.every([decides, proof.outcomes[outcome]]), given)
    named = {name: ((value,),) for name, value in known.items() if name not in (ACTOR, *idle)}
    told = {**{name: cells for name, cells in box.items() if name not in idle}, **named}
    return Decisive(
        bound,
        sentence(proof.law, situation.action, witness, told, outcome, given=tuple(known)),
        outcome,
        {name: cells for name, cells in box.items() if name not in (*known, ACTOR, RESOURCE)},
    )
