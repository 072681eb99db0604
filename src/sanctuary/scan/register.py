"""The register of a privacy officer: each sensitive field with its system, purpose, law, retention, who may see it, and its owner.

What a scan cannot know is left empty for a person to fill in. The register says where to look for what harms people: it is private.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from sanctuary.names.catalog import classes
from sanctuary.scan.finding import ScanReport

__all__ = ["COLUMNS", "register", "register_csv"]

COLUMNS = (
    "system", "table", "field", "class", "fideslang", "how_sure", "what_the_law_says", "required_by", "approver", "owner", "until",
    "purpose", "retention", "who_may_see_it", "impact_assessment",
)  # fmt: skip


def register(report: ScanReport) -> list[Mapping[str, str]]:
    """One line for each field, waived ones too."""
    laws = {one.of: one.sentence for one in report.laws}
    lines = [
        _line(one.path, one.table, one.column, one.of, how_sure=one.how_sure, law=one.law) for one in report.findings if one.of in classes()
    ]
    for held in report.waived:
        made = _line(held.path, held.table, held.column, held.of, how_sure="sure", law=laws.get(held.of, ""))
        lines.append(
            {**made, "required_by": held.required_by, "approver": held.approver, "owner": held.owner, "until": str(held.until or "")}
        )
    return sorted(lines, key=lambda line: (line["system"], line["table"], line["field"]))


def _line(path: str, table: str, column: str, of: str, *, how_sure: str, law: str) -> dict[str, str]:
    empty: dict[str, str] = dict.fromkeys(COLUMNS, "")
    needs = "needed" if classes()[of].tier == 1 else "to be considered"
    known = {"system": path, "table": table, "field": column, "class": of, "fideslang": classes()[of].fideslang, "how_sure": how_sure}
    return {**empty, **known, "what_the_law_says": law, "impact_assessment": needs}


def register_csv(lines: Sequence[Mapping[str, Any]]) -> str:
    """The register as a table; a cell that a spreadsheet would take for a formula is quoted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow([f"'{line[name]}" if line[name][:1] in tuple("=+-@") else line[name] for name in COLUMNS])
    return out.getvalue()
