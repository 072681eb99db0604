"""Law that is known and not encoded: where no law of a state is encoded it leads, in every command, with where to read it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from conftest import Ran
from sanctuary.law.known import ever_known, known
from sanctuary.law.packs import Library
from sanctuary.law.standing import beyond_each

Sanctuary = Callable[..., Ran]
KING = "King County, Washington"

LOG = """day,act,paper,what
2018-03-02,hold,I-247A,yes
2019-08-02,hold,I-247A,yes
2021-05-02,hold,,yes
2021-05-03,tell,,yes
"""

MAP = """title = "Jail log"
each_row = "a request by immigration authorities"
[act]
actor = "sheriff"
[act.action]
column = "act"
values = { "hold" = "hold", "tell" = "disclose" }
[act.resource]
column = "act"
values = { "hold" = "subject", "tell" = "release-date" }
[day]
column = "day"
formats = ["%Y-%m-%d"]
[facts]
requester = "immigration-authority"
purpose = "civil-immigration"
[facts.paper]
column = "paper"
values = { "I-247A" = "detainer" }
empty = "none"
[done]
column = "what"
values = { "yes" = "done" }
"""


def flat(text: str) -> str:
    """Text in one line."""
    return " ".join(text.split())


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """A small log of a jail with its mapping, as the words of a command."""
    (tmp_path / "jail.csv").write_text(LOG, "utf-8")
    (tmp_path / "m.toml").write_text(MAP, "utf-8")
    monkeypatch.chdir(tmp_path)
    return "jail.csv", "--map", "m.toml"


def test_an_audit_where_no_law_is_encoded_clears_nobody(sanctuary: Sanctuary, log: tuple[str, ...]) -> None:
    """It says first that it can find no breach, names the law to read with its address, and speaks of federal law alone; JSON too."""
    told = flat(sanctuary("audit", KING, *log).out)
    assert told.startswith(
        "No law of King County or Washington is encoded: this audit can find no breach of it. Known law, to be read first:"
    )
    first = told.partition("what federal law says of Jail log")[0]
    assert "RCW 10.93.160" in first
    assert "since 2019-05-21" in first
    assert "https://app.leg.wa.gov/rcw/" in first
    assert "broke the encoded law" not in told
    assert "what the law in King County" not in told
    assert "what federal law, all that is encoded, says" in told
    assert "of 4 it says nothing" in told
    found = sanctuary("audit", KING, *log, "--format", "json").json
    assert "K.C.C. 2.15.020" in " ".join(one["says"] for one in found["law"]["known_law"])
    assert found["read_first"][0].startswith("No law of King County or Washington is encoded")
    assert sanctuary("audit", KING, *log, "-o", "a.html").code == 0
    assert "this audit can find no breach of it" in Path("a.html").read_text("utf-8")
    there = flat(sanctuary("audit", "chicago", *log).out)
    assert "can find no breach" not in there
    assert "what the law in the City of Chicago says" in there


def test_an_audit_names_law_of_the_days_of_its_rows(sanctuary: Sanctuary, log: tuple[str, ...]) -> None:
    """Of rows of 2014 an ordinance that was changed in 2018, and no act of 2019."""
    Path("jail.csv").write_text(LOG.partition("\n")[0] + "\n2014-10-02,hold,I-247A,yes\n", "utf-8")
    said = " ".join(one["says"] for one in sanctuary("audit", KING, *log, "--format", "json").json["law"]["known_law"])
    assert "Ordinance 17886 of 2014" in said
    assert "Ordinance 17706 of 2013" not in said
    assert "RCW 10.93.160" not in said


@pytest.mark.parametrize("words", [("report", "--place", KING), ("trace", KING), ("notice", "--place", KING)])
def test_other_commands_say_it_too(sanctuary: Sanctuary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    """That no law of the state or place is encoded and what is known of it, with an address, before the answer."""
    monkeypatch.chdir(tmp_path)
    told = flat(sanctuary(*words).out)
    assert "No law of King County or Washington is encoded: " in told[:150]
    assert "RCW 10.93.160" in told
    assert "https://app.leg.wa.gov/rcw/default.aspx?cite=10.93.160" in told.replace("- ", "-")


def test_a_scan_names_law_that_binds_who_asks(sanctuary: Sanctuary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a department: what forbids it to ask, at the field too; no act on police and jails, and none on the State's own agencies."""
    monkeypatch.chdir(tmp_path)
    Path("forms.sql").write_text("create table people (id int, immigration_status text, birthplace text);", "utf-8")
    told = flat(sanctuary("scan", KING, "forms.sql").out)
    assert "No law of King County or Washington is encoded: " in told[:150]
    first, _, findings = told.partition("What is not found here may exist.")
    assert "K.C.C. 2.15.010" in first
    assert "RCW 10.93.160" not in first
    assert "RCW 43.17.425" not in first
    assert "not to be asked for unless law requires it (K.C.C. 2.15.010" in findings
    police = flat(sanctuary("scan", KING, "forms.sql", "--actor", "sheriff").out).partition("What is not found here may exist.")[0]
    assert "RCW 10.93.160" in police
    assert "K.C.C. 2.15.010" not in police


def test_law_that_forbids_an_act_by_its_words_is_the_first_sentence(sanctuary: Sanctuary) -> None:
    """Boston's police and a hold: on the papers that it names and no other, and never of a court's paper or of another purpose."""

    def first(*facts: str, place: str = "boston") -> str:
        words = [word for one in facts for word in ("--fact", one)]
        return flat(sanctuary("decide", place, "--actor", "police", "--action", "hold", *words).out).partition("Read this first")[0]

    one = first("paper=detainer")
    assert one.startswith(
        "By law that is known and not encoded, the police must not hold somebody longer on a detainer (Lunn v. Commonwealth"
    )
    assert "No law of Boston or Massachusetts is encoded: that is from what was read of it; read it first." in one
    assert "That is no permission" not in one
    both = first("paper=I-247A with I-205")
    assert both.startswith("By reports, the police must not")
    assert "Lunn" not in both
    assert "must not" not in first("paper=judicial-warrant-immigration-crime")
    assert "must not" not in first("paper=detainer", "purpose=criminal-investigation")
    assert "must not" not in first("paper=detainer", place="phoenix")


def test_a_federal_request_is_no_permission(sanctuary: Sanctuary) -> None:
    """Where no law of the state is encoded, 8 CFR 287.7(a) asks for a release date and the answer does not lead with "may"."""
    words = ("--actor", "sheriff", "--action", "disclose", "--resource", "release-date", "--fact", "paper=detainer")
    told = flat(sanctuary("decide", "Tulsa, OK", *words).out)
    assert told.startswith("Not known: no law of Tulsa or Oklahoma is encoded, and it may forbid this. Federal law asks for it")
    assert "a request is no permission (8 CFR 287.7(a))" in told


def test_what_is_known_stands_where_its_maker_keeps_it() -> None:
    """Arizona's sections at the legislature; each official address is one of a government, and each day of a law precedes its reading."""
    arizona = known()["us-az"]
    assert [one.where for one in arizona] == ["https://www.azleg.gov/ars/11/01051.htm", "https://www.azleg.gov/ars/41/00194-01.htm"]
    assert "SB 1070 of 2010" in arizona[0].cites
    every = [one for some in ever_known().values() for one in some]
    assert all(one.official.startswith("https://") for one in every if one.official)
    assert all(one.since < one.read for one in every if one.since)
    assert all(one.since and one.since < one.until for one in every if one.until)
    assert sum(bool(one.official) for one in every) >= 10
    days = {one.cites.partition(",")[0]: one.since for one in ever_known()["us-wa-king-county"]}
    assert days["Ordinance 17706 of 2013"] == date(2013, 12, 10)
    assert days["Ordinance 17886 of 2014"] == date(2014, 9, 5)


def test_a_county_s_law_binds_no_city_in_it(sanctuary: Sanctuary) -> None:
    """Tucson's police are told Arizona's law and not Pima County's resolution, whose jail alone it concerns; there it comes last."""
    library = Library()
    tucson = library.find("tucson, az", "law")[1]
    packs = {name: library.get(name) for name in (tucson, "us-az", "us-az-pima-county", "us")}
    assert "Pima" not in " ".join(beyond_each(packs[tucson], packs, "police"))
    assert "Pima" in " ".join(beyond_each(packs[tucson], packs, "sheriff"))
    assert "Pima" in beyond_each(packs[tucson], packs)[-1]
    told = flat(sanctuary("decide", "tucson, az", "--actor", "police", "--action", "hold", "--fact", "paper=detainer").out)
    assert "11-1051" in told
    assert "Pima County's resolution" not in told


def test_a_welcoming_city_without_a_pack_is_known(sanctuary: Sanctuary) -> None:
    """Evanston stands under Illinois, and its own ordinance is told."""
    told = flat(sanctuary("decide", "evanston, il", "--actor", "police", "--action", "hold", "--fact", "paper=detainer", "--all").out)
    assert "Welcoming City Ordinance of November 2016" in told


def test_a_timeline_tells_known_law_by_its_days(sanctuary: Sanctuary) -> None:
    """King County: the act of 2019 and the ordinance of 2018 by day, those before the stretch apart; one screen; JSON has the days."""
    ran = sanctuary("timeline", KING)
    assert len(ran.out.splitlines()) <= 30
    told = flat(ran.out)
    assert told.index("2019-05-21 RCW 10.93.160") < told.index("2018-03-08 Ordinance 18665") < told.index("Known from before it.")
    assert "since 2013-12-10" in told.partition("Known from before it.")[2].partition("Known, the day not found.")[0]
    found = {
        one["says"].partition(" (")[0]: (one["since"], one["until"])
        for one in sanctuary("timeline", KING, "--format", "json").json["known_law"]
    }
    assert found["Ordinance 17886 of 2014, which amends K.C.C. 2.15.020"] == ("2014-09-05", "2018-03-08")
    assert sanctuary("timeline", "us-or", "--format", "json").json["known_law"] == []


@pytest.mark.parametrize(("one", "other"), [("phoenix", "texas"), ("california", "boston"), ("phoenix", "boston")])
def test_places_of_which_nothing_is_encoded_are_not_said_to_agree(sanctuary: Sanctuary, one: str, other: str) -> None:
    """That it cannot be compared comes first, and what is known there; on one screen."""
    ran = sanctuary("compare", one, other)
    assert len(ran.out.splitlines()) <= 24
    told = flat(ran.out)
    leads = [told.index(lead) for lead in ("They agree.", "Else they agree.", "They differ.", "Else they differ.") if lead in told]
    first = told.index("It cannot be ")
    assert all(first < at for at in leads)
    assert "They agree." not in told.replace("Else they agree.", "")
    assert "11-1051" in told or "Lunn v. Commonwealth" in told


@pytest.mark.parametrize(
    ("place", "name", "dispute"),
    [
        ("austin", "SB 4", "752.053-agreements"),
        ("austin", "SB 4 of 2017", "752.053-under-arrest"),
        ("los-angeles", "SB 54", "7284.6"),
        ("chicago", "TRUST Act", "5-ilcs-805-15-h-only-federal"),
    ],
)
def test_a_law_by_its_name_finds_the_disputes_on_its_rules(sanctuary: Sanctuary, place: str, name: str, dispute: str) -> None:
    """As its section does; which law is meant is said, and where several have one number, each with its day."""
    ran = sanctuary("disputes", place, "--about", name)
    assert dispute in ran.out
    said = flat(ran.err)
    assert f"'{name}' is read as " in said
    assert ("They are different laws of one number" in said) == (name == "SB 4")
    if place == "austin":
        by_section = {one["id"] for one in sanctuary("disputes", place, "--about", "752.053", "--format", "json").json["disputes"]}
        by_name = {one["id"] for one in sanctuary("disputes", place, "--about", name, "--format", "json").json["disputes"]}
        assert by_section <= by_name


def test_where_nothing_is_known_the_list_leads(sanctuary: Sanctuary) -> None:
    """Phoenix: the Justice Department's list, of city and state; federal law alone gives no verdict; a place is no definition."""
    told = flat(sanctuary("assess", "phoenix").out)
    assert "? Neither Phoenix nor Arizona is on the Justice Department's list. Whether it is one is not known here" in told
    assert "By itself the law of the United States would say" not in told
    assert told.index("A.R.S. 11-1051") < told.index("a council resolution of March 2026")
    ran = sanctuary("assess", "phoenix", "--standard", "texas")
    assert ran.code == 2
    assert "--standard mandate" in ran.err
    assert "standard-technical" not in ran.err


def test_known_law_on_limits_leads_where_no_law_of_the_state_is_encoded(
    sanctuary: Sanctuary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of what a policy may limit, and of a draft held against it: never "nothing would void" before it."""
    told = flat(sanctuary("disputes", "phoenix").out).partition("What a policy of Phoenix, Arizona may limit ")[2]
    assert told.startswith("A.R.S. 11-1051")
    assert "https://www.azleg.gov/ars/11/01051.htm" in told.partition("Not known:")[0]
    monkeypatch.chdir(tmp_path)
    assert sanctuary("new", "./us-az-tucson", "--title", "Tucson, Arizona", "--rule", "forbid hold by police for ICE").code == 0
    said = flat(sanctuary("check", "./us-az-tucson", "--against", "us-az").out)
    assert said.index("A.R.S. 11-1051") < said.index("It cannot be told")
    assert "no rule found there would void any of it" not in said


def test_a_word_of_a_law_takes_in_the_warrants_that_come_with_a_detainer(sanctuary: Sanctuary) -> None:
    """C.R.S. 24-76.6-101 defines its detainer so that an I-200 is one: the answer on each paper and on both is the same."""
    for paper in ("i-247a", "i-200", "i-200 with i-247a"):
        told = flat(sanctuary("decide", "--place", "denver", "--actor", "sheriff", "--action", "hold", "--fact", f"paper={paper}").out)
        assert "the Denver Sheriff Department must not hold somebody longer" in told[:150], paper
        assert "(C.R.S. 24-76.6-101 and 24-76.6-102)" in told[:320], paper
        assert "no rule found in what was searched" not in told.partition("More, with --all")[0], paper


def test_a_second_paper_alone_is_answered_by_known_law_too(sanctuary: Sanctuary) -> None:
    """Of Massachusetts the text on a warrant was not read, that on a detainer alone was: the screen says both."""
    told = flat(sanctuary("decide", "--place", "us-ma", "--actor", "sheriff", "--action", "hold", "--fact", "paper=i-200 with i-247a").out)
    assert told.startswith("Not known: ")
    assert "A detainer came with it On it alone: must not, by law that is known and not encoded (Lunn v. Commonwealth" in told


def test_known_law_is_told_to_those_whom_it_binds(sanctuary: Sanctuary) -> None:
    """Law on probation officers stands in no answer to a sheriff."""
    words = ("decide", "--place", "denver", "--action", "disclose", "--resource", "release-date", "--all", "--actor")
    assert "24-76.6-103" not in sanctuary(*words, "sheriff").out
    assert "24-76.6-103" in sanctuary(*words, "probation").out


PHILLY = ("philadelphia", "--on", "2026-11-30")


def test_a_reported_limit_is_told_by_the_definitions_for_which_one_is_enough(sanctuary: Sanctuary) -> None:
    """The answers stay unknown, in words and in JSON; where only a court's decision is known, nothing is said of it."""
    told = flat(sanctuary("assess", *PHILLY).out)
    assert (
        "By what is reported of Executive Order 5-16 of 2016, yes by three, for which one limit is enough "
        "(Technical, H.R. 32, Florida); that is not encoded, so the answers stay unknown."
    ) in told
    found = sanctuary("assess", *PHILLY, "--format", "json").json
    assert {one["verdict"] for one in found["standards"] if one["verdict"]} == {"unknown"}
    assert "yes by three" not in flat(sanctuary("assess", "springfield, ma", "--on", "2026-11-30").out)
    assert "yes by three" not in flat(sanctuary("assess", "los-angeles", "--on", "2026-11-30").out)


@pytest.mark.parametrize("actor", ["jail", "police"])
def test_a_reported_ban_leads_a_hold_and_word_of_a_release(sanctuary: Sanctuary, actor: str) -> None:
    """Executive Order 5-16 bars both on a detainer; of a person in the jail the police are told who keeps it."""
    for action in (("hold",), ("disclose", "--resource", "release-date")):
        asked = ("--actor", actor, "--action", *action, "--fact", "requester=ICE", "--fact", "paper=detainer")
        told = flat(sanctuary("decide", *PHILLY, *asked).out)
        assert told.startswith("By reports, the ")
        assert "(Executive Order 5-16 of 2016)" in told.partition("Read this first")[0]
        keeper = (
            "If the person sits in the jail, the Philadelphia Department of Prisons keeps it and decides: ask with --actor jail instead."
        )
        assert (keeper in told) == (actor == "police")
    warrant = ("--actor", actor, "--action", "hold", "--fact", "paper=administrative-warrant")
    assert not sanctuary("decide", *PHILLY, *warrant).out.startswith("By reports, "), "of a warrant alone the order does not speak"


def test_a_day_of_signature_is_no_day_in_force(sanctuary: Sanctuary) -> None:
    """The order stands by its day; of bills whose signing is known it is said that the first day in force is not."""
    told = flat(sanctuary("timeline", "philadelphia").out)
    assert "2016-01-04 Executive Order 5-16 of 2016 (by reports, " in told
    assert "Known, the first day in force not found. Six bills that the Mayor signed on 2026-05-07" in told


def test_an_address_is_never_broken(sanctuary: Sanctuary) -> None:
    """It has a line to itself, and whole, where it is longer than a line."""
    out = sanctuary("decide", *PHILLY, "--actor", "jail", "--action", "hold", "--fact", "paper=detainer").out
    lines = [line.strip() for line in out.splitlines() if "://" in line]
    known_ones = [one.where for one in known()["us-pa-philadelphia"]]
    assert lines == known_ones
    assert max(map(len, known_ones)) > 80
