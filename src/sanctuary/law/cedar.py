"""Cedar text to typed syntax trees, each with its line: the one home of cedarpy.

Only strictly validated policies leave this module: Cedar skips a policy whose evaluation fails, and a rule of law that is
skipped in silence is the one thing that must not happen. The reference reading (`Reference`) is Cedar's own evaluator.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import cedarpy
from cedarpy import pst

from sanctuary.errors import PackError, UnsupportedRule
from sanctuary.law.kept import keep, kept, name_of
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Vocabulary, read_vocabulary

__all__ = ["Policy", "Reference", "load_vocabulary", "parse_policies", "pst"]


@dataclass(frozen=True, slots=True)
class Policy:
    """One Cedar policy: its tree, and the file and line where it begins."""

    tree: pst.Template
    where: str

    @property
    def id(self) -> str:
        """The `@id` of the policy."""
        return self.tree.annotations.get("id", "")


def load_vocabulary(text: str, where: str, *, own: bool = False) -> Vocabulary:
    """The vocabulary of a schema text; refuses what Cedar refuses. That it accepted one of the program's own is kept, too."""
    name = name_of(text, "") if own else ""
    if own and kept(name) is not None:
        return read_vocabulary(text, where)
    try:
        cedarpy.Schema.from_str(text)
    except ValueError as problem:
        raise PackError(f"{where}: not a Cedar schema: {problem}.") from None
    if own:
        keep(name, [])
    return read_vocabulary(text, where)


def parse_policies(text: str, where: str, vocabulary: Vocabulary, *, own: bool = False) -> tuple[Policy, ...]:
    """The policies of a text, strictly validated against the vocabulary; refuses with file and line.

    A text of the program's own (`own`) is validated once and then kept (`law.kept`).
    """
    if not own:
        return _validated(text, where, vocabulary)
    name = name_of(vocabulary.text, text)
    known = kept(name)
    if known is None:
        found = _validated(text, where, vocabulary)
        keep(name, [(int(one.where.rpartition(":")[2]), one.tree) for one in found])
        return found
    return tuple(Policy(tree, f"{where}:{line}") for line, tree in known)


def _validated(text: str, where: str, vocabulary: Vocabulary) -> tuple[Policy, ...]:
    parsed = [_parse(chunk, f"{where}:{line}") for line, chunk in _statements(text)]
    if not parsed:
        return ()
    for policy in parsed:
        if not isinstance(policy.tree.action, pst.ActionEq | pst.ActionIn):
            raise UnsupportedRule(f"{policy.where}: rule '{policy.id}' names no action. Write 'action == ...' or 'action in [...]'.")
    result = cedarpy.validate_policies(text, _schema(vocabulary))
    for error in result.errors:
        number = error.policy_id.removeprefix("policy")
        at = parsed[int(number)] if number.isdigit() else parsed[0]
        message = error.error.replace(f"for policy `{error.policy_id}`", "").strip(" :,").replace("`", "'")
        raise PackError(f"{at.where}: rule '{at.id}': {message}. The names and types are those of the vocabulary.")
    return tuple(parsed)


def _parse(chunk: str, where: str) -> Policy:
    try:
        trees = cedarpy.policies_to_pst(chunk)
    except ValueError as problem:
        if "nesting exceeds" in str(problem):
            raise UnsupportedRule(f"{where}: a chain or nesting of more than 100 terms. Write a set, or split the rule.") from None
        raise PackError(f"{where}: not Cedar: {str(problem).replace('`', chr(39))}.") from None
    if trees.templates or len(trees.static_policies) != 1:
        raise UnsupportedRule(f"{where}: a template with slots, where one plain policy was expected.")
    return Policy(next(iter(trees.static_policies.values())), where)


_SCHEMAS: dict[str, cedarpy.Schema] = {}


def _schema(vocabulary: Vocabulary) -> cedarpy.Schema:
    if vocabulary.text not in _SCHEMAS:
        _SCHEMAS[vocabulary.text] = cedarpy.Schema.from_str(vocabulary.text)
    return _SCHEMAS[vocabulary.text]


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each statement with the line of its first sign, comments and strings respected: Cedar's errors name no line."""
    start, index, line, first = 0, 0, 1, 0
    quoted = False
    while index < len(text):
        sign = text[index]
        if quoted:
            index += sign == "\\"
            quoted = sign != '"'
        elif text.startswith("//", index):
            end = text.find("\n", index)
            index = (end if end >= 0 else len(text)) - 1
        elif sign == ";":
            yield first, text[start : index + 1]
            start, first = index + 1, 0
        else:
            quoted = sign == '"'
            if not first and not sign.isspace():
                first = line
        line += text[index : index + 1] == "\n"
        index += 1
    if first:
        yield first, text[start:]


class Reference:
    """Cedar's own evaluator, asked which of some policies match a situation.

    Every policy is made a `permit`, so that none hides another; conditions stay untouched.
    """

    def __init__(self, policies: Mapping[str, Policy], vocabulary: Vocabulary) -> None:
        trees = {
            name: replace(policy.tree, id=name, effect="permit", annotations=pst.FrozenMap({"id": name}))
            for name, policy in policies.items()
        }
        self._set = cedarpy.PolicySet.from_pst(pst.PolicySet(pst.FrozenMap({}), pst.FrozenMap(trees), ()))
        self._entities = cedarpy.Entities.from_json_str("[]")
        self._vocabulary = vocabulary

    def request(self, actor: str, action: str, resource: str, context: Mapping[str, Any]) -> dict[str, Any]:
        """A Cedar request for a complete situation; facts that are None are left out."""
        described = self._vocabulary.actions[action]
        kinds = {v.name: v.type for v in described.variables if v.kind == "enum"}

        def typed(facts: Mapping[str, Any], prefix: str) -> dict[str, Any]:
            out: dict[str, Any] = {}
            for name, value in facts.items():
                path = prefix + name
                if isinstance(value, Mapping):
                    out[name] = typed(value, path + ".")
                elif path in kinds and value is not None:
                    out[name] = {"__entity": {"type": kinds[path], "id": value}}
                elif value is not None:
                    out[name] = value
            return out

        return {
            "principal": {"type": kinds[ACTOR], "id": actor},
            "action": {"type": "Action", "id": action},
            "resource": {"type": kinds[RESOURCE], "id": resource},
            "context": typed(context, ""),
        }

    def matches(self, requests: Iterable[dict[str, Any]]) -> list[frozenset[str]]:
        """For each request, the ids of the policies that match; an evaluation error is raised, never skipped."""
        found = []
        for answer in cedarpy.is_authorized_batch(list(requests), self._set, self._entities):
            if answer.diagnostics.errors:
                raise PackError(f"Cedar could not evaluate a rule: {answer.diagnostics.errors[0]}.")
            found.append(frozenset(answer.diagnostics.reasons))
        return found
