"""A situation that may leave facts open: what holds for every filling, and what it turns on.

Nothing is assumed false but one thing: a question that names no paper has none of a court in hand (`papers="any"` lifts it). An
outcome holds if every possible filling, of facts and of readings, gives it; else the answer is *depends*, with exactly the facts
that can still change it: those for which two possible situations that differ in this fact alone have different outcomes. Where only
several facts together can change it, a smallest such set is named. On a day before the law was searched what a rule says still
holds, and *may* and *silent* are unknown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from sanctuary.engine.answered import VAGUE, Answer, CourtPaper, as_searched
from sanctuary.engine.chart import View
from sanctuary.engine.prove import Proof, Proofs
from sanctuary.engine.ruling import Decision
from sanctuary.engine.situation import nested
from sanctuary.engine.solver import Clauses
from sanctuary.engine.turns import turns_on
from sanctuary.errors import RequestError, nearest
from sanctuary.law.beside import COVERS, PAPER, PAPER_COURT
from sanctuary.law.condition import actions_of, read
from sanctuary.law.jurisdiction import Law
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Value
from sanctuary.model import Outcome, Papers

__all__ = ["Answer", "CourtPaper", "answer", "as_searched", "check_readings", "excepted", "outcomes_of", "told", "with_court_paper"]


def answer(
    proofs: Proofs,
    action: str,
    known: Mapping[str, Value],
    readings: Mapping[str, bool],
    papers: Papers = "assumed",
    *,
    beside: bool = False,
) -> Answer:
    """The answer for the facts known; refuses facts that no possible situation meets.

    `because`, `may_decide`, `duties` and `may_oblige` hold full rule ids, in the order of the packs. A reading that is fixed here is
    so whatever a court has settled. A situation that leaves nothing open is decided by the generated function, any other by the diagrams of
    its desk, where it is asked at often, or by the solver.
    An answer told `beside` another says no more than its outcomes, the rules that decide and the duties.
    """
    proofs = proofs.under(readings)
    if len(known) == len(proofs.law.vocabulary.actions[action].variables):
        found = _complete(proofs, action, known, readings)
        if found:
            return found
    read = proofs.charts.ask(action, known, readings, papers, View.beside if beside else View.answer) if proofs.charts else None
    return read or _solved(proofs, action, known, readings, papers, beside=beside)


def _solved(
    proofs: Proofs, action: str, known: Mapping[str, Value], readings: Mapping[str, bool], papers: Papers, *, beside: bool = False
) -> Answer:
    """The answer by the solver; `proofs` are of the readings."""
    proof = proofs[action]
    fixed = [*proof.fixed(known), *proof.held(readings)]
    if not proof.possible([*fixed, *proof.given(known)]):
        raise RequestError(_excluded(proof, known))
    standing = proof.standing(known, papers)
    assumed = [*fixed, *standing]
    here = _Here(proof, assumed)
    outcomes = outcomes_of(proof, assumed)
    sure = here.split(proof.decides)
    owed = here.split(proof.obliges)
    turns = turns_on(proof, known, readings, papers, sure=here.sure) if len(outcomes) > 1 and not beside else ()
    by_reading = {}
    for name in proof.readings:
        if name in turns:
            pair = {str(v).lower(): outcomes_of(proof, [*assumed, *proof.held({name: v})]) for v in (True, False)}
            by_reading[name] = {key: _single(found) for key, found in pair.items()}
    single = _single(outcomes)
    return Answer(
        outcome=single,
        outcomes=outcomes,
        because=sure[0],
        may_decide=sure[1],
        overridden=() if beside else _overridden(here, single),
        voided={} if beside else _voided(here),
        noted=() if beside else here.some(proof.noted),
        duties=owed[0],
        may_oblige=owed[1],
        depends_on=turns,
        by_reading=by_reading,
        assumed=proof.no_court_paper in standing,
    )


@dataclass(frozen=True, slots=True)
class Told:
    """An answer, with the rules that would forbid but for their exceptions, and what papers of courts would change."""

    answer: Answer
    excepted: Mapping[str, bool]
    court_papers: tuple[CourtPaper, ...]


def told(proofs: Proofs, action: str, known: Mapping[str, Value], readings: Mapping[str, bool], papers: Papers) -> Told:
    """The answer for the facts known with all that is told beside it."""
    own = proofs.under(readings)
    if len(known) < len(own.law.vocabulary.actions[action].variables) and own.charts:
        read = own.charts.ask(action, known, readings, papers, _told)
        if read:
            return read
        found = _solved(own, action, known, readings, papers)
    else:
        found = answer(proofs, action, known, readings, papers)
    courts = with_court_paper(proofs, action, known, readings, found.outcomes) if found.assumed else ()
    return Told(found, excepted(proofs, action, known, readings, papers), courts)


def _told(view: View) -> Told:
    found = view.answer()
    return Told(found, view.excepted(), view.court_papers(found.outcomes) if found.assumed else ())


def check_readings(law: Law, readings: Mapping[str, bool]) -> None:
    """Refuses a reading that the law of a place does not know."""
    known = {name for pack in law.packs.values() for name in pack.readings} | set(law.readings) if readings else set()
    for name in readings:
        if name not in known:
            raise RequestError(f"no reading is called '{name}' in the law of {law.place.id}; {nearest(name, known)}")


def _complete(proofs: Proofs, action: str, known: Mapping[str, Value], readings: Mapping[str, bool]) -> Answer | None:
    """The answer for a situation that leaves no fact open, by the generated function; nothing where it is excluded or a reading is open."""
    law, decider = proofs.law, proofs.decider
    context, _ = nested(known)
    actor, resource = str(known[ACTOR]), str(known[RESOURCE])
    if decider.excluded(actor, action, resource, context):
        return None
    found = decider.decide(actor, action, resource, context, readings)
    if not isinstance(found, Decision):
        return None
    outcome = as_searched(law, actor, found.outcome)
    owed = tuple(one.rule for one in found.duties)
    voided = {}
    for name in found.voided:
        bound = law.by_id[name]
        matching = (law.by_id[one] for one in decider.matching(actor, action, resource, context))
        voided[name] = tuple(
            b.rule.id
            for b in matching
            if b.rule.effect == "guarantees" and (b.rule.voids(bound.rule, (b.level, bound.level)) or b.rule.notwithstanding)
        )
    return Answer(
        outcome=outcome,
        outcomes=(outcome,),
        because=found.because,
        may_decide=(),
        overridden=found.overridden,
        voided=voided,
        noted=found.notes,
        duties=owed,
        may_oblige=(),
        depends_on=(),
        by_reading={},
        assumed=False,
    )


def with_court_paper(
    proofs: Proofs, action: str, known: Mapping[str, Value], readings: Mapping[str, bool], without: tuple[Outcome, ...]
) -> tuple[CourtPaper, ...]:
    """What each paper of each court would change, were it in hand and did it cover what is asked; alike papers of a court together."""
    proof = proofs.under(readings)[action]
    asked = {name: value for name, value in known.items() if name != COVERS}
    found: dict[tuple[str, tuple[Outcome, ...]], list[str]] = {}
    for court in proof.law.vocabulary.enums.get("PaperCourt", ()):
        for paper in (name for name in proof.action.by_name[PAPER].values if name in proof.court_papers):
            facts: dict[str, Value] = {**asked, PAPER: paper, PAPER_COURT: court, COVERS: True}
            assumed = [*proof.fixed(facts), *proof.given(facts), *proof.held(readings)]
            outcomes = outcomes_of(proof, assumed)
            if outcomes and outcomes != without:
                found.setdefault((court, outcomes), []).append(paper)
    return tuple(CourtPaper(court, tuple(papers), outcomes) for (court, outcomes), papers in found.items())


def excepted(
    proofs: Proofs, action: str, known: Mapping[str, Value], readings: Mapping[str, bool], papers: Papers = "assumed"
) -> dict[str, bool]:
    """The rules that would forbid what is asked and by their own exceptions never do, where some filling has no rule that decides.

    Each with whether it is about every such filling. An exception permits nothing by itself, so the outcome there stays silent.
    """
    proof = proofs.under(readings)[action]
    assumed = [*proof.fixed(known), *proof.standing(known, papers), *proof.held(readings)]
    silent = [*assumed, proof.outcomes[Outcome.SILENT]]
    if proof.law.unknown or not proof.possible(silent):
        return {}
    here, quiet = _Here(proof, assumed), _Here(proof, silent)
    forbids = {b.rule.id: b for b in proof.rules if b.rule.effect == "forbids"}
    able = here.some({name: proof.matches[name] for name in forbids})
    never = [b for name, b in forbids.items() if name not in able]
    about = {b.rule.id: proof.once(("about", b.rule.id), partial(proof.match, b, exceptions=False)) for b in never}
    return {name: not quiet.possible(-head) for name, head in about.items() if quiet.possible(head)}


def outcomes_of(proof: Proof, assumed: list[int]) -> tuple[Outcome, ...]:
    """The outcomes that some filling gives; on a day before the search began, or past it where nothing is presumed, unknown ones too."""
    if proof.law.unknown:
        return (Outcome.UNKNOWN,) if proof.possible(assumed) else ()
    able = proof.able(assumed, proof.outcomes.values())
    found = [outcome for outcome, literal in proof.outcomes.items() if literal in able]
    if proof.early == -proof.clauses.true:
        return tuple(found)
    vague = [o for o in found if o in VAGUE and proof.possible([*assumed, proof.outcomes[o], proof.early])]
    sure = [o for o in found if o not in vague or proof.possible([*assumed, proof.outcomes[o], -proof.early])]
    return (*sure, *([Outcome.UNKNOWN] if vague else []))


def _single(outcomes: tuple[Outcome, ...]) -> Outcome:
    return outcomes[0] if len(outcomes) == 1 else Outcome.DEPENDS


class _Here:
    """Questions about the fillings of one situation: what follows from the facts at once is asked of nobody."""

    def __init__(self, proof: Proof, assumed: list[int]) -> None:
        self.proof, self.assumed, self.shared = proof, assumed, proof.clauses.shared
        self.turn, self.seen = self.shared.turn, self.shared.column([*assumed, -proof.text_only])

    @cached_property
    def sure(self) -> frozenset[int]:
        """What follows at once."""
        return self.proof.clauses.following([*self.assumed, -self.proof.text_only])

    def possible(self, *literals: int) -> bool:
        """Whether some filling meets all of some literals; one that is kept already often does."""
        if self.turn == self.shared.turn and self.seen & self.shared.column(literals):
            return True
        if any(-literal in self.sure for literal in literals):
            return False
        return self.proof.possible([*self.assumed, *(literal for literal in literals if literal not in self.sure)])

    def able(self, literals: Iterable[int]) -> set[int]:
        """Those of some literals that some filling meets, each for itself."""
        left = [literal for literal in literals if -literal not in self.sure]
        known = self.sure.intersection(left)
        return self.proof.able(self.assumed, [literal for literal in left if literal not in known]) | known

    def some(self, literals: Mapping[str, int]) -> tuple[str, ...]:
        """The names of those literals that some filling meets."""
        able = self.able(literals.values())
        return tuple(name for name, literal in literals.items() if literal in able)

    def split(self, literals: Mapping[str, int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The rules whose literal holds in every filling, and those for which it holds in some but not all."""
        able = self.able(literals.values())
        some = [b.rule.id for b in self.proof.rules if b.rule.id in literals and literals[b.rule.id] in able]
        undone = self.able([-literals[name] for name in some])
        every = tuple(name for name in some if -literals[name] not in undone)
        return every, tuple(name for name in some if name not in every)


def _voided(here: _Here) -> dict[str, tuple[str, ...]]:
    """The rules that a guarantee voids in some filling, each with the guarantees that match then."""
    proof, found = here.proof, {}
    for name, literal in proof.voided.items():
        if here.possible(literal):
            rule, level = proof.law.by_id[name].rule, proof.law.by_id[name].level
            able = [
                b
                for b in proof.rules
                if b.rule.effect == "guarantees"
                and (b.rule.voids(rule, (b.level, level)) or (b.rule.notwithstanding and b.level <= level))
                and here.possible(literal, proof.matches[b.rule.id])
            ]
            found[name] = tuple(b.rule.id for b in able)
    return found


_OPPOSITE = {Outcome.MUST: "forbids", Outcome.MUST_NOT: "requires"}


def _overridden(here: _Here, outcome: Outcome) -> tuple[str, ...]:
    """The rules that stand and say the opposite of a settled outcome: a higher level decides."""
    effect = _OPPOSITE.get(outcome, "")
    return tuple(b.rule.id for b in here.proof.rules if b.rule.effect == effect and here.possible(here.proof.live[b.rule.id]))


def _excluded(proof: Proof, known: Mapping[str, Value]) -> str:
    """The message for a situation that cannot occur, with the reasons that exclude it."""
    reasons = []
    for policy in proof.law.possible:
        if proof.action.name in actions_of(policy, proof.law.vocabulary):
            clauses = Clauses(proof.action)
            clauses.add(-read(policy, proof.action, clauses))
            fixed = [clauses.among(proof.action.by_name[name], frozenset({value})) for name, value in known.items()]
            if not clauses.solve(fixed):
                reasons.append(policy.said.annotations["because"])
    shown = "; ".join(reasons) or "several limits of possible.cedar together exclude it"
    return f"this situation cannot occur: {shown}. Change the actor, the action or a fact."
