"""A decision with its reasons, duties, disputes and suits."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from conftest import Ran
from sanctuary.engine.decide import decide
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library

STATUS = {"requester": "immigration-authority", "purpose": "civil-immigration", "required_by_law": False, "already_public": False}


def test_a_disputed_answer_says_what_holds_under_each_reading(proofs: Proofs) -> None:
    """8 USC 1373: if valid may, if not must-not; and it depends on nothing else."""
    facts = {**STATUS, "history": {"victim_or_witness": False}}
    report = decide(proofs, Situation(actor="police", action="disclose", resource="immigration-status", context=facts))
    assert report.outcome == "depends"
    assert report.depends_on == ("8-usc-1373",)
    assert report.by_reading == {"8-usc-1373": {"true": "may", "false": "must-not"}}
    assert [reading.id for reading in report.readings] == ["8-usc-1373"]


def test_a_deciding_rule_carries_its_suits(proofs: Proofs) -> None:
    """The ordinance's data rule is touched by the federal suit against the City."""
    facts = {**STATUS}
    report = decide(proofs, Situation(actor="police", action="disclose", resource="release-date", context=facts))
    assert any(suit.number == "2:25-cv-05917" for suit in report.proceedings)


def test_a_duty_carries_its_clock(library: Library) -> None:
    """A release date told to immigration authorities is told to the person promptly."""
    proofs = Proofs(law_of(library, "us-ca", date(2026, 11, 22)))
    history = {"serious_or_violent_conviction": True, "only_reduced_by_proposition_47": False, "victim_or_witness": False}
    facts = {"requester": "immigration-authority", "purpose": "civil-immigration", "already_public": False, "history": history}
    report = decide(proofs, Situation(actor="sheriff", action="disclose", resource="release-date", context=facts))
    assert report.outcome == "may"
    assert ("same-notice-to-person", "act", "promptly") in {(d.duty, d.on, d.within) for d in report.duties}


def test_a_rule_whose_text_was_not_read_is_reported(proofs: Proofs) -> None:
    """The ordinance's text could not be obtained."""
    facts = {**STATUS, "paper": "none"}
    report = decide(proofs, Situation(actor="other-department", action="join", resource="immigration-operation", context=facts))
    assert report.outcome == "must-not"
    assert report.reported


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"actor": ""}, "names no actor"),
        ({"action": ""}, "names no action"),
        ({"resource": ""}, "names no resource"),
        ({"readings": {"8-usc-1374": True}}, "did you mean '8-usc-1373'"),
        ({"actor": "library"}, "only agencies that hold people"),
    ],
)
def test_what_cannot_be_decided_is_refused(proofs: Proofs, change: dict[str, object], expected: str) -> None:
    """With the reason, the nearest word or the next step."""
    words: dict[str, object] = {"actor": "police", "action": "transfer", "resource": "subject", **change}
    with pytest.raises(RequestError, match=expected):
        decide(proofs, Situation(**words))  # type: ignore[arg-type]


def test_a_town_rule_that_state_law_outranks_shows_as_overridden(town: Path, sanctuary: Callable[..., Ran]) -> None:
    """An invented town in a state that requires what it forbids: must, by the state, and the town's rule is named."""
    for file in ("pack.toml", "rules/code-12.cedar"):
        path = town / file
        text = path.read_text(encoding="utf-8").replace('parents = ["us"]', 'parents = ["us-tx"]')
        path.write_text(text.replace("context.already_public", "false"), encoding="utf-8")
    words = ("--actor=police", "--action=disclose", "--resource=release-date", "--fact=requester=immigration-authority")
    facts = ("--fact=purpose=civil-immigration", "--fact=paper=detainer", "--fact=paper_covers_request=true")
    rest = ("--fact=proof_of_lawful_status=false", "--on=2026-04-30")
    report = sanctuary("decide", str(town), *words, *facts, *rest, "--format", "json").json
    assert report["outcome"] == "must"
    assert [rule["id"] for rule in report["overridden"]] == ["springfield/code-12-b"]
    assert "A higher level decides." in sanctuary("decide", str(town), *words, *facts, *rest).out


def test_a_paragraph_that_was_renumbered_tells_where_it_stood_before(sanctuary: Callable[..., Ran]) -> None:
    """The same sentence under the former article; a rule without such a one tells its own first day alone."""
    asked = ("--actor", "police", "--action", "hold", "--resource", "subject", "--fact", "paper=detainer")
    known = ("--fact", "paper_covers_request=true", "--fact", "proof_of_lawful_status=false", "--on", "2026-02-01")
    told = " ".join(sanctuary("decide", "--place", "us-tx", *asked, *known).out.split())
    assert "since 2025-01-01; before under Code Crim. Proc. art. 2.251(a)(1), since 2017-09-01" in told
    assert "before under" not in sanctuary("decide", "--place", "us-fl", *asked, "--on", "2026-02-01").out
