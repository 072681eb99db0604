"""What a comparison says where no encoded rule tells two laws apart, or none on the plain questions, and of rules marked otherwise."""

from collections.abc import Iterator, Sequence

from sanctuary.law.jurisdiction import Law
from sanctuary.law.known import known
from sanctuary.law.read_first import known_briefly
from sanctuary.law.standing import beyond_brief, no_law_of, not_encoded
from sanctuary.study.compare import Comparison
from sanctuary.study.phrases import upper, word
from sanctuary.study.side import alike, other_packs
from sanctuary.study.sides import added, plainest
from sanctuary.study.summary import MOST_PAIRS

__all__ = ["ELSE", "cannot_be_compared", "known_of_own", "marks_said", "otherwise", "same_said"]


def marks_said(report: Comparison) -> list[tuple[str, str]]:
    """Rules of both laws that are marked otherwise, the first of them: by reports alone, disputed, or of another instrument."""
    told = [f"{mark.rule}: {mark.field} is {mark.a or 'none'}, and {mark.b or 'none'}." for mark in report.marks[:MOST_PAIRS]]
    more = len(report.marks) - len(told)
    return [("Marked otherwise.", " ".join([*told, *([f"{more} more with --all."] if more else [])]))] if told else []


def same_said(laws: tuple[Law, Law], bare: tuple[str, ...], open_ones: tuple[str, ...]) -> list[tuple[str, str]]:
    """Where no encoded rule tells two laws apart: that this is proved, of law that nobody encoded that it cannot be told, what is known.

    What is proved stands first where law of both states is encoded, else last: it is of no law but the United States'. `bare`: of whose
    law nothing is encoded, a sentence each.
    """
    if not bare:
        proved = "No possible situation is answered differently, in outcome, duty, occasion or clock: proved, of the encoded rules."
        return [("", proved), *([("Not known.", " ".join(open_ones))] if open_ones else [])]
    asked = [one for one in open_ones if one not in bare]
    told = [("Not known.", " ".join(asked))] if asked else []
    names = [f"{law.place.file.title.partition(',')[0]}." for law in laws]
    told += [(name, f"Known but not encoded: {said}.") for name, said in zip(names, map(_known, laws), strict=True) if said]
    if any(not_encoded(law.place, law.packs) for law in laws):
        first = ("It cannot be told whether they differ.", " ".join(bare))
        return [first, *told, ("What is encoded", "is the same for both, in every possible situation: proved.")]
    return [("The same as far as encoded,", f"in every possible situation: proved. Beyond that it cannot be told. {' '.join(bare)}"), *told]


def known_of_own(laws: tuple[Law, Law]) -> tuple[str, ...]:
    """What is known of the own law of a place whose state's law alone is encoded, by its citations, a sentence for each such place."""
    read = [law.place for law in laws if not not_encoded(law.place, law.packs)]
    bare = [place for place in read if place.file.level == "local" and not place.encoded]
    every = [(place.file.title.partition(",")[0], known().get(place.id, ())) for place in bare]
    return tuple(f"Known of {title}: {'; '.join(one.cites for one in some[:MOST_KNOWN])}." for title, some in every if some)


def _known(law: Law) -> str:
    """What is known of a law that nobody encoded, the first of it; where the state's is encoded, all that is known of the place's own."""
    return known_briefly(law.place, law.packs, MOST_KNOWN) or "; ".join(beyond_brief(law.place, law.packs)[:MOST_KNOWN])


ELSE = ("Else they differ.", "Else they agree.", "Not known.")
"""The leads of what can be compared beside what cannot."""

MOST_KNOWN = 2
"""Laws that are known and not encoded, of each side."""


def cannot_be_compared(laws: tuple[Law, Law], rows: Sequence[tuple[str, str]], *, briefly: bool) -> list[tuple[str, str]]:
    """Where no law of the state of one side is encoded: on how many questions nothing can be compared, and what is known there.

    `rows` are the kinds of both answers to each question; `briefly`: known law by its citations alone.
    """
    bare = [law for law in laws if not_encoded(law.place, law.packs)]
    open_rows = sum("not-searched" in row for row in rows)
    if not bare or not open_rows:
        return []
    none = upper(" and ".join(no_law_of(law.place, law.packs) for law in bare))
    told = [("It cannot be compared", f"on {word(open_rows)} of {word(len(rows))} questions. {none}.")]
    every = [(law, known_briefly(law.place, law.packs, MOST_KNOWN, cites=briefly)) for law in bare]
    return [*told, *((f"Known of {law.place.file.title.partition(',')[0]}, not encoded:", f"{said}.") for law, said in every if said)]


def otherwise(report: Comparison, laws: tuple[Law, Law]) -> Iterator[str]:
    """Where every plain question is answered alike: that others are not, and the plainest of them as an example, in any room."""
    if report.clauses:
        yield "Not on the plain questions; in the situations that the clauses name."
        return
    if adds := list(_added(report, laws)):
        yield from adds
        return
    yield "Not on the questions below; in other situations." if report.summary.questions else "In some situations."
    first, second = laws
    for found, law, other in ((report.a_to_b, second, report.b), (report.b_to_a, first, report.a)):
        same = alike(report.a, report.b) and not other_packs(report.a, report.b)
        if not same and (told := plainest(found, law)):
            yield f"The plainest: {told.says} {upper(other.name)}: {told.other}."
            return


def _added(report: Comparison, laws: tuple[Law, Law]) -> Iterator[str]:
    """Of a place beside a government above it, whose rules it keeps: that it does, and what its own law adds."""
    names = report.summary.names
    pairs = ((report.a_to_b, report.b_to_a, laws, names), (report.b_to_a, report.a_to_b, laws[::-1], names[::-1]))
    for found, back, (law, above), (name, other) in pairs:
        if back or law.place.id == above.place.id or above.place.id not in law.packs:
            continue
        rules = added(found, law)
        if rules:
            yield f"Wherever a rule of {other} decides, {name} answers the same: proved. Where none was found, {name} has rules of its own."
            yield " ".join(f"{upper(words)} ({cites})." for words, cites in rules[:MOST_PAIRS])
            if len(rules) > MOST_PAIRS:
                yield f"{len(rules) - MOST_PAIRS} more with --all."
            return
