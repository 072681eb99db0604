"""The rows that a reader of an audit should look at, a line each: where they stand, what was done, and what is missing to tell the law."""

from collections.abc import Mapping, Sequence

from sanctuary.audit.figures import AuditReport, LateRow, LongRow, OpenRow, PartedRow
from sanctuary.audit.headline import OPEN
from sanctuary.law.vocabulary import Vocabulary
from sanctuary.study.phrases import act_said, listed, spoken, upper

__all__ = ["rows_told"]

LISTED = 12
"""Lines of a list on the screen."""


def _open_told(report: AuditReport, vocabulary: Vocabulary) -> list[str]:
    """The first rows of which the law cannot be told, those of one act and one reason in a line, and how many more there are."""
    asks = {fact.of: fact.ask for law in (report.law, *report.others) for fact in law.open_facts}
    alike: dict[str, list[OpenRow]] = {}
    for one in report.open_rows:
        alike.setdefault(f"{_act_of(one, vocabulary)}; {_missing(one, asks)}", []).append(one)
    told = [f"{_at(some[0]) if len(some) == 1 else _at_all(some)}: {why}" for why, some in alike.items()]
    laws = (report.law, *report.others)
    every = sum(one.rows for law in laws for one in law.outcomes if one.of in OPEN)
    if told and (more := every - len(report.open_rows)) > 0:
        told.append(f"and {more:,} more that cannot be told: --rows FILE.csv lists all, with what each turns on")
    return told


def _missing(one: OpenRow, asks: Mapping[str, str]) -> str:
    """What is missing to tell the law of a row."""
    if one.outcome == "conflict":
        return "rules contradict each other"
    if one.outcome == "unknown":
        return "the law of that day was not searched"
    facts = [upper(asks.get(fact) or spoken(fact)).partition("?")[0] + "?" for fact in one.turns_on[:_MISSING]]
    more = len(one.turns_on) - len(facts)
    return f"not told: {' '.join(facts)}{f' (and {more} more)' if more > 0 else ''}" if facts else "cannot be told: facts are open"


_MISSING = 2
"""Questions of a row that are told: a line holds no more."""


def _late_told(report: AuditReport) -> list[str]:
    """The rows that declined a hold and let the person go late, the longest first."""
    told = [
        f"{_at(one)}: the hold was declined, and the person was let go {_long(one.minutes)} after the release was due"
        for one in report.late_rows
    ]
    if (more := len(told) - LISTED) > 0:
        return [*told[:LISTED], f"and {more:,} more (--format json lists all)"]
    return told


def _long_told(report: AuditReport) -> list[str]:
    """The rows in which a hold lasted longer than a detainer asks, the longest first."""
    told = [
        f"{_at(one)}: held on a detainer, and let go {_long(one.minutes)} after the release was due; past the 48 hours of {one.past}"
        for one in report.long_rows
    ]
    if (more := len(told) - LISTED) > 0:
        return [*told[:LISTED], f"and {more:,} more (--format json lists all)"]
    return told


def _long(minutes: int) -> str:
    """A length of time in words.

    >>> _long(600), _long(61), _long(12)
    ('10 hours', '1 hour 1 minute', '12 minutes')
    """
    hours, rest = divmod(minutes, 60)
    parts = [f"{count:,} {word}{'' if count == 1 else 's'}" for count, word in ((hours, "hour"), (rest, "minute")) if count]
    return " ".join(parts) or "less than a minute"


def _at(one: PartedRow | OpenRow | LateRow | LongRow) -> str:
    """Where a row stands, and its day; an act of a month or a year has no day of its own."""
    at = f"row {one.row:,}" + (f" (line {one.line:,})" if one.line else "")
    last = one.first_day if isinstance(one, LateRow | LongRow) else one.last_day
    return f"{at}, {one.first_day}" if one.first_day == last else f"{at}, {one.first_day} to {last}"


def _at_all(some: Sequence[OpenRow]) -> str:
    """Where several rows stand: by their numbers, runs of them by the first and the last."""
    runs: list[list[int]] = []
    for one in some:
        if runs and one.row == runs[-1][-1] + 1:
            runs[-1].append(one.row)
        else:
            runs.append([one.row])
    return f"rows {listed([f'{run[0]:,}' if len(run) == 1 else f'{run[0]:,} to {run[-1]:,}' for run in runs])}"


def _act_of(one: PartedRow | OpenRow, vocabulary: Vocabulary) -> str:
    """The act of a row in words, after its name where a row has several."""
    act = f"{one.act}, " if one.act else ""
    return f"{act}{act_said(vocabulary.actions[one.action], [one.resource] if one.resource else [])}"


def rows_told(report: AuditReport, vocabulary: Vocabulary) -> list[str]:
    """The rows to look at, a line each, and where: law and practice part, a hold was declined and the person went late, the law is open."""
    told = [_row_told(one, vocabulary) for one in report.parted_rows]
    if more := report.parted.rows - len(told):
        told.append(f"and {more:,} more: --rows FILE.csv lists all" if told else "--rows FILE.csv lists them")
    told += [*_long_told(report), *_late_told(report), *_open_told(report, vocabulary)]
    if told:
        every: tuple[PartedRow | LateRow | LongRow | OpenRow, ...] = (
            *report.parted_rows,
            *report.long_rows,
            *report.late_rows,
            *report.open_rows,
        )
        lines = "; a line counts every line of the file, the header too" if any(one.line for one in every) else ""
        told.append(f"Rows count from 1 below the header{lines}.")
    return told


_DONE = {"done": "done", "declined": "declined", "partly": "done in part"}


def _row_told(one: PartedRow, vocabulary: Vocabulary) -> str:
    """A row as a line: where it stands, its day, its act, what was done, and by which rule it parts."""
    says = "forbidden" if one.outcome == "must-not" else "required"
    cites = (" and " if one.every else " or ").join(one.cites)
    return f"{_at(one)}: {_act_of(one, vocabulary)}, {_DONE[one.done]}; {says}{f' by {cites}' if cites else ''}"
