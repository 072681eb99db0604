"""How a law counts the years since a conviction, where it is not to the day of the act: said before an answer is relied on."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sanctuary.law.condition import seen_in
from sanctuary.law.jurisdiction import Law
from sanctuary.law.vocabulary import ACTOR, RESOURCE

if TYPE_CHECKING:
    from sanctuary.study.opening import Asked

__all__ = ["counted_so", "look_back"]


def counted_so(law: Law, actor: str, action: str, resource: str, fact: str) -> tuple[str, str]:
    """The section that counts the years of a fact in its own way and may decide what is asked, and how, as a clause; "" where none does."""
    words = law.vocabulary.actions[action]
    for bound in law.rules_of(action):
        rule, seen = bound.rule, seen_in([bound.rule.policy], words)
        things, whom = seen.values.get(RESOURCE, ()), seen.values.get(ACTOR, ())
        ours = actor in bound.actors and (not whom or actor in whom) and (not things or not resource or resource in things)
        if rule.counts and rule.decides and ours and fact in seen.bounds:
            return rule.listed_by, rule.counts
    return "", ""


def look_back(asked: "Asked") -> Iterator[str]:
    """For years that were told: how the law counts them, and to which day they were counted where a day was told."""
    situation, law = asked.situation, asked.proofs.law
    for fact, years in asked.known.items():
        if isinstance(years, int) and not isinstance(years, bool):
            section, how = counted_so(law, situation.actor, situation.action, situation.resource, fact)
            day = situation.days.get(fact, "")
            if how and day:
                yield (
                    f"Check the years first: {section} counts them {how}. Here they were counted from {day} to {law.on}, the day asked "
                    f"about: {years}. Give the number of years as that law counts them."
                )
            elif how:
                yield f"Check the years first: {section} counts them {how}. The number that was given, {years}, must be counted so."
