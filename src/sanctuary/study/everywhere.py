"""One situation asked of every place: each state and territory, and each county, city and district whose own law is encoded."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from sanctuary.documents import Frozen
from sanctuary.engine.decide import decide, deciding_paper
from sanctuary.engine.decision import DecisionReport
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation, known_facts
from sanctuary.errors import RequestError
from sanctuary.law.beside import PAPER
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library, Pack
from sanctuary.law.standing import barred, not_encoded, on_act
from sanctuary.model import Outcome
from sanctuary.study.decisive import Decisive, decisive
from sanctuary.study.everyday import everyday
from sanctuary.study.matters import idle
from sanctuary.study.opening import PLAINEST
from sanctuary.study.survey import asked
from sanctuary.study.telling import told

__all__ = ["COLUMNS", "SCHEMA", "EveryPlace", "Everywhere", "as_csv", "every_place", "everywhere"]

COLUMNS = (
    "place", "title", "government", "on", "encoded", "outcome", "plainest", "says", "cites", "disputed", "reported", "known_law",
    "known_law_forbids", "known_through", "presumed", "digest",
)  # fmt: skip
"""Columns of the table. `outcome` is that of `decide`, but `unknown` where nothing of the state's law is encoded and federal law neither
forbids nor commands the act; empty where the question cannot be asked there, and then `says` has why; `plainest`
what follows in the plainest case where it depends; `says` the first sentence of the answer, `cites` the paragraph that decides. `encoded`:
the place has law of its own here. `known_law` is known of, speaks of the act and is not encoded; `known_law_forbids` is that which forbids
it by the words that were read."""


SCHEMA = "sanctuary.everywhere/1"
"""The shape of the JSON."""


class Everywhere(Frozen, frozen=True):
    """A place with the answer on a day: a row of the table."""

    place: str
    title: str
    government: str
    on: date
    encoded: bool
    outcome: str
    plainest: str
    says: str
    cites: str
    disputed: bool
    reported: bool
    known_law: str
    known_law_forbids: str
    known_through: date
    presumed: bool
    digest: str


class EveryPlace(Frozen, frozen=True):
    """One situation with the answers of every place: `answers` are the rows of the table, in its columns."""

    schema: str
    answers: tuple[Everywhere, ...]


def every_place(library: Library) -> tuple[str, ...]:
    """The ids of all states and territories, each with the counties, cities and districts below it whose own law is encoded."""
    own = [pack.id for pack in asked(library)]
    found = []
    for state in library.places.states():
        found += [state, *(one for one in own if one.startswith(f"{state}-"))]
    return tuple(found)


def everywhere(
    library: Library, situation: Situation, days: Sequence[date], progress: Callable[[str], None] = lambda _: None, *, strict: bool = False
) -> tuple[Everywhere, ...]:
    """The answer of every place on some days, in the order of places.

    Raises RequestError where the question can be asked of no place: as the first one refuses it.
    """
    rows, refused = [], []
    for name in every_place(library):
        pack = library.get(name)
        progress(pack.file.title)
        for on in days:
            law = law_of(library, name, on, strict=strict)
            try:
                rows.append(_asked(law, pack, situation))
            except RequestError as problem:
                refused.append(problem)
                rows.append(_row(law, pack, says=f"{problem}"))
    if len(refused) == len(rows):
        raise refused[0]
    return tuple(rows)


def _asked(law: Law, pack: Pack, situation: Situation) -> Everywhere:
    """The answer of one place."""
    proofs = Proofs(law)
    read = deciding_paper(proofs, everyday(law, situation)[0])
    report = decide(proofs, read)
    leading = _leading(proofs, read, report)
    known = on_act(law.place, law.packs, report.action, report.actor, law.on)
    papers = [str(one) for one in (read.context.get(PAPER), read.other_paper) if one]
    bars = barred(law.place, law.packs, (report.actor, report.action, report.resource), papers, law.on)
    open_answer = report.outcome == Outcome.DEPENDS
    return _row(
        law,
        pack,
        report,
        plainest=str(PLAINEST.get(leading.rule.effect, "")) if leading and open_answer else "",
        says=told(proofs, read, report)[0].lines[0],
        cites=leading.rule.cites if leading else "",
        known="; ".join(one.cites for one in known),
        bars="; ".join(one.cites for one in bars),
    )


def _leading(proofs: Proofs, situation: Situation, report: DecisionReport) -> Decisive | None:
    """The rule to read first."""
    facts = situation.actor, situation.action, situation.resource, situation.context, situation.absent
    known = known_facts(proofs.law.vocabulary, *facts)
    return decisive(proofs, situation, known, report.rules, idle(proofs, situation, known))


def _outcome(law: Law, report: DecisionReport) -> Outcome:
    """The outcome, where it is an answer: what federal law alone leaves open, the state's law that nobody encoded may forbid or command."""
    settled = {Outcome.MUST, Outcome.MUST_NOT} & {*report.outcomes}
    return report.outcome if settled or not not_encoded(law.place, law.packs) else Outcome.UNKNOWN


def _row(
    law: Law,
    pack: Pack,
    report: DecisionReport | None = None,
    *,
    says: str,
    plainest: str = "",
    cites: str = "",
    known: str = "",
    bars: str = "",
) -> Everywhere:
    return Everywhere(
        place=pack.id,
        title=pack.file.title,
        government=pack.government,
        on=law.on,
        encoded=pack.encoded,
        outcome=str(_outcome(law, report)) if report else "",
        plainest=plainest,
        says=says,
        cites=cites,
        disputed=bool(report and report.readings),
        reported=bool(report and report.reported),
        known_law=known,
        known_law_forbids=bars,
        known_through=law.known_through,
        presumed=law.presumed,
        digest=report.digest if report else "",
    )


def as_csv(rows: Sequence[Everywhere]) -> str:
    """A line for each place and day."""
    target = io.StringIO()
    lines = csv.writer(target, lineterminator="\n")
    lines.writerow(COLUMNS)
    lines.writerows(_cells(one) for one in rows)
    return target.getvalue()


def _cells(row: Everywhere) -> Iterator[str]:
    for name in COLUMNS:
        value = getattr(row, name)
        yield str(value).lower() if isinstance(value, bool) else str(value)
