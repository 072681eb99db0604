"""The tables of a pack's files beside pack.toml, as frozen structs: one for each file."""

from typing import Literal

from sanctuary.documents import Frozen
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

__all__ = ["Claims", "Consequences", "Criteria", "Duties", "Facts", "Proceedings", "Scenarios", "Terms"]


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
