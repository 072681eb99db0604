"""An audit drawn: outcomes as bars, and month by month as stacked columns."""

from sanctuary.audit.figures import ORDER, AuditReport, Count, Group, LawReport
from sanctuary.audit.headline import in_order
from sanctuary.pages.scene import Scene
from sanctuary.study.phrases import titled

__all__ = ["draw"]

WIDTH, LEFT, RIGHT = 340, 92, 70
"""As wide as a phone, so that nothing scrolls or is cut there; room for an outcome's word and for a number of seven digits."""
SHADES = {
    "must": "#0b2a55", "may": "#4f7cb8", "must-not": "#1b1b1b", "conflict": "#7b4ea3", "depends": "#8a5a00", "silent": "#b8bec5",
    "unknown": "#dfe2e5", "cannot-occur": "#8d949c",
}  # fmt: skip
"""Shades that differ in lightness too, and praise no outcome; each stands beside its word."""


def draw(report: AuditReport) -> dict[str, Scene]:
    """The scenes of an audit by name: `outcomes` and, where there are several, `months`."""
    scenes = {"outcomes": _outcomes(report.law)}
    if len(report.law.by_month) > 1:
        scenes["months"] = _months(report.law.by_month)
    return scenes


def _outcomes(law: LawReport) -> Scene:
    outcomes = in_order(law.outcomes)
    told = "; ".join(f"{one.of}: {one.acts:,}" for one in outcomes)
    scene = Scene(WIDTH, 30 + 30 * len(law.outcomes), f"What the encoded law of {titled(law.title)} says", told)
    most = max((one.acts for one in law.outcomes), default=1) or 1
    for i, one in enumerate(outcomes):
        y = 15 + 30 * i
        width = (WIDTH - LEFT - RIGHT) * one.acts / most
        scene.text(LEFT - 8, y + 15, one.of, anchor="end")
        scene.rect(LEFT, y, max(width, 1), 20, SHADES[one.of], f"{one.of}: {one.acts:,}")
        scene.text(LEFT + width + 6, y + 15, f"{one.acts:,}")
    return scene


def _months(months: tuple[Group, ...]) -> Scene:
    top, bottom = 20, 240
    totals = [sum(one.acts for one in group.outcomes) for group in months]
    most = max(totals) or 1
    told = "; ".join(f"{group.of}: {', '.join(f'{one.of} {one.acts:,}' for one in group.outcomes)}" for group in months)
    shown = in_order(_whole(months))
    legend = [one.of for one in shown]
    scene = Scene(WIDTH, bottom + 34 + 20 * ((len(legend) + 2) // 3), "Month by month", told)
    step = (WIDTH - AXIS - 10) / len(months)
    scene.text(AXIS - 6, top + 6, f"{most:,}", size=11, anchor="end")
    labeled = -float(WIDTH)
    for i, group in enumerate(months):
        y = float(bottom)
        for one in sorted(group.outcomes, key=lambda one: legend.index(one.of)):
            height = (bottom - top) * one.acts / most
            y -= height
            scene.rect(AXIS + i * step, y, max(step - 1, 1), height, SHADES[one.of], f"{group.of}, {one.of}: {one.acts:,}")
        new = i == 0 or group.of[:4] != months[i - 1].of[:4]
        if new and min(AXIS + i * step, WIDTH - LABEL) - labeled >= LABEL:
            labeled = min(AXIS + i * step, WIDTH - LABEL)
            scene.text(labeled, bottom + 16, group.of[:4], size=11)
    scene.line(AXIS, bottom, WIDTH - 10, bottom)
    for i, outcome in enumerate(legend):
        x, y = 12 + i % 3 * 108, bottom + 28 + 20 * (i // 3)
        scene.rect(x, y, 12, 12, SHADES[outcome])
        scene.text(x + 18, y + 11, outcome)
    return scene


AXIS, LABEL = 62, 36
"""Where the months begin, beside a number of seven digits; the room of a year."""


def _whole(months: tuple[Group, ...]) -> tuple[Count, ...]:
    """The outcomes of all months together, in the order in which they are shown."""
    found = [one for group in months for one in group.outcomes]
    return tuple(
        Count(of=name, rows=sum(one.rows for one in found if one.of == name), acts=sum(one.acts for one in found if one.of == name))
        for name in ORDER
        if any(one.of == name for one in found)
    )
