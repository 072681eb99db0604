"""A timeline says of every day what deciding or assessing on that day says."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from conftest import Ran
from sanctuary.commands.words import place_of
from sanctuary.engine.prove import Proofs
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import days_of, law_of
from sanctuary.law.packs import Library, Pack
from sanctuary.pages.timeline import draw
from sanctuary.study.assess import StandardReport, assess
from sanctuary.study.courts import court_days, court_orders, released
from sanctuary.study.events import did, event, law_named, plainest_words
from sanctuary.study.judge import Judgment, judge, read_by, untouched
from sanctuary.study.phrases import upper
from sanctuary.study.timeline import Timeline, Track, timeline
from sanctuary.study.years import again_said, lines, read_said, shown, stretch_of

STANDARDS = ("standard-technical", "standard-minimum", "standard-ice-out-of-la-2018")
DAYS = (date(1985, 3, 1), date(2017, 6, 1), date(2018, 10, 1), date(2021, 5, 5), date(2024, 12, 8), date(2024, 12, 9), date(2026, 11, 22))


@pytest.fixture(scope="module")
def drawn() -> Timeline:
    library = Library()
    return timeline(library, "us-ca-los-angeles", [library.get(name) for name in STANDARDS])


def answer(track: Track, on: date) -> str:
    (found,) = [s.answer for s in track.stretches if s.since <= on and (s.until is None or on < s.until)]
    return found


@pytest.mark.long
@pytest.mark.parametrize("on", DAYS)
def test_a_timeline_says_what_assessing_on_the_day_says(library: Library, drawn: Timeline, on: date) -> None:
    """Verdicts and statuses, on days chosen on both sides of changes."""
    report = assess(Proofs(law_of(library, "us-ca-los-angeles", on)), [library.get(name) for name in STANDARDS], differences=False)
    expected = {(s.id, c.id): c.status for s in report.standards for c in s.criteria}
    found = {(t.standard, t.id): answer(t, on) for t in drawn.tracks if t.kind == "criterion"}
    assert found == expected
    assert {t.id: answer(t, on) for t in drawn.tracks if t.kind == "verdict"} == {s.id: s.verdict for s in report.standards}


def disagreements(library: Library, place: str, standards: list[Pack], days: list[date] | None = None) -> list[str]:
    """Where a timeline and an assessment differ, on some days: of every change, the day and the one before, and the last day searched."""
    report = timeline(library, place, standards)
    beside = {day for change in report.changes for day in (change.on - timedelta(days=1), change.on)}
    found = []
    for on in days or sorted(day for day in {*beside, report.known_through} if day >= report.changes[0].on):
        assessed = assess(Proofs(law_of(library, place, on)), standards, differences=False)
        said = {(s.id, c.id): str(c.status) for s in assessed.standards for c in s.criteria}
        said |= {(s.id, s.id): headlined(s) for s in assessed.standards}
        drawn = {(track.standard, track.id): answer(track, on) for track in report.tracks}
        found += [f"{place} {on} {key}: {drawn[key]} and {said[key]}" for key in drawn if drawn[key] != said[key]]
    return found


def headlined(report: StandardReport) -> str:
    """The answer that a headline tells, as a timeline writes it."""
    words = {"Yes": "yes", "No": "no", "Unknown": "unknown", "Not counted": "unknown", "Not asked": "not-applicable"}
    count, mark, unknown = report.headline.answer.partition(", ")
    return words.get(report.headline.answer, f"{count} met{mark}{unknown}")


@pytest.mark.parametrize("place", [name for name in Library().ids if not name.startswith("standard-")])
def test_each_line_names_its_law_or_court_and_a_stop_stands_beside_its_end(library: Library, place: str) -> None:
    """In whatever room: the line of the other end is there, or its day is named; every stretch begins in one year for all places."""
    law = law_of(library, place, library.get(place).file.known_through)
    assert stretch_of(law, (None, None)) == (date(2016, 1, 1), None)
    found = lines(timeline(library, place, []), law)
    assert [one.text for one in found if not one.name] == []
    for room in range(4, 24, 3):
        kept = shown(found, room, {one: 1 + len(one.text) // 70 for one in found}, law.known_through)
        days = {one.on for one in kept}
        for one in kept:
            assert [day for day in one.beside if day not in days and str(day) not in one.text] == [], (room, one.text)


def test_in_force_and_due_are_two_words_and_what_was_released_says_what_it_does(library: Library) -> None:
    """Texas: an act of 2026-01-01 with a day to comply by; a law that no court stops any longer; orders after the law was read."""
    law = law_of(library, "us-tx", library.get("us-tx").file.known_through)
    told = {str(one.on): one.text for one in lines(timeline(library, "us-tx", []), law)}
    first, due = told["2026-01-01"], told["2026-12-01"]
    assert first.startswith("SB 8 of 2025, in force: The sheriff")
    assert first.endswith("by 2026-12-01")
    assert due.startswith("SB 8 of 2025, due: The sheriff")
    assert "2026-12-01" not in due
    assert again_said(law, date(2026, 1, 1)) == [
        "SB 4 of 2023 (Texas officers may arrest for entry from abroad outside a port): in force since 2026-05-29; an appeal is pending"
    ]
    assert read_said(law) == "Law read through 2026-05-28, orders of courts through 2026-05-29; what was not searched is not known."


def test_what_was_not_searched_is_unknown_and_no_count(library: Library) -> None:
    """Of a definition without a threshold an assessment says Not counted where no criterion is known; a timeline tells no 0 of 7."""
    standard = library.get("standard-factors")
    assert not standard.threshold
    report = timeline(library, "us-or", [standard])
    first = report.changes[0].on
    assert assess(Proofs(law_of(library, "us-or", first)), [standard], differences=False).standards[0].headline.answer == "Not counted"
    assert answer(next(track for track in report.tracks if track.kind == "verdict"), first) == "unknown"


def test_a_day_on_which_only_a_limit_elsewhere_begins_turns_the_answer(library: Library) -> None:
    """Illinois limits the telling of status in colleges since 2025-12-09, so it forbids no such limit: the same day says no in both."""
    turn, mandate = date(2025, 12, 9), library.get("standard-mandate")
    report = timeline(library, "us-il-chicago", [mandate])
    (verdict,) = [track for track in report.tracks if track.kind == "verdict"]
    assert [(one.answer, one.since) for one in verdict.stretches[-2:]][1:] == [("no", turn)]
    assert verdict.stretches[-2].answer == "unknown"
    days = [turn - timedelta(days=1), turn, report.known_through]
    assert disagreements(library, "us-il-chicago", [mandate], days) == []


@pytest.mark.long
@pytest.mark.parametrize("place", [name for name in Library().ids if not name.startswith("standard-")])
def test_every_place_on_both_sides_of_every_change(library: Library, place: str) -> None:
    """All definitions, each day on which something changed and the day before, and the last day that was searched."""
    standards = [library.get(name) for name in library.ids if name.startswith("standard-")]
    assert disagreements(library, place, standards) == []


def test_what_no_changed_rule_is_about_is_not_judged_anew(library: Library) -> None:
    """Between two days a criterion is touched or not; where it is not, judging it anew comes to the same; both occur."""
    standard = library.get("standard-minimum")
    days = sorted(day for day in days_of(law_of(library, "us-or", date(2026, 4, 6)).packs.values()) if day >= date(1987, 1, 1))
    found: list[bool] = []
    for before, day in pairwise(days):
        one, other = (Proofs(law_of(library, "us-or", on)) for on in (before, day))
        for criterion in standard.criteria:
            reads = (read_by(one.law, standard, criterion), read_by(other.law, standard, criterion))
            if reads[0] != reads[1] and not criterion.of:
                found.append(untouched(other, standard, criterion, *reads))
                if found[-1]:
                    assert told(judge(one, standard, criterion)) == told(judge(other, standard, criterion)), (before, day, criterion.id)
    assert len(set(found)) == 2


def told(judged: Judgment) -> tuple[object, ...]:
    """What a timeline takes from a judgment."""
    return judged.status, judged.text_status, judged.searched_status, judged.rests_on, judged.turns_on


def test_a_fact_of_another_government_is_said_as_its_own(library: Library) -> None:
    """Texas has the agreement; Houston, whose law nobody encoded, has no such fact."""
    houston = named_place(library)
    report = timeline(houston, "us-tx-houston", [])
    said = [fact for change in report.changes for fact in change.facts if "1357(g)" in fact]
    assert said == ["An agency of Texas has an agreement under 8 USC 1357(g) (a fact of Texas)"]
    own = timeline(library, "us-tx", [])
    assert "An agency of Texas has an agreement under 8 USC 1357(g)" in [fact for change in own.changes for fact in change.facts]


def named_place(library: Library) -> Library:
    """A library in which Houston stands under the law of Texas."""
    return place_of(library, "us-tx-houston")[0]


def test_a_picture_draws_the_stretch_that_is_asked_for(library: Library) -> None:
    """Nothing before its first day or after its last is drawn; every bar has its word, and every change a note."""
    report = timeline(library, "us-il-chicago", [library.get("standard-mandate"), library.get("standard-factors")])
    first, last = date(2016, 11, 29), date(2025, 12, 31)
    text = draw(report, library, days=(first, last)).svg()
    assert f"From {first} to {last}." in text
    assert ">1999<" not in text
    assert ">2026<" not in text
    assert "from 2025-12-09: no" in text
    for change in report.changes:
        something = bool(change.moved or change.began or change.ended or change.facts or change.courts)
        assert (f">{change.on} " in text) == (something and first <= change.on <= last), change.on
    with pytest.raises(RequestError, match="nothing can be drawn"):
        draw(report, library, days=(date(2027, 1, 1), None))


def test_after_the_search_the_law_is_presumed_to_stand_or_strictly_unknown(library: Library, drawn: Timeline) -> None:
    """The last answer goes on; strictly, the last stretch of every track is unknown, from the day after."""
    after = drawn.known_through + timedelta(days=1)
    for track in drawn.tracks:
        assert answer(track, after) == answer(track, drawn.known_through)
    strict = timeline(library, "us-ca-los-angeles", [library.get("standard-technical")], strict=True)
    assert {answer(track, after) for track in strict.tracks} == {"unknown"}
    assert {answer(track, drawn.known_through) for track in strict.tracks} != {"unknown"}


def test_what_moved_is_the_difference_between_two_stretches(drawn: Timeline) -> None:
    """Each change of a track is reported on its day, and nothing else."""
    moved = {(m.standard, m.id, c.on, m.after) for c in drawn.changes for m in c.moved}
    for track in drawn.tracks:
        for before, after in zip(track.stretches, track.stretches[1:], strict=False):
            assert ((track.standard, track.id, after.since, after.answer) in moved) == (before.answer != after.answer)


def test_pictures_are_written_whole(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """SVG without script, PNG as PNG, and nothing where the folder is missing."""
    svg, png = tmp_path / "t.svg", tmp_path / "t.png"
    assert sanctuary("timeline", "us", "--standard", "technical", "--format", "svg", "-o", str(svg)).code == 0
    text = svg.read_text(encoding="utf-8")
    assert text.startswith("<svg ")
    assert "<title" in text
    assert "<script" not in text
    assert sanctuary("timeline", "us", "--standard", "technical", "--format", "png", "-o", str(png)).code == 0
    assert png.read_bytes().startswith(b"\x89PNG")
    missing = sanctuary("timeline", "us", "--format", "svg", "-o", str(tmp_path / "no" / "t.svg"))
    assert (missing.code, missing.out) == (2, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["t.png", "t.svg"]


def test_a_picture_without_a_file_is_refused(sanctuary: Callable[..., Ran]) -> None:
    """It is not printed to a terminal."""
    ran = sanctuary("timeline", "us", "--format", "png")
    assert ran.code == 2
    assert "-o timeline.png" in ran.err


def test_courts_are_told_by_the_name_of_the_suit(library: Library) -> None:
    """Texas: SB 4 in force without what was stopped of it, the stay, and the decision of 2018; Florida: what was stopped and came back."""
    days = {one.on: one for one in timeline(library, "us-tx", []).changes}
    began = " ".join(days[date(2017, 9, 1)].courts)
    assert "Stopped by a court as it begins: the duty to comply with a detainer (W.D. Tex." in began
    assert "in City of El Cenizo v. Texas" in began
    assert "until 2017-09-25" in began
    assert any("No longer stopped by a court: the duty to comply with a detainer" in one for one in days[date(2017, 9, 25)].courts)
    assert any(one.startswith("In court: City of El Cenizo v. Texas") and "decided" in one for one in days[date(2018, 3, 13)].courts)
    assert any("L.M.L. v. Martin" in one for one in days[date(2026, 5, 29)].courts)
    florida = {one.on: " ".join(one.courts) for one in timeline(library, "us-fl", []).changes}
    assert "City of South Miami v. Governor of Florida" in florida[date(2021, 9, 21)]
    assert "No longer stopped by a court: the enforcement of the duty of best efforts" in florida[date(2023, 4, 13)]


def test_a_law_that_courts_stopped_and_released_is_told_first(library: Library) -> None:
    """By its name, since when, and whether an appeal goes on; a law of which an order still stops something is not."""
    texas = released(law_of(library, "us-tx", date(2026, 5, 28)), date(2016, 1, 1))
    assert [f"{one.name}: {one.says}" for one in texas] == [
        "SB 4 of 2023: in force since 2026-05-29; an appeal is pending",
        "what a court had stopped of SB 4 of 2017: in force since 2017-09-25",
    ]
    assert released(law_of(library, "us-tx", date(2026, 5, 28)), date(2026, 5, 30)) == []
    assert released(law_of(library, "us-ca", date(2026, 6, 22)), date(2016, 1, 1)) == []


@pytest.mark.parametrize("place", ["us-tx", "us-fl", "us-ca"])
def test_no_order_is_told_by_a_pronoun_or_a_code_alone(library: Library, place: str) -> None:
    """What a court stops is named by a bill or by what it says, on the summary and day by day; an end is told as what holds since."""
    law = law_of(library, place, library.get(place).file.known_through)
    said = [text for stop in law.packs[place].enjoined for day in (stop.since, stop.until) if day for text in court_days(law, day)]
    said += [what for stop in law.packs[place].enjoined for day in (stop.since, stop.until) if day for _, what in court_orders(law, day)]
    assert said
    for text in said:
        assert not re.search(r"\bits enforcement\b|the enforcement of [A-Z][a-z]+\.? Code|order that stopped", text), text
    if place == "us-ca":
        assert "a court stops the enforcement of AB 450 (access to workplaces and records) against private employers" in said


def test_a_day_of_several_laws_is_told_by_one_that_is_named(library: Library) -> None:
    """California on 2018-01-01: AB 450, AB 699 and others; not by a law that the name leaves out."""
    law = law_of(library, "us-ca", date(2026, 6, 22))
    began = [rule.id for rule in law.packs["us-ca"].rules if rule.since == date(2018, 1, 1)]
    told = set(plainest_words(law, began))
    assert told
    for rule in (one for one in law.packs["us-ca"].rules if one.id in began and upper(one.words) in told):
        prose = law.packs["us-ca"].prose[rule.section]
        assert re.search(r"AB (450|699)", prose.texts[prose.citation]), rule.id


def test_a_command_that_is_about_to_begin_is_on_the_summary(sanctuary: Callable[..., Ran]) -> None:
    """Texas: SB 8 of 2025 by its bill, with the day by which sheriffs must comply; SB 4 of 2017 stays."""
    told = re.sub(r"\s+", " ", sanctuary("timeline", "texas").out)
    assert "2026-12-01 SB 8 of 2025, due: The sheriff of a county" in told
    assert "2017-09-01 SB 4 of 2017: An agency that has custody" in told
    does = "Texas officers may arrest for entry from abroad outside a port"
    assert f"Stopped once, in force now. SB 4 of 2023 ({does}): in force since 2026-05-29; an appeal is pending." in told


def test_one_day_is_told_from_the_day_before(sanctuary: Callable[..., Ran]) -> None:
    """What moved on the first day of a stretch moved in it."""
    told = re.sub(r"\s+", " ", sanctuary("timeline", "california", "--from", "2018-01-04", "--to", "2018-01-04").out)
    assert told.startswith("California on 2018-01-04: what changed")
    assert "Seven factors from 0 of 7 (2 unknown) to 2 of 7 (3 unknown)" in told


def test_a_line_bears_the_marks_of_its_law(library: Library) -> None:
    """Ordinance 188441 is known by reports, its day is not established; a directive that ended had said something, one to end says it."""
    law = law_of(library, "us-ca-los-angeles", date(2026, 6, 22))
    found = {one.on: one.text for one in lines(timeline(library, "us-ca-los-angeles", []), law)}
    assert found[date(2024, 12, 9)].startswith("Ordinance 188441* (first day not established): ")
    assert found[date(2018, 1, 4)].startswith("SB 54, the California Values Act: ")
    assert found[date(2024, 12, 3)].startswith("LADA Special Directive 20-07 ended*: It had said: Deputy district attorneys")
    assert found[date(2031, 1, 1)].startswith("SB 98 ends*: It says: ")


def test_a_ruling_that_lets_a_law_stand_is_on_the_first_screen(sanctuary: Callable[..., Ran]) -> None:
    """The appeal on SB 54 comes before orders against rules for federal officers, which no plain question is about."""
    told = re.sub(r"\s+", " ", sanctuary("timeline", "los-angeles").out)
    assert "2019-04-18 United States v. California: No injunction against SB 54" in told
    assert "*: by reports, the text was not read." in told


def test_laws_stand_before_orders_about_them_and_say_what_they_command(sanctuary: Callable[..., Ran]) -> None:
    """Florida: the act of 2019 is on the first screen; that of 2025 is told by its command, not by the dispute that it left."""
    told = re.sub(r"\s+", " ", sanctuary("timeline", "florida").out)
    assert "2019-07-01 SB 168 of 2019: Police must hold people on an ICE detainer" in told
    assert "February 2025: The sheriff or chief correctional officer who runs a county jail must have a written agreement" in told
    assert told.count("the enforcement of") < 3


def test_answers_that_begin_are_told_by_their_day(sanctuary: Callable[..., Ran]) -> None:
    """They may have been so before; one definition alone is told by its answer, also where it stays."""
    told = re.sub(r"\s+", " ", sanctuary("timeline", "texas").out)
    assert (
        "First known on 2017-09-01: no (Technical, H.R. 32, Minimum, Florida, ICE Out of LA), 0 of 6 (Justice Department list; 1 unknown)"
        in told
    )
    assert "No since 2017-09-01 (not known before)." in sanctuary("timeline", "texas", "--standard", "technical").out
    assert "Technical definition. Yes throughout." in sanctuary("timeline", "nyc", "--standard", "technical").out


def test_a_section_of_which_a_rule_ends_has_not_ended(library: Library) -> None:
    """One notice of Special Order 40 ended in 2018; its other rules stand."""
    law = law_of(library, "us-ca-los-angeles", date(2026, 6, 22))
    ended = [rule.id for rule in law.packs["us-ca-los-angeles"].rules if rule.until == date(2018, 1, 4)]
    assert event(library, date(2018, 1, 4), (), ended).endswith("a part of LAPD Special Order 40")


def test_a_law_that_begins_soon_after_a_stretch_is_named(sanctuary: Callable[..., Ran]) -> None:
    """SB 54 took effect on 4 January, and many say the 1st."""
    told = re.sub(r"\s+", " ", sanctuary("timeline", "california", "--from", "2017-12-31", "--to", "2018-01-02").out)
    assert "Soon after: 2018-01-04 SB 54, the California Values Act." in told


@pytest.mark.long
def test_what_becomes_known_is_no_change_in_a_picture(library: Library) -> None:
    """Texas: every definition went from not known to its one answer."""
    report = timeline(library, "us-tx", [library.get(name) for name in library.ids if name.startswith("standard-")])
    drawn = " ".join(re.sub(r"<[^>]+>", " ", draw(report, library, days=(date(2016, 1, 1), None)).svg()).split())
    assert "Texas from 2016 to 2026: not known before SB 4 of 2017 (2017-09-01); no since by " in drawn
    report = timeline(library, "us-il", [library.get("standard-technical")])
    drawn = " ".join(re.sub(r"<[^>]+>", " ", draw(report, library, days=(date(2016, 1, 1), None)).svg()).split())
    assert "not known before the TRUST Act of 2017-08-28; yes since" in drawn


def test_a_law_is_told_by_what_it_says(library: Library) -> None:
    """What it forbids and commands, before any code of a criterion; nothing where nothing began."""
    law = law_of(library, "us-ca", date(2026, 6, 30))
    change = next(one for one in timeline(library, "us-ca", []).changes if one.on == date(2018, 1, 4))
    said = did(law, change.began)
    assert said.endswith("Nobody is held at the request of immigration authorities.")
    assert said.count(". ") == 1
    assert did(law, ()) == ""


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("SB 54", "SB 54, the California Values Act is law of California, in force since 2018-01-04: sanctuary timeline california"),
        ("sb54", "--on 2018-01-04 --other-on 2018-01-03"),
        ("SB 4", "SB 4 of 2023 is law of Texas"),
        ("texas sb 4 of 2017", "SB 4 of 2017 is law of Texas"),
        ("TRUST Act", "The TRUST Act is law of Illinois"),
        ("HB 1372", "no encoded law has that number"),
        ("SB 49", "no encoded law has that number"),
        ("Sacremento", 'did you mean "Sacramento, California"'),
    ],
)
def test_a_law_named_as_a_place_is_found(sanctuary: Callable[..., Ran], name: str, says: str) -> None:
    """By every command that takes a place: whose law it is, since when, and what to type."""
    for words in (("timeline", name), ("compare", name, "california"), ("assess", name)):
        ran = sanctuary(*words)
        assert (ran.code, ran.out) == (2, "")
        assert says in ran.err
    assert "SB 4 of 2023" not in law_named(Library(), "texas sb 4 of 2017")


def test_an_act_is_told_by_its_main_points_and_suits_are_not_left_out(
    sanctuary: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Illinois: the colleges, the fine and the damages; the suits of the picture; an answer that is first known is no move from another."""
    monkeypatch.chdir(tmp_path)
    told = re.sub(r"\s+", " ", sanctuary("timeline", "illinois").out)
    assert "immigration status of students and others; fine of up to $500 a day; damages of $10,000 for a civil arrest" in told
    assert "In court, no order told here. United States v. Illinois (2025-12-22, 2025-07-25, 2025-02-06); McHenry County v. Raoul" in told
    every = re.sub(r"\s+", " ", sanctuary("timeline", "illinois", "--all").out)
    assert "Technical definition: first known: yes" in every
    assert "not known to" not in every
    many = re.sub(r"\s+", " ", sanctuary("timeline", "texas").out)
    assert re.search(r"SB 4 of 2017: An agency that has custody .*; bans limits on some such help", many)
    assert "In court, no order told here." in many
    picture = sanctuary("timeline", "texas", "--format", "svg", "-o", "texas.svg")
    assert picture.code == 0
    assert "2017-09-25" in Path("texas.svg").read_text(encoding="utf-8")
