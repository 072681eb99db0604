"""Counsel's signature stands for one law and one set of texts, until a day; any change ends it."""

from datetime import date, timedelta

import pytest

from sanctuary.conduct.signed import WHY, sign, standing
from sanctuary.conduct.texts import LANGUAGES, texts
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.record.keys import Keys

ON = date(2026, 6, 22)
UNTIL = date(2026, 7, 20)
KEYS = Keys.make("counsel")


def test_it_stands_until_its_day_and_no_longer_than_the_law_was_searched(library: Library) -> None:
    """The last day counts; so do the days after the last search."""
    law = law_of(library, "us-ca-los-angeles", ON)
    note = sign(KEYS, law, "Counsel of the agency", UNTIL, 40)
    vkey = KEYS.vkeys[0]
    found = standing(note, vkey, law)
    assert (found.stands, found.signer, found.until) == (True, "Counsel of the agency", UNTIL)
    late = standing(note, vkey, law_of(library, "us-ca-los-angeles", UNTIL + timedelta(1)))
    assert (late.stands, late.told(texts("en"))) == (False, "The signature ended on 2026-07-20.")
    stale = sign(KEYS, law, "Counsel of the agency", date(2027, 12, 31), 10)
    told = standing(stale, vkey, law_of(library, "us-ca-los-angeles", law.known_through + timedelta(11)))
    assert not told.stands
    assert "no longer stands" in told.told(texts("en"))


def test_another_law_another_key_and_a_changed_note_do_not_stand(library: Library) -> None:
    """Each with its reason."""
    law = law_of(library, "us-ca-los-angeles", ON)
    note = sign(KEYS, law, "Counsel", UNTIL, 40)
    vkey = KEYS.vkeys[0]
    assert standing(note, vkey, law_of(library, "us-tx", ON)).why == "place"
    assert not standing(note, Keys.make("counsel").vkeys[0], law).stands
    assert not standing(note.replace(b"2026-07-20", b"2036-07-20"), vkey, law).stands
    assert not standing(b"", vkey, law).stands


@pytest.mark.parametrize(("signer", "until", "days"), [("", UNTIL, 1), ("a\nb", UNTIL, 1), ("a", date(2020, 1, 1), 1), ("a", UNTIL, 1000)])
def test_what_cannot_be_signed_is_refused(library: Library, signer: str, until: date, days: int) -> None:
    """No name, a day that has passed, too many days."""
    with pytest.raises(RequestError):
        sign(KEYS, law_of(library, "us-tx", ON), signer, until, days)


def test_every_reason_has_its_words() -> None:
    """In every language, and no reason is told in two ways."""
    for language in LANGUAGES:
        said = {name: text for name, text in texts(language).guide.items() if name.startswith("not_")}
        assert set(said) == {f"not_{why}" for why in WHY}
        assert len(set(said.values())) == len(WHY)
