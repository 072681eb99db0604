"""An answer read from decision diagrams: exactly what the solver finds, where one actor, act and thing are asked about again and again.

The conditions of a desk (when each rule decides, obliges, is voided; when each outcome follows) are small graphs over a few facts. What
is left of one when facts are known is a graph again, and is kept. So an open question is a few steps in graphs that were walked before.
They are functions of the law alone: nothing that was asked is kept beside them.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from threading import Lock
from typing import TypeVar

from sanctuary.engine.answered import VAGUE, Answer, CourtPaper
from sanctuary.engine.diagram import NO, YES, Diagram, TooLargeError
from sanctuary.engine.inquiry import IMPOSSIBLE, READING, Desk, Inquiry
from sanctuary.law.beside import COVERS, PAPER, PAPER_COURT
from sanctuary.law.jurisdiction import Law
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Value
from sanctuary.model import Outcome, Papers

__all__ = ["Charts", "View"]

T = TypeVar("T")

ONCE = 1
"""Questions at a desk that are put to the solver before its diagrams are drawn: a program that asks once need not wait for them."""

MOST_CHARTS = 64
"""Desks whose diagrams are kept of a law."""

MOST_KEPT = 20_000
"""Nodes that questions add to the diagrams of a desk; with more of them they are drawn anew."""


class Charts:
    """The diagrams of one law, by desk; those that were asked last are kept. Safe to share: one thread at a time asks them."""

    def __init__(self, law: Law) -> None:
        self.law, self._lock = law, Lock()
        self._asked: dict[_Place, int] = {}
        self._made: OrderedDict[_Place, Chart] = OrderedDict()
        self._large: set[_Place] = set()

    def ask(
        self, action: str, known: Mapping[str, Value], readings: Mapping[str, bool], papers: Papers, what: Callable[["View"], T]
    ) -> T | None:
        """What is told of what is left where some facts are known; nothing where the solver is to be asked."""
        if ACTOR not in known or RESOURCE not in known:
            return None
        place = (action, str(known[ACTOR]), str(known[RESOURCE]))
        with self._lock:
            try:
                chart = self._of(place)
                view = chart.at(known, readings, papers) if chart else None
                return what(view) if view else None
            except TooLargeError:
                self._large.add(place)
                self._made.pop(place, None)
                return None

    @property
    def desks(self) -> tuple["_Place", ...]:
        """The desks whose diagrams are kept."""
        return tuple(self._made)

    def _of(self, place: "_Place") -> "Chart | None":
        """The diagrams of a desk; nothing where they would be too large, or the desk was hardly asked at."""
        found = self._made.get(place)
        if found is None or found.grown > MOST_KEPT:
            self._asked[place] = self._asked.get(place, 0) + 1
            if self._asked[place] <= ONCE or place in self._large:
                return None
            found = self._made[place] = Chart(self.law, *place)
        self._made.move_to_end(place)
        while len(self._made) > MOST_CHARTS:
            self._made.popitem(last=False)
        return found


_Place = tuple[str, str, str]
"""A desk: action, actor and resource."""


class Chart:
    """The law at one desk as diagrams. Not to be shared between threads."""

    def __init__(self, law: Law, action: str, actor: str, resource: str) -> None:
        self.law = law
        inquiry = self.inquiry = Inquiry(law, Desk(actor, action, resource, (), "outcome", paperless=False))
        self.action = inquiry.action
        d = self.diagram = inquiry.diagram
        weighed = inquiry.weighed
        self.early = law.early(actor)
        self.outcomes = {outcome: node for outcome, node in weighed.outcomes.items() if node != NO}
        self.leaves = {outcome: d.leaf() for outcome in self.outcomes}
        self.decides, self.obliges = self._ordered(weighed.decides), self._ordered(weighed.obliges)
        self.live, self.noted = _able(weighed.live), _able(weighed.noted)
        self.voided = _able({name: d.every([inquiry.matches[name], node]) for name, node in weighed.voided.items()})
        self.given = {one.name: one.value for one in law.given(action) if actor in one.actors}
        self.cell_of = {
            name: (d.level_of[name], {value: number for number, cell in enumerate(cells) for value in cell})
            for name, cells in inquiry.cells.items()
        }
        rules = law.rules_of(action)
        needed = dict.fromkeys([name for b in rules for name in b.readings] + [b.rule.notwithstanding for b in rules])
        self.readings = {name: d.level_of[READING + name] for name in needed if READING + name in d.level_of}
        self.court_papers = frozenset(name for name, one in law.papers.items() if one.court and PAPER in self.action.by_name)
        self.no_court_paper = self._no_court_paper()
        self.rooms = self._rooms()
        self._drawn = len(self.diagram.level)

    @property
    def grown(self) -> int:
        """The nodes that questions added so far."""
        return len(self.diagram.level) - self._drawn

    @cached_property
    def heads(self) -> dict[str, int]:
        """For each rule that forbids here, but for its exceptions, when the situation is what it is about."""
        forbids = {b.rule.id: self.inquiry.match(b, exceptions=False) for b in self.inquiry.rules if b.rule.effect == "forbids"}
        return _able(forbids)

    def _ordered(self, conditions: Mapping[str, int]) -> dict[str, int]:
        """Those conditions that can hold, in the order of the law."""
        return {b.rule.id: node for b in self.inquiry.rules if (node := conditions.get(b.rule.id, NO)) != NO}

    def _rooms(self) -> tuple[int, ...]:
        """What can occur, as conditions of which no two speak of the same fact: what one says is nothing to the others."""
        d, found = self.diagram, list[int]()
        for limit in self.inquiry.possible:
            found = _joined(d, found, limit)
        return tuple(found)

    def _no_court_paper(self) -> int:
        d, facts = self.diagram, self.action.by_name
        if not self.court_papers:
            return YES
        paper, court = facts[PAPER], facts[PAPER_COURT]
        parts = [d.negation(d.among(paper, self.court_papers))] if PAPER in self.cell_of else []
        return d.every([*parts, *([d.negation(d.present(court))] if PAPER_COURT in self.cell_of else [])])

    def at(self, known: Mapping[str, Value], readings: Mapping[str, bool], papers: Papers) -> "View | None":
        """What is left where some facts are known and some readings fixed; nothing where no situation is."""
        view = View(self, known, readings)
        if NO in view.rooms:
            return None
        if papers == "assumed" and self._assumes(known, readings, view):
            view.assume(self.no_court_paper)
        return view

    def _assumes(self, known: Mapping[str, Value], readings: Mapping[str, bool], view: "View") -> bool:
        """As `Proof.assumes`: no paper is named, and a situation without a court's is possible, whatever facts of governments say."""
        if not self.court_papers or PAPER in known or PAPER_COURT in known or known.get(COVERS) is True:
            return False
        own = View(self, known, readings, given=False) if self.given else view
        return own.able(own.left(self.no_court_paper))


class View:
    """What is left of a law at a desk where some facts are known; made for one question."""

    __slots__ = ("asked", "assumed", "chart", "diagram", "fixed", "known", "mask", "readings", "rooms")

    def __init__(self, chart: Chart, known: Mapping[str, Value], readings: Mapping[str, bool], *, given: bool = True) -> None:
        self.chart, self.diagram, self.asked, self.readings, self.assumed = chart, chart.diagram, known, readings, False
        self.known: dict[int, int] = {}
        fixed: dict[int, int] = {}
        cell_of = chart.cell_of
        for name, value in ({**chart.given, **known} if given and chart.given else known).items():
            if name in cell_of:
                level, cells = cell_of[name]
                fixed[level] = cells[value]
        for name, truth in readings.items():
            if name in chart.readings:
                fixed[chart.readings[name]] = int(truth)
        self.fixed, self.mask = fixed, sum(1 << level for level in fixed)
        self.rooms = [left for room in chart.rooms if (left := self.left(room)) != YES]

    def assume(self, condition: int) -> None:
        """Only situations that meet a condition, too."""
        self.rooms, self.assumed = _joined(self.diagram, self.rooms, self.left(condition)), True

    def room(self, support: int) -> int:
        """What can occur, as far as it bears on some facts."""
        of = self.diagram.support
        near = [one for one in self.rooms if of[one] & support]
        return near[0] if len(near) == 1 else self.diagram.every(near)

    def left(self, node: int) -> int:
        """What is left of a condition."""
        d, mask = self.diagram, self.mask
        if not d.support[node] & mask:
            return node
        found = self.known.get(node)
        if found is None:
            level, kids = d.level[node], d.kids[node]
            if mask >> level & 1:
                found = self.left(kids[self.fixed[level]])
            else:
                found = d.node(level, tuple([self.left(kid) if d.support[kid] & mask else kid for kid in kids]))
            self.known[node] = found
        return found

    def able(self, node: int) -> bool:
        """Whether what is left of a condition holds in some situation."""
        d = self.diagram
        return node == YES or (node != NO and d.meet(node, self.room(d.support[node])))

    def always(self, node: int) -> bool:
        """Whether what is left of a condition holds in every situation."""
        d = self.diagram
        return node == YES or (node != NO and d.implied(self.room(d.support[node]), node))

    def some(self, conditions: Mapping[str, int]) -> tuple[str, ...]:
        """The names of those conditions that hold in some situation, in their order."""
        return tuple([name for name, node in conditions.items() if self.able(self.left(node))])

    def split(self, conditions: Mapping[str, int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The rules whose condition holds in every situation, and those for which it holds in some but not all."""
        every, some, support, mask = [], [], self.diagram.support, self.mask
        for name, node in conditions.items():
            left = self.left(node) if support[node] & mask else node
            if left == NO:
                continue
            if self.always(left):
                every.append(name)
            elif self.able(left):
                some.append(name)
        return tuple(every), tuple(some)

    def told(self, able: Iterable[Outcome]) -> tuple[Outcome, ...]:
        """Outcomes as they are told on the day (`answered.as_searched`), those that are not known at the end."""
        found = tuple(able)
        if self.chart.law.unknown:
            return (Outcome.UNKNOWN,) if found else ()
        if not self.chart.early:
            return found
        sure = tuple(one for one in found if one not in VAGUE)
        return sure if len(sure) == len(found) else (*sure, Outcome.UNKNOWN)

    def able_outcomes(self) -> dict[Outcome, int]:
        """The outcomes that some situation gives, with what is left of their conditions."""
        left = {outcome: self.left(node) for outcome, node in self.chart.outcomes.items()}
        return {outcome: node for outcome, node in left.items() if self.able(node)}

    def beside(self) -> Answer:
        """The answer as it is told beside another: no more than its outcomes, the rules that decide and the duties."""
        return self.answer(beside=True)

    def answer(self, *, beside: bool = False) -> Answer:
        """The answer."""
        chart, able = self.chart, self.able_outcomes()
        outcomes = self.told(able)
        sure, owed = self.split(chart.decides), self.split(chart.obliges)
        turns = self._turns(able) if len(outcomes) > 1 and not beside else ()
        single = outcomes[0] if len(outcomes) == 1 else Outcome.DEPENDS
        return Answer(
            outcome=single,
            outcomes=outcomes,
            because=sure[0],
            may_decide=sure[1],
            overridden=() if beside else self._overridden(single),
            voided={} if beside else self._voided(),
            noted=() if beside else self.some(chart.noted),
            duties=owed[0],
            may_oblige=owed[1],
            depends_on=turns,
            by_reading={name: self._by_reading(name, able) for name in turns if name in chart.readings},
            assumed=self.assumed,
        )

    def _turns(self, able: Mapping[Outcome, int]) -> tuple[str, ...]:
        """The facts and readings that change the outcome alone; or a smallest set that does together, where none does."""
        chart, d, inquiry = self.chart, self.diagram, self.chart.inquiry
        # In what can occur one of the outcomes holds: where the first of two does not, the second does, so its condition tells them apart.
        first, *others, last = able
        whole = able[first] if not others else chart.leaves[last]
        for outcome in (first, *others) if others else ():
            whole = d.choose(able[outcome], chart.leaves[outcome], whole)
        whole = d.choose(self.room(d.support[whole]), whole, IMPOSSIBLE)
        bits = inquiry.mattering((whole,))
        alone = tuple([name for level, name in enumerate(inquiry.facts) if bits >> level & 1])
        # Readings stand below all facts: one that is asked anywhere changes the outcome of some situation.
        alone += tuple([name for name, level in chart.readings.items() if d.support[whole] >> level & 1])
        if alone:
            return alone
        together = inquiry.together((whole,), 0)
        return tuple([name for level, name in enumerate(inquiry.facts) if together >> level & 1])

    def _by_reading(self, name: str, able: Mapping[Outcome, int]) -> dict[str, Outcome]:
        level, found = self.chart.readings[name], {}
        for truth in (True, False):
            left = (outcome for outcome, node in able.items() if self.able(self.diagram.split(node, level)[int(truth)]))
            outcomes = self.told(left)
            found[str(truth).lower()] = outcomes[0] if len(outcomes) == 1 else Outcome.DEPENDS
        return found

    def _overridden(self, outcome: Outcome) -> tuple[str, ...]:
        effect = {Outcome.MUST: "forbids", Outcome.MUST_NOT: "requires"}.get(outcome)
        if effect is None:
            return ()
        live, rules = self.chart.live, self.chart.law.by_id
        return tuple([name for name in live if rules[name].rule.effect == effect and self.able(self.left(live[name]))])

    def _voided(self) -> dict[str, tuple[str, ...]]:
        found = {}
        for name, node in self.chart.voided.items():
            left = self.left(node)
            if self.able(left):
                found[name] = tuple(self._voiding(name, left))
        return found

    def _voiding(self, name: str, left: int) -> Iterable[str]:
        """The guarantees that match where a rule is voided."""
        own = self.chart.law.by_id[name]
        for b in self.chart.inquiry.rules:
            voids = b.rule.effect == "guarantees" and (
                b.rule.voids(own.rule, (b.level, own.level)) or (b.rule.notwithstanding and b.level <= own.level)
            )
            if voids and self.able(self.diagram.every([left, self.left(self.chart.inquiry.matches[b.rule.id])])):
                yield b.rule.id

    def excepted(self) -> dict[str, bool]:
        """As `answer.excepted`."""
        chart, d = self.chart, self.diagram
        silent = self.left(chart.outcomes.get(Outcome.SILENT, NO))
        if chart.law.unknown or not chart.heads or not self.able(silent):
            return {}
        found, matches = {}, chart.inquiry.matches
        for name, node in chart.heads.items():
            head = self.left(node)
            quiet = d.every([self.room(d.support[head] | d.support[silent]), silent])
            if d.meet(head, quiet) and not self.able(self.left(matches[name])):
                found[name] = d.implied(quiet, head)
        return found

    def court_papers(self, without: tuple[Outcome, ...]) -> tuple[CourtPaper, ...]:
        """As `answer.with_court_paper`."""
        chart = self.chart
        asked = {name: value for name, value in self.asked.items() if name != COVERS}
        found: dict[tuple[str, tuple[Outcome, ...]], list[str]] = {}
        for court in chart.law.vocabulary.enums.get("PaperCourt", ()):
            for paper in (name for name in chart.action.by_name[PAPER].values if name in chart.court_papers):
                view = chart.at({**asked, PAPER: paper, PAPER_COURT: court, COVERS: True}, self.readings, "any")
                outcomes = view.told(view.able_outcomes()) if view else ()
                if outcomes and outcomes != without:
                    found.setdefault((court, outcomes), []).append(paper)
        return tuple(CourtPaper(court, tuple(papers), outcomes) for (court, outcomes), papers in found.items())


def _able(conditions: Mapping[str, int]) -> dict[str, int]:
    """Those conditions that can hold."""
    return {name: node for name, node in conditions.items() if node != NO}


def _joined(d: Diagram, rooms: Iterable[int], more: int) -> list[int]:
    """Conditions of which no two speak of the same fact, and one more."""
    apart = [one for one in rooms if not d.support[one] & d.support[more]]
    return [*apart, d.every([more, *(one for one in rooms if d.support[one] & d.support[more])])]
