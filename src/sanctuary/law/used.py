"""Which packs an answer rests on: ids, versions and hashes, so that it can be traced to what was known then."""

import hashlib
import re
from collections.abc import Iterable

from sanctuary.documents import Frozen
from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import Pack
from sanctuary.law.standing import DRAFT, drafted

__all__ = ["PackUsed", "digest_of", "digest_of_packs", "draft_lead", "other_law", "pack_used", "packs_used", "unread_said"]


class PackUsed(Frozen, frozen=True, omit_defaults=True):
    """A pack that took part, so that an answer can be traced to what was known then.

    `note`: that nothing of it is encoded, or that it is a draft, not enacted.
    """

    id: str
    version: str
    hash: str
    note: str = ""


def packs_used(law: Law) -> tuple[PackUsed, ...]:
    """Every pack of a law with its version and hash."""
    return tuple(pack_used(pack) for pack in law.packs.values())


def pack_used(pack: Pack) -> PackUsed:
    """One pack with its version and hash."""
    local = "local rule" if pack.file.level == "local" else f"rule of {pack.file.title}"
    note = DRAFT if drafted(pack) else "" if pack.encoded else f"no {local} is encoded"
    return PackUsed(id=pack.id, version=pack.file.version, hash=pack.digest, note=note)


def draft_lead(packs: Iterable[PackUsed]) -> str:
    """How the title of what rests on a draft begins; nothing where no pack is one."""
    return "DRAFT, not enacted: " if any(one.note == DRAFT for one in packs) else ""


def unread_said(packs: Iterable[PackUsed]) -> str:
    """The states of whose law nothing is encoded, as a sentence that ends in a space; nothing where there are none."""
    told = [one.note for one in packs if one.note.startswith("no rule of ")]
    return f"N{'; '.join(told)[1:]}. " if told else ""


def digest_of(law: Law) -> str:
    """SHA-256 over the packs of a law, in their order: it names the law, whatever the day."""
    return digest_of_packs(packs_used(law))


def digest_of_packs(packs: Iterable[PackUsed]) -> str:
    """The digest of a law by its packs as an answer names them."""
    return hashlib.sha256("".join(f"{one.id}\0{one.hash}\n" for one in packs).encode()).hexdigest()


def other_law(packs: Iterable[PackUsed], asked: str, now: str = "the packs have changed") -> str:
    """Why a digest that was asked for is not that of a law with these packs, as a clause; `now`: what is said where it is another law's."""
    every = tuple(packs)
    digest = digest_of_packs(every)
    if not re.fullmatch(r"[0-9a-f]{8,64}", asked):
        return f"'{asked}' is no digest; wanted is the digest of the law, 64 hexadecimal digits: {digest}"
    pack = next((one for one in every if one.hash.startswith(asked)), None)
    if pack:
        return f"{asked} is the hash of the pack {pack.id} alone; wanted is the digest of the law, which names all of its packs: {digest}"
    return f"the digest of the law is {digest}, and {asked} was asked for: {now}"
