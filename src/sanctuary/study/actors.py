"""Who acts: the actors that a situation can name, who runs each in a place, and under which name."""

from datetime import date

from sanctuary.documents import Frozen
from sanctuary.law.jurisdiction import Law
from sanctuary.law.runs import ELSEWHERE
from sanctuary.law.used import PackUsed, digest_of_packs, packs_used
from sanctuary.model import PRIVATE_ACTORS
from sanctuary.study.governments import government

__all__ = ["SCHEMA", "ActorNamed", "ActorsNamed", "actors"]

SCHEMA = "sanctuary.actors/1"


class ActorNamed(Frozen, frozen=True):
    """An actor: its proper name in the place, and the government that runs it. `known`: the place's own table says so."""

    actor: str
    name: str
    run_by: str
    government: str
    known: bool
    private: bool
    bound_by: tuple[str, ...]


class ActorsNamed(Frozen, frozen=True):
    """Every actor of the vocabulary in a place."""

    schema: str
    place: str
    title: str
    on: date
    actors: tuple[ActorNamed, ...]
    packs: tuple[PackUsed, ...]

    @property
    def digest(self) -> str:
        """The digest of the law that gave this (`Law.digest`)."""
        return digest_of_packs(self.packs)


def actors(law: Law) -> ActorsNamed:
    """Who acts in a place, in the order of the vocabulary; `bound_by` are the packs whose rules can bind the actor, nearest first."""
    return ActorsNamed(
        schema=SCHEMA,
        place=law.place.id,
        title=law.place.file.title,
        on=law.on,
        actors=tuple(_named(law, actor) for actor in law.vocabulary.enums["Actor"]),
        packs=packs_used(law),
    )


def _named(law: Law, actor: str) -> ActorNamed:
    private = actor in PRIVATE_ACTORS
    run = "" if private else law.run_by(actor)
    return ActorNamed(
        actor=actor,
        name=law.name_of(actor),
        run_by=run,
        government="nobody: it is private" if private else government(law, run, actor) if run == ELSEWHERE else law.title_of(run),
        known=actor in law.place.file.actors or (not private and run != ELSEWHERE and run in law.packs),
        private=private,
        bound_by=law.scope[actor],
    )
