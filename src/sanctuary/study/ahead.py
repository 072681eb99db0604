"""What enacted law changes soon in the answers to the plain questions, and what it asks of the sheriff alone.

A question on officers is asked of the police first. A law that speaks of the sheriff alone would be told by no answer to it.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from sanctuary.documents import Frozen
from sanctuary.engine.prove import Proofs
from sanctuary.law.condition import seen_in
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.runs import BELOW
from sanctuary.law.vocabulary import ACTOR
from sanctuary.study.noticed import Noticed, Question, asked_of, kind_of, noticed, officers, questions

__all__ = ["Ahead", "ahead", "ahead_said", "named_alone", "named_apart"]

SOON = timedelta(days=366)
"""How far ahead enacted law is told."""

_DEFINITE = ("must", "must-not", "may")
_BINDS = ("requires", "forbids")


class Ahead(Frozen, frozen=True):
    """An answer from a day on: to which question, of whom, and the paragraph that decides. `now`: it holds on the day that is asked."""

    question: str
    who: str
    on: date
    answer: str
    rule: str
    cites: str
    reported: bool
    now: bool


def ahead(law: Law) -> tuple[Ahead, ...]:
    """What the law, as enacted, answers otherwise within a year, and where the sheriff must or must not do what the police need not.

    Only days on which a rule of the act begins or ends are asked. Answers that turn on a dispute are not told.
    """
    first = officers(law)
    if not first or law.place.file.kind != "law":
        return ()
    asked = [first, *(("sheriff",) if first == "police" and law.run_by("sheriff") in (law.place.id, BELOW) else ())]
    return tuple(
        one for who in asked for question in asked_of(law) for one in _of(law, question, who, first) if who == first or _own(question)
    )


def _own(question: Question) -> bool:
    """Whether a question is asked of officers: one on the jail is asked of the sheriff as it is."""
    return question.by == "officers"


def _of(law: Law, question: Question, who: str, first: str) -> Iterator[Ahead]:
    """The days on which one officer's answer to one question becomes another."""
    days = _days(law, question)
    alone = who != first and named_alone(law, question, who, first)
    if not days and not alone:
        return
    stands = _asked(law, question, who)
    if alone and kind_of(stands) in _DEFINITE and kind_of(stands) != kind_of(_asked(law, question, first)):
        yield _told(stands, who, law.on, now=True)
    for day in days:
        later = law_of(law.library, law.place.id, day, strict=law.strict)
        after = _asked(later, question, who)
        if kind_of(after) in _DEFINITE and kind_of(after) != kind_of(stands) and (who == first or named_alone(later, question, who, first)):
            yield _told(after, who, day, now=False)
        stands = after


def _days(law: Law, question: Question) -> list[date]:
    """The days within a year on which a rule of a question's act begins or ends."""
    rules = (rule for pack in law.packs.values() for rule in pack.rules if question.action in rule.actions)
    return sorted({day for rule in rules for day in (rule.since, rule.until) if day and law.on < day <= law.on + SOON})


def named_alone(law: Law, question: Question, who: str, first: str) -> bool:
    """Whether some rule of the act commands or forbids it to one sort of officer and not to the other."""
    bound = (one.rule for one in law.rules_of(question.action) if one.rule.effect in _BINDS)
    named = (seen_in([rule.policy], law.vocabulary.actions[question.action]).values.get(ACTOR, ()) for rule in bound)
    return any(who in values and first not in values for values in named)


def named_apart(law: Law, question: Question) -> bool:
    """Whether some rule of the act, on whatever day, commands or forbids it to the police or the sheriff and not to the other."""
    action = law.vocabulary.actions[question.action]
    rules = (rule for pack in law.packs.values() for rule in pack.rules if question.action in rule.actions and rule.effect in _BINDS)
    named = (set(seen_in([rule.policy], action).values.get(ACTOR, ())) & {"police", "sheriff"} for rule in rules)
    return any(len(one) == 1 for one in named)


def _asked(law: Law, question: Question, who: str) -> Noticed:
    (found,) = noticed(Proofs(law), frozenset({question.id}), "" if question.by == "jail" else who)
    return found


def _told(one: Noticed, who: str, on: date, *, now: bool) -> Ahead:
    return Ahead(question=one.question, who=who, on=on, answer=kind_of(one), rule=one.rule, cites=one.cites, reported=one.reported, now=now)


def ahead_said(found: tuple[Ahead, ...]) -> list[str]:
    """Each as a clause: "from 2026-12-01 the sheriff must join the 287(g) program (Gov. Code 753.051(a))"."""
    acts = {one.id: one for one in questions()}
    whom = {"police": "police", "sheriff": "the sheriff", "school-police": "school police"}
    said = []
    for one in found:
        question = acts[one.question]
        who = "the jail" if question.by == "jail" else whom[one.who]
        words = (
            f"{who} {one.answer.replace('-', ' ')}{'*' if one.reported else ''} {question.in_case}{f' ({one.cites})' if one.cites else ''}"
        )
        said.append(words if one.now else f"from {one.on} {words}")
    return said
