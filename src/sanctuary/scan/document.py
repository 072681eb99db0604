"""JSON and YAML with the line of every key: the one home of PyYAML. Anchors that would unfold to a large document are refused."""

import json
import re
from collections.abc import Iterator
from typing import Any

from sanctuary.errors import EvidenceError

__all__ = ["Obj", "documents", "strings", "text_of"]

_MOST = 400_000
"""Nodes of the largest document that is read."""

_KEY = re.compile(r'"(?:[^"\\]|\\.)*"(\s*:)?', re.DOTALL)


class Obj(dict[str, Any]):
    """An object or mapping; `lines` has the line of each key, `line` that of its first."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.pairs = pairs
        self.lines: dict[str, int] = {}

    @property
    def line(self) -> int:
        """The line of the first key."""
        return next(iter(self.lines.values()), 1)


def documents(text: str, *, yaml: bool) -> list[Any]:
    """The documents of a file; refuses, in our own words, what cannot be parsed."""
    return _yaml(text) if yaml else [_json(text)]


def _json(text: str) -> Any:
    try:
        value = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=Obj)
    except RecursionError:
        raise EvidenceError("nested too deeply") from None
    except ValueError as problem:
        line = getattr(problem, "lineno", 0)
        raise EvidenceError(f"not JSON{f' (line {line})' if line else ''}") from None
    try:
        _number(value, _key_lines(text))
    except RecursionError:
        raise EvidenceError("nested too deeply") from None
    return value


def _number(value: Any, places: Iterator[int]) -> None:
    """Keys stand in the text in the order of a walk: each takes the next line, then those within its value take theirs."""
    if isinstance(value, Obj):
        for key, held in value.pairs:
            value.lines.setdefault(key, next(places, 1))
            _number(held, places)
    elif isinstance(value, list):
        for one in value:
            _number(one, places)


def _key_lines(text: str) -> Iterator[int]:
    line, last = 1, 0
    for found in _KEY.finditer(text):
        if found[1] is not None:
            line += text.count("\n", last, found.start())
            last = found.start()
            yield line


def _yaml(text: str) -> list[Any]:
    try:
        import yaml  # noqa: PLC0415 - an extra: only YAML needs it
    except ImportError:
        raise EvidenceError("YAML needs more packages: pip install 'sanctuary-law[scan]'") from None
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        nodes = list(yaml.compose_all(text, Loader=loader))
        budget = [_MOST]
        return [_of_node(node, budget, 0) for node in nodes if node is not None]
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        raise EvidenceError(f"not YAML{f' (line {mark.line + 1})' if mark else ''}") from None
    except RecursionError:
        raise EvidenceError("nested too deeply") from None


def _of_node(node: Any, budget: list[int], depth: int) -> Any:
    budget[0] -= 1
    if budget[0] < 0 or depth > 200:
        raise EvidenceError("too large or nested too deeply")
    if node.id == "scalar":
        return _scalar(node)
    if node.id == "sequence":
        return [_of_node(one, budget, depth + 1) for one in node.value]
    pairs = [(key.value if key.id == "scalar" else "", _of_node(value, budget, depth + 1)) for key, value in node.value]
    made = Obj(pairs)
    for key, _ in node.value:
        if key.id == "scalar":
            made.lines.setdefault(key.value, key.start_mark.line + 1)
    return made


def _scalar(node: Any) -> Any:
    if not node.style and node.value in ("true", "false", "True", "False"):
        return node.value.lower() == "true"
    return node.value


def text_of(value: Any) -> str:
    """A text, or the English or first one of several languages; empty for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, Obj):
        for key in ("en", "en-US", "default", "text", "label", "title", *value):
            if isinstance(value.get(key), str):
                return str(value[key])
    return ""


def strings(value: Any) -> tuple[str, ...]:
    """The words of a list of codes: texts, or what their labels say, or the keys of a mapping."""
    if isinstance(value, Obj):
        return tuple(one if isinstance(one, str) else key for key, one in value.items())
    if not isinstance(value, list):
        return ()
    found = []
    for one in value[:400]:
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, Obj):
            coded = one.get("valueCoding")
            held = coded if isinstance(coded, Obj) else one
            parts = (
                text_of(held.get(key))
                for key in ("label", "title", "text", "display", "name", "description", "valueString", "const", "value", "key")
            )
            said = next((part for part in parts if part), "") or next((k for k in held if len(held) == 1), "")
            found.append(said)
    return tuple(one for one in found if one)
