"""What a comparison says of a day before the search of a law began, and the command that asks from the first day that was searched."""

import shlex
from collections.abc import Sequence
from datetime import date

from sanctuary.commands.printing import Printer
from sanctuary.law.jurisdiction import Law
from sanctuary.study.before import before_said, searched_from, since_said
from sanctuary.study.compare import Comparison
from sanctuary.study.noticed import kind_of
from sanctuary.study.phrases import upper

__all__ = ["ASK_FROM", "FOUND", "early", "from_day", "print_read", "rests_on_found", "searched_since", "timeline_of", "usable"]

ASK_FROM = "From the first day that was searched:"
"""The lead of the command that asks again."""

FOUND = "What the laws that were found changed, from the earlier day on:"
"""The lead of the command that tells what is known of days before the search."""

_SIDE = {"--on": 0, "--to": 0, "--other-on": 1, "--from": 1}
"""The law whose day each option of a comparison names."""

_EARLIER = frozenset(name for name, side in _SIDE.items() if side == 1)


def early(law: Law) -> bool:
    """Whether a law stands on a day before it was searched whole."""
    first = searched_from(law)
    return first is not None and law.on < first


def searched_since(laws: tuple[Law, Law], *, found: bool = False) -> str:
    """From which day a law was searched, where a side stands before it, and what is known of the days before all the same.

    `found`: some row of such a day rests on a rule that was found.
    """
    sides = {law.place.id: law for law in laws if early(law)}
    return " ".join(_searched(law, found=found) for law in sides.values())


def _searched(law: Law, *, found: bool) -> str:
    """The same of one law."""
    told = " ".join(before_said(law.packs.values(), law.on))
    rest = f"what {'else the law' if told else 'it'} said on {law.on} is not known beyond the laws that were found"
    if found:
        rest = f"an answer for {law.on} is that of a rule that was found, and other law of that day was not searched"
    return f"{told} {upper(rest)}." if told else f"{upper(since_said(law))}: {rest}."


def usable(typed: Sequence[str], laws: tuple[Law, Law]) -> str:
    """The comparison that was typed from the first day that was searched on; nothing where it asks of no day before it."""
    if not any(map(early, laws)):
        return ""
    firsts = [searched_from(law) or date.min for law in laws]
    if laws[0].on == laws[1].on:
        firsts = [max(firsts)] * 2
    days = [max(law.on, first) for law, first in zip(laws, firsts, strict=True)]
    words = list(typed)
    for at, word in enumerate(typed):
        if word in _SIDE and days[_SIDE[word]] > laws[_SIDE[word]].on:
            words[at + 1] = str(days[_SIDE[word]])
    if laws[0].place.id == laws[1].place.id and days[0] == days[1]:  # both days were early: the later one is today
        words = [word for at, word in enumerate(words) if _SIDE.get(word) != 0 and _SIDE.get(words[at - 1] if at else "") != 0]
        if not _EARLIER.intersection(words):  # one day alone was named, and its law beside itself says nothing
            words += ["--from", str(days[1])]
    return shlex.join(["sanctuary", "compare", *words])


def timeline_of(laws: tuple[Law, Law], typed: Sequence[str]) -> str:
    """Of one place on two days, the earlier before its law was searched, the command that tells the laws found all the same."""
    first, last = sorted(law.on for law in laws)
    if laws[0].place.id != laws[1].place.id or first == last or not any(map(early, laws)):
        return ""
    return shlex.join(["sanctuary", "timeline", typed[0], "--from", str(first), "--to", str(last)])


def from_day(typed: Sequence[str], first: date, ends: date | None) -> str:
    """A command that was typed with --from, from a later day on; it is added where there was none.

    `ends`: the last day that was typed; a --to that ends before the first day is left out.
    """
    at = typed.index("--to") if "--to" in typed else len(typed)
    words = [*typed[:at], *typed[at + 2 :]] if ends and ends < first else list(typed)
    if "--from" in words:
        words[words.index("--from") + 1] = str(first)
    else:
        words += ["--from", str(first)]
    return shlex.join(["sanctuary", *words])


def print_read(printer: Printer, since: str, again: str, read: str, found: str = "") -> None:
    """From which day the law was searched, with the command that asks from it, unfolded, and through which it was read.

    `found`: the command that tells the laws of earlier days that were found.
    """
    if since:
        printer.line(since)
    for lead, command in ((ASK_FROM, again), (FOUND, found)):
        if command:
            printer.line(lead)
            printer.raw(f"  {command}\n")
    if read:
        printer.line(read)


def rests_on_found(report: Comparison, laws: tuple[Law, Law]) -> bool:
    """Whether some answer for a day before the search began is that of a rule that was found."""
    sides = [((row.a, row.b)[at], law) for row in report.summary.questions for at, law in enumerate(laws)]
    return any(early(law) and kind_of(one) in ("must", "must-not", "may") for one, law in sides)
