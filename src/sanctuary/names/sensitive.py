"""Whether a field keeps a person's status, origin, birthplace or the like: candidates by name, comment and codes, then what stands around.

The first pass asks what the name, the comment or the list of codes says. The second keeps or drops it by the table, the fields beside it,
and the purpose: a code table's own columns, a company's country, the language of a document are dropped. Nothing is learned and nothing is
looked up: every word stands in a file of this folder.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sanctuary.names.around import Around
from sanctuary.names.catalog import context
from sanctuary.names.listed import before_codes, coded_in, numbered, terms
from sanctuary.names.meaning import meaning, told
from sanctuary.names.ready import Ready, candidates, group, ready
from sanctuary.names.senses import Own, other_sense
from sanctuary.names.switch import of_thing, offered, posted, required, switched

__all__ = ["Around", "Found", "Sure", "sensitive"]

Sure = Literal["sure", "likely", "possible"]

_LABEL, _COMMENT = 12, 80
"""Words of a comment that is a label or a question, and of the longest comment that is read."""

_SHARE, _PLAINLY = 0.3, 0.6
"""How many of the codes of a list must be of a class, and of one whose name tells something else."""


@dataclass(frozen=True, slots=True)
class Found:
    """A class, how sure it is, and why in words."""

    of: str
    how_sure: Sure
    why: str


def sensitive(name: str, around: Around | None = None, comment: str = "", codes: Iterable[str] = ()) -> Found | None:
    """The class of a field, or nothing.

    >>> sensitive("CTZNSHP_IND").of, sensitive("nam_country_born").of, sensitive("homelessness")
    ('citizenship', 'birth_place', None)
    >>> sensitive("language", Around("clients")).of, sensitive("language", Around("documents"))
    ('language', None)
    """
    here = around or _NOWHERE
    words = meaning(name)
    given = list(codes)
    listed = given or coded_in(comment)
    possible = candidates(words)
    if not (possible or listed or comment or here.concerns):
        return None
    if _of_none(words, here):
        return None
    whole = comment
    if listed and not given and numbered(comment):
        comment = before_codes(comment)
    own = Own(words, _said(comment) if comment else (), _telling(listed) if listed else (), name)
    weak = bool(comment or listed) and _weak(words)
    paper = _paper(own, here) if comment and weak else None
    found = _by_name(possible, own, here, comment, listed) or paper or _by_container(own, here)
    if found is not None and found.of == _STATUS and comment and words[-1] in _NUMBERS:
        found = _paper(own, here) or found  # a number of a paper tells its status, and is none itself
    if found is not None:
        return None if required(found.of, words, here) else _neighbor(found, own)
    if not (comment or listed) or not _KEPT_BY_PROGRAMS.isdisjoint(words):
        return None
    found = _by_comment(own, here, comment, weak=weak) or _by_list(own, here, listed or terms(comment), weak=weak)
    if found is None and whole != comment:
        found = _by_comment(Own(words, _said(whole), own.codes, name), here, whole, weak=_weak(words))
    return found


_NOWHERE = Around()


def _of_none(words: tuple[str, ...], here: Around) -> bool:
    """Whether a name or a table is of no person: a part of the program, a count, a switch, an offer, a thing."""
    known = context()
    if words and (words[-1] in known.wiring or (not known.counted.isdisjoint(words) and words[-2:] != _PLACE_CNT) or switched(words)):
        return True
    return (bool(words) and (offered(words, here) or of_thing(words, here))) or here.aggregate or posted(here)


_PLACE_CNT = ("place", "count")
"""`BPLACE_CNT` is the country of a place of birth, and counts nothing."""


def _by_list(own: Own, here: Around, codes: Sequence[str], *, weak: bool) -> Found | None:
    return (_by_codes(own, here, codes, weak=weak) or _by_one_code(own, here, codes)) if codes else None


def _neighbor(found: Found, own: Own) -> Found:
    """The class that is meant: the kind of a paper tells a status, the country of a passport a citizen."""
    if found.of == _PAPER and own.name[-1] in _KINDS_OF_PAPER:
        return Found(_STATUS, "likely", "its name says the kind of an immigration paper")
    foreign = next(one for one in ready() if one.id == _FOREIGN)
    if found.of == _ORIGIN and own.name[-1] in _PAPERS and foreign.questions and foreign.questions.search(told(own.said)):
        return Found(_FOREIGN, "likely", f"its description asks for {foreign.file.title.lower()}")
    asked = own.said if "country" in own.name else own.said[:1] if own.name[-1] not in (*_NUMBERS, *_PAPERS) else ()
    if found.of == _FOREIGN and _CITIZEN.search(told(asked)):
        return Found(_CITIZENS, "likely", "its description asks for citizenship")
    return found


_ORIGIN, _PAPERS = "national_origin", ("id", "identification", "number", "card")
"""A national card is no nationality."""

_KINDS_OF_PAPER = ("type", "category", "class", "kind")
"""Last words of the kind of a paper, which is no number."""


def _paper(own: Own, here: Around) -> Found | None:
    """A plain name whose description tells that it is the number of a paper: "Number from the green card or work permit"."""
    one = next(one for one in ready() if one.id == _PAPER)
    said = told(own.said)
    if one.inside is None or not one.inside.search(said) or len(own.said) > _COMMENT or here.code_table:
        return None
    numbered = (one.inside_names and one.inside_names.search(told(own.name))) or _NUMBERS.intersection(own.said)
    if not numbered or _DATES.intersection((*own.name, *own.said[:3])) or other_sense(one, own, here):
        return None
    return Found(one.id, "likely", f"its description asks for {one.file.title.lower()}")


_NUMBERS = frozenset(["number", "digit", "digits", "numbers"])
_DATES = frozenset(["date", "expiration", "until", "status", "category", "class", "type", "indicator", "whether", "is", "has"])

_KEPT_BY_PROGRAMS = frozenset(["created", "updated", "modified", "deleted", "inserted", "timestamp"])
"""Words of fields that a program keeps for itself, whatever is said of them."""


def _by_name(possible: Sequence[Ready], own: Own, here: Around, comment: str, codes: Sequence[str]) -> Found | None:
    words, text = own.name, told(own.name)
    person = not group("persons").isdisjoint(words)
    for one in possible:
        strong = not one.needs.isdisjoint(words) and one.names.search(text)
        if not strong and (one.persons_need.isdisjoint(words) or not (one.persons and one.persons.search(text))):
            continue
        if _friend(one, text, words, here, comment, codes, strong=bool(strong)):
            continue
        if not strong and not (person or here.of_persons or _codes_of(one, codes) or _asks(one, comment) or one.tells_person(own.said)):
            continue
        if _of_code_table(one, here) or other_sense(one, own, here):
            continue
        what = f"its name says {one.file.title.lower()}" if strong else f"its name says {one.file.title.lower()}, in a table of persons"
        return Found(one.id, "sure" if strong else "likely", what)
    return None


def _friend(one: Ready, text: str, words: tuple[str, ...], here: Around, comment: str, codes: Sequence[str], *, strong: bool) -> bool:
    """Whether something else is meant, or something else than a person has it."""
    if one.friends and (
        (not one.friends_need.isdisjoint(words) and one.friends.search(text))
        or (here.parts and not _codes_of(one, codes) and _reaches(one, told(here.last), words))
    ):
        return True
    if (
        comment
        and one.friends
        and one.friends.search(told(said := _said(_SOURCE.sub(" ", comment))))
        and (not _left(one, said, words) if strong else not _asks(one, comment))
    ):
        return True
    if not one.foes or not group("persons").isdisjoint(words) or not group("owners").isdisjoint(words):
        return False
    if not one.foes.isdisjoint(words):
        return True
    hit = (one.hard if strong else one.foes).intersection(here.last_or_one)
    # "Partner congregation" names no person; the language of an interpreter is that of whoever needs one.
    if "organizations" in one.file.foes and here.of_body and "interpreter" not in words and not _asks(one, comment):
        return True
    # A visit to a clinic is a person's, though a clinic is none.
    if not hit or _asks(one, comment) or (hit <= group("organizations") and here.last[-1] in _DEALINGS):
        return False
    # The fields beside it tell of persons in a table of an organization too: only its name says whose field it is.
    return group("persons").isdisjoint(here.last) if not hit.isdisjoint(one.hard) else not here.of_persons


def _reaches(one: Ready, table: str, words: tuple[str, ...]) -> bool:
    """Whether a table's name gives a field's another meaning: that of birth records gives none to the country of birth of a mother."""
    text = told(words)
    within = not group("persons").isdisjoint(words) and bool(one.names.search(text))
    return any(found.end() > len(table) or not within for found in one.friends.finditer(table + text)) if one.friends else False


_DEALINGS = frozenset(["visit", "visits", "appointment", "appointments", "encounter", "encounters", "interview", "interviews"])
"""What persons have with organizations."""


def _left(one: Ready, said: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether a comment asks for the class in more words than those of what only looks like it, or says again what the name says."""
    rest = one.friends.sub(" ", told(said)) if one.friends else told(said)
    again = set(words) & one.needs & set(rest.split())
    return bool(again) or bool((one.questions and one.questions.search(rest)) or one.names.search(rest)) or len(said) > _READ_WHOLE


def _of_code_table(one: Ready, here: Around) -> bool:
    """Whether the field is a column of the list of codes of its class."""
    known = here.lists.get(one.id)
    if known is None:
        known = here.lists[one.id] = _lists(one, here)
    return known


def _lists(one: Ready, here: Around) -> bool:
    about = told(here.last)
    of_class = bool(one.names.search(about) or (one.persons and one.persons.search(about)) or (one.inside and one.inside.search(about)))
    return (of_class or here.named_for_codes) and here.code_table


def _asks(one: Ready, comment: str) -> bool:
    if not comment or one.questions is None or not one.questions.search(told(said := _said(comment))):
        return False
    # "Country of origin of the goods" asks nobody.
    return one.said_hard.isdisjoint(said) or not group("persons").isdisjoint(said)


def _said(comment: str) -> tuple[str, ...]:
    """The words of a comment; the number that aliens have is told from the article by its hyphen."""
    return meaning(_A_NUMBER.sub("alien number", comment))


_A_NUMBER = re.compile(r"\b(?:A-(?:[Nn]umber|[Nn]o\b\.?)|A#)")

_READ_WHOLE = 24
"""Words of a comment that says what the field is, though its name could be of a class."""


def _by_container(own: Own, here: Around) -> Found | None:
    text = told(own.name)
    for one in here.concerns:
        if "settings" in one.file.foes and not (here.of_persons or "interpreter" in here.last):
            continue
        if own.name == _BARE and not _ends_as(one, told(here.last)):
            continue
        if one.inside_names and one.inside_names.search(text) and not other_sense(one, own, here):
            return Found(one.id, "likely", f"it stands in '{here.parts[-1]}', which is of {one.file.title.lower()}")
    for one in here.besides:
        if one.beside and not one.beside_need.isdisjoint(own.name) and one.beside.search(text) and not other_sense(one, own, here):
            return Found(one.id, "possible", f"it stands beside other fields of {one.file.title.lower()}")
    return None


def _ends_as(one: Ready, table: str) -> bool:
    """Whether a bare `name` in a table is of its class: what the last word of the table's name says, but not whom, as interpreters."""
    last = " " + table.rpartition(" ")[2]
    return bool(one.inside and one.inside.search(last)) and not (one.friends and one.friends.search(f"{last} name"))


_BARE = ("name",)


def _by_comment(own: Own, here: Around, comment: str, *, weak: bool) -> Found | None:
    words, said = own.name, own.said
    if len(said) > _COMMENT or not said or here.code_table:
        return None
    text, name = told(said), told(words)
    question = "?" in comment or len(said) <= _LABEL
    for one in ready():
        asked = bool(one.questions and one.questions.search(text))
        named = len(said) <= _LABEL and bool(one.names.search(text))
        listed = weak and one.codes is not None and len(set(one.codes.findall(text))) > (1 if one.file.tier == 1 else 2)
        if (
            not (asked or named or listed)
            or not (weak or question)
            or (one.friends and (one.friends.search(text) or one.friends.search(name)))
        ):
            continue
        if not one.foes.isdisjoint(words) or (one.id == _FOREIGN and "country" in words and _CITIZEN.search(text)):
            continue
        if not one.said_hard.isdisjoint(said) and group("persons").isdisjoint(said):
            continue
        if other_sense(one, own, here):
            continue
        return Found(one.id, "likely" if weak else "possible", f"its description asks for {one.file.title.lower()}")
    return None


def _codes_of(one: Ready, codes: Sequence[str]) -> int:
    """How many codes of a list are of a class; none where they are too few."""
    if not codes or one.codes is None:
        return 0
    texts = _telling(codes)
    held = [bool(one.codes.search(text)) for text in texts]
    if one.id == _STATUS and any(held):
        citizens = next((other.codes for other in ready() if other.id == _CITIZENS), None)
        held = [hit or bool(citizens and citizens.search(text)) for hit, text in zip(held, texts, strict=True)]
    hits = sum(held)
    return hits if hits > 1 and hits >= _SHARE * len(texts) else 0


_SOURCE = re.compile(
    r"\b(?:as (?:on|in|shown on|it stands on)|according to|per) (?:the |a |your )?(?:\w+ ){0,3}(?:certificate|passport|card|form)\b"
)
"""Where a value is taken from, which tells nothing of what it is: "as on the birth certificate"."""


_KEY = 3
"""Letters of the key of a code, which tells nothing beside its text."""


@lru_cache(maxsize=20_000)
def _tells(code: str) -> bool:
    """Whether a short code is of a class by itself: `LPR`, `TPS`."""
    text = told(meaning(code))
    return any(one.codes is not None and one.codes.search(text) for one in ready())


def _telling(codes: Sequence[str]) -> list[str]:
    """The codes that tell something, as the patterns search them: a letter or a number alone tells nothing, nor a key beside its text."""
    kept = [code for code in codes[:400] if 1 < len(code) < 200]
    texts = [code for code in kept if len(code) > _KEY or _tells(code)]
    read = [told(meaning(code)) for code in (texts if 2 * len(texts) >= len(kept) else kept)]
    return [text for text in read if text.strip() not in _NO_CODE]


_PAPER = "immigration_id"
"""A number whose description tells the paper is of this class: `card_no`, "Work permit"."""

_STATUS, _CITIZENS = "immigration_status", "citizenship"
"""A list of statuses names citizens too: beside a code of a status, one of citizens counts as one."""

_FOREIGN, _CITIZEN = "foreign_id", re.compile(r" (?:citizen|citizenship|national|nationality)\b")
"""A country of which one is a citizen is no paper, though its question names the passport that tells it."""

_TOLD, _FEW_CODES = ("religion", "race_ethnicity"), 2
"""Classes of the second tier whose codes name nothing else, where there are more than a few of them."""

_NUMBERED = re.compile(r"[a-z]{1,2}\d{1,3}[a-z]?")
"""The number of a question asked of persons, before a short form that nobody knows: `P3_AUTO`."""

_NO_CODE = frozenset(
    ["other", "unknown", "none", "nan", "n a", "na", "prefer not to say", "decline to answer", "select", "choose", "all others"]
)
"""What a list holds beside its codes, as `told` writes it."""


def _by_one_code(own: Own, here: Around, codes: Sequence[str]) -> Found | None:
    """One code is enough where the name says what it is for: `hold_type` with ICE among others."""
    if here.code_table and not here.of_persons:
        return None
    texts = [told(meaning(code)) for code in codes[:400] if len(code) < _COMMENT]
    for one in ready():
        if one.single and not one.single_names.isdisjoint(own.name) and any(one.single.search(text) for text in texts):
            return Found(one.id, "likely", f"one of its codes is of {one.file.title.lower()}")
    return None


def _by_codes(own: Own, here: Around, codes: Sequence[str], *, weak: bool) -> Found | None:
    """Where a name tells something else, a list must be plainly of status, citizenship or origin: colors look like races."""
    if here.code_table and not here.of_persons:
        return None
    best = max(((_codes_of(one, codes), -one.file.rank, one) for one in ready()), key=lambda found: found[:2])
    hits, _, one = best
    numbered = bool(own.name) and _NUMBERED.fullmatch(own.name[0]) is not None
    half = not one.core.isdisjoint(own.name)
    plainly = hits >= _PLAINLY * len(_telling(codes)) and (
        one.file.tier == 1 or (one.id in _TOLD and hits > _FEW_CODES + (0 if here.of_persons or numbered else 1))
    )
    if not (weak or half or plainly):
        return None
    if not hits or other_sense(one, own, here) or (not here.of_persons and not one.foes.isdisjoint((*own.name, *here.last))):
        return None
    return Found(one.id, "likely", f"{hits} of its {len(codes)} codes are of {one.file.title.lower()}")


def _weak(words: tuple[str, ...]) -> bool:
    """Whether a name says nothing by itself: its words are plain ones, short forms nobody knows, or numbers."""
    return all(
        word in context().generic or any(c.isdigit() for c in word) or len(word) < 4 or not re.search(r"[aeiouy]", word) for word in words
    )
