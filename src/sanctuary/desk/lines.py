"""Lines that rooms below say in English, in a language: found by the sentence itself, with what changes in braces.

`{paper} is not in this file` stands for every such line; what fills it is looked up in the same way, and stays as it is where it is none.
"""

import re
from collections.abc import Mapping, Sequence

__all__ = ["Lines", "Refusals"]

_BRACES = re.compile(r"\{(\w+)\}")
_NEXT = re.compile(r"(?<=[.?]) (?=[A-Z']|docs/)")
"""Where a sentence ends and another begins."""


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


class Refusals:
    """Why something was refused: by whole texts of forms, else sentence by sentence, each behind what it is about.

    `the table: row 3: no time that is known. Write it as 2026-11-22 09:30.` is four lines: where, where, what is wrong, what to do.
    """

    def __init__(self, forms: Mapping[str, str], about: Mapping[str, str], sentences: Mapping[str, str]) -> None:
        self._forms, self._about, self._sentences = Lines(forms), Lines(about), Lines(sentences)

    def said(self, text: str, **filled: str) -> str:
        """The text in the language; empty where it lacks a sentence of it."""
        return self._forms.said(text, **filled) or " ".join(self._each(_NEXT.split(text)))

    def _each(self, sentences: Sequence[str]) -> list[str]:
        told = [self._sentence(one) for one in sentences]
        return told if all(told) else []

    def _sentence(self, text: str) -> str:
        if told := self._sentences.said(text):
            return told
        about, mark, rest = text.partition(": ")
        where = self._about.said(about) or ("" if " " in about and about[0] != "/" else about)
        told = self._sentence(rest) if mark and where else ""
        return f"{where}: {told}" if told else ""


def _pattern(english: str) -> re.Pattern[str]:
    parts = _BRACES.split(english)
    return re.compile("".join(f"(?P<{part}>.+?)" if number % 2 else re.escape(part) for number, part in enumerate(parts)), re.DOTALL)
