"""How far an answer was read: what is known of the law and not encoded, what was not searched, and through which day the rest was."""

from collections.abc import Iterable

from sanctuary.engine.decision import DecisionReport, RuleReport
from sanctuary.engine.situation import Situation
from sanctuary.law.jurisdiction import Law
from sanctuary.law.standing import bare, beyond, not_encoded, read_first
from sanctuary.model import Outcome
from sanctuary.study.allowed import lets, unless_clause
from sanctuary.study.opening import NOT_KNOWN
from sanctuary.study.phrases import listed, titled, upper
from sanctuary.study.section import MUST_KNOW, Section, Step
from sanctuary.study.shorter import Turn, first_of
from sanctuary.study.since_when import lasts
from sanctuary.study.unread import not_searched

__all__ = ["READ_FIRST", "cited", "how_far", "read_through", "unread_first"]

READ_FIRST = "Read this first: known law that is not encoded"
"""The heading under which known law stands that nobody has encoded."""

MOST_KNOWN, FEW_KNOWN = 3, 2
"""Laws that are known of and not encoded, as a short screen and the shortest tell them."""


def unread_first(law: Law, report: DecisionReport) -> Iterable[Section]:
    """Where no law of the state is encoded: what is known of it, with where to read it, those on the act first; then federal law."""
    if not_encoded(law.place, law.packs):
        known, short = (
            tuple(read_first(law.place, law.packs, report.action, titles=titles, actor=report.actor, on=law.on)) for titles in (True, False)
        )
        steps = [Step(turn=Turn.KNOWN_SHORT, lines=short, same=True)] if short != known else []
        steps += [Step(turn=Turn.KNOWN, lines=first_of(short, MOST_KNOWN, "add --all."))] if len(known) > MOST_KNOWN else []
        steps += [Step(turn=Turn.KNOWN_FEW, lines=first_of(short, FEW_KNOWN, "add --all."))] if len(known) > FEW_KNOWN else []
        yield Section(heading=READ_FIRST, lines=known, name="known law", steps=tuple(steps))
    if report.outcome == Outcome.SILENT:
        federal = [one for one in report.notes if one.level == "federal"]
        none = () if not_encoded(law.place, law.packs) else ("No federal rule that speaks of it was found.",)
        lines = tuple(" ".join((cited(one), *one.caveats)) for one in federal) or none
        brief = (Step(turn=Turn.FEDERAL, lines=lines[:1]),) if len(lines) > 1 else ()
        yield Section(heading="Federal law", lines=lines, steps=brief)


def cited(rule: RuleReport) -> str:
    """The words of a rule with its citation, and how its text is known."""
    mark = "; reported: the text was not read" if rule.reported else "; a draft: nobody has enacted it" if rule.source == "draft" else ""
    return f"{upper(rule.words)} ({rule.cites}{mark})."


def how_far(law: Law, report: DecisionReport, situation: Situation, said: tuple[str, ...]) -> Iterable[Section]:
    """What the answer does not know, save what its first lines have `said`."""
    lines = [*filter(None, [bare(law.place, law.packs)])]
    if not not_encoded(law.place, law.packs):
        lines += filter(None, [beyond(law.place, law.packs, law.on)])
    clause = unless_clause(law, report.unless, report.actor, lets(law, report))
    told = report.unless if clause and clause in " ".join(said) else ()
    if left := [name for name in report.unsearched if name not in told]:
        lines.append(f"As far as searched: {not_searched(law, left, report.actor)}; a rule that was not found may say otherwise.")
    lasting = tuple(lasts(law, situation.actor, law.vocabulary.actions[situation.action], situation.resource, situation.days))
    lines += lasting
    nothing = Step(turn=Turn.CAVEATS, lines=lasting, same=True)
    steps = (nothing,) if not_encoded(law.place, law.packs) and said and said[0].startswith(NOT_KNOWN) else ()
    yield Section(heading=MUST_KNOW, lines=tuple(lines), steps=(*steps, Step(turn=Turn.KNOWN_GONE, lines=lasting)))


def read_through(law: Law) -> str:
    """Whose law was read to the earlier day, where the place's own was read further."""
    if law.place.file.known_through == law.known_through:
        return ""
    earliest = [name for name, pack in law.packs.items() if pack.file.known_through == law.known_through]
    return (
        f" (the law of {listed([titled(law.title_of(name)) for name in earliest])}; the place's own through {law.place.file.known_through})"
    )
