"""The pages of the walk through the law in public: what `sanctuary site FOLDER` writes, read as a program of somebody else would."""

import csv
import filecmp
import importlib.util
import io
import json
import os
import re
import shlex
import shutil
import struct
import zipfile
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin
from xml.etree import ElementTree as ET

from public_promises import Walk, asked
from walking import CHROMIUM, DAY, axe

__all__ = ["browser", "commands", "links", "numbers", "pages", "same_bytes", "site"]

AT = "https://example.org/law/"
VOID = {"meta", "link", "br", "img", "input", "hr"}
WORDS = {"partly": "met in part", "silent": "no rule found", "unknown": "not known"}
SPANISH = {"yes": "sí", "no": "no", "not-known": "no se sabe"}


class Page(HTMLParser):
    """One page: addresses, names, numbers with the place of each in the data, and what it says of itself."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.path, self.links, self.ids, self.loads, self.scripts = path, list[str](), set[str](), list[str](), list[str]()
        self.meta, self.numbers, self.linked = dict[str, str](), list[dict[str, str]](), list[Any]()
        self.title, self.text, self.language, self.h1, self._open = "", "", "", 0, list[tuple[str, dict[str, str]]]()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        got = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self._open.append((tag, got))
        self.ids |= {got["id"]} if "id" in got else set()
        self.language = got.get("lang", "") if tag == "html" else self.language
        self.h1 += tag == "h1"
        if tag == "a" or got.get("rel") in ("alternate", "canonical"):
            self.links.append(got.get("href", ""))
        elif tag in ("link", "script", "img", "iframe", "source", "video", "audio", "object"):
            self.loads += [got.get("href") or got.get("src") or ""] if "href" in got or "src" in got else []
        own = "src" not in got and got.get("type") != "application/ld+json" if tag == "script" else False
        self.scripts += [tag] * own + [one for one in got if one.startswith("on") or got[one].casefold().lstrip().startswith("javascript:")]
        if tag == "meta":
            self.meta[got.get("name") or got.get("property") or got.get("http-equiv", "")] = got.get("content", "")
        if got.keys() & {"data-at", "data-count"}:
            came = [one["data-from"] for _, one in self._open if "data-from" in one]
            self.numbers.append({**got, "from": came[-1] if came else "", "said": ""})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tag, got = self._open[-1] if self._open else ("", {})
        if tag == "script" and got.get("type") == "application/ld+json":
            self.linked.append(json.loads(data))
        elif tag == "title" and not any(name == "svg" for name, _ in self._open):
            self.title += data
        else:
            self.text += data
        if self.numbers and got.keys() & {"data-at", "data-count"}:
            self.numbers[-1]["said"] += data


def whole(walk: Walk) -> Path:
    """The whole site; written once, or the one that SITE names."""
    folder = Path(os.environ["SITE"]) if os.environ.get("SITE") else walk.folder / "site"
    if not (folder / "site.json").exists():
        ran = walk.run("sanctuary", "site", str(folder), "--on", DAY, "--address", AT)
        if ran.code:
            raise RuntimeError(ran.err)
    return folder


@cache
def read(folder: Path) -> tuple[Page, ...]:
    """Every page of a site."""
    return tuple(Page(path) for path in sorted(folder.rglob("*.html")))


def packs_of(walk: Walk) -> list[str]:
    return [one["id"] for one in json.loads(walk.run("sanctuary", "places", "--format", "json").out)["places"]]


def site(walk: Walk) -> None:
    """What is written, each law once and in time, and only what changed when it is written again."""
    folder = whole(walk)
    here = {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}
    rods = [Path(one).stem for one in here if one.startswith("definitions/")]
    for told, found in (
        ("a page for each place with a pack", [one for one in packs_of(walk) if f"places/{one}.html" not in here]),
        (
            "a page for each state",
            "" if sum(bool(re.fullmatch(r"places/us-[a-z]{2}\.html", one)) for one in here) > 50 else "fewer than 51",
        ),
        (
            "a page for each definition, and each place under it",
            [one for one in rods if f"places/us-or/{one}.html" not in here] or not rods,
        ),
        ("a page for each section of law", "" if sum(one.startswith("law/") for one in here) > 150 else "fewer than 150 sections"),
        ("changes of each place", [one for one in packs_of(walk) if f"changes/{one}.html" not in here]),
        (
            "downloads: JSON, CSV, corpus, verifier",
            {"data/survey.json", "data/survey.csv", "downloads/conformance.zip", "downloads/verify.py"} - here,
        ),
        ("Atom feeds of changes and corrections", {"changes.atom", "changes/us-or.atom", "corrections.atom"} - here),
        ("the check page says how to verify the record", "" if "verify" in (folder / "check.html").read_text("utf-8") else "no word of it"),
        ("dated versions and errata", {"versions.html"} - here),
        ("home under 100 kB", max(0, (folder / "index.html").stat().st_size - 99_999)),
    ):
        walk.promise(told, found)
    _once(walk, folder)
    costs = {
        one: walk.run("sanctuary", "assess", one, "--on", DAY, "--format", "json").seconds
        for one in ("us-ca-los-angeles-county", "us-ny-new-york")
    }
    walk.promise("each law is measured in at most 10 s of the processor", {one: took for one, took in costs.items() if took > 10})
    _downloads(walk, folder)


def _once(walk: Walk, folder: Path) -> None:
    """A second run computes nothing; one that draws every page anew takes a minute for a thousand; a kept day stands beside."""
    again = walk.folder / "again"
    shutil.copytree(folder, again)
    same = json.loads(walk.run("sanctuary", "site", str(again), "--on", DAY, "--address", AT, "--format", "json").out)
    walk.promise(
        "written again, nothing is computed or written", (same["computed"], same["written"]) if same["computed"] or same["written"] else ""
    )
    ran = walk.run("sanctuary", "site", str(again), "--on", DAY, "--address", "https://example.net/", "--keep", "--format", "json")
    other = json.loads(ran.out)
    each = ran.seconds / other["pages"] / 2 * 1000  # `--keep` draws each page a second time
    walk.promise(f"a thousand pages that share laws in 60 s of the processor ({each:.0f} s)", each if each > 60 else "")
    walk.promise("their laws are read back by digest, not computed", other["computed"] or "")
    walk.promise(
        "a state kept by its day", "" if (again / f"on/{DAY}/index.html").is_file() and (again / "on/index.html").is_file() else "none"
    )


def _downloads(walk: Walk, folder: Path) -> None:
    rows = list(csv.reader(io.StringIO((folder / "data/survey.csv").read_text("utf-8"))))
    table = json.loads((folder / "data/survey.json").read_text("utf-8"))
    walk.promise("the CSV has the places of the JSON", "" if len(table["places"]) and len(rows) > len(table["places"]) else len(rows))
    with zipfile.ZipFile(folder / "downloads/conformance.zip") as corpus:
        walk.promise("the corpus to download is whole", corpus.testzip() or ("" if corpus.namelist() else "empty"))
    feeds = [ET.parse(one).getroot().tag for one in folder.rglob("*.atom")]  # noqa: S314 - feeds that this walk wrote
    walk.promise(f"{len(feeds)} feeds are Atom", {one for one in feeds if one != "{http://www.w3.org/2005/Atom}feed"})


def pages(walk: Walk) -> None:
    """What each page says of itself; nothing of others is loaded; Spanish; every claim names its command; cities lead to their state."""
    folder = whole(walk)
    every, bad = read(folder), dict[str, list[str]]()
    titles = [one.title for one in every]
    for one in every:
        name = one.path.relative_to(folder).as_posix()
        (linked,) = one.linked if len(one.linked) == 1 else ({},)
        for told, holds in (
            ("each page has one title of its own and one heading", titles.count(one.title) == 1 and one.h1 == 1),
            ("each page has a description", 20 < len(one.meta.get("description", "")) <= 300),
            (
                "JSON-LD says what the page says",
                linked.get("@context") == "https://schema.org" and linked.get("@type") and linked["name"] == one.title,
            ),
            ("a share picture of 1200 by 630", _size(folder / one.meta.get("og:image", "").removeprefix(AT)) == (1200, 630)),
            ("nothing is loaded from anywhere else", not [load for load in one.loads if "//" in load]),
            ("the page's own policy lets nothing else in", "default-src 'none'" in one.meta.get("Content-Security-Policy", "")),
            ("no page has a script of its own in it", not one.scripts),
            ("no page sets a cookie", "set-cookie" not in {name.casefold() for name in one.meta}),
            (
                "every page names the commands that make it",
                "sanctuary " in one.text.partition("Check this page" if one.language == "en" else "Compruebe esta página")[2],
            ),
        ):
            bad.setdefault(told, [])
            bad[told] += [] if holds else [name]
    for told, found in bad.items():
        walk.promise(f"{told} ({len(every)} pages)", found)
    asks = [one.name for one in folder.rglob("*.js") if re.search(r"cookie|(?:local|session)Storage|indexedDB", one.read_text("utf-8"))]
    walk.promise("no script keeps anything in the browser", asks if list(folder.rglob("*.js")) else "the site has no script")
    own = [one for one in packs_of(walk) if not (folder / f"es/places/{one}.html").is_file()]
    walk.promise("home and each place in Spanish", own or ("" if (folder / "es/index.html").is_file() else "no home"))
    _search(walk, folder)


def _size(path: Path) -> tuple[int, ...]:
    return struct.unpack(">II", path.read_bytes()[16:24]) if path.is_file() else ()


def _search(walk: Walk, folder: Path) -> None:
    """Names as people type them lead to a page that names the place."""
    rows = [row for path in (folder / "search").iterdir() for row in json.loads(path.read_text("utf-8"))]
    ids = {one.path.name: one.ids for one in read(folder) if one.path.parent == folder / "places"}
    lost = [row for row in rows if (where := row[2].partition("#"))[0] not in ids or (where[2] and where[2] not in ids[where[0]])]
    walk.promise(f"each of {len(rows):,} names in the search leads to a page that names it", lost[:3])
    wanted = {"fort worth": "us-tx.html#us-tx-fort-worth", "boise": "us-id.html#us-id-boise", "los angeles": "us-ca-los-angeles.html"}
    found = {name: [row[2] for row in rows if row[0].startswith(name)] for name in wanted}
    walk.promise(
        "a city without a pack leads to its state's page with its name", {k: v[:3] for k, v in found.items() if wanted[k] not in v}
    )


def links(walk: Walk) -> None:
    """Every link of every page, by the files; and every page as `python -m http.server` serves it."""
    folder = whole(walk)
    names = {one.path.relative_to(folder).as_posix(): one.ids for one in read(folder)}
    files = {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}
    lost, count = list[tuple[str, str]](), 0
    for name, page in zip(names, read(folder), strict=True):
        for link in (*page.links, *page.loads):
            where, mark = urldefrag(urljoin(AT + name, link))
            path, count = where.removeprefix(AT), count + 1
            if not link.startswith("data:") and (path not in files or (mark and path.endswith(".html") and mark not in names[path])):
                lost.append((name, link))
    walk.promise(f"each of {count:,} links resolves", lost[:5])
    with walk.serving("/", "python", "-m", "http.server", "{port}", "--bind", "127.0.0.1", cwd=folder) as address:
        wrong = [one for one in (*names, "look.css", "site.js") if asked(f"{address}/{one}")[0] != 200]
    walk.promise(f"python -m http.server serves all {len(names)} pages", wrong[:5])


def numbers(walk: Walk) -> None:
    """Each answer and number against the place in the JSON that it names, and that file against its command."""
    folder = whole(walk)
    wrong, count, data = list[str](), 0, dict[str, Any]()
    for page in read(folder):
        for one in page.numbers:
            value: Any = data.setdefault(
                one["from"], json.loads((folder / one["from"]).read_text("utf-8")) if one["from"] not in data else data[one["from"]]
            )
            for step in (one.get("data-at") or one["data-count"]).split("/")[1:]:
                value = value[int(step)] if isinstance(value, list) else value[step]
            value, count = str(len(value) if "data-count" in one else value), count + 1
            plain = WORDS.get(value, value.replace("-", " "))
            if one["value"] != value or (page.language == "en" and one["said"].removesuffix("*") != plain):
                wrong.append(f"{page.path.name} {one}")
    walk.promise(f"each of {count:,} numbers and answers is that of the JSON behind it", wrong[:3] or ("" if count > 1000 else "too few"))
    ids = [one["id"] for one in json.loads((folder / "data/survey.json").read_text("utf-8"))["places"]]
    for form in ("json", "csv"):
        told = walk.run("sanctuary", "assess", *ids, "--on", DAY, "--format", form).out
        walk.promise(
            f"data/survey.{form} is what its command prints",
            "" if told == (folder / f"data/survey.{form}").read_text("utf-8") else "it differs",
        )


def commands(walk: Walk) -> None:
    """The commands that pages of each kind name, as they stand there."""
    folder = whole(walk)
    for name in (
        "places/us-or.html",
        "places/us-or/technical.html",
        "law/us-or/ors-181a.820.html",
        "definitions/technical.html",
        "changes/us-or.html",
    ):
        foot = Page(folder / name).text.partition("Check this page")[2].splitlines()
        wrong = list[str]()
        for line in (one for one in foot if one.startswith("sanctuary ")):
            ran = walk.run(*shlex.split(line))
            wrong += [] if ran.code in (0, 1) and ran.out.strip() else [f"{line}: {ran.err}"]
        walk.promise(
            f"the commands of {name} run as they stand", wrong or ("" if any(one.startswith("sanctuary ") for one in foot) else "none")
        )
    told = " ".join(walk.run("sanctuary", "assess", "us-or", "--on", DAY).out.split())
    said = " ".join(Page(folder / "places/us-or.html").text.split())
    lead = told.partition("? ")[2].partition(". ")[0]
    walk.promise("what the command says first stands on the page", "" if lead and lead in said else lead or told[:200])


def same_bytes(walk: Walk) -> None:
    """Two folders, seeds of hashes, locales and time zones; the order of the places."""
    made = []
    for name, places, seed, language, zone in (
        ("one", ("us-or", "us-tx"), "1", "C", "UTC"),
        ("deep/two", ("us-tx", "us-or"), "77", "tr_TR.UTF-8", "Pacific/Kiritimati"),
    ):
        more = {"PYTHONHASHSEED": seed, "LC_ALL": language, "TZ": zone}
        ran = walk.run("sanctuary", "site", name, *places, "--on", DAY, "--situations", "20", more=more)
        if ran.code:
            walk.promise("a site of two places is written", ran.err)
        made.append(walk.folder / name)
    one, two = ({path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()} for folder in made)
    unlike = sorted(map(str, set(one) ^ set(two))) + [
        str(path) for path in set(one) & set(two) if not filecmp.cmp(one[path], two[path], shallow=False)
    ]
    walk.promise(f"the same {len(one)} files with other folders, seeds, locales, time zones and order", unlike[:5])


def browser(walk: Walk) -> None:
    """A page of each kind in Chromium at 360 and 1280 pixels: axe, nothing to scroll sideways to; home without a script."""
    checks = axe()
    if not (checks and importlib.util.find_spec("playwright") and CHROMIUM.exists()):
        walk.skips("axe finds nothing", "Chromium or axe-playwright-python is not installed")
        return
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - not everywhere

    folder = whole(walk)
    kinds: tuple[str, ...] = (
        "index.html",
        "places.html",
        "places/us-or.html",
        "places/us-wy.html",
        "places/us-or/technical.html",
        "definitions/technical.html",
        "law.html",
        "law/us-or/ors-181a.820.html",
        "changes.html",
        "changes/us-or.html",
        "check.html",
        "downloads.html",
        "versions.html",
        "es/index.html",
        "es/places/us-or.html",
    )
    with (
        walk.serving("/", "python", "-m", "http.server", "{port}", "--bind", "127.0.0.1", cwd=folder) as address,
        sync_playwright() as driver,
    ):
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"], timeout=0)
        for width in (360, 1280):
            wrong = list[str]()
            page: Any = chromium.new_page(viewport={"width": width, "height": 800}, bypass_csp=True)
            page.set_default_timeout(0)
            seen = list[str]()
            page.on("request", lambda request, seen=seen: seen.append(request.url))
            for name in kinds:
                page.goto(f"{address}/{name}")
                page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
                wrong += [f"{name} scrolls sideways"] if page.evaluate("document.documentElement.scrollWidth") > width else []
                page.evaluate(checks)
                wrong += [f"{name} {one['id']}" for one in page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]]
            walk.promise(f"axe finds nothing on {len(kinds)} kinds of page at {width} pixels", wrong)
            away = [one for one in seen if not one.startswith((address, "data:"))]
            walk.promise("no word to anybody else, no cookie", away or page.context.cookies())
        page = chromium.new_context(java_script_enabled=False).new_page()
        page.goto(f"{address}/index.html")
        page.click("text=Wyoming")
        walk.promise("without a script a state is a click away", "" if page.url.endswith("/places/us-wy.html") else page.url)
        chromium.close()
