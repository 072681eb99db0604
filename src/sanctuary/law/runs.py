"""Who runs whom: from the `actors` table of a place, else by what its kind of government usually runs.

An actor that neither gives to the place or to a government above it is run by somebody whose pack is not named: on the page of a
state, a court or the nation by some locality below, elsewhere by another government, of which the place's own rules say nothing.
"""

from collections.abc import Iterable, Mapping

from sanctuary.errors import PackError
from sanctuary.law.packs import Library, Pack
from sanctuary.model import PRIVATE_ACTORS, Government

__all__ = ["BELOW", "ELSEWHERE", "ancestors", "closure", "runs_of", "scope_of"]

BELOW = "locality-below"
"""Who runs, on the page of a state, a court or the nation, what localities usually run."""

ELSEWHERE = "another-government"
"""Who runs what neither the place nor a government above it is known to run."""


_LOWEST_FIRST: tuple[Government, ...] = ("court", "district", "city", "county", "state", "nation")
"""Of two governments that usually run an actor the lower one does; the order in which parents are written means nothing."""


def runs_of(library: Library, packs: Mapping[str, Pack], home: Pack) -> dict[str, str]:
    """For each public actor, the government that runs it: a pack id, BELOW or ELSEWHERE; a standard asks of every actor itself."""
    if home.file.kind == "standard":
        return {actor: home.id for actor in library.vocabulary.enums["Actor"] if actor not in PRIVATE_ACTORS}
    unnamed = BELOW if home.government in ("nation", "state", "court") else ELSEWHERE
    found: dict[str, str] = {}
    for actor in library.vocabulary.enums["Actor"]:
        if actor in PRIVATE_ACTORS:
            continue
        run = home.file.actors.get(actor)
        able = [name for name in ancestors(packs, (home.id,)) if actor in library.usually[packs[name].government]]
        lowest = min(able, key=lambda name: _LOWEST_FIRST.index(packs[name].government), default=unnamed)
        found[actor] = run.government if run else lowest
    return found


def scope_of(packs: Mapping[str, Pack], home: Pack, runs: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """For each actor, the packs whose rules can bind it, nearest first; for private actors those of the place and above."""
    above = ancestors(packs, (home.id,))
    higher = tuple(name for name in above if packs[name].file.level in ("federal", "state"))
    places = {BELOW: above, ELSEWHERE: higher}
    found = {actor: places[government] if government in places else ancestors(packs, (government,)) for actor, government in runs.items()}
    return found | dict.fromkeys(sorted(PRIVATE_ACTORS), above)


def closure(library: Library, roots: Iterable[str]) -> dict[str, Pack]:
    """The packs of some governments and everything above them, the highest first."""
    packs: dict[str, Pack] = {}

    def visit(name: str, below: tuple[str, ...]) -> None:
        if name in below:
            raise PackError(f"the parents of '{name}' form a circle: {' > '.join((*below, name))}. Remove one of them.")
        if name in packs:
            return
        pack = library.get(name)
        for parent in pack.file.parents:
            if parent not in packs and not library.has(parent):
                raise PackError(f"{pack.folder / 'pack.toml'}: the parent '{parent}' is not found. Put its folder beside this one.")
            visit(parent, (*below, name))
        packs[name] = pack

    for root in roots:
        visit(root, ())
    return packs


def ancestors(packs: Mapping[str, Pack], roots: tuple[str, ...]) -> tuple[str, ...]:
    """The roots and everything above them, nearest first, each once."""
    found: dict[str, None] = {}
    waiting = list(roots)
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = None
            waiting += packs[name].file.parents
    return tuple(found)
