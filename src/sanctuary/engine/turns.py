"""What an answer turns on: the open facts and readings that can still change it.

A fact changes an answer alone where two possible situations that differ in it alone are answered otherwise. Most such pairs lie beside a
situation that was found; that there is none is proved of two copies of the law in one solver.
"""

from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from functools import cached_property, partial

from sanctuary.engine.moved import Moved
from sanctuary.engine.prove import Proof
from sanctuary.law.vocabulary import Value
from sanctuary.model import Papers

__all__ = ["turns_on"]

Watched = Callable[[Proof], Sequence[int]]
"""Literals that a question looks at beside the outcome."""


def turns_on(
    proof: Proof,
    known: Mapping[str, Value],
    readings: Mapping[str, bool],
    papers: Papers,
    more: Watched = lambda _: (),
    sure: Container[int] | None = None,
) -> tuple[str, ...]:
    """The open facts and readings that can still change the outcome, or one of `more` literals.

    Those that change it alone; where none does, a smallest set that does together. `sure` is what follows at once, where it is known.
    """
    beside, pair = _Beside(proof, known, readings, papers, more, sure), _Pair(proof, known, readings, papers, more)
    alone = tuple(name for name in pair.names if beside.bears(name) and (beside.shows(name) or pair.changes({name})))
    return alone or (_together(pair.names, pair.changes) if pair.changes(set(pair.names)) else ())


def _assumed(proof: Proof, known: Mapping[str, Value], readings: Mapping[str, bool], papers: Papers) -> list[int]:
    return [-proof.text_only, *proof.fixed(known), *proof.standing(known, papers), *proof.held(readings)]


class _Beside:
    """The situations that were found, and others that differ from one of them in one fact."""

    def __init__(
        self,
        proof: Proof,
        known: Mapping[str, Value],
        readings: Mapping[str, bool],
        papers: Papers,
        more: Watched,
        sure: Container[int] | None,
    ) -> None:
        self.proof, self.assumed = proof, _assumed(proof, known, readings, papers)
        self.watched, self.asked = (*proof.outcomes.values(), *more(proof)), (*proof.clauses.limits, *self.assumed)
        self.here = proof.clauses.shared.column(self.assumed)
        self.open = proof.clauses.turning(proof.clauses.following(self.assumed) if sure is None else sure, self.watched)

    def bears(self, name: str) -> bool:
        """Whether a fact or reading may bear on what is watched: where it does not, it changes nothing alone."""
        if name in self.proof.readings:
            return self.proof.readings[name] in self.open
        return not self.open.isdisjoint(_variables(self.proof, name))

    def shows(self, name: str) -> bool:
        """Whether one of the situations with another value of a fact alone is possible, and answered otherwise."""
        found = self.proof.asked.get((Moved, name))
        if not isinstance(found, Moved):
            found = self.proof.asked[Moved, name] = Moved(self.proof, name)
        return found.shows(self.here, self.watched, self.asked)


def _variables(proof: Proof, name: str) -> Collection[int]:
    """The solver's variables of a fact: a count's grow with the bounds that rules name, any other's never."""
    fact = proof.action.by_name[name]
    if fact.kind == "count":
        return proof.clauses.variables(fact)
    return proof.once((_variables, name), lambda: proof.clauses.variables(fact))


class _Pair:
    """Two situations beside each other under one law; their solver is made where it is first asked."""

    def __init__(self, proof: Proof, known: Mapping[str, Value], readings: Mapping[str, bool], papers: Papers, more: Watched) -> None:
        self.proof, self.more = proof, more
        self.assumes = partial(_assumed, known=known, readings=readings, papers=papers)
        facts = (name for name in proof.grid().cells if name not in known)
        self.names = (*facts, *(name for name in proof.readings if name not in readings))

    @cached_property
    def _asked(self) -> tuple[list[int], Mapping[str, int]]:
        """What is assumed of both, with that they are answered otherwise; and for each fact that it is the same in both."""
        both = self.proof.double, self.proof.double.twin
        return [*(literal for one in both for literal in self.assumes(one)), _differ(*both, self.more)], _same(*both)

    def changes(self, names: Iterable[str]) -> bool:
        """Whether the answer can differ where only some facts do."""
        free = set(names)
        assumed, same = self._asked
        # A reading that only a law put beside this one needs is none of its own: it tells no two situations apart.
        return self.proof.double.clauses.solve([*assumed, *(same[name] for name in self.names if name in same and name not in free)])


def _same(one: Proof, other: Proof) -> dict[str, int]:
    """For each fact and reading, that it is the same in both situations; made once."""
    found = one.asked.get("same")
    if not isinstance(found, dict):
        a, theirs = one.clauses, other.grid().cells
        found = {name: a.some([a.every([ours[cell], theirs[name][cell]]) for cell in ours]) for name, ours in one.grid().cells.items()}
        for name, literal in one.readings.items():
            found[name] = a.some([a.every([literal, other.readings[name]]), a.every([-literal, -other.readings[name]])])
        one.asked["same"] = found
    return found


def _differ(one: Proof, other: Proof, more: Watched) -> int:
    """That the outcome, or one of `more` literals, is another."""
    a = one.clauses
    watched = zip((*one.outcomes.values(), *more(one)), (*other.outcomes.values(), *more(other)), strict=True)
    return a.some([part for ours, theirs in watched for part in (a.every([ours, -theirs]), a.every([-ours, theirs]))])


def _together(names: tuple[str, ...], changes: Callable[[set[str]], bool]) -> tuple[str, ...]:
    """A smallest set of names that change something together: none can be left out."""
    kept = set(names)
    for name in names:
        if changes(kept - {name}):
            kept.discard(name)
    return tuple(name for name in names if name in kept)
