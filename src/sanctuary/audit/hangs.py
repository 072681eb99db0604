"""Facts on which most rows of a proposal hang and that no column tells: offered as lines for a person to confirm, each behind a mark.

They are found by asking what the proposed acts turn on under the place's law. What nobody confirms stays open, and rows that hang on it
cannot be told.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from sanctuary.audit.guess import Guess
from sanctuary.audit.scenes import Words
from sanctuary.engine.decide import decide
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.law.beside import COVERS, NO_PAPER, PAPER
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library

__all__ = ["asked_of"]

MOST = 4
"""Facts that are offered."""

_OTHER_LAW = "required_by_law"
"""A law that this program does not know is nobody's to confirm for every row."""

_WHO = ("sheriff", "police")
_EVEN = 50
"""Of a hundred: what is so less often is commonly not so."""


def asked_of(found: Guess, library: Library, place: str) -> tuple[list[str], list[str]]:
    """What a person may confirm of every row, and the column that tells of a paper which the law wants beside another: lines of [facts]."""
    beside = _with_it(found, library, place)
    if not beside:
        return _confirmed(found, library, place, covers=False), []
    asks = f"this law speaks of a paper only where it came with {' or '.join(beside)}"
    why = f"{asks}: true where the cell names it, if each names this person; else open"
    words = ", ".join(_quoted(phrase) for phrases in beside.values() for phrase in phrases)
    column = f"column = {_quoted(found.facts[PAPER])}  # decide: {why}"
    told = ["", f"[facts.{COVERS}]", column, "words = [", f"  {{ value = true, any = [{words}] }},", "]"]
    return _confirmed(found, library, place, covers=True), told


def _confirmed(found: Guess, library: Library, place: str, *, covers: bool) -> list[str]:
    """Lines of [facts], commented out: what is so of every row or not, with its question; the paper's reach unless a column has it."""
    law = law_of(library, place, library.get(place).file.known_through)
    counts: Counter[str] = Counter()
    asked = 0
    for depends in _turned_on(found, law):
        asked += 1
        counts.update(depends)
    told = {*found.facts, *found.constants, *found.chosen, *([COVERS] if covers else [])}
    often = [name for name, count in counts.most_common() if 2 * count >= asked and name not in told]
    often = sorted(often, key=lambda name: name != COVERS)[:MOST]
    if not often:
        return []
    asking = law.library.asking.fact
    lines = [
        f"# {_name(name)} = {str(name == COVERS or asking[name].yes >= _EVEN).lower()}  # confirm: {asking[name].ask}" for name in often
    ]
    return ["# Most rows hang on these, which no column tells: where one is so of every row, take its first # away.", *lines]


def _with_it(found: Guess, library: Library, place: str) -> Mapping[str, Sequence[str]]:
    """Where the law asks that a paper come with another: what it is called there, with the words of the cells for it; else nothing."""
    law = law_of(library, place, library.get(place).file.known_through)
    words: Words = found.fact_words.get(PAPER, ())
    acts = {action for action, _ in _acts(found)}
    asked = [pair for action in sorted(acts) for bound in law.rules_of(action) for pair in bound.rule.only_with]
    return {called: phrases for paper, called in dict.fromkeys(asked) for value, phrases in words if value == paper}


def _acts(found: Guess) -> list[tuple[str, str]]:
    if found.said:
        return [(one.action, one.resource) for one in found.said.acts]
    return [(found.action, found.resource)] if found.action else []


def _turned_on(found: Guess, law: Law) -> Iterator[tuple[str, ...]]:
    """For each act, officer and paper of a proposal that the law leaves open: the facts, true or false, on which it turns."""
    proofs = Proofs(law)
    papers = [value for value, _ in found.fact_words.get(PAPER, ())] or [found.constants.get(PAPER, "")]
    for (action, resource), actor, paper in product(_acts(found), _officers(found), papers):
        known = law.vocabulary.actions.get(action)
        if known is None or paper == NO_PAPER or not known.by_name["actor"].values or actor not in known.by_name["actor"].values:
            continue
        told = {**found.constants, **({PAPER: paper} if paper else {})}
        context = {name: value for name, value in told.items() if name in known.by_name and value in known.by_name[name].values}
        things = known.by_name["resource"].values
        report = decide(proofs, Situation(actor=actor, action=action, resource=resource or things[0], context=context))
        bools = [name for name in report.depends_on if name in known.by_name and known.by_name[name].kind == "bool"]
        if report.depends_on:
            yield tuple(name for name in bools if name != _OTHER_LAW)


def _officers(found: Guess) -> Iterable[str]:
    if found.actor_words:
        return [value for value, _ in found.actor_words]
    return ["sheriff" if found.actor_word == "jail" else found.actor_word] if found.actor_word else _WHO


def _name(fact: str) -> str:
    """A fact as a key of TOML: one inside another is one name with a dot."""
    return f'"{fact}"' if "." in fact else fact


def _quoted(text: str) -> str:
    """Text as JSON writes it, which TOML reads the same."""
    return json.dumps(text, ensure_ascii=False)
