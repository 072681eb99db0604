"""Agencies that share plate-reader data with Eugene and have a 287(g) agreement: leads to check, by name and state.

Reads two public tables: the agencies that share with the police of Eugene (public records published by Eyes Off Eugene, CC0,
EPD-2025-4987) and the agencies with an agreement under 8 USC 1357(g) (ICE, 2025-07-18). Names are compared as words, after the
abbreviations below; the state is the one in the name where there is one, since the column says otherwise in some rows.

    python examples/audit/shared_access.py SHARING.csv AGREEMENTS.csv
"""  # noqa: INP001 - an example to run, no package

import csv
import re
import sys
from pathlib import Path

STATES = {
    "CO": "COLORADO", "ID": "IDAHO", "NV": "NEVADA", "OH": "OHIO", "OR": "OREGON", "TX": "TEXAS", "UT": "UTAH", "WA": "WASHINGTON",
}  # fmt: skip
LONG = {"SO": "SHERIFF OFFICE", "PD": "POLICE DEPARTMENT", "METRO": "METROPOLITAN"}
Agency = tuple[str, frozenset[str]]


def plain(name: str) -> str:
    """A name in capitals, with words for abbreviations and nothing but letters."""
    letters = re.sub(r"[^A-Z ]+", " ", re.sub(r"['\N{RIGHT SINGLE QUOTATION MARK}]S\b", "", name.upper()))
    return " ".join(LONG.get(word, word) for word in letters.split())


def sharing(row: dict[str, str]) -> Agency:
    """State and words of an agency in the table of those that share."""
    words = plain(row["Name"]).split()
    named = [word for word in words if word in STATES]
    state = STATES.get(named[0] if named else row["State"], row["State"])
    return state, frozenset(word for word in words if word not in STATES)


def leads(shared: Path, agreements: Path) -> list[tuple[str, str, str, str]]:
    """Name in the one table, name in the other, kind of agreement, day signed; in the order of the first table."""
    signed: dict[Agency, list[tuple[str, str, str]]] = {}
    with agreements.open(newline="", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            name = row["LAW ENFORCEMENT AGENCY"].strip()
            key = row["STATE"].strip(), frozenset(plain(name).split())
            signed.setdefault(key, []).append((name, row["SUPPORT TYPE"].strip(), row["SIGNED"][:10]))
    with shared.open(newline="", encoding="utf-8-sig") as file:
        return [(row["Name"].strip(), *one) for row in csv.DictReader(file) for one in signed.get(sharing(row), [])]


if __name__ == "__main__":
    for lead in leads(Path(sys.argv[1]), Path(sys.argv[2])):
        sys.stdout.write(" | ".join(lead) + "\n")
