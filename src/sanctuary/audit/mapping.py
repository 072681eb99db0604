"""A mapping: which act each row of a table records, as TOML.

It turns columns into the actor, action, resource, day and facts of a situation, and holds no code. Everything a row does not
say stays open. A word `skip: REASON` sets a row aside as no act of the kind; `open` leaves a fact open on purpose.
The format is documented in docs/mapping.md.
"""

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from unicodedata import category

from sanctuary.audit.days import check_formats, check_zone
from sanctuary.documents import Frozen, parse_toml, read_text, replace, shape
from sanctuary.errors import EvidenceError, nearest
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Value, Variable, Vocabulary
from sanctuary.names.personal import kinds_of

__all__ = ["ABSENT_WORD", "OPEN", "SKIP", "Day", "Field", "Lookup", "Mapped", "Words", "fold", "read_mapping", "words_of"]

OPEN = "open"
"""The word of a mapping that leaves a fact open on purpose."""

SKIP = "skip: "
"""How a word begins that sets a row aside, with the reason after it."""

ABSENT_WORD = "absent"
"""The word for an optional fact known to be missing."""

Word = str | bool | int


class Words(Frozen, frozen=True):
    """Free text that means a value: `any` lists words or phrases, matched whole, whatever their case."""

    value: Word
    any: tuple[str, ...]


class Lookup(Frozen, frozen=True):
    """A table beside the mapping: the value in one column for the key in another (or in several, joined)."""

    file: str
    key: tuple[str, ...]
    value: str


class Field(Frozen, frozen=True):
    """How a column becomes a word. One of `values`, `words`, `lookup`, `number`, `years_since` says how."""

    column: str
    values: Mapping[str, Word] = {}
    words: tuple[Words, ...] = ()
    nothing: tuple[str, ...] = ()
    lookup: Lookup | None = None
    number: bool = False
    years_since: tuple[str, ...] = ()
    fold: bool = False
    empty: Word = OPEN
    other: Word | None = None


class Day(Frozen, frozen=True):
    """The column of the day and its formats; a year or a month alone leaves the day open within it.

    `zone` is the one that times are in, and `local` the one that their day is counted in; without it the day is as written.
    `on` instead of a column puts every row on one day: for tables without a day, and to ask what a law of that day would say.
    """

    column: str = ""
    on: date | None = None
    formats: tuple[str, ...] = ("%Y-%m-%d",)
    zone: str = ""
    local: str = ""


class _File(Frozen, frozen=True):
    """A mapping file."""

    title: str
    act: Mapping[str, Word | Field]
    day: Day
    each_row: str = ""
    about: str = ""
    count: str = ""
    empty: tuple[str, ...] = ()
    facts: Mapping[str, Word | Field] = {}
    not_shown: tuple[str, ...] = ()


class Mapped(Frozen, frozen=True):
    """A mapping that was read and checked; `tables` holds each field's lookup, keys folded as the field says."""

    title: str
    each_row: str
    about: str
    action: str | Field
    actor: str | Field
    resource: str | Field
    facts: Mapping[str, Word | Field]
    day: Day
    count: str
    empty: tuple[str, ...]
    not_shown: tuple[str, ...]
    tables: Mapping[str, Mapping[str, Word]]
    where: str

    @property
    def fields(self) -> Mapping[str, str | bool | int | Field]:
        """Everything a row can say but its day, by name."""
        return {"action": self.action, ACTOR: self.actor, RESOURCE: self.resource, **self.facts}

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are read; no other is."""
        named = [field.column for field in self.fields.values() if isinstance(field, Field)]
        return tuple(dict.fromkeys([*named, *(one for one in (self.day.column, self.count) if one)]))


def fold(text: str, *, letters: bool) -> str:
    """Text as it is compared: trimmed and in capitals; with `letters`, letters and digits alone.

    >>> fold(" 13004(c) vc ", letters=True)
    '13004CVC'
    """
    return "".join(words_of(text)) if letters else text.strip().upper()


def words_of(text: str) -> list[str]:
    """The words of a text in capitals: runs of letters, their marks, and digits, of any script.

    >>> words_of("hold, no. 12-b")
    ['HOLD', 'NO', '12', 'B']
    """
    return "".join(c if category(c)[0] in "LMN" else " " for c in text.upper()).split()


def targets(field: Field, table: Mapping[str, Word]) -> list[Word]:
    """Every word that a field can give, in the order of the file."""
    given = [*field.values.values(), *(one.value for one in field.words), *table.values(), field.empty]
    return list(dict.fromkeys([*given, *([field.other] if field.other is not None else [])]))


def read_mapping(path: Path, vocabulary: Vocabulary, on_column: str = "") -> Mapped:
    """The mapping of a file; refuses words that the vocabulary does not have, and columns that no audit may read.

    `on_column` names another column for the day, with the same formats.
    """
    text = read_text(path, EvidenceError)
    file = shape(parse_toml(text, str(path), EvidenceError), _File, str(path), EvidenceError)
    for name in ("action", ACTOR, RESOURCE):
        if name not in file.act:
            raise EvidenceError(f"{path}: [act] has no '{name}'. Give a word, or the column that holds it.")
    extra = set(file.act) - {"action", ACTOR, RESOURCE}
    if extra:
        raise EvidenceError(f"{path}: [act] has '{min(extra)}'; expected action, actor and resource. Facts stand under [facts].")
    fields = {**file.act, **file.facts}
    tables = {name: _table(field, path) for name, field in fields.items() if isinstance(field, Field)}
    for name, field in fields.items():
        _check(name, field, tables.get(name, {}), vocabulary, str(path))
    if bool(file.day.column) == bool(file.day.on):
        raise EvidenceError(
            f"{path}: [day] needs a column or 'on', and not both. Write column = \"...\", or on = 2018-10-01 for every row."
        )
    for zone in (file.day.zone, file.day.local):
        check_zone(zone, str(path))
    if not file.day.formats:
        raise EvidenceError(f'{path}: [day] has no formats. Write one like formats = ["%Y-%m-%d"], or leave the key out.')
    if not file.day.on or on_column:
        check_formats(file.day.formats, str(path), zone=file.day.zone, local=file.day.local)
    act = {name: field if isinstance(field, Field) else str(field) for name, field in file.act.items()}
    mapped = Mapped(
        title=file.title,
        each_row=file.each_row,
        about=file.about,
        action=act["action"],
        actor=act[ACTOR],
        resource=act[RESOURCE],
        facts=file.facts,
        day=replace(file.day, column=on_column, on=None) if on_column else file.day,
        count=file.count,
        empty=file.empty,
        not_shown=file.not_shown,
        tables=tables,
        where=str(path),
    )
    _refuse_private(mapped.columns, str(path))
    return mapped


def _refuse_private(columns: Iterable[str], where: str) -> None:
    """Refuse a mapping that reads who a person is, where from, or with which status."""
    for column in columns:
        if kinds := kinds_of(column):
            raise EvidenceError(
                f"{where}: the column '{column}' looks like {kinds[0]}. An audit decides acts of government "
                "and never reads who a person is. Map another column, or rename this one if it holds something else."
            )


def _table(field: Field, path: Path) -> dict[str, Word]:
    """The lookup of a field, keys folded; a key that stands twice with two values is refused."""
    if field.lookup is None:
        return {}
    file = path.parent / field.lookup.file
    rows = csv.DictReader(read_text(file, EvidenceError).splitlines())
    missing = [name for name in (*field.lookup.key, field.lookup.value) if name not in (rows.fieldnames or ())]
    if missing:
        raise EvidenceError(f"{file}: no column '{missing[0]}', which {path} looks up; {nearest(missing[0], rows.fieldnames or ())}")
    found: dict[str, Word] = {}
    for row in rows:
        key = fold("".join(row[name] or "" for name in field.lookup.key), letters=field.fold)
        value = row[field.lookup.value] or ""
        if not key or not value:
            continue
        if found.setdefault(key, value) != value:
            raise EvidenceError(f"{file}:{rows.line_num}: a key stands twice with two values, '{found[key]}' and '{value}'. Keep one.")
    return found


def _check(name: str, field: Word | Field, table: Mapping[str, Word], vocabulary: Vocabulary, where: str) -> None:
    """Every word that the field can give is one that some situation has."""
    kinds = _kinds(name, vocabulary)
    if not kinds:
        facts = sorted({v.name for action in vocabulary.actions.values() for v in action.variables} - {ACTOR, RESOURCE})
        raise EvidenceError(f"{where}: no action has the fact '{name}'; {nearest(name, facts)}")
    if isinstance(field, Field):
        ways = [bool(field.values), bool(field.words), field.lookup is not None, field.number, bool(field.years_since)]
        if sum(ways) != 1:
            raise EvidenceError(
                f"{where}: '{name}' has {sum(ways)} ways to read its column; give one of values, words, lookup, number, years_since."
            )
        _check_listed(name, field, where)
        check_formats(field.years_since, where)
        if (field.number or field.years_since) and not any(v is not None and v.kind == "count" for v in kinds):
            raise EvidenceError(f"{where}: '{name}' is no number of years. Give values, words or a lookup.")
    given = targets(field, table) if isinstance(field, Field) else [field]
    for word in given:
        if word == OPEN or (isinstance(word, str) and word.startswith(SKIP)):
            continue
        if name == "action":
            if word not in vocabulary.actions:
                raise EvidenceError(f"{where}: no action is called '{word}'; {nearest(str(word), vocabulary.actions)}")
        elif not any(v is not None and _holds(v, word) for v in kinds):
            known = [str(value) for v in kinds if v is not None for value in v.domain]
            raise EvidenceError(f"{where}: '{name}' cannot be '{word}'; {nearest(str(word), list(dict.fromkeys(known)))}")


def _check_listed(name: str, field: Field, where: str) -> None:
    """No listed phrase is without a word, for it would stand in every text; no listed cell is empty, or has two values."""
    for phrase in (*(phrase for one in field.words for phrase in one.any), *field.nothing):
        if not words_of(phrase):
            raise EvidenceError(f"{where}: '{name}' lists '{phrase}', which has no letter and no digit. Write a word or a phrase.")
    cells: dict[str, tuple[str, Word]] = {}
    for key, value in field.values.items():
        folded = fold(key, letters=field.fold)
        if not folded:
            raise EvidenceError(f"{where}: '{name}' gives a value to '{key}', which is an empty cell. Write it as empty = ...")
        before, other = cells.setdefault(folded, (key, value))
        if other != value:
            raise EvidenceError(f"{where}: '{name}' gives two values to one cell, as '{before}' and as '{key}'. Keep one.")


def _kinds(name: str, vocabulary: Vocabulary) -> list[Variable | None]:
    """The variables of a name over all actions; a None stands for the action itself."""
    if name == "action":
        return [None]
    return [action.by_name[name] for action in vocabulary.actions.values() if name in action.by_name]


def _holds(variable: Variable, word: Word) -> bool:
    value: Value = None if word == ABSENT_WORD else word
    return any(value is one or (type(value) is type(one) and value == one) for one in variable.domain)


def skipped(words: Iterable[Word]) -> list[str]:
    """The reasons for setting rows aside among some words."""
    return [word.removeprefix(SKIP) for word in words if isinstance(word, str) and word.startswith(SKIP)]
