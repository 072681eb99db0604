"""One rule's text as it was read: where it stands, what Cedar made of it, and what was found in it.

Nothing here needs cedarpy: of a policy that is kept (`law.kept`) only who asks for its tree loads what trees are made of.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sanctuary.documents import Frozen
from sanctuary.law.parts import Walked
from sanctuary.law.spot import Spot

__all__ = ["Policy", "PolicySaid", "refusal"]


class PolicySaid(Frozen, frozen=True):
    """What a policy says of itself: `permit` or `forbid`, its annotations, and the ids of the actions that it names, in its order."""

    effect: str
    annotations: Mapping[str, str]
    actions: tuple[str, ...]


class Policy:
    """One Cedar policy: what it says of itself, its tree, the file and line where it begins, and its text.

    `walked` holds by action what was found in the tree before and kept, `read` what is made of that. The tree (`cedarpy.pst.Template`)
    of a kept policy is made when it is asked for.
    """

    __slots__ = ("_tree", "read", "said", "text", "walked", "where")

    def __init__(
        self, said: PolicySaid, tree: Any | Callable[[], Any], where: str, text: str = "", walked: Mapping[str, Walked] | None = None
    ) -> None:
        self.said, self._tree, self.where, self.text = said, tree, where, text
        self.walked: Mapping[str, Walked] = walked or {}
        self.read: dict[str, object] = {}

    @property
    def tree(self) -> Any:
        """The syntax tree."""
        if callable(self._tree):
            self._tree = self._tree()
        return self._tree

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Policy) and (self.where, self.tree) == (other.where, other.tree))

    def __hash__(self) -> int:
        return hash(self.where)

    def __repr__(self) -> str:
        return f"Policy({self.tree!r}, {self.where!r})"

    def refusal(self, spot: Spot | None, told: str) -> str:
        """A message about a place in the text: file and line, what is told, the word there, and where the rule begins."""
        return refusal(self.where, spot, f"rule '{self.id or '(no id)'}': {told}")

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return int(self.where.rpartition(":")[2])

    @property
    def id(self) -> str:
        """The `@id` of the policy."""
        return self.said.annotations.get("id", "")


def refusal(where: str, spot: Spot | None, told: str) -> str:
    """A message about a place in a text that begins at a file and line."""
    if spot is None:
        return f"{where}: {told}."
    file, _, line = where.rpartition(":")
    begins = f" (the rule begins at {where})" if spot.lines else ""
    return f"{file}:{int(line) + spot.lines}: {told}, at '{spot.word}'{begins}."
