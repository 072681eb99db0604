"""Words for acts of government in cells: what a column of requests or of acts says was asked or done, and to what.

The words of a proposal come from here, never from a cell. An act whose thing nobody can tell from the word alone has no resource.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sanctuary.audit.compare import fold
from sanctuary.audit.phrases import said_in, share_of
from sanctuary.names.words import words_of_name

__all__ = ["REQUESTERS", "Said", "Told", "act_column"]


@dataclass(frozen=True, slots=True)
class Told:
    """An act, the thing that it is done to, the words that say so, and what a person should look at before they agree."""

    action: str
    resource: str
    phrases: Sequence[str]
    doubt: str = ""


ACTS: Sequence[Told] = (
    Told(
        "disclose",
        "release-date",
        (
            "release date",
            "release time",
            "release information",
            "notification",
            "notify",
            "notice of release",
            "when released",
            "when he gets out",
            "when she gets out",
            "when they get out",
            "gets out",
            "get out",
            "when he is released",
            "when she is released",
            "tell ice when",
            "tell ice",
            "tell us when",
            "let us know",
            "call us",
            "call ice",
            "call before",
        ),
    ),
    Told("disclose", "work-address", ("work address", "employer address")),
    Told("disclose", "contact-details", ("email address", "phone number", "telephone", "contact details", "contact information")),
    Told("disclose", "home-address", ("home address", "residence address")),
    Told("disclose", "home-address", ("address",), "home, or work?"),
    Told("disclose", "immigration-status", ("immigration status", "legal status")),
    Told("disclose", "custody-status", ("custody status", "custody information")),
    Told("disclose", "criminal-history", ("criminal history", "rap sheet")),
    Told("disclose", "fingerprints", ("fingerprints",)),
    Told("query", "license-plate-scans", ("plate search", "plate lookup", "license plate", "alpr")),
    Told(
        "allow-interview", "subject", ("interview", "interviewed", "talk to", "talk with", "speak with", "speak to", "see him", "see her")
    ),
    Told(
        "transfer",
        "subject",
        (
            "transfer",
            "transferred",
            "hand over",
            "handed over",
            "turn over",
            "turned over",
            "hand him over",
            "hand her over",
            "hand them over",
            "turn him over",
            "turn her over",
            "turn them over",
            "pick up",
            "picked up",
            "pickup",
            "release to ice",
            "deliver",
        ),
    ),
    Told("hold", "subject", ("hold", "held", "keep", "kept", "detain", "detained", "detention", "detainer")),
    Told("join", "perimeter-or-traffic", ("perimeter", "traffic control", "crowd control")),
    Told("join", "transport", ("transport", "transportation")),
    Told("join", "interpretation", ("interpretation", "interpreter", "translation")),
    Told("join", "joint-task-force", ("task force",)),
    Told("join", "immigration-operation", ("joint operation", "assist", "assistance", "operation support"), "with what?"),
    Told("admit", "", ("access", "entry", "enter"), "to which place?"),
)
"""The special before the general."""

_EVERY = tuple(phrase for told in ACTS for phrase in told.phrases)

REQUESTERS: Sequence[tuple[str, Sequence[str]]] = (
    (
        "immigration-authority",
        ("ice", "ero", "hsi", "cbp", "dhs", "uscis", "border patrol", "immigration and customs enforcement", "immigration"),
    ),
    (
        "other-federal-agency",
        ("marshals", "usms", "fbi", "dea", "atf", "secret service", "postal inspection", "bureau of prisons"),
    ),
)
"""Words for agencies that ask."""

_ASKED = {"request", "requested", "requests", "asked", "ask", "asks", "sought", "wanted", "want", "wants", "demand", "demanded"}
_DONE = {"act", "acts", "action", "actions", "activity", "cooperation", "assistance"}
_ABOUT = {
    "type",
    "kind",
    "what",
    "for",
    "of",
    "was",
    "category",
    "description",
    "made",
    "purpose",
    "they",
    "ice",
    "us",
    "we",
    "were",
    "did",
}
_NOT = {
    "date",
    "day",
    "time",
    "id",
    "number",
    "no",
    "by",
    "agency",
    "form",
    "document",
    "paper",
    "status",
    "count",
    "reason",
    "ori",
    "officer",
}


@dataclass(frozen=True, slots=True)
class Said:
    """The column that tells the act: the share of its cells that some word here explains, and each act with the words that were found.

    `whole` holds the phrases that are all of each cell that has them.
    """

    column: str
    share: float
    acts: Sequence[Told]
    whole: frozenset[str]


def act_column(cells: Mapping[str, Sequence[str]], taken: set[str], *, surely: bool, known: bool) -> Said | None:
    """The column that tells the act of a row: by its cells under a name that may, or by a name that says nothing else.

    `surely`: only one of requests whose cells say so, for a table of a kind whose rows all record one act. `known`: not one that is
    empty in most rows, for the kind of the table tells the act of all.
    """
    best: tuple[float, int, str] | None = None
    rows = max(map(len, cells.values()), default=0)
    for place, (name, held) in enumerate(cells.items()):
        words = set(words_of_name(name))
        if name in taken or words & _NOT or not words & (_ASKED if surely else _ASKED | _DONE | {"type", "kind"}):
            continue
        share = share_of(held, _EVERY)
        by_name = not surely and bool(words & _ASKED) and words <= _ASKED | _DONE | _ABOUT
        numbers = bool(held) and all(re.fullmatch(r"[\s\d.,]+", cell) for cell in held[:500])
        if numbers or (known and 2 * len(held) < rows):
            continue
        needed = 0.0 if by_name else 0.2 if words & (_ASKED | _DONE) else 0.5
        if (by_name or share > needed) and (best is None or (share, -place) > best[:2]):
            best = (share, -place, name)
    if best is None:
        return None
    held = cells[best[2]]
    there = said_in(held, _EVERY)
    found = [(told, [phrase for phrase in told.phrases if phrase in there]) for told in ACTS]
    acts = [Told(told.action, told.resource, phrases, told.doubt) for told, phrases in found if phrases]
    folded = [fold(cell, letters=False) for cell in held]
    whole = frozenset(phrase for told in acts for phrase in told.phrases if _alone(phrase, held, folded))
    return Said(best[2], best[0], acts, whole)


def _alone(phrase: str, held: Sequence[str], folded: Sequence[str]) -> bool:
    """Whether each cell that has a phrase says nothing else."""
    return folded.count(fold(phrase, letters=False)) == round(share_of(held, [phrase]) * len(held))
