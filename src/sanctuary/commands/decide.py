"""`sanctuary decide`: one situation, from a file, standard input or options."""

from typing import Annotated, Literal

from cyclopts import Parameter

from sanctuary.commands import STDIN
from sanctuary.commands.options import Day, Plain, Readings, StrictDays
from sanctuary.commands.printing import Printer, print_json
from sanctuary.commands.words import day, day_or_today, facts, is_file, place_of, readings, say_unencoded, situation_of
from sanctuary.documents import replace
from sanctuary.engine.decide import DecisionReport
from sanctuary.engine.decide import decide as decided
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library
from sanctuary.study.phrases import headline, listed, spoken

__all__ = ["decide", "tell"]


def decide(
    place: str = "",
    file: str = "",
    *,
    on: Day = "",
    reading: Readings = (),
    actor: Annotated[str, Parameter(help="Who acts: police, library, ...")] = "",
    action: Annotated[str, Parameter(help="What is done: disclose, transfer, ...")] = "",
    resource: Annotated[str, Parameter(help="To what: release-date, subject, ...")] = "",
    fact: Annotated[tuple[str, ...], Parameter(help="A fact: paper=detainer, history.held_to_answer=true.", negative="")] = (),
    absent: Annotated[tuple[str, ...], Parameter(help="An optional fact known to be missing.", negative="")] = (),
    papers: Annotated[
        Literal["assumed", "any"], Parameter(help="any: a paper of a court may be in hand though none is named.")
    ] = "assumed",
    strict_days: StrictDays = False,
    format: Plain = "text",  # noqa: A002 - the option's name
) -> int:
    """What the law says of one situation, with the paragraph that decides.

    Parameters
    ----------
    place
        A name ("Los Angeles", "Houston, TX", texas), a pack id, or a path to a pack folder. May stand in the situation instead.
    file
        A situation as TOML or JSON; - reads standard input.
    """
    if not file and (place == STDIN or is_file(place)):
        place, file = "", place
    situation = situation_of(file) if file else Situation()
    given = {"actor": actor, "action": action, "resource": resource, "place": place, "on": day(on)}
    situation = replace(
        situation,
        **{name: value for name, value in given.items() if value},
        context={**situation.context, **facts(fact)},
        absent=(*situation.absent, *absent),
        readings={**situation.readings, **readings(reading)},
        papers="any" if papers == "any" else situation.papers,
    )
    if not situation.place:
        raise RequestError("no place is named. Give one, for example: sanctuary decide los-angeles situation.toml")
    library, name = place_of(Library(), situation.place)
    law = law_of(library, name, situation.on or day_or_today(""), strict=strict_days)
    report = decided(Proofs(law), situation)
    if format == "json":
        print_json(report)
    else:
        tell(Printer(), report, law)
    return 0


def tell(printer: Printer, report: DecisionReport, law: Law) -> None:
    """A decision as text: the answer, and everything that a person at a desk needs to check it."""
    say_unencoded(printer, law)
    if report.presumed:
        printer.line(f"As known through {report.known_through}: the last law read is presumed to stand on {report.on}.")
    printer.line(headline(law, report), style="bold")
    printer.line(f"on {report.on}; law known through {report.known_through}")
    if report.outcome == "unknown":
        printer.line("The law was not searched for that day, so nothing permitted and no silence can be told.")
    if report.unsearched:
        names = " and of ".join(law.title_of(name) for name in report.unsearched)
        printer.line(f"as far as searched: the law of {names} was not searched to the end; a rule that was not found may exist")
    if report.outcome == "silent":
        printer.line("No rule was found in what was searched. That is not permission.")
    _court_papers(printer, report)
    _rules(printer, report)
    _beside(printer, report)
    if report.opposed:
        one, other = report.opposed.acts
        told = f"the must of {report.opposed.wins} wins, as the higher level's" if report.opposed.wins else "neither level is the higher"
        printer.heading(f"{one} and {other} are both commanded in some circumstances: {told}")
        printer.line(", ".join(report.opposed.rules), indent=2)
    _turns(printer, report)
    _duties(printer, report)
    if report.consequences:
        printer.heading("what a text attaches to going against it")
    for risk in report.consequences:
        told = "; REPORTED: the text was not read" if risk.reported else ""
        printer.line(f"{risk.title}. Whom: {risk.who} - {risk.cites}{told}", indent=2)
    if report.proceedings:
        printer.heading("in court")
    for suit in report.proceedings:
        printer.line(f"{suit.title}, {suit.court} {suit.number}: {suit.status}. Binds: {suit.binds}", indent=2)


MOST_CLAUSES = 3
"""Lines on what papers of a court would change; JSON has all."""


def _court_papers(printer: Printer, report: DecisionReport) -> None:
    """What a paper of a court would change, in one clause for each court and outcome."""
    if not report.assumed:
        return
    shown = report.with_court_paper[:MOST_CLAUSES]
    for one in shown:
        papers = listed([spoken(paper) for paper in one.papers], "or")
        outcome = str(one.outcomes[0]) if len(one.outcomes) == 1 else f"depends ({listed([str(o) for o in one.outcomes], 'or')})"
        printer.line(f"{outcome} with {papers} of {spoken(one.court)} court that covers it")
    if len(report.with_court_paper) > len(shown):
        printer.line(f"and {len(report.with_court_paper) - len(shown)} more with other papers of a court (--format json)")
    if shown:
        printer.line("Asked as if no paper of a court were in hand; name the paper to have it counted.")


def _duties(printer: Printer, report: DecisionReport) -> None:
    if report.duties:
        printer.heading("duties")
    for duty in report.duties:
        when = {"request": "on the request", "act": "if it is done", "breach": "if it is done all the same"}[duty.on]
        clock = f", {duty.within}" if duty.within else ""
        some = "" if duty.always else " (in some cases)"
        printer.line(f"{when}{clock}: {spoken(duty.duty)} - {duty.cites}{some}", indent=2)


def _rules(printer: Printer, report: DecisionReport) -> None:
    """The rules that decide, and those that a higher level outranks or voids."""
    if report.rules:
        printer.heading("because" if report.outcome != "depends" else "rules that can decide")
    for rule in report.rules:
        notes = [f"{rule.effect}, {rule.level} {rule.instrument}, since {rule.since}"]
        notes += ["REPORTED: the text was not read"] if rule.reported else [f"source: {rule.source}"]
        notes += [f"disputed: {rule.disputed}"] if rule.disputed else []
        notes += [] if rule.always else ["in some cases"]
        printer.line(f"{rule.cites}: {rule.words}", indent=2)
        printer.line(f"{'; '.join(notes)} [{rule.id}]", indent=4)
        for caveat in rule.caveats:
            printer.line(caveat, indent=4)
    if report.overridden:
        printer.heading("overridden: says the opposite, but a higher level decides")
    for rule in report.overridden:
        printer.line(f"{rule.cites}: {rule.words} [{rule.id}]", indent=2)
    if report.voided:
        printer.heading("voided: forbids, but a higher law lets nobody forbid it")
    for one in report.voided:
        printer.line(f"{one.rule.cites}: {one.rule.words}; voided by {', '.join(one.by)} [{one.rule.id}]", indent=2)


def _beside(printer: Printer, report: DecisionReport) -> None:
    """What stands beside the answer and decides nothing: notes, rules that a court has stopped, readings that one has settled."""
    if report.notes:
        printer.heading("beside it: decides nothing")
    for rule in report.notes:
        printer.line(f"{rule.cites}: {rule.words} [{rule.id}]", indent=2)
    if report.enjoined:
        printer.heading("enjoined: does not decide")
    for stop in report.enjoined:
        printer.line(f"{stop.rule.cites}: {stop.part} - {stop.court} {stop.number}, since {stop.since} [{stop.rule.id}]", indent=2)
    if report.settled:
        printer.heading("settled by a court")
    for one in report.settled:
        value = "true" if one.value else "false"
        told = f"; the question takes it as {'false' if one.value else 'true'}, contrary to that" if one.contrary else ""
        open_for = f"; open for the {listed(list(one.open_for))}" if one.open_for else ""
        printer.line(f"{one.id} is {value}: {one.court} {one.number}, since {one.since}; binds {one.binds}{open_for}{told}", indent=2)


def _turns(printer: Printer, report: DecisionReport) -> None:
    if not report.depends_on:
        return
    printer.heading(f"it depends ({', '.join(report.outcomes)}) on exactly these")
    for name in report.depends_on:
        pair = report.by_reading.get(name)
        told = f": if true {pair['true']}, if false {pair['false']}" if pair else ""
        printer.line(f"{name}{told}", indent=2)
    for reading in report.readings:
        printer.line(f"{reading.id}: {reading.question} If so, {reading.when_true}; if not, {reading.when_false}.", indent=4)
