"""A cell as it is looked up, and the words of a class as they are found in it: whole, in parts, cut short or with words around them."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from importlib.resources import files
from typing import NamedTuple

from sanctuary.documents import Frozen, parse_toml, shape
from sanctuary.names.meaning import word_of

__all__ = ["Cell", "Fit", "Lists", "Words", "classes_of", "key", "lists", "read", "words"]

LONGEST = 80
"""Letters of a cell that may be of a list."""

_SHORT = 3
"""Letters from which on a word may stand for a longer one."""

_CODE = re.compile(r"^\s*(?:\w{1,3}\s*[-:=.)]|\d+)\s+")
"""A code before what it stands for."""

_EITHER = re.compile(r"(?<=\w\w)([oa])(?:/[oa]|\([oa]\)|@)(?=\W|$)", re.IGNORECASE)
"""Both endings of a Spanish word: Mexicano/a, salvadoreño(a)."""

_BETWEEN = re.compile(r"[\W_]+")

_SHORTENED = ("immigration_status", "citizenship", "race_ethnicity")
_LONG = 6
"""Classes whose words are written short together, and the letters of a word that is not short."""

_ANYWHERE = frozenset(
    ["of", "the", "in", "a", "an", "or", "and", "de", "la", "y", "o", "to", "no", "not", "with", "for", "by", "other", "un"]
)

_MOST = 12
"""Words of a cell that is of a list."""


class Lists(Frozen, frozen=True, kw_only=True):
    """The file of values."""

    shapes: dict[str, tuple[str, ...]]
    lists: dict[str, frozenset[str]]
    plain: dict[str, frozenset[str]]
    around: dict[str, frozenset[str]]
    proof: dict[str, frozenset[str]]
    against: dict[str, frozenset[str]]
    nothing: dict[str, frozenset[str]]
    codes: dict[str, frozenset[str]]
    columns: dict[str, frozenset[str]]


@cache
def lists() -> Lists:
    """Shapes of numbers and words of lists, as they stand in `names/values.toml`."""
    text = (files("sanctuary.names") / "values.toml").read_text("utf-8")
    return shape(parse_toml(text, "names/values.toml"), Lists, "names/values.toml")


def key(said: str) -> str:
    """A word without accents, points and dashes, in small letters.

    >>> key("São Paulo"), key("U.S. Citizen"), key("H-1B")
    ('sao paulo', 'us citizen', 'h 1b')
    """
    letters = said.casefold().replace(".", "").replace("'", "")
    if not letters.isascii():
        letters = "".join(one for one in unicodedata.normalize("NFKD", letters.replace("\u2019", "")) if not unicodedata.combining(one))
    return _BETWEEN.sub(" ", letters).strip()


class Cell(NamedTuple):
    """A cell as it is looked up: without a code before it, whole and in words; and how long it was."""

    said: str
    whole: str
    parts: tuple[str, ...]
    long: int


def read(cell: str) -> Cell:
    """A cell without a code before it; what is longer than any word of a list has no words.

    >>> read("1 - White (not Hispanic)").parts
    ('white', 'not', 'hispanic')
    """
    said = _CODE.sub("", cell)
    if "/" in said or "(" in said or "@" in said:
        said = _EITHER.sub(r"\1", said)
    whole = key(said) if len(said) <= LONGEST else ""
    return Cell(said, whole, tuple(whole.split()), len(cell))


class Fit(NamedTuple):
    """The words of a list that a cell consists of, and how much they prove: 0 nothing, 1 beside another, 2 alone."""

    said: tuple[str, ...]
    proves: int


class Words:
    """The words of one class."""

    def __init__(self, name: str) -> None:
        held = lists()
        self.phrases = frozenset(map(key, held.lists[name]))
        self.plain = frozenset(map(key, held.plain.get(name, ())))
        self.around = frozenset(map(key, held.around.get(name, ())))
        self.proof = frozenset(map(key, held.proof.get(name, ())))
        self.against = frozenset(map(key, held.against.get(name, ())))
        self.vocabulary = self.around.union(*(phrase.split() for phrase in self.phrases))
        self._most = max(phrase.count(" ") + 1 for phrase in self.phrases)
        self._sorted = sorted(self.phrases)
        self._phrases_prove = name in _SHORTENED or name == "foreign_id"

    def fit(self, cell: Cell, cut: int = 0) -> Fit | None:
        """What of the class the cell says and nothing besides; `cut` is where the column cuts its cells off, 0 if it does not."""
        if cell.whole in self.phrases:
            return self._proved((cell.whole,), cell.parts)
        if cut and cell.long == cut and (found := self._begun(cell.whole)):
            return Fit((found,), 0 if found in self.plain else 1)
        parts = cell.parts
        if not 2 <= len(parts) <= _MOST:
            return None
        written = parts if self.vocabulary.issuperset(parts) else self._written_out(parts)
        found_in = self._parted(written) if written else ()
        return self._proved(found_in, written) if written and found_in else None

    def _proved(self, said: tuple[str, ...], parts: Sequence[str]) -> Fit:
        sure = [phrase for phrase in said if phrase not in self.plain]
        proof = not self.proof.isdisjoint(parts) and (len(parts) > 1 or bool(sure))
        alone = self._phrases_prove and any(" " in phrase and any(len(word) > _SHORT for word in phrase.split()) for phrase in sure)
        if sure and (proof or alone):
            return Fit(said, 2)
        return Fit(said, 1 if sure or proof else 0)

    def _parted(self, parts: Sequence[str]) -> tuple[str, ...]:
        """The phrases of a cell, the longest first; none where a word is of no phrase and may not stand around one."""
        found, at = [], 0
        while at < len(parts):
            for size in range(min(self._most, len(parts) - at), 0, -1):
                phrase = " ".join(parts[at : at + size])
                if phrase in self.phrases and not (size == 1 and phrase in self.around and len(parts) > 1 and phrase not in self.plain):
                    found.append(phrase)
                    at += size
                    break
            else:
                if parts[at] not in self.around and not parts[at].isdigit():
                    return ()
                at += 1
        return tuple(found)

    def _begun(self, whole: str) -> str:
        """A phrase that begins so."""
        at = bisect_left(self._sorted, whole)
        return self._sorted[at] if at < len(self._sorted) and self._sorted[at].startswith(whole) else ""

    def _written_out(self, parts: Sequence[str]) -> Sequence[str] | None:
        """The words of a cell with short forms written out (`perm`, `natz`); nothing where a word is none of the class."""
        found = []
        for word in parts:
            full = word if word in self.vocabulary or word.isdigit() else self._short.get(word) or word_of(word)
            if full not in self.vocabulary and not full.isdigit():
                return None
            found.append(full)
        return found

    @cached_property
    def _short(self) -> dict[str, str]:
        """What each beginning of a word stands for: of several words that which phrases have most often."""
        often = Counter(word for phrase in self.phrases for word in phrase.split())
        found = dict[str, str]()
        for word in sorted(self.vocabulary, key=lambda one: (often[one], -len(one), one)):
            found |= dict.fromkeys((word[:size] for size in range(_SHORT, len(word))), word)
        return found


@cache
def words() -> dict[str, Words]:
    """The words of every class that has a list."""
    return {name: Words(name) for name in lists().lists}


@cache
def _index() -> dict[str, tuple[str, ...]]:
    """The classes by the words of their phrases, and by these; not by words that stand around everything."""
    found = dict[str, tuple[str, ...]]()
    for name, held in words().items():
        within = {word for phrase in held.phrases for word in phrase.split()}
        for word in (within - _ANYWHERE) | held.phrases | held.against:
            found[word] = (*found.get(word, ()), name)
    return found


def classes_of(cell: Cell) -> Iterable[str]:
    """The classes of which a cell has a word; of a cell of short words those whose words systems shorten."""
    index = _index()
    if len(cell.parts) < 2:
        return index.get(cell.whole, ())
    found = {name for word in (cell.whole, *cell.parts) for name in index.get(word, ())}
    return found or (_SHORTENED if max(map(len, cell.parts)) < _LONG and cell.parts[0].isalpha() else ())
