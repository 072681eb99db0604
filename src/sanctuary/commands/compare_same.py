"""What a comparison says where no encoded rule tells two laws apart, and of rules that are marked otherwise."""

from sanctuary.law.jurisdiction import Law
from sanctuary.law.standing import beyond
from sanctuary.study.compare import Comparison
from sanctuary.study.summary import MOST_PAIRS

__all__ = ["marks_said", "same_said"]


def marks_said(report: Comparison) -> list[tuple[str, str]]:
    """Rules of both laws that are marked otherwise, the first of them: by reports alone, disputed, or of another instrument."""
    told = [f"{mark.rule}: {mark.field} is {mark.a or 'none'}, and {mark.b or 'none'}." for mark in report.marks[:MOST_PAIRS]]
    more = len(report.marks) - len(told)
    return [("Marked otherwise.", " ".join([*told, *([f"{more} more with --all."] if more else [])]))] if told else []


def same_said(laws: tuple[Law, Law], not_encoded: tuple[str, ...], open_ones: tuple[str, ...]) -> list[tuple[str, str]]:
    """Where no encoded rule tells two laws apart: of law that nobody encoded first that it cannot be told, then what is known of it."""
    proved = "No possible situation is answered differently, in outcome, duty, occasion or clock: proved, of the encoded rules."
    if not not_encoded:
        return [("", proved), *([("Not known.", " ".join(open_ones))] if open_ones else [])]
    asked = [one for one in open_ones if one not in not_encoded]
    told = [("It cannot be told whether they differ.", " ".join(not_encoded))]
    told += [("Not known.", " ".join(asked))] if asked else []
    names = [f"{law.place.file.title.partition(',')[0]}." for law in laws]
    told += [pair for pair in zip(names, (beyond(law.place, law.packs) for law in laws), strict=True) if pair[1]]
    return [*told, ("What is encoded", "is the same for both, in every possible situation: proved.")]
