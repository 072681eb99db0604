"""The tables of a pack's files beside pack.toml, as frozen structs, one for each file, and how they are read."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

from sanctuary.documents import Frozen, packed_reader, parse_toml, read_text, replace, shape
from sanctuary.errors import PackError
from sanctuary.law.kept import keep, kept_body, name_of
from sanctuary.model import (
    Claim,
    ClosedList,
    Consequence,
    Criterion,
    Enjoined,
    Fact,
    Group,
    Proceeding,
    RetentionTerm,
    Scenario,
    Settled,
    StandingDuty,
)

__all__ = [
    "Claims",
    "Consequences",
    "Criteria",
    "Duties",
    "Facts",
    "Proceedings",
    "Scenarios",
    "Terms",
    "read_scenarios",
    "read_table",
]

F = TypeVar("F", bound=Frozen)


class Facts(Frozen, frozen=True):
    """facts.toml."""

    fact: tuple[Fact, ...] = ()


class Duties(Frozen, frozen=True):
    """duties.toml."""

    duty: tuple[StandingDuty, ...] = ()


class Terms(Frozen, frozen=True):
    """retention.toml."""

    term: tuple[RetentionTerm, ...] = ()


class Proceedings(Frozen, frozen=True):
    """proceedings.toml."""

    proceeding: tuple[Proceeding, ...] = ()
    enjoined: tuple[Enjoined, ...] = ()
    settled: tuple[Settled, ...] = ()


class Consequences(Frozen, frozen=True):
    """consequences.toml."""

    consequence: tuple[Consequence, ...] = ()


class Criteria(Frozen, frozen=True):
    """criteria.toml of a standard."""

    criterion: tuple[Criterion, ...]
    threshold: Literal["", "all", "any", "each-group"] = ""
    score: str = ""
    beside: tuple[str, ...] = ()
    closed_list: tuple[ClosedList, ...] = ()
    group: tuple[Group, ...] = ()


class Claims(Frozen, frozen=True):
    """claims.toml."""

    claim: tuple[Claim, ...] = ()


class Scenarios(Frozen, frozen=True):
    """A file of scenarios."""

    scenario: tuple[Scenario, ...] = ()


def read_table(path: Path, kind: type[F], *, own: bool = False) -> F:
    """The table of a file; one of the program's own (`own`) is read once and then kept (`law.kept`)."""
    text = read_text(path)
    return _kept(kind, text, lambda: _table(text, path, kind)) if own else _table(text, path, kind)


def _table(text: str, path: Path, kind: type[F]) -> F:
    table = parse_toml(text, str(path))
    for duty in table.get("duty", ()):
        if isinstance(duty, dict) and isinstance(duty.get("due"), date):
            duty["due"] = duty["due"].isoformat()
    return shape(table, kind, str(path))


def read_scenarios(path: Path, place: str = "", *, own: bool = False) -> tuple[Scenario, ...]:
    """The scenarios of a file; `place` and `on` at its top hold for those that name none."""
    text = read_text(path)
    found = _kept(Scenarios, f"{place}\0{text}", lambda: _scenarios(text, path, place)) if own else _scenarios(text, path, place)
    return found.scenario


def _scenarios(text: str, path: Path, place: str) -> Scenarios:
    table = parse_toml(text, str(path))
    common = {"place": table.pop("place", place), "on": table.pop("on", None)}
    found = []
    for scenario in shape(table, Scenarios, str(path)).scenario:
        filled = replace(scenario, **{name: value for name, value in common.items() if not getattr(scenario, name)})
        if filled.on is None or not filled.place:
            raise PackError(f"{path}: '{scenario.name}' has no day or no place. Write on = 2026-11-22 at the top of the file.")
        found.append(filled)
    return Scenarios(scenario=tuple(found))


def _kept(kind: type[F], text: str, make: Callable[[], F]) -> F:
    name = name_of(f"table {kind.__name__}", text)
    body = kept_body(name)
    found = None if body is None else _reader(kind)(body)
    if found is None:
        found = make()
        keep(name, found)
    return found


@cache
def _reader(kind: type[F]) -> Callable[[bytes], F | None]:
    return packed_reader(kind)
