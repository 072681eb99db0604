"""The classes with their patterns made ready, and which of them a name may be of."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sanctuary.names.catalog import ClassFile, classes, context
from sanctuary.names.meaning import word_of
from sanctuary.names.pattern import compiled, literals

__all__ = ["Ready", "any_needed", "by_trigger", "candidates", "group", "ready"]


@dataclass(frozen=True, slots=True)
class Ready:
    """A class with its patterns made ready."""

    id: str
    file: ClassFile
    names: re.Pattern[str]
    persons: re.Pattern[str] | None
    friends: re.Pattern[str] | None
    questions: re.Pattern[str] | None
    codes: re.Pattern[str] | None
    inside: re.Pattern[str] | None
    inside_names: re.Pattern[str] | None
    beside: re.Pattern[str] | None
    plainly: re.Pattern[str] | None
    foes: frozenset[str]
    hard: frozenset[str]
    """Its foes but for the words of settings: what a name that says the class is not taken for."""
    said_hard: frozenset[str]
    """Of these, those that no question for the class has: a church is where one prays."""
    own: frozenset[str]
    """Words of its names: `resident` of a permit tells no person."""
    single: re.Pattern[str] | None
    single_names: frozenset[str]
    needs: frozenset[str]
    """Words of which a name needs one to be plainly of the class."""
    persons_need: frozenset[str]
    friends_need: frozenset[str]
    """The same of a name that counts for persons alone, and of one that only looks like it."""
    beside_need: frozenset[str]
    """The same of a name that is of the class beside others of it."""
    core: frozenset[str]
    """Words that a name of the class has and few others: `citizen_claim` is half named."""

    def tells_person(self, words: Iterable[str]) -> bool:
        """Whether words name a person, but for words of the class and those that animals and things have too."""
        return any(word in _persons() and word not in self.own for word in words)


@cache
def _persons() -> frozenset[str]:
    known = context()
    return (group("persons") - known.gatherings) | known.owners


@cache
def ready() -> tuple[Ready, ...]:
    """Every class, those first that win."""
    made = []
    for name, file in classes().items():
        strong = [pattern for pattern in file.names if pattern not in file.persons]
        either = compiled(strong, word_of)
        assert either is not None  # noqa: S101 - a class without names is refused by its test
        foes = frozenset[str]().union(*(group(each) for each in file.foes))
        hard = frozenset[str]().union(*(group(each) for each in file.foes if each != "settings"))
        ends = [f"^ {pattern} $" for pattern in file.inside_names]
        made.append(
            Ready(
                name,
                file,
                either,
                compiled(file.persons, word_of),
                compiled(file.not_, word_of),
                compiled(file.questions, word_of),
                compiled(file.codes, word_of),
                compiled(file.inside, word_of),
                compiled(ends, word_of),
                compiled([f"{pattern} $" for pattern in file.beside], word_of),
                compiled(file.plainly, word_of),
                foes,
                hard,
                hard - literals(file.questions, word_of),
                literals(file.names, word_of) & {"resident", "alien", "immigrant", "refugee", "citizen", "parolee"},
                compiled([f"^ {pattern} $" for pattern in file.single], word_of),
                frozenset(word_of(word) for word in file.single_names),
                any_needed(strong),
                any_needed(file.persons),
                any_needed(file.not_),
                any_needed(file.beside),
                frozenset(word_of(word) for word in file.core),
            )
        )
    return tuple(made)


@cache
def group(name: str) -> frozenset[str]:
    """A group of words around names, in the words of the lexicon too."""
    words: frozenset[str] = getattr(context(), name)
    return words | {word_of(word) for word in words}


@cache
def by_trigger() -> dict[str, tuple[Ready, ...]]:
    """The classes whose patterns hold a word; a pattern is found under the rarest word that it cannot do without."""
    found: dict[str, dict[str, Ready]] = {}
    for one in ready():
        for pattern in (*one.file.names, *one.file.persons):
            for word in _needed(pattern):
                found.setdefault(word, {})[one.id] = one
    return {word: tuple(held.values()) for word, held in found.items()}


def _needed(pattern: str) -> frozenset[str]:
    """Words of which the pattern needs one: those of its part with the fewest words, plain ones last."""
    parts = [literals([token], word_of) for token in pattern.split() if token not in ("^", "$", "...") and not token.endswith("?")]
    return min(parts, key=lambda words: (len(words & group("generic")), len(words)))


def any_needed(patterns: Iterable[str]) -> frozenset[str]:
    """Words of which whatever one of the patterns finds has one."""
    return frozenset[str]().union(*map(_needed, patterns))


def candidates(words: tuple[str, ...]) -> list[Ready]:
    """The classes that a name may be of, those first that win."""
    under = by_trigger()
    hits = [under[word] for word in words if word in under]
    if not hits:
        return []
    found = {one.id: one for hit in hits for one in hit}
    return sorted(found.values(), key=lambda one: one.file.rank) if len(found) > 1 else list(found.values())
