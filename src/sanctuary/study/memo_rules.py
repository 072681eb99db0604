"""The table of a memo: every rule that it cites, those that decide first, each with its marks and where its text can be read."""

import re
from collections.abc import Iterable, Iterator, Sequence

from sanctuary.documents import Frozen
from sanctuary.engine.decision import DecisionReport, RuleReport
from sanctuary.law.jurisdiction import Law
from sanctuary.law.rules import Rule

__all__ = ["MOST_SOURCES", "RULE_HEADS", "RuleTable", "rule_rows", "rule_table"]

RULE_HEADS = ("Citation", "What it says", "Effect and level", "In force", "Marks", "Source")

MOST_SOURCES = 2
"""Addresses of a rule's sources that a row has."""


class RuleTable(Frozen, frozen=True):
    """The rules of a memo as it sets them: a row a paragraph, where its text can be read by number, the list of these, and every id."""

    rows: tuple[tuple[str, ...], ...]
    sources: tuple[str, ...]
    ids: tuple[str, ...]


def rule_table(rules: Iterable[Sequence[str]]) -> RuleTable:
    """The table of rules as `rule_rows` has them: paragraphs that say the same in the same words are one row, an address stands once."""
    rows: dict[tuple[str, ...], tuple[str, ...]] = {}
    sources: dict[str, int] = {}
    ids: list[str] = []
    for cites, words, effect, level, days, marks, where, name in rules:
        numbers = [f"[{sources.setdefault(one, len(sources) + 1)}]" for one in where.split(BETWEEN)]
        rows.setdefault((cites, words, effect, level, days), (marks, " ".join(numbers)))
        ids.append(name)
    told = tuple((cites, words, f"{effect}, {level}", days, *last) for (cites, words, effect, level, days), last in rows.items())
    return RuleTable(rows=told, sources=tuple(f"[{number}] {one}" for one, number in sources.items()), ids=tuple(dict.fromkeys(ids)))


BETWEEN = " | "
"""What stands between two addresses of a rule."""


def rule_rows(law: Law, report: DecisionReport, told: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """A row for each rule that decides, then for each other one that the lines `told` of a memo cite: duties too, a sentence once."""
    text = "\n".join(told)
    rows = [_row(law, one, _decides(one)) for one in report.rules]
    said = {(one.cites, one.words) for one in report.rules}
    for rule in _cited(law, report, text):
        if (rule.cites, rule.words) not in said:
            said.add((rule.cites, rule.words))
            rows.append(
                _row(law, rule, [*_DISPUTED[: bool(rule.disputed)], "a duty beside the answer" if rule.duty else "beside what decides"])
            )
    return tuple(rows)


_DISPUTED = ("disputed",)
"""The mark of a rule beside what decides: the memo tells the disputes of what decides alone."""


def _decides(rule: RuleReport) -> list[str]:
    """The marks of a rule that decides."""
    return ["disputed: see Disputes"] * bool(rule.disputed) + ["decides in some cases only"] * (not rule.always)


def _cited(law: Law, report: DecisionReport, text: str) -> Iterator[Rule]:
    """The rules of a day that a text cites: duties of the answer, then others on the same act, then the rest."""
    duties = {one.rule for one in report.duties}
    beside = {one.id for one in (*report.excepted, *report.notes, *report.overridden)}
    cited = [bound.rule for bound in law.rules if bound.rule.id in duties or _cites(bound.rule.cites, text)]
    yield from sorted(cited, key=lambda one: (one.id not in duties, one.id not in beside, report.action not in one.actions, one.id))


def _cites(citation: str, text: str) -> bool:
    return citation in text and re.search(rf"(?<!\w){re.escape(citation)}(?![\w(])", text) is not None


def _row(law: Law, rule: Rule | RuleReport, more: Sequence[str]) -> tuple[str, ...]:
    marks = [f"source: {rule.source}"]
    marks += ["reported: the text was not read"] if rule.reported else []
    marks += more
    days = f"since {rule.since}" + (f" until {rule.until}" if rule.until else "")
    level = f"{rule.level} {rule.instrument}"
    return rule.cites, rule.words, rule.effect, level, days, "; ".join(marks), _source(law, rule.id), rule.id


def _source(law: Law, name: str) -> str:
    """Where the text of a rule, or what reports it, can be read; that there is no address where the pack has none."""
    if name not in law.by_id:
        return "no address"
    rule = law.by_id[name].rule
    pack = law.packs[rule.pack]
    known = {source.id: source.address for source in pack.file.source}
    every = list(dict.fromkeys(filter(None, (known.get(one, "") for one in pack.prose[rule.section].sources))))
    return BETWEEN.join(every[:MOST_SOURCES]) or "no address"
