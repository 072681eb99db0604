"""A trace in sentences: how many everyday events the law leaves open to an end, which, and through what; then one line for each route."""

from collections import Counter
from collections.abc import Iterable, Mapping

from sanctuary.law.jurisdiction import Law
from sanctuary.law.used import unread_said
from sanctuary.study.letters import small
from sanctuary.study.phrases import plural, titled, word
from sanctuary.study.trace import Route, StepReport, Trace

__all__ = ["ends_of", "law_of_step", "leads", "lower", "status", "summary", "title_of"]

_LAW = {
    "requires": "required", "permits": "permitted", "silent": "no rule found", "open": "left open", "fixed": "fixed",
}  # fmt: skip
"""What the law says of a step, in a word."""

_SOMETIMES = {"requires": "required", "forbids": "forbidden"}


def law_of_step(step: StepReport) -> str:
    """What the law says of a step, and what it says of it in other cases."""
    other = " or ".join(_SOMETIMES[one] for one in step.sometimes)
    return _LAW[step.law] + (f"; {other} in some cases" if other else "")


_STATUS = {"required": "required", "open": "left open", "closed": "closed", "none": "no path"}


def status(route: Route | None) -> str:
    """A route in words: required, left open, closed, or no path where no steps lead there."""
    return _STATUS[route.status if route else "none"]


def lower(title: str) -> str:
    """A title within a sentence."""
    return title if title.partition(" ")[0].isupper() and title[1:2] != " " else small(title)


def summary(route: Route, law: Law) -> str:
    """A route in a line: required, left open or closed; by which steps, each with what the law says of it, or where it is closed."""
    if route.open:
        first = route.open[0]
        if route.status == "required":
            return f"required: {', then '.join(lower(step.title) for step in first.steps)}."
        paths = "" if len(route.open) == 1 else f" by {plural(len(route.open), 'path')}, the shortest"
        return f"left open{paths}: {', then '.join(f'{lower(step.title)} ({law_of_step(step)})' for step in first.steps)}."
    stops = {path.stopped_title: path.because for path in route.closed}
    title, because = next(iter(stops.items()))
    cites = list(dict.fromkeys(law.by_id[name].rule.cites for name in because))
    by = f" ({cites[0]}{f' and {len(cites) - 1} more' if len(cites) > 1 else ''})" if cites else " (several steps together)"
    also = f", and at {plural(len(stops) - 1, 'more step')}" if len(stops) > 1 else ""
    return f"closed where {lower(title)}{by}{also}."


def leads(report: Trace) -> list[str]:
    """For each end, how many of the events the law leaves open to it, or requires, and which; then the fixed step that most pass."""
    told = []
    for end, routes in _by_end(report).items():
        groups: dict[str, list[str]] = {}
        for route in routes:
            groups.setdefault(status(route), []).append(lower(route.event_title))
        told.append(f"{end}: {_counted(groups, len(routes))}.{_shared(routes)}")
    return told


def _by_end(report: Trace) -> Mapping[str, list[Route]]:
    found: dict[str, list[Route]] = {}
    for route in report.routes:
        if route.open or route.closed:
            found.setdefault(route.end_title, []).append(route)
    return found


MOST_NAMED = 4
"""Events that a sentence names; the table has all."""


def _counted(groups: Mapping[str, list[str]], every: int) -> str:
    """How many events are required, left open and closed, those few by name that are not closed."""
    parts: list[str] = []
    for how in ("required", "left open", "closed"):
        few = groups.get(how, [])
        count = f"all {word(every)} events" if len(few) == every else f"{word(len(few))} of {word(every)} events"
        named = f" ({', '.join(few)})" if how != "closed" and len(few) <= MOST_NAMED else ""
        parts += [f"{how} from {count if not parts else word(len(few))}{named}"] if few else []
    return "; ".join(parts)


def _shared(routes: Iterable[Route]) -> str:
    """The step that no law of a place decides and that several open routes pass."""
    able = [route.open[0] for route in routes if route.open]
    steps = Counter(step.title for path in able for step in path.steps if step.law == "fixed")
    title, count = steps.most_common(1)[0] if steps else ("", 0)
    if count < 2:
        return ""
    who = "all" if count == len(able) else word(count)
    return f" Of those that are not closed, {who} pass a step that no law of a place decides: {lower(title)}."


def title_of(report: Trace) -> str:
    """What a trace is about, as a title."""
    law = "the law that was read" if unread_said(report.packs) else "the law"
    return f"What {law} leaves open in {titled(report.title)}, from an everyday event to its end, on {report.on}"


def ends_of(report: Trace) -> list[str]:
    """The ends that some route leads to, in order."""
    return list(_by_end(report))
