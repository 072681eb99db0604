"""The words of a name: what stands in the name of a column, a field or an element, whatever its style of writing.

`CTZNSHP_IND`, `us-citizen`, `cityOfBirth` and `DateEnteredUS` are read alike. Digits stay with the letters before them.
"""

import re
import unicodedata

__all__ = ["words_of_name"]

_STATES = re.compile(r"\bU\.\s?S\.(?:\s?A\.)?", re.IGNORECASE)
"""The United States with points."""
_WORD = re.compile(r"[^\W_]+")
_ACRONYMS = re.compile(r"(?<=[A-Z])s(?=$|[^A-Za-z])")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def words_of_name(name: str) -> tuple[str, ...]:
    """The words in small letters, without accents.

    >>> words_of_name("DateEnteredUS"), words_of_name("país_de_origen"), words_of_name("A#")
    (('date', 'entered', 'us'), ('pais', 'de', 'origen'), ('a', 'number'))
    """
    if "." in name:
        name = _STATES.sub("US ", name)
    if name.isascii() and (name.islower() or name.isupper()) and "#" not in name:
        return tuple(_WORD.findall(name.lower()))
    plain = name.replace("#", " number ")
    if not name.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    # A plural of an acronym is one word: IDs.
    return tuple(_WORD.findall(_CAMEL.sub(" ", _ACRONYMS.sub("", plain)).lower()))
