"""`sanctuary decide`: one situation, from a file, standard input or options."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple

from cyclopts import Parameter

from sanctuary.account.owed import reports_owed
from sanctuary.commands import STDIN
from sanctuary.commands.decide_all import ALL, decide_all
from sanctuary.commands.decide_several import acts_of, memo_of_several
from sanctuary.commands.folding import folded
from sanctuary.commands.mistyped import in_options
from sanctuary.commands.options import Day, Memo, PageFile, Readings, StrictDays
from sanctuary.commands.printing import Printer, needs_file, print_json, printed_to, write_output
from sanctuary.commands.words import day, day_or_today, facts, is_file, place_of, readings, say_read, situation_of, typed_as
from sanctuary.documents import replace
from sanctuary.engine.decide import decide as decided
from sanctuary.engine.decide import deciding_paper
from sanctuary.engine.decision import DecisionReport
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation, by_path
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library
from sanctuary.law.standing import drafted, standing
from sanctuary.law.used import other_law
from sanctuary.model import Outcome
from sanctuary.study.everyday import asked_about, everyday, with_bond
from sanctuary.study.fitting import fitted
from sanctuary.study.how_far import read_through
from sanctuary.study.limits import MAKER
from sanctuary.study.matters import of_a_public_area
from sanctuary.study.memo import SHORT, command, facts_typed, memo
from sanctuary.study.memo import Memo as Paper
from sanctuary.study.section import Section
from sanctuary.study.shorter import DUTIES
from sanctuary.study.telling import begins_soon, option, quotable, told
from sanctuary.study.visits import need_somebody_held

__all__ = ["decide", "tell"]


def decide(
    place: str = "",
    file: str = "",
    *,
    on: Day = "",
    reading: Readings = (),
    actor: Annotated[str, Parameter(help="Who acts: police, library, ...")] = "",
    action: Annotated[tuple[str, ...], Parameter(help="What is done: disclose, ...; several for one memo.", negative="")] = (),
    resource: Annotated[tuple[str, ...], Parameter(help="To what: release-date, ...; of several acts each its own.", negative="")] = (),
    fact: Annotated[tuple[str, ...], Parameter(help="A fact: paper=detainer, history.held_to_answer=true.", negative="")] = (),
    absent: Annotated[tuple[str, ...], Parameter(help="An optional fact known to be missing.", negative="")] = (),
    papers: Annotated[
        Literal["assumed", "any"], Parameter(help="any: a paper of a court may be in hand though none is named.")
    ] = "assumed",
    strict_days: StrictDays = False,
    every: Annotated[bool, Parameter(name="--all", help="The whole answer, longer than a screen.", negative="")] = False,
    permalink: Annotated[bool, Parameter(help="Print the command that gives this answer again, by the same law.", negative="")] = False,
    digest: Annotated[str, Parameter(help="The digest of an earlier answer: refused where the law is another.")] = "",
    to: Annotated[str, Parameter(help="To whom a memo is.")] = "",
    sender: Annotated[str, Parameter(name="--from", help="From whom a memo is.")] = "",
    format: Memo = "text",  # noqa: A002 - the option's name
    output: PageFile = "",
) -> int:
    """What the law says of one situation, with the paragraph that decides.

    Parameters
    ----------
    place
        A name ("Los Angeles", "Houston, TX", texas), a pack id, or a path to a pack folder. May stand in the situation instead. The word
        all: every state, and every place whose own law is encoded, as a table or CSV; --on takes several days with commas between.
    file
        A situation as TOML or JSON; - reads standard input.
    """
    given: dict[str, Any] = {"actor": actor, "action": "".join(action[:1]), "resource": "".join(resource[:1])}
    said = _Said(fact, absent, reading, papers)
    if place == ALL:
        return decide_all(_typed(file, given, said), on, format, output, strict=strict_days)
    if not file and (place == STDIN or is_file(place)):
        place, file = "", place
    if file and file != STDIN and not is_file(file) and (typed := in_options("decide", [place, file])):
        raise RequestError(typed)
    situation = _typed(file, {**given, "place": place, "on": day(on)}, said)
    if not situation.place:
        raise RequestError("no place is named. Give one, for example: sanctuary decide los-angeles situation.toml")
    library, name = place_of(Library(), situation.place)
    law = law_of(library, name, situation.on or day_or_today(""), strict=strict_days)
    _need_one_places_form(format)
    if len(action) > 1 or len(resource) > 1:
        if format in ("text", "json") or permalink or digest:
            raise RequestError(SEVERAL)
        needs_file(format, output, "memo")
        _memo(memo_of_several(law, acts_of(situation, action, resource), (to, sender)), law.on, format, output)
        return 0
    typed_so = situation
    situation, notes = everyday(law, situation)
    say_read(f"Read {'; '.join(notes)}." if notes else "")
    need_somebody_held(law, typed_so, situation)
    bond = with_bond(typed_so, notes)
    proofs = Proofs(law)
    situation = deciding_paper(proofs, situation)
    report = replace(_answered(proofs, situation), read=asked_about(notes, typed_so))
    needs_file(format, output, "memo")
    _need_a_memo(to or sender, format)
    _same_law(report, digest)
    if permalink:
        with printed_to(output):
            Printer().raw(command(situation, report, bond) + "\n")
    elif format == "json":
        with printed_to(output):
            print_json(replace(report, soon=begins_soon(proofs, situation, report)))
    elif format == "text":
        with printed_to(output):
            tell(Printer(), proofs, situation, report, typed_as(situation.place, name), every=every)
    else:
        made = memo(situation, report, told(proofs, situation, report), law, bond, people=(to, sender))
        _memo(made, report.on, format, output)
    return 0


def _need_one_places_form(form: str) -> None:
    """Refuses a table of places where one place is asked about."""
    if form == "csv":
        raise RequestError("csv is of all places: sanctuary decide all, with the same words, --format csv. Of one place take text or json.")


def _need_a_memo(people: str, form: str) -> None:
    """Refuses to whom and from whom a memo is where none is made."""
    if people and form in ("text", "json"):
        raise RequestError("--to and --from stand on a memo. Add --format docx or --format pdf, with -o FILE.")


class _Said(NamedTuple):
    """What was typed of the facts of a situation."""

    fact: tuple[str, ...]
    absent: tuple[str, ...]
    reading: tuple[str, ...]
    papers: str


def _typed(file: str, given: Mapping[str, Any], said: _Said) -> Situation:
    """A situation from a file with what was typed over it."""
    situation = situation_of(file) if file else Situation()
    return replace(
        situation,
        **{name: value for name, value in given.items() if value},
        context={**by_path(situation.context), **by_path(facts(said.fact))},
        absent=(*situation.absent, *said.absent),
        readings={**situation.readings, **readings(said.reading)},
        papers="any" if said.papers == "any" else situation.papers,
    )


SEVERAL = "several acts make one memo: add --format docx or --format pdf, with -o FILE; or ask of one act at a time."


def _answered(proofs: Proofs, situation: Situation) -> DecisionReport:
    """The decision; a body that makes law and is asked to act is sent to what its policies may do."""
    told = _maker(proofs.law, situation)
    if told and situation.action not in proofs.law.vocabulary.actions:
        raise RequestError(f"'{situation.action}' cannot be decided. {told} Or ask of one limit: --action limit --resource asking-status.")
    try:
        return decided(proofs, situation)
    except RequestError as problem:
        raise RequestError(f"{problem} {told}" if told else f"{problem}") from None


def _maker(law: Law, situation: Situation) -> str:
    """That a council, a board or commissioners make law rather than act, and where what they may make stands; nothing of others."""
    if situation.actor != MAKER or situation.action == "limit":
        return ""
    table = f"sanctuary disputes {law.place.id}"
    return (
        f"A council or board makes policies; its staff act. Name who acts (sanctuary actors), or see what its policies may limit: {table}."
    )


def _same_law(report: DecisionReport, digest: str) -> None:
    """Refuse an earlier answer's digest where the law that was loaded has another."""
    now = report.digest
    if digest and (len(digest) < SHORT or not now.startswith(digest)):
        packs = ", ".join(f"{one.id} {one.version}" for one in report.packs)
        changed = f"the law has changed since, now it is {now[:SHORT]} ({packs})"
        raise RequestError(
            f"{other_law(report.packs, digest, changed)}. "
            "CHANGES.md of each pack says what changed; without --digest the law of now answers."
        )


def _memo(made: Paper, on: date, form: str, output: str) -> None:
    """The memo, written as asked."""
    from sanctuary.pages.memo import write_docx, write_pdf  # noqa: PLC0415 - optional packages that only memos need

    write_output(output, write_docx(made, on) if form == "docx" else write_pdf(made))


def tell(printer: Printer, proofs: Proofs, situation: Situation, report: DecisionReport, typed: str = "", *, every: bool = False) -> None:
    """A decision as text on one screen: the answer, what decides, what to find out, what is due; with `every` whole, ids last.

    `typed` is the place as a command names it.
    """
    place = typed or report.place
    sections = told(proofs, situation, report)
    if drafted(proofs.law.place):
        printer.line(standing(proofs.law.place, proofs.law.packs))
    typing = option(proofs, situation, report)
    told_of = _maker(proofs.law, situation) if report.outcome == Outcome.SILENT else ""
    quote = quotable(proofs, situation, report)
    ending = (*filter(None, [told_of]), *_done_there(proofs, situation, report, place), *_next(situation, report, place))

    def size(shown: Sequence[Section], cut: Sequence[str]) -> int:
        width = printer.width
        lines = sum(2 * bool(one.heading) + sum(_folded(line, width - 2 * bool(one.heading)) for line in one.lines) for one in shown)
        rest = (typing, quote if report.outcome == Outcome.DEPENDS else "", *ending, *_more(cut), *_last(proofs.law, report, every=every))
        return lines + sum(folded(line, width) for line in rest) + 1

    shown, cut = (sections, ()) if every else fitted(sections, size, SCREEN)
    done = typing or report.outcome in (Outcome.MUST, Outcome.MAY)
    if not every and (size(shown, cut) > SCREEN or (done and DUTIES in cut)):
        ending = tuple(one for one in ending if not one.startswith(SUITS))
        shown, cut = fitted(sections, size, SCREEN)
    for number, section in enumerate(shown):
        if section.heading:
            printer.heading(section.heading)
        for at, line in enumerate(section.lines):
            printer.line(line, indent=2 if section.heading else 0, style="" if number or at else "bold")
            if not number and not at and typing:
                printer.line(typing)
    if quote and (every or report.outcome == Outcome.DEPENDS or size((*shown, Section(heading="", lines=(quote,))), cut) <= SCREEN):
        printer.line(quote)
    printer.line()
    for line in (*_more(cut), *ending, *_last(proofs.law, report, every=every)):
        printer.line(line)


SUITS = "Suits and disputes: "
"""How the line begins that says how to ask for them: the last to go for what is owed with an act that is allowed."""

SCREEN = 37
"""Lines of a screen of 80 columns, without the two that say how words were read."""


def _folded(line: str, width: int) -> int:
    """Lines that a line takes with its indent; a word that is longer than a line begins one of its own."""
    inner = len(line) - len(line.lstrip(" "))
    return folded(line.lstrip(" "), width - inner)


def _more(cut: Sequence[str]) -> Iterator[str]:
    """What is not told whole."""
    if cut:
        yield f"More, with --all: {'; '.join(cut)}."


def _done_there(proofs: Proofs, situation: Situation, report: DecisionReport, place: str) -> Iterator[str]:
    """Of a public area on which no rule speaks: how to ask of what is done there, as far as whoever acts can do it."""
    if report.outcome != Outcome.SILENT or not of_a_public_area(report.action, report.resource):
        return
    for words, act, thing in _THERE:
        try:
            decided(proofs, Situation(actor=situation.actor, action=act, resource=thing))
        except RequestError:  # nobody but those who hold people can hand somebody over
            continue
        yield f"{words}: {shlex.join(['sanctuary', 'decide', place, '--actor', situation.actor, '--action', act, '--resource', thing])}"


_THERE = (
    ("To hand somebody over", "transfer", "subject"),
    ("To arrest on a civil warrant", "arrest-on-civil-warrant", "subject"),
    ("Behind it", "admit", "non-public-area"),
)
"""What may be done in a public area, or behind it."""


def _next(situation: Situation, report: DecisionReport, place: str) -> Iterator[str]:
    """What to ask next: what settles an open answer, and the suits about it."""
    asks = ["--action", report.action, "--actor", report.actor, "--resource", report.resource]
    if report.outcome == Outcome.DEPENDS and report.depends_on:
        yield f"Question by question: {shlex.join(['sanctuary', 'interview', place, *asks, *facts_typed(situation)])}"
    if names := reports_owed(report.duties):
        yield f"What to write down for the report: {'; '.join(f'sanctuary report {name}' for name in names)}"
    if report.proceedings:
        yield f"{SUITS}{shlex.join(['sanctuary', 'disputes', place, *asks])}"


def _last(law: Law, report: DecisionReport, *, every: bool) -> Iterator[str]:
    """What the answer rests on; its rules by their ids where all is told."""
    ids = [one.id for one in report.rules]
    shown = f" Rules: {', '.join(ids[:MOST_IDS])}{f' and {len(ids) - MOST_IDS} more' if len(ids) > MOST_IDS else ''}." if ids else ""
    since = f"{read_through(law)}, presumed to stand since" if report.presumed else ""
    yield f"Decided for {report.on} by law read through {report.known_through}{since}.{shown if every else ''} Not legal advice."


MOST_IDS = 4
"""Ids of rules that the last line names; JSON has all."""
