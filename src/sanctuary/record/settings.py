"""The settings of a record: record.json in its folder, with nothing secret in it."""

from pathlib import Path
from typing import Literal

from sanctuary.documents import Frozen, parse_json, read_text, shape
from sanctuary.errors import RecordError, RequestError

__all__ = ["Settings", "WitnessSetting", "read_settings"]


class WitnessSetting(Frozen, frozen=True):
    """A witness: the address where it takes checkpoints, and its verification keys."""

    address: str
    vkeys: tuple[str, ...]


class Settings(Frozen, frozen=True):
    """record.json in the folder of a log: nothing secret. `store` is the address of a PostgreSQL database, or nothing for SQLite."""

    schema: Literal["sanctuary.record.log/1"]
    origin: str
    store: str = ""
    schedule: Literal["daily", "weekly", "monthly"] = "monthly"
    witnesses: tuple[WitnessSetting, ...] = ()
    quorum: int = 0


def read_settings(folder: Path) -> Settings:
    """The settings of the log in a folder."""
    path = folder / "record.json"
    if not path.is_file():
        raise RecordError(f"{folder}: no record is here. Begin one with 'sanctuary record init {folder} --origin NAME'.")
    try:
        return shape(parse_json(read_text(path, RecordError), str(path)), Settings, str(path), RecordError)
    except RequestError as problem:
        raise RecordError(str(problem)) from None
