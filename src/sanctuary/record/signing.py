"""Signing what is added: who acts, and who stands beside them; and whether the key of who acts is the one that is in effect.

What is in effect stands in the store's settings, by a digest of each person's name. It is a guard against mistakes (a program that runs
while somebody's key is replaced, a file of keys from a backup), no proof: the proof is the list that follows from the entries.
"""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from sanctuary.documents import as_line, parse_json, replace, shape
from sanctuary.errors import RecordError, SanctuaryError
from sanctuary.record.acts import Sense, Signature
from sanctuary.record.entry import Entry
from sanctuary.record.files import put_in_place
from sanctuary.record.keys import Keys, people_in
from sanctuary.record.persons import Hand, signed_together, statement
from sanctuary.record.seal import canonical, with_signatures
from sanctuary.record.store import Store

__all__ = [
    "COMING",
    "Signs",
    "approving",
    "keep_holders",
    "keep_publisher",
    "need_hand",
    "need_listed",
    "other_holders",
    "published_sizes",
    "publisher",
    "removed_holder",
    "settle",
    "sign_draft",
    "signed",
]

COMING = "signing.json.coming"
"""The file of keys that a change of people has written and an entry does not tell of yet."""

_REMOVED = "removed"

_TOGETHER = 128
"""Entries under one signature, where many are added at once: more would make each longer than what is saved by signing less often."""

Signs = Sequence[tuple[Hand, Sense]]
"""People who sign, each in a sense."""

_OWN_KEY = "'sanctuary record person FOLDER key' makes one, or somebody who has one gives it with 'person FOLDER add NAME'."


def signed(
    keys: Keys, first: int, entries: Sequence[Entry], beside: Signs, accounts: Mapping[str, Hand]
) -> Iterator[tuple[Entry, Sequence[bytes]]]:
    """Entries, each with its groups in canonical JSON and the signatures of who acts and who stands beside in them, where people sign.

    `accounts`: the keys of accounts by their codes; one that an entry names acts in it, and else who opened the record.
    """
    if not entries or keys.founding is None or first < keys.founding.since:
        yield from ((entry, ()) for entry in entries)
        return
    start = 0
    while start < len(entries):
        hands = [*_acting(keys, entries[start], accounts), *beside]
        end = start + 1
        while end < min(len(entries), start + _TOGETHER) and [*_acting(keys, entries[end], accounts), *beside] == hands:
            end += 1
        part = entries[start:end]
        plain = [canonical(replace(entry, signatures=()) if entry.signatures else entry) for entry in part]
        made = signed_together(keys.name, keys.founding.digest(), first + start, [b"\n".join(one) for one in plain], hands)
        for entry, values, signatures in zip(part, plain, made, strict=True):
            yield entry, with_signatures(canonical(entry) if entry.signatures else values, signatures)
        start = end


def _acting(keys: Keys, entry: Entry, accounts: Mapping[str, Hand]) -> Signs:
    """Who signs an entry as the one who acts: the account that it names last, or who opened the record."""
    by = entry.links
    hand = accounts.get(by.approved_by or by.made_by)
    if hand is None:
        return [(need_hand(keys), "act")]
    return [(hand, "act"), (hand, "approval")] if by.approved_by else [(hand, "act")]


def sign_draft(keys: Keys, entry: Entry, hand: Hand | None) -> tuple[Signature, ...]:
    """The signature of who writes a draft, under what it would say; none where people do not sign."""
    if keys.founding is None:
        return ()
    if hand is None:
        raise RecordError(f"whoever writes a draft signs it, and the key of its writer is not open here. {_OWN_KEY}")
    said = [b"\n".join(canonical(replace(entry, signatures=(), recorded_at=None)))]
    made = signed_together(keys.name, keys.founding.digest(), 0, said, [(hand, "draft")])[0]
    return shape(parse_json(made.decode(), "a signature"), tuple[Signature, ...], "a signature", RecordError)


def need_hand(keys: Keys) -> Hand:
    """The open key of who opened the record; refuses where there is none."""
    hand = keys.hand()
    if hand is None:
        raise RecordError(f"'{keys.person}' has no signing key of their own, and this record's entries are signed by people. {_OWN_KEY}")
    return hand


def approving(keys: Keys, names: Sequence[str], told: str, *, two: bool) -> Signs:
    """The approvals of those who are named and whose keys are open; nobody signs where people do not sign in this record.

    With `two`, both must be people with different keys that passphrases opened.
    """
    if keys.founding is None:
        return ()
    hands = [hand for name in names if (hand := keys.hand(name)) is not None and hand.typed]
    if two and len({hand.key for hand in hands}) < 2:
        raise RecordError(
            f"{told} Both are people who may open this record, and both give their passphrases; "
            "add the second with 'sanctuary record person FOLDER add NAME'."
        )
    return [(hand, "approval") for hand in hands]


def need_listed(store: Store, keys: Keys) -> None:
    """Refuses who acts with a key that is not, or no longer, the one in effect; whoever calls holds the writers' lock."""
    hand = keys.hand()
    if keys.founding is not None and hand is not None and store.setting(_name(hand.person)) != hand.key:
        raise RecordError(
            f"the signing key of '{hand.person}' is not the one in effect: it was replaced or removed while this program had the record "
            "open, or signing.json is from a backup. Nothing was recorded. Start it again, or restore signing.json."
        )


def keep_holders(store: Store, keys: Keys) -> None:
    """Notes whose keys are in effect; whoever calls holds the writers' lock."""
    for one in keys.holders:
        store.set(_name(one.person), one.key)


def other_holders(store: Store, listed: Mapping[str, str]) -> list[str]:
    """The people of whom the settings name another key than the entries do (`listed`): what they sign here is refused without reason."""
    return [person for person, key in listed.items() if store.setting(_name(person)) != key]


def settle(folder: Path, store: Store) -> bool:
    """Puts a file of keys with other people into the place of the old one, if the entry of the change is there (true); else it goes."""
    coming, kept = folder / COMING, folder / "signing.json"
    if not coming.exists():
        return False
    told, before = people_in(coming), people_in(kept)
    gone = [person for person in before if person not in told]
    if all(store.setting(_name(person)) == key for person, key in told.items() if key) and all(
        store.setting(_name(person)) == _REMOVED for person in gone
    ):
        # Another process may have done it a moment ago.
        with suppress(FileNotFoundError):
            put_in_place(coming, kept)
        return True
    coming.unlink(missing_ok=True)
    return False


def removed_holder(store: Store, person: str) -> None:
    """Notes that a person's key is no longer in effect."""
    store.set(_name(person), _REMOVED)


def keep_publisher(store: Store, keys: Keys, size: int, root: bytes) -> None:
    """Keeps the signature of who publishes a checkpoint beside it; whoever calls holds the writers' lock."""
    if keys.founding is None or size <= keys.founding.since:
        return
    need_listed(store, keys)
    hand = need_hand(keys)
    said = statement(keys.name, keys.founding.digest(), "publication", 0, size, root)
    signature = b64encode(hand.sign(said)).decode()
    one = Signature(person=hand.person, key=hand.key, sense="publication", count=size, signature=signature)
    store.set(f"publisher {size}", as_line(one))


def publisher(store: Store, size: int) -> Signature | None:
    """The signature of who published a checkpoint; nothing where none is kept, or what is kept is none."""
    kept = store.setting(f"publisher {size}")
    try:
        return shape(parse_json(kept, "publisher"), Signature, "publisher", RecordError) if kept else None
    except SanctuaryError:
        return None


def published_sizes(store: Store) -> list[int]:
    """The sizes of checkpoints that somebody signed to publish them."""
    return sorted(int(size) for name in store.named("publisher ") if (size := name.partition(" ")[2]).isdecimal())


def _name(person: str) -> str:
    return f"key {sha256(person.encode()).hexdigest()[:32]}"
