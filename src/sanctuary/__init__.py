"""Law as data for cities: decide, assess and compare encoded law, with the paragraph behind every answer.

The names below are the library (docs/api.md); they are loaded when first asked for, so that importing is quick.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sanctuary.api import Answered as Answered
    from sanctuary.api import Law as Law
    from sanctuary.api import Place as Place
    from sanctuary.api import compare as compare
    from sanctuary.api import conformance as conformance
    from sanctuary.api import new as new
    from sanctuary.api import place as place
    from sanctuary.api import places as places
    from sanctuary.api import scan as scan
    from sanctuary.api import search as search
    from sanctuary.api import survey as survey
    from sanctuary.api import timeline as timeline
    from sanctuary.api import trace as trace
    from sanctuary.errors import EvidenceError as EvidenceError
    from sanctuary.errors import PackError as PackError
    from sanctuary.errors import RecordError as RecordError
    from sanctuary.errors import RequestError as RequestError
    from sanctuary.errors import SanctuaryError as SanctuaryError
    from sanctuary.errors import TamperError as TamperError
    from sanctuary.errors import UnsupportedRule as UnsupportedRule
    from sanctuary.site.site import site as site
    from sanctuary.triage.papers import triage as triage

__version__ = "0.1.0"

_HOMES = {
    "sanctuary.api": (
        "Answered", "Law", "Place", "compare", "conformance", "new", "place", "places", "scan", "search", "survey", "timeline", "trace",
    ),
    "sanctuary.errors": (
        "EvidenceError", "PackError", "RecordError", "RequestError", "SanctuaryError", "TamperError", "UnsupportedRule",
    ),
    "sanctuary": ("triage",),
    "sanctuary.site.site": ("site",),
}  # fmt: skip

__all__ = [  # noqa: PLE0604 - names, sorted by their homes
    "__version__",
    *(name for names in _HOMES.values() for name in names),
]


class _Names(ModuleType):
    """A module whose names stay what the library says, though a room below has one of them: `sanctuary.scan` is the call."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Names


def __getattr__(name: str) -> object:
    """A name of the library, from its home."""
    for home, names in _HOMES.items():
        if name in names:
            # A verb that is also a room: the package itself, which can be called.
            return import_module(f"sanctuary.{name}") if home == "sanctuary" else getattr(import_module(home), name)
    raise AttributeError(f"module 'sanctuary' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted(__all__)
