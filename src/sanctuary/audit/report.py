"""The report of an audit: counts by outcome, rule, actor and month, and everything that could not be judged, with the reason.

Every figure is a Count of rows and of acts, and all add up: rows and acts of the table are those of the outcomes of each law, of the rows
of other governments under theirs, and of what is not judged.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date

from sanctuary.audit.audit import Audit, Side, Tallied
from sanctuary.audit.counts import Counts, Tally
from sanctuary.audit.fields import CANNOT, SKIP, Field
from sanctuary.audit.fields import told as word_told
from sanctuary.audit.figures import (
    ORDER,
    SCHEMA,
    AuditReport,
    Count,
    Cross,
    Group,
    LawReport,
    OneOf,
    OpenFact,
    Practice,
    RuleCount,
    TextReport,
    UnknownReport,
)
from sanctuary.audit.headline import BREACHES, OPEN, headline, with_late, with_long
from sanctuary.audit.lasting import holds_done, how_long, untested
from sanctuary.audit.marks import DONE_AS
from sanctuary.audit.odd_rows import ahead, no_paper, papers, several
from sanctuary.audit.parting import listed_rows
from sanctuary.audit.phrases import NEGATED, NO_WORD, NOTHING, OTHER
from sanctuary.audit.practice import practice_of, silence_of
from sanctuary.audit.released import late_rows
from sanctuary.engine.columns import DAY
from sanctuary.law.jurisdiction import Bound, Law
from sanctuary.law.read_first import first_lines, known_between
from sanctuary.law.runs import ancestors
from sanctuary.law.standing import standing
from sanctuary.law.used import packs_used
from sanctuary.law.vocabulary import ACTOR, RESOURCE
from sanctuary.model import Outcome
from sanctuary.study.asks import ask_of
from sanctuary.tables.table import Table

__all__ = ["report_of"]

_ANSWERS = (Outcome.MUST_NOT, Outcome.MUST, Outcome.MAY, Outcome.SILENT)

_ACT = (ACTOR, "action", RESOURCE)
"""Fields of an act that are no facts of the row."""

_HOLDERS = "only agencies that hold people"
"""How possible.cedar says that an agency cannot do an act; it says nothing of the row's other cells."""


def report_of(audit: Audit, found: Tallied, table: Table, digest: str) -> AuditReport:
    """The report of what was counted."""
    mapped, seen = audit.mapped, found.seen
    own = bool(mapped.whose.column) or mapped.whose.rows_of == audit.laws[0][0].place
    sides = audit.laws[0]
    laws = [_law(side, i, found.laws[0], own=own and i == 0) for i, side in enumerate(sides)]
    others = [_law(one[0], 0, tally, own=True) for one, tally in zip(audit.laws[1:], found.laws[1:], strict=True) if tally.kinds.rows]
    crossed: Counts[tuple[str, ...]] = Counts()
    if len(laws) > 1:
        for kind, rows in found.laws[0].kinds.rows.items():
            crossed.add(kind.outcomes, rows, found.laws[0].kinds.acts[kind])
    judged = [sum(tally.kinds.rows.total() for tally in found.laws), sum(tally.kinds.acts.total() for tally in found.laws)]
    whole = Count(of="judged", rows=judged[0], acts=judged[1])
    parted = _parted((laws[0], *others))
    undecided = sum(one.rows for law in (laws[0], *others) for one in law.outcomes if one.of in OPEN)
    apart, left = listed_rows(audit, table, parted=parted.rows, undecided=undecided)
    late, lasted = late_rows(audit, table), how_long(audit, table, holds_done(found.laws))
    unit = "records" if any(act.name for act in mapped.acts) else "rows"
    return AuditReport(
        schema=SCHEMA,
        read_first=_read_first(sides[0].laws[-1], found.laws[0]),
        headline=with_late(with_long(headline((laws[0], *others), whole, unit=unit), lasted.long), late),
        parted=parted,
        parted_rows=apart,
        open_rows=left,
        late_rows=late,
        long_rows=lasted.long,
        untested=untested(lasted, audit.mapped.release.due),
        table=table.name.rsplit("/", 1)[-1],
        table_sha256=digest,
        read_as=(*table.how, *([f"the mapping's words: {'; '.join(mapped.read_words)}"] if mapped.read_words else [])),
        left_out=(
            *table.left_out(),
            *ahead(audit.today, seen.ahead),
            *several(seen.several),
            *papers(seen.papers),
            *no_paper(seen.no_paper),
        ),
        mapping=mapped.where.rsplit("/", 1)[-1],
        mapping_sha256=mapped.digest,
        title=mapped.title,
        each_row=mapped.each_row,
        acts_of_a_row=tuple(act.name for act in mapped.acts if act.name),
        rows=seen.rows,
        records=seen.records,
        acts=seen.acts,
        judged=whole,
        answered=_answered((laws[0], *others)),
        not_judged=_not_judged(found, _constants(audit)),
        first_day=seen.first,
        last_day=seen.last,
        law=laws[0],
        also=laws[1] if len(laws) > 1 else None,
        cross=tuple(
            Cross(first=pair[0], second=pair[1], rows=rows, acts=crossed.acts[pair])
            for pair, rows in sorted(crossed.rows.items(), key=_shown)
        ),
        others=tuple(others),
        texts=tuple(_text(act, name, audit, found) for act, name in seen.said),
        unknown=_cells(seen.unknown, audit),
        blank=_cells(seen.blank, audit),
        situations=sum(tally.situations for tally in found.laws),
        settled=sum(tally.settled for tally in found.laws),
        unexamined=sum(tally.unexamined for tally in found.laws),
        not_read=len(set(table.columns) - {*mapped.columns, *mapped.release.columns}),
        not_shown=mapped.not_shown,
    )


def _parted(laws: Sequence[LawReport]) -> Count:
    """The rows in which law and practice part."""
    found = [one for law in laws for one in law.practice if (one.outcome, one.done) in BREACHES]
    return Count(of="parted", rows=sum(one.rows for one in found), acts=sum(one.acts for one in found))


def _answered(laws: Sequence[LawReport]) -> Count:
    """The rows for which the law of their own government has one answer; `silent` is one."""
    told = [one for law in laws for one in law.outcomes if one.of in _ANSWERS]
    return Count(of="answered", rows=sum(one.rows for one in told), acts=sum(one.acts for one in told))


def _not_encoded(law: Law) -> tuple[str, ...]:
    """The place and its state, by title, where no rule of theirs is encoded, as `decide` says of the place."""
    if not law.unencoded:
        return ()
    above = (law.packs[name] for name in ancestors(law.packs, (law.place.id,)))
    return tuple(pack.file.title for pack in above if pack.file.level != "federal" and not pack.encoded)


def _constants(audit: Audit) -> str:
    """The facts that the mapping says of every row, as the next step for rows in which one of them cannot stand."""
    names = [name for act in audit.mapped.acts for name, word in act.fields.items() if not isinstance(word, Field) and name not in _ACT]
    told = ", ".join(dict.fromkeys(names))
    return (
        f"; [facts] says this of every row: {told}. Where one cannot stand in some rows, tell it by a column, or leave it out"
        if told
        else ""
    )


def _not_judged(found: Tallied, constants: str) -> tuple[Count, ...]:
    """Rows set aside, and those that contradict themselves with the reason that `decide` gives, the most frequent first."""
    both: Counts[str] = Counts()
    for reason, rows in found.seen.why.rows.items():
        told = reason.removeprefix(SKIP)
        told = f"cannot be judged: {told.removeprefix(CANNOT)}" if told.startswith(CANNOT) else told
        both.add(told, rows, found.seen.why.acts[reason])
    for reason, rows in found.seen.odd.rows.items():
        why = reason.removeprefix("this situation cannot occur: ").removesuffix(" Change the actor, the action or a fact.").rstrip(".")
        both.add(_cannot_be(why, constants), rows, found.seen.odd.acts[reason])
    return _by_count(both)


def _cannot_be(why: str, constants: str = "") -> str:
    """Why the law has no answer for a row that no situation fits; that an agency holds nobody is no fault of the row.

    >>> _cannot_be("only agencies that hold people can hand them over")
    'this agency holds nobody, so the law has no answer (only agencies that hold people can hand them over)'
    """
    if why.startswith(_HOLDERS):
        return f"this agency holds nobody, so the law has no answer ({why})"
    return f"the row contradicts itself{': ' if why else ''}{why}{constants}"


def _cells(counts: Counts[tuple[str, str]], audit: Audit) -> tuple[UnknownReport, ...]:
    return tuple(
        UnknownReport(act=act, field=name, column=_column(audit, act, name), rows=rows, acts=counts.acts[act, name])
        for (act, name), rows in counts.rows.items()
    )


def _column(audit: Audit, act: str, name: str) -> str:
    field = next(one.done if name == DONE_AS else one.fields.get(name) for one in audit.mapped.acts if one.name == act)
    return audit.mapped.day.column if name == DAY else ", ".join(field.columns) if isinstance(field, Field) else ""


def _shown(item: tuple[tuple[str, ...], int]) -> tuple[int, int]:
    return ORDER.index(item[0][0]), ORDER.index(item[0][1])


def _law(side: Side, place: int, tally: Tally, *, own: bool) -> LawReport:
    outcomes: Counts[str] = Counts()
    practice: Counts[tuple[str, str]] = Counts()
    actors: dict[str, Counts[str]] = {}
    months: dict[str, Counts[str]] = {}
    unsearched: dict[str, None] = {}
    law, reasons = side.laws[-1], tally.reasons[place]
    for kind, rows in tally.kinds.rows.items():
        outcome, acts = kind.outcomes[place], tally.kinds.acts[kind]
        outcomes.add(outcome, rows, acts)
        practice.add((outcome, kind.done), rows, acts)
        actors.setdefault(kind.actor, Counts()).add(outcome, rows, acts)
        months.setdefault(_month(kind.month), Counts()).add(outcome, rows, acts)
        if outcome in (Outcome.SILENT, Outcome.MAY, Outcome.DEPENDS) and not side.standard:
            in_force = _in_force(side, kind.month, tally)
            unsearched |= dict.fromkeys(name for one in in_force for name in one.unsearched(kind.actor, kind.action, ""))
    possible: Counts[str] = Counts()
    for names, rows in reasons.possible.rows.items():
        possible.add(" or ".join(name for name in ORDER if name in names), rows, reasons.possible.acts[names])
    known = {bound.rule.id: bound for one in side.laws for bound in one.rules}
    silence = silence_of(_not_encoded(law), [name for name, pack in law.packs.items() if name != "us" and pack.encoded])
    named = {actor: law.name_of(actor) if own else _kind(actor) for actor in law.vocabulary.enums["Actor"]}
    return LawReport(
        place=side.place,
        title=side.pack.file.title,
        kind=side.pack.file.kind,
        own=own,
        known_through=law.known_through,
        after_known=tally.last is not None and tally.last > law.known_through,
        outcomes=_ordered(outcomes),
        practice=tuple(
            Practice(outcome=pair[0], done=pair[1], reading=practice_of(*pair, silence), rows=practice.rows[pair], acts=practice.acts[pair])
            for pair in sorted(practice.rows, key=lambda one: (ORDER.index(one[0]), one[1]))
        ),
        by_actor=tuple(Group(of=named[actor], outcomes=_ordered(actors[actor])) for actor in named if actor in actors),
        by_month=tuple(Group(of=month, outcomes=_ordered(found)) for month, found in sorted(months.items())),
        rules=_rules(reasons.because, known),
        several=_several_rules(reasons.several, known),
        duties=_rules(reasons.duties, known),
        possible=_by_count(possible),
        open_facts=tuple(
            OpenFact(of=one.of, ask=_ask(side.laws, one.of), rows=one.rows, acts=one.acts) for one in _by_count(reasons.turns_on)
        ),
        unsearched=(*(name for name in law.packs if name in unsearched), *sorted(set(unsearched) - set(law.packs))),
        not_encoded=_not_encoded(law),
        known_law=known_between(law.place, law.packs, _acts(tally), (tally.first, tally.last)) if law.place.file.kind == "law" else (),
        packs=packs_used(law),
    )


NO_BREACH = "this audit can find no breach of it"
"""What follows for an audit where no law of a state is encoded."""


def _read_first(law: Law, tally: Tally) -> tuple[str, ...]:
    """What of the law nobody encoded; where none of the state's is, what is known of it on the days of the rows, on their acts first."""
    bare = first_lines(law.place, law.packs, NO_BREACH, _acts(tally), (tally.first, tally.last))
    return tuple(bare or filter(None, [standing(law.place, law.packs)]))


def _acts(tally: Tally) -> tuple[str, ...]:
    """The acts that the rows are about."""
    return tuple(dict.fromkeys(kind.action for kind in tally.kinds.rows))


def _ask(laws: Sequence[Law], name: str) -> str:
    """The question that an open fact answers, or that lawyers dispute under the law of some day."""
    fact = laws[-1].library.asking.fact.get(name)
    return ask_of(laws[-1], name) if fact else next((law.readings[name].question for law in reversed(laws) if name in law.readings), "")


def _kind(actor: str) -> str:
    """The kind of agency in words: a row may be of any agency of the kind, and not of the place's own.

    >>> _kind("state-prison")
    'state prison'
    """
    return actor.replace("-", " ")


def _in_force(side: Side, month: int, tally: Tally) -> tuple[Law, ...]:
    """The laws of a side in a month, or in a year; what was searched for late days was not always searched for early ones."""
    year, number = divmod(month, 100)
    if year:
        first, last = date(year, number or 1, 1), date(year, number or 12, monthrange(year, number or 12)[1])
    else:
        first, last = tally.first or date.min, tally.last or date.max
    return side.laws[side.stretch(first) : side.stretch(last) + 1]


def _ordered(counts: Counts[str]) -> tuple[Count, ...]:
    """Outcomes in the order in which they are shown."""
    return tuple(Count(of=name, rows=counts.rows[name], acts=counts.acts[name]) for name in ORDER if counts.rows[name])


def _several_rules(counts: Counts[tuple[str, tuple[str, ...]]], known: Mapping[str, Bound]) -> tuple[OneOf, ...]:
    """Settled rows that no one rule decides, by outcome and by the rules of which one does; the most frequent first."""
    ordered = sorted(counts.rows, key=lambda key: (ORDER.index(key[0]), -counts.rows[key], key[1]))
    return tuple(
        OneOf(
            of=key[0],
            rules=key[1],
            cites=tuple(dict.fromkeys(known[name].rule.cites for name in key[1])),
            rows=counts.rows[key],
            acts=counts.acts[key],
        )
        for key in ordered
    )


def _by_count(counts: Counts[str]) -> tuple[Count, ...]:
    """The most frequent first."""
    ordered = sorted(counts.rows.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Count(of=name, rows=rows, acts=counts.acts[name]) for name, rows in ordered)


def _rules(counts: Counts[str], known: Mapping[str, Bound]) -> tuple[RuleCount, ...]:
    found = []
    for one in _by_count(counts):
        rule = known[one.of].rule
        found.append(
            RuleCount(
                rule=rule.id,
                cites=rule.cites,
                words=rule.words,
                effect=rule.effect,
                duty=rule.duty,
                reported=rule.reported,
                rows=one.rows,
                acts=one.acts,
            )
        )
    return tuple(found)


def _month(number: int) -> str:
    year, month = divmod(number, 100)
    return f"{year}-{month:02}" if month else str(year) if year else "several years"


def _text(act: str, name: str, audit: Audit, found: Tallied) -> TextReport:
    said = found.seen.said[act, name]
    translation = next(one for one in audit.translations if one.act.name == act)
    listed = translation.listed[name]
    words: Sequence[tuple[str, int]] = [(f"{phrase} ({word_told(value)})", i) for i, (phrase, value) in enumerate(listed, 1)]

    def count(what: str, place: int) -> Count:
        return Count(of=what, rows=said.rows[place], acts=said.acts[place])

    return TextReport(
        act=act,
        field=name,
        column=_column(audit, act, name),
        words=tuple(count(told, place) for told, place in words if said.rows[place]),
        negated=count("a listed word after a negation", NEGATED),
        says_nothing=count("says nothing specific", NOTHING),
        not_listed=count("other text", OTHER),
        empty=count("empty", NO_WORD),
    )
