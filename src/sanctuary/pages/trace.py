"""Paths drawn: one map from an everyday event to its ends.

Steps stand in columns by how far they are from the event; a line leads from each step to the next. What the law requires has a bar at its
left, what it leaves open an edge, what it closes a dashed edge and the paragraph that closes it; the words say it too.
"""

from itertools import pairwise

from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law
from sanctuary.law.used import draft_lead, unread_said
from sanctuary.pages.scene import INK, LINE, PAPER, PARTLY, SOFT, WASH, YES, Scene, wrapped
from sanctuary.study.phrases import listed, titled
from sanctuary.study.trace import NOTE, Route, StepReport, Trace

__all__ = ["draw"]

_LAW = {
    "requires": "the law requires it",
    "permits": "the law permits it",
    "silent": "no rule was found",
    "open": "the law leaves it open",
    "fixed": "no law of a place decides",
}  # fmt: skip

BOX, GAP, LEFT, SIZE = 156, 26, 20, 11
LINE_HIGH = 14
MOST_PATHS = 6
"""Open paths of one route that are drawn, shortest first; JSON has all."""

Node = tuple[str, str, str, str]
"""A box: its kind (event, end, a step's law, or closed), its key, its title, and what stands below."""


def draw(report: Trace, law: Law) -> Scene:
    """The map of one event; refuses routes of several."""
    routes = [route for route in report.routes if route.open or route.closed]
    events = list(dict.fromkeys(route.event for route in routes))
    if len(events) != 1:
        names = ", ".join(dict.fromkeys(route.event for route in report.routes))
        raise RequestError(f"a picture shows one event and its ends. Add --from and one of: {names}.")
    columns, edges = _graph(routes, law)
    title = f"{draft_lead(report.packs)}{routes[0].event_title}: what the law leaves open in {titled(report.title)} on {report.on}"
    highs = {node[1]: _high(node) for column in columns for node in column}
    width = max(600, 2 * LEFT + len(columns) * (BOX + GAP) - GAP)
    head = wrapped(title, width - 2 * LEFT, 16, bold=True)
    top = 40 + 20 * len(head)
    tallest = max(sum(highs[node[1]] + 14 for node in column) for column in columns)
    lanes = {name: (top + tallest + 6 + 12 * number, number) for number, name in enumerate(node[1] for node in columns[-1])}
    scene = Scene(width, top + tallest + 30 + 12 * len(lanes), title, told(routes))
    for number, line in enumerate(head):
        scene.text(LEFT, 28 + 20 * number, line, size=16, bold=True)
    scene.text(
        LEFT,
        28 + 20 * len(head),
        f"{NOTE} {unread_said(report.packs)}Law read through {report.known_through}. Not legal advice.",
        size=SIZE,
        color=SOFT,
    )
    places: dict[str, tuple[float, float, int]] = {}
    column_of: dict[str, int] = {}
    for index, column in enumerate(columns):
        y = top + (tallest - sum(highs[node[1]] + 14 for node in column)) / 2
        for node in column:
            places[node[1]] = (LEFT + index * (BOX + GAP), y, highs[node[1]])
            column_of[node[1]] = index
            y += highs[node[1]] + 14
    for one, other in edges:
        far = column_of[other] - column_of[one] > 1 and other in lanes
        _edge(scene, places[one], places[other], lanes[other] if far else None)
    for column in columns:
        for node in column:
            _box(scene, node, places[node[1]])
    return scene


def told(routes: list[Route]) -> str:
    """A sentence for those who do not see the picture."""
    parts = []
    for route in routes:
        steps = ", then ".join(step.title for step in route.open[0].steps) if route.open else ""
        parts.append(f"{route.end_title}: {f'open, for example: {steps}' if steps else 'closed'}")
    return f"{routes[0].event_title}. {'. '.join(parts)}."


def _graph(routes: list[Route], law: Law) -> tuple[list[list[Node]], list[tuple[str, str]]]:
    """The boxes in columns, and the lines between them. A step stands as far from the event as its longest path; ends stand last."""
    depth: dict[str, int] = {}
    nodes: dict[str, Node] = {"event": ("event", "event", routes[0].event_title, "")}
    edges: dict[tuple[str, str], None] = {}
    for route in routes:
        end = f"end {route.end}"
        for path in route.open[:MOST_PATHS]:
            before = "event"
            for step in path.steps:
                nodes.setdefault(step.id, _step(step))
                edges[before, step.id] = None
                before = step.id
            edges[before, end] = None
            nodes.setdefault(end, ("end", end, route.end_title, ""))
    _close(routes, law, nodes, edges)
    _depths("event", 0, edges, depth)
    last = max((level for name, level in depth.items() if not name.startswith("end ")), default=0) + 1
    columns: list[list[Node]] = [[] for _ in range(last + 1)]
    for name, node in nodes.items():
        columns[last if name.startswith("end ") else depth.get(name, 1)].append(node)
    return [column for column in columns if column], list(edges)


def _close(routes: list[Route], law: Law, nodes: dict[str, Node], edges: dict[tuple[str, str], None]) -> None:
    """The steps that the law closes, each once, after the step before it."""
    for route in routes:
        for path in route.closed:
            at = path.steps.index(path.stopped_at)
            before = next((name for name in reversed(path.steps[:at]) if name in nodes), "event")
            if path.stopped_at not in nodes and not path.together:
                cites = list(dict.fromkeys(law.by_id[name].rule.cites for name in path.because))
                more = [f"{len(cites) - 2} more"] if len(cites) > 2 else []
                nodes[path.stopped_at] = ("closed", path.stopped_at, path.stopped_title, f"closed by {listed([*cites[:2], *more])}")
                edges[before, path.stopped_at] = None


def _depths(name: str, level: int, edges: dict[tuple[str, str], None], depth: dict[str, int]) -> None:
    if depth.get(name, -1) >= level:
        return
    depth[name] = level
    for one, other in edges:
        if one == name:
            _depths(other, level + 1, edges, depth)


def _step(step: StepReport) -> Node:
    other = " or ".join({"requires": "required", "forbids": "forbidden"}[one] for one in step.sometimes)
    return (step.law, step.id, step.title, _LAW[step.law] + (f"; {other} in some cases" if other else ""))


def _lines(node: Node) -> tuple[list[str], list[str]]:
    return wrapped(node[2], BOX - 20, SIZE, bold=node[0] in ("event", "end")), wrapped(node[3], BOX - 20, 10) if node[3] else []


def _high(node: Node) -> int:
    title, below = _lines(node)
    return LINE_HIGH * (len(title) + len(below)) + 16


def _edge(scene: Scene, one: tuple[float, float, int], other: tuple[float, float, int], lane: tuple[float, int] | None) -> None:
    """A line between two boxes; past other columns it runs along a lane below them, one for each end, then up to it."""
    start, end = (one[0] + BOX, one[1] + one[2] / 2), (other[0], other[1] + other[2] / 2)
    points = [start, end]
    if lane:
        level, number = lane
        turn = end[0] - 6 - 5 * number
        points = [start, (start[0] + 9, start[1]), (start[0] + 9, level), (turn, level), (turn, end[1]), end]
    for here, there in pairwise(points):
        scene.line(*here, *there, INK)


def _box(scene: Scene, node: Node, place: tuple[float, float, int]) -> None:
    kind = node[0]
    x, y, high = place
    title, below = _lines(node)
    ends = kind in ("event", "end")
    fill = YES if ends else WASH if kind == "fixed" else PAPER
    edge = {"permits": PARTLY, "open": PARTLY, "silent": SOFT, "closed": INK, "requires": YES}.get(kind, LINE)
    scene.rect(x, y, BOX, high, fill, node[2], edge=YES if ends else edge, dashed=kind == "closed")
    if kind == "requires":
        scene.rect(x, y, 6, high, YES)
    y += 18
    for line in title:
        scene.text(x + 12, y, line, size=SIZE, color=PAPER if ends else INK, bold=ends)
        y += LINE_HIGH
    for line in below:
        scene.text(x + 12, y, line, size=10, color=SOFT)
        y += LINE_HIGH
