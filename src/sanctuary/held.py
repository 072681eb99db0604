"""Tables and lists of a result, which nobody can change: equal to the dict or list of the same values, and the same JSON.

A struct that is frozen keeps its fields, and not what is in them; a result is shared, between threads too, so what is in it stays as well.
"""

from collections.abc import Callable
from typing import Any, NoReturn

__all__ = ["held"]


def _refused(name: str) -> Callable[..., NoReturn]:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise TypeError(f"'{name}' changes nothing here: a result is immutable. Make a dict or list of it first.")

    return refuse


class _Table(dict[Any, Any]):
    """A dict that nobody can change."""

    __setitem__ = __delitem__ = __ior__ = _refused("an assignment")
    clear, pop, popitem, setdefault, update = map(_refused, ("clear", "pop", "popitem", "setdefault", "update"))

    def __reduce__(self) -> tuple[Any, ...]:
        return (_Table, (dict(self),))


class _Row(list[Any]):
    """A list that nobody can change."""

    __setitem__ = __delitem__ = __iadd__ = __imul__ = _refused("an assignment")
    append, clear, extend, insert = map(_refused, ("append", "clear", "extend", "insert"))
    pop, remove, reverse, sort = map(_refused, ("pop", "remove", "reverse", "sort"))

    def __reduce__(self) -> tuple[Any, ...]:
        return (_Row, (list(self),))


def held(value: object) -> object:
    """A value with whatever dict or list is in it held."""
    if type(value) is dict:
        return _Table({key: held(one) for key, one in value.items()})
    return _Row(map(held, value)) if type(value) is list else value
