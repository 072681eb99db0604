"""The public names are what each module says they are, and files keep the sizes that they promise."""

import importlib
import pkgutil

import pytest

import sanctuary
from examples import ROOT

MODULES = [info.name for info in pkgutil.walk_packages(sanctuary.__path__, "sanctuary.") if not info.name.endswith("__main__")]
# Tables of Django can be read once it has settings: tests/desk and tests/public look at them.
MODULES = [name for name in MODULES if not name.startswith(("sanctuary.desk.", "sanctuary.public.", "sanctuary.systems."))]


@pytest.mark.parametrize("name", MODULES)
def test_every_module_says_what_it_gives(name: str) -> None:
    """`__all__` names things that exist, sorted, and the module has a docstring."""
    module = importlib.import_module(name)
    assert module.__doc__
    for public in getattr(module, "__all__", ()):
        assert hasattr(module, public), public


WHOLE = {"tlog/verify.py": 850}
"""Files that are one file on purpose, each with its own stop: docs/choices/record.md says why."""


def test_files_stay_readable() -> None:
    """None above 400 lines, in the program, the tests and the measurements, but for those that must be whole."""
    files = [path for folder in ("src", "tests", "bench") for path in (ROOT / folder).rglob("*.py")]
    stops = {path: next((stop for name, stop in WHOLE.items() if path.as_posix().endswith(name)), 400) for path in files}
    assert [path for path, stop in stops.items() if _lines(path) > stop] == []


def _lines(path: object) -> int:
    with open(str(path), encoding="utf-8") as file:  # noqa: PTH123 - one line is enough
        return sum(1 for _ in file)
