"""Everyday words of a mapping, as the vocabulary has them: `jail` is sheriff, `I-247A` a detainer.

What has two meanings is left to be refused.
"""

from collections.abc import Mapping

from sanctuary.audit.fields import ABSENT_WORD, OPEN, Field, Word, is_reason
from sanctuary.documents import replace
from sanctuary.law.meant import acts_meant, one_meant
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Vocabulary

__all__ = ["in_law_words", "table_in_law_words"]

_YES = {"yes": True, "no": False, "true": True, "false": False}
_KINDS = {"action": "action", ACTOR: "actor", RESOURCE: "resource"}


def in_law_words(name: str, field: Word | Field, vocabulary: Vocabulary, notes: dict[str, None]) -> Word | Field:
    """A word of a mapping, or a field with its words, in the vocabulary's words; `notes` hears how each was read that is none of them."""
    if not isinstance(field, Field):
        return _read(name, field, vocabulary, notes)
    return replace(
        field,
        values={cell: _read(name, word, vocabulary, notes) for cell, word in field.values.items()},
        words=tuple(replace(one, value=_read(name, one.value, vocabulary, notes)) for one in field.words),
        choose=tuple(replace(one, value=_read(name, one.value, vocabulary, notes)) for one in field.choose),
        empty=_read(name, field.empty, vocabulary, notes),
        other=None if field.other is None else _read(name, field.other, vocabulary, notes),
    )


def table_in_law_words(name: str, table: Mapping[str, Word], vocabulary: Vocabulary, notes: dict[str, None]) -> dict[str, Word]:
    """The same of a table that a field looks up."""
    return {key: _read(name, word, vocabulary, notes) for key, word in table.items()}


def _read(name: str, word: Word, vocabulary: Vocabulary, notes: dict[str, None]) -> Word:
    if isinstance(word, tuple):
        return tuple(one for each in word if not isinstance(one := _read(name, each, vocabulary, notes), tuple))
    if not isinstance(word, str) or word in (OPEN, ABSENT_WORD) or is_reason(word):
        return word
    if name == "action":
        found: Word = one_meant("action", word, vocabulary.actions) or _act(word)
    else:
        kinds = [action.by_name[name] for action in vocabulary.actions.values() if name in action.by_name]
        if any(word in one.values for one in kinds):
            return word
        truth = _YES.get(word.casefold()) if kinds and all(one.kind == "bool" for one in kinds) else None
        known = dict.fromkeys(value for one in kinds if one.kind == "enum" for value in one.values)
        found = truth if truth is not None else one_meant(_KINDS.get(name, "value"), word, known)
    if found in ("", word):
        return word
    notes[f"'{word}' as {str(found).lower() if isinstance(found, bool) else found}"] = None
    return found


def _act(phrase: str) -> str:
    """The act of a phrase that means one, whatever it is done to; nothing where it means several."""
    found = {one.action for one in acts_meant(phrase) if not one.left}
    return found.pop() if len(found) == 1 else ""
