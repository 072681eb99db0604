"""Conditions as expressions over the columns of a table: the algebra of the audit.

A column holds codes: the position of a name in its enumeration, a number of years, ABSENT for an optional fact known to be
missing; truth values are booleans; null is open. Data frames, SQL and Spark read null in the same three-valued way, so one
expression serves them all: it is true or false only where every filling of the nulls agrees on each of its parts.
Equal parts are one node, so that what many rules share is computed once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any, Literal

from sanctuary.law.vocabulary import Value, Variable

__all__ = ["ABSENT", "DAY", "LAST_DAY", "SOME", "Columns", "Words", "code", "plain"]

ABSENT = 255
"""The code of an optional fact known to be missing. No count or name has it."""

SOME = 254
"""The code of a fact that is open, but among some of its values only (`Columns.some_of`). No count or name has it."""

DAY = "day"
"""The column of the day of the act; of the first that it can be, where only a month or a year is known."""

LAST_DAY = "last_day"
"""The column of the last day that it can be."""

Words = Any
"""What expressions are written with: narwhals, or a library with the same words (col, lit, when, coalesce)."""

Op = Literal["constant", "open", "truth", "among", "below", "since", "every", "some", "not"]


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a condition: an operation on a column, or on other nodes by number."""

    op: Op
    column: str = ""
    codes: tuple[int, ...] = ()
    parts: tuple[int, ...] = ()
    day: date | None = None


def code(variable: Variable, value: Value) -> int | bool:
    """What a column holds for a value: a truth value as it is, a name as its position, None as ABSENT."""
    if value is None:
        return ABSENT
    if variable.kind == "enum" and isinstance(value, str):
        return variable.values.index(value)
    if variable.kind == "bool" and not variable.optional:
        return bool(value)
    return int(value)


def plain(name: str) -> str:
    """The name of a fact without dots, which some engines take for parts of a record."""
    return name.replace(".", "__")


class Columns:
    """Numbered nodes; a part of a condition is a node's number. With `spans`, a row's day lies between DAY and LAST_DAY.

    `some_of` says for a column which codes a cell with the code SOME may stand for.
    """

    def __init__(self, *, spans: bool = False, some_of: Mapping[str, frozenset[int]] | None = None) -> None:
        self.spans, self.some_of = spans, some_of or {}
        self.nodes: list[Node] = []
        self._numbers: dict[Node, int] = {}
        self.true, self.false = self._node(Node("constant", codes=(1,))), self._node(Node("constant", codes=(0,)))

    def _node(self, node: Node) -> int:
        number = self._numbers.get(node)
        if number is None:
            number = self._numbers[node] = len(self.nodes)
            self.nodes.append(node)
        return number

    # ---- the algebra

    def constant(self, truth: bool) -> int:
        """Always or never."""
        return self.true if truth else self.false

    def open(self) -> int:
        """Neither true nor false: a dispute that nobody has settled."""
        return self._node(Node("open"))

    def since(self, day: date) -> int:
        """The act is on this day or later."""
        return self._node(Node("since", day=day))

    def among(self, variable: Variable, values: frozenset[Value]) -> int:
        """The column holds one of some codes."""
        if values.issuperset(variable.domain):
            return self.true
        if variable.kind == "bool" and not variable.optional:
            if not values:
                return self.false
            truth = self._node(Node("truth", variable.name))
            return truth if True in values else self.negation(truth)
        return self._among(variable.name, {int(code(variable, value)) for value in values})

    def _among(self, column: str, codes: Iterable[int]) -> int:
        kept = tuple(sorted(codes))
        return self._node(Node("among", column, kept)) if kept else self.false

    def below(self, variable: Variable, bound: int) -> int:
        """A count under a bound; ABSENT is above every bound."""
        if bound <= 0:
            return self.false
        return self._node(Node("below", variable.name, (min(bound, ABSENT),)))

    def present(self, variable: Variable) -> int:
        """An optional fact that is not ABSENT."""
        return self._node(Node("below", variable.name, (ABSENT,)))

    def every(self, parts: Sequence[int]) -> int:
        """All parts, flat; parts that exclude codes of one column become one."""
        return self._joined("every", parts, self.true, self.false)

    def some(self, parts: Sequence[int]) -> int:
        """Any part, flat; sets of codes of one column become one."""
        return self._joined("some", parts, self.false, self.true)

    def negation(self, part: int) -> int:
        """Not."""
        node = self.nodes[part]
        if node.op == "constant":
            return self.true if part == self.false else self.false
        return node.parts[0] if node.op == "not" else self._node(Node("not", parts=(part,)))

    def _joined(self, op: Literal["every", "some"], parts: Sequence[int], unit: int, zero: int) -> int:
        flat: dict[int, None] = {}
        for part in parts:
            flat.update(dict.fromkeys(self.nodes[part].parts if self.nodes[part].op == op else (part,)))
        flat.pop(unit, None)
        if zero in flat:
            return zero
        merged = self._merged(op, flat)
        if len(merged) < 2:
            return merged[0] if merged else unit
        return self._node(Node(op, parts=tuple(sorted(merged))))

    def _merged(self, op: Literal["every", "some"], parts: Iterable[int]) -> list[int]:
        """Sets of codes of one column as one set: `a or b`, and `not a and not b`."""
        sets: dict[str, set[int]] = {}
        kept = []
        for part in parts:
            node = self.nodes[part]
            inner = self.nodes[node.parts[0]] if op == "every" and node.op == "not" else node
            if inner.op == "among" and (op == "some" or node.op == "not"):
                sets.setdefault(inner.column, set()).update(inner.codes)
            else:
                kept.append(part)
        united = [self._among(column, codes) for column, codes in sets.items()]
        return [*kept, *(self.negation(one) if op == "every" else one for one in united)]

    # ---- as expressions

    def used(self, roots: Iterable[int]) -> dict[int, int]:
        """How often each node under some roots is used."""
        uses: dict[int, int] = {}
        waiting = list(roots)
        while waiting:
            number = waiting.pop()
            uses[number] = uses.get(number, 0) + 1
            if uses[number] == 1:
                waiting += self.nodes[number].parts
        return uses

    def columns(self, roots: Iterable[int]) -> tuple[str, ...]:
        """The columns that some roots read, in order of name."""
        nodes = [self.nodes[number] for number in self.used(roots)]
        days = {DAY, LAST_DAY} if self.spans else {DAY}
        return tuple(
            sorted({node.column for node in nodes if node.column} | (days if any(node.op == "since" for node in nodes) else set()))
        )

    def computed(self, words: Words, roots: Iterable[int]) -> tuple[list[list[Any]], Mapping[int, Any]]:
        """A column for each part used more than once, level by level, and an expression for each root.

        Its columns have plain names.
        """
        wanted = set(roots)
        uses = self.used(wanted)
        named = {n for n, count in uses.items() if (count > 1 or n in wanted) and self.nodes[n].op not in ("constant", "open", "truth")}
        depth: dict[int, int] = {}
        known: dict[int, Any] = {}
        # A part has a lower number than what it is part of, so ascending numbers meet the parts first.
        for number in sorted(uses):
            depth[number] = max((depth[part] for part in self.nodes[number].parts), default=0) + (number in named)
        levels = []
        for level in sorted({depth[n] for n in named}):
            stage = {n: self._expression(words, n, known).alias(f"_{n}") for n in sorted(named) if depth[n] == level}
            levels.append(list(stage.values()))
            known.update({n: words.col(f"_{n}") for n in stage})
        return levels, {n: self._expression(words, n, known) for n in wanted}

    def _expression(self, words: Words, number: int, known: Mapping[int, Any]) -> Any:
        if number in known:
            return known[number]
        node = self.nodes[number]
        match node.op:
            case "constant":
                return words.lit(bool(node.codes[0]))
            case "open":
                return words.lit(None, words.Boolean)
            case "truth":
                return words.col(plain(node.column))
            case "since":
                start = words.lit(node.day, words.Date)
                sure = words.col(DAY) >= start
                return sure | ((words.col(LAST_DAY) >= start) & words.lit(None, words.Boolean)) if self.spans else sure
            case "below":
                return words.col(plain(node.column)) < node.codes[0]
            case "among":
                return self._set(words, node)
            case "not":
                return ~self._expression(words, node.parts[0], known)
            case "every" | "some":
                return reduce(and_ if node.op == "every" else or_, (self._expression(words, part, known) for part in node.parts))

    def _set(self, words: Words, node: Node) -> Any:
        """Membership as comparisons, runs of codes as ranges: faster than a lookup for the few codes of a fact."""
        column = words.col(plain(node.column))
        some = self.some_of.get(node.column, frozenset())
        sure = bool(some) and some.issubset(node.codes)
        runs: list[list[int]] = []
        for one in (*node.codes, *([SOME] if sure else [])):
            if runs and runs[-1][1] == one - 1:
                runs[-1][1] = one
            else:
                runs.append([one, one])
        tests = [column == low if low == high else column <= high if low == 0 else (column >= low) & (column <= high) for low, high in runs]
        found = reduce(or_, tests)
        if sure or some.isdisjoint(node.codes):
            return found
        return words.when(column == SOME).then(words.lit(None, words.Boolean)).otherwise(found)
