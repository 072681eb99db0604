"""Pages stand alone: no network, no script, everything escaped, and readable without seeing the pictures."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from conftest import Ran
from triage.specimens import specimen, text_of

PAGES = {
    "assess": ("assess", "los-angeles", "--standard", "ice-out-of-la-2018"),
    "compare": ("compare", "us-ca", "los-angeles"),
    "timeline": ("timeline", "us", "--standard", "minimum"),
    "trace": ("trace", "los-angeles", "--from", "blocking-a-sidewalk"),
}
EMPTY = {"meta", "br", "input", "link", "img"}


class Outline(HTMLParser):
    """Open tags, headings, ids, and tags that were never closed."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in EMPTY:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag


@pytest.mark.parametrize("name", PAGES)
def test_a_page_stands_alone_and_is_well_formed(sanctuary: Callable[..., Ran], tmp_path: Path, name: str) -> None:
    """One file: no address to load from, no script, tags closed, ids unique, headings without gaps."""
    path = tmp_path / f"{name}.html"
    ran = sanctuary(*PAGES[name], "--format", "html", "-o", str(path))
    assert (ran.code, ran.out, ran.err) == (0, f"Written: {path}\n", "")
    text = path.read_text(encoding="utf-8")
    outline = Outline()
    outline.feed(text)
    assert outline.stack == []
    assert not outline.tags & {"script", "link", "img", "iframe", "object"}
    assert not re.search(r"(src|href)=[\"'](?!#)|url\(|@import", text.replace('xmlns="http://www.w3.org/2000/svg"', ""))
    assert len(outline.ids) == len(set(outline.ids))
    assert outline.headings[0] == 1
    assert all(after - before <= 1 for before, after in zip(outline.headings, outline.headings[1:], strict=False))
    assert '<html lang="en">' in text
    assert "not legal advice" in text.lower()
    assert "SHA-256" in text


def test_the_specimen_card_of_a_paper_is_drawn(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """As a picture, never as the text of one."""
    (tmp_path / "paper.txt").write_text(text_of(specimen("i-200", 1, 0)), encoding="utf-8")
    path = tmp_path / "paper.html"
    ran = sanctuary("triage", str(tmp_path / "paper.txt"), "--format", "html", "-o", str(path))
    assert (ran.code, ran.out, ran.err) == (0, f"Written: {path}\n", "")
    text = path.read_text(encoding="utf-8")
    assert "SPECIMEN</text>" in text.partition("<svg")[2]
    assert "Markup(" not in text


@pytest.mark.long
def test_the_page_of_an_assessment_has_every_difference_citation_and_claim(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """What the JSON says, the page says."""
    path = tmp_path / "a.html"
    sanctuary(*PAGES["assess"], "--format", "html", "-o", str(path))
    text = path.read_text(encoding="utf-8").replace("&#39;", "'").replace("&amp;", "&").replace("&#34;", '"')
    report = sanctuary(*PAGES["assess"], "--format", "json").json
    for criterion in report["standards"][0]["criteria"]:
        assert criterion["asks"] in text
        for difference in criterion["differences"]:
            assert difference["says"] in text
        for rule in criterion["rests_on"]:
            assert rule in text
    assert "The article's claims" in text


def test_a_page_without_a_file_is_refused(sanctuary: Callable[..., Ran]) -> None:
    """It is not printed to a terminal."""
    ran = sanctuary("assess", "us", "--format", "html")
    assert ran.code == 2
    assert "-o assess.html" in ran.err
