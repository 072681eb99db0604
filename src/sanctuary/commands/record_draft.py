"""`sanctuary record draft`: drafts that wait for a second person."""

from typing import Literal

from sanctuary.account.nil import need_nil
from sanctuary.commands.entries import shown
from sanctuary.commands.options import Plain, Secret
from sanctuary.commands.record_add import added
from sanctuary.commands.recorded import Record, Who, open_log, told
from sanctuary.errors import RecordError
from sanctuary.record.drafts import Draft, approve_draft, discard_draft, draft_of, drafts_of
from sanctuary.record.line import Recorded
from sanctuary.study.phrases import plural

__all__ = ["draft"]


def draft(
    folder: Record,
    what: Literal["list", "show", "approve", "discard"] = "list",
    name: str = "",
    *,
    passphrase_file: Secret = "",
    person: Who = "",
    shape: Plain = "text",
) -> int:
    """Drafts of entries ('add --draft'): whoever opens the record with a passphrase of their own approves what somebody else wrote.

    Parameters
    ----------
    what
        list, show, approve or discard.
    name
        The draft's id.
    """
    with open_log(folder, passphrase_file, person, typed=what == "approve") as log:
        if what == "list":
            waiting = drafts_of(log)
            rows = [_row(one) for one in waiting]
            return told(
                shape,
                {"schema": "sanctuary.record.drafts/1", "drafts": rows},
                *map(_line, waiting),
                f"{plural(len(waiting), 'draft waits', 'drafts wait')}.",
            )
        if what == "show":
            one = draft_of(log, name)
            seen = shown(Recorded(-1, "", one.made_at.date(), one.entry, None), ())
            report = _row(one) | {"fields": seen["fields"], "withheld": seen["withheld"]}
            fields = (f"  {path}  {value}" for path, value in seen["fields"])
            return told(
                shape, {"schema": "sanctuary.record.drafts/1", "drafts": [report]}, _line(one), *fields, *_withheld(seen["withheld"])
            )
        if what == "discard":
            discard_draft(log, name)
            return told(shape, {"schema": "sanctuary.record.draft/1", "id": name, "discarded": True}, f"draft {name} is gone.")
        if len(log.keys.people) < 2:
            raise RecordError(
                "a draft needs a second person with a passphrase of their own, and one may open this record. "
                "Add one with 'sanctuary record person FOLDER add NAME'."
            )
        entry, size = draft_of(log, name).entry, log.size()
        if entry.kind == "nil-certificate":
            need_nil(log, entry, log.now().date())
        number = approve_draft(log, name, log.keys.person)
        return added(log, number, entry, None, shape, (), again=number < size)


def _row(one: Draft) -> dict[str, object]:
    return {"id": one.id, "made_by": one.made_by, "made_at": one.made_at, "kind": one.entry.kind}


def _line(one: Draft) -> str:
    return f"{one.id}  {one.made_at:%Y-%m-%d %H:%M %z}  {one.entry.kind}, by {one.made_by}"


def _withheld(paths: list[str]) -> list[str]:
    return [f"withheld: {', '.join(paths)}."] if paths else []
