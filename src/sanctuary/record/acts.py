"""The tables of acts about the record itself: erased, voided, restored, keys and people changed, a day set (the kinds of PARTICULARS)."""

from datetime import date
from typing import Literal

from sanctuary.documents import Frozen

__all__ = ["Appointment", "Erasure", "KeyHolder", "Restoration", "Rotation", "Void"]


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
    """Who may open the record from now on, or may no more: a role or a code of the office; and who agreed."""

    act: Literal["added", "removed", "passphrase", "unknown"]
    person: str
    approvers: tuple[str, ...] = ()
