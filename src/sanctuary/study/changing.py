"""Who can change what: a rule is for its maker to change, and what a rule leaves open is for a lower government to forbid."""

from collections.abc import Iterable

from sanctuary.law.jurisdiction import Law
from sanctuary.study.differences import Difference
from sanctuary.study.phrases import listed, upper

__all__ = ["CHANGERS", "changers_of", "who_in_short", "who_said"]


def changers_of(law: Law, names: Iterable[str]) -> str:
    """Who can change some rules, each once: "the state and the council"; nothing without rules."""
    packs = dict.fromkeys(law.as_written().by_id[name].rule.pack for name in names)
    return listed(list(dict.fromkeys(CHANGERS.get(by := law.packs[name].file.changed_by, by) for name in packs)))


def who_in_short(law: Law, found: Difference | None) -> str:
    """Who can change the plainest difference, in few words: the dispute that it hangs on stands whole beside the difference."""
    return f"{upper(_changer(law, found))}{_ON_ONE_ANSWER if _hangs(law, found) else ''}." if found else ""


_ON_ONE_ANSWER = ", on one answer to a dispute"


def _hangs(law: Law, one: Difference) -> bool:
    """Whether Congress alone could change a difference, and it is one on some answer to a dispute alone."""
    return one.who_can_change == "Congress" and any(name in law.readings for name in one.witness.readings)


def who_said(law: Law, one: Difference) -> str:
    """Who can change a difference, and what: a rule of theirs, or one that they can make where a law of others leaves it open.

    A rule is for its maker to change, so no council is said to change a state's code. Where Congress alone could change it, and it is a
    difference on some answer to a dispute alone, that is said with it: with the other answer a place can change it by itself.
    """
    return _changer(law, one) + (_if_so(law, one) if _hangs(law, one) else "")


def _if_so(law: Law, one: Difference) -> str:
    """The answers to disputes on which a difference hangs."""
    known = [(law.readings[name].question, value) for name, value in one.witness.readings.items() if name in law.readings]
    told = [f'{"yes" if value else "no"} to "{question}"' for question, value in known]
    return f", if the answer is {listed(told)}, which is disputed"


def _changer(law: Law, one: Difference) -> str:
    who = CHANGERS.get(one.who_can_change, one.who_can_change)
    if not who:
        return "nobody can lawfully change what decides here"
    written = law.as_written().by_id
    if one.because[:1] and one.because[0] in one.to_change:
        return f"the rule that decides is for {who} to change"
    if one.to_change:
        cites = list(dict.fromkeys(written[name].rule.cites for name in one.to_change))
        more = [f"{len(cites) - MOST_NAMED} more"] if len(cites) > MOST_NAMED else []
        return f"{listed([*cites[:MOST_NAMED], *more])} {'is' if len(cites) == 1 else 'are'} for {who} to change"
    opened = [written[name].rule for name in one.because if written[name].rule.effect in ("permits", "guarantees")]
    act = {"must-not": "forbid", "must": "require"}.get(one.asks.partition(",")[0])
    if opened and act:
        return f"{who} can {act} what {opened[0].cites} leaves open"
    return f"{who} can make such a rule"


MOST_NAMED = 2
"""Citations of rules to change that a sentence names."""

CHANGERS = {
    "Congress": "Congress", "state": "the state", "council": "the council", "district": "the district", "court": "the court",
    "sheriff": "the sheriff", "agency": "the agency", "another-government": "another government", "nobody lawfully": "",
}  # fmt: skip
"""Who can change a rule, as a sentence names them."""
