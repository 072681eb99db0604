"""Where each government's law on an act was not searched to the end, and of which of the actors that it binds.

That is the same on every day, but for the days before the first one that was searched, so a place's days share what was found.
"""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from sanctuary.law.vocabulary import RESOURCE, Action, Value

if TYPE_CHECKING:
    from sanctuary.law.packs import Pack

__all__ = ["Gap", "Gaps"]

Gap = tuple[frozenset[Value], frozenset[str]]
"""Things on which an act was not searched to the end, and the actors of whom that holds."""


class Gaps:
    """The gaps of the packs of a place; `scope` holds for each actor the packs that bind it."""

    def __init__(self, packs: Mapping[str, "Pack"], scope: Mapping[str, tuple[str, ...]]) -> None:
        self.packs, self.scope = packs, scope
        self._found: dict[tuple[str, str, bool], tuple[Gap, ...]] = {}

    def of(self, name: str, action: Action, on: date) -> tuple[Gap, ...]:
        """The gaps of one pack on an act and a day: for each set of things the actors, in the order in which they first stand."""
        key = (name, action.name, self._early(name, on))
        if key not in self._found:
            self._found[key] = self._of(name, action, on)
        return self._found[key]

    def early(self, on: date) -> tuple[str, ...]:
        """The packs whose law was searched only from a later day on: days for which these are the same have the same gaps."""
        return tuple(name for name in self.packs if self._early(name, on))

    def _early(self, name: str, on: date) -> bool:
        first = self.packs[name].file.known_from
        return first is not None and on < first

    def _of(self, name: str, action: Action, on: date) -> tuple[Gap, ...]:
        pack = self.packs[name]
        found: dict[frozenset[Value], set[str]] = {}
        for actor in (one for one, packs in self.scope.items() if name in packs):
            things = action.by_name[RESOURCE].values
            left = frozenset(thing for thing in things if not pack.searched(actor, action.name, str(thing), on))
            found.setdefault(left, set()).add(actor)
        return tuple((things, frozenset(actors)) for things, actors in found.items() if things)
