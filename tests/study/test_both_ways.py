"""The swap test: the page, the reports and the traces of two mirror-image places differ only in words of docs/both-ways.md."""

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import pytest

import mirrored
from conftest import Ran
from examples import ROOT
from sanctuary.law.packs import Library

ASKED = ("--actor", "sheriff", "--action", "hold", "--resource", "subject", "--fact", "requester=immigration-authority")


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mirrored")
    mirrored.write(folder)
    return folder


def listed() -> set[tuple[str, str]]:
    """The pairs of words that the page allows."""
    text = (ROOT / "docs" / "both-ways.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|", text, re.MULTILINE)
    assert len(rows) > 5
    return set(rows)


def words(text: str) -> list[str]:
    """The words of a text or a page, without what an element looks like and without digests."""
    body = re.sub(r"<(style|script|svg)\b.*?</\1>", " ", text, flags=re.DOTALL)
    plain = re.sub(r"<[^>]+>", " ", body).replace("standard-", "standard ").replace("&#39;", "'").replace("&gt;", ">")
    return re.findall(r"[\w'-]+|[^\w\s]", re.sub(r"\b[0-9a-f]{12,64}\b", "DIGEST", plain))


def unlisted(north: str, south: str) -> list[tuple[str, str]]:
    """Where two texts differ, word by word, once each pair of listed words is taken for one word."""
    ours, theirs = _folded(words(north)), _folded(words(south))
    steps = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    return [(" ".join(ours[a:b]), " ".join(theirs[c:d])) for kind, a, b, c, d in steps if kind != "equal"]


def _folded(found: list[str]) -> list[str]:
    text = f" {' '.join(found)} "
    for phrase in sorted({word for pair in listed() for word in pair}, key=lambda one: -len(one)):
        text = re.sub(rf"(?<= ){re.escape(phrase)}(?= )", f"<{_class(phrase)}>", text)
    return text.split()


def _class(phrase: str) -> str:
    """One name for all words that the list joins, one by one."""
    joined, grew = {phrase}, True
    while grew:
        more = {word for pair in listed() for word in pair if joined.intersection(pair)}
        grew = not more <= joined
        joined |= more
    return min(joined).replace(" ", "_")


def said(ran: Ran) -> str:
    assert ran.code == 0, ran.err
    return ran.out


@pytest.mark.parametrize(("ours", "theirs"), [("north", "south"), ("south", "north")])
def test_reports_of_mirror_images_differ_in_listed_words_only(
    sanctuary: Callable[..., Ran], places: Path, tmp_path: Path, ours: str, theirs: str
) -> None:
    """Each measured by the definition that it meets, and by the one that it does not."""
    pages = []
    for place, rod in (("north", ours), ("south", theirs)):
        path = tmp_path / f"{place}.html"
        page = ("--standard", f"standard-{rod}", "--on", "2026-11-28", "--format", "html", "-o", str(path))
        said(sanctuary("assess", str(places / place), *page))
        pages.append(path.read_text(encoding="utf-8"))
    assert unlisted(*pages) == []
    verdict = "yes" if ours == "north" else "no"
    assert all(verdict in words(page) for page in pages)


def test_a_decision_and_its_history_differ_in_listed_words_only(sanctuary: Callable[..., Ran], places: Path) -> None:
    """The same question to both, and to both of them over time."""
    one, other = (said(sanctuary("decide", str(places / place), *ASKED, "--on", "2026-11-28")) for place in ("north", "south"))
    assert unlisted(one, other) == []
    rods = {"north": "standard-north", "south": "standard-south"}
    one, other = (said(sanctuary("timeline", str(places / place), "--standard", rod)) for place, rod in rods.items())
    assert unlisted(one, other) == []


def test_the_words_of_the_traces_are_shared_or_listed(sanctuary: Callable[..., Ran], places: Path) -> None:
    """Which paths are open differs, and must; what is said of a path does not."""
    told = {}
    for place, rod in (("north", "standard-south"), ("south", "standard-north")):
        told[place] = set(words(said(sanctuary("trace", str(places / place), "--standard", rod, "--on", "2026-11-28"))))
    ways = {word for pair in listed() for text in pair for word in words(text)}
    numbers = {word for one in told.values() for word in one if word.isdigit()}
    assert told["north"] ^ told["south"] <= ways | numbers


@pytest.mark.long
def test_the_page_of_oregon_and_that_of_texas_have_the_same_headings(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """By every definition, in the same order."""
    found = []
    for place in ("us-or", "us-tx"):
        path = tmp_path / f"{place}.html"
        said(sanctuary("assess", place, "--on", "2026-11-28", "--format", "html", "-o", str(path)))
        page = path.read_text(encoding="utf-8")
        titles = re.findall(r"<h[23][^>]*>(.*?)</h[23]>", page, re.DOTALL)
        found.append([re.sub(r"<[^>]+>.*|: (yes|no|unknown|not-applicable|[0-9]+ of [0-9]+).*", "", title).strip() for title in titles])
    assert found[0] == found[1]


def test_the_mirror_images_are_law(places: Path) -> None:
    """Both load, and each definition has the criteria of the other."""
    library = Library(folders=(places, *Library()._folders))
    north, south = library.get("standard-north"), library.get("standard-south")
    assert [one.id for one in north.criteria] == [one.id for one in south.criteria]
    assert {rule.effect for rule in library.get("north").rules} == {"forbids"}
    assert {rule.effect for rule in library.get("south").rules} == {"requires"}
