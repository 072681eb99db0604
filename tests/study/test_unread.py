"""Law that nobody read never looks like law that permits, and a draft is told as one, first, on every screen, page and picture."""

import csv
import html
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import TODAY, Ran
from sanctuary.engine.decide import decide
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.known import known
from sanctuary.law.others import others
from sanctuary.law.packs import Library
from sanctuary.law.standing import beyond_each
from sanctuary.study.against import against
from sanctuary.study.noticed import kind_of, noticed
from sanctuary.study.unread import not_searched, unread_above

Sanctuary = Callable[..., Ran]

RULE = """// A release date stays with the police.
@id("example-1-a")
@cites("Example 1(a)")
@since("{since}")
@source("draft")
{more}forbid (principal == Actor::"police", action == Action::"{action}", resource == {resource})
when {{ context.requester == Requester::"immigration-authority" }}
{unless};
"""


def draft(sanctuary: Sanctuary, folder: Path, place: str, *, action: str = "disclose", thing: str = "", unless: str = "") -> str:
    """A draft of `sanctuary new` with one rule that forbids; its path."""
    home, since = folder / place, "2026-12-01"
    assert sanctuary("new", place, "-o", str(home)).code == 0
    (home / "scenarios" / "example-1.toml").write_text(f"on = {since}\n", encoding="utf-8")
    text = RULE.format(since=since, more="", action=action, resource=thing or 'Information::"release-date"', unless=unless)
    (home / "rules" / "example-1.cedar").write_text(text, encoding="utf-8")
    return str(home)


@pytest.fixture
def phoenix(sanctuary: Sanctuary, tmp_path: Path) -> str:
    """A draft of a city of a state without a pack."""
    return draft(sanctuary, tmp_path, "us-az-phoenix")


def flat(text: str) -> str:
    """The text in one line."""
    return " ".join(text.split())


def test_a_draft_below_a_state_that_nobody_read_is_not_known_to_stand(sanctuary: Sanctuary, phoenix: str) -> None:
    """First that it cannot be told, what was checked, the law that is known of; each rule not known; exit code 1; the draft's first day."""
    ran = sanctuary("check", phoenix, "--against", "us-az", "--all")
    said = flat(ran.out)
    assert ran.code == 1
    assert said.index("a draft that nobody has enacted") < said.index("It cannot be told whether Arizona would void any of it")
    assert "no rule of Arizona is encoded. Only the law of the United States was checked" in said
    assert said.index("A.R.S. 11-1051") < said.index("It cannot be told whether Arizona") < said.index("Known but not encoded: ")
    assert "Example 1(a): not known, since no rule of Arizona is encoded" in said
    assert "No rule was found that keeps it" not in said
    assert "on 2026-12-01" in said
    report = sanctuary("check", phoenix, "--against", "us-az", "--all", "--format", "json").json
    assert (report["schema"], report["draft"], report["unread"], report["on"]) == ("sanctuary.against/6", True, ["us-az"], "2026-12-01")
    assert report["known_not_encoded"].startswith("Known but not encoded: ")
    assert "A.R.S. 11-1051" in report["known_not_encoded"]
    assert [(one["stands"], one["unsearched"]["nothing"]) for one in report["rules"]] == [("not-known", ["us-az"])]


def test_a_duty_and_a_rule_below_a_county_are_not_known_either(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """The example that `new` writes, and a draft whose parent is a county of that state."""
    home = tmp_path / "us-az-tucson"
    assert sanctuary("new", "us-az-tucson", "-o", str(home)).code == 0
    ran = sanctuary("check", str(home), "--against", "us-az", "--format", "json")
    assert (ran.code, [one["stands"] for one in ran.json["rules"]]) == (1, ["not-known"])
    ran = sanctuary("check", str(home), "--against", "us-az-pima-county")
    assert (ran.code, "no rule of Pima County, Arizona or of Arizona is encoded" in flat(ran.out)) == (1, True)


def test_a_draft_below_a_state_searched_in_part_says_as_far_as_searched(library: Library, sanctuary: Sanctuary, tmp_path: Path) -> None:
    """Oregon was read: no rule found voids it, as far as searched; the exception that is printed, pasted, ends what overrides it."""
    path = draft(sanctuary, tmp_path, "us-or-bend")
    said = flat(sanctuary("check", path, "--against", "us-or", "--all").out)
    assert "would void any of it, as far as searched" in said
    assert "unless { context.paper_covers_request" in said
    pasted = said[said.index("unless { context") : said.index(" What a policy of")].strip()
    other = draft(sanctuary, tmp_path / "again", "us-or-bend", unless=pasted)
    found, name = library.find(other, "law")
    law = law_of(found, name, TODAY.replace(month=12, day=31))
    assert [(one.stands, one.overridden) for one in against(Proofs(law))] == [("as-far-as-searched", ())]


@pytest.mark.parametrize("place", ["phoenix", "denver", "columbus, oh", "milwaukee"])
def test_no_screen_of_an_unread_state_reads_like_permission(sanctuary: Sanctuary, library: Library, place: str) -> None:
    """Each plain question that federal law alone answers by a permission is not known; limits are not known."""
    name = library.find(place, "law")[1]
    law = law_of(library, name, TODAY)
    assert unread_above(law)
    assert {kind_of(one) for one in noticed(Proofs(law))} <= {"not-searched", "depends"}
    said = flat(sanctuary("disputes", place).out)
    assert "Not known: a limit on asking for immigration status" in said
    assert "No rule was found that keeps it" not in said
    assert "was not searched at all" in not_searched(law, [name, *unread_above(law)])


def test_two_unread_cities_are_not_told_apart_first(sanctuary: Sanctuary) -> None:
    """What cannot be told stands before the proof of what is encoded."""
    said = flat(sanctuary("compare", "phoenix", "denver").out)
    assert said.index("It cannot be told whether they differ.") < said.index("proved")
    assert "They agree" not in said


def test_known_law_has_its_source_and_day_and_stands_beside_answers(sanctuary: Sanctuary, library: Library) -> None:
    """Each line is of a state or place without a pack, with an address and a day; it shows it, and a city shows its state's too."""
    places = set(library.places.states())
    assert [one for one in known() if one in library.ids or not (one in places or library.places.entry(one).id == one)] == []
    for place, lines in known().items():
        law = law_of(library, place, TODAY)
        for one in lines:
            assert one.address.startswith("http")
            assert one.said in law.unencoded
            assert ("by reports" in one.said) >= (one.kind == "secondary")
    asked = decide(Proofs(law_of(library, "us-co-denver", TODAY)), Situation(actor="police", action="hold", resource="subject"))
    assert any("C.R.S. 24-76.6-101 and 24-76.6-102" in one.says for one in asked.known_law)
    assert "C.R.S. 24-76.6-101 and 24-76.6-102" in flat(
        sanctuary("decide", "denver", "--actor", "police", "--action", "hold", "--resource", "subject").out
    )


@pytest.mark.parametrize(
    ("place", "day", "listed"),
    [("us-nv", "2025-09-25", True), ("us-nv", "2025-09-26", False), ("us-md-baltimore-county", "2026-01-01", False)],
)
def test_a_place_that_was_taken_off_the_list_is_not_on_it(sanctuary: Sanctuary, place: str, day: str, listed: bool) -> None:
    """From the day of the release on, and it is told that it was."""
    said = flat(sanctuary("assess", place, "--on", day, "--standard", "doj").out)
    assert ("Not on the Justice Department's list" in said) == (not listed)
    assert ("It was on it until" in said) == (not listed)


def test_what_others_say_has_its_source_and_day_and_stands_beside_answers(sanctuary: Sanctuary, library: Library, tmp_path: Path) -> None:
    """Each line is of a state or place that there is; on the screen and the page, with and without a pack, and not before its day."""
    for place, lines in others().items():
        assert place in library.ids or place in library.places.states() or library.places.entry(place).id == place
        assert all(one.address.startswith("http") and one.day <= one.read for one in lines)
    said = flat(sanctuary("assess", "atlanta").out)
    assert "the Department of Homeland Security named it a sanctuary jurisdiction" in said
    assert "Mayor Andre Dickens said that Georgia law has prohibited sanctuary cities since 2009 (2025-05-30)." in said
    assert "What others say of it" in sanctuary("assess", "us-nj").out
    assert "What others say of it" not in sanctuary("assess", "us-or", "--on", "2025-05-01").out
    assert "What others say of it beside that list was not looked up." in flat(sanctuary("assess", "denver").out)
    page = tmp_path / "a.html"
    assert sanctuary("assess", "atlanta", "--format", "html", "-o", str(page)).code == 0
    assert "Mayor Andre Dickens" in page.read_text("utf-8")


def test_known_law_of_a_city_and_of_its_state_stands_in_one_sentence(sanctuary: Sanctuary) -> None:
    """Nashville: its order, the ban with where its definition stands, the felony and its end; Seattle: its ordinance; on one screen."""
    ran = sanctuary("assess", "nashville, tn")
    said = flat(ran.out)
    assert said.count("Known but not encoded: ") == 1
    assert said.index("T.C.A. 7-68-103") < said.index("SB 6002 of 2025") < said.index("2026-02-25") < said.index("Executive Order 30")
    assert "helping federal officials verify or report status" in said
    assert "read 7-68-102 before a draft is filed" in said
    asked = flat(sanctuary("decide", "seattle", "--actor", "other-department", "--action", "ask", "--resource", "immigration-status").out)
    assert "Ordinance 121063 of 2003 (by reports, city employees do not ask about status" in asked
    longest = sorted(known(), key=lambda name: -sum(len(one.said) for one in known()[name]))[:3]
    for place in (*longest, "us-ca-long-beach", "us-ca-san-diego"):
        assert len(sanctuary("assess", place).out.splitlines()) <= 40, place


def test_a_draft_is_told_first_everywhere(sanctuary: Sanctuary, phoenix: str, tmp_path: Path) -> None:
    """Text, page, picture, comparison, timeline, table, CSV and JSON; without a day it is asked for its own first day."""
    ran = sanctuary("assess", phoenix)
    assert ran.out.startswith("DRAFT, not enacted")
    assert "on 2026-12-01" in ran.out
    assert sanctuary("compare", phoenix, "denver").out.startswith("DRAFT, not enacted")
    assert sanctuary("decide", phoenix, "--actor", "police", "--action", "join", "--resource", "staging").out.startswith("DRAFT")
    assert "DRAFT, not enacted" in sanctuary("timeline", phoenix).out
    for form in ("html", "svg"):
        path = tmp_path / f"a.{form}"
        assert sanctuary("assess", phoenix, "--format", form, "-o", str(path)).code == 0
        text = path.read_text(encoding="utf-8")
        body = text[text.index("<main>") :] if form == "html" else text
        assert body.index("DRAFT, not enacted") < body.index("Is Phoenix, Arizona")
        assert "(sanctuary disputes" not in body
    notes = [one.get("note", "") for one in sanctuary("assess", phoenix, "--format", "json").json["packs"]]
    assert "a draft, not enacted" in notes
    assert "(DRAFT)" in sanctuary("assess", phoenix, "denver").out
    lines = sanctuary("assess", phoenix, "denver", "--format", "csv").out.splitlines()
    assert lines[0].endswith(",answer,listed,disputed,draft,known_from,reason,digest,version")
    assert next(csv.DictReader(lines))["draft"] == "true"


def test_the_table_of_places_says_unknown_and_on_the_list(sanctuary: Sanctuary) -> None:
    """What `assess` does not count is no count of nothing; Denver's place on the list stands alone, in its own table and in CSV."""
    row = next(line for line in sanctuary("assess", "phoenix", "denver").out.splitlines() if line.startswith("Denver"))
    assert "0 of" not in row
    assert "?, on it" not in row
    assert "on it" in row
    own = sanctuary("assess", "denver").out
    assert re.search(r"^On it since 2025-08-05 +Justice Department list, traits not counted +doj-2025$", own, re.MULTILINE)
    lines = list(csv.DictReader(io.StringIO(sanctuary("assess", "phoenix", "denver", "--format", "csv").out)))
    listed = [(one["answer"], one["listed"]) for one in lines if one["standard"] == "standard-doj-2025"]
    assert listed == [("Not counted", "not-on"), ("Not counted", "on")]


def test_what_a_draft_may_settle_and_whether_its_state_is_listed_is_said(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """Of the Department's traits: which are open to a city's own law, which to a fact; California is on the list, Sacramento is not."""
    home = tmp_path / "us-ca-sacramento"
    assert sanctuary("new", "us-ca-sacramento", "-o", str(home)).code == 0
    said = flat(sanctuary("assess", str(home), "--standard", "doj").out)
    assert "What Sacramento itself has enacted, or enacts, bears on what is unknown of 3, 4 and 5." in said
    assert re.search(r"1 unknown Public declaration \(intent not judged\) open: a fact", said)
    assert "first published 2025-08-05. California is on it." in said
    assert "California is on the Justice Department's list; Sacramento, California is not." in flat(sanctuary("assess", str(home)).out)
    assert "It and California are on the Justice Department's list." in flat(sanctuary("assess", "los-angeles").out)


@pytest.mark.parametrize("place", ["denver", "houston, tx", "us-ca-san-francisco"])
def test_a_picture_cuts_no_sentence_and_shows_what_is_known(sanctuary: Sanctuary, library: Library, tmp_path: Path, place: str) -> None:
    """Each law that is known stands whole; where no definition can be answered, that is said once."""
    path = tmp_path / "a.svg"
    assert sanctuary("assess", place, "--format", "svg", "-o", str(path)).code == 0
    drawn = flat(" ".join(html.unescape(one) for one in re.findall(r"<text[^>]*>([^<]*)</text>", path.read_text("utf-8"))))
    name = library.find(place, "law")[1]
    law = law_of(library, name, TODAY)
    assert "…" not in drawn
    known = beyond_each(law.place, law.packs)
    whole = [one for one in known if one[1:] in drawn]
    assert known[: len(whole)] == whole != []
    assert len(whole) == len(known) or f"and {len(known) - len(whole)} more, told by the command below" in drawn
    assert drawn.count("Unknown") == {"denver": 0, "houston, tx": 3, "us-ca-san-francisco": 1}[place]
    assert ("Not answered here: no law of Denver or Colorado is encoded." in drawn) == (place == "denver")
    if place == "denver":
        assert drawn.index("Not answered here") < drawn.index("It and Colorado are on the Justice Department's list.")


def test_a_misspelt_place_names_those_there_are_and_the_command_that_lists_them(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """'staff-area' is none; the places are few and all named; `facts` lists them."""
    path = draft(sanctuary, tmp_path, "us-or-bend", action="admit", thing='Place::"staff-area"')
    said = flat(sanctuary("check", path).err)
    assert "'staff-area' is no Place of the vocabulary" in said
    assert "non-public-area" in said
    assert "sanctuary facts lists what acts are done to" in said
    listed = flat(sanctuary("facts", "us-or", "--action", "admit").out)
    assert "Place: public-area, non-public-area, jail, courtroom, parking-lot" in listed


def test_pictures_and_screens_of_what_is_left_open_say_that_law_was_not_read(sanctuary: Sanctuary, phoenix: str, tmp_path: Path) -> None:
    """A timeline and a map of a draft, and a scan: silence is not known where nobody read the state's law."""
    for words in (("timeline",), ("trace", "--from", "library-visit")):
        path = tmp_path / f"{words[0]}.svg"
        ran = sanctuary(words[0], phoenix, *words[1:], "--format", "svg", "-o", str(path))
        assert ran.code == 0, ran.err
        text = path.read_text(encoding="utf-8")
        assert "DRAFT, not enacted" in text
        assert "No rule of Arizona is encoded" in text
    assert "What the law that was read leaves open in Phoenix" in flat(sanctuary("trace", "phoenix").out)
    form = tmp_path / "form.sql"
    form.write_text("create table visitor (id int, immigration_status text);\n", encoding="utf-8")
    said = flat(sanctuary("scan", "phoenix", str(form)).out)
    assert "nothing found forbids it" not in said
    assert "no rule that was read forbids it, and no rule of Arizona is encoded" in said


def test_what_is_not_known_is_said_plainly(sanctuary: Sanctuary) -> None:
    """Nobody "cannot be told"; where nothing is known, no count of nothing; the numbers add up to the rows."""
    said = flat(sanctuary("assess", "phoenix").out)
    assert "not known here by any definition of a sanctuary. Of eight, for five it is not known" in said
    assert "two only count traits (none could be told) and one asks the reverse: unknown." in said
    assert "cannot be told" not in said


def test_a_draft_is_asked_again_by_its_path_and_known_law_stands_first(sanctuary: Sanctuary, phoenix: str, tmp_path: Path) -> None:
    """On the page and in the picture, with how to hold it against the law above; no claims about another place."""
    page, picture = tmp_path / "page.html", tmp_path / "page.svg"
    for path, form in ((page, "html"), (picture, "svg")):
        assert sanctuary("assess", phoenix, "--format", form, "-o", str(path)).code == 0
    told, drawn = page.read_text("utf-8"), picture.read_text("utf-8")
    assert told.index("Known but not encoded: ") < told.index("The same answer again")
    assert f"sanctuary check {phoenix} --against us-az" in told
    assert f"sanctuary assess {phoenix} --on 2026-12-01" in told
    assert "what is told of Phoenix, Arizona would be so" in told
    assert "claims</h2>" not in told
    assert "Known but not encoded" in drawn
    assert "sanctuary check" in drawn


def test_a_draft_fits_a_screen(sanctuary: Sanctuary, phoenix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a state that nobody read, with what is known of its law."""
    monkeypatch.chdir(Path(phoenix).parent)
    assert len(sanctuary("assess", f"./{Path(phoenix).name}").out.splitlines()) <= 40


def test_a_draft_says_what_to_do_next(sanctuary: Sanctuary, phoenix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check, a site that it cannot have, the exception to paste, and a comparison with another city."""
    # A long path is folded within its words.
    told = "".join(sanctuary("check", phoenix).out.split())
    assert f"Next: does the law above let it stand? sanctuary check {phoenix} --against us-az".replace(" ", "") in told
    ran = sanctuary("site", str(tmp_path / "out"), phoenix)
    assert (ran.code, f"sanctuary assess {phoenix} --format html" in ran.err) == (2, True)
    pasted = flat(sanctuary("check", phoenix, "--against", "us-az", "--all").out)
    assert "((" not in pasted[pasted.index("unless { context") :]
    assert "Papers of the courts of Arizona are not encoded; add them." in pasted
    monkeypatch.chdir(tmp_path)
    beside = sanctuary("compare", "./us-az-phoenix", "denver").out
    assert "They differ in one rule of the draft; on the plain questions they agree. New in the draft. " in flat(beside)
    assert len(beside.splitlines()) <= 24
