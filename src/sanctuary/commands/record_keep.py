"""`sanctuary record check`, `restore`, `upgrade`, `backup`: whether a record is whole, and how it goes on where it is not."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sanctuary.commands.options import Plain, Secret
from sanctuary.commands.recorded import Approver, Second, Who, approved, open_log, opened, told
from sanctuary.errors import RecordError
from sanctuary.record.checking import check_record
from sanctuary.record.keys import Keys
from sanctuary.record.passphrase import passphrase_from
from sanctuary.record.restoring import back_up, put_back
from sanctuary.record.restoring import restore as restore_record
from sanctuary.record.restoring import upgrade as upgrade_record
from sanctuary.record.settings import read_settings
from sanctuary.study.phrases import plural

__all__ = ["backup", "check", "restore", "upgrade"]

_ASIDE = "set-aside-log.sqlite"


def check(folder: Path, *, passphrase_file: Secret = "", person: Who = "", shape: Plain = "text") -> int:
    """Everything that is wrong with a record, read whole and changed nowhere. Exit code 1: something is."""
    keys = opened(folder, passphrase_file, person)
    found = check_record(folder, read_settings(folder), keys)
    root = found.head.root.hex() if found.head else None
    head = f"the head of {plural(found.head.size, 'entry', 'entries')} has the root {root}" if found.head else "there is no signed head"
    verdict = (
        f"{len(found.wrong)} things are wrong."
        if found.wrong
        else "Nothing is wrong: every entry, table and signature was held against the head."
    )
    told(
        shape,
        {
            "schema": "sanctuary.record.check/1", "size": found.size, "head": found.head.size if found.head else None, "root": root,
            "wrong": found.wrong, "notes": found.notes,
        },
        f"{plural(found.size, 'entry', 'entries')}; {head}.",
        *(f"WRONG: {one}" for one in found.wrong),
        *(f"note: {one}" for one in found.notes),
        verdict,
    )  # fmt: skip
    return 1 if found.wrong else 0


def restore(
    folder: Path,
    *,
    reason: Annotated[str, Parameter(help="What happened, without anybody's name.")] = "",
    approver: Approver = (),
    second: Second = "",
    source: Annotated[Path | None, Parameter(name="--from", help="A backup: its store is put in the place of this one first.")] = None,
    public: Annotated[Path | None, Parameter(help="The public folder: what was published is taken from it.")] = None,
    nothing_published: Annotated[bool, Parameter(help="Nothing was ever published of this record.", negative="")] = False,
    passphrase_file: Secret = "",
    person: Who = "",
    shape: Plain = "text",
) -> int:
    """Go on after a loss: lost numbers get entries that say so, tables are written anew, and an entry tells of it."""
    refusal = "a restoration needs a reason and two different approvers."
    if len(approver) != 2 or not reason:
        raise RecordError(refusal)
    # Nothing is put back before both proved who they are; the keys may be lost too, and come from the backup then.
    beside = source if source and not (folder / "signing.json").exists() else folder
    keys = opened(beside, passphrase_file, person, typed=True)
    two, keys = approved(beside, keys, approver, second, refusal)
    back = put_back(folder, source) if source else ()
    done = restore_record(
        folder, read_settings(folder), keys, reason, two, public=public, unpublished=nothing_published, replaced=bool(back)
    )
    lost = (
        f"{plural(len(done.lost), 'number is', 'numbers are')} lost, and an entry says so: {_few(done.lost)}."
        if done.lost
        else "No entry was lost."
    )
    return told(
        shape,
        {"schema": "sanctuary.record.restore/1", "seq": done.seq, "lost": done.lost, "put_back": back, "notes": done.notes},
        f"The record goes on; entry {done.seq} says how. {lost}",
        *done.notes,
        *([f"Put back: {_few(back)}."] if back else []),
        *(["The store that was here is kept as set-aside-log.sqlite until you destroy it."] if (folder / _ASIDE).exists() else []),
    )


def upgrade(folder: Path, *, passphrase_file: Secret = "", shape: Plain = "text") -> int:
    """Take over a record of the version before signed heads were kept; numbers, entries and the published tree stay."""
    settings = read_settings(folder)
    passphrase = passphrase_from(passphrase_file)
    done = upgrade_record(folder, settings, Keys.read(folder / "signing.json", passphrase), passphrase)
    return told(
        shape,
        {"schema": "sanctuary.record.upgrade/1", "seq": done.seq, "notes": done.notes},
        f"The record is of this version now; entry {done.seq} says so.",
        *done.notes,
    )


def backup(folder: Path, target: Path, *, passphrase_file: Secret = "", person: Who = "", shape: Plain = "text") -> int:
    """Copy a record into a new folder, as of one moment. Whoever has the copy and a passphrase can open it."""
    with open_log(folder, passphrase_file, person) as log:
        names, size = back_up(log, target), log.size()
        beside = ["The entries are in PostgreSQL: back it up with its own tools (pg_dump) at the same time."] if log.settings.store else []
    return told(
        shape,
        {"schema": "sanctuary.record.backup/1", "files": names, "size": size},
        f"{plural(size, 'entry is', 'entries are')} copied to {target}: {', '.join(names)}. "
        "Keep it for days: it keeps the keys of what is erased later.",
        *beside,
    )


def _few(numbers: tuple[object, ...]) -> str:
    return ", ".join(map(str, numbers[:12])) + (f" and {len(numbers) - 12} more" if len(numbers) > 12 else "")
