"""Who can change what falls short of a definition: the council, the state, Congress, each in a line over all criteria."""

from collections.abc import Iterator

from sanctuary.law.jurisdiction import Law
from sanctuary.study.assess import StandardReport
from sanctuary.study.changing import CHANGERS
from sanctuary.study.phrases import listed, titled, upper
from sanctuary.study.shortfalls import SHORT

__all__ = ["changers", "changers_in_short"]


def changers(report: StandardReport, law: Law) -> Iterator[str]:
    """Who can change which differences, by number, the nearest government first; then the bans that only Congress can end."""
    for who, names in _by_changer(report):
        yield f"{_opened(who, law)}: {_numbers(names)}."
    yield from _bans(report, law)


def changers_in_short(report: StandardReport, law: Law) -> Iterator[str]:
    """The same by criterion: who can change something of which; of a criterion that was named before, that it is another part."""
    told: dict[str, None] = {}
    for who, names in _by_changer(report):
        ids = list(dict.fromkeys(name.rpartition(".")[0] for name in names))
        parts = (("something of", [one for one in ids if one not in told]), ("another part of", [one for one in ids if one in told]))
        said = [f"{what}{f': {_numbers(some)}' if len(report.criteria) > 1 else ' it'}" for what, some in parts if some]
        told.update(dict.fromkeys(ids))
        yield f"{_opened(who, law)} {'; '.join(said)}."
    yield from _bans(report, law)


def _by_changer(report: StandardReport) -> Iterator[tuple[str, list[str]]]:
    """Who can change differences of what falls short, and their numbers, the nearest government first."""
    found: dict[str, list[str]] = {}
    for criterion in report.criteria:
        counted = {(part.rule, run) for part in criterion.parts for run in part.run_by}
        for number, one in enumerate(criterion.differences, 1):
            if criterion.status in SHORT and not one.strict and (one.rule, one.run_by) in counted:
                found.setdefault(one.who_can_change, []).append(f"{criterion.id}.{number}")
    for who in sorted(found, key=lambda one: _ORDER.index(one) if one in _ORDER else len(_ORDER)):
        yield who, found[who]


def _bans(report: StandardReport, law: Law) -> Iterator[str]:
    """The federal bans on limits that bear on what falls short."""
    bans = [name for criterion in report.criteria if criterion.status in SHORT for name in criterion.bans]
    cites = list(dict.fromkeys(law.as_written().by_id[name].rule.cites for name in bans if law.by_id[name].rule.level == "federal"))
    if cites:
        yield f"Only Congress can end the bans on limits: {listed(cites)}."


_ORDER = ("council", "district", "court", "sheriff", "agency", "state", "another-government", "Congress", "nobody lawfully")


def _opened(who: str, law: Law) -> str:
    """How a line begins: a government above the place is the only one that can; a school district bears its name."""
    if not CHANGERS.get(who, who):
        return "Nobody can lawfully change"
    district = law.packs.get(law.run_by("school")) if who == "district" else None
    if district and district.government == "district":
        return upper(f"{titled(district.file.title)} can change")
    above = "Only " if who in ("state", "Congress", "another-government") else ""
    return upper(f"{above}{CHANGERS.get(who, who)} can change")


def _numbers(names: list[str]) -> str:
    """Every difference by its number, those that follow each other as a stretch: 1.1 to 1.4, 2.1."""
    runs: list[list[str]] = []
    for name in names:
        before = _before(name)
        if before and runs and runs[-1][-1] == before:
            runs[-1].append(name)
        else:
            runs.append([name])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


def _before(name: str) -> str:
    """The number before another: 1.3 before 1.4, 7 before 8; nothing before a name that is no number."""
    criterion, dot, number = name.rpartition(".")
    return f"{criterion}{dot}{int(number) - 1}" if number.isdecimal() else ""
