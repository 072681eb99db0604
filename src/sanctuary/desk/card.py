"""Site cards: who decides at a counter by day and by night, their deputies, counsel's line, hours, and which areas are public.

Names are roles, for a role is on duty when a person is not. What the agency leaves empty, the desk does not make up: above all no time to
wait for a call. A card is typed once, in English or with a field for each other language beside; words that many cards hold are known in
every language, and for others that nobody typed in a language its general word stands.
"""

import re
from collections.abc import Mapping
from datetime import datetime, time

from sanctuary.conduct.screen import Call
from sanctuary.conduct.texts import LANGUAGES, Texts, texts
from sanctuary.documents import Frozen, replace, shape
from sanctuary.errors import RequestError

__all__ = [
    "FIELDS", "OTHERS", "TITLE", "WORDED", "Card", "Line", "Room", "Worded", "calls", "card_of", "is_night", "known_word",
    "titled_in", "words_of", "words_on_paper",
]  # fmt: skip

_PHONE = re.compile(r"\+?[0-9][0-9 ().-]{1,24}")
_LONGEST = 300
_LARGEST = 1_000
_ROWS, _COLUMNS = 10, 6
"""Of the largest map: it is to be read at a glance, and to be printed on a card."""


class Room(Frozen, frozen=True):
    """A room on the map of a counter; `language`: in which its name is."""

    name: str
    staff: bool
    language: str = "en"


class Worded(Frozen, frozen=True):
    """Words of a card, and the language in which they are."""

    text: str
    language: str


class Card(Frozen, frozen=True):
    """The card of a counter: roles and telephones as text, `wait` in minutes, `opens` and `closes` as 08:00; empty where not given.

    `others`: the words of a field in another language, by language and field.
    """

    role: str = ""
    role_phone: str = ""
    deputy: str = ""
    deputy_phone: str = ""
    second_deputy: str = ""
    second_deputy_phone: str = ""
    night_role: str = ""
    night_role_phone: str = ""
    night_deputy: str = ""
    night_deputy_phone: str = ""
    counsel: str = ""
    counsel_phone: str = ""
    night_counsel_phone: str = ""
    unit: str = ""
    security_phone: str = ""
    police_phone: str = ""
    wait: str = ""
    opens: str = ""
    closes: str = ""
    waiting_place: str = ""
    public_areas: str = ""
    staff_areas: str = ""
    accepts_service: str = ""
    log_place: str = ""
    plan: str = ""
    others: Mapping[str, Mapping[str, str]] = {}

    def typed(self, name: str, language: str) -> str:
        """What was typed into a field for a language."""
        return self.others.get(language, {}).get(name, "") if language != "en" else getattr(self, name, "")

    def has(self, name: str) -> bool:
        """Whether a field was filled in, in any language."""
        return any(self.typed(name, language) for language in LANGUAGES)

    def word(self, name: str, language: str) -> str:
        """A role, an office or counsel in a language: as typed, else the language's word for what was typed, else its general word."""
        return self._known(name, language) or (texts(language).words[_GENERAL[name]] if self.has(name) else "")

    def worded(self, name: str, language: str) -> Worded:
        """A field for people in a language; areas that nobody named in it stand in the language in which they were named."""
        if name in _GENERAL:
            return Worded(text=self.word(name, language), language=language)
        if known := self._known(name, language):
            return Worded(text=known, language=language)
        other = next((one for one in LANGUAGES if self.typed(name, one)), "en")
        return Worded(text=self.typed(name, other), language=other)

    def _known(self, name: str, language: str) -> str:
        return self.typed(name, language) or next(filter(None, (known_word(self.typed(name, one), one, language) for one in LANGUAGES)), "")

    def rooms_in(self, language: str) -> tuple[tuple[Room, ...], ...]:
        """The map: the rooms of each row; a star before a name marks a staff area."""
        typed = language if self.typed("plan", language) else next((one for one in LANGUAGES if self.typed("plan", one)), "en")
        rows = [[name.strip() for name in line.split("|")] for line in self.typed("plan", typed).splitlines()]
        return tuple(tuple(_room(one, typed, language) for one in row if one) for row in rows if any(row))


FIELDS = tuple(name for name in Card.__struct_fields__ if name != "others")
"""The fields of a card, in their order on it."""
_GENERAL = {
    "role": "role", "deputy": "deputy", "second_deputy": "deputy", "night_role": "night", "night_deputy": "deputy", "counsel": "counsel",
    "unit": "unit", "accepts_service": "unit",
}  # fmt: skip
"""Fields that name a role, an office or counsel, each with its general word."""
WORDED = (*_GENERAL, "waiting_place", "public_areas", "staff_areas", "log_place", "plan")
"""Fields whose words are of a language."""
TITLE = "title"
"""The name of the counter, which stands beside the card."""
OTHERS = tuple(
    f"{name}.{language}" for language in LANGUAGES if language != "en" for name in (TITLE, *(one for one in FIELDS if one in WORDED))
)
"""Fields for the words in other languages than English, as forms and rows name them."""


class Line(Frozen, frozen=True):
    """Whom to call: in words, alone and as what to do ("Call the principal"), and the telephone; empty where the card gives none."""

    who: str
    do: str
    phone: str

    @property
    def dial(self) -> str:
        """The digits of the telephone, as a link takes them."""
        return re.sub(r"[^0-9+]", "", self.phone)


def card_of(given: Mapping[str, str], where: str = "the card") -> Card:
    """The card of a form or a row; refuses a telephone, a time or a number of minutes that is none, and a text that is too long."""
    found = shape({name: given[name].strip() for name in FIELDS if given.get(name)}, Card, where, RequestError)
    others: dict[str, dict[str, str]] = {}
    for name in OTHERS:
        if given.get(name, "").strip():
            field, _, language = name.partition(".")
            others.setdefault(language, {})[field] = given[name].strip()
    found = replace(found, others=others)
    for name in (*FIELDS, *OTHERS):
        _need_fitting(name, getattr(found, name) if name in FIELDS else given.get(name, ""))
    for language in LANGUAGES:
        _need_map(found.rooms_in(language))
    if found.wait and not (found.wait.isdecimal() and 0 < int(found.wait) <= 120):
        raise RequestError("wait: no number of minutes from 1 to 120. Leave it empty where the agency has set none.")
    return found


def _need_fitting(name: str, value: str) -> None:
    most = _LARGEST if name.partition(".")[0] == "plan" else _LONGEST
    if len(value) > most:
        raise RequestError(f"{name}: longer than {most} characters.")
    if value and name.endswith("_phone") and not _PHONE.fullmatch(value):
        raise RequestError(f"{name}: no telephone. Write it as 555-0100.")
    if value and name in ("opens", "closes"):
        try:
            time.fromisoformat(value)
        except ValueError:
            raise RequestError(f"{name}: no time. Write it as 08:00.") from None


def _need_map(rooms: tuple[tuple[Room, ...], ...]) -> None:
    if len(rooms) > _ROWS or any(len(row) > _COLUMNS or not all(one.name for one in row) for row in rooms):
        raise RequestError(f"plan: at most {_ROWS} lines of {_COLUMNS} rooms, each with a name. Write: Entrance | Reading room | * Office.")


def known_word(text: str, typed: str, language: str) -> str:
    """The words of a language for words that many cards hold; empty where they are others. English may leave its article out."""
    if not text:
        return ""
    wanted, held = _plain(text), texts(typed).standard
    # A room may be called as a place is, without its article: the same words come before those that are nearly the same.
    exact = (one for one, word in held.items() if _plain(word) == wanted)
    near = (one for one, word in held.items() if _plain(word).removeprefix("the ") == wanted.removeprefix("the "))
    name = next(exact, "") or next(near, "")
    return texts(language).standard[name] if name else ""


def _plain(text: str) -> str:
    return " ".join(text.replace("\u2019", "'").casefold().split())


def _room(word: str, typed: str, language: str) -> Room:
    name = word.lstrip("* ")
    known = name if typed == language else known_word(name, typed, language)
    return Room(name=known or name, staff=word[0] == "*", language=language if known else typed)


def titled_in(title: str, kind: str, card: Card, language: str, *, alone: bool = True) -> str:
    """The name of a counter in a language: as typed, else what it is; with its own name, where other counters are the same (`alone`)."""
    if language == "en" or card.typed(TITLE, language):
        return card.typed(TITLE, language) or title
    what = texts(language).counter[kind]
    return what if alone or title == texts("en").counter[kind] else f"{what} ({title})"


def is_night(card: Card, at: datetime) -> bool:
    """Whether the counter is closed at a time; never where the card gives no hours."""
    if not card.opens or not card.closes:
        return False
    opens, closes, now = time.fromisoformat(card.opens), time.fromisoformat(card.closes), at.time()
    return not (opens <= now < closes if opens < closes else now >= opens or now < closes)


def words_of(card: Card, at: datetime, title: str, language: str) -> dict[str, str]:
    """The agency's own words for the texts of conduct, in a language."""
    role = "night_role" if is_night(card, at) and card.has("night_role") else "role"
    return {**words_on_paper(card, title, language), "role": card.word(role, language), "time": f"{at:%H:%M}"}


def words_on_paper(card: Card, title: str, language: str) -> dict[str, str]:
    """The same for what is printed: by day, and with the hour left to be written."""
    found = {name: card.word(name, language) for name in ("role", "counsel", "unit")}
    return {**found, "night": card.word("night_role", language) or found["role"], "place": title}


def calls(card: Card, at: datetime, order: tuple[Call, ...], told: Texts) -> tuple[Line, ...]:
    """Whom to call, first and then, with the deputies after whoever is in charge."""
    night = is_night(card, at)
    lines: list[tuple[str, str]] = []
    for one in order:
        if one == "911":
            lines.append(("911", "911"))
        elif one == "police":
            lines.append((told.words["police"], card.police_phone or "911"))
        elif one == "counsel":
            phone = card.night_counsel_phone if night and card.night_counsel_phone else card.counsel_phone
            lines.append((card.word("counsel", told.language) or told.words["counsel"], phone))
        else:
            lines += _in_charge(card, told, night=night)
    return tuple(Line(who=who, do=told.filled(told.words["call"], {"who": who}), phone=phone) for who, phone in lines)


def _in_charge(card: Card, told: Texts, *, night: bool) -> list[tuple[str, str]]:
    names = ("night_role", "night_deputy") if night and card.has("night_role") else ("role", "deputy", "second_deputy")
    found = [(card.word(name, told.language), getattr(card, f"{name}_phone")) for name in names]
    return [(found[0][0] or told.words["role"], found[0][1]), *(one for one in found[1:] if one[0])]
