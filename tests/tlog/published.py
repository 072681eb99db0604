"""A record as an outsider sees it, for tests: signers of fixed keys, leaves that hold no entry, public folders of any size."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from sanctuary.tlog.note import Signer, checkpoint_text, note_bytes
from sanctuary.tlog.tiles import write_checkpoint, write_tiles
from sanctuary.tlog.tree import MemoryHashes, root_of
from sanctuary.tlog.verify import COMMITMENTS, Missing, Reader, leaf_hash

ORIGIN = "records.example.org/log"
MONTH = 2026 * 12 + 10
NOON = 1_700_000_000


def noon() -> int:
    return NOON


def seed(word: str) -> bytes:
    return sha256(word.encode()).digest()


LOG = Signer.ed25519(ORIGIN, seed("log"))
LOG_PQ = Signer.mldsa44(ORIGIN, seed("log, ML-DSA"), noon)
WITNESS = Signer.cosigner("witness.example.net/w1", seed("w1"), noon)
WITNESS_PQ = Signer.mldsa44("witness.example.com/w2", seed("w2"), noon)


def leaf(seq: int, month: int = MONTH) -> bytes:
    """A leaf of the published layout, with commitments to nothing."""
    commitments = b"".join(sha256(f"{seq} {group}".encode()).digest() for group in range(COMMITMENTS))
    return b"\x01" + seq.to_bytes(8, "big") + month.to_bytes(4, "big") + commitments


def leaves(first: int, stop: int) -> Iterator[bytes]:
    return map(leaf, range(first, stop))


def hashes_of(size: int) -> MemoryHashes:
    return MemoryHashes(map(leaf_hash, leaves(0, size)))


def checkpoint(hashes: MemoryHashes, size: int, *signers: Signer) -> bytes:
    return note_bytes(checkpoint_text(ORIGIN, size, root_of(hashes, size)), signers or (LOG, LOG_PQ))


def publish(folder: Path, size: int, *signers: Signer, old: int = 0, hashes: MemoryHashes | None = None) -> MemoryHashes:
    """A public folder of this size; the hashes of its log."""
    kept = hashes or hashes_of(size)
    write_tiles(folder, kept, leaves, old, size)
    write_checkpoint(folder, checkpoint(kept, size, *signers))
    return kept


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def reader(held: dict[str, bytes]) -> Reader:
    """Reads a folder held in memory."""

    def read(path: str, limit: int) -> bytes:
        if path not in held:
            raise Missing(f"{path}: missing")
        assert len(held[path]) <= limit
        return held[path]

    return read
