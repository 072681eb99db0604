"""`sanctuary interview`: on the terminal, and step by step as JSON."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran

Answers = Callable[..., None]
DOOR = ("interview", "los-angeles", "--on", "2026-11-22", "--actor", "library", "--action", "admit", "--resource", "non-public-area")


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """What the person types, line by line."""

    def type_in(*lines: str) -> None:
        text = "".join(f"{line}\n" for line in lines)
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))

    return type_in


def test_questions_until_it_is_settled(sanctuary: Callable[..., Ran], answers: Answers) -> None:
    """A number, a word, a reason, a way back, and the path at the end."""
    answers("1", "why", "an immigration authority", "back", "", "2")
    ran = sanctuary(*DOOR)
    assert ran.code == 0, ran.err
    assert "1. Which paper is in hand?" in ran.out
    assert "us-ca-los-angeles/ord-188441-access" in ran.out.partition("asked")[0], ran.out
    assert "The Los Angeles Public Library must not let somebody into a non-public area" in " ".join(ran.out.split())


def test_who_and_what_are_asked_where_no_option_says_it(sanctuary: Callable[..., Ran], answers: Answers) -> None:
    """Only what the actor can do is offered."""
    answers("library", "9999", "admit", "2", "detainer")
    ran = sanctuary("interview", "los-angeles", "--on", "2026-11-22")
    assert ran.code == 0, ran.err
    assert "11 library (Los Angeles Public Library)" in ran.out
    assert "That is none of the answers. Give a number from 1 to 9, or a word." in ran.out
    assert "transfer" not in ran.out.partition("What is done?")[2].partition("To what?")[0]
    assert "  Which paper is in hand? Look at its title, and at who signed it. a detainer" in ran.out


EVERYDAY = {
    "jail": ("jail", "Read 'jail' as sheriff (the Cook County Sheriff's Office)."),
    "act": ("tell ICE", "Read 'tell ICE' as disclose and requester immigration-authority."),
    "thing": ("date of release", "Read 'date of release' as release-date."),
    "paper": ("I-247A", "Read 'paper=I-247A' as paper=detainer."),
}


@pytest.mark.parametrize("what", EVERYDAY)
def test_the_words_that_decide_reads_are_read_here(what: str, sanctuary: Callable[..., Ran], answers: Answers) -> None:
    """At each question, and a line says how."""
    answers(*(word for word, _ in EVERYDAY.values()))
    ran = sanctuary("interview", "cook county", "--on", "2026-11-22")
    assert ran.code == 0, ran.err
    assert EVERYDAY[what][1] in " ".join(ran.out.split())
    assert "must not give out the release date when an immigration authority asks on a detainer" in " ".join(ran.out.split())
    assert "disclose: give out any information about a person" in ran.out


def test_a_word_of_two_meanings_is_asked_again(sanctuary: Callable[..., Ran], answers: Answers) -> None:
    """With what it may mean; nothing is guessed."""
    answers("officer", "jail", "send", "stop")
    ran = sanctuary("interview", "cook county", "--on", "2026-11-22")
    assert "Did you mean 'police' or 'sheriff'?" in ran.out
    assert "Did you mean 'disclose' or 'transfer'?" in ran.out


def test_not_known_leaves_it_open(sanctuary: Callable[..., Ran], answers: Answers) -> None:
    """The decision then depends on it, and says so."""
    answers("?", "?", "?", "?", "?")
    ran = sanctuary(*DOOR, "--fact", "paper=federal-search-warrant")
    assert ran.code == 0, ran.err
    assert "not known [paper_covers_request]" in " ".join(ran.out.split())
    assert "It turns on Is this place the one that the paper names?" in " ".join(ran.out.split())


@pytest.mark.parametrize("last", [(), ("stop",)], ids=["the end of input", "stop"])
def test_stopping_shows_the_path(sanctuary: Callable[..., Ran], answers: Answers, last: tuple[str, ...]) -> None:
    """Nothing is decided, and what is still possible is told."""
    answers("none", "none of these", *last)
    ran = sanctuary(*DOOR)
    assert ran.code == 0, ran.err
    assert "That is none of the answers." in ran.out
    assert "Stopped; still possible: must not or no rule found in what was searched." in ran.out


def test_step_by_step_as_json(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """State in, next question out, until there is a decision; the same state gives the same bytes."""
    file = tmp_path / "state.json"
    ran = sanctuary(*DOOR, "--goal", "duties", "--order", "visible", "--format", "json")
    asked = []
    while ran.json["question"]:
        assert ran.json["schema"] == "sanctuary.interview/1"
        question = ran.json["question"]
        asked.append(question["fact"])
        state = ran.json["state"]
        state["answers"][question["fact"]] = question["answers"][0]["answer"]
        file.write_text(json.dumps(state), encoding="utf-8")
        ran = sanctuary("interview", "--state", str(file), "--format", "json")
        assert ran.code == 0, ran.err
    assert [one["fact"] for one in ran.json["path"]] == asked
    assert ran.json["decision"]["schema"] == "sanctuary.decide/8"
    assert ran.json["decision"]["outcome"] in ran.json["outcomes"]
    assert ran.out == sanctuary("interview", "--state", str(file), "--format", "json").out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("interview",), "no place is named"),
        (
            ("interview", "los-angeles", "--actor", "mayor"),
            "no actor is called 'mayor'; did you mean 'governing-body' or 'other-department'?",
        ),
        (("interview", "los-angeles", "--format", "json"), "names no actor"),
        ((*DOOR, "--fact", "papr=none"), "no fact 'papr'; did you mean 'paper'"),
        ((*DOOR, "--goal", "all"), "--goal"),
        ((*DOOR, "--fact", "paper=none", "--fact", "paper_covers_request=true"), "this situation cannot occur: where there is no paper"),
    ],
)
def test_bad_use_is_one_message(sanctuary: Callable[..., Ran], answers: Answers, words: tuple[str, ...], message: str) -> None:
    answers()
    ran = sanctuary(*words)
    assert ran.code == 2
    assert message in ran.err


def test_a_state_and_answers_cannot_both_come_from_standard_input(sanctuary: Callable[..., Ran], answers: Answers) -> None:
    answers('{"place": "los-angeles", "on": "2026-11-22", "actor": "library", "action": "admit", "resource": "non-public-area"}')
    assert "standard input cannot hold the state and the answers" in sanctuary("interview", "--state", "-").err


def test_what_is_typed_is_shown_and_never_obeyed(sanctuary: Callable[..., Ran], answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Steering signs are echoed as escapes, a number of many digits is no answer, and what is no UTF-8 is refused."""
    answers("\x1b[31m\u202e\n" + "9" * 5_000 + "\nstop\n")
    ran = sanctuary(*DOOR)
    assert ran.code == 0
    assert "> \\x1b[31m\\u202e\n" in ran.out
    assert "\x1b" not in ran.out
    assert ran.out.count("That is none of the answers") == 2
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe\n"), encoding="utf-8"))
    ran = sanctuary(*DOOR)
    assert (ran.code, "not UTF-8 text" in ran.err) == (2, True)


def test_not_known_can_be_said_in_words(sanctuary: Callable[..., Ran], answers: Answers) -> None:
    """As the sign that stands for it."""
    told = []
    for word in ("?", "not known"):
        answers(f"{word}\nstop\n")
        told.append(sanctuary(*DOOR).out.replace(f"> {word}\n", "> \n"))
    assert told[0] == told[1]
