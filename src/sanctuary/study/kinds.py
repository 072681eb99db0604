"""Kinds of limits on cooperation, and what a law says of making them.

A ban on limits proves that a law makes none, though it was not searched to the end: a rule below it that might be found would be void,
and whoever made the ban is taken to make no limit of that kind, unless one was found. The mirror holds as well: whoever makes a
limit is taken not to forbid limits of that kind.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from sanctuary.engine.prove import Proof, Proofs
from sanctuary.law.jurisdiction import Law
from sanctuary.law.rules import Rule
from sanctuary.law.vocabulary import ACTOR, RESOURCE
from sanctuary.model import PRIVATE_ACTORS, Outcome

__all__ = ["OPEN", "Cap", "cap_of", "limited"]

MAKER = "governing-body"
"""Who makes the rules of a local government: of it a law is asked whether it forbids a limit."""

_ONLY_VICTIMS = "victims_and_witnesses_only"


@dataclass(frozen=True, slots=True)
class Cap:
    """How far rules that were not found could still make a law agree: `open` anywhere, `partly` not everywhere, `none` nowhere.

    `rules` are the bans that prove it.
    """

    most: Literal["open", "partly", "none"] = "open"
    rules: tuple[str, ...] = ()


OPEN = Cap()
"""Where no ban says anything."""


def cap_of(proofs: Proofs, rule: Rule, actors: Callable[[], Iterable[str]]) -> Cap:
    """What bans on limits prove of a rule of a definition that asks a law to limit some kinds of cooperation of some actors."""
    law = proofs.law
    bans = any(b.rule.effect == "forbids" for b in law.rules_of("limit"))
    if rule.effect != "forbids" or not rule.limits or "limit" in rule.actions or not bans:
        return OPEN
    proof = proofs["limit"]
    own = law.place.file.level == "state"
    whom = (MAKER,) if own else tuple(one for one in actors() if one not in PRIVATE_ACTORS)
    banned = {kind: _banned(proof, kind, whom, law.place.id if own else "") for kind in sorted(rule.limits)}
    by = tuple(dict.fromkeys(name for names in banned.values() for name in names))
    if by and all(banned.values()):
        return Cap("none", by)
    return Cap("partly", by) if by else OPEN


def _banned(proof: Proof, kind: str, actors: tuple[str, ...], maker: str) -> tuple[str, ...]:
    """The rules that forbid some actors to make a limit, whoever it is for.

    Under every reading; or, of the bans of one maker alone, under some: nobody who bans a limit in one reading has made it unseen.
    """
    by_name = proof.action.by_name
    asked = [proof.clauses.among(by_name[ACTOR], frozenset(actors)), *proof.fixed({RESOURCE: kind, _ONLY_VICTIMS: False})]
    refused = proof.outcomes[Outcome.MUST_NOT]
    if not actors or not proof.possible([*asked, refused]) or (not maker and proof.possible([*asked, -refused])):
        return ()
    found = [name for name, literal in proof.decides.items() if proof.possible([*asked, refused, literal])]
    own = [name for name in found if not maker or proof.law.by_id[name].rule.pack == maker]
    return tuple([name for name in own if not proof.law.by_id[name].readings] or own)


def limited(law: Law, instrument: str) -> frozenset[str]:
    """The kinds of cooperation that state law, where a statute is asked for, or any state or local law itself limits."""
    levels = ("state",) if instrument == "statute" else ("state", "local", "agency")
    return frozenset(kind for b in law.rules if b.rule.effect == "forbids" and b.rule.level in levels for kind in b.rule.limits)
