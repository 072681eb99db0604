"""Interviews at seven desks of Los Angeles: questions until settled, beside the best order there is, and the time of a step.

    python bench/interview.py [exact | orders]

The exact mean is over every possible situation, weighed as questions.toml expects them; beside it the best order there is, where at most
eight facts matter at the start. Then 200 complete situations a desk, drawn by the same weights: each ends where the law does, and a step
(one question asked for anew, with its answers and rules) takes so many milliseconds of CPU; warm: the desk was asked about before. With
`exact` the exact means alone; with `orders` those of plainer orders on the same law: vocabulary order, and information alone.
"""

import random
import statistics
import sys
import time
from dataclasses import replace
from datetime import date
from typing import get_args

from sanctuary.engine.answer import answer
from sanctuary.engine.best import SMALL, Best, Order
from sanctuary.engine.inquiry import Desk, Goal, Inquiry, State
from sanctuary.engine.prove import Proofs
from sanctuary.engine.questions import Questions
from sanctuary.engine.situation import nested
from sanctuary.engine.step import Start
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Value

DESKS = (
    ("sheriff", "transfer", "subject"),
    ("sheriff", "disclose", "release-date"),
    ("police", "hold", "subject"),
    ("library", "admit", "non-public-area"),
    ("school", "disclose", "school-record"),
    ("health-facility", "admit", "non-public-area"),
    ("other-department", "disclose", "home-address"),
)
COUNT = 200


def drawn(law: Law, proofs: Proofs, desk: tuple[str, str, str]) -> list[dict[str, Value]]:
    """Possible situations of a desk, always the same."""
    rng = random.Random(" ".join(desk))
    found: list[dict[str, Value]] = []
    weigh = law.library.asking.fact
    while len(found) < COUNT:
        values: dict[str, Value] = {ACTOR: desk[0], RESOURCE: desk[2]}
        for variable in law.vocabulary.actions[desk[1]].variables[2:]:
            weights = [weigh[variable.name].weight(variable, (value,)) for value in variable.domain]
            values[variable.name] = rng.choices(variable.domain, weights)[0]
        if not proofs.decider.excluded(*desk, nested(values)[0]):
            found.append(values)
    return found


def ended(questions: Questions, start: Start, truth: dict[str, Value], times: list[float]) -> tuple[Start, int]:
    """The end of an interview, and how many questions it took."""
    asked = 0
    while True:
        begun = time.thread_time()
        step = questions.next(start)
        times.append(1000 * (time.thread_time() - begun))
        if step.question is None:
            return start, asked
        asked += 1
        start = replace(start, known={**start.known, step.question.fact: truth[step.question.fact]})


def mean_of(best: Best, order: Order, *, efforts: bool) -> float:
    """The exact mean of the questions that are asked in an order, or of what they cost, over every possible situation."""
    known: dict[State, float] = {}

    def total(state: State) -> float:
        if state not in known:
            level = best.next(state, 0, order)
            known[state] = 0.0
            if level is not None:
                own = best.inquiry.mass(state) * (best.effort(level, order) if efforts else 1)
                known[state] = own + sum(weight * total(left) for weight, left in best.ways(state, level))
        return known[state]

    return total(best.inquiry.start) / best.inquiry.mass(best.inquiry.start)


class Plainly(Best):
    """Of the facts that matter the first of the vocabulary; with `telling` the one that tells most, where few matter as well."""

    def __init__(self, inquiry: Inquiry, *, telling: bool) -> None:
        super().__init__(inquiry)
        self.telling = telling

    def next(self, state: State, unknown: int, order: Order) -> int | None:
        """The level of the fact to ask next, as `Best` gives it."""
        able = self.able(state, unknown)
        return self.ranked(state, able, order)[0] if self.telling and able else next(iter(able), None)


def orders(law: Law) -> None:
    """The exact means of plainer orders, over all desks."""
    for goal in get_args(Goal):
        inquiries = [Inquiry(law, Desk(*desk, (), goal, paperless=False)) for desk in DESKS]
        asked = statistics.mean(len(one.facts) for one in inquiries)
        plain, told = ([mean_of(Plainly(one, telling=telling), "fewest", efforts=False) for one in inquiries] for telling in (False, True))
        means = f"{statistics.mean(plain):.2f} in vocabulary order, {statistics.mean(told):.2f} by information alone"
        print(f"all desks: {goal}: {asked:.1f} facts that the act's law mentions; of those that matter {means}", flush=True)


def exact(law: Law, desk: tuple[str, str, str], goal: Goal, order: Order) -> tuple[float, str]:
    """The exact mean of the questions, and its line: what the order costs, and the best one."""
    best = Best(Inquiry(law, Desk(*desk, (), goal, paperless=False)))
    matter = len(best.able(best.inquiry.start, 0))
    mean, cost = mean_of(best, order, efforts=False), mean_of(best, order, efforts=True)
    least = f"{best.expected(best.inquiry.start, 0, order):.3f}" if matter <= SMALL else "-"
    line = f"{' '.join(desk)}: {goal}, {order}: {matter} facts matter; {mean:.3f} questions cost {cost:.3f}; the best order {least}"
    return mean, line


def main() -> None:
    law = law_of(Library(), "us-ca-los-angeles", date(2026, 11, 22))
    if sys.argv[1:] == ["orders"]:
        orders(law)
        return
    proofs = Proofs(law)
    means: dict[tuple[str, str], list[float]] = {}
    for desk in DESKS:
        truths = drawn(law, proofs, desk)
        for goal in get_args(Goal):
            for order in get_args(Order):
                mean, line = exact(law, desk, goal, order)
                means.setdefault((goal, order), []).append(mean)
                print(line, flush=True)
                if sys.argv[1:] != ["exact"]:
                    report(proofs, desk, goal, order, truths)
    for (goal, order), found in means.items():
        print(f"all desks: {goal}, {order}: {statistics.mean(found):.2f}")


def report(proofs: Proofs, desk: tuple[str, str, str], goal: Goal, order: Order, truths: list[dict[str, Value]]) -> None:
    """One line of the sample: its mean, wrong ends, milliseconds."""
    questions, start = Questions(proofs), Start(*desk, goal=goal, order=order)
    cold: list[float] = []
    for truth in truths:
        ended(questions, start, truth, cold)
    warm: list[float] = []
    counts, wrong = [], 0
    for truth in truths:
        end, asked = ended(questions, start, truth, warm)
        counts.append(asked)
        wrong += answer(proofs, desk[1], end.whole, {}, "any").outcomes != answer(proofs, desk[1], truth, {}).outcomes
    ordered = sorted(warm)
    mean, p99 = statistics.mean(counts), ordered[int(0.99 * len(ordered))]
    print(
        f"  {len(truths)} situations: {mean:.2f} questions, {wrong} wrong;",
        f"ms a step warm {statistics.median(warm):.2f}, p99 {p99:.2f}; slowest cold {max(cold):.0f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
