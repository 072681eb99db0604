"""An audit drawn: outcomes as bars, and month by month as stacked columns."""

from sanctuary.audit.figures import AuditReport, Group, LawReport
from sanctuary.pages.scene import Scene
from sanctuary.study.phrases import titled

__all__ = ["draw"]

WIDTH, LEFT = 860, 190
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
    told = "; ".join(f"{one.of}: {one.acts:,}" for one in law.outcomes)
    scene = Scene(WIDTH, 40 + 30 * len(law.outcomes), f"What the encoded law of {titled(law.title)} says", told)
    most = max((one.acts for one in law.outcomes), default=1) or 1
    for i, one in enumerate(law.outcomes):
        y = 20 + 30 * i
        width = (WIDTH - LEFT - 120) * one.acts / most
        scene.text(LEFT - 12, y + 15, one.of, anchor="end")
        scene.rect(LEFT, y, max(width, 1), 20, SHADES[one.of], f"{one.of}: {one.acts:,}")
        scene.text(LEFT + width + 8, y + 15, f"{one.acts:,}")
    return scene


def _months(months: tuple[Group, ...]) -> Scene:
    top, bottom = 20, 240
    totals = [sum(one.acts for one in group.outcomes) for group in months]
    most = max(totals) or 1
    told = "; ".join(f"{group.of}: {', '.join(f'{one.of} {one.acts:,}' for one in group.outcomes)}" for group in months)
    scene = Scene(WIDTH, 300, "Month by month", told)
    step = (WIDTH - 80) / len(months)
    scene.text(8, top + 6, f"{most:,}", size=10)
    for i, group in enumerate(months):
        y = float(bottom)
        for one in group.outcomes:
            height = (bottom - top) * one.acts / most
            y -= height
            scene.rect(60 + i * step, y, max(step - 1, 1), height, SHADES[one.of], f"{group.of}, {one.of}: {one.acts:,}")
        if i == 0 or group.of[:4] != months[i - 1].of[:4]:
            scene.text(60 + i * step, bottom + 16, group.of[:4], size=10)
    scene.line(60, bottom, WIDTH - 20, bottom)
    for i, outcome in enumerate(dict.fromkeys(one.of for group in months for one in group.outcomes)):
        scene.rect(60 + i * 120, 274, 12, 12, SHADES[outcome])
        scene.text(78 + i * 120, 285, outcome)
    return scene
