"""What a screen says, in this order: what to do, what to say, whom to call, what never to do, what comes after. Law stands last.

A screen holds ids of texts; the texts are counsel's. What it says depends on danger, on where the officers are, on the paper as it is seen,
and on what the law says of what is known. A court's paper is never answered with a refusal: nobody stands in its way. Sentences that refuse
are not loaded where the law may require or permit the act, where its rules disagree, or where it was not asked.
"""

from collections.abc import Mapping
from typing import Literal

from sanctuary.conduct.sight import Seen
from sanctuary.conduct.texts import NOT_WHERE_LAW_HELPS, Texts
from sanctuary.documents import Frozen
from sanctuary.engine.decide import DecisionReport
from sanctuary.model import Outcome

__all__ = ["Call", "Screen", "Shown", "screen", "shown"]

Call = Literal["911", "police", "role", "counsel"]


class Screen(Frozen, frozen=True):
    """Ids of texts: `do` and `say` in the order in which they are shown; `call` whom to call first, and whom then."""

    do: tuple[str, ...]
    say: tuple[str, ...]
    call: tuple[Call, ...]
    then: tuple[str, ...]
    outcome: str = ""
    turns_on: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


class Shown(Frozen, frozen=True):
    """A screen in words."""

    do: tuple[str, ...]
    say: tuple[str, ...]
    never: tuple[str, ...]
    then: tuple[str, ...]


_BY_JUDGE = {"federal-search-warrant": "p.search", "state-search-warrant": "p.search", "court-order": "p.order", "writ": "p.order"}
_BY_PAPER = {
    "none": "p.none",
    "administrative-warrant": "p.admin",
    "immigration-judge-order": "p.admin",
    "administrative-subpoena": "p.adminsub",
    "immigration-court-subpoena": "p.adminsub",
    "i-9-notice": "p.i9",
}
_REPEATS = ("p.none", "s.phone")
"""Sentences that only pass a request on: left out where danger, an emergency or a room speaks first, and calls already."""
_REQUESTS = ("detainer", "notification-request", "transfer-request")
_HELPS = (Outcome.MUST, Outcome.MAY)
_INSTEAD = {"i.inside": "i.front", "i.refused": "s.wait", "o.beyond": "s.counsel"}
"""What is said in place of a sentence that refuses; else that somebody else decides."""


def screen(
    counter: str, answers: Mapping[str, str], paper: Seen, decision: DecisionReport | None, *, refused: bool = False, signed: bool = True
) -> Screen:
    """The screen for what was answered. Without counsel's signature it holds only what every state shares."""
    first_do, first_say, first_call = _before_law(answers, refused=refused)
    # How a court's paper is met, and one that nobody can tell, is the same in every state.
    shared = signed or paper.sort in ("judge", "court", "unclear")
    do, say, call = _on_law(counter, answers, paper, decision) if shared else ("unsigned", ("s.counsel",), ("counsel", "role"))
    outcome = decision.outcome if decision and signed else ""
    if not _may_refuse(decision, signed=signed):
        first_say, say = _unrefused(first_say), _unrefused(say)
    if first_say:
        say = tuple(one for one in say if one not in _REPEATS)
    then = [*(["who"] if answers.get("proof") != "seen" else []), *(["copy"] if paper.sort != "none" else [])]
    then += ["watch"] if paper.sort == "judge" or refused else []
    return Screen(
        do=(*first_do, do),
        say=(*first_say, *say),
        call=tuple(dict.fromkeys((*first_call, *call))),
        then=(*then, "keep", "write"),
        outcome=str(outcome),
        turns_on=decision.depends_on if decision and outcome == Outcome.DEPENDS else (),
        rules=tuple(dict.fromkeys(one.cites for one in decision.rules)) if decision and outcome == Outcome.CONFLICT else (),
    )


def _may_refuse(decision: DecisionReport | None, *, signed: bool) -> bool:
    """Whether a refusal holds: only where counsel's law was asked, and it neither requires, permits nor contradicts itself."""
    if decision is None or not signed or decision.outcome == Outcome.CONFLICT:
        return False
    return not set(decision.outcomes or (decision.outcome,)) & set(_HELPS)


def _unrefused(say: tuple[str, ...]) -> tuple[str, ...]:
    """The sentences, with others in place of those that refuse."""
    return tuple(dict.fromkeys(_INSTEAD.get(one, "s.notmine") if one in NOT_WHERE_LAW_HELPS else one for one in say))


def _before_law(answers: Mapping[str, str], *, refused: bool) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Call, ...]]:
    """Danger, a claimed emergency, officers inside: these come first, whatever the law says."""
    do: list[str] = []
    say: list[str] = []
    call: list[Call] = []
    if answers.get("danger") == "yes":
        do, say, call = ["hurt"], ["e.hurt"], ["911", "role"]
    if answers.get("claim") == "yes":
        do, say, call = [*do, "claimed"], [*say, "e.claimed"], [*call, "role"]
    if answers.get("proof") == "refused":
        do, say, call = [*do, "impostor"], [*say, "e.impostor"], [*call, "police"]
    if refused:
        do, say = [*do, "entered"], [*say, "i.refused"]
    elif answers.get("inside") == "staff-area":
        do, say = [*do, "inside"], [*say, "i.inside"]
    return tuple(do), tuple(say), tuple(call)


def _on_law(
    counter: str, answers: Mapping[str, str], paper: Seen, decision: DecisionReport | None
) -> tuple[str, tuple[str, ...], tuple[Call, ...]]:
    """What the paper and the law ask for: any court's paper, and one that nobody can tell, goes to counsel first."""
    counsel_first: tuple[Call, ...] = ("counsel", "role")
    if paper.sort == "unclear":
        return "unclear", ("p.unclear",), counsel_first
    if paper.sort == "court":
        return "court", ("p.judsub",), counsel_first
    if paper.sort == "judge":
        # A room, and a search of it, are named only where somebody wants to go into one, or is in it.
        of_a_room = answers.get("what") == "enter" or answers.get("inside") == "staff-area"
        scope, arrest = ("s.scope", "p.arrest") if of_a_room else ("s.part", "p.custody")
        if paper.matches is False or (decision and decision.outcome == Outcome.MUST_NOT):
            return "beyond", ("o.beyond", scope), counsel_first
        return "judge", (_BY_JUDGE.get(paper.kind, arrest), scope), counsel_first
    if answers.get("what") == "custody":
        return "custody", ("i.custody",), ("role", "counsel")
    about = _about(counter, answers, paper)
    if decision is None:
        return "pass-on", (*about, "s.notmine"), ("role", "counsel")
    if decision.outcome == Outcome.CONFLICT:
        return "conflict", (*about, "o.conflict"), counsel_first
    if decision.outcome == Outcome.MUST:
        return "must", (*about, "o.must-other"), ("role", "counsel")
    return str(decision.outcome), (*about, f"o.{decision.outcome}"), ("role", "counsel")


def _about(counter: str, answers: Mapping[str, str], paper: Seen) -> tuple[str, ...]:
    """The sentence about the paper, or about a call."""
    if answers.get("inside") == "away" and paper.sort == "none":
        return ("s.phone",)
    if paper.kind in _REQUESTS:
        return ("p.detainer.jail",) if counter == "jail" else ("p.detainer.other",)
    return (_BY_PAPER[paper.kind],) if paper.kind in _BY_PAPER else ()


def shown(one: Screen, texts: Texts, given: Mapping[str, str], *, facts: Mapping[str, str]) -> Shown:
    """The screen in words: `given` are the agency's names for role, counsel, unit and place; `facts` say how each fact is asked."""
    words = {**given, "facts": " ".join(facts.get(name, name) for name in one.turns_on), "rules": ", ".join(one.rules)}
    return Shown(
        do=tuple(texts.filled(texts.do[name], words) for name in one.do),
        say=tuple(texts.filled(texts.say[name], words) for name in one.say),
        never=(texts.never["title"], texts.never["then"]),
        then=tuple(texts.filled(texts.then[name], words) for name in one.then),
    )
