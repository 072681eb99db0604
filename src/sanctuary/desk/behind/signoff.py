"""What counsel's last signature was given to, kept while it stands, so that what changed since can be told.

A note of counsel holds digests, from which no difference follows. So the first page that finds a note that stands keeps beside it what it
stands for: rules, readings, duties, suits and texts, and what each definition says of the place. The digests of the note vouch for it.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from sanctuary.conduct.signed import Standing, standing
from sanctuary.conduct.texts import languages, texts
from sanctuary.desk.config import Desk
from sanctuary.documents import Frozen, as_json, parse_json, shape
from sanctuary.engine.prove import Proofs
from sanctuary.errors import RecordError, RequestError, SanctuaryError
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library, Pack
from sanctuary.law.policy import Policy
from sanctuary.law.rules import Rule, RuleSaid
from sanctuary.record.files import replace_file
from sanctuary.study.assess import assess
from sanctuary.tlog.verify import Refused, parse_note

__all__ = [
    "SOON", "Change", "Ends", "Signed", "changes", "condition_of", "ends", "give", "inventory", "inventory_of", "keep_signed",
    "kept_signed", "withdraw",
]  # fmt: skip

SCHEMA = "sanctuary.desk.signed/1"

SOON = timedelta(days=30)
"""How long before its end a signature is said to end soon."""

_MOST_NOTE = 10_000
_SHOWN = 1_000

Told = Mapping[str, Mapping[str, str]]
"""By the kind and the name of what counsel signs, its fields in words."""


class Signed(Frozen, frozen=True):
    """What a signature was given to: the SHA-256 of its note, who signed and when, and what it stood for on that day."""

    schema: str
    note: str
    signer: str
    on: date
    told: Told


class Change(Frozen, frozen=True):
    """Something that is not as it was signed: its kind and name, and its fields before and after, empty on the side that lacks one."""

    kind: str
    name: str
    fields: tuple[tuple[str, str, str], ...]


class Ends(Frozen, frozen=True):
    """When a signature ends: by its own last day, or since the law was searched too long ago; and whether that is soon."""

    on: date
    by_search: bool
    soon: bool


def inventory(law: Law) -> Told:
    """All that a signature stands for, with what each definition says of the place."""
    found: dict[str, Mapping[str, str]] = {}
    for pack in law.packs.values():
        found |= {f"rule {rule.id}": _rule(rule) for rule in pack.rules}
        found |= {f"{kind} {pack.id}/{name}": told for kind, name, told in _tables(pack)}
    for language in languages():
        said = parse_json(as_json(texts(language)), "the texts")
        found |= {f"text {language} {name}": {"text": text} for name, text in _leaves(said) if name != "digest"}
    report = assess(Proofs(law), law.library.standards("all"), differences=False)
    return found | {f"verdict {one.title}": {"verdict": one.verdict or "-", "strict": one.strict or "-"} for one in report.standards}


def inventory_of(at: Desk) -> Told:
    """What a signature of today would stand for, worked out once for a day."""
    return _inventory(at.library, at.place, at.today())


@lru_cache(maxsize=4)
def _inventory(library: Library, place: str, on: date) -> Told:
    return inventory(law_of(library, place, on))


def _rule(rule: Rule) -> Mapping[str, str]:
    said = {one.name: getattr(rule, one.name) for one in fields(RuleSaid)}
    told = {name: _words(value) for name, value in said.items() if name not in ("id", "pack") and value not in ("", None, (), frozenset())}
    return told | {"condition": condition_of(rule.policy)}


def condition_of(policy: Policy) -> str:
    """A digest of what a policy asks: the same however it is laid out, and wherever it stands in its file."""
    tree = policy.tree
    parts = (tree.effect, tree.principal, tree.action, tree.resource, tree.clauses)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _words(value: Any) -> str:
    return (
        ", ".join(sorted(value))
        if isinstance(value, frozenset)
        else "; ".join(map(_words, value))
        if isinstance(value, tuple)
        else str(value)
    )


def _tables(pack: Pack) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """The rest of a pack that decides or is printed, each under a name of its own."""
    every: dict[str, Iterable[Frozen]] = {
        "reading": pack.readings.values(), "fact": pack.facts, "duty": pack.duties, "term": pack.retention, "suit": pack.proceedings,
        "order": (*pack.enjoined, *pack.settled), "consequence": pack.consequences,
    }  # fmt: skip
    for kind, ones in every.items():
        seen: dict[str, int] = {}
        for one in ones:
            told = {name: _plain(value) for name, value in parse_json(as_json(one), kind).items() if value not in ("", None, [], {})}
            name = next((told[field] for field in ("id", "item", "title", "number") if field in told), kind)
            seen[name] = seen.get(name, 0) + 1
            yield kind, name if seen[name] == 1 else f"{name} ({seen[name]})", told


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _leaves(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, held in value.items():
            yield from _leaves(held, f"{name}.{key}" if name else key)
    else:
        yield name, str(value)


def keep_signed(at: Desk) -> None:
    """Keeps what the note of the folder stands for, once, where it stands; the one before goes."""
    try:
        note = (at.folder / "counsel.note").read_bytes()
    except OSError:
        return
    path = _path(at, note)
    if path.exists():
        return
    law = law_of(at.library, at.place, at.today())
    if not _standing(at, note, law).stands:
        return
    lines = parse_note(note).text.splitlines()
    made = Signed(SCHEMA, hashlib.sha256(note).hexdigest(), lines[4], date.fromisoformat(lines[5]), inventory_of(at))
    try:
        replace_file(path, as_json(made))
    except (OSError, RecordError):
        # A full disk keeps nobody from the first page; the next one tries again.
        return
    for other in _every(at):
        if other != path:
            other.unlink(missing_ok=True)


def kept_signed(at: Desk) -> Signed | None:
    """What the last signature that stood was given to; nothing where none was seen, or another version kept it."""
    for path in _every(at):
        try:
            return shape(parse_json(path.read_text(encoding="utf-8"), path.name), Signed, path.name, RequestError)
        except (OSError, SanctuaryError):
            continue
    return None


def _every(at: Desk) -> list[Path]:
    return sorted(at.folder.glob("signed-*.json"))


def _path(at: Desk, note: bytes) -> Path:
    return at.folder / f"signed-{hashlib.sha256(note).hexdigest()[:16]}.json"


def _standing(at: Desk, note: bytes, law: Law) -> Standing:
    try:
        return standing(note, (at.folder / "counsel.vkey").read_text(encoding="ascii").strip(), law)
    except (OSError, ValueError):
        return Standing(stands=False, why="folder")


def changes(before: Told, after: Told) -> list[Change]:
    """What differs, by kind and name: verdicts first, then rules, readings, what else the packs hold, and texts."""
    order = ("verdict", "rule", "reading", "duty", "term", "fact", "suit", "order", "consequence", "text")
    found = []
    for key in {*before, *after}:
        was, now = before.get(key, {}), after.get(key, {})
        if was != now:
            kind, _, name = key.partition(" ")
            names = dict.fromkeys((*now, *was))
            told = ((one, was.get(one, "")[:_SHOWN], now.get(one, "")[:_SHOWN]) for one in names if was.get(one) != now.get(one))
            found.append(Change(kind, name, tuple(told)))
    return sorted(found, key=lambda one: (order.index(one.kind), one.name))


def ends(at: Desk) -> Ends | None:
    """When the note of the folder ends, if nothing of the law or the texts changes before; nothing where there is none to read."""
    try:
        lines = parse_note((at.folder / "counsel.note").read_bytes()).text.splitlines()
        until, days = date.fromisoformat(lines[6]), int(lines[7])
    except (OSError, Refused, ValueError, IndexError):
        return None
    today = at.today()
    searched = at.law(today).known_through + timedelta(days=days)
    last = min(until, searched)
    return Ends(last, by_search=searched < until, soon=today + SOON >= last)


def give(at: Desk, note: bytes) -> Standing:
    """Puts a note in the place of the old one where it stands today by the folder's key; else says why not, and changes nothing."""
    if len(note) > _MOST_NOTE:
        return Standing(stands=False, why="unread")
    found = _standing(at, note, law_of(at.library, at.place, at.today()))
    if found.stands:
        # A note ends with one line end, which the file gets anyway.
        replace_file(at.folder / "counsel.note", note.decode().removesuffix("\n"), 0o644)
        keep_signed(at)
    return found


def withdraw(at: Desk) -> None:
    """Takes the note away: from the next click on the desk says to call counsel."""
    (at.folder / "counsel.note").unlink(missing_ok=True)
