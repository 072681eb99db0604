"""What others hold: a second implementation, another solver, another corpus; and speeds beside a peer."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from walking import DAY, Walk

import sanctuary


def conformance(walk: Walk) -> None:
    """A second implementation, which reads the folder alone, agrees."""
    sys.path.insert(0, str(walk.clone / "tests"))
    from evaluator import Evaluator  # noqa: PLC0415 - the second implementation, which stands beside the tests

    places = [one.id for one in sanctuary.places()]
    count = 100_000 // len(places) if walk.whole else 2_000 // len(places)
    with tempfile.TemporaryDirectory() as folder:
        done = walk.command("conformance", f"{folder}/all", "--count", str(count), "--open", "0")
        walk.holds("the folder is written", done.returncode == 0, done.stderr)
        asked, wrong, kept = 0, [], {}
        for path in sorted(Path(folder, "all").glob("*/complete/*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                one = json.loads(line)
                key = (path.parents[1] / "law", one["place"], one["on"])
                if key not in kept:
                    kept[key] = Evaluator(key[0], one["place"], date.fromisoformat(one["on"]))
                situation = (one["actor"], one["action"], one["resource"], one["context"])
                asked += 1
                if not (can_be := kept[key].possible(*situation)) or can_be != one["possible"]:  # no answer is given of what cannot be
                    wrong += [one["id"]] * (can_be != one["possible"])
                    continue
                second = kept[key].decide(*situation, one.get("readings", {}))
                wrong += [] if (second[0], list(second[1])) == (one["outcome"], sorted(one["because"])) else [one["id"]]
    walk.holds(f"the second implementation agrees on {asked:,} situations, outcome and reasons", asked and not wrong, wrong[:5])


def certificates(walk: Walk) -> None:
    """Each thing proved, confirmed by Debian's cadical."""
    if not shutil.which("cadical"):
        walk.skips("certificates", "cadical is not installed (apt-get install cadical)")
        return
    orders = {"assess": ("assess", "us-or", "--standard", "technical"), "compare": ("compare", "us-ca", "los-angeles")}
    for name, words in orders.items():
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder, "proved")
            done = walk.command(*words, "--on", DAY, "--certificates", str(home))
            found = sorted(home.glob("*.cnf"))
            other = [
                path.name
                for path in found
                if subprocess.run(["cadical", "-q", "-n", str(path)], capture_output=True, check=False).returncode != 20
            ]
            walk.holds(f"{name}: cadical confirms {len(found)} certificates", found and not other, other[:3] or done.stderr)
            table = json.loads((home / "index.json").read_text())["certificates"] if found else []
            walk.holds(f"{name}: a table tells each", len(table) == len(found), len(table))


def cedar(walk: Walk) -> None:
    """Cedar's public corpus, where it is present."""
    if not any(
        (Path(os.environ.get("CEDAR_CORPUS", "")) / name).exists()
        for name in ("corpus-tests", "corpus-tests.tar.gz")
        if "CEDAR_CORPUS" in os.environ
    ):
        walk.skips("Cedar's public corpus", "set CEDAR_CORPUS to its folder")
        return
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "--tier", "rest", "--no-skip", "tests/test_cedar_corpus.py"],
        cwd=walk.clone,
        capture_output=True,
        text=True,
        check=False,
    )
    walk.holds(
        "policies of Cedar's corpus read alike in all three readings",
        done.returncode == 0,
        done.stdout[-300:],
    )


def measured(walk: Walk, part: str) -> list[str]:
    """The lines of one part of the project's measurement."""
    done = subprocess.run([sys.executable, "bench/measure.py", part], cwd=walk.clone, capture_output=True, text=True, check=False)
    return done.stdout.splitlines()


def speed(walk: Walk) -> None:
    """Situations, against Cedar in the same run."""
    lines = measured(walk, "decisions")
    for promise, start, least in (("decide_many", "| `law.decide_many`", 25), ("decide", "| `law.decide`, one by one", 10)):
        found = next((float(line.split("|")[3].strip(" x")) for line in lines if line.startswith(start)), 0.0)
        walk.holds(f"{promise} is at least {least} times Cedar", found >= least, found)


def processes(walk: Walk) -> None:
    """Whole processes, answers not kept, against importing the libraries."""
    limits = {
        "`decide": 2.5,
        "`assess los-angeles`, first": 4,
        "`assess, every": 9,
        "`timeline los-angeles`, first": 12,
        "`check all`, first": 8,
    }
    lines = [line for line in measured(walk, "processes") if "later runs" not in line]
    for start, most in limits.items():
        found = next((float(line.split("|")[3].strip(" x")) for line in lines if line.startswith(f"| {start}")), 99.0)
        walk.holds(f"{start.strip('`')}: at most {most} times importing the libraries", found <= most, found)


def growth(walk: Walk) -> None:
    """How compare grows."""
    found = next((float(line.partition("n^")[2].split()[0]) for line in measured(walk, "growth") if "n^" in line), 99.0)
    walk.holds("compare grows at most as n^1.2 from 200 to 1,000 rules", found <= 1.2, found)
