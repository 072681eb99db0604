"""`sanctuary record add --ask`: the questions of account/asking.py at a terminal, one by one, and the answers once more at the end.

The questions go to standard error, so that standard output holds what the command answers.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sanctuary.account.asking import Question, asked_of, read_answer
from sanctuary.commands.entries import paths_of
from sanctuary.commands.words import typed
from sanctuary.errors import RequestError, visible
from sanctuary.record.settings import Settings, in_zone
from sanctuary.study.phrases import spoken

__all__ = ["ask_for"]

_PAPERS = {
    "other": "another paper", "removal-warrant": "a warrant of removal, I-205", "detainer": "a detainer, I-247A",
    "administrative-warrant": "an administrative warrant, I-200", "database-hit": "a hit in a database",
}  # fmt: skip
"""Papers of an entry by what staff sees of them, where the vocabulary has other words or none."""


def ask_for(document: dict[str, Any], settings: Settings) -> None:
    """Fills a document with answers; what it says already, and the record's own agency, is not asked for.

    Refuses where the answers end early or are not confirmed: nothing is recorded then.
    """
    lines = _lines()
    said: dict[str, Any] = dict.fromkeys(paths_of(document), "")
    for path in said:
        group, _, name = path.partition(".")
        said[path] = document[group][name] if name and isinstance(document[group], dict) else ""
    if settings.agency and "event.actor" not in said:
        said["event.actor"] = settings.agency
        document.setdefault("event", {})["actor"] = settings.agency
    while question := next(asked_of(said), None):
        answer = _asked(question, lines, settings)
        said[question.path] = "" if answer is None else answer
        if answer is not None:
            group, _, name = question.path.partition(".")
            document.setdefault(group, {})[name] = answer.isoformat() if hasattr(answer, "isoformat") else answer
    _confirmed(said, lines)


def _asked(question: Question, lines: Iterator[str], settings: Settings) -> object:
    _tell(question.words)
    for number, word in enumerate(question.choices, 1):
        plain = _PAPERS.get(word, spoken(word)) if question.path == "document.paper" else word
        _tell(f"  {number:>2}  {word}" if plain == word else f"  {number:>2}  {plain} ({word})")
    if question.several:
        _tell("  several with commas")
    while True:
        line = _next(lines)
        try:
            found = read_answer(question, line, in_zone(settings, datetime.now(UTC).astimezone()))
        except RequestError as problem:
            if not sys.stdin.isatty():
                # Answers that come from a file or a pipe do not know that a question is asked again: the next would be taken for this one.
                raise RequestError(f"{question.words} {str(problem).rstrip('.')}. Nothing was recorded.") from None
            _tell(str(problem))
        else:
            if not sys.stdin.isatty() and found is not None:
                _tell(f"  > {', '.join(found) if isinstance(found, list) else found}")
            return found


def _confirmed(said: dict[str, Any], lines: Iterator[str]) -> None:
    _tell("Your answers:")
    for path, value in said.items():
        if value != "":
            shown = ", ".join(value) if isinstance(value, list) else value
            _tell(f"  {path}: {shown}")
    _tell("Record this? (yes or no)")
    while (word := _next(lines).strip().casefold()) not in ("yes", "y"):
        if word in ("no", "n"):
            raise RequestError("nothing was recorded. Ask again, or write the entry into a file.")
        _tell("Write yes or no.")


def _lines() -> Iterator[str]:
    yield from iter(typed, "")


def _next(lines: Iterator[str]) -> str:
    found = next(lines, None)
    if found is None:
        raise RequestError("the answers ended before the last question. Nothing was recorded.")
    return found


def _tell(text: str) -> None:
    sys.stderr.write(f"{visible(text)}\n")
    sys.stderr.flush()
