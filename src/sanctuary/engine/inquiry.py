"""What is open at one desk: the answer for an actor, an action and a resource as decision diagrams over the facts left open.

A *state* is what is left of the answer when some facts are known: nodes whose leaves are what is asked about, and `IMPOSSIBLE` for
what cannot occur. Readings stand below all facts: a leaf is a function of them, for nobody at a desk can be asked about a dispute of
lawyers. A fact *matters* in a state exactly if two possible situations that differ in it alone have different leaves.
"""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from sanctuary.engine.answered import as_searched
from sanctuary.engine.diagram import NO, YES, Diagram
from sanctuary.engine.precedence import Weighed, binds, stands_anyway, weigh
from sanctuary.law.beside import PAPER, PAPER_COURT
from sanctuary.law.condition import Seen, actions_of, read, seen_in
from sanctuary.law.jurisdiction import Bound, Law
from sanctuary.law.vocabulary import ACTOR, RESOURCE, YEARS, Value, Variable
from sanctuary.model import Outcome

__all__ = ["IMPOSSIBLE", "READING", "Desk", "Goal", "Inquiry", "State"]

Goal = Literal["outcome", "duties", "reasons"]
"""What is to be settled: the outcome; the duties that follow, with clock and occasion, too; the rules that decide and oblige, too."""

READING = "reading:"
"""What stands before the name of a reading where facts and readings are levels of one diagram."""

State = tuple[int, ...]
"""Nodes; the first always holds what cannot occur."""

IMPOSSIBLE = 2
"""The leaf of what cannot occur: the first after those of conditions."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a question is asked: who acts, what is done to what, under which readings; `paperless`: no paper of a court is in hand."""

    actor: str
    action: str
    resource: str
    readings: tuple[tuple[str, bool], ...]
    goal: Goal
    paperless: bool


class Inquiry:
    """The open answer of one law at one desk. Not to be shared between threads."""

    def __init__(self, law: Law, desk: Desk) -> None:
        self.law, self.desk = law, desk
        self.action = law.vocabulary.actions[desk.action]
        self.rules = tuple(b for b in law.rules_of(desk.action) if desk.actor in b.actors)
        self.limits = tuple(policy for policy in law.possible if desk.action in actions_of(policy, law.vocabulary))
        self.readings = tuple(sorted({name for b in self.rules for name in _needed(b, desk.actor)} - dict(desk.readings).keys()))
        cells = {v.name: found for v in self.action.variables if (found := self._cells_of(v))}
        self.facts = tuple(cells)
        self.diagram = Diagram({**cells, **{f"{READING}{name}": _BOTH for name in self.readings}}, _ends(desk))
        self.cells = self.diagram.cells
        self.last = len(self.facts)
        self.diagram.leaf()
        self._splits: dict[tuple[State, int], tuple[State, ...]] = {}
        self._ends: dict[int, frozenset[int]] = {}
        self._matters: dict[int, int] = {}
        self._differ: dict[tuple[int, int], bool] = {}
        self._parted: dict[tuple[int, int, int], bool] = {}
        self._shares: dict[int, dict[int, float]] = {}
        self._masses: dict[int, float] = {}
        self._alone: dict[tuple[int, int], float] = {}
        self._chances: dict[tuple[tuple[int, float], ...], float] = {}
        self.possible = self._possible()
        self.can_occur = self.diagram.every(self.possible)
        self.matches = {b.rule.id: self.match(b) for b in self.rules}
        self.weighed = self._weigh()
        self.leaves: dict[int, Outcome] = {}
        self.start = self._start()

    # ---- made once

    def _cells_of(self, variable: Variable) -> tuple[tuple[Value, ...], ...]:
        """The cells of a fact that rules binding the actor, or limits, speak of; a count is divided at their bounds."""
        if variable.name in (ACTOR, RESOURCE) or variable.name not in self._seen.values:
            return ()
        if variable.kind != "count":
            return tuple((value,) for value in variable.domain)
        found: list[tuple[Value, ...]] = [(None,)] if variable.optional else []
        start = 0
        for bound in sorted({YEARS, *(one for one in self._seen.bounds.get(variable.name, ()) if 0 < one < YEARS)}):
            found.append(tuple(range(start, bound)))
            start = bound
        return tuple(found)

    @cached_property
    def _seen(self) -> Seen:
        return seen_in([*self.limits, *(b.rule.policy for b in self.rules)], self.action)

    @cached_property
    def weights(self) -> tuple[tuple[float, ...], ...]:
        """For each fact, how often each of its cells is expected."""
        asking = self.law.library.asking.fact
        return tuple(tuple(asking[name].weight(self.action.by_name[name], cell) for cell in self.cells[name]) for name in self.facts)

    def _possible(self) -> tuple[int, ...]:
        """Conditions that every situation meets."""
        d = self.diagram
        parts = [d.negation(read(policy, self.action, d)) for policy in self.limits]
        if self.desk.paperless:
            court = frozenset(name for name, one in self.law.papers.items() if one.court)
            parts += [d.negation(d.among(self.action.by_name[PAPER], court)) if PAPER in self.cells else YES]
            parts += [d.negation(d.present(self.action.by_name[PAPER_COURT])) if PAPER_COURT in self.cells else YES]
        return tuple(parts)

    def match(self, bound: Bound, *, exceptions: bool = True) -> int:
        """When a rule matches and binds the actor; without its exceptions, when the situation is what it is about."""
        d = self.diagram
        return d.every([read(bound.rule.policy, self.action, d, exceptions=exceptions), binds(d, bound, self.action, self._reading)])

    def _reading(self, name: str) -> int:
        d, held = self.diagram, dict(self.desk.readings)
        if name in held or name not in self.readings:  # one that is settled for the actor changes nothing here, whatever it is
            return d.constant(held.get(name, False))
        return d.node(d.level_of[f"{READING}{name}"], (NO, YES))

    def _weigh(self) -> Weighed[int]:
        d = self.diagram
        anyway = {b.rule.id: stands_anyway(d, b, self.action, self._reading) for b in self.rules if b.rule.notwithstanding}
        return weigh(d, self.rules, self.matches, anyway)

    def _start(self) -> State:
        """The state in which nothing is known."""
        d = self.diagram
        by_outcome: dict[Outcome, int] = {}
        for outcome in self.weighed.outcomes:
            told = as_searched(self.law, self.desk.actor, outcome)
            if told not in by_outcome:
                by_outcome[told] = d.leaf()
                self.leaves[by_outcome[told]] = told
        whole = IMPOSSIBLE
        for outcome, condition in self.weighed.outcomes.items():
            whole = d.choose(condition, by_outcome[as_searched(self.law, self.desk.actor, outcome)], whole)
        parts = [whole]
        if self.desk.goal != "outcome":
            owed: dict[tuple[str, str, str], list[int]] = {}
            for b in self.rules:
                if b.rule.effect == "obliges":
                    owed.setdefault((b.rule.duty, b.rule.on, b.rule.within), []).append(self.weighed.obliges[b.rule.id])
            parts += [d.some(found) for found in owed.values()]
        if self.desk.goal == "reasons":
            parts += [*self.weighed.decides.values(), *self.weighed.obliges.values()]
        return self._plain(d.choose(self.can_occur, part, IMPOSSIBLE) for part in parts)

    # ---- states

    def split(self, state: State, level: int) -> tuple[State, ...]:
        """What is left for each cell in which a fact is known to lie."""
        key = (state, level)
        found = self._splits.get(key)
        if found is None:
            left = [self.diagram.split(node, level) for node in state]
            plain = ((node,) for node in left[0]) if len(left) == 1 else map(self._plain, zip(*left, strict=True))
            found = self._splits[key] = tuple(plain)
        return found

    def _plain(self, nodes: Iterable[int]) -> State:
        """A state with each node once, and but for the first only those that are not settled."""
        first, *rest = nodes
        return tuple(dict.fromkeys((first, *(node for node in rest if not self.settled((node,))))))

    def after(self, answers: Mapping[str, Value], state: State | None = None) -> State:
        """The state, from the start or another, when some facts are known; those of which no rule here speaks change nothing."""
        state = state or self.start
        for name, value in answers.items():
            if name in self.cells:
                cell = next(i for i, one in enumerate(self.cells[name]) if value in one)
                state = self.split(state, self.diagram.level_of[name])[cell]
        return state

    def occurs(self, state: State) -> bool:
        """Whether some possible situation is left."""
        return state[0] != IMPOSSIBLE

    def settled(self, state: State) -> bool:
        """Whether one leaf is left of each node."""
        return all(len(self.ends(node) - {IMPOSSIBLE}) < 2 for node in state)

    def ends(self, node: int) -> frozenset[int]:
        """The leaves below a node."""
        if self.diagram.level[node] >= self.last:
            return frozenset({node})
        if node not in self._ends:
            self._ends[node] = frozenset[int]().union(*map(self.ends, dict.fromkeys(self.diagram.kids[node])))
        return self._ends[node]

    def mattering(self, state: State) -> int:
        """The facts that matter, as bits."""
        found = 0
        for node in state:
            found |= self._mattering(node)
        return found

    def _mattering(self, node: int) -> int:
        level = self.diagram.level[node]
        if level >= self.last:
            return 0
        if node not in self._matters:
            kids = tuple(dict.fromkeys(self.diagram.kids[node]))
            own = any(self._differs(a, b) for i, a in enumerate(kids) for b in kids[:i])
            found = 1 << level if own else 0
            for kid in kids:
                found |= self._mattering(kid)
            self._matters[node] = found
        return self._matters[node]

    def _differs(self, one: int, other: int) -> bool:
        """Whether two graphs have different leaves somewhere, both possible."""
        if one == other or IMPOSSIBLE in (one, other):
            return False
        d = self.diagram
        level = min(d.level[one], d.level[other])
        if level >= self.last:
            return True
        key = (one, other) if one < other else (other, one)
        if key not in self._differ:
            width = len(self.cells[self.facts[level]])
            ours, theirs = (d.kids[node] if d.level[node] == level else (node,) * width for node in key)
            self._differ[key] = any(map(self._differs, ours, theirs))
        return self._differ[key]

    def alone(self, node: int, level: int) -> float:
        """The chance of a possible situation in which a fact alone changes the leaf of a graph."""
        d = self.diagram
        if d.level[node] > level or not d.support[node] >> level & 1:
            return 0.0
        key = (node, level)
        found = self._alone.get(key)
        if found is None:
            ways = zip(self.weights[d.level[node]], d.kids[node], strict=True)
            if d.level[node] == level:
                found = self._unlike(_summed(ways))
            else:
                found = sum(weight * self.alone(kid, level) for weight, kid in ways if kid != IMPOSSIBLE)
            self._alone[key] = found
        return found

    def _unlike(self, ways: tuple[tuple[int, float], ...]) -> float:
        """The chance that a situation is possible, and another that differs in one fact, whose cells these are, has another leaf."""
        if len(ways) < 2:
            return 0.0
        found = self._chances.get(ways)
        if found is None:
            d = self.diagram
            level = min(d.level[node] for node, _ in ways)
            if level >= self.last:
                found = sum(weight for _, weight in ways)
            else:
                found = 0.0
                for cell, share in enumerate(self.weights[level]):
                    found += share * self._unlike(
                        _summed((weight, d.kids[node][cell] if d.level[node] == level else node) for node, weight in ways)
                    )
            self._chances[ways] = found
        return found

    def together(self, state: State, unknown: int) -> int:
        """A smallest set of facts that change a leaf together, whatever the others are: none of it can be left out. As bits."""
        kept = sum(1 << level for level in range(self.last)) & ~unknown
        if not any(self._apart(node, node, kept) for node in state):
            return 0
        for level in range(self.last):
            less = kept & ~(1 << level)
            if less != kept and any(self._apart(node, node, less) for node in state):
                kept = less
        return kept

    def _apart(self, one: int, other: int, free: int) -> bool:
        """Whether two possible situations, one of each graph, have different leaves and are alike but in some facts."""
        if IMPOSSIBLE in (one, other) or len((self.ends(one) | self.ends(other)) - {IMPOSSIBLE}) < 2:
            return False
        d = self.diagram
        level = min(d.level[one], d.level[other])
        if level >= self.last:
            return True
        free = free >> level << level
        key = (one, other, free) if one < other else (other, one, free)
        if key not in self._parted:
            width = len(self.cells[self.facts[level]])
            ours, theirs = (d.kids[node] if d.level[node] == level else (node,) * width for node in key[:2])
            pairs = itertools.product(set(ours), set(theirs)) if free >> level & 1 else zip(ours, theirs, strict=True)
            self._parted[key] = any(self._apart(a, b, free) for a, b in pairs)
        return self._parted[key]

    def shares(self, node: int) -> Mapping[int, float]:
        """The chance of each leaf below a node, what cannot occur among them."""
        level = self.diagram.level[node]
        if level >= self.last:
            return {node: 1.0}
        if node not in self._shares:
            found: dict[int, float] = {}
            for weight, kid in zip(self.weights[level], self.diagram.kids[node], strict=True):
                for leaf, share in self.shares(kid).items():
                    found[leaf] = found.get(leaf, 0.0) + weight * share
            self._shares[node] = found
        return self._shares[node]

    def mass(self, state: State) -> float:
        """The chance that a situation of this state is possible."""
        found = self._masses.get(state[0])
        if found is None:
            found = self._masses[state[0]] = sum(share for leaf, share in self.shares(state[0]).items() if leaf != IMPOSSIBLE)
        return found

    def outcomes(self, state: State) -> tuple[Outcome, ...]:
        """The outcomes that are still possible, in the order of outcomes."""
        found = {self.leaves[leaf] for node in self.ends(state[0]) for leaf in self._below(node) if leaf != IMPOSSIBLE}
        return tuple(outcome for outcome in Outcome if outcome in found)

    def open_in(self, state: State) -> tuple[str, ...]:
        """The facts and readings on which the answer turns: those that change it alone, or else those that do together."""
        bits = self.mattering(state)
        facts = [name for level, name in enumerate(self.facts) if bits >> level & 1]
        leaves = {leaf for node in state for leaf in self.ends(node) if leaf != IMPOSSIBLE}
        readings = sorted({level for leaf in leaves for level in self._levels(leaf)})
        together = 0 if bits or self.settled(state) else self.together(state, 0)
        facts += [name for level, name in enumerate(self.facts) if together >> level & 1]
        return (*facts, *(self.readings[level - self.last] for level in readings))

    def _levels(self, node: int) -> set[int]:
        kids = self.diagram.kids[node]
        return {self.diagram.level[node]}.union(*map(self._levels, kids)) if kids else set()

    def _below(self, node: int) -> set[int]:
        kids = self.diagram.kids[node]
        return {leaf for kid in kids for leaf in self._below(kid)} if kids else {node}

    def rules_on(self, answers: Mapping[str, Value], facts: int) -> tuple[str, ...]:
        """The rules that turn on some facts: whether the rule decides, or obliges, differs where these facts alone do."""
        tables = [self.weighed.decides] + ([] if self.desk.goal == "outcome" else [self.weighed.obliges])
        found = {name for table in tables for name, node in table.items() if self._turns(node, answers, facts)}
        return tuple(b.rule.id for b in self.rules if b.rule.id in found)

    def _turns(self, condition: int, answers: Mapping[str, Value], facts: int) -> bool:
        node = self.diagram.choose(self.can_occur, condition, IMPOSSIBLE)
        if not self.diagram.support[node] & facts:
            return False
        left = self.after(answers, (node,))[0]
        return self._apart(left, left, facts)


def _summed(ways: Iterable[tuple[float, int]]) -> tuple[tuple[int, float], ...]:
    """The graphs that some cells lead to, each once with the weight of its cells; without what cannot occur."""
    found: dict[int, float] = {}
    for weight, node in ways:
        if node != IMPOSSIBLE:
            found[node] = found.get(node, 0.0) + weight
    return tuple(found.items())


_BOTH: tuple[tuple[Value, ...], ...] = ((False,), (True,))


def _ends(desk: Desk) -> dict[str, Value]:
    return {ACTOR: desk.actor, RESOURCE: desk.resource}


def _needed(bound: Bound, actor: str) -> tuple[str, ...]:
    """The readings on which a rule turns toward an actor."""
    own = [name for name in bound.readings if actor not in bound.settled(name)]
    beyond = bound.rule.notwithstanding
    settled = actor in bound.anyway_for or actor in bound.not_anyway_for
    return (*own, *([] if settled or not beyond else [beyond]))
