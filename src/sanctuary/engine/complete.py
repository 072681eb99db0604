"""A situation that leaves nothing open, checked and matched by one generated function.

Most situations that programs ask about are complete. For each action one function looks whether every fact is there and of its type,
whether the situation can occur, and which rules match: what is said of two situations with the same actor, resource and matching rules
is the same. Whatever it does not take whole (a fact that is open, a word that nobody knows) is read in detail elsewhere, with a message
for each fault.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from sanctuary.engine.function import Python, local
from sanctuary.law.condition import actions_of, read
from sanctuary.law.jurisdiction import Bound, Law
from sanctuary.law.vocabulary import ACTOR, RESOURCE, YEARS, Action, Variable

__all__ = ["Complete", "Matched"]

Matched = tuple[str, str, str, int]
"""Actor, action and resource, and as bits which rules match and bind, whatever the readings."""


class _Reads(Protocol):
    """A generated function: rules that match as bits; nothing where the situation is not taken whole."""

    def __call__(self, actor: object, resource: object, context: Any, absent: Any) -> int | None: ...


class Complete:
    """The generated functions of one law, made when first asked for; safe to share between threads."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self._rules: dict[str, tuple[_Reads, Mapping[str, int]]] = {}
        self._beside: dict[str, _Reads] = {}

    def matched(self, actor: Any, action: Any, resource: Any, context: Any, absent: Any) -> Matched | None:
        """What tells a complete situation that can occur from others, to the answer; nothing where it is none, or has a fault."""
        try:
            reads, binding = self._rules.get(action) or self._made(action)
            bits = reads(actor, resource, context, absent)
        except (KeyError, TypeError, AttributeError):
            return None
        return None if bits is None else (actor, action, resource, bits & binding[actor])

    def beside(self, found: Matched, context: Any, absent: Any) -> int | None:
        """As bits, of a situation that was matched: the rules that forbid but for their exceptions, and those that a court has stopped."""
        actor, action, resource, _ = found
        reads = self._beside.get(action) or self._made_beside(action)
        return reads(actor, resource, context, absent)

    def _made(self, action: str) -> tuple[_Reads, Mapping[str, int]]:
        described = self.law.vocabulary.actions[action]
        rules = self.law.rules_of(action)
        algebra = Python()
        tests = [read(b.rule.policy, described, algebra) for b in rules]
        limits = [read(p, described, algebra) for p in self.law.possible if action in actions_of(p, self.law.vocabulary)]
        binding = {actor: _bits(rules, actor) for actor in self.law.vocabulary.enums["Actor"]}
        made = self._rules[action] = (_compiled(described, limits, tests), binding)
        return made

    def _made_beside(self, action: str) -> _Reads:
        described = self.law.vocabulary.actions[action]
        algebra = Python()
        tests = [read(b.rule.policy, described, algebra, exceptions=False) for b in self.law.rules_of(action) if b.rule.effect == "forbids"]
        stopped = {stop.rule for stop, _ in self.law.enjoined}
        tests += [read(b.rule.policy, described, algebra) for b in self.law.written if b.rule.id in stopped and action in b.rule.actions]
        made = self._beside[action] = _compiled(described, [], tests)
        return made


def _bits(rules: Sequence[Bound], actor: str) -> int:
    return sum(1 << number for number, bound in enumerate(rules) if actor in bound.actors)


def _compiled(action: Action, limits: Sequence[str], tests: Sequence[str]) -> _Reads:
    space: dict[str, Any] = {}
    lines = ["def reads(actor, resource, context, absent):", "    if type(absent) is not tuple and type(absent) is not list: return None"]
    lines += [f"    {line}" for line in _checks(action, space)]
    lines += [f"    if {test}: return None" for test in limits if test != "False"]
    lines += ["    m = 0", *(f"    if {test}: m |= {1 << number}" for number, test in enumerate(tests) if test != "False"), "    return m"]
    exec(compile("\n".join(lines), f"<situations of {action.name}>", "exec"), space)  # noqa: S102 - from a validated tree: names and literals
    reads: _Reads = space["reads"]
    return reads


def _checks(action: Action, space: dict[str, Any]) -> Iterator[str]:
    """Lines that read every fact once, and leave where one is missing, of another type, or where something else is there."""
    yield "gone = 0"
    records: dict[str, list[Variable]] = {"": []}
    for variable in action.variables:
        if variable.name in (ACTOR, RESOURCE):
            space[f"known_{variable.name}"] = frozenset(variable.values)
            yield f"{local(variable.name)} = {variable.name}"
            yield f"if {variable.name} not in known_{variable.name}: return None"
        else:
            records.setdefault(variable.name.rpartition(".")[0], []).append(variable)
    inner = [name for name in records if name]
    for name in sorted(inner):
        outer, _, last = name.rpartition(".")
        yield f"{_record(name)} = {_record(outer)}[{last!r}]"
    for name, own in records.items():
        record, size = _record(name), sum(1 for one in inner if one.rpartition(".")[0] == name)
        yield f"if type({record}) is not dict: return None"
        yield f"size = {size + len(own)}"
        for variable in own:
            yield from _check(variable, record, space)
        yield f"if len({record}) != size: return None"
    yield "if len(absent) != gone: return None"


def _check(variable: Variable, record: str, space: dict[str, Any]) -> Iterator[str]:
    name, last = local(variable.name), variable.name.rpartition(".")[2]
    if variable.kind == "bool":
        wrong = f"{name} is not True and {name} is not False"
    elif variable.kind == "count":
        wrong = f"type({name}) is not int or not 0 <= {name} < {YEARS}"
    else:
        space[f"known_{name}"] = frozenset(variable.values)
        wrong = f"{name} not in known_{name}"
    if not variable.optional:
        yield f"{name} = {record}[{last!r}]"
        yield f"if {wrong}: return None"
        return
    yield f"{name} = {record}.get({last!r})"
    yield f"if {name} is None:"
    yield f"    if {variable.name!r} not in absent: return None"
    yield "    gone += 1"
    yield "    size -= 1"
    yield f"elif {wrong}: return None"


def _record(name: str) -> str:
    return f"r_{name.replace('.', '_')}" if name else "context"
