"""The public folder."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctuary.errors import RecordError, TamperError
from sanctuary.tlog.tiles import TileHashes, read_checkpoint, write_checkpoint, write_tiles
from sanctuary.tlog.tree import consistency_proof, inclusion_proof
from sanctuary.tlog.verify import LEAF_SIZE, bundle_path, leaf_hash, reader_of, tile_path, verify_log
from tlog.published import LOG, ORIGIN, checkpoint, files, hashes_of, leaf, leaves, publish, reader


def test_paths_are_those_of_the_page_on_tiles() -> None:
    """Groups of three digits, all but the last marked, and the width of a partial tile."""
    assert tile_path(0, 0) == "tile/0/000"
    assert tile_path(2, 1_234_067) == "tile/2/x001/x234/067"
    assert tile_path(1, 1_000, 17) == "tile/1/x001/000.p/17"
    assert tile_path(63, 999, 255) == "tile/63/999.p/255"
    assert bundle_path(1_234_067, 1) == "tile/entries/x001/x234/067.p/1"


def test_a_log_of_seventy_thousand_has_the_tiles_that_the_page_counts(tmp_path: Path) -> None:
    """273 full tiles and one of 112 at level 0, a full one and one of 17 at level 1, one of a single hash at level 2."""
    publish(tmp_path, 70_000)
    held = files(tmp_path)
    widths = {level: [path for path in held if path.startswith(f"tile/{level}/")] for level in ("0", "1", "2", "3", "entries")}
    assert {level: len(paths) for level, paths in widths.items()} == {"0": 274, "1": 2, "2": 1, "3": 0, "entries": 274}
    assert [path for paths in widths.values() for path in paths if ".p/" in path] == [
        "tile/0/273.p/112",
        "tile/1/001.p/17",
        "tile/2/000.p/1",
        "tile/entries/273.p/112",
    ]
    assert len(held["tile/entries/000"]) == 256 * (2 + LEAF_SIZE)
    assert {len(data) for path, data in held.items() if path.startswith("tile/0/") and ".p/" not in path} == {8192}


@given(st.lists(st.integers(1, 400), min_size=1, max_size=5))
@pytest.mark.long
def test_a_folder_published_in_steps_holds_what_one_step_gives_and_every_earlier_partial_tile(
    tmp_path_factory: pytest.TempPathFactory, steps: list[int]
) -> None:
    """Growing never changes a file, and what an earlier checkpoint promises stays."""
    folder, once = tmp_path_factory.mktemp("steps"), tmp_path_factory.mktemp("once")
    size, before = 0, dict[str, bytes]()
    hashes = hashes_of(sum(steps))
    for step in steps:
        write_tiles(folder, hashes, leaves, size, size + step)
        size += step
        now = files(folder)
        assert before.items() <= now.items()
        before = now
    write_tiles(once, hashes, leaves, 0, size)
    assert files(once).items() <= before.items()
    write_checkpoint(folder, checkpoint(hashes, size))
    assert verify_log(reader_of(str(folder)), [LOG.key]).checkpoint.size == size


def test_publishing_again_changes_nothing(tmp_path: Path) -> None:
    """The same call twice leaves the same files, with the same times."""
    publish(tmp_path, 300)
    times = {path: (tmp_path / path).stat().st_mtime_ns for path in files(tmp_path)}
    write_tiles(tmp_path, hashes_of(300), leaves, 0, 300)
    write_tiles(tmp_path, hashes_of(300), leaves, 300, 300)
    assert {path: (tmp_path / path).stat().st_mtime_ns for path in files(tmp_path)} == times


@pytest.mark.parametrize("path", ["tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/000", "tile/entries/001.p/44"])
def test_a_published_file_is_never_written_over_with_other_bytes(path: str, tmp_path: Path) -> None:
    """A tile or bundle that differs stops publication, and stays as it was found."""
    publish(tmp_path, 300)
    (tmp_path / path).write_bytes(b"something else")
    with pytest.raises(TamperError, match="holds other bytes than the log"):
        write_tiles(tmp_path, hashes_of(300), leaves, 0, 300)
    assert (tmp_path / path).read_bytes() == b"something else"


def test_a_failed_write_leaves_no_half_file_and_one_clear_line(tmp_path: Path) -> None:
    """Where a file cannot be put in its place, nothing of it stays, and the next attempt succeeds."""
    (tmp_path / "tile").write_text("a file where a folder is needed")
    with pytest.raises(RecordError, match=r"cannot be (written|read)"):
        write_tiles(tmp_path, hashes_of(3), leaves, 0, 3)
    assert [file.name for file in tmp_path.iterdir()] == ["tile"]
    (tmp_path / "tile").unlink()
    publish(tmp_path, 3)
    (tmp_path / "checkpoint").unlink()
    (tmp_path / "checkpoint" / "in the way").mkdir(parents=True)
    with pytest.raises(RecordError, match="cannot be written"):
        write_checkpoint(tmp_path, b"note")
    assert not [path for path in files(tmp_path) if ".new-" in path]


def test_published_files_can_be_read_by_everybody(tmp_path: Path) -> None:
    """A web server under another account serves them."""
    publish(tmp_path, 257)
    assert {(tmp_path / path).stat().st_mode & 0o777 for path in files(tmp_path)} == {0o644}


def test_leaves_out_of_order_or_of_another_layout_are_not_published(tmp_path: Path) -> None:
    """A leaf's sequence number is its index, its layout the published one, and none is missing."""
    hashes = hashes_of(3)
    with pytest.raises(RecordError, match="entry 0: its leaf says 1"):
        write_tiles(tmp_path, hashes, lambda first, stop: leaves(first + 1, stop + 1), 0, 3)
    with pytest.raises(RecordError, match="2 leaves given, expected 3"):
        write_tiles(tmp_path, hashes, lambda first, stop: leaves(first, stop - 1), 0, 3)
    with pytest.raises(RecordError, match="entry 0: leaf: 268 bytes, expected 269"):
        write_tiles(tmp_path, hashes, lambda _first, _stop: [leaf(0)[:-1]], 0, 1)
    with pytest.raises(RecordError, match="from size 3 to 2"):
        write_tiles(tmp_path, hashes, leaves, 3, 2)
    assert files(tmp_path) == {}


def test_the_checkpoint_is_replaced_and_read_back(tmp_path: Path) -> None:
    """Only the checkpoint changes; an empty folder has none."""
    assert read_checkpoint(tmp_path / "nowhere") is None
    assert read_checkpoint(tmp_path) is None
    for size in (1, 2):
        hashes = publish(tmp_path, size, LOG, old=size - 1)
        assert read_checkpoint(tmp_path) == checkpoint(hashes, size, LOG)
        assert verify_log(reader_of(str(tmp_path)), [LOG.key]).checkpoint.origin == ORIGIN


@given(st.integers(1, 1_500), st.data())
def test_proofs_from_tiles_are_those_from_stored_hashes(size: int, data: st.DataObject) -> None:
    """Anybody who has the public folder makes the same proofs as the log."""
    hashes = hashes_of(size)
    held = {}
    for level in range(3):
        for index in range(((size >> 8 * level) + 255) // 256):
            width = min(256, (size >> 8 * level) - 256 * index)
            held[tile_path(level, index, width)] = b"".join(hashes.read(8 * level, 256 * index + at) for at in range(width))
    tiles = TileHashes(reader(held), size)
    index = data.draw(st.integers(0, size - 1))
    old = data.draw(st.integers(0, size))
    assert inclusion_proof(tiles, index, size) == inclusion_proof(hashes, index, size)
    assert consistency_proof(tiles, old, size) == consistency_proof(hashes, old, size)


def test_hashes_that_tiles_do_not_hold_are_refused(tmp_path: Path) -> None:
    """A node beyond the size, and a tile that is missing."""
    publish(tmp_path, 300)
    tiles = TileHashes(reader_of(str(tmp_path)), 300)
    assert tiles.read(0, 299) == leaf_hash(leaf(299))
    for level, index in ((0, 300), (1, 150), (8, 1), (9, 0), (0, -1)):
        with pytest.raises(RecordError, match="is not complete in a log of 300"):
            tiles.read(level, index)
    (tmp_path / "tile/0/000").unlink()
    with pytest.raises(TamperError, match="tile/0/000: missing"):
        tiles.read(0, 0)
