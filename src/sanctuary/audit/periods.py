"""Periods longer than a day: quarters, ISO weeks, fiscal years and ranges, as formats beside those of strftime.

`%YQ%q` is a quarter of the calendar, `%G-W%V` a week (ISO 8601), `FY%Y` a fiscal year and `FY%YQ%q` a quarter of one, named after the
year in which it ends; its first month is declared. Where it is, and no format says `FY`, years and quarters are fiscal without it. Two
formats with something between them are a range, as in `%Y-%m/%Y-%m`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from sanctuary.audit.days import Format, check_formats, literals, read_format, span
from sanctuary.errors import EvidenceError

__all__ = ["check_periods", "split_formats"]

_YEARS = {"Y": r"([12]\d{3})", "y": r"(\d{2})", "q": r"([1-4])", "G": r"([12]\d{3})", "V": r"(\d{1,2})"}
_FISCAL = re.compile(r"(?i)(?<![A-Za-z])(?:S|F)?FY(?![A-Za-z])")
_BETWEEN = re.compile(r"^[^%]*[^%\w][^%]*$|^ ?(?:to|through|thru|a) ?$")


@dataclass(frozen=True, slots=True)
class Period:
    """A year, a quarter or a week, calendar or fiscal: cells as a pattern, its groups named by directives in `order`."""

    pattern: str
    order: str
    begins: int
    timed: bool = False

    def span(self, text: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
        """The first and the last day."""
        group = {name: text.str.extract(self.pattern, place).cast(pl.Int32, strict=False) for place, name in enumerate(self.order, 1)}
        if "V" in group:
            return _week(group["G"], group["V"])
        year = group["Y"] if "Y" in group else group["y"] + pl.when(group["y"] < 70).then(2000).otherwise(1900)
        year = year - (1 if self.begins > 1 else 0)
        months = (group["q"] - 1) * 3 if "q" in group else pl.lit(0)
        first = pl.date(year, self.begins, 1).dt.offset_by(pl.concat_str(months.cast(pl.String), pl.lit("mo")))
        return first, first.dt.offset_by("3mo" if "q" in group else "1y").dt.offset_by("-1d")


def _week(year: pl.Expr, week: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """From Monday to Sunday; a week that the year does not have is none."""
    fourth = pl.date(year, 1, 4)
    monday = fourth - pl.duration(days=fourth.dt.weekday() - 1) + pl.duration(days=(week - 1) * 7)
    thursday = monday + pl.duration(days=3)
    first = pl.when((week >= 1) & (thursday.dt.year() == year)).then(monday)
    return first, first + pl.duration(days=6)


@dataclass(frozen=True, slots=True)
class Range:
    """From the first day of one format to the last of another, with something between them."""

    left: "Format | Period"
    between: str
    right: "Format | Period"
    timed: bool = False

    def span(self, text: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
        """The first and the last day; null unless both are days, in order."""
        halves = text.str.split_exact(self.between, 1)
        first, _ = _of(self.left, halves.struct.field("field_0").str.strip_chars())
        _, last = _of(self.right, halves.struct.field("field_1").str.strip_chars())
        fits = first <= last
        return pl.when(fits).then(first), pl.when(fits).then(last)


def _of(one: Format | Period, text: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    return span(text, [one])[:2] if isinstance(one, Format) else one.span(text)


def check_periods(formats: Sequence[str], where: str, *, begins: int = 0, zone: str = "", local: str = "") -> None:
    """Refuse formats that are not read, and fiscal years whose first month is not declared."""
    bare = _bare(formats, begins)
    found = [_period(text, where, begins, bare=bare) for text in formats]
    if begins and not bare and not any(map(_FISCAL.search, formats)):
        raise EvidenceError(f"{where}: fiscal_year_begins is {begins}, and no format is of a fiscal year: FY%Y, or %Y alone.")
    check_formats([text for text, one in zip(formats, found, strict=True) if one is None], where, zone=zone, local=local)


def split_formats(formats: Sequence[str], where: str, begins: int = 0) -> tuple[list[Format], list["Period | Range"]]:
    """Days, months and years; and longer periods."""
    bare = _bare(formats, begins)
    found = [(text, _period(text, where, begins, bare=bare)) for text in formats]
    return [read_format(text, where) for text, one in found if one is None], [one for _, one in found if one is not None]


def _bare(formats: Sequence[str], begins: int) -> bool:
    """Whether years stand without `FY` and are fiscal years all the same: their first month is declared, and no format says `FY`."""
    of_years = ([name for _, name in literals(text) if name] for text in formats)
    return bool(begins) and not any(map(_FISCAL.search, formats)) and any(set(named) <= {"Y", "y", "q"} for named in of_years)


def _period(text: str, where: str, begins: int, *, bare: bool = False) -> "Period | Range | None":
    """The period that a format names, or nothing where it is one of strftime."""
    named = [name for _, name in literals(text) if name]
    fiscal = _FISCAL.search(text) is not None or (bare and set(named) <= {"Y", "y", "q"})
    if sum(name in ("Y", "y", "F", "D", "G", "x", "v") for name in named) == 2:
        return _range(text, where, begins)
    if set(named) & {"q", "G", "V"} or (fiscal and begins and set(named) <= {"Y", "y"}):
        return _counted(text, named, where, begins if fiscal else 1, fiscal=fiscal)
    return None


def _counted(text: str, named: Sequence[str], where: str, begins: int, *, fiscal: bool) -> Period:
    if sorted(named) not in (["Y", "q"], ["q", "y"], ["G", "V"], ["Y"], ["y"]):
        raise EvidenceError(f"{where}: the format '{text}' is no quarter (%YQ%q), week (%G-W%V) or fiscal year (FY%Y).")
    if not begins:
        raise EvidenceError(f"{where}: '{text}' is a fiscal quarter. Name its year's first month: fiscal_year_begins = 10 under [day].")
    pattern = "(?i)^"
    for literal, name in literals(text):
        escaped = re.sub(r"\\?\s+", r"\\s*", re.escape(literal.strip()))
        pattern += rf"\s*{escaped}\s*{_YEARS.get(name, '')}" if literal.strip() or name else ""
    del fiscal
    return Period(pattern + r"\s*$", "".join(named), begins)


def _range(text: str, where: str, begins: int) -> Range:
    """Both halves are read by themselves; what is between them stands in neither."""
    parts = re.split(r"(%[-_0]?[A-Za-z])", text)
    for place in range(2, len(parts) - 1, 2):
        # A year may begin with letters of its own, as in FY%Y-FY%Y.
        between, _, named = parts[place].partition("FY") if _FISCAL.search(parts[place]) else (parts[place], "", None)
        left, right = "".join(parts[:place]), ("" if named is None else f"FY{named}") + "".join(parts[place + 1 :])
        if not _BETWEEN.match(between) or (between.strip() and between.strip() in left + right) or not between:
            continue
        halves: list[Format | Period] = []
        for half in (left, right):
            try:
                period = _period(half, where, begins)
                check_periods([half] if period is None else [], where)
                halves.append(period if isinstance(period, Period) else read_format(half, where))
            except EvidenceError:
                break
        if len(halves) == 2 and _same_kind(*halves):
            return Range(halves[0], between, halves[1])
    raise EvidenceError(
        f"{where}: the format '{text}' has two years and is no range. Write two formats of a kind with something between that stands in "
        "neither, as in %Y-%m/%Y-%m or %m/%d/%Y - %m/%d/%Y."
    )


def _same_kind(left: Format | Period, right: Format | Period) -> bool:
    if isinstance(left, Format) and isinstance(right, Format):
        return left.gives == right.gives and not left.timed and not right.timed
    return isinstance(left, Period) and isinstance(right, Period) and left.order == right.order
