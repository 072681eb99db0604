"""Sealing an entry: a leaf of commitments for everybody, and a private part for those who hold its key.

Each entry has a data key of 32 random bytes. A group's field key is HMAC(data key, "salt|" + group), its commitment HMAC(field key, value),
both with SHA-256, where the value is the group's canonical JSON. The leaf holds the eight commitments; the private part holds the values,
AES-256-GCM under the data key, with the leaf's hash (RFC 6962 section 2.1) as associated data.

Rules it keeps:
- A commitment is keyed, for a plain hash of few possible values is guessed in minutes. An empty group is committed to like any other.
- The order is commitments, leaf, seal: a private part opens beside its own leaf only, and only if every commitment fits it. What is
  read of it alone (`kind_and_links`) has to fit its own: whoever has the keys could seal something else beside a leaf that was signed.
- One group is revealed by its field key and value; the other groups, and the same group of another entry, stay closed.
"""

import hmac
import json
import os
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from json.encoder import encode_basestring_ascii as quoted
from operator import attrgetter
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sanctuary.documents import Frozen, reader_for
from sanctuary.errors import RecordError, TamperError
from sanctuary.record.entry import GROUPS, Entry, kept_entry
from sanctuary.tlog.verify import LEAF_SIZE, leaf_hash

__all__ = [
    "DATA_KEY",
    "Revealed",
    "Sealed",
    "canonical",
    "check_revealed",
    "drafted",
    "kind_and_links",
    "month_number",
    "nonces",
    "reveal",
    "seal",
    "unseal",
    "unsigned",
    "unwrap",
    "with_signatures",
    "wrap",
]

DATA_KEY = 32
"""Bytes of a data key."""

_NONCE = 12
_HEAD = struct.Struct(">BQI")
_SALTS = tuple(f"salt|{group}".encode() for group in GROUPS)
_NAMES = tuple(f'"{fields[0]}":'.encode() if len(fields) == 1 else b"" for fields in GROUPS.values())
_BARE = frozenset({b"{}", b"[]"})
_read = reader_for(Entry)
_read_kind = reader_for(dict[str, Any])
_KIND = list(GROUPS).index("kind-and-links")
_ALL = tuple(range(len(GROUPS)))
_OTHERS = tuple(at for at in _ALL if at != _KIND)
_PLACES = tuple(slice(_HEAD.size + 32 * at, _HEAD.size + 32 * (at + 1)) for at in _ALL)
"""Where the commitments stand in a leaf."""

_AFTER = tuple(f'"{name}"'.encode() for name in GROUPS["kind-and-links"] if name >= "signatures")
"""What stands at or behind the place of signatures."""

_EMPTY = {name: getattr(Entry(), name) for fields in GROUPS.values() for name in fields}


@dataclass(frozen=True, slots=True)
class Sealed:
    """A leaf, fit to be published, and the private part that only the data key opens."""

    leaf: bytes
    private: bytes


@dataclass(frozen=True, slots=True)
class Revealed:
    """One group of one entry, with the key that lets anybody check it against the leaf. A repr shows neither."""

    seq: int
    group: str
    field_key: bytes
    value: bytes

    def __repr__(self) -> str:
        return f"Revealed(seq={self.seq}, group={self.group!r})"


def month_number(day: date) -> int:
    """The month of a day as a leaf counts it: twelve times the year, and the months gone since January."""
    return day.year * 12 + day.month - 1


def canonical(entry: Entry) -> tuple[bytes, ...]:
    """The canonical JSON of each group: sorted keys, no spaces, ASCII, no field that says no more than its default."""
    return tuple(_group(entry, fields) for fields in GROUPS.values())


def seal(entry: Entry, seq: int, data_key: bytes, values: Sequence[bytes] = (), nonce: bytes = b"") -> Sealed:
    """The entry as number `seq`, in the month in which it was recorded; refuses an entry without that time.

    `values`: the canonical JSON of its groups, where it was made before, with signatures. `nonce`: 12 random bytes, where many were drawn
    at once (`nonces`); never used before.
    """
    if entry.recorded_at is None:
        raise RecordError("an entry is sealed only with the time at which it was recorded. Add it through the log.")
    values = values or canonical(entry)
    commitments = [_mac(key, value) for key, value in zip(_field_keys(data_key), values, strict=True)]
    leaf = _HEAD.pack(1, seq, month_number(entry.recorded_at)) + b"".join(commitments)
    nonce = nonce or os.urandom(_NONCE)
    return Sealed(leaf, nonce + AESGCM(data_key).encrypt(nonce, b"\n".join(values), leaf_hash(leaf)))


def nonces(count: int) -> list[bytes]:
    """So many nonces, drawn at once: to ask the system for each takes a tenth of the time of sealing."""
    drawn = os.urandom(_NONCE * count)
    return [drawn[at : at + _NONCE] for at in range(0, len(drawn), _NONCE)]


def with_signatures(values: Sequence[bytes], signatures: bytes) -> list[bytes]:
    """The groups of an entry with signatures beside those that it has, in canonical JSON as they are."""
    kind = values[_KIND]
    if any(name in kind for name in _AFTER):
        told = json.loads(kind)
        told["signatures"] = [*json.loads(signatures), *told.get("signatures", ())]
        kind = json.dumps(told, sort_keys=True, separators=(",", ":")).encode()
    else:
        kind = kind[:-1] + (b'"signatures":' if kind == b"{}" else b',"signatures":') + signatures + b"}"
    return [*values[:_KIND], kind, *values[_KIND + 1 :]]


def unseal(sealed: Sealed, data_key: bytes, opened: Sequence[bytes] = ()) -> Entry:
    """The entry of a private part; refuses one that does not belong to its leaf, or whose values do not fit the commitments.

    `opened`: its groups, where `kind_and_links` gave them a moment ago.
    """
    values = _committed(sealed, data_key, opened, _OTHERS) if opened else _open(sealed, data_key)
    told = [name + value if name else value[1:-1] for name, value in zip(_NAMES, values, strict=True) if value not in _BARE]
    entry = _read(b"{" + b",".join(told) + b"}")
    return entry if entry is not None else _read_slowly(sealed, values)


def _read_slowly(sealed: Sealed, values: Sequence[bytes]) -> Entry:
    """The entry of values that do not fit at once: what is refused is told with its place."""
    document: dict[str, object] = {}
    for value, fields in zip(values, GROUPS.values(), strict=True):
        found = json.loads(value)
        document |= found if len(fields) > 1 else {fields[0]: found}
    return kept_entry(document, f"entry {_seq(sealed.leaf)}")


def kind_and_links(sealed: Sealed, data_key: bytes, hashed: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    """The group `kind-and-links` of a private part, held against its commitment, and all groups as they were written.

    `hashed` is the leaf's hash. The other commitments are left to whoever reads the whole entry.
    """
    values = _committed(sealed, data_key, _clear(sealed, data_key, hashed).split(b"\n"), (_KIND,))
    told = _read_kind(values[_KIND])
    return json.loads(values[_KIND]) if told is None else told, values


def unsigned(values: Sequence[bytes], told: Mapping[str, Any]) -> bytes:
    """What people sign of an entry: its groups without the signatures; `told` is its kind and links."""
    return _with_kind(values, {name: value for name, value in told.items() if name != "signatures"})


def drafted(values: Sequence[bytes], told: Mapping[str, Any]) -> bytes:
    """What the writer of a draft signed of the entry that it became: all but who approved it, and when it was recorded."""
    links = {name: value for name, value in told.get("links", {}).items() if name != "approved_by"}
    left_out = ("signatures", "recorded_at")
    return _with_kind(values, {name: value for name, value in told.items() if name not in left_out} | {"links": links})


def _with_kind(values: Sequence[bytes], told: Mapping[str, Any]) -> bytes:
    kind = json.dumps(told, sort_keys=True, separators=(",", ":")).encode()
    return b"\n".join([*values[:_KIND], kind, *values[_KIND + 1 :]])


def reveal(sealed: Sealed, data_key: bytes, group: str) -> Revealed:
    """The field key and the value of one group."""
    index = _index(group)
    return Revealed(_seq(sealed.leaf), group, _field_keys(data_key)[index], _open(sealed, data_key)[index])


def check_revealed(leaf: bytes, revealed: Revealed) -> None:
    """Refuses a revealed group that the leaf does not commit to: needs the public leaf and nothing else."""
    start = _HEAD.size + 32 * _index(revealed.group)
    fits = hmac.compare_digest(leaf[start : start + 32], _mac(revealed.field_key, revealed.value))
    if not fits or _seq(leaf) != revealed.seq:
        raise TamperError(f"entry {revealed.seq}: the revealed group '{revealed.group}' is not the one that its leaf commits to.")


def wrap(data_keys: Mapping[int, bytes], wrapping_key: bytes) -> dict[int, bytes]:
    """The data keys, by number, under the wrapping key: AES-256-GCM; each opens for its own number only."""
    cipher, nonces = AESGCM(wrapping_key), os.urandom(_NONCE * len(data_keys))
    wrapped = {}
    for at, (seq, data_key) in enumerate(data_keys.items()):
        nonce = nonces[_NONCE * at : _NONCE * (at + 1)]
        wrapped[seq] = nonce + cipher.encrypt(nonce, data_key, seq.to_bytes(8, "big"))
    return wrapped


def unwrap(wrapped: bytes, seq: int, wrapping_key: bytes) -> bytes:
    """The data key of number `seq`; refuses another number, another wrapping key and changed bytes alike."""
    try:
        return AESGCM(wrapping_key).decrypt(wrapped[:_NONCE], wrapped[_NONCE:], seq.to_bytes(8, "big"))
    except (InvalidTag, ValueError, TypeError, OverflowError):
        raise TamperError(f"entry {seq}: its data key does not open. Was the wrapping key replaced, or keys.sqlite changed?") from None


def _clear(sealed: Sealed, data_key: bytes, hashed: bytes) -> bytes:
    try:
        return AESGCM(data_key).decrypt(sealed.private[:_NONCE], sealed.private[_NONCE:], hashed)
    except (InvalidTag, ValueError):
        raise TamperError(
            f"entry {_seq(sealed.leaf)}: its private part does not open beside its leaf. One of them was changed: "
            "'sanctuary record check' tells all that is wrong; restore the store from its backup, and find out who changed it."
        ) from None


def _open(sealed: Sealed, data_key: bytes) -> Sequence[bytes]:
    return _committed(sealed, data_key, _clear(sealed, data_key, leaf_hash(sealed.leaf)).split(b"\n"))


def _committed(sealed: Sealed, data_key: bytes, values: Sequence[bytes], which: Sequence[int] = _ALL) -> Sequence[bytes]:
    """The groups, once some of them, or all, fit the leaf's commitments."""
    leaf = sealed.leaf
    if len(values) == len(_SALTS) and len(leaf) == LEAF_SIZE:
        made = b"".join([_mac(key, values[at]) for key, at in zip(_field_keys(data_key, which), which, strict=True)])
        if hmac.compare_digest(b"".join([leaf[_PLACES[at]] for at in which]), made):
            return values
    raise TamperError(f"entry {_seq(leaf)}: its private part is not what its leaf commits to.")


def _seq(leaf: bytes) -> int:
    return int.from_bytes(leaf[1:9], "big")


def _index(group: str) -> int:
    if group not in GROUPS:
        raise RecordError(f"no group of an entry is called that; known: {', '.join(GROUPS)}.")
    return list(GROUPS).index(group)


_INNER, _OUTER = (bytes(byte ^ pad for byte in range(256)) for pad in (0x36, 0x5C))


def _mac(key: bytes, data: bytes) -> bytes:
    """HMAC-SHA-256 (RFC 2104) with a key of 32 bytes; written out, for one-shot calls of the library take half as long again (measured)."""
    block = key.ljust(64, b"\0")
    return sha256(block.translate(_OUTER) + sha256(block.translate(_INNER) + data).digest()).digest()


def _field_keys(data_key: bytes, which: Sequence[int] = _ALL) -> list[bytes]:
    """The field keys of groups: the data key is hashed once for all."""
    block = data_key.ljust(64, b"\0")
    inner, outer = sha256(block.translate(_INNER)), sha256(block.translate(_OUTER))
    keys = []
    for at in which:
        first, last = inner.copy(), outer.copy()
        first.update(_SALTS[at])
        last.update(first.digest())
        keys.append(last.digest())
    return keys


Reader = tuple[Callable[[Frozen], tuple[object, ...]], tuple[object, ...], tuple[str, ...]]
_READERS: dict[type[Frozen], Reader] = {}


def _reader(kind: type[Frozen]) -> Reader:
    """How a struct is read, in the order of its fields' names: all values at once, their defaults, and how the names are written."""
    defaults = kind.__struct_defaults__
    missing = len(kind.__struct_fields__) - len(defaults)
    pairs = sorted(zip(kind.__struct_fields__, (...,) * missing + defaults, strict=True), key=lambda pair: pair[0])
    names = tuple(name for name, _ in pairs)
    found = _READERS[kind] = (attrgetter(*names), tuple(default for _, default in pairs), tuple(f'"{name}":' for name in names))
    return found


def _struct(value: Frozen) -> str:
    read, defaults, keys = _READERS.get(type(value)) or _reader(type(value))
    filled = [key + _write(inner) for key, default, inner in zip(keys, defaults, read(value), strict=True) if inner != default]
    return "{" + ",".join(filled) + "}"


def _write(value: object) -> str:
    """The canonical JSON of a value of an entry; a struct where its type is none of the plain ones."""
    writer = _WRITERS.get(type(value))
    return writer(value) if writer else _struct(value)  # type: ignore[arg-type]


def _tuple(value: tuple[object, ...]) -> str:
    return "[" + ",".join([_write(one) for one in value]) + "]"


_WRITERS: Mapping[type, Callable[[Any], str]] = {
    str: quoted,
    tuple: _tuple,
    datetime: lambda time: f'"{time.isoformat()}"',
    date: lambda day: f'"{day.isoformat()}"',
    int: repr,
    float: repr,
    bool: lambda truth: "true" if truth else "false",
    type(None): lambda _: "null",
}
"""Written out, for this decides how many entries fit into a second: json with a hook for structs takes four times as long."""


def _group(entry: Entry, fields: tuple[str, ...]) -> bytes:
    if len(fields) == 1:
        return _write(getattr(entry, fields[0])).encode()
    written = [f'"{name}":{_write(value)}' for name in sorted(fields) if (value := getattr(entry, name)) != _EMPTY[name]]
    return ("{" + ",".join(written) + "}").encode()
