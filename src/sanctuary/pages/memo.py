"""A memo as a Word document (the one home of python-docx) or as PDF/UA-1; the same answer gives the same bytes."""

import io
import zipfile
from datetime import UTC, date, datetime
from textwrap import shorten
from typing import Any

from sanctuary.errors import RequestError
from sanctuary.pages.paper import typeset
from sanctuary.study.memo import Memo
from sanctuary.study.memo_rules import RULE_HEADS, rule_table

__all__ = ["write_docx", "write_pdf"]

_AGAIN = "To ask again, by the same law on the same day:"
_WHERE = "Where the text of a rule, or what reports it, can be read:"
_IDS = "The rules by their ids:"
_NO_CLOCK = (1980, 1, 1, 0, 0, 0)
"""The time of every part of a document: the first that a ZIP file can hold."""


LONGEST_TITLE = 250
"""Signs of the title among a Word document's properties, which takes 255."""


def write_docx(memo: Memo, on: date) -> bytes:
    """The memo as a Word document, with headings and a table that a screen reader can walk through."""
    try:
        import docx  # noqa: PLC0415 - an optional package that only memos need
    except ImportError:
        raise RequestError("a memo as a Word document needs one more package. Install it: pip install 'sanctuary-law[paper]'.") from None
    paper = docx.Document()
    when = datetime(on.year, on.month, on.day, tzinfo=UTC).replace(tzinfo=None)
    about = paper.core_properties
    about.title = shorten(memo.title, LONGEST_TITLE, placeholder=" ...")
    about.author, about.comments, about.created, about.modified = "sanctuary", "", when, when
    about.last_modified_by, about.language = "sanctuary", "en-US"
    for name, text in memo.heads:
        head = paper.add_paragraph()
        head.add_run(f"{name}: ").bold = True
        head.add_run(text)
    paper.add_heading(memo.title, level=0)
    for line in memo.about:
        paper.add_paragraph(line)
    for section in memo.sections:
        if section.heading:
            paper.add_heading(section.heading, level=1)
        for line in section.lines:
            paper.add_paragraph(line.strip(), style=_style(line) if section.heading else None)
    _rules(paper, memo)
    paper.add_heading("The law that was asked", level=1)
    for line in memo.packs:
        paper.add_paragraph(line, style="List Bullet")
    paper.add_paragraph(_AGAIN)
    paper.add_paragraph(memo.again)
    raw = io.BytesIO()
    paper.save(raw)
    return _without_clock(raw.getvalue())


def _style(line: str) -> str:
    """The style of a line of a section: a question that follows an answer stands one level in."""
    return "List Bullet" if not line.startswith(" ") else "List Bullet 2" if not line.startswith(" " * 8) else "List Bullet 3"


def _rules(paper: Any, memo: Memo) -> None:
    """The table of rules, where there are any."""
    if not memo.rules:
        return
    paper.add_heading("Rules, with their marks", level=1)
    table = paper.add_table(rows=1, cols=len(RULE_HEADS), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, RULE_HEADS, strict=True):
        cell.text = head
    told = rule_table(memo.rules)
    for row in told.rows:
        for cell, word in zip(table.add_row().cells, row, strict=True):
            cell.text = word
    paper.add_paragraph(_WHERE)
    for line in told.sources:
        paper.add_paragraph(line)
    paper.add_paragraph(f"{_IDS} {', '.join(told.ids)}.")


def _without_clock(raw: bytes) -> bytes:
    """The same archive, each part with the same time."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _NO_CLOCK)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return made.getvalue()


def _step(line: str) -> int:
    """How far a line stands in: a question that follows an answer."""
    return (len(line) - len(line.lstrip(" "))) // 4


def write_pdf(memo: Memo) -> bytes:
    """The memo as PDF/UA-1."""
    sections = [{"heading": one.heading, "lines": [[_step(line), line.strip()] for line in one.lines]} for one in memo.sections]
    table = rule_table(memo.rules)
    words = {
        "title": memo.title, "to": [list(one) for one in memo.heads],
        "about": list(memo.about), "sections": sections, "heads": list(RULE_HEADS), "rules": [list(row) for row in table.rows],
        "where": _WHERE, "sources": list(table.sources), "ids": f"{_IDS} {', '.join(table.ids)}.",
        "packs": list(memo.packs), "asked": _AGAIN, "again": memo.again,
    }  # fmt: skip
    return typeset("memo.typ", words, "memo")
