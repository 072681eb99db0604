"""`sanctuary guide`: what a counter does and says, on paper, from the path that a screen takes."""

import re
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sanctuary.commands.guide_card import card_text
from sanctuary.commands.options import Day, Paper, PaperFile, Place
from sanctuary.commands.printing import Printer, needs_file, print_json, write_output
from sanctuary.commands.words import day_or_today, place_of, say_read
from sanctuary.conduct.counters import counter as counter_of
from sanctuary.conduct.counters import counter_meant, counters
from sanctuary.conduct.guide import SIGHTS, Guide, papers_meant
from sanctuary.conduct.guide import guide as guided
from sanctuary.conduct.sight import seen_paper
from sanctuary.conduct.signed import Standing, digest_of, standing
from sanctuary.conduct.texts import texts
from sanctuary.desk.card import WORDED, Card, card_of, known_word, words_on_paper
from sanctuary.desk.printed import Row, Sheet, sheet
from sanctuary.desk.words import Told, words
from sanctuary.documents import Frozen, as_json, parse_json, read_text
from sanctuary.engine.prove import Proofs
from sanctuary.engine.questions import Questions
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library
from sanctuary.pages.html import page
from sanctuary.pages.paper import typeset
from sanctuary.study.phrases import upper

__all__ = ["guide"]

Word = Annotated[str, Parameter(help="The agency's own word for it; without it, the language's.")]
Phone = Annotated[str, Parameter(help="The telephone; without it a blank to fill in by hand.")]


def guide(
    place: Place = "us-ca-los-angeles",
    *,
    counter: Annotated[str, Parameter(help="jail, police, school, library, clinic, shelter, city-hall or courthouse.")] = "",
    paper: Annotated[str, Parameter(help="The paper in hand, I-200: what to do and say with it alone, on one screen.")] = "",
    language: Annotated[str, Parameter(help="en or es.")] = "en",
    signed: Annotated[str, Parameter(help="Counsel's signature, as sanctuary sign wrote it.")] = "",
    key: Annotated[str, Parameter(help="Counsel's verification key, or a file that holds it.")] = "",
    role: Word = "",
    counsel: Word = "",
    unit: Word = "",
    role_phone: Phone = "",
    counsel_phone: Phone = "",
    on: Day = "",
    format: Paper = "text",  # noqa: A002 - the option's name
    output: PaperFile = "",
) -> int:
    """What to do and say at a counter, for each thing that visitors ask for and each paper. Unsigned, it holds what every state shares."""
    if not counter:
        known = ", ".join(counters())
        raise RequestError(f"which counter is the guide for? Name one with --counter: {known}.")
    typed, counter = counter, counter_meant(counter)
    say_read(f"Read '{typed}' as the counter {counter}." if counter != typed else "")
    counter_of(counter)
    needs_file(format, output, "guide")
    if output and format not in ("html", "pdf"):
        raise RequestError("-o writes a page or a paper. Add --format html or --format pdf.")
    given = {"role": role, "counsel": counsel, "unit": unit, "role_phone": role_phone, "counsel_phone": counsel_phone}
    card = _card(given, language)
    phones = {name: value for name, value in given.items() if name.endswith("_phone")}
    law = law_of(*place_of(Library(), place), day_or_today(on))
    stands = _standing(signed, key, law)
    only = papers_meant(counter, paper) if paper else ()
    report = guided(Questions(Proofs(law)), counter, signed=stands.stands, only=only)
    again = f"sanctuary guide {law.place.id} --counter {counter}" + (f" --language {language}" if language != "en" else "")
    told = sheet(
        report,
        law,
        stands,
        words(language),
        lambda one: words_on_paper(card, "", one) | phones,
        again=again,
        decides=_decides(law, counter, only),
    )
    if format == "json":
        print_json(_report(report, law, stands, told))
    elif format == "text":
        if only:
            card_text(Printer(), told, texts(language), again)
        else:
            _text(Printer(), told, texts(language).filled(texts(language).guide["to_card"], {"print": f"{again} --paper I-200"}))
    else:
        write_output(output, page("guide", sheet=told).encode() if format == "html" else _pdf(told))
    return 0


def _decides(law: Law, counter: str, only: tuple[str, ...]) -> str:
    """The command that tells what the law says of a request that counters like this get: to hold somebody, or the first that it lists."""
    here = counter_of(counter)
    act = next((one for one in here.asks if one.action == "hold"), here.asks[0])
    kind = seen_paper(SIGHTS[only[0]]).kind if only else "detainer" if act.action == "hold" else ""
    paper = f" --fact paper={kind}" if kind else ""
    asked = f"--actor {here.actor} --action {act.action} --resource {act.resource} --fact requester=immigration-authority{paper}"
    return f"sanctuary decide {law.place.id} {asked}"


def _card(given: dict[str, str], language: str) -> Card:
    """The card with the agency's words in the language of the guide; what every language knows may be given in English."""
    typed = {}
    for name, value in given.items():
        theirs = name in WORDED and language != "en" and not known_word(value, "en", language)
        typed[f"{name}.{language}" if theirs else name] = value
    return card_of(typed, "the guide")


def _standing(signed: str, key: str, law: Law) -> Standing:
    if not signed:
        return Standing(stands=False, why="none")
    if not key:
        raise RequestError("--signed needs --key: the verification key that counsel gave the agency by another way.")
    vkey = read_text(Path(key), RequestError).strip() if Path(key).is_file() else key
    return standing(read_text(Path(signed), RequestError).encode(), vkey, law)


class _Report(Frozen, frozen=True):
    """The guide for programs: ids, and the sheet in words."""

    schema: str
    place: str
    on: str
    counter: str
    actor: str
    signed: Standing
    law: str
    texts: str
    guide: Guide
    sheet: Sheet


def _report(report: Guide, law: Law, stands: Standing, told: Sheet) -> _Report:
    return _Report(
        schema="sanctuary.guide/4",
        place=law.place.id,
        on=f"{law.on}",
        counter=report.counter,
        actor=counter_of(report.counter).actor,
        signed=stands,
        law=digest_of(law),
        texts=texts(told.language).digest,
        guide=report,
        sheet=told,
    )


_SIZES = (9.0, 8.4, 7.8, 7.3, 6.8, 6.4)
"""Sizes of the letters, in points; the first that keeps the guide on two pages is taken."""

_PAGE = re.compile(rb"/Type\s*/Page\b")


def _pdf(told: Sheet) -> bytes:
    words, made = parse_json(as_json(told), "the guide"), b""
    for size in _SIZES:
        made = typeset("guide.typ", {**words, "size": size}, "guide", told.language)
        if len(_PAGE.findall(made)) <= 2:  # one sheet of paper, both sides
            break
    return made


def _text(printer: Printer, told: Sheet, card: str) -> None:
    printer.line(told.title, style="bold")
    printer.line(card)
    if told.draft:
        printer.line(told.draft)
    for one in (*told.first, *told.never):
        _both(printer, one)
    printer.heading(told.phones_title.text)
    for phone in told.phones:
        printer.line(f"{phone.who.text}: {phone.number}", indent=2)
    printer.heading(told.say_first_title.text)
    for one in told.say_first:
        _both(printer, _quoted(one), indent=2)
    for part in told.parts:
        printer.heading(_joined(part.asks))
        for row in part.rows:
            _row(printer, row)
    printer.heading(told.say_later_title.text)
    for later in told.say_later:
        printer.line(f"{later.when.text}:", indent=2, style="bold")
        _both(printer, _quoted(later.say), indent=4)
    _law(printer, told)
    printer.line()
    for one in told.then:
        _both(printer, one)
    printer.heading(told.foot_title.text) if told.first else printer.line()
    for one in told.foot:
        _both(printer, one)


def _law(printer: Printer, told: Sheet) -> None:
    if told.law:
        printer.heading(told.law_title.text)
    for line in told.law:
        papers = f" ({'; '.join(one.text for one in line.papers)})" if line.papers else ""
        printer.line(f"{line.asked.text}{papers}", indent=2, style="bold")
        _both(printer, line.says, indent=4)
        for turn in line.tree:
            _both(printer, turn.told, indent=4 + 2 * turn.depth)
        if line.cites:
            printer.line(f"{'; '.join(line.cites)}.", indent=4)
        for one in line.also:
            printer.line(one.text, indent=4)


def _row(printer: Printer, row: Row) -> None:
    printer.line(_joined(row.papers), indent=2, style="bold")
    for one in row.do:
        _both(printer, one, indent=4)
    for one in row.say:
        _both(printer, _quoted(one), indent=4)


def _quoted(one: Told) -> Told:
    return Told(text=f"\u201c{one.text}\u201d", english=one.english and f"\u201c{one.english}\u201d")


def _joined(told: tuple[Told, ...]) -> str:
    return upper("; ".join(one.text for one in told))


def _both(printer: Printer, one: Told, indent: int = 0) -> None:
    """A line, and the English below it where that stands beside a draft."""
    printer.line(one.text, indent=indent)
    if one.english:
        printer.line(f"[{one.english}]", indent=indent + 2)
