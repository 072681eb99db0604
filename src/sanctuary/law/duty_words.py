"""How words.toml says the words of the vocabulary, and which duties a report of a period meets: for whoever reads the law."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sanctuary.documents import parse_toml, read_text
from sanctuary.law.packs import OWN

__all__ = ["duty_when", "words"]


@cache
def words() -> Mapping[str, Mapping[str, Any]]:
    """How the words of the vocabulary read in a sentence."""
    path = OWN / "words.toml"
    return parse_toml(read_text(path), str(path))


def duty_when(name: str) -> str:
    """When a duty is met that no hour of the act sets: in a yearly report; else nothing."""
    return str(words()["duty_when"].get(name, ""))
