"""How many answers to the plain questions moved at a place since its law was searched, and to what: so which changed more."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.study.ahead import named_alone
from sanctuary.study.before import searched_from
from sanctuary.study.noticed import asked_of, kind_of, noticed, officers
from sanctuary.study.phrases import listed

__all__ = ["Moved", "moved"]

_OPEN = ("unknown", "not-searched")
_TO = {
    "must-not": "must not",
    "must": "must",
    "may": "may",
    "depends": "it depends",
    "conflict": "rules conflict",
    "silent": "no rule found",
}


FEWEST = 3
"""Answers that must be known on both days: a count of fewer says nothing."""


class Moved(NamedTuple):
    """How many of the answers known on both days moved, since which day, and to what."""

    number: int
    known: int
    since: date
    to: tuple[str, ...]

    @property
    def said(self) -> str:
        """The count as a clause: "8 of 11 answers moved since 2017-08-28: 8 to must not"."""
        return f"{self.number} of {self.known} answers moved since {self.since}{f': {listed(list(self.to))}' if self.to else ''}"

    @property
    def brief(self) -> str:
        """The same without what they moved to: "8 of 11 since 2017-08-28"."""
        return f"{self.number} of {self.known} since {self.since}"


def moved(law: Law, since: date | None = None) -> Moved | None:
    """The answers of the first searched day, or of a later one, beside those of the day asked; nothing of no place's law, or of few.

    Of a state the sheriff counts too where a law speaks of the sheriff alone; an answer that was not known on the first day does not
    count. Of a day that is asked before the first there is nothing.
    """
    searched = searched_from(law)
    first = searched and max(searched, since or searched)
    if not first or law.on <= first or law.place.file.kind != "law" or not officers(law):
        return None
    then, now = (_answers(one, law) for one in (law_of(law.library, law.place.id, first, strict=law.strict), law))
    known = [name for name, answer in then.items() if answer not in _OPEN and now.get(name, "unknown") not in _OPEN]
    if len(known) < FEWEST:
        return None
    to = Counter(_TO[now[name]] for name in known if now[name] != then[name])
    return Moved(to.total(), len(known), first, tuple(f"{to[kind]} to {kind}" for kind in _TO.values() if to[kind]))


def _answers(law: Law, today: Law) -> dict[tuple[str, str], str]:
    """The answers of a day by question and officers; those whom the law of `today` names alone are asked on every day."""
    proofs, first = Proofs(law), officers(law)
    found = {(one.question, first): kind_of(one) for one in noticed(proofs)}
    if law.place.file.level == "state" and first == "police":
        alone = frozenset(one.id for one in asked_of(law) if one.by == "officers" and named_alone(today, one, "sheriff", first))
        found |= {(one.question, "sheriff"): kind_of(one) for one in noticed(proofs, alone, "sheriff")} if alone else {}
    return found
