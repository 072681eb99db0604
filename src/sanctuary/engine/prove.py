"""Every situation of an action at once: which outcomes are possible, who decides, and what turns on what.

A `Proof` holds the law of one action as clauses: for each rule whether it matches and whether it decides, for each outcome
and duty whether it follows, under readings that are literals like any other fact. `possible.cedar` is a hard limit.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property

from sanctuary.engine.precedence import weigh
from sanctuary.engine.solver import Clauses
from sanctuary.law.condition import actions_of, read
from sanctuary.law.jurisdiction import Bound, Law
from sanctuary.law.vocabulary import ACTOR, Value, Variable

__all__ = ["Box", "Cell", "Proof", "Proofs"]

Cell = tuple[Value, ...]
"""Values that the law never tells apart: one name or truth value, or a run of years."""

Box = Mapping[str, tuple[Cell, ...]]
"""For each fact, the cells that it may take."""


class Proof:
    """The law of a place on a day about one action, ready for questions.

    `beside` puts a second law beside a first: the same situations, the same readings. `twin` puts the same law beside
    itself for a second situation, so that two situations can be compared. `after` puts it after another act on the same person.
    """

    clauses: Clauses
    text_only: int

    def __init__(
        self,
        law: Law,
        action: str,
        *,
        beside: "Proof | None" = None,
        twin: "Proof | None" = None,
        after: "Clauses | None" = None,
    ) -> None:
        self.law, self.action = law, law.vocabulary.actions[action]
        if beside:
            self.clauses = beside.clauses
        elif after:
            self.clauses = Clauses(self.action, after, same_person=True)
        else:
            self.clauses = Clauses(self.action, twin.clauses if twin else None)
        c = self.clauses
        for policy in law.possible:
            if action in actions_of(policy, law.vocabulary):
                c.add(-read(policy, self.action, c))
        self.readings: dict[str, int] = beside.readings if beside else after.shared.readings if after else {}
        self.text_only = beside.text_only if beside else c.fresh()
        self.rules = law.rules_of(action)
        self.matches = {b.rule.id: self._match(b) for b in self.rules}
        self._decide()

    def _match(self, bound: Bound) -> int:
        c = self.clauses
        actor = self.action.by_name[ACTOR]
        whom = c.true if len(bound.actors) == len(actor.values) else c.among(actor, bound.actors)
        held = [self.reading(name) for name in bound.readings]
        read_text = [-self.text_only] if bound.rule.reported else []
        return c.every([read(bound.rule.policy, self.action, c), whom, *held, *read_text])

    def reading(self, name: str) -> int:
        """The literal of a reading."""
        if name not in self.readings:
            self.readings[name] = self.clauses.fresh()
        return self.readings[name]

    def _decide(self) -> None:
        """Literals for outcomes, for the rules that decide or oblige, and for duties."""
        weighed = weigh(self.clauses, self.rules, self.matches)
        self.outcomes, self.decides, self.obliges, self.live = weighed.outcomes, weighed.decides, weighed.obliges, weighed.live
        by_duty: dict[str, list[int]] = {}
        for b in self.rules:
            if b.rule.effect == "obliges":
                by_duty.setdefault(b.rule.duty, []).append(self.obliges[b.rule.id])
        self.duties = {duty: self.clauses.some(literals) for duty, literals in by_duty.items()}

    @cached_property
    def twin(self) -> "Proof":
        """The same law for a second situation, in the same solver."""
        return Proof(self.law, self.action.name, twin=self)

    @cached_property
    def facts(self) -> tuple[Variable, ...]:
        """Every variable of the action's situations."""
        return self.action.variables

    def fixed(self, values: Mapping[str, Value]) -> list[int]:
        """Literals that fix some facts."""
        c = self.clauses
        return [c.among(self.action.by_name[name], frozenset({value})) for name, value in values.items()]

    def held(self, readings: Mapping[str, bool]) -> list[int]:
        """Literals that fix some readings; those the action does not meet are left out."""
        return [self.readings[n] if v else -self.readings[n] for n, v in readings.items() if n in self.readings]

    def possible(self, assumed: Iterable[int]) -> bool:
        """Whether some possible situation meets all of some literals, every rule counted, read or reported."""
        return self.clauses.solve([*assumed, -self.text_only])

    def plainest(self, assumed: list[int]) -> dict[str, Cell]:
        """The first situation that meets some literals, in the order of the vocabulary; it must exist."""
        c = self.clauses
        met = {v.name: c.cells(v) for v in self.facts if c.mentions(v)}
        found: dict[str, Cell] = {}
        chosen = [*assumed, -self.text_only]
        if not c.solve(chosen):
            raise AssertionError("no situation meets what was just found to be possible")
        for variable in self.facts:
            if variable.name not in met:
                found[variable.name] = (variable.domain[0],)
                continue
            model = c.model([variable])[variable.name]
            for cell, literal in met[variable.name].items():
                if cell == model or c.solve([*chosen, literal]):
                    break
            found[variable.name] = cell
            chosen.append(literal)
            c.solve(chosen)
        return found

    def widen(self, witness: Mapping[str, Cell], goal: int, assumed: list[int]) -> Box:
        """A maximal box around a situation in which the goal holds everywhere, given some literals (readings).

        A value that cannot occur beside the others is not added on its own: it would say something of nothing. Facts that may take
        any value are left out.
        """
        c = self.clauses
        given = [*assumed, -self.text_only]
        cells = {v.name: c.cells(v) for v in self.facts if c.mentions(v)}
        box = {name: {witness[name]} for name in cells}

        def limits(name: str) -> list[int]:
            others = (other for other in box if other != name)
            return [-literal for other in others for cell, literal in cells[other].items() if cell not in box[other]]

        def holds(added: Iterable[int], around: list[int]) -> bool:
            # Everything in the box has the goal already, so only what is added must be looked at.
            return not c.solve([*given, -goal, *around, c.some(list(added))])

        waiting = {name: [cell for cell in known if cell not in box[name]] for name, known in cells.items()}
        growing = True
        while growing:
            growing = False
            for name, left in waiting.items():
                if not left:
                    continue
                around = limits(name)
                whole = len(box[name]) + len(left) == len(cells[name])
                if whole and holds((cells[name][cell] for cell in left), around):
                    box[name].update(left)
                    waiting[name] = []
                    growing = True
                    continue
                # A value that breaks the goal breaks it in a larger box too; one that cannot occur yet may occur in a larger box.
                waiting[name] = [cell for cell in left if not c.solve([*given, *around, cells[name][cell]])]
                for cell in left:
                    if cell not in waiting[name] and holds((cells[name][cell],), around):
                        box[name].add(cell)
                        growing = True
        return {name: tuple(cell for cell in known if cell in box[name]) for name, known in cells.items() if len(box[name]) < len(known)}

    def more(self, box: Box, goal: int, assumed: list[int]) -> bool:
        """Whether the goal also holds somewhere outside a box."""
        c = self.clauses
        out = [literal for name, kept in box.items() for cell, literal in c.cells(self.action.by_name[name]).items() if cell not in kept]
        return self.possible([*assumed, goal, c.some(out)])


class Proofs:
    """The proofs of one law, made when first asked for."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self._made: dict[str, Proof] = {}

    def __getitem__(self, action: str) -> Proof:
        if action not in self._made:
            self._made[action] = Proof(self.law, action)
        return self._made[action]
