"""One situation under every filling of the readings at once: what holds in it is computed, and no solver need be asked.

Where every fact is fixed only readings are open, and of these few bear on anything in one situation. A case is a filling of those few; a
literal is told by the cases in which it holds, as the bits of one number.
"""

from collections.abc import Iterable, Mapping

from sanctuary.engine.prove import Proof

__all__ = ["Fillings"]


class Fillings:
    """The situation that was found last, of the law of a proof and of laws beside it, with some literals to be asked about."""

    def __init__(self, proof: Proof, literals: Iterable[int]) -> None:
        c, asked = proof.clauses, tuple(dict.fromkeys(literals))
        situation = c.now
        named = {literal: name for name, literal in proof.readings.items()}
        bearing = c.bearing(situation, frozenset(named), asked)
        size = 1 << len(bearing)
        self.every = (1 << size) - 1
        # In half of the cases a reading is true: of the first one in every other case, of the next in every other pair of them.
        cases = {literal: sum(1 << case for case in range(size) if case >> place & 1) for place, literal in enumerate(bearing)}
        self._cases = {named[literal]: bits for literal, bits in cases.items()}
        still = dict.fromkeys(named.keys() - cases.keys(), 0)
        self._holds = dict(zip(asked, c.varied(situation, cases | still, size, asked), strict=True))

    def where(self, literal: int) -> int:
        """The cases in which one of the literals holds."""
        return self._holds[literal] if literal in self._holds else self.every & ~self._holds[-literal]

    def under(self, readings: Mapping[str, bool]) -> int:
        """The cases that agree with some readings; one that bears on nothing tells no cases apart."""
        found = self.every
        for name, truth in readings.items():
            if name in self._cases:
                found &= self._cases[name] if truth else ~self._cases[name]
        return found
