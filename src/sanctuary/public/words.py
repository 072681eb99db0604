"""The words of the page to try: in English those that every command prints, in Spanish those of spanish.toml."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sanctuary.documents import Frozen, parse_toml, read_text, shape
from sanctuary.law.vocabulary import Action, Variable
from sanctuary.model import Outcome
from sanctuary.study.phrases import act_said, actor_said, outcome_said, spoken, upper

__all__ = ["FILES", "Words", "words"]

FILES: Mapping[str, str] = {"en": "english.toml", "es": "spanish.toml"}


class Words(Frozen, frozen=True):
    """Labels of the form; how the thing of an act is asked for, by its type; words of the vocabulary, if not the program's own."""

    form: Mapping[str, str]
    which: Mapping[str, str]
    answer: Mapping[str, str] = {}
    action: Mapping[str, str] = {}
    value: Mapping[str, str] = {}
    fact: Mapping[str, str] = {}

    def outcome(self, outcome: Outcome, *, bounded: bool = False) -> str:
        """An outcome as a sentence; `bounded` where law that nobody searched may forbid what is allowed."""
        if bounded and outcome == Outcome.MAY and "may-unless" in self.answer:
            return self.answer["may-unless"]
        return self.answer.get(outcome.value) or upper(f"{outcome_said(outcome)}.")

    def act(self, action: Action) -> str:
        """An act without the thing that it is done to."""
        return self.action.get(action.name) or act_said(action)

    def actor(self, name: str) -> str:
        """Who acts."""
        return self.value.get(name) or actor_said(name)

    def said(self, value: object) -> str:
        """A value of a fact, or a thing that something is done to."""
        return self.value.get(str(value)) or spoken(value)

    def thing(self, action: Action) -> str:
        """How the thing of an act is asked for."""
        return self.which[action.resource_type]

    def values(self, one: Variable) -> list[tuple[str, str]]:
        """The values that a fact can have, with their words, in the vocabulary's order."""
        if one.kind == "bool":
            return [("true", self.form["yes"]), ("false", self.form["no"])]
        if one.kind == "count":
            return [(str(number), str(number)) for number in range(100)]
        return [(word, self.said(word)) for word in one.values]


@cache
def words(language: str) -> Words:
    """The words of a language, read once."""
    path = Path(__file__).resolve().parent / FILES[language]
    return shape(parse_toml(read_text(path), str(path)), Words, str(path))
