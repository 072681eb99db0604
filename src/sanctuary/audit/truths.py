"""Columns of yes and no: which facts they tell, that a judge's warrant came, and which tell of a duty, which no audit reads.

What is proposed rests on the name of a column and on that nearly all its cells say yes or no; the words come from the list here.
"""

import json
from collections.abc import Iterator, Mapping, Sequence

from sanctuary.names.header import plainly_a_name
from sanctuary.names.words import words_of_name

__all__ = ["Truth", "find_truths", "judges_column", "of_duties", "paper_lines", "truth_lines"]

Truth = tuple[str, Mapping[str, bool]]
"""A column that tells a fact, and its cells as they mean yes or no."""

_YES, _NO = (
    ("yes", "y", "true", "t", "1", "x", "signed", "given", "si"),
    ("no", "n", "false", "f", "0", "refused", "not given", "not signed"),
)

_NAMES = (
    ("written_consent", ({"consent"}, {"consented"}, {"consents"})),
    ("already_public", ({"already", "public"}, {"public", "record"}, {"publicly"})),
    ("history.held_to_answer", ({"held", "answer"}, {"holding", "order"})),
    ("history.victim_or_witness", ({"victim"}, {"witness"})),
    ("history.serious_or_violent_conviction", ({"serious", "felony"}, {"violent", "felony"}, {"serious", "violent"})),
    ("history.on_sex_or_arson_registry", ({"registry"}, {"registrant"})),
)
"""Facts with words of the name of a column that may tell them."""

_JUDGE = ({"judge", "warrant"}, {"judges", "warrant"}, {"judicial", "warrant"}, {"court", "warrant"}, {"criminal", "warrant"})

_DUTIES = ({"copy"}, {"copies"}, {"told", "person"}, {"notified", "person"}, {"notice", "person"}, {"notified", "attorney"})
"""Words of the name of a column that tells whether what was owed was done."""

ENOUGH = 0.9
"""The share of cells that must say yes or no."""


def find_truths(cells: Mapping[str, Sequence[str]], taken: set[str]) -> dict[str, Truth]:
    """The facts that a column of yes and no may tell, each with the first such column; its name goes to `taken`."""
    found: dict[str, Truth] = {}
    for name, held in cells.items():
        fact = next((one for one, wanted in _NAMES if one not in found and _named(name, wanted)), "")
        if fact and name not in taken and (said := _said(held)):
            found[fact] = (name, said)
            taken.add(name)
    return found


def judges_column(cells: Mapping[str, Sequence[str]], taken: set[str]) -> Truth | None:
    """The column of yes and no that tells whether a judge's warrant was there; its name goes to `taken`."""
    for name, held in cells.items():
        if name not in taken and _named(name, _JUDGE) and (said := _said(held)):
            taken.add(name)
            return name, said
    return None


def of_duties(names: Sequence[str]) -> list[str]:
    """A comment on columns that tell whether what was owed was done, as no audit reads them; nothing where there is none."""
    owed = [_quoted(name) for name in names if plainly_a_name(name) and _named(name, _DUTIES)]
    return [f"# No audit reads whether what is owed with an act was done: {', '.join(owed)}."] if owed else []


def _named(name: str, wanted: Sequence[set[str]]) -> bool:
    words = set(words_of_name(name))
    return any(one <= words for one in wanted)


def _said(held: Sequence[str]) -> dict[str, bool]:
    """The cells of a column that say yes or no, as they are written, with what they say; nothing where too many say something else."""
    known = [cell.strip() for cell in held if cell.strip().casefold() in (*_YES, *_NO)]
    if not held or len(known) < ENOUGH * len(held):
        return {}
    return {cell: cell.casefold() in _YES for cell in dict.fromkeys(known)}


def truth_lines(truths: Mapping[str, Truth]) -> Iterator[str]:
    """A table of [facts] for each fact of yes and no, marked: a name is no proof of what was asked."""
    for fact, (column, said) in truths.items():
        yield ""
        yield f"[facts.{_key(fact)}]"
        yield f"column = {_quoted(column)}  # decide: its name and yes or no; is it this fact that the column tells?"
        yield f"values = {{ {', '.join(f'{_quoted(cell)} = {str(value).lower()}' for cell, value in said.items())} }}"


def paper_lines(judged: Truth, column: str, words: Sequence[tuple[str, Sequence[str]]], other: str) -> Iterator[str]:
    """[facts.paper] by two columns: a judge's warrant where one says so, of which court nobody knows; else the form that another names."""
    name, said = judged
    yes = ", ".join(_quoted(cell) for cell, value in said.items() if value)
    yield ""
    yield "[facts.paper]"
    yield "choose = ["
    if yes:
        yield f'  {{ value = ["federal-arrest-warrant", "state-arrest-warrant"], when = [{{ column = {_quoted(name)}, is = [{yes}] }}] }},'
    for value, phrases in words:
        held = ", ".join(map(_quoted, phrases))
        yield f"  {{ value = {_quoted(value)}, when = [{{ column = {_quoted(column)}, any = [{held}] }}] }},"
    yield "]  # decide: a judge's warrant goes before the form that came with it; if they are of one court, write that one alone"
    yield f"other = {_quoted(other)}"


def _key(fact: str) -> str:
    return _quoted(fact) if "." in fact else fact


def _quoted(text: str) -> str:
    """Text as JSON writes it, which TOML reads the same."""
    return json.dumps(text, ensure_ascii=False)
