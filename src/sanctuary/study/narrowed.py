"""The first sentence where the law speaks of fewer people or files than the words of a question do: of whom it holds."""

from sanctuary.engine.decision import RuleReport
from sanctuary.law.rules import Rule
from sanctuary.study.letters import within
from sanctuary.study.opening import Asked
from sanctuary.study.phrases import listed

__all__ = ["narrowed"]


def narrowed(asked: Asked, first: RuleReport | None, said: tuple[str, ...]) -> tuple[str, ...]:
    """The first lines, led by the clause of which alone the rules speak that say what the rule to read first does.

    Only where all of these are so narrow, at whatever level: "Where the record is one of street vendors, a permit office must not ...".
    """
    matching = _matching(asked) if first else ()
    alike = [rule for rule in matching if first and rule.effect == first.effect]
    if not alike or not all(rule.only for rule in alike):
        return said
    clauses = list(dict.fromkeys(rule.only for rule in alike))
    nothing = ("Of any other no rule was found, and that is no permission.",) if len(alike) == len(matching) else ()
    reports, sentence = (REPORTS, said[0].removeprefix(REPORTS)) if said[0].startswith(REPORTS) else ("", within(said[0]))
    where = f"here {listed(clauses, 'or')}, {sentence}"
    return (f"{reports}{'w' if reports else 'W'}{where}", *nothing, *said[1:])


REPORTS = "By reports, "
"""How a sentence begins that rests on a text nobody read."""


def _matching(asked: Asked) -> tuple[Rule, ...]:
    """The rules that decide, or that a rule of a higher level goes before, in some filling of what is asked."""
    situation = asked.situation
    proof = asked.proofs.under(situation.readings)[situation.action]
    assumed = [*proof.fixed(asked.known), *proof.held(situation.readings), *proof.standing(asked.known, situation.papers)]
    deciding = [bound.rule for bound in proof.rules if bound.rule.decides]
    able = proof.able(assumed, [proof.matches[rule.id] for rule in deciding])
    return tuple(rule for rule in deciding if proof.matches[rule.id] in able)
