"""What a paper is, told from its text: specimens of every kind, and papers made to look as if a judge had decided."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tiers
from sanctuary.documents import replace as changed
from sanctuary.engine.decide import decide
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.law.packs import Library
from sanctuary.triage.knowledge import read_knowledge
from sanctuary.triage.page import pages_of_text
from sanctuary.triage.papers import Paper, papers_of, report
from triage.adversarial import ARREST, BODIES, adversarial, made, noisy, state
from triage.layout import ON
from triage.specimens import HELD_OUT, MAKERS, Specimen, specimen, text_of
from triage.styles import CHANGES, STYLES

JUDGES = [name for name in MAKERS if specimen(name, 0, 0).truth == "judicial"]
ADVERSARIAL = [(name, text) for name, text in adversarial() if text]


def papers(text: str, on: date = ON, state_name: str = "California") -> list[Paper]:
    return papers_of("paper.txt", pages_of_text(text), read_knowledge(), on, state_name)


def drawn_specimens() -> list[Specimen]:
    """Every kind in turn, in every style."""
    names = list(MAKERS)
    return [specimen(names[n % len(names)], n, (n // len(names)) % 3) for n in tiers.seeds("specimens of papers as text")]


@pytest.mark.drawn("specimens of papers as text")
@pytest.mark.parametrize("one", drawn_specimens(), ids=lambda one: f"{one.name}-{one.style}")
def test_a_specimen_is_what_it_is(one: Specimen) -> None:
    """Kind, class and court; the words are those that `decide` takes."""
    (paper,) = papers(text_of(one))
    assert (paper.class_, paper.kind, paper.court) == (one.truth, one.paper, one.court)


@pytest.mark.long
@pytest.mark.parametrize("name", MAKERS)
def test_the_style_that_nothing_was_chosen_on_is_told_too(name: str) -> None:
    """The held-out style, by itself."""
    one = specimen(name, 11, HELD_OUT)
    (paper,) = papers(text_of(one))
    assert (paper.class_, paper.kind) == (one.truth, one.paper)


def test_the_papers_that_adversaries_start_from_are_judges() -> None:
    """Else the adversarial texts would prove nothing."""
    assert papers(made())[0].class_ == "judicial"
    assert papers(made("ORDER", "IT IS ORDERED that records be produced."))[0].class_ == "judicial"
    assert papers(state("BENCH WARRANT", "YOU ARE COMMANDED to arrest the defendant."))[0].class_ == "judicial"
    assert len(ADVERSARIAL) >= 400


def test_judges_papers_of_other_courts_are_told() -> None:
    """Titles with what leads and follows them, numbers in other forms, words of older English."""
    told = {name: (paper.class_, paper.kind) for (name, _), text in STYLES.items() for paper in papers(text)}
    assert told == {name: ("judicial", kind) for name, kind in STYLES}


@pytest.mark.parametrize(("name", "old", "new"), CHANGES, ids=lambda value: str(value)[:30])
def test_and_what_undoes_one_is_seen(name: str, old: str, new: str) -> None:
    """Stamps, marks, who wrote for a judge, words of removal."""
    text = next(text for (of, _), text in STYLES.items() if of == name)
    assert old in text
    assert [paper.class_ for paper in papers(text.replace(old, new, 1)) if paper.class_ == "judicial"] == []


@pytest.mark.drawn("adversarial papers")
@pytest.mark.parametrize(("name", "text"), tiers.some("adversarial papers", ADVERSARIAL), ids=lambda value: str(value)[:50])
def test_what_no_judge_decided_is_never_judicial(name: str, text: str) -> None:
    """The worst fault there is."""
    assert [paper.class_ for paper in papers(text) if paper.class_ == "judicial"] == [], name


@pytest.mark.drawn("adversarial papers, badly read")
def test_nor_when_it_is_badly_read() -> None:
    """Look-alikes, lost spaces, lost letters. Two names cannot be compared through them: that text is left out."""
    every = [(name, text) for name, text in ADVERSARIAL if name != "other name"]
    told = []
    for n in tiers.seeds("adversarial papers, badly read"):
        name, text = every[n * 7 % len(every)]
        told += [f"{name}, noise {n}" for paper in papers(noisy(text, n)) if paper.class_ == "judicial"]
    assert told == []


@pytest.mark.long
@pytest.mark.parametrize("name", JUDGES)
@pytest.mark.parametrize("lost", ["signature", "number", "court", "title"])
def test_each_thing_that_a_judges_paper_needs_is_needed(name: str, lost: str) -> None:
    """Without it the paper is unknown, and what is missing is said."""
    one = specimen(name, 3, 1)
    rows = list(one.rows)
    if lost == "signature":
        rows = [replace(row, ink=False) for row in rows]
    elif lost == "court":
        rows = [row for row in rows if "COURT" not in row.text or row.form != "center"]
    elif lost == "number":
        rows = [replace(row, right="") if row.form == "two" else row for row in rows]
    else:
        titles = {title.lower() for kind in read_knowledge().kinds for title in kind.titles}
        rows = [
            row
            for row in rows
            if row.text.lower() not in titles and not (row.form == "center" and row.text.startswith(("ORDER", "FINDINGS")))
        ]
    (paper,) = papers(text_of(replace(one, rows=tuple(rows))))
    assert paper.class_ in ("unknown", "none")
    assert paper.kind in (None, "none")
    assert lost == "title" or paper.missing


@pytest.mark.long
@given(st.lists(st.sampled_from([line for _, text in ADVERSARIAL[::9] for line in text.splitlines() if line.strip()]), max_size=30))
def test_lines_of_adversarial_papers_in_any_order_make_no_judges_paper_without_a_judges_place(lines: list[str]) -> None:
    """Whatever is put together: without something written at a judge's place nothing is judicial."""
    text = "\n".join(line for line in lines if "/s/" not in line and "signed" not in line.lower())
    assert all(paper.class_ != "judicial" for paper in papers(text))


@pytest.mark.long
def test_facts_are_those_that_decide_takes(library: Library) -> None:
    """Every kind's paper and court goes into a situation as it is; unknown papers ask with any paper in hand."""
    law = Proofs(_law(library))
    base = Situation(place="us-ca-los-angeles", on=date(2026, 11, 22), actor="library", action="admit", resource="non-public-area")
    for name in MAKERS:
        (paper,) = papers(text_of(specimen(name, 1, 0)))
        asked = replace_situation(base, {"requester": "immigration-authority", **paper.ask.context}, paper.ask.papers)
        assert decide(law, asked).outcome


def test_a_paper_of_unknown_kind_is_asked_with_any_paper() -> None:
    """It must not be taken for none."""
    (paper,) = papers(made(sign="______"))
    assert paper.kind is None
    assert (paper.ask.context, paper.ask.papers) == ({}, "any")


def test_the_court_of_a_states_paper_is_open_without_a_place() -> None:
    """And with a place it is the own state's or another's."""
    text = text_of(specimen("ny-arrest", 1, 0))
    assert [papers(text, state_name=state_)[0].court for state_ in ("", "New York", "California")] == [None, "own-state", "other-state"]
    assert papers(text)[0].state == "New York"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("04/02/2017", "an older form"),
        ("04/03/2017", "bears a later day"),
        ("March 3, 2016", "an older form"),
        ("2025-01-05", "bears a later day"),
    ],
)
def test_older_detainer_forms_by_their_own_day(day: str, said: str) -> None:
    """Not issued after 2017-04-02; those issued before remain."""
    text = text_of(specimen("i-247n", 0, 0)).replace("03/03/2016", day)
    (paper,) = papers(text)
    assert paper.kind == "notification-request"
    assert any(said in line for line in paper.irregular)


@pytest.mark.parametrize(
    ("name", "day", "last"), [("search-warrant", "", date(2026, 12, 20)), ("ca-search", "March 3, 2026", date(2026, 3, 13))]
)
def test_a_search_warrant_whose_last_day_has_passed_is_out_of_date(name: str, day: str, last: date) -> None:
    """It is left open: what a judge decided for some days is no more than that. The day is on it, or so many days from its own."""
    text = re.sub(r"(?<=Dated: )\S+(?: \d+, \d+)?", day, text_of(specimen(name, 0, 0)))
    early, late = papers(text, last)[0], papers(text, last + timedelta(days=1))[0]
    assert not any("out of date" in line for line in early.irregular)
    assert any("out of date" in line for line in late.irregular)
    assert (early.class_, late.class_) == ("judicial", "unknown")


@pytest.mark.parametrize(
    ("judge", "called"),
    [("/s/ S. Specimen\nJudge of the Superior Court", "bears a court's signs; call"), ("/s/ S. Specimen", "call counsel, who")],
)
def test_a_court_that_is_not_told_is_called_all_the_same(judge: str, called: str) -> None:
    """A court's title over a judge's place are a court's signs, whatever heads the page."""
    (paper,) = papers(f"STATE OF SPECIMEN - COUNTY OF EXAMPLE\nSEARCH WARRANT\nYou are commanded to search the place.\n{judge}\n")
    assert (paper.class_, paper.call.startswith(called)) == ("unknown", True)


def test_several_papers_on_one_page_are_left_open() -> None:
    """Two forms are told by their titles; a title under a judge's place begins another paper."""
    two = text_of(specimen("i-247a", 1, 0)) + text_of(specimen("i-200", 1, 0))
    (paper,) = papers(two)
    assert any(line.startswith("2 forms are named on page 1") for line in paper.irregular)
    (paper,) = papers(made() + "\nORDER OF RELEASE\nSo ordered.\n")
    assert paper.class_ == "unknown"
    assert any("two papers on one page" in one.sign for one in paper.signs)


@pytest.mark.parametrize(
    "who", ["Referee", "Workers' Compensation Judge", "Administrative Magistrate", "Judge of the Tax Tribunal", "Hearing Examiner"]
)
def test_who_holds_hearings_for_an_office_is_no_court_s_judge(who: str) -> None:
    """Under a court's heading too."""
    assert papers(made(who=who))[0].class_ == "unknown"


def test_a_packet_is_told_page_by_page() -> None:
    """A letter, a detainer, its warrant, and a judge's warrant of two pages."""
    first = text_of(specimen("arrest-warrant", 2, 1))
    head, _, foot = first.partition("DATED")
    two = f"{head}\nPage 1 of 2\n\fPage 2 of 2\nDATED{foot}"
    packet = "\f".join([text_of(specimen("letter", 1, 0)), text_of(specimen("i-247a", 1, 0)), text_of(specimen("i-200", 1, 0)), two])
    told = [(paper.class_, paper.pages) for paper in papers(packet)]
    assert told == [("none", (1,)), ("administrative", (2,)), ("administrative", (3,)), ("judicial", (4, 5))]
    detainer = papers(packet)[1]
    assert not any("warrant" in line for line in detainer.missing)
    assert any("warrant" in line for line in papers(text_of(specimen("i-247a", 1, 0)))[0].missing)


def test_a_court_s_signs_on_an_unusual_paper_send_to_the_clerk() -> None:
    """With the place of the number, and never the number."""
    (paper,) = papers(made("ORDER RECALLING WARRANT"))
    assert paper.class_ == "unknown"
    assert "bears a court's signs" in paper.call
    assert "case number on page 1" in paper.call


def test_a_warrant_for_reentry_that_names_immigration_officers_is_a_judge_s() -> None:
    """Words weigh by where they stand."""
    body = "YOU ARE COMMANDED to arrest the person. To: any officer of Immigration and Customs Enforcement. 8 U.S.C. 1326."
    assert papers(made(body=body))[0].class_ == "judicial"


def test_little_text_is_unreadable_and_never_none() -> None:
    """As of a photograph that was read badly."""
    assert papers("UNITED ST")[0].class_ == "unreadable"
    assert papers("")[0].class_ == "unreadable"


def test_a_page_that_was_read_badly_is_left_open_and_a_better_picture_is_asked_for() -> None:
    """Two words of it are nearly words: the one that decides may be misread, too. One alone may be a name. A text is not scanned again."""
    texts = [
        made().replace("COMMANDED", first).replace("MAGISTRATE", second)
        for first, second in (("COMMANDED", "MAGISTRATE"), ("COMMANED", "MAGISTRATE"), ("COMMANED", "MAGISTRTE"))
    ]
    for by, wanted in (("text", [False, False, False]), ("image", [False, False, True])):
        told = [papers_of("paper", [changed(page, by=by) for page in pages_of_text(one)], read_knowledge(), ON)[0] for one in texts]
        assert [paper.class_ for paper in told] == ["judicial", "judicial", "unknown"]
        assert [any(line.startswith("a clear reading") for line in paper.missing) for paper in told] == wanted
        assert ("line 10 of page 1" in told[2].call) == (by == "text")


@pytest.mark.parametrize(
    ("right", "misread"),
    [
        ("", "ear Custodian:\n\n"),
        ("", "DEPARTENT OF HOMELND SECURITY\n"),
        ("UNITED STATES MAGISTRATE JUDGE", "LawClerk to the Judge"),
        ("UNITED STATES MAGISTRATE JUDGE", "Immigratlon Juge"),
        ("named above.", "named above. 8CFR 287.5(e)(2) authorizes this warrant."),
        ("DATED:", "Page 1 o 2\n\nDATED:"),
    ],
)
def test_what_speaks_against_a_judges_paper_is_seen_though_it_is_misread(right: str, misread: str) -> None:
    """It alone was read badly, and everything else well."""
    assert papers(made())[0].class_ == "judicial"
    assert papers(made().replace(right, misread, 1))[0].class_ in ("unknown", "none")


def test_no_value_of_a_paper_is_printed(tmp_path: Any, sanctuary: Callable[..., Any]) -> None:
    """Names, numbers and days stay on the paper, in every form of the answer."""
    text = made(body="YOU ARE COMMANDED to arrest Zebulon Quillfeather, born 01/02/1990, A123456789.").replace(
        "0:26-cr-00001-SPA", "4:26-cr-98765-QQQ"
    )
    path = tmp_path / "paper.txt"
    path.write_text(
        text.replace("SPECIMEN DEFENDANT ALPHA", "Zebulon Quillfeather").replace("SPECIMEN JUDGE ONE", "Hortensia Wigglesworth"),
        encoding="utf-8",
    )
    page = tmp_path / "page.html"
    told = [
        sanctuary("triage", str(path)),
        sanctuary("triage", str(path), "--format", "json"),
        sanctuary("triage", str(path), "--format", "html", "-o", str(page)),
    ]
    assert [one.code for one in told] == [0, 0, 0]
    assert told[1].json["papers"][0]["class"] == "judicial"
    for shown in (told[0].out, told[1].out, page.read_text(encoding="utf-8")):
        for value in ("Zebulon", "Quillfeather", "98765", "A123456789", "1990", "Hortensia", "Wigglesworth", "March"):
            assert value not in shown


def test_a_paper_that_is_marked_as_a_specimen_is_told_so() -> None:
    """At an edge of the page; a specimen that a warrant asks for is none."""
    said = "it is marked as a specimen or as no real paper"
    plain = made(sign="/s/ Placeholder", who="United States Magistrate Judge")
    assert said in papers(f"SPECIMEN - NOT A REAL PAPER\n{plain}")[0].irregular
    assert said in papers(f"{plain}\nThis is not a real paper.")[0].irregular
    assert said not in papers(f"{plain}\nA blood\nspecimen may be taken.\nPage 1 of 1\nDone\n")[0].irregular


def test_the_shape_of_the_json(library: Library) -> None:
    """The fields that the desk and `decide` read."""
    found = report([("a.txt", pages_of_text(made()))], ON, library=library, place="us-ca-los-angeles")
    assert found.schema == "sanctuary.triage/1"
    fields = found.papers[0].__struct_fields__
    assert {"file", "pages", "kind", "class_", "court", "signs", "missing"} <= set(fields)


def test_the_first_screen_says_what_it_is_then_whom_to_call_then_what_is_missing(tmp_path: Any, sanctuary: Callable[..., Any]) -> None:
    """A paper that only looks like a judge's is never headed as one; signs for it come last."""
    told = {
        "judge": (made(), "It has the signs of a paper that a judge decided."),
        "empty": (made(sign="______"), "It cannot be told whether it is one, or whether a judge decided it."),
        "recalled": (made("ORDER RECALLING WARRANT"), "It cannot be told what it is, or whether a judge decided it."),
        "agency": (text_of(specimen("i-247a", 1, 0)), "It is an agency's paper; no court made it."),
        "letter": (text_of(specimen("letter", 1, 0)), "It is a letter, a message, a badge or the like"),
        "little": ("UNITED ST", "Too little of it could be read"),
    }
    for name, (text, says) in told.items():
        path = tmp_path / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        lines = " ".join(sanctuary("triage", str(path), "--on", "2026-03-10").out.split())
        call = max(lines.find(word) for word in ("all counsel", "call the supervisor"))
        assert 0 < lines.find(says) < call
        for later in (
            "missing -",
            "what speaks against",
            "how this can be seen",
            "what is not as it should be -",
            "only a person",
            "what speaks for",
        ):
            assert lines.find(later) == -1 or lines.find(later) > call
        assert lines.find("what speaks for") == -1 or lines.rfind(" - ") > lines.find("what speaks for") > lines.find("only a person")


def test_nothing_is_said_twice(tmp_path: Any, sanctuary: Callable[..., Any]) -> None:
    """A sign that two lines of one part of a page carry is one line of the text and one row of the page."""
    path, page = tmp_path / "paper.txt", tmp_path / "page.html"
    path.write_text(
        made(body=f"This warrant was recalled.\nThe warrant was quashed. {ARREST}\nIts time is up.\n\nA second paper took its place.")
    )
    lines = [line.strip() for line in sanctuary("triage", str(path), "--on", "2026-03-10").out.splitlines() if line.strip()]
    assert len(lines) == len(set(lines))
    assert sanctuary("triage", str(path), "--format", "html", "-o", str(page)).code == 0
    rows = re.findall(r"<tr><td>.*?</td><td>.*?</td>", page.read_text(encoding="utf-8"))
    assert rows
    assert len(rows) == len(set(rows))


def test_every_body_that_undoes_is_told_against() -> None:
    """The reader is told what speaks against it, with page and place."""
    for body in BODIES[:4]:
        (paper,) = papers(made(body=body))
        assert any(sign.weighs == "against" and sign.page == 1 and sign.place for sign in paper.signs) or paper.missing


def replace_situation(base: Situation, context: dict[str, Any], asked: str) -> Situation:
    return changed(base, context=context, papers=asked)


def _law(library: Library) -> Any:
    from sanctuary.law.jurisdiction import law_of  # noqa: PLC0415 - one test's

    return law_of(library, "us-ca-los-angeles", date(2026, 11, 22))


def test_the_command_that_goes_on_names_the_place_that_was_given(tmp_path: Any, sanctuary: Callable[..., Any]) -> None:
    """A reader who said where the paper is shown does not say it again."""
    path = tmp_path / "paper.txt"
    path.write_text("SPECIMEN\nU.S. DEPARTMENT OF HOMELAND SECURITY\nWarrant for Arrest of Alien\nForm I-200 (Rev. 09/16)\n", "utf-8")
    named, unnamed = (" ".join(sanctuary("triage", str(path), *words).out.split()) for words in (("--place", "San Diego, CA"), ()))
    assert "sanctuary decide 'San Diego, CA' --actor WHO" in named
    assert "For WHO: sanctuary actors 'San Diego, CA'." in named
    assert "sanctuary decide PLACE --actor WHO" in unnamed
