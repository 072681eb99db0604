"""Every kind of page that the program writes is one that axe looks at: a kind that nobody named fails here."""

import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

from conftest import Ran
from page_kinds import ELSEWHERE, OF_COMMANDS, OF_THE_SITE, PARTS
from pages.test_browser import AXED
from sanctuary.cli import app

TEMPLATES = files("sanctuary.pages") / "templates"
COMMANDS = [name for name in app if not name.startswith("-")]


def _pages(folder: Traversable) -> Iterator[str]:
    yield from (one.name.removesuffix(".html") for one in folder.iterdir() if one.name.endswith(".html"))


def test_every_template_is_a_page_that_axe_looks_at() -> None:
    """Of commands, of the site, and of the law in public; the desk's own tests go through the desk."""
    assert set(_pages(TEMPLATES)) - PARTS == set(OF_COMMANDS)
    assert set(_pages(TEMPLATES / "site")) - PARTS == {*OF_THE_SITE, *ELSEWHERE}
    assert {name for names in OF_COMMANDS.values() for name in names} == set(AXED)
    root = Path(__file__).resolve().parent.parent.parent
    assert all("axe()" in (root / path).read_text(encoding="utf-8") for path in ELSEWHERE.values())


def test_there_are_commands_that_write_pages(sanctuary: Callable[..., Ran]) -> None:
    """Each command whose help has html among the forms is one of which axe looks at a page."""
    writes = {name for name in COMMANDS if re.search(r"\bhtml\b", sanctuary(name, "--help").out.partition("--format")[2])}
    assert {"assess", "audit", "compare", "guide", "report", "scan", "timeline", "trace", "triage"} <= writes
    assert writes <= {words[0] for words in AXED.values()}


@pytest.mark.parametrize("name", OF_COMMANDS)
def test_a_template_is_drawn_by_the_command_of_its_name(name: str) -> None:
    """So that what axe looks at is that template."""
    assert {AXED[page][0] for page in OF_COMMANDS[name]} == {name.partition("_")[0]}
