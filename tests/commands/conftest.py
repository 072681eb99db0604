"""Commands open a record again and again: here with keys that are derived quickly. tests/record/test_keys.py holds the real cost."""

from collections.abc import Iterator

import pytest

from sanctuary.record import keys


@pytest.fixture(autouse=True, scope="module")
def quick_keys() -> Iterator[None]:
    """Deriving the real key takes half a second on purpose."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "_COST", 2**10)
        yield
