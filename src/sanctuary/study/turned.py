"""What moved for residents on a day: the plain questions whose answer is another than before, in everyday words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from sanctuary.documents import Frozen
from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import Law
from sanctuary.study.noticed import Noticed, Question, asked_of, cases, kind_of, noticed, officers, questions
from sanctuary.study.phrases import listed

__all__ = ["Turned", "Turns", "turned_said"]


class Turned(Frozen, frozen=True):
    """A plain question whose answer moved: both answers, each with whether people with some criminal records are answered otherwise.

    An answer is an outcome of `decide`, or `not-searched`. `whom`: who is asked about, as a sentence names them. `reach`: `case` where the
    other case of the question has another answer since; else `all`, or `rest` where the question itself had this answer before and its
    other case joins it; `told` where the sentence on the question speaks of its other case too.
    """

    question: str
    whom: str
    before: str
    after: str
    before_excepted: bool
    after_excepted: bool
    reach: Literal["all", "case", "rest", "told"] = "all"


State = tuple[str, bool]
Stands = tuple[str, frozenset[str], tuple[str, ...]]
"""A rule as it stands on a day: its id, whom it binds, and the readings under which it applies."""

_DEFINITE = ("must", "must-not", "may")
_OPEN = ("unknown", "not-searched")
_OFFICERS = {"police": "police", "sheriff": "the sheriff", "school-police": "school police"}


class Turns:
    """The plain questions day after day; a question is decided again only where something of its act changed.

    A day on which the search of a law begins moves nothing: what becomes known on it may have been so before. `stand` holds the answers of
    the day that was asked last.
    """

    def __init__(self) -> None:
        self._keys: dict[str, tuple[tuple[Stands, ...], object]] = {}
        self._answers: dict[str, State] = {}
        self.stand: dict[str, Noticed] = {}

    def on(self, proofs: Proofs) -> tuple[Turned, ...]:
        """What law or courts moved since the day before that was asked; nothing on the first."""
        law = proofs.law
        keys = {one.id: _key(law, one) for one in asked_of(law)}
        stale = frozenset(name for name, key in keys.items() if self._keys.get(name) != key)
        by_law = {name for name in stale if name in self._keys and self._keys[name][0] != keys[name][0]}
        before, old, self._keys = dict(self._answers), self._keys, keys
        found = {one.question: one for one in noticed(proofs, stale)} if stale else {}
        self._answers |= {name: _state(one) for name, one in found.items()}
        self.stand |= found
        moved = (one for one in _turned(law, before, self._answers) if one.question in by_law)
        return tuple(one for one in moved if one.before not in _OPEN or _new(found[one.question], old[one.question]))


def _new(one: Noticed, before: tuple[tuple[Stands, ...], object]) -> bool:
    """Whether what decides now did not stand before; else all that is new is that the law was searched."""
    return kind_of(one) in _DEFINITE and one.rule not in {name for name, *_ in before[0]}


def _key(law: Law, question: Question) -> tuple[tuple[Stands, ...], object]:
    """All of a law that the answer to a question hangs on: the rules of its act; what facts fill, what courts settled, which days count."""
    rules = tuple((bound.rule.id, bound.actors, bound.readings) for bound in law.rules_of(question.action))
    settled = tuple((name, tuple(by_actor)) for name, by_actor in law.settled.items())
    known = tuple(pack.file.known_from is None or pack.file.known_from <= law.on for pack in law.packs.values())
    return rules, (law.given(question.action), settled, known)


def _state(one: Noticed) -> State:
    return kind_of(one), bool(one.with_record) and kind_of(one) in _DEFINITE


def _turned(law: Law, before: dict[str, State], after: dict[str, State]) -> Iterator[Turned]:
    for one in questions():
        old, new = before.get(one.id), after.get(one.id)
        if old and new and old != new:
            whom = "the jail" if one.by == "jail" else _OFFICERS[officers(law)]
            reach = _reach(one, before, after)
            yield Turned(
                question=one.id, whom=whom, before=old[0], after=new[0], before_excepted=old[1], after_excepted=new[1], reach=reach
            )


def _reach(one: Question, before: Mapping[str, State], after: Mapping[str, State]) -> Literal["all", "case", "rest", "told"]:
    """How far what moved holds: for a question in all of its cases, or in this one."""
    of = one.of or one.id
    if any(after.get(name) != after.get(of) for name in cases(of)):
        return "case"
    if not one.of:
        return "all"
    return "rest" if before.get(of) == after.get(of) else "told"


def turned_said(moved: Iterable[Turned]) -> str:
    """What moved, as clauses of one sentence: "police may no longer hold people on an ICE detainer"; nothing where nothing did.

    What a law reached is told with it: an answer for one case of a question alone names the case. Of another case that is open, or moved
    from one open answer to another, nothing is told.
    """
    asked = {one.id: one for one in questions()}
    groups: dict[tuple[str, str], list[str]] = {}
    for one in moved:
        question = asked[one.question]
        if one.reach == "told" or (question.of and not {one.before, one.after}.intersection(_DEFINITE)):
            continue
        groups.setdefault((one.whom, _how(one)), []).append(_act(question, one))
    told: dict[tuple[str, str], list[str]] = {}
    for (whom, how), few in groups.items():
        template, joined = _TOLD[how]
        said = template.format(whom=whom, acts=listed(few, joined))
        end = next((one for one in _ENDS if said.endswith(one)), "")
        lead, whether, rest = said.removesuffix(end).partition("whether ")
        told.setdefault((f"{lead}{whether}", end), []).append(rest)
    return "; ".join(f"{lead}{listed(rests, 'or')}{end}" for (lead, end), rests in told.items())


_ENDS = (" depends on a dispute", " is not known from this day on")


def _act(question: Question, one: Turned) -> str:
    """The act of a question, with its case where that alone moved."""
    if one.reach == "rest" and one.after == "must-not" and not one.after_excepted:
        return f"{question.act} at all"
    return question.act if one.reach == "all" else question.in_case


def _how(one: Turned) -> str:
    """What sort of move it is."""
    if one.before == one.after:
        return "closed" if one.before_excepted else "opened"
    if one.after in _OPEN:
        return "lost"
    start = one.before if one.before in _DEFINITE else ""
    excepted = " with exceptions" if one.after == "must-not" and one.after_excepted else ""
    return f"{start} to {one.after}{excepted}".strip()


_TOLD = {
    "closed": ("{whom} may no longer {acts}, even after a conviction", "or"),
    "opened": ("{whom} may {acts} after some charges or convictions", "and"),
    "lost": ("whether {whom} may {acts} is not known from this day on", "or"),
    "may to must-not": ("{whom} may no longer {acts}", "or"),
    "must to must-not": ("{whom}, who had to, must not {acts}", "or"),
    "to must-not": ("{whom} must not {acts}", "or"),
    "may to must-not with exceptions": ("{whom} may {acts} only after some charges or convictions", "or"),
    "must to must-not with exceptions": ("{whom}, who had to, may {acts} only after some charges or convictions", "or"),
    "to must-not with exceptions": ("{whom} may {acts} only after some charges or convictions", "or"),
    "may to must": ("{whom} must {acts}, and no longer only may", "and"),
    "must-not to must": ("{whom}, who must not until then, must {acts}", "and"),
    "to must": ("{whom} must {acts}", "and"),
    "must-not to may": ("{whom} may now {acts}", "and"),
    "must to may": ("{whom} may {acts} and no longer must", "and"),
    "to may": ("{whom} may {acts}", "and"),
    **{
        f"{start} to {end}".strip(): (words, "or")
        for start in ("", *_DEFINITE)
        for end, words in {
            "silent": "no rule that was found speaks of whether {whom} may {acts}",
            "depends": "whether {whom} may {acts} depends on a dispute",
            "conflict": "rules contradict each other on whether {whom} may {acts}",
        }.items()
    },
}
"""How each sort of move is told, and the word that joins the acts."""
