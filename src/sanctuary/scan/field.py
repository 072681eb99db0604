"""A field that a schema, a form or a table has, where it stands, and what could not be read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

__all__ = ["Field", "Item", "Listed", "Text", "Unread", "plain_label", "stem_of"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its place, the table, model, schema or form it belongs to, its name, its label or comment, and its codes.

    `line` counts from 1; 0 where the place has no lines (a database, a workbook). `marks` are annotations beside it that may waive it;
    `about` is what is said of what it belongs to: a table's comment, the names and comments of what it stands in;
    `refers` is the list of codes that it refers to, where that may stand in another file; one that is
    `named` is declared by no grammar that was read: only a name that can mean nothing else tells its class; `shown` is the
    key or tag that is told where the name is free text, which is weighed and never shown.
    """

    path: str
    line: int
    table: str
    name: str
    comment: str = ""
    codes: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    about: str = ""
    refers: str = ""
    named: bool = False
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A place that was not read, and why; never a value that stands there."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of codes that a file fills, by its name in small letters; what it holds is looked at and never shown.

    One that is `whole` is ambiguous where another of its name holds something else; others are filled from several places.
    """

    name: str
    codes: tuple[str, ...]
    whole: bool = False


Item = Field | Listed | Unread


@dataclass(frozen=True)
class Text:
    """The text of a file, with its lines."""

    path: str
    text: str
    starts: list[int] = field(default_factory=list)

    @property
    def stem(self) -> str:
        """The name of the file without its endings: what a form is called that has no other name."""
        return stem_of(self.path)

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


_NO_NAME = re.compile(r"(?i)(?:samples?|imports?|exports?|(?:work)?book)[ _\-]?\d*")


def stem_of(path: str) -> str:
    """The name of a file without its endings; `Book1`, `import` and `sample` say what a file is, and nothing of goods.

    >>> stem_of("a/clients.sql"), stem_of("Book1.xlsx")
    ('clients', 'file')
    """
    stem = PurePosixPath(path).name.split(".")[0].lstrip("_")
    return "file" if _NO_NAME.fullmatch(stem) else stem


def plain_label(text: str) -> str:
    """A label or comment on one line, as long as one is."""
    return " ".join(text.split())[:400]
