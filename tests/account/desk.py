"""A month of an invented jail desk, and of the offices around it, from a seed: what happened, and the entries that a desk would make of it.

Nobody in it exists and nobody has a name. `happenings(seed)` gives plain facts, `entries(happenings)` the lines of a record: some things
are written down wrong and corrected after the month, one is written down late, one line is erased. Tests count over the plain facts,
reports over the lines; the two share nothing but this file.

How it is drawn: about nine requests a day, most by fax to the jail; three in four with a detainer or a request for notice; one in eleven is
granted; a handful of school, court and street matters; two task forces; counts of people given access that include small ones and zero.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

from sanctuary.record.entry import read_entry
from sanctuary.record.log import Recorded

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
PACIFIC = timezone(timedelta(hours=-7))
AGENCIES = ("ice-ero", "ice-ero", "ice-ero", "ice-hsi", "cbp", "unknown", "other-federal", "private-party")
PAPERS = (
    "detainer",
    "detainer",
    "detainer",
    "notification-request",
    "administrative-warrant",
    "removal-warrant",
    "judicial-subpoena",
    "none",
)
ASKED = ("hold", "notify", "transfer", "release-information", "contact-information", "interview", "operation-support")
ACCESS = {"hold": ("hold",), "notify": ("notification",), "transfer": ("transfer", "notification"), "interview": ("interview",)}
OFFENSES = ("Penal Code 211", "Penal Code 245", "Health & Saf. Code 11378")
PEOPLE = {"sex": {"F": 4, "M": 31, "X": 0}, "age-band": {"18-24": 12, "25-39": 17, "40 and older": 6}, "total": {"all": 35}}
WRONG_HANDS = "Q. Planted-Officer"
"""Stands in the compartment of restricted fields of every entry: no report but the court's form may show it."""


@dataclass(frozen=True)
class Happening:
    """What happened, as somebody who saw it would say."""

    when: datetime
    actor: str
    site: str
    agency: str
    purpose: str
    paper: str
    asked: tuple[str, ...]
    response: str
    access: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    outcome: str = "unknown"
    handed_to: str = "unknown"
    offense: str = ""
    held: int | None = None
    hours: float | None = None
    outcome_of_law: str = "must-not"
    written_wrong: bool = False
    written_late: bool = False
    erased: bool = False


def happenings(seed: int = 7) -> list[Happening]:
    """The month, in order."""
    draw = random.Random(seed)
    found = [_jail(draw, day) for day in range(31) for _ in range(draw.randint(6, 12))]
    found += [_elsewhere(draw, day) for day in range(31) for _ in range(draw.randint(0, 2))]
    found.sort(key=lambda one: one.when)
    transferred = [i for i, one in enumerate(found) if one.outcome == "transferred" and i not in (10, 20)]
    for i in transferred[:2]:
        found[i] = replace(found[i], written_wrong=True)
    found[10], found[20] = replace(found[10], written_late=True), replace(found[20], erased=True)
    return found


def _time(draw: random.Random, day: int) -> datetime:
    """A time of a day, on the last early enough that what follows within the hour falls into the month too."""
    hour, minute = draw.randint(0, 23), draw.randint(0, 59)
    return datetime(2026, 10, 1, min(hour, 22) if day == 30 else hour, minute, tzinfo=PACIFIC) + timedelta(days=day)


def _jail(draw: random.Random, day: int) -> Happening:
    granted = draw.random() < 1 / 11
    paper, asked = draw.choice(PAPERS), draw.choice(ASKED)
    outcome = "transferred" if granted and asked in ("hold", "notify", "transfer") else draw.choice(("released", "released", "held"))
    return Happening(
        when=_time(draw, day),
        actor=draw.choice(("sheriff", "sheriff", "sheriff", "police", "probation")),
        site="jail",
        agency=(agency := draw.choice(AGENCIES)),
        purpose=draw.choice(("civil-immigration", "civil-immigration", "mixed", "unknown", "criminal")),
        paper=paper,
        asked=(asked,) if draw.random() < 0.8 else (asked, "custody-information"),
        response=draw.choice(("complied", "partly")) if granted else draw.choice(("declined", "declined", "no-response", "referred")),
        access=ACCESS.get(asked, ()) if granted else (),
        told=("release-date",) if granted and asked in ("notify", "release-information") else (),
        outcome=outcome,
        handed_to=agency if outcome == "transferred" else "unknown",
        offense=draw.choice(OFFENSES) if outcome == "transferred" else "",
        held=draw.choice((0, 45)) if paper == "detainer" and draw.random() < 0.2 else None,
        hours=draw.choice((0.25, 0.5, 1.5)) if draw.random() < 0.5 else None,
        outcome_of_law="may" if granted and draw.random() < 0.7 else "must-not",
    )  # fmt: skip


def _elsewhere(draw: random.Random, day: int) -> Happening:
    actor, site, asked = draw.choice(
        (
            ("school", "school", "records"),
            ("school", "school", "area-access"),
            ("court", "court", "other"),
            ("police", "street", "perimeter"),
        )
    )
    return Happening(
        when=_time(draw, day),
        actor=actor,
        site=site,
        agency=draw.choice(AGENCIES),
        purpose=draw.choice(("civil-immigration", "unstated", "criminal")),
        paper="none",
        asked=(asked,),
        response=draw.choice(("declined", "declined", "referred", "complied")),
    )


def document(one: Happening, number: int) -> dict[str, Any]:
    """The entry that a desk makes of it, rightly written."""
    return {
        "event": {
            "event_id": f"e{number}", "received_at": one.when, "actor": one.actor, "local_agency": one.actor, "site_type": one.site,
            "requesting_agency": one.agency, "purpose_as_determined": one.purpose, "request_types": one.asked, "channel": "fax",
            "purpose_words": "words that stay sealed",
        },
        "document": {"paper": one.paper},
        "determination": {"outcome": one.outcome_of_law},
        "action": {
            "response": one.response, "answered_at": one.when + timedelta(minutes=30), "access_given": one.access,
            "info_disclosed": one.told, "hours": one.hours,
        },
        "custody": {
            "outcome": one.outcome, "receiving_agency": one.handed_to, "offense_allowing": one.offense, "held_beyond_minutes": one.held,
            "outcome_at": one.when + timedelta(minutes=59) if one.outcome != "unknown" else None, "pseudonym": f"p{number}",
        },
        "restricted": {"officer_name": WRONG_HANDS, "target_initials": ("X. Y.",)},
    }  # fmt: skip


def entries(found: Sequence[Happening]) -> list[Recorded]:
    """The lines of a record: the month as it was written down, what was found wrong or late, and the yearly kinds of entries."""
    lines: list[Recorded] = []

    def write(day: date, told: dict[str, Any] | None, erased_by: int | None = None) -> int:
        seq = len(lines)
        entry = (
            None
            if told is None
            else read_entry({**told, "recorded_at": datetime(day.year, day.month, day.day, 18, tzinfo=PACIFIC)}, "desk")
        )
        lines.append(Recorded(seq, f"{day:%Y-%m}", day, entry, erased_by))
        return seq

    wrong: list[tuple[int, dict[str, Any]]] = []
    late: list[dict[str, Any]] = []
    for number, one in enumerate(found):
        told = document(one, number)
        if one.erased:
            write(one.when.date(), None, erased_by=9999)
        elif one.written_late:
            late.append(told)
        elif one.written_wrong:
            slip = {**told, "custody": {**told["custody"], "outcome": "released", "receiving_agency": "unknown", "offense_allowing": ""}}
            wrong.append((write(one.when.date(), slip), told))
        else:
            write(one.when.date(), told)
    covers = {"covers_from": FIRST, "covers_to": LAST}
    for name, arrests in (("north", 14), ("south", 3)):
        force = {"name": name, "purpose": "narcotics", "partners": ["a county"], "arrests_total": arrests, "arrests_immigration": 0}
        write(LAST, {"kind": "task-force", "links": covers, "task_force": force})
    cells = [{"characteristic": name, "value": value, "count": count} for name, row in PEOPLE.items() for value, count in row.items()]
    write(LAST, {"kind": "demographics", "links": covers, "demographics": cells})
    write(LAST, {"kind": "database-access", "database_access": {"organization": "a county", "searched_at": found[0].when}})
    write(LAST, {"kind": "complaint", "complaint": {"report_id": "c1", "provision": "a paragraph", "body": "jail", "disposition": "open"}})
    write(LAST, {"kind": "agreement", "agreement": {"kind": "none", "status": "none", "signed_on": LAST}})
    for day, (seq, told) in enumerate(wrong, 5):
        fields = ["custody.outcome", "custody.receiving_agency", "custody.offense_allowing"]
        links = {"about": seq, "reason": "found wrong", "corrects_fields": fields}
        write(date(2026, 11, day), {"kind": "correction", "links": links, "custody": told["custody"]})
    for told in late:
        write(date(2026, 11, 9), told)
    return lines
