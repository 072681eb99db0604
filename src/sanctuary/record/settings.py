"""The settings of a record: record.json in its folder, with nothing secret in it."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sanctuary.documents import Frozen, parse_json, shape
from sanctuary.errors import RecordError, RequestError
from sanctuary.record.files import read_file
from sanctuary.tlog.note import Signer, checkpoint_text, note_bytes
from sanctuary.tlog.verify import EMPTY_ROOT, Refused, parse_key, verify_checkpoint

__all__ = ["Settings", "WitnessSetting", "in_zone", "need_origin", "need_publishable", "need_witness_address", "read_settings", "zone_of"]

_LONGEST = 255
"""Bytes of the longest name that a cosignature can bear (C2SP tlog-cosignature)."""


class WitnessSetting(Frozen, frozen=True):
    """A witness: the address where it takes checkpoints, and its verification keys."""

    address: str
    vkeys: tuple[str, ...]


class Settings(Frozen, frozen=True):
    """record.json in the folder of a log: nothing secret. `store` is the address of a PostgreSQL database, or nothing for SQLite.

    `agency`: whose record it is, in the vocabulary's word for an actor; `place`: the pack whose law its dealings are under.
    `zone`: the time zone of its clock (America/Los_Angeles), or nothing for the machine's.
    """

    schema: Literal["sanctuary.record.log/1"]
    origin: str
    store: str = ""
    schedule: Literal["daily", "weekly", "monthly"] = "monthly"
    witnesses: tuple[WitnessSetting, ...] = ()
    quorum: int = 0
    agency: str = ""
    place: str = ""
    zone: str = ""


def in_zone(settings: Settings, now: datetime) -> datetime:
    """A time in the time zone of a record; as it is where the record names none. Refuses a zone that this system does not know.

    >>> from datetime import UTC
    >>> here = Settings(schema="sanctuary.record.log/1", origin="records.example.gov/jail", zone="America/Los_Angeles")
    >>> in_zone(here, datetime(2026, 7, 1, 1, 30, tzinfo=UTC)).isoformat()
    '2026-06-30T18:30:00-07:00'
    """
    if not settings.zone:
        return now
    try:
        return now.astimezone(ZoneInfo(settings.zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise RecordError("the record's zone: no time zone of that name is known here. Write it as America/Los_Angeles.") from None


def zone_of(settings: Settings) -> tzinfo | None:
    """The time zone of a record; nothing where it names none."""
    return in_zone(settings, datetime.now(UTC)).tzinfo if settings.zone else None


def read_settings(folder: Path) -> Settings:
    """The settings of the log in a folder."""
    path = folder / "record.json"
    if not path.exists():
        raise RecordError(f"{folder}: no record is here. Begin one with 'sanctuary record init {folder} --origin NAME'.")
    try:
        return shape(parse_json(read_file(path), str(path)), Settings, str(path), RecordError)
    except RequestError as problem:
        raise RecordError(str(problem)) from None


def need_origin(origin: str) -> None:
    """Refuses a name that no key can bear (C2SP signed-note): an empty one, one with spaces, a plus sign or signs that do not print."""
    if not origin or "+" in origin or any(sign.isspace() or not sign.isprintable() for sign in origin) or len(origin.encode()) > _LONGEST:
        raise RecordError(
            "the origin: a host name and a path was expected, as records.example.gov/jail: "
            f"no spaces, no plus sign, at most {_LONGEST} bytes."
        )


def need_publishable(settings: Settings, signers: Sequence[Signer]) -> None:
    """Refuses at the beginning what would be refused at the first publication: a name, a witness or a quorum that nobody could verify."""
    own = [signer.key for signer in signers]
    try:
        note = note_bytes(checkpoint_text(settings.origin, 0, EMPTY_ROOT), signers)
        verify_checkpoint(note, own)
    except (Refused, RecordError) as problem:
        raise RecordError(f"the origin: no checkpoint of that name can be verified ({problem}). Take a host name and a path.") from None
    keys = []
    for one in settings.witnesses:
        need_witness_address(one.address)
        try:
            keys += [parse_key(vkey) for vkey in one.vkeys]
        except Refused as problem:
            raise RecordError(f"a witness: {problem}.") from None
    if not keys:
        return
    try:
        verify_checkpoint(note, own, keys, 0)
    except Refused as problem:
        raise RecordError(f"{problem}. Ask the witness's operator for its cosignature key.") from None
    if len({one.address for one in settings.witnesses}) < len(settings.witnesses) or len({key.name for key in keys}) < settings.quorum:
        raise RecordError(f"a quorum of {settings.quorum} needs as many different witnesses, each named once.")


def need_witness_address(address: str) -> None:
    """Refuses what is no http(s) address, and one with a password, a query or a fragment in it; nothing of it is told then."""
    try:
        parts = urlsplit(address)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        known = False
    if not known:
        raise RecordError("a witness's address: http:// or https://, a host and a path were expected.")
    if parts.username or parts.password or parts.query or parts.fragment or "@" in parts.netloc:
        raise RecordError("a witness's address holds a password, a query or a fragment, which others could read. Leave it out.")
