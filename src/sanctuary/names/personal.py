"""Names of columns that tell who a person is, where from, with which status: the one list of them.

An audit reads only the columns that a mapping names. A mapping that names one of these is refused; a table that looks like a
roster of persons is refused until the mapping says which act each of its rows records.
"""

import re
from collections.abc import Iterable

__all__ = ["kinds_of", "looks_like_data", "looks_like_roster"]

_KINDS: dict[str, tuple[str, ...]] = {
    "status or citizenship": (
        r"immigration_?status", "immig", "citizen", "citizenship", "alien", r"visa_?(type|status|class)", "undocumented",
        r"legal_?status", "nationality", "migrant",
    ),
    "origin or birthplace": (
        r"birth_?(place|country|city|state)", r"place_?of_?birth", r"country_?of_?(birth|origin)", "pob", "cob", "origin", "ethnic",
        "ethnicity", "descent", "race",
    ),
    "a name": (
        r"(first|last|middle|full|sur|given|family|maiden|subject|inmate|arrestee|defendant|victim|officer|student|patient)_?name",
        "name", "alias", "fname", "lname", "surname",
    ),
    "a number of a person": (
        "ssn", r"social_?security", r"a_?(number|num)", r"alien_?(no|number|id)", "passport", r"drivers?_?licen[sc]e",
        r"dl_?(no|num|number)",
        "cii", "sid", r"fbi_?(no|number|num)", r"(person|inmate|student|patient|booking)_?(id|no|number|key)", "mrn", "fins",
    ),
    "a birth date": ("dob", r"date_?of_?birth", r"birth_?(date|day|year)", "birthdate", "yob"),
    "an address": (
        r"(home|street|mailing|residen\w*)_?address", "address", "addr", r"zip(_?code)?", "latitude", "longitude", "lat", "lon", "phone",
        "email",
        "plate", r"license_?plate",
    ),
}  # fmt: skip
_NAME = "a name"
_PERSON = (_NAME, "a number of a person", "a birth date")
_ABOUT = ("status or citizenship", "origin or birthplace")
_INSTITUTION = (
    "agency|area|facility|program|department|dept|division|bureau|unit|office|court|county|city|state|country|jurisdiction|station|"
    "precinct|district|region|beat|camera|network|school|system|file|form|org|organization|company|vendor|provider|site|location|"
    "building|jail|prison|event|charge|offense|statute|type|group|category|field|table|document|activity|action"
)
"""Words before `name` that make it the name of something else than a person."""


def kinds_of(column: str) -> tuple[str, ...]:
    """Which kinds of private column a name looks like.

    >>> kinds_of("Inmate Name"), kinds_of("POB"), kinds_of("det_facility")
    (('a name',), ('origin or birthplace',), ())
    >>> kinds_of("Agency Name"), kinds_of("Agency Contact Name")
    ((), ('a name',))
    """
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", column.strip()).lower()
    words = re.sub(r"[^a-z0-9]+", "_", words).strip("_")
    unnamed = re.sub(rf"(?<![^_])(?:{_INSTITUTION})_names?(?![^_])", "", words)
    return tuple(
        kind for kind, names in _KINDS.items() if re.search(rf"(?:^|_)(?:{'|'.join(names)})(?:_|$)", unnamed if kind == _NAME else words)
    )


def looks_like_data(name: str) -> bool:
    """Whether a name of a column is rather a cell: an address of mail, a day, a number, or four digits in a row.

    >>> looks_like_data("A123456789"), looks_like_data("3/4/24"), looks_like_data("received")
    (True, True, False)
    """
    return re.search(r"@|\d{4}|\d[-/.:]\d", name) is not None or re.fullmatch(r"[\s\d.,$%+-]*\d[\s\d.,$%+-]*", name) is not None


def looks_like_roster(columns: Iterable[str]) -> tuple[str, ...]:
    """The columns by which a table looks like a list of persons; nothing if it does not.

    It does if it names one in two ways, or in one beside a column of status, citizenship, birthplace or origin.
    """
    found = {column: kinds for column in columns if (kinds := kinds_of(column))}
    naming = [column for column, kinds in found.items() if set(kinds) & set(_PERSON)]
    about = [column for column, kinds in found.items() if column not in naming and set(kinds) & set(_ABOUT)]
    ways = {kind for column in naming for kind in found[column] if kind in _PERSON}
    return tuple(column for column in found if column in naming or column in about) if len(ways) > 1 or (naming and about) else ()
