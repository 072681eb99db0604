"""Columns of yes and no, and two papers in one word of a mapping."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran
from sanctuary.audit.guess import guess
from sanctuary.audit.mapping import read_mapping
from sanctuary.audit.suggest import Sample
from sanctuary.errors import EvidenceError
from sanctuary.law.packs import Library

LOG = (
    "Date Received,Form,Response,Copy of Request,Judicial Warrant,Consent Signed,Remark\n"
    "2026-03-01,I-247A with I-200,notified,Y,N,N,ROE\n2026-03-02,I-247A,declined,N,N,Y,DOE\n2026-03-05,I-247A,declined,Y,Y,Y,ROE\n"
)


def test_columns_of_yes_and_no_are_read_as_facts_and_papers(tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """Consent is a fact, a judge's warrant goes before the form, and what is owed is read by no audit; the proposal runs once finished."""
    table, proposal = tmp_path / "log.csv", tmp_path / "m.toml"
    table.write_text(LOG)
    ran = sanctuary("audit", "us-ca-alameda-county", str(table), "--suggest-map")
    assert ran.code == 0
    assert '[facts.written_consent]\ncolumn = "Consent Signed"  # decide' in ran.out
    assert 'values = { "N" = false, "Y" = true }' in ran.out
    judged = '{ value = ["federal-arrest-warrant", "state-arrest-warrant"], when = [{ column = "Judicial Warrant", is = ["Y"] }] }'
    assert ran.out.index(judged) < ran.out.index('{ value = "detainer", when = [{ column = "Form", any = ["i-247a"] }] }')
    assert '# No audit reads whether what is owed with an act was done: "Copy of Request".' in ran.out
    assert "ROE" not in ran.out
    proposal.write_text(re.sub(r"# decide.*", "", ran.out))
    assert sanctuary("audit", "us-ca-alameda-county", str(table), "--map", str(proposal)).code in (0, 1)


def test_a_column_of_other_words_is_no_fact_of_yes_and_no() -> None:
    """Its name alone tells nothing."""
    looked = {"form": ["I-247A"] * 3, "consent": ["see file", "Y", "pending"], "victim": ["Y", "N", "Y"]}
    found = guess(Sample(looked))
    assert "written_consent" not in found.truths
    assert found.truths["history.victim_or_witness"] == ("victim", {"Y": True, "N": False})


def test_two_papers_in_one_word_are_refused_with_what_to_write(tmp_path: Path, library: Library) -> None:
    """`decide` reads both; a row of a mapping has one paper."""
    text = 'title = "t"\n[act]\naction = "hold"\nresource = "subject"\nactor = "jail"\n[day]\non = 2026-03-02\n[facts]\n'
    (tmp_path / "m.toml").write_text(f'{text}paper = "I-247A with I-200"\n')
    with pytest.raises(EvidenceError, match=re.escape("a row has one paper here. Write 'detainer', which asks for the act")):
        read_mapping(tmp_path / "m.toml", library.vocabulary)
    (tmp_path / "m.toml").write_text(f'{text}paper = "I-247Z with I-200"\n')
    with pytest.raises(EvidenceError, match=r"'paper' cannot be 'I-247Z with I-200'; (?!a row)"):
        read_mapping(tmp_path / "m.toml", library.vocabulary)
