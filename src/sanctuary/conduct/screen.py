"""What a screen says, in this order: what to do, what to say, whom to call, what never to do, what comes after. Law stands last.

A screen holds ids of texts; the texts are counsel's. What it says depends on danger, on where the officers are, on the paper as it is seen,
and on what the law says of what is known. A court's paper is never answered with a refusal: nobody stands in its way. Where people or
records are kept, that is not to hand them over: nobody at a counter does, and counsel reads the paper first. Sentences that refuse
are not loaded where the law may require or permit the act, where its rules disagree, or where it was not asked.
"""

from collections.abc import Mapping
from typing import Literal

from sanctuary.conduct.counters import Stake, counter
from sanctuary.conduct.sight import Seen
from sanctuary.conduct.texts import NOT_WHERE_LAW_HELPS, Texts
from sanctuary.documents import Frozen
from sanctuary.engine.decision import DecisionReport
from sanctuary.model import Outcome

__all__ = ["ALOUD", "Call", "Later", "Screen", "Shown", "aloud", "never_at", "screen", "shown", "told_on_the_phone"]

Call = Literal["911", "police", "role", "counsel"]


class Screen(Frozen, frozen=True):
    """Ids of texts: `do` and `say` in the order in which they are shown; `call` whom to call first, and whom then.

    `later`: sentences that wait for their moment, each with a text of when it is.
    """

    do: tuple[str, ...]
    say: tuple[str, ...]
    call: tuple[Call, ...]
    then: tuple[str, ...]
    never: tuple[str, ...] = ("title", "then")
    later: tuple[str, ...] = ()
    outcome: str = ""
    turns_on: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


class Later(Frozen, frozen=True):
    """A sentence, and when it is said."""

    when: str
    say: str


class Shown(Frozen, frozen=True):
    """A screen in words."""

    do: tuple[str, ...]
    say: tuple[str, ...]
    never: tuple[str, ...]
    then: tuple[str, ...]
    later: tuple[Later, ...] = ()


ALOUD: Mapping[str, tuple[str, ...]] = {"who": ("s.greet", "s.who"), "proof": ("s.verify",), "what": ("s.why",), "top": ("s.paper",)}
"""What is said while a question is asked, in the order of conduct: greet, who, confirm, why, paper."""

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
MOST_SAID = 3
"""Sentences that somebody in danger, or with officers in the room, can say: what the law makes of it stands last, and stays."""
_REQUESTS = ("detainer", "notification-request", "transfer-request")
_HELPS = (Outcome.MUST, Outcome.MAY, Outcome.UNKNOWN)
_INSTEAD = {"i.inside": "i.front", "i.refused": "s.wait", "o.beyond": "s.counsel", "e.threat": "e.back"}
"""What is said in place of a sentence that refuses; else that somebody else decides."""


def screen(
    counter: str, answers: Mapping[str, str], paper: Seen, decision: DecisionReport | None, *, refused: bool = False, signed: bool = True
) -> Screen:
    """The screen for what was answered. Without counsel's signature it holds only what every state shares."""
    stake = _stake(counter, answers)
    first_do, first_say, first_call = _before_law(counter, answers, stake, refused=refused)
    # How a court's paper is met, and one that nobody can tell, is the same in every state.
    shared = signed or paper.sort in ("judge", "court", "unclear")
    asked = decision if signed else None
    do, say, call = _on_law(counter, answers, paper, asked, stake) if shared else ("unsigned", ("s.counsel",), ("counsel", "role"))
    later = _later(answers, paper, stake, refused=refused)
    outcome = asked.outcome if asked else ""
    if not _may_refuse(asked):
        first_say, say, later = _unrefused(first_say), _unrefused(say), _unrefused(later)
    if first_say:
        say = tuple(one for one in say if one not in _REPEATS)
        if paper.sort != "judge":
            say = say[-max(1, MOST_SAID - len(first_say)) :]
    then = [*(["who"] if answers.get("proof") != "seen" else []), *(["copy"] if paper.sort != "none" else [])]
    then += ["watch"] if paper.sort == "judge" or refused else []
    return Screen(
        do=(*first_do, do),
        say=(*first_say, *say),
        call=tuple(dict.fromkeys((*first_call, *call))),
        then=(*then, "keep", "write"),
        never=never_at(counter),
        later=later,
        outcome=str(outcome),
        turns_on=asked.depends_on if asked and outcome == Outcome.DEPENDS and do == "depends" else (),
        rules=tuple(dict.fromkeys(one.cites for one in asked.rules)) if asked and outcome == Outcome.CONFLICT else (),
    )


def never_at(name: str) -> tuple[str, ...]:
    """What nobody does at a counter, and what follows if officers act anyway: where people are kept, nobody is handed over."""
    return ("title", "then-keeps" if counter(name).keeps else "then")


def aloud(answers: Mapping[str, str], question: str) -> tuple[str, ...]:
    """What is said while a question is asked. By telephone or letter nobody is asked to wait at the front or to show anything."""
    away, calm = answers.get("inside") == "away", answers.get("danger") != "yes" and answers.get("inside") != "staff-area"
    if away:
        return ALOUD[question] if question in ("proof", "what") else ()
    return tuple(one for one in ALOUD.get(question, ()) if calm or one != "s.greet")


def _stake(name: str, answers: Mapping[str, str]) -> Stake:
    """What could be handed over; where nobody is kept and officers stand in a room of the staff, the room comes first."""
    place = counter(name)
    return "" if answers.get("inside") == "staff-area" and not place.keeps else place.stake(answers.get("what", ""))


def _may_refuse(decision: DecisionReport | None) -> bool:
    """Whether a refusal holds: only where counsel's law was asked, and it neither requires, permits nor contradicts itself."""
    if decision is None or decision.outcome == Outcome.CONFLICT:
        return False
    return not _possible(decision) & set(_HELPS)


def _possible(decision: DecisionReport | None) -> set[Outcome]:
    return set(decision.outcomes or (decision.outcome,)) if decision else set()


def _unrefused(say: tuple[str, ...]) -> tuple[str, ...]:
    """The sentences, with others in place of those that refuse."""
    return tuple(dict.fromkeys(_INSTEAD.get(one, "s.notmine") if one in NOT_WHERE_LAW_HELPS else one for one in say))


def _before_law(
    name: str, answers: Mapping[str, str], stake: Stake, *, refused: bool
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Call, ...]]:
    """Danger, a claimed emergency, officers inside: these come first, whatever the law says."""
    do: list[str] = []
    say: list[str] = []
    call: list[Call] = []
    away, keeps = answers.get("inside") == "away", counter(name).keeps
    if answers.get("danger") == "yes":
        do, say, call = ["hurt"], ["e.hurt"], ["911", "role"]
    if answers.get("claim") == "yes":
        # Nobody steps aside from a telephone, and where people are kept it would read as leave to take them.
        only_call = away or (keeps and bool(stake))
        do, say, call = (
            [*do, "claimed-call" if only_call else "claimed"],
            [*say, "e.decides" if only_call else "e.claimed"],
            [*call, "role"],
        )
    if answers.get("proof") == "refused":
        police = name == "police"
        do, call = [*do, "impostor-police" if police else "impostor"], [*call, "role" if police else "police"]
        say = [*say, "s.verify" if away else "e.confirm" if police else "e.impostor"]
    if refused:
        do, say = [*do, "entered-keeps" if keeps else "entered"], [*say, "i.refused"]
    elif answers.get("inside") == "staff-area":
        do, say = [*do, "inside-keeps" if keeps else "inside"], [*say, "i.inside"]
    return tuple(do), tuple(say), tuple(call)


def _on_law(
    name: str, answers: Mapping[str, str], paper: Seen, decision: DecisionReport | None, stake: Stake
) -> tuple[str, tuple[str, ...], tuple[Call, ...]]:
    """What the paper and the law ask for: any court's paper, and one that nobody can tell, goes to counsel first."""
    if paper.sort in ("unclear", "court", "judge"):
        return *_court_paper(answers, paper, decision, stake), ("counsel", "role")
    if answers.get("what") == "custody":
        return "custody", ("i.custody",), ("role", "counsel")
    about = _about(name, answers, paper)
    if decision is None or decision.outcome == Outcome.UNKNOWN:
        return "pass-on", (*about, "s.notmine"), ("role", "counsel")
    if decision.outcome == Outcome.CONFLICT:
        return "conflict", (*about, "o.conflict"), ("counsel", "role")
    if decision.outcome == Outcome.MUST:
        person = stake in ("person", "hold")
        return "must-person" if person else "must", (*about, "o.must-person" if person else "o.must-other"), ("role", "counsel")
    return str(decision.outcome), (*about, f"o.{decision.outcome}"), ("role", "counsel")


def _court_paper(answers: Mapping[str, str], paper: Seen, decision: DecisionReport | None, stake: Stake) -> tuple[str, tuple[str, ...]]:
    """A court's paper, or one that nobody can tell: what to do and to say. Where the law requires the act, or may, that stands first."""
    possible = _possible(decision) if stake else set()
    # Where the law forbids the act by some papers, one that nobody can tell hands nobody over yet, though another paper would.
    may_must = Outcome.MUST in possible and Outcome.MUST_NOT not in possible
    required = "must-paper" if possible == {Outcome.MUST} else "may-must" if may_must else ""
    by_stake = f"-{stake}" if stake else ""
    if paper.sort == "unclear":
        return required or f"unclear{by_stake}", ("p.unclear",)
    if paper.sort == "court":
        return "court", ("p.judsub",)
    # A room, and a search of it, are named only where somebody wants to go into one, or is in it.
    of_a_room = answers.get("what") == "enter" or answers.get("inside") == "staff-area"
    scope, arrest = ("s.scope", "p.arrest") if of_a_room else ("s.part", "p.custody")
    if paper.matches is False or (decision and decision.outcome == Outcome.MUST_NOT):
        doubted = "may-must" if may_must else f"beyond{by_stake}"
        return doubted, ("s.counsel" if stake in ("person", "hold") else "o.beyond", scope)
    met = "p.custody" if stake in ("person", "hold") else _BY_JUDGE.get(paper.kind, arrest)
    return required or f"judge{by_stake}", (met, scope)


def _about(name: str, answers: Mapping[str, str], paper: Seen) -> tuple[str, ...]:
    """The sentence about the paper, or about a call."""
    if answers.get("inside") == "away" and paper.sort == "none":
        return ("s.phone",)
    if paper.kind in _REQUESTS:
        return ("p.detainer.jail",) if name == "jail" else ("p.detainer.other",)
    return (_BY_PAPER[paper.kind],) if paper.kind in _BY_PAPER else ()


def _later(answers: Mapping[str, str], paper: Seen, stake: Stake, *, refused: bool) -> tuple[str, ...]:
    """Sentences that wait for their moment: to whom one calls, to people who wait, if somebody threatens, is arrested, asks or leaves."""
    here = answers.get("inside") != "away"
    return (
        "s.call",
        "s.line",
        *(["s.nocopy"] if here and paper.sort != "none" else []),
        "s.people",
        *(["s.leave"] if here and (refused or (paper.sort == "judge" and stake in ("", "record"))) else []),
        *(["e.threat", "i.arrest", "s.public"] if here else []),
    )


def told_on_the_phone(counter: str, answers: Mapping[str, str], texts: Texts, given: Mapping[str, str]) -> dict[str, str]:
    """What fills the sentence for whom one calls: where they are, who they say they are, what for, the paper as it is seen."""

    def said(question: str) -> str:
        return texts.filled(texts.question[question].answers[answers.get(question, "unknown")], given)

    what = answers.get("what", "unknown")
    seen = said("top")
    if answers.get("top") not in ("none", "other", "unknown", None):
        seen = texts.filled(texts.words["paper_seen"], {"top": seen, "title": said("title"), "foot": said("foot")})
    return {
        "where": said("inside"),
        "agency": said("who"),
        "what": texts.asks.get(texts.asks_at(counter, what)) or said("what"),
        "seen": seen,
    }


def shown(one: Screen, texts: Texts, given: Mapping[str, str], *, facts: Mapping[str, str]) -> Shown:
    """The screen in words: `given` are the agency's names for role, counsel, unit and place; `facts` say how each fact is asked."""
    words = {**given, "facts": " ".join(facts.get(name, name) for name in one.turns_on), "rules": ", ".join(one.rules)}
    return Shown(
        do=tuple(texts.filled(texts.do[name], words) for name in one.do),
        say=tuple(texts.filled(texts.say[name], words) for name in one.say),
        never=tuple(texts.filled(texts.never[name], words) for name in one.never),
        then=tuple(texts.filled(texts.then[name], words) for name in one.then),
        later=tuple(Later(when=texts.filled(texts.when[name], words), say=texts.filled(texts.say[name], words)) for name in one.later),
    )
