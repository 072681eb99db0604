"""Proofs from stored hashes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctuary.errors import RecordError
from sanctuary.tlog.tree import MemoryHashes, complete, consistency_proof, frontier_of, inclusion_proof, root_of
from sanctuary.tlog.verify import EMPTY_ROOT, Frontier, Refused, leaf_hash, verify_consistency, verify_inclusion
from tlog import rfc6962

LEAVES = [f"leaf {n}".encode() for n in range(70)]
HASHES = MemoryHashes(map(leaf_hash, LEAVES))


@pytest.mark.parametrize("size", range(71))
def test_roots_and_inclusion_proofs_are_those_of_the_rfc(size: int) -> None:
    """For every size to 70 and every index, root and path equal the recursion's, and verify."""
    root = rfc6962.root(LEAVES[:size])
    assert root_of(HASHES, size) == root
    for index in range(size):
        proof = inclusion_proof(HASHES, index, size)
        assert proof == rfc6962.path(index, LEAVES[:size])
        verify_inclusion(leaf_hash(LEAVES[index]), index, size, proof, root)


@pytest.mark.parametrize("new", range(71))
def test_consistency_proofs_are_those_of_the_rfc(new: int) -> None:
    """For every pair of sizes to 70 the proof equals the recursion's, and verifies."""
    for old in range(new + 1):
        proof = consistency_proof(HASHES, old, new)
        assert proof == (rfc6962.proof(old, LEAVES[:new]) if old else [])
        verify_consistency(old, new, proof, rfc6962.root(LEAVES[:old]), rfc6962.root(LEAVES[:new]))


@given(st.data())
def test_proofs_of_random_trees_verify_and_no_other_index_or_size_does(data: st.DataObject) -> None:
    """A proof holds for its leaf, index and size alone."""
    size = data.draw(st.integers(1, 2000), label="size")
    index = data.draw(st.integers(0, size - 1), label="index")
    old = data.draw(st.integers(0, size), label="old")
    leaves = [n.to_bytes(2, "big") for n in range(size)]
    hashes = MemoryHashes(map(leaf_hash, leaves))
    root = rfc6962.root(leaves)
    assert hashes.frontier.root() == root
    proof = inclusion_proof(hashes, index, size)
    assert proof == rfc6962.path(index, leaves)
    verify_inclusion(leaf_hash(leaves[index]), index, size, proof, root)
    other = data.draw(st.integers(0, size), label="other")
    if other != index:
        with pytest.raises(Refused):
            verify_inclusion(leaf_hash(leaves[index]), other, size, proof, root)
    between = consistency_proof(hashes, old, size)
    verify_consistency(old, size, between, rfc6962.root(leaves[:old]), root)
    if other not in (old, 0):
        with pytest.raises(Refused):
            verify_consistency(other, size, between, rfc6962.root(leaves[:old]), root)


@given(st.lists(st.integers(0, 300), max_size=6))
def test_appending_in_parts_completes_each_node_once(parts: list[int]) -> None:
    """However a log grows, the same nodes are stored, each once, and a complete node never changes."""
    ends = [0]
    for part in parts:
        ends.append(ends[-1] + part)
    frontier = Frontier()
    stored: dict[tuple[int, int], bytes] = {}
    for start, stop in pairwise(ends):
        for level, index, node in complete(frontier, [leaf_hash(bytes(n % 7)) for n in range(start, stop)]):
            assert (level, index) not in stored
            stored[level, index] = node
    size = ends[-1]
    assert frontier.size == size
    assert len(stored) == sum(size >> level for level in range(20))
    assert frontier.root() == rfc6962.root([bytes(n % 7) for n in range(size)])


def test_a_frontier_taken_from_stored_hashes_goes_on_as_if_never_stopped() -> None:
    """A frontier read back at any size leads to the same root as one that saw all leaves."""
    for size in range(70):
        frontier = frontier_of(HASHES, size)
        frontier.extend(map(leaf_hash, LEAVES[size:]))
        assert frontier.root() == root_of(HASHES, 70)


def test_an_empty_log_has_the_empty_root() -> None:
    """No leaves: the hash of nothing."""
    assert root_of(MemoryHashes(), 0) == EMPTY_ROOT == rfc6962.root([])


def test_what_cannot_be_proved_is_refused() -> None:
    """An index beyond the size, sizes in the wrong order, a hash of the wrong length, a node that is not stored."""
    with pytest.raises(RecordError, match="index 70 is not within a tree of 70"):
        inclusion_proof(HASHES, 70, 70)
    with pytest.raises(RecordError, match="size 5 is not below 4"):
        consistency_proof(HASHES, 5, 4)
    with pytest.raises(RecordError, match="a leaf's hash has 32 bytes"):
        complete(Frontier(), [b"short"])
    with pytest.raises(RecordError, match="node 70 of level 0 is not stored; the log has 70 leaves"):
        inclusion_proof(HASHES, 1, 71)
