"""Answers that are kept change no byte, stand for one law, one question and one program alone, and may be damaged or missing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from conftest import Ran
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import OWN, Library
from sanctuary.law.used import PackUsed
from sanctuary.study import recalled as module
from sanctuary.study.recalled import recalled
from worlds import nation, pack, rule

ON = date(2026, 6, 1)
COMMANDS = (
    ("assess", "us-or", "--standard=minimum", "--on=2026-05-01", "--format=json"),
    ("assess", "us-or", "--on=2026-05-01"),
    ("timeline", "us-or", "--standard=minimum"),
    ("check", "standard-minimum"),
)


@pytest.fixture
def answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SANCTUARY_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "answers"


class Asked:
    """Asks, and counts how often the answer had to be made."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self, law: Law, *question: str, standards: tuple[str, ...] = ("standard-minimum",)) -> PackUsed:
        def make() -> PackUsed:
            self.made += 1
            return PackUsed(id=law.place.id, version=str(law.on), hash="")

        return recalled(PackUsed, question, law, [law.library.get(one) for one in standards], make)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words[:3]))
def test_the_same_bytes_first_later_and_without(
    answers: Path, sanctuary: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    first = sanctuary(*words)
    assert [path.stat().st_mode & 0o777 for path in answers.iterdir()]
    second = sanctuary(*words)
    monkeypatch.setenv("SANCTUARY_CACHE", "off")
    assert first == second == sanctuary(*words)
    assert first.out


def test_an_answer_is_made_once(answers: Path) -> None:
    asked, law = Asked(), law_of(Library(), "us-or", ON)
    assert asked(law) == asked(law) == asked(law_of(Library(), "us-or", ON))
    assert asked.made == 1
    assert len(list(answers.iterdir())) == 1


def test_whatever_differs_is_asked_anew(answers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Question, place, definitions, strictness, parents, and the program."""
    asked, law = Asked(), law_of(Library(), "us-or", ON)
    asked(law)
    asked(law, "other")
    asked(law, "oth", "er")
    asked(law_of(Library(), "us-il", ON))
    asked(law, standards=("standard-technical",))
    asked(law_of(Library(), "us-or", ON, strict=True))
    asked(law_of(Library().below("us-or", "us-ca"), "us-or", ON))
    monkeypatch.setattr(module, "_program", lambda: "another")
    asked(law)
    assert asked.made == 8
    assert len(list(answers.iterdir())) == 8


def test_what_is_damaged_or_of_another_form_is_made_anew(answers: Path) -> None:
    asked, law = Asked(), law_of(Library(), "us-or", ON)
    right = asked(law)
    path = next(answers.iterdir())
    whole = path.read_bytes()
    for number, wrong in enumerate((b"", whole[:-1], whole.replace(b"us-or", b"us-ca"), b"sanctuary.kept/0" + whole[16:])):
        path.write_bytes(wrong)
        assert asked(law) == right
        assert asked.made == number + 2
        assert path.read_bytes() == whole
    path.chmod(0o666)
    asked(law)
    assert asked.made == 6


def test_nothing_is_kept_of_other_packs_or_of_rules_taken_out(answers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pack of somebody's own, a law without some of its rules; nor anything where it is switched off."""
    home = tmp_path / "packs"
    home.mkdir()
    nation(home)
    pack(home, "town", rule("r", "forbid", "hold", resource='Person::"subject"'), parents=("nation",))
    asked, own = Asked(), law_of(Library(), "us-or", ON)
    for law in (law_of(Library(folders=(home,), words=OWN), "town", ON), own.without(own.rules[0].rule.id)):
        asked(law, standards=())
        asked(law, standards=())
    monkeypatch.setenv("SANCTUARY_CACHE", "off")
    asked(own)
    asked(own)
    assert asked.made == 6
    assert not answers.exists()


def test_the_oldest_answers_go(answers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    asked, law = Asked(), law_of(Library(), "us-or", ON)
    for number in range(5):
        asked(law, str(number))
    assert len(list(answers.iterdir())) == 3
    asked(law, "4")
    assert asked.made == 5
    asked(law, "0")
    assert asked.made == 6


def test_a_situation_of_ones_own_is_not_kept(answers: Path, tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """A timeline that follows a file says what stands in it."""
    path = tmp_path / "situation.toml"
    path.write_text('actor = "sheriff"\naction = "hold"\nresource = "subject"\n', encoding="utf-8")
    assert sanctuary("timeline", "us-or", "--situation", str(path)).code == 0
    assert not answers.exists()
