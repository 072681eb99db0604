"""The rule that decides as a paragraph: its words, its source and days, and what stands beside it of everybody."""

from collections.abc import Iterable, Iterator

from sanctuary.engine.decision import RuleReport
from sanctuary.law.jurisdiction import Law
from sanctuary.law.rules import Rule
from sanctuary.study.phrases import upper

__all__ = ["because_told", "source_told"]


def because_told(law: Law, because: str, first: RuleReport, theirs: RuleReport | None) -> Iterator[str]:
    """The rule to read first; before one of everybody, the one of this very actor, whose text may not have been read."""
    if theirs is None:
        yield f"{because}: {upper(first.words)} ({source_told(law, first)})."
        return
    read = ", whose text was read," if theirs.reported and not first.reported else ""
    yield f"{because}: {upper(theirs.words)} ({source_told(law, theirs)})."
    yield f"{first.cites}{read} says the same: {upper(first.words)} ({source_told(law, first).partition('; ')[2]})."


def source_told(law: Law, rule: RuleReport) -> str:
    """The citation of a rule, what sort of law it is, since when, where it stood before, and how its text is known."""
    formerly = list(_formerly(rule.id, law))
    since = formerly.pop(0) if formerly and formerly[0].startswith(IN_FORCE) else f"since {rule.since}"
    told_of = [rule.cites, f"{rule.level} {rule.instrument}, {since}", *formerly]
    told_of += ["reported: the text was not read"] if rule.reported else []
    told_of += ["a draft: nobody has enacted it"] if rule.source == "draft" else []
    told_of += ["disputed"] if rule.disputed else []
    return "; ".join(told_of)


IN_FORCE = "in force since "
"""How the days of a paragraph begin that left time to comply."""


def _formerly(name: str, law: Law) -> Iterable[str]:
    """Where the same sentence stood before, the latest first: rules with its words, acts and effect that ended as it began."""
    every = law.packs[name.partition("/")[0]].rules
    rule = next(one for one in every if one.id == name)
    while before := next((one for one in every if one.until == rule.since and _alike(one, rule)), None):
        under = f"under {before.cites}" if before.cites != rule.cites else "in an earlier text"
        waits = before.cites == rule.cites and rule.words.endswith(f" by {rule.since}")
        yield f"{IN_FORCE}{before.since}, with time to comply until {rule.since}" if waits else f"before {under}, since {before.since}"
        rule = before


def _alike(one: Rule, other: Rule) -> bool:
    return all(getattr(one, what) == getattr(other, what) for what in ("words", "effect", "actions", "named", "limits", "duty"))
