"""`sanctuary record`: the public record of a city: begun and looked into here; its other subcommands stand in record_*.py."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from sanctuary.account.due import calendar
from sanctuary.account.search import Wanted, search
from sanctuary.commands import record_acts, record_add, record_agent, record_draft, record_import, record_keep, record_public
from sanctuary.commands.entries import due_line, due_report, due_state, row, shown
from sanctuary.commands.options import Plain, Secret
from sanctuary.commands.printing import Format, Printer, print_json, write_file
from sanctuary.commands.recorded import Who, open_log, told
from sanctuary.commands.words import day, place_of
from sanctuary.errors import RecordError, RequestError, nearest
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.model import StandingDuty
from sanctuary.record.checking import old_sqlite
from sanctuary.record.clock import span
from sanctuary.record.entry import GROUPS, KINDS
from sanctuary.record.log import Log, Recorded
from sanctuary.record.passphrase import passphrase_from
from sanctuary.record.paths import path_of, word_of, words_of
from sanctuary.record.settings import Settings, WitnessSetting, need_witness_address
from sanctuary.study.phrases import plural
from sanctuary.tlog.verify import Refused, parse_key

__all__ = ["record"]

record = App(
    name="record", help="The public record of dealings with immigration authorities: added to, never changed, verified by anybody."
)

_LONG = 100
"""Characters of a verification key on the screen."""

for _one in (
    record_add.add, record_add.done, record_add.plan, record_acts.hold, record_acts.erase, record_acts.void, record_acts.rotate,
    record_acts.person, record_agent.agent, record_draft.draft, record_keep.check, record_keep.restore, record_keep.upgrade,
    record_keep.backup, record_public.verify, record_public.prove, record_public.sample,
):  # fmt: skip
    record.command(_one)
record.command(record_public.publish_due, name="publish")
record.command(record_public.check_sampled, name="check-sample")
record.command(record_import.take_in, name="import")


@record.command
def init(
    folder: Path,
    *,
    origin: Annotated[str, Parameter(help="The log's name: a host name of the city and a path, as records.example.gov/jail.")],
    store: Annotated[str, Parameter(help="postgresql://... for PostgreSQL; without it SQLite in the folder.")] = "",
    schedule: Annotated[Literal["daily", "weekly", "monthly"], Parameter(help="When entries are published.")] = "monthly",
    witness: Annotated[tuple[str, ...], Parameter(help="A witness, as ADDRESS=VKEY.", negative="")] = (),
    quorum: Annotated[int, Parameter(help="How many witnesses must cosign before anything is published.")] = 0,
    agency: Annotated[
        str, Parameter(help="Whose record it is, as sheriff, police or school: 'due' then lists what that agency owes.")
    ] = "",
    place: Annotated[str, Parameter(help="The place whose law its dealings are under, for 'add' (duties) and 'due' (calendar).")] = "",
    zone: Annotated[str, Parameter(help="The time zone of its clock, as America/Los_Angeles; else the machine's.")] = "",
    passphrase_file: Secret = "",
    shape: Plain = "text",
) -> int:
    """Begin a record in a new folder, with keys of its own."""
    witnesses = tuple(_witness(word) for word in witness)
    if not 0 <= quorum <= len(witnesses):
        raise RecordError(f"--quorum {quorum}: {len(witnesses)} witnesses are named. Ask for at most as many.")
    settings = Settings(
        schema="sanctuary.record.log/1", origin=origin, store=store, schedule=schedule, witnesses=witnesses, quorum=quorum, agency=agency,
        place=_kept_place(place), zone=zone,
    )  # fmt: skip
    _need_agency(agency, _owing(_duties(settings.place, datetime.now(UTC).date())))
    with Log.create(folder, settings, passphrase_from(passphrase_file, twice=True)) as log:
        vkeys = log.keys.vkeys
    kept = folder / "verification-keys.txt"
    write_file(kept, "".join(f"{one}\n" for one in vkeys).encode())
    return told(
        shape,
        {"schema": "sanctuary.record.init/1", "origin": origin, "keys": vkeys},
        f"The record {origin} begins in {folder}. Its verification keys, for everybody, are in {kept}:",
        *(_short(one) for one in vkeys),
        "Keep the passphrase and a backup ('sanctuary record backup'): without signing.json and keys.sqlite no entry opens.",
        *(("One process at a time may write to it here; 'sanctuary record check' says why.",) if not store and old_sqlite() else ()),
        f"Next: 'sanctuary record add {folder} --ask' asks for a dealing, field by field; 'record due {folder}' tells what is due.",
    )


@record.command(name="list")
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
        received=_days(received), recorded=(first, last), kind=kind, requester=by, agency=agency, asked=asked, unfinished=unfinished
    )
    with open_log(folder, passphrase_file, person) as log:
        _need_agency(agency, (), log)
        found = search(log, wanted)
    return _listed(found, shape, "Restricted and sealed fields are withheld; 'record show' names them.")


@record.command
def find(folder: Path, *what: str, passphrase_file: Secret = "", person: Who = "", shape: Plain = "text") -> int:
    """Entries in which fields have some values: 'find FOLDER channel=fax request_types=hold'. Nothing sealed is printed.

    Parameters
    ----------
    folder
        The folder of the record.
    what
        FIELD=VALUE or GROUP.FIELD=VALUE; a list has the value among its words. Other users of the machine see what is typed here.
    """
    asked = {}
    for word in what:
        path, sign, value = word.partition("=")
        if not sign:
            raise RequestError("write what to find as FIELD=VALUE, as channel=fax.")
        path = path_of(path)
        if path.startswith("restricted"):
            raise RequestError("other users of this machine see options: [restricted] is not searched here.")
        asked[path] = _need_word(word.partition("=")[0], path, value)
    if not asked:
        raise RequestError("nothing to find. Write FIELD=VALUE, as channel=fax.")
    with open_log(folder, passphrase_file, person) as log:
        found = search(log, Wanted(fields=asked))
    return _listed(found, shape)


@record.command
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
        leaf = next(log.store.leaves(seq, seq + 1)).hex()
    seen = shown(line, reveal)
    if shape == "json":
        proofs = [{"group": one.group, "field_key": one.field_key.hex(), "value": one.value.decode()} for one in keys]
        print_json({"schema": "sanctuary.record.show/2", **seen, "revealed": proofs, "leaf": leaf})
        return 0
    printer = Printer()
    printer.line(f"entry {seq}, {line.month}" + (f": erased by entry {line.erased_by}" if line.erased_by is not None else ""), style="bold")
    printer.table(("", ""), [(path, value) for path, value in seen["fields"]], indent=2, fold=(1,))
    if seen["withheld"]:
        printer.line(f"withheld: {', '.join(seen['withheld'])}. --reveal GROUP shows a group.")
    return 0


@record.command
def due(
    folder: Path,
    *,
    place: Annotated[str, Parameter(help="The place whose standing duties stand in the calendar too.")] = "",
    first: Annotated[str, Parameter(name="--from", help="The first day; without it the first of this year.")] = "",
    last: Annotated[str, Parameter(name="--to", help="The last day; without it the last of this year.")] = "",
    agency: Annotated[str, Parameter(help="Whose items: sheriff, police, school ...; without it the record's own, or everybody's.")] = "",
    holiday: Annotated[tuple[str, ...], Parameter(help="A day that the clock of a hold leaves out, as 2026-11-26.", negative="")] = (),
    soon: Annotated[str, Parameter(help="Only what is late, owed now, or falls due within this time, as PT12H or P3D.")] = "",
    every: Annotated[bool, Parameter(name="--all", help="Fulfilled items too.", negative="")] = False,
    passphrase_file: Secret = "",
    person: Who = "",
    shape: Plain = "text",
) -> int:
    """What is due, by when, and who owes it: duties of entries, ends of holds, standing duties of a place. `done` fulfills one."""
    begin, end = day(first), day(last)
    free = [one for word in holiday if (one := day(word))]
    near = _length(soon)
    with open_log(folder, passphrase_file, person) as log:
        now, whose, where = log.now(), agency or log.settings.agency, place or log.settings.place
        begin, end = begin or date(now.year, 1, 1), end or date(now.year, 12, 31)
        if end < begin:
            raise RequestError("--to is before --from. Give them in order.")
        duties = _duties(where, end)
        _need_agency(agency, _owing(duties), log)
        items = calendar(log, duties, begin, end, whose, free)
        if not last:
            # The report on the running year is owed in the next one: whoever lists this year's items gathers for it now.
            after = calendar(log, duties, end + timedelta(days=1), date(end.year + 1, 12, 31), whose, free)
            items += [item for item in after if item.about == now.year]
        items = [item for item in items if every or item.fulfilled_by is None]
    if near is not None:
        items = [item for item in items if item.within(now, near)]
    if shape == "json":
        print_json({"schema": "sanctuary.account.due/3", "now": now, "items": [due_report(item, now) for item in items]})
        return 0
    printer = Printer()
    for item in sorted(items, key=lambda item: item.urgency(now)):
        printer.line(due_line(item, *((f"owed by: {item.who}",) if item.who else ()), *due_state(item, now)))
    told_of = f" of {whose}" if whose else ""
    printer.line(f"{len(items)} items{told_of}" + ("" if where else "; --place adds the standing duties of a place") + ".")
    return 0


def _short(vkey: str) -> str:
    """A verification key as a line that can be read: its beginning, and how long it is."""
    return vkey if len(vkey) <= _LONG else f"{vkey[:_LONG]}... ({len(vkey):,} characters)"


def _duties(place: str, on: date) -> dict[str, tuple[StandingDuty, ...]]:
    """The standing duties of a place by pack, as of a day; none where no place is named."""
    if not place:
        return {}
    library, name = place_of(Library(), place)
    return {pack.id: pack.duties for pack in law_of(library, name, on).packs.values()}


def _listed(lines: Sequence[Recorded], shape: Format, told: str = "") -> int:
    """Lines of a record as a table or as JSON; the exit code."""
    if shape == "json":
        print_json({"schema": "sanctuary.record.list/2", "entries": [shown(line, ()) for line in lines]})
        return 0
    printer = Printer()
    printer.table(("number", "entered in", "received", "kind", "outcome", "response", "note"), [row(line) for line in lines], fold=(6,))
    printer.line(f"{plural(len(lines), 'entry', 'entries')}. {told}".rstrip())
    return 0


def _need_word(what: str, path: str, word: str) -> str:
    """The word, whatever its capitals; refuses one that a field of codes does not have: it would find nothing, as if nothing were there."""
    known, found = words_of(path), word_of(path, word)
    if found and known and found not in known:
        raise RequestError(f"{what}: this field has no such word; {nearest(found.casefold(), known)}")
    return found


def _owing(duties: Mapping[str, Iterable[StandingDuty]]) -> set[str]:
    """Whom standing duties name."""
    return {word for every in duties.values() for one in every for word in one.owed_by}


def _need_agency(agency: str, owing: Collection[str], log: Log | None = None) -> None:
    """Refuses an agency that is no actor of the vocabulary, and that no standing duty and no entry names."""
    actors = Library().vocabulary.enums["Actor"]
    if agency and agency not in actors and agency not in owing:
        lines = log.entries() if log is not None else ()
        named = {name for line in lines if line.entry for name in (line.entry.event.local_agency, line.entry.event.actor) if name}
        if agency not in named:
            raise RequestError(f"--agency: no agency is called so here; {nearest(agency, actors)}")


def _length(word: str) -> timedelta | None:
    """How far ahead `due --soon` looks."""
    if not word:
        return None
    try:
        found = span(word)
    except RecordError:
        found = None
    if found is None:
        raise RequestError("--soon: write a length of time as PT12H or P3D.")
    return found


def _kept_place(place: str) -> str:
    """A place as the settings keep it: its id, or where its folder is."""
    if not place:
        return ""
    name = place_of(Library(), place)[1]
    return name if name in Library().ids else str(Path(place).resolve())


def _days(text: str) -> tuple[date, date] | None:
    """A day, or two as 2026-11-01..2026-11-30."""
    begin, _, end = text.partition("..")
    first, last = day(begin), day(end or begin)
    if (first or last) and (not first or not last or last < first):
        raise RequestError("--received: a day, or the first and the last one as 2026-11-01..2026-11-30, was expected.")
    return (first, last) if first and last else None


def _witness(word: str) -> WitnessSetting:
    address, sign, vkey = word.partition("=")
    try:
        if sign:
            need_witness_address(address)
            return WitnessSetting(address=address, vkeys=(parse_key(vkey).vkey,))
    except Refused:
        pass
    raise RecordError("--witness: write the witness's address, an equals sign and its verification key.")
