"""The vocabulary keeps the order of its file and refuses what a vocabulary does not use."""

from pathlib import Path

import pytest

from sanctuary.errors import PackError
from sanctuary.law.packed import load_vocabulary
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import read_vocabulary


def test_values_stand_in_the_order_of_the_file(library: Library) -> None:
    """Boxes widen along it."""
    assert library.vocabulary.enums["Purpose"] == ("civil-immigration", "entry-or-presence-crime", "other-crime", "other")


def test_facts_stand_in_the_order_of_the_file(library: Library) -> None:
    """Cedar itself sorts them by name."""
    names = [v.name for v in library.vocabulary.actions["disclose"].variables]
    assert names[:5] == ["actor", "resource", "officer_of", "requester", "purpose"]
    assert names[-1] == "history.charged_or_convicted_of_state_crime"


def test_every_name_of_the_first_draft_is_kept(library: Library, shared: Path) -> None:
    """Scenarios outside the project use them."""
    draft = load_vocabulary((shared / "vocabulary.cedarschema").read_text(encoding="utf-8"), "draft")
    for kind, values in draft.enums.items():
        assert set(values) <= set(library.vocabulary.enums[kind])
    for name, action in draft.actions.items():
        ours = library.vocabulary.actions[name]
        assert action.resource_type == ours.resource_type
        assert {(v.name, v.kind, v.optional) for v in action.variables} <= {(v.name, v.kind, v.optional) for v in ours.variables}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("entity Actor enm", "not a Cedar schema"),
        ("entity A { name: String };", "only those"),
        ('entity A enum ["a"]; action "x" appliesTo { principal: A, resource: A, context: { b: String } };', "'String'"),
    ],
)
def test_other_schemas_are_refused(schema: str, expected: str) -> None:
    """With the file and what was found."""
    with pytest.raises(PackError, match=expected):
        load_vocabulary(schema, "v.cedarschema")


def test_an_optional_record_is_refused() -> None:
    """Only single facts may be absent."""
    text = 'entity A enum ["a"]; type H = { b: Bool }; action "x" appliesTo { principal: A, resource: A, context: { h?: H } };'
    with pytest.raises(PackError, match="optional record"):
        read_vocabulary(text, "v")
