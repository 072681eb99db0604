"""What can be taken away: JSON, CSV, the conformance corpus as one file, the verifier, and a record's public account."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

from sanctuary.documents import as_json
from sanctuary.errors import RequestError
from sanctuary.law.packs import Pack
from sanctuary.site.folder import sha256
from sanctuary.site.frame import Files, Frame, Leaf
from sanctuary.site.laws import Computed, Store
from sanctuary.study.suite import suite
from sanctuary.study.survey import as_csv

__all__ = ["MOST", "account", "conformance", "data", "draw", "verifier"]

CORPUS = "downloads/conformance.zip"
MOST = 100_000
"""Situations of each place, at most: the corpus is made in memory."""

OPEN_SHARE = 10
"""Of the situations, one in so many is open."""

_PUBLIC = re.compile(r"checkpoint|keys\.json|tile/(?:entries|\d+)/(?:x\d{3}/)*\d{3}(?:\.p/\d+)?")
"""What a public account consists of (C2SP tlog-tiles): anything else in a folder is not published."""


def data(made: Computed) -> Iterator[tuple[str, bytes]]:
    """The table of all places as JSON and CSV, as the command of the site's table writes them."""
    yield "data/survey.json", (as_json(made.survey) + "\n").encode()
    yield "data/survey.csv", as_csv(made.survey).encode()


def conformance(made: Computed, store: Store, situations: int, progress: Callable[[str], None]) -> None:
    """The corpus as one file without compression, whose bytes no library changes; nothing where none is asked for."""
    places = sorted(made.places)
    parts = [*(made.library.get(one).digest for one in places), str(situations)]
    if situations:
        store.raw(CORPUS, parts, lambda: _zipped(places, situations, progress))


def _zipped(places: list[str], situations: int, progress: Callable[[str], None]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path, raw in suite(count=situations, open_count=situations // OPEN_SHARE, places=places, progress=progress):
            archive.writestr(zipfile.ZipInfo(f"conformance/{path}"), raw)
    return target.getvalue()


def verifier() -> bytes:
    """The program that verifies a published record, one file."""
    return files("sanctuary.tlog").joinpath("verify.py").read_bytes()


def account(folder: str) -> Files:
    """The files of a published public account, under record/; refuses a folder that is none, or holds anything else."""
    home = Path(folder)
    if not (home / "checkpoint").is_file():
        raise RequestError(f"{home}: no public account (no file 'checkpoint'). Name the folder that 'sanctuary record publish' writes.")
    found: Files = {}
    for path in sorted(home.rglob("*")):
        inside = path.relative_to(home).as_posix()
        if path.is_dir() and not path.is_symlink():
            continue
        if path.is_symlink() or not _PUBLIC.fullmatch(inside):
            raise RequestError(f"{path}: no part of a public account, and nothing else is published. Move it out of the folder.")
        try:
            found[f"record/{inside}"] = path.read_bytes()
        except OSError as problem:
            raise RequestError(f"{path}: cannot be read ({problem.strerror}). Check who may read it.") from None
    return found


def draw(made: Computed, frame: Frame, found: Files, *, situations: int) -> Iterator[tuple[str, bytes]]:
    """The pages that tell of downloads and of checking, and the verifier."""
    raw = verifier()
    record = "record/checkpoint" in found
    yield "downloads/verify.py", raw
    leaf = Leaf(
        path="check.html",
        title="Check it yourself",
        description="How to make every page again, check one difference by hand, dispute a rule, and verify a record's public account.",
        commands=["sanctuary check all", "sanctuary record verify FOLDER-OR-ADDRESS --keys keys.txt"],
    )
    yield leaf.path, frame.draw(leaf, "check", record=record, verifier=sha256(raw))
    groups = [
        (
            "All places by all definitions",
            "The places of these pages, as `sanctuary assess PLACE PLACE ...` gives them.",
            ["data/survey.json", "data/survey.csv"],
        ),
        ("Places", "Every definition with its criteria and differences.", _of(found, "data/places/")),
        ("Places through time", "Every day on which an answer moved.", _of(found, "data/timelines/")),
        ("Cities without a pack", "One for each state with law here, its largest.", _of(found, "data/elsewhere/")),
        (
            "For a second implementation",
            "Situations with their answers; the verifier of records.",
            [*_of(found, CORPUS), "downloads/verify.py"],
        ),
        ("Feeds", "Atom feeds of changes of law, of all places and of each, and of corrections.", ["changes.atom", "corrections.atom"]),
    ]
    sizes = {path: len(one) for path, one in found.items()} | {"downloads/verify.py": len(raw)}
    told = [
        (title, text.replace("`", ""), [(path, path.rpartition("/")[2], sizes[path]) for path in ones])
        for title, text, ones in groups
        if ones
    ]
    cited = ", ".join(f"{pack.id} {pack.file.version} ({pack.digest[:8]})" for pack in _packs(made))
    leaf = Leaf(
        path="downloads.html",
        title="Downloads",
        description="All answers as JSON and CSV, situations for a second implementation, and feeds of changes.",
        commands=[
            f"{made.table} --format json",
            f"{made.table} --format csv",
            *([f"sanctuary conformance FOLDER --count {situations} --open {situations // OPEN_SHARE}"] if situations else []),
        ],
        about={
            "@type": "WebPage",
            "mainEntity": {
                "@type": "Dataset",
                "name": "Places by definitions of a sanctuary",
                "description": "What each definition says of each place whose law is encoded, with criteria, rules and days.",
                "license": "https://www.apache.org/licenses/LICENSE-2.0",
                "temporalCoverage": f"../{made.on}",
                "distribution": [
                    {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{frame.address}data/survey.{end}"}
                    for kind, end in (("application/json", "json"), ("text/csv", "csv"))
                ],
            },
        },
    )
    yield leaf.path, frame.draw(leaf, "downloads", groups=told, cited=cited)


def _of(found: Files, start: str) -> list[str]:
    return [path for path in sorted(found) if path.startswith(start)]


def _packs(made: Computed) -> list[Pack]:
    return [*(known.pack for known in made.places.values()), *made.standards]
