"""What an assessment says as a whole: the question, its answer in sentences, what leaves it open, and what was not read."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sanctuary.law.jurisdiction import Law
from sanctuary.law.standing import beyond, not_encoded
from sanctuary.study.assess import Assessment, StandardReport
from sanctuary.study.headlines import NOT_COUNTED
from sanctuary.study.letters import small
from sanctuary.study.phrases import listed, titled, upper, word
from sanctuary.study.unread import not_searched

__all__ = [
    "REVERSE", "answer", "gaps_of", "listing", "moving", "off_lists", "on_lists", "question", "reversed_question", "told_row", "turned",
    "turning", "unanswered",
]  # fmt: skip


def question(report: Assessment, law: Law) -> str:
    """The question that an assessment answers."""
    kind = law.place.government
    what = f"sanctuary {kind}" if kind in ("city", "county", "state") else "sanctuary"
    return f"Is {titled(report.title)} a {what} on {report.on}?"


def answer(report: Assessment) -> str:
    """The answer in a sentence: how many definitions say what, how many only count, and what those that ask the reverse say: all."""
    if len(report.standards) == 1:
        only = report.standards[0]
        return f"By the {_short(only)}: {only.headline.answer.lower()}."
    direct = [one for one in report.standards if one.asks == "sanctuary"]
    said = Counter(one.headline.answer for one in direct if one.verdict or one.headline.answer == "Not asked")
    told = [_said(which, said[which], verbs) for which, *verbs in _SAID if said[which]]
    if counting := [one for one in direct if not one.verdict and one.headline.answer != "Not asked"]:
        none = all(one.headline.answer == NOT_COUNTED for one in counting)
        told.append(
            f"{word(len(counting))} only count{'' if len(counting) > 1 else 's'} traits ({'none could be told' if none else 'no verdict'})"
        )
    told += [_reverse(one) for one in report.standards if one.asks != "sanctuary"]
    opening = _opening(said)
    return f"{opening}Of {word(len(report.standards))}{'' if opening else ' definitions'}, {listed(told)}."


def told_row(one: StandardReport) -> tuple[str, str]:
    """A definition in a table: its answer, and its name with whose it is, or whether the place is on the list beside which it counts.

    Where none of its traits could be told, the list is what is known, and stands as the answer.
    """
    title, found = one.title.partition(":")[0].replace(", of our own", ""), listing(one)
    title = title.partition(",")[0] if found else title
    if found and one.headline.answer == NOT_COUNTED:
        return upper(found.strip(" ()")), f"{title}, traits not counted"
    notes = ", ".join(filter(None, ["" if found else one.whose, "" if one.asks == "sanctuary" else "the reverse"]))
    return one.headline.answer + ("*" if one.reported else ""), title + found + (f" ({notes})" if notes else "")


def listing(one: StandardReport) -> str:
    """Whether the place is on the list that a definition counts beside; nothing where it has none."""
    found = re.match(r"(On|Not on) .+?( since | as first published on |, first published )(\S+?)(?=\. |\.$)", one.headline.brief)
    return f" ({found[1].lower()} it{f' since {found[3]}' if found[1] == 'On' else ''})" if found else ""


def off_lists(report: Assessment, law: Law) -> Iterator[str]:
    """Where no law of the state is encoded, that neither the place nor its state is on a published list; else nothing."""
    if not not_encoded(law.place, law.packs):
        return
    states = [pack.file.title for pack in law.packs.values() if pack.file.level == "state" and pack is not law.place]
    for one in report.standards:
        name = re.match(r"Not on (.+?)( of sanctuary jurisdictions)?(, first| as first) ", one.headline.brief)
        if name and " is on it" not in one.headline.brief:
            title = titled(report.title).partition(",")[0]
            yield f"{f'Neither {title} nor {states[0]} is' if states else f'{title} is not'} on {name[1]}."


def on_lists(report: Assessment) -> Iterator[str]:
    """That the place, or its state, is on a published list: told near the top, as most who ask have heard of it."""
    for one in report.standards:
        told = one.headline.brief
        name = re.sub(r"^(On|Not on) (.+?)( of sanctuary jurisdictions)?( since|, first| as first) .*", r"\2", told)
        state = re.search(r"\. (\S[^.]*) is on it( too)?\.", told)
        if "(on it" in listing(one):
            yield f"It {f'and {state[1]} are' if state else 'is'} on {name}."
        elif state:
            yield f"{state[1]} is on {name}; {titled(report.title)} is not."


def unanswered(report: Assessment) -> bool:
    """Whether no definition is answered: each is unknown, or counts and could tell nothing."""
    return all(one.headline.answer in ("Unknown", NOT_COUNTED) for one in report.standards)


def _reverse(one: StandardReport) -> str:
    return f"one asks the reverse: {one.headline.answer.lower()}"


def reversed_question(one: StandardReport) -> str:
    """What a definition that asks the reverse asks first of all, in few words."""
    return REVERSE[one.asks].rpartition(" and ")[2]


def _short(one: StandardReport) -> str:
    """A definition by the name before its colon, as it stands after "the"."""
    name = one.title.partition(":")[0].partition(",")[0]
    return small(name) if name.split(" ")[0] in ("Technical", "Minimum", "Mandate", "Seven") else name


REVERSE = {"mandate": "are limits forbidden and is help required?"}
"""The question of a definition that does not ask for a sanctuary."""


_SAID = (
    ("Yes", "says yes", "say yes"),
    ("No", "says no", "say no"),
    ("Unknown", "", ""),
    ("Not asked", "is about another kind of place", "are about another kind of place"),
)
"""The answers of definitions that give one, in the order in which they are told."""


def _opening(said: Counter[str]) -> str:
    """What stands before the counts: where no definition says yes, that comes first."""
    if said["Yes"]:
        return "It depends on the definition. " if said["No"] or said["Unknown"] else ""
    if said["No"]:
        return "No definition of a sanctuary says yes. "
    return "That is not known here by any definition of a sanctuary. " if said["Unknown"] else ""


def _said(which: str, count: int, verbs: Sequence[str]) -> str:
    return f"for {word(count)} it is not known" if which == "Unknown" else f"{word(count)} {verbs[count > 1]}"


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
    known = [beyond(law.place, law.packs, law.on) for law in laws]
    gaps = [gap for law in laws for pack in law.packs.values() for gap in pack.file.gaps]
    return list(dict.fromkeys([*filter(None, known), *gaps]))
