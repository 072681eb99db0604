"""The record as an agency's systems reach it: an entry added once under a key of theirs, and entries read in pages.

An agency adds entries of its own office and reads entries of its own office; of others it learns nothing, not even that they exist.
"""

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sanctuary.account.deriving import derive, with_duties_of_the_act
from sanctuary.account.due import items_of, owed_by
from sanctuary.account.showing import item_report, shown
from sanctuary.documents import replace
from sanctuary.errors import RecordError, RequestError, TamperError
from sanctuary.public.asking import Answers
from sanctuary.public.problem import At, RefusedError, problem
from sanctuary.record.entry import Entry, from_decision, kept_entry, read_entry
from sanctuary.record.following import follow
from sanctuary.record.line import Recorded
from sanctuary.record.log import Log
from sanctuary.systems.tokens import Token

__all__ = ["KEY", "MOST_IN_PAGE", "Recording"]

MOST_IN_PAGE = 200
SEARCHED = 2_000
"""Lines that one page looks at: a page can hold fewer entries than were asked for, and still have a next one."""

KEY = re.compile(r'"?([\x21\x23-\x7e]{8,200})"?', re.ASCII)
"""An idempotency key: 8 to 200 printing signs, in quotation marks or without."""


class Recording:
    """The record behind the API."""

    def __init__(self, log: Log, answers: Answers) -> None:
        self._log, self.answers = log, answers

    @property
    def log(self) -> Log:
        """The record, by the keys that are in effect now."""
        follow(self._log)
        return self._log

    def add(self, token: Token, key: str, circumstances: Mapping[str, Any], decision: Mapping[str, Any] | None) -> dict[str, Any]:
        """The number of the entry, what is due of it, and its receipt; the same request under the same key adds nothing."""
        found = KEY.fullmatch(key)
        if not found:
            raise RefusedError(problem(422, "idempotency-key", "Idempotency-Key: 8 to 200 printing ASCII signs are needed.", []))
        with _refusals(422):
            kept_entry(dict(circumstances), _SAID)
        with _refusals():
            entry = from_decision(decision, circumstances, _SAID) if decision is not None else read_entry(dict(circumstances), _SAID)
            entry = self._derived(self._own(token, entry))
            before = self.log.size()
            try:
                seq = self.log.add(entry, f"{token.agency}\n{found[1]}")
            except RecordError as refusal:
                if "under this token" in str(refusal):
                    raise RefusedError(problem(409, "idempotency-key", "Another entry was added under this key. Take a new one.")) from None
                raise
        kept = self.log.show(seq).entry or entry
        due = [item_report(one) for one in items_of(seq, kept, owed_by(kept))]
        receipt = self.log.receipt(seq).decode()
        return {"schema": "sanctuary.systems.added/1", "seq": seq, "again": seq < before, "due": due, "receipt": receipt}

    def page(self, token: Token, cursor: str, limit: int, kind: str) -> dict[str, Any]:
        """Entries of the agency in the order of the log, and the cursor of the next page, or none at the end."""
        first = _number(cursor) if cursor else 0
        end = min(self.log.size(), first + SEARCHED)
        entries: list[dict[str, Any]] = []
        after = first
        with _refusals():
            for line in self.log.lines(first, end) if first < end else ():
                after = line.seq + 1
                if _is_of(line, token.agency) and kind in ("", line.entry.kind if line.entry else ""):
                    entries.append(shown(line, ()))
                if len(entries) == limit:
                    break
        more = after < self.log.size()
        return {"schema": "sanctuary.systems.entries/1", "entries": entries, "next": _cursor(after) if more else None}

    def one(self, token: Token, seq: int) -> dict[str, Any]:
        """One entry of the agency; another agency's is refused as one that does not exist."""
        with _refusals():
            line = self.log.show(seq) if 0 <= seq < self.log.size() else None
        if line is None or not _is_of(line, token.agency):
            raise RefusedError(problem(404, "no-such-entry", "Your agency has no entry of this number."))
        return {"schema": "sanctuary.systems.entry/1", **shown(line, ())}

    def _own(self, token: Token, entry: Entry) -> Entry:
        """The entry as one of the token's agency; refuses an act on the record itself, and one that names another office."""
        if entry.kind != "dealing":
            raise RefusedError(_at("kind", "systems record dealings; the other kinds are a person's, at the command line"))
        for path, office in (("event.actor", entry.event.actor), ("determination.actor", entry.determination.actor)):
            if office not in ("", token.agency):
                raise RefusedError(
                    problem(403, "other-agency", "This token is another agency's.", [_pointer(path, "the token's own agency")])
                )
        if entry.event.received_at is None:
            raise RefusedError(_at("event.received_at", "when the request came, so that a second try says the same"))
        return entry if entry.event.actor else replace(entry, event=replace(entry.event, actor=token.agency))

    def _derived(self, entry: Entry) -> Entry:
        """The entry with the duties that its own words have under the law of its place and day."""
        told = entry.determination
        place = told.place or self.log.settings.place
        received = entry.event.received_at
        if received is None or len(self.answers.meant(place)) != 1:
            return entry
        on = (told.on if told.outcome != "unknown" else None) or received.date()
        proofs = self.answers.law(place, on).proofs
        return with_duties_of_the_act(proofs, entry) if told.outcome != "unknown" else derive(proofs, entry).entry


_SAID = "the entry"

KINDS = {409: "entry-refused", 422: "does-not-fit"}
"""What the record does not take, and what is no entry."""


def _is_of(line: Recorded, agency: str) -> bool:
    entry = line.entry
    return entry is not None and agency in (entry.event.actor, entry.determination.actor, entry.event.local_agency)


def _cursor(seq: int) -> str:
    return base64.urlsafe_b64encode(f"1:{seq}".encode()).decode().rstrip("=")


def _number(cursor: str) -> int:
    try:
        text = base64.urlsafe_b64decode((cursor + "=" * (-len(cursor) % 4)).encode("ascii")).decode("ascii")
    except (binascii.Error, UnicodeError, ValueError):
        text = ""
    found = re.fullmatch(r"1:(\d{1,12})", text, re.ASCII)
    if not found or _cursor(int(found[1])) != cursor:
        where = At(pointer="/cursor", detail="the `next` of a page")
        raise RefusedError(problem(404, "no-such-page", "No page of the list has this cursor.", [where]))
    return int(found[1])


@contextmanager
def _refusals(status: int = 409) -> Iterator[None]:
    """What the record refuses, as a problem of the API; a record that was changed is a failure, and nothing of it is told."""
    try:
        yield
    except TamperError:
        raise RefusedError(problem(500, "failed")) from None
    except (RecordError, RequestError) as refusal:
        raise RefusedError(_told(str(refusal), status)) from None


def _told(text: str, status: int) -> Any:
    """The sentence of the record, its path as a pointer."""
    text = text.removeprefix(f"{_SAID}: ")
    found = re.match(r"([a-z_]+(?:\.[a-z_]+)*): (.*)", text, re.ASCII | re.DOTALL)
    if not found:
        return problem(status, KINDS[status], _spoken(text))
    return _at(found[1], _spoken(found[2]), status)


def _spoken(text: str) -> str:
    """The first sentences that do not speak of a file of documentation or a command."""
    kept = [one for one in re.split(r"(?<=\.) ", text) if "sanctuary " not in one and "docs/" not in one and "--" not in one]
    return " ".join(kept) or "this field takes other words"


def _pointer(path: str, detail: str) -> At:
    return At(pointer="/circumstances/" + path.replace(".", "/"), detail=detail)


def _at(path: str, detail: str, status: int = 409) -> Any:
    return problem(status, KINDS[status], "The record does not take this entry.", [_pointer(path, detail)])
