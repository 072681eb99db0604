"""The tables of acts about the record itself: erased, voided, restored, keys and people changed, a day set (the kinds of PARTICULARS)."""

from datetime import date
from typing import Literal

from sanctuary.documents import Frozen

__all__ = ["Appointment", "Erasure", "KeyHolder", "Proposal", "Restoration", "Rotation", "Sense", "Signature", "Void"]

Sense = Literal["act", "approval", "draft", "holder", "publication", "unknown"]
"""In which sense a person signs: an act, an approval, a draft, a new key of their own, a publication."""


class Erasure(Frozen, frozen=True):
    """Why an entry was erased: the retention item, the legal ground, the two who approved, and the due item that it had fulfilled.

    `terms`: the laws whose terms of keeping had run. `consents`: whose consent they ask for, and by which paper it was given.
    """

    retention_item: str
    ground: str
    approvers: tuple[str, ...]
    fulfilled: str = ""
    terms: tuple[str, ...] = ()
    consents: tuple[str, ...] = ()


class Void(Frozen, frozen=True):
    """Why an entry counts nowhere: it repeats another one (`same_as`), or was a mistake; and the two who approved."""

    cause: Literal["double", "mistake", "unknown"]
    approvers: tuple[str, ...]
    same_as: int | None = None


class Proposal(Frozen, frozen=True):
    """That somebody at a desk proposed a void or an erasure, agreed to it, or took it back; two people sign the act itself.

    retention_item, ground: of an erasure; same_as: which entry it repeats, of a void.
    """

    act: Literal["void", "erasure", "unknown"]
    step: Literal["proposed", "agreed", "withdrawn", "unknown"]
    retention_item: str = ""
    ground: str = ""
    same_as: int | None = None


class Restoration(Frozen, frozen=True):
    """How a record went on after a loss: `lost`, the numbers whose content is gone (7, 10-12); the head signed before; who approved.

    `cause`: the store was restored or truncated, its tables were written anew, or the record was taken over from an earlier version.
    """

    cause: Literal["restored", "tables", "upgraded", "unknown"]
    lost: tuple[str, ...] = ()
    head: str = ""
    approvers: tuple[str, ...] = ()


class Rotation(Frozen, frozen=True):
    """Keys that changed: `purpose` names them, `retired` and `current` are verification keys (public)."""

    purpose: Literal["signing", "wrapping", "both", "unknown"]
    retired: tuple[str, ...] = ()
    current: tuple[str, ...] = ()


class Appointment(Frozen, frozen=True):
    """A day that was set for something that is due: the due item ("us-ca/gov-7283.1-d@2027") and the day; a later one takes its place."""

    item: str
    on: date


class KeyHolder(Frozen, frozen=True):
    """Who may open the record from now on, or may no more: a role or a code of the office; and who agreed.

    key: the public half of the person's signing key from now on (Ed25519, 32 bytes in base64). `act` is "key" where the person replaced it.
    "account": the account of a desk with this code acts under this key from now on, as who signed the entry lets it; it opens nothing.
    "account-ended": it acts under none any more.
    """

    act: Literal["added", "removed", "passphrase", "key", "account", "account-ended", "unknown"]
    person: str
    approvers: tuple[str, ...] = ()
    key: str = ""


class Signature(Frozen, frozen=True):
    """A person's signature under an entry: whose, with which public key, in which sense, and the signature (Ed25519, in base64).

    first, count: the entries that were added together and signed at once. root, path: where they are several, the root over what they say,
    and the hashes that lead to it from this one (RFC 6962).
    """

    person: str
    key: str
    sense: Sense
    signature: str
    first: int = 0
    count: int = 1
    root: str = ""
    path: tuple[str, ...] = ()
