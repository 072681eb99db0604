"""What was asked of one solver, and what it answered: the one home of python-sat.

Most questions are like one asked before. So the last situations found are kept, and the combinations found to be impossible: a question
that a kept situation meets, or that holds a kept impossible part, is answered without the solver.
"""

import itertools
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pysat.solvers import MinisatGH

from sanctuary.law.vocabulary import Value

__all__ = ["Now", "Shared"]

MOST_KEPT = 256
"""Situations that are kept of each solver: most questions are like one asked before. Of more the earlier half goes."""

MOST_ALIKE = 8
"""Impossible combinations that are kept of those with the same last literal."""


class Now:
    """The variables that are true in the situation found last, as long as no other is found: to look at a few of them."""

    __slots__ = ("bit", "columns")

    def __init__(self, shared: "Shared") -> None:
        self.columns, self.bit = shared.columns, 1 << shared.at

    def __contains__(self, variable: object) -> bool:
        return bool(self.columns[variable] & self.bit)  # type: ignore[call-overload]


class Shared:
    """What twins share: the solver, its numbers and gates; and, along a path, the person and the readings.

    The situations that are kept stand side by side: each variable has a column, one number whose bits are the situations in which it is
    true. So a question is tried on all of them at once, and a new gate is known in each. `turn` is another number whenever a bit stands
    for another situation than before.
    """

    def __init__(self, *, kept: bool = False) -> None:
        self.kept: list[tuple[int, tuple[int, ...]]] | None = [] if kept else None
        self.person_values: dict[str, dict[Value, int]] = {}
        self.person_bounds: dict[str, dict[int, int]] = {}
        self.readings: dict[str, int] = {}
        self.solver: Any = MinisatGH()
        self.add: Callable[[tuple[int, ...]], object] = self.solver.add_clause
        self.gates: dict[tuple[int, ...], int] = {}
        self.switches: dict[tuple[int, ...], int] = {}
        self.parts: dict[int, tuple[int, ...]] = {}
        self.under: list[int] = []
        self.touched: dict[frozenset[int], tuple[set[int], int]] = {}
        self.limits: list[int] = []
        self.firsts: list[int] = []
        self.columns: list[int] = [0]
        self.every = 0
        self.at = 0
        self.turn = 0
        self.cores: dict[int, list[frozenset[int]]] = {}
        self.core: frozenset[int] = frozenset()

    def copied(self) -> "Shared":
        """The same clauses and gates in a solver of its own, of which nothing was asked; its clauses must have been kept."""
        other = Shared()
        for _, clause in self.kept or ():
            other.add(clause)
        other.solver.set_phases(list(self.firsts))
        other.person_values = {name: {**table} for name, table in self.person_values.items()}
        other.person_bounds = {name: {**table} for name, table in self.person_bounds.items()}
        other.readings, other.gates, other.parts, other.switches = {**self.readings}, {**self.gates}, {**self.parts}, {**self.switches}
        other.under, other.limits, other.firsts = [*self.under], [*self.limits], [*self.firsts]
        other.columns = [0] * len(self.columns)
        return other

    def number(self, column: int = 0) -> int:
        """A new variable, with the situations that are kept in which it is true."""
        self.columns.append(column)
        return len(self.columns) - 1

    def column(self, literals: Iterable[int]) -> int:
        """The situations that are kept in which all of some literals hold."""
        found, columns = self.every, self.columns
        for literal in literals:
            found &= columns[literal] if literal > 0 else ~columns[-literal]
            if not found:
                break
        return found

    def forget(self) -> None:
        """Keeps no situation any more: what is required now may be broken by some."""
        if self.every:
            self.columns, self.every = [0] * len(self.columns), 0
            self.turn += 1

    def touched_by(self, variables: frozenset[int]) -> set[int]:
        """Some variables and the gates on which they bear."""
        reached, seen = self.touched.get(variables) or (set(variables), 0)
        if seen < len(self.under):
            parts = self.parts
            for gate in self.under[seen:]:
                if not reached.isdisjoint(map(abs, parts[gate])):
                    reached.add(gate)
            self.touched[variables] = reached, len(self.under)
        return reached

    def known(self, asked: Sequence[int]) -> bool | None:
        """What earlier answers say: a kept situation meets all that is asked, or a part of it was found to be impossible."""
        found = self.column(reversed(asked))
        if found:
            self.at = found.bit_length() - 1
            return True
        whole: frozenset[int] | None = None
        for literal in asked:
            for core in self.cores.get(literal, ()):
                whole = whole or frozenset(asked)
                if core <= whole:
                    self.core = core
                    return False
        return None

    def solve(self, asked: Sequence[int]) -> bool:
        """The solver's own answer, kept for the questions that come."""
        if self.solver.solve(assumptions=asked):
            self._keep(self.solver.get_model())
            return True
        self.core = frozenset(self.solver.get_core() or ())
        if self.core:
            alike = self.cores.setdefault(max(self.core, key=abs), [])
            alike.insert(0, self.core)
            del alike[MOST_ALIKE:]
        return False

    def _keep(self, model: Iterable[int]) -> None:
        """Puts a situation beside those that are kept."""
        self.at = self.every.bit_length()
        if self.at == MOST_KEPT:
            self.at //= 2
            self.columns = [column >> self.at for column in self.columns]
            self.every >>= self.at
            self.turn += 1
        bit, columns = 1 << self.at, self.columns
        self.every |= bit
        for literal in model:
            if literal > 0:
                columns[literal] |= bit

    def holds(self, literal: int) -> bool:
        """Whether a literal holds in the situation found last."""
        return bool(self.columns[literal] >> self.at & 1) if literal > 0 else not self.columns[-literal] >> self.at & 1

    def situation(self) -> set[int]:
        """The variables that are true in the situation found last."""
        return set(itertools.compress(itertools.count(), map((1 << self.at).__and__, self.columns)))
