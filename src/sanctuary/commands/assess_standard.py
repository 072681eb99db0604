"""The first screen of one definition: its answer, each criterion in a line with what decides, who can change it, how to see the rest."""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from sanctuary.commands.assess_criteria import mark, spoken_status
from sanctuary.commands.printing import Printer
from sanctuary.errors import RequestError, nearest
from sanctuary.law.jurisdiction import Law
from sanctuary.study.asked import asks_said
from sanctuary.study.assess import CriterionReport, StandardReport
from sanctuary.study.changers import changers_in_short
from sanctuary.study.governments import government
from sanctuary.study.phrases import listed, plural, titled, upper, word
from sanctuary.study.shortfalls import decisive_rule

__all__ = ["Depth", "commands", "criteria_named", "first_screen"]


@dataclass(frozen=True, slots=True)
class Depth:
    """How a definition is told: the place and the word for it as they were typed, whole or not, or one criterion of it."""

    place: str
    standard: str
    whole: bool
    criterion: str


def first_screen(printer: Printer, report: StandardReport, law: Law) -> None:
    """A definition in one screen: the answer, the plainest difference where criteria are few, and a table of them, one line each."""
    said = report.headline
    printer.heading(f"{mark(said.answer, report.reported)}, by {report.title}")
    why = said.says if len(report.criteria) < _MANY else said.brief
    for line in (
        asks_said(law.library.get(report.id)),
        _tally(report),
        why,
        *_lists(law, report.id),
        said.change,
        *(f"{upper(other)}." for other in report.otherwise),
    ):
        if line:
            printer.line(line, indent=2)
    printer.line()
    rows = [(one.id, spoken_status(mark(one.status, one.reported)), one.title, _decided(one, law)) for one in report.criteria]
    printer.table(("criterion", "status", "what it asks", "decided by"), rows, fold=(3,))
    for line in (*filter(None, [_own(report, law)]), *changers_in_short(report, law)):
        printer.line(line)


def commands(report: StandardReport, how: Depth) -> Iterator[str]:
    """How to see the rest of a definition: one criterion, and everything."""
    short = f"sanctuary assess {shlex.quote(how.place)} --standard {report.id.removeprefix('standard-')}"
    example = next((one.id for one in report.criteria if one.differences), report.criteria[0].id)
    yield f"One criterion: {short} --criterion {example}"
    yield f"All: {short} --all"


def _lists(law: Law, standard: str) -> Iterator[str]:
    """Where the lists of a definition stand, and through which day changes of them were looked for."""
    for one in law.library.get(standard).closed_lists:
        if one.since <= law.on and one.address:
            through = f", with its changes through {one.through}" if one.through else ""
            yield f"The list{through}: {one.address}"


def _tally(report: StandardReport) -> str:
    """How many criteria hold, and how many do not; nothing where there is one, or the reason counts them."""
    counts = [(spoken_status(status), count) for status, count in report.counts.items()]
    if len(report.criteria) < _SEVERAL or not counts or "criteria" in report.headline.brief.partition(" (")[0]:
        return ""
    told = [f"{word(count)} {'is' if count == 1 else 'are'} {said}" for said, count in counts]
    return f"Of its {plural(len(report.criteria), 'criterion', 'criteria')}, {listed(told)}."


_SEVERAL, _MANY = 2, 6
"""Criteria of which a tally says something, and from which on one difference says little of the whole."""


def _decided(one: CriterionReport, law: Law) -> str:
    """The paragraph that decides a criterion: what is met by the plainest rule, else by the plainest difference; or a fact, or none."""
    if one.status == "unknown" and one.turns_on:
        return _open(one, law)
    shown = {(part.rule, run) for part in one.parts for run in part.run_by}
    counted = [found for found in one.differences if (found.rule, found.run_by) in shown and not found.strict]
    if one.status != "met" and counted:
        names: tuple[str, ...] = counted[0].because
    else:
        names = one.proved_by if one.status in ("not-met", "not-fully-met") and one.proved_by else one.rests_on
    decides = decisive_rule(law, names)
    if decides:
        rule = law.as_written().by_id[decides].rule
        return mark(rule.cites, rule.reported)
    if one.facts:
        return "a dated fact"
    return {"partly": "rest: no rule found", "not-met": "no rule found", "not-fully-met": "no rule found"}.get(one.status, "")


def _open(one: CriterionReport, law: Law) -> str:
    """What leaves a criterion unknown, in few words: law that was not searched, the place's own first, disputes, and facts."""
    packs = [name.rpartition(": ")[2] for name in one.turns_on]
    unsearched = sorted({name for name in packs if name in law.packs}, key=lambda name: name != law.place.id)
    told = ["own law" if name == law.place.id else f"law of {titled(law.title_of(name))}" for name in unsearched]
    disputes = sum(name.startswith("reading ") for name in one.turns_on)
    told += [plural(disputes, "dispute")] if disputes else []
    told += ["a fact"] if len(unsearched) + disputes < len(one.turns_on) else []
    return f"open: {listed(told)}"


def _own(report: StandardReport, law: Law) -> str:
    """Which unknown criteria a rule of the place itself could settle, as far as its own law was not searched; nothing where none."""
    own = f": {law.place.id}"
    ids = [one.id for one in report.criteria if one.status == "unknown" and any(name.endswith(own) for name in one.turns_on)]
    if not ids:
        return ""
    which = f" of {listed(ids)}" if len(report.criteria) > 1 else ""
    return f"What {government(law, law.place.id)} itself has enacted, or enacts, bears on what is unknown{which}."


def criteria_named(reports: tuple[StandardReport, ...], name: str) -> Iterator[CriterionReport]:
    """The criterion of each definition that has this number or id; refuses one that none has."""
    found = [one for report in reports for one in report.criteria if one.id == name]
    if not found:
        known = list(dict.fromkeys(one.id for report in reports for one in report.criteria))
        raise RequestError(f"no criterion is called '{name}'; {nearest(name, known, 'sanctuary assess PLACE --standard ID')}")
    yield from found
