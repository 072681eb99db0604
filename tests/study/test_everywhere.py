"""One situation asked of every place: a row a place and day, with the paragraph, known law, and how far it was read."""

import csv
import io
from collections.abc import Callable

import pytest

from conftest import Ran
from sanctuary.law.gazetteer import read_states
from sanctuary.study.everywhere import COLUMNS, SCHEMA

Sanctuary = Callable[..., Ran]
DETAINER = ("--actor", "sheriff", "--action", "hold", "--fact", "paper=detainer")


def table(sanctuary: Sanctuary, *words: str) -> list[dict[str, str]]:
    """The rows of the table of all places."""
    ran = sanctuary("decide", "all", *words, "--format", "csv")
    assert ran.code == 0, ran.err
    return list(csv.DictReader(io.StringIO(ran.out)))


def test_in_which_states_a_jail_may_hold_on_a_detainer_is_one_table(sanctuary: Sanctuary) -> None:
    """Every state and territory has its row, and every answer is that of `decide` there."""
    rows = {row["place"]: row for row in table(sanctuary, *DETAINER, "--on", "2026-11-30")}
    assert tuple(next(iter(rows.values()))) == COLUMNS
    assert {one.id for one in read_states()} <= set(rows)
    assert {"us-ny-nyc", "us-il-cook", "us-ca-los-angeles"} <= set(rows)
    assert (rows["us-il"]["outcome"], rows["us-il"]["cites"]) == ("must-not", "5 ILCS 805/15(a)")
    assert (rows["us-or"]["outcome"], rows["us-or"]["encoded"]) == ("must-not", "true")
    assert (rows["us-tx"]["outcome"], rows["us-tx"]["plainest"]) == ("depends", "must")
    assert (rows["us-ny"]["outcome"], rows["us-ny"]["plainest"]) == ("depends", "must-not")
    assert (rows["us-ma"]["encoded"], rows["us-ma"]["outcome"]) == ("false", "unknown")
    assert rows["us-ma"]["known_law_forbids"] == "Lunn v. Commonwealth, 477 Mass. 517 (2017)"
    assert rows["us-nv"]["known_law_forbids"] == ""
    for place in ("us-il", "us-tx", "us-ny-nyc"):
        one = sanctuary("decide", place, *DETAINER, "--on", "2026-11-30", "--format", "json").json
        assert one["outcome"] == rows[place]["outcome"]


def test_a_law_that_came_later_forbids_nothing_before_it(sanctuary: Sanctuary) -> None:
    """Colorado, Washington and Massachusetts in 2016; and of one whose first day was not read, no ban on an earlier day."""
    rows = {(row["place"], row["on"]): row for row in table(sanctuary, *DETAINER, "--on", "2016-12-31,2026-11-30")}
    for place in ("us-co", "us-wa", "us-ma"):
        before, now = rows[place, "2016-12-31"], rows[place, "2026-11-30"]
        assert (before["known_law_forbids"], bool(now["known_law_forbids"]), before["outcome"]) == ("", True, "unknown")
        assert "must not" not in before["says"]
    told = " ".join(sanctuary("decide", "all", *DETAINER, "--on", "2016-12-31").out.split())
    assert "none is known of here: Alaska, Colorado" in told
    assert "yet it may reach it: Alabama, Arizona, Arkansas, Georgia" in told


def test_several_days_make_a_row_each(sanctuary: Sanctuary) -> None:
    """Illinois before and after its TRUST Act."""
    rows = [row for row in table(sanctuary, *DETAINER, "--on", "2016-01-01,2026-11-30") if row["place"] == "us-il"]
    assert [(row["on"], row["outcome"]) for row in rows] == [("2016-01-01", "unknown"), ("2026-11-30", "must-not")]


def test_the_table_of_text_parts_what_is_encoded_from_what_is_not(sanctuary: Sanctuary) -> None:
    """A ban with exceptions is called one, and silence no permission."""
    ran = sanctuary("decide", "all", *DETAINER, "--on", "2026-11-30")
    told = " ".join(ran.out.split())
    assert "Illinois must not 5 ILCS 805/15(a)" in told
    assert "Florida must, with exceptions Fla. Stat. 908.105" in told
    assert "Massachusetts: Lunn v. Commonwealth, 477 Mass. 517 (2017), which forbids it" in told
    assert "That is no permission." in told
    assert max(map(len, ran.out.splitlines())) <= 80


def test_an_actor_who_is_named_otherwise_in_some_places_is_read_there(sanctuary: Sanctuary) -> None:
    """The jail of a city may be two: that row says that it cannot be asked so, and the others answer."""
    rows = {row["place"]: row for row in table(sanctuary, "--actor", "jail", *DETAINER[2:], "--on", "2026-11-30")}
    assert (rows["us-ca-los-angeles"]["outcome"], rows["us-il"]["outcome"]) == ("", "must-not")
    assert "may be two here" in rows["us-ca-los-angeles"]["says"]


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        (("all", "--actor", "sherif", *DETAINER[2:]), "no actor is called 'sherif'; did you mean 'sheriff'?"),
        (("all", *DETAINER, "--format", "pdf", "-o", "x.pdf"), "every place is told as text, csv or json, not as pdf"),
        (("us-il", *DETAINER, "--format", "csv"), "csv is of all places: sanctuary decide all"),
        (("all", *DETAINER, "--on", "2026-13-01"), "2026-13-01"),
    ],
)
def test_what_cannot_be_asked_of_all_is_refused(sanctuary: Sanctuary, words: tuple[str, ...], refused: str) -> None:
    """Once, with the next step."""
    ran = sanctuary("decide", *words)
    assert (ran.code, ran.out) == (2, "")
    assert refused in " ".join(ran.err.split())


def test_a_plain_question_says_that_it_is_asked_in_the_plainest_case(sanctuary: Sanctuary) -> None:
    """It takes for given what a situation of somebody's own does not: the two can differ for one state and day."""
    rows = list(csv.DictReader(io.StringIO(sanctuary("timeline", "us-fl", "--format", "csv").out)))
    asked = [row for row in rows if row["kind"] == "question"]
    assert asked
    assert all(", in the plainest case" in row["title"] for row in asked)
    assert not any("plainest case" in row["title"] for row in rows if row["kind"] != "question")


def test_the_json_of_all_places_has_the_rows_of_the_table(sanctuary: Sanctuary) -> None:
    """Each answer with the columns of CSV, under a shape with a version."""
    found = sanctuary("decide", "all", *DETAINER, "--on", "2026-11-30", "--format", "json").json
    assert found["schema"] == SCHEMA
    rows = table(sanctuary, *DETAINER, "--on", "2026-11-30")
    said = [{name: str(value).lower() if isinstance(value, bool) else value for name, value in one.items()} for one in found["answers"]]
    assert said == rows
