"""The log: entries in order, each durable before its number is told; what is wrong is corrected by a further entry, never changed.

Rules it keeps:
- Numbers run without a gap, so a missing one can be seen. A correction, a hold, an erasure and new keys are entries themselves.
- Erasing is refused without a retention item, a legal ground and two different approvers, under a hold, and before two years have passed
  (Gov. Code 34090). It destroys the data key and the private part; leaf, root and earlier proofs stay as they are.
- What a crash interrupts is finished by the next start, on the same path.
- New keys take effect under the writers' lock. A writer whose keys are no longer the ones in effect writes nothing more.
- After a checkpoint that could not be put into effect nothing more is written by this process.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal, Self

from sanctuary.documents import as_json, replace
from sanctuary.errors import RecordError
from sanctuary.record.corrections import acts_of
from sanctuary.record.datakeys import ROTATED, DataKeys
from sanctuary.record.entry import Entry, check
from sanctuary.record.fields import Erasure, Links, Rotation
from sanctuary.record.keys import Keys, made_together, replace_file, retired_keys
from sanctuary.record.line import Recorded
from sanctuary.record.postgres import Postgres, need_address
from sanctuary.record.seal import Revealed, Sealed, month_number, reveal, seal, unseal
from sanctuary.record.settings import Settings, read_settings
from sanctuary.record.sqlite import Sqlite
from sanctuary.record.store import Row, Store

__all__ = ["Log", "Recorded", "fulfillment"]

Clock = Callable[[], datetime]
_OWN_PATH = frozenset({"correction", "erasure", "hold", "release-of-hold", "key-rotation", "fulfillment"})
"""Kinds that come about by an act of their own, never by `add`."""

_KEPT_YEARS = 2
_FILES = ("signing.json", "record.json", "keys.sqlite", "log.sqlite")


class Log:
    """A log that was opened: one writer or reader of it. `clock` gives the time, with its offset."""

    def __init__(self, folder: Path, settings: Settings, keys: Keys, clock: Clock | None = None) -> None:
        self.folder, self.settings = folder, settings
        self._clock = clock or (lambda: datetime.now(UTC).astimezone())
        self._stopped = ""
        with ExitStack() as opened:
            self.store = Store(Postgres(settings.store) if settings.store else Sqlite(folder / "log.sqlite"))
            opened.callback(self.store.close)
            self.store.make()
            if self.store.size() and not (folder / "keys.sqlite").is_file():
                raise RecordError(f"{folder / 'keys.sqlite'}: missing; without it no entry opens. Restore it from its latest backup.")
            self._data_keys = DataKeys(folder / "keys.sqlite", keys.wrapping_key)
            opened.callback(self._data_keys.close)
            self._use(keys)
            opened.pop_all()

    def __repr__(self) -> str:
        return f"Log({str(self.folder)!r})"

    @classmethod
    def create(cls, folder: Path, settings: Settings, passphrase: str, clock: Clock | None = None, keys: Keys | None = None) -> Self:
        """A new log in a folder that holds none, nor a part of one; what is refused leaves nothing behind."""
        made = keys or Keys.make(settings.origin)
        if made.name != settings.origin:
            raise RecordError(f"{folder}: the keys bear another name than the log's origin.")
        if settings.store:
            need_address(settings.store)
        with made_together(folder, _FILES):
            log = cls(folder, settings, made, clock)
            with log._closed_on_failure(), log.store.writing():
                if log.store.setting("origin"):
                    raise RecordError(f"{log.store.where}: it holds a record already. Give every record a database of its own.")
                log.store.set("origin", settings.origin)
                log._keep_key_names()
                made.write(folder / "signing.json", passphrase)
                replace_file(folder / "record.json", as_json(settings))
        return log

    @classmethod
    def open(cls, folder: Path, passphrase: str, clock: Clock | None = None) -> Self:
        """The log of a folder, after finishing what a crash interrupted."""
        settings = read_settings(folder)
        return cls.open_with(folder, settings, Keys.read(folder / "signing.json", passphrase), clock, passphrase)

    @classmethod
    def open_with(cls, folder: Path, settings: Settings, keys: Keys, clock: Clock | None = None, passphrase: str = "") -> Self:
        """The log of a folder with keys that were read before; a passphrase is needed only to finish a rotation."""
        log = cls(folder, settings, keys, clock)
        with log._closed_on_failure():
            if log.store.setting("origin") != settings.origin:
                raise RecordError(f"{log.store.where}: it holds no record called as record.json says. Restore the store from its backup.")
            with log.store.writing():
                log._take_up_new_keys(passphrase)
            log._finish_erasing()
        return log

    def close(self) -> None:
        """Lets go of the store and the keys."""
        self.store.close()
        self._data_keys.close()

    @contextmanager
    def _closed_on_failure(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise

    def now(self) -> datetime:
        """The time, by the log's clock."""
        return self._clock()

    def size(self) -> int:
        """How many entries there are."""
        return self.store.size()

    def stop(self, reason: str) -> None:
        """Refuses every further entry from this process: what the public will see is not certain until the next start."""
        self._stopped = reason

    def add(self, entry: Entry) -> int:
        """The number of the entry, once it is durable."""
        return self.add_many([entry])[0]

    def add_many(self, entries: Sequence[Entry]) -> list[int]:
        """The numbers of entries, once all of them are durable; entries come from read_entry or from_decision, which check them."""
        for entry in entries:
            if entry.kind in _OWN_PATH:
                raise RecordError(
                    f"an entry of kind '{entry.kind}' comes about by its own act (correct, hold, release, erase, fulfill, rotate)."
                )
        self._check_running()
        with self.store.writing():
            return self._append(entries)

    def show(self, seq: int) -> Recorded:
        """One line of the log."""
        return next(self._recorded(self._need(seq), seq + 1))

    def entries(self, first_month: str = "", last_month: str = "", kind: str = "") -> Iterator[Recorded]:
        """The lines recorded in some months ("2026-11", both included), of one kind or all.

        An erased line has no kind any more: it is told only where no kind is asked for.
        """
        low, high = _month(first_month, 0), _month(last_month, 1 << 32)
        for line in self._recorded(0, self.size(), lambda leaf: low <= int.from_bytes(leaf[9:13], "big") <= high):
            if not kind or (line.entry is not None and line.entry.kind == kind):
                yield line

    def reveal(self, seq: int, group: str) -> Revealed:
        """One group of an entry, with the key that lets anybody check it against the public leaf."""
        row = next(self.store.rows(self._need(seq), seq + 1))
        return reveal(Sealed(row.leaf, row.private), self._data_keys.key(seq), group)

    def correct(self, seq: int, entry: Entry, reason: str, fields: Iterable[str] = ()) -> int:
        """The number of an entry that corrects another; what is corrected stays readable beside it."""
        self._need_kept(seq)
        links = replace(entry.links, about=seq, reason=reason, corrects_fields=tuple(fields))
        correction = replace(entry, kind="correction", links=links)
        check(correction, f"the correction of entry {seq}")
        self._check_running()
        with self.store.writing():
            return self._append([correction])[0]

    def hold(self, seq: int, reason: str, role: str = "") -> int:
        """The number of an entry that keeps another from being erased."""
        return self._act("hold", seq, reason, role, lambda number: self.store.hold(seq, number))

    def release(self, seq: int, reason: str, role: str = "") -> int:
        """The number of an entry that ends every hold on another."""
        if not self.store.holds(self._need(seq)):
            raise RecordError(f"entry {seq}: no hold stands on it.")
        return self._act("release-of-hold", seq, reason, role, lambda number: self.store.release(seq, number))

    def fulfill(self, item: str, entry: Entry) -> int:
        """The number of an entry that fulfills a due item; refuses an item that is fulfilled already.

        What is due, and what fulfills it, account/due.py knows.
        """
        done = fulfillment(item, entry)
        self._check_running()
        with self.store.writing():
            known = self.store.fulfilled()
            if item in known:
                raise RecordError(f"{item}: fulfilled already, by entry {known[item]}.")
            number = self._append([done])[0]
            self.store.fulfill(item, number)
        return number

    def same_act(self, seq: int) -> tuple[int, ...]:
        """The entries that tell of one dealing, first the one that recorded it: it and its corrections that are not erased."""
        for act in acts_of(self.entries())[0]:
            numbers = tuple(version.seq for version in act.versions)
            if seq in numbers:
                return numbers
        return (seq,)

    def erase(self, seq: int, retention_item: str, ground: str, approvers: tuple[str, str], today: date) -> int:
        """The number of the entry that says so, once no data key and no private part of the erased entry is left in a file of the log."""
        names = {name.strip().casefold() for name in approvers if name.strip()}
        if not retention_item.strip() or not ground.strip() or len(names) != 2:
            raise RecordError(f"entry {seq}: erasing needs a retention item, a legal ground and two different approvers.")
        self._check_running()
        with self.store.writing():
            row = next(self.store.rows(self._need(seq), seq + 1))
            recorded = date.fromordinal(row.day)
            if today < _years_after(recorded, _KEPT_YEARS):
                raise RecordError(f"entry {seq}: recorded on {recorded}; nothing is erased before two years have passed (Gov. Code 34090).")
            self._need_kept(seq)
            if holds := [hold for one in self.same_act(seq) for hold in self.store.holds(one)]:
                raise RecordError(f"entry {seq}: the hold of entry {holds[0]} stands. Release it first, if counsel agrees.")
            about = self.show(seq).entry
            if about is not None and about.kind == "hold" and seq in self.store.holds(about.links.about or 0):
                raise RecordError(f"entry {seq}: it is a hold that stands. Release it first, if counsel agrees.")
            why = Erasure(retention_item=retention_item, ground=ground, approvers=approvers)
            entry = Entry(kind="erasure", links=Links(about=seq), erasure=why)
            check(entry, f"the erasure of entry {seq}")
            number = self._append([entry])[0]
            self.store.erase(seq, number)
            self.store.set("erasing", "begun")
        self._finish_erasing()
        return number

    def rotate(self, purpose: Literal["signing", "wrapping", "both"], passphrase: str) -> None:
        """New keys in effect; an entry says so. Old verification keys stay listed."""
        with self.store.writing():
            self.need_keys_in_effect()
            self._use(Keys.read(self.folder / "signing.json", passphrase))
            if purpose != "wrapping":
                self._use(self.keys.rotated(self.size()))
                self.keys.write(self.folder / "signing.json", passphrase)
            if purpose != "signing":
                self._use(self.keys.with_coming())
                self.keys.write(self.folder / "signing.json", passphrase)
                self._put_wrapping_key_in_effect(passphrase)
            self._note_new_keys()

    def need_keys_in_effect(self) -> None:
        """Refuses where another process put new keys into effect since these were read; whoever calls holds the writers' lock."""
        if any(self._new_keys()):
            raise RecordError(f"{self.folder}: {ROTATED}.")

    def _use(self, keys: Keys) -> None:
        self.keys, self._key_names = keys, ("\n".join(keys.vkeys), keys.wrapping_id)
        self._data_keys.use(keys.wrapping_key)

    def _new_keys(self) -> tuple[bool, bool]:
        """Whether the signing keys, and the wrapping key, are others than those that the log knows to be in effect."""
        signing, wrapping = self._key_names
        return self.store.setting("signing") != signing, self.store.setting("wrapping") != wrapping

    def _take_up_new_keys(self, passphrase: str) -> None:
        """The keys in effect: read again where another process may have rotated them since, and a rotation cut short is finished."""
        if passphrase and (self.keys.coming_wrapping_key or any(self._new_keys())):
            self._use(Keys.read(self.folder / "signing.json", passphrase))
            if self.keys.coming_wrapping_key:
                self._put_wrapping_key_in_effect(passphrase)
        self._note_new_keys()

    def _put_wrapping_key_in_effect(self, passphrase: str) -> None:
        coming = self.keys.coming_wrapping_key
        if self._data_keys.opens(self.keys.wrapping_key):
            self._data_keys.rewrap(coming)
        elif not self._data_keys.opens(coming):
            raise RecordError(f"{self.folder}: signing.json does not open keys.sqlite. Restore both from their latest backups.")
        self._use(self.keys.with_coming_in_effect())
        self.keys.write(self.folder / "signing.json", passphrase)

    def _keep_key_names(self) -> None:
        signing, wrapping = self._key_names
        self.store.set("signing", signing)
        self.store.set("wrapping", wrapping)

    def _note_new_keys(self) -> None:
        """Adds the entry on new keys where the log does not know the keys in effect yet; whoever calls holds the writers' lock."""
        signing, wrapping = self._new_keys()
        if not signing and not wrapping:
            return
        retired = tuple(self.store.setting("signing").split("\n")) if signing else ()
        if signing and not {one.vkey for one in self.keys.retired} >= set(retired):
            if set(self.keys.vkeys) <= retired_keys(self.folder / "signing.json"):
                raise RecordError(f"{self.folder}: {ROTATED}.")
            raise RecordError(
                f"{self.folder}: signing.json holds the keys of another record, or earlier ones of this. Restore it from its latest backup."
            )
        purpose: Literal["signing", "wrapping", "both"] = "both" if signing and wrapping else "signing" if signing else "wrapping"
        said = Rotation(purpose=purpose, retired=retired, current=self.keys.vkeys if signing else ())
        self._keep_key_names()
        self._append([Entry(kind="key-rotation", rotation=said)])

    def _finish_erasing(self) -> None:
        """Destroys what an erasure left: done at once, and again by the next start where a crash came between."""
        if self.store.setting("erasing"):
            self._data_keys.destroy(self.store.erased())
            self.store.connection.scrub()
            with self.store.writing():
                self.store.set("erasing", "")

    def _act(self, kind: Literal["hold", "release-of-hold"], seq: int, reason: str, role: str, then: Callable[[int], None]) -> int:
        self._need_kept(seq)
        entry = Entry(kind=kind, links=Links(about=seq, reason=reason, role=role))
        check(entry, f"the {kind} of entry {seq}")
        self._check_running()
        with self.store.writing():
            number = self._append([entry])[0]
            then(number)
        return number

    def _append(self, entries: Sequence[Entry]) -> list[int]:
        """Seals and adds entries; whoever calls holds the writers' lock."""
        self.need_keys_in_effect()
        first, now = self.store.size(), self.now()
        keys = self._data_keys.take(first, len(entries))
        rows = []
        for seq, (entry, key) in enumerate(zip(entries, keys, strict=True), first):
            sealed = seal(replace(entry, recorded_at=now), seq, key)
            rows.append(Row(seq, now.toordinal(), sealed.leaf, sealed.private))
        self.store.append(rows)
        return list(range(first, first + len(rows)))

    def _recorded(self, first: int, end: int, wanted: Callable[[bytes], bool] = lambda _: True) -> Iterator[Recorded]:
        erased = self.store.erased()
        for start in range(first, end, 1000):
            stop = min(end, start + 1000)
            rows = [row for row in self.store.rows(start, stop) if wanted(row.leaf)]
            keys = dict(self._data_keys.keys(start, stop)) if any(row.seq not in erased for row in rows) else {}
            for row in rows:
                gone = erased.get(row.seq)
                if gone is None and row.seq not in keys:
                    raise RecordError(f"entry {row.seq}: its data key is missing. Restore keys.sqlite from its backup.")
                entry = unseal(Sealed(row.leaf, row.private), keys[row.seq]) if gone is None else None
                year, month = divmod(int.from_bytes(row.leaf[9:13], "big"), 12)
                yield Recorded(row.seq, f"{year:04}-{month + 1:02}", date.fromordinal(row.day), entry, gone)

    def _need(self, seq: int) -> int:
        if not 0 <= seq < self.size():
            raise RecordError(f"{self.folder}: there is no entry {seq}; numbers run from 0 to {self.size() - 1}.")
        return seq

    def _need_kept(self, seq: int) -> None:
        erased = self.store.erased()
        if self._need(seq) in erased:
            raise RecordError(f"entry {seq}: erased already, by entry {erased[seq]}.")

    def _check_running(self) -> None:
        if self._stopped:
            raise RecordError(
                f"{self.folder}: this process writes no more: {self._stopped} Start it again; the start repairs what is needed."
            )


def fulfillment(item: str, entry: Entry) -> Entry:
    """The entry as one that fulfills a due item, checked."""
    done = replace(entry, kind="fulfillment", links=replace(entry.links, due=item))
    check(done, "the fulfillment of a due item")
    return done


def _month(text: str, otherwise: int) -> int:
    if not text:
        return otherwise
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text, re.ASCII):
        raise RecordError("a month was expected. Write year and month as 2026-11.")
    return month_number(date.fromisoformat(f"{text}-01"))


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
