"""What a sample of a column's cells tells: shapes of numbers, codes together, words of closed lists. Bare numbers tell nothing.

The cells are looked at in memory. What comes out is a class and how many of the cells fit it; never a cell.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from sanctuary.names.catalog import context
from sanctuary.names.cells import LONGEST, Cell, classes_of, key, lists, read, words
from sanctuary.names.codes import told_by_codes
from sanctuary.names.meaning import meaning
from sanctuary.names.numbers import has_shape, told_by_numbers
from sanctuary.names.places import codes_of_places, placed
from sanctuary.names.sensitive import Around, Found

__all__ = ["looks_like_value", "told_by_values"]

_SHARE = 0.6
"""How many of the cells that say anything must fit."""

_FEWEST = 3
"""Cells that say something, from which a column is judged."""

_COUNTRIES = "countries"

_MANY, _FEW = 200, 100
"""Different cells from which on some of them, evenly chosen, are looked at first."""

_CUT = (4, 30)
"""Letters at which systems cut words off."""


@cache
def _nothing() -> frozenset[str]:
    """Cells that say nothing."""
    return frozenset(lists().nothing["words"])


_ANYBODYS = frozenset(["national_origin", "birth_place", "language", "religion", "race_ethnicity", "citizenship", "foreign_id"])
"""Classes whose words goods, firms and lists of codes have too."""


def told_by_values(cells: Iterable[str], name: str = "", around: Around | None = None) -> Found | None:
    """The class that the cells of a column tell; its name and the table around it can only speak against it.

    >>> told_by_values(["Catholic", "Muslim", "None", "Baptist"]).of
    'religion'
    >>> told_by_values(["1", "2", "3", "8"]) is None
    True
    """
    counted = Counter(
        said for cell in cells if cell and (said := cell.strip()) and said.strip("-.?*/ ") and said.casefold() not in _nothing()
    )
    total = sum(counted.values())
    if total < _FEWEST or not (lists().columns["elsewhere"] | context().goods).isdisjoint(meaning(name)):
        return None
    if len(counted) > _MANY and not _worth(counted, name):
        return None
    found = _told_by_cells(counted, total, name)
    # In a table of goods or firms their country is kept, and in a list of codes all of them.
    return None if found and around and found.of in _ANYBODYS and _of_things(around) else found


def _worth(counted: Counter[str], name: str) -> bool:
    """Whether some of many different cells tell a class at half the share: all of them are looked up only then."""
    some = Counter(dict(list(counted.items())[:: len(counted) // _FEW]))
    return _told_by_cells(some, max(_FEWEST, some.total() // 2), name) is not None


def _of_things(around: Around) -> bool:
    """Whether the table is a list of codes, or one of goods or firms and of no person."""
    if around.code_table:
        return True
    things = context().goods | context().organizations
    named = not things.isdisjoint((*around.last_or_one, *(around.words[:1])))
    sold = sum(not lists().columns["sold"].isdisjoint(meaning(one)) for one in around.fields)
    return (named or sold > 1) and not around.of_persons


def _told_by_cells(counted: Counter[str], total: int, name: str) -> Found | None:
    if numbers := told_by_numbers(counted, total):
        return Found(numbers.of, "likely", _told(numbers.fits, total, "have the shape of one"))
    if codes := told_by_codes(counted, total):
        return Found(codes.of, "possible", _told(codes.fits, total, "are codes of its list"))
    if places := codes_of_places(counted, total):
        return Found(_birth(places.of, name), "possible", _told(places.fits, total, "are countries"))
    return _told_by_words(counted, total, name)


def _birth(of: str, name: str) -> str:
    return "birth_place" if "birth" in meaning(name) else of


def _told_by_words(counted: Counter[str], total: int, name: str) -> Found | None:
    looked_up = [(read(cell), number) for cell, number in counted.items() if len(cell) <= LONGEST]
    if sum(number for _, number in looked_up) < _SHARE * total:
        return None
    cut = _cut(looked_up)
    fits, proves, of = _listed(looked_up, cut)
    places = placed(looked_up, total, cut, birth="birth" in meaning(name))
    if (places.fits, places.proves) > (fits, proves):
        fits, proves, of = places
        if fits >= _SHARE * total and proves > 1:
            return Found(of, "possible", _told(fits, total, "are countries"))
        return None
    if fits < _SHARE * total or proves < 2:
        return None
    return Found(of, "likely" if proves > 2 else "possible", _told(fits, total, "are of its list"))


def _told(fits: int, total: int, what: str) -> str:
    return f"{fits:,} of {total:,} cells looked at {what}"


def _cut(looked_up: Sequence[tuple[Cell, int]]) -> int:
    """Where a column cuts its cells off: no cell is longer, and several are as long."""
    longs = Counter(cell.long for cell, _ in looked_up)
    longest = max(longs)
    cut = _CUT[0] <= longest <= _CUT[1] and longs[longest] > (1 if longest > 7 else max(2, 0.8 * len(looked_up)))
    return longest if cut else 0


def _listed(looked_up: Iterable[tuple[Cell, int]], cut: int) -> tuple[int, int, str]:
    """Cells of the list that has most of them, and what the different ones prove together."""
    held = words()
    fits, proved, barred = dict.fromkeys(held, 0), dict[tuple[str, tuple[str, ...]], int](), {_COUNTRIES}
    for cell, number in looked_up:
        for of in held if cell.long == cut else classes_of(cell):
            if cell.whole in held[of].against:
                barred.add(of)
            elif of != _COUNTRIES and (found := held[of].fit(cell, cut)):
                fits[of] += number
                proved[of, found.said] = max(found.proves, proved.get((of, found.said), 0))
    proves = Counter[str]()
    for (of, _), sure in proved.items():
        proves[of] += sure
    return max(((fits[of], proves[of], of) for of in held if of not in barred), key=lambda one: one[:2])


def looks_like_value(cell: str) -> bool:
    """Whether a cell is of a closed list or has the shape of a number: a header has none such.

    >>> looks_like_value("Hispanic"), looks_like_value("religion")
    (True, False)
    """
    plain = key(cell)
    header = len(plain) < 2 or plain in lists().columns["headers"] or not lists().columns["titles"].isdisjoint(plain.split())
    listed = not header and any(plain in held.phrases for held in words().values())
    return listed or has_shape(cell)
