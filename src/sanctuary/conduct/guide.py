"""A printed guide for a counter, from the same path as a screen: paper and screen cannot disagree.

For each thing that visitors ask for and each paper as it is seen, what to do and what to say. What is the same for several stands
once, under all of its headings.
"""

from collections.abc import Mapping
from typing import NamedTuple

from sanctuary.conduct.counters import Counter, counter
from sanctuary.conduct.path import Dealing, step, tree
from sanctuary.conduct.screen import Screen
from sanctuary.conduct.sight import seen_paper
from sanctuary.documents import Frozen, replace
from sanctuary.engine.decision import DecisionReport
from sanctuary.engine.questions import Questions
from sanctuary.engine.step import Branch
from sanctuary.errors import RequestError, nearest, visible
from sanctuary.law.meant import one_meant
from sanctuary.model import Outcome
from sanctuary.study.everyday import papers_named
from sanctuary.study.one_paper import need_one_paper, of_a_judge

__all__ = ["JUDGES", "MOST", "SIGHTS", "Also", "Ground", "Guide", "Line", "Part", "guide", "papers_meant"]

MOST = 3
"""Questions for others that the paper names for an act; a screen asks all."""

LINES = 7
"""Lines of the tree of questions for an act."""

SIGHTS: Mapping[str, Mapping[str, str]] = {
    "none": {"top": "none"},
    "unclear": {"top": "unknown"},
    "agency-warrant": {"top": "homeland-security", "title": "arrest", "foot": "officer"},
    "detainer": {"top": "homeland-security", "title": "detainer", "foot": "officer"},
    "notification": {"top": "homeland-security", "title": "notification", "foot": "officer"},
    "transfer": {"top": "homeland-security", "title": "transfer", "foot": "officer"},
    "agency-subpoena": {"top": "homeland-security", "title": "subpoena", "foot": "officer"},
    "immigration-judge": {"top": "immigration-court", "title": "order", "foot": "judge"},
    "court-subpoena": {"top": "federal-court", "title": "subpoena", "foot": "clerk", "match": "yes"},
    "federal-order": {"top": "federal-court", "title": "order", "foot": "judge", "match": "yes"},
    "federal-search": {"top": "federal-court", "title": "search", "foot": "judge", "match": "yes"},
    "federal-arrest": {"top": "federal-court", "title": "arrest", "foot": "judge", "match": "yes"},
    "state-order": {"top": "state-court", "title": "order", "foot": "judge", "match": "yes"},
    "state-search": {"top": "state-court", "title": "search", "foot": "judge", "match": "yes"},
    "state-arrest": {"top": "state-court", "title": "arrest", "foot": "judge", "match": "yes"},
    "bench-warrant": {"top": "state-court", "title": "bench", "foot": "judge", "match": "yes"},
    "writ": {"top": "state-court", "title": "writ", "foot": "judge", "match": "yes"},
}
"""Papers as they are seen, by a name for each: the answers that lead to them."""

JUDGES = frozenset(name for name, answers in SIGHTS.items() if seen_paper(answers).sort == "judge")
"""Those that a judge of a court signed."""

_TO_A_KEEPER = frozenset({"notification", "transfer", "writ", "bench-warrant"})
"""Papers that are given to whoever keeps a person."""

_CALM = {"danger": "no", "claim": "no", "inside": "counter", "who": "immigration", "proof": "seen"}


class Line(Frozen, frozen=True):
    """Papers that lead to one thing to do and say."""

    papers: tuple[str, ...]
    screen: Screen


class Part(Frozen, frozen=True):
    """Lines that are the same for all that is asked for here."""

    asks: tuple[str, ...]
    lines: tuple[Line, ...]


class Also(Frozen, frozen=True):
    """Paragraphs that count beside the others with some papers."""

    papers: tuple[str, ...]
    cites: tuple[str, ...]


class Ground(Frozen, frozen=True):
    """What the law says of an act with some papers, by which paragraphs, and the first facts on which it turns that others can tell.

    `outcome` is empty where the law is not asked. `tree`: the questions that settle it with the first of the papers, and what each answer
    leads to; nothing where no fact does.
    """

    asked: str
    outcome: str
    papers: tuple[str, ...]
    cites: tuple[str, ...]
    also: tuple[Also, ...]
    turns_on: tuple[str, ...]
    tree: Branch | None = None


class Guide(Frozen, frozen=True):
    """What a counter does: `parts` hold each line once; `law` is empty where counsel's signature does not stand.

    `only`: the papers to which parts and law are limited; none where all are told.
    """

    counter: str
    asks: tuple[str, ...]
    only: tuple[str, ...]
    papers: tuple[str, ...]
    parts: tuple[Part, ...]
    law: tuple[Ground, ...]


class _Told(NamedTuple):
    asked: str
    paper: str
    screen: Screen
    decision: DecisionReport | None


def guide(questions: Questions, name: str, *, signed: bool, only: tuple[str, ...] = ()) -> Guide:
    """The guide of a counter under a law: immigration officers at the counter, calm, identified; what nobody there can see is left open."""
    place = counter(name)
    papers = _papers(place)
    asks = (*(act.id for act in place.asks), *place.only_conduct)
    told = [_told(questions, name, asked, paper, signed=signed) for asked in asks for paper in only or papers]
    return Guide(
        counter=name, asks=asks, only=only, papers=papers, parts=_parts(told, asks), law=_law(told, questions, name) if signed else ()
    )


def papers_meant(name: str, word: str) -> tuple[str, ...]:
    """The papers of a counter's guide that a word means, "I-247A with I-200" two of them; refuses a word that means none or several.

    A court's paper whose court nobody named is one of each court.
    """
    known = _papers(counter(name))
    kinds = {paper: seen_paper(SIGHTS[paper]).kind for paper in known}
    found = [_meant(known, kinds, part) for part in papers_named(word) or [word]]
    return tuple(dict.fromkeys(paper for few in found for paper in few))


def _meant(known: tuple[str, ...], kinds: Mapping[str, str], word: str) -> tuple[str, ...]:
    """The papers that one word means."""
    if word in known:
        return (word,)
    told, values = of_a_judge(word), tuple(dict.fromkeys(filter(None, kinds.values())))
    kind = one_meant("value", told, values)
    if not kind:
        try:
            need_one_paper(told, values)
        except RequestError as problem:
            raise RequestError(f"{problem}".replace("--fact paper=", "--paper ")) from None
        raise RequestError(f"the guide of this counter has no paper called '{visible(word)}'; {nearest(word, (*known, *values))}")
    return tuple(paper for paper in known if kinds[paper] == kind)


def _papers(place: Counter) -> tuple[str, ...]:
    return tuple(paper for paper in SIGHTS if place.keeps or paper not in _TO_A_KEEPER)


def _told(questions: Questions, name: str, asked: str, paper: str, *, signed: bool) -> _Told:
    seen = step(questions, _dealing(name, asked, paper), sees=(), signed=signed)
    assert seen.screen is not None  # noqa: S101 - every question of conduct has its answer, and those of law are left open
    return _Told(asked, paper, replace(seen.screen, turns_on=(), then=(), later=(), outcome=""), seen.decision)


def _dealing(name: str, asked: str, paper: str) -> Dealing:
    return Dealing(counter=name, answers={**_CALM, "what": asked, **SIGHTS[paper]})


def _parts(told: list[_Told], asks: tuple[str, ...]) -> tuple[Part, ...]:
    """Lines under all that they are the same for: what holds for everything first, then in the order in which it is asked."""
    where: dict[Screen, dict[str, list[str]]] = {}
    for one in told:
        where.setdefault(one.screen, {}).setdefault(one.paper, []).append(one.asked)
    parts: dict[tuple[str, ...], list[Line]] = {}
    for shown, papers in where.items():
        for under, same in _turned({paper: tuple(asked) for paper, asked in papers.items()}).items():
            parts.setdefault(under, []).append(Line(papers=same, screen=shown))
    order = sorted(parts, key=lambda under: (under != asks, asks.index(under[0]), -len(under)))
    return tuple(Part(asks=under, lines=tuple(parts[under])) for under in order)


def _turned(found: Mapping[str, tuple[str, ...]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Names by what they have."""
    turned: dict[tuple[str, ...], tuple[str, ...]] = {}
    for name, held in found.items():
        turned[held] = (*turned.get(held, ()), name)
    return turned


def _law(told: list[_Told], questions: Questions, name: str) -> tuple[Ground, ...]:
    """The law behind the lines. A paper that nobody can tell is left out: what it may be stands with the others."""
    found: dict[tuple[str, str], list[_Told]] = {}
    for one in told:
        if one.paper != "unclear" and counter(name).act(one.asked):
            found.setdefault((one.asked, str(one.decision.outcome) if one.decision else ""), []).append(one)
    return tuple(_ground(asked, outcome, same, questions, name) for (asked, outcome), same in found.items())


def _ground(asked: str, outcome: str, same: list[_Told], questions: Questions, name: str) -> Ground:
    known = questions.proofs.law.library.asking.fact
    decisions = {one.paper: one.decision for one in same if one.decision}
    cites = {paper: tuple(dict.fromkeys(rule.cites for rule in one.rules)) for paper, one in decisions.items()}
    every = tuple(one for one in next(iter(cites.values()), ()) if all(one in others for others in cites.values()))
    more = _turned({paper: tuple(one for one in held if one not in every) for paper, held in cites.items()})
    facts = tuple(dict.fromkeys(fact for one in decisions.values() for fact in one.depends_on))
    return Ground(
        asked=asked,
        outcome=outcome,
        papers=tuple(one.paper for one in same),
        cites=every,
        also=tuple(Also(papers=papers, cites=held) for held, papers in more.items() if held),
        turns_on=_few(facts, known) if outcome == Outcome.DEPENDS else (),
        tree=_telling(tree(questions, _dealing(name, asked, same[0].paper), LINES)) if outcome == Outcome.DEPENDS else None,
    )


def _telling(branch: Branch | None) -> Branch | None:
    """The questions of a tree that settle something, each by itself or by one that follows."""
    if branch is None:
        return None
    ways = tuple(replace(way, then=_telling(way.then)) for way in branch.ways)
    return Branch(fact=branch.fact, ways=ways) if any(way.then or len(way.outcomes) == 1 for way in ways) else None


def _few(names: tuple[str, ...], known: Mapping[str, object]) -> tuple[str, ...]:
    """The first facts; disputes of lawyers, however many, are one thing to ask counsel."""
    readings = [name for name in names if name not in known]
    return (*(name for name in names if name in known), *readings[:1])[:MOST]
