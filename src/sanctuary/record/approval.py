"""Who approved an act on the record: two people who both proved it with passphrases of their own, not two names that one person typed.

Rules it keeps:
- Where two people or more may open a record, whoever approves is one of them and proves it with a passphrase.
- An erasure needs two such people in every record: what is destroyed cannot be looked at again.
- Nobody is both of the two, whatever the spelling.

- Where two may open a record, a third is added, and one is removed, by two of them; every change of who may is an entry.

What it cannot do: whoever has a passphrase has the keys, and with a program of their own could write anybody into signing.json. `record
check` tells of people there of whom no entry tells.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from sanctuary.errors import RecordError
from sanctuary.record.acts import KeyHolder
from sanctuary.record.derived import Derived
from sanctuary.record.entry import Entry, check
from sanctuary.record.keys import OFFICE, Keys
from sanctuary.record.log import Log
from sanctuary.record.signing import COMING, Signs, approving, keep_holders, removed_holder, settle

__all__ = ["change_people", "two_people", "unsaid_people"]


def two_people(
    folder: Path, keys: Keys, names: Sequence[str], passphrase_of: Callable[[str], str], refusal: str, *, own: bool = False
) -> tuple[tuple[str, str], Keys]:
    """The two who approved, and the keys with both their own.

    `keys` is who opened the record, `passphrase_of` asks for the passphrase of the other.

    Where one passphrase opens a record, two names are taken as they are given; with `own` that is refused.
    """
    if len(names) != 2:
        raise RecordError(refusal)
    one, other = names
    if len(keys.people) < 2:
        if own:
            raise RecordError(
                f"{refusal} Both are people with passphrases of their own, and one may open this record. "
                "Add the second with 'sanctuary record person FOLDER add NAME'."
            )
        return (one, other), keys
    for name in names:
        if name not in keys.people:
            raise RecordError(f"an approver is nobody who may open this record; {', '.join(keys.people)} may.")
    if keys.person not in names or one == other:
        raise RecordError(f"{refusal} One of them opens the record (--as NAME); the other gives a passphrase too.")
    absent = other if keys.person == one else one
    second = Keys.read(folder / "signing.json", passphrase_of(absent), absent)
    return (one, other), keys.with_hands(second.hands)


def change_people(
    log: Log, keys: Keys, act: Literal["added", "removed", "passphrase", "key"], person: str, approvers: Sequence[str]
) -> int:
    """The number of the entry that tells of it, once the keys with their new list of people are in the file.

    `keys` are those of the log with the person or without; `approvers` have proved who they are (`two_people`), or one alone may open it.
    The new file lies beside the old one until the entry is durable, and takes its place then: whatever stops in between, the next start
    finds the one that the entries tell of (`settle`).
    """
    hand = None if act == "removed" else keys.hand(person)
    said = KeyHolder(act=act, person=person, approvers=tuple(approvers), key=hand.key if hand else "")
    entry = Entry(kind="key-holder", key_holder=said)
    check(entry, "the change of who may open the record")
    with log.writing():
        log.need_keys_in_effect()
        if keys.founding is None and act == "key":
            keys = keys.founded(log.size())
            log.take_keys(keys)
            keep_holders(log.store, keys)
        own: Signs = [(hand, "holder")] if hand and keys.founding else []
        beside = [*approving(log.keys, approvers, "", two=False), *own]
        keys.write(log.folder / COMING)
        number = log.note(entry, beside)
        keep_holders(log.store, keys)
        if act == "removed":
            removed_holder(log.store, person)
    settle(log.folder, log.store)
    log.take_keys(keys)
    return number


def unsaid_people(known: Derived, keys: Keys) -> Iterator[str]:
    """What signing.json says otherwise than the entries of who may open a record, in words."""
    first = {one.person for one in keys.founding.people} if keys.founding else set()
    told = {OFFICE: True, **dict.fromkeys(first, True), **known.holders}
    for person in keys.people:
        if not told.get(person):
            yield f"signing.json lets '{person}' open the record, and no entry says so."
    for person, may in known.holders.items():
        if may and person not in keys.people:
            yield f"an entry says that '{person}' may open the record, and signing.json does not."
    listed = known.people.listed if known.people is not None and keys.founding is not None else {}
    for one in keys.holders if listed else ():
        if listed.get(one.person) not in (None, one.key):
            yield f"signing.json has another signing key of '{one.person}' than the entries: what it signs does not stand."
