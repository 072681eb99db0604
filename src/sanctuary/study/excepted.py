"""Rules that forbid an act otherwise: which of their exceptions is met, by the facts that are known to meet it.

An exception is called met only where what is known meets it by itself. Of a text that was not read it is said what the rule is taken to
except, since its own words are not known.
"""

from collections.abc import Iterator, Mapping

from sanctuary.engine.decision import RuleReport
from sanctuary.law.beside import NO_PAPER, PAPER
from sanctuary.law.condition import excepting, named_in, seen_in
from sanctuary.law.rules import Rule
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Value
from sanctuary.study.opening import Asked
from sanctuary.study.phrases import limits_said, upper
from sanctuary.study.plain import rule_cost

__all__ = ["excepted_said", "meeting"]


def excepted_said(asked: Asked) -> Iterator[str]:
    """The rules that forbid the act otherwise, with what their texts say of the exceptions; each paragraph once.

    Those about every case in which no rule decides; where there is none, the plainest of each government. A paragraph that decides in
    other cases is told with the answer, and not here.
    """
    law, report = asked.proofs.law, asked.report
    deciding = {one.cites for one in report.rules}
    plainest = sorted(report.excepted, key=lambda one: rule_cost(law, law.by_id[one.id].rule))
    of_each = {law.by_id[one.id].rule.pack: one for one in reversed(plainest)}
    shown = [one for one in report.excepted if one.always or one in of_each.values()]
    shown = [one for one in shown if one.always] or shown
    yield from dict.fromkeys(_said(asked, one) for one in shown if one.cites not in deciding)


def _said(asked: Asked, one: RuleReport) -> str:
    """A rule with its exception that is met, in the words of the facts that meet it."""
    met = _met(asked, asked.proofs.law.by_id[one.id].rule)
    told = " ".join(upper(text) for text in one.excepts) or f"{upper(one.words)}."
    if one.reported:
        unread = "" if "not read" in told else " (reported: the text was not read)"
        taken = f"and is taken to except this: {met}" if met else "and whether it excepts this is not known"
        return f"{one.cites}{unread} forbids it otherwise, {taken}. {told}"
    if met:
        return f"{one.cites} forbids it otherwise, and an exception of its own text is met here: {met}. {told}"
    return f"{one.cites} forbids it otherwise; whether an exception of its own text is met turns on what is not known. {told}"


def _met(asked: Asked, rule: Rule) -> str:
    """The facts that meet an exception of a rule, as they stand in a sentence; nothing where what is known meets none."""
    facts = meeting(asked, rule)
    if not facts:
        return ""
    box = {name: ((value,),) for name, value in facts.items()}
    in_hand = asked.known.get(PAPER) not in (None, NO_PAPER)
    said = limits_said(asked.proofs.law, asked.situation.action, box, in_hand=in_hand)
    phrase, mark, clause = f" {said}".partition(" if ")
    if not phrase.strip():
        return clause
    return f"it is done{phrase.rstrip(',')}{f', and {clause}' if mark else ''}"


def meeting(asked: Asked, rule: Rule) -> Mapping[str, Value]:
    """The fewest facts known that by themselves meet an exception of a rule which is about what is asked; none where they do not."""
    proof = asked.proofs.under(asked.situation.readings)[asked.situation.action]
    bound = asked.proofs.law.by_id[rule.id]
    match, about = proof.match(bound), proof.match(bound, exceptions=False)
    assumed = [*proof.held(asked.situation.readings), about]
    excepts = _excepts(rule, asked)
    rest = {name: value for name, value in asked.known.items() if name not in excepts}

    def meet(facts: Mapping[str, Value]) -> bool:
        literals = [*assumed, *proof.fixed({**rest, **facts})]
        return proof.possible(literals) and not proof.possible([*literals, match])

    facts = {name: asked.known[name] for name in excepts}
    if not meet(facts):
        return {}
    for name in excepts:
        fewer = {one: value for one, value in facts.items() if one != name}
        facts = fewer if meet(fewer) else facts
    return facts


def _excepts(rule: Rule, asked: Asked) -> tuple[str, ...]:
    """The known facts of which the exceptions of a rule speak: those that these alone speak of, and the paper."""
    action = asked.proofs.law.vocabulary.actions[asked.situation.action]
    seen = seen_in([rule.policy], action)
    paper = {PAPER} if named_in(rule.policy, asked.proofs.law.vocabulary, PAPER) else set()
    alone = {*excepting(rule.policy, action), *seen.bounds, *paper}
    return tuple(name for name in asked.known if name in alone and name not in (ACTOR, RESOURCE))
