"""`sanctuary timeline`: every day on which an answer changes, as a table, JSON or a picture."""

import shlex
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Annotated, NamedTuple

from cyclopts import Parameter

from sanctuary.commands.folding import folded
from sanctuary.commands.options import DrawnFile, Followed, StrictDays
from sanctuary.commands.printing import Printer, needs_file, print_json, printed_to, working, write_output
from sanctuary.commands.searched import ASK_FROM, from_day
from sanctuary.commands.timeline_known import tell_beside
from sanctuary.commands.words import day, place_of, say_unencoded, situation_of, standards_of
from sanctuary.documents import replace
from sanctuary.errors import RequestError, WordsError
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library
from sanctuary.law.read_first import known_between
from sanctuary.law.standing import standing
from sanctuary.study.answers import gaps_of
from sanctuary.study.before import before_said, searched_from
from sanctuary.study.courts import released
from sanctuary.study.events import UNSETTLED, did, event, moves, plainest_words
from sanctuary.study.frame import as_csv, tabled
from sanctuary.study.known_days import known_days
from sanctuary.study.moved import moved as moved_since
from sanctuary.study.phrases import plural, titled, upper
from sanctuary.study.recalled import recalled
from sanctuary.study.survey import asked as packs_asked
from sanctuary.study.timeline import Change, Timeline, Track
from sanctuary.study.timeline import timeline as followed
from sanctuary.study.verdicts_said import definitions_said
from sanctuary.study.years import Line, again_said, lines, read_said, shown, stretch_of, suits_said
from sanctuary.study.years import told as named

__all__ = ["timeline"]


def timeline(
    *places: str,
    standard: Annotated[str, Parameter(help="A definition to follow; without it all of them.")] = "all",
    first: Annotated[str, Parameter(name="--from", help="The first day, month or year of the stretch that is told.")] = "",
    last: Annotated[str, Parameter(name="--to", help="Its last day, month or year.")] = "",
    situation: Annotated[str, Parameter(help="A file with a situation to follow through time.")] = "",
    place: Annotated[str, Parameter(help="One place, by option as other commands take it.")] = "",
    every: Annotated[
        bool, Parameter(name="--all", help="All years, in every form; text tells every day after the summary.", negative="")
    ] = False,
    strict_days: StrictDays = False,
    format: Followed = "text",  # noqa: A002 - the option's name
    output: DrawnFile = "",
) -> int:
    """Every day on which an answer changes, and which rules began or ended on it.

    Parameters
    ----------
    places
        A name ("Los Angeles", "Houston, TX", texas), a pack id, or a path to a pack folder; without it Los Angeles. Several as CSV, every
        place with a pack by the word all.
    """
    places = (*places, place) if place else places
    places = tuple(one.id for one in packs_asked(Library())) if places == ("all",) else places
    _refuse_unnamed(places, every=every, form=format)
    place = places[0] if places else "us-ca-los-angeles"
    needs_file(format, output, "timeline")
    since, until = day(first), day(last, last=True)
    asked = _Asked(standard, (since, until), situation, every, strict_days)
    if format == "csv":
        tables = [as_csv(*_followed(one, asked)[:3]) for one in places or (place,)]
        with printed_to(output):
            Printer().raw("".join([tables[0], *(one.partition("\n")[2] for one in tables[1:])]))
        return 0
    whole, law, told, library = _followed(place, asked)
    report, name = _within(whole, since, until), law.place.id
    if format == "json":
        with printed_to(output):
            known = known_between(law.place, law.packs, days=(date.min, date.max))
            print_json(replace(_cut(named(_within(whole, *told), law), told[0]), rows=tabled(whole, law, told), known_law=known))
    elif format == "text":
        with printed_to(output):
            printer = Printer()
            law = law_of(library, name, report.known_through)
            typed = [
                place,
                *(
                    word
                    for pair in (("--standard", standard if standard != "all" else ""), ("--from", first), ("--to", last))
                    for word in pair
                    if pair[1]
                ),
            ]
            if not situation:
                _years(printer, whole, law, (since, until), typed, every=every)
            else:
                say_unencoded(printer, law)
                printer.line(f"What changed for {titled(report.title)}: the days on which an answer moved, the latest first", style="bold")
            if every or situation:
                _text(printer, report, law, (since, until))
    else:
        write_output(output, _drawn(whole, report, library, told, format))
    return 0


class _Asked(NamedTuple):
    """What was asked of each place."""

    standard: str
    days: tuple[date | None, date | None]
    situation: str
    every: bool
    strict: bool


def _refuse_unnamed(places: tuple[str, ...], *, every: bool, form: str) -> None:
    """Refuses several places in a form that tells of one, and a table of all years of no place: --all is of years."""
    if len(places) > 1 and form != "csv":
        more = ", ".join(f"'{one}'" for one in places[1:4]) + (f" and {len(places) - 4} more" if len(places) > 4 else "")
        raise WordsError(f"More words than the command takes: {more}. See 'sanctuary timeline --help'; --format csv takes several places.")
    if every and form == "csv" and not places:
        raise RequestError(
            "--all tells all years, and no place is named. Every place with a pack: sanctuary timeline all --all --format csv"
        )


def _followed(place: str, asked: _Asked) -> tuple[Timeline, Law, tuple[date | None, date | None], Library]:
    """A place through time, its law as last read, and the days that are told."""
    library, name = place_of(Library(), place)
    situation = situation_of(asked.situation) if asked.situation else None
    rods = [] if situation and asked.standard == "all" else standards_of(library, asked.standard)
    with working("following the law day by day") as status:
        progress = status.update if status else lambda _: None
        make = partial(followed, library, name, rods, situation, progress, strict=asked.strict)
        # A situation is somebody's own words: what follows from it is not kept.
        law = law_of(library, name, library.get(name).file.known_through, strict=asked.strict)
        report = make() if situation else recalled(Timeline, (), law, rods, make)
    # The same ten years in every form, unless a stretch or --all is asked for; a situation is followed through all of its days.
    return report, law, asked.days if asked.every or situation else stretch_of(law, asked.days), library


MOST_LINES = 12
"""Lines of the first screen of a page."""


def _drawn(whole: Timeline, report: Timeline, library: Library, days: tuple[date | None, date | None], form: str) -> bytes:
    """The timeline as a page or a picture."""
    from sanctuary.pages.html import page  # noqa: PLC0415 - most answers need no page, and templates are slow to import
    from sanctuary.pages.timeline import draw  # noqa: PLC0415 - nor a picture, and Pillow is slow to import

    law = law_of(library, report.place, report.known_through)
    first, last = stretch_of(law, days)
    if form == "html":
        within = [one for one in lines(whole, law) if one.on >= first and (last is None or one.on <= last)]
        kept = shown(within, MOST_LINES, dict.fromkeys(within, 1), report.known_through)
        told = [
            (one, event(library, one.on, one.began, one.ended), moves(one, report), did(law, one.began)) for one in reversed(report.changes)
        ]
        return page(
            "timeline",
            {"timeline": draw(report, library, days=days)},
            title=_title(whole, (first, last)),
            report=report,
            lines=kept,
            star=BY_REPORTS if any(one.reported for one in within) else "",
            again=[f"{upper(one)}." for one in (again_said(law, first) if last is None or last >= law.known_through else ())],
            again_lead=AGAIN,
            suits=suits_said(law, (first, last), within),
            suits_lead=SUITS,
            more=[one for one in reversed(within) if one not in kept],
            read=read_said(law, first, within),
            known=known_days(law, first, last) if not within else None,
            before=before_said(law.packs.values(), first),
            moved=definitions_said(whole, (first, last), law),
            lead=_lead(whole),
            days=told,
            unsettled=UNSETTLED,
            packs=report.packs,
            titles={law.place.id: law.place.file.title},
            gaps=gaps_of(law),
        ).encode()
    titles = [track.title for track in report.tracks if track.kind == "situation"]
    scene = draw(report, library, titles[0] if titles and len(report.tracks) == 1 else "", days)
    return scene.svg().encode() if form == "svg" else scene.png()


def _within(report: Timeline, first: date | None, last: date | None) -> Timeline:
    """The same timeline with the changes of a stretch of days alone."""
    if first and last and first > last:
        raise RequestError(f"the stretch ends on {last}, before it begins on {first}. Exchange --from and --to.")
    kept = [one for one in report.changes if (not first or one.on >= first) and (not last or one.on <= last)]
    return replace(report, changes=tuple(kept))


def _cut(report: Timeline, first: date | None) -> Timeline:
    """The same timeline without the answers that ended before a day."""

    def kept(tracks: tuple[Track, ...]) -> tuple[Track, ...]:
        return tuple(
            replace(one, stretches=tuple(each for each in one.stretches if not (first and each.until and each.until <= first)))
            for one in tracks
        )

    return replace(report, tracks=kept(report.tracks), asked=kept(report.asked))


SCREEN = 30
"""Lines of a first screen."""

SOON, HEAVY = timedelta(days=31), 3
"""How long after a stretch that was chosen a law is named, and how much it must matter: people misremember a day by weeks."""


def _years(printer: Printer, report: Timeline, law: Law, days: tuple[date | None, date | None], typed: list[str], *, every: bool) -> None:
    """One screen: laws and orders of a stretch by name with what each changed, the definitions that moved, and what was read."""
    first, last = stretch_of(law, days)
    told = lines(report, law)
    within = [one for one in told if one.on >= first and (last is None or one.on <= last)]
    title, moved, lead = _title(report, (first, last)), definitions_said(report, (first, last), law), _lead(report)
    top = [read_said(law, first, within), *filter(None, [standing(law.place, law.packs)])]
    searched = searched_from(law)
    anew = from_day(["timeline", *typed], searched, last) if searched and days[0] and first < searched else ""
    before = before_said(law.packs.values(), first)
    more = f"Day by day: {shlex.join(['sanctuary', 'timeline', *typed, '--all'])}. Not legal advice."
    width = printer.width
    taken = (
        folded(title, width)
        + sum(folded(text, width) for text in (*top, *before))
        + len((ASK_FROM, anew)) * bool(anew)
        + folded(f"{lead} {moved}", width)
        + folded(f"{BY_REPORTS} {OF_WHAT} {more} {_LEFT}", width)
    )
    again, kept, suits = _arranged(report, law, (first, last), within, (0 if every else SCREEN - taken, width))
    printer.line(title, style="bold")
    if anew:
        printer.line(ASK_FROM)
        printer.raw(f"  {anew}\n")
    for text in top:
        printer.line(text)
    if again:
        printer.paragraph(AGAIN, f"{again}.")
    for one in kept:
        printer.paragraph(str(one.on), one.text, hang=2)
    tell_beside(printer, law, (first, last), before, changed=bool(within))
    if last and (soon := [one for one in told if last < one.on <= last + SOON and one.weight >= HEAVY]):
        printer.line(f"Soon after: {soon[0].on} {soon[0].head}.")
    left = len(within) - len(kept)
    counted = f"{upper(plural(left, 'more day'))} on which law changed. " if left else ""
    star = f"{BY_REPORTS} " if any(one.reported for one in kept) else ""
    star += f"{OF_WHAT} " if any(one.weight >= HEAVY + 1 for one in kept) else ""
    closing = f"{star}{counted}{'' if every else more}".rstrip()
    used = [title, *top, *before, again and f"{AGAIN} {again}.", moved and f"{lead} {moved}", suits and f"{SUITS} {suits}.", closing]
    height = (
        sum(folded(text, width) for text in used)
        + len((ASK_FROM, anew)) * bool(anew)
        + sum(folded(f"{one.on} {one.text}", width - 2) for one in kept)
    )
    count = moved_since(law, days[0]) if last is None else None
    if count and (every or height + folded(f"{PLAIN} {count.said}.", width) <= SCREEN):
        printer.paragraph(PLAIN, f"{count.said}.")
    if moved:
        printer.paragraph(lead, moved)
    if suits:
        printer.paragraph(SUITS, f"{suits}.")
    if closing:
        printer.line(closing)


def _arranged(
    report: Timeline, law: Law, days: tuple[date, date | None], within: list[Line], space: tuple[int, int]
) -> tuple[str, list[Line], str]:
    """What courts stopped and released, the lines that fit beside it, and the suits that none of them tells, as far as there is room.

    Room, in lines of a width, goes to days first: points beside the first of a law, and the names of suits, take none from them. Without
    room every line is kept.
    """
    suits, (most, width) = suits_said(law, days, within), space

    def arranged(told_of: list[Line], beside: str) -> tuple[str, list[Line]]:
        height = {one: folded(f"{one.on} {one.text}", width - 2) for one in told_of}
        left = most - folded(f"{SUITS} {beside}.", width) * bool(beside)

        def fitting(again: str) -> list[Line]:
            room = left - folded(f"{AGAIN} {again}.", width) * bool(again)
            return shown(told_of, room, height, report.known_through) if most else told_of[::-1]

        return _again(law, days=days, fitting=fitting)

    brief = [one.brief for one in within]
    days_told = {one.on for one in arranged(brief, "")[1]}
    forms = [(within, suits), (brief, suits), (brief, MORE_SUITS if suits else "")]
    tried = [(*arranged(told_of, beside), beside) for told_of, beside in forms]
    return next((one for one in tried if days_told <= {each.on for each in one[1]}), tried[-1])


def _again(law: Law, days: tuple[date, date | None], fitting: Callable[[str], list[Line]]) -> tuple[str, list[Line]]:
    """What courts stopped and released, and the lines that fit beside it; what a line tells of its release is not told twice."""
    first, last = days
    if last and last < law.known_through:
        return "", fitting("")
    ends = {one.since for one in released(law, first)}
    again = ". ".join(upper(one) for one in again_said(law, first, ends))
    kept = fitting(again)
    told = {one.on for one in kept}
    if ends - told:
        again = ". ".join(upper(one) for one in again_said(law, first, told))
        kept = fitting(again)
    return again, kept


BY_REPORTS = "*: by reports, the text was not read."
"""What the star at the name of a law means."""

OF_WHAT = "Told of civil immigration enforcement, with no court's paper in hand."
"""Of what the plain questions are asked that a law moved."""

PLAIN = "Plain questions."
"""The lead of how many answers to them moved."""

SUITS = "In court, no order told here."
"""The lead of suits that stopped nothing that is encoded and were not decided."""

MORE_SUITS = "--all tells the suits"
"""What stands where the suits have no room."""

AGAIN = "Stopped once, in force now."
"""The lead of the laws that courts stopped and released."""

_LEFT = "99 more days on which law changed."


def _title(report: Timeline, days: tuple[date, date | None]) -> str:
    """What stands first: the place and the stretch."""
    first, last = days
    since = str(first.year) if (first.month, first.day) == (1, 1) else str(first)
    through = str(last.year) if last and (last.month, last.day) == (12, 31) else str(last)
    span = (
        f"{'on' if first == last else 'in'} {since}"
        if last and since == through
        else f"from {since} through {through}"
        if last
        else f"since {since}"
    )
    return f"{upper(titled(report.title))} {span}: what changed, the latest first"


def _lead(report: Timeline) -> str:
    """The lead of the line on definitions; one that was chosen by its name."""
    names = [track.title.partition(":")[0] for track in report.tracks if track.kind == "verdict"]
    return f"{names[0]}." if len(names) == 1 else "Definitions."


def _text(printer: Printer, report: Timeline, law: Law, days: tuple[date | None, date | None]) -> None:
    """Days on which an answer moved, the latest first; days on which only the law changed stand folded at the end."""
    chosen = any(days)
    if still := _still(report, chosen=chosen):
        printer.line()
        printer.line(still)
    quiet = []
    for change in reversed(report.changes):
        if change.moved:
            _change(printer, change, report, law)
        elif change.began or change.ended or change.facts or change.courts:
            told = [event(law.library, change.on, change.began, change.ended) or "; ".join(change.facts), *change.courts]
            quiet.append(f"{change.on}: {'. '.join(one.rstrip('.') for one in told if one)}")
    if quiet:
        printer.heading(f"Days on which the law changed and no answer moved: {len(quiet)}")
        for line in quiet:
            printer.line(line, indent=2)
    printer.line()
    printer.line(
        f"Law read through {report.known_through}. An answer that is not named stays as it was. What no rule was found for is unknown "
        "before the first day that was searched. Not legal advice."
    )


def _still(report: Timeline, *, chosen: bool) -> str:
    """That no definition changed its answer, where none did: the first thing to be told; how many days moved a criterion within one."""
    moved = [one for change in report.changes for one in change.moved]
    if any(one.id in (one.standard, "situation") for one in moved):
        return ""
    followed = "The answer of every definition" if sum(track.kind == "verdict" for track in report.tracks) > 1 else "The answer"
    within = sum(bool(change.moved) for change in report.changes)
    more = f"; on {plural(within, 'day')} criteria within them moved" if within else ""
    return f"{followed} stayed the same{' in this stretch' if chosen else ''}{more}."


def _change(printer: Printer, change: Change, report: Timeline, law: Law) -> None:
    """A day: the law by name, what it says, what courts did, then what moved, the verdicts first and the codes of criteria last."""
    name = event(law.library, change.on, change.began, change.ended)
    printer.heading(f"{change.on}  {name or ('' if change.facts else UNSETTLED)}".rstrip())
    for line in (*(f"{one}." for one in plainest_words(law, change.began)), *change.courts):
        printer.line(line, indent=2)
    for fact in change.facts:
        printer.line(fact if fact.startswith(("From this day: ", "No longer: ")) else f"Fact: {fact}", indent=2)
    for line in moves(change, report):
        printer.line(line, indent=2)
