"""Merkle proofs from stored hashes, and the hashes to store: RFC 6962 sections 2.1.1 and 2.1.2.

- A node (level, index) is the complete subtree over the leaves from `index * 2**level`, `2**level` of them; it never changes.
- What is not complete in a tree of some size is computed from such nodes and is never stored.
- A proof is made for any size up to the one stored: what was published earlier can be proved later.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Protocol

from sanctuary.errors import RecordError
from sanctuary.tlog.verify import EMPTY_ROOT, Frontier, fold, node_hash

__all__ = ["Hashes", "LeafHashes", "MemoryHashes", "complete", "consistency_proof", "frontier_of", "inclusion_proof", "root_of"]


class Hashes(Protocol):
    """Where the hashes of complete subtrees are kept."""

    def read(self, level: int, index: int) -> bytes:
        """The hash of the complete subtree over the leaves `index * 2**level` to `(index + 1) * 2**level`, without the last."""
        ...


class MemoryHashes:
    """The hashes of a log in memory, for small logs and for checks."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self.frontier = Frontier()
        self._nodes: dict[tuple[int, int], bytes] = {}
        self.extend(leaves)

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Adds the hashes of leaves in order."""
        self._nodes.update(((level, index), node) for level, index, node in complete(self.frontier, leaves))

    def read(self, level: int, index: int) -> bytes:
        """The hash of a complete subtree."""
        try:
            return self._nodes[level, index]
        except KeyError:
            raise RecordError(f"hashes: node {index} of level {level} is not stored; the log has {self.frontier.size} leaves.") from None


class LeafHashes:
    """The hashes of complete subtrees over leaf hashes in memory, made when they are asked for.

    Of the nodes made every eighth level is kept in `nodes`, which may be used again for more leaves: a complete subtree never changes.
    """

    def __init__(self, leaves: Sequence[bytes], nodes: dict[tuple[int, int], bytes]) -> None:
        self._leaves, self._nodes = leaves, nodes

    def read(self, level: int, index: int) -> bytes:
        """The hash of a complete subtree."""
        if level == 0:
            return self._leaves[index]
        if (level, index) in self._nodes:
            return self._nodes[level, index]
        below = (level - 1) // 8 * 8
        count = 1 << level - below
        if index < 0 or (index + 1) << level > len(self._leaves):
            raise RecordError(f"hashes: node {index} of level {level} is not complete in a log of {len(self._leaves)} leaves.")
        node = fold([self.read(below, index * count + at) for at in range(count)])
        if level % 8 == 0:
            self._nodes[level, index] = node
        return node


def complete(frontier: Frontier, leaves: Iterable[bytes]) -> list[tuple[int, int, bytes]]:
    """The nodes (level, index, hash), leaves among them, that become complete when these leaf hashes are added to the frontier."""
    nodes: list[tuple[int, int, bytes]] = []
    peaks, size, digest, add = frontier.peaks, frontier.size, sha256, nodes.append
    hashes = list(leaves)
    if any(len(leaf) != 32 for leaf in hashes):
        raise RecordError("tree: a leaf's hash has 32 bytes. Add leaf_hash(leaf), not the leaf.")
    for node in hashes:
        level, index, top = 0, size, node
        add((0, size, node))
        while index & 1:
            top = digest(b"\x01" + peaks.pop() + top).digest()
            level += 1
            index >>= 1
            add((level, index, top))
        peaks.append(top)
        size += 1
    frontier.size = size
    return nodes


def frontier_of(hashes: Hashes, size: int) -> Frontier:
    """The frontier of the first `size` leaves, to append to or to take the root of."""
    return Frontier(size, [hashes.read(level, index) for level, index in _covering(0, size)])


def root_of(hashes: Hashes, size: int) -> bytes:
    """The root over the first `size` leaves."""
    return frontier_of(hashes, size).root()


def inclusion_proof(hashes: Hashes, index: int, size: int) -> list[bytes]:
    """The hashes beside the path from leaf `index` to the root of the tree of this size, the leaf's neighbor first."""
    if not 0 <= index < size:
        raise RecordError(f"proof: index {index} is not within a tree of {size}. Ask for an index below the size.")
    proof: list[bytes] = []
    start, stop = 0, size
    while stop - start > 1:
        middle = start + _split(stop - start)
        if index < middle:
            proof.append(_subtree(hashes, middle, stop))
            stop = middle
        else:
            proof.append(_subtree(hashes, start, middle))
            start = middle
    return proof[::-1]


def consistency_proof(hashes: Hashes, old: int, new: int) -> list[bytes]:
    """The hashes that show that the tree of size `old` is the beginning of the tree of size `new`; none for an empty or the same tree."""
    if not 0 <= old <= new:
        raise RecordError(f"proof: size {old} is not below {new}. Name the earlier size first.")
    if old in (0, new):
        return []
    proof: list[bytes] = []
    start, stop = 0, new
    while stop != old:
        middle = start + _split(stop - start)
        if old <= middle:
            proof.append(_subtree(hashes, middle, stop))
            stop = middle
        else:
            proof.append(_subtree(hashes, start, middle))
            start = middle
    if start:
        proof.append(_subtree(hashes, start, old))
    return proof[::-1]


def _split(count: int) -> int:
    """The largest power of two below the count."""
    return 1 << (count - 1).bit_length() - 1


def _covering(start: int, stop: int) -> Sequence[tuple[int, int]]:
    """The complete subtrees, largest first, that cover these leaves; `start` is a multiple of the largest."""
    nodes = []
    while start < stop:
        level = (stop - start).bit_length() - 1
        nodes.append((level, start >> level))
        start += 1 << level
    return nodes


def _subtree(hashes: Hashes, start: int, stop: int) -> bytes:
    nodes = [hashes.read(level, index) for level, index in _covering(start, stop)]
    top = nodes.pop() if nodes else EMPTY_ROOT
    while nodes:
        top = node_hash(nodes.pop(), top)
    return top
