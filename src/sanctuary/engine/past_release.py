"""What the law says of keeping somebody past release, where a detainer asks for that and the question is of another act on it."""

from sanctuary.documents import replace
from sanctuary.engine.answer import answer
from sanctuary.engine.decision import HoldReport
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation, by_path, known_facts
from sanctuary.law.beside import PAPER
from sanctuary.law.vocabulary import ACTOR, RESOURCE
from sanctuary.model import Outcome

__all__ = ["of_hold", "past_release"]

DETAINER, HOLD, PERSON = "detainer", "hold", "subject"
_BESIDE = (("transfer", PERSON), ("disclose", "release-date"))
"""What is asked with a detainer beside the hold: to hand the person over, and to give notice of the release."""


def past_release(proofs: Proofs, situation: Situation) -> HoldReport | None:
    """The outcome of a hold on the detainer in hand, by the facts of the question; nothing where none is, or the act is another."""
    hold = of_hold(proofs, situation)
    if hold is None:
        return None
    known = known_facts(proofs.law.vocabulary, hold.actor, hold.action, hold.resource, hold.context, hold.absent)
    found = answer(proofs, HOLD, known, hold.readings, hold.papers)
    rules = [proofs.law.by_id[name].rule for name in (*found.because, *found.may_decide)]
    return HoldReport(
        outcome=found.outcome,
        outcomes=found.outcomes,
        because=found.because,
        cites=tuple(dict.fromkeys(one.cites for one in rules)),
        reported=any(one.reported for one in rules) and found.outcome != Outcome.SILENT,
    )


def of_hold(proofs: Proofs, situation: Situation) -> Situation | None:
    """The question of a hold on the same detainer, with those of the facts of which a hold has a rule; nothing where that is not asked."""
    papers = (situation.context.get(PAPER), situation.other_paper)
    if (situation.action, situation.resource) not in _BESIDE or DETAINER not in papers:
        return None
    facts = proofs.law.vocabulary.actions[HOLD].by_name
    if situation.actor not in facts[ACTOR].values or PERSON not in facts[RESOURCE].values:
        return None
    context = {name: value for name, value in by_path(situation.context).items() if name in facts}
    return replace(
        situation,
        action=HOLD,
        resource=PERSON,
        context={**context, PAPER: DETAINER},
        absent=tuple(name for name in situation.absent if name in facts),
        other_paper="",
    )
