"""Where no law of the state is encoded and law on the very act is known there: that stands first, and what federal law allows behind it.

Federal law commands little of what states and cities do. That it forbids nothing is no answer while a state's law on the act is unread.
"""

from sanctuary.engine.decision import DecisionReport
from sanctuary.law.jurisdiction import Law
from sanctuary.law.standing import no_law_of, not_encoded, on_act
from sanctuary.model import Outcome
from sanctuary.study.opening import NOT_KNOWN

__all__ = ["known_first"]

MOST = 2
"""Laws that the first sentence names; the list below it has all."""


def known_first(law: Law, report: DecisionReport, said: tuple[str, ...]) -> tuple[str, ...]:
    """The first lines, led by the law to be read where federal law alone would allow the act."""
    allowed = Outcome.MAY in report.outcomes and Outcome.MUST not in report.outcomes
    cites = on_act(law.place, law.packs, report.action) if allowed and not_encoded(law.place, law.packs) else []
    if not cites or said[0].startswith(NOT_KNOWN):
        return said
    which = " and ".join(cites[:MOST])
    more = f" ({len(cites) - MOST} more below)" if len(cites) > MOST else ""
    federal = f"{said[0][:1].lower() if said[0].startswith(('By ', 'The ')) else said[0][:1]}{said[0][1:]}"
    lead = f"{NOT_KNOWN}{no_law_of(law.place, law.packs)}, and law on this act is known: read first {which}{more}."
    return (lead, f"Federal law does not forbid it: {federal}", *said[1:])
