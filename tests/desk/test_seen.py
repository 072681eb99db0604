"""Colors of the sheet, and tags of every PDF that the desk hands out."""

import io
import re
from pathlib import Path
from typing import Any

import pytest

import sanctuary.desk
from desk.conftest import Made
from desk.test_behind import member

__all__ = ["member"]

SHEET = Path(sanctuary.desk.__file__).parent / "static" / "desk.css"


def light(color: str) -> float:
    """The relative luminance of a color (WCAG 2.1)."""
    color = color if len(color) == 6 else "".join(one * 2 for one in color)
    parts = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1])
def test_what_shows_a_field_a_button_and_the_focus_stands_out(scheme: int) -> None:
    """Three to one against the page, light and dark (WCAG 1.4.11): borders of fields, buttons, the ring, borders of what warns."""
    found = [dict(re.findall(r"--(\w+): #(\w+)", one)) for one in re.findall(r":root \{([^}]+)\}", SHEET.read_text(encoding="utf-8"))]
    colors = found[scheme]
    for name in ("soft", "blue", "ring", "warn", "ink"):
        assert contrast(colors[name], colors["paper"]) >= 3, (scheme, name)
    assert contrast("000", "fff") == pytest.approx(21)


def tags_of(part: Any) -> set[str]:
    """The names of the tags below a part of the tree."""
    part = part.get_object() if hasattr(part, "get_object") else part
    if isinstance(part, list):
        return set[str]().union(*(tags_of(one) for one in part))
    if not isinstance(part, dict):
        return set()
    return {*([str(part["/S"])] if "/S" in part else []), *(tags_of(part["/K"]) if "/K" in part else ())}


@pytest.mark.long
def test_every_pdf_is_tagged(member: Any, made: Made) -> None:
    """Its tags, title, language, and that it says it follows PDF/UA-1 (ISO 14289-1, 7.1): each report in both languages, each notice."""
    pytest.importorskip("typst", reason="the extra paper is not installed")
    pypdf = pytest.importorskip("pypdf", reason="the package pypdf is not installed")
    assert made.desk.training
    client, written = member("counsel"), list[bytes]()
    for path, field in (("/reports", "report"), ("/notices", "kind")):
        page = client.get(path).content.decode()
        for form in re.findall(r"<form method=\"post\" action=\"[^\"]+/write\".*?</form>", page, re.DOTALL):
            hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
            for name, value in re.findall(r'<button[^>]* name="([^"]+)" value="([^"]+)"', form):
                told = client.post(re.findall(r'action="([^"]+)"', form)[0], {**hidden, name: value})
                if told.content.startswith(b"%PDF"):
                    written.append(told.content)
        assert field
    assert len(written) >= 4
    for raw in written:
        found = pypdf.PdfReader(io.BytesIO(raw))
        root = found.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - an object of the reader
        assert {"/Title", "/H1", "/P"} <= tags_of(root["/StructTreeRoot"]["/K"])
        assert re.fullmatch(r"[a-z]{2,3}(-\w+)?", root["/Lang"])
        assert found.metadata.title
        assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 - the same
        assert b"pdfuaid" in root["/Metadata"].get_data()
