"""What each government's own rules say of a situation: "California permits it; the City of Los Angeles forbids it"."""

from collections.abc import Mapping

from sanctuary.documents import Frozen
from sanctuary.engine.prove import Proofs
from sanctuary.law.vocabulary import Value
from sanctuary.model import Papers
from sanctuary.study.phrases import listed, titled, upper

__all__ = ["LevelSays", "levels", "levels_sentence"]


class LevelSays(Frozen, frozen=True):
    """What the rules of one pack say, in every filling of what is open, and in some fillings alone. Voided rules say nothing."""

    pack: str
    title: str
    always: tuple[str, ...]
    sometimes: tuple[str, ...]


_ORDER = ("requires", "forbids", "guarantees", "permits")
_SAYS = {"requires": "requires it", "forbids": "forbids it", "permits": "permits it", "guarantees": "lets nobody forbid it"}


def levels(proofs: Proofs, action: str, known: Mapping[str, Value], readings: Mapping[str, bool], papers: Papers) -> tuple[LevelSays, ...]:
    """For each pack that speaks of a situation, the highest level first, what its rules say."""
    proof = proofs.under(readings)[action]
    assumed = [*proof.fixed(known), *proof.held(readings), *proof.standing(known, papers)]
    found: dict[str, tuple[int, set[str], set[str]]] = {}
    by_effect: dict[tuple[str, str], list[int]] = {}
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
        )
        for pack, (_, always, sometimes) in told
    )


def levels_sentence(found: tuple[LevelSays, ...]) -> str:
    """The levels in one sentence, where more than one speaks; nothing else."""
    if len(found) < 2:
        return ""
    return upper("; ".join(f"{titled(one.title)} {_said(one)}" for one in found)) + "."


def _said(one: LevelSays) -> str:
    if one.always:
        return listed([_SAYS[effect] for effect in one.always])
    return f"{listed([_SAYS[effect] for effect in one.sometimes], 'or')} in some cases"
