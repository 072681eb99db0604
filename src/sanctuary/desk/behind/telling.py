"""What a duty of the record asks, in the words of a language."""

from sanctuary.account.due import DueItem
from sanctuary.conduct.spoken import asked_in, title_in
from sanctuary.desk.words import Told, Words
from sanctuary.law.jurisdiction import Law
from sanctuary.study.phrases import duty, upper

__all__ = ["due_line"]


def due_line(item: DueItem, law: Law, told: Words) -> Told:
    """What a duty asks, as a sentence: one that follows from an entry, or a standing one of the packs of a law."""
    mine = asked_in(item.duty, item.rule, told.language) or title_in(law, item.duty, told.language)
    return told.own(f"{upper(mine)}." if mine else "", f"{upper(duty(item.duty, item.rule))}.")
