"""The command line: exit codes, formats, plain text in a pipe, and one message for bad use."""

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Ran
from sanctuary.commands import folding, printing

Sanctuary = Callable[..., Ran]
DETAINER = ("--actor", "sheriff", "--action", "hold", "--resource", "subject", "--fact", "requester=immigration-authority")


def program(*words: str, **more: object) -> subprocess.CompletedProcess[str]:
    """The program as a process of its own."""
    command = [str(Path(sys.executable).parent / "sanctuary"), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)  # type: ignore[call-overload,no-any-return]


def test_a_question_answered_exits_0_whatever_the_answer(sanctuary: Sanctuary) -> None:
    """Must-not, depends and unknown are answers."""
    assert sanctuary("decide", "us-ca", *DETAINER, "--fact", "paper=detainer").code == 0
    assert sanctuary("decide", "us-ca", *DETAINER).code == 0
    assert sanctuary("assess", "los-angeles", "--on", "2030-01-01").code == 0


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("assess", "los-angelos"), "no place is called 'los-angelos'; did you mean"),
        (("assess", "New", "York", "City"), "a name of several words goes in quotes: sanctuary assess 'New York City'"),
        (("decide", "Los", "Angeles", *DETAINER), "a name of several words goes in quotes: sanctuary decide 'Los Angeles'"),
        (("path", "us-tx"), 'Unknown command "path".'),
        (("timeline", "texas", "at", "all"), "More words than the command takes: 'at', 'all'. See 'sanctuary timeline --help'"),
        (("assess", "texas", "nowhere at all"), "no place is called 'nowhere at all'"),
        (("assess", "./nowhere"), "no pack is here"),
        (("assess", "los-angeles", "--on", "2026-02-30"), "'2026-02-30' is no day"),
        (("assess", "los-angeles", "--standard", "us-ca"), "is the law of a place, not a standard"),
        (("assess", "los-angeles", "--standard", "minimal"), "no standard is called 'minimal'"),
        (("assess", "los-angeles", "--format", "yaml"), "yaml"),
        (("assess", "los-angeles", "extra"), "extra"),
        (("asess",), "asess"),
        (("compare", "us-ca", "nowhere"), "no place is called 'nowhere'"),
        (("compare",), "a"),
        (("check", "nowhere"), "no place is called 'nowhere'"),
        (("check", "us-ca", "--scenarios", "nowhere.toml"), "no such file or folder"),
        (("decide",), "no place is named"),
        (("decide", "us-ca", "missing.toml"), "missing.toml: cannot be read"),
        (("decide", "us-ca"), "names no actor"),
        (("decide", "us-ca", "--aktor", "police"), "--aktor"),
        (("decide", "--bogus"), "--bogus"),
        (("decide", "us-ca", *DETAINER, "--fact", "paper"), "'paper' is no fact"),
        (("decide", "us-ca", *DETAINER, "--fact", "papper=none"), "did you mean 'paper'"),
        (("decide", "us-ca", *DETAINER, "--reading", "8-usc-1373=maybe"), "--reading NAME=true"),
        (("decide", "us-ca", *DETAINER, "--fact", "paper=none", "--fact", "paper_covers_request=true"), "no paper"),
    ],
)
def test_bad_use_is_one_message_and_exit_2(sanctuary: Sanctuary, words: tuple[str, ...], expected: str) -> None:
    """On standard error; standard output stays empty."""
    ran = sanctuary(*words)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("sanctuary: ")
    assert expected in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("s.toml", "actor = ", "s.toml: not TOML"),
        ("s.json", '{"actor": ', "s.json: not JSON"),
        ("s.json", "[1]", "s.json"),
        ("s.toml", 'actr = "police"', "actr"),
        ("s.toml", "actor = 3", "actor"),
        ("s.toml", 'on = "2026-13-01"', "no day"),
        ("s.toml", "x" * 2_000_001, "more than 2,000,000 bytes"),
        ("s.json", "[" * 100_000, "nested too deeply"),
    ],
)
def test_a_broken_situation_is_one_message_and_exit_2(sanctuary: Sanctuary, tmp_path: Path, name: str, text: str, expected: str) -> None:
    """Naming the file and the place in it."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    ran = sanctuary("decide", "us-ca", str(path))
    assert ran.code == 2, ran
    assert expected in ran.err


@pytest.mark.parametrize("form", ["toml", "json", "options", "stdin"])
def test_a_situation_is_the_same_in_every_form(sanctuary: Sanctuary, tmp_path: Path, form: str) -> None:
    """TOML, JSON, options and standard input."""
    facts = {"requester": "immigration-authority", "purpose": "civil-immigration", "paper": "detainer"}
    table = {"actor": "sheriff", "action": "hold", "resource": "subject", "context": facts}
    toml = 'actor = "sheriff"\naction = "hold"\nresource = "subject"\nplace = "us-ca"\non = 2026-11-22\n'
    toml += 'context = { requester = "immigration-authority", purpose = "civil-immigration", paper = "detainer" }\n'
    expected = sanctuary(
        "decide",
        "us-ca",
        *DETAINER,
        "--fact",
        "purpose=civil-immigration",
        "--fact",
        "paper=detainer",
        "--on",
        "2026-11-22",
        "--format",
        "json",
    ).out
    if form == "toml":
        (tmp_path / "s.toml").write_text(toml, encoding="utf-8")
        found = sanctuary("decide", str(tmp_path / "s.toml"), "--format", "json").out
    elif form == "json":
        (tmp_path / "s.json").write_text(json.dumps({**table, "on": "2026-11-22"}), encoding="utf-8")
        found = sanctuary("decide", "us-ca", str(tmp_path / "s.json"), "--format", "json").out
    elif form == "stdin":
        found = program("decide", "-", "--format", "json", input=toml).stdout
    else:
        words = (
            "--actor=sheriff",
            "--action=hold",
            "--resource=subject",
            "--fact=requester=immigration-authority",
            "--fact=purpose=civil-immigration",
            "--fact=paper=detainer",
        )
        found = sanctuary("decide", "us-ca", *words, "--on=2026-11-22", "--format=json").out
    assert found == expected
    assert json.loads(found)["outcome"] == "must-not"


@pytest.mark.long
def test_a_witness_can_be_piped_back_into_decide(sanctuary: Sanctuary) -> None:
    """Some differences of Oregon, through a pipe."""
    report = sanctuary("assess", "us-or", "--standard", "ice-out-of-la-2018", "--format", "json").json
    differences = [d for s in report["standards"] for c in s["criteria"] for d in c["differences"]]
    assert differences
    for one in differences[:: len(differences) // 3]:
        again = program("decide", "-", "--format", "json", input=json.dumps(one["witness"]))
        assert again.returncode == 0, again.stderr
        assert json.loads(again.stdout)["outcome"] == one["outcome"]


@pytest.mark.long
def test_text_is_plain_and_80_columns_wide_in_a_pipe() -> None:
    """No color, no box, no trailing spaces; an address stands whole, on a line of its own."""
    for words in (("assess", "los-angeles", "--standard", "all"), ("check", "all"), ("compare", "us-ca", "los-angeles")):
        out = program(*words, env={k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS")}).stdout
        assert "\x1b" not in out
        assert max(len(line) for line in out.splitlines() if not re.match(r" *\S+://\S+$", line)) <= 80
        assert not any(line != line.rstrip() for line in out.splitlines())


def test_a_reader_that_goes_away_is_no_error() -> None:
    """`| head` ends quietly."""
    command = f"{Path(sys.executable).parent / 'sanctuary'} assess us-or --standard all | head -1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr == ""


def test_help_names_every_command_and_imports_no_engine() -> None:
    """Help is quick because commands are imported when they run."""
    heavy = "sorted(m for m in sys.modules if m.split('.')[0] in ('cedarpy', 'pysat', 'msgspec'))"
    code = f"import sys; from sanctuary.cli import run; run(['--help']); print({heavy})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    for command in ("assess", "check", "compare", "decide"):
        assert command in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.long
def test_check_all_finds_nothing_and_says_what_a_reader_should_know(sanctuary: Sanctuary) -> None:
    """Counts, exclusions, unread sources, duties and suits with days."""
    report = sanctuary("check", "all", "--format", "json").json
    assert report["ok"] is True
    assert report["scenarios"]["failed"] == []
    assert report["not_modeled"] > 100
    assert {one["id"] for one in report["excluded"]} >= {"requester-goes-by-function"}
    city = next(pack for pack in report["packs"] if pack["id"] == "us-ca-los-angeles")
    assert city["unread"]
    assert city["proceedings"]
    assert city["duties"]


def test_the_unique_ending_of_an_id_is_enough(sanctuary: Sanctuary) -> None:
    """One word of it, or more."""
    for ending in ("angeles", "los-angeles"):
        assert sanctuary("decide", ending, *DETAINER, "--format", "json").json["place"] == "us-ca-los-angeles"


SANCTUARY = Path(sys.executable).parent / "sanctuary"


@pytest.mark.parametrize(
    "words", ["decide us-ca --actor sheriff --action hold --resource subject", "check us-or", "--help", "assess us-or"]
)
def test_a_standard_output_that_is_full_is_one_message_and_exit_2(words: str) -> None:
    """Whatever the command, once: nothing is tried again when the interpreter ends."""
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    done = subprocess.run(["bash", "-c", f"{SANCTUARY} {words} > /dev/full"], stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    told = "sanctuary: standard output cannot be written (No space left on device). What was printed is not whole."
    assert " ".join(done.stderr.split()) == told


def test_a_standard_output_that_is_closed_is_one_message_and_exit_2() -> None:
    """`>&-`."""
    done = subprocess.run(["bash", "-c", f"{SANCTUARY} check us-or >&-"], stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.count("sanctuary: ") == 1
    assert "standard output" in done.stderr


@pytest.mark.parametrize(
    "problem", ["ValueError('A123456789')", "type('PanicException', (BaseException,), {})('A123456789')", "OSError(5, 'A123456789')"]
)
def test_a_failure_that_nobody_foresaw_is_one_line_without_its_message(
    problem: str, sanctuary: Sanctuary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which kind and where; the traceback only for whoever asks for it."""

    def fail(*_: object, **__: object) -> None:
        raise eval(problem)  # noqa: S307 - one of the lines above

    monkeypatch.setattr("sanctuary.commands.check.Library", fail)
    ran = sanctuary("check", "all")
    assert ran.code == 2
    assert ran.err.startswith("sanctuary: the program failed inside (")
    assert " at sanctuary.commands.check:" in ran.err
    assert ran.err.count("\n") == 1
    assert "A123456789" not in ran.err
    monkeypatch.setenv("SANCTUARY_TRACEBACK", "1")
    assert "A123456789" in sanctuary("check", "all").err


def test_an_interrupt_while_the_program_is_loaded_exits_with_2() -> None:
    """Ctrl-C in the first moments."""
    code = (
        "import sys\nclass Stop:\n    def find_spec(self, name, *_):\n        if name == 'cyclopts': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stop())\nfrom sanctuary.cli import main\nmain()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "sanctuary: stopped before anything was done.\n"


_CELLS = st.text(alphabet="abc -*.\u00e9", max_size=25).map(str.strip)


@given(st.data(), st.integers(1, 5), st.sampled_from([0, 2]))
def test_a_table_that_fits_is_printed_at_once_as_it_would_be_otherwise(data: st.DataObject, columns: int, indent: int) -> None:
    """Ten thousand rows take no seconds, and no line is another."""
    head = data.draw(st.lists(_CELLS.filter(bool), min_size=columns, max_size=columns))
    rows = data.draw(st.lists(st.tuples(*[_CELLS] * columns), max_size=5))
    fold = data.draw(st.sets(st.integers(0, columns - 1)).map(tuple))
    told = []
    for aligned in (folding.aligned, lambda *_: None):
        with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(io.StringIO()) as out:
            patch.setattr(printing, "aligned", aligned)
            printing.Printer().table(head, rows, indent=indent, fold=fold)
            told.append(out.getvalue())
    assert told[0] == told[1]


_LINES = st.text(alphabet="abcdefgh.-\\'    \u00e9", max_size=200)


@given(_LINES, st.sampled_from([0, 2, 62]), st.sampled_from(["line", "paragraph"]))
def test_a_line_in_a_pipe_is_folded_as_rich_folds_it(text: str, indent: int, how: str) -> None:
    """Rich is not loaded for plain lines, and no line is another."""
    told = []
    for plain in (True, False):
        with contextlib.redirect_stdout(io.StringIO()) as out:
            printer = printing.Printer()
            printer.plain = plain
            printer.line(text, indent=indent) if how == "line" else printer.paragraph("lead", text, hang=indent)
            told.append(out.getvalue())
    assert told[0] == told[1]
