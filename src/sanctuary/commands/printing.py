"""Tables for people, plain text when piped, JSON for programs: the one home of rich."""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.status import Status
from rich.table import Table
from rich.text import Text

from sanctuary.documents import as_json
from sanctuary.errors import RequestError

__all__ = [
    "DrawnFormat",
    "Format",
    "PageFormat",
    "Printer",
    "counting",
    "needs_file",
    "print_json",
    "working",
    "write_file",
    "write_folder",
]

Format = Literal["text", "json"]
PageFormat = Literal["text", "json", "html"]
DrawnFormat = Literal["text", "json", "html", "svg", "png"]

WIDEST = 100
"""Columns of the widest line; a narrower terminal folds, and a pipe gets 80."""

_STYLES = {
    "met": "cyan", "yes": "cyan", "partly": "yellow", "not-met": "blue", "no": "blue", "unknown": "magenta",
}  # fmt: skip
"""Colors tell answers apart and praise none: no green, no red."""


def print_json(report: object) -> None:
    """The report as JSON on standard output."""
    sys.stdout.write(as_json(report) + "\n")


class Printer:
    """Prints sections, lines and tables; colors only on a terminal, and never where NO_COLOR is set."""

    def __init__(self) -> None:
        self.console = Console(highlight=False, markup=False, soft_wrap=False)
        if not self.console.is_terminal:
            self.console.width = 80
        else:
            self.console.width = min(self.console.width, WIDEST)

    def line(self, text: str = "", *, indent: int = 0, style: str = "") -> None:
        """One paragraph, folded at the width."""
        self._show(Padding(Text(text, style=style), (0, 0, 0, indent)) if text else "")

    def raw(self, text: str) -> None:
        """Text as it is, unfolded."""
        sys.stdout.write(text)

    def heading(self, text: str) -> None:
        """A heading after an empty line."""
        self._show("")
        self._show(Text(text, style="bold"))

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[str]], *, indent: int = 0, fold: Sequence[int] = ()) -> None:
        """A table; columns in `fold` may wrap, the others keep their width."""
        lines = box.SIMPLE_HEAD if self.console.is_terminal else None
        shown = Table(box=lines, show_edge=False, pad_edge=False, show_header=bool(any(columns)), header_style="bold")
        for index, name in enumerate(columns):
            shown.add_column(name, no_wrap=index not in fold, overflow="fold")
        for row in rows:
            shown.add_row(*(Text(cell, style=_STYLES.get(cell.removesuffix("*"), "")) for cell in row))
        self._show(Padding(shown, (0, 0, 0, indent)))

    def _show(self, content: RenderableType) -> None:
        """Prints without the spaces that fill a line: they are noise in a pipe and in a copied line."""
        with self.console.capture() as captured:
            self.console.print(content)
        sys.stdout.write("".join(line.rstrip() + "\n" for line in captured.get().splitlines()))


@contextmanager
def working(what: str) -> Iterator[Status | None]:
    """A spinner on a terminal's standard error while something takes long; nothing elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    with console.status(what) as status:
        yield status


@contextmanager
def counting(what: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """Rows read, rows a second and time left on a terminal's standard error; call with the rows so far. Nothing elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    start = time.monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}"), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(what, total=total, told="")

        def heard(rows: int) -> None:
            rate = rows / max(time.monotonic() - start, 0.001)
            progress.update(task, completed=rows, told=f"{rows:,} rows, {rate:,.0f} a second")

        yield heard


def needs_file(form: str, output: str, name: str) -> None:
    """Refuse a page or a picture without a file to write it to."""
    if form in ("html", "pdf", "svg", "png") and not output:
        raise RequestError(f"a page or picture needs a file. Add -o {name}.{form}.")


def write_file(path: Path, raw: bytes, mode: int = 0o644) -> None:
    """The file, whole or not at all: a failure leaves neither a part nor a temporary file behind."""
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except OSError as problem:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise RequestError(f"{path}: cannot be written ({problem.strerror}). Choose another file.") from None


def write_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Text files in a folder: made beside it first, so that a failure leaves no new folder and no half of one."""
    staged = Path()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        staged = Path(tempfile.mkdtemp(dir=folder.parent, prefix=folder.name))
        for name, text in files.items():
            (staged / name).write_text(text, encoding="utf-8")
        staged.chmod(0o755)
        if folder.is_dir():
            for name in files:
                (staged / name).replace(folder / name)
            staged.rmdir()
        else:
            staged.replace(folder)
    except OSError as problem:
        if staged.name:
            shutil.rmtree(staged, ignore_errors=True)
        raise RequestError(f"{folder}: cannot be written ({problem.strerror}). Choose another folder.") from None
