"""The questions of a guided entry: what a protocol has staff write down of a visit or a request, one field each, in the order of the day.

Rules it keeps:
- "I do not know" is always an answer: an empty line. Nothing is guessed from it.
- A question is asked only where an earlier answer makes it one: a fax has no officers at the counter, a school no custody.
- What is never to be written (anybody's status, origin, looks, who is or was here) has no question, and fields for officers stay in the
  compartment of restricted fields.
- An answer is read as people type it: the number of a choice or its word, several with commas, an hour of today.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import UnionType
from typing import Any, Union, get_args, get_origin

from sanctuary.errors import RecordError, RequestError
from sanctuary.record.entry import read_entry
from sanctuary.record.paths import hint, paths, word_of, words_of
from sanctuary.record.times import need_past, time_of

__all__ = ["QUESTIONS", "Question", "asked_of", "read_answer"]

Said = Mapping[str, Any]
"""Answers so far, by path."""


def _always(_: Said) -> bool:
    return True


def _one_of(path: str, *words: str) -> Callable[[Said], bool]:
    def holds(said: Said) -> bool:
        value = said.get(path, ())
        return bool({value, *()} & set(words)) if isinstance(value, str) else bool(set(value) & set(words))

    return holds


_IN_PERSON = _one_of("event.channel", "in-person")
_A_PAPER = _one_of(
    "document.paper", *(word for word in get_args(paths()["document.paper"]) if word not in ("none", "unknown", "database-hit"))
)
_A_DOOR = _one_of("event.request_types", "area-access")
_CUSTODY = _one_of("event.request_types", "hold", "notify", "transfer", "interview", "release-information")
_ANSWERED = _one_of("action.response", "complied", "partly", "declined", "referred")


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the field that its answer fills, its words, and when it is one."""

    path: str
    words: str
    when: Callable[[Said], bool] = _always

    @property
    def choices(self) -> tuple[str, ...]:
        """The words of a field that has some, "unknown" left out: an empty answer says that."""
        return tuple(word for word in words_of(self.path) if word != "unknown")

    @property
    def several(self) -> bool:
        """Whether more than one may be named."""
        return get_origin(paths()[self.path]) is tuple


_HOURS = "15:00 of today, 2026-11-22 15:00, or 11/22/2026 3:00 pm"

QUESTIONS: tuple[Question, ...] = (
    Question("event.received_at", f"When did they come, call or write? ({_HOURS})"),
    Question("event.actor", "Which office was asked? (police, sheriff, school, library, health-facility, court ...)"),
    Question("event.channel", "How did it come?"),
    Question("event.site_type", "Where?"),
    Question("event.area_public", "Is that area open to the public?", _IN_PERSON),
    Question("event.officers_present", "How many officers?", _IN_PERSON),
    Question("event.requesting_agency", "Who do they say they are? (A vest that says POLICE is not an agency.)"),
    Question("event.id_shown", "Did they show identification?", _IN_PERSON),
    Question("restricted.officer_name", "Name of the officer, as stated"),
    Question("restricted.badge", "Badge number"),
    Question("restricted.supervisor_telephone", "Telephone of the officer's supervisor"),
    Question("event.request_types", "What do they ask for?"),
    Question("event.purpose_words", "Why, in their words? (No name of anybody.)"),
    Question("event.stated_purpose", "What sort of purpose is that?"),
    Question("event.emergency_claimed", "Do they say that it is an emergency?"),
    Question("event.persons", "How many people is it about? (A number, no names.)"),
    Question("document.paper", "Which paper do they have?"),
    Question("document.form_no", "What number is printed on it? (I-247A, AO 93)", _A_PAPER),
    Question("document.issuer", "Who signed it, by what you see?", _A_PAPER),
    Question("document.signed", "Is it signed?", _A_PAPER),
    Question("document.court_name", "Which court stands at its top, if any?", _A_PAPER),
    Question("document.place_named", "Does it name this place?", _A_PAPER),
    Question("document.person_named", "Does it name a person?", _A_PAPER),
    Question("document.expires_on", "Until which day does it hold? (2026-11-30)", _A_PAPER),
    Question("determination.decided_by", "Who decided? (A role in small letters, as shift lead.)"),
    Question("determination.counsel_consulted", "Was counsel asked?"),
    Question("action.response", "What was the answer?"),
    Question("action.answered_at", f"When was it given? ({_HOURS})", _ANSWERED),
    Question("action.reason", "Why? (No name of anybody.)", _ANSWERED),
    Question("action.access_granted", "Were they let in?", _A_DOOR),
    Question("action.against_refusal", "Did they enter although consent was refused?", _A_DOOR),
    Question("action.areas_entered", "Which areas did they enter?", _A_DOOR),
    Question("action.searched", "What did they search? (Sorts of things.)", _A_DOOR),
    Question("action.taken", "What did they take? (Sorts of things.)", _A_DOOR),
    Question("action.witnessed_by", "Who of the staff saw it? (Roles in small letters.)", _A_DOOR),
    Question(
        "custody.eligible_release_at",
        f"When could the person otherwise go? ({_HOURS})",
        _CUSTODY,
    ),
    Question("custody.outcome", "What became of the person?", _CUSTODY),
    Question(
        "custody.outcome_at",
        f"When? ({_HOURS})",
        _one_of("custody.outcome", "released", "transferred"),
    ),
    Question("event.arrived_at", f"When did the officers come? ({_HOURS})", _IN_PERSON),
    Question("event.left_at", f"When had they left? ({_HOURS})", _IN_PERSON),
)


def asked_of(said: Said) -> Iterator[Question]:
    """The questions that the answers so far leave to be asked, in their order: whoever asks takes the first, and asks again."""
    yield from (one for one in QUESTIONS if one.path not in said and one.when(said))


def read_answer(question: Question, text: str, now: datetime) -> object:
    """What an answer says, fit for its field; None where the line is empty. Refuses what is none, with what was expected.

    A refusal names the choices and never repeats the answer.
    """
    typed = text.strip()
    if not typed:
        return None
    found = _parsed(question, typed, now)
    group, _, name = question.path.partition(".")
    value = found.isoformat() if isinstance(found, date) else found
    try:
        need_past(read_entry({group: {name: value}}, "the answer"), now, "the answer")
    except RecordError as problem:
        raise RequestError(str(problem)) from None
    return found


def _parsed(question: Question, typed: str, now: datetime) -> object:
    kind = paths()[question.path]
    if question.several:
        return [_choice(question, part.strip()) for part in typed.split(",") if part.strip()]
    if question.choices:
        return _choice(question, typed)
    kinds = get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)
    if datetime in kinds:
        return time_of(typed, now)
    if date in kinds:
        try:
            return date.fromisoformat(typed)
        except ValueError:
            raise RequestError("write the day as 2026-11-30.") from None
    if int in kinds:
        if not typed.isascii() or not typed.isdecimal():
            raise RequestError("write a number, as 2.")
        return int(typed)
    return word_of(question.path, typed) if question.path == "event.actor" else typed


def _choice(question: Question, typed: str) -> str:
    words = question.choices
    if not words:
        return typed
    if typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= len(words):
        return words[int(typed) - 1]
    if (found := word_of(question.path, typed)) in words:
        return found
    # Only words that begin alike are told: what was typed may be about a person.
    raise RequestError(f"choose a number or a word; {hint(question.path, typed, words)}")
