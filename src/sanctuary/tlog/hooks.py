"""Named steps at which a test ends the process: every commit, every file that is put in place. Nothing but a test sets the hook.

A crash comes between two steps. To end the process at each of them in turn finds what ending it at random moments may never reach.
"""

from collections.abc import Callable

__all__ = ["on_step", "step"]

_hooks: list[Callable[[str], None]] = []


def on_step(hook: Callable[[str], None] | None) -> None:
    """Sets what is called with the name of each step, or nothing; for tests alone."""
    _hooks[:] = [hook] if hook else []


def step(name: str) -> None:
    """Says that a step is reached."""
    for hook in _hooks:
        hook(name)
