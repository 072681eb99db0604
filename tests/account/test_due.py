"""Due items: clocks of the text, standing duties by their calendar, and what fulfills one."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from record.dealings import Clock, dealing, plain
from sanctuary.account.due import calendar, fulfill, fulfills, items_of, owed_by, standing
from sanctuary.account.holds import hold_ends
from sanctuary.commands.entries import due_line
from sanctuary.documents import replace
from sanctuary.errors import RecordError
from sanctuary.law.packs import Library
from sanctuary.model import StandingDuty
from sanctuary.record.acts import Appointment
from sanctuary.record.clock import span
from sanctuary.record.entry import Entry
from sanctuary.record.fields import Action, Custody, Determination, Duty, Event, Notice, ReportRun
from sanctuary.record.log import Log

NOW = datetime(2026, 11, 20, tzinfo=UTC)
SERVED = Notice(kind="copy-of-request", form_version="2026-3", language="en", served_at=NOW)


@pytest.mark.parametrize(
    ("within", "length"),
    [("PT24H", timedelta(hours=24)), ("PT72H", timedelta(days=3)), ("P30D", timedelta(days=30)), ("P2W", timedelta(days=14)),
     ("P1DT12H30M", timedelta(hours=36, minutes=30)), ("promptly", None), ("", None)],
)  # fmt: skip
def test_a_clock_is_what_the_text_says(within: str, length: timedelta | None) -> None:
    """Nothing and `promptly` have no length: hours are never invented."""
    assert span(within) == length


@pytest.mark.parametrize("within", ["24h", "P", "PT", "P1Y", "P1M", "-PT1H", "PT24H ", "soon"])
def test_what_is_no_clock_is_refused(within: str) -> None:
    """Months have no fixed length; they are refused rather than guessed."""
    with pytest.raises(RecordError, match="no duration"):
        span(within)


def with_duty(on: str, outcome: str, response: str, *, always: bool = True, within: str = "promptly") -> Entry:
    duty = Duty(duty="copy-to-person", on=on, within=within, rule="r", cites="c", always=always)  # type: ignore[arg-type]
    told = Determination(outcome=outcome, duties=(duty,))  # type: ignore[arg-type]
    return replace(dealing(response=response), determination=told)


@pytest.mark.parametrize(
    ("on", "outcome", "response", "arises", "certain"),
    [
        ("request", "must-not", "declined", True, True),
        ("act", "may", "complied", True, True),
        ("act", "may", "partly", True, True),
        ("act", "may", "declined", False, False),
        ("act", "may", "pending", True, False),
        ("breach", "must-not", "complied", True, True),
        ("breach", "must-not", "declined", False, False),
        ("breach", "may", "complied", False, False),
        ("breach", "depends", "complied", True, False),
        ("unknown", "may", "complied", True, False),
    ],
)
def test_a_duty_arises_on_the_request_the_act_or_the_breach(on: str, outcome: str, response: str, arises: bool, certain: bool) -> None:
    """Where the entry does not say whether it was done, the item stands and says that it is not certain."""
    entry = with_duty(on, outcome, response)
    assert owed_by(entry) == ([0] if arises else [])
    assert [item.certain for item in items_of(4, entry, owed_by(entry))] == ([certain] if arises else [])
    assert not any(item.certain for item in items_of(4, with_duty(on, outcome, response, always=False), owed_by(entry)))


def test_a_clock_runs_from_the_request_and_one_without_length_has_no_time() -> None:
    """A copy within a day of the request; promptly names no hour, and none is invented."""
    asked = dealing().event.received_at
    assert asked is not None
    (first,) = items_of(4, dealing(), owed_by(dealing()))
    assert (first.id, first.by, first.clock, first.cites) == ("4.0", asked + timedelta(hours=24), "PT24H", "Gov. Code 7283.1(b)")
    (prompt,) = items_of(1, with_duty("request", "may", "declined"), [0])
    assert (prompt.by, prompt.clock) == (None, "promptly")
    assert [item.by for item in items_of(1, with_duty("request", "may", "declined", within=""), [0])] == [None]
    assert first.late(asked + timedelta(hours=25))
    assert not first.late(asked + timedelta(hours=23))


def duty(due: str, since: date = date(2020, 1, 1), until: date | None = None) -> StandingDuty:
    return StandingDuty(id="d", title="t", who="w", cites="c", source="official", since=since, due=due, until=until)


@pytest.mark.parametrize(
    ("due", "ids"),
    [
        ("yearly", {"p/d@2026": date(2026, 12, 31)}),
        ("quarterly", {"p/d@2026-Q2": date(2026, 6, 30), "p/d@2026-Q3": date(2026, 9, 30), "p/d@2026-Q4": date(2026, 12, 31)}),
        ("monthly", {f"p/d@2026-{m:02}": date(2026, m, d) for m, d in ((6, 30), (7, 31), (8, 31), (9, 30), (10, 31), (11, 30), (12, 31))}),
        ("2026-07-01", {"p/d": date(2026, 7, 1)}),
        ("2027-07-01", {}),
        ("once", {"p/d": None}),
    ],
)
def test_standing_duties_stand_in_the_calendar_by_their_periods(due: str, ids: dict[str, date | None]) -> None:
    """June to December 2026."""
    found = {item.id: item.by for item in standing({"p": [duty(due)]}, date(2026, 6, 1), date(2026, 12, 31))}
    assert found == ids


def test_a_standing_duty_counts_while_it_is_in_force() -> None:
    """From its first day up to, and not including, its last."""
    year = (date(2026, 1, 1), date(2026, 12, 31))
    assert not list(standing({"p": [duty("yearly", since=date(2027, 1, 1))]}, *year))
    assert not list(standing({"p": [duty("yearly", until=date(2026, 12, 31))]}, *year))
    assert len(list(standing({"p": [duty("quarterly", since=date(2026, 5, 1))]}, *year))) == 3
    with pytest.raises(RecordError, match="expected yearly"):
        list(standing({"p": [duty("fortnightly")]}, *year))


def test_a_yearly_duty_with_a_day_is_due_on_it() -> None:
    """Each year, under the number of the year in which it falls due; a day that does not exist is refused."""
    found = list(standing({"p": [replace(duty("yearly"), day="03-01")]}, date(2025, 6, 1), date(2027, 6, 1)))
    assert {item.id: item.by for item in found} == {"p/d@2026": date(2026, 3, 1), "p/d@2027": date(2027, 3, 1)}
    for wrong in (replace(duty("yearly"), day="02-30"), replace(duty("monthly"), day="03-01")):
        with pytest.raises(RecordError, match="MM-DD"):
            list(standing({"p": [wrong]}, date(2026, 1, 1), date(2026, 12, 31)))


def test_every_standing_duty_of_the_packs_can_be_read(library: Library) -> None:
    """No pack uses a word that the calendar does not know."""
    duties = {name: library.get(name).duties for name in library.ids}
    found = {item.id.partition("@")[0] for item in standing(duties, date(2017, 1, 1), date(2031, 12, 31))}
    expected = {f"{name}/{one.id}{tail}" for name, every in duties.items() for one in every for tail in ("", "-notice" * bool(one.notice))}
    assert found == expected


def test_the_title_of_a_standing_duty_is_told_once_and_as_it_is_written(library: Library) -> None:
    """A day or a hyphen in it stays; in brackets stands the id alone; no title speaks of a paragraph that the reader does not see."""
    duties = {name: library.get(name).duties for name in library.ids}
    for item in standing(duties, date(2017, 1, 1), date(2031, 12, 31)):
        line = due_line(item)
        assert line.startswith(f"{item.duty[:1].upper()}{item.duty[1:]}, ")
        assert line.endswith(f" [{item.id}]")
        assert line.count(item.duty[1:]) == 1
        assert not re.search(r"\b(of|in|under) \(\w\)", item.duty)


def test_a_due_item_is_open_until_an_entry_fulfills_it(log: Log, clock: Clock) -> None:
    """Standing duties stand in the same calendar; each is fulfilled once, and a draft never counts."""
    clock.now = max(clock.now, NOW)
    year = (date(2026, 1, 1), date(2026, 12, 31))
    duties = {"us-ca": [duty("yearly")]}
    log.add(dealing())
    assert [(item.id, item.fulfilled_by) for item in calendar(log, duties, *year)] == [("0.0", None), ("us-ca/d@2026", None)]
    with pytest.raises(RecordError, match="draft"):
        fulfill(log, "0.0", replace(plain(), notices=(replace(SERVED, form_version="Draft 2"),)))
    assert fulfill(log, "0.0", replace(plain(), notices=(SERVED,))) == 1
    assert fulfill(log, "us-ca/d@2026", replace(plain(), report=ReportRun(law="us-ca", sent_at=NOW))) == 2
    assert [(item.id, item.fulfilled_by) for item in calendar(log, duties, *year)] == [("0.0", 1), ("us-ca/d@2026", 2)]
    with pytest.raises(RecordError, match="fulfilled already, by entry 1"):
        fulfill(log, "0.0", replace(plain(), notices=(SERVED,)))
    with pytest.raises(RecordError, match="no due item"):
        fulfill(log, "0.9", replace(plain(), notices=(SERVED,)))


def test_a_correction_changes_what_is_due(log: Log) -> None:
    """What turns out to have been done owes what an act owes, from the time that is right; nothing is owed twice."""
    log.add(with_duty("act", "may", "declined", within="PT24H"))
    assert calendar(log, {}, NOW.date(), NOW.date()) == []
    right = NOW - timedelta(days=2)
    done = replace(plain(), action=replace(plain().action, response="complied", answered_at=right))
    log.correct(0, done, "it was done", ["action.response", "action.answered_at"])
    (item,) = calendar(log, {}, NOW.date(), NOW.date())
    assert (item.id, item.by) == ("0.0", right + timedelta(hours=24))
    log.correct(0, with_duty("act", "may", "complied", within="PT48H"), "another clock", ["determination.duties"])
    (item,) = calendar(log, {}, NOW.date(), NOW.date())
    assert (item.id, item.by) == ("0.0", right + timedelta(hours=48))


def test_a_paper_fulfills_its_own_duty_alone(log: Log, clock: Clock) -> None:
    """A notice of release is no copy of a request, and no paper to a person holds a public forum; a reason may say otherwise."""
    clock.now = max(clock.now, NOW)
    log.add(dealing())
    other = replace(plain(), notices=(replace(SERVED, kind="release-notice"),))
    with pytest.raises(RecordError, match="'copy-to-person' is fulfilled by copy-of-request"):
        fulfill(log, "0.0", other)
    with pytest.raises(RecordError, match="no paper to a person fulfills a standing duty"):
        fulfill(log, "us-ca/d@2026", other)
    assert fulfill(log, "0.0", replace(other, links=replace(other.links, reason="the notice had the copy attached"))) == 1


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (replace(plain(), notices=(replace(SERVED, served_at=None),)), "not served"),
        (replace(plain(), report=ReportRun(law="us-ca")), "not sent"),
        (plain(), "say how"),
    ],
)
def test_what_did_not_happen_fulfills_nothing(entry: Entry, says: str) -> None:
    """A paper that was not served, a report that was not sent, nothing at all."""
    with pytest.raises(RecordError, match=says):
        fulfills(entry)


def test_every_standing_duty_says_who_owes_it() -> None:
    """One that does not would stand in everybody's calendar."""
    library = Library()
    assert [(name, duty.id) for name in library.ids for duty in library.get(name).duties if not duty.owed_by] == []


def forum_items(log: Log, year: int) -> dict[str, tuple[date, bool]]:
    """The forum of a year and its notice, each with its day and whether it is certain."""
    duties = {"us-ca": [duty for duty in Library().get("us-ca").duties if duty.id == "gov-7283.1-d"]}
    found = calendar(log, duties, date(year, 1, 1), date(year, 12, 31))
    return {item.id: (item.by, item.certain) for item in found if "/" in item.id and isinstance(item.by, date)}


def test_the_forum_follows_access_of_the_year_before_and_its_day_can_be_set(log: Log) -> None:
    """Nobody knows its day before it is set: the last of the year stands for it, with notice thirty days before."""
    forum, notice = "us-ca/gov-7283.1-d@2027", "us-ca/gov-7283.1-d-notice@2027"
    log.add(dealing(response="declined"))
    assert forum_items(log, 2027) == {forum: (date(2027, 12, 31), False), notice: (date(2027, 12, 1), False)}
    log.add(dealing(1, response="complied"))
    assert forum_items(log, 2027) == {forum: (date(2027, 12, 31), True), notice: (date(2027, 12, 1), True)}
    for day in (date(2027, 6, 1), date(2027, 5, 10)):
        log.add(Entry(kind="appointment", appointment=Appointment(item=forum, on=day)))
    assert forum_items(log, 2027) == {forum: (date(2027, 5, 10), True), notice: (date(2027, 4, 10), True)}
    assert [certain for _, certain in forum_items(log, 2028).values()] == [False, False]


def items_for(log: Log, agency: str) -> dict[str, tuple[bool, bool]]:
    """What an agency owes of dealings: by id, whether it is certain, and whether nobody knows yet that it was done."""
    return {item.id: (item.certain, item.open) for item in calendar(log, {}, date(2026, 1, 1), date(2026, 12, 31), agency)}


def test_an_item_of_a_dealing_is_owed_by_the_office_that_was_asked(log: Log) -> None:
    """The jail's items are not the school's; the forum is the governing body's; where nobody is named, anybody may owe it."""
    owed = [owes(name) for name in ("copy-to-person", "hold-public-forum")]
    for actor in ("sheriff", ""):
        act = dealing(response="complied")
        log.add(replace(act, event=replace(act.event, actor=actor, local_agency=""), determination=Determination(duties=tuple(owed))))
    assert set(items_for(log, "sheriff")) == {"0.0", "1.0"}
    assert set(items_for(log, "school")) == {"1.0"}
    assert set(items_for(log, "governing-body")) == {"0.1", "1.0", "1.1"}
    assert set(items_for(log, "")) == {"0.0", "0.1", "1.0", "1.1"}


def owes(name: str) -> Duty:
    """A duty on the request, always owed."""
    return Duty(duty=name, on="request", within="", rule="r", cites="c", always=True)


@pytest.mark.parametrize(
    ("response", "outcome", "stands"),
    [("complied", "unknown", "held"), ("unknown", "held", "held"), ("unknown", "unknown", "if held"), ("declined", "unknown", "")],
)
def test_the_clock_of_a_hold_stands_until_somebody_says_that_nobody_is_held(log: Log, response: Any, outcome: Any, stands: str) -> None:
    """What nobody said yet is told as such: a reminder that comes late is none."""
    freed = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
    log.add(
        Entry(
            event=Event(request_types=("hold",), actor="sheriff"),
            action=Action(response=response),
            custody=Custody(eligible_release_at=freed, outcome=outcome),
        )
    )
    expected = {"held": {"0.hold-48": (True, False)}, "if held": {"0.hold-48": (False, True)}, "": {"0.release": (True, False)}}[stands]
    assert items_for(log, "sheriff") == expected
    assert items_for(log, "school") == {}


@pytest.mark.parametrize(
    ("freed", "plain_end", "without_days_off"),
    [
        # The clocks go back on Sunday, November 1, 2026, and forward on Sunday, March 8, 2026.
        ("2026-10-30T23:59:00-07:00", "2026-11-01T22:59:00-08:00", "2026-11-03T23:59:00-08:00"),
        ("2026-03-06T23:59:00-08:00", "2026-03-09T00:59:00-07:00", "2026-03-10T23:59:00-07:00"),
        ("2026-10-31T12:00:00-07:00", "2026-11-02T11:00:00-08:00", "2026-11-04T00:00:00-08:00"),
        ("2026-11-25T18:00:00-08:00", "2026-11-27T18:00:00-08:00", "2026-11-30T18:00:00-08:00"),
        # Written in another offset than the place has.
        ("2026-11-28T07:59:00+00:00", "2026-11-29T23:59:00-08:00", "2026-12-01T23:59:00-08:00"),
    ],
)
def test_a_hold_is_counted_in_the_zone_of_the_place(freed: str, plain_end: str, without_days_off: str) -> None:
    """By the hours that pass and by days of the place: over weekends, a holiday (Thanksgiving), and both changes of the clocks."""
    entry = Entry(event=Event(request_types=("hold",)), custody=Custody(eligible_release_at=datetime.fromisoformat(freed), outcome="held"))
    ends = [one.by.isoformat() for one in hold_ends(0, entry, frozenset({date(2026, 11, 26)}), ZoneInfo("America/Los_Angeles"))]
    assert ends == [plain_end, without_days_off]


def test_a_transfer_is_done_whatever_the_answer_was_called() -> None:
    """Nobody wrote down what the answer was, and the person was handed over: what the law asks of that act is owed."""
    entry = with_duty("act", "may", "unknown")
    assert [item.certain for item in items_of(0, entry, owed_by(entry))] == [False]
    handed = replace(entry, custody=Custody(outcome="transferred"))
    assert [item.certain for item in items_of(0, handed, owed_by(handed))] == [True]
