"""Events, ends and the steps between them, read from paths.toml: what the law may leave open, or no local law reaches."""

from collections.abc import Mapping
from typing import Any, Literal

from sanctuary.documents import Frozen, parse_toml, read_text, shape
from sanctuary.errors import PackError, nearest
from sanctuary.law.packs import OWN
from sanctuary.model import SourceKind

__all__ = ["Act", "End", "Event", "Paths", "Step", "read_paths"]


class Act(Frozen, frozen=True):
    """Something a government does, that a step needs: open unless the law says must-not, or, for a step avoided by it, unless must."""

    actor: str
    action: str
    resource: str
    context: Mapping[str, Any] = {}
    closed_by: Literal["must-not", "must"] = "must-not"


class Step(Frozen, frozen=True):
    """From one state of affairs to the next: acts that the law decides, or a fixed step with its citation and its source mark."""

    id: str
    title: str
    at: str
    to: str
    act: tuple[Act, ...] = ()
    fixed: str = ""
    source: SourceKind = "recalled"


class Event(Frozen, frozen=True):
    """An everyday event, and the state it begins in."""

    id: str
    title: str
    at: str


class End(Frozen, frozen=True):
    """An end, and the state it is; `brief` heads a column."""

    id: str
    title: str
    brief: str
    at: str


class Paths(Frozen, frozen=True):
    """paths.toml."""

    event: tuple[Event, ...]
    end: tuple[End, ...]
    step: tuple[Step, ...]


def read_paths() -> Paths:
    """The paths that every place shares; refuses a step that leads nowhere known and one that is neither fixed nor decided."""
    path = OWN / "paths.toml"
    found = shape(parse_toml(read_text(path), str(path)), Paths, str(path))
    states = {step.at for step in found.step} | {end.at for end in found.end}
    for step in found.step:
        if bool(step.act) == bool(step.fixed):
            raise PackError(f"{path}: step '{step.id}' is neither an act nor fixed, or both. Give it [[step.act]] or fixed = \"citation\".")
        if step.to not in states:
            raise PackError(f"{path}: step '{step.id}' leads to '{step.to}', where nothing begins or ends; {nearest(step.to, states)}")
    return found
