"""How long records are kept: by the kind of government, from the packs; nothing is erased before, or without the consents."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from record.dealings import dealing
from sanctuary.account.retention import terms_of
from sanctuary.errors import PackError, RecordError
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import OWN, Library
from sanctuary.record.log import Log

TWO = ("records officer", "city attorney")
DAY = date(2028, 11, 18)
"""Two years after the test's clock, to the day."""


@pytest.fixture
def store_address() -> str:
    """Terms are the same on every store: SQLite."""
    return ""


@pytest.mark.parametrize(
    ("place", "agency", "cites"),
    [
        ("us-ca-los-angeles", "", ["Gov. Code 34090"]),
        ("us-ca-los-angeles", "police", ["Gov. Code 34090"]),
        ("us-ca-los-angeles", "sheriff", ["Gov. Code 26202"]),
        ("us-ca-los-angeles-county", "", ["Gov. Code 26202"]),
        ("us-ca-los-angeles-unified", "school", []),
        ("us-tx", "", []),
    ],
)
def test_a_city_and_a_county_fall_under_sections_of_their_own(library: Library, place: str, agency: str, cites: list[str]) -> None:
    """A sheriff's record is the county's, also where the place is a city."""
    assert [term.cites for term in terms_of(law_of(library, place, DAY), agency)] == cites


def test_no_term_stands_before_its_first_day(library: Library) -> None:
    """The law of the day counts."""
    assert terms_of(law_of(library, "us-ca-los-angeles", date(1974, 12, 31))) == ()


def test_nothing_is_erased_without_every_consent(log: Log, library: Library) -> None:
    """The city attorney's alone is not enough, an empty one is none; the entry names the law and the papers."""
    terms = terms_of(law_of(library, "us-ca-los-angeles", DAY))
    log.add(dealing())
    attorney = {"city attorney": "letter of 2028-11-01"}
    for given in ({}, {**attorney, "legislative body": " "}, attorney):
        with pytest.raises(RecordError, match="asks for the consent"):
            log.erase(0, "R-12", "no longer required", TWO, DAY, terms=terms, consents=given)
    with pytest.raises(RecordError, match=r"two years have passed \(Gov\. Code 34090\)"):
        log.erase(0, "R-12", "no longer required", TWO, date(2028, 11, 17), terms=terms)
    assert log.size() == 1
    number = log.erase(
        0, "R-12", "no longer required", TWO, DAY, terms=terms, consents={**attorney, "legislative body": "resolution 28-77"}
    )
    said = log.show(number).entry
    assert said is not None
    assert said.erasure is not None
    assert said.erasure.terms == ("Gov. Code 34090",)
    assert said.erasure.consents == ("city attorney: letter of 2028-11-01", "legislative body: resolution 28-77")


def test_a_county_keeps_for_more_than_two_years(log: Log, library: Library) -> None:
    """On the day itself the record is two years old and no more."""
    terms = terms_of(law_of(library, "us-ca-los-angeles-county", DAY))
    log.add(dealing())
    consent = {"board of supervisors": "order of 2028-11-14"}
    with pytest.raises(RecordError, match="more than 2 years"):
        log.erase(0, "R-12", "no longer required", TWO, DAY, terms=terms, consents=consent)
    assert log.erase(0, "R-12", "no longer required", TWO, date(2028, 11, 19), terms=terms, consents=consent) == 1


def test_a_term_without_years_is_refused(tmp_path: Path) -> None:
    """A slip of the pen keeps nothing for ever, and lets nothing go at once."""
    pack = shutil.copytree(OWN / "us-ca", tmp_path / "us-ca")
    file = pack / "retention.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("years = 2\n", "years = 0\n", 1), encoding="utf-8")
    library, name = Library().find(str(pack))
    with pytest.raises(PackError, match="needs years from 1 to 100"):
        terms_of(law_of(library, name, DAY))
