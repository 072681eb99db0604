"""A sample for an auditor: nobody's choice, and nothing in it can be changed, exchanged or left out."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record.dealings import Clock, again, dealing
from sanctuary.documents import as_json
from sanctuary.errors import RecordError, TamperError
from sanctuary.record.log import Log
from sanctuary.record.publish import publish
from sanctuary.record.restoring import restore
from sanctuary.record.sample import check_sample, drawn, sample
from sanctuary.tlog.verify import Key, parse_key

WORDS = "the numbers of a lottery of tomorrow"
GROUPS = ("event", "action")
TWO = ("records officer", "city attorney")


@pytest.fixture
def store_address() -> str:
    """A sample is the same from every store: SQLite."""
    return ""


@pytest.fixture
def keys(log: Log) -> list[Key]:
    return [parse_key(vkey) for vkey in log.keys.vkeys]


@pytest.fixture
def document(log: Log, tmp_path: Any) -> dict[str, Any]:
    """Seven of forty entries, as they come out of the file."""
    log.add_many([dealing(number) for number in range(40)])
    publish(log, tmp_path / "public", at_once=True)
    return json.loads(as_json(sample(log, WORDS, 7, GROUPS)))  # type: ignore[no-any-return]


@given(st.binary(min_size=32, max_size=32), st.integers(1, 200), st.integers(1, 250), st.text(min_size=12, max_size=20))
def test_what_is_drawn_is_within_the_log_and_comes_once(root: bytes, size: int, count: int, words: str) -> None:
    """As many as were asked for, or all; another word, or another root, draws others."""
    numbers = drawn(root, size, words, count)
    assert len(numbers) == len(set(numbers)) == min(count, size)
    assert set(numbers) <= set(range(size))
    assert drawn(root, size, words, count) == numbers


def test_an_auditor_checks_it_with_keys_and_words_alone(document: dict[str, Any], keys: list[Key]) -> None:
    """And reads what the groups say."""
    found = check_sample(document, "a file", keys, WORDS, 7, GROUPS)
    assert len(found.entries) == 7
    for one in found.entries:
        assert json.loads(one.revealed[0].value)["event_id"] == f"e{one.seq}"


def _swap(it: dict[str, Any]) -> None:
    it["entries"][0], it["entries"][1] = it["entries"][1], it["entries"][0]


def _double(it: dict[str, Any]) -> None:
    it["entries"][1] = it["entries"][0]


def _renumber(it: dict[str, Any]) -> None:
    """Another entry under the number that was drawn."""
    number = it["entries"][0]["seq"]
    it["entries"][0] = {**it["entries"][1], "seq": number}


def _proof(it: dict[str, Any]) -> None:
    it["entries"][0]["receipt"] = it["entries"][1]["receipt"]


def _value(it: dict[str, Any]) -> None:
    told = it["entries"][2]["revealed"][0]
    told["value"] = told["value"].replace("fax", "mail")


def _key(it: dict[str, Any]) -> None:
    told = it["entries"][2]["revealed"][0]
    told["field_key"] = "00" * 32


def _group(it: dict[str, Any]) -> None:
    it["entries"][3]["revealed"].pop()


def _gone(it: dict[str, Any]) -> None:
    """An entry that is not liked is said to be gone, by one that says nothing of it."""
    it["entries"][3] |= {"revealed": [], "gone": {**it["entries"][4], "revealed": []}}


def _words(it: dict[str, Any]) -> None:
    it["words"] = "words that draw better"


def _fewer(it: dict[str, Any]) -> None:
    it["entries"].pop()


def _signature(it: dict[str, Any]) -> None:
    text, _, lines = it["checkpoint"].partition("\n\n")
    it["checkpoint"] = text.replace("\n40\n", "\n39\n") + "\n\n" + lines


@pytest.mark.parametrize("change", [_swap, _double, _renumber, _proof, _value, _key, _group, _gone, _words, _fewer, _signature])
def test_nothing_in_it_can_be_changed(document: dict[str, Any], keys: list[Key], change: Callable[[dict[str, Any]], None]) -> None:
    """Whoever makes the sample has the record and the keys of the entries; the auditor still sees it."""
    change(document)
    with pytest.raises(TamperError):
        check_sample(document, "a file", keys, WORDS, 7, GROUPS)


def test_another_record_or_other_words_draw_nothing_here(document: dict[str, Any], keys: list[Key]) -> None:
    """The auditor brings words and keys; those of the file are not believed."""
    for count, words in ((7, "words of another auditor"), (6, WORDS)):
        with pytest.raises(TamperError):
            check_sample(document, "a file", keys, words, count, GROUPS)
    with pytest.raises(TamperError):
        check_sample(document, "a file", keys, WORDS, 7, ("event",))
    others: tuple[object, ...] = ({"schema": "x"}, [], {**document, "schema": "sanctuary.record.sample/9"})
    for wrong in others:
        with pytest.raises(RecordError):
            check_sample(wrong, "a file", keys, WORDS, 7, GROUPS)


def test_an_erased_entry_stays_in_the_sample(log: Log, keys: list[Key], tmp_path: Any) -> None:
    """With the entry that says so, under the same checkpoint; another erasure is none of it."""
    log.add_many([dealing(number) for number in range(4)])
    log.erase(2, "R-12", "Gov. Code 34090", TWO, date(2030, 1, 1))
    log.erase(1, "R-12", "Gov. Code 34090", TWO, date(2030, 1, 1))
    publish(log, tmp_path / "public", at_once=True)
    document = json.loads(as_json(sample(log, WORDS, 50, GROUPS)))
    found = {one.seq: one for one in check_sample(document, "a file", keys, WORDS, 50, GROUPS).entries}
    assert found[2].gone is not None
    assert found[2].gone.seq == 4
    assert found[2].revealed == ()
    by_number = {one["seq"]: one for one in document["entries"]}
    by_number[2]["gone"], by_number[1]["gone"] = by_number[1]["gone"], by_number[2]["gone"]
    with pytest.raises(TamperError, match="does not say so"):
        check_sample(document, "a file", keys, WORDS, 50, GROUPS)


def test_what_stands_at_a_lost_number_is_sampled_as_what_it_is(log: Log, keys: list[Key], tmp_path: Any, clock: Clock) -> None:
    """An entry that says that what stood there is lost: it opens, and is gone no more."""
    log.add_many([dealing(number) for number in range(5)])
    with closing(sqlite3.connect(log.folder / "log.sqlite")) as store, store:
        store.execute("DELETE FROM entries WHERE seq >= 3")
    restore(log.folder, log.settings, log.keys, "the disk broke", TWO, clock, unpublished=True)
    with again(log, clock) as now:
        publish(now, tmp_path / "public", at_once=True)
        document = json.loads(as_json(sample(now, WORDS, 50, ("kind-and-links",))))
    found = check_sample(document, "a file", keys, WORDS, 50, ("kind-and-links",)).entries
    kinds = {one.seq: json.loads(one.revealed[0].value).get("kind", "dealing") for one in found}
    assert kinds == {**dict.fromkeys(range(3), "dealing"), **dict.fromkeys(range(3, 6), "restoration")}


@pytest.mark.parametrize(
    ("words", "count", "groups"), [("short", 3, GROUPS), (WORDS, 0, GROUPS), (WORDS, 3, ("weather",)), (WORDS, 3, ("event", "event"))]
)
def test_a_sample_of_nothing_is_refused(log: Log, words: str, count: int, groups: tuple[str, ...]) -> None:
    """With one message."""
    log.add(dealing())
    with pytest.raises(RecordError):
        sample(log, words, count, groups)
