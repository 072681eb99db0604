"""The clauses of a draft beside the law of the same place: what is already law, what is new, and what goes further, each for whom.

Each clause is asked of the solver actor by actor, without a paper of a court in hand, wherever it matches: whether the law so far answers
as the clause does, by which paragraphs; whether it is silent; or whether it answers otherwise.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sanctuary.documents import Frozen
from sanctuary.engine.prove import Proof
from sanctuary.law.jurisdiction import Bound, Law
from sanctuary.law.vocabulary import ACTOR
from sanctuary.model import Outcome
from sanctuary.study.differences import as_box, settled
from sanctuary.study.phrases import listed, named, outcome_said, sentence
from sanctuary.study.plain import PAST, act_rank, box_cost, fact_cost, rule_cost

__all__ = ["Clause", "clause_in_short", "clause_said", "clauses"]

MOST_CITES = 2
"""Paragraphs by which something is already law."""

_ASKS = {
    "forbids": (Outcome.MUST_NOT,), "requires": (Outcome.MUST,), "permits": (Outcome.MAY,), "guarantees": (Outcome.MAY,),
}  # fmt: skip
_NOTHING = (Outcome.SILENT, Outcome.UNKNOWN)


class Clause(Frozen, frozen=True):
    """A clause of a draft. Each list names those for whom it is so, in some situation at least.

    `already`: the law so far answers alike, by the paragraphs of `by`; `new`: no rule was found so far; `stricter` and `looser`: a rule
    so far answers otherwise; `idle`: the clause changes nothing, since the law above decides otherwise. `case`: the plainest case in which
    a rule so far answers otherwise, with its answer; `new_case`: beside such cases, or where
    it is law already in part, a plain one in which no rule was found, of somebody for whom it is law already where there is one.
    """

    rule: str
    cites: str
    words: str
    already: tuple[str, ...]
    by: tuple[str, ...]
    new: tuple[str, ...]
    stricter: tuple[str, ...]
    looser: tuple[str, ...]
    idle: tuple[str, ...]
    case: str
    new_case: str


def clauses(draft: Law, law: Law) -> tuple[Clause, ...]:
    """The rules that a draft has and the law of the same place has not, in the order of the draft; savings clauses are left out."""
    kept = [one for one in draft.rules if one.rule.id not in law.by_id and one.rule.effect != "notes"]
    asked = _Clauses(draft, law)
    return tuple(map(asked.of, kept))


class _Clauses:
    """Asks about the clauses, with one pair of proofs an act."""

    def __init__(self, draft: Law, law: Law) -> None:
        self.draft, self.law = draft, law
        self._proofs: dict[str, tuple[Proof, Proof]] = {}

    def _pair(self, action: str) -> tuple[Proof, Proof]:
        if action not in self._proofs:
            first = Proof(self.draft, action)
            self._proofs[action] = first, Proof(self.law, action, beside=first)
        return self._proofs[action]

    def of(self, bound: Bound) -> Clause:
        """One clause."""
        found: dict[str, dict[str, None]] = {}
        by: dict[str, None] = {}
        cases: dict[str, _Case] = {}
        fresh: dict[str, _Case] = {}
        for action in sorted(bound.rule.actions, key=act_rank):
            first, second = self._pair(action)
            if bound.rule.id not in first.matches:
                continue
            for actor in (one for one in self.draft.scope if one in bound.actors):
                for what, cites, where in _asked(first, second, bound, actor):
                    found.setdefault(what, {})[named(self.draft, actor)] = None
                    by.update(dict.fromkeys(cites))
                    if where and first.possible([*where, first.no_court_paper]):
                        case = _Case(first, second, [*where, first.no_court_paper])
                        fresh.setdefault(named(self.draft, actor), case) if what == "new" else cases.setdefault("moved", case)
        rule = bound.rule
        told = {what: tuple(names) for what, names in found.items()}
        partly = next((fresh[name] for name in told.get("already", ()) if name in fresh), next(iter(fresh.values()), None))
        return Clause(
            rule=rule.id,
            cites=rule.cites,
            words=rule.words,
            already=told.get("already", ()),
            by=tuple(by)[:MOST_CITES],
            new=told.get("new", ()),
            stricter=told.get("stricter", ()),
            looser=told.get("looser", ()),
            idle=told.get("idle", ()),
            case=_case_said(cases["moved"], bound) if "moved" in cases else "",
            new_case=_case_said(partly, bound) if partly and (cases or "already" in told) else "",
        )


@dataclass(frozen=True, slots=True)
class _Case:
    """What is assumed where a clause changes something, in the proofs of the draft and of the law so far."""

    draft: Proof
    law: Proof
    where: list[int]


def _case_said(case: _Case, bound: Bound) -> str:
    """The plainest case by the printed prior, as a sentence, and what the law so far says of it: as it is found, or with a common past."""
    first = case.draft
    past = sorted((one for one in first.facts if one.name.startswith(PAST) and True in one.domain), key=lambda one: fact_cost(one.name))
    common = next((known for one in past if first.possible([*case.where, *(known := first.fixed({one.name: True}))])), [])
    told = [_boxed(case, bound, more) for more in ([], common)]
    return min(told, key=lambda one: one[0])[1]


def _boxed(case: _Case, bound: Bound, more: list[int]) -> tuple[int, str]:
    """A case with what it costs by the prior, around the first situation in which some facts are so."""
    first, second = case.draft, case.law
    grid = first.grid(papers="assumed", beside=second)
    plainest = settled(first, first.clauses.every([*case.where, *more]), second, grid=grid)
    here, there = plainest.outcome(first), plainest.outcome(second)
    goal = first.clauses.every([first.decides[bound.rule.id], first.outcomes[here], second.outcomes[there]])
    standing = [*first.held(plainest.readings), *first.given(), *second.given(), first.no_court_paper]
    box = first.widen(plainest.witness, goal, standing, grid, bound.rule.id)
    says = sentence(first.law, first.action.name, plainest.witness, box, here)
    cites = dict.fromkeys(second.law.by_id[name].rule.cites for name in plainest.deciders(second))
    so_far = "no rule found" if there in _NOTHING else outcome_said(there)
    told = f"{says} So far: {so_far}{f' ({listed(list(cites)[:MOST_CITES])})' if cites else ''}."
    return box_cost(first.action.name, as_box(box)), told


def _asked(first: Proof, second: Proof, bound: Bound, actor: str) -> Iterator[tuple[str, list[str], list[int]]]:
    """What a clause is for an actor about one act, with the paragraphs of what is already law."""
    c, rule = first.clauses, bound.rule
    where = [first.matches[rule.id], c.among(first.action.by_name[ACTOR], frozenset({actor})), *first.given(), *second.given()]
    where += [first.no_court_paper] if first.possible([*where, first.no_court_paper]) else []
    if not first.possible(where):
        return
    if rule.effect == "obliges":
        yield from _duties(first, second, bound, where)
        return
    here = c.some([first.outcomes[one] for one in _ASKS[rule.effect]])
    there = c.some([second.outcomes[one] for one in _ASKS[rule.effect]])
    nothing = c.some([second.outcomes[one] for one in _NOTHING if one in second.outcomes])
    if first.possible([*where, here, there]):
        yield "already", _cited(first, second, [*where, here, there], second.decides), []
    decides = [*where, here, first.decides[rule.id]]
    if first.possible([*where, here, nothing]):
        yield "new", [], [*decides, nothing]
    if first.possible([*where, here, -there, -nothing]):
        yield "stricter" if rule.effect in ("forbids", "requires") else "looser", [], [*decides, -there, -nothing]
    if first.possible([*where, -here]) and not first.possible([*where, here]):
        yield "idle", [], []


def _duties(first: Proof, second: Proof, bound: Bound, where: list[int]) -> Iterator[tuple[str, list[str], list[int]]]:
    """Whether a duty is one that the law so far lays on the same occasion and within the same time."""
    rule = bound.rule
    same = [b.rule.id for b in second.rules if (b.rule.duty, b.rule.on, b.rule.within) == (rule.duty, rule.on, rule.within)]
    alike = {name: second.obliges[name] for name in same}
    owed = first.clauses.some(list(alike.values()))
    if first.possible([*where, owed]):
        yield "already", _cited(first, second, [*where, owed], alike), []
    if first.possible([*where, -owed]):
        yield "new", [], []


def _cited(first: Proof, second: Proof, where: list[int], literals: Mapping[str, int]) -> list[str]:
    """The paragraphs of the law so far that decide there: those that always do first, and the plainest."""
    able = first.able(where, literals.values())
    found = []
    for bound in (second.law.by_id[name] for name, literal in literals.items() if literal in able):
        sometimes = first.possible([*where, -literals[bound.rule.id]])
        found.append((sometimes, bound.level, rule_cost(second.law, bound.rule), bound.rule.cites))
    return list(dict.fromkeys(cites for *_, cites in sorted(found)))


def clause_said(one: Clause) -> str:
    """What a clause says, and what of it is law already; with an example of what it changes, of each sort where it changes in two."""
    parts = " ".join(filter(None, _parts(one)))
    return f"{one.words}. {parts or 'It matches in no situation that can occur.'}"


def clause_in_short(one: Clause) -> str:
    """What a clause is to the law so far, in one clause of a sentence and without examples; nothing where it matches nowhere."""
    changed = {*one.new, *one.stricter, *one.looser}
    everybody = {*changed, *one.already, *one.idle}
    told = [f"already law{' in part' if changed else ''} ({'; '.join(one.by)})"] if one.already else []
    same: dict[frozenset[str], list[str]] = {}
    for names, lead in ((one.new, "new"), (one.stricter, "stricter"), (one.looser, "opens what is closed so far"), (one.idle, "no effect")):
        if names:
            same.setdefault(frozenset(names), []).append(lead)
    for whom, leads in same.items():
        named_so = [one for one in (*one.new, *one.stricter, *one.looser, *one.idle) if one in whom]
        told.append(f"{listed(leads, 'or')}{'' if whom == everybody else f' for {_few(dict.fromkeys(named_so), FEW_NAMES)}'}")
    return ", ".join(told)


def _parts(one: Clause) -> Iterator[str]:
    """What a clause is to the law so far, a sentence each."""
    changed = {*one.new, *one.stricter, *one.looser}
    if one.already:
        part = " in part" if changed.intersection(one.already) else ""
        whom = f" for {_few(one.already)}" if changed - set(one.already) else ""
        yield f"Already law{part}{whom} ({'; '.join(one.by)})."
    moved = ((one.stricter, "Stricter than the law so far"), (one.looser, "Opens what is closed so far"))
    if one.new:
        yield f"New{' in some cases' if one.new_case else ''}, for {_few(one.new)}."
        yield f"For example: {one.new_case}" if one.new_case else ""
    for names, lead in moved:
        if names:
            yield f"{lead}{' in others' if one.new_case else ''}, for {_few(names)}."
    if one.case:
        yield f"For example: {one.case}"
    if one.idle:
        yield f"Changes nothing for {_few(one.idle)}: the law above decides."


MOST_NAMES, FEW_NAMES = 3, 1
"""Names of those for whom a clause is so, whole and in short; more are counted."""


def _few(names: Iterable[str], most: int = MOST_NAMES) -> str:
    every = list(names)
    rest = every[most:]
    return listed([*every[:most], *(rest if len(rest) == 1 else [f"{len(rest)} others"] if rest else [])])
