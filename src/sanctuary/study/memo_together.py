"""Answers on several acts as one memo: the answers first, then each act's own sections, and what all have in common once."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from sanctuary.documents import replace
from sanctuary.study.memo import Memo
from sanctuary.study.phrases import upper, word
from sanctuary.study.section import MUST_KNOW, Section

T = TypeVar("T")

__all__ = ["together"]


def together(memos: Sequence[Memo], about: str) -> Memo:
    """One memo of several; `about` is what they are about, as a title takes it."""
    parts = [_numbered(number, one) for number, one in enumerate(memos, 1)]
    every = [one for part in parts for one in part]
    alike = {_bare(one): one for one in every if sum(_bare(one) == _bare(other) for other in every) > 1}
    own = tuple(one for part in parts for one in part if _bare(one) not in alike)
    common = tuple(replace(one, heading=_unnumbered(one.heading)) for one in alike.values())
    heads = tuple((name, about if name == "Re" else said) for name, said in _first_of_each(memos))
    return replace(
        memos[0],
        title=f"{upper(word(len(memos)))} answers: {about}",
        heads=heads,
        sections=(
            Section(heading="In short", lines=tuple(f"{number}. {one.title}" for number, one in enumerate(memos, 1))),
            *own,
            *common,
            Section(
                heading=MUST_KNOW,
                lines=_once(line for one in memos for part in one.sections if part.heading == MUST_KNOW for line in part.lines),
            ),
        ),
        rules=_once(row for one in memos for row in one.rules),
        packs=_once(pack for one in memos for pack in one.packs),
        again="\n".join(one.again for one in memos),
    )


def _first_of_each(memos: Sequence[Memo]) -> Iterator[tuple[str, str]]:
    """The heads of the first memo; of how words were read, those of all."""
    read = "; ".join(_once(note for one in memos for name, said in one.heads if name == "Asked" for note in said.rstrip(".").split("; ")))
    read = f"{read}." if read else ""
    names = [name for name, _ in memos[0].heads]
    yield from ((name, read if name == "Asked" else said) for name, said in memos[0].heads)
    if read and "Asked" not in names:
        yield "Asked", read


def _numbered(number: int, one: Memo) -> list[Section]:
    """The sections of an answer: the first bears its number and the answer itself, with what has no heading; the others name the answer."""
    first = tuple(line for part in one.sections if not part.heading for line in part.lines)
    rest = [replace(part, heading=f"{part.heading} (answer {number})") for part in one.sections if part.heading not in ("", MUST_KNOW)]
    return [Section(heading=f"{number}. {one.title}", lines=first), *rest]


def _unnumbered(heading: str) -> str:
    return re.sub(r"^\d+\. | \(answer \d+\)$", "", heading)


def _bare(one: Section) -> tuple[str, tuple[str, ...]]:
    return _unnumbered(one.heading), one.lines


def _once(every: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(every))
