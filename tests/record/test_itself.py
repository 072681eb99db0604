"""What is about the record itself: its own entries, which nothing changes, and its folder, which may be gone while it is open."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from record.dealings import LATER, PASSPHRASE, START, Clock, dealing, new_log, plain
from sanctuary.documents import replace
from sanctuary.errors import RecordError
from sanctuary.record.acts import Proposal
from sanctuary.record.by_two import correct_by_two, correction_of, note_proposal
from sanctuary.record.derived import NEVER_ERASED
from sanctuary.record.fields import Links
from sanctuary.record.log import Log


def test_an_entry_about_the_record_itself_is_not_corrected_voided_or_erased(log: Log, clock: Clock) -> None:
    """A hold, its end, a void, an erasure, new keys, who may open it, what an account proposed; not by one person and not by two."""
    two = ("records officer", "city attorney")
    log.add_many([dealing(n) for n in range(3)])
    log.hold(2, "litigation")
    log.release(2, "ended")
    log.void(0, "entered twice", two, "double", 2)
    clock.now = START + timedelta(days=800)
    log.erase(1, "R-12", "a ground", two, LATER)
    log.rotate("both", PASSPHRASE)
    note_proposal(log, 2, Proposal(act="void", step="proposed"), "a mistake", "counsel-3", "t")
    own = {line.seq: line.entry.kind for line in log.entries() if line.entry and line.entry.kind != "dealing"}
    assert set(own.values()) == NEVER_ERASED - {"restoration"}
    size = log.size()
    for seq, kind in own.items():
        about = replace(plain(), kind="correction", links=Links(about=seq, reason="found wrong"))
        for act in (
            lambda seq=seq: log.correct(seq, plain(), "found wrong"),
            lambda seq=seq: correction_of(log, seq, plain(), "found wrong", ()),
            lambda about=about: correct_by_two(log, about, two, "c"),
            lambda seq=seq: log.void(seq, "a mistake", two, "mistake"),
            lambda seq=seq: log.void(2, "entered twice", two, "double", seq),
            lambda seq=seq: log.erase(seq, "R-1", "a ground", two, date(2032, 1, 1)),
        ):
            with pytest.raises(RecordError, match=f"^entry {seq}: an entry of kind '{kind}' is about the record itself and never"):
                act()
    assert log.size() == size


@pytest.mark.parametrize("how", ["moved", "deleted", "replaced"])
def test_nothing_is_written_into_a_record_that_is_no_longer_in_its_folder(log: Log, clock: Clock, tmp_path: Path, how: str) -> None:
    """What would be acknowledged, and found by nobody, is refused; what stands there now is left as it is."""
    log.add(plain())
    if how == "deleted":
        shutil.rmtree(log.folder)
    else:
        log.folder.rename(tmp_path / "elsewhere")
    if how == "replaced":
        with new_log(log.folder, clock) as other:
            other.add(plain(1))
    for act in (lambda: log.add(plain(2)), lambda: log.correct(0, plain(2), "found wrong"), lambda: log.rotate("both", PASSPHRASE)):
        with pytest.raises(RecordError, match="was moved, deleted or replaced"):
            act()
    if how == "replaced":
        with Log.open(log.folder, PASSPHRASE, clock) as other:
            assert other.size() == 1
