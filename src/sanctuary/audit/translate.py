"""Rows as situations: a mapping as expressions over text, no loop over rows.

Each field of a mapping becomes one column of codes, null where the row leaves the fact open. Beside them stand: why a row
cannot be decided (the position in `Translation.reasons`, 0 where it can), the span of days that the row's day lies in, the acts
that the row stands for, and for each field whether the mapping did not know the cell, and which listed words it held.
"""

import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import polars as pl

from sanctuary.audit.days import localized, read_format, span
from sanctuary.audit.mapping import ABSENT_WORD, OPEN, SKIP, Field, Mapped, Word, fold, targets, words_of
from sanctuary.audit.readers import ROW
from sanctuary.engine.columns import ABSENT, DAY, LAST_DAY, code
from sanctuary.errors import EvidenceError
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Variable, Vocabulary

__all__ = ["ACTION", "COUNT", "WHY", "Translation", "says", "unknown", "within"]

ACTION, WHY, COUNT = "action", "why", "count"
NO_WORD, NOTHING, OTHER = 0, 60_001, 60_002
"""Codes of `says`: an empty cell, text whose every word says nothing, text without a listed word; a listed word by its place from 1."""

MOST_ACTS = 10**12
"""The most acts that a row stands for: what is more is no count, so that sums over millions of rows stay exact."""

_EMPTY = ("", "NULL", "NAN", "NONE")
_ASKED = ("action", ACTOR, RESOURCE)
_CELL = "cell"
_GAP = r"[^\p{L}\p{M}\p{N}]"
"""What stands between words, and is part of none."""


def says(name: str) -> str:
    """The column of the listed word that a field's text holds."""
    return f"says:{name}"


def unknown(name: str) -> str:
    """The column that is true where the mapping does not know a field's cell."""
    return f"unknown:{name}"


def within(name: str) -> str:
    """The column of a resource within the words that the mapping can give."""
    return f"word:{name}"


@dataclass(frozen=True)
class Translation:
    """A mapping, ready for batches of raw rows."""

    mapped: Mapped
    vocabulary: Vocabulary

    @cached_property
    def listed(self) -> Mapping[str, tuple[tuple[str, Word], ...]]:
        """For each field of free text, its words in order, each with its value."""
        fields = {name: field for name, field in self.mapped.fields.items() if isinstance(field, Field) and field.words}
        return {name: tuple((phrase, one.value) for one in field.words for phrase in one.any) for name, field in fields.items()}

    @cached_property
    def words(self) -> Mapping[str, list[Word]]:
        """What each field can say."""
        return {
            name: targets(field, self.mapped.tables.get(name, {})) if isinstance(field, Field) else [field]
            for name, field in self.mapped.fields.items()
        }

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """Why rows are not decided: by the mapping's own words, or because the row says too little. The first is empty."""
        told = dict.fromkeys(word for words in self.words.values() for word in words if isinstance(word, str) and word.startswith(SKIP))
        return (
            "",
            *told,
            *(f"the {name} is empty or unknown to the mapping" for name in _ASKED),
            "the day is empty",
            "the day is in no known format",
            "the act cannot be done to that resource",
            "no count",
        )

    def actions(self) -> tuple[str, ...]:
        """The actions that rows can record."""
        return tuple(str(w) for w in self.words["action"] if w in self.vocabulary.actions)

    def apply(self, batch: pl.DataFrame) -> pl.DataFrame:
        """Rows of codes, as many as the batch has; raw cells are gone, but for the row's number."""
        days = self._days(batch)
        told = [batch.select(ROW, self._count(batch.schema).alias(COUNT)), days]
        for name, field in self.mapped.fields.items():
            if not isinstance(field, Field):
                told.append(batch.select(pl.col(ROW), *self._field(name, field, batch.schema)).drop(ROW))
            elif field.years_since:
                cells = pl.concat([batch.select(pl.col(field.column).alias(_CELL)), days], how="horizontal")
                told.append(cells.select(self._field(name, field, cells.schema)))
            else:
                told.append(_once(batch, field.column, partial(self._field, name, field)))
        coded = pl.concat(told, how="horizontal")
        return coded.lazy().with_columns(self._resource()).with_columns(self._why()).collect()

    # ---- fields

    def _text(
        self, column: str, schema: Mapping[str, pl.DataType], *, letters: bool = False, upper: bool = True, listed: Container[str] = ()
    ) -> pl.Expr:
        """A cell as it is compared, in capitals; null if it is empty, or one of the words for empty that its field does not list."""
        text = pl.col(column).cast(pl.String) if schema[column] != pl.String else pl.col(column)
        trimmed = text.str.strip_chars()
        text = trimmed.str.to_uppercase()
        words = {*_EMPTY, *(fold(word, letters=False) for word in self.mapped.empty)}
        empty = [word for word in sorted(words) if not word or fold(word, letters=letters) not in listed]
        kept = pl.when(text.is_in(empty)).then(None).otherwise(text if upper else trimmed)
        return kept.str.replace_all(_GAP, "") if letters else kept

    def _field(self, name: str, field: Word | Field, schema: Mapping[str, pl.DataType]) -> list[pl.Expr]:
        words = self.words[name]
        if not isinstance(field, Field):
            return [self._coded(name, pl.lit(0, pl.UInt16), words).alias(name), pl.lit(0, pl.UInt16).alias(within(name))]
        letters = field.fold and not field.words
        text = self._text(_CELL, schema, letters=letters, listed=self._listed(name, field, letters=letters))
        made = []
        if field.years_since or field.number:
            years = self._years(field, schema) if field.years_since else text.cast(pl.Float64, strict=False).ceil()
            fits = years.is_between(0, 99)
            number = pl.when(text.is_null()).then(self._constant(name, field.empty)).when(fits).then(years.cast(pl.Int64, strict=False))
            return [number.cast(pl.UInt8).alias(name), (text.is_not_null() & ~fits.fill_null(value=False)).alias(unknown(name))]
        if field.words:
            place = self._phrase(name, field, text)
            values = [words.index(value) for _, value in self.listed[name]]
            index = (place.cast(pl.Int32) - 1).replace_strict(list(range(len(values))), values, default=None, return_dtype=pl.UInt16)
            made.append(place.alias(says(name)))
            known = place != OTHER
        else:
            table = {fold(key, letters=field.fold): value for key, value in field.values.items()} or self.mapped.tables[name]
            index = text.replace_strict(list(table), [words.index(value) for value in table.values()], default=None, return_dtype=pl.UInt16)
            known = index.is_not_null() | text.is_null()
        index = pl.when(text.is_null()).then(pl.lit(words.index(field.empty), pl.UInt16)).otherwise(index)
        if field.other is not None:
            index, known = index.fill_null(pl.lit(words.index(field.other), pl.UInt16)), pl.lit(value=True)
        return [*made, self._coded(name, index, words).alias(name), index.alias(within(name)), (~known).alias(unknown(name))]

    def _listed(self, name: str, field: Field, *, letters: bool) -> frozenset[str]:
        """The cells that a field lists itself, as they are compared."""
        phrases = (phrase for phrase, _ in self.listed.get(name, ()))
        own = (*field.values, *self.mapped.tables.get(name, {}), *phrases, *field.nothing)
        return frozenset(fold(word, letters=letters) for word in own)

    def _phrase(self, name: str, field: Field, text: pl.Expr) -> pl.Expr:
        """Which listed word the text holds first in the mapping's order, whole: `notice` holds no `ice`."""
        said = "|".join(_pattern(word) for word in sorted(field.nothing, key=len, reverse=True))
        says_nothing = text.str.contains(rf"^{_GAP}*(?:(?:{said})(?:{_GAP}+|$))*$" if said else rf"^{_GAP}*$")
        place = pl.when(says_nothing).then(pl.lit(NOTHING, pl.UInt16)).otherwise(pl.lit(OTHER, pl.UInt16))
        for number in range(len(self.listed[name]), 0, -1):
            phrase = _pattern(self.listed[name][number - 1][0])
            holds = text.str.contains(rf"(?:^|{_GAP})(?:{phrase})(?:{_GAP}|$)")
            place = pl.when(holds).then(pl.lit(number, pl.UInt16)).otherwise(place)
        return pl.when(text.is_null()).then(pl.lit(NO_WORD, pl.UInt16)).otherwise(place)

    def _coded(self, name: str, index: pl.Expr, words: Sequence[Word]) -> pl.Expr:
        """The code of the word at a position; what is open or set aside is null. A resource is coded action by action, later."""
        if name == "action":
            codes: list[int | bool | None] = [
                list(self.vocabulary.actions).index(str(w)) if w in self.vocabulary.actions else None for w in words
            ]
        elif name == RESOURCE:
            return index
        else:
            variable = self._variable(name)
            codes = [_code(variable, word) for word in words]
            if variable.kind == "bool" and not variable.optional:
                return index.replace_strict(list(range(len(words))), codes, default=None, return_dtype=pl.Boolean)
        return index.replace_strict(list(range(len(words))), codes, default=None, return_dtype=pl.UInt8)

    def _resource(self) -> pl.Expr:
        """The resource within the kind of thing that the row's action is done to."""
        words = self.words[RESOURCE]
        made = pl.lit(None, pl.UInt8)
        for place, action in enumerate(self.vocabulary.actions.values()):
            values = action.by_name[RESOURCE].values
            codes = [values.index(str(word)) if word in values else None for word in words]
            if action.name in self.actions():
                coded = pl.col(RESOURCE).replace_strict(list(range(len(words))), codes, default=None, return_dtype=pl.UInt8)
                made = pl.when(pl.col(ACTION) == place).then(coded).otherwise(made)
        return made.alias(RESOURCE)

    def _variable(self, name: str) -> Variable:
        return next(action.by_name[name] for action in self.vocabulary.actions.values() if name in action.by_name)

    def _constant(self, name: str, word: Word) -> pl.Expr:
        return pl.lit(_code(self._variable(name), word), pl.Int64)

    def _count(self, schema: Mapping[str, pl.DataType]) -> pl.Expr:
        if not self.mapped.count:
            return pl.lit(1, pl.Int64)
        number = self._text(self.mapped.count, schema).str.replace_all(",", "").cast(pl.Float64, strict=False)
        return pl.when(number.is_between(0, MOST_ACTS) & (number == number.floor())).then(number).cast(pl.Int64, strict=False)

    def _why(self) -> pl.Expr:
        """The first reason that a row is not decided."""
        why = pl.lit(0, pl.UInt16)
        tests: list[tuple[pl.Expr, str]] = []
        for name in self.mapped.fields:
            if within(name) in self._made and any(isinstance(w, str) and w.startswith(SKIP) for w in self.words[name]):
                tests += [
                    (pl.col(within(name)) == place, word)
                    for place, word in enumerate(self.words[name])
                    if isinstance(word, str) and word.startswith(SKIP)
                ]
        said = pl.col(within(RESOURCE)).is_not_null()
        for name in ("action", ACTOR):
            tests.append((pl.col(name).is_null(), f"the {name} is empty or unknown to the mapping"))
        tests += [
            (pl.col(RESOURCE).is_null() & said & self._names_resource(), "the act cannot be done to that resource"),
            (pl.col(RESOURCE).is_null(), f"the {RESOURCE} is empty or unknown to the mapping"),
            *([] if self.mapped.day.on else [(pl.col(unknown(DAY)), "the day is in no known format")]),
            (pl.col(DAY).is_null(), "the day is empty"),
            (pl.col(COUNT).is_null(), "no count"),
        ]
        for test, reason in reversed(tests):
            why = pl.when(test.fill_null(value=False)).then(pl.lit(self.reasons.index(reason), pl.UInt16)).otherwise(why)
        return why.alias(WHY)

    def _names_resource(self) -> pl.Expr:
        open_ones = [place for place, word in enumerate(self.words[RESOURCE]) if word == OPEN]
        return ~pl.col(within(RESOURCE)).is_in(open_ones) if open_ones else pl.lit(value=True)

    @cached_property
    def _made(self) -> frozenset[str]:
        """The position columns that exist: every field but numbers has one."""
        return frozenset(
            within(name)
            for name, field in self.mapped.fields.items()
            if not (isinstance(field, Field) and (field.number or field.years_since))
        )

    # ---- days

    def _days(self, batch: pl.DataFrame) -> pl.DataFrame:
        """The first and the last day of each row, and whether the mapping does not know the cell."""
        day = self.mapped.day
        if day.on:
            return batch.select(*(pl.repeat(day.on, pl.len(), dtype=pl.Date).alias(name) for name in (DAY, LAST_DAY)))
        column = pl.col(_CELL)

        def read(schema: Mapping[str, pl.DataType]) -> list[pl.Expr]:
            first, last = self._span(_CELL, day.formats, schema, zone=day.zone, local=day.local)
            told = column.is_not_null() if schema[_CELL].is_temporal() else self._text(_CELL, schema, upper=False).is_not_null()
            return [first.alias(DAY), last.alias(LAST_DAY), (told & first.is_null()).alias(unknown(DAY))]

        cells = batch.lazy().select(pl.col(day.column).alias(_CELL))
        if batch.schema[day.column].is_temporal():
            return cells.select(read(cells.collect_schema())).collect()
        formats = [read_format(one, self.mapped.where) for one in day.formats]
        if all(one.timed for one in formats):  # times hardly repeat, and each lies in one day
            text = cells.select(self._text(_CELL, cells.collect_schema(), upper=False).alias(_CELL)).collect()
            found = text.select(column, span(column, formats, zone=day.zone, local=day.local)[0].alias(DAY))
            return found.select(DAY, pl.col(DAY).alias(LAST_DAY), (column.is_not_null() & pl.col(DAY).is_null()).alias(unknown(DAY)))
        return _once(batch, day.column, read)

    def _span(
        self, column: str, formats: Sequence[str], schema: Mapping[str, pl.DataType], *, zone: str = "", local: str = ""
    ) -> tuple[pl.Expr, pl.Expr]:
        """The first and the last day that a cell can mean."""
        kind = schema[column]
        if kind == pl.Date:
            return pl.col(column), pl.col(column)
        if isinstance(kind, pl.Datetime):
            if local and not zone and not kind.time_zone:
                raise EvidenceError(
                    f"{self.mapped.where}: the times of the day's column have no zone, so that nobody knows their day in {local}. "
                    "Name their 'zone'; if they are local already, leave 'local' out."
                )
            found = localized(pl.col(column), "" if kind.time_zone else zone, local).dt.date()
            return found, found
        return span(
            self._text(column, schema, upper=False), [read_format(one, self.mapped.where) for one in formats], zone=zone, local=local
        )

    def _years(self, field: Field, schema: Mapping[str, pl.DataType]) -> pl.Expr:
        """Whole years from a date to the act, rounded up as the vocabulary counts them; null unless both days are exact and in order."""
        first, last = self._span(_CELL, field.years_since, schema)
        act = pl.col(DAY)
        exact = (first == last) & (act == pl.col(LAST_DAY))
        later = (act.dt.month().cast(pl.Int32) * 100 + act.dt.day()) > (first.dt.month().cast(pl.Int32) * 100 + first.dt.day())
        return pl.when(exact & (first <= act)).then(act.dt.year() - first.dt.year() + later.cast(pl.Int32))


def _once(batch: pl.DataFrame, column: str, read: Callable[[Mapping[str, pl.DataType]], list[pl.Expr]]) -> pl.DataFrame:
    """A column of cells translated: each distinct cell once, for logs say the same few things again and again."""
    cells = batch.select(pl.col(column).cast(pl.String).alias(_CELL))
    distinct = cells.unique()
    told = distinct.lazy().select(pl.col(_CELL), *read(distinct.schema)).collect()
    return cells.join(told, on=_CELL, how="left", nulls_equal=True, maintain_order="left").drop(_CELL)


def _pattern(phrase: str) -> str:
    """A phrase as a pattern over capitals of any script: whatever stands between its words may stand between them."""
    return f"{_GAP}+".join(re.escape(word) for word in words_of(phrase))


def _code(variable: Variable, word: Word) -> int | bool | None:
    if isinstance(word, str) and (word == OPEN or word.startswith(SKIP)):
        return None
    return ABSENT if word == ABSENT_WORD and variable.optional else code(variable, word)
