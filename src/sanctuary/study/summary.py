"""The first screen of a comparison: where both agree, where they differ, what is not known, in sentences that a reader could quote.

The sentences are put together from the answers to a few plain questions (`noticed`), those with one pair of answers together.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from sanctuary.documents import Frozen, replace
from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import Pack
from sanctuary.law.standing import bare as bare_of
from sanctuary.study.ahead import named_alone
from sanctuary.study.assess import StandardReport
from sanctuary.study.called import Called, called_on
from sanctuary.study.noticed import Noticed, Question, asked_of, cases, kind_of, noticed, officers, questions
from sanctuary.study.phrases import listed, titled, upper
from sanctuary.study.side import Side, alike, other_packs

__all__ = ["ALL_READ", "MORE", "MOST_PAIRS", "Row", "Summary", "short_names", "summary", "whom"]

ALL_READ = "A rule that nobody found may exist all the same."
"""What is left to say where the law of both sides is encoded."""

MORE = "The table has more."

MOST_PAIRS = 3
"""Sentences on where two laws differ; further questions stand in the table."""


class Row(Frozen, frozen=True):
    """A question with the answers of both sides.

    `row`: its words in a table; empty for another case of a question that both sides answer as they do the question itself. `who`: the
    officers who are asked, where others than the first of a place are: of a state the sheriff, where a law speaks of the sheriff alone.
    """

    question: str
    row: str
    a: Noticed
    b: Noticed
    who: str = ""


class Summary(Frozen, frozen=True):
    """Sentences, then the plain questions, then every definition; `names` are the shortest that tell the sides apart.

    `unknown`: what is not known of a question; `not_encoded`: of whose law nobody encoded anything.
    """

    names: tuple[str, str]
    differ: tuple[str, ...]
    agree: tuple[str, ...]
    unknown: tuple[str, ...]
    not_encoded: tuple[str, ...]
    questions: tuple[Row, ...]
    definitions: tuple[Called, ...]


def summary(
    laws: tuple[Law, Law],
    sides: tuple[Side, Side],
    standards: Iterable[Pack],
    reports: Iterable[tuple[StandardReport, StandardReport]],
    by: str = "",
) -> Summary:
    """What stands first in a comparison of two laws; `reports` are both sides' answers under each of the standards.

    `by`: the officers who are asked about, if others than those whom residents notice first.
    """
    asked = {one.id: one for law in laws for one in asked_of(law)}
    rows = tuple(_labelled(_asked(laws, frozenset(asked), by)))
    rows = rows if by else tuple(_with_sheriff(laws, rows))
    told = _Told(laws, sides, asked, rows)
    fresh = tuple(row for row in rows if row.row and not told.places and not other_packs(*sides) and told.since(row))
    known = tuple(row for row in rows if row not in fresh)
    by_id = {one.id: one for one in standards}
    return Summary(
        names=told.names,
        differ=(*map(told.newly, fresh), *told.differ(known)),
        agree=tuple(told.agree(known)),
        unknown=tuple(told.unknown(known)),
        not_encoded=tuple(dict.fromkeys(filter(None, map(_not_encoded, laws)))),
        questions=rows,
        definitions=tuple(called_on(one, other, by_id[one.id]) for one, other in reports),
    )


def _asked(laws: tuple[Law, Law], only: frozenset[str], by: str = "") -> Iterator[Row]:
    """Some questions, each with the answers of both sides."""
    first, second = ({one.question: one for one in noticed(Proofs(law), only, by)} for law in laws)
    yield from (Row(question=one, row="", a=first[one], b=second[one], who=by) for one in first if one in second)


def _with_sheriff(laws: tuple[Law, Law], rows: tuple[Row, ...]) -> Iterator[Row]:
    """The rows, and after one on the police of a state that of the sheriff, where a law there speaks of the sheriff alone.

    Each is then named by its officers: the police may what the sheriff must.
    """
    states = [law for law in laws if law.place.file.kind == "law" and law.place.file.level == "state" and officers(law) == _POLICE]
    alone = {one.id for one in questions() if one.by == "officers" and any(named_alone(law, one, _SHERIFF, _POLICE) for law in states)}
    own = {one.question: one for one in _asked(laws, frozenset(alone), _SHERIFF)} if alone else {}
    asked = {one.id: one for one in questions()}
    whose = f", {_POLICE}" if {officers(law) for law in laws} == {_POLICE} else ""
    for row in rows:
        other = own.get(row.question)
        if other and _answers(other) != _answers(row):
            label = row.row or asked[row.question].row
            yield replace(row, row=f"{label}{whose}")
            yield replace(other, row=f"{label}, {_SHERIFF}")
        else:
            yield row


_POLICE, _SHERIFF = "police", "sheriff"


def _labelled(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with their words: the cases of a question are one row where each side answers them alike, else a row each."""
    every = {one.question: one for one in rows}
    for one in questions():
        if row := every.get(one.id):
            of = one.of or one.id
            apart = any(_answers(every[name]) != _answers(every[of]) for name in cases(of))
            yield replace(row, row=one.apart if apart and one.apart else "" if one.of else one.row)


def _answers(row: Row) -> tuple[object, ...]:
    """What tells the answers of a row from those of another."""
    return tuple((kind_of(one), _excepted(one)) for one in (row.a, row.b))


def short_names(a: Law, b: Law) -> tuple[str, str]:
    """Two places as people call them: Chicago, Houston, Cook County, Texas; with their state where they bear one name."""
    one, other = short(a), short(b)
    return (one, other) if one != other else (a.place.file.title, b.place.file.title)


def short(law: Law) -> str:
    """A place as people call it; a definition by the name before its colon."""
    title = law.place.file.title.partition(":")[0]
    states = [pack.file.title for pack in law.packs.values() if pack.government == "state" and pack is not law.place]
    title = next((title.removesuffix(f", {state}") for state in states if title.endswith(f", {state}")), title)
    if title.startswith("County of "):
        return f"{title.removeprefix('County of ')} County"
    return title.removeprefix("City of ").removeprefix("Town of ").removeprefix("Village of ")


Pair = tuple[tuple[str, bool], tuple[str, bool]]
"""Both answers by their kinds, each with whether people with some criminal records are answered otherwise."""

_DEFINITE = ("must", "must-not", "may")
_OPEN = ("not-searched", "unknown")


class _Told:
    """Sentences on two sides."""

    def __init__(self, laws: tuple[Law, Law], sides: tuple[Side, Side], asked: Mapping[str, Question], rows: Iterable[Row]) -> None:
        self.laws, self.sides = laws, sides
        self.asked = {one.question: asked[one.question] for one in rows}
        self.acts = {
            one.question: asked[one.question].in_case if one.row == asked[one.question].apart else asked[one.question].act for one in rows
        }
        self.places = not alike(*sides)
        self.names = self._names()
        self.where = self._where()

    def _names(self) -> tuple[str, str]:
        if self.places:
            return short_names(*self.laws)
        one, other = (side.name.removeprefix("on ") for side in self.sides)
        return one, other

    def _where(self) -> tuple[str, str]:
        if not self.places:
            return self.sides[0].name, self.sides[1].name
        one, other = (
            f"by the {name}" if law.place.file.kind == "standard" else f"in {titled(name)}"
            for law, name in zip(self.laws, self.names, strict=True)
        )
        return one, other

    @property
    def both(self) -> str:
        if self.places:
            return "by both" if "standard" in {law.place.file.kind for law in self.laws} else "in both"
        return "by both texts" if other_packs(*self.sides) else "on both days"

    @property
    def neither(self) -> str:
        """Of no side."""
        return "in neither" if self.places else "on neither day"

    def differ(self, rows: Iterable[Row]) -> Iterator[str]:
        """The pairs of answers that are unlike, the first questions first."""
        groups = _grouped(rows, lambda pair: pair[0] != pair[1] and not {pair[0][0], pair[1][0]} & set(_OPEN))
        for pair, few in list(groups.items())[:MOST_PAIRS]:
            yield self._pair(pair, few)
        if len(groups) > MOST_PAIRS:
            yield MORE

    def since(self, row: Row) -> date | None:
        """Of one place on two days, the first day of the rule that commands or forbids an act on the later, before which that was open."""
        early, late = (0, 1) if self.sides[0].on < self.sides[1].on else (1, 0)
        before, after = (row.a, row.b)[early], (row.a, row.b)[late]
        if kind_of(before) not in _OPEN or kind_of(after) not in ("must", "must-not"):
            return None
        found = (bound.rule.since for bound in self.laws[late].rules if bound.rule.id == after.rule)
        return next((day for day in found if self.sides[early].on < day), None)

    def newly(self, row: Row) -> str:
        """That law between the two days commands or forbids an act of which nothing that was read did before."""
        late = 1 if self.sides[0].on < self.sides[1].on else 0
        after, said = (row.a, row.b)[late], f"{upper(self._acts([row], late, kind_of((row.a, row.b)[late]).replace('-', ' ')))}"
        return f"{said} since {self.since(row)} ({after.cites}); on {self.sides[1 - late].on} no rule that was read said so."

    def agree(self, rows: Iterable[Row]) -> Iterator[str]:
        """The answers that both sides give."""
        groups = _grouped(rows, lambda pair: pair[0] == pair[1] and pair[0][0] not in _OPEN)
        for (answer, _), few in sorted(groups.items(), key=lambda one: _DEFINITE.index(one[0][0][0]) if one[0][0][0] in _DEFINITE else 9):
            yield f"{upper(self.both)}{self._clause(answer, few, BOTH)}{self._on(few, 0) if answer[0] == 'depends' else ''}."

    def unknown(self, rows: Iterable[Row]) -> Iterator[str]:
        """The answers that are not known of one side, with what the other says; then those of both."""
        groups = _grouped(rows, lambda pair: bool({pair[0][0], pair[1][0]} & set(_OPEN)))
        ordered = sorted(groups.items(), key=lambda one: {one[0][0][0], one[0][1][0]} <= set(_OPEN))
        for pair, few in ordered[:MOST_PAIRS]:
            if {pair[0][0], pair[1][0]} <= set(_OPEN):
                yield f"{upper(self.neither)} is it known whether {self._may(few, BOTH)}."
            else:
                yield self._pair(pair, few)
        if len(groups) > MOST_PAIRS:
            yield MORE

    def _pair(self, pair: Pair, few: list[Row]) -> str:
        """A sentence on some questions: the side with the clearer answer first, of two days the earlier."""
        clear = [answer[0] in _DEFINITE for answer in pair]
        first = 1 if clear[1] and not clear[0] else 0
        if all(clear) and not self.places and self.sides[0].on > self.sides[1].on:
            first = 1
        other = 1 - first
        opening = f"{upper(self.where[first])}{self._clause(pair[first], few, first)}"
        return f"{opening}; {self.where[other]} {self._short(pair[other], few, other)}."

    def _clause(self, answer: tuple[str, bool], few: list[Row], at: int) -> str:
        """What one side says, in full."""
        kind, excepted = answer
        save = _SAVE if excepted and kind in _DEFINITE else ""
        if kind in _DEFINITE:
            return f", {self._acts(few, at, kind.replace('-', ' '))}{save}"
        return f" {_OPENING[kind]} {self._may(few, at)}"

    def _short(self, answer: tuple[str, bool], few: list[Row], at: int) -> str:
        """What the other side says of the same, in a few words."""
        kind, excepted = answer
        whom = {self._subject(row, at) for row in few}
        they = "it" if whom == {_JAIL} else "they"
        if {self._subject(row, 1 - at) for row in few} != whom:
            they = " and ".join(sorted(whom, key=_JAIL.__eq__))
        star = "*" * self._starred(few, at)
        save = _SAVE if excepted and kind in _DEFINITE else ""
        if kind in _DEFINITE:
            return f"{they} {kind.replace('-', ' ')}{star}{save}"
        if kind == "silent" and self.laws[at].place.file.kind == "standard":
            return "nothing is said of it"
        return f"{_SHORT[kind]}{star}"

    def _on(self, few: list[Row], at: int) -> str:
        """The paragraphs that are disputed."""
        cites = list(dict.fromkeys(one.cites for row in few if (one := (row.a, row.b)[at]).turns_on and one.cites))
        return f" ({'; '.join(cites[:2])})" if cites else ""

    def _acts(self, few: list[Row], at: int, modal: str) -> str:
        """Who must, must not or may do what: the officers, then the jail."""
        told = []
        for whom, rows in self._by_subject(few, at).items():
            whole = all(self._starred([row], at) for row in rows)
            acts = [self.acts[row.question] if whole else self._act(row, at) for row in rows]
            told.append(f"{whom} {modal}{'*' * whole} {listed(acts, 'or' if 'not' in modal else 'and')}")
        return ", and ".join(told)

    def _may(self, few: list[Row], at: int) -> str:
        """The same after "whether"."""
        return ", or whether ".join(
            f"{whom} may {listed([self._act(row, at) for row in rows], 'or')}" for whom, rows in self._by_subject(few, at).items()
        )

    def _act(self, row: Row, at: int) -> str:
        """An act, starred as in the table where the answer of a side, or of one of BOTH, rests on a report."""
        return f"{self.acts[row.question]}{'*' * self._starred([row], at)}"

    def _starred(self, few: list[Row], at: int) -> bool:
        """Whether an answer rests on a report of a text that was not read."""
        sides = [one for row in few for one in ((row.a, row.b) if at == BOTH else ((row.a, row.b)[at],))]
        return any(one.reported and kind_of(one) not in _OPEN for one in sides)

    def _by_subject(self, few: list[Row], at: int) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in few:
            found.setdefault(self._subject(row, at), []).append(row)
        return found

    def _subject(self, row: Row, at: int) -> str:
        """Who is asked about on one side, or on BOTH."""
        if self.asked[row.question].by == "jail":
            return _JAIL
        if row.who:
            return _OFFICERS[row.who]
        words = [_OFFICERS[officers(law)] for law in self.laws]
        return words[at] if at != BOTH else words[0] if words[0] == words[1] else "officers"


def whom(laws: tuple[Law, Law], rows: Iterable[Row]) -> list[str]:
    """Of whom each row asks: the jail, the officers that it names, else those of both places, or "officers" where they differ."""
    asked = {one.id: one for one in questions()}
    words = list(dict.fromkeys(_OFFICERS.get(officers(law), "officers") for law in laws))
    usual = words[0] if len(words) == 1 else "officers"
    return [_JAIL if asked[row.question].by == "jail" else _OFFICERS[row.who] if row.who else usual for row in rows]


BOTH = 2
"""Neither side alone."""

_SAVE = ", with exceptions for some charges or convictions"

_JAIL = "the jail"
_OFFICERS = {"police": "police", "sheriff": "the sheriff", "school-police": "school police"}
_OPENING = {
    "depends": "it depends on a dispute whether", "silent": "no rule was found on whether",
    "conflict": "rules contradict each other on whether",
    "not-searched": "it is not known whether", "unknown": "it is not known whether",
}  # fmt: skip
_SHORT = {
    "depends": "it depends on a dispute", "silent": "no rule was found", "conflict": "rules contradict each other",
    "not-searched": "it is not known", "unknown": "it is not known",
}  # fmt: skip


def _grouped(rows: Iterable[Row], which: Callable[[Pair], bool]) -> dict[Pair, list[Row]]:
    """Questions by their pair of answers; cases that are told with their question are left out, and other cases stand last."""
    found: dict[Pair, list[Row]] = {}
    of = {one.id for one in questions() if one.of}
    for row in sorted((one for one in rows if one.row), key=lambda one: one.question in of):
        pair = ((kind_of(row.a), _excepted(row.a)), (kind_of(row.b), _excepted(row.b)))
        if which(pair):
            found.setdefault(pair, []).append(row)
    return found


def _not_encoded(law: Law) -> str:
    """What of the law of a place nobody encoded, as a short sentence; else nothing."""
    if not bare_of(law.place, law.packs):
        return ""
    bare = [pack.file.title for pack in law.packs.values() if pack.government == "state" and not pack.encoded and pack is not law.place]
    if law.place.encoded and law.place.file.level != "state":
        return f"No rule of {listed(bare, 'or')} is encoded, which may undo or change what is told of {titled(short(law))}."
    if law.place.file.level == "state":
        return f"No rule of {listed(bare or [short(law)], 'or')} is encoded."
    return f"Of {titled(short(law))}, {f'no rule of {bare[0]} and ' if bare else ''}no local rule is encoded."


def _excepted(one: Noticed) -> bool:
    return bool(one.with_record) and kind_of(one) in _DEFINITE
