"""The program and a second, plain reading of the same files agree: outcome, reasons, duties, voided rules and notes, papers assumed."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from evaluator import Evaluator, Ruling
from invented import GOVERNMENTS, write_world
from sanctuary.engine.answer import answer
from sanctuary.engine.function import Decider
from sanctuary.engine.prove import Proofs
from sanctuary.engine.ruling import Decision
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import OWN, Library

DAYS = (date(2018, 10, 1), date(2021, 9, 1), date(2026, 11, 22))
PLACES = tuple(sorted(path.parent.name for path in OWN.glob("*/pack.toml") if not path.parent.name.startswith("standard-")))


class Asked(NamedTuple):
    """A complete situation, with a reading for every dispute."""

    actor: str
    action: str
    resource: str
    context: dict[str, Any]
    readings: dict[str, bool]


def situations(law: Evaluator, rng: random.Random, count: int) -> Iterator[Asked]:
    """Random complete situations, most of them near the words of one rule: elsewhere few rules speak."""
    rules = sorted((rule for pack in law.packs.values() for rule in pack.rules), key=lambda rule: rule.id)
    near = [rule for rule in rules if rule.pack in {name for over in law.over.values() for name in over}]
    words = {rule.says.get(name) for rule in near for name in ("disputed", "notwithstanding")} - {None}
    disputes = sorted(words) + [f"in-force:{rule.id}" for rule in near if "dated" in rule.says]
    for _ in range(count):
        said = rng.choice(near).literals
        resource, facts = law.vocabulary.actions[action := rng.choice(sorted(word for kind, word in said if kind == "Action"))]
        fill = _Filling(law, rng, said)
        readings = {name: rng.random() < 0.5 for name in disputes}
        yield Asked(fill.one("Actor"), action, fill.one(resource), fill.one(facts), readings)


class _Filling:
    def __init__(self, law: Evaluator, rng: random.Random, said: frozenset[tuple[str, str]]) -> None:
        self.words, self.rng, self.said = law.vocabulary, rng, said

    def one(self, kind: str) -> Any:
        """A value of a type, often one that the rule speaks of."""
        if kind in self.words.records:
            facts = self.words.records[kind].items()
            return {name: self.one(of) for name, (of, optional) in facts if not optional or self.rng.random() < 0.6}
        values: Sequence[Any] = sorted(word for of, word in self.said if of == kind)
        if not values or self.rng.random() < 0.2:
            values = range(17) if kind == "Long" else self.words.values(kind)
        return self.rng.choice(values)


def plain(decision: Decision | Mapping[Any, Decision]) -> Ruling:
    """The program's decision in the evaluator's form; every reading is given, so there is one."""
    assert isinstance(decision, Decision)
    duties = sorted((owed.duty, owed.on, owed.within, owed.rule) for owed in decision.duties)
    because, voided, notes = (tuple(sorted(ids)) for ids in (decision.because, decision.voided, decision.notes))
    return decision.outcome.value, because, tuple(duties), voided, notes


def compare(library: Library, folder: Path, places: Sequence[str], count: int, seed: int) -> set[str]:
    """Asks both the same; returns the ids of the rules that decided, obliged, were voided or noted."""
    seen: set[str] = set()
    asked = [(place, day) for place in places for day in DAYS]
    for number, (place, day) in enumerate(asked):
        second, first = Evaluator(folder, place, day), Decider(law_of(library, place, day))
        for one in situations(second, random.Random(seed + number), count // len(asked) + 1):
            ruling = second.decide(*one)
            assert plain(first.decide(*one)) == ruling, (place, day, one)
            seen |= {*ruling[1], *(duty[3] for duty in ruling[2]), *ruling[3], *ruling[4]}
    return seen


def test_the_program_and_the_evaluator_agree(library: Library) -> None:
    assert len(compare(library, OWN, PLACES, 4000, 1)) > 150
