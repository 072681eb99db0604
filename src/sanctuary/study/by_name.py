"""The rules of a law by the name that people call it: "SB 4", "SB 54", "TRUST Act"; several laws of one number are told apart by year."""

from typing import NamedTuple

from sanctuary.law.jurisdiction import Law
from sanctuary.study.disputes import section_of
from sanctuary.study.events import law_words
from sanctuary.study.named import BILL, bills_in, named_days
from sanctuary.study.phrases import listed, upper

__all__ = ["LawByName", "law_by_name"]


class LawByName(NamedTuple):
    """What a name means here: the sections of the laws, and a sentence on which laws those are; both empty where it is none."""

    cites: frozenset[str]
    says: str


def law_by_name(law: Law, name: str) -> LawByName:
    """The laws above and of a place that a name means: by the number of the bill, or by all of its words; a year beside it chooses one."""
    bills, rest = bills_in(name), law_words(BILL.sub(" ", name))
    cites: set[str] = set()
    told = []
    for pack in law.packs.values():
        for day, called in named_days().get(pack.id, {}).items():
            words = law_words(BILL.sub(" ", called)) | {str(day.year)}
            if not (bills or len(rest) > 1) or not (bills <= bills_in(called) and rest <= words):
                continue
            cites |= {section_of(rule.cites) for rule in pack.rules if rule.since == day}
            told.append(f"{upper(called)}, in force since {day}")
    said = f"'{name}' is read as {listed(told)}.{_APART if len(told) > 1 and bills else ''}" if told else ""
    return LawByName(frozenset(cites), said)


_APART = " They are different laws of one number: add the year to choose one."
