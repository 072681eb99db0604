"""What one running desk knows: its folder, place and mode; the law of a day; whether counsel's signature stands; the record it writes.

A desk is one process of one mode. Training has a folder of its own, with accounts, interviews and a record that nobody takes for real ones.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from threading import Lock

from sanctuary.conduct.signed import Standing, digest_of, sign, standing
from sanctuary.conduct.texts import LANGUAGES, texts
from sanctuary.engine.prove import Proofs
from sanctuary.engine.questions import Questions
from sanctuary.errors import RecordError, RequestError
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library
from sanctuary.record.files import replace_file
from sanctuary.record.following import follow
from sanctuary.record.keys import Keys
from sanctuary.record.letter import address_of
from sanctuary.record.log import Log
from sanctuary.record.passphrase import PASSPHRASE, passphrase_from
from sanctuary.record.settings import Settings

__all__ = ["FOLDER", "Desk", "is_shared", "now", "secret_of"]

FOLDER = "SANCTUARY_DESK"
"""The variable by which workers of the server learn their folder, place and mode."""

ADDRESS = "writer.pub"
"""The file of an agency's folder with the address of the record's writer."""

_TRAINING_DAYS = 366
_AGENCIES = "agencies"


def now() -> datetime:
    """The time, with its offset."""
    return datetime.now().astimezone()


@dataclass
class Desk:
    """A desk.

    `folder` holds all that it keeps; `clock` gives the time with its offset; `passphrase_file` holds what opens the record of a live desk,
    in training the folder has its own; `named`: how the place was named on the command line; `database_file` holds the address of a
    PostgreSQL database in place of the folder's SQLite. `holds`: whether this process holds the record's keys; one that answers browsers at
    a counter does not, and hands what is to be recorded to the one that does.
    """

    folder: Path
    place: str
    training: bool = True
    clock: Callable[[], datetime] = now
    library: Library = field(default_factory=Library)
    passphrase_file: str = ""
    named: str = ""
    database_file: str = ""
    holds: bool = True
    _log: Log | None = None
    _lock: Lock = field(default_factory=Lock)
    _others: dict[str, "Desk"] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._questions = lru_cache(maxsize=4)(self._made)
        self._pinned = lru_cache(maxsize=4)(lambda on: digest_of(self.law(on)) + "".join(texts(name).digest[:16] for name in LANGUAGES))
        # The files are read anew each time; the same bytes are verified once.
        self._stood = lru_cache(maxsize=4)(lambda note, vkey, on: standing(note, vkey, self.law(on)))

    def of(self, agency: str) -> "Desk":
        """The desk of an agency beside the first, by the name of its folder: this one's law and clock, a signature and a record of its own.

        Its record opens with the passphrase of this one's file with the agency's name behind it.
        """
        if not agency:
            return self
        with self._lock:
            found = self._others.get(agency)
            if found is None:
                secret = f"{self.passphrase_file}.{agency}" if self.passphrase_file else ""
                found = Desk(self.folder / _AGENCIES / agency, self.place, self.training, self.clock, self.library, secret, self.named)
                found.holds = self.holds
                found._questions = self._questions
                self._others[agency] = found
        return found

    def today(self) -> date:
        """The day at the counter."""
        return self.clock().date()

    def questions(self, on: date) -> Questions:
        """What asks about the law of a day."""
        return self._questions(on)

    def _made(self, on: date) -> Questions:
        return Questions(Proofs(law_of(self.library, self.place, on)))

    def law(self, on: date) -> Law:
        """The law of a day."""
        return self.questions(on).proofs.law

    def pinned(self, on: date) -> str:
        """The digest of law and texts on which an interview runs."""
        return self._pinned(on)

    def standing(self, on: date) -> Standing:
        """Whether counsel's signature stands for the law of a day; both files are read anew each time, so a signature can be withdrawn."""
        note, vkey = self.folder / "counsel.note", self.folder / "counsel.vkey"
        try:
            return self._stood(note.read_bytes(), vkey.read_text(encoding="ascii").strip(), on)
        except (OSError, ValueError):
            return Standing(stands=False, why="folder")

    def prepare(self) -> None:
        """Makes the folder, its owner's alone; in training also a signature and a record, by keys that are good for nothing else."""
        try:
            if not self.folder.is_dir():
                self._make_folder()
            writable = os.access(self.folder, os.W_OK)
        except OSError:
            writable = False
        if not writable:
            raise RequestError(f"{self.folder}: not a folder that can be written. Name another with --folder.")
        if self.training and not self.standing(self.today()).stands:
            law = self.law(self.today())
            keys = Keys.make("training")
            note = sign(keys, law, "TRAINING", self.today() + timedelta(days=_TRAINING_DAYS), _TRAINING_DAYS)
            replace_file(self.folder / "counsel.note", note.decode().removesuffix("\n"), 0o644)
            replace_file(self.folder / "counsel.vkey", keys.vkeys[0], 0o644)
        if self.holds and self.training and not (self.folder / "record").exists():
            settings = Settings(schema="sanctuary.record.log/1", origin="training.invalid/desk", place=self.place)
            Log.create(self.folder / "record", settings, secret_of(self.folder, "record"), self.clock, person="desk").close()
        if self.holds and self.keeps:
            self.announce()

    def _make_folder(self) -> None:
        """Makes the folder; one within a folder that is shared is shared as well, whatever the mask of whoever makes it."""
        ours = [one for one in (self.folder.parent, self.folder) if not one.exists() and (one == self.folder or one.name == _AGENCIES)]
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for one in ours:
            if is_shared(one.parent):
                one.chmod(0o2770)

    def announce(self) -> None:
        """Writes the address of the record's writer, a public key, into the folder, where another or none is there."""
        path, told = self.folder / ADDRESS, address_of(self.log().keys)
        if not path.is_file() or path.read_text(encoding="ascii").strip() != told:
            replace_file(path, told, 0o644)

    def address(self) -> str:
        """The address of the record's writer; refuses where no writer was started yet."""
        try:
            return (self.folder / ADDRESS).read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            raise RecordError("the record's writer was not started yet. Start it, then send this again.") from None

    @property
    def keeps(self) -> bool:
        """Whether there is a record to write into; whoever holds no keys knows it by its writer's address."""
        if not self.holds:
            return (self.folder / ADDRESS).is_file()
        return (self.folder / "record" / "record.json").is_file() and bool(
            self.training or self.passphrase_file or PASSPHRASE in os.environ
        )

    def log(self) -> Log:
        """The record, opened once for this process; refuses where this process holds no keys.

        New keys are followed without a restart; so is a record that was put in the place of the one that is open.
        """
        if not self.holds:
            raise RecordError("the record does not open here: its writer alone holds the keys.")
        with self._lock:
            if self._log is None or not self._log.wrapped.file.in_place():
                self._let_go()
                passphrase = secret_of(self.folder, "record") if self.training else passphrase_from(self.passphrase_file)
                self._log = Log.open(self.folder / "record", passphrase, self.clock)
            follow(self._log)
            return self._log

    def close(self) -> None:
        """Lets go of the record, and of those of other agencies."""
        for other in self._others.values():
            other.close()
        with self._lock:
            self._let_go()

    def _let_go(self) -> None:
        """Closes the record that is open; who reads in it just now is refused, and nothing is written into a file that is away."""
        if self._log is not None:
            self._log.close()
            self._log = None


def is_shared(folder: Path) -> bool:
    """Whether the operator lets a group write into a folder: then the web and the writer are two users of it."""
    return bool(folder.stat().st_mode & 0o020)


def secret_of(folder: Path, name: str) -> str:
    """A random secret of the folder, made where there is none; its owner's alone, and where the folder is shared its group's to read."""
    path = folder / f"{name}.secret"
    if not path.exists():
        replace_file(path, os.urandom(32).hex(), 0o640 if is_shared(folder) else 0o600)
    return path.read_text(encoding="ascii").strip()
