"""Cases of training: what happens at a counter, how it is seen rightly, and the conduct that follows. They are data: cases.toml."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sanctuary.documents import Frozen, parse_toml, read_text, shape

__all__ = ["Case", "case_of", "cases"]


class Case(Frozen, frozen=True):
    """A case. `scene` and `why` by language; `answers` as who sees rightly gives them; `do`: the id of what to do; `call`: whom first.

    `facts`: answers to questions of the law (a value, or unknown) where the path asks for them; `refused`: officers go in.
    """

    id: str
    counter: str
    scene: Mapping[str, str]
    why: Mapping[str, str]
    answers: Mapping[str, str]
    do: str
    call: str
    facts: Mapping[str, str] = {}
    refused: bool = False


class _Cases(Frozen, frozen=True):
    case: tuple[Case, ...]


class Shown(Frozen, frozen=True):
    """A case in one language."""

    id: str
    scene: str
    why: str


@cache
def cases() -> Mapping[str, Case]:
    """Every case by id, in the order of the file."""
    path = Path(__file__).resolve().parent / "cases.toml"
    return {one.id: one for one in shape(parse_toml(read_text(path), str(path)), _Cases, str(path)).case}


def case_of(name: str, language: str) -> Shown | None:
    """A case in a language; nothing where there is no such case."""
    one = cases().get(name)
    return Shown(id=one.id, scene=one.scene[language], why=one.why[language]) if one else None
