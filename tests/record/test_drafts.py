"""Drafts: nobody approves their own, an approved one is one entry, and a changed one is refused."""

from datetime import timedelta

import pytest

from record.dealings import PLANTED, Clock, again, dealing, plain, said
from sanctuary.documents import replace
from sanctuary.errors import RecordError, TamperError
from sanctuary.record.drafts import approve_draft, discard_draft, draft_of, drafts_of, keep_draft
from sanctuary.record.entry import read_entry
from sanctuary.record.log import Log


@pytest.fixture
def store_address() -> str:
    """Drafts lie beside the keys, whatever the store: SQLite."""
    return ""


def test_a_second_person_makes_a_draft_an_entry(log: Log, clock: Clock) -> None:
    """With who wrote and who approved it; before that it is in no list, and after it no draft."""
    draft = keep_draft(log, dealing(), "records officer")
    assert (log.size(), [one.id for one in drafts_of(log)]) == (0, [draft.id])
    assert draft_of(log, draft.id).entry == dealing()
    log = again(log, clock)
    assert approve_draft(log, draft.id, "office") == 0
    entry = log.show(0).entry
    assert entry is not None
    assert (entry.links.made_by, entry.links.approved_by) == ("records officer", "office")
    assert replace(said(entry), links=dealing().links) == dealing()
    assert drafts_of(log) == []


@pytest.mark.parametrize("name", ["records officer", " Records officer", "RECORDS OFFICER", "", "  "])
def test_nobody_approves_their_own_draft(log: Log, name: str) -> None:
    """Whatever the spelling; and nothing is recorded."""
    draft = keep_draft(log, dealing(), "records officer")
    with pytest.raises(RecordError, match="second person"):
        approve_draft(log, draft.id, name)
    assert log.size() == 0
    assert len(drafts_of(log)) == 1


def test_an_approval_that_was_cut_short_adds_no_second_entry(log: Log) -> None:
    """The entry is there and the file too, as after a kill between the two."""
    draft = keep_draft(log, dealing(), "records officer")
    file = log.folder / "drafts" / f"{draft.id}.sealed"
    kept = file.read_bytes()
    assert approve_draft(log, draft.id, "office") == 0
    file.write_bytes(kept)
    assert approve_draft(log, draft.id, "office") == 0
    assert (log.size(), drafts_of(log)) == (1, [])


def test_a_changed_or_exchanged_draft_is_refused(log: Log) -> None:
    """Each file opens under its own id, and holds nothing in the clear."""
    one, other = keep_draft(log, dealing(0), "records officer"), keep_draft(log, dealing(1), "records officer")
    files = [log.folder / "drafts" / f"{draft.id}.sealed" for draft in (one, other)]
    assert files[0].stat().st_mode & 0o077 == 0
    assert not any(value.encode() in bytes.fromhex(files[0].read_text()) for value in PLANTED)
    files[0].write_bytes(files[1].read_bytes())
    with pytest.raises(TamperError, match="does not open"):
        approve_draft(log, one.id, "office")
    for name in ("../record", "0" * 12, "x"):
        with pytest.raises(RecordError):
            discard_draft(log, name)
    assert log.size() == 0


def test_what_is_no_entry_is_no_draft(log: Log, clock: Clock) -> None:
    """Acts of their own, and what has not happened; and a draft waits for no rotation."""
    ahead = read_entry({"event": {"received_at": (clock.now + timedelta(days=3)).isoformat()}}, "x")
    for entry in (ahead, replace(plain(), kind="hold")):
        with pytest.raises(RecordError):
            keep_draft(log, entry, "records officer")
    assert drafts_of(log) == []
    keep_draft(log, plain(), "records officer")
    with pytest.raises(RecordError, match="drafts wait"):
        log.rotate("both", "whatever it is")


@pytest.mark.parametrize("links", [{"made_by": "records officer", "approved_by": "lead"}, {"approved_by": "lead"}, {"once": "0" * 64}])
def test_no_entry_says_of_itself_that_two_stand_behind_it(links: dict[str, str]) -> None:
    """Nor takes the place of an entry that is yet to come, by its token."""
    with pytest.raises(RecordError, match="the record sets it"):
        read_entry({"event": {"channel": "fax"}, "links": links}, "a file")
