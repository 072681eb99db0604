"""A crime that was typed by its name, refused with the facts on which the law turns: no name of a crime is a class of any law."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sanctuary.errors import RequestError
from sanctuary.law.condition import seen_in
from sanctuary.law.crimes import crime_named, of_a_crime, on_list
from sanctuary.law.jurisdiction import Law
from sanctuary.law.meant import one_meant, plain
from sanctuary.law.rules import Rule
from sanctuary.law.vocabulary import RESOURCE, Action
from sanctuary.study.phrases import since_what, when

__all__ = ["need_class"]


def need_class(law: Law, actor: str, action: Action, resource: str, context: Mapping[str, Any]) -> None:
    """Refuses a fact that is a crime's name, with what the lists say of it and the facts to be typed."""
    for path, value in _flat(context):
        variable = action.by_name.get(path) or action.by_name.get(one_meant("fact", path, action.by_name))
        if variable is not None and (variable.kind == "enum" or not isinstance(value, str)):
            continue
        crime, last = crime_named(f"{path} {value}" if variable is None else f"{value}"), path.rpartition(".")[2]
        if crime or (variable is None and of_a_crime(last)):
            raise RequestError(_told(law, actor, action, resource, crime or plain(last).replace("-", " ")))


def _told(law: Law, actor: str, action: Action, resource: str, crime: str) -> str:
    """The refusal: that a name settles nothing, which lists have it, and what to type, those of a list that has it first."""
    rules = [bound.rule for bound in law.rules_of(action.name) if bound.rule.decides and actor in bound.actors]
    rules = [rule for rule in rules if _about(rule, action, resource)]
    listing = {rule: item for rule in rules for text in rule.lists if (item := on_list(crime, text))}
    facts = {**_facts(law, action, listing), **_facts(law, action, rules)}
    if not facts:
        return f"'{crime}' is no fact: no rule found on this turns on a crime of the person. Leave it out."
    lists = dict.fromkeys(f" {rule.cites} lists it: \u201c{item}\u201d." for rule, item in listing.items())
    head = (
        f"'{crime}' by its name decides nothing: a law goes by classes and lists of its own, and by felony or misdemeanor.{''.join(lists)} "
        "Say which of these is so, as the record has it:"
    )
    return "\n  ".join((head, *facts.values()))


def _about(rule: Rule, action: Action, resource: str) -> bool:
    """Whether a rule may speak of what is asked: it names that, or nothing."""
    named = seen_in([rule.policy], action).values.get(RESOURCE, ())
    return not named or not resource or resource in named


def _facts(law: Law, action: Action, rules: Iterable[Rule]) -> dict[str, str]:
    """The facts on crimes that some rules turn on, as they are typed, each with its words."""
    found, told = seen_in([rule.policy for rule in rules], action), {}
    for one in action.variables:
        asking = law.library.asking.fact.get(one.name)
        if asking and asking.crime and (one.name in found.values or one.name in found.bounds):
            years = one.kind == "count"
            said = f"years, rounded up, or the day, of the last {since_what(one.name)}" if years else when(one.name)
            told[one.name] = f"--fact {one.name}={'YEARS' if years else 'true'} ({said})"
    return told


def _flat(context: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, object]]:
    for name, value in context.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value
