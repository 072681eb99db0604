"""A baseline of a scan: findings that were known on a day, by fingerprint, so that a run tells what is new."""

import json
from collections.abc import Iterable
from pathlib import Path

from sanctuary.documents import parse_json, read_text
from sanctuary.errors import RequestError
from sanctuary.scan.finding import Fingerprints, ScanReport

__all__ = ["baseline_of", "baseline_text"]


def baseline_of(path: Path) -> frozenset[str]:
    """The fingerprints of a baseline file; refuses what is none."""
    held = parse_json(read_text(path, RequestError), str(path))
    if not isinstance(held, dict) or held.get("schema") != "sanctuary.scan-baseline/1" or not isinstance(held.get("known"), list):
        raise RequestError(f"{path}: not a baseline of a scan. Write one with --write-baseline.")
    return frozenset(str(one) for one in held["known"])


def baseline_text(report: ScanReport, before: Iterable[str] = ()) -> str:
    """A baseline that knows the findings of a report, and what was known before."""
    known, prints = set(before), Fingerprints()
    for one in report.findings:
        # What the baseline knew of findings that are alike is not among those of the report.
        while (own := prints.of(one.path, one.table, one.column, one.of)) in known:
            pass
        known.add(own)
    return json.dumps({"schema": "sanctuary.scan-baseline/1", "known": sorted(known)}, indent=1) + "\n"
