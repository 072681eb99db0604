"""Two laws, or one law on two days, side by side: where a rule of one decides, and the other answers otherwise.

A standard is a law that nobody has passed, so it compares like one. Both directions are asked: every rule of the first that
decides or obliges somewhere the second differs, and the reverse. A side without differences is proved so, of the encoded rules. It is
asked as if no paper of a court were in hand, save of rules that speak of such papers alone; differences that exist only with one are
counted.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal

from sanctuary.documents import Frozen, Result
from sanctuary.engine.certificates import Ledger
from sanctuary.engine.prove import Cell, Proof, Proofs
from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import Pack
from sanctuary.law.rules import Rule
from sanctuary.law.vocabulary import ACTOR, RESOURCE
from sanctuary.model import Outcome
from sanctuary.study.ahead import Ahead, ahead
from sanctuary.study.allowed import bounded, unless
from sanctuary.study.assess import StandardReport, assess
from sanctuary.study.clauses import Clause, clauses
from sanctuary.study.differences import Witness, as_box, settled, witness_of
from sanctuary.study.phrases import actors_of, duty, sentence
from sanctuary.study.side import Side, other_packs, sides_of
from sanctuary.study.summary import Summary, summary
from sanctuary.study.terms import duty_terms

__all__ = ["SCHEMA", "Comparison", "Contrast", "Passed", "Side", "VerdictMoved", "compare", "same_duty_elsewhere"]

SCHEMA = "sanctuary.compare/8"


class Contrast(Result, frozen=True):
    """A rule of one side that decides (or obliges) where the other side differs, throughout a box; `who` names every actor of the box."""

    rule: str
    cites: str
    words: str
    action: str
    duty: str
    on: str
    within: str
    outcome: Outcome
    other_outcome: Outcome
    says: str
    other_says: str
    who: tuple[str, ...]
    box: Mapping[str, list[Any]]
    more: bool
    witness: Witness
    because: tuple[str, ...]
    other_because: tuple[str, ...]


class Mark(Frozen, frozen=True):
    """A rule of both sides that is marked otherwise: its source, its dispute, or what it is made by; answers are not touched by that."""

    rule: str
    field: Literal["source", "disputed", "instrument"]
    a: str
    b: str


class VerdictMoved(Frozen, frozen=True):
    """A definition whose answer differs between the sides, as its headline has it."""

    standard: str
    title: str
    a: str
    b: str


class Passed(Frozen, frozen=True):
    """A rule that began after the earlier of two days and ended by the later: neither day knows it."""

    rule: str
    cites: str
    words: str
    since: date
    until: date


class Comparison(Frozen, frozen=True):
    """Both directions; `same` if neither side has a difference. `verdicts`: the definitions, of those asked about, that answer differently.

    `only_with_court_paper` counts rules of either side that make a difference only with a paper of a court in hand. `clauses`: of a draft
    beside the law of its own place, each clause with what of it is law already. `ahead_a`, `ahead_b`: of two places what enacted law
    changes on each side within a year, and what binds the sheriff alone.
    """

    schema: str
    a: Side
    b: Side
    summary: Summary
    same: bool
    rules_a: int
    rules_b: int
    verdicts: tuple[VerdictMoved, ...]
    a_to_b: tuple[Contrast, ...]
    b_to_a: tuple[Contrast, ...]
    only_with_court_paper: int
    marks: tuple[Mark, ...]
    passed: tuple[Passed, ...]
    clauses: tuple[Clause, ...]
    ahead_a: tuple[Ahead, ...] = ()
    ahead_b: tuple[Ahead, ...] = ()


def compare(
    a: Law, b: Law, standards: Iterable[Pack] = (), ledger: Ledger | None = None, typed: tuple[str, str] = ("", ""), by: str = ""
) -> Comparison:
    """The comparison of two laws over the same vocabulary, and of their answers under some definitions; a ledger notes what was proved.

    `typed` is what was typed for each: a draft is called by it. `by`: the officers of whom the plain questions ask, if others than the
    first of a place.
    """
    first, second = sides_of(a, b, typed)
    there, back = _Contrasts(a, b, ledger), _Contrasts(b, a, ledger)
    rods = tuple(standards)
    assessed = _assessed(a, b, rods)
    return Comparison(
        schema=SCHEMA,
        a=first,
        b=second,
        summary=summary((a, b), (first, second), rods, assessed, by),
        same=not (there.found or back.found or there.only_with_court_paper or back.only_with_court_paper),
        rules_a=len(a.rules),
        rules_b=len(b.rules),
        verdicts=tuple(_verdicts(assessed)),
        a_to_b=tuple(there.found),
        b_to_a=tuple(back.found),
        only_with_court_paper=there.only_with_court_paper + back.only_with_court_paper,
        marks=tuple(_marks(a, b)),
        passed=tuple(_passed(a, b)),
        clauses=_clauses((a, first), (b, second)),
        ahead_a=ahead(a) if a.place.id != b.place.id else (),
        ahead_b=ahead(b) if a.place.id != b.place.id else (),
    )


def _clauses(*sides: tuple[Law, Side]) -> tuple[Clause, ...]:
    """Of a draft beside the law of its own place, each clause with what of it is law already."""
    drafts = [law for law, side in sides if side.draft]
    others = [law for law, side in sides if not side.draft]
    if not (drafts and others and other_packs(sides[0][1], sides[1][1])):
        return ()
    return clauses(drafts[0], others[0])


def _passed(a: Law, b: Law) -> Iterator[Passed]:
    """Of one place on two days, the rules that began and ended between them, in order of their days."""
    first, last = sorted((a.on, b.on))
    if a.place.id != b.place.id:
        return
    rules = {rule.id: rule for law in (a, b) for pack in law.packs.values() for rule in pack.rules}
    for rule in sorted(rules.values(), key=lambda one: (one.since, one.id)):
        if rule.until and first < rule.since < rule.until <= last:
            yield Passed(rule=rule.id, cites=rule.cites, words=rule.words, since=rule.since, until=rule.until)


def _assessed(a: Law, b: Law, standards: tuple[Pack, ...]) -> list[tuple[StandardReport, StandardReport]]:
    """Both sides' answers under each definition."""
    ours, theirs = (assess(Proofs(law), standards, differences=False).standards if standards else () for law in (a, b))
    return list(zip(ours, theirs, strict=True))


def _verdicts(assessed: Iterable[tuple[StandardReport, StandardReport]]) -> Iterator[VerdictMoved]:
    """The definitions that answer differently."""
    for one, other in assessed:
        if one.headline.answer != other.headline.answer:
            yield VerdictMoved(standard=one.id, title=one.title, a=one.headline.answer, b=other.headline.answer)


class _Contrasts:
    """The contrasts of one direction, action by action."""

    def __init__(self, a: Law, b: Law, ledger: Ledger | None) -> None:
        self.found: list[Contrast] = []
        self.only_with_court_paper = 0
        for action in a.vocabulary.actions:
            ours, theirs = a.rules_of(action), b.rules_of(action)
            # The same rules answer the same; where certificates are asked for, that too is asked of the solver.
            if ours and (ours != theirs or ledger is not None):
                first = Proof(a, action, ledger=ledger)
                self._compare(first, Proof(b, action, beside=first))

    def _compare(self, first: Proof, second: Proof) -> None:
        c = first.clauses
        unlike = c.some([c.every([literal, -second.outcomes[outcome]]) for outcome, literal in first.outcomes.items()])
        facts = _given(first, second)
        asked = [b for b in first.rules if b.rule.effect != "notes"]
        goals = {b.rule.id: _goal(first, second, b.rule, unlike) for b in asked}
        able = first.able(facts, goals.values())
        for bound in asked:
            name, goal = bound.rule.id, goals[bound.rule.id]
            same = "obliges, the other law has the same duty" if bound.rule.duty else "decides, the other law answers the same"
            if goal not in able:
                first.proved(f"wherever {name} {same}", [*facts, goal], second)
                continue
            alone = not first.possible([first.matches[name], first.no_court_paper])
            standing = facts if alone else [*facts, first.no_court_paper]
            if first.possible([*standing, goal]):
                self.found.append(_contrast(first, second, bound.rule, alone=alone))
            else:
                first.proved(f"without a paper of a court in hand, wherever {name} {same}", [*standing, goal], second)
                self.only_with_court_paper += 1


def _goal(first: Proof, second: Proof, rule: Rule, unlike: int) -> int:
    """Where a rule of the first law makes a difference: it decides and the outcomes are unlike, or it obliges what the second does not."""
    if rule.effect == "obliges":
        return first.clauses.every([first.obliges[rule.id], -_same_duty(second, rule)])
    return first.clauses.every([first.decides[rule.id], unlike])


def _same_duty(proof: Proof, rule: Rule) -> int:
    """Where a law obliges the same duty, on the same occasion and within the same time."""
    alike = [b for b in proof.rules if (b.rule.duty, b.rule.on, b.rule.within) == (rule.duty, rule.on, rule.within)]
    return proof.clauses.some([proof.obliges[b.rule.id] for b in alike])


def _marks(a: Law, b: Law) -> Iterator[Mark]:
    for bound in a.rules:
        other = b.by_id.get(bound.rule.id)
        for field in ("source", "disputed", "instrument") if other else ():
            one, two = getattr(bound.rule, field), getattr(other.rule, field) if other else ""
            if one != two:
                yield Mark(rule=bound.rule.id, field=field, a=one, b=two)


def _given(first: Proof, second: Proof) -> list[int]:
    """What facts of both places fill; a fact that the two fill otherwise is left open."""
    ours = {(one.name, one.value) for one in first.law.given(first.action.name)}
    theirs = {(one.name, one.value) for one in second.law.given(first.action.name)}
    unlike = {name for name, value in ours for other, held in theirs if name == other and value != held}
    return [*first.given(unlike), *second.given(unlike)]


MANY = 200
"""Rules of an act up to which their solver is small enough for every question."""


def _near(first: Proof, second: Proof, rule: Rule) -> tuple[Proof, Proof]:
    """The two laws with those rules alone that can match where a rule does: what it makes different rests on nothing else.

    An answer costs what the solver holds, and most rules of a large law are about other situations than a rule of it. Where what was
    proved is to be certified the laws stay whole.
    """
    if first.ledger is not None or len(first.rules) + len(second.rules) < MANY:
        return first, second
    able = first.clauses.able([first.matches[rule.id]], [*first.matches.values(), *second.matches.values()])
    one, other = (frozenset(name for name, literal in proof.matches.items() if literal in able) for proof in (first, second))
    near = Proof(first.law, first.action.name, only=one)
    beside = Proof(second.law, first.action.name, beside=near, only=other)
    near.readings = beside.readings = {name: near.readings[name] for name in first.readings if name in near.readings}
    return near, beside


def _contrast(whole: Proof, other: Proof, rule: Rule, *, alone: bool) -> Contrast:
    """The contrast that a rule makes; of a rule about papers of courts `alone`, whatever paper is in hand."""
    first, second = _near(whole, other, rule)
    c, name = first.clauses, rule.id
    grid = whole.grid(papers="any" if alone else "assumed", beside=other).on(c, first.action)
    unlike = c.some([c.every([literal, -second.outcomes[outcome]]) for outcome, literal in first.outcomes.items()])
    goal = _goal(first, second, rule, unlike)
    standing = [*_given(first, second), *([] if alone else [first.no_court_paper])]
    asked = first.clauses.every([goal, *standing])
    plainest = settled(first, asked, second, grid=grid)
    witness, readings = plainest.witness, plainest.readings
    held = first.held(readings)
    here, there = plainest.outcome(first), plainest.outcome(second)
    box = first.widen(witness, first.clauses.every([goal, first.outcomes[here], second.outcomes[there]]), [*held, *standing], grid, name)
    return Contrast(
        rule=name,
        cites=rule.cites,
        words=rule.words,
        action=first.action.name,
        duty=rule.duty,
        on=rule.on,
        within=rule.within,
        outcome=here,
        other_outcome=there,
        says=_bounded(first, witness, here, plainest.deciders(first), sentence(first.law, first.action.name, witness, box, here)),
        other_says=sentence(second.law, first.action.name, witness, box, there, _owed(second.law, rule, first.action.name))
        if rule.duty
        else _bounded(second, witness, there, plainest.deciders(second), sentence(second.law, first.action.name, witness, box, there)),
        who=actors_of(first.law, witness, box),
        box=as_box(box),
        more=first.more(box, asked, held, grid, name),
        witness=witness_of(first, witness, readings),
        because=plainest.deciders(first),
        other_because=plainest.deciders(second),
    )


def _owed(there: Law, rule: Rule, action: str) -> str:
    """The words of a duty that another law does not lay; where that law has it with other terms, with the terms that it has not."""
    told = duty(rule.duty, rule.id)
    return f"{told}, {duty_terms(rule.on, rule.within)}," if same_duty_elsewhere(there, rule.duty, action) else told


def same_duty_elsewhere(there: Law, name: str, action: str) -> tuple[Rule, ...]:
    """The rules of a law that lay a duty of this name for an act, on whatever occasion and with whatever clock."""
    return tuple(bound.rule for bound in there.rules_of(action) if bound.rule.duty == name)


def _bounded(proof: Proof, witness: Mapping[str, Cell], outcome: Outcome, because: tuple[str, ...], says: str) -> str:
    """What a law allows, with whose law that nobody searched may forbid it."""
    actor = str(witness[ACTOR][0])
    names = unless(proof.law, outcome, because, {"actor": actor, "resource": str(witness[RESOURCE][0])}, proof.action.name)
    return bounded(proof.law, says, names, actor, next(iter(because), ""))
