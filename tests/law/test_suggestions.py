"""What a refusal suggests is never refused in its turn: over the program's own words, whole and mistyped."""

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TODAY
from sanctuary.engine.situation import known_facts, shaped
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.meant import meant
from sanctuary.law.packs import Library
from sanctuary.study.everyday import everyday

WORDS = sorted({word.replace("-", " ") for table in meant().values() for word in table})
SUGGESTED = re.compile(r"'([^']+)'")
ACTION = re.compile(r"--action (\S+)(?: --resource (\S+))?")


@cache
def chicago() -> Law:
    """A law with proper names. No argument of the test: a failure would print the whole of it."""
    return law_of(Library(), "us-il-chicago", TODAY)


@pytest.fixture(scope="module")
def law() -> Law:
    return chicago()


def asked(law: Law, kind: str, word: str) -> str:
    """The refusal of a word in one place of a situation; nothing where it is read."""
    words = {"actor": "police", "action": "hold", "resource": "subject"}
    if kind in words:
        words = {**words, kind: word}
    fact = {"fact": {word: True}, "value": {"paper": word}}.get(kind, {})
    told = {"actor": "police", "action": word} if kind == "action" else {**words, "context": fact}
    situation = shaped(told, "the test")
    try:
        read, _ = everyday(law, situation)
        known_facts(law.vocabulary, read.actor, read.action, read.resource, read.context)
    except RequestError as problem:
        return str(problem)
    return ""


@given(
    st.sampled_from(["actor", "action", "resource", "fact", "value"]),
    st.sampled_from(WORDS),
    st.integers(min_value=0, max_value=30),
    st.sampled_from(["", "x", "old ", "e"]),
)
def test_no_suggestion_is_refused(kind: str, word: str, at: int, more: str) -> None:
    """Each word in quotation marks behind "did you mean" is read, or leads to a choice of acts or a request to say more."""
    typed = word[:at] + more + word[at + (more in ("", "x")) :]
    told = asked(chicago(), kind, typed) if typed.strip() else ""
    if "did you mean" not in told:
        return
    for one in SUGGESTED.findall(told.partition("did you mean")[2].partition("?")[0]):
        again = asked(chicago(), kind, one)
        assert "did you mean" not in again, (typed, told, again)
        assert "no actor" not in again
        assert "no action" not in again
        assert "no resource" not in again
        assert "no value" not in again


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("value", "immigration hold"),
        ("value", "imigration"),
        ("fact", "old conviction"),
        ("value", "immigration"),
        ("action", "honr detainer"),
    ],
)
def test_what_two_readers_typed_leads_on(law: Law, kind: str, word: str) -> None:
    """One is read, and what the others suggest is."""
    told = asked(law, kind, word)
    for one in SUGGESTED.findall(told.partition("did you mean")[2]):
        again = asked(law, kind, one)
        assert "did you mean" not in again, (word, told, again)
