"""The log: entries in order, each durable before its number is told; what is wrong is corrected by a further entry, never changed.

Rules it keeps:
- Numbers run without a gap, so a missing one can be seen. A correction, a hold, an erasure, a void and new keys are entries themselves.
- Erasing is refused without a retention item, a legal ground and two different approvers, under a hold, before the terms of the law have
  run (two years at the least) and without the consents that they ask for. It destroys the data key and the private part; leaf, root and
  earlier proofs stay as they are.
- What decides whether an act is lawful follows from the sealed entries alone, once they give the root that was signed.
- An entry that is added under a token is added once, however often it is tried.
- After a checkpoint that could not be put into effect nothing more is written by this process.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal, Self

from sanctuary.documents import as_json, replace
from sanctuary.errors import RecordError
from sanctuary.model import RetentionTerm
from sanctuary.record.acts import Erasure, Void
from sanctuary.record.derived import NEVER_ERASED
from sanctuary.record.entry import Entry, check
from sanctuary.record.fields import Links
from sanctuary.record.files import made_together, replace_file
from sanctuary.record.keys import OFFICE, Keys
from sanctuary.record.line import Recorded
from sanctuary.record.opened import Clock
from sanctuary.record.reading import Reading
from sanctuary.record.seal import Revealed, Sealed, month_number, reveal
from sanctuary.record.settings import Settings, in_zone, need_origin, need_publishable, read_settings
from sanctuary.record.signing import Signs, approving, settle
from sanctuary.record.terms import need_age, need_consents, need_two, void_needs
from sanctuary.record.times import need_past
from sanctuary.tlog.proof import make_receipt
from sanctuary.tlog.tree import MemoryHashes
from sanctuary.tlog.verify import Frontier

__all__ = ["Log", "Recorded", "fulfillment", "marked"]

_OWN_PATH = frozenset({*NEVER_ERASED, "correction", "fulfillment"})
"""Kinds that come about by an act of their own, never by `add`."""

_FILES = ("signing.json", "record.json", "keys.sqlite", "log.sqlite", "heads")


class Log(Reading):
    """A log that was opened: one writer or reader of it. `clock` gives the time, with its offset. Any thread may use it."""

    @classmethod
    def create(
        cls,
        folder: Path,
        settings: Settings,
        passphrase: str,
        clock: Clock | None = None,
        keys: Keys | None = None,
        *,
        person: str = OFFICE,
    ) -> Self:
        """A new log in a folder that holds none, nor a part of one; what is refused leaves nothing behind.

        `person` opens it and signs what it adds; with `keys`, those whom the keys name.
        """
        need_origin(settings.origin)
        made = keys or Keys.make(settings.origin)
        if made.name != settings.origin:
            raise RecordError(f"{folder}: the keys bear another name than the log's origin.")
        if settings.store:
            from sanctuary.record.postgres import need_address  # noqa: PLC0415 - the driver is loaded where it is needed

            need_address(settings.store)
        need_publishable(settings, made.signers)
        in_zone(settings, datetime.now(UTC))
        made = (made if made.people else made.with_person(person, passphrase)).founded(0)
        with made_together(folder, _FILES):
            log = cls(folder, settings, made, clock)
            with log._closed_on_failure():
                with log.store.writing():
                    if log.store.setting("origin"):
                        raise RecordError(f"{log.store.where}: it holds a record already. Give every record a database of its own.")
                    log.store.set("origin", settings.origin)
                    log.keep_key_names()
                    made.write(folder / "signing.json")
                    replace_file(folder / "record.json", as_json(settings))
                log.heads.keep(log.heads.sign(Frontier(), log._signer))
        return log

    @classmethod
    def open(
        cls, folder: Path, passphrase: str, clock: Clock | None = None, *, person: str = "", reading: bool = False, keys: Keys | None = None
    ) -> Self:
        """The log of a folder, after finishing what a crash interrupted; with `reading` nothing is finished or written."""
        settings = read_settings(folder)
        keys = keys or Keys.read(folder / "signing.json", passphrase, person)
        return cls.open_with(folder, settings, keys, clock, passphrase, reading=reading)

    @classmethod
    def open_with(
        cls, folder: Path, settings: Settings, keys: Keys, clock: Clock | None = None, passphrase: str = "", *, reading: bool = False
    ) -> Self:
        """The log of a folder with keys that were read before; a passphrase is needed only to finish a rotation."""
        if keys.earlier:
            raise RecordError(
                f"{folder}: made by an earlier version, which kept no signed heads. 'sanctuary record upgrade {folder}' takes it over; "
                "its entries, their numbers and the published tree stay as they are."
            )
        log = cls(folder, settings, keys, clock, reading=reading)
        with log._closed_on_failure():
            if log.store.setting("origin") != settings.origin:
                raise RecordError(f"{log.store.where}: it holds no record called as record.json says. Restore the store from its backup.")
            if not log.reading:
                with log.writing():
                    if settle(folder, log.store):
                        log._use(Keys.read_with(folder / "signing.json", keys.file_key, keys.person, keys.hand()))
                    log._take_up_new_keys(passphrase)
            log.need_all(log.last_head(), log.store.size())
            if not log.reading and log.store.setting("erasing"):
                log.finish_erasing()
        return log

    @contextmanager
    def _closed_on_failure(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise

    def add(self, entry: Entry, once: str = "", *, beside: Signs = ()) -> int:
        """The number of the entry, once it is durable; with a token the number that it had when it was added under that token before."""
        return self.add_many([entry], [once] if once else (), beside=beside)[0]

    def add_many(self, entries: Sequence[Entry], once: Sequence[str] = (), *, beside: Signs = ()) -> list[int]:
        """The numbers of entries, once all of them are durable; entries come from read_entry or from_decision, which check them.

        `once`: a token for each; refuses a token under which something else was added. `beside`: who signs beside who opened the record.
        """
        for entry in entries:
            self.need_addable(entry)
        if not once:
            with self.writing():
                return self._append(entries, beside)
        if len(once) != len(entries) or not all(once) or len(set(once)) != len(once):
            raise RecordError("a token is needed for each entry, and each only once.")
        ready = [marked(entry, token) for entry, token in zip(entries, once, strict=True)]
        with self.writing():
            known = self.derived().once
            new = [entry for entry in ready if entry.links.once not in known]
            given = {entry.links.once: number for entry, number in zip(new, self._append(new, beside) if new else [], strict=True)}
        for entry in ready:
            there = self.show(known[entry.links.once]).entry if entry.links.once in known else None
            if there is not None and _said(there) != _said(entry):
                number = known[entry.links.once]
                raise RecordError(f"entry {number} was added under this token, and says something else. Take a new token for a new entry.")
        return [given[entry.links.once] if entry.links.once in given else known[entry.links.once] for entry in ready]

    def need_addable(self, entry: Entry) -> None:
        """Refuses what `add` does not take: an act that comes about by its own path, and what has not happened yet."""
        if entry.kind in _OWN_PATH:
            raise RecordError(
                f"an entry of kind '{entry.kind}' comes about by its own act (correct, hold, release, erase, fulfill, void, rotate, "
                "restore)."
            )
        need_past(entry, self.now(), "the entry")

    def show(self, seq: int) -> Recorded:
        """One line of the log."""
        return next(self._recorded(self._need(seq), seq + 1))

    def lines(self, first: int, end: int) -> Iterator[Recorded]:
        """The lines from one number up to and not including another."""
        return self._recorded(first, end)

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
        self._need_kept(seq)
        row = self.store.row(seq)
        return reveal(Sealed(row.leaf, row.private), self._data_keys.key(seq), group)

    def head(self) -> bytes:
        """The checkpoint of all entries that were acknowledged, signed by the log: what was said when the last one was."""
        return self.last_head().note(self.settings.origin)

    def receipt(self, seq: int) -> bytes:
        """The proof (C2SP tlog-proof) that an entry stands under the signed head of now, for whoever added it.

        It tells how many entries there are, and is not for the public: `publish.receipt` gives a receipt under what was published.
        """
        with self._lock:
            self._need_kept(seq)
            head = self.last_head()
            tree = MemoryHashes(self.derived().hashes[: head.size])
        return make_receipt(tree, seq, head.note(self.settings.origin))

    def correct(self, seq: int, entry: Entry, reason: str, fields: Iterable[str] = ()) -> int:
        """The number of an entry that corrects another; what is corrected stays readable beside it."""
        self._need_kept(seq)
        links = replace(entry.links, about=seq, reason=reason, corrects_fields=tuple(fields))
        correction = replace(entry, kind="correction", links=links)
        check(correction, f"the correction of entry {seq}")
        need_past(correction, self.now(), f"the correction of entry {seq}")
        with self.writing():
            self._need_kept(seq)
            self.need_of_an_act(seq, "corrected")
            return self._append([correction])[0]

    def hold(self, seq: int, reason: str, role: str = "") -> int:
        """The number of an entry that keeps another from being erased."""
        return self._act("hold", seq, reason, role)

    def release(self, seq: int, reason: str, role: str = "") -> int:
        """The number of an entry that ends every hold on another."""
        self._need(seq)
        if not self.derived().standing(seq):
            raise RecordError(f"entry {seq}: no hold stands on it.")
        return self._act("release-of-hold", seq, reason, role)

    def fulfill(self, item: str, entry: Entry) -> int:
        """The number of an entry that fulfills a due item; refuses an item that is fulfilled already.

        What is due, and what fulfills it, account/due.py knows.
        """
        done = fulfillment(item, entry)
        need_past(done, self.now(), "the fulfillment of a due item")
        with self.writing():
            known = self.derived().fulfilled
            if item in known:
                raise RecordError(f"{item}: fulfilled already, by entry {known[item]}.")
            number = self._append([done])[0]
            self.store.fulfill(item, number)
        return number

    def void(
        self, seq: int, reason: str, approvers: tuple[str, str], cause: Literal["double", "mistake"], same_as: int | None = None
    ) -> int:
        """The number of an entry by which another counts nowhere: it repeats `same_as`, or was a mistake. It stays readable.

        Refuses without a reason and two different approvers, whose keys are open where people sign, and for an act about the record itself.
        """
        told_two = void_needs(seq)
        need_two(approvers, told_two, reason)
        beside = approving(self.keys, approvers, told_two, two=True)
        if (cause == "double") != (same_as is not None) or same_as == seq:
            raise RecordError(f"entry {seq}: say which other entry it repeats, or that it was a mistake.")
        said = Void(cause=cause, approvers=approvers, same_as=same_as)
        entry = Entry(kind="void", links=Links(about=seq, reason=reason), void=said)
        check(entry, f"the void of entry {seq}")
        with self.writing():
            known = self._need_kept(seq)
            if same_as is not None:
                self._need_kept(same_as)
                self.need_of_an_act(same_as, "repeated")
            if seq in known.voided or same_as in known.voided:
                raise RecordError(f"entry {seq if seq in known.voided else same_as}: voided already.")
            self.need_of_an_act(seq, "voided")
            number = self._append([entry], beside)[0]
            self.store.void(seq)
        return number

    def same_act(self, seq: int) -> tuple[int, ...]:
        """The entries that tell of one dealing, first the one that recorded it: it and its corrections that are not erased."""
        known = self.derived()
        root = seq
        while root in known.about and known.about[root] not in known.erased and root not in known.erased:
            root = known.about[root]
        found = [root]
        for number, about in known.about.items():
            if about in found and number not in known.erased:
                found.append(number)
        return tuple(found) if seq in found else (seq,)

    def erase(
        self,
        seq: int,
        retention_item: str,
        ground: str,
        approvers: tuple[str, str],
        today: date,
        *,
        terms: Sequence[RetentionTerm] = (),
        consents: Mapping[str, str] | None = None,
    ) -> int:
        """The number of the entry that says so, once no data key and no private part of the erased entry is left in a file of the log.

        `approvers`: two people whose keys are open, where people sign. `terms`: of the law that the record is under (account/retention.py);
        `consents`: by whom, the paper with which consent was given.
        """
        told = f"entry {seq}: erasing needs a retention item, a legal ground and two different approvers."
        need_two(approvers, told, retention_item, ground)
        beside = approving(self.keys, approvers, told, two=True)
        with self.writing():
            self._need(seq)
            self.forget()
            known = self.derived()
            need_age(seq, date.fromordinal(known.days[seq]), today, terms)
            self._need_kept(seq)
            if holds := [hold for one in self.same_act(seq) for hold in known.standing(one)]:
                raise RecordError(f"entry {seq}: the hold of entry {holds[0]} stands. Release it first, if counsel agrees.")
            self.need_of_an_act(seq, "erased")
            need_consents(seq, terms, consents or {})
            why = Erasure(
                retention_item=retention_item,
                ground=ground,
                approvers=approvers,
                fulfilled=next((item for item, number in known.fulfilled.items() if number == seq), ""),
                terms=tuple(term.cites for term in terms),
                consents=tuple(f"{who}: {paper}" for who, paper in (consents or {}).items()),
            )
            entry = Entry(kind="erasure", links=Links(about=seq), erasure=why)
            check(entry, f"the erasure of entry {seq}")
            number = self._append([entry], beside)[0]
            self.store.erase(seq, number)
            self.store.set("erasing", "begun")
        self.finish_erasing()
        return number

    def rotate(self, purpose: Literal["signing", "wrapping", "both"], passphrase: str) -> None:
        """New keys in effect; an entry says so. The old keys sign the new ones and stay listed. Refuses while a draft waits."""
        if any((self.folder / "drafts").glob("*.sealed")):
            raise RecordError(f"{self.folder}: drafts wait, which the new keys would not open. Approve or discard them first.")
        with self.writing():
            self.need_keys_in_effect()
            self._use(Keys.read(self.folder / "signing.json", passphrase))
            if purpose != "wrapping":
                self._use(self.keys.rotated(self.size()))
                self.keys.write(self.folder / "signing.json")
            if purpose != "signing":
                self._use(self.keys.with_coming())
                self.keys.write(self.folder / "signing.json")
                self._put_wrapping_key_in_effect()
            self._note_new_keys()

    def note(self, entry: Entry, beside: Signs = ()) -> int:
        """The number of an entry that tells of a change of the record's own files; whoever calls holds the writers' lock."""
        return self._append([entry], beside)[0]

    def _act(self, kind: Literal["hold", "release-of-hold"], seq: int, reason: str, role: str) -> int:
        self._need_kept(seq)
        entry = Entry(kind=kind, links=Links(about=seq, reason=reason, role=role))
        check(entry, f"the {kind} of entry {seq}")
        with self.writing():
            self._need_kept(seq)
            number = self._append([entry])[0]
            self.store.hold(seq, number) if kind == "hold" else self.store.release(seq, number)
        return number

    def need_of_an_act(self, seq: int, done: str) -> None:
        """Refuses what is to be `done` to an entry about the record itself, which nothing ends and nothing changes."""
        kind = entry.kind if (entry := self.show(seq).entry) is not None else ""
        if kind in NEVER_ERASED:
            raise RecordError(
                f"entry {seq}: an entry of kind '{kind}' is about the record itself and never {done}: what stands follows from it."
            )


def fulfillment(item: str, entry: Entry) -> Entry:
    """The entry as one that fulfills a due item, checked."""
    done = replace(entry, kind="fulfillment", links=replace(entry.links, due=item))
    # Whose act it is the record's own programs say, and nobody's document.
    check(replace(done, links=replace(done.links, made_by="")), "the fulfillment of a due item")
    return done


def _said(entry: Entry) -> Entry:
    """What whoever added an entry said: without the record's own marks."""
    return replace(entry, recorded_at=None, signatures=())


def marked(entry: Entry, token: str) -> Entry:
    """The entry with a digest of its token, so that no token is kept."""
    return replace(entry, links=replace(entry.links, once=sha256(b"sanctuary.record once\n" + token.encode()).hexdigest()))


def _month(text: str, otherwise: int) -> int:
    if not text:
        return otherwise
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text, re.ASCII):
        raise RecordError("a month was expected. Write year and month as 2026-11.")
    return month_number(date.fromisoformat(f"{text}-01"))
