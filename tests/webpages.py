"""Pages as a reader's program sees them: well formed or refused, with their links, names, numbers and resources."""

import json
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from PIL import Image

from sanctuary.site.spanish import words as spanish

VOID = {"meta", "link", "br", "img", "input", "hr", "path", "rect", "circle", "line"}
"""Elements without an end: those of HTML, and those of drawings that are written with a slash."""


@dataclass
class Webpage(HTMLParser):
    """One page. `numbers`: each element that names the place in a JSON file from which its value was taken."""

    path: Path
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    numbers: list[dict[str, str]] = field(default_factory=list)
    linked: list[Any] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    language: str = ""
    title: str = ""
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, dict[str, str]]] = []
        self.feed(self.path.read_text(encoding="utf-8"))
        self.close()
        assert self._open == [], f"{self.path}: never ended: {self._open}"

    @property
    def description(self) -> str:
        """What the page says of itself."""
        return self.meta.get("description", "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        got = {name: value or "" for name, value in attrs}
        assert len(got) == len(attrs), f"{self.path}: an attribute stands twice in {tag}"
        if tag not in VOID:
            self._open.append((tag, got))
        self.language = got.get("lang", "") if tag == "html" else self.language
        self.ids += [got["id"]] if "id" in got else []
        if tag == "a":
            self.links.append(got["href"])
        if tag in ("link", "script", "img", "iframe", "source") and ("href" in got or "src" in got):
            (self.links if got.get("rel") in ("alternate", "canonical") else self.loads).append(got.get("href") or got["src"])
        if tag == "meta" and (name := got.get("name") or got.get("property")):
            assert name not in self.meta, f"{self.path}: {name} stands twice"
            self.meta[name] = got["content"]
        if got.get("rel") == "canonical":
            self.meta["canonical"] = got["href"]
        if "data-at" in got or "data-count" in got:
            came = [one["data-from"] for _, one in self._open if "data-from" in one]
            self.numbers.append({**got, "from": came[-1] if came else "", "said": ""})
        if tag == "h1":
            self.headings.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert [one for one, _ in self._open[-1:]] == [tag], f"{self.path}:{self.getpos()}: </{tag}> ends {self._open[-1:]}"
            self._open.pop()

    def handle_data(self, data: str) -> None:
        inside = [tag for tag, _ in self._open]
        if inside[-1:] == ["title"] and "svg" not in inside:
            self.title += data
        elif inside[-1:] == ["script"]:
            self.linked += [json.loads(data)] if data.strip() else []
        else:
            self.text += data
        if "h1" in inside:
            self.headings[-1] += data
        if inside[-1:] == ["data"] and self._open[-1][1].keys() & {"data-at", "data-count"}:
            self.numbers[-1]["said"] += data


def pages_of(folder: Path) -> list[Webpage]:
    """Every page of a site."""
    return [Webpage(path) for path in sorted(folder.rglob("*.html"))]


def unshared(folder: Path, page: Webpage, address: str = "", latest: str = "") -> list[str]:
    """What a page does not tell those who share, list or search it: title, description, picture, and where it stands at an address.

    `latest` is the address of the site of now, for a page of a kept state.
    """
    path = page.path.relative_to(folder).as_posix()
    (linked,) = page.linked
    picture = page.meta["og:image"].removeprefix(address or "../" * path.count("/"))
    with Image.open(folder / picture) as drawn:
        size = drawn.size
    told = {
        "title": (page.title, page.meta.get("og:title"), linked["name"]),
        "description": (page.description, page.meta.get("og:description"), linked["description"]),
        "picture": (size, (int(page.meta["og:image:width"]), int(page.meta["og:image:height"])), (1200, 630)),
        "kind": (page.meta.get("og:type"), "website"),
        "site": (page.meta.get("og:site_name"), "sanctuary"),
        "card": (page.meta.get("twitter:card"), "summary_large_image"),
        "language": (page.language, linked["inLanguage"]),
        "where": (page.meta.get("og:url"), linked.get("url"), f"{address}{path}" if address else None),
        "canonical": (page.meta.get("canonical"), f"{latest or address}{path}" if address else None),
        "image": (linked.get("image"), f"{address}{picture}" if address else None),
    }
    return [f"{path}: {name}: {values}" for name, values in told.items() if len(set(values)) != 1 or values[0] == ""]


def lost(folder: Path, pages: list[Webpage], address: str = "") -> list[tuple[str, str]]:
    """Links that lead to no file of the site, or to no name on its page."""
    names = {one.path.resolve(): set(one.ids) for one in pages}
    found = []
    for page in pages:
        for link in (*page.links, *page.loads):
            path, _, name = link.partition("#")
            at = folder / path.removeprefix(address) if address and path.startswith(address) else page.path.parent / path
            target = at.resolve() if path else page.path.resolve()
            if not link.startswith("data:") and not (target.is_file() and (not name or name in names.get(target, ()))):
                found.append((page.path.relative_to(folder).as_posix(), link))
    return found


@cache
def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def unlike(folder: Path, page: Webpage) -> list[tuple[str, object]]:
    """Numbers and answers that are not what stands in the JSON behind them, or that are said otherwise than they stand there."""
    found: list[tuple[str, object]] = []
    for one in page.numbers:
        value: Any = _json(folder / one["from"])
        for step in one.get("data-at", one.get("data-count", "")).split("/")[1:]:
            value = value[int(step)] if isinstance(value, list) else value[step]
        value = str(len(value) if "data-count" in one else value)
        words = {"partly": "met in part", "silent": "no rule found", "unknown": "not known"}.get(value, value.replace("-", " "))
        words = spanish().answer.get(value, value) if page.language == "es" else words
        if one["value"] != value or one["said"].removesuffix("*") != words:
            found.append((f"{page.path}: {one}", value))
    return found
