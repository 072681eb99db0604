"""Kinds of tables that governments publish: what tells each, which act its rows record, and the words that its cells use."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sanctuary.law.meant import initials
from sanctuary.names.words import words_of_name

__all__ = [
    "ACTORS", "ASKED", "BY_CELLS", "DONE_WORDS", "JUDGES", "OF_JAILS", "PAPERS", "PURPOSES", "Scene", "Words", "scene_of", "with_initials",
]  # fmt: skip

BY_CELLS = "cells are those of"
"""How the reason of a kind begins that cells alone tell."""

Words = Sequence[tuple[str, Sequence[str]]]
"""What may be meant, each with the phrases for it."""

ACTORS: Words = (
    ("sheriff", ("sheriff", "county jail", "co jail", "county det", "detention center", "detention facility", "county", "jail", "so")),
    ("state-prison", ("state prison", "department of corrections", "dept of corrections", "doc", "correctional institution", "state corr")),
    ("school-police", ("school district police", "university police", "college police", "isd police")),
    ("state-police", ("state police", "highway patrol")),
    ("police", ("police", "pd", "police dept", "marshal")),
    ("probation", ("probation", "juvenile hall")),
)
"""Words for agencies by what runs them, the special before the general."""


def with_initials(names: Iterable[tuple[str, str]]) -> Words:
    """The words for agencies, with the initials of proper names (LAPD) for whoever bears them, where one kind of agency alone does."""
    found: dict[str, set[str]] = {}
    for actor, name in names:
        for short in initials(name):
            found.setdefault(short, set()).add(actor)
    sole = {short: next(iter(actors)) for short, actors in sorted(found.items()) if len(actors) == 1}
    return tuple((actor, (*phrases, *(short for short, one in sole.items() if one == actor))) for actor, phrases in ACTORS)


PAPERS: Sequence[tuple[str, Sequence[str]]] = (
    ("notification-request", ("i-247n", "i247n", "i-247g", "i247g", "request for notification")),
    ("detainer", ("i-247a", "i247a", "i-247d", "i247d", "i-247x", "i-247", "i247", "detainer", "hold request", "ice hold")),
    (
        "administrative-warrant",
        (
            "i-200",
            "i200",
            "i-205",
            "i205",
            "administrative warrant",
            "admin warrant",
            "ice warrant",
            "civil warrant",
            "immigration warrant",
        ),
    ),
    (
        "federal-arrest-warrant",
        ("federal warrant", "federal arrest warrant", "arrest warrant", "ao 442", "ao442", "ao-442"),
    ),
    ("judicial-subpoena", ("subpoena",)),
    ("none", ("no paper", "no papers", "no paperwork", "no form", "nothing", "none", "verbal", "phone call", "by phone")),
)
"""Words for papers. What is asked comes before the warrant that comes with it: in `I-247A with I-200` the detainer is the request."""

PURPOSES: Sequence[tuple[str, Sequence[str]]] = (
    ("civil-immigration", ("ice", "immigration", "ero", "deportation", "hsi", "cbp", "border patrol")),
)
"""Words for purposes."""

DONE_WORDS: Sequence[tuple[str, Sequence[str]]] = (
    ("partly", ("partly", "partially", "partial", "in part")),
    (
        "declined",
        (
            "declined",
            "not honored",
            "denied",
            "refused",
            "rejected",
            "did not comply",
            "no action",
            "said no",
            "told no",
            "turned away",
            "not done",
            "not held",
            "not given",
            "not told",
            "not notified",
            "not disclosed",
            "not shared",
            "not provided",
            "not allowed",
            "not transferred",
            "not handed over",
            "not turned over",
            "not released to ice",
            "not interviewed",
            "not detained",
        ),
    ),
    (
        "done",
        (
            "booked into detention",
            "honored",
            "complied",
            "transferred",
            "released to ice",
            "in custody of ice",
            "granted",
            "notified",
            "handed over",
            "turned over",
            "held past release",
            "held for ice",
            "held 24",
            "held 48",
            "notice given",
            "told ice",
            "allowed",
            "said yes",
            "told them",
            "gave it",
            "given",
            "released to them",
            "held",
            "kept",
            "detained",
            "jailed",
            "told",
            "disclosed",
            "shared",
            "informed",
            "reported",
            "sent",
            "called ice",
            "called them",
            "alerted",
            "provided",
            "gave",
            "delivered",
            "surrendered",
            "picked up",
            "interviewed",
            "let in",
            "admitted",
            "searched",
            "looked up",
            "assisted",
            "helped",
        ),
    ),
)
"""Words for what became of a request."""


JUDGES = ("federal-arrest-warrant",)
"""Papers of the list above that a judge issues on a crime: what comes with one is no civil matter."""

OF_JAILS = ("booking", "booked", "custody", "facility", "housing", "inmate", "jail", "release", "released", "detention", "tier", "pod")
"""Words of the names of columns that a jail keeps."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A kind of table: the act of a row, facts that hold for all of them, and facts that a column may tell.

    `asks`: the column of agencies says who asks; `answered`: a column may say what became of it.
    """

    action: str
    resource: str
    actor: str = "police"
    facts: Mapping[str, str] = field(default_factory=dict)
    reads: tuple[str, ...] = ()
    asks: bool = False
    answered: bool = False

    @property
    def alone(self) -> bool:
        """Whether each row records the same act, whatever a column of actions says: nothing was asked of anybody."""
        return not self.answered

    def told_apart(self) -> "Scene":
        """The same where a column tells the acts apart: neither who acts nor the paper is that of the kind."""
        return replace(self, actor="", facts={name: word for name, word in self.facts.items() if name != "paper"})


_REQUEST = {"requester": "immigration-authority", "purpose": "civil-immigration"}

ASKED = Scene("", "", "", {}, ("paper",), answered=True)
"""A table of requests of several kinds: a column tells which."""

_KINDS: tuple[tuple[str, str, str, Scene], ...] = (
    (
        "agreements under 8 USC 1357(g)",
        r"support_type|287_?g|\bmoa\b|addendum",
        r"287\(g\)|task force model|jail enforcement model|warrant service officer",
        Scene("join", "immigration-deputation", "sheriff", {}),
    ),
    (
        "searches of plate readers by other agencies",
        r"networks?_searched|org_name.*search|search.*org_name",
        r"",
        Scene("disclose", "license-plate-scans", "police", {}, ("purpose",), asks=True),
    ),
    (
        "searches of plate readers",
        r"camera_?count|(?:cameras|devices)_searched|plate_?reader|alpr|lpr_|license_plate.*search|search.*license_plate",
        r"",
        Scene("query", "license-plate-scans", "police", {}, ("purpose",)),
    ),
    (
        "requests by detainer",
        r"detainer|lift_reason|i_?247",
        r"i-?247[a-z]?\b|detainer",
        Scene("hold", "subject", "sheriff", {**_REQUEST, "paper": "detainer"}, ("paper",), answered=True),
    ),
    (
        "hand-overs",
        r"transferred_to_ice|released_to_ice|ice_transfer|turned_over",
        r"",
        Scene("transfer", "subject", "sheriff", _REQUEST, ("paper",), answered=True),
    ),
    (
        "notices of release",
        r"notified_ice|ice_notified|notification",
        r"",
        Scene("disclose", "release-date", "sheriff", _REQUEST, ("paper",), answered=True),
    ),
    (
        "federal programs",
        r"program_(title|number)|cfda|assistance_listing",
        r"",
        Scene("accept", "other", "governing-body", {"funds": "federal"}),
    ),
    (
        "arrests",
        r"arrest_(date|boro|type|month)|arrest.*charge|ofns|booking_location",
        r"",
        Scene("arrest", "other-offense", "police", {}, ("class",)),
    ),
)


def scene_of(cells: Mapping[str, Sequence[str]]) -> tuple[Scene | None, str]:
    """The kind of a table and what tells it: names of columns, or else cells."""
    names = " ".join("_".join(words_of_name(name)) for name in cells)
    for what, pattern, _, scene in _KINDS:
        if re.search(pattern, names):
            return scene, f"the names of the columns are those of {what}"
    for what, _, pattern, scene in _KINDS:
        if not pattern:
            continue
        for held in cells.values():
            some = held[:200]
            if some and sum(bool(re.search(pattern, cell.lower())) for cell in some) > len(some) // 4:
                return scene, f"{BY_CELLS} {what}"
    return None, "nothing tells the kind of act"
