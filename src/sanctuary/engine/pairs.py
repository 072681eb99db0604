"""Acts that exclude each other: where law commands both of one actor toward one person, the higher level's must wins."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sanctuary.engine.prove import Proof
from sanctuary.engine.solver import PERSON, Clauses
from sanctuary.law.jurisdiction import Law
from sanctuary.law.vocabulary import ACTOR, Value
from sanctuary.model import Outcome

__all__ = ["PAIRS", "Pair", "opposed", "pairs"]

PAIRS = (("hold", "release"),)
"""Acts of which one undoes the other."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two acts that rules command at once in some circumstances; `wins` is the act of the higher level, or nothing."""

    actor: str
    acts: tuple[str, str]
    rules: tuple[str, ...]
    wins: str


def pairs(law: Law) -> Iterator[Pair]:
    """Every pair of acts that rules of a place command of one actor toward one person at once."""
    for acts in PAIRS:
        both = _Both(law, acts)
        for actor in law.scope:
            found = both.found({ACTOR: actor}, [])
            if found:
                yield found


def opposed(proof: Proof, known: Mapping[str, Value]) -> Pair | None:
    """The pair, where an act that must be done is undone by another that rules command of the same actor toward the same person."""
    law, action = proof.law, proof.action.name
    acts = next((pair for pair in PAIRS if action in pair), None)
    if acts is None or not any(b.rule.effect == "requires" for name in acts for b in law.rules_of(name)):
        return None
    both = proof.once(_Both, lambda: _Both(law, acts))
    own = both.proofs[acts.index(action)]
    person = {name: value for name, value in known.items() if name == ACTOR or name.startswith(PERSON)}
    return both.found(person, own.fixed({name: value for name, value in known.items() if name not in person}))


class _Both:
    """Two acts about one person in one solver."""

    def __init__(self, law: Law, acts: tuple[str, str]) -> None:
        self.law, self.acts = law, acts
        self.shared = Clauses(law.vocabulary.actions[acts[0]])
        self.proofs = tuple(Proof(law, act, after=self.shared) for act in acts)

    def found(self, person: Mapping[str, Value], more: list[int]) -> Pair | None:
        """The pair, if both acts must be done in some situation with these facts of the actor and the person."""
        assumed = list(more)
        for proof in self.proofs:
            assumed += [proof.outcomes[Outcome.MUST], -proof.text_only, *proof.given(person)]
            assumed += proof.fixed({name: value for name, value in person.items() if name in proof.action.by_name})
        if not self.shared.solve(assumed):
            return None
        able = [[name for name, one in proof.decides.items() if self.shared.solve([*assumed, one])] for proof in self.proofs]
        tops = [min(self.law.by_id[name].level for name in names) for names in able]
        wins = "" if tops[0] == tops[1] else self.acts[tops.index(min(tops))]
        return Pair(str(person[ACTOR]), self.acts, tuple(name for names in able for name in names), wins)
