"""A complete situation that is matched by the generated function gets what the whole way gives; what is not complete goes that way."""

import copy
import random
import re
from datetime import date
from typing import Any

import pytest

import sanctuary
from sanctuary.engine.complete import Complete
from sanctuary.engine.decide import decide
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation, nested
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library
from tiers import cases, rng

SET = "complete situations, what is kept beside what is not"
WRONG: tuple[Any, ...] = (None, "ICE", 400, -1, 1.0, "true", [], {}, ...)
"""Values of no fact, or none at all."""

PLACES = ("us-ca-los-angeles", "us-nj", "us-tx-houston")


def complete(law: Law, draw: random.Random) -> dict[str, Any]:
    """A complete situation, which need not be possible."""
    action = draw.choice(list(law.vocabulary.actions.values()))
    plain = draw.random()
    values = {v.name: v.domain[0] if draw.random() < plain else draw.choice(v.domain) for v in action.variables}
    context, absent = nested(values)
    return {"actor": values["actor"], "action": action.name, "resource": values["resource"], "context": context, "absent": list(absent)}


def call(one: dict[str, Any]) -> dict[str, Any]:
    """The arguments of `decide` for a situation."""
    return {**{name: one[name] for name in ("actor", "action", "resource", "absent")}, "facts": one["context"]}


@pytest.mark.drawn(SET)
@pytest.mark.parametrize("place", [PLACES[0], *(pytest.param(one, marks=pytest.mark.long) for one in PLACES[1:])])
def test_the_same_report_and_the_same_answer(library: Library, place: str) -> None:
    """Asked once and again, one by one and together, as the report that nothing kept gives."""
    law, shared = law_of(library, place, date(2026, 11, 22)), sanctuary.place(place, on="2026-11-22")
    proofs, draw, met = Proofs(law), rng(7), 0
    for _ in range(cases(SET)):
        one = complete(law, draw)
        try:
            plain = decide(proofs, Situation(**one))
        except sanctuary.RequestError as problem:
            told = re.escape(str(problem))
            with pytest.raises(sanctuary.RequestError, match=told):
                shared.decide(**call(one))
            with pytest.raises(sanctuary.RequestError, match=told):
                shared.decide_many([one])
            continue
        met += 1
        assert shared.decide(**call(one)) == shared.decide(**call(one)) == plain
        (many,), (again,) = shared.decide_many([one]), shared.decide_many([one])
        assert many == again
        assert (many.outcome, many.because, many.depends_on) == (plain.outcome, plain.because, plain.depends_on)
        assert [law.by_id[name].rule.duty for name in many.duties] == [duty.duty for duty in plain.duties if duty.always]
    assert met > 20


def test_what_is_not_whole_is_not_taken(library: Library) -> None:
    """A fact that is open, of another type, unknown, twice, or beside the records; each of them, in each kind of fact."""
    law = law_of(library, "us-ca-los-angeles", date(2026, 11, 22))
    draw, matched = random.Random(3), Complete(law).matched
    found = (one for one in iter(lambda: complete(law, draw), None) if one["action"] == "disclose")
    one = next(one for one in found if matched(**one) is not None)
    names = [v.name for v in law.vocabulary.actions["disclose"].variables if v.name not in ("actor", "resource")]
    for name in names:
        for value in WRONG:
            changed = copy.deepcopy(one)
            *records, last = name.split(".")
            inner = changed["context"]
            for record in records:
                inner = inner[record]
            if value is ...:
                if inner.pop(last, None) is None:
                    changed["absent"].remove(name)
            else:
                inner[last] = value
            assert matched(**changed) is None, (name, value)
    faults: tuple[dict[str, Any], ...] = (
        {"actor": "ICE"}, {"action": "fly"}, {"resource": "moon"}, {"context": None}, {"context": []}, {"absent": "paper_court"},
        {"absent": [*one["absent"], "paper"]}, {"absent": None}, {"actor": ["police"]}, {"action": []},
        {"context": {**one["context"], "history.hate_crime": True}}, {"context": {**one["context"], "more": 1}},
    )  # fmt: skip
    for wrong in faults:
        assert matched(**{**one, **wrong}) is None, wrong
