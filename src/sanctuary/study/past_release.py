"""That a detainer asks for a hold, and what the law says of that, in a line beside the answer on another act: to allow one is not both."""

from collections.abc import Iterator

from sanctuary.documents import replace
from sanctuary.engine.decide import decide
from sanctuary.engine.decision import DecisionReport, RuleReport
from sanctuary.engine.past_release import of_hold
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation, by_path, known_facts
from sanctuary.law.beside import PAPER
from sanctuary.model import Outcome
from sanctuary.study.comes_with import told_with
from sanctuary.study.decisive import decisive
from sanctuary.study.duty_cases import duty_cases
from sanctuary.study.duty_lines import duty_lines
from sanctuary.study.known_first import barred_first
from sanctuary.study.letters import small, within
from sanctuary.study.matters import hour
from sanctuary.study.opening import Asked, opening, settled_if
from sanctuary.study.openings import by_itself
from sanctuary.study.section import Section

__all__ = ["held_too", "keeping", "noticed_too"]

_SHORTER = " (told below)"

_HOLD, _KEEP = "hold somebody longer on a detainer", "keep the person past release on it"
"""How an answer on a hold names it, and how a line beside another answer does."""

_OF_THE_HOLD = "except in some cases, which the answer on a hold tells"


def keeping(proofs: Proofs, situation: Situation, report: DecisionReport) -> Iterator[str]:
    """What whoever acts must, must not or may do about a hold past release on the detainer in hand, with its paragraphs."""
    hold = of_hold(proofs, situation) if report.past_release else None
    if hold is None:
        return
    known = known_facts(proofs.law.vocabulary, hold.actor, hold.action, hold.resource, hold.context, hold.absent)
    found = decide(proofs, hold)
    beside = tuple(name for name in known if name != PAPER)
    asked = Asked(proofs, hold, known, found, beside)
    if found.outcome in (Outcome.SILENT, Outcome.UNKNOWN):
        none = "of keeping the person past release on it no rule was found, and that is no permission."
        yield f"A detainer asks for a hold: {within(next(iter(barred_first(asked)), none)).replace(_HOLD, _KEEP, 1)}"
        return
    leading = decisive(proofs, hold, known, found.rules, beside)
    said = by_itself(told_with(asked, opening(asked, leading))[0], _OF_THE_HOLD).replace(_SHORTER, "").rstrip(".")
    said = said.replace(_HOLD, _KEEP, 1)
    cites = _cites(found, leading.rule if leading and not settled_if(asked, leading) else None)
    yield f"A detainer asks for a hold: {within(said)}{f' ({cites})' if cites else ''}."


def held_too(proofs: Proofs, situation: Situation, report: DecisionReport) -> tuple[str, ...]:
    """Of another act on a detainer, where the law commands the hold that it asks for: the duties and the hour of that hold, a line each."""
    hold = of_hold(proofs, situation) if report.past_release and Outcome.MUST in report.past_release.outcomes else None
    lines: tuple[str, ...] = ()
    if hold:
        found = decide(proofs, hold)
        known = known_facts(proofs.law.vocabulary, hold.actor, hold.action, hold.resource, hold.context, hold.absent)
        ours = {(one.duty, one.on) for one in report.duties}
        more = tuple(one for one in found.duties if (one.duty, one.on) not in ours)
        told = duty_lines(proofs.law, more, others=False, cases=duty_cases(Asked(proofs, hold, known, found)))
        lines = tuple(f"Of the hold: {small(one)}" for one in (*told, *hour(found)))
    return lines


def noticed_too(proofs: Proofs, situation: Situation, report: DecisionReport) -> Section:
    """Of a transfer on a detainer, which asks for notice of the release too: the duties that follow if that is given, beside its own."""
    lines: tuple[str, ...] = ()
    if report.past_release and situation.action == "transfer":
        facts = proofs.law.vocabulary.actions["disclose"].by_name
        context = {name: value for name, value in by_path(situation.context).items() if name in facts}
        absent = tuple(name for name in situation.absent if name in facts)
        notice = replace(situation, action="disclose", resource="release-date", context=context, absent=absent)
        found = decide(proofs, notice)
        known = known_facts(proofs.law.vocabulary, notice.actor, notice.action, notice.resource, context, absent)
        ours = {(one.duty, one.on) for one in report.duties}
        more = tuple(one for one in found.duties if one.on == "act" and (one.duty, one.on) not in ours)
        if Outcome.MUST_NOT not in found.outcomes or len(found.outcomes) > 1:
            lines = tuple(duty_lines(proofs.law, more, others=False, cases=duty_cases(Asked(proofs, notice, known, found))))
    return Section(heading="If the detainer's request for notice is met too", lines=lines, name="duties of a notice")


def _cites(found: DecisionReport, first: RuleReport | None) -> str:
    """The paragraph to read first: the one that commands where one does, as the sentence tells of that; marked where it was not read."""
    rules = [one for one in found.rules if one.effect == "requires"] or list(filter(None, [first])) or list(found.rules)
    if not rules:
        return ""
    one = rules[0]
    return f"{one.cites}{'; reported: the text was not read' if one.reported else ''}"
