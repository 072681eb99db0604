"""The ruling of the rules that match one situation: levels, guarantees, duties.

From the highest level down, the first that forbids or requires, and is not voided, decides. A guarantee voids what a lower
level forbids, never what it requires; if it is a ban on limits, only what limits the same; if it stands notwithstanding any other
law, what its own level forbids too. If nothing decides, a guarantee or a permission gives *may*; nothing at all gives *silent*. Both
at the deciding level is a *conflict*. Notes are told beside and decide nothing.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sanctuary.law.jurisdiction import Bound
from sanctuary.model import Outcome

__all__ = ["Decision", "Owed", "resolve"]


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty that follows: which, when (`request`, `act`, `breach`), within what time, by which rule."""

    duty: str
    on: str
    within: str
    rule: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What some matching rules say together.

    `because` decides; `voided` is undone by a guarantee; `overridden` is outranked; `notes` are told beside.
    """

    outcome: Outcome
    because: tuple[str, ...]
    duties: tuple[Owed, ...]
    voided: tuple[str, ...]
    overridden: tuple[str, ...]
    notes: tuple[str, ...]


def resolve(matching: Iterable[Bound], anyway: Collection[str] = ()) -> Decision:
    """The decision of the rules that match (bound, in force, and true under the readings).

    `anyway` names the guarantees that stand notwithstanding any other law, toward the actor and under the readings.
    """
    rules = list(matching)
    voided = _voided(rules, anyway)
    live = [b for b in rules if b.rule.effect in ("forbids", "requires") and b.rule.id not in voided]
    if live:
        top = min(b.level for b in live)
        deciding = [b for b in live if b.level == top]
        effects = {b.rule.effect for b in deciding}
        alone = Outcome.MUST_NOT if "forbids" in effects else Outcome.MUST
        outcome = Outcome.CONFLICT if len(effects) > 1 else alone
        overridden = tuple(b.rule.id for b in live if b.level > top and b.rule.effect not in effects)
    else:
        deciding = [b for b in rules if b.rule.effect in ("guarantees", "permits")]
        outcome = Outcome.MAY if deciding else Outcome.SILENT
        overridden = ()
    refused = outcome is Outcome.MUST_NOT
    duties = tuple(
        Owed(b.rule.duty, b.rule.on, b.rule.within, b.rule.id)
        for b in rules
        if b.rule.effect == "obliges" and (b.rule.on == "request" or (b.rule.on == "breach") == refused)
    )
    notes = tuple(b.rule.id for b in rules if b.rule.effect == "notes")
    return Decision(outcome, tuple(b.rule.id for b in deciding), duties, voided, overridden, notes)


def _voided(rules: list[Bound], anyway: Collection[str]) -> tuple[str, ...]:
    """The rules that forbid and that a guarantee voids."""
    guarantees = [b for b in rules if b.rule.effect == "guarantees"]
    top = min((g.level for g in guarantees if g.rule.id in anyway), default=None)
    return tuple(
        b.rule.id
        for b in rules
        if b.rule.effect == "forbids"
        and ((top is not None and top <= b.level) or any(g.rule.voids(b.rule, (g.level, b.level)) for g in guarantees))
    )
