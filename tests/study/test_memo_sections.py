"""A memo's sections: each names its answer, no advice to counsel to ask counsel, and the disputes that the command tells too."""

from datetime import date
from pathlib import Path

import pytest

from sanctuary.commands.decide_several import memo_of_several
from sanctuary.engine.situation import Situation
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.pages.memo import write_pdf
from sanctuary.study.disputes import disputes, of_action
from sanctuary.study.memo_rules import rule_table


def test_each_section_of_several_answers_names_its_answer() -> None:
    """Numbers stand in front of the answers alone; what is not behind an answer but bears on the act is listed among the disputes."""
    law = law_of(Library(), "us-ny-nyc", date(2026, 11, 30))
    context = {"requester": "ICE", "paper": "detainer"}
    acts = (("hold", "subject"), ("disclose", "release-date"))
    asked = [Situation(actor="jail", action=act, resource=what, context=context, place="us-ny-nyc") for act, what in acts]
    made = memo_of_several(law, iter(asked), ("", ""))
    heads = [one.heading for one in made.sections]
    numbered = [one for one in heads if one[:1].isdigit()]
    assert [one[:2] for one in numbered] == ["1.", "2."]
    assert {"It turns on (answer 1)", "It turns on (answer 2)"} <= set(heads)
    assert not any("ask counsel" in line for one in made.sections for line in (one.heading, *one.lines))
    for number, (act, what) in enumerate(acts, 1):
        told = " ".join(line for one in made.sections if one.heading in ("Disputes", f"Disputes (answer {number})") for line in one.lines)
        every = of_action(law, disputes(law), act, "sheriff", what).disputes
        assert every
        assert all(one.question in told for one in every)


ACTS = (("hold", "subject"), ("disclose", "release-date"), ("transfer", "subject"))


def test_several_answers_lead_with_what_matters_and_tell_each_once() -> None:
    """San Jose: the answers with their main condition, then what forbids by reports, then each act; nothing stands twice."""
    law = law_of(Library(), "us-ca-san-jose", date(2026, 11, 30))
    context = {"requester": "ICE", "paper": "detainer"}
    asked = [Situation(actor="sheriff", action=act, resource=what, context=context, place="us-ca-san-jose") for act, what in ACTS]
    made = memo_of_several(law, iter(asked), ("", ""))
    short, known = made.sections[:2]
    assert (short.heading, known.heading) == ("In short", "Read this first: known law that is not encoded")
    assert known.lines[0].startswith("The County's Board Policy 3.54")
    hold, date_told, transfer = short.lines
    assert hold.startswith("1. By reports, the sheriff of Santa Clara County, California must not hold somebody longer")
    assert "(a)(1) a conviction of a serious or violent felony, however old; and 5 cases more, told below." in date_told
    assert "(a)(1) a conviction of a serious or violent felony, however old; and 4 cases more, told below." in transfer
    assert not [one for one in short.lines if "stands below" in one]
    lines = [line for one in made.sections for line in one.lines]
    assert len([one for one in lines if "must not hand somebody over" in one and "(a)(5)" in one]) == 1
    assert len([one for one in lines if " lists: assault" in one]) == 1
    assert len([one for one in lines if "give the person a copy of the request" in one]) == 1
    assert len({row[:4] for row in rule_table(made.rules).rows}) == len(rule_table(made.rules).rows)


def test_three_acts_take_at_most_six_pages_and_known_law_is_on_the_first(tmp_path: Path) -> None:
    """The text on four, the table of rules behind it."""
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    law = law_of(Library(), "us-ca-san-jose", date(2026, 11, 30))
    context = {"requester": "ICE", "paper": "detainer"}
    asked = [Situation(actor="sheriff", action=act, resource=what, context=context, place="us-ca-san-jose") for act, what in ACTS]
    (tmp_path / "memo.pdf").write_bytes(write_pdf(memo_of_several(law, iter(asked), ("", ""))))
    pages = [one.extract_text() for one in pypdf.PdfReader(tmp_path / "memo.pdf").pages]
    assert len(pages) <= 6
    assert "Read this first: known law that is not encoded" in pages[0]
    assert "Rules, with their marks" in " ".join(pages[3:])
