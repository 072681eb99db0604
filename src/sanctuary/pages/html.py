"""Self-contained pages: no network, no script, printable; the one home of Jinja."""

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from sanctuary import __version__
from sanctuary.errors import visible
from sanctuary.law.packs import Library
from sanctuary.pages.scene import Scene
from sanctuary.study.events import answer_said
from sanctuary.study.phrases import duty, listed, spoken, titled, upper, value_said
from sanctuary.study.side import full

__all__ = ["look", "page", "shape_of", "without_commands"]


def page(template: str, scenes: dict[str, Scene] | None = None, **values: Any) -> str:
    """A page from a template, with scenes drawn inline; every value is escaped."""
    drawn = {
        name: {"drawn": Markup(scene.svg(name)), "said": scene.description}  # noqa: S704 - a scene escapes every text it holds
        for name, scene in (scenes or {}).items()
    }
    sheet = Markup(look())  # noqa: S704 - our own stylesheet
    return _environment().get_template(f"{template}.html").render(drawn=drawn, version=__version__, look=sheet, **values)


@cache
def _environment() -> Environment:
    """What reads the templates, each once."""
    environment = Environment(
        loader=PackageLoader("sanctuary.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: value if isinstance(value, Markup) or not isinstance(value, str) else _written(value),
    )
    filters: dict[str, Callable[..., str]] = {
        "spoken": spoken, "listed": lambda words: listed(list(words)), "capfirst": upper, "status": _status, "shape": shape_of,
        "yes": value_said, "titled": titled, "side": full, "duty": duty, "named": _named,
    }  # fmt: skip
    environment.filters |= filters
    environment.filters["marked"] = _marked
    environment.tests["knownlaw"] = lambda gap: str(gap).startswith("Known but not encoded")
    return environment


def without_commands(text: str) -> str:
    """A text without the commands that its sentences name in brackets: pages show them apart.

    >>> without_commands("It turns on two disputes (sanctuary disputes us-il-cook).")
    'It turns on two disputes.'
    """
    return _COMMAND.sub("", text)


def _written(text: str) -> str:
    """A text as a page has it."""
    return visible(without_commands(text))


_COMMAND = re.compile(r" \(sanctuary [a-z]+[^()]*\)")


@cache
def look() -> str:
    """The one stylesheet of every page."""
    return files("sanctuary.pages").joinpath("look.css").read_text(encoding="utf-8")


def _marked(text: str) -> Markup:
    """Plain words of law with their marks: what stands between two stars is strong, between backticks code."""
    words = str(escape(visible(text)))
    words = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", words)
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", words))  # noqa: S704 - escaped above


def _named(pack: str) -> str:
    """The title of a pack by its id, of a place without a pack of its own too."""
    return titled(Library().get(pack).file.title)


def _status(word: object) -> str:
    """An answer or a status in words."""
    return answer_said(str(word))


def shape_of(word: object) -> str:
    """The shape that goes with an answer: of counts, full where all are met, empty where none is and all are known, else half."""
    text = str(word).lower()
    counted = re.fullmatch(r"(\d+) of (\d+)(, \d+ unknown)?", text)
    if counted:
        return "yes" if counted[1] == counted[2] else "partly" if counted[1] != "0" else "unknown" if counted[3] else "no"
    return {"not asked": "not-applicable", "not counted": "unknown"}.get(text, text)
