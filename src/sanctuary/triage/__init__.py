"""What kind of paper is this? Pages, signs, kinds: what a paper is, never what it allows.

The room and the verb have one name: `sanctuary.triage` is this package, and calling it calls `triage` of its module papers.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class _Verb(ModuleType):
    """A package that can be called; what it calls is loaded then."""

    def __call__(self, *files: Any, **words: Any) -> Any:
        return import_module("sanctuary.triage.papers").triage(*files, **words)


sys.modules[__name__].__class__ = _Verb
