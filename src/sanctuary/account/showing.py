"""Entries and due items as programs read them: what may be shown, and what is withheld."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sanctuary.documents import replace
from sanctuary.record.corrections import acts_of, corrected_fields
from sanctuary.record.entry import GROUPS, values, visibility
from sanctuary.record.fields import Determination
from sanctuary.record.line import Recorded

if TYPE_CHECKING:
    from sanctuary.account.due import DueItem

__all__ = ["answers_said", "corrections_of", "item_report", "shown"]


def shown(line: Recorded, reveal: Iterable[str]) -> dict[str, Any]:
    """An entry as fields that may be shown, and the names of those that are withheld."""
    open_groups = {name for group in reveal for name in GROUPS[group]}
    shown: list[tuple[str, str]] = []
    withheld: list[str] = []
    signed = line.entry.signatures if line.entry else ()
    for path, value in values(replace(line.entry, signatures=())) if line.entry else ():
        if visibility(path) == "public" or path.partition(".")[0] in open_groups:
            if value not in ("", "unknown"):
                shown.append((path, str(value)))
        elif value not in ("", "unknown"):
            withheld.append(path)
    if signed and "signatures" in open_groups:
        shown += [("signatures", f"{one.person} ({one.sense})") for one in signed]
    elif signed:
        withheld.append("signatures")
    return {
        "seq": line.seq, "month": line.month, "erased_by": line.erased_by, "lost_by": line.lost_by, "voided_by": line.voided_by,
        "kind": line.entry.kind if line.entry else None, "fields": shown,
        "withheld": list(dict.fromkeys(withheld)),
    }  # fmt: skip


def corrections_of(lines: Sequence[Recorded], seq: int, reveal: Iterable[str] = ()) -> list[tuple[int, str]]:
    """The later entries that correct an entry, each with what it says instead; values that may not be shown are left out."""
    open_groups = {name for group in reveal for name in GROUPS[group]}
    act = next((one for one in acts_of(lines).acts if any(version.seq == seq for version in one.versions)), None)
    by_number = {line.seq: line.entry for line in lines}
    found = []
    for version in act.versions if act else ():
        entry = by_number.get(version.seq)
        if version.seq <= seq or entry is None:
            continue
        filled: dict[str, list[str]] = {}
        for path, value in values(entry):
            filled.setdefault(path, []).append(str(value))
        said = []
        fields = corrected_fields(entry)
        own = [path for path in fields if not path.startswith("determination.")]
        for path in own or fields:  # what the law says of it follows from what was corrected
            name = path.rpartition(".")[2].replace("_", " ")
            open_ = visibility(path) == "public" or path.partition(".")[0] in open_groups
            said.append(f"{name} {', '.join(filled.get(path, ())) or 'not known'}" if open_ else f"{name} (withheld)")
        found.append((version.seq, "; ".join(said)))
    return found


_ANSWERS = {"must-not": "must not", "silent": "no rule found", "conflict": "rules conflict", "depends": "it depends"}
_ASKED = {"notify": "notice of release"}
_FACTS = 3
"""Facts that one line names; the fields of the entry, as JSON, hold all."""


def answers_said(told: Determination, *, turns: bool = True) -> str:
    """What the law was found to say, in words: of several requests each with its own answer, and with `turns` the facts on which it turns.

    >>> from sanctuary.record.fields import Answered
    >>> found = (Answered("hold", ("must-not",)), Answered("notify", ("must-not", "may"), ("already_public",)))
    >>> answers_said(Determination(outcomes=("must-not", "may"), answers=found))
    'hold: must not; notice of release: must not or may, by: already public'
    """
    if told.outcome != "unknown":
        return _outcomes((told.outcome,))
    if not told.answers:
        return _outcomes(told.outcomes) or "unknown"
    each = []
    for one in told.answers:
        facts = ", ".join(name.rpartition(".")[2].replace("_", " ") for name in one.turns_on[:_FACTS])
        facts += f" and {more} more facts" if (more := len(one.turns_on) - _FACTS) > 0 else ""
        by = f", by: {facts}" if turns and facts and len(one.outcomes) > 1 else ""
        each.append(f"{_ASKED.get(one.asked, one.asked.replace('-', ' '))}: {_outcomes(one.outcomes)}{by}")
    return "; ".join(dict.fromkeys(each))


def _outcomes(words: Iterable[str]) -> str:
    *first, last = [_ANSWERS.get(one, one) for one in words] or [""]
    return f"{', '.join(first)} or {last}" if first else last


def item_report(item: "DueItem") -> dict[str, Any]:
    """A due item for programs."""
    return {
        "id": item.id, "duty": item.duty, "by": item.by, "clock": item.clock, "cites": item.cites, "who": item.who, "owed_by": item.owed_by,
        "certain": item.certain, "fulfilled_by": item.fulfilled_by,
    }  # fmt: skip
