"""Duties of a dealing for which no decision was given, asked of the law of Los Angeles."""

from datetime import date
from typing import Any

import pytest

from sanctuary.account.deriving import derive
from sanctuary.documents import replace
from sanctuary.engine.decide import decide
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.record.entry import Entry, read_entry


def dealing(actor: str, *asked: str, paper: str = "unknown", **event: Any) -> Entry:
    return read_entry(
        {"event": {"actor": actor, "requesting_agency": "ice-ero", "request_types": list(asked), **event}, "document": {"paper": paper}},
        "a dealing",
    )


def test_what_is_derived_is_what_decide_says(proofs: Proofs) -> None:
    """A detainer at the sheriff's: the outcome, rules and duties of the question put by hand, and what the act owes if it is done."""
    found = derive(proofs, dealing("sheriff", "hold", paper="detainer"))
    asked = Situation(
        actor="sheriff", action="hold", resource="subject", context={"requester": "immigration-authority", "paper": "detainer"}
    )
    report = decide(proofs, asked)
    told = found.entry.determination
    assert found.asked == (("hold", "subject"),)
    assert found.not_asked == ()
    assert (told.outcome, told.action, told.resource) == (str(report.outcome), "hold", "subject")
    assert told.rule_ids == tuple(rule.id for rule in report.rules)
    named = [(one.duty, one.cites) for one in report.duties]
    assert [(one.duty, one.cites) for one in told.duties][: len(named)] == named
    assert {one.on for one in told.duties[len(named) :]} == {"act"}
    assert "copy-to-person" in {one.duty for one in told.duties if one.always}


def test_the_form_says_what_was_asked_and_a_duty_of_two_questions_is_one(proofs: Proofs) -> None:
    """A detainer asks for a hold and for notice; the person gets one copy."""
    found = derive(proofs, dealing("sheriff", paper="detainer"))
    assert found.asked == (("hold", "subject"), ("disclose", "release-date"))
    duties = [one.duty for one in found.entry.determination.duties]
    assert duties.count("copy-to-person") == 1
    assert {"intent-to-person", "same-notice-to-person"} <= set(duties)
    assert (found.entry.determination.action, found.entry.determination.resource) == ("", "")


def test_a_door_of_unknown_kind_asks_for_both(proofs: Proofs) -> None:
    """A school's entry says nothing of the area: each kind is asked, and what follows in either is told."""
    found = derive(proofs, dealing("school", "area-access"))
    assert found.asked == (("admit", "public-area"), ("admit", "non-public-area"))
    assert set(found.entry.determination.outcomes) >= {"must-not", "silent"}
    known = derive(proofs, dealing("school", "area-access", area_public="no"))
    assert known.asked == (("admit", "non-public-area"),)


@pytest.mark.parametrize(
    ("entry", "not_asked"),
    [
        (dealing("sheriff", "other"), ("other",)), (dealing("sheriff", "records"), ("records",)), (dealing("", "hold"), ("event.actor",)),
        (dealing("sheriff"), ("event.request_types",)), (dealing("library", "hold"), ("hold",)),
    ],
)  # fmt: skip
def test_what_no_question_can_be_made_of_is_told(proofs: Proofs, entry: Entry, not_asked: tuple[str, ...]) -> None:
    """Nothing is guessed: the entry stays as it is, and the word is named."""
    found = derive(proofs, entry)
    assert (found.entry, found.asked, found.not_asked) == (entry, (), not_asked)


def test_a_given_determination_stands(proofs: Proofs) -> None:
    """Somebody decided, and nothing is derived beside it; another kind of entry has no duties."""
    asked = dealing("sheriff", "hold")
    decided = replace(asked, determination=replace(asked.determination, outcome="may"))
    assert derive(proofs, decided).entry is decided
    training = read_entry({"kind": "training", "training": {"staff_role": "records", "course": "forms"}}, "a course")
    assert derive(proofs, training).entry is training


def test_who_decided_is_kept_beside_what_was_derived(proofs: Proofs) -> None:
    """Roles are the entry's own, rules and duties the law's."""
    asked = dealing("sheriff", "hold")
    found = derive(proofs, replace(asked, determination=replace(asked.determination, decided_by="shift-lead")))
    assert found.entry.determination.decided_by == "shift-lead"
    assert found.entry.determination.rule_ids


def test_the_records_own_agency_stands_where_the_entry_names_nobody(proofs: Proofs) -> None:
    """And yields to what the entry says."""
    assert derive(proofs, dealing("", "hold"), "sheriff").entry.determination.actor == "sheriff"
    assert derive(proofs, dealing("police", "hold"), "sheriff").entry.determination.actor == "police"


def test_an_unknown_actor_is_refused(proofs: Proofs) -> None:
    """With the actors that there are."""
    with pytest.raises(RequestError, match="known: police, sheriff"):
        derive(proofs, dealing("constable", "hold"))


@pytest.mark.parametrize(
    ("paper", "asked"),
    [
        ("administrative-warrant", (("arrest-on-civil-warrant", "subject"),)),
        ("removal-warrant", (("arrest-on-civil-warrant", "subject"),)),
        ("federal-search-warrant", (("admit", "jail"),)),
    ],
)
def test_a_warrant_that_came_without_a_request_asks_what_it_commands(
    library: Library, paper: str, asked: tuple[tuple[str, str], ...]
) -> None:
    """Oregon has communications written down and referred: a warrant by fax is one, though nobody spoke of it."""
    proofs = Proofs(law_of(library, "us-or", date(2026, 11, 30)))
    alone = dealing("sheriff", paper=paper, channel="fax", site_type="jail")
    found = derive(proofs, alone)
    assert found.asked == asked
    assert {"document-the-dealing", "refer-to-supervisor"} <= {one.duty for one in found.entry.determination.duties if one.always}
    said = derive(proofs, dealing("sheriff", "arrest" if "arrest" in asked[0][0] else "search", channel="fax", site_type="jail"))
    assert said.asked == asked
    assert derive(proofs, dealing("sheriff", paper="notice-to-appear")).asked == ()
