"""`sanctuary record agent`: keys kept open for a working day (record/agent.py says what that can and cannot protect)."""

import signal
import sys
from datetime import timedelta
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sanctuary.commands.options import Plain, Secret
from sanctuary.commands.recorded import Who, opened, told
from sanctuary.errors import RecordError
from sanctuary.record.agent import Agent, harden, stop_agent
from sanctuary.record.clock import span

__all__ = ["agent"]


def agent(
    folder: Path,
    *,
    lasts: Annotated[str, Parameter(help="How long it keeps the keys, at most PT12H.")] = "PT9H",
    idle: Annotated[str, Parameter(help="After how long without a command it ends.")] = "PT1H",
    stop: Annotated[bool, Parameter(help="End the agent that runs.", negative="")] = False,
    passphrase_file: Secret = "",
    person: Who = "",
    shape: Plain = "text",
) -> int:
    """Keep the keys open in memory, for commands of this user, until the time is over; it runs until then (start it with & to go on)."""
    if stop:
        ended = stop_agent(folder)
        return told(shape, {"schema": "sanctuary.record.agent/1", "stopped": ended}, "the agent ends." if ended else "no agent runs here.")
    harden()
    keys = opened(folder, passphrase_file, person, typed=True)
    served = Agent(folder, keys, _length(lasts), _length(idle))
    told(
        shape,
        {"schema": "sanctuary.record.agent/1", "socket": str(served.path), "person": keys.person},
        f"keys of {keys.person} are open at {served.path}, for commands of this user alone, for {lasts} at most.",
    )
    sys.stdout.flush()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(0))
    del keys
    served.serve()
    return 0


def _length(text: str) -> timedelta:
    try:
        length = span(text)
    except RecordError:
        length = None
    if not length:
        raise RecordError("--lasts and --idle: write a length of time as PT9H or PT30M.")
    return length
