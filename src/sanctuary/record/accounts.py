"""The keys of a desk's accounts: each account acts under an Ed25519 key of its own, by its code (a role and a number), never by a name.

Nothing is kept of a key: it follows from the own key of the person who opened the record, the record's name, the code, and how many keys
the account was given before. So only that person's passphrase gives it, a backup of the record has it, and a stop between the entry that
gives a key and the act makes the same key again. Who opens the record under another passphrase gives each account a new one.

Rules it keeps:
- A key is given by an entry, which the person and the new key sign, in the transaction of the account's first act.
- An account that an entry names signs it; what two accounts do, both sign, and they are two accounts.
- An ended key signs nothing more. The next one of the same account is another key.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from sanctuary.errors import RecordError
from sanctuary.record.acts import KeyHolder
from sanctuary.record.entry import Entry, check
from sanctuary.record.keys import Keys
from sanctuary.record.persons import Hand, People, hand_of, one_account
from sanctuary.record.signing import need_hand

if TYPE_CHECKING:
    from sanctuary.record.log import Log

__all__ = [
    "account_hand",
    "accounts_of",
    "begun",
    "end_account",
    "ended_accounts",
    "hands_for",
    "need_drafted",
    "new_hands",
    "renew_account",
]


def account_hand(keys: Keys, people: People, code: str) -> Hand:
    """The key of an account: the one in effect where it follows from who opened the record, or else the next one, which an entry gives."""
    below, turn = need_hand(keys).below, people.turns.get(code, 0)
    if below is None:
        raise RecordError(f"an agent signs for no account, and '{code}' is one. Open the record with the passphrase.")
    now = _hand(below, keys.name, code, turn)
    return now if turn and people.accounts.get(code) == now.key else _hand(below, keys.name, code, turn + 1)


def _hand(below: Callable[[bytes], bytes], origin: str, code: str, turn: int) -> Hand:
    return hand_of(code, below(f"sanctuary.record account\n{origin}\n{code}\n{turn}".encode()))


def hands_for(keys: Keys, people: People | None, entries: Sequence[Entry]) -> dict[str, Hand]:
    """The keys of the accounts that act in entries, by code: who approved, or else who wrote; none where people do not sign.

    Refuses as `need_drafted` does.
    """
    if people is None or people.founding is None:
        return {}
    need_drafted(entries, people)
    codes = sorted({one.links.approved_by or one.links.made_by for one in entries})
    return {code: account_hand(keys, people, code) for code in codes if people.is_account(code)}


def new_hands(people: People | None, hands: Mapping[str, Hand]) -> list[Hand]:
    """The keys that no entry has given yet."""
    return [one for one in hands.values() if people is not None and people.accounts.get(one.person) != one.key]


def begun(hand: Hand) -> Entry:
    """The entry that gives an account a key."""
    entry = Entry(kind="key-holder", key_holder=KeyHolder(act="account", person=hand.person, key=hand.key))
    check(entry, "the key of an account")
    return entry


def need_drafted(entries: Iterable[Entry], people: People) -> None:
    """Refuses what two accounts do where they are one, or where who wrote it did not sign it with the key in effect."""
    for entry in entries:
        writer, approver = entry.links.made_by, entry.links.approved_by
        if not (approver and people.is_account(writer) and people.is_account(approver)):
            continue
        if one_account(writer, approver):
            raise RecordError("a second person approves it, not who wrote it.")
        key = people.accounts.get(writer)
        if not any(one.person == writer and one.sense == "draft" and one.key == key for one in entry.signatures):
            raise RecordError(f"'{writer}', who wrote it, did not sign it with a key that is in effect now. Have it written anew.")


def end_account(log: "Log", code: str) -> int | None:
    """The number of the entry by which an account acts under no key any more; nothing where it has none."""
    with log.writing():
        people = log.derived().people
        if people is None or code not in people.accounts:
            return None
        return log.note(Entry(kind="key-holder", key_holder=KeyHolder(act="account-ended", person=code)))


def accounts_of(log: "Log") -> dict[str, tuple[str, int]]:
    """The accounts that act under a key now: by code the key, and the number of the entry that gave it."""
    people = log.derived().people
    known = sorted(people.accounts.items()) if people is not None else []
    return {code: (key, people.begun[code, key]) for code, key in known} if people is not None else {}


def ended_accounts(log: "Log", there: Sequence[str]) -> list[str]:
    """The codes of accounts that have a key and are no longer there."""
    people = log.derived().people
    return sorted(set(people.accounts) - set(there)) if people is not None else []


def renew_account(log: "Log", code: str) -> int:
    """The number of the entry by which an account gets another key; refuses one that has none."""
    with log.writing():
        people, below = log.derived().people, need_hand(log.keys).below
        if people is None or code not in people.accounts or below is None:
            raise RecordError(f"no account called '{code}' has a key in this record.")
        hand = _hand(below, log.keys.name, code, people.turns[code] + 1)
        return log.note(begun(hand), [(hand, "holder")])
