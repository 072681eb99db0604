"""Entries as people hand them in and read them: documents, options, and what is withheld."""

import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sanctuary.account.due import DueItem, standing
from sanctuary.account.nil import NIL
from sanctuary.account.showing import item_report, shown
from sanctuary.commands import STDIN
from sanctuary.documents import LARGEST, decode_text, parse_json, parse_toml, read_text
from sanctuary.errors import RecordError, RequestError, SanctuaryError
from sanctuary.law.beside import NO_PAPER
from sanctuary.law.meant import hint as may_mean
from sanctuary.law.packs import Library
from sanctuary.record.everyday import law_words
from sanctuary.record.paths import hint, is_list, is_time, path_of, word_of, words_of
from sanctuary.record.times import time_of
from sanctuary.study.everyday import PAIR, papers_named
from sanctuary.study.phrases import duty as duty_said

__all__ = ["document_of", "due_line", "due_report", "due_state", "fill_in", "item_report", "need_standing", "paths_of", "shown", "told_of"]


def document_of(file: str) -> dict[str, Any]:
    """A table from a TOML or JSON file or standard input; a refusal tells the line and nothing of what stands there."""
    if file == STDIN:
        raw = sys.stdin.buffer.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise RecordError(f"{STDIN}: more than {LARGEST:,} bytes; an entry is a few lines.")
        text = decode_text(raw, STDIN, RecordError)
    else:
        text = read_text(Path(file), RecordError)
    try:
        value = parse_json(text, file) if text.lstrip().startswith("{") else parse_toml(text, file, RecordError)
    except SanctuaryError as problem:
        place = re.search(r"line \d+, column \d+", str(problem))
        refusal = f"{file}: neither JSON nor TOML{f' ({place[0]})' if place else ''}."
    else:
        if isinstance(value, dict):
            return value
        refusal = f"{file}: a table was expected."
    raise RecordError(refusal)


def fill_in(document: dict[str, Any], words: Iterable[str], clock: Callable[[], datetime]) -> tuple[str, ...]:
    """Puts FIELD=VALUE, or GROUP.FIELD=VALUE, into a document; a value is TOML where it can be (a list, a number, a time), else text.

    A time is read as --ask reads it, in the zone of the `clock`: "17:00" of today, "2026-11-28 16:00". A word of a field of codes may have
    capitals, or be an everyday one; one that the field does not have is refused with the nearest that it has. What the document says
    itself is read the same way. How everyday words were read comes out.
    """
    notes: dict[str, None] = {}
    group = document.get("document")
    if isinstance(group, dict):
        _two_papers(group, notes)
    _read_in(document, "", clock, notes)
    words = tuple(words)
    kinds = [word.partition("=")[2] for word in words if word.startswith("kind=")]
    kind = kinds[-1] if kinds else str(document.get("kind", "dealing"))
    split = False
    for word in words:
        path, sign, text = word.partition("=")
        if not sign or not re.fullmatch(r"[a-z_]+(\.[a-z_]+)?", path):
            raise RequestError("--set: write GROUP.FIELD=VALUE, or FIELD=VALUE where one group alone has the field, as --set channel=fax.")
        path = path_of(path, kind)
        *groups, name = path.split(".")
        if groups and groups[0] in ("notices", "demographics"):
            raise RequestError(f"--set: '{groups[0]}' is a list of tables. Put it into a file of circumstances.")
        if groups == ["restricted"]:
            raise RequestError("--set: other users of this machine see options. Put [restricted] into the file of circumstances.")
        inner = document.setdefault(groups[0], {}) if groups else document
        if not isinstance(inner, dict):
            raise RequestError(f"--set: '{groups[0]}' has a value of its own in the file.")
        if path == _PAPER and _two_papers(inner, notes, text):
            split = True
            continue
        said = _typed(path, text, clock, notes)
        if path == _BESIDE and isinstance(said, list):  # beside what the paper's own words named
            said = list(dict.fromkeys([*(inner.get(name, ()) if split else ()), *said]))
        inner[name] = said
    return tuple(notes)


_PAPER, _BESIDE = "document.paper", "document.attachments"


def _two_papers(group: dict[str, Any], notes: dict[str, None], typed: str = "") -> bool:
    """Reads two papers that were named together as the paper and what came with it, in place; whether it did.

    A judge's paper comes first, then another of a court, then the one that asks: as `decide` takes them, and as fields.py says.
    """
    text = typed or group.get("paper", "")
    if not isinstance(text, str) or word_of(_PAPER, text) in words_of(_PAPER):
        return False
    found = list(dict.fromkeys(word_of(_PAPER, part) for part in papers_named(text)))
    if len(found) < PAIR or NO_PAPER in found or any(one not in words_of(_PAPER) for one in found):
        return False
    known = Library().papers
    first, *rest = sorted(
        found, key=lambda one: (one not in known or not known[one].judge, one not in known or not known[one].court, one != _ASKS)
    )
    beside = group.get("attachments", [])
    group["paper"], group["attachments"] = first, list(dict.fromkeys([*(beside if isinstance(beside, list) else [beside]), *rest]))
    notes[f"'{text}' as {first}, and {' and '.join(rest)} that came with it"] = None
    return True


_ASKS = "detainer"
"""The paper that asks: what comes with it stands beside it."""


def _read_in(inner: dict[str, Any], above: str, clock: Callable[[], datetime], notes: dict[str, None]) -> None:
    """Reads the everyday words and hours of a document, in place; what fits no field is left for the entry to refuse."""
    for name, value in inner.items():
        path = f"{above}.{name}" if above else name
        for table in value if isinstance(value, list) else [value]:
            if isinstance(table, dict):
                _read_in(table, path, clock, notes)
        if isinstance(value, str) and value and is_time(path) and not _is_iso(value):
            inner[name] = time_of(value, clock()).isoformat()
        elif isinstance(value, str):
            inner[name] = _read_word(path, value, notes)
        elif isinstance(value, list) and is_list(path):
            inner[name] = [_read_word(path, one, notes) if isinstance(one, str) else one for one in value]


def _is_iso(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _read_word(path: str, text: str, notes: dict[str, None]) -> str:
    """The word of a field that a text means, and a note where it is none of the field's own; a text that means none stays as it is."""
    found = word_of(path, text)
    if found != text and found != "-".join(text.casefold().replace("_", " ").split()):
        law = ", which the law has as an administrative warrant" if found == "removal-warrant" else ""
        notes[f"'{text}' as {found}{law}"] = None  # only words of the table are read, and so told
    return found


def _typed(path: str, text: str, clock: Callable[[], datetime], notes: dict[str, None]) -> object:
    """A value as people type it: TOML where it can be, words parted by commas where the field is a list, else text."""
    if text and is_time(path):
        return time_of(text.strip().strip('"'), clock()).isoformat()
    try:
        value: object = tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        value = text
    if is_list(path):
        named = papers_named(text) if path == _BESIDE else [word.strip() for word in text.split(",") if word.strip()]
        parts = value if isinstance(value, list) else named
        return [_word(path, part, notes) for part in parts]
    return _word(path, value, notes)


def _word(path: str, value: object, notes: dict[str, None]) -> object:
    """A word of a field of codes, whatever its capitals; refuses one that the field does not have, and does not repeat it."""
    kind, of_law = law_words(path)
    known = words_of(path) or of_law
    if not isinstance(value, str) or not value or not known:
        return _as_told(path, value, known)
    found = _read_word(path, value, notes)
    if found not in known:
        name = path.rpartition(".")[2]
        told = may_mean(kind, found, known) if kind else hint(path, found, known)
        raise RequestError(f"--set {name}: a word that this field does not know; {told}")
    return found


def _as_told(path: str, value: object, known: Sequence[str]) -> object:
    """A truth as TOML has it, in a field that is told by yes and no."""
    return word_of(path, str(value).lower()) if isinstance(value, bool) and "yes" in known else value


_ARISES = {"request": "on the request", "act": "once it is done", "breach": "once it is done all the same"}
_ONLY_IF = {"act": "only if you do what was asked", "breach": "only if you do it although the law forbids it"}


def due_report(item: DueItem, now: datetime) -> dict[str, Any]:
    """An item of the calendar for programs: with what the law leaves open and what the record cannot tell."""
    return item_report(item) | {
        "late": item.late(now), "stands_in": item.stands_in, "about": item.about, "instead": item.instead, "other_by": item.other_by,
        "uncovered": item.uncovered, "before_record": item.before_record,
    }  # fmt: skip


def due_state(item: DueItem, now: datetime) -> tuple[str, ...]:
    """What there is to say of an item on a day: late, one of two, or beyond what the record can tell."""
    said = []
    if item.instead:
        year = f"for {item.about}: " if item.about is not None else ""
        nil = item.instead.partition("@")[0].endswith(NIL)
        other = "the certificate that nothing was received" if nil else "the report of what was received"
        said.append(f"{year}this one or {other}" if item.other_by is None else f"{year}the other of two, done: entry {item.other_by}")
    if item.entries:
        said.append(f"it tells of {_numbered(item.entries)}, and closes what {'each of them owes' if len(item.entries) > 1 else 'it owes'}")
    if item.only:
        said.append(f"only for what has no entry: {', '.join(item.only)}")
    if item.fulfilled_by is None and item.other_by is None:
        if item.uncovered:
            said.append(f"this record does not cover {item.about}")
        elif item.before_record:
            said.append("not entered here: done before?")
        elif item.late(now):
            said.append("LATE")
    return tuple(said)


def _numbered(numbers: Sequence[int]) -> str:
    return f"{'entry' if len(numbers) == 1 else 'entries'} {', '.join(map(str, numbers))}"


def told_of(item: DueItem) -> str:
    """Which dealings a report of a period tells of, as a sentence; nothing where there are none."""
    return f"It tells of {_numbered(item.entries)}: nothing more is due of {'it' if len(item.entries) == 1 else 'them'} by {item.cites}."


def _arises(item: DueItem) -> str:
    """Upon what it is owed, where an entry says that this was done, or when the hold begins."""
    if item.begins is not None and not item.open:
        return f"from {item.begins:%Y-%m-%d %H:%M} on, when the hold begins"
    return "now that it is done" if item.on == "act" and not item.open else ""


def due_line(item: DueItem, *more: str) -> str:
    """A due item as one line: what, by when or upon what, under which paragraph, in which cases, and more; its id and code last."""
    by = f"by {item.by:%Y-%m-%d %H:%M %z}" if item.by and hasattr(item.by, "hour") else f"by {item.by}" if item.by else ""
    clock = item.clock if item.clock and item.clock != str(item.by) else ""
    arises = _arises(item) or _ARISES.get(item.on, "" if clock else "no day in the law")
    no_hour = " (the law sets no hour)" if item.on == "request" and not clock else ""
    when = by or f"{', '.join(filter(None, [arises, clock]))}{no_hour}"
    if item.stands_in:
        clock += f"; no day found in the law; the {item.stands_in}'s end stands in"
    told = f" ({clock})" if by and clock else ""
    cases = "" if item.certain else f" ({_ONLY_IF.get(item.on, 'in some cases')})" if item.open else " (in some cases)"
    done = f" - fulfilled by entry {item.fulfilled_by}" if item.fulfilled_by is not None else ""
    plain = duty_said(item.duty, item.rule)
    code = f" {item.duty}" if plain != item.duty else ""
    beside = "".join(f" - {one}" for one in more)
    return f"{plain[:1].upper()}{plain[1:]}, {when}{told} - {item.cites}{cases}{done}{beside} [{item.id}{code}]"


def need_standing(item: str) -> None:
    """Refuses an id that no standing duty of the packs has: PACK/DUTY, or PACK/DUTY@PERIOD of one that comes again."""
    pack, _, rest = item.partition("/")
    duty, _, period = rest.partition("@")
    library = Library()
    if pack in library.ids and re.fullmatch(r"\d{4}(-(Q[1-4]|\d\d))?", period or "2026", re.ASCII):
        year = int(period[:4] or 0)
        days = (date(year, 1, 1), date(year, 12, 31)) if 1900 <= year <= 2200 else (date(1900, 1, 1), date(2200, 12, 31))
        every = [one for one in library.get(pack).duties if one.id == duty]
        if any(found.id == item for found in standing({pack: every}, *days)):
            return
    raise RequestError("no standing duty has this id; 'sanctuary record due FOLDER --place PLACE' lists them.")


def paths_of(document: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """The paths of what a document says (`notices.language`: lists add no step)."""
    for name, inner in document.items():
        here = f"{path}.{name}" if path else name
        parts = inner if isinstance(inner, list) else [inner]
        tables = [one for one in parts if isinstance(one, Mapping)]
        for table in tables:
            yield from paths_of(table, here)
        if not tables:
            yield here
