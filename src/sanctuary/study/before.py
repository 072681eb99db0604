"""From which day the law of a place was searched, and what is known of the days before it.

What a pack tells of those days is not encoded and answers nothing. A rule that was found answers by itself on them too; a silence on them
says nothing.
"""

from collections.abc import Iterable
from datetime import date

from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import Pack
from sanctuary.study.phrases import titled

__all__ = ["before_said", "searched_from", "since_said"]


def searched_from(law: Law) -> date | None:
    """The first day from which all law that stands above a place was searched; nothing where every pack was for all days."""
    return max((pack.file.known_from for pack in law.packs.values() if pack.file.known_from), default=None)


def since_said(law: Law) -> str:
    """Whose law was searched from that day on, as a clause; nothing where every pack was searched for all days."""
    first = searched_from(law)
    found = [pack for pack in law.packs.values() if first and pack.file.known_from == first]
    pack = next((one for one in found if one.id == law.place.id), found[-1] if found else None)
    return f"the law of {titled(pack.file.title)} was searched from {first} on" if pack else ""


def before_said(packs: Iterable[Pack], first: date) -> list[str]:
    """For each government whose law was searched from a day after `first` on, what stood before that day, as a sentence."""
    found = []
    for pack in packs:
        since = pack.file.known_from
        for one in pack.file.before if since and first < since else ():
            reported = "by reports and " if one.source in ("secondary", "recalled") else ""
            begins = f"from {one.since} on, " if one.since else ""
            found.append(f"Before {since}, {reported}not encoded: {begins}{one.what}.")
    return found
