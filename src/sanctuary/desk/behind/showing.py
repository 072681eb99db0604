"""An entry as somebody at the desk reads it, in the language of the page: what happened first, then what proves how it was decided.

A sealed field is named and never shown.
"""

from datetime import datetime, tzinfo

from sanctuary.account.asking import QUESTIONS
from sanctuary.conduct.spoken import asked_in, title_in
from sanctuary.desk.words import Told, Words
from sanctuary.documents import Frozen
from sanctuary.law.jurisdiction import Law
from sanctuary.record.entry import Entry, values, visibility
from sanctuary.record.paths import words_of
from sanctuary.study.phrases import duty, spoken, upper

__all__ = ["Field", "Shown", "duty_said", "field_of", "named", "said", "shown_of"]


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


WORDS: dict[str, str] = {
    "kind": "Kind of entry",
    "recorded_at": "When was it recorded?",
    "event.desk": "At which counter?",
    "determination.action": "Which act was the law asked about?",
    "determination.resource": "Of what?",
    "determination.outcome": "What did the law say?",
    "determination.outcomes": "What could it be?",
    "determination.cites": "Under which paragraph?",
    "determination.duties.duty": "What has to be done?",
    "determination.supervisor": "Whom did they call?",
    "action.arrest_on_site": "Was anybody arrested here?",
    "document.case_no": "Which case number stands on it?",
    "restricted.note": "What else was seen?",
    "links.about": "About which entry?",
    "links.corrects_fields": "What does it correct?",
    "links.due": "Which duty was done?",
    "links.reason": "Why?",
    "links.made_by": "Who wrote it?",
    "links.approved_by": "Who approved it?",
    "void.cause": "Why does it count nowhere?",
    "void.same_as": "Which entry does it repeat?",
    "void.approvers": "Who signed it?",
    "erasure.ground": "On which legal ground?",
    "erasure.retention_item": "Under which item of the retention schedule?",
    "erasure.approvers": "Who signed it?",
}
"""Words of fields that no guided question fills, beside those of the questions."""

_CHECKED = (
    "determination.packs.", "determination.rule_ids", "determination.known_through", "determination.screen_sha256", "determination.run_by",
    "determination.place", "determination.on", "determination.actor", "determination.reported", "determination.unsearched",
    "determination.duties.on", "determination.duties.within", "determination.duties.rule", "determination.duties.cites",
    "determination.duties.always", "document.sha256", "links.once", "links.role", "key_holder.key", "signatures.", "rotation.",
)  # fmt: skip
"""How the paths of fields begin by which somebody checks an entry."""


def shown_of(entry: Entry, zone: tzinfo | None, language: Words) -> Shown:
    """The fields that are filled, their times in a zone; a signature and the like, and what has no name, stand with what is checked."""
    found: dict[str, list[str]] = {}
    for path, value in values(entry):
        if value not in ("", "unknown"):
            found.setdefault(path, []).append(str(value) if path.startswith(_CHECKED) else said(path, value, language, zone))
    fields = []
    for path, every in found.items():
        sealed = visibility(path) == "sealed"
        fields.append(Field(path, named(path, language), "" if sealed else "; ".join(dict.fromkeys(every)), sealed))
    told = tuple(one for one in fields if one.words and not one.path.startswith(_CHECKED))
    return Shown(told, tuple(one for one in fields if one not in told))


def named(path: str, language: Words) -> str:
    """What a field is called: by the question that fills it, or else by its own name, which no other language than English has."""
    if language.language != "en":
        return language.field.get(path, "")
    asked = next((one.words.partition("(")[0].strip() for one in QUESTIONS if one.path == path), "")
    group, _, name = path.replace("_", " ").rpartition(".")
    return asked or WORDS.get(path) or (f"{group}: {name}" if group else name).capitalize()


def field_of(shown: Shown, path: str) -> Field | None:
    """The field of a path, where it is filled."""
    return next((one for one in (*shown.told, *shown.checked) if one.path == path), None)


def said(path: str, value: object, language: Words, zone: tzinfo | None = None) -> str:
    """A value of a field as it reads.

    >>> from sanctuary.desk.words import words
    >>> [said(*one, words("en")) for one in (("event.site_type", "police-station"), ("determination.outcome", "must-not"))]
    ['police station', 'must not']
    """
    if isinstance(value, datetime):
        return f"{value.astimezone(zone) if zone else value:%Y-%m-%d %H:%M}"
    ui, word = language.ui, str(value)
    if path in ("determination.outcome", "determination.outcomes"):
        return ui.get(f"outcome_{word}", word)
    if path == "determination.duties.duty":
        return duty_said(word, "", None, language).text
    if path == "event.request_types" and word == "other" and language.language == "en":
        return "something else"
    if path == "event.requesting_agency":
        return ui.get(f"choice_{word}", word)
    if language.language != "en":
        return language.kept_as(("yes" if value else "no") if isinstance(value, bool) else word)
    return spoken(value) if words_of(path) or isinstance(value, bool) else word


def duty_said(name: str, rule: str, law: Law | None, language: Words) -> Told:
    """What a duty asks: one that follows from an entry, or a standing one of the packs of a law, by its title."""
    mine = asked_in(name, rule, language.language) or (title_in(law, name, language.language) if law else "")
    return language.own(upper(mine), upper(duty(name, rule)))
