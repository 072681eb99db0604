"""What a form asks for tells what the column of the same name keeps: the label stands in one file, the column in another."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from sanctuary.names.sensitive import Around, Found, sensitive
from sanctuary.names.words import words_of_name
from sanctuary.scan.field import Field

__all__ = ["told_elsewhere", "untold"]

_PAGES = frozenset(
    ["edit", "new", "form", "show", "index", "create", "update", "add", "fields", "step", "page", "detail", "details", "modal", "view"]
)
"""Names of pages, which tell of nothing: their folder does."""


def untold(one: Field) -> bool:
    """Whether a field says nothing but its name, so that a label elsewhere may tell what it is."""
    return not (one.comment or one.codes or one.named or " " in one.name) and one.line > 0


def told_elsewhere(found: Sequence[tuple[Field, Found]], bare: Iterable[Field]) -> Iterator[tuple[Field, Found]]:
    """The fields that say nothing themselves and whose label in a form of the same thing asks for a class; of two labels neither counts."""
    labels: dict[tuple[str, str], Found | None] = {}
    for one, told in found:
        if one.comment and sensitive(one.name, Around(one.table)) is None:
            key = (_thing(one), one.name.lower())
            labels[key] = told if key not in labels or labels[key] == told else None
    if not labels:
        return
    for one in bare:
        label = labels.get((_thing(one), one.name.lower()))
        if label is not None:
            yield one, Found(label.of, "likely", f"a form asks for it: {label.why}")


def _thing(one: Field) -> str:
    """What a field is of, in one word for one or many: its table, or the folder of its page."""
    words = words_of_name(one.table.rpartition(".")[2].rpartition("/")[2])
    if not words or not _PAGES.isdisjoint(words):
        words = words_of_name(PurePosixPath(one.path).parent.name)
    return " ".join((*words[:-1], words[-1].removesuffix("s"))) if words else ""
