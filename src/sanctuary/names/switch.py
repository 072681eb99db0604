"""Switches and requirements: whether a question is asked, or something asked for, is a setting and no person's data."""

from sanctuary.names.around import Around
from sanctuary.names.catalog import context
from sanctuary.names.ready import group

__all__ = ["offered", "required", "switched"]

_REQUIRED = "required"
_NEEDS = frozenset(["language", "immigration_status"])
"""Classes of which a person needs something: an interpreter, a visa."""

_PROOF = frozenset(["proof", "verification", "document", "documentation", "evidence"])
"""What one person may be asked for, and another not."""


def switched(words: tuple[str, ...]) -> bool:
    """Whether a name is that of a switch.

    >>> switched(("ask", "ssn")), switched(("citizenship", "hidden")), switched(("ssn",))
    (True, True, False)
    """
    known = context()
    return len(words) > 1 and (words[-1] in known.switched or not known.switches.isdisjoint(words[:2]))


def required(of: str, words: tuple[str, ...], here: Around) -> bool:
    """Whether a name tells what is asked for of anybody: `requires_citizenship` of a posting; that of a person is a person's.

    >>> required("citizenship", ("required", "citizenship"), Around("job_postings"))
    True
    >>> required("language", ("required", "interpreter"), Around("clients"))
    False
    """
    if len(words) < 2 or _REQUIRED not in (words[0], words[-1]) or not group("persons").isdisjoint(words):
        return False
    offers = context().offers
    if not offers.isdisjoint((*here.last, *words)):
        return not here.keeps_persons and not here.tells_persons
    return of not in _NEEDS and (_PROOF.isdisjoint(words) or not here.of_persons)


def offered(words: tuple[str, ...], here: Around) -> bool:
    """Whether a name tells what an organization offers or does for anybody: `languages_served`; in a table of persons it is a person's.

    >>> offered(("serves", "undocumented"), Around("community_partners")), offered(("accept", "interpreter"), Around("x", ("first_name",)))
    (True, False)
    """
    if len(words) < 2 or not (words[0] in context().serving or words[-1] == _SERVED):
        return False
    return not here.keeps_persons and group("persons").isdisjoint(words)


_SERVED = "served"
