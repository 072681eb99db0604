"""Which reports of the packs a duty is told in. A report is looked up by the section that it cites alone, and not read whole."""

from collections.abc import Iterable
from pathlib import Path

from sanctuary.documents import parse_toml, read_text
from sanctuary.engine.decision import DutyReport
from sanctuary.law.packs import OWN

__all__ = ["reports_in", "reports_owed"]


def reports_in(folder: Path = OWN) -> dict[str, Path]:
    """The reports of the packs in a folder, by id, each with its file."""
    return {path.stem: path for path in sorted(folder.glob("*/reports/*.toml"))}


def reports_owed(duties: Iterable[DutyReport]) -> list[str]:
    """The reports in which duties of an answer are told, by the pack and the section of their rules."""
    owed = {(one.rule.partition("/")[0], one.cites) for one in duties if one.duty.startswith("report-")}
    within = {name: path for name, path in reports_in().items() if any(path.parent.parent.name == pack for pack, _ in owed)}
    named = {name: (path.parent.parent.name, str(parse_toml(read_text(path), str(path))["cites"])) for name, path in within.items()}
    return [name for name, (pack, section) in named.items() if any(pack == whose and cites.startswith(section) for whose, cites in owed)]
