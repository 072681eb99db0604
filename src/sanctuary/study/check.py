"""Packs checked: loaded, validated, every scenario proved, and what a reader of the law should know about it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sanctuary.engine.prove import Cell, Proofs
from sanctuary.law.packs import Library, Pack, read_scenarios
from sanctuary.law.rules import Rule
from sanctuary.law.vocabulary import ACTOR
from sanctuary.model import Outcome, Scenario
from sanctuary.study.scenarios import Docket, Failure, prove_scenario

__all__ = ["Checked", "Conflict", "breakpoints", "check"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rules of the deciding level that contradict, with one situation in which they do."""

    place: str
    on: date
    action: str
    rules: tuple[str, ...]
    witness: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. `failed`, `conflicts`, `dead` and `overlaps` are findings; the rest is for the reader."""

    packs: tuple[Pack, ...]
    held: int
    failed: tuple[Failure, ...]
    conflicts: tuple[Conflict, ...]
    dead: tuple[str, ...]
    overlaps: tuple[tuple[str, str], ...]
    unproved: tuple[str, ...]

    @property
    def found_something(self) -> bool:
        """Whether anything was found."""
        return bool(self.failed or self.conflicts or self.dead or self.overlaps or self.unproved)


def check(library: Library, names: Iterable[str], extra: Path | None = None, progress: Callable[[str], None] = lambda _: None) -> Checked:
    """The packs checked, with the scenarios of `extra` (a file or folder) proved too.

    Their conflicts are sought on each day on which a rule begins or ends; a rule is dead if it decides and obliges in no
    possible situation on any of those days.
    """
    packs = tuple(library.get(name) for name in names)
    docket = Docket(library)
    failed: list[Failure] = []
    held = 0
    named: set[str] = set()
    for scenario in _scenarios(packs, extra):
        progress(f"proving {scenario.place}: {scenario.name}")
        failure = prove_scenario(docket.proofs(scenario.place, _day(scenario)), scenario)
        named.update(scenario.because)
        held += failure is None
        failed += [failure] if failure else []
    conflicts: list[Conflict] = []
    dead: list[str] = []
    for pack in packs:
        progress(f"reading {pack.id} on every day that changes it")
        found, alive = _sweep(docket, pack)
        conflicts += found
        dead += [rule.id for rule in pack.rules if rule.id not in alive]
    unproved = tuple(rule.id for pack in packs for rule in pack.rules if rule.id not in named)
    overlaps = tuple(pair for pack in packs for pair in _overlaps(pack))
    return Checked(packs, held, tuple(failed), tuple(conflicts), tuple(dead), overlaps, unproved)


def _day(scenario: Scenario) -> date:
    if scenario.on is None:
        raise AssertionError("read_scenarios fills the day")
    return scenario.on


def _scenarios(packs: tuple[Pack, ...], extra: Path | None) -> Iterable[Scenario]:
    for pack in packs:
        yield from pack.scenarios()
        for claim in pack.claims:
            if claim.scenario:
                yield claim.scenario
    if extra is not None:
        for path in sorted(extra.glob("*.toml")) if extra.is_dir() else [extra]:
            yield from read_scenarios(path)


def breakpoints(rules: Iterable[Rule]) -> list[date]:
    """The days on which a rule begins or ends, in order."""
    return sorted({day for rule in rules for day in (rule.since, rule.until) if day})


def _sweep(docket: Docket, pack: Pack) -> tuple[list[Conflict], set[str]]:
    """Conflicts in a pack's own place, the latest day of each, and the rules of the pack that ever decide or oblige."""
    alive: set[str] = set()
    conflicts: dict[tuple[str, ...], Conflict] = {}
    seen: set[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]] = set()
    for day in reversed(breakpoints(pack.rules)):
        proofs = docket.proofs(pack.id, day)
        for action in docket.library.vocabulary.actions:
            bound = proofs.law.rules_of(action)
            state = tuple((b.rule.id, b.readings) for b in bound)
            own = [b.rule.id for b in bound if b.rule.pack == pack.id]
            if not own or (action, state) in seen:
                continue
            seen.add((action, state))
            proof = proofs[action]
            alive.update(
                name for name in own if name not in alive and proof.possible([proof.decides.get(name, proof.obliges.get(name, 0))])
            )
            if found := _conflict(proofs, action, day):
                conflicts.setdefault((action, *found.rules), found)
    return list(conflicts.values()), alive


def _conflict(proofs: Proofs, action: str, day: date) -> Conflict | None:
    """A conflict that stands whatever the readings of days: one under an undated rule is a question, not a finding."""
    proof = proofs[action]
    literal = proof.outcomes[Outcome.CONFLICT]
    calm = [-lit for name, lit in proof.readings.items() if name.startswith("in-force:")]
    if not proof.possible([*calm, literal]):
        return None
    witness = proof.plainest([*calm, literal])
    fixed = [*calm, *proof.fixed({name: cell[0] for name, cell in witness.items()}), literal]
    rules = tuple(name for name, one in proof.decides.items() if proof.possible([*fixed, one]))
    shown = {n: c for n, c in witness.items() if n == ACTOR or c[0] != proof.action.by_name[n].domain[0]}
    return Conflict(proofs.law.place.id, day, action, rules, shown)


def _overlaps(pack: Pack) -> Iterable[tuple[str, str]]:
    """Pairs of rules of one citation where the later began before the earlier ended."""
    for old in pack.rules:
        for new in pack.rules:
            if old.until and new.cites == old.cites and old.since < new.since < old.until and old.effect == new.effect:
                yield old.id, new.id
