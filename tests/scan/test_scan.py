"""The command: what it finds, what the law says of it, waivers, baselines, commits, outputs, and that no value leaves it."""

import csv
import io
import json
import random
import re
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tiers
from conftest import Ran
from sanctuary.commands.printing import Printer
from sanctuary.commands.scan_text import markdown, show
from sanctuary.documents import as_json
from sanctuary.law.jurisdiction import Law
from sanctuary.pages.html import page
from sanctuary.scan.baseline import baseline_text
from sanctuary.scan.register import register, register_csv
from sanctuary.scan.sarif import sarif
from sanctuary.scan.scan import Options, scan

Command = Callable[..., Ran]


def _told(law: Law, *targets: str, **options: Any) -> dict[str, Any]:
    """The report as JSON, of a scan in this process."""
    report: dict[str, Any] = json.loads(as_json(scan(law, targets, Options(jobs=1, **options))))
    return report


SCHEMA = """ActiveRecord::Schema[7.1].define do
  create_table "applicants" do |t|
    t.string "first_name"
    t.boolean "us_citizen"
    t.string "city_of_birth"
  end
end
"""

WAIVER = """[[waiver]]
column = "us_citizen"
path = "schema.rb"
class = "citizenship"
law = "{law}"
approver = "City Attorney"
owner = "Housing Department"
until = {until}
"""


SIGNED = "law='24 CFR 5.508', approver=\"City Attorney\" owner=Housing until=2030-01-01"


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one schema, which is the working folder."""
    (tmp_path / "schema.rb").write_text(SCHEMA, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("city")
def test_a_finding_has_exactly_these_fields_and_meets_the_law(sanctuary: Command) -> None:
    """City staff of Los Angeles may not ask for citizenship; nothing found forbids asking where a person was born."""
    ran = sanctuary("scan", "los-angeles", "schema.rb", "--format", "json", "--on", "2026-11-22")
    assert ran.code == 1
    assert ran.json["schema"] == "sanctuary.scan/3"
    one, other = ran.json["findings"]
    assert list(one) == ["path", "line", "table", "column", "class", "how_sure", "why", "law"]
    assert [one[key] for key in ("path", "line", "table", "column", "class")] == ["schema.rb", 4, "applicants", "us_citizen", "citizenship"]
    assert one["law"].startswith("City staff may not ask for this (LA Ord. 188441, inquiry")
    assert "unless a law requires it" in one["law"]
    assert other["law"] == "nothing found forbids it"


@pytest.mark.usefixtures("city")
def test_the_department_that_owns_the_system_is_asked_by_its_own_name(sanctuary: Command) -> None:
    """A state's law may open to the police what it closes to others."""
    ran = sanctuary("scan", "los-angeles", "schema.rb", "--actor", "police", "--format", "json")
    assert "Los Angeles Police Department may not ask" in str(ran.json["laws"])
    assert sanctuary("scan", "los-angeles", "schema.rb", "--actor", "sherif").code == 2


@pytest.mark.usefixtures("city")
def test_text_names_the_place_the_reason_the_law_and_what_to_do(sanctuary: Command) -> None:
    """Like the messages of a compiler; exit code 1."""
    ran = sanctuary("scan", "los-angeles", ".", "--on", "2026-11-22")
    assert ran.code == 1
    assert "schema.rb:4: citizenship (sure by its name)\n     4 | applicants.us_citizen\n       |            ^^^^^^^^^^\n" in ran.out
    for word in ("why: ", "law: ", "what to do\n", "paragraphs", "[us-ca-los-angeles/ord-188441-inquiry]"):
        assert word in ran.out
    assert ran.out.count("drop the field") == 1
    first = ran.out.splitlines()[:6]
    assert first[1].startswith("City staff may not ask for this (LA Ord. 188441, inquiry")
    assert first[2:4] == ["  schema.rb:4: applicants.us_citizen, citizenship", "Nothing found forbids it: birth_place (1)"]
    assert first[5].startswith("2 findings in ")


@pytest.mark.usefixtures("city")
def test_where_no_local_rule_is_encoded_that_is_said_first(sanctuary: Command) -> None:
    """In text and for a pull request: a search in the law above finds nothing of the city's own."""
    for form in ("text", "markdown"):
        told = " ".join(sanctuary("scan", "Oakland, CA", ".", "--on", "2026-06-22", "--format", form).out.split())
        assert told.index("no local rule is encoded.") < told.index("What is not found here may exist.") < told.index("us_citizen")


def test_what_was_not_read_is_told_beside_the_rest(city: Path, sanctuary: Command) -> None:
    """One broken file of two; what is installed or has no reader is told too."""
    (city / "broken.json").write_text("{", "utf-8")
    (city / "old.mdb").write_bytes(b"x")
    (city / "node_modules").mkdir()
    (city / "node_modules" / "a.json").write_text("{}", "utf-8")
    ran = sanctuary("scan", "los-angeles", ".", "--format", "json")
    assert {one["path"] for one in ran.json["not_read"]} == {"broken.json", "**/*.mdb", "node_modules/"}
    assert len(ran.json["findings"]) == 2
    assert "not read: 3 places" in sanctuary("scan", "los-angeles", ".").out


@pytest.mark.parametrize(
    ("law", "until", "kind", "why"),
    [
        ("42 USC 1436a", "2030-01-01", "", ""),
        ("42 USC 1436a", "2020-01-01", "expired-waiver", "it ended on 2020-01-01"),
        ("us-ca-los-angeles/ord-188441-inquiry", "2030-01-01", "unlawful-waiver", "forbids to ask for it"),
        ("LA Ord. 188441", "2030-01-01", "unlawful-waiver", "forbids to ask for it"),
        ("Los Angeles Ordinance No. 188,441", "2030-01-01", "unlawful-waiver", "forbids to ask for it"),
        ("8 U.S.C. § 1373", "2030-01-01", "unlawful-waiver", "does not require anyone to ask for it"),
        ("8 U.S.C. 1324a", "2030-01-01", "unlawful-waiver", "does not require anyone to ask for it"),
        ("California Government Code 7284.6", "2030-01-01", "unlawful-waiver", "does not require anyone to ask for it"),
        ("42 U.S.C. 1436a(d)", "2030-01-01", "", ""),
        ("24 CFR 5.508", "2030-01-01", "", ""),
        ("Penal Code 7284.6", "2030-01-01", "", ""),
        ("us-ca-los-angeles/no-such-rule", "2030-01-01", "unlawful-waiver", "no rule is called"),
    ],
)
def test_a_waiver_holds_only_with_a_law_that_requires_the_field(
    city: Path, los_angeles: Law, law: str, until: str, kind: str, why: str
) -> None:
    """It is told who approved what; a stale one is a finding, and the field is one again."""
    (city / "sanctuary-waivers.toml").write_text(WAIVER.format(law=law, until=until), "utf-8")
    told = _told(los_angeles, "schema.rb")
    classes = [one["class"] for one in told["findings"]]
    if not kind:
        assert classes == ["birth_place"]
        assert told["waived"][0]["approver"] == "City Attorney"
    else:
        assert sorted(classes) == sorted(["birth_place", "citizenship", kind])
        assert any(why in one["why"] and one["class"] == kind and one["line"] == 1 for one in told["findings"])


@pytest.mark.parametrize("only", [(), ("--only", "citizenship")])
def test_a_law_that_is_not_encoded_is_told_to_stand_on_its_approver(city: Path, sanctuary: Command, only: tuple[str, ...]) -> None:
    """Listed with law, approver and end, and suppressed in SARIF; the law that forbids the field is a finding, with or without --only."""
    (city / "sanctuary-waivers.toml").write_text(WAIVER.format(law="banana", until="2030-01-01"), "utf-8")
    told = " ".join(sanctuary("scan", "los-angeles", "schema.rb", *only).out.split())
    assert "required by banana: this law is not encoded; it stands on the word of City Attorney;" in told
    assert "ends 2030-01-01" in told
    results = sanctuary("scan", "los-angeles", "schema.rb", *only, "--format", "sarif").json["runs"][0]["results"]
    assert [one["suppressions"][0]["status"] for one in results if "suppressions" in one] == ["accepted"]
    (city / "sanctuary-waivers.toml").write_text(WAIVER.format(law="LA Ord. 188441", until="2030-01-01"), "utf-8")
    ran = sanctuary("scan", "los-angeles", "schema.rb", *only, "--format", "json")
    assert ran.code == 1
    assert {"citizenship", "unlawful-waiver"} <= {one["class"] for one in ran.json["findings"]}


def test_a_waiver_that_covers_nothing_is_a_finding(city: Path, los_angeles: Law) -> None:
    """It names a column that is gone."""
    (city / "sanctuary-waivers.toml").write_text(WAIVER.format(law="x", until="2030-01-01").replace("us_citizen", "gone"), "utf-8")
    told = _told(los_angeles, "schema.rb")
    assert "unmatched-waiver" in [one["class"] for one in told["findings"]]


@pytest.mark.parametrize(
    "text",
    [
        "[[waiver]]\ncolumn = 'a'\n",
        "[[waiver",
        WAIVER.format(law=" ", until="2030-01-01"),
        WAIVER.replace("citizenship", "nope").format(law="x", until="2030-01-01"),
    ],
)
def test_a_file_of_waivers_that_misses_something_is_refused(city: Path, sanctuary: Command, text: str) -> None:
    """Exit code 2, one message."""
    (city / "w.toml").write_text(text, "utf-8")
    ran = sanctuary("scan", "los-angeles", "schema.rb", "--waivers", "w.toml")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.sql", f"create table clients (\n  nationality text -- sanctuary: waive {SIGNED}\n);"),
        ("a.py", f"class Client(models.Model):\n    # sanctuary: waive {SIGNED}\n    nationality = models.CharField()\n"),
        ("c.sql", ("create table clients (nationality text);\ncomment on column clients.nationality is\n"
         f"'sanctuary: waive {SIGNED.replace(chr(39), chr(39) * 2)}';")),
        ("e.html", f"<form>\n<!-- sanctuary: waive {SIGNED} -->\n<input name=nationality>\n</form>"),
        ("f.html.erb", f"<form>\n<%# sanctuary: waive {SIGNED} -%>\n<input name=nationality>\n</form>"),
        ("g.jsx", f"const A = () => <form>\n{{/* sanctuary: waive {SIGNED} */}}\n<input name='nationality' />\n</form>"),
        ("h.json", ('{"properties": {"nationality": {"type": "string", "x-sanctuary":'
         ' {"law": "24 CFR 5.508", "approver": "Counsel", "owner": "Housing", "until": "2030-01-01"}}}}')),
        ("i.json", ('{"properties": {"nationality": {"type": "string", "x-sanctuary":'
         ' "waive law=24 CFR 5.508 until=2030-01-01 approver=Counsel owner=Housing"}}}')),
        ("s.yml", ("models:\n  - name: clients\n    columns:\n      - name: nationality\n        meta:\n"
         "          sanctuary: {law: 24 CFR 5.508, approver: Counsel, owner: Housing, until: 2030-01-01}\n")),
    ],
)  # fmt: skip
def test_waivers_stand_beside_the_code(tmp_path: Path, los_angeles: Law, name: str, text: str) -> None:
    """In a comment of the line or of the line above, and in dbt's meta; without an end it does not hold."""
    (tmp_path / name).write_text(text, "utf-8")
    told = _told(los_angeles, str(tmp_path / name))
    assert (told["findings"], len(told["waived"])) == ([], 1)
    (tmp_path / name).write_text(re.sub(r"(?:,? until[=:] ?|, \"until\": \")[\d-]+\"?", "", text), "utf-8")
    told = _told(los_angeles, str(tmp_path / name))
    assert {one["class"] for one in told["findings"]} == {"national_origin", "unlawful-waiver"}


def test_what_is_said_of_a_field_is_not_said_of_the_next(tmp_path: Path, los_angeles: Law) -> None:
    """A waiver in another field's line above is that field's, and the nearest annotation holds."""
    (tmp_path / "s.yml").write_text(
        "models:\n  - name: clients\n    columns:\n      - name: nationality\n        meta:\n"
        f"          sanctuary: waive {SIGNED}\n      - name: birth_country\n",
        "utf-8",
    )
    (tmp_path / "m.py").write_text(
        "class Client(models.Model):\n    # .. no_pii: none\n    us_citizen = models.CharField()\n"
        "    # .. pii: kept\n    place_of_birth = models.CharField()\n",
        "utf-8",
    )
    told = _told(los_angeles, str(tmp_path))
    assert [(one["column"], one["class"], "annotation" in one["why"]) for one in told["findings"]] == [
        ("us_citizen", "citizenship", True),
        ("place_of_birth", "birth_place", False),
        ("birth_country", "birth_place", False),
    ]
    assert [one["column"] for one in told["waived"]] == ["nationality"]


def test_a_broken_database_stops_nothing(tmp_path: Path, los_angeles: Law) -> None:
    """Its catalog and its values are told as not read, in our own words."""
    whole = tmp_path / "a.db"
    with sqlite3.connect(whole) as connection:
        connection.execute("create table people (id int, pob text)")
    raw = bytearray(whole.read_bytes())
    raw[100:200] = bytes(100)
    whole.write_bytes(raw)
    (tmp_path / "b.sql").write_text("create table people (id int, pob text);", "utf-8")
    report = scan(los_angeles, [str(tmp_path)], Options(values=True))
    assert [one.column for one in report.findings] == ["pob"]
    assert {one.why.rpartition(": ")[2] for one in report.not_read} == {
        "the catalog cannot be read. May this user see the tables?",
        "its values cannot be read",
    }


def test_a_baseline_knows_what_was_found_and_lines_may_move(city: Path, sanctuary: Command, los_angeles: Law) -> None:
    """Only what is new is a finding."""
    assert sanctuary("scan", "los-angeles", "schema.rb", "--write-baseline", "known.json").code == 0
    (city / "schema.rb").write_text(SCHEMA.replace('    t.string "first_name"\n', '    t.string "first_name"\n    t.string "a"\n'), "utf-8")
    told = _told(los_angeles, "schema.rb", baseline="known.json")
    assert (told["findings"], told["in_baseline"]) == ([], 2)
    (city / "schema.rb").write_text(SCHEMA.replace("first_name", "nationality"), "utf-8")
    assert [one["column"] for one in _told(los_angeles, "schema.rb", baseline="known.json")["findings"]] == ["nationality"]
    (city / "known.json").write_text("{}", "utf-8")
    assert sanctuary("scan", "los-angeles", "schema.rb", "--baseline", "known.json").code == 2


def _git(folder: Path, *words: str) -> None:
    subprocess.run(
        ["git", "-C", str(folder), "-c", "user.name=x", "-c", "user.email=x@example.org", *words], check=True, capture_output=True
    )


def test_since_a_commit_only_lines_that_changed_are_told(city: Path, sanctuary: Command, los_angeles: Law) -> None:
    """Added lines, new files and files that git does not know yet; a commit that is none is refused."""
    _git(city, "init", "-q")
    _git(city, "add", "schema.rb")
    _git(city, "commit", "-qm", "one")
    (city / "schema.rb").write_text(
        SCHEMA.replace('    t.string "first_name"\n', '    t.string "first_name"\n    t.string "religion"\n'), "utf-8"
    )
    (city / "new.sql").write_text("create table t (person_ssn text);\n", "utf-8")
    told = _told(los_angeles, ".", since="HEAD")
    assert [(one["path"], one["column"]) for one in told["findings"]] == [("new.sql", "person_ssn"), ("schema.rb", "religion")]
    refused = sanctuary("scan", "los-angeles", ".", "--since", "nosuch")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert sanctuary("scan", "los-angeles", ".", "--since=--output=x").code == 2


def test_the_inventory_is_for_its_owner_alone(city: Path, sanctuary: Command) -> None:
    """A page and a register; what nobody knows stays empty for a person."""
    assert sanctuary("scan", "los-angeles", ".", "--format", "html", "-o", "i.html", "--inventory", "r.csv").code == 1
    assert [(city / name).stat().st_mode & 0o777 for name in ("i.html", "r.csv")] == [0o600, 0o600]
    lines = list(csv.DictReader(io.StringIO((city / "r.csv").read_text("utf-8"))))
    assert [(one["field"], one["purpose"], one["impact_assessment"]) for one in lines] == [
        ("city_of_birth", "", "needed"),
        ("us_citizen", "", "needed"),
    ]
    page = (city / "i.html").read_text("utf-8")
    assert "us_citizen" in page
    assert "<script" not in page


def test_markdown_of_a_hostile_name_is_no_markup(city: Path, sanctuary: Command) -> None:
    """A pull request shows the name, and nothing of it becomes a link, a tag or a mention."""
    (city / "f.html").write_text("<form><label for=a>Citizenship [x](http://e) @all <b></label><input id=a name=zz></form>", "utf-8")
    told = sanctuary("scan", "los-angeles", ".", "--format", "markdown").out
    assert "](http" not in told
    assert "| `f.html:1` | `zz` |" in told


@pytest.mark.parametrize(
    "words",
    [
        (), ("nosuch.sql",), ("schema.rb", "--only", "citizen"), ("schema.rb", "--jobs", "-1"), ("schema.rb", "--views", "v.sql"),
        ("schema.rb", "--format", "html"), ("schema.rb", "--inventory", "r.xml"), ("schema.rb", "--views", "v.sql", "--role", "r"),
        ("ftp://x/y",),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("city")
def test_bad_use_is_one_message(sanctuary: Command, words: tuple[str, ...]) -> None:
    """Exit code 2."""
    ran = sanctuary("scan", "los-angeles", *words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


@pytest.mark.long
def test_several_processes_find_the_same(city: Path, sanctuary: Command) -> None:
    """The same bytes, whatever --jobs says."""
    for number in range(6):
        (city / f"s{number}.sql").write_text(f"create table t{number} (citizenship text, n{number} int);", "utf-8")
    assert (
        sanctuary("scan", "los-angeles", ".", "--jobs", "2", "--format", "json").out
        == sanctuary("scan", "los-angeles", ".", "--jobs", "1", "--format", "json").out
    )


PLANTED = "Qxv7Planted"


def _planted(folder: Path, draw: random.Random) -> None:
    """Files of many kinds that hold a value where values stand, some of them broken."""
    secret = f"{PLANTED}{draw.randrange(10**6)}"
    files = {
        "a.sql": f"create table t (nationality text default '{secret}', ssn text);\ninsert into t values ('{secret}');\n"
        f"COPY t (a) FROM stdin;\n{secret}\n\\.\n",
        "b.html": f"<form><input name=nationality value='{secret}'><textarea name=ssn>{secret}</textarea><!-- {secret} --></form>",
        "c.json": json.dumps(
            {"properties": {"citizenship": {"type": "string", "default": secret, "examples": [secret]}}, "data": [secret]}
        ),
        "d.yml": f"fields:\n  - name: religion\n    label: Religion\n    type: text\n    default: {secret}\n",
        "e.csv": f"id,nationality,note\n1,{secret},{secret}\n2,x,{secret}\n",
        "f.csv": f"{secret},Hispanic,219-09-9999\n{secret},White,219-09-8888\n{secret},White,219-09-8888\n{secret},Asian,219-09-7777\n",
        "g.rb": f'create_table "t" do |t|\n t.string "citizenship", default: "{secret}"\nend\n',
        "h.py": f"class A(models.Model):\n    race = models.CharField(default='{secret}')\n",
        "i.php": f"<?php $x = $_POST['religion'] ?? '{secret}'; ?><input name='ssn' value='{secret}'>",
        "j.jsx": f"<Field name='alien_number' defaultValue='{secret}' />",
        "o.yml": f"- default: {secret}\n  type: string\n  label: Citizenship\n",
        "q.yml": f"- name: {secret}\n  note: Country of birth\n  more: {{}}\n",
        "p.js": f"const people = [{{ name: '{secret}', title: 'Country of birth' }}];\n",
        "k.pdf": f"%PDF-1.4 {secret}",
        "l.xlsx": secret,
        "m.parquet": secret,
    }
    for name, text in files.items():
        raw = bytearray(text.encode())
        for _ in range(draw.randrange(3)):
            place = draw.randrange(len(raw))
            raw[place : place + draw.randrange(3)] = draw.choice([b"{", b"'", b'"', b"<", b"\xff", b"(", b"\n"])
        (folder / name).write_bytes(bytes(raw))
    (folder / "n.db").unlink(missing_ok=True)
    with sqlite3.connect(folder / "n.db") as connection:
        connection.execute("create table people (id int, col_a text, citizenship text)")
        connection.executemany("insert into people values (?, ?, ?)", [(n, "219-09-9999", secret) for n in range(9)])
    connection.close()


@pytest.mark.drawn("scans with planted values")
def test_no_planted_value_leaves_a_scan(city: Path, los_angeles: Law, capfd: pytest.CaptureFixture[str]) -> None:
    """Not in any output, error or file, and values are looked at; broken files among them."""
    for seed in tiers.seeds("scans with planted values"):
        _planted(city, random.Random(seed))
        report = scan(los_angeles, ["."], Options(values=True, jobs=1))
        show(Printer(), report)
        lines = register(report)
        made = [as_json(report), as_json(sarif(report, "0")), markdown(report), register_csv(lines), baseline_text(report)]
        made.append(
            page("scan", report=report, lines=lines, titles={one.of: one.title for one in report.laws}, title="", packs=(), gaps=())
        )
        shown = "".join(made) + "".join(capfd.readouterr())
        assert PLANTED not in shown, seed
        assert not re.search(r"219-09-\d{4}|Hispanic", shown), seed
        assert "col_a" in shown
