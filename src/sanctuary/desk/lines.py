"""Lines that rooms below say in English, in a language: found by the sentence itself, with what changes in braces.

`{paper} is not in this file` stands for every such line; what fills it is looked up in the same way, and stays as it is where it is none.
"""

import re
from collections.abc import Mapping

__all__ = ["Lines"]

_BRACES = re.compile(r"\{(\w+)\}")


class Lines:
    """Sentences of English by what they are in a language."""

    def __init__(self, pairs: Mapping[str, str]) -> None:
        self._exact = {english: told for english, told in pairs.items() if not _BRACES.search(english)}
        # The one with most words of its own first: it says more.
        open_ones = sorted((one for one in pairs if one not in self._exact), key=lambda one: -len(_BRACES.sub("", one)))
        self._open = [(_pattern(one), pairs[one]) for one in open_ones]

    def said(self, line: str, **filled: str) -> str:
        """The line in the language; empty where it has none. `filled`: what stands for a word in braces in place of what was found."""
        if line in self._exact:
            return self._exact[line]
        for pattern, told in self._open:
            if found := pattern.fullmatch(line):
                words = {name: self.said(word) or word for name, word in found.groupdict().items()}
                return told.format(**(words | filled))
        return ""


def _pattern(english: str) -> re.Pattern[str]:
    parts = _BRACES.split(english)
    return re.compile("".join(f"(?P<{part}>.+?)" if number % 2 else re.escape(part) for number, part in enumerate(parts)), re.DOTALL)
