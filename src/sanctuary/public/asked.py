"""What the API takes, as models made from the vocabulary: every word that can be said is an enumeration of the schema."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, create_model

from sanctuary.law.vocabulary import ACTOR, RESOURCE, YEARS, Variable, Vocabulary

__all__ = ["MOST_IN_BATCH", "Asked", "Models", "models_of"]

MOST_IN_BATCH = 200
"""Situations of one request."""

EXAMPLE: dict[str, Any] = {
    "place": "los-angeles",
    "on": "2026-11-22",
    "actor": "sheriff",
    "action": "hold",
    "resource": "subject",
    "context": {"requester": "immigration-authority", "paper": "detainer"},
}

Name = Annotated[str, Field(min_length=1, max_length=200)]


class Asked(BaseModel):
    """What every situation has beside its words: the place, the day, and which facts, readings and papers are fixed."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    place: Name = Field(description='A name ("Houston, TX"), or the id of a pack.')
    on: date | None = Field(default=None, description="The day; today where none is given.")
    packs: str = Field(default="", pattern="^([0-9a-f]{64})?$", description="The digest of the law that is meant: another one is refused.")
    absent: list[Name] = Field(default=[], max_length=100, description="Optional facts that are known to be missing, by path.")
    readings: dict[Name, StrictBool] = Field(default={}, max_length=100, description="Disputed readings that are fixed.")
    papers: Literal["assumed", "any"] = Field(
        default="assumed", description="A situation that names no paper has none of a court in hand; `any` presumes nothing."
    )


class Models:
    """The models of requests."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        every: dict[str, Variable] = {}
        for action in vocabulary.actions.values():
            for one in action.variables:
                every.setdefault(one.name, one)
        actions = tuple(vocabulary.actions)
        resources = tuple(dict.fromkeys(value for action in vocabulary.actions.values() for value in action.by_name[RESOURCE].values))
        ends: dict[str, Any] = {
            "actor": (Literal[every[ACTOR].values], Field(description="Who acts.")),
            "action": (Literal[actions], Field(description="What is done.")),
            "resource": (Literal[resources], Field(description="To what; which goes with which action: GET /api/v1/vocabulary.")),
            "context": (_facts([one for one in every.values() if one.name not in (ACTOR, RESOURCE)]), Field(default={})),
        }
        self.situation: type[Any] = create_model("Situation", __base__=Asked, **ends)
        many: dict[str, Any] = {"situations": (list[self.situation], Field(min_length=1, max_length=MOST_IN_BATCH))}  # type: ignore[name-defined]
        self.batch: type[Any] = create_model("Batch", __config__=ConfigDict(extra="forbid"), **many)
        more: dict[str, Any] = {
            "not_known": (list[Name], Field(default=[], max_length=100, description="Facts that nobody can tell: they stay open.")),
            "goal": (Literal["outcome", "duties", "reasons"], "outcome"),
            "order": (Literal["fewest", "visible"], "fewest"),
        }
        self.question: type[Any] = create_model("Interview", __base__=self.situation, **more)


def models_of(vocabulary: Vocabulary) -> Models:
    """The models of a vocabulary."""
    return Models(vocabulary)


def _facts(variables: list[Variable], name: str = "Facts") -> type[BaseModel]:
    """A model of facts, those of a record in a model of their own; all may be left open."""
    fields: dict[str, Any] = {}
    records: dict[str, list[Variable]] = {}
    for one in variables:
        record, dot, rest = one.name.partition(".")
        if dot:
            records.setdefault(record, []).append(Variable(rest, one.kind, one.type, one.values, one.optional))
        else:
            fields[one.name] = (_kind(one), Field(default=None))
    for record, inside in records.items():
        fields[record] = (_facts(inside, record.capitalize()), Field(default={}))
    return create_model(name, __config__=ConfigDict(extra="forbid"), **fields)


def _kind(one: Variable) -> Any:
    match one.kind:
        case "bool":
            return StrictBool
        case "count":
            return Annotated[StrictInt, Field(ge=0, lt=YEARS)]
        case _:
            return Literal[one.values]
