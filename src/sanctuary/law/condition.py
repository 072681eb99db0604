"""One matching condition for each rule, read through an algebra.

The typed tree of a policy is the only tree. It is walked once for each action, into parts that `law.parts` describes; `read` hands
these to an *algebra*: each reading of the law (a Python function, clauses for a solver, expressions over columns) is one algebra. What
the walk does not know is refused here, naming rule and construct, so that no reading can guess.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NoReturn, TypeVar

from sanctuary.errors import UnsupportedRule
from sanctuary.law.cedar import Policy, pst
from sanctuary.law.parts import PARTS, Algebra, Part, Walked
from sanctuary.law.spot import word_spot
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Action, Value, Variable, Vocabulary

__all__ = ["Algebra", "Seen", "actions_of", "named_in", "read", "seen_in", "walked"]

T = TypeVar("T")
V = TypeVar("V")


def actions_of(policy: Policy, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The actions that a policy names, in the order of the vocabulary; found once."""
    kept = policy.read.get("")
    if not isinstance(kept, _Named) or kept.vocabulary is not vocabulary:
        kept = policy.read[""] = _Named(vocabulary, _actions_of(policy, vocabulary))
    return kept.actions


@dataclass(frozen=True, slots=True)
class _Named:
    """The actions of a vocabulary that a policy names."""

    vocabulary: Vocabulary
    actions: tuple[str, ...]


def _actions_of(policy: Policy, vocabulary: Vocabulary) -> tuple[str, ...]:
    match policy.tree.action:
        case pst.ActionEq(entity=uid):
            named = {uid.id}
        case pst.ActionIn(entities=uids):
            named = {uid.id for uid in uids}
        case _:
            raise UnsupportedRule(f"{policy.where}: rule '{policy.id}' names no action. Write 'action == ...' or 'action in [...]'.")
    return tuple(name for name in vocabulary.actions if name in named)


def read(policy: Policy, action: Action, algebra: Algebra[T], *, exceptions: bool = True) -> T:
    """The matching condition of a policy for situations of one action; without its exceptions, what it is about."""
    known = _known(policy, action)
    return (known.whole if exceptions else known.about).to(algebra, action.by_name)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the walk over a policy found for an action: its condition, what it is about, and what the condition speaks of."""

    action: Action
    whole: Part
    about: Part
    seen: "Seen"


def _known(policy: Policy, action: Action) -> _Known:
    """The walk's finding, made when first asked for; a policy keeps it."""
    found = policy.read.get(action.name)
    if not isinstance(found, _Known) or found.action is not action:
        about, excepted = policy.walked.get(action.name) or walked(policy, action)
        whole = PARTS.every([*about, *(PARTS.negation(one) for one in excepted)])
        found = policy.read[action.name] = _Known(action, whole, PARTS.every(about), Seen.of(whole, action))
    return found


def walked(policy: Policy, action: Action) -> Walked:
    """What a policy is about in situations of one action, and its exceptions."""
    walk = _Walk(policy, action, PARTS)
    tree = policy.tree
    about, excepted = [walk.scope(tree.principal, ACTOR), walk.scope(tree.resource, RESOURCE)], []
    for clause in tree.clauses:
        match clause:
            case pst.When(expr=expr):
                about.append(walk.truth(expr))
            case pst.Unless(expr=expr):
                excepted.append(walk.truth(expr))
    return tuple(about), tuple(excepted)


@dataclass(frozen=True, slots=True)
class Seen:
    """What some conditions speak of: for each fact the values they name, and for each count the bounds at which they divide it."""

    values: Mapping[str, frozenset[Value]]
    bounds: Mapping[str, frozenset[int]]

    @classmethod
    def of(cls, condition: Part, action: Action) -> "Seen":
        """What one condition speaks of."""
        names = _Names()
        condition.to(names, action.by_name)
        return cls(_frozen(names.values), _frozen(names.bounds))

    def __or__(self, other: "Seen") -> "Seen":
        return Seen(_joined(self.values, other.values), _joined(self.bounds, other.bounds))


def seen_in(policies: Iterable[Policy], action: Action) -> Seen:
    """What the conditions of some policies speak of, in situations of one action."""
    values: dict[str, set[Value]] = {}
    bounds: dict[str, set[int]] = {}
    for policy in policies:
        seen = _known(policy, action).seen
        for name, found in seen.values.items():
            values.setdefault(name, set()).update(found)
        for name, at in seen.bounds.items():
            bounds.setdefault(name, set()).update(at)
    return Seen(_frozen(values), _frozen(bounds))


def named_in(policy: Policy, vocabulary: Vocabulary, name: str) -> frozenset[str]:
    """The values of a fact (the actor, a paper) that a policy names, wherever in its condition."""
    found = (seen_in([policy], vocabulary.actions[action]).values.get(name, ()) for action in actions_of(policy, vocabulary))
    return frozenset(value for values in found for value in values if isinstance(value, str))


def _frozen(table: Mapping[str, set[V]]) -> dict[str, frozenset[V]]:
    return {name: frozenset(found) for name, found in table.items()}


def _joined(one: Mapping[str, frozenset[V]], other: Mapping[str, frozenset[V]]) -> dict[str, frozenset[V]]:
    return {name: one.get(name, frozenset()) | other.get(name, frozenset()) for name in (*one, *(n for n in other if n not in one))}


class _Names:
    """The algebra that only notes which facts, values and bounds are named."""

    def __init__(self) -> None:
        self.values: dict[str, set[Value]] = {}
        self.bounds: dict[str, set[int]] = {}

    def constant(self, truth: bool) -> None: ...

    def among(self, variable: Variable, values: frozenset[Value]) -> None:
        self.values.setdefault(variable.name, set()).update(values)

    def below(self, variable: Variable, bound: int) -> None:
        self.values.setdefault(variable.name, set())
        self.bounds.setdefault(variable.name, set()).add(bound)

    def present(self, variable: Variable) -> None:
        self.values.setdefault(variable.name, set())

    def every(self, parts: Sequence[None]) -> None: ...

    def some(self, parts: Sequence[None]) -> None: ...

    def negation(self, part: None) -> None: ...


_FLIPPED = {"less": "greater", "less_eq": "greater_eq", "greater": "less", "greater_eq": "less_eq", "eq": "eq", "not_eq": "not_eq"}


class _Walk(Generic[T]):
    """The walk over one policy; every method returns what the algebra made."""

    def __init__(self, policy: Policy, action: Action, algebra: Algebra[T]) -> None:
        self.policy, self.action, self.algebra = policy, action, algebra

    def refuse(self, construct: str) -> NoReturn:
        spot = word_spot(self.policy.text, re.findall(r"'(\w+)", construct))
        told = f"uses {construct}, which not every reading understands. docs/pack-format.md lists what a rule may use"
        raise UnsupportedRule(self.policy.refusal(spot, told))

    def scope(self, constraint: pst.PrincipalOrResourceConstraint, name: str) -> T:
        match constraint:
            case pst.ScopeAny():
                return self.algebra.constant(True)
            case pst.ScopeEq(entity=pst.EntityUid() as uid):
                return self.literal(self.action.by_name[name], pst.EntityLit(uid))
            case _:
                self.refuse("'in' or 'is' in its scope")

    def truth(self, expr: pst.Expr) -> T:
        """A condition that is true or false."""
        match expr:
            case pst.BoolLit(value=value):
                return self.algebra.constant(value)
            case pst.UnaryOp(op="not", arg=arg):
                return self.algebra.negation(self.truth(arg))
            case pst.BinaryOp(op="and" | "or" as op):
                parts = [self.truth(part) for part in _chain(expr, op)]
                return self.algebra.every(parts) if op == "and" else self.algebra.some(parts)
            case pst.BinaryOp(op="contains", left=pst.Set(elements=elements), right=fact):
                variable = self.variable(fact)
                return self.algebra.some([self.literal(variable, element) for element in elements])
            case pst.BinaryOp(op="eq" | "not_eq" | "less" | "less_eq" | "greater" | "greater_eq" as op, left=left, right=right):
                return self.comparison(op, left, right)
            case pst.HasAttr(base=base, attrs=attrs):
                return self.has(".".join((*self.path(base), *attrs)))
            case pst.IfThenElse(cond=cond, then_expr=yes, else_expr=no):
                test, a = self.truth(cond), self.algebra
                return a.some([a.every([test, self.truth(yes)]), a.every([a.negation(test), self.truth(no)])])
            case pst.GetAttr():
                return self.algebra.among(self.variable(expr), frozenset({True}))
            case _:
                self.refuse(_name(expr))

    def has(self, path: str) -> T:
        variable = self.action.by_name.get(path)
        if variable is None:
            if any(name.startswith(path + ".") for name in self.action.by_name):
                return self.algebra.constant(True)
            self.refuse(f"'has {path}', a fact that situations of '{self.action.name}' do not have")
        return self.algebra.present(variable) if variable.optional else self.algebra.constant(True)

    def comparison(self, op: str, left: pst.Expr, right: pst.Expr) -> T:
        if _is_literal(left) and not _is_literal(right):
            left, right, op = right, left, _FLIPPED[op]
        if op == "not_eq":
            return self.algebra.negation(self.comparison("eq", left, right))
        if not _is_literal(right):
            return self.same(self.variable(left), self.variable(right))
        if op == "eq" and not isinstance(right, pst.LongLit):
            return self.literal(self.variable(left), right)
        if not isinstance(right, pst.LongLit):
            self.refuse(f"'{op}' on something that is no number")
        variable, n = self.variable(left), right.value
        match op:
            case "eq":
                return self.literal(variable, right)
            case "less":
                return self.algebra.below(variable, n)
            case "less_eq":
                return self.algebra.below(variable, n + 1)
            case "greater":
                return self.algebra.negation(self.algebra.below(variable, n + 1))
            case _:
                return self.algebra.negation(self.algebra.below(variable, n))

    def same(self, left: Variable, right: Variable) -> T:
        if "count" in (left.kind, right.kind) or left.type != right.type:
            self.refuse("a comparison of two counts or of facts of two types")
        a = self.algebra
        values = [value for value in left.domain if value is not None]
        return a.some([a.every([a.among(left, frozenset({v})), a.among(right, frozenset({v}))]) for v in values])

    def literal(self, variable: Variable, expr: pst.Expr) -> T:
        """The variable has one literal value; an entity of another type is never equal."""
        a = self.algebra
        match expr:
            case pst.BoolLit(value=value):
                return a.among(variable, frozenset({value}))
            case pst.LongLit(value=n):
                return a.every([a.below(variable, n + 1), a.negation(a.below(variable, n))])
            case pst.EntityLit(value=uid):
                if uid.type.basename != variable.type:
                    return a.constant(False)
                return a.among(variable, frozenset({uid.id}))
            case _:
                self.refuse(_name(expr))

    def path(self, expr: pst.Expr) -> tuple[str, ...]:
        match expr:
            case pst.Var(name="context"):
                return ()
            case pst.Var(name="principal"):
                return (ACTOR,)
            case pst.Var(name="resource"):
                return (RESOURCE,)
            case pst.GetAttr(base=base, attr=attr):
                return (*self.path(base), attr)
            case _:
                self.refuse(_name(expr))

    def variable(self, expr: pst.Expr) -> Variable:
        path = ".".join(self.path(expr))
        if path not in self.action.by_name:
            self.refuse(f"'{path or 'context'}', which is no single fact of '{self.action.name}'")
        return self.action.by_name[path]


def _chain(expr: pst.Expr, op: str) -> list[pst.Expr]:
    """The operands of a chain of one operator, in order: long chains stay flat."""
    match expr:
        case pst.BinaryOp(op=found, left=left, right=right) if found == op:
            return [*_chain(left, op), *_chain(right, op)]
        case _:
            return [expr]


def _is_literal(expr: pst.Expr) -> bool:
    return isinstance(expr, pst.BoolLit | pst.LongLit | pst.StringLit | pst.EntityLit)


def _name(expr: pst.Expr) -> str:
    match expr:
        case pst.BinaryOp(op=op) | pst.UnaryOp(op=op):
            return f"the operator '{op}'"
        case _:
            return f"the construct '{type(expr).__name__}'"
