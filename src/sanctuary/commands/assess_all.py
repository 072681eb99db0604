"""`sanctuary assess --all`, or of several places: these by every definition, as a table, CSV, JSON, or a page with maps."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from sanctuary.commands.printing import Printer, needs_file, print_json, printed_to, working, write_output
from sanctuary.errors import RequestError
from sanctuary.law.packs import Library, Pack
from sanctuary.study.phrases import listed, plural
from sanctuary.study.survey import CITIES, Survey, Surveyed, Verdict, as_csv, survey

__all__ = ["assess_all"]


def assess_all(
    library: Library, on: date, standards: Sequence[Pack], form: str, output: str, *, strict: bool, places: Sequence[str], every: bool
) -> int:
    """The survey in a form: text, JSON and CSV are printed unless a file is named, a page needs one. `places` alone, or beside `every`."""
    needs_file(form, output, "places")
    if form not in ("text", "csv", "json", "html"):
        raise RequestError(f"several places are told as text, csv, json or html, not as {form}. The maps are in --format html.")
    with working("measuring every place") as status:
        told = status.update if status else lambda _: None
        report = survey(library, on, standards, told, strict=strict, cities=CITIES, places=places, alone=not every)
    reverse = {one.id for one in standards if one.file.asks != "sanctuary"}
    whose = {one.id: one.file.whose for one in standards}
    if form == "html":
        write_output(output, _page(report, library, reverse).encode())
        return 0
    with printed_to(output):
        if form == "text":
            _text(Printer(), report, reverse, whose)
        elif form == "csv":
            Printer().raw(as_csv(report))
        else:
            print_json(report)
    return 0


def _text(printer: Printer, report: Survey, reverse: Collection[str], whose: Mapping[str, str]) -> None:
    printer.line(
        f"Is it a sanctuary? {plural(len(report.places), 'place')} by {plural(len(report.standards), 'definition')}, on {report.on}",
        style="bold",
    )
    printer.line("By definition, as numbered above the columns:")
    for number, one in enumerate(report.standards, 1):
        notes = ", ".join(filter(None, [whose[one.id], "asks the reverse" if one.id in reverse else ""]))
        said = one.title.replace(", of our own", "") + (f" ({notes})" if notes else "")
        printer.paragraph(f"  {number} ", said, hang=5)
    printer.line()
    own = [place for place in report.places if place.encoded]
    rest = [place for place in report.places if not place.encoded]
    numbers = [str(number) for number, _ in enumerate(report.standards, 1)]
    rows = [(_name(place), *(_short(one) for one in place.verdicts)) for place in (*own, *rest)]
    printer.table(("place", *numbers), rows, fold=(0,))
    printer.line()
    for line in _agreed(report, reverse):
        printer.line(line)
    if rest:
        printer.line(
            "+ A place whose own law is not encoded: what is known is the law of its state, where that is, and of the United States."
        )
    if any(one.listed == "on" for place in report.places for one in place.verdicts):
        printer.line("On it: the place is on the list that goes with the definition.")
    if any(place.draft for place in report.places):
        printer.line("DRAFT: not enacted; what would be so if it were law.")
    printer.line(
        "? is unknown. A definition without a threshold has counts: criteria met, of those that apply (3?: three are unknown). * rests on "
        "a report of a text that was not read."
    )
    printer.line(
        f"No law is encoded of {len(report.not_encoded)} other states and territories: federal law alone is known of them here. Any city "
        "or county can be named all the same (sanctuary places)."
    )


def _name(place: Surveyed) -> str:
    return place.title + (" (DRAFT)" if place.draft else "" if place.encoded else " +")


def _agreed(report: Survey, reverse: Collection[str]) -> Iterator[str]:
    """Which places are a sanctuary by every definition that gives a verdict, and which by none; those that ask the reverse aside."""
    asked = [index for index, one in enumerate(report.standards) if one.gives_verdict and one.id not in reverse]
    if len(asked) < 2:
        return
    said = {place.title: {place.verdicts[index].verdict for index in asked} for place in report.places}
    for answer, told in (("yes", "Yes by every definition of a sanctuary"), ("no", "No by every definition of a sanctuary")):
        titles = [title for title, words in said.items() if words == {answer}]
        yield f"{told} that gives a verdict: {listed(titles) if titles else 'no place'}."


def _cell(one: Verdict) -> str:
    """An answer: of a definition that counts its count, unknown where an assessment says so; then whether the place is on its list."""
    said = one.verdict or (one.answer if one.answer[:1].isdigit() else one.answer.lower())
    return f"{said}{'*' if one.reported else ''}{', on it' if one.listed == 'on' else ''}"


def _short(one: Verdict) -> str:
    """A cell of the table of text, in few letters."""
    return re.sub("not counted, | ?unknown|not counted", lambda found: "" if found[0].endswith(", ") else "?", _cell(one))


def _page(report: Survey, library: Library, reverse: Collection[str]) -> str:
    """The page: a map for each definition that gives a verdict, then the table."""
    from sanctuary.pages.atlas import Map, spot_of  # noqa: PLC0415 - most answers need no page
    from sanctuary.pages.html import page  # noqa: PLC0415 - and templates are slow to import

    stands = {one: library.places.standing(one) for one in library.places.table()}
    spots = {place.id: spot_of(place.id, stands) for place in report.places if place.government != "state" and place.encoded}
    own = [place for place in report.places if place.encoded]
    numbers = {name: number for number, name in enumerate(spots, 1)}
    maps = []
    drawn = sum(place.government == "state" for place in own) >= FEWEST_STATES
    for index, standard in enumerate(report.standards):
        if drawn and standard.gives_verdict:
            said = {place.id: place.verdicts[index].verdict or "" for place in own}
            states = {place.id: said[place.id] for place in own if place.government == "state"}
            marks = tuple((numbers[name], said[name], spot) for name, spot in spots.items() if spot)
            maps.append(Map(f"map{index}", f"{standard.title}, on {report.on}", _told(own, said), states, marks))
    return page(
        "assess_all",
        title=f"Which places are sanctuaries, by whose definition? {report.on}",
        report=report,
        maps=maps,
        counted=_counted(report),
        numbers=numbers,
        cell=_cell,
        agreed=list(_agreed(report, reverse)),
        names=[library.places.title(one) for one in report.not_encoded],
        packs=report.packs,
        titles={one.id: one.title for one in report.places},
        gaps=(),
    )


FEWEST_STATES = 3
"""States whose law is told from which on a map shows more than the table below it."""


def _counted(report: Survey) -> str:
    """How many places there are, by how far their law is encoded."""
    own = [place for place in report.places if place.encoded]
    rest = [place for place in report.places if not place.encoded]
    bare = [place for place in rest if "-".join(place.id.split("-")[:2]) in report.not_encoded]
    told = [f"{plural(len(own), 'place')} whose law is encoded"] if own else []
    under = len(rest) - len(bare)
    told += [f"{plural(under, 'place')} under the law of {'its' if under == 1 else 'their'} state alone"] if under else []
    told += [f"{plural(len(bare), 'place')} of whose state no law is encoded"] if bare else []
    return listed(told)


def _told(places: Sequence[Surveyed], said: dict[str, str]) -> str:
    """A map in a sentence: who has which answer."""
    by_answer: dict[str, list[str]] = {}
    for place in places:
        by_answer.setdefault(said[place.id], []).append(place.title)
    return "; ".join(f"{answer}: {', '.join(titles)}" for answer, titles in sorted(by_answer.items(), reverse=True)) + "."
