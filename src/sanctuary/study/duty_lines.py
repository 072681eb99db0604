"""Duties of a decision, one line each: when, what, by when, and in which paragraph; those of a yearly report with its next day."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sanctuary.documents import Frozen
from sanctuary.engine.decision import DecisionReport, DutyReport
from sanctuary.law.jurisdiction import Law
from sanctuary.law.rules import Rule
from sanctuary.study.letters import small
from sanctuary.study.phrases import clock, duty, listed
from sanctuary.study.terms import duty_aside, duty_by, duty_when

__all__ = ["Owed", "before_release", "by_calendar", "duty_line", "duty_lines", "opened", "owed", "what_of"]

_WHEN = {"request": "On receiving it", "act": "If it is done", "breach": "If it is done all the same"}

NO_HOUR = " (the law sets no hour)"


class Owed(Frozen, frozen=True):
    """A duty as one line tells it: what, when it arises, its clock, the first of its rules, the paragraphs that ask for the same.

    `others`: the text lays it on somebody else than who acts. `sometimes`: in some cases alone, `case` in which, where that is known;
    `reported`: no text of it was read; `draft`: nobody has enacted it. `in_report`: what is said of one that stands in a yearly report,
    else nothing.
    """

    duty: str
    on: str
    within: str
    rule: str
    cites: tuple[str, ...]
    others: bool
    sometimes: bool
    reported: bool
    draft: bool
    in_report: str = ""
    case: str = "in some cases"


def owed(law: Law, duties: tuple[DutyReport, ...], *, others: bool, cases: Mapping[str, str] | None = None) -> Iterator[Owed]:
    """The duties, one for each line; paragraphs that ask for the same stand together, those on another matter last.

    `others`: those that the text lays on somebody else than who acts. `cases`: in which cases the duty of a rule follows, nothing of one
    that follows wherever its occasion is.
    """
    known = cases or {}
    same: dict[tuple[str, str, str, str], list[DutyReport]] = {}
    for one in sorted(duties, key=lambda one: duty_aside(one.duty)):
        if bool(duty_by(one.duty)) == others:
            same.setdefault((one.on, one.duty, one.within, duty(one.duty, one.rule)), []).append(one)
    for (on, name, within, _), found in same.items():
        rules = [law.as_written().by_id[one.rule].rule for one in found]
        yield Owed(
            duty=name,
            on=on,
            within=within,
            rule=found[0].rule,
            cites=tuple(dict.fromkeys(one.cites for one in found)),
            others=others,
            sometimes=not any(one.always or known.get(one.rule) == "" for one in found),
            reported=all(rule.reported for rule in rules),
            draft=all(rule.source == "draft" for rule in rules),
            in_report=_in_report(law, rules, duty_when(name)) if duty_when(name) else "",
            case=_case([known.get(one.rule, "in some cases") for one in found]),
        )


def _case(told: list[str]) -> str:
    """The cases of several paragraphs that ask for the same: "only on a detainer, or on a court order"."""
    first, *rest = dict.fromkeys(told)
    return ", or ".join((first, *(one.removeprefix("only ") for one in rest)))


def duty_line(one: Owed) -> str:
    """A duty in a line: when, what, by when."""
    some = f"; {one.case}" if one.sometimes else ""
    some += "; reported: the text was not read" if one.reported else ""
    some += "; a draft: nobody has enacted it" if one.draft else ""
    return f"{opened(one)}: {what_of(one)} ({listed(list(one.cites))}{some})."


def opened(one: Owed) -> str:
    """When a duty arises and its clock, as the beginning of a line."""
    when = f", {clock(one.within)}" if one.within else NO_HOUR if one.on == "request" else ""
    return one.in_report or f"{_WHEN[one.on]}{when}"


def what_of(one: Owed) -> str:
    """What a duty asks, and of whom where that is somebody else than who acts."""
    whose = f"{duty_by(one.duty)} must " if one.others else ""
    return f"{whose}{duty(one.duty, one.rule)}"


def duty_lines(law: Law, duties: tuple[DutyReport, ...], *, others: bool, cases: Mapping[str, str] | None = None) -> Iterator[str]:
    """The duties in words, one line each; with the `cases` in which those follow that do not follow in every one."""
    yield from (duty_line(one) for one in owed(law, duties, others=others, cases=cases))


def _in_report(law: Law, rules: Iterable[Rule], when: str) -> str:
    """That it stands in a report of a period, with the day by which the next one on this year is due, or that no day was found."""
    for rule in rules:
        for one in law.packs[rule.pack].duties:
            if one.due == "yearly" and one.day and one.covers == "year-before" and rule.cites.startswith(one.cites):
                month, day = map(int, one.day.split("-"))
                return f"{when}, by {date(law.on.year + 1, month, day)}"
    return f"{when} (its day was not found)"


def before_release(duties: Iterable[DutyReport]) -> bool:
    """Whether anything is due when a paper comes, rather than in a yearly report or only if the act is done."""
    return any(one.on == "request" and not duty_when(one.duty) and not duty_by(one.duty) and not duty_aside(one.duty) for one in duties)


def by_calendar(law: Law, report: DecisionReport) -> Iterator[str]:
    """The standing duties of whoever acts under the paragraphs that decide, a line each: what, how often or by which day.

    One whose day is past, or that is met once and for all, is left out.
    """
    for pack in law.packs.values():
        cited = [one.cites for one in report.rules if law.as_written().by_id[one.id].rule.pack == pack.id]
        for one in pack.duties:
            stands = one.since <= law.on and (one.until is None or law.on < one.until) and report.actor in one.owed_by
            when = _EACH.get(one.due) or (f"by {one.due}" if one.due[:1].isdigit() and date.fromisoformat(one.due) >= law.on else "")
            section = one.cites.partition(", ")[0]
            if stands and when and any(told == section or told.startswith(f"{section}(") for told in cited):
                yield f"By the calendar, {when}: {small(one.title)} ({one.cites}{'; by reports' if one.source == 'secondary' else ''})."


_EACH = {"yearly": "each year", "quarterly": "each quarter", "monthly": "each month"}
