"""Titles of papers that ask a court, and decide nothing."""

import re

__all__ = ["asks"]

_ASKS = re.compile(
    r"\W*(?!(?:I|we|you|the|this|that|said|upon|to|on|order|in)\b)(?:[\w'.\u2019-]+ ){0,3}?"
    r"(?:application|motion|petition|request|affidavit|complaint|solicitud|moción|petición|demanda)\b(?:\s+[\w'\u2019-]+){0,8}\W*$",
    re.IGNORECASE,
)


def asks(line: str) -> bool:
    """Whether a line is the title of an application, a motion or the like.

    >>> asks("EX PARTE APPLICATION FOR A SEARCH WARRANT"), asks("Order on Motion"), asks("I request a warrant")
    (True, False, False)
    """
    return _ASKS.match(line) is not None
