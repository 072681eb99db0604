"""The library: its page, its names, and the same answers as the commands."""

import copy
import doctest
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import sanctuary
from conftest import Ran
from examples import ROOT
from sanctuary.documents import Frozen, as_json


def test_every_example_of_the_page_is_true() -> None:
    """docs/api.md is run as it stands."""
    found = doctest.testfile(str(ROOT / "docs" / "api.md"), module_relative=False)
    assert found.attempted > 10
    assert found.failed == 0


def test_every_name_is_there_and_importing_loads_nothing() -> None:
    """`__all__` is what can be used; the engine is loaded when a name of it is asked for."""
    assert all(hasattr(sanctuary, name) for name in sanctuary.__all__)
    assert set(sanctuary.__all__) <= set(dir(sanctuary))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = sanctuary.nothing
    code = "import sys, sanctuary; print(sorted(m for m in sys.modules if m.split('.')[0] in ('cedarpy', 'pysat', 'msgspec', 'polars')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


SITUATION = {
    "actor": "sheriff",
    "action": "transfer",
    "resource": "subject",
    "facts": {"requester": "immigration-authority", "paper": "detainer"},
}


def test_a_call_and_a_command_give_the_same_bytes(sanctuary: Callable[..., Ran]) -> None:
    """One decision, one assessment, one comparison."""
    import sanctuary as library  # noqa: PLC0415 - the fixture has the command's name

    law, then = library.place("us-or", on="2026-04-06"), library.place("us-or", on="2021-06-01")
    words = ("us-or", "--on", "2026-04-06", "--format", "json")
    decide = ("--actor", "sheriff", "--action", "transfer", "--resource", "subject", "--fact", "requester=immigration-authority")
    assert sanctuary("decide", *words, *decide, "--fact", "paper=detainer").out == as_json(law.decide(**SITUATION)) + "\n"  # type: ignore[arg-type]
    assert sanctuary("assess", *words, "--standard", "technical").out == as_json(law.assess("standard-technical")) + "\n"
    assert (
        sanctuary("compare", "us-or", "--on", "2026-04-06", "--other-on", "2021-06-01", "--format", "json").out
        == as_json(library.compare(law, then)) + "\n"
    )


@pytest.mark.parametrize("written", ["20181001", "2018-W40-1", "2018-10-32", "soon", "\u0662018-10-01"])
def test_a_day_has_one_form(written: str) -> None:
    """In the library as on the command line."""
    with pytest.raises(sanctuary.RequestError, match="Write year, month and day as 2018-10-01"):
        sanctuary.place("us", on=written)


def test_another_digest_and_a_word_that_is_unknown_are_refused() -> None:
    """With the words of the command."""
    digest = sanctuary.place("us", on="2026-11-22").digest
    assert sanctuary.place("us", on="2026-11-22", packs=digest).digest == digest
    with pytest.raises(sanctuary.RequestError, match="the packs have changed"):
        sanctuary.place("us", on="2026-11-22", packs="0" * 64)
    law = sanctuary.timeline("us-il")
    assert law.digest == sanctuary.place("us-il", on="2026-01-01", packs=law.digest).digest
    for pack in law.packs:
        with pytest.raises(sanctuary.RequestError, match=rf"is the hash of the pack {pack.id} alone; wanted is the digest .*{law.digest}"):
            sanctuary.place("us-il", packs=pack.hash)
    with pytest.raises(sanctuary.RequestError, match="'1' is no digest"):
        sanctuary.place("us-il", packs="1")
    with pytest.raises(sanctuary.RequestError, match="no day"):
        sanctuary.place("us", on="tomorrow")
    with pytest.raises(sanctuary.RequestError, match="did you mean 'sheriff'"):
        sanctuary.place("us", on="2026-11-22").decide(actor="sherif", action="hold", resource="subject")


LAW: dict[str, Any] = {"actor": "sheriff", "action": "hold", "resource": "subject"}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"facts": ["paper"]}, "context"),
        ({"facts": "paper=none"}, "context"),
        ({"facts": {"history": {"hate_crime": True}, "history.hate_crime": False}}, "'history.hate_crime' is given twice"),
        ({"facts": {1: 2}}, "the call: "),
        ({"absent": "paper_court"}, "'absent' is 'paper_court'; give a list of names"),
        ({"readings": {"no-such": True}}, "no reading is called 'no-such'"),
        ({"readings": {"no-such": 1}}, "Expected 'bool'"),
        ({"papers": "some"}, "at 'papers'"),
        ({"actor": 3}, "at 'actor'"),
        ({"actor": ""}, "names no actor"),
        ({"actor": "she\x1b[31mriff\u202e"}, r"no actor is called 'she\\x1b\[31mriff\\u202e'"),
    ],
)
def test_a_call_is_validated_like_a_command(wrong: dict[str, object], told: str) -> None:
    """One situation, many, and the next question refuse the same."""
    law = sanctuary.place("us-or", on="2026-04-06")
    with pytest.raises(sanctuary.RequestError, match=told):
        law.decide(**{**LAW, **wrong})
    asked = {("known" if name == "facts" else name): value for name, value in {**LAW, **wrong}.items()}
    with pytest.raises(sanctuary.RequestError, match=told):
        law.next_question(**asked)
    many = {("context" if name == "facts" else name): value for name, value in {**LAW, **wrong}.items()}
    with pytest.raises(sanctuary.RequestError):
        law.decide_many([many])


def test_what_is_no_value_of_an_argument_is_one_error(tmp_path: Path) -> None:
    """A day, a place, a law, a table, a list of names: each refused as what it is, by the one tree of errors."""
    law = sanctuary.place("us-or", on="2026-04-06")
    calls: list[Callable[[], object]] = [
        lambda: sanctuary.place("us-or", on=3),  # type: ignore[arg-type]
        lambda: sanctuary.place("us-or", on=datetime(2026, 4, 6)),  # noqa: DTZ001 - a day has no time
        lambda: sanctuary.place(f"{tmp_path}/a\0b"),
        lambda: sanctuary.compare("us-or", law),  # type: ignore[arg-type]
        lambda: sanctuary.trace("us-or"),  # type: ignore[arg-type]
        lambda: sanctuary.trace(law, events=["no-such"]),
        lambda: sanctuary.trace(law, ends="deportation"),
        lambda: law.assess(None),  # type: ignore[arg-type]
        lambda: law.decide_frame([1]),
        lambda: law.decide_frame(None, readings={"no-such": True}),
        lambda: law.decide_many(["sheriff"]),  # type: ignore[list-item]
        lambda: law.decide_many(None),  # type: ignore[arg-type]
        lambda: law.decide_many(LAW),  # type: ignore[arg-type]
        lambda: law.next_question(**LAW, not_known=["paper", "paper"]),
        lambda: law.decide_many([{"action": "hold", "resource": "subject"}]),
        lambda: law.decide_many([{**LAW, "place": "us-tx"}]),
        lambda: law.decide_many([{**LAW, "on": "2020-01-01"}]),
        lambda: law.next_question(**LAW, not_known="paper"),
        lambda: sanctuary.conformance(count=-1),
        lambda: sanctuary.timeline("us-or", situation="hold"),  # type: ignore[arg-type]
    ]
    for call in calls:
        with pytest.raises(sanctuary.RequestError):
            call()
    assert law.decide_many([{**LAW, "place": "us-or", "on": date(2026, 4, 6)}]) == law.decide_many([LAW])


def test_a_law_is_immutable_and_each_result_names_it() -> None:
    """No attribute can be set; a report, an assessment, a trace, a list and a side of a comparison have the law's digest."""
    law = sanctuary.place("us-or", on="2026-04-06")
    for name in ("digest", "_law", "more"):
        with pytest.raises(AttributeError, match="a law is immutable"):
            setattr(law, name, "x")
    with pytest.raises(AttributeError, match="a law is immutable"):
        del law.digest
    desk = {**LAW, "facts": {"paper": "detainer", "requester": "immigration-authority"}}
    compared = sanctuary.compare(law, law)
    results = (law.decide(**desk), law.assess("minimum", differences=False), law.actors(), law.facts(), law.papers(), law.disputes())
    assert {one.digest for one in (*results, compared.a, compared.b, sanctuary.timeline("us-or", "minimum"))} == {law.digest}
    assert sanctuary.trace(law, events=["clinic-visit"], ends=sanctuary.trace(law).routes[0].end.split()).digest == law.digest
    assert law.decide_many([LAW])[0].law == law.next_question(**LAW).law == law.digest


def _mutable(value: object, where: str) -> list[str]:
    """Where a result has a dict, a list or a set that can be changed."""
    if type(value) in (dict, list, set):
        return [where]
    if isinstance(value, Frozen):
        return [one for name in value.__struct_fields__ for one in _mutable(getattr(value, name), f"{type(value).__name__}.{name}")]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple | frozenset) else ()
    return [found for one in inside for found in _mutable(one, f"{where}[]")]


def test_nothing_in_a_result_can_be_changed() -> None:
    """Nor a table or list in it, which stay equal to any other and give the same JSON; a copy can be made."""
    law, then = sanctuary.place("us-or", on="2026-04-06"), sanctuary.place("us-or", on="2021-06-01")
    whom: dict[str, Any] = {"actor": "sheriff", "action": "transfer", "resource": "subject"}
    open_law = sanctuary.place("us-ca", on="2026-06-22")
    decided, compared = open_law.decide(**whom, papers="any"), sanctuary.compare(law, then, standard="technical")
    results = [
        decided, compared, law.assess("technical"), open_law.next_question(**whom), law.actors(), law.facts("hold"), law.papers(),
        open_law.disputes(), sanctuary.new("Fresno, CA"), sanctuary.trace(law, events=["blocking-a-sidewalk"]),
        sanctuary.survey("technical", "2026-04-06", places=["us-or"], alone=True), *law.decide_many([{**whom, "context": {}}]),
    ]  # fmt: skip
    assert [one for result in results for one in _mutable(result, type(result).__name__)] == []
    assert decided.by_reading
    assert decided.by_reading == json.loads(json.dumps(copy.deepcopy(decided.by_reading)))
    with pytest.raises(TypeError, match="a result is immutable"):
        decided.by_reading["other"] = {}  # type: ignore[index]
