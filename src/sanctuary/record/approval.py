"""Who approved an act on the record: two people who both proved it with passphrases of their own, not two names that one person typed.

Rules it keeps:
- Where two people or more may open a record, whoever approves is one of them and proves it with a passphrase.
- An erasure needs two such people in every record: what is destroyed cannot be looked at again.
- Nobody is both of the two, whatever the spelling.

What it cannot do: whoever has a passphrase has the keys, and with a program of their own could add a person who is none. The list of
people and every approver stand where `record check` and an inspector see them.
"""

from collections.abc import Callable
from pathlib import Path

from sanctuary.errors import RecordError
from sanctuary.record.keys import Keys

__all__ = ["two_people"]


def two_people(
    folder: Path, keys: Keys, names: tuple[str, ...], passphrase_of: Callable[[str], str], refusal: str, *, own: bool = False
) -> tuple[str, str]:
    """The two who approved: `keys` is who opened the record, and `passphrase_of` asks for the passphrase of the other.

    Where one passphrase opens a record, two names are taken as they are given; with `own` that is refused.
    """
    if len(names) != 2:
        raise RecordError(refusal)
    one, other = names
    if len(keys.people) < 2:
        if own:
            raise RecordError(
                "an erasure needs two people with passphrases of their own, and one may open this record. "
                "Add the second with 'sanctuary record person FOLDER add NAME'."
            )
        return one, other
    for name in names:
        if name not in keys.people:
            raise RecordError(f"an approver is nobody who may open this record; {', '.join(keys.people)} may.")
    if keys.person not in names or one == other:
        raise RecordError(f"{refusal} One of them opens the record (--as NAME); the other gives a passphrase too.")
    absent = other if keys.person == one else one
    Keys.read(folder / "signing.json", passphrase_of(absent), absent)
    return one, other
