"""What the API says when it cannot answer: one shape for every refusal (RFC 9457), in words of the API."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from django.http import HttpResponse

from sanctuary.documents import Frozen, as_line
from sanctuary.errors import RequestError

__all__ = ["At", "Problem", "RefusedError", "answered", "pointer", "problem", "told_by"]


class At(Frozen, frozen=True):
    """One thing that does not fit: where in the request (a JSON Pointer), and what was expected."""

    pointer: str
    detail: str


class Problem(Frozen, frozen=True):
    """A refusal. `type` names its kind and does not change; `detail` is for people; `errors` says where."""

    type: str
    title: str
    status: int
    detail: str = ""
    errors: tuple[At, ...] = ()


TITLES = {
    400: "The request is not what the API reads.",
    401: "The request bears no token that is good.",
    403: "The request is refused.",
    404: "Nothing has this name or this address.",
    405: "This address takes another method.",
    409: "The request contradicts itself or the law that it asks, or names several places.",
    413: "The request is too large.",
    422: "Something of the request does not fit.",
    429: "Too many requests.",
    500: "The program failed. Nothing was kept.",
}


class RefusedError(Exception):
    """A request that cannot be answered, with its problem."""

    def __init__(self, found: Problem) -> None:
        super().__init__(found.title)
        self.problem = found


def problem(status: int, kind: str, detail: str = "", errors: Sequence[At] = ()) -> Problem:
    """A problem of a kind."""
    return Problem(
        type=f"urn:sanctuary:problem:{kind}", title=TITLES.get(status, TITLES[400]), status=status, detail=detail, errors=tuple(errors)
    )


def answered(found: Problem) -> HttpResponse:
    """A problem as a response."""
    return HttpResponse(as_line(found), status=found.status, content_type="application/problem+json")


def told_by(errors: Sequence[Any], acts: Collection[str] = ()) -> Problem:
    """What a model refused: each place, and what was expected there. What was sent is not repeated. `acts` tell models apart."""
    return problem(422, "does-not-fit", "Some of the request does not fit the schema.", [_at(one, acts) for one in errors])


def _at(one: Any, acts: Collection[str]) -> At:
    """Where in the request one thing stands, without the words that the program puts before it, and what was expected."""
    steps = [str(step) for step in one["loc"]]
    while steps and steps[0] in ("body", "query", "path", "data", "asked", "batch", "function-wrap"):
        steps = steps[1:]
    act = 2 if steps[:1] == ["situations"] else 0
    if one["type"] in ("union_tag_invalid", "union_tag_not_found"):
        tags = one.get("ctx", {}).get("expected_tags", "")
        return At(pointer=pointer([*steps, "action"]), detail=f"Input should be {tags}" if tags else "Field required")
    if steps[act : act + 1] and steps[act] in acts:
        del steps[act]
    return At(pointer=pointer(steps), detail=str(one["msg"]).removeprefix("Value error, "))


def pointer(steps: Sequence[str]) -> str:
    """A JSON Pointer (RFC 6901)."""
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)


def refused(words: RequestError) -> Problem:
    """What the library refused: its sentence, without what it says to somebody at a command line."""
    return problem(409, "cannot-be-asked", _plain(str(words)))


def _plain(text: str) -> str:
    text = re.sub(r"(?:; | \()sanctuary [a-z -]+ lists all\)?", "", text)
    kept = [line for line in text.replace("\n  ", "; ").split(". ") if "sanctuary " not in line and "--" not in line]
    return ". ".join(kept).strip() or text.partition(". ")[0]
