"""Where in a statement of Cedar an error stands: Cedar names neither line nor word, or only the word.

Found with Cedar's own parser: the first word that makes a beginning of the text impossible to finish is the one that was not
expected. An error about a name stands where the name does; an error about a type in the smallest term that has it alone.
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

__all__ = ["Spot", "named_spot", "syntax_spot", "term_spot", "word_spot", "words_of"]

_WORD = re.compile(r'//[^\n]*|"(?:\\.|[^"\\])*"|"[^\n]*|@?\w+(?:::(?:\w+|"(?:\\.|[^"\\\n])*"))*|[=!<>]=|&&|\|\||::|\S')
"""Comments, strings, unfinished strings to the end of their line, names with their types, operators, and any other sign."""

UNFINISHED = "unexpected end of input"


class Spot(NamedTuple):
    """A place in a statement: the number of lines after its first word's, and the word there."""

    lines: int
    word: str


def words_of(text: str) -> list[re.Match[str]]:
    """The words of a statement, comments left out."""
    return [found for found in _WORD.finditer(text) if not found[0].startswith("//")]


def syntax_spot(text: str, message: str, problem: Callable[[str], str]) -> Spot:
    """Where a statement stops being Cedar; `problem` gives what Cedar says of a text, or nothing."""
    words = words_of(text)
    for word in words:
        if word[0].startswith('"') and ("\n" in word[0] or not re.fullmatch(r'"(?:\\.|[^"\\])*"', word[0])):
            return _spot(text, words, word.start(), word[0].partition("\n")[0])
    for count, word in enumerate(words, 1):
        if (told := problem(text[: word.end()])) and told != UNFINISHED and (count < len(words) or told.startswith("unexpected token")):
            # A closing brace is found too many only when the next word comes: Cedar says which of the two it was.
            wrong = told.removeprefix("unexpected token ").strip("`")
            last = next((one for one in reversed(words[:count]) if one[0] == wrong), word)
            return _spot(text, words, last.start(), last[0])
    return named_spot(text, message) or _spot(text, words, words[-1].start(), words[-1][0])


def named_spot(text: str, message: str) -> Spot | None:
    """Where the name stands that a message is about, if it names one."""
    words = words_of(text)
    for name in _names_in(message):
        pattern = rf"(?<![\w.]){re.escape(name)}(?!\w)" if "." in name or "::" in name else rf"(?<!\w){re.escape(name)}(?![\w\"])"
        guarded = re.compile(rf"\bhas\s+{re.escape(name.rpartition('.')[2])}\b")
        for found in re.finditer(pattern, text):
            if _inside(words, found) and not ("optional" in message and guarded.match(text, max(0, text.rfind("has", 0, found.start())))):
                return _spot(text, words, found.start(), found[0].removeprefix("context."))
    if "'=' is no" in message and (sign := re.search(r"(?<![=!<>])=(?!=)", text)):
        return _spot(text, words, sign.start(), "=")
    return None


_SIGNS = {"add": "+", "sub": "-", "mul": "*", "neg": "-"}


def word_spot(text: str, names: Iterable[str]) -> Spot | None:
    """Where one of some words or operators, by Cedar's names for these, first stands in a condition."""
    signs = {_SIGNS.get(name, name) for name in names}
    words = words_of(text)
    heads = [word.start() for word in words if word[0] in ("when", "unless")]
    found = next((word for word in words if word[0] in signs and heads and word.start() > heads[0]), None)
    return _spot(text, words, found.start(), found[0]) if found else None


def term_spot(text: str, fails: Callable[[str], bool]) -> Spot | None:
    """The smallest term of a condition that fails alone; `fails` is asked for statements of one condition with one term."""
    words = words_of(text)
    head = next((word.start() for word in words if word[0] in ("when", "unless")), len(text))
    found: tuple[int, str] | None = None
    for start, term in _terms([word for word in words if word.start() > head], text):
        if fails(f"{text[:head]}when {{ {term}\n}};") and (found is None or len(term) < len(found[1])):
            found = start, term
    return _spot(text, words, found[0], " ".join(re.sub(r"//[^\n]*", "", found[1]).split())) if found else None


def _terms(words: list[re.Match[str]], text: str) -> Iterable[tuple[int, str]]:
    """Every stretch between brackets, braces, `&&`, `||` and `!` at one depth."""
    open_at: list[int] = []
    for word in words:
        if word[0] in ("{", "("):
            open_at.append(word.end())
        elif word[0] in ("&&", "||", "!") and open_at:
            yield open_at[-1], text[open_at[-1] : word.start()].strip()
            open_at[-1] = word.end()
        elif word[0] in ("}", ")") and open_at:
            start = open_at.pop()
            yield start, text[start : word.start()].strip()


def _names_in(message: str) -> list[str]:
    """What a message quotes, the longest first: with its path below `context`, and by itself."""
    quoted = re.findall(r"[`']([^`']*?(?:\"[^\"]*\")?)[`']", message)
    quoted += re.findall(r"invalid [a-z ]+: (\S+)$", message)
    known = [name for name in quoted if re.search(r"\w", name) and not name.startswith("policy")]
    return [one for name in sorted(known, key=len, reverse=True) for one in (f"context.{name}", name, f'::"{name}"')]


def _inside(words: list[re.Match[str]], found: re.Match[str]) -> bool:
    """Whether a stretch of text lies in the words of a statement, and not in a comment or an annotation's text."""
    return any(word.start() <= found.start() < word.end() and not word[0].startswith('"') for word in words)


def _spot(text: str, words: list[re.Match[str]], at: int, word: str) -> Spot:
    at += len(text[at:]) - len(text[at:].lstrip())
    return Spot(text.count("\n", words[0].start() if words else 0, at), word)
