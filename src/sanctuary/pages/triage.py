"""Papers as a page: each sign cut out of the paper beside the specimen card of its kind, which is drawn here and copied from nothing."""

import base64
import textwrap
from collections.abc import Sequence
from pathlib import Path

from sanctuary.pages.html import page
from sanctuary.pages.scene import Scene
from sanctuary.triage.apart import Crop, crops_apart
from sanctuary.triage.papers import Card, Paper, Sign, Triage
from sanctuary.triage.said import said

__all__ = ["card_scene", "write_page"]

WIDE, HIGH = 420, 470


def write_page(found: Triage) -> str:
    """The page of some papers, with crops that are read anew from the files; nothing else of them is in it."""
    scenes = {f"card{number}": card_scene(paper.card) for number, paper in enumerate(found.papers) if paper.card}
    return page(
        "triage",
        scenes,
        title="What kind of paper is this?",
        report=found,
        said=[said(paper) for paper in found.papers],
        rows=[_rows(paper) for paper in found.papers],
        packs=found.packs,
        gaps=(),
    )


def _rows(paper: Paper) -> list[tuple[Sign, list[str]]]:
    """Each sign once in each part of a page, with the pictures of all lines that carry it there."""
    rows: dict[tuple[str, str, int, str], tuple[Sign, list[str]]] = {}
    for sign, cut in zip(paper.signs, _crops(paper), strict=True):
        rows.setdefault((sign.sign, sign.weighs, sign.page, sign.place), (sign, []))[1].extend([cut] if cut else [])
    return list(rows.values())


def _crops(paper: Paper) -> Sequence[str]:
    """A picture of each sign as a data address; empty where the paper has none."""
    wanted = [Crop(page=sign.page, box=sign.box) for sign in paper.signs if sign.box]
    cut = iter(crops_apart(Path(paper.file), wanted) if wanted else [])
    found = []
    for sign in paper.signs:
        raw = next(cut) if sign.box else b""
        found.append(f"data:image/png;base64,{base64.b64encode(raw).decode()}" if raw else "")
    return found


def card_scene(card: Card) -> Scene:
    """The specimen card of a kind: where to look, marked SPECIMEN."""
    scene = Scene(WIDE, HIGH, f"Specimen card: {card.title}", f"Top: {card.top}. Foot: {card.foot}. It asks {card.asks}.")
    scene.rect(4, 4, WIDE - 8, HIGH - 8, "#f6f6f6")
    y = _words(scene, "TOP", card.top, 24)
    scene.rect(24, y + 6, WIDE - 48, 44, "#e3e3e3")
    for number, line in enumerate(textwrap.wrap(card.title, 44)[:2]):
        scene.text(WIDE / 2, y + 26 + 16 * number, line, size=13, bold=True, anchor="middle")
    y = _words(scene, "ASKS", card.asks, y + 72)
    scene.text(WIDE / 2, y + 30, "SPECIMEN", size=30, color="#9a9a9a", bold=True, anchor="middle")
    y = _words(scene, "FOOT", card.foot, y + 70)
    scene.line(24, y + 22, WIDE / 2, y + 22, "#1a1a1a")
    scene.text(24, y + 38, "a place for a signature: something is written there, or nothing", size=11, color="#444444")
    _words(scene, "TRAP", card.mistaken, y + 66)
    return scene


def _words(scene: Scene, head: str, text: str, y: float) -> float:
    """A heading and its words; the height after them."""
    scene.text(24, y, head, size=11, color="#444444", bold=True)
    for line in textwrap.wrap(text, 58)[:4]:
        y += 16
        scene.text(24, y, line, size=13)
    return y + 12
