"""A printed guide for a counter, from the same path as a screen: paper and screen cannot disagree.

For each thing that visitors ask for and each paper as it is seen, what to do and what to say; papers with one answer stand together.
"""

from collections.abc import Mapping

from sanctuary.conduct.counters import counter
from sanctuary.conduct.path import Dealing, step
from sanctuary.conduct.screen import Screen
from sanctuary.documents import Frozen, replace
from sanctuary.engine.questions import Questions

__all__ = ["SIGHTS", "Guide", "Line", "guide"]

SIGHTS: Mapping[str, Mapping[str, str]] = {
    "none": {"top": "none"},
    "unclear": {"top": "unknown"},
    "agency-warrant": {"top": "homeland-security", "title": "arrest", "foot": "officer"},
    "detainer": {"top": "homeland-security", "title": "detainer", "foot": "officer"},
    "agency-subpoena": {"top": "homeland-security", "title": "subpoena", "foot": "officer"},
    "immigration-judge": {"top": "immigration-court", "title": "order", "foot": "judge"},
    "court-subpoena": {"top": "federal-court", "title": "subpoena", "foot": "clerk", "match": "yes"},
    "federal-order": {"top": "federal-court", "title": "order", "foot": "judge", "match": "yes"},
    "federal-search": {"top": "federal-court", "title": "search", "foot": "judge", "match": "yes"},
    "federal-arrest": {"top": "federal-court", "title": "arrest", "foot": "judge", "match": "yes"},
    "state-order": {"top": "state-court", "title": "order", "foot": "judge", "match": "yes"},
    "state-search": {"top": "state-court", "title": "search", "foot": "judge", "match": "yes"},
    "state-arrest": {"top": "state-court", "title": "arrest", "foot": "judge", "match": "yes"},
}
"""Papers as they are seen, by a name for each: the answers that lead to them."""

_CALM = {"danger": "no", "claim": "no", "inside": "counter", "who": "immigration", "proof": "seen"}


class Line(Frozen, frozen=True):
    """Papers that lead to one thing to do and say; `turns_on` are the facts of all of them that others can tell."""

    papers: tuple[str, ...]
    screen: Screen
    turns_on: tuple[str, ...]


class Guide(Frozen, frozen=True):
    """What a counter does: for each thing that is asked for, its lines."""

    counter: str
    asks: Mapping[str, tuple[Line, ...]]


def guide(questions: Questions, name: str, *, signed: bool) -> Guide:
    """The guide of a counter under a law: immigration officers at the counter, calm, identified; what nobody there can see is left open."""
    return Guide(counter=name, asks={act.id: _lines(questions, name, act.id, signed=signed) for act in counter(name).asks})


def _lines(questions: Questions, name: str, asked: str, *, signed: bool) -> tuple[Line, ...]:
    found: dict[Screen, list[str]] = {}
    facts: dict[Screen, list[str]] = {}
    for paper, seen in SIGHTS.items():
        told = step(questions, Dealing(counter=name, answers={**_CALM, "what": asked, **seen}), sees=(), signed=signed)
        assert told.screen is not None  # noqa: S101 - every question of conduct has its answer, and those of law are left open
        same = replace(told.screen, turns_on=(), then=(), outcome="")
        found.setdefault(same, []).append(paper)
        facts.setdefault(same, []).extend(told.screen.turns_on)
    return tuple(Line(papers=tuple(papers), screen=one, turns_on=tuple(dict.fromkeys(facts[one]))) for one, papers in found.items())
