"""Coded events decided by the audit's own plans: all actions in one call to Polars, or from expressions built before."""

from collections.abc import Mapping

import narwhals as nw
import polars as pl

from peers.events import ACTION, EVENT, Events
from sanctuary.engine.table import Plan
from sanctuary.law.jurisdiction import Law

__all__ = ["built", "decided", "plans_of", "run"]


def plans_of(law: Law, *, settled: bool = True) -> dict[str, Plan]:
    """The plan of each action; disputed readings are taken as true, or stay open."""
    readings = dict.fromkeys(law.readings, True) if settled else {}
    return {action: Plan([law], action, readings) for action in law.vocabulary.actions}


def built(plans: Mapping[str, Plan], events: Events, *, mixed: bool, rules: bool) -> list[pl.LazyFrame]:
    """The expressions of each action over its rows: stored by action, or filtered from rows in any order, whose numbers are kept."""
    frames = []
    for place, (action, plan) in enumerate(plans.items()):
        source = events.mixed.lazy().filter(pl.col(ACTION) == place) if mixed else events.by_action[action].lazy()
        found = plan.decided(nw.from_native(source), (EVENT,) if mixed else (), rules=rules).to_native()
        assert isinstance(found, pl.LazyFrame)
        frames.append(found)
    return frames


def run(frames: list[pl.LazyFrame], *, streaming: bool = False) -> list[pl.DataFrame]:
    """The decided rows of each action."""
    return pl.collect_all(frames, engine="streaming" if streaming else "in-memory")


def decided(plans: Mapping[str, Plan], events: Events, *, mixed: bool, rules: bool) -> list[pl.DataFrame]:
    """The decided rows of each action, from the plans on."""
    return run(built(plans, events, mixed=mixed, rules=rules))
