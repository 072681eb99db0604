"""What the API takes, as models made from the vocabulary: every word that can be said is an enumeration of the schema."""

import re
from datetime import date
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, RootModel, StrictBool, StrictInt, create_model

from sanctuary.law.vocabulary import ACTOR, RESOURCE, YEARS, Action, Variable, Vocabulary

__all__ = ["MOST_IN_BATCH", "Asked", "Day", "Models"]

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


def _written(value: object) -> object:
    """A day as it stands in JSON and in an address: written out, never a number of seconds."""
    if value is None:
        return None
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        raise ValueError("Input should be a day: year-month-day")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("Input should be a day of the calendar") from None


Day = Annotated[date, BeforeValidator(_written)]
"""A day; the schema calls it a string of the format `date`."""


def _whole(value: object) -> object:
    """A whole number as JSON Schema has it: 2.0 is one."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


class Asked(BaseModel):
    """What every situation has beside its words: the place, the day, and which readings and papers are fixed."""

    model_config = ConfigDict(extra="forbid")

    place: Name = Field(description='A name ("Houston, TX"), or the id of a pack.')
    on: Day | None = Field(default=None, description="The day; today where none is given.")
    packs: str = Field(default="", pattern="^([0-9a-f]{64})?$", description="The digest of the law that is meant: another one is refused.")
    readings: dict[Name, StrictBool] = Field(default={}, max_length=100, description="Disputed readings that are fixed.")
    papers: Literal["assumed", "any"] = Field(
        default="assumed", description="A situation that names no paper has none of a court in hand; `any` presumes nothing."
    )


class Models:
    """The models of requests: for each act its own resources and facts, told apart by `action`."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        acts = [_situation(action) for action in vocabulary.actions.values()]
        asked = [_interview(act, action) for act, action in zip(acts, vocabulary.actions.values(), strict=True)]
        self.situation = _any_of("Situation", acts, EXAMPLE)
        self.question = _any_of("Interview", asked, {**EXAMPLE, "goal": "outcome"})
        many: dict[str, Any] = {"situations": (list[self.situation], Field(min_length=1, max_length=MOST_IN_BATCH))}  # type: ignore[name-defined]
        self.batch: type[Any] = create_model("Batch", __config__=ConfigDict(extra="forbid"), **many)


def _any_of(name: str, models: list[type[BaseModel]], example: dict[str, Any]) -> type[Any]:
    """A situation of any act; `root` is the one of its own."""
    one: Any = Annotated[reduce(or_, models), Field(discriminator="action")]
    return type(name, (RootModel[one],), {"__module__": __name__, "model_config": ConfigDict(json_schema_extra={"examples": [example]})})


def _situation(action: Action) -> type[BaseModel]:
    """A situation of an act, with the things that it is done to, and its facts."""
    facts = [one for one in action.variables if one.name not in (ACTOR, RESOURCE)]
    ends: dict[str, Any] = {
        "actor": (Literal[action.by_name[ACTOR].values], Field(description="Who acts.")),
        "action": (Literal[(action.name,)], Field(description="What is done.")),
        "resource": (Literal[action.by_name[RESOURCE].values], Field(description="To what.")),
        "context": (_facts(facts, _named(action, "Facts")), Field(default={}, description="What is known; all else is open.")),
        "absent": (
            *_some_of([one.name for one in facts if one.optional]),
            Field(default=[], max_length=100, description="Optional facts that are known to be missing, by path."),
        ),
    }
    return create_model(_named(action, "Situation"), __base__=Asked, **ends)


def _interview(situation: type[BaseModel], action: Action) -> type[BaseModel]:
    """A situation with what nobody can tell, what is wanted, and the order of questions."""
    facts = [one.name for one in action.variables if one.name not in (ACTOR, RESOURCE)]
    more: dict[str, Any] = {
        "not_known": (*_some_of(facts), Field(default=[], max_length=100, description="Facts that nobody can tell: they stay open.")),
        "goal": (Literal["outcome", "duties", "reasons"], "outcome"),
        "order": (Literal["fewest", "visible"], "fewest"),
    }
    return create_model(_named(action, "Interview"), __base__=situation, **more)


def _named(action: Action, kind: str) -> str:
    return "".join(word.capitalize() for word in action.name.split("-")) + kind


def _some_of(names: list[str]) -> tuple[Any]:
    """A list of some of the names; of none where there is none."""
    some: Any = list[Literal[tuple(names)]] if names else Annotated[list[Name], Field(max_length=0)]  # type: ignore[misc]
    return (some,)


def _facts(variables: list[Variable], name: str) -> type[BaseModel]:
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
        fields[record] = (_facts(inside, name + record.capitalize()), Field(default={}))
    return create_model(name, __config__=ConfigDict(extra="forbid"), **fields)


def _kind(one: Variable) -> Any:
    match one.kind:
        case "bool":
            return StrictBool
        case "count":
            return Annotated[StrictInt, Field(ge=0, lt=YEARS), BeforeValidator(_whole)]
        case _:
            return Literal[one.values]
