"""Verifies a published record from its public folder alone: `python verify.py URL|FOLDER --key VKEY ...`.

One file that needs Python and `cryptography` and nothing else of this project, so that an auditor can read it and run it alone.
It follows RFC 6962 section 2.1 (hashing) and the C2SP pages signed-note, tlog-checkpoint, tlog-tiles and tlog-cosignature.

- Every key given must have signed the checkpoint, one of them by Ed25519 under the origin's name; lines of unknown keys are ignored.
- At least a quorum of the witnesses given must have cosigned; a witness counts once, however many keys it has.
- The entries are hashed anew: their root must be the checkpoint's, and every hash tile must hold what they hash to.
- Each entry has the one layout of a leaf, and its sequence number is its index.
- An earlier checkpoint must be a prefix of the same tree.
- One form of each number and each base64 text is accepted, and no trailing bytes. A checkpoint with extension lines is refused, and told.
- Keys that came with the folder prove nothing: `--keys FILE` takes a list, or the keys.json, that was kept elsewhere, and follows what its
  keys signed of later ones.
- A cosignature from the future is refused; the checkpoint's age is told, and `--fresh 45d` refuses an older one.
"""

import argparse
import binascii
import json
import re
import stat
import sys
import threading
import time
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

EMPTY_ROOT: Final = sha256(b"").digest()
WIDTH: Final = 256
COMMITMENTS: Final = 8
LEAF_SIZE: Final = 13 + 32 * COMMITMENTS
ED25519: Final = 0x01
COSIGNATURE: Final = 0x04
MLDSA44: Final = 0x06
CHECKPOINT_LIMIT: Final = 1_000_000
BUNDLE_LIMIT: Final = WIDTH * (2 + LEAF_SIZE)
TIMEOUT: Final = 60.0
"""Seconds that a step over a network may take in all, however slowly the other side answers."""
AHEAD: Final = 600
"""Seconds that another machine's clock may be ahead of this one."""
_STEP: Final = 2 + LEAF_SIZE
_PUBLIC: Final = {ED25519: 32, COSIGNATURE: 32, MLDSA44: 1312}
_SIGNATURE: Final = {ED25519: 64, COSIGNATURE: 72, MLDSA44: 2428}
_MONTHS: Final = range(12, 120_000)

T = TypeVar("T")

Reader = Callable[[str, int], bytes]
"""Gives the bytes of a path below the public folder, at most so many; raises Missing or Refused."""


class Refused(Exception):  # noqa: N818 - the word of the exit line: the record is refused
    """Verification failed; the message says what and where."""


class Missing(Refused):
    """A part of the public folder is not there."""


# ---- the Merkle tree: RFC 6962 section 2.1


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf's bytes."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two hashes side by side."""
    return sha256(b"\x01" + left + right).digest()


def fold(row: list[bytes]) -> bytes:
    """The root over hashes side by side; the last may stand for a subtree smaller than the others."""
    while len(row) > 1:
        pairs = iter(row)
        above = [sha256(b"\x01" + left + right).digest() for left, right in zip(pairs, pairs, strict=False)]
        row = [*above, row[-1]] if len(row) & 1 else above
    return row[0] if row else EMPTY_ROOT


class Frontier:
    """The roots of the complete subtrees that make up a tree, largest first: all that appending needs."""

    __slots__ = ("peaks", "size")

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        _need_hashes(peaks)
        if size < 0 or len(peaks) != size.bit_count():
            raise Refused(f"a tree of {size} leaves does not have {len(peaks)} complete subtrees")
        self.size = size
        self.peaks = list(peaks)

    def append(self, leaf: bytes) -> None:
        """Adds the hash of one leaf."""
        self.extend((leaf,))

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Adds the hashes of leaves in order."""
        peaks, size, digest = self.peaks, self.size, sha256
        try:
            for leaf in leaves:
                if len(leaf) != 32:
                    raise Refused(f"leaf {size}: a hash has 32 bytes, not {len(leaf)}")
                node, rest = leaf, size
                while rest & 1:
                    node = digest(b"\x01" + peaks.pop() + node).digest()
                    rest >>= 1
                peaks.append(node)
                size += 1
        finally:
            self.size = size

    def root(self) -> bytes:
        """The root of the tree so far."""
        if not self.peaks:
            return EMPTY_ROOT
        node = self.peaks[-1]
        for peak in self.peaks[-2::-1]:
            node = node_hash(peak, node)
        return node


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Refuses unless the leaf with this hash stands at the index of the tree with this size and root."""
    _need_hashes((leaf, root, *proof))
    if not 0 <= index < size:
        raise Refused(f"inclusion: index {index} is not within a tree of {size}")
    inner = (index ^ (size - 1)).bit_length()  # below this height both neighbors exist; above, only left ones
    length = inner + (index >> inner).bit_count()
    if len(proof) != length:
        raise Refused(f"inclusion of {index} in {size}: the proof has {len(proof)} hashes, expected {length}")
    node, digest = leaf, sha256
    for other, bit in zip(
        proof[:inner], reversed(f"{index:064b}"), strict=False
    ):  # the lowest bit first: 1 where the node is the right one
        node = digest(b"\x01" + other + node if bit == "1" else b"\x01" + node + other).digest()
    for other in proof[inner:]:
        node = digest(b"\x01" + other + node).digest()
    if node != root:
        raise Refused(f"inclusion of {index} in {size}: the proof leads to another root")


def verify_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> None:
    """Refuses unless the tree of size `old` is the beginning of the tree of size `new`."""
    _need_hashes((old_root, new_root, *proof))
    where = f"consistency of {old} with {new}"
    if not 0 <= old <= new:
        raise Refused(f"{where}: the earlier tree is not the smaller one")
    if (old == 0 and old_root != EMPTY_ROOT) or (new == 0 and new_root != EMPTY_ROOT):
        raise Refused(f"{where}: an empty tree has the root of the empty tree")
    if old in (0, new):
        if proof or (old == new and old_root != new_root):
            raise Refused(f"{where}: " + ("no proof is expected" if proof else "two roots for one size"))
        return
    low = (old & -old).bit_length() - 1  # the last complete subtree of the old tree has 2**low leaves
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    index, last = (old - 1) >> low, (new - 1) >> low
    inner = (index ^ last).bit_length()
    length = 1 + inner + (index >> inner).bit_count()
    if len(path) != length:
        raise Refused(f"{where}: the proof has {len(proof)} hashes, expected {length - len(path) + len(proof)}")
    before = after = path[0]
    digest = sha256
    for other in path[1 : inner + 1]:
        if index & 1:
            before = digest(b"\x01" + other + before).digest()
            after = digest(b"\x01" + other + after).digest()
        else:
            after = digest(b"\x01" + after + other).digest()
        index >>= 1
    for other in path[inner + 1 :]:
        before = digest(b"\x01" + other + before).digest()
        after = digest(b"\x01" + other + after).digest()
    if before != old_root or after != new_root:
        raise Refused(f"{where}: the proof leads to another {'earlier' if before != old_root else 'later'} root")


def _need_hashes(hashes: Iterable[bytes]) -> None:
    for value in hashes:
        if len(value) != 32:
            raise Refused(f"a hash has 32 bytes, not {len(value)}")


# ---- keys, notes and checkpoints: C2SP signed-note, tlog-checkpoint, tlog-cosignature


@dataclass(frozen=True, slots=True)
class Key:
    """A verification key: its name, its four-byte id, the kind of its signatures and the public key."""

    name: str
    id: bytes
    kind: int
    public: bytes

    @property
    def vkey(self) -> str:
        """The key as one line of text."""
        return f"{self.name}+{self.id.hex()}+{b64encode(bytes([self.kind]) + self.public).decode()}"


@dataclass(frozen=True, slots=True)
class Note:
    """A text and its signature lines: name, key id, signature."""

    text: str
    signatures: tuple[tuple[str, bytes, bytes], ...]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A log's name, its size and its root."""

    origin: str
    size: int
    root: bytes


def key_of(name: str, kind: int, public: bytes) -> Key:
    """The key with the id that its name, kind and public key give."""
    _need_name(name)
    if kind not in _PUBLIC:
        raise Refused(f"key {name}: kind {kind} is not known; known are 1 (Ed25519), 4 and 6 (cosignatures)")
    if len(public) != _PUBLIC[kind]:
        raise Refused(f"key {name}: the public key has {len(public)} bytes, expected {_PUBLIC[kind]}")
    return Key(name, sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4], kind, public)


def parse_key(vkey: str) -> Key:
    """The key of a line `name+id+base64`; its id must be the one that name, kind and key give."""
    name, _, rest = vkey.partition("+")
    written, _, encoded = rest.partition("+")
    data = decode_base64(encoded, f"key {name}")
    if not data:
        raise Refused(f"key {name}: no key, expected name+id+base64")
    key = key_of(name, data[0], data[1:])
    if key.id.hex() != written:
        raise Refused(f"key {name}: the id is not that of this name and key, which is {key.id.hex()}")
    return key


def parse_note(data: bytes) -> Note:
    """The note of these bytes."""
    if len(data) > CHECKPOINT_LIMIT:
        raise Refused(f"note: {len(data):,} bytes, at most {CHECKPOINT_LIMIT:,} are read")
    try:
        whole = data.decode()
    except UnicodeDecodeError as problem:
        raise Refused(f"note: not UTF-8 (byte {problem.start})") from None
    if re.search("[\x00-\x09\x0b-\x1f]", whole):
        raise Refused("note: a control character")
    text, blank, lines = whole.rpartition("\n\n")
    if not blank:
        raise Refused("note: no empty line between text and signatures")
    return Note(text + "\n", parse_signatures(lines))


def parse_signatures(lines: str) -> tuple[tuple[str, bytes, bytes], ...]:
    """The signature lines of a note: at least one, each ending in a newline."""
    rows = lines.split("\n")
    if rows.pop() or not rows or len(rows) > 100:
        raise Refused("note: signature lines are missing, unfinished or more than 100")
    found = []
    for number, row in enumerate(rows, 1):
        parts = row.split(" ")
        if len(parts) != 3 or parts[0] != "\u2014":
            raise Refused(f"note: signature line {number} is not an em dash, a name and base64")
        _need_name(parts[1])
        data = decode_base64(parts[2], f"note, signature line {number}")
        if len(data) < 5:
            raise Refused(f"note: signature line {number} is too short")
        found.append((parts[1], data[:4], data[4:]))
    return tuple(found)


def parse_checkpoint(text: str) -> Checkpoint:
    """The checkpoint of a note's text. Extension lines are refused: nobody can audit what they would say."""
    lines = text.split("\n")
    if len(lines) > 4 and not lines[-1] and all(lines[:-1]):
        raise Refused(f"checkpoint: {len(lines) - 4} extension lines after origin, size and root, of which nobody can audit what they say")
    if len(lines) != 4 or lines[3] or not lines[0]:
        raise Refused("checkpoint: expected three lines: origin, size, root")
    root = decode_base64(lines[2], "checkpoint root")
    if len(root) != 32:
        raise Refused(f"checkpoint: the root has {len(root)} bytes, expected 32")
    return Checkpoint(lines[0], decode_number(lines[1], "checkpoint size"), root)


def signed_message(key: Key, text: str, timestamp: int) -> bytes:
    """What a signature of this key covers; an Ed25519 note signature (kind 1) has no timestamp."""
    if key.kind == ED25519:
        return text.encode()
    if key.kind == COSIGNATURE:
        return f"cosignature/v1\ntime {timestamp}\n{text}".encode()
    checkpoint = parse_checkpoint(text)
    name, origin = key.name.encode(), checkpoint.origin.encode()
    if len(name) > 255 or len(origin) > 255:
        raise Refused("cosignature: a name or origin is longer than 255 bytes")
    start_and_end = bytes(8) + checkpoint.size.to_bytes(8, "big")
    named = bytes([len(name)]) + name + timestamp.to_bytes(8, "big") + bytes([len(origin)]) + origin
    return b"subtree/v1\n\0" + named + start_and_end + checkpoint.root


def verify_note(note: Note, key: Key) -> int | None:
    """The time of the key's cosignature, None for an Ed25519 note signature; every line of this key must verify."""
    mine = [signature for name, number, signature in note.signatures if (name, number) == (key.name, key.id)]
    if not mine:
        raise Refused(f"note: no signature by {key.name} ({key.id.hex()})")
    times = [_verify_signature(note.text, key, signature) for signature in mine]
    return times[0]


def _verify_signature(text: str, key: Key, signature: bytes) -> int | None:
    where = f"note: the signature by {key.name} ({key.id.hex()})"
    if len(signature) != _SIGNATURE[key.kind]:
        raise Refused(f"{where} has {len(signature)} bytes, expected {_SIGNATURE[key.kind]}")
    at = 0 if key.kind == ED25519 else 8
    timestamp = int.from_bytes(signature[:at], "big")
    if timestamp >= 1 << 63:
        raise Refused(f"{where} has a time out of range")
    public = MLDSA44PublicKey.from_public_bytes if key.kind == MLDSA44 else Ed25519PublicKey.from_public_bytes
    try:
        public(key.public).verify(signature[at:], signed_message(key, text, timestamp))
    except (InvalidSignature, ValueError):
        raise Refused(f"{where} does not verify") from None
    return timestamp if at else None


def decode_base64(text: str, where: str) -> bytes:
    """The bytes of standard base64 in its one canonical form."""
    try:
        data = b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Refused(f"{where}: not base64") from None
    if b64encode(data).decode() != text:
        raise Refused(f"{where}: base64, but not in its canonical form")
    return data


def decode_number(text: str, where: str) -> int:
    """The number of a decimal without sign or leading zeros, below 2**63."""
    if not re.fullmatch(r"0|[1-9][0-9]{0,18}", text, re.ASCII) or int(text) >= 1 << 63:
        raise Refused(f"{where}: not a plain decimal number below 2^63")
    return int(text)


def _need_name(name: str) -> None:
    if not name or re.search(r"[+\s\x00-\x1f]", name):
        raise Refused("a key's name is not empty and holds no space and no plus sign")


# ---- leaves, bundles and tiles: C2SP tlog-tiles


@dataclass(frozen=True, slots=True)
class Leaf:
    """What is published of an entry: layout version, sequence number, month ("2026-11") and commitments."""

    version: int
    seq: int
    month: str
    commitments: tuple[bytes, ...]


def parse_leaf(data: bytes) -> Leaf:
    """The leaf of these bytes: version 0x01, seq (8 bytes), month (4 bytes, year * 12 + month - 1), commitments of 32 bytes."""
    if len(data) != LEAF_SIZE:
        raise Refused(f"leaf: {len(data)} bytes, expected {LEAF_SIZE}")
    months = int.from_bytes(data[9:13], "big")
    if data[0] != 1 or months not in _MONTHS:
        raise Refused(f"leaf: version {data[0]}, expected 1" if data[0] != 1 else "leaf: the month is out of range")
    commitments = tuple(data[at : at + 32] for at in range(13, LEAF_SIZE, 32))
    return Leaf(data[0], int.from_bytes(data[1:9], "big"), f"{months // 12:04}-{months % 12 + 1:02}", commitments)


def parse_bundle(data: bytes, first: int, width: int) -> list[bytes]:
    """The bytes of each leaf of an entry bundle that begins with entry `first`."""
    leaves = [data[at + 2 : at + _STEP] for at in range(0, len(data), _STEP)]
    for seq, leaf in enumerate(leaves, first):
        at = (seq - first) * _STEP
        if data[at : at + 2] != LEAF_SIZE.to_bytes(2, "big"):
            raise Refused(f"entry {seq}: the length before it is not {LEAF_SIZE}")
        if parse_leaf(leaf).seq != seq:
            raise Refused(f"entry {seq}: its sequence number is {parse_leaf(leaf).seq}, expected its index")
    if len(leaves) != width:
        raise Refused(f"entries from {first}: {len(leaves)} in the bundle, expected {width}")
    return leaves


def hash_bundle(data: bytes, first: int, width: int) -> list[bytes]:
    """The leaf hashes of an entry bundle, after the same checks as `parse_bundle` on whole columns: ten times as fast."""
    same = LEAF_SIZE.to_bytes(2, "big") + b"\x01" + (first >> 8).to_bytes(7, "big")
    months = set(zip(*(data[at::_STEP] for at in range(11, 15)), strict=False))
    if not (
        len(data) == width * _STEP
        and all(data[at::_STEP] == same[at : at + 1] * width for at in range(10))
        and data[10::_STEP] == bytes(range(width))
        and all(int.from_bytes(month, "big") in _MONTHS for month in months)
    ):
        parse_bundle(data, first, width)
        raise Refused(f"entries from {first}: the bundle is malformed")
    prefixed = bytearray(data)
    prefixed[1::_STEP] = bytes(width)  # the byte before each leaf becomes the 0x00 that RFC 6962 hashes before it: saves a copy of each
    view, digest = memoryview(prefixed), sha256
    return [digest(view[at : at + 1 + LEAF_SIZE]).digest() for at in range(1, len(data), _STEP)]


def tile_path(level: int, index: int, width: int = WIDTH) -> str:
    """The path of a hash tile below the public folder; a width under 256 names a partial tile."""
    return _path(str(level), index, width)


def bundle_path(index: int, width: int = WIDTH) -> str:
    """The path of an entry bundle below the public folder; a width under 256 names a partial bundle."""
    return _path("entries", index, width)


def _path(kind: str, index: int, width: int) -> str:
    groups = f"{index:,}".split(",")
    name = "/".join([f"x{group:0>3}" for group in groups[:-1]] + [f"{groups[-1]:0>3}"])
    return f"tile/{kind}/{name}" + (f".p/{width}" if width < WIDTH else "")


def read_tile(read: Reader, level: int | None, index: int, width: int) -> bytes:
    """The first `width` items of a hash tile, or of an entry bundle (level None), from the partial file or else from the full one."""
    item = _STEP if level is None else 32
    kind = "entries" if level is None else str(level)
    try:
        path = _path(kind, index, width)
        data = read(path, width * item)
    except Missing:
        if width == WIDTH:
            raise
        path = _path(kind, index, WIDTH)
        data = read(path, WIDTH * item)
        if len(data) == WIDTH * item:
            return data[: width * item]
    if level is not None and len(data) != width * item:
        raise Refused(f"{path}: {len(data)} bytes, expected {width * item}")
    return data


def reader_of(where: str) -> Reader:
    """Reads below a folder or an http(s) address."""
    if where.startswith(("http://", "https://")):
        return lambda path, limit: _fetch(where.rstrip("/") + "/" + path, path, limit)
    folder = Path(where)
    if not folder.is_dir():
        raise Refused(f"{where}: neither a folder nor an http(s) address")
    return lambda path, limit: _read(folder / path, path, limit)


def _read(file: Path, path: str, limit: int) -> bytes:
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise Refused(f"{path}: not a file (a pipe, a device or a folder)")
        with file.open("rb") as stream:
            return _within(stream.read(limit + 1), path, limit)
    except (FileNotFoundError, NotADirectoryError):
        raise Missing(f"{path}: missing") from None
    except OSError as problem:
        raise Refused(f"{path}: cannot be read ({problem.strerror})") from None


def in_time(work: Callable[[], T], seconds: float) -> T:
    """What the work gives, or TimeoutError: a socket's own timeout begins anew with each byte, so a slow answer could last for ever."""
    given: list[tuple[bool, Any]] = []

    def run() -> None:
        try:
            given.append((True, work()))
        except BaseException as problem:  # noqa: BLE001 - it is raised again below, by whoever waits
            given.append((False, problem))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if not given:
        raise TimeoutError
    done, value = given[0]
    if not done:
        raise value
    return value  # type: ignore[no-any-return]


def _fetch(address: str, path: str, limit: int) -> bytes:
    from http import client  # noqa: PLC0415 - a folder is verified, and a record opened, without these, and they take long to load
    from urllib import error, request  # noqa: PLC0415 - the same

    def get() -> bytes:
        asked = request.Request(address, headers={"Accept-Encoding": "gzip"})  # noqa: S310 - reader_of lets only http and https through
        with request.urlopen(asked, timeout=TIMEOUT) as answer:  # noqa: S310
            packed = answer.headers.get("Content-Encoding") == "gzip"
            data: bytes = answer.read(limit + 1 + 1024 * packed)  # hashes do not shrink: packed, they are a little longer
            return zlib.decompressobj(31).decompress(data, limit + 1) if packed else data

    try:
        return _within(in_time(get, TIMEOUT), path, limit)
    except error.HTTPError as problem:
        problem.close()
        kind = Missing if problem.code in (403, 404, 410) else Refused
        raise kind(f"{path}: not served (HTTP {problem.code})") from None
    except (OSError, client.HTTPException, ValueError, zlib.error) as problem:
        raise Refused(f"{path}: cannot be fetched ({type(problem).__name__})") from None


def _within(data: bytes, path: str, limit: int) -> bytes:
    if len(data) > limit:
        raise Refused(f"{path}: more than the {limit:,} bytes expected")
    return data


# ---- what was verified


@dataclass(frozen=True, slots=True)
class Verified:
    """What was verified: the checkpoint, the distinct keys that signed it (name+id), which witnesses cosigned it and when.

    `time`: when the checkpoint was signed, in seconds since 1970, by the log's own cosignature or else the latest of a witness; nothing
    where neither was verified.
    """

    checkpoint: Checkpoint
    keys: tuple[str, ...]
    witnesses: tuple[tuple[str, int], ...]
    time: int | None = None


# ---- keys that follow keys


def keys_text(origin: str, current: Sequence[str], retired: Sequence[tuple[str, int]]) -> str:
    """What the Ed25519 key in force signs of keys.json: a text that no checkpoint can be, for its first line is no origin."""
    rows = [f"current {vkey}" for vkey in current] + [f"retired {size} {vkey}" for vkey, size in retired]
    return "\n".join([f"sanctuary.record.public-keys/2 {origin}", *rows, ""])


def succession_text(origin: str, size: int, vkeys: Sequence[str]) -> str:
    """What an old Ed25519 key signs of the keys that follow it, from a size of the log on."""
    return "\n".join([f"sanctuary.record.succession/1 {origin}", str(size), *vkeys, ""])


def parse_keys(text: str, where: str) -> list[Key]:
    """The keys of a keys.json, or of a text with one key a line."""
    if not text.lstrip().startswith("{"):
        return [parse_key(line.strip()) for line in text.splitlines() if line.strip()]
    return [parse_key(vkey) for vkey in _listed(text, where)["current"]]


def _listed(text: str, where: str) -> dict[str, Any]:
    """The lists of a keys.json, of the form that this program writes."""
    try:
        held = json.loads(text)
        lists = {name: [str(one) for one in held.get(name, [])] for name in ("current", "succession")}
        retired = [(str(one["vkey"]), int(one["until_size"])) for one in held.get("retired", [])]
        return {"origin": str(held["origin"]), **lists, "retired": retired, "signed": str(held.get("signed", ""))}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Refused(f"{where}: no list of keys") from None


def succeed(keys: Sequence[Key], text: str) -> tuple[list[Key], list[Key]]:
    """The keys in force that follow from `keys` by what old keys signed of new ones in a keys.json, and those of `keys` that were replaced.

    What is listed there counts only as far as the last key that is reached has signed the list.
    """
    listed = _listed(text, "keys.json")
    mine, replaced = {key.vkey: key for key in keys}, dict[str, Key]()
    for said in listed["succession"]:
        note = parse_note(said.encode())
        head, size, *following = note.text.removesuffix("\n").split("\n")
        old = [key for key in mine.values() if key.kind == ED25519 and (key.name, key.id) in {line[:2] for line in note.signatures}]
        if old and head == f"sanctuary.record.succession/1 {old[0].name}":
            decode_number(size, "keys.json, succession")
            verify_note(note, old[0])
            replaced |= mine
            mine = {key.vkey: key for key in map(parse_key, following)}
    signer = next((key for key in mine.values() if key.kind == ED25519), None)
    if signer is None:
        raise Refused("keys: one Ed25519 key of the log (kind 1) is needed")
    note = parse_note(listed["signed"].encode())
    verify_note(note, signer)
    if note.text != keys_text(listed["origin"], listed["current"], listed["retired"]) or not set(mine) <= set(listed["current"]):
        raise Refused("keys.json: it lists other keys than those that were signed")
    return list(mine.values()), list(replaced.values())


# ---- the whole record


def need_policy(keys: Sequence[Key], witnesses: Sequence[Key], quorum: int | None) -> int:
    """The quorum asked for (all witnesses where none is said), after the checks that such a policy can be met and means something."""
    if not any(key.kind == ED25519 for key in keys):
        raise Refused("keys: one Ed25519 key of the log (kind 1) is needed")
    if any(key.kind == ED25519 for key in witnesses):
        raise Refused("witnesses: a witness has a cosignature key (kind 4 or 6)")
    if {key.public for key in keys} & {key.public for key in witnesses}:
        raise Refused("witnesses: a key of the log is no witness of it")
    most = len({key.name for key in witnesses})
    if len({key.public for key in witnesses}) < len({(key.name, key.public) for key in witnesses}):
        raise Refused("witnesses: one key under two names, which would count twice")
    if not 0 <= (most if quorum is None else quorum) <= most:
        raise Refused(f"quorum: {quorum} of {most} witnesses cannot be met")
    return most if quorum is None else quorum


def verify_checkpoint(
    data: bytes, keys: Sequence[Key], witnesses: Sequence[Key] = (), quorum: int | None = None, now: int | None = None
) -> Verified:
    """The checkpoint of a note that every key has signed and that a quorum of the witnesses has cosigned.

    With `now` (seconds since 1970) a cosignature that lies more than ten minutes after it is refused.
    """
    needed = need_policy(keys, witnesses, quorum)
    note = parse_note(data)
    own = {f"{key.name}+{key.id.hex()}": verify_note(note, key) for key in keys}
    checkpoint = parse_checkpoint(note.text)
    if any(key.kind == ED25519 and key.name != checkpoint.origin for key in keys):
        raise Refused("checkpoint: its origin is not the name of the Ed25519 key")
    lines = {(name, number) for name, number, _ in note.signatures}
    seen = {key.name: verify_note(note, key) or 0 for key in witnesses if (key.name, key.id) in lines}
    if len(seen) < needed:
        raise Refused(f"checkpoint: cosigned by {len(seen)} of the witnesses, expected {needed}")
    times = [one for one in own.values() if one is not None] or list(seen.values())
    if now is not None and any(one > now + AHEAD for one in (*times, *seen.values())):
        raise Refused("checkpoint: a cosignature says a time that has not come yet; is the clock of this machine right?")
    return Verified(checkpoint, tuple(own), tuple(sorted(seen.items())), max(times, default=None))


@contextmanager
def _said_of(what: str) -> Iterator[None]:
    """Names the file where a note is refused: a folder holds several, and one that is cut short has to be fetched again."""
    try:
        yield
    except Refused as problem:
        said = str(problem)
        raise Refused(f"{what}: {said.removeprefix('note: ')}; take it from a whole copy" if said.startswith("note: ") else said) from None


def verify_earlier(data: bytes, keys: Sequence[Key], now: Checkpoint) -> Checkpoint:
    """The checkpoint kept from earlier: of the same log, no larger, signed by at least one of the keys and falsely by none."""
    note = parse_note(data)
    lines = {(name, number) for name, number, _ in note.signatures}
    mine = [key for key in keys if (key.name, key.id) in lines]
    for key in mine:
        verify_note(note, key)
    then = parse_checkpoint(note.text)
    if then.origin != now.origin:
        raise Refused("earlier checkpoint: of another log")
    if not mine:
        raise Refused("earlier checkpoint: signed by none of these keys; where the log has new keys since, give the old ones as well")
    if then.size > now.size:
        raise Refused(f"earlier checkpoint: larger ({then.size}) than the present one ({now.size})")
    return then


def rebuild(read: Reader, size: int, earlier: int = 0) -> tuple[bytes, bytes]:
    """The root over all entries and the root over the `earlier` first ones, with every hash tile compared on the way."""
    levels: list[list[bytes]] = [[]]
    root_then = EMPTY_ROOT
    for first in range(0, size, WIDTH):
        width = min(WIDTH, size - first)
        levels[0] = hash_bundle(read_tile(read, None, first >> 8, width), first, width)
        if first < earlier <= first + width:
            root_then = _root([levels[0][: earlier - first], *levels[1:]])
        level = 0
        while len(levels[level]) == WIDTH:
            _compare(read, level, first >> 8 * (level + 1), levels[level])
            if level + 1 == len(levels):
                levels.append([])
            levels[level + 1].append(fold(levels[level]))
            levels[level] = []
            level += 1
    for level, hashes in enumerate(levels):
        if hashes:
            _compare(read, level, size >> 8 * (level + 1), hashes)
    return _root(levels), root_then


def _root(levels: list[list[bytes]]) -> bytes:
    below: list[bytes] = []
    for hashes in levels:
        row = hashes + below
        below = [fold(row)] if row else []
    return fold(below)


def _compare(read: Reader, level: int, index: int, hashes: list[bytes]) -> None:
    held = read_tile(read, level, index, len(hashes))
    if held != b"".join(hashes):
        wrong = next(n for n, value in enumerate(hashes) if held[32 * n : 32 * n + 32] != value)
        raise Refused(f"{tile_path(level, index, len(hashes))}: hash {wrong} is not that of the entries below it")


def verify_log(
    read: Reader,
    keys: Sequence[Key],
    witnesses: Sequence[Key] = (),
    quorum: int | None = None,
    since: bytes | None = None,
    old_keys: Sequence[Key] = (),
    now: int | None = None,
) -> Verified:
    """What was verified of the whole public folder.

    `since` is an earlier checkpoint, kept by the auditor, and `old_keys` are keys of that time that the log has replaced since. `now`:
    seconds since 1970, to refuse what lies in the future.
    """
    with _said_of("checkpoint"):
        verified = verify_checkpoint(read("checkpoint", CHECKPOINT_LIMIT), keys, witnesses, quorum, now)
    here = verified.checkpoint
    with _said_of("earlier checkpoint"):
        then = verify_earlier(since, [*keys, *old_keys], here) if since is not None else Checkpoint(here.origin, 0, EMPTY_ROOT)
    root, root_then = rebuild(read, here.size, then.size)
    if root != here.root:
        raise Refused(f"checkpoint: its root is not that of the {here.size} entries published")
    if root_then != then.root:
        raise Refused(f"earlier checkpoint: its root is not that of the first {then.size} entries published now")
    return verified


def followed(read: Reader, keys: Sequence[Key]) -> tuple[list[Key], list[Key]]:
    """The keys in force that follow from keys kept elsewhere, and those of them that were replaced, by keys.json of the public folder."""
    try:
        held = read("keys.json", CHECKPOINT_LIMIT)
    except Missing:
        return list(keys), []
    try:
        return succeed(keys, held.decode())
    except UnicodeDecodeError:
        raise Refused("keys.json: not UTF-8 text") from None


def kept_keys(file: Path, where: str) -> list[Key]:
    """The keys of a file that did not come with the public folder; refuses one that did."""
    folder = Path(where)
    if not where.startswith(("http://", "https://")) and folder.is_dir() and folder.resolve() in file.resolve().parents:
        raise Refused(f"{file}: it came with the folder, and whoever wrote the folder wrote it; take keys that you have from elsewhere")
    try:
        return parse_keys(_read(file, str(file), CHECKPOINT_LIMIT).decode(), str(file))
    except UnicodeDecodeError:
        raise Refused(f"{file}: not UTF-8 text") from None


def seconds_of(span: str) -> int:
    """The seconds of a span as 45d: minutes, hours, days or weeks."""
    found = re.fullmatch(r"([1-9][0-9]{0,5})([mhdw])", span, re.ASCII)
    if not found:
        raise Refused(f"{span}: no span of time, expected a number and m, h, d or w, as 45d")
    return int(found[1]) * {"m": 60, "h": 3600, "d": 86400, "w": 604800}[found[2]]


def aged(verified: Verified, now: int, fresh: int | None = None) -> str:
    """When the checkpoint was signed and how long ago, in words; refuses one older than `fresh` seconds, or of no known age."""
    if verified.time is None:
        if fresh is not None:
            raise Refused("checkpoint: nothing that was verified says when it was signed; give the log's ML-DSA key or a witness's")
        return "signed at a time that nothing verified says"
    age = max(0, now - verified.time)
    told = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime(verified.time)) if verified.time < 1 << 37 else "a day out of range"
    ago = f"{age // 86400} days" if age >= 172800 else f"{age // 3600} hours" if age >= 7200 else f"{age // 60} minutes"
    if fresh is not None and age > fresh:
        raise Refused(f"checkpoint: signed {told}, {ago} ago, which is older than was asked for")
    return f"signed {told}, {ago} ago"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a run is to verify."""

    read: Reader
    keys: list[Key]
    kept: bool
    witnesses: list[Key]
    quorum: int | None
    since: bytes | None
    old_keys: list[Key]
    fresh: int | None
    as_json: bool


def _arguments(words: Sequence[str] | None) -> _Asked:
    parser = argparse.ArgumentParser(prog="verify.py", description="Verify a published record from its public folder alone.")
    parser.add_argument("where", metavar="URL|FOLDER", help="the public folder")
    parser.add_argument("--key", metavar="VKEY", action="append", default=[], help="a key of the log; each must have signed")
    parser.add_argument("--keys", metavar="FILE", type=Path, help="keys from elsewhere: one a line, or a keys.json that was kept")
    parser.add_argument("--witness", metavar="VKEY", action="append", default=[], help="a cosignature key of a witness")
    parser.add_argument("--quorum", metavar="N", type=int, help="how many witnesses must have cosigned (default: all that are given)")
    parser.add_argument("--since", metavar="FILE", type=Path, help="a checkpoint kept from earlier, which must be a prefix")
    parser.add_argument("--old-key", metavar="VKEY", action="append", default=[], help="a replaced key of the log, for --since")
    parser.add_argument("--fresh", metavar="SPAN", help="refuse a checkpoint that is older, as 45d")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    given = parser.parse_args(words)
    try:
        keys, witnesses = [parse_key(key) for key in given.key], [parse_key(key) for key in given.witness]
        keys += kept_keys(given.keys, given.where) if given.keys else []
        old_keys = [parse_key(key) for key in given.old_key]
        need_policy(keys, witnesses, given.quorum)
        fresh = seconds_of(given.fresh) if given.fresh else None
        read = reader_of(given.where)
        since = _read(given.since, str(given.since), CHECKPOINT_LIMIT) if given.since else None
    except Refused as problem:
        parser.error(str(problem))
    if since == b"":
        parser.error(f"{given.since}: empty, expected a checkpoint")
    return _Asked(read, keys, bool(given.keys), witnesses, given.quorum, since, old_keys, fresh, given.format == "json")


def many(count: int, what: str) -> str:
    """A count and its noun: 1 key, 2 keys, 1,000 entries."""
    if count != 1:
        what = f"{what[:-1]}ies" if what.endswith("ry") else f"{what}es" if what.endswith("s") else f"{what}s"
    return f"{count:,} {what}"


def main(words: Sequence[str] | None = None) -> int:
    """The exit code: 0 verified, 1 refused; bad use exits with 2."""
    asked, now = _arguments(words), int(time.time())
    answer: dict[str, object] = {"schema": "sanctuary.record.verify/2"}
    try:
        keys, replaced = followed(asked.read, asked.keys) if asked.kept else (asked.keys, [])
        found = verify_log(asked.read, keys, asked.witnesses, asked.quorum, asked.since, [*asked.old_keys, *replaced], now)
        age = aged(found, now, asked.fresh)
    except Refused as problem:
        answer |= {"verified": False, "refused": str(problem)}
        line = f"refused: {problem}"
    else:
        here = found.checkpoint
        root, seen = b64encode(here.root).decode(), [{"name": name, "time": when} for name, when in found.witnesses]
        answer |= {"verified": True, "origin": here.origin, "size": here.size, "root": root, "keys": found.keys, "witnesses": seen}
        answer |= {"time": found.time}
        by = f"{many(len(found.keys), 'key')}, {many(len(seen), 'witness')}"
        line = f"verified: {here.origin}, {many(here.size, 'entry')}, root {root}, {by}, {age}"
    sys.stdout.write((json.dumps(answer, ensure_ascii=False) if asked.as_json else line) + "\n")
    return 0 if answer["verified"] else 1


if __name__ == "__main__":
    sys.exit(main())
