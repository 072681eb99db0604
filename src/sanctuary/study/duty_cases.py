"""The cases in which a duty follows, in words, where it does not follow in every one: "on a detainer or a transfer request"."""

from collections.abc import Mapping

from sanctuary.engine.prove import Proof
from sanctuary.law.beside import NO_PAPER, PAPER
from sanctuary.law.vocabulary import ACTOR, RESOURCE
from sanctuary.study.opening import Asked
from sanctuary.study.phrases import limits_said

__all__ = ["case_of", "duty_cases"]

OTHERS = "and in other cases"

FEW = 80
"""Signs of a case that is told within a sentence on something else."""


def duty_cases(asked: Asked) -> Mapping[str, str]:
    """For each rule whose duty does not follow in every filling, the facts in which it does; nothing of one that its occasion alone bounds.

    "If it is done" and "on receiving it" are told with the duty, so that only what the rule itself asks for is a case.
    """
    proof = asked.proofs.under(asked.situation.readings)[asked.situation.action]
    assumed = [*proof.fixed(asked.known), *proof.held(asked.situation.readings), *proof.standing(asked.known, asked.situation.papers)]
    same: dict[int, str] = {}
    found = {}
    for one in asked.report.duties:
        match = proof.matches.get(one.rule)
        if not one.always and match is not None:
            same[match] = same[match] if match in same else _case(asked, proof, assumed, one.rule, match)
            found[one.rule] = same[match]
    return found


def case_of(asked: Asked, rule: str) -> str:
    """The facts without which a rule does not speak of what is asked: "only if ..."; nothing where few words do not tell them."""
    proof = asked.proofs.under(asked.situation.readings)[asked.situation.action]
    match = proof.matches.get(rule)
    if match is None:
        return ""
    assumed = [*proof.fixed(asked.known), *proof.held(asked.situation.readings), *proof.standing(asked.known, asked.situation.papers)]
    said = _case(asked, proof, assumed, rule, match)
    return said if said.startswith("only ") and OTHERS not in said and len(said) <= FEW else ""


def _case(asked: Asked, proof: Proof, assumed: list[int], rule: str, match: int) -> str:
    """The limits of the plainest box in which a rule matches; nothing where it always does."""
    law = asked.proofs.law
    if not proof.possible([*assumed, -match]):
        return ""
    given = [*assumed, *proof.held({name: True for name in law.by_id[rule].readings if name in proof.readings})]
    if not proof.possible([*given, match]):
        return "in some cases"
    box = proof.widen(proof.plainest([*given, match]), match, given)
    limits = {name: cells for name, cells in box.items() if name not in (*asked.known, ACTOR, RESOURCE)}
    in_hand = asked.known.get(PAPER) not in (None, NO_PAPER)
    said = limits_said(law, asked.situation.action, limits, in_hand=in_hand) or "in some cases"
    return f"only {said}{f', {OTHERS}' if proof.more(box, match, given) else ''}"
