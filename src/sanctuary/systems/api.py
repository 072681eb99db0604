"""The API of an agency's systems: that of the law in public, and the record, each behind a token."""

from typing import TYPE_CHECKING, Annotated, Any

from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel, ConfigDict, Field

from sanctuary.documents import as_wire, schemas_of
from sanctuary.public.api import gives_of, made, strict
from sanctuary.public.asking import Answers
from sanctuary.record.entry import Entry
from sanctuary.systems.entrance import token_of
from sanctuary.systems.recording import KEY, MOST_IN_PAGE, Recording

if TYPE_CHECKING:
    from ninja import NinjaAPI

__all__ = ["systems_api"]

EXAMPLE: dict[str, Any] = {
    "circumstances": {
        "event": {"received_at": "2026-11-18T09:20:00-08:00", "requesting_agency": "ice-ero", "request_types": ["hold"]},
        "document": {"paper": "detainer"},
        "action": {"response": "declined"},
    }
}


class Adding(BaseModel):
    """What comes into the record: the circumstances in the shape of an entry, and what `decide` answered, if it was asked."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    circumstances: dict[str, Any] = Field(description="Fields of an entry, by group: docs/record-fields.md.")
    decision: dict[str, Any] | None = Field(default=None, description="The answer of `decide`, as it came.")


Limit = Annotated[int, Field(ge=1, le=MOST_IN_PAGE)]
Short = Annotated[str, Field(max_length=200)]
Kind = Annotated[str, Field(max_length=40, pattern="^[a-z-]*$")]


def systems_api(answers: Answers, recording: Recording | None) -> "NinjaAPI":
    """The API; without a record it asks alone."""

    def more(api: "NinjaAPI") -> None:
        if recording is not None:
            _routes(api, recording)
        _secured(api)

    return made(answers, more)


def _routes(api: "NinjaAPI", recording: Recording) -> None:
    from ninja import Header  # noqa: PLC0415 - reads Django's settings

    def add(request: HttpRequest, asked: Adding, key: str) -> HttpResponse:
        found = recording.add(token_of(request), key, asked.circumstances, asked.decision)
        return HttpResponse(as_wire(found), status=200 if found["again"] else 201, content_type="application/json")

    about = "1 entry under a key of your own: the same request under the same key adds nothing"
    key: Any = Header(alias="Idempotency-Key", pattern=f"^{KEY.pattern}$")  # type: ignore[type-arg]
    add.__annotations__.update(asked=Adding, key=Annotated[str, key])
    gives = gives_of("Added")
    gives["responses"][201] = gives["responses"][200]
    api.post("/record", operation_id="recordAdd", summary=f"Add {about}", openapi_extra=gives)(strict(add))

    @api.get("/record", operation_id="recordList", summary="Entries of your agency, page by page", openapi_extra=gives_of("Entries"))
    @strict
    def page(request: HttpRequest, cursor: Short = "", limit: Limit = 50, kind: Kind = "") -> HttpResponse:
        return _json(recording.page(token_of(request), cursor, limit, kind))

    @api.get("/record/{seq}", operation_id="recordShow", summary="One entry of your agency", openapi_extra=gives_of("EntryShown"))
    @strict
    def one(request: HttpRequest, seq: Annotated[int, Field(ge=0, lt=1 << 40)]) -> HttpResponse:
        return _json(recording.one(token_of(request), seq))


def _json(found: object) -> HttpResponse:
    return HttpResponse(as_wire(found), content_type="application/json")


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


WORD, NUMBER, NUMBER_OR_NONE = {"type": "string"}, {"type": "integer"}, {"type": ["integer", "null"]}
WORD_OR_NONE = {"type": ["string", "null"]}
FIELDS: dict[str, Any] = {
    "seq": NUMBER,
    "month": WORD,
    "kind": WORD_OR_NONE,
    "erased_by": NUMBER_OR_NONE,
    "lost_by": NUMBER_OR_NONE,
    "voided_by": NUMBER_OR_NONE,
    "fields": {"type": "array", "items": {"type": "array", "items": WORD}, "description": "Path and value of what may be shown."},
    "withheld": {"type": "array", "items": WORD, "description": "Paths of what is kept and not shown."},
}
DUE = {"type": "object", "description": "A due item, as `sanctuary record due` lists it."}
SHAPES: dict[str, Any] = {
    "Added": _object(schema=WORD, seq=NUMBER, again={"type": "boolean"}, due={"type": "array", "items": DUE}, receipt=WORD),
    "EntryFields": _object(**FIELDS),
    "EntryShown": _object(schema=WORD, **FIELDS),
    "Entries": _object(
        schema=WORD, entries={"type": "array", "items": {"$ref": "#/components/schemas/EntryFields"}}, next={"type": ["string", "null"]}
    ),
}


def _secured(api: "NinjaAPI") -> None:
    """The schema with the shapes of the record, and with the token that every address needs."""
    plain = api.get_openapi_schema

    def whole(*words: Any, **named: Any) -> Any:
        schema = plain(*words, **named)
        shapes = schema["components"]["schemas"]
        kept = schemas_of((Entry,), "#/components/schemas/Kept{name}")  # some names are those of the law's shapes, too
        shapes.update({f"Kept{name}": shape for name, shape in kept.items()})
        shapes["Adding"]["properties"]["circumstances"] = {"$ref": "#/components/schemas/KeptEntry"}
        shapes.update(SHAPES)
        schema["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        schema["security"] = [{"token": []}]
        return schema

    api.get_openapi_schema = whole  # type: ignore[method-assign]
