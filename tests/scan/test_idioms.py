"""Ways in which languages, frameworks and formats name a field: each file of `idioms.txt` has one, marked with its class."""

import re
from datetime import date
from pathlib import Path

import pytest

from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.scan.reading import read_file
from sanctuary.scan.scan import classified, scan
from sanctuary.scan.targets import targets

_MARKED = re.compile(r"«([^|«»]+)\|(\w+)»")


def _idioms() -> list[tuple[str, str]]:
    """Each file by its name, with its marks."""
    parts = re.split(r"^=== ", (Path(__file__).parent / "idioms.txt").read_text("utf-8"), flags=re.MULTILINE)[1:]
    return [(part.partition("\n")[0], part.partition("\n")[2]) for part in parts]


def test_every_way_to_name_a_field_is_read(tmp_path: Path) -> None:
    """By line and class, whichever reader finds it."""
    missed = []
    for number, (name, marked) in enumerate(_idioms()):
        path = tmp_path / str(number) / name
        path.parent.mkdir()
        path.write_text(_MARKED.sub(r"\1", marked), "utf-8")
        found = {(one.line, told.of) for one, told in classified(read_file(path, name)).found}
        for line, text in enumerate(marked.split("\n"), 1):
            missed += [(name, line, *one) for one in _MARKED.findall(text) if not {(line, one[1]), (0, one[1])} & found]
    assert missed == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("client.py", "# country_of_birth is not kept\nSTATUSES = [('asy', 'Asylum pending'), ('gc', 'Green card')]\n"),
        ("schema.rb", 'create_table "citizenship_statuses" do |t|\n  t.index ["id"], name: "index_citizenship_statuses_on_id"\nend\n'),
        ("auth.php", "<?php return ['api' => ['driver' => 'passport']];\n"),
        ("deploy.yml", "interview_language: en\n"),
        ("page.rb", "t('clients.country_of_birth')\nredirect_to citizenship_path\n"),
        ("products.rb", "class ProductsController\n  params.permit(:country_of_origin)\nend\n"),
        ("nav.html", """<nav aria-label="{% translate 'Language of birth' %}"></nav>\n"""),
        ("open.py", "client = Client(stateless=True)\n"),
        ("readme.txt", "The country of birth is not kept, nor is citizenship.\n"),
        ("paper.lua", "-- citizenship = 'kept nowhere'\nlocal page = 1\n"),
        ("seed.sql", "insert into notes (id, body) values (1, 'country_of_birth');\n"),
        ("notes.ipynb", '{"cells": [{"outputs": [{"text": ["\'country_of_birth\'"]}], "source": ["x = 1"]}]}'),
    ],
)
def test_what_only_names_a_class_is_no_field(tmp_path: Path, name: str, text: str) -> None:
    """Comments, codes, names of tables and indexes, routes, translations, drivers, settings, prose, goods, output of a notebook."""
    (tmp_path / name).write_text(text, "utf-8")
    assert classified(read_file(tmp_path / name, name)).found == []


def test_what_is_named_and_not_declared_is_told_once_and_as_possible(tmp_path: Path) -> None:
    """However often a file names it; what its reader declares stays as sure as it is."""
    path = tmp_path / "clients_controller.rb"
    path.write_text("params.permit(:country_of_birth)\nlog(:country_of_birth)\n", "utf-8")
    found = classified(read_file(path, path.name)).found
    assert [(one.line, told.of, told.how_sure) for one, told in found] == [(1, "birth_place", "possible")]
    (tmp_path / "client.rb").write_text("class Client\n  attribute :country_of_birth\n  log(:country_of_birth)\nend\n", "utf-8")
    assert [(one.line, told.how_sure) for one, told in classified(read_file(tmp_path / "client.rb", "client.rb")).found] == [(2, "sure")]


def test_translations_are_passed_over_and_told(tmp_path: Path) -> None:
    """In whichever format: a field that they name is kept elsewhere."""
    for name in (
        "messages.properties",
        "locale/es/django.po",
        "Intake.resx",
        "en.lproj/Localizable.strings",
        "i18n/en.json",
        "lang/es/form.php",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("country_of_birth = x\n", "utf-8")
    (target,) = targets((str(tmp_path),))
    assert target.files == []
    assert [one.why for one in target.passed] == ["6 files of translations, settings of tools and what was made for machines"]


def test_a_label_in_a_form_tells_the_column_of_the_same_thing(tmp_path: Path) -> None:
    """By the table, or by the folder of the page; a column of another thing, or of two labels, stays untold."""
    law = law_of(Library(), "us-ca-los-angeles", date(2026, 11, 22))
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "edit.html.erb").write_text(
        '<%= form.label :papered, "Were you born abroad?" %>\n<%= form.text_field :papered %>\n'
    )
    (tmp_path / "schema.sql").write_text("create table profile (\n  papered int\n);\ncreate table walls (\n  papered int\n);\n")
    found = [(one.path.rpartition("/")[2], one.line, one.of) for one in scan(law, [str(tmp_path)]).findings]
    assert found == [("edit.html.erb", 2, "birth_place"), ("schema.sql", 2, "birth_place")]


def test_a_text_of_blanks_ends(tmp_path: Path) -> None:
    """Tables that a program makes stand between blanks: these are gone through once."""
    path = tmp_path / "make.sql"
    path.write_text("   \n" * 400 + "grant", "utf-8")
    assert classified(read_file(path, path.name)).found == []
