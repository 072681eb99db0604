"""The path of a dealing: questions of conduct first, then what the law still needs, walked anew from the answers at each step.

Answers are kept by name, so that going back, a second window or a stale page loses nothing. "unknown" is an answer to every question. A
question of law that the person cannot see the answer to is kept for whoever can; until then the law is asked with it open.
"""

from collections.abc import Mapping, Sequence

from sanctuary.conduct.counters import PAPER, Act, counter
from sanctuary.conduct.screen import Screen, screen
from sanctuary.conduct.sight import Seen, seen_paper
from sanctuary.documents import Frozen
from sanctuary.engine.decision import DecisionReport
from sanctuary.engine.questions import Questions
from sanctuary.engine.situation import Situation, nested
from sanctuary.engine.step import Branch, Start
from sanctuary.errors import RequestError, nearest
from sanctuary.law.asking import Seen as Level
from sanctuary.law.vocabulary import Value
from sanctuary.study.question import QuestionReport, next_question, start_of

__all__ = ["CONDUCT", "Dealing", "Step", "next_conduct", "step", "tree"]

CONDUCT = ("danger", "claim", "inside", "who", "proof", "what", "top", "title", "foot", "match")
"""The questions of conduct, in their order."""

_WHO: Mapping[str, Mapping[str, str]] = {
    "immigration": {"requester": "immigration-authority", "officer_of": "immigration-agency"},
    "other-federal": {"officer_of": "other-federal"},
    "local": {"officer_of": "own-state-or-local"},
    "other-state": {"officer_of": "other-state"},
    "nobody": {"requester": "private-party", "officer_of": "none"},
}
_REACH = "paper_covers_request"
_PAPER_FACTS = ("paper", "paper_court", _REACH)


class Dealing(Frozen, frozen=True):
    """What is known of a dealing: answers about conduct by question, facts of the law by name (null: absent), what nobody knows.

    `refused`: officers go in although nobody agreed.
    """

    counter: str
    answers: Mapping[str, str] = {}
    facts: Mapping[str, Value] = {}
    not_known: tuple[str, ...] = ()
    refused: bool = False


class Step(Frozen, frozen=True):
    """The next question, of conduct by its id or of the law; or, where nothing is left to ask, the screen.

    `kept` are facts of the law that somebody else can see; `decision` is what the law says of what is known.
    """

    conduct: str = ""
    law: QuestionReport | None = None
    kept: tuple[str, ...] = ()
    decision: DecisionReport | None = None
    screen: Screen | None = None


def next_conduct(answers: Mapping[str, str]) -> str:
    """The next question of conduct; empty where all that matter were asked."""
    for name in CONDUCT[:7]:
        if name not in answers:
            return name
    court = answers["top"] in ("federal-court", "state-court", "other-court")
    if answers["top"] not in ("none", "other", "unknown"):
        if "title" not in answers:
            return "title"
        if answers["title"] not in ("unknown", "recalled") and "foot" not in answers:
            return "foot"
        if court and seen_paper(answers).kind and "match" not in answers:
            return "match"
    return ""


def step(questions: Questions, dealing: Dealing, *, sees: Sequence[Level] = ("desk",), signed: bool = True) -> Step:
    """The next step of a dealing under a law. `sees`: which facts whoever answers can see; `signed`: whether counsel's signature stands."""
    place = counter(dealing.counter)
    if wanted := next_conduct(dealing.answers):
        return Step(conduct=wanted)
    paper, asked = seen_paper(dealing.answers), dealing.answers["what"]
    act = place.act(asked)
    if act is None and asked not in (PAPER, "unknown", *place.only_conduct):
        known = [*(one.id for one in place.asks), *place.only_conduct]
        raise RequestError(f"nothing that visitors ask for at this counter is called '{asked}'; {nearest(asked, known)}")
    if act is None or not signed:
        return Step(screen=screen(dealing.counter, dealing.answers, paper, None, refused=dealing.refused, signed=signed))
    kept: list[str] = []
    # How far an agency's paper reaches is asked of who can read it. A court's goes to counsel whatever it reaches.
    for_others = paper.sort == "administrative" and questions.proofs.law.library.asking.fact[_REACH].seen not in sees
    reach = paper.sort == "administrative" and not for_others
    while True:
        start = _start(questions, dealing, place.actor, act, paper, kept, reach=reach)
        try:
            told = next_question(questions, start)
        except RequestError:
            # What was seen cannot be together, or this actor cannot do it: the law is not asked, and whoever decides is called.
            return Step(screen=screen(dealing.counter, dealing.answers, paper, None, refused=dealing.refused, signed=True))
        if told.question is None:
            decision = told.decision
            if for_others and decision is not None and _REACH in decision.depends_on:
                kept.append(_REACH)
            shown = screen(dealing.counter, dealing.answers, paper, decision, refused=dealing.refused, signed=True)
            return Step(kept=tuple(kept), decision=decision, screen=shown)
        if told.question.seen in sees:
            return Step(law=told.question, kept=tuple(kept))
        kept.append(told.question.fact)


def tree(questions: Questions, dealing: Dealing, lines: int) -> Branch | None:
    """What anybody can still be asked about an act, once conduct is settled, as a tree of at most some lines; nothing where nothing is."""
    place = counter(dealing.counter)
    act = place.act(dealing.answers["what"])
    if act is None:
        return None
    start = _start(questions, dealing, place.actor, act, seen_paper(dealing.answers), ())
    try:
        return questions.tree(start, lines)
    except RequestError:
        return None


def _start(questions: Questions, dealing: Dealing, actor: str, act: Act, paper: Seen, kept: Sequence[str], *, reach: bool = False) -> Start:
    """What is known, as the law's words: what was seen, then what was answered to its own questions.

    `reach`: whether it is asked how far the paper reaches.
    """
    law = questions.proofs.law
    has = law.vocabulary.actions[act.action].by_name
    facts: dict[str, Value] = dict(_WHO.get(dealing.answers["who"], {}))
    claim = dealing.answers["claim"]
    facts |= {"emergency_claimed": claim == "yes"} if claim != "unknown" else {}
    facts |= {"paper": paper.kind} if paper.kind else {}
    facts |= {"paper_court": paper.court} if paper.kind and paper.court and not law.papers[paper.kind].whose else {}
    facts = {name: value for name, value in (facts | dict(dealing.facts)).items() if name in has}
    # A paper that nobody at the counter can tell, and how far any reaches, is for others to read.
    open_ones = [name for name in _PAPER_FACTS if name not in facts and (paper.sort == "unclear" or (name == _REACH and not reach))]
    context, absent = nested(facts)
    situation = Situation(actor=actor, action=act.action, resource=act.resource, context=context, absent=absent, papers="any")
    unknown = [name for name in (*dealing.not_known, *open_ones, *kept) if name in has]
    return start_of(law, situation, not_known=tuple(dict.fromkeys(unknown)), order="visible")
