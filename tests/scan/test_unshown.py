"""What somebody wrote is weighed and never shown, in whichever kind of file it stands."""

import contextlib
import io
import json
from pathlib import Path

import pytest

from sanctuary.commands.printing import Printer
from sanctuary.commands.scan_text import markdown, show
from sanctuary.documents import as_json
from sanctuary.law.jurisdiction import Law
from sanctuary.pages.html import page
from sanctuary.scan.baseline import baseline_text
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
        show(Printer(), report, "")
    forms = [printed.getvalue(), as_json(report), as_json(sarif(report, "0")), markdown(report, ""), baseline_text(report)]
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
