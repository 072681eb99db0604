"""What `sanctuary compare` prints: a summary of one screen; with --all every law after it."""

import shlex
import textwrap

from sanctuary.commands.compare_ahead import AHEAD, MOVED, coming, marked, moves
from sanctuary.commands.compare_draft import clause_lines, clauses_in_short, counted_rules, drafts, few_new, new_clauses
from sanctuary.commands.compare_rows import definition_rows, fits, parted
from sanctuary.commands.compare_same import ELSE, cannot_be_compared, known_of_own, marks_said, otherwise, same_said
from sanctuary.commands.folding import folded
from sanctuary.commands.printing import Printer
from sanctuary.commands.searched import ASK_FROM, FOUND, early, print_read, rests_on_found, searched_since, timeline_of, usable
from sanctuary.law.jurisdiction import Law
from sanctuary.study.asked import each_asks
from sanctuary.study.compare import Comparison, Contrast
from sanctuary.study.events import named_within
from sanctuary.study.noticed import Noticed, briefly, kind_of, word_of
from sanctuary.study.phrases import listed, outcome_said, plural, titled, upper
from sanctuary.study.side import Side, alike, full, other_packs
from sanctuary.study.sides import LawSays, between, by_law, changed, counted, on_other_terms, unanswered
from sanctuary.study.summary import ALL_READ, MORE, MOST_PAIRS, Row, whom

__all__ = [
    "AHEAD", "PREMISE", "WHO", "cell", "coming", "depends", "print_details", "print_summary",
    "read_through", "sentences", "starred", "titled_of",
]  # fmt: skip

MOST_ACTS = 3

MOST_EXAMPLES = 3
"""Examples of a law that began or ended; a law of another place is told by one."""

ROW = 22
"""The width of a question in the table."""


def titled_of(report: Comparison) -> str:
    """Both sides, as a title; of two days the earlier first."""
    one, other = report.a, report.b
    if two_days(report):
        return f"{upper(titled(one.title))}: {min(one.on, other.on)} beside {max(one.on, other.on)}"
    if not alike(one, other) and one.on == other.on:
        return f"{upper(titled(one.title))} beside {titled(other.title)}, on {one.on}"
    return f"{upper(full(one))} beside {full(other)}"


def two_days(report: Comparison) -> bool:
    """Whether the sides are one place on two days."""
    return alike(report.a, report.b) and not other_packs(report.a, report.b) and report.a.on != report.b.on


def order(report: Comparison) -> tuple[int, int]:
    """The order in which the sides stand beside each other: as they were named, of two days the earlier first."""
    return (1, 0) if two_days(report) and report.a.on > report.b.on else (0, 1)


def read_through(report: Comparison) -> str:
    """Through which days the law was read, where a side is presumed to stand on its own."""
    late = [side for side in (report.a, report.b) if side.presumed]
    read = listed([str(day) for day in dict.fromkeys(side.known_through for side in late)])
    return f"Law read through {read}; presumed to stand on {listed(list(dict.fromkeys(str(side.on) for side in late)))}." if late else ""


def sentences(
    report: Comparison,
    laws: tuple[Law, Law],
    most: int = MOST_PAIRS,
    unknown: int = MOST_PAIRS,
    *,
    agree: bool = True,
) -> list[tuple[str, str]]:
    """What stands first, each with its lead: of definitions what each asks, then where both differ and agree."""
    asked = each_asks({law.place.id: law.place for law in laws}.values())
    said = _compared(report, laws, most, unknown, agree=agree)
    return [*([("What each asks." if len({law.place.id for law in laws}) == 2 else "It asks.", asked)] if asked else []), *said]


def _compared(report: Comparison, laws: tuple[Law, Law], most: int, unknown: int, *, agree: bool) -> list[tuple[str, str]]:
    """Each with its lead: where both differ, where they agree, what is not known, the laws between two days.

    `most`, `unknown`: sentences on pairs of answers, on those not known of one side,
    where there is little room; `agree`: where they agree too, which the table has.
    """
    found, days = report.summary, two_days(report)
    clauses = new_clauses(report, laws)
    new = list(clause_lines(report)) or ([("New in the draft.", few_new(clauses))] if clauses else [])
    open_ones = (*_few(found.unknown, unknown), *found.not_encoded, *known_of_own(laws))
    if _same(report, laws):
        open_ones = (*found.unknown, *found.not_encoded)  # no table stands below
        return [*same_said(laws, found.not_encoded, open_ones), *marks_said(report), *new]
    clauses = [one.cites for one in report.clauses if one.new or one.stricter or one.looser] if report.clauses else clauses
    kinds = [(kind_of(one.a), kind_of(one.b)) for one in rows_of(report)]
    bare = [] if days or clauses else cannot_be_compared(laws, kinds, briefly=not unknown)
    open_ones = () if bare else open_ones
    leads = ("What moved.", "What stayed.", "Not known.") if days else ELSE if bare else ("They differ.", "They agree.", "Not known.")
    differ = _few(found.differ, most) or (() if found.unknown and not other_packs(report.a, report.b) else tuple(otherwise(report, laws)))
    told = list(zip(leads, (differ, found.agree if agree else (), open_ones or (() if bare else (ALL_READ,))), strict=True))
    if days:
        named = named_within(max(laws, key=lambda law: law.on), *sorted((report.a.on, report.b.on)))
        told.append(("By these laws.", (f"{'; '.join(named)}.",) if named else ()))
    said = [(lead, " ".join(lines)) for lead, lines in told if lines]
    if clauses and said[0][0] == "They agree.":
        said[0] = (
            "They differ",
            f"in {counted_rules(clauses)} of the draft; on the plain questions they agree.",
        )  # the table has the answers
    return [*bare, *said[:1], *marks_said(report), *new, *said[1:]]


def _few(told: tuple[str, ...], most: int) -> tuple[str, ...]:
    """The first of some sentences, and that the table has more, where it does."""
    if told and not most:
        return ("See the table.",)
    return told if len(told) <= most or told[most:] == (MORE,) else (*told[:most], MORE)


SCREEN = 24
"""Lines of a first screen."""


def print_summary(printer: Printer, report: Comparison, laws: tuple[Law, Law], typed: list[str], *, every: bool) -> None:
    """The sentences, the plain questions, the definitions, and the command that tells the rest."""
    found, at, width = report.summary, order(report), printer.width
    every_row = _rows(report, laws, width) if found.questions and not _same(report, laws) else []
    rows, same = parted(every_row, whom(laws, rows_of(report)) if every_row else (), one_place=other_packs(report.a, report.b))
    foot = "" if every else f"{_more(report, typed)}{starred(report)} Not legal advice."
    draft = drafts(laws, typed)
    read, since, again = read_through(report), searched_since(laws, found=rests_on_found(report, laws)), usable(typed, laws)
    whole = timeline_of(laws, typed)
    later = coming(laws) if every_row else ""
    alike_said = f"{PREMISE}, the same on both sides. {same}." if same else ""
    fixed = [
        titled_of(report),
        draft,
        since,
        again and f"{ASK_FROM} {again}",
        whole and f"{FOUND}  {whole}",
        read,
        foot,
        later and f"{AHEAD} {later}",
        alike_said,
    ]
    room = SCREEN - len(rows) - 2 - sum(folded(text, width) for text in fixed)
    told, moved, room = _fitted(_forms(report, laws, every=every), moves(laws) if every_row else ("",), (room, width))
    if draft:
        printer.line(draft, style="bold")
    printer.line(titled_of(report), style="bold")
    print_read(printer, since, again, read, whole)
    for lead, text in told:
        printer.paragraph(lead, text) if lead else printer.line(text)
    if every_row and (turns := _fitting(depends(report, laws), room - sum(folded(" ".join(words), width) for words in told), width)):
        printer.paragraph(DEPENDS, turns)
    for lead, text in ((AHEAD, later), (MOVED, moved)):
        if text:
            printer.paragraph(lead, text)
    if alike_said:
        printer.line(alike_said)
    if rows:
        printer.line(f"{PREMISE}:")
        printer.table((WHO, *(upper(_column(found.names[one], width)) for one in at)), rows)
    if foot:
        printer.line(foot)


Told = list[tuple[str, str]]


def _forms(report: Comparison, laws: tuple[Law, Law], *, every: bool) -> list[Told]:
    """What stands first, ever shorter; the last form leaves out that a rule which nobody found may exist."""
    last = sentences(report, laws, 1, 0, agree=False)
    tried = [
        *(sentences(report, laws, *most) for most in ((3, 3), (2, 2), (1, 1), (1, 0))),
        last,
        [one for one in last if one[1] != ALL_READ],
    ]
    brief = {} if every else clauses_in_short(report)
    return [[(lead, brief.get(lead, text)) for lead, text in one] for one in tried]


def _fitted(forms: list[Told], moved: tuple[str, ...], space: tuple[int, int]) -> tuple[Told, str, int]:
    """The longest forms of the sentences and of the count of moved answers that have room together, and the room of the sentences."""
    room, width = space
    for count in moved:
        left = room - (folded(f"{MOVED} {count}", width) if count else 0)
        for one in forms:
            if sum(folded(" ".join(words), width) for words in one) <= left:
                return one, count, left
    return forms[-2], "", room


def _same(report: Comparison, laws: tuple[Law, Law]) -> bool:
    """Whether there is nothing for a table: no encoded rule tells the laws apart, and both days were searched."""
    return report.same and not any(map(early, laws))


PREMISE = "With no court's paper in hand, no criminal record and no proof of lawful status"
"""What the plain questions presume."""

DEPENDS = "It depends."
"""The lead of the disputes on which answers turn."""


def depends(report: Comparison, laws: tuple[Law, Law]) -> list[str]:
    """The disputes on which plain answers turn, each once, with the question that turns on it first."""
    found: dict[str, str] = {}
    for row in rows_of(report):
        for one, law in zip((row.a, row.b), laws, strict=True):
            for name in one.turns_on if kind_of(one) == "depends" else ():
                found.setdefault(law.readings[name].question, f"{upper(row.row)}: {law.readings[name].question}")
    return list(found.values())


def _fitting(told: list[str], room: int, width: int) -> str:
    """As many of some sentences as have room, the first first."""
    kept: list[str] = []
    for one in told:
        if folded(" ".join([DEPENDS, *kept, one]), width) <= room:
            kept.append(one)
    return " ".join(kept)


def rows_of(report: Comparison) -> list[Row]:
    """The plain questions that have a row of their own."""
    return [one for one in report.summary.questions if one.row]


def _rows(report: Comparison, laws: tuple[Law, Law], width: int) -> list[tuple[str, str, str]]:
    """The plain questions, a line each: the answers with their paragraphs, as far as there is room for them."""
    first, second = order(report)
    names = report.summary.names
    here, there = (len(_column(names[at], width)) for at in (first, second))
    first_room = max(here, min((width - ROW - 4) // 2, width - ROW - 4 - there))
    sides = ([(one.a, one.b)[at] for one in rows_of(report)] for at in (first, second))
    lefts, rights = ([(each, laws[at]) for each in side] for side, at in zip(sides, (first, second), strict=True))
    ids, (near, far) = [(one.question, one.who) for one in rows_of(report)], (marked(laws, at) for at in (first, second))
    left = [near.get(name, "").format(word_of(one[0])) or cell(*one, first_room) for name, one in zip(ids, lefts, strict=True)] + [
        fits(one, first_room) for one in _named(report, first)
    ]
    room = width - ROW - 4 - max(map(len, [*left, _column(names[first], width)]))
    right = [far.get(name, "").format(word_of(one[0])) or cell(*one, room) for name, one in zip(ids, rights, strict=True)] + [
        fits(one, room) for one in _named(report, second)
    ]
    labels = [one.row for one in rows_of(report)] + [label for label, _ in definition_rows(report)]
    return list(zip(labels, left, right, strict=True))


def _column(name: str, width: int) -> str:
    """A place at the head of its column: a name that is longer than half of the room is cut after a word."""
    return textwrap.shorten(name, (width - ROW - 4) // 2, placeholder=" ...")


def _named(report: Comparison, at: int) -> list[list[str]]:
    return [fill(at) for _, fill in definition_rows(report)]


WHO = "Plain question"
"""The heading of the column of questions."""


def starred(report: Comparison) -> str:
    """What the star stands for, where there is one."""
    any_one = any(one.reported for row in report.summary.questions for one in (row.a, row.b))
    return " *: by reports, the text was not read." if any_one and not report.same else ""


def cell(answer: Noticed, law: Law, width: int) -> str:
    """An answer with the paragraph that decides, with its section where that does not fit in one line, or by itself."""
    said = word_of(answer)
    if not answer.cites or kind_of(answer) in ("not-searched", "unknown"):
        return said
    return next((told for one in briefly(law, answer) if len(told := f"{said}: {one}") <= width), said)


def _more(report: Comparison, typed: list[str]) -> str:
    """The command that tells each law, where there is more to tell."""
    if not report.a_to_b and not report.b_to_a:
        return f"{plural(report.rules_a, 'rule')} beside {report.rules_b}."
    return f"Law by law: {shlex.join(['sanctuary', 'compare', *typed, '--all'])}."


def print_details(printer: Printer, report: Comparison, laws: tuple[Law, Law]) -> None:
    """Each law with what it makes different, in both directions; then what stands beside the differences, and the counts."""
    first, second = laws
    _paragraphs(printer, report, laws)
    _definitions(printer, report)
    sides = [(report.a_to_b, report.a, report.b, (first, second)), (report.b_to_a, report.b, report.a, (second, first))]
    if report.a.place == report.b.place and report.a.on < report.b.on:
        sides.reverse()
    for found, here, there, each in sides:
        if found:
            _side(printer, found, (here, there), each)
        elif not report.same:
            printer.heading(f"Wherever a rule of {full(here)} decides, {full(there)} answers the same: proved.")
    passed = between(report.passed)
    if passed:
        were = "was" if len(passed) == 1 else "were"
        printer.heading(f"{upper(plural(len(passed), 'law'))} that began and ended, or {were} replaced, between the two days")
    for line in passed:
        printer.line(f"- {line}", indent=2)
    _end(printer, report)


def _paragraphs(printer: Printer, report: Comparison, laws: tuple[Law, Law]) -> None:
    """Each plain question with the paragraph that decides, and what the law says there; where it is disputed, the question."""
    if report.same or not report.summary.questions:
        return
    printer.heading("The plain questions, with the paragraph that decides")
    printer.line("No paper of a court is in hand, the person has no criminal record, and nothing else opens what is asked.", indent=2)
    for row in rows_of(report):
        printer.line(f"- {upper(row.row)}", indent=2)
        for at in order(report):
            printer.line(f"{upper(report.summary.names[at])}: {paragraph((row.a, row.b)[at], laws[at])}", indent=4)


def paragraph(one: Noticed, law: Law) -> str:
    """An answer, what the rule that decides says, its citation, and the disputes on which it turns."""
    said = word_of(one)
    if not one.cites or kind_of(one) in ("not-searched", "unknown"):
        return f"{said}."
    rule = law.by_id[one.rule].rule
    asks = [law.readings[name].question for name in one.turns_on]
    turns = f" It turns on {'this dispute' if len(asks) == 1 else 'these disputes'}: {' '.join(asks)}" if asks else ""
    record = (
        f" People with some criminal records: {listed([outcome_said(each) for each in one.with_record], 'or')}." if one.with_record else ""
    )
    return f"{said}. {upper(rule.words)} ({rule.cites}).{record}{turns}"


def _definitions(printer: Printer, report: Comparison) -> None:
    """Every definition with both answers."""
    if report.summary.definitions:
        printer.heading("Every definition")
        first, second = order(report)
        names = report.summary.names
        rows = [(one.title.partition(":")[0], (one.a, one.b)[first], (one.a, one.b)[second]) for one in report.summary.definitions]
        printer.table(("", names[first], names[second]), rows, indent=2, fold=(0, 1, 2))


def _end(printer: Printer, report: Comparison) -> None:
    """What stands beside the differences, and the counts."""
    printer.line()
    if report.only_with_court_paper:
        what = "rule makes a difference" if report.only_with_court_paper == 1 else "rules make a difference"
        printer.line(f"{report.only_with_court_paper} more {what} only with a paper of a court in hand.")
    for mark in report.marks:
        printer.line(f"{mark.rule}: {mark.field} is {mark.a or 'none'} here, {mark.b or 'none'} there; no answer is changed by that.")
    printer.line(
        f"{plural(report.rules_a, 'rule')} beside {report.rules_b}. Each law is told by its plainest examples; all, with everybody whom "
        'they are about (here "or 3 others") and a situation that can be decided again, stand in --format json. Not legal advice.'
    )


def _side(printer: Printer, found: tuple[Contrast, ...], sides: tuple[Side, Side], laws: tuple[Law, Law]) -> None:
    """One direction: a sentence for each law that the other side answers; those it is silent on, by their citations."""
    here, there = sides
    answered, silent = changed(found, laws[1]) if alike(here, there) else unanswered(found)
    told, examples = by_law(answered, *laws), MOST_EXAMPLES if alike(here, there) else 1
    if told:
        what = plural(len(told), "law")
        printer.heading(f"{upper(what if alike(here, there) else counted(told))} {_that(here, there)}")
    for one in told:
        _law(printer, one, there.name, of="" if one.of == here.title or here.place == there.place else one.of, examples=examples)
    moved = on_other_terms(silent, laws[1]) if alike(here, there) else []
    if moved:
        lay = by_law(moved, *laws)
        printer.heading(f"{upper(plural(len(lay), 'law'))} of both with a duty on other terms {there.name}")
        for one in lay:
            _law(printer, one, there.name, of="", examples=examples)
    alone = by_law((one for one in silent if one not in moved), *laws)
    if not alone:
        return
    names = list(dict.fromkeys(one.cites for one in alone))
    if alike(here, there):
        s = "s" if len(names) == 1 else ""
        both = f"of both days that no longer decide{s} the same"
        both = f"of both that decide{s} otherwise {there.name}" if other_packs(here, there) else both
        printer.heading(f"{upper(plural(len(names), 'law'))} {both}")
        printer.line(f"{'; '.join(names)}.", indent=2)
    else:
        printer.heading(f"{upper(counted(alone))} on which no rule of {there.name} was found")
        printer.line(f"That is no permission there: the law may not exist, or was not encoded. {'; '.join(names)}.", indent=2)


def _law(printer: Printer, one: LawSays, other: str, *, of: str, examples: int) -> None:
    more = f" and {len(one.acts) - MOST_ACTS} more" if len(one.acts) > MOST_ACTS else ""
    printer.line(f"- {one.name}{f' (law of {titled(of)})' if of else ''}. {upper('; '.join(one.acts[:MOST_ACTS]))}{more}.", indent=2)
    for example in one.examples[:examples]:
        printer.line(f"{example.says} {upper(other)}: {example.other}.", indent=4)


def _that(here: Side, there: Side) -> str:
    """What is said of the laws of one side: they began or ended, the other encoding lacks them, or the other place differs."""
    if other_packs(here, there):
        return f"that only {'the draft' if here.draft and not there.draft else f'the law {here.name}'} has"
    if alike(here, there):
        return f"that {'took effect' if here.on > there.on else 'ended'} between the two days"
    return f"that {full(there)} answers differently"
