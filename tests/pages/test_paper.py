"""Papers as PDF: what a screen reader finds in them, in every language; and the command that writes them."""

import importlib.util
import io
import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Ran
from sanctuary.account.notice import Paper, fill, notices_of
from sanctuary.cli import app
from sanctuary.commands.notice import notice
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import OWN
from sanctuary.pages import paper as pages
from sanctuary.pages.paper import pdf

pypdf = pytest.importorskip("pypdf")
typst = pytest.importorskip("typst")

FAMILIES = set(typst.Fonts(font_paths=[str(folder) for folder in pages._folders()]).families())
LANGUAGES = [
    pytest.param(code, marks=pytest.mark.skipif(not _found, reason=f"no typeface for {code} on this system"))
    for code in ("en", "es", "zh", "tl", "vi", "ko")
    for _found in [code not in pages.SCRIPTS or FAMILIES & set(pages.SCRIPTS[code])]
]
PERSON = "Zebedee Quill"


def _paper(law: Law, language: str, **values: str) -> Paper:
    return fill(notices_of(law)["interview-consent"], language, values)


def _tags(node: Any) -> list[str]:
    """The tags of a structure tree, in the order of reading."""
    node = node.get_object()
    if isinstance(node, list):
        return [tag for child in node for tag in _tags(child)]
    if not isinstance(node, dict):
        return []
    own = [str(node["/S"])] if "/S" in node else []
    return own + (_tags(node["/K"]) if "/K" in node else [])


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_paper_can_be_read_out_of_it_in_order(los_angeles: Law, language: str) -> None:
    """The text layer holds the letters themselves, from the title to the law."""
    paper = _paper(los_angeles, language, agency="Example Agency")
    text = _squeezed("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf(paper))).pages))
    words = [paper.title, paper.draft]
    for section in paper.sections:
        words += [section.heading, *section.says]
        for one in section.fields:
            words += [one.label, *(option.label for option in one.options), one.value]
    at = 0
    for said in [*words, paper.law]:
        at = text.index(_squeezed(said), at)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paper_is_tagged_with_language_title_and_headings(los_angeles: Law, language: str) -> None:
    """PDF/UA-1: what a screen reader needs to say where it is and how to speak."""
    paper = _paper(los_angeles, language)
    reader = pypdf.PdfReader(io.BytesIO(pdf(paper)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).split("-")[0] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == paper.title
    assert b"pdfuaid" in root["/Metadata"].get_data()
    tags = _tags(root["/StructTreeRoot"]["/K"])
    assert tags.count("/H1") + tags.count("/H2") == len(paper.sections)
    blanks = [one for section in paper.sections for one in section.fields]
    sentences = sum(len(section.says) for section in paper.sections) + sum(1 + len(one.options) for one in blanks)
    assert tags.count("/P") == sentences + len(("draft", "law") if paper.draft else ("law",))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_draft_says_draft(los_angeles: Law, language: str) -> None:
    """Long values make a second page; English is no draft."""
    paper = _paper(
        los_angeles, language, **dict.fromkeys(("person", "agency", "given-by", "given-on", "interpreter", "purpose"), "m " * 149)
    )
    pages = pypdf.PdfReader(io.BytesIO(pdf(paper))).pages
    assert len(pages) > 1
    assert [page.extract_text().count("DRAFT") >= 2 for page in pages] == [language != "en"] * len(pages)


def test_a_certified_paper_says_by_whom_and_no_draft(los_angeles: Law) -> None:
    """Certification is printed where DRAFT was."""
    one = _paper(los_angeles, "en")
    certified = Paper(one.kind, one.language, one.title, "", "Certified by an office", one.law, one.page, one.sections)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf(certified))).pages)
    assert "DRAFT" not in text
    assert "Certified by an office" in text


def test_every_paper_in_every_language_can_be_set(los_angeles: Law) -> None:
    """Those in Latin letters need no typeface of the system."""
    for one in notices_of(los_angeles).values():
        for code in one.file.text:
            if code not in pages.SCRIPTS:
                assert pdf(fill(one, code, {})).startswith(b"%PDF-")


def test_the_same_paper_gives_the_same_bytes(los_angeles: Law) -> None:
    """No clock is in it."""
    assert pdf(_paper(los_angeles, "vi")) == pdf(_paper(los_angeles, "vi"))


def test_a_value_is_never_read_as_markup(los_angeles: Law) -> None:
    """What is typed is printed."""
    odd = '#read("/etc/passwd") *b* $x$ <i> \\ "q" @a // c'
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf(_paper(los_angeles, "en", agency=odd)))).pages)
    assert _squeezed(odd) in _squeezed(text)


def test_a_letter_without_a_shape_is_refused_without_repeating_the_value(los_angeles: Law) -> None:
    """No box is printed in place of a letter of somebody's name."""
    with pytest.raises(RequestError, match="no typeface here has") as refused:
        pdf(_paper(los_angeles, "en", person=f"{PERSON} \U00012000\U00010c80"))
    assert PERSON not in str(refused.value)
    assert refused.value.__suppress_context__


def test_a_language_without_a_typeface_is_refused_with_what_to_install() -> None:
    """One error, before anything is written."""
    with pytest.raises(RequestError, match="fonts-noto-cjk"):
        pages._typefaces("zh", frozenset({pages.LATIN}))
    assert pages._typefaces("vi", frozenset({pages.LATIN})) == [pages.LATIN]


def test_typefaces_of_installed_packages_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package is looked at, and never run."""
    folder = tmp_path / "zhplot" / "fonts"
    folder.mkdir(parents=True)
    (tmp_path / "zhplot" / "__init__.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    assert folder in pages._folders()


@pytest.fixture
def command(sanctuary: Callable[..., Ran]) -> Callable[..., Ran]:
    """`sanctuary notice`, also while the command line does not list it."""
    if "notice" not in app._commands:
        app.command(notice, name="notice")
    return lambda *words: sanctuary("notice", *words, "--place", "los-angeles")


def test_the_command_writes_a_file_that_only_its_owner_reads(command: Callable[..., Ran], tmp_path: Path) -> None:
    """A filled paper holds a person's name; the program keeps no other copy."""
    path = tmp_path / "form.pdf"
    ran = command("interview-consent", "--language", "es", "--set", f"person={PERSON}", "-o", str(path))
    assert (ran.code, ran.out, ran.err) == (0, f"Written: {path}\n", "")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["form.pdf"]
    assert PERSON in pypdf.PdfReader(path).pages[0].extract_text()


def test_the_command_prints_text_with_blank_lines(command: Callable[..., Ran]) -> None:
    """Fields not filled are there to fill by hand."""
    ran = command("release-notice", "--set", "receiver=attorney")
    assert ran.code == 0
    assert "[X] the attorney of the person" in ran.out
    assert "Date of release that was told: ____" in ran.out
    assert "DRAFT" not in ran.out
    assert "DRAFT" in command("release-notice", "--language", "es").out


def test_a_draft_fulfills_no_duty_in_json(command: Callable[..., Ran]) -> None:
    """The record reads `fulfills`."""
    told = command("interview-consent", "--language", "ko", "--format", "json").json
    assert (told["schema"], told["language"], told["fulfills"], told["certified"]) == ("sanctuary.notice/2", "ko", [], "")
    assert command("interview-consent", "--format", "json").json["fulfills"] == ["interview-consent-form"]
    assert len(told["pack"]["hash"]) == 64
    assert told["sections"][1]["says"][0] == "면담은 자발적인 것입니다."


def test_the_command_lists_the_papers_of_a_place(command: Callable[..., Ran]) -> None:
    """Without KIND."""
    ran = command()
    kinds = [path.stem for path in (OWN / "us-ca" / "notices").glob("*.toml")]
    assert all(kind in ran.out for kind in kinds)
    assert len(command("--format", "json").json["notices"]) == len(kinds)


def test_a_certified_translation_fulfills_its_duty(command: Callable[..., Ran], tmp_path: Path) -> None:
    """The digest that the command prints is the one that its file of certifications takes; a wrong one is refused with 2."""
    words = command("interview-consent", "--language", "vi", "--format", "json").json["words"]
    file = tmp_path / "certified.toml"
    text = '[[certified]]\nkind = "interview-consent"\nlanguage = "vi"\nby = "by an office, 2027-01-15"\nwords = "%s"\n'
    file.write_text(text % words, encoding="utf-8")
    told = command("interview-consent", "--language", "vi", "--certified", str(file), "--format", "json").json
    assert (told["fulfills"], told["draft"], told["certified"]) == (["interview-consent-form"], "", "by an office, 2027-01-15")
    file.write_text(text % words[::-1], encoding="utf-8")
    assert command("interview-consent", "--language", "vi", "--certified", str(file)).code == 2


def test_a_folder_of_typefaces_is_named(command: Callable[..., Ran], tmp_path: Path) -> None:
    """One that is not there is refused, and nothing is written."""
    file = tmp_path / "form.pdf"
    ran = command("interview-consent", "-o", str(file), "--fonts", str(tmp_path / "none"))
    assert (ran.code, file.exists()) == (2, False)
    assert "typefaces" in ran.err
    assert command("interview-consent", "-o", str(file), "--fonts", str(tmp_path)).code == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("interview",), "did you mean 'interview-consent'?"),
        (("interview-consent", "--format", "pdf"), "Add -o interview-consent.pdf"),
        (("interview-consent", "--language", "xx"), "en (English)"),
        (("interview-consent", "--set", "person=Zebedee", "Quill"), "in quotes"),
        (("-o", "x.pdf"), "no KIND is named"),
    ],
)
def test_the_command_refuses_with_the_next_step(command: Callable[..., Ran], words: tuple[str, ...], says: str) -> None:
    """And never with what was filled."""
    ran = command(*words)
    assert ran.code == 2
    assert says in ran.err
    assert not set(PERSON.split()) & set(re.findall(r"\w+", ran.err))
