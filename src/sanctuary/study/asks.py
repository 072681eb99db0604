"""How a fact is asked where a law applies: of an offense on a list, with the paragraph of that law which lists it."""

import re
from collections.abc import Collection

from sanctuary.law.condition import seen_in
from sanctuary.law.jurisdiction import Law
from sanctuary.law.rules import Rule

__all__ = ["ask_of", "asked_like", "listing"]

MOST = 2
"""Paragraphs that a question names; where more have a list, it names none."""

_LIST = "the deciding text lists"
"""What a question says of a list without naming it."""


def ask_of(law: Law, fact: str, action: str = "", rules: Collection[str] = ()) -> str:
    """The question for a fact, with the paragraphs of this law that list what it asks about; of some rules alone, where they are given."""
    ask = law.library.asking.fact[fact].ask
    if _LIST not in ask:
        return ask
    cites = listing(law, fact, action, rules)
    named = f"{ask.removesuffix('?')} ({' or '.join(cites)})?" if 0 < len(cites) <= MOST else ask
    counting = list(
        dict.fromkeys(f"{one.listed_by} counts them {one.counts}." for one in _turning_on(law, fact, action, rules) if one.counts)
    )
    return f"{named} {counting[0]}" if len(counting) == 1 else named


def asked_like(text: str, english: str) -> str:
    """A translated question, with the paragraphs that the English one names."""
    named = re.search(rf"{_LIST}( \([^?]+\))\?(?: .+)?$", english)
    return f"{text.removesuffix('?')}{named[1]}?" if named else text


def listing(law: Law, fact: str, action: str, rules: Collection[str]) -> list[str]:
    """The citations of the rules that turn on a fact and decide: of those whose law file has the list, where some are."""
    found = _turning_on(law, fact, action, rules)
    listing = [rule for rule in found if rule.lists]
    return list(dict.fromkeys(rule.cites for rule in listing or found))


def _turning_on(law: Law, fact: str, action: str, rules: Collection[str]) -> list[Rule]:
    """The rules that decide and turn on a fact; of some alone, where they are given."""
    found = []
    for name in [action] if action else law.vocabulary.actions:
        for bound in law.rules_of(name):
            seen = seen_in([bound.rule.policy], law.vocabulary.actions[name])
            if bound.rule.decides and (not rules or bound.rule.id in rules) and (fact in seen.bounds or fact in seen.values):
                found.append(bound.rule)
    return found
