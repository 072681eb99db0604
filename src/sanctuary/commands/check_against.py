"""`sanctuary check --against`: a pack held against the law of a government above it."""

from datetime import date

from sanctuary.commands.against_brief import tell_briefly
from sanctuary.commands.against_text import tell_against
from sanctuary.commands.printing import Format, Printer, print_json
from sanctuary.commands.words import day_for, place_of
from sanctuary.engine.prove import Proofs
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library
from sanctuary.law.rules import Rule
from sanctuary.law.runs import ancestors
from sanctuary.law.standing import beyond, drafted
from sanctuary.law.used import packs_used
from sanctuary.study.against import against as against_above
from sanctuary.study.clauses import clauses
from sanctuary.study.enacting import enacted_by, left_to_it
from sanctuary.study.unread import unread_above

__all__ = ["check_against"]

AGAINST = "sanctuary.against/6"


def check_against(
    library: Library,
    names: list[str],
    above: str,
    day: str,
    format: Format,  # noqa: A002 - the option's name
    *,
    typed: str,
    every: bool,
) -> int:
    """One pack held against the law of a government above it, that one alone, whatever parents the pack names.

    One screen; with `every` each clause whole. `typed` is the pack as a command names it.
    """
    if len(names) != 1:
        raise RequestError(
            "--against holds one pack against the law above it. Name the pack, for example: sanctuary check ./draft --against us-tx"
        )
    _, parent = place_of(library, above)
    pack = library.get(names[0])
    if parent == pack.id or pack.file.kind != "law" or library.get(parent).file.kind != "law":
        raise RequestError(f"'{pack.id}' cannot be held against '{parent}': both are laws of governments, and not the same one.")
    on = day_for(pack, day)
    below = library.below(pack.id, parent)
    law = law_of(below, pack.id, on)
    later = _later(law)
    held = list(against_above(Proofs(law)))
    if later and not held:
        first = min(one.since for one in later)
        raise RequestError(f"No rule of '{pack.id}' is in force on {on}; the first begins on {first}. Ask for that day: --on {first}")
    above_it = ancestors(law.packs, (parent,))
    aside = [one for one in pack.file.parents if one not in above_it]
    if format == "json":
        told = {"schema": AGAINST, "place": pack.id, "against": parent, "set_aside": aside, "on": on, "later": [one.id for one in later]}
        known = {"draft": drafted(law.place), "unread": unread_above(law), "known_not_encoded": beyond(law.place, law.packs, law.on)}
        asked = Proofs(law)
        known |= {"enacted_by": enacted_by(asked, aside), "left_to_it": left_to_it(asked)} if drafted(law.place) else {}
        changes = clauses(law, _so_far(below, pack.id, on))
        print_json({**told, **known, "rules": held, "clauses": changes, "packs": packs_used(law)})
    elif every or not held:
        tell_against(Printer(), law, parent, [library.get(one).file.title for one in aside], later, held)
    else:
        beside = ([library.get(one).file.title for one in aside], later)
        command = f"sanctuary check {typed} --against {parent}"
        tell_briefly(Printer(), law, parent, beside, held, clauses(law, _so_far(below, pack.id, on)), command)
    return 1 if any(one.found_something for one in held) else 0


def _so_far(library: Library, name: str, on: date) -> Law:
    """The law of the place without what a draft adds: of a place with a pack of the program its law, else that above it."""
    own = Library()
    if name in own.ids and library.get(name).folder != own.get(name).folder:
        return law_of(own, name, on)
    return law_of(library.without_rules(name), name, on)


def _later(law: Law) -> list[Rule]:
    """The rules of the draft that begin after the day of the question."""
    return [one for one in law.place.rules if one.effect != "notes" and law.on < one.since and not one.perhaps_in_force(law.on)]
