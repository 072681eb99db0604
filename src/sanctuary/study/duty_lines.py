"""Duties of a decision, one line each: when, what, by when, and in which paragraph; those of a yearly report with its next day."""

from collections.abc import Iterable
from datetime import date

from sanctuary.engine.decide import DutyReport
from sanctuary.law.jurisdiction import Law
from sanctuary.law.rules import Rule
from sanctuary.study.phrases import clock, duty, listed
from sanctuary.study.terms import duty_aside, duty_by, duty_when

__all__ = ["before_release", "duty_lines"]

_WHEN = {"request": "On receiving it", "act": "If it is done", "breach": "If it is done all the same"}

NO_HOUR = " (the law sets no hour)"


def duty_lines(law: Law, duties: tuple[DutyReport, ...], *, others: bool) -> Iterable[str]:
    """The duties, one line each: when, what, by when; paragraphs that ask for the same stand together, those on another matter last.

    `others`: those that the text lays on somebody else than who acts.
    """
    same: dict[tuple[str, str, str, str], list[DutyReport]] = {}
    for one in sorted(duties, key=lambda one: duty_aside(one.duty)):
        if bool(duty_by(one.duty)) == others:
            same.setdefault((one.on, one.duty, one.within, duty(one.duty, one.rule)), []).append(one)
    for (on, name, within, asks), found in same.items():
        cites = listed(list(dict.fromkeys(one.cites for one in found)))
        some = "" if any(one.always for one in found) else "; in some cases"
        rules = [law.as_written().by_id[one.rule].rule for one in found]
        some += "; reported: the text was not read" if all(rule.reported for rule in rules) else ""
        some += "; a draft: nobody has enacted it" if all(rule.source == "draft" for rule in rules) else ""
        when = f", {clock(within)}" if within else NO_HOUR if on == "request" else ""
        opened = in_report(law, rules) if duty_when(name) else f"{_WHEN[on]}{when}"
        whose = f"{duty_by(name)} must " if others else ""
        yield f"{opened}: {whose}{asks} ({cites}{some})."


def in_report(law: Law, rules: Iterable[Rule]) -> str:
    """That it stands in a yearly report, with the day by which the next one on this year is due, or that no day was found."""
    for rule in rules:
        for one in law.packs[rule.pack].duties:
            if one.due == "yearly" and one.day and one.covers == "year-before" and rule.cites.startswith(one.cites):
                month, day = map(int, one.day.split("-"))
                return f"In the yearly report, by {date(law.on.year + 1, month, day)}"
    return "In the yearly report (its day was not found)"


def before_release(duties: Iterable[DutyReport]) -> bool:
    """Whether anything is due when a paper comes, rather than in a yearly report or only if the act is done."""
    return any(one.on == "request" and not duty_when(one.duty) and not duty_by(one.duty) and not duty_aside(one.duty) for one in duties)
