"""The people of a record: each has a signing key of their own (Ed25519), and every entry bears the signature of who acted.

A signature is over a statement: the log's origin, the digest of the first list of people, in which sense the person signs, the numbers of
the entries that are added together, and the root (RFC 6962) over what they say. So it fits nothing else: no other record, number or text,
and no approval is made of a signature under an everyday act. Where several entries are added at once, one signature serves all of them, and
each holds the hashes that lead from it to the root.

The list of people begins with those who were there first (`Founding`, in the file of keys); its digest stands in every statement, so that
another first list fits no signature. Who comes and goes, and new keys, are entries.

Rules it keeps:
- A person's private key is sealed under their own passphrase alone (keys.py): who has another's passphrase signs nothing in their name.
- An erasure and a void need approvals by two listed people with different keys; a restoration and a change of the list need as many where
  two are listed. One that lacks them has no effect (derived.py).
- A person's new key is signed by the old one, and by itself.
- An account of a desk acts under a key of its own, which an entry names and a listed person signed. It signs everyday acts and drafts that
  name it, and approves drafts of others; never an act of two people, and no key of another account.
"""

import base64
import hmac
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sanctuary.documents import Frozen, as_line, shape
from sanctuary.errors import RecordError
from sanctuary.record.acts import Sense, Signature
from sanctuary.tlog.verify import Refused, leaf_hash, node_hash, verify_inclusion

__all__ = [
    "ACT", "TWO", "Founding", "Hand", "Holder", "People", "hand_of", "one_account", "sense_of", "signed_together", "statement",
]  # fmt: skip

_CODE = re.compile(r"[a-z]+-[0-9]+")
"""How a desk calls an account: its role and its number. Before the first entry on the key of one, the code stands on the word of whoever
signed the act."""

_ACCOUNTS = ("account", "account-ended")
"""Acts of an entry on keys that are about an account and not about who may open the record."""

ACT = "sanctuary.record signature/1"
"""The first line of every statement."""

TWO = {"erasure": "erasure", "void": "void", "restoration": "restoration", "key-holder": "key_holder"}
"""Kinds that rest on more than one signature, with the table that names who approved."""


class Holder(Frozen, frozen=True):
    """A person and the public half of their key (32 bytes in base64)."""

    person: str
    key: str


class Founding(Frozen, frozen=True):
    """The first list: who was there when entries began to be signed, which is from number `since` on."""

    since: int
    people: tuple[Holder, ...]

    def digest(self) -> str:
        """What every statement holds of it."""
        return sha256(as_line(self).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Hand:
    """A person who can sign now: the name, the public key, and what signs a statement. A repr shows the name alone.

    `typed`: whether a passphrase opened the key in this process; an agent's hand signs no approval.
    """

    person: str
    key: str = field(repr=False)
    sign: Callable[[bytes], bytes] = field(repr=False, compare=False)
    typed: bool = field(default=True, repr=False)
    below: Callable[[bytes], bytes] | None = field(default=None, repr=False, compare=False)
    """A seed that follows from the private key and from what it is for; an agent's hand gives none."""

    def __reduce__(self) -> tuple[object, ...]:
        raise RecordError("keys: private keys are not pickled. Read them anew where they are needed.")


def hand_of(person: str, seed: bytes) -> Hand:
    """The hand of a person whose private key is open."""
    private = Ed25519PrivateKey.from_private_bytes(seed)
    return Hand(
        person, _text(private.public_key().public_bytes_raw()), private.sign, below=lambda what: hmac.digest(seed, what, "sha256")
    )  # fmt: skip


def statement(origin: str, founding: str, sense: Sense, first: int, count: int, root: bytes) -> bytes:
    """What a person signs."""
    return f"{ACT}\n{origin}\n{founding}\n{sense}\n{first} {count}\n{_text(root)}\n".encode()


def sense_of(said: bytes) -> str:
    """In which sense a statement is to be signed; nothing where it is none."""
    lines = said.decode("utf-8", "replace").split("\n")
    return lines[3] if len(lines) == 7 and lines[0] == ACT else ""


def signed_together(origin: str, founding: str, first: int, said: Sequence[bytes], hands: Iterable[tuple[Hand, Sense]]) -> list[bytes]:
    """The signatures of entries that are added at once, in their order, as canonical JSON: `said` is what each says."""
    rows, count = _rows([leaf_hash(one) for one in said]), len(said)
    root = rows[-1][0]
    frames = []
    for hand, sense in hands:
        signature = _text(hand.sign(statement(origin, founding, sense, first, count, root)))
        told = {"count": count, "path": ["@"], "root": _text(root)} if count > 1 else {}
        told |= {"key": hand.key, "person": hand.person, "sense": sense, "signature": signature} | ({"first": first} if first else {})
        frames.append(json.dumps(told, sort_keys=True, separators=(",", ":")).partition('"@"'))
    texts = [[f'"{_text(one)}"' for one in row] for row in rows[:-1]]
    made = []
    for at in range(count):
        path = ",".join([row[other] for height, row in enumerate(texts) if (other := (at >> height) ^ 1) < len(row)])
        made.append(f"[{','.join([before + (path if mark else '') + after for before, mark, after in frames])}]".encode())
    return made


def _rows(row: list[bytes]) -> list[list[bytes]]:
    """The hashes of a tree (RFC 6962), row by row up to the root; the last of an odd row goes up as it is."""
    rows = [row]
    while len(row) > 1:
        pairs = iter(row)
        above = [node_hash(left, right) for left, right in zip(pairs, pairs, strict=False)]
        row = [*above, row[-1]] if len(row) & 1 else above
        rows.append(row)
    return rows


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def one_account(code: str, other: str) -> bool:
    """Whether two codes are of one account, perhaps in two roles.

    >>> one_account("desk-7", "supervisor-7"), one_account("desk-7", "desk-17")
    (True, False)
    """
    return code.rpartition("-")[2] == other.rpartition("-")[2]


@dataclass(slots=True)
class People:
    """The list of people as entries are read in order. Without a founding no entry is signed.

    `listed`: the key of each person who is on the list now; `accounts`: of each account that acts now. `turns`: how many keys an account
    was given so far; `begun`: by account and key, the entry that gave it.
    """

    origin: str
    founding: Founding | None
    listed: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    turns: dict[str, int] = field(default_factory=dict)
    begun: dict[tuple[str, str], int] = field(default_factory=dict)
    _digest: str = ""
    _changes: list[tuple[int, str, str]] = field(default_factory=list)
    _verified: set[tuple[str, str, bytes]] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.founding is not None:
            self.listed = {one.person: one.key for one in self.founding.people}
            self._digest = self.founding.digest()

    def signs(self, seq: int) -> bool:
        """Whether an entry of this number is signed."""
        return self.founding is not None and seq >= self.founding.since

    def trouble(self, seq: int, told: Mapping[str, Any], said: bytes, drafted: bytes = b"") -> str:
        """What is wrong with the signatures of an entry, in words; nothing where they are right, or none is due.

        `told` is its kind and links as they were written, `said` what it says without signatures; `drafted` what its draft said.
        """
        if not self.signs(seq):
            return "it bears signatures, and signing.json has no list of people from that number on" if told.get("signatures") else ""
        try:
            found = shape(told.get("signatures", []), tuple[Signature, ...], "", RecordError)
        except RecordError:
            return "its signatures are none"
        hands: dict[str, dict[str, str]] = {}
        coming = told["key_holder"].get("key", "") if told.get("kind") == "key-holder" else ""
        for one in found:
            known = coming if one.sense == "holder" else self._key_of(one, told)
            if not one.key or one.key != known:
                return f"signed by '{one.person}' with a key that was not on the list of people then"
            if not self._fits(seq, one, drafted if one.sense == "draft" else said):
                return f"the signature of '{one.person}' does not fit what it says"
            hands.setdefault(one.sense, {})[one.person] = one.key
        return self._lacking(told, hands)

    def trouble_of_checkpoint(self, size: int, root: bytes, one: Signature | None) -> str:
        """What is wrong with the signature of who published a checkpoint, once all entries were read."""
        if self.founding is None or size <= self.founding.since:
            return ""
        if one is None:
            return "no person signed its publication"
        if one.sense != "publication" or (one.person, one.key) not in self.since(size):
            return f"published by '{one.person}' with a key that was not on the list of people then"
        right = self._signed(one.key, one.signature, statement(self.origin, self._digest, "publication", 0, size, root))
        return "" if right else f"the signature of '{one.person}' under its publication does not fit it"

    def follow(self, seq: int, told: Mapping[str, Any]) -> None:
        """Takes over what an entry says of the list; whoever calls found it rightly signed."""
        said = told["key_holder"]
        if said["act"] in _ACCOUNTS:
            self._follow_account(seq, said)
            return
        key = "" if said["act"] == "removed" else said.get("key", "")
        self._changes.append((seq, said["person"], key))
        self.listed.pop(said["person"], None)
        if key:
            self.listed[said["person"]] = key

    def since(self, size: int) -> set[tuple[str, str]]:
        """The people, each with a key, who were on the list when there were `size` entries, or came on it later."""
        listed = {one.person: one.key for one in self.founding.people} if self.founding else {}
        later = set()
        for seq, person, key in self._changes:
            if seq >= size:
                later.add((person, key))
            else:
                listed[person] = key
        return {(person, key) for person, key in {*listed.items(), *later} if key}

    def is_account(self, name: str) -> bool:
        """Whether a name is the code of an account, and of nobody who is or was on the list."""
        return bool(_CODE.fullmatch(name)) and name not in self._known()

    def _follow_account(self, seq: int, said: Mapping[str, Any]) -> None:
        code, key = said["person"], said.get("key", "")
        self.accounts.pop(code, None)
        if said["act"] == "account":
            self.accounts[code] = key
            self.turns[code] = self.turns.get(code, 0) + 1
            self.begun[code, key] = seq

    def _key_of(self, one: Signature, told: Mapping[str, Any]) -> str:
        """The key with which whoever signed may sign an entry; nothing for an account that the entry does not name."""
        if one.person in self.listed or told.get("kind") in TWO:
            return self.listed.get(one.person, "")
        links = told.get("links") or {}
        named = one.person in (links.get("made_by"), links.get("approved_by"))
        return self.accounts.get(one.person, "") if named and one.sense in ("act", "approval", "draft") else ""

    def _signs(self, name: str) -> bool:
        """Whether an entry that names somebody must bear their signature."""
        return bool(name) and (not self.is_account(name) or bool(self.turns))

    def _lacking(self, told: Mapping[str, Any], hands: Mapping[str, Mapping[str, str]]) -> str:
        """Which signature an act needs and does not bear."""
        kind, links = told.get("kind", "dealing"), told.get("links") or {}
        if not hands.get("act"):
            return "no person signed it"
        approved = hands.get("approval", {})
        if kind in TWO:
            return self._unapproved(kind, told[TWO[kind]], approved, hands)
        writer, approver = links.get("made_by", ""), links.get("approved_by", "")
        if not (self._signs(writer) or self._signs(approver)):
            return ""
        if not approver and self.is_account(writer):
            return "" if hands["act"].get(writer) else f"'{writer}' did not sign what it says that they wrote"
        by = hands.get("draft", {}).get(writer), approved.get(approver)
        if None in by or by[0] == by[1]:
            return "a draft that who wrote it and who approved it did not sign with two different keys"
        one = self.is_account(writer) and self.is_account(approver) and one_account(writer, approver)
        return "written and approved by one account" if one else ""

    def _known(self) -> set[str]:
        """Everybody who is or was on the list."""
        founding = self.founding.people if self.founding else ()
        return {*(one.person for one in founding), *(person for _, person, _ in self._changes)}

    def _unapproved(self, kind: str, said: Mapping[str, Any], approved: Mapping[str, str], hands: Mapping[str, Mapping[str, str]]) -> str:
        named = said.get("approvers") or ()
        needed = 2 if kind in ("erasure", "void") else min(2, len(self.listed))
        if kind == "restoration" and said.get("cause") == "upgraded":
            needed = 0
        if kind == "key-holder":
            person, key = said["person"], said.get("key", "")
            if said["act"] in _ACCOUNTS:
                needed, approved = 0, {}
                if not self.is_account(person) or bool(key) != (said["act"] == "account"):
                    return f"it gives '{person}', which is no account, a key, or an account none"
            if key and hands.get("holder", {}).get(person) != key:
                return f"the new key of '{person}' did not sign it"
            if said["act"] == "key":
                return "" if approved.get(person) else f"the old key of '{person}' did not sign the new one"
        keys = {approved[name] for name in (named if needed == 2 else approved) if name in approved}
        if len(keys) < needed:
            return f"approved with {len(keys)} of the {needed} different keys that it needs"
        return ""

    def _fits(self, seq: int, one: Signature, said: bytes) -> bool:
        leaf = root = leaf_hash(said)
        index = 0 if one.sense == "draft" else seq - one.first
        try:
            if one.count > 1:
                root = base64.b64decode(one.root, validate=True)
                verify_inclusion(leaf, index, one.count, [base64.b64decode(part, validate=True) for part in one.path], root)
            elif index:
                return False
        except (Refused, ValueError):
            return False
        return self._signed(one.key, one.signature, statement(self.origin, self._digest, one.sense, one.first, one.count, root))

    def _signed(self, key: str, signature: str, made: bytes) -> bool:
        seen = (key, signature, sha256(made).digest())
        if seen in self._verified:
            return True
        try:
            raw = base64.b64decode(signature, validate=True)
            Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True)).verify(raw, made)
        except (InvalidSignature, ValueError):
            return False
        self._verified.add(seen)
        return True
