"""The first sentence of a decision: what a reader does, in one sentence where one says more than that it depends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from sanctuary.engine.answer import answer, outcomes_of
from sanctuary.engine.decision import DecisionReport, RuleReport
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.law.beside import COVERS, PAPER, PAPER_COURT, is_ground
from sanctuary.law.standing import no_law_of, not_encoded
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Value
from sanctuary.model import Outcome
from sanctuary.study.allowed import bounded, lets, unless_clause
from sanctuary.study.decisive import Decisive, plain_case
from sanctuary.study.letters import within
from sanctuary.study.openings import OPENS, RARELY, openings
from sanctuary.study.phrases import OTHER_LAW, ago, clauses, listed, outcome_said, sentence, spoken, unforbidden, upper, when
from sanctuary.study.terms import covers

__all__ = [
    "ALLOWS", "NOT_KNOWN", "PLAINEST", "PUBLIC", "REQUESTER", "Asked", "allowing", "commanded", "of_a_case", "opening", "settled_if",
    "settling", "whose_asking",
]  # fmt: skip

PLAINEST = {"forbids": Outcome.MUST_NOT, "requires": Outcome.MUST}
"""What the rule to read first says in the plainest case."""

ALLOWS = ("permits", "guarantees")
"""Effects of a rule that allows an act."""

NONE = (None, "none")
"""No paper in hand, or none that is known."""

REQUESTER = "requester"
"""The fact of who asks."""

PUBLIC = "already_public"
"""The fact that what is asked is public already."""

APART = (PUBLIC, OTHER_LAW)
"""Facts that open what most bans close, whatever else is so."""

DAY = len("2012-05-03")
"""Signs of a whole day."""

FEW = 4
"""Facts of which every combination is asked, to find the one in which an act is commanded."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answer."""

    proofs: Proofs
    situation: Situation
    known: Mapping[str, Value]
    report: DecisionReport
    idle: tuple[str, ...] = ()
    """Facts that were given and change nothing: no sentence names them as a condition."""
    supposed: tuple[str, ...] = ()
    """Facts that nobody gave and that are so in the ordinary case: a sentence names them as a condition."""

    @property
    def open(self) -> bool:
        """Whether nothing forbids it in any case: an exception of a rule that otherwise does is met, or a court's paper is in hand."""
        outcomes = set(self.report.outcomes)
        return (bool(self.report.excepted) and outcomes <= {Outcome.MAY, Outcome.SILENT}) or self.on_court_paper

    @property
    def on_court_paper(self) -> bool:
        """Whether no rule speaks of the act before a court's paper made for it, as far as is told: nothing stands against it."""
        law, paper, action = self.proofs.law, self.known.get(PAPER), self.situation.action
        in_hand = paper in self.proofs[action].court_papers and is_ground(paper, action) and self.known.get(COVERS) is not False
        return in_hand and self.report.outcome == Outcome.SILENT and not not_encoded(law.place, law.packs)

    @property
    def given(self) -> tuple[str, ...]:
        """The facts that somebody gave."""
        return tuple(name for name in self.known if name not in self.supposed)

    @property
    def box(self) -> dict[str, tuple[tuple[Value, ...], ...]]:
        """What is known, as limits of a sentence."""
        return {name: ((value,),) for name, value in self.known.items() if name not in (ACTOR, *self.idle)}

    def says(self, outcome: Outcome, more: Mapping[str, tuple[tuple[Value, ...], ...]] | None = None) -> str:
        """The situation with an outcome, as a sentence; with more facts where some are given."""
        report, box = self.report, {**self.box, **(more or {})}
        witness = {ACTOR: (report.actor,), RESOURCE: (report.resource,)}
        told = self.both(sentence(self.proofs.law, report.action, witness, box, outcome, given=self.given))
        facts = {name: cells[0][0] for name, cells in (more or {}).items()}
        return self.bounded(told, facts) if outcome == Outcome.MAY else told

    def bounded(self, told: str, more: Mapping[str, Value] | None = None) -> str:
        """A sentence that allows it, with whose law does and whose, which nobody searched, may forbid it; by facts more, where some are."""
        report, law = self.report, self.proofs.law
        rule = self.leading(more or {}) if report.unless else ""
        return bounded(law, told, report.unless, report.actor, rule, where=lets(law, report), cited=bool(more))

    def case(self, leading: Decisive) -> str:
        """The case in which a rule decides, as a sentence."""
        told = self.both(leading.case)
        return self.bounded(told) if leading.outcome == Outcome.MAY else told

    def leading(self, more: Mapping[str, Value]) -> str:
        """The id of the rule that allows it, one that decides in every case first; nothing where rules of several governments may."""
        allow = [(one.id, one.always) for one in self.report.rules if one.effect in ALLOWS]
        if more:
            proofs, situation = self.proofs, self.situation
            found = answer(proofs, situation.action, {**self.known, **more}, situation.readings, situation.papers)
            every = [*((name, True) for name in found.because), *((name, False) for name in found.may_decide)]
            allow = [one for one in every if proofs.law.by_id[one[0]].rule.effect in ALLOWS]
        allow = [one for one in allow if one[1]] or allow
        packs = {self.proofs.law.by_id[name].rule.pack for name, _ in allow}
        return allow[0][0] if len(packs) == 1 else ""

    def both(self, told: str) -> str:
        """A sentence on the paper on which the answer rests, with the second one that is in hand, and with days as they were told."""
        for name, day in self.situation.days.items():
            told = told.replace(ago((self.known.get(name),)), f"({'on' if len(day) == DAY else 'in'} {day})")
        first, second = spoken(self.known.get(PAPER, "")), self.situation.other_paper
        return told.replace(f" on {first}", f" on {first} that came with {spoken(second)}", 1) if second else told

    def outcomes(self, facts: Mapping[str, Value]) -> tuple[Outcome, ...]:
        """The outcomes if some facts more were known."""
        return self._possible({**self.known, **facts}, self.situation.readings)

    def plainly(self, facts: Mapping[str, Value]) -> tuple[Outcome, ...]:
        """The outcomes if some facts more were known, and all else were as plain as it can be."""
        proof, known = self.proofs.under(self.situation.readings)[self.situation.action], {**self.known, **facts}
        assumed = [*proof.fixed(known), *proof.held(self.situation.readings), *proof.standing(known, self.situation.papers)]
        return outcomes_of(proof, plain_case(proof, known, assumed)) if proof.possible(assumed) else ()

    def opens(self, rule: str, without: Sequence[str] = ()) -> bool:
        """Whether a rule that lets somebody act opens anything: in the plainest case in which it matches, no other ban is left.

        `without`: facts that are taken as not so, where nobody said anything of them.
        """
        proof = self.proofs.under(self.situation.readings)[self.situation.action]
        apart = {name: False for name in APART if name in proof.action.by_name}
        by_name = proof.action.by_name
        none = {name: False if by_name[name].kind == "bool" else None for name in without if name in by_name}
        known = {**apart, **none, **self.known}
        assumed = [*proof.fixed(known), *proof.held(self.situation.readings), *proof.standing(known, self.situation.papers)]
        assumed.append(proof.matches[rule])
        return proof.possible(assumed) and Outcome.MUST_NOT not in outcomes_of(proof, plain_case(proof, known, assumed))

    def reading(self, name: str, *, value: bool) -> tuple[Outcome, ...]:
        """The outcomes if a dispute were decided."""
        return self._possible(self.known, {**self.situation.readings, name: value})

    def if_so(self, facts: Mapping[str, Value], readings: Mapping[str, bool]) -> tuple[Outcome, ...]:
        """The outcomes if some facts more were known, and some disputes were decided."""
        return self._possible({**self.known, **facts}, {**self.situation.readings, **readings})

    def _possible(self, known: Mapping[str, Value], readings: Mapping[str, bool]) -> tuple[Outcome, ...]:
        proof = self.proofs.under(self.situation.readings)[self.situation.action]
        return outcomes_of(proof, [*proof.fixed(known), *proof.standing(known, self.situation.papers), *proof.held(readings)])


def opening(asked: Asked, leading: Decisive | None) -> tuple[str, ...]:
    """The sentence, and what the paper in hand does by itself where that is nothing."""
    report, law = asked.report, asked.proofs.law
    if asked.open:
        return (unforbidden(law, report.action, report.actor, asked.box, asked.given),)
    if report.outcome != Outcome.DEPENDS:
        return (_not_known(asked, asked.says(report.outcome)),)
    bare = _bare(asked, leading.rule if leading else None)
    if common := of_a_case(asked) or _of_a_dispute(asked):
        return common
    only = _unless(asked)
    if only:
        return (only, *bare)
    if leading and settled_if(asked, leading):
        return (asked.case(leading), OTHERWISE)
    if case := commanded(asked):
        box = {name: ((value,),) for name, value in case.items()}
        given = clauses(asked.proofs.law, report.action, box)
        may = ", ".join(filter(None, ("it may", unless_clause(law, report.unless, report.actor, lets(law, report)))))
        left = may if set(report.outcomes) == {Outcome.MUST, Outcome.MAY} else "no rule found commands it"
        return (f"{asked.says(Outcome.MUST).rstrip('.')}, if {given}.", f"Otherwise {left}.")
    plainest = PLAINEST.get(leading.rule.effect) if leading and not leading.case else None
    if leading and plainest and plainest in report.outcomes:
        bare_said = asked.says(plainest, whose_asking(asked))
        return (*openings(law, report, asked.says(plainest), leading.rule, plainest, bare_said, asked.opens), *bare)
    return _covered(asked) or (_allowed(asked), *bare)


def whose_asking(asked: Asked) -> dict[str, tuple[tuple[Value, ...], ...]]:
    """Immigration authorities as those who ask, where nobody was named, no paper tells, and only for them it is forbidden."""
    by_name = asked.proofs.law.vocabulary.actions[asked.situation.action].by_name
    if REQUESTER in asked.known or REQUESTER not in by_name or asked.known.get(PAPER) not in NONE:
        return {}
    barred = [value for value in by_name[REQUESTER].values if Outcome.MUST_NOT in asked.outcomes({REQUESTER: value})]
    return {REQUESTER: ((barred[0],),)} if len(barred) == 1 else {}


def settled_if(asked: Asked, leading: Decisive | None) -> bool:
    """Whether an answer is settled in one case and no rule speaks in any other: must, if the paper is for this person.

    Each fact of the case is true or false, and the other way round nothing was found.
    """
    if not leading or not leading.case or set(asked.report.outcomes) != {leading.outcome, Outcome.SILENT} or asked.report.readings:
        return False
    by_name = asked.proofs.law.vocabulary.actions[asked.situation.action].by_name
    facts = {name: cells for name, cells in leading.box.items() if set(asked.report.depends_on) & {name}}
    if any(by_name[name].kind != "bool" or len(cells) != 1 for name, cells in facts.items()):
        return False
    return bool(facts) and all(asked.outcomes({name: not cells[0][0]}) == (Outcome.SILENT,) for name, cells in facts.items())


def commanded(asked: Asked) -> dict[str, bool]:
    """The one combination of what an answer turns on in which the act is commanded, where nothing forbids it in any; else nothing.

    Each fact must be true or false, and in every other combination the act must not be commanded.
    """
    report, by_name = asked.report, asked.proofs.law.vocabulary.actions[asked.situation.action].by_name
    facts = report.depends_on
    if Outcome.MUST not in report.outcomes or not set(report.outcomes) <= {Outcome.MUST, Outcome.MAY, Outcome.SILENT} or report.readings:
        return {}
    if not 0 < len(facts) <= FEW or any(name not in by_name or by_name[name].kind != "bool" for name in facts):
        return {}
    if _unless(asked):
        return {}
    found = []
    for values in product((True, False), repeat=len(facts)):
        case = dict(zip(facts, values, strict=True))
        outcomes = asked.outcomes(case)
        if outcomes == (Outcome.MUST,):
            found.append(case)
        elif Outcome.MUST in outcomes:
            return {}
    return found[0] if len(found) == 1 else {}


def of_a_case(asked: Asked) -> tuple[str, ...]:
    """The answer where what is seldom so of a case is not so, then that it is another where it is; nothing where that settles nothing."""
    for one in asked.report.readings:
        sides = [asked.reading(one.id, value=value) for value in (False, True)]
        if asked.proofs.law.readings[one.id].seldom and all(len(side) == 1 for side in sides):
            common, seldom = (side[0] for side in sides)
            said = _not_known(asked, asked.says(common))
            silent = ("That is no permission.",) if common == Outcome.SILENT else ()
            return (said, *silent, f"{one.question} Only if so: {outcome_said(seldom)}.")
    return ()


NONE_FOUND = "no rule was found in what was searched, and that is no permission."


def _of_a_dispute(asked: Asked) -> tuple[str, ...]:
    """The question of the one dispute that alone settles the answer, with the answer on each side; nothing where other facts do, too."""
    sides = {one.question: [asked.reading(one.id, value=value) for value in (True, False)] for one in asked.report.readings}
    settled = [name for name, found in sides.items() if all(len(side) == 1 for side in found)]
    if len(sides) != 1 or not settled:
        return ()
    (so,), (not_so,) = sides[settled[0]]
    if Outcome.MUST_NOT not in (so, not_so) and Outcome.MUST not in (so, not_so):
        return ()
    told = [NONE_FOUND if one == Outcome.SILENT else within(asked.says(one)) for one in (so, not_so)]
    return (f"Disputed: {settled[0]} If so, {told[0]}", f"If not, {told[1]}")


OTHERWISE = "Otherwise no rule was found in what was searched, and that is no permission."


def allowing(asked: Asked) -> dict[str, bool]:
    """The one fact that settles it as allowed: by its common value first, else where it is so (consent, as a rule); else nothing.

    Nothing either where several facts do so by their common values, or where nothing forbids it without the one that is so.
    """
    by_name = asked.proofs.law.vocabulary.actions[asked.situation.action].by_name
    facts = [
        name for name in asked.report.depends_on if name in by_name and name not in (OTHER_LAW, COVERS) and by_name[name].kind == "bool"
    ]
    asking = asked.proofs.law.library.asking.fact
    common = [{name: False} for name in facts if asking[name].yes < EVEN and asked.outcomes({name: False}) == (Outcome.MAY,)]
    if len(common) == 1 or Outcome.MUST_NOT not in asked.report.outcomes:
        return common[0] if len(common) == 1 else {}
    return next(({name: True} for name in facts if asked.outcomes({name: True}) == (Outcome.MAY,)), {})


NOT_KNOWN = "Not known: "
"""How an answer begins where no law of the state, or of the place either, is encoded and federal law settles nothing."""


def _not_known(asked: Asked, said: str) -> str:
    """What federal law alone leaves open, where no law of the state is encoded; else what was said."""
    law, report = asked.proofs.law, asked.report
    if report.outcome not in (Outcome.SILENT, Outcome.DEPENDS) or not not_encoded(law.place, law.packs):
        return said
    none = "no federal rule that was found says whether" if report.outcome == Outcome.SILENT else "federal law alone leaves open whether"
    asks = said.partition(" whether ")[2]
    return f"{NOT_KNOWN}{no_law_of(law.place, law.packs)}, and {none} {asks}" if asks else said


EVEN = 50
"""Of a hundred: what is so less often is commonly not so."""


def _allowed(asked: Asked) -> str:
    """That it depends; where one fact settles it as allowed, that first."""
    facts = allowing(asked)
    if not facts:
        return _not_known(asked, asked.says(Outcome.DEPENDS))
    said = asked.says(Outcome.MAY, {name: ((value,),) for name, value in facts.items()})
    return f"{said} Otherwise it depends on what follows."


def settling(asked: Asked, leading: Decisive | None) -> dict[str, bool]:
    """The fact by which the first sentence of an open answer allows the act; nothing where it leads with something else."""
    facts = allowing(asked) if asked.report.outcome == Outcome.DEPENDS else {}
    return facts if facts and opening(asked, leading)[0] == _allowed(asked) else {}


def _covered(asked: Asked) -> tuple[str, ...]:
    """What is so where a named court's paper reaches what is asked, the plainest case of it; nothing where that settles nothing."""
    if asked.known.get(PAPER) not in asked.proofs[asked.situation.action].court_papers or COVERS in asked.known:
        return ()
    found = asked.outcomes({COVERS: True})
    if len(found) != 1:
        return ()
    silent = ("That is no permission.",) if found == (Outcome.SILENT,) else ()
    return (asked.says(found[0], {COVERS: ((True,),)}), *silent)


def _unless(asked: Asked) -> str:
    """Must or must not, unless one fact is so: where the answer is settled as long as that fact is not.

    A fact is named only where it alone, the rest as plain as can be, makes the answer another.
    """
    facts = [name for name in asked.report.depends_on if name not in asked.proofs.law.readings]
    by_name = asked.proofs.law.vocabulary.actions[asked.situation.action].by_name
    rare = ""
    for name in sorted(facts, key=lambda one: one != OTHER_LAW):
        found = asked.outcomes({name: False}) if by_name[name].kind == "bool" else ()
        if found not in ((Outcome.MUST_NOT,), (Outcome.MUST,)):
            continue
        said = asked.says(found[0]).rstrip(".")
        if name == OTHER_LAW and _disputed(asked, found):
            return f"{said}, except in a case that is disputed (told below)."
        if _left_to_a_dispute(asked, name):
            return f"{said}, unless {when(name)}, and whether that changes it is disputed (told below)."
        if found[0] in asked.plainly({name: True}):
            rare = rare or f"{asked.says(found[0], whose_asking(asked)).rstrip('.')}, {RARELY}."
            continue
        counsel = " (ask counsel)" if name == OTHER_LAW else ""
        clause = covers(asked.situation.action, value=True) if name == COVERS and asked.known.get(PAPER) not in NONE else when(name)
        return f"{said}, unless {clause}{counsel}."
    return rare or _unless_apart(asked, facts)


def _unless_apart(asked: Asked, facts: Sequence[str]) -> str:
    """Must not, unless it is public, another law requires it or a court's paper is in hand: where one must be so for another answer.

    Nothing where that does not settle it.
    """
    apart = dict.fromkeys(APART, False)
    if not apart.keys() <= set(facts) or any(asked.outcomes({**apart, name: True}) == (Outcome.MUST_NOT,) for name in APART):
        return ""
    proof = asked.proofs[asked.situation.action]
    none = [] if PAPER in asked.known else [one for one in proof.action.by_name[PAPER].values if one not in proof.court_papers]
    if any(asked.outcomes({**apart, **({PAPER: one} if one else {})}) != (Outcome.MUST_NOT,) for one in none or [""]):
        return ""
    clauses = [when(PUBLIC), f"{when(OTHER_LAW)} (ask counsel)", *(["a court's paper opens it"] if none else [])]
    return f"{asked.says(Outcome.MUST_NOT, whose_asking(asked)).rstrip('.')}, unless {listed(clauses, 'or')}."


def _left_to_a_dispute(asked: Asked, name: str) -> bool:
    """Whether, where a fact is so, one dispute alone settles the answer, and differently on its two sides."""
    for one in asked.report.readings:
        sides = [asked.if_so({name: True}, {one.id: value}) for value in (True, False)]
        if all(len(side) == 1 for side in sides) and sides[0] != sides[1]:
            return True
    return False


def _disputed(asked: Asked, found: tuple[Outcome, ...]) -> bool:
    """Whether an answer has its exception on one side of a dispute alone."""
    disputes = [one.id for one in asked.report.readings]
    return any(asked.reading(name, value=value) == found for name in disputes for value in (True, False))


def _bare(asked: Asked, first: RuleReport | None) -> tuple[str, ...]:
    """That a paper of no court opens nothing by itself, where the same rules answer without it."""
    paper = asked.known.get(PAPER)
    proof = asked.proofs[asked.situation.action]
    if paper in (None, "none") or paper in proof.court_papers:
        return ()
    without = {name: value for name, value in asked.known.items() if name not in (PAPER, COVERS, PAPER_COURT)}
    found = answer(asked.proofs, asked.situation.action, {**without, PAPER: "none"}, asked.situation.readings, asked.situation.papers)
    ours = {one.id for one in asked.report.rules if one.effect in OPENS}
    theirs = {name for name in (*found.because, *found.may_decide) if asked.proofs.law.by_id[name].rule.effect in OPENS}
    if ours - theirs or set(asked.report.outcomes) - set(found.outcomes) or not first or first.effect != "forbids":
        return ()
    return (f"{upper(spoken(paper))} opens nothing by itself ({first.cites}).",)
