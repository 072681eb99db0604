"""Why a definition says no: in its own terms first, and a rule of law only where it makes one of its criteria fall short."""

import re

import pytest

import places
import tiers
from sanctuary.law.packs import Library
from sanctuary.study.phrases import word
from sanctuary.study.shortfalls import SHORT, lower

SAYS_OTHERWISE = {
    "must-not": {"permits", "guarantees", "requires"},
    "must": {"forbids", "permits", "guarantees"},
    "may": {"forbids", "requires"},
}
"""Of each thing that a rule of a definition can ask, the effects of rules of law that count against it."""

EFFECT_ASKS = {"forbids": "must-not", "requires": "must", "permits": "may", "guarantees": "may"}


@pytest.mark.drawn("places whose reasons are read")
@pytest.mark.parametrize("place", tiers.some("places whose reasons are read", places.of_law()))
def test_a_no_names_what_falls_short_and_only_a_rule_that_makes_it_so(place: str) -> None:
    """Of every definition: criteria counted and named, and the rule that is given says otherwise than the criterion named with it asks."""
    law, report = places.assessed_place(place)
    for one in report.standards:
        said, standard = one.headline, Library().get(one.id)
        if one.verdict != "no":
            assert (said.lacks, said.against, said.reason) == ("", "", "")
            continue
        short = {lower(part.title): part.id for part in one.criteria if part.status in SHORT}
        asked = sum(part.status != "not-applicable" for part in one.criteria)
        assert said.brief.startswith(said.lacks)
        assert said.says.startswith(said.lacks)
        assert any(title in said.lacks for title in short)
        assert asked == 1 or re.search(rf"\b({word(asked)}|Both) (of its )?criteria", said.lacks), said.lacks
        assert bool(said.reason) == bool(said.against)
        if said.reason:
            assert said.against in short
        if said.decides:
            assert law.as_written().by_id[said.decides].rule.cites in said.reason
            rules = next(part.rules for part in standard.criteria if part.id == short[said.against])
            asks = {rule.effect for rule in standard.rules if rule.id.partition("/")[2] in rules and not rule.duty}
            effect = law.as_written().by_id[said.decides].rule.effect
            elsewhere = ", but not by " in said.reason
            assert elsewhere or any(effect in SAYS_OTHERWISE[EFFECT_ASKS[one]] for one in asks), (one.id, said.decides)
        else:
            assert not said.reason or "no rule was found that " in said.reason
