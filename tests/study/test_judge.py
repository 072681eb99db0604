"""Verdicts by threshold."""

import pytest

from sanctuary.study.judge import Status, verdict_of


@pytest.mark.parametrize(
    ("threshold", "statuses", "verdict"),
    [
        ("all", ["met", "met"], "yes"),
        ("all", ["met", "partly"], "no"),
        ("all", ["unknown", "not-met"], "no"),
        ("all", ["met", "unknown"], "unknown"),
        ("all", ["met", "not-applicable"], "yes"),
        ("all", ["not-applicable"], "unknown"),
        ("any", ["met", "unknown"], "yes"),
        ("any", ["not-met", "partly"], "no"),
        ("any", ["not-met", "unknown"], "unknown"),
        ("", ["met"], None),
    ],
)
def test_a_verdict_follows_its_threshold(threshold: str, statuses: list[Status], verdict: str | None) -> None:
    """All or any of the criteria, and none without a threshold."""
    assert verdict_of(threshold, statuses) == verdict
