"""`sanctuary notice`: the papers that a duty names, in a language, with some fields filled, as text, PDF or JSON."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from sanctuary.account.certified import with_certified, words_of
from sanctuary.account.due import WRITTEN
from sanctuary.account.notice import Blank, Notice, Paper, Section, Wording, fill, given
from sanctuary.account.owed import reports_in
from sanctuary.account.told import Owed, owed_by_law, papers_of
from sanctuary.commands.options import Place
from sanctuary.commands.printing import Printer, print_json, printed_to, write_output
from sanctuary.commands.words import day_or_today, place_of
from sanctuary.documents import Frozen
from sanctuary.errors import RequestError, nearest
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library
from sanctuary.law.read_first import first_or_standing
from sanctuary.pages.paper import pdf
from sanctuary.study.phrases import duty as duty_said
from sanctuary.study.phrases import titled

__all__ = ["notice"]

PaperFormat = Literal["text", "pdf", "json"]

RULE = "_" * 30
"""A blank line to write on, in text."""


class _From(Frozen, frozen=True):
    id: str
    version: str
    hash: str


class _Report(Frozen, frozen=True):
    """sanctuary.notice/2; `hash` of `pack` is of the notice's own file; `words` is the digest of the words, for a certification."""

    schema: str
    kind: str
    place: str
    language: str
    languages: tuple[str, ...]
    title: str
    draft: str
    certified: str
    words: str
    fulfills: tuple[str, ...]
    cites: tuple[str, ...]
    law: str
    pack: _From
    sections: tuple[Section, ...]


def notice(
    kind: str = "",
    *stray: str,
    place: Place = "",
    language: Annotated[str, Parameter(help="The language of the paper, as a code: en, es, zh, tl, vi, ko.")] = "en",
    set: Annotated[tuple[str, ...], Parameter(help="Fill a field: FIELD=VALUE. Fields not filled stay blank lines.", negative="")] = (),  # noqa: A002 - the option's name
    certified: Annotated[Path | None, Parameter(help="A file of the agency's own that says which words were certified.")] = None,
    fonts: Annotated[Path | None, Parameter(help="A folder of typefaces for a PDF, beside those of the system.")] = None,
    on: Annotated[str, Parameter(help="The day, as 2026-11-22; without it today.")] = "",
    format: Annotated[PaperFormat | None, Parameter(help="text, pdf or json; pdf where a file is named.")] = None,  # noqa: A002 - the option's name
    output: Annotated[
        str, Parameter(name=("--output", "-o"), help="The file to write, a PDF if no --format is named; only its owner can read it.")
    ] = "",
) -> int:
    """A paper that a duty names: a consent form, a copy and intent, a notice, a reply. Without KIND, the papers of a place.

    Parameters
    ----------
    kind
        Which paper, for example interview-consent.
    stray
        Nothing else is taken: fields are filled with --set.
    """
    if stray:
        # What stands here may be a person's name with its quotes forgotten, so it is not repeated.
        raise RequestError(f"one KIND is taken, and {len(stray)} more words were given. Fill fields as --set FIELD='VALUE', in quotes.")
    if kind and not place:
        kind, place = _alone(kind)
    if not (place or kind or certified or output) and format != "json":
        _everywhere(Library())
        return 0
    library, name = place_of(Library(), place)
    law = law_of(library, name, day_or_today(on))
    notices = papers_of(law)
    if certified:
        notices = with_certified(notices, certified)
    if not kind:
        if output or set or format == "pdf":
            raise RequestError("no KIND is named. Name one, for example: sanctuary notice interview-consent --place los-angeles.")
        _list(law, notices, format)
        return 0
    one = _kind(law, notices, kind)
    if format == "pdf" and not output:
        raise RequestError(f"a PDF needs a file. Add -o {kind}.pdf.")
    paper = fill(one, language, given(set))
    if output and format in (None, "pdf"):
        write_output(output, pdf(paper, fonts), 0o600)
        return 0
    with printed_to(output, 0o600):
        if format == "json":
            print_json(_report(law, one, paper))
        else:
            _text(Printer(), paper)
    return 0


def _alone(word: str) -> tuple[str, str]:
    """A word without a place beside it as KIND and place: the name of a place; any other, which may be a person's, is refused."""
    if not _is_place(word):
        raise RequestError("of which place is the paper? Add one: sanctuary notice KIND --place los-angeles")
    return "", word


def _is_place(word: str) -> bool:
    """Whether a word is the name of a place; one that several places bear is refused with all of them."""
    library = Library()
    try:
        place_of(library, word)
    except RequestError:
        if len(library.places.meant(word)) > 1:
            raise
        return False
    return True


def _kind(law: Law, notices: dict[str, Notice], kind: str) -> Notice:
    if kind not in notices:
        known = nearest(kind, notices) if notices else "its packs have no notices/ folder with papers"
        raise RequestError(f"{law.place.id} has no paper of that kind on {law.on}; {known}.".replace("?.", "?"))
    return notices[kind]


def _list(law: Law, notices: dict[str, Notice], form: PaperFormat | None) -> None:
    if form == "json":
        rows = [
            {"kind": kind, "title": one.file.title, "cites": one.file.cites, "duty": one.file.duty, "languages": tuple(one.file.text)}
            for kind, one in notices.items()
        ]
        print_json({"schema": "sanctuary.notices/1", "place": law.place.id, "on": law.on, "notices": rows})
        return
    printer = Printer()
    printer.line(f"Papers of {titled(law.place.file.title)}, on {law.on}", style="bold")
    _demanded(printer, law, notices)
    for kind, one in notices.items():
        printer.heading(kind)
        printer.line(f"{one.file.title}. {one.file.purpose}.", indent=2)
        printer.line("; ".join(one.file.cites), indent=2)
        drafts = [f"{code}{_state(text)}" for code, text in one.file.text.items()]
        printer.line(f"languages: {', '.join(drafts)}", indent=2)
        printer.line(f"fields: {', '.join(field.name for field in one.file.field if not field.by_hand)}", indent=2)
        if one.file.note:
            printer.line(one.file.note, indent=2)


def _demanded(printer: Printer, law: Law, notices: dict[str, Notice]) -> None:
    """First whether a law that was found demands a paper for the person or that the person be told; where not, what is due instead."""
    owed = owed_by_law(law)
    to_person = [one for one in owed if one.to_person]
    if to_person:
        printer.line("The law that was found demands this for the person:")
        for told, several in _alike(to_person).items():
            printer.line(f"- {told} ({_cited(several)}): {_met(several[0], notices, law.place.id)}", indent=2)
        return
    first = first_or_standing(law.place, law.packs, "papers that it demands may be missing here", ("disclose", "allow-interview", "hold"))
    for line in first:
        printer.line(line)
    unread = "" if first else " Not every text was searched; the gaps stand in 'sanctuary places'."
    printer.line(f"No law that was found demands a paper to hand out here, or that the person be told.{unread}")
    due = _alike([one for one in owed if one.duty not in _ASIDE])
    if due:
        printer.line("What is due of a dealing instead:")
    for told, several in due.items():
        printer.line(f"- {told} ({_cited(several)}){_command(several[0])}", indent=2)


def _alike(owed: Sequence[Owed]) -> dict[str, list[Owed]]:
    """Duties by what is said of them, so that one that several paragraphs lay is told once."""
    found: dict[str, list[Owed]] = {}
    for one in owed:
        found.setdefault(duty_said(one.duty, one.rule), []).append(one)
    return found


def _cited(several: Sequence[Owed]) -> str:
    return "; ".join(dict.fromkeys(one.cites for one in several))


_ASIDE = ("show-identity", "leave-face-uncovered", "answer-or-move-by-return-day", "call-counsel")
"""Duties that are no paper of a dealing with a person: of an officer's dress, and of court papers."""


def _met(one: Owed, notices: dict[str, Notice], place: str) -> str:
    """Which paper here meets a duty; where none does, what the paper is, without one of ours."""
    kinds = [kind for kind, notice in notices.items() if one.duty in (notice.file.duty, *notice.file.also)]
    if kinds:
        return f"sanctuary notice {kinds[0]} --place {place}"
    if one.duty == "copy-to-person":
        return "the paper is a copy of the request as it came; no form is needed"
    return "no form is in the packs: what must be in it, that paragraph says"


def _command(one: Owed) -> str:
    """The command that meets a duty: of the report of its rule's pack, or of the record."""
    if one.duty in WRITTEN:
        return ": sanctuary record add FOLDER --ask"
    if not one.duty.startswith("report-"):
        return ""
    pack = one.rule.partition("/")[0]
    found = [name for name, path in reports_in().items() if path.parent.parent.name == pack]
    return f": sanctuary report {found[0]} --record FOLDER" if len(found) == 1 else ": 'sanctuary report' lists the reports"


def _everywhere(library: Library) -> None:
    """The papers that there are, by the place of their law."""
    printer = Printer()
    printer.line("Papers by place; name one: sanctuary notice --place PLACE", style="bold")
    today = day_or_today("")
    told: set[tuple[str, str]] = set()
    for name in library.ids:
        if library.get(name).file.kind != "law":
            continue
        law = law_of(library, name, today)
        own = [one for kind, one in papers_of(law).items() if (one.pack.id, kind) not in told and one.pack.id == name]
        told |= {(one.pack.id, one.kind) for one in own}
        for one in own:
            printer.line(f"{law.place.file.title}: {one.file.title} [{one.kind}]", indent=2)
    printer.line("For any other place, --place says whether its law demands a paper, and what is due instead.")


def _state(text: Wording) -> str:
    return " (certified)" if text.certified else " (draft)" if text.draft else ""


def _report(law: Law, one: Notice, paper: Paper) -> _Report:
    duties = (*((one.file.duty,) if one.file.duty else ()), *one.file.also)
    return _Report(
        schema="sanctuary.notice/2",
        kind=paper.kind,
        place=law.place.id,
        language=paper.language,
        languages=tuple(one.file.text),
        title=paper.title,
        draft=paper.draft,
        certified=paper.certified,
        words=words_of(one.file.text[paper.language]),
        fulfills=() if paper.draft else duties,
        cites=one.file.cites,
        law=paper.law,
        pack=_From(id=one.pack.id, version=one.pack.file.version, hash=one.hash),
        sections=paper.sections,
    )


def _text(printer: Printer, paper: Paper) -> None:
    printer.line(paper.title, style="bold")
    if paper.draft:
        printer.line(paper.draft)
    for section in paper.sections:
        printer.heading(section.heading)
        for sentence in section.says:
            printer.line(sentence, indent=2)
        for blank in section.fields:
            _field(printer, blank)
    printer.line()
    printer.line(paper.law)
    if paper.certified:
        printer.line(paper.certified)


def _field(printer: Printer, blank: Blank) -> None:
    if blank.options:
        printer.line(blank.label, indent=2)
        for option in blank.options:
            printer.line(f"[{'X' if option.marked else ' '}] {option.label}", indent=4)
    else:
        printer.line(f"{blank.label}: {blank.value or RULE}", indent=2)
