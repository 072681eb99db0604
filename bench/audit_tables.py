"""Measures the table reading beside its limit and its peers, in turns in one run, and writes docs/benchmarks-audit.md.

Run as `python -m bench.audit_tables [ROWS]` with `tests` on the path. Every engine must give the same answers before it is timed.
"""

import importlib.metadata
import os
import platform
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import polars as pl

from measure import in_turns, situations
from peers import arrays, growth, memory, sql, whole
from peers.events import ACTION, EVENT, Events, events, opened
from peers.rego import OPA, request
from peers.run import built, decided, plans_of, run
from sanctuary.engine.function import Decider, compile_rules
from sanctuary.engine.ruling import resolve
from sanctuary.engine.situation import nested
from sanctuary.engine.table import CODES, IMPOSSIBLE, OUTCOME, Plan, situation
from sanctuary.law.cedar import Reference
from sanctuary.law.condition import actions_of
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import RESOURCE

PAGE = """\
# Benchmarks of the audit

Written by `make bench` on {today}: medians of seven rounds, measured in turns in one run, two threads each. {machine}; {versions}.
Load of the machine before and after: {load}. {quiet}

{rows:,} synthetic events, spread evenly over all {actions} actions, under the law of Los Angeles on {on}: {rules} rules, {used} columns
of codes. Situations that cannot occur are left out. Disputed readings are taken as true, but for the line that says otherwise.
Before anything was timed, this, DuckDB CASE and numpy gave the same number of rows for each outcome ({counts}), and this and DuckDB the
same again where a tenth of all facts is null ({null}), and the same outcome for each of {checked:,} single rows; Cedar and OPA agreed on
{calls:,} rows.

| how | rows a second | seconds | against the scan |
|---|---|---|---|
{lines}

The scan is DuckDB taking the greatest value of every column that some rule reads; the scan of the rows stored by action is that of the
same table sorted by action. Engines called row by row are measured on a sample, and their rates are taken to hold for all rows; finding
the matching rules is all that they do here, and their requests are made before. The SQL text and the expressions of this are made once,
before. DuckDB and numpy give outcomes alone, counted.
DuckDB sorts rows in any order by action first, which is in its time. Its CASE is generated from the same syntax trees and was not tuned
by hand; a better one may well be faster.

| goal | | measured | |
|---|---|---|---|
{goals}

## One situation at a time

| engine | a second | `decide` is faster by |
|---|---|---|
{single}

## Memory

A whole audit in a process of its own, from Parquet files of raw words, every fact in a column and a tenth of them null, readings open,
the exact engine limited to the {limit:,} most frequent open situations; one run each:

| rows | seconds | most memory held |
|---|---|---|
{memory}

{flat}

## Whole commands

`sanctuary audit` of {whole_rows:,} rows in a process of its own, deciding rules, the independent count of records and
the hashes included, beside DuckDB reading and grouping the same columns; medians of five, in turns. The start of each program
({start:.2f} s and {nothing:.2f} s) is set aside.

| kind | audit, seconds | DuckDB, seconds | times | audit, seconds of the processors | DuckDB's | times | most memory |
|---|---|---|---|---|---|---|---|
{whole}

## Growth

![Seconds by rows and by rules](audit-growth.svg)

{linear}
"""

QUIET = "The run began on a quiet machine."
BUSY = "The run began on a busy machine: a scan on two threads then suffers more than what runs on one, and ratios to it look too good."

DOCS = Path(__file__).resolve().parent.parent / "docs"
ON = date(2026, 11, 22)
ROWS = 10_000_000
CALLS = 3_000
CHECKED = 20_000
FILES, COPIES = 10, 10
SIZES = (100_000, 1_000_000, 10_000_000, 100_000_000)
RULES = (60, 120, 300, 600)
LIMIT_MB = 2_048


class Bench:
    """The law, its plans, and the three tables that every engine reads."""

    def __init__(self, rows: int) -> None:
        self.law: Law = law_of(Library(), "us-ca-los-angeles", ON)
        self.plans: Mapping[str, Plan] = plans_of(self.law)
        self.actions = list(self.plans)
        self.rows = rows
        self.full: Events = events(self.law, rows)
        self.open: Events = opened(self.full)
        self.used = sorted({name for plan in self.plans.values() for name in plan.needed()})
        self.base = duckdb.connect(config={"threads": 2})
        self.queries: dict[str, str] = {}
        stored = pl.concat(self.full.by_action.values(), how="diagonal")
        for name, frame in (("stored", stored), ("mixed", self.full.mixed), ("open", self.open.mixed)):
            arrow = frame.to_arrow()
            self.base.register("given", arrow)
            self.base.sql(f'create table "{name}" as select * from given')  # noqa: S608 - names of the vocabulary and numbers only
            self.base.unregister("given")
        found = [one.with_columns(pl.lit(place, pl.UInt8).alias(ACTION)) for place, one in enumerate(self.ours(mixed=True, rules=False))]
        self.outcomes = pl.concat(found).sort(EVENT)

    def ours(self, *, mixed: bool, rules: bool, null: bool = False) -> list[pl.DataFrame]:
        """The audit's plans."""
        return decided(self.plans, self.open if null else self.full, mixed=mixed, rules=rules)

    def scan(self, table: str) -> Callable[[], object]:
        """The limit: the greatest value of every column that a rule reads, and of the action."""
        query = "select " + ", ".join(f'max("{name}")' for name in (*self.used, ACTION)) + f' from "{table}"'  # noqa: S608 - names of the vocabulary and numbers only
        return lambda: self.base.sql(query).fetchall()

    def cases(self, table: str) -> Counter[int]:
        """DuckDB CASE: a query for each action, counted by outcome."""
        found: Counter[int] = Counter()
        if table != "stored":
            # Filtered action by action, rows in any order took DuckDB several times as long as sorting them first.
            self.base.sql(f'create or replace temp table sorted as select * from "{table}" order by {ACTION}')  # noqa: S608 - as above
            table = "sorted"
        for place, action in enumerate(self.actions):
            source = f'"{table}" where {ACTION} = {place}'
            if source not in self.queries:
                self.queries[source] = f"select outcome, count(*) from ({sql.case(self.law, action, source)}) group by 1"  # noqa: S608 - as above
            found.update(dict(self.base.sql(self.queries[source]).fetchall()))
        return found

    def numpy(self, *, mixed: bool) -> Counter[int]:
        """Arrays; rows in any order are picked by action first."""
        found: Counter[int] = Counter()
        places = self.full.mixed[ACTION].to_numpy() if mixed else None
        for place, action in enumerate(self.actions):
            frame = self.full.mixed.filter(pl.Series(places == place)) if places is not None else self.full.by_action[action]
            columns = {name: frame[name].to_numpy() for name in frame.columns if frame[name].null_count() == 0}
            codes, counts = np.unique(arrays.outcomes(self.law, action, columns, frame.height), return_counts=True)
            found.update(dict(zip(codes.tolist(), counts.tolist(), strict=True)))
        return found


def counts(frames: Sequence[pl.DataFrame]) -> Counter[int]:
    """Rows by code of outcome."""
    found = pl.concat([frame.select(OUTCOME) for frame in frames]).group_by(OUTCOME).len()
    return Counter(dict(found.iter_rows()))


def agree(bench: Bench) -> tuple[Counter[int], Counter[int]]:
    """The counts by outcome of both tables, once every engine has given them, and single rows too."""
    full = counts([bench.outcomes])
    assert full[CODES.index(IMPOSSIBLE)] == 0
    assert full.total() == bench.rows
    for told in (bench.cases("mixed"), bench.cases("stored"), bench.numpy(mixed=True), bench.numpy(mixed=False)):
        assert told == full
    for mixed, rules in ((True, True), (False, False), (False, True)):
        assert counts(bench.ours(mixed=mixed, rules=rules)) == full
    null = counts(bench.ours(mixed=True, rules=True, null=True))
    assert null == bench.cases("open")
    for table, ours in (("mixed", bench.full), ("open", bench.open)):
        known = pl.concat(decided(bench.plans, ours, mixed=True, rules=False)).filter(pl.col(EVENT) < CHECKED).sort(EVENT)
        parts = [
            pl.DataFrame(bench.base.sql(sql.case(bench.law, action, f'"{table}" where {ACTION} = {i} and {EVENT} < {CHECKED}', (EVENT,))))
            for i, action in enumerate(bench.actions)
        ]
        assert pl.concat(parts).sort(EVENT).equals(known.select(EVENT, OUTCOME))
    return full, null


class Calls:
    """A sample of the events as calls: for Cedar, for OPA and for the generated function, checked against the plans."""

    def __init__(self, bench: Bench, folder: Path) -> None:
        law = bench.law
        self.bench, self.decider, self.opa = bench, Decider(law), OPA(law, folder)
        self.cedar = {a: Reference({b.rule.id: b.rule.policy for b in law.rules_of(a)}, law.vocabulary) for a in bench.actions}
        self.requests: dict[str, list[dict[str, object]]] = {}
        self.events: list[tuple[str, str]] = []
        excluded = {a: [p for p in law.possible if a in actions_of(p, law.vocabulary)] for a in bench.actions}
        impossible = {a: compile_rules(excluded[a], law.vocabulary.actions[a]) for a in bench.actions}
        for row in bench.full.mixed.head(CALLS).iter_rows(named=True):
            action = bench.actions[row[ACTION]]
            values = situation(bench.plans[action], row)
            context, _ = nested(values)
            actor, thing = str(values["actor"]), str(values[RESOURCE])
            assert not impossible[action](actor, thing, context)
            expected = bench.outcomes[OUTCOME][row[EVENT]]
            wanted = self.cedar[action].request(actor, action, thing, context)
            event = request(actor, thing, context)
            live = [b for b in law.rules_of(action) if actor in b.actors]
            for matched in (self.cedar[action].matches([wanted])[0], self.opa.matches(action, event)):
                assert CODES[expected] == resolve(b for b in live if b.rule.id in matched).outcome
            self.requests.setdefault(action, []).append(wanted)
            self.events.append((action, event))

    def cedar_loop(self) -> None:
        """Cedar, a call for each event."""
        for action, requests in self.requests.items():
            for one in requests:
                self.cedar[action].matches([one])

    def cedar_batch(self) -> None:
        """Cedar, a call for each action."""
        for action, requests in self.requests.items():
            self.cedar[action].matches(requests)

    def opa_loop(self) -> None:
        """OPA, a call for each event."""
        for action, event in self.events:
            self.opa.matches(action, event)


def tables(bench: Bench, calls: Calls) -> tuple[list[str], list[str]]:
    """Every way to decide all rows, in turns; and whether each goal is reached."""
    held = plans_of(bench.law, settled=False)
    n = bench.rows
    works: dict[str, tuple[str, int, Callable[[], object]]] = {
        "scan, stored by action": ("stored", n, bench.scan("stored")),
        "scan, any order": ("mixed", n, bench.scan("mixed")),
        "scan, any order, a tenth null": ("open", n, bench.scan("open")),
        "this, stored by action": ("stored", n, lambda: bench.ours(mixed=False, rules=False)),
        "this, stored by action, with deciding rules": ("stored", n, lambda: bench.ours(mixed=False, rules=True)),
        "this, any order": ("mixed", n, lambda: bench.ours(mixed=True, rules=False)),
        "this, any order, with deciding rules": ("mixed", n, lambda: bench.ours(mixed=True, rules=True)),
        "this, any order, streaming engine": (
            "mixed", n, lambda: run(built(bench.plans, bench.full, mixed=True, rules=False), streaming=True)),
        "this, any order, with deciding rules, readings open": ("mixed", n, lambda: decided(held, bench.full, mixed=True, rules=True)),
        "this, a tenth null": ("open", n, lambda: bench.ours(mixed=True, rules=False, null=True)),
        "this, a tenth null, with deciding rules": ("open", n, lambda: bench.ours(mixed=True, rules=True, null=True)),
        "DuckDB CASE, stored by action": ("stored", n, lambda: bench.cases("stored")),
        "DuckDB CASE, any order": ("mixed", n, lambda: bench.cases("mixed")),
        "DuckDB CASE, a tenth null": ("open", n, lambda: bench.cases("open")),
        "numpy, stored by action": ("stored", n, lambda: bench.numpy(mixed=False)),
        "numpy, any order": ("mixed", n, lambda: bench.numpy(mixed=True)),
        "cedarpy in a loop": ("mixed", CALLS, calls.cedar_loop),
        "cedarpy, batches by action": ("mixed", CALLS, calls.cedar_batch),
        "OPA in a loop": ("mixed", CALLS, calls.opa_loop),
    }  # fmt: skip
    took = dict(zip(works, in_turns(*(work for _, _, work in works.values())), strict=True))
    scans = {"stored": took["scan, stored by action"], "mixed": took["scan, any order"], "open": took["scan, any order, a tenth null"]}
    lines, each = [], {}
    for name, (table, rows, _) in works.items():
        each[name] = took[name] / rows
        ratio = each[name] / (scans[table] / n)
        sampled = f" (a sample of {rows:,} rows)" if rows != n else ""
        lines.append(f"| {name}{sampled} | {1 / each[name]:,.0f} | {took[name]:.3f} | {ratio:,.2f} x |")
    best = min(each[name] for name in ("cedarpy in a loop", "cedarpy, batches by action", "OPA in a loop"))
    return lines, goals(took, scans, {name: best / one for name, one in each.items()})


def goals(took: Mapping[str, float], scans: Mapping[str, float], over: Mapping[str, float]) -> list[str]:
    """Each goal with what was measured."""
    # The goal with deciding rules is twice the goal without.
    tested = (("stored by action", "stored", 1.0), ("any order", "mixed", 3.0), ("a tenth null", "open", 3.0))
    lines = []
    for name, table, goal in tested:
        for more, times in (("", 1), (", with deciding rules", 2)):
            found = took[f"this, {name}{more}"] / scans[table]
            lines.append(
                f"| {name}{more}, against the scan | at most {goal * times:.1f} x | {found:.2f} x | {word(found <= goal * times)} |"
            )
    for name in ("this, stored by action", "this, any order"):
        found = over[name]
        lines.append(
            f"| {name.removeprefix('this, ')}, against the best engine called for each row | at least 4,000 x "
            f"| {found:,.0f} x | {word(found >= 4000)} |"
        )
    return lines


def word(reached: bool) -> str:
    """Yes or no."""
    return "reached" if reached else "**not reached**"


def single(folder: Path) -> tuple[list[str], str]:
    """The generated function beside Cedar and OPA, one situation at a time, after they agree on the rules that match."""
    law, complete, bare = situations(4_000)
    calls = [(one["actor"], one["action"], one["resource"], one["context"]) for one in complete]
    folder.mkdir()
    decider, opa = Decider(law), OPA(law, folder)
    batches: dict[str, list[dict[str, object]]] = {}
    asked = [(action, request(actor, resource, context)) for actor, action, resource, context in calls]
    for actor, action, resource, context in calls:
        batches.setdefault(action, []).append(bare[action].request(actor, action, resource, context))
    for (actor, action, resource, context), (_, event) in zip(calls, asked, strict=True):
        bound = {b.rule.id for b in decider.law.rules_of(action) if actor in b.actors}
        ours = set(decider.matching(actor, action, resource, context))
        assert ours == bare[action].matches([bare[action].request(actor, action, resource, context)])[0] & bound
        assert ours == opa.matches(action, event)
    ours_took, cedar, by_opa = in_turns(
        lambda: [decider.decide(*call) for call in calls],
        lambda: [bare[action].matches(requests) for action, requests in batches.items()],
        lambda: [opa.matches(action, event) for action, event in asked],
    )
    names = ("`decide`, generated function", "cedarpy, batches by action", "OPA through opa-eval")
    lines = [
        f"| {name} | {len(calls) / took:,.0f} | {took / ours_took:.1f} x |"
        for name, took in zip(names, (ours_took, cedar, by_opa), strict=True)
    ]
    found = min(cedar, by_opa) / ours_took
    return lines, f"| `decide`, against the fastest engine beside it | at least 25 x | {found:.1f} x | {word(found >= 25)} |"


def exponent(points: Sequence[growth.Point]) -> str:
    """How the cost grew over the last step and over all of them, beside the size."""
    first, before, last = points[0], points[-2], points[-1]
    return (
        f"{last.size / first.size:,.0f} times as many cost {last.seconds / first.seconds:,.1f} times as much "
        f"(the last {last.size / before.size:.1f} times cost {last.seconds / before.seconds:.1f} times)"
    )


def kept(folder: Path, law: Law) -> tuple[list[str], str, list[str]]:
    """The most memory that a whole audit holds for one file, for ten and for a hundred; and what the goals on memory come to."""
    peaks = [memory.peak(path, folder / "map.toml") for path in memory.write_files(law, folder, FILES, COPIES)]
    lines = [f"| {p.rows:,} | {p.seconds:,.0f} | {p.megabytes:,.0f} MB |" for p in peaks]
    _, ten, hundred = peaks
    times = hundred.megabytes / ten.megabytes
    told = (
        f"A hundred million rows held {times:.2f} times the memory of ten million. The files of the ten million were drawn one by one; the "
        "hundred million are those files under ten names each."
    )
    goals_met = [
        f"| memory for {ten.rows:,} rows from Parquet | under 2 GB | {ten.megabytes:,.0f} MB | {word(ten.megabytes < LIMIT_MB)} |",
        f"| memory for {hundred.rows:,} rows, against {ten.rows:,} | at most 1.1 x | {times:.2f} x | {word(times <= 1.1)} |",
    ]
    return lines, told, goals_met


def main() -> None:
    """Measure, and write the page and the drawing."""
    before = os.getloadavg()[0]
    bench = Bench(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        full, null = agree(bench)
        lines, reached = tables(bench, Calls(bench, folder))
        one, decide = single(folder / "single")
        by_rows = growth.rows(bench.law, bench.full, SIZES)
        by_rules = growth.rules(bench.law, RULES)
        (folder / "memory").mkdir()
        held, flat, limits = kept(folder / "memory", bench.law)
        commands = whole.measure(folder, bench.rows)
    (DOCS / "audit-growth.svg").write_text(growth.draw(by_rows, by_rules).svg("audit-growth"), encoding="utf-8")
    names = ("polars", "narwhals", "duckdb", "numpy", "cedarpy", "opa-eval")
    linear = (
        f"Rows: {exponent(by_rows)}. From {by_rows[0].size:,} to {by_rows[-2].size:,} rows: "
        f"{by_rows[-2].seconds / by_rows[0].seconds:.1f} times. "
        f"Beyond {bench.rows:,} rows, tables of so many rows are drawn one after another and each decided once. "
        f"Rules: {exponent(by_rules)}."
    )
    text = PAGE.format(
        today=time.strftime("%Y-%m-%d"),
        machine=f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, {pl.thread_pool_size()} threads",
        versions=", ".join(f"{name} {importlib.metadata.version(name)}" for name in names),
        load=f"{before:.2f} and {os.getloadavg()[0]:.2f} processes",
        quiet=QUIET if before < 1 else BUSY, rows=bench.rows, actions=len(bench.actions), on=ON,
        rules=len(bench.law.rules), used=len(bench.used),
        counts=listed(full), null=listed(null), checked=CHECKED, calls=CALLS, lines="\n".join(lines),
        goals="\n".join([*reached, decide, *limits]), single="\n".join(one),
        whole_rows=commands.rows, start=commands.seconds["start"], nothing=commands.seconds["nothing"],
        whole="\n".join(whole.lines(commands)), memory="\n".join(held), limit=memory.LIMIT, flat=flat, linear=linear,
    )  # fmt: skip
    (DOCS / "benchmarks-audit.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


def listed(found: Counter[int]) -> str:
    """Counts by outcome, in words."""
    return ", ".join(f"{CODES[place]} {count:,}" for place, count in sorted(found.items()))


if __name__ == "__main__":
    main()
