"""Answers that were given before, for the same question under the same law.

A system asks the same few things all day: a detainer and no more is known. Only a question that says nothing of a person is remembered,
as a digest under a key that the process draws at its start and that no one else knows. The memory is bounded and ends with the process.
"""

import hashlib
import secrets
from collections.abc import Callable
from threading import Lock
from weakref import WeakKeyDictionary

from sanctuary.documents import as_wire
from sanctuary.engine.decision import DecisionReport
from sanctuary.engine.questions import Questions
from sanctuary.engine.situation import Situation, by_path
from sanctuary.engine.solver import PERSON

__all__ = ["MOST_ANSWERS", "Memory"]

MOST_ANSWERS = 128
"""Answers that are remembered of a law; of more the oldest goes."""


class Memory:
    """Answers by the law itself and the digest of a question: with a law that is read anew, or let go, its answers go."""

    def __init__(self) -> None:
        self._key, self._lock = secrets.token_bytes(32), Lock()
        self._by_law: WeakKeyDictionary[Questions, dict[bytes, DecisionReport]] = WeakKeyDictionary()

    def of(self, law: Questions, situation: Situation, make: Callable[[], DecisionReport]) -> DecisionReport:
        """The answer that was given before, or the one that is made; a refusal is not remembered."""
        if any(name.startswith(PERSON) for name in (*by_path(situation.context), *situation.absent)):
            return make()
        asked = hashlib.blake2b(as_wire(situation), key=self._key, digest_size=16).digest()
        with self._lock:
            found = self._by_law.get(law, {}).get(asked)
        return found or self._remembered(law, asked, make())

    @property
    def size(self) -> int:
        """The answers that are remembered."""
        return sum(map(len, self._by_law.values()))

    def _remembered(self, law: Questions, asked: bytes, answer: DecisionReport) -> DecisionReport:
        with self._lock:
            answers = self._by_law.setdefault(law, {})
            answers[asked] = answer
            if len(answers) > MOST_ANSWERS:
                del answers[next(iter(answers))]
        return answer
