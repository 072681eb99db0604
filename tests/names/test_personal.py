"""Which names of columns tell of a person, and which lists of columns make a roster."""

import pytest

from sanctuary.names.header import looks_like_data
from sanctuary.names.personal import kinds_of, looks_like_roster


@pytest.mark.parametrize(
    ("name", "private"),
    [
        ("LastName", True), ("inmate_name", True), ("DOB", True), ("POB", True), ("Citizenship", True), ("alien_number", True),
        ("Immigration Status", True), ("Descent Code", True), ("zip", True), ("det_facility", False), ("Charge", False),
        ("LAW_CAT_CD", False), ("reason", False), ("Disposition Description", False), ("searchDate", False), ("status", False),
        ("Agency Name", False), ("AreaName", False), ("facility_name", False), ("Program Name", False), ("pub_agency_name", False),
        ("Agency Contact Name", True), ("Officer Name", True), ("NAME", True), ("Court Inmate Name", True),
    ],
)  # fmt: skip
def test_private_columns_are_known_by_their_names(name: str, private: bool) -> None:
    """Who a person is, where from, with which status."""
    assert bool(kinds_of(name)) is private


def test_a_roster_is_told_from_a_register() -> None:
    """Two ways to name a person make a list of persons; one may stand in a register of acts."""
    assert looks_like_roster(["Last Name", "DOB", "Charge"]) == ("Last Name", "DOB")
    assert looks_like_roster(["officer_name", "date", "request"]) == ()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("A123456789", True), ("2019-01-02", True), ("1/2/19", True), ("a@b.org", True), ("17", True), ("$1,200", True), ("10:45", True),
        ("received", False), ("Report Type", False), ("SEC_2", False), ("Column1", False), ("", False),
    ],
)  # fmt: skip
def test_a_cell_is_told_from_a_name_of_a_column(name: str, data: bool) -> None:
    """Days, numbers, addresses of mail and four digits in a row."""
    assert looks_like_data(name) is data


@pytest.mark.parametrize("about", ["Country of Birth", "Citizenship", "Immigration Status", "POB"])
def test_one_way_to_name_a_person_beside_a_status_or_an_origin_is_a_roster(about: str) -> None:
    """Also where nothing else names a person; without one who is named, it is a register."""
    assert looks_like_roster(["Full Name", about, "received", "agency"]) == ("Full Name", about)
    assert looks_like_roster(["Agency Name", about, "received"]) == ()
