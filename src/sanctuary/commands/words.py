"""What people type, as the program's values: days, places, facts and readings."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sanctuary.errors import RequestError
from sanctuary.law.packs import Library

__all__ = ["day", "facts", "place_of", "readings"]


def day(text: str) -> date | None:
    """A day written as 2018-10-01; nothing where nothing was written."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RequestError(f"'{text}' is no day. Write year, month and day as 2018-10-01.") from None


def place_of(library: Library, name: str) -> tuple[Library, str]:
    """The library and id of a place or standard."""
    return library.find(name, "law")


def readings(words: Iterable[str]) -> dict[str, bool]:
    """Readings written as NAME=true or NAME=false."""
    found = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or value not in ("true", "false"):
            raise RequestError(f"'{word}' fixes no reading. Write --reading NAME=true or --reading NAME=false.")
        found[name] = value == "true"
    return found


def facts(words: Iterable[str]) -> dict[str, Any]:
    """Facts written as PATH=VALUE: true and false, whole numbers, and names; nested by dots."""
    found: dict[str, Any] = {}
    for word in words:
        path, sign, text = word.partition("=")
        if not sign or not path:
            raise RequestError(f"'{word}' is no fact. Write --fact paper=detainer or --fact history.held_to_answer=true.")
        value: Any = {"true": True, "false": False}.get(text, int(text) if text.isdecimal() and len(text) < 9 else text)
        *records, last = path.split(".")
        inner = found
        for record in records:
            inner = inner.setdefault(record, {})
            if not isinstance(inner, dict):
                raise RequestError(f"'{path}' lies inside '{record}', which was given a value of its own.")
        inner[last] = value
    return found
