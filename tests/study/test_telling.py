"""What a reader of a decision is told: the decisive rule, another law, a paper of a court, and limits that say something."""

from collections.abc import Callable

import pytest

from conftest import Ran
from sanctuary.engine import questions
from sanctuary.engine.inquiry import Desk, Inquiry
from sanctuary.law.jurisdiction import Law
from sanctuary.study.phrases import _says_nothing

Sanctuary = Callable[..., Ran]

TODAY = ("--on", "2026-11-22")
RELEASE_DATE = ("--actor", "sheriff", "--action", "disclose", "--resource", "release-date", "--fact", "requester=immigration-authority")


def said(ran: Ran) -> str:
    """The text on one line."""
    assert ran.code == 0
    return " ".join(ran.out.split())


def test_the_decisive_rule_of_the_plainest_case_is_named_with_its_mark(sanctuary: Sanctuary) -> None:
    """Where no rule decides in every case and years are known: the county's motion, which nobody read."""
    facts = ("history.years_since_listed_felony=10", "paper=detainer", "required_by_law=false")
    given = [word for fact in facts for word in ("--fact", fact)]
    words = ("--actor", "sheriff", "--action", "disclose", "--resource", "release-date")
    told = said(sanctuary("decide", "los-angeles-county", *words, *given, *TODAY))
    because = told[
        told.index("Because, in the plainest case:") : told.index("The United States ", told.index("Because, in the plainest case:"))
    ]
    assert "LA County Board motion of 2020-09-01" in because
    assert "reported: the text was not read" in because


def test_the_trees_of_an_answer_share_what_is_known_of_its_desk(sanctuary: Sanctuary, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three trees of questions are weighed for a screen, the long one and two shorter ones; the desk's diagrams are made once."""
    made: list[Desk] = []

    def counted(law: Law, desk: Desk) -> Inquiry:
        made.append(desk)
        return Inquiry(law, desk)

    monkeypatch.setattr(questions, "Inquiry", counted)
    words = ("--actor", "sheriff", "--action", "transfer", "--resource", "subject", "--fact", "paper=detainer")
    assert "It turns on" in said(sanctuary("decide", "los-angeles", *words, *TODAY))
    assert len(made) == 1


def test_a_paper_of_a_court_that_is_named_covers_in_the_plainest_case(sanctuary: Sanctuary) -> None:
    """No rule that a covering warrant of a federal judge lifts is told as the plainest case."""
    words = ("--actor", "sheriff", "--action", "transfer", "--resource", "subject", "--fact", "paper=federal-arrest-warrant")
    told = said(sanctuary("decide", "los-angeles-county", *words, *TODAY))
    assert "In the plainest case: must not" not in told
    assert "Nobody stands in the way of a court's paper" in told


def test_an_arrest_warrant_at_a_door_comes_with_a_sentence_of_conduct(sanctuary: Sanctuary) -> None:
    """And what another law, not encoded, would require is told as no part of this text."""
    facts = ("requester=immigration-authority", "purpose=civil-immigration", "paper=federal-arrest-warrant", "required_by_law=true")
    given = [word for fact in facts for word in ("--fact", fact)]
    words = ("--actor", "library", "--action", "admit", "--resource", "non-public-area", "--fact", "already_public=false")
    told = said(sanctuary("decide", "los-angeles", *words, *given, *TODAY))
    assert "must not" in told
    assert "An arrest warrant by itself opens no closed room; nobody stands in its way." in told
    assert "even if another law requires it, as far as this text goes" in told
    assert "it is not public" not in told


@pytest.mark.parametrize(
    ("action", "name", "box", "nothing"),
    [
        ("admit", "already_public", {}, True),
        ("disclose", "already_public", {}, False),
        ("transfer", "history.only_reduced_by_proposition_47", {}, True),
        ("transfer", "history.only_reduced_by_proposition_47", {"history.state_prison_conviction": ((True,),)}, False),
        ("transfer", "history.only_reduced_by_proposition_47", {"history.state_prison_conviction": ((False,),)}, True),
    ],
)
def test_a_limit_that_says_nothing_is_left_out(action: str, name: str, box: dict[str, tuple[tuple[bool]]], nothing: bool) -> None:
    """A door that is not public already; a reduced conviction where none is named."""
    assert _says_nothing(action, name, {name: ((False,),), **box}) == nothing
    assert not _says_nothing(action, name, {name: ((True,),), **box})


def test_words_in_use_lead_to_the_vocabulary(sanctuary: Sanctuary) -> None:
    """An act by another word, a fact by a word of its name, a thing by the list."""
    base = ("decide", "los-angeles", "--actor", "police", "--action")
    notify = sanctuary(*base, "notify", "--resource", "release-date")
    felony = sanctuary(*base, "disclose", "--resource", "release-date", "--fact", "felony=true")
    operation = sanctuary(*base, "join", "--resource", "operation")
    assert (notify.code, felony.code, operation.code) == (0, 2, 2)
    assert notify.err == "Read 'notify' as disclose.\n"
    assert "--fact history.years_since_listed_misdemeanor=YEARS" in felony.err
    assert "sanctuary facts us-ca-los-angeles --action disclose" in felony.err
    assert "did you mean 'immigration-operation'?" in operation.err
    assert "detention-contract" in operation.err


def test_a_rule_that_was_read_is_told_before_a_report_that_says_the_same(sanctuary: Sanctuary) -> None:
    """Of a release date the county's section, which was read, forbids in every case what the state's, told by reports, forbids in some."""
    told = said(sanctuary("decide", "us-il-cook", *RELEASE_DATE, *TODAY))
    assert told.startswith("The Cook County Sheriff's Office must not give out the release date")
    assert "Because: County staff on duty do not answer immigration officers" in told
    assert "(Cook County Code 46-37(b), time;" in told


def test_a_paper_that_lifts_a_ban_is_told_beside_those_that_permit(sanctuary: Sanctuary) -> None:
    """A criminal warrant opens what the county forbids, though no rule then permits it."""
    told = said(sanctuary("decide", "us-il-cook", *RELEASE_DATE, *TODAY))
    assert "not forbidden by any rule found, on a federal arrest warrant of a federal court" in told


def test_a_judges_warrant_to_arrest_is_for_a_crime_in_the_plainest_case(sanctuary: Sanctuary) -> None:
    """A ban on help with civil enforcement does not lead the answer on a warrant that a federal judge signed."""
    words = ("--actor", "police", "--action", "hold", "--fact", "paper=federal-arrest-warrant", "--fact", "paper_court=federal")
    told = said(sanctuary("decide", "us-ca-los-angeles", *words, *TODAY))
    assert told.startswith("It depends whether the Los Angeles Police Department may hold somebody longer")
    assert "In the plainest case: must not" not in told
