"""The keys of a record: two signing keys (Ed25519 and ML-DSA-44) and the key that wraps data keys, encrypted at rest.

The file holds public keys in the clear and the rest under AES-256-GCM, with a random key. That key stands in it once for each person who
may open the record, under a key that scrypt (RFC 7914; N = 2**17, r = 8, p = 1) derives from the person's own passphrase.

Rules it keeps:
- Private keys are made here, never leave but inside a signer, and no repr, message or error shows one. The file is its owner's alone
  (0600).
- Rotation makes new keys, which the old ones sign, and keeps the old verification keys with the size of the log up to which they signed:
  what they signed stays valid.
- A person's own signing key (persons.py) is sealed under that person's passphrase alone: neither the file's key nor another passphrase
  opens it.
- A new file takes the place of the old one whole, or not at all.
"""

import base64
import hmac
import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from dataclasses import replace as changed
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from sanctuary.documents import Frozen, as_json, parse_json, shape
from sanctuary.errors import RecordError, SanctuaryError
from sanctuary.record.box import box
from sanctuary.record.files import read_file, replace_file
from sanctuary.record.passphrase import spellings
from sanctuary.record.persons import Founding, Hand, Holder, hand_of
from sanctuary.tlog.note import Signer, note_bytes
from sanctuary.tlog.verify import keys_text, succession_text

__all__ = ["OFFICE", "Keys", "Retired", "people_in", "public_keys", "retired_keys"]

_SHORTEST = 12
_COST, _BLOCK, _LANES = 2**17, 8, 1
_SCHEMA, _UNSIGNED, _EARLIER = (f"sanctuary.record.keys/{version}" for version in (3, 2, 1))
OFFICE = "office"
"""Who may open a record where nobody else is named."""


class Retired(Frozen, frozen=True):
    """A verification key that signs no more, and the size of the log up to which it signed."""

    vkey: str
    until_size: int


class Slot(Frozen, frozen=True):
    """A person who may open the record: the file's key and the person's own private key, each under what the person's passphrase gives.

    key: the public half of the person's own key; nothing where an earlier version made the slot.
    """

    person: str
    salt: str
    sealed: str = ""
    key: str = ""
    own: str = ""


class _File(Frozen, frozen=True):
    """signing.json. Version 1 had one passphrase (`salt`) and no signed heads beside the keys; version 2 no keys of people."""

    schema: str
    name: str
    current: tuple[str, ...]
    retired: tuple[Retired, ...]
    cost: int
    sealed: str
    salt: str = ""
    people: tuple[Slot, ...] = ()
    succession: tuple[str, ...] = ()
    wrappings: int = 0
    founding: Founding | None = None


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of the log called `name` (its origin). A repr shows the name only.

    `succession`: what old keys signed of new ones, a note for each rotation. `wrappings`: how often the wrapping key was replaced.
    `earlier`: whether the file is of the version before signed heads were kept. `founding`: the first list of people, where people sign
    entries. `hands`: those whose own keys are open, first of all `person`, who opened the record.
    """

    name: str
    retired: tuple[Retired, ...] = ()
    _ed25519: bytes = field(repr=False, default=b"")
    _mldsa44: bytes = field(repr=False, default=b"")
    _wrapping: bytes = field(repr=False, default=b"")
    _coming: bytes = field(repr=False, default=b"")
    succession: tuple[str, ...] = field(repr=False, default=())
    wrappings: int = field(repr=False, default=0)
    earlier: bool = field(repr=False, default=False)
    _slots: tuple[Slot, ...] = field(repr=False, default=(), compare=False)
    _file_key: bytes = field(repr=False, default=b"", compare=False)
    person: str = field(repr=False, default=OFFICE, compare=False)
    founding: Founding | None = field(repr=False, default=None, compare=False)
    hands: tuple[Hand, ...] = field(repr=False, default=(), compare=False)

    @classmethod
    def make(cls, name: str) -> "Keys":
        """New keys, from the system's random numbers."""
        return cls(name, (), secrets.token_bytes(32), secrets.token_bytes(32), secrets.token_bytes(32))

    @classmethod
    def read(cls, path: Path, passphrase: str, person: str = "") -> "Keys":
        """The keys of a file; a wrong passphrase and a changed file are refused alike. With `person` only that person's passphrase fits."""
        file = _read(path)
        for who, file_key, hand in _file_keys(file, passphrase, person):
            found = cls._unsealed(file, file_key, who, hand)
            if found is not None:
                return found
        raise RecordError(f"{path}: the passphrase does not open the keys, or the file was changed. Nothing was done.")

    @classmethod
    def read_with(cls, path: Path, file_key: bytes, person: str, hand: Hand | None = None) -> "Keys":
        """The keys of a file that somebody's passphrase opened before: `file_key` is what it gave, `hand` asks the agent (agent.py)."""
        file = _read(path)
        known = file.schema != _EARLIER and person in {one.person for one in file.people}
        found = cls._unsealed(file, file_key, person, hand) if known else None
        if found is None:
            raise RecordError(f"{path}: the agent's key does not open it. Stop the agent, and give the passphrase.")
        return found

    @classmethod
    def _unsealed(cls, file: _File, file_key: bytes, person: str, hand: Hand | None) -> "Keys | None":
        try:
            raw = base64.b64decode(file.sealed, validate=True)
            clear = AESGCM(file_key).decrypt(raw[:12], raw[12:], _bound(file))
        except (InvalidTag, ValueError):
            return None
        seeds = {name: bytes.fromhex(seed) for name, seed in json.loads(clear).items()}
        return cls(
            file.name, file.retired, seeds["ed25519"], seeds["mldsa44"], seeds["wrapping"], seeds["coming"], file.succession,
            file.wrappings, file.schema == _EARLIER, file.people, b"" if file.schema == _EARLIER else file_key, person,
            file.founding, () if hand is None else (hand,),
        )  # fmt: skip

    @property
    def file_key(self) -> bytes:
        """What opens the file of keys without a passphrase; for the agent alone, and never written."""
        if not self._file_key:
            raise RecordError("these keys are of an earlier version of the file. Take the record over with 'sanctuary record upgrade'.")
        return self._file_key

    def write(self, path: Path, passphrase: str = "") -> None:
        """Keeps the keys in a file, encrypted, for its owner alone; where nobody may open them yet, whoever has the passphrase may."""
        if not self._slots:
            self.with_person(OFFICE, passphrase).write(path)
            return
        nonce = secrets.token_bytes(12)
        seeds = {"ed25519": self._ed25519, "mldsa44": self._mldsa44, "wrapping": self._wrapping, "coming": self._coming}
        clear = json.dumps({name: seed.hex() for name, seed in seeds.items()}).encode()
        file = _File(
            schema=_SCHEMA if self.founding or any(slot.key for slot in self._slots) else _UNSIGNED, name=self.name, current=self.vkeys,
            retired=self.retired, cost=_COST, sealed="", people=self._slots, succession=self.succession, wrappings=self.wrappings,
            founding=self.founding,
        )  # fmt: skip
        sealed = nonce + AESGCM(self._file_key).encrypt(nonce, clear, _bound(file))
        replace_file(path, as_json({**_table(file), "sealed": base64.b64encode(sealed).decode()}))

    @property
    def people(self) -> tuple[str, ...]:
        """Who may open the record."""
        return tuple(slot.person for slot in self._slots)

    @property
    def holders(self) -> tuple[Holder, ...]:
        """Who has a signing key of their own, with its public half."""
        return tuple(Holder(person=slot.person, key=slot.key) for slot in self._slots if slot.key)

    def hand(self, person: str = "") -> Hand | None:
        """The open key of a person; without a name of who opened the record."""
        return next((hand for hand in self.hands if hand.person == (person or self.person)), None)

    def with_hands(self, hands: Iterable[Hand]) -> "Keys":
        """The keys with more people whose own keys are open; those that are open stay as they are."""
        known = {hand.person for hand in self.hands}
        return changed(self, hands=(*self.hands, *(hand for hand in hands if hand.person not in known)))

    def founded(self, since: int) -> "Keys":
        """The keys with those who have keys of their own now as the first list of people: entries are signed from a number on."""
        return changed(self, founding=Founding(since=since, people=self.holders))

    def with_person(self, person: str, passphrase: str) -> "Keys":
        """The keys with one more person who may open them, or a new passphrase of one who may already: with a new key of their own."""
        if len(passphrase) < _SHORTEST:
            raise RecordError(f"the passphrase is short: at least {_SHORTEST} characters. Several random words do well.")
        file_key, salt, seed = self._file_key or secrets.token_bytes(32), secrets.token_bytes(16), secrets.token_bytes(32)
        derived, hand = _derive(spellings(passphrase)[0], salt, _COST), hand_of(person, seed)
        slot = Slot(
            person=person, salt=base64.b64encode(salt).decode(), key=hand.key,
            sealed=_sealed(derived, file_key, _slot_bound(self.name, person)), own=_sealed(derived, seed, _own_bound(self.name, person)),
        )  # fmt: skip
        others = tuple(one for one in self._slots if one.person != person)
        hands = tuple(one for one in self.hands if one.person != person)
        who = self.person if self._slots else person
        return changed(self, _slots=(*others, slot), _file_key=file_key, earlier=False, hands=(*hands, hand), person=who)

    def without_person(self, person: str) -> "Keys":
        """The keys without a person, who can open them no more; the last one stays."""
        if person not in self.people:
            raise RecordError(f"nobody called that may open this record; {', '.join(self.people)} may.")
        if len(self._slots) == 1:
            raise RecordError("the last person who may open the record stays. Add another one first.")
        return changed(self, _slots=tuple(one for one in self._slots if one.person != person))

    @property
    def signers(self) -> tuple[Signer, ...]:
        """What signs checkpoints: a note signature by Ed25519, a cosignature by ML-DSA-44."""
        return _signers(self.name, self._ed25519, self._mldsa44)

    @property
    def vkeys(self) -> tuple[str, ...]:
        """The verification keys, as outsiders need them."""
        return tuple(signer.vkey for signer in self.signers)

    @property
    def wrapping_key(self) -> bytes:
        """The key under which data keys are wrapped."""
        return self._wrapping

    @property
    def wrapping_id(self) -> str:
        """A name for the wrapping key that tells nothing of it."""
        return hmac.digest(self._wrapping, b"sanctuary.record wrapping key", "sha256").hex()[:16]

    @property
    def names(self) -> tuple[str, str]:
        """How a store names the keys in effect: the verification keys, one on each line, and the name of the wrapping key."""
        return "\n".join(self.vkeys), self.wrapping_id

    @property
    def coming_wrapping_key(self) -> bytes:
        """The wrapping key that a rotation has made and not yet put into effect; nothing where none is under way."""
        return self._coming

    def rotated(self, size: int) -> "Keys":
        """New signing keys, signed by the old Ed25519 key; the old verification keys are retired at this size of the log."""
        retired = (*self.retired, *(Retired(vkey=vkey, until_size=size) for vkey in self.vkeys))
        new = changed(self, retired=retired, _ed25519=secrets.token_bytes(32), _mldsa44=secrets.token_bytes(32))
        said = note_bytes(succession_text(self.name, size, new.vkeys), self.signers[:1]).decode()
        return changed(new, succession=(*self.succession, said))

    def with_coming(self) -> "Keys":
        """A new wrapping key beside the one in effect: kept first, so that no crash can lose it once data keys need it."""
        return self if self._coming else changed(self, _coming=secrets.token_bytes(32))

    def with_coming_in_effect(self) -> "Keys":
        """The coming wrapping key alone."""
        return changed(self, _wrapping=self._coming, _coming=b"", wrappings=self.wrappings + 1) if self._coming else self

    def __reduce__(self) -> tuple[object, ...]:
        raise RecordError("keys: private keys are not pickled. Read them anew where they are needed.")


@lru_cache(maxsize=4)
def _signers(name: str, ed25519: bytes, mldsa44: bytes) -> tuple[Signer, ...]:
    """The signers of two seeds; made once, for the second takes a millisecond."""
    return (Signer.ed25519(name, ed25519), Signer.mldsa44(name, mldsa44))


def public_keys(keys: Keys) -> str:
    """keys.json of the public folder: the keys in force and those that signed earlier, signed; and what old keys signed of new ones."""
    retired = [(one.vkey, one.until_size) for one in keys.retired]
    return as_json(
        {
            "schema": "sanctuary.record.public-keys/2", "origin": keys.name, "current": keys.vkeys, "retired": keys.retired,
            "succession": keys.succession, "signed": note_bytes(keys_text(keys.name, keys.vkeys, retired), keys.signers[:1]).decode(),
        }
    )  # fmt: skip


def retired_keys(path: Path) -> set[str]:
    """The retired verification keys that a file of keys names in the clear; no passphrase is needed, and nothing vouches for them."""
    return {one.vkey for one in _read(path).retired}


def people_in(path: Path) -> dict[str, str]:
    """Who may open a file of keys, each with the public half of their own key, as the file says in the clear; nothing vouches for it."""
    return {one.person: one.key for one in _read(path).people}


def _read(path: Path) -> _File:
    try:
        file = shape(parse_json(read_file(path), str(path)), _File, str(path), RecordError)
        base64.b64decode(file.salt, validate=True)
        for slot in file.people:
            base64.b64decode(slot.salt, validate=True)
            base64.b64decode(slot.sealed, validate=True)
            base64.b64decode(slot.own, validate=True)
    except (SanctuaryError, ValueError):
        raise RecordError(f"{path}: not a file of keys of this program, or it cannot be read. Restore it from its backup.") from None
    if file.schema not in (_SCHEMA, _UNSIGNED, _EARLIER) or file.cost != _COST:
        raise RecordError(f"{path}: another version of the file of keys; expected {_SCHEMA} with a cost of {_COST}.")
    return file


def _file_keys(file: _File, passphrase: str, person: str) -> Iterator[tuple[str, bytes, Hand | None]]:
    """The keys that may open the file, each with its person and that person's own; made one by one, for each costs the time of a guess."""
    if file.schema == _EARLIER:
        for spelling in spellings(passphrase):
            yield OFFICE, _derive(spelling, base64.b64decode(file.salt), file.cost), None
        return
    for slot in file.people:
        if person in ("", slot.person):
            for spelling in spellings(passphrase):
                derived = _derive(spelling, base64.b64decode(slot.salt), file.cost)
                try:
                    file_key = _unsealed(derived, slot.sealed, _slot_bound(file.name, slot.person))
                    hand = hand_of(slot.person, _unsealed(derived, slot.own, _own_bound(file.name, slot.person))) if slot.own else None
                except (InvalidTag, ValueError):
                    continue
                yield slot.person, file_key, hand


def _slot_bound(name: str, person: str) -> bytes:
    return f"{name}\n{person}".encode()


def _own_bound(name: str, person: str) -> bytes:
    return f"{name}\n{person}\nown key".encode()


def _sealed(key: bytes, clear: bytes, bound: bytes) -> str:
    return base64.b64encode(box(key, clear, bound)).decode()


def _unsealed(key: bytes, sealed: str, bound: bytes) -> bytes:
    raw = base64.b64decode(sealed)
    return AESGCM(key).decrypt(raw[:12], raw[12:], bound)


def _table(file: _File) -> dict[str, object]:
    left_out = {_EARLIER: {"people", "succession", "wrappings", "founding"}, _UNSIGNED: {"salt", "founding"}}.get(file.schema, {"salt"})
    told = {name: getattr(file, name) for name in file.__struct_fields__ if name not in left_out}
    if file.schema == _UNSIGNED:
        told["people"] = [{name: getattr(slot, name) for name in ("person", "salt", "sealed")} for slot in file.people]
    return told


def _bound(file: _File) -> bytes:
    """What the encryption holds fast beside the keys: everything in the file that is in the clear."""
    if file.schema == _EARLIER:
        order = ("schema", "name", "current", "retired", "cost", "salt", "sealed")
        return as_json({name: "" if name == "sealed" else getattr(file, name) for name in order}).encode()
    return as_json({**_table(file), "sealed": ""}).encode()


def _derive(passphrase: bytes, salt: bytes, cost: int) -> bytes:
    return Scrypt(salt=salt, length=32, n=cost, r=_BLOCK, p=_LANES).derive(passphrase)
