"""A timeline says of every day what deciding or assessing on that day says."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from conftest import Ran
from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.study.assess import assess
from sanctuary.study.timeline import Timeline, Track, timeline

STANDARDS = ("standard-technical", "standard-minimum", "standard-ice-out-of-la-2018")
DAYS = (date(1985, 3, 1), date(2017, 6, 1), date(2018, 10, 1), date(2021, 5, 5), date(2024, 12, 8), date(2024, 12, 9), date(2026, 11, 22))


@pytest.fixture(scope="module")
def drawn() -> Timeline:
    library = Library()
    return timeline(library, "us-ca-los-angeles", [library.get(name) for name in STANDARDS])


def answer(track: Track, on: date) -> str:
    (found,) = [s.answer for s in track.stretches if s.since <= on and (s.until is None or on < s.until)]
    return found


@pytest.mark.long
@pytest.mark.parametrize("on", DAYS)
def test_a_timeline_says_what_assessing_on_the_day_says(library: Library, drawn: Timeline, on: date) -> None:
    """Verdicts and statuses, on days chosen on both sides of changes."""
    report = assess(Proofs(law_of(library, "us-ca-los-angeles", on)), [library.get(name) for name in STANDARDS], differences=False)
    expected = {(s.id, c.id): c.status for s in report.standards for c in s.criteria}
    found = {(t.standard, t.id): answer(t, on) for t in drawn.tracks if t.kind == "criterion"}
    assert found == expected
    assert {t.id: answer(t, on) for t in drawn.tracks if t.kind == "verdict"} == {s.id: s.verdict for s in report.standards}


def test_after_the_search_the_law_is_presumed_to_stand_or_strictly_unknown(library: Library, drawn: Timeline) -> None:
    """The last answer goes on; strictly, the last stretch of every track is unknown, from the day after."""
    after = drawn.known_through + timedelta(days=1)
    for track in drawn.tracks:
        assert answer(track, after) == answer(track, drawn.known_through)
    strict = timeline(library, "us-ca-los-angeles", [library.get("standard-technical")], strict=True)
    assert {answer(track, after) for track in strict.tracks} == {"unknown"}
    assert {answer(track, drawn.known_through) for track in strict.tracks} != {"unknown"}


def test_what_moved_is_the_difference_between_two_stretches(drawn: Timeline) -> None:
    """Each change of a track is reported on its day, and nothing else."""
    moved = {(m.standard, m.id, c.on, m.after) for c in drawn.changes for m in c.moved}
    for track in drawn.tracks:
        for before, after in zip(track.stretches, track.stretches[1:], strict=False):
            assert ((track.standard, track.id, after.since, after.answer) in moved) == (before.answer != after.answer)


def test_pictures_are_written_whole(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """SVG without script, PNG as PNG, and nothing where the folder is missing."""
    svg, png = tmp_path / "t.svg", tmp_path / "t.png"
    assert sanctuary("timeline", "us", "--standard", "technical", "--format", "svg", "-o", str(svg)).code == 0
    text = svg.read_text(encoding="utf-8")
    assert text.startswith("<svg ")
    assert "<title" in text
    assert "<script" not in text
    assert sanctuary("timeline", "us", "--standard", "technical", "--format", "png", "-o", str(png)).code == 0
    assert png.read_bytes().startswith(b"\x89PNG")
    missing = sanctuary("timeline", "us", "--format", "svg", "-o", str(tmp_path / "no" / "t.svg"))
    assert (missing.code, missing.out) == (2, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["t.png", "t.svg"]


def test_a_picture_without_a_file_is_refused(sanctuary: Callable[..., Ran]) -> None:
    """It is not printed to a terminal."""
    ran = sanctuary("timeline", "us", "--format", "png")
    assert ran.code == 2
    assert "-o timeline.png" in ran.err
