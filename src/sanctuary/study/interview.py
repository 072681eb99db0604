"""An interview: questions, one after the other, until an answer is settled.

Answers are kept by fact, and the path is walked anew for each step. So going back loses nothing: an answer that the new path does not ask
for is kept for when it does.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sanctuary.documents import Frozen
from sanctuary.documents import replace as changed
from sanctuary.engine.decision import DecisionReport
from sanctuary.engine.questions import Questions
from sanctuary.engine.situation import Situation, known_facts
from sanctuary.engine.solver import Clauses
from sanctuary.engine.step import Question, Start, Step
from sanctuary.errors import RequestError
from sanctuary.law.condition import actions_of, read
from sanctuary.law.jurisdiction import Law
from sanctuary.law.meant import hint
from sanctuary.law.used import PackUsed, packs_used
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Value
from sanctuary.model import Outcome
from sanctuary.study.asks import ask_of
from sanctuary.study.phrases import answered
from sanctuary.study.question import QuestionReport, next_question, start_of

__all__ = ["SCHEMA", "Asked", "Interview", "InterviewState", "acts_of", "holds", "interview", "things_of"]

SCHEMA = "sanctuary.interview/1"


class InterviewState(Frozen, frozen=True):
    """What an interview knows: a situation that may leave everything open but who does what to what, and the answers given so far.

    `answers` holds values by fact, null or "absent" for an optional fact that is missing; `not_known` the facts that nobody can tell;
    `again` a fact to ask anew, its answer kept.
    """

    place: str = ""
    on: date | None = None
    actor: str = ""
    action: str = ""
    resource: str = ""
    context: Mapping[str, Any] = {}
    absent: tuple[str, ...] = ()
    readings: Mapping[str, bool] = {}
    answers: Mapping[str, str | bool | int | None] = {}
    not_known: tuple[str, ...] = ()
    goal: str = "outcome"
    order: str = "fewest"
    again: str = ""


class Asked(Frozen, frozen=True):
    """A question of the path with its answer; `known` is false where nobody can tell."""

    fact: str
    ask: str
    known: bool
    answer: str | bool | int | None
    words: str


class Interview(Frozen, frozen=True):
    """A step of an interview: the path so far, the next question or the decision, and the state to answer into.

    `given` is an earlier answer to the question that is asked again. `kept` names facts whose answers the path does not ask for.
    """

    schema: str
    place: str
    title: str
    on: date
    known_through: date
    presumed: bool
    actor: str
    run_by: str
    action: str
    resource: str
    goal: str
    order: str
    path: tuple[Asked, ...]
    question: QuestionReport | None
    given: Asked | None
    outcomes: tuple[Outcome, ...]
    can_matter: tuple[str, ...]
    depends_on: tuple[str, ...]
    decision: DecisionReport | None
    kept: tuple[str, ...]
    state: InterviewState
    packs: tuple[PackUsed, ...]


def interview(questions: Questions, state: InterviewState) -> Interview:
    """The step after the answers given so far: each is used where the path asks for it, and kept where it does not."""
    law = questions.proofs.law
    situation = Situation(
        actor=state.actor,
        action=state.action,
        resource=state.resource,
        context=state.context,
        absent=state.absent,
        readings=state.readings,
        papers="any",
    )
    walk = _Walk(questions, start_of(law, situation, goal=state.goal, order=state.order), state)
    found = next_question(questions, walk.start)
    if state.again and walk.again is None:
        state = changed(state, again="")
    return Interview(
        schema=SCHEMA,
        place=law.place.id,
        title=law.place.file.title,
        on=law.on,
        known_through=law.known_through,
        presumed=law.presumed,
        actor=state.actor,
        run_by=law.run_by(state.actor),
        action=state.action,
        resource=state.resource,
        goal=state.goal,
        order=state.order,
        path=tuple(walk.path),
        question=found.question,
        given=walk.again,
        outcomes=found.outcomes,
        can_matter=found.can_matter,
        depends_on=found.depends_on,
        decision=found.decision,
        kept=tuple(name for name in (*walk.answers, *state.not_known) if name not in walk.used and name != state.again),
        state=state,
        packs=packs_used(law),
    )


class _Walk:
    """The path from the start as far as the answers reach."""

    def __init__(self, questions: Questions, start: Start, state: InterviewState) -> None:
        self.law, self.start, self.state = questions.proofs.law, start, state
        self.action = self.law.vocabulary.actions[start.action]
        self.answers = self._checked(state)
        self.path: list[Asked] = []
        self.used: set[str] = set()
        self.again: Asked | None = None
        while self._onward(questions.next(self.start)):
            pass

    def _checked(self, state: InterviewState) -> dict[str, Value]:
        """The answers as values; refuses those that no fact can have, a fact that the start knows, and one both known and not."""
        missing = {name for name, value in state.answers.items() if value is None or value == "absent"}
        given = {name: value for name, value in state.answers.items() if name not in missing}
        found = known_facts(self.law.vocabulary, "", state.action, "", given, tuple(name for name in state.answers if name in missing))
        for name in (*found, *state.not_known):
            if name in self.start.known:
                raise RequestError(f"'{name}' is a fact of the start and an answer too. Keep one of the two.")
            if name not in self.action.by_name or name in (ACTOR, RESOURCE):
                facts = [one for one in self.action.by_name if one not in (ACTOR, RESOURCE)]
                raise RequestError(f"'{state.action}' has no fact '{name}'; {hint('fact', name, tuple(facts))}")
            if name in found and name in state.not_known:
                raise RequestError(f"'{name}' is both known and not known. Keep one of the two.")
        return found

    def _onward(self, step: Step) -> bool:
        """Answers the question of a step, if it can; else the walk ends there."""
        if step.question is None:
            return False
        fact = step.question.fact
        asked = self._answer_to(fact, step.question)
        if fact == self.state.again:
            self.again = asked
            return False
        if asked is None:
            return False
        self.used.add(fact)
        self.path.append(asked)
        if asked.known:
            self.start = replace(self.start, known={**self.start.known, fact: self.answers[fact]})
        else:
            self.start = replace(self.start, not_known=(*self.start.not_known, fact))
        return True

    def _answer_to(self, fact: str, question: Question) -> Asked | None:
        """The answer that was given, if it can be given here."""
        ask, kind = ask_of(self.law, fact, self.action.name, question.rules), self.action.by_name[fact].kind
        if fact in self.state.not_known:
            return Asked(fact=fact, ask=ask, known=False, answer=None, words="not known")
        if fact not in self.answers:
            return None
        value = self.answers[fact]
        able = any(holds(text, value) for choice in question.choices for text in choice.values)
        text: str | bool = value if isinstance(value, bool) else "absent" if value is None else str(value)
        return Asked(fact=fact, ask=ask, known=True, answer=value, words=answered([text], kind)) if able else None


def holds(text: str | bool, value: Value) -> bool:
    """Whether a value is one of those that a box tells as a text."""
    if isinstance(value, bool) or isinstance(text, bool):
        return text is value
    if isinstance(value, int):
        first, _, last = text.partition("-")
        return first.isdecimal() and int(first) <= value <= int(last or first)
    return text == ("absent" if value is None else value)


def acts_of(law: Law, actor: str) -> tuple[str, ...]:
    """The acts that an actor can do at all, in the order of the vocabulary."""
    return tuple(name for name in law.vocabulary.actions if _can_occur(law, name, {ACTOR: actor}))


def things_of(law: Law, actor: str, action: str) -> tuple[str, ...]:
    """What an actor can do an act to."""
    values = law.vocabulary.actions[action].by_name[RESOURCE].values
    return tuple(value for value in values if _can_occur(law, action, {ACTOR: actor, RESOURCE: value}))


def _can_occur(law: Law, action: str, known: Mapping[str, Value]) -> bool:
    described = law.vocabulary.actions[action]
    clauses = Clauses(described)
    for policy in law.possible:
        if action in actions_of(policy, law.vocabulary):
            clauses.add(-read(policy, described, clauses))
    return clauses.solve([clauses.among(described.by_name[name], frozenset({value})) for name, value in known.items()])
