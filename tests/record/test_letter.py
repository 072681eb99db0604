"""Letters to whoever holds the record's keys: sealed by anybody, opened by them alone."""

import pytest

from sanctuary.errors import RecordError
from sanctuary.record.keys import Keys
from sanctuary.record.letter import address_of, open_letter, seal_letter

PHRASE = "a long enough phrase"


@pytest.fixture(scope="module")
def keys() -> Keys:
    """Keys that somebody's passphrase opens, which makes the file's key."""
    return Keys.make("records.example/desk").with_person("office", PHRASE)


def test_a_letter_opens_under_the_keys_it_was_sealed_to_and_no_others(keys: Keys) -> None:
    """Changed, for something else, or sealed to another record it does not open, and nothing of it is told."""
    sealed = seal_letter(address_of(keys), b"SECRET", b"token")
    assert b"SECRET" not in sealed
    assert open_letter(keys, sealed, b"token") == b"SECRET"
    assert seal_letter(address_of(keys), b"SECRET", b"token") != sealed
    other = Keys.make("records.example/desk").with_person("office", PHRASE)
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for who, text, bound in ((other, sealed, b"token"), (keys, sealed, b"other"), (keys, changed, b"token"), (keys, b"", b"token")):
        with pytest.raises(RecordError, match="does not open"):
            open_letter(who, text, bound)


def test_a_letter_opens_after_the_keys_were_rotated_and_people_changed(keys: Keys) -> None:
    """What waits while keys are renewed is entered after it."""
    sealed = seal_letter(address_of(keys), b"text", b"token")
    new = keys.rotated(3).with_coming().with_coming_in_effect().with_person("deputy", PHRASE).without_person("office")
    assert address_of(new) == address_of(keys)
    assert open_letter(new, sealed, b"token") == b"text"


def test_an_address_tells_no_key(keys: Keys) -> None:
    """It is 32 bytes, and neither the wrapping key nor the file's."""
    address = bytes.fromhex(address_of(keys))
    assert len(address) == 32
    assert address not in (keys.file_key, keys.wrapping_key)


@pytest.mark.parametrize("address", ["", "ab", "no hexadecimal", "00" * 31])
def test_what_is_no_address_is_refused(address: str) -> None:
    """With what to do, and nothing sealed."""
    with pytest.raises(RecordError, match="Start the writer"):
        seal_letter(address, b"text", b"token")
