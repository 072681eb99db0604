"""Files of many kinds for the walk through the scan: each asks for one thing, in the way of its kind."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

__all__ = ["FORMATS", "SHAPES", "pdf", "workbook"]

FORMATS = {
    "SQL": ("t.sql", "create table people (id int, us_citizen boolean);\n", "us_citizen", "citizenship"),
    "a SQL migration": ("m.sql", "alter table people add column nacionalidad text;\n", "nacionalidad", "national_origin"),
    "CSV": ("t.csv", "case_id,nationality,zip\n17,x,90012\n", "nationality", "national_origin"),
    "JSON Schema": ("s.json", '{"properties": {"countryOfBirth": {"type": "string"}}}', "countryOfBirth", "birth_place"),
    "OpenAPI": (
        "api.yaml",
        "openapi: 3.0.0\ncomponents:\n  schemas:\n    Person:\n      properties:\n        immigrationStatus: {type: string}\n",
        "immigrationStatus",
        "immigration_status",
    ),
    "a FHIR Questionnaire": (
        "q.json",
        '{"resourceType": "Questionnaire", "item": [{"linkId": "7", "type": "string", "text": "Country of birth?"}]}',
        "7",
        "birth_place",
    ),
    "HTML": ("f.html", "<form><label for=a>Are you a U.S. citizen?</label><input id=a name=q7></form>", "q7", "citizenship"),
    "ERB": ("f.html.erb", "<%= f.text_field :alien_number %>\n", "alien_number", "immigration_id"),
    "JSX": ("f.jsx", 'const a = <input name="countryOfBirth" />;\n', "countryOfBirth", "birth_place"),
    "Jinja": ("f.jinja", '<input name="{{ prefix }}[religion]">\n', "religion", "religion"),
    "a Django template": ("d.html", "{{ form.country_of_birth }}\n", "country_of_birth", "birth_place"),
    "schema.rb": ("schema.rb", 'create_table "people" do |t|\n  t.string "citizenship"\nend\n', "citizenship", "citizenship"),
    "a Django model": ("models.py", "class P(models.Model):\n    visa_type = models.TextField()\n", "visa_type", "immigration_status"),
    "a SQLAlchemy model": ("sa.py", "class P(Base):\n    nationality = mapped_column(String)\n", "nationality", "national_origin"),
    "Prisma": ("s.prisma", "model Person {\n  birthCountry String?\n}\n", "birthCountry", "birth_place"),
    "schema.yml of dbt": (
        "schema.yml",
        "models:\n  - name: people\n    columns:\n      - name: c7\n        description: Immigration status of the person\n",
        "c7",
        "immigration_status",
    ),
    "a form in YAML": ("form.yml", "fields:\n  - name: q9\n    type: text\n    label: Country of birth\n", "q9", "birth_place"),
    "a form in JSON": ("form.json", '{"questions": [{"id": "q9", "text": "Country of birth"}]}', "q9", "birth_place"),
    "docassemble": ("i.yml", "question: Tell us about you\nfields:\n  - Country of birth: client.born\n", "client.born", "birth_place"),
    "an exported Google Form": (
        "google.json",
        '{"info": {"title": "Intake"}, "items": [{"title": "What is your immigration status?", "questionItem": {"question": {}}}]}',
        "title",
        "immigration_status",
    ),
}
"""Each kind: the file, what it holds, the field, its class."""

SHAPES: dict[str, tuple[str, dict[str, str]]] = {
    "lng.sql": ("create table places (lat float, lng float);\n", {}),
    "ins.sql": ("create table people (HealthIns text, ins_company text);\n", {}),
    "films.sql": ("create table films (title text, nationality text);\n", {}),
    "firms.sql": ("create table companies (name text, country text);\n", {}),
    "goods.sql": ("create table products (sku text, country_of_origin text);\n", {}),
    "codes.sql": ("create table citizenship_statuses (id int, name text, sort_order int);\n", {}),
    "papers.sql": ("create table documents (id int, language text);\n", {}),
    "es.sql": (
        "create table personas (lugar_nacimiento text, ciudadania text);\n",
        {"lugar_nacimiento": "birth_place", "ciudadania": "citizenship"},
    ),
    "coded.sql": ("create table people (st text check (st in ('refugee', 'asylee', 'parolee')));\n", {"st": "immigration_status"}),
    "said.sql": ("create table people (f7 text); comment on column people.f7 is 'Country of birth';\n", {"f7": "birth_place"}),
    "held.json": ('{"ImmigrationInfo": {"properties": {"status": {"type": "string"}}}}', {"status": "immigration_status"}),
}
"""What stands around a name decides: the file, and what is found in it."""


def pdf(fields: Sequence[tuple[str, str]], xfa: str = "") -> bytes:
    """A form of one page: names and tooltips, and the XML of XFA."""
    import pypdf  # noqa: PLC0415 - what the project itself reads PDF with
    from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject, TextStringObject  # noqa: PLC0415

    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(200, 200)
    held = ArrayObject()
    for name, tip in fields:
        made = DictionaryObject({NameObject("/FT"): NameObject("/Tx"), NameObject("/T"): TextStringObject(name)})
        made[NameObject("/Subtype")] = NameObject("/Widget")
        made[NameObject("/Rect")] = ArrayObject([NumberObject(n) for n in (0, 0, 9, 9)])
        if tip:
            made[NameObject("/TU")] = TextStringObject(tip)
        held.append(writer._add_object(made))
    page[NameObject("/Annots")] = held
    form = DictionaryObject({NameObject("/Fields"): held})
    if xfa:
        stream = DecodedStreamObject()
        stream.set_data(xfa.encode())
        form[NameObject("/XFA")] = writer._add_object(stream)
    if fields or xfa:
        writer.root_object[NameObject("/AcroForm")] = form
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


_SHEET = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
_BOOK = (
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>'
)
_LINKS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/></Relationships>'
)
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)


def workbook(header: Sequence[Any]) -> bytes:
    """A workbook of one sheet with a header and a row."""
    rows = "".join(
        f'<row r="{number}">'
        + "".join(f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{cell}</t></is></c>' for place, cell in enumerate(cells))
        + "</row>"
        for number, cells in ((1, header), (2, ["x"] * len(header)))
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as held:
        held.writestr("[Content_Types].xml", _TYPES)
        held.writestr("_rels/.rels", _LINKS.format("officeDocument", "xl/workbook.xml"))
        held.writestr("xl/workbook.xml", _BOOK)
        held.writestr("xl/_rels/workbook.xml.rels", _LINKS.format("worksheet", "worksheets/sheet1.xml"))
        held.writestr("xl/worksheets/sheet1.xml", _SHEET.format(rows))
    return out.getvalue()
