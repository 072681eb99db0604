"""A place is found by what people type, in one way for every command and the library."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import sanctuary
from conftest import Ran
from sanctuary.errors import RequestError
from sanctuary.law.gazetteer import TABLE, key, read_gazetteer, read_states
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.law.places import titled
from sanctuary.law.unencoded import jails

Sanctuary = Callable[..., Ran]

MEANT = {
    "Los Angeles": "us-ca-los-angeles", "los angeles": "us-ca-los-angeles", "City of Los Angeles": "us-ca-los-angeles",
    "County of Los Angeles": "us-ca-los-angeles-county", "los angeles county, ca": "us-ca-los-angeles-county",
    "LA County": "us-ca-los-angeles-county", "texas": "us-tx", "TX": "us-tx", "US-TX": "us-tx", "us-tx": "us-tx",
    "ny": "us-ny",
    "State of New York": "us-ny", "new york state": "us-ny", "Washington State": "us-wa", "Ohio": "us-oh", "guam": "us-gu",
    "nyc": "us-ny-nyc", "New York City": "us-ny-nyc", "New York, NY": "us-ny-nyc", "Kings County, NY": "us-ny-nyc",
    "us-ny-nyc": "us-ny-nyc",
    "Houston, TX": "us-tx-houston", "houston tx": "us-tx-houston", "  HOUSTON ,   texas ": "us-tx-houston",
    "us-tx-houston": "us-tx-houston",
    "Houston County, TX": "us-tx-houston-county", "kansas city, mo": "us-mo-kansas-city", "Kansas City Kansas": "us-ks-kansas-city",
    "Doña Ana County": "us-nm-dona-ana-county", "Dona Ana": "us-nm-dona-ana-county", "San José, CA": "us-ca-san-jose",
    "St. Louis, MO": "us-mo-st-louis", "saint louis, missouri": "us-mo-st-louis", "St. Louis County, MN": "us-mn-st-louis-county",
    "Cook County, IL": "us-il-cook", "cook": "us-il-cook",
    "Cook County": "us-il-cook", "losangeles": "us-ca-los-angeles", "chicago": "us-il-chicago", "Washington, D.C.": "us-dc", "DC": "us-dc",
    "Washington, UT": "us-ut-washington", "Ft. Worth, TX": "us-tx-fort-worth", "coeur d'alene": "us-id-coeur-dalene",
    "Winston Salem": "us-nc-winston-salem", "Orleans Parish": "us-la-new-orleans", "San Francisco County": "us-ca-san-francisco",
    "Miami-Dade": "us-fl-miami-dade-county", "Edison, NJ": "us-nj-edison-township", "Springfield, Ohio": "us-oh-springfield",
    "Washington Township, Bergen County, NJ": "us-nj-washington-township-bergen", "Honolulu": "us-hi-honolulu-county",
    "Los Angeles Unified School District": "us-ca-los-angeles-unified", "Louisville/Jefferson County, KY": "us-ky-louisville",
    "us-ca-san-francisco-county": "us-ca-san-francisco", "us-il-cook-county": "us-il-cook", "US-NY-New-York": "us-ny-nyc",
    "W. Hollywood": "us-ca-west-hollywood", "E St Louis, IL": "us-il-east-st-louis", "Hawai\u02bbi": "us-hi",
    "City of New York": "us-ny-nyc",
    "Prince George\u2019s County": "us-md-prince-georges-county", "County of Cook, IL": "us-il-cook",
    "Lansing Twp, MI": "us-mi-lansing-township",
    "LA, CA": "us-ca-los-angeles", "NYC, NY": "us-ny-nyc", "Houston, TX, USA": "us-tx-houston", "St. Louis City, MO": "us-mo-st-louis",
    "oregon": "us-or", "Oregon, WI": "us-wi-oregon", "minnesota": "us-mn", "west hollywood": "us-ca-west-hollywood",
}  # fmt: skip

LARGEST = {
    "Houston": "us-tx-houston", "miami": "us-fl-miami", "Dallas": "us-tx-dallas", "boston": "us-ma-boston", "Denver": "us-co-denver",
    "Harris County": "us-tx-harris-county", "philadelphia": "us-pa-philadelphia",
}  # fmt: skip
"""Names of several places of which one has nearly all the people."""

SEVERAL = {
    "LA": ["us-ca-los-angeles", "us-la"],
    "new york": ["us-ny", "us-ny-nyc"],
    "washington": ["us-dc", "us-wa", "us-ut-washington"],
    "Portland": ["us-or-portland", "us-me-portland"],
    "St. Louis": ["us-mo-st-louis", "us-mi-st-louis", "us-mo-st-louis-county"],
    "Washington Township, NJ": ["us-nj-washington-township-bergen"],
    "Baltimore": ["us-md-baltimore", "us-oh-baltimore"],
    "Kansas City": ["us-mo-kansas-city", "us-ks-kansas-city"],
    "dade county": ["us-fl-miami-dade-county", "us-ga-dade-county"],
    "springfield": ["us-mo-springfield", "us-ma-springfield", "us-il-springfield"],
}

UNKNOWN = {
    "Los Angelos": "no place is called 'Los Angelos'; did you mean \"City of Los Angeles\"",
    "us-ca-los-angelos": 'did you mean "City of Los Angeles"',
    "Hoston, TX": "no city or county of Texas is called 'Hoston'; did you mean \"Houston, Texas\"",
    "Houston, Texs": "no state or county of 'Houston' is called 'Texs'; did you mean \"Houston, Texas\"?",
    "Paris, France": "no state or county of 'Paris' is called 'France'; write it as",
    "x" * 5_000: "a name of 5,000 signs is no place",
    "situation.toml": "'situation.toml' is no file here",
    "log.CSV": "'log.CSV' is no file here",
    "./situation.toml": "no pack is here",
    "🙂": "no place is called",
    "  ": "no place is named",
}


@pytest.mark.parametrize("name", MEANT)
def test_a_place_is_found_by_what_people_type(library: Library, name: str) -> None:
    """Ids, titles, common names, states, accents, spaces, case."""
    assert library.find(name, "law")[1] == MEANT[name]


@pytest.mark.parametrize("name", LARGEST)
def test_a_name_is_the_place_in_which_nearly_all_people_of_the_name_live(sanctuary: Sanctuary, library: Library, name: str) -> None:
    """It answers, and says beside the answer how the name was read; a name with its state is told nothing."""
    ran = sanctuary("actors", name)
    assert ran.code == 0
    title = library.places.title(LARGEST[name])
    assert f"Who acts in {title}" in ran.out.replace("\n", " ")
    assert ran.err.startswith(f"'{name}' is {title}, the largest of ")
    assert sanctuary("actors", title).err == ""


@pytest.mark.parametrize("name", SEVERAL)
def test_a_name_of_several_places_lists_them(sanctuary: Sanctuary, name: str) -> None:
    """Exit 2; what is listed can be typed, and is then one place."""
    ran = sanctuary("assess", name)
    assert ran.code == 2
    assert ran.out == ""
    assert f"'{name}' could be" in ran.err
    listed = dict(re.findall(r'^  "(.+)"  \((.+)\)$', ran.err, flags=re.MULTILINE))
    assert set(SEVERAL[name]) <= set(listed.values())
    for title, one in listed.items():
        assert Library().find(title, "law")[1] == one


@pytest.mark.parametrize("name", UNKNOWN)
def test_an_unknown_name_says_what_is_near_and_what_next(sanctuary: Sanctuary, name: str) -> None:
    """Exit 2, one message."""
    ran = sanctuary("decide", name, "--actor", "police", "--action", "hold", "--resource", "subject")
    assert ran.code == 2
    assert ran.out == ""
    assert UNKNOWN[name] in ran.err
    assert ran.err.count("\n") == 1


def test_an_unknown_standard_lists_the_standards(sanctuary: Sanctuary) -> None:
    """With their titles."""
    ran = sanctuary("assess", "los-angeles", "--standard", "technicl")
    assert ran.code == 2
    assert "no standard is called 'technicl'; did you mean 'technical'?" in ran.err
    assert all(f"\n  {one.removeprefix('standard-')}  " in ran.err for one in Library().ids if one.startswith("standard-"))


def test_a_mistyped_file_of_a_standard_is_told_from_a_name(sanctuary: Sanctuary) -> None:
    """It lists the standards all the same."""
    ran = sanctuary("assess", "los-angeles", "--standard", "minimum.toml")
    assert ran.code == 2
    assert "'minimum.toml' is no file here, and no standard is called that" in ran.err
    assert "\n  minimum  " in ran.err


def test_every_place_of_the_table_is_found_by_its_id_and_few_titles_mean_two(library: Library) -> None:
    """Ids are unique and stable; a title with its state says which place is meant."""
    entries = read_gazetteer().entries
    assert len(entries) > 25_000
    assert all(re.fullmatch(r"us-[a-z]{2}(-[a-z0-9]+)+", name) for name in entries)
    assert TABLE.stat().st_size < 600_000
    stray = [one for one in list(entries.values())[::40] if library.places.meant(titled(one)) != (library.places.standing(one.id),)]
    assert [one for one in stray if one.population > 10_000] == []
    assert len(stray) <= 2


def test_every_local_pack_stands_for_a_place_of_the_table(library: Library) -> None:
    """So that a name of the table leads to its pack."""
    table = {library.places.standing(name) for name in read_gazetteer().entries}
    packs = [library.get(name) for name in library.ids if library.title(name) and not name.startswith("standard-")]
    local = [pack.id for pack in packs if pack.file.level == "local" and pack.government in ("city", "county")]
    assert local
    assert [name for name in local if name not in table] == []


def test_data_on_names_and_jails_names_places_that_exist(library: Library) -> None:
    """A common name, a pair of one government and a jail have ids that stand for something."""
    table: dict[str, bool] = {}
    names = Path(TABLE).with_name("names.toml").read_text(encoding="utf-8")
    for one in re.findall(r'"(us(?:-[a-z0-9-]+)?)"', names):
        table[one] = one in read_gazetteer().entries or library.has(one)
    assert [one for one, known in table.items() if not known] == []
    assert all(library.has(library.places.standing(one)) for one in jails())
    assert {"us-ct", "us-ri", "us-ak", "us-de", "us-hi", "us-vt"} <= set(jails())
    assert len({one.fips for one in read_states()}) == len(read_states())


@pytest.mark.parametrize(
    ("name", "sheriff"),
    [
        ("Houston, TX", "another-government"), ("Austin, MN", "us-mn-mower-county"), ("Hartford, CT", "us-ct"), ("Worcester, MA", "us-ma"),
        ("Philadelphia, PA", "us-pa-philadelphia"), ("Denver, CO", "us-co-denver"), ("San Francisco", "us-ca-san-francisco"),
        ("West Hollywood", "us-ca-los-angeles-county"), ("Baltimore, MD", "us-md"), ("Richmond, VA", "us-va-richmond"), ("DC", "us-dc"),
        ("Evanston, IL", "us-il-cook"), ("Harris County, TX", "us-tx-harris-county"), ("Anchorage, AK", "us-ak"),
    ],
)  # fmt: skip
def test_who_runs_the_jail_is_data(library: Library, name: str, sheriff: str) -> None:
    """The county of a city that lies in one, the state where it runs the jails, the city where it does."""
    law = law_of(library, library.find(name, "law")[1], library.get("us").file.known_through)
    assert law.run_by("sheriff") == sheriff


def test_a_city_without_a_pack_stands_under_its_states_law() -> None:
    """The same bytes and digest every time; nothing local was searched, so that silence is no absence of a rule."""
    one, again = sanctuary.place("Houston, TX", on="2026-11-22"), sanctuary.place("us-tx-houston", on="2026-11-22")
    assert one.digest == again.digest
    assert one.title == "Houston, Texas"
    told = (
        "Houston, Texas: the law of Texas and of the United States; no local rule is encoded. Known but not encoded: the City's ordinance"
    )
    assert one.unencoded.startswith(told)
    held = {"requester": "immigration-authority", "paper": "none"}
    report = one.decide(actor="police", action="hold", resource="subject", facts=held)
    assert report.outcome == "silent"
    assert "us-tx-houston" in report.unsearched
    assert [(used.id, used.note) for used in report.packs if used.note] == [("us-tx-houston", "no local rule is encoded")]
    ohio = sanctuary.place("Toledo, Ohio", on="2026-11-22")
    assert ohio.unencoded == "Toledo, Ohio: federal law only; no rule of Ohio and no local rule is encoded."
    assert ohio.digest != one.digest
    with pytest.raises(RequestError, match="could be"):
        sanctuary.place("Springfield")
    assert sanctuary.place("Houston").title == "Houston, Texas"
    assert sanctuary.place("los-angeles", on="2026-11-22").unencoded == ""


def test_a_state_limits_the_city_that_has_no_pack() -> None:
    """What the state forbids its police, every city's police must not."""
    held = {"requester": "immigration-authority", "purpose": "civil-immigration", "paper": "detainer"}
    report = sanctuary.place("Fresno, CA", on="2026-11-22").decide(actor="police", action="hold", resource="subject", facts=held)
    assert report.outcome == "must-not"
    assert all(name.startswith("us-ca/") for name in report.because)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("assess", "Columbus, OH", "--on", "2026-11-22"), marks=pytest.mark.long),
        ("decide", "Columbus, OH", "--actor", "police", "--action", "hold", "--resource", "subject"),
        ("compare", "Columbus, OH", "Dayton, OH", "--on", "2026-11-22"),
        ("trace", "Columbus, OH", "--on", "2026-11-22", "--from", "felony-arrest", "--to", "immigration-custody"),
        pytest.param(("timeline", "Columbus, OH", "--standard", "technical"), marks=pytest.mark.long),
    ],
    ids=lambda words: words[0],
)
def test_each_command_says_on_its_first_screen_that_nothing_local_is_encoded(sanctuary: Sanctuary, words: tuple[str, ...]) -> None:
    """In text on the first screen, in JSON with the pack."""
    ran = sanctuary(*words)
    assert ran.code == 0, ran.err
    first = " ".join(ran.out.splitlines()[:24])
    said = "o law of Columbus or Ohio is encoded" if words[0] in ("decide", "trace") else "no rule of Ohio and no local rule is encoded."
    assert said in " ".join(first.split())
    packs = re.findall(
        r'"id": "us-oh-columbus",\s*"version": "0",\s*"hash": "[0-9a-f]{64}",\s*"note": "([^"]*)"',
        sanctuary(*words, "--format", "json").out,
    )
    assert packs
    assert set(packs) == {"no local rule is encoded"}


def test_a_key_is_the_same_however_a_name_is_written() -> None:
    """Accents, case, dots, hyphens and spaces."""
    assert key("Doña  ana") == key("DONA ANA") == key("doña-ana")
    assert key("St. Louis") == key("saint louis") != key("louis")


def test_an_audit_says_first_that_nothing_local_is_encoded(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """Of a table of a city without a pack, in text, JSON and on the page."""
    (tmp_path / "holds.csv").write_text("day,paper\n2026-01-05,detainer\n2026-01-06,none\n", encoding="utf-8")
    mapping = 'title = "Holds"\n[act]\nactor = "police"\naction = "hold"\nresource = "subject"\n[day]\ncolumn = "day"\n'
    facts = '[facts]\nrequester = "immigration-authority"\n'
    (tmp_path / "holds.toml").write_text(mapping + facts, encoding="utf-8")
    words = ("audit", "Columbus, OH", str(tmp_path / "holds.csv"), "--map", str(tmp_path / "holds.toml"))
    ran = sanctuary(*words)
    assert ran.code in (0, 1), ran.err
    assert " ".join(ran.out.split()).startswith("No law of Columbus or Ohio is encoded: this audit can find no breach of it.")
    assert '"note": "no local rule is encoded"' in sanctuary(*words, "--format", "json").out
    sanctuary(*words, "--format", "html", "-o", str(tmp_path / "audit.html"))
    assert "Columbus, Ohio: no local rule is encoded" in (tmp_path / "audit.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "actor", "runs"),
    [
        ("us-ca-long-beach", "prosecutor", "Long Beach City Prosecutor"),
        ("us-ca-long-beach", "health-facility", "Long Beach Department of Health and Human Services"),
        ("us-ca-pasadena", "health-facility", "Pasadena Public Health Department"),
        ("us-ca-berkeley", "health-facility", "health department of the City of Berkeley"),
        ("us-ca-inglewood", "prosecutor", "Inglewood City Attorney"),
    ],
)
def test_what_a_city_runs_itself_is_not_its_countys(library: Library, name: str, actor: str, runs: str) -> None:
    """Its own prosecutor or health department; of the others the county's stands."""
    library, found = library.find(name, "law")
    law = law_of(library, found, date(2026, 6, 1))
    assert law.run_by(actor) == name
    assert law.name_of(actor).startswith(runs)
    assert law.run_by("probation") != name


def test_a_jail_that_a_county_department_runs_is_that_of_its_cities_too(library: Library) -> None:
    """King County's jails are run by a department of its own, not by the sheriff."""
    for name in ("us-wa-king-county", "us-wa-seattle"):
        library, found = library.find(name, "law")
        law = law_of(library, found, date(2026, 6, 1))
        assert law.name_of("sheriff") == "King County (its jails: Department of Adult and Juvenile Detention)"
        assert law.run_by("sheriff") == "us-wa-king-county"


@pytest.mark.parametrize(
    ("name", "larger", "city"),
    [
        ("oakland", "Oakland County, Michigan", "Oakland, California"),
        ("baltimore", "Baltimore County, Maryland", "Baltimore, Maryland"),
        ("st. louis", "St. Louis County, Missouri", "St. Louis, Missouri"),
    ],
)
def test_why_a_large_city_is_not_taken_is_said(sanctuary: Sanctuary, name: str, larger: str, city: str) -> None:
    """A county elsewhere of the name has more people: both are listed first."""
    told = " ".join(sanctuary("assess", name).err.split())
    assert f"{larger} has more people than {city}, so neither is taken. Write one of these, or its id:" in told
    assert told.index(f'"{city}"') < told.index(f'"{larger}"')
    assert "has more people" not in sanctuary("assess", "springfield").err


def test_all_is_no_place_but_the_way_to_all_is_told(sanctuary: Sanctuary) -> None:
    """Nothing that sounds like it is offered."""
    ran = sanctuary("compare", "chicago", "all")
    assert ran.code == 2
    told = " ".join(ran.err.split())
    assert "'all' is no place here: name one. Of all at once: sanctuary decide all, sanctuary assess --all" in told
    assert "South Dakota" not in told


@pytest.mark.parametrize("typed", ["jail", "mdcr", "Miami-Dade Corrections", "chief correctional officer", "county jail"])
def test_a_county_that_keeps_its_own_jail_is_asked_by_its_departments_name(sanctuary: Callable[..., Ran], typed: str) -> None:
    """Miami-Dade: the department, under whatever word; the sheriff's office is apart, and that is said."""
    asks = ("decide", "us-fl-miami-dade-county", "--action", "hold", "--fact", "paper=detainer", "--on", "2026-11-30")
    ran = sanctuary(*asks, "--actor", typed)
    assert "the Miami-Dade Corrections and Rehabilitation Department must hold" in " ".join(ran.out.split())
    noted = " ".join(sanctuary(*asks, "--actor", "sheriff").err.split())
    assert (
        "Read 'sheriff' as who keeps the jail, the Miami-Dade Corrections and Rehabilitation Department, not the sheriff's office." in noted
    )


@pytest.mark.parametrize("county", ["miami-dade", "orange", "osceola", "okaloosa", "escambia", "volusia"])
def test_florida_counties_that_run_their_jails(library: Library, county: str) -> None:
    """A duty on chief correctional officers reaches the county's department."""
    library, found = library.find(f"us-fl-{county}-county", "law")
    law = law_of(library, found, date(2026, 6, 1))
    assert "Corrections" in law.name_of("sheriff")
    assert law.run_by("sheriff") == f"us-fl-{county}-county"
