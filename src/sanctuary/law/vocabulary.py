"""The shared words: actors, actions, resources and facts, read from a Cedar schema.

Cedar's own parser checks the schema; this module then reads the part of the language that a vocabulary uses (enumerated
entities, record types, actions), because order matters here and Cedar does not keep it: boxes widen and witnesses are
chosen in the order of the file.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from sanctuary.errors import PackError

__all__ = ["ACTOR", "RESOURCE", "YEARS", "Action", "Value", "Variable", "Vocabulary", "read_vocabulary"]

Value = str | bool | int | None
"""A value of a fact: a name, a truth value, a number of years, or None for an optional fact known to be missing."""

ACTOR, RESOURCE = "actor", "resource"
YEARS = 100
"""Counts run from 0 to 99."""


@dataclass(frozen=True, slots=True)
class Variable:
    """One thing a situation says: the actor, the resource, or a fact by its path (`history.held_to_answer`)."""

    name: str
    kind: Literal["enum", "bool", "count"]
    type: str
    values: tuple[str, ...] = ()
    optional: bool = False

    @property
    def domain(self) -> tuple[Value, ...]:
        """Every value, plainest first: absent, false, zero, or the first name."""
        absent: tuple[Value, ...] = (None,) if self.optional else ()
        match self.kind:
            case "enum":
                return absent + self.values
            case "bool":
                return (*absent, False, True)
            case "count":
                return absent + tuple(range(YEARS))


@dataclass(frozen=True, slots=True)
class Action:
    """An action with the variables of its situations, the actor and the resource first."""

    name: str
    resource_type: str
    variables: tuple[Variable, ...]
    by_name: Mapping[str, Variable] = field(compare=False, repr=False)
    _plain: dict[tuple[str, type, Value], bool] = field(default_factory=dict, init=False, compare=False, repr=False)

    def takes(self, name: str, value: object) -> bool:
        """Whether a fact, the actor or the resource has a value of its domain, and not none; quick, and says no reason."""
        if not self._plain:
            self._plain.update({(v.name, type(one), one): True for v in self.variables for one in v.domain if one is not None})
        try:
            return (name, type(value), value) in self._plain
        except TypeError:  # a list or a record
            return False


@dataclass(frozen=True)
class Vocabulary:
    """Enumerated types and actions, in the order of the file; `text` is the schema itself, for Cedar."""

    text: str
    enums: Mapping[str, tuple[str, ...]]
    actions: Mapping[str, Action]

    @cached_property
    def duties(self) -> frozenset[str]:
        """The duties that a rule can oblige."""
        return frozenset(self.enums["Duty"])

    @cached_property
    def as_facts(self) -> tuple[tuple[str, str], ...]:
        """What situations say, each once, by name; beside it the name of a fact of a place that fills it."""
        names = sorted({variable.name for action in self.actions.values() for variable in action.variables})
        return tuple((name, name.replace("_", "-").replace(".", "-")) for name in names)


def read_vocabulary(text: str, where: str) -> Vocabulary:
    """The vocabulary of a schema that Cedar has accepted; refuses what a vocabulary does not use.

    >>> v = read_vocabulary(
    ...     'entity Actor enum ["a"]; entity R enum ["r"]; action "x" appliesTo { principal: Actor, resource: R, context: { b: Bool } };',
    ...     "example",
    ... )
    >>> [variable.name for variable in v.actions["x"].variables]
    ['actor', 'resource', 'b']
    """
    source = re.sub(r"//[^\n]*", "", text)
    enums: dict[str, tuple[str, ...]] = {}
    records: dict[str, str] = {}
    actions: dict[str, Action] = {}
    for statement in filter(None, (part.strip() for part in source.split(";"))):
        if found := re.fullmatch(r"entity (\w+) enum \[(.*)\]", statement, re.DOTALL):
            enums[found[1]] = tuple(re.findall(r'"([^"]*)"', found[2]))
        elif found := re.fullmatch(r"type (\w+) = (\{.*\})", statement, re.DOTALL):
            records[found[1]] = found[2]
        elif found := re.fullmatch(
            r"action (.*?) appliesTo \{\s*principal: (\w+),\s*resource: (\w+),\s*context: (.*?)\s*\}", statement, re.DOTALL
        ):
            body = found[4] if found[4].startswith("{") else records.get(found[4], "")
            facts = _facts(body, "", enums, records, where)
            ends = (_ends(ACTOR, found[2], enums, where), _ends(RESOURCE, found[3], enums, where))
            for name in re.findall(r'"([^"]*)"', found[1]):
                everything = (*ends, *facts)
                actions[name] = Action(name, found[3], everything, {v.name: v for v in everything})
        else:
            shown = " ".join(statement.split())[:60]
            raise PackError(f"{where}: '{shown}' is not an enumerated entity, a record type or an action; a vocabulary has only those.")
    return Vocabulary(text, enums, actions)


def _ends(name: str, kind: str, enums: Mapping[str, tuple[str, ...]], where: str) -> Variable:
    if kind not in enums:
        raise PackError(f"{where}: '{kind}' is not an enumerated entity declared above its use.")
    return Variable(name, "enum", kind, enums[kind])


def _facts(body: str, prefix: str, enums: Mapping[str, tuple[str, ...]], records: Mapping[str, str], where: str) -> tuple[Variable, ...]:
    facts: list[Variable] = []
    for name, mark, kind in re.findall(r"(\w+)(\??)\s*:\s*(\w+)", body):
        path, optional = prefix + name, mark == "?"
        if kind in records:
            if optional:
                raise PackError(f"{where}: '{path}' is an optional record; only single facts may be absent.")
            facts += _facts(records[kind], path + ".", enums, records, where)
        elif kind in enums:
            facts.append(Variable(path, "enum", kind, enums[kind], optional))
        elif kind == "Bool":
            facts.append(Variable(path, "bool", kind, (), optional))
        elif kind == "Long":
            facts.append(Variable(path, "count", kind, (), optional))
        else:
            raise PackError(f"{where}: '{path}' has the type '{kind}'; facts are enumerated, Bool or Long.")
    return tuple(facts)
