"""Keys: encrypted at rest, never shown, rotated with the old verification keys kept."""

import json
import pickle
import stat
from pathlib import Path

import pytest

from record.dealings import ORIGIN, PASSPHRASE, keys
from sanctuary.errors import RecordError
from sanctuary.record.keys import Keys, public_keys
from sanctuary.record.passphrase import PASSPHRASE as VARIABLE
from sanctuary.record.passphrase import passphrase_from
from sanctuary.tlog.note import checkpoint_text, note_bytes
from sanctuary.tlog.verify import EMPTY_ROOT, parse_key, parse_note, verify_note

pytestmark = pytest.mark.real_keys

SEEDS = [keys()._ed25519, keys()._mldsa44, keys()._wrapping]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    keys().write(tmp_path / "signing.json", PASSPHRASE)
    return tmp_path / "signing.json"


def test_keys_come_back_with_the_passphrase_and_the_file_is_its_owners_alone(path: Path) -> None:
    """No private byte stands in the file, in hexadecimal or raw; mode 0600."""
    assert Keys.read(path, PASSPHRASE) == keys()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    raw = path.read_bytes()
    assert not any(seed in raw or seed.hex().encode() in raw for seed in SEEDS)


def test_a_wrong_passphrase_and_a_changed_file_are_refused(path: Path) -> None:
    """Everything in the file is bound: the name and the retired keys too."""
    with pytest.raises(RecordError, match="does not open"):
        Keys.read(path, PASSPHRASE + "x")
    table = json.loads(path.read_text())
    for name, value in (("name", "records.example.org/other"), ("retired", [{"vkey": "x", "until_size": 1}]), ("current", ["x"])):
        path.write_text(json.dumps({**table, name: value}))
        with pytest.raises(RecordError, match="does not open"):
            Keys.read(path, PASSPHRASE)
    for broken in ("{", "[]", json.dumps({**table, "cost": 2}), json.dumps({**table, "salt": "?"})):
        path.write_text(broken)
        with pytest.raises(RecordError, match="file of keys"):
            Keys.read(path, PASSPHRASE)


def test_keys_are_derived_at_the_cost_that_is_written_down(path: Path) -> None:
    """Scrypt with N = 2**17: a guess costs as much as an opening."""
    assert json.loads(path.read_text())["cost"] == 2**17


def test_a_short_passphrase_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    """And the passphrase is not told."""
    with pytest.raises(RecordError, match="at least 12 characters") as refused:
        keys().write(tmp_path / "signing.json", "short-pass")
    assert "short-pass" not in str(refused.value)
    assert not (tmp_path / "signing.json").exists()


def test_no_repr_and_no_pickle_shows_a_private_key() -> None:
    """Nor does what is public."""
    told = f"{keys()!r} {keys()} {keys().signers!r} {public_keys(keys())}"
    assert not any(seed.hex() in told or repr(seed) in told for seed in SEEDS)
    with pytest.raises(RecordError, match="not pickled"):
        pickle.dumps(keys())


def test_new_keys_differ_and_both_kinds_sign() -> None:
    """An Ed25519 note signature and an ML-DSA-44 cosignature, each under its verification key."""
    made = Keys.make(ORIGIN)
    assert made != Keys.make(ORIGIN)
    note = parse_note(note_bytes(checkpoint_text(ORIGIN, 0, EMPTY_ROOT), made.signers))
    for vkey in made.vkeys:
        verify_note(note, parse_key(vkey))
    assert [parse_key(vkey).kind for vkey in made.vkeys] == [1, 6]


def test_rotation_retires_the_old_verification_keys_and_leaves_the_wrapping_key() -> None:
    """keys.json lists both with the size up to which they signed."""
    rotated = keys().rotated(12)
    assert rotated.wrapping_key == keys().wrapping_key
    assert not set(rotated.vkeys) & set(keys().vkeys)
    listed = json.loads(public_keys(rotated))
    assert listed["current"] == list(rotated.vkeys)
    assert listed["retired"] == [{"vkey": vkey, "until_size": 12} for vkey in keys().vkeys]
    coming = keys().with_coming()
    assert coming.with_coming() == coming
    assert coming.with_coming_in_effect().wrapping_key == coming.coming_wrapping_key
    assert coming.wrapping_id == keys().wrapping_id != coming.with_coming_in_effect().wrapping_id


def test_the_passphrase_comes_from_a_file_or_the_environment(tmp_path: Path) -> None:
    """The file wins; its first line counts."""
    (tmp_path / "words").write_text("from the file\nsecond line\n", encoding="utf-8")
    with pytest.raises(RecordError, match="chmod 600"):
        passphrase_from(str(tmp_path / "words"), {})
    (tmp_path / "words").chmod(0o600)
    assert passphrase_from(str(tmp_path / "words"), {VARIABLE: "from outside"}) == "from the file"
    assert passphrase_from("", {VARIABLE: "from outside"}) == "from outside"
    with pytest.raises(RecordError, match="cannot be read"):
        passphrase_from(str(tmp_path / "missing"), {})
