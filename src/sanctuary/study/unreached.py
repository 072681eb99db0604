"""Well-known law that does not reach a draft: a guarantee whose file says how far it reaches, beside a limit that no case of it meets.

A council asks first whether 8 USC 1373 forbids its draft. Silence is no answer to that.
"""

from collections.abc import Iterator, Sequence

from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import Bound, Law
from sanctuary.law.rules import Rule
from sanctuary.study.phrases import listed

__all__ = ["unreached_by", "unreached_said"]


def unreached_by(proofs: Proofs, bound: Bound) -> tuple[str, ...]:
    """The guarantees above, of a section whose reach its file tells, that share no situation with a rule that limits; none of another."""
    if bound.rule.effect != "forbids" or not bound.rule.limits:
        return ()
    above = [one for one in proofs.law.rules if one.rule.reach and one.level < bound.level and one.rule.effect == "guarantees"]
    reached = {one.rule.section for one in above if _meet(proofs, one, bound)}
    return tuple(one.rule.id for one in above if one.rule.section not in reached)


def _meet(proofs: Proofs, one: Bound, other: Bound) -> bool:
    """Whether two rules match in one situation."""
    acts = (proofs[action] for action in one.rule.actions if action in other.rule.actions)
    return any(proof.possible([proof.matches[one.rule.id], proof.matches[other.rule.id]]) for proof in acts)


def unreached_said(law: Law, by_clause: Sequence[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    """For each section that does not reach some clauses of a draft, given by their citations, a sentence: which, and how far it reaches."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for cites, names in by_clause:
        for rule in (law.by_id[name].rule for name in names):
            found.setdefault((_section(law, rule), rule.reach[0]), {})[cites] = None
    for (section, reach), clauses in found.items():
        yield f"{section} does not reach {listed(list(clauses))}: {reach}"


def _section(law: Law, rule: Rule) -> str:
    """The citation of the section in which a rule stands."""
    return law.packs[rule.pack].prose[rule.section].citation
