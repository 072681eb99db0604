"""Words that are none of the vocabulary: what common words and phrases beside it may mean (meant.toml), else the nearest known one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from sanctuary.documents import parse_toml, read_text, shape
from sanctuary.errors import either, nearest

__all__ = ["SMALL", "Meant", "acts_meant", "fields_meant", "hint", "initials", "meant", "one_meant", "plain"]

_PATH = Path(__file__).resolve().parent.parent / "packs" / "meant.toml"


@cache
def meant() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """For each kind of word (action, actor, resource, value, phrase), common words and what of the vocabulary they may mean."""
    return shape(parse_toml(read_text(_PATH), str(_PATH)), dict[str, dict[str, tuple[str, ...]]], str(_PATH))


@cache
def _of_fields() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, str]]:
    """Common words for fields of an entry, and what fields tell, from packs/fields.toml."""
    path = _PATH.with_name("fields.toml")
    read = shape(parse_toml(read_text(path), str(path)), dict[str, dict[str, tuple[str, ...] | str]], str(path))
    words = {word: told for word, told in read["field"].items() if isinstance(told, tuple)}
    return words, {name: told for name, told in read["said"].items() if isinstance(told, str)}


_OF_A_TIME = re.compile(r"-(?:at|on|time|date|dt|when|datetime)$")


def fields_meant(word: str) -> tuple[tuple[str, str], ...]:
    """The fields of an entry that a common word may mean, each with what it tells; none where nobody has said.

    >>> [name for name, _ in fields_meant("history.posted_bond")], [name for name, _ in fields_meant("released_at")]
    (['eligible_release_at', 'bail_posted_at'], ['outcome_at'])
    """
    words, said = _of_fields()
    typed = plain(word.rpartition(".")[2])
    found = words.get(typed) or words.get(_OF_A_TIME.sub("", typed)) or ()
    return tuple((name, said.get(name, "")) for name in found)


def plain(word: str) -> str:
    """A word as the tables have it: small letters, and hyphens for all between.

    >>> plain("Police Officer's"), plain("sign 287(g)")
    ('police-officers', 'sign-287g')
    """
    return re.sub(r"287-g(?=-|$)", "287g", re.sub(r"[^a-z0-9]+", "-", word.casefold().replace("'", "")).strip("-"))


SMALL = frozenset({
    "a", "an", "the", "to", "of", "with", "by", "about", "for", "on", "in", "into", "onto", "from", "somebody", "someone", "them", "him",
    "her", "his", "their", "is", "are", "be", "my", "our", "your", "this", "that", "inmate", "person", "people", "he", "she",
    "they", "hes", "shes", "theyre", "will", "would", "us", "me",
})  # fmt: skip
"""Words of a phrase that say nothing more."""


@dataclass(frozen=True, slots=True)
class Meant:
    """An act that a phrase may mean: what is done, to what, in which facts, and the words of the phrase that are left."""

    action: str
    resource: str
    facts: Mapping[str, str]
    left: tuple[str, ...]

    def typed(self) -> str:
        """The act as options of `decide`."""
        facts = "".join(f" --fact {name}={value}" for name, value in self.facts.items())
        return f"--action {self.action}{f' --resource {self.resource}' if self.resource else ''}{facts}"


def acts_meant(phrase: str) -> tuple[Meant, ...]:
    """The acts that a phrase may mean, by the longest phrase of the table with which it begins; none where the table has none.

    >>> [one.typed() for one in acts_meant("sign a 287(g) agreement")]
    ['--action join --resource immigration-deputation --fact requester=immigration-authority']
    >>> len(acts_meant("answer the detainer")), acts_meant("tell the weather")
    (3, ())
    """
    parts = [part for part in plain(phrase).split("-") if part and part not in SMALL]
    asking = [part for part in parts if "immigration-authority" in meant()["value"].get(part, ())]
    for words in (parts, [*(part for part in parts if part not in asking), *asking]):  # "let ICE into the jail"
        for count in range(len(words), 0, -1):
            if told := meant()["phrase"].get("-".join(words[:count])):
                return tuple(_meant(one, tuple(words[count:])) for one in told)
    return ()


def _meant(told: str, left: tuple[str, ...]) -> Meant:
    action, *rest = told.split()
    resource = next((one for one in rest if "=" not in one), "")
    return Meant(action, resource, dict(one.split("=") for one in rest if "=" in one), left)


def one_meant(kind: str, word: str, known: Iterable[str]) -> str:
    """The one known word that a word is or means; nothing where it has several meanings or none.

    >>> one_meant("actor", "Jail", ("police", "sheriff")), one_meant("value", "form I-247A", ("detainer",))
    ('sheriff', 'detainer')
    """
    values = tuple(known)
    if word in values:
        return word
    typed = plain(word)
    for form in (typed, typed.removesuffix("s"), f"{typed}s"):
        if form in values:
            return form
        may = [one for one in meant().get(kind, {}).get(form, ()) if one in values]
        if may:
            return may[0] if len(may) == 1 else ""
    return ""


def hint(kind: str, word: str, known: tuple[str, ...]) -> str:
    """Which known words a word may mean, as a question; where nobody has said, the nearest, or the known words.

    Where the known words are too many to be told, what shows all of them is named.

    >>> hint("actor", "Officer", ("police", "sheriff"))
    "did you mean 'police' or 'sheriff'?"
    """
    may = _may(kind, word, known)
    if not may and (near := _near(kind, word, known)):
        may = _may(kind, near, known)
        if len(may) < 2:
            return f"did you mean '{near}'?"
    if kind == "action" and not may and not nearest(word, known).endswith("?"):
        return _acts_near(word, known)
    return f"did you mean {either(may)}?" if may else nearest(word, known, ALL.get(kind, ""))


def _acts_near(word: str, known: tuple[str, ...]) -> str:
    """The acts that single words of a phrase may mean; where none does, some acts, and what shows all."""
    parts = [part for part in plain(word).split("-") if part not in SMALL]
    acts = [one for part in parts for one in ([part] if part in known else meant()["action"].get(part, ())) if one in known]
    near = list(dict.fromkeys(acts))[:MOST_ACTS]
    if near:
        return f"did you mean {either(near)}?"
    return f"known: {', '.join(known[:MOST_ACTS])} and {len(known) - MOST_ACTS} more; sanctuary facts lists all"


MOST_ACTS = 5
"""Acts that a refusal names."""


def _may(kind: str, word: str, known: tuple[str, ...]) -> list[str]:
    """The known words that a common word may mean."""
    return [one for one in meant().get(kind, {}).get(plain(word), ()) if one in known]


def initials(name: str) -> tuple[str, ...]:
    """The initials by which an agency of a proper name is called in short: of at least three large words, a sheriff's without "County" too.

    >>> initials("Los Angeles Police Department"), initials("City Council")
    (('lapd',), ())
    >>> initials("Los Angeles County Sheriff's Department"), initials("New York City Police Department")
    (('lacsd', 'lasd'), ('nycpd', 'nypd'))
    """
    bare = re.sub(r"\s*\([^)]*\)$", "", name)
    forms = (bare, bare.replace(" County", "") if "Sheriff" in bare else bare, bare.replace("New York City", "New York"))
    found = ("".join(part[0] for part in form.split() if part[0].isupper()).casefold() for form in forms)
    return tuple(dict.fromkeys(one for one in found if len(one) >= FEWEST))


def _near(kind: str, word: str, known: tuple[str, ...]) -> str:
    """A common word or phrase of the tables that is spelled nearly so, where no known word is: "honr detainer" is near "honor detainer"."""
    if get_close_matches(plain(word), known, n=1, cutoff=_ALIKE):
        return ""
    words = [one for one, may in meant().get(kind, {}).items() if set(may) & set(known)]
    if kind == "action":
        words += [one for one, may in meant()["phrase"].items() if all(act.split()[0] in known for act in may)]
    return next(iter(get_close_matches(plain(word), words, n=1, cutoff=_ALIKE)), "").replace("-", " ")


_ALIKE = 0.8
"""How alike two words are of which one is a slip in typing the other."""

FEWEST = 3


ALL = {"actor": "sanctuary actors"}
"""The command that shows all words of a kind."""
