"""The paragraphs that open what a law forbids, in words: those of the law that forbids first, in its order.

A permission of another law opens no ban: it yields to whoever forbids. Only what a higher law guarantees or requires does.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from sanctuary.engine.decision import DecisionReport, RuleReport
from sanctuary.law.jurisdiction import Law
from sanctuary.model import Outcome
from sanctuary.study.allowed import lets, unless_clause
from sanctuary.study.letters import small
from sanctuary.study.phrases import listed, plural

__all__ = ["BELOW", "OPENS", "RARELY", "by_itself", "openings"]

Opens = Callable[..., bool]
"""Whether a rule opens anything, by its id; with more facts, where these are not so."""

OPENS = ("permits", "guarantees", "requires")
"""Effects of a rule that lets somebody act."""

SOME = "except in some cases"

BELOW = "(what it turns on stands below)"
"""Where the cases stand that a sentence does not tell."""

RARELY = f"{SOME} {BELOW}"
"""How an answer is bounded where no fact alone makes it another."""

MOST = 7
"""Paragraphs that are told in words; of more, the citations are counted."""


def openings(law: Law, report: DecisionReport, said: str, ban: RuleReport, plainest: Outcome, bare: str, opens: Opens) -> tuple[str, ...]:
    """What is forbidden or commanded in the plainest case, with what opens it; `bare` is the sentence where no paragraph does.

    A paragraph is named only where it `opens` anything: what a law of the state lets somebody do, an ordinance may still forbid.
    """
    said, opening = said.rstrip("."), [one for one in _opening(law, report.rules, ban) if opens(one.id)]
    cites = list(dict.fromkeys(one.cites for one in opening))
    if not cites or plainest == Outcome.MUST:
        return (f"{(bare or said).rstrip('.')}, {RARELY}.",)
    then = unless_clause(law, report.unless, report.actor, lets(law, report))
    bound = f" What is open is allowed {then}." if then else ""
    words = {one.cites: _words(law, one, opening, opens) for one in opening}
    if len(cites) > MOST:
        return (f"{said}, except where one of {plural(len(cites), 'paragraph')} opens it: {listed(_short(cites[:MOST]))} and more.{bound}",)
    section = _section(cites)
    if not section:
        cases = "one case" if len(cites) == 1 else "these cases"
        return (f"{said}, except in {cases}: {'; '.join(f'{words[cite]} ({cite})' for cite in cites)}.{bound}",)
    told = [f"{cite.removeprefix(section)} {words[cite]}" for cite in cites]
    return (f"{said}, except in the cases of {section}: {'; '.join(told)}.{bound}",)


def by_itself(said: str, cases: str = SOME) -> str:
    """A first sentence where nothing of what it turns on stands below it: of its exceptions it says no more than `cases`.

    >>> by_itself(f"The police must not ask, {RARELY}.", "with exceptions")
    'The police must not ask, with exceptions.'
    """
    return said.replace(RARELY, cases)


def _opening(law: Law, rules: Iterable[RuleReport], ban: RuleReport) -> Iterator[RuleReport]:
    """The rules that open a ban, those of its own law first and in its order."""
    level = law.by_id[ban.id].level
    ours = law.by_id[ban.id].rule.pack
    found = [one for one in rules if one.effect in OPENS]
    able = [one for one in found if law.by_id[one.id].rule.pack == ours or (one.effect != "permits" and law.by_id[one.id].level <= level)]
    yield from sorted(able, key=lambda one: (law.by_id[one.id].rule.pack != ours, _order(one.cites)))


def _order(cites: str) -> list[tuple[int, str]]:
    """A citation by its numbers and letters: (a)(2) before (a)(10)."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|\D+", cites)]


def _words(law: Law, rule: RuleReport, opening: Sequence[RuleReport], opens: Opens) -> str:
    """The case that a paragraph opens: as its law file says in a few words, else its sentence; of several cases those left open."""
    ours = law.by_id[rule.id].rule
    cases = law.packs[ours.pack].prose[ours.section].opens_by(rule.cites)
    same = [one.id for one in opening if one.cites == rule.cites]
    facts = list(dict.fromkeys(fact for fact, _ in cases))
    able = [one for one in facts if any(opens(name, [other for other in facts if other != one]) for name in same)]
    left = [said for fact, said in cases if fact in able]
    return " or ".join(left) if 0 < len(left) < len(cases) else rule.opens or small(rule.words)


def _section(cites: Sequence[str]) -> str:
    """The section in which all paragraphs stand; nothing where they stand in several."""
    heads = {re.sub(r"\(.*$", "", one) for one in cites}
    return heads.pop() if len(heads) == 1 and all("(" in one for one in cites) and len(cites) > 1 else ""


def _short(cites: Sequence[str]) -> list[str]:
    """Citations with their section once."""
    section = _section(cites)
    return [one if not number else one.removeprefix(section) for number, one in enumerate(cites)]
