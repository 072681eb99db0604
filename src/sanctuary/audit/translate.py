"""Rows as situations: an act of a mapping as expressions over cells, no loop over rows.

Each field of a mapping becomes one column of codes, null where the row leaves the fact open. Beside them stand: why a row
cannot be decided (the position in `Translation.reasons`, 0 where it can), the span of days that the row's day lies in, the acts
that the row stands for, what became of what was asked, whose agency the row is of, and for each field whether the mapping did not know the
cell, which listed words it held, and whether it held a word for nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

import polars as pl

from sanctuary.audit.compare import cell_text, fold, free_text, is_empty
from sanctuary.audit.fields import ABSENT_WORD, OPEN, Condition, Field, Word, is_reason, targets
from sanctuary.audit.mapping import DONE, Act, Mapped
from sanctuary.audit.marks import ACTION, COUNT, DONE_AS, NO_PAPER, ROWS, WHOSE, WHY, blank, either, says, several, unknown, within
from sanctuary.audit.moments import day_of, span_of, years_since
from sanctuary.audit.numbers import acts_of, number_of
from sanctuary.audit.once import once, sized, string
from sanctuary.audit.phrases import NEGATED, OTHER, holds, which
from sanctuary.documents import replace
from sanctuary.engine.columns import ABSENT, DAY, LAST_DAY, code
from sanctuary.engine.table import PAPER_OPEN
from sanctuary.law.beside import COVERS, PAPER
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Variable, Vocabulary
from sanctuary.tables.alike import WEIGHT, Read
from sanctuary.tables.cells import CELL
from sanctuary.tables.table import ROW

__all__ = ["Translation"]

NEVER = DONE.index("unknown")
"""What became of what nobody says anything of."""

NOTHING = "none"
"""The word for no paper."""

_ASKED = ("action", ACTOR, RESOURCE)
_OTHERS = "skip: of another government"


@dataclass(frozen=True)
class Translation:
    """An act of a mapping, ready for batches of raw rows. `places` are the governments whose law the rows may be asked under."""

    mapped: Mapped
    act: Act
    vocabulary: Vocabulary
    places: tuple[str, ...] = ()
    since: date | None = None

    @cached_property
    def listed(self) -> Mapping[str, tuple[tuple[str, Word], ...]]:
        """For each field of free text, its words in order, each with its value."""
        fields = {name: field for name, field in self.act.fields.items() if isinstance(field, Field) and field.words}
        return {name: tuple((phrase, one.value) for one in field.words for phrase in one.any) for name, field in fields.items()}

    @cached_property
    def words(self) -> Mapping[str, list[Word]]:
        """What each field can say."""
        return {
            name: targets(field, self.act.tables.get(name, {})) if isinstance(field, Field) else [field]
            for name, field in self.act.fields.items()
        }

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """Why rows are not decided: by the mapping's own words, or because the row says too little. The first is empty."""
        told = dict.fromkeys(word for words in self.words.values() for word in words if isinstance(word, str) and is_reason(word))
        return (
            "",
            *told,
            *([self._not_here] if self.mapped.whose.column else []),
            *(f"the {name} is empty or unknown to the mapping" for name in _ASKED),
            "the day is empty",
            "the day is in no known format",
            "the day fits two formats with different days",
            "the act cannot be done to that resource",
            "no count",
            *([f"before {self.since}"] if self.since else []),
            "the count is 0: no act",
        )

    @property
    def on_purpose(self) -> frozenset[int]:
        """The positions of reasons that the mapping gives itself."""
        return frozenset(place for place, reason in enumerate(self.reasons) if is_reason(reason))

    @property
    def _not_here(self) -> str:
        return self.mapped.whose.other or _OTHERS

    def actions(self) -> tuple[str, ...]:
        """The actions that rows can record."""
        return tuple(str(w) for w in self.words["action"] if w in self.vocabulary.actions)

    def apply(self, batch: pl.DataFrame) -> pl.DataFrame:
        """Rows of codes, as many as the batch has; raw cells are gone, but for the row's number."""
        weight = pl.col(WEIGHT).alias(ROWS) if WEIGHT in batch.columns else pl.lit(1, pl.Int64).alias(ROWS)
        days = self._days(batch)
        kept = [pl.col(ROW)] if ROW in batch.columns else []
        told = [sized(batch, *kept, weight, self._count(batch.schema).alias(COUNT))]
        told.append(days)
        for name, field in self.act.fields.items():
            if not isinstance(field, Field):
                told.append(sized(batch, *self._constant_field(name, field)))
            elif field.choose:
                told.append(sized(batch, *self._chosen(name, field, batch.schema)))
            elif field.years_since:
                cells = pl.concat([batch.select(pl.col(field.column).alias(CELL)), days], how="horizontal")
                told.append(cells.select(self._field(name, field, cells.schema)))
            else:
                told.append(once(batch, field.column, partial(self._field, name, field)))
        told += [self._done(batch), self._whose(batch)]
        coded = pl.concat(told, how="horizontal")
        return coded.lazy().with_columns(self._resource(), *self._without_paper()).with_columns(self._why()).collect()

    def _without_paper(self) -> list[pl.Expr]:
        """Where a row has no paper, that it covers the request is not said of it, though the mapping says so of every row."""
        paper, covers = self.act.fields.get(PAPER), self.act.fields.get(COVERS)
        if covers is not True or not isinstance(paper, Field) or NOTHING not in self.words[PAPER]:
            return []
        none = (pl.col(PAPER) == code(self._variable(PAPER), NOTHING)).fill_null(value=False)
        return [(pl.col(COVERS) & ~none).alias(COVERS), none.alias(NO_PAPER)]

    # ---- fields

    def _text(
        self, column: str, schema: Mapping[str, pl.DataType], *, letters: bool = False, listed: frozenset[str] = frozenset()
    ) -> pl.Expr:
        """A cell as it is compared; null if it is empty, or one of the words for empty that its field does not list."""
        text = cell_text(string(column, schema))
        kept = pl.when(is_empty(text, self.mapped.empty, letters=letters, listed=listed)).then(None).otherwise(text)
        return cell_text(kept, letters=True) if letters else kept

    def _constant_field(self, name: str, word: Word) -> list[pl.Expr]:
        place = pl.lit(0, pl.UInt16)
        made = [self._coded(name, place, [word]).alias(name), place.alias(within(name)), *self._either(name, place)]
        return [*made, pl.lit(value=True).alias(PAPER_OPEN)] if name == PAPER and word == OPEN else made

    def _field(self, name: str, field: Field, schema: Mapping[str, pl.DataType]) -> list[pl.Expr]:
        words = self.words[name]
        letters = field.fold and not field.words
        text = self._text(CELL, schema, letters=letters, listed=self._own(name, field, letters=letters))
        held = (cell_text(string(CELL, schema)) != "").fill_null(value=False)
        made = [(held & text.is_null()).alias(blank(name))]
        if field.years_since or field.number:
            years = years_since(self.mapped, field.years_since, schema) if field.years_since else text.cast(pl.Float64, strict=False).ceil()
            fits = years.is_between(0, 99)
            number = pl.when(text.is_null()).then(self._constant(name, field.empty)).when(fits).then(years.cast(pl.Int64, strict=False))
            return [*made, number.cast(pl.UInt8).alias(name), (text.is_not_null() & ~fits.fill_null(value=False)).alias(unknown(name))]
        if field.words:
            free = pl.when(text.is_not_null()).then(free_text(string(CELL, schema)))
            place = which(free, [phrase for phrase, _ in self.listed[name]], field.nothing)
            values = [words.index(value) for _, value in self.listed[name]]
            index = (place.cast(pl.Int32) - 1).replace_strict(list(range(len(values))), values, default=None, return_dtype=pl.UInt16)
            made.append(place.alias(says(name)))
            if name in ("action", PAPER):
                made.append(self._several(field, free).alias(several(name)))
            known, lost = ~place.is_in([OTHER, NEGATED]), place == NEGATED
        else:
            table = {fold(key, letters=field.fold): value for key, value in field.values.items()} or self.act.tables[name]
            index = text.replace_strict(list(table), [words.index(value) for value in table.values()], default=None, return_dtype=pl.UInt16)
            known, lost = index.is_not_null() | text.is_null(), pl.lit(value=False)
        index = pl.when(text.is_null()).then(pl.lit(words.index(field.empty), pl.UInt16)).otherwise(index)
        if field.other is not None:
            other = pl.lit(words.index(field.other), pl.UInt16)
            index, known = pl.when(lost).then(index).otherwise(index.fill_null(other)), ~lost
        return [*made, *self._told(name, index, known, text.is_null())]

    def _several(self, field: Field, text: pl.Expr) -> pl.Expr:
        """Whether a text holds words for more than one act, or paper; the first that the mapping lists is taken."""
        told = dict.fromkeys(one.value for one in field.words if one.value not in (NOTHING, OPEN) and not is_reason(one.value))
        held = [holds(text, [word for one in field.words if one.value == each for word in one.any]).cast(pl.UInt8) for each in told]
        return (pl.sum_horizontal(pl.lit(0), *held) > 1).fill_null(value=False)

    def _told(self, name: str, index: pl.Expr, known: pl.Expr, empty: pl.Expr) -> list[pl.Expr]:
        """The code of a word by its place, the place itself, and whether the mapping knows the cell."""
        coded = self._coded(name, index, self.words[name])
        made = [coded.alias(name), index.alias(within(name)), (~known).alias(unknown(name)), *self._either(name, index)]
        return [*made, (coded.is_null() & ~empty).alias(PAPER_OPEN)] if name == PAPER else made

    def _either(self, name: str, index: pl.Expr) -> list[pl.Expr]:
        """Which words a row has one of, as the place of their list in the mapping, from 1; null where it has one word, or none."""
        lists = self.mapped.lists(name)
        held = {place: lists.index(word) + 1 for place, word in enumerate(self.words[name]) if isinstance(word, tuple)}
        if not held:
            return []
        return [index.replace_strict(list(held), list(held.values()), default=None, return_dtype=pl.UInt16).alias(either(name))]

    def _chosen(self, name: str, field: Field, schema: Mapping[str, pl.DataType]) -> list[pl.Expr]:
        """The first word whose conditions all hold; an open condition (no number) does not hold."""
        words = self.words[name]
        index = pl.lit(None, pl.UInt16) if field.other is None else pl.lit(words.index(field.other), pl.UInt16)
        for choice in reversed(field.choose):
            met = pl.all_horizontal([self._met(one, schema).fill_null(value=False) for one in choice.when])
            index = pl.when(met).then(pl.lit(words.index(choice.value), pl.UInt16)).otherwise(index)
        return self._told(name, index, index.is_not_null(), pl.lit(value=False))

    def _met(self, one: Condition, schema: Mapping[str, pl.DataType]) -> pl.Expr:
        text = self._text(one.column, schema, listed=frozenset(fold(cell, letters=False) for cell in one.among))
        if one.among:
            return text.is_in([fold(cell, letters=False) for cell in one.among])
        if one.any:
            return holds(pl.when(text.is_not_null()).then(free_text(string(one.column, schema))), one.any)
        if one.empty is not None:
            return text.is_null() if one.empty else text.is_not_null()
        number = number_of(text)
        above = number >= one.at_least if one.at_least is not None else pl.lit(value=True)
        return above & (number < one.below) if one.below is not None else above

    def _own(self, name: str, field: Field, *, letters: bool) -> frozenset[str]:
        """The cells that a field lists itself, as they are compared."""
        phrases = (phrase for phrase, _ in self.listed.get(name, ()))
        own = (*field.values, *self.act.tables.get(name, {}), *phrases, *field.nothing)
        return frozenset(fold(word, letters=letters) for word in own)

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

    # ---- counts, what became of it, whose it is

    def _count(self, schema: Mapping[str, pl.DataType]) -> pl.Expr:
        if not self.act.count:
            return pl.lit(1, pl.Int64)
        return acts_of(self.act.count, schema)

    def _done(self, batch: pl.DataFrame) -> pl.DataFrame:
        """What became of what was asked, and whether the mapping does not know the cell; what no word says is unknown."""
        done = self.act.done
        if not isinstance(done, Field):
            return sized(batch, pl.lit(DONE.index(done) if done else NEVER, pl.UInt8).alias(DONE_AS))
        if done.choose:
            made, known = _done_as(done.other), pl.lit(value=done.other is not None)
            for choice in reversed(done.choose):
                met = pl.all_horizontal([self._met(one, batch.schema).fill_null(value=False) for one in choice.when])
                made, known = pl.when(met).then(_done_as(choice.value)).otherwise(made), known | met
            return sized(batch, made.alias(DONE_AS), (~known).alias(unknown(DONE_AS)))
        return once(batch, done.column, partial(self._done_of, done))

    def _done_of(self, done: Field, schema: Mapping[str, pl.DataType]) -> list[pl.Expr]:
        listed = [*done.values, *(phrase for one in done.words for phrase in one.any), *done.nothing]
        text = self._text(CELL, schema, letters=done.fold, listed=frozenset(fold(one, letters=done.fold) for one in listed))
        if done.words:
            pairs = [(phrase, one.value) for one in done.words for phrase in one.any]
            place = which(pl.when(text.is_not_null()).then(free_text(string(CELL, schema))), [p for p, _ in pairs], done.nothing)
            codes = [DONE.index(str(value)) if value in DONE else NEVER for _, value in pairs]
            index = (place.cast(pl.Int32) - 1).replace_strict(list(range(len(codes))), codes, default=None, return_dtype=pl.UInt8)
            made = pl.when(place == OTHER).then(_done_as(done.other)).otherwise(index)
            lost = (place == NEGATED) | ((place == OTHER) & pl.lit(value=done.other is None))
        else:
            table = {fold(key, letters=done.fold): value for key, value in done.values.items()}
            codes = [DONE.index(str(value)) if value in DONE else NEVER for value in table.values()]
            index = text.replace_strict(list(table), codes, default=None, return_dtype=pl.UInt8)
            made, lost = index.fill_null(_done_as(done.other)), index.is_null() & pl.lit(value=done.other is None)
        told = pl.when(text.is_null()).then(_done_as(done.empty)).otherwise(made).fill_null(NEVER)
        return [told.alias(DONE_AS), (text.is_not_null() & lost).fill_null(value=False).alias(unknown(DONE_AS))]

    def _whose(self, batch: pl.DataFrame) -> pl.DataFrame:
        """The place of the government among those asked; null for another."""
        column = self.mapped.whose.column
        return once(batch, column, self._whose_of) if column else sized(batch, pl.lit(0, pl.UInt8).alias(WHOSE))

    def _whose_of(self, schema: Mapping[str, pl.DataType]) -> list[pl.Expr]:
        table = {
            fold(cell, letters=False): self.places.index(place) for cell, place in self.mapped.whose.values.items() if place in self.places
        }
        text = cell_text(string(CELL, schema))
        return [text.replace_strict(list(table), list(table.values()), default=None, return_dtype=pl.UInt8).alias(WHOSE)]

    def _days(self, batch: pl.DataFrame) -> pl.DataFrame:
        """The first and the last day of each row, and whether the mapping does not know the cell, or knows it in two ways."""
        day = self.mapped.day
        if day.on:
            return sized(batch, *(pl.lit(day.on, pl.Date).alias(name) for name in (DAY, LAST_DAY)))
        return once(batch, day.column, self._day_of)

    def _day_of(self, schema: Mapping[str, pl.DataType]) -> list[pl.Expr]:
        first, last, two = day_of(self.mapped, schema)
        told = pl.col(CELL).is_not_null() if schema[CELL].is_temporal() else self._text(CELL, schema).is_not_null()
        return [first.alias(DAY), last.alias(LAST_DAY), (told & first.is_null()).alias(unknown(DAY)), two.alias("two_days")]

    # ---- what cells say

    def uses(self) -> Iterator[tuple[str, Read]]:
        """Each column with what its cells alone say here, a pair for each use: two cells that say the same are alike to this act."""
        for name, field in self.act.fields.items():
            if not isinstance(field, Field):
                continue
            if field.years_since:
                yield field.column, partial(self._since, field)
            elif field.column:
                yield field.column, partial(self._field, name, field)
        chosen = [one for one in (*self.act.fields.values(), self.act.done) if isinstance(one, Field)]
        for one in (condition for field in chosen for choice in field.choose for condition in choice.when):
            yield one.column, partial(self._condition, one)
        if isinstance(self.act.done, Field) and self.act.done.column:
            yield self.act.done.column, partial(self._done_of, self.act.done)
        if self.act.count:
            yield self.act.count, lambda schema: [acts_of(CELL, schema)]
        if self.mapped.whose.column:
            yield self.mapped.whose.column, self._whose_of
        if self.mapped.day.column and not self.mapped.day.on:
            yield self.mapped.day.column, self._day_of

    def _condition(self, one: Condition, schema: Mapping[str, pl.DataType]) -> list[pl.Expr]:
        return [self._met(replace(one, column=CELL), schema)]

    def _since(self, field: Field, schema: Mapping[str, pl.DataType]) -> list[pl.Expr]:
        """The days that a cell can mean, and whether it is empty, or holds a word for nothing."""
        held = (cell_text(string(CELL, schema)) != "").fill_null(value=False)
        text = self._text(CELL, schema)
        return [*span_of(self.mapped, field.years_since, schema, local=self.mapped.day.local), held, text.is_null()]

    # ---- why not

    def _why(self) -> pl.Expr:
        """The first reason that a row is not decided."""
        why = pl.lit(0, pl.UInt16)
        tests: list[tuple[pl.Expr, str]] = []
        for name in self.act.fields:
            if within(name) in self._made:
                reasons = [(place, word) for place, word in enumerate(self.words[name]) if isinstance(word, str) and is_reason(word)]
                tests += [(pl.col(within(name)) == place, word) for place, word in reasons]
        if self.mapped.whose.column:
            tests.append((pl.col(WHOSE).is_null(), self._not_here))
        said = pl.col(within(RESOURCE)).is_not_null()
        for name in ("action", ACTOR):
            tests.append((pl.col(name).is_null(), f"the {name} is empty or unknown to the mapping"))
        tests += [
            (pl.col(RESOURCE).is_null() & said & self._names_resource(), "the act cannot be done to that resource"),
            (pl.col(RESOURCE).is_null(), f"the {RESOURCE} is empty or unknown to the mapping"),
            *([] if self.mapped.day.on else [(pl.col("two_days"), "the day fits two formats with different days")]),
            *([] if self.mapped.day.on else [(pl.col(unknown(DAY)), "the day is in no known format")]),
            (pl.col(DAY).is_null(), "the day is empty"),
            *([(pl.col(DAY) < self.since, f"before {self.since}")] if self.since else []),
            (pl.col(COUNT).is_null(), "no count"),
            (pl.col(COUNT) == 0, "the count is 0: no act"),
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
            for name, field in self.act.fields.items()
            if not (isinstance(field, Field) and (field.number or field.years_since))
        )


def _done_as(word: Word | None) -> pl.Expr:
    return pl.lit(DONE.index(str(word)) if word in DONE else NEVER, pl.UInt8)


def _code(variable: Variable, word: Word) -> int | bool | None:
    if isinstance(word, tuple) or word == OPEN or is_reason(word):
        return None
    return ABSENT if word == ABSENT_WORD and variable.optional else code(variable, word)
