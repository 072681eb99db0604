"""What each government's own rules say of a situation: "California permits it; the City of Los Angeles forbids it"."""

from collections.abc import Callable, Mapping

from sanctuary.documents import Frozen
from sanctuary.engine.decision import RuleReport
from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import Law
from sanctuary.law.vocabulary import Value
from sanctuary.model import Outcome, Papers
from sanctuary.study.decisive import plain_case
from sanctuary.study.openings import BELOW
from sanctuary.study.phrases import listed, titled, upper
from sanctuary.study.plain import rule_cost

__all__ = ["LevelSays", "levels", "levels_sentence", "open_above"]


class LevelSays(Frozen, frozen=True):
    """What the rules of one pack say, in every filling of what is open, and in some fillings alone. Voided rules say nothing.

    `rules`: the plainest rule of each effect that is named, those of every filling first, then those of the plainest situation.
    """

    pack: str
    title: str
    always: tuple[str, ...]
    sometimes: tuple[str, ...]
    rules: tuple[str, ...]


SOME = "in some cases"

_ORDER = ("requires", "forbids", "guarantees", "permits")
_SAYS = {"requires": "requires it", "forbids": "forbids it", "permits": "permits it", "guarantees": "lets nobody forbid it"}
_WOULD = {
    "requires": "would require it",
    "forbids": "would forbid it",
    "permits": "would permit it",
    "guarantees": "would let nobody forbid it",
}
_DECIDES = {
    Outcome.MUST: frozenset({"requires"}),
    Outcome.MUST_NOT: frozenset({"forbids"}),
    Outcome.MAY: frozenset({"permits", "guarantees"}),
}
"""The effects of rules that say an outcome."""


def levels(proofs: Proofs, action: str, known: Mapping[str, Value], readings: Mapping[str, bool], papers: Papers) -> tuple[LevelSays, ...]:
    """For each pack that speaks of a situation, the highest level first, what its rules say."""
    proof = proofs.under(readings)[action]
    assumed = [*proof.fixed(known), *proof.held(readings), *proof.standing(known, papers)]
    found: dict[str, tuple[int, set[str], set[str]]] = {}
    by_effect: dict[tuple[str, str], list[int]] = {}
    speaking: dict[tuple[str, str], list[tuple[bool, bool, bool, int, str]]] = {}
    plain = plain_case(proof, known, assumed)
    for bound in proof.rules:
        rule = bound.rule
        if rule.effect not in _ORDER:
            continue
        stands = (
            proof.clauses.every([proof.matches[rule.id], -proof.voided[rule.id]]) if rule.id in proof.voided else proof.matches[rule.id]
        )
        if proof.possible([*assumed, stands]):
            found.setdefault(rule.pack, (bound.level, set(), set()))[2].add(rule.effect)
            by_effect.setdefault((rule.pack, rule.effect), []).append(stands)
            partly = proof.possible([*assumed, -stands])
            rare = partly and not proof.possible([*plain, stands])
            order = (bool(rule.disputed), partly, rare, rule_cost(proof.law, rule), rule.id)
            speaking.setdefault((rule.pack, rule.effect), []).append(order)
    for (pack, effect), stands_of in by_effect.items():
        if not proof.possible([*assumed, -proof.clauses.some(stands_of)]):
            found[pack][1].add(effect)
            found[pack][2].discard(effect)
    told = sorted(found.items(), key=lambda one: one[1][0])
    return tuple(
        LevelSays(
            pack=pack,
            title=proof.law.packs[pack].file.title,
            always=tuple(one for one in _ORDER if one in always),
            sometimes=tuple(one for one in _ORDER if one in sometimes),
            rules=tuple(min(speaking[pack, one])[-1] for one in _ORDER if one in (always or sometimes)),
        )
        for pack, (_, always, sometimes) in told
    )


def levels_sentence(law: Law, found: tuple[LevelSays, ...], outcome: Outcome, case: Callable[[str], str]) -> str:
    """The levels in one sentence with their sections, where more than one speaks; nothing else.

    A level that says other than the answer "would" do so. `case`: in which cases a rule speaks, where it does not in every one.
    """
    if len(found) < 2:
        return ""
    told = (
        f"{titled(one.title)} {_said(law, one, outcome, case)}{_lifts_none(one, found[at + 1 :], outcome)}" for at, one in enumerate(found)
    )
    said = upper("; ".join(told))
    return f"{said} {BELOW}." if SOME in said and outcome == Outcome.DEPENDS else f"{said}."


def open_above(law: Law, found: tuple[LevelSays, ...], first: RuleReport | None) -> str:
    """What a state permits, in some cases or in all, that the ban of a government below it closes; nothing where none does."""
    pack = law.by_id[first.id].rule.pack if first and first.effect == "forbids" else ""
    if pack not in law.packs or law.packs[pack].file.level != "local":
        return ""
    told = []
    for one in found:
        cites = [law.by_id[name].rule.cites for name in one.rules if law.by_id[name].rule.effect in ("permits", "guarantees")]
        if cites and law.packs[one.pack].file.level == "state":
            told.append(f"{titled(one.title)} permits it{'' if one.always else ' in some cases'} ({', '.join(cites)}).")
    return " ".join(told)


def _lifts_none(one: LevelSays, below: tuple[LevelSays, ...], outcome: Outcome) -> str:
    """That a permission lifts no ban, where the answer is open and a law below has one."""
    only = {*one.always, *one.sometimes} == {"permits"} and outcome == Outcome.DEPENDS
    return ", which lifts no ban of a law below" if only and any("forbids" in (*each.always, *each.sometimes) for each in below) else ""


def _said(law: Law, one: LevelSays, outcome: Outcome, case: Callable[[str], str]) -> str:
    effects = one.always or one.sometimes
    table = _WOULD if outcome in _DECIDES and _DECIDES[outcome].isdisjoint(effects) else _SAYS
    told = []
    for effect, name in zip(effects, one.rules, strict=True):
        rule = law.by_id[name].rule
        only = "" if one.always else f" {case(name) or SOME}"
        told.append(f"{table[effect]} ({rule.cites}{'; reported' if rule.reported else ''}){only}")
    return listed(told) if one.always else listed(told, "or")
