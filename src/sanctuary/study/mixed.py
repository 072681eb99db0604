"""What an answer turns on where disputes and facts settle it together: one short tree of both, in which every end is an answer."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from sanctuary.model import Outcome
from sanctuary.study.opening import Asked

__all__ = ["Fork", "fork", "forked"]

MOST_NAMES = 4
"""Facts and disputes that are tried together."""

STEP = "    "
"""How far a question stands in that follows an answer."""

Outcomes = tuple[Outcome, ...]


class Fork(NamedTuple):
    """A question, a fact or a dispute by its name, and what follows a yes and a no: the outcome, or the next question."""

    name: str
    yes: "Outcomes | Fork"
    no: "Outcomes | Fork"

    @property
    def size(self) -> int:
        """How many questions it has."""
        return 1 + sum(side.size for side in (self.yes, self.no) if isinstance(side, Fork))

    @property
    def names(self) -> frozenset[str]:
        """The facts and disputes for which it asks."""
        return frozenset([self.name]).union(*(side.names for side in (self.yes, self.no) if isinstance(side, Fork)))


def fork(asked: Asked, most: int) -> Fork | None:
    """The shortest tree, of at most some questions, whose ends are all settled; nothing where there is none, or a fact is no yes or no."""
    report, by_name = asked.report, asked.proofs.law.vocabulary.actions[asked.situation.action].by_name
    readings = {one.id for one in report.readings}
    names = sorted(report.depends_on, key=lambda one: one in readings)
    if not readings.intersection(names) or len(names) > MOST_NAMES or any(by_name[one].kind != "bool" for one in names if one in by_name):
        return None

    @cache
    def outcomes(said: frozenset[tuple[str, bool]]) -> Outcomes:
        return asked.if_so(*({name: value for name, value in said if (name in readings) == disputed} for disputed in (False, True)))

    @cache
    def least(said: frozenset[tuple[str, bool]]) -> "Outcomes | Fork | None":
        now, known = outcomes(said), {name for name, _ in said}
        if len(now) < 2:
            return now
        found: Fork | None = None
        for name in (one for one in names if one not in known):
            yes, no = (least(said | {(name, value)}) for value in (True, False))
            if yes and no and yes != no and (found is None or Fork(name, yes, no).size < found.size):
                found = Fork(name, yes, no)
        return found

    shortest = least(frozenset())
    return shortest if isinstance(shortest, Fork) and shortest.size <= most else None


def forked(found: Fork, question: Callable[[str], str], leaf: Callable[[str, bool, Outcomes], str], indent: str = "") -> Iterator[str]:
    """The lines of a tree: a question with the answers that settle it, then the question that follows one that does not."""
    sides = (("Yes", True, found.yes), ("No", False, found.no))
    ends = [f"{word}: {leaf(found.name, value, side)}." for word, value, side in sides if not isinstance(side, Fork)]
    later = [(word, side) for word, _, side in sides if isinstance(side, Fork)]
    yield f"{indent}{question(found.name)} {' '.join([*ends, *(f'{word}:' for word, _ in later[:1])])}"
    for number, (word, side) in enumerate(later):
        if number:
            yield f"{indent}{word}:"
        yield from forked(side, question, leaf, indent + STEP)
