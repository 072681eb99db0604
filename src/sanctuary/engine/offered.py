"""What a refusal offers instead: the very command, with what was said already."""

import re
import shlex
from collections.abc import Sequence

from sanctuary.engine.prove import Proof
from sanctuary.engine.situation import Situation, by_path
from sanctuary.law.visits import usual, visited
from sanctuary.law.vocabulary import ACTOR, RESOURCE

__all__ = ["as_command", "which_thing"]

FEW = 6
"""Things that a refusal names all."""


def as_command(place: str, situation: Situation, *, actor: str = "", action: str = "", resource: str = "") -> str:
    """A situation as it is typed, with another actor, act or thing where they are given."""
    facts = {**by_path(situation.context), **situation.days}
    typed = [f"{name}={str(value).lower() if isinstance(value, bool) else value}" for name, value in facts.items()]
    said = {"actor": actor or situation.actor, "action": action or situation.action, "resource": resource or situation.resource}
    options = [word for name, value in said.items() if value for word in (f"--{name}", value)]
    return shlex.join(["sanctuary", "decide", place, *options, *(word for fact in typed for word in ("--fact", fact))])


def which_thing(proof: Proof, situation: Situation) -> str:
    """Which things an act may be done to there, by their kind; of many those that are asked about most, one of them as a command."""
    resource = proof.action.by_name[RESOURCE]
    kind = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", resource.type).lower()
    able = [one for one in resource.values if proof.possible(proof.fixed({ACTOR: situation.actor, RESOURCE: one}))]
    door = visited()[situation.actor].door if situation.actor in visited() else ""
    first = usual(situation.actor, able) or ((door,) if door in able else ())
    ordered: Sequence[str] = [*first, *(one for one in able if one not in first)] or resource.values
    shown = ordered if len(ordered) <= FEW or not first else first
    example = as_command(proof.law.place.id, situation, resource=shown[0])
    others = f"; or another --resource: {', '.join(shown[1:])}" if shown[1:] else ""
    every = f". All {len(ordered)}: sanctuary facts --action {situation.action}" if len(shown) < len(ordered) else ""
    return f"For which {kind}? For example: {example}{others}{every}."
