"""The memory of an audit: one whole run over Parquet files of raw words in a process of its own, and the most memory that it held."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from peers.events import ACTION, events, opened
from sanctuary.audit.audit import Audit, Side
from sanctuary.audit.mapping import read_mapping
from sanctuary.engine.columns import code
from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import RESOURCE, Value, Variable
from sanctuary.tables.readers import open_table

__all__ = ["Peak", "peak", "write_files"]

ROWS, DAYS = 1_000_000, 730
LIMIT = 1_000
"""Situations that go to the exact engine: enough to load it; what it costs is measured elsewhere."""


@dataclass(frozen=True)
class Peak:
    """What a run read, how long it took and the most memory it held, in megabytes."""

    rows: int
    seconds: float
    megabytes: float


def write_files(law: Law, folder: Path, files: int, copies: int) -> tuple[Path, Path, Path]:
    """One Parquet file, a folder of some files drawn anew, and a folder of those under more names; and their mapping, map.toml.

    A tenth of all facts is null; every fact has a column of words, and each row a day of two years.
    """
    variables: dict[str, Variable] = {v.name: v for a in law.vocabulary.actions.values() for v in a.variables}
    names = {ACTION: "c0", **{name: f"c{i}" for i, name in enumerate(variables, 1)}}
    first = date(2024, 11, 1)
    days = pl.Series("day", [str(first + timedelta(days=n)) for n in range(DAYS)])
    ten, hundred = folder / "ten", folder / "hundred"
    for made in (ten, hundred):
        made.mkdir()
    for number in range(files):
        drawn = opened(events(law, ROWS, seed=10 + number), seed=10 + number).mixed
        cells = drawn.select(_words(law, variables, names))
        file = ten / f"{number}.parquet"
        cells.with_columns(days.gather(np.random.default_rng(number).integers(0, DAYS, ROWS))).write_parquet(file, row_group_size=ROWS // 4)
        for copy in range(copies):
            os.link(file, hundred / f"{copy}-{number}.parquet")
    (folder / "map.toml").write_text(_mapping(law, variables, names), encoding="utf-8")
    return ten / "0.parquet", ten, hundred


def _words(law: Law, variables: Mapping[str, Variable], names: Mapping[str, str]) -> list[pl.Expr]:
    """Codes as a table would have them: names, Y and N, numbers; the thing acted on is coded action by action."""
    actions = list(law.vocabulary.actions.values())
    made = [pl.col(ACTION).replace_strict(dict(enumerate(law.vocabulary.actions)), return_dtype=pl.String).alias(names[ACTION])]
    for name, variable in variables.items():
        if name == RESOURCE:
            cell = pl.lit(None, pl.String)
            for place, action in enumerate(actions):
                things: dict[int, str] = dict(enumerate(action.by_name[RESOURCE].values))
                coded = pl.col(name).replace_strict(things, default=None, return_dtype=pl.String)
                cell = pl.when(pl.col(ACTION) == place).then(coded).otherwise(cell)
        else:
            words = {int(code(variable, value)): _cell(value) for value in variable.domain}
            cell = pl.col(name).cast(pl.UInt8).replace_strict(words, default=None, return_dtype=pl.String)
            if variable.optional:
                # An empty cell says that there is none; what is open is a word that the mapping does not know.
                cell = pl.when(pl.col(name).is_null()).then(pl.lit("?")).otherwise(cell)
        made.append(cell.alias(names[name]))
    return made


def _cell(value: Value) -> str | None:
    return {True: "Y", False: "N"}[value] if isinstance(value, bool) else None if value is None else str(value)


def _mapping(law: Law, variables: dict[str, Variable], names: dict[str, str]) -> str:
    """Every fact from its own column; words stand for themselves."""
    lines = ['title = "synthetic acts"', 'each_row = "a synthetic act"', "[act]"]
    words = {name: list(v.values) for name, v in variables.items() if v.kind == "enum"}
    words |= {ACTION: list(law.vocabulary.actions)}
    words["resource"] = sorted({word for a in law.vocabulary.actions.values() for word in a.by_name["resource"].values})
    act = [ACTION, "actor", "resource"]
    facts = [name for name in names if name not in act]
    for name in [*act, *facts]:
        if name == facts[0]:
            lines.append("[facts]")
        if name in words:
            how = "values = { " + ", ".join(f"{json.dumps(w)} = {json.dumps(w)}" for w in words[name]) + " }"
        elif variables[name].kind == "bool":
            how = 'values = { "Y" = true, "N" = false }'
        else:
            how = "number = true"
        empty = ', empty = "absent"' if name in variables and variables[name].optional else ""
        lines.append(f'"{name}" = {{ column = "{names[name]}", {how}{empty} }}')
    return "\n".join([*lines, "[day]", 'column = "day"', ""])


def peak(table: Path, mapping: Path) -> Peak:
    """One audit in a new process."""
    words = [sys.executable, "-m", "peers.memory", str(table), str(mapping)]
    paths = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run(words, check=True, capture_output=True, text=True, env=paths)
    found = json.loads(ran.stdout)
    return Peak(found["rows"], found["seconds"], found["megabytes"])


def main() -> None:
    """Audit the table of the first argument by the mapping of the second; print what it took."""
    start = time.perf_counter()
    library = Library()
    mapped = read_mapping(Path(sys.argv[2]), library.vocabulary)
    audit = Audit(mapped, [Side(library, "us-ca-los-angeles", {})], limit=LIMIT)
    tally = audit.tally(open_table(sys.argv[1]), lambda _: None)
    seen, law = tally.seen, tally.laws[0]
    assert law.kinds.rows.total() + seen.why.rows.total() + seen.odd.rows.total() == seen.rows
    # Not ru_maxrss: it survives fork and exec, so a child would report the memory of the process that started it.
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    megabytes = next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    json.dump({"rows": seen.rows, "seconds": time.perf_counter() - start, "megabytes": megabytes, "examined": law.situations,
               "unexamined": law.unexamined, "not judged": seen.why.rows.total()}, sys.stdout)  # fmt: skip


if __name__ == "__main__":
    main()
