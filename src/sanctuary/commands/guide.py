"""`sanctuary guide`: what a counter does and says, on paper, from the path that a screen takes."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sanctuary.commands.options import Day, Place, Plain
from sanctuary.commands.printing import Printer, print_json
from sanctuary.commands.words import day_or_today, place_of
from sanctuary.conduct.counters import counter as counter_of
from sanctuary.conduct.guide import Guide, Line
from sanctuary.conduct.guide import guide as guided
from sanctuary.conduct.screen import shown
from sanctuary.conduct.signed import Standing, digest_of, standing
from sanctuary.conduct.texts import Texts, texts
from sanctuary.documents import read_text, replace
from sanctuary.engine.prove import Proofs
from sanctuary.engine.questions import Questions
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library

__all__ = ["guide"]

MOST_FACTS = 3
"""Questions for others that a line of the paper names; a screen asks for all."""

Word = Annotated[str, Parameter(help="The agency's own word for it; without it, the language's.")]


def guide(
    place: Place = "us-ca-los-angeles",
    *,
    counter: Annotated[str, Parameter(help="jail, police, school, library, clinic, shelter, city-hall or courthouse.")] = "library",
    language: Annotated[str, Parameter(help="en or es.")] = "en",
    signed: Annotated[str, Parameter(help="Counsel's signature, as sanctuary sign wrote it.")] = "",
    key: Annotated[str, Parameter(help="Counsel's verification key, or a file that holds it.")] = "",
    role: Word = "",
    counsel: Word = "",
    unit: Word = "",
    on: Day = "",
    format: Plain = "text",  # noqa: A002 - the option's name
) -> int:
    """What to do and say at a counter, for each thing that visitors ask for and each paper. Unsigned, it holds what every state shares."""
    law = law_of(*place_of(Library(), place), day_or_today(on))
    found = texts(language)
    stands = _standing(signed, key, law)
    report = guided(Questions(Proofs(law)), counter, signed=stands.stands)
    given = {"role": role, "counsel": counsel, "unit": unit}
    if format == "json":
        print_json(_report(report, law, found, stands, given))
    else:
        _text(Printer(), report, law, found, stands, given)
    return 0


def _standing(signed: str, key: str, law: Law) -> Standing:
    if not signed:
        return Standing(stands=False, why="no signature was given")
    if not key:
        raise RequestError("--signed needs --key: the verification key that counsel gave the agency by another way.")
    vkey = read_text(Path(key), RequestError).strip() if Path(key).is_file() else key
    return standing(read_text(Path(signed), RequestError).encode(), vkey, law)


def _asks_for(law: Law, names: tuple[str, ...]) -> dict[str, str]:
    """How each fact and reading is asked."""
    asking = law.library.asking.fact
    return {name: asking[name].ask if name in asking else f"Counsel's reading of {name}?" for name in names}


def _report(report: Guide, law: Law, found: Texts, stands: Standing, given: dict[str, str]) -> dict[str, object]:
    asks = []
    for asked, lines in report.asks.items():
        told = []
        for line in lines:
            words = shown(replace(line.screen, turns_on=line.turns_on), found, given, facts=_asks_for(law, line.turns_on))
            told.append({"papers": line.papers, "do": words.do, "say": words.say, "call": line.screen.call, "turns_on": line.turns_on})
        asks.append({"asks": asked, "title": found.asks[asked], "lines": told})
    return {
        "schema": "sanctuary.guide/1",
        "place": law.place.id,
        "on": law.on,
        "counter": report.counter,
        "actor": counter_of(report.counter).actor,
        "language": found.language,
        "draft": found.draft,
        "signed": stands,
        "law": digest_of(law),
        "texts": found.digest,
        "never": (found.never["title"], found.never["then"]),
        "asks": asks,
    }


def _text(printer: Printer, report: Guide, law: Law, found: Texts, stands: Standing, given: dict[str, str]) -> None:
    printer.line(f"{found.counter[report.counter]}: {law.place.file.title}, {law.on}", style="bold")
    for line in (found.draft, "" if stands.stands else f"{found.words['unsigned']} ({stands.why}.)"):
        if line:
            printer.line(line)
    printer.line(f"{found.never['title']} {found.never['then']}")
    for asked, lines in report.asks.items():
        printer.heading(found.asks[asked])
        for one in lines:
            _line(printer, one, law, found, given)
    printer.line()
    printer.line(found.then["who"])
    printer.line(found.then["keep"])
    printer.line(found.then["write"])
    if stands.stands:
        printer.line()
        printer.line(f"{found.words['not_advice']} {stands.signer}, {stands.until}.")


def _line(printer: Printer, one: Line, law: Law, found: Texts, given: dict[str, str]) -> None:
    few = one.turns_on[:MOST_FACTS]
    words = shown(replace(one.screen, turns_on=few), found, given, facts=_asks_for(law, few))
    papers = "; ".join(found.sight[name] for name in one.papers)
    printer.line(f"{papers[0].upper()}{papers[1:]}", indent=2, style="bold")
    for line in words.do:
        printer.line(line, indent=4)
    for line in words.say:
        printer.line(f"\u201c{line}\u201d", indent=4)
