"""What people type, as the program's values: days, places, standards, facts, readings and situations."""

import re
import shlex
import sys
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

from sanctuary.commands import STDIN
from sanctuary.commands.folding import hung
from sanctuary.commands.mistyped import known_word
from sanctuary.commands.printing import Printer
from sanctuary.documents import LARGEST, decode_text, parse_json, parse_toml, read_text, shape
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.errors import RequestError
from sanctuary.law.asked_day import TODAY, asked_day, read_day
from sanctuary.law.beside import NO_PAPER, PAPER
from sanctuary.law.crimes import crime_named
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library, Pack
from sanctuary.law.standing import beyond_brief, beyond_each, drafted, standing
from sanctuary.study.everyday import everyday

__all__ = [
    "day", "day_for", "day_or_today", "facts", "in_law_words", "is_file", "place_of", "proofs_of", "readings", "say_beyond", "say_read",
    "say_unencoded", "shaped", "situation_of", "standards_of", "typed", "whole_number",
]  # fmt: skip

T = TypeVar("T")

_DIGITS = 9
"""A number of so many digits is none that is meant."""


def day(text: str, *, last: bool = False) -> date | None:
    """A day written as 2018-10-01, `today`, or the first day of a year or month, or its `last`, as is said; nothing where nothing was."""
    if text.casefold() == TODAY:
        return asked_day(text)
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2})?", text):
        return read_day(text) if text else None
    year, _, month = text.partition("-")
    found = read_day(f"{year}-{month or '01'}-01")
    if last:
        following = (found.year + 1, 1) if not month or found.month == DECEMBER else (found.year, found.month + 1)
        found = date(*following, 1) - timedelta(days=1)
    say_read(f"'{text}' is read as {found}.")
    return found


DECEMBER = 12


def day_or_today(text: str) -> date:
    """A day as `day` reads it; today where nothing was written."""
    return day(text) or asked_day("")


def day_for(pack: Pack, text: str) -> date:
    """The day for a pack: as it was typed; of a draft that begins later the first day of its rules; else today."""
    if text:
        return day_or_today(text)
    today, rules = day_or_today(""), [one for one in pack.rules if one.effect != "notes"]
    if not rules or any(one.since <= today or one.perhaps_in_force(today) for one in rules):
        return today
    first = min(one.since for one in rules)
    say_read(f"{pack.file.title} begins on {first}, and is asked for that day.")
    return first


def place_of(library: Library, name: str) -> tuple[Library, str]:
    """The library and id of a place or standard; how a name was read that several cities have is said beside the answer."""
    try:
        found = library.find(name, "law")
    except RequestError as problem:
        from sanctuary.study.events import law_named  # noqa: PLC0415 - asked for after a refusal alone

        if told := law_named(library, name) or known_word(name):
            raise RequestError(told) from None
        raise problem from None
    say_read(library.places.choice(name) if found[0] is library else "")
    return found


def typed_as(named: str, place: str) -> str:
    """The word for a place in a command that asks again: the path of a pack in a folder as it was typed, else its id."""
    return shlex.quote(named) if named != place and (Path(named) / "pack.toml").is_file() else place


def say_read(told: str) -> None:
    """Says beside the answer how something was read: on standard error, so that what is piped stays the answer alone."""
    if told:
        sys.stderr.write(hung(told, sys.stderr) + "\n")


def in_law_words(law: Law, asked: Situation) -> Situation:
    """A situation typed in everyday words, as the vocabulary has them; how each was read is said in one line."""
    found, notes = everyday(law, asked)
    say_read(f"Read {'; '.join(notes)}." if notes else "")
    return found


def proofs_of(name: str, on: date) -> tuple[str, Proofs]:
    """The id of a place and its law of a day, to be asked of."""
    library, found = place_of(Library(), name)
    return found, Proofs(law_of(library, found, on))


def is_file(word: str) -> bool:
    """Whether a word is the path of a file; one that no path can be is none."""
    try:
        return Path(word).is_file()
    except OSError:
        return False


def say_unencoded(printer: Printer, *laws: Law) -> None:
    """Says first, in a line each, under whose law places stand whose own is not encoded; an answer tells the rest after itself."""
    for told in dict.fromkeys(standing(law.place, law.packs) for law in laws):
        if told:
            printer.line(told)


def say_beyond(printer: Printer, law: Law, *, brief: bool = False) -> None:
    """Says after an answer what of the law is known and not encoded; `brief`: the first few, and how many more --all tells."""
    if told := beyond_said(law, brief=brief):
        printer.line()
        printer.line(told)


def beyond_said(law: Law, *, brief: bool = False, whole: str = "--all", fewer: int = 0) -> str:
    """What of the law is known and not encoded, as a sentence; `brief`: the first few, and how many more the option `whole` tells.

    `fewer` are left out of these few where a screen has no room for them.
    """
    every = (beyond_brief if brief else beyond_each)(law.place, law.packs, on=law.on)
    most = max((MOST_OF_A_DRAFT if drafted(law.place) else MOST_BEYOND) - fewer, 1)
    shown = every[:most] if brief else every
    more = f"; {len(every) - len(shown)} more with {whole}" if len(shown) < len(every) else ""
    return f"Known but not encoded: {'; '.join(shown)}{more}." if every else ""


MOST_BEYOND, MOST_OF_A_DRAFT = 4, 2
"""Laws known and not encoded that a screen names, and that of a draft, which has more to tell of itself."""


def standards_of(library: Library, name: str) -> list[Pack]:
    """The standards that a word means: `all`, none for an empty word, or one by id, ending or path; the shortest first."""
    return library.standards(name) if name else []


def readings(words: Iterable[str]) -> dict[str, bool]:
    """Readings written as NAME=true or NAME=false."""
    found = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or value not in ("true", "false"):
            raise RequestError(f"'{word}' fixes no reading. Write --reading NAME=true or --reading NAME=false.")
        if name in found:
            raise RequestError(f"the reading '{name}' is given twice. Keep one of the two.")
        found[name] = value == "true"
    return found


def facts(words: Iterable[str]) -> dict[str, Any]:
    """Facts written as PATH=VALUE: true and false, whole numbers, and names; nested by dots."""
    found: dict[str, Any] = {}
    for word in words:
        path, sign, text = word.partition("=")
        path, sign, text = (word, "=", "true") if not sign and crime_named(word) else (path, sign, text)
        if not sign or not path:
            raise RequestError(f"'{word}' is no fact. Write --fact paper=detainer or --fact history.held_to_answer=true.")
        value: Any = {"true": True, "false": False}.get(text, int(text) if text.isdecimal() and len(text) < _DIGITS else text)
        *records, last = path.split(".")
        inner = found
        for record in records:
            inner = inner.setdefault(record, {})
            if not isinstance(inner, dict):
                raise RequestError(f"'{path}' lies inside '{record}', which was given a value of its own.")
        if last in inner:
            raise RequestError(f"'{path}' is given twice. {_keep_one(path, inner[last], value)}")
        inner[last] = value
    return found


def _keep_one(path: str, first: object, second: object) -> str:
    """What to type instead of a fact that is given twice: two papers that came together are one fact."""
    if path == PAPER and first != second and NO_PAPER not in (first, second):
        return f"Keep one, or name two papers that came together in one: --fact {shlex.quote(f'{PAPER}={first} with {second}')}."
    return "Keep one; a fact that is not known is left out."


def typed() -> str:
    """The next line of standard input; nothing at its end."""
    try:
        return sys.stdin.readline()
    except UnicodeDecodeError as problem:
        raise RequestError(f"{STDIN}: not UTF-8 text (byte {problem.start}). Type the number of an answer.") from None


def whole_number(word: str) -> int:
    """A number that was typed; -1 where it is none, or one of more digits than anything has that is counted here."""
    return int(word) if word.isdecimal() and len(word) < _DIGITS else -1


def situation_of(file: str) -> Situation:
    """A situation as TOML or JSON, told apart by its first sign."""
    return shaped(file, Situation, "a situation is a few lines")


def shaped(file: str, kind: type[T], hint: str) -> T:
    """What a file, or standard input, says as TOML or JSON, told apart by its first sign; `on` may be a text."""
    if file == STDIN:
        raw = sys.stdin.buffer.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise RequestError(f"{STDIN}: more than {LARGEST:,} bytes; {hint}.")
        text, where = decode_text(raw, STDIN, RequestError), STDIN
    else:
        text, where = read_text(Path(file), RequestError), file
    value = parse_json(text, where) if text.lstrip().startswith(("{", "[")) else parse_toml(text, where, RequestError)
    if isinstance(value, dict) and isinstance(value.get("on"), str):
        value = {**value, "on": day(value["on"])}
    return shape(value, kind, where, RequestError)
