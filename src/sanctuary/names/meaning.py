"""Names and sentences in the words of the lexicon: abbreviations written out, Spanish in English, words written together parted.

`CTZNSHP_IND` is `citizenship indicator`, `lugarNacimiento` is `place birth`, `countryofbirth` is `country birth`.
"""

import re
from functools import cache, lru_cache

from sanctuary.names.catalog import classes, context, lexicon
from sanctuary.names.pattern import literals
from sanctuary.names.words import words_of_name

__all__ = ["is_of_fields", "meaning", "told", "word_of"]

_FILLERS = frozenset(
    ["of", "the", "de", "del", "la", "el", "los", "las", "your", "you", "su", "tu", "their", "his", "her", "an", "do", "does", "did"]
)
"""Words that part others and mean nothing here."""

_SHORT = frozenset(["us", "of", "id", "no", "is", "in", "the", "cd", "yr", "eng", "dt"])
"""Words of fewer than four letters that may stand in a word of several."""

_VOWELS = str.maketrans("", "", "aeiouy")


@cache
def _variants() -> dict[str, str]:
    words = lexicon().words
    return {variant: word for word, variants in words.items() for variant in variants} | {word: word for word in words}


def word_of(word: str) -> str:
    """The lexicon's word for one word, which may be itself; for the writers of patterns.

    >>> word_of("ctznshp"), word_of("tree")
    ('citizenship', 'tree')
    """
    return _variants().get(word, word)


@cache
def _known() -> frozenset[str]:
    """Words that a word of several may consist of."""
    known = set(_variants()) | set(lexicon().phrases)
    for one in classes().values():
        known |= literals((*one.names, *one.inside_names), str)
    known |= context().persons | {"info", "information", "current", "code", "value", "text", "proficiency", "needed", "required", "other"}
    return frozenset(word for word in known if len(word) > 3) | _SHORT


def is_of_fields(word: str) -> bool:
    """Whether a word, in small letters, is one that names of fields are made of: no name of a person or a place is.

    >>> is_of_fields("birth"), is_of_fields("mexico")
    (True, False)
    """
    return word in _FILLERS or word in _known() or word.removesuffix("s") in _known() or re.fullmatch(r"\d{1,2}|[a-z]", word) is not None


@cache
def _literals() -> frozenset[str]:
    """Every word of every pattern."""
    found = (literals((*one.names, *one.not_, *one.persons, *one.questions, *one.codes, *one.inside), str) for one in classes().values())
    return frozenset().union(*found)


@cache
def _consonants() -> dict[str, str]:
    """Words of the lexicon by their first letter and consonants, where that leaves four letters or more."""
    return {key: word for word in lexicon().words if len(key := _key(word)) > 3}


def _key(word: str) -> str:
    once = re.sub(r"(.)\1", r"\1", word)
    return once[:1] + once[1:].translate(_VOWELS)


@lru_cache(maxsize=100_000)
def _meant(word: str) -> tuple[str, ...]:
    """The lexicon's words for one word of a name."""
    variants, phrases = _variants(), lexicon().phrases
    if word in phrases:
        return tuple(phrases[word].split())
    if word in variants:
        return (variants[word],)
    bare = word.rstrip("0123456789")
    if bare != word and len(bare) > 2:
        return _meant(bare)
    if word.endswith("s") and word[:-1] in variants:
        return (variants[word[:-1]],)
    if len(word) > 4 and word.endswith("s") and word[:-1] in _literals():
        return (word[:-1],)
    if len(word) > 6 and (ending := lexicon().endings.get(word[3:])):
        return (ending,)
    if glued := _glued(word):
        return tuple(found for part in glued for found in _meant(part))
    key = _key(word)
    if len(key) > 3 and word[1:].rstrip("y").translate(_VOWELS) == word[1:].rstrip("y") and key in _consonants():
        return (_consonants()[key],)
    parts = _parted(word) if 7 <= len(word) <= 40 and word not in _known() else ()
    return tuple(found for part in parts for found in _meant(part) if part not in _FILLERS) if len(parts) > 1 else (word,)


@cache
def _glues() -> re.Pattern[str]:
    """What finds the parts of short forms that are written together."""
    heads, tails, persons, kept = (
        "|".join(sorted(lexicon().glued[key], key=len, reverse=True)) for key in ("heads", "tails", "persons", "kept")
    )
    return re.compile(rf"({heads})({tails})({tails})?|({persons})({kept})")


def _glued(word: str) -> tuple[str, ...]:
    """The short forms that a word consists of; nothing where it does not.

    >>> _glued("bthplc"), _glued("stussn"), _glued("birthday")
    (('bth', 'plc'), ('stu', 'ssn'), ())
    """
    found = _glues().fullmatch(word) if 4 < len(word) < 16 else None
    return tuple(part for part in found.groups() if part) if found else ()


@lru_cache(maxsize=100_000)
def _parted(word: str) -> tuple[str, ...]:
    """The fewest known words that a word consists of; nothing where it does not."""
    known = _known()
    best: list[tuple[str, ...] | None] = [(), *[None] * len(word)]
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 16), end):
            before = best[start]
            held = best[end]
            if before is not None and word[start:end] in known and (held is None or len(before) + 1 < len(held)):
                best[end] = (*before, word[start:end])
    return best[-1] or ()


@lru_cache(maxsize=200_000)
def meaning(name: str) -> tuple[str, ...]:
    """The words of a name, in those of the lexicon.

    >>> meaning("CTZNSHP_IND"), meaning("countryofbirth"), meaning("lugarNacimiento")
    (('citizenship', 'indicator'), ('country', 'birth'), ('place', 'birth'))
    """
    words = words_of_name(name)
    found: list[str] = []
    alone = lexicon().alone
    for word in words:
        if word in alone and all(other == word or other.isdigit() or word_of(other) in _ALONE for other in words):
            found += alone[word].split()
        elif word not in _FILLERS:
            found += _meant(word)
    return tuple(found)


_ALONE = frozenset(["id", "code", "number", "text", "type", "indicator", "value"])


def told(words: tuple[str, ...]) -> str:
    """Words as the patterns search them: each with a blank before it."""
    return " " + " ".join(words) if words else ""
