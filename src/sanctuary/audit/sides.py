"""One law that an audit decides under, over all the days of a table."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from itertools import product

from sanctuary.audit.counts import Decided
from sanctuary.engine.answer import Answer, answer
from sanctuary.engine.columns import DAY
from sanctuary.engine.prove import Proofs
from sanctuary.engine.table import IMPOSSIBLE, Plan
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law, laws_between
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import Value
from sanctuary.model import Outcome, Papers

__all__ = ["Either", "Side"]

Either = tuple[str | bool | int, ...]
"""Values of which a fact has one, and nobody knows which."""


class Side:
    """A place's law, or a standard; its plans and proofs are made once."""

    def __init__(self, library: Library, place: str, readings: Mapping[str, bool]) -> None:
        self.library, self.place, self.readings = library, place, readings
        self.pack = library.get(place)
        self.standard = self.pack.file.kind == "standard"
        self._plans: dict[tuple[str, int, int, bool], Plan] = {}
        self._proofs: dict[date, Proofs] = {}
        self._eras: dict[str, tuple[Law, ...]] = {}

    @cached_property
    def laws(self) -> tuple[Law, ...]:
        """The laws of every stretch of days; a standard is no law of any day and is read as it is known, charitably."""
        through = laws_between(self.library, self.place, date(1900, 1, 1), date(2100, 1, 1), unsettled=self.readings)
        return (_charitably(through[-1]),) if self.standard else through

    @cached_property
    def changes(self) -> tuple[date, ...]:
        """The first day of each stretch but the first."""
        return tuple(law.on for law in self.laws[1:])

    def eras(self, action: str) -> tuple[Law, ...]:
        """The laws of an action, each once: stretches between which nothing changes that its decision reads are one."""
        if action not in self._eras:
            kept: list[Law] = []
            before: object = None
            for law in self.laws:
                early = frozenset(actor for actor in law.scope if law.early(actor))
                now = (law.rules_of(action), law.given(action), early, law.unknown, law.settled, law.enjoined)
                kept += [law] if now != before else []
                before = now
            self._eras[action] = tuple(kept)
        return self._eras[action]

    def era_days(self, action: str) -> tuple[date, ...]:
        """The first day of each era but the first."""
        return tuple(law.on for law in self.eras(action)[1:])

    def plan(self, action: str, first: date, last: date, *, spans: bool) -> Plan:
        """The plan of an action for the days from one to another."""
        days = self.era_days(action)
        low, high = (sum(change <= day for change in days) for day in (first, last))
        key = (action, low, high, spans)
        if key not in self._plans:
            self._plans[key] = Plan(self.eras(action)[low : high + 1], action, self.readings, spans=spans)
        return self._plans[key]

    def stretch(self, day: date) -> int:
        """Which stretch a day lies in."""
        return sum(change <= day for change in self.changes)

    def settle(self, action: str, low: int, high: int, known: Mapping[str, Value | Either], papers: Papers) -> Decided:
        """The exact answer for a situation on the days of some eras; for one that cannot occur, the reason that `decide` gives.

        A fact that has one of several values is tried with each of them: what cannot occur is left out, unless nothing can.
        """
        lists = {name: value for name, value in known.items() if isinstance(value, tuple)}
        found: list[Answer] = []
        moved, odd = dict.fromkeys((*lists, DAY), False), ""
        for law in self.eras(action)[low : high + 1]:
            proofs = self._proofs.setdefault(law.on, Proofs(law))
            told: dict[tuple[Value, ...], Answer] = {}
            for chosen in product(*lists.values()):
                values = {name: value for name, value in known.items() if not isinstance(value, tuple)} | dict(
                    zip(lists, chosen, strict=True)
                )
                try:
                    told[chosen] = answer(proofs, action, values, self.readings, papers)
                except RequestError as problem:
                    odd = odd or str(problem)
            if not told:
                return Decided(IMPOSSIBLE, why=odd)
            for place, name in enumerate(lists):
                moved[name] |= _moves(told, place)
            moved[DAY] |= bool(found) and {one.outcome for one in found} != {one.outcome for one in told.values()}
            found += told.values()
        outcomes = {one.outcome for one in found}
        turns = tuple(dict.fromkeys([name for one in found for name in one.depends_on]))
        if len(outcomes) > 1:
            every = tuple(o for o in Outcome if any(o in one.outcomes for one in found))
            return Decided(Outcome.DEPENDS, turns_on=(*turns, *(name for name, moves in moved.items() if moves)), possible=every)
        outcome = found[0].outcome
        shared = [name for name in found[0].because if all(name in one.because for one in found)]
        owed = [name for name in found[0].duties if all(name in one.duties for one in found)]
        if outcome is Outcome.DEPENDS:
            return Decided(outcome, duties=tuple(owed), turns_on=turns, possible=found[0].outcomes)
        either = () if shared else tuple(dict.fromkeys(name for one in found for name in (*one.because, *one.may_decide)))
        return Decided(outcome, tuple(shared), either, tuple(owed))


def _moves(told: Mapping[tuple[Value, ...], Answer], place: int) -> bool:
    """Whether the outcome changes with one of the values, the others being the same."""
    outcomes: dict[tuple[Value, ...], set[Outcome]] = {}
    for chosen, one in told.items():
        outcomes.setdefault((*chosen[:place], *chosen[place + 1 :]), set()).add(one.outcome)
    return any(len(found) > 1 for found in outcomes.values())


def _charitably(definition: Law) -> Law:
    """A definition without the rules that only its strict reading has."""
    return definition.without(*(name for name, bound in definition.by_id.items() if bound.rule.strictly))
