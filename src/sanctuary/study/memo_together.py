"""Answers on several acts as one memo: the answers first, then each act's own sections, and what all have in common once."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

from sanctuary.documents import replace
from sanctuary.study.how_far import READ_FIRST
from sanctuary.study.memo import TURNS, UNREAD, Memo
from sanctuary.study.openings import RARELY
from sanctuary.study.phrases import listed, plural, upper, word
from sanctuary.study.section import MUST_KNOW, Section

T = TypeVar("T")
Group = tuple[str, ...]

__all__ = ["together"]

MOST_FIRST = 4
"""Laws that are known and not encoded beside the answers in short; what more there is stands behind the acts."""


def together(memos: Sequence[Memo], about: str) -> Memo:
    """One memo of several; `about` is what they are about, as a title takes it."""
    known = _once(line for one in memos for part in one.sections if part.heading == READ_FIRST for line in part.lines)
    heads = tuple((name, about if name == "Re" else said) for name, said in _first_of_each(memos))
    own = [part for number, one in enumerate(memos, 1) for part in _numbered(number, one, _alike(memos))]
    return replace(
        memos[0],
        title=f"{upper(word(len(memos)))} answers: {about}",
        heads=heads,
        sections=(
            Section(heading="In short", lines=tuple(f"{number}. {_in_short(one)}" for number, one in enumerate(memos, 1))),
            *([Section(heading=READ_FIRST, lines=known[:MOST_FIRST])] if known else []),
            *own,
            *_common(memos),
            *([Section(heading="More known law that is not encoded", lines=known[MOST_FIRST:])] if known[MOST_FIRST:] else []),
            Section(
                heading=MUST_KNOW,
                lines=_once(line for one in memos for part in one.sections if part.heading == MUST_KNOW for line in part.lines),
            ),
        ),
        rules=_once(row for one in memos for row in one.rules),
        packs=_once(pack for one in memos for pack in one.packs),
        again="\n".join(one.again for one in memos),
    )


def _in_short(one: Memo) -> str:
    """An answer with its main condition: of many cases the first, of those that no sentence tells the first question."""
    if led := _KNOWN_LEADS.match(one.title):
        behind = next((line for part in one.sections if not part.heading for line in part.lines), "")
        return f"{led['said']} ({led['cites']}); that is not encoded. {_bounded(behind, one)}"
    return _bounded(one.title, one)


_KNOWN_LEADS = re.compile(r"(?P<said>By (?:reports|law that is known), .+?) \((?P<cites>.+?): .*\)\. It is not encoded")
"""The first line where known law that is not encoded forbids the act: the sentence, and by what law."""


def _bounded(said: str, one: Memo) -> str:
    """A sentence with the first of its cases alone."""
    head, mark, cases = said.partition(": ") if ", except in the" in said and ": " in said else (said, "", "")
    if mark and (more := cases.partition(". ")[0].count("; ")):
        return f"{head}: {cases.partition('; ')[0]}; and {plural(more, 'case')} more, told below."
    if RARELY in said and (question := _asked_first(one)):
        return said.replace(RARELY, f"except in some cases, which turn first on this: {question}").replace("?.", "?")
    return said


def _asked_first(one: Memo) -> str:
    """The first question that an answer turns on; nothing where it has none."""
    lines = next((part.lines for part in one.sections if part.heading == TURNS), ())
    found = re.match(r"[^?]+\?", lines[0].strip()) if lines else None
    return found[0] if found else ""


def _first_of_each(memos: Sequence[Memo]) -> Iterator[tuple[str, str]]:
    """The heads of the first memo; of how words were read, those of all."""
    read = "; ".join(_once(note for one in memos for name, said in one.heads if name == "Asked" for note in said.rstrip(".").split("; ")))
    read = f"{read}." if read else ""
    names = [name for name, _ in memos[0].heads]
    yield from ((name, read if name == "Asked" else said) for name, said in memos[0].heads)
    if read and "Asked" not in names:
        yield "Asked", read


def _numbered(number: int, one: Memo, alike: dict[tuple[str, Group], tuple[int, ...]]) -> Iterator[Section]:
    """The sections of an answer: the first bears its number and what is asked; the others name the answer.

    The answer stands whole below its heading where it is told in short above; what stands in several answers is left out.
    """
    first = [line for part in one.sections if not part.heading for line in part.lines]
    whole = [one.title] if _in_short(one) != one.title and not _KNOWN_LEADS.match(one.title) else []
    question = re.sub(r" \([^()]*\)$", "", dict(one.heads)["Re"])
    yield Section(heading=f"{number}. {question}", lines=(*whole, *first))
    for part in one.sections:
        left = tuple(chain.from_iterable(group for group in _groups(part.lines) if (part.heading, group) not in alike))
        if left and _apart(part):
            yield replace(part, heading=f"{part.heading} (answer {number})", lines=left)


def _apart(part: Section) -> bool:
    """Whether a section stands by itself: the table of rules has what was not read of them, with the addresses."""
    return part.heading not in ("", MUST_KNOW, READ_FIRST) and not part.heading.startswith(UNREAD)


def _alike(memos: Sequence[Memo]) -> dict[tuple[str, Group], tuple[int, ...]]:
    """What several answers have under the same heading, a line with those that stand in below it, and in which answers it stands."""
    found: dict[tuple[str, Group], list[int]] = {}
    for number, one in enumerate(memos, 1):
        for part in one.sections:
            if _apart(part):
                for group in dict.fromkeys(_groups(part.lines)):
                    found.setdefault((part.heading, group), []).append(number)
    return {key: tuple(numbers) for key, numbers in found.items() if len(numbers) > 1}


def _common(memos: Sequence[Memo]) -> Iterator[Section]:
    """What several answers have in common, once, with the answers where it is not all of them."""
    parts: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for (heading, group), numbers in _alike(memos).items():
        parts.setdefault((heading, numbers), []).extend(group)
    for (heading, numbers), lines in parts.items():
        which = "" if len(numbers) == len(memos) else f" (answers {listed([str(one) for one in numbers])})"
        yield Section(heading=f"{heading}{which}", lines=tuple(lines))


def _groups(lines: Iterable[str]) -> Iterator[Group]:
    """Each line with those that stand in below it."""
    group: list[str] = []
    for line in lines:
        if group and not line.startswith(" "):
            yield tuple(group)
            group = []
        group.append(line)
    if group:
        yield tuple(group)


def _once(every: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(every))
