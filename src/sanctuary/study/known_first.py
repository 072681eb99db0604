"""Where no law of the state is encoded and law on the very act is known there: that stands first, and what federal law allows behind it.

Federal law commands little of what states and cities do. That it forbids nothing is no answer while a state's law on the act is unread.
"""

from sanctuary.engine.decision import DecisionReport
from sanctuary.law.jurisdiction import Law
from sanctuary.law.standing import no_law_of, not_encoded, on_act
from sanctuary.model import Outcome
from sanctuary.study.letters import small
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
    more = f"; {len(cites) - MOST} more" if len(cites) > MOST else ""
    told = said[0].replace("by the United States' law ", "", 1).replace("By the United States' law ", "", 1)
    federal = small(told) if told.startswith(("By ", "The ", "Where ", "While ")) else told
    lead = f"{NOT_KNOWN}{no_law_of(law.place, law.packs)}, and law on this act is known: read first {'; '.join(cites[:MOST])}{more}."
    forbids = Outcome.MUST_NOT in report.outcomes
    return (lead, f"Federal law{'' if forbids else ' does not forbid it'}: {federal}", *said[1:])
