"""What the subcommands of `sanctuary record` share: how a record is opened, whose passphrase it is, how an answer is told."""

import sys
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from sanctuary.commands.printing import Format, print_json
from sanctuary.errors import RecordError
from sanctuary.record.keys import Keys
from sanctuary.record.log import Log
from sanctuary.record.passphrase import passphrase_from
from sanctuary.record.settings import read_settings

__all__ = ["Approver", "Second", "Who", "approved", "open_log", "opened", "told"]

Who = Annotated[str, Parameter(name="--as", help="Who opens the record, where several people may.")]
Approver = Annotated[tuple[str, ...], Parameter(help="Who approved; two different ones.", negative="")]
Second = Annotated[
    str,
    Parameter(
        name="--second-passphrase-file", help="The passphrase of the approver who did not open the record, where people have own ones."
    ),
]


def opened(folder: Path, passphrase_file: str, person: str = "") -> Keys:
    """The keys of a record, whatever the state of its store."""
    read_settings(folder)
    return Keys.read(folder / "signing.json", passphrase_from(passphrase_file), person)


def open_log(folder: Path, passphrase_file: str, person: str = "") -> Log:
    """The record in a folder, opened with a passphrase."""
    return Log.open(folder, passphrase_from(passphrase_file), person=person)


def approved(folder: Path, keys: Keys, approver: tuple[str, ...], second: str, refusal: str) -> tuple[str, str]:
    """The two who approved: where people open the record with passphrases of their own, both have given theirs."""
    if len(approver) != 2:
        raise RecordError(refusal)
    one, other = approver
    if len(keys.people) > 1:
        for name in approver:
            if name not in keys.people:
                raise RecordError(f"an approver is nobody who may open this record; {', '.join(keys.people)} may.")
        if keys.person not in approver or one == other:
            raise RecordError(f"{refusal} One of them opens the record (--as NAME); the other gives a passphrase too.")
        absent = other if keys.person == one else one
        Keys.read(folder / "signing.json", passphrase_from(second, {}, whose=absent), absent)
    return one, other


def told(shape: Format, report: dict[str, Any], *lines: str) -> int:
    """Prints an answer as JSON or as lines; the exit code."""
    if shape == "json":
        print_json(report)
    else:
        sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0
