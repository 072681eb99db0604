"""The version of a report for everybody: no number of an entry, no day, and of what changed later the month and the total."""

from datetime import date
from typing import Any

import pytest

from account.test_report import COVERS, YEAR, detainer, figure, lines
from sanctuary.account.catalog import find_report
from sanctuary.account.report import run
from sanctuary.errors import RequestError
from sanctuary.pages.report import changes
from sanctuary.pages.report import told as told_of
from sanctuary.record.log import Recorded


def test_a_public_correction_is_one_of_the_month_and_of_the_total() -> None:
    """Group by group a late entry would be read off, and what a correction says; that the figure changed, and when, stays told."""

    def transfer(offense: str, on: date) -> dict[str, Any]:
        return detainer(custody={"outcome": "transferred", "offense_allowing": offense}, on=on)

    links = {"about": 0, "reason": "r", "corrects_fields": ["custody.offense_allowing"]}
    fix = {"kind": "correction", "links": links, "custody": {"offense_allowing": "B"}, "on": date(2027, 3, 5)}
    late = [transfer("C", date(2027, 4, 9)), transfer("A", date(2027, 4, 20))]
    found = lines(transfer("A", date(2026, 6, 15)), fix, *late)
    told = run(find_report("ca-transfers"), found, *YEAR, public=True)
    transfers = figure(told, "transfers")
    assert [(one.on, one.entry, one.why, one.groups, one.before, one.after) for one in transfers.changes] == [
        ("2027-03", None, "correction", (), 1, 1),
        ("2027-04", None, "late-entry", (), 1, 3),
    ]
    assert changes(transfers) == [
        "corrected in 2027-03: the total stayed 1, and its groups changed",
        "entered late in 2027-04: 1 became 3",
    ]


def test_changes_of_one_public_month_go_on_from_each_other() -> None:
    """Whatever the order in which late entries and corrections came."""
    gone = {"kind": "correction", "links": {"about": 0, "reason": "r"}, "custody": {"outcome": "released"}, "on": date(2027, 3, 5)}
    act = detainer(custody={"outcome": "transferred"})
    found = lines({**act}, {**act, "on": date(2027, 3, 2)}, gone, {**act, "on": date(2027, 3, 9)})
    told = figure(run(find_report("ca-transfers"), found, *YEAR, public=True), "transfers")
    assert [(one.why, one.before, one.after) for one in told.changes] == [("late-entry", 1, 3), ("correction", 3, 2)]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 10, 2), date(2026, 10, 2)),
        (date(2026, 10, 1), date(2026, 10, 30)),
        (date(2026, 10, 2), date(2026, 11, 30)),
        (date(2028, 2, 1), date(2028, 2, 28)),
    ],
)
def test_a_public_version_of_less_than_a_month_is_refused(first: date, last: date) -> None:
    """A version for a day would tell the day of its entries; the full version may be of any days."""
    with pytest.raises(RequestError, match=r"whole months.*leave out --public"):
        run(find_report("public-account"), [], first, last, public=True)
    assert run(find_report("public-account"), [], first, last).first == first


@pytest.mark.parametrize(("first", "last"), [(date(2028, 2, 1), date(2028, 2, 29)), (date(2026, 3, 1), date(2026, 5, 31)), YEAR])
def test_a_public_version_is_of_whole_months(first: date, last: date) -> None:
    """One or several; a whole period of a law is always some."""
    assert run(find_report("public-account"), [], first, last, public=True).version == "public"


def test_the_public_version_says_what_it_leaves_out_and_numbers_nothing_in_its_head() -> None:
    """Neither the certificate nor the report's sending, what was erased, or what covers other days; how an auditor checks is said."""
    certificate = {"kind": "nil-certificate", "links": {"law": "il-805-25/requests", **COVERS}}
    sent = {"kind": "report-run", "links": COVERS, "report": {"law": "il-805-25", "sent_at": "2027-02-11T09:00:00-06:00"}}
    longer = {"kind": "task-force", "links": {"covers_from": YEAR[0], "covers_to": date(2027, 1, 31)}}
    longer |= {"task_force": {"name": "n", "purpose": "p", "partners": []}}
    gone = Recorded(4, "2026-06", date(2026, 6, 15), None, 9)
    found = [*lines(detainer(), certificate, sent, longer), gone]
    public = run(find_report("il-805-25"), found, *YEAR, public=True)
    assert [(one.figure, one.certified, one.certified_by) for one in public.nothing] == [("requests", True, None)]
    assert [(one.entry, one.on) for one in public.sent] == [(None, "2027-02")]
    assert (public.erased, public.erased_count) == ((), 1)
    said = " ".join(told_of(public))
    assert "it has no number of an entry" in said
    assert "How a figure is checked: the full version names the entries" in said
    assert "Numbers of entries lead" not in said
    full = " ".join(told_of(run(find_report("il-805-25"), found, *YEAR)))
    assert "certified by entry 1" in full
    assert "Sent on 2027-02-11, as entry 2 says" in full
    assert "1 entry (entry 4)" in full
    other = run(find_report("ca-task-forces"), found, *YEAR, public=True)
    assert (other.beyond, other.beyond_count) == ((), 1)
    assert "cover days outside the period too: 1 entry." in " ".join(told_of(other))
