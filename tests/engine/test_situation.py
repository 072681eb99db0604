"""Situations in and out, and what is refused by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctuary.engine.situation import known_facts, nested
from sanctuary.errors import RequestError
from sanctuary.law.packs import Library
from situations import tried

LIBRARY = Library()


@given(st.data())
def test_nested_facts_come_back_as_they_went(data: st.DataObject) -> None:
    """Flattening is the inverse of nesting, for every action and value."""
    action = data.draw(st.sampled_from(list(LIBRARY.vocabulary.actions.values())))
    values = {v.name: data.draw(st.sampled_from(tried(v))) for v in action.variables}
    context, absent = nested(values)
    again = known_facts(LIBRARY.vocabulary, str(values["actor"]), action.name, str(values["resource"]), context, absent)
    assert again == values


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("polise", "hold", "subject", {}), "no actor is called 'polise'; did you mean 'police'?"),
        (("police", "hald", "subject", {}), "no action is called 'hald'; did you mean 'hold'?"),
        (("police", "hold", "release-date", {}), "no resource of 'hold' is called 'release-date'"),
        (("police", "hold", "subject", {"papper": "none"}), "'hold' has no fact 'papper'; did you mean 'paper'?"),
        (("police", "hold", "subject", {"paper": "detainr"}), "no value of 'paper' is called 'detainr'; did you mean 'detainer'?"),
        (("police", "hold", "subject", {"paper": True}), "'paper' is True; expected a name such as 'none'"),
        (
            ("police", "hold", "subject", {"already_public": "yes"}),
            "'already_public' is the text \"yes\"; write true or false, without quotation marks",
        ),
        (("police", "hold", "subject", {"history": {"years_since_listed_felony": 100}}), "expected whole years from 0 to 99"),
        (("police", "hold", "subject", {"history": {"years_since_listed_felony": 1.5}}), "expected whole years"),
        (("police", "hold", "subject", {"history": 3}), "'hold' has no fact 'history'"),
    ],
)
def test_an_unknown_word_or_a_wrong_type_is_named(words: tuple[str, str, str, dict[str, object]], expected: str) -> None:
    """With the nearest known word."""
    with pytest.raises(RequestError) as refused:
        known_facts(LIBRARY.vocabulary, *words)
    assert expected in str(refused.value)


def test_only_optional_facts_can_be_absent() -> None:
    """And none can be both given and absent, or absent twice."""
    with pytest.raises(RequestError, match="cannot be absent"):
        known_facts(LIBRARY.vocabulary, "police", "hold", "subject", {}, ("paper",))
    with pytest.raises(RequestError, match="both given and absent"):
        known_facts(
            LIBRARY.vocabulary, "police", "hold", "subject", {"history": {"years_since_listed_felony": 3}},
            ("history.years_since_listed_felony",),
        )  # fmt: skip
    with pytest.raises(RequestError, match="named absent twice"):
        known_facts(LIBRARY.vocabulary, "police", "hold", "subject", {}, ("paper_court", "paper_court"))


def test_a_fact_that_is_given_twice_is_refused(library: Library) -> None:
    """Nested and with dots, the same value or another."""
    for other in (True, False):
        with pytest.raises(RequestError, match=r"'history\.hate_crime' is given twice"):
            known_facts(library.vocabulary, "sheriff", "hold", "subject", {"history": {"hate_crime": True}, "history.hate_crime": other})
