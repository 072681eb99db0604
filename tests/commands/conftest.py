"""Commands open a record again and again: here with keys that are derived quickly. tests/record/test_keys.py holds the real cost."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import Ran
from record.dealings import PASSPHRASE
from sanctuary.record import keys
from sanctuary.record.passphrase import PASSPHRASE as PASSPHRASE_VARIABLE


@pytest.fixture(autouse=True, scope="module")
def quick_keys() -> Iterator[None]:
    """Deriving the real key takes half a second on purpose."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "_COST", 2**10)
        yield


@pytest.fixture
def begun(sanctuary: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Begins a record of a jail, under the law of a place."""
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)

    def begin(place: str, agency: str = "jail") -> Path:
        folder = tmp_path / "jail"
        said = sanctuary("record", "init", str(folder), "--origin", "jail.example.gov/jail", "--place", place, "--agency", agency)
        assert said.code == 0, said.err
        assert ("Read 'jail' as sheriff" in said.err) == (agency == "jail")
        return folder

    return begin
