"""An entry as somebody at the desk reads it: what happened in words first, then what proves how the program decided it.

A sealed field is named and never shown.
"""

from datetime import datetime, tzinfo

from sanctuary.account.asking import QUESTIONS
from sanctuary.conduct.spoken import asked_in
from sanctuary.desk.words import Words
from sanctuary.documents import Frozen
from sanctuary.record.entry import Entry, values, visibility
from sanctuary.record.paths import words_of
from sanctuary.study.phrases import duty, spoken

__all__ = ["Field", "Shown", "field_of", "said", "shown_of"]


class Field(Frozen, frozen=True):
    """A field of an entry: its path, its words where there are some, its values; `sealed` where it is filled and not shown."""

    path: str
    words: str
    value: str
    sealed: bool = False


class Shown(Frozen, frozen=True):
    """The fields of an entry: `told`, what happened, in words; `checked`, digests and codes by which somebody checks it."""

    told: tuple[Field, ...] = ()
    checked: tuple[Field, ...] = ()


_CHECKED = (
    "determination.packs.", "determination.rule_ids", "determination.known_through", "determination.screen_sha256", "determination.run_by",
    "determination.place", "determination.on", "determination.actor", "determination.reported", "determination.unsearched",
    "determination.duties.on", "determination.duties.within", "determination.duties.rule", "determination.duties.cites",
    "determination.duties.always", "determination.answers.turns_on",
    "document.sha256", "links.once", "links.role", "key_holder.key", "signatures.", "rotation.",
)  # fmt: skip
"""How the paths of fields begin by which somebody checks an entry."""


_ENGLISH = ("determination.action", "determination.resource")
"""Fields that hold words of the vocabulary, which English alone has as words."""


def shown_of(entry: Entry, told_in: Words, zone: tzinfo | None) -> Shown:
    """The fields that are filled, their times in a zone; a signature and the like stand with what is checked."""
    found: dict[str, list[str]] = {}
    for path, value in values(entry):
        if value not in ("", "unknown"):
            found.setdefault(path, []).append(str(value) if path.startswith(_CHECKED) else said(path, value, told_in, zone))
    fields = []
    for path, every in found.items():
        sealed = visibility(path) == "sealed"
        fields.append(Field(path, _words(path, told_in), "" if sealed else "; ".join(dict.fromkeys(every)), sealed))
    apart = _CHECKED if told_in.language == "en" else (*_CHECKED, *_ENGLISH)
    return Shown(tuple(one for one in fields if not one.path.startswith(apart)), tuple(one for one in fields if one.path.startswith(apart)))


def _words(path: str, told_in: Words) -> str:
    """The words of a field: its own in the language, those of the question that fills it, or else its name."""
    asked = next((one.words.partition("(")[0].strip() for one in QUESTIONS if one.path == path), "")
    group, _, name = path.replace("_", " ").rpartition(".")
    return told_in.field.get(path) or asked or (f"{group}: {name}" if group else name).capitalize()


def field_of(shown: Shown, path: str) -> Field | None:
    """The field of a path, where it is filled."""
    return next((one for one in (*shown.told, *shown.checked) if one.path == path), None)


def said(path: str, value: object, told_in: Words, zone: tzinfo | None = None) -> str:
    """A value of a field as it reads in a language.

    >>> from sanctuary.desk.words import Words
    >>> [said("event.requesting_agency", "ice-ero", words(one)) for one in ("en", "es")]
    ['ICE, Enforcement and Removal (ERO)', 'ICE, Detención y Expulsión (ERO)']
    """
    if isinstance(value, datetime):
        return f"{value.astimezone(zone) if zone else value:%Y-%m-%d %H:%M}"
    ui, word = told_in.ui, "yes" if value is True else "no" if value is False else str(value)
    if path in ("determination.outcome", "determination.outcomes", "determination.answers.outcomes"):
        return ui.get(f"outcome_{word}", word)
    if path == "determination.duties.duty":
        return asked_in(word, "", told_in.language) or duty(word)
    if path == "event.requesting_agency":
        return ui.get(f"choice_{word}", word)
    if not (words_of(path) or path in _OF_WORDS or isinstance(value, bool)):
        return word
    kept = told_in.kept_as(word)
    return kept if kept != word else "something else" if (path, word) == ("event.request_types", "other") else spoken(word)


_OF_WORDS = ("determination.answers.asked", "kind", "event.desk", "event.actor")
"""Fields of codes that no list of the record's own holds."""
