"""The rules over numpy arrays: each part of a condition is computed as it is read, equal parts once."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from peers.reading import matching, told
from sanctuary.engine.columns import ABSENT, code
from sanctuary.engine.table import CODES, IMPOSSIBLE
from sanctuary.law.jurisdiction import Law
from sanctuary.law.vocabulary import Value, Variable
from sanctuary.model import Outcome

__all__ = ["Arrays", "outcomes"]

Truth = npt.NDArray[np.bool_] | np.bool_


class Arrays:
    """The algebra of arrays of truth values; no value is open."""

    def __init__(self, columns: Mapping[str, npt.NDArray[Any]]) -> None:
        self.columns = columns
        self.made: dict[tuple[str, tuple[int, ...]], Truth] = {}

    def constant(self, truth: bool) -> Truth:
        """One truth value for all rows."""
        return np.bool_(truth)

    def among(self, variable: Variable, values: frozenset[Value]) -> Truth:
        """A column as it is, or any of some equalities."""
        if values.issuperset(variable.domain):
            return np.bool_(True)
        column = self.columns[variable.name]
        if variable.kind == "bool" and not variable.optional:
            return self.some([column if value else ~column for value in values])
        codes = tuple(sorted(int(code(variable, value)) for value in values))
        key = (variable.name, codes)
        if key not in self.made:
            self.made[key] = self.some([column == one for one in codes])
        return self.made[key]

    def below(self, variable: Variable, bound: int) -> Truth:
        """A comparison; ABSENT is above every bound."""
        return self.columns[variable.name] < min(bound, ABSENT) if bound > 0 else np.bool_(False)

    def present(self, variable: Variable) -> Truth:
        """Not ABSENT."""
        return self.columns[variable.name] < ABSENT

    def every(self, parts: Sequence[Truth]) -> Truth:
        """Conjunction; rows are not touched where a part never holds."""
        if any(np.ndim(part) == 0 and not part for part in parts):
            return np.bool_(False)
        return _joined(np.bitwise_and, [part for part in parts if np.ndim(part)], np.bool_(True))

    def some(self, parts: Sequence[Truth]) -> Truth:
        """Disjunction; rows are not touched where a part always holds."""
        if any(np.ndim(part) == 0 and part for part in parts):
            return np.bool_(True)
        return _joined(np.bitwise_or, [part for part in parts if np.ndim(part)], np.bool_(False))

    def negation(self, part: Truth) -> Truth:
        """Not."""
        return np.bitwise_not(part)


def _joined(join: np.ufunc, parts: Sequence[Truth], empty: np.bool_) -> Truth:
    found: Truth = empty
    for i, part in enumerate(parts):
        found = join(found, part) if i else part
    return found


def outcomes(law: Law, action: str, columns: Mapping[str, npt.NDArray[Any]], rows: int) -> npt.NDArray[np.uint8]:
    """The code of the outcome of each row of an action."""
    algebra = Arrays(columns)
    found = told(law, action, algebra, matching(law, action, algebra))
    made = np.full(rows, CODES.index(Outcome.DEPENDS), np.uint8)
    for outcome, truth in found.outcomes.items():
        made[np.broadcast_to(truth, rows)] = CODES.index(outcome)
    made[np.broadcast_to(found.impossible, rows)] = CODES.index(IMPOSSIBLE)
    return made
