"""A guided entry: each question has a field, each answer is read as people type it, and what is refused is refused at once."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from sanctuary.account.asking import QUESTIONS, asked_of, read_answer
from sanctuary.errors import RequestError
from sanctuary.record.entry import read_entry
from sanctuary.record.paths import paths

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
BY_PATH = {question.path: question for question in QUESTIONS}


def walked(**answers: str) -> tuple[list[str], dict[str, Any]]:
    """The questions that somebody with these answers hears, and what they say; every other answer is an empty line."""
    said: dict[str, Any] = {}
    heard = []
    while question := next(asked_of(said), None):
        heard.append(question.path)
        answer = read_answer(question, answers.get(question.path.replace(".", "_"), ""), NOW)
        said[question.path] = "" if answer is None else answer
    return heard, said


def test_every_question_fills_a_field_once() -> None:
    """And none is of a field that only the program fills."""
    every = [question.path for question in QUESTIONS]
    assert len(set(every)) == len(every)
    assert set(every) <= set(paths())


def test_what_came_by_fax_has_no_officers_at_the_counter() -> None:
    """A question is asked where an earlier answer makes it one."""
    heard, _ = walked(event_channel="fax", event_request_types="hold", document_paper="detainer")
    assert "custody.eligible_release_at" in heard
    assert "document.issuer" in heard
    assert not {"event.officers_present", "action.areas_entered", "event.left_at"} & set(heard)
    heard, _ = walked(event_channel="in-person", event_request_types="area-access, records", document_paper="none")
    assert {"event.officers_present", "action.areas_entered", "action.witnessed_by", "event.left_at"} <= set(heard)
    assert not {"custody.outcome", "document.issuer"} & set(heard)


def test_nothing_known_is_an_entry_too() -> None:
    """Every line empty: no answer is guessed, and no question comes twice."""
    heard, said = walked()
    assert len(heard) == len(set(heard))
    assert set(said.values()) == {""}


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("event.channel", "fax", "fax"), ("event.channel", " FAX ", "fax"),
        ("event.channel", "1", "in-person"), ("event.channel", "", None),
        ("event.request_types", "hold, notify", ["hold", "notify"]), ("event.persons", "2", 2),
        ("document.expires_on", "2026-12-01", date(2026, 12, 1)),
        ("event.received_at", "15:00", NOW.replace(hour=15)),
        ("event.received_at", "2026-11-19 08:30", datetime(2026, 11, 19, 8, 30, tzinfo=UTC)),
        ("restricted.supervisor_telephone", "(213) 555-0134", "(213) 555-0134"),
        ("action.witnessed_by", "clerk, guard", ["clerk", "guard"]),
    ],
)  # fmt: skip
def test_an_answer_is_read_as_people_type_it(path: str, text: str, value: object) -> None:
    """The number of a choice or its word, several with commas, an hour of today."""
    assert read_answer(BY_PATH[path], text, NOW) == value


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("event.channel", "99"), ("event.channel", "unknown"), ("event.channel", "Zebedee Quill"), ("event.request_types", "hold, Zebedee"),
        ("event.persons", "two"), ("event.persons", "-1"), ("event.received_at", "half past"), ("event.received_at", "19:30"),
        ("document.expires_on", "12/1/26"), ("determination.decided_by", "Zebedee Quill"), ("action.reason", "Zebedee Quill DOB 1/2/90"),
        ("event.purpose_words", "looks for A 123 456 789"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused_at_once_and_not_repeated(path: str, text: str) -> None:
    """A name typed into a choice, an hour to come, a person's number: the question is asked again, and nothing else is lost."""
    with pytest.raises(RequestError) as refused:
        read_answer(BY_PATH[path], text, NOW)
    assert text not in str(refused.value)


def test_the_answers_of_a_day_make_an_entry() -> None:
    """As the record takes it."""
    _, said = walked(event_channel="in-person", event_request_types="area-access", action_response="declined", action_answered_at="17:10")
    document: dict[str, Any] = {}
    for path, value in said.items():
        group, _, name = path.partition(".")
        if value != "":
            document.setdefault(group, {})[name] = value.isoformat() if isinstance(value, date) else value
    entry = read_entry(document, "the answers")
    assert (entry.event.channel, entry.event.request_types, entry.action.response) == ("in-person", ("area-access",), "declined")
