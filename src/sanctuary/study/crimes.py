"""A crime that was typed by its name, refused with the facts on which the law turns: no name of a crime is a class of any law."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sanctuary.errors import RequestError
from sanctuary.law.condition import seen_in
from sanctuary.law.crimes import crime_named, of_a_crime, of_no_conviction, on_list
from sanctuary.law.jurisdiction import Law
from sanctuary.law.meant import one_meant, plain
from sanctuary.law.rules import Rule
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Action

__all__ = ["need_class", "with_day"]

FELONY, MISDEMEANOR, SERIOUS = (
    "history.years_since_listed_felony",
    "history.years_since_listed_misdemeanor",
    "history.serious_or_violent_conviction",
)
_NAMES = ("felony", "felony-conviction", "convicted-of-felony")
_DATED = re.compile(r"(?P<crime>.*?)[\s,]+(?:in |on |of )?(?P<day>(?:19|20)[0-9]{2}(?:-[0-9]{2}){0,2})")
_OF_A_KIND = re.compile(r"^(?:(?:first|second)-degree|felony|residential|attempted)-")


def with_day(law: Law, actor: str, action: Action, resource: str, context: Mapping[str, Any], notes: list[str]) -> Mapping[str, Any]:
    """The facts with a felony of a name and a day as the years since a listed one; a crime's name beside these years is left out.

    Only where the list of a deciding rule has the crime; a note names the item, and the rule for which no years count.
    """
    listing = [rule for rule in _rules(law, actor, action, resource) if rule.lists and FELONY in seen_in([rule.policy], action).bounds]
    flat = dict(_flat(context))
    for path, value in flat.items():
        name = plain(path.rpartition(".")[2])
        told = _DATED.fullmatch(value) if isinstance(value, str) and name in _NAMES and FELONY not in flat else None
        beside = isinstance(value, str) and FELONY in flat and MISDEMEANOR not in flat and of_a_crime(name)
        crime = told["crime"] if told else str(value) if beside else ""
        item = next(((rule, found) for rule in listing for text in rule.lists if (found := _listed(crime, text))), None) if crime else None
        if item:
            notes.append(
                f"'{path}={value}' as {FELONY}={told['day'] if told else flat[FELONY]} ({_item(law, actor, action, resource, *item)})"
            )
            return _moved(context, path, told["day"] if told else flat[FELONY])
    return context


def _listed(typed: str, listed: str) -> str:
    """The item of a list that has a crime which is named and nothing else is said of, but its degree.

    An item that names sections has some of its kind alone: what is named may be another.
    """
    crime = crime_named(typed)
    item = on_list(crime, listed) if crime and _OF_A_KIND.sub("", plain(typed)) == plain(crime) else ""
    return "" if "(" in item else item


def _item(law: Law, actor: str, action: Action, resource: str, rule: Rule, item: str) -> str:
    """Which list has it, and the rule of that law for which no years count."""
    told = f"{rule.listed_by} lists \u201c{item}\u201d"
    older = next((one for one in _ageless(action, _rules(law, actor, action, resource)) if one.pack == rule.pack), None)
    return f"{told}; {older.cites} opens it on {older.opens}: if it was one, say {SERIOUS}=true" if older else told


def _moved(context: Mapping[str, Any], path: str, day: object) -> Mapping[str, Any]:
    """The facts by their paths, without one and with the years since a listed felony."""
    return {**{name: value for name, value in _flat(context) if name != path}, FELONY: day}


def need_class(law: Law, actor: str, action: Action, resource: str, context: Mapping[str, Any], notes: list[str]) -> Mapping[str, Any]:
    """The facts without a crime's name where no rule found turns on a crime, which a note says.

    Else a crime's name is refused, with what the lists say of it and the facts to be typed.
    """
    idle = []
    for path, value in _flat(context):
        variable = action.by_name.get(path) or action.by_name.get(one_meant("fact", path, action.by_name))
        if variable is not None and (variable.kind == "enum" or not isinstance(value, str)):
            continue
        crime, last = crime_named(f"{path} {value}" if variable is None else f"{value}"), path.rpartition(".")[2]
        unproved = variable is None and of_no_conviction(last, f"{value}")
        if crime or (variable is None and (of_a_crime(last) or unproved)):
            tell = _charged if unproved else _told
            if problem := tell(law, actor, action, resource, crime or plain(last).replace("-", " ")):
                raise RequestError(_with_year(problem, plain(f"{last}-{value}"), f"{value}"))
            notes.append(f"'{path}={value}' as {IDLE}")
            idle.append(path)
    return {path: value for path, value in _flat(context) if path not in idle} if idle else context


def _with_year(problem: str, typed: str, value: str) -> str:
    """A refusal that takes over the year of a misdemeanor or a felony that was typed with one: what is asked for stands there."""
    year = re.search(r"\b(?:19|20)[0-9]{2}(?:-[0-9]{2}){0,2}\b", value)
    fact = MISDEMEANOR if "misdemeanor" in typed else FELONY if "felony" in typed else ""
    line = f"  --fact {fact}=YEARS"
    if not year or line not in problem:
        return problem
    first, *others = problem.replace(f"{line}\n", "").split("\n")
    first = first.replace("Type what the record has:", "Type what the record has; of an offense on the list, the first:")
    return "\n".join((first, line.replace("YEARS", year[0]), *others))


IDLE = "a crime of the person, which changes nothing here: no rule found on this turns on one"
"""What is said of a crime of which no rule asks."""


def _told(law: Law, actor: str, action: Action, resource: str, crime: str) -> str:
    """The refusal: that a name settles nothing, which lists have it, and what to type, those of a list that has it first.

    Nothing where no rule turns on a crime.
    """
    rules = _rules(law, actor, action, resource)
    listing = {rule: item for rule in rules for text in rule.lists if (item := on_list(crime, text))}
    ageless = _ageless(action, rules)
    facts = {name: told for some in (ageless, listing, rules) for name, told in _facts(law, action, some, crime).items()}
    if not facts:
        return ""
    told = [f"{one.cites} opens it on {one.opens}" for one in ageless[:1]]
    told += [_listing(law, rule, item) for rule, item in list(listing.items())[:1]]
    counting = next((f" {one.listed_by} counts the years {one.counts}." for one in rules if one.counts), "")
    lists = (f" {'; '.join(told)}." if told else "") + counting
    head = f"'{crime}' by its name decides nothing: law goes by classes and lists of crimes.{lists} Type what the record has:"
    return _to_type(law, action, head, facts)


def _to_type(law: Law, action: Action, head: str, facts: Mapping[str, str]) -> str:
    """A refusal with the first facts to be typed, and how to see the others."""
    more = len(facts) - MOST_FACTS
    every = f"  {more} more, and each in words: sanctuary facts {law.place.id} --action {action.name}" if more > 0 else ""
    return "\n".join(filter(None, (head, *(f"  {one}" for one in list(facts.values())[:MOST_FACTS]), every)))


def _listing(law: Law, rule: Rule, item: str) -> str:
    """That a list has an item, with the sections that it names where the law's file has them."""
    named = law.packs[rule.pack].prose[rule.section].sections_named(rule.cites, item)
    return f"{rule.listed_by} lists \u201c{item}\u201d{f', {named}' if named else ''}"


def _charged(law: Law, actor: str, action: Action, resource: str, crime: str) -> str:
    """The refusal of an arrest or a charge: that it opens nothing alone, what opens on a charge, and what on a conviction.

    Nothing where no rule turns on a crime.
    """
    rules = _rules(law, actor, action, resource)
    facts = _facts(law, action, rules, crime)
    if not facts:
        return ""
    asking = law.library.asking.fact
    charges = {name: told for name, told in facts.items() if asking[name].charge}
    proved = {name: told for name, told in facts.items() if name not in charges and _CONVICTED.search(name)}
    on_charge, on_proof = (_opening(action, rules, names) for names in (charges, proved))
    said = {cite: f"{cite}, {one.opens}" for cite, one in {**on_charge, **on_proof}.items()}
    alone = "An arrest alone" if any(CHARGED in name for name in charges) else "An arrest or a charge alone"
    head = f"'{crime}' is told as an arrest or a charge, not as a conviction. {alone} opens nothing in the rules found."
    head += f" What opens it before a conviction: {'; '.join(said[cite] for cite in on_charge)}." if on_charge else ""
    later = [said[cite] for cite in on_proof if cite not in on_charge]
    head += f" What opens it on a conviction: {'; '.join(later)}." if later else ""
    return _to_type(law, action, f"{head} Type what the record has:", {**charges, **proved} or facts)


CHARGED = "charged_"
"""How the names of facts begin that are so from the charge on."""

_CONVICTED = re.compile(r"conviction|years_since")


def _opening(action: Action, rules: Iterable[Rule], names: Iterable[str]) -> dict[str, Rule]:
    """The permissions that turn on some facts, by their citations."""
    found: dict[str, Rule] = {}
    for one in rules:
        seen = seen_in([one.policy], action)
        if one.effect == "permits" and one.opens and any(name in seen.values or name in seen.bounds for name in names):
            found.setdefault(one.cites, one)
    return found


MOST_FACTS = 3
"""Facts that a refusal names; the others are a command away."""


def _ageless(action: Action, rules: Iterable[Rule]) -> list[Rule]:
    """The rules that open what is asked on a serious or violent felony, for which no years count: what a listed offense says less than."""
    return [one for one in rules if one.effect == "permits" and one.opens and SERIOUS in seen_in([one.policy], action).values]


def _rules(law: Law, actor: str, action: Action, resource: str) -> list[Rule]:
    """The rules that decide and may speak of what is asked."""
    rules = [bound.rule for bound in law.rules_of(action.name) if bound.rule.decides and actor in bound.actors]
    return [rule for rule in rules if _about(rule, action, actor, resource)]


def _about(rule: Rule, action: Action, actor: str, resource: str) -> bool:
    """Whether a rule may speak of what is asked: it names who acts and that, or nobody and nothing."""
    values = seen_in([rule.policy], action).values
    named, whom = values.get(RESOURCE, ()), values.get(ACTOR, ())
    return (not named or not resource or resource in named) and (not whom or actor in whom)


def _facts(law: Law, action: Action, rules: Iterable[Rule], crime: str) -> dict[str, str]:
    """The facts on crimes that some rules turn on and that a crime can be a case of, as they are typed."""
    found, told = seen_in([rule.policy for rule in rules], action), {}
    for one in action.variables:
        asking = law.library.asking.fact.get(one.name)
        ours = asking and asking.crime and (not asking.crimes or plain(crime) in asking.crimes)
        if ours and (one.name in found.values or one.name in found.bounds):
            years = one.kind == "count"
            told[one.name] = f"--fact {one.name}={'YEARS' if years else 'true'}"
    return told


def _flat(context: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, object]]:
    for name, value in context.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value
