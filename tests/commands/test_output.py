"""-o means one thing for every command: the answer goes to the file, in the form that was asked for, and one line says which file."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import Ran
from sanctuary.cli import app, run
from sanctuary.commands import folding

Sanctuary = Callable[..., Ran]

HOLD = ("us-or", "--actor", "sheriff", "--action", "hold", "--resource", "subject")
ON = ("--on", "2026-11-22")
ANSWERS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "assess": (("us", "--standard", "technical", *ON), ("text", "json")),
    "compare": (("us", "us", *ON), ("text", "json")),
    "decide": ((*HOLD, *ON), ("text", "json")),
    "notice": (("interview-consent", "--place", "los-angeles", *ON), ("text", "json")),
    "scan": (("us-ca", "form.sql", *ON), ("text", "json", "markdown", "sarif")),
    "timeline": (("us-or", "--standard", "technical"), ("text", "json")),
    "trace": (("us", "--from", "blocking-a-sidewalk", *ON), ("text", "json")),
    "triage": (("letter.txt", *ON), ("text", "json")),
}
"""What prints an answer, with words that give one, and the forms that are printed where no file is named."""

OTHERWISE = {
    "guide": "a sheet as HTML or PDF: tests/commands/test_guide.py",
    "audit": "a page, or a folder of page, JSON and tables; any other name is refused: tests/commands/test_audit.py",
    "new": "the folder of a pack",
    "report": "tests/commands/test_report.py",
    "sign": "a signature, which is never printed",
    "record prove": "a receipt: tests/commands/test_record.py",
    "record sample": "entries for an auditor: tests/commands/test_record.py",
}
"""What -o writes is a thing of its own there."""


def with_output(commands: Any, name: str = "") -> Iterator[str]:
    """The names of the commands that have -o."""
    for word in commands:
        if word.startswith("-"):
            continue
        one = commands[word]
        told = f"{name} {word}".strip()
        if one.default_command is None:
            yield from with_output(one, told)
        elif any("-o" in argument.names for argument in one.assemble_argument_collection()):
            yield told


def test_every_command_that_has_a_file_to_write_is_tried_here() -> None:
    """One that is added must be."""
    assert set(with_output(app)) == {*ANSWERS, *OTHERWISE}


@pytest.mark.parametrize(("command", "form"), [(name, form) for name, (_, forms) in ANSWERS.items() for form in forms])
def test_the_file_holds_what_would_be_printed(
    sanctuary: Sanctuary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, form: str
) -> None:
    """Byte for byte, and the screen says where it is."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "form.sql").write_text("CREATE TABLE people (immigration_status TEXT);\n", encoding="utf-8")
    (tmp_path / "letter.txt").write_text("A letter that asks for a list.\n", encoding="utf-8")
    words = (command, *ANSWERS[command][0], "--format", form)
    printed = sanctuary(*words)
    written = sanctuary(*words, "-o", "answer")
    assert printed.out
    assert written.code == printed.code
    assert written.out == "Written: answer\n"
    assert (tmp_path / "answer").read_text(encoding="utf-8") == printed.out


def test_nothing_is_written_where_nothing_is_answered(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """A place that nobody knows: exit 2, and no file."""
    for command, words in (("decide", ("nowhere-at-all",)), ("compare", ("us", "nowhere-at-all")), ("assess", ("nowhere-at-all",))):
        ran = sanctuary(command, *words, "--format", "json", "-o", str(tmp_path / "answer.json"))
        assert (ran.code, ran.out, list(tmp_path.iterdir())) == (2, "", [])


@pytest.mark.parametrize(
    "words",
    [
        ("assess", "los-angeles", "--standard", "xx"),
        ("decide", "los-angeles", "--actor", "police", "--action", "disclose", "--resource", "release-date", "--fact", "requester=banana"),
        ("compare", "los-angeles", "no such place in this world of ours"),
        ("check", "no/such/folder"),
        ("assess", "los angeles", "nowhere", "--format", "docx"),
    ],
)
def test_a_refusal_is_folded_between_words(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """At 80 columns where there is no terminal; what goes on is set in, and no word is broken or lost."""
    assert run(words) == 2
    folded = capsys.readouterr().err
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(folding, "BESIDE", 100_000)
        run(words)
    whole = capsys.readouterr().err
    assert folded.split() == whole.split()
    lines = folded.splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert lines[0].startswith("sanctuary: ")
    assert len(lines) == len(whole.splitlines()) or any(line.startswith("  ") for line in lines[1:])
