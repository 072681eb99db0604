"""The folder of a site: a whole new state or the old one, what did not change kept, and nothing of others lost."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from record.dealings import Clock, new_log, plain
from record.test_publish import verified
from sanctuary.errors import RequestError
from sanctuary.record import keys
from sanctuary.record.publish import publish
from sanctuary.site import folder as site_folder
from sanctuary.site.downloads import account
from sanctuary.site.folder import MANIFEST, held, write

PATHS = st.dictionaries(st.sampled_from(["a.html", "b/a.html", "b/c/d.json", "e"]), st.binary(max_size=4), max_size=4)


def state(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST
    }


@settings(max_examples=15)
@given(states=st.lists(PATHS, min_size=1, max_size=3), edited=st.booleans())
def test_a_folder_holds_what_was_written_last_and_what_others_put_there(
    tmp_path_factory: pytest.TempPathFactory, states: list[dict[str, bytes]], edited: bool
) -> None:
    """Whatever stood there before; a page that somebody edited is written anew, and a file that did not change keeps its inode."""
    home = tmp_path_factory.mktemp("site")
    folder, other = home / "public", {".well-known/x": b"1", "CNAME": b"example.org"}
    for files in states:
        before = {path: (folder / path).stat().st_ino for path in state(folder)} if folder.exists() else {}
        known = state(folder) if folder.exists() else {}
        written, kept, _, _ = write(held(folder), files, {})
        assert state(folder) == {**files, **({} if files is states[0] else other)}
        assert written + kept == len(files)
        same = [path for path in files if known.get(path) == files[path]]
        assert all((folder / path).stat().st_ino == before[path] for path in same)
        for path, raw in other.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_bytes(raw)
        if edited and files:
            (folder / next(iter(files))).unlink()
            (folder / next(iter(files))).write_bytes(b"edited")
    write(held(folder), states[-1], {})
    assert state(folder) == {**states[-1], **other}
    assert [one.name for one in home.iterdir()] == ["public"]


def test_nothing_is_touched_where_nothing_changed(tmp_path: Path) -> None:
    """The folder itself stays, with its files."""
    folder = tmp_path / "public"
    write(held(folder), {"a/b": b"1"}, {"a/b": "key"})
    before = folder.stat().st_ino, (folder / MANIFEST).stat().st_mtime_ns
    assert write(held(folder), {"a/b": b"1"}, {"a/b": "key"})[:3] == (0, 1, 0)
    assert (folder.stat().st_ino, (folder / MANIFEST).stat().st_mtime_ns) == before
    assert held(folder).computed("a/b", "key") == b"1"
    assert held(folder).computed("a/b", "another") is None
    (folder / "a" / "b").write_bytes(b"2")
    assert held(folder).computed("a/b", "key") is None


def test_what_is_no_site_is_refused_and_left(tmp_path: Path) -> None:
    """A folder with something in it, a file, a manifest of something else or one that leads out of the folder."""
    full = tmp_path / "full"
    full.mkdir()
    (full / "letter.txt").write_text("mine", encoding="utf-8")
    for folder in (full, full / "letter.txt"):
        with pytest.raises(RequestError, match="not overwritten"):
            held(folder)
    for text in ("{}", '{"schema":"other/1"}', '{"schema":"sanctuary.site/1","computed":{},"files":{"../letter.txt":"x"}}'):
        (full / MANIFEST).write_text(text, encoding="utf-8")
        with pytest.raises(RequestError, match="not overwritten"):
            held(full)
    (full / MANIFEST).write_text("{", encoding="utf-8")
    with pytest.raises(RequestError, match="not JSON"):
        held(full)
    (full / MANIFEST).write_bytes(b"\xff")
    with pytest.raises(RequestError, match="not UTF-8"):
        held(full)
    assert (full / "letter.txt").read_text(encoding="utf-8") == "mine"


def test_whatever_stops_the_writing_leaves_the_old_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk while files are written, and a name that cannot be taken."""
    folder = tmp_path / "public"
    write(held(folder), {"a": b"1", "b": b"2"}, {})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for what in ("_fill", "_swap"):
        with monkeypatch.context() as patch:
            patch.setattr(site_folder, what, full)
            with pytest.raises(RequestError, match="No space left on device"):
                write(held(folder), {"a": b"3"}, {})
        assert state(folder) == {"a": b"1", "b": b"2"}
        assert [one.name for one in tmp_path.iterdir()] == ["public"]


def test_a_published_account_is_copied_whole_and_verifies_from_the_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `record publish` writes, tiles and partial ones, and nothing else: the private folder is refused."""
    monkeypatch.setattr(keys, "_COST", 2**10)
    log = new_log(tmp_path / "record", Clock(), people=("office",))
    for count in (256, 3):
        log.add_many([plain(n) for n in range(count)])
        publish(log, tmp_path / "public", at_once=True)
    log.close()
    files = account(str(tmp_path / "public"))
    write(held(tmp_path / "site"), files, {})
    assert verified(tmp_path / "site" / "record") == 259
    assert len(files) == len([one for one in (tmp_path / "public").rglob("*") if one.is_file()])
    with pytest.raises(RequestError, match="no public account"):
        account(str(tmp_path / "record"))
