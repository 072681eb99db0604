"""What `sanctuary audit` prints, and its tables as CSV: the law first, then what it says.

Each figure says whether it counts rows or acts.
"""

import csv
import io
from collections.abc import Mapping, Sequence

from sanctuary.audit.figures import AuditReport, Count, Group, LawReport, OneOf, RuleCount, TextReport
from sanctuary.audit.headline import in_order
from sanctuary.audit.practice import silence_of
from sanctuary.commands.audit_rows import rows_told
from sanctuary.commands.printing import Printer
from sanctuary.law.vocabulary import Vocabulary
from sanctuary.study.phrases import duty, spoken, titled, upper

__all__ = ["notes", "show", "tables"]

WIDTH = 32
"""Characters of the longest bar."""

LISTED = 12
"""Lines of a list on the screen."""


def show(printer: Printer, report: AuditReport, vocabulary: Vocabulary) -> None:
    """The report as text."""
    for line in report.read_first:
        printer.line(line)
    printer.line(f"{report.law.title}: what {report.whose} says of {report.title}", style="bold")
    days = f", {report.first_day} to {report.last_day}" if report.first_day else ""
    each = f"; each row: {report.each_row}" if report.each_row else ""
    several = f", each read as {len(report.acts_of_a_row)} acts ({', '.join(report.acts_of_a_row)})" if report.acts_of_a_row else ""
    rows = f"{report.rows:,} {'row' if report.rows == 1 else 'rows'}"
    printer.line(f"{rows}{several}{_stand(report.records, report.acts)} of {report.table}{days}{each}")
    _first(printer, report, vocabulary)
    weighed = report.acts != report.records
    if not report.judged.rows:
        printer.heading("no row was judged")
        printer.line("The reasons stand below. --unknown FILE lists the cells that the mapping does not know;", indent=2)
        printer.line("--values FILE, without --map, lists what the columns hold; docs/mapping.md says how a mapping names them.", indent=2)
    crossed = any(one.done != "unknown" for law in report.laws for one in law.practice)
    for law in (report.law, *([report.also] if report.also else [])) if report.judged.rows else ():
        _law(printer, law, crossed=crossed, weighed=weighed, whose=_whose(report, law))
        if law is report.law:
            printer.line("--rows FILE.csv writes each row's number with its outcome and rules, for its owner alone.", indent=2)
        _under(printer, law, weighed=weighed)
    if report.also and report.judged.rows:
        printer.heading(f"{report.law.place} beside {report.also.place}")
        lines = [(_said(c.first), _said(c.second), *_figures(c.rows, c.acts, weighed)) for c in report.cross]
        printer.table((report.law.place, report.also.place, *_units(weighed)), lines, indent=2)
    for law in report.others:
        _law(printer, law, crossed=crossed, weighed=weighed, whose=_whose(report, law))
        _under(printer, law, weighed=weighed)
    _not_judged(printer, report, weighed)
    for text in report.texts:
        _text(printer, text, weighed)
    _cells(printer, report, weighed)
    printer.heading("what this does not show")
    for line in notes(report):
        printer.line(line, indent=2)
    printer.heading("what stands behind it")
    printer.line(f"mapping {report.mapping}, SHA-256 {report.mapping_sha256}", indent=2)
    if report.table_sha256:
        printer.line(f"table {report.table}, SHA-256 {report.table_sha256}", indent=2)


def _first(printer: Printer, report: AuditReport, vocabulary: Vocabulary) -> None:
    """What cannot be told and what parts, the rows of that, and how many rows were read."""
    if report.headline:
        printer.line(report.headline, style="bold")
    if report.untested:
        printer.line(report.untested)
    for line in rows_told(report, vocabulary):
        printer.line(line, indent=2)
    _judged(printer, report)


def _judged(printer: Printer, report: AuditReport) -> None:
    unit = "records" if report.acts_of_a_row else "rows"
    aside = Count(of="", rows=report.records - report.judged.rows, acts=report.acts - report.judged.acts)
    weighed = report.acts != report.records
    left = f"{_both(aside, weighed, unit)} set aside or not judged" if aside.rows else f"none of the {unit} set aside"
    printer.line(f"{_both(report.judged, weighed, unit)} read, {_both(report.answered, weighed, unit)} with one answer; {left}")


def _not_judged(printer: Printer, report: AuditReport, weighed: bool) -> None:
    """Why rows were not judged, how the table was read, and what became of open rows."""
    unit = "records" if report.acts_of_a_row else "rows"
    if report.not_judged:
        printer.heading(f"{unit} that were set aside or not judged")
    for one in report.not_judged:
        printer.line(f"{_both(one, weighed, unit)}: {one.of}", indent=2)
    if report.read_as or report.left_out or report.examined:
        printer.heading("how the table was read")
    if report.read_as:
        printer.line(f"{upper('; '.join(report.read_as))}.", indent=2)
    for line in (*report.left_out, *([report.examined] if report.examined else [])):
        printer.line(line, indent=2)


def _cells(printer: Printer, report: AuditReport, weighed: bool) -> None:
    if report.unknown:
        printer.heading("cells that the mapping does not know (--unknown FILE lists them)")
        lines = [(one.field, one.column, *_figures(one.rows, one.acts, weighed)) for one in report.unknown]
        printer.table(("field", "column", *_units(weighed)), lines, indent=2)
    if report.blank:
        printer.heading("cells that were read as empty (NA, N/A, NULL, - and the like)")
        lines = [(one.field, one.column, *_figures(one.rows, one.acts, weighed)) for one in report.blank]
        printer.table(("field", "column", *_units(weighed)), lines, indent=2)


def _text(printer: Printer, text: TextReport, weighed: bool) -> None:
    printer.heading(f"words in '{text.column}', for {text.field}" + (f" ({text.act})" if text.act else ""))
    rest = [one for one in (text.negated, text.says_nothing, text.not_listed, text.empty) if one.rows]
    lines = [(one.of, *_figures(one.rows, one.acts, weighed)) for one in (*text.words, *rest)]
    printer.table(("", *_units(weighed)), lines, indent=2, fold=(0,))


_OUTCOMES = {
    "must-not": "forbidden", "must": "required", "may": "permitted", "silent": "no rule found", "depends": "cannot be told",
    "conflict": "rules contradict", "unknown": "law not searched",
}  # fmt: skip
"""Outcomes as a reader has them; the code stands last, or in the JSON."""


def _said(outcomes: str) -> str:
    """An outcome, or several of which one is possible, in everyday words.

    >>> _said("must-not or silent")
    'forbidden or no rule found'
    """
    return " or ".join(_OUTCOMES.get(one, one) for one in outcomes.split(" or "))


def _units(weighed: bool) -> tuple[str, ...]:
    return ("rows", "acts") if weighed else ("rows",)


def _figures(rows: int, acts: int, weighed: bool) -> tuple[str, ...]:
    return (f"{rows:,}", f"{acts:,}") if weighed else (f"{rows:,}",)


def _both(one: Count, weighed: bool, unit: str) -> str:
    word = unit if one.rows != 1 else unit.removesuffix("s")
    return f"{one.rows:,} {word}, {one.acts:,} {'act' if one.acts == 1 else 'acts'}" if weighed else f"{one.rows:,} {word}"


def _stand(rows: int, acts: int) -> str:
    return f", standing for {acts:,} {'act' if acts == 1 else 'acts'}," if acts != rows else ""


def notes(report: AuditReport) -> list[str]:
    """What the numbers do not say."""
    told = [*report.not_shown]
    if not any(one.done != "unknown" for law in report.laws for one in law.practice):
        told.append(
            "Whether what was asked was done: an outcome is what the law says of doing it ([done] in the mapping says what became of it)."
        )
    if report.unexamined:
        told.append(f"{report.unexamined:,} rows in rare situations did not go to the exact engine (--exact raises the limit).")
    for law in report.laws:
        name = "" if law is report.law else f" of {titled(law.title)}"
        if law.after_known:
            told.append(f"The law{name} is known through {law.known_through}; later rows are decided as if it had not changed.")
        if law.unsearched:
            told.append(f"Not searched to the end for some acts{name}: {', '.join(law.unsearched)}. Silent is not permission.")
    if not report.law.own:
        told.append(
            "Whose agencies the rows are of: the law is applied to the kind of agency that a row names ([whose] in the mapping says more)."
        )
    told.append("Numbers are of these rows, not of a city; the encoded law was applied to what the columns say. Not legal advice.")
    return list(dict.fromkeys(told))


def silence(law: LawReport) -> str:
    """What `silent` means under a law: a government of which no rule was read may have one."""
    return silence_of(law.not_encoded, [one.id for one in law.packs if one.id != "us" and not one.note])


def _whose(report: AuditReport, law: LawReport) -> str:
    """Which rows a law is asked about, where one report has rows of several governments."""
    if not report.others:
        return ""
    return ", of the same rows" if law is report.also else ", of the rows of its own agencies"


def _law(printer: Printer, law: LawReport, *, crossed: bool, weighed: bool, whose: str) -> None:
    """What a law says, and beside it what was done."""
    verb = "says" if law.kind == "law" else "would say"
    local = law.place.count("-") > 1 and law.kind == "law"
    source = "federal law, all that is encoded," if law.federal_only else f"the law in {titled(law.title)}" if local else law.title
    printer.heading(f"what {source} {verb}" + ("" if crossed else " of doing what was asked") + whose)
    most = max((one.acts for one in law.outcomes), default=1)
    wording = {"silent": silence(law), "depends": "facts are open", "unknown": "of that day"}
    told = in_order(law.outcomes)
    lines = [
        (
            _said(one.of),
            *_figures(one.rows, one.acts, weighed),
            _bar(one.acts, most),
            " ".join(filter(None, (wording.get(one.of), f"[{one.of}]"))),
        )
        for one in told
    ]
    heads = ("", *_units(weighed), "", "") if weighed else ("", "", "", "")
    printer.table(heads, lines, indent=2, fold=(len(heads) - 1,))
    if crossed and law.practice:
        printer.line()
        printer.line("law and practice", indent=2)
        printer.table(
            ("", *_units(weighed)), [(one.reading, *_figures(one.rows, one.acts, weighed)) for one in law.practice], indent=4, fold=(0,)
        )


def _under(printer: Printer, law: LawReport, *, weighed: bool) -> None:
    """The outcomes of a law by who acts and by year, the rules, the duties, and what the open ones turn on."""
    unit = ", acts" if weighed else ""
    _groups(printer, f"by who acts{unit}", law.by_actor)
    years = _years(law.by_month)
    if len(years) > 1:
        _groups(printer, f"by year{unit}", years)
    _rules(printer, "rules that decide", law.rules, weighed, more=bool(law.several))
    for one in law.several:
        told = f"{_said(one.of)}, in each case by {_either(one)}, as open facts have it"
        printer.line(f"{one.acts:,}  {told}", indent=4)
    _rules(printer, "duties that follow", law.duties, weighed)
    if law.possible:
        printer.line()
        printer.line("for the rows that cannot be told, these outcomes are possible:", indent=2)
        printer.table(("", *_units(weighed)), [(_said(one.of), *_figures(one.rows, one.acts, weighed)) for one in law.possible], indent=4)
    if law.open_facts:
        printer.line()
        told = "what they turn on (acts):" if weighed else "what they turn on (rows):"
        printer.line(f"{told} what is known, [facts] in the mapping says; --reading takes a side of a dispute", indent=2)
        for fact in law.open_facts[:LISTED]:
            printer.line(f"{fact.acts:,}  {fact.ask or upper(spoken(fact.of))} [{fact.of}]", indent=4)
        _more(printer, len(law.open_facts))


def _either(one: OneOf) -> str:
    """The rules of which one decides in each case, by citation and id."""
    if not one.rules:
        return "one of several rules (--exact raises how many situations are looked at)"
    return f"{' or '.join(one.cites)} [{', '.join(one.rules)}]"


def _bar(count: int, most: int) -> str:
    return "#" * max(1, round(WIDTH * count / most)) if count else ""


def _groups(printer: Printer, title: str, groups: tuple[Group, ...]) -> None:
    outcomes = list(dict.fromkeys(one.of for group in groups for one in group.outcomes))
    rows = []
    for group in groups:
        acts = {one.of: one.acts for one in group.outcomes}
        rows.append((group.of, *(f"{acts.get(outcome, 0):,}" for outcome in outcomes)))
    if rows:
        printer.line()
        printer.table((title, *map(_said, outcomes)), rows, indent=2, fold=(0,))


def _years(months: tuple[Group, ...]) -> tuple[Group, ...]:
    """Months added up to years."""
    years: dict[str, dict[str, tuple[int, int]]] = {}
    for group in months:
        sums = years.setdefault(group.of[:4] if group.of[0].isdigit() else group.of, {})
        for one in group.outcomes:
            rows, acts = sums.get(one.of, (0, 0))
            sums[one.of] = (rows + one.rows, acts + one.acts)
    return tuple(
        Group(of=year, outcomes=tuple(Count(of=name, rows=rows, acts=acts) for name, (rows, acts) in sums.items()))
        for year, sums in years.items()
    )


def _rules(printer: Printer, title: str, rules: Sequence[RuleCount], weighed: bool, *, more: bool = False) -> None:
    if rules or more:
        printer.line()
        printer.line(f"{title}{', acts' if weighed else ', rows'}", indent=2)
    for one in rules[:LISTED]:
        told = " (REPORTED: the text was not read)" if one.reported else ""
        what = f"{duty(one.duty, one.rule)} ({one.cites})" if one.duty else f"{one.cites}: {one.words}"
        printer.line(f"{one.acts:,}  {what}{told} [{one.rule}]", indent=4)
    _more(printer, len(rules))


def _more(printer: Printer, count: int) -> None:
    if count > LISTED:
        printer.line(f"and {count - LISTED} more (--format json lists all)", indent=4)


def tables(report: AuditReport) -> Mapping[str, str]:
    """The tables of a folder, as CSV: every law's, the place's first."""
    lines: dict[str, list[tuple[object, ...]]] = {
        "by-actor": [("law", "of", "outcome", "rows", "acts")],
        "by-month": [("law", "of", "outcome", "rows", "acts")],
        "outcomes": [("of", "outcome", "rows", "acts")],
        "practice": [("law", "outcome", "done", "reading", "rows", "acts")],
        "rules": [("law", "rule", "cites", "rows", "acts")],
    }
    for law in report.laws:
        for name, groups in (("by-actor", law.by_actor), ("by-month", law.by_month)):
            lines[name] += [(law.place, group.of, one.of, one.rows, one.acts) for group in groups for one in group.outcomes]
        lines["outcomes"] += [(law.place, one.of, one.rows, one.acts) for one in law.outcomes]
        lines["practice"] += [(law.place, one.outcome, one.done, one.reading, one.rows, one.acts) for one in law.practice]
        lines["rules"] += [(law.place, one.rule, one.cites, one.rows, one.acts) for one in (*law.rules, *law.duties)]
    files = {}
    for name, found in lines.items():
        text = io.StringIO()
        csv.writer(text).writerows(found)
        files[f"{name}.csv"] = text.getvalue()
    return files
