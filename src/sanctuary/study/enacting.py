"""Who can enact a draft: whom its pack names, by what instrument, and which permissions above it leave room for it by their own words."""

from collections.abc import Collection, Iterator

from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import Bound
from sanctuary.study.changing import CHANGERS
from sanctuary.study.phrases import listed, titled, upper

__all__ = ["enacted_by", "left_to_it"]

NOT_READ = "whether a charter or statute lets it was not read."
"""What nobody looked up of who can enact a draft."""

_HEADS = {"council": "governing-body", "sheriff": "sheriff"}
"""Who acts for a place that one of these changes the rules of, as an actor of its pack."""


def enacted_by(proofs: Proofs, aside: Collection[str] = ()) -> str:
    """Who is to enact the rules of a place and by what, as its pack.toml says, as a sentence.

    `aside` are governments above it, by id or title, whose law is set aside: below another state its own council enacts nothing.
    """
    place, law = proofs.law.place, proofs.law
    above = [law.packs[name].file for name in place.file.parents if name in law.packs and law.packs[name].file.level == "state"]
    if aside and above:
        return f"It is read as if a place in {titled(above[0].title)} enacted it; who could there was not read."
    by = place.file.changed_by
    run = place.file.actors.get(_HEADS.get(by, ""))
    whose = f"{'the governing body' if by == 'council' else CHANGERS.get(by, by)} of {titled(place.file.title)}"
    who = run.name if run and run.government == place.id else whose
    unnamed = "what it is called, and " if who.startswith("the governing body of ") else ""
    made = dict.fromkeys(bound.rule.instrument for bound in law.rules if bound.rule.pack == place.id and bound.rule.effect != "notes")
    instruments = listed([one.replace("-", " ") for one in made if one] or [place.file.instrument.replace("-", " ")])
    return f"{upper(who)} would enact it, by {instruments}, as the draft says of itself; {unnamed}{NOT_READ}"


def left_to_it(proofs: Proofs) -> dict[str, tuple[str, ...]]:
    """By the title of its government, the words of permissions above that yield, in some situation that a rule of the place forbids."""
    found: dict[str, dict[str, None]] = {}
    for bound in proofs.law.rules:
        if bound.rule.pack == proofs.law.place.id and bound.rule.effect == "forbids":
            for other in _yielding(proofs, bound):
                found.setdefault(proofs.law.title_of(other.rule.pack), {}).update(dict.fromkeys(other.rule.yields))
    return {title: tuple(words) for title, words in found.items()}


def _yielding(proofs: Proofs, bound: Bound) -> Iterator[Bound]:
    """The permissions of higher law that yield by their own words, where a rule of the place matches too."""
    for action in bound.rule.actions:
        proof = proofs[action]
        for other in proof.rules:
            above = other.rule.pack != bound.rule.pack and other.rule.effect == "permits" and other.rule.yields
            if above and proof.possible([proof.matches[bound.rule.id], proof.matches[other.rule.id], proof.no_court_paper]):
                yield other
