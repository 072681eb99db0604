"""A part of an answer that is told to a person."""

from sanctuary.documents import Frozen

__all__ = ["MUST_KNOW", "Section", "Step"]

MUST_KNOW = "How far this was read"
"""The heading under which an answer says what of the law nobody read."""


class Step(Frozen, frozen=True):
    """A shorter form of a section and its turn; one without lines is none.

    `same`: it says as much in fewer words. `bare`: without the heading of its section.
    """

    turn: int
    lines: tuple[str, ...] = ()
    same: bool = False
    bare: bool = False


class Section(Frozen, frozen=True):
    """A heading (none for the answer itself), its lines, and whether what it says is folded: of use to few readers.

    `steps` are its shorter forms: where a screen is too short, those of the first turn are taken first. The screen names what is not
    told whole, by its heading or its `name`.
    """

    heading: str
    lines: tuple[str, ...]
    folded: bool = False
    name: str = ""
    steps: tuple[Step, ...] = ()
