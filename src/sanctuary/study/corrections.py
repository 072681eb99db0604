"""What changed in a pack after it was first encoded, from its CHANGES.md: corrections of our reading, texts found later, changes of law."""

import re
from collections.abc import Iterator
from datetime import date

from sanctuary.documents import Frozen, read_text
from sanctuary.law.packs import Pack

__all__ = ["Correction", "corrections"]


class Correction(Frozen, frozen=True):
    """What changed, in a sentence that opens with its citation in bold, and the day on which the pack said so."""

    on: date
    says: str


def corrections(pack: Pack) -> list[Correction]:
    """The corrections of a pack, the latest day first; the first encoding is none, and a pack without the file has none."""
    path = pack.folder / "CHANGES.md"
    return [Correction(on=day, says=says) for day, says in _told(read_text(path))] if not pack.text and path.exists() else []


def _told(text: str) -> Iterator[tuple[date, str]]:
    """The bullets that open with a citation in bold, under headings with a day."""
    parts = re.split(r"^## (.+?)(?:, | \()(\d{4}-\d{2}-\d{2})\)?$", text, flags=re.MULTILINE)
    dated = list(zip(parts[2::3], parts[3::3], strict=True))[1:]
    for day, body in sorted(dated, key=lambda one: one[0], reverse=True):
        for bullet in re.findall(r"^- (\*\*.+?)(?=^- |^#|\n\n|\Z)", body, re.MULTILINE | re.DOTALL):
            yield date.fromisoformat(day), _first_sentence(" ".join(bullet.split()))


_SHORT = re.compile(
    r"\b(?:Gov|Educ|Civ|Proc|Pen|Labor|Welf|Inst|Saf|Cal|Stats?|Fla|Tex|Ill|Or|Mun|Exec|Admin|Veh|art|ch|sec|v|U\.S|St|No|Crim|R|P|A)$"
)
"""Ends of a text whose period ends no sentence."""


def _first_sentence(text: str) -> str:
    """The first sentence; a period after an abbreviation of a citation ends none."""
    for found in re.finditer(r"\.(?= [A-Z*`])", text):
        if not _SHORT.search(text[: found.start()]):
            return text[: found.end()]
    return text.rstrip(".") + "."
