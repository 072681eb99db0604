"""`sanctuary record add`: what comes into the record."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from sanctuary.account.corrected import with_corrected_duties
from sanctuary.account.due import fulfill, in_report, items_of, latest, owed_by
from sanctuary.account.duties_of import with_duties
from sanctuary.account.holds import NO_END, hold_awaits
from sanctuary.account.nil import need_nil
from sanctuary.account.oddities import told_at_once
from sanctuary.account.owed import reports_in
from sanctuary.commands import STDIN
from sanctuary.commands.entries import document_of, due_line, fill_in, item_report, need_standing, paths_of
from sanctuary.commands.options import Plain, Secret
from sanctuary.commands.printing import need_place, write_file
from sanctuary.commands.record_ask import ask_for
from sanctuary.commands.recorded import Record, Who, open_log, told
from sanctuary.commands.words import day, proofs_of, say_read
from sanctuary.errors import RecordError, RequestError, nearest
from sanctuary.record.acts import Appointment
from sanctuary.record.drafts import Draft, keep_draft
from sanctuary.record.entry import Entry, from_decision, read_entry, values
from sanctuary.record.log import Log
from sanctuary.record.settings import in_zone, read_settings
from sanctuary.study.phrases import duty as duty_said

__all__ = ["add", "added", "corrected", "plan"]

_SET = "FIELD=VALUE, or GROUP.FIELD=VALUE. Other users of the machine see options: [restricted] comes from a file."


def add(
    folder: Record,
    circumstances: str = "",
    *,
    decision: Annotated[str, Parameter(help="What 'sanctuary decide --format json' printed; - reads standard input.")] = "",
    field: Annotated[tuple[str, ...], Parameter(name="--set", help=_SET, negative="")] = (),
    corrects: Annotated[int | None, Parameter(help="The number of the entry that this one corrects.")] = None,
    fulfills: Annotated[str, Parameter(help="The due item that this entry fulfills.")] = "",
    reason: Annotated[str, Parameter(help="Why it is corrected.")] = "",
    place: Annotated[str, Parameter(help="Whose law gives the duties where no decision does; else the record's own place.")] = "",
    once: Annotated[str, Parameter(help="A token of your own: tried again under it, the entry is not added again.")] = "",
    ask: Annotated[
        bool, Parameter(help="Be asked for one field after the other; an empty line says 'I do not know'.", negative="")
    ] = False,
    draft: Annotated[bool, Parameter(help="Keep it as a draft, which a second person approves ('record draft').", negative="")] = False,
    receipt: Annotated[Path | None, Parameter(help="A file for the receipt: a proof under the signed head of now.")] = None,
    passphrase_file: Secret = "",
    person: Who = "",
    shape: Plain = "text",
) -> int:
    """Add an entry; its number is told once it is durable.

    Parameters
    ----------
    circumstances
        The circumstances in the shape of an entry, as TOML or JSON; - reads standard input.
    """
    _need_sense(corrects, fulfills, reason, once, draft=draft)
    if receipt:
        need_place(receipt)
    if ask and STDIN in (decision, circumstances):
        raise RequestError("--ask reads answers from standard input. Put the decision and the circumstances into files.")
    if decision == STDIN == circumstances:
        raise RequestError("standard input gives the decision or the circumstances, not both. Put one of them into a file.")
    said = document_of(circumstances) if circumstances else {}
    read = fill_in(said, field, lambda: in_zone(read_settings(folder), datetime.now(UTC).astimezone()))
    say_read(f"Read {'; '.join(read)}." if read else "")
    if ask:
        ask_for(said, read_settings(folder))
    entry, asked_with = _entry(said, decision)
    with open_log(folder, passphrase_file, person) as log:
        size = log.size()
        beside: tuple[str, ...] = ()
        if corrects is None and not fulfills:
            entry, beside = with_duties(entry, place or log.settings.place, log.settings.agency, log.now().date(), asked_with, proofs_of)
        if entry.kind == "nil-certificate":
            need_nil(log, entry, log.now().date())
        if draft:
            return _kept(keep_draft(log, entry, log.keys.person), shape)
        if corrects is not None:
            named = {*paths_of(said), *(path for path, _ in values(entry) if decision and path.startswith("determination."))}
            if not decision:
                entry, also, beside = corrected(log, corrects, entry, named, place)
                named |= set(also)
            seq = log.correct(corrects, entry, reason, [path for path in sorted(named) if not path.startswith(("kind", "links"))])
            return added(log, seq, entry, receipt, shape, beside, again=False, of=corrects)
        seq = fulfill(log, fulfills, entry) if fulfills else log.add(entry, once)
        return added(log, seq, entry, receipt, shape, beside, again=seq < size)


def corrected(log: Log, seq: int, entry: Entry, named: set[str], place: str) -> tuple[Entry, tuple[str, ...], tuple[str, ...]]:
    """A correction with the duties that the corrected dealing has."""
    before = latest(log, seq)
    if before is None:
        return entry, (), ()
    done = [
        int(item.partition(".")[2]) for item in log.derived().fulfilled if item.startswith(f"{seq}.") and item.partition(".")[2].isdecimal()
    ]
    return with_corrected_duties(before, entry, named, done, place or log.settings.place, log.settings.agency, log.now().date(), proofs_of)


def _kept(draft: Draft, shape: Plain) -> int:
    return told(
        shape,
        {"schema": "sanctuary.record.draft/1", "id": draft.id, "made_by": draft.made_by},
        f"draft {draft.id} waits; nothing is recorded yet. Somebody else approves it: 'sanctuary record draft FOLDER approve {draft.id}'.",
    )


def plan(folder: Record, item: str, on: str, *, passphrase_file: Secret = "", person: Who = "", shape: Plain = "text") -> int:
    """Set the day of something that is due, as of a forum; an entry says so, and 'due' counts notice from it.

    Parameters
    ----------
    item
        The due item, as us-ca/gov-7283.1-d@2027.
    on
        The day.
    """
    need_standing(item)
    when = day(on)
    if when is None:
        raise RequestError("write the day as 2027-05-10.")
    period = item.partition("@")[2]
    if period[:4].isdecimal() and when.year != int(period[:4]):
        raise RequestError(f"{on} is not in {period}, the period of this item.")
    with open_log(folder, passphrase_file, person) as log:
        number = log.add(Entry(kind="appointment", appointment=Appointment(item=item, on=when)))
    return told(
        shape,
        {"schema": "sanctuary.record.plan/1", "seq": number, "item": item, "on": when},
        f"{item} is on {when}; entry {number} says so.",
    )


def _need_sense(corrects: int | None, fulfills: str, reason: str, once: str, *, draft: bool) -> None:
    if draft and (corrects is not None or fulfills or once):
        raise RequestError("--draft is for an entry of its own, and its id is its token. Leave out --corrects, --fulfills and --once.")
    if corrects is not None and fulfills:
        raise RequestError("an entry corrects another or fulfills a due item, not both. Add two entries.")
    if once and (corrects is not None or fulfills):
        raise RequestError("--once is for an entry of its own. A correction or a fulfillment is seen by 'record list'.")
    if reason and corrects is None:
        raise RequestError("--reason says why an entry is corrected. Add --corrects NUMBER, or write links.reason.")
    if "/" in fulfills:
        need_standing(fulfills)


def _entry(said: dict[str, Any], decision: str) -> tuple[Entry, str]:
    """The entry, and the paper with which the law was asked, where a decision says it."""
    paper = ""
    if "recorded_at" in said:
        raise RecordError("recorded_at: the record sets it. Leave it out; event.received_at says when it happened.")
    if decision:
        report = document_of(decision)
        entry, paper = from_decision(report, said, "the decision"), str(report.get("paper", ""))
    elif said:
        entry = read_entry(said, "the circumstances")
    else:
        raise RequestError("nothing to add. Give --decision FILE, a file of circumstances, or --set event.channel=fax.")
    law = entry.links.law.partition("/")[0]
    if entry.kind == "nil-certificate" and law not in reports_in():
        raise RecordError(f"links.law: no report has this name; {nearest(law, reports_in())}")
    return entry, paper


def added(
    log: Log, seq: int, entry: Entry, receipt: Path | None, shape: Plain, beside: tuple[str, ...], *, again: bool, of: int | None = None
) -> int:
    """Tells what was added: its number, what is due of it (or of the entry that it corrects), what to look at again, and the receipt."""
    found = log.show(seq).entry or entry
    dealing, number = (found, seq) if of is None else (latest(log, of) or found, of)
    fulfilled = log.derived().fulfilled
    items = items_of(number, dealing, owed_by(dealing))
    owed = [item for item in items if item.id not in fulfilled and item.fulfilled_by is None]
    odd = () if again else told_at_once(log, seq, found)
    warnings = [] if again else [*beside, *(one for one in odd if not (beside and one.startswith("no duties were derived")))]
    proof = log.receipt(seq)
    if receipt:
        try:
            write_file(receipt, proof, 0o600)
        except RequestError as problem:
            raise RequestError(f"entry {seq} is recorded, and its receipt is in no file: {problem}") from None
    report = {
        "schema": "sanctuary.record.add/2", "seq": seq, "again": again, "due": [item_report(item) for item in owed], "warnings": warnings,
        "receipt": proof.decode(),
    }  # fmt: skip
    return told(
        shape,
        report,
        f"entry {seq} was recorded under this token before; nothing was added." if again else f"entry {seq} is recorded.",
        *(due_line(item) for item in owed),
        *(f"{when}: {duty_said(duty.duty)} - {duty.cites}." for when, duty in in_report(dealing)),
        *((f"look again: {NO_END}.",) if hold_awaits(dealing) else ()),
        *(f"look again: {warning}." for warning in warnings),
        *((f"the receipt is in {receipt}.",) if receipt else ()),
    )
