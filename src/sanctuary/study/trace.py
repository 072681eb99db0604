"""Paths from an everyday event to an end, each step left open by the law, and what would close them.

A step is open unless the law says must-not; a step that a release avoids is open unless release is must. The person's facts are
the same along a path; requests and papers may differ from step to step. All paths up to a length are tried, each proved open or
closed by one query. An open step is no evidence that it happens.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from sanctuary.documents import Frozen, Result
from sanctuary.engine.prove import Proof
from sanctuary.engine.situation import known_facts
from sanctuary.engine.solver import Clauses
from sanctuary.errors import PackError, RequestError, nearest
from sanctuary.law.condition import read
from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import Pack
from sanctuary.law.paths import Act, Event, Paths, Step
from sanctuary.law.read_first import first_or_standing
from sanctuary.law.rules import Rule
from sanctuary.law.used import PackUsed, digest_of_packs, packs_used
from sanctuary.model import Outcome

__all__ = ["LONGEST", "NOTE", "SCHEMA", "Closed", "Open", "Route", "StepReport", "Trace", "trace"]

SCHEMA = "sanctuary.trace/6"
LONGEST = 8
"""Steps of the longest path that is tried."""

MOST_CHANGES = 6
"""Rules of the largest set of changes that is sought."""

NOTE = "An open step is no evidence that it happens."


class StepReport(Frozen, frozen=True):
    """A step of a path: `rests_on` are rules that leave it open by permitting it, `fixed` the citation of a step no local law reaches.

    `voided` are rules that would close it and have no force, because a higher law bans such limits. `law`: what the law says of the step
    where the path is open: it requires it, permits it, is silent, or one or another of these (`open`); `fixed` where it decides nothing.
    `sometimes`: that it requires, or forbids, the step in some of the cases that the step's own facts leave, where it is not so always.
    """

    id: str
    title: str
    fixed: str
    law: Literal["requires", "permits", "silent", "open", "fixed"]
    sometimes: tuple[Literal["requires", "forbids"], ...]
    rests_on: tuple[str, ...]
    voided: tuple[str, ...]


class Open(Result, frozen=True):
    """A path that is open for some person; `needs` are facts of the person, and `readings` disputes, without which it is closed."""

    steps: tuple[StepReport, ...]
    needs: Mapping[str, bool]
    readings: Mapping[str, bool]


class Closed(Frozen, frozen=True):
    """A path that is closed for everybody: the first step that stops it, and the rules that do; `together` if only steps together do."""

    steps: tuple[str, ...]
    stopped_at: str
    stopped_title: str
    because: tuple[str, ...]
    together: bool


class Route(Frozen, frozen=True):
    """An event and an end: every open path, shortest first, every closed one, and the smallest sets of changes that close all.

    `status`: `required` where the law requires each step of the shortest open path that it decides, else `open`; `closed`, or `none` where
    no steps lead there.
    """

    event: str
    event_title: str
    end: str
    end_title: str
    status: Literal["required", "open", "closed", "none"]
    open: tuple[Open, ...]
    closed: tuple[Closed, ...]
    changes: tuple[tuple[str, ...], ...]
    beyond: bool


MAY_CLOSE = "it may close steps that stand open here"
"""What follows for a trace where no law of a state is encoded."""


class Trace(Frozen, frozen=True):
    """Every route that was asked for; `standard` is whose rules the changes are taken from, empty where no definition was named.

    `read_first`: what of the law nobody encoded; where none of the state's is, what is known of it, a line each.
    """

    schema: str
    place: str
    title: str
    on: date
    known_through: date
    presumed: bool
    longest: int
    standard: str
    note: str
    read_first: tuple[str, ...]
    packs: tuple[PackUsed, ...]
    routes: tuple[Route, ...]

    @property
    def digest(self) -> str:
        """The digest of the law that gave this (`Law.digest`)."""
        return digest_of_packs(self.packs)


def trace(law: Law, paths: Paths, standard: Pack | None, events: Iterable[str], ends: Iterable[str]) -> Trace:
    """The routes from some events to some ends under a law, with changes from the rules of a standard, if one is named.

    None is taken unasked: whichever it were, it would favor one side.
    """
    by_event, by_end = {one.id: one for one in paths.event}, {one.id: one for one in paths.end}
    events, ends = _named(events, by_event, "event"), _named(ends, by_end, "end")
    town = _Streets(law, paths, standard.rules if standard else ())
    routes = tuple(town.route(by_event[event], end, by_end[end].title, by_end[end].at) for event in events for end in ends)
    return Trace(
        schema=SCHEMA,
        place=law.place.id,
        title=law.place.file.title,
        on=law.on,
        known_through=law.known_through,
        presumed=law.presumed,
        longest=LONGEST,
        standard=standard.id if standard else "",
        note=NOTE,
        read_first=first_or_standing(law.place, law.packs, MAY_CLOSE, ("disclose", "hold", "transfer", "ask")),
        packs=packs_used(law),
        routes=routes,
    )


def _named(names: Iterable[str], known: Mapping[str, object], what: str) -> tuple[str, ...]:
    """Some events or ends; refuses one that there is not."""
    found = tuple(names)
    for name in found:
        if name not in known:
            raise RequestError(f"no {what} is called '{name}'; {nearest(name, known)}")
    return found


def _required(path: Open) -> bool:
    """Whether the law requires every step of a path that it decides at all."""
    decided = [step.law for step in path.steps if step.law != "fixed"]
    return bool(decided) and all(law == "requires" for law in decided)


class _Streets:
    """All steps of a place in one solver, about one person."""

    def __init__(self, law: Law, paths: Paths, rules: tuple[Rule, ...]) -> None:
        self.law, self.paths = law, paths
        self.clauses = Clauses(next(iter(law.vocabulary.actions.values())))
        self.steps = {step.id: _Stepped(self, step) for step in paths.step}
        self.chosen = {rule.id: self.clauses.fresh() for rule in rules}
        for stepped in self.steps.values():
            stepped.offer(rules, self.chosen)

    def route(self, event: Event, end: str, end_title: str, goal: str) -> Route:
        """The paths between an event and an end."""
        found = sorted(self._walk(event.at, goal, ()), key=len)
        is_open = [path for path in found if self.solve([self.steps[step.id].open for step in path])]
        closed = [path for path in found if path not in is_open]
        changes, beyond = self._changes(is_open)
        able = tuple(self._open(path) for path in is_open)
        return Route(
            event=event.id,
            event_title=event.title,
            end=end,
            end_title=end_title,
            status="required" if able and _required(able[0]) else "open" if able else "closed" if closed else "none",
            open=able,
            closed=tuple(self._closed(path) for path in closed),
            changes=changes,
            beyond=beyond,
        )

    def solve(self, assumed: Iterable[int], chosen: Iterable[str] = ()) -> bool:
        """Whether one person meets all of some literals, with some rules of the standard made law."""
        taken = set(chosen)
        choice = [literal if name in taken else -literal for name, literal in self.chosen.items()]
        return self.clauses.solve([*assumed, *choice, *(-text for step in self.steps.values() for text in step.text_only)])

    def _walk(self, at: str, goal: str, before: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
        if at == goal:
            yield before
            return
        visited = {step.at for step in before}
        if len(before) < LONGEST:
            for step in self.paths.step:
                if step.at == at and step.to not in visited:
                    yield from self._walk(step.to, goal, (*before, step))

    def _open(self, path: Sequence[Step]) -> Open:
        shared = self.clauses.shared
        person = {name: values[True] for name, values in shared.person_values.items() if True in values}
        along = [self.steps[step.id].open for step in path]
        steps = tuple(self.steps[step.id].report(self, along) for step in path)
        return Open(steps=steps, needs=self._needed(path, person), readings=self._needed(path, shared.readings))

    def _needed(self, path: Sequence[Step], facts: Mapping[str, int]) -> dict[str, bool]:
        """Which facts a path cannot do without, each with the value that it needs."""
        literals = [self.steps[step.id].open for step in path]
        needed: dict[str, bool] = {}
        for name, literal in facts.items():
            yes = self.solve([*literals, literal])
            if not yes or not self.solve([*literals, -literal]):
                needed[name] = yes
        return needed

    def _closed(self, path: Sequence[Step]) -> Closed:
        names = tuple(step.id for step in path)
        for step in path:
            stepped = self.steps[step.id]
            if not self.solve([stepped.open]):
                return Closed(steps=names, stopped_at=step.id, stopped_title=step.title, because=stepped.because(self), together=False)
        last = path[-1]
        return Closed(steps=names, stopped_at=last.id, stopped_title=last.title, because=(), together=True)

    def _changes(self, paths: Sequence[Sequence[Step]]) -> tuple[tuple[tuple[str, ...], ...], bool]:
        """All smallest sets of the standard's rules that leave no path open, and whether there is none up to the size sought.

        Grows a list of what must be hit: where a set leaves a path open, any better set has another rule that speaks of a step of it.
        """
        must_hit: list[frozenset[str]] = []
        if not self.chosen:
            return (), False
        while True:
            smallest = _smallest(must_hit)
            if smallest is None:
                return (), True
            for chosen in smallest:
                left = next((path for path in paths if self.solve([self.steps[s.id].open for s in path], chosen)), None)
                if left is not None:
                    offered = frozenset[str]().union(*(self.steps[step.id].offered for step in left))
                    must_hit.append(offered.difference(chosen))
                    break
            else:
                return (tuple(smallest) if paths else ()), False


def _smallest(must_hit: list[frozenset[str]]) -> list[tuple[str, ...]] | None:
    """Every smallest set that has a member of each, or nothing where there is none small enough."""
    if not all(must_hit):
        return None
    universe = sorted(frozenset[str]().union(*must_hit))
    for size in range(MOST_CHANGES + 1):
        found = [chosen for chosen in itertools.combinations(universe, size) if all(hit.intersection(chosen) for hit in must_hit)]
        if found:
            return found
    return None


class _Stepped:
    """A step as a literal that is true where it is open, for the person that all steps share."""

    def __init__(self, streets: _Streets, step: Step) -> None:
        self.step, self._clauses = step, streets.clauses
        self.acts = [_Acted(streets, step, act) for act in step.act]
        self.text_only = [acted.proof.text_only for acted in self.acts]
        self.offered: set[str] = set()
        self.open = streets.clauses.true

    def offer(self, rules: Iterable[Rule], chosen: Mapping[str, int]) -> None:
        """Settle what is open, also where rules of a standard are made law."""
        parts = []
        for acted in self.acts:
            closing = acted.closing(rules)
            for name, region in closing.items():
                if self._clauses.solve([acted.open, region]):
                    self.offered.add(name)
            blocked = [self._clauses.every([chosen[name], region]) for name, region in closing.items()]
            parts.append(self._clauses.every([acted.open, -self._clauses.some(blocked)]))
        self.open = self._clauses.every(parts)

    def report(self, streets: _Streets, along: Sequence[int]) -> StepReport:
        """The step with the rules that permit or require its acts."""
        rests = [name for acted in self.acts for name in acted.permitting() if streets.solve([acted.open, acted.proof.decides[name]])]
        void = [name for acted in self.acts for name, lit in acted.proof.voided.items() if streets.solve([acted.open, lit])]
        law = self._law(streets, along)
        return StepReport(
            id=self.step.id,
            title=self.step.title,
            fixed=self.step.fixed,
            law=law,
            sometimes=self._sometimes(streets, law),
            rests_on=tuple(rests),
            voided=tuple(void),
        )

    def _law(self, streets: _Streets, along: Sequence[int]) -> Literal["requires", "permits", "silent", "open", "fixed"]:
        """What the law says of every act of the step along an open path: the same of all, or one or another."""
        if not self.acts:
            return "fixed"
        found: set[str] = set()
        for acted in self.acts:
            able = {o for o, lit in acted.proof.outcomes.items() if streets.solve([*along, *acted.fixed, lit])}
            found |= {acted.word(outcome) for outcome in able}
        return found.pop() if len(found) == 1 else "open"  # type: ignore[return-value]

    def _sometimes(self, streets: _Streets, law: str) -> tuple[Literal["requires", "forbids"], ...]:
        """Whether the law requires the step, or forbids it, in some case of its own."""
        able = {acted.word(o) for acted in self.acts for o, lit in acted.proof.outcomes.items() if streets.solve([*acted.fixed, lit])}
        found: list[Literal["requires", "forbids"]] = ["requires"] if "requires" in able and law != "requires" else []
        if any(streets.solve([*acted.fixed, acted.closed]) for acted in self.acts):
            found.append("forbids")
        return tuple(found)

    def because(self, streets: _Streets) -> tuple[str, ...]:
        """The rules that close it in every case, or, where they change with the case, those that can."""
        found: list[str] = []
        for acted in self.acts:
            effect = "requires" if acted.act.closed_by == "must" else "forbids"
            stops = {n: lit for n, lit in acted.proof.decides.items() if acted.proof.law.by_id[n].rule.effect == effect}
            always = [name for name, literal in stops.items() if not streets.solve([*acted.fixed, -literal])]
            found += always or [name for name, literal in stops.items() if streets.solve([*acted.fixed, literal])]
        return tuple(found)


class _Acted:
    """An act of a step: its proof, with the facts that the step fixes."""

    def __init__(self, streets: _Streets, step: Step, act: Act) -> None:
        self.act = act
        self.proof = Proof(streets.law, act.action, after=streets.clauses)
        try:
            known = known_facts(streets.law.vocabulary, act.actor, act.action, act.resource, act.context)
        except RequestError as problem:
            raise PackError(f"paths.toml: step '{step.id}': {problem}") from None
        self.fixed = [*self.proof.fixed(known), *self.proof.standing(known)]
        self.closed = self.proof.outcomes[Outcome(act.closed_by)]
        self.open = self.proof.clauses.every([*self.fixed, -self.closed])

    def word(self, outcome: Outcome) -> str:
        """What an outcome of the act means for the step: to leave out what must not be done is required."""
        if self.act.closed_by == "must":
            return {Outcome.MUST_NOT: "requires", Outcome.MAY: "permits", Outcome.SILENT: "silent"}.get(outcome, "open")
        return {Outcome.MUST: "requires", Outcome.MAY: "permits", Outcome.SILENT: "silent"}.get(outcome, "open")

    def closing(self, rules: Iterable[Rule]) -> dict[str, int]:
        """For each rule of a standard that could close this act, where it speaks."""
        effect = "requires" if self.act.closed_by == "must" else "forbids"
        return {
            rule.id: read(rule.policy, self.proof.action, self.proof.clauses)
            for rule in rules
            if rule.effect == effect and self.act.action in rule.actions
        }

    def permitting(self) -> list[str]:
        """The rules that permit, guarantee or require the act; of an act that is left out, those that forbid it."""
        forbids = self.act.closed_by == "must"
        return [n for n in self.proof.decides if (self.proof.law.by_id[n].rule.effect == "forbids") == forbids]
