"""A mapping: which act each row of a table records, as TOML.

It turns columns into the actor, action, resource, day and facts of a situation, and holds no code. Everything a row does not
say stays open. A word `skip: REASON` sets a row aside as no act of the kind, `cannot: REASON` says that it cannot be judged; `open`
leaves a fact open on purpose. The format is documented in docs/mapping.md.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sanctuary.audit.checks import check_day, check_done, check_field, check_release, check_whose
from sanctuary.audit.compare import fold
from sanctuary.audit.fields import Field, Word, targets
from sanctuary.audit.plainly import in_law_words, table_in_law_words
from sanctuary.documents import Frozen, parse_toml, read_text, replace, shape
from sanctuary.errors import EvidenceError, nearest
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Vocabulary
from sanctuary.names.personal import kinds_of
from sanctuary.tables.names import clean

__all__ = ["DONE", "Act", "Day", "Mapped", "Release", "Select", "Whose", "read_mapping"]

DONE = ("done", "declined", "partly", "unknown")
"""What became of what was asked."""


class Day(Frozen, frozen=True):
    """The column of the day and its formats; a year or a month alone leaves the day open within it.

    `zone` is the one that times are in, and `local` the one that their day is counted in; without it the day is as written.
    `on` instead of a column puts every row on one day: for tables without a day, and to ask what a law of that day would say.
    `fiscal_year_begins` is the first month of the fiscal years that formats name.
    """

    column: str = ""
    on: date | None = None
    formats: tuple[str, ...] = ("%Y-%m-%d",)
    zone: str = ""
    local: str = ""
    fiscal_year_begins: int = 0


class Whose(Frozen, frozen=True):
    """Which government's agencies the rows are of: one for all rows (`rows_of`), or by the cells of a column, as pack ids."""

    rows_of: str = ""
    column: str = ""
    values: Mapping[str, str] = {}
    other: str = ""


class Select(Frozen, frozen=True):
    """What is read of the table: one act for each `key`, or a `select` over it; how it is read, where an option does not say."""

    key: str = ""
    select: str = ""
    sheet: str = ""
    header_row: int = 0
    encoding: str = ""


class Release(Frozen, frozen=True):
    """The columns of when a person was due to go and when they went, with the formats of both: what "declined" is held against."""

    due: str = ""
    at: str = ""
    formats: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it reads."""
        return tuple(filter(None, (self.due, self.at)))


class _File(Frozen, frozen=True):
    """A mapping file."""

    title: str
    act: Any
    day: Day
    each_row: str = ""
    about: str = ""
    count: str = ""
    done: Field | str = ""
    empty: tuple[str, ...] = ()
    facts: Mapping[str, Word | Field] = {}
    whose: Whose = Whose()
    release: Release = Release()
    table: Select = Select()
    not_shown: tuple[str, ...] = ()


class _Act(Frozen, frozen=True):
    """One of several acts that a row records; what it does not say is as the file says."""

    name: str
    action: str | Field
    actor: str | Field
    resource: str | Field
    count: str = ""
    done: Field | str = ""
    facts: Mapping[str, Word | Field] = {}


class Act(Frozen, frozen=True):
    """An act that rows record; `tables` holds each field's lookup, keys folded as the field says."""

    name: str
    fields: Mapping[str, Word | Field]
    count: str
    done: Field | str
    tables: Mapping[str, Mapping[str, Word]]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it reads."""
        several = [*self.fields.values(), self.done]
        named = [column for field in several if isinstance(field, Field) for column in field.columns]
        return tuple(dict.fromkeys([*named, *filter(None, [self.count])]))


class Mapped(Frozen, frozen=True):
    """A mapping that was read and checked; `read_words` says how its everyday words were read."""

    title: str
    each_row: str
    about: str
    acts: tuple[Act, ...]
    day: Day
    empty: tuple[str, ...]
    whose: Whose
    table: Select
    not_shown: tuple[str, ...]
    where: str
    digest: str
    reads: tuple[str, ...]
    read_words: tuple[str, ...] = ()
    release: Release = Release()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are read; no other is."""
        named = [column for act in self.acts for column in act.columns]
        return tuple(dict.fromkeys([*named, *filter(None, [self.day.column, self.whose.column, self.table.key])]))

    def lists(self, name: str) -> list[tuple[str | bool | int, ...]]:
        """The lists of words of which a row has one, for a fact, over all acts."""
        fields = [act.fields[name] for act in self.acts if name in act.fields]
        words = [word for field in fields for word in (targets(field, {}) if isinstance(field, Field) else [field])]
        return list(dict.fromkeys(word for word in words if isinstance(word, tuple)))

    @property
    def crossed(self) -> bool:
        """Whether some act says what became of what was asked."""
        return any(act.done != "" for act in self.acts)


def read_mapping(path: Path, vocabulary: Vocabulary, on_column: str = "") -> Mapped:
    """The mapping of a file; refuses words that the vocabulary does not have, and columns that no audit may read.

    `on_column` names another column for the day, with the same formats.
    """
    where = str(path)
    text = read_text(path, EvidenceError)
    file = shape(parse_toml(text, where, EvidenceError), _File, where, EvidenceError)
    day = replace(file.day, column=clean(on_column), on=None) if on_column else replace(file.day, column=clean(file.day.column))
    check_day(file.day, where, another=bool(on_column))
    check_whose(file.whose, where)
    check_release(file.release, where)
    read: dict[str, None] = {}
    acts = tuple(_act(one, file, path, vocabulary, read) for one in _acts(file, where))
    if len({act.name for act in acts}) < len(acts):
        raise EvidenceError(f"{where}: two [[act]] have one name. Give each its own.")
    lookups = [field.lookup.file for act in acts for field in act.fields.values() if isinstance(field, Field) and field.lookup]
    mapped = Mapped(
        title=file.title,
        each_row=file.each_row,
        about=file.about,
        acts=acts,
        day=day,
        empty=file.empty,
        whose=replace(file.whose, column=clean(file.whose.column)),
        table=replace(file.table, key=clean(file.table.key)),
        not_shown=file.not_shown,
        where=where,
        digest=_digest(path, lookups),
        reads=tuple(dict.fromkeys(lookups)),
        read_words=tuple(read),
        release=replace(file.release, due=clean(file.release.due), at=clean(file.release.at)),
    )
    _refuse_private((*mapped.columns, *mapped.release.columns), where)
    return mapped


def _digest(path: Path, lookups: Iterable[str]) -> str:
    """The SHA-256 of a mapping; where it looks files up, of the list of all, as `sha256sum` writes it."""
    files = {path.name: path, **{name: path.parent / name for name in lookups}}
    found = {name: hashlib.sha256(one.read_bytes()).hexdigest() for name, one in sorted(files.items())}
    if len(found) == 1:
        return found[path.name]
    return hashlib.sha256("".join(f"{digest}  {name}\n" for name, digest in found.items()).encode()).hexdigest()


def _acts(file: _File, where: str) -> list[_Act]:
    """[act] as it always was, or each of several [[act]]."""
    if isinstance(file.act, list):
        found = []
        for number, one in enumerate(file.act, 1):
            told = f"{where}: [[act]] {number}"
            if isinstance(one, dict):
                _asked(one, told)
            found.append(shape(one, _Act, told, EvidenceError))
        if not found:
            raise EvidenceError(f"{where}: no [[act]] stands there. Write one.")
        return found
    if not isinstance(file.act, dict):
        raise EvidenceError(f"{where}: [act] is no table. Write one, or several as [[act]].")
    _asked(file.act, f"{where}: [act]")
    extra = set(file.act) - {"action", ACTOR, RESOURCE}
    if extra:
        raise EvidenceError(f"{where}: [act] has '{min(extra)}'; expected action, actor and resource. Facts stand under [facts].")
    return [shape({"name": "", **file.act}, _Act, f"{where}: [act]", EvidenceError)]


def _asked(table: Mapping[str, object], where: str) -> None:
    for name in ("action", ACTOR, RESOURCE):
        if name not in table:
            raise EvidenceError(f"{where} has no '{name}'. Give a word, or the column that holds it.")


def _act(one: _Act, file: _File, path: Path, vocabulary: Vocabulary, read: dict[str, None]) -> Act:
    fields = {"action": one.action, ACTOR: one.actor, RESOURCE: one.resource, **file.facts, **one.facts}
    said = {name: in_law_words(name, field, vocabulary, read) for name, field in fields.items()}
    cleaned = {name: _cleaned(field) if isinstance(field, Field) else field for name, field in said.items()}
    tables = {
        name: table_in_law_words(name, _table(field, path), vocabulary, read) for name, field in cleaned.items() if isinstance(field, Field)
    }
    for name, field in cleaned.items():
        check_field(name, field, tables.get(name, {}), vocabulary, str(path))
    done = one.done or file.done
    check_done(done, DONE, str(path))
    return Act(
        name=one.name,
        fields=cleaned,
        count=clean(one.count or file.count),
        done=_cleaned(done) if isinstance(done, Field) else done,
        tables=tables,
    )


def _cleaned(field: Field) -> Field:
    """The field with names of columns as they are compared."""
    choose = tuple(replace(one, when=tuple(replace(w, column=clean(w.column)) for w in one.when)) for one in field.choose)
    return replace(field, column=clean(field.column), choose=choose)


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
    rows = csv.DictReader(io.StringIO(read_text(file, EvidenceError), newline=""), strict=True)
    missing = [name for name in (*field.lookup.key, field.lookup.value) if name not in (rows.fieldnames or ())]
    if missing:
        raise EvidenceError(f"{file}: no column '{missing[0]}', which {path} looks up; {nearest(missing[0], rows.fieldnames or ())}")
    found: dict[str, Word] = {}
    try:
        for row in rows:
            key = fold("".join(row[name] or "" for name in field.lookup.key), letters=field.fold)
            value = row[field.lookup.value] or ""
            if not key or not value:
                continue
            if found.setdefault(key, value) != value:
                raise EvidenceError(f"{file}:{rows.line_num}: a key stands twice with two values, '{found[key]}' and '{value}'. Keep one.")
    except csv.Error:
        raise EvidenceError(f"{file}:{rows.line_num}: a quotation mark where none can stand. Correct the line.") from None
    return found
