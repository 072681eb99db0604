"""The names of days: "In force: SB 54, the California Values Act", or, where a day has no name, the sections that begin and end on it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import islice

from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import Library, Pack
from sanctuary.law.rules import Rule
from sanctuary.study.named import BILL, bills_in, named_days
from sanctuary.study.phrases import listed, titled, upper
from sanctuary.study.plain import act_rank, rule_cost
from sanctuary.study.timeline import Change, Moved, Timeline

__all__ = [
    "UNSETTLED",
    "answer_said",
    "bans",
    "bans_said",
    "did",
    "event",
    "law_named",
    "law_words",
    "moves",
    "named_within",
    "names",
    "plainest_words",
]

MOST_SECTIONS = 2

LEAST_WORDS = 2
"""Words of its name by which a law without a number is found."""

MOST_WORDS = 2
"""Paragraphs by which a law is told on the day on which it begins."""

MANY = 2
"""Bills by which a day is named that has several laws."""

UNSETTLED = "What is known begins here, or changes: no law did this"
"""What a day is called on which no law begins or ends."""


MOST_NAMED = 5
"""Laws by which a stretch of years is told first."""


def named_within(law: Law, first: date | None, last: date | None) -> list[str]:
    """What changed after `first` and through `last`, by year and the name of the law: the laws of the most rules, in order of days."""
    found = []
    for pack in law.packs.values():
        for on, name in named_days().get(pack.id, {}).items():
            weight = sum(rule.since == on for rule in pack.rules)
            if weight and (not first or on > first) and (not last or on <= last):
                found.append((-weight, on, name))
    return [f"{on.year}: {upper(name)}" for _, on, name in sorted(sorted(found)[:MOST_NAMED], key=lambda one: one[1])]


def event(library: Library, on: date, began: Iterable[str], ended: Iterable[str]) -> str:
    """What happened to the law on a day, in a few words; `began` and `ended` are ids of rules. Nothing where neither."""
    starts, ends = _sections(library, began), _sections(library, ended)
    told = []
    for pack in dict.fromkeys([*starts, *ends]):
        name = named_days().get(pack, {}).get(on)
        here = starts.get(pack, [])
        gone = [_part(library.get(pack), one, on) for one in ends.get(pack, []) if one not in here]
        told += [f"in force: {name or _few(here)}"] if here else []
        told += [f"no longer in force: {_few(gone)}"] if gone else []
    return upper("; ".join(told))


def names(library: Library, on: date, began: Iterable[str], ended: Iterable[str]) -> str:
    """The laws that begin on a day by their names, or by their sections; of a day on which laws only end, those. Nothing where neither."""
    starts, ends = _sections(library, began), _sections(library, ended)
    told = [upper(named_days().get(pack, {}).get(on) or _few(sections)) for pack, sections in starts.items()]
    return "; ".join(told) or "; ".join(
        f"{_few([_part(library.get(pack), one, on) for one in sections])} ended" for pack, sections in ends.items()
    )


def did(law: Law, began: Iterable[str]) -> str:
    """What the law that began on a day says, by its plainest paragraphs, each as a sentence."""
    words = list(islice(plainest_words(law, began), MOST_WORDS))
    return f"{'. '.join(words)}." if words else ""


def plainest_words(law: Law, began: Iterable[str]) -> Iterator[str]:
    """The paragraphs that began on a day, the plainest first: what they forbid and command, else what they allow or oblige.

    Of a day that is named by bills, the paragraphs of these bills, where sections say of which bill they are.
    """
    ids = frozenset(began)
    begun = [rule for pack in law.packs.values() for rule in pack.rules if rule.id in ids]
    rules = [rule for rule in begun if rule.effect != "notes"] or [rule for rule in begun if not _asks(rule)]
    rules = [rule for rule in rules if _of_named(law, rule)] or rules
    strong = [rule for rule in rules if rule.effect in ("forbids", "requires")]

    def place(rule: Rule) -> tuple[bool, int, int, str]:
        act = min((act_rank(one) for one in rule.actions), default=0)
        return _asks(rule), act, rule_cost(law, rule), rule.id

    yield from dict.fromkeys(upper(rule.words) for rule in sorted(strong or rules, key=place))


def bans(library: Library, began: Iterable[str]) -> tuple[Rule, ...]:
    """The paragraphs of a state that began and forbid several kinds of limits, by which it bans policies; none where fewer did."""
    found = [rule for name in began for rule in library.get(name.partition("/")[0]).rules if rule.id == name]
    kept = tuple(rule for rule in found if rule.effect == "forbids" and rule.actions == ("limit",) and rule.level == "state")
    return kept if len({kind for rule in kept for kind in rule.limits or (rule.cites,)}) > 1 else ()


def bans_said(library: Library, began: Iterable[str]) -> str:
    """A ban on policies that began, as a clause with its section; nothing where none did.

    It says that some kinds of help are meant: a ban leaves kinds open, or a court has stopped a part of it on the day.
    """
    if not (found := bans(library, began)):
        return ""
    sections = [rule.section for rule in found]
    main = max(found, key=lambda rule: sections.count(rule.section))
    return f"bans policies that limit some kinds of help for ICE ({main.cites.partition('(')[0].partition(',')[0].strip()})"


def _asks(rule: Rule) -> bool:
    """Whether the words of a rule are a question and no sentence."""
    return rule.words.casefold().startswith("whether ")


def _of_named(law: Law, rule: Rule) -> bool:
    """Whether a rule is of a law by which its day is named, where several laws began on it: its section says of which bill it is."""
    pack = law.packs[rule.pack]
    name = named_days().get(pack.id, {}).get(rule.since, "")
    bills = bills_in(name)
    prose = pack.prose[rule.section]
    if len(bills) < MANY and not re.search(r"\bothers?\b", name):
        return False
    return not bills.isdisjoint(bills_in(prose.texts[prose.citation]))


def law_named(library: Library, name: str) -> str:
    """What to ask of a law that was named where a place was expected: whose it is, since when, and the commands; nothing where it is none.

    A law is found by the number of its bill, or by the words of its name; the state and the year may stand beside them.
    """
    bills, rest = bills_in(name), law_words(BILL.sub(" ", name))
    if library.places.meant(name) or (not bills and len(rest) < LEAST_WORDS):
        return ""
    found = []
    for pack, days in named_days().items():
        title = library.title(pack)
        for day, told in days.items():
            others = law_words(BILL.sub(" ", told)) | law_words(title) | {str(day.year)}
            if bills <= bills_in(told) and rest <= others and (bills or len(rest & law_words(told)) >= LEAST_WORDS):
                place = title.lower() if title.isalpha() else pack
                since = f"{upper(told)} is law of {titled(title)}, in force since {day}"
                found.append(
                    f"{since}: sanctuary timeline {place} --from {day} --to {day}, or sanctuary compare {place} --on {day} "
                    f"--other-on {day - timedelta(days=1)}"
                )
    if found:
        return f"'{name}' names a law, and a place was expected. {'. '.join(found)}."
    if bills:
        return (
            f"'{name}' looks like the number of a bill, and no encoded law has that number. sanctuary timeline PLACE tells what is encoded."
        )
    return ""


def law_words(text: str) -> frozenset[str]:
    """The words of a law's name, without those that carry nothing."""
    return frozenset(re.findall(r"[a-z0-9]+", text.casefold())) - {"the", "of", "and", "s", "law", "a"}


def moves(change: Change, report: Timeline) -> list[str]:
    """What moved on a day: each verdict or situation in a line, then the criteria of a definition by title, those of one move in one."""
    titles = {track.standard: track.title.partition(":")[0] for track in report.tracks if track.kind == "verdict"}
    whole = [f"{_short(one, titles)}: {_move(one)}" for one in change.moved if one.id in (one.standard, "situation")]
    parts: dict[str, dict[str, list[str]]] = {}
    for one in change.moved:
        if one.id not in (one.standard, "situation"):
            parts.setdefault(one.standard, {}).setdefault(_move(one), []).append(one.title)
    criteria = [
        f"{titles.get(standard, standard)}, {how}: {'; '.join(names)}" for standard, found in parts.items() for how, names in found.items()
    ]
    return [*whole, *criteria]


def _move(one: Moved) -> str:
    """From which answer to which; of one that was not known before, that it is first known: it may have been so."""
    after = answer_said(one.after)
    return f"first known: {after}" if one.before == "unknown" else f"{answer_said(one.before)} to {after}"


def _short(one: Moved, titles: Mapping[str, str]) -> str:
    return one.title if one.id == "situation" else titles.get(one.standard, one.title)


def answer_said(answer: str) -> str:
    """A status, a verdict or an outcome in words."""
    return {"partly": "met in part", "silent": "no rule found", "unknown": "not known"}.get(answer, answer.replace("-", " "))


def _sections(library: Library, rules: Iterable[str]) -> dict[str, list[str]]:
    """The sections of some rules, by pack: the citation and what it says in its title."""
    found: dict[str, dict[str, None]] = {}
    for name in rules:
        pack = library.get(name.partition("/")[0])
        rule = next(one for one in pack.rules if one.id == name)
        found.setdefault(pack.id, {})[_title(pack, rule.section)] = None
    return {pack: list(names) for pack, names in found.items()}


def _title(pack: Pack, section: str) -> str:
    return pack.prose[section].citation


def _part(pack: Pack, title: str, on: date) -> str:
    """A section of which rules end on a day: "a part of" it where others stand."""
    stand = (rule for rule in pack.rules if rule.since <= on and (rule.until is None or rule.until > on))
    return f"a part of {title}" if any(_title(pack, rule.section) == title for rule in stand) else title


def _few(sections: list[str]) -> str:
    more = len(sections) - MOST_SECTIONS
    return listed([*sections[:MOST_SECTIONS], *([f"{more} more"] if more > 0 else [])])
