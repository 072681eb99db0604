"""The law that the API asks: places by name, the law of a day prepared once, and answers that take long kept in memory."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel

from sanctuary.documents import replace
from sanctuary.engine.decide import decide
from sanctuary.engine.decision import DecisionReport
from sanctuary.engine.prove import Proofs
from sanctuary.engine.questions import Questions
from sanctuary.engine.situation import Situation
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.law.used import digest_of, other_law, packs_used
from sanctuary.public.memory import Memory
from sanctuary.public.problem import At, RefusedError, problem, refused
from sanctuary.study.assess import Assessment, assess
from sanctuary.study.compare import Comparison, compare
from sanctuary.study.disputes import Disputes, disputes
from sanctuary.study.places import PlacesNamed, places
from sanctuary.study.question import NextQuestion, next_question, start_of

__all__ = ["Answers"]

T = TypeVar("T")

KEPT_LAWS, KEPT_REPORTS = 32, 256
MOST_PLACES = 100


class Answers:
    """Every answer of the API. Law is kept in memory, and answers to what says nothing of a person; no request is.

    `today` gives the day where a request names none.
    """

    def __init__(self, library: Library, today: Callable[[], date] = date.today) -> None:
        self.library, self.today = library, today
        self._law = lru_cache(KEPT_LAWS)(lambda name, on: Questions(Proofs(law_of(library, name, on))))
        self._memory = Memory()
        self._assessed = lru_cache(KEPT_REPORTS)(self._assess)
        self._compared = lru_cache(KEPT_REPORTS)(self._compare)

    def place(self, name: str, where: str = "/place") -> str:
        """The id that a name means; refuses an unknown one, and one that several places bear, with those."""
        meant = self.meant(name)
        if len(meant) == 1:
            return meant[0]
        if len(meant) > 1:
            told = "; ".join(f"{self.library.places.title(one)} ({one})" for one in meant[:8])
            raise RefusedError(
                problem(409, "ambiguous-place", "Several places have this name.", [At(pointer=where, detail=f"one of: {told}")])
            )
        raise RefusedError(
            problem(
                404,
                "unknown-place",
                "No place has this name.",
                [At(pointer=where, detail="a name with its state, or an id: GET /api/v1/places?q=")],
            )
        )

    def meant(self, name: str) -> tuple[str, ...]:
        """The places that a name means, the likeliest first; never a path, and never a definition."""
        found = () if name.startswith((".", "/")) or "\\" in name else self.library.places.meant(name)
        return tuple(one for one in found if not one.startswith("standard-"))

    def law(self, name: str, on: date | None, packs: str = "", where: str = "/place") -> Questions:
        """The law of a place on a day; refuses another digest than the one that is meant."""
        found = self._law(self.place(name, where), on or self.today())
        if packs and packs != digest_of(found.proofs.law):
            detail = other_law(packs_used(found.proofs.law), packs)
            raise RefusedError(
                problem(409, "other-law", "This is not the digest of the law of now.", [At(pointer="/packs", detail=detail)])
            )
        return found

    def decide(self, asked: Any) -> DecisionReport:
        """One situation; the answer may be one that was given before (`Memory`)."""
        law = self.law(asked.place, asked.on, asked.packs)
        situation = _situation(asked)
        return self._memory.of(law, situation, lambda: _or_refused(lambda: decide(law.proofs, situation)))

    def next_question(self, asked: Any) -> NextQuestion:
        """The fact to ask next, or the decision."""
        law = self.law(asked.place, asked.on, asked.packs)

        def found() -> NextQuestion:
            start = start_of(law.proofs.law, _situation(asked), not_known=asked.not_known, goal=asked.goal, order=asked.order)
            return next_question(law, start)

        return _or_refused(found)

    def assess(self, place: str, standard: str, on: date | None) -> Assessment:
        """A place by one definition or all."""
        return self._assessed(self.place(place), standard, on or self.today())

    def _assess(self, place: str, standard: str, on: date) -> Assessment:
        try:
            rods = self.library.standards("-" if "/" in standard else standard)
        except RequestError:
            where = At(pointer="/standard", detail="all, or the id of a definition")
            raise RefusedError(problem(404, "unknown-definition", "No definition has this name.", [where])) from None
        return assess(self._law(place, on).proofs, rods)

    def compare(self, a: str, b: str, on: date | None, other_on: date | None) -> Comparison:
        """Two laws, or one on two days."""
        day = on or self.today()
        return self._compared(self.place(a, "/a"), self.place(b, "/b") if b else self.place(a, "/a"), day, other_on or day)

    def _compare(self, a: str, b: str, on: date, other_on: date) -> Comparison:
        return compare(self._law(a, on).proofs.law, self._law(b, other_on).proofs.law, self.library.standards("all"))

    def readings(self, place: str, on: date | None) -> Disputes:
        """The disputed readings of a law."""
        return disputes(self.law(place, on).proofs.law)

    def places(self, word: str) -> PlacesNamed:
        """Places of a name or its beginning, the ones meant first, at most a hundred; those with a pack where no word is given."""
        found = places(self.library, word)
        return replace(found, places=found.places[:MOST_PLACES])


def _situation(asked: Any) -> Situation:
    """The situation of a model, which has looked at every word already."""
    return Situation(
        actor=asked.actor, action=asked.action, resource=asked.resource, context=_by_path(asked.context), absent=tuple(asked.absent),
        readings=asked.readings, papers=asked.papers,
    )  # fmt: skip


def _by_path(context: Any) -> dict[str, Any]:
    """The facts that were sent, by path; a record that was sent is a model of its own."""
    found: dict[str, Any] = {}
    sent = context.model_fields_set if context else ()
    for name, value in vars(context).items() if sent else ():
        if name not in sent:
            continue
        if isinstance(value, BaseModel):
            found |= {f"{name}.{path}": one for path, one in _by_path(value).items()}
        else:
            found[name] = value
    return found


def _or_refused(make: Callable[[], T]) -> T:
    try:
        return make()
    except RequestError as words:
        raise RefusedError(refused(words)) from None
