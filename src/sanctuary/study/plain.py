"""Which of several situations, or of several rules, is the plainest: by a printed prior, packs/plain.toml.

A situation costs more, the more facts it needs and the rarer its act, its asker and its paper are. The prior orders what is shown first
and decides nothing.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sanctuary.documents import parse_toml, read_text
from sanctuary.law.beside import PAPER, PAPER_COURT
from sanctuary.law.condition import seen_in
from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import OWN
from sanctuary.law.rules import Rule
from sanctuary.law.vocabulary import ACTOR, RESOURCE
from sanctuary.model import Outcome

__all__ = ["PAST", "act_rank", "box_cost", "common_act", "compared_cost", "difference_cost", "fact_cost", "rare_paper", "rule_cost"]

_WEIGHED = {"requester": 3, "purpose": 3, PAPER: 4}
"""Facts whose values have points of their own, and the points of a value that is not named."""

PAST = "history."
"""How facts on a person's past begin."""
_WEAK, _WHOLE = 50, 6
"""A paragraph that was not read stands behind those that were, and a whole section behind a subdivision."""


@cache
def _prior() -> Mapping[str, Any]:
    path = OWN / "plain.toml"
    return parse_toml(read_text(path), str(path))


def box_cost(action: str, box: Mapping[str, Iterable[Any]]) -> int:
    """The points of a box: of its act, its resource, and each fact that it limits, the value that is the most common counting.

    >>> box_cost("disclose", {"resource": ["release-date"]}) < box_cost("disclose", {"history.held_to_answer": [True]})
    True
    """
    cost = _of("action", action, 6)
    for name, values in box.items():
        if name == RESOURCE:
            cost += min((_of(RESOURCE, str(value), 1) for value in values), default=0)
        elif name in _WEIGHED:
            cost += 1 + min((_of(name, str(value), _WEIGHED[name]) for value in values), default=0)
        elif name == PAPER_COURT and list(values) == ["absent"]:
            continue
        elif list(values) == [False]:
            cost += int(_prior()["not"])
        elif name != ACTOR:
            cost += fact_cost(name)
    return cost


def difference_cost(action: str, box: Mapping[str, Iterable[Any]], outcome: Outcome, *, duty: bool) -> int:
    """The points of a difference: of its box, and more where what differs is a duty or a silence."""
    return box_cost(action, box) + int(_prior()["duty"] if duty else _prior()["silence"] if outcome == Outcome.SILENT else 0)


def compared_cost(action: str, box: Mapping[str, Iterable[Any]], actors: Iterable[str], outcome: Outcome, *, duty: bool) -> int:
    """The points of a difference between two laws: police and sheriffs, holds, agreements and bans on limits before the far cases.

    The act has points of its own here; `actors` are those in the box.
    """
    who = min((_of("compared_actor", one, 4) for one in actors), default=0)
    what = _of("compared_action", action, 6) - _of("action", action, 6)
    return difference_cost(action, box, outcome, duty=duty) + what + who


def rare_paper(box: Mapping[str, Iterable[Any]]) -> bool:
    """Whether a box holds only with papers that the prior does not name: of a court, or seldom seen.

    >>> rare_paper({"paper": ["court-order"]}), rare_paper({"paper": ["detainer", "court-order"]}), rare_paper({})
    (True, False, False)
    """
    return PAPER in box and all(str(value) not in _prior()[PAPER] for value in box[PAPER])


def fact_cost(name: str) -> int:
    """The points of a fact that a situation needs.

    >>> fact_cost("history.serious_or_violent_conviction") < fact_cost("history.held_to_answer")
    True
    """
    return _of("facts", name, int(_prior()["past" if name.startswith(PAST) else "fact"]))


def common_act(action: str) -> bool:
    """Whether the prior has points of its own for an act: it is one that definitions of a sanctuary are mostly about.

    >>> common_act("disclose"), common_act("divert")
    (True, False)
    """
    return action in _prior()["action"]


def act_rank(action: str) -> int:
    """The points of an act where two laws stand side by side, of `compared_action` alone: holding and handing over first.

    >>> act_rank("hold") < act_rank("disclose") < act_rank("admit")
    True
    """
    return _of("compared_action", action, 6)


def rule_cost(law: Law, rule: Rule) -> int:
    """The points of a rule: of its most common act and of each fact that its text names; more where the text was not read."""
    costs = []
    for action in rule.actions:
        named = {name: list(values) for name, values in seen_in([rule.policy], law.vocabulary.actions[action]).values.items()}
        costs.append(box_cost(action, named))
    whole = rule.cites == law.packs[rule.pack].prose[rule.section].citation
    return min(costs, default=0) + (_WEAK if rule.reported else 0) + (_WHOLE if whole else 0)


def _of(table: str, name: str, otherwise: int) -> int:
    return int(_prior()[table].get(name, otherwise))
