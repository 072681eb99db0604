"""The situations that a solver keeps, each with another value of one fact: all of them at once.

What a value of a fact makes of the situations that are kept does not turn on what is asked. So it is computed once, as columns (`shared`),
and a question only looks which of the situations are its own.
"""

from collections.abc import Iterable, Sequence

from sanctuary.engine.gates import moved
from sanctuary.engine.prove import Proof

__all__ = ["Moved"]


class Moved:
    """The situations kept for a law, with each other value of one fact or reading."""

    def __init__(self, proof: Proof, name: str) -> None:
        self.clauses, self.shared, self.turn, self.reached = proof.clauses, proof.clauses.shared, -1, 0
        self.fact = None if name in proof.readings else proof.action.by_name[name]
        self.firsts = [] if self.fact is None else [cell[0] for cell in proof.grid().cells[name]]
        self.counted = self.fact if self.fact and self.fact.kind == "count" else None
        self.reading = proof.readings.get(name, 0)
        self._begin()

    def _begin(self) -> None:
        """Forgets what was computed: of a solver that keeps other situations now, or of a fact with bounds that it had not."""
        bits = {self.reading: 1} if self.fact is None else self.clauses.cases(self.fact, self.firsts)
        self.variables = frozenset(bits)
        # A truth has one other value; of more values each is tried, the situation's own among them.
        flips = len(bits) == 1 and (self.fact is None or len(self.firsts) == 2)
        places = range(len(self.firsts))
        self.moves = [None] if flips else [{one: bool(cases >> place & 1) for one, cases in bits.items()} for place in places]
        self.columns: list[dict[int, int]] = [{} for _ in self.moves]
        self.turn, self.reached = self.shared.turn, 0

    def shows(self, here: int, watched: Iterable[int], asked: Sequence[int]) -> bool:
        """Whether one of some situations (as bits) is possible with another value, where `asked` still holds, and answered otherwise."""
        if self.turn != self.shared.turn or (self.counted and self.variables != self.clauses.variables(self.counted) - {self.clauses.true}):
            self._begin()
        touched = self.shared.touched_by(self.variables)
        looked = [abs(one) for one in watched if abs(one) in touched]
        asked = [one for one in asked if abs(one) in touched]
        # What was computed before is looked at first: it often shows it.
        if not looked or self._found(here & self.reached, looked, asked):
            return bool(looked)
        beyond = here & ~self.reached
        if beyond:
            self._reach()
        return bool(beyond) and self._found(beyond, looked, asked)

    def _found(self, here: int, looked: list[int], asked: Sequence[int]) -> bool:
        if not here:
            return False
        columns = self.shared.columns
        for move in range(len(self.moves)):
            possible = here
            for literal in asked:
                one = self._column(move, abs(literal))
                possible &= one if literal > 0 else ~one
            if possible and any((columns[one] ^ self._column(move, one)) & possible for one in looked):
                return True
        return False

    def _column(self, move: int, variable: int) -> int:
        """The situations in which a variable is true after a move."""
        table = self.columns[move]
        found = table.get(variable)
        if found is None:
            found = table[variable] = self._computed(move, [variable], self.reached)[0]
        return found

    def _reach(self) -> None:
        """Computes for the situations that came since what was computed for the others."""
        new = self.shared.every & ~self.reached
        for move, table in enumerate(self.columns):
            names = list(table)
            for name, one in zip(names, self._computed(move, names, new), strict=True):
                table[name] |= one
        self.reached = self.shared.every

    def _computed(self, move: int, variables: list[int], every: int) -> list[int]:
        columns, values = self.shared.columns, self.moves[move]
        known = {one: every & ~columns[one] if values is None else every if values[one] else 0 for one in self.variables}
        return moved(self.shared.parts, self.shared.touched_by(self.variables), columns, known, every, variables)
