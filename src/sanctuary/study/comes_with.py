"""What must come with a paper for the rules to speak of it: a detainer that counts only with a federal warrant beside it."""

from collections.abc import Iterable

from sanctuary.law.beside import COVERS, PAPER
from sanctuary.law.jurisdiction import Law
from sanctuary.model import Outcome
from sanctuary.study.opening import OTHERWISE, Asked
from sanctuary.study.phrases import listed, spoken

__all__ = ["asked_by", "asked_with", "told_with"]

ALONE = "On it alone no rule was found in what was searched, and that is no permission."


def told_with(asked: Asked, said: tuple[str, ...]) -> tuple[str, ...]:
    """The first lines, with what must come with the paper in hand: "must hold somebody, only where it came with a Form I-200"."""
    missing = _missing(asked)
    head, condition, rest = said[0].partition(", if ")
    if not missing or " must " not in head or f" on {spoken(asked.known.get(PAPER))}" not in head:
        return said
    came = f"{head.rstrip('.')}, only where it came with {missing}"
    alone = OTHERWISE not in said and asked.outcomes({COVERS: False}) == (Outcome.SILENT,)
    return (f"{came} and {rest}" if condition else f"{came}.", *((ALONE,) if alone else ()), *said[1:])


def asked_with(asked: Asked, question: str) -> str:
    """The question whether a paper reaches what is asked, with what must come with it."""
    return _asked(question, _missing(asked))


def asked_by(law: Law, rules: Iterable[str], beside: str, question: str) -> str:
    """The same, of the rules that turn on it, with the paper that is in hand `beside` the one that is asked about, or none."""
    return _asked(question, _wanted(law, rules, beside))


def _asked(question: str, missing: str) -> str:
    return f"{question.removesuffix('?')}, and did it come with {missing}?" if missing else question


def _missing(asked: Asked) -> str:
    """What must come with the paper in hand and was not named, with the paragraph; nothing where a rule commands the act without it."""
    return _wanted(asked.proofs.law, (one.id for one in asked.report.rules), asked.situation.other_paper)


def _wanted(law: Law, rules: Iterable[str], beside: str) -> str:
    commands = [rule for rule in (law.by_id[name].rule for name in rules) if rule.effect == "requires"]
    papers = {paper for rule in commands for paper, _ in rule.only_with}
    if not all(rule.only_with for rule in commands) or beside in papers:
        return ""
    return listed(list(dict.fromkeys(name for rule in commands for _, name in rule.only_with)), "or")
