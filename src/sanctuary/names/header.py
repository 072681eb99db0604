"""Whether a line of a table is plainly a line of names of columns: nothing else of a first line is ever shown.

A table without a header begins with a row, and the row may be a person. A cell is plainly a name only if most of its words are
words that headers use; a line is a header only if most of its cells are, and if none of them stands in its column again.
"""

import re
from collections.abc import Sequence

from sanctuary.names.words import words_of_name

__all__ = ["looks_like_data", "looks_like_header", "no_names", "plain_names", "plainly_a_name"]

_WORDS = frozenset(
    """
    aor abbr action activity acts adult age agency agencies agreement agreements aggregate amount annual answer area arrest arrests
    assignment assigned band basis begin boro borough bureau camera cameras case category cat cd charge charges class classification
    code codes collected column columns comment comments complete completed complaint contact convicted conviction count counts county
    court created criminality crime custody data date dates day days decision declined degree delivery denied department dept desc descr
    description detained detainer detainers detail details detention determination disclosed disposition district division document
    docket duration effective email enacted end ended entered entry event events expiration expiry facility felon felony field file
    filed filter filters final fiscal flag form format free from full geo granted grantee group header hint hit hits hold holds hour id
    identifier ids in incident ind index indicator info interview interviews is issued item items judge judicial jurisdiction juvenile
    key kind ky label last law level lift lifted line list literal lkp location log lookup make map memo met method minute misc mode
    model moderation modified month months name names network networks no note notes notice notified notification num number numbers
    object of offense office officer ofns on operation option order org organization origin original other outcome page paper part path
    partner party pd per percent period permit person phase place plate point population precinct prep prepare prepared prior priority
    processing program prompt provided provider purpose qty quantity quarter query range rank rate read reason reasons received record
    records ref referral reference refused region release released repealed report reported reporting reports request requested
    requester requesting requestor requests resource respond responded response result results return review role row rows rule scan
    scans score search searched searches section sector sensor sent sequence serial served service severity sex share shared sharing
    sheet short signed site situation size sort source stamp standard start started state station stat status statute step stop stops
    street subject submitted subtype sum summary support system table tag target term text threat time timestamp title to total transfer
    transferred transfers type types uid unit until updated url used user usable valid value vehicle vendor version visit volume warrant
    week weight when whether who year years yes zip zone zones address alias birth birthdate booking booked citizenship citizen country
    dob ethnicity first gender inmate middle nationality passport phone pob race religion ssn surname visa descent alien language
    defendant arrestee detainee license licence dl latitude longitude lat lon agencia fecha dia hora tipo nombre apellido motivo razon
    wanted paperwork asked remark remarks our demand demanded reply replied they did sought outcome
    bed cell due out went left freed discharged discharge eligible scheduled
    condado ciudad estado lugar nacimiento nacionalidad numero documento delito solicitud
    """.split()  # noqa: SIM905 - a list of so many words is read more easily as prose
)
"""Words of headers: of time, kind, number, place, office and paper, and those that name a private column."""

_ALSO_DATA = frozenset(
    [
        "county",
        "city",
        "state",
        "court",
        "jail",
        "prison",
        "station",
        "district",
        "place",
        "street",
        "law",
        "final",
        "other",
        "alien",
        "citizen",
        "male",
        "female",
        "bed",
        "cell",
        "out",
        "left",
    ]
)
"""Words of headers that cells hold as often: alone they show nothing."""

_SHARE = 0.6
"""Of the cells that hold something, how many must plainly be names."""


def looks_like_data(name: str) -> bool:
    """Whether a name of a column is rather a cell: an address of mail, a day, a number, or four digits in a row.

    A year alone is a number here; a header of years is one beside names (`looks_like_header`).

    >>> looks_like_data("A123456789"), looks_like_data("3/4/24"), looks_like_data("received")
    (True, True, False)
    """
    name = re.sub(r"(?i)(?<=per)[ _]?1(?:[ _,]?0{3})+(?![0-9])", "", name)
    return re.search(r"@|\d{4}|\d[-/.:]\d", name) is not None or re.fullmatch(r"[\s\d.,$%+-]*\d[\s\d.,$%+-]*", name) is not None


def _is_year(name: str) -> bool:
    return re.fullmatch(r"(?i)\s*(?:fy|cy|sfy|ffy)?[ -]?(?:19|20)\d\d(?:\s*[-/]\s*(?:19|20)?\d\d)?\s*", name) is not None


def plainly_a_name(cell: str) -> bool:
    """Whether a cell is plainly the name of a column.

    >>> plainly_a_name("Detainer Prepare Date"), plainly_a_name("LAW_CAT_CD"), plainly_a_name("DOE JANE ALIEN SMUGGLING")
    (True, True, False)
    """
    words = [word for word in words_of_name(cell) if not re.fullmatch(r"\d{1,2}|[a-z]", word)]
    if not words or len(words) > 10 or (looks_like_data(cell) and not _is_year(cell)):
        return False
    if any(not c.isprintable() for c in cell.strip()):
        return False
    known = [word for word in words if word in _WORDS or word.removesuffix("s") in _WORDS]
    sure = [word for word in known if word not in _ALSO_DATA]
    written = "_" in cell.strip() or re.search(r"[a-z][A-Z]", cell) is not None
    return bool(sure) and (2 * len(known) >= len(words) if not written else True)


def plain_names(cells: Sequence[str]) -> list[str]:
    """The cells that may be shown as names of columns: those that plainly are, and years beside them."""
    return [cell for cell in dict.fromkeys(cells) if plainly_a_name(cell) or _is_year(cell)]


def looks_like_header(cells: Sequence[str], below: Sequence[Sequence[str]] = ()) -> bool:
    """Whether a line is plainly a header: most of its cells are names, and none stands in its own column again.

    >>> looks_like_header(["DOE JANE", "W", "F", "Mexico", "THEFT"]), looks_like_header(["Agency", "2018", "2019"])
    (False, True)
    """
    told = [cell for cell in cells if cell.strip()]
    if not told or 2 * len(told) < len(cells):
        return False
    if any(looks_like_data(cell) and not _is_year(cell) for cell in told):
        return False
    years = [cell for cell in told if _is_year(cell)]
    names = [cell for cell in told if _heads(cell)]
    again = any(_again(place, cell, below) for place, cell in enumerate(cells))
    return bool(names) and not again and len(names) + len(years) >= _SHARE * len(told)


def no_names(cells: Sequence[str], below: Sequence[Sequence[str]] = ()) -> dict[str, list[int]]:
    """Why a line is no header: for each reason the places, from 1, of the cells that are not plainly names; never the cells themselves.

    >>> no_names(["received", "Jane Doe", "3/4/24", ""])
    {'has a day, a number or an address': [3], 'is empty': [4], 'has no word that headers use': [2]}
    """
    found: dict[str, list[int]] = {_DATA: [], _AGAIN: [], _EMPTY: [], _NO_WORD: []}
    for place, cell in enumerate(cells):
        if not cell.strip():
            found[_EMPTY].append(place + 1)
        elif looks_like_data(cell) and not _is_year(cell):
            found[_DATA].append(place + 1)
        elif _again(place, cell, below):
            found[_AGAIN].append(place + 1)
        elif not _heads(cell) and not _is_year(cell):
            found[_NO_WORD].append(place + 1)
    return {why: places for why, places in found.items() if places}


_DATA, _AGAIN = "has a day, a number or an address", "stands again in a row below"
_EMPTY, _NO_WORD = "is empty", "has no word that headers use"


def _heads(cell: str) -> bool:
    return plainly_a_name(cell) or cell.strip().casefold() in _COMMON


def _again(place: int, cell: str, below: Sequence[Sequence[str]]) -> bool:
    """Whether a cell stands in its own column again."""
    name = cell.strip().casefold()
    return bool(name) and any(place < len(row) and row[place].strip().casefold() == name for row in below)


_COMMON = frozenset(
    """
    county city state court jail prison station district place street law other d p n id what how bed cell out left
    """.split()  # noqa: SIM905 - as above
)
"""Single words that head a column beside others, though a cell may be one too."""
