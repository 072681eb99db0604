"""`sanctuary record init`: a record begins."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from sanctuary.commands.options import Plain, Secret
from sanctuary.commands.printing import write_file
from sanctuary.commands.record_agency import agency_of, duties_of, need_agency, owing
from sanctuary.commands.recorded import short_key, told
from sanctuary.commands.words import place_of
from sanctuary.errors import RecordError
from sanctuary.law.packs import Library
from sanctuary.record.checking import old_sqlite
from sanctuary.record.log import Log
from sanctuary.record.passphrase import passphrase_from
from sanctuary.record.settings import Settings, WitnessSetting, need_witness_address
from sanctuary.tlog.verify import Refused, parse_key

__all__ = ["init"]

KEYS = "verification-keys.txt"
"""The file of the keys that the public verifies with."""


def init(
    folder: Path,
    *,
    origin: Annotated[str, Parameter(help="The log's name: a host name of the city and a path, as jail.example.gov/jail.")],
    store: Annotated[str, Parameter(help="postgresql://... for PostgreSQL; without it SQLite in the folder.")] = "",
    schedule: Annotated[Literal["daily", "weekly", "monthly"], Parameter(help="When entries are published.")] = "monthly",
    witness: Annotated[tuple[str, ...], Parameter(help="A witness, as ADDRESS=VKEY.", negative="")] = (),
    quorum: Annotated[int, Parameter(help="How many witnesses must cosign before anything is published.")] = 0,
    agency: Annotated[
        str, Parameter(help="Whose record it is, as sheriff, police or school: 'due' then lists what that agency owes.")
    ] = "",
    place: Annotated[str, Parameter(help="The place whose law its dealings are under, for 'add' (duties) and 'due' (calendar).")] = "",
    zone: Annotated[str, Parameter(help="The time zone of its clock, as America/Los_Angeles; else the machine's.")] = "",
    passphrase_file: Secret = "",
    shape: Plain = "text",
) -> int:
    """Begin a record in a new folder, with keys of its own."""
    witnesses = tuple(_witness(word) for word in witness)
    if not 0 <= quorum <= len(witnesses):
        raise RecordError(f"--quorum {quorum}: {len(witnesses)} witnesses are named. Ask for at most as many.")
    if (folder / KEYS).exists():
        raise RecordError(f"{folder}: {KEYS} stands there, of a record that began before; no keys are written over. Choose another folder.")
    today = datetime.now(UTC).date()
    kept_place = _kept_place(place)
    agency = agency_of(agency, kept_place, today)
    settings = Settings(
        schema="sanctuary.record.log/1", origin=origin, store=store, schedule=schedule, witnesses=witnesses, quorum=quorum, agency=agency,
        place=kept_place, zone=zone,
    )  # fmt: skip
    need_agency(agency, owing(duties_of(settings.place, today)))
    with Log.create(folder, settings, passphrase_from(passphrase_file, twice=True)) as log:
        vkeys = log.keys.vkeys
    kept = folder / KEYS
    write_file(kept, "".join(f"{one}\n" for one in vkeys).encode())
    return told(
        shape,
        {"schema": "sanctuary.record.init/1", "origin": origin, "keys": vkeys},
        f"The record {origin} begins in {folder}. Its verification keys, for everybody, are in {kept}:",
        *(short_key(one) for one in vkeys),
        f"Give {kept.name} out by another way than the published record (on the agency's site, in a policy, on paper): 'verify' needs it.",
        "Keep the passphrase and a backup ('sanctuary record backup'): without signing.json and keys.sqlite no entry opens.",
        *(("One process at a time may write to it here; 'sanctuary record check' says why.",) if not store and old_sqlite() else ()),
        f"Next: 'sanctuary record add {folder} --ask' asks for a dealing, field by field; 'record due {folder}' tells what is due.",
    )


def _kept_place(place: str) -> str:
    """A place as the settings keep it: its id, with a pack of its own or without, or where its folder is."""
    if not place:
        return ""
    own = Library()
    library, name = place_of(own, place)
    return name if library is own else str(Path(place).resolve())


def _witness(word: str) -> WitnessSetting:
    address, sign, vkey = word.partition("=")
    try:
        if sign:
            need_witness_address(address)
            return WitnessSetting(address=address, vkeys=(parse_key(vkey).vkey,))
    except Refused:
        pass
    raise RecordError("--witness: write the witness's address, an equals sign and its verification key.")
