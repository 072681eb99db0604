"""Words in capitals that may be a person's name, told from the names of bodies, laws and papers.

A name cannot be known by its letters. What can be told: a run of two words as names are written, or one beside a title or an initial, in
which no word stands of which names of bodies, laws and papers are made. Whoever means a body gives its name in full; a role and a sort of
thing are written in small letters.
"""

import re

__all__ = ["may_name"]

_RUN = re.compile(r"(?<![^\W_])[^\W\d_a-z][\w'\u2019.-]*(?:,? (?:(?:of|and|the|for|de|del|la) )*[^\W\d_a-z][\w'\u2019.-]*)+")
"""Words in a row that begin with a capital letter."""

_OF_A_NAME = re.compile(r"[^\W\d_a-z](?:[a-z\u00df-\u024f'\u2019-]+[^\W\d_]*|[^\W\d_a-z'\u2019-]{3,})")
"""A word as it stands in a person's name; four capitals or more, for shorter ones are abbreviations of bodies."""

_INITIAL = re.compile(r"[^\W\d_a-z]")

_TITLES = """
agent assistant attorney captain chief clerk commissioner deputy detective director inspector investigator judge lieutenant magistrate
marshal officer prosecutor secretary senior sergeant sheriff special supervisor supervisory
"""
_BODIES = """
academy act administration administrative affairs agency amendment appeals article assistance authority bail board border branch bureau
center central chapter city civil clinic code college command commission committee community constitution control correction
correctional corrections council counsel county court courthouse crime crimes criminal customs defense department deportation desk
detention directive district division domestic eastern edition education enforcement executive facility family federal file fire force
form fugitive gang general government group health homeland hospital housing human immigration information institution intake
intelligence interagency investigation investigations jail joint judicial justice juvenile labor law legal library local manual medical
memo memorandum metropolitan model municipal narcotics national northern notice office operation operations order ordinance parish
parole part patrol peace penal police policy port prison probation procedure program protection protocol public record records region
regional register registry release removal report request rev review revised rule rules safety school schools section security service
services shelter sheriff's sheriffs southern stat state statute subpoena substation superior supervisors supreme task team traffic
training transfer transit transportation treasury tribal tribunal unified union unit university vehicle version victim village warrant
welfare western
"""

_TITLE_WORDS, _BODY_WORDS = frozenset(_TITLES.split()), frozenset(_BODIES.split())
"""Words that stand before a person's name, and make a role where nothing else stands beside them; words of bodies, laws and papers."""


def may_name(text: str) -> bool:
    """Whether a person's name may stand in a text.

    >>> may_name("Orange County Sheriff"), may_name("Penal Code 459"), may_name("Special Agent"), may_name("ICE ERO")
    (False, False, False, False)
    >>> may_name("PC 459, Ana Doe"), may_name("officer A. Doe"), may_name("Agent Doe"), may_name("DOES, JANE")
    (True, True, True, True)
    """
    return any(_named(run[0]) for run in _RUN.finditer(text))


def _named(run: str) -> bool:
    words = [word.strip(".,'\u2019") for word in run.split()]
    small = [word.casefold() for word in words]
    if _BODY_WORDS & set(small):
        return False
    titled = [word in _TITLE_WORDS for word in small]
    names = [word for word, title in zip(words, titled, strict=True) if not title and _OF_A_NAME.fullmatch(word)]
    return len(names) > 1 or bool(names and (any(titled) or any(_INITIAL.fullmatch(word) for word in words)))
