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
from difflib import get_close_matches

__all__ = [
    "EvidenceError", "PackError", "RecordError", "RequestError", "SanctuaryError", "TamperError", "UnsupportedRule", "nearest", "visible",
]  # fmt: skip

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Signs that steer a terminal or turn the direction of text; line ends and tabs are not among them."""


class SanctuaryError(Exception):
    """Anything this program refuses, with a message fit for the person who can fix it."""


class PackError(SanctuaryError):
    """A pack cannot be loaded: the message names the file and, where known, the line or the rule."""


class UnsupportedRule(PackError):  # noqa: N818 - the design's word: it names a rule, not a failure of the program
    """A rule uses a construct that not every reading understands; the message names rule and construct."""


class RequestError(SanctuaryError):
    """A question names something that does not exist or has the wrong type."""


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


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or the known words where none is near.

    >>> nearest("sherif", ["sheriff", "police"])
    "did you mean 'sheriff'?"
    >>> nearest("zzz", ["sheriff", "police"])
    'known: sheriff, police'
    """
    words = sorted(known) if isinstance(known, set | frozenset) else list(known)
    near = get_close_matches(word, words, n=1, cutoff=0.6)
    if near:
        return f"did you mean '{near[0]}'?"
    shown = ", ".join(words[:12]) + (", ..." if len(words) > 12 else "")
    return f"known: {shown}"
