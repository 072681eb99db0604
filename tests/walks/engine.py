"""A walk through what the engine, the library and the next question promise, as somebody who is new to them would try it.

    .venv/bin/python tests/walks/engine.py [CLONE] [PART…] [--whole]

How a walk is started, and what its lines say, stands in walking.py.
`--whole` takes every case: 100,000 situations of the second implementation, every pair of places twice. Speeds are
ratios of processor time to a peer in the same run.
"""

import json
import os
import random
import sys
import tempfile
import threading
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from held import cedar, certificates, conformance, growth, processes, speed
from inputs import controls, refusals
from library import frame, library
from packs_written import pack
from questions import interview, optimum, question
from walking import DAY, Walk, data, main

import sanctuary


def boxes(walk: Walk) -> None:
    """Every pair of places: boxes that say something and hold their witness; the same whatever was asked before."""
    shared = {one.id: sanctuary.place(one.id, on=DAY) for one in sanctuary.places()}
    pairs = list(combinations(shared, 2))
    series = {pair: data(sanctuary.compare(shared[pair[0]], shared[pair[1]])) for pair in pairs}
    found = [(pair, one) for pair, told in series.items() for one in (*told["a_to_b"], *told["b_to_a"])]
    empty = [(pair, one["rule"]) for pair, one in found for values in one["box"].values() if not values]
    walk.holds(f"no empty list in {len(found)} boxes of {len(pairs)} pairs of places", found and not empty, empty[:3])
    outside = [(pair, one["rule"], name) for pair, one in found for name in one["box"] if not inside(one, name)]
    walk.holds("each box holds its witness", not outside, outside[:3])
    stuttered = [one["says"] for _, one in found if "or 1 to" in one["says"]]
    walk.holds("neighboring years are told as one run", not stuttered, stuttered[:2])
    again = pairs if walk.whole else random.Random(1).sample(pairs, 8)
    fresh = [pair for pair in again if series[pair] != data(sanctuary.compare(*(sanctuary.place(name, on=DAY) for name in pair)))]
    walk.holds(f"a series of questions gives what {len(again)} fresh ones give", not fresh, fresh)


def inside(one: dict[str, Any], name: str) -> bool:
    """Whether the witness of a difference lies in its box, in one fact."""
    value: Any = {**one["witness"], **one["witness"]["context"]}
    for part in name.split("."):
        value = value.get(part, "absent") if isinstance(value, dict) else value
    return any(value == cell or (isinstance(cell, str) and within(value, cell)) for cell in one["box"][name])


def within(value: object, cell: str) -> bool:
    """Whether years lie in a run such as 6-15, or 15+."""
    first, _, last = cell.rstrip("+").partition("-")
    if isinstance(value, bool) or not isinstance(value, int) or not first.isdigit():
        return False
    return int(first) <= value <= (int(last) if last else 99 if cell.endswith("+") else int(first))


def proved(walk: Walk) -> None:
    """What is called the same is the same in outcome, and in duties with clock and occasion."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        first = sanctuary.place(pack(walk, one), on="2026-06-01")
        for what, words in {
            "24 hours that became 30 days": {"within": "P30D"},
            "on request that became on the act": {"on": "act"},
        }.items():
            told = data(sanctuary.compare(first, sanctuary.place(pack(walk, other, **words), on="2026-06-01")))
            seen = [(x["rule"], x["on"], x["within"]) for x in (*told["a_to_b"], *told["b_to_a"]) if x["duty"]]
            walk.holds(f"compare tells {what}", not told["same"] and seen, told["summary"])
        told = data(sanctuary.compare(first, sanctuary.place(pack(walk, other), on="2026-06-01")))
        walk.holds("the same rule is the same", told["same"], told["summary"])
        text = walk.command("compare", str(pack(walk, one)), str(pack(walk, other)), "--on", "2026-06-01").stdout
        walk.holds("what is proved is said: outcome and duties with clock and occasion", "clock" in text or "deadline" in text, text)


def days(walk: Walk) -> None:
    """Days of the ancestors, reported on verdicts, and the last day there is."""
    with tempfile.TemporaryDirectory() as folder:
        home = pack(walk, folder)
        told = home / "pack.toml"
        told.write_text(told.read_text().replace("known_through = 2026-06-22", "known_through = 9999-12-31"), encoding="utf-8")
        done = walk.command("timeline", str(home), "--standard", "technical", "--format", "json")
        walk.holds("timeline reads a pack known through 9999-12-31", done.returncode == 0 and "Traceback" not in done.stderr, done.stderr)
        done = walk.command("check", str(home))
        walk.holds("check proves its scenario", "1 scenario" in done.stdout and "Traceback" not in done.stderr, done.stdout + done.stderr)
    told = json.loads(walk.command("timeline", "us-tx", "--standard", "all", "--format", "json").stdout)
    text = json.dumps(told)
    walk.holds("timeline keeps 'reported' on verdicts", '"reported"' in text, list(told))


def breach(walk: Walk) -> None:
    """A duty on breach that no act of the place can meet is not applicable."""
    told = data(sanctuary.place("us-ca-los-angeles-superior-court", on=DAY).assess("all", differences=False))
    words = {criterion["status"] for standard in told["standards"] for criterion in standard["criteria"]}
    walk.holds("what none of a place's acts can meet is not applicable", "not-applicable" in words, words)


def threads(walk: Walk) -> None:
    """One law in four threads that are switched as often as can be gives what one thread gives."""
    law, calls = sanctuary.place("los-angeles", on=DAY), list(asks(40))
    alone = [data(law.decide(**call)) for call in calls]
    shared = sanctuary.place("los-angeles", on=DAY)
    wrong: list[object] = []

    def work(number: int) -> None:
        try:
            wrong.extend(call for call, right in zip(calls, alone, strict=True) if data(shared.decide(**call)) != right)
        except Exception as problem:  # noqa: BLE001 - whatever it is, it is told
            wrong.append({"thread": number, "problem": repr(problem)})

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    each = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for one in each:
        one.start()
    for one in each:
        one.join()
    sys.setswitchinterval(before)
    walk.holds(f"{4 * len(calls)} answers of four threads are right", not wrong, wrong[:2])


def asks(count: int) -> Iterator[dict[str, Any]]:
    """Open situations."""
    rng = random.Random(4)
    for _ in range(count):
        actor, action, resource = rng.choice([("sheriff", "transfer", "subject"), ("police", "hold", "subject")])
        papers = ["none", "detainer", "administrative-warrant", "judicial-subpoena"]
        facts = {"paper": rng.choice(papers), "requester": rng.choice(["immigration-authority"])}
        yield {"actor": actor, "action": action, "resource": resource, "facts": dict(rng.sample(list(facts.items()), rng.randint(0, 2)))}


PARTS = (
    boxes,
    proved,
    days,
    refusals,
    controls,
    breach,
    threads,
    library,
    frame,
    question,
    optimum,
    interview,
    conformance,
    certificates,
    cedar,
    speed,
    processes,
    growth,
)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as cache:  # compiled law goes there, not to the home of whoever walks
        os.environ.setdefault("SANCTUARY_CACHE", cache)
        code = main(__doc__ or "", {part.__name__: part for part in PARTS}, Walk)
    sys.exit(code)
