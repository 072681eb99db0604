"""A walk through `sanctuary triage`, as a new user would take it.

    .venv/bin/python tests/walks/papers.py [CLONE] [PART…]

How a walk is started, and what its lines say, stands in walking.py. Papers are drawn by the makers of the tests that stand above this
folder; their placeholders are marked SPECIMEN.
"""

import json
import re
import statistics
import sys
from collections.abc import Callable
from pathlib import Path

from walking import main

sys.path.append(str(Path(__file__).resolve().parents[1]))  # the makers of papers

from triage_bombs import bombs
from triage_commands import Walk
from triage_papers import (
    adversarial_texts,
    canary_papers,
    files_of_all_forms,
    forms_by_hand,
    pages_to_time,
    specimens_as_text,
    traps,
    unlike,
)

ON = "2026-03-10"
"""The day of the specimens."""
SECONDS_A_PAGE, CORES = 2.0, 2
MOST_SECONDS, MOST_MEMORY, ERROR_LINES = 130, 3_500_000, 6
"""Processor seconds and kilobytes in which a file is refused: what the command allows itself, and a little; lines of one error."""


def kinds(walk: Walk) -> None:
    """Every kind that the command knows, drawn, is told as what it is."""
    drawn = {**specimens_as_text(), **forms_by_hand()}
    told = walk.papers(*(walk.file(name, text.encode()) for name, (text, _, _) in drawn.items()))
    for (name, (_, class_, kind)), paper in zip(drawn.items(), told, strict=True):
        walk.holds(f"kind: {name} is {class_}", (paper["class"], paper["kind"]) == (class_, kind), (paper["class"], paper["kind"]))
        if class_ == "judicial" or (class_ == "administrative" and kind != "none"):
            card = paper["card"] or {}
            walk.holds(f"card of {name} says who signs", card.get("signs_it") and card.get("mistaken"), card or "it has no card")


def classes(walk: Walk) -> None:
    """Each class is given to a paper of its own."""
    for name, (text, class_) in unlike().items():
        walk.file(f"{name}.txt", text.encode())
        (paper,) = walk.papers(f"{name}.txt")
        walk.holds(f"class {class_}: {name}", paper["class"] == class_, paper["class"])
        if class_ == "unknown":
            walk.holds("unknown with a court's signs: the clerk of court is named", "clerk of court" in paper["call"], paper["call"])


def traps_(walk: Walk) -> None:
    """What looks like a judge's paper and is none, and dates of older detainers."""
    for name, (text, wanted, words) in traps().items():
        (paper,) = walk.papers(walk.file(name, text.encode()))
        told = " ".join([*paper["missing"], *paper["irregular"], *(sign["sign"] for sign in paper["signs"])])
        walk.holds(f"trap: {name} is {wanted}", paper["class"] == wanted, paper["class"])
        walk.holds(f"trap: {name} is told why", words in told, told[:160])
    text = walk.run("triage", "blank-signature", "as-it-is", "--on", ON).out
    said = re.search(r"(?i)\b(?:is|was|been) signed\b", text)
    walk.holds("a signature is told as something written, never as signed", "something is written" in text and not said, said)


def adversarial(walk: Walk) -> None:
    """No text that no judge decided is called judicial."""
    texts = adversarial_texts()
    names = [walk.file(f"a{number:03}.txt", text.encode()) for number, text in enumerate(texts)]
    told = walk.papers(*names)
    wrong = [paper["file"] for paper in told if paper["class"] == "judicial"]
    read = {paper["file"] for paper in told} == set(names)
    walk.holds(
        f"0 of {len(texts)} adversarial texts called judicial, and at least 100 of them",
        read and not wrong and len(texts) >= 100,
        wrong or told[:1],
    )


def files(walk: Walk) -> None:
    """PDF, scans, photographs, turned and cropped pages, Word files, packets."""
    for name, (raw, wanted, pages) in files_of_all_forms().items():
        walk.file(name, raw)
        found = walk.papers(name)
        told = [paper["class"] for paper in found]
        walk.holds(f"reads {name} as {' and '.join(wanted)}", told == wanted, told)
        walk.holds(f"{name}: every page counted once", [n for paper in found for n in paper["pages"]] == list(range(1, pages + 1)), found)


def bounds(walk: Walk) -> None:
    """Bombs, broken files and ten thousand pages are refused; where a PDF unpacks to nothing that an eye sees, it is unreadable."""
    for name, (raw, classes_) in bombs().items():
        walk.file(name, raw)
        ran = walk.run("triage", name, "--on", ON, "--format", "json")
        if ran.code == 0 and classes_:
            found = [paper["class"] for paper in json.loads(ran.out)["papers"]]
            walk.holds(f"{name} is {classes_}", found == [classes_], found)
        else:
            one = (
                ran.code == 2
                and not ran.out
                and "Traceback" not in ran.err
                and name in ran.err
                and len(ran.err.splitlines()) <= ERROR_LINES
            )
            walk.holds(f"{name} is refused with one clear error", one, (ran.code, ran.err[-200:]))
        small = ran.seconds < MOST_SECONDS and ran.memory < MOST_MEMORY
        walk.holds(f"{name} is over within bounds: {ran.seconds:.1f} s, at most {ran.memory // 1024} MB", small, ran.memory)


def private(walk: Walk) -> None:
    """Nothing of a paper is printed or left behind, and no network is needed."""
    papers, values = canary_papers()
    names = [walk.file(name, raw) for name, raw in papers.items()]
    # The law that the program carries is kept compiled in the home of whoever runs it; no paper had a part in that.
    walk.papers(walk.file("first.txt", b"Dear Custodian"))
    before = walk.everything()
    for form in ("text", "json"):
        ran = walk.run("triage", *names, "--on", ON, "--format", form, offline=True)
        shown = [value for value in values if value.lower() in (ran.out + ran.err).lower()]
        walk.holds(f"no value of a paper in --format {form}, without a network", ran.code == 0 and not shown, (ran.code, shown))
    walk.holds("nothing is left behind: no cache, no copy", walk.everything() == before, walk.everything() - before)
    walk.file("noise.bin", bytes(range(256)) * 20 + " ".join(values).encode())
    ran = walk.run("triage", "noise.bin", "--on", ON)
    walk.holds("no value in an error", ran.code == 2 and not any(value in ran.err for value in values), ran.err)


def decide(walk: Walk) -> None:
    """The JSON has the documented fields, and its `ask` is read by `decide`."""
    documented = set(
        re.findall(r"^\| `([^|]+)` \|", walk.page("json.md").split("## sanctuary.triage/1")[1].split("\n## ")[0], re.MULTILINE)
    )
    fields = {name for row in documented for name in row.split("`, `")}
    drawn = {kind: (name, text) for name, (text, _, kind) in {**specimens_as_text(), **forms_by_hand()}.items()}
    told = walk.papers(*(walk.file(name, text.encode()) for name, text in drawn.values()), "--place", "los-angeles")
    for (kind, (name, _)), paper in zip(drawn.items(), told, strict=True):
        walk.holds(f"fields of {name} are the documented ones", set(paper) == fields, set(paper) ^ fields)
        situation = {"place": "los-angeles", "on": ON, "actor": "police", "action": "disclose", "resource": "release-date"}
        walk.file(
            "ask.json", json.dumps({**situation, "context": {"requester": "immigration-authority", **paper["ask"]["context"]}}).encode()
        )
        ran = walk.run("decide", "ask.json", "--papers", paper["ask"]["papers"], "--format", "json")
        schema = json.loads(ran.out or "{}").get("schema", "")
        walk.holds(f"decide reads the answer about {name} ({kind})", ran.code == 0 and schema.startswith("sanctuary."), ran.err[-200:])


def cards(walk: Walk) -> None:
    """Crops of the signs stand beside a specimen card that is marked."""
    raw, _, _ = files_of_all_forms()["scan.png"]
    walk.file("scan.png", raw)
    ran = walk.run("triage", "scan.png", "--on", ON, "--format", "html", "-o", "page.html")
    page = (walk.folder / "page.html").read_text() if ran.code == 0 else ""
    walk.holds("the page has crops of the signs", page.count("data:image/") >= 3, (ran.code, ran.err[-200:]))
    walk.holds("the page has a specimen card, marked SPECIMEN", "SPECIMEN" in page and "<svg" in page, len(page))
    walk.holds("the page is its owner's alone", bool(page) and (walk.folder / "page.html").stat().st_mode & 0o077 == 0, "mode")


def docs(walk: Walk) -> None:
    """The page says what was not tried, and how a city tries its own papers; the nights draw at least 2,000."""
    page = walk.page("commands/triage.md")
    walk.holds("docs say that no real scan was tried", "No real scan was tried" in page, "")
    walk.holds("docs say how a city tries its own", "a city tries its own papers" in page, "")
    cases = [
        int(n.replace(",", "")) for n in re.findall(r"^\| specimens of papers as \w+ \| ([\d,]+) \|", walk.page("nightly.md"), re.MULTILINE)
    ]
    walk.holds(f"the nights draw at least 2,000 specimens: {sum(cases)}", sum(cases) >= 2000, cases)


def timed(walk: Walk) -> None:
    """Processor time of one more page beside a first; half of it where two cores share the work."""
    first, *more = [walk.file(f"page{n}.png", raw) for n, raw in enumerate(pages_to_time())]
    alone = walk.run("triage", first, "--on", ON).seconds
    pages = [walk.run("triage", first, one, "--on", ON).seconds - alone for one in more]
    median = statistics.median(pages)
    walk.holds(
        f"a page takes {median:.1f} s of processor time in the median, at most {SECONDS_A_PAGE:.0f} s on {CORES} cores",
        median / CORES <= SECONDS_A_PAGE,
        pages,
    )
    walk.holds("it tells progress on a terminal", "page" in walk.on_terminal("triage", first, "--on", ON), "")


PARTS: dict[str, Callable[[Walk], None]] = {
    "kinds": kinds, "classes": classes, "traps": traps_, "adversarial": adversarial, "files": files, "bounds": bounds, "private": private,
    "decide": decide, "cards": cards, "docs": docs, "time": timed,
}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(__doc__ or "", PARTS, Walk))
