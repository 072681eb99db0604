"""What is due, by when: duties that follow from a dealing, and standing duties of the packs, in one calendar.

Rules it keeps:
- A clock is what the law's text says: a duration (ISO 8601, PT24H), "promptly", which gives no hour, or nothing; hours are never invented.
- What a correction says of a dealing counts, so a duty can arise or change by it.
- A duty on a request arises with it; one on an act when it was done; one on a breach when what the law forbids was done. Where the entry
  does not say whether it was done, or the duty follows in some cases only, the item stands and says so (`certain` is false).
- A standing duty with a day is due on that day, of each year where it is yearly; a yearly, quarterly or monthly one without at the end of
  each period; one that is due once without a day has none. It is listed for everybody whom its text names: whether that is this agency is
  for counsel.
- A duty that follows from a figure of the year before (the forum after access) is certain where something stands in that figure. A day that
  was set for an item (an entry of kind `appointment`) is its day, and notice is due as long before as the text says.
- A duty of a dealing is owed by the office that was asked, where the entry says which; the forum after access by the governing body.
- A draft never fulfills a duty; nor does a report that was not sent, or a paper to the person without the time at which it was served.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace as changed
from datetime import date, datetime, timedelta
from typing import Any

from sanctuary.account.catalog import read_report
from sanctuary.account.due_item import DueItem, day_of
from sanctuary.account.holds import HoldEnd, hold_begins, hold_ends, release_due
from sanctuary.account.nil import NIL, with_what_is_entered
from sanctuary.account.owed import reports_in
from sanctuary.account.report import run
from sanctuary.errors import RecordError
from sanctuary.law.duty_words import duty_when
from sanctuary.law.packs import Library
from sanctuary.model import StandingDuty
from sanctuary.record.clock import span
from sanctuary.record.corrections import Act, acts_of
from sanctuary.record.entry import Entry, values
from sanctuary.record.fields import Duty
from sanctuary.record.log import Log, fulfillment
from sanctuary.record.settings import zone_of

__all__ = [
    "WRITTEN", "DueItem", "calendar", "clocks_of", "fulfill", "fulfills", "in_report", "items_of", "latest", "need_done", "owed_by",
    "paper_of", "standing",
    "told_in",
]  # fmt: skip

_MONTHS_OF = {"yearly": 12, "quarterly": 3, "monthly": 1}
_PERIODS = {"yearly": "year", "quarterly": "quarter", "monthly": "month"}
_PAPERS: Mapping[str, frozenset[str]] = {
    "copy-to-person": frozenset({"copy-of-request"}),
    "intent-to-person": frozenset({"intent"}),
    "interview-consent-form": frozenset({"interview-consent"}),
    "same-notice-to-person": frozenset({"release-notice"}),
    "notice-to-counsel-or-designee": frozenset({"release-notice"}),
}
"""Which papers fulfill a duty; any paper may where the duty is not named here."""

WRITTEN = frozenset({"document-the-dealing"})
"""Duties to write a dealing down: the entry of it is that."""

_OF_OTHERS: Mapping[str, tuple[str, ...]] = {"hold-public-forum": ("governing-body",)}
"""Duties that a dealing of one office brings upon another (Gov. Code 7283.1(d))."""

_DONE, _NOT_DONE = ("complied", "partly"), ("declined", "no-response", "referred")


def calendar(
    log: Log, duties: Mapping[str, Iterable[StandingDuty]], first: date, last: date, agency: str = "", holidays: Iterable[date] = ()
) -> list[DueItem]:
    """What entries owe, whenever, and the standing duties of packs that fall due from one day to another, of one agency or of all.

    The ends of holds that entries tell of stand in it too (holds.py); `holidays` are days that one of their clocks leaves out.
    """
    lines = list(log.entries())
    acts = acts_of(lines).acts
    items = [item for act in acts for item in items_of(act.seq, act.entry, owed_by(act.entry))]
    set_days = {one.item: one.on for act in acts if (one := act.entry.appointment) is not None}
    free = frozenset(holidays)
    clocks = [item for act in acts for item in clocks_of(log, act.seq, act.entry, free)]
    stands = standing(duties, first, last, set_days, lambda figure, year: _counted(log, figure, year))
    stands = (changed(item, entries=told_in(item, acts)) for item in stands)
    known = _beside_the_record(stands, next((line.day for line in log.lines(0, min(1, log.size()))), log.now().date()), _years(acts))
    found = [item for item in (*items, *clocks, *known) if item.owed(agency)]
    return with_what_is_entered(_with_fulfilled(found, log.derived().fulfilled), lines)


def _years(acts: Iterable[Act]) -> set[int]:
    """The years of which dealings tell."""
    return {when.year for act in acts if act.entry.kind == "dealing" and (when := act.entry.event.received_at) is not None}


def _beside_the_record(items: Iterable[DueItem], began: date, years: Collection[int]) -> Iterator[DueItem]:
    """Standing items with what the record cannot tell of them, for it began later; a year of which it holds dealings is covered."""
    for item in items:
        uncovered = item.about is not None and item.about < began.year and item.about not in years
        yield changed(item, uncovered=uncovered, before_record=not item.entries and item.by is not None and day_of(item.by) < began)


def clocks_of(log: Log, seq: int, entry: Entry, holidays: frozenset[date] = frozenset()) -> Iterator[DueItem]:
    """The ends of a hold that a dealing tells of, and where it was declined the time at which the person goes."""
    for end in hold_ends(seq, entry, holidays, zone_of(log.settings)):
        yield _clock(end, entry)
    if release := release_due(seq, entry):
        yield _clock(release, entry)


def _clock(end: HoldEnd, entry: Entry) -> DueItem:
    """The end of a hold as a due item; where nobody said yet that the person is held, only if so."""
    return DueItem(
        f"{end.seq}.{end.name}", end.what, end.by, end.clock, end.cites, end.seq, certain=end.held, fulfilled_by=end.ended_by,
        owed_by=_office(entry), on="" if end.held else "act", open=not end.held,
    )  # fmt: skip


def _office(entry: Entry) -> tuple[str, ...]:
    """Who was asked, in every word that the entry has for it."""
    named = (entry.event.actor, entry.determination.actor, entry.event.local_agency)
    return tuple(dict.fromkeys(word for word in named if word))


def paper_of(duty: str) -> Any:
    """The kind of paper that fulfills a duty, where the law names one."""
    return next(iter(sorted(_PAPERS.get(duty, ()))), "")


def fulfill(log: Log, item: str, entry: Entry) -> int:
    """The number of an entry that fulfills a due item; refuses a draft, and an item that is fulfilled already."""
    done = fulfillment(item, entry)
    standing = "/" in item
    duty = "" if standing else next((one.duty for one in _owed_in(log) if one.id == item), None)
    if duty is None:
        raise RecordError("no due item has this id; 'sanctuary record due' lists them.")
    fulfills(done, duty)
    return log.fulfill(item, done)


def latest(log: Log, seq: int) -> Entry | None:
    """A dealing as it is known now, with what corrects it; nothing where no act has the number."""
    return next((act.entry for act in acts_of(log.entries()).acts if act.seq == seq), None)


def need_done(seq: int, item: DueItem, when: datetime) -> None:
    """Refuses to fulfill, at a time, what is owed only once something is done that no entry tells of, or that begins later."""
    if item.on != "act":
        return
    how = "or say with --how how it was done before"
    if item.open:
        raise RecordError(
            f"entry {seq}: this is owed once what was asked for is done, and no entry says that it was. Say that first (record add FOLDER "
            f"--corrects {seq} --reason TEXT --set response=complied), {how}."
        )
    if (begun := item.begins) and begun > when:
        raise RecordError(
            f"entry {seq}: this is owed once the hold begins, {begun:%Y-%m-%d %H:%M} (eligible_release_at). Enter it then, {how}."
        )


def _owed_in(log: Log) -> Iterator[DueItem]:
    """What dealings owe, as corrected."""
    for act in acts_of(log.entries()).acts:
        yield from items_of(act.seq, act.entry, owed_by(act.entry))
        yield from clocks_of(log, act.seq, act.entry)


def owed_by(entry: Entry) -> list[int]:
    """Which duties of a dealing's determination arise, by their place in it. A correction owes nothing itself: what it corrects does.

    Left out is what a report of a period meets (`in_report`): the standing duty of that report is its item.
    """
    every = entry.determination.duties if entry.kind == "dealing" else ()
    return [number for number, duty in enumerate(every) if not duty_when(duty.duty) and _arises(entry, duty) != "no"]


def in_report(entry: Entry) -> list[tuple[str, Duty]]:
    """Duties of a dealing that a report of a period meets, each with when that is ("In the yearly report")."""
    every = entry.determination.duties if entry.kind == "dealing" else ()
    return [(when, duty) for duty in every if (when := duty_when(duty.duty)) and _arises(entry, duty) != "no"]


def told_in(item: DueItem, acts: Iterable[Act]) -> tuple[int, ...]:
    """The dealings that a standing report tells of: those of its period whose duty to report it meets (`in_report`)."""
    pack, _, period = item.id.partition("/")[0], *item.id.rpartition("@")[1:]
    if "@" not in item.id or item.id.partition("@")[0].endswith(NIL):
        return ()
    of_month = "-" in period
    found = []
    for act in acts:
        day = act.entry.event.received_at or act.entry.recorded_at
        if day is None or f"{day:%Y-%m}"[: len(period) if item.about is None else 4] != (str(item.about) if item.about else period):
            continue
        met = (duty for when, duty in in_report(act.entry) if ("month" in when) == of_month)
        if any(duty.rule.startswith(f"{pack}/") and duty.cites.startswith(item.cites) for duty in met):
            found.append(act.seq)
    return tuple(found)


def items_of(seq: int, entry: Entry, numbers: Iterable[int]) -> Iterator[DueItem]:
    """The due items of an entry."""
    for number in numbers:
        duty = entry.determination.duties[number]
        length, start = span(duty.within), _start(entry, duty)
        by = start + length if start and length else None
        arises = _arises(entry, duty)
        certain, unsaid = duty.always and arises == "yes", arises == "unknown"
        whose = _OF_OTHERS.get(duty.duty) or _office(entry)
        yield DueItem(
            f"{seq}.{number}", duty.duty, by, duty.within, duty.cites, seq, certain=certain, owed_by=whose, on=duty.on, open=unsaid,
            rule=duty.rule, fulfilled_by=seq if duty.duty in WRITTEN else None,
            begins=hold_begins(entry, of_hold=_of_hold(duty.rule)) if duty.on == "act" else None,
        )  # fmt: skip


def _of_hold(rule: str) -> bool:
    """Whether a rule of a pack speaks of holds alone."""
    pack, library = rule.partition("/")[0], Library()
    found = [one for one in library.get(pack).rules if one.id == rule] if pack in library.ids else []
    return bool(found) and set(found[0].actions) == {"hold"}


def standing(
    duties: Mapping[str, Iterable[StandingDuty]],
    first: date,
    last: date,
    set_days: Mapping[str, date] | None = None,
    counted: Callable[[str, int], bool] = lambda _, __: False,
) -> Iterator[DueItem]:
    """Standing duties, by pack, that fall due from one day to another (both included), or have no day and are in force.

    `set_days`: days that were set for items; notice of one is due that long before. `counted`: whether something stands in a figure of a
    report for a year; a duty that follows from it is certain then.
    """
    for pack, every in duties.items():
        for duty in every:
            if duty.since > last or (duty.until is not None and duty.until <= first):
                continue
            for by, period in _days(duty, first, last):
                mark = f"@{period}" if period else ""
                item = f"{pack}/{duty.id}{mark}"
                day = (set_days or {}).get(item, by)
                certain = not duty.after or (by is not None and counted(duty.after, by.year - 1))
                yield DueItem(
                    item, duty.title, day, duty.due, duty.cites, who=duty.who, owed_by=duty.owed_by, certain=certain,
                    stands_in=_PERIODS.get(duty.due, "") if not duty.day and day == by else "",
                    about=by.year - 1 if duty.covers and by is not None else None,
                    instead=f"{pack}/{duty.instead}{mark}" if duty.instead else "",
                )  # fmt: skip
                if duty.notice and day is not None:
                    notice = f"{pack}/{duty.id}-notice{mark}"
                    before = day - (span(duty.notice) or timedelta(0))
                    title = f"Give notice: {duty.title[0].lower()}{duty.title[1:]}"
                    yield DueItem(notice, title, before, duty.notice, duty.cites, who=duty.who, owed_by=duty.owed_by, certain=certain)


def _counted(log: Log, figure: str, year: int) -> bool:
    """Whether something stands in a figure (report/figure) of a year."""
    name, _, wanted = figure.partition("/")
    told = run(read_report(reports_in()[name]), log.entries(), date(year, 1, 1), date(year, 12, 31))
    return any(one.entries for one in told.figures if one.id == wanted)


def _with_fulfilled(items: Iterable[DueItem], fulfilled: Mapping[str, int]) -> list[DueItem]:
    """The items, the ones without a day last, each with the entry that fulfilled it."""
    marked = [changed(item, fulfilled_by=fulfilled.get(item.id, item.fulfilled_by), other_by=fulfilled.get(item.instead)) for item in items]
    return sorted(marked, key=lambda item: (item.by is None, day_of(item.by), item.id))


def fulfills(entry: Entry, duty: str = "") -> None:
    """Refuses what fulfills nothing: a draft, a report that was not sent, a paper that was not served, or another paper than the duty's.

    `duty` is the name of a duty that follows from a dealing, or nothing for a standing one, which no paper to a person fulfills.
    """
    draft = any(isinstance(value, str) and path.endswith("form_version") and "draft" in value.casefold() for path, value in values(entry))
    if draft:
        raise RecordError("a draft fulfills no duty. Name the form version that counsel approved and that was handed out.")
    if any(notice.served_at is None for notice in entry.notices):
        raise RecordError("notices.served_at: a paper that was not served fulfills no duty. Say when it was served.")
    if entry.report is not None and entry.report.sent_at is None:
        raise RecordError("report.sent_at: a report that was not sent fulfills no duty. Say when it was sent.")
    kinds = {notice.kind for notice in entry.notices}
    if kinds and not kinds & {*_PAPERS.get(duty, kinds if duty else ()), "other"} and not entry.links.reason:
        asked = (
            f"'{duty}' is fulfilled by {' or '.join(sorted(_PAPERS[duty]))}" if duty else "no paper to a person fulfills a standing duty"
        )
        raise RecordError(f"notices.kind: {asked}. Give that, the report that was sent, or say in links.reason how the duty was fulfilled.")
    if not entry.notices and entry.report is None and not entry.links.reason:
        raise RecordError("links.reason: say how the duty was fulfilled, or give the notice that was served or the report that was sent.")


def _arises(entry: Entry, duty: Duty) -> str:
    done = _was_done(entry)
    match duty.on:
        case "request":
            return "yes"
        case "act":
            return done
        case "breach":
            forbidden = {"must-not": "yes", "must": "no", "may": "no", "silent": "no"}.get(entry.determination.outcome, "unknown")
            return "no" if "no" in (done, forbidden) else "unknown" if "unknown" in (done, forbidden) else "yes"
    return "unknown"


def _was_done(entry: Entry) -> str:
    action = entry.action
    if action.response in _DONE or action.info_disclosed or action.access_given or action.access_granted == "yes":
        return "yes"
    if entry.custody.outcome == "transferred":
        return "yes"
    return "no" if action.response in _NOT_DONE else "unknown"


def _start(entry: Entry, duty: Duty) -> datetime | None:
    asked = entry.event.received_at or entry.recorded_at
    if duty.on == "request":
        return asked
    return entry.action.disclosed_at or entry.action.answered_at or entry.custody.outcome_at or entry.recorded_at


def _days(duty: StandingDuty, first: date, last: date) -> Iterator[tuple[date | None, str]]:
    months = _MONTHS_OF.get(duty.due)
    if months is None:
        by = None if duty.due == "once" else _written(duty)
        if by is None or first <= by <= last:
            yield by, ""
        return
    start = date(first.year, 1, 1)
    while start <= last:
        after = _months_after(start, months)
        end = _in_year(duty, start.year) if duty.day else after - timedelta(days=1)
        in_force = end >= duty.since and (duty.until is None or end < duty.until)
        if in_force and first <= end <= last:
            yield end, {12: f"{start.year}", 3: f"{start.year}-Q{start.month // 3 + 1}", 1: f"{start:%Y-%m}"}[months]
        start = after


def _in_year(duty: StandingDuty, year: int) -> date:
    try:
        if duty.due == "yearly":
            return date.fromisoformat(f"{year}-{duty.day}")
    except ValueError:
        pass
    told = f"the standing duty '{duty.id}' is due '{duty.due}' by the day '{duty.day}'; expected yearly and a day as MM-DD."
    raise RecordError(f"{told} Correct its duties.toml.")


def _written(duty: StandingDuty) -> date:
    try:
        return date.fromisoformat(duty.due)
    except ValueError:
        told = f"the standing duty '{duty.id}' is due '{duty.due}'; expected yearly, quarterly, monthly, once or a day."
        raise RecordError(f"{told} Correct its duties.toml.") from None


def _months_after(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
