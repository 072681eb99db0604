"""The tiers of the tests, and how many cases of each random set a tier takes: the one place that says so.

fast      `make test`: all tests but the long ones; a few cases of each random set and of hypothesis, of long lists a sample
rest      `make test-all`: the long tests, and the random sets and lists as they are meant to be run
sample    part of `.ci/run`: other cases of the random sets, of hypothesis and of the nightly suites, from a seed that the commit gives
nightly   `make nightly`: all of these whole, with a seed of the day, and their table
browser   `make browser`: pages in a real browser

Marks that say where a test belongs: `long` (not in the fast tier), `drawn(SET)` (its cases are those of a set below), `browser`; a test of
hypothesis is a random set too, of as many cases as the profile in conftest says.

Every case comes from the seed. Pytest prints it last; `--tier TIER --seed SEED` with the name of the test repeats a failure.
"""

import random
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

import pytest

T = TypeVar("T")
Tier = Literal["fast", "rest", "sample", "nightly", "browser"]


@dataclass(frozen=True)
class Cases:
    """How many cases the tiers take; a sample is as large as the fast tier unless it says otherwise."""

    fast: int
    rest: int
    nightly: int
    sample: int = 0


EVERY = 1_000_000_000
"""All members of a list."""

SETS = {
    "situations, Cedar beside the function": Cases(fast=4_000, rest=100_000, nightly=1_000_000, sample=8_000),
    "random rules, Cedar beside the function": Cases(fast=10, rest=40, nightly=1_000),
    "random rules, the solver beside the function": Cases(fast=10, rest=40, nightly=1_000),
    "complete situations, what is kept beside what is not": Cases(fast=300, rest=10_000, nightly=100_000),
    "situations of random laws, the three readings": Cases(fast=2_000, rest=20_000, nightly=1_000_000, sample=100_000),
    "partial situations beside every filling": Cases(fast=200, rest=5_000, nightly=50_000, sample=400),
    "partial situations under random laws": Cases(fast=8, rest=24, nightly=500),
    "interviews at a desk": Cases(fast=2, rest=600, nightly=3_000),
    "requests made up from the schema": Cases(fast=0, rest=20, nightly=200),
    "every word of the schema, right and wrong": Cases(fast=0, rest=0, nightly=1),
    "visits at a counter": Cases(fast=1, rest=60, nightly=1_000),
    "training cases played by forms": Cases(fast=3, rest=EVERY, nightly=EVERY),
    "screens in every language": Cases(fast=2, rest=400, nightly=EVERY),
    "kills of a worker": Cases(fast=0, rest=45, nightly=200, sample=9),
    "files of tests of the desk on PostgreSQL": Cases(fast=0, rest=EVERY, nightly=EVERY, sample=4),
    "runs of the desk's long tests on PostgreSQL": Cases(fast=0, rest=0, nightly=1),
    "small laws, every order of questions": Cases(fast=4, rest=40, nightly=400),
    "rows beside the function": Cases(fast=20_000, rest=100_000, nightly=1_000_000),
    "rows with open facts beside the exact engine": Cases(fast=2, rest=12, nightly=200),
    "rows with open facts under random laws": Cases(fast=8, rest=16, nightly=400, sample=48),
    "random rules, expressions beside the function": Cases(fast=8, rest=30, nightly=500),
    "rows in words beside decide": Cases(fast=30, rest=3_000, nightly=30_000, sample=60),
    "runs of an audit with planted values": Cases(fast=6, rest=100, nightly=1_000, sample=10),
    "broken files of every kind": Cases(fast=40, rest=600, nightly=20_000, sample=60),
    "scans with planted values": Cases(fast=2, rest=40, nightly=200),
    "months of an invented desk": Cases(fast=1, rest=3, nightly=30),
    "bits of a public folder": Cases(fast=500, rest=10_000, nightly=100_000),
    "tables of people under attack": Cases(fast=25, rest=150, nightly=3_000, sample=50),
    "reports written in every format": Cases(fast=2, rest=EVERY, nightly=EVERY),
    "situations of the conformance folder": Cases(fast=500, rest=10_000, nightly=100_000, sample=1_000),
    "open situations of the conformance folder": Cases(fast=100, rest=1_000, nightly=10_000),
    "policies of Cedar's corpus": Cases(fast=100, rest=EVERY, nightly=EVERY, sample=200),
    "specimens of papers as text": Cases(fast=20, rest=243, nightly=2_430),
    "adversarial papers": Cases(fast=30, rest=EVERY, nightly=EVERY, sample=60),
    "adversarial papers, badly read": Cases(fast=10, rest=300, nightly=3_000),
    "papers of more courts, set in five manners": Cases(fast=3, rest=EVERY, nightly=EVERY),
    "specimens of papers as PDF": Cases(fast=1, rest=27, nightly=810),
    "specimens of papers as images": Cases(fast=0, rest=6, nightly=1_215, sample=1),
    "places whose answers are held against the changes": Cases(fast=1, rest=EVERY, nightly=EVERY),
    "places whose reasons are read": Cases(fast=1, rest=EVERY, nightly=EVERY),
    "places whose sentences are read": Cases(fast=1, rest=EVERY, nightly=EVERY),
    "places whose plain answers are decided": Cases(fast=1, rest=EVERY, nightly=EVERY),
    "pairs of places whose sentences are read": Cases(fast=2, rest=EVERY, nightly=EVERY),
    "pairs of places whose first screens are read": Cases(fast=0, rest=40, nightly=EVERY),
    "places whose days are decided on both sides": Cases(fast=0, rest=EVERY, nightly=EVERY),
    "places whose years are read": Cases(fast=1, rest=EVERY, nightly=EVERY),
    "pages whose examples are run": Cases(fast=3, rest=EVERY, nightly=EVERY),
}

STEP = 10_000_000
"""Between the random numbers of one seed and those of the next: more than any set has cases."""


@dataclass
class Chosen:
    """What this run of pytest was asked for; set by conftest before any test is read."""

    tier: Tier = "fast"
    seed: int = 0


chosen = Chosen()


def cases(name: str) -> int:
    """How many cases of a set the tier takes."""
    one = SETS[name]
    return {"fast": one.fast, "rest": one.rest, "nightly": one.nightly}.get(chosen.tier, one.sample or one.fast)


def seeds(name: str) -> range:
    """A number for each case of a set, other ones for another seed; under seed 0 they are 0, 1, 2, ..."""
    return range(chosen.seed * STEP, chosen.seed * STEP + cases(name))


def rng(number: int) -> random.Random:
    """Random numbers of the seed, by a number that tells one stream of a test from another."""
    return random.Random(chosen.seed * STEP + number)


def some(name: str, every: Sequence[T]) -> Sequence[T]:
    """As many members of a list as the tier takes, in order; another seed, another choice."""
    draw = random.Random(f"{name} {chosen.seed}")
    return [every[place] for place in sorted(draw.sample(range(len(every)), min(cases(name), len(every))))]


def takes(marks: Sequence[pytest.Mark]) -> bool:
    """Whether the tier runs a test with these marks."""
    names = {mark.name for mark in marks}
    if any(cases(mark.args[0]) == 0 for mark in marks if mark.name == "drawn"):
        return False
    if chosen.tier == "browser" or "browser" in names:
        return chosen.tier == "browser" and "browser" in names
    wanted = {"rest": {"long", "drawn", "hypothesis"}, "sample": {"drawn", "hypothesis"}, "nightly": {"long", "drawn", "hypothesis"}}
    return bool(names & wanted[chosen.tier]) if chosen.tier in wanted else "long" not in names


def shared(name: str, share: str) -> bool:
    """Whether a test is of a part of a tier, `PART/PARTS`: the parts are of the tests' names and hold all of them.

    >>> [shared("tests/test_x.py::test_y", f"{part}/3") for part in range(3)].count(True)
    1
    """
    part, _, parts = share.partition("/")
    return zlib.crc32(name.encode()) % int(parts or 1) == int(part)


def suite(test: str, marks: Sequence[pytest.Mark], examples: int) -> tuple[str, int]:
    """The suite of a test in the table of the nightly runs, and its cases: those of its set, of hypothesis, or the test itself."""
    for mark in marks:
        if mark.name == "drawn":
            return mark.args[0], cases(mark.args[0])
    name = test.partition("[")[0].removeprefix("test_").replace("_", " ")
    return name, examples if any(mark.name == "hypothesis" for mark in marks) else EVERY
