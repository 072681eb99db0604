"""A page to try any situation: a place by its name, a few lists, then the facts of the act, each of which may stay unknown.

The answer stands above them, with the sections that the command prints and the memo sets.

It is of law alone, never of conduct. Everything that is chosen stands in the body of a POST request; nothing is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from sanctuary.engine.decide import DecisionReport, decide
from sanctuary.engine.situation import Situation
from sanctuary.errors import RequestError
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Variable
from sanctuary.public.asking import Answers
from sanctuary.public.problem import RefusedError
from sanctuary.site.frame import Frame, Leaf
from sanctuary.study.memo import command
from sanctuary.study.phrases import act_said, actor_said, spoken
from sanctuary.study.telling import Section, told

__all__ = ["attempt"]

OPEN, ABSENT = "", "-"
"""What stands in a list for a fact that is not known, and for one that is known to be missing."""

Option = tuple[str, str, bool]
"""A value, its words, and whether it is chosen."""


def attempt(answers: Answers, request: HttpRequest) -> HttpResponse:
    """The form; after a POST with the facts of the act, and the answer to what is chosen."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    said = {name: str(value)[:200] for name, value in request.POST.items()} if request.method == "POST" else {}
    return HttpResponse(_page(answers, said))


def _page(answers: Answers, said: Mapping[str, str]) -> bytes:
    vocabulary = answers.library.vocabulary
    action = vocabulary.actions.get(said.get("action", "")) or vocabulary.actions["disclose"]
    resource = action.by_name[RESOURCE]
    facts = [one for one in action.variables if one.name not in (ACTOR, RESOURCE)] if said else []
    found: dict[str, Any] = {"answer": None, "refused": "", "meant": ()}
    if said:
        try:
            found["answer"] = _answer(answers, said, action.name, resource.values)
        except RefusedError:
            found["meant"] = [(one, answers.library.places.title(one)) for one in answers.meant(said.get("place", ""))]
            found["refused"] = "" if found["meant"] else NO_PLACE
        except RequestError as words:
            found["refused"] = str(words).partition(". ")[0]
    answer: Answer | None = found["answer"]
    leaf = Leaf(
        path="try",
        title="Try a situation",
        description="What the encoded law of a place says of a situation, with the paragraphs that decide. Nothing is kept.",
        commands=[answer.command] if answer else [],
    )
    lists = [
        ("actor", "Who acts?", [(one, actor_said(one)) for one in action.by_name[ACTOR].values], said.get("actor", "police")),
        ("action", "Does what?", [(name, act_said(one)) for name, one in vocabulary.actions.items()], action.name),
        (
            "resource",
            WHICH.get(action.resource_type, "To what?"),
            [(one, spoken(one)) for one in resource.values],
            said.get("resource", ""),
        ),
    ]
    chosen = [(name, asks, [(value, words, value == now) for value, words in options]) for name, asks, options, now in lists]
    rows = [(f"fact.{one.name}", _asked(answers, one), _values(one, said.get(f"fact.{one.name}", OPEN))) for one in facts]
    on = said.get("on") or str(answers.today())
    place = _named(answers, said.get("place") or "us-ca-los-angeles")
    packs = [(_named(answers, one), answers.library.title(one)) for one in answers.library.ids if not one.startswith("standard-")]
    return Frame(answers.today(), "").draw(leaf, "try", place=place, packs=packs, lists=chosen, facts=rows, day=on, **found)


NO_PLACE = "no place has this name. Write a city or county with its state (Austin, TX), or a state"

WHICH = {
    "Information": "Which information?",
    "Place": "Which area?",
    "Person": "Whom?",
    "Operation": "Which operation?",
    "Offense": "For which offense?",
    "Program": "For which program?",
    "Limit": "A limit on what?",
    "Characteristic": "For what?",
}
"""How a form asks for the thing of an act, by its type."""


@dataclass(frozen=True)
class Answer:
    """What is said of a situation: its sections as the command prints them, what is not encoded, and the command itself."""

    report: DecisionReport
    sections: Sequence[tuple[Section, Sequence["Line"]]]
    unencoded: str
    command: str


@dataclass
class Line:
    """A line of a section with the lines that stand under it."""

    text: str
    under: list["Line"] = field(default_factory=list)


def lines_of(section: Section) -> list[Line]:
    """The lines of a section, those that are set in under the one before."""
    top = Line("")
    open_at = [(-1, top)]
    for text in section.lines:
        depth = len(text) - len(text.lstrip())
        one = Line(text.strip())
        while open_at[-1][0] >= depth:
            open_at.pop()
        open_at[-1][1].under.append(one)
        open_at.append((depth, one))
    return top.under


def _named(answers: Answers, place: str) -> str:
    """A place as it stands in the box: by its title where that means it alone, else as it was said."""
    meant = answers.meant(place)
    title = answers.library.places.title(meant[0]) if len(meant) == 1 else place
    return title if answers.meant(title) == meant else place


def _answer(answers: Answers, said: Mapping[str, str], action: str, resources: tuple[str, ...]) -> Answer:
    """The decision of what was chosen; a resource that goes with another act gives way to the first of this one."""
    resource = said.get("resource", "")
    proofs = answers.law(said.get("place", ""), _day(said.get("on", ""))).proofs
    by_name = answers.library.vocabulary.actions[action].by_name
    chosen = {name: said.get(f"fact.{name}", OPEN) for name in by_name if name not in (ACTOR, RESOURCE)}
    context: dict[str, Any] = {}
    for name, value in chosen.items():
        if value not in (OPEN, ABSENT):
            _put(context, name, _value(by_name[name], value))
    situation = Situation(
        actor=said.get("actor", ""),
        action=action,
        resource=resource if resource in resources else resources[0],
        context=context,
        absent=tuple(name for name, value in chosen.items() if value == ABSENT),
    )
    report = decide(proofs, situation)
    sections = [(one, lines_of(one)) for one in told(proofs, situation, report)]
    return Answer(report, sections, proofs.law.unencoded, command(situation, report))


def _put(context: dict[str, Any], name: str, value: object) -> None:
    *records, last = name.split(".")
    for record in records:
        context = context.setdefault(record, {})
    context[last] = value


def _value(one: Variable, text: str) -> object:
    if one.kind == "count":
        return int(text) if text.isdecimal() and len(text) < 4 else text
    return {"true": True, "false": False}.get(text, text) if one.kind == "bool" else text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise RequestError(f"'{text}' is no day") from None


def _asked(answers: Answers, one: Variable) -> str:
    return answers.library.asking.fact[one.name].ask


def _values(one: Variable, chosen: str) -> list[Option]:
    """Not known first; then whether it is missing, if it can be; then its values."""
    absent = [(ABSENT, "none", chosen == ABSENT)] if one.optional else []
    if one.kind == "bool":
        values = [(word, told, chosen == word) for word, told in (("true", "yes"), ("false", "no"))]
    elif one.kind == "count":
        values = [(str(number), str(number), chosen == str(number)) for number in range(100)]
    else:
        values = [(word, spoken(word), chosen == word) for word in one.values]
    return [(OPEN, "not known", chosen == OPEN), *absent, *values]
