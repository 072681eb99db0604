"""What `decide` takes on its quick way the route takes too, and as the same question."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from pydantic import ValidationError

from sanctuary.law.packs import Library
from sanctuary.public.asked import EXAMPLE, Models

YEARS: Mapping[str, Any] = {"history": {"years_since_listed_felony": 2.0}}

BODIES: Mapping[str, bytes] = {
    "plain": json.dumps(EXAMPLE).encode(),
    "a whole number with a point": json.dumps({**EXAMPLE, "context": YEARS}).encode(),
    "half a year": json.dumps({**EXAMPLE, "context": {"history": {"years_since_listed_felony": 2.5}}}).encode(),
    "a name twice": b'{"place": "us-tx", ' + json.dumps(EXAMPLE).encode()[1:],
    "an act twice": b'{"action": "transfer", ' + json.dumps(EXAMPLE).encode()[1:],
    "a fact twice": json.dumps(EXAMPLE).replace('"paper"', '"paper": "none", "paper"').encode(),
    "truth as a number": json.dumps({**EXAMPLE, "context": {"required_by_law": 1}}).encode(),
    "a day as a number": json.dumps({**EXAMPLE, "on": 1}).encode(),
    "no number": json.dumps({**EXAMPLE, "context": {"history": {"years_since_listed_felony": float("nan")}}}).encode(),
    "a long number": b'{"place": "us-tx", "on": ' + b"9" * 5000 + b"}",
    "half a character": json.dumps({**EXAMPLE, "place": "\ud800"}).encode(),
    "another alphabet": json.dumps({**EXAMPLE, "place": "ñandú"}, ensure_ascii=False).encode("utf-16"),
    "a mark before it": b"\xef\xbb\xbf" + json.dumps(EXAMPLE).encode(),
    "deep": b'{"place": ' + b"[" * 3000 + b"]" * 3000 + b"}",
    "no text": b"\xff\xfe\x00",
    "a list": b"[]",
    "nothing": b"",
}


def taken(model: Any, body: bytes) -> Any:
    """The question as the route reads it; nothing where it takes none."""
    try:
        return model.model_validate(json.loads(body)).root
    except (ValidationError, ValueError, RecursionError):
        return None


@pytest.mark.parametrize("what", BODIES)
def test_the_quick_way_takes_nothing_else(library: Library, what: str) -> None:
    """Where it takes a body, the route takes it, word for word the same; else the route is asked."""
    model = Models(library.vocabulary).situation
    slow = taken(model, BODIES[what])
    try:
        quick = model.model_validate_json(BODIES[what]).root
    except ValidationError:
        quick = None
    assert quick in (None, slow)
    if what in ("plain", "a whole number with a point"):
        assert quick is not None
