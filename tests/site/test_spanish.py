"""The site in Spanish: every place, definition and criterion has its words, and the answers are those of the English pages."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

import sanctuary
from sanctuary.law.packs import Library
from sanctuary.site import spanish
from sanctuary.site.site import build
from sanctuary.site.spanish import words
from sanctuary.study.threshold import Status
from webpages import Webpage

ON = date(2026, 11, 22)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Webpage, Webpage]:
    """A state by one definition: its page in English and in Spanish."""
    folder = tmp_path_factory.mktemp("pair") / "site"
    sanctuary.site(folder, ON, places=["texas"], standard="technical", situations=0)
    return Webpage(folder / "places" / "us-tx.html"), Webpage(folder / "es" / "places" / "us-tx.html")


def test_everything_that_is_encoded_has_its_words_and_nothing_else(library: Library) -> None:
    """Names by id of a pack, what criteria ask by id, every status and verdict."""
    told = words()
    packs = [library.get(one) for one in library.ids]
    assert set(told.names) == {one.id for one in packs}
    assert {name: set(found) for name, found in told.criteria.items()} == {
        one.id: {criterion.id for criterion in one.criteria} for one in packs if one.file.kind != "law"
    }
    assert set(told.by) == {one.id for one in packs if one.file.kind != "law"}
    assert set(told.answer) == {"yes", "no", *Status.__args__}  # type: ignore[attr-defined]
    assert all(text.strip() == text for text in (*told.page.values(), *told.names.values()))


def test_every_word_of_the_page_is_asked_for() -> None:
    """By a template, or by what fills it."""
    home = Path(sanctuary.__file__).parent
    text = "".join(path.read_text(encoding="utf-8") for path in (home / "pages/templates/site").glob("es_*.html"))
    text += Path(spanish.__file__).read_text(encoding="utf-8")
    found = (r"told\.page\.(\w+)", r"page\[['\"](\w+)['\"]\]", r'"(says_\w+)"')
    asked = {word for pattern in found for word in re.findall(pattern, text)}
    assert asked == set(words().page)


def test_the_two_pages_say_the_same_and_lead_to_each_other(pair: tuple[Webpage, Webpage]) -> None:
    """Marked as a draft; the law itself stays in English."""
    english, told = pair
    assert (english.language, told.language) == ("en", "es")
    assert "../es/places/us-tx.html" in english.links
    assert "../../places/us-tx.html" in told.links
    assert "BORRADOR" in told.text
    assert "No, según la definición técnica." in told.text
    assert [one["value"] for one in told.numbers][:1] == ["no"]
    assert told.linked[0]["inLanguage"] == "es"


@pytest.mark.long
def test_a_definition_of_somebodys_own_stands_in_english_and_is_marked(tmp_path: Path) -> None:
    """Its title and what its criteria ask; no page fails for a missing word."""
    source = Path(sanctuary.__file__).parent / "packs" / "standard-technical"
    own = tmp_path / "packs" / "standard-own"
    shutil.copytree(source, own)
    for path in (one for one in own.rglob("*") if one.is_file()):
        path.write_text(path.read_text(encoding="utf-8").replace("standard-technical", "standard-own"), encoding="utf-8")
    library = Library(folders=(own.parent, source.parent))
    build(library, tmp_path / "site", ON, [library.get("standard-own")], ["us-tx"], situations=0)
    text = (tmp_path / "site/es/places/us-tx.html").read_text(encoding="utf-8")
    assert f'<span lang="en">{library.get("standard-own").file.title}</span>' in text
