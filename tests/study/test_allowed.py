"""What an answer that allows an act rests on: the law of others, which nobody searched, and the words of the permission itself."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran
from sanctuary.law.packs import Library

TELL = ("--on", "2026-11-29", "--action", "tell ICE", "--resource", "release date")
FELONY = ("history.years_since_listed_felony=12", "history.only_reduced_by_proposition_47=false", "already_public=false")
OPEN = tuple(word for one in FELONY for word in ("--fact", one))


def _flat(ran: Ran) -> str:
    return " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("place", "actor", "whose", "unless"),
    [
        ("us-ca-long-beach", "police", "Long Beach", ["us-ca-long-beach"]),
        ("Fresno County, CA", "sheriff", "Fresno County", ["us-ca-fresno-county"]),
        ("us-ca", "sheriff", "the city or county that runs the agency", ["locality-below"]),
    ],
)
def test_a_permission_of_a_higher_law_is_conditional_in_the_first_sentence(
    sanctuary: Callable[..., Ran], place: str, actor: str, whose: str, unless: list[str]
) -> None:
    """Nobody searched the law below, and a permission yields to it; the answer says to what it yields by its own words."""
    words = ("decide", place, "--actor", actor, *TELL, *OPEN)
    told = _flat(sanctuary(*words))
    first = told[told.index("By California's law") :].partition(". ")[0]
    assert "may give out the release date when an immigration authority asks" in first
    assert first.endswith(f"unless the law or policy of {whose} forbids it: that was not searched")
    assert "Only where no federal, state or local law and no local policy forbids it (Gov. Code 7282.5(a)); a choice, never a duty" in told
    assert "answers to requests for notice are never required (Gov. Code 7284.6(a)(1)(C))" in told
    assert sanctuary(*words, "--format", "json").json["unless"] == unless


def test_law_that_was_searched_and_what_nobody_can_forbid_are_no_condition(sanctuary: Callable[..., Ran]) -> None:
    """A city whose law was read; a duty; a state's ban on limits, below which nobody can forbid."""
    searched = sanctuary("decide", "us-il-chicago", "--actor", "police", "--action", "disclose", "--resource", "immigration-status",
                         "--reading", "8-usc-1373=true", "--fact", "requester=ice", "--format", "json").json  # fmt: skip
    assert searched["unless"] == []
    facts = ("--fact", "encounter=arrest", "--fact", "history.victim_or_witness=false")
    texas = sanctuary("decide", "Houston, TX", "--actor", "police", "--action", "ask", "--resource", "immigration-status", *facts)
    assert "unless the law or policy of Houston" not in _flat(texas)


def test_the_paragraphs_that_open_a_ban_stand_in_words_and_in_order(sanctuary: Callable[..., Ran]) -> None:
    """Those of the law that forbids; a federal permission lifts no ban of a state and is none of them."""
    told = _flat(sanctuary("decide", "us-ca-long-beach", "--actor", "police", *TELL, "--all"))
    first = told[told.index("The police must not") :].partition(". What is open")[0]
    assert "except in the cases of Gov. Code 7282.5: (a)(1) a conviction of a serious or violent felony" in first
    within = "within 15 years, or within 5 as a misdemeanor that could have been charged as a felony"
    assert f"(a)(3) a listed offense, as a felony {within};" in first
    places = [first.index(one) for one in ("(a)(1)", "(a)(2)", "(a)(3)", "(a)(4)", "(a)(5)", "; (b)")]
    assert places == sorted(places)
    assert "287.7" not in first
    assert "which lifts no ban of a law below" in told


def test_every_paragraph_on_what_a_permission_yields_to_names_its_source() -> None:
    """Each `Yields:`, `Optional:` and `Protects:` ends with the paragraph that says so, and stands where a rule shows it."""
    library, shown = Library(), 0
    for name in library.ids:
        pack = library.get(name)
        for prose in pack.prose.values():
            for opening in ("Yields", "Optional", "Protects"):
                lines = [text for body in prose.texts.values() for text in body.split("\n\n") if text.strip().startswith(f"{opening}:")]
                assert all(text.strip().endswith(")") for text in lines), (name, prose.citation)
        for rule in pack.rules:
            assert not (rule.yields or rule.optional) or rule.effect == "permits"
            shown += bool(rule.yields)
    assert shown > 10


def test_known_law_of_the_place_stands_next_to_the_headline(sanctuary: Callable[..., Ran]) -> None:
    """Before how far the law was read, and before what federal law says; each with where to read it, what speaks of the act first."""
    told = _flat(sanctuary("decide", "phoenix", "--actor", "police", *TELL))
    assert told.startswith("Not known: no law of Phoenix or Arizona is encoded")
    assert told.index("Read this first") < told.index("A.R.S. 11-1051") < told.index("What the law that was read says")
    hold = ("decide", "denver", "--actor", "sheriff", "--action", "hold", "--resource", "subject", "--fact", "paper=detainer")
    for held in (sanctuary(*hold).out, sanctuary(*hold, "--all").out):
        assert held.index("C.R.S. 24-76.6-101") < held.index("https://leg.colorado.gov/bills/hb19-1124")
    assert held.index("https://leg.colorado.gov/bills/hb19-1124") < held.index("D.R.M.C. 28-250")


def test_whom_a_text_protects_for_following_it_is_told(sanctuary: Callable[..., Ran]) -> None:
    """An officer's first question on a detainer in Illinois."""
    told = _flat(sanctuary("decide", "us-il-cook", "--actor", "sheriff", "--action", "hold", "--fact", "paper=detainer"))
    assert "Who follows this is protected: who releases somebody in good faith under the section is not liable for it" in told
    assert "(5 ILCS 805/15(d))" in told


def test_a_duty_of_some_cases_says_which(sanctuary: Callable[..., Ran]) -> None:
    """A request by telephone leaves no copy; what follows whenever the act is done is bounded by the act alone."""
    open_paper = _flat(sanctuary("decide", "us-ca-long-beach", "--actor", "police", *TELL, "--all"))
    on_paper = "(Gov. Code 7283.1(b); only on a detainer, a request for notice or a request for a transfer)"
    assert f"give the person a copy of the request {on_paper}" in open_paper
    assert "give the person the notice that the authority got (Gov. Code 7283.1(b))." in open_paper
    assert "(Gov. Code 7283.1(c); only for civil immigration enforcement, if it is not public)" in open_paper
    assert "in some cases)" not in open_paper[open_paper.index("What the police must do") :].partition("Rules that")[0]
    called = _flat(sanctuary("decide", "us-ca-long-beach", "--actor", "police", *TELL, "--fact", "paper=by telephone"))
    assert "copy of the request" not in called


def test_disputes_of_an_answer_are_those_that_can_bear_on_it(sanctuary: Callable[..., Ran]) -> None:
    """One screen, without what binds other actors or is about other things."""
    words = ("disputes", "us-ca-long-beach", "--on", "2026-11-29", "--action", "disclose")
    narrow = sanctuary(*words, "--actor", "police", "--resource", "release-date", "--format", "json").json
    assert "7282.5-a-6-reach" in [one["id"] for one in narrow["disputes"]]
    assert len(narrow["disputes"]) < len(sanctuary(*words, "--format", "json").json["disputes"])
    told = sanctuary(*words, "--actor", "police", "--resource", "release-date").out
    assert "housing" not in told
    assert len(told.splitlines()) <= 50
    assert "--action disclose --actor police --resource release-date" in _flat(
        sanctuary("decide", "us-ca-long-beach", "--actor", "police", *TELL)
    )
    assert sanctuary(*words[:4], "--actor", "police").code == 2


def test_a_memo_says_to_and_from_whom_and_has_the_condition_as_its_title(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """The names that were given; without them the program's own."""
    docx = pytest.importorskip("docx")
    words = ("decide", "us-ca-long-beach", "--actor", "police", *TELL, *OPEN, "--to", "The City Attorney", "--from", "A Deputy")
    ran = sanctuary(*words, "--format", "docx", "-o", str(tmp_path / "memo.docx"))
    assert ran.code == 0
    told = " ".join(one.text for one in docx.Document(str(tmp_path / "memo.docx")).paragraphs)
    assert "The City Attorney" in told
    assert "A Deputy, by sanctuary" in told
    assert "unless the law or policy of Long Beach forbids it: that was not searched" in told
    assert (sanctuary(*words).code, "--to and --from stand on a memo" in sanctuary(*words).err) == (2, True)


def test_a_long_open_answer_is_folded(sanctuary: Callable[..., Ran]) -> None:
    """Suits, far rules and lists are named with how to see them; nothing is lost with --all."""
    words = ("decide", "us-ca-long-beach", "--actor", "police", *TELL, *OPEN[2:])
    brief, whole = sanctuary(*words).out, sanctuary(*words, "--all").out
    assert len(brief.splitlines()) < 0.8 * len(whole.splitlines())
    assert "More, with --all: " in brief
    assert "burglary, robbery, theft" in " ".join(whole.split())


HARRIS = ("decide", "Harris County, TX", "--actor", "sheriff", "--on", "2026-11-30")


def test_an_open_answer_is_not_bounded_by_law_that_a_guarantee_voids(sanctuary: Callable[..., Ran]) -> None:
    """Texas lets nobody below forbid a release date: no line says that the county may, in the sentence or in the tree."""
    words = (*HARRIS, "--action", "disclose", "--resource", "release-date", "--fact", "paper=detainer")
    told = _flat(sanctuary(*words))
    assert "Otherwise it may. " in told
    assert "Texas lets nobody forbid it (Gov. Code 752.053(b)(3))" in _flat(sanctuary(*words, "--all"))
    assert "unless" not in told.partition("How far this was read")[0]
    assert sanctuary(*words, "--format", "json").json["unless"] == []
    california = sanctuary("decide", "Fresno County, CA", "--actor", "sheriff", *TELL, "--format", "json").json
    assert (california["outcome"], california["unless"]) == ("depends", ["us-ca-fresno-county"])


def test_a_guarantee_that_is_disputed_bounds_what_local_law_may_forbid(sanctuary: Callable[..., Ran]) -> None:
    """Both stand in one clause; under the reading that bans such limits the clause is gone."""
    words = (*HARRIS, "--action", "sign 287(g)", "--fact", "requester=ice")
    clause = "may, unless local law that was not searched forbids it, where Texas lets it (Gov. Code 752.053(a)(1))"
    assert clause in _flat(sanctuary(*words))
    barred = _flat(sanctuary(*words, "--reading", "752.053-agreements=true"))
    assert "unless local law" not in barred


def test_law_that_begins_soon_stands_below_the_first_sentence(sanctuary: Callable[..., Ran]) -> None:
    """The day before a duty begins its day leads; on its day, or in a state where nothing changes, no such line stands."""
    words = ("--action", "sign 287(g)", "--fact", "requester=ice")
    before = _flat(sanctuary(*HARRIS, *words))
    line = "From 2026-12-01 on, by enacted law, the sheriff must take part in a program that deputizes officers"
    assert before.index("Disputed: Must a sheriff accept") < before.index(line) < before.index("In the plainest case")
    assert "(Gov. Code 753.051(a))" in before.partition(line)[2].partition("In the plainest case")[0]
    assert "by enacted law" not in _flat(sanctuary(*HARRIS[:-1], "2026-12-01", *words))
    soon = sanctuary(*HARRIS, *words, "--format", "json").json["soon"]
    assert (soon["on"], soon["outcome"], soon["cites"]) == ("2026-12-01", "must", "Gov. Code 753.051(a)")
    assert soon["says"] in before
    assert sanctuary(*HARRIS[:-1], "2026-12-01", *words, "--format", "json").json["soon"] is None
    assert "by enacted law" not in _flat(sanctuary("decide", "Fresno County, CA", "--actor", "sheriff", "--on", "2026-11-30", *words))
