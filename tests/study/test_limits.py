"""What a policy may still limit: each row is a decision, under bans and without them; a suit that several packs tell of is told once."""

import pytest

from conftest import TODAY
from sanctuary.engine.decide import decide
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.model import Outcome
from sanctuary.study.disputes import disputes
from sanctuary.study.limits import VICTIMS, banned, limits

BANNED = ("us-tx", "us-tx-houston", "us-fl", "us-fl-miami")
FREE = ("us-ca-los-angeles", "us-il-chicago", "us-or", "us-oh-columbus")


@pytest.mark.parametrize("place", [*BANNED, *FREE])
def test_each_limit_stands_as_it_is_decided(library: Library, place: str) -> None:
    """Void: must not on every reading; disputed: on some; open or, below unread law, not known: on none, and no rule named."""
    proofs = Proofs(law_of(library, place, TODAY))
    found = limits(proofs)
    assert [one.limit for one in found] == list(proofs.law.vocabulary.enums["Limit"])
    assert banned(proofs.law, found) == (place in BANNED)
    for one in found:
        asked = Situation(actor="governing-body", action="limit", resource=one.limit, context={VICTIMS: False})
        report = decide(proofs, asked)
        forbidden = Outcome.MUST_NOT in report.outcomes
        left = "not-known" if place == "us-oh-columbus" else "open"  # nothing was read of Ohio's law
        assert one.stands == ("void" if report.outcomes == (Outcome.MUST_NOT,) else "disputed" if forbidden else left)
        assert bool(one.cites) == forbidden
        assert all(proofs.law.by_id[name].rule.effect == "forbids" for name in one.rules)
        assert (one.stands == "disputed") <= bool(one.depends_on)


def test_the_bans_of_texas_and_florida_row_by_row(library: Library) -> None:
    """Texas leaves nothing open and disputes agreements; Florida's definition names no question about status."""
    rows = {place: {one.limit: one.stands for one in limits(Proofs(law_of(library, place, TODAY)))} for place in ("us-tx", "us-fl")}
    assert rows["us-tx"]["joining-agreements"] == "disputed"
    assert [limit for limit, stands in rows["us-tx"].items() if stands == "void"] == [
        "exchanging-status", "asking-status", "honoring-detainers", "telling-release-dates", "allowing-interviews", "lending-resources",
    ]  # fmt: skip
    assert rows["us-fl"]["asking-status"] == "open"
    assert list(rows["us-fl"].values()).count("void") == 6


def test_nobody_limits_what_the_nation_does(library: Library) -> None:
    """No table for the United States."""
    assert limits(Proofs(law_of(library, "us", TODAY))) == ()


def test_a_suit_that_several_packs_tell_of_is_told_once(library: Library) -> None:
    """United States v. Illinois, by the State's, the City's and the County's rules."""
    suits = disputes(law_of(library, "us-il-chicago", TODAY)).suits
    named = [(one.title, one.number, one.status, one.binds) for one in suits]
    assert len(named) == len(set(named))
    (one,) = [suit for suit in suits if suit.number == "1:25-cv-01285"]
    assert {"5 ILCS 805/15(a)", "MCC 2-173-020(a)(3)"} <= set(one.about)
