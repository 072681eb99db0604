"""Measures speed side by side and writes docs/benchmarks.md: medians, ratios, machine and versions.

    python bench/measure.py [processes] [growth] [loading] [proofs] [decisions]

Each line is a ratio to a named peer or limit, measured in the same run, in turns, so that a slow minute slows both. Whole processes are
measured in the CPU time that they take (user and system), which other programs on the machine touch least; the program is compiled to
bytecode before, as an installed one is. With the names of parts only these are measured, and their lines printed; without, the page is
written.
"""

import compileall
import importlib.metadata
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any

import cedarpy

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import sanctuary
from peers.compared import SIZES, measured
from sanctuary.engine.complete import Complete
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import nested
from sanctuary.law.cedar import Reference
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import OWN, Library
from sanctuary.study.assess import assess
from sanctuary.study.check import check

ROUNDS = 7
ON = date(2026, 11, 22)
PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
PROGRAM = str(Path(sys.executable).parent / "sanctuary")


TEMPLATE = """\
# Benchmarks

Written by `make bench` on {today}: medians of {rounds} rounds, measured in turns in one run. Ratios hold between machines better than
seconds do. Nothing here decides a test.

{machine}; {versions}. Whole processes in seconds of CPU, the program compiled to bytecode. A first run finds the packs
[kept](choices/cedar.md) and no answer; later runs find [the answer](choices/solver.md), too.

| what | beside | ratio | seconds or rates |
|---|---|---|---|
{lines}

The rates are of 4,000 complete situations that can occur, readings open, over all actions under the law of Los Angeles, each validated,
with levels, reasons, duties and citations. A law keeps what it says of situations in which the same rules match, so a round after the first
finds them. Cedar's rate is for finding the matching rules alone, of the rules of the act alone. Packs are loaded as they are kept, read
and validated before.
"""


def in_turns(*works: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> list[float]:
    """Median seconds of each work, run in turns."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, found in zip(works, times, strict=True):
            start = clock()
            work()
            found.append(clock() - start)
    return [statistics.median(found) for found in times]


def of_processes() -> float:
    """Seconds of CPU that the processes started so far took."""
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def process(*words: str, cache: str = "") -> Callable[[], object]:
    """A whole process, from a cold interpreter; `cache` is the folder of what it keeps."""
    env = {**os.environ, "SANCTUARY_CACHE": cache} if cache else None
    return lambda: subprocess.run(words, check=True, capture_output=True, env=env)


def situations(count: int) -> tuple[Law, list[dict[str, Any]], dict[str, Reference]]:
    """Complete situations that can occur, over all actions under the law of Los Angeles, and Cedar's evaluator for each action."""
    law = law_of(Library(), "us-ca-los-angeles", ON)
    rng, matched = random.Random(1), Complete(law).matched
    actions = list(law.vocabulary.actions.values())
    found: list[dict[str, Any]] = []
    while len(found) < count:
        action, plain = rng.choice(actions), rng.random()
        values = {v.name: v.domain[0] if rng.random() < plain else rng.choice(v.domain) for v in action.variables}
        context, absent = nested(values)
        one = {"actor": values["actor"], "action": action.name, "resource": values["resource"], "context": context, "absent": absent}
        found += [one] if matched(**one) else []
    return law, found, {a.name: Reference({b.rule.id: b.rule.policy for b in law.rules_of(a.name)}, law.vocabulary) for a in actions}


def decisions() -> list[str]:
    """Situations by the library, one by one and together, against Cedar alone; in seconds of CPU."""
    _, found, bare = situations(4_000)
    by_action: dict[str, list[dict[str, object]]] = {}
    single = []
    for one in found:
        request = bare[one["action"]].request(one["actor"], one["action"], one["resource"], one["context"])
        by_action.setdefault(one["action"], []).append(request)
        single.append((bare[one["action"]], request))
    calls = [{**{n: one[n] for n in ("actor", "action", "resource", "absent")}, "facts": one["context"]} for one in found]
    law = sanctuary.place("us-ca-los-angeles", on=ON)

    def one_by_one() -> None:
        for call in calls:
            _ = [rule.cites for rule in law.decide(**call).rules]

    def together() -> None:
        law.decide_many(found)

    def first() -> None:
        sanctuary.place("us-ca-los-angeles", on=ON).decide_many(found)

    def cedar_calls() -> None:
        for reference, request in single:
            reference.matches([request])

    def cedar_batch() -> None:
        for action, requests in by_action.items():
            bare[action].matches(requests)

    times = in_turns(one_by_one, together, first, cedar_calls, cedar_batch, clock=time.process_time)
    alone, many, anew, called, batched = (len(found) / seconds for seconds in times)
    batches = "cedarpy, batches by action"
    return [
        row("`law.decide`, one by one", "cedarpy, one call each", alone / called, rates(alone, called)),
        row("the same", batches, alone / batched, rates(alone, batched)),
        row("`law.decide_many`", batches, many / batched, rates(many, batched)),
        row("the same with a new law each time, its reading included", batches, anew / batched, rates(anew, batched)),
    ]


def row(what: str, beside: str, ratio: float, told: str) -> str:
    """A line of the table."""
    return f"| {what} | {beside} | {ratio:.1f} x | {told} |"


def rates(ours: float, theirs: float) -> str:
    """Two rates."""
    return f"{ours:,.0f} against {theirs:,.0f} a second"


def seconds(ours: float, theirs: float) -> str:
    """Two times."""
    return f"{ours:.2f} s against {theirs:.2f} s"


DECIDE = ("decide", "los-angeles", "--actor", "sheriff", "--action", "transfer", "--resource", "subject", "--fact", "paper=detainer")
COMMANDS = {
    "decide los-angeles": DECIDE,
    "assess los-angeles": ("assess", "los-angeles"),
    "assess, every difference as JSON": ("assess", "los-angeles", "--standard", "all", "--format", "json"),
    "timeline los-angeles": ("timeline", "los-angeles"),
    "check all": ("check", "all"),
}
"""Whole commands; all but the first keep what they prove."""


def processes() -> list[str]:
    """Whole processes, against an interpreter that only imports what they need: the packs kept, the answers not yet, and then kept."""
    compileall.compile_dir(str(OWN.parent), quiet=2)
    nothing = process(sys.executable, "-c", "pass")
    imports = process(sys.executable, "-c", "import cedarpy, cyclopts, msgspec, pysat.solvers, rich.table")
    with tempfile.TemporaryDirectory() as cache:
        process(PROGRAM, *COMMANDS["check all"], cache=cache)()

        def anew(words: tuple[str, ...]) -> Callable[[], object]:
            def run() -> None:
                shutil.rmtree(Path(cache) / "answers", ignore_errors=True)
                process(PROGRAM, *words, cache=cache)()

            return run

        each = [work for words in COMMANDS.values() for work in (anew(words), process(PROGRAM, *words, cache=cache))]
        times = in_turns(nothing, imports, process(PROGRAM, "--help"), *each, clock=of_processes)
    lines = [row("`--help`, whole process", "an empty interpreter", times[2] / times[0], seconds(times[2], times[0]))]
    for name, first, later in zip(COMMANDS, times[3::2], times[4::2], strict=True):
        told = {"": first} if name.startswith("decide") else {", first run": first, ", later runs": later}
        lines += [row(f"`{name}`{how}", "importing the libraries", took / times[1], seconds(took, times[1])) for how, took in told.items()]
    return lines


def loading() -> list[str]:
    """Reading and validating all packs, against Cedar parsing and validating the same text."""
    schema = cedarpy.Schema.from_str((OWN / "vocabulary.cedarschema").read_text(encoding="utf-8"))
    texts = [path.read_text(encoding="utf-8") for path in sorted(OWN.glob("*/rules/*.cedar"))]

    def ours() -> None:
        library = Library()
        for name in library.ids:
            library.get(name)

    def cedar() -> None:
        for text in texts:
            cedarpy.policies_to_pst(text)
            cedarpy.validate_policies(text, schema)

    load, bare = in_turns(ours, cedar)
    rules = sum(len(Library().get(name).rules) for name in Library().ids)
    what = f"load and validate all packs ({rules} rules)"
    return [row(what, "Cedar parsing and validating the rules alone", load / bare, seconds(load, bare))]


def proofs() -> list[str]:
    """Proving, against loading: what the solver adds."""
    library = Library()
    standards = [library.get(name) for name in library.ids if name.startswith("standard-")]

    def load() -> None:
        fresh = Library()
        law_of(fresh, "us-ca-los-angeles", ON)

    def statuses() -> None:
        assess(Proofs(law_of(library, "us-ca-los-angeles", ON)), standards, differences=False)

    def everything() -> None:
        check(library, library.ids)

    loaded, assessed, checked = in_turns(load, statuses, everything)
    held = check(library, library.ids).held
    proved = f"{held} scenarios, conflicts and dead rules, proved"
    return [
        row("all statuses of Los Angeles, proved", "loading its law", assessed / loaded, seconds(assessed, loaded)),
        row(proved, "loading the law of Los Angeles", checked / loaded, seconds(checked, loaded)),
    ]


def growth() -> list[str]:
    """How `compare` grows with the rules of the two laws."""
    medians, power = measured(ROUNDS)
    return [f"| `compare`, {SIZES[1]:,} rules | {SIZES[0]} rules | n^{power:.2f} | {seconds(medians[1], medians[0])} |"]


def versions_of(*names: str) -> str:
    """The versions of some packages."""
    return ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)


def machine() -> str:
    """The machine that measured."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    cpu = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return f"{os.cpu_count()} cores{f' ({cpu})' if cpu else ''}, {platform.system()}, Python {platform.python_version()}"


def today() -> str:
    """The day of the measurement."""
    return time.strftime("%Y-%m-%d")


PARTS = {"decisions": decisions, "processes": processes, "growth": growth, "loading": loading, "proofs": proofs}


def main() -> None:
    """Measure and write the page, or print the lines of some parts."""
    if sys.argv[1:]:
        for name in sys.argv[1:]:
            sys.stdout.write("\n".join(PARTS[name]()) + "\n")
        return
    lines = [line for part in PARTS.values() for line in part()]
    versions = versions_of("cedarpy", "python-sat", "msgspec", "cyclopts", "rich")
    text = TEMPLATE.format(today=today(), rounds=ROUNDS, machine=machine(), versions=versions, lines="\n".join(lines))
    PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
