"""PDF forms: names and tooltips, choices, XFA; what has no field is told."""

import io

import pypdf
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from sanctuary.scan.field import Unread
from sanctuary.scan.pdf import read_pdf
from sanctuary.scan.scan import classified

XFA = """<template><subform name="form1"><field name="Q7"><assist><toolTip>Country of birth</toolTip></assist></field>
<field name="Street"><caption><value><text>Street</text></value></caption></field>
<field w="30mm" name='Q8'><caption><value><exData contentType="text/html"><body><p>Are you a <b>U.S. citizen</b>?</p></body>
</exData></value>
</caption><items><text>Yes</text></items></field><field name="Nationality"/>
<exclGroup name="Q9"><field name="a"><caption><value><text>Permanent resident</text></value></caption></field>
<field name="b"><caption><value><text>Refugee</text></value></caption></field></exclGroup></subform></template>"""


def _pdf(fields: list[dict[str, object]], xfa: str = "") -> bytes:
    """A form of one page with these fields."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(200, 200)
    held = ArrayObject()
    for one in fields:
        made = DictionaryObject({NameObject("/FT"): NameObject("/Tx"), NameObject("/T"): TextStringObject(str(one["T"]))})
        made[NameObject("/Subtype")] = NameObject("/Widget")
        made[NameObject("/Rect")] = ArrayObject([NumberObject(n) for n in (0, 0, 9, 9)])
        if "TU" in one:
            made[NameObject("/TU")] = TextStringObject(str(one["TU"]))
        if "Opt" in one:
            made[NameObject("/FT")] = NameObject("/Ch")
            made[NameObject("/Opt")] = ArrayObject([TextStringObject(word) for word in str(one["Opt"]).split("|")])
        held.append(writer._add_object(made))
    page[NameObject("/Annots")] = held
    form = DictionaryObject({NameObject("/Fields"): held})
    if xfa:
        stream = DecodedStreamObject()
        stream.set_data(xfa.encode())
        form[NameObject("/XFA")] = writer._add_object(stream)
    writer.root_object[NameObject("/AcroForm")] = form
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_names_and_tooltips_tell_together() -> None:
    """A name that says nothing, a name that says all, and a list of choices."""
    raw = _pdf(
        [
            {"T": "f1_07[0]", "TU": "Place of birth (city or town)"},
            {"T": "AlienNumber"},
            {"T": "f1_08[0]", "Opt": "Catholic|Muslim|Jewish"},
            {"T": "f1_09[0]", "TU": "Street address"},
        ]
    )
    seen = classified(read_pdf("i.pdf", raw))
    assert {one.name: found.of for one, found in seen.found} == {
        "f1_07[0]": "birth_place",
        "AlienNumber": "immigration_id",
        "f1_08[0]": "religion",
    }


def test_fields_of_xfa_are_read_though_the_form_has_no_others() -> None:
    """A pure XFA file gives a reader of PDF no field and no error."""
    seen = classified(read_pdf("x.pdf", _pdf([], XFA)))
    assert [(one.name, found.of) for one, found in seen.found] == [
        ("Q7", "birth_place"),
        ("Q8", "citizenship"),
        ("Nationality", "national_origin"),
        ("Q9", "immigration_status"),
    ]
    assert not seen.unread


def test_a_pdf_without_fields_is_told() -> None:
    """It may be a form that is filled in by hand."""
    (one,) = read_pdf("a.pdf", _pdf([]))
    assert isinstance(one, Unread)
    assert "without form fields" in one.why
