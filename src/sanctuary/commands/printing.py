"""Tables for people, plain text when piped, JSON for programs: the one home of rich."""

import io
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self, TextIO

from sanctuary.commands.folding import PIPED, WIDEST, aligned, folding, longest, plainly_folded, whole_addresses
from sanctuary.commands.kept import need_no_keys
from sanctuary.documents import as_json
from sanctuary.errors import RequestError, visible

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.status import Status

__all__ = [
    "DrawnFormat",
    "FollowedFormat",
    "Format",
    "MeasuredFormat",
    "MemoFormat",
    "Outputs",
    "PageFormat",
    "PaperFormat",
    "Printer",
    "counting",
    "need_place",
    "needs_file",
    "print_json",
    "printed_to",
    "say_written",
    "working",
    "write_file",
    "write_output",
]

Format = Literal["text", "json"]
PageFormat = Literal["text", "json", "html"]
MeasuredFormat = Literal["text", "json", "html", "svg", "png", "csv", "pdf"]
DrawnFormat = Literal["text", "json", "html", "svg", "png"]
FollowedFormat = Literal["text", "json", "csv", "html", "svg", "png"]
PaperFormat = Literal["text", "json", "html", "pdf"]
MemoFormat = Literal["text", "json", "csv", "docx", "pdf"]

_STYLES = {
    "met": "cyan", "yes": "cyan", "partly": "yellow", "not-met": "blue", "no": "blue", "unknown": "magenta",
}  # fmt: skip
"""Colors tell answers apart and praise none: no green, no red."""


def _no_terminal(stream: TextIO) -> bool:
    """Whether rich takes a stream for no terminal: it is none, and nobody says that it is to be taken for one."""
    said = ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "JUPYTER_COLUMNS", "JUPYTER_LINES")
    return not (stream.isatty() or any(name in os.environ for name in said))


def print_json(report: object) -> None:
    """The report as JSON on standard output."""
    sys.stdout.write(as_json(report) + "\n")


class Printer:
    """Prints sections, lines and tables; colors only on a terminal, and never where NO_COLOR is set.

    Most of what is printed where there is no terminal is plain lines, which are folded here, as rich folds them; rich is loaded where
    there is more to do.
    """

    def __init__(self) -> None:
        self.plain = _no_terminal(sys.stdout)
        self.width = PIPED if self.plain else self.console.width

    @cached_property
    def console(self) -> "Console":
        """The console of rich, as wide as lines are here."""
        from rich.console import Console  # noqa: PLC0415 - loaded where it is needed

        console = Console(highlight=False, markup=False, soft_wrap=False)
        console.width = min(console.width, WIDEST) if console.is_terminal else PIPED
        return console

    def line(self, text: str = "", *, indent: int = 0, style: str = "") -> None:
        """One paragraph, folded at the width; spaces at its beginning set all of its lines in."""
        own = text.lstrip(" ")
        left = indent + len(text) - len(own)
        lines = plainly_folded(own, self.width - left) if self.plain else None
        lines = whole_addresses(visible(own), self.width - left) if lines is None else lines
        if lines is not None:
            sys.stdout.write("".join(f"{' ' * left}{line}\n" for line in lines) or "\n")
            return
        from rich.padding import Padding  # noqa: PLC0415 - loaded where it is needed
        from rich.text import Text  # noqa: PLC0415 - the same

        self._show(Padding(Text(visible(own), style=style), (0, 0, 0, left)) if text else "")

    def point(self, text: str, *, indent: int = 0) -> None:
        """One item of a list after a dash; all of its lines begin under the first word."""
        left = indent + 2
        lines = plainly_folded(text, self.width - left) if self.plain else None
        lines = whole_addresses(visible(text), self.width - left) if lines is None else lines
        if lines is None:
            from rich.text import Text  # noqa: PLC0415 - loaded where it is needed

            lines = [str(line) for line in Text(visible(text)).wrap(self.console, self.width - left)]
        for number, line in enumerate(lines):
            self.raw(f"{' ' * left if number else ' ' * indent + '- '}{line}\n")

    def paragraph(self, lead: str, text: str, *, hang: int = 0) -> None:
        """A lead in bold and a text in one paragraph; all lines but the first are indented."""
        plain = plainly_folded(f"{lead} {text}", self.width - hang) if self.plain else None
        plain = whole_addresses(visible(f"{lead} {text}"), self.width - hang) if plain is None else plain
        if plain is not None:
            sys.stdout.write("".join(f"{' ' * hang if number else ''}{line}\n" for number, line in enumerate(plain)))
            return
        from rich.padding import Padding  # noqa: PLC0415 - loaded where it is needed
        from rich.text import Text  # noqa: PLC0415 - the same

        told = Text.assemble((visible(lead), "bold"), " ", visible(text))
        for number, line in enumerate(told.wrap(self.console, self.width - hang)):
            self._show(Padding(line, (0, 0, 0, hang if number else 0)))

    def raw(self, text: str) -> None:
        """Text as it is, unfolded."""
        sys.stdout.write(text)

    def heading(self, text: str) -> None:
        """A heading after an empty line."""
        self.line()
        self.line(text, style="bold")

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[str]], *, indent: int = 0, fold: Sequence[int] = ()) -> None:
        """A table; columns in `fold` may wrap, the others keep their width."""
        if any(columns) and (self.plain or not self.console.is_terminal or len(rows) > _MANY):
            # Ten thousand rows take seconds otherwise; where every cell fits, the lines are the same.
            plain = aligned([tuple(columns), *map(tuple, rows)], self.width - indent)
            if plain is not None:
                sys.stdout.write("".join(f"{' ' * indent}{line}".rstrip() + "\n" for line in plain))
                return
        from rich import box  # noqa: PLC0415 - loaded where it is needed
        from rich.padding import Padding  # noqa: PLC0415 - the same
        from rich.table import Table  # noqa: PLC0415 - the same
        from rich.text import Text  # noqa: PLC0415 - the same

        fold = folding(columns, rows, self.width - indent, fold)
        lines = box.SIMPLE_HEAD if self.console.is_terminal else None
        shown = Table(box=lines, show_edge=False, pad_edge=False, show_header=bool(any(columns)), header_style="bold")
        for index, name in enumerate(columns):
            shown.add_column(
                visible(name),
                no_wrap=index not in fold,
                overflow="fold",
                min_width=longest(columns, rows, index) if index in fold else None,
            )
        for row in rows:
            shown.add_row(*(Text(visible(cell), style=_STYLES.get(cell.removesuffix("*"), "")) for cell in row))
        self._show(Padding(shown, (0, 0, 0, indent)))

    def _show(self, content: "RenderableType") -> None:
        """Prints without the spaces that fill a line: they are noise in a pipe and in a copied line."""
        with self.console.capture() as captured:
            self.console.print(content)
        sys.stdout.write("".join(line.rstrip() + "\n" for line in captured.get().splitlines()))


_MANY = 300
"""Rows from which on a table on a terminal goes without colors."""


@contextmanager
def working(what: str) -> Iterator["Status | None"]:
    """A spinner on a terminal's standard error while something takes long; nothing elsewhere."""
    if _no_terminal(sys.stderr):
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    with console.status(what) as status:
        yield status


HEARD = "SANCTUARY_PROGRESS"
"""The variable in which a program that started this one names an open file (a number) for lines of "done of-how-many"; 0 is not known."""


def _to_starter(total: int | None) -> Callable[[int], None]:
    """What tells a program that started this one how far the work is, twice a second at most."""
    told = os.environ.get(HEARD, "")
    if not (told.isascii() and told.isdecimal()):
        return lambda _: None
    last = [0.0]

    def heard(done: int) -> None:
        if time.monotonic() - last[0] >= 0.5:
            last[0] = time.monotonic()
            with suppress(OSError):
                os.write(int(told), f"{done} {total or 0}\n".encode())

    return heard


@contextmanager
def counting(what: str, total: int | None, unit: str = "rows") -> Iterator[Callable[[int], None]]:
    """Rows, or another unit, so far, a second, and time left on a terminal's standard error; call with those so far.

    Elsewhere nothing, unless another program that started this one hears of it (HEARD).
    """
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it

    console = Console(stderr=True)
    if not console.is_terminal:
        yield _to_starter(total)
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415 - only a terminal needs it

    start = time.monotonic()
    # A stream of its own: standard error is closed while a table is read, for parsers write there by themselves.
    console = Console(file=os.fdopen(os.dup(sys.stderr.fileno()), "w", encoding="utf-8"))
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}"), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(what, total=total, told="")

        def heard(rows: int) -> None:
            rate = rows / max(time.monotonic() - start, 0.001)
            progress.update(
                task,
                completed=rows,
                told=f"{rows:,} {unit.removesuffix('s') if rows == 1 else unit}, {rate:,.{0 if rate >= 10 else 1}f} a second",
            )

        yield heard


def needs_file(form: str, output: str, name: str) -> None:
    """Refuse a page or a picture without a file to write it to."""
    if form in ("html", "docx", "pdf", "svg", "png") and not output:
        raise RequestError(f"a page or picture needs a file. Add -o {name}.{form}.")


def write_file(path: Path, raw: bytes, mode: int = 0o644, *, keys: bool = False) -> None:
    """The file, whole or not at all: a failure leaves neither a part nor a temporary file behind.

    What is there and no file (a pipe, a device) is refused: a file in its place would take it from whoever uses it. So is a file of keys or
    of a phrase, unless `keys` says that this is one of a record's own, which is written anew.
    """
    _need_file(path)
    if not keys:
        need_no_keys(path)
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


def _need_file(path: Path) -> None:
    if path.exists() and not path.is_file():
        raise RequestError(f"{path}: not a file (a pipe, a device or a folder). Name a file.")


def need_place(path: Path) -> None:
    """Refuses where no file can be written: asked before an act that cannot be taken back, and whose file comes after it."""
    _need_file(path)
    if not (path.parent.is_dir() and os.access(path.parent, os.W_OK)):
        raise RequestError(f"{path}: cannot be written (its folder is missing or closed to you). Choose another file.")


def write_output(output: str, raw: bytes, mode: int = 0o644) -> None:
    """What -o asks for, and a line that says which file it is, and whether it took the place of another."""
    replaced = Path(output).exists()
    write_file(Path(output), raw, mode)
    say_written(output, replaced=replaced)


def say_written(output: str, *, replaced: bool = False) -> None:
    """Tells on standard output what was written, if anything was."""
    if output:
        sys.stdout.write(f"Written: {visible(output)}{' (it replaced a file of that name)' if replaced else ''}\n")


@contextmanager
def printed_to(output: str, mode: int = 0o644) -> Iterator[None]:
    """What is printed inside goes to the file of -o, whole or not at all, and a line says which; without a file it is printed.

    Every command that prints its answer and has -o prints it here, so that -o means one thing whatever the form.
    """
    if not output:
        yield
        return
    with redirect_stdout(io.StringIO()) as kept:
        yield
    _need_form(output, kept.getvalue())
    write_output(output, kept.getvalue().encode(), mode)


_PRINTED = (".html", ".htm", ".docx", ".doc", ".pdf", ".svg", ".png", ".xlsx")
"""Endings of files that no printed text is."""


def _need_form(output: str, text: str) -> None:
    """Refuses text in a file whose name says that it is a page, a paper or a picture, or JSON where it is none."""
    ending = Path(output).suffix.casefold()
    if ending in _PRINTED or (ending == ".json" and not text.startswith(("{", "["))):
        raise RequestError(
            f"{output}: what would be written is text. Add --format {ending[1:]}, if the command has it, or name a .txt file."
        )


class Outputs:
    """Files that appear together or not at all: each is written beside its place, and at the end all are moved there.

    Whatever stops the writing leaves no part, no temporary file and no new folder behind.
    """

    def __init__(self) -> None:
        self._staged: list[tuple[Path, Path, int]] = []
        self._new: list[Path] = []

    def place(self, path: Path, mode: int = 0o644) -> Path:
        """Where to write what will stand at a path; its folder is made if it is missing."""
        _need_file(path)
        need_no_keys(path)
        for folder in reversed([one for one in path.parents if not one.exists()]):
            folder.mkdir()
            self._new.append(folder)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        os.close(handle)
        self._staged.append((Path(name), path, mode))
        return Path(name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, _: object) -> None:
        try:
            if kind is None:
                self._move()
        except OSError as found:
            problem = found
            raise RequestError(_not_written(found)) from None
        except BaseException as found:
            problem = found
            raise
        finally:
            if problem is not None:
                self._undo()
        if isinstance(problem, OSError):
            raise RequestError(_not_written(problem)) from None

    def _move(self) -> None:
        for temporary, path, mode in self._staged:
            temporary.chmod(mode)
            fresh = not path.exists()
            temporary.replace(path)
            if fresh:
                self._new.append(path)

    def _undo(self) -> None:
        for temporary, _, _ in self._staged:
            temporary.unlink(missing_ok=True)
        for path in reversed(self._new):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()


def _not_written(problem: OSError) -> str:
    return f"the output cannot be written ({problem.strerror}). Nothing was left behind. Choose another place."
