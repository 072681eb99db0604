"""Data dictionaries, whose rows are fields; lists of codes in place, by names, and in other files; what a container says of itself."""

from pathlib import Path

import pytest

from sanctuary.law.jurisdiction import Law
from sanctuary.scan.field import Unread
from sanctuary.scan.reading import read_file
from sanctuary.scan.scan import Options, classified, scan

Wanted = dict[str, str]

DICTIONARIES: list[tuple[str, str, Wanted]] = [
    (
        "diccionario.csv",
        """\
campo,etiqueta,tipo
id,Identificador,entero
pais_nac,País de nacimiento,texto
est,Estatus migratorio,texto
pais_fab,País de fabricación del equipo,texto
""",
        {"pais_nac": "birth_place", "est": "immigration_status"},
    ),
    (
        "b.csv",
        """\
nombre_campo;descripcion;tipo_dato
x1;¿Es ciudadano de los Estados Unidos?;booleano
x2;Creencia religiosa;texto
""",
        {"x1": "citizenship", "x2": "religion"},
    ),
    (
        "c.csv",
        """\
variable,value,label
STAND,1,Refugee
STAND,2,Asylee
STAND,3,Other
""",
        {"STAND": "immigration_status"},
    ),
    (
        "d.csv",
        """\
Data Element,Definition,Format
Country of Birth,The country in which the person was born,CHAR(2)
""",
        {"Country of Birth": "birth_place"},
    ),
    (
        "e.csv",
        """\
Variable / Field Name,Form Name,Field Type,Field Label,"Choices, Calculations, OR Slider Labels"
q1,demog,radio,Which is it?,"1, White | 2, Black | 3, Asian"
q2,demog,text,Alien registration number,
""",
        {"q1": "race_ethnicity", "q2": "immigration_id"},
    ),
    (
        "survey.csv",
        """\
type,name,label::English (en)
text,p1,Where were you born?
select_one yn,usc,Are you a citizen?
""",
        {"p1": "birth_place", "usc": "citizenship"},
    ),
    (
        "f.json",
        """\
[{"campo": "est", "etiqueta": "Estatus migratorio"},
 {"campo": "zip", "etiqueta": "Código postal"}]
""",
        {"est": "immigration_status"},
    ),
]


def _seen(folder: Path, name: str, text: str) -> tuple[Wanted, list[str]]:
    path = folder / name
    path.write_text(text, "utf-8")
    seen = classified(read_file(path, name))
    return {one.name: found.of for one, found in seen.found}, [one.why for one in seen.unread]


@pytest.mark.parametrize(("name", "text", "wanted"), DICTIONARIES)
def test_a_data_dictionary_is_read_row_by_row(name: str, text: str, wanted: Wanted, tmp_path: Path) -> None:
    """In Spanish and English, of REDCap and XLSForm, with codes in a cell or a row each."""
    assert _seen(tmp_path, name, text) == (wanted, [])


def test_what_looks_like_a_dictionary_and_is_not_understood_is_told(tmp_path: Path) -> None:
    """Its header alone would say that nothing is kept; a table of people with a title and a type is none."""
    found, unread = _seen(tmp_path, "u.csv", "Elemento lógico,Descripción,Tipo de dato\nA,Estatus migratorio,texto\nB,Sexo,texto\n")
    assert not found
    assert len(unread) == 1
    assert "looks like a data dictionary" in unread[0]
    assert _seen(tmp_path, "p.csv", "name,title,type\nJane Doe,Clerk,full time\nJohn Roe,Judge,part time\n") == ({}, [])


def test_a_row_that_may_be_a_person_is_told_by_its_line(tmp_path: Path) -> None:
    """A table of people whose header looks like a dictionary's shows none of them."""
    text = "element,notes,type\nJane Doe,Asked for asylum,text\nGarcia,Place of birth unknown,text\n"
    assert _seen(tmp_path, "e.csv", text) == ({"row 2": "immigration_status", "row 3": "birth_place"}, [])


LISTS: list[tuple[str, str, Wanted]] = [
    (
        "a.sql",
        """\
create table lkp_stat (id int, code text, descr text);
insert into lkp_stat (id, code, descr) values (1,'RF','Refugee'),
(2,'AS','Asylee');
create table kinds (id int, name text);
insert into kinds values (1,'White'),(2,'Asian');
create table clients (id int, stat_id int, k int references kinds(id));
create table notes (id int, name text, body text);
insert into notes values (1,'x','Refugee'),(2,'y','Asylee');
create table visits (id int, note_id int);
""",
        {"stat_id": "immigration_status", "k": "race_ethnicity"},
    ),
    (
        "models.py",
        """\
from django.db import models
VISAS = [
    ('F1', _('F-1 Student')),
    ('J1', _('J-1 Exchange visitor')),
]
MORE = (('W', 'White'),) + (
    ('A', 'Asian'),
)
class Intake(models.Model):
    cls = models.CharField(
        choices=VISAS,
    )
    grp = models.CharField(choices=sorted(MORE))
""",
        {"cls": "immigration_status", "grp": "race_ethnicity"},
    ),
    (
        "client.rb",
        """\
class Client
  KINDS = %w[
    refugee
    asylee
  ].freeze
  enum(
    :grp,
    {
      white: 0,
      asian: 1
    }
  )
  validates :k,
            inclusion: {
              in: KINDS,
            }
end
""",
        {"grp": "race_ethnicity", "k": "immigration_status"},
    ),
    (
        "f.jsx",
        """\
const VISAS = [
  { value: 'F1', label: 'F-1 Student' },
  { value: 'J1', label: 'J-1 Exchange visitor' },
];
const f = [{
  name: 'adm',
  type: 'select',
  options: VISAS,
}];
<select name="cls">
  {VISAS.map(o => <option>{o.label}</option>)}
</select>
<Select name="g" options={[
  'White',
  'Asian',
]} />
""",
        {"adm": "immigration_status", "cls": "immigration_status", "g": "race_ethnicity"},
    ),
    (
        "t.ts",
        """\
interface Client {
  w:
    | 'refugee'
    | 'asylee';
}
/** A dog of the police */
interface Unit {
  birthPlace: string;
}
""",
        {"w": "immigration_status"},
    ),
    (
        "m.php",
        """\
<?php
Schema::create('clients', function ($table) {
  $table->enum('st', [
    'refugee',
    'asylee',
  ]);
});
""",
        {"st": "immigration_status"},
    ),
    (
        "k.sql",
        """\
create table k (id int, birth_place text);
comment on table k is 'Dogs of the police';
""",
        {},
    ),
    (
        "v.py",
        '''\
class Unit(models.Model):
    """A dog of the police."""
    birth_place = models.CharField()
''',
        {},
    ),
    (
        "s.json",
        """\
{"title": "K9", "type": "object",
"properties": {"dog": {"type": "object",
"properties": {"birthPlace": {"type": "string"}}}}}
""",
        {},
    ),
    (
        "r.prisma",
        """model Litigant {
  passport Passport?
  citizenship Naturalization?
}
model Passport {
  serial String
}
model Naturalization {
  heldOn DateTime
}
""",
        {"serial": "foreign_id", "citizenship": "citizenship"},
    ),
    (
        "o.yaml",
        """openapi: 3.0.0
components:
  schemas:
    Member:
      type: object
      properties:
        citizenshipRecord:
          $ref: '#/components/schemas/CitizenshipRecord'
    CitizenshipRecord:
      type: object
      properties:
        value:
          type: string
""",
        {"value": "citizenship"},
    ),
    (
        "v.html",
        """<form><fieldset><legend>Start</legend><p>Were you ever deported?</p>
<label><input type="radio" name="a3" value="1"> Yes</label>
<p>Do you rent?</p><label><input type="radio" name="a4" value="1"> Yes</label>
</fieldset></form>
""",
        {"a3": "immigration_status"},
    ),
    (
        "_card.html.erb",
        """<%= form_with model: @trip do |f| %>
<%= f.fields_for :consular_card do |card| %><%= card.text_field :number %><% end %>
<%= f.fields_for :bus_card do |card| %><%= card.text_field :serial %><% end %>
<% end %>
""",
        {"number": "foreign_id"},
    ),
    (
        "d.yml",
        """question: What does your green card say?
fields:
  - Number: card.digits
  - Color of your house: card.house
""",
        {"card.digits": "immigration_id"},
    ),
]


@pytest.mark.parametrize(("name", "text", "wanted"), LISTS)
def test_lists_over_several_lines_and_by_their_names_tell_the_class(name: str, text: str, wanted: Wanted, tmp_path: Path) -> None:
    """And what a table, a class or a schema says of itself tells what has the field."""
    assert _seen(tmp_path, name, text) == (wanted, [])


def test_a_list_that_another_file_fills_tells_the_class(tmp_path: Path, los_angeles: Law) -> None:
    """Seeds of SQL, constants and enumerations; two lists of one name that differ tell nothing."""
    for name, text in {
        "a.sql": "create table clients (id int, kind int references entry_kinds(id));",
        "seed.sql": "insert into entry_kinds (id, name) values (1,'Refugee'),(2,'Asylee');",
        "A.java": "class A {\n  private Standing st;\n  private Other ot;\n}\n",
        "Standing.java": "public enum Standing {\n  REFUGEE,\n  ASYLEE\n}\n",
        "Other.java": "enum Other { REFUGEE, ASYLEE }\n",
        "x/Other.java": "enum Other { OPEN, CLOSED }\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    report = scan(los_angeles, [str(tmp_path)], Options(jobs=1))
    assert [(one.column, one.of) for one in report.findings] == [("st", "immigration_status"), ("kind", "immigration_status")]


def test_a_list_is_never_shown(tmp_path: Path) -> None:
    """Its texts are looked at in memory."""
    path = tmp_path / "a.sql"
    path.write_text("create table c (id int, st_id int);\ninsert into st (id, name) values (1,'Refugee'),(2,'Asylee of Erewhon');", "utf-8")
    items = [one for one in read_file(path, "a.sql") if isinstance(one, Unread)]
    assert not items
    assert "Erewhon" not in str([found for _, found in classified(read_file(path, "a.sql")).found])


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        (
            "case.py",
            "class Client:\n    def __init__(self, h):\n        self.citizen_cd = None  # A citizen\n        self.runs = compute(h)\n",
            {"citizen_cd": "citizenship"},
        ),
        (
            "m.py",
            'migrations.AddField("Patient", "sevis", models.CharField(max_length=11))\n',
            {"sevis": "immigration_id"},
        ),
        ("entry.tt", '<label for="ctz">Citizen of:</label> <input id="ctz" name="ctz">\n', {"ctz": "citizenship"}),
        (
            "client.ts",
            "export class Client {\n  @Column({ comment: 'nationality' }) c1: string;\n  @IsIn({ in: ['visa'] })\n  c3: string;\n}\n",
            {"c1": "national_origin"},
        ),
        ("kind.ts", "export class A {\n  @Column({ enum: ['citizen', 'lpr'] }) c2: string;\n}\n", {"c2": "immigration_status"}),
        (
            "draft.ts",
            "const draft = new Schema({\n  f1: { type: String, alias: 'countryOfBirth' },\n});\n",
            {"f1": "birth_place"},
        ),
        ("asks.php", "<?php return ['ciudadania' => 'required|string', 'zip' => 'nullable'];\n", {"ciudadania": "citizenship"}),
        (
            "Profile.php",
            "<?php\nclass Profile {\n  /** Country of birth */\n  private $c4;\n  private $c5;\n}\n",
            {"c4": "birth_place"},
        ),
        (
            "claim.install",
            "<?php $s = ['fields' => ['alt' => ['type' => 'varchar', 'description' => 'foreign passport']]];\n",
            {"alt": "foreign_id"},
        ),
        ("view.haml", "= f.input :dob, label: 'Birth'\n.row\n  = f.input :ssn, label: 'SSN'\n", {"ssn": "ssn_itin"}),
        ("form.jsp", '<form:input path="nationality"/>\n', {"nationality": "national_origin"}),
        (
            "form.xml",
            '<htmlform><table><tr><td>Which nationality does the patient hold?</td><td><obs id="o1"/></td></tr></table></htmlform>\n',
            {"o1": "national_origin"},
        ),
        (
            "survey.csv",
            "type,name,label\nselect_multiple race,rc,How do you identify?\ntext,d4,Where were you born?\n",
            {"rc": "race_ethnicity", "d4": "birth_place"},
        ),
        (
            "webform.yml",
            "id: w\nelements: |\n  x9:\n    '#type': textfield\n    '#title': 'National origin'\n",
            {"x9": "national_origin"},
        ),
        ("Intake.cls", "public class Intake {\n  @AuraEnabled public Boolean daca;\n}\n", {"daca": "immigration_status"}),
    ],
)
def test_fields_that_stand_in_their_own_way(tmp_path: Path, name: str, text: str, wanted: Wanted) -> None:
    """Objects of Python, rules of PHP, decorators, templates, forms of Drupal and OpenMRS, XLSForm, Apex."""
    (tmp_path / name).write_text(text)
    assert {one.name: told.of for one, told in classified(read_file(tmp_path / name, name)).found} == wanted
