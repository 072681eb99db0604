"""`sanctuary sign`: an agency's counsel signs the texts of conduct and the law of a place, until a day."""

import sys
from datetime import timedelta
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sanctuary.commands.options import Day, Place, Secret
from sanctuary.commands.words import day, day_or_today, place_of
from sanctuary.conduct.signed import sign as signed
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.record.files import replace_file
from sanctuary.record.keys import Keys
from sanctuary.record.passphrase import passphrase_from
from sanctuary.study.phrases import titled

__all__ = ["sign"]

KEY_NAME = "counsel"


def sign(
    place: Place,
    *,
    keys: Annotated[str, Parameter(help="Counsel's file of keys; made with --new, and opened by a passphrase.")],
    new: Annotated[bool, Parameter(help="Make the file of keys.", negative="")] = False,
    signer: Annotated[str, Parameter(help="The name of the lawyer who signs.")] = "",
    until: Annotated[str, Parameter(help="The last day on which the signature stands.")] = "",
    days: Annotated[int, Parameter(help="Days after the last search of the law for which it stands.")] = 180,
    output: Annotated[str, Parameter(name=("--output", "-o"), help="The file of the signature.")] = "",
    on: Day = "",
    passphrase_file: Secret = "",
) -> int:
    """Signs the law of a place and every text of conduct as they are now; any change of either ends the signature."""
    path = Path(keys)
    if new:
        if path.exists():
            raise RequestError(f"{path}: there is a file already, and no key is written over. Name another, or leave --new out.")
        Keys.make(KEY_NAME).write(path, passphrase_from(passphrase_file, twice=True, whose="counsel's keys"))
    made = Keys.read(path, passphrase_from(passphrase_file, whose="counsel's keys"))
    if new and not output:
        sys.stdout.write(f"{made.vkeys[0]}\n")
        return 0
    if not output or not until:
        raise RequestError("a signature needs its last day and a file: --until 2027-06-30 -o counsel.note")
    last = day(until)
    assert last is not None  # noqa: S101 - a day was written
    law = law_of(*place_of(Library(), place), day_or_today(on))
    # A note ends with one line end, which the file gets anyway.
    replace_file(Path(output), signed(made, law, signer, last, days).decode().removesuffix("\n"), 0o644)
    searched = law.known_through + timedelta(days=days)
    told = f"Signed for {titled(law.place.file.title)} until {min(last, searched)}: {output}\n"
    if searched < last:
        told += f"It ends before {last}: {days} days after the law was last searched ({law.known_through}). --days says after how many.\n"
    sys.stdout.write(f"{told}Verification key, for the agency: {made.vkeys[0]}\n")
    return 0
