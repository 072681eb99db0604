"""`sanctuary record list`, `find`, `show`: entries are looked at.

What these do is done many times a day, so that this module reads nothing of the law but where an option asks for it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sanctuary.account.search import Wanted, search
from sanctuary.account.showing import answers_said, corrections_of, shown
from sanctuary.commands.options import Plain, Secret
from sanctuary.commands.printing import Format, Printer, print_json
from sanctuary.commands.recorded import Record, Who, open_log
from sanctuary.errors import RequestError, nearest
from sanctuary.law.asked_day import read_day
from sanctuary.record.entry import GROUPS, KINDS, Entry
from sanctuary.record.line import Recorded
from sanctuary.record.paths import hint, path_of, word_of, words_of

__all__ = ["entries", "find", "show"]


def entries(
    folder: Path,
    *,
    first: Annotated[str, Parameter(name="--from", help="The first month, as 2026-11.")] = "",
    last: Annotated[str, Parameter(name="--to", help="The last month.")] = "",
    kind: Annotated[str, Parameter(help="One kind of entry.")] = "",
    received: Annotated[str, Parameter(help="A day on which requests came in, or two as 2026-11-01..2026-11-30.")] = "",
    by: Annotated[str, Parameter(help="Who asked, as ice-ero.")] = "",
    agency: Annotated[str, Parameter(help="Who received it, as sheriff.")] = "",
    asked: Annotated[str, Parameter(help="What was asked, as hold.")] = "",
    unfinished: Annotated[bool, Parameter(name="--open", help="Only entries of which a duty is open.", negative="")] = False,
    passphrase_file: Secret = "",
    person: Who = "",
    shape: Plain = "text",
) -> int:
    """Entries by month and kind, without anything restricted or sealed."""
    if kind and kind not in KINDS:
        raise RequestError(f"no kind of entry has this name; {nearest(kind, KINDS)}")
    by = _need_word("--by", "event.requesting_agency", by)
    asked = _need_word("--asked", "event.request_types", asked)
    if first and last and last < first:
        raise RequestError("--to is before --from. Give them in order.")
    wanted = Wanted(
        received=_days(received), recorded=(first, last), kind=kind, requester=by, agency="", asked=asked, unfinished=unfinished
    )
    with open_log(folder, passphrase_file, person) as log:
        if agency:
            from sanctuary.commands.record_agency import agency_of, need_agency  # noqa: PLC0415 - reads packs, which most lists need not

            asked_of = {name for line in log.entries() if line.entry for name in (line.entry.event.local_agency, line.entry.event.actor)}
            agency = agency if agency in asked_of else agency_of(agency, log.settings.place, log.now().date())
            need_agency(agency, (), log)
        found = search(log, replace(wanted, agency=agency))
    return _listed(found, shape, "Restricted and sealed fields are withheld; 'record show' names them.")


def find(folder: Record, *what: str, passphrase_file: Secret = "", person: Who = "", shape: Plain = "text") -> int:
    """Entries in which fields have some values: 'find FOLDER channel=fax request_types=hold'. Nothing sealed is printed.

    Parameters
    ----------
    what
        FIELD=VALUE or GROUP.FIELD=VALUE; a list has the value among its words. Other users of the machine see what is typed here.
    """
    asked = {}
    for word in what:
        path, sign, value = word.partition("=")
        if not sign:
            raise RequestError("write what to find as FIELD=VALUE, as channel=fax.")
        path = path_of(path, "dealing")
        if path.startswith("restricted"):
            raise RequestError("other users of this machine see options: [restricted] is not searched here.")
        asked[path] = _need_word(word.partition("=")[0], path, value)
    if not asked:
        raise RequestError("nothing to find. Write FIELD=VALUE, as channel=fax.")
    with open_log(folder, passphrase_file, person) as log:
        found = search(log, Wanted(fields=asked))
    return _listed(found, shape)


def show(
    folder: Path,
    seq: int,
    *,
    reveal: Annotated[tuple[str, ...], Parameter(help=f"Show a whole group: {', '.join(GROUPS)}.", negative="")] = (),
    passphrase_file: Secret = "",
    person: Who = "",
    shape: Plain = "text",
) -> int:
    """One entry; what is restricted or sealed is withheld and named, unless its group is revealed."""
    for group in reveal:
        if group not in GROUPS:
            raise RequestError(f"no group has this name; {nearest(group, GROUPS)}")
    with open_log(folder, passphrase_file, person) as log:
        line = log.show(seq)
        keys = [log.reveal(seq, group) for group in reveal] if line.entry else []
        later = corrections_of(list(log.entries()), seq, reveal) if line.entry else []
        leaf = next(log.store.leaves(seq, seq + 1)).hex()
    seen = shown(line, reveal)
    if shape == "json":
        proofs = [{"group": one.group, "field_key": one.field_key.hex(), "value": one.value.decode()} for one in keys]
        corrected = [{"seq": number, "says": said} for number, said in later]
        print_json({"schema": "sanctuary.record.show/3", **seen, "corrected_by": corrected, "revealed": proofs, "leaf": leaf})
        return 0
    printer = Printer()
    printer.line(f"entry {seq}, {line.month}" + (f": erased by entry {line.erased_by}" if line.erased_by is not None else ""), style="bold")
    for number, said in later:
        printer.line(f"corrected by entry {number}: {said}")
    if line.entry and line.entry.determination.answers:
        printer.line(f"{answers_said(line.entry.determination)}.", indent=2)
    told = [(path, value) for path, value in seen["fields"] if not path.startswith("determination.answers.")]
    printer.table(("", ""), told, indent=2, fold=(1,))
    if seen["withheld"]:
        printer.line(f"withheld: {', '.join(seen['withheld'])}. --reveal GROUP shows a group.")
    return 0


def _listed(lines: Sequence[Recorded], shape: Format, told: str = "") -> int:
    """Lines of a record as a table or as JSON; the exit code."""
    if shape == "json":
        print_json({"schema": "sanctuary.record.list/2", "entries": [shown(line, ()) for line in lines]})
        return 0
    printer = Printer()
    printer.table(("number", "entered in", "received", "kind", "outcome", "response", "note"), [_row(line) for line in lines], fold=(4, 6))
    printer.line(f"{len(lines):,} {'entry' if len(lines) == 1 else 'entries'}. {told}".rstrip())
    return 0


def _need_word(what: str, path: str, word: str) -> str:
    """The word, whatever its capitals; refuses one that a field of codes does not have: it would find nothing, as if nothing were there."""
    known, found = words_of(path), word_of(path, word)
    if found and known and found not in known:
        raise RequestError(f"{what}: this field has no such word; {hint(path, found, known)}")
    return found


def _days(text: str) -> tuple[date, date] | None:
    """A day, or two as 2026-11-01..2026-11-30."""
    begin, _, end = text.partition("..")
    first, last = (read_day(one) if one else None for one in (begin, end or begin))
    if (first or last) and (not first or not last or last < first):
        raise RequestError("--received: a day, or the first and the last one as 2026-11-01..2026-11-30, was expected.")
    return (first, last) if first and last else None


def _row(line: Recorded) -> tuple[str, ...]:
    """An entry as a row of a list: number, month of entry, day received, kind, outcome, response, what it is about."""
    entry = line.entry or Entry(kind="unknown")
    about = f"about entry {entry.links.about}" if entry.links.about is not None else entry.links.due
    ended = {"erased": line.erased_by, "lost": line.lost_by, "voided": line.voided_by}
    note = next((f"{how} by entry {number}" for how, number in ended.items() if number is not None), about)
    told = entry.determination
    words = (answers_said(told, turns=False), entry.action.response)
    day = entry.event.received_at.date().isoformat() if entry.event.received_at else "-"
    return (
        str(line.seq),
        line.month,
        day,
        entry.kind if line.entry else "-",
        *(word if word != "unknown" else "-" for word in words),
        note,
    )
