"""Ready mappings, found by the names of the columns: tables that agencies publish in one shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sanctuary.tables.names import clean

__all__ = ["READY", "Ready", "ready_file", "ready_for"]

_FOLDER = Path(__file__).resolve().parent / "ready"


@dataclass(frozen=True, slots=True)
class Ready:
    """A mapping that comes with the program: the columns that tell its tables, and what a row records."""

    file: str
    title: str
    each_row: str
    columns: tuple[str, ...]


READY = (
    Ready(
        "287g-ice",
        "ICE's list of agreements under 8 USC 1357(g)",
        "an agreement of an agency with immigration authorities, on the day of signing",
        ("STATE", "LAW ENFORCEMENT AGENCY", "SUPPORT TYPE", "SIGNED"),
    ),
    Ready(
        "detainer-releases",
        "ICE's releases of detainers, one a row",
        "a request by immigration authorities that a facility keep somebody",
        ("detainer_prepare_date", "detention_facility", "detainer_lift_reason", "detainer_type"),
    ),
    Ready(
        "plate-reader-network",
        "network audits of plate readers",
        "a search that reached the city's plate readers, read as a disclosure by its police",
        ("Org Name", "Total Networks Searched", "Reason", "Search Time"),
    ),
    Ready(
        "plate-reader-organization",
        "an agency's own searches of plate readers",
        "a search of plate readers by the agency's own staff",
        ("searchDate", "cameraCount", "reason"),
    ),
    Ready(
        "nypd-arrests",
        "arrests by the New York City Police Department",
        "an arrest by its most serious charge",
        ("ARREST_DATE", "PD_DESC", "OFNS_DESC", "LAW_CODE", "LAW_CAT_CD"),
    ),
    Ready(
        "lapd-arrests",
        "arrests by the Los Angeles Police Department",
        "an arrest by its charge",
        ("Arrest Date", "Charge Group Description", "Arrest Type Code", "Charge", "Disposition Description"),
    ),
    Ready(
        "nyc-9-131",
        "yearly figures of detainers under NYC Admin. Code 9-131(f)",
        "figures of one year, several acts in a row",
        (
            "Fiscal year",
            "Detainers received",
            "Held past release on a detainer",
            "Transferred on a detainer",
            "Detainers not honored",
            "Requests for information",
        ),
    ),
    Ready(
        "truth-act",
        "yearly figures under the TRUTH Act and SB 54",
        "figures of one agency and year, several acts in a row",
        ("Agency", "Year", "I-247A received", "Notified ICE of release", "Transferred to ICE", "Interviews held"),
    ),
)
"""Every ready mapping."""


def ready_for(columns: Sequence[str]) -> Ready | None:
    """The ready mapping whose columns a table has, whatever their case."""
    known = {clean(name).casefold() for name in columns}
    return next((one for one in READY if {name.casefold() for name in one.columns} <= known), None)


def ready_file(name: str) -> Path | None:
    """The file of a ready mapping by its name."""
    return next((_FOLDER / f"{one.file}.toml" for one in READY if one.file == name), None)
