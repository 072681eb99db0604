"""A place measured by a standard: a status for each criterion, computed from the rules and never stored.

Each rule of the standard is asked of the law for the actors that the place itself runs (or, where it runs none that the rule
names, for those that do; of a court or a district, nobody else), charitably or strictly (`ways.py`). It holds *everywhere*,
*somewhere* or *nowhere*. What cannot be known (a disputed reading, a day that was not established, an absence that was not searched
to the end, a day past the search where nothing is presumed) is tried both ways: a status that comes out the same stands, one that
is partly or not met in every case is *not fully met*, another is *unknown*. Bans on limits prove what an absence could not (`kinds.py`).
The United States is no jurisdiction of itself: nothing is asked of it.

Readings are tried action by action, so that each has few; what the actions could give together is then combined as if their
readings had nothing in common. That can only add statuses, so a single one is certain; where several are left and the
readings are few, all their combinations are tried as one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Literal

from sanctuary.engine.prove import Proof, Proofs
from sanctuary.law.jurisdiction import Bound, Law
from sanctuary.law.packs import Pack
from sanctuary.law.rules import Rule
from sanctuary.law.vocabulary import RESOURCE
from sanctuary.model import Consequence, Criterion, Fact
from sanctuary.study.counted import Counted
from sanctuary.study.extents import Absences, Extent, Part, all_readings, extent_of, parts_of, together
from sanctuary.study.kinds import limited
from sanctuary.study.requirement import PAPERS, Asked, blocked
from sanctuary.study.threshold import Status
from sanctuary.study.ways import CHARITABLE, Way

__all__ = ["NOT_ESTABLISHED", "Judged", "Judgment", "Read", "can_be_met", "judge", "judge_all", "read_by", "stands", "untouched"]

NOT_ESTABLISHED = "a fact that is not established"
"""What a criterion turns on that a fact of the place would settle."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A part and how far the law agrees, as known; `unknown` where that turns on what is not known."""

    part: Part
    extent: Extent


@dataclass(frozen=True)
class Judgment:
    """A criterion of a standard, judged; what else there is to say of it is found when it is asked for.

    `text_status` is the status without any rule or fact whose text was not read; `asked` are the rules of the standard with whom they
    are asked of. `consequences` are those that a criterion asks about.
    """

    law: Law
    criterion: Criterion
    status: Status
    text_status: Status
    asked: tuple[Part, ...]
    counted: Counted
    consequences: tuple[Consequence, ...] = ()

    @property
    def reported(self) -> bool:
        """The status rests on text that was not read: without it another would come out."""
        return self.status != self.text_status

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of the place that it counts."""
        return self.counted.found

    @cached_property
    def searched_status(self) -> Status:
        """The status if nothing more exists than was found."""
        return _known(self.law, self.criterion, self.asked, self.counted, ("found",))

    @cached_property
    def unmeetable(self) -> bool:
        """No state or local law under the federal law of the day could meet it."""
        return _unmeetable(self.criterion, self.asked)

    @cached_property
    def voided(self) -> tuple[str, ...]:
        """Rules that limit what is asked and have no force."""
        return _speaking(self.asked, "voided")

    @cached_property
    def bans(self) -> tuple[str, ...]:
        """The guarantees that ban such limits."""
        return _speaking(self.asked, "bans")

    @property
    def proved_by(self) -> tuple[str, ...]:
        """The rules against limits that prove that it is not met."""
        short = self.status in ("partly", "not-met", "not-fully-met")
        return tuple(dict.fromkeys(name for part in self.asked for name in part.cap.rules)) if short else ()

    @cached_property
    def parts(self) -> tuple[Judged, ...]:
        """Each rule of the standard with how far the law agrees."""
        return tuple(Judged(part, extent_of(part)) for part in self.asked)

    @cached_property
    def rests_on(self) -> tuple[str, ...]:
        """The rules of the law on which it rests."""
        return _rests_on(self.asked)

    @cached_property
    def turns_on(self) -> tuple[str, ...]:
        """The readings and packs not searched to the end that leave it unknown."""
        return _turns(self.law, self.asked, self.counted.open) if self.status == "unknown" else ()


@dataclass(frozen=True)
class _Following(Judgment):
    """A criterion that asks whether the law attaches a consequence to a breach of the rules that meet others."""

    rules: tuple[str, ...] = ()

    @property
    def searched_status(self) -> Status:
        """Nothing more than was found."""
        return "not-met" if self.status == "unknown" else self.status

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The rules of whose breach something follows."""
        return self.rules

    @property
    def turns_on(self) -> tuple[str, ...]:
        """What leaves it unknown."""
        return ("whether a consequence follows: none was found",) if self.status == "unknown" else ()


def judge_all(proofs: Proofs, standard: Pack, way: Way = CHARITABLE) -> list[Judgment]:
    """The judgments of every criterion, in order."""
    found: dict[str, Judgment] = {}
    for criterion in standard.criteria:
        found[criterion.id] = judge(proofs, standard, criterion, way, found)
    return list(found.values())


def judge(
    proofs: Proofs, standard: Pack, criterion: Criterion, way: Way = CHARITABLE, others: Mapping[str, Judgment] | None = None
) -> Judgment:
    """The judgment of one criterion; `others` are those of the criteria whose consequences it asks about."""
    if criterion.test == "consequence":
        return _follows(proofs.law, standard, criterion, [(others or {})[name] for name in criterion.of])
    law, parts, facts = proofs.law, tuple(parts_of(proofs, standard, criterion, way)), Counted(proofs.law, standard, criterion)
    judgment = Judgment(
        law,
        criterion,
        status=_known(law, criterion, parts, facts, ("worst", "best")),
        text_status=_known(law, criterion, parts, facts, ("worst", "best"), text_only=True),
        asked=parts,
        counted=facts,
    )
    if proofs.ledger is not None:
        _ = judgment.unmeetable, judgment.parts  # what they prove is noted in the order of the criteria
    return judgment


def _known(
    law: Law, criterion: Criterion, parts: tuple[Part, ...], facts: Counted, worlds: Iterable[Absences], *, text_only: bool = False
) -> Status:
    """The status, as far as it is the same in some worlds."""
    found: set[Status] = set()
    for absences in worlds:
        told = facts.told(best=absences == "best", text_only=text_only)
        found |= {_status(criterion, extents, told) for extents in together(parts, (absences, text_only))}
    return "unknown" if law.unknown else _one_of(found)


@dataclass(frozen=True, slots=True)
class Read:
    """Everything dated that the judgment of a criterion reads: the rules of each act that it asks about, and the rest."""

    rules: Mapping[str, tuple[Bound, ...]]
    rest: tuple[object, ...]


def read_by(law: Law, standard: Pack, criterion: Criterion) -> Read:
    """What the judgment of a criterion reads: where it is the same on two days, so is the judgment.

    Of a criterion of the rules asked of the law, not of one that asks about the consequences of others.
    """
    asked = _asked(standard, criterion)
    actions = sorted({action for rule in asked for action in rule.actions} | ({"limit"} if any(rule.limits for rule in asked) else set()))
    return Read(
        {action: law.rules_of(action) for action in actions},
        (
            tuple(law.given(action) for action in actions),
            tuple(limited(law, rule.instrument) for rule in asked if "limit" in rule.actions),
            tuple(rule.until is not None and law.on >= rule.until for rule in asked),
            tuple(law.facts.get(name) for name in criterion.facts),
            tuple(one.since <= law.on for one in standard.closed_lists),
            tuple(pack.file.known_from is not None and law.on < pack.file.known_from for pack in law.packs.values()),
            law.unknown,
        ),
    )


def untouched(proofs: Proofs, standard: Pack, criterion: Criterion, before: Read, now: Read) -> bool:
    """Whether no rule that began or ended between two days can be about a situation that a criterion asks about, charitably.

    What a law says of a situation rests on the rules about it alone, so that the judgment is then the same. Bans on limits prove
    more than they are about: where they changed the criterion is touched.
    """
    if before.rest != now.rest:
        return False
    asked = _asked(standard, criterion)
    changed = {action: _changed(rules, before.rules[action]) for action, rules in now.rules.items()}
    if changed.get("limit") and any(rule.limits for rule in asked):
        return False
    return not any(_about(proofs[action], rule, changed[action]) for rule in asked for action in rule.actions if changed[action])


def stands(proofs: Proofs, earlier: Proofs, standard: Pack, criterion: Criterion) -> bool:
    """Whether a judgment of one law holds for another of the same place: they read the same, or nothing that differs touches it."""
    before, now = (read_by(one.law, standard, criterion) for one in (earlier, proofs))
    return before == now or untouched(proofs, standard, criterion, before, now)


def _changed(now: tuple[Bound, ...], before: tuple[Bound, ...]) -> list[Bound]:
    """The rules that are of one of two days alone, or bind otherwise on the other."""
    later, earlier = ({one.rule.id: one for one in rules} for rules in (now, before))
    both = later.keys() & earlier.keys()
    same = {name for name in both if later[name] is earlier[name] or later[name] == earlier[name]}
    return [one for rules in (later, earlier) for name, one in rules.items() if name not in same]


def _about(proof: Proof, asked: Rule, changed: Iterable[Bound]) -> bool:
    """Whether one of some rules, whatever it excepts, is about a situation that a rule of a definition speaks of."""
    c = proof.clauses
    rules = c.some([proof.match(one, exceptions=False) for one in changed])
    return c.solve([c.read(asked.policy), *proof.given(), proof.no_court_paper, rules])


def _asked(standard: Pack, criterion: Criterion) -> list[Rule]:
    return [rule for rule in standard.rules if rule.id.partition("/")[2] in criterion.rules]


def can_be_met(proofs: Proofs, standard: Pack, criterion: Criterion, way: Way = CHARITABLE) -> bool:
    """Whether a law meets a criterion under some readings, its facts taken for the best; yes where nothing is asked of it."""
    parts = tuple(parts_of(proofs, standard, criterion, way))
    told = [True] * len(criterion.facts)
    found = {_status(criterion, extents, told) for extents in together(parts, ("found", False))}
    return criterion.test == "consequence" or bool(found & {"met", "not-applicable"})


def _one_of(found: set[Status]) -> Status:
    """What some statuses that are all possible come to."""
    if len(found) == 1:
        return found.pop()
    return "not-fully-met" if found <= {"partly", "not-met", "not-fully-met"} else "unknown"


def _follows(law: Law, standard: Pack, criterion: Criterion, others: list[Judgment]) -> Judgment:
    """Whether the law attaches a consequence to a breach of the rules that meet other criteria."""
    rules = tuple(dict.fromkeys(name for one in others for name in one.rests_on))
    found = law.consequences(rules)
    status: Status = "met" if found else "unknown" if rules or any(one.status == "unknown" for one in others) else "not-applicable"
    read = any(not one.reported for one in found)
    return _Following(
        law,
        criterion,
        status=status,
        text_status=status if read or not found else "unknown",
        asked=(),
        counted=Counted(law, standard, criterion),
        consequences=found,
        rules=tuple(name for name in rules if any(name in one.rules for one in found)),
    )


def _status(criterion: Criterion, extents: Iterable[Extent], facts: Iterable[bool]) -> Status:
    """The status that some extents and facts give."""
    known: list[Extent] = [extent for extent in extents if extent != "not-applicable"]
    known += ["everywhere" if fact else "nowhere" for fact in facts]
    if not known:
        return "not-applicable"
    if criterion.test == "some":
        return "met" if any(extent != "nowhere" for extent in known) else "not-met"
    if all(extent == "everywhere" for extent in known):
        return "met"
    return "not-met" if all(extent == "nowhere" for extent in known) else "partly"


def _rests_on(parts: tuple[Part, ...]) -> tuple[str, ...]:
    """The rules that decide, oblige, or are of the making that is asked for, somewhere the law agrees."""
    found: dict[str, None] = {}
    for part in parts:
        for one in part.asked:
            found.update(dict.fromkeys(one.once(("behind", part.actors), partial(_behind, one, part.actors))))
    return tuple(found)


def _behind(one: Asked, actors: tuple[str, ...]) -> tuple[str, ...]:
    able = one.proof.able([one.region, one.among(actors), one.agrees], one.behind.values())
    return tuple(name for name, literal in one.behind.items() if literal in able)


def _unmeetable(criterion: Criterion, parts: tuple[Part, ...]) -> bool:
    """Whether federal law alone keeps every state and local law from meeting a criterion."""
    if criterion.test == "fact" or not parts:
        return False
    asked = [(one, part.actors) for part in parts for one in part.asked]

    def somewhere(one: Asked, actors: tuple[str, ...], *, free: bool) -> bool:
        literal = blocked(one.proof, one.rule)
        return one.proof.possible([one.region, one.among(actors), -literal if free else literal])

    if criterion.test == "some":
        if any(somewhere(one, actors, free=True) for one, actors in asked):
            return False
        for one, actors in asked:
            literals = [one.region, one.among(actors), -blocked(one.proof, one.rule)]
            one.proof.proved(f"no state or local law could agree with {one.rule.id}, {PAPERS[one.papers]}", literals)
        return True
    return any(somewhere(one, actors, free=False) for one, actors in asked)


def _speaking(parts: tuple[Part, ...], what: Literal["voided", "bans"]) -> tuple[str, ...]:
    """The rules that are voided, or the guarantees that ban limits, somewhere that a rule of the standard asks for a limit."""
    found: dict[str, None] = {}
    for part in parts:
        if part.rule.effect != "forbids":
            continue
        for one in part.asked:
            proof = one.proof
            bans = {b.rule.id: proof.matches[b.rule.id] for b in proof.rules if b.rule.effect == "guarantees" and b.rule.limits}
            asked = proof.voided if what == "voided" else bans
            able = proof.able([one.region, one.among(part.actors)], asked.values())
            found.update(dict.fromkeys(name for name, literal in asked.items() if literal in able))
    return tuple(found)


def _turns(law: Law, parts: tuple[Part, ...], missing: bool) -> tuple[str, ...]:
    """What leaves a status unknown, in words that a table can hold."""
    if law.unknown:
        return (f"law is known through {law.known_through}",)
    found = [f"reading {name}" for name in all_readings(parts)]
    unsearched: set[str] = set()
    for part in parts:
        for one in part.asked:
            for actor in part.actors:
                unsure = [one.region, one.among((actor,)), one.proof.clauses.some([one.doubt, one.shaky])]
                if one.proof.possible(unsure):
                    resource = str(one.proof.plainest_of(RESOURCE, unsure, one.grid))
                    unsearched.update(law.unsearched(actor, one.action, resource))
    found += [f"not searched to the end: {pack}" for pack in sorted(unsearched)]
    return (*found, *([NOT_ESTABLISHED] if missing else []))
