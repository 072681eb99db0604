"""The record's own pages are whole in every language: fields of entries, the words that they keep, duties, reports and papers."""

from datetime import date
from typing import Any, get_args

import pytest

from desk.conftest import Made, acts
from desk.played import NO_PAPER, begun, play
from desk.test_behind import member
from desk.test_whole import DRAFTS, ENGLISH, need_whole
from sanctuary.account.asking import QUESTIONS
from sanctuary.account.catalog import read_report
from sanctuary.account.notice import notices_of
from sanctuary.account.owed import reports_in
from sanctuary.conduct.spoken import asked_in, title_in
from sanctuary.desk.words import words
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.record.entry import KINDS
from sanctuary.record.fields import Agency, Asked
from sanctuary.record.paths import paths, words_of

__all__ = ["member"]

NAMES = {"cbp", "fax", "ice", "uscis", "portal", "total"}
"""Words that are the same in every language."""


@pytest.mark.parametrize("language", DRAFTS)
def test_every_word_that_an_entry_can_keep_is_told(made: Made, language: str) -> None:
    """Of each field that has words; and each field that a question of the record names, or English does."""
    assert made.desk.training
    told = words(language)
    every = {word for path in paths() for word in words_of(path)} | {*KINDS, *get_args(Agency), *get_args(Asked)}
    assert {word for word in every if told.kept_as(word) == word} <= NAMES
    assert [word for word in every if len(set(ENGLISH.findall(told.kept_as(word)))) > 1] == []
    assert {*words("en").field, *(one.path for one in QUESTIONS)} <= set(told.field)
    assert words("en").kept_as("area-access") == "area-access"


@pytest.mark.parametrize("language", DRAFTS)
def test_every_standing_duty_report_and_paper_of_every_place_is_told(library: Library, language: str) -> None:
    """By its title, and whose it is, beside the packs; a duty of which notice is given before, too."""
    told = 0
    for place in library.ids:
        law = law_of(library, place, date(2026, 11, 29))
        own = law.packs[place].duties
        titles = {words for one in own for words in (one.title, one.who) if words} | {one.file.title for one in notices_of(law).values()}
        titles |= {f"Give notice: {one.title[0].lower()}{one.title[1:]}" for one in own if one.notice}
        titles |= {read_report(path).title for path in reports_in().values() if path.parent.parent.name == place}
        told += len(titles)
        assert [one for one in titles if not title_in(law, one, language)] == []
    assert told > 150
    assert title_in(law, "a title that no pack has", language) == asked_in("no duty", "", language) == ""


@pytest.mark.parametrize("language", DRAFTS)
def test_the_pages_of_the_record_are_whole(visitor: Any, member: Any, made: Made, language: str) -> None:
    """Its list, an entry, a proposed correction, what is due, what waits, reports and papers; and what they refuse."""
    client = begun(visitor())
    play(client, NO_PAPER)
    client.post("/record", {"act": "record", "officers": "2", "agency": "ice-ero", "response": "declined", "called": "watch commander"})
    number, lead = acts(made.desk.log())[-1], member("compliance")
    own = (f"/entries/{number}", *(f"/entries/{number}/propose/{act}" for act in ("correction", "void", "erasure")))
    for path in ("/entries", *own, "/due", "/proposals", "/reports", "/notices", "/entries/take", "/published"):
        need_whole(lead, path, language)
    wrong = {"act": "correction", "path": "event.officers_present", "value": "many", "reason": "as counted"}
    for post in (wrong, {**wrong, "value": "3", "reason": ""}, {"act": "void", "reason": ""}, {"act": "erasure"}, {"act": "none"}):
        need_whole(lead, f"/entries/{number}/propose", language, post=post)
    need_whole(lead, "/due/fulfill", language, post={"item": "none", "reason": "done"})
    need_whole(lead, "/due/fulfill", language, post={"item": f"{number}.0", "reason": ""})
    assert lead.post(f"/entries/{number}/propose", {**wrong, "value": "3"})["Location"] == "/proposals"
    need_whole(lead, "/proposals", language)
