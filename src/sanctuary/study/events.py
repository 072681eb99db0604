"""The names of days: "In force: SB 54, the California Values Act", or, where a day has no name, the sections that begin and end on it."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from sanctuary.documents import parse_toml, read_text
from sanctuary.law.packs import OWN, Library, Pack
from sanctuary.study.phrases import listed, upper
from sanctuary.study.timeline import Change, Moved, Timeline

__all__ = ["UNSETTLED", "answer_said", "event", "moves", "named_days"]

MOST_SECTIONS = 2

UNSETTLED = "What is known changes: a search begins, or a first day is not established"
"""What a day is called on which no law begins or ends."""


@cache
def named_days() -> Mapping[str, Mapping[date, str]]:
    """For each pack its named days, from packs/events.toml."""
    path = OWN / "events.toml"
    table = parse_toml(read_text(path), str(path))
    return {pack: {date.fromisoformat(day): str(name) for day, name in days.items()} for pack, days in table.items()}


def event(library: Library, on: date, began: Iterable[str], ended: Iterable[str]) -> str:
    """What happened to the law on a day, in a few words; `began` and `ended` are ids of rules. Nothing where neither."""
    starts, ends = _sections(library, began), _sections(library, ended)
    told = []
    for pack in dict.fromkeys([*starts, *ends]):
        name = named_days().get(pack, {}).get(on)
        here = starts.get(pack, [])
        gone = [one for one in ends.get(pack, []) if one not in here]
        told += [f"in force: {name or _few(here)}"] if here else []
        told += [f"no longer in force: {_few(gone)}"] if gone else []
    return upper("; ".join(told))


def moves(change: Change, report: Timeline) -> list[str]:
    """What moved on a day: each verdict or situation in a line, then the criteria of a definition in one."""
    titles = {track.standard: track.title.partition(":")[0] for track in report.tracks if track.kind == "verdict"}
    whole = [
        f"{_short(one, titles)}: {answer_said(one.before)} to {answer_said(one.after)}"
        for one in change.moved
        if one.id in (one.standard, "situation")
    ]
    parts: dict[str, dict[str, list[str]]] = {}
    for one in change.moved:
        if one.id not in (one.standard, "situation"):
            parts.setdefault(one.standard, {}).setdefault(f"{answer_said(one.before)} to {answer_said(one.after)}", []).append(one.id)
    criteria = [
        f"{titles.get(standard, standard)}, by criterion: {'; '.join(f'{listed(ids)}: {how}' for how, ids in found.items())}"
        for standard, found in parts.items()
    ]
    return [*whole, *criteria]


def _short(one: Moved, titles: Mapping[str, str]) -> str:
    return one.title if one.id == "situation" else titles.get(one.standard, one.title)


def answer_said(answer: str) -> str:
    """A status, a verdict or an outcome in words."""
    return {"partly": "met in part", "silent": "no rule found"}.get(answer, answer.replace("-", " "))


def _sections(library: Library, rules: Iterable[str]) -> dict[str, list[str]]:
    """The sections of some rules, by pack: the citation and what it says in its title."""
    found: dict[str, dict[str, None]] = {}
    for name in rules:
        pack = library.get(name.partition("/")[0])
        rule = next(one for one in pack.rules if one.id == name)
        found.setdefault(pack.id, {})[_title(pack, rule.section)] = None
    return {pack: list(names) for pack, names in found.items()}


def _title(pack: Pack, section: str) -> str:
    return pack.prose[section].citation


def _few(sections: list[str]) -> str:
    more = len(sections) - MOST_SECTIONS
    return listed([*sections[:MOST_SECTIONS], *([f"{more} more"] if more > 0 else [])])
