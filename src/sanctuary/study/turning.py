"""What a decision turns on, in questions: the disputes that settle it, a short tree of facts, the other disputes."""

from collections.abc import Iterable

from sanctuary.documents import replace
from sanctuary.engine.decision import RuleReport
from sanctuary.engine.questions import Questions
from sanctuary.engine.step import Branch, Way
from sanctuary.law.beside import COVERS
from sanctuary.model import Outcome
from sanctuary.study.allowed import bound
from sanctuary.study.asks import ask_of
from sanctuary.study.comes_with import asked_with
from sanctuary.study.mixed import fork, forked
from sanctuary.study.nearest import lifted
from sanctuary.study.opening import Asked
from sanctuary.study.phrases import OTHER_LAW, answered, listed, outcome_said, upper
from sanctuary.study.question import start_of
from sanctuary.study.terms import covers_ask

__all__ = ["FEWER_LINES", "FEWEST_LINES", "MOST_LINES", "led", "turns"]

MOST_LINES = 7
"""Lines of a tree of questions."""

FEWER_LINES, FEWEST_LINES = 5, 2
"""Those of a shorter one, and of the shortest."""

FEW_FACTS = 3
"""Facts that are listed where no tree of them settles anything."""

MOST_TOGETHER = 4
"""Questions of a tree of facts and disputes together."""

_MOST_VALUES = 3

_ONE_SIDED = ({Outcome.MUST, Outcome.SILENT}, {Outcome.MUST_NOT, Outcome.SILENT})
"""What is possible where a duty or a ban is all that was found."""

STEP = "    "
"""How far a question stands in that follows an answer."""

FOLLOWS = "more questions follow"
"""What an answer leads to that settles nothing."""


def turns(asked: Asked, questions: Questions, first: RuleReport | None, lines: int) -> Iterable[str]:
    """The disputes that say more than the facts do, a short tree of the next questions, what a text lists, the other disputes.

    A dispute stands first where one side of it settles the answer, or where it changes what is possible and no next fact settles
    anything; that on which the rule to read first turns leads.
    """
    report, law = asked.report, asked.proofs.law
    if not report.depends_on or asked.open:
        return
    if together := fork(asked, min(lines, MOST_TOGETHER)):
        disputes = {one.id: one.question for one in report.readings}
        yield from forked(together, lambda name: disputes.get(name) or _question(asked, name), lambda *end: _end(asked, *end))
        yield from _lists(asked, set(together.names))
        return
    whole = questions.tree(start_of(law, asked.situation), lines)
    few = len([name for name in report.depends_on if name not in {one.id for one in report.readings}]) <= FEW_FACTS
    tree = _telling(whole) if few else whole
    vague = not tree or all(len(way.outcomes) > 1 for way in tree.ways)
    readings = {one.id: one for one in report.readings}
    sides = {name: (asked.reading(name, value=True), asked.reading(name, value=False)) for name in readings}
    leading = [name for name, pair in sides.items() if pair[0] != pair[1] and (vague or 1 in map(len, pair))]
    for name in sorted(leading, key=lambda one: not first or first.disputed != one):
        yes, no = (_either(asked, one) for one in sides[name])
        if not yes.startswith(FOLLOWS) or not no.startswith(FOLLOWS):
            yield f"{readings[name].question} Yes: {yes}. No: {no}."
        else:
            yield f"{readings[name].question} If so, {readings[name].when_true}; if not, {readings[name].when_false}."
    facts = [name for name in report.depends_on if name not in readings]
    if tree:
        yield from _lines(asked, tree, "")
    elif facts:
        yield f"{'It takes this' if len(facts) == 1 else 'It takes several of these together'}:"
        yield from (_question(asked, name) for name in facts)
    yield from _lists(asked, {*facts, *_facts_of(tree)})
    for name, reading in readings.items():
        if name not in leading:
            yield f"{reading.question} If so, {reading.when_true}; if not, {reading.when_false}."


def _telling(branch: Branch | None) -> Branch | None:
    """The questions of a tree that settle something, each by itself or by one that follows; nothing where none does."""
    if branch is None:
        return None
    ways = tuple(replace(way, then=_telling(way.then)) for way in branch.ways)
    return Branch(fact=branch.fact, ways=ways) if any(way.then or len(way.outcomes) == 1 for way in ways) else None


def _end(asked: Asked, name: str, value: bool, outcomes: tuple[Outcome, ...]) -> str:
    """What an answer to a question of a tree of facts and disputes leads to."""
    return _leaf(asked, name, Way(values=(value,), outcomes=outcomes, then=None))


def _facts_of(branch: Branch | None) -> Iterable[str]:
    """The facts that a tree asks for."""
    if branch:
        yield branch.fact
        for way in branch.ways:
            yield from _facts_of(way.then)


def _lists(asked: Asked, facts: set[str]) -> Iterable[str]:
    """What a text lists, where a question asks whether something is on its list."""
    law = asked.proofs.law
    if any(name.rpartition(".")[2].startswith("years_since_listed") for name in facts):
        yield from dict.fromkeys(f"{law.by_id[one.id].rule.listed_by} lists: {text}" for one in asked.report.rules for text in one.lists)


def _lines(asked: Asked, branch: Branch, indent: str) -> Iterable[str]:
    """A question with the answers that settle it, then the question that follows an answer that does not."""
    law = asked.proofs.law
    kind = law.vocabulary.actions[asked.situation.action].by_name[branch.fact].kind
    settled = [f"{_way(way, kind)}: {_leaf(asked, branch.fact, way)}." for way in branch.ways if _ends(branch, way)]
    ask = _question(asked, branch.fact)
    later = [way for way in branch.ways if not _ends(branch, way)]
    told = [*settled, *([f"{_way(later[0], kind)}:"] if later else [])]
    yield f"{indent}{ask} {' '.join(told)}"
    for number, way in enumerate(later):
        if number:
            yield f"{indent}{_way(way, kind)}:"
        if way.then:
            yield from _lines(asked, way.then, indent + STEP)


def _ends(branch: Branch, way: Way) -> bool:
    """Whether nothing more is asked after an answer: where another law requires the act, that law is to be read, whatever else is so."""
    return not way.then or (branch.fact == OTHER_LAW and way.values == (True,))


def _question(asked: Asked, fact: str) -> str:
    action = asked.situation.action
    if fact == COVERS:
        return asked_with(asked, covers_ask(action))
    return ask_of(asked.proofs.law, fact, action, [one.id for one in asked.report.rules])


def _leaf(asked: Asked, fact: str, way: Way) -> str:
    """What an answer leads to; that another law requires the act switches a rule off, and then that law is to be read."""
    if fact == OTHER_LAW and way.values == (True,):
        return f"what that law says{'' if way.outcomes == (Outcome.MAY,) else ', as far as no other rule here forbids it'}"
    return _lifted(asked, fact, way) or _either(asked, way.outcomes)


def _lifted(asked: Asked, fact: str, way: Way) -> str:
    """That an answer meets the exception of the one duty or ban found, where its law file names the paragraph; else nothing."""
    law, action = asked.proofs.law, asked.proofs.law.vocabulary.actions[asked.situation.action]
    if way.outcomes != (Outcome.SILENT,) or set(asked.report.outcomes) not in _ONE_SIDED:
        return ""
    said = {lifted(law.by_id[one.id].rule, action, fact) for one in asked.report.rules if one.effect in ("requires", "forbids")}
    return said.pop() if len(said) == 1 else ""


def _either(asked: Asked, outcomes: tuple[Outcome, ...]) -> str:
    """An outcome, or that more questions follow and what can come of them."""
    said = listed([_said(asked, one) for one in outcomes], "or")
    limit = bound(asked.proofs.law, asked.report)
    if outcomes == (Outcome.MAY,) and limit:
        return f"{said}, {limit}"
    return said if len(outcomes) == 1 else f"{FOLLOWS} ({said})"


def _said(asked: Asked, outcome: Outcome) -> str:
    """An outcome; a silence that an exception leaves is told as what it is."""
    return "nothing found forbids it" if outcome == Outcome.SILENT and asked.report.excepted else outcome_said(outcome)


def _way(way: Way, kind: str) -> str:
    """An answer that can be given."""
    if not way.values:
        return "Anything else"
    more = f" or {len(way.values) - _MOST_VALUES} others" if len(way.values) > _MOST_VALUES + 1 else ""
    shown = way.values[:_MOST_VALUES] if more else way.values
    return upper(answered(shown, kind).replace(" or ", ", ") + more if more else answered(shown, kind))


def led(outcomes: tuple[Outcome, ...], limit: str = "") -> str:
    """What a paper of a court would lead to; `limit` is by what a "may" is bounded."""
    said = [f"{outcome_said(one)}{f', {limit}' if limit and one == Outcome.MAY else ''}" for one in outcomes]
    return said[0] if len(outcomes) == 1 else f"it depends ({listed([outcome_said(one) for one in outcomes], 'or')})"
