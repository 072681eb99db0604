"""A decision in plain English, in the order in which a reader needs it: the sentence, what decides, what follows, then the rest.

The command prints these sections; the memo sets them as a document. Each says what the report holds and nothing more.
"""

from collections.abc import Iterable, Mapping

from sanctuary.documents import Frozen
from sanctuary.engine.decide import DecisionReport, DutyReport, RuleReport
from sanctuary.engine.prove import Proofs
from sanctuary.engine.questions import Questions
from sanctuary.engine.situation import Situation, known_facts
from sanctuary.engine.step import Branch, Way
from sanctuary.law.beside import PAPER
from sanctuary.law.jurisdiction import Law
from sanctuary.law.rules import Rule
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Value
from sanctuary.model import Outcome
from sanctuary.study.decisive import Decisive, decisive
from sanctuary.study.governments import laws
from sanctuary.study.levels import levels, levels_sentence
from sanctuary.study.phrases import answered, clock, duty, listed, named, outcome_said, plural, sentence, spoken, upper, word
from sanctuary.study.plain import rule_cost
from sanctuary.study.question import start_of

__all__ = ["Section", "told"]

MOST_CLAUSES = 3
"""Lines on what papers of a court would change; JSON has all."""

MOST_FAR = 12
"""Citations of rules that decide only in some cases; JSON has all."""


class Section(Frozen, frozen=True):
    """A heading (none for the answer itself), its lines, and whether what it says is folded: of use to few readers."""

    heading: str
    lines: tuple[str, ...]
    folded: bool = False


def told(proofs: Proofs, situation: Situation, report: DecisionReport) -> tuple[Section, ...]:
    """The sections of a decision; empty ones are left out."""
    law = proofs.law
    known = known_facts(law.vocabulary, situation.actor, situation.action, situation.resource, situation.context, situation.absent)
    leading = decisive(proofs, situation, known, report)
    first = leading.rule if leading else None
    spoken_by = levels(proofs, situation.action, known, situation.readings, situation.papers)
    sections = (
        Section(heading="", lines=(_sentence(law, report, known), *_searched(law, report))),
        Section(
            heading="", lines=tuple(_decisive(law, report, leading, levels_sentence(spoken_by), _conduct(proofs, situation, known, report)))
        ),
        Section(heading="It turns on", lines=tuple(_turns(proofs, situation, report))),
        Section(heading="With a paper of a court", lines=tuple(_court_papers(report))),
        Section(heading=upper(f"what {named(law, situation.actor)} must do"), lines=tuple(_duties(law, report))),
        Section(heading="Stopped or settled by a court", lines=tuple(_courts(report))),
        Section(heading="Says otherwise and does not decide", lines=tuple(_outweighed(report))),
        Section(
            heading="Beside it, deciding nothing", lines=() if report.outcome == "silent" else tuple(_cited(one) for one in report.notes)
        ),
        Section(heading="Penalties named in law", lines=tuple(_risks(report))),
        Section(heading="In court", lines=tuple(_suits(report)), folded=True),
        Section(heading="Other rules that decide here", lines=tuple(_others(law, report, first)), folded=True),
        Section(heading="Rules that decide only in some cases", lines=tuple(_far(law, report, first)), folded=True),
    )
    return tuple(one for one in sections if one.lines)


def _sentence(law: Law, report: DecisionReport, known: Mapping[str, Value]) -> str:
    box = {name: ((value,),) for name, value in known.items() if name != ACTOR}
    return sentence(law, report.action, {ACTOR: (report.actor,), RESOURCE: (report.resource,)}, box, report.outcome)


def _searched(law: Law, report: DecisionReport) -> Iterable[str]:
    """What the answer does not know."""
    if report.outcome == "unknown":
        yield "The law was not searched for that day, so neither a permission nor a silence can be told."
    if report.outcome == "silent":
        yield "That is no permission."
        federal = [one for one in report.notes if one.level == "federal"]
        yield f"Federal law: {' '.join(_cited(one) for one in federal)}" if federal else "No federal rule that speaks of it was found."
    if report.unsearched:
        names = laws(law, report.unsearched, report.actor)
        yield f"As far as searched: the law {names} was not searched to the end, and may have a rule that was not found."


def _decisive(law: Law, report: DecisionReport, leading: Decisive | None, levels_say: str, conduct: str) -> Iterable[str]:
    """The rule to read first, and what the other levels say."""
    if leading:
        first = leading.rule
        says = {"forbids": "must not", "requires": "must", "permits": "may", "guarantees": "may"}[first.effect]
        settled = "Because, in the plainest case" if report.outcome != Outcome.DEPENDS else f"In the plainest case: {says}, because"
        opening = "Because" if first.always else settled
        opening = f"In some cases: {leading.case.rstrip('.')}, because" if leading.case else opening
        yield f"{opening}: {upper(first.words)} ({_source(law, first)})."
        yield from first.caveats
    if conduct:
        yield conduct
    if levels_say:
        yield levels_say
    if report.opposed:
        one, other = report.opposed.acts
        wins = f"the must of {report.opposed.wins} wins, as the higher level's" if report.opposed.wins else "neither level is the higher"
        yield f"In some circumstances {one} and {other} are both commanded: {wins} ({', '.join(report.opposed.rules)})."


def _conduct(proofs: Proofs, situation: Situation, known: Mapping[str, Value], report: DecisionReport) -> str:
    """What staff do before a paper of a court that does not open what is asked: a refusal is never given by standing in its way."""
    paper = known.get(PAPER)
    if paper not in proofs[situation.action].court_papers or Outcome.MUST_NOT not in report.outcomes:
        return ""
    if situation.action == "admit" and paper in ARRESTS:
        return "An arrest warrant by itself opens no closed room; nobody stands in its way."
    return "Nobody stands in the way of a court's paper; call counsel."


ARRESTS = ("state-arrest-warrant", "federal-arrest-warrant", "bench-warrant")
"""Papers of a court that name a person to be arrested, and no place."""


def _source(law: Law, rule: RuleReport) -> str:
    told_of = [rule.cites, f"{rule.level} {rule.instrument}, since {rule.since}", *_formerly(rule.id, law)]
    told_of += ["reported: the text was not read"] if rule.reported else []
    told_of += ["a draft: nobody has enacted it"] if rule.source == "draft" else []
    told_of += ["disputed"] if rule.disputed else []
    return "; ".join(told_of)


def _formerly(name: str, law: Law) -> Iterable[str]:
    """Where the same sentence stood before, the latest first: rules with its words, acts and effect that ended as it began."""
    every = law.packs[name.partition("/")[0]].rules
    rule = next(one for one in every if one.id == name)
    while before := next((one for one in every if one.until == rule.since and _alike(one, rule)), None):
        under = f"under {before.cites}" if before.cites != rule.cites else "in an earlier text"
        yield f"before {under}, since {before.since}"
        rule = before


def _alike(one: Rule, other: Rule) -> bool:
    return all(getattr(one, what) == getattr(other, what) for what in ("words", "effect", "actions", "named", "limits", "duty"))


def _cited(rule: RuleReport) -> str:
    mark = "; reported: the text was not read" if rule.reported else "; a draft: nobody has enacted it" if rule.source == "draft" else ""
    return f"{upper(rule.words)} ({rule.cites}{mark})."


def _turns(proofs: Proofs, situation: Situation, report: DecisionReport) -> Iterable[str]:
    """What the answer turns on: the next questions as a tree of a few lines, then the disputes."""
    if not report.depends_on:
        return
    questions = Questions(proofs)
    tree = questions.tree(start_of(proofs.law, situation), MOST_LINES)
    if tree:
        yield from _lines(proofs.law, situation.action, tree, "")
    readings = {one.id: one for one in report.readings}
    facts = [spoken(name) for name in report.depends_on if name not in readings]
    if facts and not tree:
        yield f"{upper(listed(facts))}."
    for name, reading in readings.items():
        pair = report.by_reading.get(name, {})
        if pair and pair["true"] != pair["false"]:
            yield f"{reading.question} Yes: {outcome_said(pair['true'])}. No: {outcome_said(pair['false'])}."
        else:
            yield f"{reading.question} If so, {reading.when_true}; if not, {reading.when_false}."


MOST_LINES = 7
"""Lines of a tree of questions."""

_MOST_VALUES = 3


def _lines(law: Law, action: str, branch: Branch, indent: str) -> Iterable[str]:
    """A question with the answers that settle it, then the question that follows an answer that does not."""
    kind = law.vocabulary.actions[action].by_name[branch.fact].kind
    settled = [f"{_way(way, kind)}: {_led(way.outcomes)}." for way in branch.ways if not way.then]
    ask = law.library.asking.fact[branch.fact].ask
    later = [way for way in branch.ways if way.then]
    told = [*settled, *([f"{_way(later[0], kind)}:"] if later else [])]
    yield f"{indent}{ask} {' '.join(told)}"
    for number, way in enumerate(later):
        if number:
            yield f"{indent}{_way(way, kind)}:"
        if way.then:
            yield from _lines(law, action, way.then, indent + STEP)


STEP = "    "
"""How far a question stands in that follows an answer."""


def _way(way: Way, kind: str) -> str:
    """An answer that can be given."""
    if not way.values:
        return "Anything else"
    more = f" or {len(way.values) - _MOST_VALUES} others" if len(way.values) > _MOST_VALUES + 1 else ""
    shown = way.values[:_MOST_VALUES] if more else way.values
    return upper(answered(shown, kind).replace(" or ", ", ") + more if more else answered(shown, kind))


def _led(outcomes: tuple[Outcome, ...]) -> str:
    """What an answer leads to."""
    if len(outcomes) == 1:
        return outcome_said(outcomes[0])
    return f"it depends ({listed([outcome_said(one) for one in outcomes], 'or')})"


def _court_papers(report: DecisionReport) -> Iterable[str]:
    """What a paper of a court would change, the courts with one answer together."""
    if not report.assumed:
        return
    same: dict[tuple[object, tuple[str, ...]], list[str]] = {}
    for one in report.with_court_paper:
        same.setdefault((one.outcomes, one.papers), []).append(one.court)
    lines = [(_led(one.outcomes), one.papers, same.pop((one.outcomes, one.papers), [])) for one in report.with_court_paper]
    lines = [line for line in lines if line[2]]
    for outcome, papers, courts in lines[:MOST_CLAUSES]:
        courts_said = listed([COURTS.get(court, spoken(court)) for court in courts], "or")
        yield f"{upper(outcome)}, on {_papers(papers)} of {courts_said} that covers it."
    more = len(lines) - MOST_CLAUSES
    also = f" {upper(word(more))} more {'answer stands' if more == 1 else 'answers stand'} in --format json." if more > 0 else ""
    if lines:
        yield f"This was asked as if no paper of a court were in hand; name the paper to have it counted.{also}"


MOST_PAPERS = 3


def _papers(names: tuple[str, ...]) -> str:
    """Papers by name, or how many with examples."""
    if len(names) <= MOST_PAPERS + 1:
        return listed([spoken(name) for name in names], "or")
    return f"any of {word(len(names))} papers, such as {listed([spoken(name) for name in names[:MOST_PAPERS]], 'or')},"


COURTS = {"federal": "a federal court", "own-state": "a court of the state", "other-state": "a court of another state"}


_WHEN = {"request": "On the request", "act": "If it is done", "breach": "If it is done all the same"}


def _duties(law: Law, report: DecisionReport) -> Iterable[str]:
    """The duties, one line each: when, who, what, by when; paragraphs that ask for the same stand together."""
    same: dict[tuple[str, str, str], list[DutyReport]] = {}
    for one in report.duties:
        same.setdefault((one.on, one.duty, one.within), []).append(one)
    for (on, name, within), found in same.items():
        cites = listed(list(dict.fromkeys(one.cites for one in found)))
        some = "" if any(one.always for one in found) else "; in some cases"
        some += "; a draft: nobody has enacted it" if all(law.by_id[one.rule].rule.source == "draft" for one in found) else ""
        when = f", {clock(within)}" if within else ""
        yield f"{_WHEN[on]}: {duty(name)}{when} ({cites}{some})."


def _courts(report: DecisionReport) -> Iterable[str]:
    """Rules that a court has stopped, and disputes that one has settled."""
    for stop in report.enjoined:
        yield f"{_cited(stop.rule)} Stopped: {stop.part} ({stop.court} {stop.number}, since {stop.since})."
    for one in report.settled:
        contrary = " The question takes it the other way." if one.contrary else ""
        open_for = f" It stays open for {listed([spoken(name) for name in one.open_for])}." if one.open_for else ""
        answer = "yes" if one.value else "no"
        yield f"{one.id}: {answer} ({one.court} {one.number}, since {one.since}; binds {one.binds}).{open_for}{contrary}"


def _outweighed(report: DecisionReport) -> Iterable[str]:
    """Rules that a higher level outranks, and those that a higher law makes void."""
    for rule in report.overridden:
        yield f"{_cited(rule)} A higher level decides."
    for one in report.voided:
        yield f"{_cited(one.rule)} Void here: a higher law lets nobody forbid it ({', '.join(one.by)})."


def _risks(report: DecisionReport) -> Iterable[str]:
    for risk in report.consequences:
        yield f"{risk.title}. Whom: {risk.who} ({risk.cites}{'; reported: the text was not read' if risk.reported else ''})."


def _suits(report: DecisionReport) -> Iterable[str]:
    """Each suit once."""
    lines = (f"{suit.title}, {suit.court} {suit.number}: {suit.status}. Binds {suit.binds}." for suit in report.proceedings)
    yield from dict.fromkeys(lines)


def _others(law: Law, report: DecisionReport, first: RuleReport | None) -> Iterable[str]:
    """The other rules that decide in every case, each paragraph once."""
    yield from dict.fromkeys(f"{upper(one.words)} ({_source(law, one)})." for one in report.rules if one.always and one != first)


def _far(law: Law, report: DecisionReport, first: RuleReport | None) -> Iterable[str]:
    """The rules that decide in some cases alone, by citation, the plainest first."""
    some = sorted((one for one in report.rules if not one.always and one != first), key=lambda one: rule_cost(law, law.by_id[one.id].rule))
    cites = list(dict.fromkeys(f"{one.cites}{'*' if one.reported else ''}" for one in some))
    if cites:
        more = f" and {len(cites) - MOST_FAR} more" if len(cites) > MOST_FAR else ""
        star = " * reported: the text was not read." if any(one.reported for one in some) else ""
        yield f"{upper(plural(len(cites), 'paragraph'))}: {'; '.join(cites[:MOST_FAR])}{more}.{star}"
