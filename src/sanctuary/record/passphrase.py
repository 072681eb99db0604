"""The passphrase of a record's keys: from a file, the environment or a prompt, never from an argument, which other users of a machine see.

The same words can be typed as different code points (an accent of its own, or a letter with its accent). A passphrase is therefore taken
in Unicode's form NFC (RFC 8265, section 4.2.2; NIST SP 800-63B, section 3.1.1.2); what an earlier version sealed under the words as they
were typed still opens.
"""

import hmac
import os
from collections.abc import Mapping
from getpass import getpass
from pathlib import Path
from unicodedata import normalize

from sanctuary.errors import RecordError
from sanctuary.record.files import read_file

__all__ = ["PASSPHRASE", "passphrase_from", "spellings"]

PASSPHRASE = "SANCTUARY_RECORD_PASSPHRASE"  # noqa: S105 - the name of an environment variable
"""The environment variable that may hold the passphrase."""


def spellings(passphrase: str) -> tuple[bytes, ...]:
    """The passphrase in NFC, and as it was typed where that differs."""
    return tuple(dict.fromkeys((normalize("NFC", passphrase).encode(), passphrase.encode())))


def passphrase_from(file: str = "", environment: Mapping[str, str] = os.environ, *, twice: bool = False, whose: str = "the record") -> str:
    """The passphrase: the first line of a file, else the environment variable, else what is typed where there is a terminal.

    Refuses a file that other users of the machine can read.
    """
    if file:
        lines = read_file(Path(file), private=True).splitlines()
        return lines[0] if lines else ""
    if PASSPHRASE in environment:
        return environment[PASSPHRASE]
    try:
        with Path("/dev/tty").open(encoding="utf-8"):
            pass
    except OSError:
        raise RecordError(f"no passphrase. Name a file with --passphrase-file, or set {PASSPHRASE}.") from None
    typed = getpass(f"passphrase of {whose}: ")
    if twice and not hmac.compare_digest(typed.encode(), getpass("once more: ").encode()):
        raise RecordError("the two passphrases differ. Nothing was done.")
    return typed
