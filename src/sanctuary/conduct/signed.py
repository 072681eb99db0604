"""Counsel's signature under texts and law: without one that stands, a screen says to call counsel and what every state shares.

It is a C2SP signed note (c2sp.org/signed-note) over the place, the digest of its law, the digest of the texts of every language, the name
of whoever signs, the last day, and how many days after the last search of the law it still stands.
Any change of a rule or a sentence ends it.
"""

import hashlib
from collections.abc import Mapping
from datetime import date, timedelta

from sanctuary.conduct.spoken import digest_in
from sanctuary.conduct.texts import Texts, languages, texts
from sanctuary.documents import Frozen
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law
from sanctuary.record.keys import Keys
from sanctuary.tlog.note import note_bytes
from sanctuary.tlog.verify import Refused, parse_key, parse_note, verify_note

__all__ = ["WHY", "Standing", "digest_of", "sign", "standing"]

HEAD = "sanctuary.counsel/1"


class Standing(Frozen, frozen=True):
    """Whether a signature stands, and who signed until when; else why not: an id of `WHY`, and `given` to fill its words."""

    stands: bool
    why: str = ""
    signer: str = ""
    until: date | None = None
    given: Mapping[str, str] = {}

    def told(self, found: Texts) -> str:
        """Why it does not stand, in the words of a language; empty where it stands."""
        return "" if self.stands else found.filled(found.guide[f"not_{self.why}"], self.given)


WHY = ("none", "folder", "replaced", "unread", "other", "place", "law", "texts", "ended", "stale")
"""Why a signature does not stand: none was given; none lies in the folder; law or texts were replaced since; it does not verify; it is
another note; it is for another place, law or texts; it has ended; the law was searched too long ago."""


def digest_of(law: Law) -> str:
    """The SHA-256 over the packs that take part, as the library gives it, without the day."""
    return hashlib.sha256("".join(f"{name}\0{pack.digest}\n" for name, pack in law.packs.items()).encode()).hexdigest()


def _texts(law: Law) -> str:
    """Of every language: its texts of conduct, and what the packs of the law say in it."""
    return hashlib.sha256("".join(f"{name} {texts(name).digest} {digest_in(law, name)}\n" for name in languages()).encode()).hexdigest()


def sign(keys: Keys, law: Law, signer: str, until: date, days: int) -> bytes:
    """The note; refuses a name that is no line of text, and a day that has passed."""
    if not signer.strip() or not signer.isprintable():
        raise RequestError("the signer's name is empty, or no line of text. Give the name of the lawyer who signs.")
    if until < law.on:
        raise RequestError(f"{until} has passed. Give a day on or after {law.on}.")
    if not 0 <= days <= 366:
        raise RequestError(f"{days} days after the last search of the law. Give 0 to 366.")
    lines = (HEAD, law.place.id, digest_of(law), _texts(law), signer.strip(), f"{law.on}", f"{until}", f"{days}")
    return note_bytes("".join(f"{line}\n" for line in lines), keys.signers[:1])


def standing(note: bytes, vkey: str, law: Law) -> Standing:
    """Whether the note, by this key, stands for this law on its day."""
    try:
        read = parse_note(note)
        verify_note(read, parse_key(vkey))
    except Refused:
        return Standing(stands=False, why="unread")
    lines = read.text.splitlines()
    if len(lines) != 8 or lines[0] != HEAD:
        return Standing(stands=False, why="other")
    _, place, digest, said, signer, _, until, days = lines
    last = date.fromisoformat(until)
    stale = law.known_through + timedelta(days=int(days))
    wrong = {
        "place": place != law.place.id,
        "law": digest != digest_of(law),
        "texts": said != _texts(law),
        "ended": law.on > last,
        "stale": law.on > stale,
    }
    why = next((name for name, found in wrong.items() if found), "")
    given = {"until": until, "through": f"{law.known_through}", "days": days} if why else {}
    return Standing(stands=not why, why=why, signer=signer, until=last, given=given)
