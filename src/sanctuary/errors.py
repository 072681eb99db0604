"""The errors of the program, by who is at fault.

SanctuaryError
├── PackError            a pack, the vocabulary or possible.cedar: the author of the law as data
│   └── UnsupportedRule  a rule outside the sub-language that every reading understands
├── RequestError         what was asked: a place, an actor, a fact, a day
├── EvidenceError        a table, a mapping or a connection that an audit or a scan reads
└── RecordError          the public record: an entry, a key, a store
    └── TamperError      what was published does not verify

A message says where, what was found, what was expected and the next step. No error prints or exits; the command line does.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches

__all__ = [
    "EvidenceError", "PackError", "RecordError", "RequestError", "SanctuaryError", "TamperError", "UnsupportedRule", "WordsError", "either",
    "ended", "nearest", "visible",
]  # fmt: skip

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Signs that steer a terminal or turn the direction of text; line ends and tabs are not among them."""


class SanctuaryError(Exception):
    """Anything this program refuses, with a message fit for the person who can fix it; what steers a terminal stands in it as an escape."""

    def __str__(self) -> str:
        return visible(super().__str__())


class PackError(SanctuaryError):
    """A pack cannot be loaded: the message names the file and, where known, the line or the rule."""


class UnsupportedRule(PackError):  # noqa: N818 - the design's word: it names a rule, not a failure of the program
    """A rule uses a construct that not every reading understands; the message names rule and construct."""


class RequestError(SanctuaryError):
    """A question names something that does not exist or has the wrong type."""


class WordsError(RequestError):
    """More words than a command takes in the form that was asked for."""


class EvidenceError(SanctuaryError):
    """A table, a mapping or a connection cannot be read; the message never holds a value of a row."""


class RecordError(SanctuaryError):
    """The record refuses an entry, a key, a store or an act on it; the message never holds a resident's value."""


class TamperError(RecordError):
    """What was published does not verify: the message names what and where."""


def visible(text: str) -> str:
    r"""The text with every control character, and every sign that turns the direction of text, shown as its escape.

    What a file or a person gave is shown, never obeyed: by a terminal, a page or a reader of JSON.

    >>> print(visible("red\x1b[31m"))
    red\x1b[31m
    """
    return _UNSEEN.sub(lambda found: f"\\x{ord(found[0]):02x}" if ord(found[0]) < 256 else f"\\u{ord(found[0]):04x}", text)


def nearest(word: str, known: Iterable[str], shows: str = "") -> str:
    """A hint that names the nearest known word, or the known words where none is near; where they are many, some, and what shows all.

    >>> nearest("sherif", ["sheriff", "police"])
    "did you mean 'sheriff'?"
    >>> nearest("felony", ["requester", "history.years_since_listed_felony", "history.federal_felony_warrant"])
    "did you mean 'history.federal_felony_warrant' or 'history.years_since_listed_felony'?"
    >>> nearest("zzz", ["sheriff", "police"])
    'known: sheriff, police'
    >>> nearest("history.posted_bond", ["history.held_to_answer", "paper"])
    'known: history.held_to_answer, paper'
    """
    words = sorted(known) if isinstance(known, set | frozenset) else list(known)
    near = get_close_matches(word, words, n=1, cutoff=_NEAR) or _sharing(word, words) or get_close_matches(word, words, n=1, cutoff=_FAR)
    if "." in word:  # the group before a dot is like itself, and makes names alike that have nothing else in common
        near = [one for one in near if not _of_one_group(word, one) or _alike(word, one)]
    if near:
        return f"did you mean {either(near)}?"
    if len(words) <= _MANY:
        return f"known: {', '.join(words)}"
    return f"known: {', '.join(words[:_MANY])} and {len(words) - _MANY} more{f'; {shows} lists all' if shows else ''}"


def ended(hint: str) -> str:
    """A hint that ends its sentence: a question needs no full stop.

    >>> ended("did you mean 'sheriff'?"), ended("known: sheriff")
    ("did you mean 'sheriff'?", 'known: sheriff.')
    """
    return hint if hint.endswith("?") else f"{hint}."


_MANY = 12
"""Known words that a hint tells."""


def either(names: list[str]) -> str:
    """Names in quotation marks, as one of several."""
    words = [f"'{name}'" for name in names]
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]


_NEAR, _FAR = 0.8, 0.6
"""How like two words are (Ratcliff and Obershelp) that differ in a letter, and two that may be meant for each other."""

_MOST = 4
"""Names that share a word, of which a hint tells."""


def _sharing(word: str, known: list[str]) -> list[str]:
    """The known names that share a word of their own with what was written, the most alike first; none where too many do."""
    asked = _parts(word)
    found = [one for one in known if not asked.isdisjoint(_parts(one))]
    found.sort(key=lambda one: (-SequenceMatcher(None, word, one).ratio(), one))
    return found if len(found) <= _MOST else []


def _of_one_group(word: str, known: str) -> bool:
    return word.partition(".")[0] == known.partition(".")[0]


def _alike(word: str, known: str) -> bool:
    """Whether two names of one group are alike after the dot, or share a word there."""
    asked, found = word.partition(".")[2], known.partition(".")[2]
    return SequenceMatcher(None, asked, found).ratio() >= _FAR or not _parts(asked).isdisjoint(_parts(found))


def _parts(name: str) -> set[str]:
    """The words of a name, without the s of a plural; words of one or two letters tell nothing."""
    return {part.removesuffix("s") for part in re.split(r"[^a-z0-9]+", name.lower()) if len(part) > 2}
