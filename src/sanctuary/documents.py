"""TOML and JSON documents as frozen structs: the one home of msgspec.

A document that does not fit its struct is refused with the file and the place in it; nothing is coerced.
"""

import json
import re
import stat
import tomllib
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec

from sanctuary.errors import PackError, RequestError, SanctuaryError
from sanctuary.held import held

__all__ = [
    "LARGEST",
    "Frozen",
    "Moment",
    "Result",
    "as_json",
    "as_line",
    "as_packed",
    "as_wire",
    "packed_reader",
    "parse_json",
    "parse_toml",
    "read_text",
    "reader_for",
    "replace",
    "schemas_of",
    "shape",
]

T = TypeVar("T")
F = TypeVar("F", bound=msgspec.Struct)

LARGEST = 2_000_000
"""Bytes of the largest document that is read: the largest file of law here is a hundredth of that."""


class Frozen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A struct that cannot be changed and that refuses fields it does not know."""


class Result(Frozen, frozen=True):
    """A struct that cannot be changed, nor the tables and lists in it."""

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if type(value) in (dict, list):
                msgspec.structs.force_setattr(self, name, held(value))


def read_text(path: Path, error: type[SanctuaryError] = PackError) -> str:
    """The text of a file; refuses what is missing, no file (a pipe would be waited for, a device never ends), too large or not UTF-8."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise error(f"{path}: not a file (a pipe, a device or a folder). Name a file.")
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as problem:
        raise error(f"{path}: cannot be read ({problem.strerror}). Check the path.") from None
    if len(raw) > LARGEST:
        raise error(f"{path}: the file has more than {LARGEST:,} bytes, the most that are read. Is it the right file?")
    return decode_text(raw, str(path), error)


def decode_text(raw: bytes, where: str, error: type[SanctuaryError]) -> str:
    """UTF-8 text without NUL bytes."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise error(f"{where}: not UTF-8 text (byte {problem.start}). Save it as UTF-8.") from None
    if "\0" in text:
        raise error(f"{where}: a binary file, where text was expected.")
    return text.removeprefix("\ufeff")


def parse_toml(text: str, where: str, error: type[SanctuaryError] = PackError) -> dict[str, Any]:
    """The tables of a TOML text."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise error(f"{where}: not TOML: {problem}.") from None
    except ValueError:
        raise error(f"{where}: not TOML: a number with too many digits.") from None
    except RecursionError:
        raise error(f"{where}: nested too deeply.") from None


class _NotJsonError(ValueError):
    """What JSON (RFC 8259) does not have, or does not define."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _NotJsonError("a name stands twice in one object")
    return found


def _no_number(_: str) -> float:
    raise _NotJsonError("NaN and Infinity are no numbers of JSON")


def parse_json(text: str, where: str) -> Any:
    """The value of a JSON text."""
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as problem:
        raise RequestError(f"{where}: not JSON: {problem.msg} (line {problem.lineno}, column {problem.colno}).") from None
    except ValueError as problem:
        # Python refuses numbers of more than 4,300 digits with words of its own.
        told = str(problem) if isinstance(problem, _NotJsonError) else "a number with too many digits"
        raise RequestError(f"{where}: not JSON: {told}.") from None
    except RecursionError:
        raise RequestError(f"{where}: nested too deeply.") from None


def shape(value: object, kind: type[T], where: str, error: type[SanctuaryError] = PackError) -> T:
    """The value as the struct `kind`; refuses what does not fit, naming the place in the document."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as problem:
        raise error(f"{where}: {str(problem).replace('`', chr(39)).replace('$.', '')}.") from None


Moment = Annotated[datetime, msgspec.Meta(extra_json_schema={"format": "date-time"})]
"""A time with its offset. A document may lack the offset, which is then refused where it is known what for."""


def reader_for(kind: type[T]) -> Callable[[bytes], T | None]:
    """What reads canonical JSON of this program as the struct `kind`, quickly; nothing where it does not fit."""
    decoder = msgspec.json.Decoder(kind)

    def read(raw: bytes) -> T | None:
        try:
            return decoder.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None

    return read


def packed_reader(kind: type[T]) -> Callable[[bytes], T | None]:
    """What reads MessagePack of this program as the struct `kind`; nothing where it does not fit."""
    decoder = msgspec.msgpack.Decoder(kind)

    def read(raw: bytes) -> T | None:
        try:
            return decoder.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None

    return read


def as_packed(value: object) -> bytes:
    """The value as MessagePack; the same value gives the same bytes."""
    return msgspec.msgpack.encode(value)


def schemas_of(kinds: Iterable[type[Any]], template: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of some structs and of those inside them, by name; `template` says where a name is found."""
    return dict(msgspec.json.schema_components(kinds, ref_template=template)[1])


def replace(struct: F, **fields: object) -> F:
    """The struct with some fields changed."""
    return msgspec.structs.replace(struct, **fields)


def as_json(value: object) -> str:
    """Indented JSON of structs, mappings, sequences and dates; key order is kept, so same input, same bytes.

    Signs that turn the direction of text stand as escapes, so that a terminal does not obey them.
    """
    plain = msgspec.to_builtins(value)
    try:
        # Laid out by msgspec: with an indent json writes in Python, three times as slow.
        text = msgspec.json.format(json.dumps(plain, ensure_ascii=False))
    except (UnicodeEncodeError, msgspec.DecodeError):  # half a surrogate pair, or a number that JSON does not have
        text = json.dumps(plain, indent=2, ensure_ascii=False)
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def as_wire(value: object) -> bytes:
    """The value as JSON in UTF-8 on one line, for another program: some eight times as quick as `as_line`, which is ASCII."""
    return msgspec.json.encode(value)


def as_line(value: object) -> str:
    """The value as JSON on one line, ASCII alone, keys in the order of the struct: a file of many is read line by line."""
    return json.dumps(msgspec.to_builtins(value), separators=(",", ":"))


_STEERING = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What json leaves as it is and a terminal obeys."""
