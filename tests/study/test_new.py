"""A new pack loads, stands under its state, and is proved, wherever it is."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import sanctuary
from conftest import TODAY, Ran
from sanctuary.errors import RequestError
from sanctuary.law.gazetteer import read_states
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.meant import meant
from sanctuary.law.packs import Library
from sanctuary.study.check import check
from sanctuary.study.new import new
from sanctuary.study.plain_rules import PlainRule, read_rule

Sanctuary = Callable[..., Ran]


def written(folder: Path, name: str, on: date = TODAY, **words: Any) -> tuple[Library, str]:
    """A new pack in a folder, and the library that finds it there."""
    made = new(Library(), name, on, **words)
    for path, text in made.files.items():
        target = folder / made.id / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return Library().find(str(folder / made.id))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("Hartford, CT", {}, marks=pytest.mark.long),
        pytest.param("Fresno, CA", {}, marks=pytest.mark.long),
        pytest.param("Harris County, TX", {}, marks=pytest.mark.long),
        pytest.param("us-fl-dade-schools", {"government": "district"}, marks=pytest.mark.long),
        pytest.param("us-oh", {}, marks=pytest.mark.long),
        ("springfield", {"parent": "us-il", "title": "Springfield (invented)"}),
    ],
)
def test_a_new_pack_loads_and_its_sentence_is_proved(tmp_path: Path, name: str, words: dict[str, Any]) -> None:
    """A city, a county, a district, a state, a place of no table; under states that limit and states that command."""
    library, found = written(tmp_path, name, **words)
    checked = check(library, [found], None, lambda _: None)
    assert not checked.found_something
    assert library.get(found).rules
    again = new(Library(), name, TODAY, **words)
    assert again.files == new(Library(), name, TODAY, **words).files


@pytest.mark.long
@pytest.mark.parametrize("state", [one.id for one in read_states() if one.id not in Library().ids])
def test_every_state_without_a_pack_can_be_begun(tmp_path: Path, state: str) -> None:
    """Territories and the District too."""
    library, found = written(tmp_path, state, government="" if state != "us-dc" else "city")
    assert not check(library, [found], None, lambda _: None).found_something


def test_a_new_pack_claims_no_day_through_which_nothing_was_searched() -> None:
    """It is known through the day of the law above, and says that its own was not read."""
    library = Library()
    text = new(library, "Toledo, OH", TODAY).files["pack.toml"]
    assert f"known_through = {min(TODAY, library.get('us-oh').file.known_through)}" in text
    assert "nothing was searched yet: known_through is that of the law above" in text


def test_an_empty_pack_is_the_place_under_the_law_above_it(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """It answers as the table's place does, and says the same."""
    folder = tmp_path / "us-oh-toledo"
    assert sanctuary("new", "Toledo, OH", "--empty", "--on", "2026-11-22", "-o", str(folder)).code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["CHANGES.md", "pack.toml"]
    asked = ("--on", "2026-11-22", "--actor", "police", "--action", "hold", "--resource", "subject", "--all")  # no line gives way to a name
    drawn, known = (
        " ".join(sanctuary("decide", place, *asked).out.split()).partition("Suits and disputes:") for place in (str(folder), "Toledo, OH")
    )
    assert drawn[0] == known[0]  # the command below names what was typed
    assert sanctuary("check", str(folder)).code == 0


def test_a_new_pack_names_who_runs_whom_and_is_a_draft(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """Whoever a city usually runs, each by a name that a sentence takes; the rest by a comment; answers by the example say what it is."""
    folder = tmp_path / "us-or-salem"
    assert sanctuary("new", "Salem, OR", "--on", "2026-11-22", "-o", str(folder)).code == 0
    library, found = Library().find(str(folder))
    runs = library.get(found).file.actors
    assert set(runs) >= library.usually["city"] - {"sheriff"}
    assert runs["police"].name == "the police of Salem"
    assert "name it: sheriff = {" in (folder / "pack.toml").read_text(encoding="utf-8")
    situation = ("--actor", "library", "--action", "disclose", "--resource", "library-record", "--fact", "requester=immigration-authority")
    told = " ".join(sanctuary("decide", str(folder), *situation, "--on", "2026-11-22").out.split())
    assert "(Example 1(a); a draft: nobody has enacted it)" in told
    assert "a draft that nobody has enacted: example" in sanctuary("check", str(folder)).out


def test_findings_stand_first_and_say_what_to_do(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """A sentence whose `because` is a draft's rule that state law decides already."""
    folder = tmp_path / "us-or-salem"
    assert sanctuary("new", "Salem, OR", "--on", "2026-11-22", "-o", str(folder)).code == 0
    rule = folder / "rules" / "example-1.cedar"
    kept = [line for line in rule.read_text(encoding="utf-8").splitlines() if not line.startswith(("@modality", "@duty", "@on", "@within"))]
    rule.write_text("\n".join(kept).replace("permit (", "forbid (") + "\n", encoding="utf-8")
    scenario = folder / "scenarios" / "example-1.toml"
    text = scenario.read_text(encoding="utf-8")
    scenario.write_text(text.replace('duties = ["document-the-dealing"]\n', ""), encoding="utf-8")
    ran = sanctuary("check", str(folder))
    said = " ".join(ran.out.split())
    assert ran.code == 1
    assert said.startswith("Findings FAILED us-or-salem on 2026-11-22: ")
    assert "The law of Oregon already forbids it (ORS 181A.826(2)(b)(A)): drop `because`, or try a case that it leaves open" in said
    assert "cannot occur" not in said


def test_nothing_is_written_over_and_nothing_is_half_written(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """Exit 2, the next step, no file."""
    folder = tmp_path / "us-oh-toledo"
    words = ("new", "Toledo, OH", "-o", str(folder))
    assert sanctuary(*words).code == 0
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    ran = sanctuary(*words)
    assert (ran.code, ran.out) == (2, "")
    assert "a pack is here already" in ran.err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    for bad, told in (
        (("new", "Springfield"), "could be"),
        (("new", "zz"), "--parent us-ca"),
        (("new", "us-ca-Ñ"), "cannot be the id of a pack"),
        (("new", "us-ca"), "has a pack already"),
        (("new", "us-oh-x", "--government", "kingdom"), "Write city, county, district or state"),
        (("new", "us-oh-x", "-o", str(tmp_path / "y")), f"-o {tmp_path}/us-oh-x"),
    ):
        ran = sanctuary(*bad)
        assert (ran.code, ran.out) == (2, "")
        assert told in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["us-oh-toledo"]


def test_the_library_makes_the_same_files(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """Without writing them."""
    import sanctuary as library  # noqa: PLC0415 - the fixture has the command's name

    assert sanctuary("new", "Toledo, OH", "--on", "2026-11-22", "-o", str(tmp_path / "us-oh-toledo")).code == 0
    made = library.new("Toledo, OH", on="2026-11-22")
    assert {name: (tmp_path / "us-oh-toledo" / name).read_text(encoding="utf-8") for name in made.files} == made.files


def test_a_new_pack_needs_a_name() -> None:
    """One that can be an id."""
    with pytest.raises(RequestError, match="cannot be the id"):
        sanctuary.new("not an id")


def test_a_draft_of_a_city_has_its_people_and_what_was_searched(tmp_path: Path) -> None:
    """It adds to a law that was searched; who runs the jail there runs it here, and a district below a city inherits nothing."""
    library, name = written(tmp_path, "us-ca-los-angeles-draft", parent="us-ca-los-angeles")
    parent, draft = library.get("us-ca-los-angeles").file, library.get(name).file
    assert draft.title == "City of Los Angeles, a draft"
    assert draft.coverage == parent.coverage
    assert (draft.actors["police"].name, draft.actors["police"].government) == (parent.actors["police"].name, name)
    assert draft.actors["sheriff"] == parent.actors["sheriff"]
    other = new(Library(), "us-ca-a-district", TODAY, parent="us-ca-los-angeles", government="district")
    assert '[coverage]\ndisclose = "not-searched"' in other.files["pack.toml"]
    with pytest.raises(RequestError, match="sanctuary new us-ca-los-angeles-draft --parent us-ca-los-angeles"):
        new(Library(), "us-ca-los-angeles", TODAY)


def test_a_draft_in_plain_words_loads_is_proved_and_changes_what_it_says(
    sanctuary: Sanctuary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each rule binds whom it names, with its exceptions; a check finds a sentence for each, and a comparison names each clause."""
    monkeypatch.chdir(tmp_path)
    rules = (
        "forbid hold by cops for ICE unless a judge's warrant",
        "permit disclose release-date by police unless law requires it, or it is public",
    )
    ran = sanctuary("new", "Fresno, CA", *(word for rule in rules for word in ("--rule", rule)))
    assert ran.code == 0
    cedar = (tmp_path / "us-ca-fresno" / "rules" / "draft.cedar").read_text(encoding="utf-8")
    assert 'forbid (principal == Actor::"police", action == Action::"hold", resource == Person::"subject")' in cedar
    assert 'Paper::"federal-arrest-warrant"' in cedar
    assert "unless { context.required_by_law || context.already_public };" in cedar
    checked = " ".join(sanctuary("check", "./us-ca-fresno").out.split())
    assert " 0 failed; " in checked
    assert "0 rules without a scenario" in checked
    beside = " ".join(sanctuary("compare", "Fresno, California", "./us-ca-fresno").out.split())
    assert "Draft 1(a). The police of Fresno must not hold somebody longer when an immigration authority asks, unless on " in beside


def test_all_staff_of_a_city_are_bound_by_one_clause_that_says_what_it_limits(
    sanctuary: Sanctuary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody whom the city runs is left out, nobody else is named, and the 27th clause has a name."""
    monkeypatch.chdir(tmp_path)
    rule = "forbid disclose home-address by city staff for ICE unless a judge's warrant or it is public"
    assert sanctuary("new", "Fresno, CA", *("--rule", rule) * 27).code == 0
    cedar = (tmp_path / "us-ca-fresno" / "rules" / "draft.cedar").read_text(encoding="utf-8")
    bound = {name for one in re.findall(r"\[([^\]]*)\]\.contains\(principal\)", cedar) for name in re.findall(r'"([^"]+)"', one)}
    assert bound == {
        "police",
        "library",
        "shelter",
        "permit-office",
        "governing-body",
        "other-department",
    }  # of the city; its housing authority is none
    assert '@id("draft-aa")' in cedar
    assert cedar.count('@limits("lending-resources")') == 27
    said = (tmp_path / "us-ca-fresno" / "law" / "draft.md").read_text(encoding="utf-8")
    assert "## (aa): The staff of Fresno" in said


def excepting(unless: str) -> PlainRule:
    """The rule of a draft for a city of California that keeps addresses, with an exception as it is typed."""
    return read_rule(law_of(Library(), "us-ca", TODAY), f"forbid address by city staff for ICE unless {unless}")


def test_an_exception_for_a_courts_order_opens_nothing_to_an_agencys_own_paper() -> None:
    """A court's order is every paper that a judge decided, a court's paper also what its clerk signs; how it was read is told."""
    papers = law_of(Library(), "us-ca", TODAY).papers
    for typed in ("a court order", "a judge's order"):
        order = excepting(typed)
        assert set(order.papers) == {name for name, one in papers.items() if one.judge}
        assert any(one.startswith(f"'{typed}' as a court order, ") for one in order.read)
    assert set(excepting("a court's paper").papers) == {name for name, one in papers.items() if one.court}
    assert excepting("a court's subpoena").papers == ("judicial-subpoena", "grand-jury-subpoena")
    assert excepting("an agency's subpoena").papers == ("administrative-subpoena", "immigration-court-subpoena")
    assert excepting("an administrative warrant").papers == ("administrative-warrant",)
    assert not any("administrative warrant" in one for one in excepting("an administrative warrant").read)


def test_a_word_that_a_courts_and_an_agencys_paper_share_is_refused_with_both_wordings() -> None:
    """Of every word of the tables, and each wording that a refusal names is read."""
    papers = law_of(Library(), "us-ca", TODAY).papers
    shared = [
        word for word, may in meant()["value"].items() if len({papers[name].court for name in may if name in papers and name != "none"}) > 1
    ]
    assert {"subpoena", "warrant"} <= set(shared)
    assert {papers[name].court for name in excepting("a judge's order").papers} == {True}  # an immigration judge is named in full
    for word in (one for one in shared if one != "judges-order"):
        with pytest.raises(RequestError, match="which no court signed") as refused:
            excepting(f"a {word}")
        for wording, court in zip(re.findall(r'"([^"]+)"', str(refused.value)), (True, False), strict=True):
            assert {papers[name].court for name in excepting(wording).papers} == {court}


def test_what_was_read_wider_is_printed_and_the_papers_that_still_override_are_named(
    sanctuary: Sanctuary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind the files, one line for each word; and by the check, where the draft excepts no court's paper."""
    monkeypatch.chdir(tmp_path)
    ran = sanctuary("new", "Fresno, CA", "--rule", "forbid address by city staff for ICE unless a detainer", "--on", "2026-11-22")
    said = " ".join(ran.out.split())
    assert "Read 'address' as to give out the home address." in said
    assert "Read 'ICE' as an immigration authority." in said
    assert "Read 'a detainer'" not in said
    checked = " ".join(sanctuary("check", "./us-ca-fresno", "--against", "us-ca", "--on", "2026-11-22").out.split())
    assert "These papers of a court still override Draft 1(a): a subpoena, " in checked
    assert "a state search warrant or a civil inspection warrant of a court of the state. Write the exception in" in checked


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("police should be kind", "Write: forbid|permit|require ACT [on A PAPER] by ACTOR"),
        ("forbid hodl by police", "did you mean 'hold'?"),
        ("forbid hold by polcie", "did you mean 'police'?"),
        ("forbid hold by police for nobody", "nobody who asks is called 'nobody'"),
        ("forbid hold by police unless a banana", "an exception for 'a banana' is not read"),
        ("forbid hold by sheriff", "run by another government here"),
    ],
)
def test_a_rule_that_cannot_be_read_is_refused_and_writes_nothing(
    sanctuary: Sanctuary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule: str, says: str
) -> None:
    """With the form, the nearest word, or whom the rules of the place bind."""
    monkeypatch.chdir(tmp_path)
    ran = sanctuary("new", "Salem, OR", "--rule", rule)
    assert (ran.code, says in ran.err) == (2, True), ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("typed", "papers", "requester"),
    [
        ("forbid honor ICE detainers by police", ("detainer",), "immigration-authority"),
        ("forbid honoring detainers by police", ("detainer",), ""),
        ("forbid hold on detainers by police", ("detainer",), ""),
        ("forbid transferring subject to ICE by police", (), "immigration-authority"),
        ("forbid holding by police", (), ""),
        ("forbid hold by police on an I-247A for ICE", ("detainer",), "immigration-authority"),
        ("forbid hold on a detainer or an administrative warrant by police", ("detainer", "administrative-warrant"), ""),
        ("forbid hand to ICE by police", (), "immigration-authority"),
        ("forbid tell ICE when released by police", (), "immigration-authority"),
        ("forbid hold by police", (), ""),
    ],
)
def test_a_rule_keeps_each_condition_of_its_words(typed: str, papers: tuple[str, ...], requester: str) -> None:
    """A ban on honoring detainers is none on every hold: the paper and who asks stand in what was read, in Cedar and in the sentence."""
    rule = read_rule(law_of(Library(), "us-il", TODAY), typed)
    assert (rule.on_papers, rule.requester) == (papers, requester)
    files = new(Library(), "Evanston, IL", TODAY, rules=(typed,)).files
    cedar, said = files["rules/draft.cedar"], files["law/draft.md"]
    assert all(f'Paper::"{one}"' in cedar for one in papers)
    assert ("context.paper" in cedar) == bool(papers)
    assert ("context.requester" in cedar) == bool(requester)
    assert (" on a detainer" in said) == bool(papers)
    assert (" when an immigration authority asks" in said) == bool(requester)


def test_an_exception_for_another_paper_than_a_rule_speaks_of_is_said_already() -> None:
    """A rule on detainers does not speak of a judge's warrant; one on every hold does."""
    law = law_of(Library(), "us-il", TODAY)
    named_alone = read_rule(law, "forbid honor detainers by police unless a judge's warrant")
    assert (named_alone.papers, named_alone.on_papers) == ((), ("detainer",))
    assert any("as said already: the rule speaks of a detainer alone" in one for one in named_alone.read)
    every = read_rule(law, "forbid hold by police unless a judge's warrant")
    assert "federal-arrest-warrant" in every.papers
    assert every.on_papers == ()


@pytest.mark.parametrize(
    ("typed", "says"), [("hold on bananas", "a rule on 'bananas' is not read"), ("hold on a warrant", "which no court signed")]
)
def test_a_rule_on_what_is_no_paper_or_two_is_refused(typed: str, says: str) -> None:
    """With what was typed, and how it is written."""
    with pytest.raises(RequestError, match=says):
        read_rule(law_of(Library(), "us-il", TODAY), f"forbid {typed} by police")
