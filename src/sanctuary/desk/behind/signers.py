"""Who signed an entry, and by which key: in words for whoever reads it at the desk."""

from sanctuary.desk.words import Words
from sanctuary.documents import Frozen
from sanctuary.record.entry import Entry
from sanctuary.record.persons import People

__all__ = ["Signer", "signers_of"]

_SENSES = ("draft", "act", "approval", "holder")


class Signer(Frozen, frozen=True):
    """Who signed: the code or the name in the record, what they did, and the entry that gave an account its key."""

    who: str
    did: str
    given: int | None


def signers_of(entry: Entry, people: People | None, told: Words) -> tuple[tuple[Signer, ...], str]:
    """Those who signed an entry, in the order in which they acted; and what is to be said of it besides, where there is something."""
    senses: dict[tuple[str, str], set[str]] = {}
    for one in entry.signatures:
        senses.setdefault((one.person, one.key), set()).add(one.sense)
    found = tuple(
        Signer(who, _did(of, told), people.begun.get((who, key)) if people is not None else None)
        for (who, key), of in sorted(senses.items(), key=lambda one: min(map(_place, one[1])))
    )
    codes = {entry.links.made_by, entry.links.approved_by} - {""}
    without = bool(codes - {one.who for one in found})
    return found, told.ui["signed_none" if not found else "signed_before" if without else "signed_more"]


def _place(sense: str) -> int:
    return _SENSES.index(sense) if sense in _SENSES else len(_SENSES)


def _did(senses: set[str], told: Words) -> str:
    """What somebody did; who approved also acted, which is not said twice."""
    said = senses - {"act"} if "approval" in senses else senses
    return ", ".join(told.ui[f"signed_{one}"] for one in sorted(said, key=_place) if one in _SENSES)
