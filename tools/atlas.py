"""Writes `src/sanctuary/pages/states.svg`: the shapes of the states, simplified, from the Census Bureau's cartographic boundaries of 2017.

    python tools/atlas.py --states states-albers-10m.json

`states-albers-10m.json` comes with the npm package us-atlas, version 3, which projects the Census's shapes (Albers, with Alaska and Hawaii
moved) onto 975 by 610. Borders are simplified once for both of their states, so that no gap opens between them. The program reads the
result and needs neither npm nor a network. The same shapes give the same bytes.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sanctuary.law.gazetteer import read_states

Point = tuple[float, float]

TOLERANCE = 0.8
"""How far a simplified line may lie from the true one, where the map is 975 wide."""

SMALLEST = 4.0
"""Islands of a smaller area are left out, but for the largest piece of each state."""


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    """The lines of a topology (TopoJSON 1.0, section 2.1.3: quantized and delta-coded), each simplified."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        found.append(simplified(points))
    return found


def simplified(points: Sequence[Point]) -> list[Point]:
    """A line with fewer points, by Ramer, Douglas and Peucker; a closed one is cut in two at its farthest point first."""
    if len(points) < 3:
        return list(points)
    first, last = points[0], points[-1]
    away = [_distance(point, first, last) for point in points[1:-1]]
    most = max(range(len(away)), key=away.__getitem__)
    if away[most] <= TOLERANCE:
        return [first, last]
    return [*simplified(points[: most + 2]), *simplified(points[most + 1 :])[1:]]


def _distance(point: Point, first: Point, last: Point) -> float:
    (x, y), (ax, ay), (bx, by) = point, first, last
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    if length == 0:
        return float(((x - ax) ** 2 + (y - ay) ** 2) ** 0.5)
    return float(abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length)


def rings_of(geometry: dict[str, Any], arcs: list[list[Point]]) -> Iterator[list[Point]]:
    """The outer rings of a geometry."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        ring: list[Point] = []
        for index in polygon[0]:
            line = arcs[index] if index >= 0 else arcs[~index][::-1]
            ring += line[1:] if ring else line
        yield ring


def area(ring: Sequence[Point]) -> float:
    """The area of a ring."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def middle(ring: Sequence[Point]) -> Point:
    """The center of mass of a ring."""
    total = cx = cy = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        total, cx, cy = total + cross, cx + (x1 + x2) * cross, cy + (y1 + y2) * cross
    return cx / (3 * total), cy / (3 * total)


def path_of(rings: list[list[Point]]) -> str:
    """Rings as the data of a path, in whole numbers, each point once."""
    parts = []
    for ring in rings:
        points = list(dict.fromkeys((round(x), round(y)) for x, y in ring))
        if len(points) > 2:
            parts.append("M" + "L".join(f"{x} {y}" for x, y in points) + "Z")
    return "".join(parts)


def main() -> None:
    """The map, written."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--states", type=Path, required=True)
    topology = json.loads(parser.parse_args().states.read_text(encoding="utf-8"))
    arcs = arcs_of(topology)
    shapes = {one["id"]: one for one in topology["objects"]["states"]["geometries"]}
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 975 610">'
    lines = [head, "<!-- Census Bureau, cartographic boundaries, 2017; simplified -->"]
    for state in read_states():
        if state.fips in shapes and shapes[state.fips].get("arcs"):
            rings = sorted(rings_of(shapes[state.fips], arcs), key=area, reverse=True)
            kept = [rings[0], *(ring for ring in rings[1:] if area(ring) >= SMALLEST)]
            x, y = middle(rings[0])
            lines.append(f'<path id="{state.id}" data-x="{x:.0f}" data-y="{y:.0f}" d="{path_of(kept)}"/>')
    target = Path(__file__).resolve().parent.parent / "src" / "sanctuary" / "pages" / "states.svg"
    target.write_text("\n".join([*lines, "</svg>", ""]), encoding="utf-8")
    print(f"{target}: {len(lines) - 2} states, {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
