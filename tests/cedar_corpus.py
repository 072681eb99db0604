"""Cedar's public corpus (cedar-policy/cedar-integration-tests), read where it stands beside the project or where CEDAR_CORPUS says.

Each of its tests is a schema, a policy, some entities and requests with the answers of Cedar's authors: the decision and its reasons. A
policy fits if it is strictly valid, the walk over its tree refuses nothing, and the request's facts are such as a vocabulary has: names,
truth values, years below 100. A policy whose scope leaves the action open is taken to name the request's.

Run as a program it prints how many fit and why the others do not.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import cedarpy
from cedarpy import pst

from sanctuary.errors import UnsupportedRule
from sanctuary.law.cedar import said_of
from sanctuary.law.condition import seen_in
from sanctuary.law.policy import Policy
from sanctuary.law.vocabulary import ACTOR, RESOURCE, YEARS, Action, Value, Variable

PLACE = Path(os.environ.get("CEDAR_CORPUS") or Path(__file__).resolve().parent.parent.parent / "cedar-integration-tests") / "corpus-tests"


Facts = dict[str, Any]
"""The facts of a request by path; an entity is its type and id."""


class UnfitError(Exception):
    """Why a policy or a request is not such as this program reads."""


class Request(NamedTuple):
    """A request as a complete situation, and whether the policy matches, by the corpus's own answer."""

    values: dict[str, Value]
    matches: bool


@dataclass(frozen=True)
class Group:
    """The requests of one test that are of one action, one type of principal and one of resource."""

    policy: Policy
    action: Action
    requests: list[Request]


def names() -> list[str]:
    """The tests of the corpus, in order; none where it is not there."""
    return sorted(path.stem for path in PLACE.glob("*.cedar"))


def groups(name: str, unfit: Counter[str]) -> list[Group]:
    """What fits of one test; the reason of each request that does not is counted. Refuses a policy that does not fit."""
    test = json.loads((PLACE / f"{name}.json").read_text(encoding="utf-8"))
    if not test["shouldValidate"]:
        raise UnfitError("not strictly valid for its schema")
    policy = _policy((PLACE / f"{name}.cedar").read_text(encoding="utf-8"), name)
    named = _named(policy, (PLACE / f"{name}.cedarschema").read_text(encoding="utf-8"))
    by_types: dict[tuple[str, str, str], list[tuple[Facts, bool]]] = {}
    for request in test["requests"]:
        if request["errors"]:
            unfit["its evaluation fails"] += 1
            continue
        ends = (request["principal"]["type"], request["action"]["id"], request["resource"]["type"])
        facts = {ACTOR: _entity(request["principal"]), RESOURCE: _entity(request["resource"]), **dict(_facts(request["context"], ""))}
        by_types.setdefault(ends, []).append((facts, request["reason"] == ["policy0"]))
    found = []
    for (_, act, _), requests in by_types.items():
        if named is not None and act not in named:
            continue  # the scope alone says no; nothing is read
        action = _action(act, policy, [facts for facts, _ in requests])
        kept = [Request({v.name: _value(facts.get(v.name)) for v in action.variables}, matches) for facts, matches in requests]
        found.append(Group(policy, action, kept))
    for group in found:
        _read(group)
    return found


def _policy(text: str, name: str) -> Policy:
    try:
        trees = cedarpy.policies_to_pst(text)
    except ValueError:
        raise UnfitError("cedarpy gives no syntax tree of it") from None
    if trees.templates or len(trees.static_policies) != 1:
        raise UnfitError("a template")
    tree = next(iter(trees.static_policies.values()))
    return Policy(said_of(tree), tree, name)


def _named(policy: Policy, schema: str) -> set[str] | None:
    """The actions that the scope names, nothing where it names none; refuses groups of actions."""
    match policy.tree.action:
        case pst.ActionEq(entity=uid):
            return {uid.id}
        case pst.ActionIn(entities=uids):
            if re.search(r"\baction\b[^;{]*\bin\b", schema):
                raise UnfitError("'in' for actions where there are groups of actions")
            return {uid.id for uid in uids}
        case _:
            return None


def _read(group: Group) -> None:
    """Refuses what the walk refuses, and a fact of the policy that no vocabulary has."""
    try:
        seen_in([group.policy], group.action)
    except UnsupportedRule as refused:
        found = re.search(r"uses (.*?), which not every reading|uses (.*?), a fact|uses (.*?), which is no single fact", str(refused))
        raise UnfitError(next(filter(None, found.groups())) if found else str(refused)) from None


def _entity(given: Mapping[str, str]) -> tuple[str, str]:
    return given["type"], given["id"]


def _facts(context: Mapping[str, Any], before: str) -> Iterator[tuple[str, Any]]:
    for name, value in context.items():
        path = before + name
        if isinstance(value, dict) and "__entity" in value:
            yield path, _entity(value["__entity"])
        elif isinstance(value, dict) and "__extn" not in value:
            yield from _facts(value, f"{path}.")
        else:
            yield path, value


def _value(fact: Any) -> Value:
    found: Value = fact[1] if isinstance(fact, tuple) else fact
    return found


def _action(name: str, policy: Policy, requests: Sequence[Facts]) -> Action:
    """The action with a variable for each fact of its requests that a vocabulary can have."""
    found = []
    for path in dict.fromkeys(path for facts in requests for path in facts):
        given = [facts.get(path) for facts in requests]
        variable = _variable(path, [value for value in given if value is not None], policy, optional=None in given)
        records_known = all(_has_record(facts, path) for facts in requests)
        if variable and records_known:
            found.append(variable)
    if [one.name for one in found[:2]] != [ACTOR, RESOURCE]:
        raise UnfitError("two types whose names end alike")
    return Action(name, found[1].type, tuple(found), {one.name: one for one in found})


def _has_record(facts: Facts, path: str) -> bool:
    record = path.rpartition(".")[0]
    return not record or any(other.startswith(f"{record}.") for other in facts)


def _variable(path: str, given: Sequence[Any], policy: Policy, *, optional: bool) -> Variable | None:
    if not re.fullmatch(r"[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*", path):
        return None
    if all(isinstance(value, bool) for value in given):
        return Variable(path, "bool", "Bool", (), optional)
    if all(isinstance(value, int) and not isinstance(value, bool) and 0 <= value < YEARS for value in given):
        return Variable(path, "count", "Long", (), optional)
    kinds = {value[0] for value in given if isinstance(value, tuple)}
    if len(kinds) != 1 or not all(isinstance(value, tuple) for value in given):
        return None
    (kind,) = kinds
    said = [uid.id for uid in _literals(policy.tree) if _full(uid) == kind]
    ids = dict.fromkeys([*(value[1] for value in given), *said])
    # Types are told apart by their last word here: another type that ends alike would be taken for this one.
    if any(_full(uid) != kind and uid.type.basename == kind.rpartition("::")[2] for uid in _literals(policy.tree)):
        return None
    return Variable(path, "enum", kind.rpartition("::")[2], tuple(ids), optional)


def _full(uid: pst.EntityUid) -> str:
    return "::".join((*uid.type.namespace, uid.type.basename))


def _literals(node: Any) -> Iterator[pst.EntityUid]:
    """Every entity that a tree names."""
    if isinstance(node, pst.EntityUid):
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from _literals(part)
    elif hasattr(node, "__dataclass_fields__"):
        for field in node.__dataclass_fields__:
            yield from _literals(getattr(node, field))


def main() -> None:
    """Prints how many policies fit, and why the others do not."""
    reasons: Counter[str] = Counter()
    unfit: Counter[str] = Counter()
    fit = requests = matching = plain = 0
    for name in names():
        try:
            found = groups(name, unfit)
        except UnfitError as refused:
            reasons[str(refused)] += 1
            continue
        fit += 1
        plain += not any(seen_in([group.policy], group.action).values for group in found)
        requests += sum(len(group.requests) for group in found)
        matching += sum(request.matches for group in found for request in group.requests)
    print(f"{fit:,} of {len(names()):,} policies fit ({plain:,} of them name no fact), with {requests:,} requests; {matching:,} match")
    for reason, count in [*reasons.most_common(), *((f"a request: {reason}", count) for reason, count in unfit.most_common())]:
        print(f"{count:6,}  {reason}")


if __name__ == "__main__":
    main()
