"""Names of columns as they are compared: in one normal form, trimmed, their inner spaces single."""

import re
from unicodedata import normalize

__all__ = ["clean"]


def clean(name: str) -> str:
    r"""The name without spaces around it, line breaks and no-break spaces in it, and in the composed form.

    >>> clean("\ufeff Received\n(ICE) ")
    'Received (ICE)'
    """
    return re.sub(r"\s+", " ", normalize("NFC", name).replace("\ufeff", "")).strip()
