"""An answer on one screen: its sections, shortened in a fixed order until they fit, and what was left out by name."""

from collections.abc import Callable, Mapping, Sequence

from sanctuary.documents import replace
from sanctuary.study.letters import small
from sanctuary.study.section import Section, Step

__all__ = ["fitted"]


def fitted(
    sections: Sequence[Section], size: Callable[[Sequence[Section], Sequence[str]], int], room: int
) -> tuple[tuple[Section, ...], tuple[str, ...]]:
    """The sections in at most `room` lines, if their shortest forms are so short, and the names of those that are not told whole.

    `size` counts the lines of sections with the names of what is cut. What is of use to the fewest goes first, the last of one turn
    before the others; what was cut before a longer section gave room comes back, the most useful first. Nothing is cut where all fits.
    """
    taken: dict[int, list[Step]] = {}
    steps = sorted(((at, step) for at, one in enumerate(sections) for step in one.steps), key=lambda one: (one[1].turn, -one[0]))
    for at, step in steps:
        if size(*_shown(sections, taken)) <= room:
            break
        taken.setdefault(at, []).append(step)
    for at, step in reversed(steps):
        if taken.get(at, [None])[-1] is step:
            back = {**taken, at: taken[at][:-1]}
            taken = back if size(*_shown(sections, back)) <= room else taken
    return _shown(sections, taken)


def _shown(sections: Sequence[Section], taken: Mapping[int, Sequence[Step]]) -> tuple[tuple[Section, ...], tuple[str, ...]]:
    """The sections in the forms that were taken last, and the names of those that say less than the whole."""
    forms = (_short(one, taken[at][-1]) if taken.get(at) else one for at, one in enumerate(sections))
    cut = dict.fromkeys(_named(sections[at]) for at in sorted(taken) if any(not step.same for step in taken[at]))
    return tuple(one for one in forms if one.lines), tuple(cut)


def _short(one: Section, step: Step) -> Section:
    """A section in one of its shorter forms."""
    return replace(one, lines=step.lines, heading="" if step.bare else one.heading)


def _named(one: Section) -> str:
    """What a screen calls a section that it does not tell whole."""
    return one.name or small(one.heading)
