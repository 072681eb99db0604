"""Site cards: who decides at a counter by day and by night, their deputies, counsel's line, hours, and which areas are public.

Names are roles, for a role is on duty when a person is not. What the agency leaves empty, the desk does not make up: above all no time to
wait for a call.
"""

import re
from collections.abc import Mapping
from datetime import datetime, time

from sanctuary.conduct.screen import Call
from sanctuary.conduct.texts import Texts
from sanctuary.documents import Frozen, shape
from sanctuary.errors import RequestError

__all__ = ["FIELDS", "Card", "Line", "Room", "calls", "card_of", "is_night", "words_of", "words_on_paper"]

_PHONE = re.compile(r"\+?[0-9][0-9 ().-]{1,24}")
_LONGEST = 300
_LARGEST = 1_000
_ROWS, _COLUMNS = 10, 6
"""Of the largest map: it is to be read at a glance, and to be printed on a card."""


class Room(Frozen, frozen=True):
    """A room on the map of a counter."""

    name: str
    staff: bool


class Card(Frozen, frozen=True):
    """The card of a counter: roles and telephones as text, `wait` in minutes, `opens` and `closes` as 08:00; empty where not given."""

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

    @property
    def rooms(self) -> tuple[tuple[Room, ...], ...]:
        """The map: the rooms of each row; a star before a name marks a staff area."""
        rows = [[name.strip() for name in line.split("|")] for line in self.plan.splitlines()]
        return tuple(tuple(Room(name=one.lstrip("* "), staff=one[0] == "*") for one in row if one) for row in rows if any(row))


FIELDS = Card.__struct_fields__
"""The fields of a card, in their order on it."""


class Line(Frozen, frozen=True):
    """Whom to call: in words, and the telephone; empty where the card gives none."""

    who: str
    phone: str

    @property
    def dial(self) -> str:
        """The digits of the telephone, as a link takes them."""
        return re.sub(r"[^0-9+]", "", self.phone)


def card_of(given: Mapping[str, str], where: str = "the card") -> Card:
    """The card of a form or a row; refuses a telephone, a time or a number of minutes that is none, and a text that is too long."""
    found = shape({name: given[name].strip() for name in FIELDS if given.get(name)}, Card, where, RequestError)
    for name in FIELDS:
        value = getattr(found, name)
        most = _LARGEST if name == "plan" else _LONGEST
        if len(value) > most:
            raise RequestError(f"{name}: longer than {most} characters.")
        if value and name.endswith("_phone") and not _PHONE.fullmatch(value):
            raise RequestError(f"{name}: no telephone. Write it as 213-555-0100.")
        if value and name in ("opens", "closes"):
            try:
                time.fromisoformat(value)
            except ValueError:
                raise RequestError(f"{name}: no time. Write it as 08:00.") from None
    if len(found.rooms) > _ROWS or any(len(row) > _COLUMNS or not all(one.name for one in row) for row in found.rooms):
        raise RequestError(f"plan: at most {_ROWS} lines of {_COLUMNS} rooms, each with a name. Write: Entrance | Reading room | * Office.")
    if found.wait and not (found.wait.isdecimal() and 0 < int(found.wait) <= 120):
        raise RequestError("wait: no number of minutes from 1 to 120. Leave it empty where the agency has set none.")
    return found


def is_night(card: Card, at: datetime) -> bool:
    """Whether the counter is closed at a time; never where the card gives no hours."""
    if not card.opens or not card.closes:
        return False
    opens, closes, now = time.fromisoformat(card.opens), time.fromisoformat(card.closes), at.time()
    return not (opens <= now < closes if opens < closes else now >= opens or now < closes)


def words_of(card: Card, at: datetime, title: str) -> dict[str, str]:
    """The agency's own words for the texts of conduct."""
    role = card.night_role if is_night(card, at) and card.night_role else card.role
    return {"role": role, "counsel": card.counsel, "unit": card.unit, "place": title, "time": f"{at:%H:%M}"}


def words_on_paper(card: Card, title: str) -> dict[str, str]:
    """The same for what is printed: by day, and with the hour left to be written."""
    return {"role": card.role, "counsel": card.counsel, "unit": card.unit, "place": title}


def calls(card: Card, at: datetime, order: tuple[Call, ...], texts: Texts) -> tuple[Line, ...]:
    """Whom to call, first and then, with the deputies after whoever is in charge."""
    night = is_night(card, at)
    lines: list[Line] = []
    for one in order:
        if one == "911":
            lines.append(Line(who="911", phone="911"))
        elif one == "police":
            lines.append(Line(who=texts.words["police"], phone=card.police_phone or "911"))
        elif one == "counsel":
            phone = card.night_counsel_phone if night and card.night_counsel_phone else card.counsel_phone
            lines.append(Line(who=card.counsel or texts.words["counsel"], phone=phone))
        else:
            lines += _in_charge(card, texts, night=night)
    return tuple(lines)


def _in_charge(card: Card, texts: Texts, *, night: bool) -> list[Line]:
    pairs = [(card.role, card.role_phone), (card.deputy, card.deputy_phone), (card.second_deputy, card.second_deputy_phone)]
    if night and card.night_role:
        pairs = [(card.night_role, card.night_role_phone), (card.night_deputy, card.night_deputy_phone)]
    first, *others = pairs
    return [Line(who=first[0] or texts.words["role"], phone=first[1]), *(Line(who=who, phone=phone) for who, phone in others if who)]
