"""An answer on one screen: its sections, shortened in a fixed order until they fit, and what was left out by name."""

from collections.abc import Callable, Sequence

from sanctuary.documents import replace
from sanctuary.study.section import Section

__all__ = ["fitted"]


def fitted(
    sections: Sequence[Section], size: Callable[[Sequence[Section], Sequence[str]], int], room: int
) -> tuple[tuple[Section, ...], tuple[str, ...]]:
    """The sections in at most `room` lines, if their shortest forms are so short, and the names of those that are not told whole.

    `size` counts the lines of sections with the names of what is cut. What is of use to the fewest goes first, the last of one turn
    before the others; nothing is cut where all fits.
    """
    shown, cut = list(sections), dict[int, str]()
    turns = sorted(((at, step) for at, one in enumerate(sections) for step in one.steps), key=lambda one: (one[1].turn, -one[0]))
    for at, step in turns:
        if size(_told(shown), tuple(cut.values())) <= room:
            break
        shown[at] = replace(shown[at], lines=step.lines)
        if not step.same:
            cut[at] = _named(sections[at])
    told = dict.fromkeys(name for _, name in sorted(cut.items()))
    return _told(shown), tuple(told)


def _told(sections: Sequence[Section]) -> tuple[Section, ...]:
    return tuple(one for one in sections if one.lines)


def _named(one: Section) -> str:
    """What a screen calls a section that it does not tell whole."""
    return one.name or f"{one.heading[:1].lower()}{one.heading[1:]}"
