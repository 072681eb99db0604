"""A page to try any situation: a place by its name, a few lists, then the facts of the act, each of which may stay unknown.

The answer stands above them, with the sections that the command prints and the memo sets.

It is of law alone, never of conduct. Everything that is chosen stands in the body of a POST request; nothing is kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from sanctuary.engine.decide import decide
from sanctuary.engine.decision import DecisionReport
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.errors import RequestError
from sanctuary.law.standing import drafted, standing
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Action, Variable, Vocabulary
from sanctuary.public.asking import Answers
from sanctuary.public.problem import RefusedError
from sanctuary.public.words import Words, words
from sanctuary.site.frame import Frame, Leaf
from sanctuary.site.spanish import words as site_words
from sanctuary.study.memo import command
from sanctuary.study.section import Section
from sanctuary.study.telling import quotable, told

__all__ = ["attempt"]

OPEN, ABSENT = "", "-"
"""What stands in a list for a fact that is not known, and for one that is known to be missing."""

Option = tuple[str, str, bool]
"""A value, its words, and whether it is chosen."""


def attempt(answers: Answers, language: str, request: HttpRequest) -> HttpResponse:
    """The form in a language; after a POST with the facts of the act, and the answer to what is chosen."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    said = {name: str(value)[:200] for name, value in request.POST.items()} if request.method == "POST" else {}
    return HttpResponse(_page(answers, language, said))


def _page(answers: Answers, language: str, said: Mapping[str, str]) -> bytes:
    told, vocabulary = words(language), answers.library.vocabulary
    action = vocabulary.actions.get(said.get("action", "")) or vocabulary.actions["disclose"]
    found: dict[str, Any] = {"answer": None, "refused": "", "meant": ()}
    if said:
        try:
            found["answer"] = _answer(answers, said, action.name, action.by_name[RESOURCE].values)
        except RefusedError:
            found["meant"] = [(one, answers.library.places.title(one)) for one in answers.meant(said.get("place", ""))]
            found["refused"] = "" if found["meant"] else told.form["no_place"]
        except RequestError as refusal:
            found["refused"] = str(refusal).partition(". ")[0]
    answer: Answer | None = found["answer"]
    path, twin = ("try", "es/try") if language == "en" else ("es/try", "try")
    leaf = Leaf(
        path=path,
        title=told.form["title"],
        description=told.form["description"],
        commands=[answer.command] if answer else [],
        language=language,
        twin=twin,
    )
    return Frame(answers.today(), "").draw(
        leaf,
        "try" if language == "en" else f"{language}_try",
        told=site_words() if language == "es" else None,
        words=told,
        place=_named(answers, said.get("place") or "us-ca-los-angeles"),
        packs=[(_named(answers, one), answers.library.title(one)) for one in answers.library.ids if not one.startswith("standard-")],
        lists=_lists(vocabulary, told, action, said),
        facts=_facts(answers, told, action, said) if said else [],
        turns=[_asked(answers, told, name) for name in answer.report.depends_on if name in action.by_name] if answer else [],
        day=said.get("on") or str(answers.today()),
        **found,
    )


def _lists(vocabulary: Vocabulary, told: Words, action: Action, said: Mapping[str, str]) -> list[tuple[str, str, list[Option]]]:
    """Who does what to what: each list with its question."""
    resource = action.by_name[RESOURCE]
    lists = (
        (
            "actor",
            told.form["actor"],
            [(one, told.actor(one)) for one in action.by_name[ACTOR].values],
            said.get("actor", "police"),
        ),
        ("action", told.form["action"], [(name, told.act(one)) for name, one in vocabulary.actions.items()], action.name),
        ("resource", told.thing(action), [(one, told.said(one)) for one in resource.values], said.get("resource", "")),
    )
    return [(name, asks, [(value, text, value == now) for value, text in options]) for name, asks, options, now in lists]


def _facts(answers: Answers, told: Words, action: Action, said: Mapping[str, str]) -> list[tuple[str, str, list[Option]]]:
    """The facts of the act: not known first; then whether one is missing, if it can be; then its values."""
    rows = []
    for one in action.variables:
        if one.name not in (ACTOR, RESOURCE):
            now = said.get(f"fact.{one.name}", OPEN)
            absent = [(ABSENT, told.form["none"])] if one.optional else []
            options = [(OPEN, told.form["unknown"]), *absent, *told.values(one)]
            rows.append((f"fact.{one.name}", _asked(answers, told, one.name), [(value, text, value == now) for value, text in options]))
    return rows


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
    sections = [(one, lines_of(one)) for one in (*told(proofs, situation, report), *_quoted(proofs, situation, report))]
    place = proofs.law.place
    draft = standing(place, proofs.law.packs) if drafted(place) else ""
    return Answer(report, sections, draft, command(situation, report))


def _quoted(proofs: Proofs, situation: Situation, report: DecisionReport) -> Iterator[Section]:
    """The sentence to quote, where there is one."""
    if quote := quotable(proofs, situation, report):
        yield Section(heading="", lines=(quote,))


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


def _asked(answers: Answers, told: Words, fact: str) -> str:
    return told.fact.get(fact) or answers.library.asking.fact[fact].ask
