"""A stretch of years on one screen: a line for each law or order of a court by its name, and which definitions changed their answer when.

What a law changed is told by the plain questions that it moved, in everyday words; of a law that moved none, by what it says.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from sanctuary.documents import Frozen, replace
from sanctuary.law.condition import seen_in
from sanctuary.law.jurisdiction import Law
from sanctuary.law.rules import Rule
from sanctuary.law.runs import ancestors
from sanctuary.law.vocabulary import ACTOR
from sanctuary.study.before import searched_from
from sanctuary.study.courts import court_orders, courts_through, released, ruled_on, stops_beside
from sanctuary.study.events import bans, bans_said, names, plainest_words
from sanctuary.study.letters import small
from sanctuary.study.named import named_days
from sanctuary.study.phrases import plural, upper
from sanctuary.study.plain import common_act
from sanctuary.study.timeline import Change, Timeline, risks
from sanctuary.study.turned import turned_said

__all__ = ["YEARS", "Line", "again_said", "lines", "read_said", "shown", "stretch_of", "suits_said", "told"]

YEARS = 10
"""Years that are told where no stretch was chosen."""


class Line(Frozen, frozen=True):
    """A day on which a law, a court or a fact changed something: its name, what it changed, and how much that matters to residents.

    `weight`: 4 where a law moved a plain question; 3 where a court moved one, or spoke of what a law commands or forbids to the police,
    the sheriff or the jail; 2 where a definition moved or a court spoke of something else; 1 where an act that definitions are about is
    touched, else 0; one more where a law commands or forbids such an act to them. `reported`: it is a law whose text was not read;
    `undated`: its first day is not established. `due`: "in force" where it is to be complied with by a later day, "due" on that day.
    `beside`: the days on which orders that begin or end on this day end or began. `first`: the first point where `says` tells several.
    """

    on: date
    name: str
    says: str
    weight: int
    reported: bool = False
    undated: bool = False
    due: str = ""
    beside: tuple[date, ...] = ()
    first: str = ""

    @property
    def brief(self) -> "Line":
        """The same with its first point alone."""
        return replace(self, says=self.first) if self.first else self

    @property
    def head(self) -> str:
        """The name with its marks: a star for a law known by reports alone."""
        marks = f"{'*' if self.reported else ''}{' (first day not established)' if self.undated else ''}"
        return f"{upper(self.name)}{marks}{f', {self.due}' if self.due else ''}"

    @property
    def text(self) -> str:
        """The name and what it changed."""
        return f"{self.head}: {upper(self.says)}" if self.name and self.says else upper(self.head if self.name else self.says)


def stretch_of(law: Law, days: tuple[date | None, date | None]) -> tuple[date, date | None]:
    """The days that are told: those chosen, else from the first day of the year ten years before law was last read.

    That is the same year for every place: law of the United States, which stands above all, is read for all of them.
    """
    end = days[1] or max(pack.file.known_through for pack in law.packs.values())
    return days[0] or min(date(end.year - YEARS, 1, 1), end), days[1]


def read_said(law: Law, first: date | None = None, told: Iterable[Line] = ()) -> str:
    """Through which day the law was read, and orders of courts were found, where that is later.

    Of a stretch that begins on a `first` day before the search, from which day on too, and what lines `told` of earlier days are.
    """
    courts, searched = courts_through(law), searched_from(law)
    later = f", orders of courts through {courts}" if courts else ""
    since = f"from {searched} " if searched and first and first < searched else ""
    early = since and searched and any(one.on < searched and one.weight >= MOVED for one in told)
    rest = "of days before that only law that was found is told" if early else "what was not searched is not known"
    return f"Law read {since}through {law.known_through}{later}; {rest}."


def again_said(law: Law, first: date, told: Collection[date] = ()) -> list[str]:
    """The laws that courts stopped and released since a day, each as a clause; of one that was stopped whole what it says.

    A law that was stopped in part is left out where the day of its release is `told` beside.
    """
    found = []
    for one in released(law, first):
        if not one.rules and one.since in told:
            continue
        words = next(plainest_words(law, one.rules), "")
        found.append(f"{one.name}{f' ({words})' if words else ''}: {one.says}")
    return found


MOST_SUITS = 2
"""Suits that are named of those that no line tells of."""


def suits_said(law: Law, days: tuple[date, date | None], told: Iterable[Line]) -> str:
    """The suits of a stretch that no line tells of, the latest first: each by its name and the day of its status; nothing where none is."""
    first, last = days
    said = " ".join(one.text for one in told)
    found: dict[str, list[str]] = {}
    every = [one for pack in law.packs.values() if pack.file.level != "federal" for one in pack.proceedings]
    for one in sorted(every, key=lambda one: one.since, reverse=True):
        name = one.title.partition(" (")[0]
        if first <= one.since and (last is None or one.since <= last) and name not in said:
            found.setdefault(name, []).append(str(one.since))
    names = [f"{name} ({', '.join(dict.fromkeys(days))})" for name, days in found.items()]
    rest = len(names) - MOST_SUITS
    return "; ".join([*names[:MOST_SUITS], *([f"{rest} more"] if rest > 0 else [])])


def lines(report: Timeline, law: Law) -> list[Line]:
    """A line for each change that has something to tell, in order of days."""
    found = (_line(one, law) for one in report.changes)
    return [one for one in found if one.text]


def told(report: Timeline, law: Law) -> Timeline:
    """The same timeline with the law or the suit of each day by its name, and on each day with an event what it changed or says."""
    changes = []
    for one in report.changes:
        line = _line(one, law)
        says = line.says or turned_said(one.plain) or "; ".join(one.courts or one.facts)
        changes.append(replace(one, law=line.head if line.name else "", says=upper(says)))
    return replace(report, changes=tuple(changes))


def _line(change: Change, law: Law) -> Line:
    name, moved = names(law.library, change.on, change.began, change.ended), turned_said(change.plain)
    lead = ""
    orders, since = list(court_orders(law, change.on)), moved.replace(" from this day on", "")
    before = _named_before(change, law)
    name = before or name
    if change.on > law.known_through and name.endswith(_ENDED):
        name = f"{name.removesuffix(_ENDED)} ends"
    began, ended = _rules(law, change.began), _rules(law, change.ended)
    of_law = began or ended if name else []
    if orders and not name:
        name, first = orders[0]
        also = [what if suit == name else f"{suit}: {what}" for suit, what in orders[1:]]
        said = f"{'; '.join(dict.fromkeys([first, *also]))}{f'. Since then, {since}' if moved else ''}"
    else:
        points = _points(law, change)
        words = _few(points, MOST_POINTS) or _had_said(law, change)
        ban = bans_said(law.library, change.began)
        said = "; ".join(filter(None, [moved, ban])) if moved and (_settled(change) or not words) else words
        brief = f"{points[0]}; {BANNED}" if ban and len(points) > 1 else _few(points, 1)
        lead = brief if said == words and len(points) > 1 else ""
        said = "; ".join(filter(None, [said, *dict.fromkeys(what for _, what in orders)]))
    due = _due(said, change.on, again=bool(before)) if name and not orders else ""
    said = _BY.sub("", said) if due == DUE else said
    facts = [] if said or name else list(change.facts)
    whole = any(one.id == one.standard for one in change.moved)
    if facts and whole:
        said = "; ".join(facts)
    elif not said and not name:
        return Line(on=change.on, name="", says="", weight=0)
    weight = 3 if moved else 2 if whole or orders else int(_common(change.began, law))
    if moved and of_law and not orders:
        weight += 1
    if weight == 2 and _common(ruled_on(law, change.on), law, strong=True):
        weight = 3
    elif weight < 3 and _common(change.began, law, strong=True) and not _goes_on(change, law):
        weight += 1
    return Line(
        on=change.on,
        name=name,
        says=said,
        weight=weight,
        reported=bool(of_law) and all(one.reported for one in of_law),
        undated=bool(began and of_law) and not any(one.dated for one in began),
        due=due,
        first=lead,
        beside=stops_beside(law, change.on),
    )


BANNED = "bans limits on some such help"
"""A ban on policies where there is little room."""

MOVED = 3
"""The weight of a line that tells of a court that moved a plain question."""

DUE, IN_FORCE = "due", "in force"
_BY = re.compile(r",? by (\d{4}-\d\d-\d\d)$")


def _due(said: str, on: date, *, again: bool) -> str:
    """What a day is to a law whose words name a day to comply by: that day itself, or an earlier one, on which it is in force."""
    by = _BY.search(said)
    if not by:
        return ""
    return DUE if again and by[1] == str(on) else IN_FORCE if str(on) < by[1] else ""


def _settled(change: Change) -> bool:
    """Whether a plain question moved to an answer that does not hang on a dispute: else what the law says tells more."""
    return any(one.after in ("must", "must-not", "may") for one in change.plain)


def _rules(law: Law, ids: Iterable[str]) -> list[Rule]:
    wanted = frozenset(ids)
    return [rule for pack in law.packs.values() for rule in pack.rules if rule.id in wanted]


MOST_POINTS = 2
"""Points by which a law is told that moved no plain question, where there is room; a third stands where there are no more."""


def _points(law: Law, change: Change) -> list[str]:
    """The main points of the law that began on a day: what it forbids or commands, then what follows from a breach."""
    banned = {rule.id for rule in bans(law.library, change.began)}
    words = list(plainest_words(law, (name for name in change.began if name not in banned)))
    words[1:1] = filter(None, [bans_said(law.library, change.began)])
    if not words or _BY.search(words[0]):
        return words[:1]
    after = [one for pack in law.packs.values() for one in risks(pack, change.on)]
    return list(dict.fromkeys(one.rstrip(".") for one in (*words, *(small(one) for one in after))))


def _few(points: Sequence[str], most: int) -> str:
    """The first of some points, and how many more there are; one more than the most stands whole."""
    kept = points if len(points) <= most + (most > 1) else points[:most]
    rest = len(points) - len(kept)
    return "; ".join([*kept, *([f"and {plural(rest, 'more rule')}"] if rest else [])])


def _had_said(law: Law, change: Change) -> str:
    """What a law that ended had said, or of one that will end what it says, where nothing began in its place."""
    words = next(plainest_words(law, change.ended), "")
    how = "it says" if change.on > law.known_through else "it had said"
    return f"{how}: {words}" if words and not change.began else ""


_ENDED = " ended"


def _named_before(change: Change, law: Law) -> str:
    """The name of a law of which a paragraph is replaced on a day by itself, as where a time to comply ends; nothing where none is."""
    pairs = _pairs(law, change.began, change.ended)
    found = dict.fromkeys(named_days().get(old.pack, {}).get(old.since, "") for _, old in pairs)
    same = len(pairs) == len(change.began) and not named_days().get(pairs[0][0].pack, {}).get(change.on) if pairs else False
    return upper(next(iter(found))) if same and len(found) == 1 else ""


def _goes_on(change: Change, law: Law) -> bool:
    """Whether every paragraph of a day is replaced later by one in the same words, of which the line of that day tells."""
    rules = {rule.id: rule for pack in law.packs.values() for rule in pack.rules}
    return bool(change.began) and all(
        any(other.since == rules[name].until and _same(other, rules[name]) for other in rules.values()) for name in change.began
    )


def _pairs(law: Law, began: Iterable[str], ended: Iterable[str]) -> list[tuple[Rule, Rule]]:
    """Paragraphs that began on a day beside those in the same words that ended on it."""
    rules = {rule.id: rule for pack in law.packs.values() for rule in pack.rules}
    old = [rules[name] for name in ended]
    return [(rules[name], one) for name in began for one in old if _same(rules[name], one)]


def _same(one: Rule, other: Rule) -> bool:
    return (one.cites, one.words, one.effect) == (other.cites, other.words, other.effect)


_OFFICERS = frozenset({"police", "sheriff", "school-police", "state-police", "state-prison", "probation", "prosecutor"})
"""Those to whom a law of officers speaks, the sheriff as who runs the jail."""


def _common(names: Iterable[str], law: Law, *, strong: bool = False) -> bool:
    """Whether an act is touched that definitions are about; `strong`: commanded or forbidden to the police, the sheriff or the jail."""
    ids = frozenset(names)
    rules = (rule for pack in law.packs.values() for rule in pack.rules if rule.id in ids and rule.effect != "notes")
    if strong:
        near = ancestors(law.packs, (law.place.id,))
        rules = (one for one in rules if one.pack in near and one.effect in ("forbids", "requires") and _about_officers(law, one))
    return any(common_act(action) for rule in rules for action in rule.actions)


def _about_officers(law: Law, rule: Rule) -> bool:
    """Whether a rule names the police or the sheriff, who runs the jail, as who acts, and none but officers."""
    named = (seen_in([rule.policy], law.vocabulary.actions[action]).values.get(ACTOR, ()) for action in rule.actions)
    return any(_OFFICERS.issuperset(values) and not {"police", "sheriff"}.isdisjoint(values) for values in named)


def shown(found: Iterable[Line], room: int, height: Mapping[Line, int], read: date) -> list[Line]:
    """The lines that matter most as far as there is room, in order of days, the latest first.

    Of days after the law was last `read` only those that matter much. A court's stop stands beside its end; where there is no room for
    both, the line of the one names the day of the other.
    """
    able = [one for one in found if one.weight > 1 or one.on <= read or one.beside]
    kept: list[Line] = []
    for group in sorted(_together(able), key=lambda group: max((one.weight, one.on) for one in group), reverse=True):
        whole = sum(height[one] for one in group) <= room
        for one in sorted(group, key=lambda one: (one.weight, one.on), reverse=True):
            if whole or height[one] <= room:
                kept.append(one)
                room -= height[one]
    return sorted(kept, key=lambda one: one.on, reverse=True)


def _together(found: Iterable[Line]) -> list[list[Line]]:
    """Lines with those of the days on which their courts' orders begin and end; what moved nothing stands by itself."""
    groups: list[list[Line]] = []
    for one in found:
        near = [
            group for group in groups if one.weight >= MOVED and any(other.on in one.beside and other.weight >= MOVED for other in group)
        ]
        groups = [group for group in groups if group not in near]
        groups.append([*(other for group in near for other in group), one])
    return groups
