"""Law over time as somebody asks of it who writes about it: days before the search, the sheriff of a state, contracts to detain, tables."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from conftest import Ran
from examples import ROOT
from sanctuary import __version__
from sanctuary.engine.decide import decide
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.study.asked import asked_of
from sanctuary.study.plain_rules import read_rule
from sanctuary.study.shorter import risking
from sanctuary.study.survey import asked as packs_asked

Sanctuary = Callable[..., Ran]


def table_of(out: str) -> dict[str, str]:
    """The rows of the plain questions, by their words."""
    rows = out.partition("Plain question")[2].splitlines()[1:]
    return {row[:22].strip(): row[22:].strip() for row in rows}


@pytest.mark.parametrize(("place", "first"), [("texas", "2018-03-13"), ("illinois", "2017-08-28"), ("chicago", "2017-08-28")])
def test_a_day_before_the_search_is_answered_with_the_command_from_the_first_searched_day(
    sanctuary: Sanctuary, place: str, first: str
) -> None:
    """It stands first, on a line of its own, and what it asks is known; of a city the day is that of its state."""
    told = sanctuary("compare", place, "--from", "2016", "--to", "2026-11-30").out.splitlines()
    command = f"sanctuary compare {place} --from {first} --to 2026-11-30"
    assert f"  {command}" in told[1:5]
    again = sanctuary(*command.split()[1:])
    assert (again.code, "not known" in again.out) == (0, False)
    told = sanctuary("timeline", place, "--from", "2016").out.splitlines()
    assert told[1:3] == ["From the first day that was searched:", f"  sanctuary timeline {place} --from {first}"]
    assert "From the first day" not in sanctuary("timeline", place, "--from", first).out


def test_two_days_before_the_search_leave_one_command(sanctuary: Sanctuary) -> None:
    """From the first searched day until today; two places on such a day are asked on the later of their first days."""
    both = sanctuary("compare", "texas", "--on", "2017-01-01", "--other-on", "2017-10-01").out
    assert "\n  sanctuary compare texas --other-on 2018-03-13\n" in both
    assert "\n  sanctuary compare texas illinois --on 2018-03-13\n" in sanctuary("compare", "texas", "illinois", "--on", "2017-10-01").out


def test_a_rule_that_was_found_answers_for_a_day_that_was_not_searched(sanctuary: Sanctuary) -> None:
    """Texas, between its act and the search: must, by the act; the rest is not known, and that is said."""
    told = sanctuary("compare", "texas", "--on", "2017-10-01", "--other-on", "2018-03-13").out
    rows = table_of(told)
    assert rows["hold on a detainer"].startswith("must: CCP 2.251(a)(1)")
    assert rows["join 287(g)"].startswith("not known")
    assert "an answer for 2017-10-01 is that of a rule that was found, and other law of that day was not searched" in " ".join(told.split())
    assert "of days before that only law that was found is told" in " ".join(sanctuary("timeline", "texas").out.split())


def test_a_stretch_of_two_places_is_refused_with_the_commands(sanctuary: Sanctuary) -> None:
    """One for each, from a day that was searched, and both on one day."""
    ran = sanctuary("compare", "texas", "illinois", "--from", "2017")
    assert ran.code == 2
    for command in ("texas --from 2018-03-13", "illinois --from 2017-08-28", "texas illinois --on 2018-03-13"):
        assert f"\n  sanctuary compare {command}\n" in ran.err


def test_a_state_asks_the_sheriff_too_where_a_law_speaks_of_the_sheriff_alone(sanctuary: Sanctuary) -> None:
    """Texas from December 2026 on: the police may join, and the sheriff must, on two days and beside another state."""
    told = sanctuary("compare", "texas", "--on", "2018-03-13", "--other-on", "2026-12-01").out
    assert re.fullmatch(r"may: 8 USC 1357\(g\)\(1\) +must: Gov. Code 753.051\(a\)", table_of(told)["join 287(g), sheriff"])
    assert "What moved. On 2018-03-13, the sheriff may join the 287(g) program; on 2026-12-01 they must." in " ".join(told.split())
    beside = table_of(sanctuary("compare", "texas", "illinois", "--on", "2026-12-01").out)
    assert beside["join 287(g), police"].startswith("may")
    assert beside["join 287(g), sheriff"].startswith("must: Gov. Code 753.051(a)")
    alone = table_of(sanctuary("compare", "texas", "illinois", "--on", "2026-12-01", "--actor", "sheriff").out)
    assert alone["join 287(g)"].startswith("must: Gov. Code 753.051(a)")
    refused = sanctuary("compare", "texas", "illinois", "--actor", "sherif")
    assert (refused.code, "did you mean 'sheriff'?" in refused.err) == (2, True)


def test_duties_of_a_day_that_was_not_searched_are_not_known(sanctuary: Sanctuary) -> None:
    """Nothing is said to have been found, or not, for a day on which nobody looked."""
    asked = ("decide", "illinois", "--actor", "sheriff", "--action", "hold", "--fact", "paper=detainer")
    early = " ".join(sanctuary(*asked, "--on", "2017-01-01").out.split())
    assert "This day, 2017-01-01, was not searched: a notice, copy, record or hour that went with it is not known." in early
    assert "No notice, copy, record or hour" not in early


def test_contracts_to_detain_are_a_plain_question_where_the_law_speaks_of_them(sanctuary: Sanctuary) -> None:
    """On the first screen of Illinois and New Jersey, in a row beside Texas, and in no row of places whose law has none."""
    assert "or contract to house people for ICE" in " ".join(sanctuary("timeline", "illinois").out.split())
    assert "2021-08-20 N.J.S.A. 30:4-8.16*: The jail must not contract to house people" in " ".join(
        sanctuary("timeline", "new-jersey").out.split()
    )
    rows = table_of(sanctuary("compare", "texas", "illinois", "--on", "2026-11-30").out)
    assert re.match(r"no rule found +must not\*: 5 ILCS 805/15", rows["contract to detain"])
    assert "contract to detain" not in sanctuary("compare", "texas", "--on", "2018-03-13", "--other-on", "2026-12-01").out


@pytest.mark.parametrize("words", ["house for ICE", "house people for ICE", "rent beds to ICE", "detention contract", "lease jail beds"])
def test_a_contract_to_detain_has_everyday_words(sanctuary: Sanctuary, words: str) -> None:
    """Each is read as taking part in such a contract."""
    ran = sanctuary("decide", "illinois", "--actor", "sheriff", "--action", words, "--on", "2026-11-30")
    assert ran.code == 0
    assert ran.out.startswith("By reports, the sheriff must not take part in a contract to detain people")


@pytest.mark.parametrize(
    ("actor", "words"),
    [
        ("shelter", "house immigrants"),
        ("shelter", "house"),
        ("library", "rent space"),
        ("sheriff", "house people"),
        ("sheriff", "house inmates"),
    ],
)
def test_to_house_or_to_rent_by_itself_is_no_contract_to_detain(sanctuary: Sanctuary, actor: str, words: str) -> None:
    """A shelter houses people and a library rents rooms: without detainees, beds, a jail or ICE the words are refused."""
    ran = sanctuary("decide", "chicago", "--actor", actor, "--action", words, "--on", "2026-11-30")
    assert (ran.code, ran.out) == (2, "")
    assert f"no action is called '{words}'" in ran.err


_OFFERED = re.compile(r"^  sanctuary (.+)$", re.MULTILINE)


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        (
            "compare texas illinois --from 2015 --to 2016",
            [
                "compare texas --from 2018-03-13",
                "compare illinois --from 2017-08-28",
                "compare texas illinois --on 2018-03-13",
            ],
        ),
        (
            "compare texas illinois --from 2015 --to 2018-01-01",
            [
                "compare texas --from 2018-03-13",
                "compare illinois --from 2017-08-28 --to 2018-01-01",
                "compare texas illinois --on 2018-03-13",
            ],
        ),
        ("timeline new-jersey --from 2000 --to 2006", ["timeline new-jersey --from 2019-03-15"]),
        ("timeline new-jersey --from 2000 --to 2019", ["timeline new-jersey --from 2019-03-15 --to 2019"]),
        ("compare texas --on 2016", ["compare texas --from 2018-03-13"]),
        ("compare texas --from 2015 --to 2016", ["compare texas --from 2018-03-13", "timeline texas --from 2015-01-01 --to 2016-12-31"]),
        (
            "compare texas --on 2016 --other-on 2015",
            ["compare texas --other-on 2018-03-13", "timeline texas --from 2015-01-01 --to 2016-01-01"],
        ),
    ],
)
def test_each_command_that_is_offered_runs(sanctuary: Sanctuary, asked: str, offered: list[str]) -> None:
    """From the first searched day on, and never to a day before it; what it offers begins on a day that was searched."""
    ran = sanctuary(*asked.split())
    assert _OFFERED.findall(ran.out + ran.err) == offered
    for command in offered:
        again = sanctuary(*command.split())
        assert again.code == 0, again.err
        same = command.partition(" ")[0] == asked.partition(" ")[0]  # a timeline that a comparison names tells the days before the search
        assert not (same and _OFFERED.findall(again.out))


def test_an_exception_of_a_draft_is_read_with_who_signed_it_behind(library: Library) -> None:
    """As the same paper with that before; a federal court's subpoena is no other paper of a judge."""
    law = law_of(library, "us-ca-oakland", date(2026, 11, 30))
    told, same = (
        read_rule(law, f"forbid hold by police unless a {one}").papers for one in ("warrant signed by a judge", "judge's warrant")
    )
    assert told == same
    assert "administrative-warrant" not in told
    assert read_rule(law, "forbid hold by police unless an order of a federal court").papers == ("court-order",)


def test_a_place_may_be_named_by_option(sanctuary: Sanctuary) -> None:
    """As in other commands."""
    assert sanctuary("timeline", "--place", "texas", "--from", "2020").out == sanctuary("timeline", "texas", "--from", "2020").out


def test_a_table_of_a_day_says_why_an_answer_is_unknown(sanctuary: Sanctuary) -> None:
    """Florida in 2018: a day that was not searched, and a list that did not exist; in 2021 the reason is gone."""
    ran = sanctuary("assess", "florida", "texas", "--on", "2018", "--format", "csv")
    assert "'2018' is read as 2018-01-01." in ran.err
    rows = {(row["place"], row["standard"]): row for row in csv.DictReader(io.StringIO(ran.out))}
    early = rows["us-fl", "standard-technical"]
    assert (early["verdict"], early["on"], early["known_from"], early["reason"]) == (
        "unknown",
        "2018-01-01",
        "2019-07-01",
        "day-not-searched",
    )
    assert rows["us-fl", "standard-doj-2025"]["listed"] == "none-yet"
    assert rows["us-tx", "standard-technical"]["reason"] == ""
    later = csv.DictReader(io.StringIO(sanctuary("assess", "florida", "texas", "--on", "2025-12-01", "--format", "csv").out))
    assert {row["listed"] for row in later if row["standard"] == "standard-doj-2025"} == {"not-on"}


def test_several_places_make_one_table_over_time(sanctuary: Sanctuary) -> None:
    """With one line of names; other forms tell of one place, and --all of no place is refused with the places that can be named."""
    told = sanctuary("timeline", "texas", "illinois", "--from", "2024-01-01", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(told)))
    assert list(dict.fromkeys(row["place"] for row in rows)) == ["us-tx", "us-il"]
    for words, says in (
        (("texas", "illinois"), "as one table of CSV alone: sanctuary timeline texas illinois --format csv"),
        (("texas", "illinois", "--actor", "sheriff"), "timeline has no --actor; --format csv names whom each row is about"),
        (("--all", "--format", "csv"), "Every place with a pack: sanctuary timeline all --all --format csv"),
        (("all",), "--format csv takes several places"),
    ):
        ran = sanctuary("timeline", *words)
        assert (ran.code, ran.out) == (2, "")
        assert says in " ".join(ran.err.split())


@pytest.mark.long
def test_every_place_with_a_pack_makes_one_table(sanctuary: Sanctuary) -> None:
    """By the word all: each place once, in the order of the table of a day, with the verdicts that changed told from what became known."""
    told = sanctuary("timeline", "all", "--standard", "technical", "--from", "2015", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(told)))
    survey = list(csv.DictReader(io.StringIO(sanctuary("assess", "--all", "--standard", "technical", "--format", "csv").out)))
    packed = [one.id for one in packs_asked(Library())]
    assert list(dict.fromkeys(row["place"] for row in rows)) == packed
    assert set(packed) <= {row["place"] for row in survey}
    assert {"first known", "not known before"} & {row["how"] for row in rows}


def test_the_columns_of_both_tables_are_documented(sanctuary: Sanctuary) -> None:
    """Each column has a row in a table of the documentation."""
    for page, words in (
        ("json.md", ("assess", "texas", "florida", "--on", "2025-12-01")),
        ("commands/timeline.md", ("timeline", "texas", "--from", "2025-01-01")),
    ):
        columns = sanctuary(*words, "--format", "csv").out.splitlines()[0].split(",")
        cells = [line.split("|")[1] for line in (ROOT / "docs" / page).read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
        assert set(columns) <= {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}, page


def test_every_page_that_the_program_names_exists() -> None:
    """A message that points to a page points to one that is there."""
    files = [*(ROOT / "src").rglob("*.py"), *(ROOT / "src").rglob("*.toml"), *(ROOT / "src").rglob("*.html")]
    named = {(page, path) for path in files for page in re.findall(r"\bdocs/[\w/-]+\.md\b", path.read_text(encoding="utf-8"))}
    assert len(named) > 10
    assert [(page, path.name) for page, path in sorted(named) if not (ROOT / page).is_file()] == []


def test_a_pack_that_is_here_is_refused_with_a_way_on(sanctuary: Sanctuary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was begun is not written over; the refusal says where its rules stand."""
    monkeypatch.chdir(tmp_path)
    typed = ("new", "us-ca-fresno", "--rule", "forbid hold by police for ICE unless a judge's warrant", "--on", "2026-11-30")
    assert sanctuary(*typed).code == 0
    again = sanctuary(*typed)
    assert again.code == 2
    assert "To correct a rule, change us-ca-fresno/rules" in " ".join(again.err.split())


def test_which_of_two_places_changed_more_is_counted(sanctuary: Sanctuary) -> None:
    """From the first searched day of each until the day asked, with what the answers moved to; the sheriff's own answer counts."""
    told = " ".join(sanctuary("compare", "texas", "illinois", "--on", "2026-12-01").out.split())
    assert "Moved. Texas: 1 of 11 answers moved since 2018-03-13: 1 to must; Illinois: 8 of 11 answers moved" in told
    assert "answers moved since 2017-08-28: 8 to must not." in told
    brief = sanctuary("compare", "texas", "illinois", "--on", "2026-11-30").out
    assert "\nMoved. Texas 1 of 11 since 2018-03-13; Illinois 8 of 11 since 2017-08-28.\n" in brief
    assert len(brief.splitlines()) <= 24
    assert "Plain questions. 8 of 11 answers moved since 2017-08-28: 8 to must not." in sanctuary("timeline", "illinois").out


def test_three_places_beside_each_other_are_a_table(sanctuary: Sanctuary) -> None:
    """Two are what compare takes; of more it names a command that takes them."""
    ran = sanctuary("compare", "illinois", "texas", "oregon")
    told = " ".join(ran.err.split())
    assert (ran.code, ran.out) == (2, "")
    assert "compare takes two places" in told
    assert "sanctuary timeline illinois texas oregon --format csv" in told


def test_what_each_definition_asks_stands_before_how_they_differ(sanctuary: Sanctuary) -> None:
    """One is met by any limit and the other needs every one: that is why a place is a sanctuary by the one and not by the other."""
    lines = " ".join(sanctuary("compare", "technical", "minimum", "--on", "2026-06-22").out.split())
    asks = "What each asks. Technical: one limit is enough. Minimum: every criterion is needed."
    assert -1 < lines.find(asks) < lines.find("They differ.")
    told = " ".join(sanctuary("assess", "los-angeles", "--on", "2026-06-22").out.split())
    assert "No, by Minimum definition (every criterion is needed):" in told
    assert "Technical definition, H.R. 32 and Florida definition (one limit is enough):" in told
    alone = sanctuary("assess", "los-angeles", "--on", "2026-06-22", "--standard", "minimum").out
    assert "For a yes: every criterion is needed." in alone


def test_what_a_definition_says_of_itself_is_its_threshold(library: Library) -> None:
    """A yes that any criterion gives is told so, and one that needs all."""
    for name in library.ids:
        pack = library.get(name)
        if pack.file.kind == "standard":
            says = pack.file.says
            single = len(pack.criteria) == 1 and pack.criteria[0].test == "some"
            wanted = {"any": "enough", "all": "enough" if single else "every criterion", "each-group": "and a", "": "no verdict"}[
                pack.threshold
            ]
            assert wanted in says, name
            assert asked_of(pack) == says


def test_where_the_plain_questions_agree_the_plainest_difference_is_named(
    sanctuary: Sanctuary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two places in a sentence, by the case in which a rule of one decides; of a draft by its clauses, and what is the same by whom."""
    told = " ".join(sanctuary("compare", "los-angeles", "los-angeles-county", "--on", "2026-06-01").out.split())
    assert "They differ. Not on the questions below; in other situations. The plainest: The Los Angeles Police Department must not" in told
    monkeypatch.chdir(tmp_path)
    assert sanctuary("new", "us-ca-long-beach", "--rule", "forbid disclose of address by library for ICE", "--on", "2026-06-01").code == 0
    draft = " ".join(sanctuary("compare", "Long Beach, California", "./us-ca-long-beach", "--on", "2026-06-01").out.split())
    assert "They differ. Not on the plain questions; in the situations that the clauses name. The draft, clause by clause." in draft
    assert "the same on both sides. Police: hold on a detainer (must not" in draft
    assert "The jail: interviews, no consent (" in draft


def test_a_day_before_the_search_names_the_command_that_tells_the_laws_found(sanctuary: Sanctuary) -> None:
    """What the comparison cannot tell of an early day, the timeline tells by the laws that were found; the command works."""
    told = sanctuary("compare", "austin", "--from", "2017-01-01", "--to", "2026-05-28").out
    command = "sanctuary timeline austin --from 2017-01-01 --to 2026-05-28"
    assert f"What the laws that were found changed, from the earlier day on:\n  {command}\n" in told
    assert "2017-09-01 SB 4 of 2017" in sanctuary(*command.split()[1:]).out


def test_a_day_is_answered_by_the_article_of_that_day(sanctuary: Sanctuary) -> None:
    """Art. 2A.059 of the Texas code is one of 2025; until then the same limit stood in art. 2.13(d)."""
    rows = table_of(sanctuary("compare", "austin", "--from", "2019-01-01", "--to", "2026-05-28").out)
    assert "2A.059" not in rows["ask about status"].partition("2.13(d)")[0]
    assert "2.13(d)" in rows["ask about status"]


def test_penalties_that_a_short_screen_leaves_out_are_told_in_words(library: Library) -> None:
    """By their kinds, not by a list of paragraphs."""
    law = law_of(library, "us-tx-austin", date(2026, 5, 1))
    facts = {"requester": "immigration-authority", "paper": "detainer"}
    report = decide(Proofs(law), Situation(actor="police", action="hold", resource="subject", context=facts))
    brief = next(lines for step in risking(report).steps for lines in [step.lines] if "more:" in " ".join(lines))
    assert "more: " in brief[1]
    assert "removal from office" in brief[1]
    assert "752" not in brief[1]


def test_an_exception_of_a_city_opens_no_ban_of_its_state(sanctuary: Sanctuary) -> None:
    """Chicago in 2020: the City forbids in the plain case whatever comes of the dispute on the State's ban; its exceptions turn on that."""
    report = sanctuary("compare", "chicago", "illinois", "--on", "2020-01-01", "--format", "json").json
    (row,) = [one for one in report["summary"]["questions"] if one["question"] == "release-date"]
    assert (row["a"]["outcome"], row["a"]["rule"]) == ("must-not", "us-il-chicago/mcc-2-173-042-b-1-C")
    assert row["a"]["with_record"] == ["depends"]
    assert (row["b"]["outcome"], row["b"]["rule"]) == ("depends", "us-il/5-ilcs-805-15-a-notice-2017")


def test_the_table_names_whom_a_row_is_about_and_has_both_officers_where_they_differ(sanctuary: Sanctuary) -> None:
    """New York City: the police tell no release date; the Department of Correction may after listed convictions."""
    rows = list(
        csv.DictReader(io.StringIO(sanctuary("timeline", "nyc", "--from", "2026-01-01", "--to", "2026-06-01", "--format", "csv").out))
    )
    assert {row["who"] for row in rows if row["kind"] == "verdict"} == {""}
    assert {row["who"] for row in rows if row["definition"] == "interview"} == {"sheriff"}
    dates = {row["who"]: (row["answer"], row["title"]) for row in rows if row["definition"] == "release-date-no-paper"}
    assert dates["police"][0] == "must-not"
    assert dates["sheriff"][0] == "must-not, with exceptions"
    assert dates["sheriff"][1].endswith(": the New York City Department of Correction")
    assert {row["who"] for row in rows if row["definition"] == "ask"} <= {"police"}


def test_an_answer_that_was_not_searched_names_the_law_that_is_known(sanctuary: Sanctuary) -> None:
    """Denver: nothing of Colorado is encoded, and what is known of it stands in the table as in the answer."""
    table = sanctuary("timeline", "us-co-denver", "--from", "2026-01-01", "--to", "2026-06-01", "--format", "csv").out
    rows = [row for row in csv.DictReader(io.StringIO(table)) if row["answer"].startswith("not-searched")]
    assert any("D.R.M.C. 28-250" in row["known_law"] for row in rows if row["definition"] == "ask")
    assert all(row["known_law"] == "" for row in csv.DictReader(io.StringIO(table)) if row["kind"] == "verdict")


def test_what_a_citation_names_is_this_version() -> None:
    """The file that citation managers read."""
    assert f"\nversion: {__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
