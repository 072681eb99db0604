"""A requirement: what a rule of a standard asks of a law, as literals beside that law.

A law agrees with a `forbid` if the outcome is must-not; with `requires` if it is must; with `permits` or `guarantees` if it is
not must-not (and not silent, where the rule says that silence differs); with `obliges` if it obliges the same duty. A rule that
asks for an instrument, or for a limit of state or local making, is met only by such a rule. A difference that rests on an
absence counts only where the law was searched to the end: elsewhere it is a doubt.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sanctuary.engine.prove import Proof
from sanctuary.law.condition import read
from sanctuary.law.jurisdiction import Law
from sanctuary.law.rules import Rule
from sanctuary.law.vocabulary import ACTOR, RESOURCE
from sanctuary.model import Outcome

__all__ = ["Asked", "ask", "groups"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One rule of a standard for one action: where it speaks, where the law agrees, where a difference is a doubt.

    `behind` holds the rules that agreement can rest on, each with the literal of its doing so.
    """

    rule: Rule
    action: str
    proof: Proof
    region: int
    agrees: int
    doubt: int
    behind: Mapping[str, int]

    def among(self, actors: Iterable[str]) -> int:
        """The literal of some actors."""
        return self.proof.clauses.among(self.proof.action.by_name[ACTOR], frozenset(actors))


def ask(proof: Proof, rule: Rule) -> Asked:
    """The rule asked of the law that a proof holds."""
    c, out = proof.clauses, proof.outcomes
    region = read(rule.policy, proof.action, c)
    refused = out[Outcome.MUST_NOT]
    unsure = _unsearched(proof, rule.instrument)
    unspoken = c.some([out[Outcome.SILENT], out[Outcome.MAY]])
    match rule.effect:
        case "forbids" | "requires":
            wanted = out[Outcome.MUST_NOT if rule.effect == "forbids" else Outcome.MUST]
            behind = _made_as_asked(proof, rule)
            agrees = c.every([wanted, c.some(list(behind.values()))])
            doubt = c.every([unsure, c.some([unspoken, wanted])])
        case "obliges":
            region = c.every([region, {"request": c.true, "act": -refused, "breach": refused}[rule.on]])
            agrees = proof.duties.get(rule.duty, -c.true)
            doubt = unsure
            behind = {name: literal for name, literal in proof.obliges.items() if proof.law.by_id[name].rule.duty == rule.duty}
        case _:
            agrees = c.every([-refused, -out[Outcome.SILENT]]) if rule.silence_differs else -refused
            doubt = c.every([unsure, out[Outcome.SILENT]])
            behind = proof.decides
    return Asked(rule, proof.action.name, proof, region, agrees, c.every([doubt, -agrees]), behind)


def _made_as_asked(proof: Proof, rule: Rule) -> Mapping[str, int]:
    """The rules that can bring about what is asked: any that decides, or, where a making is asked for, any live rule of that making."""
    if not rule.instrument and not rule.made_by:
        return {b.rule.id: proof.decides[b.rule.id] for b in proof.rules if b.rule.effect == rule.effect}
    return {
        b.rule.id: proof.live[b.rule.id]
        for b in proof.rules
        if b.rule.effect == rule.effect
        and rule.instrument in ("", b.rule.instrument)
        and not (rule.made_by == "state-or-local" and b.rule.level == "federal")
    }


def _unsearched(proof: Proof, instrument: str) -> int:
    """Where an absence may be unsearched; an ordinance is looked for only among local governments."""
    law, c, described = proof.law, proof.clauses, proof.action
    unsure = []
    for name, pack in law.packs.items():
        if instrument == "ordinance" and pack.file.level in ("federal", "state"):
            continue
        resources = frozenset(value for value in described.by_name[RESOURCE].values if not pack.searched(described.name, value, law.on))
        actors = frozenset(actor for actor, packs in law.scope.items() if name in packs)
        if resources and actors:
            unsure.append(c.every([c.among(described.by_name[RESOURCE], resources), c.among(described.by_name[ACTOR], actors)]))
    return c.some(unsure)


def groups(law: Law) -> dict[str, tuple[str, ...]]:
    """The actors by the government that runs them, the place itself first; private actors stand with the place."""
    found: dict[str, tuple[str, ...]] = {law.place.id: ()}
    for actor in law.scope:
        run = law.run_by(actor)
        found[run] = (*found.get(run, ()), actor)
    return found
