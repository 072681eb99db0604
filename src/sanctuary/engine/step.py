"""What a next question is asked of, and what comes out: plain values that every room can use."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sanctuary.documents import Frozen
from sanctuary.engine.best import Order
from sanctuary.engine.cells import Cell, cell_text, merged
from sanctuary.engine.inquiry import Goal
from sanctuary.law.asking import Seen
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Value
from sanctuary.model import Outcome, Papers

__all__ = ["Branch", "Choice", "Question", "Start", "Step", "Way", "choices_of"]


@dataclass(frozen=True)
class Start:
    """What is known when a question is asked for: facts by path, those that nobody can tell, readings that counsel fixes."""

    actor: str
    action: str
    resource: str
    known: Mapping[str, Value] = field(default_factory=dict)
    not_known: Sequence[str] = ()
    readings: Mapping[str, bool] = field(default_factory=dict)
    goal: Goal = "outcome"
    order: Order = "fewest"
    papers: Papers = "any"

    @property
    def whole(self) -> dict[str, Value]:
        """The known facts with actor and resource."""
        return {ACTOR: self.actor, RESOURCE: self.resource, **self.known}


class Choice(Frozen, frozen=True):
    """An answer that can be given: `values` as in a box (a name, true, false, "absent", or years such as "6-15"); `answer` stands for them.

    Answers with one number `alike` lead to the same. `outcomes` are those that are possible after it.
    """

    values: tuple[str | bool, ...]
    answer: str | bool | int | None
    alike: int
    outcomes: tuple[Outcome, ...]


class Question(Frozen, frozen=True):
    """A fact to ask, who can see it, the answers that can be given, and the rules that turn on it."""

    fact: str
    seen: Seen
    choices: tuple[Choice, ...]
    rules: tuple[str, ...]


class Step(Frozen, frozen=True):
    """The next question, or nothing where none can settle more; the outcomes that are still possible.

    `can_matter`: the facts that somebody can tell and that can still matter. `depends_on`: where nothing is left to ask, the facts that
    nobody can tell, and the readings, on which it turns.
    """

    question: Question | None
    outcomes: tuple[Outcome, ...]
    can_matter: tuple[str, ...]
    depends_on: tuple[str, ...]


class Way(Frozen, frozen=True):
    """Answers that lead to the same: their values (none: all others), the outcomes possible then, and what is asked next, if shown."""

    values: tuple[str | bool, ...]
    outcomes: tuple[Outcome, ...]
    then: "Branch | None"


class Branch(Frozen, frozen=True):
    """A fact, and what its answers lead to."""

    fact: str
    ways: tuple[Way, ...]


def shown(cells: Iterable[Cell]) -> tuple[str | bool, ...]:
    """Cells as in a box."""
    return tuple(cell[0] if isinstance(cell[0], bool) else cell_text(cell) for cell in merged(cells))


def choices_of(found: Sequence[tuple[Cell, int, tuple[Outcome, ...]]]) -> tuple[Choice, ...]:
    """The answers for cells, each with the number of what it leads to; neighboring runs of years that lead to the same are one answer."""
    joined: list[tuple[list[Cell], int, tuple[Outcome, ...]]] = []
    for cell, alike, outcomes in found:
        if joined and joined[-1][1] == alike and len(merged([*joined[-1][0], cell])) == 1:
            joined[-1][0].append(cell)
        else:
            joined.append(([cell], alike, outcomes))
    return tuple(Choice(values=shown(cells), answer=cells[0][0], alike=alike, outcomes=outcomes) for cells, alike, outcomes in joined)
