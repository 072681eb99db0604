"""States kept by their day: each stays as it was, byte for byte; one day that comes out otherwise stands twice; the list leads to all."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sanctuary as library
from sanctuary.errors import RequestError
from sanctuary.site import home
from sanctuary.site.dated import HERE, keep, versions_of
from sanctuary.site.frame import Frame
from webpages import Webpage, lost, pages_of, unshared


def state(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


ADDRESS = "https://example.org/law/"
DAYS = [date(2026, 1, 1), date(2026, 2, 1)]
FILES = st.dictionaries(st.sampled_from(["index.html", "a/b.html", "c.json"]), st.binary(max_size=3), min_size=1, max_size=3)


def _given(files: dict[str, bytes]) -> Callable[[str], dict[str, bytes]]:
    """The same files wherever they stand."""
    return lambda _: files


@settings(max_examples=20)
@given(steps=st.lists(st.tuples(st.sampled_from(DAYS), FILES, st.sampled_from(["1", "2"])), min_size=1, max_size=5))
def test_what_was_kept_is_never_changed(tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[date, dict[str, bytes], str]]) -> None:
    """Whatever comes after; the same state of a day twice is one, another one stands beside it and names the packs that differ."""
    folder = tmp_path_factory.mktemp("site")
    kept: dict[str, dict[str, bytes]] = {}
    last: dict[date, tuple[dict[str, bytes], str]] = {}
    for on, files, pack in steps:
        before = len(versions_of(folder))
        made = keep(folder, Frame(on, ""), _given(files), {"k": pack}, {"us": pack})
        again = on in last and last[on] == (files, pack)
        assert len(versions_of(folder)) == before + (0 if again else 1)
        if not again and on in last:
            assert made.changed == (("us",) if last[on][1] != pack else ())
            assert made.corrects
        last[on] = files, pack
        for name, then in kept.items():
            assert state(folder / HERE / name) == then
        kept[made.name] = state(folder / HERE / made.name)
        assert {**files} == {path: raw for path, raw in kept[made.name].items() if path != "site.json"}
    assert {one.name for one in versions_of(folder)} == set(kept)


def test_what_nobody_listed_is_not_written_over(tmp_path: Path) -> None:
    """A folder of somebody's under a day, a list of somebody's."""
    place = tmp_path / HERE / "2026-01-01"
    place.mkdir(parents=True)
    (place / "mine").write_text("mine", encoding="utf-8")
    with pytest.raises(RequestError, match="not overwritten"):
        keep(tmp_path, Frame(DAYS[0], ""), lambda _: {"index.html": b""}, {}, {})
    assert (place / "mine").read_text(encoding="utf-8") == "mine"
    (tmp_path / HERE / "versions.json").write_text('{"schema": "other/1"}', encoding="utf-8")
    with pytest.raises(RequestError, match="not overwritten"):
        versions_of(tmp_path)


def test_a_kept_state_and_the_list_of_them_name_themselves(tmp_path: Path) -> None:
    """At an address each state is written for where it stands; a second time it is the same one."""
    asked: list[str] = []

    def state_at(where: str) -> dict[str, bytes]:
        asked.append(where)
        return {"index.html": where.encode()}

    for _ in range(2):
        keep(tmp_path, Frame(DAYS[0], ADDRESS), state_at, {}, {})
    assert asked == [f"{ADDRESS}on/2026-01-01/"] * 2
    assert len(versions_of(tmp_path)) == 1
    (tmp_path / "share").mkdir()
    (tmp_path / "share" / "home.png").write_bytes(home.picture("title", ["line"], "foot").png())
    assert unshared(tmp_path, Webpage(tmp_path / HERE / "index.html"), ADDRESS) == []


@pytest.mark.long
def test_a_site_keeps_two_days_and_the_links_of_all_of_them_resolve(tmp_path: Path) -> None:
    """The state of now, two kept ones and the list; the second day leaves the first as it was; progress is told in numbers."""
    folder, heard = tmp_path / "site", list[str]()
    options = {"places": ["oregon"], "standard": "technical", "situations": 0, "address": ADDRESS}
    library.site(folder, "2026-03-01", **options, keep=True, progress=heard.append)  # type: ignore[arg-type]
    first = state(folder / HERE / "2026-03-01")
    library.site(folder, "2026-11-22", **options, keep=True)  # type: ignore[arg-type]
    assert state(folder / HERE / "2026-03-01") == first
    assert [one.name for one in versions_of(folder)] == ["2026-11-22", "2026-03-01"]
    for one in ("2026-11-22", "2026-03-01"):
        site = folder / HERE / one
        pages = pages_of(site)
        own = f"{ADDRESS}{HERE}/{one}/"
        assert [link for link in lost(site, pages, own) if not link[1].startswith(ADDRESS)] == []
        assert [told for page in pages for told in unshared(site, page, own, ADDRESS)] == []
    early, late = ((folder / HERE / one / "changes.html").read_text(encoding="utf-8") for one in ("2026-03-01", "2026-11-22"))
    assert early.index("To come after 2026-03-01") < early.index('datetime="2026-06-05"') < early.index('<h2 id="y')
    assert "To come after" not in late
    now = [page for page in pages_of(folder) if HERE not in page.path.relative_to(folder).parts[:-2]]
    assert {page.path.relative_to(folder).as_posix() for page in now} >= {"on/index.html", "index.html", "es/index.html"}
    assert [told for page in now for told in unshared(folder, page, ADDRESS)] == []
    assert 'href="on/index.html"' in (folder / "versions.html").read_text(encoding="utf-8")
    assert 'href="2026-03-01/index.html"' in (folder / HERE / "index.html").read_text(encoding="utf-8")
    before = state(folder)
    library.site(folder, "2026-11-22", **options)  # type: ignore[arg-type]
    assert state(folder) == before
    assert json.loads((folder / HERE / "versions.json").read_text(encoding="utf-8"))["schema"] == "sanctuary.site.versions/1"
    assert heard[0].startswith("1 of 3: ")
    assert heard[-1] == "keeping this state"
