"""Where no law of the state is encoded and law on the very act is known there: that stands first, and what federal law allows behind it.

Federal law commands little of what states and cities do. That it forbids nothing is no answer while a state's law on the act is unread.
"""

from collections.abc import Sequence

from sanctuary.engine.decision import DecisionReport
from sanctuary.law.beside import COVERS, PAPER
from sanctuary.law.jurisdiction import Law
from sanctuary.law.standing import barred, no_law_of, not_encoded, on_act
from sanctuary.model import Outcome
from sanctuary.study.letters import within
from sanctuary.study.opening import ALLOWS, NOT_KNOWN, Asked
from sanctuary.study.phrases import upper

__all__ = ["barred_by", "barred_first", "known_first"]

MOST = 2
"""Laws that the first sentence names; the list below it has all."""

REQUESTS = frozenset({"us/8-cfr-287.7-a"})
"""Federal rules that ask states and cities for an act and command none: what they ask for is for the state's law to allow."""

CIVIL = "civil-immigration"
"""The purpose of which such law speaks, where one is named."""


def known_first(law: Law, report: DecisionReport, said: tuple[str, ...]) -> tuple[str, ...]:
    """The first lines, led by the law to be read where federal law alone would allow the act."""
    allowed = Outcome.MAY in report.outcomes and Outcome.MUST not in report.outcomes
    cites = on_act(law.place, law.packs, report.action, report.actor) if allowed and not_encoded(law.place, law.packs) else []
    allow = [one for one in report.rules if one.effect in ALLOWS]
    asks = allow[0].cites if allowed and allow and not_encoded(law.place, law.packs) and {one.id for one in allow} <= REQUESTS else ""
    if not (cites or asks) or said[0].startswith(NOT_KNOWN):
        return said
    more = f"; {len(cites) - MOST} more" if len(cites) > MOST else ""
    told = said[0].replace("by the United States' law ", "", 1).replace("By the United States' law ", "", 1)
    federal = within(told)
    known = f", and law on this act is known: read first {'; '.join(cites[:MOST])}{more}" if cites else ", and it may forbid this"
    lead = f"{NOT_KNOWN}{no_law_of(law.place, law.packs)}{known}."
    forbids = Outcome.MUST_NOT in report.outcomes
    if asks and not forbids:
        paper = ", if the paper covers this" if COVERS in report.depends_on else ""
        return (lead, f"Federal law asks for it{paper}, and forbids and commands nothing here: a request is no permission ({asks}).")
    return (lead, f"Federal law{'' if forbids else ' does not forbid it'}: {federal}", *said[1:])


def barred_first(asked: Asked) -> tuple[str, ...]:
    """Where known law that nobody encoded forbids the act by the words that were read: that, and by what; else nothing.

    Only on papers that are named, of all of which it must speak, and where no encoded rule forbids or commands the act.
    """
    law, report, situation = asked.proofs.law, asked.report, asked.situation
    open_act = not {Outcome.MUST, Outcome.MUST_NOT} & set(report.outcomes) and asked.known.get("purpose") in (None, CIVIL)
    if not open_act or not not_encoded(law.place, law.packs):
        return ()
    by = barred_by(law, report, [str(one) for one in (asked.known.get(PAPER), situation.other_paper) if one])
    said = within(asked.says(Outcome.MUST_NOT).rstrip("."))
    how, _, cites = by.partition(" (")
    first = f"{upper(how)}, {said} ({cites}"
    return (first, f"{upper(no_law_of(law.place, law.packs))}: that is from what was read of it; read it first.") if by else ()


def barred_by(law: Law, report: DecisionReport, papers: Sequence[str]) -> str:
    """How it is known, and by which laws, that law which nobody encoded forbids an act on just these papers; else nothing."""
    found = barred(law.place, law.packs, (report.actor, report.action, report.resource), papers)
    if not found or not not_encoded(law.place, law.packs):
        return ""
    unread = all(one.kind == "secondary" for one in found[:MOST])
    how = "by reports" if unread else "by law that is known and not encoded"
    return f"{how} ({' and '.join(one.cites for one in found[:MOST])})."
