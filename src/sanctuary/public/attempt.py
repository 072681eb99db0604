"""A page to try any situation: a form of a few lists, then the facts of the act, each of which may stay unknown; the answer above them.

It is of law alone, never of conduct. Everything that is chosen stands in the body of a POST request; nothing is kept.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from sanctuary.engine.decide import DecisionReport, decide
from sanctuary.engine.situation import Situation
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Variable
from sanctuary.public.asking import Answers
from sanctuary.public.problem import RefusedError
from sanctuary.site.frame import Frame, Leaf
from sanctuary.study.phrases import headline, spoken

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
    resources = action.by_name[RESOURCE].values
    facts = [one for one in action.variables if one.name not in (ACTOR, RESOURCE)] if said else []
    told: dict[str, Any] = {"report": None, "refused": "", "law": None, "says": ""}
    if said:
        try:
            told = _answer(answers, said, action.name, resources)
        except (RefusedError, RequestError) as problem:
            told["refused"] = problem.problem.errors[0].detail if isinstance(problem, RefusedError) else str(problem).partition(". ")[0]
    leaf = Leaf(
        path="try",
        title="Try a situation",
        description="What the encoded law of a place says of a situation, with the paragraphs that decide. Nothing is kept.",
        commands=["sanctuary decide PLACE --actor ACTOR --action ACTION --resource RESOURCE --fact NAME=VALUE"],
    )
    ids = [one for one in answers.library.ids if not one.startswith("standard-")]
    place = said.get("place") or "us-ca-los-angeles"
    known = [(one, answers.library.title(one), one == place) for one in ids]
    lists = [
        ("actor", "Who acts?", _options(action.by_name[ACTOR].values, said.get("actor", "police"))),
        ("action", "Does what?", _options(tuple(vocabulary.actions), action.name)),
        ("resource", "To what?", _options(resources, said.get("resource", resources[0]))),
    ]
    rows = [(f"fact.{one.name}", _asked(answers, one), _values(one, said.get(f"fact.{one.name}", OPEN))) for one in facts]
    on = said.get("on") or str(answers.today())
    return Frame(answers.today(), "").draw(leaf, "try", places=known, lists=lists, facts=rows, day=on, **told)


def _answer(answers: Answers, said: Mapping[str, str], action: str, resources: tuple[str, ...]) -> dict[str, Any]:
    """The decision of what was chosen; a resource that goes with another act gives way to the first of this one."""
    resource = said.get("resource", "")
    law = answers.law(said.get("place", ""), _day(said.get("on", "")))
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
    report = decide(law.proofs, situation)
    return {"report": report, "refused": "", "law": law.proofs.law, "says": _said(law.proofs.law, report)}


def _said(law: Law, report: DecisionReport) -> str:
    return headline(law, report)


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


def _options(values: tuple[str, ...], chosen: str) -> list[Option]:
    return [(one, spoken(one), one == chosen) for one in values]


def _values(one: Variable, chosen: str) -> list[Option]:
    """Not known first; then whether it is missing, if it can be; then its values."""
    absent = [(ABSENT, "none", chosen == ABSENT)] if one.optional else []
    if one.kind == "bool":
        values = [(word, told, chosen == word) for word, told in (("true", "yes"), ("false", "no"))]
    elif one.kind == "count":
        values = [(str(number), str(number), chosen == str(number)) for number in range(100)]
    else:
        values = _options(one.values, chosen)
    return [(OPEN, "not known", chosen == OPEN), *absent, *values]
