"""Why a definition says no, in its own terms: how many of its criteria are met, which fall short, and what in the law makes one fall short.

A rule of law stands there only as the reason of a criterion that it makes fall short, and the sentence names that criterion.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import Pack
from sanctuary.law.rules import Rule
from sanctuary.law.vocabulary import ACTOR, RESOURCE
from sanctuary.study.allowed import limited, unless
from sanctuary.study.differences import Difference
from sanctuary.study.phrases import act, actor_said, duty, limits_said, listed, modal, upper, word
from sanctuary.study.plain import common_act, rule_cost

__all__ = [
    "ASKER", "MOST_TITLES", "SHORT", "Told", "asked_by", "because", "counts_against", "decisive_rule", "elsewhere", "lacking", "lower",
    "missing_duty", "of_another_matter", "short_of", "titles",
]  # fmt: skip

SHORT = ("partly", "not-met", "not-fully-met")
"""Statuses of what falls short."""

MOST_TITLES, FEWER_TITLES = 3, 2
"""Criteria that a sentence names, and of each status where several are told; the rest are counted."""

OWN_FIRST = 5
"""Points by which a rule of the place itself may be less plain than one above it, and still be named first."""

ASKER = "requester"


class Told(Protocol):
    """What is told of a criterion: its title, and its status."""

    @property
    def title(self) -> str:
        """What it asks, in few words."""

    @property
    def status(self) -> str:
        """How far it is met."""


def lacking(criteria: Sequence[Told]) -> str:
    """How many criteria are met, not met, met in part or unknown, in this order; those that fall short by name."""
    asked = [one for one in criteria if one.status != "not-applicable"]
    if len(asked) == 1:
        return f"{upper(_IS[asked[0].status])}: {titles(asked)}."
    groups = [(status, some) for status in _IS if (some := [one for one in asked if one.status == status])]
    if len(groups) == 1 and groups[0][0] in _ALIKE:
        told = _ALIKE[groups[0][0]].format(all="Both" if len(asked) == 2 else f"All {word(len(asked))}", count=word(len(asked)))
        return f"{told}: {titles(asked)}."
    most = MOST_TITLES if len([status for status, _ in groups if status in SHORT]) == 1 else FEWER_TITLES
    return f"Of its {word(len(asked))} criteria, {listed([_group(status, some, most) for status, some in groups])}."


def _group(status: str, some: Sequence[Told], most: int) -> str:
    """How many criteria have a status, and which, where it is one that falls short."""
    which = f" ({titles(some, most)})" if status in SHORT else ""
    return f"{word(len(some))} {'is' if len(some) == 1 else 'are'} {_IS[status]}{which}"


_IS = {"met": "met", "not-met": "not met", "not-fully-met": "not fully met", "partly": "met only in part", "unknown": "unknown"}
"""How a status reads behind "is", in the order in which they are told."""

_ALIKE = {
    "not-met": "Of its {count} criteria none is met",
    "not-fully-met": "Of its {count} criteria none is fully met",
    "partly": "{all} of its criteria are met only in part",
}
"""What is said of criteria that all fall short alike."""


def short_of(criteria: Sequence[Told], against: str = "") -> str:
    """The same in few words: the criterion of which the reason is told, else one that is not met at all first, and how many more."""
    asked = [one for one in criteria if one.status != "not-applicable"]
    short = sorted((one for one in asked if one.status in SHORT), key=lambda one: (lower(one.title) != against, [*_IS].index(one.status)))
    more = f" and {word(len(short) - 1)} more of {word(len(asked))}" if len(short) > 1 else ""
    return f'"{titles(short[:1])}"{more}'


def because(law: Law, found: Difference | None) -> str:
    """What in the law makes a criterion fall short, with its paragraph, or that no rule was found; nothing where nothing falls short."""
    name = counts_against(law, found)
    if not found or not name:
        return _absent(law, found) if found else ""
    rule = law.as_written().by_id[name].rule
    words = f": {lower(rule.words)}" if rule.effect == "guarantees" else ""
    hangs = ", on one answer to a dispute" if any(one in law.readings for one in found.witness.readings) else ""
    return f"{_said(law, found)}{words} ({_cited(rule)}){hangs}."


def _absent(law: Law, found: Difference) -> str:
    """Which rule was not found: of whom, on what, and when who asks."""
    one, wanted = found.witness, found.asks.partition(",")[0]
    if missing_duty(found):
        owed = duty(wanted.removeprefix("the duty "), found.rule)
        return f"no rule was found that obliges {actor_said(one.actor)} to {owed}{_in_cases(found)}."
    what = f"{_VERBS[wanted]} {actor_said(one.actor)} to {act(law, found.action, [one.resource])}"
    return f"no rule was found that {what}{_asker(law, found)}{_in_cases(found)}."


_VERBS = {"must-not": "forbids", "must": "requires", "may": "allows"}
"""What a rule that is asked for would do."""


def asked_by(standard: Pack, found: Difference) -> str:
    """The criterion that a difference makes fall short, by name, as it stands within a sentence."""
    return lower(next((one.title for one in standard.criteria if found.rule.partition("/")[2] in one.rules), ""))


def _cited(rule: Rule) -> str:
    return f"{rule.cites}, as reported" if rule.reported else rule.cites


def _said(law: Law, found: Difference) -> str:
    """What the law says where it differs, without its conditions: who may do what, and when who asks."""
    one = found.witness
    said = modal(found.outcome, actor_said(one.actor), act(law, found.action, [one.resource])) + _asker(law, found) + _in_cases(found)
    left = unless(law, found.outcome, found.because, {"actor": one.actor, "resource": one.resource}, found.action)
    said += f", {limited(law, left)}" if left else ""
    return said + (f", but not by {elsewhere(found)}, as is asked" if elsewhere(found) else "")


def _asker(law: Law, found: Difference) -> str:
    """Who asks, where it is known, and for what, where that is no civil matter: "when an immigration authority asks"."""
    context = found.witness.context
    if ASKER not in context:
        return ""
    told = [ASKER, *([_PURPOSE] if _PURPOSE in found.box and context.get(_PURPOSE) not in (None, _CIVIL) else [])]
    return " " + limits_said(law, found.action, {RESOURCE: ((found.witness.resource,),), **{name: ((context[name],),) for name in told}})


_PURPOSE, _CIVIL = "purpose", "civil-immigration"
"""The fact of what somebody asks for, and its ordinary value: a difference that needs another is one of criminal matters."""


def _in_cases(found: Difference) -> str:
    """That it is so in some cases alone, where more is limited than who does what and who asks."""
    return ", in some cases" if {*found.box} - {ACTOR, RESOURCE, ASKER} else ""


def counts_against(law: Law, found: Difference | None) -> str:
    """The rule that makes a criterion fall short: the first that decides a difference, where it says otherwise than is asked."""
    if not found or missing_duty(found):
        return ""
    asked = found.asks.partition(",")[0]
    rules = [law.as_written().by_id[name].rule for name in found.because]
    return decisive_rule(law, [one.id for one in rules if elsewhere(found) or one.effect in _AGAINST.get(asked, ())])


_AGAINST = {"must-not": ("permits", "guarantees", "requires"), "must": ("forbids", "permits", "guarantees"), "may": ("forbids", "requires")}
"""Effects of rules that say otherwise than a definition asks."""


def decisive_rule(law: Law, names: Iterable[str]) -> str:
    """The rule to be named first: the plainest by the prior, ties in order; nothing where there is none.

    A rule of the place itself goes before the plainest of a government above, as far as it is nearly as plain and its text was read. One
    that only may have been in force, its first day not being established, goes last.
    """
    written = law.as_written().by_id
    own = {name: written[name].rule.pack == law.place.id for name in names}

    def place(name: str) -> tuple[bool, int, bool]:
        rule = written[name].rule
        return rule.perhaps_in_force(law.on), rule_cost(law, rule) - OWN_FIRST * own[name], not own[name]

    return min(own, key=place, default="")


def missing_duty(found: Difference | None) -> bool:
    """Whether what is missing is a duty: the rules about the act upon which it would be owed are no reason of a no."""
    return found is not None and found.asks.startswith("the duty")


def elsewhere(found: Difference) -> str:
    """The instrument or level asked for, where the law says what is asked but not there; else nothing."""
    wanted, _, maker = found.asks.partition(", by ")
    return maker if found.outcome == wanted else ""


def titles(criteria: Iterable[Told], most: int = MOST_TITLES) -> str:
    """Criteria by name in a sentence, the first of many."""
    names = [lower(one.title) for one in criteria]
    shown = names[:most] if len(names) > most + 1 else names
    more = [f"{len(names) - len(shown)} more"] if len(names) > len(shown) else []
    return "; ".join([*shown, *more])


def lower(text: str) -> str:
    """Words as they stand within a sentence: those that begin with a name or a code stay as they are."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def of_another_matter(law: Law, criteria: Sequence[Told], decides: str) -> bool:
    """Whether one criterion alone falls short for certain, by a rule on an act that such definitions are hardly about."""
    rule = law.as_written().by_id.get(decides)
    short = sum(one.status in ("partly", "not-met") for one in criteria)
    return short == 1 and rule is not None and not any(map(common_act, rule.rule.actions))
