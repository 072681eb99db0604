"""What bears on an answer beside its rules: facts that change nothing, who keeps the jail, a second paper, an agreement, the release."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from sanctuary.documents import replace
from sanctuary.engine.answer import Answer, answer
from sanctuary.engine.decide import deciding_paper
from sanctuary.engine.decision import DecisionReport, RuleReport
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.law.beside import COVERS, PAPER
from sanctuary.law.jurisdiction import Law
from sanctuary.law.standing import beyond_each
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Value
from sanctuary.model import Outcome
from sanctuary.study.asks import listing
from sanctuary.study.duty_lines import before_release, duty_lines
from sanctuary.study.known_first import barred_by
from sanctuary.study.letters import within
from sanctuary.study.opening import Asked
from sanctuary.study.phrases import OTHER_LAW, clauses, listed, named, outcome_said, since_what, spoken, upper, when
from sanctuary.study.section import Section
from sanctuary.study.terms import words

__all__ = [
    "HOURS", "NO_PERMISSION", "OPEN_TO_ANYBODY", "agreement", "brought", "custody", "hour", "idle", "keeper", "of_a_public_area", "of_hour",
    "released", "served", "unmoved",
]  # fmt: skip

NO_PERMISSION = "That is no permission: whoever acts needs a law that allows it, and none was found."
"""What follows from a silence."""

OPEN_TO_ANYBODY = (
    "A public area is open to anybody: nobody needs a law to enter it, and no rule found closes it to officers.",
    "What is done there is another act: to hand somebody over, to arrest, to let an officer in behind it.",
)
"""What follows from a silence on letting somebody into a public area."""


def of_a_public_area(action: str, resource: str) -> bool:
    """Whether what is asked is who is let into an area that is open to the public."""
    return (action, resource) == ("admit", "public-area")


def idle(proofs: Proofs, situation: Situation, known: Mapping[str, Value]) -> tuple[str, ...]:
    """The facts that were given as clauses and that change neither the answer nor a duty, whatever they are, all of them together.

    Who asks, for what and with which paper are told with the act and are none of these; nor is whether a court's paper covers it.
    """
    told: list[str] = []
    left = dict(known)
    of_paper = (COVERS,) if known.get(PAPER) in proofs[situation.action].court_papers else ()
    for name in known:
        if name in (ACTOR, RESOURCE, OTHER_LAW, *of_paper) or name in words()["phrase"]:
            continue
        without = {one: value for one, value in left.items() if one != name}
        one = answer(proofs, situation.action, left, situation.readings, situation.papers)
        other = answer(proofs, situation.action, without, situation.readings, situation.papers)
        if name not in other.depends_on and one.outcomes == other.outcomes and _owed(one) == _owed(other):
            told.append(name)
            left = without
    return tuple(told)


def _owed(found: Answer) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return found.duties, found.may_oblige


def unmoved(asked: Asked) -> Iterator[str]:
    """The facts that were given and change nothing, as one sentence."""
    if asked.idle:
        paper = {PAPER: ((asked.known[PAPER],),)} if asked.known.get(PAPER) not in (None, "none") else {}
        facts = {name: ((asked.known[name],),) for name in asked.idle}
        said = asked.both(clauses(asked.proofs.law, asked.situation.action, {**paper, **facts}))
        yield from [f"{upper(said)}: that changes nothing here.{_other_class(asked)}"] if said else []


def _other_class(asked: Asked) -> str:
    """Of a crime of a class that changes nothing: by which class the rules go instead, with their paragraphs; else nothing."""
    law, asking = asked.proofs.law, asked.proofs.law.library.asking.fact
    if not any(asking[name].crime and asked.known[name] not in (False, None) for name in asked.idle if name in asking):
        return ""
    rules = [one.id for one in asked.report.rules]
    told = []
    for one in law.vocabulary.actions[asked.situation.action].variables:
        ours = one.name in asking and asking[one.name].crime and not asking[one.name].crimes and one.name not in asked.known
        cites = listing(law, one.name, asked.situation.action, rules) if ours else []
        if cites:
            counts = f"a {since_what(one.name)}" if one.kind == "count" else f"that {when(one.name)}"
            told.append(f"{counts} ({'; '.join(cites)})")
    return f" What counts is another fact: {listed(told, 'or')}. One conviction may be both." if 0 < len(told) <= MOST_CLASSES else ""


MOST_CLASSES = 2
"""Classes of crimes that are named beside one that changes nothing."""


def released(report: DecisionReport) -> Iterator[str]:
    """Where nobody may be held: when the person goes, and whether anything is due before."""
    if report.action == "hold" and report.outcome == Outcome.MUST_NOT:
        due = "" if before_release(report.duties) else " Nothing that was found is due before that."
        yield f"So the person is released at the usual time.{due}"


_OF_CUSTODY = ("hold", "transfer", "allow-interview")
"""Acts of whoever has somebody in custody."""


def keeper(law: Law, report: DecisionReport) -> Iterator[str]:
    """Where the police are asked about, and another body keeps the jail: whom to ask of somebody who sits there."""
    custody = report.action in _OF_CUSTODY or report.resource in ("release-date", "custody-status")
    if report.actor == "police" and custody and law.run_by("sheriff") != law.run_by("police"):
        who = named(law, "sheriff")
        whom = "the sheriff" if "heriff" in who else "the jail (--actor jail)"
        yield f"If the person sits in the county's jail, {who} keeps it and decides: ask about {whom} instead."
    elif report.actor == "police" and custody and law.name_of("sheriff") not in ("sheriff", law.name_of("police")):
        yield f"If the person sits in the jail, {named(law, 'sheriff')} keeps it and decides: ask with --actor jail instead."


def custody(report: DecisionReport, first: RuleReport | None, said: str) -> str:
    """The first sentence on a hold that the police must make, with whose custody it speaks of where its rule does."""
    if (
        report.actor != "police"
        or report.action != "hold"
        or first is None
        or not _CUSTODY.search(first.words)
        or " must hold " not in said
    ):
        return said
    return f"While their officers have the person in custody, {within(said)}"


_CUSTODY = re.compile(r"custody|holds? (?:a|the) person")
"""How the words of a rule speak of whoever has somebody already."""


def of_hour(caveat: str) -> bool:
    """Whether a caveat tells the hours of a hold, as the form and the federal regulation have them."""
    return HOURS in caveat and "287.7(d)" in caveat


HOURS = "48 hours"


def hour(report: DecisionReport) -> Iterator[str]:
    """Where a hold is commanded by a text that names no time: by when it ends, in one line for all that says so."""
    if report.action == "hold" and Outcome.MUST in report.outcomes and any(of_hour(told) for one in report.rules for told in one.caveats):
        yield (
            f"Release no later than {HOURS} after the person would otherwise go free; counting weekends is the safe reading "
            "(the law above names no time; Form I-247A (2017); 8 CFR 287.7(d), which leaves out Saturdays, Sundays and holidays)."
        )


def served(law: Law, report: DecisionReport) -> Iterator[str]:
    """Of a hold on a detainer where no rule found asks for a copy: that the form itself does (Form I-247A, and ICE's guidance on it)."""
    other = report.with_other_paper
    papers = (report.paper, other.paper if other else "")
    if report.action != "hold" or "detainer" not in papers or law.on < _FORM_OF_2017 or any(one.duty == _COPY for one in report.duties):
        return
    yield (
        "No duty was found here to give the person a copy of the detainer. The form itself (I-247A of 2017) says that a copy must be "
        "served on the person for the detainer to take effect."
    )


_FORM_OF_2017, _COPY = date(2017, 4, 2), "copy-to-person"


def brought(proofs: Proofs, situation: Situation, report: DecisionReport) -> Iterator[Section]:
    """What a second paper brings that came with the named one, or may have: its answer alone, which one decides, and its duties."""
    other = report.with_other_paper
    if not other:
        return
    both = replace(situation, other_paper=other.paper)
    first = deciding_paper(proofs, both).context[PAPER]
    alone = _led(other.outcomes)
    known = barred_by(proofs.law, report, [other.paper])
    if known:
        lines = [f"On it alone: {_led((Outcome.MUST_NOT,))}, {known}"]
    elif set(other.outcomes) == set(report.outcomes):
        lines = [f"The answer on it alone is the same{f': {alone}' if len(other.outcomes) == 1 else ''}."]
    else:
        lines = [f"The answer on it alone: {alone}. Where both came, {_the(first)} decides."]
    lines += duty_lines(proofs.law, tuple(one for one in other.duties if one.on == "request"), others=False)
    heading = f"{upper(spoken(other.paper))} came with it" if situation.other_paper else f"If {spoken(other.paper)} came with it"
    yield Section(heading=heading, lines=tuple(lines), name="a second paper")


def _the(paper: str) -> str:
    return re.sub("^an? ", "the ", spoken(paper))


def _led(outcomes: tuple[Outcome, ...]) -> str:
    """Outcomes in a few words: must in some cases, else no rule found."""
    rest = [one for one in outcomes if one != Outcome.SILENT]
    if len(outcomes) == 1:
        return outcome_said(outcomes[0])
    if len(rest) == 1 and len(outcomes) > 1:
        return f"{outcome_said(rest[0])} in some cases, else {outcome_said(Outcome.SILENT)}"
    return f"it depends ({listed([outcome_said(one) for one in outcomes], 'or')})"


_OF_AGREEMENTS = ("hold", "arrest-on-civil-warrant")
_PAPERS_OF_ICE = ("detainer", "administrative-warrant")


def agreement(law: Law, report: DecisionReport) -> Iterator[str]:
    """Whether an agreement may matter that no fact here tells of: where ICE's own papers are in hand and rules leave the act open.

    A state's rule that asks for one stands beside, from a year before it binds.
    """
    if report.action not in _OF_AGREEMENTS or report.paper not in _PAPERS_OF_ICE or Outcome.MUST_NOT in report.outcomes:
        return
    who = named(law, report.actor)
    known = [one for one in beyond_each(law.place, law.packs, report.actor, law.on) if "agreement under 8 USC 1357(g)" in one]
    yield from (
        f"Known of: {one}. Officers named in an agreement act under its terms and under federal direction; what it says is no fact of "
        "this answer."
        for one in known
    )
    if not known:
        yield (
            f"Is there an agreement under 8 USC 1357(g) with {who}? Officers named in one act under its terms and under federal direction; "
            "whether there is one, and what it says, is no fact of this answer."
        )
    soon = date(law.on.year + 1, law.on.month, min(law.on.day, 28))
    told: dict[tuple[str, str], str] = {}
    found = [
        rule
        for pack in law.packs.values()
        for rule in pack.rules
        if pack.file.level == "state"
        and rule.effect == "requires"
        and "join" in rule.actions
        and rule.since <= soon
        and (rule.until is None or rule.until > law.on)
        and report.actor in rule.named
    ]
    for rule in sorted(found, key=lambda one: one.since):
        unread = "; reported: the text was not read" if rule.reported else ""
        told.setdefault((rule.cites, rule.words), f"{upper(rule.words)} ({rule.cites}; in force since {rule.since}{unread}).")
    yield from told.values()
