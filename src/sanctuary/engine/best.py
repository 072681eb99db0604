"""Which fact to ask first.

Where few facts matter, every order of questions is weighed and the best taken; where more do, the fact that tells most for what it costs,
with the question after it.
Chances come from the weights of questions.toml, for every fact by itself, and what cannot occur is left out.
"""

import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Literal

from sanctuary.engine.inquiry import IMPOSSIBLE, Inquiry, State

__all__ = ["SMALL", "Best", "Order"]

Order = Literal["fewest", "visible"]
"""What a question costs: one; or more, the further from the desk it is that somebody can see the fact (`[effort]`)."""

SMALL = 8
"""Up to so many facts that matter, the order of questions is the best there is; above, it goes by information, two questions ahead."""

FEW = 3
"""Where more matter, so many of the facts that tell most are weighed together with the question after them."""

_CLOSE = 1e-9
"""Costs that differ by less are compared as equal."""


class Best:
    """Chooses questions for one inquiry. Not to be shared between threads."""

    def __init__(self, inquiry: Inquiry) -> None:
        self.inquiry = inquiry
        self._costs: dict[tuple[State, int, Order], tuple[float, int]] = {}
        self._asked: dict[tuple[State, int, Order], int] = {}
        self._able: dict[tuple[State, int], tuple[int, ...]] = {}
        self._afters: dict[tuple[State, int, Order], tuple[float, float]] = {}
        self._leasts: dict[tuple[State, int, Order], float] = {}

    @cached_property
    def efforts(self) -> tuple[int, ...]:
        """For each fact, what a question about it costs in the order `visible`."""
        asking = self.inquiry.law.library.asking
        return tuple(asking.effort[asking.fact[name].seen] for name in self.inquiry.facts)

    def next(self, state: State, unknown: int, order: Order) -> int | None:
        """The level of the fact to ask next; `unknown` are facts that nobody can tell, as bits. Nothing where none can matter."""
        able = self.able(state, unknown)
        if len(able) < 2:
            return able[0] if able else None
        key = (state, unknown, order)
        if len(able) <= SMALL:
            return self._best(key)[1]
        if key not in self._asked:
            self._asked[key] = self._telling(key, able)
        return self._asked[key]

    def able(self, state: State, unknown: int) -> tuple[int, ...]:
        """The facts that may be asked: those that matter and that somebody can tell.

        Where none matters by itself and the answer is still open, a smallest set of those that do together; else, where what nobody can
        tell stands between, those that narrow what is possible by what occurs together.
        """
        bits = self.inquiry.mattering(state) & ~unknown
        if bits or self.inquiry.settled(state):
            return self._levels(bits)
        key = (state, unknown)
        if key not in self._able:
            self._able[key] = self._levels(self.inquiry.together(state, unknown)) or self._narrowing(state, unknown)
        return self._able[key]

    def _levels(self, bits: int) -> tuple[int, ...]:
        return tuple(level for level in range(self.inquiry.last) if bits >> level & 1)

    def _narrowing(self, state: State, unknown: int) -> tuple[int, ...]:
        """The facts whose answers leave different leaves possible."""
        found = []
        for level in self._levels(~unknown):
            left = {tuple(self.inquiry.ends(node) for node in one) for _, one in self.ways(state, level)}
            found += [level] if len({tuple(ends - {IMPOSSIBLE} for ends in one) for one in left}) > 1 else []
        return tuple(found)

    def expected(self, state: State, unknown: int, order: Order) -> float:
        """What the questions of the best order cost on average: where every fact is tried, so for few that matter."""
        return self._best((state, unknown, order))[0] / self.inquiry.mass(state)

    def effort(self, level: int, order: Order) -> int:
        """What a question costs."""
        return self.efforts[level] if order == "visible" else 1

    def _best(self, key: tuple[State, int, Order]) -> tuple[float, int]:
        """The cost of the best order, each question as often as it is asked, and its first fact: of equals the one that is seen nearer."""
        found = self._costs.get(key)
        if found is None:
            state, unknown, order = key
            able = self.able(state, unknown)
            bounds = self._bounds(state, able, order)
            best = (math.inf, 0, -1) if able else (0.0, 0, -1)
            for level in sorted(able, key=lambda one: (bounds[one], one)):
                if bounds[level] <= best[0] + _CLOSE:
                    cost = self._cost(key, level, best[0] + _CLOSE)
                    best = min(best, (round(cost, 12), self.efforts[level], level))
            found = self._costs[key] = (best[0], best[2])
        return found

    def _cost(self, key: tuple[State, int, Order], level: int, most: float) -> float:
        """The cost of the best order that begins with a fact; infinite, where it is more than some cost."""
        state, unknown, order = key
        own = self.inquiry.mass(state) * self.effort(level, order)
        ways = self.ways(state, level)
        least = [weight * self._least(left, unknown, order) for weight, left in ways]
        cost, rest = own, own + sum(least)
        for (weight, left), bound in zip(ways, least, strict=True):
            if rest > most:
                return math.inf
            exact = weight * self._best((left, unknown, order))[0]
            cost += exact
            rest += exact - bound
        return cost

    def _least(self, state: State, unknown: int, order: Order) -> float:
        """What the questions in a state cost at least."""
        known = self._costs.get((state, unknown, order))
        if known:
            return known[0]
        key = (state, unknown, order)
        found = self._leasts.get(key)
        if found is None:
            able = self.able(state, unknown)
            found = self._leasts[key] = min(self._bounds(state, able, order).values(), default=0.0)
        return found

    def _bounds(self, state: State, able: Sequence[int], order: Order) -> dict[int, float]:
        """For each fact, what an order that begins with it costs at least.

        A fact that alone changes the leaf of a situation is asked about in that situation whatever the order is.
        """
        mass = self.inquiry.mass(state)
        needed = {level: max(self.inquiry.alone(node, level) for node in state) * self.effort(level, order) for level in able}
        total = sum(needed.values())
        return {level: total - needed[level] + mass * self.effort(level, order) for level in able}

    def _telling(self, key: tuple[State, int, Order], able: Sequence[int]) -> int:
        """Of the few facts that tell most by themselves, the one that tells most together with the question after it, for what both cost.

        A fact may tell little by itself, and decide what is to be asked next.
        """
        state, unknown, order = key
        now, mass = self._open(state), self.inquiry.mass(state)

        def gain(level: int) -> float:
            left, cost = 0.0, self.effort(level, order) * mass
            for weight, then in self.ways(state, level):
                missing, effort = self._after((then, unknown, order))
                left += weight * missing
                cost += weight * effort
            return round((now - left) * mass / cost, 9)

        return min(self.ranked(state, able, order)[:FEW], key=lambda level: (-gain(level), self.efforts[level], level))

    def ranked(self, state: State, able: Sequence[int], order: Order) -> list[int]:
        """Facts by what each tells for what it costs: the information gained (J. R. Quinlan, "Induction of decision trees", 1986)."""
        now, missing = self._open(state), self._missing(state, able)

        def gain(level: int) -> float:
            return round((now - missing[level]) / self.effort(level, order), 9)

        return sorted(able, key=lambda level: (-gain(level), self.efforts[level], level))

    def _after(self, key: tuple[State, int, Order]) -> tuple[float, float]:
        """What is still missing after the fact is known that tells most in a state, and what it costs to ask, as often as it is asked."""
        if key not in self._afters:
            state, unknown, order = key
            if able := self.able(state, unknown):
                level = self.ranked(state, able, order)[0]
                self._afters[key] = self._missing(state, (level,))[level], self.inquiry.mass(state) * self.effort(level, order)
            else:
                self._afters[key] = self._open(state), 0.0
        return self._afters[key]

    def _open(self, state: State) -> float:
        """The information that is missing about what is asked."""
        return sum(_missing_in(self.inquiry.shares(node)) for node in state)

    def _missing(self, state: State, able: Sequence[int]) -> dict[int, float]:
        """For each fact, the information that is still missing when the fact is known."""
        each = [self._missing_of(node, able) for node in state]
        return {level: sum(one[level] for one in each) for level in able}

    def ways(self, state: State, level: int) -> list[tuple[float, State]]:
        """The states that the answers to a question lead to, each once, with the weight of its cells."""
        found: dict[State, float] = {}
        for weight, left in zip(self.inquiry.weights[level], self.inquiry.split(state, level), strict=True):
            if self.inquiry.occurs(left):
                found[left] = found.get(left, 0.0) + weight
        return [(weight, left) for left, weight in found.items()]

    def _missing_of(self, node: int, able: Sequence[int]) -> dict[int, float]:
        """For each fact, the information about a node that is still missing when the fact is known, in one walk from above down."""
        d = self.inquiry.diagram
        whole = self.inquiry.shares(node)
        reach, order = self._reach(node)
        at: dict[int, list[int]] = {level: [] for level in able}
        for one in order:
            if d.level[one] in at:
                at[d.level[one]].append(one)
        found = {}
        for level, nodes in at.items():
            around = dict(whole)
            for one in nodes:
                for leaf, share in self.inquiry.shares(one).items():
                    around[leaf] -= reach[one] * share
            total = 0.0
            for cell, weight in enumerate(self.inquiry.weights[level]):
                joint = {leaf: weight * share for leaf, share in around.items()}
                for one in nodes:
                    for leaf, share in self.inquiry.shares(d.kids[one][cell]).items():
                        joint[leaf] = joint.get(leaf, 0.0) + weight * reach[one] * share
                total += _missing_in(joint)
            found[level] = total
        return found

    def _reach(self, node: int) -> tuple[dict[int, float], list[int]]:
        """How often each node below one is met, and those nodes from above down."""
        d = self.inquiry.diagram
        order: list[int] = []
        met: set[int] = set()
        stack = [node]
        while stack:
            one = stack.pop()
            if one not in met and d.level[one] < self.inquiry.last:
                met.add(one)
                order.append(one)
                stack.extend(d.kids[one])
        order.sort(key=lambda one: d.level[one])
        reach = dict.fromkeys(order, 0.0)
        reach[node] = 1.0
        for one in order:
            for weight, kid in zip(self.inquiry.weights[d.level[one]], d.kids[one], strict=True):
                if kid in reach:
                    reach[kid] += reach[one] * weight
        return reach, order


_NOTHING = 1e-13
"""A smaller chance is what rounding left of none."""


def _missing_in(shares: Mapping[int, float]) -> float:
    """The information that is missing about which of some leaves it is, in bits, times the chance of them all."""
    able = [share for leaf, share in shares.items() if leaf != IMPOSSIBLE and share > _NOTHING]
    whole = sum(able)
    return sum(one * math.log2(whole / one) for one in able)
