"""`sanctuary guide`: the call first, each block once, the law of the place where counsel has signed; text, page and paper say the same."""

import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from conftest import Ran
from sanctuary.commands.guide import _pdf
from sanctuary.conduct.counters import counter_meant, counters
from sanctuary.conduct.guide import guide
from sanctuary.conduct.signed import Standing, sign
from sanctuary.conduct.texts import LANGUAGES, texts
from sanctuary.desk.card import Card, words_on_paper
from sanctuary.desk.printed import sheet
from sanctuary.desk.words import words
from sanctuary.engine.prove import Proofs
from sanctuary.engine.questions import Questions
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.record.keys import Keys

ON = ("--on", "2026-11-22")
Sanctuary = Callable[..., Ran]


@pytest.fixture(scope="module")
def signature(library: Library, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """Counsel's signature under the law of Los Angeles, as options."""
    folder = tmp_path_factory.mktemp("counsel")
    made, law = Keys.make("counsel"), law_of(library, "us-ca-los-angeles", date(2026, 11, 22))
    (folder / "counsel.note").write_bytes(sign(made, law, "Counsel", law.on + timedelta(days=100), 366))
    (folder / "counsel.vkey").write_text(made.vkeys[0], encoding="ascii")
    return ("--signed", str(folder / "counsel.note"), "--key", str(folder / "counsel.vkey"))


@pytest.mark.parametrize("language", ["en", "es"])
def test_unsigned_it_begins_with_the_call_and_ends_with_the_command_that_repairs_it(sanctuary: Sanctuary, language: str) -> None:
    """What is left out is told at the head, and the reason at the end, in the language of the guide."""
    out = sanctuary("guide", "los-angeles", "--counter", "library", "--language", language, *ON).out
    one = texts(language)
    told = " ".join(out.split())
    call, shared, never = one.filled(one.guide["to_call"], {"phone": "_"}), one.guide["shared"][:40], one.never["title"]
    places = [told.index(part) for part in (call, shared, never, one.guide["not_none"], "sanctuary sign us-ca-los-angeles", "--signed")]
    assert places == sorted(places)
    assert places[2] < 1200
    assert language == "en" or "No signature" not in told.replace("[No signature of counsel was given.]", "")


def test_a_guide_needs_its_counter(sanctuary: Sanctuary) -> None:
    """None is taken unasked: all are named."""
    ran = sanctuary("guide", "los-angeles")
    assert ran.code == 2
    assert all(name in ran.err for name in counters())
    assert sanctuary("guide", "los-angeles", "--counter", "libary").code == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_counter_is_named_by_its_title_too(language: str) -> None:
    """Each title, whole or up to its comma, with and without its accents, is the counter's own; a word of no title is none."""
    for name, title in texts(language).counter.items():
        for typed in (title, title.partition(",")[0].partition(" u ")[0], title.upper(), title.replace("í", "i").replace("á", "a")):
            assert counter_meant(typed) == name, typed
    assert counter_meant("ventanilla") == "ventanilla"


@pytest.mark.parametrize(("typed", "counter"), [("biblioteca", "library"), ("policia", "police"), ("cárcel", "jail")])
def test_a_guide_in_spanish_takes_the_counter_in_spanish(sanctuary: Sanctuary, typed: str, counter: str) -> None:
    """What was read is said, and the guide is that of the id."""
    ran = sanctuary("guide", "los-angeles", "--language", "es", "--counter", typed, *ON)
    assert f"Read '{typed}' as the counter {counter}." in ran.err
    assert (ran.code, ran.out) == (0, sanctuary("guide", "los-angeles", "--language", "es", "--counter", counter, *ON).out)


@pytest.mark.parametrize("form", [("--format", "pdf"), ("--format", "html"), ("-o", "x.txt"), ("--counsel-phone", "call me")])
def test_what_cannot_be_printed_is_refused(sanctuary: Sanctuary, form: tuple[str, ...]) -> None:
    """A page without a file, a file without a page, a telephone that is none."""
    ran = sanctuary("guide", "los-angeles", "--counter", "library", *form, *ON)
    assert (ran.code, ran.out) == (2, "")
    assert not Path("x.txt").exists()


@pytest.mark.parametrize("counter", [pytest.param("jail", marks=pytest.mark.long), "school", "shelter"])
@pytest.mark.parametrize("signed", [False, True])
def test_each_block_stands_once(sanctuary: Sanctuary, signature: tuple[str, ...], counter: str, *, signed: bool) -> None:
    """No two rows of a guide are the same, every paper has its line under everything that is asked for, and nothing is told twice."""
    told = sanctuary("guide", "los-angeles", "--counter", counter, *(signature if signed else ()), *ON, "--format", "json").json
    rows = [str(row) for part in told["sheet"]["parts"] for row in part["rows"]]
    assert len(rows) == len(set(rows))
    met = [(asked, paper) for part in told["guide"]["parts"] for asked in part["asks"] for row in part["lines"] for paper in row["papers"]]
    assert len(met) == len(set(met)) == len(told["guide"]["asks"]) * len(told["guide"]["papers"])
    assert bool(told["sheet"]["law"]) == signed
    assert bool(told["sheet"]["first"]) != signed


def test_a_jail_names_what_is_brought_to_a_jail_and_no_room(sanctuary: Sanctuary) -> None:
    """Requests for notice and transfer, a writ, a bench warrant; rooms are for those who ask to enter one."""
    out = sanctuary("guide", "los-angeles", "--counter", "jail", *ON).out
    told = " ".join(out.split())
    for paper in ("notification", "transfer", "writ", "bench-warrant"):
        assert texts("en").sight[paper][2:] in told
    assert "this room" not in told
    assert out.count("\n") < 140
    assert "this room" in sanctuary("guide", "los-angeles", "--counter", "library", *ON).out


@pytest.mark.parametrize(
    ("counter", "cites"),
    [("library", "Gov. Code 7285.1(a)"), ("school", "Educ. Code 234.7"), pytest.param("jail", "7284.6(a)", marks=pytest.mark.long)],
)
def test_a_signed_guide_tells_the_law_of_the_place(sanctuary: Sanctuary, signature: tuple[str, ...], counter: str, cites: str) -> None:
    """By its paragraphs; and no command to sign."""
    told = " ".join(sanctuary("guide", "los-angeles", "--counter", counter, *signature, *ON).out.split())
    assert cites in told
    assert "Counsel, 2027-03-02." in told
    assert "sanctuary sign" not in told


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "es"])
def test_page_and_paper_say_what_the_text_says(sanctuary: Sanctuary, signature: tuple[str, ...], tmp_path: Path, language: str) -> None:
    """Each line of the sheet is on both, on two pages at most; and the file that was written is named."""
    pypdf = pytest.importorskip("pypdf")
    command = ("guide", "los-angeles", "--counter", "jail", "--counsel-phone", "213-555-0190", "--language", language, *signature, *ON)
    told = sanctuary(*command, "--format", "json").json["sheet"]
    for form in ("html", "pdf"):
        path = tmp_path / f"g.{form}"
        assert str(path) in " ".join(sanctuary(*command, "--format", form, "-o", str(path)).out.split())
    page = (tmp_path / "g.html").read_text(encoding="utf-8")
    read = pypdf.PdfReader(tmp_path / "g.pdf")
    paper = "".join("".join(one.extract_text().split()) for one in read.pages)
    assert len(read.pages) <= 2
    for part in told["parts"]:
        for row in part["rows"]:
            for one in (*row["do"], *row["say"]):
                assert one["text"].replace("'", "&#39;") in page
                assert "".join(one["text"].replace("'", "\u2019").split())[:20] in paper.replace("'", "\u2019").replace("\u00ad", "")
    assert "213-555-0190" in page
    assert "213-555-0190" in paper


SHORT = tuple((place, "jail") for place in ("us-tx", "us-fl", "us-il-cook", "us-ny-nyc", "us-nj", "us-or"))


@pytest.mark.long
@pytest.mark.parametrize(("place", "counter"), [*(("us-ca-los-angeles", one) for one in counters()), *SHORT])
def test_the_paper_is_two_pages_in_each_language(library: Library, place: str, counter: str) -> None:
    """Signed, which is the longer one: one sheet of paper; the letters of a long one are smaller. A draft says so on it."""
    pypdf = pytest.importorskip("pypdf")
    pytest.importorskip("typst", reason="the extra paper is not installed")
    law = law_of(library, place, date(2026, 11, 22))
    stands = Standing(stands=True, signer="Counsel", until=date(2027, 3, 2))
    report = guide(Questions(Proofs(law)), counter, signed=True)
    for language in LANGUAGES:
        told = sheet(report, law, stands, words(language), lambda one: words_on_paper(Card(role="the principal"), "", one))
        read = pypdf.PdfReader(io.BytesIO(_pdf(told)))
        assert len(read.pages) <= 2, language
        assert texts(language).draft[:8] in read.pages[0].extract_text()


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_unsigned_guide_begins_with_the_command_that_tells_the_law(language: str, sanctuary: Callable[..., Ran]) -> None:
    """Before anything else but its title; and the command answers."""
    told = " ".join(sanctuary("guide", "cook county", "--counter", "jail", "--language", language).out.split())
    asked = "--actor sheriff --action hold --resource subject --fact requester=immigration-authority --fact paper=detainer"
    command = f"sanctuary decide us-il-cook {asked}"
    assert 0 < told.index(command) < 900
    answer = sanctuary(*command.split()[1:])
    assert answer.code == 0
    assert "must not hold somebody" in " ".join(answer.out.split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("counter", list(counters()))
def test_one_paper_stands_on_one_screen(sanctuary: Sanctuary, counter: str, language: str) -> None:
    """What to say, what to do and what to write down with the paper in hand, in the words of the guide of every paper."""
    whole = " ".join(sanctuary("guide", "san-diego", "--counter", counter, "--language", "en", *ON).out.split())
    assert "One paper, on one screen: sanctuary guide us-ca-san-diego --counter" in whole
    for paper in ("I-200", "federal-search"):
        ran = sanctuary("guide", "san-diego", "--counter", counter, "--paper", paper, "--language", language, *ON)
        assert (ran.code, ran.out.count("\n") <= (40 if language == "en" else 42), max(map(len, ran.out.splitlines())) <= 80) == (
            0,
            True,
            True,
        ), (paper, ran.out)
        one = texts(language)
        told = " ".join(ran.out.split())
        for part in (one.never["title"], one.guide["say_first"], one.guide["write_down"], one.then["write"]):
            assert part in told, (paper, part)
        assert f"--paper {paper}" not in told
        assert language != "en" or all(said in whole for said in re.findall("\u201c.*?\u201d", told))


def test_a_signed_card_tells_the_law_of_the_place_on_one_screen(sanctuary: Sanctuary, signature: tuple[str, ...]) -> None:
    """By its paragraphs, with the paper in hand alone."""
    ran = sanctuary("guide", "los-angeles", "--counter", "school", "--paper", "I-200", *signature, *ON)
    assert (ran.code, ran.out.count("\n") <= 40, "Educ. Code 234.7" in ran.out) == (0, True, True), ran.out


@pytest.mark.parametrize(
    ("counter", "paper", "expected"),
    [
        ("library", "a warrant", "Type the one in hand, for example --paper federal-arrest-warrant"),
        ("library", "moon", "has no paper called 'moon'"),
        ("library", "writ", "has no paper called 'writ'"),
    ],
)
def test_a_paper_that_the_guide_does_not_have_is_refused(sanctuary: Sanctuary, counter: str, paper: str, expected: str) -> None:
    """With what each of several is, or the papers that there are."""
    ran = sanctuary("guide", "san-diego", "--counter", counter, "--paper", paper)
    assert (ran.code, ran.out, expected in " ".join(ran.err.split())) == (2, "", True), ran.err


@pytest.mark.parametrize(
    ("counter", "words"), [("school", ("pupil", "parent", "classroom")), ("clinic", ("patient",)), ("library", ("reader",))]
)
def test_a_guide_speaks_of_whom_its_counter_serves(sanctuary: Sanctuary, counter: str, words: tuple[str, ...]) -> None:
    """A school of pupils and classrooms, a clinic of patients, a library of readers; other counters do not."""
    for name in (counter, "police"):
        out = sanctuary("guide", "san-diego", "--counter", name, *ON).out
        assert all((word in out) == (name == counter) for word in words), name
