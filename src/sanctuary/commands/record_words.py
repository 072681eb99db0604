"""Words of an entry as people type them: everyday ones are read as `decide` reads them, and how each was read is told.

An actor, an act, what it is done to, a paper: by the table of everyday words (packs/meant.toml), where a word has one meaning; an actor
also by its proper name under the law of the record's place (LAPD). What was asked for takes the act's everyday words too. A refusal never
repeats what was typed.
"""

from collections.abc import Callable, Iterator

from sanctuary.commands.words import say_read
from sanctuary.errors import RequestError, SanctuaryError
from sanctuary.law import meant
from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import ACTOR, RESOURCE
from sanctuary.record.paths import hint, word_of, words_of
from sanctuary.study.everyday import actor_in

__all__ = ["Reader"]

_ACTOR, _ACTION, _RESOURCE, _ASKED = "actor", "action", "resource", "event.request_types"
_KINDS = {
    "event.actor": _ACTOR, "determination.actor": _ACTOR, "determination.action": _ACTION, "determination.resource": _RESOURCE,
    "document.paper": "value", "document.attachments": "value",
}  # fmt: skip
"""Fields that hold a word of the vocabulary, each with the kind of its everyday words."""
_ASKED_BY = {
    "hold": "hold", "transfer": "transfer", "allow-interview": "interview", "admit": "area-access", "query": "database",
    "join": "operation-support",
}  # fmt: skip
"""What was asked for, by the act that does it: the act to tell something is several requests, and stays a question."""


class Reader:
    """Reads the words of one entry; `law` gives that of the record's place, and is asked for only where nothing else tells who acts."""

    def __init__(self, law: Callable[[], Law | None] = lambda: None) -> None:
        self._law = law
        self._read: list[str] = []

    def __call__(self, path: str, value: object) -> object:
        """The word that the field has for what was typed; refuses one that it has none for, with the nearest that it has."""
        if not isinstance(value, str) or not value:
            return value
        known = tuple(_known(path))
        if not known:
            return value
        found = word_of(path, value)
        if found not in known:
            found = self._meant(path, value, known)
            self._read.append(f"{path} as {found}")
        return found

    def tell(self) -> None:
        """Says how words were read that are none of the record's own."""
        say_read(f"Read {'; '.join(self._read)}." if self._read else "")

    def _meant(self, path: str, typed: str, known: tuple[str, ...]) -> str:
        kind = _KINDS.get(path, "")
        if path == _ASKED:
            actions = tuple(Library().vocabulary.actions)
            act = meant.one_of(_ACTION, typed, actions) or next(iter(_acts(typed)), "")
            if (found := _ASKED_BY.get(act, "")) in known:
                return found
        elif kind and (found := meant.one_of(kind, typed, known) or (self._by_name(typed) if kind == _ACTOR else "")):
            return found
        told = meant.hint(kind, typed, known) if kind else hint(path, typed, known)
        raise RequestError(f"--set {path.rpartition('.')[2]}: a word that this field does not know; {told}")

    def _by_name(self, typed: str) -> str:
        """The actor of a proper name at the record's place; nothing where it has no place, or none of its law can be read."""
        try:
            law = self._law()
        except SanctuaryError:
            return ""
        found = actor_in(law, typed, []) if law else ""
        return found if law and found in law.vocabulary.enums["Actor"] else ""


def _acts(typed: str) -> Iterator[str]:
    """The act of a phrase that can be one act alone."""
    may = {one.action for one in meant.acts_meant(typed)}
    yield from may if len(may) == 1 else ()


def _known(path: str) -> Iterator[str]:
    """The words of a field: its own codes, or the vocabulary's."""
    yield from words_of(path)
    vocabulary, kind = Library().vocabulary, _KINDS.get(path, "")
    if kind == _ACTOR:
        yield from vocabulary.enums[ACTOR.capitalize()]
    elif kind == _ACTION:
        yield from vocabulary.actions
    elif kind == _RESOURCE:
        yield from dict.fromkeys(thing for action in vocabulary.actions.values() for thing in action.by_name[RESOURCE].values)
