"""Whether a field keeps a person's status, origin, birthplace or the like: candidates by name, comment and codes, then what stands around.

The first pass asks what the name, the comment or the list of codes says. The second keeps or drops it by the table, the fields beside it,
and the purpose: a code table's own columns, a company's country, the language of a document are dropped. Nothing is learned and nothing is
looked up: every word stands in a file of this folder.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Literal

from sanctuary.names.catalog import ClassFile, classes, context
from sanctuary.names.meaning import meaning, told, word_of
from sanctuary.names.pattern import compiled, literals

__all__ = ["Around", "Found", "Sure", "sensitive"]

Sure = Literal["sure", "likely", "possible"]

_LABEL, _COMMENT = 12, 80
"""Words of a comment that is a label or a question, and of the longest comment that is read."""

_SHARE, _PLAINLY = 0.3, 0.6
"""How many of the codes of a list must be of a class, and of one whose name tells something else."""


@dataclass(frozen=True, slots=True)
class Found:
    """A class, how sure it is, and why in words."""

    of: str
    how_sure: Sure
    why: str


@dataclass(frozen=True)
class Around:
    """What stands around the fields of one table: its name (the last part tells most), and the names of all of its fields."""

    table: str = ""
    fields: Sequence[str] = field(default=())

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The parts of the table's name that name something."""
        parts = [part for part in re.split(r"[/.:>\[\]]+", self.table) if part]
        return tuple(
            part for part in parts if part not in ("properties", "items", "allOf", "anyOf", "oneOf", "definitions", "schema", "json")
        )

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the table's name."""
        return tuple(word for part in self.parts for word in meaning(part))

    @cached_property
    def last(self) -> tuple[str, ...]:
        """The words of its last part."""
        return meaning(self.parts[-1]) if self.parts else ()

    @cached_property
    def last_or_one(self) -> frozenset[str]:
        """These words, and each as one of many."""
        return frozenset((*self.last, *(word.removesuffix("s") for word in self.last)))

    @cached_property
    def of_persons(self) -> bool:
        """Whether it is a table of persons: its name says so, or its fields do."""
        persons = _group("persons")
        if any(word in persons or word.removesuffix("s") in persons for word in self.words):
            return True
        beside = _beside()
        return beside is not None and any(beside.search(told(meaning(name))) for name in self.fields)

    @cached_property
    def code_table(self) -> bool:
        """Whether it is a list of codes: all of its fields are words that such lists have, or words of its own name."""
        group = context()
        own = self.last_or_one
        if not self.fields or not self.last:
            return False
        if any(word in group.persons for word in self.last) and not self.named_for_codes:
            return False
        if len(self.fields) > 14 or any(word in _PERSON_KEYS for name in self.fields for word in meaning(name)):
            return False
        held = [meaning(name) for name in self.fields]
        says = any(words and words[-1] in _NAMING for words in held) or self.last[-1] in _NAMING
        if not (says or self.named_for_codes) or not _ABOUT.isdisjoint(self.last):
            return False
        return all(all(word in own or word in group.code_tables or word.isdigit() for word in words) for words in held)

    @cached_property
    def concerns(self) -> tuple["_Class", ...]:
        """The classes that the table is about by its name; none for a list of codes."""
        if not self.parts or self.code_table:
            return ()
        text = told(self.last)
        return tuple(one for one in _classes() if one.inside and one.inside.search(text) and not (one.friends and one.friends.search(text)))

    @cached_property
    def besides(self) -> tuple["_Class", ...]:
        """The classes of which two fields or more are by their names alone."""
        some = [one for one in _classes() if one.beside]
        names = [told(meaning(name)) for name in self.fields] if some else []
        return tuple(one for one in some if sum(1 for name in names if one.names.search(name)) > 1)

    @cached_property
    def named_for_codes(self) -> bool:
        """Whether its name says that it is a list of codes."""
        return bool(self.last) and any(word in context().code_table_names for word in (self.last[0], self.last[-1]))


_NAMING = frozenset(["name", "label", "description", "title", "code", "display", "value", "text", "nationality", "demonym"])
"""Words of which a list of codes has one: what says the code."""

_ABOUT = frozenset(
    """
    info information detail details data record records history answer answers response responses request requests verification
    verifications application applications screening screenings case cases referral referrals appointment appointments visit visits
    interview interviews
    """.split()  # noqa: SIM905 - a list of so many words is read more easily as prose
)
"""Words of tables that tell about persons, not about codes."""

_PERSON_KEYS = frozenset(["person", "client", "patient", "student", "applicant", "member", "household", "employee"])


@cache
def _beside() -> re.Pattern[str] | None:
    return compiled([f"{' '.join(meaning(one))} $" for one in context().beside], str)


@dataclass(frozen=True, slots=True)
class _Class:
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
    foes: frozenset[str]
    hard: frozenset[str]
    """Its foes but for the words of settings: what a name that says the class is not taken for."""


@cache
def _classes() -> tuple[_Class, ...]:
    made = []
    for name, file in classes().items():
        strong = [pattern for pattern in file.names if pattern not in file.persons]
        either = compiled(strong, word_of)
        assert either is not None  # noqa: S101 - a class without names is refused by its test
        foes = frozenset[str]().union(*(_group(group) for group in file.foes))
        hard = frozenset[str]().union(*(_group(group) for group in file.foes if group != "settings"))
        ends = [f"^ {pattern} $" for pattern in file.inside_names]
        made.append(
            _Class(
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
                foes,
                hard,
            )
        )
    return tuple(made)


@cache
def _group(name: str) -> frozenset[str]:
    """A group of words around names, in the words of the lexicon too."""
    words: frozenset[str] = getattr(context(), name)
    return words | {word_of(word) for word in words}


@cache
def _by_trigger() -> dict[str, tuple[_Class, ...]]:
    """The classes whose patterns hold a word; a pattern is found under the rarest word that it cannot do without."""
    found: dict[str, dict[str, _Class]] = {}
    for one in _classes():
        for pattern in (*one.file.names, *one.file.persons):
            for word in _needed(pattern):
                found.setdefault(word, {})[one.id] = one
    return {word: tuple(held.values()) for word, held in found.items()}


def _needed(pattern: str) -> frozenset[str]:
    """Words of which the pattern needs one: those of its part with the fewest words, plain ones last."""
    parts = [literals([token], word_of) for token in pattern.split() if token not in ("^", "$", "...") and not token.endswith("?")]
    return min(parts, key=lambda words: (len(words & _group("generic")), len(words)))


def _candidates(words: tuple[str, ...]) -> list[_Class]:
    """The classes that a name may be of, those first that win."""
    under = _by_trigger()
    hits = [under[word] for word in words if word in under]
    if not hits:
        return []
    found = {one.id: one for hit in hits for one in hit}
    return sorted(found.values(), key=lambda one: one.file.rank) if len(found) > 1 else list(found.values())


def sensitive(name: str, around: Around | None = None, comment: str = "", codes: Iterable[str] = ()) -> Found | None:
    """The class of a field, or nothing.

    >>> sensitive("CTZNSHP_IND").of, sensitive("nam_country_born").of, sensitive("homelessness")
    ('citizenship', 'birth_place', None)
    >>> sensitive("language", Around("clients")).of, sensitive("language", Around("documents"))
    ('language', None)
    """
    here = around or _NOWHERE
    words = meaning(name)
    listed = list(codes)
    candidates = _candidates(words)
    if not (candidates or listed or comment or here.concerns):
        return None
    group = context()
    if words and (words[-1] in group.wiring or not group.counted.isdisjoint(words) or not group.switches.isdisjoint(words[:2])):
        return None
    found = _by_name(candidates, words, here, comment, listed) or _by_container(words, here)
    if found is not None or not (comment or listed):
        return found
    if not _KEPT_BY_PROGRAMS.isdisjoint(words):
        return None
    weak = _weak(words)
    if comment:
        found = _by_comment(words, here, comment, weak=weak)
    if found is None and listed:
        found = _by_codes(words, here, listed, weak=weak)
    return found


_NOWHERE = Around()

_KEPT_BY_PROGRAMS = frozenset(["created", "updated", "modified", "deleted", "inserted", "timestamp"])
"""Words of fields that a program keeps for itself, whatever is said of them."""


def _by_name(candidates: Sequence[_Class], words: tuple[str, ...], here: Around, comment: str, codes: Sequence[str]) -> Found | None:
    text = told(words)
    person = not _group("persons").isdisjoint(words)
    for one in candidates:
        strong = one.names.search(text)
        if not strong and not (one.persons and one.persons.search(text)):
            continue
        if _friend(one, text, words, here, comment, strong=bool(strong)):
            continue
        if not strong and not (person or here.of_persons or _codes_of(one, codes) or _asks(one, comment)):
            continue
        if _of_code_table(one, here):
            continue
        what = f"its name says {one.file.title.lower()}" if strong else f"its name says {one.file.title.lower()}, in a table of persons"
        return Found(one.id, "sure" if strong else "likely", what)
    return None


def _friend(one: _Class, text: str, words: tuple[str, ...], here: Around, comment: str, *, strong: bool) -> bool:
    """Whether something else is meant, or something else than a person has it."""
    if one.friends and (one.friends.search(text) or (here.parts and one.friends.search(told(here.last) + text))):
        return True
    if (
        comment
        and one.friends
        and one.friends.search(told(said := _said(comment)))
        and (len(said) <= _FEW if strong else not _asks(one, comment))
    ):
        return True
    if not one.foes or not _group("persons").isdisjoint(words):
        return False
    if not one.foes.isdisjoint(words):
        return True
    hit = (one.hard if strong else one.foes).intersection(here.last_or_one)
    if not hit or _asks(one, comment):
        return False
    # The fields beside it tell of persons in a table of an organization too: only its name says whose field it is.
    return _group("persons").isdisjoint(here.last) if not hit.isdisjoint(one.hard) else not here.of_persons


def _of_code_table(one: _Class, here: Around) -> bool:
    """Whether the field is a column of the list of codes of its class."""
    about = told(here.last)
    of_class = bool(one.names.search(about) or (one.persons and one.persons.search(about)) or (one.inside and one.inside.search(about)))
    return (of_class or here.named_for_codes) and here.code_table


def _asks(one: _Class, comment: str) -> bool:
    if not comment or one.questions is None or not one.questions.search(told(said := _said(comment))):
        return False
    # "Country of origin of the goods" asks nobody.
    return one.hard.isdisjoint(said) or not _group("persons").isdisjoint(said)


def _said(comment: str) -> tuple[str, ...]:
    """The words of a comment; the number that aliens have is told from the article by its hyphen."""
    return meaning(_A_NUMBER.sub("alien number", comment))


_A_NUMBER = re.compile(r"\b(?:A-(?:[Nn]umber|[Nn]o\b\.?)|A#)")

_FEW = 6
"""Words of a label that says what the field is, though its name could be of a class."""


def _by_container(words: tuple[str, ...], here: Around) -> Found | None:
    text = told(words)
    for one in here.concerns:
        if "settings" in one.file.foes and not (here.of_persons or "interpreter" in here.last):
            continue
        if one.inside_names and one.inside_names.search(text):
            return Found(one.id, "likely", f"it stands in '{here.parts[-1]}', which is of {one.file.title.lower()}")
    for one in here.besides:
        if one.beside and one.beside.search(text):
            return Found(one.id, "possible", f"it stands beside other fields of {one.file.title.lower()}")
    return None


def _by_comment(words: tuple[str, ...], here: Around, comment: str, *, weak: bool) -> Found | None:
    said = _said(comment)
    if len(said) > _COMMENT or not said or here.code_table:
        return None
    text, name = told(said), told(words)
    question = "?" in comment or len(said) <= _LABEL
    for one in _classes():
        asked = bool(one.questions and one.questions.search(text))
        named = len(said) <= _LABEL and bool(one.names.search(text))
        if not (asked or named) or not (weak or question) or (one.friends and (one.friends.search(text) or one.friends.search(name))):
            continue
        if not one.foes.isdisjoint(words):
            continue
        if not one.hard.isdisjoint(said) and _group("persons").isdisjoint(said):
            continue
        return Found(one.id, "likely" if weak else "possible", f"its description asks for {one.file.title.lower()}")
    return None


def _codes_of(one: _Class, codes: Sequence[str]) -> int:
    """How many codes of a list are of a class; none where they are too few."""
    if not codes or one.codes is None:
        return 0
    texts = _telling(codes)
    held = [bool(one.codes.search(text)) for text in texts]
    if one.id == _STATUS and any(held):
        citizens = next((other.codes for other in _classes() if other.id == _CITIZENS), None)
        held = [hit or bool(citizens and citizens.search(text)) for hit, text in zip(held, texts, strict=True)]
    hits = sum(held)
    return hits if hits > 1 and hits >= _SHARE * len(texts) else 0


def _telling(codes: Sequence[str]) -> list[str]:
    """The codes that tell something, as the patterns search them: a letter or a number alone tells nothing."""
    read = [told(meaning(code)) for code in codes[:400] if 1 < len(code) < 200]
    return [text for text in read if text.strip() not in _NO_CODE]


_STATUS, _CITIZENS = "immigration_status", "citizenship"
"""A list of statuses names citizens too: beside a code of a status, one of citizens counts as one."""

_NO_CODE = frozenset(
    ["other", "unknown", "none", "nan", "n a", "na", "prefer not to say", "decline to answer", "select", "choose", "all others"]
)
"""What a list holds beside its codes, as `told` writes it."""


def _by_codes(words: tuple[str, ...], here: Around, codes: Sequence[str], *, weak: bool) -> Found | None:
    """Where a name tells something else, a list must be plainly of status, citizenship or origin: colors look like races."""
    if here.code_table and not here.of_persons:
        return None
    best = max(((_codes_of(one, codes), -one.file.rank, one) for one in _classes()), key=lambda found: found[:2])
    hits, _, one = best
    if not weak and (one.file.tier > 1 or hits < _PLAINLY * len(_telling(codes))):
        return None
    if not hits or (not here.of_persons and not one.foes.isdisjoint((*words, *here.last))):
        return None
    return Found(one.id, "likely", f"{hits} of its {len(codes)} codes are of {one.file.title.lower()}")


def _weak(words: tuple[str, ...]) -> bool:
    """Whether a name says nothing by itself: its words are plain ones, short forms nobody knows, or numbers."""
    return all(
        word in context().generic or any(c.isdigit() for c in word) or len(word) < 4 or not re.search(r"[aeiouy]", word) for word in words
    )
