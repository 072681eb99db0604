"""How long a hold lasted that was done: past the 48 hours of a detainer, within them, or not tested, which is said first."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from conftest import Ran
from sanctuary.law.hours import federal_holidays

Sanctuary = Callable[..., Ran]

MAPPING = """title = "holds"
each_row = "a request to the jail"

[act]
action = "hold"
actor = "sheriff"
resource = "subject"

[day]
column = "received"
formats = ["%Y-%m-%d %H:%M"]
{release}
[done]
column = "answer"
values = {{ "held" = "done", "no" = "declined" }}

[facts]
requester = "immigration-authority"
purpose = "civil-immigration"
paper_covers_request = true

[facts.paper]
column = "papers"
values = {{ "I-247A" = "detainer", "I-200" = "administrative-warrant" }}
"""
RELEASE = """
[release]
due = "due_out"
at = "went"
formats = ["%Y-%m-%d %H:%M"]
"""


def audited(sanctuary: Sanctuary, at: Path, *rows: str, release: str = RELEASE, place: str = "us-fl-miami-dade-county") -> Ran:
    """An audit of a log of rows: paper, answer, when the person was due to go, when they went."""
    (at / "m.toml").write_text(MAPPING.format(release=release))
    lines = [f"2026-03-02 09:10,{row}" for row in rows]
    (at / "log.csv").write_text("\n".join(["received,papers,answer,due_out,went", *lines]) + "\n")
    return sanctuary("audit", place, str(at / "log.csv"), "--map", str(at / "m.toml"))


def first(ran: Ran) -> str:
    """What stands before the figures, on one line."""
    assert ran.code in (0, 1), ran.err
    return " ".join(ran.out.partition("rows read")[0].partition("row read")[0].split())


def test_a_hold_of_95_hours_on_a_detainer_leads_the_audit(tmp_path: Path, sanctuary: Sanctuary) -> None:
    """From Tuesday to Saturday; the row beside it lasted 47 hours."""
    told = first(
        audited(sanctuary, tmp_path, "I-247A,held,2026-03-03 10:00,2026-03-07 09:00", "I-247A,held,2026-03-03 10:00,2026-03-05 09:00")
    )
    assert (
        "In 1 row a hold on a detainer lasted longer than the 48 hours of 8 CFR 287.7(d), Saturdays, Sundays and federal holidays" in told
    )
    assert "row 1 (line 2), 2026-03-02: held on a detainer, and let go 95 hours after the release was due; past the 48 hours of 8" in told
    assert "row 2 (line 3)" not in told
    assert "not tested" not in told


@pytest.mark.parametrize(
    ("due", "went", "past"),
    [
        ("2026-03-06 10:00", "2026-03-10 09:00", "Form I-247A"),  # Friday to Tuesday: 47 hours without the weekend
        ("2026-03-06 10:00", "2026-03-10 11:00", "8 CFR 287.7(d)"),
        ("2026-11-25 10:00", "2026-11-28 11:00", "Form I-247A"),  # Thanksgiving, then a Saturday
        ("2026-07-02 10:00", "2026-07-07 09:00", "Form I-247A"),  # July 3 is observed for Saturday the 4th
        ("2026-03-03 10:00", "2026-03-05 10:00", ""),
    ],
)
def test_weekends_and_holidays_are_not_counted_by_the_regulation(
    tmp_path: Path, sanctuary: Sanctuary, due: str, went: str, past: str
) -> None:
    """What the form alone is past is told as that."""
    assert audited(sanctuary, tmp_path, f"I-247A,held,{due},{went}").code == 0
    answer = sanctuary(
        "audit", "us-fl-miami-dade-county", str(tmp_path / "log.csv"), "--map", str(tmp_path / "m.toml"), "--format", "json"
    ).json
    minutes = int((datetime.fromisoformat(went) - datetime.fromisoformat(due)).total_seconds() // 60)
    assert [(one["past"], one["minutes"]) for one in answer["long_rows"]] == ([(past, minutes)] if past else [])
    assert answer["untested"] == ""


def test_without_times_the_first_lines_say_that_it_was_not_tested(tmp_path: Path, sanctuary: Sanctuary) -> None:
    """What is in order is in order as to whether, not as to how long."""
    rows = ("I-247A,held,2026-03-03 10:00,2026-03-07 09:00", "I-247A,no,,")
    told = first(audited(sanctuary, tmp_path, *rows, release=""))
    assert "How long they lasted was not tested in any of 1 hold: the mapping names no times ([release] due and at)." in told
    assert "lasted longer" not in told


def test_what_has_no_time_or_no_hours_is_counted(tmp_path: Path, sanctuary: Sanctuary) -> None:
    """A hold on an administrative warrant alone: no encoded rule names hours, and none was found at all, which is no permission."""
    rows = (
        "I-200,held,2026-03-03 10:00,2026-03-09 09:00",
        "I-247A,held,2026-03-03 10:00,",
        "I-247A,held,2026-03-03 10:00,2026-03-04 09:00",
    )
    told = first(audited(sanctuary, tmp_path, *rows))
    assert (
        "How long it lasted was not tested in 2 of 3 holds: in 1 no time is told that can be read; 1 rests on a paper for which no encoded"
        in told
    )
    assert "of what was done in 1 row no rule was found, and that is no permission" in told


def test_where_each_row_has_a_rule_no_silence_is_counted(tmp_path: Path, sanctuary: Sanctuary) -> None:
    """A required hold that was done needs no other word."""
    assert "no permission" not in first(audited(sanctuary, tmp_path, "I-247A,held,2026-03-03 10:00,2026-03-04 09:00"))


def test_the_holidays_of_a_year_are_eleven_days_and_those_on_which_they_are_observed() -> None:
    """In 2027 Juneteenth is on a Saturday, Independence Day on a Sunday and Christmas on a Saturday."""
    found = federal_holidays([2027])
    assert {date(2027, 1, 18), date(2027, 2, 15), date(2027, 5, 31), date(2027, 9, 6), date(2027, 10, 11), date(2027, 11, 25)} < found
    assert {date(2027, 6, 18), date(2027, 7, 5), date(2027, 12, 24)} < found
    assert len(found) == 14
    assert date(2020, 6, 19) not in federal_holidays([2020])
