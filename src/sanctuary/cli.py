"""The command line: `sanctuary COMMAND`. Bad use is one message on standard error and exit code 2.

Commands are imported when they run, so that help is quick.
"""

import os
import re
import sys
from collections.abc import Sequence

from cyclopts import App, CycloptsError

from sanctuary import __version__
from sanctuary.commands import STDIN
from sanctuary.errors import SanctuaryError

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
app.command("sanctuary.commands.timeline:timeline", name="timeline", help="Every day on which an answer changes, and why.")
app.command("sanctuary.commands.trace:trace", name="trace", help="Steps from an everyday event to an end that the law leaves open.")
app.command("sanctuary.commands.audit:audit", name="audit", help="Every row of a table of government acts under the law of its own day.")
app.command("sanctuary.commands.record:record", name="record", help="The public record: entries that nobody can change or drop quietly.")
app.command("sanctuary.commands.report:report", name="report", help="A report that a law demands, run over the record.")
app.command("sanctuary.commands.notice:notice", name="notice", help="The papers that a duty names, ready to print.")
app.command("sanctuary.commands.check:check", name="check", help="Load and validate packs, and prove every scenario.")


def run(tokens: Sequence[str]) -> int:
    """The exit code of a command line."""
    try:
        words = [STDIN if word == "-" else word for word in tokens]
        code = app(words, exit_on_error=False, print_error=False, result_action="return_value")
        sys.stdout.flush()
    except CycloptsError as problem:
        return _refuse(f"{str(problem).strip()} See 'sanctuary {tokens[0] if tokens else ''} --help'.".replace("sanctuary  ", "sanctuary "))
    except SanctuaryError as problem:
        return _refuse(str(problem))
    except BrokenPipeError:
        # The reader went away (for example `| head`): nothing more to say, and Python must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _refuse("stopped; what was not finished was not written.")
    return code if isinstance(code, int) else 0


def _refuse(message: str) -> int:
    """One message on standard error; where a word of the command line was an address with a password, without it."""
    scrubbed = re.sub(r"(\w:/{1,2})\S*@", r"\1...@", message)
    scrubbed = re.sub(r"(?i)(password=)(?:'[^']*'|[^\s&'\"]*)", r"\1...", scrubbed)
    sys.stderr.write(f"sanctuary: {scrubbed}\n")
    return 2


def main() -> None:
    """The program."""
    sys.exit(run(sys.argv[1:]))
