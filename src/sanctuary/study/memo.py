"""An answer as a memo for counsel: the sections of the decision, each rule with its marks, suits, the packs, and how to ask again.

The command that gives the answer again stands in it, with the day and the digest of the law: with another digest the packs are others.
"""

import re
import shlex
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sanctuary.documents import Frozen, replace
from sanctuary.engine.decision import DecisionReport, RuleReport
from sanctuary.engine.situation import Situation, by_path, known_facts
from sanctuary.law.beside import PAPER
from sanctuary.law.jurisdiction import Law
from sanctuary.law.runs import ancestors
from sanctuary.law.standing import bare, beyond, drafted, read_first
from sanctuary.law.used import PackUsed
from sanctuary.model import Reading
from sanctuary.study.disputes import disputes, of_action
from sanctuary.study.how_far import READ_FIRST
from sanctuary.study.memo_rules import MOST_SOURCES, rule_rows
from sanctuary.study.phrases import asked, listed, titled, upper
from sanctuary.study.section import MUST_KNOW, Section

__all__ = ["TURNS", "UNREAD", "Memo", "command", "facts_typed", "memo"]


class Memo(Frozen, frozen=True):
    """The memo: its title (the answer), to whom and on what, sections, a table of rules, the way to ask again."""

    title: str
    heads: tuple[tuple[str, str], ...]
    about: tuple[str, ...]
    sections: tuple[Section, ...]
    rules: tuple[tuple[str, ...], ...]
    packs: tuple[str, ...]
    again: str


SHORT = 16
"""Signs of a digest that a command repeats: enough to tell one law from another."""


def command(situation: Situation, report: DecisionReport, aside: Mapping[str, str] | None = None) -> str:
    """The command that gives an answer again, on its day, by the same law; `aside` are facts that were typed and that no law asks for."""
    place = situation.place if "/" in situation.place else report.place
    words = ["sanctuary", "decide", place, "--on", str(report.on)]
    words += ["--actor", situation.actor, "--action", situation.action, "--resource", situation.resource]
    words += facts_typed(situation, aside)
    for name in situation.absent:
        words += ["--absent", name]
    for name, truth in situation.readings.items():
        words += ["--reading", f"{name}={str(truth).lower()}"]
    words += ["--papers", "any"] if situation.papers == "any" else []
    return shlex.join([*words, "--digest", report.digest[:SHORT]])


def facts_typed(situation: Situation, aside: Mapping[str, str] | None = None) -> list[str]:
    """The facts of a situation as options of a command, with days and papers as they were told."""
    facts = {**by_path(situation.context), **situation.days, **(aside or {})}
    if situation.other_paper:
        facts[PAPER] = f"{facts[PAPER]} with {situation.other_paper}"
    told = (("--fact", f"{name}={str(value).lower() if isinstance(value, bool) else value}") for name, value in facts.items())
    return [word for pair in told for word in pair]


TO, FROM = "the attorney or officer who asked", "sanctuary, a program that computes answers from encoded law"
"""To whom a memo is and from whom, where nobody is named."""


def memo(
    situation: Situation,
    report: DecisionReport,
    sections: tuple[Section, ...],
    law: Law,
    aside: Mapping[str, str] | None = None,
    *,
    people: tuple[str, str] = ("", ""),
) -> Memo:
    """The memo of an answer; `aside` are facts that were typed and that no law asks for, `people` to whom it is and from whom."""
    heads: tuple[tuple[str, str], ...] = (
        ("To", people[0] or TO),
        ("From", f"{people[1]}, by {FROM}" if people[1] else FROM),
        ("Date", f"{report.on}, the day of the law that is told"),
        ("Re", f"{_about(law, situation)} ({law.place.file.title})"),
    )
    typed = tuple(one for one in report.read if _TYPED.fullmatch(one))
    if asked_too := [one for one in report.read if one not in typed]:
        heads = (*heads, ("Asked", f"{'; '.join(asked_too)}."))
    known = tuple(_read_first(law, situation, sections))
    if drafted(law.place):
        heads = (("Status", f"DRAFT, not enacted: what is told of {law.place.file.title} would be so if it were law"), *heads)
    about = [f"The law of {titled(law.place.file.title)} on {report.on}, read through {report.known_through}. Not legal advice."]
    told_first = beyond(law.place, law.packs, law.on) if known else ""
    about += [line for one in sections if one.heading == MUST_KNOW for line in one.lines if line != told_first]
    if report.presumed:
        about.append(f"The day is later than the last that was searched: the law is presumed to stand on {report.on}.")
    if report.reported:
        cites = list(dict.fromkeys(one.cites for one in report.rules if one.reported))
        about.append(f"Known from reports, the text not read: {'; '.join(cites)}.")
    rest = [
        Section(heading=one.heading, lines=tuple(_off_screen(line) for line in one.lines if not _told_whole(one, line)), folded=one.folded)
        for one in sections[1:]
        if one.heading not in (MUST_KNOW, *_IN_TABLE)
    ]
    rest = [one for one in rest if one.lines]
    told = (
        Section(heading="", lines=sections[0].lines[1:]),
        *_after_answer(rest, known),
        *_added(report, law),
        Section(heading=MUST_KNOW, lines=tuple(about)),
        *_beside_unread(report, law),
        *([Section(heading="How words of the question were read", lines=tuple(map(_sentence, typed)), folded=True)] if typed else ()),
    )
    title = _to_counsel(sections[0].lines[0])
    told = tuple(replace(one, lines=tuple(map(_to_counsel, one.lines))) for one in told)
    return Memo(
        title=title,
        heads=heads,
        about=(),
        sections=told,
        rules=rule_rows(law, report, (title, *(line for one in (*told, *sections) for line in one.lines))),
        packs=tuple(_pack(one, law) for one in report.packs),
        again=command(situation, report, aside),
    )


_IN_TABLE = ("Rules that decide only in some cases", "Other rules that decide here", "Also in the law, but not what decides")
"""Sections of which the table of rules has every paragraph, in the same words."""


def _told_whole(section: Section, line: str) -> bool:
    """Whether a line of what an answer turns on is a dispute, which stands whole, with its source, among the disputes."""
    return section.heading == TURNS and "? If so, " in line and not line.startswith(" ")


TURNS = "It turns on"
"""The heading of the questions."""

_TYPED = re.compile(r"'.+' was read as [a-z0-9_.=-]+(?: \([^()]*\))?")
"""A word that was read as one of the vocabulary's: it stands at the end, as it says nothing of the law."""


def _sentence(note: str) -> str:
    return f"{note}."


def _after_answer(sections: Sequence[Section], known: tuple[Section, ...]) -> Iterator[Section]:
    """The sections, with known law behind those that belong to the answer itself and have no heading."""
    own = next((at for at, one in enumerate(sections) if one.heading), len(sections))
    yield from (*sections[:own], *known, *sections[own:])


def _read_first(law: Law, situation: Situation, sections: Iterable[Section]) -> Iterator[Section]:
    """What is known of the law of a place without a pack and is not encoded, with its addresses; nothing where the sections tell it."""
    told = any(one.heading == READ_FIRST for one in sections)
    if not told and bare(law.place, law.packs) and beyond(law.place, law.packs, law.on):
        yield Section(
            heading=READ_FIRST,
            lines=tuple(read_first(law.place, law.packs, situation.action, titles=True, actor=situation.actor, on=law.on)),
        )


def _pack(one: PackUsed, law: Law) -> str:
    """A pack with its version and digest; of a place that has none, that it has none."""
    if one.id in law.packs and law.packs[one.id].text:
        return f"{law.packs[one.id].file.title}: {one.note or 'no pack of its own'}"
    return f"{one.id}, version {one.version}, SHA-256 {one.hash}{f' ({one.note})' if one.note else ''}"


def _added(report: DecisionReport, law: Law) -> Iterable[Section]:
    """What counsel needs beside an answer: the disputes behind its rules with both sides, and what nobody has encoded."""
    names = dict.fromkeys(name for one in report.rules for name in (law.by_id[one.id].readings if one.id in law.by_id else ()))
    lines = [_dispute(law.readings[name]) for name in names if name in law.readings]
    lines = lines or [_undisputed(report, law)]
    yield Section(heading=DISPUTES, lines=(*lines, *_beside_the_answer(report, law, names)))
    if unread := tuple(_where_to_read(report.rules, law, set())):
        yield Section(heading=UNREAD, lines=unread)
    if told := tuple(_gaps(report, law)):
        yield Section(heading="Not read, or read and not encoded", lines=told)


def _beside_the_answer(report: DecisionReport, law: Law, told: Collection[str]) -> Iterator[str]:
    """The disputes on rules that speak of the act and do not decide this answer: `disputes` tells them too."""
    every = of_action(law, disputes(law), report.action, report.actor, report.resource).disputes
    if more := [one for one in every if one.id not in told]:
        named = "; ".join(f"{one.question} ({one.id})" for one in more)
        yield f"Not behind the rules of this answer, but on rules that speak of the act: {named}"


UNREAD = "Texts that were not read, and what is known of them"


def _beside_unread(report: DecisionReport, law: Law) -> Iterator[Section]:
    """Texts that were not read, of what stands beside an answer and decides nothing: at the end."""
    if unread := tuple(_where_to_read(report.notes, law, {one.cites for one in report.rules})):
        yield Section(heading=f"{UNREAD}: of what does not decide", lines=unread, folded=True)


def _about(law: Law, situation: Situation) -> str:
    """What the memo is about, as a sentence that no list of facts stands in."""
    facts = situation.actor, situation.action, situation.resource, situation.context, situation.absent
    known = known_facts(law.vocabulary, *facts)
    return asked(law, situation.action, known, tuple(known))


def _to_counsel(line: str) -> str:
    """A line without the advice to ask counsel, who reads it."""
    return line.replace(" (ask counsel)", "")


def _off_screen(line: str) -> str:
    """A line without what says how to ask again at a screen."""
    return re.sub(r"(?:^| )[^.]*--[a-z][^.]*\.(?= |$)", "", line) if "--" in line else line


def _where_to_read(rules: Iterable[RuleReport], law: Law, told: set[str]) -> Iterator[str]:
    """For each paragraph of some rules that was not read and not `told`: by what it is known, with its address, and when it was seen."""
    for one in rules:
        if one.reported and one.cites not in told and one.id in law.by_id:
            told.add(one.cites)
            rule = law.by_id[one.id].rule
            pack = law.packs[rule.pack]
            known = {source.id: source for source in pack.file.source}
            named = [known[name] for name in pack.prose[rule.section].sources if name in known]
            first = named[:MOST_SOURCES]
            where = "; ".join(f"{source.title}, {source.address or 'no address'} ({source.read})" for source in first)
            where += f"; {len(named) - len(first)} more in the pack's law/{rule.section}.md" if len(named) > len(first) else ""
            yield f"{one.cites}: {where or 'no source is named'}."


MOST_GAPS = 4
"""Gaps that a memo tells; those about the paragraphs of the answer first."""


def _gaps(report: DecisionReport, law: Law) -> Iterator[str]:
    """What nobody has encoded of the law of whoever runs the actor: first what is about the paragraphs of the answer."""
    numbers = {number for rule in report.rules for number in _NUMBER.findall(rule.cites)}
    run = law.run_by(report.actor)
    names = ancestors(law.packs, (run if run in law.packs else law.place.id,))
    packs = [law.packs[name] for name in names if law.packs[name].file.level != "federal" and law.packs[name].file.gaps]
    bare = [gap for pack in packs if pack.text for gap in pack.file.gaps]  # a place without a pack has no file to look into
    packs = [pack for pack in packs if not pack.text]
    every = dict.fromkeys(gap for pack in packs for gap in pack.file.gaps if gap not in bare)
    ordered = sorted(every, key=lambda gap: numbers.isdisjoint(_NUMBER.findall(gap)))
    yield from (f"{upper(gap)}." for gap in (*bare, *ordered[:MOST_GAPS]))
    if len(ordered) > MOST_GAPS:
        where = "; ".join(f"sanctuary check {pack.id}" for pack in packs)
        yield f"{len(ordered) - MOST_GAPS} more, mostly on other paragraphs: {where}."


_NUMBER = re.compile(r"[0-9]{2,}")
"""The numbers of a citation, by which a gap is seen to be about it."""

DISPUTES = "Disputes"

NO_READING = "No reading of the law is disputed here; see In court for suits on it."
"""What stands in the place of disputes, where suits are told."""


def _undisputed(report: DecisionReport, law: Law) -> str:
    """That the rules of an answer turn on no dispute; of a state whose law was not read that none of it can be told."""
    bare = [
        pack.file.title
        for name in ancestors(law.packs, (law.place.id,))
        if (pack := law.packs[name]).file.level == "state" and not pack.encoded
    ]
    if bare:
        return f"No law of {listed(bare, 'or')} was read, so no dispute about it can be told."
    return NO_READING if report.proceedings else "None that the rules of this answer turn on."


def _dispute(one: Reading) -> str:
    return f"{one.question} If so: {one.when_true}. If not: {one.when_false}. Whence: {one.source.rstrip('.')}. ({one.id})"
