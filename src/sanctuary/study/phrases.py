"""Plain sentences about situations and boxes, in the words of words.toml."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sanctuary.documents import parse_toml, read_text
from sanctuary.engine.cells import cell_text
from sanctuary.engine.decide import DecisionReport
from sanctuary.engine.prove import Box, Cell
from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import OWN
from sanctuary.law.vocabulary import ACTOR, RESOURCE, YEARS
from sanctuary.model import Outcome

__all__ = ["answered", "cell_text", "headline", "listed", "sentence", "spoken", "when"]


@cache
def _words() -> Mapping[str, Mapping[str, Any]]:
    path = OWN / "words.toml"
    return parse_toml(read_text(path), str(path))


def spoken(value: object) -> str:
    """A value or the name of a fact as it reads in a sentence.

    >>> spoken("administrative-warrant"), spoken("history.held_to_answer"), spoken(True)
    ('administrative warrant', 'held to answer', 'yes')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    word: str | None = _words()["value"].get(text)
    return word or text.rpartition(".")[2].replace("-", " ").replace("_", " ")


def answered(values: Sequence[str | bool], kind: str) -> str:
    """Values of a box as an answer that a person gives.

    >>> answered(["6-10"], "count"), answered(["absent"], "count"), answered(["detainer", "none"], "enum"), answered([True], "bool")
    ('6 to 10 years', 'none', 'detainer or none', 'yes')
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


def _where(law: Law, action: str, box: Box) -> str:
    """The limits of a box as a clause; a fact that may take most values is told by those that it may not."""
    described = law.vocabulary.actions[action]
    clauses = []
    for name, cells in box.items():
        if name in (ACTOR, RESOURCE):
            continue
        variable = described.by_name[name]
        if variable.kind == "bool":
            plain = spoken(name)
            yes, no = _words()["fact"].get(name, (plain, f"not {plain}"))
            clauses.append(yes if cells == ((True,),) else no)
        elif variable.kind == "count":
            clauses.append(f"{spoken(name)}: {listed([_years(cell) for cell in cells], 'or')}")
        else:
            kept = [str(cell[0]) for cell in cells]
            left = [value for value in variable.values if value not in kept]
            few = len(left) < len(kept)
            shown = [spoken(value) for value in (left if few else kept)]
            clauses.append(f"{spoken(name)} {'is not' if few else 'is'} {listed(shown, 'or')}")
    return "; ".join(clauses)


def _years(cell: Cell) -> str:
    if cell == (None,):
        return "none"
    if len(cell) == 1:
        return str(cell[0])
    return f"more than {int(str(cell[0])) - 1}" if cell[-1] == YEARS - 1 else f"{cell[0]} to {cell[-1]}"


_MODAL = {
    Outcome.MUST: "{who} must {act}",
    Outcome.MUST_NOT: "{who} must not {act}",
    Outcome.MAY: "{who} may {act}",
    Outcome.SILENT: "No rule found says whether {who} may {act}",
    Outcome.UNKNOWN: "It is unknown whether {who} may {act}",
    Outcome.DEPENDS: "It depends whether {who} may {act}",
    Outcome.CONFLICT: "Rules contradict each other on whether {who} may {act}",
}


def sentence(law: Law, action: str, witness: Mapping[str, Cell], box: Box, outcome: Outcome, duty: str = "") -> str:
    """What the law says throughout a box, as one sentence; with a duty, that nothing obliges it."""
    actors = [law.name_of(str(cell[0])) for cell in box.get(ACTOR, (witness[ACTOR],))]
    things = _some([spoken(cell[0]) for cell in box[RESOURCE]], 6) if RESOURCE in box else _anything(law, action)
    template: str = _words()["action"].get(action, action.replace("-", " ") + " {resource}")
    act = template.format(resource=things)
    who = _some(actors, 3)
    said = f"No rule found obliges {who} to {spoken(duty)} when it comes to: {act}" if duty else _MODAL[outcome].format(who=who, act=act)
    where = _where(law, action, box)
    return said[0].upper() + said[1:] + (f" [{where}]" if where else "") + "."


def headline(law: Law, report: DecisionReport) -> str:
    """The outcome, and the same as a sentence."""
    witness: dict[str, Cell] = {ACTOR: (report.actor,), RESOURCE: (report.resource,)}
    limits: Box = {RESOURCE: (witness[RESOURCE],)}
    return f"{report.outcome}: {sentence(law, report.action, witness, limits, report.outcome)}"


def _anything(law: Law, action: str) -> str:
    """What an action is about where a box does not limit it: the only thing there is, or any."""
    resource = law.vocabulary.actions[action].by_name[RESOURCE]
    return spoken(resource.values[0]) if len(resource.values) == 1 else f"any {resource.type.lower()}"


def _some(words: list[str], most: int) -> str:
    """All words of a short list, or the first of a long one and how many more."""
    if len(words) <= most:
        return listed(words, "or")
    return f"{', '.join(words[: most - 1])} or {len(words) - most + 1} others"


def as_box(box: Box) -> dict[str, list[Any]]:
    """A box as data: for each limited fact, the values it may take: names, truth values, "absent", or runs of years."""
    return {name: [cell[0] if isinstance(cell[0], bool) else cell_text(cell) for cell in cells] for name, cells in box.items()}


def when(fact: str) -> str:
    """How a fact that is true reads in a sentence.

    >>> when("already_public"), when("history.hate_crime")
    ('already public', 'of a hate crime')
    """
    words: list[str] = _words()["fact"].get(fact, [spoken(fact)])
    return words[0]
