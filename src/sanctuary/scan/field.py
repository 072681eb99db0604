"""A field that a schema, a form or a table has, where it stands, and what could not be read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

__all__ = ["Field", "Item", "Text", "Unread", "plain_label"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its place, the table, model, schema or form it belongs to, its name, its label or comment, and its codes.

    `line` counts from 1; 0 where the place has no lines (a database, a workbook). `marks` are annotations beside it that may waive it.
    """

    path: str
    line: int
    table: str
    name: str
    comment: str = ""
    codes: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A place that was not read, and why; never a value that stands there."""

    path: str
    why: str


Item = Field | Unread


@dataclass(frozen=True)
class Text:
    """The text of a file, with its lines."""

    path: str
    text: str
    starts: list[int] = field(default_factory=list)

    @property
    def stem(self) -> str:
        """The name of the file without its endings: what a form is called that has no other name."""
        return PurePosixPath(self.path).name.split(".")[0].lstrip("_")

    def line_at(self, offset: int) -> int:
        """The line, from 1, of a place in the text."""
        if not self.starts:
            self.starts.append(0)
            place = self.text.find("\n")
            while place >= 0:
                self.starts.append(place + 1)
                place = self.text.find("\n", place + 1)
        low, high = 0, len(self.starts)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.starts[middle] <= offset else (low, middle)
        return low + 1

    def lines(self) -> Iterator[tuple[int, str]]:
        """Every line with its number."""
        yield from enumerate(self.text.split("\n"), 1)


def plain_label(text: str) -> str:
    """A label or comment on one line, as long as one is."""
    return " ".join(text.split())[:400]
