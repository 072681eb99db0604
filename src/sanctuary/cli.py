"""The command line: `sanctuary COMMAND`. Bad use is one message on standard error and exit code 2.

Commands are imported when they run, so that help is quick.
"""

import gc
import io
import os
import re
import shlex
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout, suppress
from itertools import takewhile
from typing import TextIO

try:
    from cyclopts import App, CycloptsError, UnknownCommandError, UnknownOptionError
except KeyboardInterrupt:
    sys.stderr.write("sanctuary: stopped before anything was done.\n")
    raise SystemExit(2) from None

from sanctuary import __version__
from sanctuary.commands import STDIN
from sanctuary.commands.folding import hung
from sanctuary.errors import SanctuaryError, TamperError, WordsError, visible

__all__ = ["app", "main"]

app = App(
    name="sanctuary",
    help="Law as data for cities: what does the law of a place say, by whose definition, on which day?",
    help_epilogue="Exit codes: 0 answered, 1 a check found something, 2 the question could not be read. This is not legal advice.",
    version=__version__,
    help_format="plaintext",
    help_formatter="plain",
    suppress_keyboard_interrupt=False,
)
app.command(
    "sanctuary.commands.assess:assess", name="assess", help="Is a place a sanctuary, by each definition, and where does its law differ?"
)
app.command(
    "sanctuary.commands.compare:compare", name="compare", help="Two laws, a law and a standard, or one law on two days, side by side."
)
app.command("sanctuary.commands.decide:decide", name="decide", help="What the law says of one situation, with the paragraph that decides.")
app.command(
    "sanctuary.commands.interview:interview", name="interview", help="The next question, until an answer is settled: as few as can be."
)
app.command("sanctuary.commands.timeline:timeline", name="timeline", help="Every day on which an answer changes, and why.")
app.command("sanctuary.commands.trace:trace", name="trace", help="Steps from an everyday event to an end that the law leaves open.")
app.command("sanctuary.commands.audit:audit", name="audit", help="Every row of a table of government acts under the law of its own day.")
app.command("sanctuary.commands.triage:triage", name="triage", help="What kind of paper is this? What it is, never what it allows.")
app.command("sanctuary.commands.scan:scan", name="scan", help="Where schemas, forms and code ask for what the law forbids to ask for.")
app.command("sanctuary.commands.record:record", name="record", help="The public record: entries that nobody can change or drop quietly.")
app.command("sanctuary.commands.report:report", name="report", help="A report that a law demands, run over the record.")
app.command("sanctuary.commands.notice:notice", name="notice", help="The papers that a duty names, ready to print.")
app.command("sanctuary.commands.conformance:conformance", name="conformance", help="Situations with answers, for a second implementation.")
app.command("sanctuary.commands.site:site", name="site", help="A static site: every place, definition and section of law.")
app.command("sanctuary.commands.guide:guide", name="guide", help="What to do and say at a counter, on paper.")
app.command("sanctuary.commands.serve:serve", name="serve", help="The desk: what to do and say at a counter, as a web application.")
app.command("sanctuary.commands.token:token", name="token", help="Tokens with which an agency's systems ask and record.")
app.command("sanctuary.commands.hook:hook", name="hook", help="Webhooks: an agency's system is told of what is due.")
app.command("sanctuary.commands.sign:sign", name="sign", help="Sign, as counsel, what a counter does and says.")
app.command("sanctuary.commands.places:places", name="places", help="Which places can be named, and which have law of their own here.")
app.command("sanctuary.commands.actors:actors", name="actors", help="Who acts in a place, and which government runs them.")
app.command("sanctuary.commands.facts:facts", name="facts", help="What a situation can say, and what is known of a place.")
app.command("sanctuary.commands.papers:papers", name="papers", help="Which papers may be in hand, and which rules speak of each.")
app.command(
    "sanctuary.commands.disputes:disputes", name="disputes", help="What lawyers dispute in a place: both sides, and what turns on it."
)
app.command("sanctuary.commands.new:new", name="new", help="Write a pack that loads, to be filled.")
app.command("sanctuary.commands.check:check", name="check", help="Load and validate packs, and prove every scenario.")


class _OutputError(Exception):
    """Standard output cannot be written: the reason, or nothing where its reader went away."""


class _Output:
    """Standard output, whose failures are told from those of other files."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write, as the stream does."""
        with self._told():
            return self._stream.write(text)

    def flush(self) -> None:
        """Flush, as the stream does."""
        with self._told():
            self._stream.flush()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            raise _OutputError from None
        except OSError as problem:
            raise _OutputError(problem.strerror or "it failed") from None


def run(tokens: Sequence[str]) -> int:
    """The exit code of a command line."""
    if sys.stdout is None:
        return _refuse("standard output is closed. Give it a file or a pipe.")
    _as_utf8(sys.stdout)
    _as_utf8(sys.stderr)
    with redirect_stdout(_Output(sys.stdout)):
        return _run(tokens)


def _split(tokens: Sequence[str]) -> str:
    """What to say where a place's name of several words was typed without quotes; nothing where the first words are no such name."""
    from sanctuary.law.packs import Library  # noqa: PLC0415 - only after a refusal

    words = list(takewhile(lambda word: not (word.startswith("-") or "/" in word or "." in word.strip(".")), tokens[1:]))
    for count in range(len(words), 1, -1):
        name = " ".join(words[:count])
        if Library().places.meant(name):
            return _of_several(name) or f"a name of several words goes in quotes: sanctuary {tokens[0]} '{visible(name)}'"
    return ""


def _one_at_a_time(tokens: Sequence[str]) -> str:
    """What to type where a command was given more places than it takes; nothing where the words are no places, or not what was refused."""
    from sanctuary.law.packs import Library  # noqa: PLC0415 - only after a refusal

    words = list(takewhile(lambda word: not word.startswith("-"), tokens[1:]))
    fits = tokens[0] == "compare" and len(words) == 2  # two places are what it takes: what was refused is something else
    if len(words) < 2 or fits or tokens[0] not in set(app) or not all(Library().places.meant(word) for word in words):
        return ""
    named = [visible(word) for word in words]
    beside = shlex.join(["sanctuary", "compare" if len(words) == 2 else "assess", *named])
    table = shlex.join(["sanctuary", "timeline", *named, "--format", "csv"])
    if tokens[0] == "timeline":
        return f"timeline tells several places as one table of CSV alone: {table}. Side by side, as they stand: {beside}"
    if tokens[0] == "compare":
        return f"compare takes two places. {len(words)} places through time, as one table: {table}. As they stand: {beside}"
    each = ", then ".join(shlex.join(["sanctuary", tokens[0], word]) for word in named)
    return f"{tokens[0]} takes one place at a time: {each}. Side by side, as they stand: {beside}"


def _of_several(name: str) -> str:
    """Which places a name may mean; nothing where it is read as one."""
    from sanctuary.law.packs import Library  # noqa: PLC0415 - only after a refusal

    try:
        Library().find(name)
    except SanctuaryError as problem:
        return str(problem)
    return ""


def _place_first(tokens: Sequence[str]) -> str:
    """What to ask where the first word is no command and the words are a place's name; nothing where they are none."""
    from sanctuary.law.packs import Library  # noqa: PLC0415 - only after a refusal

    words = list(takewhile(lambda word: not word.startswith("-"), tokens))
    if not words or words[0] in set(app):
        return ""
    places = Library().places
    for count in range(len(words), 0, -1):
        name = visible(" ".join(words[:count]))
        if places.meant(name):
            return f"'{name}' is a place, and a command comes first: sanctuary assess {shlex.quote(name)}"
    return ""


_DAYS = {
    "compare": (
        ("--since", "--until"),
        "compare takes two days: --from DAY and --to DAY of one place, or --on DAY for the first law and --other-on DAY for the second.",
    ),
    "timeline": (("--on", "--since", "--until"), "timeline takes a stretch of days: --from DAY and --to DAY."),
}
"""How a command takes its days, and the options that are typed for that out of another command's habit."""


def _other_option(tokens: Sequence[str]) -> str:
    """How a command takes its days, or of whom it tells, where an option of another command was typed; else nothing."""
    if next(iter(tokens), "") == "timeline" and any(word.partition("=")[0] == "--actor" for word in tokens):
        place = next((word for word in tokens[1:] if not word.startswith("-")), "los-angeles")
        words = shlex.join(["sanctuary", "compare", visible(place), "--from", "2018", "--actor", "sheriff"])
        return f"timeline has no --actor; --format csv names whom each row is about. Two days, of the sheriff alone: {words}"
    typed, told = _DAYS.get(tokens[0] if tokens else "", ((), ""))
    return told if any(word.partition("=")[0] in typed for word in tokens[1:]) else ""


def _better(tokens: Sequence[str]) -> str:
    """What to type instead; nothing where nobody knows."""
    from sanctuary.commands.mistyped import better  # noqa: PLC0415 - only after a refusal

    return better(tokens, list(app))


def _without_value(problem: Exception, said: str) -> str:
    """A refusal of a parameter without its value, with what its help says to give; another refusal as it is."""
    argument = getattr(problem, "argument", None)
    found = re.search(r"parameter \"?(-*[\w-]+)\"? requires an argument", said, re.IGNORECASE)
    if found is None or argument is None:
        return said
    told = (argument.parameter.help or "").strip().rstrip(".")
    told = told if told[1:2].isupper() else f"{told[:1].lower()}{told[1:]}"
    what = found[1] if found[1].startswith("-") else found[1].upper()
    return f"give {what} a value{f' ({told})' if told else ''}."


def _as_utf8(stream: TextIO | None) -> None:
    """UTF-8 out, whatever the terminal or the language of the machine says: the same answer is the same bytes."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _run(tokens: Sequence[str]) -> int:
    try:
        words = [STDIN if word == "-" else word for word in tokens]
        code = app(words, exit_on_error=False, print_error=False, result_action="return_value")
        sys.stdout.flush()
    except CycloptsError as problem:
        said = re.sub(r"Unused Tokens: \[(.*)\]\.", r"More words than the command takes: \1.", str(problem).strip())
        said = _without_value(problem, said)
        told = (
            _place_first(tokens)
            or _other_option(tokens)
            or _split(tokens)
            or ("" if isinstance(problem, UnknownOptionError) else _one_at_a_time(tokens))
            or _better(tokens)
            or f"{said} See 'sanctuary {'' if isinstance(problem, UnknownCommandError) or not tokens else f'{tokens[0]} '}--help'."
        )
        return _refuse(told)
    except TamperError as problem:
        # Something was found: exit code 1, as where a verification fails.
        _refuse(str(problem))
        return 1
    except WordsError as problem:
        return _refuse(_split(tokens) or _one_at_a_time(tokens) or _better(tokens) or str(problem))
    except SanctuaryError as problem:
        return _refuse(_split(tokens) or str(problem))
    except _OutputError as problem:
        _drop_output()
        # The reader went away (for example `| head`): nothing more to say.
        return _refuse(f"standard output cannot be written ({problem}). What was printed is not whole.") if str(problem) else 0
    except KeyboardInterrupt:
        return _refuse("stopped; what was not finished was not written.")
    except SystemExit:
        raise
    except BaseException as problem:  # noqa: BLE001 - a panic of an extension is no Exception; nothing may end in a traceback with values
        return _failed(problem)
    return code if isinstance(code, int) else 0


def _failed(problem: BaseException) -> int:
    """A failure that no command foresaw: which and where, without its message, which may quote a value."""
    if os.environ.get("SANCTUARY_TRACEBACK") == "1":
        traceback.print_exception(problem)
    frames = [(frame.f_globals.get("__name__", ""), line) for frame, line in traceback.walk_tb(problem.__traceback__)]
    own = [(name, line) for name, line in frames if name.startswith("sanctuary.")]
    name, line = own[-1] if own else ("sanctuary.cli", 0)
    return _refuse(
        f"the program failed inside ({type(problem).__name__} at {name}:{line}); please report it. "
        "SANCTUARY_TRACEBACK=1 shows more, and may show values of a row."
    )


def _drop_output() -> None:
    """Send what still waits for standard output nowhere: Python would try it again at exit, and complain."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _refuse(message: str) -> int:
    """One message on standard error; where a word of the command line was an address with a password, without it."""
    scrubbed = re.sub(r"(\w:/{1,2})\S*@", r"\1...@", message)
    scrubbed = re.sub(r"(?i)(password=)(?:'[^']*'|[^\s&'\"]*)", r"\1...", scrubbed)
    with suppress(OSError, AttributeError):
        sys.stderr.write(hung(f"sanctuary: {visible(scrubbed)}", sys.stderr) + "\n")
    return 2


def main() -> None:
    """The program."""
    # Law is thousands of small things that live as long as the process: to look through them again and again for garbage finds none,
    # and to take them apart one by one at the end frees what the system frees at once.
    gc.set_threshold(300_000, 20, 50)
    code = run(sys.argv[1:])
    gc.freeze()
    sys.exit(code)
