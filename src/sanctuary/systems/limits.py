"""How often somebody may ask: buckets that fill with time. The clock is an argument; what is counted is kept in memory alone."""

from collections import OrderedDict
from collections.abc import Callable
from math import ceil
from threading import Lock

__all__ = ["Limits"]

MOST_NAMES = 10_000
"""Names that are counted at once; the one not asked of for the longest is forgotten."""


ROUNDING = 1e-6
"""The part of one that sums of floating-point numbers may miss: who waits as long as was said is granted the next."""


class Limits:
    """A bucket for each name: full at first, emptied by what is taken, and filled again within a minute."""

    def __init__(self, clock: Callable[[], float], most: int = MOST_NAMES) -> None:
        self._clock, self._most = clock, most
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def take(self, name: str, a_minute: int) -> int:
        """0 where one more is granted; else the whole seconds to wait for it."""
        with self._lock:
            now = self._clock()
            left, then = self._left.pop(name, (float(a_minute), now))
            left = min(float(a_minute), left + max(0.0, now - then) * a_minute / 60)
            granted = left >= 1 - ROUNDING
            self._left[name] = (max(0.0, left - 1) if granted else left, now)
            while len(self._left) > self._most:
                self._left.popitem(last=False)
            return 0 if granted else max(1, ceil((1 - ROUNDING - left) * 60 / a_minute))
