"""Well-known law that does not reach a draft: a guarantee whose file says how far it reaches, beside a limit that no case of it meets.

A council asks first whether 8 USC 1373 forbids its draft. Silence is no answer to that.
"""

from collections.abc import Iterator, Sequence

from sanctuary.engine.prove import Proof, Proofs
from sanctuary.law.circuits import courts_said
from sanctuary.law.condition import seen_in
from sanctuary.law.jurisdiction import Bound, Law
from sanctuary.law.rules import Rule
from sanctuary.law.vocabulary import RESOURCE
from sanctuary.study.phrases import listed

__all__ = ["reached_said", "unreached_by", "unreached_said"]


def unreached_by(proofs: Proofs, bound: Bound) -> tuple[str, ...]:
    """The guarantees above, of a section whose reach its file tells, that share no situation with a rule that limits; none of another."""
    if bound.rule.effect != "forbids" or not bound.rule.limits:
        return ()
    above = [one for one in proofs.law.rules if one.rule.reach and one.level < bound.level and one.rule.effect == "guarantees"]
    reached = {one.rule.section for one in above if _meet(proofs, one, bound)} | _forbidding(proofs.law, bound)
    return tuple(one.rule.id for one in above if one.rule.section not in reached)


def _forbidding(law: Law, bound: Bound) -> set[str]:
    """The sections above that forbid making such a limit: who says that they do not reach it would say the opposite of the next line."""
    action = law.vocabulary.actions["limit"]
    made = [one.rule for one in law.rules_of("limit") if one.rule.effect == "forbids" and one.level < bound.level]
    return {
        one.section for one in made if not bound.rule.limits.isdisjoint(map(str, seen_in([one.policy], action).values.get(RESOURCE, ())))
    }


def _meet(proofs: Proofs, one: Bound, other: Bound) -> bool:
    """Whether two rules match in one situation."""
    acts = (proofs[action] for action in one.rule.actions if action in other.rule.actions)
    return any(proof.possible([proof.matches[one.rule.id], proof.matches[other.rule.id]]) for proof in acts)


def unreached_said(law: Law, by_rule: Sequence[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    """For each section that does not reach some clauses of a draft, given by rules, a sentence: which, and for each act why."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for name, above in by_rule:
        rule = law.by_id[name].rule
        for section, told in _reasons(law, rule.actions, above):
            found.setdefault((section, told), {})[rule.cites] = None
    for (section, told), clauses in found.items():
        yield f"{section} does not reach {listed(list(clauses))}: {told}"


def reached_said(law: Law, proof: Proof, assumed: Sequence[int], resource: str) -> Iterator[str]:
    """Of each section that has its reach told and guarantees telling something: whether it reaches what is asked, and how far it goes.

    Nothing where it names what is asked and none of its cases is this one: why is another matter than its reach.
    """
    by_section: dict[str, list[Bound]] = {}
    for bound in proof.rules:
        if bound.rule.reach and bound.rule.effect == "guarantees":
            by_section.setdefault(_section(law, bound.rule), []).append(bound)
    for section, rules in by_section.items():
        named = {value for one in rules for value in seen_in([one.rule.policy], proof.action).values.get(RESOURCE, ())}
        if proof.able(assumed, [proof.matches[one.rule.id] for one in rules]):
            yield f"{section} reaches what is asked: {_reach(law, rules[0].rule)}"
        elif named and resource not in named:
            yield f"{section} does not reach what is asked: {_reach(law, rules[0].rule)}"


def _reasons(law: Law, actions: Sequence[str], above: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Why each section of some rules reaches none of some acts: the reasons of the acts, each once."""
    by_section = {_section(law, rule): rule for rule in (law.by_id[name].rule for name in reversed(above))}
    for section, rule in by_section.items():
        own = dict(rule.reach_of)
        told = dict.fromkeys(own.get(action, _reach(law, rule)).rstrip(".") for action in actions)
        yield section, f"{'; '.join(told)}."


def _reach(law: Law, rule: Rule) -> str:
    """How far a section reaches by its words, and what courts say of it, those first that bind the place."""
    return " ".join(filter(None, [rule.reach[0], courts_said(law, rule)]))


def _section(law: Law, rule: Rule) -> str:
    """The citation of the section in which a rule stands."""
    return law.packs[rule.pack].prose[rule.section].citation
