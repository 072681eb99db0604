"""What to type instead, where a command line was refused: forms, facts and words of a situation that were typed as options or bare words.

Asked for after a refusal alone; where nothing better is known, the refusal stands as it was.
"""

import shlex
from collections.abc import Sequence
from itertools import pairwise, takewhile

from sanctuary.errors import RequestError, visible
from sanctuary.law.asked_day import asked_day
from sanctuary.law.meant import acts_meant, meant, plain
from sanctuary.law.packs import Library
from sanctuary.law.visits import agency_of

__all__ = ["better", "in_options", "known_word", "of_a_place"]

FORMS = ("json", "html", "csv", "pdf", "docx", "svg", "png", "text")
"""Forms of an answer, which are values of --format."""

PAIR = 2

OF_A_SITUATION = ("decide", "interview")
"""Commands that take a situation by options."""


def better(tokens: Sequence[str], commands: Sequence[str]) -> str:
    """What to type instead of a refused command line; nothing where that is not known."""
    command, *rest = tokens or [""]
    options = [word.removeprefix("--").partition("=")[0] for word in rest if word.startswith("--")]
    forms = [one for one in options if one in FORMS]
    if command in commands and forms:
        return f"a form is a value: --format {forms[0]}, with -o FILE where it is written to one."
    places = list(takewhile(lambda word: not word.startswith("-"), rest))
    if "permalink" in options and command in commands and command != "decide":
        return f"--permalink is an option of decide. Name the day, and the same packs give the same answer: {_dated(command, places)}"
    if command == "compare" and options.count("on") > 1:
        return f"--on is given once; the second law has its own day: {_two_days(places, rest)}"
    if command == "timeline" and len(places) > 1 and (told := _law_named(" ".join(places[1:]))):
        return told
    if command == "compare" and len(places) > PAIR:
        typed = " ".join(shlex.quote(visible(word)) for word in places)
        return f"compare sets two laws side by side. For more of them: sanctuary assess {typed}"
    if command in OF_A_SITUATION:
        facts = {one.name for action in Library().vocabulary.actions.values() for one in action.variables}
        named = [one.replace("-", "_") for one in options if one.replace("-", "_") in facts - {"actor", "resource"}]
        if named:
            return f"write --fact {_given(named[0], rest)} (sanctuary facts lists the facts and what each can be)."
        words = list(takewhile(lambda word: not word.startswith("-"), rest))
        return in_options(command, words) if len(words) > 1 else ""
    return ""


def _law_named(words: str) -> str:
    """What is told of a law that is named where a place stands."""
    from sanctuary.study.events import law_named  # noqa: PLC0415 - who types no wrong word waits for none of it

    return law_named(Library(), words)


def _dated(command: str, places: Sequence[str]) -> str:
    """A command with the day of today."""
    return shlex.join(["sanctuary", command, *map(visible, places), "--on", asked_day(None).isoformat()])


def _two_days(places: Sequence[str], words: Sequence[str]) -> str:
    """A comparison of one law on two days, as `compare` takes it."""
    days = [word for before, word in pairwise(words) if before == "--on"] + [
        word.partition("=")[2] for word in words if word.startswith("--on=")
    ]
    return shlex.join(["sanctuary", "compare", *map(visible, places), "--on", visible(days[0]), "--other-on", visible(days[1])])


def _given(fact: str, words: Sequence[str]) -> str:
    """A fact with the value that was typed for it as an option: `--paper I-247A` or `--paper=I-247A`."""
    for number, word in enumerate(words):
        option, sign, value = word.removeprefix("--").partition("=")
        if word.startswith("--") and option.replace("-", "_") == fact:
            following = words[number + 1] if number + 1 < len(words) and not words[number + 1].startswith("-") else ""
            return shlex.quote(f"{fact}={visible(value if sign else following) or 'VALUE'}")
    return f"{fact}=VALUE"


def in_options(command: str, words: Sequence[str]) -> str:
    """A situation that was typed as bare words, as the options that it is; nothing where a word is no actor and no act."""
    place, *rest = words
    found = [kind for kind in (_kind(word) for word in rest) if kind]
    if not found or len(found) < len(rest):
        return ""
    told = " ".join(f"--{kind} {shlex.quote(visible(word))}" for kind, word in zip(found, rest, strict=True))
    return f"who acts, what is done and to what are options: sanctuary {command} {shlex.quote(visible(place))} {told}"


def _kind(word: str) -> str:
    """Whether a word is an actor, an action or a resource, as the vocabulary or everyday words have it; nothing where it is none."""
    vocabulary = Library().vocabulary
    if word in vocabulary.enums["Actor"] or plain(word) in meant()["actor"]:
        return "actor"
    if word in vocabulary.actions or plain(word) in meant()["action"] or acts_meant(word):
        return "action"
    things = {value for action in vocabulary.actions.values() for value in action.by_name["resource"].values}
    return "resource" if plain(word) in things or plain(word) in meant()["resource"] else ""


def known_word(word: str) -> str:
    """What a word is that was typed where a place is asked for: an action, an actor or a paper, with the command that tells of it."""
    vocabulary = Library().vocabulary
    if word in vocabulary.actions:
        return f"'{word}' is an action: sanctuary facts --action {word}"
    papers = {*vocabulary.enums["Paper"]} - {"none"}
    may = [one for one in meant()["value"].get(plain(word), (plain(word),)) if one in papers]
    if may:
        law = f"what the law says with it in hand: sanctuary decide PLACE --action ACT --fact paper={may[0]}"
        return f"'{word}' is a paper ({' or '.join(may)}); {law}; which rules name it: sanctuary papers PLACE"
    if word in vocabulary.enums["Actor"]:
        return f"'{word}' is who acts: sanctuary actors PLACE"
    return of_a_place(word)


def of_a_place(word: str) -> str:
    """That a word is a place and who acts there, "houston jail", with how the two are named apart; nothing where it is none."""
    parts = [] if Library().places.meant(word) else word.split()
    agency = agency_of(word) if parts else ("", "")
    split = [(" ".join(parts[:-count]), " ".join(parts[-count:])) for count in (1, 2) if len(parts) > count]
    for place, actor in [*([agency] if agency[0] else []), *(one for one in split if _kind(one[1]) == "actor")]:
        try:
            library, found = Library().find(place, "law")
        except RequestError:
            continue
        title = library.places.title(found)
        named = f"{shlex.quote(title)}, and --actor {shlex.quote(actor)} where that is asked."
        return f"'{visible(word)}' is a place and who acts there: {named}"
    return ""
