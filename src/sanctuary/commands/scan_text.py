"""A scan as text, in the form of a good compiler's messages, and as Markdown for a pull request."""

import sys
from collections import Counter

from sanctuary.commands.printing import Printer
from sanctuary.errors import visible
from sanctuary.names.catalog import classes
from sanctuary.scan.asks import AskedLaw
from sanctuary.scan.finding import Finding, ScanReport

__all__ = ["markdown", "show"]

_DO = {
    "expired-waiver": "drop the field, or have the waiver approved anew",
    "unmatched-waiver": "remove the waiver, or correct what it names",
    "unlawful-waiver": "name the law in force that requires the field, or drop the field",
}
_SURE = {
    "sure": " (sure by its name)",
    "likely": " (likely by its name and what stands around it)",
    "possible": " (possible by its description)",
}
_FORBIDDEN = "drop the field; if a law requires it, add a waiver that names the law"
_OPENED = ", unless "
"""What parts a law's sentence from what opens it, which the table of classes tells once."""
_OTHER = "ask whether the service needs it; what is not kept cannot be asked for"


def show(printer: Printer, report: ScanReport) -> None:
    """What of the law nobody has encoded; what the law says of what was found; counts; each finding; what was not read; what to do."""
    forbidden = {one.of for one in report.laws if one.forbidden}
    for line in report.read_first:
        printer.line(line)
    if report.read_first:
        printer.line("What is not found here may exist.")
        printer.line()
    _verdict(printer, report, forbidden)
    _count(printer, report)
    for one in sorted(report.findings, key=lambda one: one.of not in forbidden and one.of in classes()):
        _finding(printer, one)
    if report.waived:
        printer.line("waived", style="bold")
        for held in report.waived:
            place = f"{held.path}:{held.line}" if held.line else held.path
            printer.line(f"{visible(place)}: {visible(held.column)}, {held.of}: {visible(held.carried)}", indent=2)
        printer.line()
    if report.not_read:
        printer.line(f"not read: {_many(len(report.not_read), 'place')}", style="bold")
        for gap in report.not_read:
            printer.line(f"{gap.path}: {gap.why}", indent=2)
        printer.line()
    _paragraphs(printer, report)
    _to_do(printer, report, forbidden)
    _sum(printer, report, forbidden)


_FIRST = 12
"""Findings that the first lines name; the others stand below."""


def _verdict(printer: Printer, report: ScanReport, forbidden: set[str]) -> None:
    """What the law says of what was found: each field that it forbids to ask for in a line, then the classes of the others."""
    printer.line(f"{report.title}, {report.on}", style="bold")
    said: dict[str, list[Finding]] = {}
    for one in sorted(report.findings, key=lambda one: one.of not in forbidden):
        if one.of in classes():
            said.setdefault(one.law.partition(_OPENED)[0], []).append(one)
    for law, held in said.items():
        if held[0].of in forbidden:
            printer.line(f"{law}:")
            for one in held[:_FIRST]:
                printer.line(f"{_where(one)}: {visible(_whole(one))}, {one.of}", indent=2)
            if len(held) > _FIRST:
                printer.line(f"and {len(held) - _FIRST:,} more, below", indent=2)
        else:
            counts = Counter(one.of for one in held)
            told = ", ".join(f"{name} ({number:,})" for name, number in sorted(counts.items()))
            printer.line(f"{law[0].upper()}{law[1:]}: {told}")
    printer.line()


def _where(one: Finding) -> str:
    return visible(f"{one.path}:{one.line}" if one.line else one.path)


def _whole(one: Finding) -> str:
    """A field with its table."""
    return f"{one.table}.{one.column}" if one.table and not one.of.endswith("-waiver") else one.column


def _count(printer: Printer, report: ScanReport) -> None:
    files = f" of {_many(report.files, 'file')}" if report.files else ""
    printer.line(
        f"{_many(len(report.findings), 'finding')} in {_many(report.fields, 'field')}{files}; "
        f"{len(report.waived):,} waived, {report.in_baseline:,} in the baseline, {len(report.not_read):,} not read.",
        style="bold",
    )
    if report.not_read:
        printer.line(f"What stands in {_many(len(report.not_read), 'place')} is not known, for it was not read; each is named below.")
    if report.presumed:
        printer.line(f"As known through {report.known_through}: the last law read is presumed to stand.")
    if report.findings or report.waived or report.not_read:
        printer.line()


def _finding(printer: Printer, one: Finding) -> None:
    """Source lines may hold values, so the field is shown by its name alone."""
    place = f"{one.path}:{one.line}" if one.line else one.path
    before = _whole(one).removesuffix(one.column)
    gutter = f"{one.line or ''}"
    lines = [
        f"{visible(place)}: {one.of}{_SURE[one.how_sure] if one.of in classes() else ''}",
        f"{gutter:>6} | {visible(before + one.column)}",
        f"{'':>6} | {' ' * len(visible(before))}{'^' * max(len(visible(one.column)), 1)}",
    ]
    sys.stdout.write("\n".join(_one_line(line) for line in lines) + "\n")
    printer.line(f"why: {one.why}", indent=7)
    if one.law:
        printer.line(f"law: {one.law.partition(_OPENED)[0]}", indent=7)
    printer.line()


def _to_do(printer: Printer, report: ScanReport, forbidden: set[str]) -> None:
    """What to do, once for all classes of which it is said."""
    ways: dict[str, list[str]] = {}
    for name in sorted({one.of for one in report.findings}, key=lambda one: (one not in forbidden, one)):
        ways.setdefault(_DO.get(name) or (_FORBIDDEN if name in forbidden else _OTHER), []).append(name)
    if ways:
        printer.line("what to do", style="bold")
        for way, names in ways.items():
            printer.line(f"{', '.join(names)}: {way}", indent=2)
        printer.line()


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")).replace("\t", " ")


def _paragraphs(printer: Printer, report: ScanReport) -> None:
    told = {one.of for one in report.findings}
    rules = {rule.id: rule for one in report.laws for rule in one.rules if one.of in told}
    if rules:
        printer.line("paragraphs", style="bold")
        for rule in rules.values():
            reported = "; REPORTED: the text was not read" if rule.reported else ""
            printer.line(f"{rule.cites}: {rule.words}{reported} [{rule.id}]", indent=2)
        printer.line()


def _sum(printer: Printer, report: ScanReport, forbidden: set[str]) -> None:
    counts = Counter(one.of for one in report.findings)
    if counts:
        laws = {one.of: one for one in report.laws}
        ordered = sorted(counts.items(), key=lambda one: (one[0] not in forbidden, one[0]))
        rows = [[name, f"{number:,}", _to_ask(laws[name]) if name in forbidden else ""] for name, number in ordered]
        printer.table(("class", "findings", "to ask"), rows, fold=(2,))


def _to_ask(law: AskedLaw) -> str:
    """That it is forbidden, what opens it, and where that rests on a text that was only reported."""
    opened = law.sentence.rpartition(_OPENED)[2] if law.unless else ""
    reported = " (reported: the text was not read)" if law.rules and all(rule.reported for rule in law.rules) else ""
    return f"forbidden{reported}{f', unless {opened}' if opened else ''}"


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def markdown(report: ScanReport) -> str:
    """A comment for a pull request: what nobody has encoded, a table of the findings, what was not read, and the paragraphs."""
    lines = [
        f"### {_many(len(report.findings), 'finding')}: {_cell(report.title)}, {report.on}",
        "",
        *(["  \n".join([*map(_cell, report.read_first), "What is not found here may exist."]), ""] if report.read_first else []),
    ]
    if report.findings:
        lines += ["| place | field | class | why | law |", "|---|---|---|---|---|"]
        for one in report.findings:
            place = f"{one.path}:{one.line}" if one.line else one.path
            title = classes()[one.of].title if one.of in classes() else one.of
            lines.append(f"| {_code(place)} | {_code(one.column)} | {_cell(title)} | {_cell(one.why)} | {_cell(one.law)} |")
        lines.append("")
    if report.not_read:
        lines += [f"Not read ({len(report.not_read)}):", ""]
        lines += [f"- {_code(gap.path)}: {_cell(gap.why)}" for gap in report.not_read[:50]]
        lines += [f"- and {len(report.not_read) - 50} more"] if len(report.not_read) > 50 else []
        lines.append("")
    if report.waived:
        lines += ["Waived:", ""]
        lines += [f"- {_code(held.path)}: {_code(held.column)}, {_cell(held.carried)}" for held in report.waived]
        lines.append("")
    rules = {rule.id: rule for one in report.laws for rule in one.rules}
    lines += [f"> {_cell(rule.cites)}: {_cell(rule.words)}" for rule in rules.values()]
    return "\n".join(lines).rstrip() + "\n"


def _cell(text: str) -> str:
    """Words in a cell of Markdown: nothing of a file becomes a link, a tag or a mention."""
    plain = " ".join(visible(text).split())
    return "".join(f"\\{c}" if c in "\\`*_[]<>|#!" else c for c in plain).replace("@", "@\u200b")


def _code(text: str) -> str:
    plain = " ".join(visible(text).split()).replace("`", "'").replace("|", "\\|")
    return f"`{plain}`"
