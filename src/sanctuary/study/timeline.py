"""What changed when: every day on which a rule or a fact began or ended, and the answers that moved with it.

Between two such days nothing changes, so each stretch is judged once, and only the criteria that a changed rule touches are judged anew.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Literal

from sanctuary.documents import Frozen, replace
from sanctuary.engine.decide import decide
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation, known_facts
from sanctuary.law.jurisdiction import Law, days_of, law_of
from sanctuary.law.packs import Library, Pack
from sanctuary.law.rules import Rule
from sanctuary.law.standing import KnownLaw
from sanctuary.law.used import PackUsed, digest_of_packs, packs_used
from sanctuary.model import Consequence, Criterion, Fact
from sanctuary.study.courts import court_days
from sanctuary.study.judge import Judgment, Read, judge, read_by, untouched
from sanctuary.study.letters import small
from sanctuary.study.noticed import Noticed, kind_of, questions
from sanctuary.study.phrases import asked, titled, upper, value_said
from sanctuary.study.threshold import answer_by, verdict_by
from sanctuary.study.turned import Turned, Turns, turned_said

__all__ = ["SCHEMA", "Change", "Moved", "Row", "Stretch", "Timeline", "Track", "risks", "stands", "timeline", "track_of"]

SCHEMA = "sanctuary.timeline/8"


class Stretch(Frozen, frozen=True):
    """An answer from its first day up to and not including the day of the next one; `until` is empty for the last."""

    since: date
    until: date | None
    answer: str
    reported: bool
    because: tuple[str, ...] = ()


class Track(Frozen, frozen=True):
    """One answer followed through time: a criterion, a verdict, a situation, or a plain question."""

    kind: Literal["criterion", "verdict", "situation", "question"]
    standard: str
    id: str
    title: str
    stretches: tuple[Stretch, ...]


class Moved(Frozen, frozen=True):
    """An answer that changed on a day."""

    standard: str
    id: str
    title: str
    before: str
    after: str


class Change(Frozen, frozen=True):
    """A day on which law or facts changed, or a court spoke. `courts`: sentences on what a court stopped or let go on, suits by name.

    `plain`: the plain questions whose answer moved, and `says` the same in words. `law`: the law or the suit by its name, which
    `years.told` fills, with `says` of a day that moved none of them.
    """

    on: date
    began: tuple[str, ...]
    ended: tuple[str, ...]
    facts: tuple[str, ...]
    courts: tuple[str, ...]
    plain: tuple[Turned, ...]
    says: str
    moved: tuple[Moved, ...]
    law: str = ""


class Row(Frozen, frozen=True):
    """A stretch of days on which an answer stayed the same, as a row of a table: see `frame.COLUMNS`."""

    place: str
    kind: str
    definition: str
    title: str
    who: str
    since: date
    until: date | None
    answer: str
    reported: bool
    how: str
    law: str
    cites: str
    known_law: str
    event: str
    known_from: date | None
    known_through: date
    digest: str


class Timeline(Frozen, frozen=True):
    """A place through time. `digest`: that of the law that gave this (`Law.digest`), the one to cite. `asked`: the plain questions.

    `rows`: the same as a table, with how each answer begins, and what enacted law will give the sheriff alone; filled where it is told.
    `known_law`: of a place whose state's law nobody encoded, what is known of it, with its days where those are known; filled there too.
    """

    schema: str
    place: str
    title: str
    known_through: date
    digest: str
    packs: tuple[PackUsed, ...]
    changes: tuple[Change, ...]
    tracks: tuple[Track, ...]
    asked: tuple[Track, ...] = ()
    rows: tuple[Row, ...] = ()
    known_law: tuple[KnownLaw, ...] = ()


Answers = dict[tuple[str, str, str], tuple[str, bool, tuple[str, ...]]]
"""For each track (kind, standard, id) its answer on a day, whether it is reported, and what it rests on."""


def timeline(
    library: Library,
    place: str,
    standards: Iterable[Pack],
    situation: Situation | None = None,
    progress: Callable[[str], None] = lambda _: None,
    *,
    strict: bool = False,
) -> Timeline:
    """The timeline of a place under some standards, and of one situation if one is given.

    After the last day that was searched the law is presumed to stand; `strict` makes what follows unknown.
    """
    rods = tuple(standards)
    today = law_of(library, place, library.get(place).file.known_through)
    rules = [rule for pack in today.packs.values() for rule in pack.rules]
    days = _days(today, rods, strict=strict)
    judged = _Judge(rods, situation, _titled(today, situation) if situation else "")
    answers: list[Answers] = []
    turns, plain, noted = Turns(), [], []
    for day in days:
        progress(f"{place} on {day}")
        law = law_of(library, place, day, strict=strict)
        answers.append(judged.on(law))
        plain.append(turns.on(judged.proofs_of(law)))
        noted.append({("question", "", name): stands(one) for name, one in turns.stand.items()})
    titles = judged.titles
    told = _Told(today, rods)
    changes = tuple(
        replace(_change(day, told, rules, answers[i - 1] if i else {}, answers[i], titles), plain=plain[i], says=turned_said(plain[i]))
        for i, day in enumerate(days)
    )
    return Timeline(
        schema=SCHEMA,
        place=place,
        title=today.place.file.title,
        known_through=today.known_through,
        digest=digest_of_packs(packs_used(today)),
        packs=packs_used(today),
        changes=changes,
        tracks=tuple(track_of(key, titles[key], days, answers) for key in titles),
        asked=tuple(
            track_of(("question", "", one.id), upper(one.in_case), days, noted)
            for one in questions()
            if all(("question", "", one.id) in day for day in noted)
        ),
    )


def stands(one: Noticed) -> tuple[str, bool, tuple[str, ...]]:
    """The answer to a plain question, whether it is reported, and the rule that it rests on."""
    kind = kind_of(one)
    excepted = bool(one.with_record) and kind in ("must", "must-not", "may")
    known = kind not in ("not-searched", "unknown")
    return f"{kind}{', with exceptions' if excepted else ''}", one.reported and known, (one.rule,) if one.rule and known else ()


def _titled(law: Law, situation: Situation) -> str:
    """A situation as the sentence that its answer completes."""
    known = known_facts(law.vocabulary, situation.actor, situation.action, situation.resource, situation.context, situation.absent)
    return asked(law, situation.action, known)


def _days(law: Law, standards: tuple[Pack, ...], *, strict: bool) -> list[date]:
    """Every day on which something of the law, the facts or what a standard counts begins or ends; strictly, the first unknown day too."""
    found: set[date | None] = {*days_of(law.packs.values())}
    for pack in law.packs.values():
        found |= {day for one in pack.consequences for day in (one.since, one.until)}
    found |= {one.since for pack in law.packs.values() if pack.file.level != "federal" for one in pack.proceedings}
    for standard in standards:
        found |= {day for one in standard.closed_lists for day in (one.since, *(off.since for off in one.removed))} | {
            rule.until for rule in standard.rules
        }
    if strict and law.known_through < date.max:
        found.add(law.known_through + timedelta(days=1))
    return sorted(day for day in found if day is not None)


class _Judge:
    """Judges day after day, and again only what changed."""

    def __init__(self, standards: tuple[Pack, ...], situation: Situation | None, title: str) -> None:
        self.standards, self.situation = standards, situation
        self.titles: dict[tuple[str, str, str], str] = {}
        self._last: Proofs | None = None
        self._known: dict[tuple[str, str], tuple[Read, Judgment]] = {}
        for standard in standards:
            self.titles["verdict", standard.id, standard.id] = standard.file.title
            for criterion in standard.criteria:
                self.titles["criterion", standard.id, criterion.id] = criterion.title
        if situation:
            self.titles["situation", "", "situation"] = title

    def proofs_of(self, law: Law) -> Proofs:
        """The proofs of a law as enforceable, which share what they can with those of the day that was judged last."""
        return Proofs(law, before=self._last)

    def on(self, law: Law) -> Answers:
        """Every answer on a day: criteria and verdicts of the law as written, a situation of the law as enforceable."""
        found = Answers()
        written = self._last = Proofs(law.as_written(), before=self._last)
        for standard in self.standards:
            by_id: dict[str, Judgment] = {}
            for criterion in standard.criteria:
                one = by_id[criterion.id] = self._judged(written, standard, criterion, by_id)
                found["criterion", standard.id, criterion.id] = (one.status, one.reported, one.rests_on)
            judgments = list(by_id.values())
            verdict = verdict_by(standard, [one.status for one in judgments])
            read = verdict_by(standard, [one.text_status for one in judgments])
            reported = verdict != read if standard.threshold else any(one.reported for one in judgments)
            answer = answer_by(standard, [one.status for one in judgments])
            found["verdict", standard.id, standard.id] = (answer, reported, ())
        if self.situation:
            report = decide(Proofs(law), self.situation)
            found["situation", "", "situation"] = (str(report.outcome), report.reported, report.because)
        return found

    def _judged(self, proofs: Proofs, standard: Pack, criterion: Criterion, others: Mapping[str, Judgment]) -> Judgment:
        law = proofs.law
        if criterion.of:
            return judge(proofs, standard, criterion, others=others)
        state = read_by(law, standard, criterion)
        key = (standard.id, criterion.id)
        before, judgment = self._known.get(key, (None, None))
        if before is None or judgment is None or not (before == state or untouched(proofs, standard, criterion, before, state)):
            judgment = judge(proofs, standard, criterion)
        self._known[key] = (state, judgment)
        return judgment


class _Told:
    """What is said of a day beside the rules: facts, consequences of a breach, and lists that a standard counts."""

    def __init__(self, law: Law, standards: tuple[Pack, ...]) -> None:
        self.law, self.standards = law, standards

    def on(self, day: date) -> Iterator[str]:
        """A line for each that begins or ends."""
        for pack in self.law.packs.values():
            yield from (_said(fact, day, _whose(self.law, pack, fact)) for fact in pack.facts if _turns(pack, fact, day))
            for lead, ends in (("No longer", True), ("From this day", False)):
                yield from (f"{lead}: {one}" for one in _risks_said(pack, day, ends=ends))
        for standard in self.standards:
            yield from (f"{one.title} was published" for one in standard.closed_lists if one.since == day)


def risks(pack: Pack, day: date, *, ends: bool = False) -> dict[str, list[Consequence]]:
    """What follows from a breach from a day on, or no longer: each once by its title, with all that are the same for another case."""
    alike: dict[tuple[object, ...], list[Consequence]] = {}
    for one in pack.consequences:
        if day == (one.until if ends else one.since):
            alike.setdefault((one.who, one.kind, one.least, one.most), []).append(one)
    found: dict[str, list[Consequence]] = {}
    for same in alike.values():
        whole = [one for one in same if not one.title.startswith(CASE)]
        if len(whole) == 1:
            found[whole[0].title] = [*whole, *(one for one in same if one not in whole)]
        else:
            found |= {one.title: [one] for one in same}
    return found


CASE = "Where "
"""How a consequence begins that holds in one case."""


def _risks_said(pack: Pack, day: date, *, ends: bool) -> Iterator[str]:
    """Each with its paragraph, the same in another case as a clause."""
    for title, (first, *others) in risks(pack, day, ends=ends).items():
        also = (f"the same w{one.title.partition(',')[0][1:]} ({one.cites})" for one in others)
        yield "; ".join([f"{title} ({first.cites})", *also])


def _whose(law: Law, pack: Pack, fact: Fact) -> str:
    """The title of a fact, "the place" named as the government that has it; of another government's fact that government is named."""
    whose = titled(pack.file.title)
    said = upper(re.sub(r"\b[Tt]he place\b", whose, fact.title))
    return said if pack is law.place else f"{said} (a fact of {whose})"


def _change(
    day: date, told: _Told, rules: Iterable[Rule], before: Answers, after: Answers, titles: Mapping[tuple[str, str, str], str]
) -> Change:
    return Change(
        on=day,
        began=tuple(rule.id for rule in rules if rule.since == day),
        ended=tuple(rule.id for rule in rules if rule.until == day),
        facts=tuple(told.on(day)),
        courts=tuple(dict.fromkeys(court_days(told.law, day))),
        plain=(),
        says="",
        moved=tuple(
            Moved(standard=key[1], id=key[2], title=titles[key], before=before[key][0], after=after[key][0])
            for key in titles
            if key in before and before[key][0] != after[key][0]
        ),
    )


def _turns(pack: Pack, fact: Fact, day: date) -> bool:
    """Whether something is to be told of a fact on a day: not that it ends where it goes on, and not that it goes on."""
    if day not in (fact.since, fact.until):
        return False
    others = [one for one in pack.facts if one is not fact and one.id == fact.id]
    if fact.until == day:
        return not any(one.since == day for one in others)
    return not any(one.until == day and one.value == fact.value for one in others)


def _said(fact: Fact, day: date, title: str) -> str:
    """A fact that begins on a day, or ends, as a statement."""
    if fact.until == day:
        return f"It is no longer so that {_lowered(title)}"
    if fact.value is True:
        return title
    if fact.value is False:
        return f"It is not so that {_lowered(title)}"
    return f"It is not established whether {_lowered(title)}" if fact.value == "unknown" else f"{title}: {value_said(fact.value)}"


def _lowered(text: str) -> str:
    """A sentence as it stands within another: its first letter small, unless a name begins it.

    >>> _lowered("Federal policy has ended"), _lowered("HUD has ended it"), _lowered("City of Ojai police do"), _lowered("Illinois does")
    ('federal policy has ended', 'HUD has ended it', 'City of Ojai police do', 'Illinois does')
    """
    first = text.partition(" ")[0]
    name = any(letter.isupper() for letter in first[1:]) or re.match(r"(City|County|Town|Village|State|Superior Court) of ", text)
    return text if name or first not in _COMMON else small(text)


_COMMON = frozenset({"A", "An", "The", "No", "By", "City", "County", "Detainers", "Federal", "State"})
"""Words that begin a sentence and no name: of others it is not known."""


def track_of(key: tuple[str, str, str], title: str, days: list[date], answers: list[Answers]) -> Track:
    """The stretches of one answer; days on which it stays the same are joined."""
    stretches: list[Stretch] = []
    for index, day in enumerate(days):
        answer, reported, because = answers[index][key]
        if stretches and (stretches[-1].answer, stretches[-1].reported, stretches[-1].because) == (answer, reported, because):
            continue
        if stretches:
            stretches[-1] = replace(stretches[-1], until=day)
        stretches.append(Stretch(since=day, until=None, answer=answer, reported=reported, because=because))
    kind, standard, name = key
    return Track(kind=kind, standard=standard, id=name, title=title, stretches=tuple(stretches))  # type: ignore[arg-type]
