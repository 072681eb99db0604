"""Pictures, memos and the stylesheet: sizes, shapes, and the same bytes."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran
from sanctuary.pages.html import look, shape_of
from sanctuary.pages.scene import HIGHEST, WIDEST, Scene, wrapped

image = pytest.importorskip("PIL.Image")

QUESTION = (
    "decide", "us-or", "--on", "2026-04-06", "--actor", "sheriff", "--action", "hold", "--resource", "subject",
    "--fact", "requester=immigration-authority", "--fact", "paper=detainer",
)  # fmt: skip


def test_the_stylesheet_is_small_and_asks_for_nothing() -> None:
    """At most 15 kB, no address, no import; a rule for paper, for the dark and for a narrow screen."""
    assert len(look().encode()) <= 15_000
    assert not re.search(r"url\(|@import|https?:", look())
    for media in ("print", "prefers-color-scheme: dark", "max-width: 40rem"):
        assert media in look()


@pytest.mark.parametrize(
    ("answer", "shape"),
    [
        ("Yes", "yes"),
        ("No", "no"),
        ("3 of 6", "partly"),
        ("0 of 7", "no"),
        ("7 of 7", "yes"),
        ("Unknown", "unknown"),
        ("Not counted", "unknown"),
        ("partly", "partly"),
    ],
)
def test_an_answer_has_a_shape(answer: str, shape: str) -> None:
    """Of counts: full, empty, or half."""
    assert shape_of(answer) == shape


def test_a_picture_is_never_larger_than_a_screen_holds() -> None:
    """A large scene has fewer pixels for each unit."""
    for width, height in ((1500, 300), (300, 1800), (100, 100)):
        size = image.open(io.BytesIO(Scene(width, height, "t", "d").png())).size
        assert size[0] <= WIDEST
        assert size[1] <= HIGHEST


def test_wrapping_loses_no_word() -> None:
    """Every word of a text stands in its lines, in order; a word that is too long stands alone."""
    text = "The quick Ordinance-of-a-very-long-name-that-fits-nowhere and more"
    assert " ".join(wrapped(text, 60, 12)) == text


@pytest.mark.parametrize("words", [("assess", "us-or"), ("assess", "us-or", "--standard", "minimum")])
def test_a_picture_to_share_is_1200_by_630(sanctuary: Callable[..., Ran], tmp_path: Path, words: tuple[str, ...]) -> None:
    """Of a place, and of one definition."""
    path = tmp_path / "share.png"
    ran = sanctuary(*words, "--on", "2026-04-06", "--format", "png", "-o", str(path))
    assert (ran.code, ran.out) == (0, f"Written: {path}\n")
    assert image.open(io.BytesIO(path.read_bytes())).size == (1200, 630)


def test_a_map_needs_one_event(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """All events in one picture could not be read; the refusal names them."""
    path = tmp_path / "map.png"
    ran = sanctuary("trace", "us-or", "--on", "2026-04-06", "--to", "nothing-recorded", "--format", "png", "-o", str(path))
    assert ran.code == 2
    assert "Add --from and one of: call-for-help" in ran.err
    assert not path.exists()


def test_a_memo_is_a_word_document_with_the_answer_the_rules_and_the_way_back(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """Title, headings, a table of rules with marks, digests; the same bytes each time; the command in it gives the same answer."""
    docx = pytest.importorskip("docx")
    one, two = tmp_path / "a.docx", tmp_path / "b.docx"
    for path in (one, two):
        assert sanctuary(*QUESTION, "--format", "docx", "-o", str(path)).code == 0
    assert one.read_bytes() == two.read_bytes()
    assert {part.date_time for part in zipfile.ZipFile(one).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    paper = docx.Document(str(one))
    text = "\n".join(line.text for line in paper.paragraphs)
    assert [line.text.partition(":")[0] for line in paper.paragraphs[:4]] == ["To", "From", "Date", "Re"]
    assert paper.paragraphs[4].text.startswith("The sheriff must not hold somebody longer")
    assert "Not legal advice." in text
    assert re.search(r"us-or, version \S+, SHA-256 [0-9a-f]{64}", text)
    assert any("ORS 181A.826(1)" in cell.text for row in paper.tables[0].rows for cell in row.cells)
    again = next(line.text for line in paper.paragraphs if line.text.startswith("sanctuary decide"))
    assert sanctuary(*QUESTION, "--permalink").out == again + "\n"
    assert sanctuary(*again.split()[1:], "--format", "json").json["outcome"] == "must-not"


def test_a_memo_is_a_pdf_too(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """PDF/UA-1, with the same title."""
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    path = tmp_path / "memo.pdf"
    assert sanctuary(*QUESTION, "--format", "pdf", "-o", str(path)).code == 0
    reader = pypdf.PdfReader(path)
    assert reader.metadata.title.startswith("The sheriff must not hold")
    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_data()


def test_another_law_is_refused_by_its_digest(sanctuary: Callable[..., Ran]) -> None:
    """A digest that is not this law's, or too short to tell one from another."""
    for digest, says in (
        ("0123456789abcdef", "the law has changed since, now it is"),
        ("0", "is no digest; wanted is the digest of the law"),
    ):
        ran = sanctuary(*QUESTION, "--digest", digest)
        assert ran.code == 2
        assert says in ran.err


def test_a_memo_needs_a_file(sanctuary: Callable[..., Ran]) -> None:
    """It is not printed to a terminal."""
    ran = sanctuary(*QUESTION, "--format", "docx")
    assert ran.code == 2
    assert "-o memo.docx" in ran.err


def test_a_memo_tells_a_dispute_whole_and_what_was_not_encoded(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """The question, both sides and whence, not the bare id; the gaps of the law of the place."""
    docx = pytest.importorskip("docx")
    path = tmp_path / "memo.docx"
    words = ("--on", "2026-04-30", "--actor", "police", "--action", "ask", "--resource", "immigration-status")
    assert sanctuary("decide", "us-tx", *words, "--format", "docx", "-o", str(path)).code == 0
    paper = docx.Document(str(path))
    lines = [line.text for line in paper.paragraphs]
    (told,) = [line for line in lines[lines.index("Disputes") :] if line.endswith("(752.053-under-arrest)")]
    assert told.startswith("Is the person who is asked, or whose status is told, under a lawful detention")
    assert "If so: 752.053(b)(1) and (2) protect" in told
    assert "If not: (b)(1) and (2) say nothing of them" in told
    assert "Whence: 752.053(b)(1)" in told
    assert any(line.endswith("more, mostly on other paragraphs: sanctuary check us-tx.") for line in lines)
    assert not [cell.text for row in paper.tables[0].rows for cell in row.cells if "disputed: 752" in cell.text]


def test_signs_that_steer_are_shown_and_not_obeyed() -> None:
    """In a title, a description, a text and what stands behind a shape: XML has no ESC, and a sign can turn the direction of a line."""
    steering = "a\x1b[31m\u202eb\x85"
    scene = Scene(200, 100, steering, steering)
    scene.text(10, 20, steering)
    scene.rect(10, 30, 20, 20, "#ffffff", title=steering)
    drawn = scene.svg()
    assert drawn.count("a\\x1b[31m\\u202eb\\x85") >= 4
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", drawn)
