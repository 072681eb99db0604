"""On every real record the table reading and the exact engine agree."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from audit.practice import MAPPINGS
from sanctuary.audit.audit import Audit, Side, _alike
from sanctuary.audit.mapping import read_mapping
from sanctuary.engine.answer import answer
from sanctuary.engine.columns import DAY, LAST_DAY
from sanctuary.engine.prove import Proofs
from sanctuary.engine.table import CODES, IMPOSSIBLE, OUTCOME, Plan, papers, situation
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import Value
from sanctuary.model import Outcome, Papers
from sanctuary.tables.readers import ROW, open_table

STANDARD = "standard-ice-out-of-la-2018"
CALIFORNIA, PENNSYLVANIA = "ice_detainer_outcomes_california_facility_year.csv", "ice_detainers_pennsylvania_2007_2015.csv"
SAMPLE, AGREEMENTS = "lapd_arrests_sample_2010_2019_deid.csv", "ice_287g_participating_2025-07-18pm.csv"
RUNS = {
    "california-detainers": ("us-ca", CALIFORNIA, ""),
    "california-detainers-assumed": ("us-ca", CALIFORNIA, ""),
    "california-detainers-2018": ("us-ca", CALIFORNIA, ""),
    "pennsylvania-detainers": ("us-ca", PENNSYLVANIA, ""),
    "pennsylvania-detainers-assumed": ("us-ca", PENNSYLVANIA, ""),
    "pennsylvania-detainers-2018": ("us-ca", PENNSYLVANIA, ""),
    "eugene-plate-searches": ("us-or", "flock_search_audit_eugene_or_2025_deid.csv", ""),
    "lapd-bookings": ("us-ca-los-angeles", SAMPLE, STANDARD),
    "lapd-arrests": ("us-ca-los-angeles", SAMPLE, STANDARD),
    "lapd-releases": ("us-ca-los-angeles", SAMPLE, STANDARD),
    "lapd-diversion": ("us-ca-los-angeles", SAMPLE, STANDARD),
    "nypd-arrests": ("us-ny-nyc", "nypd_arrests_queens_2021_deid.csv", STANDARD),
    "agreements-florida": ("us-fl", AGREEMENTS, ""),
    "agreements-texas": ("us-tx", AGREEMENTS, ""),
    "agreements-texas-2026": ("us-tx", AGREEMENTS, ""),
    "assistance-listings": ("us-ca-los-angeles", "assistance_listings_active_inactive.csv", STANDARD),
}

OPEN = ("california-detainers", "pennsylvania-detainers")
"""What the table leaves open in every row: there is nothing to compare, and the mappings beside it have the same rows settled."""


def test_every_mapping_that_ships_is_run_here() -> None:
    """A new mapping of real records comes with an agreement."""
    assert {path.stem for path in MAPPINGS.glob("*.toml")} == set(RUNS)


def kinds(frame: pl.DataFrame, plan: Plan, side: int) -> Iterator[tuple[str, int, int, dict[str, Value], Papers]]:
    """Each distinct situation that the table decides under one law: outcome, first and last stretch of days, facts."""
    facts = [name for name in frame.columns if "@" not in name and name not in (ROW, "rows", "acts", "done", "month", DAY, LAST_DAY)]
    ends = [f"{name}@{side}" for name in (OUTCOME, "from_law", "to_law")]
    for row in frame.select(*facts, *ends).unique().iter_rows(named=True):
        known = situation(plan, {name: row[name] for name in facts})
        yield CODES[row[ends[0]]], row[ends[1]], row[ends[2]], dict(known), papers(row)


def exact(laws: tuple[Law, ...], action: str, known: dict[str, Value], proofs: dict[str, Proofs], asked: Papers) -> set[str]:
    """The outcomes of the exact engine over the laws of some days."""
    found: set[str] = set()
    for law in laws:
        held = proofs.setdefault(f"{law.place.id} {law.on}", Proofs(law))
        try:
            found.add(answer(held, action, known, {}, asked).outcome)
        except RequestError:
            found.add(IMPOSSIBLE)
    return found


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.long
def test_rows_that_the_table_settles_have_the_exact_outcome(shared: Path, library: Library, name: str) -> None:
    """Distinct situation by distinct situation; what stays open in the table is settled exactly or open for the exact engine too."""
    place, table, also = RUNS[name]
    sides = [Side(library, one, {}) for one in (place, also) if one]
    audit = Audit(read_mapping(MAPPINGS / f"{name}.toml", library.vocabulary), sides)
    proofs: dict[str, Proofs] = {}
    settled = 0
    opened = open_table(str(shared / "data" / table))
    for groups in opened.equal(audit.columns):
        coded = audit.translations[0].apply(groups).filter(pl.col("why") == 0)
        for _, action, frame, plans in audit._decide(_alike(coded).with_row_index(ROW)):
            for number, side in enumerate(sides):
                for outcome, low, high, known, asked in kinds(frame, plans[number], number):
                    told = exact(side.eras(action)[low : high + 1], action, known, proofs, asked)
                    if outcome != Outcome.DEPENDS:
                        assert told == {outcome}
                        settled += 1
    assert settled > 0 or name in OPEN
