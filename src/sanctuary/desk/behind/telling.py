"""Entries of the record in the words of a language: fields with a question or a name of their own first, codes and digests behind them."""

import re
from collections.abc import Iterable

from sanctuary.account.due import DueItem
from sanctuary.conduct.spoken import asked_in, title_in
from sanctuary.desk.behind.keeping import Field, Row
from sanctuary.desk.words import Told, Words
from sanctuary.documents import Frozen
from sanctuary.law.jurisdiction import Law
from sanctuary.record.paths import words_of
from sanctuary.study.phrases import duty, upper

__all__ = ["Line", "Shown", "due_line", "line_of", "shown"]


class Line(Frozen, frozen=True):
    """A field of an entry on a page: its name in the language (empty where it has none but its path), and its value."""

    path: str
    name: str
    value: str
    sealed: bool = False


class Shown(Frozen, frozen=True):
    """The fields of an entry: those that have a name, and the rest."""

    named: tuple[Line, ...]
    codes: tuple[Line, ...]


def shown(fields: Iterable[Field], told: Words) -> Shown:
    """The fields of an entry in a language."""
    lines = [Line(one.path, told.field.get(one.path) or one.words, _value(one, told), one.sealed) for one in fields]
    return Shown(tuple(one for one in lines if one.name), tuple(one for one in lines if not one.name))


_SECONDS = re.compile(r":\d\d(?:\.\d+)?(?=[+-]\d\d:\d\d$)")


def _value(one: Field, told: Words) -> str:
    if one.path.endswith("_at"):
        return _SECONDS.sub(" ", one.value)
    if not words_of(one.path) and one.path not in ("event.desk", "event.actor"):
        return one.value
    return "; ".join(told.kept_as(word) for word in one.value.split("; "))


def line_of(row: Row, told: Words) -> str:
    """A line of the list: what kind of entry it is, what was asked, by whom, what the law says, and the answer."""
    asked = ", ".join(told.kept_as(one) for one in row.asked.split(", ")) if row.asked else ""
    words = [told.kept_as(row.kind) if row.kind else "", asked, *(told.kept_as(one) if one else "" for one in (row.requester,))]
    outcome = " / ".join(told.kept_as(one) for one in row.outcome.split(" or ")) if row.outcome else ""
    return " \u00b7 ".join(filter(None, [*words, outcome, told.kept_as(row.response) if row.response else ""]))


def due_line(item: DueItem, law: Law, told: Words) -> Told:
    """What a duty asks, as a sentence: one that follows from an entry, or a standing one of the packs of a law."""
    mine = asked_in(item.duty, item.rule, told.language) or title_in(law, item.duty, told.language)
    return told.own(f"{upper(mine)}." if mine else "", f"{upper(duty(item.duty, item.rule))}.")
