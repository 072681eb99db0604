"""Law crossed with practice: what an outcome and what was done mean together.

A request that was declined is no breach of a rule against it.
"""

from collections.abc import Mapping

__all__ = ["practice_of"]

_READINGS: Mapping[tuple[str, str], str] = {
    ("must-not", "done"): "forbidden and done",
    ("must-not", "declined"): "forbidden and declined",
    ("must-not", "partly"): "forbidden and partly done",
    ("must", "done"): "required and done",
    ("must", "declined"): "required and declined",
    ("must", "partly"): "required and partly done",
}
_LAW = {
    "must-not": "forbidden",
    "must": "required",
    "may": "permitted",
    "silent": "no rule was found",
    "conflict": "rules contradict",
    "depends": "cannot be told, facts are open",
    "unknown": "the law of the day is not known",
}
_DONE = {"done": "done", "declined": "declined", "partly": "partly done", "unknown": "not known whether done"}


def practice_of(outcome: str, done: str) -> str:
    """The two in words.

    >>> practice_of("must-not", "declined"), practice_of("may", "unknown")
    ('forbidden and declined', 'permitted, not known whether done')
    """
    return _READINGS.get((outcome, done)) or f"{_LAW[outcome]}, {_DONE[done]}"
