"""`sanctuary disputes`: what lawyers dispute in a place, and what turns on it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Annotated

from cyclopts import Parameter

from sanctuary.commands.limits_text import tell_limits
from sanctuary.commands.options import Day, Place, Plain
from sanctuary.commands.printing import Printer, print_json
from sanctuary.commands.words import day_for, in_law_words, place_of, say_beyond, say_read, say_unencoded, standards_of
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library
from sanctuary.study.answers import moving, turned
from sanctuary.study.assess import Assessment
from sanctuary.study.assess import assess as measure
from sanctuary.study.by_name import law_by_name
from sanctuary.study.disputes import Dispute, Disputes, SuitAbout, about, chosen, of_action
from sanctuary.study.disputes import disputes as found
from sanctuary.study.phrases import act_said, listed, named, plural, titled, word
from sanctuary.study.recalled import recalled
from sanctuary.study.terms import docket, status_said

__all__ = ["disputes"]

MOST_RULES = 6
"""Rules that text shows under a dispute; JSON has all."""


def disputes(
    place: Place = "us-ca-los-angeles",
    *,
    about: Annotated[  # noqa: A002, RUF100 - the option's name
        tuple[str, ...], Parameter(help="An id, or a word of the question, a law or a suit: these in detail.", negative="")
    ] = (),
    action: Annotated[str, Parameter(help="Only those that bear on rules of one act: hold, disclose, ...")] = "",
    actor: Annotated[str, Parameter(help="With --action, only those that bear on one actor: police, sheriff, ...")] = "",
    resource: Annotated[str, Parameter(help="With --action, only those about one thing: release-date, ...")] = "",
    every: Annotated[bool, Parameter(name="--all", help="Every dispute and suit; else those that fit a screen.", negative="")] = False,
    on: Day = "",
    format: Plain = "text",  # noqa: A002 - the option's name
) -> int:
    """What a policy of a place may still limit, and what lawyers dispute; with --about each dispute whole: both sides, what turns on it.

    JSON has all of each, or of those chosen.
    """
    library, name = place_of(Library(), place)
    law = law_of(library, name, day_for(library.get(name), on))
    meant = [law_by_name(law, word) for word in about]
    report = chosen(found(law), about, frozenset().union(*(one.cites for one in meant)))
    for named_law in meant:
        say_read(named_law.says)
    if action:
        asked = in_law_words(law, Situation(actor=actor, action=action, resource=resource))
        action, actor, resource = asked.action, asked.actor, asked.resource if resource else ""
        report = of_action(law, report, action, actor, resource)
    elif actor or resource:
        raise RequestError(f"--{'actor' if actor else 'resource'} narrows the disputes of one act. Give --action too: --action disclose.")
    if format == "json":
        print_json(report)
        return 0
    printer = Printer()
    say_unencoded(printer, law)
    count = len(report.disputes)
    words = (*about, *([f"whether {named(law, actor) + ' may' if actor else 'to'} {_act(law, action, resource)}"] if action else []))
    which = f" that {'bear' if count > 1 else 'bears'} on {', '.join(words)}" if words else ""
    printer.line(
        f"{report.title} on {report.on}: {plural(count, 'dispute') if count else 'no dispute'} about its law{which}",
        style="bold",
    )
    first = ""
    if about:
        for one in report.disputes:
            _whole(printer, report, one)
    elif action:
        first = _briefly(printer, report)
    else:
        tell_limits(printer, law, report.limits, whole=every)
        rods = standards_of(Library(), "all")
        measured = recalled(
            Assessment,
            ("differences: False", law.on.isoformat()),
            law,
            rods,
            lambda: measure(Proofs(law), rods, differences=False),
        )
        moved = moving(measured.standards)
        first = max((one.id for one in report.disputes), key=lambda name: len(moved.get(name, ())), default="")
        _index(printer, report, moved, turned(measured.standards), every=every)
    _suits(printer, report, None if about or every else MOST_SUITS if action else 0)
    printer.line()
    printer.line("No side is taken: answers show both. To fix one: --reading ID=true or ID=false.")
    rest = "" if about or action or every else "; every one, and suits: --all"
    if first:
        printer.line(f"Both sides of one: sanctuary disputes {report.place} --about {first}{rest}")
    elif rest:
        printer.line(f"Every one, and suits: sanctuary disputes {report.place} --all")
    say_beyond(printer, law, brief=not (about or action or every))
    return 0


MOST_SIDES, MOST_SUITS = 2, 2
"""Disputes of an act that are told with both sides, and suits on its rules; the rest are folded."""


def _act(law: Law, action: str, resource: str) -> str:
    return act_said(law.vocabulary.actions[action], [resource] if resource else ())


def _briefly(printer: Printer, report: Disputes) -> str:
    """The disputes of an act on one screen: the first with both sides, the rest a line each; the id of the first."""
    for one in report.disputes[:MOST_SIDES]:
        printer.heading(f"{one.question}{' (settled by a court)' if one.settled else ''}")
        printer.line(f"If so, {one.when_true}.", indent=2)
        printer.line(f"If not, {one.when_false}.", indent=2)
        printer.line(f"[{one.id}]", indent=2)
    if rest := report.disputes[MOST_SIDES:]:
        printer.heading("Others")
        for one in rest:
            _line(printer, one, "")
    return next((one.id for one in report.disputes), "")


def _index(printer: Printer, report: Disputes, effects: Mapping[str, Sequence[str]], counts: Mapping[str, int], *, every: bool) -> None:
    """A line for each dispute: those on which the answer of a definition turns first, with which; the rest by the law that is read.

    `counts`: on how many of them each definition turns, as an assessment tells it. On a first screen a few, and how many more there are.
    """
    first = sorted((one for one in report.disputes if one.id in effects), key=lambda one: -len(effects[one.id]))
    if first:
        of = f" ({listed([f'{name} on {word(count)}' for name, count in counts.items()])})" if len(counts) > 1 else ""
        printer.heading(f"Answers by definitions turn on {word(len(first))} of these{of}")
    most = FEW if any(one.stands == "void" for one in report.limits) else MOST_FIRST  # beside the table of a ban
    for one in first if every else first[:most]:
        _line(printer, one, f" Turns: {listed(list(effects[one.id]))}." if every else "")
    rest = [one for one in report.disputes if one.id not in effects]
    if every:
        for title, ones in groupby(rest, key=lambda one: one.law):
            printer.heading(f"Law of {titled(title)}{', on which no definition turns here' if first else ''}")
            for one in ones:
                _line(printer, one, "")
        return
    if not first and rest:
        printer.heading("Disputes, on which the answer of no definition turns here")
    shown = () if first else rest[:most]
    for one in shown:
        _line(printer, one, "")
    more = Counter(f"the law of {titled(one.law)}" for one in (*first[most:], *rest[len(shown) :]))
    if more:
        printer.line(f"More: {listed([f'{count} about {title}' for title, count in more.items()])}.", indent=2)


MOST_FIRST, FEW = 5, 1
"""Disputes that a first screen names, without and with a table of limits before them."""


def _line(printer: Printer, one: Dispute, turns: str) -> None:
    settled = " (settled by a court)" if one.settled else ""
    printer.line(f"{one.question}{settled}{turns} [{one.id}]", indent=2)


def _whole(printer: Printer, report: Disputes, one: Dispute) -> None:
    printer.heading(one.question)
    printer.line(f"If so, {one.when_true}.", indent=2)
    printer.line(f"If not, {one.when_false}.", indent=2)
    printer.line(f"Whence, and who says what: {one.source}.", indent=2)
    for order in one.settled:
        value = "true" if order.value else "false"
        printer.line(f"Settled as {value} by {docket(order.court, order.number)}, since {order.since}; binds {order.binds}.", indent=2)
    for suit in one.suits:
        printer.line(f"In court: {_suit(report, suit)}", indent=2)
    cites = list(dict.fromkeys(f"{rule.cites}: {rule.words}" for rule in one.turns_on_it))
    printer.line("What turns on it:", indent=2)
    for told in cites[:MOST_RULES]:
        printer.line(told, indent=4)
    if len(cites) > MOST_RULES:
        printer.line(f"and {len(cites) - MOST_RULES} more (--format json)", indent=4)
    printer.line(f"[{one.id}]", indent=2)


def _suits(printer: Printer, report: Disputes, most: int | None) -> None:
    """Suits on the validity of rules here that no reading names; at `most` some of them."""
    if report.suits and most == 0:
        printer.line(f"In court: {plural(len(report.suits), 'suit')} on rules here.", indent=2)
    elif report.suits:
        printer.heading("In court, on rules here: what was decided, and for whom")
        for suit in report.suits[:most]:
            printer.line(_suit(report, suit), indent=2)
        if left := report.suits[len(report.suits[:most]) :]:
            printer.line(f"and {plural(len(left), 'more suit')}: --format json", indent=2)


def _suit(report: Disputes, suit: SuitAbout) -> str:
    """A suit with its status; for one of plaintiffs, whether the place is known to be among them."""
    told = f"{suit.title}, {docket(suit.court, suit.number)}: {status_said(suit.status, report.on)}. Binds {suit.binds}."
    cites = (
        f" About {', '.join(suit.about[:MOST_CITES])}{f' and {len(suit.about) - MOST_CITES} more' if len(suit.about) > MOST_CITES else ''}."
    )
    return f"{told}{cites if suit.about else ''}{f' {about(suit, report.title)}' if about(suit, report.title) else ''}"


MOST_CITES = 3
