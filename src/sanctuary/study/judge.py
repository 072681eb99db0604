"""A place measured by a standard: a status for each criterion, computed from the rules and never stored.

Each rule of the standard is asked of the law for the actors that the place itself runs (or, where it runs none that the rule
names, for those that do). It holds *everywhere*, *somewhere* or *nowhere*. What cannot be known (a disputed reading, a day that
was not established, an absence that was not searched to the end, a day past the search) is tried both ways: a status that
comes out the same stands, one that does not is *unknown*.
"""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from sanctuary.engine.prove import Proofs
from sanctuary.law.packs import Pack
from sanctuary.law.rules import Rule
from sanctuary.law.vocabulary import RESOURCE
from sanctuary.model import Criterion, Fact
from sanctuary.study.asked import Asked, ask, groups

__all__ = ["Extent", "Judged", "Judgment", "Part", "Status", "extent_of", "judge", "verdict_of"]

Status = Literal["met", "partly", "not-met", "not-applicable", "unknown"]
Extent = Literal["everywhere", "somewhere", "nowhere", "not-applicable", "unknown"]

MOST_READINGS = 8
"""Up to this many open readings every combination is tried; of more, the two extremes and each reading alone."""


@dataclass(frozen=True, slots=True)
class Part:
    """One rule of a standard, asked of the actors of one group for every action it names."""

    rule: Rule
    asked: tuple[Asked, ...]
    actors: tuple[str, ...]
    run_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A part and how far the law agrees, as known; `unknown` where that turns on what is not known."""

    part: Part
    extent: Extent


@dataclass(frozen=True, slots=True)
class Judgment:
    """A criterion of a standard, judged; `text_status` is the status without any rule or fact whose text was not read.

    `turns_on` names the readings and unsearched packs that leave it unknown.
    """

    criterion: Criterion
    status: Status
    text_status: Status
    parts: tuple[Judged, ...]
    facts: tuple[Fact, ...]
    rests_on: tuple[str, ...]
    turns_on: tuple[str, ...]

    @property
    def reported(self) -> bool:
        """The status rests on text that was not read: without it another would come out."""
        return self.status != self.text_status


def parts_of(proofs: Proofs, standard: Pack, criterion: Criterion) -> Iterator[Part]:
    """The rules of a criterion, asked of whoever the place itself runs, or else of everyone."""
    law = proofs.law
    by_name = {rule.id.partition("/")[2]: rule for rule in standard.rules}
    everyone = groups(law)
    for name in criterion.rules:
        rule = by_name[name]
        if rule.until is not None and law.on >= rule.until:
            continue
        asked = tuple(ask(proofs[action], rule) for action in rule.actions)
        own = everyone[law.place.id]
        if any(one.proof.possible([one.region, one.among(own)]) for one in asked):
            yield Part(rule, asked, own, (law.place.id,))
        else:
            others = {run: actors for run, actors in everyone.items() if run != law.place.id}
            reached = {
                run: actors for run, actors in others.items()
                if actors and any(one.proof.possible([one.region, one.among(actors)]) for one in asked)
            }  # fmt: skip
            yield Part(rule, asked, tuple(a for actors in reached.values() for a in actors), tuple(reached))


def judge(proofs: Proofs, standard: Pack, criterion: Criterion) -> Judgment:
    """The judgment of one criterion."""
    law = proofs.law
    parts = tuple(parts_of(proofs, standard, criterion))
    facts = tuple(law.facts[name] for name in criterion.facts if name in law.facts)
    missing = len(facts) < len(criterion.facts)
    readings = _readings(parts)
    worlds = _worlds(readings)
    late = law.on > law.known_through

    def status(text_only: bool) -> Status:
        found = {_status(criterion, parts, facts, missing, held, kind, text_only) for held in worlds for kind in ("worst", "best")}
        return found.pop() if len(found) == 1 and not late else "unknown"

    known = status(False)
    turns = _turns(proofs, parts, readings, late, missing or any(not isinstance(f.value, bool) for f in facts))
    return Judgment(
        criterion=criterion,
        status=known,
        text_status=status(True),
        parts=tuple(Judged(part, extent_of(part, worlds)) for part in parts),
        facts=facts,
        rests_on=_rests_on(parts),
        turns_on=turns if known == "unknown" else (),
    )


def _worlds(readings: tuple[str, ...]) -> list[Mapping[str, bool]]:
    """Every filling of a few readings; of many, all true and all false and each alone the other way."""
    if len(readings) <= MOST_READINGS:
        return [dict(zip(readings, held, strict=True)) for held in itertools.product((False, True), repeat=len(readings))]
    flat = [dict.fromkeys(readings, truth) for truth in (False, True)]
    return [*flat, *({**base, name: not base[name]} for base in flat for name in readings)]


def _readings(parts: tuple[Part, ...]) -> tuple[str, ...]:
    """The readings under which some rule matches where the standard speaks."""
    found: dict[str, None] = {}
    for part in parts:
        for one in part.asked:
            for bound in one.proof.rules:
                if bound.readings and one.proof.possible([one.region, one.among(part.actors), one.proof.matches[bound.rule.id]]):
                    found.update(dict.fromkeys(bound.readings))
    return tuple(found)


def extent(part: Part, held: Mapping[str, bool], kind: str, text_only: bool) -> Extent:
    """How far the law agrees with a part in one world: `worst` counts unsearched absences as differences, `best` as agreement."""
    agrees = differs = reached = False
    for one in part.asked:
        proof, c = one.proof, one.proof.clauses
        base = [one.region, one.among(part.actors), *proof.held(held), proof.text_only if text_only else -proof.text_only]
        good = one.agrees if kind == "worst" else c.some([one.agrees, one.doubt])
        agrees = agrees or c.solve([*base, good])
        differs = differs or c.solve([*base, -good])
        reached = reached or agrees or differs or c.solve(base)
    if not reached:
        return "not-applicable"
    return "somewhere" if agrees and differs else "everywhere" if agrees else "nowhere"


def extent_of(part: Part, worlds: list[Mapping[str, bool]] | None = None) -> Extent:
    """How far the law agrees with a part in every world, `unknown` where worlds differ."""
    tried = worlds if worlds is not None else _worlds(_readings((part,)))
    found = {extent(part, held, kind, False) for held in tried for kind in ("worst", "best")}
    return found.pop() if len(found) == 1 else "unknown"


def _status(
    criterion: Criterion,
    parts: tuple[Part, ...],
    facts: tuple[Fact, ...],
    missing: bool,
    held: Mapping[str, bool],
    kind: str,
    text_only: bool,
) -> Status:
    """The status in one world; facts that are unknown count with the kind."""
    extents = [extent(part, held, kind, text_only) for part in parts]
    values = [f.value if isinstance(f.value, bool) and not (text_only and f.reported) else kind == "best" for f in facts]
    values += [kind == "best"] if missing else []
    known: list[Extent] = [e for e in extents if e != "not-applicable"]
    known += ["everywhere" if value else "nowhere" for value in values]
    if not known:
        return "not-applicable"
    if criterion.test == "some":
        return "met" if any(e != "nowhere" for e in known) else "not-met"
    if all(e == "everywhere" for e in known):
        return "met"
    return "not-met" if all(e == "nowhere" for e in known) else "partly"


def _rests_on(parts: tuple[Part, ...]) -> tuple[str, ...]:
    """The rules that decide or oblige somewhere the law agrees."""
    found: dict[str, None] = {}
    for part in parts:
        for one in part.asked:
            literals = one.proof.obliges if part.rule.effect == "obliges" else one.proof.decides
            for name, literal in literals.items():
                if part.rule.effect == "obliges" and one.proof.law.by_id[name].rule.duty != part.rule.duty:
                    continue
                if name not in found and one.proof.possible([one.region, one.among(part.actors), one.agrees, literal]):
                    found[name] = None
    return tuple(found)


def _turns(proofs: Proofs, parts: tuple[Part, ...], readings: tuple[str, ...], late: bool, missing: bool) -> tuple[str, ...]:
    """What leaves a status unknown, in words that a table can hold."""
    law = proofs.law
    if late:
        return (f"law is known through {law.known_through}",)
    found = [f"reading {name}" for name in readings]
    unsearched: set[str] = set()
    for part in parts:
        for one in part.asked:
            for actor in part.actors:
                if one.proof.possible([one.region, one.among((actor,)), one.doubt]):
                    resource = str(one.proof.plainest([one.region, one.among((actor,)), one.doubt])[RESOURCE][0])
                    unsearched.update(law.unsearched(actor, one.action, resource))
    found += [f"not searched to the end: {pack}" for pack in sorted(unsearched)]
    return (*found, *(["a fact that is not established"] if missing else []))


def verdict_of(threshold: str, every: list[Status]) -> Literal["yes", "no", "unknown"] | None:
    """Yes if all are met, no if any is partly or not-met, else unknown; none for a standard without a threshold."""
    if threshold != "all":
        return None
    statuses = [status for status in every if status != "not-applicable"]
    if any(status in ("partly", "not-met") for status in statuses):
        return "no"
    return "yes" if statuses and all(status == "met" for status in statuses) else "unknown"
