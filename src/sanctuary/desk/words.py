"""The desk's own words, one file for each language; with the texts of conduct they are all that a page says.

English is the model: another language has the same keys. Questions of the law are asked in English by the library, elsewhere as the file
says. Beside a language that no certified translator has read, the English stands too.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sanctuary.conduct.texts import LANGUAGES, Texts, texts
from sanctuary.desk.lines import Lines, Refusals
from sanctuary.documents import Frozen, parse_toml, read_text
from sanctuary.errors import PackError, nearest
from sanctuary.law.asking import Asking
from sanctuary.law.packs import Library
from sanctuary.study.asks import asked_like
from sanctuary.study.phrases import answered, spoken, upper
from sanctuary.study.question import AnswerReport, QuestionReport
from sanctuary.triage.knowledge import read_knowledge
from sanctuary.triage.papers import Sign

__all__ = ["Option", "Told", "Words", "words"]

_MOST_VALUES = 3

_BEGINS_AT = re.compile(r"^the (?:dealing|entry|card|answer|correction|fulfillment): ")
"""Of what a refusal is, which the page of the form says already."""

FOLDER = Path(__file__).resolve().parent / "words"


class Told(Frozen, frozen=True):
    """A text in the language of the page, and in English where that stands beside it."""

    text: str
    english: str = ""


class Option(Frozen, frozen=True):
    """An answer: the value that a form sends, and its words."""

    value: str
    told: Told


class Words(Frozen, frozen=True):
    """The words of a language: `ui` by key, `fact` how each question of the law is asked, `value` its answers.

    `paper`: how a kind of paper is called, who signs it, what it asks for and what it is mistaken for, by its id; English has it from the
    packs. `line`: what the reading of a photograph says; `problem`: what a form is refused for; `refusal`: what the record and other
    rooms below refuse, sentence by sentence, each behind what it is `about`; all by the English, with what changes in braces. `field`:
    how fields of an entry are called that no question names, `kept` the words that they hold.
    """

    language: str
    ui: Mapping[str, str]
    fact: Mapping[str, str]
    value: Mapping[str, str]
    paper: Mapping[str, Mapping[str, str]]
    line: Mapping[str, str]
    problem: Mapping[str, str]
    about: Mapping[str, str]
    field: Mapping[str, str]
    kept: Mapping[str, str]
    refusal: Mapping[str, str]
    conduct: Texts

    @property
    def beside(self) -> bool:
        """Whether the English stands beside it: the language is a draft."""
        return bool(self.conduct.draft)

    def told(self, text: str, english: str) -> Told:
        """A text, with the English where it stands beside it."""
        return Told(text=text, english=english if self.beside and english != text else "")

    def own(self, text: str, english: str) -> Told:
        """A text that the language may lack: then the English, behind a word that says so, as nothing else says it."""
        if self.language == "en":
            return Told(text=english)
        return self.told(text, english) if text else Told(text=self.ui["law_unsaid"], english=english)

    def seen(self, line: str, *, ends: bool = False) -> Told:
        """What a photographed paper is said to be, to lack or to need; as a sentence where it `ends`."""
        mine = _lines(self.language).said(line)
        return self.own(f"{upper(mine)}." if mine and ends else mine, f"{upper(line)}." if ends else line)

    def named(self, title: str) -> Told:
        """A kind of paper by its name."""
        return self.told(_lines(self.language).said(title) or title, title)

    def sign(self, one: Sign) -> Told:
        """A sign on a photographed paper, with where it stands."""
        lines = _lines(self.language)
        what, place = lines.said(one.sign), lines.said(one.place)
        mine = f"{what} ({self.ui['photograph_page']} {one.page}, {place})" if what and place else ""
        return self.own(mine, f"{one.sign} (page {one.page}, {one.place})")

    def kept_as(self, word: str) -> str:
        """A word that the record keeps; English keeps it as it is."""
        return self.kept.get(word) or (self.value.get(word) if self.language != "en" else "") or word

    def refused(self, problem: str, asks: Mapping[str, str]) -> Told:
        """Why a form was refused, with the question of the field that it names; `asks` are the keys of questions, by field."""
        told = _BEGINS_AT.sub("", problem)
        path, mark, rest = told.partition(": ")
        key = asks.get(path, "")
        if self.language == "en":
            return Told(text=f"{_asked(self.ui[key])} {upper(rest)}" if key and mark else upper(told))
        english = words("en").refused(problem, asks).text
        other = f"\u201c{self.ui['record_note']}\u201d"
        mine = _refusals(self.language).said(told, path=_asked(self.ui[key]) if key else f"{path}:", other=other)
        return self.told(mine if key else upper(mine), english) if mine else Told(text=self.ui["problem_other"], english=english)

    def question(self, name: str) -> tuple[Told, Told]:
        """A question of conduct and its hint."""
        mine, model = self.conduct.question[name], texts("en").question[name]
        return self.told(mine.ask, model.ask), self.told(mine.hint, model.hint)

    def answer(self, name: str, value: str, given: Mapping[str, str] | None = None, *, counter: str = "") -> Told:
        """An answer to a question of conduct, in the words of a counter; `given` are the names of the state's courts."""
        if name == "what" and value != "unknown":
            key = self.conduct.asks_at(counter, value)
            return self.told(self.conduct.asks[key], texts("en").asks[key])
        held = ((one, one.question[name].answers[value]) for one in (self.conduct, texts("en")))
        return self.told(*(one.filled(text, given or {}) for one, text in held))

    def fact_asked(self, name: str) -> str:
        """How a fact is asked; a reading that lawyers dispute is told as one."""
        asking = _asking()
        if name not in asking:
            return self.ui["reading"]
        return self.fact.get(name, asking[name].ask)

    def law(self, asked: QuestionReport) -> tuple[Told, tuple[Option, ...]]:
        """A question of the law, and its answers."""
        options = [Option(value=json.dumps(one.answer), told=self.told(self._said(one), one.words)) for one in asked.answers]
        return self.told(asked_like(self.fact.get(asked.fact, asked.ask), asked.ask), asked.ask), tuple(options)

    def values_said(self, values: tuple[str | bool, ...]) -> str:
        """Values as an answer; without any, every other."""
        if not values:
            return upper(self.conduct.guide["otherwise"])
        found = [self._value(one) for one in values]
        more = f" {self.conduct.guide['and_others']}" if len(found) > _MOST_VALUES + 1 else ""
        return upper(", ".join(found[:_MOST_VALUES] if more else found) + more)

    def _said(self, one: AnswerReport) -> str:
        if self.language == "en":
            return one.words
        return ", ".join(self._value(value) for value in one.values)

    def _value(self, value: str | bool) -> str:
        if self.language == "en":
            return answered(
                (value,), "count" if str(value).partition("-")[0].isdecimal() else "bool" if isinstance(value, bool) else "enum"
            )
        if isinstance(value, bool):
            return self.value["yes" if value else "no"]
        first, dash, last = value.partition("-")
        if first.isdecimal():
            return self.value["years"].format(first=first, last=last) if dash else self.value["year"].format(first=first)
        return self.value.get(value, spoken(value))


@cache
def words(language: str = "en") -> Words:
    """The words of a language; refuses one that says more or less than English, or that lacks a question or an answer of the law."""
    if language not in LANGUAGES:
        raise PackError(f"no words in the language '{language}'; {nearest(language, LANGUAGES)}")
    path = FOLDER / f"{language}.toml"
    table: dict[str, Any] = parse_toml(read_text(path), str(path))
    below = FOLDER / f"{language}.below.toml"
    if language != "en":
        table |= parse_toml(read_text(below), str(below))
    found = Words(
        language=language, ui=table["ui"], fact=table.get("fact", {}), value=table.get("value", {}), paper=table.get("paper", {}),
        line=table.get("line", {}), problem=table.get("problem", {}), about=table.get("about", {}),
        field=table.get("field", {}), kept=table.get("kept", {}), refusal=table.get("refusal", {}),
        conduct=texts(language),
    )  # fmt: skip
    if language != "en":
        _same(words("en").ui, found.ui, path)
        _same(_asking(), found.fact, path)
    return found


def _asked(label: str) -> str:
    """The question or the name of a field, as what was refused stands behind it."""
    return label if label[-1] in "?." else f"{label}:"


@cache
def _lines(language: str) -> Lines:
    """What the reading of a photograph says, with the trap of each kind of paper."""
    told = words(language)
    kinds = [one for one in read_knowledge().kinds if one.mistaken and "mistaken" in told.paper.get(one.id, {})]
    titles = {one.title: told.paper[one.id]["title"] for one in read_knowledge().kinds if "title" in told.paper.get(one.id, {})}
    return Lines({**told.line, **titles, **{one.mistaken: told.paper[one.id]["mistaken"] for one in kinds}})


@cache
def _refusals(language: str) -> Refusals:
    told = words(language)
    return Refusals(told.problem, told.about, told.refusal)


@cache
def _asking() -> Mapping[str, Asking]:
    return Library().asking.fact


def _same(model: Mapping[str, object], found: Mapping[str, object], path: Path) -> None:
    for name in (*model, *found):
        if name not in found:
            raise PackError(f"{path}: '{name}' is missing. English has it.")
        if name not in model:
            raise PackError(f"{path}: English has no '{name}'; {nearest(name, model)}")
