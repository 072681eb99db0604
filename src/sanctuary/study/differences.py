"""Differences: situations that a law and a standard, or two laws, answer differently.

One for each rule, action and government that runs the actor: one maximal box throughout which the law gives one outcome by the
same rules, one sentence, one witness that deciding confirms, the rules behind it or the absence, and who can change it. Where
none is reported, the solver proved that no possible situation differs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sanctuary.documents import Result
from sanctuary.engine.cells import Cell, Grid, cell_text
from sanctuary.engine.fillings import Fillings
from sanctuary.engine.prove import Box, Proof
from sanctuary.engine.situation import nested
from sanctuary.law.jurisdiction import Law
from sanctuary.law.runs import BELOW, ELSEWHERE
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Value
from sanctuary.model import Outcome
from sanctuary.study.allowed import bounded, unless
from sanctuary.study.kinds import OPEN, Cap
from sanctuary.study.phrases import duty, sentence
from sanctuary.study.requirement import PAPERS, Asked

__all__ = ["Difference", "Settled", "Witness", "as_box", "difference", "settled", "witness_of"]


class Witness(Result, frozen=True):
    """One situation, complete, in the form that `decide` reads."""

    place: str
    on: date
    actor: str
    action: str
    resource: str
    context: Mapping[str, Any]
    absent: tuple[str, ...]
    readings: Mapping[str, bool]


class Difference(Result, frozen=True):
    """Where a law differs. `certain` is false where the difference rests on an absence that was not searched to the end.

    `strict`: the rule of the standard speaks of papers of a court alone, so that it counts in the strict reading only. `to_change`: the
    rules that `who_can_change` would have to change; none where they have only to make one.
    """

    rule: str
    action: str
    actor: str
    run_by: str
    asks: str
    outcome: Outcome
    says: str
    box: Mapping[str, list[Any]]
    more: bool
    witness: Witness
    because: tuple[str, ...]
    absence: tuple[str, ...]
    certain: bool
    strict: bool
    who_can_change: str
    to_change: tuple[str, ...]


def difference(asked: Asked, actors: tuple[str, ...], run_by: str, cap: Cap = OPEN) -> Difference | None:
    """The difference of one rule for the actors that one government runs, under the bans of `cap`; nothing where none can be.

    The sentences of a report and its lists ask for the same ones: each is found once for a day.
    """
    return asked.once(("difference", asked.proof.law.on, actors, run_by, cap), lambda: _difference(asked, actors, run_by, cap))


def _difference(asked: Asked, actors: tuple[str, ...], run_by: str, cap: Cap) -> Difference | None:
    proof, c = asked.proof, asked.proof.clauses
    differs = c.every([asked.region, -asked.agrees, asked.among(actors)])
    if not proof.possible([differs]):
        proof.proved(f"no situation of actors that {run_by} runs differs from {asked.rule.id}, {PAPERS[asked.papers]}", [differs])
        return None
    certain = proof.possible([differs, -asked.doubt])
    goal = c.every([differs, -asked.doubt]) if certain else differs
    plainest = settled(proof, goal, grid=asked.grid)
    witness, readings = plainest.witness, plainest.readings
    held = proof.held(readings)
    outcome, because = plainest.outcome(proof), plainest.deciders(proof)
    told = [] if asked.rule.duty else [proof.outcomes[outcome], *(proof.decides[name] for name in because)]
    alike = c.every([goal, *told])
    box = proof.widen(witness, alike, [*held, *asked.standing], asked.grid, asked.rule.id)
    actor = str(witness[ACTOR][0])
    who, to_change = _who(proof.law, asked, actor, because, cap)
    return Difference(
        rule=asked.rule.id,
        action=asked.action,
        actor=actor,
        run_by=run_by,
        asks=_asks(asked),
        outcome=outcome,
        says=_bounded(asked, witness, because, outcome, sentence(proof.law, asked.action, witness, box, outcome, _owed(asked)))
        + _instead(asked, outcome),
        box=as_box(box),
        more=proof.more(box, differs, held, asked.grid, asked.rule.id),
        witness=witness_of(proof, witness, readings),
        because=because,
        absence=()
        if because and outcome not in (Outcome.MAY, Outcome.SILENT)
        else proof.law.unsearched(actor, asked.action, str(witness[RESOURCE][0])),
        certain=certain,
        strict=asked.papers == "any",
        who_can_change=who,
        to_change=to_change,
    )


def _bounded(asked: Asked, witness: Mapping[str, Cell], because: tuple[str, ...], outcome: Outcome, says: str) -> str:
    """What a law allows, with whose law that nobody searched may forbid it; a sentence on a duty as it is."""
    if asked.rule.duty:
        return says
    law, actor = asked.proof.law, str(witness[ACTOR][0])
    names = unless(law, outcome, because, {"actor": actor, "resource": str(witness[RESOURCE][0])}, asked.action)
    return bounded(law, says, names, actor, next(iter(because), ""))


def _owed(asked: Asked) -> str:
    """The words of the duty that a rule lays; nothing where it lays none."""
    return duty(asked.rule.duty, asked.rule.id) if asked.rule.duty else ""


@dataclass(frozen=True, slots=True)
class Settled:
    """The plainest situation that meets a goal, the readings that it needs, and what holds in it whatever the others are."""

    witness: Mapping[str, Cell]
    readings: Mapping[str, bool]
    goal: int
    filled: Fillings

    def outcome(self, law: Proof) -> Outcome:
        """The outcome by one of the laws."""
        cases = self.filled.under(self.readings) & self.filled.where(self.goal)
        return next(outcome for outcome, literal in law.outcomes.items() if self.filled.where(literal) & cases)

    def deciders(self, law: Proof) -> tuple[str, ...]:
        """The rules of one of the laws that decide the situation whatever the readings left open."""
        cases = self.filled.under(self.readings)
        return tuple(name for name, literal in law.decides.items() if not cases & ~self.filled.where(literal))


def settled(proof: Proof, goal: int, *beside: Proof, grid: Grid | None = None) -> Settled:
    """The plainest situation that meets a goal, and the readings without which its outcome might be another: none, if one can be found.

    What is settled is the outcome by the law of the proof, and by each law beside it.
    """
    found: list[Settled] = []
    for truth in (False, True):
        held = dict.fromkeys(proof.readings, truth)
        if proof.possible([*proof.held(held), goal]):
            found.append(_needed(proof, goal, held, (proof, *beside), grid))
            if not found[-1].readings:
                return found[-1]
    if not found:
        held = {}
        for name in proof.readings:
            held[name] = proof.possible([*proof.held({**held, name: True}), goal])
        found.append(_needed(proof, goal, held, (proof, *beside), grid))
    return found[0]


def _needed(proof: Proof, goal: int, held: Mapping[str, bool], laws: tuple[Proof, ...], grid: Grid | None) -> Settled:
    """The plainest situation under some readings, and which of them it needs for its goal and its outcomes."""
    witness = proof.plainest([*proof.held(held), goal], grid)
    outcomes = [literal for law in laws for literal in law.outcomes.values()]
    filled = Fillings(proof, [goal, *outcomes, *(literal for law in laws for literal in law.decides.values())])
    here = filled.under(held)
    whole = filled.where(goal)
    for law in laws:
        whole &= next(cases for literal in law.outcomes.values() if (cases := filled.where(literal)) & here)
    needed = dict(held)
    for name in held:
        rest = {other: value for other, value in needed.items() if other != name}
        if not filled.under(rest) & ~whole:
            needed = rest
    return Settled(witness, needed, goal, filled)


def _first(witness: Mapping[str, Cell]) -> dict[str, Value]:
    return {name: cell[0] for name, cell in witness.items()}


def witness_of(proof: Proof, witness: Mapping[str, Cell], readings: Mapping[str, bool]) -> Witness:
    """A situation in the form that `decide` reads."""
    context, absent = nested(_first(witness))
    return Witness(
        place=proof.law.place.id,
        on=proof.law.on,
        actor=str(witness[ACTOR][0]),
        action=proof.action.name,
        resource=str(witness[RESOURCE][0]),
        context=context,
        absent=absent,
        readings=readings,
    )


def _instead(asked: Asked, outcome: Outcome) -> str:
    """What is missing where the outcome is the one asked for, but not from the instrument or the level asked for."""
    if outcome != _ASKS.get(asked.rule.effect):
        return ""
    return f" No {asked.rule.instrument or _MAKER[asked.rule.made_by]} says so."


_MAKER = {"": "", "state-or-local": "state or local rule", "local": "local rule"}

_ASKS = {"forbids": "must-not", "requires": "must", "permits": "may", "guarantees": "may"}


def _asks(asked: Asked) -> str:
    rule = asked.rule
    what = _ASKS.get(rule.effect) or f"the duty {rule.duty}"
    maker = rule.instrument or _MAKER[rule.made_by]
    return what + (f", by {maker}" if maker else "")


def _who(law: Law, asked: Asked, actor: str, because: tuple[str, ...], cap: Cap) -> tuple[str, tuple[str, ...]]:
    """Who could lawfully make the law agree, and the rules of theirs that stand in the way: none where a rule has only to be made.

    Whoever made what decides against it, or a ban on the limit that is asked for; where nothing forbids it, who runs the actor. What a
    higher law leaves open, a lower rule can close.
    """
    if not asked.rule.changeable:
        return "nobody lawfully", ()
    blocking = {"forbids": ("requires", "guarantees"), "requires": ("forbids",), "obliges": ()}.get(asked.rule.effect, ("forbids",))
    rules = [law.by_id[name] for name in because if law.by_id[name].rule.effect in blocking]
    rules += [law.by_id[name] for name in cap.rules if name in law.by_id and name not in because]
    if rules:
        top = min(rules, key=lambda b: b.level)
        who = _changer(law, top.rule.pack, top.rule.level, actor)
        return who, tuple(b.rule.id for b in rules if _changer(law, b.rule.pack, b.rule.level, actor) == who)
    who = "state" if asked.rule.instrument == "statute" else law.changed_by(actor)
    if asked.rule.duty:
        return who, ()
    run = law.run_by(actor)
    own = {law.place.id, run} if run not in (BELOW, ELSEWHERE) else {law.place.id}
    mine = (law.by_id[name].rule for name in because)
    return who, tuple(
        one.id for one in mine if one.effect != asked.rule.effect and _changer(law, one.pack, one.level, actor) == who and one.pack in own
    )


def _changer(law: Law, pack: str, level: str, actor: str) -> str:
    if level == "agency" and law.packs[pack].file.level != "agency":
        return "sheriff" if actor == "sheriff" else "agency"
    return law.packs[pack].file.changed_by


def as_box(box: Box) -> dict[str, list[Any]]:
    """A box as data: for each limited fact, the values it may take: names, truth values, "absent", or runs of years."""
    return {name: [cell[0] if isinstance(cell[0], bool) else cell_text(cell) for cell in cells] for name, cells in box.items()}
