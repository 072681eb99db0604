"""Under whose law a place stands where nobody has encoded its own: said in one line beside every answer."""

from collections.abc import Iterable, Mapping
from datetime import date

from sanctuary.documents import Frozen
from sanctuary.law.known import Known, known
from sanctuary.law.packs import Pack
from sanctuary.law.runs import ancestors

__all__ = [
    "DRAFT",
    "PLAIN",
    "KnownLaw",
    "against",
    "bare",
    "barred",
    "bearing",
    "beyond",
    "beyond_brief",
    "beyond_each",
    "beyond_of",
    "drafted",
    "known_law",
    "known_of",
    "no_law_of",
    "not_encoded",
    "on_act",
    "own_on_act",
    "read_first",
    "speaks_of",
    "standing",
    "turn",
    "unencoded",
]  # fmt: skip

DRAFT = "a draft, not enacted"
"""What is said of a pack that is no law."""


def unencoded(place: Pack, packs: Mapping[str, Pack], on: date | None = None) -> str:
    """What of the law of a place nobody has encoded, and what is known of it all the same; nothing where all that is known has rules.

    A city is told too what is known of the county that runs its jail, and of its state.
    """
    return " ".join(one for one in (standing(place, packs), beyond(place, packs, on)) if one)


def drafted(pack: Pack) -> bool:
    """Whether a pack is a draft, which nobody has enacted: a source or a rule of it says so."""
    return any(one.kind == "draft" for one in pack.file.source) or any(rule.source == "draft" for rule in pack.rules)


def against(place: Pack, packs: Mapping[str, Pack], typed: str) -> str:
    """Of a draft, the question whether the law above lets it stand, with the command that tells; nothing of law.

    `typed` is the place as a command names it.
    """
    if not drafted(place):
        return ""
    above = next((name for name, pack in packs.items() if pack.file.level == "state" and pack is not place), "us")
    return f"Does the law above let it stand? sanctuary check {typed} --against {above}"


def beyond(place: Pack, packs: Mapping[str, Pack], on: date | None = None) -> str:
    """What is known of the law of a place, of whoever runs somebody in it, and of the states above it, and not encoded; else nothing.

    Given a day, without what is younger than it.
    """
    return _sentence(beyond_each(place, packs, on=on))


def bearing(place: Pack, packs: Mapping[str, Pack], actor: str = "") -> tuple[str, ...]:
    """The governments whose law bears on a place: itself, those above it, then others that run somebody in it, as a county its jail.

    Of one `actor` only the government that runs it of these: the law of a county binds no city in it.
    """
    runs = [run.government for name, run in place.file.actors.items() if actor in ("", name)]
    above = [name for name in ancestors(packs, (place.id,)) if name != place.id]
    return tuple(dict.fromkeys((place.id, *runs, *above) if actor else (place.id, *above, *runs)))


def beyond_each(place: Pack, packs: Mapping[str, Pack], actor: str = "", on: date | None = None) -> list[str]:
    """The same, each law apart; of one `actor` without that of governments that do not run it, and what speaks of others alone."""
    others = {one.said for some in known().values() for one in some if not (speaks_of(one, place, actor) and one.stood(on))}
    return [said for said in _of(bearing(place, packs, actor), packs) if said not in others]


def speaks_of(one: Known, place: Pack, actor: str) -> bool:
    """Whether a law speaks of an actor of a place, or of its own government's agencies where that runs the actor; of no actor, always."""
    run_by = [run.government for name, run in place.file.actors.items() if name == actor] or [place.id]
    return not actor or one.binds(actor, run_by)


def beyond_brief(place: Pack, packs: Mapping[str, Pack], on: date | None = None) -> list[str]:
    """The same, each by its citation and the first of what it says: for a screen with little room.

    Where no law of the state is encoded, the state's law on limits and jails stands first.
    """
    sources = {one.said: one for some in known().values() for one in some}
    every = [(sources.get(said), said) for said in beyond_each(place, packs, on=on)]
    if not_encoded(place, packs):
        every.sort(key=lambda pair: min(turn(pair[0], action) for action in PLAIN))
    return [one.brief if one else said for one, said in every]


PLAIN = ("limit", "hold", "disclose")
"""The acts on which known law stands first, where an answer is on none in particular."""


class KnownLaw(Frozen, frozen=True):
    """Law that bears on a place, is known of and not encoded: what is known of it, and where to read it, if that is kept.

    `address` is where the government that made it keeps the text, if that is known; else, as `read_at`, where it was read. `since`: its
    first day; `until`: the first on which it stood no longer as told. `title`, `kind` and `read` are of what was read.
    """

    says: str
    title: str = ""
    address: str = ""
    kind: str = ""
    read: date | None = None
    read_at: str = ""
    since: date | None = None
    until: date | None = None


def known_law(place: Pack, packs: Mapping[str, Pack], action: str, actor: str = "", on: date | None = None) -> tuple[KnownLaw, ...]:
    """What is known of and not encoded, what speaks of an act by name first, each with where it can be read as far as that is kept."""
    sources = {one.said: one for some in known().values() for one in some}
    every = [(sources.get(said), said) for said in beyond_each(place, packs, actor, on)]
    ordered = sorted(every, key=lambda one: turn(one[0], action))
    return tuple(known_of(one) if one else KnownLaw(says=said) for one, said in ordered)


def known_of(one: Known) -> KnownLaw:
    """A line of what is known, as answers tell it."""
    return KnownLaw(
        says=one.said,
        title=one.title,
        address=one.where,
        kind=one.kind,
        read=one.read,
        read_at=one.address,
        since=one.since,
        until=one.until,
    )


def on_act(place: Pack, packs: Mapping[str, Pack], action: str, actor: str = "", on: date | None = None) -> list[Known]:
    """What is known of and not encoded that speaks of an act by name, in the order in which it is told."""
    sources = {one.said: one for some in known().values() for one in some}
    every = (sources.get(said) for said in beyond_each(place, packs, actor, on))
    able = [one for one in every if one and action in one.acts]
    return sorted(able, key=lambda one: turn(one, action))


def own_on_act(place: Pack, packs: Mapping[str, Pack], act: tuple[str, str], run_by: str, on: date | None = None) -> list[Known]:
    """What is known of and not encoded of the government that runs an actor, and speaks of an act by name, as it is told.

    The act is given as who acts and what is done.
    """
    actor, action = act
    told = set(beyond_each(place, packs, actor, on))
    return [one for one in known().get(run_by, ()) if action in one.acts and one.said in told and one.surely(on)]


def barred(place: Pack, packs: Mapping[str, Pack], act: tuple[str, str, str], papers: Iterable[str], on: date | None = None) -> list[Known]:
    """What is known of and not encoded that forbids an act on some papers by the words that were read: those that were read first.

    The act is given as who acts, what is done and to what. Given a day, without what is not known to have stood on it.
    """
    sources = {one.said: one for some in known().values() for one in some}
    every = [one for one in (sources.get(said) for said in beyond_each(place, packs, act[0], on)) if one and one.surely(on)]
    held = tuple(papers)
    return sorted((one for one in every if any(bar.reaches(act, held) for bar in one.forbids)), key=lambda one: one.kind == "secondary")


def turn(one: Known | None, action: str) -> int:
    """When a law is told: on an act by name the state's first, which its places cannot undo, then the place's, then all others."""
    if one is None or action not in one.acts:
        return 2
    return int(one.place.count("-") > 1)


def read_first(place: Pack, packs: Mapping[str, Pack], action: str, *, titles: bool, actor: str = "", on: date | None = None) -> list[str]:
    """The same with where each can be read, as far as that is kept; what speaks of an act by name goes before the rest.

    `titles`: with that of what it was read in, and the day.
    """
    sources = {one.said: one for some in known().values() for one in some}
    every = [(sources.get(said), said) for said in beyond_each(place, packs, actor, on)]
    ordered = sorted(every, key=lambda one: turn(one[0], action))
    told = [f"{(one.sourced if titles else f'{said}: {one.where}')}{_whether(one, on)}" if one else f"{said}." for one, said in ordered]
    return [f"{one[:1].upper()}{one[1:]}" for one in told]


def _whether(one: Known, on: date | None) -> str:
    """Of a law whose first day is not known, that nobody read whether it stood on an earlier day."""
    return "" if one.surely(on) else f" Whether it stood on {on} was not read."


def beyond_of(governments: tuple[str, ...], packs: Mapping[str, Pack]) -> str:
    """What is known of the law of some governments and not encoded, in one sentence, in their order; else nothing."""
    return _sentence(_of(governments, packs))


def _of(governments: tuple[str, ...], packs: Mapping[str, Pack]) -> list[str]:
    return list(dict.fromkeys(told for name in governments for told in (*_told(name, packs), *_beside_a_draft(name, packs))))


def _told(name: str, packs: Mapping[str, Pack]) -> list[str]:
    return [one.what for pack in packs.values() for one in pack.file.beyond if one.place == name]


def _beside_a_draft(name: str, packs: Mapping[str, Pack]) -> list[str]:
    """What is known of the law of a place that a draft stands for: what nobody enacted takes nothing away from it."""
    return [one.said for one in known().get(name, ())] if name in packs and drafted(packs[name]) else []


def _sentence(known: list[str]) -> str:
    return f"Known but not encoded: {'; '.join(known)}." if known else ""


def standing(place: Pack, packs: Mapping[str, Pack]) -> str:
    """What of the law of a place nobody has encoded, of itself and of its state, as one sentence; nothing where both have rules.

    Where it says that no local rule is encoded, an answer `silent` says nothing of whether one exists. That a pack is a draft stands first.
    """
    draft = f"DRAFT, not enacted: what is told of {place.file.title} would be so if it were law." if drafted(place) else ""
    return " ".join(filter(None, (draft, bare(place, packs))))


def not_encoded(place: Pack, packs: Mapping[str, Pack]) -> str:
    """A clause on the states above a place, or itself, of which nothing is encoded; nothing where something is of each."""
    above = [packs[name] for name in ancestors(packs, (place.id,))]
    titles = [pack.file.title for pack in above if pack.file.level == "state" and not pack.encoded]
    return f"no rule of {' or '.join(titles)} is encoded" if titles else ""


def no_law_of(place: Pack, packs: Mapping[str, Pack]) -> str:
    """A clause on the place itself and the states above it of which nothing is encoded; nothing where something is of each."""
    found = [packs[name] for name in ancestors(packs, (place.id,)) if name != place.id]
    bare_ones = [one for one in (place, *found) if one.file.level in ("state", "local") and not one.encoded]
    titles = dict.fromkeys(one.file.title.partition(",")[0] for one in bare_ones)
    return f"no law of {' or '.join(titles)} is encoded" if titles else ""


def bare(place: Pack, packs: Mapping[str, Pack]) -> str:
    """What of the law of a place and of its state nobody has encoded, as one sentence; nothing where both have rules."""
    above = [packs[name] for name in ancestors(packs, (place.id,)) if name != place.id]
    states = [pack for pack in above if pack.file.level == "state"]
    unread = [pack.file.title for pack in states if not pack.encoded]
    if place.file.kind != "law" or place.file.level == "federal" or (place.encoded and not unread):
        return ""
    title = place.file.title
    if place.encoded:
        return f"{title}: its own law and that of the United States; no rule of {' or '.join(unread)} is encoded."
    if place.file.level == "state":
        return f"{title}: federal law only; no rule of {title} is encoded."
    if unread or not states:
        return f"{title}: federal law only; no {f'rule of {unread[0]} and no ' if unread else ''}local rule is encoded."
    return f"{title}: the law of {states[0].file.title} and of the United States; no local rule is encoded.{_beside(place, packs)}"


def _beside(place: Pack, packs: Mapping[str, Pack]) -> str:
    """The governments with law of their own that run somebody here: a county whose sheriff the city relies on."""
    titles = [pack.file.title for name, pack in packs.items() if name != place.id and pack.file.level == "local" and pack.rules]
    beside = [f"the {title}" if " of " in title else title for title in titles]
    return f" What {' and '.join(beside)} runs here stands under its law too." if beside else ""
