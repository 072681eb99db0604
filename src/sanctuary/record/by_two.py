"""Corrections that one person proposed and another carried out: each is done once, however often it is tried, and the entry names both.

The names are codes of the office (a role and a number), given by whoever let the two sign in; nobody is both of the two.
"""

from typing import Literal, get_args

from sanctuary.documents import replace
from sanctuary.errors import RecordError
from sanctuary.record.acts import Proposal, Signature
from sanctuary.record.entry import Entry, check
from sanctuary.record.fields import Links
from sanctuary.record.log import Log, marked
from sanctuary.record.signing import sign_draft
from sanctuary.record.terms import need_two
from sanctuary.record.times import need_past

__all__ = ["Step", "correct_by_two", "correction_of", "mark_of", "note_proposal", "signed_by", "steps_of"]

Step = Literal["proposed", "agreed", "withdrawn"]


def correction_of(log: Log, seq: int, entry: Entry, reason: str, fields: tuple[str, ...]) -> Entry:
    """The correction of an entry as it would be recorded; refuses what `Log.correct` refuses, and writes nothing."""
    if log.show(seq).entry is None:
        raise RecordError(f"entry {seq}: nothing of it is left to correct.")
    log.need_of_an_act(seq, "corrected")
    links = replace(entry.links, about=seq, reason=reason, corrects_fields=fields)
    correction = replace(entry, kind="correction", links=links)
    check(correction, f"the correction of entry {seq}")
    need_past(correction, log.now(), f"the correction of entry {seq}")
    return correction


def signed_by(log: Log, entry: Entry, code: str, token: str) -> tuple[Signature, ...]:
    """What an account signs of an entry that somebody else is to approve under a token; nothing where people do not sign here."""
    written = marked(replace(entry, links=replace(entry.links, made_by=code)), token)
    with log.writing():
        hand = log.hands_of([written]).get(code)
    return sign_draft(log.keys, written, hand)


def note_proposal(log: Log, seq: int, said: Proposal, reason: str, code: str, token: str) -> int:
    """The number of the entry by which an account proposes a void or an erasure, agrees to it, or takes it back; one for each step."""
    entry = Entry(kind="proposal", links=Links(about=seq, reason=reason), proposal=said)
    check(entry, f"the proposal about entry {seq}")
    ready = marked(replace(entry, links=replace(entry.links, made_by=code)), f"{said.step} {token}")
    if ready.links.once in (known := log.derived().once):
        return known[ready.links.once]
    with log.writing():
        known = log.derived().once
        return known[ready.links.once] if ready.links.once in known else log.note(ready)


def mark_of(step: Step, token: str) -> str:
    """By which mark the entry of a step is found, and no token can be read out of it."""
    return marked(Entry(kind="proposal"), f"{step} {token}").links.once


def steps_of(log: Log, token: str) -> dict[str, str]:
    """Which steps of a void or an erasure entries tell of under its token, each by the code of whose it was."""
    known, found = log.derived().once, {}
    for step in get_args(Step):
        number = known.get(mark_of(step, token))
        entry = log.show(number).entry if number is not None else None
        if entry is not None:
            found[str(step)] = entry.links.made_by
    return found


def correct_by_two(log: Log, correction: Entry, two: tuple[str, str], token: str) -> int:
    """The number of the correction; `two` are who wrote it, and signed it where they are accounts, and who approved it.

    Under one token there is one.
    """
    seq, reason = correction.links.about, correction.links.reason
    if seq is None:
        raise RecordError("a correction says which entry it is about.")
    need_two(two, f"entry {seq}: a correction needs a reason and two different people.", reason)
    ready = marked(replace(correction, links=replace(correction.links, made_by=two[0], approved_by=two[1])), token)
    with log.writing():
        known = log.derived()
        if ready.links.once in known.once:
            return known.once[ready.links.once]
        if seq in known.erased or seq in known.closed:
            raise RecordError(f"entry {seq}: nothing of it is left to correct.")
        log.need_of_an_act(seq, "corrected")
        return log.note(ready)
