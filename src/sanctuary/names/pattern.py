"""Patterns of words, as the classes of the scan write them: `country|city ... birth|born`.

Words stand in their order. `a|b` is either word, `a?` may be missing, `...` is any words between, `^` and `$` are the ends of the name.
"""

import re
from collections.abc import Callable, Iterable

__all__ = ["compiled", "literals"]


def compiled(patterns: Iterable[str], meaning: Callable[[str], str]) -> re.Pattern[str] | None:
    """One expression that finds any of the patterns in words joined by blanks; nothing where there are none.

    >>> found = compiled(["country|city ... birth"], str)
    >>> bool(found and found.search(" city of birth ")), bool(found and found.search(" birthday city "))
    (True, False)
    """
    made = [_one(pattern, meaning) for pattern in patterns]
    return re.compile("|".join(made)) if made else None


def _one(pattern: str, meaning: Callable[[str], str]) -> str:
    parts: list[str] = []
    for token in pattern.split():
        if token == "^":  # noqa: S105 - a sign of the pattern
            parts.append(r"^")
        elif token == "$":  # noqa: S105 - the same
            parts.append(r" ?$")
        elif token == "...":  # noqa: S105 - the same
            parts.append(r"(?: [^ ]+){0,5}?")
        else:
            either = "|".join(dict.fromkeys(re.escape(meaning(word)) for word in token.rstrip("?").split("|")))
            parts.append(rf"(?: (?:{either}))?" if token.endswith("?") else rf" (?:{either})")
    return f"(?:{''.join(parts)})(?= |$)"


def literals(patterns: Iterable[str], meaning: Callable[[str], str]) -> frozenset[str]:
    """Every word that the patterns name."""
    words = (word for pattern in patterns for token in pattern.split() for word in token.rstrip("?").split("|"))
    return frozenset(meaning(word) for word in words if word not in ("^", "$", "...", ""))
