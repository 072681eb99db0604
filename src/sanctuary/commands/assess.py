"""`sanctuary assess`: every definition in one table, then the one asked for, criterion by criterion."""

from typing import Annotated

from cyclopts import Parameter

from sanctuary.commands.printing import Format, Printer, print_json
from sanctuary.commands.words import day, place_of
from sanctuary.engine.prove import Proofs
from sanctuary.errors import RequestError, nearest
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library, Pack
from sanctuary.study.assess import Assessment, CriterionReport, StandardReport
from sanctuary.study.assess import assess as measure
from sanctuary.study.differences import Difference

__all__ = ["assess"]


def assess(
    place: str = "us-ca-los-angeles",
    *,
    standard: Annotated[str, Parameter(help="A definition to show in full, or 'all'.")] = "",
    on: Annotated[str, Parameter(help="The day, as 2018-10-01; without it the last day through which the law is known.")] = "",
    format: Annotated[Format, Parameter(help="text or json.")] = "text",  # noqa: A002 - the option's name
) -> int:
    """Is a place a sanctuary, by each definition, and where does its law differ?

    Parameters
    ----------
    place
        A pack id, its unique ending (los-angeles), or a path to a pack folder.
    """
    library, name = place_of(Library(), place)
    law = law_of(library, name, day(on))
    every = sorted((library.get(one) for one in library.ids if one.startswith("standard-")), key=lambda pack: len(pack.criteria))
    asked = _asked(library, every, standard)
    shown = asked if format == "json" and standard else every
    if any(one not in shown for one in asked):
        shown = [*shown, *(one for one in asked if one not in shown)]
    proofs = Proofs(law)
    if format == "json":
        print_json(measure(proofs, shown))
        return 0
    printer = Printer()
    _table(printer, measure(proofs, shown, differences=False), law)
    if asked:
        for one in measure(proofs, asked).standards:
            _standard(printer, one, law)
    else:
        printer.line()
        printer.line(f"For one definition, criterion by criterion: sanctuary assess {place} --standard ice-out-of-la-2018")
    return 0


def _asked(library: Library, every: list[Pack], standard: str) -> list[Pack]:
    """The standards to show in full."""
    if standard == "all":
        return every
    if not standard:
        return []
    found, name = library.find(standard, "standard")
    pack = found.get(name)
    if pack.file.kind != "standard":
        raise RequestError(f"'{name}' is the law of a place, not a standard; {nearest(standard, [one.id for one in every])}")
    return [pack]


def _table(printer: Printer, report: Assessment, law: Law) -> None:
    printer.line(f"{report.title} on {report.on}", style="bold")
    late = " - LATER than that: what follows is unknown" if report.on > report.known_through else ""
    printer.line(f"law known through {report.known_through}{late}; {len(law.rules)} rules of {len(report.packs)} packs")
    printer.line()
    rows = [(_mark(one.verdict or "-", one.reported), one.title, one.why) for one in report.standards]
    printer.table(("sanctuary?", "by this definition", "why"), rows, fold=(1, 2))
    printer.line()
    printer.line("* rests on a report of a text that was not read: without it the answer would be another.")
    printer.line("Computed from encoded law; what no rule was found for is not permitted by that. Not legal advice.")


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


def _criterion(printer: Printer, report: CriterionReport, law: Law) -> None:
    printer.heading(f"{report.id}  {report.title}: {_mark(report.status, report.reported)}")
    printer.line(report.asks, indent=2)
    for part in report.parts:
        printer.line(f"{part.rule.partition('/')[2]}: the law agrees {part.extent}", indent=2)
    for fact in report.facts:
        printer.line(f"fact: {fact.title}: {_said(fact.value)} (since {fact.since}; {fact.cites}; {fact.source})", indent=2)
    if report.rests_on:
        rules = [law.by_id[name].rule for name in report.rests_on]
        cites = list(dict.fromkeys(f"{rule.cites}{'*' if rule.reported else ''}" for rule in rules))
        printer.line(f"rests on {', '.join(cites)}", indent=2)
    if report.turns_on:
        printer.line(f"unknown because it turns on: {'; '.join(report.turns_on)}", indent=2)
    for number, one in enumerate(report.differences, 1):
        _difference(printer, number, one, law)


def _said(value: object) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _difference(printer: Printer, number: int, one: Difference, law: Law) -> None:
    owner = law.packs[one.run_by].file.title
    sure = "" if one.certain else " (not searched to the end: perhaps a rule was not found)"
    printer.line(f"{number}. {one.says}{' And elsewhere.' if one.more else ''}{sure}", indent=2)
    behind = ", ".join(law.by_id[name].rule.cites for name in one.because) or "no rule found"
    printer.line(f"asked: {one.asks}; found: {one.outcome}, {behind}. Run by: {owner}. Can change it: {one.who_can_change}.", indent=5)
