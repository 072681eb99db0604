"""Cedar text to typed syntax trees, each with its line: the home of cedarpy.

It is loaded where a text is read: what was read before and kept needs no Cedar (`law.packed`).
Only strictly validated policies leave this module: Cedar skips a policy whose evaluation fails, and a rule of law that is
skipped in silence is the one thing that must not happen. The reference reading (`Reference`) is Cedar's own evaluator.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import cedarpy
from cedarpy import pst

from sanctuary.errors import PackError, UnsupportedRule, either, nearest
from sanctuary.law.policy import Policy, PolicySaid, refusal
from sanctuary.law.spot import named_spot, syntax_spot, term_spot
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Vocabulary

__all__ = ["Reference", "check_schema", "parse_policies", "said_of"]


def check_schema(text: str, where: str) -> None:
    """Refuses the text of a vocabulary that Cedar refuses."""
    try:
        cedarpy.Schema.from_str(text)
    except ValueError as problem:
        raise PackError(f"{where}: not a Cedar schema: {problem}.") from None


def parse_policies(text: str, where: str, vocabulary: Vocabulary) -> tuple[Policy, ...]:
    """The policies of a text, strictly validated against the vocabulary; refuses with file and line."""
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
    told, hint = _plainly(message, vocabulary, policy.text)
    return f"{policy.refusal(spot, told)} {hint}{_LISTED}"


_LISTED = (
    "The names and types are those of the vocabulary: sanctuary facts lists what acts are done to and what a situation can say, "
    "sanctuary actors and sanctuary papers the rest."
)

_FEW = 12
"""Words that are all named beside the nearest one."""


def _plainly(message: str, vocabulary: Vocabulary, text: str) -> tuple[str, str]:
    """What Cedar says of a name, plainly, and the nearest one that there is, as a sentence; other words of Cedar as they are."""
    known: Iterable[str] = ()
    if found := re.search(r"entity '(\w+)::\"([^\"]*)\"' is of an enumerated", message):
        message, word, known = f"'{found[2]}' is no {found[1]} of the vocabulary", found[2], vocabulary.enums.get(found[1], ())
    elif found := re.search(r"unrecognized entity type '(\w+)'", message):
        message, word, known = f"'{found[1]}' is no type of the vocabulary", found[1], vocabulary.enums
        values = set(re.findall(rf'\b{found[1]}::"([^"]*)"', text))
        if types := [name for name, names in vocabulary.enums.items() if values and values <= set(names)]:
            return message, f"Did you mean {either(types)}? "
    elif found := re.search(r"unrecognized action 'Action::\"([^\"]*)\"'", message):
        message, word, known = f"'{found[1]}' is no action of the vocabulary", found[1], vocabulary.actions
    elif found := re.search(r"attribute '([\w.]+)' in context for Action::\"([\w-]+)\" not found", message):
        message, word, known = f"'{found[1]}' is no fact of '{found[2]}'", found[1], vocabulary.actions[found[2]].by_name
    if not known:
        return message, ""
    hint, every = nearest(word, known), list(known)
    rest = f"There are {', '.join(every)}. " if hint.endswith("?") and len(every) <= _FEW else ""
    return message, f"{hint[0].upper()}{hint[1:]}{'' if hint.endswith('?') else '.'} {rest}"


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
        raise PackError(f"{refusal(where, spot, f'not Cedar: {told}')}{hint}") from None
    if trees.templates or len(trees.static_policies) != 1:
        raise UnsupportedRule(f"{where}: a template with slots, where one plain policy was expected.")
    tree = next(iter(trees.static_policies.values()))
    return Policy(said_of(tree), tree, where, chunk)


def said_of(tree: pst.Template) -> PolicySaid:
    """What a policy says of itself; no actions, where its scope does not name them one by one."""
    match tree.action:
        case pst.ActionEq(entity=uid):
            named: tuple[str, ...] = (uid.id,)
        case pst.ActionIn(entities=uids):
            named = tuple(uid.id for uid in uids)
        case _:
            named = ()
    return PolicySaid(effect=tree.effect, annotations=dict(tree.annotations), actions=named)


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
