"""Which jail is meant by "the jail" of a city: its own, which its police keep, or that of whoever keeps the county's."""

from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law
from sanctuary.law.meant import meant, plain
from sanctuary.law.unencoded import jails
from sanctuary.study.phrases import named

__all__ = ["keeps_instead", "lockup", "need_one_jail"]

KEEPER, POLICE = "sheriff", "police"


def _two(law: Law, word: str) -> bool:
    """Whether a word for a jail may be one of two: the city has police of its own, and another government keeps the other jail."""
    ours = law.place.file.kind == "law" and law.run_by(POLICE) == law.place.id and law.run_by(KEEPER) != law.place.id
    return ours and plain(word) in meant()["jail"]


def need_one_jail(law: Law, word: str) -> None:
    """Refuses a word for a jail where both the city's and the county's may be meant, with each as it is typed.

    Where the state keeps every jail, that one is meant; a city's own cells are a lockup.
    """
    if not _two(law, word) or _state(law):
        return
    raise RequestError(
        f"'{word}' may be two here, and their law can differ: a jail of the city's own, which its police keep (--actor {POLICE}), "
        f"or the county's jail, kept by {named(law, KEEPER)} (--actor {KEEPER}). Name one."
    )


def lockup(law: Law, word: str) -> str:
    """What is said beside the state's jail where a city's own cells may have been meant; nothing elsewhere."""
    return f"; cells of the city's own are the police (--actor {POLICE})" if _two(law, word) and _state(law) else ""


def keeps_instead(law: Law, word: str) -> str:
    """Who is meant by "sheriff" where a county keeps its jail by a department of its own, the sheriff being apart; nothing elsewhere."""
    jail = jails().get(law.run_by(KEEPER)) if word == KEEPER else None
    if jail is None or jail.by not in law.packs or law.packs[jail.by].file.government != "county" or "heriff" in law.name_of(KEEPER):
        return ""
    return f"who keeps the jail, {named(law, KEEPER)}, not the sheriff's office"


def _state(law: Law) -> bool:
    """Whether the state keeps the jails."""
    government = law.run_by(KEEPER)
    return government in law.packs and law.packs[government].file.level == "state"
