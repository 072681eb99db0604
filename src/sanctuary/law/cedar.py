"""Cedar text to typed syntax trees, each with its line: the one home of cedarpy.

Only strictly validated policies leave this module: Cedar skips a policy whose evaluation fails, and a rule of law that is
skipped in silence is the one thing that must not happen. The reference reading (`Reference`) is Cedar's own evaluator.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import cedarpy
from cedarpy import pst

from sanctuary.errors import PackError, UnsupportedRule, nearest
from sanctuary.law.kept import Kept, keep, kept, kept_policy, name_of
from sanctuary.law.parts import Walked
from sanctuary.law.spot import Spot, named_spot, syntax_spot, term_spot
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Vocabulary, read_vocabulary

__all__ = ["Policy", "Reference", "load_vocabulary", "parse_policies", "pst"]


class Policy:
    """One Cedar policy: its tree, the file and line where it begins, and its text.

    `walked` holds by action what was found in the tree before and kept, `read` what is made of that. The tree of a kept policy is made
    when it is asked for.
    """

    __slots__ = ("_tree", "read", "text", "walked", "where")

    def __init__(
        self, tree: pst.Template | Callable[[], pst.Template], where: str, text: str = "", walked: Mapping[str, Walked] | None = None
    ) -> None:
        self._tree, self.where, self.text = tree, where, text
        self.walked: Mapping[str, Walked] = walked or {}
        self.read: dict[str, object] = {}

    @property
    def tree(self) -> pst.Template:
        """The syntax tree."""
        if not isinstance(self._tree, pst.Template):
            self._tree = self._tree()
        return self._tree

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Policy) and (self.where, self.tree) == (other.where, other.tree))

    def __hash__(self) -> int:
        return hash(self.where)

    def __repr__(self) -> str:
        return f"Policy({self.tree!r}, {self.where!r})"

    def refusal(self, spot: Spot | None, told: str) -> str:
        """A message about a place in the text: file and line, what is told, the word there, and where the rule begins."""
        return _refusal(self.where, spot, f"rule '{self.id or '(no id)'}': {told}")

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return int(self.where.rpartition(":")[2])

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
        keep(name, Kept(policies=()))
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
        keep(name, Kept(policies=tuple(kept_policy(one.line, one.tree) for one in found)))
        return found
    return tuple(Policy(one.grown, f"{where}:{one.line}") for one in known)


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
        raise PackError(_wrong(parsed[int(number)] if number.isdigit() else parsed[0], _told(error), vocabulary))
    return tuple(parsed)


def _told(error: Any) -> str:
    """What Cedar says of a policy, without the number that it gave it."""
    return str(error.error).replace(f"for policy `{error.policy_id}`", "").strip(" :,").replace("`", "'")


def _invalid(text: str, vocabulary: Vocabulary) -> list[str]:
    """What Cedar says of a text's names and types; nothing where it is no Cedar."""
    if _problem(text):
        return []
    return [_told(error) for error in cedarpy.validate_policies(text, _schema(vocabulary)).errors]


def _wrong(policy: Policy, message: str, vocabulary: Vocabulary) -> str:
    """The refusal of a policy whose names or types the vocabulary does not have."""
    spot = named_spot(policy.text, message) or term_spot(policy.text, lambda text: message in _invalid(text, vocabulary))
    told, hint = _plainly(message, vocabulary)
    return f"{policy.refusal(spot, told)} {hint}The names and types are those of the vocabulary."


def _plainly(message: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """What Cedar says of a name, plainly, and the nearest one that there is, as a sentence; other words of Cedar as they are."""
    known: Iterable[str] = ()
    if found := re.search(r"entity '(\w+)::\"([^\"]*)\"' is of an enumerated", message):
        message, word, known = f"'{found[2]}' is no {found[1]} of the vocabulary", found[2], vocabulary.enums.get(found[1], ())
    elif found := re.search(r"unrecognized entity type '(\w+)'", message):
        message, word, known = f"'{found[1]}' is no type of the vocabulary", found[1], vocabulary.enums
    elif found := re.search(r"unrecognized action 'Action::\"([^\"]*)\"'", message):
        message, word, known = f"'{found[1]}' is no action of the vocabulary", found[1], vocabulary.actions
    elif found := re.search(r"attribute '([\w.]+)' in context for Action::\"([\w-]+)\" not found", message):
        message, word, known = f"'{found[1]}' is no fact of '{found[2]}'", found[1], vocabulary.actions[found[2]].by_name
    if not known:
        return message, ""
    hint = nearest(word, known)
    return message, f"{hint[0].upper()}{hint[1:]}{'' if hint.endswith('?') else '.'} "


def _refusal(where: str, spot: Spot | None, told: str) -> str:
    if spot is None:
        return f"{where}: {told}."
    file, _, line = where.rpartition(":")
    begins = f" (the rule begins at {where})" if spot.lines else ""
    return f"{file}:{int(line) + spot.lines}: {told}, at '{spot.word}'{begins}."


def _problem(text: str) -> str:
    """What Cedar says of a text that is none, or nothing."""
    try:
        cedarpy.policies_to_pst(text)
    except ValueError as problem:
        return str(problem)
    return ""


def _parse(chunk: str, where: str) -> Policy:
    try:
        trees = cedarpy.policies_to_pst(chunk)
    except ValueError as problem:
        if "nesting exceeds" in str(problem):
            raise UnsupportedRule(f"{where}: a chain or nesting of more than 100 terms. Write a set, or split the rule.") from None
        told, spot = str(problem).replace("`", "'"), syntax_spot(chunk, str(problem), _problem)
        hint = " Is the ';' of the rule before it missing?" if spot.word.startswith(("@", "forbid", "permit")) else ""
        raise PackError(f"{_refusal(where, spot, f'not Cedar: {told}')}{hint}") from None
    if trees.templates or len(trees.static_policies) != 1:
        raise UnsupportedRule(f"{where}: a template with slots, where one plain policy was expected.")
    return Policy(next(iter(trees.static_policies.values())), where, chunk)


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
