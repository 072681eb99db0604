"""What a scan reports: findings, what was not read, what is waived, and the law of each class. `sanctuary.scan/3` in docs/json.md."""

import hashlib
from collections.abc import Iterable
from datetime import date

from sanctuary.documents import Frozen
from sanctuary.law.used import PackUsed
from sanctuary.names.sensitive import Sure
from sanctuary.scan.asks import AskedLaw

__all__ = ["SCHEMA", "Finding", "Fingerprints", "NotRead", "ScanReport", "Waived", "fingerprint", "ordered"]

SCHEMA = "sanctuary.scan/3"


class Finding(Frozen, frozen=True, kw_only=True, rename={"of": "class"}):
    """A field of a class, where it stands, how sure that is and why, and what the law says of asking for it.

    `line` is 0 where a place has no lines: a database, a PDF, a workbook. A fault of a waiver is a finding too, of the class
    `expired-waiver`, `unmatched-waiver` or `unlawful-waiver`.
    """

    path: str
    line: int
    table: str
    column: str
    of: str
    how_sure: Sure
    why: str
    law: str


class NotRead(Frozen, frozen=True, kw_only=True):
    """A place that was not read, and why."""

    path: str
    why: str


class Waived(Frozen, frozen=True, kw_only=True, rename={"of": "class"}):
    """A finding that a waiver covers, and the waiver; a law that is not `encoded` stands on the word of the approver."""

    path: str
    line: int
    table: str
    column: str
    of: str
    required_by: str
    approver: str
    owner: str
    until: date | None
    where: str
    encoded: bool

    @property
    def carried(self) -> str:
        """What the waiver rests on, as words."""
        told = "" if self.encoded else f": this law is not encoded; it stands on the word of {self.approver}"
        return f"required by {self.required_by}{told}; approved by {self.approver}; ends {self.until}"


class ScanReport(Frozen, frozen=True, kw_only=True):
    """A whole scan. `read_first`: what of the law nobody encoded; where none of the state's is, what is known of it, a line each."""

    schema: str
    place: str
    title: str
    on: date
    known_through: date
    presumed: bool
    actor: str
    read_first: tuple[str, ...]
    targets: tuple[str, ...]
    files: int
    fields: int
    findings: tuple[Finding, ...]
    not_read: tuple[NotRead, ...]
    waived: tuple[Waived, ...]
    in_baseline: int
    laws: tuple[AskedLaw, ...]
    packs: tuple[PackUsed, ...]


def fingerprint(path: str, table: str, column: str, of: str, nth: int = 1) -> str:
    """What stays of a finding when lines move: 16 hexadecimal digits. Of several alike, such as texts under one key, each has its own.

    >>> fingerprint("a.yml", "a", "label", "citizenship") == fingerprint("a.yml", "a", "label", "citizenship", 2)
    False
    """
    among = f"\0{nth}" if nth > 1 else ""
    return hashlib.sha256(f"{path}\0{table}\0{column}\0{of}{among}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Fingerprints:
    """The fingerprints of a run: the first, second, ... of findings that are alike, in the order in which they are asked for."""

    def __init__(self) -> None:
        self.seen: dict[tuple[str, str, str, str], int] = {}

    def of(self, path: str, table: str, column: str, of: str) -> str:
        """The fingerprint of one more finding."""
        alike = (path, table, column, of)
        self.seen[alike] = self.seen.get(alike, 0) + 1
        return fingerprint(*alike, self.seen[alike])


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by place."""
    return tuple(sorted(findings, key=lambda one: (one.path, one.line, one.table, one.column, one.of)))
