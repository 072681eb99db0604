"""`sanctuary record done`: a duty that `due` lists is fulfilled, by its id or by a word of it."""

import re
from collections.abc import Sequence
from dataclasses import replace as replaced
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sanctuary.account.due import DueItem, clocks_of, fulfill, in_report, items_of, latest, need_done, owed_by, paper_of, standing, told_in
from sanctuary.account.holds import CLOCKS
from sanctuary.commands.entries import need_standing, told_of
from sanctuary.commands.options import Plain, Secret
from sanctuary.commands.record_add import corrected
from sanctuary.commands.recorded import Record, Who, open_log, told
from sanctuary.documents import replace
from sanctuary.errors import RecordError, RequestError, ended, nearest
from sanctuary.law.packs import Library
from sanctuary.record.corrections import acts_of
from sanctuary.record.entry import Entry
from sanctuary.record.fields import Custody, Notice
from sanctuary.record.log import Log
from sanctuary.record.times import time_of
from sanctuary.study.letters import small
from sanctuary.study.phrases import duty as duty_said

__all__ = ["done", "matching"]

_SMALL = frozenset({"and", "the", "person", "for"})
"""Words of duties that tell none from another."""

_OPENS = re.compile(r"(\d+)(?:\.(.+))?", re.ASCII)


def done(
    folder: Record,
    item: str,
    what: str = "",
    *,
    at: Annotated[str, Parameter(help="When, as 15:00 of today or 2026-11-22T15:00; without it now.")] = "",
    form: Annotated[str, Parameter(help="The version of the form that was handed out.")] = "",
    language: Annotated[str, Parameter(help="Its language.")] = "",
    how: Annotated[str, Parameter(help="How the duty was fulfilled, where no paper was.")] = "",
    passphrase_file: Secret = "",
    person: Who = "",
    shape: Plain = "text",
) -> int:
    """Fulfill a duty that `due` lists, by the number of the dealing and a word ('done FOLDER 12 copy --at 15:00') or by its id.

    Parameters
    ----------
    item
        The number of the dealing, or the id of the item, as 12.release or us-or/ors-181a.826-3-report@2026-11.
    what
        A word of the duty, as copy, intent, notice or release; of a standing duty the last period, as @2026-10.
    """
    if "/" in item:
        return _standing(folder, item.strip("[] "), what.strip("[] "), at, how, passphrase_file, person, shape)
    number = _OPENS.fullmatch(item.strip("[] "))
    word = (what or (number[2] if number else None) or "").strip("[] ").casefold()
    if not number or not word:
        raise RequestError(f"write {'what was done' if number else 'the number of the dealing'}: 'done FOLDER 12 copy', or an id of 'due'.")
    seq = int(number[1])
    with open_log(folder, passphrase_file, person) as log:
        act = log.show(seq).entry
        if act is None:
            raise RecordError(f"entry {seq}: erased or lost; nothing is due of it.")
        act = latest(log, seq) or act
        every = [*items_of(seq, act, owed_by(act)), *clocks_of(log, seq, act)]
        found = _one(log, seq, act, word, every)
        when = time_of(at, log.now())
        if not how:
            need_done(seq, found, when)
        _need_past(log, when)
        if _label(found) in CLOCKS and not how:
            return _ended(log, seq, found, when, shape)
        paper = paper_of(found.duty)
        entry = Entry(notices=(Notice(kind=paper, served_at=when, form_version=form, language=language),)) if paper and not how else Entry()
        entry = replace(entry, links=replace(entry.links, reason=how or ("" if paper else f"done at {when:%Y-%m-%d %H:%M %z}")))
        return _said(shape, fulfill(log, found.id, entry), found.id, found.duty)


def _one(log: Log, seq: int, act: Entry, word: str, every: Sequence[DueItem]) -> DueItem:
    """The item of a dealing that a word names; refuses a word that names none, or several."""
    found = matching(word, every)
    met = [(period, duty) for period, duty in in_report(act) if word in duty.duty.casefold()]
    if met and not found:
        period, duty = met[0]
        raise RequestError(
            f"entry {seq}: {duty_said(duty.duty)}: {small(period)}, for every request at once ({duty.cites}); nothing "
            "is due of one entry. 'sanctuary record due' lists that report."
        )
    known = log.derived().fulfilled
    left = [item for item in found if item.id not in known and item.fulfilled_by is None] or found
    if len(left) != 1:
        raise RequestError(f"entry {seq}: {_which(word, [_label(item) for item in left], [_label(item) for item in every])}")
    return left[0]


def matching(word: str, items: Sequence[DueItem]) -> list[DueItem]:
    """The items that a word names: by its id, in full or without the number, by its code, by a part of that, or by words of the screen."""
    word = word.casefold()
    named = [item for item in items if word in {item.id.casefold(), item.id.partition(".")[2], _label(item), f"{item.id} {item.duty}"}]
    words = set(word.replace(",", " ").split())
    return (
        named
        or [item for item in items if word in _label(item).casefold()]
        or [item for item in items if words <= set(duty_said(item.duty, item.rule).casefold().replace(",", " ").split())]
    )


def _label(item: DueItem) -> str:
    """What tells an item of a dealing from the others: the code of its duty, or the name of a clock."""
    end = item.id.partition(".")[2]
    return end if end in CLOCKS else item.duty


def _ended(log: Log, seq: int, item: DueItem, when: datetime, shape: Plain) -> int:
    """A clock of custody ends with what became of the person: the dealing says so from now on."""
    entry = Entry(custody=Custody(outcome="released", outcome_at=when))
    named = {"custody.outcome", "custody.outcome_at"}
    entry, also, _ = corrected(log, seq, entry, named, "")
    number = log.correct(seq, entry, f"what was due was done ({_label(item)})", sorted(named | set(also)))
    return told(
        shape,
        {"schema": "sanctuary.record.done/1", "seq": number, "item": item.id, "duty": item.duty},
        f"{item.id} is done: the person was released at {when:%Y-%m-%d %H:%M}; entry {number} says so.",
        f"Was the person handed over instead? sanctuary record add FOLDER --corrects {seq} --reason TEXT --set outcome=transferred",
    )


def _standing(folder: Path, item: str, last: str, at: str, how: str, secret: str, person: str, shape: Plain) -> int:
    """A standing duty, or one of several periods up to a last one: each is fulfilled by an entry of its own."""
    items = _periods(item, last)
    for one in items:
        need_standing(one)
    with open_log(folder, secret, person) as log:
        when = time_of(at, log.now())
        _need_past(log, when)
        known = log.derived().fulfilled
        left = [one for one in items if one not in known] or items[:1]
        entry = Entry()
        entry = replace(entry, links=replace(entry.links, reason=how or f"done at {when:%Y-%m-%d %H:%M %z}"))
        numbers = [fulfill(log, one, entry) for one in left]
        reports = _reports(log, left)
        covered = [*(told_of(one) for one in reports if one.entries), *_early(reports, when.date())]
    return _said(shape, numbers[-1], left[-1], "", beside=tuple(zip(numbers[:-1], left[:-1], strict=True)), closed=covered)


def _early(items: Sequence[DueItem], on: date) -> list[str]:
    """That a month or a quarter has not ended, whose report is closed: what comes in until then would be in none."""
    return [
        f"look again: {one.id.rpartition('@')[2]} ends on {one.by}; what comes in until then is in no report made now."
        for one in items
        if one.stands_in in ("month", "quarter") and isinstance(one.by, date) and on < one.by
    ]


def _reports(log: Log, names: Sequence[str]) -> list[DueItem]:
    """The standing items of some ids, each with the dealings that it tells of."""
    library, acts = Library(), acts_of(log.entries()).acts
    found = []
    for pack in dict.fromkeys(name.partition("/")[0] for name in names):
        every = standing({pack: library.get(pack).duties}, date(1900, 1, 1), date(2200, 12, 31))
        found += [replaced(one, entries=told_in(one, acts)) for one in every if one.id in names]
    return found


def _periods(item: str, last: str) -> list[str]:
    """The ids of a duty from its period to a last one: months, quarters or years.

    >>> _periods("us-or/a@2025-11", "@2026-01")
    ['us-or/a@2025-11', 'us-or/a@2025-12', 'us-or/a@2026-01']
    >>> _periods("us-or/a@2025", "")
    ['us-or/a@2025']
    """
    duty, _, first = item.partition("@")
    end = last.rpartition("@")[2]
    if not end:
        return [item]
    of_year = 4 if "Q" in first else 12 if "-" in first else 1
    shapes = {4: r"\d{4}-Q[1-4]", 12: r"\d{4}-(0[1-9]|1[0-2])", 1: r"\d{4}"}
    if not all(re.fullmatch(shapes[of_year], one, re.ASCII) for one in (first, end)) or first > end:
        raise RequestError("write the first period and the last, as 'done FOLDER us-or/ors-181a.826-3-report@2026-01 @2026-10'.")
    count = [int(one[:4]) * of_year + (int(one[5:].lstrip("Q") or 1) - 1) for one in (first, end)]
    names = {1: "{0}", 4: "{0}-Q{1}", 12: "{0}-{1:02}"}
    return [f"{duty}@{names[of_year].format(number // of_year, number % of_year + 1)}" for number in range(count[0], count[1] + 1)]


def _said(shape: Plain, number: int, item: str, duty: str, beside: Sequence[tuple[int, str]] = (), closed: Sequence[str] = ()) -> int:
    named = f" ({duty})" if duty else ""
    return told(
        shape,
        {"schema": "sanctuary.record.done/1", "seq": number, "item": item, "duty": duty},
        *(f"{other} is fulfilled; entry {seq} says so." for seq, other in beside),
        f"{item}{named} is fulfilled; entry {number} says so.",
        *closed,
    )


def _need_past(log: Log, when: datetime) -> None:
    if when > log.now() + timedelta(minutes=5):
        told_now = f"{log.now():%Y-%m-%d %H:%M}"
        raise RequestError(f"--at: {when:%Y-%m-%d %H:%M} is later than now ({told_now}). Give the time at which it was done.")


def _which(what: str, found: list[str], every: list[str]) -> str:
    """Why a word names no duty of an entry, or more than one, and which words would."""
    if not every:
        return "nothing is due of it. 'sanctuary record due' lists what is due."
    if found:
        return f"{len(found)} of its duties have this word: {', '.join(found)}. Write more of the one."
    words = dict.fromkeys(word for duty in every for word in duty.split("-") if len(word) > 2 and word not in _SMALL)
    return f"none of its duties has this word; {ended(nearest(what.casefold(), words))} Its duties: {', '.join(every)}."
