"""Who may forbid what an answer allows, where nobody has searched their law: a permission of one law is no leave of another.

A permission yields to whoever forbids, at any level; a guarantee to those of its own level and above. So "may" by a state's law alone
holds unless the city's law or policy forbids it, and whoever reads it must be told whether that was searched.
"""

from collections.abc import Iterable

from sanctuary.law.jurisdiction import Law
from sanctuary.law.runs import BELOW, ELSEWHERE
from sanctuary.model import LEVELS

__all__ = ["forbidders"]


def forbidders(law: Law, actor: str, action: str, resource: str, rules: Iterable[str]) -> tuple[str, ...]:
    """The governments that bind an actor, may forbid an act that some rules allow, and of whose law on it nothing was searched.

    The nearest first; `BELOW` or `ELSEWHERE` where whoever runs the actor has no pack. Law that was searched in part is none of these.
    """
    allowing = [law.by_id[name] for name in rules if name in law.by_id]
    guaranteed = [one.level for one in allowing if one.rule.effect == "guarantees"]
    own = {one.rule.pack for one in allowing}
    found = [
        name
        for name in law.scope[actor]
        if name not in own
        and law.packs[name].file.coverage_of(actor, action, resource, law.on) == "not-searched"
        and (not guaranteed or LEVELS.index(law.packs[name].file.level) <= min(guaranteed))
    ]
    unnamed = law.runs.get(actor)
    return (*([unnamed] if unnamed in (BELOW, ELSEWHERE) and not guaranteed else []), *found)
