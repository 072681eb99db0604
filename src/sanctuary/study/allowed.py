"""How far an answer that allows an act reaches: whose law it rests on, and whose, which nobody searched, may forbid it."""

import re
from collections.abc import Iterable, Mapping, Sequence

from sanctuary.engine.decision import DecisionReport, RuleReport
from sanctuary.engine.forbidders import forbidders
from sanctuary.law.jurisdiction import Law
from sanctuary.law.runs import BELOW
from sanctuary.model import Outcome
from sanctuary.study.governments import government
from sanctuary.study.letters import within
from sanctuary.study.phrases import listed, titled, upper

__all__ = ["bound", "bounded", "by_law", "lets", "limited", "unless", "unless_clause", "yielding"]


def unless(law: Law, outcome: Outcome, because: Iterable[str], witness: Mapping[str, str], action: str) -> tuple[str, ...]:
    """The governments that may forbid what an outcome allows and whose law on it nobody searched; none of any other outcome."""
    if outcome != Outcome.MAY or law.place.file.kind != "law":
        return ()
    return forbidders(law, witness["actor"], action, witness["resource"], because)


def lets(law: Law, report: DecisionReport) -> str:
    """That a law above lets nobody forbid it in some cases, where law that nobody searched may in others: ", where Texas lets it (...)"."""
    found = [one for one in report.rules if one.effect == "guarantees"] if report.unless else []
    by_pack = {law.by_id[one.id].rule.pack: one for one in reversed(found)}
    told = [f"{titled(law.packs[name].file.title)} lets it ({one.cites})" for name, one in by_pack.items()]
    return f", where {listed(told)}" if told else ""


def unless_clause(law: Law, names: Sequence[str], actor: str = "", where: str = "") -> str:
    """The condition under which an act is allowed: "unless the law or policy of Long Beach forbids it: that was not searched".

    `where`: by what a law above bounds that (`lets`).
    """
    if not names:
        return ""
    whose = listed([f"of {_whose(law, name, actor)}" for name in names], "or")
    none = "that was not searched" if len(names) == 1 else "none of these was searched"
    return f"unless the law or policy {whose} forbids it{where}: {none}"


def bound(law: Law, report: DecisionReport) -> str:
    """The same in a few words, for a line of a list or a tree: "unless local law that was not searched forbids it"."""
    said = limited(law, report.unless)
    return f"{said}{lets(law, report)}" if said else ""


def limited(law: Law, names: Sequence[str]) -> str:
    """The same of the governments alone that may forbid it."""
    levels = {law.packs[name].file.level if name in law.packs else "local" for name in names}
    told: list[str] = [one for one in ("federal", "state", "local") if one in levels]
    return f"unless {listed(told, 'or')} law that was not searched forbids it" if told else ""


def _whose(law: Law, name: str, actor: str) -> str:
    return "the city or county that runs the agency" if name == BELOW else government(law, name, actor)


def by_law(law: Law, says: str, rule: str, *, cited: bool = False) -> str:
    """A sentence that allows an act, with the government whose law does: "By California's law the police may ..."; `cited`: where."""
    if rule not in law.by_id or not re.match(r"(The |[A-Z])", says):
        return says
    title = titled(law.packs[law.by_id[rule].rule.pack].file.title)
    whose = f"{title}'" if title.endswith("s") else f"{title}'s"
    where = f" ({law.by_id[rule].rule.cites})" if cited else ""
    return f"By {whose} law{where} {within(says)}"


def bounded(law: Law, says: str, names: Sequence[str], actor: str, rule: str = "", *, where: str = "", cited: bool = False) -> str:
    """A sentence that allows an act, bounded by law that nobody searched: first whose law allows it, last whose may forbid it."""
    if not names:
        return says
    return f"{by_law(law, says, rule, cited=cited).rstrip('.')}, {unless_clause(law, names, actor, where)}."


def yielding(report: DecisionReport, first: RuleReport | None) -> str:
    """To what the permission that is read first yields, and that nobody has to use it; nothing of a rule that is no permission."""
    if first is None or first.effect != "permits" or Outcome.MAY not in report.outcomes:
        return ""
    told = [*first.yields, *(first.optional or (f"a permission, never a duty ({first.cites})",))]
    return f"{upper('; '.join(told))}."
