"""An entry: one dealing with immigration authorities, or an act about the record itself.

The fields stand in fields.py, each said in its struct; here is how they make an entry, and how one is read.

Rules it keeps:
- No field for a person's immigration status, citizenship, birthplace, country or history, nor age, sex or race: where a law turns on such a
  fact, `determination.ground_found_by` says which role found the ground. Demographics are counts of a period, an entry of their own.
- Free text stands only in FREE_TEXT; what would name a person is refused anywhere (impersonal.py), and what may be public is a code.
- Every set of words has "unknown"; what is not known is never guessed. A time has its offset; nothing (None) is a time not known.
- An entry falls into eight groups (GROUPS), each committed to apart; VISIBILITY says what a report may show.
- A refusal names fields of this schema, never what was written into them.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Literal, get_args

from sanctuary.documents import Frozen, Moment, replace, shape
from sanctuary.errors import RecordError
from sanctuary.record.acts import Appointment, Erasure, KeyHolder, Proposal, Restoration, Rotation, Signature, Void
from sanctuary.record.clock import span
from sanctuary.record.fields import (
    Action,
    Agreement,
    Complaint,
    Custody,
    DatabaseAccess,
    Demographic,
    Determination,
    Document,
    Event,
    Links,
    Notice,
    PolicyAdoption,
    ReportRun,
    Restricted,
    TaskForce,
    Training,
)
from sanctuary.record.impersonal import need_impersonal

__all__ = [
    "FREE_TEXT",
    "GROUPS",
    "KINDS",
    "PARTICULARS",
    "VISIBILITY",
    "Entry",
    "Kind",
    "check",
    "determination_of",
    "from_decision",
    "kept_entry",
    "read_entry",
    "values",
    "visibility",
]

Kind = Literal[
    "dealing", "correction", "fulfillment", "erasure", "hold", "release-of-hold", "key-rotation", "task-force", "database-access",
    "complaint", "agreement", "policy-adoption", "nil-certificate", "report-run", "demographics", "training", "void", "restoration",
    "appointment", "key-holder", "proposal", "unknown",
]  # fmt: skip
KINDS: tuple[str, ...] = get_args(Kind)


class Entry(Frozen, frozen=True):
    """One line of the record. The groups stand first; then the table of the kind's own (PARTICULARS). `recorded_at` is set by the log."""

    kind: Kind = "dealing"
    recorded_at: Moment | None = None
    event: Event = Event()
    document: Document = Document()
    determination: Determination = Determination()
    action: Action = Action()
    custody: Custody = Custody()
    notices: tuple[Notice, ...] = ()
    links: Links = Links()
    restricted: Restricted = Restricted()
    erasure: Erasure | None = None
    rotation: Rotation | None = None
    task_force: TaskForce | None = None
    database_access: DatabaseAccess | None = None
    complaint: Complaint | None = None
    agreement: Agreement | None = None
    policy: PolicyAdoption | None = None
    report: ReportRun | None = None
    demographics: tuple[Demographic, ...] = ()
    training: Training | None = None
    void: Void | None = None
    restoration: Restoration | None = None
    appointment: Appointment | None = None
    key_holder: KeyHolder | None = None
    proposal: Proposal | None = None
    signatures: tuple[Signature, ...] = ()


GROUPS: Mapping[str, tuple[str, ...]] = {
    "event": ("event",),
    "document": ("document",),
    "determination": ("determination",),
    "action": ("action",),
    "custody": ("custody",),
    "notices": ("notices",),
    "kind-and-links": (
        "kind", "recorded_at", "links", "erasure", "rotation", "task_force", "database_access", "complaint", "agreement", "policy",
        "report", "demographics", "training", "void", "restoration", "appointment",
        "key_holder", "proposal", "signatures",
    ),
    "restricted": ("restricted",),
}  # fmt: skip
"""The groups in the order of a leaf's commitments, each with the fields of an entry that it holds."""

PARTICULARS: Mapping[str, str] = {
    "erasure": "erasure", "key-rotation": "rotation", "task-force": "task_force", "database-access": "database_access",
    "complaint": "complaint", "agreement": "agreement", "policy-adoption": "policy", "report-run": "report", "demographics": "demographics",
    "training": "training", "void": "void", "restoration": "restoration", "appointment": "appointment",
    "key-holder": "key_holder", "proposal": "proposal",
}  # fmt: skip
"""The table that a kind of entry must carry, and no other kind may."""

_NEEDS: Mapping[str, tuple[str, ...]] = {
    "correction": ("about", "reason"), "erasure": ("about",), "hold": ("about", "reason"), "release-of-hold": ("about", "reason"),
    "void": ("about", "reason"), "proposal": ("about",), "restoration": ("reason",),
    "fulfillment": ("due",), "nil-certificate": ("law", "covers_from", "covers_to"), "task-force": ("covers_from", "covers_to"),
    "demographics": ("covers_from", "covers_to"),
}  # fmt: skip
"""What the links of a kind must say."""

_OWN_LINKS = ("once", "made_by", "approved_by")
"""What an entry cannot say of itself: that it is another attempt, or that two people stand behind it."""

FREE_TEXT = frozenset({
    "event.purpose_words", "action.resources_used", "action.reason", "restricted.note", "links.reason", "complaint.response",
    "database_access.reason", "agreement.reason_if_none", "policy.reasons", "task_force.purpose",
})  # fmt: skip
"""Fields for sentences; every other text is a short name or code."""

Shown = Literal["public", "restricted", "sealed"]
VISIBILITY: Mapping[str, Shown] = {
    "event": "public", "event.event_id": "sealed", "event.unit": "restricted", "event.desk": "restricted", "event.site_id": "restricted",
    "event.purpose_words": "sealed",
    "document": "public", "document.case_no": "sealed", "document.sha256": "sealed", "document.signer_title": "public",
    "determination": "public", "determination.screen_sha256": "restricted",
    "action": "public", "action.reason": "sealed", "action.resources_used": "restricted", "action.areas_entered": "restricted",
    "action.searched": "restricted", "action.taken": "restricted", "action.witnessed_by": "restricted",
    "custody": "public", "custody.pseudonym": "sealed",
    "notices": "public",
    "kind": "public", "recorded_at": "public", "links": "public", "links.reason": "restricted", "links.once": "sealed",
    "links.made_by": "restricted", "links.approved_by": "restricted",
    "restricted": "restricted", "restricted.note": "sealed", "restricted.target_initials": "sealed",
    "erasure": "public", "rotation": "public", "task_force": "public", "complaint": "public", "complaint.response": "restricted",
    "database_access": "public", "database_access.user_hash": "sealed", "database_access.reason": "restricted",
    "database_access.case_no": "sealed", "agreement": "public", "policy": "public", "report": "public", "demographics": "public",
    "training": "public", "void": "public", "restoration": "public", "appointment": "public", "key_holder": "restricted",
    "proposal": "restricted",
    "signatures": "restricted",
}  # fmt: skip
"""What a report may show: `public` in a report that its law orders, `restricted` inside the agency, `sealed` to nobody without a reveal.

A field's own line wins over its group's. Public means fit for a report on government acts; no leaf ever shows any of it.
"""


def visibility(path: str) -> Shown:
    """What a report may show of a field; the nearest line of VISIBILITY above it counts.

    >>> visibility("restricted.badge"), visibility("event.channel"), visibility("determination.packs.id")
    ('restricted', 'public', 'public')
    """
    while path not in VISIBILITY:
        path = path.rpartition(".")[0]
    return VISIBILITY[path]


_SENTENCE, _NAME, _WORDS = 2000, 300, 100
"""Characters of the longest free text and of the longest other text; items of the longest list."""

_MOST = 10**12
"""The largest number: beyond what anybody counts here, and exact in every format."""

_YEARS = (1900, 2200)
"""Years in which a day of an entry can lie; a clock can be added to any of them."""

_DECISIONS = (
    "sanctuary.decide/1",
    "sanctuary.decide/2",
    "sanctuary.decide/3",
    "sanctuary.decide/4",
    "sanctuary.decide/5",
    "sanctuary.decide/6",
    "sanctuary.decide/7",
    "sanctuary.decide/8",
)
"""Reports of `decide` that are taken over; the paper is in those from the seventh on."""

_FACTS_OF_A_PERSON = ("context", "facts", "history", "person", "subject", "situation")


def values(struct: Frozen, path: str = "") -> Iterator[tuple[str, object]]:
    """Every field that is filled, by its path in the schema (`notices.language`: lists add no step), with its value."""
    for name in struct.__struct_fields__:
        inner = getattr(struct, name)
        here = f"{path}.{name}" if path else name
        for one in inner if isinstance(inner, tuple) else (inner,):
            if isinstance(one, Frozen):
                yield from values(one, here)
            elif one is not None:
                yield here, one


def read_entry(document: object, where: str) -> Entry:
    """The entry that a document describes; refuses what does not fit, naming the field and never its value."""
    entry = kept_entry(document, where)
    check(entry, where)
    return entry


def kept_entry(document: object, where: str) -> Entry:
    """The entry that the record holds; what was recorded stays readable, so only the schema is asked for."""
    try:
        return shape(document, Entry, where, RecordError)
    except RecordError as problem:
        told = _without_values(str(problem), where)
    # Raised out here, so that not even the context of the exception holds the value.
    raise RecordError(told)


def check(entry: Entry, where: str) -> None:
    """Refuses tables that do not fit the kind, times without offset, and texts that are too long or hold a person's number."""
    if entry.kind == "unknown":
        raise RecordError(f"{where}: kind: 'unknown' is for reading; write one of {', '.join(KINDS[:-1])}.")
    for kind, table in PARTICULARS.items():
        filled = bool(getattr(entry, table))
        if filled and entry.kind not in (kind, "correction", "fulfillment"):
            raise RecordError(f"{where}: an entry of kind '{entry.kind}' has no [{table}]; that table belongs to kind '{kind}'.")
        if entry.kind == kind and not filled:
            raise RecordError(f"{where}: an entry of kind '{kind}' needs the table [{table}].")
    _check_links(entry, where)
    counts: dict[str, int] = {}
    for path, value in values(entry):
        counts[path] = counts.get(path, 0) + 1
        if counts[path] > _WORDS:
            raise RecordError(f"{where}: {path}: more than {_WORDS} items. Split the entry.")
        _check_value(path, value, where)


def _check_links(entry: Entry, where: str) -> None:
    if entry.signatures:
        raise RecordError(f"{where}: signatures: the record sets them. Leave them out.")
    for name in _OWN_LINKS:
        if getattr(entry.links, name):
            raise RecordError(f"{where}: links.{name}: the record sets it. Leave it out.")
    for name in _NEEDS.get(entry.kind, ()):
        if getattr(entry.links, name) in (None, ""):
            raise RecordError(f"{where}: an entry of kind '{entry.kind}' needs links.{name}.")
    begin, end = entry.links.covers_from, entry.links.covers_to
    if begin and end and end < begin:
        raise RecordError(f"{where}: links.covers_to: before links.covers_from. Write the first and the last day of the period.")


def _check_value(path: str, value: object, where: str) -> None:
    if isinstance(value, datetime) and value.tzinfo is None:
        raise RecordError(f"{where}: {path}: a time without its offset. Write it as 2026-11-22T09:30:00-08:00.")
    if isinstance(value, date) and not _YEARS[0] <= value.year <= _YEARS[1]:
        raise RecordError(f"{where}: {path}: a day outside the years {_YEARS[0]} to {_YEARS[1]}. Write the day as 2026-11-22.")
    if isinstance(value, int | float) and not 0 <= value <= _MOST:
        raise RecordError(f"{where}: {path}: a number below zero, too large, or none at all. Write how many there were.")
    if isinstance(value, str):
        most = _SENTENCE if path in FREE_TEXT else _NAME
        if len(value) > most:
            raise RecordError(f"{where}: {path}: {len(value):,} characters; at most {most:,} are kept. Record no more than a law demands.")
        if path == "key_holder.key":
            return
        need_impersonal(path, value, where, free=path in FREE_TEXT or visibility(path) != "public")
        if path == "determination.duties.within":
            try:
                span(value)
            except RecordError as problem:
                raise RecordError(f"{where}: {path}: {problem}") from None


def _without_values(message: str, where: str) -> str:
    """A refusal with the place in the schema and what was expected, and nothing that the document held."""
    told = message.removeprefix(f"{where}: ")
    found = re.search(r" - at '([a-z0-9_.\[\]]{1,80})'", told)
    place = f"{found[1]}: " if found else ""
    if told.startswith("Object contains unknown field"):
        return f"{where}: {place}a field that an entry does not have; {_known(found[1] if found else '')}"
    if told.startswith("Invalid enum value"):
        return f"{where}: {place}a word that this field does not know; docs/record-fields.md lists the words, 'unknown' among them."
    expected = re.match(r"(Expected '[a-z_| ]+', got '[a-z_| ]+'|Object missing required field '[a-z_]+'|Invalid [A-Za-z0-9 ]+)", told)
    what = expected[1].strip() if expected else "does not fit the schema of an entry"
    return f"{where}: {place}{what}. docs/record-fields.md describes the fields."


def _known(group: str) -> str:
    struct = getattr(Entry(), group.partition(".")[0], None) if group else Entry()
    names = struct.__struct_fields__ if isinstance(struct, Frozen) else ()
    return f"known: {', '.join(names)}." if names else "docs/record-fields.md describes the fields."


def from_decision(report: Mapping[str, Any], circumstances: Mapping[str, Any], where: str = "the decision") -> Entry:
    """The entry of a dealing: what `sanctuary decide --format json` printed, and the circumstances in the shape of an entry.

    Takes over the question, the paper that it names where the circumstances name none, the answer, the rules that decided, the law as it
    was known and the duties; refuses a report that carries facts about the person, and circumstances that say otherwise than the report.
    """
    if report.get("schema") not in _DECISIONS:
        raise RecordError(f"{where}: not a report of 'sanctuary decide --format json' (schema {_DECISIONS[-1]}).")
    for name in _FACTS_OF_A_PERSON:
        if name in report:
            raise RecordError(
                f"{where}: it carries '{name}', facts about the person, which the record never keeps. Hand in what decide printed, "
                "and say in determination.ground_found_by which role found the ground."
            )
    told = circumstances.get("determination", {})
    if not isinstance(told, Mapping):
        raise RecordError(f"{where}: determination: a table was expected.")
    taken = _determination(report)
    twice = [name for name in taken if name in told and told[name] != taken[name]]
    if twice:
        raise RecordError(f"{where}: determination.{twice[0]} says otherwise than the decision. Leave it out: the decision gives it.")
    paper = circumstances.get("document", {})
    if isinstance(paper, Mapping) and (named := report.get("paper")):
        circumstances = {**circumstances, "document": {"paper": named, **paper}}
    entry = read_entry({"kind": "dealing", **circumstances, "determination": {**told, **taken}}, where)
    return entry if entry.event.actor else replace(entry, event=replace(entry.event, actor=entry.determination.actor))


def determination_of(report: Mapping[str, Any], where: str = "the decision") -> Determination:
    """What a report of `decide` says of the law, as an entry keeps it: the question, the answer, the rules and the duties."""
    return shape(_determination(report), Determination, where, RecordError)


def _determination(report: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a determination that a decision gives; the wrong shapes are left for the schema to refuse."""
    same = ("place", "on", "actor", "run_by", "action", "resource", "outcome", "outcomes", "packs", "known_through", "unsearched", "duties")
    rules = report.get("rules") or []
    named = [rule for rule in rules if isinstance(rule, Mapping)]
    taken = {name: report[name] for name in same if name in report}
    if isinstance(taken.get("packs"), list):
        # That nothing of a pack is encoded, `decide` notes beside it; an entry keeps which pack it was, as its hash names it.
        taken["packs"] = [
            {name: value for name, value in one.items() if name != "note"} if isinstance(one, Mapping) else one for one in taken["packs"]
        ]
    return {
        **taken,
        "rule_ids": [rule.get("id") for rule in named],
        "cites": list(dict.fromkeys(str(rule.get("cites")) for rule in named)),
        "reported": "yes" if report.get("reported") else "no",
        "disputed": sorted({str(rule["disputed"]) for rule in named if rule.get("disputed")}),
    }
