"""Scenarios proved: each sentence must hold for every filling of the facts that it leaves open."""

from dataclasses import dataclass
from datetime import date

from sanctuary.engine.answer import excepted, outcomes_of
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import known_facts
from sanctuary.errors import RequestError, SanctuaryError
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Value
from sanctuary.model import Outcome, Scenario
from sanctuary.study.phrases import titled

__all__ = ["Docket", "Failure", "prove_scenario"]

_ALLOWED = (Outcome.MUST, Outcome.MAY, Outcome.SILENT)


@dataclass(frozen=True, slots=True)
class Failure:
    """A scenario that does not hold, and why."""

    name: str
    place: str
    on: date
    why: str


class Docket:
    """The proofs of every place and day that was asked about, made once."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._made: dict[tuple[str, date], Proofs] = {}
        self._last: dict[str, Proofs] = {}

    def proofs(self, place: str, on: date) -> Proofs:
        """The proofs of a place on a day; days between which no rule begins or ends share them. Places share solvers."""
        key = (place, on)
        if key not in self._made:
            law = law_of(self.library, place, on)
            above = (self._last[one] for one in law.place.file.parents if one in self._last)
            self._made[key] = self._last[place] = Proofs(law, before=self._last.get(place) or next(above, None))
        return self._made[key]


def prove_scenario(proofs: Proofs, scenario: Scenario) -> Failure | None:
    """Nothing if the scenario holds, else the first reason that it does not."""

    def fails(why: str) -> Failure:
        return Failure(scenario.name, proofs.law.place.id, proofs.law.on, why)

    try:
        known = known_facts(proofs.law.vocabulary, scenario.actor, scenario.action, scenario.resource, scenario.context, scenario.absent)
        for name in scenario.readings:
            if name not in proofs.law.readings and not _declared(proofs, name):
                raise RequestError(f"no reading is called '{name}'")
    except SanctuaryError as problem:
        return fails(str(problem))
    proofs = proofs.under(scenario.readings)
    proof = proofs[scenario.action]
    assumed = [*proof.fixed(known), *proof.standing(known, scenario.papers), *proof.held(scenario.readings)]
    if not proof.possible(assumed):
        return fails("impossible: no situation that can occur meets it (possible.cedar)")
    for prove in (_outcome, _because, _duties, _notes):
        if why := prove(proofs, scenario, assumed):
            return fails(why)
    found = excepted(proofs, scenario.action, known, scenario.readings, scenario.papers) if scenario.excepted else ()
    for name in scenario.excepted:
        if name not in found:
            return fails(f"excepted names {name}, which forbids in some filling, or has no exception that opens one")
    return None


def _declared(proofs: Proofs, name: str) -> bool:
    return any(name in pack.readings for pack in proofs.law.packs.values())


def _outcome(proofs: Proofs, scenario: Scenario, assumed: list[int]) -> str:
    """A sentence is about the rules that were found; how far the law was searched enters only where `unknown` is expected."""
    proof = proofs[scenario.action]
    if scenario.expect == "unknown":
        known = outcomes_of(proof, assumed)
        return "" if known == (Outcome.UNKNOWN,) else f"expected unknown, found {' or '.join(known)}"
    found = [o for o, literal in proof.outcomes.items() if proof.possible([*assumed, literal])]
    if scenario.expect == "depends":
        return "" if len(found) > 1 else f"expected depends, found {found[0]} in every filling"
    expected = _ALLOWED if scenario.expect == "allowed" else (Outcome(scenario.expect),)
    for outcome in found:
        if outcome not in expected:
            example = proof.plainest([*assumed, proof.outcomes[outcome]])
            values = {name: cell[0] for name, cell in example.items()}
            return f"expected {scenario.expect}, found {outcome} {_when(proofs, scenario, values)}"
    return ""


def _when(proofs: Proofs, scenario: Scenario, values: dict[str, Value]) -> str:
    """A filling of the open facts, without those at their plainest, and the rules that decide there."""
    proof = proofs[scenario.action]
    named = {n: v for n, v in values.items() if n in (ACTOR, RESOURCE) or v != proof.action.by_name[n].domain[0]}
    facts = ", ".join(f"{name} = {value}" for name, value in named.items())
    fixed = [*proof.fixed(values), *proof.held(scenario.readings)]
    rules = [name for name, literal in proof.decides.items() if proof.possible([*fixed, literal])]
    return f"where {facts}; decided by {', '.join(rules) or 'no rule'}"


def _because(proofs: Proofs, scenario: Scenario, assumed: list[int]) -> str:
    proof = proofs[scenario.action]
    sure = scenario.expect not in ("depends", "allowed")
    for name in scenario.because:
        literal = proof.decides.get(name, proof.obliges.get(name))
        if literal is None:
            return f"because names {name}, which is not among the rules in force for this action"
        if not proof.possible([*assumed, literal]):
            values = {n: c[0] for n, c in proof.plainest(assumed).items()}
            return f"because names {name}, which decides or obliges in no filling{_already(proofs, scenario, name, values)}"
        if sure and proof.possible([*assumed, -literal]):
            example = proof.plainest([*assumed, -literal])
            values = {n: c[0] for n, c in example.items()}
            return (
                f"because names {name}, which does not decide {_when(proofs, scenario, values)}{_already(proofs, scenario, name, values)}"
            )
    return ""


def _already(proofs: Proofs, scenario: Scenario, name: str, values: dict[str, Value]) -> str:
    """The next step where a higher law decides what the rule would have decided."""
    proof, law = proofs[scenario.action], proofs.law
    fixed = [*proof.fixed(values), *proof.held(scenario.readings)]
    own = law.by_id[name]
    above = [law.by_id[one] for one, literal in proof.decides.items() if one != name and proof.possible([*fixed, literal])]
    alike = [one for one in above if one.level < own.level and one.rule.effect == own.rule.effect]
    if not alike or not proof.possible([*fixed, proof.matches[name]]):
        return ""
    told = f"{titled(law.title_of(alike[0].rule.pack))} already {own.rule.effect} it ({alike[0].rule.cites})"
    return f". The law of {told}: drop `because`, or try a case that it leaves open"


def _notes(proofs: Proofs, scenario: Scenario, assumed: list[int]) -> str:
    proof = proofs[scenario.action]
    for name in scenario.notes:
        literal = proof.noted.get(name)
        if literal is None:
            return f"notes names {name}, which is not among the notes in force for this action"
        if proof.possible([*assumed, -literal]):
            return f"notes names {name}, which does not stand beside every filling"
    return ""


def _duties(proofs: Proofs, scenario: Scenario, assumed: list[int]) -> str:
    proof = proofs[scenario.action]
    for duty in (*scenario.duties, *scenario.no_duties):
        if duty not in proofs.law.vocabulary.duties:
            return f"no duty is called '{duty}'"
    for duty in scenario.duties:
        literal = proof.duties.get(duty)
        if literal is None or proof.possible([*assumed, -literal]):
            return f"the duty {duty} does not follow in every filling"
    for duty in scenario.no_duties:
        literal = proof.duties.get(duty)
        if literal is not None and proof.possible([*assumed, literal]):
            return f"the duty {duty} follows in some filling"
    return ""
