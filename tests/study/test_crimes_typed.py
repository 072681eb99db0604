"""A crime, a charge or an arrest that is typed by its name, and what of a list what is known leaves."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from conftest import TODAY, Ran
from sanctuary.documents import replace
from sanctuary.engine.decide import decide
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.study.everyday import everyday
from sanctuary.study.since_when import whole_years


@pytest.mark.parametrize(
    ("facts", "item"),
    [
        ({"crime": "burglary"}, "burglary, robbery, theft"),
        ({"history": {"felony": "burglary"}}, "burglary, robbery, theft"),
        ({"convicted of burglary": True}, "burglary, robbery, theft"),
        ({"history": {"years_since_listed_felony": "burglary"}}, "burglary, robbery, theft"),
        ({"DUI": True}, "driving under the influence, only as a felony"),
        ({"dui": 12}, "driving under the influence, only as a felony"),
        ({"felony": True}, ""),
    ],
)
def test_a_crime_by_its_name_is_refused_with_the_facts_that_the_law_turns_on(library: Library, facts: dict[str, Any], item: str) -> None:
    """Never decided in silence: the same crime is listed by one law, a felony by another."""
    law = law_of(library, "us-ca-long-beach", TODAY)
    asked = Situation(actor="police", action="disclose", resource="release-date", context=facts)
    with pytest.raises(RequestError) as refused:
        everyday(law, asked)
    told = str(refused.value)
    assert "by its name decides nothing" in told
    assert (f"Gov. Code 7282.5(a)(3) lists \u201c{item}" in told) == bool(item)
    _, serious, *others, more = told.splitlines()
    assert serious == "  --fact history.serious_or_violent_conviction=true"
    assert len(others) == 2
    assert more.endswith("more, and each in words: sanctuary facts us-ca-long-beach --action disclose")
    assert "hate_crime" not in told
    first = told.index("Gov. Code 7282.5(a)(1) opens it on a conviction of a serious or violent felony")
    assert not item or first < told.index("Gov. Code 7282.5(a)(3) lists")


@pytest.mark.parametrize("facts", [{"arrest": "burglary"}, {"charged with": "burglary"}, {"crime": "arrested for burglary"}])
def test_an_arrest_is_told_as_no_conviction(library: Library, facts: dict[str, Any]) -> None:
    """It opens nothing alone: a magistrate's finding opens a notice, each conviction by its paragraph, and a transfer has no such case."""
    law = law_of(library, "us-ca-alameda-county", TODAY)
    told = {}
    for action, what in (("disclose", "release-date"), ("transfer", "subject")):
        with pytest.raises(RequestError) as refused:
            everyday(law, Situation(actor="sheriff", action=action, resource=what, context=facts))
        told[action] = str(refused.value)
    notice, transfer = told["disclose"], told["transfer"]
    assert (
        "An arrest or a charge alone opens nothing in the rules found. What opens it before a conviction: Gov. Code 7282.5(b), a judge"
        in notice
    )
    assert "What opens it on a conviction: Gov. Code 7282.5(a)(1), a conviction of a serious or violent felony" in notice
    assert notice.splitlines()[1] == "  --fact history.held_to_answer=true"
    assert "An arrest alone opens nothing" in transfer
    assert "before a conviction" not in transfer
    assert "held_to_answer" not in transfer


def test_a_case_that_the_known_years_exclude_is_not_told(sanctuary: Callable[..., Ran]) -> None:
    """A misdemeanor of 2015 is too old: of a listed offense the felony is left; its year, typed with its class, is taken over."""
    typed = "--actor sheriff --action disclose --resource release-date --fact requester=immigration-authority --on 2026-11-30"
    ask = ("decide", "Alameda County, CA", *typed.split())
    old = " ".join(sanctuary(*ask, "--fact", "history.years_since_listed_misdemeanor=2015").out.split())
    assert "(a)(3) a listed offense, as a felony within 15 years; (a)(4)" in old
    assert "within 5" not in old.partition("It turns on")[0]
    felony = ("history.years_since_listed_felony=2005", "history.federal_felony_warrant=false")
    older = " ".join(sanctuary(*ask, *(word for one in felony for word in ("--fact", one))).out.split())
    assert "(a)(3) a listed offense, within 5 years, as a misdemeanor that could have been charged as a felony; (a)(4)" in older
    assert "(a)(5) a federal aggravated felony conviction; (b)" in older
    new = " ".join(sanctuary(*ask, "--fact", "history.serious_or_violent_conviction=false").out.split())
    assert "(a)(3) a listed offense, as a felony within 15 years, or within 5 as a misdemeanor" in new
    jersey = ("decide", "us-nj", *typed.split(), "--fact", "history.charged_with_serious_or_violent_crime=false")
    left = " ".join(sanctuary(*jersey).out.split())
    assert (
        "in one case: a conviction of a violent or serious offense or a conviction of another indictable crime within five years (NJ"
        in left
    )
    ran = sanctuary(*ask, "--fact", "misdemeanor=2015")
    assert (ran.code, "  --fact history.years_since_listed_misdemeanor=2015\n" in ran.err) == (2, True)


def test_what_is_owed_with_an_act_that_is_allowed_stands_on_the_first_screen(sanctuary: Callable[..., Ran]) -> None:
    """The notice to the person and the attorney, on at most 40 lines; a line on suits goes before it."""
    ask = ("decide", "Alameda County, CA", "--actor", "sheriff", "--action", "disclose", "--resource", "release-date")
    for fact in ("history.years_since_listed_felony=5", "history.serious_or_violent_conviction=true"):
        for paper in ((), ("--fact", "paper=detainer")):
            ran = sanctuary(*ask, "--fact", "requester=immigration-authority", "--fact", fact, *paper, "--on", "2026-11-30")
            told = " ".join(ran.out.split())
            assert " may give out the release date " in told
            assert "If it is done, promptly: give the person the notice that the authority got and tell the person's attorney" in told
            assert len(ran.out.splitlines()) <= 40


def test_a_state_that_counts_a_charge_says_so(library: Library) -> None:
    """New Jersey's directive opens a notice on a charge."""
    law = law_of(library, "us-nj", TODAY)
    with pytest.raises(RequestError) as refused:
        everyday(law, Situation(actor="sheriff", action="disclose", resource="release-date", context={"arrest": "burglary"}))
    assert "What opens it before a conviction: NJ AG Directive 2018-6 II.B and II.C, release, a charge with" in str(refused.value)
    assert "on a conviction:" not in str(refused.value)


def test_a_list_tells_the_sections_that_it_names(library: Library) -> None:
    """Of domestic violence item (B) names Penal Code 273.5 and 242, and not 243(e)(1); it is not limited to these."""
    law = law_of(library, "us-ca-alameda-county", TODAY)
    with pytest.raises(RequestError) as refused:
        everyday(law, Situation(actor="sheriff", action="disclose", resource="release-date", context={"conviction": "domestic violence"}))
    told = str(refused.value)
    assert "lists \u201cbattery\u201d, item (B): 242, 243.1, " in told
    assert "273.5" in told
    assert "243(e)" not in told
    assert "most items are not limited to those they name" in told


@pytest.mark.parametrize(
    ("crime", "action", "names", "others"),
    [
        ("robbery", "hold", ("charged_or_convicted_of_state_crime",), ("hate_crime", "registry")),
        ("shoplifting", "transfer", ("serious_or_violent_conviction",), ("hate_crime", "registry")),
        ("hate crime", "hold", ("hate_crime",), ("registry",)),
    ],
)
def test_a_crime_is_told_no_fact_that_it_can_be_no_case_of(
    library: Library, crime: str, action: str, names: tuple[str, ...], others: tuple[str, ...]
) -> None:
    """A robbery by its name says nothing of a hate crime or of a registry."""
    law = law_of(library, "us-ca-los-angeles", TODAY)
    with pytest.raises(RequestError) as refused:
        everyday(law, Situation(actor="police", action=action, resource="subject", context={"conviction": crime}))
    told = str(refused.value)
    assert all(f"--fact history.{name}" in told for name in names), told
    assert not any(name in told for name in others), told


@pytest.mark.parametrize(
    "facts",
    [
        {"felony": "burglary 2013-04-02"},
        {"history": {"felony": "first-degree burglary, 2013-04-02", "hate_crime": False}},
        {"history": {"years_since_listed_felony": "2013-04-02"}, "crime": "burglary"},
        {"history.years_since_listed_felony": "2013-04-02", "crime": "burglary", "history.hate_crime": False},
    ],
)
def test_a_felony_with_name_and_day_is_read_by_the_list(library: Library, facts: dict[str, Any]) -> None:
    """The same answer as by the fact; the note names the item, and the paragraph for which no years count."""
    law = law_of(library, "us-ca-long-beach", TODAY)
    found, notes = everyday(law, Situation(actor="police", action="disclose", resource="release-date", context=facts))
    years = whole_years(date(2013, 4, 2), TODAY)
    read = decide(Proofs(law), found)
    plain = {"history": {"years_since_listed_felony": years, **({"hate_crime": False} if "hate_crime" in str(facts) else {})}}
    assert read.outcomes == decide(Proofs(law), replace(found, context=plain)).outcomes
    told = " ".join(notes)
    assert "Gov. Code 7282.5(a)(3) lists \u201cburglary, robbery, theft" in told
    assert "Gov. Code 7282.5(a)(1) opens it on a conviction of a serious or violent felony, however old" in told


@pytest.mark.parametrize(
    "facts",
    [
        {"misdemeanor": "burglary 2024-04-02"},
        {"felony": "jaywalking 2013-04-02"},
        {"felony": "no burglary 2013-04-02"},
        {"crime": "burglary 2013-04-02"},
        {"history": {"years_since_listed_misdemeanor": "2024-04-02"}, "crime": "burglary"},
    ],
)
def test_a_name_with_a_day_that_settles_no_list_is_refused(library: Library, facts: dict[str, Any]) -> None:
    """No felony is said, no list has it, or it is denied; the misdemeanor must be one that could have been charged as a felony."""
    law = law_of(library, "us-ca-long-beach", TODAY)
    with pytest.raises(RequestError):
        everyday(law, Situation(actor="police", action="disclose", resource="release-date", context=facts))
