"""The rules as SQL for DuckDB: a CASE for each action over columns of codes, null read three-valued as everywhere."""

from collections.abc import Sequence

from peers.reading import matching, told
from sanctuary.engine.columns import ABSENT, code
from sanctuary.engine.table import CODES, IMPOSSIBLE
from sanctuary.law.jurisdiction import Law
from sanctuary.law.vocabulary import Value, Variable
from sanctuary.model import Outcome

__all__ = ["SQL", "case"]


class SQL:
    """The algebra of SQL text."""

    def constant(self, truth: bool) -> str:
        """A literal."""
        return "true" if truth else "false"

    def among(self, variable: Variable, values: frozenset[Value]) -> str:
        """A truth value, or membership of codes."""
        if values.issuperset(variable.domain):
            return "true"
        if not values:
            return "false"
        if variable.kind == "bool" and not variable.optional:
            return f'"{variable.name}"' if True in values else f'(not "{variable.name}")'
        codes = sorted(int(code(variable, value)) for value in values)
        return f'"{variable.name}" in ({", ".join(map(str, codes))})'

    def below(self, variable: Variable, bound: int) -> str:
        """A comparison; ABSENT is above every bound."""
        return f'"{variable.name}" < {min(bound, ABSENT)}' if bound > 0 else "false"

    def present(self, variable: Variable) -> str:
        """Not ABSENT."""
        return f'"{variable.name}" < {ABSENT}'

    def every(self, parts: Sequence[str]) -> str:
        """Conjunction."""
        kept = [part for part in parts if part != "true"]
        return "false" if "false" in kept else _joined(kept, " and ", "true")

    def some(self, parts: Sequence[str]) -> str:
        """Disjunction."""
        kept = [part for part in parts if part != "false"]
        return "true" if "true" in kept else _joined(kept, " or ", "false")

    def negation(self, part: str) -> str:
        """Not."""
        return {"true": "false", "false": "true"}.get(part, f"(not {part})")


def _joined(parts: Sequence[str], word: str, empty: str) -> str:
    if len(parts) < 2:
        return parts[0] if parts else empty
    return "(" + word.join(parts) + ")"


def case(law: Law, action: str, source: str, keep: Sequence[str] = ()) -> str:
    """A query that gives the code of the outcome of each row of a source that holds one action, beside some columns.

    Each rule is a column of an inner query: what decides names rules rather than repeating their conditions.
    """
    algebra = SQL()
    matches = matching(law, action, algebra)
    names = {rule: f"m{i}" for i, rule in enumerate(matches)}
    found = told(law, action, algebra, names)
    inner = [f"{condition} as {names[rule]}" for rule, condition in matches.items()]
    arms = [f"when impossible then {CODES.index(IMPOSSIBLE)}"]
    arms += [f"when {condition} then {CODES.index(outcome)}" for outcome, condition in found.outcomes.items()]
    columns = ", ".join([*keep, *inner, f"{found.impossible} as impossible"])
    chosen = "".join(f"{name}, " for name in keep)
    depends = CODES.index(Outcome.DEPENDS)
    return f"select {chosen}(case {' '.join(arms)} else {depends} end)::utinyint as outcome from (select {columns} from {source})"  # noqa: S608 - names of the vocabulary and numbers only
