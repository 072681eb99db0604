"""`sanctuary compare`: two laws, a law and a standard, or one law on two days."""

from typing import Annotated

from cyclopts import Parameter

from sanctuary.commands.certificates import Certificates, ledger_for, write_certificates
from sanctuary.commands.options import Page, PageFile
from sanctuary.commands.printing import Printer, needs_file, print_json, printed_to, write_output
from sanctuary.commands.words import day, day_or_today, place_of, say_unencoded, standards_of
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library
from sanctuary.study.answers import gaps_of
from sanctuary.study.compare import Comparison, Contrast
from sanctuary.study.compare import compare as compared
from sanctuary.study.events import named_within
from sanctuary.study.phrases import plural, titled, upper
from sanctuary.study.side import Side, alike, full, other_packs
from sanctuary.study.sides import LawSays, between, by_law, changed, counted, plainest, unanswered

__all__ = ["compare"]


def compare(
    a: str,
    b: str = "",
    *,
    on: Annotated[str, Parameter(help="The day of the first law; without it today.")] = "",
    other_on: Annotated[str, Parameter(help="The day of the second law; without it the same day.")] = "",
    every: Annotated[bool, Parameter(name="--all", help="Tell every law, not the first dozen alone.", negative="")] = False,
    certificates: Certificates = "",
    format: Page = "text",  # noqa: A002 - the option's name
    output: PageFile = "",
) -> int:
    """Two laws, a law and a standard, or one law on two days, side by side, in both directions.

    Parameters
    ----------
    a
        A place by name ("Los Angeles", "Houston, TX", texas), a pack id, or a path to a pack folder.
    b
        The other one; without it the same law on --other-on.
    """
    library = Library()
    one, other = place_of(library, a), place_of(library, b or a)
    first = law_of(*one, day_or_today(on))
    second = law_of(*other, day(other_on) or first.on)
    needs_file(format, output, "compare")
    ledger = ledger_for(certificates)
    kinds = {law.place.file.kind for law in (first, second)}
    rods = standards_of(library, "all") if kinds == {"law"} else []
    report = compared(first, second, rods, ledger, (a, b or a))
    if format == "json":
        with printed_to(output):
            print_json(report)
    elif format == "html":
        from sanctuary.pages.html import page  # noqa: PLC0415 - most answers need no page, and templates are slow to import

        packs = {used.id: used for side in (report.a, report.b) for used in side.packs}
        title = f"{upper(full(report.a))} beside {full(report.b)}"
        sides = [_told(report.a_to_b, (report.a, report.b), first, second), _told(report.b_to_a, (report.b, report.a), second, first)]
        text = page(
            "compare",
            title=title,
            report=report,
            sides=sides,
            passed=between(report.passed),
            plain="" if alike(report.a, report.b) else _plain(report, first, second),
            packs=list(packs.values()),
            gaps=gaps_of(first, second),
        )
        write_output(output, text.encode())
    else:
        with printed_to(output):
            printer = Printer()
            say_unencoded(printer, first, second)
            _text(printer, report, first, second, every=every)
    if ledger:
        write_certificates(certificates, ledger, first, second)
    return 0


def _told(
    found: tuple[Contrast, ...], sides: tuple[Side, Side], here: Law, there: Law
) -> tuple[tuple[Contrast, ...], list[LawSays], list[LawSays], Side, Side]:
    """One direction for the page: its contrasts, the laws that the other side answers, those it is silent on, and the two sides."""
    answered, silent = (list(found), []) if alike(*sides) else unanswered(found)
    return found, by_law(answered, here, there), by_law(silent, here, there), *sides


def _text(printer: Printer, report: Comparison, first: Law, second: Law, *, every: bool) -> None:
    printer.line(f"{upper(full(report.a))} beside {full(report.b)}", style="bold")
    late = [
        f"As known through {side.known_through}: the law of {titled(side.title)} is presumed to stand on {side.on}."
        for side in (report.a, report.b)
        if side.presumed
    ]
    for line in dict.fromkeys(late):
        printer.line(line)
    if report.a.place == report.b.place and report.a.on != report.b.on:
        for line in named_within(max((first, second), key=lambda law: law.on), *sorted((report.a.on, report.b.on))):
            printer.line(line, indent=2)
    _verdicts(printer, report)
    if not alike(report.a, report.b) and (plain := _plain(report, first, second)):
        printer.heading("The plainest situation on which rules of both differ")
        printer.line(plain, indent=2)
    if report.same:
        printer.line("No possible situation is answered differently, in outcome, duty, occasion or clock: proved, of the encoded rules.")
    sides = [(report.a_to_b, report.a, report.b, (first, second)), (report.b_to_a, report.b, report.a, (second, first))]
    if report.a.place == report.b.place and report.a.on < report.b.on:
        sides.reverse()
    for found, here, there, laws in sides:
        if found:
            _side(printer, found, (here, there), laws, every=every)
        elif not report.same:
            printer.heading(f"Wherever a rule of {full(here)} decides, {full(there)} answers the same: proved.")
    _passed(printer, report)
    _end(printer, report)


def _plain(report: Comparison, first: Law, second: Law) -> str:
    """The plainest situation that rules of both sides answer, and answer differently: of the first side, else of the second."""
    for found, law, other in ((report.a_to_b, second, report.b), (report.b_to_a, first, report.a)):
        if example := plainest(found, law):
            return f"{example.says} {upper(other.name)}: {example.other}."
    return ""


def _passed(printer: Printer, report: Comparison) -> None:
    """Laws that began and ended between the two days: neither side has them."""
    found = between(report.passed)
    if found:
        were = "was" if len(found) == 1 else "were"
        printer.heading(f"{upper(plural(len(found), 'law'))} that began and ended, or {were} replaced, between the two days")
    for line in found:
        printer.line(f"- {line}", indent=2)


def _verdicts(printer: Printer, report: Comparison) -> None:
    """The definitions that answer differently, a line each."""
    if report.verdicts:
        printer.heading("Definitions that answer differently")
    for moved in report.verdicts:
        told = f"{report.a.name} {moved.a.lower()}; {report.b.name} {moved.b.lower()}"
        printer.line(f"{moved.title.partition(':')[0]}: {told}", indent=2)


def _end(printer: Printer, report: Comparison) -> None:
    """What stands beside the differences, and the counts."""
    printer.line()
    if report.only_with_court_paper:
        what = "rule makes a difference" if report.only_with_court_paper == 1 else "rules make a difference"
        printer.line(f"{report.only_with_court_paper} more {what} only with a paper of a court in hand.")
    for mark in report.marks:
        printer.line(f"{mark.rule}: {mark.field} is {mark.a or 'none'} here, {mark.b or 'none'} there; no answer is changed by that.")
    printer.line(
        f"{plural(report.rules_a, 'rule')} beside {report.rules_b}. Each law is told by its plainest examples; all, with everybody whom "
        'they are about (here "or 3 others") and a situation that can be decided again, stand in --format json. Not legal advice.'
    )


MOST_LAWS = 12
"""Laws of one side that are told, the one with the plainest example first; --all tells every one."""

MOST_ACTS = 3

MOST_EXAMPLES = 3
"""Examples of a law that began or ended; a law of another place is told by one."""


def _side(printer: Printer, found: tuple[Contrast, ...], sides: tuple[Side, Side], laws: tuple[Law, Law], *, every: bool) -> None:
    """One direction: a sentence for each law that the other side answers; those it is silent on, folded."""
    here, there = sides
    answered, silent = changed(found, laws[1]) if alike(here, there) else unanswered(found)
    told, examples = by_law(answered, *laws), MOST_EXAMPLES if alike(here, there) else 1
    rare = [] if every else [one for one in told if one.rare]
    told = [one for one in told if one not in rare]
    if told:
        what = plural(len(told), "law")
        printer.heading(f"{upper(what if alike(here, there) else counted(told))} {_that(here, there)}")
    for one in told if every else told[:MOST_LAWS]:
        _law(
            printer,
            one,
            there.name,
            of="" if one.of == here.title or here.place == there.place else one.of,
            examples=examples,
        )
    if len(told) > MOST_LAWS and not every:
        printer.line(f"and {len(told) - MOST_LAWS} more: --all", indent=2)
    if rare:
        printer.line(f"With a paper of a court in hand also: {'; '.join(dict.fromkeys(one.cites for one in rare))} (--all).", indent=2)
    alone = by_law(silent, *laws)
    if alone:
        names = list(dict.fromkeys(one.cites for one in alone))
        shown = names if every else names[:MOST_LAWS]
        more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
        if alike(here, there):
            s = "s" if len(names) == 1 else ""
            both = f"of both days that no longer decide{s} the same"
            both = f"of both that decide{s} otherwise {there.name}" if other_packs(here, there) else both
            printer.heading(f"{upper(plural(len(names), 'law'))} {both}")
            printer.line(f"{'; '.join(shown)}{more}.", indent=2)
        else:
            printer.heading(f"{upper(counted(alone))} on which no rule of {there.name} was found")
            printer.line(f"That is no permission there: the law may not exist, or was not encoded. {'; '.join(shown)}{more}.", indent=2)


def _law(printer: Printer, one: LawSays, other: str, *, of: str, examples: int) -> None:
    more = f" and {len(one.acts) - MOST_ACTS} more" if len(one.acts) > MOST_ACTS else ""
    printer.line(f"- {one.name}{f' (law of {titled(of)})' if of else ''}. {upper('; '.join(one.acts[:MOST_ACTS]))}{more}.", indent=2)
    for example in one.examples[:examples]:
        printer.line(f"{example.says} {upper(other)}: {example.other}.", indent=4)


def _that(here: Side, there: Side) -> str:
    """What is said of the laws of one side: they began or ended, the other encoding lacks them, or the other place differs."""
    if other_packs(here, there):
        return f"that only {'the draft' if here.draft and not there.draft else f'the law {here.name}'} has"
    if alike(here, there):
        return f"that {'took effect' if here.on > there.on else 'ended'} between the two days"
    return f"that {full(there)} answers differently"
