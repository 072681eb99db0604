"""A counter's guide in words, for the command, for a file and for the desk: one sheet, so that none of them says what another does not.

Beside a language that no certified translator has read, the English of each line stands on a screen. On paper the language stands alone on
its two pages, marked as a draft, and the English guide goes with it: line under line, neither would be read in time.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta

from sanctuary.conduct.guide import JUDGES, Ground, Guide, Line
from sanctuary.conduct.screen import ALOUD, never_at, shown
from sanctuary.conduct.signed import Standing
from sanctuary.conduct.texts import texts
from sanctuary.desk.words import Told, Words, words
from sanctuary.documents import Frozen, replace
from sanctuary.engine.step import Branch, Way
from sanctuary.law.jurisdiction import Law
from sanctuary.study.phrases import titled

__all__ = ["BLANK", "Given", "LawLine", "Phone", "Row", "Section", "Sheet", "sheet"]

Given = Callable[[str], Mapping[str, str]]
"""The agency's own words in a language, and its telephones by the fields of a card."""

BLANK = "_" * 16
"""Stands for a telephone that nobody gave, to be written in by hand."""

_WAITS = ("s.call", "s.nocopy", "s.people", "s.line", "s.leave", "e.back", "i.arrest", "s.public")
"""Sentences that wait for their moment, as on a screen; none of them refuses, for paper is for every law."""

_DAYS = timedelta(days=180)
"""How long the signature of the example stands: counsel chooses."""
_PHONES = (
    ("role_phone", "phone_role"),
    ("night_role_phone", "phone_night"),
    ("counsel_phone", "phone_counsel"),
    ("night_counsel_phone", "phone_counsel_night"),
)


class Phone(Frozen, frozen=True):
    """Whom to call, and the number, or a blank."""

    who: Told
    number: str


class Row(Frozen, frozen=True):
    """Papers as they are seen, what to do, what to say."""

    papers: tuple[Told, ...]
    do: tuple[Told, ...]
    say: tuple[Told, ...]


class Section(Frozen, frozen=True):
    """What is asked for, and the rows that are the same for all of it."""

    asks: tuple[Told, ...]
    rows: tuple[Row, ...]


class Spoken(Frozen, frozen=True):
    """A sentence that waits for its moment, behind when it is."""

    when: Told
    say: Told


class Turn(Frozen, frozen=True):
    """A question with its answers; `depth`: how many answers it follows, beginning with 1."""

    depth: int
    told: Told


class LawLine(Frozen, frozen=True):
    """What the law says of what is asked for; with which papers, where not with all; its paragraphs, and those of some papers.

    `tree`: the questions that settle it, each with its answers.
    """

    asked: Told
    says: Told
    tree: tuple[Turn, ...]
    papers: tuple[Told, ...]
    cites: tuple[str, ...]
    also: tuple[Told, ...]


class Sheet(Frozen, frozen=True):
    """A guide in words. `first` stands above everything: whom to call, and what is left out, where counsel's signature does not stand."""

    language: str
    draft: str
    title: str
    first: tuple[Told, ...]
    never: tuple[Told, ...]
    phones_title: Told
    phones: tuple[Phone, ...]
    say_first_title: Told
    say_first: tuple[Told, ...]
    parts: tuple[Section, ...]
    say_later_title: Told
    say_later: tuple[Spoken, ...]
    law_title: Told
    law: tuple[LawLine, ...]
    then: tuple[Told, ...]
    foot_title: Told
    foot: tuple[Told, ...]

    @property
    def long(self) -> bool:
        """Whether it has more letters than two pages take in the usual size."""
        rows = [row for part in self.parts for row in part.rows]
        said = [one for row in rows for one in (*row.papers, *row.do, *row.say)]
        said += [one for line in self.law for one in (line.asked, line.says, *line.papers, *line.also, *(turn.told for turn in line.tree))]
        said += [one for part in self.parts for one in part.asks] + [word for one in self.say_later for word in (one.when, one.say)]
        return sum(len(one.text) for one in said) + sum(len(one) for line in self.law for one in line.cites) > LONG


LONG = 14_500
"""Letters above which a sheet is set smaller on paper, so that it stays on two pages: measured at the counters of every place here."""


def sheet(report: Guide, law: Law, stands: Standing, told: Words, given: Given, *, again: str = "", decides: str = "") -> Sheet:
    """The guide in a language.

    `given`: the agency's own words. `again`: the command that prints it once counsel has signed; empty at a desk. `decides`: the command
    that tells what the law says of the first request; without counsel's signature it stands on top.
    """
    place, phones = titled(law.place.file.title), given(told.language)
    speak = _Speaker(told, lambda language: {**given(language), "place_title": place})
    first = () if stands.stands else (speak("guide", "to_call", phone=phones.get("counsel_phone") or BLANK), speak("guide", "shared"))
    if decides and not stands.stands:
        first = (speak("guide", "to_decide", print=decides), *first)
    return Sheet(
        language=told.language,
        draft=f"{told.conduct.draft} {told.conduct.guide['beside']}" if told.conduct.draft else "",
        title=f"{told.conduct.counter[report.counter]}: {law.place.file.title}, {law.on}",
        first=first,
        never=tuple(speak("never", name) for name in never_at(report.counter)),
        phones_title=speak("guide", "phones"),
        phones=tuple(Phone(who=speak("guide", name), number=phones.get(field) or BLANK) for field, name in _PHONES),
        say_first_title=speak("guide", "say_first"),
        say_first=tuple(speak("say", name) for names in ALOUD.values() for name in names),
        say_later_title=speak("guide", "say_later"),
        say_later=tuple(Spoken(when=speak("when", name), say=speak("say", name)) for name in _WAITS),
        parts=tuple(
            Section(asks=_heads(report, part.asks, speak), rows=tuple(_row(one, report, speak) for one in part.lines))
            for part in report.parts
        ),
        law_title=speak("guide", "law"),
        law=tuple(_law(one, report, speak) for one in report.law),
        then=tuple(speak("then", name) for name in ("who", "keep", "write")),
        foot_title=speak("guide", "signature"),
        foot=_signed(stands, speak) if stands.stands else _unsigned(stands, law, told, speak, again),
    )


class _Speaker:
    """Says a text in the language of the sheet, and in English where that stands beside it."""

    def __init__(self, told: Words, given: Given) -> None:
        self.told, self.given = told, given

    def __call__(self, part: str, name: str, **more: str | Told) -> Told:
        """The text of a part by its name; what fills it is a word, or told in both languages."""
        english = texts("en")
        mine = {key: word.text if isinstance(word, Told) else word for key, word in more.items()}
        model = {key: word.english or word.text if isinstance(word, Told) else word for key, word in more.items()}
        found: list[str] = []
        for one, filling in ((self.told.conduct, mine), (english, model)):
            held: Mapping[str, str] = getattr(one, part)
            found.append(one.filled(held[name], {**self.given(one.language), **filling}))
        return self.told.told(*found)


def _heads(report: Guide, asks: tuple[str, ...], speak: _Speaker) -> tuple[Told, ...]:
    """What is asked for, as headings; one where it is everything that can be asked for here."""
    if len(asks) > 1 and asks == report.asks and not report.only:
        return (speak("guide", "whatever"),)
    return tuple(_ask(report, name, speak) for name in asks)


def _ask(report: Guide, name: str, speak: _Speaker) -> Told:
    """What is asked for, in the words of the counter."""
    return speak("asks", speak.told.conduct.asks_at(report.counter, name))


def _row(line: Line, report: Guide, speak: _Speaker) -> Row:
    told = speak.told
    mine, model = (
        shown(replace(line.screen, turns_on=("below",)), one, speak.given(one.language), facts={"below": f"{one.guide['below']}."})
        for one in (told.conduct, texts("en"))
    )
    return Row(
        papers=tuple(_sight(name, told) for name in _together(line.papers, report)),
        do=tuple(told.told(*pair) for pair in zip(mine.do, model.do, strict=True)),
        say=tuple(told.told(*pair) for pair in zip(mine.say, model.say, strict=True)),
    )


def _law(one: Ground, report: Guide, speak: _Speaker) -> LawLine:
    english = words("en")
    facts = Told(
        text=" ".join(dict.fromkeys(speak.told.fact_asked(name) for name in one.turns_on)),
        english=" ".join(dict.fromkeys(english.fact_asked(name) for name in one.turns_on)),
    )
    first = _sight(one.papers[0], speak.told)
    every = len(one.papers) + ("unclear" in report.papers) == len(report.papers)
    return LawLine(
        asked=_ask(report, one.asked, speak),
        says=speak("guide", _HOW[bool(one.tree), one.papers[0] == "none"] or f"law_{one.outcome or 'none'}", facts=facts, paper=first),
        tree=tuple(_tree(one.tree, speak.told, 1)) if one.tree else (),
        papers=() if every else _with(one.papers, report, speak),
        cites=one.cites,
        also=tuple(
            speak("guide", "also", papers=_listed(_together(also.papers, report), speak), cites="; ".join(also.cites)) for also in one.also
        ),
    )


def _with(papers: tuple[str, ...], report: Guide, speak: _Speaker) -> tuple[Told, ...]:
    """The papers with which the law says so; where they are most of those there are, the others, as those with which it does not."""
    others = tuple(name for name in report.papers if name not in papers and name != "unclear")
    shown, left = _together(papers, report), _together(others, report)
    if len(left) * 2 >= len(shown):
        return tuple(_sight(name, speak.told) for name in shown)
    first, *more = (_sight(name, speak.told) for name in left)
    return (speak("guide", "all_but", paper=first), *more)


_HOW = {(True, True): "law_tree_none", (True, False): "law_tree", (False, True): "", (False, False): ""}
"""How a tree is headed: it is of the first paper."""


def _tree(branch: Branch, told: Words, depth: int) -> Iterator[Turn]:
    """A question with the answers that settle it, then those that lead to another question."""
    english = words("en")
    later = [way for way in branch.ways if way.then]
    for number, heads in enumerate([[*(way for way in branch.ways if not way.then), *later[:1]], *([way] for way in later[1:])]):
        ask = (told.fact_asked(branch.fact), english.fact_asked(branch.fact)) if number == 0 else ("", "")
        mine, model = (
            " ".join(filter(None, [asked, *(f"{one.values_said(way.values)}: {_leads(way, one)}".rstrip() for way in heads)]))
            for asked, one in zip(ask, (told, english), strict=True)
        )
        yield Turn(depth=depth, told=told.told(mine, model))
        if heads[-1].then:
            yield from _tree(heads[-1].then, told, depth + 1)


def _leads(way: Way, told: Words) -> str:
    """What an answer leads to; nothing where its question stands below."""
    if way.then:
        return ""
    if len(way.outcomes) > 1:
        return f"{told.conduct.guide['leads_more']}."
    return f"{told.conduct.guide['leads_' + way.outcomes[0]]}."


def _sight(name: str, told: Words) -> Told:
    return told.told(told.conduct.sight[name], texts("en").sight[name])


def _together(papers: tuple[str, ...], report: Guide) -> tuple[str, ...]:
    """The papers by name; all that a judge signed, as one."""
    judges = [name for name in report.papers if name in JUDGES]
    if not set(judges) <= set(papers):
        return papers
    return tuple(dict.fromkeys("judges" if name in JUDGES else name for name in papers))


def _listed(papers: tuple[str, ...], speak: _Speaker) -> Told:
    return Told(
        text="; ".join(speak.told.conduct.sight[name] for name in papers), english="; ".join(texts("en").sight[name] for name in papers)
    )


def _signed(stands: Standing, speak: _Speaker) -> tuple[Told, ...]:
    said = speak("words", "not_advice")
    who = f" {stands.signer}, {stands.until}."
    return (Told(text=said.text + who, english=said.english and said.english + who),)


def _unsigned(stands: Standing, law: Law, told: Words, speak: _Speaker, again: str) -> tuple[Told, ...]:
    """Why the law is left out, and the commands that bring it in."""
    sign = f'sanctuary sign {law.place.id} --keys counsel.json --new --signer "NAME OF COUNSEL" --until {law.on + _DAYS} -o counsel.note'
    after = speak("guide", "to_print", print=f"{again} --signed counsel.note --key counsel.vkey") if again else speak("guide", "to_fold")
    return (told.told(stands.told(told.conduct), stands.told(texts("en"))), speak("guide", "to_sign", sign=sign), after)
