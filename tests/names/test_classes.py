"""The classes of the scan: their own examples, their pages, and the labelled columns that stand beside the project."""

import csv
import io
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from class_pages import PAGES, text
from sanctuary.names.catalog import classes
from sanctuary.names.meaning import meaning
from sanctuary.names.sensitive import Around, sensitive
from sanctuary.names.values import told_by_values

PERSONS = Around("person")


@pytest.mark.parametrize("name", sorted(classes()))
def test_the_examples_of_a_class_are_of_it_and_its_near_misses_are_not(name: str) -> None:
    """In a table of persons, which is the harder place for a near miss."""
    for yes in classes()[name].examples.yes:
        found = sensitive(yes.rpartition(".")[2], PERSONS)
        assert found is not None, yes
        assert found.of == name, yes
    for no in classes()[name].examples.no:
        found = sensitive(no, PERSONS)
        assert found is None or found.of != name, no


@pytest.mark.parametrize("name", sorted(classes()))
def test_every_class_has_its_page(name: str) -> None:
    """Written from its file by tests/class_pages.py."""
    assert (PAGES / f"{name}.md").read_text("utf-8") == text(name, classes()[name])


@pytest.mark.parametrize(
    ("table", "fields", "wanted"),
    [
        ("languages", ("id", "language_name", "iso_code"), {}),
        ("race_results", ("race_id", "race_date", "horse_id"), {}),
        ("products", ("country_of_origin", "name", "language"), {}),
        ("organizations", ("country", "tax_id", "language"), {}),
        ("films", ("nationality", "title"), {}),
        ("Film", ("title", "nationality", "original_language"), {}),
        ("wines", ("id", "country_of_origin", "region"), {}),
        ("countries", ("citizenship_label",), {}),
        ("noncitizen_verifications", ("member_id", "status"), {"status": "immigration_status"}),
        ("interpreter_request", ("id", "lang_cd", "status"), {"lang_cd": "language"}),
        ("settings", ("default_language", "show_ssn"), {}),
        ("insurance", ("HealthInsStatus", "lng", "lat", "arn"), {}),
        ("roles", ("can_view_full_ssn",), {}),
        ("immunizations", ("imm_date", "vaccine_code", "imm_status"), {}),
        ("CitizenshipInfo", ("status", "country"), {"status": "citizenship", "country": "citizenship"}),
        ("ImmigrationInfo", ("documentNumber", "status"), {"documentNumber": "immigration_id", "status": "immigration_status"}),
        ("clients", ("language", "on_visa", "zip"), {"language": "language", "on_visa": "immigration_status"}),
        ("alumnos", ("pais_nacimiento", "estado_civil", "curp"), {"pais_nacimiento": "birth_place", "curp": "foreign_id"}),
    ],
)
def test_the_table_and_the_fields_beside_decide(table: str, fields: tuple[str, ...], wanted: dict[str, str]) -> None:
    """The second pass."""
    around = Around(table, fields)
    assert {name: found.of for name in fields if (found := sensitive(name, around))} == wanted


@pytest.mark.parametrize(
    ("name", "comment", "codes", "wanted"),
    [
        ("q17", "Are you a citizen of the United States?", (), "citizenship"),
        ("f1_07[0]", "Place of birth (city and country)", (), "birth_place"),
        ("status", "", ("lawful_permanent_resident", "refugee", "asylee"), "immigration_status"),
        ("code", "", ("White", "Asian", "Two or more races"), "race_ethnicity"),
        ("x1", "¿Cuál es su estatus migratorio?", (), "immigration_status"),
        ("color", "", ("white", "black"), ""),
        ("subject", "", ("spanish", "french", "chinese"), ""),
        ("status", "", ("open", "closed", "pending"), ""),
        ("f2", "Race condition guard", (), ""),
        ("race_distance", "Distance of the race (km)", (), ""),
        ("q3", "What country are you from originally?", (), "national_origin"),
        ("q4", "¿Qué idioma prefiere?", (), "language"),
        ("q5", "When did you first arrive in the U.S.?", (), "immigration_status"),
        (
            "standing",
            "",
            ("CITIZEN", "C", "U.S. citizen", "LPR", "L", "Lawful permanent resident", "OTHER", "O", "Other"),
            "immigration_status",
        ),
        ("f3", "Country of origin of the goods", (), ""),
        ("fld9", "A-number without the letter", (), "immigration_id"),
        ("fld9", "A number of pages", (), ""),
        ("ins_num", "Health insurance", (), ""),
        ("race2", "Race distance (5K, 10K)", (), ""),
        ("race2", "Race", (), "race_ethnicity"),
        ("created_at", "When the citizenship court docket was made, for the calendar of the clerks of the county", (), ""),
    ],
)
def test_comments_and_codes_tell_what_a_name_does_not(name: str, comment: str, codes: tuple[str, ...], wanted: str) -> None:
    """A question is a name; a list of colors is none of races."""
    found = sensitive(name, Around("intake_items"), comment, codes)
    assert (found.of if found else "") == wanted


@pytest.mark.parametrize(
    ("cells", "name", "wanted"),
    [
        (["219-09-9999", "219-09-9998", "", "219-09-9997", "219-09-9996"], "c1", "ssn_itin"),
        (["A123456789", "A012345678", "A98765432", "A11111111"], "c1", "immigration_id"),
        (["Spanish", "English", "Vietnamese", "Tagalog"], "c1", "language"),
        (["White", "Hispanic", "Black", "Asian", "White"], "c1", "race_ethnicity"),
        (["Mexico", "Guatemala", "El Salvador", "United States"], "c1", "national_origin"),
        (["Mexico", "Guatemala", "El Salvador", "United States"], "mailing_country", ""),
        (["Guadalajara, Mexico", "San Salvador, El Salvador", "Puebla, Mexico", "Los Angeles, CA"], "c1", "birth_place"),
        (["Los Angeles, CA", "Fresno, CA", "Reno, NV", "Bell, CA"], "c1", ""),
        (["LPR", "Refugee", "Asylee", "Parolee"], "c1", "immigration_status"),
        (["1", "2", "3", "8"], "c1", ""),
        (["Y", "N", "Y", "N"], "c1", ""),
        (["White", "Black", "Red", "White", "Black"], "c1", ""),
        (["213-555-0100", "213-555-0101", "213-555-0102", "213-555-0103"], "c1", ""),
        (["English", "English", "English", "Other"], "c1", ""),
        (["1 - White (not Hispanic)", "2 - Black (not Hispanic)", "3 - Hispanic/Latino", "9 - Unknown"], "c1", "race_ethnicity"),
        (["Refugee/Asylee", "Permanent Resident (green card)", "None", "DACA"], "c1", "immigration_status"),
        (["Korea, Republic of", "Viet Nam", "Bolivia, Plurinational State of", "Russian Federation"], "c1", "national_origin"),
        (["inglés", "ESPANOL", "vietnamita", "coreano"], "c1", "language"),
        (["Y - Citizen", "N - Non-citizen", "N - Non-citizen", "Y - Citizen"], "c1", "citizenship"),
        (["CALIFORNIA", "MEXICO", "OREGON", "CUBA", "UNKNOWN"], "c1", "national_origin"),
        (["F-1", "H-1B", "J-1", "H-4"], "c1", "immigration_status"),
        (["219 09 9999", "219 09 9998", "219 09 9997", "219 09 9996"], "c1", "ssn_itin"),
        # Classes of buildings and zones are written as visas are, and states, territories and kitchens as countries and origins are.
        (["A-2", "B", "F-1", "H-4", "M", "R-2", "S-1"], "c1", ""),
        (["Texas", "Georgia", "Guam", "Puerto Rico", "California"], "c1", ""),
        (["Thai", "Mexican", "Italian", "Chinese", "Vietnamese"], "c1", ""),
    ],
)
def test_values_tell_by_their_shape_or_a_closed_list(cells: list[str], name: str, wanted: str) -> None:
    """Codes and bare numbers tell nothing."""
    found = told_by_values(cells, name)
    assert (found.of if found else "") == wanted


def test_a_label_tells_what_a_plain_name_in_a_form_of_persons_is_of() -> None:
    """The language of a page stands beside the fields of persons too."""
    around = Around("booking", ("first_name", "birth_date", "lang"))
    assert sensitive("lang", around, "Site language") is None
    assert sensitive("lang", around, "Spoken language") is not None


def test_words_written_together_or_short_are_read_as_written_out() -> None:
    """And plain words are left alone."""
    assert meaning("countryofbirth") == ("country", "birth")
    assert meaning("IMGRTN_STUS_CD") == ("immigration", "status", "code")
    assert meaning("U.S. citizen, BrthStCd") == ("us", "citizen", "birth", "st", "code")
    assert meaning("embrace terrace homelessness") == ("embrace", "terrace", "homelessness")


@pytest.mark.long
def test_the_labelled_columns_beside_the_project(shared: Path) -> None:
    """Recall, precision and false hits on columns that one labeller labelled; ambiguous ones are left out."""
    text = (shared / "data" / "scan_labels_dev.csv").read_text("utf-8")
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["label"] != "ambiguous"]
    tables: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        tables[row["source"], row["table"]].append(row["column"])
    around = {key: Around(key[1], fields) for key, fields in tables.items()}
    counted: Counter[str] = Counter()
    for row in rows:
        found = sensitive(row["column"], around[row["source"], row["table"]])
        told, label = found.of if found else "none", row["label"]
        counted["told"] += told != "none"
        counted["labelled"] += label != "none"
        counted["right"] += told == label != "none"
        counted["tier 1"] += row["tier"] == "1"
        counted["tier 1 right"] += row["tier"] == "1" and told == label
        counted["false"] += label == "none" != told
        counted["none"] += label == "none"
    assert counted["tier 1 right"] >= 0.95 * counted["tier 1"]
    assert counted["right"] >= 0.92 * counted["labelled"]
    assert counted["right"] >= 0.92 * counted["told"]
    assert counted["false"] <= 20 * counted["none"] / 10_000


@pytest.mark.parametrize(
    ("codes", "wanted"),
    [
        (("US Citizen", "Permanent Resident", "Other"), "immigration_status"),
        (("US Citizen", "Permanent Resident", "Unknown", "Other"), "immigration_status"),
        (("Active", "Closed", "Other"), ""),
        (("US Citizen", "Open", "Closed", "Pending", "Other"), ""),
    ],
)
def test_a_code_of_citizens_counts_beside_one_of_a_status(codes: tuple[str, ...], wanted: str) -> None:
    """A list of statuses names citizens too, and what stands for all others tells nothing."""
    found = sensitive("Status", codes=codes)
    assert (found.of if found else "") == wanted
