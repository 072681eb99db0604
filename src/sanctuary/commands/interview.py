"""`sanctuary interview`: questions on the terminal until an answer is settled, or step by step as JSON."""

import sys
from collections.abc import Sequence
from typing import Annotated, Literal

from cyclopts import Parameter

from sanctuary.commands import STDIN
from sanctuary.commands.decide import tell
from sanctuary.commands.options import Day, Place, Plain, Readings
from sanctuary.commands.printing import Printer, print_json
from sanctuary.commands.words import day, day_or_today, facts, in_law_words, place_of, readings, say_read, shaped, typed, whole_number
from sanctuary.documents import replace
from sanctuary.engine.decide import deciding_paper
from sanctuary.engine.prove import Proofs
from sanctuary.engine.questions import Questions
from sanctuary.engine.situation import Situation, by_path, known_facts, nested
from sanctuary.errors import RequestError, visible
from sanctuary.law.beside import COVERS, PAPER
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.meant import hint
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import Value
from sanctuary.study.comes_with import asked_by
from sanctuary.study.everyday import everyday
from sanctuary.study.interview import Interview, InterviewState, acts_of, things_of
from sanctuary.study.interview import interview as asked
from sanctuary.study.phrases import act, listed, outcome_said, spoken
from sanctuary.study.question import AnswerReport, QuestionReport
from sanctuary.study.terms import covers_ask
from sanctuary.study.visits import need_somebody_held

__all__ = ["interview"]


def interview(
    place: Place = "",
    *,
    on: Day = "",
    reading: Readings = (),
    actor: Annotated[str, Parameter(help="Who acts; without it the terminal asks.")] = "",
    action: Annotated[str, Parameter(help="What is done; without it the terminal asks.")] = "",
    resource: Annotated[str, Parameter(help="To what; without it the terminal asks.")] = "",
    fact: Annotated[tuple[str, ...], Parameter(help="A fact known at the start: paper=detainer.", negative="")] = (),
    goal: Annotated[
        Literal["outcome", "duties", "reasons"] | None, Parameter(help="What to settle: outcome; duties too; the deciding rules too.")
    ] = None,
    order: Annotated[
        Literal["fewest", "visible"] | None, Parameter(help="fewest: the fewest questions. visible: what the desk can see first.")
    ] = None,
    state: Annotated[str, Parameter(help="A file with the state of an interview as JSON or TOML; - reads standard input.")] = "",
    format: Plain = "text",  # noqa: A002 - the option's name
) -> int:
    """The next question, until an answer is settled: as few as can be, and none that cannot matter any more.

    On the terminal, answer with a number or a word; `?` says that nobody can tell, `back` goes back without losing answers,
    `why` names the rules that turn on the question, `stop` ends. With --format json: one step, state in, next question out.
    """
    found = shaped(state, InterviewState, "the state of an interview is a few lines") if state else InterviewState()
    given = {"place": place, "on": day(on), "actor": actor, "action": action, "resource": resource, "goal": goal, "order": order}
    found = replace(
        found,
        **{name: value for name, value in given.items() if value},
        context={**by_path(found.context), **by_path(facts(fact))},
        readings={**found.readings, **readings(reading)},
    )
    if not found.place:
        raise RequestError("no place is named. Give one, for example: sanctuary interview los-angeles")
    library, name = place_of(Library(), found.place)
    law = law_of(library, name, found.on or day_or_today(""))
    named = Situation(actor=found.actor, action=found.action, resource=found.resource, context=found.context)
    read = in_law_words(law, named)
    need_somebody_held(law, named, read)
    if read.other_paper:
        read = deciding_paper(Proofs(law), read)
        said = f"{spoken(read.context[PAPER])} decides and is asked about"
        say_read(f"Of the two papers {said}; what {spoken(read.other_paper)} brings: sanctuary decide.")
    words = {"actor": read.actor, "action": read.action, "resource": read.resource, "context": read.context}
    found = replace(found, place=name, on=law.on, **words)
    questions = Questions(Proofs(law))
    if format == "json":
        print_json(asked(questions, found))
        return 0
    if state == STDIN:
        raise RequestError("standard input cannot hold the state and the answers. Give the state as a file, or take --format json.")
    return _Terminal(law, questions, read.other_paper).run(found)


class _StopError(Exception):
    """The person stops."""


class _Terminal:
    """Questions on the terminal; answers come from standard input, line by line."""

    def __init__(self, law: Law, questions: Questions, beside: str = "") -> None:
        """`beside`: a second paper in hand, which is not asked about."""
        self.law, self.questions, self.printer, self.beside = law, questions, Printer(), beside

    def run(self, state: InterviewState) -> int:
        """Asks until the answer is settled, or the person stops; the path is shown either way."""
        if self.law.presumed:
            self.printer.line(f"As known through {self.law.known_through}: the last law read is presumed to stand on {self.law.on}.")
        step: Interview | None = None
        try:
            state = self._whole(state)
            step = asked(self.questions, state)
            while step.question:
                step = asked(self.questions, self._answered(step, step.question))
        except _StopError:
            if step:
                self._path(step)
                ways = listed([outcome_said(one) for one in step.outcomes], "or")
                self.printer.line(f"Stopped; still possible: {ways}.")
            return 0
        self._path(step)
        self.printer.line()
        if step.decision:
            tell(self.printer, self.questions.proofs, self._situation(step), step.decision)
        return 0

    def _situation(self, step: Interview) -> Situation:
        """The situation that the answers have made."""
        state = step.state
        known = known_facts(self.law.vocabulary, state.actor, state.action, state.resource, state.context, state.absent)
        context, absent = nested({**known, **{one.fact: one.answer for one in step.path if one.known}})
        return Situation(
            actor=state.actor,
            action=state.action,
            resource=state.resource,
            context=context,
            absent=absent,
            readings=state.readings,
            papers="assumed" if step.decision and step.decision.assumed else "any",
            other_paper=self.beside,
        )

    def _whole(self, state: InterviewState) -> InterviewState:
        """The state with actor, action and resource, asked where the options name none."""
        if not state.actor:
            actors = self.law.vocabulary.enums["Actor"]
            state = self._pick("Who acts?", "actor", actors, [self._called(one) for one in actors], state)
        self._known("actor", state.actor, self.law.vocabulary.enums["Actor"])
        if not state.action:
            acts = acts_of(self.law, state.actor)
            state = self._pick("What is done?", "action", acts, [f"{one}: {act(self.law, one)}" for one in acts], state)
        self._known("action", state.action, tuple(self.law.vocabulary.actions))
        if not state.resource:
            things = things_of(self.law, state.actor, state.action)
            state = self._pick("To what?", "resource", things, [spoken(one) for one in things], state)
        return state

    def _called(self, actor: str) -> str:
        """The word of an actor, and its name here where it has one."""
        name = self.law.name_of(actor)
        return actor if name == actor else f"{actor} ({name})"

    def _known(self, what: str, word: str, known: Sequence[str]) -> None:
        if word not in known:
            raise RequestError(f"no {what} is called '{word}'; {hint(what, word, tuple(known))}")

    def _pick(self, ask: str, what: str, values: Sequence[str], words: Sequence[str], state: InterviewState) -> InterviewState:
        """The state with one of some values, by its number or its word, or by an everyday word as `decide` reads it."""
        if len(values) == 1:
            return replace(state, **{what: values[0]})
        self.printer.line(ask, style="bold")
        for number, word in enumerate(words, start=1):
            self.printer.line(f"{number:>2} {word}", indent=2)
        while True:
            line = self._line("number or word; stop")
            number = whole_number(line)
            if line in values or 1 <= number <= len(values):
                return replace(state, **{what: line if line in values else values[number - 1]})
            read = self._read(replace(state, **{what: line}))
            if getattr(read, what) in values:
                return read
            told = hint(what, line, tuple(values))
            shown = f" {told[:1].upper()}{told[1:]}" if told.endswith("?") else ""
            self.printer.line(f"That is none of the answers.{shown} Give a number from 1 to {len(values)}, or a word.")

    def _read(self, state: InterviewState) -> InterviewState:
        """The state with its words in the law's, and in one line how they were read; facts that a phrase names are taken over."""
        asked = Situation(actor=state.actor, action=state.action, resource=state.resource, context=state.context)
        found, notes = everyday(self.law, asked)
        if notes:
            self.printer.line(f"Read {'; '.join(notes)}.")
        return replace(state, actor=found.actor, action=found.action, resource=found.resource, context=found.context)

    def _answered(self, step: Interview, question: QuestionReport) -> InterviewState:
        """The state after the person's answer to a question."""
        state = step.state
        self._ask(step, question)
        while True:
            line = self._line("number or word; ? not known, back, why, stop")
            if line == "back" and step.path:
                return replace(state, again=step.path[-1].fact)
            if line == "back":
                self.printer.line("This is the first question.")
            elif line == "why":
                self._why(question)
            elif line == "" and step.given:
                return replace(state, again="")
            elif line in ("?", "not known"):
                answers = {name: value for name, value in state.answers.items() if name != question.fact}
                return replace(state, answers=answers, not_known=(*_others(state, question.fact), question.fact), again="")
            else:
                found = _meant(line, question.answers) or self._everyday(line, state, question)
                if found:
                    answers = {**state.answers, question.fact: found[0]}
                    return replace(state, answers=answers, not_known=_others(state, question.fact), again="")
                self.printer.line(f"That is none of the answers. Give a number from 1 to {len(question.answers)}, or a word of the list.")

    def _everyday(self, line: str, state: InterviewState, question: QuestionReport) -> tuple[Value] | None:
        """The value that an everyday word means among the answers to a question: "I-247A" is a detainer."""
        asked = Situation(actor=state.actor, action=state.action, resource=state.resource, context={question.fact: line})
        found, notes = everyday(self.law, asked)
        meant = _meant(str(found.context.get(question.fact, line)), question.answers) if notes else None
        if meant:
            self.printer.line(f"Read {'; '.join(notes)}.")
        return meant

    def _ask(self, step: Interview, question: QuestionReport) -> None:
        self.printer.line()
        self.printer.line(f"{len(step.path) + 1}. {self._words_of(step, question)}", style="bold")
        self.printer.line(f"{_SEES[question.seen]} For --fact {question.fact}.", indent=2)
        for number, one in enumerate(question.answers, start=1):
            told = f" - {outcome_said(one.outcomes[0])}" if len(one.outcomes) == 1 and step.goal == "outcome" else ""
            self.printer.line(f"{number:>2} {one.words}{told}", indent=2)
        if step.given:
            self.printer.line(f"The answer was: {step.given.words}. An empty line keeps it.", indent=2)

    def _why(self, question: QuestionReport) -> None:
        for name in question.rules:
            rule = self.law.by_id[name].rule
            self.printer.line(f"{rule.cites}: {rule.words} [{rule.id}]", indent=2)

    def _words_of(self, step: Interview, question: QuestionReport) -> str:
        """A question; whether a paper reaches what is asked with what must come with it, where the law wants another beside it."""
        ask = _ask_of(step.state.action, question.fact, question.ask)
        return asked_by(self.law, question.rules, self.beside, ask) if question.fact == COVERS else ask

    def _path(self, step: Interview) -> None:
        self.printer.heading("asked")
        for one in step.path:
            self.printer.line(f"{_ask_of(step.state.action, one.fact, one.ask)} {one.words} [{one.fact}]", indent=2)
        if step.kept:
            self.printer.line(f"kept, and not needed: {', '.join(step.kept)}", indent=2)

    def _line(self, hint: str) -> str:
        """A line of standard input; its end stops the interview."""
        self.printer.raw(f"({hint}) > ")
        sys.stdout.flush()
        line = typed()
        if not sys.stdin.isatty():
            self.printer.raw(f"{visible(line.strip())}\n")
        if not line or line.strip() == "stop":
            raise _StopError
        return line.strip()


_SEES = {
    "desk": "Whoever sits at the desk can tell.",
    "supervisor": "A supervisor can tell.",
    "records": "The agency's records can tell.",
    "counsel": "Counsel can tell.",
}
"""Who can see a fact, in a sentence."""


def _ask_of(action: str, fact: str, ask: str) -> str:
    """The question of a fact; whether a paper reaches what is asked in the words of the act."""
    return covers_ask(action) if fact == COVERS else ask


def _others(state: InterviewState, fact: str) -> tuple[str, ...]:
    return tuple(name for name in state.not_known if name != fact)


def _meant(line: str, answers: Sequence[AnswerReport]) -> tuple[Value] | None:
    """The value that a line means: the number of an answer, its words, or its value."""
    number = whole_number(line)
    if 1 <= number <= len(answers):
        return (answers[number - 1].answer,)
    for one in answers:
        if line in (one.words, *(str(value).lower() for value in one.values)):
            return (one.answer,)
    return None
