"""The catalog of reports, found by looking: files `reports/ID.toml` beside the packs' rules, read and checked against an entry's schema.

Rules it keeps:
- A path names a field of an entry (record/entry.py), and a word one that the field knows: both are looked up when the file is read.
- Nobody counts by a field that is sealed, free text or about one person (the language of a notice); tables of people come from the
  counts of a period (kind `demographics`) alone, and are always suppressed.
- What an entry keeps inside the agency never goes to the public version.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from sanctuary.account.conditions import ACCESS, PAPERS
from sanctuary.account.definition import Condition, Definition, Due, Figure
from sanctuary.account.owed import reports_in
from sanctuary.documents import Frozen, parse_toml, read_text, shape
from sanctuary.errors import PackError, RequestError, ended, nearest
from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import OWN
from sanctuary.record.entry import FREE_TEXT, KINDS, Entry, visibility

__all__ = ["find_report", "read_report", "reports_of"]

_IDENTIFYING: Mapping[str, tuple[str, ...]] = {
    "restricted.target_initials": ("none", "anonymized"), "restricted.note": ("none", "anonymized", "initials"),
    "custody.pseudonym": ("none", "initials"), "document.case_no": ("none", "anonymized", "initials"), "event.event_id": ("none",),
    "database_access.user_hash": ("none",), "database_access.case_no": ("none", "anonymized", "initials"),
}  # fmt: skip
"""Fields that point to a person, and the identity rules under which they are never listed."""


def reports_of(law: Law, folder: Path = OWN) -> dict[str, Definition]:
    """The reports that laws of a place and of the governments above it demand, by id; one of another state is none of these."""
    every = {name: read_report(path) for name, path in reports_in(folder).items() if path.parent.parent.name in law.packs}
    return {name: one for name, one in every.items() if not one.state or one.state in law.packs}


def find_report(word: str, folder: Path = OWN) -> Definition:
    """The report that a word means: an id or its unique ending, a pack (or its ending) and one of those, or a path to a file."""
    if word.endswith(".toml"):
        return read_report(Path(word))
    known = reports_in(folder)
    pack, _, name = word.rpartition("/")
    within = {one: path for one, path in known.items() if not pack or _ends(path.parent.parent.name, pack)}
    found = [one for one in within if one == name] or [one for one in within if _ends(one, name)]
    found = found or [one for one, path in known.items() if not pack and _ends(path.parent.parent.name, name)]
    if len(found) == 1:
        return read_report(known[found[0]])
    if found:
        raise RequestError(f"'{word}' could be {' or '.join(found)}. Give the whole id.")
    raise RequestError(
        f"no report is called '{word}'; {ended(nearest(word, known))} 'sanctuary report' lists them; a path to a .toml file works too."
    )


def _ends(whole: str, ending: str) -> bool:
    return whole == ending or whole.endswith(f"-{ending}")


def read_report(path: Path) -> Definition:
    """The report that a file defines; refuses a field, a word or a figure that does not exist, and what privacy forbids."""
    text = read_text(path)
    table = parse_toml(text, str(path))
    table |= {"pack": path.resolve().parent.parent.name, "digest": hashlib.sha256(text.encode()).hexdigest()}
    found = shape(table, Definition, str(path))
    if found.id != path.stem:
        raise PackError(f"{path}: the report calls itself '{found.id}'. Give file and report one name.")
    _check_names(found, path)
    for due in found.due:
        _check_day(due, path)
    for condition in found.filter:
        _check_condition(condition, path)
    for name in (*found.day, *(one.field for one in found.exempt)):
        _type(name, path)
    for figure in found.figure:
        _check_figure(figure, found, path)
    return found


def _check_names(found: Definition, path: Path) -> None:
    """Refuses figures of one name, and names of figures that do not exist."""
    ids = [figure.id for figure in found.figure]
    if len(set(ids)) != len(ids):
        raise PackError(f"{path}: two figures have one id. Rename one.")
    for name in found.public:
        if name.removesuffix(".lines") not in ids:
            raise PackError(f"{path}: public names '{name}'; {nearest(name, ids)} (or ID.lines for the line of each entry).")
    for name in found.nil.apart:
        if name not in ids:
            raise PackError(f"{path}: nil.apart names '{name}'; {ended(nearest(name, ids))}")


def _check_day(due: Due, path: Path) -> None:
    try:
        date.fromisoformat(f"2001-{due.by}" if due.by else "2001-01-01")
    except ValueError:
        raise PackError(f"{path}: a report is due by '{due.by}'; month and day were expected, as 03-01.") from None


def _check_identity(figure: Figure, report: Definition, path: Path) -> None:
    for one in figure.list:
        barred = _IDENTIFYING.get(one.field, ())
        if report.identity.rule in barred:
            raise PackError(
                f"{path}: figure '{figure.id}' lists {one.field}, and people appear in this report as '{report.identity.rule}'."
            )


def _check_figure(figure: Figure, report: Definition, path: Path) -> None:
    where = f"{path}: figure '{figure.id}'"
    for kind in figure.kinds:
        if kind not in KINDS:
            raise PackError(f"{where}: no kind of entry is called '{kind}'; {ended(nearest(kind, KINDS))}")
    for condition in figure.where:
        _check_condition(condition, path)
    if figure.sum and not {int, float} & set(_type(figure.sum, path)):
        raise PackError(f"{where}: {figure.sum} is no number that can be added up.")
    if figure.persons and (figure.sum or figure.people):
        raise PackError(f"{where}: it counts persons, or adds up a field, or is a table of people; not two of them.")
    _check_privacy(figure, where, path)
    _check_identity(figure, report, path)
    if f"{figure.id}.lines" in report.public and not any(visibility(one.field) == "public" for one in figure.list):
        raise PackError(f"{where}: none of its fields may be public, so that its lines cannot be.")


def _check_privacy(figure: Figure, where: str, path: Path) -> None:
    if len(figure.by) > 2:
        raise PackError(f"{where}: counts by {len(figure.by)} fields; at most two make a table.")
    for one in figure.by:
        _type(one.field, path)
        personal = one.field.startswith(("demographics", "notices.language"))
        if personal or one.field in FREE_TEXT or visibility(one.field) == "sealed":
            raise PackError(
                f"{where}: nobody counts by {one.field}, which is free text, sealed or about a person. Use people = true instead."
            )
    for one in figure.list:
        _type(one.field, path)
        if one.field.startswith("demographics"):
            raise PackError(f"{where}: {one.field} is never listed. Use people = true, which suppresses small counts.")
    if figure.people and (figure.kinds != ("demographics",) or figure.by or figure.list or figure.sum or figure.where):
        raise PackError(f'{where}: a table of people has kinds = ["demographics"] and nothing else.')
    if not figure.people and "demographics" in figure.kinds:
        raise PackError(f"{where}: the counts of people of a period are told by people = true alone.")


def _check_condition(condition: Condition, path: Path) -> None:
    for one in (*condition.either, *condition.every):
        _check_condition(one, path)
    if bool(condition.field) == bool(condition.either or condition.every):
        raise PackError(f"{path}: a condition names a field, or conditions of which one or all hold (either, every).")
    if not condition.field:
        return
    kinds = _type(condition.field, path)
    words = {word for kind in kinds if get_origin(kind) is Literal for word in get_args(kind)}
    for word in (*condition.any, *condition.none):
        if words and word not in words:
            raise PackError(f"{path}: {condition.field} is never '{word}'; {ended(nearest(word, words))}")
    if condition.at_least is not None and not {int, float} & set(kinds):
        raise PackError(f"{path}: {condition.field} is no number, so that it is never at least {condition.at_least}.")


def _type(field: str, path: Path) -> tuple[Any, ...]:
    """The types that a field of an entry may have, without None."""
    field = {PAPERS: "document.attachments", ACCESS: "action.access_given"}.get(field, field)
    struct: Any = Entry
    kinds: tuple[Any, ...] = ()
    for name in field.split("."):
        hints: Mapping[str, Any] = get_type_hints(struct) if isinstance(struct, type) and issubclass(struct, Frozen) else {}
        if name not in hints:
            raise PackError(f"{path}: an entry has no field {field}; {ended(nearest(name, list(hints) or get_type_hints(Entry)))}")
        kinds = tuple(_parts(hints[name]))
        struct = kinds[0]
    if isinstance(struct, type) and issubclass(struct, Frozen):
        raise PackError(f"{path}: {field} is a group of fields. Name one of them.")
    return kinds


def _parts(hint: Any) -> Iterator[Any]:
    if isinstance(hint, UnionType):
        for one in get_args(hint):
            yield from _parts(one)
    elif get_origin(hint) is tuple:
        yield from _parts(get_args(hint)[0])
    elif hint is not NoneType:
        yield hint
