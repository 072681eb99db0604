"""Rules that do not decide though they match: stopped or settled by a court, outranked, or void, a line each."""

from collections.abc import Iterable

from sanctuary.engine.decision import DecisionReport
from sanctuary.study.how_far import cited
from sanctuary.study.phrases import listed, spoken
from sanctuary.study.terms import docket

__all__ = ["outweighed", "stopped"]


def stopped(report: DecisionReport) -> Iterable[str]:
    """Rules that a court has stopped, and disputes that one has settled."""
    for stop in report.enjoined:
        yield f"{cited(stop.rule)} Stopped: {stop.part} ({docket(stop.court, stop.number)}, since {stop.since})."
    for one in report.settled:
        contrary = " The question takes it the other way." if one.contrary else ""
        open_for = f" It stays open for {listed([spoken(name) for name in one.open_for])}." if one.open_for else ""
        answer = "yes" if one.value else "no"
        yield f"{one.id}: {answer} ({docket(one.court, one.number)}, since {one.since}; binds {one.binds}).{open_for}{contrary}"


def outweighed(report: DecisionReport) -> Iterable[str]:
    """Rules that a higher level outranks, and those that a higher law makes void."""
    for rule in report.overridden:
        yield f"{cited(rule)} A higher level decides."
    for one in report.voided:
        yield f"{cited(one.rule)} Void here: a higher law lets nobody forbid it ({', '.join(one.by)})."
