"""What a policy of a place may still limit: each kind of help that laws of limits and bans on limits meet in, asked of its governing body.

A law above the place can make a limit void, by a rule that nobody disputes; it can do so on one reading; or no rule that was found does,
and the limit stays open to the place. Nothing is judged here: each row is a decision on `limit` (vocabulary), by the law of the day.
"""

from collections.abc import Iterator
from typing import Literal

from sanctuary.documents import Frozen
from sanctuary.engine.decide import decide
from sanctuary.engine.decision import DecisionReport
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.law.jurisdiction import Law
from sanctuary.model import Outcome
from sanctuary.study.phrases import listed, spoken, word
from sanctuary.study.unread import unread

__all__ = ["MAKER", "STANDS", "OnlyFor", "PolicyLimit", "banned", "limits", "told"]

MAKER = "governing-body"
"""Who makes the rules of a local government: what it must not limit is asked of it."""

VICTIMS = "victims_and_witnesses_only"
"""The one fact of such a policy: that it is about victims and witnesses alone."""

Stands = Literal["void", "disputed", "open", "not-known"]
STANDS: tuple[Stands, ...] = ("void", "disputed", "open", "not-known")
"""From what is sure not to stand to what nobody read."""


class OnlyFor(Frozen, frozen=True):
    """How a policy for victims and witnesses alone stands, where that is otherwise; the readings on which it turns."""

    stands: Stands
    depends_on: tuple[str, ...]


class PolicyLimit(Frozen, frozen=True):
    """One kind of limit, and how it stands.

    `void` in every reading, `disputed` where readings part, `open` where no rule that was found forbids it, `not-known` where none was
    found and nothing was read of the law of a government above.
    `cites` are the paragraphs that forbid it, in some reading where it is disputed; `caveats` what must be known beside them. `victims`: a
    policy for victims and witnesses alone, where that stands otherwise. `searched`: the
    law above was searched to the end, so that no other rule can stand there.
    """

    limit: str
    words: str
    stands: Stands
    rules: tuple[str, ...]
    cites: tuple[str, ...]
    depends_on: tuple[str, ...]
    victims: OnlyFor | None
    caveats: tuple[str, ...]
    searched: bool


def limits(proofs: Proofs) -> tuple[PolicyLimit, ...]:
    """Each kind of limit in the order of the vocabulary; nothing for the nation and for places without a body that makes rules."""
    law = proofs.law
    if law.place.government in ("nation", "court"):
        return ()
    return tuple(_limits(proofs))


def banned(law: Law, found: tuple[PolicyLimit, ...]) -> bool:
    """Whether a law of a government below the nation makes limits of the place void, or would on some reading."""
    return any(law.by_id[name].rule.level != "federal" for one in found for name in one.rules if name in law.by_id)


def told(law: Law) -> str:
    """How many kinds of limits higher law makes void, as a sentence, where a law below the nation's does; else nothing."""
    found = limits(Proofs(law))
    if not banned(law, found):
        return ""
    counts = [(stands.replace("-", " "), sum(one.stands == stands for one in found)) for stands in STANDS]
    said = listed([f"{word(count)} {'are' if count > 1 else 'is'} {stands}" for stands, count in counts if count])
    whose = "a policy of a city or county here" if law.place.government == "state" else "its policies"
    return f"Of {word(len(found))} kinds of limits on such help that {whose} could set, {said}."


def _limits(proofs: Proofs) -> Iterator[PolicyLimit]:
    law = proofs.law
    for limit in law.vocabulary.enums["Limit"]:
        usual, special = (_asked(proofs, limit, victims=one) for one in (False, True))
        stands, other = _stands(usual), _stands(special)
        every = [one for one in usual.rules if one.effect == "forbids"]
        rules = sorted([one for one in every if one.always] or every, key=lambda one: one.level == "federal")
        parts = (stands, *usual.depends_on) != (other, *special.depends_on)  # what nobody read is so of both
        above = [name for name in usual.unsearched if name != law.place.id]
        if stands == "open" and unread(law, above).nothing:
            stands = "not-known"
        yield PolicyLimit(
            limit=limit,
            words=spoken(limit),
            stands=stands,
            rules=tuple(one.id for one in rules),
            cites=tuple(dict.fromkeys(one.cites for one in rules)),
            depends_on=usual.depends_on,
            victims=OnlyFor(stands=other, depends_on=special.depends_on) if parts else None,
            caveats=tuple(dict.fromkeys(text for one in rules for text in one.caveats)),
            searched=not above,
        )


def _asked(proofs: Proofs, limit: str, *, victims: bool) -> DecisionReport:
    return decide(proofs, Situation(actor=MAKER, action="limit", resource=limit, context={VICTIMS: victims}))


def _stands(report: DecisionReport) -> Stands:
    if report.outcomes == (Outcome.MUST_NOT,):
        return "void"
    return "disputed" if Outcome.MUST_NOT in report.outcomes else "open"
