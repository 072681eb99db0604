"""`sanctuary assess`: every definition in one table, then the one asked for, criterion by criterion."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sanctuary.commands.assess_all import assess_all
from sanctuary.commands.certificates import Certificates, ledger_for, write_certificates
from sanctuary.commands.options import Day, Measured, PageFile, Place, StrictDays
from sanctuary.commands.printing import Printer, needs_file, print_json, write_file
from sanctuary.commands.words import day_or_today, gaps_of, place_of, say_unencoded, standards_of
from sanctuary.engine.prove import Proofs
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library, Pack
from sanctuary.study.assess import Assessment, CriterionReport, StandardReport
from sanctuary.study.assess import assess as measure
from sanctuary.study.differences import Difference, Witness
from sanctuary.study.phrases import listed

__all__ = ["assess"]

MOST_UNREAD = 3
"""Texts that were not read, as many as the first screen shows; where a definition is asked for all are told, ten at most."""

MOST_CITES = 8
"""Citations that one line of text shows; JSON has all."""


def assess(
    place: Place = "us-ca-los-angeles",
    *,
    all_places: Annotated[
        bool, Parameter(name="--all", help="Every place whose law is encoded, by every definition.", negative="")
    ] = False,
    standard: Annotated[str, Parameter(help="A definition to show in full, or 'all'.")] = "",
    witness: Annotated[str, Parameter(help="Print only the witness of one difference, such as 4.1, for decide.")] = "",
    on: Day = "",
    strict_days: StrictDays = False,
    certificates: Certificates = "",
    format: Measured = "text",  # noqa: A002 - the option's name
    output: PageFile = "",
) -> int:
    """Is a place a sanctuary, by each definition, and where does its law differ?"""
    if all_places:
        every = standards_of(Library(), standard or "all")
        return assess_all(Library(), day_or_today(on), every, format, output, strict=strict_days)
    if format == "csv":
        raise RequestError("csv is a table of all places. Add --all.")
    library, name = place_of(Library(), place)
    law = law_of(library, name, day_or_today(on), strict=strict_days)
    every = standards_of(library, "all")
    asked = standards_of(library, standard)
    shown = asked if format == "json" and standard else every
    if any(one not in shown for one in asked):
        shown = [*shown, *(one for one in asked if one not in shown)]
    ledger = ledger_for(certificates)
    proofs = Proofs(law, ledger)
    if witness:
        print_json(_witness(measure(proofs, asked), witness))
        return 0
    needs_file(format, output, "assess")
    if format == "json":
        print_json(measure(proofs, shown))
    elif format == "html":
        write_file(Path(output), _page(measure(proofs, asked if standard else shown), law, every).encode())
    else:
        _text(Printer(), measure(proofs, shown, differences=False), measure(proofs, asked) if asked else None, law, place)
    if ledger:
        write_certificates(certificates, ledger, law)
    return 0


def _text(printer: Printer, report: Assessment, asked: Assessment | None, law: Law, place: str) -> None:
    """The table of all definitions, then each of those asked for."""
    say_unencoded(printer, law)
    _table(printer, report, law, unread=len(report.unread) if asked else MOST_UNREAD)
    if asked:
        for one in asked.standards:
            _standard(printer, one, law)
        verdicts = [f"{_mark(one.verdict or 'counts only', one.reported)} by {one.id}" for one in report.standards]
        printer.heading(f"{report.title} on {report.on}: {'; '.join(verdicts)}")
    else:
        printer.line()
        printer.line(f"For one definition, criterion by criterion: sanctuary assess {place} --standard ice-out-of-la-2018")


def _page(report: Assessment, law: Law, every: list[Pack]) -> str:
    """The page of an assessment, with the claims of the standards it shows."""
    from sanctuary.pages.html import page  # noqa: PLC0415 - most answers need no page, and templates are slow to import

    shown = {one.id for one in report.standards}
    return page(
        "assess",
        title=f"{report.title} on {report.on}: by whose definition?",
        report=report,
        packs=[*report.packs, *(one.pack for one in report.standards)],
        rules={name: bound.rule for name, bound in law.by_id.items()},
        claims=[claim for pack in every if pack.id in shown for claim in pack.claims],
        gaps=gaps_of(law),
    )


def _witness(report: Assessment, number: str) -> Witness:
    """The witness of a difference by its number."""
    criteria = {one.id: one for standard in report.standards for one in standard.criteria}
    name, _, index = number.rpartition(".")
    if not report.standards:
        raise RequestError("a witness belongs to a standard. Name it, for example --standard ice-out-of-la-2018 --witness 4.1.")
    if name not in criteria or not index.isdecimal() or not 0 < int(index) <= len(criteria[name].differences):
        raise RequestError(
            f"no difference has the number '{number}'. Criteria: {', '.join(criteria)}; differences count from 1, as in 4.1."
        )
    return criteria[name].differences[int(index) - 1].witness


def _table(printer: Printer, report: Assessment, law: Law, *, unread: int) -> None:
    if report.presumed:
        printer.line(f"As known through {report.known_through}: {_late(law, report)}.")
    printer.line(f"{report.title} on {report.on}", style="bold")
    printer.line(f"law known through {report.known_through}; {len(law.rules)} rules of {len(report.packs)} packs")
    printer.line()
    rows = [(_mark(one.verdict or "-", one.reported), one.title, "; ".join([*one.otherwise, one.why])) for one in report.standards]
    printer.table(("sanctuary?", "by this definition", "why"), rows, fold=(1, 2))
    printer.line()
    if report.split:
        others = f"{listed(list(report.split.other))} {'does' if len(report.split.other) == 1 else 'do'}"
        printer.line(f"They split on this: {report.split.says} {report.split.standard} counts it; {others} not.")
    if report.proceedings:
        printer.line(f"In court: {'; '.join(f'{suit.title} ({suit.number}): {suit.status}' for suit in report.proceedings)}.")
    if report.unread:
        texts = [f"{one.cites} ({len(one.criteria)})" for one in report.unread[:unread]]
        printer.line(f"Texts that were not read, and how many answers rest on reports of each: {', '.join(texts)}.")
    printer.line("* rests on a report of a text that was not read: without it the answer would be another.")
    printer.line("Computed from encoded law; what no rule was found for is not permitted by that. Not legal advice.")


def _late(law: Law, report: Assessment) -> str:
    return f"what is later is unknown, {report.on} too" if law.strict else f"the last law read is presumed to stand on {report.on}"


def _mark(word: str, reported: bool) -> str:
    return word + ("*" if reported else "")


def _standard(printer: Printer, report: StandardReport, law: Law) -> None:
    printer.heading(f"{report.title} ({report.id}): {report.verdict or 'no verdict, counts only'}")
    rows = [
        (
            one.id,
            _mark(one.status, one.reported),
            one.title,
            f"differs in {one.rules_total - one.rules_agreeing} of {one.rules_total} rules",
        )
        for one in report.criteria
    ]
    printer.table(("criterion", "status", "", ""), rows, fold=(2, 3))
    for one in report.criteria:
        _criterion(printer, one, law)
    printer.line()
    if report.only_with_court_paper:
        what = "rule differs" if report.only_with_court_paper == 1 else "rules differ"
        printer.line(f"{report.only_with_court_paper} more {what} only with a paper of a court in hand.")
    example = next((f"{one.id}.1" for one in report.criteria if one.differences), "")
    if example:
        again = f"--standard {report.id} --witness {example}"
        printer.line(f"To check a difference yourself, by its number: the same command with {again}, piped into: sanctuary decide -")


def _criterion(printer: Printer, report: CriterionReport, law: Law) -> None:
    printer.heading(f"{report.id}  {report.title}: {_mark(report.status, report.reported)}")
    printer.line(report.asks, indent=2)
    for part in report.parts:
        printer.line(f"{part.rule.partition('/')[2]}: {_AGREES[part.extent]}", indent=2)
    for fact in report.facts:
        printer.line(f"fact: {fact.title}: {_said(fact.value)} (since {fact.since}; {fact.cites}; {fact.source})", indent=2)
    if report.rests_on:
        rules = [law.by_id[name].rule for name in report.rests_on]
        cites = list(dict.fromkeys(f"{rule.cites}{'*' if rule.reported else ''}" for rule in rules))
        more = f" and {len(cites) - MOST_CITES} more" if len(cites) > MOST_CITES else ""
        printer.line(f"rests on {'; '.join(cites[:MOST_CITES])}{more}", indent=2)
    _bans(printer, report, law)
    if report.turns_on:
        printer.line(f"unknown because it turns on: {'; '.join(report.turns_on)}", indent=2)
    shown = {(part.rule, run) for part in report.parts for run in part.run_by}
    for number, one in enumerate(report.differences, 1):
        if (one.rule, one.run_by) in shown or one.strict:
            _difference(printer, f"{report.id}.{number}", one, law)
    apart: dict[tuple[str, str], list[str]] = {}
    for part in report.apart:
        owners = apart.setdefault((part.rule.partition("/")[2], part.extent), [])
        owners += [law.title_of(run) for run in part.run_by]
    for (rule, extent), owners in apart.items():
        printer.line(f"apart, {rule} for what others run: {extent} ({', '.join(owners)})", indent=2)


def _bans(printer: Printer, report: CriterionReport, law: Law) -> None:
    """What keeps a limit from having force: federal law that nobody can change here, bans, and what they void."""
    if report.unmeetable:
        kept = ", and it is left out of the verdict" if report.left_out else " in the strict reading alone"
        printer.line(f"Nobody can lawfully meet it{kept}: federal law has it otherwise.", indent=2)
    if report.proved_by:
        banning = dict.fromkeys(law.by_id[name].rule.cites for name in report.proved_by)
        printer.line(f"not met, though not searched to the end: limits are banned by {'; '.join(banning)}", indent=2)
    if report.bans:
        banning = dict.fromkeys(law.by_id[name].rule.cites for name in report.bans)
        printer.line(f"limits here are banned by {'; '.join(banning)}", indent=2)
    for name in report.voided:
        printer.line(f"voided: {law.by_id[name].rule.cites}", indent=2)


_AGREES = {
    "everywhere": "the law agrees everywhere",
    "somewhere": "the law agrees somewhere",
    "nowhere": "the law agrees nowhere",
    "unknown": "how far the law agrees is unknown",
    "not-applicable": "no possible situation is spoken of",
}


def _said(value: object) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _difference(printer: Printer, number: str, one: Difference, law: Law) -> None:
    sure = "" if one.certain else " (Not searched to the end: perhaps a rule was not found.)"
    sure += " (In the strict reading only.)" if one.strict else ""
    printer.line(f"{number}  {one.says}{' More situations differ.' if one.more else ''}{sure}", indent=2)
    behind = "".join(f", {law.by_id[name].rule.cites}" for name in one.because)
    found = "no such duty" if one.asks.startswith("the duty") else f"{one.outcome}{behind}"
    printer.line(f"asked: {one.asks}; found: {found}. Who can change it: {one.who_can_change}.", indent=6)
