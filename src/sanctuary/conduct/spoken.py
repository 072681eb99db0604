"""What the law is said to be, in other languages than English: the sentences of packs, and duties.

Beside a pack's law stands `languages/LANGUAGE.toml` with its sentences as they are and what they say; beside the vocabulary one with the
words of duties. A sentence that has none in the language stays in English, and is introduced as such by whoever shows it.
"""

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sanctuary.documents import Frozen, parse_toml, read_text, shape
from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import OWN
from sanctuary.study.duty_lines import Owed

__all__ = ["asked_in", "digest_in", "duty_in", "rule_in", "title_in"]


class _Pack(Frozen, frozen=True):
    rule: Mapping[str, str] = {}
    title: Mapping[str, str] = {}


class _Words(Frozen, frozen=True):
    duty: Mapping[str, str]
    duty_of: Mapping[str, str]
    duty_by: Mapping[str, str]
    duty_when: Mapping[str, str]
    when: Mapping[str, str]
    clock: Mapping[str, str]


@cache
def _table(folder: Path, language: str) -> dict[str, Any]:
    path = folder / "languages" / f"{language}.toml"
    return parse_toml(read_text(path), str(path)) if path.is_file() else {}


@cache
def _pack(folder: Path, language: str) -> _Pack:
    return shape(_table(folder, language), _Pack, f"{folder / 'languages' / language}")


@cache
def _words(language: str) -> _Words | None:
    table = _table(OWN, language)
    return shape(table, _Words, f"{OWN / 'languages' / language}") if table else None


def rule_in(law: Law, rule: str, language: str) -> str:
    """The sentence of a rule, by its full id, in a language; empty where it has none."""
    held = law.as_written().by_id[rule].rule
    return _pack(law.packs[held.pack].folder, language).rule.get(held.words, "")


def title_in(law: Law, title: str, language: str) -> str:
    """The title of a standing duty, a report or a paper of the packs of a law, in a language; empty where none of them has it."""
    found = (_pack(pack.folder, language).title.get(title, "") for pack in law.packs.values())
    return next(filter(None, found), "")


def asked_in(duty: str, rule: str, language: str) -> str:
    """What a duty of a rule asks, as it reads behind "must", in a language; empty where it has no words for it."""
    words = _words(language)
    return (words.duty_of.get(rule) or words.duty.get(duty, "")) if words else ""


def duty_in(one: Owed, language: str) -> str:
    """A duty as one line in a language: when, what, by which paragraphs; empty where the language lacks a word of it."""
    words, asks = _words(language), asked_in(one.duty, one.rule, language)
    if words is None or not asks:
        return ""
    by = words.duty_by.get(one.duty, "")
    must = words.when["other_must"].format(who=by) if by else words.when["must"]
    within = _clock(words, one.within)
    when = f", {within}" if within else f" ({words.when['no_hour']})" if one.on == "request" else ""
    opened = words.duty_when.get(one.duty) or f"{words.when[one.on]}{when}"
    marks = {"in_some_cases": one.sometimes, "reported": one.reported, "draft": one.draft}
    more = "".join(f"; {words.when[name]}" for name, holds in marks.items() if holds)
    return f"{opened}: {must} {asks} ({'; '.join(one.cites)}{more})."


def _clock(words: _Words, within: str) -> str:
    """An ISO 8601 duration, or a word of the text."""
    found = re.fullmatch(r"P(?:(\d+)([YMWD])|T(\d+)([HM]))", within)
    if not found:
        return words.when.get(within, within)
    return words.clock[found[2] or f"T{found[4]}"].format(count=found[1] or found[3])


def digest_in(law: Law, language: str) -> str:
    """The SHA-256 over what the packs of a law say in a language: what counsel signs beside the law itself."""
    folders = [OWN, *(pack.folder for pack in law.packs.values())]
    files = [folder / "languages" / f"{language}.toml" for folder in folders]
    return hashlib.sha256("".join(f"{read_text(one)}\0" for one in files if one.is_file()).encode()).hexdigest()
