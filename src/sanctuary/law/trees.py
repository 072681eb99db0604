"""A policy's tree as lists and back: the name of a node of `cedarpy.pst`, then its fields in order.

A tuple begins with `tuple`, a table with `map`. No other name is known, so that reading makes nothing but nodes.
"""

import dataclasses
from typing import Any

from cedarpy import pst

__all__ = ["lists_of", "tree_of"]

_NODES: dict[str, type] = {
    name: kind for name in pst.__all__ if dataclasses.is_dataclass(kind := getattr(pst, name)) and isinstance(kind, type)
}


def lists_of(node: Any) -> Any:
    """A tree as lists."""
    if isinstance(node, tuple):
        return ["tuple", *map(lists_of, node)]
    if isinstance(node, pst.FrozenMap):
        return ["map", *(lists_of(part) for pair in node.items() for part in pair)]
    if dataclasses.is_dataclass(node):
        return [type(node).__name__, *(lists_of(getattr(node, field.name)) for field in dataclasses.fields(node))]
    return node


def tree_of(lists: Any) -> Any:
    """Lists as a tree."""
    if not isinstance(lists, list):
        return lists
    name, *rest = lists
    parts = [tree_of(part) if isinstance(part, list) else part for part in rest]
    if name == "tuple":
        return tuple(parts)
    if name == "map":
        return pst.FrozenMap(dict(zip(parts[::2], parts[1::2], strict=True)))
    return _NODES[name](*parts)
