"""Orders of courts and days: what is stopped, settled, presumed, not searched, and filled by a fact."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sanctuary.engine.decide import decide
from sanctuary.engine.decision import DecisionReport
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import OWN, Library
from worlds import actors, nation, pack, rule

TODAY = date(2026, 11, 22)


def world(folder: Path) -> Library:
    """A library of the packs in a folder, with the program's own words."""
    return Library(folders=(folder,), words=OWN)


def asked(law: Law, actor: str, action: str, resource: str, facts: Mapping[str, Any] | None = None, **more: Any) -> DecisionReport:
    """A situation decided."""
    return decide(Proofs(law), Situation(actor=actor, action=action, resource=resource, context=facts or {}, **more))


def test_a_rule_that_a_court_has_stopped_does_not_decide_toward_those_whom_the_order_names() -> None:
    """Gov. Code 7285.1 toward private employers: enjoined, printed, and as written still there."""
    law = law_of(Library(), "us-ca", TODAY)
    facts = {"requester": "immigration-authority", "paper": "none", "required_by_law": False}
    private = asked(law, "private-employer", "admit", "non-public-area", facts)
    public = asked(law, "permit-office", "admit", "non-public-area", facts)
    assert private.outcome == "silent"
    assert [stop.rule.id for stop in private.enjoined]
    assert public.outcome == "must-not"
    assert asked(law.as_written(), "private-employer", "admit", "non-public-area", facts).outcome == "must-not"


def test_a_reading_is_open_until_a_court_settles_it_and_stays_open_for_courts_it_does_not_bind() -> None:
    """New Jersey in 2019, after Ocean County, and before a state court; a question that fixes it otherwise is marked."""
    library = Library()
    limit = ("limit", "exchanging-status", {"victims_and_witnesses_only": False})
    before, after = (law_of(library, "us-nj", day) for day in (date(2019, 6, 1), date(2022, 1, 1)))
    assert asked(before, "governing-body", *limit).depends_on == ("8-usc-1373",)
    settled = asked(after, "governing-body", *limit)
    assert settled.outcome == "silent"
    assert [(one.id, one.value, one.open_for, one.contrary) for one in settled.settled] == [("8-usc-1373", False, ("court",), False)]
    assert asked(after, "court", *limit).depends_on == ("8-usc-1373",)
    contrary = asked(after, "governing-body", *limit, readings={"8-usc-1373": True})
    assert contrary.outcome == "must-not"
    assert contrary.settled[0].contrary


def test_after_the_last_day_searched_the_law_is_presumed_to_stand_or_strictly_unknown() -> None:
    """The presumption is said; `strict` makes everything unknown."""
    library = Library()
    later = date(2031, 1, 1)
    facts = {"requester": "immigration-authority", "paper": "none", "required_by_law": False}
    usual = asked(law_of(library, "us-ca", later), "permit-office", "admit", "non-public-area", facts)
    strict = asked(law_of(library, "us-ca", later, strict=True), "permit-office", "admit", "non-public-area", facts)
    assert (usual.outcome, usual.presumed) == ("must-not", True)
    assert strict.outcome == "unknown"


def test_before_the_first_day_searched_a_rule_still_decides_and_silence_is_unknown(tmp_path: Path) -> None:
    """What was found stands as far as found; nothing permitted and no silence can be told."""
    nation(tmp_path)
    home = pack(tmp_path, "town", rule("closed", "forbid", "admit"), parents=("nation",))
    text = (home / "pack.toml").read_text(encoding="utf-8").replace("known_through", "known_from = 2020-01-01\nknown_through")
    (home / "pack.toml").write_text(text, encoding="utf-8")
    law = law_of(world(tmp_path), "town", date(2010, 1, 1))
    assert asked(law, "library", "admit", "non-public-area").outcome == "must-not"
    assert asked(law, "library", "disclose", "library-record").outcome == "unknown"


def test_a_fact_of_a_government_fills_an_open_fact_for_the_actors_that_it_runs(tmp_path: Path) -> None:
    """The county's agreement to pay is the sheriff's fact, not the city police's, in every command alike."""
    nation(tmp_path, rule("paid", "forbid", "hold", unless="context.costs_reimbursed"))
    county = pack(tmp_path, "county", parents=("nation",), more='government = "county"\n')
    fact = '[[fact]]\nid = "costs-reimbursed"\ntitle = "Paid"\nvalue = true\nsince = 2020-01-01\nsource = "official"\ncites = "x"\n'
    (county / "facts.toml").write_text(fact, encoding="utf-8")
    pack(tmp_path, "town", parents=("nation",), tables=actors(police="town", sheriff="county"))
    law = law_of(world(tmp_path), "town", TODAY)
    assert asked(law, "sheriff", "hold", "subject").outcome == "silent"
    assert asked(law, "police", "hold", "subject").depends_on == ("costs_reimbursed",)
    assert asked(law, "sheriff", "hold", "subject", {"costs_reimbursed": False}).outcome == "must-not"


def test_rules_of_one_paragraph_are_stopped_together() -> None:
    """A rule of a paragraph that a court stopped, written later, rests on the same days: the program's packs name it, too."""
    library = Library()
    forgotten = [
        f"{other.id} beside {stop.rule}"
        for pack_of in map(library.get, library.ids)
        for stop in pack_of.enjoined
        for stopped in pack_of.rules
        if stopped.id == stop.rule
        for other in pack_of.rules
        if other.cites == stopped.cites
        and (other.until is None or stop.since < other.until)
        and (stop.until is None or other.since < stop.until)
        and not any(one.rule == other.id and one.since <= stop.since for one in pack_of.enjoined)
    ]
    assert not forgotten
