"""The fields of an entry as people name them: `event.channel`, or `channel` alone where only one group has such a field.

What a decision fills yields to what people write: `actor` is the event's, not the determination's. A name that several groups have all the
same, as `reason`, is refused with the names to choose from.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Literal, get_args, get_origin, get_type_hints

from sanctuary.documents import Frozen
from sanctuary.errors import RequestError, nearest
from sanctuary.law.meant import fields_meant
from sanctuary.law.meant import hint as may_mean
from sanctuary.record.entry import Entry
from sanctuary.record.everyday import in_words_of

__all__ = ["hint", "is_list", "is_time", "path_of", "paths", "word_of", "words_of"]


@cache
def paths() -> Mapping[str, object]:
    """Every field that has a value of its own, by its path, with its type; `notices.language`: lists of tables add no step."""
    return dict(_paths(Entry, ""))


def is_list(path: str) -> bool:
    """Whether a field of an entry holds a list of words, also one of a table that only some kinds carry.

    >>> is_list("event.request_types"), is_list("task_force.partners"), is_list("event.channel"), is_list("notices")
    (True, True, False, False)
    """
    return get_origin(paths().get(path)) is tuple


def is_time(path: str) -> bool:
    """Whether a field of an entry holds a time, day and hour.

    >>> is_time("event.received_at"), is_time("determination.on"), is_time("event.channel")
    (True, False, False)
    """
    return datetime in (paths().get(path), *get_args(paths().get(path)))


def words_of(path: str) -> tuple[str, ...]:
    """The words that a field of codes knows; none for a field of another kind.

    >>> words_of("document.signed"), words_of("event.desk")
    (('yes', 'no', 'not-applicable', 'unknown'), ())
    """
    return _words(paths().get(path))


def _words(kind: object) -> tuple[str, ...]:
    if get_origin(kind) is Literal:
        return get_args(kind)
    return next((found for one in get_args(kind) if (found := _words(one))), ())


_OF_A_DEALING = frozenset({"event", "document", "custody", "determination", "action", "notices", "links", "restricted"})
"""The groups of a dealing; others belong to a kind of entry of their own."""

_MOST_USED = ("requesting_agency", "request_types", "received_at", "paper")
"""The fields that nearly every dealing fills."""


def word_of(path: str, text: str) -> str:
    """The word of a field of codes that somebody typed with capitals, spaces or underscores, or by an everyday word; else the text.

    >>> word_of("event.requesting_agency", "ICE ERO"), word_of("event.desk", "Front Desk"), word_of("document.paper", "I-247A")
    ('ice-ero', 'Front Desk', 'detainer')
    """
    plain = "-".join(text.casefold().replace("_", " ").split())
    known = words_of(path)
    return plain if plain in known else in_words_of(path, text, known) or text


_ASKED_IN_WORDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "release": (
        ("release-information", "to be given what the office has on a release, as its date"),
        ("notify", "to be told when somebody will be released"),
        ("transfer", "to be handed somebody over"),
    ),
    **dict.fromkeys(
        ("tell", "notif", "told", "gets"),
        (
            ("notify", "to be told when somebody will be released"),
            ("release-information", "to be given what the office has on a release, as its date"),
        ),
    ),
    "detain": (("hold", "to keep somebody beyond release"),),
    "hand": (("transfer", "to be handed somebody over"),),
    "interview": (("interview", "to speak with somebody in custody"),),
    "enter": (("area-access", "to be let into a building or a room"),),
    "address": (("contact-information", "to be given an address or a telephone number"),),
    "status": (("status-information", "to be told an immigration status"), ("custody-information", "to be told whether somebody is held")),
}  # fmt: skip
"""What people write for what was asked, by a beginning of one of its words, and each word that it can be, said plainly."""


def hint(path: str, typed: str, known: Sequence[str]) -> str:
    """Which word of a field somebody may have meant; never what was typed.

    >>> hint("event.request_types", "release papers", words_of("event.request_types")).partition(" (")[0]
    'did you mean release-information'
    """
    parts = typed.casefold().replace("-", " ").replace("_", " ").split() if path == "event.request_types" else []
    may = [one for start, every in _ASKED_IN_WORDS.items() if any(part.startswith(start) for part in parts) for one in every]
    if may:
        return f"did you mean {' or '.join(f'{word} ({said})' for word, said in dict(may).items() if word in known)}?"
    near = may_mean("value", typed.casefold(), tuple(known))
    return near if near.endswith("?") else f"known: {', '.join(known)}"


def path_of(word: str, kind: str = "") -> str:
    """The path of a field that somebody named in full or by its last part; refuses a name that no field has, or several.

    In an entry of kind `dealing` the fields of a dealing are meant before those that only other kinds carry.

    >>> path_of("response", "dealing")
    'action.response'
    >>> path_of("request_types"), path_of("actor"), path_of("event.channel"), path_of("kind")
    ('event.request_types', 'event.actor', 'event.channel', 'kind')
    """
    known = paths()
    if word in known:
        return word
    found = [path for path in known if path.rpartition(".")[2] == word] if "." not in word else []
    found = [path for path in found if not path.startswith("determination.")] or found
    if kind == "dealing":
        own = [path for path in found if path.partition(".")[0] in _OF_A_DEALING]
        found = own or ([] if fields_meant(word) else found)
    if len(found) == 1:
        return found[0]
    if found:
        raise RequestError(f"several fields are called so: {', '.join(found)}. Write one of them in full.")
    if meant := fields_meant(word):
        told = [f"'{name}'{f' ({said})' if said else ''}" for name, said in meant]
        raise RequestError(f"an entry has no such field; did you mean {' or '.join(told)}?")
    near = nearest(word, [*known, *sorted({path.rpartition(".")[2] for path in known})])
    if near.startswith("known:"):
        near = f"most used: {', '.join(_MOST_USED)}. 'sanctuary record add FOLDER --ask' asks for one field after the other."
    raise RequestError(f"an entry has no such field; {near}")


def _paths(struct: type[Frozen], above: str) -> Iterator[tuple[str, object]]:
    for name, kind in get_type_hints(struct).items():
        if name.startswith("__"):
            continue
        here = f"{above}.{name}" if above else name
        inner = _table_in(kind)
        if inner is None:
            yield here, kind
        else:
            yield from _paths(inner, here)


def _table_in(kind: object) -> type[Frozen] | None:
    """The table that a field is, or is a list of, or may be."""
    if isinstance(kind, type) and issubclass(kind, Frozen):
        return kind
    if get_origin(kind) is None:
        return None
    return next((found for one in get_args(kind) if (found := _table_in(one)) is not None), None)
