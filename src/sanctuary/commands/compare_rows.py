"""Rows of a comparison: of the definitions, and of the plain questions beside a draft of the same place, where those alike are one line."""

from collections.abc import Callable, Sequence

from sanctuary.study.called import called
from sanctuary.study.compare import Comparison
from sanctuary.study.phrases import plural, upper

__all__ = ["definition_rows", "fits", "parted"]

Row = tuple[str, str, str]


def parted(rows: Sequence[Row], whom: Sequence[str], *, one_place: bool) -> tuple[list[Row], str]:
    """The rows that differ, and the others as one list with their answers, by `whom` each is about; of two places all are rows.

    Rows beyond those of `whom` are about the place itself.
    """
    if not one_place:
        return list(rows), ""
    same: dict[str, list[str]] = {}
    for (label, here, there), who in zip(rows, [*whom, *[""] * (len(rows) - len(whom))], strict=True):
        if _alike(here, there):
            same.setdefault(who, []).append(f"{label} ({max(here, there, key=len)})")
    told = ". ".join(upper(f"{who}: {'; '.join(few)}" if who else "; ".join(few)) for who, few in same.items())
    return [row for row in rows if not _alike(row[1], row[2])], told


def _alike(here: str, there: str) -> bool:
    """Whether two cells say the same, one perhaps without its paragraph or a part of it, for which its column had no room."""
    short, long = sorted((here, there), key=len)
    return long.startswith((f"{short}:", f"{short}(")) or long == short


def definition_rows(report: Comparison) -> list[tuple[str, Callable[[int], list[str]]]]:
    """Which definitions call a side a sanctuary, and whether it stands on a list: labels with what fills them, longest form first."""
    found = report.summary
    rows: list[tuple[str, Callable[[int], list[str]]]] = []
    if found.definitions:
        rows.append(("called a sanctuary by", lambda at: _called(report, at)))
    for one in found.definitions:
        if any(one.listed):
            label = one.title.partition(",")[0].replace("Department", "Dept.")
            rows.append((label, lambda at, one=one: [_LISTED.get(one.listed[at][:2], "")]))  # type: ignore[misc]
    return rows


_LISTED = {"on": "on it", "no": "not on it", "": "none then"}


def _called(report: Comparison, at: int) -> list[str]:
    yes, unknown = called(report.summary.definitions, at)
    short = yes if yes == "none" else plural(yes.count(", ") + 1, "definition")
    return [f"{yes}; {unknown}", f"{short}; {unknown}", short] if unknown else [yes, short]


def fits(forms: list[str], width: int) -> str:
    """The longest form that fits in a line."""
    return next((one for one in forms if len(one) <= width), forms[-1])
