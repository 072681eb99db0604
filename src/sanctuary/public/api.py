"""The API: routes, the schema, and every refusal in one shape. It is made in a call, for Ninja reads Django's settings when imported."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import TYPE_CHECKING, Annotated, Any

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from sanctuary import __version__
from sanctuary.documents import as_wire, schemas_of
from sanctuary.engine.decision import DecisionReport
from sanctuary.errors import RequestError
from sanctuary.public.asked import Day, Models
from sanctuary.public.asking import Answers
from sanctuary.public.problem import At, Problem, RefusedError, answered, pointer, problem, refused, told_by
from sanctuary.study.assess import Assessment
from sanctuary.study.compare import Comparison
from sanctuary.study.disputes import Disputes
from sanctuary.study.places import PlacesNamed
from sanctuary.study.question import NextQuestion

if TYPE_CHECKING:
    from ninja import NinjaAPI

__all__ = ["answer_of", "gives_of", "made", "strict"]

Word = Annotated[str, Field(max_length=200)]
"""A name in an address: of a place or a definition, never a fact."""

REPORTS = (DecisionReport, NextQuestion, Assessment, Comparison, PlacesNamed, Disputes, Problem)

ABOUT = (
    "What the encoded law of a place says of a situation, with the paragraphs that decide. Law alone: nothing that is sent is kept. "
    "What a situation says stands in the body of a request, never in an address. Not legal advice."
)


def made(answers: Answers, more: "Callable[[NinjaAPI], None]" = lambda _: None, models: Models | None = None) -> "NinjaAPI":
    """The API over some law; `more` adds routes of another room, `models` are of what it takes."""
    from ninja import NinjaAPI  # noqa: PLC0415 - reads Django's settings
    from ninja.errors import HttpError, ValidationError  # noqa: PLC0415 - the same

    api = NinjaAPI(title="sanctuary", version=__version__, description=ABOUT, docs_url=None, openapi_url="/openapi.json")
    _routes(api, answers, models or Models(answers.library.vocabulary))
    handlers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        RefusedError: lambda _, found: answered(found.problem),
        RequestError: lambda _, found: answered(refused(found)),
        ValidationError: lambda _, found: answered(told_by(found.errors, answers.library.vocabulary.actions)),
        HttpError: lambda _, found: answered(problem(found.status_code, "unreadable", "The body is one JSON object in UTF-8.")),
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)
    _complete(api)
    more(api)
    return api


def _routes(api: "NinjaAPI", answers: Answers, models: Models) -> None:
    def posted(name: str, operation: str, summary: str, gives: str, model: type[Any], answer: Callable[[Any], object]) -> None:
        def route(request: HttpRequest, asked: Any) -> HttpResponse:
            return answer_of(answer(asked.root if hasattr(asked, "root") else asked))

        route.__annotations__["asked"] = model  # the schema is made from it
        api.post(name, operation_id=operation, summary=summary, openapi_extra=gives_of(gives))(strict(route))

    def got(name: str, summary: str, gives: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
        add = api.get(f"/{name}", operation_id=name, summary=summary, openapi_extra=gives_of(gives))
        return lambda route: add(strict(route))

    situation = "What the law says of a situation"
    posted("/decide", "decide", situation, "DecisionReport", models.situation, answers.decide)
    posted("/decide:batch", "decideBatch", "Many situations, in order", "Decisions", models.batch, lambda batch: _batch(answers, batch))
    posted("/next-question", "nextQuestion", "The fact to ask next", "NextQuestion", models.question, answers.next_question)

    @got("assess", "A place by definitions", "Assessment")
    def assess(request: HttpRequest, place: Word, standard: Word = "all", on: Day | None = None) -> HttpResponse:
        return answer_of(answers.assess(place, standard, on))

    @got("compare", "Two laws, or one on two days", "Comparison")
    def compare(request: HttpRequest, a: Word, b: Word = "", on: Day | None = None, other_on: Day | None = None) -> HttpResponse:
        return answer_of(answers.compare(a, b, on, other_on))

    @got("places", "Places that can be named", "PlacesNamed")
    def places(request: HttpRequest, q: Word = "") -> HttpResponse:
        return answer_of(answers.places(q))

    @got("readings", "Disputed readings of a law", "Disputes")
    def readings(request: HttpRequest, place: Word, on: Day | None = None) -> HttpResponse:
        return answer_of(answers.readings(place, on))

    @got("vocabulary", "Actions with their resources and facts", "Vocabulary")
    def vocabulary(request: HttpRequest) -> HttpResponse:
        return answer_of(_vocabulary(answers))


def strict(route: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A route that refuses a word of the address that it does not know: a misspelled day would else be answered for today."""
    known = [name for name in signature(route).parameters if name not in ("request", "asked", "key")]

    @wraps(route)
    def checked(request: HttpRequest, *words: Any, **named: Any) -> HttpResponse:
        takes = f"it takes {', '.join(known)}" if known else "it takes none"
        if wrong := [
            At(pointer=pointer([name]), detail=f"No such word in this address; {takes}.") for name in request.GET if name not in known
        ]:
            raise RefusedError(problem(422, "does-not-fit", "Some of the request does not fit the schema.", wrong))
        return route(request, *words, **named)

    return checked


def _batch(answers: Answers, batch: Any) -> dict[str, list[object]]:
    return {"answers": [_or_problem(answers.decide, one.root) for one in batch.situations]}


def _vocabulary(answers: Answers) -> dict[str, Any]:
    """For each action its resources, and each fact with its values and whether it can be absent."""
    return {
        "actions": {
            name: {
                "resources": list(action.by_name["resource"].values),
                "facts": {
                    one.name: {"kind": one.kind, "values": list(one.values), "optional": one.optional}
                    for one in action.variables
                    if one.name not in ("actor", "resource")
                },
            }
            for name, action in answers.library.vocabulary.actions.items()
        }
    }


def answer_of(found: object) -> HttpResponse:
    """An answer as a response."""
    return HttpResponse(as_wire(found), content_type="application/json")


def _or_problem(ask: Callable[[Any], object], one: object) -> object:
    try:
        return ask(one)
    except RefusedError as found:
        return found.problem


def gives_of(name: str) -> dict[str, Any]:
    """What a route answers, for the schema."""

    def content(kind: str, schema: str) -> dict[str, Any]:
        return {kind: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}

    refusal = {"description": "A refusal", "content": content("application/problem+json", "Problem")}
    return {
        "responses": {
            200: {"description": "The answer", "content": content("application/json", name)},
            **dict.fromkeys((400, 404, 409, 413, 422), refusal),
            "default": refusal,
        }
    }


def _complete(api: "NinjaAPI") -> None:
    """The schema, with the shapes of answers as the library has them."""
    plain = api.get_openapi_schema

    def whole(*words: Any, **named: Any) -> Any:
        schema = plain(*words, **named)
        shapes = schemas_of(REPORTS, "#/components/schemas/{name}")
        one_of = [{"$ref": "#/components/schemas/DecisionReport"}, {"$ref": "#/components/schemas/Problem"}]
        answers = {
            "type": "array",
            "items": {"anyOf": one_of},
            "description": "In the order of the situations; what cannot be asked is refused in its place.",
        }
        shapes["Decisions"] = {"type": "object", "required": ["answers"], "properties": {"answers": answers}}
        shapes["Vocabulary"] = {"type": "object", "required": ["actions"], "properties": {"actions": {"type": "object"}}}
        schema["components"]["schemas"].update(shapes)
        return schema

    api.get_openapi_schema = whole  # type: ignore[method-assign]
