"""A situation in everyday words, as the law's: what has one meaning is read so, and said; all else is left to be refused with a hint.

`--actor cop --action "tell ICE" --resource "release date"` is police, disclose, release-date, requester=immigration-authority. What a
word may mean is data (packs/meant.toml), with the initials of an actor's proper name here (LAPD). Nothing is guessed: a word of two
meanings is none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sanctuary.documents import replace
from sanctuary.engine.decide import decide
from sanctuary.engine.decision import DecisionReport
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation, by_path
from sanctuary.errors import RequestError
from sanctuary.law.beside import NO_PAPER, PAPER
from sanctuary.law.jurisdiction import Law
from sanctuary.law.meant import meant, plain
from sanctuary.law.meant import one_meant as _one
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Action
from sanctuary.study.crimes import need_class, with_day
from sanctuary.study.custody import keeps_instead, lockup, need_one_jail
from sanctuary.study.one_paper import need_one_paper, of_a_judge
from sanctuary.study.phrased import act_said_in
from sanctuary.study.phrases import listed, named, spoken
from sanctuary.study.since_when import read_since
from sanctuary.study.visits import door_meant, need_an_act
from sanctuary.study.whose import actor_meant, others_said

__all__ = ["asked_about", "everyday", "in_words", "papers_named", "with_bond"]

_ASKER = "requester"
_YES = {"yes": True, "no": False, "true": True, "false": False}


def everyday(law: Law, asked: Situation) -> tuple[Situation, tuple[str, ...]]:
    """The situation in the vocabulary's words, and how each word was read that is none of them.

    A situation whose words are the vocabulary's comes back as it was, with nothing to say.
    """
    notes: list[str] = []
    actor = _actor(law, asked.actor, notes)
    need_an_act(law, asked, actor)
    action, more = _action(law, asked, actor, notes)
    known = law.vocabulary.actions.get(action)
    if known is None:
        return replace(asked, actor=actor), tuple(notes)
    things = known.by_name[RESOURCE].values
    resource = asked.resource or more.get(RESOURCE, "") or (things[0] if len(things) == 1 else "")
    found = _one("resource", resource, things)
    if found and found != resource:
        notes.append(f"'{resource}' as {found}")
    typed = with_day(law, actor, known, found or resource, asked.context, notes)
    typed = need_class(law, actor, known, found or resource, typed, notes)
    facts, other = _two_papers(known, _without_bond(typed, notes), notes)
    facts, days = _since(law, (actor, found or resource), known, facts, notes)
    context = dict(_facts(known, facts, notes))
    for name, value in more.items():
        if name != RESOURCE:
            context.setdefault(name, value)
    read = replace(asked, actor=actor, action=action, resource=found or resource, context=context, days={**asked.days, **days})
    return (replace(read, other_paper=other) if other else read), tuple(_once(notes))


def asked_about(notes: Sequence[str], asked: Situation) -> tuple[str, ...]:
    """How words were read, as a memo says it: of a bond that no rule asks for, that it was asked about."""
    said = f"the person posted {'no ' if with_bond(asked, notes).get('bond') == 'no' else ''}bond; no rule that was found turns on that"
    return tuple(dict.fromkeys(said if one.endswith(BOND) else f"{one.replace(' as ', ' was read as ', 1)}" for one in notes))


def in_words(proofs: Proofs, asked: Situation) -> DecisionReport:
    """The decision of a situation in everyday words, with how they were read."""
    found, notes = everyday(proofs.law, asked)
    return replace(decide(proofs, found), read=asked_about(notes, asked))


def with_bond(asked: Situation, notes: Sequence[str]) -> Mapping[str, str]:
    """The fact of a bond that a situation was typed with, for which no law asks, as it can be typed again; nothing without one."""
    found = [value for name, value in asked.context.items() if _OF_BOND.fullmatch(plain(name))]
    if not any(one.endswith(BOND) for one in notes):
        return {}
    return {"bond": "no" if found and str(found[0]).casefold() in _NOT_POSTED else "posted"}


_NOT_POSTED = ("no", "false", "none", "not-posted", "not posted", "unpaid")


def _two_papers(action: Action, context: Mapping[str, Any], notes: list[str]) -> tuple[Mapping[str, Any], str]:
    """The facts with the first of two papers that were named together, "I-247A with I-200", and the second one."""
    context = _attached(context)
    name = next((one for one in context if one == PAPER or _one("fact", one, (PAPER,))), "")
    if PAPER not in action.by_name or not isinstance(context.get(name), str) or context[name] in action.by_name[PAPER].values:
        return context, ""
    typed = context[name]
    parts = [of_a_judge(part) for part in papers_named(typed)]
    known = action.by_name[PAPER].values
    found = [_one("value", part, known) for part in parts]
    for part, other in zip(parts, reversed(found), strict=True) if len(parts) == PAIR else ():
        if other:
            need_one_paper(part, known, other)
    if len(set(found)) != PAIR or not all(found) or NO_PAPER in found:
        return context, ""
    first, second = dict.fromkeys(found)
    notes.append(f"'{name}={typed}' as two papers in hand, {spoken(first)} and {spoken(second)}")
    return {one: first if one == name else value for one, value in context.items()}, second


def _attached(context: Mapping[str, Any]) -> Mapping[str, Any]:
    """The facts with what came with a paper named beside it, as an entry of the record has it: `paper=I-247A`, `attachments=I-200`.

    What is attached to nothing that is named is the paper itself.
    """
    name = next((one for one in context if plain(one) in _ATTACHED and isinstance(context[one], str | list | tuple)), "")
    if not name:
        return context
    value = context[name]
    beside = value if isinstance(value, str) else " with ".join(map(str, value))
    rest = {one: held for one, held in context.items() if one != name}
    paper = next((one for one in rest if one == PAPER or _one("fact", one, (PAPER,))), PAPER)
    if not beside or plain(beside) == NO_PAPER:
        return rest
    held = str(rest.get(paper, ""))
    alone = not held or plain(held) in (NO_PAPER, "unknown")
    return {**rest, paper: beside if alone else f"{held} with {beside}"}


_ATTACHED = ("attachments", "attachment", "attached", "came-with", "document-attachments", "with")
"""How an entry of the record, or a person, calls what came with a paper."""


def papers_named(typed: str) -> list[str]:
    """What is named together as papers, as it was typed.

    >>> papers_named("an I-247A with I-200")
    ['I-247A', 'I-200']
    """
    return [re.sub(r"^(an?|the|its|form) ", "", part.strip()) for part in _BETWEEN.split(typed) if part.strip()]


def _since(
    law: Law, asked: tuple[str, str], action: Action, context: Mapping[str, Any], notes: list[str]
) -> tuple[Mapping[str, Any], dict[str, str]]:
    """The facts with days, months and years read as years ago, and those that were told so, as they were told."""
    read: dict[str, Any] = {}
    days: dict[str, str] = {}
    for path, value in by_path(context).items():
        variable = action.by_name.get(path)
        years, text, note = (
            read_since(law, asked[0], action, asked[1], path, value) if variable and variable.kind == "count" else (-1, "", "")
        )
        if text:
            notes.append(f"'{path}={text}' as {note}")
            read[path], days[path] = years, text
    return ({**by_path(context), **read} if days else context), days


def _once(notes: list[str]) -> Iterator[str]:
    """What is said of a bond once, however often it was typed."""
    said = False
    for note in notes:
        if not (said and note.endswith(BOND)):
            yield note
        said = said or note.endswith(BOND)


PAIR = 2

_BETWEEN = re.compile(r"\s*[,;+&/]\s*|\s+(?:with|and|plus|together with)\s+", re.IGNORECASE)
"""What stands between two papers that are named together."""


def _without_bond(context: Mapping[str, Any], notes: list[str]) -> Mapping[str, Any]:
    """The facts without a bond that was posted, for which no law here asks."""
    notes += [f"'{name}' as {BOND}" for name in context if _OF_BOND.fullmatch(plain(name))]
    return {name: value for name, value in context.items() if not _OF_BOND.fullmatch(plain(name))}


BOND = "why somebody is released: to hold is to keep somebody past that, and no rule that is encoded asks for the reason"
"""What is said of a bond that was posted."""

_OF_BOND = re.compile(
    r"(?:history-|custody-)?(?:has-|person-)?(?:posted-|paid-|made-)?(?:bond|bail)(?:-(?:posted|paid|made|met|set))?(?:-(?:at|on|time))?"
)

_AFTER_BOND = re.compile(
    r"(?:-(?:who|that|after|once|when|has|have|had|they|he|she|is|was))*(?:-(?:posted|posts|posting|paid|pays|paying|made|makes|making|met))?"
    r"(?:-(?:a|the|his|her|their))?-(?:bail|bond)(?:-(?:is|was|has|been|posted|paid|made|met))*"
)
"""The end of a phrase that tells of a bond: "keep someone who made bail", "hold after bond was posted"."""


def _actor(law: Law, word: str, notes: list[str]) -> str:
    """The actor that a word means: of the vocabulary, of the table, or by its proper name here and the initials of that."""
    actors = law.vocabulary.enums["Actor"]
    if not word or word in actors:
        notes.extend(f"'{word}' as {said}" for said in (keeps_instead(law, word),) if said)
        return word
    need_one_jail(law, word)
    found, others = actor_meant(law, word)
    if found:
        whose = f" ({named(law, found)}{lockup(law, word)})" if law.name_of(found) != found else ""
        notes.append(f"'{word}' as {found}{whose}{others_said(law, others)}")
    return found or word


def _action(law: Law, asked: Situation, actor: str, notes: list[str]) -> tuple[str, Mapping[str, Any]]:
    """The action that a phrase names, with the resource, the asker and the paper that it may name too: "tell ICE", "honor a detainer"."""
    if not asked.action or asked.action in law.vocabulary.actions:
        return asked.action, {}
    found = act_said_in(law, asked.action)
    typed = plain(asked.action)
    bond = next((one for one in range(len(typed)) if _AFTER_BOND.fullmatch(typed[one:])), 0) if found is None else 0
    found = (act_said_in(law, typed[:bond]) or _held(typed[:bond])) if bond else found
    if found is None:
        return asked.action, {}
    action, every = found
    every = {**door_meant(actor, action, asked.action), **every}
    said = {*asked.context, *([RESOURCE] if asked.resource else [])}  # what was said by itself stands
    more = {name: value for name, value in every.items() if name not in said}
    notes.append(f"'{asked.action}' as {listed([action, *(f'{name} {value}' for name, value in more.items())])}")
    notes += [f"the bond as {BOND}"] if bond else []
    return action, more


def _held(phrase: str) -> tuple[str, Mapping[str, Any]] | None:
    """To hold, where that is one meaning of a word that is said of somebody who posted bond: to detain is to stop or to hold."""
    first = phrase.partition("-")[0]
    return (HOLD, {}) if HOLD in meant()["action"].get(first, ()) else None


HOLD = "hold"


def _facts(action: Action, context: Mapping[str, Any], notes: list[str], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """The facts of a situation with everyday names and values read."""
    names = [one.removeprefix(prefix) for one in action.by_name if one.startswith(prefix) and one not in (ACTOR, RESOURCE)]
    said: dict[str, str] = {}
    for name, value in context.items():
        if isinstance(value, Mapping):
            yield name, dict(_facts(action, value, notes, f"{prefix}{name}."))
            continue
        path = name if name in names else _one("fact", name, names)
        if path not in names or (path in context and path != name):
            yield _by_value(action, name, value, context, notes) or (name, value)
            continue
        variable = action.by_name[prefix + path]
        read = value
        if variable.kind == "bool" and isinstance(value, str):
            read = _YES.get(value.casefold(), value)
        elif variable.kind == "enum" and isinstance(value, str) and value not in variable.values:
            told = of_a_judge(value) if path == PAPER else value
            read = _one("value", told, variable.values) or value
            if path == PAPER and read == value:
                need_one_paper(told, variable.values)
        if (path, read) != (name, value):
            claimed = SHOWN if path == PROOF and plain(name) not in _PROVED else ""
            notes.append(f"'{name}={_typed(value)}' as {path}={_typed(read)}{claimed}")
        if said.setdefault(path, name) != name:
            raise RequestError(f"'{said[path]}' and '{name}' are one fact, {prefix}{path}. Keep one of the two.")
        yield path, read


PROOF = "proof_of_lawful_status"

SHOWN = ", that the person showed proof of citizenship or lawful status: a claim alone is none, nor is a passport of another country"
"""What is said of a word for status that is read as the proof of it."""

_PROVED = ("proof", "proof-of-lawful-status", "proof-of-citizenship", "proof-of-status")


def _by_value(action: Action, name: str, value: object, context: Mapping[str, Any], notes: list[str]) -> tuple[str, str] | None:
    """A value that was typed as a fact that is so, "consular card=true": the fact that has it; nothing where none or several have."""
    if value is not True and (not isinstance(value, str) or _YES.get(value.casefold()) is not True):
        return None
    enums = [one for one in action.variables if one.kind == "enum" and one.name not in (ACTOR, RESOURCE)]
    found = [(one.name, read) for one in enums if (read := _one("value", name, one.values))]
    if len(found) != 1 or found[0][0] in context:
        return None
    notes.append(f"'{name}={_typed(value)}' as {found[0][0]}={found[0][1]}")
    return found[0]


def _typed(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
