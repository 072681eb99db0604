"""The notebook for researchers runs, and its frame is what the library and the table of all places say."""

import runpy
import sys
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import sanctuary
from examples import ROOT


@pytest.mark.long
def test_the_notebook_runs_and_its_frame_is_what_the_library_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each answer of a day is that of an assessment on that day; the files can be read back; the citation names both digests."""
    script = ROOT / "examples" / "research" / "places_over_time.py"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [str(script), "us-or", "us-tx", "--save"])
    made = runpy.run_path(str(script))
    frame, day = made["frame"], date(2025, 6, 1)
    told = {(row["place"], row["definition"]): row for row in made["answers_on"](day).iter_rows(named=True)}
    for name in ("us-or", "us-tx"):
        for one in sanctuary.place(name, on=day).assess(differences=False).standards:
            met = sum(criterion.status == "met" for criterion in one.criteria)
            open_ones = sum(criterion.status == "unknown" for criterion in one.criteria)
            count = f"{met} of {len(one.criteria)} met" + (f", {open_ones} unknown" if open_ones else "")
            row = told[name, one.id]
            assert (row["answer"], row["reported"]) == (one.verdict or count, one.reported)
    for row in frame.iter_rows(named=True):
        assert row["digest"] == sanctuary.place(row["place"]).digest
        assert bool(row["law"]) <= bool(row["rules"] or " v. " in row["law"]), row
    moved = frame.filter((pl.col("place") == "us-or") & (pl.col("since") == date(2021, 7, 19)))
    assert len(moved) > 0
    assert set(moved["law"]) == {"SB 3265"} or all(moved["law"].str.len_chars() > 0)
    assert pl.read_parquet(tmp_path / "places_over_time.parquet").equals(frame)
    assert (tmp_path / "places_over_time.csv").read_text(encoding="utf-8").count("\n") == len(frame) + 1
    assert "<svg" in (tmp_path / "places_by_definition.svg").read_text(encoding="utf-8")
    printed = capsys.readouterr().out
    assert all(sanctuary.place(name, on="2026-01-01").digest in printed for name in ("us-or", "us-tx"))
