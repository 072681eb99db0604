"""questions.toml: every fact once, weights in range, and cells that add up to one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sanctuary.errors import PackError
from sanctuary.law.asking import read_asking
from sanctuary.law.packs import OWN, Library
from sanctuary.law.vocabulary import ACTOR, RESOURCE


def test_the_values_of_every_fact_weigh_one(library: Library) -> None:
    """However the values are put into cells."""
    for action in library.vocabulary.actions.values():
        for variable in action.variables:
            if variable.name in (ACTOR, RESOURCE):
                continue
            one = library.asking.fact[variable.name]
            weights = [one.weight(variable, (value,)) for value in variable.domain]
            assert all(weight > 0 for weight in weights), variable.name
            assert round(sum(weights), 9) == 1, variable.name
            assert round(one.weight(variable, variable.domain[-3:]), 9) == round(sum(weights[-3:]), 9)


def _without(name: str) -> Callable[[str], str]:
    return lambda text: text.replace(f"[fact.{name}]", f"[fact.{name}s]")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_without("funds"), "no fact is called 'fundss?'; did you mean 'funds'"),
        (
            lambda text: text.partition("[fact.setting]")[0] + '[fact."history.hate_crime"]\nseen = "desk"\nask = "?"\n',
            "not TOML|is missing",
        ),
        (lambda text: text.replace("counsel = 8\n", "", 1), r"\[effort\] says nothing of 'counsel'"),
        (lambda text: text.replace("desk = 1\n", "desk = 0\n", 1), r"\[effort\] says nothing of 'desk'"),
        (lambda text: text.replace('seen = "supervisor"', 'seen = "neighbor"', 1), "Invalid enum value 'neighbor'"),
        (
            lambda text: text.replace("often = { none = 60,", "often = { nothing = 60,", 1),
            "weighs 'nothing', which it cannot be; known: none,",
        ),
        (lambda text: text.replace("yes = 20", "yes = 100", 1), "has a weight out of range"),
        (lambda text: text.replace("often = { infraction = 2,", "often = { infraction = 0,", 1), "has a weight out of range"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path: Path, library: Library, change: Callable[[str], str], message: str) -> None:
    """With the file, and what is known instead."""
    text = (OWN / "questions.toml").read_text(encoding="utf-8")
    path = tmp_path / "questions.toml"
    path.write_text(change(text), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != text
    with pytest.raises(PackError, match=message):
        read_asking(path, library.vocabulary)
