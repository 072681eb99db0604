"""The store: the same operations on SQLite and PostgreSQL, durable settings, errors without values."""

import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sanctuary.errors import RecordError, TamperError
from sanctuary.record.datakeys import DataKeys
from sanctuary.record.postgres import Postgres
from sanctuary.record.sqlite import Sqlite
from sanctuary.record.store import Index, Row, Store


@pytest.fixture
def open_store(tmp_path: Path, store_address: str) -> Iterator[Callable[[], Store]]:
    """Opens the same store again and again, as other processes would."""
    opened: list[Store] = []

    def make() -> Store:
        store = Store(Postgres(store_address) if store_address else Sqlite(tmp_path / "log.sqlite"))
        store.make()
        opened.append(store)
        return store

    yield make
    for store in opened:
        store.close()


def rows(first: int, count: int, day: int = 700_000) -> list[Row]:
    return [Row(seq, day, f"leaf {seq}".encode(), f"private {seq}".encode()) for seq in range(first, first + count)]


def test_rows_come_back_in_order_over_every_portion(open_store: Callable[[], Store]) -> None:
    """Reading in portions loses and repeats nothing."""
    store = open_store()
    with store.writing():
        store.append(rows(0, 2500))
    assert store.size() == 2500
    assert list(open_store().rows(3, 2400)) == rows(0, 2500)[3:2400]
    assert list(store.leaves(990, 1010)) == [row.leaf for row in rows(990, 20)]


def test_a_transaction_that_fails_leaves_nothing(open_store: Callable[[], Store]) -> None:
    """All or none, and the store goes on."""
    store = open_store()

    def fail() -> None:
        with store.writing():
            store.append(rows(0, 5))
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert store.size() == 0
    with store.writing():
        store.append(rows(0, 5))
    assert open_store().size() == 5


def test_a_number_is_given_once_even_without_the_lock(open_store: Callable[[], Store]) -> None:
    """The database refuses, and the refusal tells no value."""
    store = open_store()
    store.append(rows(0, 3))
    with pytest.raises(RecordError, match="the store refused") as refused:
        store.append([Row(1, 1, b"other leaf of Quillfeather", b"Quillfeather")])
    assert "Quillfeather" not in f"{refused.value!r} {refused.value.__context__!r} {refused.value.__cause__!r}"
    assert refused.value.__context__ is None


def test_a_missing_number_is_seen(open_store: Callable[[], Store]) -> None:
    """Somebody deleted a row: publishing what remains is refused."""
    store = open_store()
    store.append(rows(0, 5))
    store._run("DELETE FROM entries WHERE seq = ?", (2,))
    with pytest.raises(RecordError, match="missing"):
        list(store.leaves(0, 5))


def test_a_checkpoint_is_swapped_only_from_the_one_that_was_seen(open_store: Callable[[], Store]) -> None:
    """Whoever comes second is refused."""
    first, second = open_store(), open_store()
    with first.swapping(None):
        first.swap(3, b"three")
    seen = second.checkpoint()
    assert seen is not None
    with pytest.raises(RecordError, match="same time"), second.swapping(None):
        second.swap(2, b"two")
    with second.swapping(seen):
        second.swap(5, b"five")
    first.mark_published(3)
    found, published = first.checkpoint(), first.published()
    assert found is not None
    assert published is not None
    assert (found.size, found.note, found.published, published.size) == (5, b"five", False, 3)
    assert first.checkpoint(2) is None


def test_settings_and_the_index_are_kept(open_store: Callable[[], Store]) -> None:
    """The small tables."""
    store = open_store()
    store.set("a", "1")
    store.set("a", "2")
    store.append(rows(0, 5))
    store.hold(4, 7)
    store.hold(4, 8)
    store.fulfill("4.0", 9)
    store.erase(2, 11)
    again = open_store()
    assert (again.setting("a"), again.setting("b")) == ("2", "")
    assert again.index() == Index(((7, 4, None), (8, 4, None)), {2: 11}, {"4.0": 9})
    again.release(4, 10)
    again.void(9)
    assert again.index() == Index(((7, 4, 10), (8, 4, 10)), {2: 11}, {})
    again.write_index(Index((), {}, {"x": 3}), range(700, 705))
    assert again.index() == Index((), {}, {"x": 3})
    assert [row.day for row in again.rows(0, 5)] == list(range(700, 705))


@pytest.mark.parametrize("value", ["words", 7, None])
def test_a_value_of_another_kind_is_refused(tmp_path: Path, value: object) -> None:
    """SQLite lets anybody put anything anywhere; nothing of it becomes a failure inside."""
    store = Store(Sqlite(tmp_path / "log.sqlite"))
    store.make()
    store.append(rows(0, 3))
    column = "day" if value == "words" else "leaf"
    store._run("PRAGMA ignore_check_constraints = ON")
    try:
        store._run(f"UPDATE entries SET {column} = ? WHERE seq = 1", (value,))  # noqa: S608 - one of two columns
    except RecordError:
        assert value is None
    else:
        with pytest.raises(TamperError, match="changed into something else"):
            list(store.rows(0, 3))
    store.close()


def test_sqlite_is_durable_scrubs_what_it_overwrites_and_is_its_owners_alone(tmp_path: Path) -> None:
    """The settings on which durability and erasing rest."""
    store = Sqlite(tmp_path / "log.sqlite")
    asked = ("journal_mode", "synchronous", "secure_delete")
    assert [store.run(f"PRAGMA {name}")[0][0] for name in asked] == ["wal", 2, 1]
    assert stat.S_IMODE((tmp_path / "log.sqlite").stat().st_mode) == 0o600
    store.close()


def test_a_store_that_cannot_be_opened_is_told_plainly(tmp_path: Path) -> None:
    """A folder that is missing, a file that is no database."""
    with pytest.raises(RecordError, match="cannot be reached"):
        Sqlite(tmp_path / "missing" / "log.sqlite")
    (tmp_path / "text").write_text("not a database, but a text that is long enough to be looked at\n" * 40, encoding="utf-8")
    with pytest.raises(RecordError, match="damaged, or no database"):
        Sqlite(tmp_path / "text")


def test_keys_are_ready_before_their_entries_and_stay_the_same(tmp_path: Path) -> None:
    """Taken in any portions, by two holders in turn, over a start: one key for one number."""
    first, second = DataKeys(tmp_path / "keys.sqlite", bytes(32)), DataKeys(tmp_path / "keys.sqlite", bytes(32))
    taken = [*first.take(0, 3), *second.take(3, 100), *first.take(103, 2), *second.take(105, 1), *first.take(106, 300)]
    assert len(set(taken)) == 406
    assert [key for _, key in second.keys(0, 406)] == taken
    assert first.take(405, 1) == taken[405:]
    assert first.take(405, 2)[0] == taken[405]
    first.close()
    second.close()


def test_destroyed_keys_are_gone_and_others_survive_a_new_wrapping_key(tmp_path: Path) -> None:
    """Wrapping anew leaves no wrapped key under the old one in any file."""
    keys = DataKeys(tmp_path / "keys.sqlite", bytes(32))
    taken = keys.take(0, 5)
    keys.destroy([1, 3])
    old = [bytes(wrapped) for _, wrapped in keys.file.run("SELECT seq, wrapped FROM keys") if any(wrapped)]
    assert [seq for seq, _ in keys.keys(0, 5)] == [0, 2, 4]
    assert (keys.opens(bytes(32)), keys.opens(b"\1" * 32)) == (True, False)
    keys.rewrap(b"\1" * 32)
    assert (keys.opens(bytes(32)), keys.opens(b"\1" * 32)) == (False, True)
    assert dict(keys.keys(0, 5)) == {seq: taken[seq] for seq in (0, 2, 4)}
    everything = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert not any(wrapped in everything for wrapped in old)
    with pytest.raises(RecordError, match="does not exist"):
        keys.key(1)
    keys.close()
