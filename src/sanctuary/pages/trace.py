"""Paths drawn: a row of boxes for each open path, the closed ones below with the rule that stops them; no legend needed."""

import textwrap

from sanctuary.law.jurisdiction import Law
from sanctuary.pages.scene import Scene
from sanctuary.study.trace import NOTE, Open, Route, Trace

__all__ = ["draw"]

_LAW = {
    "requires": "the law requires this",
    "permits": "the law permits this",
    "silent": "no rule was found",
    "open": "the law leaves this open",
    "fixed": "no law of a place decides this",
}  # fmt: skip
_SHADES = {"requires": "#cfe3ef", "permits": "#f6e7c1", "silent": "#ffffff", "open": "#f6e7c1", "fixed": "#e3e3e3"}
"""A step's law by word and shade; what is required has a bar, too."""

BOX, GAP, HIGH, LEFT = 168, 34, 74, 24
MOST_PATHS = 4
"""Open paths of one route that are drawn, shortest first; JSON has all."""


def draw(report: Trace, law: Law) -> Scene:
    """The scene of some routes."""
    routes = [route for route in report.routes if route.open or route.closed]
    longest = max((len(path.steps) for route in routes for path in route.open[:MOST_PATHS]), default=1)
    width = max(760, 2 * LEFT + (longest + 2) * (BOX + GAP))
    told = "; ".join(f"{r.event_title} to {r.end_title}: {len(r.open)} open, {len(r.closed)} closed" for r in routes)
    scene = Scene(width, 120 + sum(_height(route) for route in routes), f"{report.title} on {report.on}: paths", told)
    scene.text(LEFT, 30, f"{report.title} on {report.on}: what the law leaves open", size=18, bold=True)
    scene.text(LEFT, 52, f"{NOTE} Not legal advice.", size=13, color="#444444")
    y = 84
    for route in routes:
        _route(scene, route, y, law)
        y += _height(route)
    scene.text(LEFT, y + 16, f"{NOTE} Law known through {report.known_through}.", size=12, color="#444444")
    return scene


def _height(route: Route) -> int:
    return 40 + (len(route.open[:MOST_PATHS]) * (HIGH + 14) or 26) + 18 * len(_stops(route)) + 30


def _route(scene: Scene, route: Route, y: float, law: Law) -> None:
    scene.text(LEFT, y, f"{route.event_title}, to: {route.end_title}", size=15, bold=True)
    y += 16
    if not route.open:
        scene.text(LEFT, y + 12, "No path is open in the encoded law.", size=13)
    for path in route.open[:MOST_PATHS]:
        _path(scene, route, path, y)
        y += HIGH + 14
    y += 6 if route.open else 24
    for title, rules in _stops(route):
        cites = ", ".join(dict.fromkeys(law.by_id[name].rule.cites for name in rules)) or "several steps together"
        scene.text(LEFT, y + 12, f"Closed: {title} ({textwrap.shorten(cites, 90, placeholder=' …')})", size=12, color="#444444")
        y += 18


def _stops(route: Route) -> list[tuple[str, tuple[str, ...]]]:
    """Each step that stops a path, once, with its rules."""
    found: dict[str, tuple[str, ...]] = {}
    for path in route.closed:
        found.setdefault(path.stopped_title, path.because)
    return list(found.items())


def _path(scene: Scene, route: Route, path: Open, y: float) -> None:
    titles = [route.event_title, *(step.title for step in path.steps), route.end_title]
    for number, title in enumerate(titles):
        x = LEFT + number * (BOX + GAP)
        end = number in (0, len(titles) - 1)
        law = "" if end else path.steps[number - 1].law
        scene.rect(x, y, BOX, HIGH, "#2a6f97" if end else _SHADES[law])
        if law == "requires":
            scene.rect(x, y, 8, HIGH, "#2a6f97")
        lines = textwrap.wrap(title, 25)[:4]
        top = y + HIGH / 2 - 7 * (len(lines) - 1) + (4 if end else -2)
        for index, line in enumerate(lines):
            scene.text(x + BOX / 2, top + 14 * index, line, size=12, color="#ffffff" if end else "#1a1a1a", anchor="middle")
        if not end:
            scene.text(x + BOX / 2, y + HIGH - 5, _LAW[path.steps[number - 1].law], size=9, color="#444444", anchor="middle")
        if number:
            scene.line(x - GAP, y + HIGH / 2, x, y + HIGH / 2, "#1a1a1a")
