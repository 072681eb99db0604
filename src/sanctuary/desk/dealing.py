"""An open interview: answers by name, and the path walked anew from them for each page.

There is no place in the path to lose: going back, a second tab, a stale form or a form that is sent twice put an answer under a name, and
whatever is asked next follows from all of them. Answers that the path does not need now are kept for when it does.
"""

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Literal

from sanctuary.conduct.counters import PAPER, counter
from sanctuary.conduct.path import Dealing, Step, next_conduct, step
from sanctuary.conduct.screen import Later, shown, told_on_the_phone
from sanctuary.conduct.sight import seen_paper
from sanctuary.conduct.texts import texts
from sanctuary.desk.words import Words
from sanctuary.documents import Frozen, as_json, replace
from sanctuary.engine.questions import Questions
from sanctuary.law.asking import Seen as Level
from sanctuary.law.vocabulary import Value
from sanctuary.study.interview import holds
from sanctuary.study.question import QuestionReport

__all__ = ["MOST", "UNKNOWN", "Point", "Said", "State", "Walk", "answers_of", "said", "walk"]

UNKNOWN = "unknown"
MOST = 3
"""Questions for others that one screen or line names."""


class State(Frozen, frozen=True):
    """What an open interview holds. A repr shows nothing of it.

    `answers` are those of conduct by question, `facts` those of the law by fact, `not_known` facts that nobody can tell. `sees`: who has
    been reached, as to which facts are asked. `pinned`: law and texts on which it runs. `token`: one entry of the record, however often it
    is sent. `record`: answers to the questions of the record. `shown`: the digest of what the screen said last. `photo`: the SHA-256 of a
    photograph that was read and not kept.
    """

    site: str
    counter: str
    begun: datetime
    on: date
    pinned: str
    token: str
    answers: Mapping[str, str] = {}
    facts: Mapping[str, str | bool | int | None] = {}
    not_known: tuple[str, ...] = ()
    sees: tuple[Level, ...] = ("desk",)
    refused: bool = False
    case: str = ""
    photo: str = ""
    record: Mapping[str, str] = {}
    shown: str = ""

    def __repr__(self) -> str:
        return "State(...)"


class Point(Frozen, frozen=True):
    """A question on the path, and the answer that was given to it; `given` is empty where it waits for one."""

    name: str
    kind: Literal["conduct", "law"]
    given: str = ""
    law: QuestionReport | None = None


class Walk(Frozen, frozen=True):
    """The path as far as the answers reach: its questions, the last of which may wait; where none waits, the step with its screen."""

    points: tuple[Point, ...]
    step: Step

    @property
    def seen(self) -> dict[str, str]:
        """The answers of conduct that the path takes: others may be left from before something was answered anew."""
        return {one.name: one.given for one in self.points if one.kind == "conduct" and one.given}

    @property
    def waits(self) -> Point | None:
        """The question that waits for an answer."""
        return self.points[-1] if self.points and not self.points[-1].given else None


def answers_of(name: str, at: str) -> tuple[str, ...]:
    """The ids of the answers to a question of conduct at a counter, in the order in which they stand."""
    if name == "what":
        place = counter(at)
        return (*(one.id for one in place.asks), *place.only_conduct, PAPER, UNKNOWN)
    return tuple(texts("en").question[name].answers)


def walk(questions: Questions, state: State, *, signed: bool) -> Walk:
    """The path of the answers given so far."""
    taken: dict[str, str] = {}
    points: list[Point] = []
    while wanted := next_conduct(taken):
        given = state.answers.get(wanted, "")
        if given not in answers_of(wanted, state.counter):
            return Walk(points=(*points, Point(name=wanted, kind="conduct")), step=Step(conduct=wanted))
        taken[wanted] = given
        points.append(Point(name=wanted, kind="conduct", given=given))
    facts: dict[str, Value] = {}
    unknown: list[str] = []
    # How a court's subpoena is met, and a paper that nobody can tell, no law changes: the desk is not kept with questions.
    settled = state.sees == ("desk",) and seen_paper(taken).sort in ("court", "unclear")
    while True:
        dealing = Dealing(counter=state.counter, answers=taken, facts=facts, not_known=tuple(unknown), refused=state.refused)
        told = step(questions, dealing, sees=() if settled else state.sees, signed=signed)
        if told.law is None:
            return Walk(points=tuple(points), step=told)
        name = told.law.fact
        given = _given(state, told.law)
        points.append(Point(name=name, kind="law", given=given, law=told.law))
        if not given:
            return Walk(points=tuple(points), step=told)
        if given == UNKNOWN:
            unknown.append(name)
        else:
            facts[name] = state.facts[name]


def _given(state: State, asked: QuestionReport) -> str:
    """The answer as a form sends it, where one was given that can be given here."""
    if asked.fact in state.not_known:
        return UNKNOWN
    if asked.fact not in state.facts:
        return ""
    value = state.facts[asked.fact]
    for one in asked.answers:
        if any(holds(text, value) for text in one.values):
            return as_json(one.answer).strip()
    return ""


class Said(Frozen, frozen=True):
    """What a screen said, in words; `digest` is the SHA-256 over all of it, with the law and the texts that it was of.

    `asked`: the questions for others that stand in it, in their order.
    """

    do: tuple[str, ...]
    say: tuple[str, ...]
    never: tuple[str, ...]
    then: tuple[str, ...]
    later: tuple[Later, ...]
    digest: str
    asked: tuple[str, ...] = ()


def said(state: State, told: Step, words: Words, given: Mapping[str, str]) -> Said:
    """The words of a screen in a language: `given` are the agency's own. At most three questions for others are named."""
    if told.screen is None:
        raise ValueError("the path has a question left to ask")
    # A reading is a dispute of lawyers: however many there are, it is one thing to ask counsel.
    asked = {name: words.fact_asked(name) for name in told.screen.turns_on}
    few = tuple({text: name for name, text in asked.items()}.values())[:MOST]
    given = {**given, **told_on_the_phone(state.counter, state.answers, words.conduct, given)}
    found = shown(replace(told.screen, turns_on=few), words.conduct, given, facts=asked)
    held = {"schema": "sanctuary.desk.said/2", "pinned": state.pinned, "language": words.language, "screen": told.screen, "words": found}
    digest = sha256(as_json(held).encode()).hexdigest()
    return Said(
        do=found.do,
        say=found.say,
        never=found.never,
        then=found.then,
        later=found.later,
        digest=digest,
        asked=tuple(asked[name] for name in few),
    )
