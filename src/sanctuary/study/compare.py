"""Two laws, or one law on two days, side by side: where a rule of one decides, and the other answers otherwise.

A standard is a law that nobody has passed, so it compares like one. Both directions are asked: every rule of the first that
decides or obliges somewhere the second differs, and the reverse. A side without differences is proved so, of the encoded rules.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sanctuary.documents import Frozen
from sanctuary.engine.prove import Proof
from sanctuary.law.jurisdiction import Law
from sanctuary.law.used import PackUsed, packs_used
from sanctuary.model import Outcome
from sanctuary.study.differences import Witness, deciders, settled, witness_of
from sanctuary.study.phrases import as_box, sentence

__all__ = ["SCHEMA", "Comparison", "Contrast", "Side", "compare"]

SCHEMA = "sanctuary.compare/1"


class Side(Frozen, frozen=True):
    """One of the two laws."""

    place: str
    title: str
    on: date
    known_through: date
    packs: tuple[PackUsed, ...]


class Contrast(Frozen, frozen=True):
    """A rule of one side that decides (or obliges) where the other side differs, throughout a box."""

    rule: str
    cites: str
    words: str
    action: str
    duty: str
    outcome: Outcome
    other_outcome: Outcome
    says: str
    other_says: str
    box: Mapping[str, list[Any]]
    more: bool
    witness: Witness
    because: tuple[str, ...]
    other_because: tuple[str, ...]


class Comparison(Frozen, frozen=True):
    """Both directions; `same` if neither side has a difference."""

    schema: str
    a: Side
    b: Side
    same: bool
    rules_a: int
    rules_b: int
    a_to_b: tuple[Contrast, ...]
    b_to_a: tuple[Contrast, ...]


def compare(a: Law, b: Law) -> Comparison:
    """The comparison of two laws over the same vocabulary."""
    there = tuple(_contrasts(a, b))
    back = tuple(_contrasts(b, a))
    return Comparison(
        schema=SCHEMA,
        a=_side(a),
        b=_side(b),
        same=not there and not back,
        rules_a=len(a.rules),
        rules_b=len(b.rules),
        a_to_b=there,
        b_to_a=back,
    )


def _side(law: Law) -> Side:
    return Side(place=law.place.id, title=law.place.file.title, on=law.on, known_through=law.known_through, packs=packs_used(law))


def _contrasts(a: Law, b: Law) -> Iterator[Contrast]:
    for action in a.vocabulary.actions:
        ours, theirs = a.rules_of(action), b.rules_of(action)
        if not ours or ours == theirs:
            continue
        first = Proof(a, action)
        second = Proof(b, action, beside=first)
        c = first.clauses
        unlike = c.some([c.every([literal, -second.outcomes[outcome]]) for outcome, literal in first.outcomes.items()])
        for bound in ours:
            name = bound.rule.id
            if bound.rule.effect == "obliges":
                goal = c.every([first.obliges[name], -second.duties.get(bound.rule.duty, -c.true)])
            else:
                goal = c.every([first.decides[name], unlike])
            if first.possible([goal]):
                yield _contrast(first, second, name, goal)


def _contrast(first: Proof, second: Proof, name: str, goal: int) -> Contrast:
    rule = first.law.by_id[name].rule
    witness, readings = settled(first, goal, first.outcomes, second.outcomes)
    held = first.held(readings)
    fixed = [*first.fixed({n: cell[0] for n, cell in witness.items()}), *held]
    here, there = (next(o for o, lit in p.outcomes.items() if p.possible([*fixed, lit])) for p in (first, second))
    box = first.widen(witness, first.clauses.every([goal, first.outcomes[here], second.outcomes[there]]), held)
    return Contrast(
        rule=name,
        cites=rule.cites,
        words=rule.words,
        action=first.action.name,
        duty=rule.duty,
        outcome=here,
        other_outcome=there,
        says=sentence(first.law, first.action.name, witness, box, here),
        other_says=sentence(second.law, first.action.name, witness, box, there, rule.duty),
        box=as_box(box),
        more=first.more(box, goal, held),
        witness=witness_of(first, witness, readings),
        because=deciders(first, fixed),
        other_because=deciders(second, fixed),
    )
