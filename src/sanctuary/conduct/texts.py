"""Texts of conduct in every language that has a folder under `texts/`: questions, what to do, what to say. A new language is a folder.

English is the model: another language has the same ids and the same words in braces, or it is not read.
"""

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sanctuary.documents import Frozen, parse_toml, read_text, shape
from sanctuary.errors import PackError, nearest

__all__ = ["FILES", "LANGUAGES", "NOT_WHERE_LAW_HELPS", "Ask", "Texts", "languages", "texts"]

FOLDER = Path(__file__).resolve().parent / "texts"
FILES = ("ask.toml", "say.toml", "screen.toml", "card.toml")

NOT_WHERE_LAW_HELPS = frozenset({"p.admin", "i.inside", "i.refused", "e.threat", "o.must-not", "o.beyond"})
"""Sentences that refuse: they are loaded only where the law was asked and neither requires nor permits the act."""

_BEGINS = re.compile(r"(?:^|[.!?] )\w")
_BRACES = re.compile(r"\{(\w+)\}")


class Ask(Frozen, frozen=True):
    """A question, a hint, and its answers by id, in their order."""

    ask: str
    answers: Mapping[str, str]
    hint: str = ""


class _Questions(Frozen, frozen=True):
    question: Mapping[str, Ask]


class _Say(Frozen, frozen=True):
    say: Mapping[str, str]


class _Screen(Frozen, frozen=True):
    do: Mapping[str, str]
    never: Mapping[str, str]
    then: Mapping[str, str]
    when: Mapping[str, str]
    words: Mapping[str, str]
    counter: Mapping[str, str]
    asks: Mapping[str, str]
    sight: Mapping[str, str]
    guide: Mapping[str, str]


class _Card(Frozen, frozen=True):
    standard: Mapping[str, str]
    sign: Mapping[str, str]
    joined: Mapping[str, str]


class Texts(Frozen, frozen=True):
    """The texts of a language.

    `when`: when each sentence is said that waits for its moment; `standard`: words of cards by id; `joined`: words that run together where
    a word of a card follows another. `digest` is the SHA-256 over its files.
    """

    language: str
    question: Mapping[str, Ask]
    say: Mapping[str, str]
    do: Mapping[str, str]
    never: Mapping[str, str]
    then: Mapping[str, str]
    when: Mapping[str, str]
    words: Mapping[str, str]
    counter: Mapping[str, str]
    asks: Mapping[str, str]
    sight: Mapping[str, str]
    guide: Mapping[str, str]
    standard: Mapping[str, str]
    sign: Mapping[str, str]
    joined: Mapping[str, str]
    digest: str

    @property
    def draft(self) -> str:
        """What is printed beside texts that no certified translator has read; empty where one has, or none is needed."""
        return self.words["draft"]

    def asks_at(self, counter: str, name: str) -> str:
        """The key of what is asked for: the counter's own words where it has some, else those of every counter."""
        own = f"{counter}-{name}"
        return own if own in self.asks else name

    def filled(self, text: str, given: Mapping[str, str]) -> str:
        """The text with the agency's own words; where it gives none, with the language's. Sentences begin with a capital."""
        told = _BRACES.sub(lambda one: given.get(one[1]) or self.words.get(one[1]) or "___", text)
        for apart, together in self.joined.items():
            # At the beginning of a word alone: "Reciba el documento" has no "a el".
            told = re.sub(rf"\b{re.escape(apart)}", together, told)
        return _BEGINS.sub(lambda one: one[0].upper(), told)


def languages() -> tuple[str, ...]:
    """Languages with a folder, English first."""
    found = sorted(one.name for one in FOLDER.iterdir() if (one / FILES[0]).is_file())
    return ("en", *(one for one in found if one != "en"))


LANGUAGES = languages()


@cache
def texts(language: str = "en", folder: Path = FOLDER) -> Texts:
    """The texts of a language; refuses one that has no folder, and one that says less, more or with other words in braces than English."""
    here = folder / language
    if not here.is_dir():
        known = [one.name for one in folder.iterdir() if one.is_dir()]
        raise PackError(f"no texts in the language '{language}'; {nearest(language, known)}")
    found = _read(here, language)
    if language != "en":
        _same(texts("en", folder), found, here)
    return found


def _read(here: Path, language: str) -> Texts:
    raw = {name: read_text(here / name) for name in FILES}
    table = {name: parse_toml(text, str(here / name)) for name, text in raw.items()}
    ask = shape(table["ask.toml"], _Questions, str(here / "ask.toml"))
    say = shape(table["say.toml"], _Say, str(here / "say.toml"))
    screen = shape(table["screen.toml"], _Screen, str(here / "screen.toml"))
    card = shape(table["card.toml"], _Card, str(here / "card.toml"))
    return Texts(
        language=language,
        question=ask.question,
        say=say.say,
        do=screen.do,
        never=screen.never,
        then=screen.then,
        when=screen.when,
        words=screen.words,
        counter=screen.counter,
        asks=screen.asks,
        sight=screen.sight,
        guide=screen.guide,
        standard=card.standard,
        sign=card.sign,
        joined=card.joined,
        digest=hashlib.sha256("".join(f"{name}\0{raw[name]}\0" for name in FILES).encode()).hexdigest(),
    )


def _parts(one: Texts) -> dict[str, str]:
    """Every text by a name of its own."""
    found = {
        f"{part} {name}": text
        for part in ("say", "do", "never", "then", "when", "words", "counter", "asks", "sight", "guide", "standard", "sign")
        for name, text in getattr(one, part).items()
    }
    for name, ask in one.question.items():
        found |= {f"question {name}": ask.ask} | {f"question {name}: {answer}": text for answer, text in ask.answers.items()}
    return found


def _same(model: Texts, found: Texts, here: Path) -> None:
    ours, theirs = _parts(model), _parts(found)
    for name in (*ours, *theirs):
        if name not in theirs:
            raise PackError(f"{here}: the text '{name}' is missing. English has it.")
        if name not in ours:
            raise PackError(f"{here}: English has no text '{name}'; {nearest(name, ours)}")
        if sorted(_BRACES.findall(ours[name])) != sorted(_BRACES.findall(theirs[name])):
            raise PackError(f"{here}: '{name}' has other words in braces than the English text. Use {sorted(_BRACES.findall(ours[name]))}.")
