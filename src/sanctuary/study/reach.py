"""Whom rules reach: actors that nobody placed, and actors of another government that a local rule names without an agreement."""

from collections.abc import Iterator
from dataclasses import dataclass

from sanctuary.engine.prove import Proofs
from sanctuary.law.condition import read
from sanctuary.law.rules import Rule
from sanctuary.law.vocabulary import ACTOR
from sanctuary.model import PRIVATE_ACTORS

__all__ = ["Named", "Unplaced", "named_elsewhere", "unplaced"]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An actor that no table places, with the rules of the pack that reach it by what such a government usually runs."""

    actor: str
    run_by: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A local rule that names an actor of another government, which it binds only through an agreement."""

    rule: str
    actor: str
    run_by: str


def unplaced(proofs: Proofs) -> Iterator[Unplaced]:
    """The actors of a local government that its table does not name, each with its rules whose text reaches it."""
    law = proofs.law
    if law.place.file.level in ("federal", "state"):
        return
    for actor, government in law.runs.items():
        if actor not in law.place.file.actors:
            own = (b.rule for b in law.rules if b.rule.pack == law.place.id and actor in b.actors)
            reaching = tuple(rule.id for rule in own if _means(proofs, rule, actor))
            if reaching:
                yield Unplaced(actor, government, reaching)


def named_elsewhere(proofs: Proofs) -> Iterator[Named]:
    """The rules of a local government whose text names, and means, an actor that somebody else runs, without an agreement."""
    law = proofs.law
    if law.place.file.level in ("federal", "state"):
        return
    for rule in law.place.rules:
        if rule.in_force(law.on) and not rule.by_agreement:
            for actor in sorted(rule.named - PRIVATE_ACTORS):
                if law.place.id not in law.scope[actor] and _means(proofs, rule, actor):
                    yield Named(rule.id, actor, law.runs[actor])


def _means(proofs: Proofs, rule: Rule, actor: str) -> bool:
    """Whether some possible situation of the actor meets the text of the rule."""
    for action in rule.actions:
        proof = proofs[action]
        whom = proof.clauses.among(proof.action.by_name[ACTOR], frozenset({actor}))
        if proof.possible([read(rule.policy, proof.action, proof.clauses), whom]):
            return True
    return False
