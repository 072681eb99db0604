"""Verifies a public folder with aics-tlog (Python 3.12), which shares no code with this project: FOLDER LOG_VKEY WITNESS_VKEY PROOFS."""

import sys
from base64 import b64decode
from pathlib import Path

from aics_tlog.checkpoint import verify_checkpoint  # type: ignore[import-not-found]  # a peer for Python 3.12
from aics_tlog.note import parse_note, parse_vkey  # type: ignore[import-not-found]  # a peer for Python 3.12
from aics_tlog.tiles import FileSystemTileReader, consistency_proof_from_tiles, inclusion_proof_from_tiles, read_entry, tree_root_from_tiles  # type: ignore[import-not-found]  # a peer for Python 3.12
from aics_tlog.tree import verify_consistency, verify_leaf_inclusion  # type: ignore[import-not-found]  # a peer for Python 3.12
from aics_tlog.verified import audit_tiles  # type: ignore[import-not-found]  # a peer for Python 3.12


def main(folder: str, log: str, witness: str, proofs: str) -> str:
    """One line that says the size and how many proofs were compared."""
    note = parse_note(Path(folder, "checkpoint").read_bytes())
    found = verify_checkpoint(note, parse_vkey(log), [parse_vkey(witness)], 1)
    assert found.ok, found.error
    assert found.size is not None
    assert found.root is not None
    reader = FileSystemTileReader(folder)
    audit_tiles(reader, found.size, found.root)
    lines = Path(proofs).read_text(encoding="ascii").splitlines()
    for line in lines:
        kind, first, second, hashes = line.split(" ")
        ours = [b64decode(value) for value in hashes.split(",") if value]
        index, size = int(first), int(second)
        if kind == "inclusion":
            assert ours == inclusion_proof_from_tiles(reader, index, size)
            assert verify_leaf_inclusion(read_entry(reader, index, size), index, size, ours, found.root)
        else:
            assert ours == consistency_proof_from_tiles(reader, index, size)
            assert verify_consistency(index, size, tree_root_from_tiles(reader, index, size), found.root, ours)
    return f"verified {found.size} {len(lines)}"


if __name__ == "__main__":
    sys.stdout.write(main(*sys.argv[1:]) + "\n")
