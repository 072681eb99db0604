"""A draft held against the law above it: which of its rules would have no force, by what, and what making them risks.

A rule that limits cooperation and names no limits is held as if it named those that it makes (`limiting`). A rule that commands or allows
what a higher law forbids is outranked, as is one that forbids what a higher law commands, unless its own text excepts what another law
requires: such a rule yields by its own words.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sanctuary.documents import Frozen
from sanctuary.engine.decision import ConsequenceReport
from sanctuary.engine.prove import Proof, Proofs
from sanctuary.law.beside import COVERS, PAPER, PAPER_COURT
from sanctuary.law.condition import seen_in
from sanctuary.law.jurisdiction import Bound, Law
from sanctuary.law.runs import ancestors
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Value
from sanctuary.model import Outcome
from sanctuary.study.limiting import with_limits
from sanctuary.study.limits import MAKER
from sanctuary.study.unreached import unreached_by
from sanctuary.study.unread import Unread, unread

__all__ = ["Held", "Opened", "Stands", "against"]

_OPENS = ("requires", "permits", "guarantees")
"""Effects of a rule that commands or allows."""

Stands = Literal["nobody", "void", "in-part", "gives-way", "not-known", "as-far-as-searched", "not-void"]
"""How a rule of a draft stands: see `Held`."""

PUBLIC = "already_public"
"""The fact that what is asked is public already."""

_TELL = "disclose"
"""The act of telling: what else is kept from somebody, a hold or an entry, is no record that the public may have."""

_REQUIRED = "required_by_law"
"""The fact that another law requires the act."""


class Opened(Frozen, frozen=True):
    """Papers of one court that, where they cover what is asked, override a rule, and the rules of higher levels by which they do."""

    court: str
    papers: tuple[str, ...]
    rules: tuple[str, ...]


class Held(Frozen, frozen=True):
    """One rule of a draft: how far it would be void and by what, what outranks it and how far, and which laws forbid making such a limit.

    `effect` is what the rule does: `forbids`, `requires`, `permits`, `guarantees` or `obliges` (a duty follows, which nothing here
    outranks); `binds` whom, of those that the place runs or may bind. `limits_inferred`: the rule names no limits, and `limits` are those
    that it makes. `outranked_for`: of those whom it binds, toward whom a higher rule says the opposite. `unreached_by` are guarantees above
    of a section whose file tells how far it reaches, none of which meets the rule. `public_too`: it forbids to tell what is public already.
    `overridden` are papers of courts that its own text leaves no exception for. `depends_on` holds the readings on which any of this turns.
    `unsearched` are the governments above whose law on what the rule does, or on making it, was not searched to the end. `stands` sums it
    up: `void` or `in-part` by what was found; else `not-known` where nothing of the law of one of them was read, `as-far-as-searched` where
    a part was, `not-void` where all was; `nobody` where the rule binds none.
    """

    rule: str
    cites: str
    words: str
    effect: str
    binds: tuple[str, ...]
    void: str
    voided_by: tuple[str, ...]
    outranked: str
    outranked_by: tuple[str, ...]
    outranked_for: tuple[str, ...]
    unreached_by: tuple[str, ...]
    public_too: bool
    overridden: tuple[Opened, ...]
    limits: tuple[str, ...]
    limits_inferred: bool
    forbidden_by: tuple[str, ...]
    depends_on: tuple[str, ...]
    consequences: tuple[ConsequenceReport, ...]
    unsearched: Unread

    stands: Stands

    @property
    def found_something(self) -> bool:
        """Whether something above the rule reaches it, or nobody can tell whether something does."""
        return self.stands == "not-known" or self.void != "never" or any((self.outranked_by, self.overridden, self.forbidden_by))


def against(proofs: Proofs) -> Iterator[Held]:
    """Each rule of a place that forbids, commands, allows or adds a duty, held against the governments above it.

    `void` and `outranked` are `always`, `sometimes` or `never`: in how many of the situations of which the rule speaks a guarantee undoes
    it, or a higher rule says the opposite, where no paper of a court is in hand.
    """
    named = {bound.rule.id: bound.rule.limits for bound in proofs.law.rules}
    law = with_limits(proofs)
    proofs = proofs if law is proofs.law else Proofs(law)
    for bound in law.rules:
        if bound.rule.pack == law.place.id and bound.rule.effect in ("forbids", "obliges", *_OPENS):
            forbids = bound.rule.effect == "forbids"
            force = _force(proofs, bound) if forbids else _outranked(proofs, bound) if bound.rule.effect in _OPENS else _Force()
            forbidden = _making(proofs, bound) if forbids else ()
            reached = [name for opened in force.overridden for name in opened.rules]
            staff = _staff(proofs, bound)
            unsearched = _unsearched(proofs, bound, staff)
            yield Held(
                rule=bound.rule.id,
                cites=bound.rule.cites,
                words=bound.rule.words,
                effect=bound.rule.effect,
                binds=tuple(sorted(staff)),
                void=force.void,
                voided_by=tuple(force.by),
                outranked=force.outranked,
                outranked_by=tuple(force.higher),
                outranked_for=_toward(proofs, bound, force.higher, staff),
                unreached_by=unreached_by(proofs, bound),
                public_too=forbids and _public_too(proofs, bound),
                overridden=force.overridden,
                limits=tuple(sorted(bound.rule.limits)),
                limits_inferred=bound.rule.limits != named[bound.rule.id],
                forbidden_by=forbidden,
                depends_on=_readings(law, bound, (*force.by, *force.higher, *reached, *forbidden)),
                consequences=_risks(law, (*forbidden, *force.higher)),
                unsearched=unsearched,
                stands=_stands(force, forbidden, unsearched) if staff else "nobody",
            )


def _stands(force: "_Force", forbidden: Collection[object], unsearched: Unread) -> Stands:
    """How far a rule would stand; it gives way where no guarantee undoes it, and a higher rule says the opposite in some cases."""
    if "always" in (force.void, force.outranked):
        return "void"
    if force.void == "never" and force.outranked == "sometimes" and not forbidden:
        return "gives-way"
    if force.void == "sometimes" or force.higher:
        return "in-part"
    return "not-known" if unsearched.nothing else "as-far-as-searched" if unsearched.part else "not-void"


def _unsearched(proofs: Proofs, bound: Bound, staff: frozenset[str]) -> Unread:
    """The governments above whose law on what a rule does, or on making such a limit, was not searched to the end."""
    law = proofs.law
    asks = [(MAKER, "limit", limit) for limit in sorted(bound.rule.limits)]
    for action in bound.rule.actions:
        proof = proofs[action]
        things = proof.action.by_name[RESOURCE]
        met = [
            one for one in things.values if proof.possible([proof.matches[bound.rule.id], proof.clauses.among(things, frozenset({one}))])
        ]
        asks += [(actor, action, str(one)) for actor in sorted(staff) for one in met]
    above = (name for name in ancestors(law.packs, (law.place.id,)) if name != law.place.id)
    return unread(law, (name for name in above if any(not law.packs[name].searched(*ask, law.on) for ask in asks)))


@dataclass
class _Force:
    """How far a rule stands: the guarantees that void it, the higher rules that say the opposite, and papers that override it."""

    void: str = "never"
    by: dict[str, None] = field(default_factory=dict)
    outranked: str = "never"
    higher: dict[str, None] = field(default_factory=dict)
    overridden: tuple[Opened, ...] = ()


def _force(proofs: Proofs, bound: Bound) -> _Force:
    found = _Force()
    name, some, all_of_them = bound.rule.id, False, True
    papers: dict[tuple[str, tuple[str, ...]], dict[str, None]] = {}
    for action in bound.rule.actions:
        proof = proofs[action]
        matches, voided = proof.clauses.every([proof.matches[name], proof.no_court_paper]), proof.voided[name]
        some |= proof.possible([matches, voided])
        all_of_them &= not proof.possible([matches, -voided])
        for other in proof.rules:
            if not proof.possible([matches, proof.matches[other.rule.id]]):
                continue
            if _undoes(other, bound) and proof.possible([matches, voided, proof.matches[other.rule.id]]):
                found.by[other.rule.id] = None
            elif other.level < bound.level and other.rule.effect == "requires" and not _yields(proof, bound, other):
                found.higher[other.rule.id] = None
        for (court, paper), rules in _opening(proof, bound).items():
            papers.setdefault((court, tuple(rules)), {})[paper] = None
    found.void = "always" if some and all_of_them else "sometimes" if some else "never"
    found.outranked = _how_far(proofs, bound, tuple(found.higher))
    found.overridden = tuple(Opened(court=court, papers=tuple(names), rules=rules) for (court, rules), names in papers.items())
    return found


def _outranked(proofs: Proofs, bound: Bound) -> _Force:
    """What forbids, at a higher level, what a rule commands or allows."""
    found = _Force()
    for action in bound.rule.actions:
        proof = proofs[action]
        refused = [proof.matches[bound.rule.id], proof.no_court_paper, proof.outcomes[Outcome.MUST_NOT]]
        for other in proof.rules:
            if other.level < bound.level and other.rule.effect == "forbids" and proof.possible([*refused, proof.decides[other.rule.id]]):
                found.higher[other.rule.id] = None
    found.outranked = _how_far(proofs, bound, tuple(found.higher))
    return found


def _how_far(proofs: Proofs, bound: Bound, higher: Sequence[str]) -> str:
    """In how many of the situations of a rule one of some others decides."""
    if not higher:
        return "never"
    for action in bound.rule.actions:
        proof = proofs[action]
        free = [-proof.decides[name] for name in higher if name in proof.decides]
        if proof.possible([proof.matches[bound.rule.id], proof.no_court_paper, *free]):
            return "sometimes"
    return "always"


def _public_too(proofs: Proofs, bound: Bound) -> bool:
    """Whether a rule that forbids to tell something matches where that is public already."""
    acts = (proofs[action] for action in bound.rule.actions if action == _TELL)
    return any(proof.possible([proof.matches[bound.rule.id], *proof.fixed({PUBLIC: True})]) for proof in acts)


def _toward(proofs: Proofs, bound: Bound, higher: Iterable[str], staff: frozenset[str]) -> tuple[str, ...]:
    """The staff toward whom one of some higher rules matches where a rule does."""
    found: set[str] = set()
    for action in bound.rule.actions:
        proof = proofs[action]
        both = [proof.matches[bound.rule.id], proof.clauses.some([proof.matches[name] for name in higher if name in proof.matches])]
        actors = proof.action.by_name[ACTOR]
        found |= {one for one in staff - found if proof.possible([*both, proof.clauses.among(actors, frozenset({one}))])}
    return tuple(sorted(found))


def _yields(proof: Proof, bound: Bound, other: Bound) -> bool:
    """Whether a rule that forbids gives way to one that requires the act by its own words: it excepts there what another law requires."""
    if not seen_in([bound.rule.policy], proof.action).values.get(_REQUIRED):
        return False
    required = proof.fixed({_REQUIRED: True})
    return not proof.possible([proof.matches[bound.rule.id], proof.matches[other.rule.id], *required])


def _undoes(other: Bound, bound: Bound) -> bool:
    """Whether a guarantee can void a rule that forbids: as the higher law, or notwithstanding any other."""
    if other.rule.effect != "guarantees":
        return False
    return other.rule.voids(bound.rule, (other.level, bound.level)) or (bool(other.rule.notwithstanding) and other.level <= bound.level)


def _opening(proof: Proof, bound: Bound) -> dict[tuple[str, str], list[str]]:
    """By court and paper, the rules of higher levels that speak of that paper and require, or guarantee, what a rule forbids with it."""
    if PAPER not in proof.action.by_name:  # no paper is in hand for what is asked, or for a limit that is made
        return {}
    matches = proof.matches[bound.rule.id]
    above = [
        other
        for other in proof.rules
        if other.level < bound.level
        and (_undoes(other, bound) or (other.rule.effect == "requires" and not _yields(proof, bound, other)))
        and not proof.possible([matches, proof.matches[other.rule.id], proof.no_court_paper])
    ]
    found: dict[tuple[str, str], list[str]] = {}
    if not above:
        return found
    for court in proof.law.vocabulary.enums.get("PaperCourt", ()):
        for paper in (one for one in proof.action.by_name[PAPER].values if one in proof.court_papers):
            facts: dict[str, Value] = {PAPER: paper, PAPER_COURT: court, COVERS: True}
            fixed = [*proof.fixed(facts), matches]
            rules = [other.rule.id for other in above if proof.possible([*fixed, proof.matches[other.rule.id]])]
            if rules and proof.possible([*fixed, -proof.decides[bound.rule.id]]):
                found[court, paper] = rules
    return found


def _making(proofs: Proofs, bound: Bound) -> tuple[str, ...]:
    """The rules that forbid the place's governing body, or whom the rule binds, to make the limits of a rule.

    A paragraph that also protects the acts of some staff ("no policy may keep officers from ...") forbids limits on those staff alone.
    """
    proof, staff = proofs["limit"], _staff(proofs, bound)
    whom = proof.clauses.among(proof.action.by_name[ACTOR], staff | {MAKER})
    what = proof.clauses.among(proof.action.by_name[RESOURCE], bound.rule.limits)
    refused = [whom, what, proof.outcomes[Outcome.MUST_NOT]]
    banned = [name for name, one in proof.decides.items() if proof.possible([*refused, one])]
    return tuple(name for name in banned if _protects(proofs, proofs.law.by_id[name], bound.rule.limits, staff))


def _staff(proofs: Proofs, bound: Bound) -> frozenset[str]:
    """Whom a rule binds."""
    found: set[str] = set()
    for action in bound.rule.actions:
        proof = proofs[action]
        actors = proof.action.by_name[ACTOR]
        one_of = ((actor, proof.clauses.among(actors, frozenset({actor}))) for actor in actors.values)
        found |= {str(actor) for actor, one in one_of if proof.possible([proof.matches[bound.rule.id], one])}
    return frozenset(found)


def _protects(proofs: Proofs, ban: Bound, limits: frozenset[str], staff: frozenset[str]) -> bool:
    """Whether a ban on limits reaches some staff: its paragraph protects an act of theirs, or no act at all."""
    twins = [
        other
        for other in proofs.law.rules
        if other.rule.effect == "guarantees" and other.rule.pack == ban.rule.pack and other.rule.cites == ban.rule.cites
    ]
    twins = [other for other in twins if not limits.isdisjoint(other.rule.limits)]
    return not twins or any(not staff.isdisjoint(_staff(proofs, other)) for other in twins)


def _readings(law: Law, bound: Bound, rules: tuple[str, ...]) -> tuple[str, ...]:
    """The readings on which some rules' reaching a rule turns; that of `@notwithstanding` where nothing else lets one reach it."""
    found: dict[str, None] = {}
    for other in (law.by_id[name] for name in rules):
        found |= dict.fromkeys(other.readings)
        if other.rule.notwithstanding and not other.rule.voids(bound.rule, (other.level, bound.level)):
            found[other.rule.notwithstanding] = None
    return tuple(found)


def _risks(law: Law, rules: tuple[str, ...]) -> tuple[ConsequenceReport, ...]:
    return tuple(
        ConsequenceReport(title=one.title, who=one.who, kind=one.kind, cites=one.cites, reported=one.reported, rules=one.rules)
        for one in law.consequences(rules)
    )
