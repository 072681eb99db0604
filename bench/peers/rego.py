"""The rules as Rego, and events as the JSON that it reads: a set of the places of the rules that match, for each action."""

import json
from collections.abc import Sequence
from pathlib import Path

import opa_eval

from peers.reading import matching
from sanctuary.law.jurisdiction import Law
from sanctuary.law.vocabulary import Value, Variable

__all__ = ["OPA", "Rego", "request"]


class Rego:
    """The algebra of Rego: a part is one expression; what has several parts becomes a rule of its own, shared where equal."""

    def __init__(self) -> None:
        self.rules: dict[tuple[str, ...], str] = {}

    def _named(self, *bodies: str) -> str:
        """The name of a rule that holds where one of some bodies does."""
        return self.rules.setdefault(bodies, f"p{len(self.rules)}")

    def constant(self, truth: bool) -> str:
        """A literal."""
        return "true" if truth else "false"

    def among(self, variable: Variable, values: frozenset[Value]) -> str:
        """Membership; an absent fact is not in the input, and in no set."""
        if values.issuperset(variable.domain):
            return "true"
        words = sorted(json.dumps(value) for value in values if value is not None)
        if not words:
            return "false"
        where = f"input.{variable.name}"
        return f"{where} == {words[0]}" if len(words) == 1 else f"{where} in {{{', '.join(words)}}}"

    def below(self, variable: Variable, bound: int) -> str:
        """A comparison, undefined where the fact is absent."""
        return f"input.{variable.name} < {bound}"

    def present(self, variable: Variable) -> str:
        """A number that is there."""
        return f"input.{variable.name} >= 0"

    def every(self, parts: Sequence[str]) -> str:
        """One body."""
        kept = [part for part in dict.fromkeys(parts) if part != "true"]
        if "false" in kept:
            return "false"
        return self._named("; ".join(kept)) if len(kept) > 1 else (kept or ["true"])[0]

    def some(self, parts: Sequence[str]) -> str:
        """A body for each part."""
        kept = [part for part in dict.fromkeys(parts) if part != "false"]
        if "true" in kept:
            return "true"
        return self._named(*kept) if len(kept) > 1 else (kept or ["false"])[0]

    def negation(self, part: str) -> str:
        """What is undefined or false."""
        if part.startswith("not "):
            return part.removeprefix("not ")
        return {"true": "false", "false": "true"}.get(part, f"not {part}")

    def text(self, matches: Sequence[str]) -> str:
        """The module of an action."""
        # An action without rules still needs the set to exist.
        lines = ["package law", "import rego.v1", "matching contains 0 if { false }"]
        lines += [f"{name} if {{ {body} }}" for bodies, name in self.rules.items() for body in bodies]
        lines += [f"matching contains {i} if {{ {part} }}" for i, part in enumerate(matches) if part != "false"]
        return "\n".join(lines) + "\n"


class OPA:
    """OPA's language evaluated in this process: one evaluator for each action of a law."""

    def __init__(self, law: Law, folder: Path) -> None:
        self.ids: dict[str, list[str]] = {}
        self.evaluators: dict[str, opa_eval.OpaEval] = {}
        for action in law.vocabulary.actions:
            algebra = Rego()
            matches = matching(law, action, algebra)
            file = folder / f"{action}.rego"
            file.write_text(algebra.text(list(matches.values())), encoding="utf-8")
            self.ids[action] = list(matches)
            self.evaluators[action] = opa_eval.OpaEval(str(file), query="data.law.matching")

    def matches(self, action: str, event: str) -> frozenset[str]:
        """The ids of the rules that match an event."""
        places = self.evaluators[action].evaluate_parsed(event) or []
        return frozenset(self.ids[action][int(place)] for place in places)


def request(actor: str, resource: str, context: dict[str, object]) -> str:
    """An event as OPA reads it."""
    return json.dumps({"actor": actor, "resource": resource, **context})
