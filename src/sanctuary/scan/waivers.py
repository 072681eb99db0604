"""Waivers: the law that requires a field, who approved it, who owns it and until when; beside the code, or in `sanctuary-waivers.toml`.

A waiver that has expired, that covers nothing, or whose law is not in force or does not require the field is itself a finding.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal

from sanctuary.documents import Frozen, parse_toml, read_text, shape
from sanctuary.errors import EvidenceError
from sanctuary.law.condition import named_in
from sanctuary.law.jurisdiction import Law
from sanctuary.law.rules import Rule
from sanctuary.law.vocabulary import RESOURCE
from sanctuary.names.catalog import classes
from sanctuary.scan.cited import rules_meant

__all__ = ["FILE", "Fault", "Waiver", "beside", "encoded", "fault_of", "read_waivers"]

FILE = "sanctuary-waivers.toml"

Fault = Literal["expired-waiver", "unmatched-waiver", "unlawful-waiver"]


class _Entry(Frozen, frozen=True, kw_only=True, rename={"of": "class"}):
    """A waiver as the file has it. `path` and `table` may hold `*`; an empty one fits all."""

    column: str
    law: str
    approver: str
    owner: str
    until: date
    path: str = ""
    table: str = ""
    of: str = ""
    reason: str = ""
    law_until: date | None = None


class _File(Frozen, frozen=True, kw_only=True):
    waiver: tuple[_Entry, ...]


@dataclass(frozen=True, slots=True)
class Waiver:
    """A waiver, and where it stands."""

    where: str
    line: int
    column: str
    law: str
    approver: str
    owner: str
    until: date | None
    path: str = ""
    table: str = ""
    of: str = ""
    law_until: date | None = None

    def covers(self, path: str, table: str, column: str, of: str) -> bool:
        """Whether a finding is meant."""
        return (
            fnmatchcase(column, self.column)
            and (not self.path or fnmatchcase(path, self.path) or path.endswith(f"/{self.path}"))
            and (not self.table or fnmatchcase(table, self.table) or table.rpartition(".")[2] == self.table)
            and (not self.of or self.of == of)
        )


def read_waivers(path: Path) -> list[Waiver]:
    """The waivers of a file; refuses one that misses who approved it, who owns the field, its law or its end."""
    text = read_text(path, EvidenceError)
    held = parse_toml(text, str(path), EvidenceError)
    entries = shape(held, _File, str(path), EvidenceError).waiver
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == "[[waiver]]"]
    for one in entries:
        if one.of and one.of not in classes():
            raise EvidenceError(f"{path}: no class is called '{one.of}'. Known: {', '.join(classes())}.")
        if not (one.law.strip() and one.approver.strip() and one.owner.strip()):
            raise EvidenceError(f"{path}: the waiver of '{one.column}' names no law, approver or owner. A waiver needs all three.")
    return [
        Waiver(str(path), line, one.column, one.law, one.approver, one.owner, one.until, one.path, one.table, one.of, one.law_until)
        for one, line in zip(entries, [*lines, *[1] * len(entries)], strict=False)
    ]


_MARK = re.compile(r"sanctuary(?::|\s*=)\s*(?:waive[rd]?\b)?(.*)", re.IGNORECASE)
_CLOSING = re.compile(r"\s*(?:--+!?>|-?%>|\*/\s*\}?|#\}|[-~]?\}\}|%\}|\?>).*$", re.DOTALL)
"""The end of a comment, in the languages whose comments have one."""
_PAIR = re.compile(r"\b(law|approver|owner|until)\s*[:=]\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s;,\"'}]+(?:\s+(?!\w+\s*[:=])[^\s;,\"'}]+)*))")


def beside(marks: Iterable[str], path: str, line: int, table: str, column: str, of: str) -> Waiver | None:
    """The waiver beside a field, in a comment or an annotation: `sanctuary: waive law="..." approver=... owner=... until=...`."""
    for mark in marks:
        found = _MARK.search(mark)
        if found is None:
            continue
        pairs = {one[0]: (one[1] or one[2] or one[3]).strip() for one in _PAIR.findall(_CLOSING.sub("", found[1]))}
        if not pairs:
            continue
        try:
            until = date.fromisoformat(pairs["until"]) if "until" in pairs else None
        except ValueError:
            until = None
        return Waiver(path, line, column, pairs.get("law", ""), pairs.get("approver", ""), pairs.get("owner", ""), until, path, table, of)
    return None


def fault_of(waiver: Waiver, law: Law, of: str = "") -> tuple[Fault, str] | None:
    """What is wrong with a waiver of a field of a class (else of the class that it names) on a day; nothing where it holds."""
    missing = [name for name in ("law", "approver", "owner") if not getattr(waiver, name)]
    if waiver.until is None:
        missing.append("day of its end (until=2027-06-30)")
    if missing:
        return "unlawful-waiver", f"it names no {', no '.join(missing)}"
    if waiver.until is not None and waiver.until < law.on:
        return "expired-waiver", f"it ended on {waiver.until}"
    if waiver.law_until is not None and waiver.law_until < law.on:
        return "unlawful-waiver", f"its law ended on {waiver.law_until}"
    return _unlawful(waiver, law, of or waiver.of)


def encoded(waiver: Waiver, law: Law) -> bool:
    """Whether a rule of the packs is meant by the waiver's law; one that is not encoded stands on its approver's word."""
    return bool(_meant(waiver, law))


def _meant(waiver: Waiver, law: Law) -> list[Rule]:
    return rules_meant(waiver.law, (rule for pack in law.packs.values() for rule in pack.rules))


def _unlawful(waiver: Waiver, law: Law, of: str) -> tuple[Fault, str] | None:
    """A law of the packs must be in force and require someone to ask for the field; the one that forbids it requires nothing."""
    meant = _meant(waiver, law)
    if not meant:
        known = waiver.law.partition("/")[0] in law.packs
        return ("unlawful-waiver", f"no rule is called '{waiver.law}'") if known else None
    standing = [rule for rule in meant if rule.in_force(law.on)]
    if not standing:
        return "unlawful-waiver", f"{waiver.law} is not in force on {law.on}"
    asked = classes()[of].asks if of in classes() else ""
    asking = [rule for rule in standing if "ask" in rule.actions and _names(rule, asked, law)]
    if any(rule.effect == "requires" for rule in asking):
        return None
    if any(rule.effect == "forbids" for rule in asking):
        return "unlawful-waiver", f"{waiver.law} forbids to ask for it, and does not require anyone to"
    return "unlawful-waiver", f"{waiver.law} does not require anyone to ask for it"


def _names(rule: Rule, asked: str, law: Law) -> bool:
    """Whether a rule is of what is asked for; where that is not known, or the rule names nothing, it may be."""
    named = named_in(rule.policy, law.vocabulary, RESOURCE)
    return not asked or not named or asked in named
