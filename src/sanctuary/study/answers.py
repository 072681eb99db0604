"""What an assessment says as a whole: the question, its answer in sentences, what leaves it open, and what was not read."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from sanctuary.law.jurisdiction import Law
from sanctuary.law.standing import beyond
from sanctuary.law.vocabulary import ACTOR, RESOURCE
from sanctuary.study.assess import Assessment, StandardReport
from sanctuary.study.phrases import asked, listed, titled, word
from sanctuary.study.unread import not_searched

__all__ = ["REVERSE", "answer", "gaps_of", "listing", "moving", "parting", "question", "turned", "turning"]


def question(report: Assessment, law: Law) -> str:
    """The question that an assessment answers."""
    kind = law.place.government
    what = f"sanctuary {kind}" if kind in ("city", "county", "state") else "sanctuary"
    return f"Is {titled(report.title)} a {what} on {report.on}?"


def answer(report: Assessment, *, short: bool = False) -> str:
    """The answer in sentences: how many definitions of a sanctuary say what; those that ask the reverse are told apart.

    The `short` one leaves out those that ask the reverse.
    """
    if len(report.standards) == 1:
        only = report.standards[0]
        return f"By the {_short(only)}: {only.headline.answer.lower()}."
    direct = [one for one in report.standards if one.asks == "sanctuary"]
    reverse = [one for one in report.standards if one.asks != "sanctuary"]
    return " ".join([*([_tally(direct)] if direct else []), *(_reverse(one) for one in reverse if not (short and direct))])


def listing(one: StandardReport) -> str:
    """Whether the place is on the list that a definition counts beside; nothing where it has none."""
    found = re.match(r"(On|Not on) .+?( since | as first published on |, first published )(\S+?)(?=\. |\.$)", one.headline.brief)
    return f" ({found[1].lower()} it{f' since {found[3]}' if found[1] == 'On' else ''})" if found else ""


def parting(report: Assessment, law: Law) -> str:
    """What the definitions part on, in one short sentence: who, what and who asks; the conditions stand with the definition itself.

    Nothing where no situation is plain enough to be told.
    """
    if not report.split:
        return ""
    one = report.split.witness
    asker = {ASKER: one.context[ASKER]} if ASKER in one.context else {}
    known = {ACTOR: one.actor, RESOURCE: one.resource, **asker}
    told = asked(law, one.action, known)
    return f"They part above all on{told.replace('Whether', ' whether', 1)}, in some cases."


ASKER = "requester"


def _reverse(one: StandardReport) -> str:
    return f"The {_short(one)} asks the reverse ({REVERSE[one.asks]}): {one.headline.answer.lower()}."


def _short(one: StandardReport) -> str:
    """A definition by the name before its colon, as it stands after "the"."""
    name = one.title.partition(":")[0].partition(",")[0]
    return name[:1].lower() + name[1:] if name.split(" ")[0] in ("Technical", "Minimum", "Mandate", "Seven") else name


REVERSE = {"mandate": "are limits forbidden and is help required?"}
"""The question of a definition that does not ask for a sanctuary."""


def _opening(yes: int, no: int, unknown: int) -> str:
    """What stands before the counts: where no definition says yes, that comes first."""
    if yes and (no or unknown):
        return "It depends on the definition. Of"
    if no:
        return "No definition of a sanctuary says yes. Of"
    return "That is not known here. Of" if unknown and not yes else "Of"


UNKNOWN = "unknown"


def _tally(standards: Sequence[StandardReport]) -> str:
    """How many definitions of a sanctuary say what."""
    said = Counter(one.headline.answer for one in standards)
    yes, no, unknown = said["Yes"], said["No"], said["Unknown"]
    left = said["Not asked"]
    counts = len(standards) - yes - no - unknown - left
    named = "definition" if len(standards) == 1 else "definitions"
    if unknown == len(standards):
        of = f", by any of {word(unknown)} definitions of a sanctuary" if unknown > 1 else ""
        return f"That is not known here{of}."
    told = [
        f"for {word(count)} we do not know" if verb == UNKNOWN else f"{word(count)} {verb if count > 1 else once}"
        for count, once, verb in (
            (yes, "says yes", "say yes"),
            (no, "says no", "say no"),
            (unknown, UNKNOWN, UNKNOWN),
            (counts, "only counts", "only count"),
            (left, "is not about such a place", "are not about such a place"),
        )
        if count
    ]
    opening = _opening(yes, no, unknown)
    of = "" if "of a sanctuary" in opening else f" {named} of a sanctuary"
    return f"{opening} {word(len(standards))}{of}, {listed(told)}."


def turning(law: Law, names: Iterable[str]) -> list[str]:
    """What leaves an answer unknown, in words: the question of a dispute, and whose law was not searched to the end."""
    told = []
    for name in names:
        short = name.removeprefix("reading ")
        pack = name.rpartition(": ")[2]
        if short in law.readings:
            told.append(law.readings[short].question)
        else:
            told.append(not_searched(law, [pack]) if pack in law.packs else name)
    return told


def moving(standards: Sequence[StandardReport]) -> dict[str, list[str]]:
    """For each dispute that leaves an answer of a definition open, the short names of these definitions."""
    found: dict[str, dict[str, None]] = {}
    for standard in standards:
        if standard.verdict in ("yes", "no"):
            continue
        for criterion in standard.criteria:
            for name in criterion.turns_on if criterion.status == "unknown" else ():
                if name.startswith(READING):
                    found.setdefault(name.removeprefix(READING), {})[standard.title.partition(":")[0].partition(",")[0]] = None
    return {name: list(titles) for name, titles in found.items()}


def turned(standards: Sequence[StandardReport]) -> dict[str, int]:
    """For each definition whose answer disputes leave open, by its short name, how many."""
    return dict(Counter(name for names in moving(standards).values() for name in names))


READING = "reading "
"""How what an answer turns on begins, where it is a dispute."""


def gaps_of(*laws: Law) -> list[str]:
    """What is known and not encoded, then what was not read or not found, over all packs of some laws, each once."""
    known = [beyond(law.place, law.packs) for law in laws]
    gaps = [gap for law in laws for pack in law.packs.values() for gap in pack.file.gaps]
    return list(dict.fromkeys([*filter(None, known), *gaps]))
