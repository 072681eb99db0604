"""Columns of translated rows that are no facts: what a row stands for, and what of its cells the mapping did not know."""

__all__ = [
    "ACTION",
    "COUNT",
    "DONE_AS",
    "EITHER",
    "NO_PAPER",
    "ROWS",
    "WHOSE",
    "WHY",
    "blank",
    "either",
    "says",
    "several",
    "unknown",
    "within",
]

ACTION, WHY, COUNT, ROWS, DONE_AS, WHOSE = "action", "why", "count", "rows", "done", "whose"
"""Columns beside those of facts: COUNT is the acts of one row, ROWS the rows that a line stands for, DONE_AS a position in DONE."""

EITHER = "either__"
"""How the names of columns begin that say which list of words a row has one of."""

NO_PAPER = "without:paper"
"""The column that is true where a row has no paper, so that what the mapping says of every paper is not said of it."""


def says(name: str) -> str:
    """The column of the listed word that a field's text holds."""
    return f"says:{name}"


def unknown(name: str) -> str:
    """The column that is true where the mapping does not know a field's cell."""
    return f"unknown:{name}"


def within(name: str) -> str:
    """The column of a word within those that the mapping can give."""
    return f"word:{name}"


def either(name: str) -> str:
    """The column that says which list of words a row has one of; rows are told apart by it."""
    return f"{EITHER}{name}"


def blank(name: str) -> str:
    """The column that is true where a field's cell holds a word for nothing, such as NA."""
    return f"blank:{name}"


def several(name: str) -> str:
    """The column that is true where a field's text holds words for more than one thing, of which the first is taken."""
    return f"several:{name}"
