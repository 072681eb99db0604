"""Switches and requirements: whether a question is asked, or something asked for, is a setting and no person's data."""

from sanctuary.names.around import Around
from sanctuary.names.catalog import context
from sanctuary.names.ready import group

__all__ = ["of_thing", "offered", "posted", "required", "switched"]

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
    if len(words) < 2 or not _MINORITY.isdisjoint(words):
        return False
    # "How do I get an ITIN" is asked of an office.
    asked = words[0] == "how" and words[1] in _ASKED
    return asked or words[:2] == ("group", "by") or words[-1] in known.switched or not known.switches.isdisjoint(words[:2])


_MINORITY = frozenset(["minority", "minorite"])
"""A visible minority is none of a page."""

_ASKED = ("i", "we", "to", "get", "apply", "replace", "find")
"""What follows "how" in a question that is asked of an office."""


def posted(here: Around) -> bool:
    """Whether what it stands in says what is asked for of whoever wants an offer: the papers for a listing, the rules of a posting.

    >>> posted(Around("listing_documents", ("social_security_card",))), posted(Around("listings", ("first_name", "citizenship")))
    (True, False)
    """
    if not here.last or here.last[-1] not in _POSTED | _TERMS | _RULES or (_POSTED | _RULES).isdisjoint(here.last):
        return False
    return not here.tells_persons and (here.last[-1] in _RULES or not here.keeps_persons)


_POSTED = frozenset(
    [
        "listing",
        "listings",
        "posting",
        "postings",
        "vacancy",
        "vacancies",
        "opening",
        "openings",
        "scholarship",
        "scholarships",
        "vacante",
        "vacantes",
        "convocatoria",
        "convocatorias",
        "requisito",
        "requisitos",
        "requirement",
        "requirements",
    ]
)
_RULES = frozenset(["rule", "rules", "criteria", "criterion", "engine"])
_TERMS = frozenset(["document", "documents", "required", "criteria", "criterion", "rule", "rules", "policy", "policies", "checklist"])
"""Words of offers to anybody, and of what is said of them."""


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
    if not _MAY.isdisjoint(words) and not _TAKES_PART.isdisjoint(words):
        return not here.keeps_persons
    if len(words) < 2 or not (words[0] in context().serving or words[-1] in _SERVED or words[0] in _ALLOWED):
        return False
    if words[-1] == _OFFERED:
        return True
    if words[0] in _ALLOWED:
        return not here.of_persons and (words[0] not in _KINDS or not context().offers.isdisjoint(here.last))
    return not (here.keeps_persons or here.tells_persons) and group("persons").isdisjoint(words)


def of_thing(words: tuple[str, ...], here: Around) -> bool:
    """Whether the last word of a name is a thing, an office or an event, which the words before it only tell apart.

    >>> of_thing(("immigration", "unit", "code"), Around("clients")), of_thing(("citizenship", "status"), Around("clients"))
    (True, False)
    """
    known = context()
    if len(words) > 1 and words[0] in known.makers and words[1] not in _HELPED:
        return True
    if not group("persons").isdisjoint(words[:-1]):
        return False
    held = list(words)
    while len(held) > 1 and held[-1] in _TAILS:
        held.pop()
    return held[-1] in known.things or (held[-1] in known.parts and not here.of_persons)


_HELPED = ("needed", "required", "requested", "used", "language")
"""What is said of a translator whom a person needs."""

_TAILS = frozenset(
    ["code", "id", "identification", "number", "name", "date", "time", "url", "amount", "phone", "email", "address", "at", "on", "title"]
)
"""What is kept of a thing: its name, its number."""

_MAY = frozenset(["may", "can"])
_TAKES_PART = frozenset(["apply", "applies", "enroll", "join", "attend", "participate", "register", "use"])
"""What a program lets anybody do."""

_KINDS = ("eligible", "qualifying", "covered")
_ALLOWED = ("allowed", "accepted", "permitted", *_KINDS)
"""First words of what a rule or a program allows; some of a person too."""

_OFFERED = "offered"
_SERVED = ("served", _OFFERED)
