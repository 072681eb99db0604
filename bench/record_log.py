"""Measures the record against what the same machine can do at most, and writes docs/benchmarks-record.md and a drawing of its growth.

    python bench/record_log.py [table]

What waits for the disk (one durable append, a publication) is measured in seconds that pass, everything else in seconds of CPU, which
other programs on the machine touch least. With `table` the drawing, which grows a log to a million entries, stays as it was.
"""

import os
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from threading import Thread

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from measure import PAGE, ROUNDS, in_turns, machine, of_processes, today, versions_of
from record.dealings import PEOPLE, START, Clock, dealing, keys, new_log, plain
from sanctuary.documents import replace
from sanctuary.pages.scene import Scene
from sanctuary.record.agent import Agent, stop_agent
from sanctuary.record.log import Log
from sanctuary.record.publish import publish, receipt
from sanctuary.record.seal import Sealed, seal
from sanctuary.tlog.tree import MemoryHashes, consistency_proof, inclusion_proof
from sanctuary.tlog.verify import (
    Frontier,
    hash_bundle,
    parse_key,
    reader_of,
    verify_consistency,
    verify_inclusion,
    verify_log,
)

TEMPLATE = """\
# Benchmarks of the record

Written by `make bench` on {today}: medians of {rounds} rounds, measured in turns in one run. What waits for the disk (a durable append, a
publication) in seconds that pass; everything else in seconds of CPU, a whole process with user and system time.

{machine}.

| what | beside | to reach | measured | rates |
|---|---|---|---|---|
{lines}

![Seconds against entries, both axes logarithmic](record-growth.svg)

One log, grown on{grown}: an append, a publication and a receipt cost what they cost at the beginning; verifying everything grows as the
entries do. {told}
"""
SIZES = (1_000, 10_000, 100_000, 1_000_000)


class Now(Clock):
    """The time it is."""

    def __call__(self) -> datetime:
        """Now."""
        return datetime.now(UTC)


def appends(folder: Path) -> list[str]:
    """Durable appends against raw commits of the same row, and batches against sealing alone."""
    log = new_log(folder / "log", Now())
    entry = plain(3)
    sealed = seal(replace(entry, recorded_at=START), 1, bytes(32))
    raw = sqlite3.connect(folder / "raw.sqlite", isolation_level=None)
    raw.execute("pragma journal_mode=wal")
    raw.execute("pragma synchronous=full")
    raw.execute("create table t (a integer primary key, d integer, b blob, c blob)")

    def own() -> None:
        for _ in range(100):
            log.add(entry)

    def bare() -> None:
        for _ in range(100):
            raw.execute("insert into t (d, b, c) values (?, ?, ?)", (5, sealed.leaf, sealed.private))

    batch = [entry] * 100

    def batches() -> None:
        for _ in range(10):
            log.add_many(batch)

    def sealing() -> None:
        for number in range(1_000):
            seal(replace(entry, recorded_at=START), number, bytes(32))

    own_time, bare_time = in_turns(own, bare)
    batch_time, seal_time = in_turns(batches, sealing, clock=time.process_time)
    return [
        goal(
            "durable append, one entry",
            "a raw SQLite commit of the same row",
            0.5,
            bare_time / own_time,
            each(100 / own_time, 100 / bare_time),
        ),
        goal("a batch of 100 entries", "sealing them alone", 0.6, seal_time / batch_time, each(1_000 / batch_time, 1_000 / seal_time)),
        goal("the same", "12,000 a second", 1.0, 1_000 / batch_time / 12_000, rate(1_000 / batch_time)),
        *listing(folder / "year"),
        publishing(log, folder / "public"),
    ]


def listing(folder: Path) -> list[str]:
    """A year of thirty dealings a day, opened and listed: every row opened, held against the signed head, and read.

    In this process, and as people do it: a whole command, whose keys an agent keeps open, from its start to its last line.
    """
    made = new_log(folder, Now(), people=PEOPLE[:1])
    made.add_many([dealing(n) for n in range(10_950)])
    made.close()

    def here() -> None:
        with Log.open_with(folder, made.settings, made.keys, Now()) as log:
            assert sum(1 for line in log.entries() if line.entry) == 10_950

    def command() -> None:
        subprocess.run(
            [str(Path(sys.executable).with_name("sanctuary")), "record", "list", str(folder)], check=True, stdout=subprocess.DEVNULL
        )

    agent = Agent(folder, made.keys, timedelta(hours=1), timedelta(hours=1))
    serving = Thread(target=agent.serve)
    serving.start()
    try:
        (within,) = in_turns(here, clock=time.process_time)
        (whole,) = in_turns(command, clock=of_processes)
    finally:
        stop_agent(folder)
        serving.join()
    return [
        goal("list 10,950 entries, all verified", "1 second", 1.0, 1 / within, f"{within:.2f} s"),
        goal("the same as a whole command, by the agent", "1 second", 1.0, 1 / whole, f"{whole:.2f} s"),
    ]


def publishing(log: Log, folder: Path) -> str:
    """A checkpoint after one more entry."""
    publish(log, folder, at_once=True)
    times = []
    for _ in range(15):
        log.add(plain(4))
        start = time.perf_counter()
        publish(log, folder, at_once=True)
        times.append(time.perf_counter() - start)
    took = statistics.median(times)
    return goal("publish a checkpoint", "10 ms", 1.0, 0.010 / took, f"{took * 1000:.1f} ms")


def tree() -> list[str]:
    """Merkle operations against bare hashing."""
    leaves = [sha256(number.to_bytes(8, "big")).digest() for number in range(1_000_000)]
    block = b"\x01" + bytes(64)

    def hashing(count: int) -> Callable[[], None]:
        def work() -> None:
            for _ in range(count):
                sha256(block).digest()

        return work

    def append() -> None:
        frontier = Frontier()
        for leaf in leaves[:100_000]:
            frontier.append(leaf)

    hashes = MemoryHashes()
    hashes.extend(leaves)
    frontier = Frontier()
    frontier.extend(leaves)
    root, size = frontier.root(), len(leaves)
    rng = random.Random(1)
    picked = [rng.randrange(size) for _ in range(2_000)]
    # As a verifier has a proof: parsed just now, not scattered over the memory of a log.
    proofs = [(n, [bytes(bytearray(one)) for one in inclusion_proof(hashes, n, size)]) for n in picked]
    steps = sum(len(proof) for _, proof in proofs)
    older = [rng.randrange(1, size) for _ in range(1_000)]
    roots = {n: _root(leaves[:n]) for n in older[:50]}
    consistent = [(n, consistency_proof(hashes, n, size)) for n in roots]

    def inclusion() -> None:
        for n, proof in proofs:
            verify_inclusion(leaves[n], n, size, proof, root)

    def consistency() -> None:
        for _ in range(20):
            for n, proof in consistent:
                verify_consistency(n, size, proof, roots[n], root)

    bundle = b"".join(len(leaf).to_bytes(2, "big") + leaf for leaf in (_leaf(n) for n in range(256)))

    def rebuild() -> None:
        whole = Frontier()
        for _ in range(200):
            whole.extend(hash_bundle(bundle, 0, 256))

    cpu = time.process_time
    append_time, limit = in_turns(append, hashing(100_000), clock=cpu)
    inclusion_time, inclusion_limit = in_turns(inclusion, hashing(steps), clock=cpu)
    (consistency_time,) = in_turns(consistency, clock=cpu)
    (rebuild_time,) = in_turns(rebuild, clock=cpu)
    return [
        goal("Merkle append", "SHA-256 of 65 bytes", 0.45, limit / append_time, each(100_000 / append_time, 100_000 / limit)),
        goal(
            "inclusion proof verified, of a million",
            "its hashes alone",
            0.55,
            inclusion_limit / inclusion_time,
            rate(len(proofs) / inclusion_time),
        ),
        goal("consistency proof verified", "40,000 a second", 1.0, 1_000 / consistency_time / 40_000, rate(1_000 / consistency_time)),
        goal("an auditor rebuilds the root", "500,000 entries a second", 1.0, 51_200 / rebuild_time / 500_000, rate(51_200 / rebuild_time)),
    ]


def goal(what: str, beside: str, least: float, ratio: float, told: str) -> str:
    """A line of the table; more is faster."""
    missed = "" if ratio >= least else " **not reached**"
    return f"| {what} | {beside} | at least {least:.2f} x | {ratio:.2f} x{missed} | {told} |"


def _root(leaves: list[bytes]) -> bytes:
    frontier = Frontier()
    frontier.extend(leaves)
    return frontier.root()


def _leaf(number: int) -> bytes:
    return _sealed().leaf[:1] + number.to_bytes(8, "big") + _sealed().leaf[9:]


def _sealed() -> Sealed:
    global _ONE  # noqa: PLW0603 - made once
    if _ONE is None:
        _ONE = seal(replace(plain(3), recorded_at=START), 1, bytes(32))
    return _ONE


_ONE: Sealed | None = None


def growth(folder: Path) -> tuple[Scene, str]:
    """One log grown from a thousand to a million entries: what an append, a publication, a receipt and a whole verification take."""
    log, public = new_log(folder / "grown", Now()), folder / "grown-public"
    vkeys = [parse_key(vkey) for vkey in keys().vkeys]
    batch = [plain(3)] * 100
    lines: dict[str, list[float]] = {"verify the public folder": [], "publish a hundred more": [], "append a hundred": [], "a receipt": []}
    for size in SIZES:
        while log.size() < size:
            log.add_many([plain(3)] * min(1_000, size - log.size()))
        publish(log, public, at_once=True)
        appended, published, proved = [], [], []
        for n in range(ROUNDS):
            appended.append(_timed(lambda: log.add_many(batch)))
            published.append(_timed(lambda: publish(log, public, at_once=True)))
            proved.append(_timed(lambda n=n, size=size: receipt(log, (n + 1) * size // 10)))  # type: ignore[misc]
        lines["append a hundred"].append(statistics.median(appended))
        lines["publish a hundred more"].append(statistics.median(published))
        lines["a receipt"].append(statistics.median(proved))
        lines["verify the public folder"].append(_timed(lambda: verify_log(reader_of(str(public)), vkeys)))
    held = sum(file.stat().st_size for file in (folder / "grown").rglob("*") if file.is_file())
    shown = sum(file.stat().st_size for file in public.rglob("*") if file.is_file())
    log.close()
    told = f"At {SIZES[-1]:,} entries the store has {held / 2**20:,.0f} MB and the public folder {shown / 2**20:,.0f} MB."
    return drawn("The record as it grows", lines), told


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def drawn(title: str, lines: dict[str, list[float]]) -> Scene:
    """A line for each work, both axes logarithmic."""
    from math import log10  # noqa: PLC0415 - only the drawing needs it

    told = "; ".join(
        f"{name}: {', '.join(f'{size:,} in {took:.4f} s' for size, took in zip(SIZES, found, strict=True))}"
        for name, found in lines.items()
    )
    scene = Scene(760, 380, title, told)
    low, high = -4, 2

    def at(size: int, took: float) -> tuple[float, float]:
        return 80 + (log10(size) - 3) / 3 * 420, 320 - (log10(took) - low) / (high - low) * 280

    for power in range(low, high + 1):
        y = at(1_000, 10.0**power)[1]
        scene.line(80, y, 500, y, "#dddddd")
        scene.text(72, y + 4, f"{10.0**power:g} s", size=10, anchor="end")
    for size in SIZES:
        scene.text(at(size, 1)[0], 340, f"{size:,}", size=10, anchor="middle")
    for color, (name, found) in zip(("#014f86", "#b08968", "#c77dff", "#3a7d44"), lines.items(), strict=True):
        points = [at(size, took) for size, took in zip(SIZES, found, strict=True)]
        for (x, y), (x2, y2) in pairwise(points):
            scene.line(x, y, x2, y2, color)
        for x, y in points:
            scene.rect(x - 3, y - 3, 6, 6, color)
        scene.text(512, points[-1][1] + 4, name, size=12, color=color)
    return scene


def each(ours: float, theirs: float) -> str:
    return f"{ours:,.0f} against {theirs:,.0f} a second"


def rate(ours: float) -> str:
    return f"{ours:,.0f} a second"


def main() -> None:
    """Measure and write the page and the drawing."""
    folder, page = Path(tempfile.mkdtemp()), PAGE.with_name("benchmarks-record.md")
    before = page.read_text(encoding="utf-8")
    drawing, told, grown = None, before.partition("entries do. ")[2].strip(), ""
    try:
        lines = [*appends(folder), *tree()]
        if sys.argv[1:] != ["table"]:
            drawing, told = growth(folder)
        elif found := re.search(r"grown on \((.*?)\)|on (\d{4}-\d\d-\d\d):", before):
            grown = f" ({found[1] or f'drawn on {found[2]}'})"
    finally:
        shutil.rmtree(folder)
    page.write_text(
        TEMPLATE.format(
            today=today(),
            rounds=ROUNDS,
            machine=f"{machine()}; {versions_of('cryptography')}",
            lines="\n".join(lines),
            told=told,
            grown=grown,
        ),
        encoding="utf-8",
    )
    if drawing is not None:
        PAGE.with_name("record-growth.svg").write_text(drawing.svg(), encoding="utf-8")
    print(page.read_text(encoding="utf-8"), f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
