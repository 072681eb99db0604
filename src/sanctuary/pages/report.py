"""A report drawn: each figure's groups as bars beside its table, and what the report says of itself in sentences."""

from collections.abc import Iterator

from sanctuary.account.fieldwords import said
from sanctuary.account.figures import Change, Tally
from sanctuary.account.report import Clock, Report, Rule
from sanctuary.pages.html import page
from sanctuary.pages.paper import typeset
from sanctuary.pages.scene import Scene
from sanctuary.study.phrases import plural

__all__ = ["begun", "changes", "dated", "draw", "notes", "number", "numbered", "told", "total", "write_page", "write_pdf"]

WIDTH, LEFT, ROW = 860, 300, 26
_MONTH = len("2026-11")
BARS, COLOR = 30, "#2a6f97"
"""Bars of the longest drawing: a longer list is read, not looked at."""

_NIL = {
    "certify": "the law asks for a certificate",
    "none": "the law asks for no report",
    "state-nothing": "no rule of the law for that was found",
}  # fmt: skip

_SPANS = {"yearly": "year", "quarterly": "quarter", "monthly": "month"}

_PUBLIC = (
    (
        "The version for everybody: it has no number of an entry, of a time only the month, and what changed later only by month and for "
        "the total. Entries stand in the order of time: figure by figure, their numbers would tell the day of each, and what happened."
    ),
    (
        "How a figure is checked: the full version names the entries behind it. An auditor who is shown it, and to whom those entries are "
        "revealed, holds each to its line of the public record and counts again."
    ),
)


def write_page(found: Report) -> str:
    """The report as a page that stands alone."""
    scenes = draw(found)
    told_figures = [
        (figure, notes(figure), changes(figure), f"f{i}" if f"f{i}" in scenes else "") for i, figure in enumerate(found.figures)
    ]
    return page(
        "report",
        scenes,
        numbered=lambda entries: numbered(tuple(entries)),
        title=found.title,
        report=found,
        told=told(found),
        figures=told_figures,
        packs=found.packs,
        gaps=(),
    )


def write_pdf(found: Report) -> bytes:
    """The report as PDF/UA-1, for those who file paper: the same sentences, figures, drawings and tables as the page."""
    scenes, full = draw(found), found.version == "full"
    figures = [
        {
            "title": f"{figure.title}: {total(figure)}",
            "cites": f"{figure.cites}; source: {figure.source}{_weak(figure.established)}",
            "notes": notes(figure),
            "drawn": scenes[f"f{i}"].svg() if f"f{i}" in scenes else "",
            "said": scenes[f"f{i}"].description if f"f{i}" in scenes else "",
            "by": [*figure.by, "count", *(["entries"] if full else [])],
            "groups": [[*cell.groups, number(cell.count), *([numbered(cell.entries or ())] if full else [])] for cell in figure.cells],
            "fields": [*(["entry"] if full else []), *figure.fields],
            "lines": [[*(["" if line.entry is None else numbered((line.entry,))] if full else []), *line.values] for line in figure.lines],
            "changes": changes(figure),
            "entries": f"Entries: {numbered(figure.entries)}." if figure.entries and not figure.cells else "",
        }
        for i, figure in enumerate(found.figures)
    ]
    about = "; ".join(
        [f"Defined by a file with SHA-256 {found.definition}", *(f"{one.id} {one.version}, {one.hash}" for one in found.packs)]
    )
    leads = "; the numbers of entries lead to its public lines" if full else ""
    reading = (
        f"Every figure is counted from the entries of a record{leads}. 'Not shown' marks a count of people that is kept back, or from "
        "which one could be worked out."
    )
    said = told(found)
    words = {"title": said[0], "told": said[1:], "figures": figures, "about": about, "reading": reading}
    widest = max((len(figure.fields) for figure in found.figures), default=0)
    return typeset("report.typ", {**words, "wide": widest > 6}, found.id)


def draw(found: Report) -> dict[str, Scene]:
    """A scene for each figure with groups that may be shown, named f0, f1, ... by its place."""
    return {
        f"f{i}": _bars(figure)
        for i, figure in enumerate(found.figures)
        if len(figure.cells) > 1 and any(cell.count for cell in figure.cells) and len(figure.cells) <= BARS
    }


def _bars(figure: Tally) -> Scene:
    said = "; ".join(f"{', '.join(cell.groups)}: {number(cell.count)}" for cell in figure.cells)
    scene = Scene(WIDTH, 20 + ROW * len(figure.cells), f"{figure.title}, by {' and '.join(figure.by)}", said)
    most = max((cell.count or 0 for cell in figure.cells), default=1) or 1
    for i, cell in enumerate(figure.cells):
        y, label = 10 + ROW * i, ", ".join(cell.groups)
        scene.text(LEFT - 12, y + 14, label if len(label) < 46 else f"{label[:44]}…", anchor="end")
        width = (WIDTH - LEFT - 120) * (cell.count or 0) / most
        if cell.count:
            scene.rect(LEFT, y, max(width, 1), 18, COLOR, f"{label}: {number(cell.count)}")
        scene.text(LEFT + width + 8, y + 14, number(cell.count))
    return scene


def told(found: Report) -> list[str]:
    """What the report says of itself, its title first."""
    about = f"{'REPORTED: the text was not read; ' if found.reported else ''}source: {found.source}"
    lines = [found.title, f"{found.cites} ({about}). Owed by: {found.who}.", _period(found)]
    if not found.in_force:
        lines.append("The law that asks for this report was not in force in this period.")
    lines += begun(found)
    lines += [_clock(one) for one in found.due]
    lines += [f"Sent in {one.on}." if one.entry is None else f"Sent on {one.on}, as entry {one.entry} says." for one in found.sent]
    lines += list(_nothing(found))
    lines.append(_rule(f"How people may appear: {found.identity.rule}", found.identity))
    if found.erased_count:
        lines.append(
            f"Erased since, and counted nowhere, in whatever period: {_entries(found.erased_count, found.erased)}. What was erased cannot "
            "be told any more: a correction may be among it, so that any figure may stand uncorrected."
        )
    if found.unapplied_count:
        lines.append(f"Corrections of what was erased, which change no figure: {_entries(found.unapplied_count, found.unapplied)}.")
    if found.lost_count:
        lines.append(
            f"Lost, and counted nowhere: {plural(found.lost_count, 'entry', 'entries')}, as the entries that tell of a restoration say."
        )
    for part in found.contradicted:
        what = f"'{part}'" if part else "the report"
        lines.append(f"CONTRADICTED: {what} was certified as nil for this period, and entries stand in it.")
    if found.voided:
        kinds = ", ".join(f"{count} of kind {kind}" for kind, count in found.voided.items())
        lines.append(
            f"Voided, and counted nowhere, in whatever period: {plural(sum(found.voided.values()), 'entry', 'entries')} ({kinds})."
        )
    if found.beyond_count:
        lines.append(f"Not counted, because they cover days outside the period too: {_entries(found.beyond_count, found.beyond)}.")
    if found.not_established:
        lines.append(f"Not established in the text, and so for counsel to confirm: {'; '.join(_weak_parts(found))}.")
    left = sum(one.count for one in found.left_out)
    why = "; ".join(f"{one.count} because {one.why}{_listed(one.entries)}" for one in found.left_out)
    lines.append(f"Left out: {plural(left, 'entry', 'entries')} of the period" + (f", {why}." if why else "."))
    if found.size is not None:
        lines.append(f"Run over a record of {plural(found.size, 'entry', 'entries')} with the root {found.root}.")
    lines += _PUBLIC if found.version == "public" else []
    leads = "" if found.version == "public" else " Numbers of entries lead to the lines of the public record."
    lines.append(f"Figures are of what the record holds.{leads} Not legal advice.")
    return lines


def begun(found: Report) -> list[str]:
    """That the record is younger than the period, where it is."""
    if not found.begun:
        return []
    missing = "what happened before is here only if it was entered later. A zero says that nothing was entered, not that nothing happened."
    return [f"THE RECORD BEGINS IN {found.begun}, AFTER THE PERIOD DID: {missing}"]


def _weak_parts(found: Report) -> list[str]:
    """What was not established; a figure that is marked so where it stands is counted here, with its groups."""
    marked = [figure.title for figure in found.figures if not figure.established]
    if len(marked) < 2:
        return [_weak_part(name) for name in found.not_established]
    others = [name for name in found.not_established if not any(name == one or name.startswith((f"{one}, ", f"{one}: ")) for one in marked)]
    every = len(marked) == len(found.figures)
    count = (
        ("both figures" if len(marked) == 2 else f"all {len(marked)} figures")
        if every
        else f"{len(marked)} of the {len(found.figures)} figures"
    )
    return [*map(_weak_part, others), f"{count} above (each is marked)"]


def _weak_part(name: str) -> str:
    """A part of a report that was not established, as a clause."""
    withheld = name.removeprefix("withheld: ")
    return f"that the report may leave out {said(withheld)}" if withheld != name else name


def notes(figure: Tally) -> list[str]:
    """What a reader of a figure must know; what changed in it is for `changes`."""
    found = [figure.note] if figure.note else []
    if figure.persons_unknown:
        found.append(f"{_silent(figure.persons_unknown)} say how many people were concerned; each counts as one.")
    for one in figure.unsaid:
        what = ("is" if one.count == 1 else "are") + (" counted" if one.counted else " not counted")
        found.append(f"{_silent(one.count)} say {said(one.field)} and {what}{_listed(one.entries)}.")
    if figure.not_stated:
        found.append(f"{_silent(figure.not_stated)} state the number that is added up here.")
    if figure.suppressed:
        found.append(
            f"{plural(figure.suppressed, 'count is', 'counts are')} not shown, so that no count of 1 to 10 people can be worked out. "
            "Zeros are shown."
        )
    if figure.unpublished:
        found.append(figure.unpublished)
    grounds = [f"withheld: {said(one.field)}, because {one.ground} - {one.cites}{_weak(one.established)}" for one in figure.withheld]
    return found + grounds


def _silent(count: int) -> str:
    """Entries that leave something out, with the verb that begins to say so."""
    return plural(count, "entry does not", "entries do not")


def _listed(entries: tuple[int, ...]) -> str:
    return f" ({_few(entries)})" if entries else ""


def _weak(established: bool) -> str:
    return "" if established else " (not established)"


def changes(figure: Tally) -> list[str]:
    """What changed after the report was sent, or its period ended: a line for each day, reason and group, with the entries that did it.

    In the public version a line for each month and reason.
    """
    same: dict[tuple[str, str, tuple[str, ...]], list[Change]] = {}
    for one in figure.changes:
        same.setdefault((one.on, one.why, one.groups), []).append(one)
    found = []
    for (on, why, groups), every in same.items():
        what = f"{', '.join(groups)}: " if groups else ""
        first, last = every[0], every[-1]
        moved = "the counts changed" if last.after is None else f"{number(first.before)} became {number(last.after)}"
        if last.after is not None and first.before == last.after and not groups:
            moved = f"the total stayed {number(last.after)}, and its groups changed"
        seqs = tuple(one.entry for one in every if one.entry is not None)
        by = "" if not seqs else f", entry {seqs[0]}" if len(seqs) == 1 else f", {len(seqs)} entries ({_few(seqs)})"
        found.append(f"{'corrected' if why == 'correction' else 'entered late'} {dated(on)}{by}: {what}{moved}")
    return found


def dated(on: str) -> str:
    """When a figure changed, in words: on a day, or in a month."""
    return f"{'in' if len(on) == _MONTH else 'on'} {on}"


def number(count: float | None) -> str:
    """A count as people read it; a suppressed or withheld one says so."""
    return "not shown" if count is None else f"{count:,}"


def total(figure: Tally) -> str:
    """The total of a figure: what nobody entered is not 0."""
    return "not entered" if figure.not_entered else number(figure.total)


def _period(found: Report) -> str:
    other = "" if found.whole_period else f"; NOT a whole period of this report, which is {found.period.rule}"
    return _rule(f"From {found.first} to {found.last}{other}", found.period)


def _clock(clock: Clock) -> str:
    on = (
        f"by {clock.on}"
        if clock.on
        else {"at-once": "at once", "timely": "in a timely manner"}.get(clock.every)
        or f"{clock.every}; no day found in the law; the {_SPANS[clock.every]}'s end stands in"
    )
    return _rule(f"Due to {clock.to}: {on}", clock)


def _rule(what: str, rule: Rule | Clock) -> str:
    weak = "" if rule.established else "NOT ESTABLISHED, "
    return f"{what}. {rule.note}{' ' if rule.note else ''}[{weak}{rule.cites}; {rule.source}]"


def _nothing(found: Report) -> Iterator[str]:
    for part in found.nothing:
        what = f"Nothing for '{part.figure}'" if part.figure else "Nothing was found"
        if found.nil.rule == "certify":
            law = f"{found.id}/{part.figure}" if part.figure else found.id
            done = (
                ("certified" if part.certified_by is None else f"certified by entry {part.certified_by}")
                if part.certified
                else f"NOT CERTIFIED YET: an entry of kind nil-certificate with links.law = '{law}' and this period does it"
            )
            yield _rule(f"{what}: {_NIL[found.nil.rule]}; {done}", found.nil)
        else:
            yield _rule(f"{what}: {_NIL[found.nil.rule]}", found.nil)


def _entries(count: int, named: tuple[int, ...]) -> str:
    return f"{count} {'entry' if count == 1 else 'entries'}{f' ({_few(named)})' if named else ''}"


def numbered(entries: tuple[int, ...]) -> str:
    """Numbers of entries, each with its sign, so that none is taken for a count.

    >>> numbered((0, 3))
    '#0, #3'
    """
    return ", ".join(f"#{seq}" for seq in entries)


def _few(entries: tuple[int, ...]) -> str:
    shown = f"{'entry' if len(entries) == 1 else 'entries'} {', '.join(str(seq) for seq in entries[:20])}"
    return shown if len(entries) <= 20 else f"{shown}, ..."
