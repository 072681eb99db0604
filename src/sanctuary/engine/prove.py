"""Every situation of an action at once: which outcomes are possible, who decides, and what turns on what.

A `Proof` holds the law of one action as clauses: for each rule whether it matches and whether it decides, for each outcome
and duty whether it follows, under readings that are literals like any other fact. `possible.cedar` is a hard limit.
"""

import threading
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property
from typing import Any, TypeVar

from sanctuary.engine.cells import Box, Cell, Grid, told
from sanctuary.engine.certificates import Ledger
from sanctuary.engine.chart import Charts
from sanctuary.engine.function import Decider
from sanctuary.engine.precedence import binds, stands_anyway, weigh
from sanctuary.engine.solver import Clauses
from sanctuary.engine.widening import Widening
from sanctuary.law.beside import COVERS, PAPER, PAPER_COURT
from sanctuary.law.condition import Seen, actions_of, seen_in
from sanctuary.law.jurisdiction import Bound, Law
from sanctuary.law.policy import Policy
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Value, Variable

__all__ = ["Box", "Cell", "Proof", "Proofs"]

T = TypeVar("T")


class Proof:
    """The law of a place on a day about one action, ready for questions.

    `beside` puts a second law beside a first: the same situations, the same readings. `twin` puts the same law beside
    itself for a second situation, so that two situations can be compared. `after` puts it after another act on the same person.
    `near` is the law of another day about the same situations: what the two have in common stands in the solver once. `only` names the
    rules that count, where others cannot match in what is asked. `kept` is for a proof that others are made from (`apart`).
    """

    clauses: Clauses
    text_only: int
    _once: dict[Hashable, Any]
    asked: dict[object, object]
    """What was asked of the rules and found before, by those who ask; days that share a proof share it."""

    def __init__(
        self,
        law: Law,
        action: str,
        *,
        beside: "Proof | None" = None,
        twin: "Proof | None" = None,
        after: "Clauses | None" = None,
        near: "Proof | None" = None,
        only: Collection[str] | None = None,
        ledger: Ledger | None = None,
        kept: bool = False,
    ) -> None:
        self.law, self.action, self.ledger = law, law.vocabulary.actions[action], ledger
        self._grids: dict[tuple[object, ...], Grid] = {}
        self.asked, self._once, self._whole = {}, {}, False
        same = beside or near
        if same:
            self.clauses = same.clauses
        elif after:
            self.clauses = Clauses(self.action, after, same_person=True)
        else:
            self.clauses = Clauses(self.action, twin.clauses if twin else None, kept=kept or ledger is not None)
        c = self.clauses
        self.limits = tuple(policy for policy in law.possible if action in actions_of(policy, law.vocabulary))
        for policy in self.limits:
            c.limit(-c.read(policy))
        self.readings: dict[str, int] = beside.readings if beside else after.shared.readings if after else {}
        self.named: dict[str, int] = same.named if same else {}
        self.text_only = same.text_only if same else c.fresh()
        self.rules = law.rules_of(action) if only is None else tuple(b for b in law.rules_of(action) if b.rule.id in only)
        self.reported = any(b.rule.reported for b in self.rules)
        self.matches = {b.rule.id: self.match(b) for b in self.rules}
        self._decide()
        self._fills = [(given, self._fill(given.actors, given.name, given.value)) for given in law.given(action)]
        self._whole = True

    def match(self, bound: Bound, *, exceptions: bool = True) -> int:
        """The literal of a rule's matching and binding; without its exceptions, of being what the rule is about."""
        c = self.clauses
        read_text = [-self.text_only] if bound.rule.reported else []
        condition = c.read(bound.rule.policy, exceptions=exceptions)
        return c.every([condition, binds(c, bound, self.action, self.reading), *read_text])

    def _fill(self, actors: frozenset[str], name: str, value: Value) -> int:
        c = self.clauses
        return c.some([-c.among(self.action.by_name[ACTOR], actors), c.among(self.action.by_name[name], frozenset({value}))])

    def reading(self, name: str) -> int:
        """The literal of a reading; one that only a rule beside the law needs, say one that a court has stopped, is none of the law's."""
        if name in self.readings:
            return self.readings[name]
        if name not in self.named:
            self.named[name] = self.clauses.fresh()
        if not self._whole:
            self.readings[name] = self.named[name]
        return self.named[name]

    def _decide(self) -> None:
        """Literals for outcomes, for the rules that decide, oblige, are voided or noted, and for duties."""
        anyway = {b.rule.id: stands_anyway(self.clauses, b, self.action, self.reading) for b in self.rules if b.rule.notwithstanding}
        weighed = weigh(self.clauses, self.rules, self.matches, anyway)
        self.outcomes, self.decides, self.obliges, self.live = weighed.outcomes, weighed.decides, weighed.obliges, weighed.live
        self.noted, self.banned = weighed.noted, weighed.banned
        self.voided = {name: self.clauses.every([self.matches[name], lit]) for name, lit in weighed.voided.items()}
        by_duty: dict[str, list[int]] = {}
        for b in self.rules:
            if b.rule.effect == "obliges":
                by_duty.setdefault(b.rule.duty, []).append(self.obliges[b.rule.id])
        self.duties = {duty: self.clauses.some(literals) for duty, literals in by_duty.items()}

    def on(self, law: Law) -> "Proof":
        """The same rules on another day: what does not turn on the day is shared."""
        other = copy(self)
        other.law, other._once = law, {}  # noqa: SLF001 - of the same class
        for name in ("early", "twin", "double"):
            other.__dict__.pop(name, None)
        return other

    def apart(self) -> "Proof":
        """The same in a solver of its own, of which nothing was asked; its clauses must have been kept, and this one never asked."""
        other = copy(self)
        other.clauses = self.clauses.copied()
        other.readings, other.named = {**self.readings}, {**self.named}
        other.asked, other._once, other._grids = {}, {}, {}  # noqa: SLF001 - of the same class
        return other

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What does not turn on what is asked, made when first wanted, and kept for this law on this day."""
        if key not in self._once:
            self._once[key] = make()
        found: T = self._once[key]
        return found

    @cached_property
    def twin(self) -> "Proof":
        """The same law for a second situation, in the same solver."""
        return Proof(self.law, self.action.name, twin=self)

    @cached_property
    def double(self) -> "Proof":
        """The same law in a solver of its own, where a second situation stands beside the first: this one stays small, and so quick."""
        return Proof(self.law, self.action.name)

    @cached_property
    def facts(self) -> tuple[Variable, ...]:
        """Every variable of the action's situations."""
        return self.action.variables

    @cached_property
    def early(self) -> int:
        """The actor is one whose law was searched only from a later day on."""
        actors = frozenset(actor for actor in self.law.scope if self.law.early(actor))
        return self.clauses.among(self.action.by_name[ACTOR], actors)

    # ---- what a question assumes

    def fixed(self, values: Mapping[str, Value]) -> list[int]:
        """Literals that fix some facts."""
        c = self.clauses
        return [c.among(self.action.by_name[name], frozenset({value})) for name, value in values.items()]

    def held(self, readings: Mapping[str, bool]) -> list[int]:
        """Literals that fix some readings; those the action does not meet are left out."""
        return [self.readings[n] if v else -self.readings[n] for n, v in readings.items() if n in self.readings]

    def given(self, known: Collection[str] = ()) -> list[int]:
        """What facts of the governments say of facts that are not among those known: each for the actors that the government runs."""
        return [literal for one, literal in self._fills if one.name not in known]

    @cached_property
    def court_papers(self) -> frozenset[str]:
        """The papers that a court issues, where situations of the action have a paper."""
        return frozenset(name for name, one in self.law.papers.items() if one.court) if PAPER in self.action.by_name else frozenset()

    @cached_property
    def no_court_paper(self) -> int:
        """The paper in hand, if any, is of no court."""
        c = self.clauses
        if not self.court_papers:
            return c.true
        return c.every([-c.among(self.action.by_name[PAPER], self.court_papers), -c.present(self.action.by_name[PAPER_COURT])])

    def assumes(self, known: Mapping[str, Value]) -> bool:
        """Whether a question that names these facts is asked as if no paper of a court were in hand.

        Naming a paper, its court, or that it covers what is asked, lifts the assumption; so does a situation that leaves only such papers.
        """
        named = PAPER in known or PAPER_COURT in known or known.get(COVERS) is True
        return bool(self.court_papers) and not named and self.possible([*self.fixed(known), self.no_court_paper])

    def standing(self, known: Mapping[str, Value], papers: str = "assumed") -> list[int]:
        """Literals that hold for every question that names these facts: facts of the governments, and that no court's paper is in hand."""
        assumed = [self.no_court_paper] if papers == "assumed" and self.assumes(known) else []
        return [*self.given(known), *assumed]

    # ---- questions

    def possible(self, assumed: Iterable[int]) -> bool:
        """Whether some possible situation meets all of some literals, every rule counted, read or reported."""
        return self.clauses.solve([*assumed, -self.text_only])

    def able(self, assumed: Sequence[int], literals: Iterable[int]) -> set[int]:
        """Those of some literals that some possible situation meets, each beside what is assumed, every rule counted."""
        return self.clauses.able([*assumed, -self.text_only], literals)

    def proved(self, claim: str, assumed: Iterable[int], *beside: "Proof") -> None:
        """Notes for a certificate, where one is asked for, that some literals were found not to be possible together."""
        if self.ledger is not None:
            self.ledger.note((self, *beside), claim, [*assumed, -self.text_only])

    def grid(self, *policies: Policy, papers: str = "any", beside: "Proof | None" = None) -> Grid:
        """The cells of a question about this law, and about some more rules, or a second law; made once."""
        key = (*policies, papers, beside)
        found = self._grids.get(key)
        if found is None:
            found = self._grids[key] = self._grid(policies, papers, beside)
        return found

    def _grid(self, policies: tuple[Policy, ...], papers: str, beside: "Proof | None") -> Grid:
        seen = self.seen
        if policies:
            seen |= seen_in(policies, self.action)
        if beside:
            seen |= beside.seen
        only: dict[str, frozenset[Value]] = {}
        if papers == "assumed" and self.court_papers:
            only[PAPER] = frozenset(value for value in self.action.by_name[PAPER].domain if value not in self.court_papers)
            only[PAPER_COURT] = frozenset({None})
        return Grid.of(self.clauses, self.action, seen, only)

    @cached_property
    def seen(self) -> Seen:
        """What the law's rules, its limits and its facts speak of in situations of the action."""
        found = seen_in([*self.limits, *(b.rule.policy for b in self.rules)], self.action)
        return found | Seen({ACTOR: frozenset(), RESOURCE: frozenset(), **{one.name: frozenset() for one, _ in self._fills}}, {})

    def plainest(self, assumed: list[int], grid: Grid | None = None) -> dict[str, Cell]:
        """The first situation that meets some literals, in the order of the vocabulary; it must exist."""
        c = self.clauses
        cells = (grid or self.grid()).cells
        chosen = [*assumed, -self.text_only]
        if not c.solve(chosen):
            raise AssertionError("no situation meets what was just found to be possible")
        # It begins with a situation near the plainest: of facts that cannot all have their first value, the last is let go.
        first = [next(iter(cells[fact.name].values())) for fact in self.facts if fact.name in cells]
        while not c.solve([*chosen, *first]):
            first.remove(next(one for one in reversed(first) if one in c.impossible))
        found: dict[str, Cell] = {}
        for variable in self.facts:
            if variable.name not in cells:
                found[variable.name] = (variable.domain[0],)
                continue
            # Whatever was found last meets all that is chosen so far.
            able = ((cell, one) for cell, one in cells[variable.name].items() if c.holds(one) or c.solve([*chosen, one]))
            found[variable.name], literal = next(able)
            chosen.append(literal)
        return found

    def plainest_of(self, name: str, assumed: list[int], grid: Grid) -> Value:
        """The first value of one fact in any situation that meets some literals, where the facts before it in the vocabulary are fixed."""
        return next(cell[0] for cell, literal in grid.cells[name].items() if self.possible([*assumed, literal]))

    def widen(self, witness: Mapping[str, Cell], goal: int, assumed: list[int], grid: Grid | None = None, of: str = "") -> Box:
        """A maximal box around a situation in which the goal holds everywhere, given some literals (readings).

        A value that cannot occur beside the others is not added on its own: it would say something of nothing. Facts that may take
        any value, or whose limit says only what cannot occur anyway, are left out. The box is checked before it is given out.
        """
        grid = grid or self.grid()
        box = Widening(self.clauses, grid, goal, [*assumed, -self.text_only], witness).box()
        self._check(box, grid, goal, [*assumed, -self.text_only], witness)
        if self.ledger is not None:
            around = [*assumed, *(-literal for literal in grid.outside(box))]
            self.proved(f"throughout the box [{told(box)}] the difference of {of} holds", [*around, -goal])
        return box

    def _check(self, box: Box, grid: Grid, goal: int, given: list[int], witness: Mapping[str, Cell]) -> None:
        """The witness lies in the box, no fact is left without a value, and the goal can hold there and holds throughout."""
        c = self.clauses
        around = [*given, *grid.within(box)]
        limited = all(kept and witness[name][0] in {value for cell in kept for value in cell} for name, kept in box.items())
        if not limited or not c.solve([*around, goal]) or c.solve([*around, -goal]):
            raise AssertionError(f"{self.law.place.id}, {self.action.name}: a box does not hold what it says")

    def more(self, box: Box, goal: int, assumed: list[int], grid: Grid | None = None, of: str = "") -> bool:
        """Whether the goal also holds somewhere outside a box."""
        outside = [*assumed, goal, self.clauses.some((grid or self.grid()).outside(box))]
        if self.possible(outside):
            return True
        self.proved(f"outside the box [{told(box)}] no difference of {of} is left", outside)
        return False


LARGE = 800
"""Variables of a solver up to which days, and places, share it: each that an answer does not need makes it slower."""


class Proofs:
    """The proofs of one law, made when first asked for; safe to share: each thread has solvers of its own."""

    def __init__(self, law: Law, ledger: Ledger | None = None, before: "Proofs | None" = None, model: "Proofs | None" = None) -> None:
        self.law, self.ledger, self._before, self._model = law, ledger, before, model
        self._models = threading.local()
        self._made = threading.local()
        self._unsettled: dict[frozenset[str], Proofs] = {}

    def __getitem__(self, action: str) -> Proof:
        made: dict[str, Proof] = self._made.__dict__
        if action not in made:
            made[action] = self._new(action)
        return made[action]

    def _new(self, action: str) -> Proof:
        """The proof of an action: that of an earlier day that was asked of, told of this one, if its rules and facts are the same.

        Else it shares the solver of the last one that has most of its rules, as long as that is small.
        """
        if self._model:
            return self._model._made_from(action).apart()  # noqa: SLF001 - of the same class
        rules, given = self.law.rules_of(action), self.law.given(action)
        near, names = None, {bound.rule.id for bound in rules}
        for found in self._earlier(action):
            if found.law.place is self.law.place and found.rules == rules and found.law.given(action) == given:
                return found.on(self.law)
            if near is None and found.clauses.size < LARGE and 2 * len(names & found.matches.keys()) >= len(names):
                near = found
        return Proof(self.law, action, near=near, ledger=self.ledger)

    def apart(self) -> "Proofs":
        """The proofs of the same law in solvers of their own: each is copied, sooner than made anew."""
        return Proofs(self.law, model=self._model or self)

    def _made_from(self, action: str) -> Proof:
        """The proof of an action that others are copied from; nothing is asked of it."""
        made: dict[str, Proof] = self._models.__dict__
        if action not in made:
            made[action] = Proof(self.law, action, kept=True)
        return made[action]

    def _earlier(self, action: str) -> Iterator[Proof]:
        """The proofs of an action of the days that were asked of before, by this thread, the last first."""
        before = self._before
        while before is not None:
            found: Proof | None = before._made.__dict__.get(action)  # noqa: SLF001 - of another day, and the same class
            if found:
                yield found
            before = before._before  # noqa: SLF001 - the same

    @cached_property
    def charts(self) -> Charts | None:
        """The diagrams of the law, for questions that are asked often; none where a certificate is asked for, which the solver writes."""
        return Charts(self.law) if self.ledger is None else None

    @cached_property
    def decider(self) -> Decider:
        """The generated function of the law, for situations that leave nothing open."""
        return Decider(self.law)

    def under(self, readings: Collection[str]) -> "Proofs":
        """The proofs for a question that fixes some readings itself: what a court has settled of them is left open."""
        names = frozenset(name for name in readings if name in self.law.settled)
        if not names:
            return self
        if names not in self._unsettled:
            self._unsettled[names] = Proofs(self.law.unsettled(names))
        return self._unsettled[names]
