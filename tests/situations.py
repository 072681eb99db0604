"""Random situations and random rules, and the slow, plain way to answer: by trying every filling."""

import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from sanctuary.engine.columns import code
from sanctuary.engine.function import Decider, compile_rules
from sanctuary.engine.ruling import Decision
from sanctuary.engine.situation import nested
from sanctuary.law.beside import COVERS, PAPER, PAPER_COURT
from sanctuary.law.cedar import parse_policies
from sanctuary.law.condition import actions_of
from sanctuary.law.jurisdiction import Law
from sanctuary.law.policy import Policy
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Action, Value, Variable, Vocabulary

YEARS_TRIED: tuple[Value, ...] = (None, 0, 4, 5, 6, 14, 15, 16, 99)


def tried(variable: Variable) -> tuple[Value, ...]:
    """The values that a test tries: all, but of years only those around the bounds that rules use."""
    return YEARS_TRIED if variable.kind == "count" else variable.domain


def random_values(rng: random.Random, action: Action) -> dict[str, Value]:
    """A complete situation; the first values, which rules name most, come up more often."""
    found: dict[str, Value] = {}
    for variable in action.variables:
        values = tried(variable)
        found[variable.name] = rng.choice(values[:3]) if rng.random() < 0.3 else rng.choice(values)
    return found


def call(values: Mapping[str, Value]) -> tuple[str, str, dict[str, Any]]:
    """Actor, resource and nested context of a complete situation, optional facts that are missing left out."""
    context, _ = nested({"history.held_to_answer": False, **values} if any(n.startswith("history.") for n in values) else values)
    return str(values[ACTOR]), str(values[RESOURCE]), context


def assumed(action: Action, known: Mapping[str, Value]) -> bool:
    """Whether a question that names these facts is asked as if no paper of a court were in hand."""
    named = PAPER in known or PAPER_COURT in known or known.get(COVERS) is True
    return PAPER in action.by_name and not named


class Tried:
    """Every possible filling of a partial situation, decided by the generated function."""

    def __init__(self, law: Law) -> None:
        self.decider = Decider(law)
        self.law = law
        self._impossible: dict[str, Any] = {}

    def possible(self, action: str, values: Mapping[str, Value]) -> bool:
        if action not in self._impossible:
            policies = [p for p in self.law.possible if action in actions_of(p, self.law.vocabulary)]
            self._impossible[action] = compile_rules(policies, self.law.vocabulary.actions[action])
        return not self._impossible[action](*call(values))

    def decisions(self, action: str, values: Mapping[str, Value]) -> Mapping[tuple[tuple[str, bool], ...], Decision]:
        """The decision for each filling of the readings that matter here."""
        actor, resource, context = call(values)
        found = self.decider.decide(actor, action, resource, context)
        return {(): found} if isinstance(found, Decision) else found

    def fillings(self, action: Action, known: Mapping[str, Value], *, papers: str = "assumed") -> Iterator[dict[str, Value]]:
        """Every possible filling; where no paper is named, those without a paper of a court, unless only such are possible."""
        every = list(self._every(action, known))
        if papers == "any" or not assumed(action, known):
            return iter(every)
        without = [filled for filled in every if not self.law.papers[str(filled[PAPER])].court and filled[PAPER_COURT] is None]
        return iter(without or every)

    def _every(self, action: Action, known: Mapping[str, Value]) -> Iterator[dict[str, Value]]:
        open_facts = [v for v in action.variables if v.name not in known]
        for values in itertools.product(*(tried(v) for v in open_facts)):
            filled = {**known, **dict(zip((v.name for v in open_facts), values, strict=True))}
            if self.possible(action.name, filled):
                yield filled


def table_of(action: Action, rows: Sequence[Mapping[str, Value]], **more: Sequence[object]) -> pl.DataFrame:
    """Situations as columns of codes; a fact that a row does not give is null."""
    data: dict[str, Sequence[object]] = {
        v.name: [code(v, row[v.name]) if v.name in row else None for row in rows] for v in action.variables
    }
    kinds: dict[str, type[pl.DataType]] = {
        v.name: pl.Boolean if v.kind == "bool" and not v.optional else pl.UInt8 for v in action.variables
    }
    return pl.DataFrame({**data, **more}, schema_overrides=kinds)


class RandomRules:
    """Random rules in the sub-language, as Cedar text that the validator accepts."""

    def __init__(self, rng: random.Random, vocabulary: Vocabulary) -> None:
        self.rng, self.vocabulary = rng, vocabulary

    def atom(self, action: Action) -> str:
        variable = self.rng.choice(action.variables)
        name = {ACTOR: "principal", RESOURCE: "resource"}.get(variable.name, f"context.{variable.name}")
        if variable.kind == "bool":
            return self.rng.choice([name, f"{name} == true", f"{name} != true"])
        if variable.kind == "count":
            test = f"{name} {self.rng.choice(['<', '<=', '>', '>=', '==', '!='])} {self.rng.choice([0, 5, 15, 16, 99])}"
            base, _, last = name.rpartition(".")
            guard = f"{base} has {last}"
            return self.rng.choice([guard, f"({guard} && {test})", f"(if {guard} then {test} else {self.rng.choice(['true', 'false'])})"])
        picked = self.rng.sample(variable.values, self.rng.randint(1, min(4, len(variable.values))))
        literals = [f'{variable.type}::"{value}"' for value in picked]
        test = self.rng.choice([f"{name} == {literals[0]}", f"{name} != {literals[0]}", f"[{', '.join(literals)}].contains({name})"])
        if not variable.optional:
            return test
        base, _, last = name.rpartition(".")
        return self.rng.choice([f"{base} has {last}", f"({base} has {last} && {test})"])

    def expression(self, action: Action, depth: int = 3) -> str:
        if depth == 0 or self.rng.random() < 0.25:
            return self.atom(action)
        left, right = self.expression(action, depth - 1), self.expression(action, depth - 1)
        kind = self.rng.random()
        if kind < 0.2:
            return f"!({left})"
        if kind < 0.3:
            return f"(if {self.atom(action)} then {left} else {right})"
        return f"({left} {self.rng.choice(['&&', '||'])} {right})"

    def policy(self, number: int, action: Action) -> str:
        clauses = [f"{self.rng.choice(['when', 'unless'])} {{ {self.expression(action)} }}" for _ in range(self.rng.randint(0, 2))]
        return f'@id("r{number}")\nforbid (principal, action == Action::"{action.name}", resource)\n{" ".join(clauses)};\n'

    def policies(self, count: int, action: Action) -> Sequence[Policy]:
        text = "".join(self.policy(number, action) for number in range(count))
        return parse_policies(text, "random.cedar", self.vocabulary)
