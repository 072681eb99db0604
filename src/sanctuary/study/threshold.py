"""From the statuses of criteria to a verdict, by the threshold of the definition."""

from collections.abc import Iterable
from typing import Literal

from sanctuary.law.packs import Pack
from sanctuary.model import Group

__all__ = ["Status", "Verdict", "answer_by", "counted", "verdict_by", "verdict_of"]

Status = Literal["met", "partly", "not-met", "not-fully-met", "not-applicable", "unknown"]
"""`not-fully-met`: partly or not met, whatever was not searched or read."""

Verdict = Literal["yes", "no", "unknown", "not-applicable"] | None
"""Of a definition with a threshold; none for the others."""


def answer_by(standard: Pack, statuses: Iterable[Status]) -> str:
    """The answer of a definition in one word or count: its verdict, or without a threshold how many of its criteria are met.

    Where every criterion that is about the place is unknown the answer is unknown, and where none is, not-applicable: no count is told.
    """
    every = list(statuses)
    if verdict := verdict_by(standard, every):
        return verdict
    asked = [status for status in every if status != "not-applicable"]
    if not asked:
        return "not-applicable"
    return "unknown" if set(asked) == {"unknown"} else counted(asked, " met")


def counted(statuses: Iterable[Status], word: str = "") -> str:
    """How many criteria are met, of those that are about the place, and how many are unknown: a count never hides what it does not know."""
    asked = [status for status in statuses if status != "not-applicable"]
    unknown = asked.count("unknown")
    return f"{asked.count('met')} of {len(asked)}{word}" + (f", {unknown} unknown" if unknown else "")


def verdict_by(standard: Pack, statuses: Iterable[Status]) -> Verdict:
    """The verdict of a standard whose criteria have these statuses, in order."""
    return verdict_of(standard.threshold, list(statuses), [one.group for one in standard.criteria], standard.groups)


def verdict_of(threshold: str, every: Iterable[Status], grouped: Iterable[str] = (), groups: Iterable[Group] = ()) -> Verdict:
    """The verdict of a standard, by its threshold; none for a standard without one.

    `all`: yes if all criteria are met, no if any is partly or not met, else unknown. `any`: yes if one is met, no if none can be.
    `each-group`: of each group as `any`, and then yes if every group has one; `grouped` names the group of each criterion.
    """
    if threshold == "each-group":
        pairs = list(zip(grouped, every, strict=True))
        each = [verdict_of("any", [status for name, status in pairs if name == group.id]) for group in groups]
        if set(each) == {"not-applicable"}:
            return "not-applicable"
        return "no" if "no" in each else "yes" if set(each) == {"yes"} else "unknown"
    statuses = [status for status in every if status != "not-applicable"]
    if not statuses and threshold:
        return "not-applicable"
    short = [status in ("partly", "not-met", "not-fully-met") for status in statuses]
    met = [status == "met" for status in statuses]
    if threshold == "all":
        return "no" if any(short) else "yes" if all(met) else "unknown"
    if threshold == "any":
        return "yes" if any(met) else "no" if all(short) else "unknown"
    return None
