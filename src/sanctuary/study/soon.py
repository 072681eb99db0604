"""What enacted law changes within a year in the answer to one question: "From 2026-12-01 on: the sheriff must ..."."""

from dataclasses import dataclass
from datetime import date

from sanctuary.engine.decide import decide
from sanctuary.engine.decision import SoonReport
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.model import Outcome
from sanctuary.study.ahead import SOON
from sanctuary.study.decisive import decisive
from sanctuary.study.letters import within
from sanctuary.study.opening import Asked, opening
from sanctuary.study.openings import by_itself

__all__ = ["soon"]


def soon(asked: Asked) -> SoonReport | None:
    """The answer from the next day within a year on which enacted law makes it another, with its first sentence; nothing if none does.

    Only days on which a rule of the act begins or ends are asked, and a question that fixes a dispute, or a fact as a day, is asked as it
    stands. An answer that is not known on that day is no change.
    """
    law = asked.proofs.law
    if law.place.file.kind != "law" or asked.report.outcome == Outcome.UNKNOWN:
        return None
    now = _said(asked)
    for day in _days(law, asked.situation):
        later = _on(law, asked, day)
        if later and later.said != now.said and later.outcomes != now.outcomes:
            cites = f" ({later.cites})" if later.cites else ""
            said = later.said.rstrip(".")
            says = f"From {day} on, by enacted law, {within(said)}{cites}."
            return SoonReport(on=day, outcome=later.outcome, outcomes=later.outcomes, cites=later.cites, says=says)
    return None


@dataclass(frozen=True, slots=True)
class _Said:
    """The first sentence of an answer, what it says and by which paragraph."""

    said: str
    outcome: Outcome
    outcomes: tuple[Outcome, ...]
    cites: str


def _days(law: Law, situation: Situation) -> list[date]:
    """The days within a year on which a rule of the act that can bind the actor begins or ends."""
    rules = (rule for name in law.scope[situation.actor] for rule in law.packs[name].rules if situation.action in rule.actions)
    return sorted({day for rule in rules for day in (rule.since, rule.until) if day and law.on < day <= law.on + SOON})


def _on(law: Law, asked: Asked, day: date) -> _Said | None:
    """The answer on another day; nothing where the question has no answer there, or none that is known."""
    proofs = Proofs(law_of(law.library, law.place.id, day, strict=law.strict))
    try:
        report = decide(proofs, asked.situation)
    except RequestError:  # a dispute that the question fixes is none of that day's law
        return None
    return None if report.outcome == Outcome.UNKNOWN else _said(Asked(proofs, asked.situation, asked.known, report, asked.idle))


def _said(asked: Asked) -> _Said:
    leading = decisive(asked.proofs, asked.situation, asked.known, asked.report.rules, asked.idle)
    first = by_itself(opening(asked, leading)[0])
    return _Said(first, asked.report.outcome, asked.report.outcomes, leading.rule.cites if leading else "")
