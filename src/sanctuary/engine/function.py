"""One complete situation: a Python function generated from the syntax tree of each rule.

The function reads a plain situation (the shape of a Cedar request's context), returns the set of matching rules as bits,
and must agree with Cedar's own evaluator, reasons included (tests/test_agreement.py). It knows nothing of readings: rules
under a dispute are bits like others, and the caller says which readings hold.
"""

import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sanctuary.engine.ruling import Decision, resolve
from sanctuary.law.condition import actions_of, read
from sanctuary.law.jurisdiction import Bound, Law
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Action, Value, Variable

__all__ = ["Decider", "Python", "compile_rules", "local"]

Matcher = Callable[[str, str, Mapping[str, Any]], int]


def local(name: str) -> str:
    """The local name of a fact in generated functions."""
    return "v_" + name.replace(".", "_").replace("-", "_")


class Python:
    """The algebra of Python source: each part of a condition is an expression."""

    def __init__(self) -> None:
        self.used: dict[str, Variable] = {}

    def name(self, variable: Variable) -> str:
        """The local name of a fact."""
        self.used[variable.name] = variable
        return local(variable.name)

    def constant(self, truth: bool) -> str:
        """A literal truth value."""
        return str(truth)

    def among(self, variable: Variable, values: frozenset[Value]) -> str:
        """Equality, a truth value, or membership."""
        name = self.name(variable)
        if variable.kind == "bool" and not variable.optional:
            return {1: name if True in values else f"not {name}", 2: "True"}.get(len(values), "False")
        ordered = sorted(map(repr, values))
        return f"{name} == {ordered[0]}" if len(ordered) == 1 else f"{name} in ({', '.join(ordered)},)"

    def below(self, variable: Variable, bound: int) -> str:
        """Present and less than a bound."""
        name = self.name(variable)
        return f"({name} is not None and {name} < {bound})" if variable.optional else f"{name} < {bound}"

    def present(self, variable: Variable) -> str:
        """Not None."""
        return f"{self.name(variable)} is not None"

    def every(self, parts: Sequence[str]) -> str:
        """Conjunction; parts that always hold are left out."""
        kept = [part for part in parts if part != "True"]
        return "False" if "False" in kept else _joined(kept, " and ", "True")

    def some(self, parts: Sequence[str]) -> str:
        """Disjunction; parts that never hold are left out."""
        kept = [part for part in parts if part != "False"]
        return "True" if "True" in kept else _joined(kept, " or ", "False")

    def negation(self, part: str) -> str:
        """Not."""
        return {"True": "False", "False": "True"}.get(part, f"not ({part})")


def _joined(parts: list[str], word: str, empty: str) -> str:
    if len(parts) < 2:
        return parts[0] if parts else empty
    return "(" + word.join(parts) + ")"


def compile_rules(policies: Sequence[Any], action: Action) -> Matcher:
    """A function of actor, resource and context that returns bit i where policy i matches.

    Policies are grouped by the resource their scope names, so that a call tests only those that can match.
    """
    algebra = Python()
    tests = [read(policy, action, algebra) for policy in policies]
    body = []
    for index, test in enumerate(tests):
        if test == "True":
            body.append(f"    m |= {1 << index}")
        elif test != "False":
            body.append(f"    if {test}: m |= {1 << index}")
    source = "\n".join(["def matcher(actor, resource, context):", *_locals(algebra.used), "    m = 0", *body, "    return m"])
    space: dict[str, Any] = {}
    exec(compile(source, f"<rules of {action.name}>", "exec"), space)  # noqa: S102 - generated from a validated tree: names and literals only
    matcher: Matcher = space["matcher"]
    return matcher


def _locals(used: Mapping[str, Variable]) -> list[str]:
    """Lines that read the facts once, nested records first."""
    lines = []
    records = sorted({name.rpartition(".")[0] for name in used if "." in name})
    for record in records:
        outer, _, last = record.rpartition(".")
        base = "r_" + outer.replace(".", "_") if outer else "context"
        lines.append(f"    r_{record.replace('.', '_')} = {base}[{last!r}]")
    for name, variable in used.items():
        record, _, last = name.rpartition(".")
        base = "r_" + record.replace(".", "_") if record else "context"
        if name in (ACTOR, RESOURCE):
            lines.append(f"    {local(name)} = {name}")
        else:
            lines.append(f"    {local(name)} = {base}.get({last!r})" if variable.optional else f"    {local(name)} = {base}[{last!r}]")
    return lines


class Decider:
    """Decides complete situations under one law."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self._actions: dict[str, _Compiled] = {}
        self._limits: dict[str, Matcher] = {}

    def compiled(self, action: str) -> "_Compiled":
        """The rules of an action, compiled once."""
        if action not in self._actions:
            self._actions[action] = _Compiled(self.law, action)
        return self._actions[action]

    def matching(self, actor: str, action: str, resource: str, context: Mapping[str, Any]) -> tuple[str, ...]:
        """The ids of the rules that match and bind, whatever the readings."""
        compiled = self.compiled(action)
        bits = compiled.matcher(actor, resource, context) & compiled.binding[actor]
        return tuple(b.rule.id for i, b in enumerate(compiled.rules) if bits >> i & 1)

    def excluded(self, actor: str, action: str, resource: str, context: Mapping[str, Any]) -> bool:
        """Whether a complete situation cannot occur (possible.cedar)."""
        if action not in self._limits:
            policies = [policy for policy in self.law.possible if action in actions_of(policy, self.law.vocabulary)]
            self._limits[action] = compile_rules(policies, self.law.vocabulary.actions[action])
        return bool(self._limits[action](actor, resource, context))

    def decide(
        self, actor: str, action: str, resource: str, context: Mapping[str, Any], readings: Mapping[str, bool] | None = None
    ) -> Decision | Mapping[tuple[tuple[str, bool], ...], Decision]:
        """The decision; or one for each filling of the open readings, where rules that match need them."""
        compiled = self._actions.get(action) or self.compiled(action)
        bits = compiled.matcher(actor, resource, context) & compiled.binding[actor]
        if not bits & compiled.disputed:
            return compiled.known.get(bits) or compiled.decision(bits)
        return compiled.by_reading(bits, actor, readings or {})


class _Compiled:
    """The rules of one action: bits, bindings, and the decisions met so far."""

    def __init__(self, law: Law, action: str) -> None:
        self.rules: tuple[Bound, ...] = law.rules_of(action)
        self.matcher = compile_rules([b.rule.policy for b in self.rules], law.vocabulary.actions[action])
        self.binding = {
            actor: sum(1 << i for i, b in enumerate(self.rules) if actor in b.actors) for actor in law.vocabulary.enums["Actor"]
        }
        self.disputed = sum(1 << i for i, b in enumerate(self.rules) if b.readings or b.rule.notwithstanding)
        self.known: dict[int, Decision] = {}

    def decision(self, bits: int) -> Decision:
        if bits not in self.known:
            self.known[bits] = resolve(b for i, b in enumerate(self.rules) if bits >> i & 1)
        return self.known[bits]

    def by_reading(self, bits: int, actor: str, readings: Mapping[str, bool]) -> Decision | Mapping[tuple[tuple[str, bool], ...], Decision]:
        """The decision for each filling of the readings that matching rules need of the actor, or are notwithstanding under."""
        matching = [b for i, b in enumerate(self.rules) if bits >> i & 1]
        needed = [(b, [name for name in b.readings if actor not in b.settled(name)]) for b in matching]
        asked = {name for b, names in needed for name in (*names, *_beyond(b, actor))}
        names = sorted(asked.difference(readings))
        found = {}
        for values in itertools.product((True, False), repeat=len(names)):
            held = {**readings, **dict(zip(names, values, strict=True))}
            kept = [b for b, own in needed if all(held[name] for name in own)]
            anyway = frozenset(b.rule.id for b in kept if b.anyway(actor, held.__getitem__))
            found[tuple(zip(names, values, strict=True))] = resolve(kept, anyway)
        return found if names else found[()]


def _beyond(bound: Bound, actor: str) -> tuple[str, ...]:
    """The reading under which a guarantee stands notwithstanding any other law, where it is open to the actor."""
    settled = actor in bound.anyway_for or actor in bound.not_anyway_for
    return () if settled or not bound.rule.notwithstanding else (bound.rule.notwithstanding,)
