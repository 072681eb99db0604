"""A scan as SARIF 2.1.0, within what GitHub takes: one run, no empty address, lines from 1, fingerprints that stay when lines move."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from sanctuary.names.catalog import classes
from sanctuary.scan.finding import Finding, Fingerprints, ScanReport, Waived

__all__ = ["MOST", "sarif"]

MOST = 25_000
"""Results that GitHub takes of one run."""

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_WAIVERS = {
    "expired-waiver": "A waiver that has ended",
    "unmatched-waiver": "A waiver that covers nothing",
    "unlawful-waiver": "A waiver whose law does not carry it",
}


def sarif(report: ScanReport, version: str) -> Mapping[str, Any]:
    """The log as data, of a version of the program; what the law forbids comes first where there is more than a run may have."""
    forbidden = {one.of for one in report.laws if one.forbidden}
    chosen = sorted(report.findings, key=lambda one: one.of not in forbidden)[:MOST]
    waived = report.waived[: MOST - len(chosen)]
    used = sorted({one.of for one in chosen} | {one.of for one in waived})
    prints = Fingerprints()
    notes = [_note(one.path, one.why) for one in report.not_read]
    if len(report.findings) > MOST:
        notes.append(_note(".", f"{len(report.findings) - MOST:,} findings more than GitHub takes are left out"))
    run = {
        "tool": {"driver": {"name": "sanctuary scan", "semanticVersion": version, "rules": [_rule(name) for name in used]}},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notes}],
        "columnKind": "unicodeCodePoints",
        "results": [
            *({**_result(one, used.index(one.of), one.of in forbidden), **_print(one, prints)} for one in chosen),
            *({**_suppressed(one, used.index(one.of)), **_print(one, prints)} for one in waived),
        ],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(name: str) -> dict[str, Any]:
    one = classes().get(name)
    title, why = (one.title, one.why) if one else (_WAIVERS[name], "A stale waiver is itself a fault.")
    told = why[0].upper() + why[1:]
    return {
        "id": name,
        "name": name,
        "shortDescription": {"text": title},
        "fullDescription": {"text": f"{title}: {why}"},
        "help": {"text": f"{told}. Drop the field, or add a waiver that names the law that requires it."},
        "properties": {"tags": ["privacy"]},
    }


def _result(one: Finding, place: int, forbidden: bool) -> dict[str, Any]:
    level = "error" if forbidden or one.of.endswith("-waiver") else "warning"
    return {
        "ruleId": one.of,
        "ruleIndex": place,
        "level": level if one.how_sure != "possible" else "note",
        "message": {"text": f"{one.column}: {one.why}. Law: {one.law or 'see the waiver'}."},
        **_place(one),
    }


def _suppressed(one: Waived, place: int) -> dict[str, Any]:
    """A field that a waiver covers; `inSource` where the waiver stands beside it."""
    told = f"Waived: {one.carried}."
    return {
        "ruleId": one.of,
        "ruleIndex": place,
        "level": "note",
        "message": {"text": f"{one.column}: {told}"},
        "suppressions": [
            {"kind": "inSource" if one.where == f"{one.path}:{one.line}" else "external", "status": "accepted", "justification": told}
        ],
        **_place(one),
    }


def _place(one: Finding | Waived) -> dict[str, Any]:
    return {
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": _uri(one.path)}, "region": {"startLine": max(one.line, 1)}},
                "logicalLocations": [{"name": one.column, "fullyQualifiedName": f"{one.table}.{one.column}"}],
            }
        ],
    }


def _print(one: Finding | Waived, prints: Fingerprints) -> dict[str, Any]:
    return {"partialFingerprints": {"sanctuaryField/v1": prints.of(one.path, one.table, one.column, one.of)}}


def _uri(path: str) -> str:
    """A path as a relative address; that of a database without its two slashes, so that it is no link."""
    return quote(path.replace("://", "/").lstrip("/"), safe="/._-~@+") or "unknown"


def _note(path: str, why: str) -> dict[str, Any]:
    where = {"physicalLocation": {"artifactLocation": {"uri": _uri(path)}}}
    return {"level": "warning", "message": {"text": f"not read: {path}: {why}"}, "locations": [where]}
