"""What people type for a definition, as the id of its pack."""

from collections.abc import Callable, Sequence
from difflib import get_close_matches

from sanctuary.errors import RequestError
from sanctuary.law.places import FILES

__all__ = ["standard_named"]


def standard_named(name: str, ids: Sequence[str], title: Callable[[str], str], is_place: Callable[[str], object]) -> str:
    """The id of a standard, by id or unique ending of an id; refuses an unknown one with all of them, and a place with what asks of it."""
    known = [one for one in ids if one.startswith("standard-")]
    near = [one for one in ids if one == name] or [one for one in ids if one.endswith("-" + name)] or _by_words(name, known, title)
    if len(near) == 1:
        return near[0]
    if not near and is_place(name):
        raise RequestError(_OF_A_PLACE.format(name=name))
    told = f"'{name}' could be {' or '.join(near)}" if near else f"no standard is called '{name}'"
    if name.casefold().endswith(FILES):
        told = f"'{name}' is no file here, and no standard is called that"
    short = [one.removeprefix("standard-") for one in known]
    hint = f"; did you mean '{nearby[0]}'?" if (nearby := get_close_matches(name, short, n=1)) else "."
    listed = "".join(f"\n  {one.removeprefix('standard-')}  {title(one)}" for one in known)
    raise RequestError(f"{told}{hint} The standards are:{listed}\nor a path to the folder of one.")


_OF_A_PLACE = (
    "'{name}' is a place with laws, not a definition of a sanctuary. To hold a place beside its law:\n"
    "  sanctuary compare PLACE '{name}'\n"
    "Whether a law forbids limits and requires help, as laws of Texas and Florida do: --standard mandate.\n"
    "What Florida's statute calls a sanctuary policy: --standard florida."
)
"""A refusal of a place where a definition is asked for."""


def _by_words(name: str, known: Sequence[str], title: Callable[[str], str]) -> list[str]:
    """The one standard whose id begins so, or whose title has all the words of the name; none where several have them."""
    typed = name.casefold().split()
    begins = [one for one in known if one.removeprefix("standard-").startswith(name.casefold()) and len(name) >= FEWEST]
    says = [one for one in known if typed and set(typed) <= set(title(one).casefold().replace(",", " ").replace(":", " ").split())]
    return next((found for found in (begins, says) if len(found) == 1), [])


FEWEST = 3
"""Letters of the shortest beginning that stands for an id."""
