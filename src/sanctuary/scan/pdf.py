"""Fields of PDF forms: names and tooltips of AcroForm, which tell only together, and the fields of XFA; the one home of pypdf."""

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from sanctuary.errors import EvidenceError
from sanctuary.scan.field import Field, Item, Unread, plain_label

__all__ = ["read_pdf"]

_XFA_FIELD = re.compile(r"<(field|exclGroup)\b[^>]*?\bname=[\"']([^\"'>]+)[\"'][^>]*?(?:/>|>(.*?)</\1>)", re.DOTALL)
_XFA_SAID = re.compile(
    r"<(?:toolTip|speak)\b[^>]*>(.*?)</(?:toolTip|speak)>|<caption\b(?:(?!</caption>).)*?<(?:text|exData)\b[^>]*>(.*?)</(?:text|exData)>",
    re.DOTALL,
)
_XFA_CODES = re.compile(r"<items\b[^>]*>(.*?)</items>", re.DOTALL)
_MOST = 20_000


def read_pdf(path: str, raw: bytes) -> Iterator[Item]:
    """The fields of a form; what has none is told, for a scanned form looks the same to a person."""
    try:
        import pypdf  # noqa: PLC0415 - an extra: only PDF needs it
    except ImportError:
        raise EvidenceError("PDF needs more packages: pip install 'sanctuary-law[scan]'") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # its warnings quote what stands in the file
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
        locked = reader.is_encrypted and not reader.decrypt("")
        root: Any = None if locked else reader.trailer["/Root"]
        form = None if locked else root.get("/AcroForm")
        form = form.get_object() if form is not None else None
        fields = {} if locked else reader.get_fields() or {}
        xml = _xfa(form) if form is not None else ""
    except Exception:  # noqa: BLE001 - a damaged file breaks the parser in many ways, and its words may quote the file
        raise EvidenceError("not a PDF that can be read") from None
    if locked:
        raise EvidenceError("a PDF with a password")
    stem = path.rpartition("/")[2].rpartition(".")[0]
    found = 0
    said = dict(_xfa_fields(xml))
    for name, about in list(fields.items())[:_MOST]:
        if about.get("/FT") is None and about.get("/Kids"):
            continue
        found += 1
        tip = str(about.get("/TU") or "")
        last = re.sub(r"\[\d+\]$", "", str(name).rpartition(".")[2])
        own, codes = said.pop(last, ("", ()))
        yield Field(path, 0, stem, str(name), plain_label(tip or own), _options(about) or codes)
    if not found:
        for name, (tip, codes) in said.items():
            found += 1
            yield Field(path, 0, stem, name, tip, codes)
    if not found:
        yield Unread(path, "a PDF without form fields: whether it is a form that is filled in by hand cannot be told")


def _options(about: Any) -> tuple[str, ...]:
    """The choices of a field, and the states of its boxes."""
    held = about.get("/Opt") or about.get("/_States_") or ()
    return tuple(str(one[-1] if isinstance(one, list | tuple) and one else one).lstrip("/") for one in held)[:400]


def _xfa(form: Any) -> str:
    """The XML of a form in XFA, as far as it is there."""
    held = form.get("/XFA")
    held = held.get_object() if held is not None else None
    if held is None:
        return ""
    parts = [one.get_object() for one in held] if isinstance(held, list) else [held]
    return "".join(one.get_data().decode("utf-8", "replace") for one in parts if hasattr(one, "get_data"))[:8_000_000]


def _xfa_fields(xml: str) -> Iterator[tuple[str, tuple[str, tuple[str, ...]]]]:
    """The fields by name with what is said of each and its choices; a group of buttons is one field, and its buttons are the choices."""
    for found in _XFA_FIELD.finditer(xml):
        head, *choices = (found[3] or "").split("<field", maxsplit=1)
        listed = " ".join(_XFA_CODES.findall(head)) if not choices else ""
        codes = re.findall(r"<text\b[^>]*>(.*?)</text>", listed or " ".join(choices), re.DOTALL)
        said = " ".join(a or b for a, b in _XFA_SAID.findall(head))
        yield found[2], (_plain(said), tuple(dict.fromkeys(map(_plain, codes)))[:400])


def _plain(xml: str) -> str:
    return plain_label(re.sub(r"<[^<>]*>", " ", xml))
