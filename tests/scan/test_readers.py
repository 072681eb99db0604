"""Every kind of file that is read: its sensitive fields by line, table and name, and nothing else of it."""

import random
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest

import tiers
from sanctuary.scan.field import Item, Unread
from sanctuary.scan.reading import read_file
from sanctuary.scan.scan import classified, values_of

SAMPLES = Path(__file__).parent / "samples"

EXPECTED: dict[str, list[tuple[int, str, str, str]]] = {
    "nested.html.erb": [
        (3, "immigration_detail", "status", "immigration_status"),
        (4, "immigration_detail", "document_number", "immigration_id"),
        (7, "citizenship_info", "country", "citizenship"),
        (9, "client", "language", "language"),
    ],
    "old.html": [
        (4, "old", "f2", "birth_place"),
        (5, "old", "f3", "citizenship"),
        (8, "old", "f7", "race_ethnicity"),
        (9, "old", "f8", "immigration_status"),
        (10, "old", "f10", "birth_place"),
        (11, "old", "f11", "foreign_id"),
    ],
    "helped.html.erb": [
        (3, "helped", "uscit", "citizenship"),
        (5, "helped", "doc_no", "immigration_id"),
        (6, "helped", "hh_flag", "immigration_status"),
        (9, "helped", "has_green_card", "immigration_status"),
    ],
    "20260102_enum.rb": [
        (6, "enrollees", "standing", "immigration_status"),
    ],
    "Detainee.cs": [
        (5, "Detainee", "CtryCd", "citizenship"),
    ],
    "laravel.php": [
        (3, "clients", "country_of_birth_id", "birth_place"),
    ],
    "schema.rb": [
        (5, "benefit_applications", "on_visa", "immigration_status"),
        (6, "benefit_applications", "birth_country", "birth_place"),
        (7, "benefit_applications", "race_ethnicity_code", "race_ethnicity"),
        (8, "benefit_applications", "preferred_language", "language"),
        (29, "immigration_documents", "document_number", "immigration_id"),
        (30, "immigration_documents", "status", "immigration_status"),
    ],
    "intake.html.erb": [
        (3, "client", "us_citizen", "citizenship"),
        (8, "client", "city_of_birth", "birth_place"),
        (9, "client", "q17", "immigration_status"),
        (11, "client", "alien_number", "immigration_id"),
        (12, "intake", "primary_language", "language"),
    ],
    "person.rb": [
        (2, "Person", "citizenship_status", "citizenship"),
        (3, "Person", "status", "immigration_status"),
        (4, "Person", "ethnicity", "race_ethnicity"),
    ],
    "vlp.rb": [
        (3, "VlpDocument", "alien_number", "immigration_id"),
        (4, "VlpDocument", "i94_number", "immigration_id"),
    ],
    "models.py": [
        (8, "Applicant", "country_of_birth", "birth_place"),
        (9, "Applicant", "status", "immigration_status"),
        (10, "Applicant", "q4", "citizenship"),
        (11, "Applicant", "language", "language"),
        (21, "people", "social_security_number", "ssn_itin"),
        (22, "people", "religion", "religion"),
    ],
    "intake.yml": [
        (3, "Intake", "citizenship_status", "citizenship"),
        (9, "Intake", "q2", "birth_place"),
        (18, "household", "ethnicity", "race_ethnicity"),
    ],
    "dbt_schema.yml": [
        (6, "stg_clients", "ctznshp_cd", "citizenship"),
        (11, "stg_clients", "natl_origin", "national_origin"),
    ],
    "interview.yml": [
        (5, "interview", "users[0].is_citizen", "citizenship"),
        (7, "interview", "users[0].cob", "birth_place"),
        (9, "interview", "pref_lang", "language"),
        (13, "visa", "has_visa", "immigration_status"),
    ],
    "openapi.yaml": [
        (8, "get", "nationality", "national_origin"),
        (16, "CitizenshipInfo", "status", "citizenship"),
        (19, "CitizenshipInfo", "country", "citizenship"),
        (24, "ImmigrationInfo", "documentNumber", "immigration_id"),
        (26, "ImmigrationInfo", "documentType", "immigration_status"),
    ],
    "q.json": [
        (3, "Intake", "1.1", "birth_place"),
        (4, "Intake", "1.2", "race_ethnicity"),
    ],
    "google.json": [
        (3, "Tenant survey", "What is your immigration status?", "immigration_status"),
    ],
    "form.html": [
        (2, "permit", "field_1", "citizenship"),
        (3, "permit", "q9", "race_ethnicity"),
        (4, "permit", "lang", "language"),
        (5, "permit", "ssn", "ssn_itin"),
    ],
    "Form.jsx": [
        (3, "Form", "alienNumber", "immigration_id"),
        (4, "Form", "s1", "immigration_status"),
        (6, "Form", "docNumber", "immigration_id"),
        (7, "Form", "Country of birth", "birth_place"),
    ],
    "t.html": [
        (2, "t", "place_of_birth", "birth_place"),
        (3, "t", "x", "immigration_status"),
        (4, "t", "nationality", "national_origin"),
        (5, "t", "iss", "ssn_itin"),
    ],
    "p.php": [
        (3, "clients", "visa_type", "immigration_status"),
        (4, "clients", "race", "race_ethnicity"),
        (6, "p", "citizen", "citizenship"),
        (7, "p", "religion", "religion"),
        (9, "p", "birth_place", "birth_place"),
    ],
    "schema.prisma": [
        (3, "Client", "nationality", "national_origin"),
        (4, "Client", "language", "language"),
        (13, "Member", "standing", "immigration_status"),
    ],
    "t.ts": [
        (2, "Household", "isUsCitizen", "citizenship"),
        (3, "Household", "immigrationStatus", "immigration_status"),
        (11, "Guest", "st", "immigration_status"),
        (12, "Guest", "standing", "immigration_status"),
    ],
    "a.sql": [
        (4, "public.applicants", "us_citizen", "citizenship"),
        (5, "public.applicants", "placeOfBirth", "birth_place"),
        (6, "public.applicants", "status", "immigration_status"),
        (7, "public.applicants", "zip", "language"),
        (13, "applicants", "natl_origin", "national_origin"),
        (16, "v", "is_citizen", "citizenship"),
    ],
    "mysql.sql": [
        (3, "clients", "f3", "birth_place"),
        (4, "clients", "race", "race_ethnicity"),
    ],
    "odd.sql": [
        (3, "dbo.people", "alien_number", "immigration_id"),
    ],
    "schema.graphql": [
        (3, "Client", "placeOfBirth", "birth_place"),
        (11, "Guest", "lp", "immigration_status"),
        (18, "Ward", "st", "immigration_status"),
    ],
    "Person.java": [
        (4, "Person", "immigrationStatus", "immigration_status"),
    ],
    "people.go": [
        (3, "Person", "Citizenship", "citizenship"),
    ],
    "case.xsd": [
        (3, "SubjectType", "PersonBirthplace", "birth_place"),
    ],
    "form.rb": [
        (2, "form", "nationality", "national_origin"),
    ],
    "0007_add.py": [
        (5, "applicant", "immigration_status", "immigration_status"),
        (6, "Kin", "religion", "religion"),
    ],
    "20260101_add.rb": [
        (3, "clients", "citizenship_status", "citizenship"),
    ],
    "CLIENT.cpy": [
        (3, "CLIENT-REC", "CL-CTZN-CD", "citizenship"),
        (5, "CLIENT-REC", "CL-F2", "birth_place"),
        (6, "CLIENT-REC", "CL-STAT", "immigration_status"),
    ],
    "changelog.xml": [
        (3, "applicant", "f3", "birth_place"),
        (8, "changelog", "st", "immigration_status"),
    ],
    "dictionary.md": [
        (5, "clients", "p1", "birth_place"),
    ],
    "person.avsc": [
        (2, "Person", "st", "immigration_status"),
        (3, "Person", "f3", "religion"),
    ],
    "profile.json": [
        (2, "Patient", "race", "race_ethnicity"),
        (3, "Patient", "f4", "birth_place"),
    ],
    "Applicant.cs": [
        (1, "Applicant", "F2", "immigration_id"),
        (8, "Tenant", "X9", "immigration_status"),
    ],
    "Applicant.kt": [
        (1, "Applicant", "f2", "immigration_status"),
        (3, "Clients", "pob", "birth_place"),
    ],
    "person.proto": [
        (4, "Applicant", "basis", "immigration_status"),
        (6, "Applicant", "nine", "immigration_id"),
    ],
    "person.xsd": [
        (2, "PersonType", "F1", "birth_place"),
        (3, "PersonType", "F2", "immigration_status"),
    ],
    "solicitud.json": [
        (3, "solicitud", "p08", "immigration_id"),
    ],
    "loop.html.erb": [
        (2, "loop", "heritage", "race_ethnicity"),
    ],
    "stg.sql": [
        (4, "stg", "citizenship_code", "citizenship"),
    ],
    "intake.ts": [
        (2, "intake", "alienNumber", "immigration_id"),
        (6, "clients", "k", "immigration_status"),
    ],
    "rows.jsonl": [
        (1, "rows", "country_of_birth", "birth_place"),
    ],
}


TABLES: list[tuple[str, bytes, list[str]]] = [
    ("clients.csv", "Cliente;País de nacimiento;Idioma preferido\n1;MX;es\n".encode("latin-1"), ["birth_place", "language"]),
    ("clients.csv", b"client_id,country_of_birth\n" + b"1,MX\n" * 80_000 + b"2,Espa\xf1a\n", ["birth_place"]),
    ("roster.csv", b"Summer roster,,,\n,,,\nName,Birthplace,Visa status,Bus\nx,y,z,1\n", ["birth_place", "immigration_status"]),
    ("roster.csv", b"Summer roster\n\nName,Birthplace,Visa status,Bus\nx,y,z,1\n", ["birth_place", "immigration_status"]),
]
"""Tables as old programs and hands write them: not UTF-8, with titles above the header."""


@pytest.mark.parametrize(("name", "raw", "wanted"), TABLES)
def test_a_header_is_read_in_old_text_and_below_a_title(name: str, raw: bytes, wanted: list[str], tmp_path: Path) -> None:
    """Their names of columns, as in any other table."""
    path = tmp_path / name
    path.write_bytes(raw)
    seen = classified(read_file(path, name))
    assert [found.of for _, found in seen.found] == wanted
    assert not seen.unread


def test_a_row_below_a_title_is_no_header(tmp_path: Path) -> None:
    """A list of people with a title shows none of them."""
    path = tmp_path / "people.csv"
    path.write_bytes(b"Doe,,,\nRoe,Jane,White,Mexico\nPoe,Jim,Asian,Peru\n")
    assert [type(one) for one in read_file(path, path.name)] == [Unread]


def test_all_sheets_of_a_workbook_are_read(tmp_path: Path) -> None:
    """Hidden ones too, below their titles; a sheet whose name may be a person's is told by its number."""
    xlsxwriter = pytest.importorskip("xlsxwriter", reason="XlsxWriter is not installed: no workbook to test with")
    with xlsxwriter.Workbook(tmp_path / "roster.xlsx") as book:
        for name, rows in {
            "People": [["Roster of the summer"], [], ["Name", "Birthplace", "Bus"], ["x", "y", "z"]],
            "Jane Doe": [["Name", "Nationality", "Bus"], ["x", "y", "z"]],
            "case notes": [["Name", "Visa status", "Bus"], ["x", "y", "z"]],
            "empty": [],
        }.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        book.worksheets()[1].hide()
    seen = classified(read_file(tmp_path / "roster.xlsx", "roster.xlsx"))
    assert [(one.table, one.line, found.of) for one, found in seen.found] == [
        ("roster", 3, "birth_place"),
        ("roster.sheet 2", 1, "national_origin"),
        ("roster.case notes", 1, "immigration_status"),
    ]
    assert not seen.unread


UNFOLDS = b"a: &x0 [1, 1]\n" + b"".join(f"k{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 10)}]\n".encode() for n in range(1, 8))
"""A few lines of YAML that stand for millions."""


def _sample(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text((SAMPLES / f"{name}.sample").read_text("utf-8"), "utf-8")
    return path


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_sensitive_fields_of_a_file_are_found_where_they_stand(name: str, tmp_path: Path) -> None:
    """Line, table, name and class; code tables, organizations and settings in the same file are not."""
    seen = classified(read_file(_sample(tmp_path, name), name))
    assert sorted((one.line, one.table, one.name, found.of) for one, found in seen.found) == EXPECTED[name]
    assert not seen.unread


def test_every_sample_is_expected() -> None:
    """No sample stands unused."""
    assert sorted(EXPECTED) == sorted(path.name.removesuffix(".sample") for path in SAMPLES.iterdir())


@pytest.mark.parametrize(
    ("name", "raw", "why"),
    [
        ("a.json", b'{"a": ', "not JSON (line 1)"),
        ("a.json", b"[" * 100_000, "nested too deeply"),
        ("a.yml", b"a: [", "not YAML (line 2)"),
        ("a.yml", UNFOLDS, "too large or nested too deeply"),
        ("a.py", b"def f(:", "not Python that this version reads (line 1): read by its lines alone"),
        ("a.sql", b"create table a (\0", "a binary file, where text was expected"),
        ("a.pdf", b"no", "not a PDF that can be read"),
        ("a.xlsx", b"no", "not a workbook that can be read. Is it without a password? Save it as .xlsx or .csv."),
        ("a.db", b"no database at all", "the catalog cannot be read. May this user see the tables?"),
        ("a.xml", b"<a><b>Jane Doe</b></a>", "XML in which no reader here knows a field"),
        ("a.csv", b"Doe,Jane,Hispanic\nRoe,John,White\n", "its first line is not plainly a header, so no name of a column is shown"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_told_with_its_reason(name: str, raw: bytes, why: str, tmp_path: Path) -> None:
    """A broken file is one line, and stops nothing."""
    path = tmp_path / name
    path.write_bytes(raw)
    found = [one for one in read_file(path, name) if isinstance(one, Unread)]
    assert [(one.path.rpartition("/")[2], one.why.removeprefix("sqlite:///").rpartition(f"{name}: ")[2]) for one in found] == [(name, why)]


def _broken(text: bytes, draw: random.Random) -> bytes:
    """A file cut, joined with itself, or with bytes changed."""
    made = bytearray(text)
    for _ in range(draw.randrange(1, 12)):
        place = draw.randrange(len(made) + 1)
        match draw.randrange(4):
            case 0:
                made[place:place] = draw.randbytes(draw.randrange(1, 6))
            case 1:
                del made[place : place + draw.randrange(1, 60)]
            case 2:
                made[place:place] = draw.choice(
                    [b"{", b"<", b"'", b'"', b"(", b"%>", b"{{", b"\n", b"--", b"/*", b"[", b"\\"]
                ) * draw.randrange(1, 40)
            case _:
                made[place:place] = made[: draw.randrange(200)]
    return bytes(made)


def _stored(folder: Path) -> dict[str, bytes]:
    """Tables as they are stored: a database, Parquet, old text."""
    base = folder / "base.db"
    with sqlite3.connect(base) as connection:
        connection.execute("create table people (id int, pob text, standing text check (standing in ('refugee', 'asylee')))")
        connection.execute("insert into people values (1, 'MX', 'refugee')")
    connection.close()
    pl.DataFrame({"alien_no": ["A123456789"], "home_lang": ["es"]}).write_parquet(folder / "base.parquet")
    return {"base.db": base.read_bytes(), "base.parquet": (folder / "base.parquet").read_bytes(), "base.csv": TABLES[0][1]}


def _idioms() -> dict[str, bytes]:
    """One file of each kind that no sample has."""
    parts = (Path(__file__).parent / "idioms.txt").read_text("utf-8").split("\n=== ")
    kinds = {Path(name).suffix for name in EXPECTED}
    return {f"idiom{kind}": part.encode() for part in parts if (kind := Path(part.partition("\n")[0]).suffix) not in kinds}


@pytest.mark.drawn("broken files of every kind")
def test_broken_files_break_no_reader(tmp_path: Path) -> None:
    """Whatever a file holds, its reader gives fields or a reason, in words that are ours; so does a look at its values."""
    held = {name: (SAMPLES / f"{name}.sample").read_bytes() for name in EXPECTED} | _stored(tmp_path) | _idioms()
    names = sorted(held)
    for seed in tiers.seeds("broken files of every kind"):
        draw = random.Random(seed)
        name = names[seed % len(names)]
        path = tmp_path / name
        path.write_bytes(_broken(held[name], draw))
        assert not [one for one in values_of(path, name, set()) if isinstance(one, Unread) and "reader failed" in one.why], (seed, name)
        items: Sequence[Item] = list(read_file(path, name))
        assert not [one for one in items if isinstance(one, Unread) and "reader failed" in one.why], (seed, name)
        classified(items)
