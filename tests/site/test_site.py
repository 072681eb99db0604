"""The site: every link leads somewhere, every number is that of the JSON behind it, the same packs and day give the same bytes."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import sanctuary as library
from conftest import Ran
from sanctuary.errors import RequestError
from sanctuary.law.gazetteer import read_gazetteer
from sanctuary.law.packs import Library
from sanctuary.law.places import Places
from webpages import Webpage, lost, pages_of, unlike, unshared

DAY = "2026-11-22"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state by one definition."""
    folder = tmp_path_factory.mktemp("small") / "site"
    built = library.site(folder, DAY, places=["oregon"], standard="technical", situations=0)
    assert built.places == ("us-or",)
    assert (built.written, built.kept, built.removed, built.computed) == (built.files, 0, 0, 3)
    return folder


@pytest.fixture(scope="module")
def pages(small: Path) -> list[Webpage]:
    return pages_of(small)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every place by every definition, with a small corpus."""
    folder = tmp_path_factory.mktemp("whole") / "site"
    library.site(folder, DAY, situations=20)
    return folder


def holds(folder: Path, pages: list[Webpage]) -> None:
    """What is true of every page of a site."""
    assert lost(folder, pages) == []
    assert [one for page in pages for one in unlike(folder, page)] == []
    titles = [page.title for page in pages]
    assert sorted(titles) == sorted(set(titles))
    for page in pages:
        assert len(page.ids) == len(set(page.ids)), page.path
        assert len(page.headings) == 1, page.path
        assert page.headings[0].strip(), page.path
        assert 20 < len(page.description) <= 300, page.path
        assert unshared(folder, page) == []
        made = {"en": "Check this page", "es": "Compruebe esta página"}[page.language]
        assert "sanctuary " in page.text.partition(made)[2], page.path
        assert not [one for one in page.loads if one.startswith(("http", "//"))], page.path
        assert not [one for one in page.links if one.startswith(("http", "//"))], page.path
    assert (folder / "index.html").stat().st_size < 100_000
    assert (folder / "look.css").stat().st_size <= 15_000
    assert all(path.stat().st_size < 1_000_000 for path in folder.rglob("*.html"))


def test_every_page_is_well_formed_its_links_resolve_and_its_numbers_are_those_of_the_json(small: Path, pages: list[Webpage]) -> None:
    """The small site: pages of a place, every state, a definition, law, changes."""
    holds(small, pages)
    assert sum(len(page.numbers) for page in pages) > 10
    assert {path.name for path in small.iterdir() if path.is_dir()} == {
        "changes", "data", "definitions", "downloads", "es", "law", "places", "search", "share",
    }  # fmt: skip


def test_a_page_opens_with_its_answer(small: Path) -> None:
    """The place, the place under a definition, and the definition: the sentences of the assessment stand on each."""
    one = library.place("us-or", DAY).assess("technical", differences=False).standards[0]
    for name, told in (
        ("places/us-or.html", (one.headline.says, one.headline.change)),
        ("places/us-or/technical.html", (one.headline.answer, one.headline.says)),
        ("definitions/technical.html", (one.criteria[0].asks, "Of 1 place: 1 yes.", "Yes: Oregon.", "Oregon")),
        ("law/us-or/ors-181a.820.html", ("ORS 181A.820", "Sentences that the rules prove", "Technical definition: Oregon (limits)")),
        ("law/us/8-cfr-287.7.html", ("text of 1997-04-01",)),
        ("changes/us-or.html", ("2021-07-19", "Began: ", "first known: yes", "Police must not hold people on an ICE detainer")),
        ("changes.html", ("HB 3265 of 2021: Police must not hold people on an ICE detainer",)),
        ("places/us-wy.html", ("That cannot be told here", "Cheyenne")),
    ):
        text = " ".join(Webpage(small / name).text.split())
        assert [words for words in told if words not in text] == [], name
    assert Webpage(small / "definitions/technical.html").text.index("1 yes.") < 1_000


@pytest.mark.parametrize(("standard", "tally"), [("technical", "Of 2 places: 1 yes and 1 no."), ("factors", "")])
def test_a_definition_counts_its_verdicts_yes_first_and_none_where_it_gives_none(tmp_path: Path, standard: str, tally: str) -> None:
    """What is met of a definition without a verdict is no answer to count: its page opens with what it asks alone."""
    library.site(tmp_path / "site", DAY, places=["oregon", "texas"], standard=standard, situations=0)
    page = (tmp_path / "site" / "definitions" / f"{standard}.html").read_text(encoding="utf-8")
    lede = page.partition('<p class="lede">')[2].partition("</p>")[0]
    assert lede.partition("<strong>")[2].removesuffix("</strong>") == tally
    assert ("Of 2 places" in page) == bool(tally)


def test_a_place_says_once_through_which_day_its_law_was_read(small: Path) -> None:
    """Above its answers; where the day is later, with what is presumed."""
    law = library.place("us-or", DAY)
    top = (small / "places/us-or.html").read_text(encoding="utf-8").partition('class="answers"')[0]
    assert str(law.known_through) < DAY
    assert top.count(f"<time>{law.known_through}</time>") == 1


def test_the_key_message_stands_before_what_limits_it(small: Path) -> None:
    """The answer before the day of the last reading; what holds today before old texts."""
    for name, first, then in (
        ("places/us-or.html", 'class="lede"', 'class="stale"'),
        ("places/us-or/technical.html", 'class="lede"', 'class="stale"'),
        ("law/us-or/ors-181a.820.html", f"What holds on {DAY}", "What it says"),
    ):
        text = (small / name).read_text(encoding="utf-8")
        assert -1 < text.find(first) < text.find(then), name
    section = (small / "law/us-or/ors-181a.820.html").read_text(encoding="utf-8")
    now = unescape(section[section.index("What holds on") : section.index("What it says")])
    rules = [rule for rule in Library().get("us-or").rules if rule.section == "ors-181a.820"]
    standing = {rule.words for rule in rules if rule.in_force(date.fromisoformat(DAY))}
    ended = {rule.words for rule in rules} - standing
    assert standing
    assert ended
    assert {words for words in standing | ended if f">{words}</a>" in now} == standing


def test_a_wrong_number_or_link_would_be_found(small: Path, tmp_path: Path) -> None:
    """The checks above can fail."""
    shutil.copytree(small, tmp_path / "site")
    path = tmp_path / "site" / "definitions" / "technical.html"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('value="Yes"', 'value="No"').replace("places/us-or.html", "places/us-er.html"), encoding="utf-8")
    page = Webpage(path)
    assert unlike(tmp_path / "site", page)
    assert lost(tmp_path / "site", [page])
    path.write_text(text.replace("</ul>", "", 1), encoding="utf-8")
    with pytest.raises(AssertionError, match="ends"):
        Webpage(path)


def test_the_data_are_what_the_commands_print(small: Path, sanctuary: Callable[..., Ran]) -> None:
    """The assessment of a page, and its days, byte for byte."""
    words = ("us-or", "--standard", "technical", "--format", "json")
    assert (small / "data/places/us-or.json").read_text(encoding="utf-8") == sanctuary("assess", *words, "--on", DAY).out
    assert (small / "data/timelines/us-or.json").read_text(encoding="utf-8") == sanctuary("timeline", *words, "--all").out


def test_every_name_leads_to_a_page_that_names_the_place(small: Path, pages: list[Webpage]) -> None:
    """All cities and counties of the table, and the names that people type."""
    rows = [row for path in sorted((small / "search").iterdir()) for row in json.loads(path.read_text(encoding="utf-8"))]
    ids = {page.path.relative_to(small / "places").as_posix(): set(page.ids) for page in pages if page.path.parent == small / "places"}
    leads = {tuple(row[2].partition("#")[::2]) for row in rows}
    assert [one for one in leads if one[0] not in ids or (one[1] and one[1] not in ids[one[0]])] == []
    places = Library().places
    standing = {places.standing(one) for one in read_gazetteer().entries}
    assert standing - {where or page.removesuffix(".html") for page, where in leads} == set()
    assert any(row[0] == "nyc" for row in rows)
    assert max(path.stat().st_size for path in (small / "search").iterdir()) < 150_000
    assert all(path.stem == row[0][:2].replace(" ", "_") for path in (small / "search").iterdir() for row in json.loads(path.read_text()))


@pytest.mark.long
def test_a_site_of_one_city_says_so_and_does_not_call_the_law_of_others_unread(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """The place is a word of the command; the map has the state whose law was read for it; every link leads somewhere."""
    folder = tmp_path / "site"
    ran = sanctuary("site", str(folder), "springfield, or", "--on", DAY)
    assert "no pack of its own" in ran.err
    ran = sanctuary("site", str(folder), "county of los angeles", "--on", DAY, "--standard", "technical", "--situations", "0")
    assert ran.code == 0
    home = Webpage(folder / "index.html").text
    assert "This site is of one place:" in home
    assert "1 place by 1 definition on" in home
    assert "Law of these states was read: California." in home
    state = Webpage(folder / "places" / "us-ca.html").text
    assert "no law of California is encoded" not in state
    assert "California is none of the places of this site. Its law is encoded" in state
    assert "no law of Wyoming is encoded" in Webpage(folder / "places" / "us-wy.html").text
    listed = Webpage(folder / "places.html").text
    assert listed.index("none of the places of this site") < listed.index("Texas") < listed.index("States of which no law is encoded")
    assert lost(folder, pages_of(folder)) == []


def test_feeds_are_atom_and_tell_what_has_happened(small: Path) -> None:
    """The names of entries differ, the latest stands first, nothing is later than the day."""
    for path in [*small.glob("*.atom"), *small.glob("changes/*.atom")]:
        feed = ET.parse(path).getroot()  # noqa: S314 - a feed that this test wrote
        assert feed.tag == f"{ATOM}feed"
        entries = feed.findall(f"{ATOM}entry")
        assert entries or path.name == "corrections.atom"
        assert len({one.findtext(f"{ATOM}id") for one in entries}) == len(entries)
        days = [str(one.findtext(f"{ATOM}updated")) for one in entries]
        assert days == sorted(days, reverse=True)
        assert str(feed.findtext(f"{ATOM}updated"))[:10] == [*days, DAY][0][:10] <= DAY
        for one in entries:
            link = one.find(f"{ATOM}link")
            assert link is not None
            assert (path.parent / link.attrib["href"].partition("#")[0]).is_file()


def test_a_page_that_was_edited_is_mended_and_the_others_are_kept(small: Path, tmp_path: Path) -> None:
    """A second run computes nothing and gives the same bytes; a file of somebody else stays."""
    folder = tmp_path / "site"
    shutil.copytree(small, folder)
    before = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    (folder / "places.html").write_text("edited", encoding="utf-8")
    (folder / "CNAME").write_text("example.org", encoding="utf-8")
    built = library.site(folder, date(2026, 11, 22), places=["us-or"], standard="standard-technical", situations=0)
    assert (built.written, built.computed, built.removed) == (1, 0, 0)
    after = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert after == {**before, Path("CNAME"): b"example.org"}


def test_what_cannot_be_asked_for_is_refused(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """Before anything is computed; nothing is left behind."""
    folder = str(tmp_path / "site")
    (tmp_path / "record").mkdir()
    for words, told in (
        (("--place", "abilene, tx"), "no pack of its own"),
        (("--place", "nowhere at all"), "no place is called"),
        (("--address", "example.org"), "no address of a site"),
        (("--address", "https://name:word@example.org/"), "no address of a site"),
        (("--situations", "-1"), "from 0 to"),
        (("--record", str(tmp_path / "record")), "no public account"),
        (("--on", "soon"), "no day"),
        (("--standard", "nothing"), "no standard is called"),
    ):
        ran = sanctuary("site", folder, *words)
        assert (ran.code, ran.out) == (2, "")
        assert told in ran.err, words
    (tmp_path / "record" / "checkpoint").write_text("x", encoding="utf-8")
    (tmp_path / "record" / "keys").write_text("secret", encoding="utf-8")
    assert "no part of a public account" in sanctuary("site", folder, "--record", str(tmp_path / "record")).err
    (tmp_path / "record" / "keys").unlink()
    (tmp_path / "record" / "keys.json").symlink_to("/etc/passwd")
    assert "no part of a public account" in sanctuary("site", folder, "--record", str(tmp_path / "record")).err
    assert [one.name for one in tmp_path.iterdir()] == ["record"]
    with pytest.raises(RequestError, match="no day"):
        library.site(folder, "soon")


@pytest.mark.long
def test_a_count_says_what_is_not_known_and_whether_the_place_is_on_the_list(tmp_path: Path) -> None:
    """In the table of the home page, in both languages: one of six with three unknown is no five failures."""
    library.site(tmp_path / "site", DAY, places=["los-angeles"], standard="doj-2025", situations=0)
    for page, told in (("index.html", "not known*; on its list"), ("es/index.html", "sin determinar*; en su lista")):
        cell = (tmp_path / "site" / page).read_text(encoding="utf-8").partition("/verdicts/0/met")[2].partition("</td>")[0]
        assert 'data-at="/places/0/verdicts/0/counts/unknown"' in cell
        assert cell.endswith(told)


@pytest.mark.long
def test_the_whole_site_holds_too_and_is_the_table_of_its_command(whole: Path, sanctuary: Callable[..., Ran]) -> None:
    """Every place, definition and section; JSON and CSV as the command prints them; a second run computes and writes nothing."""
    pages = pages_of(whole)
    holds(whole, pages)
    assert len(pages) > 400
    ids = [one["id"] for one in json.loads((whole / "data/survey.json").read_text(encoding="utf-8"))["places"]]
    assert f"sanctuary assess {' '.join(ids)} --on {DAY}" in (whole / "downloads.html").read_text(encoding="utf-8")
    for form in ("json", "csv"):
        assert (whole / f"data/survey.{form}").read_text(encoding="utf-8") == sanctuary("assess", *ids, "--on", DAY, "--format", form).out
    again = library.site(whole, DAY, situations=20)
    assert (again.written, again.removed, again.computed) == (0, 0, 0)
    tomorrow = library.site(whole, "2026-11-23", situations=20)
    assert tomorrow.kept > 200
    assert not [path for path in (whole / "data/timelines").iterdir() if path.stat().st_nlink < 1]


@pytest.mark.long
def test_two_folders_get_the_same_bytes_and_an_address_stands_in_every_feed(tmp_path: Path) -> None:
    """Computed twice, in different orders of asking."""
    one = library.site(tmp_path / "one", DAY, places=["us-or", "us-tx"], situations=20, address="https://example.org/law")
    two = library.site(tmp_path / "two", DAY, places=["us-tx", "us-or"], situations=20, address="https://example.org/law/")
    assert one.digest == two.digest
    for path in (path for path in (tmp_path / "one").rglob("*") if path.is_file()):
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()
    feed = (tmp_path / "one" / "changes" / "us-or.atom").read_text(encoding="utf-8")
    assert set(re.findall(r'href="(https?://[^/"]+/law)/', feed)) == {"https://example.org/law"}
    page = (tmp_path / "one" / "places" / "us-or.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://example.org/law/places/us-or.html">' in page
    assert 'content="https://example.org/law/share/us-or.png"' in page


@pytest.mark.long
def test_states_without_law_share_what_is_said_of_them(small: Path) -> None:
    """Of each such state `assess` gives no verdict, as its page says: federal law alone is known."""
    places: Places = Library().places
    for state in places.states():
        if state not in Library().ids:
            answers = {one.verdict for one in library.place(state, DAY).assess("technical", differences=False).standards}
            assert answers <= {"unknown", "not-applicable", "no"}, state
            assert "That cannot be told here" in (small / "places" / f"{state}.html").read_text(encoding="utf-8")
