"""An assessment as text: the first screen says what each definition answers, the rule that decides and what would have to change.

Definitions of one answer and one reason stand together; the table of all stands last, with the word for `--standard`.
"""

import re
import shlex
from collections.abc import Iterator, Sequence

from sanctuary.commands.assess_criteria import mark, tell_criterion, tell_standard
from sanctuary.commands.assess_standard import Depth, commands, criteria_named, first_screen
from sanctuary.commands.folding import folded
from sanctuary.commands.printing import Printer
from sanctuary.commands.words import beyond_said, say_unencoded, typed_as
from sanctuary.law.jurisdiction import Law
from sanctuary.law.others import others, others_said
from sanctuary.law.standing import against, drafted
from sanctuary.study.answers import REVERSE, answer, listing, moving, off_lists, on_lists, question, reversed_question, told_row, unanswered
from sanctuary.study.assess import Assessment, StandardReport
from sanctuary.study.changing import changers_of
from sanctuary.study.headlines import NOT_COUNTED
from sanctuary.study.if_stands import if_stands
from sanctuary.study.letters import small
from sanctuary.study.limits import told as limits_told
from sanctuary.study.phrases import listed, plural, upper, word
from sanctuary.study.shortfalls import lower, of_another_matter, short_of, titles
from sanctuary.study.sources import beside_sources, sources
from sanctuary.study.suits import suit_said

__all__ = ["one_page", "tell", "tell_asked"]


def tell(printer: Printer, report: Assessment, law: Law, place: str) -> None:
    """The first screen: each definition in sentences, those of one answer together; the table of all stands last."""
    _opening(printer, report, law, place)
    void = limits_told(law)
    # Where nothing is known by a definition, the list is what a reader can quote: it stands first.
    lists = [*on_lists(report), *off_lists(report, law)]
    said = answer(report)
    if lists and unanswered(report):
        said = " ".join([*lists, said.replace("That is not known", "Whether it is one is not known", 1)])
    else:
        said = " ".join([said, *lists])
    stands = if_stands(report, law)
    top = [" ".join(filter(None, [said, stands]))]
    top += [f"{void} By which paragraphs: sanctuary disputes {shlex.quote(place)}"] if void else []
    rests = " ".join(filter(None, [_rests(report, law), *_nobody_asked(report, law), others_said(law.place.id, law.on)]))
    around = [law.unencoded, *_draft(law, place), question(report, law), *top, f"Read: {rests}"]
    width, rows = printer.width, len(report.standards) + len(("", "", "head", "how to see more"))
    for fewer in range(MOST_LESS if stands else 1):
        known = beyond_said(law, brief=True, whole="--standard technical", fewer=fewer)
        room = LINES - sum(folded(line, width) for line in (*around, known)) - rows
        reasons = _fitting(law, report, place, (room, width - 2))
        if sum(folded(f"{lead} {said}", width - 2) for lead, said in reasons) <= room:
            break
    for line in filter(None, (*top, known)):
        printer.line(line)
    printer.line()
    for lead, told in reasons:
        printer.paragraph(lead, told, hang=2)
    printer.paragraph("Read:", rests, hang=2)
    _table(printer, report, place)


MOST_LESS = 3
"""How many numbers of known laws are tried for a screen that tells what they would make of the answer."""

LINES = 39
"""Lines of a screen, without the next one that is typed."""


def _fitting(law: Law, report: Assessment, place: str, size: tuple[int, int]) -> list[tuple[str, str]]:
    """The answers with their reasons, whole where there is room for them; else those of definitions with most criteria in fewer words.

    Where there is none for that, what each definition asks is left out: `--standard` tells it.
    """
    room, width = size
    groups = list(_groups(report))
    told: list[tuple[str, str]] = []
    longest_first = sorted({len(one.criteria) for group in groups for one in group}, reverse=True)
    tried = [(most, True) for most in (longest_first[0], *(count - 1 for count in longest_first), 0)]
    for most, asks in (*tried, (0, False)):
        told = list(_reasons(law, groups, place, most, asks=asks))
        if sum(folded(f"{lead} {said}", width) for lead, said in told) <= room:
            break
    return told


def _reasons(law: Law, groups: Sequence[list[StandardReport]], place: str, most: int, *, asks: bool) -> Iterator[tuple[str, str]]:
    """Each answer with its reason, a definition of more than `most` criteria in fewer words; what two unknown ones share once."""
    before = ""
    for group in groups:
        lead, said = _headline(law, group, brief=min(len(one.criteria) for one in group) > most, asks=asks)
        shared = _TURNS.split(said)[0] if lead.startswith("Unknown") else ""
        said, before = (f"The same.{said.removeprefix(shared)}" if shared and shared == before else said), shared
        yield lead, said.replace(f"(sanctuary disputes {law.place.id})", f"(sanctuary disputes {typed_as(place, law.place.id)})")


_TURNS = re.compile(r" ?(?:It|Some) (?:also )?turns? on ")
"""What parts the reason of an unknown answer from the disputes on which it turns."""


def tell_asked(printer: Printer, report: Assessment, law: Law, how: Depth) -> None:
    """The definitions asked for: the first screen of each, or criterion by criterion; of several, the table stands last."""
    chosen = list(criteria_named(report.standards, how.criterion)) if how.criterion else []
    _opening(printer, report, law, how.place)
    if len(report.standards) > 1:
        printer.line(answer(report))
    if told := beyond_said(law):
        printer.line(told)
    for criterion in chosen:
        tell_criterion(printer, criterion, law)
    for one in () if chosen else report.standards:
        if how.whole:
            tell_standard(printer, one, law)
        else:
            first_screen(printer, one, law)
    printer.line()
    if how.whole:
        _marks(printer, report, law)
        _sources(printer, law)
    else:
        printer.paragraph("Read:", _rests(report, law), hang=2)
        for line in list(commands(report.standards[0], how))[1 if chosen else 0 :]:
            printer.line(line, indent=2)
    if len(report.standards) > 1 and not chosen:
        _table(printer, report, "")


def _opening(printer: Printer, report: Assessment, law: Law, place: str) -> None:
    """What is not encoded, that a draft is one, and the question."""
    say_unencoded(printer, law)
    for line in _draft(law, place):
        printer.line(line, style="bold")
    printer.line(question(report, law), style="bold")


def _draft(law: Law, place: str) -> Iterator[str]:
    """Of a draft, how to hold it against the law above; nothing of law."""
    if not drafted(law.place):
        return
    yield against(law.place, law.packs, shlex.quote(place))
    adds = any(law.packs[name].file.level == "local" for name in law.place.file.parents if name in law.packs)
    if adds and "searched" not in law.place.file.coverage.values():
        yield "Unknown below: the draft does not say what was searched. Copy [coverage] of the law it adds to into its pack.toml."


def one_page(report: Assessment, law: Law, typed: str) -> dict[str, object]:
    """What one printed page says: the words of the first screen, by their places on it."""
    return {
        "title": question(report, law),
        "standing": " ".join(filter(None, (law.unencoded, against(law.place, law.packs, typed)))),
        "answer": " ".join(filter(None, [answer(report), if_stands(report, law)])),
        "split": f"They part on this above all: {report.split.says}" if report.split else "",
        "paragraphs": [list(one) for one in _paragraphs(report, law)],
        "rows": [[said, name] for said, name, _ in _rows(report)],
        "rests": f"Read: {_rests(report, law)}",
        "again": f"sanctuary assess {typed} --on {report.on}",
        "beside": [[one.heading, list(one.lines)] for one in beside_sources(law)],
        "sources": f"sanctuary assess {typed} --format html -o page.html --on {report.on}",
    }


STAR = "*: hangs on one"
"""What a star says, beside the texts that were not read."""


def _paragraphs(report: Assessment, law: Law) -> Iterator[tuple[str, str]]:
    """The answers with their reasons: definitions that give a verdict, then those that count."""
    for group in _groups(report):
        yield _headline(law, group)
    if told := _counted(report):
        yield "Counted:", told


def _rests(report: Assessment, law: Law) -> str:
    """How far the law was read, texts that were not read, and suits: what stands behind every answer."""
    late = ""
    if report.presumed:
        late = f"; what is later is unknown, {report.on} too" if law.strict else " and presumed to stand"
    unread = f", {plural(len(report.unread), 'text')} by reports" if report.unread else ""
    unread += f" ({STAR})" if any(one.reported for one in report.standards) else ""
    suits = f" {upper(plural(len(report.proceedings), 'suit'))}." if report.proceedings else ""
    return f"{plural(len(law.rules), 'rule')}, through {report.known_through}{late}{unread}.{suits} {CAVEATS}"


CAVEATS = "No rule found is no permission. Not legal advice."


def _groups(report: Assessment) -> Iterator[list[StandardReport]]:
    """The definitions that give a verdict: those that say yes together, others where one sentence says why; the reverse last."""
    found: dict[tuple[object, ...], list[StandardReport]] = {}
    for one in _ordered(report):
        if one.verdict:
            no = one.headline.reason or one.headline.brief
            why = {"Yes": "", "No": no, "Unknown": one.as_far_as_searched}.get(one.headline.answer, one.headline.brief)
            found.setdefault((one.asks, one.headline.answer, why), []).append(one)
    asked = list(dict.fromkeys(one.asks for one in _ordered(report)))
    yield from sorted(found.values(), key=lambda group: (asked.index(group[0].asks), _VERDICTS.index(group[0].headline.answer)))


_VERDICTS = ("Yes", "No", "Unknown", "Not asked")


def _headline(law: Law, group: list[StandardReport], *, brief: bool = False, asks: bool = True) -> tuple[str, str]:
    """Definitions of one answer, what decides it, and what would have to change; another reading's answer last.

    Of several that say no, each with what falls short, and what in the law makes it so once.
    """
    first, change = group[0].headline, _change(law, group)
    said = [first.brief]
    if group[0].asks in REVERSE and first.reason:
        said = [f'Against "{first.against}", for one: {first.reason}']
    elif first.answer == "No" and (len(group) > 1 or brief):
        each = "; ".join(short_of(one.criteria, one.headline.against) + (f" ({_named(one)})" if len(group) > 1 else "") for one in group)
        why = [f"For one, {first.reason}"] if first.reason else []
        said = [f"What falls short: {each}.", *why]
        if len(group) == 1 and of_another_matter(law, group[0].criteria, first.decides):
            said = [f"What falls short: {each} (no immigration matter): {first.reason}"]
    if first.answer == "Yes" and first.decides and not brief:
        said = [f"Met: {_met(law, group)}.", f"For one, {lower(law.as_written().by_id[first.decides].rule.words)}."]
    said += [change] if change else []
    strict = [(f"{_named(one)}: " if len(group) > 1 else "", other.partition(":")[0]) for one in group for other in one.otherwise]
    said += [f"{name}{other if name else upper(other)}." for name, other in strict]
    if first.answer == "Unknown":
        said = [_together(law, group), *said[1:]] if len(group) == 1 else [_together(law, group)]
    names = _with_asks(law, group) if asks else listed([_named(one) for one in group])
    if group[0].asks in REVERSE:
        names = names.replace("(the reverse)", f"(the reverse: {reversed_question(group[0])})")
    return f"{mark(first.answer, any(one.reported for one in group))}, by {names}:", " ".join(said)


def _with_asks(law: Law, group: Sequence[StandardReport]) -> str:
    """Definitions by name, with what each asks for before it says yes, once for those that ask alike; not of those that ask the reverse."""
    found: dict[str, list[str]] = {}
    for one in group:
        asks = "" if one.asks in REVERSE else law.library.get(one.id).file.says
        found.setdefault(asks, []).append(_named(one))
    return "; ".join(f"{listed(names)} ({asks})" if asks else listed(names) for asks, names in found.items())


def _met(law: Law, group: Sequence[StandardReport]) -> str:
    """Of definitions that say yes, in order, the criterion that the deciding rule meets, and its paragraph, once where all have it."""
    told: list[tuple[str, str]] = []
    for one in group:
        cites = law.as_written().by_id[one.headline.decides].rule.cites if one.headline.decides else ""
        met = [part for part in one.criteria if part.status == "met"]
        told.append((titles([next((part for part in met if one.headline.decides in part.rests_on), met[0])]), cites))
    shared = len({cites for _, cites in told}) == 1
    parts = [
        f'"{title}"' + (f" ({cites})" if cites and not (shared and place < len(told) - 1) else "")
        for place, (title, cites) in enumerate(told)
    ]
    return listed(parts)


def _together(law: Law, group: Sequence[StandardReport]) -> str:
    """Why definitions are unknown: what they share, and on how many disputes they turn; `disputes` tells which, and of whom."""
    shared = re.split(r" ?It (?:also )?turns on ", group[0].headline.brief)[0]
    count = len(moving(group))
    if not count:
        return shared
    turns = f"{'Some' if len(group) > 1 else 'It'} {'also ' if shared else ''}turn{'' if len(group) > 1 else 's'} on"
    return f"{shared} {turns} {word(count)} dispute{'s' if count > 1 else ''} (sanctuary disputes {law.place.id}).".strip()


def _change(law: Law, group: list[StandardReport]) -> str:
    """What would have to change, where that is known and one sentence says it; nothing of a definition that asks the reverse."""
    first = group[0]
    if first.headline.answer in ("Unknown", "Not asked") or first.asks != "sanctuary":
        return ""
    changes = [one.headline.change for one in group]
    if len(group) == 1:
        return _SAME.sub(lambda one: _IF_MET[one[1]], changes[0])
    if first.headline.answer == "No":
        makers = [one.partition(". ")[2] for one in changes]
        return makers[0] if len(set(makers)) == 1 else f"By {_named(first)}: {small(makers[0])}"
    if len(set(changes)) == 1:
        return changes[0]
    if all(one.startswith("It would be no if none of these") for one in changes):
        met = [name for one in group for part in one.criteria if part.status == "met" for name in part.rests_on]
        by = changers_of(law, met)
        return f"It would be no if {by} repealed such rules." if by else "It would be no without such rules."
    return f"By {_named(first)}: {small(changes[0])}"


_SAME = re.compile(r"if (all these|one of these|this) were met: [^.]*\.")
"""What would have to be met, by the names of criteria that stand before it already."""

_IF_MET = {"all these": "if all were met in full.", "one of these": "if one were met.", "this": "if it were met."}
"""The same without names."""


def _counted(report: Assessment) -> str:
    """The definitions that only count, in one sentence: how many of how many, and what list the place is on."""
    told = [
        f"{mark(one.headline.answer, one.reported).replace(NOT_COUNTED, 'nothing')} by {_named(one)}{listing(one)}"
        for one in _ordered(report)
        if not one.verdict
    ]
    return f"{'; '.join(told)}." if told else ""


def _ordered(report: Assessment) -> list[StandardReport]:
    """Definitions of a sanctuary first, then those that ask the reverse."""
    return sorted(report.standards, key=lambda one: one.asks != "sanctuary")


def _named(one: StandardReport) -> str:
    """A definition by its shortest name, and that it asks the reverse where it does."""
    return _short(one.title.partition(":")[0]) + ("" if one.asks == "sanctuary" else " (the reverse)")


def _short(title: str) -> str:
    """A title without its Congress, its year, or whose it is.

    >>> _short("H.R. 32, 119th Congress")
    'H.R. 32'
    """
    return title.partition(",")[0]


def _read(report: Assessment, law: Law) -> str:
    """How many rules were read through which day, and what is presumed of later ones."""
    late = ""
    if report.presumed:
        late = f"; what is later is unknown, {report.on} too" if law.strict else f" and presumed to stand on {report.on}"
    rules = upper(plural(len(law.rules), "rule"))
    return f"{rules}, read through {report.known_through}{late}. {CAVEATS}"


def _marks(printer: Printer, report: Assessment, law: Law) -> None:
    """Suits, texts that were not read, and what the answers rest on, each whole."""
    for suit in report.proceedings:
        printer.line(f"In court: {suit_said(law, suit)}")
    if report.unread:
        texts = [f"{one.cites} ({plural(len(one.criteria), 'answer')})" for one in report.unread]
        printer.line(f"Not read, so that answers rest on reports of it: {listed(texts)}.")
    printer.line(_read(report, law))


def _sources(printer: Printer, law: Law) -> None:
    """Where it can be read, each text with its address."""
    for one in sources(law):
        printer.heading(one.heading)
        for line in one.lines:
            printer.line(line, indent=2)


def _table(printer: Printer, report: Assessment, place: str) -> None:
    """The answers of all definitions, one line each: short names, then counts, codes last; how to see one whole where a place is typed."""
    printer.line()
    printer.table(("answer", "definition", "--standard"), _rows(report))
    if place:
        again = f"Each criterion: sanctuary assess {shlex.quote(place)} --standard {_example(report.standards)}"
        both = f"{again} (--all: sources)"
        printer.line(both if folded(both, printer.width - 2) == folded(again, printer.width - 2) else again, indent=2)


def _rows(report: Assessment) -> list[tuple[str, str, str]]:
    """The table of all definitions: the answer, the name, and the word for `--standard`."""
    return [(*told_row(one), _word_of(one)) for one in _ordered(report)]


def _word_of(one: StandardReport) -> str:
    """The word for `--standard`: a definition's id, or its first two parts or one where it is long, as its beginning is enough.

    >>> "-".join("ice-out-of-la-2018".split("-")[:2])
    'ice-out'
    """
    name = one.id.removeprefix("standard-")
    parts = [name, *("-".join(name.split("-")[:count]) for count in (2, 1))]
    return next((each for each in parts if len(each) <= LONG), parts[-1])


LONG = 10
"""Letters of a word beside which the longest row of the table still fits in 80 columns."""


def _nobody_asked(report: Assessment, law: Law) -> Iterator[str]:
    """Where others.toml has no line for the place: that nobody looked, which is not that nobody says anything.

    Said where the place's own law is encoded, or nothing is answered; else what is not encoded is what a reader must know.
    """
    place = law.place
    if place.file.kind == "law" and not drafted(place) and place.id not in others() and (place.encoded or unanswered(report)):
        beside = " beside that list" if list(on_lists(report)) else ""
        yield f"What others say of it{beside} was not looked up."


def _example(standards: Sequence[StandardReport]) -> str:
    return standards[0].id.removeprefix("standard-")
