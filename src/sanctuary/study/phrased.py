"""A phrase as an act: what is done, to what, and who asks for it: "tell ICE his address", "forbid police to honor ICE detainers".

What a word may mean is data (packs/meant.toml). A word of two meanings is read where the words behind it fit one of them alone.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sanctuary.law.jurisdiction import Law
from sanctuary.law.meant import SMALL, acts_meant, meant, plain
from sanctuary.law.meant import one_meant as _one
from sanctuary.law.vocabulary import RESOURCE, Action

__all__ = ["ASKER", "act_said_in"]

ASKER = "requester"
"""The fact of who asks."""

WHOSE = frozenset({
    "student", "students", "pupil", "pupils", "child", "childs", "kid", "kids", "inmates", "prisoners", "persons", "peoples", "patient",
    "patients", "tenant", "tenants", "worker", "workers", "resident", "residents", "immigrants", "somebodys", "someones", "customer",
    "customers", "patron", "patrons", "family", "familys", "parent", "parents",
})  # fmt: skip
"""Words for people behind whom a thing of theirs is named."""

LIMIT, TRANSFER = "limit", "transfer"


def act_said_in(law: Law, phrase: str) -> tuple[str, Mapping[str, Any]] | None:
    """The act that a phrase names, with the resource, the asker and the paper that it may name too; nothing where it is not understood."""
    return _handed(law, phrase) or _phrase(law, phrase, {}) or _around_the_asker(law, phrase) or _limited(law, phrase)


_PERSON_TO = re.compile(
    r"(?:give|hand|send|release|bring|deliver)-(?:the-|an?-|our-)?(?:him|her|them|somebody|someone|person|inmate|prisoner|detainee)"
    r"-(?:over-|up-)?to-(?P<who>.+)"
)
"""Somebody who is given, handed or sent to somebody else: a hand-over, whatever else the verb may mean."""


def _handed(law: Law, phrase: str) -> tuple[str, Mapping[str, Any]] | None:
    """A hand-over in which a person is named, and to whom: "give him to ICE"."""
    told = _PERSON_TO.fullmatch(plain(phrase))
    action = law.vocabulary.actions.get(TRANSFER)
    asker = _one("value", told["who"], action.by_name[ASKER].values) if told and action else ""
    return (TRANSFER, {RESOURCE: "subject", ASKER: asker}) if asker else None


def _limited(law: Law, phrase: str) -> tuple[str, Mapping[str, Any]] | None:
    """A policy on an act, by the limit that it makes: "forbid police to honor ICE detainers" limits honoring detainers."""
    verb, *rest = [part for part in plain(phrase).split("-") if part] or [""]
    if LIMIT not in law.vocabulary.actions or meant()["action"].get(verb, ()) != (LIMIT,):
        return None
    actors = {*law.vocabulary.enums["Actor"], *meant()["actor"]}
    deed = [part for part in rest if part not in SMALL and part not in actors]
    for said in _without_ing(deed):
        found = _phrase(law, "-".join(said), {}) or _around_the_asker(law, "-".join(said))
        of = meant()["limits"]
        may = of.get(f"{found[0]}-{found[1].get(RESOURCE, '')}") or of.get(found[0], ()) if found else ()
        if len(may) == 1:
            return LIMIT, {RESOURCE: may[0]}
    return None


def _without_ing(deed: list[str]) -> Iterator[list[str]]:
    """The words of a deed, and with the first one as a verb: honor of honoring, share of sharing."""
    yield deed
    if deed and deed[0].endswith("ing"):
        stem = deed[0].removesuffix("ing")
        yield from ([verb, *deed[1:]] for verb in (stem, f"{stem}e", stem[:-1]))


def _phrase(law: Law, phrase: str, more: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]] | None:
    """What a phrase that begins with its act says; a phrase of the table before single words."""
    actions = law.vocabulary.actions
    may = acts_meant(phrase)
    for one in may if len(may) == 1 else ():
        rest = _rest(actions[one.action], list(one.left))
        if rest is not None:
            return one.action, {**({RESOURCE: one.resource} if one.resource else {}), **one.facts, **rest, **more}
    if len(may) > 1 and all(_names_no_thing(_rest(actions[one.action], list(one.left))) for one in may):
        return None  # all that it names is known, and it may be several acts: they are told
    whole = [part for part in plain(phrase).split("-") if part]
    for parts in (whole, [part for part in whole if part not in SMALL]):  # "let in" has a small word, "hand him over" has one too many
        for count in range(len(parts), 0, -1):
            left = [part for part in parts[count:] if part not in SMALL]
            found = _read(actions, "-".join(parts[:count]), left)
            if found:
                return found[0], {**found[1], **more}
    return None


def _names_no_thing(rest: Mapping[str, Any] | None) -> bool:
    """Whether the words behind an act are understood and name nothing that it is done to."""
    return rest is not None and RESOURCE not in rest


def _read(actions: Mapping[str, Action], word: str, left: list[str]) -> tuple[str, Mapping[str, Any]] | None:
    """The act that a word means, with what the words behind it name; of a word of two meanings the one that these words fit alone."""
    one = _one("action", word, actions)
    may = [one] if one else [name for name in meant()["action"].get(word, ()) if name in actions]
    read = [(name, rest) for name in may if (rest := _rest(actions[name], list(left))) is not None]
    if not one:
        read = [(name, rest) for name, rest in read if RESOURCE in rest]
    return read[0] if len(read) == 1 else None


def _around_the_asker(law: Law, phrase: str) -> tuple[str, Mapping[str, Any]] | None:
    """A phrase in which who asks stands between two words of one act: "let ICE in"."""
    askers = next((one.values for action in law.vocabulary.actions.values() for one in action.variables if one.name == ASKER), ())
    parts = plain(phrase).split("-")
    for number, part in enumerate(parts):
        asker = _one("value", part, askers) if number else ""
        found = _phrase(law, "-".join([*parts[:number], *parts[number + 1 :]]), {ASKER: asker}) if asker else None
        if found and ASKER in law.vocabulary.actions[found[0]].by_name:
            return found
    return None


def _rest(action: Action, parts: list[str]) -> Mapping[str, Any] | None:
    """What the words behind an action name: who asks, to what; nothing is left over, or the phrase is not understood.

    Whose a thing is says nothing more: "a student's address" is an address.
    """
    found: dict[str, Any] = {}
    while parts:
        for count in range(len(parts), 0, -1):
            word = "-".join(parts[:count])
            asker = _one("value", word, action.by_name[ASKER].values) if ASKER in action.by_name else ""
            thing = "" if asker else _one("resource", word, action.by_name[RESOURCE].values)
            if asker or thing:
                found[ASKER if asker else RESOURCE] = asker or thing
                parts = parts[count:]
                break
        else:
            if len(parts) < 2 or parts[0] not in WHOSE:
                return None
            parts = parts[1:]
    return found
