"""Which limits a rule makes that names none: read from what it forbids, of what, and toward whom.

Laws that forbid such limits, and laws that make them, meet in the words of `@limits`. A draft whose author left them out limits the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sanctuary.engine.prove import Proof, Proofs
from sanctuary.law.condition import named_in
from sanctuary.law.jurisdiction import Bound, Law
from sanctuary.law.vocabulary import ACTOR, RESOURCE
from sanctuary.model import PRIVATE_ACTORS

__all__ = ["limits_of", "with_limits"]

REQUESTER = "requester"
"""The fact that says who asks."""

_STATUS = ("immigration-status", "citizenship")
_IMMIGRATION = "immigration-authority"
_GOVERNMENTS = (_IMMIGRATION, "other-federal-agency", "out-of-state-agency", "other-agency-of-the-state")
_JOINED = ("immigration-deputation", "detention-contract")

_MADE: Mapping[str, tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]] = {
    "disclose": (("exchanging-status", _STATUS, _GOVERNMENTS), ("telling-release-dates", ("release-date",), (_IMMIGRATION,))),
    "query": (("exchanging-status", _STATUS, _GOVERNMENTS), ("telling-release-dates", ("release-date",), (_IMMIGRATION,))),
    "ask": (("asking-status", _STATUS, ()),),
    "hold": (("honoring-detainers", (), (_IMMIGRATION,)),),
    "transfer": (("honoring-detainers", (), (_IMMIGRATION,)),),
    "allow-interview": (("allowing-interviews", (), (_IMMIGRATION,)),),
    "join": (("joining-agreements", _JOINED, (_IMMIGRATION,)),),
}
"""By action: the limit, of which things, toward whom; an empty tuple is any."""

_TOWARD: Mapping[str, frozenset[str]] = {
    REQUESTER: frozenset({_IMMIGRATION}),
    "purpose": frozenset({"civil-immigration", "entry-or-presence-crime"}),
    "officer_of": frozenset({"immigration-agency"}),
}
"""Facts by which a rule singles out the enforcement of immigration law."""

_LENDS = ("disclose", "query", "admit", "stop", "arrest-on-civil-warrant", "join")


def limits_of(proofs: Proofs, bound: Bound) -> frozenset[str]:
    """The limits that a rule which forbids makes: those of the vocabulary whose act, thing and requester it can meet.

    `lending-resources` stands for any other refusal that singles out the enforcement of immigration law: a rule that keeps a file from
    everybody, or a door closed to everybody, is none. What binds private actors alone limits no government.
    """
    found = frozenset(_made(proofs, bound))
    return found or (frozenset({"lending-resources"}) if _lends(proofs, bound) else found)


def _made(proofs: Proofs, bound: Bound) -> Iterator[str]:
    for action in bound.rule.actions:
        for limit, things, askers in _MADE.get(action, ()):
            proof = proofs[action]
            if _meets(proof, bound, {RESOURCE: things, REQUESTER: askers}):
                yield limit


def _meets(proof: Proof, bound: Bound, among: Mapping[str, tuple[str, ...]]) -> bool:
    known = proof.action.by_name
    facts = [proof.clauses.among(known[name], frozenset(values)) for name, values in among.items() if values and name in known]
    public = frozenset(actor for actor in known[ACTOR].values if actor not in PRIVATE_ACTORS)
    return proof.possible([proof.matches[bound.rule.id], proof.clauses.among(known[ACTOR], public), *facts])


def _lends(proofs: Proofs, bound: Bound) -> bool:
    vocabulary = proofs.law.vocabulary
    named = any(not values.isdisjoint(named_in(bound.rule.policy, vocabulary, fact)) for fact, values in _TOWARD.items())
    acts = [action for action in bound.rule.actions if action in _LENDS]
    return named and any(_meets(proofs[action], bound, {REQUESTER: (_IMMIGRATION,)}) for action in acts)


def with_limits(proofs: Proofs) -> Law:
    """The law in which each rule of the place that forbids and names no limits names those that it makes."""
    law = proofs.law
    made = {
        bound.rule.id: limits
        for bound in law.rules
        if bound.rule.pack == law.place.id and bound.rule.effect == "forbids" and not bound.rule.limits
        if (limits := limits_of(proofs, bound))
    }
    return replace(law, rules=_named(law.rules, made), written=_named(law.written, made)) if made else law


def _named(rules: tuple[Bound, ...], made: Mapping[str, frozenset[str]]) -> tuple[Bound, ...]:
    return tuple(replace(b, rule=replace(b.rule, limits=made[b.rule.id])) if b.rule.id in made else b for b in rules)
