"""How the cost of an audit grows: with rows, and with rules, measured and drawn."""

import itertools
import math
import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from peers.events import ACTION, EVENT, Events, coded, events
from peers.run import decided, plans_of
from sanctuary.engine.table import Plan
from sanctuary.law.jurisdiction import Bound, Law
from sanctuary.pages.scene import Scene
from situations import RandomRules, random_values

__all__ = ["Point", "draw", "rows", "rules"]

ROUNDS = 5
ON_ONE = "hold"
SITUATIONS, ROWS = 2_000, 1_000_000


@dataclass(frozen=True)
class Point:
    """How many rows or rules, and the median seconds."""

    size: int
    seconds: float


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def rows(law: Law, drawn: Events, sizes: Sequence[int]) -> list[Point]:
    """Rows in any order, deciding rules included; above the events at hand, as many tables of that size as it takes, each drawn anew.

    Those are decided once, one after another, and drawing them is not in the time: two such tables need not fit into memory.
    """
    plans = plans_of(law)
    found = []
    for size in sizes:
        if size <= drawn.mixed.height:
            part = replace(drawn, mixed=drawn.mixed.head(size))
            found.append(Point(size, _median(lambda part=part: decided(plans, part, mixed=True, rules=True))))  # type: ignore[misc]
            continue
        total = 0.0
        for number in range(size // drawn.mixed.height):
            more = events(law, drawn.mixed.height, seed=100 + number)
            start = time.perf_counter()
            decided(plans, more, mixed=True, rules=True)
            total += time.perf_counter() - start
        found.append(Point(size, total))
    return found


def rules(law: Law, sizes: Sequence[int]) -> list[Point]:
    """Random rules with the effects and levels of real ones on one action, deciding rules included, over a million rows."""
    rng = random.Random(4)
    action = law.vocabulary.actions[ON_ONE]
    policies = RandomRules(rng, law.vocabulary).policies(max(sizes), action)
    drawn = coded(action, [random_values(rng, action) for _ in range(SITUATIONS)])
    frame = drawn[np.random.default_rng(4).integers(0, SITUATIONS, ROWS)].with_columns(pl.lit(0, pl.UInt32).alias(EVENT))
    drawn_again = Events({ON_ONE: frame}, frame.with_columns(pl.lit(0, pl.UInt8).alias(ACTION)))
    like = law.rules_of(ON_ONE)
    found = []
    for size in sizes:
        bound = [
            replace(b, rule=replace(b.rule, id=f"random/{i}", policy=policy, actions=(ON_ONE,)), readings=())
            for i, policy in enumerate(policies[:size])
            for b in [_of(like, i)]
        ]
        plan = {ON_ONE: Plan([replace(law, rules=tuple(bound))], ON_ONE)}
        found.append(Point(size, _median(lambda plan=plan: decided(plan, drawn_again, mixed=False, rules=True))))  # type: ignore[misc]
    return found


def _of(like: Sequence[Bound], number: int) -> Bound:
    return like[number % len(like)]


WIDTH, HEIGHT, TOP, SIDE = 460, 380, 70, 60


def draw(by_rows: Sequence[Point], by_rules: Sequence[Point]) -> Scene:
    """Both growths on logarithmic scales, with a line for cost that grows as fast as the size."""
    told = "; ".join(f"{p.size:,}: {p.seconds:.2f} s" for p in (*by_rows, *by_rules))
    scene = Scene(2 * WIDTH, HEIGHT, "What an audit costs as rows and rules grow", told)
    _panel(scene, 0, "rows, any order, with deciding rules", by_rows)
    _panel(scene, WIDTH, "random rules on one action, a million rows", by_rules)
    return scene


def _panel(scene: Scene, left: float, title: str, points: Sequence[Point]) -> None:
    last = points[-1]
    x0, x1 = math.log(points[0].size), math.log(last.size)
    straight = [last.seconds * p.size / last.size for p in points]
    seconds = [*(p.seconds for p in points), *straight]
    y0, y1 = math.log(min(seconds)), math.log(max(seconds))

    def at(size: float, cost: float) -> tuple[float, float]:
        x = left + SIDE + (math.log(size) - x0) / (x1 - x0) * (WIDTH - 2 * SIDE)
        return x, HEIGHT - 60 - (math.log(cost) - y0) / (y1 - y0) * (HEIGHT - 60 - TOP)

    scene.text(left + 16, 28, f"Seconds by {title}", size=14, bold=True)
    scene.text(left + 16, 46, "both scales logarithmic; gray: in proportion to the size", size=11, color="#444444")
    scene.line(*at(points[0].size, straight[0]), *at(last.size, last.seconds), "#bbbbbb")
    for one, after in itertools.pairwise(points):
        scene.line(*at(one.size, one.seconds), *at(after.size, after.seconds), "#2a6f97")
    for one in points:
        x, y = at(one.size, one.seconds)
        scene.rect(x - 3, y - 3, 6, 6, "#2a6f97", f"{one.size:,}: {one.seconds:.3f} s")
        scene.text(x, y - 9, f"{one.seconds:.2f} s", size=11, anchor="middle")
        scene.text(x, HEIGHT - 30, f"{one.size:,}", size=11, anchor="middle")
