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

__all__ = ["ASKS", "FIELDS", "Field", "answered", "begun_of", "entry_of"]


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

ASKS = {
    **{one.name: f"record_{one.name}" for one in FIELDS},
    "event.requesting_agency": "record_agency", "event.purpose_words": "record_purpose_words", "event.officers_present": "record_officers",
    "event.persons": "record_persons", "event.arrived_at": "record_arrived", "event.left_at": "record_left",
    "document.case_no": "record_case_no", "determination.decided_by": "record_decided_by", "determination.supervisor": "record_called",
    "action.reason": "record_reason", "action.areas_entered": "record_areas", "action.searched": "record_searched",
    "action.taken": "record_taken", "action.witnessed_by": "record_witnessed_by",
    **{f"restricted.{name}": f"record_{name}" for name in ("officer_name", "badge", "supervisor_telephone", "note")},
}  # fmt: skip
"""The key of the question by each name and field under which a refusal names it."""

_SITES = {"jail": "jail", "police": "police-station", "school": "school", "library": "library", "clinic": "health-facility"}
_SITES |= {"shelter": "shelter", "city-hall": "city-hall", "courthouse": "court"}
_ASKED = {
    "enter": "area-access", "file": "records", "employees": "records", "hold": "hold", "hand-over": "transfer", "talk": "interview",
    "release-date": "release-information", "help": "operation-support", "traffic": "perimeter", "look-up": "database", "paper": "other",
    "custody": "other",
}  # fmt: skip
_SHOWN = {"seen": "shown", "unreadable": "shown", "refused": "refused", "not-asked": "not-asked"}
_OTHERS = {"other-federal": "other-federal", "other-state": "out-of-state", "nobody": "private-party"}


def entry_of(state: State, path: Walk, digest: str, at: datetime) -> Entry:
    """The entry; refuses, with a RecordError that names the field, what the record does not take."""
    return answered(begun_of(state, path, digest), state.record, at)


def begun_of(state: State, path: Walk, digest: str) -> Entry:
    """The entry as far as the interview tells it, before any question of the record is answered."""
    return read_entry(
        {
            "kind": "dealing",
            "event": _event(state, path.seen),
            "document": _document(state, path.seen),
            "determination": _determination(state, path, digest),
            "action": {
                "response": "unknown",
                "access_granted": "no" if state.refused else "unknown",
                "against_refusal": "yes" if state.refused else "unknown",
                "arrest_on_site": "unknown",
            },
            "links": {"role": "desk"},
        },
        "the dealing",
    )


def answered(begun: Entry, told: Mapping[str, str], at: datetime) -> Entry:
    """An entry that was begun, with the answers to the questions of the record; refuses what the record does not take."""
    document: dict[str, Any] = parse_json(as_json(begun), "the dealing")
    received = datetime.fromisoformat(document["event"]["received_at"])
    for part, held in _answers(told, received, at, refused=document["action"]["against_refusal"] == "yes").items():
        document[part] = {**document[part], **held}
    return read_entry(document, "the dealing")


def _answers(told: Mapping[str, str], received: datetime, at: datetime, *, refused: bool) -> dict[str, dict[str, Any]]:
    """The answers, by the parts of an entry that hold them."""
    return {
        "event": {
            **({"requesting_agency": told["agency"]} if told.get("agency") else {}),
            "purpose_words": told.get("purpose_words", ""),
            "officers_present": _count(told, "officers"),
            "persons": _count(told, "persons"),
            "arrived_at": _hour(told, "arrived", received, at),
            "left_at": _hour(told, "left", received, at),
        },
        "document": {"case_no": told.get("case_no", "")},
        "determination": {
            "decided_by": told.get("decided_by", ""),
            "supervisor": told.get("called", ""),
            "counsel_consulted": _choice(told, "counsel"),
        },
        "action": {
            "response": _choice(told, "response"),
            "reason": told.get("reason", ""),
            **({} if refused else {"access_granted": _choice(told, "entered")}),
            "areas_entered": _list(told, "areas"),
            "searched": _list(told, "searched"),
            "taken": _list(told, "taken"),
            "arrest_on_site": _choice(told, "arrest"),
            "witnessed_by": _list(told, "witnessed_by"),
        },
        "restricted": {name: told[name] for name in ("officer_name", "badge", "supervisor_telephone", "note") if told.get(name)},
    }


def _event(state: State, seen: Mapping[str, str]) -> dict[str, Any]:
    return {
        "received_at": state.begun.isoformat(),
        "desk": state.site,
        "actor": counter(state.counter).actor,
        "site_type": _SITES[state.counter],
        "channel": {"counter": "in-person", "staff-area": "in-person", "outside": "in-person"}.get(seen.get("inside", ""), "unknown"),
        "requesting_agency": _OTHERS.get(seen.get("who", ""), "unknown"),
        "id_shown": _SHOWN.get(seen.get("proof", ""), "unknown"),
        "request_types": [_ASKED.get(seen.get("what", ""), "unknown")],
        "emergency_claimed": seen.get("claim", "unknown"),
    }


def _document(state: State, seen: Mapping[str, str]) -> dict[str, Any]:
    paper = seen_paper(seen)
    kept = paper.kind in get_args(Paper)
    foot = seen.get("foot", "unknown")
    judge = {"federal-court": "federal-judge", "state-court": "state-judge", "immigration-court": "immigration-judge"}
    issuer = {"officer": "immigration-officer", "clerk": "court-clerk", "judge": judge.get(seen.get("top", ""), "unknown")}
    signed = {"nobody": "no", "unknown": "unknown"}.get(foot, "yes")
    said = {"paper": paper.kind if kept else "other" if paper.kind else "unknown", "issuer": issuer.get(foot, "unknown"), "signed": signed}
    return {**said, "sha256": state.photo}


def _determination(state: State, path: Walk, digest: str) -> dict[str, Any]:
    place = counter(state.counter)
    found: dict[str, Any] = {"outcome": "referred", "on": state.on.isoformat(), "actor": place.actor}
    if path.step.decision is not None:
        found = parse_json(as_json(determination_of(parse_json(as_json(path.step.decision), "the decision"))), "the decision")
    return {**found, "screen_sha256": digest}


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
