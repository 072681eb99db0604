"""Publishing: the schedule, the order, what stops it, kills at any moment, and what the public folder must not hold."""

import itertools
import json
import os
import random
import signal
import traceback
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from record.dealings import ORIGIN, PASSPHRASE, PLANTED, START, Clock, again, dealing, keys, new_log, plain
from sanctuary.account.due import fulfill
from sanctuary.documents import replace
from sanctuary.errors import RecordError, TamperError
from sanctuary.record.checking import check_record
from sanctuary.record.entry import read_entry
from sanctuary.record.log import Log
from sanctuary.record.publish import cosign, period_end, period_start, publish, receipt
from sanctuary.record.settings import Settings, WitnessSetting
from sanctuary.tlog.hooks import on_step
from sanctuary.tlog.proof import verify_receipt
from sanctuary.tlog.verify import Refused, parse_checkpoint, parse_key, parse_note, reader_of, verify_log, verify_note
from sanctuary.tlog.witness import Cosignature, Witness
from tlog.published import WITNESS


def parse_text(note: bytes) -> str:
    return parse_note(note).text


VKEYS = [parse_key(vkey) for vkey in keys().vkeys]


def verified(folder: Path, since: bytes | None = None) -> int:
    """The size that an outsider verifies from the public folder alone."""
    return verify_log(reader_of(str(folder)), VKEYS, since=since).checkpoint.size


@pytest.mark.parametrize(
    ("schedule", "start", "end"),
    [
        ("daily", date(2026, 11, 18), date(2026, 11, 19)),
        ("weekly", date(2026, 11, 16), date(2026, 11, 23)),
        ("monthly", date(2026, 11, 1), date(2026, 12, 1)),
    ],
)
def test_a_period_is_a_day_a_week_from_monday_or_a_month(schedule: str, start: date, end: date) -> None:
    """Wednesday, 18 November 2026."""
    assert (period_start(schedule, START.date()), period_end(schedule, START.date())) == (start, end)


def test_only_periods_that_ended_are_published(log: Log, clock: Clock, tmp_path: Path) -> None:
    """A leaf of the running week would tell when its entry was made."""
    public = tmp_path / "public"
    log.add_many([plain(n) for n in range(3)])
    assert publish(log, public).size == 0
    clock.now = START + timedelta(days=7)
    log.add_many([plain(n) for n in range(2)])
    done = publish(log, public)
    assert (done.before, done.size, done.waiting) == (0, 3, 2)
    assert verified(public) == 3
    earlier = (public / "checkpoint").read_bytes()
    assert publish(log, public).size == 3
    clock.now += timedelta(days=7)
    assert publish(log, public).size == 5
    assert verified(public, earlier) == 5
    assert json.loads((public / "keys.json").read_text())["current"] == list(keys().vkeys)


def test_a_publication_may_be_asked_for_at_once(log: Log, tmp_path: Path) -> None:
    """Many bundles, in several runs, verify as one log."""
    public = tmp_path / "public"
    for count in (1, 255, 300, 1):
        log.add_many([plain(n) for n in range(count)])
        assert publish(log, public, at_once=True).waiting == 0
        assert verified(public) == log.size()


def test_a_receipt_proves_an_entry_and_says_nothing_of_it(log: Log, clock: Clock, tmp_path: Path) -> None:
    """It needs the published checkpoint; before that it is refused with the day."""
    log.add_many([dealing(n) for n in range(4)])
    with pytest.raises(RecordError, match="2026-11-23"):
        receipt(log, 2)
    clock.now = START + timedelta(days=7)
    publish(log, tmp_path / "public")
    proof = receipt(log, 2)
    leaf = next(log.store.leaves(2, 3))
    assert verify_receipt(proof, leaf, VKEYS)[0].index == 2
    with pytest.raises(TamperError):
        verify_receipt(proof, next(log.store.leaves(1, 2)), VKEYS)
    assert not any(value.encode() in proof for value in PLANTED)


def test_a_store_that_was_set_back_is_refused(log: Log, tmp_path: Path) -> None:
    """The public folder remembers what the store forgot."""
    public = tmp_path / "public"
    log.add_many([plain(n) for n in range(6)])
    publish(log, public, at_once=True)
    log.add(plain())
    with log.store.writing():
        log.store._run("DELETE FROM checkpoints")
    with pytest.raises(TamperError, match="set back"):
        publish(log, public, at_once=True)


def flipped(log: Log, seq: int) -> None:
    """Changes one bit of a leaf in the store."""
    leaf = bytearray(next(log.store.leaves(seq, seq + 1)))
    leaf[100] ^= 1
    log.store._run("UPDATE entries SET leaf = ? WHERE seq = ?", (bytes(leaf), seq))


@pytest.mark.parametrize(("before", "more", "seq"), [(0, 3, 1), (3, 2, 1), (300, 20, 260), (300, 20, 299), (0, 600, 80), (0, 600, 599)])
def test_a_leaf_that_was_changed_after_it_was_signed_is_not_published(log: Log, tmp_path: Path, before: int, more: int, seq: int) -> None:
    """In a bundle that is written now, filled before or new, whole or not: nothing in the folder changes."""
    public = tmp_path / "public"
    log.add_many([plain(n) for n in range(before)])
    publish(log, public, at_once=True)
    log.add_many([plain(n) for n in range(more)])
    cosign(log)
    files = {path: path.read_bytes() for path in public.rglob("*") if path.is_file()}
    flipped(log, seq)
    with pytest.raises(TamperError, match=r"signed.*Nothing was published"):
        publish(log, public, at_once=True)
    assert {path: path.read_bytes() for path in public.rglob("*") if path.is_file()} == files
    flipped(log, seq)
    assert publish(log, public, at_once=True).size == before + more == verified(public)


def test_a_receipt_that_would_not_verify_is_not_given_out(log: Log, tmp_path: Path) -> None:
    """Not for the changed leaf; the others' proofs are made of what was signed, and hold."""
    log.add_many([plain(n) for n in range(5)])
    publish(log, tmp_path / "public", at_once=True)
    flipped(log, 2)
    with pytest.raises(TamperError, match="No receipt was made"):
        receipt(log, 2)
    for seq in (3, 4):
        assert verify_receipt(receipt(log, seq), next(log.store.leaves(seq, seq + 1)), VKEYS)[0].index == seq


@pytest.mark.parametrize("signed", [False, True])
def test_a_publisher_whose_keys_were_rotated_meanwhile_publishes_nothing(log: Log, clock: Clock, tmp_path: Path, signed: bool) -> None:
    """Else keys.json would name the retired keys as those in force."""
    public = tmp_path / "public"
    log.add_many([plain(n) for n in range(3)])
    late = Log.open(log.folder, PASSPHRASE, clock)
    log.rotate("signing", PASSPHRASE)
    if signed:
        publish(log, public, at_once=True)
        keys_file = (public / "keys.json").read_bytes()
    with pytest.raises(RecordError, match="rotated while"):
        publish(late, public, at_once=True)
    assert not signed or (public / "keys.json").read_bytes() == keys_file
    assert signed or not (public / "checkpoint").exists()
    late.close()


def test_another_log_is_not_published_over_one(log: Log, tmp_path: Path, clock: Clock) -> None:
    """One folder, one log."""
    public = tmp_path / "public"
    other = Settings(schema="sanctuary.record.log/1", origin="records.example.org/other")
    second = Log.create(tmp_path / "second", other, PASSPHRASE, clock)
    publish(second, public)
    second.close()
    with pytest.raises(RecordError, match="another log"):
        publish(log, public)


def test_a_checkpoint_that_could_not_take_effect_stops_the_writer_until_the_next_start(log: Log, clock: Clock, tmp_path: Path) -> None:
    """Two publishers at once: the later one is refused, writes no more, and goes on after a start."""
    log.add_many([plain(n) for n in range(3)])
    rival = Log.open_with(log.folder, log.settings, log.keys, clock)
    plain_swapping = log.store.swapping

    def late(last: object) -> object:
        publish(rival, tmp_path / "public", at_once=True)
        return plain_swapping(last)  # type: ignore[arg-type]

    log.store.swapping = late  # type: ignore[method-assign,assignment]
    with pytest.raises(RecordError, match="same time"):
        publish(log, tmp_path / "public", at_once=True)
    with pytest.raises(RecordError, match="writes no more"):
        log.add(plain())
    rival.close()
    opened = again(log, clock)
    assert opened.add(plain()) == 3
    assert publish(opened, tmp_path / "public", at_once=True).size == 4
    assert verified(tmp_path / "public") == 4
    opened.close()


def witnessed(quorum: int) -> Settings:
    witness = WitnessSetting(address="http://witness.example", vkeys=(WITNESS.vkey,))
    return Settings(schema="sanctuary.record.log/1", origin=ORIGIN, schedule="weekly", witnesses=(witness,), quorum=quorum)


def test_witnesses_cosign_before_anything_is_published(tmp_path: Path, clock: Clock) -> None:
    """Below the quorum nothing is published; the run after finishes it, without a second signature on the size."""
    log = new_log(tmp_path / "record", clock, settings=witnessed(1))
    log.add_many([plain(n) for n in range(3)])
    asked: list[int] = []

    def away(witness: Witness, checkpoint: bytes, old: int, prove: Callable[[int], Sequence[bytes]]) -> tuple[Cosignature, ...]:
        raise RecordError(f"{witness.address}: cannot be reached ({len(checkpoint) > 0}, {old}, {callable(prove)}).")

    def there(witness: Witness, checkpoint: bytes, old: int, prove: Callable[[int], Sequence[bytes]]) -> tuple[Cosignature, ...]:
        asked.append(old)
        assert len(prove(old)) == (0 if old in (0, parse_checkpoint(parse_text(checkpoint)).size) else len(prove(old)))
        return (Cosignature(witness.keys[0], 1, WITNESS.sign(parse_text(checkpoint))),)

    with pytest.raises(RecordError, match="0 witnesses cosigned, 1 are needed"):
        publish(log, tmp_path / "public", at_once=True, asking=away)
    assert not (tmp_path / "public" / "checkpoint").exists()
    signed = log.store.checkpoint()
    assert signed is not None
    done = publish(log, tmp_path / "public", at_once=True, asking=there)
    assert (done.size, done.cosigned) == (3, 1)
    note = parse_note((tmp_path / "public" / "checkpoint").read_bytes())
    assert verify_note(note, WITNESS.key)
    assert parse_note(signed.note).signatures == note.signatures[:2]
    log.add_many([plain(n) for n in range(3)])
    assert cosign(log, there)[0] == 6
    assert asked == [0, 3]
    log.close()


def test_witnesses_may_see_the_root_at_once_while_leaves_wait_for_their_week(tmp_path: Path, clock: Clock) -> None:
    """What is published is the last cosigned checkpoint that covers ended weeks only."""
    log = new_log(tmp_path / "record", clock, settings=witnessed(0))

    def there(witness: Witness, checkpoint: bytes, old: int, prove: Callable[[int], Sequence[bytes]]) -> tuple[Cosignature, ...]:
        assert old <= 5
        assert callable(prove)
        return (Cosignature(witness.keys[0], 1, WITNESS.sign(parse_text(checkpoint))),)

    log.add_many([plain(n) for n in range(3)])
    assert cosign(log, there) == (3, ())
    clock.now = START + timedelta(days=7)
    log.add_many([plain(n) for n in range(2)])
    assert cosign(log, there) == (5, ())
    assert publish(log, tmp_path / "public", asking=there).size == 3
    assert verified(tmp_path / "public") == 3
    clock.now += timedelta(days=7)
    assert publish(log, tmp_path / "public", asking=there).size == 5
    log.close()


def work(log: Log, public: Path, tell: Callable[[str], object]) -> None:
    """Adds in portions, corrects, holds, erases, rotates and publishes, telling each number once it was acknowledged."""
    some = [plain(n) for n in range(5)]
    for seq, entry in zip([log.add(some[0]), *log.add_many(some[1:])], some, strict=True):
        tell(f"{seq} {entry.event.event_id}")
    publish(log, public, at_once=True)
    log.hold(log.correct(log.add(plain(7)), plain(8), "found wrong"), "litigation")
    log.erase(0, "R-12", "Gov. Code 34090", ("records officer", "city attorney"), date(2030, 1, 1))
    log.rotate("both", PASSPHRASE)
    tell(f"{log.add(plain(9))} e9")
    publish(log, public, at_once=True)


def killed_at(at: int, run: Callable[[Callable[[str], object]], None]) -> tuple[list[str], list[str]]:
    """Runs in a child process that ends, as if killed, at the step of a number; the steps that it reached, and what it told."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        steps = 0

        def hook(name: str) -> None:
            nonlocal steps
            steps += 1
            os.write(writing, f"step {name}\n".encode())
            if steps == at:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            os.close(reading)
            on_step(hook)
            run(lambda line: os.write(writing, f"told {line}\n".encode()))
        except BaseException:  # noqa: BLE001 - the child must never come back into the test run
            os.write(writing, f"told -1 {traceback.format_exc()[-300:]!r}\n".encode())
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as stream:
        lines = stream.read().splitlines()
    os.waitpid(child, 0)
    return [line[5:] for line in lines if line.startswith("step ")], [line[5:] for line in lines if line.startswith("told ")]


@pytest.mark.long
def test_killed_at_every_step_nothing_acknowledged_is_lost_and_no_two_checkpoints_disagree(tmp_path: Path, clock: Clock) -> None:
    """Every commit, every file put in place, every head: each in turn is where the process ends; the next start goes on from there."""
    settings = Settings(schema="sanctuary.record.log/1", origin=ORIGIN, schedule="weekly")
    reached = set[str]()
    for at in itertools.count(1):
        folder, public = tmp_path / f"{at}" / "record", tmp_path / f"{at}" / "public"
        made = new_log(folder, clock, settings=settings)
        made.close()
        # The two who erase have their keys open.
        begun = partial(Log.open_with, folder, settings, made.keys, clock)
        run = lambda tell, begun=begun, public=public: work(begun(), public, tell)  # noqa: E731
        steps, told = killed_at(at, run)
        reached |= set(steps)
        assert not any(line.startswith("-1") for line in told), told
        earlier = (public / "checkpoint").read_bytes() if (public / "checkpoint").exists() else None
        opened = Log.open(folder, PASSPHRASE, clock)
        known = dict(line.split(" ") for line in told)
        lines = {str(line.seq): line.entry.event.event_id if line.entry else "" for line in opened.entries()}
        assert {seq: event for seq, event in known.items() if lines[seq] != event} in ({}, {"0": "e0"})
        size = publish(opened, public, at_once=True).size
        vkeys = [parse_key(vkey) for vkey in opened.keys.vkeys]
        old = [parse_key(one.vkey) for one in opened.keys.retired]
        assert verify_log(reader_of(str(public)), vkeys, since=earlier, old_keys=old).checkpoint.size == size == opened.size()
        assert not list(public.rglob(".new-*"))
        opened.close()
        found = check_record(folder, settings, opened.keys, clock)
        assert (found.wrong, found.size) == ((), size), (at, steps[-1:])
        if len(steps) < at:
            break
    assert {
        "before commit log.sqlite",
        "after commit log.sqlite",
        "before commit keys.sqlite",
        "before heads",
        "before checkpoint",
    } <= reached
    assert {"before signing.json", "after signing.json", "after keys.json", "before 000", "after 5"} & reached
    assert at > 40


def wrong_acts(log: Log, s: str) -> list[Callable[[], object]]:
    """What a desk or a program may get wrong, each with a private value in it."""
    return [
        lambda: read_entry({"event": {"channel": s}}, "a file"),
        lambda: read_entry({"event": {s: 1}}, "a file"),
        lambda: read_entry({s: {"x": s}}, "a file"),
        lambda: read_entry({"event": {"received_at": s}}, "a file"),
        lambda: read_entry({"event": {"persons": s}}, "a file"),
        lambda: read_entry({"restricted": {"note": s * 300}}, "a file"),
        lambda: read_entry({"restricted": {"note": f"{s} A123456789"}}, "a file"),
        lambda: read_entry({"kind": s}, "a file"),
        lambda: read_entry({"notices": [{"language": s, "consent": s}]}, "a file"),
        lambda: fulfill(log, s, plain()),
        lambda: log.correct(10**6, dealing(private=s), s),
        lambda: log.add(replace(dealing(private=s), kind="hold")),
        lambda: log.reveal(0, s),
        lambda: list(log.entries(s)),
        lambda: log.erase(0, s, s, (s, s), START.date()),
        lambda: log.add(replace(dealing(private=s), kind="correction")),
    ]


def test_no_planted_value_reaches_the_public_folder_an_error_or_output(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """200 runs, most of them failing somewhere: wrong fields, wrong acts, a store that breaks; nothing private comes out anywhere."""
    numbers = random.Random(11)
    out: list[str] = []
    clock = Clock()
    log = new_log(tmp_path / "record", clock)
    public = tmp_path / "public"
    for run in range(200):
        secret = f"{numbers.choice(PLANTED)} {run}"
        acts = wrong_acts(log, secret)
        log.add(dealing(run, private=secret))
        try:
            acts[run % len(acts)]()
        except RecordError as problem:
            out += traceback.format_exception(problem)
            out += [repr(problem), repr(problem.__context__), repr(log), repr(log.show(0))]
        else:
            pytest.fail(f"run {run} was not refused")
        if run % 40 == 0:
            publish(log, public, at_once=True)
            (public / "checkpoint").write_bytes(b"not a checkpoint")
            with pytest.raises((RecordError, Refused)) as refused:
                publish(log, public, at_once=True)
            out += traceback.format_exception(refused.value)
            (public / "checkpoint").unlink()
    publish(log, public, at_once=True)
    log.store.close()
    with pytest.raises(RecordError) as refused:
        log.add(dealing(private=PLANTED[2]))
    out += traceback.format_exception(refused.value)
    captured = capfd.readouterr()
    told = "\n".join([*out, captured.out, captured.err]).casefold()
    everything = b"".join(path.read_bytes() + str(path).encode() for path in public.rglob("*") if path.is_file())
    for value in PLANTED:
        for part in (value, *value.split()):
            assert part.casefold() not in told
            assert part.encode() not in everything
