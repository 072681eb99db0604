"""What people type first, in their own words: each gives an answer, or an error that names the next step."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import TODAY, Ran
from sanctuary.engine.situation import Situation
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.study.everyday import everyday

Sanctuary = Callable[..., Ran]

ACT = ("--actor", "police", "--action", "hold")
REFUSED: list[tuple[tuple[str, ...], str]] = [
    (("assess", "Is Los Angeles a sanctuary city?"), 'did you mean "City of Los Angeles"?'),
    (("assess", "los angelas"), 'did you mean "City of Los Angeles"?'),
    (("assess", "LA"), '"City of Los Angeles"  (us-ca-los-angeles)'),
    (("assess", "houston", "tx"), "a name of several words goes in quotes: sanctuary assess 'houston tx'"),
    (("assess", "New", "York"), '"New York City"  (us-ny-nyc)'),
    (("assess", "nyc", "--permalink"), "the same packs give the same answer: sanctuary assess nyc --on "),
    (("compare", "texas", "--on", "2017-08-31", "--on", "2017-09-01"), "sanctuary compare texas --on 2017-08-31 --other-on 2017-09-01"),
    (
        ("timeline", "illinois", "texas"),
        "sanctuary timeline illinois texas --format csv. Side by side, as they stand: sanctuary compare illinois texas",
    ),
    (("timeline", "california", "SB 54"), "sanctuary timeline california --from 2018-01-04 --to 2018-01-04"),
    (("assess", "Miami", "Beach"), "a name of several words goes in quotes: sanctuary assess 'Miami Beach'"),
    (("assess", "texas", "--json"), "--format json"),
    (("assess", "texas", "--csv"), "--format csv"),
    (("assess", "texas", "--on", "11/22/2026"), "Write year, month and day as 2026-11-22."),
    (("assess", "texas", "--on", "November 22, 2026"), "Write year, month and day as 2026-11-22."),
    (("assess", "texas", "--on", "yesterday"), "Write year, month and day as 2018-10-01."),
    (("assess", "texas", "--criterion", "4"), "--standard ice-out-of-la-2018 --criterion 4"),
    (("assess", "texas", "--standard", "minimum", "--criterion", "4"), "known: police, collected, shared"),
    (("assess", "texas", "--standard", "weather"), "technical  Technical definition"),
    (("assess", "texas", "--standard", "definition"), "The standards are:"),
    (("assess", "texas", "--why"), "See 'sanctuary assess --help'"),
    (("assess", "hold"), "sanctuary facts --action hold"),
    (("asess", "texas"), 'Did you mean "assess"?'),
    (("help",), "See 'sanctuary --help'"),
    (("houston",), "sanctuary assess houston"),
    (("papers", "I-200"), "--fact paper=administrative-warrant; which rules name it: sanctuary papers PLACE"),
    (("actors", "sheriff"), "sanctuary actors PLACE"),
    (("decide", "chicago", "police", "hold"), "sanctuary decide chicago --actor police --action hold"),
    (("decide", "chicago", "cop", "honor detainer"), "--actor cop --action 'honor detainer'"),
    (("decide", "chicago", "cop"), "sanctuary decide chicago --actor cop"),
    (("decide", "chicago", *ACT, "--paper", "detainer"), "--fact paper="),
    (("decide", "chicago", "--actor", "polcie", "--action", "hold"), "did you mean 'police'?"),
    (("decide", "chicago", "--actor", "cop", "--action", "answer detainer"), "--action hold --resource subject --fact paper=detainer"),
    (("decide", "chicago", "--actor", "cop", "--action", "answr detainer"), "did you mean 'answer detainer'?"),
    (("decide", "chicago", "--actor", "cop", "--action", "share info with ICE"), "--action disclose --resource release-date"),
    (
        ("decide", "chicago", "--actor", "cop", "--action", "tell ICE"),
        "For which information? For example: sanctuary decide us-il-chicago",
    ),
    (
        ("decide", "chicago", "--actor", "cop", "--action", "let ICE in"),
        "For which place? For example: sanctuary decide us-il-chicago",
    ),
    (("decide", "chicago", "--actor", "school", "--action", "admit", "--resource", "gym"), "it can be public-area"),
    (("disputes", "texas", "--about", "weather"), "known: "),
    (("actors", "houston jail"), "'Houston, Texas', and --actor jail"),
    (("assess", "cook county jail"), "'Cook County', and --actor jail"),
    (("new", "springfield"), '"Springfield, Illinois"'),
]


@pytest.mark.parametrize(("words", "told"), REFUSED, ids=[" ".join(words) for words, _ in REFUSED])
def test_what_cannot_be_read_names_the_next_step(sanctuary: Sanctuary, words: tuple[str, ...], told: str) -> None:
    """One message, on standard error; nothing is printed and no traceback."""
    ran = sanctuary(*words)
    assert (ran.code, ran.out) == (2, "")
    assert " ".join(told.split()) in " ".join(ran.err.split())
    assert ran.err.rstrip().count("sanctuary: ") == 1
    assert "failed inside" not in ran.err


ANSWERED: list[tuple[tuple[str, ...], str]] = [
    (("assess", "texas", "--standard", "DOJ"), "by Justice Department list, 2025"),
    (("assess", "texas", "--standard", "justice department"), "by Justice Department list, 2025"),
    (("assess", "texas", "--standard", "florida"), "by Florida definition"),
    (("decide", "chicago", "--actor", "chicago police", "--action", "honor ICE detainers"), "must not hold somebody longer"),
    (("decide", "cook county", "--actor", "jailer", "--action", "release to ICE"), "must not hand somebody over"),
    (("decide", "texas", "--actor", "sheriff", "--action", "sign a 287(g) agreement"), "take part in a program that deputizes"),
    (("decide", "us-or", "--actor", "teacher", "--action", "let ICE in", "--resource", "classroom"), "let somebody into a non-public area"),
    (("decide", "us-or", "--actor", "cop", "--action", "pull over"), "stop somebody"),
    (
        ("decide", "los-angeles", "--actor", "city staff", "--action", "ask", "--resource", "immigration-status"),
        "By reports, other City departments must not ask",
    ),
    (
        ("decide", "us-or", "--actor", "county employees", "--action", "ask", "--resource", "immigration-status"),
        "Another department must not ask",
    ),
    (("disputes", "texas", "--about", "287(g)"), "Does a local policy against agreements under 8 USC 1357(g)"),
    (("places", "springfield"), "Springfield, Illinois"),
    (("actors", "harris"), "Who acts in Harris County, Texas"),
    (("actors", "tarrant"), "Who acts in Tarrant County, Texas"),
]


@pytest.mark.parametrize(("words", "told"), ANSWERED, ids=[" ".join(words) for words, _ in ANSWERED])
def test_everyday_words_are_answered(sanctuary: Sanctuary, words: tuple[str, ...], told: str) -> None:
    """As people say them."""
    ran = sanctuary(*words)
    assert ran.code == 0
    assert told in " ".join(ran.out.split())


TITLES = {
    "police": ("police chief", "chief of police", "patrol officer", "police captain", "Police Commissioner", "beat cop", "911 dispatcher"),
    "sheriff": (
        "sheriff's deputy",
        "deputies",
        "undersheriff",
    ),
    "state-prison": ("warden", "prison guard", "Department of Corrections"),
    "school": ("principal", "teacher", "school nurse", "superintendent", "school secretary"),
    "school-police": ("school resource officer", "SRO"),
    "library": ("librarian", "library staff"),
    "health-facility": ("doctor", "nurse", "emergency room", "hospital staff"),
    "court": ("judge", "court clerk", "magistrate"),
    "prosecutor": ("district attorney", "state's attorney", "DA"),
    "governing-body": ("council member", "alderman", "county commissioner"),
    "probation": ("probation officer", "parole officer"),
    "state-police": ("state trooper", "highway patrol"),
    "landlord": ("property manager",),
    "college": ("professor", "dean"),
}


RELEASE = [("tell ICE when he gets out", ""), ("tell ICE", "release hour"), ("tell ICE", "release time"), ("give the release time", "")]


@pytest.mark.parametrize(("act", "thing"), RELEASE)
def test_the_hour_of_a_release_is_its_date(sanctuary: Sanctuary, act: str, thing: str) -> None:
    ran = sanctuary("decide", "tarrant county", "--actor", "jail", "--action", act, "--resource", thing, "--format", "json")
    assert (ran.json["action"], ran.json["resource"]) == ("disclose", "release-date")


def test_where_a_paper_for_this_person_commands_it_the_first_sentence_says_so(sanctuary: Sanctuary) -> None:
    words = ("--actor", "jail", "--action", "tell ICE", "--resource", "release date", "--fact", "paper=I-247A with I-200")
    told = " ".join(sanctuary("decide", "tarrant county, tx", *words).out.split())
    assert "must give out the release date" in told
    assert "if the paper covers the request and the person showed no proof of lawful status." in told
    assert "unless the law or policy of" not in told, "Texas lets nobody below it forbid this"
    assert "It depends" not in told


@pytest.mark.parametrize("actor", TITLES)
def test_titles_of_jobs_are_read_as_who_acts(library: Library, actor: str) -> None:
    """As people call themselves."""
    law = law_of(library, "us-tx-dallas", TODAY)
    for title in TITLES[actor]:
        assert everyday(law, Situation(actor=title, action="hold", resource="subject"))[0].actor == actor, title


def test_several_places_are_one_table(sanctuary: Sanctuary) -> None:
    """Cities under their states' law beside each other, in the order in which they were named; with --all behind the others."""
    on = ("--on", "2026-11-22", "--standard", "technical")
    few = sanctuary("assess", "miami", "philadelphia", "us-tx", *on, "--format", "json").json
    assert [one["id"] for one in few["places"]] == ["us-fl-miami", "us-pa-philadelphia", "us-tx"]
    assert [one["encoded"] for one in few["places"]] == [False, False, True]
    table = sanctuary("assess", "miami", "philadelphia", "us-tx", *on, "--format", "csv").out
    assert [line.split(",")[0] for line in table.splitlines()[1:]] == [one["id"] for one in few["places"]]
    refused = sanctuary("assess", "miami", "us-tx", "--criterion", "4")
    assert (refused.code, refused.out) == (2, "")
    assert "is one place, too" in sanctuary("assess", "us-tx", "houston", "texas").err


@pytest.mark.long
def test_all_places_and_more(sanctuary: Sanctuary) -> None:
    """The further ones at the end, none twice."""
    words = ("--on", "2026-11-22", "--standard", "technical", "--format", "json")
    every = [one["id"] for one in sanctuary("assess", "--all", *words).json["places"]]
    more = [one["id"] for one in sanctuary("assess", "us-or", "philadelphia", "--all", *words[:2], *words[4:]).json["places"]]
    assert more == [*every, "us-pa-philadelphia"]


def test_text_in_a_file_that_is_named_as_a_page_is_refused(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """Nothing is written; with the form, or another name, it is."""
    for name in ("a.docx", "a.html", "a.pdf", "a.json"):
        ran = sanctuary("decide", "us-or", *ACT, "-o", str(tmp_path / name))
        assert ran.code == 2
        assert f"Add --format {name[2:]}" in ran.err
    assert list(tmp_path.iterdir()) == []
    assert sanctuary("decide", "us-or", *ACT, "-o", str(tmp_path / "a.txt")).code == 0
    assert sanctuary("decide", "us-or", *ACT, "--format", "json", "-o", str(tmp_path / "a.json")).code == 0
