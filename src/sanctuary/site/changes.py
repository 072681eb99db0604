"""Pages and feeds of changes: of law, day by day and between two days, and of our reading of it."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sanctuary.law.rules import Rule
from sanctuary.pages.html import page
from sanctuary.pages.timeline import draw as drawn
from sanctuary.site.frame import Frame, Leaf, href, told_of
from sanctuary.site.laws import Computed, Known
from sanctuary.site.sections import packs_of
from sanctuary.study.corrections import corrections
from sanctuary.study.events import UNSETTLED, event, moves
from sanctuary.study.phrases import listed, upper
from sanctuary.study.timeline import Timeline, Track
from sanctuary.study.years import Line, lines

__all__ = ["Event", "draw", "events_of", "versions"]


@dataclass(frozen=True)
class Event:
    """A day on which something of a pack changed, in a sentence, with the page that tells of it.

    `says` names it by its sections; `told` says what it changed, where that is known.
    """

    on: date
    pack: str
    title: str
    says: str
    page: str
    summary: str
    told: str = ""

    @property
    def line(self) -> str:
        """What it changed, or else what it is."""
        return self.told or self.says

    @property
    def id(self) -> str:
        """Its name on a page."""
        return f"{self.pack}-{self.on}"

    @property
    def urn(self) -> str:
        """Its name in a feed: the same on every machine."""
        return uuid.uuid5(uuid.NAMESPACE_URL, f"sanctuary:{self.pack}/{self.on}/{self.says}").urn


def events_of(made: Computed) -> list[Event]:
    """Every day on which rules of a government's own pack began or ended, the latest first."""
    found = []
    for pack in (one for one in packs_of(made) if one.file.kind == "law" and one.id in made.places):
        told = _told(made.places[pack.id])
        days = sorted({day for rule in pack.rules for day in (rule.since, rule.until) if day})
        for day in days:
            began = [rule for rule in pack.rules if rule.since == day]
            ended = [rule for rule in pack.rules if rule.until == day]
            says = event(made.library, day, [one.id for one in began], [one.id for one in ended])
            cites = listed(list(dict.fromkeys(rule.cites for rule in (*began, *ended))))
            found.append(
                Event(day, pack.id, pack.file.title, says, f"changes/{pack.id}.html#d{day}", cites, told[day].text if day in told else "")
            )
    return sorted(found, key=lambda one: (-one.on.toordinal(), one.pack))


def _told(known: Known) -> dict[date, Line]:
    """What each day changed, as `sanctuary timeline` says it."""
    return {one.on: one for one in lines(known.timeline, known.law)} if known.timeline else {}


def draw(made: Computed, frame: Frame, events: Sequence[Event]) -> Iterator[tuple[str, bytes]]:
    """The list of changes, a page for each place, the versions, and the feeds."""
    for name, known in made.places.items():
        if known.timeline:
            yield _place(made, frame, name, known.timeline, _told(known))
            here = [one for one in events if one.pack in known.law.packs]
            told = f"Changes of law: {known.report.title}"
            yield f"changes/{name}.atom", _feed(frame, f"changes/{name}.atom", f"changes/{name}.html", told, here, made.on)
    leaf = Leaf(
        path="changes.html",
        title="Changes of law",
        short="Changes",
        description="Days on which encoded law began or ended, the latest first, with a feed.",
        commands=[f"sanctuary timeline {name}" for name in made.places],
    )
    ahead = [one for one in events if one.on > made.on][::-1]
    years = [(year, list(found)) for year, found in groupby((one for one in events if one.on <= made.on), key=lambda one: one.on.year)]
    places = [(name, known.report.title) for name, known in made.places.items()]
    yield leaf.path, frame.draw(leaf, "changes", ahead=ahead, years=years, places=places)
    yield "changes.atom", _feed(frame, "changes.atom", "changes.html", "Changes of law", events, made.on)
    yield from versions(made, frame)


def versions(made: Computed, frame: Frame) -> Iterator[tuple[str, bytes]]:
    """The page of packs and corrections, and its feed."""
    packs = packs_of(made)
    corrected = [(pack, corrections(pack)) for pack in packs]
    leaf = Leaf(
        path="versions.html",
        title="Versions and corrections",
        description="The packs behind these pages with their digests, and every correction with its day.",
        commands=[f"sanctuary assess --all --on {made.on} --format json", "sanctuary check all"],
    )
    told = [(pack, found) for pack, found in corrected if found]
    yield leaf.path, frame.draw(leaf, "versions", packs=packs, corrections=told)
    events = [
        Event(one.on, pack.id, pack.file.title, one.says.replace("**", "").replace("`", ""), f"versions.html#{pack.id}", one.says)
        for pack, found in corrected
        for one in found
    ]
    ordered = sorted(events, key=lambda one: (-one.on.toordinal(), one.pack))
    yield "corrections.atom", _feed(frame, "corrections.atom", "versions.html", "Corrections of packs", ordered, made.on)


def _feed(frame: Frame, path: str, where: str, title: str, events: Sequence[Event], on: date) -> bytes:
    """An Atom feed (RFC 4287); links are relative to it where the site has no address."""
    root = frame.latest or frame.address or "../" * path.count("/")
    past = [one for one in events if one.on <= on]
    updated = max((one.on for one in past), default=on)
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"sanctuary:{path}").urn
    values: dict[str, Any] = {"title": title, "id": name, "address": root, "page": where, "path": path, "updated": updated}
    return page("site/feed", entries=past, **values).encode()


def _place(made: Computed, frame: Frame, name: str, report: Timeline, lines_of: Mapping[date, Line]) -> tuple[str, bytes]:
    rule = told_of(made.library)
    days = [(one, event(made.library, one.on, one.began, one.ended), moves(one, report)) for one in reversed(report.changes)]
    told = [(one, said, moved) for one, said, moved in days if said or moved or one.facts]
    moved = len([one for one in report.changes if one.moved])
    leaf = Leaf(
        path=f"changes/{name}.html",
        title=f"{report.title}: what changed, and when",
        short=report.title,
        description=f"{len(told)} days on which law or facts changed for {report.title}; answers moved on {moved} of them.",
        crumbs=[("Changes", "changes.html")],
        data=f"data/timelines/{name}.json",
        picture=f"share/{name}.png",
        script=True,
        commands=[f"sanctuary timeline {name}"],
    )
    verdicts = [(number, track) for number, track in enumerate(report.tracks) if track.kind == "verdict"]
    scenes = {"timeline": drawn(report, made.library)} if any(track.stretches for _, track in verdicts) else {}
    text = frame.draw(
        leaf,
        "change",
        scenes=scenes,
        report=report,
        picture=bool(scenes),
        tracks=[track for _, track in verdicts],
        rows=list(_rows(verdicts)),
        days=told,
        changed={day: upper(one.says) for day, one in lines_of.items() if one.name},
        unsettled=UNSETTLED,
        cited=lambda names: _cited([rule(one) for one in names]),
    )
    return leaf.path, text


def _cited(rules: Sequence[Rule]) -> list[tuple[str, str]]:
    """The paragraphs of some rules, each once, with where its first rule stands."""
    found: dict[str, str] = {}
    for one in rules:
        found.setdefault(one.cites, href(one))
    return list(found.items())


def _rows(tracks: Sequence[tuple[int, Track]]) -> Iterator[tuple[date, list[tuple[str, object]]]]:
    """The answers of every definition from each day on which one of them begins another stretch, the latest first."""
    days = sorted({stretch.since for _, track in tracks for stretch in track.stretches}, reverse=True)
    before: list[str] = []
    rows = []
    for day in reversed(days):
        cells: list[tuple[str, object]] = []
        for number, track in tracks:
            here = [index for index, one in enumerate(track.stretches) if one.since <= day]
            index = here[-1] if here else -1
            cells.append((f"/tracks/{number}/stretches/{index}", track.stretches[index] if here else None))
        said = [upper(str(getattr(one, "answer", ""))) + str(getattr(one, "reported", "")) for _, one in cells]
        if said != before:
            rows.append((day, cells))
        before = said
    yield from reversed(rows)
