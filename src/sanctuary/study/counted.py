"""The dated facts of a place that a criterion of a standard counts."""

from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import Pack
from sanctuary.model import Criterion

__all__ = ["Counted"]


class Counted:
    """The facts that a criterion counts, where it has a meaning for the place."""

    def __init__(self, law: Law, standard: Pack, criterion: Criterion) -> None:
        meant = law.place.government != "nation" and (not criterion.facts_of or law.place.id in criterion.facts_of)
        names = criterion.facts if meant else ()
        self.found = tuple(law.facts[name] for name in names if name in law.facts)
        closed = [one for one in standard.closed_lists if one.since <= law.on]
        self._closed = {one.fact: one.holds(law.place.id, law.facts, law.on) for one in closed}
        self._lacking = [name for name in names if name not in law.facts]

    @property
    def open(self) -> bool:
        """Whether some fact is not established."""
        lacking = any(name not in self._closed for name in self._lacking)
        return lacking or any(not isinstance(fact.value, bool) for fact in self.found)

    def told(self, *, best: bool, text_only: bool) -> list[bool]:
        """What the facts say, where what is not known is taken for the best or the worst."""
        told = [fact.value if isinstance(fact.value, bool) and not (text_only and fact.reported) else best for fact in self.found]
        return [*told, *(self._closed.get(name, best) for name in self._lacking)]
