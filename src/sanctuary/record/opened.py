"""A record that was opened: its store, its keys, its signed heads, and what follows from its entries.

Rules it keeps:
- A store that ends before the last signed head is refused: entries that were acknowledged are gone.
- Nothing is read out of a store before its rows, all of them, give the root that was signed; what is read later is held against that.
- What the tables beside the entries say is held against what the entries say (derived.py).
- New keys take effect under the writers' lock. A writer whose keys are no longer the ones in effect writes nothing more.
- What a crash interrupts is finished by the next start, on the same path. Several threads may use one record.
- In a folder that may only be read, a record is read and nothing is finished or written.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace as changed
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Literal, Self

from sanctuary.documents import replace
from sanctuary.errors import RecordError, TamperError
from sanctuary.record.accounts import begun, hands_for, new_hands
from sanctuary.record.acts import Rotation
from sanctuary.record.connecting import connect
from sanctuary.record.datakeys import ROTATED, DataKeys
from sanctuary.record.derived import Derived, differences
from sanctuary.record.entry import Entry
from sanctuary.record.files import read_only
from sanctuary.record.heads import Head, Heads
from sanctuary.record.keys import OFFICE, Keys, retired_keys
from sanctuary.record.persons import Hand, People
from sanctuary.record.seal import nonces, seal
from sanctuary.record.settings import Settings, in_zone
from sanctuary.record.signing import Signs, keep_holders, need_listed, signed
from sanctuary.record.store import CHANGED, Row, Store, Told
from sanctuary.tlog.note import Signer, checkpoint_text, note_bytes
from sanctuary.tlog.tiles import Seen
from sanctuary.tlog.tree import Hashes, LeafHashes, frontier_of
from sanctuary.tlog.verify import Frontier, leaf_hash

__all__ = ["Clock", "Kept", "Opened"]

Clock = Callable[[], datetime]

_OTHER_KEYS = "signing.json holds the keys of another record, or earlier ones of this. Restore it from its latest backup."

Kept = dict[int, tuple[Row, bytes | None, Sequence[bytes]]]
"""Rows by number, each with its data key, and its groups opened; none where it is closed."""

MOST_KEPT = 20_000
"""Rows that a list keeps opened at most: about 30 MB."""


class Opened:
    """A record's parts, and the two things that everything else is made of: to read what is sealed, and to append."""

    def __init__(
        self, folder: Path, settings: Settings, keys: Keys, clock: Clock | None = None, *, reading: bool = False, checking: bool = False
    ) -> None:
        """Opens the parts; with `checking` for reading only, whatever is wrong with what they hold."""
        self.folder, self.settings = folder, settings
        self.reading = reading or checking or read_only(folder / "keys.sqlite")
        self._clock = clock or (lambda: datetime.now(UTC).astimezone())
        self._stopped = ""
        self._hands = keys.hands
        self._lock = RLock()
        self._tip: tuple[Head, Frontier] | None = None
        with ExitStack() as opened:
            self.store = Store(connect(folder, settings, reading=self.reading))
            opened.callback(self.store.close)
            if not checking:
                self.store.make()
            if not checking and self.store.size() and not (folder / "keys.sqlite").is_file():
                raise RecordError(f"{folder / 'keys.sqlite'}: missing; without it no entry opens. Restore it from its latest backup.")
            self._data_keys = DataKeys(folder / "keys.sqlite", keys.wrapping_key, reading=self.reading)
            opened.callback(self._data_keys.close)
            self.heads = Heads(folder / "heads", settings.origin)
            self._use(keys)
            opened.pop_all()
        self._known, self._ready = self.blank(), dict[int, bytes]()
        self._nodes: dict[tuple[int, int], bytes] = {}
        self._seen: dict[str, Seen] = {}
        self._agreed = -1

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self.folder)!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the store and the keys."""
        self.store.close()
        self._data_keys.close()

    def now(self) -> datetime:
        """The time, by the log's clock, in the record's time zone."""
        return in_zone(self.settings, self._clock())

    def size(self) -> int:
        """How many entries there are."""
        return self.store.size()

    def stop(self, reason: str) -> None:
        """Refuses every further entry from this process: what the public will see is not certain until the next start."""
        self._stopped = reason

    def derived(self, beside: Kept | None = None) -> Derived:
        """What follows from all entries, once their rows give the root that was signed and the tables say the same.

        `beside` gets the rows that had not been read before, opened, as far as it has room for them: a list that follows at once reads and
        opens none of them a second time. Nothing opened is kept here.
        """
        with self._lock:
            try:
                self._read_all(beside)
            except TamperError:
                # Between its snapshot and the keys another process may have erased an entry: the next snapshot says so.
                self._read_all(beside)
            return self._known

    def _read_all(self, beside: Kept | None) -> None:
        head = self.last_head()
        with self.store.snapshot():
            size = self.store.size()
            self.need_all(head, size)
            self._take_up_to(head.size, beside)
            if head.size > self._agreed:
                self._need_root(head)
            self._take_up_to(size, beside)
            if self.store.counted() != size:
                raise TamperError(f"{self.store.where}: it holds rows without a number of their own. {CHANGED}")
            self._known.need_whole()
            for problem in differences(self.store.where, self.store.index(), self._known.index()):
                raise TamperError(problem)

    def hashes(self) -> Hashes:
        """The hashes of the tree over all entries, each made from leaves that gave the signed root."""
        known = self.derived()
        return LeafHashes(known.hashes, self._nodes)

    def leaves(self, first: int, end: int) -> Iterator[bytes]:
        """Leaves from one number to another, each held against what was signed."""
        known = self.derived()
        for seq, leaf in enumerate(self.store.leaves(first, end), first):
            if leaf_hash(leaf) != known.hashes[seq]:
                raise TamperError(f"{self.store.where}: entry {seq} is not what was signed. Nothing was published. {CHANGED}")
            yield leaf

    def checkpoint(self, size: int) -> bytes:
        """A checkpoint of the first `size` entries with both signatures; refuses a second root for a size."""
        tree = frontier_of(self.hashes(), size)
        self.heads.sign(tree, self._signer)
        return note_bytes(checkpoint_text(self.settings.origin, size, tree.root()), self.keys.signers)

    def seen(self, folder: Path) -> Seen:
        """The files of a public folder that this process found right."""
        return self._seen.setdefault(str(folder.resolve()), {})

    def data_keys(self, first: int, end: int, told: Told | None = None) -> dict[int, bytes]:
        """The data keys of entries from one number to another that were not destroyed; with `told`, one that does not open is told."""
        return dict(self._data_keys.keys(first, end, told))

    @property
    def wrapped(self) -> DataKeys:
        """The file of data keys."""
        return self._data_keys

    def _take_up_to(self, size: int, beside: Kept | None) -> None:
        for start in range(self._known.size, size, 1000):
            stop = min(size, start + 1000)
            keys = dict(self._data_keys.keys(start, stop))
            for row in self.store.rows(start, stop):
                values = self._known.take(row, keys.get(row.seq))
                if beside is not None and len(beside) < MOST_KEPT:
                    beside[row.seq] = row, keys.get(row.seq), values
            self._ready |= keys
            if self._known.size < stop:
                raise TamperError(f"{self.store.where}: entry {self._known.size} is missing, and numbers have no gap. {CHANGED}")

    def _need_root(self, head: Head) -> None:
        tree = self._known.frontier
        if tree.size != head.size:
            tree = Frontier()
            tree.extend(self._known.hashes[: head.size])
        if tree.root() != head.root:
            raise TamperError(f"{self.store.where}: its first {head.size} entries are not those that were signed. {CHANGED}")
        self._agreed = head.size

    def last_head(self) -> Head:
        """The last head, which a key of this log signed; refuses where the folder is no longer the one that was opened."""
        self._data_keys.file.need_in_place()
        if self._tip is None or (found := self.heads.last()) != self._tip[0]:
            found = self.heads.last()
            if found is None and not self.store.size() and not self.reading:
                found = self.heads.sign(Frontier(), self._signer)
                self.heads.keep(found)
            if found is None:
                raise TamperError(
                    f"{self.folder / 'heads'}: it holds no signed head, which every record has. Restore it from its latest backup; "
                    "'sanctuary record restore' goes on where there is none."
                )
            try:
                self.heads.need_signed(found, [*self.keys.vkeys, *(one.vkey for one in self.keys.retired)])
            except TamperError:
                self._need_not_rotated()
                if self.new_keys()[0]:
                    raise RecordError(f"{self.folder}: {_OTHER_KEYS}") from None
                raise
        return found

    def _need_not_rotated(self) -> None:
        if set(self.keys.vkeys) <= retired_keys(self.folder / "signing.json"):
            raise RecordError(f"{self.folder}: {ROTATED}.")

    def forget(self) -> None:
        """Reads every row anew before the next act, however lately it was read."""
        with self._lock:
            self._known, self._ready, self._agreed = self.blank(), {}, -1

    def blank(self, *, every: bool = False) -> Derived:
        """What is known before the first entry is read; with `every` the signatures of people under every entry are asked for."""
        return Derived(self.store.where, people=People(self.settings.origin, self.keys.founding), every=every)

    def need_all(self, head: Head, size: int) -> None:
        """Refuses a store that ends before the last head: entries that were acknowledged are gone."""
        if size < head.size:
            way_on = f"'sanctuary record restore {self.folder}' goes on, and an entry says so."
            raise TamperError(f"{self.store.where}: {head.lost(size)}{way_on}")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The one writer's transaction; at its end the head of what was appended is kept, before anybody is told a number."""
        if self._stopped:
            raise RecordError(f"{self.folder}: this process writes no more: {self._stopped} The next start repairs what is needed.")
        self._data_keys.file.need_in_place()
        with self._lock:
            before = self._tip
            with self.store.writing():
                try:
                    yield
                except BaseException:
                    self._tip = before
                    raise
            if self._tip is not None and self._tip is not before:
                try:
                    self.heads.keep(self._tip[0])
                except RecordError as problem:
                    self._tip = None
                    raise RecordError(f"{problem} What was added is in the store; the next start takes it up.") from None

    def _append(self, entries: Sequence[Entry], beside: Signs = ()) -> list[int]:
        """Seals and adds entries; whoever calls holds the writers' lock. `beside`: who signs beside who acts, and in which sense."""
        hands = self.hands_of(entries)
        return self.append_to(self._tree(), entries, beside, hands)

    def hands_of(self, entries: Sequence[Entry]) -> Mapping[str, Hand]:
        """The keys of the accounts that act in entries, by code; one without a key is given one by an entry. In the writers' lock."""
        people = self.derived().people if any(one.links.made_by for one in entries) else None
        found = hands_for(self.keys, people, entries)
        for hand in new_hands(people, found):
            self.append_to(self._tree(), [begun(hand)], [(hand, "holder")])
        return found

    def append_to(
        self, tree: Frontier, entries: Sequence[Entry], beside: Signs = (), accounts: Mapping[str, Hand] | None = None
    ) -> list[int]:
        """Seals and adds entries after a tree of what is there."""
        self.need_keys_in_effect()
        need_listed(self.store, self.keys)
        now, first = self.now(), tree.size
        ready = signed(self.keys, first, [replace(entry, recorded_at=now) for entry in entries], beside, accounts or {})
        keys = self._data_keys.take(first, len(entries))
        rows = []
        for seq, ((entry, values), key, nonce) in enumerate(zip(ready, keys, nonces(len(entries)), strict=True), first):
            sealed = seal(entry, seq, key, values, nonce)
            rows.append(Row(seq, now.toordinal(), sealed.leaf, sealed.private))
        self.store.append(rows)
        grown = Frontier(tree.size, tree.peaks)
        grown.extend(leaf_hash(row.leaf) for row in rows)
        self._tip = (self.heads.sign(grown, self._signer), grown)
        return list(range(first, first + len(rows)))

    def _tree(self) -> Frontier:
        """The tree of all entries as they were signed; entries beyond the last head, which a crash left, are taken up if they open."""
        head, size = self.last_head(), self.store.size()
        self.need_all(head, size)
        if self._tip is not None and self._tip[0] == head:
            tree = self._tip[1]
        else:
            tree = Frontier()
            tree.extend(leaf_hash(leaf) for leaf in self.store.leaves(0, head.size))
            if tree.root() != head.root:
                raise TamperError(f"{self.store.where}: its first {head.size} entries are not those that were signed. {CHANGED}")
            self._tip = head, tree
        if size > head.size:
            keys = dict(self._data_keys.keys(head.size, size))
            beyond = Derived(self.store.where, hashes=[b""] * head.size)
            for row in self.store.rows(head.size, size):
                beyond.take(row, keys.get(row.seq))
            if beyond.closed or beyond.size != size:
                raise TamperError(f"{self.store.where}: what follows entry {head.size - 1} is not what was added. {CHANGED}")
            tree = Frontier(tree.size, tree.peaks)
            tree.extend(beyond.hashes[head.size :])
        return tree

    def need_keys_in_effect(self) -> None:
        """Refuses where another process put new keys into effect since these were read; in the writers' lock."""
        if any(self.new_keys()):
            raise RecordError(f"{self.folder}: {ROTATED}.")

    def take_keys(self, keys: Keys) -> None:
        """Goes on with other keys of this record; whoever calls has written them or read them from its file, or is about to write them."""
        with self._lock:
            self._use(keys)
            self.forget()

    def take_hands(self, keys: Keys) -> None:
        """Lets those sign too whose own keys were opened since: approvers of an act of two people."""
        self._use(self.keys.with_hands(keys.hands))

    def _use(self, keys: Keys) -> None:
        self.keys = keys.with_hands(self._hands)
        self._hands = self.keys.hands
        self._key_names = keys.names
        self._signer: Signer = keys.signers[0]
        self._data_keys.use(keys.wrapping_key)

    def new_keys(self) -> tuple[bool, bool]:
        """Whether the signing keys, and the wrapping key, are others than those that the log knows to be in effect."""
        signing, wrapping = self._key_names
        return self.store.setting("signing") != signing, self.store.setting("wrapping") != wrapping

    def renew_keys(self, first: int) -> None:
        """New data keys for entries from one number on: what was sealed under the old ones never opens again."""
        self._data_keys.renew(first)

    def take_over(self, passphrase: str, wrappings: int) -> None:
        """The keys of an earlier version in this one's file; whoever calls appends next, which keeps the first head."""
        self._use(changed(self.keys.with_person(OFFICE, passphrase).founded(self.store.size()), wrappings=wrappings))
        keep_holders(self.store, self.keys)
        self.keys.write(self.folder / "signing.json")
        self.store.drop_unused()

    def _take_up_new_keys(self, passphrase: str) -> None:
        """The keys in effect: read again where another process may have rotated them since, and a rotation cut short is finished."""
        if passphrase and (self.keys.coming_wrapping_key or any(self.new_keys())):
            self._use(Keys.read(self.folder / "signing.json", passphrase))
            if self.keys.coming_wrapping_key:
                self._put_wrapping_key_in_effect()
        self._note_new_keys()

    def _put_wrapping_key_in_effect(self) -> None:
        coming = self.keys.coming_wrapping_key
        if self._data_keys.opens(self.keys.wrapping_key):
            self._data_keys.rewrap(coming)
        elif not self._data_keys.opens(coming):
            raise RecordError(f"{self.folder}: signing.json does not open keys.sqlite. Restore both from their latest backups.")
        self._use(self.keys.with_coming_in_effect())
        self.keys.write(self.folder / "signing.json")

    def keep_key_names(self) -> None:
        """Notes which keys are in effect, for other processes; whoever calls holds the writers' lock."""
        signing, wrapping = self._key_names
        self.store.set("signing", signing)
        self.store.set("wrapping", wrapping)
        keep_holders(self.store, self.keys)

    def _note_new_keys(self) -> None:
        """Adds the entry on new keys where no entry tells of them yet; whoever calls holds the writers' lock."""
        signing, wrapping = self.new_keys()
        if not signing and not wrapping:
            return
        retired = tuple(self.store.setting("signing").split("\n")) if signing else ()
        if signing and not {one.vkey for one in self.keys.retired} >= set(retired):
            self._need_not_rotated()
            raise RecordError(f"{self.folder}: {_OTHER_KEYS}")
        known = self.derived()
        if (signing and known.signing == self.keys.vkeys) or (wrapping and known.wrappings >= self.keys.wrappings):
            if not self._data_keys.opens(self.keys.wrapping_key):
                raise RecordError(f"{self.folder}: {ROTATED}.")
            raise TamperError(
                f"{self.store.where}: its settings name other keys than those that an entry put into effect. "
                "'sanctuary record restore' writes them anew. Find out who changed them."
            )
        purpose: Literal["signing", "wrapping", "both"] = "both" if signing and wrapping else "signing" if signing else "wrapping"
        said = Rotation(purpose=purpose, retired=retired, current=self.keys.vkeys if signing else ())
        self.keep_key_names()
        self._append([Entry(kind="key-rotation", rotation=said)])

    def finish_erasing(self) -> None:
        """Destroys the keys that an erasure left: done at once, and again by the next start where a crash came between."""
        self._ready = {}
        self._data_keys.destroy(self._data_keys.left(self.derived().erased))
        self.store.connection.scrub()
        with self.store.writing():
            self.store.set("erasing", "")
