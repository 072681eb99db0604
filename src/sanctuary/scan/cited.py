"""The rules that a waiver's law means, however it is written: `8 U.S.C. § 1373`, `Gov. Code 7284.6`, `LA Ordinance 188441`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sanctuary.law.rules import Rule

__all__ = ["rules_meant"]

_SHORT = {
    "ordinance": "ord",
    "government": "gov",
    "govt": "gov",
    "education": "educ",
    "labour": "labor",
    "civil": "civ",
    "directive": "dir",
    "resolution": "res",
    "regulations": "reg",
}
_SAYS_NOTHING = frozenset({"code", "section", "sections", "sec", "title", "of", "the", "no", "number", "subdivision", "and", "act", "law"})
_NUMBER = re.compile(r"\d[\w./-]*")


@dataclass(frozen=True, slots=True)
class _Cited:
    """A citation: its words (the code, or who made it), its small number (the title of the United States Code) and its section."""

    words: frozenset[str]
    title: str
    section: str


def rules_meant(law: str, rules: Iterable[Rule]) -> list[Rule]:
    """The rules that a law's name means: by id, by citation, or all of the section or ordinance that it names."""
    every = list(rules)
    exact = [rule for rule in every if rule.id == law or _plain(rule.cites) == _plain(law)]
    asked = _several(law)
    return exact or [rule for rule in every if any(_same(one, other) for one in asked for other in _several(rule.cites))]


def _several(cites: str) -> list[_Cited]:
    found = (_cited(part) for part in re.split(r";|\band\b", cites))
    return [one for one in found if one is not None]


def _same(asked: _Cited, rule: _Cited) -> bool:
    """The same section, and a word in common; a bare section of four signs or more is enough where no code is named."""
    if asked.section != rule.section or (asked.title and rule.title and asked.title != rule.title):
        return False
    return bool(asked.words & rule.words) if asked.words else len(asked.section) > 3


def _cited(text: str) -> _Cited | None:
    """The parts of a citation; nothing where it names no number."""
    plain = re.sub(r"\b(?:[a-z]\.\s?){2,}", lambda dots: re.sub(r"[.\s]", "", dots[0]) + " ", text.lower())
    plain = re.sub(r"(?<=\d),(?=\d{3}\b)", "", plain)
    plain = re.sub(r"\([^)]*\)", " ", plain.replace("\u00a7", " ").replace(",", " "))
    numbers = [one.rstrip("./-") for one in _NUMBER.findall(plain)]
    if not numbers:
        return None
    title = numbers[0] if len(numbers) > 1 and re.match(r"\D*\d{1,2}\s+\D", plain) else ""
    section = numbers[1] if title else numbers[0]
    before = plain.partition(section)[0] if not title else plain.partition(title)[2].partition(section)[0]
    words = re.findall(r"[^\W\d_]+", before) or re.findall(r"[^\W\d_]+", plain.partition(section)[2])
    return _Cited(frozenset(_SHORT.get(word, word) for word in words) - _SAYS_NOTHING, title, section)


def _plain(cites: str) -> str:
    return " ".join(cites.lower().split())
