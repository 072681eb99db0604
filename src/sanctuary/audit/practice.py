"""Law crossed with practice: what an outcome and what was done mean together.

A request that was declined is no breach of a rule against it.
"""

from collections.abc import Mapping, Sequence

__all__ = ["practice_of", "silence_of"]

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
    "conflict": "rules contradict",
    "depends": "cannot be told, facts are open",
    "unknown": "the law of the day is not known",
}
_DONE = {"done": "done", "declined": "declined", "partly": "partly done", "unknown": "not known whether done"}


def practice_of(outcome: str, done: str, silence: str = "no rule was found") -> str:
    """The two in words; `silence` is what `silent` means under the law that was asked (`silence_of`).

    >>> practice_of("must-not", "declined"), practice_of("may", "unknown")
    ('forbidden and declined', 'permitted, not known whether done')
    >>> practice_of("silent", "done", silence_of(("Ohio",), ()))
    'no federal rule was found (the law of Ohio was not read), done'
    """
    return _READINGS.get((outcome, done)) or f"{silence if outcome == 'silent' else _LAW[outcome]}, {_DONE[done]}"


def silence_of(not_encoded: Sequence[str], own: Sequence[str]) -> str:
    """What `silent` means: a government of which no rule was read may have one. `own`: the packs but the federal one that have rules.

    >>> silence_of((), ("us-or",)), silence_of(("Houston, Texas",), ("us-tx",))
    ('no rule was found', 'no rule was found (the law of Houston, Texas was not read)')
    """
    if not not_encoded:
        return "no rule was found"
    return f"no {'' if own else 'federal '}rule was found (the law of {' and '.join(not_encoded)} was not read)"
