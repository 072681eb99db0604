"""The clauses of a draft beside the law of the same place: what is already law, what is new, and what goes further, each for whom.

Each clause is asked of the solver actor by actor, without a paper of a court in hand, wherever it matches: whether the law so far answers
as the clause does, by which paragraphs; whether it is silent; or whether it answers otherwise.
"""

from collections.abc import Iterable, Iterator, Mapping

from sanctuary.documents import Frozen
from sanctuary.engine.prove import Proof
from sanctuary.law.jurisdiction import Bound, Law
from sanctuary.law.vocabulary import ACTOR
from sanctuary.model import Outcome
from sanctuary.study.phrases import listed, named
from sanctuary.study.plain import rule_cost

__all__ = ["Clause", "clause_said", "clauses"]

MOST_CITES = 2
"""Paragraphs by which something is already law."""

_ASKS = {
    "forbids": (Outcome.MUST_NOT,), "requires": (Outcome.MUST,), "permits": (Outcome.MAY,), "guarantees": (Outcome.MAY,),
}  # fmt: skip
_NOTHING = (Outcome.SILENT, Outcome.UNKNOWN)


class Clause(Frozen, frozen=True):
    """A clause of a draft. Each list names those for whom it is so, in some situation at least.

    `already`: the law so far answers alike, by the paragraphs of `by`; `new`: no rule was found so far; `stricter` and `looser`: a rule
    so far answers otherwise; `idle`: the clause changes nothing, since the law above decides otherwise.
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


def clauses(draft: Law, law: Law) -> tuple[Clause, ...]:
    """The rules that a draft has and the law of the same place has not, in the order of the draft; savings clauses are left out."""
    kept = [one for one in draft.rules if one.rule.id not in law.by_id and one.rule.effect != "notes"]
    return tuple(_Clauses(draft, law).of(bound) for bound in kept)


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
        for action in bound.rule.actions:
            first, second = self._pair(action)
            if bound.rule.id not in first.matches:
                continue
            for actor in (one for one in self.draft.scope if one in bound.actors):
                for what, cites in _asked(first, second, bound, actor):
                    found.setdefault(what, {})[named(self.draft, actor)] = None
                    by.update(dict.fromkeys(cites))
        rule = bound.rule
        told = {what: tuple(names) for what, names in found.items()}
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
        )


def _asked(first: Proof, second: Proof, bound: Bound, actor: str) -> Iterator[tuple[str, list[str]]]:
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
        yield "already", _cited(first, second, [*where, here, there], second.decides)
    if first.possible([*where, here, nothing]):
        yield "new", []
    if first.possible([*where, here, -there, -nothing]):
        yield "stricter" if rule.effect in ("forbids", "requires") else "looser", []
    if first.possible([*where, -here]) and not first.possible([*where, here]):
        yield "idle", []


def _duties(first: Proof, second: Proof, bound: Bound, where: list[int]) -> Iterator[tuple[str, list[str]]]:
    """Whether a duty is one that the law so far lays on the same occasion and within the same time."""
    rule = bound.rule
    same = [b.rule.id for b in second.rules if (b.rule.duty, b.rule.on, b.rule.within) == (rule.duty, rule.on, rule.within)]
    alike = {name: second.obliges[name] for name in same}
    owed = first.clauses.some(list(alike.values()))
    if first.possible([*where, owed]):
        yield "already", _cited(first, second, [*where, owed], alike)
    if first.possible([*where, -owed]):
        yield "new", []


def _cited(first: Proof, second: Proof, where: list[int], literals: Mapping[str, int]) -> list[str]:
    """The paragraphs of the law so far that decide there: those that always do first, and the plainest."""
    able = first.able(where, literals.values())
    found = []
    for bound in (second.law.by_id[name] for name, literal in literals.items() if literal in able):
        sometimes = first.possible([*where, -literals[bound.rule.id]])
        found.append((sometimes, bound.level, rule_cost(second.law, bound.rule), bound.rule.cites))
    return list(dict.fromkeys(cites for *_, cites in sorted(found)))


def clause_said(one: Clause, example: str = "") -> str:
    """What a clause says, and what of it is law already; with an example of what it changes."""
    parts = " ".join([*_parts(one), *([f"For example: {example}"] if example and (one.stricter or one.looser) else [])])
    return f"{one.words}. {parts or 'It matches in no situation that can occur.'}"


def _parts(one: Clause) -> Iterator[str]:
    """What a clause is to the law so far, a sentence each."""
    changed = {*one.new, *one.stricter, *one.looser}
    if one.already:
        part = " in part" if changed.intersection(one.already) else ""
        whom = f" for {_few(one.already)}" if changed - set(one.already) else ""
        yield f"Already law{part}{whom} ({'; '.join(one.by)})."
    both = one.new if one.new == one.stricter else ()
    if both:
        yield f"New in some cases and stricter than the law so far in others, for {_few(both)}."
    found = ((one.new, "New"), (one.stricter, "Stricter than the law so far"), (one.looser, "Opens what is closed so far"))
    for names, lead in found:
        if names and names != both:
            yield f"{lead}, for {_few(names)}."
    if one.idle:
        yield f"Changes nothing for {_few(one.idle)}: the law above decides."


MOST_NAMES = 3
"""Names of those for whom a clause is so; more are counted."""


def _few(names: Iterable[str]) -> str:
    every = list(names)
    rest = every[MOST_NAMES:]
    return listed([*every[:MOST_NAMES], *(rest if len(rest) == 1 else [f"{len(rest)} others"] if rest else [])])
