"""First screens: what stands first, how long it is, and what a year, a council or a printed page gets."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran
from sanctuary.law.packs import Library
from sanctuary.study.survey import largest

Sanctuary = Callable[..., Ran]
ON = ("--on", "2026-11-22")
LONGEST = 40


@pytest.mark.parametrize("place", ["los-angeles", "chicago", pytest.param("us-ny-nyc", marks=pytest.mark.long), "us-tx", "Houston"])
def test_the_first_screen_of_an_assessment_is_short_and_names_every_definition(sanctuary: Sanctuary, place: str) -> None:
    """The question first, the table last; each definition with its answer in the sentences, as the table has it."""
    out = sanctuary("assess", place, *ON).out
    lines = out.splitlines()
    question = next(number for number, line in enumerate(lines) if line.startswith("Is "))
    assert question < 3
    assert len(lines) <= LONGEST
    assert all(len(line) <= 80 for line in lines)
    flat = re.sub(r"\s+", " ", out)
    for answer, name in re.findall(r"^(Yes|No|Unknown)\*?  +(\S.*?)  +[a-z0-9-]+$", out, re.MULTILINE):
        short = re.split(r",| \(", name)[0]
        assert re.search(rf"{answer}\*?, by [^:]*{re.escape(short)}", flat), (answer, name)
    assert re.search("[Ii]t would be|is for .* to change", flat)


def test_the_own_rule_is_the_reason_where_it_is_nearly_as_plain(sanctuary: Sanctuary) -> None:
    """Chicago by its ordinance; Los Angeles by the State's act, as its ordinance was not read: each beside what it meets."""
    assert "(MCC 2-173-020(a)(1))" in re.sub(r"\s+", " ", sanctuary("assess", "chicago", *ON).out)
    assert 'Met: "cooperation is limited" (Gov. Code 7284.6(a)(1)(E)), "' in re.sub(
        r"\s+", " ", sanctuary("assess", "los-angeles", *ON).out
    )


def test_an_unknown_agrees_with_the_page_of_the_state(sanctuary: Sanctuary) -> None:
    """Houston and Texas, in one sentence; and where its policies stand."""
    flat = re.sub(r"\s+", " ", sanctuary("assess", "Houston", *ON).out)
    assert "Houston's own rules are not encoded, though some are known. By itself the law of Texas would say no." in flat
    assert "No, by Technical definition" in re.sub(r"\s+", " ", sanctuary("assess", "texas", *ON).out)
    ban = "Of seven kinds of limits on such help that its policies could set, "
    assert flat.index(ban) < flat.index("By which paragraphs: sanctuary disputes Houston") < flat.index("Unknown, by")
    assert ban not in re.sub(r"\s+", " ", sanctuary("assess", "chicago", *ON).out)
    counted = re.search(r"may still limit: of seven kinds, (\w+) void", sanctuary("disputes", "Houston", *ON).out.replace("\n", " "))
    assert counted
    assert f"{ban}{counted[1]} are void" in flat


def test_a_year_or_a_month_is_its_first_day_or_its_last(sanctuary: Sanctuary) -> None:
    """Wherever a day is taken, and said."""
    year = sanctuary("timeline", "us-or", "--from", "2017", "--to", "2018")
    days = sanctuary("timeline", "us-or", "--from", "2017-01-01", "--to", "2018-12-31")
    whole, exact = (re.sub(r"\s+", " ", one.out).partition("Day by day")[0] for one in (year, days))
    assert whole == exact
    assert year.err == "'2017' is read as 2017-01-01.\n'2018' is read as 2018-12-31.\n"
    assert "2018-02-28" in sanctuary("timeline", "us-or", "--to", "2018-02").err
    assert sanctuary("actors", "us-or", "--on", "2018").out == sanctuary("actors", "us-or", "--on", "2018-01-01").out
    for bad in ("2018-13", "18", "2018-1"):
        assert sanctuary("actors", "us-or", "--on", bad).code == 2


def test_a_stretch_without_a_moved_verdict_says_so_first(sanctuary: Sanctuary) -> None:
    """On the first screen, and before the days."""
    year = ("timeline", "chicago", "--from", "2018", "--to", "2018")
    assert "Definitions. All of them answered the same throughout." in sanctuary(*year).out.splitlines()[:4]
    assert "The answer of every definition stayed the same in this stretch." in sanctuary(*year, "--all").out.splitlines()[:8]
    assert "stayed the same" not in sanctuary("timeline", "us-tx", "--from", "2017", "--to", "2017", "--all").out


def test_an_assessment_is_one_printed_page(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """The same words and bytes each time; tagged with its title."""
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    path = tmp_path / "a.pdf"
    assert sanctuary("assess", "Houston", *ON, "--format", "pdf", "-o", str(path)).code == 0
    raw = path.read_bytes()
    read = pypdf.PdfReader(io.BytesIO(raw))
    assert len(read.pages) == 1
    text = re.sub(r"\s+", " ", read.pages[0].extract_text())
    for told in ("Is Houston, Texas a sanctuary city", "Houston's own rules are not encoded", "Known but not encoded", "All definitions"):
        assert told in text
    assert "--standard" not in text
    sanctuary("assess", "Houston", *ON, "--format", "pdf", "-o", str(path))
    assert path.read_bytes() == raw


def test_a_draft_held_against_a_ban_ends_with_what_may_still_be_limited(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """Below Texas a table; below Ohio, whose law nobody read, that it cannot be told."""
    for state, told in (("tx", "may still limit: of seven kinds, six void"), ("oh", "It cannot be told whether Ohio")):
        folder = tmp_path / f"us-{state}-draft"
        assert sanctuary("new", f"us-{state}-draft", "-o", str(folder), "--title", "Draft").code == 0
        out = re.sub(r"\s+", " ", sanctuary("check", str(folder), "--against", f"us-{state}", "--all").out)
        assert told in out


@pytest.mark.long
def test_every_place_fits_a_screen(sanctuary: Sanctuary, library: Library) -> None:
    """Each that has a pack, and cities under their states' law; narrow as a pipe, and as wide as a terminal gets here."""
    own = [name for name in library.ids if library.get(name).file.kind == "law"]
    for place in (*own, *largest(library, 10), "Philadelphia", "Boston", "Denver", "Wyoming", "Cheyenne, WY"):
        lines = sanctuary("assess", place, *ON).out.splitlines()
        # What is known of a city's own law, and not encoded, takes lines of its own.
        assert len(lines) <= (LONGEST if place in own else LONGEST + 3), (place, len(lines))
        assert all(len(line) <= 80 for line in lines), place


def test_a_definition_is_a_line_for_each_criterion(sanctuary: Sanctuary) -> None:
    """Fourteen criteria on one screen, each with its status in JSON's sense; the rest is told by the commands that it names."""
    asked = ("assess", "los-angeles", *ON, "--standard", "ice-out-of-la-2018")
    out = sanctuary(*asked).out
    assert len(out.splitlines()) <= 43
    rows = dict(re.findall(r"^(\d+)  +(met|met in part|not met|unknown)\*?  +\S", out, re.MULTILINE))
    report = sanctuary(*asked, "--format", "json").json["standards"][0]
    said = {"met": "met", "partly": "met in part", "not-met": "not met", "unknown": "unknown"}
    assert rows == {one["id"]: said[one["status"]] for one in report["criteria"]}
    assert f"Of its {len(rows)} criteria, three are met, one is not met (" in out
    assert "and ten are met only in part (" in " ".join(out.split())
    one = sanctuary(*asked, "--criterion", "4").out
    assert "4. Met in part: Facilities and schools" in one
    assert "[4.1]" in one
    whole = sanctuary(*asked, "--all").out
    assert one[one.index("4. Met") : one.index("\nRead:")].strip() in whole
    assert "In court: " in whole
    assert len(whole.splitlines()) > 300


@pytest.mark.parametrize("place", ["Houston", pytest.param("us-ny-nyc", marks=pytest.mark.long)])
def test_disputes_are_counted_alike_on_both_screens(sanctuary: Sanctuary, place: str) -> None:
    """On how many the answers of definitions turn."""
    told = re.sub(r"\s+", " ", sanctuary("disputes", place, *ON).out)
    counts = re.search(r"turn on (\w+) of these \(([^)]*)\)", told)
    assert counts
    flat = re.sub(r"\s+", " ", sanctuary("assess", place, *ON).out)
    mine = re.search(r"turns? on (\w+) disputes", flat)
    assert mine
    assert mine[1] == counts[1] or f" on {mine[1]}" in counts[2]
    assert "definition turns on" not in flat


def test_the_reason_of_a_no_is_short_and_its_conditions_stand_with_the_definition(sanctuary: Sanctuary) -> None:
    """Who may do what, when who asks, and by which paragraph, behind the criterion that it makes fall short."""
    out = re.sub(r"\s+", " ", sanctuary("assess", "los-angeles", *ON).out)
    who = "the police may give out the release date when an immigration authority asks for a crime of entry or presence"
    reason = f"{who}, in some cases (Gov. Code 7282.5(b))."
    assert f'Against "police take no part": {reason}' in out
    assert "if it is not public" in re.sub(r"\s+", " ", sanctuary("assess", "los-angeles", *ON, "--standard", "minimum").out)


@pytest.mark.parametrize("place", ["chicago", "us-il"])
def test_a_no_says_what_is_missing_and_gives_no_protection_as_its_reason(sanctuary: Sanctuary, place: str) -> None:
    """A protection that another government has to keep is no reason of a no, nor one of the act upon which a duty would be owed."""
    told = re.sub(r"\s+", " ", sanctuary("assess", place, *ON).out)
    no = told[told.index("No, by Minimum definition") : told.index("No, by Mandate")]
    assert re.search(r"What falls short: |criteria, |criteria are met only in part: ", no)
    assert "Nobody is stopped or held solely" not in no
    assert "no rule was found that forbids" in no


def test_an_assessment_names_the_addresses_of_what_it_rests_on(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """The first screen says how to see them; --all, the page and the printed page have them: of the law, what is known, what others say."""
    assert "(--all: sources)" in sanctuary("assess", "chicago", *ON).out
    of_law = Library().get("us-il-chicago").file.source[0].address
    told = re.sub(r"\s+", "", sanctuary("assess", "chicago", "--standard", "technical", "--all", *ON).out)
    assert of_law in told
    page = tmp_path / "page.html"
    assert sanctuary("assess", "chicago", "--format", "html", "-o", str(page), *ON).code == 0
    assert of_law in page.read_text(encoding="utf-8")
    flat = re.sub(r"\s+", "", sanctuary("assess", "us-ga-atlanta", "--standard", "technical", "--all").out)
    assert all(one in flat for one in ("https://www.wsbradio.com/", "https://www.wabe.org/"))
    assert "What others say of it beside that list was not looked up." in re.sub(r"\s+", " ", sanctuary("assess", "chicago", *ON).out)


def test_a_place_of_which_much_is_known_and_nothing_encoded_fits_a_screen(sanctuary: Sanctuary) -> None:
    """With the line that says how its name was read."""
    ran = sanctuary("assess", "Atlanta")
    lines = [*ran.err.splitlines(), *ran.out.splitlines()]
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 80


def test_maps_stand_where_several_states_are_asked_about(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """Two places are a table; a place of whose state no law is encoded is not said to be under it."""
    page = tmp_path / "two.html"
    assert sanctuary("assess", "chicago", "us-ga-atlanta", "--format", "html", "-o", str(page)).code == 0
    text = page.read_text(encoding="utf-8")
    assert "<svg" not in text
    assert "1 place whose law is encoded and 1 place of whose state no law is encoded, by" in text
