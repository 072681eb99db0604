"""Handing something to the record's writer: a sealed letter in the same transaction as what it ends, and a bell.

Rules it keeps:
- Whoever sends holds no key of the record: a letter is sealed to the writer's address, a public key in the agency's folder.
- A letter is sent once under its token. It is there with what its transaction changes, or not at all.
- What the record would refuse is refused before it is sent; what the writer cannot enter yet stays, and is tried again.
"""

import socket
from collections.abc import Mapping
from contextlib import suppress
from typing import Literal

from django.db import transaction

from sanctuary.desk.config import Desk
from sanctuary.desk.outbox.models import Letter
from sanctuary.documents import Frozen, as_json
from sanctuary.record.letter import seal_letter

__all__ = ["BELL", "Act", "Handed", "ring", "send"]

BELL = "writer.bell"
"""A socket in the desk's folder at which the writer waits; who rings says nothing."""


Act = Literal["record", "hand", "second"]


class Handed(Frozen, frozen=True):
    """What a letter says. A repr shows nothing of it.

    `entry`: a checked entry, as JSON. "record": it is added; "hand": it is begun, with `answers` so far, and finished elsewhere; "second":
    it waits for the approval of somebody else than `member`. `by`: the code of whoever sent it; `name`: of the draft.
    """

    act: Act
    name: str
    entry: str
    by: str = ""
    member: int = 0
    answers: Mapping[str, str] = {}

    def __repr__(self) -> str:
        return "Handed(...)"


def send(at: Desk, agency: int, said: Handed) -> None:
    """Leaves a letter for the writer, inside the caller's transaction; once that is durable the writer hears of it.

    Where this process is the writer itself, it enters the letter at once.
    """
    sealed = seal_letter(at.address(), as_json(said).encode(), said.name.encode())
    Letter.objects.bulk_create([Letter(agency_id=agency, token=said.name, sealed=sealed, made_at=at.clock())], ignore_conflicts=True)
    transaction.on_commit(lambda: _heard(at))


def _heard(at: Desk) -> None:
    from django.conf import settings  # noqa: PLC0415 - once the settings stand

    from sanctuary.desk.outbox.entering import enter  # noqa: PLC0415 - only where the keys are

    if at.holds:
        enter(settings.DESK)
    else:
        ring(settings.DESK)


def ring(at: Desk) -> None:
    """Tells the writer that there is something; where nobody hears it, the writer looks by itself within a second."""
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as one:
        one.sendto(b"", str(at.folder / BELL))
