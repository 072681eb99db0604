"""A mapping proposed from the names of columns and from what their cells look like: a start for a person to finish, never used by itself.

Every line that a person must answer for is marked `decide`, also where all cells agree: a cell says what was written, not what it means.
No cell is printed; only names that plainly are names of columns are.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sanctuary.audit.acts import Said, Told
from sanctuary.audit.guess import Guess, guess
from sanctuary.audit.owners import Owners, owners_of
from sanctuary.audit.ready import Ready, ready_for
from sanctuary.audit.scenes import with_initials
from sanctuary.audit.values import readable
from sanctuary.documents import read_text
from sanctuary.errors import EvidenceError
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import Vocabulary
from sanctuary.names.header import looks_like_header, plain_names, plainly_a_name
from sanctuary.names.personal import kinds_of
from sanctuary.names.words import words_of_name
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
    """A mapping of a table for an audit by a place's law, as TOML, with a comment at each place that a person must decide.

    Private columns are named as left out. A first line that is not plainly a header is refused, and nothing of it is told; a lower line
    that is one is proposed.
    """
    below = [cells for line, cells in table.first if line > table.header_row]
    if not looks_like_header(table.columns, below):
        raise EvidenceError(
            f"{table.name}: the first line does not look like the names of columns ({len(table.columns)} were found). "
            f"A mapping is proposed from a line of names alone: {_lower(table)}"
        )
    looked = sample(table, readable(table))
    found = guess(looked, with_initials(_agencies(library)))
    used = {found.said.column if found.said else "", found.day, found.actor, found.done, found.count, *found.facts.values()}
    owners = owners_of(looked.cells, used, library, place)
    vocabulary = library.vocabulary
    private = [name for name in table.columns if kinds_of(name)]
    shown = [name for name in private if plainly_a_name(name)]
    hidden = [name for name in private if name not in shown]
    more = f"{' and ' if shown else ''}{_hidden(hidden, table, more=bool(shown))}" if hidden else ""
    left_out = f"Left out, because an audit never reads who a person is: {', '.join(map(_quoted, shown)) + more}."
    known = ready_for(table.columns)
    lines = [
        "# A proposal from the names of the columns and what their cells look like.",
        "# Finish every line marked with 'decide', then run the audit.",
        *([f"# How the table was read: {'; '.join(table.how)}."] if table.how else []),
        *([f"# These columns are those of {known.title}: the ready mapping {known.file} may fit."] if known else []),
        *([f"# Read it first: --show-map {known.file} prints it."] if known else []),
        f"# {left_out if private else 'Nothing was left out.'}",
        *_unused(table, [*used, *([owners.column] if owners else []), *private]),
        'title = "decide: what the table is"',
        f'each_row = "{_each_row(known)}"',
        *_count(found),
        *_table(table),
        "",
        "[act]",
        *_act(found, vocabulary, looked),
        *_whose(owners),
        "",
        "[day]",
        *_day(found),
        *_done(found, looked),
        *_facts(found, looked),
    ]
    return "\n".join(lines) + "\n"


def sample(table: Table, names: Sequence[str]) -> Sample:
    """The first rows, as text; only of columns that may be read."""
    if not names:
        return Sample({})
    for batch in table.batches(names):
        head = batch.head(_LOOKED_AT)
        cells = {name: [str(cell) for cell in head[name].to_list() if cell is not None and str(cell).strip()] for name in names}
        return Sample(cells, head.height)
    return Sample({name: [] for name in names})


def _lower(table: Table) -> str:
    """Which lower line is plainly a header; a title above it is not."""
    lines = list(table.first)
    for place, (line, cells) in enumerate(lines):
        if line != table.header_row and looks_like_header(cells, [row for _, row in lines[place + 1 :]]) and len(plain_names(cells)) > 1:
            return f"line {line} looks like one. Add --header-row {line}."
    return "add one, and put it first; or name its line with --header-row N."


def _each_row(known: Ready | None) -> str:
    return (
        f"decide: which act of government a row records, for example {known.each_row}"
        if known
        else "decide: which act of government a row records"
    )


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
    return [f"# Not used by this proposal: {told}. Look whether one of them tells the act or a fact."] if told else []


def _hidden(names: Sequence[str], table: Table, *, more: bool) -> str:
    """Columns whose names are not told, by their place, and why: a line of a table may hold what is no name."""
    count, places = len(names), [str(place) for place, name in enumerate(table.columns, 1) if name in names]
    told = f"{count} {'more' if more else 'column' if count == 1 else 'columns'}"
    where = f"column {places[0]}" if len(places) == 1 else f"columns {', '.join(places[:-1])} and {places[-1]}"
    return f"{told} ({where}), not shown because the name{' may be a cell' if count == 1 else 's may be cells'} of a row"


def _act(found: Guess, vocabulary: Vocabulary, looked: Sample) -> list[str]:
    """The act: by the column that tells it, else as the kind of table says; where nothing tells it, nothing is proposed."""
    actions = f"one of {', '.join(vocabulary.actions)}"
    if found.said is None and not found.action:
        empty = "decide: Nothing tells the act: fill in"
        lines = [f'action = "{empty}"  # decide: {actions}', f'resource = "{empty}"  # decide: what it is done to']
        return [*_actor_word(found), *lines, *_actor(found)]
    if found.said is None:
        lines = [f'action = "{found.action}"  # decide: {found.why["action"]}; {actions}']
        lines.append(f'resource = "{found.resource}"  # decide: {found.why["resource"]}')
        return [*_actor_word(found), *lines, *_actor(found)]
    return [*_actor_word(found), *_told_by(found.said, actions, looked), *_actor(found)]


def _told_by(said: Said, actions: str, looked: Sample) -> list[str]:
    """[act.action] and [act.resource] by one column, each word with how sure it is."""
    lines: list[str] = []
    share = f"{said.share:.0%} of its cells are explained below{looked.empty(said.column)}"
    for name, why in (("action", actions), ("resource", "what the act is done to")):
        lines += [
            "",
            f"[act.{name}]",
            f"column = {_quoted(said.column)}  # decide: {share}; {why}",
        ]
        words = [(getattr(one, name), one) for one in said.acts if getattr(one, name)]
        if not words:
            lines.append(
                "values = {}  # decide: Nothing tells the act: fill in which cell means which word (--values FILE lists the cells)"
            )
            continue
        made = [
            f'  {{ value = "{value}", any = [{", ".join(map(_quoted, one.phrases))}] }},  # decide: {_sure(one, said)}'
            for value, one in words
        ]
        lines += ["words = [", *made, "]  # decide: a cell that no word explains is told as unknown"]
    return lines


def _sure(one: Told, said: Said) -> str:
    if one.doubt:
        return f"not sure: {one.doubt}"
    return "sure: the cells say nothing else" if said.whole >= set(one.phrases) else "likely: among other words of the cells"


def _agencies(library: Library) -> list[tuple[str, str]]:
    """The agencies that the packs name, by what runs them."""
    packs = (library.get(one) for one in library.ids if not one.startswith("standard-"))
    return [(actor, run.name) for pack in packs for actor, run in pack.file.actors.items()]


def _actor_word(found: Guess) -> list[str]:
    """Who acts, where no column says: before any table of [act]."""
    if found.actor:
        return []
    if not found.actor_word:
        return ['actor = "decide: Nothing tells who acts: fill in"  # decide: the agency whose acts these are, as police or sheriff']
    return [f'actor = "{found.actor_word}"  # decide: {found.why["actor"]}']


def _actor(found: Guess) -> list[str]:
    if not found.actor:
        return []
    if not found.actor_words:
        lines = ["", "[act.actor]", f"column = {_quoted(found.actor)}  # decide: {found.why['actor']}"]
        return [*lines, "values = {}  # decide: which cell means which agency (--values FILE lists the cells)"]
    words = [f'  {{ value = "{value}", any = [{", ".join(map(_quoted, phrases))}] }},' for value, phrases in found.actor_words]
    return ["", "[act.actor]", f"column = {_quoted(found.actor)}  # decide: {found.why['actor']}", "words = [", *words, "]  # decide"]


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
    lines = [f"column = {_quoted(found.day)}  # decide: {found.why['day']}"]
    lines.append(f"formats = [{', '.join(map(_quoted, found.formats))}]  # decide: {found.why['formats']}")
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
    if not found.done:
        return []
    words = [f'  {{ value = "{value}", any = [{", ".join(map(_quoted, phrases))}] }},' for value, phrases in found.done_words]
    return [
        "",
        "[done]",
        f"column = {_quoted(found.done)}  # decide: {found.why['done']}{looked.empty(found.done)}",
        "words = [",
        *words,
        "]  # decide",
    ]


def _facts(found: Guess, looked: Sample) -> list[str]:
    lines = ["", "[facts]"]
    lines += [f'{name} = "{word}"  # decide: {found.why[name]}' for name, word in found.constants.items()]
    for name, column in found.facts.items():
        lines += ["", f"[facts.{name}]", f"column = {_quoted(column)}  # decide: {found.why[name]}{looked.empty(column)}"]
        words = found.fact_words.get(name, ())
        if words:
            lines += [
                "words = [",
                *(f'  {{ value = "{value}", any = [{", ".join(map(_quoted, phrases))}] }},' for value, phrases in words),
                "]  # decide",
            ]
        else:
            lines += ["values = {}  # decide: which cell means which word (--values FILE lists the cells)"]
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
