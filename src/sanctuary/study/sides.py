"""A comparison, law by law: what each law makes different, in a sentence, the plainest case as its example.

Of two places, the laws that the other side answers with a rule of its own come first; where no rule of the other side was found, because
nothing was encoded or nothing exists, the laws are counted apart. Of two days, the laws are those that began or ended between them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from sanctuary.documents import Frozen
from sanctuary.law.jurisdiction import Law
from sanctuary.law.rules import Rule
from sanctuary.law.runs import ancestors
from sanctuary.law.vocabulary import ACTOR
from sanctuary.model import Outcome
from sanctuary.study.compare import Contrast, Passed, same_duty_elsewhere
from sanctuary.study.named import named_days
from sanctuary.study.phrases import OTHER_LAW, act, duty, listed, outcome_said, plural, titled, upper
from sanctuary.study.plain import act_rank, compared_cost, rare_paper
from sanctuary.study.terms import duty_terms

__all__ = ["Example", "LawSays", "added", "between", "by_law", "changed", "counted", "on_other_terms", "plainest", "unanswered"]


MOST_EXAMPLES = 3
"""Examples that are told of a law, each of another act."""


class Example(Frozen, frozen=True):
    """A plain case: what the law says of it, what the other side says, and every actor of whom it holds."""

    says: str
    other: str
    who: tuple[str, ...]


class LawSays(Frozen, frozen=True):
    """One law of one side: its name, what it makes different in a few words each, and its plainest examples with the other side's answers.

    What it forbids and commands stands before what it allows, and duties stand last. `of` is the title of the government whose law it is:
    of a place, or of one above it. `rare`: it differs only with a paper of a court in hand, or another rare one.
    """

    name: str
    cites: str
    of: str
    acts: tuple[str, ...]
    examples: tuple[Example, ...]
    rules: tuple[str, ...]
    rare: bool


def by_law(found: Iterable[Contrast], here: Law, there: Law) -> list[LawSays]:
    """The laws of one direction: those that change outcomes, then those that add duties alone.

    Of two places those of the place stand first, then those of each government above it; of each, the one with the plainest example first.
    Laws that differ only with a paper of a court in hand, or another rare one, stand behind.
    """
    days = here.place.id == there.place.id
    near = ancestors(here.packs, (here.place.id,))
    groups: dict[tuple[str, str], list[Contrast]] = {}
    for one in sorted(found, key=_order):
        pack = here.by_id[one.rule].rule.pack
        groups.setdefault((pack, _name(one, here, there) if days else _cites(one, here)), []).append(one)
    nearest = {pack: near.index(pack) if pack in near else len(near) for pack, _ in groups}

    def place(group: tuple[tuple[str, str], list[Contrast]]) -> tuple[bool, bool, int, tuple[bool, int, int, int]]:
        (pack, _), contrasts = group
        first = min(_order(one) for one in contrasts)
        return all(one.duty for one in contrasts), first[0], 0 if days else nearest[pack], first

    ordered = sorted(groups.items(), key=place)
    return [_told(pack, name if days else _section(contrasts[0], here), contrasts, here, there) for (pack, name), contrasts in ordered]


def counted(told: Iterable[LawSays]) -> str:
    """How many laws of whom, as a list: "7 laws of Illinois and 3 laws of the United States"."""
    of = Counter(one.of for one in told)
    return listed([f"{plural(count, 'law')} of {titled(title)}" for title, count in of.items()])


def unanswered(found: Iterable[Contrast]) -> tuple[list[Contrast], list[Contrast]]:
    """The contrasts that the other side answers by a rule or a missing duty, and those on which no rule of it was found."""
    mine: list[Contrast] = []
    silent: list[Contrast] = []
    for one in found:
        alone = not one.duty and one.other_outcome in (Outcome.SILENT, Outcome.UNKNOWN)
        (silent if alone or (one.duty and one.other_outcome == Outcome.SILENT) else mine).append(one)
    return mine, silent


def changed(found: Iterable[Contrast], there: Law) -> tuple[list[Contrast], list[Contrast]]:
    """The contrasts by rules that stand on one of two days alone, and those by rules that stand on both."""
    every = list(found)
    alone = [one for one in every if one.rule not in there.by_id]
    return alone, [one for one in every if one not in alone]


def on_other_terms(found: Iterable[Contrast], there: Law) -> list[Contrast]:
    """The duties of rules that stand on both sides, whose occasion or clock is another there."""
    return [one for one in found if one.duty and one.rule in there.by_id and _terms(one) != _terms(there.by_id[one.rule].rule)]


def _terms(one: Contrast | Rule) -> tuple[str, str, str]:
    return one.duty, one.on, one.within


def between(passed: Iterable[Passed]) -> list[str]:
    """The laws that began and ended between two days, a line for each, by the name of the first day where it has one."""
    found: dict[tuple[str, date, date], str] = {}
    for one in passed:
        name = named_days().get(one.rule.partition("/")[0], {}).get(one.since)
        told = f"{name} ({one.cites})" if name else one.cites
        found.setdefault((told, one.since, one.until), one.words)
    return [f"{told}, in force from {since}, no longer since {until}: {words}." for (told, since, until), words in found.items()]


def plainest(found: Iterable[Contrast], there: Law) -> Example | None:
    """The plainest contrast without a rare paper in hand: one that the other side answers by a rule, else one on which it is silent.

    Else the plainest duty, and else one with such a paper; nothing where there is no contrast.
    """
    every = list(found)
    acts, plain = ([one for one in every if not one.duty], [one for one in every if not rare_paper(one.box)])
    able = [one for one in unanswered(acts)[0] if one in plain] or [one for one in acts if one in plain]
    able = able or [one for one in plain if one.duty] or every
    first = min(able, key=lambda one: (_by_command(one), act_rank(one.action), _cost(one)), default=None)
    return Example(_example(first), _other(first, there), first.who) if first else None


def added(found: Iterable[Contrast], here: Law) -> list[tuple[str, str]]:
    """What the place's own rules forbid or command on which the other side is silent: their words and citations, one rule a section.

    Those that differ without another law's command first, then by the act, the plainest first.
    """
    own = [one for one in found if not one.duty and here.by_id[one.rule].rule.pack == here.place.id]
    strong = [one for one in own if one.outcome in (Outcome.MUST_NOT, Outcome.MUST)]
    ordered = sorted(strong, key=lambda one: (_by_command(one), rare_paper(one.box), act_rank(one.action), _cost(one)))
    sections: dict[str, tuple[str, str]] = {}
    for one in ordered:
        sections.setdefault(re.sub(r"(\([^()]*\))+$", "", one.cites), (one.words, one.cites))
    return list(sections.values())


def _by_command(one: Contrast) -> bool:
    """Whether a contrast needs another law that requires the act."""
    return one.box.get(OTHER_LAW) == [True]


def _order(one: Contrast) -> tuple[bool, int, int, int]:
    """Without a rare paper first; what is forbidden or commanded, then what is allowed, then duties; holds first, and the plainest."""
    strong = one.outcome in (Outcome.MUST_NOT, Outcome.MUST)
    return rare_paper(one.box) and not one.duty, 2 if one.duty else 0 if strong else 1, act_rank(one.action), _cost(one)


def _cost(one: Contrast) -> int:
    actors = [str(value) for value in one.box.get(ACTOR, (one.witness.actor,))]
    return compared_cost(one.action, one.box, actors, one.outcome, duty=bool(one.duty))


def _cites(one: Contrast, law: Law) -> str:
    """The citation of the section that a rule stands in."""
    rule = law.by_id[one.rule].rule
    return law.packs[rule.pack].prose[rule.section].citation


def _section(one: Contrast, law: Law) -> str:
    """The section that a rule stands in, with its title."""
    rule = law.by_id[one.rule].rule
    prose = law.packs[rule.pack].prose[rule.section]
    return f"{prose.citation}: {upper(prose.title)}"


def _name(one: Contrast, here: Law, there: Law) -> str:
    """The law that began or ended between two days, by its name where it has one."""
    rule = here.by_id[one.rule].rule
    day = rule.since if here.on > there.on else rule.until
    if one.rule not in there.by_id and one.rule in there.as_written().by_id:
        return f"{_section(one, here)}, which a court had stopped on {there.on}"
    between = day is not None and min(here.on, there.on) < day <= max(here.on, there.on)
    if not between or day is None:
        return _section(one, here)
    return _dated(rule.pack, day, _section(one, here), began=here.on > there.on)


def _dated(pack: str, day: date, section: str, *, began: bool) -> str:
    names: Mapping[date, str] = named_days().get(pack, {})
    how = "in force since" if began else "no longer in force since"
    return f"{upper(names.get(day, section)) if began else section}, {how} {day}"


def _told(pack: str, name: str, contrasts: list[Contrast], here: Law, there: Law) -> LawSays:
    ordered = sorted(contrasts, key=_order)
    plain = list({one.action: one for one in reversed(ordered)}.values())
    return LawSays(
        name=name,
        cites=_cites(ordered[0], here),
        of=here.packs[pack].file.title,
        acts=tuple(dict.fromkeys(_moved(one, here) for one in ordered)),
        examples=tuple(Example(_example(one), _other(one, there), one.who) for one in sorted(plain, key=_order)[:MOST_EXAMPLES]),
        rules=tuple(dict.fromkeys(one.rule for one in contrasts)),
        rare=all(rare_paper(one.box) and not one.duty for one in contrasts),
    )


def _moved(one: Contrast, law: Law) -> str:
    """What is answered otherwise, in a few words: the act, or the duty."""
    if one.duty:
        return f"a duty to {duty(one.duty, one.rule)}"
    things = [str(value) for value in one.box.get("resource", ())]
    return act(law, one.action, things if len(things) == 1 else ())


def _few(outcome: Outcome) -> str:
    return "no rule found" if outcome == Outcome.SILENT else outcome_said(outcome)


def _example(one: Contrast) -> str:
    if not one.duty:
        return one.says
    return f"The duty: {duty(one.duty, one.rule)}, {duty_terms(one.on, one.within)}. Where it is owed, for example: {one.says}"


def _other(one: Contrast, there: Law) -> str:
    if one.duty:
        return _other_duty(one, there)
    cites = list(dict.fromkeys(there.by_id[name].rule.cites for name in one.other_because))
    return f"{_few(one.other_outcome)}{f' ({listed(cites[:2])})' if cites else ''}"


def _other_duty(one: Contrast, there: Law) -> str:
    """What the other side has of a duty that differs: none, its own rule with other terms, or others that do not meet these terms."""
    alike = same_duty_elsewhere(there, one.duty, one.action)
    own = next((rule for rule in alike if rule.id == one.rule and (rule.on, rule.within) != (one.on, one.within)), None)
    if own:
        return f"the same duty, {duty_terms(own.on, own.within)}"
    return "no such duty with that occasion and clock" if alike else "no such duty"
