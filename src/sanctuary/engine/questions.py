"""The next question: the fact to ask so that the fewest questions settle an answer, and a short tree of questions.

Only facts that can still matter are asked, exactly. Where at most eight of them matter, the order is the best there is for the weights of
questions.toml; where more do, the fact that tells most comes first. A fact that nobody can tell stays open for good. Readings are never
asked: they are disputes of lawyers, and counsel fixes them. Nothing is assumed of papers unless the question says so.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from sanctuary.engine.answer import answer, check_readings
from sanctuary.engine.best import Best
from sanctuary.engine.cells import Cell
from sanctuary.engine.diagram import TooLargeError
from sanctuary.engine.inquiry import Desk, Inquiry, State
from sanctuary.engine.prove import Proofs
from sanctuary.engine.slow import next_by_solver
from sanctuary.engine.step import Branch, Question, Start, Step, Way, choices_of, shown
from sanctuary.errors import RequestError, nearest
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Value
from sanctuary.model import Outcome

__all__ = ["LINES", "Questions"]

T = TypeVar("T")

LINES = 7
"""The lines of a short tree."""

_KEPT = 24
"""Desks whose diagrams a thread keeps."""


class Questions:
    """Asks about one law. Safe to share: each thread has diagrams of its own, and none shows in an answer."""

    def __init__(self, proofs: Proofs) -> None:
        self.proofs = proofs
        self._made = threading.local()

    def next(self, start: Start) -> Step:
        """The next question; refuses facts that no possible situation meets, and a fact that is both known and not."""
        return self._with(start, lambda best: _Asked(best, start, self._filled(start), self.proofs).step()) or next_by_solver(
            self.proofs, start
        )

    def tree(self, start: Start, lines: int = LINES) -> Branch | None:
        """The next questions as a tree of at most some lines, the likeliest answers unfolded first; nothing where none is to be asked."""
        return self._with(start, lambda best: _unfolded(self._asked(best, start), lines))

    def _with(self, start: Start, ask: Callable[[Best], T]) -> T | None:
        """What the diagrams of a desk answer; nothing where they would be too large, even when made anew."""
        self._check(start)
        proofs = self.proofs.under(start.readings)
        paperless = start.papers == "assumed" and proofs[start.action].assumes(start.whole)
        readings = tuple(sorted(start.readings.items()))
        desk = Desk(start.actor, start.action, start.resource, readings, start.goal, paperless)
        kept: OrderedDict[Desk, Best] = self._made.__dict__.setdefault("kept", OrderedDict())
        for made in (kept.pop(desk, None), None):
            try:
                best = made or Best(Inquiry(proofs.law, desk))
                found = ask(best)
            except TooLargeError:
                continue
            kept[desk] = best
            while len(kept) > _KEPT:
                kept.popitem(last=False)
            return found
        return None

    def _asked(self, best: Best, start: Start) -> "_Asked":
        return _Asked(best, start, self._filled(start), self.proofs)

    def _filled(self, start: Start) -> dict[str, Value]:
        """What is known, and what facts of the governments say of the rest."""
        given = self.proofs.under(start.readings).law.given(start.action)
        return {**{one.name: one.value for one in given if start.actor in one.actors}, **start.known}

    def _check(self, start: Start) -> None:
        check_readings(self.proofs.law, start.readings)
        action = self.proofs.law.vocabulary.actions[start.action]
        facts = [name for name in action.by_name if name not in (ACTOR, RESOURCE)]
        for name in start.not_known:
            if name not in facts:
                raise RequestError(f"'{start.action}' has no fact '{name}'; {nearest(name, facts)}")
            if name in start.known:
                raise RequestError(f"'{name}' is both known and not known. Keep one of the two.")
            if start.not_known.count(name) > 1:
                raise RequestError(f"'{name}' is named not known twice. Keep one.")


class _Asked:
    """One question to an inquiry."""

    def __init__(self, best: Best, start: Start, known: Mapping[str, Value], proofs: Proofs) -> None:
        self.best, self.inquiry, self.start, self.known = best, best.inquiry, start, known
        inquiry = best.inquiry
        self.state = inquiry.after(known)
        if not inquiry.occurs(self.state):
            answer(proofs, start.action, start.whole, start.readings, start.papers)
            raise AssertionError("the solver finds a situation possible that the diagram does not")
        self.unknown = sum(1 << inquiry.facts.index(name) for name in start.not_known if name in inquiry.facts)

    def step(self) -> Step:
        """The next question, or what is left."""
        inquiry, level = self.inquiry, self.next(self.state)
        outcomes = inquiry.outcomes(self.state)
        if level is None:
            return Step(question=None, outcomes=outcomes, can_matter=(), depends_on=inquiry.open_in(self.state))
        able = self.best.able(self.state, self.unknown)
        fact = inquiry.facts[level]
        question = Question(
            fact=fact,
            seen=inquiry.law.library.asking.fact[fact].seen,
            choices=choices_of([(cell, alike, inquiry.outcomes(left)) for cell, alike, left in self.cells_of(self.state, level)]),
            rules=inquiry.rules_on(self.known, self._with(level, able)),
        )
        return Step(question=question, outcomes=outcomes, can_matter=tuple(inquiry.facts[one] for one in able), depends_on=())

    def _with(self, level: int, able: Sequence[int]) -> int:
        """The fact as bits; with the others that must change too, where it changes nothing by itself."""
        alone = self.inquiry.mattering(self.state) >> level & 1
        return sum(1 << one for one in ([level] if alone else able))

    def next(self, state: State) -> int | None:
        """The level of the fact to ask next in a state."""
        return self.best.next(state, self.unknown, self.start.order)

    def cells_of(self, state: State, level: int) -> list[tuple[Cell, int, State]]:
        """The cells of a fact that can occur, each with the number of what it leads to, and the state that is left.

        Where two leave the same questions they may have settled another duty or rule: these are not alike.
        """
        inquiry, numbers = self.inquiry, dict[State, int]()
        whole = zip(*(inquiry.diagram.split(node, level) for node in state), strict=True)
        found = []
        for cell, left, settled in zip(inquiry.cells[inquiry.facts[level]], inquiry.split(state, level), whole, strict=True):
            if inquiry.occurs(left):
                found.append((cell, numbers.setdefault(settled, len(numbers)), left))
        return found

    def parts(self, state: State, level: int) -> bool:
        """Whether the answers about a fact leave different outcomes."""
        return len({self.inquiry.outcomes(left) for _, _, left in self.cells_of(state, level)}) > 1


class _Way:
    """Answers of a tree that lead to one state; `node` is the question asked there, where it is unfolded."""

    def __init__(self, asked: _Asked, state: State, cells: list[Cell], weight: float) -> None:
        self.state, self.cells, self.weight = state, cells, weight
        self.share = weight * asked.inquiry.mass(state)
        self.outcomes = asked.inquiry.outcomes(state)
        self.node: _Node | None = None


class _Node:
    """A question of a tree."""

    def __init__(self, asked: _Asked, state: State, level: int, weight: float = 1.0) -> None:
        inquiry = asked.inquiry
        self.fact = inquiry.facts[level]
        cells: dict[State, list[Cell]] = {}
        for cell, _, left in asked.cells_of(state, level):
            cells.setdefault(left, []).append(cell)
        weights = {left: weight * own for own, left in asked.best.ways(state, level)}
        self.ways = [_Way(asked, left, own, weights[left]) for left, own in cells.items()]

    def branch(self, most: int) -> Branch:
        """The question as it is told: answers that are not unfolded and leave the same outcomes stand together."""
        ways: list[Way] = []
        folded: dict[tuple[Outcome, ...], list[Cell]] = {}
        for way in self.ways:
            if not way.node:
                folded.setdefault(way.outcomes, []).extend(way.cells)
        for way in self.ways:
            if way.node:
                then = way.node.branch(most)
                told = len(then.ways) > 1 or then.ways[0].then
                ways.append(Way(values=shown(way.cells), outcomes=way.outcomes, then=then if told else None))
            elif way.outcomes in folded:
                ways.append(Way(values=shown(folded.pop(way.outcomes)), outcomes=way.outcomes, then=None))
        if len(ways) <= most:
            return Branch(fact=self.fact, ways=tuple(ways))
        rest = tuple(dict.fromkeys(outcome for way in ways[most - 1 :] for outcome in way.outcomes))
        return Branch(fact=self.fact, ways=(*ways[: most - 1], Way(values=(), outcomes=rest, then=None)))


def _unfolded(asked: _Asked, lines: int) -> Branch | None:
    """The tree: the likeliest answer that is left open is unfolded as long as the lines suffice."""
    level = _telling(asked, asked.state)
    if level is None:
        return None
    root = _Node(asked, asked.state, level)
    waiting = list(root.ways)
    while waiting:
        way = max(waiting, key=lambda one: round(one.share, 9))
        waiting.remove(way)
        level = _telling(asked, way.state) if len(way.outcomes) > 1 else None
        if level is not None:
            way.node = _Node(asked, way.state, level, way.weight)
            if _lines(root.branch(lines)) > lines:
                way.node = None
            else:
                waiting += way.node.ways
    found = root.branch(lines)
    return found if len(set(_ends(found))) > 1 else None


def _telling(asked: _Asked, state: State) -> int | None:
    """The fact to unfold in a state: the next question, unless all its answers leave the same outcomes and those of another do not."""
    level = asked.next(state)
    if level is None:
        return None
    others = (one for one in asked.best.able(state, asked.unknown) if one != level)
    return next((one for one in (level, *others) if asked.parts(state, one)), level)


def _ends(branch: Branch) -> Iterator[tuple[Outcome, ...]]:
    """The outcomes at the ends of a tree."""
    for way in branch.ways:
        yield from _ends(way.then) if way.then else (way.outcomes,)


def _lines(branch: Branch) -> int:
    """The lines of a tree: one for each answer."""
    return sum(1 + (_lines(way.then) if way.then else 0) for way in branch.ways)
