"""The walk over a policy's tree, into the parts of which every reading is made.

What the walk does not know is refused here, naming rule and construct, so that no reading can guess.
"""

import re
from typing import Generic, NoReturn, TypeVar

from cedarpy import pst

from sanctuary.errors import UnsupportedRule
from sanctuary.law.parts import PARTS, Algebra, Walked
from sanctuary.law.policy import Policy
from sanctuary.law.spot import word_spot
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Action, Variable

__all__ = ["walked"]

T = TypeVar("T")


def walked(policy: Policy, action: Action) -> Walked:
    """What a policy is about in situations of one action, and its exceptions."""
    walk = _Walk(policy, action, PARTS)
    tree: pst.Template = policy.tree
    about, excepted = [walk.scope(tree.principal, ACTOR), walk.scope(tree.resource, RESOURCE)], []
    for clause in tree.clauses:
        match clause:
            case pst.When(expr=expr):
                about.append(walk.truth(expr))
            case pst.Unless(expr=expr):
                excepted.append(walk.truth(expr))
    return tuple(about), tuple(excepted)


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
