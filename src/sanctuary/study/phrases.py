"""Plain sentences about situations and boxes, in the words of words.toml.

A sentence says who, what, when, for what and with which paper, then under which conditions: "The Los Angeles Police Department may stop
somebody for a crime of entry or presence, if the person was found during other police work and is no victim or witness."
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from sanctuary.engine.decision import DecisionReport
from sanctuary.engine.prove import Box, Cell
from sanctuary.law.beside import COVERS, PAPER, PAPER_COURT
from sanctuary.law.jurisdiction import Law
from sanctuary.law.vocabulary import ACTOR, RESOURCE, YEARS, Action, Value, Variable
from sanctuary.model import Outcome
from sanctuary.study.terms import clock, covers, titled
from sanctuary.study.terms import words as _words

__all__ = [
    "OTHER_LAW", "act", "act_said", "actor_said", "actors_of", "ago", "answered", "asked", "clauses", "clock", "conditions", "duty",
    "headline", "limits_said", "listed", "modal", "named", "outcome_said", "plural", "sentence", "since_what", "spoken", "titled",
    "unforbidden", "upper", "value_said", "when", "word",
]  # fmt: skip


def spoken(value: object) -> str:
    """A value or the name of a fact as it reads in a sentence.

    >>> spoken("administrative-warrant"), spoken("history.held_to_answer"), spoken(True)
    ('an administrative warrant', 'held to answer', 'yes')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    word: str | None = _words()["value"].get(text) or _words()["duty"].get(text)
    return word or text.rpartition(".")[2].replace("-", " ").replace("_", " ")


def duty(name: str, rule: str = "") -> str:
    """What a duty asks, as it reads after "must"; with the rule that lays it, in the words of that rule's text where they are others.

    The title of a standing duty, which is no code, stays as it is: it may tell a day.

    >>> duty("some-new-duty"), duty("Review it, unread since 2021-07-19")
    ('some new duty', 'Review it, unread since 2021-07-19')
    """
    plain = name.replace("-", " ") if _CODE.fullmatch(name) else name
    return str(_words()["duty_of"].get(rule) or _words()["duty"].get(name) or plain)


_CODE = re.compile(r"[a-z0-9-]+")
"""How a duty of the vocabulary is written."""


def conditions(facts: Mapping[str, bool]) -> list[str]:
    """Facts that are true or false, each as a clause."""
    return [_truth(name, value=value) for name, value in facts.items()]


def answered(values: Sequence[str | bool], kind: str) -> str:
    """Values of a box as an answer that a person gives.

    >>> answered(["6-10"], "count"), answered(["absent"], "count"), answered(["detainer", "none"], "enum"), answered([True], "bool")
    ('6 to 10 years', 'none', 'a detainer or none', 'yes')
    """
    return listed([_told(value, kind) for value in values], "or")


def _told(value: str | bool, kind: str) -> str:
    if value == "absent" or kind != "count":
        return "none" if value == "absent" else spoken(value)
    first, _, last = str(value).partition("-")
    if last == str(YEARS - 1):
        return "any number of years" if first == "0" else f"more than {int(first) - 1} years"
    return f"{first} to {last} years" if last else f"{first} year{'' if first == '1' else 's'}"


def listed(words: list[str], last: str = "and") -> str:
    """Words as a list in a sentence."""
    if len(words) < 3:
        return f" {last} ".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun.

    >>> plural(1, "rule"), plural(2, "rule"), plural(3, "entry", "entries")
    ('1 rule', '2 rules', '3 entries')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def word(count: int) -> str:
    """A small number as a word.

    >>> word(7), word(12)
    ('seven', '12')
    """
    names = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return names[count] if count < len(names) else str(count)


def upper(text: str) -> str:
    """A sentence begins with a capital letter."""
    return text[:1].upper() + text[1:]


def named(law: Law, actor: str) -> str:
    """An actor as a sentence names it: its proper name here, with an article where it takes one, without what a pack adds in brackets.

    A proper name that ends in a small letter's word (`City permit offices`) or in a plural takes no article; an office does ("the sheriff
    of Miami-Dade County, Florida").
    """
    name = law.name_of(actor)
    if name == actor:
        return actor_said(actor)
    name = re.sub(r"\s*\([^)]*\)$", "", name)
    office, _, whose = name.partition(" of ")
    if office in law.vocabulary.enums["Actor"]:  # "sheriff of Miami-Dade County": what the table of names says where no pack has a name
        return f"{actor_said(office)} of {titled(whose)}"
    last = name.rpartition(" ")[2]
    bare = name[0].islower() or last[0].islower() or last in ("Schools", "Health", "Hospitals", "County")
    return name if bare else f"the {name}"


def actor_said(actor: str) -> str:
    """An actor where no place is meant that has a name for it: "the police"."""
    return str(_words()["actor"].get(actor) or actor.replace("-", " "))


def act_said(action: Action, things: Iterable[str] = ()) -> str:
    """An action of the vocabulary with what it is done to: "give out any information about a person" where nothing is named."""
    template: str = _words()["action"].get(action.name, action.name.replace("-", " ") + " {resource}")
    return template.format(resource=_some([spoken(thing) for thing in things], 6) or _anything(action))


def act(law: Law, action: str, things: Iterable[str] = ()) -> str:
    """An action with what it is done to: any of its kind where nothing is named."""
    return act_said(law.vocabulary.actions[action], things)


_MODAL = {
    Outcome.MUST: "{who} must {act}",
    Outcome.MUST_NOT: "{who} must not {act}",
    Outcome.MAY: "{who} may {act}",
    Outcome.SILENT: "no rule found in what was searched says whether {who} may {act}",
    Outcome.UNKNOWN: "it is unknown whether {who} may {act}",
    Outcome.DEPENDS: "it depends whether {who} may {act}",
    Outcome.CONFLICT: "rules contradict each other on whether {who} may {act}",
}

_ANSWER = {
    Outcome.MUST: "must",
    Outcome.MUST_NOT: "must not",
    Outcome.MAY: "may",
    Outcome.SILENT: "no rule found in what was searched",
    Outcome.UNKNOWN: "unknown",
    Outcome.DEPENDS: "it depends",
    Outcome.CONFLICT: "rules contradict each other",
}


def outcome_said(outcome: Outcome) -> str:
    """An outcome as a person reads it: `must not` for `must-not`, `no rule found in what was searched` for `silent`."""
    return _ANSWER[outcome]


def modal(outcome: Outcome, who: str, what: str) -> str:
    """An outcome as the core of a sentence."""
    return _MODAL[outcome].format(who=who, act=what)


def clauses(law: Law, action: str, box: Box) -> str:
    """Limits as clauses in one list, without what is asked: "the paper is for this person"."""
    return _where(law, action, box).partition(", if ")[2]


def limits_said(law: Law, action: str, box: Box, *, in_hand: bool = False) -> str:
    """Limits as they stand behind a sentence: "on a detainer, if the person is no victim or witness"; a paper may be `in_hand` already."""
    return _where(law, action, box, in_hand=in_hand).strip().removeprefix(", ")


def unforbidden(law: Law, action: str, actor: str, box: Box, given: Collection[str]) -> str:
    """That an act is left open, by an exception of the rule which forbids it or before a court's paper: no permission, and no ban."""
    what = act(law, action, [str(cell[0]) for cell in box.get(RESOURCE, ())])
    return f"Nothing found forbids {named(law, actor)} to {what}{_where(law, action, box, given)}."


def sentence(
    law: Law, action: str, witness: Mapping[str, Cell], box: Box, outcome: Outcome, owed: str = "", given: Collection[str] = ()
) -> str:
    """What the law says throughout a box, as one sentence; with the words of a duty that is owed, that nothing obliges it.

    Facts that were `given` are told as so, not as conditions: "as the person was convicted".
    """
    actors = list(actors_of(law, witness, box))
    what = act(law, action, [str(cell[0]) for cell in box.get(RESOURCE, ())])
    refused = outcome == Outcome.MUST_NOT and not owed and box.get(OTHER_LAW) == ((True,),)
    limits = {name: cells for name, cells in box.items() if name != OTHER_LAW} if refused else box
    who, where = _some(actors, 3), _where(law, action, limits, given) + (_EVEN_IF if refused else "")
    if owed:
        return f"No rule that was found obliges {who} to {owed} when the question is whether to {what}{where}."
    return upper(modal(outcome, who, what)) + where + "."


def actors_of(law: Law, witness: Mapping[str, Cell], box: Box) -> tuple[str, ...]:
    """Every actor of a box as a sentence names it, in the box's order; of a sentence, which names the first of many, the whole list."""
    return tuple(named(law, str(cell[0])) for cell in box.get(ACTOR, (witness[ACTOR],)))


OTHER_LAW = "required_by_law"
"""The fact that a law which is not encoded here requires the act: it only switches off a rule whose own text has that exception."""

_EVEN_IF = ", even if another law requires it, as far as this text goes"


def value_said(value: object) -> str:
    """The value of a fact of a place; one that nobody found is not established.

    >>> value_said(True), value_said(12), value_said("unknown")
    ('yes', '12', 'not established')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "not established" if value == "unknown" else str(value)


def asked(law: Law, action: str, known: Mapping[str, Value], given: Collection[str] = ()) -> str:
    """What a situation asks, without its answer: "Whether the sheriff may hand somebody over on a detainer"; what is `given` as so."""
    things = [str(known[RESOURCE])] if RESOURCE in known else []
    who = named(law, str(known[ACTOR])) if ACTOR in known else "anybody"
    box = {name: ((value,),) for name, value in known.items()}
    return upper(f"whether {who} may {act(law, action, things)}{_where(law, action, box, given)}")


def headline(law: Law, report: DecisionReport) -> str:
    """The outcome as a sentence."""
    witness: dict[str, Cell] = {ACTOR: (report.actor,), RESOURCE: (report.resource,)}
    return sentence(law, report.action, witness, {RESOURCE: (witness[RESOURCE],)}, report.outcome)


def _where(law: Law, action: str, box: Box, given: Collection[str] = (), *, in_hand: bool = False) -> str:
    """The limits of a box: phrases on who asks, for what and with which paper, then what was given, then the conditions."""
    by_name = law.vocabulary.actions[action].by_name
    limits = {name: cells for name, cells in box.items() if name not in (ACTOR, RESOURCE) and not _says_nothing(action, name, box)}
    if limits.get(PAPER) == (("none",),) and limits.get(PAPER_COURT) == ((None,),):
        del limits[PAPER_COURT]  # what is no paper is of no court
    phrases = [_phrase(by_name[name], limits[name]) for name in _words()["phrase"] if name in limits]
    if PAPER_COURT in limits and PAPER not in limits:
        phrases[-1] = f"on a paper {phrases[-1]}" if limits[PAPER_COURT] != ((None,),) else ""
    left = {name: cells for name, cells in limits.items() if name not in _words()["phrase"]}
    in_hand = in_hand or (PAPER in limits and ("none",) not in limits[PAPER])
    told = {name: _covering(action, cells) if in_hand and name == COVERS else _clause(by_name[name], cells) for name, cells in left.items()}
    known, clauses = ([clause for name, clause in told.items() if (name in given) == so] for so in (True, False))
    return (
        "".join(f" {one}" for one in phrases if one)
        + (f", as {_joined(known)}" if known else "")
        + (f", if {_joined(clauses)}" if clauses else "")
    )


def _says_nothing(action: str, name: str, box: Box) -> bool:
    """A limit that tells a reader nothing: that a door is not public already, or that a conviction that is not named was not reduced."""
    if box[name] != ((False,),):
        return False
    if name == "already_public":
        return action not in _OF_INFORMATION
    return name == "history.only_reduced_by_proposition_47" and not any(
        ("conviction" in one or "years_since" in one) and not {(False,), (None,)} & {*cells} for one, cells in box.items()
    )


_OF_INFORMATION = ("disclose", "query")
"""Acts whose thing can be public already."""


def _joined(clauses: list[str]) -> str:
    """Clauses as a list, those about the person together and its name once: "another law requires it, and the person is on no list"."""
    about = "the person "
    rest = [one for one in clauses if not one.startswith(about)]
    shared = [one.removeprefix(about) for one in clauses if one.startswith(about)]
    told = [*rest, *([about + listed(shared)] if shared else [])]
    return listed(told) if len(told) < 3 and len(shared) < 2 else f"{', '.join(told[:-1])}{', and ' if told[1:] else ''}{told[-1]}"


def _phrase(variable: Variable, cells: tuple[Cell, ...]) -> str:
    """Who asks, for what, or with which paper."""
    kept, left = _sides(variable, cells)
    is_one, is_not = _words()["phrase"][variable.name]
    if variable.name == PAPER and "none" in kept:
        others = [spoken(one) for one in kept if one != "none"]
        return (
            "without a paper" + (f" or on {listed(others, 'or')}" if others else "")
            if len(kept) <= len(left)
            else is_not.format(listed([spoken(one) for one in left], "or"))
        )
    if variable.name == PAPER and "none" in left and len(left) <= len(kept):
        others = [spoken(one) for one in left if one != "none"]
        return "on a paper" + (f" other than {listed(others, 'or')}" if others else "")
    if variable.name == PAPER_COURT:
        return _court(kept, left)
    words, template = (left, is_not) if left and len(left) < len(kept) else (kept, is_one)
    return str(template).format(listed([spoken(one) for one in words], "or"))


def _court(kept: list[str], left: list[str]) -> str:
    """Whose court issued the paper; none where no court did."""
    names = {"federal": "a federal court", "own-state": "a court of the state", "other-state": "a court of another state"}
    courts = [names.get(one, spoken(one)) for one in kept if one != "absent"]
    if not courts:
        return "of no court"
    if "absent" in kept:
        return f"of no court or of {listed(courts, 'or')}"
    return "of a court" if not [one for one in left if one != "absent"] else f"of {listed(courts, 'or')}"


def _sides(variable: Variable, cells: tuple[Cell, ...]) -> tuple[list[str], list[str]]:
    """The names that a fact may take in a box, and those that it may not; `absent` is one of an optional fact."""
    kept = ["absent" if cell[0] is None else str(cell[0]) for cell in cells]
    names = [*(["absent"] if variable.optional else []), *variable.values]
    return kept, [name for name in names if name not in kept]


def _clause(variable: Variable, cells: tuple[Cell, ...]) -> str:
    """A limit of one fact as a clause."""
    if variable.kind == "bool":
        return _truth(variable.name, value=cells == ((True,),))
    if variable.kind == "count":
        return _years(variable.name, cells)
    kept, left = _sides(variable, cells)
    few = bool(left) and len(left) < len(kept)
    plain = spoken(variable.name)
    is_one, is_not = _words()["clause"].get(variable.name, (f"the {plain} is {{}}", f"the {plain} is not {{}}"))
    return str(is_not if few else is_one).format(listed([spoken(one) for one in (left if few else kept)], "or"))


def _truth(name: str, *, value: bool) -> str:
    plain = spoken(name)
    yes, no = _words()["fact"].get(name, (f"this is so: {plain}", f"this is not so: {plain}"))
    return str(yes if value else no)


def _covering(action: str, cells: tuple[Cell, ...]) -> str:
    return covers(action, value=cells == ((True,),))


def _years(name: str, cells: tuple[Cell, ...]) -> str:
    """Years since something, which may be missing: "the person has no conviction of a listed felony, or one more than 15 years ago"."""
    noun = since_what(name)
    runs = [cell for cell in cells if cell != (None,)]
    told = listed([ago(cell) for cell in runs], "or")
    if len(runs) == len(cells):
        return f"the person has {_a(noun)} {told}"
    return f"the person has no {noun}" + (f" or one {told}" if runs else "")


def since_what(name: str) -> str:
    """What a number of years is counted from: "conviction of a felony that the text lists"."""
    return str(_words()["years"].get(name, spoken(name)))


def ago(cell: Cell) -> str:
    """A run of years, as it stands behind what it is counted from; one number says no more than that it was rounded up."""
    if len(cell) == 1:
        return f"more than {int(str(cell[0])) - 1} and at most {cell[0]} years ago" if cell[0] not in (0, 1) else "within one year"
    if cell[-1] == YEARS - 1:
        return f"more than {int(str(cell[0])) - 1} years ago" if cell[0] else "at any time"
    return f"at most {cell[-1]} years ago" if not cell[0] else f"{cell[0]} to {cell[-1]} years ago"


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _anything(action: Action) -> str:
    """What an action is about where a box does not limit it: the only thing there is, or any."""
    resource = action.by_name[RESOURCE]
    if len(resource.values) == 1:
        return spoken(resource.values[0])
    return str(_words()["any"].get(resource.type) or f"any {resource.type.lower()}")


def _some(words: list[str], most: int) -> str:
    """All words of a short list, or the first of a long one and how many more."""
    if len(words) <= most:
        return listed(words, "or")
    return f"{', '.join(words[: most - 1])} or {len(words) - most + 1} others"


def when(fact: str) -> str:
    """How a fact that is true reads in a sentence.

    >>> when("already_public"), when("history.hate_crime")
    ('it is already public', 'the crime is a hate crime')
    """
    words: list[str] = _words()["fact"].get(fact, [spoken(fact)])
    return words[0]
