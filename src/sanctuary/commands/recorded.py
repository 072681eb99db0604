"""What the subcommands of `sanctuary record` share: how a record is opened, whose passphrase it is, how an answer is told."""

import os
import sys
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from sanctuary.commands.printing import Format, print_json
from sanctuary.record.agent import keys_from_agent
from sanctuary.record.approval import two_people
from sanctuary.record.keys import Keys
from sanctuary.record.log import Log
from sanctuary.record.passphrase import PASSPHRASE, passphrase_from
from sanctuary.record.settings import read_settings

__all__ = ["Approver", "Record", "Second", "Who", "approved", "open_log", "opened", "short_key", "told"]

Record = Annotated[Path, Parameter(help="The folder of the record.")]
Who = Annotated[str, Parameter(name="--as", help="Who opens the record, where several people may.")]
Approver = Annotated[tuple[str, ...], Parameter(help="Who approved; two different ones.", negative="")]
Second = Annotated[
    str,
    Parameter(
        name="--second-passphrase-file", help="The passphrase of the approver who did not open the record, where people have own ones."
    ),
]

_LONG = 100
"""Characters of a verification key on the screen."""


def opened(folder: Path, passphrase_file: str, person: str = "", *, typed: bool = False) -> Keys:
    """The keys of a record, whatever the state of its store: by a passphrase, or where none is given by the record's agent.

    `typed`: only a passphrase will do.
    """
    read_settings(folder)
    if not typed and not passphrase_file and PASSPHRASE not in os.environ:
        keys = keys_from_agent(folder)
        if keys is not None and person in ("", keys.person):
            return keys
    return Keys.read(folder / "signing.json", passphrase_from(passphrase_file), person)


def open_log(folder: Path, passphrase_file: str, person: str = "", *, typed: bool = False) -> Log:
    """The record in a folder, opened with a passphrase, or by its agent; see `opened`."""
    settings = read_settings(folder)
    if typed or passphrase_file or PASSPHRASE in os.environ:
        return Log.open(folder, passphrase_from(passphrase_file), person=person)
    keys = opened(folder, passphrase_file, person)
    return Log.open_with(folder, settings, keys)


def approved(
    folder: Path, keys: Keys, approver: tuple[str, ...], second: str, refusal: str, *, own: bool = False
) -> tuple[tuple[str, str], Keys]:
    """The two who approved, and the keys with both their own; who did not open the record gives a passphrase by a file or a prompt."""
    return two_people(folder, keys, approver, lambda name: passphrase_from(second, {}, whose=name), refusal, own=own)


def short_key(vkey: str) -> str:
    """A verification key as a line that can be read: its beginning, and how long it is."""
    return vkey if len(vkey) <= _LONG else f"{vkey[:_LONG]}... ({len(vkey):,} characters)"


def told(shape: Format, report: dict[str, Any], *lines: str) -> int:
    """Prints an answer as JSON or as lines; the exit code."""
    if shape == "json":
        print_json(report)
    else:
        sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0
