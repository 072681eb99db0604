"""The next question in words, and a short tree of questions."""

from collections.abc import Sequence

from sanctuary.documents import Frozen
from sanctuary.engine.decide import decide as decided
from sanctuary.engine.decision import DecisionReport
from sanctuary.engine.questions import LINES, Questions
from sanctuary.engine.situation import Situation, known_facts, nested
from sanctuary.engine.step import Branch, Choice, Question, Start
from sanctuary.errors import RequestError
from sanctuary.law.asking import Seen
from sanctuary.law.jurisdiction import Law
from sanctuary.law.vocabulary import ACTOR, RESOURCE
from sanctuary.model import Outcome
from sanctuary.study.asks import ask_of
from sanctuary.study.phrases import answered, spoken

__all__ = ["AnswerReport", "NextOfLaw", "NextQuestion", "QuestionReport", "next_question", "of_law", "question_tree", "start_of"]


class AnswerReport(Frozen, frozen=True):
    """An answer that can be given: in words, as values of a box, and as the value that stands for them (null: known to be absent).

    Answers with one number `alike` lead to the same. `outcomes` are possible after it.
    """

    words: str
    values: tuple[str | bool, ...]
    answer: str | bool | int | None
    alike: int
    outcomes: tuple[Outcome, ...]


class QuestionReport(Frozen, frozen=True):
    """A fact to ask: how, who can see it, the answers that can be given, and the ids of the rules that turn on it."""

    fact: str
    ask: str
    seen: Seen
    answers: tuple[AnswerReport, ...]
    rules: tuple[str, ...]


class NextQuestion(Frozen, frozen=True):
    """The next question; or, where none can settle more, the decision.

    `can_matter`: facts that somebody can tell and that can still matter. `depends_on`: what the decision still turns on, where nothing is
    left to ask: facts that are not known, and readings.
    """

    question: QuestionReport | None
    outcomes: tuple[Outcome, ...]
    can_matter: tuple[str, ...]
    depends_on: tuple[str, ...]
    decision: DecisionReport | None


class NextOfLaw(NextQuestion, frozen=True):
    """The same with the digest of the law that was asked (`Law.digest`)."""

    law: str


def start_of(
    law: Law,
    situation: Situation,
    *,
    not_known: Sequence[str] = (),
    goal: str = "outcome",
    order: str = "fewest",
) -> Start:
    """A situation as the start of questions; refuses unknown words, and one without actor, action or resource."""
    for name in ("actor", "action", "resource"):
        if not getattr(situation, name):
            raise RequestError(f"the situation names no {name}. Give actor, action and resource; all else can be asked.")
    for word, words, what in ((goal, _GOALS, "goal"), (order, _ORDERS, "order")):
        if word not in words:
            raise RequestError(f"no {what} is called '{word}'; known: {', '.join(words)}")
    facts = known_facts(law.vocabulary, situation.actor, situation.action, situation.resource, situation.context, situation.absent)
    known = {name: value for name, value in facts.items() if name not in (ACTOR, RESOURCE)}
    return Start(
        actor=situation.actor,
        action=situation.action,
        resource=situation.resource,
        known=known,
        not_known=tuple(not_known),
        readings=situation.readings,
        goal=goal,  # type: ignore[arg-type]
        order=order,  # type: ignore[arg-type]
        papers=situation.papers,
    )


_GOALS = ("outcome", "duties", "reasons")
_ORDERS = ("fewest", "visible")


def next_question(questions: Questions, start: Start) -> NextQuestion:
    """The next question in words, or the decision of what is known."""
    step = questions.next(start)
    return NextQuestion(
        question=_question(questions.proofs.law, start, step.question) if step.question else None,
        outcomes=step.outcomes,
        can_matter=step.can_matter,
        depends_on=step.depends_on,
        decision=None if step.question else _decision(questions, start),
    )


def of_law(found: NextQuestion, digest: str) -> NextOfLaw:
    """The next question, with the law that it is asked for."""
    return NextOfLaw(**{name: getattr(found, name) for name in found.__struct_fields__}, law=digest)


def _decision(questions: Questions, start: Start) -> DecisionReport:
    context, absent = nested(start.known)
    situation = Situation(
        actor=start.actor,
        action=start.action,
        resource=start.resource,
        context=context,
        absent=absent,
        readings=start.readings,
        papers=start.papers,
    )
    return decided(questions.proofs, situation)


def _question(law: Law, start: Start, found: Question) -> QuestionReport:
    kind = law.vocabulary.actions[start.action].by_name[found.fact].kind
    return QuestionReport(
        fact=found.fact,
        ask=ask_of(law, found.fact, start.action, found.rules),
        seen=found.seen,
        answers=tuple(_answer(one, kind) for one in found.choices),
        rules=found.rules,
    )


def _answer(one: Choice, kind: str) -> AnswerReport:
    return AnswerReport(words=answered(one.values, kind), values=one.values, answer=one.answer, alike=one.alike, outcomes=one.outcomes)


def question_tree(questions: Questions, start: Start, lines: int = LINES) -> tuple[str, ...]:
    """The next questions as lines of text, indented; at most some lines, and none where nothing can be asked."""
    branch = questions.tree(start, lines)
    return tuple(_lines(questions.proofs.law, start.action, branch, "")) if branch else ()


def _lines(law: Law, action: str, branch: Branch, indent: str) -> list[str]:
    kind = law.vocabulary.actions[action].by_name[branch.fact].kind
    found = []
    for way in branch.ways:
        said = answered(way.values[:_MOST], kind) if way.values else "anything else"
        more = f" and {len(way.values) - _MOST} more" if len(way.values) > _MOST else ""
        told = ", ".join(way.outcomes)
        found.append(f"{indent}{spoken(branch.fact)}: {said}{more} - {told if len(way.outcomes) == 1 else f'depends ({told})'}")
        found += _lines(law, action, way.then, indent + "  ") if way.then else []
    return found


_MOST = 4
"""Values named on a line; the others are counted."""
