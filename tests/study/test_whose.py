"""Whose body a word for an actor means: the nearest government's, with the others named; a proper name means its own."""

from collections.abc import Callable

import pytest

from conftest import Ran

Sanctuary = Callable[..., Ran]

ASKED = ("--action", "hold", "--fact", "paper=detainer", "--on", "2026-06-22")


@pytest.mark.parametrize(
    ("place", "word", "actor", "other"),
    [
        ("nyc", "department of correction", "sheriff", "state-prison"),
        ("nyc", "Department of Corrections", "sheriff", "state-prison"),
        ("nyc", "dept. of correction", "sheriff", "state-prison"),
        ("nyc", "doc", "sheriff", "state-prison"),
        ("nyc", "corrections", "sheriff", "state-prison"),
        ("nyc", "NYC Department of Correction", "sheriff", ""),
        ("nyc", "nycdoc", "sheriff", ""),
        ("nyc", "DOCCS", "state-prison", ""),
        ("nyc", "Department of Corrections and Community Supervision", "state-prison", ""),
        ("nyc", "state prison", "state-prison", ""),
        ("nyc", "department of probation", "probation", ""),
        ("us-ny", "department of corrections", "state-prison", ""),
        ("philadelphia", "department of prisons", "sheriff", ""),
        ("philadelphia", "prison", "sheriff", ""),
        ("louisville", "Louisville Metro Department of Corrections", "sheriff", ""),
        ("louisville", "department of corrections", "sheriff", ""),
        ("chicago", "doc", "state-prison", ""),
        ("chicago", "IDOC", "state-prison", ""),
        ("los-angeles", "police department", "police", "school-police"),
        ("los-angeles", "lapd", "police", ""),
        ("us-ca-los-angeles-unified", "police department", "school-police", ""),
        ("hartford ct", "department of correction", "state-prison", "sheriff"),
    ],
)
def test_the_nearest_governments_body_is_meant_and_the_others_are_named(
    sanctuary: Sanctuary, place: str, word: str, actor: str, other: str
) -> None:
    """Where several are called alike, which other ones is said beside the answer."""
    ran = sanctuary("decide", place, "--actor", word, *ASKED)
    read = " ".join(ran.err.split())
    assert ran.code == 0, ran.err
    assert f"Read '{word}' as {actor}" in read
    assert (f"(--actor {other})" in read) == bool(other)
    assert ("(--actor " in read.partition("; ")[0]) == bool(other)


def test_the_citys_own_section_answers_for_the_citys_department(sanctuary: Sanctuary) -> None:
    """Of New York City's jails Admin. Code 9-131 speaks, beside the decision of a court of the State."""
    found = " ".join(sanctuary("decide", "nyc", "--actor", "department of correction", *ASKED, "--all").out.split())
    assert found.startswith("The New York City Department of Correction must not hold")
    assert "NYC Admin. Code 9-131(b)(1)" in found


def test_a_word_that_fits_no_body_here_is_refused_with_those_it_may_mean(sanctuary: Sanctuary) -> None:
    """Where no body here is called so, nothing is guessed."""
    ran = sanctuary("decide", "philadelphia", "--actor", "corrections", *ASKED)
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean 'state-prison' or 'sheriff'?" in " ".join(ran.err.split())
