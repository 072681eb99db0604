"""What an assessment says of each definition, in sentences: the answer, what decides it, and what would have to change.

A sentence is put together from what the assessment found and from the plain words of the rules; nothing is judged here.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from heapq import heapify, heappop, heappush

from sanctuary.documents import Frozen
from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import Pack
from sanctuary.law.rules import Rule
from sanctuary.law.standing import beyond_of
from sanctuary.model import ClosedList, Outcome
from sanctuary.study.changing import CHANGERS, who_in_short
from sanctuary.study.differences import Difference, difference
from sanctuary.study.extents import parts_of
from sanctuary.study.governments import government, laws
from sanctuary.study.phrases import listed, plural, upper, word
from sanctuary.study.plain import difference_cost, rule_cost
from sanctuary.study.unread import not_searched

__all__ = [
    "FALLS_SHORT",
    "NOT_COUNTED",
    "NOT_MET",
    "SHORT",
    "Headline",
    "Judged",
    "cost",
    "decisive_rule",
    "differing",
    "elsewhere",
    "headline_of",
]

SHORT = ("partly", "not-met", "not-fully-met")
"""Statuses of what falls short."""

NOT_MET = "Of its"
"""How a reason begins that counts what is missing, where no rule decides."""

FALLS_SHORT = "What falls short"
"""How it goes on, with what that is."""

NOT_COUNTED = "Not counted"
"""The answer of a definition that only counts, where none of its criteria can be told: it is no count of nothing."""

OWN_FIRST = 5
"""Points by which a rule of the place itself may be less plain than one above it, and still be named first."""

MOST_TITLES = 3
"""Criteria that a sentence names; the rest are counted."""


class Headline(Frozen, frozen=True):
    """One definition in sentences. `decides` is the rule that decides first, or nothing where an absence does.

    `answer`: Yes, No, Unknown, how many criteria of how many are met, or Not counted, where none of them can be told. `brief`: the rule or
    the list that decides, or what is met, in one line. `says`: why, whole. `change`: what would have to change.
    """

    answer: str
    brief: str
    says: str
    decides: str
    change: str


class Judged(Frozen, frozen=True):
    """What a headline needs of a criterion."""

    id: str
    title: str
    asks: str
    test: str
    status: str
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
        brief = _quoted(law.as_written().by_id[decides].rule) if decides else f"{_titles(met)}: met."
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
    counts = _counted(met, short, open_ones)
    if verdict == "no":
        return Headline(
            answer="No",
            brief=_refusal(law, short, found, counts),
            says=_no(law, short, found) + _banned(law, short),
            decides=deciding,
            change=_to_yes(law, standard, (met, short, open_ones), found),
        )
    if verdict == "unknown":
        says, change = _unknown(law, open_ones, searched), _settle(open_ones)
        return Headline(answer="Unknown", brief=says, says=says, decides=decides, change=change)
    listing = _listed(law, standard)
    if len(open_ones) == len(counted):
        says = listing + _unknown(law, open_ones)
        return Headline(answer=NOT_COUNTED, brief=says, says=says, decides="", change=_settle(open_ones))
    return Headline(
        answer=f"{len(met)} of {len(criteria)}",
        brief=listing + (f"Met: {_titles(met)}." if met and not listing else f"Of {_numbers(counts)}."),
        says=listing + _counts(counts),
        decides=deciding,
        change=_example(law, found),
    )


def decisive_rule(law: Law, names: Iterable[str]) -> str:
    """The rule to be named first: the plainest by the prior, ties in order; nothing where there is none.

    A rule of the place itself goes before the plainest of a government above, as far as it is nearly as plain and its text was read.
    """
    written = law.as_written().by_id
    own = {name: written[name].rule.pack == law.place.id for name in names}
    return min(own, key=lambda name: (rule_cost(law, written[name].rule) - OWN_FIRST * own[name], not own[name]), default="")


def differing(
    proofs: Proofs, standard: Pack, short: Iterable[str], only: Callable[[Rule, str], bool] = lambda _rule, _action: True
) -> Iterator[Difference]:
    """The differences of some criteria, the plainest first, those that rest on an absence last; each is found when it is its turn.

    A difference costs at least what its act does, so that one is not looked for before others of a lesser cost were given out. `only`
    says which rules of the definition, and acts, are of interest.
    """
    wanted = set(short)
    waiting: list[tuple[tuple[bool, bool, int], int, Difference | Callable[[], Difference | None]]] = [
        (least_cost(asked.papers, asked.action, duty=bool(asked.rule.duty)), place, partial(difference, asked, part.actors, run, part.cap))
        for place, (part, asked, run) in enumerate(
            (part, asked, part.run_by[0])
            for criterion in standard.criteria
            if criterion.id in wanted
            for part in parts_of(proofs, standard, criterion)
            for asked in part.asked
            if only(asked.rule, asked.action)
        )
    ]
    heapify(waiting)
    while waiting:
        _, place, one = heappop(waiting)
        if isinstance(one, Difference):
            yield one
        elif found := one():
            heappush(waiting, (cost(found), place, found))


def least_cost(papers: str, action: str, *, duty: bool) -> tuple[bool, bool, int]:
    """What a difference costs at least, of whatever box and outcome it is."""
    return papers == "any", False, difference_cost(action, {}, Outcome.MUST_NOT, duty=duty)


def cost(one: Difference) -> tuple[bool, bool, int]:
    """The order of differences: strict ones and those that rest on an absence last, then by the prior."""
    return one.strict, not one.certain, difference_cost(one.action, one.box, one.outcome, duty=one.asks.startswith("the duty"))


def _quoted(rule: Rule) -> str:
    reported = ", as reported" if rule.reported else ""
    return f"{upper(rule.words)} ({rule.cites}{reported})."


def _yes(law: Law, met: Sequence[Judged], decides: str) -> str:
    names = dict.fromkeys(name for one in met for name in one.rests_on)
    said = _quoted(law.as_written().by_id[decides].rule) if decides else f"{_titles(met)}: met."
    more = (
        f" {upper(plural(len(names) - 1, 'more rule'))} {'says' if len(names) == 2 else 'say'} so in other cases." if len(names) > 1 else ""
    )
    return said + more


def _no(law: Law, short: Sequence[Judged], found: Difference | None) -> str:
    if not found:
        return f"{FALLS_SHORT}: {_titles(short)}."
    if missing_duty(found):
        return found.says
    by = [law.as_written().by_id[name].rule for name in (decisive_rule(law, found.because),) if name]
    return found.says + "".join(f" {one.cites}: {upper(one.words)}." for one in by)


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
        return f"It would be no if none of these were met: {_titles(met)}."
    if len(met) == 1:
        only = met[0]
        if only.test == "some" and len(rules) > 1:
            return "It would be no if none of these rules stood."
        return f"It would be no if this were no longer so: {only.asks[:1].lower()}{only.asks[1:]}"
    return f"It would be no if one of its {len(met)} criteria were no longer met."


def _to_yes(law: Law, standard: Pack, judged: tuple[Sequence[Judged], Sequence[Judged], Sequence[Judged]], found: Difference | None) -> str:
    met, short, open_ones = judged
    lacking = [*short, *open_ones]
    needed = f"all these were met: {_titles(lacking)}" if len(lacking) > 1 else f"this were met: {_titles(short)}"
    if len(lacking) > MOST_TITLES + 1:
        needed = f"{f'{len(lacking)} more of its' if met else 'its'} {len(standard.criteria)} criteria were met"
        if short and open_ones:
            falls = "the criterion that falls short" if len(short) == 1 else f"the {word(len(short))} criteria that fall short"
            rest = "one that is unknown" if len(open_ones) == 1 else f"{word(len(open_ones))} that are unknown"
            needed = f"{falls} were met, and the {rest} turned out to be met"
    if standard.threshold == "each-group":
        group = {one.id: one.group for one in standard.criteria}
        has = {group[one.id] for one in met}
        lacking = [one for one in (*short, *open_ones) if group[one.id] not in has]
        needed = "; and ".join(_by_group(standard, lacking, ("one of these", "were met"), ("this", "were met")))
    if standard.threshold == "any" and len(short) > 1:
        needed = f"one of these were met: {_titles(short)}"
    return f"It would be yes if {needed}. {who_in_short(law, found)}".rstrip()


def _by_group(standard: Pack, some: Sequence[Judged], several: tuple[str, str], single: tuple[str, str]) -> list[str]:
    """Criteria by their groups, where a verdict asks something of each group; those of no group decide nothing."""
    group = {one.id: one.group for one in standard.criteria}
    found = [[one for one in some if group[one.id] == name.id] for name in standard.groups]
    told = []
    for each in filter(None, found):
        which, verb = several if len(each) > 1 else single
        told.append(f"{which} {verb}: {_titles(each)}")
    return told


def _whose(law: Law, names: Iterable[str]) -> str:
    """Of whose law some rules are, and who can change them: said of a yes as of a no; nothing without rules."""
    packs = list(dict.fromkeys(law.as_written().by_id[name].rule.pack for name in names))
    told = [(government(law, name), CHANGERS.get(by := law.packs[name].file.changed_by, by)) for name in packs]
    return listed([f"of {title}, which {who} can change" for title, who in told])


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
    return f"on {title[:1].lower()}{title[1:]}" if title.startswith("The ") else f"on {title}"


def missing_duty(found: Difference | None) -> bool:
    """Whether what is missing is a duty: the rules about the act upon which it would be owed are no reason of a no."""
    return found is not None and found.asks.startswith("the duty")


def _refusal(law: Law, short: Sequence[Judged], found: Difference | None, counted: Sequence[tuple[str, list[Judged]]]) -> str:
    """Why not, in one line: the rule that decides; where it says what is asked but not where it is asked for, that; or what is not met."""
    if not found or not found.because or missing_duty(found):
        return f"{NOT_MET} {_numbers(counted)}. {FALLS_SHORT}: {_titles(short)}."
    rule = law.as_written().by_id[decisive_rule(law, found.because)].rule
    return f"Not by {elsewhere(found)}, as it asks: {_quoted(rule)}" if elsewhere(found) else _quoted(rule)


def elsewhere(found: Difference) -> str:
    """The instrument or level asked for, where the law says what is asked but not there; else nothing."""
    wanted, _, maker = found.asks.partition(", by ")
    return maker if found.outcome == wanted else ""


def _counted(met: Sequence[Judged], short: Sequence[Judged], open_ones: Sequence[Judged]) -> list[tuple[str, list[Judged]]]:
    """The criteria by what is said of them, of those of which something can be said."""
    partly = [one for one in short if one.status == "partly"]
    told = (("met", list(met)), ("in part", partly), ("not met", [one for one in short if one not in partly]), ("unknown", list(open_ones)))
    return [(said, ones) for said, ones in told if ones]


def _counts(counted: Sequence[tuple[str, list[Judged]]]) -> str:
    """How many criteria are met, in part, not met or unknown, and which."""
    return f"Of {_numbers(counted)}. {'. '.join(f'{upper(said)}: {_titles(ones)}' for said, ones in counted)}."


def _numbers(counted: Sequence[tuple[str, list[Judged]]]) -> str:
    total = sum(len(ones) for _, ones in counted)
    return f"{word(total)} criteria: {', '.join(f'{len(ones)} {said}' for said, ones in counted)}"


def _example(law: Law, found: Difference | None) -> str:
    return f"The plainest difference: {_no(law, [], found)}" if found else ""


def _unknown(law: Law, open_ones: Sequence[Judged], searched: str | None = None) -> str:
    """Why it is not known; what the law that was searched says by itself stands first, so that it agrees with the page of the state."""
    turns = dict.fromkeys(name.removeprefix("reading ") for one in open_ones for name in one.turns_on)
    asked = [name for name in turns if name in law.readings]
    unread = dict.fromkeys(name.rpartition(": ")[2] for name in turns if name.rpartition(": ")[2] in law.packs)
    told = []
    alone = searched in ("yes", "no")
    if unread and alone and law.place.id in unread and not law.place.encoded:
        states = [name for name, pack in law.packs.items() if pack.file.level == "state" and pack.encoded]
        of = laws(law, states or ["us"])
        told.append(f"The law {of} alone would say {searched}; {_not_searched(law)}.")
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
    return f"What is not known: {_titles(open_ones)}."


def _titles(criteria: Sequence[Judged]) -> str:
    names = [one.title[:1].lower() + one.title[1:] if one.title[1:2].islower() or one.title[1:2] == " " else one.title for one in criteria]
    shown = names[:MOST_TITLES] if len(names) > MOST_TITLES + 1 else names
    more = [f"{len(names) - len(shown)} more"] if len(names) > len(shown) else []
    return "; ".join([*shown, *more])
