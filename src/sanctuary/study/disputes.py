"""What lawyers dispute in a place: each reading with both sides, who disputes it, what a court has said, and the rules that turn on it."""

from collections.abc import Container, Iterable, Sequence
from datetime import date

from sanctuary.documents import Frozen
from sanctuary.documents import replace as changed
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import known_facts, no_action
from sanctuary.errors import RequestError, nearest
from sanctuary.law.circuits import binds_said, distance
from sanctuary.law.condition import seen_in
from sanctuary.law.jurisdiction import Law
from sanctuary.law.meant import plain
from sanctuary.law.orders import names
from sanctuary.law.rules import Rule
from sanctuary.law.used import PackUsed, digest_of_packs, packs_used
from sanctuary.law.vocabulary import RESOURCE
from sanctuary.model import Proceeding, Settled
from sanctuary.study.limits import PolicyLimit, limits
from sanctuary.study.phrases import titled
from sanctuary.study.plain import rule_cost

__all__ = ["SCHEMA", "Dispute", "Disputes", "SettledBy", "SuitAbout", "Turning", "about", "chosen", "disputes", "of_action", "section_of"]

SCHEMA = "sanctuary.disputes/4"


class Turning(Frozen, frozen=True):
    """A rule that applies, or reaches further, only where the reading is true."""

    rule: str
    cites: str
    words: str
    effect: str
    how: str


class SettledBy(Frozen, frozen=True):
    """What a court has said of a reading, and whom it binds."""

    value: bool
    court: str
    number: str
    since: date
    binds: str


class SuitAbout(Frozen, frozen=True):
    """A suit that touches rules here: whom it binds, the citations that it is about, and whether its text names the place."""

    title: str
    court: str
    number: str
    status: str
    binds: str
    about: tuple[str, ...]
    names_the_place: bool


class Dispute(Frozen, frozen=True):
    """A reading, with the title of the law whose it is: its question, what follows if so and if not, and who says what.

    It is fixed by `--reading ID=true` or `=false`.
    """

    id: str
    law: str
    question: str
    when_true: str
    when_false: str
    source: str
    settled: tuple[SettledBy, ...]
    turns_on_it: tuple[Turning, ...]
    suits: tuple[SuitAbout, ...]


class Disputes(Frozen, frozen=True):
    """The readings that rules in force need, those of the highest law first; `suits` are on rules here that turn on no reading.

    `limits`: what a policy of the place may still limit.
    """

    schema: str
    place: str
    title: str
    on: date
    disputes: tuple[Dispute, ...]
    suits: tuple[SuitAbout, ...]
    limits: tuple[PolicyLimit, ...]
    packs: tuple[PackUsed, ...]

    @property
    def digest(self) -> str:
        """The digest of the law that gave this (`Law.digest`)."""
        return digest_of_packs(self.packs)


def disputes(law: Law) -> Disputes:
    """Every dispute that bears on the law of a place on a day, the settled ones too."""
    written = law.unsettled(tuple(law.settled))
    found = sorted((_dispute(law, written, name) for name in written.readings), key=lambda one: _height(law, one))
    told = {(suit.title, suit.number, suit.status) for one in found for suit in one.suits}
    here = {bound.rule.id for bound in written.rules}
    suits = [_suit(law, one) for one in law.proceedings if here.intersection(one.touches)]
    return Disputes(
        schema=SCHEMA,
        place=law.place.id,
        title=law.place.file.title,
        on=law.on,
        disputes=tuple(found),
        suits=_ordered(law, (one for one in suits if (one.title, one.number, one.status) not in told)),
        limits=limits(Proofs(law)),
        packs=packs_used(law),
    )


def chosen(report: Disputes, words: Sequence[str], of_laws: Container[str] = ()) -> Disputes:
    """The disputes and suits that words name: an id, or words of the question, a side, a citation or a suit; all without words.

    `of_laws`: sections of laws that the words name; the disputes on them and suits about them are kept too.

    Refuses words that nothing bears.
    """
    if not words:
        return report
    ids = [one.id for one in report.disputes]
    named = [one for one in report.disputes if any(section_of(rule.cites) in of_laws for rule in one.turns_on_it)]
    kept = [one for one in report.disputes if one in named or any(_bears(word, one.id in words, _texts(one)) for word in words)]
    beside = [suit for one in report.disputes if one not in kept for suit in one.suits]
    every = [*report.suits, *(one for one in _joined(beside) if all(one not in dispute.suits for dispute in kept))]
    suits = [one for one in every if any(_bears(word, False, (one.title, one.number, one.status, *one.about)) for word in words)]
    if not kept and not suits:
        raise RequestError(f"no dispute here is about '{' '.join(words)}'; {nearest(words[0], ids, f'sanctuary disputes {report.place}')}")
    return changed(report, disputes=tuple(kept), suits=tuple(suits))


def section_of(cites: str) -> str:
    """The section of a citation, without its paragraphs: a law that people call by a name is amended paragraph by paragraph.

    >>> section_of("Gov. Code 752.053(a)(1)")
    'Gov. Code 752.053'
    """
    return cites.partition("(")[0].strip()


def of_action(law: Law, report: Disputes, action: str, actor: str = "", resource: str = "") -> Disputes:
    """The disputes and suits on rules that speak of an act, of one actor or thing where it is named; those of the plainest rules first.

    Refuses a word that is none.
    """
    if action not in law.vocabulary.actions:
        raise no_action(action, law.vocabulary)
    known_facts(law.vocabulary, actor, action, resource, {})
    written = law.unsettled(tuple(law.settled))
    of = {
        bound.rule.id: rule_cost(law, bound.rule)
        for bound in written.rules
        if action in bound.rule.actions and (not actor or actor in bound.actors) and _about(law, bound.rule, action, resource)
    }
    cites = {bound.rule.cites for bound in written.rules if bound.rule.id in of}
    cost = {one.id: min((of[rule.rule] for rule in one.turns_on_it if rule.rule in of), default=None) for one in report.disputes}
    kept = [one for one in report.disputes if cost[one.id] is not None]
    return changed(
        report,
        disputes=tuple(sorted(kept, key=lambda one: cost[one.id] or 0)),
        suits=tuple(one for one in report.suits if not cites.isdisjoint(one.about)),
    )


def _about(law: Law, rule: Rule, action: str, resource: str) -> bool:
    """Whether a rule may speak of a thing: it names that, or none."""
    things = seen_in([rule.policy], law.vocabulary.actions[action]).values.get(RESOURCE, ())
    return not resource or not things or resource in things


def _bears(word: str, named: bool, texts: Iterable[str]) -> bool:
    told = " ".join(texts).casefold()
    return named or all(part in told or SECTIONS.get(plain(part), part) in told for part in word.casefold().split())


SECTIONS = {"287g": "1357(g)", "ina-287g": "1357(g)", "section-1373": "1373"}
"""Sections that people call by another act's number than the texts do."""


def _texts(one: Dispute) -> tuple[str, ...]:
    rules = [text for rule in one.turns_on_it for text in (rule.cites, rule.words)]
    return (one.id, one.question, one.when_true, one.when_false, *rules, *(suit.title for suit in one.suits))


def about(suit: SuitAbout, place: str) -> str:
    """For a suit that binds toward its plaintiffs: whether the place is named among them, or that this was not looked up; else nothing."""
    if "toward the plaintiffs" not in f"{suit.binds} {suit.status}" or suit.names_the_place:
        return ""
    return f"Whether {titled(place)} is a plaintiff is not known here."


def _height(law: Law, one: Dispute) -> int:
    """How high the law stands whose reading it is: the highest first."""
    return next(at for at, name in enumerate(law.packs) if law.packs[name].file.title == one.law)


def _dispute(law: Law, written: Law, name: str) -> Dispute:
    reading = written.readings[name]
    turning = [
        Turning(rule=bound.rule.id, cites=bound.rule.cites, words=bound.rule.words, effect=bound.rule.effect, how=how)
        for bound in written.rules
        for how, needed in (("applies", name in bound.readings), ("notwithstanding", bound.rule.notwithstanding == name))
        if needed
    ]
    touched = {one.rule for one in turning}
    orders: dict[Settled, None] = dict.fromkeys(one for found in law.settled.get(name, {}).values() for one in found)
    return Dispute(
        id=name,
        law=next((pack.file.title for pack in law.packs.values() if name in pack.readings), law.place.file.title),
        question=reading.question,
        when_true=reading.when_true,
        when_false=reading.when_false,
        source=reading.source,
        settled=tuple(SettledBy(value=one.value, court=one.court, number=one.number, since=one.since, binds=one.binds) for one in orders),
        turns_on_it=tuple(turning),
        suits=_ordered(law, (_suit(law, one) for one in law.proceedings if touched.intersection(one.touches))),
    )


def _ordered(law: Law, suits: Iterable[SuitAbout]) -> tuple[SuitAbout, ...]:
    """Each suit once, those that name the place first, then those of courts whose decisions bind there, those of other circuits last."""
    return tuple(sorted(_joined(suits), key=lambda one: (not one.names_the_place, distance(law, one.court))))


def _joined(suits: Iterable[SuitAbout]) -> tuple[SuitAbout, ...]:
    """Each suit once: one that several packs tell of is about what any of them says."""
    found: dict[tuple[str, str, str, str], SuitAbout] = {}
    for one in suits:
        told = (one.title, one.number, one.status, one.binds)
        known = found.setdefault(told, one)
        found[told] = changed(
            known,
            about=tuple(dict.fromkeys((*known.about, *one.about))),
            names_the_place=known.names_the_place or one.names_the_place,
        )
    return tuple(found.values())


def _suit(law: Law, one: Proceeding) -> SuitAbout:
    written = law.as_written().by_id
    return SuitAbout(
        title=one.title,
        court=one.court,
        number=one.number,
        status=one.status,
        binds=binds_said(law, one),
        about=tuple(dict.fromkeys(written[name].rule.cites for name in one.touches if name in written)),
        names_the_place=names(law.place, f"{one.title}; {one.binds}; {one.status}"),
    )
