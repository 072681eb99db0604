"""What was proved, written for others: their solvers confirm it, and without the claim each formula can be satisfied."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from pysat.formula import CNF
from pysat.solvers import Solver

from conftest import Ran
from machine import need
from sanctuary.engine.certificates import Ledger
from sanctuary.engine.prove import Proof
from sanctuary.law.jurisdiction import Law
from sanctuary.model import Outcome

ORDERS = {
    "a law on two days": ("compare", "us-or", "--on=2026-05-01", "--other-on=2018-01-01"),
    "a law and itself": ("compare", "us", "--on=2026-05-01"),
    "a place by one definition": ("assess", "us-or", "--on=2026-05-01", "--standard=technical"),
}
LONG = {
    "a city by the fourteen recommendations": ("assess", "los-angeles", "--on=2026-11-22", "--standard=ice-out-of-la-2018"),
    "a city and its state": ("compare", "us-ca", "los-angeles", "--on=2026-11-22"),
    "a ban on limits by every definition": ("assess", "us-tx", "--on=2026-05-01", "--standard=all", "--format=json"),
    "a law and a definition": ("compare", "us-nj", "standard-minimum", "--on=2026-05-01"),
}


def written(run: Callable[..., Ran], folder: Path, words: tuple[str, ...]) -> list[Path]:
    """The formulas of a command, which prints the same as without them."""
    plain, found = run(*words), run(*words, "--certificates", str(folder))
    assert (found.code, found.out, found.err) == (0, plain.out, "")
    return sorted(folder.glob("*.cnf"))


@pytest.mark.parametrize("case", ORDERS)
def test_no_assignment_satisfies_a_certificate_and_every_variable_is_explained(
    sanctuary: Callable[..., Ran], tmp_path: Path, case: str
) -> None:
    """With another solver of the library; the claim is what makes the formula impossible."""
    formulas = written(sanctuary, tmp_path / "proved", ORDERS[case])
    index = json.loads((tmp_path / "proved" / "index.json").read_text())["certificates"]
    assert [one["file"] for one in index] == [path.name for path in formulas]
    assert len({one["claim"] for one in index}) > 3
    for path in formulas:
        clauses = CNF(from_file=str(path)).clauses
        with Solver(name="cadical153", bootstrap_with=clauses) as solver:
            assert solver.solve() is False, path
        # The claim stands last, as unit clauses; what is before it can be satisfied.
        while clauses and len(clauses[-1]) == 1:
            clauses.pop()
        with Solver(name="cadical153", bootstrap_with=clauses) as solver:
            assert solver.solve() is True, path
        rows = [line.split("\t") for line in path.with_suffix(".tsv").read_text().splitlines()[1:]]
        assert {int(row[0]) for row in rows} >= {abs(one) for clause in clauses for one in clause}
        assert all(row[1] != "a step between" or row[2] for row in rows)
        assert any(re.fullmatch(r"actor is [a-z-]+", row[1]) for row in rows)


@pytest.mark.parametrize("case", [*ORDERS, *(pytest.param(name, marks=pytest.mark.long) for name in LONG)])
def test_a_solver_that_is_not_ours_confirms_every_certificate(sanctuary: Callable[..., Ran], tmp_path: Path, case: str) -> None:
    """Debian's CaDiCaL answers 20: unsatisfiable."""
    solver = need("CaDiCaL")
    every = written(sanctuary, tmp_path / "proved", {**ORDERS, **LONG}[case])
    for path in every if case in LONG else every[::10]:
        done = subprocess.run([solver, "-q", "-n", path], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout.strip()) == (20, "s UNSATISFIABLE"), path


def test_a_claim_that_does_not_hold_gets_no_certificate(los_angeles: Law) -> None:
    """It stops the program: nothing is proved by being noted."""
    ledger = Ledger()
    proof = Proof(los_angeles, "hold", ledger=ledger)
    with pytest.raises(AssertionError, match="what was taken as proved can be"):
        proof.proved("to hold somebody is never forbidden", [proof.outcomes[Outcome.MUST_NOT]])
    assert ledger.certificates == ()


def test_a_folder_with_something_in_it_is_refused(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """Before anything is computed."""
    (tmp_path / "kept").write_text("kept")
    for words in (("assess", "us"), ("compare", "us")):
        found = sanctuary(*words, "--certificates", str(tmp_path))
        assert (found.code, found.out) == (2, "")
        assert "not an empty folder" in found.err
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
