"""The memory of an audit: one whole run over Parquet files of raw words in a process of its own, and the most memory that it held."""

import json
import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow.parquet as pq

from peers.events import ACTION, pool
from sanctuary.evidence.audit import Audit, Side
from sanctuary.evidence.mapping import read_mapping
from sanctuary.evidence.readers import open_table
from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import Value, Variable

__all__ = ["Peak", "peak", "write_files"]

POOL, CHUNK, DAYS = 1_000, 1_000_000, 730
LIMIT = 1_000
"""Situations that go to the exact engine: enough to load it; what it costs is measured elsewhere."""


@dataclass(frozen=True)
class Peak:
    """What a run read, how long it took and the most memory it held, in megabytes."""

    rows: int
    seconds: float
    megabytes: float


def write_files(law: Law, folder: Path, rows: int, copies: int) -> tuple[Path, Path]:
    """A Parquet file and its mapping; and the same file under more names in a folder `many`."""
    rng, draw = random.Random(2), np.random.default_rng(2)
    variables: dict[str, Variable] = {v.name: v for a in law.vocabulary.actions.values() for v in a.variables}
    situations = [values | {ACTION: a.name} for a in law.vocabulary.actions.values() for values in pool(law, a, rng, POOL)]
    names = {ACTION: "c0", **{name: f"c{i}" for i, name in enumerate(variables, 1)}}
    cells = pl.DataFrame(
        {names[n]: [_cell(one.get(n)) for one in situations] for n in names}, schema=dict.fromkeys(names.values(), pl.String)
    )
    file, first = folder / "acts.parquet", date(2024, 11, 1)
    days = pl.Series("day", [str(first + timedelta(days=n)) for n in range(DAYS)])
    writer: pq.ParquetWriter | None = None
    for start in range(0, rows, CHUNK):
        count = min(CHUNK, rows - start)
        picked = cells[draw.integers(0, cells.height, count)].with_columns(days.gather(draw.integers(0, DAYS, count)))
        arrow = picked.to_arrow()
        writer = writer or pq.ParquetWriter(file, arrow.schema)
        writer.write_table(arrow, row_group_size=CHUNK // 4)
    if writer is not None:
        writer.close()
    many = folder / "many"
    many.mkdir()
    for number in range(copies):
        os.link(file, many / f"{number}.parquet")
    (folder / "map.toml").write_text(_mapping(law, variables, names), encoding="utf-8")
    return file, many


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
    assert sum(tally.kinds.rows.values()) + sum(tally.why.rows.values()) == tally.rows
    # Not ru_maxrss: it survives fork and exec, so a child would report the memory of the process that started it.
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    megabytes = next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    json.dump({"rows": tally.rows, "seconds": time.perf_counter() - start, "megabytes": megabytes, "open": tally.situations,
               "unexamined": tally.unexamined, "why": sum(tally.why.rows.values())}, sys.stdout)  # fmt: skip


if __name__ == "__main__":
    main()
