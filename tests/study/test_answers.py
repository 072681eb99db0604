"""Nothing is answered otherwise than before without a line in CHANGES.md: first answers and lines give the answers of today."""

import hashlib
import re
from datetime import date

import pytest

import answers
import places
import tiers

GIVEN = {"2026-11-23", "2026-11-28"}
"""The days of the first answers that were given before this test; a new place or definition adds rows of its own day."""


def test_first_answers_are_never_changed() -> None:
    """What was answered was answered; rows are only added."""
    rows = [row for row in answers.FIRST.read_text(encoding="utf-8").splitlines() if row.partition("\t")[0] in GIVEN]
    assert hashlib.sha256("\n".join(rows).encode()).hexdigest() == "3fafcee1513d336bf3ed242e53dd1f65ce3fe01f1ea989f63c07187d02fd1074"


def test_each_line_takes_up_where_the_one_before_it_ended() -> None:
    """A line that was forgotten, changed or written twice breaks the chain, and so does a first answer that was changed."""
    assert answers.moved()[1] == []


def test_each_line_stands_under_a_day_not_before_the_first_answers() -> None:
    """The heading says when, and each line is a change."""
    for one in answers.changes():
        (day,) = re.findall(r"\d{4}-\d{2}-\d{2}", one.heading)
        assert date.fromisoformat(day) >= date(2026, 11, 23), one
        assert one.before != one.after, one


@pytest.mark.drawn("places whose answers are held against the changes")
@pytest.mark.parametrize("place", tiers.some("places whose answers are held against the changes", places.of_law()))
def test_the_answers_of_today_are_the_first_ones_and_the_lines_since(place: str) -> None:
    """Who changes an answer writes its line: in the definition's changes where the definition changed, in the place's where its law did."""
    told = {key: answer for key, answer in answers.moved()[0].items() if key[0] == place}
    today = answers.answers(place, places.assessed_place(place)[1])
    missing = answers.lines(told, today, by_place=True) + answers.lines(told, today, by_place=False)
    assert today == told, "\n".join(["lines that no CHANGES.md has:", *missing])


def test_an_answer_that_moves_without_a_line_is_found() -> None:
    """Any one item, with another answer, is a line that is missing."""
    told = answers.moved()[0]
    for key, answer in list(told.items())[:: len(told) // 20]:
        other = told | {key: "unknown" if answer != "unknown" else "met"}
        (line,) = answers.lines(told, other, by_place=False)
        assert line.startswith(key[1])
        assert f"{key[2]} from {answer} to {other[key]}" in line
        (line,) = answers.lines(told, {one: told[one] for one in told if one != key}, by_place=True)
        assert f"{key[2]} from {answer} to gone" in line
