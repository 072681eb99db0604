"""Self-contained pages: no network, no script, printable; the one home of Jinja."""

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sanctuary import __version__
from sanctuary.errors import visible
from sanctuary.pages.scene import Scene
from sanctuary.study.phrases import listed, spoken

__all__ = ["page"]


def page(template: str, scenes: dict[str, Scene] | None = None, **values: Any) -> str:
    """A page from a template, with scenes drawn inline; every value is escaped."""
    environment = Environment(
        loader=PackageLoader("sanctuary.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: value if isinstance(value, Markup) or not isinstance(value, str) else visible(value),
    )
    environment.filters |= {"spoken": spoken, "listed": lambda words: listed(list(words))}
    drawn = {
        name: Markup(scene.svg(name))  # noqa: S704 - a scene escapes every text it holds
        for name, scene in (scenes or {}).items()
    }
    return environment.get_template(f"{template}.html").render(drawn=drawn, version=__version__, **values)
