"""Entries and due items as programs read them: what may be shown, and what is withheld."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sanctuary.documents import replace
from sanctuary.record.entry import GROUPS, values, visibility
from sanctuary.record.line import Recorded

if TYPE_CHECKING:
    from sanctuary.account.due import DueItem

__all__ = ["item_report", "shown"]


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


def item_report(item: "DueItem") -> dict[str, Any]:
    """A due item for programs."""
    return {
        "id": item.id, "duty": item.duty, "by": item.by, "clock": item.clock, "cites": item.cites, "who": item.who, "owed_by": item.owed_by,
        "certain": item.certain, "fulfilled_by": item.fulfilled_by,
    }  # fmt: skip
