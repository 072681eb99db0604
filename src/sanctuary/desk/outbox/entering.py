"""What the writer does with letters: each is opened, entered once under its token, and emptied.

Killed between the entry and the emptying, it finds the letter again and the record finds the token: it is the same entry. A letter that the
record does not take now keeps nobody waiting but itself.
"""

import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import DatabaseError, connection

from sanctuary.desk.behind.acts import keep
from sanctuary.desk.behind.by_keys import SIGNED, brought_up
from sanctuary.desk.behind.keeping import Proposed
from sanctuary.desk.behind.models import Agency, Member, Proposal
from sanctuary.desk.behind.scope import Here, across
from sanctuary.desk.config import Desk
from sanctuary.desk.outbox.models import Letter
from sanctuary.desk.outbox.sending import Handed
from sanctuary.documents import as_json, parse_json, replace, shape
from sanctuary.errors import RequestError, SanctuaryError
from sanctuary.record.accounts import end_account, ended_accounts
from sanctuary.record.drafts import begin_entry
from sanctuary.record.entry import read_entry
from sanctuary.record.letter import open_letter

__all__ = ["announce", "behind", "end_keys", "enter", "purge", "round_of", "tell_proposals"]

T = TypeVar("T")

AGAIN = 10.0
"""Seconds until a letter that was not taken is tried again."""

_KEPT = timedelta(days=1)
_AT_ONCE = 100

_later: dict[int, float] = {}
"""By letter, when it is tried again; of this process."""


def enter(desk: Desk) -> int:
    """Enters what waits, in the order in which it was sent; how many letters were entered."""
    with across():
        return _entered_of_all(desk)


def _entered_of_all(desk: Desk) -> int:
    now, done = time.monotonic(), 0
    waiting = Letter.everywhere.filter(done_at=None).select_related("agency").order_by("pk")
    held = [pk for pk, when in _later.items() if when > now]
    for row in waiting.exclude(pk__in=held)[:_AT_ONCE]:
        at = desk.of(row.agency.folder)
        try:
            number = _entered(at, row)
        except (SanctuaryError, OSError) as problem:
            # A sentence of this program names no value; what the system says may name a file.
            told = str(problem) if isinstance(problem, SanctuaryError) else type(problem).__name__
            _later[row.pk] = now + AGAIN
            if told[:500] != row.told:
                Letter.everywhere.filter(pk=row.pk).update(told=told[:500])
        else:
            _later.pop(row.pk, None)
            Letter.everywhere.filter(pk=row.pk).update(done_at=at.clock(), number=number, sealed=b"", told="")
            done += 1
    return done


def round_of(desk: Desk) -> int:
    """The same for a process that lasts: a database that is gone is found again by a later round."""
    try:
        return enter(desk)
    except DatabaseError:
        connection.close()
        return 0


def _entered(at: Desk, row: Letter) -> int | None:
    """The number of the entry that a letter became, where it became one."""
    log = at.log()
    clear = open_letter(log.keys, bytes(row.sealed), row.token.encode())
    said = shape(parse_json(clear.decode(), "the letter"), Handed, "the letter", RequestError)
    entry = read_entry(parse_json(said.entry, "the entry"), "the entry")
    if said.act == "record":
        return log.add(replace(entry, links=replace(entry.links, made_by=said.by)), once=f"draft {said.name}")
    if said.act == "hand":
        begin_entry(log, entry, said.by, said.answers, said.name)
    else:
        whose = Here(agency=row.agency.pk, folder=row.agency.folder, member=said.member, role=said.by.partition("-")[0])
        keep(log, whose, "entry", -1, Proposed(entry=as_json(entry)), f"draft {said.name}")
    return None


def end_keys(desk: Desk) -> None:
    """Ends by an entry the key of each account that was ended, or got another role, since it last acted on its agency's record."""
    with across():
        rows = Member.everywhere.filter(account__is_active=True).values_list("agency__folder", "role", "pk")
        there = {folder: [f"{role}-{number}" for of, role, number in rows if of == folder] for folder in _folders()}

    def end(folder: str) -> None:
        at = desk.of(folder)
        if at.keeps:
            for code in ended_accounts(at.log(), there[folder]):
                end_account(at.log(), code)

    _each(there, end)


def tell_proposals(desk: Desk) -> None:
    """Tells the record of proposals whose process ended before it had: each row and the entries about it say the same afterwards."""
    with across():
        rows = list(Proposal.objects.filter(act__in=SIGNED).select_related("agency", "member", "agreed"))

        def tell(row: Proposal) -> None:
            at = desk.of(row.agency.folder)
            if at.keeps:
                brought_up(at.log(), row)

        _each(rows, tell)


def _each(every: Iterable[T], act: Callable[[T], None]) -> None:
    """Does it for each, whatever is refused of another; the first refusal comes out at the end."""
    first: SanctuaryError | OSError | None = None
    for one in every:
        try:
            act(one)
        except (SanctuaryError, OSError) as problem:
            first = first or problem
    if first is not None:
        raise first


def _folders() -> list[str]:
    return list(Agency.objects.values_list("folder", flat=True))


def announce(desk: Desk) -> None:
    """Writes the addresses of the agencies' records into their folders, where they are not there yet."""

    def tell(folder: str) -> None:
        at = desk.of(folder)
        if at.keeps:
            at.announce()

    _each(_folders(), tell)


def behind(now: datetime) -> int:
    """How many seconds the writer is behind: since when the oldest letter waits."""
    with across():
        oldest = Letter.everywhere.filter(done_at=None).order_by("made_at").first()
    return max(0, int((now - oldest.made_at).total_seconds())) if oldest else 0


def purge(now: datetime) -> None:
    """Deletes letters that were entered a day ago."""
    with across():
        Letter.everywhere.filter(done_at__lt=now - _KEPT).delete()
