"""Verdicts by threshold."""

import pytest

from sanctuary.model import Group
from sanctuary.study.threshold import Status, verdict_of


@pytest.mark.parametrize(
    ("threshold", "statuses", "verdict"),
    [
        ("all", ["met", "met"], "yes"),
        ("all", ["met", "partly"], "no"),
        ("all", ["unknown", "not-met"], "no"),
        ("all", ["met", "unknown"], "unknown"),
        ("all", ["met", "not-applicable"], "yes"),
        ("all", ["not-applicable"], "not-applicable"),
        ("all", ["not-fully-met", "unknown"], "no"),
        ("any", ["not-applicable"], "not-applicable"),
        ("any", ["not-met", "not-fully-met"], "no"),
        ("any", ["met", "unknown"], "yes"),
        ("any", ["not-met", "partly"], "no"),
        ("any", ["not-met", "unknown"], "unknown"),
        ("", ["met"], None),
    ],
)
def test_a_verdict_follows_its_threshold(threshold: str, statuses: list[Status], verdict: str | None) -> None:
    """All or any of the criteria, and none without a threshold."""
    assert verdict_of(threshold, statuses) == verdict


BAN_AND_DUTY = (Group(id="ban", met="", none=""), Group(id="duty", met="", none=""))


@pytest.mark.parametrize(
    ("ban", "duty", "verdict"),
    [
        ("met", "met", "yes"),
        ("met", "not-met", "no"),
        ("not-met", "met", "no"),
        ("met", "unknown", "unknown"),
        ("unknown", "not-met", "no"),
        ("met", "partly", "no"),
        ("not-applicable", "not-applicable", "not-applicable"),
    ],
)
def test_a_definition_of_groups_asks_one_of_each(ban: Status, duty: Status, verdict: str) -> None:
    """A ban and a duty; a criterion without a group never decides."""
    told: list[Status] = [ban, duty, "met"]
    assert verdict_of("each-group", told, ["ban", "duty", ""], BAN_AND_DUTY) == verdict
