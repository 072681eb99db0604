"""`sanctuary assess`: the answer in sentences, then each definition, or one criterion by criterion; the table of all stands last."""

import shlex
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from sanctuary.commands.assess_all import assess_all
from sanctuary.commands.certificates import Certificates, ledger_for, write_certificates
from sanctuary.commands.options import Day, DrawnFile, Measured, Place, StrictDays
from sanctuary.commands.printing import Printer, needs_file, print_json, printed_to, write_output
from sanctuary.commands.words import day_or_today, place_of, say_unencoded, standards_of
from sanctuary.engine.prove import Proofs
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library, Pack
from sanctuary.study.answers import answer, question, turning
from sanctuary.study.assess import Assessment, CriterionReport, StandardReport
from sanctuary.study.assess import assess as measure
from sanctuary.study.changers import changers
from sanctuary.study.differences import Difference, Witness
from sanctuary.study.governments import government
from sanctuary.study.headlines import who_said
from sanctuary.study.phrases import listed, plural, upper, value_said, word
from sanctuary.study.recalled import recalled
from sanctuary.study.suits import suit_said

if TYPE_CHECKING:
    from sanctuary.pages.scene import Scene
from sanctuary.study.answers import gaps_of

__all__ = ["assess"]

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
    output: DrawnFile = "",
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
        with printed_to(output):
            print_json(_witness(_measured(proofs, asked), witness))
        return 0
    needs_file(format, output, "assess")
    if format == "json":
        with printed_to(output):
            print_json(_measured(proofs, shown))
    elif format == "html":
        write_output(output, _page(_measured(proofs, asked if standard else shown), law, every).encode())
    elif format in ("svg", "png"):
        scene = _shared(_measured(proofs, asked if standard else every, differences=False), law)
        write_output(output, scene.svg().encode() if format == "svg" else scene.png())
    else:
        with printed_to(output):
            _text(Printer(), _measured(proofs, shown, differences=False), _measured(proofs, asked) if asked else None, law, place)
    if ledger:
        write_certificates(certificates, ledger, law)
    return 0


def _measured(proofs: Proofs, standards: Sequence[Pack], *, differences: bool = True) -> Assessment:
    """The assessment, read back where the same was measured before; proved anew where certificates of it are wanted."""
    make = partial(measure, proofs, standards, differences=differences)
    if proofs.ledger is not None:
        return make()
    return recalled(Assessment, (f"differences: {differences}", proofs.law.on.isoformat()), proofs.law, standards, make)


def _text(printer: Printer, report: Assessment, asked: Assessment | None, law: Law, place: str) -> None:
    """Each definition in sentences, or those asked for criterion by criterion; the table of all stands last."""
    say_unencoded(printer, law)
    _question(printer, report, law)
    for one in asked.standards if asked else ():
        _standard(printer, one, law)
    if not asked:
        printer.line()
        for one in _ordered(report):
            _headline(printer, one)
    _marks(printer, report, law, whole=bool(asked))
    _table(printer, report)
    if not asked:
        printer.line(
            f"For each criterion: sanctuary assess {shlex.quote(place)} --standard {report.standards[-1].id.removeprefix('standard-')}",
            indent=2,
        )


def _question(printer: Printer, report: Assessment, law: Law) -> None:
    """The question and its answer, in sentences that can be quoted."""
    printer.line(question(report, law), style="bold")
    printer.line(answer(report))
    if report.split:
        printer.line(f"They part on this above all: {report.split.says}")


def _headline(printer: Printer, one: StandardReport) -> None:
    """A definition in its answer, what decides it, and another reading's answer; what would have to change stands with its criteria."""
    title = f"{_mark(one.headline.answer, one.reported)}, by {_named(one)}:"
    printer.paragraph(title, " ".join([one.headline.brief, *(f"{upper(other)}." for other in one.otherwise)]), hang=2)


def _ordered(report: Assessment) -> list[StandardReport]:
    """Definitions of a sanctuary first, then those that ask the reverse."""
    return sorted(report.standards, key=lambda one: one.asks != "sanctuary")


def _named(one: StandardReport) -> str:
    """A definition by its short name, and that it asks the reverse where it does."""
    return one.title.partition(":")[0] + ("" if one.asks == "sanctuary" else " (the reverse)")


def _page(report: Assessment, law: Law, every: list[Pack]) -> str:
    """The page of an assessment, with the claims of the standards it shows."""
    from sanctuary.pages.html import page  # noqa: PLC0415 - most answers need no page, and templates are slow to import

    shown = {one.id for one in report.standards}
    return page(
        "assess",
        title=question(report, law),
        answer=answer(report),
        turning=lambda names: turning(law, names),
        who=lambda one: who_said(law, one),
        said=lambda suit: suit_said(law, suit),
        report=report,
        packs=[*report.packs, *(one.pack for one in report.standards)],
        rules={name: bound.rule for name, bound in law.by_id.items()},
        claims=[claim for pack in every if pack.id in shown for claim in pack.claims],
        gaps=gaps_of(law),
    )


def _shared(report: Assessment, law: Law) -> "Scene":
    """The picture to share, of the place or of one definition."""
    from sanctuary.pages.share import draw  # noqa: PLC0415 - most answers need no picture, and Pillow is slow to import

    foot = f"sanctuary: {plural(len(law.rules), 'rule')} of law, read through {report.known_through}. Not legal advice."
    return draw(question(report, law), answer(report), foot, report.standards)


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


def _marks(printer: Printer, report: Assessment, law: Law, *, whole: bool) -> None:
    """Suits, texts that were not read, and what the answers rest on."""
    printer.line()
    others = [one for one in report.proceedings if not one.party]
    if whole:
        for suit in report.proceedings:
            printer.line(f"In court: {suit_said(law, suit)}")
    elif report.proceedings:
        between = f", {word(len(others))} of them between others" if others else ""
        printer.line(f"In court: {plural(len(report.proceedings), 'suit')}{between}, shown with --standard.")
    if report.unread and whole:
        texts = [f"{one.cites} ({plural(len(one.criteria), 'answer')})" for one in report.unread]
        printer.line(f"Not read, so that answers rest on reports of it: {listed(texts)}.")
    elif report.unread:
        printer.line(f"Answers rest on reports of {plural(len(report.unread), 'text')} not read (shown with --standard).")
    late = f"; {_late(law, report)}" if report.presumed else ""
    read = f"{upper(plural(len(law.rules), 'rule'))}, read through {report.known_through}{late}."
    printer.line(f"{read} No rule found is no permission. Not legal advice.")


def _table(printer: Printer, report: Assessment) -> None:
    """The answers of all definitions, one line each: short names, then counts, codes last."""
    printer.line()
    rows = [
        (
            _mark(one.headline.answer, one.reported),
            _named(one).replace(", of our own", ""),
            one.id.removeprefix("standard-"),
        )
        for one in _ordered(report)
    ]
    printer.table(("answer", "definition", "--standard"), rows)
    if any(one.reported for one in report.standards):
        printer.line("* without a report of a text that was not read the answer would be another.", indent=2)


def _late(law: Law, report: Assessment) -> str:
    return f"what is later is unknown, {report.on} too" if law.strict else f"the last law read is presumed to stand on {report.on}"


def _mark(word: str, reported: bool) -> str:
    return word + ("*" if reported else "")


def _standard(printer: Printer, report: StandardReport, law: Law) -> None:
    said = report.headline
    printer.heading(f"{_mark(said.answer, report.reported)}: {report.title}")
    for line in (said.says, said.change, *(f"{upper(other)}." for other in report.otherwise)):
        if line:
            printer.line(line, indent=2)
    for one in report.criteria:
        _criterion(printer, one, law)
    printer.line()
    for line in changers(report, law):
        printer.line(line)
    if report.only_with_court_paper:
        what = "rule differs" if report.only_with_court_paper == 1 else "rules differ"
        printer.line(f"{report.only_with_court_paper} more {what} only with a paper of a court in hand.")
    example = next((f"{one.id}.1" for one in report.criteria if one.differences), "")
    if example:
        again = f"--standard {report.id} --witness {example}"
        printer.line(f"To check a difference yourself, by its number: the same command with {again}, piped into: sanctuary decide -")


def _criterion(printer: Printer, report: CriterionReport, law: Law) -> None:
    printer.heading(f"{report.id}. {upper(spoken_status(_mark(report.status, report.reported)))}: {report.title}")
    printer.line(report.asks, indent=2)
    shown = {(part.rule, run) for part in report.parts for run in part.run_by}
    for number, one in enumerate(report.differences, 1):
        if (one.rule, one.run_by) in shown and not one.strict:
            _difference(printer, f"{report.id}.{number}", one, law)
    strict = sum(one.strict for one in report.differences)
    if strict:
        whole = plural(len(report.differences), "difference")
        printer.line(f"{whole} in all, {word(strict)} in the strict reading only ({STRICTLY}): --format json", indent=2)
    for fact in report.facts:
        printer.line(f"Fact: {fact.title}: {value_said(fact.value)}, since {fact.since} ({fact.cites}{_weak(fact.source)})", indent=2)
    _bans(printer, report, law)
    if report.turns_on:
        printer.line(f"What would decide it: {'; '.join(turning(law, report.turns_on))}", indent=2)
    if report.rests_on:
        rules = [law.by_id[name].rule for name in report.rests_on]
        cites = list(dict.fromkeys(f"{rule.cites}{'*' if rule.reported else ''}" for rule in rules))
        more = f" and {len(cites) - MOST_CITES} more" if len(cites) > MOST_CITES else ""
        printer.line(f"Where the law agrees it rests on {'; '.join(cites[:MOST_CITES])}{more}", indent=2)
    apart: dict[str, list[str]] = {}
    for part in report.apart:
        apart.setdefault(part.extent, []).extend(government(law, run) for run in part.run_by)
    for extent, owners in apart.items():
        printer.line(f"Not counted, run by others: {_APART[extent]} for {listed(list(dict.fromkeys(owners)))}", indent=2)
    parts = [f"{part.rule.partition('/')[2]} {_AGREES[part.extent]}" for part in report.parts]
    if parts:
        printer.line(f"{report.rules_agreeing} of {plural(report.rules_total, 'rule')} met everywhere [{'; '.join(parts)}]", indent=2)


STRICTLY = "where also what the law does not name counts as not met"
"""What the strict reading is, in few words."""


def _weak(source: str) -> str:
    return "; reported: the text was not read" if source in ("secondary", "recalled") else ""


def _bans(printer: Printer, report: CriterionReport, law: Law) -> None:
    """What keeps a limit from having force: federal law that nobody can change here, bans, and what they void."""
    if report.unmeetable:
        kept = ", and it is left out of the verdict" if report.left_out else " in the strict reading alone"
        printer.line(f"Nobody can lawfully meet it{kept}: federal law has it otherwise.", indent=2)
    if report.proved_by:
        banning = dict.fromkeys(law.by_id[name].rule.cites for name in report.proved_by)
        printer.line(f"Not met, though not searched to the end: limits are banned by {'; '.join(banning)}", indent=2)
    if report.bans:
        banning = dict.fromkeys(law.by_id[name].rule.cites for name in report.bans)
        printer.line(f"Limits here are banned by {'; '.join(banning)}", indent=2)
    for name in report.voided:
        rule = law.by_id[name].rule
        printer.line(f"Void{_if_valid(report, law)}: {rule.cites}", indent=2)


def _if_valid(report: CriterionReport, law: Law) -> str:
    """The condition of a void rule: that the bans are valid, where this is disputed."""
    bans = [law.as_written().by_id[name] for name in report.bans if name in law.as_written().by_id]
    cites = list(dict.fromkeys(one.rule.cites for one in bans if one.readings or one.rule.disputed))
    return f" if {listed(cites)} {'is' if len(cites) == 1 else 'are'} valid, which is disputed" if cites else ""


_AGREES = {
    "everywhere": "everywhere",
    "somewhere": "in part",
    "nowhere": "nowhere",
    "unknown": "unknown",
    "not-applicable": "nothing to ask",
}
"""How far the law agrees with a rule of the definition."""

_APART = {**_AGREES, "everywhere": "met everywhere", "somewhere": "met in part", "nowhere": "not met"}


def spoken_status(status: str) -> str:
    """A status as a person reads it, its mark kept."""
    return {"partly": "met in part", "partly*": "met in part*"}.get(status, status.replace("-", " "))


def _difference(printer: Printer, number: str, one: Difference, law: Law) -> None:
    """One difference: the sentence and the rule behind it; who can change it and the number, by which it can be checked, last."""
    sure = "" if one.certain else " (Not searched to the end: perhaps a rule was not found.)"
    behind = "".join(f", {law.by_id[name].rule.cites}" for name in one.because).removeprefix(", ")
    told = [behind or "no rule found", who_said(law, one)]
    told += ["more situations like it"] if one.more else []
    printer.line(f"- {one.says}{sure} ({'; '.join(told)}) [{number}]", indent=2)
