"""What an interview becomes in the record: an entry of the dealing, from what was seen, what the law said, and the questions of the record.

No field asks for anything about the person that officers look for. What was not asked is "unknown".
"""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any, Literal, get_args

from sanctuary.conduct.counters import counter
from sanctuary.conduct.sight import seen_paper
from sanctuary.desk.dealing import State, Walk
from sanctuary.documents import Frozen, as_json, parse_json
from sanctuary.errors import RecordError
from sanctuary.record.entry import Entry, determination_of, read_entry
from sanctuary.record.fields import Agency, Paper

__all__ = ["FIELDS", "Field", "entry_of"]


class Field(Frozen, frozen=True):
    """A question of the record: its name, how it is answered, and for a choice the words that can be chosen."""

    name: str
    kind: Literal["text", "long", "time", "count", "choice"]
    choices: tuple[str, ...] = ()


_YES_NO = ("unknown", "yes", "no")

FIELDS = (
    Field(name="arrived", kind="time"),
    Field(name="left", kind="time"),
    Field(name="officers", kind="count"),
    Field(name="agency", kind="choice", choices=("unknown", *(one for one in get_args(Agency) if one != "unknown"))),
    Field(name="officer_name", kind="text"),
    Field(name="badge", kind="text"),
    Field(name="supervisor_telephone", kind="text"),
    Field(name="purpose_words", kind="long"),
    Field(name="copied", kind="choice", choices=_YES_NO),
    Field(name="case_no", kind="text"),
    Field(name="called", kind="text"),
    Field(name="counsel", kind="choice", choices=_YES_NO),
    Field(name="decided_by", kind="text"),
    Field(name="response", kind="choice", choices=("unknown", "declined", "complied", "partly", "referred", "pending", "no-response")),
    Field(name="reason", kind="long"),
    Field(name="entered", kind="choice", choices=_YES_NO),
    Field(name="areas", kind="text"),
    Field(name="searched", kind="text"),
    Field(name="taken", kind="text"),
    Field(name="arrest", kind="choice", choices=_YES_NO),
    Field(name="persons", kind="count"),
    Field(name="witnessed_by", kind="text"),
    Field(name="note", kind="long"),
)
"""The questions of the record, in their order."""

_SITES = {"jail": "jail", "police": "police-station", "school": "school", "library": "library", "clinic": "health-facility"}
_SITES |= {"shelter": "shelter", "city-hall": "city-hall", "courthouse": "court"}
_ASKED = {
    "enter": "area-access", "file": "records", "employees": "records", "hold": "hold", "hand-over": "transfer", "talk": "interview",
    "release-date": "release-information", "help": "operation-support", "traffic": "perimeter", "look-up": "database", "paper": "other",
}  # fmt: skip
_SHOWN = {"seen": "shown", "unreadable": "shown", "refused": "refused", "not-asked": "not-asked"}
_OTHERS = {"other-federal": "other-federal", "other-state": "out-of-state", "nobody": "private-party"}


def entry_of(state: State, path: Walk, digest: str, at: datetime) -> Entry:
    """The entry; refuses, with a RecordError that names the field, what the record does not take."""
    told = state.record
    return read_entry(
        {
            "kind": "dealing",
            "event": _event(state, path.seen, at),
            "document": _document(state, path.seen),
            "determination": _determination(state, path, told, digest),
            "action": _action(state, told),
            "restricted": {name: told[name] for name in ("officer_name", "badge", "supervisor_telephone", "note") if told.get(name)},
            "links": {"role": "desk"},
        },
        "the dealing",
    )


def _event(state: State, seen: Mapping[str, str], at: datetime) -> dict[str, Any]:
    told = state.record
    return {
        "received_at": state.begun.isoformat(),
        "desk": state.site,
        "actor": counter(state.counter).actor,
        "site_type": _SITES[state.counter],
        "channel": {"counter": "in-person", "staff-area": "in-person", "outside": "in-person"}.get(seen.get("inside", ""), "unknown"),
        "requesting_agency": _choice(told, "agency") if told.get("agency") else _OTHERS.get(seen.get("who", ""), "unknown"),
        "id_shown": _SHOWN.get(seen.get("proof", ""), "unknown"),
        "request_types": [_ASKED.get(seen.get("what", ""), "unknown")],
        "purpose_words": told.get("purpose_words", ""),
        "emergency_claimed": seen.get("claim", "unknown"),
        "officers_present": _count(told, "officers"),
        "persons": _count(told, "persons"),
        "arrived_at": _hour(told, "arrived", state.begun, at),
        "left_at": _hour(told, "left", state.begun, at),
    }


def _document(state: State, seen: Mapping[str, str]) -> dict[str, Any]:
    paper = seen_paper(seen)
    kept = paper.kind in get_args(Paper)
    foot = seen.get("foot", "unknown")
    judge = {"federal-court": "federal-judge", "state-court": "state-judge", "immigration-court": "immigration-judge"}
    issuer = {"officer": "immigration-officer", "clerk": "court-clerk", "judge": judge.get(seen.get("top", ""), "unknown")}
    signed = {"nobody": "no", "unknown": "unknown"}.get(foot, "yes")
    said = {"paper": paper.kind if kept else "other" if paper.kind else "unknown", "issuer": issuer.get(foot, "unknown"), "signed": signed}
    return {**said, "case_no": state.record.get("case_no", ""), "sha256": state.photo}


def _determination(state: State, path: Walk, told: Mapping[str, str], digest: str) -> dict[str, Any]:
    place = counter(state.counter)
    found: dict[str, Any] = {"outcome": "referred", "on": state.on.isoformat(), "actor": place.actor}
    if path.step.decision is not None:
        found = parse_json(as_json(determination_of(parse_json(as_json(path.step.decision), "the decision"))), "the decision")
    return {
        **found,
        "decided_by": told.get("decided_by", ""),
        "supervisor": told.get("called", ""),
        "counsel_consulted": _choice(told, "counsel"),
        "screen_sha256": digest,
    }


def _action(state: State, told: Mapping[str, str]) -> dict[str, Any]:
    return {
        "response": _choice(told, "response"),
        "reason": told.get("reason", ""),
        "access_granted": "no" if state.refused else _choice(told, "entered"),
        "against_refusal": "yes" if state.refused else "unknown",
        "areas_entered": _list(told, "areas"),
        "searched": _list(told, "searched"),
        "taken": _list(told, "taken"),
        "arrest_on_site": _choice(told, "arrest"),
        "witnessed_by": _list(told, "witnessed_by"),
    }


def _choice(told: Mapping[str, str], name: str) -> str:
    return told.get(name) or "unknown"


def _list(told: Mapping[str, str], name: str) -> list[str]:
    return [one.strip() for one in told.get(name, "").split(",") if one.strip()]


def _count(told: Mapping[str, str], name: str) -> int | None:
    word = told.get(name, "")
    if not word:
        return None
    if not (word.isascii() and word.isdecimal() and len(word) < 5):
        raise RecordError(f"the dealing: {name}: no number. Write how many there were.")
    return int(word)


def _hour(told: Mapping[str, str], name: str, begun: datetime, at: datetime) -> str | None:
    """An hour near the one in which the interview began; refuses one that is still to come."""
    word = told.get(name, "")
    if not word:
        return None
    try:
        found = datetime.combine(begun.date(), time.fromisoformat(word), begun.tzinfo)
    except ValueError:
        raise RecordError(f"the dealing: {name}: no time. Write it as 14:05.") from None
    if begun - found > timedelta(hours=12):
        found += timedelta(days=1)  # after midnight
    if found > at:
        raise RecordError(f"the dealing: {name}: an hour that is still to come. Write it as 14:05.")
    return found.isoformat()
