"""All places by all definitions: the table agrees with `assess`, and the forms with each other."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import TODAY, Ran
from sanctuary import __version__
from sanctuary.law.packs import Library
from sanctuary.study.survey import ASKED, CITIES, largest, survey

Sanctuary = Callable[..., Ran]
ON = ("--on", "2026-11-22")


@pytest.mark.long
def test_every_verdict_is_that_of_assess(sanctuary: Sanctuary, library: Library) -> None:
    """Of every state, county and city with a pack, by every definition."""
    report = sanctuary("assess", "--all", *ON, "--format", "json").json
    packs = [library.get(name) for name in library.ids if not name.startswith("standard-")]
    assert [one["id"] for one in report["places"] if one["encoded"]] == [pack.id for pack in packs if pack.government in ASKED]
    assert [one["id"] for one in report["places"] if not one["encoded"]] == largest(library, CITIES)
    assert {one["hash"] for one in report["packs"]} >= {pack.digest for pack in packs}
    assert not set(report["not_encoded"]) & set(library.ids)
    for place in ("us-ca-los-angeles", "us-tx"):
        alone = {one["id"]: one for one in sanctuary("assess", place, *ON, "--format", "json").json["standards"]}
        (row,) = [one for one in report["places"] if one["id"] == place]
        for one in row["verdicts"]:
            told = alone[one["standard"]]
            names = ("verdict", "strict", "as_far_as_searched", "as_enforceable", "reported", "why", "counts")
            assert {name: one[name] for name in names} == {name: told[name] for name in names}


@pytest.mark.long
def test_csv_is_the_same_table(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """A line for each place and definition; the file has what is printed."""
    words = ("assess", "--all", "--standard", "technical", *ON)
    printed = sanctuary(*words, "--format", "csv").out
    path = tmp_path / "all.csv"
    assert sanctuary(*words, "--format", "csv", "-o", str(path)).out == f"Written: {path}\n"
    assert path.read_text(encoding="utf-8") == printed
    rows = list(csv.DictReader(io.StringIO(printed)))
    parts = ("criteria_met", "partly", "not_met", "not_fully_met", "unknown")
    assert all(sum(int(row[name]) for name in parts) == int(row["criteria_counted"]) for row in rows)
    report = sanctuary(*words, "--format", "json").json
    assert [(row["place"], row["verdict"]) for row in rows] == [(one["id"], one["verdicts"][0]["verdict"]) for one in report["places"]]


@pytest.mark.long
def test_the_page_draws_a_map_for_each_definition_with_a_verdict(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """Each state's word is its answer; nothing is fetched, and nothing is told by red or green."""
    path = tmp_path / "all.html"
    assert sanctuary("assess", "--all", *ON, "--format", "html", "-o", str(path)).code == 0
    text = path.read_text(encoding="utf-8")
    report = sanctuary("assess", "--all", *ON, "--format", "json").json
    giving = [index for index, one in enumerate(report["standards"]) if one["gives_verdict"]]
    maps = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    assert len(maps) == len(giving)
    for drawn, index in zip(maps, giving, strict=True):
        for place in report["places"]:
            if place["government"] == "state":
                assert f">{place['id'].removeprefix('us-').upper()} {place['verdicts'][index]['verdict']}</text>" in drawn
    assert not re.search(r"(src|href)=\"http|<script|@import|url\(http", text)
    assert len(text) < 400_000


def test_csv_without_all_and_a_picture_of_all_are_refused(sanctuary: Sanctuary) -> None:
    """One message each, with the next step."""
    for words, told in (
        (("assess", "us-ca", "--format", "csv"), "Add --all"),
        (("assess", "--all", "--format", "html"), "Add -o"),
        (("assess", "--all", "--standard", "technicl"), "no standard is called 'technicl'"),
    ):
        ran = sanctuary(*words)
        assert (ran.code, ran.out) == (2, "")
        assert told in ran.err


def test_progress_names_each_place(library: Library) -> None:
    """A survey by no definition measures nothing and says where it is."""
    heard: list[str] = []
    report = survey(library, TODAY, [], heard.append)
    assert len(heard) == len(report.places)
    assert all(one.verdicts == () for one in report.places)


def test_a_count_that_hides_unknowns_tells_them_and_why(sanctuary: Sanctuary) -> None:
    """Before its law was searched a place may have met more; an empty reason says that nothing is unknown. Each row names its law."""
    words = ("assess", "chicago", "new-york-city", "houston", "--format", "csv")
    early = list(csv.DictReader(io.StringIO(sanctuary(*words, "--on", "2017-01-01").out)))
    by = {(row["place"], row["standard"]): row for row in early}
    assert by["us-ny-nyc", "standard-factors"]["answer"] == "1 of 7, 6 unknown"
    assert by["us-ny-nyc", "standard-factors"]["reason"] == "day-not-searched"
    assert by["us-il-chicago", "standard-doj-2025"]["reason"] == "day-not-searched"
    assert by["us-il-chicago", "standard-technical"]["reason"] == ""  # the law that was found settles it
    late = list(csv.DictReader(io.StringIO(sanctuary(*words, *ON).out)))
    for row in (*early, *late):
        counts, unknown = not row["verdict"], row["unknown"] != "0"
        assert bool(row["reason"]) == (unknown if counts else row["verdict"] == "unknown")
        assert not (counts and unknown) or row["answer"].endswith((f", {row['unknown']} unknown", "Not counted"))
    told = {(row["standard"], row["answer"]) for row in late if row["place"] == "us-tx-houston"}
    assert ("standard-doj-2025", "0 of 6, 2 unknown") in told
    alone = sanctuary("assess", "houston", *ON, "--format", "json").json
    assert {row["version"] for row in late} == {__version__}
    laws = {row["place"]: row["digest"] for row in late}
    timeline = sanctuary("timeline", "houston", "--from", "2026-01-01", "--format", "json").json
    assert laws["us-tx-houston"] == timeline["digest"]
    assert len(set(laws.values())) == 3
    assert "0 of 6, 2 unknown" in {one["headline"]["answer"] for one in alone["standards"]}
