"""`sanctuary record publish`, `verify`, `prove`, `sample`: what others see of a record, and check."""

import sys
import time
from base64 import b64encode
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from sanctuary.commands.options import Plain, Secret
from sanctuary.commands.printing import Printer, print_json, write_file
from sanctuary.commands.recorded import Record, Who, open_log, told
from sanctuary.documents import as_json, parse_json, read_text
from sanctuary.errors import RecordError, RequestError, TamperError
from sanctuary.record.publish import Published, cosign, period_end, publish, receipt
from sanctuary.record.sample import check_sample
from sanctuary.record.sample import sample as draw
from sanctuary.study.phrases import plural
from sanctuary.tlog.verify import (
    CHECKPOINT_LIMIT,
    Key,
    Reader,
    Refused,
    aged,
    followed,
    kept_keys,
    many,
    need_policy,
    parse_key,
    reader_of,
    seconds_of,
    verify_log,
)

__all__ = ["check_sampled", "prove", "publish_due", "sample", "verify"]


def publish_due(
    folder: Path,
    public: Path,
    *,
    now: Annotated[bool, Parameter(help="The running period too, which tells when its entries were made.", negative="")] = False,
    root_only: Annotated[bool, Parameter(help="Show witnesses the root of all entries; publish nothing.", negative="")] = False,
    passphrase_file: Secret = "",
    person: Who = "",
    shape: Plain = "text",
) -> int:
    """Publish the periods that have ended: a signed checkpoint, tiles and bundles, in a folder for any web server."""
    with open_log(folder, passphrase_file, person) as log:
        if root_only:
            size, problems = cosign(log)
            answer: dict[str, Any] = {"schema": "sanctuary.record.publish/1", "published": False, "size": size, "problems": problems}
            return told(
                shape,
                answer,
                f"a checkpoint over {plural(size, 'entry', 'entries')} is signed and shown to the witnesses; nothing was published.",
                *problems,
            )
        done = publish(log, public, at_once=now)
        after = period_end(log.settings.schedule, log.now().date())
    answer = {"schema": "sanctuary.record.publish/1", "published": True, "before": done.before, "size": done.size, "waiting": done.waiting}
    lines = _published(done, public, f"{after}")
    return told(shape, answer | {"cosigned": done.cosigned, "problems": done.problems}, *lines, *done.problems)


def _published(done: Published, public: Path, after: str) -> tuple[str, ...]:
    """What was published, what waits, who else signed, and how anybody checks it."""
    waits = f"{plural(done.waiting, 'entry waits', 'entries wait')} for {after}; --now publishes today, and shows when they were made."
    waiting = (waits,) if done.waiting else ()
    if not done.size:
        return ("Nothing is published yet.", *waiting)
    signed = f"{many(done.cosigned, 'outside witness')} signed it" if done.cosigned else "no outside witness signed it"
    line = f"{plural(done.size, 'entry is', 'entries are')} published ({done.size - done.before} new); {signed}."
    kept = "a copy of verification-keys.txt that the agency gives out by another way"
    return (line, *waiting, f"Anybody checks it: sanctuary record verify {public} --keys FILE, with {kept}.")


def verify(
    where: str,
    *,
    key: Annotated[tuple[str, ...], Parameter(help="A verification key of the log; every one must have signed.", negative="")] = (),
    keys: Annotated[Path | None, Parameter(help="Keys from elsewhere: one a line, or a keys.json that was kept.")] = None,
    witness: Annotated[tuple[str, ...], Parameter(help="A verification key of a witness.", negative="")] = (),
    quorum: Annotated[int | None, Parameter(help="How many witnesses must have cosigned; without it all.")] = None,
    since: Annotated[Path | None, Parameter(help="An earlier checkpoint, kept by whoever verifies.")] = None,
    old_key: Annotated[tuple[str, ...], Parameter(help="A key that the log has replaced since that checkpoint.", negative="")] = (),
    fresh: Annotated[str, Parameter(help="Refuse a checkpoint that is older, as 45d.")] = "",
    shape: Plain = "text",
) -> int:
    """Verify a published record from its URL or folder alone. Exit code 1: it does not verify.

    The same check runs without this program: verify.py of the package is one file that needs only Python and `cryptography`.
    """
    answer: dict[str, Any] = {"schema": "sanctuary.record.verify/2"}
    now = int(time.time())
    try:
        mine, witnesses = [parse_key(one) for one in key], [parse_key(one) for one in witness]
        mine += kept_keys(keys, where) if keys else []
        old_keys = [parse_key(one) for one in old_key]
        if not mine:
            raise RequestError(
                "no key is named, and keys that the record brings itself prove nothing. Add --keys FILE with the verification keys as "
                "the agency gave them out by another way (its file verification-keys.txt: on its own site, in a policy, on paper), or "
                "--key VKEY."
            )
        need_policy(mine, witnesses, quorum)
        oldest = seconds_of(fresh) if fresh else None
        read = reader_of(where)
    except Refused as problem:
        raise RecordError(f"{problem}. Give a folder or an address, and keys as they were published.") from None
    try:
        in_force, replaced = followed(read, mine) if keys else (mine, list[Key]())
        found = verify_log(read, in_force, witnesses, quorum, _earlier(since), [*old_keys, *replaced], now)
        age = aged(found, now, oldest)
    except Refused as problem:
        told(shape, answer | {"verified": False, "refused": str(problem)}, f"refused: {problem}")
        return 1
    here = found.checkpoint
    root, seen = b64encode(here.root).decode(), [{"name": name, "time": when} for name, when in found.witnesses]
    answer |= {"verified": True, "origin": here.origin, "size": here.size, "root": root, "keys": found.keys, "witnesses": seen}
    by = f"{many(len(found.keys), 'key')}, {many(len(seen), 'witness')}"
    stands = "is as it was" if here.size == 1 else "are as they were"
    whole = f"its keys signed it, and its {many(here.size, 'entry')} {stands} signed" if here.size else "nothing is published yet"
    shown = [
        f"This is the record {here.origin}: {whole}.",
        "Nothing before the checkpoint that you kept was changed or dropped."
        if since
        else "Whether anything was changed since an earlier day is shown by --since and a checkpoint that you kept then.",
        f"{many(len(seen), 'outside witness')} signed it too."
        if seen
        else "No outside witness has signed it: that everybody is shown this same record rests on the agency's word.",
    ]
    line = f"verified: {here.origin}, {many(here.size, 'entry')}, root {root}, {by}, {age}"
    return told(shape, answer | {"time": found.time}, *shown, line)


def prove(
    folder: Path,
    seq: int,
    *,
    output: Annotated[Path | None, Parameter(name=["--output", "-o"], help="The file for the receipt; without it standard output.")] = None,
    passphrase_file: Secret = "",
    person: Who = "",
    shape: Plain = "text",
) -> int:
    """A receipt: the proof that an entry stands in the published record, with no reason and no fact in it."""
    with open_log(folder, passphrase_file, person) as log:
        proof, leaf = receipt(log, seq), log.store.row(seq).leaf
    if output:
        write_file(output, proof)
    answer = {"schema": "sanctuary.record.prove/1", "seq": seq, "leaf": leaf.hex(), "receipt": proof.decode()}
    if shape == "json":
        print_json(answer)
    elif output:
        Printer().line(f"the receipt of entry {seq} is in {output}.")
    else:
        sys.stdout.write(proof.decode())
    return 0


def sample(
    folder: Record,
    words: str,
    *,
    count: Annotated[int, Parameter(help="How many entries.")] = 30,
    reveal: Annotated[tuple[str, ...], Parameter(help="A group to open of each entry, as event.", negative="")] = (),
    output: Annotated[Path | None, Parameter(name=["--output", "-o"], help="The file; it is its owner's alone.")] = None,
    passphrase_file: Secret = "",
    person: Who = "",
    shape: Plain = "text",
) -> int:
    """Draw entries for an auditor, with proofs: which ones follows from the published checkpoint and the auditor's words.

    Parameters
    ----------
    words
        Words of the auditor's own, told after the checkpoint was published.
    """
    if not output:
        raise RequestError("a sample holds what entries say, and needs a file. Add -o sample.json.")
    with open_log(folder, passphrase_file, person) as log:
        found = draw(log, words, count, reveal)
    write_file(output, as_json(found).encode() + b"\n", 0o600)
    gone = sum(1 for one in found.entries if one.gone)
    return told(
        shape,
        {"schema": "sanctuary.record.sampled/1", "size": found.size, "entries": [one.seq for one in found.entries], "gone": gone},
        f"{len(found.entries)} of {found.size} entries are in {output}, {gone} of them gone by an entry that says so.",
        "The auditor checks it with 'sanctuary record check-sample', the verification keys and the same words.",
    )


def check_sampled(
    file: Path,
    words: str,
    *,
    key: Annotated[tuple[str, ...], Parameter(help="A verification key of the log; every one must have signed.", negative="")] = (),
    keys: Annotated[Path | None, Parameter(help="Keys from elsewhere: one a line, or a keys.json that was kept.")] = None,
    count: Annotated[int, Parameter(help="How many entries were asked for.")] = 30,
    reveal: Annotated[tuple[str, ...], Parameter(help="A group that was asked for.", negative="")] = (),
    shape: Plain = "text",
) -> int:
    """Check a sample with keys and words that the auditor brings; no passphrase is needed. Exit code 1: it does not hold.

    Parameters
    ----------
    file
        The sample.
    words
        The words that the auditor told.
    """
    answer = {"schema": "sanctuary.record.check-sample/1"}
    if not key and keys is None:
        raise RequestError("no key is named. Give --key VKEY, or --keys FILE with one a line, as the log's keys were published.")
    try:
        mine = [*map(parse_key, key), *(kept_keys(keys, str(file)) if keys else ())]
    except Refused as problem:
        raise RecordError(f"{problem}. Give the keys as they were published.") from None
    try:
        found = check_sample(parse_json(read_text(file, RecordError), str(file)), str(file), mine, words, count, reveal)
    except TamperError as problem:
        told(shape, answer | {"holds": False, "refused": str(problem)}, f"refused: {problem}")
        return 1
    gone = [one.seq for one in found.entries if one.gone]
    return told(
        shape,
        answer | {"holds": True, "size": found.size, "entries": [one.seq for one in found.entries], "gone": gone},
        f"holds: {len(found.entries)} of {found.size} entries, as the checkpoint and your words draw them; {len(gone)} gone.",
    )


def _earlier(since: Path | None) -> bytes | None:
    if since is None:
        return None
    try:
        read: Reader = reader_of(str(since.parent))
        earlier = read(since.name, CHECKPOINT_LIMIT)
    except Refused as problem:
        raise RecordError(f"--since {since}: {str(problem).partition(': ')[2] or problem}. Give a checkpoint that was kept.") from None
    if earlier == b"":
        raise RecordError(f"--since {since}: the file is empty. Give a checkpoint that was kept.")
    return earlier
