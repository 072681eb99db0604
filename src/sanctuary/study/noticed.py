"""What residents notice first: a few plain questions, each decided on its plainest situation, packs/noticed.toml.

The situation is complete: every fact that the question does not name is not so, or absent. `with_record` holds what the law answers
otherwise for people with a criminal record, where the rest of the situation is the same.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal

from sanctuary.documents import Frozen, parse_toml, read_text, shape
from sanctuary.engine.answer import Answer, answer, outcomes_of
from sanctuary.engine.decide import rules_of, unsearched
from sanctuary.engine.prove import Proof, Proofs
from sanctuary.engine.situation import Situation, known_facts, nested
from sanctuary.law.condition import seen_in
from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import OWN
from sanctuary.law.runs import BELOW
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Value
from sanctuary.model import LEVELS, Outcome
from sanctuary.study.decisive import decisive
from sanctuary.study.differences import Witness
from sanctuary.study.plain import rule_cost

__all__ = ["Noticed", "Question", "asked_of", "briefly", "cases", "kind_of", "noticed", "officers", "questions", "situation_of", "word_of"]

_PAST = "history."


class Question(Frozen, frozen=True):
    """A plain question: its words in a table and in a sentence, whom it asks about, and the facts that it names.

    `of`: the question that this is another case of. `case`: what its facts are, in words; `apart`: its words in a table where the cases
    have different answers. `where_spoken_of`: it is asked only where some rule above a place names what it is about, on whatever day.
    """

    id: str
    row: str
    act: str
    by: Literal["officers", "jail"]
    action: str
    resource: str
    facts: Mapping[str, Any] = {}
    of: str = ""
    case: str = ""
    apart: str = ""
    where_spoken_of: bool = False

    @property
    def in_case(self) -> str:
        """The act with its case: "hand people over to ICE on a detainer"."""
        return f"{self.act} {self.case}".rstrip()


class _File(Frozen, frozen=True):
    facts: Mapping[str, Any]
    brief: Mapping[str, str]
    question: tuple[Question, ...]


class Noticed(Frozen, frozen=True):
    """The answer to a question under a law.

    `outcomes` has several where it depends; `with_record` those that people with a criminal record add. `rule` and `cites` are of what
    decides, or of the first that may; where no past is answered otherwise, of a rule that leaves none out. `turns_on` names the disputes.
    `searched`: no government whose law nobody encoded could say otherwise.
    """

    question: str
    outcome: Outcome
    outcomes: tuple[Outcome, ...]
    with_record: tuple[Outcome, ...]
    rule: str
    cites: str
    reported: bool
    turns_on: tuple[str, ...]
    searched: bool
    situation: Witness


def kind_of(one: Noticed) -> str:
    """The answer in a word of the program; `not-searched` where nobody read a law that may say otherwise, `unknown` of a day without one.

    A permission says as little as a silence where nothing was read of a law that could forbid the act.
    """
    return "not-searched" if one.outcome in (Outcome.SILENT, Outcome.MAY) and not one.searched else str(one.outcome)


_WORDS = {
    "must": "must", "must-not": "must not", "may": "may", "depends": "it depends", "silent": "no rule found", "conflict": "rules conflict",
    "not-searched": "not searched", "unknown": "not known",
}  # fmt: skip


def word_of(one: Noticed) -> str:
    """The answer as a table has it; "with exceptions" where people with some criminal records are answered otherwise."""
    kind = kind_of(one)
    excepted = one.with_record and kind in ("must", "must-not", "may")
    starred = one.reported and kind not in ("not-searched", "unknown")
    return _WORDS[kind] + (", with exceptions" if excepted else "") + ("*" if starred else "")


def briefly(law: Law, one: Noticed) -> Iterator[str]:
    """The citation of what decides, then shorter forms of it: its section, that without its subdivisions, the name of its code in brief."""
    if not one.cites:
        return
    rule = law.by_id[one.rule].rule
    section = law.packs[rule.pack].prose[rule.section].citation
    whole = re.sub(r"(\(\w+\))+$", "", section)
    for told in (one.cites, section, whole):
        yield told
    for told in (one.cites, section, whole):
        for long, brief in _file().brief.items():
            told = told.replace(long, brief)  # noqa: PLW2901 - each name in turn
        yield told
        yield told.partition(", ")[0]


@cache
def _file() -> _File:
    path = OWN / "noticed.toml"
    return shape(parse_toml(read_text(path), str(path)), _File, str(path))


def questions() -> tuple[Question, ...]:
    """The questions, in their order."""
    return _file().question


@cache
def cases(question: str) -> tuple[str, ...]:
    """The ids of a question and of its other cases, the question first."""
    return question, *(one.id for one in questions() if one.of == question)


def officers(law: Law) -> str:
    """Whose conduct residents notice first here: the police, of a county the sheriff; nobody, where the place runs neither."""
    if law.place.file.kind != "law":
        return "police"
    return next((one for one in ("police", "sheriff", "school-police") if law.run_by(one) in (law.place.id, BELOW)), "")


def situation_of(law: Law, question: Question, *, record: bool = False, by: str = "") -> Witness:
    """The plainest situation of a question; with `record` the person's past is open. `by`: the officers who are asked about, if others."""
    action = law.vocabulary.actions[question.action]
    named = {**_file().facts, **question.facts}
    known: dict[str, Any] = {}
    for one in action.variables:
        if one.name in (ACTOR, RESOURCE) or (record and one.name.startswith(_PAST)):
            continue
        known[one.name] = named.get(one.name, None if one.optional else False)
    context, absent = nested(known)
    return Witness(
        place=law.place.id,
        on=law.on,
        actor=by or ("sheriff" if question.by == "jail" else officers(law)),
        action=question.action,
        resource=question.resource,
        context=context,
        absent=absent,
        readings={},
    )


def asked_of(law: Law) -> tuple[Question, ...]:
    """The questions that are asked of a law: the same on each of its days."""
    return tuple(one for one in questions() if not one.where_spoken_of or _spoken_of(law, one))


def _spoken_of(law: Law, question: Question) -> bool:
    """Whether a rule of a law, of whatever day, names the act of a question and what it is done to."""
    action = law.vocabulary.actions[question.action]
    rules = (rule for pack in law.packs.values() for rule in pack.rules if question.action in rule.actions)
    return any(question.resource in seen_in([rule.policy], action).values.get(RESOURCE, ()) for rule in rules)


def noticed(proofs: Proofs, only: frozenset[str] = frozenset(), by: str = "") -> tuple[Noticed, ...]:
    """The answers of a law to its questions, or to `only` some, of its officers or `by` others; none where the place runs no officers."""
    asked = [one for one in questions() if one.id in only] if only else asked_of(proofs.law)
    return tuple(_answer(proofs, one, by) for one in asked if officers(proofs.law))


def _answer(proofs: Proofs, question: Question, by: str) -> Noticed:
    law, witness = proofs.law, situation_of(proofs.law, question, by=by)
    situation, known = _asked(law, witness)
    found = answer(proofs, witness.action, known, {})
    first = _first(proofs, situation, known, found)
    proof, (_, past) = proofs[witness.action], _asked(law, situation_of(law, question, record=True, by=by))
    open_to_past = [*proof.fixed(past), *proof.standing(past)]
    open_past = outcomes_of(proof, open_to_past)
    if len(found.outcomes) == 1 and open_past == found.outcomes:
        first = _closing(proof, open_to_past, found, first)
    reported = first in law.by_id and law.place.file.kind == "law" and law.by_id[first].rule.reported
    return Noticed(
        question=question.id,
        outcome=found.outcome,
        outcomes=found.outcomes,
        with_record=_with_record(proof, open_to_past, [one for one in open_past if one not in found.outcomes]),
        rule=first,
        cites=law.by_id[first].rule.cites if first else "",
        reported=reported,
        turns_on=tuple(name for name in found.depends_on if name in law.readings),
        searched=not any(_may_change(law, first, found.outcome, name) for name in unsearched(law, situation, found)),
        situation=witness,
    )


def _with_record(proof: Proof, assumed: list[int], added: list[Outcome]) -> tuple[Outcome, ...]:
    """What people with some criminal records are answered otherwise; where a dispute is whether that can be, that it depends."""

    def turns(one: Outcome) -> bool:
        if one not in proof.outcomes:
            return False  # a day that was not searched
        case = [*assumed, proof.outcomes[one]]
        names = (name for name in proof.readings if name in proof.law.readings)
        return any(not proof.possible([*case, sign * proof.readings[name]]) for name in names for sign in (1, -1))

    return tuple(dict.fromkeys(Outcome.DEPENDS if turns(one) else one for one in added))


def _may_change(law: Law, first: str, outcome: Outcome, name: str) -> bool:
    """Whether a government of whose law nobody encoded anything could answer otherwise; below a guarantee nobody can forbid."""
    if name in law.packs and law.packs[name].encoded:
        return False
    guaranteed = outcome == Outcome.MAY and first in law.by_id and law.by_id[first].rule.effect == "guarantees"
    level = LEVELS.index(law.packs[name].file.level) if name in law.packs else len(LEVELS)
    return not guaranteed or level <= law.by_id[first].level


def _asked(law: Law, witness: Witness) -> tuple[Situation, Mapping[str, Value]]:
    situation = Situation(
        actor=witness.actor, action=witness.action, resource=witness.resource, context=witness.context, absent=witness.absent
    )
    return situation, known_facts(law.vocabulary, witness.actor, witness.action, witness.resource, witness.context, witness.absent)


def _closing(proof: Proof, assumed: list[int], found: Answer, first: str) -> str:
    """The rule to be named where every past has one answer: one that gives it whatever the past, if what stands first has exceptions.

    Without such a rule people with some criminal records would be answered otherwise. Where only several together leave no exception, the
    one that decides where the first does not.
    """
    gives = {name: literal for name, literal in proof.live.items() if proof.law.by_id[name].rule.effect == _GIVES.get(found.outcome)}
    if first not in gives or not proof.possible([*assumed, -gives[first]]):
        return first
    rules = sorted((proof.law.by_id[name].rule for name in gives), key=lambda one: (one.reported, rule_cost(proof.law, one)))
    able = proof.able([*assumed, -gives[first]], gives.values())
    closes = [one.id for one in rules if gives[one.id] in able]
    whole = (one for one in closes if not proof.possible([*assumed, -gives[one]]))
    return next(whole, next(iter(closes), first))


_GIVES = {Outcome.MUST_NOT: "forbids", Outcome.MUST: "requires"}
"""The effect that a rule has which gives an answer."""


def _first(proofs: Proofs, situation: Situation, known: Mapping[str, Value], found: Answer) -> str:
    """The rule to be named first, or nothing; where it turns on a dispute, one under it."""
    rules = rules_of(proofs.law, found, situation.actor)
    if found.outcome == Outcome.DEPENDS:
        disputed = next((one.id for one in rules if one.disputed in found.depends_on), "")
        if disputed:
            return disputed
    leading = decisive(proofs, situation, known, rules)
    return leading.rule.id if leading else ""
