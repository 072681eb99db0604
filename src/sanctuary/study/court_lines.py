"""What a paper of a court would change, where a question names none: in a sentence, the courts with one answer together."""

from collections.abc import Iterable

from sanctuary.engine.decision import DecisionReport
from sanctuary.law.jurisdiction import Law
from sanctuary.model import Outcome
from sanctuary.study.allowed import bound
from sanctuary.study.phrases import listed, spoken, upper, word
from sanctuary.study.turning import led

__all__ = ["COURTS", "court_papers"]

MOST_CLAUSES = 3
"""Answers on papers of a court that are told; JSON has all."""


def court_papers(law: Law, report: DecisionReport) -> Iterable[str]:
    """What a paper of a court would change, the courts with one answer together."""
    if not report.assumed:
        return
    same: dict[tuple[object, tuple[str, ...]], list[str]] = {}
    for one in report.with_court_paper:
        same.setdefault((one.outcomes, one.papers), []).append(one.court)
    lines = [(_led(law, report, one.outcomes), one.papers, same.pop((one.outcomes, one.papers), [])) for one in report.with_court_paper]
    lines = [line for line in lines if line[2]]
    told = [
        f"{outcome}, on {_papers(papers)} of {listed([COURTS.get(court, spoken(court)) for court in courts], 'or')}"
        for outcome, papers, courts in lines[:MOST_CLAUSES]
    ]
    if told:
        yield f"If it covers what is asked: {'; '.join(told)}."
    more = len(lines) - MOST_CLAUSES
    also = f" {upper(word(more))} more {'answer stands' if more == 1 else 'answers stand'} in --format json." if more > 0 else ""
    if lines:
        yield f"This was asked as if no paper of a court were in hand; name the paper to have it counted.{also}"


def _led(law: Law, report: DecisionReport, outcomes: tuple[Outcome, ...]) -> str:
    """The answer on a paper; where it lifts a ban and nothing more is found, that it does."""
    if report.outcome == Outcome.MUST_NOT and outcomes == (Outcome.SILENT,):
        return "not forbidden by any rule found"
    return led(outcomes, bound(law, report))


MOST_PAPERS = 3


def _papers(names: tuple[str, ...]) -> str:
    """Papers by name, or how many with examples."""
    if len(names) <= MOST_PAPERS + 1:
        return listed([spoken(name) for name in names], "or")
    return f"any of {word(len(names))} papers, such as {listed([spoken(name) for name in names[:MOST_PAPERS]], 'or')},"


COURTS = {"federal": "a federal court", "own-state": "a court of the state", "other-state": "a court of another state"}
