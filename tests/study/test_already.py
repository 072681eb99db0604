"""What a timeline says of a law beside what it moved: penalties once, and definitions that were a yes before."""

from collections.abc import Callable

from conftest import Ran


def test_penalties_stand_once_and_definitions_that_said_yes_before_a_law_are_named(sanctuary: Callable[..., Ran]) -> None:
    """The same penalty in another case is a clause of it; California was a yes by three definitions before SB 54, each by a paragraph."""
    whole = " ".join(sanctuary("timeline", "us-tx", "--from", "2017-08-01", "--to", "2018-12-31", "--all").out.split())
    assert whole.count("$1,000 to $1,500") == 1
    assert "the same where a law enforcement agency intentionally violates the article on detainers" in whole
    assert "Fact: From this day" not in whole
    brief = " ".join(sanctuary("timeline", "us-ca", "--from", "2017-06-01", "--to", "2018-12-31").out.split())
    assert "Already yes before SB 54: Technical since 1991-07-23 (Welf. & Inst. Code 14100.2" in brief
    assert "H.R. 32 since 2014-01-01 (Gov. Code 7282.5, former)" in brief
    assert "Already" not in " ".join(sanctuary("timeline", "us-tx", "--from", "2017-08-01", "--to", "2018-12-31").out.split())
