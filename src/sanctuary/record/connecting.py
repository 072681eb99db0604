"""The database of a record: a file in its folder, or PostgreSQL by its address."""

from pathlib import Path

from sanctuary.record.settings import Settings
from sanctuary.record.sqlite import Sqlite
from sanctuary.record.store import Connection

__all__ = ["connect"]


def connect(folder: Path, settings: Settings, *, reading: bool) -> Connection:
    """The connection that the settings of a record name."""
    if settings.store:
        # The driver takes longer to load than a short list to read, and most records lie in a file.
        from sanctuary.record.postgres import Postgres  # noqa: PLC0415 - where it is needed

        return Postgres(settings.store, reading=reading)
    return Sqlite(folder / "log.sqlite", reading=reading)
