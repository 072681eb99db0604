"""The rows of the plain questions beside a draft of the same place: those that it leaves as they are stand in one line."""

from collections.abc import Sequence

__all__ = ["parted"]

Row = tuple[str, str, str]


def parted(rows: Sequence[Row], *, one_place: bool) -> tuple[list[Row], str]:
    """The rows that differ, and the others as one list with their answers; of two places all are rows."""
    if not one_place:
        return list(rows), ""
    same = [f"{label} ({max(here, there, key=len)})" for label, here, there in rows if _alike(here, there)]
    return [row for row in rows if not _alike(row[1], row[2])], "; ".join(same)


def _alike(here: str, there: str) -> bool:
    """Whether two cells say the same, one perhaps without its paragraph, for which its column had no room."""
    return here == there or f"{here}:" == there[: len(here) + 1] or f"{there}:" == here[: len(there) + 1]
