"""Situations as people write them: nested facts in, typed values out, and back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sanctuary.documents import Frozen, shape
from sanctuary.errors import RequestError
from sanctuary.law.duty_words import words as vocabulary_words
from sanctuary.law.meant import acts_meant, fields_meant, hint
from sanctuary.law.vocabulary import ACTOR, RESOURCE, YEARS, Action, Value, Variable, Vocabulary
from sanctuary.model import Papers

__all__ = ["Situation", "asked", "by_path", "known_facts", "names_of", "nested", "no_action", "shaped"]


class Situation(Frozen, frozen=True):
    """Who does what to what in which circumstances; facts that are not named are open.

    Where no paper is named, none of a court is in hand, unless `papers` is "any". `other_paper`: a second one in hand, beside the one that
    the context names. `days`: facts in years that were told as a day, a month or a year, and how.
    """

    actor: str = ""
    action: str = ""
    resource: str = ""
    context: Mapping[str, Any] = {}
    absent: tuple[str, ...] = ()
    readings: Mapping[str, bool] = {}
    papers: Papers = "assumed"
    other_paper: str = ""
    days: Mapping[str, str] = {}
    place: str = ""
    on: date | None = None


def asked(
    actor: str,
    action: str,
    resource: str,
    facts: Mapping[str, Any] | None,
    absent: Sequence[str],
    readings: Mapping[str, bool] | None,
    papers: Papers,
) -> Situation:
    """What a call asks about; refuses what has another type than its words say."""
    told = {"actor": actor, "action": action, "resource": resource, "absent": names_of(absent, "absent"), "papers": papers}
    return shaped({**told, "context": {} if facts is None else facts, "readings": {} if readings is None else readings}, "the call")


def shaped(told: Mapping[str, Any], what: str) -> Situation:
    """A situation of plain values."""
    if not isinstance(told, Mapping):
        raise RequestError(f"{what} is {type(told).__name__}; expected a mapping with actor, action, resource and context.")
    for name in ("context", "readings"):
        if isinstance(told.get(name), Mapping) and not isinstance(told[name], dict):
            told = {**told, name: dict(told[name])}
    return shape(dict(told), Situation, what, RequestError)


def names_of(words: Sequence[str], what: str) -> tuple[str, ...]:
    """Some names; refuses one text, whose letters would be taken for names."""
    if isinstance(words, str) or not isinstance(words, Iterable):
        raise RequestError(f"'{what}' is {words!r}; give a list of names.")
    return tuple(words)


def known_facts(
    vocabulary: Vocabulary, actor: str, action: str, resource: str, context: Mapping[str, Any], absent: tuple[str, ...] = ()
) -> dict[str, Value]:
    """The values that a situation fixes, by path; an actor or resource left empty is open.

    Refuses an unknown action, actor, resource, fact or value, naming the nearest known word, and a value of another type.
    """
    if action not in vocabulary.actions:
        raise no_action(action, vocabulary)
    described = vocabulary.actions[action]
    known: dict[str, Value] = {}
    for name, value in ((ACTOR, actor), (RESOURCE, resource)):
        if value:
            known[name] = value if described.takes(name, value) else _checked(described.by_name[name], value, action)
    for path, value in by_path(context).items():
        if path not in (ACTOR, RESOURCE) and described.takes(path, value):
            known[path] = value
        else:
            known[path] = _checked(_variable(described, path), value, action)
    for path in absent:
        variable = _variable(described, path)
        if not variable.optional:
            optional = [v.name for v in described.variables if v.optional]
            raise RequestError(
                f"'{path}' cannot be absent: every situation has it. Facts that may be absent: {', '.join(optional) or 'none'}."
            )
        if known.get(path) is not None:
            raise RequestError(f"'{path}' is both given and absent. Keep one of the two.")
        if path in known:
            raise RequestError(f"'{path}' is named absent twice. Keep one.")
        known[path] = None
    return known


def no_action(word: str, vocabulary: Vocabulary) -> RequestError:
    """The refusal of a word that is no action, with what it may be here, as it can be typed: an action, what it is done to, the paper."""
    may = [one for one in acts_meant(word) if one.action in vocabulary.actions]
    if len(may) > 1:
        return RequestError(f"'{word}' may be several acts. Give one of: {'; '.join(one.typed() for one in may)}.")
    if may:
        return RequestError(f"no action is called '{word}'; did you mean {may[0].typed()}?")
    return RequestError(f"no action is called '{word}'; {hint('action', word, tuple(vocabulary.actions))}")


def by_path(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts by their paths, whether they were nested or named with dots; refuses one that is given twice."""
    found: dict[str, Any] = {}
    for path, value in _flat(facts, ""):
        if path in found:
            raise RequestError(f"'{path}' is given twice. Keep one; a fact that is not known is left out.")
        found[path] = value
    return found


def _flat(facts: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for name, value in facts.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _variable(action: Action, path: str) -> Variable:
    variable = action.by_name.get(path)
    if variable is None or path in (ACTOR, RESOURCE):
        facts = [name for name in action.by_name if name not in (ACTOR, RESOURCE)]
        of_entry = [f"{name} ({said})" for name, said in fields_meant(path) if said]
        if of_entry and len(of_entry) == len(fields_meant(path)):
            raise RequestError(
                f"'{action.name}' has no fact '{path}': no rule asks for that time. The record does: "
                f"'sanctuary record add --set' takes {' or '.join(of_entry)}."
            )
        raise RequestError(
            f"'{action.name}' has no fact '{path}'; {hint('fact', path, tuple(facts))} (sanctuary facts --action {action.name} lists all)"
        )
    return variable


def _checked(variable: Variable, value: object, action: str) -> Value:
    """The value, if it is of the variable's type."""
    if variable.kind == "bool" and isinstance(value, bool):
        return value
    if variable.kind == "count" and isinstance(value, int) and not isinstance(value, bool):
        if 0 <= value < YEARS:
            return value
        raise RequestError(f"'{variable.name}' is {value}; expected whole years from 0 to {YEARS - 1}.")
    if variable.kind == "enum" and isinstance(value, str):
        if value in variable.values:
            return value
        if "," in value and variable.name not in (ACTOR, RESOURCE):
            raise RequestError(f"'{variable.name}' is '{value}'; it takes one value.{_ONE.get(variable.name, '')}")
        what = {ACTOR: "actor", RESOURCE: f"resource of '{action}'"}.get(variable.name, f"value of '{variable.name}'")
        kind = {ACTOR: "actor", RESOURCE: "resource"}.get(variable.name, "value")
        near = hint(kind, value, variable.values)
        near += "".join(
            f" '{one}': {said}." for one, said in vocabulary_words()["meaning"].items() if f"'{one}'" in near and near.endswith("'?")
        )
        near += "; sanctuary papers lists all" if variable.name == "paper" and near.endswith(" more") else ""
        if variable.name == RESOURCE:
            near = f"{f'{near} It' if near.endswith('?') else 'it'} can be {', '.join(variable.values)}."
        raise RequestError(f"no {what} is called '{value}'; {near}")
    expected = {
        "bool": "true or false",
        "count": f"whole years from 0 to {YEARS - 1}",
        "enum": f"a name such as '{next(iter(variable.values), '')}'",
    }
    if isinstance(value, str) and variable.kind != "enum":
        raise RequestError(f"'{variable.name}' is the text \"{value}\"; write {expected[variable.kind]}, without quotation marks.")
    raise RequestError(f"'{variable.name}' is {value!r}; expected {expected[variable.kind]}.")


_ONE = {
    "paper": " Of an I-247A that came with an I-200 name either: what the other brings is told beside. Of a judge's paper and "
    "others name the judge's."
}
"""What to do where several values were given."""


def nested(values: Mapping[str, Value]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Context facts as nested records, and the paths of those known to be missing; the inverse of `known_facts`."""
    context: dict[str, Any] = {}
    absent = []
    for path, value in values.items():
        if path in (ACTOR, RESOURCE):
            continue
        if value is None:
            absent.append(path)
            continue
        *records, last = path.split(".")
        inner = context
        for record in records:
            inner = inner.setdefault(record, {})
        inner[last] = value
    return context, tuple(absent)
