"""Fields that stand in a way of their own: each tells its class."""

from pathlib import Path

import pytest

from sanctuary.scan.reading import read_file
from sanctuary.scan.scan import classified
from scan.test_lists import Wanted


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
        (
            "standing.ts",
            "export class Client {\n  @Column({ enum: ['citizen', 'lpr'] }) c2: string;\n}\n",
            {"c2": "immigration_status"},
        ),
        (
            "draft.ts",
            "const draft = new Schema({\n  f1: { type: String, alias: 'countryOfBirth' },\n});\n",
            {"f1": "birth_place"},
        ),
        (
            "request.php",
            "<?php return ['ciudadania' => 'required|string', 'zip' => 'nullable'];\n",
            {"ciudadania": "citizenship"},
        ),
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
