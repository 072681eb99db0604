"""Verdicts in words: the one line that tells an answer, what another way to read the definition gives, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from sanctuary.documents import Frozen
from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import Pack
from sanctuary.study.judge import Judgment
from sanctuary.study.phrases import listed, value_said
from sanctuary.study.threshold import Status, Verdict

__all__ = ["Divide", "Ways", "otherwise", "why"]

MOST_TURNS = 3
"""What leaves an answer unknown, as many as one line holds; the criterion lists all."""

MOST_CITES = 2
"""Citations that one line holds; the criterion lists all."""


class Divide(Frozen, frozen=True):
    """Words of a definition that, read strictly, make some criteria come out otherwise: the reading, and what it asks."""

    reading: str
    asks: str
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """The verdict of a definition in each way to ask: the charitable one is told first, the others where they differ."""

    charitable: Verdict
    strict: Verdict
    searched: Verdict
    enforceable: Verdict


def otherwise(ways: Ways, divides: Sequence[Divide], criteria: int) -> tuple[str, ...]:
    """The other verdicts, as clauses of one line, and what divides the strict reading from the charitable one, in which criteria."""
    told = []
    if ways.charitable == "unknown" and ways.searched == "not-applicable":
        told.append(f"what was searched alone would say {_said(ways.searched)}")
    if ways.strict != ways.charitable:
        where = {one.reading: f" ({', '.join(one.criteria)})" if criteria > 1 else "" for one in divides}
        what = [one.asks + where[one.reading] for one in divides] or ["several of its words together"]
        told.append(f"{_said(ways.strict)}, read strictly: what divides the two is {listed(what)}")
    if ways.enforceable != ways.charitable:
        told.append(f"{_said(ways.enforceable)}, as enforceable")
    return tuple(told)


def _said(verdict: Verdict) -> str:
    return str(verdict).replace("-", " ")


_FIRST = "listed as first published on {}"


def why(standard: Pack, judgments: Sequence[Judgment], law: Law) -> str:
    """One line: what the law is found to do, which criteria are met or not, the bans that prove it, and facts beside it."""
    if law.place.government == "nation":
        return "not asked: the United States is no jurisdiction of itself"
    told = [*_grouped(standard, judgments), _scored(standard, judgments, law)]
    banned = dict.fromkeys(law.by_id[name].rule.cites for one in judgments for name in one.proved_by)
    if banned:
        told.append(f"limits are banned by {_cited(list(banned))}")
    facts = [law.facts[name] for name in standard.beside if name in law.facts]
    lists = [one for one in standard.closed_lists if one.since <= law.on and one.fact not in law.facts]
    told += [f"{one.title}: {_FIRST.format(one.since) if one.holds(law.place.id, law.facts, law.on) else 'not listed'}" for one in lists]
    told += [f"{fact.title}: {value_said(fact.value)}, since {fact.since}" for fact in facts]
    return "; ".join(told)


def _grouped(standard: Pack, judgments: Sequence[Judgment]) -> list[str]:
    """For each group of a standard what holds: one of its criteria is met, none is, or neither is known."""
    told = []
    for group in standard.groups:
        statuses = {one.status for one in judgments if one.criterion.group == group.id}
        if "met" in statuses:
            told.append(group.met)
        elif statuses <= {"partly", "not-met", "not-fully-met", "not-applicable"} and statuses != {"not-applicable"}:
            told.append(group.none)
    return [", ".join(told)] if told else []


def _scored(standard: Pack, judgments: Sequence[Judgment], law: Law) -> str:
    """The count in the standard's own words; where nothing is met and something is unknown, there is none to tell yet."""
    met = sum(one.status == "met" for one in judgments)
    unknown = any(one.status == "unknown" for one in judgments)
    if not standard.score or (unknown and not met):
        return _listing(judgments, law)
    return f"{standard.score.replace('{met}', str(met)).replace('{total}', str(len(judgments)))} ({_listing(judgments, law)})"


_WORDS: dict[Status, str] = {
    "met": "met", "partly": "partly", "not-met": "not met", "not-fully-met": "not fully met", "unknown": "unknown",
    "not-applicable": "not applicable",
}  # fmt: skip


def _listing(judgments: Sequence[Judgment], law: Law) -> str:
    """Which criteria are met, partly met, not met or unknown; for a single one, what it rests on."""
    if len(judgments) == 1:
        return _single(judgments[0], law)
    by_status = {status: [one.criterion.id for one in judgments if one.status == status] for status in _WORDS}
    none_met = not by_status["met"]
    told: list[str] = []
    for status, ids in by_status.items():
        if ids and status == "unknown" and none_met:
            told.insert(0, f"{len(ids)} unknown" + (f" ({', '.join(ids)})" if len(ids) < len(judgments) else ""))
        elif ids:
            told.append(f"{_WORDS[status]}: {', '.join(ids)}")
    return "; ".join(told)


def _single(only: Judgment, law: Law) -> str:
    if only.status == "not-applicable":
        return "not applicable"
    if only.status == "unknown":
        more = len(only.turns_on) - MOST_TURNS
        return f"turns on {', '.join(only.turns_on[:MOST_TURNS])}{f' and {more} more' if more > 0 else ''}"
    cites = list(dict.fromkeys(law.by_id[name].rule.cites for name in only.rests_on))
    return f"{only.criterion.title}: {_cited(cites)}" if cites else f"no rule found: {only.criterion.asks.rstrip('.')}"


def _cited(cites: Sequence[str]) -> str:
    more = len(cites) - MOST_CITES
    return f"{', '.join(cites[:MOST_CITES])}{f' and {more} more' if more > 0 else ''}"
