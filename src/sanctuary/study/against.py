"""A draft held against the law above it: which of its rules would have no force, by what, and what making them risks."""

from collections.abc import Iterator

from sanctuary.documents import Frozen
from sanctuary.engine.decide import ConsequenceReport
from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import Law
from sanctuary.law.vocabulary import ACTOR, RESOURCE
from sanctuary.model import Outcome

__all__ = ["Held", "against"]

MAKER = "governing-body"
"""Who makes the rules of a local government: what it must not limit is asked of it."""


class Held(Frozen, frozen=True):
    """One rule of a draft: how far it would be void and by what, what outranks it, and which laws forbid making such a limit."""

    rule: str
    cites: str
    words: str
    void: str
    voided_by: tuple[str, ...]
    outranked_by: tuple[str, ...]
    limits: tuple[str, ...]
    forbidden_by: tuple[str, ...]
    depends_on: tuple[str, ...]
    consequences: tuple[ConsequenceReport, ...]


def against(proofs: Proofs) -> Iterator[Held]:
    """Each rule of a place that forbids, held against the governments above it.

    `void` is `always`, `sometimes` or `never`: in how many of the situations of which the rule speaks a guarantee undoes it, where no
    paper of a court is in hand.
    """
    law = proofs.law
    for bound in law.rules:
        if bound.rule.pack == law.place.id and bound.rule.effect == "forbids":
            void, by, outranked = _force(proofs, bound.rule.id)
            forbidden, readings = _making(proofs, bound.rule.limits)
            yield Held(
                rule=bound.rule.id,
                cites=bound.rule.cites,
                words=bound.rule.words,
                void=void,
                voided_by=by,
                outranked_by=outranked,
                limits=tuple(sorted(bound.rule.limits)),
                forbidden_by=forbidden,
                depends_on=readings,
                consequences=_risks(law, forbidden),
            )


def _force(proofs: Proofs, name: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """In how many situations a rule is void, the guarantees that void it, and the higher rules that require what it forbids."""
    law = proofs.law
    bound = law.by_id[name]
    some, all_of_them = False, True
    by: dict[str, None] = {}
    outranked: dict[str, None] = {}
    for action in bound.rule.actions:
        proof = proofs[action]
        matches, voided = proof.clauses.every([proof.matches[name], proof.no_court_paper]), proof.voided[name]
        some |= proof.possible([matches, voided])
        all_of_them &= not proof.possible([matches, -voided])
        for other in proof.rules:
            if other.level < bound.level and proof.possible([matches, proof.matches[other.rule.id]]):
                if other.rule.effect == "guarantees" and other.rule.voids(bound.rule, (other.level, bound.level)):
                    by[other.rule.id] = None
                elif other.rule.effect == "requires":
                    outranked[other.rule.id] = None
    return "always" if some and all_of_them else "sometimes" if some else "never", tuple(by), tuple(outranked)


def _making(proofs: Proofs, limits: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The rules that forbid the place's governing body to make some limits, and the readings on which that turns."""
    proof = proofs["limit"]
    whom = proof.clauses.among(proof.action.by_name[ACTOR], frozenset({MAKER}))
    what = proof.clauses.among(proof.action.by_name[RESOURCE], limits)
    refused = [whom, what, proof.outcomes[Outcome.MUST_NOT]]
    found = [name for name, one in proof.decides.items() if proof.possible([*refused, one])]
    readings = dict.fromkeys(name for one in found for name in proof.law.by_id[one].readings)
    return tuple(found), tuple(readings)


def _risks(law: Law, rules: tuple[str, ...]) -> tuple[ConsequenceReport, ...]:
    return tuple(
        ConsequenceReport(title=one.title, who=one.who, kind=one.kind, cites=one.cites, reported=one.reported, rules=one.rules)
        for one in law.consequences(rules)
    )
