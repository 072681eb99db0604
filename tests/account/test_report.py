"""Reports as data: what a definition may say, and what running one tells of clocks, nothing, corrections and what was not established."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from sanctuary.account.catalog import find_report, read_report
from sanctuary.account.definition import Period
from sanctuary.account.figures import Tally
from sanctuary.account.owed import reports_in
from sanctuary.account.report import Report, last_period, run
from sanctuary.documents import replace
from sanctuary.errors import PackError, RecordError, RequestError
from sanctuary.pages.report import told as told_of
from sanctuary.record.entry import read_entry
from sanctuary.record.log import Recorded

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
COVERS = {"covers_from": YEAR[0], "covers_to": YEAR[1]}


def lines(*told: dict[str, Any], day: date = date(2026, 6, 15)) -> list[Recorded]:
    """Lines of a record, each a day of June unless it says another."""
    found = []
    for seq, one in enumerate(told):
        on = one.pop("on", day)
        entry = read_entry({"recorded_at": datetime(on.year, on.month, on.day, 12, tzinfo=UTC), **one}, "a line")
        found.append(Recorded(seq, f"{on:%Y-%m}", on, entry, None))
    return found


def detainer(**more: Any) -> dict[str, Any]:
    return {
        "event": {"received_at": "2026-06-14T09:00:00-05:00", "requesting_agency": "ice-ero"},
        "document": {"paper": "detainer"},
        "action": {"response": "declined"},
        **more,
    }


def figure(report: Report, name: str) -> Tally:
    return next(one for one in report.figures if one.id == name)


@pytest.mark.parametrize("name", reports_in())
def test_every_part_of_a_report_says_what_it_rests_on(name: str) -> None:
    """Citation and kind of source for each field, clock and rule; what was only recalled of contents is marked as not established."""
    for part, grounds in find_report(name).grounds():
        assert grounds.cites, part
        assert grounds.source != "recalled" or not grounds.established, part


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("il-805-25", "il-805-25"), ("transfers", "ca-transfers"), ("us-ca/truth-act", "ca-truth-act"), ("us-or", "or-181a.826"),
        ("chicago", "chicago-2-173"), ("nyc/9-205", "nyc-9-205"), ("public-account", "public-account"),
    ],
)  # fmt: skip
def test_a_report_is_found_by_its_id_its_ending_or_its_pack(word: str, expected: str) -> None:
    """The ways in which people will write it."""
    assert find_report(word).id == expected


@pytest.mark.parametrize(("word", "expected"), [("us-ca", "could be ca-educ"), ("il-805", "did you mean 'il-805-25'"), ("", "known:")])
def test_a_word_that_means_no_report_or_several_is_refused_with_names(word: str, expected: str) -> None:
    """One message with the next step."""
    with pytest.raises(RequestError, match=expected):
        find_report(word)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('field = "custody.outcome"\nany', 'field = "custody.outcom"\nany', "no field custody.outcom; did you mean 'outcome'"),
        ('any = ["transferred"]', 'any = ["transfered"]', "never 'transfered'; did you mean 'transferred'"),
        ('field = "custody.offense_allowing"', 'field = "notices.language"', "nobody counts by notices.language"),
        ('field = "custody.offense_allowing"', 'field = "custody.pseudonym"', "nobody counts by custody.pseudonym"),
        ('field = "custody.offense_allowing"', 'field = "demographics.value"', "nobody counts by demographics.value"),
        ('field = "custody.offense_allowing"', 'field = "custody"', "a group of fields"),
        ("by = [{", "list = [{ field = 'custody.pseudonym', title = 'x', cites = 'x', source = 'official' }]\nby = [{", "people appear"),
        ("by = [{", "sum = 'custody.outcome'\nby = [{", "no number that can be added up"),
        ("by = [{", "kinds = ['demographics']\nby = [{", "people = true alone"),
        ('public = ["transfers"]', 'public = ["transfer"]', "did you mean 'transfers'"),
        ('rule = "state-nothing"', 'rule = "state-nothing"\napart = ["transfer"]', "nil.apart names 'transfer'; did you mean 'transfers'"),
        ('id = "ca-transfers"', 'id = "transfers"', "Give file and report one name"),
        ('every = "yearly"\ncites', 'every = "yearly"\nby = "13-01"\ncites', "month and day were expected"),
        ('title = "People transferred"', 'titel = "People transferred"', "titel"),
    ],
)
def test_a_definition_that_does_not_fit_is_refused_with_its_place(tmp_path: Path, old: str, new: str, expected: str) -> None:
    """A field or word that does not exist, and every way of counting people one by one."""
    path = tmp_path / "us-ca" / "reports" / "ca-transfers.toml"
    path.parent.mkdir(parents=True)
    text = reports_in()["ca-transfers"].read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError, match=r"ca-transfers\.toml") as refused:
        read_report(path)
    assert expected in str(refused.value)


def test_a_report_of_another_pack_needs_no_python(tmp_path: Path) -> None:
    """A file beside any pack's rules is a report, found by the same words."""
    folder = tmp_path / "xx-town" / "reports"
    folder.mkdir(parents=True)
    text = reports_in()["ca-transfers"].read_text(encoding="utf-8").replace('id = "ca-transfers"', 'id = "town-transfers"')
    (folder / "town-transfers.toml").write_text(text, encoding="utf-8")
    found = find_report("town/transfers", tmp_path)
    assert (found.id, found.pack) == ("town-transfers", "xx-town")
    shutil.copy(folder / "town-transfers.toml", tmp_path / "elsewhere.toml")
    with pytest.raises(PackError, match="one name"):
        find_report(str(tmp_path / "elsewhere.toml"))


@pytest.mark.parametrize(
    ("every", "starts", "today", "expected"),
    [
        ("yearly", 1, date(2026, 11, 22), (date(2025, 1, 1), date(2025, 12, 31))),
        ("yearly", 1, date(2027, 1, 1), YEAR),
        ("yearly", 7, date(2026, 6, 30), (date(2024, 7, 1), date(2025, 6, 30))),
        ("yearly", 7, date(2026, 7, 1), (date(2025, 7, 1), date(2026, 6, 30))),
        ("quarterly", 1, date(2026, 2, 3), (date(2025, 10, 1), date(2025, 12, 31))),
        ("monthly", 1, date(2026, 3, 1), (date(2026, 2, 1), date(2026, 2, 28))),
    ],
)
def test_the_last_period_is_the_last_whole_one(every: Any, starts: int, today: date, expected: tuple[date, date]) -> None:
    """Years that begin in July, quarters and months."""
    assert last_period(Period(every=every, starts=starts, cites="", source="official"), today) == expected


def test_illinois_is_due_on_march_1_and_a_clock_without_a_day_gets_none() -> None:
    """A day that no text names is not invented."""
    assert [one.on for one in run(find_report("il-805-25"), [], *YEAR).due] == [date(2027, 3, 1)]
    assert [one.on for one in run(find_report("or-181a.826"), [], date(2026, 6, 1), date(2026, 6, 30)).due] == [None, date(2026, 7, 1)]
    assert [one.on for one in run(find_report("ca-transfers"), [], *YEAR).due] == [None]


def test_nothing_is_certified_part_by_part_and_only_by_an_entry() -> None:
    """Illinois: requests and papers apart, and what only adds detail to one of them not at all; running the report certifies neither."""
    certificate = {"kind": "nil-certificate", "links": {"law": "il-805-25/requests", **COVERS}}
    told = run(find_report("il-805-25"), lines(detainer(), certificate), *YEAR)
    assert [(one.figure, one.certified_by) for one in told.nothing] == [("requests", 1)]
    told = run(find_report("il-805-25"), [], *YEAR)
    assert [(one.figure, one.certified_by) for one in told.nothing] == [("requests", None), ("papers", None)]
    whole = {"kind": "nil-certificate", "links": {"law": "il-805-25", **COVERS}}
    told = run(find_report("il-805-25"), lines(whole), *YEAR)
    assert [(one.figure, one.certified_by) for one in told.nothing] == [("requests", 0), ("papers", 0)]
    other_year = {
        "kind": "nil-certificate",
        "links": {"law": "il-805-25", "covers_from": date(2025, 1, 1), "covers_to": date(2025, 12, 31)},
    }
    assert run(find_report("il-805-25"), lines(other_year), *YEAR).nothing[0].certified_by is None


def test_oregon_asks_for_no_report_where_nothing_came() -> None:
    """The nil rule is told as the law's, and nothing is said of a certificate."""
    told = run(find_report("or-181a.826"), [], date(2026, 6, 1), date(2026, 6, 30))
    assert told.nil.rule == "none"
    assert [one.figure for one in told.nothing] == [""]


def test_oregon_leaves_judicial_subpoenas_out_and_chicago_counts_only_its_papers() -> None:
    """Each report has its own filter."""
    subpoena, notice = detainer(document={"paper": "judicial-subpoena"}), detainer(document={"paper": "notification-request"})
    month = (date(2026, 6, 1), date(2026, 6, 30))
    found = lines(detainer(), subpoena, notice)
    assert figure(run(find_report("or-181a.826"), found, *month), "requests").entries == (0, 2)
    assert figure(run(find_report("chicago"), found, *month), "papers").entries == (0,)
    assert figure(run(find_report("il-805-25"), found, *YEAR), "papers").entries == (0, 2)


def test_counts_of_government_acts_are_never_suppressed() -> None:
    """261 requests of which 11 were granted stay 261 and 11, and so does a single one."""
    told = [detainer(action={"response": "complied" if n < 11 else "partly" if n == 11 else "declined"}) for n in range(261)]
    account = figure(run(find_report("public-account"), lines(*told), date(2026, 6, 1), date(2026, 6, 30), public=True), "law")
    assert account.total == 261
    assert {cell.groups[1]: cell.count for cell in account.cells} == {"complied": 11, "partly": 1, "declined": 249}
    assert account.suppressed == 0


def test_a_correction_counts_from_its_day_and_once_the_report_was_sent_is_told() -> None:
    """Before and after, by group; a correction of a correction is one more step; what came before the report went out is no change."""
    sent = {"kind": "report-run", "links": COVERS, "report": {"law": "ca-transfers", "sent_at": "2027-02-01T09:00:00-08:00"}}
    transfer = detainer(custody={"outcome": "transferred", "offense_allowing": "A", "outcome_at": "2026-06-14T10:00:00-05:00"})

    def fix(about: int, offense: str, on: date) -> dict[str, Any]:
        links = {"about": about, "reason": "r", "corrects_fields": ["custody.offense_allowing"]}
        return {"kind": "correction", "links": links, "custody": {"offense_allowing": offense}, "on": on}

    early, later = fix(0, "B", date(2027, 1, 10)), fix(1, "C", date(2027, 3, 5))
    told = run(find_report("ca-transfers"), lines(transfer, early, {**sent, "on": date(2027, 2, 1)}, later), *YEAR)
    transfers = figure(told, "transfers")
    assert [(one.on, one.entry) for one in told.sent] == [("2027-02-01", 2)]
    assert {cell.groups: cell.count for cell in transfers.cells} == {("C",): 1}
    assert [(one.on, one.entry, one.why, one.groups, one.before, one.after) for one in transfers.changes] == [
        ("2027-03-05", 3, "correction", ("B",), 1, 0),
        ("2027-03-05", 3, "correction", ("C",), 0, 1),
    ]


def test_where_a_correction_may_be_erased_the_head_says_that_figures_may_stand_uncorrected() -> None:
    """An erased line tells no longer what it was about, so that no single figure can be marked; without erasures nothing is said."""
    act = detainer(custody={"outcome": "transferred"})
    links = {"about": 0, "reason": "r"}
    fix = {"kind": "correction", "links": links, "custody": {"outcome": "released"}, "on": date(2027, 3, 5)}
    again = {**fix, "links": {**links, "about": 1}}
    report = find_report("ca-transfers")
    whole = run(report, lines({**act}, {**fix}, {**again}), *YEAR)
    assert figure(whole, "transfers").total == 0
    assert not any("uncorrected" in line or "change no figure" in line for line in told_of(whole))
    first, erased, last = lines({**act}, {**fix}, {**again})
    found = [first, Recorded(1, erased.month, erased.day, None, 3), last]
    for public in (False, True):
        told = run(report, found, *YEAR, public=public)
        assert figure(told, "transfers").total == 1
        said = " ".join(told_of(told))
        assert "a correction may be among it, so that any figure may stand uncorrected" in said
        assert f"which change no figure: 1 entry{'' if public else ' (entry 2)'}." in said
        assert (told.unapplied, told.unapplied_count) == (() if public else (2,), 1)


def test_a_correction_that_names_no_field_replaces_what_it_fills() -> None:
    """What it leaves unknown stays as it was."""
    fixed = {"kind": "correction", "links": {"about": 0, "reason": "r"}, "document": {"paper": "administrative-warrant"}}
    told = run(find_report("chicago"), lines(detainer(custody={"outcome": "released"}), fixed), *YEAR)
    assert [cell.groups for cell in figure(told, "papers").cells] == [("released",)]
    assert [cell.groups for cell in figure(run(find_report("il-805-25"), lines(detainer(), fixed), *YEAR), "papers").cells] == [
        ("administrative-warrant",)
    ]


def test_an_act_counts_on_the_day_of_its_own_clock() -> None:
    """The last hour of the year in Chicago is not the next year, whatever UTC says."""
    late = detainer(event={"received_at": "2026-12-31T23:30:00-06:00", "requesting_agency": "ice-ero"})
    report = find_report("il-805-25")
    assert figure(run(report, lines(late), *YEAR), "papers").total == 1
    assert figure(run(report, lines(detainer(event={"received_at": "2027-01-01T00:30:00+02:00"})), *YEAR), "papers").total == 0


def test_the_courts_form_opens_initials_only_when_asked() -> None:
    """They are sealed in the record; the officer's name stands in the form and never in the public version."""
    visit = detainer(event={"received_at": "2026-06-14T09:00:00-05:00", "site_type": "court", "requesting_agency": "ice-ero"})
    visit |= {"restricted": {"officer_name": "An Officer", "target_initials": ["X. Y."]}}
    report, month = find_report("wa-2.28.320"), (date(2026, 6, 1), date(2026, 6, 30))
    closed = figure(run(report, lines({**visit}), *month), "visits").lines[0].values
    assert (closed[2], closed[4]) == ("An Officer", "sealed")
    opened = figure(run(report, lines({**visit}), *month, reveal=True), "visits")
    assert opened.lines[0].values[4] == "X. Y."
    assert "X. Y." not in repr(opened)
    assert figure(run(report, lines({**visit}), *month, public=True), "visits").lines == ()


def test_a_field_is_withheld_only_on_a_ground_of_the_law() -> None:
    """Task forces: the ground is told beside the gap; another field is refused."""
    force = {"kind": "task-force", "links": COVERS}
    force |= {"task_force": {"name": "n", "purpose": "p", "partners": ["q"], "arrests_total": 4, "arrests_immigration": 1}}
    report = find_report("ca-task-forces")
    told = run(report, lines(force), *YEAR, withhold=("task_force.arrests_total",))
    assert figure(told, "arrests").total is None
    assert figure(told, "immigration-arrests").total == 1
    assert figure(told, "task-forces").lines[0].values == ("n", "p", "q", "withheld", "1")
    assert "endanger" in figure(told, "task-forces").withheld[0].ground
    with pytest.raises(RequestError, match=r"no ground for withholding 'task_force\.name'"):
        run(report, [], *YEAR, withhold=("task_force.name",))


def test_figures_of_a_longer_period_are_named_and_not_counted() -> None:
    """A year's figures are no part of a month."""
    force = {"kind": "task-force", "links": COVERS, "task_force": {"name": "n", "purpose": "p", "partners": []}}
    told = run(find_report("public-account"), lines(force), date(2026, 6, 1), date(2026, 6, 30))
    assert told.beyond == (0,)
    assert figure(told, "task-forces").total == 0


def people(first: date, last: date, **counts: dict[str, int]) -> dict[str, Any]:
    cells = [{"characteristic": name, "value": value, "count": n} for name, row in counts.items() for value, n in row.items()]
    return {"kind": "demographics", "links": {"covers_from": first, "covers_to": last}, "demographics": cells}


def test_people_are_told_by_period_only_where_every_margin_may_be_shown() -> None:
    """Two halves of a year: safe margins give the table by half-year, a small margin gives the line alone."""
    halves = [(YEAR[0], date(2026, 6, 30)), (date(2026, 7, 1), YEAR[1])]
    safe = [people(*halves[0], sex={"F": 40, "M": 90}), people(*halves[1], sex={"F": 52, "M": 70})]
    told = run(find_report("ca-truth-act"), lines(*safe), *YEAR)
    assert [one.id for one in told.figures] == ["access", "people", "people.sex", "people.sex.period"]
    assert figure(told, "people").total == 252
    assert [cell.count for cell in figure(told, "people.sex.period").cells] == [40, 52, 90, 70]
    small = [people(*halves[0], sex={"F": 4, "M": 90}), people(*halves[1], sex={"F": 2, "M": 70})]
    told = run(find_report("ca-truth-act"), lines(*small), *YEAR)
    assert [one.id for one in told.figures] == ["access", "people", "people.sex"]
    assert [cell.count for cell in figure(told, "people.sex").cells] == [None, None]


def test_people_whose_characteristic_was_not_recorded_are_a_group_of_their_own() -> None:
    """Else the difference to the total would be a cell that nobody suppressed."""
    told = run(find_report("ca-truth-act"), lines(people(*YEAR, total={"all": 103}, sex={"F": 40, "M": 60})), *YEAR)
    cells = {cell.groups[0]: cell.count for cell in figure(told, "people.sex").cells}
    assert set(cells) == {"F", "M", "not recorded"}
    assert cells["not recorded"] is None
    assert list(cells.values()).count(None) == 2


def test_counts_of_people_that_overlap_or_exceed_their_total_are_refused_without_a_value() -> None:
    """They cannot be added; the message names entries and nothing that they hold."""
    twice = lines(people(*YEAR, sex={"F": 40}), people(date(2026, 3, 1), date(2026, 3, 31), sex={"F": 12}))
    with pytest.raises(RecordError, match="entries 0 and 1"):
        run(find_report("ca-truth-act"), twice, *YEAR)
    with pytest.raises(RecordError, match="entry 0: its counts by sex add up to more"):
        run(find_report("ca-truth-act"), lines(people(*YEAR, total={"all": 3}, sex={"F": 40})), *YEAR)


def test_a_correction_of_people_is_dated_without_numbers() -> None:
    """Before and after would undo the suppression; in the public version the month dates it."""
    fixed = people(*YEAR, sex={"F": 5, "M": 60}) | {"kind": "correction", "on": date(2027, 2, 1)}
    fixed["links"] = {"about": 0, "reason": "r", "corrects_fields": ["demographics"]}
    found = lines(people(*YEAR, sex={"F": 4, "M": 60}), fixed)
    (change,) = figure(run(find_report("ca-truth-act"), found, *YEAR, public=True), "people").changes
    assert (change.on, change.entry, change.before, change.after) == ("2027-02", None, None, None)
    told = run(find_report("ca-truth-act"), found, *YEAR)
    (change,) = figure(told, "people.sex").changes
    assert (change.on, change.entry, change.before, change.after) == ("2027-02-01", 1, None, None)
    assert figure(told, "people").total == 65


def test_a_period_that_is_not_the_laws_is_reported_and_said_to_be_another() -> None:
    """And one that ends before it begins, or that no calendar here reaches, is refused."""
    assert run(find_report("il-805-25"), [], *YEAR).whole_period
    assert not run(find_report("il-805-25"), [], date(2026, 1, 1), date(2026, 6, 30)).whole_period
    assert not run(replace(find_report("il-805-25"), since=date(2027, 1, 1)), [], *YEAR).in_force
    with pytest.raises(RequestError, match="before it begins"):
        run(find_report("il-805-25"), [], YEAR[1], YEAR[0])
    for first, last in ((date(1, 1, 1), date(1, 1, 31)), (YEAR[0], date.max)):
        with pytest.raises(RequestError, match=r"in no record\. Give days of the years 1900 to 2999"):
            run(find_report("il-805-25"), [], first, last)
