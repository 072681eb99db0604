"""Whole commands beside DuckDB reading and grouping the same columns: `sanctuary audit` over CSV and Parquet, each in a process of its own.

The start of a program, an audit of one row and a connection to DuckDB that does nothing, is measured in the same turns and set aside.
"""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

import polars as pl

__all__ = ["Whole", "lines", "measure", "write_table"]

MAPPING = """
title = "requests"
each_row = "a request"
[act]
action = "hold"
resource = "subject"
[act.actor]
column = "agency"
values = {{ {agencies} }}
[day]
column = "received"
[facts]
requester = "immigration-authority"
[facts.paper]
column = "form"
values = {{ "form 0" = "detainer", "form 1" = "none", "form 2" = "administrative-warrant", "form 3" = "court-order" }}
[facts.purpose]
column = "reason"
words = [{{ value = "civil-immigration", any = ["reason 1", "reason 2"] }}, {{ value = "other-crime", any = ["reason 3", "reason 4"] }}]
"""
COLUMNS = "received, agency, form, reason"


@dataclass(frozen=True)
class Whole:
    """Medians of seconds by what ran, of the clock and of the processors, and the most memory held, in MB.

    `start` and `nothing` are the starts of the two programs.
    """

    rows: int
    seconds: dict[str, float]
    processors: dict[str, float]
    memory: dict[str, float]

    def alone(self, kind: str, *, clock: bool = True) -> tuple[float, float]:
        """Seconds of the audit and of DuckDB, both without their starts."""
        of = self.seconds if clock else self.processors
        return of[kind] - of["start"], of[f"duckdb {kind}"] - of["nothing"]

    def times(self, kind: str, *, clock: bool = True) -> float:
        """How often DuckDB's time the audit's is."""
        ours, theirs = self.alone(kind, clock=clock)
        return ours / theirs


def write_table(folder: Path, rows: int) -> None:
    """A table of requests as CSV and Parquet: 2,500 days, 20 agencies, 6 forms, 40 reasons, and a number of its own for each row."""
    number = pl.DataFrame({"n": pl.int_range(0, rows, eager=True)})

    def one_of(seed: int, many: int) -> pl.Expr:
        return (pl.col("n").hash(seed) % many).cast(pl.Int64)

    table = number.select(
        (pl.lit(date(2019, 1, 1)) + pl.duration(days=one_of(1, 2_500))).dt.strftime("%Y-%m-%d").alias("received"),
        *(
            pl.format(f"{word} {{}}", one_of(seed, many)).alias(name)
            for seed, many, word, name in ((2, 20, "Agency", "agency"), (3, 6, "form", "form"), (4, 40, "reason", "reason"))
        ),
        pl.col("n").cast(pl.String).alias("id"),
    )
    table.write_csv(folder / "t.csv")
    table.write_parquet(folder / "t.parquet")
    table.head(1).write_csv(folder / "one.csv")
    agencies = ", ".join(f'"Agency {n}" = "{"sheriff" if n % 2 else "police"}"' for n in range(20))
    (folder / "map.toml").write_text(MAPPING.format(agencies=agencies), encoding="utf-8")


def measure(folder: Path, rows: int, rounds: int = 5) -> Whole:
    """Every command in turns, so that what else the machine does falls on all alike."""
    write_table(folder, rows)
    audit = [str(Path(sys.executable).parent / "sanctuary"), "audit", "los-angeles"]
    commands = {
        "start": [*audit, str(folder / "one.csv"), "--map", str(folder / "map.toml")],
        "csv": [*audit, str(folder / "t.csv"), "--map", str(folder / "map.toml")],
        "parquet": [*audit, str(folder / "t.parquet"), "--map", str(folder / "map.toml")],
        "nothing": [sys.executable, "-c", "import duckdb; duckdb.connect()"],
        "duckdb csv": _duckdb(f"read_csv('{folder / 't.csv'}', all_varchar=true)"),
        "duckdb parquet": _duckdb(f"'{folder / 't.parquet'}'"),
    }
    took: dict[str, list[tuple[float, float, float]]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            took[name].append(_run(command))
    seconds, processors, memory = ({name: median(one[i] for one in found) for name, found in took.items()} for i in range(3))
    return Whole(rows, seconds, processors, memory)


def lines(found: Whole) -> list[str]:
    """The lines of a page on whole commands, with what is to be reached."""
    made = []
    for kind, goal in (("csv", 2), ("parquet", 3)):
        (ours, theirs), times = found.alone(kind), found.times(kind)
        used, of_theirs = found.alone(kind, clock=False)
        reached = "reached" if times <= goal else "**not reached**"
        made.append(
            f"| {kind} | {ours:.2f} | {theirs:.2f} | {times:.1f} (at most {goal}: {reached}) | {used:.2f} | {of_theirs:.2f} | "
            f"{used / of_theirs:.1f} | {found.memory[kind]:,.0f} MB |"
        )
    return made


def _duckdb(source: str) -> list[str]:
    query = f"select count(*) from (select {COLUMNS}, count(*) from {source} group by all)"  # noqa: S608 - our own words
    return [sys.executable, "-c", f'import duckdb; c = duckdb.connect(); c.execute("set threads=2"); c.execute("{query}").fetchall()']


_RUN = """
import os, subprocess, sys, time
start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, used = os.wait4(process.pid, 0)
assert status == 0, sys.argv[1:]
print(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1_000)
"""
"""Started by a process of its own: a child is said to have held at least what its parent held when it was started."""


def _run(command: Sequence[str]) -> tuple[float, float, float]:
    """Seconds of the clock, seconds of the processors, and the most memory held, in MB."""
    done = subprocess.run([sys.executable, "-c", _RUN, *command], check=True, capture_output=True, text=True)
    seconds, processors, memory = map(float, done.stdout.split())
    return seconds, processors, memory


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        found = measure(Path(name), int(sys.argv[1]), int(sys.argv[2]))
    for what, seconds in found.seconds.items():
        print(f"{what}: {seconds:.2f} s, {found.processors[what]:.2f} s of the processors, {found.memory[what]:,.0f} MB")
    for kind in ("csv", "parquet"):
        print(f"{kind}: {found.times(kind):.1f} times; by seconds of the processors {found.times(kind, clock=False):.1f}")
