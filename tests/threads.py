"""Threads that are switched as often as Python can."""

import sys
import threading
from collections.abc import Callable

__all__ = ["at_once"]


def at_once(work: Callable[[int], object], count: int = 4) -> None:
    """Runs some work in as many threads, each with its number."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [threading.Thread(target=work, args=(number,)) for number in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(before)
