"""What a reader of a pack should look at again: readings that change nothing, and prose that bars what no rule forbids."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sanctuary.engine.prove import Proof, Proofs
from sanctuary.law.packs import OWN, Pack, read_scenarios
from sanctuary.law.vocabulary import ACTOR

__all__ = ["Barred", "Idle", "barred", "idle_readings"]

_BARS = re.compile(r"\b(?:barred|excluded|may not|must not|is forbidden|are forbidden)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Idle:
    """A reading that changes neither outcome nor duty for an actor, though a rule that needs it can reach that actor."""

    reading: str
    actor: str
    action: str


@dataclass(frozen=True, slots=True)
class Barred:
    """A paragraph whose words bar something, while no rule that cites it forbids and a sentence of its section comes out silent."""

    law_file: str
    cites: str
    words: str


def idle_readings(proofs: Proofs) -> Iterator[Idle]:
    """Each reading of the pack's own rules tried both ways, for every actor that such a rule can reach."""
    law = proofs.law
    for action in law.vocabulary.actions:
        needing = [b for b in law.rules_of(action) if b.rule.pack == law.place.id and b.rule.disputed in b.readings]
        if not needing:
            continue
        proof, matters = proofs[action], _Matters(proofs[action])
        for name in sorted({b.rule.disputed for b in needing}):
            able = frozenset().union(*(b.actors for b in needing if b.rule.disputed == name))
            ours = [b.rule.id for b in needing if b.rule.disputed == name]
            for actor in (one for one in law.scope if one in able):
                whom = proof.clauses.among(proof.action.by_name[ACTOR], frozenset({actor}))
                if not proof.possible([whom, proof.clauses.some([proof.matches[rule] for rule in ours])]):
                    continue
                if not (matters.shown(name, whom, ours) or matters.reading(name, whom)):
                    yield Idle(name, actor, action)


class _Matters:
    """Two situations that are alike but for one reading, and whether the law answers them otherwise."""

    def __init__(self, proof: Proof) -> None:
        self.proof = proof

    @cached_property
    def _alike(self) -> list[int]:
        """That every fact is the same in both."""
        a, theirs = self.proof.clauses, self.proof.twin.grid().cells
        return [
            a.some([a.every([one, theirs[name][cell]]) for cell, one in ours.items()]) for name, ours in self.proof.grid().cells.items()
        ]

    @cached_property
    def _readings(self) -> dict[str, int]:
        """For each reading, that it is the same in both."""
        a, theirs = self.proof.clauses, self.proof.twin.readings
        return {n: a.some([a.every([lit, theirs[n]]), a.every([-lit, -theirs[n]])]) for n, lit in self.proof.readings.items()}

    @cached_property
    def _differ(self) -> int:
        """That the outcome or a duty is another."""
        one, other, a = self.proof, self.proof.twin, self.proof.clauses
        found = [a.every([one.outcomes[o], -other.outcomes[o]]) for o in one.outcomes]
        found += [a.every([literal, -other.duties[duty]]) for duty, literal in one.duties.items()]
        return a.some([*found, *(a.every([-literal, other.duties[duty]]) for duty, literal in one.duties.items())])

    def shown(self, name: str, whom: int, rules: list[str]) -> bool:
        """Whether a situation in which a rule decides or obliges is answered otherwise under the other value of a reading.

        Most readings are seen to matter so, and need no second situation in the solver.
        """
        one, c = self.proof, self.proof.clauses
        watched = (*one.outcomes.values(), *one.duties.values())
        for rule in rules:
            if one.possible([whom, one.decides.get(rule) or one.obliges.get(rule) or -c.true]):
                told = c.varied(c.now, {one.readings[name]: 0b10}, 2, watched)
                if any(cases in (0b01, 0b10) for cases in told):
                    return True
        return False

    def reading(self, name: str, whom: int) -> bool:
        """Whether some situation of an actor is answered otherwise under the two values of a reading, all else alike."""
        one, other = self.proof, self.proof.twin
        rest = [alike for reading, alike in self._readings.items() if reading != name]
        pair = [one.readings[name], -other.readings[name], -one.text_only, -other.text_only]
        return one.clauses.solve([*self._alike, *rest, *pair, whom, self._differ])


def barred(pack: Pack) -> Iterator[Barred]:
    """The paragraphs of the law files that bar something no rule forbids, where a sentence of the section comes out silent."""
    for stem, prose in pack.prose.items():
        path = pack.folder / "scenarios" / f"{stem}.toml"
        if not path.is_file() or all(one.expect != "silent" for one in read_scenarios(path, pack.id, own=pack.folder.parent == OWN)):
            continue
        forbidding = {rule.cites for rule in pack.rules if rule.effect == "forbids"}
        for cites, words in prose.words.items():
            # The title of a section tells what it is about; its paragraphs say what is barred.
            text = prose.texts[cites] if cites == prose.citation else f"{words}\n{prose.texts[cites]}"
            if _BARS.search(text) and cites not in forbidding and "Not modeled:" not in text:
                yield Barred(f"law/{stem}.md", cites, words)
