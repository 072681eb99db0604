"""Counsel's signature under texts and law: without one that stands, a screen says to call counsel and what every state shares.

It is a C2SP signed note (c2sp.org/signed-note) over the place, the digest of its law, the digest of the texts of every language, the name
of whoever signs, the last day, and how many days after the last search of the law it still stands.
Any change of a rule or a sentence ends it.
"""

import hashlib
from datetime import date, timedelta

from sanctuary.conduct.texts import languages, texts
from sanctuary.documents import Frozen
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law
from sanctuary.record.keys import Keys
from sanctuary.tlog.note import note_bytes
from sanctuary.tlog.verify import Refused, parse_key, parse_note, verify_note

__all__ = ["Standing", "digest_of", "sign", "standing"]

HEAD = "sanctuary.counsel/1"


class Standing(Frozen, frozen=True):
    """Whether a signature stands, who signed until when, and where it does not stand, why."""

    stands: bool
    why: str = ""
    signer: str = ""
    until: date | None = None


def digest_of(law: Law) -> str:
    """The SHA-256 over the packs that take part, as the library gives it, without the day."""
    return hashlib.sha256("".join(f"{name}\0{pack.digest}\n" for name, pack in law.packs.items()).encode()).hexdigest()


def _texts() -> str:
    return hashlib.sha256("".join(f"{name} {texts(name).digest}\n" for name in languages()).encode()).hexdigest()


def sign(keys: Keys, law: Law, signer: str, until: date, days: int) -> bytes:
    """The note; refuses a name that is no line of text, and a day that has passed."""
    if not signer.strip() or not signer.isprintable():
        raise RequestError("the signer's name is empty, or no line of text. Give the name of the lawyer who signs.")
    if until < law.on:
        raise RequestError(f"{until} has passed. Give a day on or after {law.on}.")
    if not 0 <= days <= 366:
        raise RequestError(f"{days} days after the last search of the law. Give 0 to 366.")
    lines = (HEAD, law.place.id, digest_of(law), _texts(), signer.strip(), f"{law.on}", f"{until}", f"{days}")
    return note_bytes("".join(f"{line}\n" for line in lines), keys.signers[:1])


def standing(note: bytes, vkey: str, law: Law) -> Standing:
    """Whether the note, by this key, stands for this law on its day."""
    try:
        read = parse_note(note)
        verify_note(read, parse_key(vkey))
    except Refused as problem:
        return Standing(stands=False, why=f"the signature does not verify: {problem}")
    lines = read.text.splitlines()
    if len(lines) != 8 or lines[0] != HEAD:
        return Standing(stands=False, why="the note is no signature of counsel")
    _, place, digest, said, signer, _, until, days = lines
    last = date.fromisoformat(until)
    told = Standing(stands=False, signer=signer, until=last)
    stale = law.known_through + timedelta(days=int(days))
    for wrong, why in (
        (place != law.place.id, f"it is for {place}"),
        (digest != digest_of(law), "the law that was signed is another one: a rule or a word of a pack has changed"),
        (said != _texts(), "the texts that were signed are other ones: a sentence has changed"),
        (law.on > last, f"it ended on {last}"),
        (law.on > stale, f"the law was searched through {law.known_through}, and {days} days later it no longer stands"),
    ):
        if wrong:
            return Standing(stands=False, why=why, signer=told.signer, until=last)
    return Standing(stands=True, signer=signer, until=last)
