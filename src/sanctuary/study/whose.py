"""Whose body a word for an actor means in a place: that of the nearest government where bodies of several are called alike.

"Department of correction" in New York City is the City's, which runs the jails, not the State's, which runs the prisons.
"""

import re
from collections.abc import Iterator

from sanctuary.errors import RequestError, either
from sanctuary.law.jurisdiction import Law
from sanctuary.law.meant import FEWEST, initials, one_meant, plain
from sanctuary.law.runs import ancestors
from sanctuary.study.phrases import listed, named

__all__ = ["actor_meant", "others_said"]


def actor_meant(law: Law, word: str) -> tuple[str, tuple[str, ...]]:
    """The actor that a word which is none of the vocabulary means, and other bodies that are called so here; "" where it means none.

    A proper name means its body. Of bodies of several governments that a shorter word fits, the nearest government's is meant.
    Raises RequestError where it fits bodies that are equally near.
    """
    typed = _spelled(word)
    actors = law.vocabulary.enums["Actor"]
    if whole := [one for one in actors if typed == _spelled(_bare(law.name_of(one)))]:
        return whole[0], ()
    told = one_meant("actor", word, actors)
    called = [one for one in actors if _fits(law, one, typed) or plain(word) in _shortened(law.name_of(one))]
    called += [one for one in ([told] if told else []) if one not in called]
    nearest = min((_distance(law, one) for one in called), default=0)
    near = [one for one in called if _distance(law, one) == nearest]
    if len(near) > 1 and told not in near:
        each = either([f"{named(law, one)} (--actor {one})" for one in near])
        raise RequestError(f"'{word}' may be {len(near)} here: {each}. Name one.")
    found = (told if told in near else near[0]) if near else ""
    return found, tuple(one for one in called if one != found and law.name_of(one) != one)


def others_said(law: Law, others: tuple[str, ...]) -> str:
    """The other bodies that are called so, each as it is typed; nothing where there are none."""
    each = [f"{named(law, one)} (--actor {one})" for one in others]
    return f", not {listed(each)}" if each else ""


def _fits(law: Law, actor: str, typed: str) -> bool:
    """Whether a word is a part of the proper name of a body here, its initials, or what it is called behind the name of its place."""
    name = law.name_of(actor)
    if name == actor:
        return _of_its_place(law, actor, typed, _OFFICES.get(actor, ()))
    ours = _spelled(_bare(name))
    if typed == _spelled(_in_short(name)) or (_names_a_body(typed) and f"-{typed}-" in f"-{ours}-"):
        return True
    at = ours.find("department")
    return _of_its_place(law, actor, typed, (*_OFFICES.get(actor, ()), *([f"-{ours[at:]}"] if at > 0 else [])))


_OFFICES = {"police": ("-pd", "-police", "-police-department"), "sheriff": ("-sheriff", "-sheriff-office")}
"""How an agency is called behind the name of its place."""


def _of_its_place(law: Law, actor: str, typed: str, endings: tuple[str, ...]) -> bool:
    """Whether an agency is called by the name of its place, where that is the place asked about or the government that runs the agency."""
    for ending in endings:
        if typed.endswith(ending):
            ids = law.library.places.meant(typed.removesuffix(ending).replace("-", " "))
            if law.run_by(actor) in ids or law.place.id in ids:
                return True
    return False


def _names_a_body(typed: str) -> bool:
    """Whether some words can name a body by themselves: of several one must be a kind of body, and one alone a kind that keeps people."""
    words = typed.split("-")
    return not _KINDS.isdisjoint(words) if len(words) > 1 else typed in _KEEPERS


_KINDS = frozenset({
    "department", "office", "bureau", "division", "agency", "authority", "district", "system", "school", "police", "library", "hospital",
    "court", "council", "board", "university", "correction", "prison", "probation",
})  # fmt: skip
_KEEPERS = frozenset({"correction", "prison"})


def _distance(law: Law, actor: str) -> int:
    """How far the government is that runs an actor: the place itself, local governments, the state, the nation."""
    run = law.run_by(actor)
    if run not in law.packs:
        return _BESIDE
    steps = ancestors(law.packs, (law.place.id,))
    return _LEVELS[law.packs[run].file.level] * _BESIDE * 2 + (steps.index(run) if run in steps else _BESIDE - 1)


_BESIDE = 50
"""Another government that no pack is of: a local one, and farther than those of the place."""

_LEVELS = {"local": 0, "state": 1, "federal": 2}


def _bare(name: str) -> str:
    """A proper name without what stands behind it in brackets."""
    return re.sub(r"\s*\([^)]*\)$", "", name)


def _spelled(text: str) -> str:
    """A name as it is compared: words in small letters, one for many, "dept" written out.

    >>> _spelled("Dept. of Corrections"), _spelled("Sheriff's Office")
    ('department-of-correction', 'sheriff-office')
    """
    words = (_LONG.get(one, one) for one in plain(text).split("-"))
    return "-".join(one[:-1] if one.endswith("s") and not one.endswith("ss") and len(one) > FEWEST else one for one in words)


_LONG = {"dept": "department", "dep": "department", "libraries": "library", "universities": "university"}


def _in_short(name: str) -> str:
    """A proper name without what is often left out: "Los Angeles County Sheriff", "Austin PD"."""
    bare = _bare(name)
    return re.sub(r" Police Department$", " PD", re.sub(r"('s)? (Office|Department)$", "", bare) if "Sheriff" in bare else bare)


def _shortened(name: str) -> Iterator[str]:
    """A proper name by its initials: as they are told, with the small "of", and of the department without its place.

    >>> sorted(set(_shortened("New York City Department of Correction")))
    ['doc', 'nycdc', 'nycdoc', 'nydc', 'nydoc']
    """
    bare = _bare(name)
    yield from initials(bare)
    yield from initials(re.sub(r" Department$", "", bare).replace("-", " "))
    for form in (bare, bare.replace("New York City", "New York")):
        for part in (form, form[form.find("Department") :] if "Department of" in form else form):
            short = "".join(one[0] for one in part.split() if one[0].isupper() or one == "of").casefold()
            if len(short) >= FEWEST:
                yield short
