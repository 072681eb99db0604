"""`sanctuary assess`: the answer in sentences, then each definition, or one criterion by criterion; the table of all stands last."""

from collections.abc import Sequence
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from sanctuary.commands.assess_standard import Depth
from sanctuary.commands.assess_text import one_page, tell, tell_asked
from sanctuary.commands.certificates import Certificates, ledger_for, write_certificates
from sanctuary.commands.options import PLACE, Day, DrawnFile, Measured, StrictDays
from sanctuary.commands.printing import Printer, needs_file, print_json, printed_to, write_output
from sanctuary.commands.words import day_for, day_or_today, place_of, standards_of, typed_as
from sanctuary.engine.prove import Proofs
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.others import others_said
from sanctuary.law.packs import Library, Pack
from sanctuary.law.standing import against
from sanctuary.study.answers import answer, question, turning
from sanctuary.study.assess import Assessment
from sanctuary.study.assess import assess as measure
from sanctuary.study.changing import who_said
from sanctuary.study.differences import Witness
from sanctuary.study.recalled import recalled
from sanctuary.study.sources import sources
from sanctuary.study.suits import suit_said

if TYPE_CHECKING:
    from sanctuary.pages.scene import Scene
from sanctuary.study.answers import gaps_of

__all__ = ["assess"]


def assess(
    place: Annotated[
        tuple[str, ...], Parameter(help=f"{PLACE} Several make one table; without one Los Angeles.", negative="", show_default=False)
    ] = (),
    *,
    every: Annotated[
        bool,
        Parameter(name="--all", help="Every place whose law is encoded; with one PLACE and a --standard: every detail.", negative=""),
    ] = False,
    standard: Annotated[str, Parameter(help="A definition, with each of its criteria in a line, or 'all'.")] = "",
    criterion: Annotated[str, Parameter(help="With --standard: one criterion whole, by its number.")] = "",
    witness: Annotated[str, Parameter(help="Print only the witness of one difference, such as 4.1, for decide.")] = "",
    on: Day = "",
    strict_days: StrictDays = False,
    certificates: Certificates = "",
    format: Measured = "text",  # noqa: A002 - the option's name
    output: DrawnFile = "",
) -> int:
    """Is a place a sanctuary, by each definition, and where does its law differ?"""
    if len(place) > 1 or (every and not (place and standard)):
        if criterion or witness:
            raise RequestError("a criterion or a witness is of one place. Name one alone.")
        return _several(place, standard, on, format, output, every=every, strict=strict_days)
    _need_sense(format, standard, criterion)
    named = place[0] if place else "us-ca-los-angeles"
    library, name = place_of(Library(), named)
    law = law_of(library, name, day_for(library.get(name), on), strict=strict_days)
    asked = standards_of(library, standard)
    ledger = ledger_for(certificates)
    proofs = Proofs(law, ledger)
    if witness:
        with printed_to(output):
            print_json(_witness(_measured(proofs, asked), witness))
        return 0
    needs_file(format, output, "assess")
    if format != "text":
        _written(proofs, asked, standards_of(library, "all"), format, output, typed_as(named, name))
    else:
        with printed_to(output):
            if asked:
                tell_asked(Printer(), _measured(proofs, asked), law, Depth(named, standard, every, criterion))
            else:
                tell(Printer(), _measured(proofs, standards_of(library, "all"), differences=False), law, named)
    if ledger:
        write_certificates(certificates, ledger, law)
    return 0


def _need_sense(form: str, standard: str, criterion: str) -> None:
    """Refuses what is asked of no single place or definition."""
    if form == "csv":
        raise RequestError("csv is a table of places. Add --all, or name several places.")
    if criterion and not standard:
        raise RequestError("a criterion belongs to a definition. Name it, for example --standard ice-out-of-la-2018 --criterion 4.")
    if criterion and form != "text":
        raise RequestError(f"one criterion is told as text, not as {form}. Leave out --criterion: json and html have each of them.")


def _written(proofs: Proofs, asked: list[Pack], every: list[Pack], form: str, output: str, typed: str) -> None:
    """The assessment as JSON, a page or a picture: of the definitions asked for, or of all; `typed` is the place in commands."""
    law, shown = proofs.law, asked or every
    if form == "json":
        with printed_to(output):
            print_json(_measured(proofs, shown))
    elif form == "html":
        write_output(output, _page(_measured(proofs, shown), law, every, typed).encode())
    elif form == "pdf":
        from sanctuary.pages.onepage import write_page  # noqa: PLC0415 - an optional package that only papers need

        write_output(output, write_page(one_page(_measured(proofs, shown, differences=False), law, typed)))
    else:
        scene = _shared(_measured(proofs, shown, differences=False), law, typed)
        write_output(output, scene.svg().encode() if form == "svg" else scene.png())


def _several(places: Sequence[str], standard: str, on: str, form: str, output: str, *, every: bool, strict: bool) -> int:
    """Several places, or all of them, as one table."""
    library, ids = Library(), []
    for first, last in combinations(range(len(places) + 1), 2):
        if last - first > 1 and library.places.meant(name := " ".join(places[first:last])):
            raise RequestError(f"'{name}' is one place, too. Put a name of several words in quotes, or name the places in another order.")
    for one in places:
        library, found = place_of(library, one)
        ids.append(found)
    definitions = standards_of(library, standard or "all")
    from sanctuary.commands.assess_all import assess_all  # noqa: PLC0415 - a question of its own, with much behind it

    return assess_all(library, day_or_today(on), definitions, form, output, strict=strict, places=ids, every=every)


def _measured(proofs: Proofs, standards: Sequence[Pack], *, differences: bool = True) -> Assessment:
    """The assessment, read back where the same was measured before; proved anew where certificates of it are wanted."""
    make = partial(measure, proofs, standards, differences=differences)
    if proofs.ledger is not None:
        return make()
    return recalled(Assessment, (f"differences: {differences}", proofs.law.on.isoformat()), proofs.law, standards, make)


CLAIMED = ("us-ca-los-angeles", "us-ca-los-angeles-county", "us-ca-los-angeles-unified", "us-ca")
"""The places that the claims of an article are about: whose page has them."""


def _page(report: Assessment, law: Law, every: list[Pack], typed: str) -> str:
    """The page of an assessment, with the claims of the standards it shows where they are about the place."""
    from sanctuary.pages.html import page  # noqa: PLC0415 - most answers need no page, and templates are slow to import

    shown = {one.id for one in report.standards}
    return page(
        "assess",
        title=question(report, law),
        answer=answer(report),
        turning=lambda names: turning(law, names),
        who=lambda one: who_said(law, one),
        said=lambda suit: suit_said(law, suit),
        again=f"sanctuary assess {typed} --on {report.on}",
        typed=typed,
        titles={law.place.id: law.place.file.title},
        against=against(law.place, law.packs, typed),
        report=report,
        packs=[*report.packs, *(one.pack for one in report.standards)],
        rules={name: bound.rule for name, bound in law.by_id.items()},
        claims=[claim for pack in every if pack.id in shown and report.place in CLAIMED for claim in pack.claims],
        gaps=gaps_of(law),
        others=others_said(law.place.id, law.on),
        sources=sources(law),
    )


def _shared(report: Assessment, law: Law, typed: str) -> "Scene":
    """The picture to share, of the place or of one definition."""
    from sanctuary.pages.share import draw  # noqa: PLC0415 - most answers need no picture, and Pillow is slow to import

    return draw(report, law, typed)


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
