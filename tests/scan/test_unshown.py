"""What somebody wrote is weighed and never shown, in whichever kind of file it stands."""

import contextlib
import io
import json
import sqlite3
from pathlib import Path

import pytest

from sanctuary.commands.printing import Printer
from sanctuary.commands.scan_text import markdown, show
from sanctuary.documents import as_json
from sanctuary.law.jurisdiction import Law
from sanctuary.pages.html import page
from sanctuary.scan.baseline import baseline_of, baseline_text
from sanctuary.scan.finding import ScanReport
from sanctuary.scan.reading import READ
from sanctuary.scan.register import register
from sanctuary.scan.sarif import sarif
from sanctuary.scan.scan import Options, scan

_WORDS = ("ysolde", "quimbarra", "zacatlan", "998877665", "99-88-77")
"""Of no vocabulary: a report that holds one has it from a file."""
_SAID = (
    "Ysolde Quimbarra has an asylum hearing, alien number A998877665",
    "Quimbarra asylum immigration status",
    "Is Ysolde a citizen of Zacatlan?",
    "Ysolde_Quimbarra country of birth A998877665",
    "Country of birth Zacatlan",
    "Citizenship of Ysolde Quimbarra",
)
_SHAPES = (
    'title = "{0}"\nlabel: "{0}"\n:text => "{0}"\nchar *text = "{0}";\nx <- c(question = "{0}")\nset_status("{0}")\nstatus = \'{0}\'\n',
    "{0}\n- {0}\n# {0}\n| name | note |\n|---|---|\n| {0} | {0} |\n1. {0}: ____\n[ ] {0}\n{0}: yes\n'{0}' {0} = 1\n",
    (
        '<?xml version="1.0"?><rows><title>{0}</title><record id="{0}"><field name="{0}">{0}</field><note Text="{0}">{0}</note>'
        '<person name="{0}" label="{0}"><citizenship>{0}</citizenship></person><item name="citizenship" label="{0}"/></record>'
        '<label>\n{0}</label><group name="{0}"><field name="citizenship" text="{0}"/></group></rows>'
    ),
    (
        '<html><title>{0}</title><h1>{0}</h1><label>{0}</label><input value="{0}" placeholder="{0}" aria-label="{0}"><td>{0}</td>'
        '<label for="a">{0}</label><select name="b"><option>{0}</option></select></html>'
    ),
    (
        "insert into people (name, note) values ('{0}', '{0}');\nselect '{0}' as x;\nupdate people set note = '{0}';\n"
        "comment on table people is '{0}';\ncall tell('{0}', '{0}');\n"
    ),
    '- name: "{0}"\n  type: "{0}"\n  label: "{0}"\n  "{0}":\n    citizenship: "{0}"\n  question: "{0}"\n  fields: ["{0}", "{0}"]\n',
    (
        'name: "{0}"\nlabel: "{0}"\ntitle: "{0}"\nproperties:\n  "{0}":\n    type: string\nfields:\n  - "{0}"\n  - name: "{0}"\n'
        "    type: text\n"
        '"{0}":\n  citizenship: "{0}"\nrequired: ["{0}"]\nenum: ["{0}"]\n'
    ),
    "name,note\n{0},{0}\n{0},{0}\n",
    "{0}\t{0}\n{0}\t{0}\n",
)
_ROWS = (
    [{"name": "{0}", "note": "{0}", "title": "{0}", "label": "{0}"}] * 2,
    {"people": [{"name": "{0}", "label": "{0}", "type": "{0}"}], "fields": ["{0}"], "{0}": {"citizenship": "{0}"}, "title": "{0}"},
    {"name": "{0}", "label": "{0}", "fields": [{"name": "{0}", "type": "text", "label": "{0}"}], "items": {"{0}": {"type": "string"}}},
    {"cells": [{"source": ["x = 1"], "outputs": [{"text": ["{0}"]}]}], "properties": {"{0}": {"type": "string", "title": "{0}"}}},
    {"resourceType": "Questionnaire", "title": "{0}", "item": [{"text": "{0}"}, {"linkId": "{0}", "text": "{0}"}]},
    {"info": {"title": "{0}"}, "items": [{"title": "{0}", "questionItem": {"question": {}}}]},
)
_TEXTS = (*_SHAPES, *(json.dumps(one) for one in _ROWS))
_BINARY = (".pdf", ".parquet", ".pq", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".db", ".sqlite", ".sqlite3")


_SHEETS = (".csv", ".tsv", ".tab", ".psv")


def _unlike(report: ScanReport) -> list[str]:
    """Every form in which a report is told, in small letters."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        show(Printer(), report)
    forms = [printed.getvalue(), as_json(report), as_json(sarif(report, "0")), markdown(report), baseline_text(report)]
    titles = {one.of: one.title for one in report.laws}
    forms.append(page("scan", report=report, lines=register(report), titles=titles, title="", packs=(), gaps=()))
    return [one.lower() for one in forms]


def test_no_word_of_what_somebody_wrote_is_shown(tmp_path: Path, los_angeles: Law) -> None:
    """In every kind of text that is read, each shape with another sentence, and in each form of the report."""
    for place, ending in enumerate(sorted(READ - {*_BINARY})):
        for number, text in enumerate(_TEXTS):
            if ending not in _SHEETS or "name,note" in text:
                path = tmp_path / f"f{number}{ending}"
                path.write_text(text.replace("{0}", _SAID[(place + number) % len(_SAID)]), "utf-8")
    report = scan(los_angeles, [str(tmp_path)], Options(jobs=1))
    assert len(report.findings) > 1_000, "the texts are weighed"
    assert [(form[:40], word) for form in _unlike(report) for word in _WORDS if word in form] == []


@pytest.mark.parametrize(
    ("name", "text", "column"),
    [
        ("export.xml", "<a><title>{0}</title></a>\n", "title"),
        ("page.xaml", '<a Text="{0}"/>\n', "Text"),
        ("c.pl", 'title => 1; my $title = "{0}";\n', "title"),
        ("people.yml", 'label: "{0}"\n', "label"),
        ("m.c", 'char *text = "{0}";\n', "text"),
        ("data.r", 'question <- 1\nprompt = "{0}"\n', "prompt"),
    ],
)
def test_a_text_is_told_by_its_key_or_tag(tmp_path: Path, los_angeles: Law, name: str, text: str, column: str) -> None:
    """It is weighed all the same: the finding has its line and its class."""
    (tmp_path / name).write_text(text.replace("{0}", "Is Ysolde Quimbarra a citizen of Zacatlan"), "utf-8")
    assert [one.column for one in scan(los_angeles, [str(tmp_path)]).findings] == [column]


@pytest.mark.parametrize(
    ("name", "text", "columns"),
    [
        ("a.yml", "- default: Zacatlan\n  type: string\n  label: Citizenship status of Ysolde\n", ["label"]),
        ("a.yml", "- default: Zacatlan\n  type: string\n  options: [refugee, asylee, undocumented]\n", ["options"]),
        ("a.yml", "- conceptUuid: Quimbarra\n  type: string\n  label: Country of birth\n", ["conceptUuid"]),
        ("a.yml", "- label: Quimbarra\n  type: select\n  options: [refugee, asylee, undocumented]\n", ["label"]),
        ("a.yml", "fields:\n  - Citizenship: Zacatlan\n  - Country of birth: quimbarra\n", ["Citizenship", "Country of birth"]),
        ("a.yml", "items: [Quimbarra_citizenship]\n", ["items"]),
        ("a.yml", "question: Where were you born?\nfields:\n  - Country of birth: Zacatlan\n", ["Country of birth"]),
        ("a.json", '{"QuestionText": "Citizenship", "a": {"QuestionText": "Quimbarra citizenship"}}', ["QuestionText"]),
        (
            "a.json",
            '{"resourceType": "Questionnaire", "item": [{"text": "Zacatlan", "answerOption": [{"display": "TPS"}, {"display": "LPR"}]}]}',
            ["text"],
        ),
        (
            "a.json",
            '{"info": {}, "items": [{"title": "Quimbarra", "questionItem": {"question": {"options": ["Refugee", "Asylee"]}}}]}',
            ["title"],
        ),
        ("a.html", "<select aria-label='Quimbarra'><option>Refugee<option>Asylee<option>Undocumented</select>", ["aria-label"]),
        ("a.tsx", 'const a = <Field label="Quimbarra" options={["Refugee", "Asylee", "Undocumented"]} />;\n', ["label"]),
        ("a.xml", '<rows>\n<item id="Quimbarra"><description>Country of birth</description></item></rows>', ["id"]),
        ("a.php", "<?php $people->add('Quimbarra', 'Immigration status');", ["name"]),
        ("a.php", "<?php $people->add('zacatlan', 'x', 'Immigration status');", ["name"]),
    ],
)
def test_what_a_field_without_a_name_holds_is_not_its_name(
    tmp_path: Path, los_angeles: Law, name: str, text: str, columns: list[str]
) -> None:
    """It is told by its key, or by that of its label, and never by a value, however the value is written."""
    (tmp_path / name).write_text(text, "utf-8")
    report = scan(los_angeles, [str(tmp_path)])
    assert sorted(one.column for one in report.findings) == columns
    assert [word for form in _unlike(report) for word in _WORDS if word in form] == []


@pytest.mark.parametrize(
    ("name", "text", "column"),
    [
        ("people.yml", "- name: Quimbarra\n  note: Country of birth\n  address: {city: Zacatlan}\n", "name"),
        ("people.yml", "people:\n  - name: Quimbarra\n    type: client\n    label: Immigration status\n", "name"),
        ("person.yml", "name: Quimbarra\nlabel: Immigration status\n", "name"),
        ("people.js", "const people = [{ name: 'Quimbarra', title: 'Asylum immigration status' }];\n", "name"),
        ("people.py", 'people = [{"id": "Quimbarra", "title": "Country of birth"}]\n', "id"),
        ("people.json", '{"clients": {"Quimbarra": {"title": "Immigration status interview", "type": "client"}}}', "key"),
        ("people.yml", "clients:\n  quimbarra:\n    title: Immigration status\n    type: client\n", "key"),
        ("people.yml", "clients: {quimbarra: {title: Immigration status, type: client}}\n", "key"),
        ("people.json", '{"people": {"zacatlan": {"question": "What is your immigration status?", "type": "interview"}}}', "key"),
        ("people.json", '{"clients": {"quimbarra": {"case": {"title": "Immigration status", "type": "client"}}}}', "case"),
        ("people.json", '{"items": {"zacatlan": {"title": "Immigration status"}, "quimbarra": {}}}', "key"),
        (
            "people.json",
            '{"clients": {"Quimbarra": {"title": "x", "type": "client", "citizenship": {"title": "y", "type": "text"}}}}',
            "citizenship",
        ),
        ("people.js", "const people = {\n  quimbarra: {\n    title: 'Immigration status',\n    type: 'client',\n  },\n};\n", "key"),
        ("people.ts", "const people = {\n  quimbarra: {\n    title: 'Immigration status',\n  },\n};\n", "key"),
        ("people.php", "<?php $a = ['quimbarra' => ['title' => 'Immigration status', 'type' => 'client']];", "key"),
        ("tasks.json", '{"tasks": [{"id": "Quimbarra", "title": "Immigration status interview", "required": true}]}', "id"),
        ("tasks.yml", "tasks:\n  - id: Quimbarra\n    title: Immigration status interview\n    required: true\n", "id"),
        ("tareas.yml", "- id: Quimbarra\n  titulo: Estatus migratorio\n  obligatorio: true\n", "id"),
        ("tasks.js", "const tasks = [{ id: 'Quimbarra', title: 'Immigration status interview', required: true }];\n", "id"),
        ("form.yml", "- name: q17\n  required: true\n  label: Immigration status\n", "name"),
        ("form.json", '[{"name": "q17", "required": true, "label": "Immigration status"}]', "name"),
        ("people.yml", "- name: Quimbarra\n  type: {name: client}\n  label: Immigration status\n", "name"),
        ("people.yml", "- name: Quimbarra\n  type: [client]\n  label: Immigration status\n", "name"),
        *(
            (
                "people.yml",
                f"contacts:\n  - name: Quimbarra\n    type: {kind}\n    description: asked for immigration status\n",
                "name",
            )
            for kind in ("phone", "email", "file", "country", "currency", "object", "reference", "phone_call")
        ),
        ("people.js", "const people = [{ name: 'Quimbarra', title: 'Immigration status', type: 'phone' }];\n", "name"),
        ("people.xml", '<rows>\n<item id="Quimbarra" type="phone"><description>Immigration status</description></item></rows>', "id"),
        ("people.rb", 'Person.new(name: "Quimbarra", title: "Immigration status")\n', "name"),
        (
            "people.xml",
            '<rows>\n<record id="Quimbarra_immigration"><field name="immigration_status"/></record></rows>',
            "immigration_status",
        ),
    ],
)
def test_a_record_is_told_by_its_key_and_never_by_whom_it_is_of(
    tmp_path: Path, los_angeles: Law, name: str, text: str, column: str
) -> None:
    """A list of people has names as one of fields has; it has nothing that only fields have."""
    (tmp_path / name).write_text(text, "utf-8")
    report = scan(los_angeles, [str(tmp_path)])
    assert [one.column for one in report.findings] == [column]
    assert [word for form in _unlike(report) for word in _WORDS if word in form] == []


@pytest.mark.parametrize(
    ("name", "text", "column"),
    [
        ("form.yml", "- name: q17\n  type: select\n  label: Country of birth\n", "q17"),
        ("form.yml", "people:\n  - id: q17\n    options: [refugee, asylee, undocumented]\n  - id: q18\n", "q17"),
        ("form.yml", "questions:\n  - id: q17\n    text: Country of birth\n", "q17"),
        ("form.js", "const form = [{ name: 'q17', title: 'Country of birth', type: 'text' }];\n", "q17"),
        ("form.yml", "- name: q17\n  type: phone\n  required: true\n  label: Immigration status\n", "q17"),
        ("form.yml", "- name: q17\n  type: phone\n  required: 'true'\n  label: Immigration status\n", "q17"),
        ("form.json", '[{"name": "q17", "type": "phone", "required": true, "label": "Immigration status"}]', "q17"),
        ("form.json", '[{"name": "q17", "type": ["string", "null"], "label": "Immigration status"}]', "q17"),
        ("form.js", "const form = [{ name: 'q17', title: 'Country of birth', type: 'email', required: true }];\n", "q17"),
        ("form.js", "const form = {\n  q17: {\n    title: 'Country of birth',\n    type: 'text',\n  },\n};\n", "q17"),
        ("form.yml", "intake:\n  q17:\n    label: Country of birth\n    type: text\n", "q17"),
        ("form.yml", "items:\n  q17:\n    label: Country of birth\n    type: text\n", "q17"),
        ("form.yml", "clients:\n  birth_country:\n    title: Country of birth\n    type: client\n", "birth_country"),
        ("form.php", "<?php $a = ['q17' => ['label' => 'Country of birth', 'type' => 'text']];", "q17"),
        ("form.yml", "- id: birthCountry\n  note: kept\n  more: {}\n", "birthCountry"),
        ("form.yml", "question: Tell us\nfields:\n  - Country of birth: client.q17\n", "client.q17"),
    ],
)
def test_a_field_of_a_definition_keeps_its_name(tmp_path: Path, los_angeles: Law, name: str, text: str, column: str) -> None:
    """A type, a choice, a key that only fields have, or words that name fields alone."""
    (tmp_path / name).write_text(text, "utf-8")
    assert [one.column for one in scan(los_angeles, [str(tmp_path)]).findings] == [column]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("quimbarra,zacatlan\njuan,mexico\npedro,guatemala\nana,honduras\n", ["column 2"]),
        ("y_quimbarra,zacatlan_p\njuan_x,mexico\npedro_y,guatemala\nana_z,honduras\n", ["column 2"]),
        ("Quimbarra,1999-01-02,mexico\nYsolde,1998-03-04,guatemala\nZacatlan,1997-05-06,honduras\nX,1997-05-06,honduras\n", ["column 3"]),
        ("1,quimbarra@example.org,mexico\n2,ysolde@example.org,guatemala\n3,z@example.org,honduras\n4,x@example.org,cuba\n", ["column 3"]),
        ("name,country,wohnort\njuan,mexico,a\npedro,guatemala,b\nana,honduras,c\n", ["country"]),
        ("wohnort,nationality\n17 Main,mexico\n18 Main,guatemala\n", ["nationality"]),
    ],
)
def test_a_first_line_that_is_written_as_those_below_it_is_no_header(
    tmp_path: Path, los_angeles: Law, text: str, columns: list[str]
) -> None:
    """A row of plain words heads nothing above rows of plain words, unless they are words of fields."""
    (tmp_path / "a.csv").write_text(text, "utf-8")
    report = scan(los_angeles, [str(tmp_path)], Options(values=True, jobs=1))
    assert [one.column for one in report.findings] == columns
    assert [word for form in _unlike(report) for word in _WORDS if word in form] == []
    assert bool(report.not_read) == ("column" in columns[0])


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("badge,shift,immigration_status\nadam,day,undocumented\nbaker,night,asylee\n", ["immigration_status"]),
        ("quimbarra,zacatlan,immigrationStatus\nadam,day,undocumented\nbaker,night,asylee\n", ["immigrationStatus"]),
        ("quimbarra,zacatlan,ysolde_immigration_status\nadam,day,undocumented\nbaker,night,asylee\n", []),
        ("quimbarra,zacatlan,immigration_status\nadam,day,immigration_status\nbaker,night,asylee\n", []),
        (
            "quimbarra,zacatlan,citizenship,immigration_status\nadam,day,mexico,x\nb,night,cuba,y\nc,a,chad,z\n",
            ["citizenship", "immigration_status"],
        ),
    ],
)
def test_a_sensitive_name_above_cells_heads_a_table_and_shows_no_other(
    tmp_path: Path, los_angeles: Law, text: str, columns: list[str]
) -> None:
    """A forbidden column is found beside columns of plain words, and the line is told to be read in part."""
    (tmp_path / "a.csv").write_text(text, "utf-8")
    report = scan(los_angeles, [str(tmp_path)], Options(values=True, jobs=1))
    assert sorted(one.column for one in report.findings) == columns
    assert [word for form in _unlike(report) for word in _WORDS if word in form] == []
    assert [one.why for one in report.not_read] != []


def test_one_more_text_under_a_key_is_new_to_a_baseline(tmp_path: Path, los_angeles: Law) -> None:
    """What is told by its key alone is counted, also where a baseline goes on from an earlier one; a line less is nothing new."""
    held, known = tmp_path / "people.yml", tmp_path / "known.json"

    def told(people: int) -> ScanReport:
        held.write_text("".join(f"- name: Quimbarra{n}\n  note: Country of birth\n  more: {{}}\n" for n in range(people)), "utf-8")
        return scan(los_angeles, [str(held)], Options(baseline=str(known)))

    known.write_text('{"schema": "sanctuary.scan-baseline/1", "known": []}', "utf-8")
    for people in (2, 3, 2, 5):
        report = told(people)
        assert len(report.findings) == {2: 0 if report.in_baseline else 2, 3: 1, 5: 2}[people]
        known.write_text(baseline_text(report, baseline_of(known)), "utf-8")
        assert told(people).findings == ()
    results = sarif(scan(los_angeles, [str(held)]), "0")["runs"][0]["results"]
    assert len({one["partialFingerprints"]["sanctuaryField/v1"] for one in results}) == 5


def test_a_reason_quotes_a_table_as_it_is_told(tmp_path: Path, los_angeles: Law) -> None:
    """A form that is called by free text is told by its file, in the reason too."""
    held = '{"info": {"title": "Ysolde Quimbarra immigration"}, "items": [{"title": "Status", "questionItem": {}}]}'
    (tmp_path / "form.json").write_text(held, "utf-8")
    report = scan(los_angeles, [str(tmp_path)])
    assert [one.why.partition(",")[0] for one in report.findings] == ["it stands in 'form'"]
    assert [word for form in _unlike(report) for word in _WORDS if word in form] == []


def test_a_key_in_a_database_that_is_a_sentence_is_not_shown(tmp_path: Path, los_angeles: Law) -> None:
    """The keys of a column of JSON are names as far as they are written as names."""
    with contextlib.closing(sqlite3.connect(tmp_path / "a.db")) as connection, connection:
        connection.execute("create table people (extra text)")
        held = {"Ysolde Quimbarra citizenship": 1, "country_of_birth": 1}
        connection.executemany("insert into people values (?)", [(json.dumps(held),)] * 3)
    report = scan(los_angeles, [str(tmp_path)], Options(values=True, jobs=1))
    assert sorted(one.column for one in report.findings) == ["country_of_birth", "key"]
    assert [word for form in _unlike(report) for word in _WORDS if word in form] == []
