"""Papers that a duty names, found in the packs and filled: consent forms, copies, notices, replies.

A paper is data, `notices/KIND.toml` in a pack: the folder says which kinds exist, and no list in the program does. It cites headings of the
pack's law, names the duty that it serves, and holds each language's words; every language has the same parts, sentences and fields, so that
no translation leaves one out. A translation whose `certified` is empty is a draft, and a draft fulfills no duty. English, the language of
the law, is a draft only where the paper itself is one for counsel to complete.

A field that was not filled stays a blank line. What was filled lives in memory only: it is in no repr, no message and no store.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sanctuary.documents import Frozen, parse_toml, read_text, shape
from sanctuary.errors import PackError, RequestError, nearest
from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import Pack

__all__ = [
    "Blank",
    "Field",
    "Notice",
    "NoticeFile",
    "Option",
    "Paper",
    "Part",
    "Section",
    "Wording",
    "fill",
    "given",
    "need_same_plan",
    "notices_of",
]

LONGEST = 300
"""Characters of the longest value: what fits on the lines of a paper."""


LAWS_OWN = "en"
"""The language of the law: words in it are no translation, and no draft unless the paper is one for counsel to complete."""

_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that show a text in another order than it has; joiners and marks, which scripts need, are none of them."""


class Field(Frozen, frozen=True):
    """Something to write or to mark; `by_hand` is for the person alone, and never filled by the program."""

    name: str
    options: tuple[str, ...] = ()
    several: bool = False
    lines: int = 1
    by_hand: bool = False


class Part(Frozen, frozen=True):
    """A heading with what stands below it: sentences, then fields by name."""

    heading: str
    says: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


class Wording(Frozen, frozen=True):
    """The words of one language; `certified` names who certified them and when, or is empty; `draft` is what a draft bears."""

    language: str
    title: str
    certified: str
    draft: str
    law: str
    page: str
    labels: Mapping[str, str]
    part: tuple[Part, ...]


class NoticeFile(Frozen, frozen=True):
    """notices/KIND.toml; `languages` are those that the law names, if it names any."""

    title: str
    purpose: str
    cites: tuple[str, ...]
    since: date
    text: Mapping[str, Wording]
    field: tuple[Field, ...]
    duty: str = ""
    also: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A kind of paper, with the pack that it comes from and the SHA-256 of its file."""

    kind: str
    pack: Pack
    file: NoticeFile
    hash: str


@dataclass(frozen=True, slots=True)
class Option:
    """One box to mark."""

    name: str
    label: str
    marked: bool = field(default=False, repr=False)


@dataclass(frozen=True, slots=True)
class Blank:
    """A field on a paper; `value` is empty where it is left to be filled by hand."""

    name: str
    label: str
    lines: int
    options: tuple[Option, ...]
    value: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a paper."""

    heading: str
    says: tuple[str, ...]
    fields: tuple[Blank, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A notice in one language, ready to print; `draft` is the sentence that every page of a draft bears, or empty."""

    kind: str
    language: str
    title: str
    draft: str
    certified: str
    law: str
    page: str
    sections: tuple[Section, ...]


def notices_of(law: Law) -> dict[str, Notice]:
    """The papers of a place on the law's day, by kind; the pack nearest to the place wins where two have one kind."""
    found: dict[str, Notice] = {}
    for pack in law.packs.values():
        for path in sorted(pack.folder.glob("notices/*.toml")):
            notice = _read(path, pack, law.vocabulary.duties)
            if notice.file.since <= law.on:
                found[notice.kind] = notice
    return dict(sorted(found.items()))


def given(words: Iterable[str]) -> dict[str, str]:
    """Values written as FIELD=VALUE; a message names the field at most, because the rest is about a person."""
    values: dict[str, str] = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign:
            raise RequestError("--set has no '='. Write --set FIELD=VALUE, with quotes around a value that has spaces.")
        if name in values:
            # A name may hold a value that was typed on the wrong side, so that only its being there twice is told.
            raise RequestError("--set fills one field twice. Give each field once; boxes of one field are parted by commas.")
        values[name] = value.strip()
    return values


def fill(notice: Notice, language: str, values: Mapping[str, str]) -> Paper:
    """The paper in a language with the given fields filled.

    Refuses an unknown language or field, a box that is not on the paper, a value that is too long or holds control characters, and a
    field that only the person may fill by hand.
    """
    language = _code(language, notice.file.text)
    wording = notice.file.text.get(language)
    if wording is None:
        known = ", ".join(f"{code} ({one.language})" for code, one in notice.file.text.items())
        raise RequestError(f"'{notice.kind}' is not written in '{language}'. It is written in: {known}.")
    fields = {one.name: one for one in notice.file.field}
    if any(name not in fields for name in values):
        free = ", ".join(one.name for one in notice.file.field if not one.by_hand)
        raise RequestError(f"--set names a field that '{notice.kind}' does not have. It has: {free}.")
    values = {name: _boxes(fields[name], value) for name, value in values.items()}
    for name, value in values.items():
        _check(fields[name], value)

    def blank(name: str) -> Blank:
        one, value = fields[name], values.get(name, "")
        marked = _marks(value)
        options = tuple(Option(each, wording.labels[f"{name}.{each}"], each in marked) for each in one.options)
        return Blank(name, wording.labels[name], one.lines, options, "" if one.options else value)

    return Paper(
        kind=notice.kind,
        language=language,
        title=wording.title,
        draft="" if wording.certified else wording.draft,
        certified=wording.certified,
        law=wording.law.replace("{cites}", "; ".join(notice.file.cites)),
        page=wording.page,
        sections=tuple(Section(part.heading, part.says, tuple(blank(name) for name in part.fields)) for part in wording.part),
    )


_NAMES: Mapping[str, tuple[str, ...]] = {
    "en": ("english",), "es": ("spanish", "espanol"), "zh": ("chinese",), "tl": ("tagalog", "filipino"), "vi": ("vietnamese",),
    "ko": ("korean",),
}  # fmt: skip
"""Languages by their English names, beside the names that a paper gives them."""


def _code(word: str, texts: Mapping[str, Wording]) -> str:
    """The code of a language that somebody called by its code, its English name, or its own name."""
    plain = word.strip().casefold()
    named = (code for code, one in texts.items() if plain in (code.casefold(), one.language.casefold(), *_NAMES.get(code, ())))
    return next(named, next((code for code, names in _NAMES.items() if plain in names), word))


_YES, _NO = frozenset({"will", "yes"}), frozenset({"will-not", "no"})
"""Boxes that answer yes or no, whatever a paper calls them."""


def _boxes(one: Field, value: str) -> str:
    """What marks boxes, whatever its capitals; "yes" and "no" mark the boxes that say so in other words."""
    if not one.options:
        return value
    marks = []
    for mark in _marks(value):
        plain = "-".join(mark.casefold().replace("_", " ").split())
        meant = next((set(one.options) & kin for kin in (_YES, _NO) if plain in kin), set[str]())
        marks.append(plain if plain in one.options else next(iter(meant)) if len(meant) == 1 else mark)
    return ",".join(marks)


def _marks(value: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in value.split(","))


def _check(one: Field, value: str) -> None:
    if one.by_hand:
        raise RequestError(f"the field '{one.name}' is for the person's own hand and is never filled in print. Leave it out.")
    if len(value) > LONGEST:
        raise RequestError(f"the value of '{one.name}' has more than {LONGEST} characters. Shorten it, or fill it in by hand.")
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp") or letter in _BIDI for letter in value):
        raise RequestError(
            f"the value of '{one.name}' holds a control character, or one that changes the order of what is read. Write it on one line of "
            "plain text."
        )
    marks = _marks(value) if one.options and value else ()
    if any(mark not in one.options for mark in marks) or (len(marks) > 1 and not one.several):
        if one.several:
            raise RequestError(f"'{one.name}' is marked with one or more of: {', '.join(one.options)}. Several are parted by commas.")
        raise RequestError(f"'{one.name}' is marked with one of: {', '.join(one.options)}.")


def _read(path: Path, pack: Pack, duties: Iterable[str]) -> Notice:
    """A notice file, checked against the law of its pack, the vocabulary's duties, and itself."""
    text = read_text(path)
    file = shape(parse_toml(text, str(path)), NoticeFile, str(path))
    known = [citation for prose in pack.prose.values() for citation in prose.words]
    for citation in file.cites:
        if citation not in known:
            raise PackError(f"{path}: no heading under law/ carries '{citation}'; {nearest(citation, known)}")
    for duty in (*((file.duty,) if file.duty else ()), *file.also):
        if duty not in duties:
            raise PackError(f"{path}: the vocabulary has no duty '{duty}'; {nearest(duty, duties)}")
    if missing := [code for code in file.languages if code not in file.text]:
        raise PackError(f"{path}: the law names languages that have no [text]: {', '.join(missing)}. Write them, as drafts at first.")
    if not file.text or not file.cites:
        raise PackError(f"{path}: a notice needs one [text.LANGUAGE] and one citation at least. docs/commands/notice.md shows one.")
    need_same_plan(path, file)
    return Notice(path.stem, pack, file, hashlib.sha256(text.encode()).hexdigest())


def need_same_plan(path: Path, file: NoticeFile) -> None:
    """Refuses a paper whose languages have not the same parts, sentences and fields."""
    names = [name for one in file.field for name in (one.name, *(f"{one.name}.{option}" for option in one.options))]
    if len(set(names)) != len(names):
        raise PackError(f"{path}: a field or a box stands twice. Give each its own name.")
    first = next(iter(file.text))
    plan = _plan(file.text[first])
    used = [name for _, fields in plan for name in fields]
    if sorted(used) != sorted(one.name for one in file.field):
        raise PackError(f"{path}: [text.{first}] does not place every field exactly once. Name each [[field]] in one part.")
    for code, wording in file.text.items():
        if sorted(wording.labels) != sorted(names):
            odd = sorted(set(names) ^ set(wording.labels))
            raise PackError(f"{path}: [text.{code}.labels] has not the labels of the fields; these differ: {', '.join(odd)}.")
        if _plan(wording) != plan:
            raise PackError(
                f"{path}: [text.{code}] has not the parts, sentences and fields of [text.{first}]. Every language says the same."
            )
        if "{cites}" not in wording.law or "{page}" not in wording.page or "{pages}" not in wording.page:
            raise PackError(f"{path}: [text.{code}] needs {{cites}} in law, {{page}} and {{pages}} in page.")
        if code != LAWS_OWN and not wording.draft:
            raise PackError(f"{path}: [text.{code}] is a translation and needs a sentence in draft, for as long as nobody certified it.")


def _plan(wording: Wording) -> list[tuple[int, tuple[str, ...]]]:
    return [(len(part.says), part.fields) for part in wording.part]
