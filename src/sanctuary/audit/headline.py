"""The first sentence of an audit: what cannot be told, and where law and practice part.

A row that cannot be told is no row that is in order.
Where many rows cannot be told, or nothing else was found, they come first; where a breach was found among few of them, the breach does.
"""

from collections.abc import Sequence

from sanctuary.audit.figures import REGULATION, Count, LateRow, LawReport, LongRow, Practice

__all__ = ["BREACHES", "OPEN", "headline", "in_order", "many", "with_late", "with_long"]

BREACHES = (("must-not", "done"), ("must-not", "partly"), ("must", "declined"), ("must", "partly"))
"""An outcome and what was done that part from each other: forbidden and done, whole or in part; required and declined, whole or in part."""

_BREACH = (
    "{law} forbade what was done",
    "{law} forbade what was done in part",
    "{law} required what was declined",
    "{law} required what was done in part only",
)
OPEN = ("conflict", "depends", "unknown")
"""Outcomes with which a row cannot be told."""
_MANY = 4
"""One row in so many is many."""


def many(cannot: int, judged: int) -> bool:
    """Whether so many rows cannot be told that a reader must hear of them first.

    >>> many(16, 30), many(1, 30), many(0, 0)
    (True, False, False)
    """
    return bool(cannot) and cannot * _MANY >= judged


def headline(laws: Sequence[LawReport], judged: Count, *, unit: str = "rows") -> str:
    """The sentence, of the laws of the rows' own governments; empty where every row can be told and none says what was done."""
    federal = bool(laws) and all(law.federal_only for law in laws)
    whose, encoded = ("federal law", "federal law, all that is encoded") if federal else ("the law", "the encoded law")
    held = [one for law in laws for one in law.practice]
    told = [one for one in held if one.outcome not in OPEN]
    cannot = [one for one in held if one.outcome in OPEN]
    known = any(one.done != "unknown" for one in held)
    if not known and not many(_rows(cannot), judged.rows):
        return ""
    counted = f"{_rows(cannot):,} of {judged.rows:,} {unit}"
    if not known:
        return f"{counted} cannot be told"
    open_rows = f"for {counted} {whose} cannot be told{_became(cannot)}" if cannot else ""
    said = [what.format(law=whose) for what in _BREACH]
    found = [(sum(one.rows for one in told if (one.outcome, one.done) == pair), what) for pair, what in zip(BREACHES, said, strict=True)]
    breaches = [(count, what) for count, what in found if count]
    rest = sum(one.rows for one in told)
    silent = sum(one.rows for one in told if one.done == "unknown")
    unsaid = f"; {silent:,} of those {rest:,} do not say what was done" if silent else ""
    if federal and (without := sum(one.rows for one in told if one.outcome == "silent")):
        unsaid = f"; of {without:,} it says nothing{unsaid}"
    elif not federal and (without := sum(one.rows for one in told if one.outcome == "silent" and one.done in ("done", "partly"))):
        where = f"in {without:,} {'row' if without == 1 else 'rows'}"
        unsaid = f"; of what was done {where} no rule was found, and that is no permission{unsaid}"
    if not cannot:
        whole = f"{judged.rows:,} {unit}"
        if not breaches:
            return f"In none of {whole} was done what {whose} forbade, or declined what it required{unsaid}"
        return _upper("; ".join(f"in {count:,} of {whole} {what}" for count, what in breaches)) + unsaid
    if not breaches:
        return f"{_upper(open_rows)}; of the other {rest:,}, none broke {encoded}{unsaid}" if rest else _upper(open_rows)
    if many(_rows(cannot), judged.rows):
        return f"{_upper(open_rows)}; of the other {rest:,}: " + ", ".join(f"{what} in {count:,}" for count, what in breaches) + unsaid
    return _upper("; ".join(f"in {count:,} of {judged.rows:,} {unit} {what}" for count, what in breaches)) + f"; {open_rows}{unsaid}"


def with_late(said: str, late: Sequence[LateRow]) -> str:
    """The sentence with the rows in which a hold was declined and the person went late: a word in a cell settles no hours.

    >>> with_late("", [LateRow(row=1, line=2, first_day=None, minutes=600)])
    'In 1 row a hold was declined and the person was let go after the time that was due'
    """
    if not late:
        return said
    count = len(late)
    told = f"in {count:,} {'row' if count == 1 else 'rows'} a hold was declined and the person was let go after the time that was due"
    return f"{said}; {told}" if said else _upper(told)


def with_long(said: str, long: Sequence[LongRow]) -> str:
    """The sentence behind the rows in which a hold lasted longer than a detainer asks: that somebody may be held is no word of how long.

    >>> with_long("", [LongRow(row=1, line=2, first_day=None, minutes=5700, past="8 CFR 287.7(d)")])
    'In 1 row a hold on a detainer lasted longer than the 48 hours of 8 CFR 287.7(d), Saturdays, Sundays and federal holidays not counted'
    """
    off = ", Saturdays, Sundays and federal holidays not counted"
    told = []
    for past in dict.fromkeys(one.past for one in long):
        count = sum(one.past == past for one in long)
        days = off if past == REGULATION else ", within those of 8 CFR 287.7(d), which counts no weekend and no holiday"
        told.append(f"in {count:,} {'row' if count == 1 else 'rows'} a hold on a detainer lasted longer than the 48 hours of {past}{days}")
    if not told:
        return said
    return "; ".join([_upper("; ".join(told)), *([f"on whether to hold at all: {said[:1].lower()}{said[1:]}"] if said else [])])


def in_order(outcomes: Sequence[Count]) -> tuple[Count, ...]:
    """Outcomes as they are shown: those that cannot be told first where they are many, else in the order that they have."""
    cannot = [one for one in outcomes if one.of in OPEN]
    if not many(sum(one.rows for one in cannot), sum(one.rows for one in outcomes)):
        return tuple(outcomes)
    return (*sorted(cannot, key=lambda one: -one.rows), *(one for one in outcomes if one.of not in OPEN))


def _rows(held: Sequence[Practice]) -> int:
    return sum(one.rows for one in held)


def _became(cannot: Sequence[Practice]) -> str:
    """What was done in rows that cannot be told, as a clause."""
    words = (("done", "done"), ("declined", "declined"), ("partly", "done in part"))
    counts = [(sum(one.rows for one in cannot if one.done == name), word) for name, word in words]
    whole = _rows(cannot)
    named = [(count, word) for count, word in counts if count]
    if len(named) == 1 and named[0][0] == whole:
        return f"; what was asked was {named[0][1]}"
    told = [f"{word} in {count:,}" for count, word in named]
    return f"; what was asked was {' and '.join(told) if len(told) < 3 else ', '.join(told)}" if told else ""


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
