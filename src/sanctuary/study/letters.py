"""The first letter of a sentence that stands within another."""

__all__ = ["small", "within"]


def small(text: str) -> str:
    """A sentence within another one: it begins with a small letter. For those that no name and no abbreviation begins.

    >>> small("The police may"), small("")
    ('the police may', '')
    """
    return text[:1].lower() + text[1:]


_NO_NAME = (
    "The ",
    "A ",
    "An ",
    "Another ",
    "Other ",
    "It ",
    "By ",
    "While ",
    "Where ",
    "No ",
    "Nothing ",
    "Rules ",
    "County sheriffs ",
    "Schools ",
)
"""How a sentence begins whose first word is no name."""


def within(text: str) -> str:
    """A sentence within another one, where a name may begin it: that keeps its capital.

    >>> within("A school must not"), within("Houston Police must not")
    ('a school must not', 'Houston Police must not')
    """
    return small(text) if text.startswith(_NO_NAME) else text
