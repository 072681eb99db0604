"""`sanctuary record`: the public record of a city: begin it, add to it, look into it, publish it, verify it."""

import sys
from base64 import b64encode
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import App, Parameter

from sanctuary.account.catalog import reports_in
from sanctuary.account.due import calendar, fulfill, items_of, owed_by
from sanctuary.commands import STDIN
from sanctuary.commands.entries import document_of, due_line, fill_in, item_report, need_standing, paths_of, row, shown
from sanctuary.commands.options import Plain, Secret
from sanctuary.commands.printing import Format, Printer, print_json, write_file
from sanctuary.commands.words import day, place_of
from sanctuary.errors import RecordError, RequestError, nearest
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.record.entry import GROUPS, KINDS, from_decision, read_entry, values
from sanctuary.record.keys import passphrase_from
from sanctuary.record.log import Log
from sanctuary.record.publish import cosign, period_end, publish, receipt
from sanctuary.record.settings import Settings, WitnessSetting
from sanctuary.tlog.verify import CHECKPOINT_LIMIT, Refused, need_policy, parse_key, reader_of, verify_log

__all__ = ["record"]

record = App(
    name="record", help="The public record of dealings with immigration authorities: added to, never changed, verified by anybody."
)

_SET = "GROUP.FIELD=VALUE. Other users of the machine see options: [restricted] comes from a file."


@record.command
def init(
    folder: Path,
    *,
    origin: Annotated[str, Parameter(help="The log's name: a host name of the city and a path, as records.example.gov/jail.")],
    store: Annotated[str, Parameter(help="postgresql://... for PostgreSQL; without it SQLite in the folder.")] = "",
    schedule: Annotated[Literal["daily", "weekly", "monthly"], Parameter(help="When entries are published.")] = "monthly",
    witness: Annotated[tuple[str, ...], Parameter(help="A witness, as ADDRESS=VKEY.", negative="")] = (),
    quorum: Annotated[int, Parameter(help="How many witnesses must cosign before anything is published.")] = 0,
    passphrase_file: Secret = "",
    shape: Plain = "text",
) -> int:
    """Begin a record in a new folder, with keys of its own."""
    witnesses = tuple(_witness(word) for word in witness)
    if not 0 <= quorum <= len(witnesses):
        raise RecordError(f"--quorum {quorum}: {len(witnesses)} witnesses are named. Ask for at most as many.")
    settings = Settings(
        schema="sanctuary.record.log/1", origin=origin, store=store, schedule=schedule, witnesses=witnesses, quorum=quorum
    )  # fmt: skip
    log = Log.create(folder, settings, passphrase_from(passphrase_file, twice=True))
    return _told(
        shape,
        {"schema": "sanctuary.record.init/1", "origin": origin, "keys": log.keys.vkeys},
        f"The record {origin} begins in {folder}. Its verification keys, for everybody:",
        *log.keys.vkeys,
        "Keep the passphrase and a backup of signing.json and keys.sqlite: without them no entry opens.",
    )


@record.command
def add(
    folder: Path,
    circumstances: str = "",
    *,
    decision: Annotated[str, Parameter(help="What 'sanctuary decide --format json' printed; - reads standard input.")] = "",
    field: Annotated[tuple[str, ...], Parameter(name="--set", help=_SET, negative="")] = (),
    corrects: Annotated[int | None, Parameter(help="The number of the entry that this one corrects.")] = None,
    fulfills: Annotated[str, Parameter(help="The due item that this entry fulfills.")] = "",
    reason: Annotated[str, Parameter(help="Why it is corrected.")] = "",
    passphrase_file: Secret = "",
    shape: Plain = "text",
) -> int:
    """Add an entry; its number is told once it is durable.

    Parameters
    ----------
    folder
        The folder of the record.
    circumstances
        The circumstances in the shape of an entry, as TOML or JSON; - reads standard input.
    """
    if corrects is not None and fulfills:
        raise RequestError("an entry corrects another or fulfills a due item, not both. Add two entries.")
    if reason and corrects is None:
        raise RequestError("--reason says why an entry is corrected. Add --corrects NUMBER, or write links.reason.")
    if "/" in fulfills:
        need_standing(fulfills)
    if decision == STDIN == circumstances:
        raise RequestError("standard input gives the decision or the circumstances, not both. Put one of them into a file.")
    told = document_of(circumstances) if circumstances else {}
    fill_in(told, field)
    if "recorded_at" in told:
        raise RecordError("recorded_at: the record sets it. Leave it out; event.received_at says when it happened.")
    if decision:
        entry = from_decision(document_of(decision), told, "the decision")
    elif told:
        entry = read_entry(told, "the circumstances")
    else:
        raise RequestError("nothing to add. Give --decision FILE, a file of circumstances, or --set event.channel=fax.")
    law = entry.links.law.partition("/")[0]
    if entry.kind == "nil-certificate" and law not in reports_in():
        raise RecordError(f"links.law: no report has this name; {nearest(law, reports_in())}")
    log = _open(folder, passphrase_file)
    if corrects is not None:
        said = {*paths_of(told), *(path for path, _ in values(entry) if decision and path.startswith("determination."))}
        seq = log.correct(corrects, entry, reason, [path for path in sorted(said) if not path.startswith(("kind", "links"))])
    else:
        seq = fulfill(log, fulfills, entry) if fulfills else log.add(entry)
    found = log.show(seq).entry or entry
    owed = list(items_of(seq, found, owed_by(found)))
    return _told(
        shape,
        {"schema": "sanctuary.record.add/1", "seq": seq, "due": [item_report(item) for item in owed]},
        f"entry {seq} is recorded.",
        *(due_line(item) for item in owed),
    )


@record.command(name="list")
def entries(
    folder: Path,
    *,
    first: Annotated[str, Parameter(name="--from", help="The first month, as 2026-11.")] = "",
    last: Annotated[str, Parameter(name="--to", help="The last month.")] = "",
    kind: Annotated[str, Parameter(help="One kind of entry.")] = "",
    passphrase_file: Secret = "",
    shape: Plain = "text",
) -> int:
    """Entries by month and kind, without anything restricted or sealed."""
    if kind and kind not in KINDS:
        raise RequestError(f"no kind of entry has this name; {nearest(kind, KINDS)}")
    if first and last and last < first:
        raise RequestError("--to is before --from. Give them in order.")
    lines = list(_open(folder, passphrase_file).entries(first, last, kind))
    if shape == "json":
        print_json({"schema": "sanctuary.record.list/1", "entries": [shown(line, ()) for line in lines]})
        return 0
    printer = Printer()
    rows = [row(line) for line in lines]
    printer.table(("number", "month", "kind", "outcome", "response", "note"), rows, fold=(5,))
    printer.line(f"{len(rows)} entries. Restricted and sealed fields are withheld; 'record show' names them.")
    return 0


@record.command
def show(
    folder: Path,
    seq: int,
    *,
    reveal: Annotated[tuple[str, ...], Parameter(help=f"Show a whole group: {', '.join(GROUPS)}.", negative="")] = (),
    passphrase_file: Secret = "",
    shape: Plain = "text",
) -> int:
    """One entry; what is restricted or sealed is withheld and named, unless its group is revealed."""
    for group in reveal:
        if group not in GROUPS:
            raise RequestError(f"no group has this name; {nearest(group, GROUPS)}")
    log = _open(folder, passphrase_file)
    line = log.show(seq)
    told = shown(line, reveal)
    keys = [log.reveal(seq, group) for group in reveal] if line.entry else []
    if shape == "json":
        proofs = [{"group": one.group, "field_key": one.field_key.hex(), "value": one.value.decode()} for one in keys]
        leaf = next(log.store.leaves(seq, seq + 1)).hex()
        print_json({"schema": "sanctuary.record.show/1", **told, "revealed": proofs, "leaf": leaf})
        return 0
    printer = Printer()
    printer.line(f"entry {seq}, {line.month}" + (f": erased by entry {line.erased_by}" if line.erased_by is not None else ""), style="bold")
    printer.table(("", ""), [(path, value) for path, value in told["fields"]], indent=2, fold=(1,))
    if told["withheld"]:
        printer.line(f"withheld: {', '.join(told['withheld'])}. --reveal GROUP shows a group.")
    return 0


@record.command
def due(
    folder: Path,
    *,
    place: Annotated[str, Parameter(help="The place whose standing duties stand in the calendar too.")] = "",
    first: Annotated[str, Parameter(name="--from", help="The first day; without it the first of this year.")] = "",
    last: Annotated[str, Parameter(name="--to", help="The last day; without it the last of this year.")] = "",
    every: Annotated[bool, Parameter(name="--all", help="Fulfilled items too.", negative="")] = False,
    passphrase_file: Secret = "",
    shape: Plain = "text",
) -> int:
    """What is due, by when: duties of entries, and standing duties of a place. `add --fulfills ID` fulfills one."""
    log = _open(folder, passphrase_file)
    now = log.now()
    begin, end = day(first) or date(now.year, 1, 1), day(last) or date(now.year, 12, 31)
    if end < begin:
        raise RequestError("--to is before --from. Give them in order.")
    duties = {}
    if place:
        library, name = place_of(Library(), place)
        duties = {pack.id: pack.duties for pack in law_of(library, name, end).packs.values()}
    items = [item for item in calendar(log, duties, begin, end) if every or item.fulfilled_by is None]
    if shape == "json":
        print_json(
            {"schema": "sanctuary.account.due/1", "now": now, "items": [item_report(item) | {"late": item.late(now)} for item in items]}
        )
        return 0
    printer = Printer()
    for item in items:
        printer.line(due_line(item) + (" - LATE" if item.late(now) else ""))
    printer.line(f"{len(items)} items" + ("" if place else "; --place adds the standing duties of a place") + ".")
    return 0


@record.command
def hold(
    folder: Path,
    seq: int,
    *,
    reason: Annotated[str, Parameter(help="Why, as 'litigation'.")],
    role: Annotated[str, Parameter(help="The role that asks for it.")] = "",
    release: Annotated[bool, Parameter(help="End every hold on the entry.", negative="")] = False,
    passphrase_file: Secret = "",
    shape: Plain = "text",
) -> int:
    """Keep an entry from being erased, or release it."""
    log = _open(folder, passphrase_file)
    number = log.release(seq, reason, role) if release else log.hold(seq, reason, role)
    said = f"the holds on entry {seq} are released" if release else f"entry {seq} is held"
    return _told(
        shape, {"schema": "sanctuary.record.hold/1", "seq": number, "about": seq, "held": not release}, f"{said}; entry {number} says so."
    )


@record.command
def erase(
    folder: Path,
    seq: int,
    *,
    retention_item: Annotated[str, Parameter(help="The item of the retention schedule.")] = "",
    ground: Annotated[str, Parameter(help="The legal ground.")] = "",
    approver: Annotated[tuple[str, ...], Parameter(help="A role that approved; two different ones.", negative="")] = (),
    passphrase_file: Secret = "",
    shape: Plain = "text",
) -> int:
    """Destroy what an entry says, for good; its leaf and every proof stay, and an entry says that it was done."""
    if len(approver) != 2:
        raise RecordError(f"entry {seq}: erasing needs a retention item, a legal ground and two different approvers.")
    log = _open(folder, passphrase_file)
    others = [one for one in log.same_act(seq) if one != seq]
    number = log.erase(seq, retention_item, ground, (approver[0], approver[1]), log.now().date())
    told = f"Entries {', '.join(map(str, others))} tell of the same dealing and are not erased: they may repeat what it said."
    return _told(
        shape,
        {"schema": "sanctuary.record.erase/1", "seq": number, "about": seq, "not_erased": others},
        f"entry {seq} is erased; entry {number} says so. Backups of keys.sqlite made before still hold its key: destroy them.",
        *([told] if others else []),
    )


@record.command
def rotate(
    folder: Path,
    *,
    keys: Annotated[Literal["signing", "wrapping", "both"], Parameter(help="Which keys.")] = "both",
    passphrase_file: Secret = "",
    shape: Plain = "text",
) -> int:
    """Make new keys; an entry says so, and the old verification keys stay listed."""
    passphrase = passphrase_from(passphrase_file)
    log = Log.open(folder, passphrase)
    log.rotate(keys, passphrase)
    return _told(
        shape,
        {"schema": "sanctuary.record.rotate/1", "keys": log.keys.vkeys, "retired": [one.vkey for one in log.keys.retired]},
        "New keys are in effect. The verification keys, for everybody:",
        *log.keys.vkeys,
    )


@record.command(name="publish")
def publish_due(
    folder: Path,
    public: Path,
    *,
    now: Annotated[bool, Parameter(help="The running period too, which tells when its entries were made.", negative="")] = False,
    root_only: Annotated[bool, Parameter(help="Show witnesses the root of all entries; publish nothing.", negative="")] = False,
    passphrase_file: Secret = "",
    shape: Plain = "text",
) -> int:
    """Publish the periods that have ended: a signed checkpoint, tiles and bundles, in a folder for any web server."""
    log = _open(folder, passphrase_file)
    if root_only:
        size, problems = cosign(log)
        told: dict[str, Any] = {"schema": "sanctuary.record.publish/1", "published": False, "size": size, "problems": problems}
        return _told(
            shape, told, f"a checkpoint over {size} entries is signed and shown to the witnesses; nothing was published.", *problems
        )
    done = publish(log, public, at_once=now)
    after = period_end(log.settings.schedule, log.now().date())
    told = {"schema": "sanctuary.record.publish/1", "published": True, "before": done.before, "size": done.size, "waiting": done.waiting}
    waiting = f"; {done.waiting} wait for {after}" if done.waiting else ""
    line = f"{done.size} entries are published ({done.size - done.before} new){waiting}; {done.cosigned} cosignatures."
    return _told(shape, told | {"cosigned": done.cosigned, "problems": done.problems}, line, *done.problems)


@record.command
def verify(
    where: str,
    *,
    key: Annotated[tuple[str, ...], Parameter(help="A verification key of the log; every one must have signed.", negative="")],
    witness: Annotated[tuple[str, ...], Parameter(help="A verification key of a witness.", negative="")] = (),
    quorum: Annotated[int | None, Parameter(help="How many witnesses must have cosigned; without it all.")] = None,
    since: Annotated[Path | None, Parameter(help="An earlier checkpoint, kept by whoever verifies.")] = None,
    old_key: Annotated[tuple[str, ...], Parameter(help="A key that the log has replaced since that checkpoint.", negative="")] = (),
    shape: Plain = "text",
) -> int:
    """Verify a published record from its URL or folder alone. Exit code 1: it does not verify.

    The same check runs without this program: verify.py of the package is one file that needs only Python and `cryptography`.
    """
    answer: dict[str, Any] = {"schema": "sanctuary.record.verify/1"}
    try:
        keys, witnesses = [parse_key(one) for one in key], [parse_key(one) for one in witness]
        old_keys = [parse_key(one) for one in old_key]
        need_policy(keys, witnesses, quorum)
        read = reader_of(where)
    except Refused as problem:
        raise RecordError(f"{problem}. Give a folder or an address, and keys as they were published.") from None
    try:
        earlier = reader_of(str(since.parent))(since.name, CHECKPOINT_LIMIT) if since else None
    except Refused as problem:
        raise RecordError(f"--since {since}: {str(problem).partition(': ')[2] or problem}. Give a checkpoint that was kept.") from None
    if earlier == b"":
        raise RecordError(f"--since {since}: the file is empty. Give a checkpoint that was kept.")
    try:
        found = verify_log(read, keys, witnesses, quorum, earlier, old_keys)
    except Refused as problem:
        _told(shape, answer | {"verified": False, "refused": str(problem)}, f"refused: {problem}")
        return 1
    root, seen = b64encode(found.checkpoint.root).decode(), [{"name": name, "time": time} for name, time in found.witnesses]
    answer |= {"verified": True, "origin": found.checkpoint.origin, "size": found.checkpoint.size, "root": root}
    line = f"verified: {found.checkpoint.origin}, {found.checkpoint.size:,} entries, root {root}, {len(keys)} keys, {len(seen)} witnesses"
    return _told(shape, answer | {"keys": found.keys, "witnesses": seen}, line)


@record.command
def prove(
    folder: Path,
    seq: int,
    *,
    output: Annotated[Path | None, Parameter(name=["--output", "-o"], help="The file for the receipt; without it standard output.")] = None,
    passphrase_file: Secret = "",
    shape: Plain = "text",
) -> int:
    """A receipt: the proof that an entry stands in the published record, with no reason and no fact in it."""
    log = _open(folder, passphrase_file)
    proof = receipt(log, seq)
    if output:
        write_file(output, proof)
    told = {"schema": "sanctuary.record.prove/1", "seq": seq, "leaf": next(log.store.leaves(seq, seq + 1)).hex(), "receipt": proof.decode()}
    if shape == "json":
        print_json(told)
    elif output:
        Printer().line(f"the receipt of entry {seq} is in {output}.")
    else:
        sys.stdout.write(proof.decode())
    return 0


def _open(folder: Path, passphrase_file: str) -> Log:
    return Log.open(folder, passphrase_from(passphrase_file))


def _told(shape: Format, report: dict[str, Any], *lines: str) -> int:
    if shape == "json":
        print_json(report)
    else:
        sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0


def _witness(word: str) -> WitnessSetting:
    address, sign, vkey = word.partition("=")
    try:
        if sign:
            return WitnessSetting(address=address, vkeys=(parse_key(vkey).vkey,))
    except Refused:
        pass
    raise RecordError("--witness: write the witness's address, an equals sign and its verification key.")
