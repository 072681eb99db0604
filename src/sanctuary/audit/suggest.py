"""A mapping proposed from the names of columns: a start for a person to finish, never used by itself."""

import re
from pathlib import Path

from sanctuary.audit.table import Table
from sanctuary.documents import read_text
from sanctuary.errors import EvidenceError
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Vocabulary
from sanctuary.names.header import looks_like_data
from sanctuary.names.personal import kinds_of

__all__ = ["refuse_unfinished", "suggest"]

_SIGNS: dict[str, tuple[str, ...]] = {
    "day": ("date", "day", "time", "month", "year", "received", "created"),
    "actor": ("agency", "department", "facility", "unit", "bureau", "org", "jurisdiction"),
    "action": ("action", "activity", "event", "report type", "type"),
    "paper": ("paper", "document", "detainer type", "form", "warrant"),
    "purpose": ("purpose", "reason", "justification"),
    "requester": ("requester", "requesting", "requestor"),
    "class": ("law cat", "class", "severity", "level", "degree"),
}
"""Words in the name of a column that point at a part of a situation, the likeliest first."""


_MARKED = re.compile(r"""=\s*["']decide(?:["']|:)|#\s*decide\b""")


def suggest(table: Table, vocabulary: Vocabulary) -> str:
    """A mapping as TOML, with a comment at each place that a person must decide; private columns are named as left out.

    A first line that looks like a row, or like a title over the table, is refused: its cells would be printed.
    """
    named = [name for name in table.columns if name.strip()]
    if any(map(looks_like_data, named)) or 2 * len(named) < len(table.columns):
        raise EvidenceError(
            f"{table.name}: the first line does not look like the names of columns ({len(table.columns)} were found; it holds days, "
            "long numbers, addresses or mostly nothing). A mapping is proposed from a line of names alone: add one, and put it first."
        )
    private = [name for name in table.columns if kinds_of(name)]
    free = [name for name in table.columns if name not in private]
    found = {part: column for part, signs in _SIGNS.items() if (column := _likely(free, signs))}
    lines = [
        "# A proposal from the names of the columns alone. Finish every line marked with 'decide', then run the audit.",
        f"# Left out, because an audit never reads who a person is: {', '.join(map(_quoted, private)) or 'nothing'}.",
        'title = "decide: what the table is"',
        'each_row = "decide: which act of government a row records"',
        "",
        "[act]",
        f'action = "{next(iter(vocabulary.actions))}"  # decide: one of {", ".join(vocabulary.actions)}',
        f'resource = "{next(iter(vocabulary.actions.values())).by_name[RESOURCE].values[0]}"  # decide',
    ]
    if ACTOR in found:
        lines += ["", "[act.actor]", f"column = {_quoted(found[ACTOR])}", 'words = [{ value = "police", any = ["police"] }]  # decide']
    else:
        lines.append('actor = "police"  # decide')
    lines += ["", "[day]", f"column = {_quoted(found.get('day', 'decide'))}", 'formats = ["%Y-%m-%d"]  # decide']
    facts = [part for part in ("paper", "purpose", "requester", "class") if part in found]
    for part in facts:
        lines += ["", f"[facts.{part}]", f"column = {_quoted(found[part])}", "values = {}  # decide: which cell means which word"]
    return "\n".join(lines) + "\n"


def refuse_unfinished(path: Path) -> None:
    """Refuse a proposal in which a line is still marked: what it says there is no answer of a person."""
    marked = [str(i) for i, line in enumerate(read_text(path, EvidenceError).splitlines(), 1) if _MARKED.search(line)]
    if marked:
        raise EvidenceError(
            f"{path}: a proposal that is not finished: still marked 'decide' on {'line' if len(marked) == 1 else 'lines'} "
            f"{', '.join(marked)}. Write what the table means there, and take the mark away."
        )


def _likely(columns: list[str], signs: tuple[str, ...]) -> str:
    for sign in signs:
        for column in columns:
            if re.search(rf"\b{sign}", re.sub(r"[^a-z]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column).lower())):
                return column
    return ""


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
