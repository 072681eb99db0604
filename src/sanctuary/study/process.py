"""Papers of a court met by rules that forbid.

What a court's paper opens is said by rules of process above the rules of a place. This proves it, rule by rule: no local rule keeps back
what a covering paper of the place's own courts opens, and no state or local rule what one of a federal court opens. A rule of the
court's own level keeps its text.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sanctuary.engine.prove import Proof, Proofs
from sanctuary.law.beside import COVERS, PAPER, PAPER_COURT
from sanctuary.law.vocabulary import Value
from sanctuary.model import LEVELS, Level, Outcome

__all__ = ["OPENS", "Kept", "kept_from_courts"]

_ORDERS = ("court-order",)
_WARRANTS = ("federal-search-warrant", "state-search-warrant", "civil-inspection-warrant")
_SUBPOENAS = ("judicial-subpoena", "grand-jury-subpoena")
OPENS = {
    "admit": (*_ORDERS, *_WARRANTS),
    "disclose": (*_ORDERS, *_WARRANTS, *_SUBPOENAS),
    "query": (*_ORDERS, *_WARRANTS, *_SUBPOENAS),
    "transfer": ("writ",),
    "hold": (),
    "allow-interview": (),
}
"""For each act that a custodian or a keeper of records does, the papers of a court that command or open it. A paper that names a person
commands nobody to hold or to open an interview: there the state's own text decides."""

COURTS: dict[str, Level] = {"federal": "federal", "own-state": "state"}
"""The courts whose papers are obeyed here, with the level of their process."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A rule that forbids, throughout its own text, what a covering paper of a court opens."""

    rule: str
    action: str
    paper: str
    court: str


def kept_from_courts(proofs: Proofs) -> Iterator[Kept]:
    """The rules of a place that decide must-not against a covering paper of a court whose process outranks them."""
    law = proofs.law
    levels = {pack.file.level for pack in law.packs.values()}
    for action, papers in OPENS.items():
        proof = proofs[action]
        for bound in proof.rules:
            if bound.rule.pack != law.place.id or bound.rule.effect != "forbids":
                continue
            for court, level in COURTS.items():
                if bound.level > LEVELS.index(level) and level in levels:
                    yield from _kept(proof, bound.rule.id, papers, court)


def _kept(proof: Proof, rule: str, papers: tuple[str, ...], court: str) -> Iterator[Kept]:
    refused = proof.outcomes[Outcome.MUST_NOT]
    for paper in papers:
        facts: dict[str, Value] = {PAPER: paper, PAPER_COURT: court, COVERS: True}
        if proof.possible([*proof.fixed(facts), refused, proof.decides[rule]]):
            yield Kept(rule, proof.action.name, paper, court)
