"""The first letter of a sentence that stands within another."""

__all__ = ["small"]


def small(text: str) -> str:
    """A sentence within another one: it begins with a small letter. For those that no name and no abbreviation begins.

    >>> small("The police may"), small("")
    ('the police may', '')
    """
    return text[:1].lower() + text[1:]
