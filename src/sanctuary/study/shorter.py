"""The shorter forms of a decision's sections, and in which turn a screen takes them: what the fewest readers need goes first."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum, auto

from sanctuary.documents import replace
from sanctuary.engine.decision import DecisionReport, SuitReport
from sanctuary.law.circuits import distance
from sanctuary.law.jurisdiction import Law
from sanctuary.law.orders import names
from sanctuary.model import Outcome
from sanctuary.study.duty_lines import Owed, by_calendar, duty_line, opened, owed, what_of
from sanctuary.study.matters import hour
from sanctuary.study.phrases import listed, named, upper
from sanctuary.study.section import Section, Step
from sanctuary.study.terms import docket, status_said

__all__ = ["DUTIES", "Turn", "first_of", "governments", "noted", "owing", "risking", "shorter", "suing", "turning"]


class Turn(IntEnum):
    """In which turn a shorter form is taken, the first first: what the fewest readers need in the first minute."""

    FAR = auto()
    SUITS = auto()
    BESIDE = auto()
    KNOWN_SHORT = auto()
    COPY = auto()
    LISTS = auto()
    CAVEATS = auto()
    PAPERS = auto()
    RISKS = auto()
    DUTIES = auto()
    DISPUTES = auto()
    SECOND = auto()
    AGREEMENT = auto()
    FEDERAL = auto()
    KNOWN = auto()
    SUITS_GONE = auto()
    LEVELS = auto()
    OTHERS = auto()
    PAPERS_GONE = auto()
    SETTLED = auto()
    KNOWN_GONE = auto()
    RISKS_FEW = auto()
    PARTY_GONE = auto()
    SECOND_NAMED = auto()
    NEAREST = auto()
    OUTWEIGHED = auto()
    KNOWN_FEW = auto()
    RISKS_GONE = auto()
    DUTIES_NOW = auto()
    TREE = auto()
    BRANCH = auto()
    QUESTION = auto()
    QUESTION_GONE = auto()
    DUTIES_DONE = auto()


MOST_ITEMS = 5
"""Items of a list of law that a shorter form tells."""


def shorter(section: Section, *, first_at: Turn | None = None, drop: Turn | None = None) -> Section:
    """A section that is cut to its first line in one turn, if it has more, and left out in another."""
    steps = [Step(turn=first_at, lines=section.lines[:1])] if first_at is not None and len(section.lines) > 1 else []
    steps += [Step(turn=drop)] if drop is not None else []
    return replace(section, steps=tuple(steps))


def turning(lines: tuple[str, ...], fewer: tuple[str, ...], fewest: tuple[str, ...], *, gone: bool = False) -> Section:
    """What an answer turns on: lists in part, no disputes that say less than the facts, then `fewer` and `fewest` questions, then one.

    It can be `gone` where the first sentence says what settles the answer.
    """
    brief = tuple(map(_items, lines))
    facts, some, least = (_facts(one) for one in (brief, fewer, fewest))
    steps = [Step(turn=Turn.LISTS, lines=brief, same=True)] if brief != lines else []
    steps += [Step(turn=Turn.DISPUTES, lines=facts)] if facts and facts != brief else []
    steps += [Step(turn=Turn.TREE, lines=some)] if some and some != facts else []
    steps += [Step(turn=Turn.BRANCH, lines=least)] if least and least != some else []
    only = least or some or facts
    steps += [Step(turn=Turn.QUESTION, lines=(f"{only[0]} more questions follow.",))] if only and only[0].endswith(":") else []
    steps += [Step(turn=Turn.QUESTION_GONE)] if gone else []
    return Section(heading="It turns on", lines=lines, name="more questions", steps=tuple(steps))


def _facts(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines without lists, and without disputes that say less than the facts."""
    return tuple(one for one in lines if " lists: " not in one and " If so, " not in one)


def _items(line: str) -> str:
    """A list of law by its first items, with how to ask whether a crime is on it."""
    lead, mark, rest = line.partition(" lists: ")
    items = rest.partition(". ")[0].split(";")
    if not mark or len(items) <= MOST_ITEMS:
        return line
    more = len(items) - MOST_ITEMS
    return f"{lead}{mark}{';'.join(items[:MOST_ITEMS])} and {more} more. Whether one is on it: --fact crime=NAME."


def noted(notes: tuple[str, ...]) -> Section:
    """What must be known beside the rule to read first; in its shorter form whether and where it binds at all."""
    doubts = tuple(
        f"{head}." for head in (one.partition(". ")[0].rstrip(".") for one in notes) if "is disputed" in head or " binds in " in head
    )
    return Section(heading="", lines=notes, name="notes", steps=(Step(turn=Turn.CAVEATS, lines=doubts),))


def governments(lines: tuple[str, ...], above: str) -> Section:
    """What each government says; in its shorter form what a state permits that the law below it closes (`above`)."""
    brief = [Step(turn=Turn.LEVELS, lines=(above,)), Step(turn=Turn.BRANCH)] if above else [Step(turn=Turn.LEVELS)]
    return Section(heading="", lines=lines, name="each government", steps=tuple(brief))


DUTIES = "duties if it is done"
"""The name of what is owed with an act, where a screen has no room for it."""


def owing(law: Law, report: DecisionReport, cases: Mapping[str, str], beside: tuple[str, ...] = (), *, done: bool = False) -> Section:
    """What whoever acts must do, a line for each duty; in its shorter form a line for each occasion and law.

    `beside`: lines on a hold that is asked for with the act, of which the first is the last to go. Where the act is allowed or commanded,
    so that it may be `done`, what is owed with it stays until nothing else can go.
    """
    every = tuple(owed(law, report.duties, others=False, cases=cases))
    lines = (*hour(report), *_by_occasion(every), *by_calendar(law, report)) or tuple(_none_owed(law, report))
    brief = (*hour(report), *_together(every))
    heading = upper(f"what {named(law, report.actor)} must do")
    now = (*hour(report), *_together(one for one in every if one.on == "request"))
    steps = [Step(turn=Turn.LISTS, lines=(*lines, *beside[:1]))] if len(beside) > 1 else []
    steps += [Step(turn=Turn.DUTIES, lines=(*brief, *beside[:1]), same=True)] if brief and len(brief) < len(lines) else []
    steps += [Step(turn=Turn.DUTIES_DONE if done else Turn.DUTIES_NOW, lines=now)] if now and len(now) < len(brief) else []
    steps += [] if brief else [Step(turn=Turn.SECOND_NAMED if Outcome.MUST in report.outcomes else Turn.FAR)]
    return Section(heading=heading, lines=(*lines, *beside), name=DUTIES, steps=tuple(steps))


def _none_owed(law: Law, report: DecisionReport) -> Iterator[str]:
    """Of an act that is commanded or forbidden, or with a paper in hand: that no duty was found, nor an hour, or that none was searched."""
    if not ({Outcome.MUST, Outcome.MUST_NOT} & {*report.outcomes} or report.paper not in ("", "none")):
        return
    if law.early(report.actor) or law.unknown:
        yield f"This day, {report.on}, was not searched: a notice, copy, record or hour that went with it is not known."
    else:
        yield "No notice, copy, record or hour that goes with it was found."


def _by_occasion(every: Iterable[Owed]) -> Iterator[str]:
    """The duties, a line each; those of one occasion below a line that tells it once."""
    yield from _occasions((one,) for one in every)


def _together(every: Iterable[Owed]) -> Iterator[str]:
    """The duties of one occasion, a line for each law; those of several laws below a line that tells the occasion once."""
    same: dict[tuple[str, str], list[Owed]] = {}
    for one in every:
        same.setdefault((opened(one), _law_of(one)), []).append(one)
    yield from _occasions(same.values())


def _occasions(parts: Iterable[Sequence[Owed]]) -> Iterator[str]:
    """Some lines of duties, each of one occasion, in the order of the occasions."""
    same: dict[str, list[Sequence[Owed]]] = {}
    for some in parts:
        same.setdefault(opened(some[0]), []).append(some)
    for when, lines in same.items():
        if len(lines) == 1:
            yield f"{when}: {_said(lines[0])}"
        else:
            yield f"{when}:"
            yield from (f"{STEP}{_said(some)}" for some in lines)


STEP = "    "
"""How far a duty stands in below its occasion."""


def _law_of(one: Owed) -> str:
    """The section or the order of a duty, by its first citation: "Educ. Code 234.7" of "Educ. Code 234.7(a)(2), identification"."""
    return re.split(r"\(|, ", one.cites[0])[0]


def _said(some: Sequence[Owed]) -> str:
    """What duties of one law and one occasion ask, with their paragraphs and cases."""
    if len(some) == 1:
        return duty_line(some[0]).removeprefix(f"{opened(some[0])}: ")
    every = all(one.reported for one in some)
    told = [f"{cite}{' by reports' if one.reported and not every else ''}" for one in some for cite in one.cites]
    cites = listed(list(dict.fromkeys(told)))
    cases = {one.case if one.sometimes else "" for one in some}
    partly = f"; {min(cases)}" if len(cases) == 1 and min(cases) else "; some of it in some cases" if cases != {""} else ""
    unread = "; reported: the text was not read" if every else ""
    return f"{listed([what_of(one) for one in some])} ({cites}{partly}{unread})."


def risking(report: DecisionReport) -> Section:
    """What a text attaches to a breach, crimes first; in its shorter forms the first, and of which kinds or how many the others are."""
    every = sorted(report.consequences, key=lambda one: one.kind != "crime")
    lines = tuple(
        f"{one.title}. Whom: {one.who} ({one.cites}{'; reported: the text was not read' if one.reported else ''})." for one in every
    )
    more = listed(list(dict.fromkeys(_KINDS[one.kind] for one in every[1:])))
    brief = (*lines[:1], *([f"{len(lines) - 1} more: {more}."] if more else []))
    steps = (Step(turn=Turn.RISKS, lines=brief),) if len(lines) > 1 else ()
    few = tuple(f"{one.title} ({one.cites}){f'; {len(lines) - 1} more' if len(lines) > 1 else ''}." for one in every[:1])
    stays = Outcome.MUST in report.outcomes  # who is commanded has to know that to fail is a crime, if it is one
    named_in = tuple(f"Penalty named in law: {one}" for one in few) if stays else few
    steps = (*steps, Step(turn=Turn.RISKS_FEW, lines=named_in, bare=stays), *([] if stays else [Step(turn=Turn.RISKS_GONE)]))
    return Section(heading="Penalties named in law", lines=lines, steps=steps)


_KINDS = {
    "penalty": "a penalty in money",
    "removal": "removal from office",
    "crime": "a crime",
    "suit": "a suit",
    "injunction": "an order of a court",
    "loss-of-funds": "loss of funds",
    "void": "an agreement that ends",
}
"""Kinds of consequences in words."""


def suing(law: Law, report: DecisionReport) -> Section:
    """The suits, those about what decides first; in its shorter form those that the place is in, or all beside a command, a clause each."""
    deciding = {one.id for one in report.rules}
    ordered = sorted(report.proceedings, key=lambda suit: (deciding.isdisjoint(suit.touches), distance(law, suit.court)))
    lines = tuple(dict.fromkeys(_suit(report, one) for one in ordered))
    party = [one for one in ordered if names(law.place, f"{one.title}; {one.binds}; {one.status}")]
    shown = party or (ordered if Outcome.MUST in report.outcomes else [])
    briefly = "; ".join(dict.fromkeys(_briefly(report, one) for one in shown))
    in_short = (Step(turn=Turn.SUITS, lines=(f"{briefly}.",)), Step(turn=Turn.PARTY_GONE if party else Turn.SUITS_GONE))
    brief = in_short if briefly else (Step(turn=Turn.SUITS),)
    return Section(heading="In court", lines=lines, folded=True, name="suits", steps=brief)


def _suit(report: DecisionReport, one: SuitReport) -> str:
    return f"{one.title}, {docket(one.court, one.number)}: {status_said(one.status, report.on)}. Binds {one.binds}."


def _briefly(report: DecisionReport, one: SuitReport) -> str:
    """A suit in a clause: its name, the court without its judge, the number, and how it stands, without what followed."""
    title, court = (re.sub(r" \(.*$", "", text) for text in (one.title, one.court))
    stands = status_said(one.status, report.on).partition(";")[0]
    return f"{title}, {docket(court, one.number)}: {stands if len(stands) <= LONGEST_STATUS else re.split('[:,]', stands)[0]}"


LONGEST_STATUS = 80
"""Signs of a status that a clause tells whole; of a longer one it has the first words."""


def first_of(lines: Sequence[str], most: int, where: str) -> tuple[str, ...]:
    """The first of some lines, and how many more there are and where."""
    more = len(lines) - most
    return (*lines[:most], *([f"{more} more: {where}"] if more > 0 else []))
