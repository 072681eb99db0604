"""`sanctuary compare`: two laws, a law and a standard, or one law on two days."""

import shlex
from datetime import date
from typing import Annotated

from cyclopts import Parameter

from sanctuary.commands.certificates import Certificates, ledger_for, write_certificates
from sanctuary.commands.compare_ahead import AHEAD, coming
from sanctuary.commands.compare_rows import definition_rows
from sanctuary.commands.compare_text import (
    PREMISE,
    WHO,
    depends,
    print_details,
    print_summary,
    read_through,
    sentences,
    starred,
    titled_of,
)
from sanctuary.commands.options import Page, PageFile
from sanctuary.commands.printing import Printer, needs_file, print_json, printed_to, write_output
from sanctuary.commands.searched import from_day, searched_since
from sanctuary.commands.words import day, day_for, day_or_today, place_of, standards_of
from sanctuary.errors import RequestError, ended, nearest
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library
from sanctuary.study.answers import gaps_of
from sanctuary.study.before import searched_from
from sanctuary.study.called import called_said
from sanctuary.study.compare import Contrast
from sanctuary.study.compare import compare as compared
from sanctuary.study.noticed import word_of
from sanctuary.study.side import Side, alike
from sanctuary.study.sides import LawSays, between, by_law, unanswered

__all__ = ["compare"]


def compare(
    a: str,
    b: str = "",
    *,
    on: Annotated[str, Parameter(help="The day of the first law; without it today.")] = "",
    other_on: Annotated[str, Parameter(help="The day of the second law; without it the same day.")] = "",
    since: Annotated[str, Parameter(name="--from", help="Of one place, the earlier of two days, months or years.")] = "",
    until: Annotated[str, Parameter(name="--to", help="Of one place, the later; without it today.")] = "",
    actor: Annotated[str, Parameter(help="Whom the plain questions ask about: police or sheriff; without it whoever comes first.")] = "",
    every: Annotated[bool, Parameter(name="--all", help="Tell every law after the summary.", negative="")] = False,
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
        The other one; without it the same law on --other-on, or from --from to --to.
    """
    library = Library()
    one = place_of(library, a)
    other = place_of(library, b) if b else one
    if b and (since or until):
        raise RequestError(_each((a, b), (one, other), (since, until)))
    days = _stretch((since, until), (on, other_on)) if since or until else (day_of_both(one, other, on), day(other_on))
    first = law_of(*one, days[0])
    second = law_of(*other, days[1] or first.on)
    needs_file(format, output, "compare")
    ledger = ledger_for(certificates)
    kinds = {law.place.file.kind for law in (first, second)}
    rods = standards_of(library, "all") if kinds == {"law"} else []
    report = compared(first, second, rods, ledger, (a, b or a), _officers(actor))
    if format == "json":
        with printed_to(output):
            print_json(report)
    elif format == "html":
        from sanctuary.pages.html import page  # noqa: PLC0415 - most answers need no page, and templates are slow to import

        packs = {used.id: used for side in (report.a, report.b) for used in side.packs}
        sides = [_told(report.a_to_b, (report.a, report.b), first, second), _told(report.b_to_a, (report.b, report.a), second, first)]
        text = page(
            "compare",
            title=titled_of(report),
            report=report,
            late=" ".join(filter(None, (read_through(report), searched_since((first, second))))),
            # One pair of answers: the table has the others, and the page a box for law that is known.
            sentences=[one for one in sentences(report, (first, second), 1, 1) if not one[1].startswith("Known but")],
            named=[(label, *(fill(at)[0] for at in (0, 1))) for label, fill in definition_rows(report)],
            who=WHO,
            premise=PREMISE,
            ahead_lead=AHEAD,
            ahead="" if report.same else coming((first, second)),
            depends=depends(report, (first, second)),
            starred=starred(report).strip(),
            word=word_of,
            called=[called_said(report.summary.definitions, at) for at in (0, 1)],
            sides=sides,
            passed=between(report.passed),
            packs=list(packs.values()),
            titles={law.place.id: law.place.file.title for law in (first, second)},
            gaps=gaps_of(first, second),
        )
        write_output(output, text.encode())
    else:
        with printed_to(output):
            printer, chosen = Printer(), zip(_OPTIONS, (on, other_on, since, until, actor), strict=True)
            typed = [*filter(None, (a, b)), *(word for pair in chosen if pair[1] for word in pair)]
            print_summary(printer, report, (first, second), typed, every=every)
            if every:
                print_details(printer, report, (first, second))
    if ledger:
        write_certificates(certificates, ledger, first, second)
    return 0


def _told(
    found: tuple[Contrast, ...], sides: tuple[Side, Side], here: Law, there: Law
) -> tuple[tuple[Contrast, ...], list[LawSays], list[LawSays], Side, Side]:
    """One direction for the page: its contrasts, the laws that the other side answers, those it is silent on, and the two sides."""
    answered, silent = (list(found), []) if alike(*sides) else unanswered(found)
    return found, by_law(answered, here, there), by_law(silent, here, there), *sides


def _officers(word: str) -> str:
    """The officers of an option; refuses others, of whom no plain question asks."""
    if word and word not in OFFICERS:
        raise RequestError(f"'{word}' is asked no plain question; {ended(nearest(word, OFFICERS))}")
    return word


OFFICERS = ("police", "sheriff")
"""Of whom the plain questions may ask."""

_OPTIONS = ("--on", "--other-on", "--from", "--to", "--actor")


def day_of_both(one: tuple[Library, str], other: tuple[Library, str], text: str) -> date:
    """The day of two laws: as it was typed, else today, or the first day of a draft that begins later."""
    return max(day_for(library.get(name), text) for library, name in dict.fromkeys((one, other)))


def _each(named: tuple[str, str], places: tuple[tuple[Library, str], tuple[Library, str]], stretch: tuple[str, str]) -> str:
    """A refusal of a stretch of two places, with the commands that can be asked, each from a day that was searched."""
    firsts = [searched_from(law_of(*place, day_or_today(""))) or date.min for place in places]
    start, last, end = day(stretch[0]) or date.min, day(stretch[1], last=True), ["--to", stretch[1]] if stretch[1] else []
    typed = [["compare", name, "--from", stretch[0] or str(first), *end] for name, first in zip(named, firsts, strict=True)]
    commands = [
        from_day(words, first, last) if start < first else shlex.join(["sanctuary", *words])
        for words, first in zip(typed, firsts, strict=True)
    ]
    both = shlex.join(["sanctuary", "compare", *named, "--on", str(max(start, *firsts))])
    lines = [f"  {words}" for words in (*commands, both)]
    return "\n".join(("--from and --to are for one place on two days. Ask each place:", *lines[:2], "or both on one day:", lines[2]))


def _stretch(stretch: tuple[str, str], days: tuple[str, str]) -> tuple[date, date | None]:
    """The later and the earlier day of a stretch of one place's law."""
    if any(days):
        raise RequestError("--from and --to name the two days already. Leave out --on and --other-on.")
    if not stretch[0]:
        raise RequestError("--to ends a stretch that begins nowhere. Add --from, for example --from 2016.")
    first, last = day(stretch[0]), day(stretch[1], last=True) or day_or_today("")
    if first and first > last:
        raise RequestError(f"the stretch ends on {last}, before it begins on {first}. Exchange --from and --to.")
    return last, first
