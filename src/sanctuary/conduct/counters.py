"""The eight counters: who works there, and what visitors ask for, as acts that the law decides."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sanctuary.documents import Frozen, parse_toml, read_text, shape
from sanctuary.errors import RequestError, nearest

__all__ = ["PAPER", "Act", "Counter", "counter", "counters"]

PAPER = "paper"
"""What is asked where somebody only leaves a paper: no act that the law decides."""


class Act(Frozen, frozen=True):
    """What a visitor asks for: an act of the vocabulary."""

    id: str
    action: str
    resource: str


class Counter(Frozen, frozen=True):
    """A kind of counter: the actor whose law is asked, and what visitors ask for; `only_conduct` are no acts of the law."""

    actor: str
    asks: tuple[Act, ...]
    only_conduct: tuple[str, ...] = ()

    def act(self, asked: str) -> Act | None:
        """The act of an answer to "what do they ask for?"; None where it is none."""
        return next((one for one in self.asks if one.id == asked), None)


@cache
def counters() -> Mapping[str, Counter]:
    """Every counter by id, in the order of the file."""
    path = Path(__file__).resolve().parent / "counters.toml"
    return {name: shape(table, Counter, f"{path}: [{name}]") for name, table in parse_toml(read_text(path), str(path)).items()}


def counter(name: str) -> Counter:
    """A counter by id; refuses another."""
    if name not in counters():
        raise RequestError(f"no counter is called '{name}'; {nearest(name, counters())}")
    return counters()[name]
