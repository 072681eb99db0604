"""The record as somebody of the agency sees it: lines of a list, the fields of an entry, what can be corrected, what waits for a second.

Rules it keeps:
- A sealed field is never in a sheet or on a page: opening one is for the machine that holds the record's keys.
- What is proposed lies sealed under the record's own key until somebody else approves it; the database says which entry, who and when.
"""

import hmac
from collections.abc import Iterable
from datetime import date

from sanctuary.account.asking import QUESTIONS, Question, read_answer
from sanctuary.desk.behind.models import Proposal
from sanctuary.desk.behind.showing import said
from sanctuary.desk.words import Words
from sanctuary.documents import Frozen, as_json, parse_json, replace, shape
from sanctuary.errors import RecordError, RequestError
from sanctuary.record.acts import Signature
from sanctuary.record.box import box, unbox
from sanctuary.record.by_two import correct_by_two, correction_of, signed_by
from sanctuary.record.corrections import Act, acts_of
from sanctuary.record.derived import NEVER_ERASED
from sanctuary.record.entry import Entry, read_entry, values, visibility
from sanctuary.record.line import Recorded
from sanctuary.record.log import Log

__all__ = [
    "Proposed", "Row", "carried_out", "entry_in", "need_open", "now_known", "opened", "proposal_of", "rows_of", "sealed",
    "sheet_of", "signed_as",
]  # fmt: skip


class Row(Frozen, frozen=True):
    """A line of the list: its number, the day it was recorded, what it is and says, and the number of what ended or corrects it."""

    seq: int
    day: date
    kind: str
    asked: str
    requester: str
    outcome: str
    response: str
    ended: str = ""
    by: int | None = None
    about: int | None = None


class Proposed(Frozen, frozen=True):
    """What somebody proposes. A repr shows nothing of it.

    A correction of one field (`path`, `value`) and why (`reason`); a void and why, perhaps for it `repeats` another entry; an erasure by
    an item of the retention schedule (`item`) and a legal `ground`; or an `entry` that was written. `entry` is what would be recorded, as
    JSON, and `signed` what whoever proposes it signed of it; a proposal of an earlier version has neither for a correction.
    """

    reason: str = ""
    path: str = ""
    value: str = ""
    repeats: int | None = None
    item: str = ""
    ground: str = ""
    entry: str = ""
    signed: tuple[Signature, ...] = ()

    def __repr__(self) -> str:
        return "Proposed(...)"


def rows_of(lines: Iterable[Recorded], now: dict[int, Entry], told: Words) -> list[Row]:
    """Lines of a list, the newest first; each says what it was recorded as or, where it was corrected, what is known `now`."""
    return [_row(line, now, told) for line in reversed(list(lines))]


def _row(line: Recorded, now: dict[int, Entry], words: Words) -> Row:
    ended = next((name for name in ("erased", "lost", "voided") if getattr(line, f"{name}_by") is not None), "")
    by = getattr(line, f"{ended}_by") if ended else None
    entry = now.get(line.seq, line.entry)
    if line.entry is None or entry is None:
        return Row(line.seq, line.day, "", "", "", "", "", ended, by)
    told = entry.determination
    outcomes = (told.outcome,) if told.outcome != "unknown" else told.outcomes
    found = "; ".join(
        f"{said('determination.answers.asked', one.asked, words)}: {_known(words, 'determination.outcome', *one.outcomes)}"
        for one in told.answers
    ) or _known(words, "determination.outcome", *outcomes)
    return Row(
        line.seq, line.day, said("kind", line.entry.kind, words), _known(words, "event.request_types", *entry.event.request_types),
        _known(words, "event.requesting_agency", entry.event.requesting_agency), found,
        _known(words, "action.response", entry.action.response), ended, by, line.entry.links.about,
    )  # fmt: skip


def _known(words: Words, path: str, *codes: str) -> str:
    return " / ".join(said(path, one, words) for one in codes if one != "unknown")


def sheet_of(acts: Iterable[Act], recorded: dict[int, date]) -> list[list[str]]:
    """Acts as rows under a head: the number, the day, the numbers of its corrections, and every field that is not sealed, as corrected."""
    every = [(act, _cells(act.entry)) for act in acts]
    paths = sorted({path for _, told in every for path in told})
    rows = [
        [str(act.seq), str(recorded[act.seq]), " ".join(str(one.seq) for one in act.versions[1:]), *(told.get(path, "") for path in paths)]
        for act, told in every
    ]
    return [["entry", "recorded", "corrected by", *paths], *rows]


def _cells(entry: Entry) -> dict[str, str]:
    """The fields of an entry that are filled and not sealed, by path, as the record has them."""
    found: dict[str, list[str]] = {}
    for path, value in values(entry):
        if value not in ("", "unknown") and visibility(path) != "sealed":
            found.setdefault(path, []).append(str(value))
    return {path: "; ".join(told) for path, told in found.items()}


def need_open(line: Recorded) -> None:
    """Refuses a line about which nothing can be proposed: it is gone, counts nowhere, or is about the record itself."""
    if line.entry is None or line.voided_by is not None:
        raise RecordError(f"entry {line.seq}: nothing of it is left, or it counts nowhere already.")
    if line.entry.kind in NEVER_ERASED:
        raise RecordError(f"entry {line.seq}: an entry of kind '{line.entry.kind}' is about the record itself and stays.")


def proposal_of(log: Log, seq: int, told: Proposed) -> Entry:
    """The correction that a proposal would record. Refuses what cannot be done."""
    if not told.reason.strip():
        raise RequestError("reason: say why, without anybody's name.")
    answer = read_answer(_question(told.path), told.value, log.now())
    if answer is None:
        raise RequestError("the new value is missing. To empty a field, void the entry (sanctuary record void) and record it anew.")
    group, _, name = told.path.partition(".")
    given = answer if not isinstance(answer, date) else answer.isoformat()
    entry = read_entry({group: {name: given}}, "the correction")
    return correction_of(log, seq, entry, told.reason, (told.path,))


def _question(path: str) -> Question:
    found = next((one for one in QUESTIONS if one.path == path), None)
    if found is None:
        raise RequestError("choose the field that is wrong from the list.")
    return found


def carried_out(log: Log, row: Proposal, told: Proposed, approver: str) -> int:
    """The number of the entry that a correction or a written entry became, under both codes; once, however often it is tried."""
    writer = _writer(told) or str(row.member)
    entry = proposal_of(log, row.seq, told) if row.act == "correction" and not told.entry else entry_in(told)
    # Proposals of before accounts had keys bear no signature of who made them, and get it when they are approved.
    entry = replace(entry, signatures=told.signed or signed_by(log, entry, writer, _once(row.act, row.token)))
    if row.act == "entry":
        links = replace(entry.links, made_by=writer, approved_by=approver)
        return log.add(replace(entry, links=links), once=_once(row.act, row.token))
    return correct_by_two(log, entry, (writer, approver), _once(row.act, row.token))


def _once(act: str, token: str) -> str:
    """The token of the entry that a proposal becomes."""
    return token if act == "entry" else f"proposal {token}"


def _writer(told: Proposed) -> str:
    """The code under which somebody proposed, by the signature; nothing where there is none."""
    return told.signed[0].person if told.signed else ""


def signed_as(log: Log, act: str, seq: int, told: Proposed, code: str, token: str) -> Proposed:
    """A correction or a written entry as it would be recorded, signed under the key of the account that proposes it."""
    entry = proposal_of(log, seq, told) if act == "correction" else entry_in(told)
    return replace(told, entry=as_json(entry), signed=signed_by(log, entry, code, _once(act, token)))


def entry_in(told: Proposed) -> Entry:
    """The entry that somebody wrote."""
    return read_entry(parse_json(told.entry, "the entry"), "the entry")


def sealed(log: Log, token: str, told: Proposed) -> bytes:
    """A proposal as the database keeps it."""
    return box(_key(log), as_json(told).encode(), token.encode())


def opened(log: Log, row: Proposal) -> Proposed | None:
    """What a row proposes; nothing where the record's keys were rotated since, or the row was changed."""
    try:
        clear = unbox(_key(log), bytes(row.sealed), row.token.encode())
        return shape(parse_json(clear.decode(), "the proposal"), Proposed, "the proposal", RequestError)
    except (RecordError, RequestError):
        return None


def _key(log: Log) -> bytes:
    return hmac.digest(log.keys.wrapping_key, b"sanctuary.desk proposals", "sha256")


def now_known(lines: Iterable[Recorded]) -> dict[int, Entry]:
    """What is known now under each number that tells of an act."""
    return {act.seq: act.entry for act in acts_of(lines).acts}
