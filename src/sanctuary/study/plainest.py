"""Which difference is told first: the plainest by the printed prior, and of the plainest the one that tells most of a no."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from heapq import heapify, heappop, heappush
from itertools import islice

from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import Pack
from sanctuary.law.rules import Rule
from sanctuary.model import Outcome
from sanctuary.study.differences import Difference, difference
from sanctuary.study.extents import Part, parts_of
from sanctuary.study.plain import difference_cost
from sanctuary.study.shortfalls import ASKER, SHORT, counts_against, elsewhere, missing_duty
from sanctuary.study.ways import COURT_PAPERS, FEDERAL_LAW, Way

__all__ = ["cost", "differing", "most_telling", "only_with_court_paper"]


def differing(
    proofs: Proofs, standard: Pack, short: Iterable[str], only: Callable[[Rule, str], bool] = lambda _rule, _action: True
) -> Iterator[Difference]:
    """The differences of some criteria, the plainest first, those that rest on an absence last; each is found when it is its turn.

    A difference costs at least what its act does, so that one is not looked for before others of a lesser cost were given out. `only`
    says which rules of the definition, and acts, are of interest.
    """
    wanted = set(short)
    waiting: list[tuple[tuple[bool, bool, int], int, Difference | Callable[[], Difference | None]]] = [
        (least_cost(asked.papers, asked.action, duty=bool(asked.rule.duty)), place, partial(difference, asked, part.actors, run, part.cap))
        for place, (part, asked, run) in enumerate(
            (part, asked, part.run_by[0])
            for criterion in standard.criteria
            if criterion.id in wanted
            for part in parts_of(proofs, standard, criterion)
            for asked in part.asked
            if only(asked.rule, asked.action)
        )
    ]
    heapify(waiting)
    while waiting:
        _, place, one = heappop(waiting)
        if isinstance(one, Difference):
            yield one
        elif found := one():
            heappush(waiting, (cost(found), place, found))


def most_telling(proofs: Proofs, standard: Pack, statuses: Mapping[str, str]) -> Difference | None:
    """The difference to be told of what falls short: of the plainest ones one that hangs on no dispute, where there is one.

    Then an act goes before a duty, whom the place runs before others, a rule before an absence, an immigration authority before others
    who ask. Where each group of criteria needs one that is met, those of a group that has one are no reason of a no.
    """
    group = {one.id: one.group for one in standard.criteria}
    has = {group[name] for name, status in statuses.items() if status == "met"} if standard.threshold == "each-group" else set()
    short = [name for name, status in statuses.items() if status in SHORT and group[name] not in has]
    few = islice(differing(proofs, standard, short), FIRST_FEW)
    return min(few, key=lambda one: _telling(proofs.law, one), default=None)


def _telling(law: Law, one: Difference) -> tuple[bool, ...]:
    """What makes a difference tell less than another that is as plain."""
    others, asker = one.run_by != law.place.id, one.witness.context.get(ASKER) != "immigration-authority"
    return (
        one.strict,
        not one.certain,
        bool(one.witness.readings),
        missing_duty(one) or bool(elsewhere(one)),
        others,
        not counts_against(law, one),
        asker,
    )


FIRST_FEW = 48
"""Differences, the plainest first, among which the most telling one is taken."""


def least_cost(papers: str, action: str, *, duty: bool) -> tuple[bool, bool, int]:
    """What a difference costs at least, of whatever box and outcome it is."""
    return papers == "any", False, difference_cost(action, {}, Outcome.MUST_NOT, duty=duty)


def cost(one: Difference) -> tuple[bool, bool, int]:
    """The order of differences: strict ones and those that rest on an absence last, then by the prior."""
    return one.strict, not one.certain, difference_cost(one.action, one.box, one.outcome, duty=one.asks.startswith("the duty"))


def only_with_court_paper(proofs: Proofs, standard: Pack) -> int:
    """How many rules differ only in situations with a paper of a court in hand."""
    count = 0
    for criterion in standard.criteria:
        usual = {part.rule.id: part for part in parts_of(proofs, standard, criterion, Way(frozenset({FEDERAL_LAW})))}
        for part in parts_of(proofs, standard, criterion, Way(frozenset({COURT_PAPERS, FEDERAL_LAW}))):
            less = usual.get(part.rule.id)
            count += _differs(part) and not (less and _differs(less))
    return count


def _differs(part: Part) -> bool:
    return any(one.proof.possible([one.region, one.among(part.actors), -one.agrees]) for one in part.asked)
