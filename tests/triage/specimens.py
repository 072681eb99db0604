"""Specimens drawn by us: papers in the manner of each kind, with placeholders marked SPECIMEN, from a seed. No form and no paper of anybody is copied.

A specimen is a list of rows; `text_of` writes it as plain text, `pages.py` beside this file draws it. Three styles differ in wording, order and
place of the signature; the style HELD_OUT was not looked at while the signs were chosen.
"""

from collections.abc import Iterator

from triage.agencies import customs, i9, i138, i200, i205, i247a, i247n, i286, i862, ij_order, ij_subpoena, letter
from triage.courts import (
    ao88,
    ao93,
    ao110,
    ao442,
    ca_bench,
    ca_search,
    ca_subpoena,
    civil_warrant,
    fed_finding,
    fed_order,
    ny_arrest,
    protective,
    state_order,
    tx_arrest,
    writ,
)
from triage.layout import GAP, Draw, Maker, Row, Specimen, center

__all__ = ["HELD_OUT", "MAKERS", "Row", "Specimen", "specimen", "text_of"]

HELD_OUT = 2
"""The style on which nothing was chosen."""


MAKERS: dict[str, Maker] = {
    "search-warrant": ao93, "arrest-warrant": ao442, "writ": writ, "federal-order": fed_order, "finding": fed_finding, "civil-warrant": civil_warrant,
    "ca-search": ca_search, "ca-bench": ca_bench, "ny-arrest": ny_arrest, "tx-arrest": tx_arrest, "protective": protective, "state-order": state_order,
    "subpoena": ao88, "grand-jury": ao110, "ca-subpoena": ca_subpoena,
    "i-200": i200, "i-205": i205, "i-247a": i247a, "i-247n": i247n, "i-862": i862, "i-286": i286, "ij-order": ij_order, "ij-subpoena": ij_subpoena,
    "i-138": i138, "customs": customs, "i-9": i9, "letter": letter,
}  # fmt: skip


def specimen(name: str, seed: int, style: int) -> Specimen:
    """The specimen of a kind, a seed and a style; the same three, the same paper."""
    truth, paper, court, rows = MAKERS[name](Draw(seed, style))
    return Specimen(name, truth, paper, court, tuple([*rows, GAP, center("SPECIMEN", 8)]), style)


def text_of(one: Specimen) -> str:
    """The specimen as plain text; something written is given in type."""
    return "\n".join(line for row in one.rows for line in _lines(row)) + "\n"


def _lines(row: Row) -> Iterator[str]:
    if row.form == "center":
        yield row.text.center(90).rstrip()
    elif row.form == "two":
        yield f"{row.text:<48}{row.right}".rstrip()
    elif row.form == "sign":
        pad = " " * 48 if row.right else ""
        written = "/s/ SPECIMEN SIGNATURE" if row.ink else "______________________"
        yield f"{row.text:<48}{written}" if row.right else f"{row.text}  {written}".strip()
        yield from (pad + words for words in row.under)
    elif row.form == "break":
        yield "\f"
    else:
        yield row.text
