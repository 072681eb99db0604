"""In which federal circuit a place lies (circuits.toml), and what courts say of a rule: those that bind the place first."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sanctuary.documents import Frozen, parse_toml, read_text, shape
from sanctuary.law.jurisdiction import Law
from sanctuary.law.orders import names
from sanctuary.law.rules import Rule
from sanctuary.model import Proceeding

__all__ = ["binds_said", "circuit", "courts_said", "distance"]

_PATH = Path(__file__).resolve().parent.parent / "packs" / "circuits.toml"


class _Circuit(Frozen, frozen=True):
    """A circuit as a sentence names it, and the states and territories in it."""

    name: str
    of: tuple[str, ...]


class _Circuits(Frozen, frozen=True):
    """circuits.toml."""

    circuit: Mapping[str, _Circuit]


@cache
def _circuits() -> Mapping[str, _Circuit]:
    return shape(parse_toml(read_text(_PATH), str(_PATH)), _Circuits, str(_PATH)).circuit


def circuit(law: Law) -> str:
    """The circuit in which a place lies, as courts are cited ("2d Cir."); nothing of the United States and of what lies in none."""
    states = {"-".join(name.split("-")[:2]) for name in (law.place.id, *law.place.file.parents)}
    return next((name for name, one in _circuits().items() if not states.isdisjoint(one.of)), "")


def distance(law: Law, court: str) -> int:
    """How far a court is from a place: 0 where its decisions bind there, FAR of a circuit in which the place does not lie, else 1."""
    if "Supreme Court" in court and "U.S." in court:
        return 0
    found = _APPEALS.fullmatch(court)
    here = circuit(law)
    if not found or not here:
        return 1
    return 0 if found[0] == here else FAR


FAR = 2

_APPEALS = re.compile(r"(?:\d+(?:st|d|th)|D\.C\.) Cir\.")


def binds_said(law: Law, one: Proceeding) -> str:
    """Whom a suit binds; of another circuit, in a suit that does not name the place, that what it decides does not bind there."""
    known = _circuits().get(one.court)
    if known is None or distance(law, one.court) < FAR or names(law.place, f"{one.title}; {one.binds}; {one.status}"):
        return one.binds
    return f"{one.binds}; what {known.name} decides does not bind here"


def courts_said(law: Law, rule: Rule) -> str:
    """What courts say of the paragraph of a rule, the court first that binds the place, with that the others do not; "" without any.

    Beside a court that binds, a district court is left out, whose decision binds no other court.
    """
    here = circuit(law)
    ours = [_named(court, said, ", which binds here,") for court, said, _ in rule.courts if court == here]
    rest = [
        _named(court, said, "") for court, said, only in rule.courts if court != here and not only and (court in _circuits() or not ours)
    ]
    lead = "Elsewhere, and binding nobody here: " if here else ""
    others = f"{lead}{'; '.join(rest)}." if rest else ""
    others = others if lead else others[:1].upper() + others[1:]
    return " ".join(filter(None, [*(f"{one[:1].upper()}{one[1:]}." for one in ours), others]))


def _named(court: str, said: str, binding: str) -> str:
    """What a court says: of a circuit by its name, of another court as the law file names it."""
    known = _circuits().get(court)
    return f"{known.name}{binding} {said}" if known else f"{court} {said}"
