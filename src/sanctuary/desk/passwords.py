"""Words that are no password at a desk, for whoever guesses tries them first: its own, and those of who stands before and behind it."""

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

__all__ = ["WORDS", "OwnWords"]

WORDS = (
    "sanctuary", "desk", "counter", "agency", "police", "sheriff", "library", "school", "clinic", "shelter", "court", "jail", "city",
    "county", "state", "immigration", "customs", "enforcement", "border", "warrant", "record", "counsel", "supervisor", "compliance",
    "auditor", "password", "passphrase", "mostrador", "ciudad", "condado", "migra", "clave",
)  # fmt: skip
"""They may stand in a password, with enough beside them."""

_BESIDE = 6
"""Letters of a password that belong to none of them."""


class OwnWords:
    """Refuses a password of which little is left without these words, the place's name, and all that is no letter."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises Django's ValidationError."""
        del user
        left = password.casefold()
        for word in sorted({*WORDS, *settings.DESK.place.split("-")}, key=len, reverse=True):
            left = left.replace(word, " ")
        if len(re.sub(r"[\W\d_]", "", left)) < _BESIDE:
            raise ValidationError(self.get_help_text())

    def get_help_text(self) -> str:
        """What a password must be."""
        return "Give words that have nothing to do with the desk."
