"""All places by all definitions: what each definition says of each government whose law is encoded."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib.metadata import version

from sanctuary.documents import Frozen, Result
from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library, Pack
from sanctuary.law.standing import drafted
from sanctuary.law.used import PackUsed, pack_used
from sanctuary.study.assess import Assessment, CriterionReport, StandardReport, assess
from sanctuary.study.before import searched_from
from sanctuary.study.judge import NOT_ESTABLISHED

__all__ = ["SCHEMA", "Measure", "Survey", "Surveyed", "Verdict", "as_csv", "asked", "largest", "named", "survey", "survey_of", "surveyed"]

SCHEMA = "sanctuary.survey/6"

COLUMNS = (
    "place", "title", "government", "state", "on", "known_through", "presumed", "standard", "standard_title", "verdict", "strict",
    "as_far_as_searched", "as_enforceable", "reported", "criteria_met", "criteria_counted", "partly", "not_met", "not_fully_met", "unknown",
    "why", "encoded", "answer", "listed", "disputed", "draft", "known_from", "reason", "digest", "version",
)  # fmt: skip


ASKED = ("state", "county", "city")
"""The governments of which one asks whether they are a sanctuary; courts and districts stand behind them, the nation above."""


class Measure(Frozen, frozen=True):
    """A definition: its question in a title, and whether it gives a verdict or counts only."""

    id: str
    title: str
    gives_verdict: bool


class Verdict(Result, frozen=True):
    """What one definition says of one place; the fields are those of `assess`. `met` of `counted` criteria are met.

    `answer` is the headline's: of a definition that counts, its count with how many are unknown, or Not counted where none is known.
    `listed`: whether the place is
    `on` the list that goes with the definition, or `not-on` it, or `none-yet` where the list did not exist on that day; nothing where
    it has none. `disputed`: a criterion turns on a dispute. `reason`: why an answer, or a part of a count, is unknown: `day-not-searched`
    (before the law was
    searched), `day-not-read` (after it was last read, where nothing is presumed), `dispute`, `not-searched-to-the-end`; else nothing.
    """

    standard: str
    verdict: str | None
    strict: str | None
    as_far_as_searched: str | None
    as_enforceable: str | None
    reported: bool
    met: int
    counted: int
    counts: Mapping[str, int]
    why: str
    answer: str
    listed: str
    disputed: bool
    reason: str = ""


class Surveyed(Frozen, frozen=True):
    """A place with its verdicts, in the order of the definitions. `encoded`: it has a pack; else it is known by the law above it alone.

    `draft`: what was measured is a draft, not enacted. `known_from`: the first day from which all law that stands above it was searched.
    `digest` names the law of the place, as in `assess`.
    """

    id: str
    title: str
    government: str
    state: str
    known_through: date
    presumed: bool
    encoded: bool
    draft: bool
    verdicts: tuple[Verdict, ...]
    digest: str
    known_from: date | None = None


class Survey(Frozen, frozen=True):
    """The table. `not_encoded`: states and the District under federal law alone here, of which no verdict is given.

    `version`: of the program.
    """

    schema: str
    on: date
    standards: tuple[Measure, ...]
    places: tuple[Surveyed, ...]
    not_encoded: tuple[str, ...]
    packs: tuple[PackUsed, ...]
    version: str


CITIES = 10
"""Largest cities without a pack that stand in the table of all places."""


def survey(
    library: Library,
    on: date,
    standards: Sequence[Pack],
    progress: Callable[[str], None] = lambda _: None,
    *,
    strict: bool = False,
    cities: int = 0,
    places: Sequence[str] = (),
    alone: bool = False,
) -> Survey:
    """Every state, county and city with a pack, measured by some definitions on a day; it takes a second or two for each place.

    `cities`: as many of the largest cities without a pack, in states that have one, stand behind them. `places` are ids of more, at the
    end; `alone`: these and no others, in the order in which they are named.
    """
    found = []
    every = [] if alone else [*(pack.id for pack in asked(library)), *largest(library, cities)]
    for pack in [library.get(one) for one in dict.fromkeys((*every, *places))]:
        progress(f"{pack.file.title} by {len(standards)} definitions")
        law = law_of(library, pack.id, on, strict=strict)
        found.append(surveyed(law, assess(Proofs(law), list(standards), differences=False), standards))
    return survey_of(library, on, standards, found)


def named(library: Library, places: Sequence[str]) -> tuple[Library, list[str]]:
    """The library with the packs of some places, and their ids; refuses a name that is no place's."""
    ids = []
    for name in places:
        library, found = library.find(name, "law")
        ids.append(found)
    return library, ids


def asked(library: Library) -> list[Pack]:
    """The packs of which one asks whether they are a sanctuary."""
    packs = [library.get(name) for name in library.ids if not name.startswith("standard-")]
    return [pack for pack in packs if pack.government in ASKED]


def largest(library: Library, count: int) -> list[str]:
    """The largest cities without a pack whose state has one, by population."""
    places = library.places
    cities = [places.entry(one) for one in places.table() if places.standing(one) not in library.ids]
    able = [one for one in cities if one.kind == "city" and f"us-{one.state.lower()}" in library.ids]
    return [one.id for one in sorted(able, key=lambda one: (-one.population, one.id))[:count]]


def survey_of(library: Library, on: date, standards: Sequence[Pack], places: Sequence[Surveyed]) -> Survey:
    """The table of some places that were measured."""
    packs = [library.get(name) for name in library.ids if not name.startswith("standard-")]
    return Survey(
        schema=SCHEMA,
        on=on,
        standards=tuple(Measure(id=one.id, title=one.file.title, gives_verdict=bool(one.threshold)) for one in standards),
        places=tuple(places),
        not_encoded=tuple(one for one in library.places.states() if one not in library.ids),
        packs=tuple(pack_used(pack) for pack in (*packs, *standards)),
        version=version("sanctuary-law"),
    )


def surveyed(law: Law, report: Assessment, standards: Sequence[Pack]) -> Surveyed:
    """A place of the table, from its assessment by some definitions."""
    pack = law.place
    return Surveyed(
        id=pack.id,
        title=pack.file.title,
        government=pack.government,
        state="-".join(pack.id.split("-")[:2]),
        known_through=report.known_through,
        presumed=report.presumed,
        encoded=pack.encoded,
        draft=drafted(pack),
        verdicts=tuple(_verdicts(law, report.standards, {one.id: one for one in standards})),
        digest=report.digest,
        known_from=searched_from(law),
    )


def _verdicts(law: Law, reports: Sequence[StandardReport], standards: Mapping[str, Pack]) -> Iterator[Verdict]:
    for one in reports:
        statuses = [criterion.status for criterion in one.criteria]
        disputed = any(criterion.turns_on for criterion in one.criteria)
        yield Verdict(
            standard=one.id,
            verdict=one.verdict,
            strict=one.strict,
            as_far_as_searched=one.as_far_as_searched,
            as_enforceable=one.as_enforceable,
            reported=one.reported,
            met=statuses.count("met"),
            counted=sum(status != "not-applicable" for status in statuses),
            counts=one.counts,
            why=one.why,
            answer=one.headline.answer,
            listed=_listed(one, standards[one.id], law.on),
            disputed=disputed,
            reason=_reason(law, one.criteria) if _open(one) else "",
        )


def _listed(one: StandardReport, standard: Pack, on: date) -> str:
    """Whether a place is on the list that goes with a definition; nothing where none goes with it."""
    if standard.closed_lists and all(each.since > on for each in standard.closed_lists):
        return "none-yet"
    return next((word for lead, word in _ON.items() if one.headline.brief.startswith(lead)), "")


def _open(one: StandardReport) -> bool:
    """Whether an answer is unknown; of a definition that counts, whether any criterion is."""
    return one.headline.answer == "Unknown" or (one.verdict is None and one.counts.get("unknown", 0) > 0)


def _reason(law: Law, criteria: Iterable[CriterionReport]) -> str:
    """Why an answer is unknown: the day first, which nothing that is read later can make up for; then by what is unknown."""
    first = searched_from(law)
    if law.unknown or (first and law.on < first):
        return "day-not-read" if law.unknown else "day-not-searched"
    turns = {what for one in criteria if one.status == "unknown" for what in one.turns_on}
    if any(what.startswith("reading ") for what in turns):
        return "dispute"
    return "fact-not-established" if turns == {NOT_ESTABLISHED} else "not-searched-to-the-end"


_ON = {"On ": "on", "Not on ": "not-on"}
"""How the sentence of a definition with a list begins."""


def as_csv(report: Survey) -> str:
    """A line for each place and definition; what stands in no field of a verdict is left empty."""
    target = io.StringIO()
    lines = csv.writer(target, lineterminator="\n")
    lines.writerow(COLUMNS)
    titles = {one.id: one.title for one in report.standards}
    for place in report.places:
        for one in place.verdicts:
            counts = [one.counts.get(status, 0) for status in ("partly", "not-met", "not-fully-met", "unknown")]
            who = (place.id, place.title, place.government, place.state, report.on, place.known_through, _truth(place.presumed))
            what = (one.standard, titles[one.standard], one.verdict, one.strict, one.as_far_as_searched, one.as_enforceable)
            end = (one.why, _truth(place.encoded), one.answer, one.listed, _truth(one.disputed), _truth(place.draft))
            added = (place.known_from, one.reason, place.digest, report.version)
            lines.writerow((*who, *what, _truth(one.reported), one.met, one.counted, *counts, *end, *added))
    return target.getvalue()


def _truth(value: bool) -> str:
    return "true" if value else "false"
