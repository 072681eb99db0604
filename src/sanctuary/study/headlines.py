"""What an assessment says of each definition, in sentences: the answer, what decides it, and what would have to change.

A sentence is put together from what the assessment found and from the plain words of the rules; nothing is judged here.
"""

from collections.abc import Iterable, Iterator, Sequence

from sanctuary.documents import Frozen
from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import Pack
from sanctuary.law.rules import Rule
from sanctuary.law.standing import beyond_of
from sanctuary.model import ClosedList
from sanctuary.study.changing import CHANGERS, who_in_short
from sanctuary.study.differences import Difference
from sanctuary.study.governments import government, laws
from sanctuary.study.letters import small
from sanctuary.study.phrases import listed, plural, upper, word
from sanctuary.study.shortfalls import (
    MOST_TITLES,
    SHORT,
    asked_by,
    because,
    counts_against,
    decisive_rule,
    lacking,
    missing_duty,
    titles,
)  # fmt: skip
from sanctuary.study.threshold import Status
from sanctuary.study.threshold import counted as counted_of
from sanctuary.study.unread import not_searched

__all__ = [
    "NOT_COUNTED",
    "Headline",
    "Judged",
    "decisive_rule",
    "headline_of",
]

NOT_COUNTED = "Not counted"
"""The answer of a definition that only counts, where none of its criteria can be told: it is no count of nothing."""


class Headline(Frozen, frozen=True):
    """One definition in sentences. `decides` is the rule that decides first, or nothing where an absence does.

    `answer`: Yes, No, Unknown, how many criteria of how many are met (and how many are unknown), or Not counted, where none can be told.
    `brief`: the rule or
    the list that decides, or what is met, in one line. `says`: why, whole. `change`: what would have to change.

    Of a no alone: `lacks`, what falls short in the definition's own terms, with which `brief` and `says` begin; `reason`, what in the law
    makes one of its criteria fall short, which `against` names; both are empty where it is that no rule was found.
    """

    answer: str
    brief: str
    says: str
    decides: str
    change: str
    lacks: str = ""
    against: str = ""
    reason: str = ""


class Judged(Frozen, frozen=True):
    """What a headline needs of a criterion."""

    id: str
    title: str
    asks: str
    test: str
    status: Status
    rests_on: tuple[str, ...]
    turns_on: tuple[str, ...]
    proved_by: tuple[str, ...]


def headline_of(
    law: Law, standard: Pack, verdict: str | None, criteria: Sequence[Judged], found: Difference | None, searched: str | None = None
) -> Headline:
    """The headline of a definition; `found` is the plainest difference of what is not met, where there is one.

    `searched` is the verdict of what was searched alone, which an unknown answer tells in the same sentence.
    """
    counted = [one for one in criteria if one.status != "not-applicable"]
    met = [one for one in counted if one.status == "met"]
    short = [one for one in counted if one.status in SHORT]
    open_ones = [one for one in counted if one.status == "unknown"]
    resting = met if verdict == "yes" or not found else []
    decides = decisive_rule(law, [name for one in resting for name in one.rests_on])
    if verdict == "yes":
        brief = _quoted(law.as_written().by_id[decides].rule) if decides else f"{titles(met)}: met."
        return Headline(
            answer="Yes",
            brief=brief,
            says=_yes(law, met, decides),
            decides=decides,
            change=_to_no(standard, met) + _resting(law, met),
        )
    if verdict == "not-applicable" or not counted:
        nation = law.place.government == "nation"
        says = "The United States is no jurisdiction of itself." if nation else "The definition is about another kind of place."
        return Headline(answer="Not asked", brief=says, says=says, decides="", change="")
    deciding = decides if missing_duty(found) else found.because[0] if found and found.because else decides
    counts, lacks = _counted(met, short, open_ones), lacking(counted)
    if verdict == "no":
        reason = because(law, found)
        against = asked_by(standard, found) if found and reason else ""
        return Headline(
            answer="No",
            brief=_brief(lacks, against, reason, many=len(counted) > 1),
            says=f"{lacks}{_whole(law, standard, found)}{_banned(law, short)}",
            decides=counts_against(law, found),
            change=_to_yes(law, standard, (met, short, open_ones), found),
            lacks=lacks,
            against=against,
            reason=reason,
        )
    if verdict == "unknown":
        says, change = _unknown(law, open_ones, searched), _settle(open_ones)
        return Headline(answer="Unknown", brief=says, says=says, decides=decides, change=change)
    listing = _listed(law, standard)
    if len(open_ones) == len(counted):
        says = listing + _unknown(law, open_ones)
        return Headline(answer=NOT_COUNTED, brief=says, says=says, decides="", change=_settle(open_ones))
    return Headline(
        answer=counted_of(one.status for one in counted),
        brief=listing + (f"Met: {titles(met)}." if met and not listing else f"Of {_numbers(counts)}."),
        says=listing + _counts(counts),
        decides=deciding,
        change=_example(law, found),
    )


def _quoted(rule: Rule) -> str:
    reported = ", as reported" if rule.reported else ""
    return f"{upper(rule.words)} ({rule.cites}{reported})."


def _yes(law: Law, met: Sequence[Judged], decides: str) -> str:
    names = dict.fromkeys(name for one in met for name in one.rests_on)
    said = _quoted(law.as_written().by_id[decides].rule) if decides else f"{titles(met)}: met."
    more = (
        f" {upper(plural(len(names) - 1, 'more rule'))} {'says' if len(names) == 2 else 'say'} so in other cases." if len(names) > 1 else ""
    )
    return said + more


def _brief(lacks: str, against: str, reason: str, *, many: bool) -> str:
    """Why a definition says no, in few words: what falls short, then what in the law makes a criterion fall short."""
    if not reason:
        return lacks
    return f'{lacks} Against "{against}": {reason}' if many else f"{lacks} {upper(reason)}"


def _whole(law: Law, standard: Pack, found: Difference | None) -> str:
    """The plainest difference with all its conditions, behind the criterion that it makes fall short."""
    return f' Against "{asked_by(standard, found)}": {_no(law, found)}' if found else ""


def _no(law: Law, found: Difference) -> str:
    """A difference, and the rule that makes it one, in its own words."""
    name = counts_against(law, found)
    rule = law.as_written().by_id[name].rule if name else None
    return found.says + (f" {rule.cites}: {upper(rule.words)}." if rule else "")


def _banned(law: Law, short: Sequence[Judged]) -> str:
    """The bans on limits that prove a no."""
    cites = list(dict.fromkeys(law.as_written().by_id[name].rule.cites for one in short for name in one.proved_by))
    more = [f"{len(cites) - MOST_BANS} more"] if len(cites) > MOST_BANS else []
    return f" Limits here are banned by {listed([*cites[:MOST_BANS], *more])}." if cites else ""


MOST_BANS = 2


def _to_no(standard: Pack, met: Sequence[Judged]) -> str:
    rules = dict.fromkeys(name for one in met for name in one.rests_on)
    if standard.threshold == "each-group":
        told = _by_group(standard, met, ("none of these", "were met"), ("this", "were not met"))
        return f"It would be no if {'. It would also be no if '.join(told)}."
    if standard.threshold == "any" and len(met) > 1:
        return f"It would be no if none of these were met: {titles(met)}."
    if len(met) == 1:
        only = met[0]
        if only.test == "some" and len(rules) > 1:
            return "It would be no if none of these rules stood."
        return f"It would be no if this were no longer so: {small(only.asks)}"
    return f"It would be no if one of its {len(met)} criteria were no longer met."


def _to_yes(law: Law, standard: Pack, judged: tuple[Sequence[Judged], Sequence[Judged], Sequence[Judged]], found: Difference | None) -> str:
    met, short, open_ones = judged
    lacking = [*short, *open_ones]
    needed = f"all these were met: {titles(lacking)}" if len(lacking) > 1 else f"this were met: {titles(short)}"
    if len(lacking) > MOST_TITLES + 1:
        needed = f"{f'the other {word(len(lacking))}' if met else f'all {word(len(lacking))}'} were met in full"
    if standard.threshold == "each-group":
        group = {one.id: one.group for one in standard.criteria}
        has = {group[one.id] for one in met}
        lacking = [one for one in (*short, *open_ones) if group[one.id] not in has]
        needed = "; and ".join(_by_group(standard, lacking, ("one of these", "were met"), ("this", "were met")))
    if standard.threshold == "any" and len(short) > 1:
        needed = f"one of these were met: {titles(short)}"
    return f"It would be yes if {needed}. {who_in_short(law, found)}".rstrip()


def _by_group(standard: Pack, some: Sequence[Judged], several: tuple[str, str], single: tuple[str, str]) -> list[str]:
    """Criteria by their groups, where a verdict asks something of each group; those of no group decide nothing."""
    group = {one.id: one.group for one in standard.criteria}
    found = [[one for one in some if group[one.id] == name.id] for name in standard.groups]
    told = []
    for each in filter(None, found):
        which, verb = several if len(each) > 1 else single
        told.append(f"{which} {verb}: {titles(each)}")
    return told


def _whose(law: Law, names: Iterable[str]) -> str:
    """Of whose law some rules are, and who can change them: said of a yes as of a no; nothing without rules."""
    packs = list(dict.fromkeys(law.as_written().by_id[name].rule.pack for name in names))
    told = [(government(law, name), CHANGERS.get(by := law.packs[name].file.changed_by, by)) for name in packs]
    return ", and ".join(f"of {title}, which {who} can change" for title, who in told)


def _resting(law: Law, met: Sequence[Judged]) -> str:
    """Whose rules a yes rests on, as a sentence behind what would change it."""
    told = _whose(law, (name for one in met for name in one.rests_on))
    return f" It rests on rules {told}." if told else ""


def _listed(law: Law, standard: Pack) -> str:
    """Whether the place is on a list that somebody publishes and that names every place on it: the first thing to be told of it."""
    told = []
    for one in standard.closed_lists:
        fact = law.facts.get(one.fact)
        if fact and fact.value is True:
            told.append(f"{upper(on_list(one.title))} since {fact.since}. ")
        elif one.since <= law.on and one.holds(law.place.id, law.facts, law.on):
            told.append(f"{upper(on_list(one.title))} as first published on {one.since}. ")
        elif one.since <= law.on:
            told.append(f"Not {on_list(one.title)}, first published {one.since}. ")
            if off := one.left(law.place.id, law.on):
                told.append(f"It was on it until {off.since} ({off.cites}). ")
        told += [f"{state} is on it{' too' if told[0].startswith('On ') else ''}. " for state in _states_on(law, one) if told]
    return "".join(told)


def _states_on(law: Law, one: ClosedList) -> Iterator[str]:
    """The state of a place, by its title, where it is on a list itself."""
    for pack in law.packs.values():
        if pack.government == "state" and pack is not law.place and one.since <= law.on:
            facts = {fact.id: fact for fact in pack.facts if fact.since <= law.on and (fact.until is None or law.on < fact.until)}
            if one.holds(pack.id, facts, law.on):
                yield pack.file.title


def on_list(title: str) -> str:
    """A list, as somebody says that a place is on it."""
    return f"on {small(title)}" if title.startswith("The ") else f"on {title}"


def _counted(met: Sequence[Judged], short: Sequence[Judged], open_ones: Sequence[Judged]) -> list[tuple[str, list[Judged]]]:
    """The criteria by what is said of them, of those of which something can be said."""
    partly = [one for one in short if one.status == "partly"]
    told = (("met", list(met)), ("in part", partly), ("not met", [one for one in short if one not in partly]), ("unknown", list(open_ones)))
    return [(said, ones) for said, ones in told if ones]


def _counts(counted: Sequence[tuple[str, list[Judged]]]) -> str:
    """How many criteria are met, in part, not met or unknown, and which."""
    return f"Of {_numbers(counted)}. {'. '.join(f'{upper(said)}: {titles(ones)}' for said, ones in counted)}."


def _numbers(counted: Sequence[tuple[str, list[Judged]]]) -> str:
    total = sum(len(ones) for _, ones in counted)
    return f"{word(total)} criteria: {', '.join(f'{len(ones)} {said}' for said, ones in counted)}"


def _example(law: Law, found: Difference | None) -> str:
    return f"The plainest difference: {_no(law, found)}" if found else ""


def _unknown(law: Law, open_ones: Sequence[Judged], searched: str | None = None) -> str:
    """Why it is not known; what the law that was searched says by itself stands first, so that it agrees with the page of the state."""
    turns = dict.fromkeys(name.removeprefix("reading ") for one in open_ones for name in one.turns_on)
    asked = [name for name in turns if name in law.readings]
    unread = dict.fromkeys(name.rpartition(": ")[2] for name in turns if name.rpartition(": ")[2] in law.packs)
    told = []
    alone = searched in ("yes", "no")
    if unread and alone and law.place.id in unread and not law.place.encoded:
        states = [name for name, pack in law.packs.items() if pack.file.level == "state" and pack.encoded]
        # Of federal law alone no verdict is told: it would read as one of the place.
        alone_says = f". By itself the law {laws(law, states)} would say {searched}." if states else "; federal law alone settles nothing."
        told.append(f"{upper(_not_searched(law))}{alone_says}")
    elif unread and alone:
        told.append(f"What was searched alone would say {searched}, but {not_searched(law, unread)}.")
    elif unread:
        told.append(f"{upper(not_searched(law, unread))}.")
    elif alone:
        told.append(f"What was searched alone would say {searched}.")
    if asked:
        told.append(_disputed(law, asked, first=not told))
    return " ".join(told) or "A fact or a first day that would decide it is not established."


def _not_searched(law: Law) -> str:
    """That the place's own rules were not searched, with what is known of them all the same."""
    own = government(law, law.place.id)
    if beyond_of((law.place.id,), law.packs):
        return f"{own}'s own rules are not encoded, though some are known"
    return f"whether {own} has a rule of its own that stands was not searched"


def _disputed(law: Law, names: Sequence[str], *, first: bool) -> str:
    """That it turns on disputes; a single one is named by its question."""
    also = "" if first else "also "
    if len(names) > 1:
        return f"It {also}turns on {word(len(names))} disputes (sanctuary disputes {law.place.id})."
    return f"It {also}turns on a dispute: {law.readings[names[0]].question}"


def _settle(open_ones: Sequence[Judged]) -> str:
    return f"What is not known: {titles(open_ones)}."
