"""Voids and erasures: proposed by one person at the desk, agreed to by a second, and signed by two where the record's keys are.

Both take the signatures of two people by keys of their own, which no passphrase at a counter may open. So the desk refuses early what would
be refused, keeps who proposed and who agreed, says which command the two give, and sees by itself when it was done.
"""

import shlex

from sanctuary.account.retention import terms_of
from sanctuary.desk.behind.keeping import Proposed, opened
from sanctuary.desk.behind.models import Member, Proposal
from sanctuary.desk.config import Desk
from sanctuary.errors import RecordError, RequestError
from sanctuary.record.acts import Erasure, Void
from sanctuary.record.acts import Proposal as Told
from sanctuary.record.by_two import Step, mark_of, note_proposal, steps_of
from sanctuary.record.entry import Entry, check
from sanctuary.record.fields import Links
from sanctuary.record.log import Log
from sanctuary.record.terms import need_age

__all__ = ["SIGNED", "agree", "bring_up", "brought_up", "command_of", "is_done", "need_signable", "tell", "waits_no_more"]

SIGNED = ("void", "erasure")
"""Acts that two people sign by keys of their own."""

_TWO = ("one", "other")
"""In the place of the two who will sign, while it is looked at whether an act could be recorded."""


def need_signable(at: Desk, seq: int, act: str, told: Proposed) -> None:
    """Refuses a void or an erasure that the record would not take: without its reasons, before its time."""
    log = at.log()
    if act == "void":
        _need_void(log, seq, told)
    else:
        _need_erasure(at, log, seq, told)


def _need_void(log: Log, seq: int, told: Proposed) -> None:
    if not told.reason:
        raise RecordError("reason: say why, without anybody's name.")
    if told.repeats is not None and (told.repeats == seq or not 0 <= told.repeats < log.size()):
        raise RecordError(f"entry {seq}: say which other entry it repeats, by its number, or nothing.")
    said = Void(cause="mistake" if told.repeats is None else "double", approvers=_TWO, same_as=told.repeats)
    check(Entry(kind="void", links=Links(about=seq, reason=told.reason), void=said), f"the void of entry {seq}")


def _need_erasure(at: Desk, log: Log, seq: int, told: Proposed) -> None:
    if not told.item or not told.ground:
        raise RecordError(f"entry {seq}: erasing needs the item of the retention schedule and the legal ground.")
    today, agency = log.now().date(), log.settings.agency
    need_age(seq, log.show(seq).day, today, terms_of(at.law(today), agency))
    if any(log.derived().standing(one) for one in log.same_act(seq)):
        raise RecordError(f"entry {seq}: a hold stands. Release it first, if counsel agrees.")
    said = Erasure(retention_item=told.item, ground=told.ground, approvers=_TWO)
    check(Entry(kind="erasure", links=Links(about=seq), erasure=said), f"the erasure of entry {seq}")


def command_of(seq: int, act: str, told: Proposed) -> str:
    """The command that the two give where the record and its keys are; NAME and OTHER are how the record calls them."""
    if act == "void":
        words = ["void", "RECORD", str(seq), "--reason", told.reason]
        words += [] if told.repeats is None else ["--repeats", str(told.repeats)]
    else:
        words = ["erase", "RECORD", str(seq), "--retention-item", told.item, "--ground", told.ground]
    return shlex.join(["sanctuary", "record", *words, "--approver", "NAME", "--approver", "OTHER"])


def tell(log: Log, row: Proposal, told: Proposed, step: Step, code: str) -> int:
    """The number of the entry by which an account proposes a void or an erasure, agrees to it or takes it back, under its own key."""
    said = Told(
        act="void" if row.act == "void" else "erasure", step=step, retention_item=told.item, ground=told.ground, same_as=told.repeats
    )
    return note_proposal(log, row.seq, said, told.reason, code, row.token)


def bring_up(log: Log, row: Proposal, told: Proposed) -> bool:
    """Brings a row and the entries about it to the same, whatever ended a process between the two; whether the row still waits.

    The row is there before the first entry, which is told now where it is missing; what a later entry tells is done to the row.
    """
    steps = steps_of(log, row.token)
    if "withdrawn" in steps:
        row.delete()
        return False
    if "proposed" not in steps:
        tell(log, row, told, "proposed", str(row.member))
    if row.agreed is None and "agreed" in steps:
        number = steps["agreed"].rpartition("-")[2]
        if number.isascii() and number.isdecimal() and (member := Member.everywhere.filter(pk=number).first()) is not None:
            agree(row, member.pk)
    return True


def agree(row: Proposal, member: int) -> None:
    """Notes in a row that an account agreed; a row that was taken away meanwhile stays away, and the first who agreed stays."""
    Proposal.objects.filter(pk=row.pk, agreed=None).update(agreed=member)
    row.agreed = Member.everywhere.filter(pk=member).first()


def brought_up(log: Log, row: Proposal) -> bool | None:
    """The same of a row that may be refused: whether it waits still, nothing where that cannot be told now.."""
    try:
        told = opened(log, row)
        return None if told is None else bring_up(log, row, told)
    except (RecordError, RequestError):
        return None


def waits_no_more(entry: Entry) -> bool:
    """Whether an entry tells that something was proposed of which no row waits here."""
    if entry.proposal is None or entry.proposal.step != "proposed":
        return False
    return all(mark_of("proposed", token) != entry.links.once for token in Proposal.objects.values_list("token", flat=True))


def is_done(log: Log, seq: int, act: str) -> bool:
    """Whether the record tells of the act already."""
    line = log.show(seq)
    return line.erased_by is not None or (act == "void" and line.voided_by is not None)
