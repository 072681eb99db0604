"""An earlier checkpoint after a change of keys."""

from pathlib import Path

import pytest

from sanctuary.tlog import verify
from sanctuary.tlog.note import Signer, checkpoint_text, note_bytes
from sanctuary.tlog.verify import EMPTY_ROOT, Refused, verify_log
from tlog.published import LOG, ORIGIN, checkpoint, publish, seed


def test_an_earlier_checkpoint_may_be_signed_by_keys_that_were_replaced(tmp_path: Path) -> None:
    """The old key proves the old checkpoint, and the new tree must begin with it; an old key signs nothing of today."""
    new = Signer.ed25519(ORIGIN, seed("new"))
    hashes = publish(tmp_path, 5, new)
    read, kept = verify.reader_of(str(tmp_path)), checkpoint(hashes, 3, LOG)
    old, now = [LOG.key], [new.key]
    assert verify_log(read, now, since=kept, old_keys=old).checkpoint.size == 5
    with pytest.raises(Refused, match="give the old ones as well"):
        verify_log(read, now, since=kept)
    with pytest.raises(Refused):
        verify_log(read, old, since=kept, old_keys=now)
    with pytest.raises(Refused, match="root is not that"):
        verify_log(read, now, since=note_bytes(checkpoint_text(ORIGIN, 3, EMPTY_ROOT), [LOG]), old_keys=old)
    with pytest.raises(Refused):
        verify_log(read, now, since=b"")
