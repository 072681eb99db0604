"""The guide for one paper in hand, on one screen: whom to call, what to say and do, what to write down, where the law stands."""

from collections.abc import Iterator
from typing import NamedTuple

from sanctuary.commands.folding import folded
from sanctuary.commands.printing import Printer
from sanctuary.conduct.texts import Texts
from sanctuary.desk.printed import Section, Sheet
from sanctuary.desk.words import Told
from sanctuary.documents import replace
from sanctuary.study.phrases import upper

__all__ = ["card_text"]

SHARED = 2
"""Lines on top without the command to decide: whom to call, and that the law is left out."""

SCREEN = 40
"""Lines of a screen."""

IN_HAND = (1, 4)
"""Of what is said first, what a screen that is too short keeps: who they are, and to copy the paper."""


class _Line(NamedTuple):
    text: str
    indent: int = 0
    style: str = ""


def card_text(printer: Printer, told: Sheet, words: Texts, whole: str) -> None:
    """A sheet of one paper, or of two that came together; `whole` is the command that prints the guide of every paper.

    A language that is a draft stands alone, as on paper: with the English below each line it would be no one screen. What they say first
    is told in part, and the command to decide is left out, where a screen is too short.
    """
    short = replace(told, say_first=tuple(told.say_first[at] for at in IN_HAND))
    forms = (told, short, replace(short, first=short.first[1:]))
    every = [list(_lines(one, words, whole, decides=len(one.first) > SHARED)) for one in (forms if told.first else forms[:2])]
    for one in next((few for few in every if _long(few, printer.width) <= SCREEN), every[-1]):
        printer.line(one.text, indent=one.indent, style=one.style)


def _long(lines: list[_Line], width: int) -> int:
    return sum(folded(one.text, width - one.indent) if one.text else 1 for one in lines)


def _lines(told: Sheet, words: Texts, whole: str, *, decides: bool) -> Iterator[_Line]:
    papers = dict.fromkeys(one.text for part in told.parts for row in part.rows for one in row.papers)
    yield _Line(f"{told.title}: {'; '.join(papers)}", style="bold")
    if told.draft:
        yield _Line(told.draft)
    law, call = told.first[:decides], told.first[decides:][:1]
    yield from (_Line(one.text) for one in (*call, *told.never))
    yield _Line("")
    yield _Line(told.say_first_title.text, style="bold")
    yield from (_Line(_quoted(one), 2) for one in told.say_first)
    yield from _asked(told.parts, words.guide["whatever"])
    if told.law:
        yield _Line(told.law_title.text, style="bold")
    for line in told.law:
        said = [*([] if line.tree else [line.says.text]), *([f"{'; '.join(line.cites)}."] if line.cites else [])]
        yield _Line(f"{line.asked.text}: {' '.join(said)}", 2)
    yield _Line(words.guide["write_down"], style="bold")
    yield from (_Line(one.text, 2) for one in told.then)
    yield _Line("")
    yield from (_Line(one.text) for one in law)
    yield _Line(words.filled(words.guide["to_whole"], {"print": whole}))


def _asked(parts: tuple[Section, ...], whatever: str) -> Iterator[_Line]:
    """What to do and say by what is asked for; what is said whatever that is stands once."""
    rows = [row for part in parts for row in part.rows]
    always = [one for one in rows[0].say if len(rows) > 1 and all(one in row.say for row in rows)]
    if always:
        yield _Line(whatever, style="bold")
        yield from (_Line(_quoted(one), 2) for one in always)
    for part in parts:
        yield _Line(upper("; ".join(one.text for one in part.asks)), style="bold")
        for row in part.rows:
            if len(part.rows) > 1:
                yield _Line(upper("; ".join(one.text for one in row.papers)), 2, "bold")
            yield from (_Line(one.text, 2) for one in row.do)
            yield from (_Line(_quoted(one), 2) for one in row.say if one not in always)


def _quoted(one: Told) -> str:
    return f"\u201c{one.text}\u201d"
