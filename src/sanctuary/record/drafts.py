"""Drafts: entries that somebody wrote and a second person approves before they are recorded.

A draft is no entry: it has no number, is in no list or report, and nothing vouches that it stays. It lies sealed in the folder `drafts`
beside the keys until somebody else approves it, and is then added as it was written, with who wrote and who approved it.

Rules it keeps:
- Nobody approves what they wrote, whatever the spelling of the name; whoever asks has proved who they are (approval.py; the desk's login).
- An approved draft is one entry, however often it is tried: its id is the token of the entry.
- What would be refused as an entry is refused as a draft, and again when it is approved.
- An entry that was begun and not finished waits here too (`begun`): whoever was there goes on with it, and nobody approves half of one.
- A draft opens under its own id and the record's wrapping key alone. Keys are rotated once no draft waits.
"""

import hmac
import os
import re
import secrets
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sanctuary.documents import Frozen, as_json, parse_json, replace, shape
from sanctuary.errors import RecordError, TamperError
from sanctuary.record.acts import Signature
from sanctuary.record.entry import Entry, read_entry
from sanctuary.record.files import replace_file
from sanctuary.record.log import Log, marked
from sanctuary.record.signing import Signs, approving, sign_draft

__all__ = [
    "Draft",
    "approve_draft",
    "begin_entry",
    "discard_draft",
    "draft_of",
    "drafts_of",
    "finish_entry",
    "keep_draft",
    "waiting",
]

_FOLDER, _END, _NONCE = "drafts", ".sealed", 12


class Draft(Frozen, frozen=True):
    """A draft: its id, who wrote it and when, the entry that it would be, and its writer's signature. A repr shows the id alone.

    `begun`: it is not finished; `answers` are those given so far to what a form asks, by the names of its fields.
    """

    id: str
    made_by: str
    made_at: datetime
    entry: Entry
    signed: tuple[Signature, ...] = ()
    begun: bool = False
    answers: Mapping[str, str] = {}

    def __repr__(self) -> str:
        return f"Draft(id={self.id!r})"


def keep_draft(log: Log, entry: Entry, made_by: str) -> Draft:
    """Keeps an entry as a draft; refuses what `add` would refuse."""
    if not made_by.strip():
        raise RecordError("a draft needs who wrote it: a role or a code of the office.")
    log.need_addable(entry)
    name = secrets.token_hex(6)
    written = replace(entry, links=replace(entry.links, made_by=made_by))
    signed = sign_draft(log.keys, marked(written, _token(name)), log.keys.hand(made_by))
    return _kept(log, Draft(id=name, made_by=made_by, made_at=log.now(), entry=entry, signed=signed))


def begin_entry(log: Log, entry: Entry, made_by: str, answers: Mapping[str, str], name: str) -> Draft:
    """Keeps an entry that is not finished, under an id that the caller gives; kept again, it takes the place of the first."""
    log.need_addable(entry)
    _path(log, name)
    return _kept(log, Draft(id=name, made_by=made_by, made_at=log.now(), entry=entry, begun=True, answers=dict(answers)))


def finish_entry(log: Log, name: str, entry: Entry) -> int:
    """The number of the entry that was begun under an id and is finished now; refuses a draft that waits for approval."""
    if not draft_of(log, name).begun:
        raise RecordError(f"draft {name}: it waits for a second person's approval, and nothing is left to finish.")
    number = log.add(entry, once=_token(name))
    discard_draft(log, name)
    return number


def _kept(log: Log, draft: Draft) -> Draft:
    nonce = os.urandom(_NONCE)
    sealed = nonce + _cipher(log).encrypt(nonce, as_json(draft).encode(), _bound(log, draft.id))
    folder = log.folder / _FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    # Writers before 2026-11-29 made a folder that they could not enter.
    if folder.stat().st_mode & 0o700 != 0o700:
        folder.chmod(0o700)
    replace_file(folder / f"{draft.id}{_END}", sealed.hex())
    return draft


def waiting(log: Log) -> list[str]:
    """The ids of the drafts that wait."""
    return sorted(path.name.removesuffix(_END) for path in (log.folder / _FOLDER).glob(f"*{_END}") if path.name[0] != ".")


def drafts_of(log: Log) -> list[Draft]:
    """The drafts that wait, the oldest first."""
    found = [draft_of(log, name) for name in waiting(log)]
    return sorted(found, key=lambda one: (one.made_at, one.id))


def draft_of(log: Log, name: str) -> Draft:
    """The draft of an id; refuses one that was changed, or that is another's."""
    path = _path(log, name)
    try:
        raw = bytes.fromhex(path.read_text(encoding="ascii").strip())
        clear = _cipher(log).decrypt(raw[:_NONCE], raw[_NONCE:], _bound(log, name))
    except FileNotFoundError:
        raise RecordError("no draft has this id; 'sanctuary record draft FOLDER' lists them.") from None
    except (InvalidTag, ValueError, OSError):
        raise TamperError(f"{path}: a draft that does not open. It was changed, or sealed by other keys. Write it anew.") from None
    document = parse_json(clear.decode(), str(path))
    entry = read_entry(document["entry"], f"draft {name}")
    return replace(shape({**document, "entry": {}}, Draft, str(path), RecordError), entry=entry)


def approve_draft(log: Log, name: str, approved_by: str) -> int:
    """The number of the entry that a draft became; refuses whoever wrote it."""
    draft = draft_of(log, name)
    if draft.begun:
        raise RecordError(f"draft {name}: an entry that is not finished. Whoever was there finishes it at the desk.")
    if not approved_by.strip() or approved_by.strip().casefold() == draft.made_by.strip().casefold():
        raise RecordError(f"draft {name}: a second person approves it, not who wrote it.")
    links = replace(draft.entry.links, made_by=draft.made_by, approved_by=approved_by)
    entry = replace(draft.entry, links=links, signatures=draft.signed)
    number = log.add(entry, once=_token(name), beside=_approval(log, draft, approved_by))
    discard_draft(log, name)
    return number


def discard_draft(log: Log, name: str) -> None:
    """Removes a draft, of which no entry tells."""
    path = _path(log, name)
    if not path.is_file():
        raise RecordError("no draft has this id; 'sanctuary record draft FOLDER' lists them.")
    path.unlink()


def _approval(log: Log, draft: Draft, approved_by: str) -> Signs:
    """The approval of a draft, where people sign; refuses where its writer's signature would not stand, or the approver cannot sign."""
    people = log.derived().people
    if log.keys.founding is None or people is None:
        return ()
    if not any(people.listed.get(one.person) == one.key for one in draft.signed):
        raise RecordError(f"draft {draft.id}: its writer did not sign it with the key that is on the list now. Write it anew.")
    beside = approving(log.keys, [approved_by], "", two=False)
    if not beside:
        raise RecordError(f"draft {draft.id}: whoever approves it gives a passphrase of their own. Open the record with it.")
    return beside


def _token(name: str) -> str:
    return f"draft {name}"


def _path(log: Log, name: str) -> Path:
    if not re.fullmatch(r"[0-9a-f]{12}", name):
        raise RecordError("a draft's id has twelve hexadecimal digits; 'sanctuary record draft FOLDER' lists them.")
    return log.folder / _FOLDER / f"{name}{_END}"


def _cipher(log: Log) -> AESGCM:
    return AESGCM(hmac.digest(log.keys.wrapping_key, b"sanctuary.record drafts", "sha256"))


def _bound(log: Log, name: str) -> bytes:
    return f"{log.settings.origin}\n{name}".encode()
