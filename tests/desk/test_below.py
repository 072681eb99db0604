"""What rooms below the desk say in English is told in every language: each sentence is found in their source, so none can be forgotten."""

import ast
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import sanctuary
from desk.conftest import Made
from desk.played import begun
from desk.refusals import NEVER, PASSED_ON, raised_in
from desk.test_whole import DRAFTS, ENGLISH, NAMES, need_whole
from sanctuary.desk.card import card_of
from sanctuary.desk.entries import ASKS
from sanctuary.desk.words import Told, Words, words
from sanctuary.errors import RecordError, RequestError, SanctuaryError
from sanctuary.record.entry import read_entry
from sanctuary.record.heads import Head
from sanctuary.record.importing import entries_of, read_mapping
from sanctuary.record.store import refuse_driver
from sanctuary.triage.contrary import SIGNS
from sanctuary.triage.knowledge import read_knowledge
from sanctuary.triage.papers import Sign, place_of

SOURCE = Path(sanctuary.__path__[0])


def text_of(node: ast.expr) -> str:
    """A text or a formatted one, with X for what changes."""
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(one) for one in node.values)
    return str(node.value) if isinstance(node, ast.Constant) else "X"


def nodes_of(*names: str) -> Iterator[ast.AST]:
    """The source of modules of triage, node by node."""
    for name in names:
        yield from ast.walk(ast.parse((SOURCE / "triage" / f"{name}.py").read_text(encoding="utf-8")))


def is_text(node: ast.expr) -> bool:
    """Whether a node is a text with words of its own."""
    return isinstance(node, ast.Constant | ast.JoinedStr) and bool(re.search(r"[a-z]{2} ?[a-z]{2}", text_of(node)))


def lines_of_triage() -> Iterator[str]:
    """What the reading of a paper says is missing, does not fit or is to be checked, and whom to call; and the kinds of the packs."""
    for node in nodes_of("kinds", "papers", "sheaf", "expired"):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("missing.append", "irregular.append")) and is_text(node.args[0]):
            yield text_of(node.args[0])
        if isinstance(node, ast.FunctionDef) and node.name in ("_checks", "whole", "_several", "out_of_date"):
            for one in ast.walk(node):
                if isinstance(one, ast.Yield | ast.Return | ast.IfExp):
                    value = one.body if isinstance(one, ast.IfExp) else one.value
                    value = value.elts[0] if isinstance(value, ast.Tuple) and value.elts else value
                    if value is not None and is_text(value):
                        yield text_of(value)
        if isinstance(node, ast.FunctionDef) and node.name == "_call":
            yield from calls_of(node)
    for kind in read_knowledge().kinds:
        yield from filter(None, (kind.check, kind.mistaken, kind.signs_it, f"who signed it: {kind.signs_it}", f"Beware: {kind.mistaken}"))
        yield from [f"{kind.attached} is not in this file"] if kind.attached else []


def leaves(value: ast.expr) -> Iterator[ast.expr]:
    """What a value is in one case and in another."""
    if isinstance(value, ast.IfExp):
        yield from (*leaves(value.body), *leaves(value.orelse))
    else:
        yield value


def calls_of(node: ast.FunctionDef) -> Iterator[str]:
    """Each whole sentence of whom to call; one that begins and ends otherwise in other cases, in all of them."""
    given = {
        ast.unparse(one.targets[0]): [text_of(each) for each in leaves(one.value) if is_text(each)]
        for one in ast.walk(node)
        if isinstance(one, ast.Assign)
    }
    starts, wheres = ["", *given["bears"]], given["where"]
    for one in ast.walk(node):
        if isinstance(one, ast.Return) and isinstance(one.value, ast.Constant):
            yield text_of(one.value)
        if isinstance(one, ast.Return) and isinstance(one.value, ast.JoinedStr):
            middle = text_of(one.value).removeprefix("X").rstrip("X")
            yield from (f"{start}{middle}{where.replace(', X', ', top right')}" for start in starts for where in wheres)


def signs_of_triage() -> Iterator[str]:
    """Every sign that speaks against a judge's decision, or by which an agency's paper is told."""
    for node in nodes_of("against", "elsewhere", "blanks"):
        if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            yield text_of(node.value.elts[0])
    for node in nodes_of("kinds"):
        if isinstance(node, ast.Call) and node.args and ast.unparse(node.func).endswith(("._told", "signs.append")):
            told = node.args[0].elts[0] if isinstance(node.args[0], ast.Tuple) else node.args[0]
            against = len(node.args) == 1 or text_of(node.args[1]) == "against"
            if against and is_text(told):
                yield from filled(text_of(told))
    yield from SIGNS
    yield from (f"it {one.says}" for one in read_knowledge().signs.frame)


def filled(sign: str) -> Iterator[str]:
    """A sign with what fills it in: the places of those who sign, and the courts and offices of a heading."""
    fills = {"something is written at X place": [], "the heading names X": ["an agency", "the immigration court"]}
    if sign == "something is written at X place":
        roles = next(one for one in nodes_of("kinds") if isinstance(one, ast.For) and "immigration judge's" in ast.unparse(one.iter))
        fills[sign] = [pair[1] for pair in ast.literal_eval(roles.iter) if pair]
    yield from (sign.replace("X", one) for one in fills.get(sign, ["X"]))


@pytest.mark.parametrize("language", DRAFTS)
def test_what_a_photograph_is_told_is_whole(language: str) -> None:
    """Every line that triage can say, every sign against a judge's decision, and every place; what fills it is in the language too."""
    told, lines, signs = words(language), list(lines_of_triage()), list(signs_of_triage())
    assert (len(lines) > 110, len(signs) > 35) == (True, True)
    said = {one: told.seen(one).text for one in lines}
    places = [place_of((x, y, x, y), placed=placed) for x in (0.1, 0.5, 0.9) for y in (0.1, 0.5, 0.9) for placed in (True, False)]
    found = [Sign(sign=one, weighs="against", page=2, place=place, box=None) for one in signs for place in places]
    said |= {f"{one.sign}, {one.place}": told.sign(one).text for one in found}
    assert [one for one, mine in said.items() if mine == told.ui["law_unsaid"]] == []
    assert [one for one, mine in said.items() if len(set(ENGLISH.findall(NAMES.sub("", mine)))) > 1] == []
    assert told.seen("a line that nobody has written") == Told(text=told.ui["law_unsaid"], english="a line that nobody has written")


WARRANT = """
                    UNITED STATES DISTRICT COURT
                      District of Specimen

UNITED STATES OF AMERICA                        Case No. 0:26-cr-00001-SPA
v.
SPECIMEN DEFENDANT

                          ARREST WARRANT

YOU ARE COMMANDED to arrest and bring before the court the person named above.

DATED: March 3, 2026                            ______________________
                                                UNITED STATES MAGISTRATE JUDGE
"""
STRANGE = WARRANT.replace("______________________", "/s/ SPECIMEN JUDGE ONE").replace("DATED:", "Its time is up.\n\nDATED:")
FORM = """
U.S. DEPARTMENT OF HOMELAND SECURITY                      Warrant for Arrest of Alien

To: Any immigration officer authorized pursuant to sections 236 and 287 of the Immigration and Nationality Act to serve warrants of arrest

I have determined that there is probable cause to believe that the person named is removable from the United States.

Signature of Authorized Immigration Officer  /s/                                    Form I-200
"""
LETTER = "Dear Sir or Madam,\n\nplease hold this person for us until Monday.\n\nSincerely,\nan officer\n"


@pytest.mark.parametrize("language", DRAFTS)
def test_a_photograph_says_whom_to_call_and_what_speaks_against_it(visitor: Any, made: Made, language: str) -> None:
    """As `sanctuary triage` does, with the telephone of the card: counsel's, and without a paper that of whoever is in charge."""
    assert made.desk.training
    client = begun(visitor())
    for text, phone, call, against in (
        (WARRANT.replace("ARREST WARRANT", "APPLICATION FOR AN ARREST WARRANT"), "5550190", "clerk of court", "What speaks against"),
        (STRANGE, "5550190", "what begins in line 13 of page 1 is not among what such papers usually say", "What speaks against"),
        (FORM, "5550190", "Call counsel.", "By what it is told"),
        (LETTER, "5550103", "Ask for a paper; call the supervisor.", "By what it is told"),
    ):
        post = {"photograph": SimpleUploadedFile("paper.txt", text.encode())}
        need_whole(client, "/photograph", language, post=post)
        client.post("/language", {"language": "en", "back_to": "home"})
        post["photograph"].seek(0)
        page = client.post("/photograph", post).content.decode()
        assert f'href="tel:{phone}"' in page, text
        assert call in page, text
        assert against in page, text


@pytest.mark.parametrize("language", DRAFTS)
def test_a_machine_that_reads_no_photographs_says_so(visitor: Any, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    """Nobody is asked for another photograph where none could be read."""
    monkeypatch.setattr("sanctuary.desk.views.record.reads_pictures", lambda: False)
    page = need_whole(begun(visitor()), "/photograph", language)
    assert 'type="file"' not in page
    assert words(language).ui["photograph_without"] in page


# ------------------------------------------------------------------------------------- why something was refused

ROOMS = ("record", "account", "desk", "documents.py")
"""Rooms whose refusals a page can show."""
QUOTED = re.compile(r"'[^']*'|\[[^\]]*\]|links\.\w+|SANCTUARY\w+|\bX\b")


def filled_in(text: str) -> list[str]:
    """A message with a known sentence in the place of one that comes from elsewhere, and with and without what may be left out."""
    whole = re.sub(r"^X (?=[A-Z])", "Nothing was done. ", text)
    return [whole.replace("knowX", "know"), whole.replace("knowX", "know; did you mean X")] if "knowX" in whole else [whole]


def unsaid(told: Words, text: str) -> bool:
    """Whether a language says nothing of its own of a message, or says it in English."""
    found = told.refused(text, ASKS).text
    sounds = set(ENGLISH.findall(QUOTED.sub("", NAMES.sub("", found))))
    return found == told.ui["problem_other"] or len(sounds) > 1


@pytest.mark.parametrize("language", DRAFTS)
def test_every_refusal_that_a_page_can_show_is_told(made: Made, language: str) -> None:
    """By the source of what refuses: whoever writes a new one is told to give it words, or why no page shows it (refusals.py)."""
    assert made.desk.training
    told, found = words(language), [one for room in ROOMS for one in raised_in(room)]
    assert len(found) > 220
    assert [(one.where, text) for one in found if not one.passed_on for text in filled_in(one.text) if unsaid(told, text)] == []
    assert {one.where.partition(":")[0] for one in found if one.passed_on} <= {*PASSED_ON, "documents.py"}
    assert [name for name in (*NEVER, *PASSED_ON) if not (SOURCE / name.partition(":")[0]).is_file()] == []


BAD_ENTRIES: tuple[Any, ...] = (
    {"event": {"nothing": 1}}, {"nothing": 1}, {"event": {"channel": "by-owl"}}, {"event": {"persons": "many"}}, {"event": []}, [],
    {"event": {"arrived_at": "yesterday"}}, {"kind": "unknown"}, {"kind": "void"}, {"signatures": []}, {"links": {"covers_to": "x"}},
    {"determination": {"duties": [{"duty": "x"}]}},
)  # fmt: skip
"""Documents that make no entry."""


@pytest.mark.parametrize("language", DRAFTS)
def test_what_is_passed_on_is_told(language: str, tmp_path: Path) -> None:
    """What the schema of an entry, a driver of the store, a lost head, a mapping and a table refuse."""
    told, found = words(language), list[str]()

    def refused(act: Callable[[], object]) -> None:
        try:
            act()
        except SanctuaryError as problem:
            found.append(str(problem).replace(f"{tmp_path}/table", "the table").replace(f"{tmp_path}/mapping", "the mapping"))

    for document in BAD_ENTRIES:
        refused(partial(read_entry, document, "the correction"))
    for sort in ("full", "busy", "damaged", "reading", "slow", "absent", "another"):
        refused(partial(refuse_driver, "/var/desk/record/log.sqlite", sort))
    found += [
        f"/desk/log.sqlite: {Head(9, b'', '').lost(size)}'sanctuary record restore /desk' goes on, and an entry says so." for size in (3, 8)
    ]
    table, mapping = tmp_path / "table", tmp_path / "mapping"
    for columns, text in (
        ('channel = "how"', "who\nfax"), ('channel = "how"', "how\nowl"), ('arrived_at = "at"', "at\nnoon"), ('nothing = "x"', "x\n1"),
        ('channel = "how"', 'how\n"'), ('channel = "how"', "how\na,b"), ('channel = "how"', "[1]"), ("channel = 7", "how"), ("=", "how"),
        ('purpose_words = "why"', "why\nA123456789\nx\nB-17"), ('request_types = "asked"', "asked\nrelease date"), ('actor = "a"', "[{"),
    ):  # fmt: skip
        mapping.write_text(f"[columns]\n{columns}\n", encoding="utf-8")
        table.write_text(text, encoding="utf-8")
        refused(lambda: entries_of(table, read_mapping(mapping)))
    mapping.write_bytes(b"\xff")
    refused(lambda: read_mapping(mapping))
    assert len(found) > 28
    assert [one for one in found if unsaid(told, one)] == []


@pytest.mark.parametrize("language", DRAFTS)
def test_a_refusal_names_the_question_of_its_field(language: str) -> None:
    """Of the record and of the card; and a sentence that nobody has put into the language stands in English, behind a word that says so."""
    told = words(language)
    with pytest.raises(RecordError) as problem:
        read_entry({"restricted": {"note": "x" * 3_000}}, "the dealing")
    assert told.refused(str(problem.value), ASKS).text.startswith(told.ui["record_note"])
    with pytest.raises(RequestError) as wrong:
        card_of({"wait": "0"})
    assert told.refused(str(wrong.value), {"wait": "card_wait"}).text.startswith(told.ui["card_wait"])
    for line in ("a sentence that nobody has written.", "entry 3: nothing of it is left to correct. And this is new."):
        assert told.refused(line, ASKS) == Told(text=told.ui["problem_other"], english=line[0].upper() + line[1:])
