"""The nearest law beside an answer: the closest rule where none speaks of a situation, and the place's own where one above decides.

The closest rule is one that would decide if a single thing that was named were another: the paper, the purpose, who asks, what it is about,
who acts. Nothing is guessed beyond that: where two things would have to be others, no rule is close.
"""

import re
from collections.abc import Mapping

from sanctuary.documents import Frozen
from sanctuary.engine.decision import DecisionReport, RuleReport
from sanctuary.engine.prove import Proof, Proofs
from sanctuary.engine.situation import Situation
from sanctuary.law.beside import PAPER
from sanctuary.law.condition import excepting
from sanctuary.law.jurisdiction import Bound, Law
from sanctuary.law.rules import Rule
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Action, Value
from sanctuary.model import Outcome
from sanctuary.study.phrases import answered, conditions, listed, named, spoken, titled, upper
from sanctuary.study.plain import rule_cost

__all__ = ["Nearest", "lifted", "nearest", "own_law"]

DECIDING = ("forbids", "requires", "permits", "guarantees")

_ORDER = ("purpose", PAPER, "requester", "officer_of", RESOURCE, ACTOR)
"""What may be another thing, the most telling first; facts that are true or false stand before all of these."""

MOST_NAMED = 3
"""Values that the sentence names; the rest are counted."""


class Nearest(Frozen, frozen=True):
    """The closest rule that does not reach a situation: the one thing named that would have to be another, and what it would have to be.

    `says` is the whole sentence: whose law does what not here, and why the rule does not reach what was asked; `lifted`: by an exception of
    its own text, which its file names.
    """

    rule: str
    cites: str
    words: str
    fact: str
    needs: tuple[Value, ...]
    says: str
    reported: bool
    lifted: bool


def nearest(proofs: Proofs, situation: Situation, known: Mapping[str, Value], report: DecisionReport) -> Nearest | None:
    """The closest rule of a silent answer, the plainest of several; nothing where the answer is another or no rule is close."""
    if report.outcome != Outcome.SILENT or report.excepted:
        return None
    proof = proofs.under(situation.readings)[situation.action]
    standing = [*proof.held(situation.readings), *proof.standing(known, situation.papers)]
    for fact in sorted(known, key=lambda name: _ORDER.index(name) if name in _ORDER else -1):
        others = {name: value for name, value in known.items() if name != fact}
        literals = {bound.rule.id: proof.decides[bound.rule.id] for bound in proof.rules if bound.rule.effect in DECIDING}
        able = proof.able([*standing, *proof.fixed(others)], literals.values())
        found = [bound for bound in proof.rules if literals.get(bound.rule.id) in able]
        if found:
            return _nearest(proof, min(found, key=lambda one: _cost(proof.law, one)), fact, known, standing)
    return None


def _cost(law: Law, bound: Bound) -> tuple[int, str]:
    return rule_cost(law, bound.rule), bound.rule.id


def _nearest(proof: Proof, bound: Bound, fact: str, known: Mapping[str, Value], standing: list[int]) -> Nearest:
    decides = proof.decides[bound.rule.id]
    others = [*standing, *proof.fixed({name: value for name, value in known.items() if name != fact}), decides]
    domain = proof.action.by_name[fact].domain
    needs = tuple(value for value in domain if value != known[fact] and proof.possible([*others, *proof.fixed({fact: value})]))
    reaches = _reaches(proof.law, bound.rule, fact, known[fact], needs)
    return Nearest(
        rule=bound.rule.id,
        cites=bound.rule.cites,
        words=bound.rule.words,
        fact=fact,
        needs=needs,
        says="; ".join(filter(None, (f"{_does_not(proof.law, bound.rule)}: {reaches}", lifted(bound.rule, proof.action, fact)))) + ".",
        reported=bound.rule.reported,
        lifted=bool(lifted(bound.rule, proof.action, fact)),
    )


def lifted(rule: Rule, action: Action, fact: str) -> str:
    """That an exception of a duty or a ban is met, with its paragraph; nothing where its law file names none, or the fact is in none."""
    told = {"requires": "duty", "forbids": "ban"}.get(rule.effect, "")
    at = next((found[0] for text in rule.excepts if (found := re.match(r"(\([^)]*\))+", text))), "")
    return f"the {told} does not apply, {at}" if told and at and fact in excepting(rule.policy, action) else ""


_NOT = {
    "forbids": "does not forbid it",
    "requires": "does not require it",
    "permits": "gives no permission for it",
    "guarantees": "does not protect it",
}


def _does_not(law: Law, rule: Rule) -> str:
    """What the government of the closest rule does not do here: "Texas does not require it here"."""
    return f"{upper(titled(law.packs[rule.pack].file.title))} {_NOT[rule.effect]} here"


def _reaches(law: Law, rule: Rule, fact: str, value: Value, needs: tuple[Value, ...]) -> str:
    """Why the rule does not reach what was asked: whom or what it does not reach, or is about instead."""
    cites = rule.cites
    if isinstance(value, bool):
        return f"{cites} does not reach {_case(conditions({fact: value})[0])}"
    if fact == ACTOR:
        return f"{cites} binds {_some([named(law, str(one)) for one in needs])}, not {named(law, str(value))}"
    if fact == RESOURCE:
        return f"{cites} is about {_some([spoken(one) for one in needs])}, not {spoken(value)}"
    kind = next(action.by_name[fact].kind for action in law.vocabulary.actions.values() if fact in action.by_name)
    return f"{cites} speaks of {_some([_value(one, kind) for one in needs])}, not of {_value(value, kind)}"


def _case(clause: str) -> str:
    """What a clause is true of: a person, or a case.

    >>> _case("the person showed proof of lawful status"), _case("no other law requires it")
    ('a person who showed proof of lawful status', 'a case in which no other law requires it')
    """
    person = "the person "
    return f"a person who {clause.removeprefix(person)}" if clause.startswith(person) else f"a case in which {clause}"


def _value(value: Value, kind: str) -> str:
    """A value as what a rule speaks of: a paper, a purpose, years."""
    if value == "none":
        return "a case without a paper"
    if value is None:
        return "none"
    return spoken(value) if isinstance(value, bool) else answered((str(value),), kind)


def _some(words: list[str]) -> str:
    more = [f"{len(words) - MOST_NAMED} more"] if len(words) > MOST_NAMED + 1 else []
    return listed([*(words[:MOST_NAMED] if more else words), *more], "or")


def own_law(proofs: Proofs, situation: Situation, known: Mapping[str, Value], first: RuleReport | None) -> Rule | None:
    """The plainest rule of the place itself that says the same, where the rule to read first is of a government above it.

    One that speaks of every filling goes before one that speaks of some; a rule that a higher law makes void is none, nor
    is one that reaches so far on one reading alone.
    """
    law = proofs.law
    if not first or law.by_id[first.id].rule.pack == law.place.id:
        return None
    proof = proofs.under(situation.readings)[situation.action]
    assumed = [*proof.fixed(known), *proof.held(situation.readings), *proof.standing(known, situation.papers)]
    plain = [bound for bound in proof.rules if not bound.readings and not bound.rule.disputed]
    own = [bound for bound in plain if bound.rule.pack == law.place.id and bound.rule.effect == first.effect]
    stands = {
        bound.rule.id: proof.clauses.every([proof.matches[bound.rule.id], -proof.voided[bound.rule.id]])
        if bound.rule.id in proof.voided
        else proof.matches[bound.rule.id]
        for bound in own
    }
    able = proof.able(assumed, stands.values())
    found = [bound for bound in own if stands[bound.rule.id] in able]
    whole = [bound for bound in found if not proof.possible([*assumed, -stands[bound.rule.id]])]
    return min(whole or found, key=lambda one: _cost(law, one)).rule if found else None
