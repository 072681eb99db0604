"""Who can change what falls short of a definition: the council, the state, Congress, each in a line over all criteria."""

from collections.abc import Iterator

from sanctuary.law.jurisdiction import Law
from sanctuary.study.assess import StandardReport
from sanctuary.study.headlines import CHANGERS, SHORT
from sanctuary.study.phrases import listed, upper

__all__ = ["changers"]


def changers(report: StandardReport, law: Law) -> Iterator[str]:
    """Who can change which differences, by number, the nearest government first; then the bans that only Congress can end."""
    found: dict[str, list[str]] = {}
    for criterion in report.criteria:
        counted = {(part.rule, run) for part in criterion.parts for run in part.run_by}
        for number, one in enumerate(criterion.differences, 1):
            if criterion.status in SHORT and not one.strict and (one.rule, one.run_by) in counted:
                found.setdefault(one.who_can_change, []).append(f"{criterion.id}.{number}")
    for who in sorted(found, key=lambda one: _ORDER.index(one) if one in _ORDER else len(_ORDER)):
        yield f"{_opened(who)}: {_numbers(found[who])}."
    bans = [name for criterion in report.criteria if criterion.status in SHORT for name in criterion.bans]
    cites = list(dict.fromkeys(law.as_written().by_id[name].rule.cites for name in bans if law.by_id[name].rule.level == "federal"))
    if cites:
        yield f"Only Congress can end the bans on limits: {listed(cites)}."


_ORDER = ("council", "district", "court", "sheriff", "agency", "state", "another-government", "Congress", "nobody lawfully")


def _opened(who: str) -> str:
    """How a line begins: a government above the place is the only one that can."""
    if not CHANGERS.get(who, who):
        return "Nobody can lawfully change"
    above = "Only " if who in ("state", "Congress", "another-government") else ""
    return upper(f"{above}{CHANGERS.get(who, who)} can change")


def _numbers(names: list[str]) -> str:
    """Every difference by its number, those of a criterion that follow each other as a stretch: 1.1 to 1.4, 2.1."""
    runs: list[list[str]] = []
    for name in names:
        criterion, _, number = name.rpartition(".")
        if runs and runs[-1][-1] == f"{criterion}.{int(number) - 1}":
            runs[-1].append(name)
        else:
            runs.append([name])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)
