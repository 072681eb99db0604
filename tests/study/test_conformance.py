"""What a second implementation is given: an independent evaluator gives the same answers, from the files of the folder alone."""

import hashlib
import itertools
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import tiers
from conftest import Ran
from fillings import OpenEvaluator
from sanctuary.engine.answer import answer
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import known_facts
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.study.conformance import Draw, places_of
from sanctuary.study.suite import INVENTED, suite

PLACES = places_of(Library())
WORLDS = [("own", place) for place in PLACES] + [("invented", place) for place in places_of(Library(folders=(INVENTED,), words=INVENTED))]
COMPLETE, OPEN = "situations of the conformance folder", "open situations of the conformance folder"


def written(folder: Path, **options: Any) -> Path:
    """A conformance folder."""
    for name, raw in suite(**options):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    return folder


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of situations."""
    with path.open(encoding="ascii") as file:
        yield from map(json.loads, file)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with as many situations as the tier takes, spread over all places."""
    some = tiers.chosen.tier in ("fast", "sample")
    places = [PLACES[2], PLACES[tiers.chosen.seed % len(PLACES)]] if some else list(PLACES)
    spread = len(set(places)) + len(WORLDS) - len(PLACES)
    count, open_count = (tiers.cases(name) // spread + 1 for name in (COMPLETE, OPEN))
    return written(tmp_path_factory.mktemp("conformance"), count=count, open_count=open_count, seed=tiers.chosen.seed, places=places)


def files(folder: Path, kind: str) -> Iterator[tuple[OpenEvaluator, list[dict[str, Any]]]]:
    """For each place and day of a folder an evaluator that reads the law of that folder, and the lines."""
    for world, place in WORLDS:
        path = folder / world / kind / f"{place}.jsonl"
        if path.exists():
            for day, some in itertools.groupby(lines(path), key=lambda line: str(line["on"])):
                yield OpenEvaluator(folder / world / "law", place, date.fromisoformat(day)), list(some)


@pytest.mark.drawn(COMPLETE)
def test_the_independent_evaluator_gives_every_complete_answer(folder: Path) -> None:
    """Outcome, reasons, duties, voided rules and notes; what cannot occur; what is unknown for want of a search."""
    count = 0
    for law, some in files(folder, "complete"):
        for line in some:
            asked = (line["actor"], line["action"], line["resource"], line["context"])
            assert law.possible(*asked) == line["possible"], line
            count += 1
            if not line["possible"]:
                assert line["outcome"] is None
                continue
            found = law.decide(*asked, line["readings"])
            duties = tuple((owed["duty"], owed["on"], owed["within"], owed["rule"]) for owed in line["duties"])
            assert found == (line["outcome"], tuple(line["because"]), duties, tuple(line["voided"]), tuple(line["notes"])), line
            vague = law.early(line["actor"]) and found[0] in ("may", "silent")
            assert line["as_searched"] == ("unknown" if vague else found[0]), line
    assert count >= tiers.cases(COMPLETE)


@pytest.mark.drawn(OPEN)
def test_the_independent_evaluator_gives_every_open_answer(folder: Path) -> None:
    """By trying every filling: the outcomes, what decides in all, and the single facts and readings that change the outcome."""
    several = 0
    for law, some in files(folder, "open"):
        for line in some:
            every = list(law.fillings((line["actor"], line["action"], line["resource"], line["context"]), line["open"], line["readings"]))
            early = law.early(line["actor"])
            told = [(filling, "unknown" if early and one[0] in ("may", "silent") else one[0], one) for filling, one in every]
            assert sorted({outcome for _, outcome, _ in told}) == line["outcomes"], line
            assert sorted(set.intersection(*(set(one[1]) for _, _, one in told))) == line["because"], line
            alone = [name for name in line["open"] if changes(name, [(filling, one[0]) for filling, _, one in told])]
            if len(line["outcomes"]) > 1 and alone:
                assert sorted(alone) == line["depends_on"], line
                several += 1
    assert several > tiers.cases(OPEN) // 20


def changes(name: str, told: list[tuple[dict[str, Any], str]]) -> bool:
    """Whether two fillings that differ in one fact alone have different outcomes."""
    apart: dict[str, set[str]] = {}
    for filling, outcome in told:
        rest = json.dumps({fact: value for fact, value in filling.items() if fact != name})
        apart.setdefault(rest, set()).add(outcome)
    return any(len(outcomes) > 1 for outcomes in apart.values())


def test_the_lines_are_what_the_program_decides() -> None:
    """The answer of `decide` to each line: the library's own path, fact by fact."""
    library = Library(folders=(INVENTED,), words=INVENTED)
    made = dict(suite(["invented"], count=200, open_count=20))
    for place in places_of(library):
        for line in map(json.loads, made[f"invented/complete/{place}.jsonl"].splitlines()):
            law = law_of(library, place, date.fromisoformat(line["on"]))
            known = known_facts(law.vocabulary, line["actor"], line["action"], line["resource"], line["context"], tuple(line["absent"]))
            if line["possible"]:
                found = answer(Proofs(law), line["action"], known, line["readings"])
                assert (found.outcome, sorted(found.because)) == (line["as_searched"], line["because"]), line


def test_the_invented_world_shows_every_construct() -> None:
    """Every outcome; duties on each occasion; voided rules and notes; readings; what cannot occur; and nearly every rule is named."""
    made = dict(suite(["invented"], count=400, open_count=40))
    every = [json.loads(line) for name, raw in made.items() if "/complete/" in name for line in raw.splitlines()]
    assert {line["outcome"] for line in every} == {"must", "must-not", "may", "silent", "conflict", None}
    assert {owed["on"] for line in every for owed in line["duties"]} == {"request", "act", "breach"}
    assert any(line["voided"] for line in every)
    assert any(line["notes"] for line in every)
    assert {"beyond", "reach", "in-force:north/e"} <= {name for line in every for name in line["readings"]}
    manifest = json.loads(made["manifest.json"])
    assert sum(one["rules"] - one["rules_named"] for one in manifest["places"]) <= 2
    several = [json.loads(line) for name, raw in made.items() if "/open/" in name for line in raw.splitlines()]
    assert {line["assumed"] for line in several} == {False, True}


def test_the_same_seed_gives_the_same_bytes_and_another_others() -> None:
    """Whatever was asked before, and in whichever order the machine keeps names."""
    one, other = (dict(suite(["invented"], count=50, open_count=5, seed=seed)) for seed in (3, 4))
    assert one == dict(suite(["invented"], count=50, open_count=5, seed=3))
    assert one["invented/complete/city.jsonl"] != other["invented/complete/city.jsonl"]
    # Worked out with another program: the first word of SHA-256("a NUL 0"), big-endian.
    first = int(hashlib.sha256(b"a\x000").hexdigest()[:8], 16)
    assert Draw("a").below(1_000_000) == first % 1_000_000


def test_the_command_writes_all_or_nothing_and_overwrites_nothing(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """The digests are those of the files; a folder with something in it is refused."""
    home = tmp_path / "out"
    found = sanctuary("conformance", str(home), "--place=us", "--count=20", "--open=2", "--format=json")
    assert found.code == 0
    for place in found.json["places"]:
        for file in place["files"]:
            assert hashlib.sha256((home / file["path"]).read_bytes()).hexdigest() == file["sha256"]
    assert found.json == json.loads((home / "manifest.json").read_text())
    again = sanctuary("conformance", str(home))
    assert (again.code, "not an empty folder" in again.err) == (2, True)
    for wrong in ("--count=-1", "--place=nowhere", "--place=standard-minimum"):
        assert sanctuary("conformance", str(tmp_path / "other"), wrong).code == 2
    assert not (tmp_path / "other").exists()
