"""`sanctuary triage`: what kind of paper is this?"""

import shlex
from typing import Annotated

from cyclopts import Parameter

from sanctuary.commands.options import Day, Page, PageFile
from sanctuary.commands.printing import Printer, counting, needs_file, print_json, printed_to, write_output
from sanctuary.pages.triage import write_page
from sanctuary.study.phrases import upper
from sanctuary.triage import papers
from sanctuary.triage.papers import Paper, Triage
from sanctuary.triage.said import against_as, said

__all__ = ["triage"]

WEIGHS = ("for", "against")
COURTS = {"federal": "a federal court", "own-state": "a court of the own state", "other-state": "a court of another state"}


def triage(
    *files: str,
    place: Annotated[str, Parameter(help="A place whose state tells its own courts from others'.")] = "",
    on: Day = "",
    format: Page = "text",  # noqa: A002 - the option's name
    output: PageFile = "",
) -> int:
    """What kind of paper is this? Signs for and against, what is missing, what only a person can check, whom to call.

    Parameters
    ----------
    files
        PDF files, images, Word files or texts. They are read on this machine, in memory; nothing of them is kept.
    """
    needs_file(format, output, "papers")
    with counting("Reading", None, "pages") as heard:
        found = papers.triage(*files, place=place, on=on, heard=heard)
    if format == "json":
        with printed_to(output, 0o600):
            print_json(found)
    elif format == "html":
        # A page shows parts of the papers: it is written for its owner alone.
        write_output(output, write_page(found).encode(), 0o600)
    else:
        with printed_to(output, 0o600):
            _text(Printer(), found, shlex.quote(place) if place else "PLACE")
    return 0


def _text(printer: Printer, found: Triage, place: str) -> None:
    for number, paper in enumerate(found.papers):
        if number:
            printer.line()
        _paper(printer, paper, place)
    printer.line()
    printer.line("This says what a paper is, never what it allows. A person who reads the paper itself has the last word.")


def _paper(printer: Printer, paper: Paper, place: str) -> None:
    pages = f"page {paper.pages[0]}" if len(paper.pages) == 1 else f"pages {paper.pages[0]} to {paper.pages[-1]}"
    printer.line(f"{paper.file}, {pages}: {paper.class_}", style="bold")
    printer.line(said(paper), indent=2)
    if paper.card and paper.kind:
        printer.line(f"Kind: {paper.card.title}.", indent=2)
    if paper.court:
        printer.line(f"Of {COURTS[paper.court]}{f' ({paper.state})' if paper.state else ''}.", indent=2)
    elif paper.state and paper.class_ in ("judicial", "court-issued"):
        printer.line(f"Of a court of {paper.state}; --place tells whether that is the own state.", indent=2)
    printer.line(f"{upper(paper.call)}.", indent=2)
    signs = {
        weighs: list(dict.fromkeys(f"{sign.sign} (page {sign.page}, {sign.place})" for sign in paper.signs if sign.weighs == weighs))
        for weighs in WEIGHS
    }
    _list(printer, "missing", list(paper.missing))
    _list(printer, against_as(paper), signs["against"])
    _list(printer, "what is not as it should be", list(paper.irregular))
    _list(printer, "only a person can check", list(paper.check))
    _list(printer, "what speaks for a judge's decision", signs["for"])
    if paper.kind and paper.class_ != "none":
        printer.line(f"What the law says with it: sanctuary decide {place} --actor WHO --action WHAT --fact paper={paper.kind}", indent=2)
        printer.line(f"For WHO: sanctuary actors {place}. For WHAT: sanctuary facts (disclose, hold, admit).", indent=2)


def _list(printer: Printer, title: str, lines: list[str]) -> None:
    if lines:
        printer.line(title, indent=2)
        for line in lines:
            printer.point(line, indent=4)
