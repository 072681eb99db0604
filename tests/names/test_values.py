"""Values that tell a class: words around a list, codes together, towns behind countries, check digits; and what holds the same words."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctuary.names.sensitive import Around
from sanctuary.names.values import looks_like_value, told_by_values

TOLD = {
    "Speaks Spanish|Fluent in Spanish|Limited English proficient|Spanish interpreter": "language",
    "SPAN|ENGL|VIET|MAND|KORE": "language",
    "en|es|zh|vi|hy": "language",
    "LAWFUL PERM RES|COND PERM RES|NON IMMIG|LAWFUL PERM RES": "immigration_status",
    "Undocumented|Undocumented|Undocumented|Undocumented": "immigration_status",
    "C09|C08|A05|C33|C10|C08": "immigration_status",
    "Final order of removal|Voluntary departure|Order of supervision|Ordered removed": "immigration_status",
    "Sin papeles|Residente legal|Con visa de trabajo|Permiso de trabajo": "immigration_status",
    "Citizen verified|Non-citizen|Naturalized|Citizenship unverified": "citizenship",
    "Citizen of Mexico|Citizen of the United States|Citizen of Honduras|Citizen of Mexico": "citizenship",
    "CA|CA|TX|MM|EL|CA|HD|MM|NV|CA": "birth_place",
    "MX|GT|SV|US|US|HN|PH": "national_origin",
    "AFG|BGD|BOL|COD|MMR|SOM": "national_origin",
    "Los Angeles, CA|Los Angeles, CA|Chicago, IL|Puebla, Mexico|San Salvador, El Salvador|Reno, NV": "birth_place",
    "Born in Mexico|Born in the U.S.|Born in El Salvador|Born in Mexico": "birth_place",
    "Jalisco|Michoacán|Oaxaca|Zacatecas|Guanajuato": "birth_place",
    "UNITED STA|EL SALVADO|MEXICO|UNITED STA|GUATEMALA": "national_origin",
    "Mexicano/a|Salvadoreño/a|Hondureño/a|Estadounidense": "national_origin",
    "Mexican national|Honduran national|U.S. national|Mexican national": "national_origin",
    "W|B|H|A|H|W|U": "race_ethnicity",
    "Asian - Chinese|Asian - Filipino|Pacific Islander - Samoan|White": "race_ethnicity",
    "Practicing Catholic|Evangelical Christian|Sunni Muslim|Atheist": "religion",
    "SSN: 219-09-9999|219.09.9998|XXX-XX-9997|219 09 9996": "ssn_itin",
    "912701234|913801234|914821234": "ssn_itin",
    "Alien No. A012345678|A-No. 012 345 678|A# 012345678": "immigration_id",
    "00016297-5|01234567-8|02345678-3|04567890-3": "foreign_id",
    "0801-1980-01234|0501-1991-00456|1503-1975-00012": "foreign_id",
    "Matricula 1234567|MCAS 12345678|Matrícula consular 7654321": "foreign_id",
    "Matricula consular|Foreign passport|Consular ID card|Foreign passport": "foreign_id",
}  # fmt: skip

NOT_TOLD = (
    "Germany|Japan|United States|Canada|Italy",
    "London, UK|Berlin, Germany|New York, NY|Toronto, Canada",
    "Mexico, MO|Lebanon, TN|Peru, IN|Paris, TX",
    "CA|NV|AZ|OR|CA|WA",
    "A|B|C|D|F|W",
    "E11|I10|J45|C50|A09|C34",
    "A101|B201|C110|C205|A05|C09",
    "(a)(1)|(a)(2)|(b)(1)|(c)(3)",
    "101-00-1000|101-00-2000|000-10-4000|900-01-5000",
    "00016297-4|01234567-1|02345678-9|04567890-7",
    "Mexican|Italian|Peruvian|Salvadoran|Pizza",
    "Black|White|Red|Hispanic|Silver",
    "Building permit|Work permit|Electrical permit|Temporary permit",
    "Catholic|Public|Charter|Private|Baptist",
    "Released|Parole|Probation|PRCS",
    "Citizen request|Citizen complaint|Staff request",
    "I-405|I-10|I-485|I-90",
    "Spanish I|French II|Mandarin|ASL I",
)


@pytest.mark.parametrize(("cells", "wanted"), TOLD.items())
def test_values_tell_their_class(cells: str, wanted: str) -> None:
    found = told_by_values(cells.split("|"), "c7")
    assert (found.of if found else "") == wanted


@pytest.mark.parametrize("cells", NOT_TOLD)
def test_what_holds_the_same_words_is_not_told(cells: str) -> None:
    assert told_by_values(cells.split("|"), "c7") is None


def test_cells_that_say_nothing_count_neither_way() -> None:
    """A column mostly empty is told by what it holds; one of nothing else is not."""
    empty = ["", "NULL", "N/A", "unknown", "-"]
    found = told_by_values([*empty, *empty, "Refugee", "Asylee", "DACA"])
    assert found is not None
    assert found.of == "immigration_status"
    assert told_by_values([*empty, *empty]) is None


@given(st.sampled_from(sorted(TOLD)), st.integers(0, 10_000), st.integers(0, 4))
def test_neither_order_nor_capitals_nor_empty_cells_change_what_is_told(cells: str, seed: int, empty: int) -> None:
    held = cells.split("|") * 3 + ["N/A", "", "null", "Unknown"][:empty]
    random.Random(seed).shuffle(held)
    first, second = told_by_values(held), told_by_values([f" {cell.upper()} " for cell in held])
    assert first is not None
    assert second is not None
    assert first.of == second.of == TOLD[cells]
    assert not any(cell and cell in first.why.split() for cell in held if not cell.isdigit())


@given(st.lists(st.integers(100_000_000, 899_999_999).map(str), min_size=4, max_size=60))
def test_bare_numbers_tell_nothing(cells: list[str]) -> None:
    assert told_by_values(cells) is None


@given(st.lists(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2), min_size=12, max_size=60))
def test_any_two_letters_are_no_countries(cells: list[str]) -> None:
    """Of 676 pairs 235 are countries: twelve drawn by chance are nearly never all of a list."""
    assert told_by_values([*cells, "QX", "ZJ", "WV"]) is None


def test_a_table_of_goods_or_codes_speaks_against_its_columns() -> None:
    cells = ["Mexico", "Guatemala", "El Salvador", "India"]
    assert told_by_values(cells, "c7", Around("persons", ("last_name", "dob", "c7"))) is not None
    assert told_by_values(cells, "c7", Around("catalog_items", ("sku", "price", "c7"))) is None
    assert told_by_values(cells, "label", Around("countries", ("id", "code", "label"))) is None


def test_many_different_cells_are_tried_on_some_of_them() -> None:
    """What most cells of a long column tell is told; what few do is not."""
    many = [f"A{number:09}" for number in range(700)]
    found = told_by_values(many)
    assert found is not None
    assert found.of == "immigration_id"
    assert told_by_values([*(f"parcel {number}" for number in range(600)), *many[:60]]) is None


def test_headers_are_no_values_though_lists_have_their_words() -> None:
    assert not any(map(looks_like_value, ("id", "passport", "curp", "U.S. citizenship", "lawful presence", "visa", "church")))
    assert all(map(looks_like_value, ("Undocumented", "219-09-9999", "Guatemala", "Roman Catholic")))
