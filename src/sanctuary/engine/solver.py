"""Conditions as clauses: the algebra of the solver.

Names and truth values are finite, and a count matters only where it crosses a bound, so every question about the encoded law
is a question about finitely many cells. Each enumerated fact is one variable a value, exactly one of them true; a count is
one variable a bound (`below 15`), each implied by the bounds under it; gates are shared by structure.
"""

import itertools
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from copy import copy
from operator import neg
from typing import TypeVar

from sanctuary.engine.gates import bearing, turning, varied
from sanctuary.engine.shared import Now, Shared
from sanctuary.law.condition import read
from sanctuary.law.policy import Policy
from sanctuary.law.vocabulary import YEARS, Action, Value, Variable

__all__ = ["PERSON", "Clauses"]

T = TypeVar("T")


PERSON = ("history.", "proof_of_lawful_status")
"""How the names of facts about the person begin: the same along a path."""


GROUP = 5
"""Values of which no two may hold are told apart in groups of so many: pairs of all would be hundreds of clauses."""


class Clauses:
    """Literals over the situations of one action. A literal is a number; minus is its negation.

    A twin shares the solver and says the same of a second situation, so that two can be compared; of the same person, if asked.
    """

    def __init__(self, action: Action, twin: "Clauses | None" = None, *, same_person: bool = False, kept: bool = False) -> None:
        self.action = action
        self.shared: Shared = twin.shared if twin else Shared(kept=kept)
        self._same_person = same_person
        self._values: dict[str, dict[Value, int]] = {}
        self._bounds: dict[str, dict[int, int]] = {}
        self._among: dict[tuple[str, frozenset[Value]], int] = {}
        self._read: dict[tuple[int, bool], tuple[Policy, int]] = {}
        self._every: dict[tuple[int, ...], int] = {}
        self.true = self.fresh()
        self.add(self.true)

    def copied(self) -> "Clauses":
        """The same clauses in a solver of its own, of which nothing was asked, every literal the same number; of one without a twin."""
        other = copy(self)
        other.shared = self.shared.copied()
        other._values = {name: {**table} for name, table in self._values.items()}  # noqa: SLF001 - of the same class
        other._bounds = {name: {**table} for name, table in self._bounds.items()}  # noqa: SLF001 - the same
        other._among, other._read, other._every = {**self._among}, {**self._read}, {**self._every}  # noqa: SLF001 - the same
        return other

    def read(self, policy: Policy, *, exceptions: bool = True) -> int:
        """The literal of a policy's condition in the situations of these clauses; its tree is walked once."""
        kept = self._read.get((id(policy), exceptions))
        if kept is None or kept[0] is not policy:
            kept = self._read[id(policy), exceptions] = (policy, read(policy, self.action, self, exceptions=exceptions))
        return kept[1]

    def fresh(self) -> int:
        """A new literal that nothing limits yet."""
        return self.shared.number()

    def add(self, *clause: int) -> None:
        """Require that one of some literals holds. Situations that are kept may break it; what was impossible stays so."""
        self.shared.forget()
        self._add(0, clause)
        if len(clause) == 1:
            self.shared.limits.append(clause[0])

    def limit(self, literal: int) -> None:
        """Require a literal in every situation, once."""
        if literal not in self.shared.limits:
            self.add(literal)

    @property
    def size(self) -> int:
        """The variables of the solver."""
        return int(self.shared.solver.nof_vars())

    def _add(self, gate: int, *clauses: tuple[int, ...]) -> None:
        """Adds clauses, which define a gate or (0) limit every situation; kept with it, where certificates are asked for."""
        for clause in clauses:
            self.shared.add(clause)
        if self.shared.kept is not None:
            self.shared.kept += [(gate, clause) for clause in clauses]

    # ---- the algebra

    def constant(self, truth: bool) -> int:
        """Always or never."""
        return self.true if truth else -self.true

    def among(self, variable: Variable, values: frozenset[Value]) -> int:
        """The fact has one of some values."""
        key = (variable.name, values)
        found = self._among.get(key)
        if found is None:
            found = self._among[key] = self._some_of(variable, values)
        return found

    def _some_of(self, variable: Variable, values: frozenset[Value]) -> int:
        """One of some values: of most values of a fact, none of the others."""
        if variable.kind == "count":
            parts = [self.every([self.below(variable, v + 1), -self.below(variable, v)]) for v in values if isinstance(v, int)]
            return self.some([*parts, -self.present(variable)] if None in values else parts)
        literals = self.values(variable)
        if 2 * len(values) > len(literals):
            return -self.some([literal for value, literal in literals.items() if value not in values])
        return self.some([literals[value] for value in values if value in literals])

    def below(self, variable: Variable, bound: int) -> int:
        """The count is present and less than the bound."""
        if bound <= 0:
            return -self.true
        bounds = self._table(variable, self._bounds, self.shared.person_bounds).setdefault(variable.name, {})
        if not bounds:
            bounds[YEARS] = self.fresh() if variable.optional else self.true
        bound = min(bound, YEARS)
        if bound not in bounds:
            lower = [b for b in bounds if b < bound]
            upper = bounds[min(b for b in bounds if b > bound)]
            # Wherever the bound beneath it holds it must hold, too, and elsewhere it need not.
            literal = bounds[bound] = self.shared.number(self.shared.columns[bounds[max(lower)]] if lower else 0)
            self._add(0, (-literal, upper))
            if lower:
                self._add(0, (-bounds[max(lower)], literal))
        return bounds[bound]

    def present(self, variable: Variable) -> int:
        """The optional fact exists."""
        if not variable.optional:
            return self.true
        return self.below(variable, YEARS) if variable.kind == "count" else -self.values(variable)[None]

    def every(self, parts: Sequence[int]) -> int:
        """A gate that is true when all are."""
        asked = tuple(parts)
        found = self._every.get(asked)
        if found is None:
            found = self._every[asked] = self._gate(asked)
        return found

    def _gate(self, parts: tuple[int, ...]) -> int:
        kept = set(parts)
        kept.discard(self.true)
        if -self.true in kept or not kept.isdisjoint(map(neg, kept)):
            return -self.true
        if len(kept) < 2:
            return kept.pop() if kept else self.true
        key = tuple(sorted(kept))
        shared = self.shared
        gate = shared.gates.get(key)
        if gate is None:
            gate = shared.gates[key] = shared.number(shared.column(key) if shared.every else 0)
            # What most of a law is made of: its clauses are handed over here, and not by way of `_add`.
            clauses = [(gate, *map(neg, key)), *((-gate, part) for part in key)]
            for clause in clauses:
                shared.add(clause)
            if shared.kept is not None:
                shared.kept += [(gate, clause) for clause in clauses]
            shared.parts[gate] = key
            shared.under.append(gate)
        return gate

    def some(self, parts: Sequence[int]) -> int:
        """A gate that is true when at least one is."""
        return -self.every([*map(neg, parts)])

    def negation(self, part: int) -> int:
        """Minus."""
        return -part

    # ---- situations

    def values(self, variable: Variable) -> dict[Value, int]:
        """For each value of an enumerated fact or truth value, its literal; exactly one is true."""
        table = self._table(variable, self._values, self.shared.person_values)
        if variable.name not in table:
            domain = variable.domain
            if domain == (False, True):
                literal = self.fresh()
                table[variable.name] = {False: -literal, True: literal}
            else:
                # Of a fact that nothing spoke of so far the first value holds in the situations that are kept.
                literals = [self.shared.number(0 if place else self.shared.every) for place in range(len(domain))]
                self._add(0, tuple(literals))
                self.shared.solver.set_phases([literals[0]])
                self.shared.firsts.append(literals[0])
                self._at_most_one(literals)
                table[variable.name] = dict(zip(domain, literals, strict=True))
        return table[variable.name]

    def _at_most_one(self, literals: list[int]) -> None:
        """At most one holds: of few literals no two, of more at most one of each group, and of groups that have one."""
        if len(literals) > GROUP + 2:
            groups = [literals[start : start + GROUP] for start in range(0, len(literals), GROUP)]
            for group in groups:
                self._at_most_one(group)
            literals = [self.some(group) for group in groups]
        self._add(0, *((-one, -other) for one, other in itertools.combinations(literals, 2)))

    def _table(self, variable: Variable, own: dict[str, T], persons: dict[str, T]) -> dict[str, T]:
        """Where the literals of a fact are kept: with the person, where several situations are of the same one."""
        return persons if self._same_person and variable.name.startswith(PERSON) else own

    def cells(self, variable: Variable, bounds: Iterable[int] = ()) -> dict[tuple[Value, ...], int]:
        """The cells of a fact, plainest first: single values, or the runs of years that some bounds divide."""
        if variable.kind != "count":
            return {(value,): literal for value, literal in self.values(variable).items()}
        found: dict[tuple[Value, ...], int] = {(None,): -self.present(variable)} if variable.optional else {}
        start = 0
        for bound in sorted({YEARS, *(one for one in bounds if 0 < one < YEARS)}):
            found[tuple(range(start, bound))] = self.every([self.below(variable, bound), -self.below(variable, start)])
            start = bound
        return found

    def named(self) -> Iterator[tuple[int, str]]:
        """What the literals of facts mean, in words."""
        for name, values in (*self._values.items(), *self.shared.person_values.items()):
            for value, literal in values.items():
                yield literal, f"{name} is {_word(value)}"
        for name, bounds in (*self._bounds.items(), *self.shared.person_bounds.items()):
            for bound, literal in bounds.items():
                if literal != self.true:
                    yield literal, f"{name} is known" if bound == YEARS else f"{name} is below {bound}"
        for (name, some), literal in self._among.items():
            if len(some) > 1 and abs(literal) != self.true:
                yield literal, f"{name} is {' or '.join(sorted(map(_word, some)))}"

    def solve(self, assumptions: Iterable[int] = ()) -> bool:
        """Whether a situation meets all assumptions."""
        asked = tuple(assumptions)
        if (known := self.shared.known(asked)) is not None:
            return known
        return self.shared.solve(asked)

    def able(self, assumed: Sequence[int], literals: Iterable[int]) -> set[int]:
        """Those of some literals that can hold, each beside what is assumed: one situation often shows several, and one answer ends it."""
        left, found = list(dict.fromkeys(literals)), set[int]()
        while left:
            if here := self.shared.column(reversed(assumed)):
                columns = self.shared.columns
                found.update(one for one in left if here & (columns[one] if one > 0 else ~columns[-one]))
                left = [one for one in left if one not in found]
            if not left or not self.solve([*assumed, self.some(left) if len(left) < 3 else self._one_of(left)]):
                break
        return found

    def _one_of(self, literals: Sequence[int]) -> int:
        """A literal under which one of some must hold, the same for the same ones; it says nothing where it is false."""
        key = tuple(literals)
        if key not in self.shared.switches:
            switch = self.shared.switches[key] = self.fresh()
            self._add(switch, (-switch, *key))
        return self.shared.switches[key]

    @property
    def limits(self) -> tuple[int, ...]:
        """The literals that hold in every situation: what cannot occur."""
        return tuple(self.shared.limits)

    @property
    def situation(self) -> AbstractSet[int]:
        """The variables that are true in the situation just found; it is not for changing."""
        return self.shared.situation()

    @property
    def impossible(self) -> frozenset[int]:
        """Of what was just asked and cannot be, a part that cannot be."""
        return self.shared.core

    @property
    def now(self) -> Container[int]:
        """The variables that are true in the situation just found, until another is: where few are looked at, sooner than all of them."""
        return Now(self.shared)

    def varied(self, model: Container[int], bits: Mapping[int, int], size: int, literals: tuple[int, ...]) -> list[int]:
        """For each literal the cases in which it holds, all else as in a situation (`gates.varied`)."""
        return varied(self.shared.parts, self.shared.touched_by(frozenset(bits)), model, bits, size, literals)

    def bearing(self, model: Container[int], variables: frozenset[int], literals: Iterable[int]) -> list[int]:
        """Those of some variables that may change a literal, all else as in a situation (`gates.bearing`)."""
        return bearing(self.shared.parts, self.shared.touched_by(variables), model, variables, literals)

    def following(self, assumed: Iterable[int]) -> frozenset[int]:
        """What follows at once from some literals that can hold together, themselves included."""
        _, found = self.shared.solver.propagate(assumptions=sorted(set(assumed), key=abs))
        return frozenset(found)

    def turning(self, sure: Container[int], literals: Iterable[int]) -> set[int]:
        """The variables on which some literals may still turn, where others are sure (`gates.turning`)."""
        return turning(self.shared.parts, sure, literals)

    @property
    def bounded(self) -> int:
        """How many bounds of counts have a variable: a count is told by all of them, and a later question may add one."""
        return sum(map(len, self._bounds.values())) + sum(map(len, self.shared.person_bounds.values()))

    def variables(self, variable: Variable) -> set[int]:
        """The solver's variables of a fact."""
        if variable.kind == "count":
            return set(self._table(variable, self._bounds, self.shared.person_bounds).get(variable.name, {}).values())
        return {abs(literal) for literal in self.values(variable).values()}

    def cases(self, variable: Variable, values: Sequence[Value]) -> dict[int, int]:
        """For each of the solver's variables of a fact, the values (as bits) with which it is true."""
        bits: dict[int, int] = {}
        if variable.kind == "count":
            for bound, literal in self._table(variable, self._bounds, self.shared.person_bounds).get(variable.name, {}).items():
                bits[literal] = sum(1 << place for place, value in enumerate(values) if value is not None and int(value) < bound)
            bits.pop(self.true, None)
        else:
            for value, literal in self.values(variable).items():
                if literal > 0:
                    bits[literal] = sum(1 << place for place, one in enumerate(values) if one == value)
        return bits

    def holds(self, literal: int) -> bool:
        """Whether a literal holds in the situation just found."""
        return self.shared.holds(literal)


def _word(value: Value) -> str:
    return "absent" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
