"""Entries: what they hold, what is refused, and that a refusal tells no value."""

from collections.abc import Callable
from typing import Any, get_args

import pytest

from conftest import Ran
from record.dealings import dealing
from sanctuary.errors import RecordError
from sanctuary.law.packs import Library
from sanctuary.record import fields
from sanctuary.record.entry import FREE_TEXT, GROUPS, KINDS, PARTICULARS, VISIBILITY, Entry, from_decision, read_entry, values
from sanctuary.record.paths import words_of

YEAR = {"covers_from": "2026-01-01", "covers_to": "2026-12-31"}
FORBIDDEN = ("status", "citizen", "birth", "country", "origin", "nationality", "history", "age_band", "race", "sex", "religion")


def paths(struct: type, start: str = "") -> list[str]:
    """Every field of the schema, by path; written without the reader under test."""
    found = []
    for name, hint in struct.__annotations__.items():
        inner = [
            kind for kind in (hint, *get_args(hint), *(one for part in get_args(hint) for one in get_args(part))) if isinstance(kind, type)
        ]
        structs = [kind for kind in inner if hasattr(kind, "__struct_fields__")]
        path = f"{start}.{name}" if start else name
        found += paths(structs[0], path) if structs else [path]
    return found


@pytest.fixture
def report(sanctuary: Callable[..., Ran]) -> dict[str, Any]:
    words = "decide los-angeles --actor sheriff --action transfer --resource subject --fact requester=immigration-authority --format json"
    found: dict[str, Any] = sanctuary(*words.split()).json
    return found


def test_no_field_of_the_schema_asks_for_a_persons_attributes() -> None:
    """No path has such a word; the state of an agreement, not of a person, is the one `status`."""
    asked = [path for path in paths(Entry) if any(word in path for word in FORBIDDEN)]
    assert asked == ["agreement.status"]


def test_every_set_of_words_has_unknown() -> None:
    """Nobody has to guess; the shape of a demographics cell is no exception."""
    sets = [
        hint
        for kind in vars(fields).values()
        if hasattr(kind, "__struct_fields__")
        for field in kind.__annotations__.values()
        for hint in (field, *get_args(field))
        if get_args(hint) and all(isinstance(word, str) for word in get_args(hint))
    ]
    assert len(sets) > 20
    assert all("unknown" in get_args(one) for one in sets)


def test_every_field_falls_into_one_group_and_has_a_visibility() -> None:
    """Groups part the entry; the table of visibility and that of free text name fields that exist."""
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(Entry.__struct_fields__)
    assert len(GROUPS) == 8
    known = set(paths(Entry)) | set(Entry.__struct_fields__)
    assert known >= VISIBILITY.keys() | FREE_TEXT
    assert all(path.partition(".")[0] in VISIBILITY for path in known)
    assert set(PARTICULARS) < set(KINDS)


def test_a_decision_gives_the_question_the_answer_the_rules_and_the_law_as_known_then(report: dict[str, Any]) -> None:
    """What decide printed is taken over; the ground is a role."""
    entry = from_decision(report, {"determination": {"ground_found_by": "watch commander"}, "action": {"response": "declined"}})
    told = entry.determination
    assert (entry.kind, told.outcome, told.place, told.ground_found_by) == ("dealing", "depends", "us-ca-los-angeles", "watch commander")
    assert [pack.id for pack in told.packs] == [pack["id"] for pack in report["packs"]]
    assert [pack.hash for pack in told.packs] == [pack["hash"] for pack in report["packs"]]
    assert list(told.rule_ids) == [rule["id"] for rule in report["rules"]]
    assert str(told.known_through) == report["known_through"]
    assert [duty.duty for duty in told.duties] == [duty["duty"] for duty in report["duties"]]
    assert entry.event.actor == "sheriff"


def test_the_paper_that_a_decision_names_is_taken_over(report: dict[str, Any]) -> None:
    """Unless the circumstances name one; a report of an earlier version names none."""
    asked = {**report, "paper": "detainer"}
    assert from_decision(asked, {}).document.paper == "detainer"
    assert from_decision(asked, {"document": {"form_no": "I-247A"}}).document.paper == "detainer"
    assert from_decision(asked, {"document": {"paper": "none"}}).document.paper == "none"
    assert from_decision({**report, "paper": ""}, {}).document.paper == "unknown"
    old = {name: value for name, value in report.items() if name != "paper"}
    assert from_decision({**old, "schema": "sanctuary.decide/2"}, {}).document.paper == "unknown"


def test_an_entry_holds_every_paper_that_a_question_can_name(library: Library) -> None:
    """And some that no question needs: removal warrants, hits in a database."""
    assert set(library.vocabulary.enums["Paper"]) < set(words_of("document.paper"))


@pytest.mark.parametrize("name", ["context", "facts", "history", "person"])
def test_a_decision_with_facts_about_the_person_is_refused(report: dict[str, Any], name: str) -> None:
    """The refusal says to name the role instead, and tells no fact."""
    with pytest.raises(RecordError, match="ground_found_by") as refused:
        from_decision({**report, name: {"history": {"hate_crime": True}}}, {})
    assert "hate" not in str(refused.value)


@pytest.mark.parametrize(
    ("report", "circumstances", "says"),
    [
        ({"schema": "sanctuary.assess/1"}, {}, "sanctuary.decide/8"),
        ({"schema": "sanctuary.decide/1", "outcome": "may"}, {"determination": {"outcome": "must"}}, "says otherwise than the decision"),
        ({"schema": "sanctuary.decide/1"}, {"determination": 3}, "a table was expected"),
        ({"schema": "sanctuary.decide/1", "outcome": 3}, {}, "determination.outcome"),
        ({"schema": "sanctuary.decide/1", "rules": [{"id": 3}]}, {}, "determination.rule_ids"),
    ],
)
def test_a_decision_that_does_not_fit_is_refused(report: dict[str, Any], circumstances: dict[str, Any], says: str) -> None:
    """Another report, a contradiction, a wrong shape."""
    with pytest.raises(RecordError, match=says):
        from_decision(report, circumstances)


DUTY = {"duty": "copy-to-person", "on": "request", "rule": "r", "cites": "c", "always": True}

WRONG = [
    ({"event": {"channel": "Quillfeather"}}, "event.channel"),
    ({"event": {"Quillfeather": 1}}, "event: a field that an entry does not have; known: event_id"),
    ({"Quillfeather": 1}, "known: kind, recorded_at"),
    ({"event": {"received_at": "Quillfeather"}}, "event.received_at"),
    ({"event": {"received_at": "2026-01-01T00:00:00"}}, "without its offset"),
    ({"notices": [{"consent": "Quillfeather"}]}, r"notices\[0\].consent"),
    ({"event": 3}, "event: Expected 'object'"),
    (["Quillfeather"], "Expected 'object'"),
    ({"restricted": {"note": "Quillfeather A 123 456 789"}}, "restricted.note: text in the form of an alien number"),
    ({"event": {"desk": "123-45-6789"}}, "event.desk: text in the form"),
    ({"restricted": {"note": "Quillfeather" * 200}}, "restricted.note: 2,400 characters; at most 2,000"),
    ({"event": {"desk": "Quillfeather" * 30}}, "event.desk: 360 characters; at most 300"),
    ({"event": {"desk": "a-\x00"}}, "control characters"),
    ({"event": {"request_types": ["hold"] * 101}}, "more than 100 items"),
    ({"event": {"persons": -1}}, "event.persons: a number below zero"),
    ({"event": {"persons": 10**20}}, "event.persons: a number below zero, too large"),
    ({"action": {"hours": float("nan")}}, "action.hours: a number below zero, too large, or none at all"),
    ({"action": {"hours": float("inf")}}, "action.hours: a number below zero, too large, or none at all"),
    ({"event": {"received_at": "9999-12-31T23:59:00-23:59"}}, "event.received_at: a day outside the years"),
    ({"document": {"issued_on": "0001-01-01"}}, "document.issued_on: a day outside the years"),
    ({"event": {"purpose_words": "ref:A123456789"}}, "event.purpose_words: text in the form"),
    ({"event": {"desk": "jail/A123456789"}}, "event.desk: text in the form"),
    ({"event": {"desk": "x_A123456789"}}, "event.desk: text in the form"),
    ({"event": {"desk": "\uff21\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19"}}, "event.desk: text in the form"),
    ({"event": {"desk": "\x1b[31mQuillfeather"}}, "control characters"),
    ({"event": {"desk": "\ud800Quillfeather"}}, "control characters"),
    ({"determination": {"duties": [{**DUTY, "within": "Quillfeather"}]}}, "determination.duties.within: a duty's clock is no duration"),
    ({"kind": "nil-certificate", "links": {"law": "us-il", **YEAR, "covers_to": "2020-01-01"}}, "covers_to: before links.covers_from"),
    ({"kind": "unknown"}, "'unknown' is for reading"),
    ({"kind": "correction"}, "needs links.about"),
    ({"kind": "nil-certificate", "links": {"law": "us-il"}}, "needs links.covers_from"),
    ({"kind": "complaint"}, r"needs the table \[complaint\]"),
    ({"complaint": {"report_id": "1", "provision": "x", "body": "y"}}, r"has no \[complaint\]"),
    ({"complaint": {"report_id": "Quillfeather"}}, "complaint: Object missing required field 'provision'"),
    ({"training": {"staff_role": "x", "course": "y", "Quillfeather": 1}}, "training: a field that an entry does not have"),
]


@pytest.mark.parametrize(("document", "says"), WRONG)
def test_what_does_not_fit_is_refused_with_its_place_and_without_its_value(document: object, says: str) -> None:
    """One clear message; the value stands neither in it nor in the exceptions behind it."""
    with pytest.raises(RecordError, match=says) as refused:
        read_entry(document, "entry.toml")
    assert str(refused.value).startswith("entry.toml: ")
    assert "Quillfeather" not in f"{refused.value!r} {refused.value.__context__!r}"


@pytest.mark.parametrize(
    "document",
    [
        {"kind": "task-force", "links": YEAR, "task_force": {"name": "a", "purpose": "b", "partners": []}},
        {"kind": "demographics", "links": YEAR, "demographics": [{"characteristic": "sex", "value": "x", "count": 3}]},
        {"kind": "database-access", "database_access": {"organization": "police", "networks_searched": 3}},
        {"kind": "agreement", "agreement": {"kind": "none", "reason_if_none": "never asked"}},
        {"kind": "policy-adoption", "policy": {"body": "council", "adopted_on": "2026-11-01"}},
        {"kind": "nil-certificate", "links": {"law": "us-il", "covers_from": "2026-01-01", "covers_to": "2026-12-31"}},
        {"kind": "report-run", "report": {"law": "us-il", "rows": 0}},
    ],
    ids=lambda document: document["kind"],
)  # fmt: skip
def test_each_kind_is_read_with_its_own_table(document: dict[str, Any]) -> None:
    """The other kinds of entry, beside dealings."""
    entry = read_entry(document, "entry.toml")
    assert entry.kind == document["kind"]


def test_values_are_told_with_their_paths() -> None:
    """Lists add no step; what is empty is not told."""
    told = list(values(dealing()))
    assert ("event.channel", "fax") in told
    assert [value for path, value in told if path == "determination.duties.duty"] == ["copy-to-person", "publish-account"]
    assert "document.issued_on" not in dict(told)
