"""A table of situations in words, decided row by row as `decide` would.

A row names actor, action and resource; every other column is a fact by its path (`history.hate_crime`), or is kept as it is. An empty
cell (null, or NaN, as pandas writes it) is open. An optional fact known to be missing is the word `absent`, or -1 in a column of
numbers. Truth values are booleans or the words true and false; years are whole numbers.

Rows that leave nothing open are decided by expressions over the columns (`engine.table`); any other by the exact engine, each distinct
situation once.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw

from sanctuary.engine.answer import answer, check_readings
from sanctuary.engine.columns import code
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import known_facts
from sanctuary.engine.table import CODES, IMPOSSIBLE, OUTCOME, Plan
from sanctuary.errors import RequestError, nearest
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Action, Value, Variable
from sanctuary.model import Outcome, Papers

__all__ = ["ACTION", "decide_frame"]

ACTION = "action"
_ROW = "row number"
_TOLD = (OUTCOME, "because", "duties", "depends_on")


def decide_frame(proofs: Proofs, frame: Any, readings: Mapping[str, bool], papers: Papers, keep: Sequence[str] = ()) -> Any:
    """The frame with the columns `outcome`, `because`, `duties` and `depends_on`, in its own kind and order.

    An outcome is a word of `decide`, or `cannot-occur`. The others hold full ids, and facts, with a space between; `because` and `duties`
    those that hold whatever the open facts are. Refuses columns that are no facts, and words that no fact can have, with row and column.
    """
    check_readings(proofs.law, readings)
    try:
        table = nw.from_native(frame)
    except TypeError:
        raise RequestError(f"{type(frame).__name__} is no table. Give one of Polars, pandas or PyArrow.") from None
    except nw.exceptions.DuplicateError:
        raise RequestError("two columns of the table have one name. Keep one of the two.") from None
    rows = table.collect() if isinstance(table, nw.LazyFrame) else table
    _check_columns(proofs, rows, keep)
    told: dict[str, list[str]] = {name: [""] * len(rows) for name in _TOLD}
    actions = rows[ACTION].to_list()
    for name in dict.fromkeys(actions):
        own = [place for place, action in enumerate(actions) if action == name]
        part = _Part(proofs, name, readings, papers, rows[own], own, keep)
        for place, one in zip(own, part.told(), strict=True):
            for column, text in zip(_TOLD, one, strict=True):
                told[column][place] = text
    made = [nw.new_series(name, told[name], nw.String, backend=rows.implementation) for name in _TOLD]
    return rows.with_columns(*made).to_native()


def _check_columns(proofs: Proofs, rows: nw.DataFrame[Any], keep: Sequence[str]) -> None:
    actions = proofs.law.vocabulary.actions
    facts = {name for action in actions.values() for name in action.by_name} | {ACTION}
    for name in (*keep, ACTION, ACTOR, RESOURCE):
        if name not in rows.columns:
            raise RequestError(f"the table has no column '{name}'; {nearest(name, rows.columns)}")
    for name in rows.columns:
        if name in _TOLD:
            raise RequestError(f"the table has a column '{name}', and the answer needs that name. Rename the column.")
        if name not in facts and name not in keep:
            raise RequestError(f"no fact is called '{name}'; {nearest(name, sorted(facts))} A column that is no fact is named in `keep`.")
    for name in (ACTION, ACTOR, RESOURCE):
        empty = next((row for row, value in enumerate(_cells(rows[name]), start=1) if value is None), 0)
        if empty:
            raise RequestError(f"row {empty}, column '{name}': empty; every row names actor, action and resource.")


def _cells(column: nw.Series[Any]) -> list[Any]:
    """The cells of a column; None where it is null, or no number (as pandas writes null)."""
    found = zip(column.to_list(), column.is_null().to_list(), strict=True)
    return [None if null or (isinstance(cell, float) and math.isnan(cell)) else cell for cell, null in found]


Told = tuple[str, str, str, str]


class _Part:
    """The rows of one action."""

    def __init__(
        self,
        proofs: Proofs,
        action: str,
        readings: Mapping[str, bool],
        papers: Papers,
        rows: nw.DataFrame[Any],
        places: Sequence[int],
        keep: Sequence[str],
    ) -> None:
        known_facts(proofs.law.vocabulary, "", action, "", {})
        self.proofs, self.readings, self.papers, self.places = proofs, readings, papers, places
        self.action: Action = proofs.law.vocabulary.actions[action]
        self.rows = rows
        self.values: dict[str, list[Value | None]] = {}
        self.open: dict[str, list[bool]] = {}
        for name in rows.columns:
            if name != ACTION and name not in keep:
                self._read(name)

    def _read(self, name: str) -> None:
        """A column as values, each distinct cell read once; cells of a fact that the action does not have must be empty."""
        cells = _cells(self.rows[name])
        variable = self.action.by_name.get(name)
        read: dict[tuple[type, object], Value] = {}
        for place, cell in zip(self.places, cells, strict=True):
            key = (type(cell), str(cell) if isinstance(cell, list | dict | set) else cell)
            if cell is not None and key not in read:
                where = f"row {place + 1}, column '{name}'"
                if variable is None:
                    raise RequestError(f"{where}: '{self.action.name}' has no such fact. Leave the cell empty.")
                read[key] = self._value(variable, cell, where)
        if variable is not None:
            self.values[name] = [None if cell is None else read[type(cell), cell] for cell in cells]
            self.open[name] = [cell is None for cell in cells]

    def _value(self, variable: Variable, cell: object, where: str) -> Value:
        """A cell as the value of a fact."""
        if variable.optional and (cell == "absent" or (cell == -1 and not isinstance(cell, bool))):
            return None
        if variable.kind == "count" and isinstance(cell, float) and cell.is_integer():
            cell = int(cell)  # a column of numbers in which some are missing
        value: Any = {"true": True, "false": False}.get(cell, cell) if variable.kind == "bool" and isinstance(cell, str) else cell
        if variable.kind == "count" and isinstance(cell, str) and cell.isdecimal():
            value = int(cell)
        ends = {ACTOR: "", RESOURCE: ""} | ({variable.name: value} if variable.name in (ACTOR, RESOURCE) else {})
        context = {} if variable.name in (ACTOR, RESOURCE) else {variable.name: value}
        try:
            found = known_facts(self.proofs.law.vocabulary, ends[ACTOR], self.action.name, ends[RESOURCE], context)
        except RequestError as problem:
            raise RequestError(f"{where}: {problem}") from None
        return found[variable.name]

    def told(self) -> list[Told]:
        """What comes out for each row, in order."""
        whole = self._whole()
        known: dict[tuple[object, ...], Told] = {}
        found = []
        for place, names in enumerate(zip(*self.open.values(), strict=True)):
            if whole[place] is not None:
                found.append(whole[place] or ("", "", "", ""))
                continue
            facts = {name: self.values[name][place] for name, is_open in zip(self.open, names, strict=True) if not is_open}
            key = tuple(facts.items())
            if key not in known:
                known[key] = self._exactly(facts)
            found.append(known[key])
        return found

    def _exactly(self, facts: Mapping[str, Value]) -> Told:
        try:
            found = answer(self.proofs, self.action.name, facts, self.readings, self.papers)
        except RequestError:
            return (IMPOSSIBLE, "", "", "")
        return (str(found.outcome), " ".join(found.because), " ".join(found.duties), " ".join(found.depends_on))

    def _whole(self) -> list[Told | None]:
        """What comes out for the rows that leave nothing open, and on which readings do not turn; nothing for the others."""
        plan = Plan([self.proofs.under(self.readings).law], self.action.name, self.readings)
        needed = [name for name in plan.needed() if name in self.action.by_name]
        found: list[Told | None] = [None] * len(self.places)
        if any(name not in self.open for name in needed):
            return found
        rows = [place for place in range(len(self.places)) if not any(self.open[name][place] for name in needed)]
        if not rows:
            return found
        data = {name: [code(self.action.by_name[name], self.values[name][place]) for place in rows] for name in needed}
        types = {name: nw.Boolean if self._is_truth(name) else nw.Int16 for name in needed}
        frame = nw.from_dict({**data, _ROW: rows}, {**types, _ROW: nw.Int64}, backend=self.rows.implementation)
        decided = plan.decided(frame.lazy(), [_ROW]).collect().sort(_ROW)
        columns = [name for name in decided.columns if name != _ROW]
        words: dict[tuple[int, ...], Told | None] = {}
        for place, *row in decided.select(_ROW, *columns).rows():
            key = tuple(row)
            if key not in words:
                words[key] = _words(plan, dict(zip(columns, row, strict=True)))
            found[place] = words[key]
        return found

    def _is_truth(self, name: str) -> bool:
        variable = self.action.by_name[name]
        return variable.kind == "bool" and not variable.optional


def _words(plan: Plan, row: Mapping[str, int]) -> Told | None:
    outcome = CODES[row[OUTCOME]]
    if outcome == Outcome.DEPENDS:
        return None
    if outcome == IMPOSSIBLE:
        return (IMPOSSIBLE, "", "", "")
    return (str(outcome), " ".join(plan.named("because", row)), " ".join(plan.named("duties", row)), "")
