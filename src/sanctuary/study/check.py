"""Packs checked: loaded, validated, every scenario proved, and what a reader of the law should know about it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from sanctuary.documents import Frozen
from sanctuary.engine.pairs import Pair, pairs
from sanctuary.engine.prove import Cell, Proof, Proofs
from sanctuary.engine.solver import Clauses
from sanctuary.law.condition import actions_of
from sanctuary.law.jurisdiction import Bound
from sanctuary.law.packs import Library, Pack, read_scenarios
from sanctuary.law.rules import Rule
from sanctuary.law.vocabulary import ACTOR
from sanctuary.model import Outcome, Scenario
from sanctuary.study.lint import Barred, Idle, barred, idle_readings
from sanctuary.study.meetable import NATION, Unmeetable, unmeetable
from sanctuary.study.process import Kept, kept_from_courts
from sanctuary.study.reach import Named, Unplaced, named_elsewhere, unplaced
from sanctuary.study.recalled import recalled
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
    """What a check found. `failed`, `conflicts`, `dead`, `overlaps`, `unproved`, `kept` and `named` are findings.

    `pairs` that one level commands both ways are findings too; where a higher level's must wins they are for the reader, like the rest.
    So are criteria of `unmeetable` that no lawful place can meet even charitably; in the strict reading alone they are for the reader.
    """

    packs: tuple[Pack, ...]
    held: int
    failed: tuple[Failure, ...]
    conflicts: tuple[Conflict, ...]
    dead: tuple[str, ...]
    overlaps: tuple[tuple[str, str], ...]
    unproved: tuple[str, ...]
    kept: tuple[Kept, ...]
    named: tuple[Named, ...]
    pairs: tuple[Pair, ...]
    unplaced: tuple[Unplaced, ...]
    idle: tuple[Idle, ...]
    barred: tuple[Barred, ...]
    unmeetable: tuple[Unmeetable, ...]

    @property
    def found_something(self) -> bool:
        """Whether anything was found."""
        undecided = [pair for pair in self.pairs if not pair.wins]
        never = [one for one in self.unmeetable if one.charitably_too]
        return any((self.failed, self.conflicts, self.dead, self.overlaps, self.unproved, self.kept, self.named, undecided, never))


class _Found(Frozen, frozen=True):
    """What looking through a pack's law on every day found; `alive` are the rules that ever decide, oblige or note."""

    conflicts: tuple[Conflict, ...]
    alive: tuple[str, ...]
    kept: tuple[Kept, ...]
    named: tuple[Named, ...]
    pairs: tuple[Pair, ...]
    unplaced: tuple[Unplaced, ...]
    idle: tuple[Idle, ...]
    unmeetable: tuple[Unmeetable, ...]


def check(
    library: Library,
    names: Iterable[str],
    extra: Path | None = None,
    progress: Callable[[str], None] = lambda _: None,
    *,
    recall: bool = False,
) -> Checked:
    """The packs checked, with the scenarios of `extra` (a file or folder) proved too.

    Their conflicts are sought on each day on which a rule of the pack or of a government above it begins or ends; a rule is dead if it
    decides, obliges and notes in no possible situation on any of those days. All are asked with whatever paper of a court. Every scenario
    is proved each time; with `recall`, what was found by looking through the days of one of the program's own packs is read back where
    nothing of it or of the program changed (`recalled`).
    """
    packs = tuple(library.get(name) for name in names)
    docket = Docket(library)
    scenarios = tuple(_scenarios(packs, extra))
    failed = _failures(docket, scenarios, progress)
    named = {name for scenario in scenarios for name in (*scenario.because, *scenario.notes)}
    found: list[_Found] = []
    for pack in packs:
        progress(f"reading {pack.id} on every day that changes it")
        make = partial(_found, docket, pack)
        law = docket.proofs(pack.id, pack.file.known_through).law
        nation = [library.get(NATION)] if NATION in library.ids else []
        found.append(recalled(_Found, ("check",), law, nation, make) if recall else make())
    unproved = tuple(rule.id for pack in packs for rule in pack.rules if rule.id not in named)
    overlaps = tuple(pair for pack in packs for pair in _overlaps(pack))
    return Checked(
        packs=packs,
        held=len(scenarios) - len(failed),
        failed=failed,
        conflicts=tuple(one for every in found for one in every.conflicts),
        dead=tuple(rule.id for pack, every in zip(packs, found, strict=True) for rule in pack.rules if rule.id not in every.alive),
        overlaps=overlaps,
        unproved=unproved,
        kept=tuple(one for every in found for one in every.kept),
        named=tuple(one for every in found for one in every.named),
        pairs=tuple(one for every in found for one in every.pairs),
        unplaced=tuple(one for every in found for one in every.unplaced),
        idle=tuple(one for every in found for one in every.idle),
        barred=tuple(one for pack in packs if pack.file.kind == "law" for one in barred(pack)),
        unmeetable=tuple(one for every in found for one in every.unmeetable),
    )


def _failures(docket: Docket, scenarios: Sequence[Scenario], progress: Callable[[str], None]) -> tuple[Failure, ...]:
    """What fails, in the order of the scenarios; they are proved place by place and day by day, as neighbors share most of their rules."""
    found: dict[int, Failure] = {}
    for number, scenario in sorted(enumerate(scenarios), key=lambda one: (one[1].place, _day(one[1]))):
        progress(f"proving {scenario.place}: {scenario.name}")
        failure = prove_scenario(docket.proofs(scenario.place, _day(scenario)), scenario)
        if failure is not None:
            found[number] = failure
    return tuple(failure for _, failure in sorted(found.items()))


def _found(docket: Docket, pack: Pack) -> _Found:
    """What is found of one pack: on every day that changes it, and on the last day that was searched."""
    conflicts, alive = _sweep(docket, pack)
    law = pack.file.kind == "law"
    latest = [docket.proofs(pack.id, pack.file.known_through)] if law else []
    return _Found(
        conflicts=tuple(conflicts),
        alive=tuple(sorted(alive)),
        kept=tuple(one for proofs in latest for one in kept_from_courts(proofs)),
        named=tuple(one for proofs in latest for one in named_elsewhere(proofs)),
        pairs=tuple(one for proofs in latest for one in pairs(proofs.law)),
        unplaced=tuple(one for proofs in latest for one in unplaced(proofs)),
        idle=tuple(one for proofs in latest for one in idle_readings(proofs)),
        unmeetable=()
        if law
        else tuple(unmeetable(docket.library, pack, pack.file.known_through, docket.proofs(pack.id, pack.file.known_through))),
    )


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


def _days(docket: Docket, pack: Pack) -> list[date]:
    """The days on which a rule of the pack, or of a government above it, begins or ends, and on which some rule of the pack is known."""
    above = docket.proofs(pack.id, pack.file.known_through).law.packs.values()
    first = min((rule.since for rule in pack.rules), default=date.max)
    return [day for day in breakpoints(rule for one in above for rule in one.rules) if day >= first]


def _sweep(docket: Docket, pack: Pack) -> tuple[list[Conflict], set[str]]:
    """Conflicts in a pack's own place, the latest day of each, and the rules of the pack that ever decide or oblige."""
    alive: set[str] = set()
    conflicts: dict[tuple[str, ...], Conflict] = {}
    seen: set[tuple[object, ...]] = set()
    meeting = _Meeting(docket.library)
    for day in reversed(_days(docket, pack)):
        proofs = docket.proofs(pack.id, day)
        for action in docket.library.vocabulary.actions:
            bound = proofs.law.rules_of(action)
            state = tuple((b.rule.id, b.readings, b.actors, b.settled_for) for b in bound)
            own = [b.rule.id for b in bound if b.rule.pack == pack.id]
            if not own or (action, state) in seen:
                continue
            seen.add((action, state))
            idle = [name for name in own if name not in alive]
            if not idle and not meeting.contradict(action, bound):
                continue
            proof = proofs[action]
            alive.update(name for name in idle if proof.possible([_part(proof, name)]))
            if found := _conflict(proofs, action, day):
                conflicts.setdefault((action, *found.rules), found)
    return list(conflicts.values()), alive


class _Meeting:
    """Whether rules can be about one situation by their own words and whom they bind: asked of no law, so once for every action.

    A contradiction needs a rule that forbids and one that requires, of one level, that meet; where none do, no law need be asked.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self._clauses: dict[str, Clauses] = {}

    def contradict(self, action: str, rules: Sequence[Bound]) -> bool:
        """Whether some of these rules of an action could contradict."""
        strong = [b for b in rules if b.rule.effect in ("forbids", "requires")]
        for level in {b.level for b in strong}:
            forbid, require = ([b for b in strong if b.level == level and b.rule.effect == effect] for effect in ("forbids", "requires"))
            if forbid and require:
                c = self._of(action)
                if c.solve([c.some([self._about(c, b) for b in side]) for side in (forbid, require)]):
                    return True
        return False

    def _about(self, c: Clauses, bound: Bound) -> int:
        return c.every([c.read(bound.rule.policy), c.among(c.action.by_name[ACTOR], bound.actors)])

    def _of(self, action: str) -> Clauses:
        if action not in self._clauses:
            c = self._clauses[action] = Clauses(self.library.vocabulary.actions[action])
            for policy in self.library.possible:
                if action in actions_of(policy, self.library.vocabulary):
                    c.limit(-c.read(policy))
        return self._clauses[action]


def _part(proof: Proof, name: str) -> int:
    """The literal of a rule's deciding, obliging or noting."""
    return next(table[name] for table in (proof.decides, proof.obliges, proof.noted) if name in table)


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
