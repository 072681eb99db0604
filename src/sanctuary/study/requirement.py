"""A requirement: what a rule of a standard asks of a law, as literals beside that law.

A law agrees with a `forbid` if the outcome is must-not; with `requires` if it is must; with `permits` or `guarantees` if it is
not must-not (and not silent, where the rule says that silence differs); with `obliges` if it obliges the same duty. A rule that
asks for an instrument, or for a limit of state or local making, is met only by such a rule. A difference that rests on an
absence counts only where the law was searched to the end: elsewhere it is a doubt, unless a ban above would void whatever limit
might be found. A standard is asked charitably: as if no paper of a court were in hand, and only of situations in which federal law
alone does not have it otherwise; strictly it is asked of those too (`ways.py`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar, cast

from sanctuary.engine.cells import Grid
from sanctuary.engine.prove import Proof
from sanctuary.law.condition import about
from sanctuary.law.jurisdiction import Law
from sanctuary.law.rules import Rule
from sanctuary.law.runs import BELOW, ELSEWHERE
from sanctuary.law.vocabulary import ACTOR, RESOURCE
from sanctuary.model import LEVELS, Level, Outcome, Papers
from sanctuary.study.kinds import limited
from sanctuary.study.ways import CHARITABLE, Way

T = TypeVar("T")

__all__ = ["PAPERS", "Asked", "ask", "blocked", "groups", "measured"]


PAPERS: Mapping[Papers, str] = {"assumed": "no paper of a court in hand", "any": "whatever paper is in hand"}
"""How a standard is asked, in words."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One rule of a standard for one action: where it speaks, where the law agrees, where a difference is a doubt.

    `text` is where its words apply, `region` where it speaks: a duty on an act or a breach speaks only where the outcome lets it, and
    charitably no rule speaks where federal law alone has it otherwise. `shaky` is where the law agrees only because no rule was found,
    and none was looked for to the end. `behind` holds the rules that agreement can rest on, each with the literal of its doing so;
    `standing` is what it assumes of every situation, of the papers in hand first of all. `known` is what was found by asking.
    """

    rule: Rule
    action: str
    proof: Proof
    text: int
    region: int
    agrees: int
    doubt: int
    shaky: int
    behind: Mapping[str, int]
    standing: tuple[int, ...]
    papers: Papers
    known: dict[object, object] = field(default_factory=dict, compare=False, repr=False)

    def once(self, key: object, make: Callable[[], T]) -> T:
        """What was found of the rule under a key, on this day or on another of the same rules; made where nothing was."""
        if key not in self.known:
            self.known[key] = make()
        return cast(T, self.known[key])

    def speaks(self, actors: tuple[str, ...]) -> bool:
        """Whether the rule speaks of some of these actors."""
        return self.once(("speaks", actors), partial(self._speaks, actors))

    def _speaks(self, actors: tuple[str, ...]) -> bool:
        named = about(self.rule.policy, self.proof.action, ACTOR)
        if named is not None and named.isdisjoint(actors):
            return False
        return self.proof.possible([self.text, self.among(actors)])

    @property
    def grid(self) -> Grid:
        """The cells of the question."""
        return self.proof.grid(self.rule.policy, papers=self.papers)

    def among(self, actors: Iterable[str]) -> int:
        """The literal of some actors."""
        return self.proof.clauses.among(self.proof.action.by_name[ACTOR], frozenset(actors))


def ask(proof: Proof, rule: Rule, way: Way = CHARITABLE) -> Asked:
    """The rule asked of the law that a proof holds; found once for all days on which the same would be asked."""
    law = proof.law
    kinds = limited(law, rule.instrument) if proof.action.name == "limit" else frozenset()
    key = (rule.id, rule.policy, way, law.gaps.early(law.on), kinds)
    found = proof.asked.get(key)
    if not isinstance(found, Asked):
        found = proof.asked[key] = _ask(proof, rule, way)
    return found if found.proof is proof else replace(found, proof=proof)


def _ask(proof: Proof, rule: Rule, way: Way) -> Asked:
    c, out, papers = proof.clauses, proof.outcomes, way.papers
    standing = (*proof.given(), *([proof.no_court_paper] if papers == "assumed" else []))
    text = c.every([c.read(rule.policy), *standing])
    region = text if way.beyond else c.every([text, -blocked(proof, rule)])
    unsearched = _unsearched(proof, rule)
    refused = out[Outcome.MUST_NOT]
    unspoken = c.some([out[Outcome.SILENT], out[Outcome.MAY]])
    match rule.effect:
        case "forbids" | "requires":
            wanted = out[Outcome.MUST_NOT if rule.effect == "forbids" else Outcome.MUST]
            behind = _made_as_asked(proof, rule)
            agrees = c.every([wanted, c.some(list(behind.values()))])
            doubt = c.every([unsearched, c.some([unspoken, wanted]), -agrees])
        case "obliges":
            region = c.every([region, {"request": c.true, "act": -refused, "breach": refused}[rule.on]])
            agrees = proof.duties.get(rule.duty, -c.true)
            doubt = c.every([unsearched, -agrees])
            behind = {name: literal for name, literal in proof.obliges.items() if proof.law.by_id[name].rule.duty == rule.duty}
        case _:
            agrees = c.every([-refused, -out[Outcome.SILENT]]) if rule.silence_differs else -refused
            doubt = c.every([unsearched, out[Outcome.SILENT]])
            behind = proof.decides
    shaky = c.every([doubt, agrees])
    return Asked(rule, proof.action.name, proof, text, region, agrees, c.every([doubt, -agrees]), shaky, behind, standing, papers)


def blocked(proof: Proof, rule: Rule) -> int:
    """Where no state or local law could bring about what a rule asks: federal law, without any dispute, has it otherwise."""
    c = proof.clauses
    federal = [b for b in proof.rules if b.level == 0]
    firm = {b.rule.id for b in federal if not b.readings}
    forbids = c.some([proof.live[b.rule.id] for b in federal if b.rule.effect == "forbids" and b.rule.id in firm])
    perhaps = c.some([proof.matches[b.rule.id] for b in federal if b.rule.effect == "forbids"])
    match rule.effect:
        case "forbids":
            stands = [
                proof.matches[b.rule.id]
                for b in federal
                if b.rule.id in firm and (b.rule.effect == "requires" or (b.rule.effect == "guarantees" and not b.rule.limits))
            ]
            return c.every([c.some(stands), -perhaps])
        case "obliges":
            return -c.true
        case _:
            required = c.some([proof.matches[b.rule.id] for b in federal if b.rule.effect == "requires"])
            return c.every([forbids, -required])


def _made_as_asked(proof: Proof, rule: Rule) -> Mapping[str, int]:
    """The rules that can bring about what is asked: any that decides, or, where a making is asked for, any live rule of that making."""
    if not rule.instrument and not rule.made_by:
        return {b.rule.id: proof.decides[b.rule.id] for b in proof.rules if b.rule.effect == rule.effect}
    return {
        b.rule.id: proof.live[b.rule.id]
        for b in proof.rules
        if b.rule.effect == rule.effect
        and rule.instrument in ("", b.rule.instrument)
        and proof.law.packs[b.rule.pack].file.level in _MADE_BY[rule.made_by]
    }


_MADE_BY: Mapping[str, tuple[Level, ...]] = {
    "": LEVELS, "state-or-local": ("state", "local", "agency"), "local": ("local", "agency"),
}  # fmt: skip
"""The levels of the governments whose rules count, by who must have made them."""

_MAKES: Mapping[str, tuple[Level, ...]] = {"ordinance": ("local", "agency"), "statute": ("federal", "state")}
"""The levels that make an instrument, where not all do."""


def _unsearched(proof: Proof, rule: Rule) -> int:
    """Where an absence may be unsearched: the same for all rules with one effect that ask for one making."""
    return proof.once(("unsearched", rule.effect, rule.instrument, rule.made_by), partial(_found_unsearched, proof, rule))


def _found_unsearched(proof: Proof, rule: Rule) -> int:
    """Where an absence may be unsearched; an ordinance is looked for only among local governments.

    A limit that might be found is none where a guarantee of a higher level would void it, nor where the same government's own text
    opens the act, by a permission or an exception: it is taken not to close unseen what it opens. Nor is a ban on limits that the law
    itself makes.
    """
    law, c, described = proof.law, proof.clauses, proof.action
    unsure = []
    able = set(_MADE_BY[rule.made_by]).intersection(_MAKES.get(rule.instrument, LEVELS))
    for name, pack in law.packs.items():
        if pack.file.level not in able:
            continue
        for resources, actors in law.gaps.of(name, described, law.on):
            here = [c.among(described.by_name[RESOURCE], resources), c.among(described.by_name[ACTOR], actors)]
            unsure.append(c.every([*here, _not_banned(proof, rule, pack.file.level), -_opened(proof, rule, name)]))
    unnamed = frozenset(actor for actor, government in law.runs.items() if government == ELSEWHERE)
    if unnamed and "local" in able:
        unsure.append(c.every([c.among(described.by_name[ACTOR], unnamed), _not_banned(proof, rule, "local")]))
    if rule.effect == "forbids" and described.name == "limit":
        unsure = [c.every([c.some(unsure), -c.among(described.by_name[RESOURCE], limited(law, rule.instrument))])]
    return c.some(unsure)


def _opened(proof: Proof, rule: Rule, pack: str) -> int:
    """Where one government's own text leaves an act open: by a permission, or by an exception of a rule that limits or requires it.

    It is taken to make no unseen rule that closes the act, or commands it. A guarantee keeps limits away, and says nothing of commands.
    """
    c = proof.clauses
    opens = {"forbids": ("permits", "guarantees"), "requires": ("permits",)}.get(rule.effect)
    if opens is None:
        return -c.true
    own = [b for b in proof.rules if b.rule.pack == pack]
    parts = [proof.decides[b.rule.id] for b in own if b.rule.effect in opens]
    excepting = [b for b in own if b.rule.effect == rule.effect and (b.rule.limits or rule.effect == "requires")]
    parts += [c.every([proof.match(b, exceptions=False), -proof.matches[b.rule.id]]) for b in excepting]
    return c.some(parts)


def _not_banned(proof: Proof, rule: Rule, level: Level) -> int:
    return -proof.banned[LEVELS.index(level)] if rule.effect == "forbids" else proof.clauses.true


def groups(law: Law) -> dict[str, tuple[str, ...]]:
    """The actors by the government that runs them, the place itself first; private actors stand with the place."""
    found: dict[str, tuple[str, ...]] = {law.place.id: ()}
    for actor in law.scope:
        run = law.run_by(actor)
        found[run] = (*found.get(run, ()), actor)
    return found


def measured(law: Law) -> dict[str, tuple[str, ...]]:
    """The groups by which a place is measured: its own actors, and for a state or the nation those of the localities below it.

    What a state's law makes of its localities is the larger part of what that law says.
    """
    everyone = groups(law)
    names = [law.place.id, *([BELOW] if law.place.government in ("nation", "state") else [])]
    return {name: everyone[name] for name in names if everyone.get(name)}
