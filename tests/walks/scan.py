"""A walk through the scan as a new user takes it: what is promised of it, tried with the commands that a user types.

    .venv/bin/python tests/walks/scan.py [CLONE] [PART…]

How a walk is started, and what its lines say, stands in walking.py. Seconds are the processor's.

Two things are looked for where they may be: the labelled columns in `../shared/data/scan_labels_dev.csv`, and the schema of SARIF 2.1.0 in
the file that SARIF_SCHEMA names.
"""

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from scan_databases import databases
from scan_files import FORMATS, SHAPES, pdf, workbook
from scan_walk import PLANTED, Walk, classes
from walking import main

SCHEMA = "create table applicants (\n  id serial primary key,\n  us_citizen boolean,\n  birth_country text,\n  zip char(5)\n);\n"


def formats(walk: Walk) -> None:
    """Every kind of file, what is not read, whole words."""
    report = walk.scan(".", within=walk.fresh("formats", {name: text for name, text, _, _ in FORMATS.values()}))
    named = {(one["path"], one["column"], one["class"]) for one in report["findings"]}
    for kind, (name, _, column, of) in FORMATS.items():
        walk.holds(f"{kind} is read", (name, column, of) in named, [one for one in named if one[0] == name])
    folder = walk.fresh("made", {})
    folder.mkdir(exist_ok=True)
    (folder / "form.pdf").write_bytes(pdf([("f1_07[0]", "Place of birth (city or town)"), ("AlienNumber", ""), ("f2", "Street")]))
    (folder / "xfa.pdf").write_bytes(pdf([], "<field name='Q7'><assist><toolTip>Country of birth</toolTip></assist></field>"))
    (folder / "empty.pdf").write_bytes(pdf([]))
    (folder / "book.xlsx").write_bytes(workbook(["case_id", "nationality", "zip"]))
    import polars as pl  # noqa: PLC0415 - what the project itself reads tables with

    pl.DataFrame({"case_id": [1], "religion": ["x"]}).write_parquet(folder / "rows.parquet")
    report = walk.scan(".", within=folder)
    found = {(one["path"], one["class"]) for one in report["findings"]}
    walk.holds("PDF forms are told by names and tooltips", {("form.pdf", "birth_place"), ("form.pdf", "immigration_id")} <= found, found)
    walk.holds("XFA is read", ("xfa.pdf", "birth_place") in found, found)
    walk.holds("a PDF without fields is told", "empty.pdf" in [one["path"] for one in report["not_read"]], report["not_read"])
    walk.holds("Excel is read", ("book.xlsx", "national_origin") in found, found)
    walk.holds("Parquet is read", ("rows.parquet", "religion") in found, found)
    odd = walk.fresh("odd", {"a.json": "{", "b.xyz": "x", "c.sql": SCHEMA, "d.sql": "create table t (homelessness text);\n"})
    (odd / "e.xlsx").write_bytes(b"\0\1broken")
    report = walk.scan(".", within=odd)
    reasons = {one["path"] for one in report["not_read"]}
    walk.holds("what was not read is told with its reason", {"a.json", "e.xlsx"} <= reasons and ".xyz" in str(reasons), reasons)
    walk.holds("a bad file stops nothing", "us_citizen" in classes(report), classes(report))
    walk.holds("whole words: homelessness holds no ssn", "homelessness" not in classes(report), classes(report))


def decisions(walk: Walk) -> None:
    """False friends, the law, classes as data."""
    report = walk.scan(".", within=walk.fresh("shapes", {name: text for name, (text, _) in SHAPES.items()}))
    for name, (_, wanted) in SHAPES.items():
        told = {one["column"]: one["class"] for one in report["findings"] if one["path"] == name}
        walk.holds(f"{name}: {', '.join(wanted) or 'nothing'} is told", told == wanted, told)
    folder = walk.fresh("law", {"a.sql": SCHEMA})
    ran = walk.command("scan", "los-angeles", "a.sql", "--actor", "police", within=folder)
    walk.holds("the law decides for the department", "may not ask for this (" in ran.stdout, ran.stdout + ran.stderr)
    walk.holds("or nothing found forbids it", "nothing found forbids it" in ran.stdout.lower(), ran.stdout)
    walk.holds(
        "text has place, caret, why, law, what to do", all(w in ran.stdout for w in ("a.sql:3", "^^^", "why:", "law:", "what to do"))
    )
    walk.holds("exit 1 on findings", ran.returncode == 1, ran.returncode)
    data, pages = ({one.stem for one in (walk.clone / path).iterdir()} for path in ("src/sanctuary/names/classes", "docs/classes"))
    walk.holds("each class is a file and a page of one name", data and data == pages - {"index"}, data ^ pages)
    report = walk.scan("a.sql", within=folder)
    keys = {"path", "line", "table", "column", "class", "how_sure", "why", "law"}
    walk.holds(
        "JSON has the fields that are promised", set(report["findings"][0]) == keys and report["schema"].startswith("sanctuary.scan/")
    )


def waivers(walk: Walk) -> None:
    """Waivers of each kind: good, expired, unmatched, unlawful; beside the code and in a file."""
    line = '  us_citizen boolean, -- sanctuary: waive law="{}" approver="City Attorney" owner=Housing until={}\n'
    for law, until, wanted in (
        ("42 USC 1436a", "2030-06-30", ""),
        ("42 USC 1436a", "2020-06-30", "expired-waiver"),
        ("8 USC 1373", "2030-06-30", "unlawful-waiver"),
    ):
        folder = walk.fresh(f"waived-{law[:2]}-{until}", {"a.sql": f"create table applicants (\n{line.format(law, until)}  id int\n);\n"})
        report = walk.scan("a.sql", "--on", "2026-11-22", within=folder)
        found = {str(one["class"]) for one in report["findings"]}
        walk.holds(f"a waiver beside the code: {wanted or 'waives'}", found == ({wanted, "citizenship"} if wanted else set()), found)
    held = '[[waiver]]\ncolumn = "{}"\nlaw = "42 USC 1436a"\napprover = "City Attorney"\nowner = "Housing"\nuntil = 2030-06-30\n'
    for column, left in (("us_citizen", {"birth_place"}), ("gone", {"birth_place", "citizenship", "unmatched-waiver"})):
        folder = walk.fresh(f"file-{column}", {"a.sql": SCHEMA, "sanctuary-waivers.toml": held.format(column)})
        found = {one["class"] for one in walk.scan("a.sql", "--on", "2026-11-22", within=folder)["findings"]}
        walk.holds(f"a file of waivers for {column}", found == left, found)
    marks = 'sanctuary: waive law="42 USC 1436a" approver=A owner=B until=2030-06-30'
    others = {
        "comment.sql": f"create table t (us_citizen text);\ncomment on column t.us_citizen is '{marks}';\n",
        "schema.yml": f"models:\n  - name: t\n    columns:\n      - name: us_citizen\n        meta: {{sanctuary: '{marks[11:]}'}}\n",
        "pii.py": "class T(models.Model):\n    # .. no_pii: none\n    us_citizen = models.TextField()\n",
    }
    folder = walk.fresh("marks", others)
    report = walk.scan(".", "--on", "2026-11-22", within=folder)
    walk.holds(
        "COMMENT ON COLUMN and meta of dbt waive", {one["path"] for one in report["waived"]} == {"comment.sql", "schema.yml"}, report
    )
    walk.holds("an annotation is told", "annotation" in str(report["findings"]), report["findings"])


def git(folder: Path, *words: str) -> None:
    """A command of git, by nobody."""
    own = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    subprocess.run(["git", "-C", str(folder), *own, *words], check=True, capture_output=True)


def daily(walk: Walk) -> None:
    """--since, baselines, --jobs, a whole repository, progress to nobody."""
    folder = walk.fresh("repository", {name: text for name, text, _, _ in FORMATS.values()} | {"a.sql": SCHEMA})
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")
    before = walk.scan(".", within=folder)
    walk.holds("a whole repository is read", len({one["path"] for one in before["findings"]}) >= len(FORMATS), before["not_read"])
    one, two = (walk.command("scan", "los-angeles", ".", "--jobs", n, "--format", "json", within=folder).stdout for n in "12")
    walk.holds("--jobs changes no answer", one == two and one)
    walk.command("scan", "los-angeles", ".", "--write-baseline", "known.json", within=folder)
    ran = walk.command("scan", "los-angeles", ".", "--baseline", "known.json", within=folder)
    walk.holds("what a baseline knows is no finding", ran.returncode == 0, ran.stdout[:200] + ran.stderr)
    (folder / "a.sql").write_text(SCHEMA.replace("  zip", "  religion text,\n  zip"), "utf-8")
    for words in (("--baseline", "known.json"), ("--since", "HEAD")):
        found = [(one["path"], one["column"]) for one in walk.scan(".", *words, within=folder)["findings"] if one["path"] != "known.json"]
        walk.holds(f"{words[0]} tells what is new alone", found == [("a.sql", "religion")], found)


def hooks(walk: Walk) -> None:
    """The hook of pre-commit, the action of GitHub, the job of GitLab: their own scripts."""
    import yaml  # noqa: PLC0415 - what the project itself reads YAML with

    path = f"{walk.clone}/.venv/bin:{os.environ['PATH']}"
    folder = walk.fresh("hooks", {"a.sql": SCHEMA, "b.sql": "create table t (a int);\n"})
    hook = yaml.safe_load((walk.clone / ".pre-commit-hooks.yaml").read_text("utf-8"))[0]
    codes = {}
    for name in ("a.sql", "b.sql"):
        taken = [name] if re.search(hook["files"], name) else []
        codes[name] = walk.command(*hook["entry"].split()[1:], "los-angeles", *taken, within=folder).returncode
    walk.holds("the hook of pre-commit stops a finding and lets the rest pass", codes == {"a.sql": 1, "b.sql": 0}, codes)
    steps = {one["name"]: one for one in yaml.safe_load((walk.clone / "action.yml").read_text("utf-8"))["runs"]["steps"]}
    job = yaml.safe_load((walk.clone / "templates/scan.yml").read_text("utf-8"))["sanctuary-scan"]
    out = folder / "out"
    env = os.environ | {"PATH": path, "PLACE": "los-angeles", "TARGETS": "a.sql", "ACTOR": "", "SINCE": "", "BASELINE": ""}
    env |= {"OUTPUT": "s.sarif", "GITHUB_OUTPUT": str(out)}
    ran = subprocess.run(["bash", "-euo", "pipefail", "-c", steps["scan"]["run"]], cwd=folder, env=env, check=False, capture_output=True)
    answer = subprocess.run(["bash", "-c", steps["answer"]["run"]], env=env | {"FOUND": "1"}, check=False).returncode
    walk.holds("the action of GitHub writes SARIF and fails", (ran.returncode, out.read_text(), answer) == (0, "found=1\n", 1), ran.stderr)
    env = os.environ | {"PATH": path} | {key: str(value) for key, value in job["variables"].items()}
    ran = subprocess.run(["bash", "-euc", "\n".join(job["script"])], cwd=folder, env=env, check=False, capture_output=True)
    told = (folder / "sanctuary-scan.md").read_text("utf-8") if (folder / "sanctuary-scan.md").is_file() else ""
    walk.holds("the job of GitLab writes Markdown and fails", ran.returncode == 1 and "us_citizen" in told, ran.stderr)


def outputs(walk: Walk) -> None:
    """SARIF by its schema, HTML, Markdown, the register."""
    folder = walk.fresh("outputs", {"a b#%.sql": SCHEMA, "bad.json": "{"})
    log = json.loads(walk.command("scan", "los-angeles", ".", "--format", "sarif", within=folder).stdout)
    if schema := os.environ.get("SARIF_SCHEMA"):
        import jsonschema_rs  # noqa: PLC0415 - of the project's own tests

        faults = [one.message for one in jsonschema_rs.validator_for(json.loads(Path(schema).read_text("utf-8"))).iter_errors(log)]
        walk.holds("SARIF is valid by its schema", not faults, faults)
    else:
        walk.skips("SARIF is valid by its schema", "SARIF_SCHEMA names no file")
    results = log["runs"][0]["results"]
    places = [one["locations"][0]["physicalLocation"] for one in results]
    fits = all(one["artifactLocation"]["uri"] and one["region"]["startLine"] > 0 for one in places) and "originalUriBaseIds" not in str(log)
    walk.holds("SARIF keeps GitHub's limits", len(log["runs"]) == 1 and fits and all(one["partialFingerprints"] for one in results), log)
    ran = walk.command("scan", "los-angeles", ".", "--format", "html", "-o", "i.html", "--inventory", "r.csv", within=folder)
    modes = {name: oct((folder / name).stat().st_mode & 0o777) for name in ("i.html", "r.csv") if (folder / name).exists()}
    walk.holds("the inventory is its owner's alone", set(modes.values()) == {"0o600"} and len(modes) == 2, (modes, ran.stderr))
    lines = list(csv.DictReader(io.StringIO((folder / "r.csv").read_text("utf-8"))))
    asked = {"system", "field", "purpose", "retention", "who_may_see_it", "owner", "impact_assessment"}
    walk.holds("the register has what an officer asks for", lines and asked <= set(lines[0]), set(lines[0]) if lines else "no line")
    told = walk.command("scan", "los-angeles", ".", "--format", "markdown", within=folder).stdout
    walk.holds("Markdown is a table for a pull request", "| `a b#%.sql:3` | `us_citizen` |" in told, told[:300])


def scores(walk: Walk) -> None:
    """The labelled columns, where they are, by the bench."""
    walk.skips("the scores of columns and repositories that are kept back", "they are kept back; docs/benchmarks-scan.md has the last")
    walk.skips("faster and better than peers in one run", "bench/scan_beside.py installs and runs them")
    labels = walk.clone.parent / "shared/data/scan_labels_dev.csv"
    if not labels.is_file():
        walk.skips("recall and precision on labelled columns", f"no {labels.name} beside the checkout")
        return
    run = [str(walk.clone / ".venv/bin/python"), "bench/scan_labels.py", str(labels)]
    told = subprocess.run(run, cwd=walk.clone, capture_output=True, text=True, check=False).stdout
    numbers = re.search(r"tier 1 recall ([\d.]+), recall ([\d.]+), precision ([\d.]+), false hits per 10,000 ([\d.]+)", told)
    first, every, right, false = map(float, numbers.groups()) if numbers else (0, 0, 0, 999)
    walk.holds("tier 1 recall .95, all .92, precision .92", first >= 0.95 and every >= 0.92 and right >= 0.92, told[:200])
    walk.holds("at most 20 false hits per 10,000", false <= 20, false)


def private(walk: Walk) -> None:
    """Nothing planted comes out, broken files or not; nothing goes over a network."""
    shapes = {
        "a.sql": f"create table t (nationality text default '{PLANTED}');\ninsert into t values ('{PLANTED}');\n",
        "b.yml": f"- default: {PLANTED}\n  type: string\n  label: Citizenship\n",
        "c.yml": f"- name: {PLANTED}\n  note: Country of birth\n  more: {{}}\n",
        "d.csv": f"{PLANTED},Hispanic,219-09-9999\nx,White,219-09-8888\n",
        "e.json": json.dumps({"properties": {"citizenship": {"default": PLANTED}}}),
        "f.html": f"<form><input name=religion value='{PLANTED}'></form>",
    }
    folder = walk.fresh("planted", shapes | {f"cut-{name}": text[: len(text) - 9] for name, text in shapes.items()})
    told = "".join(
        ran.stdout + ran.stderr
        for kind in ("text", "json", "sarif", "markdown", "html")
        for ran in [
            walk.command(
                "scan", "los-angeles", ".", "--values", "--format", kind, *(("-o", "o.html") if kind == "html" else ()), within=folder
            )
        ]
    )
    told += (folder / "o.html").read_text("utf-8")
    walk.holds("no planted value comes out in any format", PLANTED not in told and "219-09" not in told and "religion" in told)
    nights = (walk.clone / "docs/nightly.md").read_text("utf-8")
    line = re.search(r"^\| scans with planted values \| (\d+) ", nights, re.MULTILINE)
    walk.holds("200 runs with planted values have been run whole", line and int(line[1]) >= 200, line[0] if line else "no line")
    run = [str(walk.clone / ".venv/bin/pytest"), "-q", "-n", "0", "tests/scan/test_readers.py::test_broken_files_break_no_reader"]
    ran = subprocess.run(run, cwd=walk.clone, capture_output=True, text=True, check=False)
    walk.holds("broken files break no reader", ran.returncode == 0, ran.stdout[-200:])
    alone = ("unshare", "-rn")
    if subprocess.run([*alone, "true"], check=False, capture_output=True).returncode:
        walk.skips("works with no network", "this machine lets nobody take the network away")
        return
    ran = walk.command("scan", "los-angeles", "a.sql", within=folder, before=alone)
    walk.holds("works with no network", ran.returncode == 1 and "nationality" in ran.stdout, ran.stderr)


def speed(walk: Walk) -> None:
    """By the bench, in seconds of the processor."""
    run = [str(walk.clone / ".venv/bin/python"), "bench/scan_speed.py"]
    rows = subprocess.run(run, cwd=walk.clone, capture_output=True, text=True, check=False).stdout.splitlines()
    took = {cells[1].strip(): float(cells[3]) for cells in (row.split("|") for row in rows[2:]) if len(cells) > 4}
    for what, most, promise in (
        ("60,000 names", 60_000 / 50_000, "50,000 names a second"),
        ("a sample of a CSV", 1.0, "a CSV at 100 MB a second"),
        ("a repository of 10,000 files", 30.0, "10,000 files in 30 s"),
        ("a PostgreSQL catalog", 2.0, "a catalog of 12,000 columns in 2 s"),
    ):
        seconds = next((held for name, held in took.items() if name.startswith(what)), 1e9)
        walk.holds(promise, seconds <= most, f"{seconds} s of the processor")


PARTS: dict[str, Callable[[Walk], None]] = {
    one.__name__: one for one in (formats, decisions, waivers, daily, hooks, outputs, databases, scores, private, speed)
}


if __name__ == "__main__":
    sys.exit(main(__doc__ or "", PARTS, Walk))
