"""A decision in plain English, in the order in which a reader needs it: the sentence, what decides, what follows, then the rest.

The command prints these sections; the memo sets them as a document. Each says what the report holds and nothing more.
"""

from collections.abc import Iterable, Iterator, Mapping

from sanctuary.documents import replace
from sanctuary.engine.decision import DecisionReport, RuleReport, SoonReport
from sanctuary.engine.prove import Proofs
from sanctuary.engine.questions import Questions
from sanctuary.engine.situation import Situation, known_facts
from sanctuary.law.beside import COVERS, PAPER
from sanctuary.law.jurisdiction import Law
from sanctuary.law.rules import Rule
from sanctuary.law.standing import drafted, not_encoded
from sanctuary.law.visits import holds_nobody
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Value
from sanctuary.model import Outcome
from sanctuary.study.allowed import yielding
from sanctuary.study.because import because_told, source_told
from sanctuary.study.closest import closest, lifted_first
from sanctuary.study.comes_with import told_with
from sanctuary.study.court_lines import court_papers
from sanctuary.study.decisive import ARRESTS, Decisive, decisive, of_the_actor
from sanctuary.study.duty_cases import case_of, duty_cases
from sanctuary.study.duty_lines import duty_lines
from sanctuary.study.excepted import excepted_said
from sanctuary.study.how_far import cited, how_far, unread_first
from sanctuary.study.known_first import BARE, barred_first, known_first, local_first
from sanctuary.study.letters import within
from sanctuary.study.levels import LevelSays, levels, levels_sentence, open_above
from sanctuary.study.look_back import look_back
from sanctuary.study.matters import (
    HOURS,
    NO_PERMISSION,
    OPEN_TO_ANYBODY,
    agreement,
    brought,
    custody,
    hour,
    idle,
    keeper,
    of_a_public_area,
    of_hour,
    released,
    served,
    unmoved,
)
from sanctuary.study.narrowed import narrowed
from sanctuary.study.nearest import nearest, own_law
from sanctuary.study.opening import PLAINEST, Asked, allowing, commanded, of_a_case, opening, settled_if, settling
from sanctuary.study.ordinary import ordinary, without_it
from sanctuary.study.past_release import held_too, keeping, noticed_too
from sanctuary.study.phrases import plural, titled, upper
from sanctuary.study.plain import rule_cost
from sanctuary.study.section import Section
from sanctuary.study.set_aside import outweighed, stopped
from sanctuary.study.shorter import Turn, governments, noted, owing, risking, shorter, suing, turning
from sanctuary.study.soon import soon
from sanctuary.study.turning import FEWER_LINES, FEWEST_LINES, MOST_LINES, turns
from sanctuary.study.unreached import reached_said

__all__ = ["begins_soon", "option", "quotable", "told"]

FEW = 2
"""Rules that decide only in some cases and are told in their words."""

SAME = "in that case"
"""When a duty follows that follows on what the first sentence presumes."""

MOST_FAR = 12
"""Citations of rules that decide only in some cases; JSON has all."""


def told(proofs: Proofs, situation: Situation, report: DecisionReport) -> tuple[Section, ...]:
    """The sections of a decision; empty ones are left out. A court's paper is told as it ordinarily is, the other case behind it."""
    plain = ordinary(proofs, situation, report)
    if not plain:
        return _told(proofs, situation, report)
    lead, *rest = _told(proofs, plain.situation, plain.report, supposed=(COVERS,))
    bare = opening(*_asked(proofs, plain.bare, plain.bare_report))[0]
    return (replace(lead, lines=(*lead.lines, without_it(report.action, bare))), *rest)


def _told(proofs: Proofs, situation: Situation, report: DecisionReport, *, supposed: tuple[str, ...] = ()) -> tuple[Section, ...]:
    """The sections of one case; facts that are `supposed` stand as conditions."""
    law = proofs.law
    asked, leading = _asked(proofs, situation, report, supposed)
    known = asked.known
    only_if, settled = settled_if(asked, leading), bool(settling(asked, leading))
    if not only_if and report.outcome == Outcome.DEPENDS and commanded(asked):
        leading, only_if = _commanding(law, report, leading), True
    first = leading.rule if leading else None
    theirs = of_the_actor(proofs, situation, known, leading, report.rules) if leading else None
    spoken_by = levels(proofs, situation.action, known, situation.readings, situation.papers)
    cases, questions = duty_cases(asked), Questions(proofs)
    own = own_law(proofs, situation, known, first)
    said = tuple(_reported(_in_custody(opening(asked, leading), report, first), report, first, own, only_if=only_if))
    barred = barred_first(asked)
    said = barred or known_first(law, report, narrowed(asked, first, said))
    cases = {rule: SAME if case.startswith("only if ") and case.removeprefix("only ") in said[0] else case for rule, case in cases.items()}
    near = None if of_a_public_area(report.action, report.resource) else nearest(proofs, situation, known, report)
    sections = (
        Section(
            heading="",
            lines=(
                *lifted_first(near),
                *local_first(asked, told_with(asked, said)),
                *(() if barred else _silent(asked)),
                *look_back(asked),
                *released(report),
                *keeping(proofs, situation, report),
                *unmoved(asked),
                *keeper(law, report),
            ),
        ),
        shorter(Section(heading="", lines=tuple(_begins(asked)), name="law that begins soon"), drop=Turn.SETTLED),
        *unread_first(law, report),
        *closest(law, near),
        Section(heading="", lines=tuple(excepted_said(asked))),
        *_decisive(asked, leading, theirs, own, only_if=only_if),
        Section(heading="", lines=tuple(filter(None, [_conduct(proofs, situation, known, report)]))),
        governments(tuple(_levels(asked, spoken_by)), open_above(law, spoken_by, first)),
        shorter(Section(heading="", lines=tuple(_federal(asked)), name="what federal law reaches"), drop=Turn.FAR),
        turning(*(tuple(turns(asked, questions, first, most)) for most in (MOST_LINES, FEWER_LINES, FEWEST_LINES)), gone=settled),
        shorter(
            Section(heading="With a paper of a court", lines=tuple(court_papers(law, report)), name="papers of a court"),
            first_at=Turn.PAPERS,
            drop=Turn.PAPERS_GONE,
        ),
        owing(law, report, cases, held_too(proofs, situation, report), done=settled or report.outcome in _DONE),
        shorter(noticed_too(proofs, situation, report), drop=Turn.SECOND),
        risking(report),
        shorter(
            Section(
                heading="What others must do",
                lines=tuple(duty_lines(law, report.duties, others=True, cases=cases)),
                name="duties of others",
            ),
            drop=Turn.OTHERS,
        ),
        *how_far(law, report, situation, said),
        shorter(Section(heading="A copy for the person", lines=tuple(served(law, report))), drop=Turn.COPY),
        *_brought(proofs, situation, report),
        shorter(
            Section(heading="An agreement with immigration authorities", lines=tuple(agreement(law, report)), name="agreements"),
            first_at=Turn.COPY,
            drop=Turn.AGREEMENT,
        ),
        shorter(Section(heading="Stopped or settled by a court", lines=tuple(stopped(report))), drop=Turn.SETTLED),
        shorter(Section(heading="Says otherwise and does not decide", lines=tuple(outweighed(report))), drop=Turn.OUTWEIGHED),
        *_last(law, report, first, theirs),
    )
    return tuple(one for one in sections if one.lines)


def _brought(proofs: Proofs, situation: Situation, report: DecisionReport) -> Iterator[Section]:
    """What a second paper brings; where nobody is held, one that nobody named is left out: a detainer is for a jail."""
    if situation.other_paper or not holds_nobody(situation.actor):
        turn = Turn.SECOND_NAMED if situation.other_paper else Turn.SECOND
        yield from (shorter(one, drop=turn) for one in brought(proofs, situation, report))


def _last(law: Law, report: DecisionReport, first: RuleReport | None, theirs: RuleReport | None) -> Iterable[Section]:
    """What decides nothing, or in some cases alone: notes, suits, other rules."""
    beside = () if report.outcome == Outcome.SILENT else tuple(_beside(report))
    far = Section(
        heading="Rules that decide only in some cases",
        lines=tuple(_far(law, report, (first, theirs))),
        folded=True,
        name="rules of some cases",
    )
    yield shorter(Section(heading="Also in the law, but not what decides", lines=beside, name="other law"), drop=Turn.BESIDE)
    yield suing(law, report)
    yield shorter(
        Section(heading="Other rules that decide here", lines=tuple(_others(law, report, (first, theirs))), folded=True), drop=Turn.FAR
    )
    yield shorter(far, drop=Turn.FAR)


def option(proofs: Proofs, situation: Situation, report: DecisionReport) -> str:
    """What to type where one fact more settles an open answer as its first sentence says; else nothing, as where known law leads."""
    asked, leading = _asked(proofs, situation, report)
    facts = {} if ordinary(proofs, situation, report) or local_first(asked, BARE) != BARE else settling(asked, leading)
    return "".join(f"If that is known, add --fact {name}={str(value).lower()}." for name, value in facts.items())


def quotable(proofs: Proofs, situation: Situation, report: DecisionReport) -> str:
    """An answer as one sentence to quote, with the paragraph that decides, its day and the one through which law was read.

    A settled answer is quoted whole; of an act that is forbidden or commanded in the plainest case, that it is, with exceptions, where the
    sentence says who asks or on which paper: a quote stands alone. Nothing of any other, of one that rests on a dispute or on facts of the
    person, nor of a draft, which nobody has enacted.
    """
    asked, leading = _asked(proofs, situation, report)
    first = leading.rule if leading else None
    if not first or not leading or drafted(proofs.law.place):
        return ""
    said = _in_custody(opening(asked, leading), report, first)
    if report.outcome not in _SURE:
        plainly = (
            not leading.case and PLAINEST.get(first.effect) in report.outcomes and not first.disputed and _ASKED.issuperset(asked.known)
        )
        bounded = _with_exceptions(said[0]) if plainly else ""
        said = (bounded,) if bounded else ()
    if not said:
        return ""
    whole = narrowed(asked, first, tuple(by_reports(said) if first.reported else said))
    if barred_first(asked) or known_first(proofs.law, report, whole) != whole or local_first(asked, whole) != whole:
        return ""
    whole = told_with(asked, whole)
    return f"To quote: \u201c{whole[0]}\u201d ({first.cites}; for {report.on}, by law read through {report.known_through})."


_ASKED = frozenset([ACTOR, RESOURCE, PAPER, COVERS, "requester", "purpose"])
"""What an open answer that is quoted may know: a fact of the person would read as its reason."""

_BOUND = ("immigration authority", "immigration authorities", "detainer", "agreement")
"""What bounds the sentence of a ban or a command: without one of these it would say more than its paragraph."""


def _with_exceptions(said: str) -> str:
    """A first sentence that forbids or commands an act with exceptions, without these where they are many; nothing of another sentence."""
    head, mark, _ = said.partition(", except ")
    told = f"{head}, with exceptions." if mark else said.replace(" (told below)", "") if ", unless " in said else ""
    return told if " must " in head and any(word in head for word in _BOUND) else ""


def _asked(proofs: Proofs, situation: Situation, report: DecisionReport, supposed: tuple[str, ...] = ()) -> tuple[Asked, Decisive | None]:
    """A question with its answer, and the rule to read first."""
    words = proofs.law.vocabulary
    known = known_facts(words, situation.actor, situation.action, situation.resource, situation.context, situation.absent)
    idly = idle(proofs, situation, known)
    return Asked(proofs, situation, known, report, idly, supposed), decisive(proofs, situation, known, report.rules, idly)


def begins_soon(proofs: Proofs, situation: Situation, report: DecisionReport) -> SoonReport | None:
    """What enacted law makes of an answer within a year, as its text tells it; nothing where it stays."""
    return soon(_asked(proofs, situation, report)[0])


def _begins(asked: Asked) -> Iterator[str]:
    if later := soon(asked):
        yield later.says


def _in_custody(lines: tuple[str, ...], report: DecisionReport, first: RuleReport | None) -> tuple[str, ...]:
    """The first lines, the first of them with the custody of which a rule speaks."""
    return (custody(report, first, lines[0]), *lines[1:])


def _beside(report: DecisionReport) -> Iterable[str]:
    """Notes that stand beside an answer, without the hours of a hold where a line among the duties has them."""
    told = bool(tuple(hour(report)))
    yield from (cited(one) for one in report.notes if not (told and HOURS in one.words))


def _commanding(law: Law, report: DecisionReport, leading: Decisive | None) -> Decisive | None:
    """The rule that commands, the plainest of several: what the first sentence rests on."""
    commands = [one for one in report.rules if one.effect == "requires"]
    return Decisive(min(commands, key=lambda one: rule_cost(law, law.by_id[one.id].rule))) if commands else leading


def _reported(
    lines: tuple[str, ...], report: DecisionReport, first: RuleReport | None, own: Rule | None, *, only_if: bool
) -> Iterable[str]:
    """The first sentence says that it is told by reports, where the text of the rule to read first was not read.

    Of an open answer only a ban or a command is, and none that the place's own law, which was read, lays down, too.
    """
    asserts = first is not None and _ASSERTS.get(first.effect, "-") in lines[0] and not lines[0].startswith(_OPEN)
    told = report.outcome in _SURE or only_if or (asserts and (own is None or own.reported))
    return by_reports(lines) if first and first.reported and told else lines


_ASSERTS = {"forbids": " must not ", "requires": " must "}
"""How a first sentence says what a rule forbids or commands, though not in every case."""

_OPEN = ("Disputed: ", "Not known: ", "It depends ", "No rule ")
"""How a first sentence begins that asserts nothing."""


def by_reports(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The first lines, led by the words that they are told by reports."""
    return (f"By reports, {within(lines[0])}", *lines[1:])


_DONE, _SURE = (Outcome.MUST, Outcome.MAY), (Outcome.MUST, Outcome.MUST_NOT, Outcome.MAY)


def _silent(asked: Asked) -> Iterable[str]:
    """What follows from a silence."""
    report = asked.report
    if report.outcome == Outcome.UNKNOWN:
        yield "The law was not searched for that day, so neither a permission nor a silence can be told."
    if report.outcome == Outcome.SILENT:
        public = of_a_public_area(report.action, report.resource)
        yield from OPEN_TO_ANYBODY if public else ("No rule found permits or commands it." if asked.open else NO_PERMISSION,)


def _decisive(asked: Asked, leading: Decisive | None, theirs: RuleReport | None, own: Rule | None, *, only_if: bool) -> Iterable[Section]:
    """The rule to read first, what must be known beside it, and the place's own that says the same."""
    law, report = asked.proofs.law, asked.report
    if leading:
        first = leading.rule
        says = {"forbids": "must not", "requires": "must", "permits": "may", "guarantees": "may"}[first.effect]
        settled = "Because, in the plainest case" if report.outcome != Outcome.DEPENDS else f"In the plainest case: {says}, because"
        settled = "If so, because" if says == "may" and report.outcome == Outcome.DEPENDS and allowing(asked) else settled
        because = "Because" if first.always or leading.throughout or only_if else settled
        rarely = law.readings.get(law.by_id[first.id].rule.disputed)
        only = f", only if the answer is yes: {rarely.question}" if rarely and rarely.seldom else "."
        told_of = f"In some cases: {asked.case(leading).rstrip('.')}{only} Because" if not of_a_case(asked) else "Because"
        because = told_of if leading.case and not only_if else because
        told = (*because_told(law, because, first, theirs), *filter(None, [yielding(report, first)]))
        heading = "What the law that was read says" if not_encoded(law.place, law.packs) else ""
        yield Section(heading=heading, lines=told)
        notes = [one for one in first.caveats if not (of_hour(one) and tuple(hour(report)))]
        notes += [f"Who follows this is protected: {one}." for one in first.protects]
        yield noted(tuple(notes))
    if own:
        mark = "; reported: the text was not read" if own.reported else ""
        yield Section(
            heading="", lines=(f"{upper(titled(law.place.file.title))}'s own law says the same: {upper(own.words)} ({own.cites}{mark}).",)
        )


def _levels(asked: Asked, spoken_by: tuple[LevelSays, ...]) -> Iterable[str]:
    """What each government says, and acts that exclude each other."""
    law, report = asked.proofs.law, asked.report
    yield from filter(None, [levels_sentence(law, spoken_by, report.outcome, lambda rule: case_of(asked, rule))])
    if report.opposed:
        one, other = report.opposed.acts
        wins = f"the must of {report.opposed.wins} wins, as the higher level's" if report.opposed.wins else "neither level is the higher"
        yield f"In some circumstances {one} and {other} are both commanded: {wins} ({', '.join(report.opposed.rules)})."


def _federal(asked: Asked) -> Iterator[str]:
    """Of a disclosure: what the federal section on telling status reaches of it."""
    situation, law = asked.situation, asked.proofs.law
    if (
        situation.action == "disclose"
        and law.place.file.kind == "law"
        and (situation.resource in _STATUS or not holds_nobody(situation.actor))
    ):
        proof = asked.proofs.under(situation.readings)[situation.action]
        assumed = [*proof.fixed(asked.known), *proof.standing(asked.known, situation.papers)]
        yield from reached_said(law, proof, assumed, situation.resource)


_STATUS = ("immigration-status", "citizenship")
"""Of what that section speaks: of anything else it is told to agencies, and not to a school or a clinic."""


def _conduct(proofs: Proofs, situation: Situation, known: Mapping[str, Value], report: DecisionReport) -> str:
    """What staff do before a paper of a court that does not open what is asked: a refusal is never given by standing in its way."""
    paper = known.get(PAPER)
    if paper not in proofs[situation.action].court_papers or Outcome.MUST_NOT not in report.outcomes:
        return ""
    if situation.action == "admit" and paper in ARRESTS:
        return "An arrest warrant by itself opens no closed room; nobody stands in its way."
    return "Nobody stands in the way of a court's paper; call counsel."


def _others(law: Law, report: DecisionReport, told: tuple[RuleReport | None, ...]) -> Iterable[str]:
    """The other rules that decide in every case, each paragraph once."""
    yield from dict.fromkeys(f"{upper(one.words)} ({source_told(law, one)})." for one in report.rules if one.always and one not in told)


def _far(law: Law, report: DecisionReport, told: tuple[RuleReport | None, ...]) -> Iterable[str]:
    """The rules that decide in some cases alone, by citation, the plainest first."""
    some = sorted(
        (one for one in report.rules if not one.always and one not in told), key=lambda one: rule_cost(law, law.by_id[one.id].rule)
    )
    cites = list(dict.fromkeys(f"{one.cites}{'*' if one.reported else ''}" for one in some))
    plain = [one for one in some if one.words]
    if 0 < len(cites) <= FEW and len(plain) == len(some):
        yield from dict.fromkeys(cited(one) for one in some)
    elif cites:
        more = f" and {len(cites) - MOST_FAR} more" if len(cites) > MOST_FAR else ""
        star = " * reported: the text was not read." if any(one.reported for one in some) else ""
        yield f"{upper(plural(len(cites), 'paragraph'))}: {'; '.join(cites[:MOST_FAR])}{more}.{star}"
