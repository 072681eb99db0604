"""Rows as situations: a mapping as expressions over text, no loop over rows.

Each field of a mapping becomes one column of codes, null where the row leaves the fact open. Beside them stand: why a row
cannot be decided (the position in `Translation.reasons`, 0 where it can), the span of days that the row's day lies in, the acts
that the row stands for, and for each field whether the mapping did not know the cell, and which listed words it held.
"""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from sanctuary.engine.columns import ABSENT, DAY, LAST_DAY, code
from sanctuary.errors import EvidenceError
from sanctuary.evidence.mapping import ABSENT_WORD, OPEN, SKIP, Field, Mapped, Word, fold, targets, words_of
from sanctuary.evidence.readers import ROW
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
            *(f"the {name} is empty or unknown to the mapping" for name in (*_ASKED, DAY)),
            "the act cannot be done to that resource",
            "no count",
        )

    def actions(self) -> tuple[str, ...]:
        """The actions that rows can record."""
        return tuple(str(w) for w in self.words["action"] if w in self.vocabulary.actions)

    def apply(self, batch: pl.DataFrame) -> pl.DataFrame:
        """Rows of codes, as many as the batch has; raw cells are gone, but for the row's number."""
        frame = batch.lazy().with_columns(self._day(batch.schema))
        made: list[pl.Expr] = [pl.col(ROW), pl.col(DAY), pl.col(LAST_DAY), self._count(batch.schema).alias(COUNT)]
        told: list[pl.DataFrame] = []
        for name, field in self.mapped.fields.items():
            if isinstance(field, Field) and not field.years_since:
                told.append(self._cells(name, field, batch))
            else:
                made += self._field(name, field, batch.schema)
        coded = pl.concat([frame.select(made).collect(), *told], how="horizontal")
        return coded.lazy().with_columns(self._resource()).with_columns(self._why()).collect()

    # ---- fields

    def _cells(self, name: str, field: Field, batch: pl.DataFrame) -> pl.DataFrame:
        """A column of cells translated: each distinct cell once, for logs say the same few things again and again."""
        cells = batch.select(pl.col(field.column).cast(pl.String))
        distinct = cells.unique()
        told = distinct.lazy().select(pl.col(field.column).alias(_CELL), *self._field(name, field, distinct.schema)).collect()
        joined = cells.rename({field.column: _CELL}).join(told, on=_CELL, how="left", nulls_equal=True, maintain_order="left")
        return joined.drop(_CELL)

    def _text(self, column: str, schema: Mapping[str, pl.DataType], *, letters: bool = False, listed: Container[str] = ()) -> pl.Expr:
        """A cell as it is compared; null if it is empty, or one of the words for empty that its field does not list."""
        text = pl.col(column).cast(pl.String) if schema[column] != pl.String else pl.col(column)
        text = text.str.strip_chars().str.to_uppercase()
        words = {*_EMPTY, *(fold(word, letters=False) for word in self.mapped.empty)}
        empty = [word for word in sorted(words) if not word or fold(word, letters=letters) not in listed]
        kept = pl.when(text.is_in(empty)).then(None).otherwise(text)
        return kept.str.replace_all(_GAP, "") if letters else kept

    def _field(self, name: str, field: Word | Field, schema: Mapping[str, pl.DataType]) -> list[pl.Expr]:
        words = self.words[name]
        if not isinstance(field, Field):
            return [self._coded(name, pl.lit(0, pl.UInt16), words).alias(name), pl.lit(0, pl.UInt16).alias(within(name))]
        letters = field.fold and not field.words
        text = self._text(field.column, schema, letters=letters, listed=self._listed(name, field, letters=letters))
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
        why = pl.lit(0, pl.UInt8)
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
            (pl.col(DAY).is_null(), f"the {DAY} is empty or unknown to the mapping"),
            (pl.col(COUNT).is_null(), "no count"),
        ]
        for test, reason in reversed(tests):
            why = pl.when(test.fill_null(value=False)).then(pl.lit(self.reasons.index(reason), pl.UInt8)).otherwise(why)
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

    def _day(self, schema: Mapping[str, pl.DataType]) -> list[pl.Expr]:
        day = self.mapped.day
        if day.on:
            return [pl.lit(day.on).alias(DAY), pl.lit(day.on).alias(LAST_DAY)]
        first, last = self._span(day.column, day.formats, schema, zone=day.zone, local=day.local)
        return [first.alias(DAY), last.alias(LAST_DAY)]

    def _span(
        self, column: str, formats: Sequence[str], schema: Mapping[str, pl.DataType], *, zone: str = "", local: str = ""
    ) -> tuple[pl.Expr, pl.Expr]:
        """The first and the last day that a cell can mean."""
        kind = schema[column]
        if kind == pl.Date:
            return pl.col(column), pl.col(column)
        if isinstance(kind, pl.Datetime):
            found = _localized(pl.col(column), "" if kind.time_zone else zone, local).dt.date()
            return found, found
        firsts, lasts = [], []
        text = self._text(column, schema)
        for one in formats:
            whole = "%d" in one or "%j" in one or "%s" in one
            month = whole or any(part in one for part in ("%m", "%b", "%B"))
            padded = text + pl.lit("" if whole else " 01" if month else " 01 01")
            pattern = one + ("" if whole else " %d" if month else " %m %d")
            timed = any(part in one for part in ("%H", "%I", "%s", "%T", "%R"))
            read = padded.str.to_datetime(pattern, strict=False, time_unit="us") if timed else padded.str.to_date(pattern, strict=False)
            found = _localized(read, "" if "%z" in one else zone, local).dt.date() if timed else read
            firsts.append(found)
            lasts.append(found if whole else found.dt.month_end() if month else found.dt.offset_by("1y").dt.offset_by("-1d"))
        return pl.coalesce(firsts), pl.coalesce(lasts)

    def _years(self, field: Field, schema: Mapping[str, pl.DataType]) -> pl.Expr:
        """Whole years from a date to the act, rounded up as the vocabulary counts them; null unless both days are exact and in order."""
        first, last = self._span(field.column, field.years_since, schema)
        act = pl.col(DAY)
        exact = (first == last) & (act == pl.col(LAST_DAY))
        later = (act.dt.month().cast(pl.Int32) * 100 + act.dt.day()) > (first.dt.month().cast(pl.Int32) * 100 + first.dt.day())
        return pl.when(exact & (first <= act)).then(act.dt.year() - first.dt.year() + later.cast(pl.Int32))


def _localized(moment: pl.Expr, zone: str, local: str) -> pl.Expr:
    """A moment in local time: its zone named, or already in it; an hour that a clock change repeats is the earlier one."""
    if zone:
        moment = moment.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    return moment.dt.convert_time_zone(local) if local else moment


def _pattern(phrase: str) -> str:
    """A phrase as a pattern over capitals of any script: whatever stands between its words may stand between them."""
    return f"{_GAP}+".join(re.escape(word) for word in words_of(phrase))


def _code(variable: Variable, word: Word) -> int | bool | None:
    if isinstance(word, str) and (word == OPEN or word.startswith(SKIP)):
        return None
    return ABSENT if word == ABSENT_WORD and variable.optional else code(variable, word)


def check_zone(mapped: Mapped) -> None:
    """Refuse a time zone that nobody knows, before a row is read."""
    for zone in (mapped.day.zone, mapped.day.local):
        try:
            pl.select(pl.lit("2020-01-01").str.to_datetime("%Y-%m-%d", strict=False).dt.replace_time_zone(zone or None))
        except pl.exceptions.PolarsError:
            raise EvidenceError(f"{mapped.where}: no time zone is called '{zone}'. Write one like America/Los_Angeles.") from None
