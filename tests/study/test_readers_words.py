"""What readers stumbled over in decisions, disputes and errors, each as a kind: the words that stand there now."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from conftest import Ran
from sanctuary.law.packs import Library
from sanctuary.study.phrases import duty
from sanctuary.study.terms import docket, duty_by, status_said
from sanctuary.study.terms import words as terms

Sanctuary = Callable[..., Ran]

TODAY = ("--on", "2026-06-01")
POLICE = ("--actor", "police", "--action", "transfer", "--resource", "subject", "--fact", "requester=immigration-authority", *TODAY)


def said(ran: Ran) -> str:
    """The text on one line."""
    assert ran.code == 0, ran.err
    return " ".join(ran.out.split())


def test_a_paper_that_opens_nothing_is_said_to(sanctuary: Sanctuary) -> None:
    """And what a detainer that came with it brings is not lost."""
    told = said(sanctuary("decide", "us-ca-oakland", *POLICE, "--fact", "paper=administrative-warrant", "--all"))
    asked = "must not hand somebody over when an immigration authority asks on an administrative warrant"
    assert f"{asked}, except in the cases of Gov. Code 7282.5: (a)(1) a conviction of" in told
    assert "An administrative warrant opens nothing by itself (Gov. Code 7284.6(a)(4))" in told
    assert "If a detainer came with it The answer on it alone is the same" in told
    assert "On receiving it (the law sets no hour): give the person a copy of the request" in told
    named, other = (
        sanctuary("decide", "us-ca-oakland", *POLICE, "--fact", f"paper={paper}", "--format", "json").json
        for paper in ("administrative-warrant", "detainer")
    )
    beside = named["with_other_paper"]
    assert (beside["paper"], beside["outcome"], beside["because"]) == ("detainer", other["outcome"], other["because"])
    follows = {(one["duty"], one["on"]) for one in named["duties"]}
    assert beside["duties"] == [one for one in other["duties"] if (one["duty"], one["on"]) not in follows] != []
    assert other["with_other_paper"]["paper"] == "administrative-warrant"
    assert sanctuary("decide", "us-ca-oakland", *POLICE, "--format", "json").json["with_other_paper"] is None
    two = sanctuary("decide", "us-ca-oakland", *POLICE, "--fact", "paper=detainer,administrative-warrant")
    assert (two.code, "two papers in hand, a detainer and an administrative warrant" in two.err) == (0, True)
    three = sanctuary("decide", "us-ca-oakland", *POLICE, "--fact", "paper=detainer,administrative-warrant,writ")
    assert (three.code, "it takes one value" in three.err) == (2, True)


def test_a_duty_of_somebody_else_stands_apart_and_a_general_one_last(sanctuary: Sanctuary) -> None:
    """The forum is the governing body's; faces and badges go with any act."""
    told = said(sanctuary("decide", "us-ca-oakland", *POLICE, "--all"))
    assert duty_by("hold-public-forum")
    assert told.index("What others must do") < told.index("must hold a public forum")
    assert told.index("report it every year") < told.index("leave the face uncovered")


def test_what_counts_most_is_asked_first_in_texas(sanctuary: Sanctuary) -> None:
    """Whether the person is lawfully detained or arrested."""
    told = said(sanctuary("decide", "austin tx", "--actor", "police", "--action", "ask", "--resource", "immigration-status", *TODAY))
    assert told.partition("It turns on ")[2].startswith("Is the person who is asked, or whose status is told, under a lawful detention")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("paper=judicial-warrant", "'federal-arrest-warrant', 'state-arrest-warrant', 'federal-search-warrant' or 'state-search-warrant'"),
        ("paper=judge's warrant", "an arrest warrant names a person to be arrested; a search warrant names a place"),
        ("paper=criminal-warrant", "'federal-arrest-warrant' or 'state-arrest-warrant'"),
        ("paper=detainer with a judge's warrant", "Type both, for example --fact paper='detainer with"),
        ("paper=a warrant signed by a judge and a detainer", "Type both, for example --fact paper='detainer with"),
        ("paper=detainer signed by a judge", "is the agency's own form, and no judge signs it"),
        ("paper=I-200 signed by a judge", "an administrative warrant is the agency's own form, and no judge signs it"),
        ("paper=administrative warrant signed by a federal judge", "is the agency's own form, and no judge signs it"),
        ("paper=detainer issued by a court", "is the agency's own form, and no judge signs it"),
        ("paper=subpoena from a federal court", "'judicial-subpoena' or 'grand-jury-subpoena'"),
        ("paper=federal subpoena", "ICE's own subpoena names its agency"),
        ("paper=order from a federal judge", "an immigration judge's order is headed Executive Office for Immigration Review"),
        ("paper=court order signed by a federal judge", "'court-order' or 'immigration-judge-order'"),
        ("paper=subpoena", "ICE's own subpoena names its agency"),
        ("paper=a subpoena from a court", "'judicial-subpoena' or 'grand-jury-subpoena'"),
        ("paper=zzz", "sanctuary papers lists all"),
    ],
)
def test_everyday_words_lead_to_the_words_that_there_are(sanctuary: Sanctuary, word: str, meant: str) -> None:
    ran = sanctuary("decide", "us-ca-oakland", "--actor", "police", "--action", "transfer", "--resource", "subject", "--fact", word)
    assert (ran.code, meant in " ".join(ran.err.split())) == (2, True), ran.err
    assert len(ran.err.splitlines()) <= 8


def test_a_paper_is_read_with_who_signed_it_behind(sanctuary: Sanctuary) -> None:
    """An arrest warrant of a federal judge, alone or with a detainer, as its own word reads."""
    asked = ("decide", "us-ca-oakland", "--actor", "police", "--action", "transfer", "--resource", "subject", "--fact")
    for word, same in (
        ("arrest warrant signed by a federal judge", "federal-arrest-warrant"),
        ("I-247A and an arrest warrant from a federal court", "detainer with federal-arrest-warrant"),
        ("order of a federal court", "court-order"),
        ("an order of a state judge", "court-order"),
    ):
        assert sanctuary(*asked, f"paper={word}").out == sanctuary(*asked, f"paper={same}").out


def test_disputes_are_an_index_by_law_and_one_is_told_whole(sanctuary: Sanctuary) -> None:
    """Both sides, suits, whom they bind, and whether the place is among the plaintiffs."""
    index = sanctuary("disputes", "us-ca-oakland", "--all", *TODAY).out
    assert index.index("Law of the United States") < index.index("Law of California")
    assert "United States v. California (SB 54)" in index
    whole = said(sanctuary("disputes", "us-ca-oakland", "--about", "8-usc-1373", *TODAY))
    assert "the Justice Department defends it" in whole
    assert "Oakland among them" in whole
    assert "Whether Oakland, California is a plaintiff is not known here." in whole
    assert sanctuary("disputes", "us-ca-oakland", "--about", "zzzz", *TODAY).code == 2


def test_a_day_that_has_passed_is_told_as_such() -> None:
    """A status names the day to which it looked ahead; a number that nobody found is said so."""
    status = "dismissed with leave to amend until 2026-07-03"
    assert status_said(status, date(2026, 7, 3)) == status
    assert status_said(status, date(2026, 7, 4)).endswith("(that day has passed; look it up)")
    assert docket("C.D. Cal.", "not established") == "C.D. Cal., case number not found"


def test_an_assessment_fits_a_screen_and_says_who_can_change_what(sanctuary: Sanctuary) -> None:
    """The answer first, the table last; a void rule is void only if the ban is valid."""
    whole = sanctuary("assess", "los-angeles", *TODAY).out
    assert len(whole.splitlines()) <= 40
    one = said(sanctuary("assess", "los-angeles", "--standard", "minimum", "--all", *TODAY))
    for words in ("The council can change: ", "Only Congress can end the bans on limits: 8 USC 1373(a)"):
        assert words in one
    assert "are valid, which is disputed: Penal Code 422.93(b)" in one


HELD = (
    "--actor",
    "sheriff",
    "--action",
    "hold",
    "--resource",
    "subject",
    "--fact",
    "paper=detainer",
    "--fact",
    "paper_covers_request=true",
)


@pytest.mark.parametrize(("on", "article"), [("2026-06-01", "2A.060"), ("2024-06-01", "2.251")])
def test_a_hold_in_texas_tells_the_notice_what_a_failure_leads_to_and_the_case(sanctuary: Sanctuary, on: str, article: str) -> None:
    """The person is told why; a pattern or practice leads to what a policy leads to; the Fifth Circuit decided on the duty."""
    told = said(sanctuary("decide", "texas", *HELD, "--fact", "requester=immigration-authority", "--on", on, "--all"))
    assert f"tell the person that the hold rests on a detainer (Code Crim. Proc. art. {article}(a)(2)" in told
    assert "whether it will comply" not in told
    penalties = told.partition("Penalties named in law")[2]
    for section in ("752.055", "752.056", "752.0565"):
        assert f"Gov. Code 752.053(a)(3), {section}" in penalties
    assert "intentionally violates the article on detainers by pattern or practice, a civil penalty: $1,000 to $1,500" in penalties
    assert "City of El Cenizo v. Texas" in penalties.partition("In court")[2]


def test_a_duty_is_told_in_the_words_of_the_rule_that_lays_it(sanctuary: Sanctuary) -> None:
    """New York's notice tells of the request; California's tells whether the agency will comply."""
    records = (
        "--actor",
        "permit-office",
        "--action",
        "disclose",
        "--resource",
        "permit-record",
        "--fact",
        "requester=immigration-authority",
    )
    assert "tell the person of the request, and which agency made it (N.Y." in said(sanctuary("decide", "us-ny", *records, *TODAY))
    assert "tell the person whether it will comply" in said(sanctuary("decide", "us-ca-oakland", *POLICE, "--fact", "paper=detainer"))
    library = Library()
    rules = {rule.id: rule for name in library.ids for rule in library.get(name).rules}
    for name, words in terms()["duty_of"].items():
        assert rules[name].duty
        assert words != duty(rules[name].duty)


def test_amounts_have_their_sign() -> None:
    """Every figure of money in what follows a breach, and in the status of a suit: a thousand, a million, a fine or damages of any size."""
    library, money = (
        Library(),
        r"(?<![$\d.,])(\d{1,3}(?:,\d{3})+|[\d.]+(?= million| dollars))|(?:[Ff]ine|[Dd]amages|[Pp]enalty) of (?:up to )?(?=\d)",
    )
    seen = 0
    for name in library.ids:
        pack = library.get(name)
        for text in (*(one.title for one in pack.consequences), *(one.status for one in pack.proceedings)):
            assert not re.search(money, text), text
            seen += text.count("$")
        for one in pack.consequences:
            assert all(f"${amount:,}" in one.title for amount in (one.least, one.most) if amount is not None)
    assert seen > 8


def test_a_difference_that_hangs_on_a_dispute_says_on_which_answer(sanctuary: Sanctuary) -> None:
    """Congress can change 8 USC 1373 only where it is valid; whether it is, is disputed."""
    told = said(sanctuary("assess", "los-angeles", "--standard", "ice-out-of-la-2018", "--all", *TODAY))
    condition = ', if the answer is yes to "Are 8 USC 1373 and 1644 valid after Murphy v. NCAA?", which is disputed'
    assert f"the rule that decides is for Congress to change{condition}" in told


def test_a_memo_tells_the_gaps_about_its_own_paragraphs(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """A few, those that name a section of the answer first; where the others stand; none of a county that runs nobody here."""
    docx = pytest.importorskip("docx")
    path = tmp_path / "memo.docx"
    words = ("--actor", "police", "--action", "disclose", "--resource", "release-date", "--fact", "requester=immigration-authority")
    assert sanctuary("decide", "chicago", *words, *TODAY, "--format", "docx", "-o", str(path)).code == 0
    lines = [one.text for one in docx.Document(str(path)).paragraphs]
    first = lines.index("Not read, or read and not encoded") + 1
    gaps = lines[first : lines.index("How far this was read")]
    assert len(gaps) == 5
    assert "15" in gaps[0]
    assert re.fullmatch(r"\d+ more, mostly on other paragraphs: sanctuary check us-il.*", gaps[-1])
    assert not [one for one in gaps if "46-37" in one or "us-il-cook" in one]


def test_several_acts_are_one_memo_with_each_answer_first(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """Each act has the facts that it can have; how far the law was read, and packs, stand once; as text it is refused."""
    memo = tmp_path / "memo.docx"
    acts = ("--action", "hold", "--resource", "subject", "--action", "ask", "--resource", "immigration-status")
    asked = ("decide", "us-ca-san-diego", "--actor", "sheriff", *acts, "--fact", "paper=detainer", "--on", "2026-06-22")
    assert sanctuary(*asked, "--format", "docx", "-o", str(memo)).code == 0
    with ZipFile(memo) as parts:
        told = re.sub(r"<[^>]+>", " ", parts.read("word/document.xml").decode())
    assert "Two answers: what the sheriff of San Diego County, California may do" in told
    short = told.partition("In short")[2]
    assert short.index("1. The sheriff of San Diego County, California must not hold") < short.index("2. The sheriff")
    assert told.count("How far this was read") == 1
    assert told.count("sanctuary decide us-ca-san-diego") == 2
    refused = sanctuary(*asked)
    assert (refused.code, "--format docx" in refused.err) == (2, True)
    assert sanctuary(*asked, "--resource", "subject", "--format", "docx", "-o", str(memo)).code == 2


def test_a_crime_that_no_rule_asks_for_is_read_and_changes_nothing(sanctuary: Sanctuary) -> None:
    """Texas asks for no crime of a release date; California does, so that there a name is still refused."""
    words = ("--actor", "sheriff", "--action", "disclose", "--resource", "release-date", "--fact", "paper=detainer", *TODAY)
    named = sanctuary("decide", "us-tx", *words, "--fact", "offense=shoplifting")
    assert named.out == sanctuary("decide", "us-tx", *words).out
    assert "'offense=shoplifting' as a crime of the person, which changes nothing here" in " ".join(named.err.split())
    california = sanctuary("decide", "us-ca", *words, "--fact", "offense=shoplifting")
    assert (california.code, "by its name decides nothing" in california.err) == (2, True)
    for act in ("disclose --resource release-date", "transfer", "hold"):
        refused = sanctuary("decide", "los-angeles", "--actor", "police", "--action", *act.split(), "--fact", "charge=shoplifting", *TODAY)
        assert (refused.code, len(refused.err.splitlines()) <= 8) == (2, True), refused.err


def test_a_counter_is_found_by_the_actor_who_works_there_and_a_paper_by_its_place(sanctuary: Sanctuary) -> None:
    """The guide takes the actors of decide; notice refuses a name of several places with all of them, and a paper without a place."""
    by_actor = sanctuary("guide", "us-ca-long-beach", "--counter", "permit-office", *TODAY)
    assert by_actor.out == sanctuary("guide", "us-ca-long-beach", "--counter", "city-hall", *TODAY).out
    assert "Read 'permit-office' as the counter city-hall." in by_actor.err
    assert "could be 7 places" in sanctuary("notice", "long-beach").err
    alone = sanctuary("notice", "interview-consent")
    assert (alone.code, "of which place is the paper?" in alone.err) == (2, True)


def test_a_word_of_several_offices_is_no_one_of_them(sanctuary: Sanctuary) -> None:
    """A clerk is a court's or a city's, and a city hall has several offices: each is named, none is taken."""
    for word in ("clerk", "city-hall"):
        ran = sanctuary("decide", "Fresno, CA", "--actor", word, "--action", "ask", "--resource", "immigration-status", *TODAY)
        assert (ran.code, "'permit-office'" in ran.err, "'other-department'" in ran.err) == (2, True, True), ran.err


def test_a_form_that_a_comparison_has_not_is_named_as_the_cause(sanctuary: Sanctuary) -> None:
    """Two places are what compare takes; of a day before a search it says that nothing can be told."""
    refused = sanctuary("compare", "california", "texas", "--format", "csv")
    assert (refused.code, '"csv"' in refused.err, "one place at a time" in refused.err) == (2, True, False)
    told = said(sanctuary("compare", "texas", "--on", "2017-08-31", "--other-on", "2018-12-31"))
    assert "what it said on 2017-08-31 is not known beyond the laws that were found." in told


def test_a_draft_says_who_enacts_it_and_an_ordinance_in_word_is_refused_with_what_to_do(
    sanctuary: Sanctuary, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A county's body by no name that was not looked up; two clauses keep; a text is no pack, whether it is there or not."""
    monkeypatch.chdir(tmp_path)
    words = ("--rule", "forbid disclose home-address by library for ICE", "--rule", "forbid disclose contact-details by library for ICE")
    assert sanctuary("new", "us-tx-harris-county", *words).code == 0
    assert sanctuary("new", "us-ca-modesto", *words).code == 0
    county, city = (
        " ".join(sanctuary("check", f"./{one}", "--against", one[:5]).out.split()) for one in ("us-tx-harris-county", "us-ca-modesto")
    )
    assert "The governing body of Harris County would enact it, by ordinance, as the draft says of itself; what it is called, and" in county
    assert "The council of Modesto would enact it" in city
    assert "Draft 1(a) and Draft 1(b) keep what is public already" in city
    (tmp_path / "ordinance.docx").write_bytes(b"PK")
    for asked in (("check", "./ordinance.docx", "--against", "us-ca"), ("compare", "fresno", "gone.pdf"), ("new", "ordinance.docx")):
        refused = sanctuary(*asked)
        assert (refused.code, "sanctuary new us-ca-fresno --rule" in " ".join(refused.err.split())) == (2, True), refused.err
        assert len(refused.err.splitlines()) <= 8


def test_a_settled_answer_has_one_sentence_to_quote(sanctuary: Sanctuary) -> None:
    """With the paragraph that decides and the day through which law was read; nothing of an open one."""
    words = ("--actor", "police", "--action", "hold", "--fact", "paper=detainer", *TODAY)
    told = said(sanctuary("decide", "oregon", *words))
    assert "To quote: \u201cThe police must not hold somebody longer on a detainer.\u201d (ORS 181A.826(1); for 2026-06-01, by law " in told
    assert "read through 2026-" in told
    assert "To quote: " not in said(sanctuary("decide", "us-tx", "--actor", "police", "--action", "stop", *TODAY, "--all"))


def test_an_open_answer_is_quoted_with_its_exceptions(sanctuary: Sanctuary) -> None:
    """A ban that holds in the plainest case is quoted as one with exceptions, for its day; by reports where the text was not read."""
    hold = ("--actor", "police", "--action", "hold", "--fact", "paper=detainer", *TODAY)
    told = said(sanctuary("decide", "us-ca-long-beach", *hold))
    assert "To quote: \u201cThe police must not hold somebody longer on a detainer, with exceptions.\u201d (Gov. Code 7284.6(" in told
    assert "; for 2026-06-01, by law read through 2026-" in told
    address = ("--actor", "school", "--action", "disclose", "--resource", "home-address", *TODAY)
    school = said(sanctuary("decide", "us-ca-san-diego", *address))
    assert (
        "To quote: \u201cBy reports, a school must not give out the home address when an immigration authority asks, with exceptions"
        in school
    )
    assert "By reports, A" not in school


def _asked_of_the_list(sanctuary: Sanctuary, place: str, *more: str) -> str:
    """The question on an offense of a list, as the answer on a release date asks it."""
    words = ("--actor", "sheriff", "--action", "disclose", "--resource", "release-date", "--all", *TODAY)
    told = said(sanctuary("decide", place, *words, *more))
    found = re.search(r"of an offense that the deciding text lists[^?]*\?", told)
    assert found, told
    return found[0]


def test_a_list_is_named_by_the_law_that_has_it(sanctuary: Sanctuary) -> None:
    """California's paragraph stands where California's law applies, New York City's own there."""
    plain = ("--fact", "already_public=false", "--fact", "purpose=civil-immigration")
    county = _asked_of_the_list(sanctuary, "alameda", *plain, "--fact", "history.serious_or_violent_conviction=false")
    assert county.endswith("(Gov. Code 7282.5(a)(3))?")
    city = _asked_of_the_list(sanctuary, "nyc", *plain, "--fact", "required_by_law=false", "--fact", "paper=none")
    assert city.endswith("lists (NYC Admin. Code 9-131(h)(1))?")
    for place in ("us-il-chicago", "us-or", "nyc", "us-ny"):
        assert "7282.5" not in sanctuary("facts", place, "--action", "disclose").out
    assert "(Gov. Code 7282.5(a)(3))?" in said(sanctuary("facts", "los-angeles", "--action", "disclose"))


def test_a_memo_has_a_row_for_each_rule_that_it_cites(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """The ordinance that says the same, and the duties: each with the address of what was read."""
    memo = tmp_path / "memo.docx"
    address = ("--actor", "police", "--action", "disclose", "--resource", "home-address", "--fact", "paper=detainer", *TODAY)
    assert sanctuary("decide", "los-angeles", *address, "--format", "docx", "-o", str(memo)).code == 0
    table = docx.Document(str(memo)).tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    source = rows[0].index("Source")
    by_cite = {row[0]: row for row in rows[1:]}
    assert {"Gov. Code 7284.6(a)(1)(D)", "Gov. Code 7283.1(b)", "LA Ord. 188441, data"} <= set(by_cite)
    assert "reported: the text was not read" in " ".join(by_cite["LA Ord. 188441, data"])
    number = by_cite["LA Ord. 188441, data"][source].split()[0]
    where = [one.text for one in docx.Document(str(memo)).paragraphs if one.text.startswith(f"{number} ")]
    assert [one.removeprefix(f"{number} ").startswith("clearinghouse.net") for one in where] == [True]
    assert all(row[source] for row in rows)
    text = "\n".join(one.text for one in docx.Document(str(memo)).paragraphs)
    marks = rows[0].index("Marks")
    assert all(cite in text for cite, row in by_cite.items() if "in some cases" not in row[marks] and "beside what" not in row[marks])


def test_a_government_that_speaks_in_some_cases_names_them_or_where_they_stand(sanctuary: Sanctuary) -> None:
    """Short cases by their facts; others by the questions, which stand below."""
    address = ("--actor", "police", "--action", "disclose", "--resource", "home-address", "--fact", "paper=detainer", "--all", *TODAY)
    told = said(sanctuary("decide", "los-angeles", *address))
    assert "(LA Ord. 188441, data; reported) in some cases (what it turns on stands below)." in told
    hold = said(sanctuary("decide", "chicago", "--actor", "police", "--action", "hold", "--all", *TODAY))
    assert "Illinois forbids it (5 ILCS 805/15(b)) only for civil immigration enforcement" in hold


@pytest.mark.parametrize(
    ("thing", "reaches"), [("release-date", "does not reach"), ("home-address", "does not reach"), ("immigration-status", "reaches")]
)
def test_what_federal_law_reaches_of_a_disclosure_is_told_with_all(thing: str, reaches: str, sanctuary: Sanctuary) -> None:
    """Of an act that is no disclosure nothing is said."""
    told = said(sanctuary("decide", "los-angeles", "--actor", "police", "--action", "disclose", "--resource", thing, "--all", *TODAY))
    assert f"8 USC 1373 {reaches} what is asked: it speaks of citizenship and immigration status" in told
    assert "what is asked: it speaks" not in said(
        sanctuary("decide", "los-angeles", "--actor", "police", "--action", "hold", "--all", *TODAY)
    )
