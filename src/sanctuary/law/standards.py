"""What people type for a definition, as the id of its pack."""

from collections.abc import Callable, Sequence
from difflib import get_close_matches

from sanctuary.errors import RequestError
from sanctuary.law.places import FILES

__all__ = ["standard_named"]


def standard_named(name: str, ids: Sequence[str], title: Callable[[str], str]) -> str:
    """The id of a standard, by id or unique ending of an id; refuses an unknown one with all of them."""
    known = [one for one in ids if one.startswith("standard-")]
    near = [one for one in ids if one == name] or [one for one in ids if one.endswith("-" + name)]
    if len(near) == 1:
        return near[0]
    told = f"'{name}' could be {' or '.join(near)}" if near else f"no standard is called '{name}'"
    if name.casefold().endswith(FILES):
        told = f"'{name}' is no file here, and no standard is called that"
    hint = f"; did you mean '{nearby[0]}'?" if (nearby := get_close_matches(f"standard-{name}", known, n=1)) else "."
    listed = "".join(f"\n  {one.removeprefix('standard-')}  {title(one)}" for one in known)
    raise RequestError(f"{told}{hint} The standards are:{listed}\nor a path to the folder of one.")
