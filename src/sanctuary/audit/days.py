"""Days written as text: the formats that a mapping may give, and the days that a cell can mean.

Formats are those of strftime as chrono reads them, checked when the mapping is read: a directive that is not read, or a format that
gives no year, is refused there. A cell with an offset lies on the day as it is written, unless a local zone is named. Quarters, weeks,
fiscal years and ranges are formats of `audit/periods.py`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import polars as pl

from sanctuary.errors import EvidenceError

__all__ = ["Format", "Readable", "check_formats", "check_zone", "literals", "localized", "read_format", "span"]

_SHORT = {
    "%F": "%Y-%m-%d", "%D": "%m/%d/%y", "%x": "%m/%d/%y", "%v": "%e-%b-%Y", "%h": "%b",
    "%T": "%H:%M:%S", "%X": "%H:%M:%S", "%R": "%H:%M", "%r": "%I:%M:%S %p", "%z": "%#z", "%:z": "%#z",
}  # fmt: skip
"""Directives that stand for others. An offset is read in all its forms, with or without a colon, and Z."""

_KINDS = {
    "Y": "year", "y": "year", "m": "month", "b": "month", "B": "month", "d": "day", "e": "day", "j": "day of the year", "s": "seconds",
    "H": "hour", "k": "hour", "I": "half", "l": "half", "p": "noon", "P": "noon", "M": "minute", "S": "second",
    ".f": "fraction", ".3f": "fraction", ".6f": "fraction", ".9f": "fraction", "#z": "offset",
    "a": "", "A": "", "%": "", "n": "", "t": "",
}  # fmt: skip
_DATES = {
    frozenset({"year"}): "year",
    frozenset({"year", "month"}): "month",
    frozenset({"year", "month", "day"}): "day",
    frozenset({"year", "day of the year"}): "day",
    frozenset({"seconds"}): "day",
}
_CLOCK = frozenset({"hour", "half", "noon", "minute", "second", "fraction", "offset"})
_DIRECTIVE = re.compile(r"%(?:[-_0](?=[A-Za-z]))?([:#]z|\.[369]?f|.|$)")
_PAD = {"year": (" 01 01", " %m %d"), "month": (" 01", " %d"), "day": ("", "")}
_OFFSET = r"\s*(?:[Zz]|[+\-\x{2212}](?:[01][0-9]|2[0-3]):?(?:[0-5][0-9])?)$"
_TIME = r"[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[AaPp][Mm])?$"
_MIDNIGHT = r"[ T](?:00?:00(?::00(?:\.0+)?)?|12:00(?::00(?:\.0+)?)? ?[Aa][Mm])$"


@dataclass(frozen=True, slots=True)
class Format:
    """A format with its short directives written out: what it gives at least (a day, a month or a year), and of what kinds it is."""

    pattern: str
    gives: str
    kinds: frozenset[str]

    @property
    def timed(self) -> bool:
        """Whether it has a time of day."""
        return bool(self.kinds & _CLOCK) or "seconds" in self.kinds


class Readable(Protocol):
    """A format that reads its cells in a way of its own: a quarter, a week, a fiscal year or a range."""

    def span(self, text: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
        """The first and the last day of a cell; null where it does not fit."""


def check_formats(formats: Sequence[str], where: str, *, zone: str = "", local: str = "") -> None:
    """Refuse formats that are not read, and times of which nobody can say in which day of `local` they lie."""
    for text in formats:
        one = read_format(text, where)
        _check_literals(text, where)
        if "seconds" in one.kinds and not local:
            raise EvidenceError(
                f"{where}: '{text}' counts seconds in UTC. Name under [day], as 'local', the zone that the day is counted in."
            )
        if "offset" in one.kinds and not local and not one.pattern.endswith("%#z"):
            raise EvidenceError(f"{where}: '{text}' has its offset inside. Name a 'local' zone under [day], or put %z last.")
        if local and one.timed and not zone and not one.kinds & {"offset", "seconds"}:
            raise EvidenceError(
                f"{where}: the times of '{text}' have no zone, so that nobody knows their day in {local}. "
                "Name their 'zone'; if they are local already, leave 'local' out."
            )


def literals(text: str) -> list[tuple[str, str]]:
    """What stands between the directives of a format, each with the directive after it."""
    parts = re.split(r"(%(?:[-_0](?=[A-Za-z]))?(?:[:#]z|\.[369]?f|.))", text)
    return list(zip(parts[::2], [*(one.lstrip("%").lstrip("-_0") for one in parts[1::2]), ""], strict=True))


def _check_literals(text: str, where: str) -> None:
    """Refuse letters that name a period beside a directive that reads another: the days would be wrong without a word."""
    for literal, _ in literals(text):
        if found := re.search(r"(?i)(?<![A-Za-z])(FY|SFY|FFY|Q|QTR|W|WK|WEEK)(?![A-Za-z])", literal):
            raise EvidenceError(
                f"{where}: the format '{text}' has '{found[0]}' beside a day, a month or a year, which would read another day. "
                "A quarter is Q%q, as in %YQ%q; a week %G-W%V; a fiscal year FY%Y, with fiscal_year_begins (its first month) under [day]."
            )


@lru_cache
def read_format(text: str, where: str) -> Format:
    """A format that was checked: it has directives that are read, and gives a year, a month or a day."""
    pattern = re.sub(r"%%|%:z|%[A-Za-z]", lambda found: _SHORT.get(found[0], found[0]), text)
    kinds = set()
    for found in _DIRECTIVE.finditer(pattern):
        if found[1] not in _KINDS:
            known = " ".join(sorted({*(f"%{name}" for name in _KINDS if name != "#z"), *_SHORT}, key=lambda one: (one.lower(), one)))
            raise EvidenceError(f"{where}: the format '{text}' has '{found[0]}', which is not read. Known: {known}.")
        kinds.add(_KINDS[found[1]])
    kinds -= {""}
    gives = _DATES.get(frozenset(kinds - _CLOCK), "")
    if not gives:
        raise EvidenceError(f"{where}: the format '{text}' gives no year, month or day. Write one like %Y, %Y-%m, %Y-%m-%d or %m/%d/%Y.")
    clock = kinds & _CLOCK
    hours = clock & {"hour", "half", "noon"}
    if clock and (gives != "day" or "seconds" in kinds or "minute" not in clock or hours not in ({"hour"}, {"half", "noon"})):
        raise EvidenceError(f"{where}: the format '{text}' has a part of a time. Write a day with %H:%M, or with %I:%M %p.")
    return Format(pattern, gives, frozenset(kinds))


def check_zone(zone: str, where: str) -> None:
    """Refuse a time zone that nobody knows, before a row is read."""
    try:
        pl.select(pl.lit("2020-01-01").str.to_datetime("%Y-%m-%d", strict=False).dt.replace_time_zone(zone or None))
    except pl.exceptions.PolarsError:
        raise EvidenceError(f"{where}: no time zone is called '{zone}'. Write one like America/Los_Angeles.") from None


def span(
    text: pl.Expr, formats: Sequence[Format], *, more: Sequence[Readable] = (), zone: str = "", local: str = ""
) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """The first and the last day that a cell can mean, and whether two formats read it as different days.

    By the first format that fits, else as a date that has a time or `.0` after it. With a local zone only midnight is taken for no time:
    another time may lie in another day there.
    """
    read = [(_first(text, one, zone, local), one.gives) for one in formats]
    periods = [one.span(text) for one in more]
    if all(one.timed for one in formats):
        return _spans(read, periods)
    bare = text.str.replace(_MIDNIGHT if local else _TIME, "").str.replace(r"^([0-9]+)\.0+$", "$1")
    read += [(_first(bare, one, zone, local), one.gives) for one in formats if not one.timed]
    return _spans(read, periods)


def _spans(read: Sequence[tuple[pl.Expr, str]], periods: Sequence[tuple[pl.Expr, pl.Expr]]) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    firsts: list[pl.Expr] = [pl.when(first.dt.year().is_between(1000, 9999)).then(first) for first, _ in read]
    lasts = [_last(first, gives) for first, (_, gives) in zip(firsts, read, strict=True)]
    firsts += [first for first, _ in periods]
    lasts += [last for _, last in periods]
    differ = (pl.min_horizontal(firsts) != pl.max_horizontal(firsts)) | (pl.min_horizontal(lasts) != pl.max_horizontal(lasts))
    return pl.coalesce(firsts), pl.coalesce(lasts), differ.fill_null(value=False) if len(firsts) > 1 else pl.lit(value=False)


def _first(text: pl.Expr, one: Format, zone: str, local: str) -> pl.Expr:
    """The first day that a cell means in one format; null where it does not fit."""
    if not one.timed:
        more, pattern = _PAD[one.gives]
        return (text + pl.lit(more)).str.to_date(one.pattern + pattern, strict=False)
    if "offset" in one.kinds and not local:
        written = text.str.replace(_OFFSET, "")
        day = written.str.to_datetime(one.pattern.removesuffix("%#z").rstrip(), strict=False, time_unit="us").dt.date()
        return pl.when(written.str.len_bytes() < text.str.len_bytes()).then(day)
    moment = text.str.to_datetime(one.pattern, strict=False, time_unit="us")
    if "seconds" in one.kinds:
        moment = moment.dt.replace_time_zone("UTC")
    return localized(moment, "" if one.kinds & {"offset", "seconds"} else zone, local).dt.date()


def _last(first: pl.Expr, gives: str) -> pl.Expr:
    if gives == "day":
        return first
    return first.dt.month_end() if gives == "month" else first.dt.offset_by("1y").dt.offset_by("-1d")


def localized(moment: pl.Expr, zone: str, local: str) -> pl.Expr:
    """A moment in local time: its zone named, or already in it; an hour that a clock change repeats is the earlier one."""
    if not local:
        return moment
    return (moment.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null") if zone else moment).dt.convert_time_zone(local)
