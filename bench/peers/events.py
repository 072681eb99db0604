"""Synthetic events over all actions: random situations that can occur, as columns of codes.

What `possible.cedar` reads comes together from a pool of situations that the generated function found possible; every other fact
is drawn by itself. Both are uniform: no claim about how often anything happens.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from sanctuary.engine.columns import code
from sanctuary.engine.function import Python, compile_rules
from sanctuary.law.condition import actions_of, read
from sanctuary.law.jurisdiction import Law
from sanctuary.law.vocabulary import Action, Value, Variable
from situations import call, random_values

__all__ = ["ACTION", "EVENT", "Events", "coded", "events", "opened", "pool"]

ACTION, EVENT = "action", "event"
POOL = 4_000


@dataclass(frozen=True)
class Events:
    """The same events twice: a frame for each action, and one frame in random order with every fact a column."""

    by_action: Mapping[str, pl.DataFrame]
    mixed: pl.DataFrame


def pool(law: Law, action: Action, rng: random.Random, count: int = POOL) -> list[dict[str, Value]]:
    """Random situations of an action that the generated function of `possible.cedar` lets through."""
    policies = [p for p in law.possible if action.name in actions_of(p, law.vocabulary)]
    impossible = compile_rules(policies, action)
    linked = _linked(law, action)
    found: list[dict[str, Value]] = []
    known = random_values(rng, action)
    while len(found) < count:
        # A step from the last possible situation: two facts anew. Drawing all anew would almost never be possible.
        changed = random_values(rng, action)
        values = known | {name: changed[name] for name in rng.sample(sorted(linked), min(len(linked), 3))} if found else changed
        if not impossible(*call(values)):
            known = values
            found.append(values)
    return found


def _linked(law: Law, action: Action) -> set[str]:
    """The facts that `possible.cedar` reads for an action, and the actor and the resource."""
    algebra = Python()
    for policy in law.possible:
        if action.name in actions_of(policy, law.vocabulary):
            read(policy, action, algebra)
    return {*algebra.used, "actor", "resource"}


def events(law: Law, count: int, seed: int = 1) -> Events:
    """Events spread evenly over the actions, numbered in EVENT; the frame in random order holds null where an act has no such fact."""
    rng, draw = random.Random(seed), np.random.default_rng(seed)
    actions = list(law.vocabulary.actions.values())
    order = draw.permutation(count).astype(np.uint32)
    by_action: dict[str, pl.DataFrame] = {}
    start = 0
    for place, action in enumerate(actions):
        end = count * (place + 1) // len(actions)
        by_action[action.name] = _drawn(law, action, rng, draw, end - start).with_columns(
            pl.Series(EVENT, order[start:end]), pl.lit(place, pl.UInt8).alias(ACTION)
        )
        start = end
    return Events(by_action, _mixed(by_action))


def _drawn(law: Law, action: Action, rng: random.Random, draw: np.random.Generator, count: int) -> pl.DataFrame:
    situations = pool(law, action, rng)
    linked = _linked(law, action)
    picked = draw.integers(0, len(situations), count)
    made: dict[str, npt.NDArray[Any]] = {}
    for variable in action.variables:
        if variable.name in linked:
            codes = np.array([code(variable, values[variable.name]) for values in situations])
            column = codes[picked]
        else:
            codes = np.array([code(variable, value) for value in variable.domain])
            column = codes[draw.integers(0, len(codes), count)]
        made[variable.name] = column.astype(bool if _truth(variable) else np.uint8)
    return pl.DataFrame(made)


def _truth(variable: Variable) -> bool:
    return variable.kind == "bool" and not variable.optional


def _mixed(by_action: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The events by their number, which is random."""
    return pl.concat(by_action.values(), how="diagonal").sort(EVENT).rechunk()


def coded(action: Action, situations: Sequence[Mapping[str, Value]]) -> pl.DataFrame:
    """Complete situations as columns of codes."""
    made = {v.name: np.array([code(v, one[v.name]) for one in situations], bool if _truth(v) else np.uint8) for v in action.variables}
    return pl.DataFrame(made)


def opened(found: Events, seed: int = 3) -> Events:
    """The same events with every tenth cell null, at random, but for action and number."""
    draw = np.random.default_rng(seed)
    by_action = {name: frame.with_columns(_holes(frame, draw)) for name, frame in found.by_action.items()}
    return Events(by_action, _mixed(by_action))


def _holes(frame: pl.DataFrame, draw: np.random.Generator) -> list[pl.Series]:
    kept = [pl.Series(draw.random(frame.height, np.float32) >= 0.1) for _ in range(frame.width)]
    facts = [name for name in frame.columns if name not in (ACTION, EVENT)]
    return [frame.select(pl.when(keep).then(pl.col(name)).alias(name)).to_series() for name, keep in zip(facts, kept, strict=False)]
