"""Which of several places of one name is meant by it alone: one in which nearly all people of such places live, and why none is."""

from collections.abc import Sequence

from sanctuary.law.gazetteer import entry_of, read_gazetteer

__all__ = ["LARGE", "largest", "rival"]

LARGE = 100_000
"""People of a city that a state's bare name may mean too."""

MOST, NEXT = 0.9, 0.1
"""The part of the people of all cities of a name that live in the one it means, and the most that the next one may have of its people."""


def largest(found: Sequence[str]) -> str:
    """The place of several of a name in which nearly all people of such places live, towns and counties apart; else nothing.

    Counties and townships are weighed where no city has the name, as in "Harris County". A city alone is meant if it is large.
    A larger county that the city does not lie in may as well be meant: "St. Louis", "Baltimore"; beside small cities it is: "Harris".
    """
    entries = read_gazetteer().entries
    if any(one not in entries for one in found):
        return ""
    cities = [one for one in found if entries[one].kind not in ("county", "township")]
    small = all(entries[one].population <= LARGE for one in cities)
    weighed = sorted(found if small else cities, key=lambda one: -entries[one].population)
    people = [entries[one].population for one in weighed]
    apart = [entries[one] for one in found if one not in weighed and entries[one].name not in entries[weighed[0]].counties]
    if any(one.population > people[0] for one in apart):
        return ""
    if len(people) == 1:
        return weighed[0] if people[0] > LARGE else ""
    return weighed[0] if people and people[0] >= MOST * sum(people) and people[1] <= NEXT * people[0] else ""


def rival(found: Sequence[str]) -> tuple[str, ...]:
    """The city that would be taken of some places of a name, and a larger county of the name for which it is not; else nothing."""
    entries = [one for one in map(entry_of, found) if one]
    cities = sorted((one for one in entries if one.kind not in ("county", "township")), key=lambda one: -one.population)
    people = [one.population for one in cities]
    if not people or people[0] <= LARGE or people[0] < MOST * sum(people):
        return ()
    apart = [one for one in entries if one.kind == "county" and one.population > people[0] and one.name not in cities[0].counties]
    return (cities[0].id, apart[0].id) if apart else ()
