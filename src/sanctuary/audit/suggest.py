"""A mapping proposed from the names of columns and from what their cells look like: a start for a person to finish, never used by itself.

A line that names and cells do not settle is marked `decide`, with the reason; one that they settle says that it is sure. Of a column of
acts, answers or papers, the cells that no word explains are told where they are codes or plain words (unread.py). No other cell is printed,
and no name of a column that may be a cell.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sanctuary.audit.acts import Said, Told
from sanctuary.audit.guess import Guess, guess, surely_read
from sanctuary.audit.hangs import asked_of
from sanctuary.audit.owners import Owners, owners_of
from sanctuary.audit.ready import Ready, ready_for
from sanctuary.audit.scenes import with_initials
from sanctuary.audit.truths import of_duties, paper_lines, truth_lines
from sanctuary.audit.unread import Unread, unread
from sanctuary.audit.values import readable
from sanctuary.documents import read_text
from sanctuary.errors import EvidenceError
from sanctuary.law.beside import PAPER
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import Vocabulary
from sanctuary.names.header import looks_like_header, no_names, plain_names, plainly_a_name
from sanctuary.names.personal import kinds_of, looks_like_roster
from sanctuary.names.words import words_of_name
from sanctuary.study.phrases import listed
from sanctuary.tables.table import Table

__all__ = ["refuse_unfinished", "suggest"]

_MARKED = re.compile(r"""=\s*["']decide(?:["']|:)|#\s*decide\b""")
_LOOKED_AT = 2_000


@dataclass(frozen=True, slots=True)
class Sample:
    """The first rows of the columns that may be read: their cells, the empty ones left out, and how many rows they are."""

    cells: Mapping[str, Sequence[str]]
    rows: int = 0

    def empty(self, column: str) -> str:
        """How many of these rows have nothing in a column, as a clause; empty where each has something."""
        count = self.rows - len(self.cells[column])
        return f"; empty in {count:,} of the first {self.rows:,} rows" if count else ""


def suggest(table: Table, library: Library, place: str) -> str:
    """A mapping of a table for an audit by a place's law, as TOML, with a mark at each place that a person must decide.

    Private columns are named as left out. A first line that is not plainly a header is refused, and nothing of it is told; a lower line
    that is one is proposed.
    """
    below = [cells for line, cells in table.first if line > table.header_row]
    if not looks_like_header(table.columns, below):
        count = f"{len(table.columns)} were found{_why_not(table, below)}"
        raise EvidenceError(
            f"{table.name}: the first line does not look like the names of columns ({count}). "
            f"A mapping is proposed from a line of names alone: {_lower(table)}"
        )
    looked = sample(table, readable(table))
    found = guess(looked, with_initials(_agencies(library)))
    told_by = {column for choices, _ in found.chosen.values() for _, column, _ in choices}
    release = {found.release.due, found.release.at} if found.release else set()
    used = {found.said.column if found.said else "", found.day, found.actor, found.done, found.count, *found.facts.values()}
    used |= told_by | release | {column for column, _ in (*found.truths.values(), *([found.judged] if found.judged else []))}
    owners = owners_of(looked.cells, used, library, place)
    vocabulary = library.vocabulary
    private = [name for name in table.columns if kinds_of(name)]
    shown = [name for name in private if plainly_a_name(name)]
    hidden = [name for name in private if name not in shown]
    more = f"{' and ' if shown else ''}{_hidden(hidden, table, more=bool(shown))}" if hidden else ""
    left_out = f"Left out, because an audit never reads who a person is: {', '.join(map(_quoted, shown)) + more}."
    known = ready_for(table.columns)
    head = [
        *([f"# How the table was read: {'; '.join(table.how)}."] if table.how else []),
        *([f"# These columns are those of {known.title}: the ready mapping {known.file} may fit."] if known else []),
        *([f"# Read it first: --show-map {known.file} prints it."] if known else []),
        f"# {left_out if private else 'Nothing was left out.'}",
        *_unused(table, [*used, *([owners.column] if owners else []), *private]),
    ]
    lines = [
        'title = "the table"',
        _each_row(known, found, roster=bool(looks_like_roster(table.columns))),
        *_count(found),
        *_table(table),
        "",
        "[act]",
        *_act(found, vocabulary, looked, county=_is_county(library, place)),
        *_whose(owners),
        "",
        "[day]",
        *_day(found),
        *_done(found, looked),
        *_release(found),
        *_facts(found, looked, *asked_of(found, library, place)),
    ]
    return "\n".join([*_heading(lines), *head, *lines]) + "\n"


def _heading(lines: Sequence[str]) -> list[str]:
    """How many lines wait for a person, first."""
    count = sum(bool(_MARKED.search(line)) for line in lines)
    told = (
        "Every line is sure by these. Read them once, then run the audit."
        if not count
        else f"{count} {'line is' if count == 1 else 'lines are'} not sure: finish what is marked with 'decide', then run the audit."
    )
    return ["# A proposal from the names of the columns and what their cells look like.", f"# {told}"]


def _is_county(library: Library, place: str) -> bool:
    """Whether a place is a county: its jail is the sheriff's."""
    return library.get(place).file.government == "county"


def _mark(why: str, *, sure: bool) -> str:
    """The comment of a line: sure, or for a person to decide."""
    return f"  # {'sure' if sure else 'decide'}: {why}"


def sample(table: Table, names: Sequence[str]) -> Sample:
    """The first rows, as text; only of columns that may be read."""
    if not names:
        return Sample({})
    for batch in table.batches(names):
        head = batch.head(_LOOKED_AT)
        cells = {name: [str(cell) for cell in head[name].to_list() if cell is not None and str(cell).strip()] for name in names}
        return Sample(cells, head.height)
    return Sample({name: [] for name in names})


def _why_not(table: Table, below: Sequence[Sequence[str]]) -> str:
    """Which of the columns are no names, by their places, and why: what stands there may be of a person and is not told."""
    told = []
    for why, places in no_names(table.columns, below).items():
        shown = [f"{place}" for place in places[:MOST]] + ([f"{len(places) - MOST} more"] if len(places) > MOST else [])
        told.append(f"{'column' if len(places) == 1 else 'each of columns'} {listed(shown)} {why}")
    return f": {'; '.join(told)}; what stands there is not shown, as it may be a row" if told else ""


MOST = 12
"""Columns that an error names."""


def _lower(table: Table) -> str:
    """Which lower line is plainly a header; a title above it is not."""
    lines = list(table.first)
    for place, (line, cells) in enumerate(lines):
        if line != table.header_row and looks_like_header(cells, [row for _, row in lines[place + 1 :]]) and len(plain_names(cells)) > 1:
            return f"line {line} looks like one. Add --header-row {line}."
    return "add one, and put it first; or name its line with --header-row N."


def _each_row(known: Ready | None, found: Guess, *, roster: bool) -> str:
    """Which act a row records; where the table looks like a list of persons, that is for a person to say."""
    if roster or (found.said is None and not found.action):
        example = f", for example {known.each_row}" if known else ""
        return f'each_row = "decide: which act of government a row records{example}"'
    return f'each_row = "{known.each_row if known else "an act of government, or a request for one"}"'


def _count(found: Guess) -> list[str]:
    if found.counts:
        several = ", ".join(_quoted(name) for name in found.counts if plainly_a_name(name))
        return [f"# decide: {len(found.counts)} columns count acts ({several}); give each an [[act]] with its count"]
    return [f"count = {_quoted(found.count)}  # decide: {found.why['count']}"] if found.count else []


def _table(table: Table) -> list[str]:
    return ["", "[table]", f"header_row = {table.header_row}"] if table.header_row > 1 and table.first[0][0] != table.header_row else []


def _unused(table: Table, used: Sequence[str]) -> list[str]:
    """Each column that may be read and that the proposal does not: somebody decides whether it tells anything."""
    left = [name for name in table.columns if name.strip() and name not in used]
    shown = [_quoted(name) for name in left if plainly_a_name(name)]
    hidden = [name for name in left if not plainly_a_name(name)]
    told = ", ".join([*shown, *([_hidden(hidden, table, more=bool(shown))] if hidden else [])])
    return [f"# Not used by this proposal: {told}. Look whether one of them tells the act or a fact.", *of_duties(left)] if told else []


def _hidden(names: Sequence[str], table: Table, *, more: bool) -> str:
    """Columns whose names are not told, by their place, and why: a line of a table may hold what is no name."""
    count, places = len(names), [str(place) for place, name in enumerate(table.columns, 1) if name in names]
    told = f"{count} {'more' if more else 'column' if count == 1 else 'columns'}"
    where = f"column {places[0]}" if len(places) == 1 else f"columns {', '.join(places[:-1])} and {places[-1]}"
    return f"{told} ({where}), not shown because the name{' may be a cell' if count == 1 else 's may be cells'} of a row"


def _act(found: Guess, vocabulary: Vocabulary, looked: Sample, *, county: bool) -> list[str]:
    """The act: by the column that tells it, else as the kind of table says; where nothing tells it, nothing is proposed."""
    actions = f"one of {', '.join(vocabulary.actions)}"
    who = _actor_word(found, county=county)
    if found.said is None and not found.action:
        empty = "decide: Nothing tells the act: fill in"
        lines = [f'action = "{empty}"  # decide: {actions}', f'resource = "{empty}"  # decide: what it is done to']
        return [*who, *lines, *_actor(found)]
    if found.said is None:
        sure = "action" in found.sure
        lines = [f'action = "{found.action}"{_mark(found.why["action"] + ("" if sure else f"; {actions}"), sure=sure)}']
        lines.append(f'resource = "{found.resource}"{_mark(found.why["resource"], sure=sure)}')
        return [*who, *lines, *_actor(found)]
    return [*who, *_told_by(found.said, actions, looked), *_actor(found)]


def _told_by(said: Said, actions: str, looked: Sample) -> list[str]:
    """[act.action] and [act.resource] by one column, each word with how sure it is."""
    lines: list[str] = []
    share = f"{said.share:.0%} of its cells are explained below{looked.empty(said.column)}"
    left = unread(looked.cells[said.column], [phrase for one in said.acts for phrase in one.phrases])
    for name, why in (("action", actions), ("resource", "what the act is done to")):
        words = [(getattr(one, name), one) for one in said.acts if getattr(one, name)]
        more = "" if words else f"; {why}"
        lines += ["", f"[act.{name}]", f"column = {_quoted(said.column)}{_mark(share + more, sure=bool(words))}"]
        if not words:
            lines.append(
                "values = {}  # decide: Nothing tells the act: fill in which cell means which word (--values FILE lists the cells)"
            )
            continue
        made = [
            f'  {{ value = "{value}", any = [{", ".join(map(_quoted, one.phrases))}] }},{_sure(one, said, name)}' for value, one in words
        ]
        again = "" if name == "action" else "as above: "
        lines += ["words = [", *made, *_closed(left, f"{again}a cell that no word explains is told as unknown", again=bool(again))]
    return lines


def _word(value: str, phrases: Sequence[str]) -> str:
    """A value with its words, as a line of a list."""
    return f'  {{ value = "{value}", any = [{", ".join(map(_quoted, phrases))}] }},'


def _sure(one: Told, said: Said, name: str) -> str:
    """How sure a word is: a doubt is of the thing, and among other words of a cell it is of the act."""
    if one.doubt and name == "resource":
        return _mark(f"not sure: {one.doubt}", sure=False)
    if one.doubt or said.whole >= set(one.phrases):
        return _mark("the cells say nothing else", sure=True)
    return _mark("likely: among other words of the cells", sure=name == "resource")


def _closed(left: Unread, why: str, *, again: bool = False) -> list[str]:
    """The end of a list of words: the cells that none of them explains, and what to write of them."""
    if not left.rows:
        return [f"]{_mark('each cell is explained', sure=True)}"]
    lines = []
    if left.told and not again:
        cells = ", ".join(f"{_quoted(cell)} ({count} {'row' if count == 1 else 'rows'})" for cell, count in left.told)
        first = left.told[0][0].casefold()
        lines += [f"  # Not explained: {cells}.", f"  # Write each into the line that it means, as any = [..., {_quoted(first)}]."]
    if left.others and not again:
        count = f"{left.others:,} {'more row has a cell' if left.told else 'row has a cell'}"
        count = count if left.others == 1 else f"{left.others:,} {'more rows have cells' if left.told else 'rows have cells'}"
        lines.append(f"  # {count} that may tell of a person, not shown: --values FILE --rare lists them for you alone.")
    rows = f"{left.rows:,} {'row is' if left.rows == 1 else 'rows are'} not explained; {why}"
    return [*lines, f"]{_mark(rows, sure=False)}"]


def _agencies(library: Library) -> list[tuple[str, str]]:
    """The agencies that the packs name, by what runs them."""
    packs = (library.get(one) for one in library.ids if not one.startswith("standard-"))
    return [(actor, run.name) for pack in packs for actor, run in pack.file.actors.items()]


def _actor_word(found: Guess, *, county: bool) -> list[str]:
    """Who acts, where no column says: before any table of [act]."""
    if found.actor:
        return []
    if not found.actor_word:
        return ['actor = "decide: Nothing tells who acts: fill in"  # decide: the agency whose acts these are, as police or sheriff']
    jail = bool(found.jail) and found.actor_word in ("jail", "sheriff")
    more = "" if county or not jail else "; a city's jail is of its police: write police there"
    return [f'actor = "{found.actor_word}"{_mark(found.why["actor"] + more, sure=jail and county)}']


def _actor(found: Guess) -> list[str]:
    if not found.actor:
        return []
    line = f"column = {_quoted(found.actor)}{_mark(found.why['actor'], sure='actor' in found.sure)}"
    if not found.actor_words:
        return ["", "[act.actor]", line, "values = {}  # decide: which cell means which agency (--values FILE lists the cells)"]
    words = [_word(value, phrases) for value, phrases in found.actor_words]
    return ["", "[act.actor]", line, "words = [", *words, "]"]


def _whose(owners: Owners | None) -> list[str]:
    """[whose], where a column tells that rows are of several states."""
    if owners is None:
        return []
    others = f"{owners.elsewhere:,} of its first {owners.filled:,} cells name another state than the place's"
    told = "the column tells the state alone: are all of these the place's own?" if owners.local else "whose law judges which rows"
    values = ", ".join(f"{_quoted(cell)} = {_quoted(pack)}" for cell, pack in owners.values.items())
    return [
        "",
        "[whose]",
        f"column = {_quoted(owners.column)}  # decide: {others}",
        f"values = {{ {values} }}  # decide: {told}; rows of any other are set aside",
    ]


def _day(found: Guess) -> list[str]:
    if not found.day:
        return [
            'column = "decide"  # decide: no column looks like a day; or give one day for all rows: on = 2018-10-01',
            'formats = ["%Y-%m-%d"]  # decide',
        ]
    sure = surely_read(found)
    lines = [f"column = {_quoted(found.day)}{_mark(found.why['day'], sure=sure)}"]
    lines.append(f"formats = [{', '.join(map(_quoted, found.formats))}]{_mark(found.why['formats'], sure=sure)}")
    if found.zone:
        lines += [
            f'zone = "{found.zone}"  # decide: the times say so',
            'local = "decide: the zone that the day is counted in, such as America/Chicago"',
        ]
    named = "%Y" in found.formats and set(words_of_name(found.day)) & {"fy", "ffy", "sfy", "fiscal"}
    if named or any("FY" in one for one in found.formats):
        lines.append("fiscal_year_begins = 10  # decide: the first month; 10 for the federal government, 7 for most states")
    return lines


def _done(found: Guess, looked: Sample) -> list[str]:
    """[done]; what no word explains is told with what to write."""
    if not found.done:
        return []
    words = [_word(value, phrases) for value, phrases in found.done_words]
    left = unread(looked.cells[found.done], [phrase for _, phrases in found.done_words for phrase in phrases])
    why = "write done, declined or partly; what stays is told as unknown"
    return [
        "",
        "[done]",
        f"column = {_quoted(found.done)}{_mark(found.why['done'] + looked.empty(found.done), sure=True)}",
        "words = [",
        *words,
        *_closed(left, why),
    ]


def _release(found: Guess) -> list[str]:
    """[release], where columns tell when a person was due to go and when they went."""
    if not found.release:
        return []
    one = found.release
    return [
        "",
        "[release]",
        f"due = {_quoted(one.due)}{_mark('its name; how long somebody was held is held against it', sure=True)}",
        f"at = {_quoted(one.at)}{_mark('its name', sure=True)}",
        f"formats = [{', '.join(map(_quoted, one.formats))}]{_mark('reads each cell with its hour', sure=True)}",
    ]


def _facts(found: Guess, looked: Sample, every: Sequence[str], beside: Sequence[str]) -> list[str]:
    """[facts]: what is so of every row, what a person may confirm, then what columns tell."""
    lines = ["", "[facts]"]
    lines += [
        f'{name} = "{word}"{_mark(found.why[name], sure=name in found.sure)}'
        for name, word in found.constants.items()
        if not (found.judged and name == PAPER)
    ]
    lines += [*every, *beside, *truth_lines(found.truths)]
    if found.judged:
        lines += paper_lines(found.judged, found.facts.get(PAPER, ""), found.fact_words.get(PAPER, ()), found.constants.get(PAPER, "open"))
    for name, column in ((one, where) for one, where in found.facts.items() if not (found.judged and one == PAPER)):
        words = found.fact_words.get(name, ())
        told = f"column = {_quoted(column)}{_mark(found.why[name] + looked.empty(column), sure=bool(words))}"
        lines += ["", f"[facts.{name}]", told]
        if not words:
            lines += ["values = {}  # decide: which cell means which word (--values FILE lists the cells)"]
            continue
        made = [_word(value, phrases) for value, phrases in words]
        left = unread(looked.cells[column], [phrase for _, phrases in words for phrase in phrases])
        free = "its name; free text" in found.why[name]
        lines += ["words = [", *made, *(["]"] if free else _closed(left, "what stays is told as unknown"))]
    for name, (choices, other) in found.chosen.items():
        lines += ["", f"[facts.{name}]", "choose = ["]
        for values, column, phrases in choices:
            value = _quoted(values[0]) if len(values) == 1 else f"[{', '.join(map(_quoted, values))}]"
            lines.append(f"  {{ value = {value}, when = [{{ column = {_quoted(column)}, any = [{', '.join(map(_quoted, phrases))}] }}] }},")
        lines += [f"]{_mark(found.why[name], sure=name in found.sure)}", f'other = "{other}"']
    return lines if len(lines) > 2 else []


def refuse_unfinished(path: Path) -> None:
    """Refuse a proposal in which a line is still marked: what it says there is no answer of a person."""
    marked = [str(i) for i, line in enumerate(read_text(path, EvidenceError).splitlines(), 1) if _MARKED.search(line)]
    if marked:
        raise EvidenceError(
            f"{path}: a proposal that is not finished: still marked 'decide' on {'line' if len(marked) == 1 else 'lines'} "
            f"{', '.join(marked)}. Write what the table means there, and take the mark away."
        )


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
