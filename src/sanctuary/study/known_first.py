"""Where law on the very act is known and not encoded, that stands first, and what the law that was read allows behind it.

Federal law commands little of what states and cities do. That it forbids nothing is no answer while a state's law on the act is unread.
So it is of a state's law that leaves something open, where the county or city that runs the actor has law that closes it.
"""

from collections.abc import Sequence

from sanctuary.engine.decision import DecisionReport
from sanctuary.law.beside import COVERS, PAPER
from sanctuary.law.jurisdiction import Law
from sanctuary.law.standing import barred, drafted, no_law_of, not_encoded, on_act, own_on_act
from sanctuary.law.vocabulary import ACTOR, RESOURCE
from sanctuary.model import Outcome
from sanctuary.study.allowed import lets, unless_clause
from sanctuary.study.letters import within
from sanctuary.study.opening import ALLOWS, NOT_KNOWN, PUBLIC, REQUESTER, Asked, whose_asking
from sanctuary.study.phrases import sentence, upper

__all__ = ["BARE", "barred_by", "barred_first", "known_first", "local_first"]

MOST = 2
"""Laws that the first sentence names; the list below it has all."""

REQUESTS = frozenset({"us/8-cfr-287.7-a"})
"""Federal rules that ask states and cities for an act and command none: what they ask for is for the state's law to allow."""

CIVIL = "civil-immigration"
"""The purpose of which such law speaks, where one is named."""


def known_first(law: Law, report: DecisionReport, said: tuple[str, ...]) -> tuple[str, ...]:
    """The first lines, led by the law to be read where federal law alone would allow the act."""
    allowed = Outcome.MAY in report.outcomes and Outcome.MUST not in report.outcomes
    near = on_act(law.place, law.packs, report.action, report.actor, law.on) if allowed and not_encoded(law.place, law.packs) else []
    cites = [one.cites for one in near]
    allow = [one for one in report.rules if one.effect in ALLOWS]
    asks = allow[0].cites if allowed and allow and not_encoded(law.place, law.packs) and {one.id for one in allow} <= REQUESTS else ""
    if not (cites or asks) or said[0].startswith(NOT_KNOWN):
        return said
    more = f"; {len(cites) - MOST} more" if len(cites) > MOST else ""
    told = said[0].replace("by the United States' law ", "", 1).replace("By the United States' law ", "", 1)
    federal = within(told)
    known = f", and law on this act is known: read first {'; '.join(cites[:MOST])}{more}" if cites else ", and it may forbid this"
    then = "" if all(one.surely(law.on) for one in near) else f" Whether it stood on {law.on} was not read."
    lead = f"{NOT_KNOWN}{no_law_of(law.place, law.packs)}{known}.{then}"
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
    found = barred(law.place, law.packs, (report.actor, report.action, report.resource), papers, law.on)
    if not found or not not_encoded(law.place, law.packs):
        return ""
    unread = all(one.kind == "secondary" for one in found[:MOST])
    how = "by reports" if unread else "by law that is known and not encoded"
    return f"{how} ({' and '.join(one.cites for one in found[:MOST])})."


BARE = ("",)
"""The first lines of an answer of which it is asked whether known law leads it, and not what they are."""


def local_first(asked: Asked, said: tuple[str, ...]) -> tuple[str, ...]:
    """The first lines, led by known law of the government that runs the actor, where the law that is encoded leaves the act open.

    What it forbids by the words that were read is told as forbidden; of what speaks of the act alone, that it may forbid this.
    """
    law, report = asked.proofs.law, asked.report
    if not _left_open(asked):
        return said
    known = own_on_act(law.place, law.packs, (report.actor, report.action), law.run_by(report.actor), law.on)
    papers = [str(one) for one in (asked.known.get(PAPER), asked.situation.other_paper) if one]
    act = (report.actor, report.action, report.resource)
    bars = [one for one in known if any(bar.reaches(act, papers) for bar in one.forbids) and asked.known.get(PUBLIC) is not True]
    if not known:
        return said
    clause = unless_clause(law, report.unless, report.actor, lets(law, report))
    then = (
        "unless local law forbids it, as told above" if bars else clause.replace(": that was not searched", ", as what is known of it may")
    )
    told = [one.replace(clause, then) if clause else one for one in said]
    if not bars:
        return (f"Read first {known[0].said}: it is not encoded, and it may forbid this.", _encoded(told[0]), *told[1:])
    ban = _forbidden(asked)
    first = (
        said[0].replace(f" What is open is allowed {clause}.", " By what is known, local law closes what that opens.")
        if clause
        else said[0]
    )
    same = first.startswith(f"{ban}, except ")
    told[0] = f"By the law that is encoded, it is forbidden,{first.removeprefix(f'{ban},')}" if same else _encoded(told[0])
    how = "By reports" if bars[0].kind == "secondary" else "By law that is known"
    return (f"{how}, {within(ban)} ({bars[0].cites}: {bars[0].what}). It is not encoded: read it first.", *told)


def _encoded(said: str) -> str:
    """A sentence, with that it is told by the law that is encoded."""
    return said if said.startswith(_WHOSE) else f"By the law that is encoded, {within(said)}"


def _forbidden(asked: Asked) -> str:
    """That the act is forbidden, of whom asks and the paper alone: no fact of the person is its reason."""
    report = asked.report
    kept = {name: cells for name, cells in asked.box.items() if name in (RESOURCE, PAPER, REQUESTER)}
    witness = {ACTOR: (report.actor,), RESOURCE: (report.resource,)}
    said = sentence(asked.proofs.law, report.action, witness, {**kept, **whose_asking(asked)}, Outcome.MUST_NOT, given=(*kept, REQUESTER))
    return asked.both(said).rstrip(".")


_WHOSE = ("By ", "It depends", "Disputed", "Not known", "No rule", "Where ")
"""How a first sentence begins that says whose law it tells, or asserts nothing."""


def _left_open(asked: Asked) -> bool:
    """Whether law that is encoded leaves an act of immigration enforcement open, on no court's paper, in some case."""
    law, report, proof = asked.proofs.law, asked.report, asked.proofs[asked.situation.action]
    civil = asked.known.get("purpose") in (None, CIVIL) and asked.known.get(REQUESTER) in (None, "immigration-authority")
    is_law = law.place.file.kind == "law" and not drafted(law.place) and not not_encoded(law.place, law.packs)
    open_act = bool({Outcome.MAY, Outcome.SILENT} & {*report.outcomes})
    return civil and is_law and open_act and asked.known.get(PAPER) not in proof.court_papers
