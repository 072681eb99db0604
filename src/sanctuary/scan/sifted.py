"""Findings held against waivers, a baseline and the lines that changed: what is told, what is waived, and how many are known."""

from collections.abc import Mapping, Sequence

from sanctuary.law.jurisdiction import Law
from sanctuary.names.sensitive import Found
from sanctuary.scan.field import Field
from sanctuary.scan.finding import Finding, Fingerprints, Waived
from sanctuary.scan.waivers import Fault, Waiver, beside, encoded, fault_of

__all__ = ["sifted"]


def sifted(
    marked: Sequence[tuple[Field, Found, bool]],
    waivers: Sequence[Waiver],
    known: frozenset[str],
    law: Law,
    sentences: Mapping[str, str],
    *,
    whole: bool,
) -> tuple[list[Finding], list[Waived], int]:
    """Findings that no waiver covers and no baseline knows; those waived; and how many the baseline knows.

    Each comes with whether it is to be told. Those that are not take the fingerprints of a baseline first: of findings that are
    alike in a file, what is known stands rather in lines that did not change.
    """
    findings: list[Finding] = []
    waived: list[Waived] = []
    used: set[Waiver] = set()
    faults: list[tuple[Waiver, Fault, str]] = []
    in_baseline, prints = 0, Fingerprints()
    for one, found, is_told in sorted(marked, key=lambda held: held[2]):
        own = beside(one.marks, one.path, one.line, one.table, one.name, found.of)
        listed = [w for w in waivers if w.covers(one.path, one.table, one.name, found.of)]
        covering = next((w for w in ([own] if own else []) + listed if fault_of(w, law, found.of) is None), None)
        is_known = covering is None and prints.of(one.path, one.table, one.name, found.of) in known
        if not is_told:
            continue
        used.update(listed)
        faults += [(w, *fault) for w in listed if (fault := fault_of(w, law, found.of))]
        if own is not None and (fault := fault_of(own, law, found.of)):
            findings.append(_fault(own, *fault, sentences[found.of]))
        if covering is not None:
            waived.append(_waived(one, found, covering, known=encoded(covering, law)))
        elif is_known:
            in_baseline += 1
        else:
            findings.append(_finding(one, found, sentences[found.of]))
    unused = [w for w in waivers if w not in used]
    faults += [(w, *fault) for w in unused if (fault := fault_of(w, law) or (_UNMATCHED if whole else None))]
    findings += [_fault(waiver, kind, why, "") for waiver, kind, why in dict.fromkeys(faults)]
    return findings, waived, in_baseline


_UNMATCHED: tuple[Fault, str] = ("unmatched-waiver", "it covers nothing that this scan found")


def _finding(one: Field, found: Found, law: str) -> Finding:
    return Finding(
        path=one.path, line=one.line, table=one.table, column=one.name, of=found.of, how_sure=found.how_sure, why=found.why, law=law,
    )  # fmt: skip


def _fault(waiver: Waiver, kind: Fault, why: str, law: str) -> Finding:
    return Finding(
        path=waiver.where, line=waiver.line, table=waiver.table, column=waiver.column, of=kind, how_sure="sure", why=f"the waiver: {why}",
        law=law,
    )  # fmt: skip


def _waived(one: Field, found: Found, by: Waiver, *, known: bool) -> Waived:
    return Waived(
        path=one.path, line=one.line, table=one.table, column=one.name, of=found.of, required_by=by.law, approver=by.approver,
        owner=by.owner, until=by.until, where=f"{by.where}:{by.line}", encoded=known,
    )  # fmt: skip
