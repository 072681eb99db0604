"""What a paper seems to be, by what a person at a counter sees: its top, its title, and who signed at the foot.

Nobody at a counter judges what a paper is worth. Where what is seen does not fit together, the paper is unclear, and counsel reads it: to
take a civil paper for a judge's is the worst mistake, and to take a judge's for a civil one the second.
"""

from collections.abc import Mapping
from typing import Literal

from sanctuary.documents import Frozen

__all__ = ["Seen", "Sort", "seen_paper"]

Sort = Literal["none", "administrative", "court", "judge", "unclear"]
"""No paper; an agency's; a court's that no judge decided, as far as is seen; a judge's; one that nobody at the counter can tell."""


class Seen(Frozen, frozen=True):
    """The sort of a paper; its kind in the vocabulary, whose court it is of, and whether it is said to be for this place and person.

    `kind` and `court` are empty where they cannot be told; `matches` is None where nobody said.
    """

    sort: Sort
    kind: str = ""
    court: str = ""
    matches: bool | None = None


_AGENCY = {
    "arrest": "administrative-warrant",
    "subpoena": "administrative-subpoena",
    "detainer": "detainer",
    "notification": "notification-request",
    "transfer": "transfer-request",
    "inspection": "i-9-notice",
    "appear": "notice-to-appear",
}
_IMMIGRATION_COURT = {"order": "immigration-judge-order", "subpoena": "immigration-court-subpoena", "appear": "notice-to-appear"}
_COURTS = {"federal-court": "federal", "state-court": "own-state", "other-court": "other-state"}
_JUDGE = {
    ("arrest", "federal"): "federal-arrest-warrant",
    ("search", "federal"): "federal-search-warrant",
    ("arrest", ""): "state-arrest-warrant",
    ("search", ""): "state-search-warrant",
    ("order", "federal"): "court-order",
    ("order", ""): "court-order",
    ("writ", "federal"): "writ",
    ("writ", ""): "writ",
    ("bench", "federal"): "bench-warrant",
    ("bench", ""): "bench-warrant",
}


def seen_paper(answers: Mapping[str, str]) -> Seen:
    """The paper that the answers to `top`, `title`, `foot` and `match` describe."""
    top, title, foot = (answers.get(name, "unknown") for name in ("top", "title", "foot"))
    if top == "none":
        return Seen(sort="none", kind="none")
    if top == "homeland-security" and title in _AGENCY and foot != "judge":
        return Seen(sort="administrative", kind=_AGENCY[title])
    if top == "immigration-court" and title in _IMMIGRATION_COURT:
        return Seen(sort="administrative", kind=_IMMIGRATION_COURT[title])
    if top in _COURTS:
        return _of_a_court(_COURTS[top], title, foot, answers.get("match", "unknown"))
    return Seen(sort="unclear")


def _of_a_court(court: str, title: str, foot: str, match: str) -> Seen:
    matches = {"yes": True, "no": False}.get(match)
    if title == "subpoena" and foot in ("judge", "clerk"):
        return Seen(sort="court", kind="judicial-subpoena", court=court, matches=matches)
    kind = _JUDGE.get((title, "federal" if court == "federal" else ""), "")
    if not kind or foot != "judge":
        return Seen(sort="unclear", court=court)
    return Seen(sort="judge", kind=kind, court=court, matches=matches)
