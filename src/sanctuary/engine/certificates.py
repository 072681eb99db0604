"""Certificates: each thing that was proved, as a formula that no assignment satisfies, for solvers of others.

A proof here is always of one form: some literals and the law of an action cannot all hold. A `Ledger` notes each such claim in words when
it is made; `Certificate.dimacs` then gives the clauses that define the literals, what cannot occur, and the literals themselves as unit
clauses, in DIMACS CNF; `Certificate.table` says what each variable means. Gates that the claim does not reach are left out: each is defined
by its own clauses alone, so that leaving it out takes no assignment away.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sanctuary.engine.solver import Clauses

if TYPE_CHECKING:
    from sanctuary.engine.prove import Proof

__all__ = ["Certificate", "Ledger"]

ALWAYS = "always true"


@dataclass(frozen=True)
class Certificate:
    """One claim: what was proved, in words, of which law and act, and the literals that cannot all hold."""

    claim: str
    place: str
    on: str
    action: str
    assumed: tuple[int, ...]
    clauses: Clauses
    proofs: tuple["Proof", ...]

    def lines(self) -> list[tuple[int, ...]]:
        """The clauses that the claim reaches, in the order in which they were made, and its literals."""
        gates: dict[int, list[tuple[int, ...]]] = {}
        always: list[tuple[int, ...]] = []
        for gate, clause in self.clauses.shared.kept or ():
            (gates.setdefault(gate, []) if gate else always).append(clause)
        reached, waiting = set[int](), [abs(one) for clause in always for one in clause] + [abs(one) for one in self.assumed]
        while waiting:
            variable = waiting.pop()
            if variable not in reached:
                reached.add(variable)
                waiting += [abs(one) for clause in gates.get(variable, ()) for one in clause]
        kept = [clause for gate, clause in self.clauses.shared.kept or () if not gate or gate in reached]
        return [*kept, *((one,) for one in self.assumed)]

    def dimacs(self) -> str:
        """The formula, with the claim as a comment."""
        lines = self.lines()
        most = max(abs(one) for clause in lines for one in clause)
        head = [
            "c sanctuary.certificates/1",
            f"c {self.claim}",
            f"c {self.place} on {self.on}, {self.action}",
            f"p cnf {most} {len(lines)}",
        ]
        return "\n".join([*head, *(" ".join(map(str, (*clause, 0))) for clause in lines)]) + "\n"

    def table(self) -> str:
        """What each variable of the formula means: its number, its words, and for a gate the literals of which it is the conjunction."""
        words, gates = _words(self.clauses, self.proofs), {gate: parts for parts, gate in self.clauses.shared.gates.items()}
        used = sorted({abs(one) for clause in self.lines() for one in clause})
        rows = (f"{one}\t{'; '.join(words.get(one, ())) or 'a step between'}\t{' '.join(map(str, gates.get(one, ())))}" for one in used)
        return "\n".join(["variable\tmeans\tall_of", *rows]) + "\n"


class Ledger:
    """What was proved on the way to an answer, each once, in the order in which it was."""

    def __init__(self) -> None:
        self._noted: dict[tuple[int, tuple[int, ...]], Certificate] = {}

    def note(self, proofs: Sequence["Proof"], claim: str, assumed: Iterable[int]) -> None:
        """Notes that some literals, beside the law of an action, cannot all hold; `proofs` are those that name the variables."""
        first = proofs[0]
        literals = tuple(sorted(set(assumed), key=abs))
        if first.clauses.solve(literals):
            raise AssertionError(f"{first.law.place.id}, {first.action.name}: what was taken as proved can be: {claim}")
        made = Certificate(claim, first.law.place.id, str(first.law.on), first.action.name, literals, first.clauses, tuple(proofs))
        self._noted.setdefault((id(first.clauses.shared), literals), made)

    @property
    def certificates(self) -> tuple[Certificate, ...]:
        """Every claim."""
        return tuple(self._noted.values())


def _words(clauses: Clauses, proofs: Sequence["Proof"]) -> Mapping[int, list[str]]:
    """For each variable that has a meaning of its own, its words; where it stands for the opposite, they begin with `not`."""
    found: dict[int, list[str]] = {}
    for literal, words in _named(clauses, proofs):
        if abs(literal) == clauses.true and words != ALWAYS:
            continue  # what always or never holds needs no variable of its own
        told = words if literal > 0 else f"not: {words}"
        if told not in found.setdefault(abs(literal), []):
            found[abs(literal)].append(told)
    return found


def _named(clauses: Clauses, proofs: Sequence["Proof"]) -> Iterator[tuple[int, str]]:
    yield clauses.true, ALWAYS
    yield from clauses.named()
    first = proofs[0]
    yield first.text_only, "only rules whose text was read count"
    for name, literal in first.readings.items():
        yield literal, f"the reading {name} is true"
    for proof in proofs:
        law = f"under {proof.law.place.id} on {proof.law.on}"
        for outcome, literal in proof.outcomes.items():
            yield literal, f"{law}, the outcome is {outcome}"
        tables = {
            "matches": proof.matches,
            "decides": proof.decides,
            "obliges": proof.obliges,
            "is void": proof.voided,
            "is live": proof.live,
        }
        for verb, table in tables.items():
            for rule, literal in table.items():
                yield literal, f"{law}, {rule} {verb}"
        for duty, literal in proof.duties.items():
            yield literal, f"{law}, the duty {duty} follows"
