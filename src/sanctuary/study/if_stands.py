"""What definitions would answer by known law that nobody encoded, where all of them are unknown: said beside the answer, which stays so."""

from collections.abc import Iterator

from sanctuary.law.jurisdiction import Law
from sanctuary.law.known import Known, known
from sanctuary.law.packs import Pack
from sanctuary.law.standing import bearing, drafted
from sanctuary.study.answers import unanswered
from sanctuary.study.asked import short_name
from sanctuary.study.assess import Assessment
from sanctuary.study.phrases import listed, word

__all__ = ["if_stands"]

_LIMITS = {("hold", ""): "honoring-detainers", ("disclose", "release-date"): "telling-release-dates"}
"""The limit that a ban of an act is, by the act and of what it is."""

MOST = 2
"""Laws that the sentence names."""


def if_stands(report: Assessment, law: Law) -> str:
    """By which definitions, for which one limit is enough, the answer would be yes if known law that limits help stands as it was read.

    Nothing where some definition is answered, of a draft, and where no such law is known: a court's decision is none.
    """
    if drafted(law.place) or not unanswered(report):
        return ""
    found: dict[str, list[Known]] = {}
    for one in _limiting(law):
        for standard in report.standards:
            pack = law.library.get(standard.id)
            if standard.asks == "sanctuary" and _enough(pack, {_LIMITS.get((bar.action, bar.resource), "") for bar in one.forbids}):
                found.setdefault(short_name(pack), []).append(one)
    if not found:
        return ""
    laws = list(dict.fromkeys(one.cites for some in found.values() for one in some))[:MOST]
    return (
        f"By what is reported of {listed(laws)}, yes by {word(len(found))}, for which one limit is enough ({', '.join(found)}); "
        "that is not encoded, so the answers stay unknown."
    )


def _limiting(law: Law) -> Iterator[Known]:
    """The known law that bears on a place and forbids an act of help, by the words that were read."""
    for name in bearing(law.place, law.packs):
        yield from (one for one in known().get(name, ()) if one.forbids and one.surely(law.on) and " v. " not in one.cites)


def _enough(standard: Pack, limits: set[str]) -> bool:
    """Whether a definition says yes for one of some limits alone."""
    alone = standard.threshold == "any" or (standard.threshold == "all" and len(standard.criteria) == 1)
    rules = {name for one in standard.criteria if one.test == "some" for name in one.rules}
    meets = (one for one in standard.rules if one.id.rpartition("/")[2] in rules)
    return alone and any(not one.limits.isdisjoint(limits) for one in meets)
