"""Papers as data: which a place has, that every language says the same, and that what was filled stays private."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from sanctuary.account.certified import with_certified, words_of
from sanctuary.account.notice import LONGEST, Notice, fill, given, notices_of
from sanctuary.documents import replace
from sanctuary.errors import PackError, RequestError
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import OWN, Library

TODAY = date(2026, 11, 22)

PERSON = "Zebedee Quill"


@pytest.fixture(scope="module")
def consent(los_angeles: Law) -> Notice:
    return notices_of(los_angeles)["interview-consent"]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """California's pack in a folder that a test may change."""
    return Path(shutil.copytree(OWN / "us-ca", tmp_path / "us-ca"))


def _reread(pack: Path, old: str, new: str) -> dict[str, Notice]:
    path = pack / "notices" / "interview-consent.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    library, name = Library().find(str(pack))
    return notices_of(law_of(library, name, TODAY))


def test_a_city_has_the_papers_of_its_state(los_angeles: Law) -> None:
    """The kinds are the files of the folder: no list stands in the program."""
    assert list(notices_of(los_angeles)) == sorted(path.stem for path in (OWN / "us-ca" / "notices").glob("*.toml"))


def test_a_paper_is_not_there_before_its_law(library: Library) -> None:
    """The consent form begins with the section that orders it; in 2017 there was no SB 54 to reply under."""
    assert list(notices_of(law_of(library, "us-ca", date(2016, 12, 31)))) == []
    assert "request-reply" not in notices_of(law_of(library, "us-ca", date(2017, 6, 1)))
    assert "visit-log" not in notices_of(law_of(library, "us-ca", date(2025, 11, 3)))


def test_a_new_kind_needs_only_a_file(copied: Path) -> None:
    """A form is data."""
    shutil.copy(copied / "notices" / "release-notice.toml", copied / "notices" / "second-notice.toml")
    library, name = Library().find(str(copied))
    assert "second-notice" in notices_of(law_of(library, name, TODAY))


def test_the_nearest_pack_gives_the_paper(town: Path, library: Library) -> None:
    """A city's own form stands before the state's of the same kind."""
    pack = town / "pack.toml"
    pack.write_text(pack.read_text(encoding="utf-8").replace('parents = ["us"]', 'parents = ["us-ca"]'), encoding="utf-8")
    folder = town / "notices"
    folder.mkdir()
    text = (OWN / "us-ca" / "notices" / "release-notice.toml").read_text(encoding="utf-8")
    found, name = library.find(str(town))
    citation = next(iter(next(iter(found.get(name).prose.values())).words))
    cited = text.replace("Gov. Code 7283.1(b)", citation, 2)
    (folder / "release-notice.toml").write_text(cited.replace(f"one other: {citation}", "one other"), encoding="utf-8")
    notices = notices_of(law_of(found, name, TODAY))
    assert notices["release-notice"].pack.id == name
    assert notices["interview-consent"].pack.id == "us-ca"


def test_the_consent_form_is_in_the_six_languages_that_the_statute_names(consent: Notice) -> None:
    """English, Spanish, Chinese, Tagalog, Vietnamese, Korean."""
    assert set(consent.file.text) == set(consent.file.languages) == {"en", "es", "zh", "tl", "vi", "ko"}


def test_the_consent_form_says_what_the_subdivision_says(consent: Notice) -> None:
    """Purpose, voluntary, may decline, may choose an attorney's presence; with the citation."""
    paper = fill(consent, "en", {})
    said = " ".join(sentence for section in paper.sections for sentence in section.says)
    for words in ("purpose of the interview", "interview is voluntary", "may decline to be interviewed", "only with your attorney present"):
        assert words in said
    assert "Gov. Code 7283.1(a)" in paper.law


def test_every_duty_named_by_a_paper_is_one_that_its_citation_obliges(los_angeles: Law) -> None:
    """A paper serves a rule that is there: same duty, same citation."""
    obliged = {(bound.rule.duty, bound.rule.cites) for bound in los_angeles.rules if bound.rule.duty}
    for notice in notices_of(los_angeles).values():
        for duty in (*filter(None, [notice.file.duty]), *notice.file.also):
            assert any((duty, citation) in obliged for citation in notice.file.cites), (notice.kind, duty)


def test_every_translation_that_ships_is_a_draft_and_english_is_none(los_angeles: Law) -> None:
    """Nobody certified a translation; English is the law's own language, but for what counsel is to complete."""
    for notice in notices_of(los_angeles).values():
        drafts = {code: fill(notice, code, {}).draft for code in notice.file.text}
        assert all("DRAFT" in drafts[code] for code in drafts if code != "en")
        assert bool(drafts["en"]) == (notice.kind == "request-reply")


def certifying(path: Path, notice: Notice, language: str, words: str, text: str = "") -> Path:
    path.write_text(
        f'[[certified]]\nkind = "{notice.kind}"\nlanguage = "{language}"\nby = "by an office, 2027-01-15"\nwords = "{words}"\n{text}',
        encoding="utf-8",
    )
    return path


def test_an_agency_certifies_words_without_editing_a_pack(los_angeles: Law, consent: Notice, tmp_path: Path) -> None:
    """The language is no draft then, the others still are, and the pack's file is as it was."""
    file = certifying(tmp_path / "certified.toml", consent, "es", words_of(consent.file.text["es"]))
    found = with_certified(notices_of(los_angeles), file)[consent.kind]
    assert (fill(found, "es", {}).draft, fill(found, "es", {}).certified) == ("", "by an office, 2027-01-15")
    assert "DRAFT" in fill(found, "vi", {}).draft
    assert found.hash == consent.hash


def test_a_certification_lapses_with_the_words(los_angeles: Law, consent: Notice, copied: Path, tmp_path: Path) -> None:
    """One sentence of the pack changed: what was certified is another paper, and that is told, with the digest of the words of now."""
    file = certifying(tmp_path / "certified.toml", consent, "ko", words_of(consent.file.text["ko"]))
    assert with_certified(notices_of(los_angeles), file)
    label = consent.file.text["ko"].labels["person"]
    with pytest.raises(PackError, match="not those that were certified"):
        with_certified(_reread(copied, label, f"{label}."), file)


def test_an_agency_brings_words_of_its_own(los_angeles: Law, tmp_path: Path) -> None:
    """They have the parts, sentences and fields of the paper, or are refused."""
    notice = notices_of(los_angeles)["board-report"]
    english = (notice.pack.folder / "notices" / "board-report.toml").read_text(encoding="utf-8").partition("[text.en]\n")[2]
    own = english.replace("[text.en.labels]", "[certified.text.labels]").replace("[[text.en.part]]", "[[certified.text.part]]")
    own = own.replace('draft = ""', 'draft = "DRAFT"').replace("Month of the request", "Mes de la solicitud")
    wording = replace(notice.file.text["en"], labels={**notice.file.text["en"].labels, "month": "Mes de la solicitud"})
    file = certifying(tmp_path / "certified.toml", notice, "es", words_of(wording), f"[certified.text]\n{own}")
    paper = fill(with_certified(notices_of(los_angeles), file)["board-report"], "es", {})
    assert (paper.draft, paper.certified) == ("", "by an office, 2027-01-15")
    assert "Mes de la solicitud" in {one.label for section in paper.sections for one in section.fields}
    short = own.replace('says = ["This report identifies no pupil, parent or employee."]\n', "")
    part = wording.part[1]
    cut = words_of(replace(wording, part=(wording.part[0], replace(part, says=()))))
    certifying(file, notice, "es", cut, f"[certified.text]\n{short}")
    with pytest.raises(PackError, match="Every language says the same"):
        with_certified(notices_of(los_angeles), file)


@pytest.mark.parametrize(("kind", "language", "says"), [("interview", "es", "no paper"), ("board-report", "es", "not written in 'es'")])
def test_a_certification_of_nothing_is_refused(los_angeles: Law, tmp_path: Path, kind: str, language: str, says: str) -> None:
    """With the nearest paper, or the way to bring words."""
    text = f'[[certified]]\nkind = "{kind}"\nlanguage = "{language}"\nby = "an office"\nwords = "0"\n'
    file = tmp_path / "certified.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=says):
        with_certified(notices_of(los_angeles), file)


def test_a_certified_language_is_no_draft_and_the_others_still_are(copied: Path) -> None:
    """`certified` is by language."""
    path = copied / "notices" / "interview-consent.toml"
    before, _, after = path.read_text(encoding="utf-8").partition("[text.es]\n")
    certified = after.replace('certified = ""', 'certified = "by an office, 2027-01-15"', 1)
    path.write_text(f"{before}[text.es]\n{certified}", encoding="utf-8")
    library, name = Library().find(str(copied))
    notice = notices_of(law_of(library, name, TODAY))["interview-consent"]
    assert fill(notice, "es", {}).draft == ""
    assert fill(notice, "es", {}).certified == "by an office, 2027-01-15"
    assert "DRAFT" in fill(notice, "ko", {}).draft


def test_fields_are_filled_and_the_rest_stays_blank(consent: Notice) -> None:
    """Only what was given is written."""
    paper = fill(consent, "es", given([f"person={PERSON}"]))
    values = {one.name: one.value for section in paper.sections for one in section.fields}
    assert {name for name, value in values.items() if value} == {"person"}
    assert values["person"] == PERSON


def test_boxes_are_marked_by_name(los_angeles: Law) -> None:
    """Several where the field allows it."""
    paper = fill(notices_of(los_angeles)["copy-and-intent"], "en", given(["request=hold,transfer", "intent=will-not"]))
    marked = {
        f"{one.name}.{option.name}" for section in paper.sections for one in section.fields for option in one.options if option.marked
    }
    assert marked == {"request.hold", "request.transfer", "intent.will-not"}


def test_the_decision_and_the_signature_are_never_filled_in_print(consent: Notice) -> None:
    """Consent is the person's own."""
    for name in ("decision", "signature", "signed-on"):
        with pytest.raises(RequestError, match="own hand"):
            fill(consent, "en", {name: "agree"})


@pytest.mark.parametrize(
    "values",
    [{PERSON: "x"}, {"person": PERSON * 50}, {"person": f"{PERSON}\n"}, {"decision": PERSON}, {"person": f"{PERSON}\ud800"}],
    ids=["field", "long", "control", "by-hand", "surrogate"],
)
def test_a_refusal_never_repeats_what_was_filled(consent: Notice, values: dict[str, str]) -> None:
    """Nor do its causes."""
    with pytest.raises(RequestError) as refused:
        fill(consent, "en", values)
    assert PERSON not in str(refused.value)
    assert refused.value.__cause__ is None


def test_words_that_fill_nothing_are_refused_without_repeating_them() -> None:
    """A forgotten quote puts a name where a field should be."""
    for words in ([PERSON], [f"{PERSON}=a", f"{PERSON}=b"]):
        with pytest.raises(RequestError) as refused:
            given(words)
        assert PERSON not in str(refused.value)


@drawn(st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=LONGEST).filter(lambda text: len(text.strip()) > 4))
def test_no_repr_shows_what_was_filled(consent: Notice, value: str) -> None:
    """A paper may end up in a log line or a traceback."""
    empty = repr(fill(consent, "en", {}))
    assert repr(fill(consent, "en", {"person": value})) == empty


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"Gov. Code 7283.1(a)"', '"Gov. Code 7283.1(z)"', "no heading under law/"),
        ('duty = "interview-consent-form"', 'duty = "interview-form"', "did you mean"),
        ('  "面谈是自愿的。",\n', "", "Every language says the same"),
        ('signature = "Firma"\n', "", "differ: signature"),
        ('"tl", "vi", "ko"]', '"tl", "vi", "ko", "hy"]', "languages that have no .text.: hy"),
        ('fields = ["purpose"]', "fields = []", "every field exactly once"),
        ("Law: {cites}.", "Law.", "needs {cites}"),
        ('options = ["decline", ', 'options = ["agree", ', "stands twice"),
    ],
)
def test_a_paper_that_does_not_fit_its_law_or_itself_is_refused(copied: Path, old: str, new: str, says: str) -> None:
    """The file and what is wrong in it are named."""
    with pytest.raises(PackError, match=says) as refused:
        _reread(copied, old, new)
    assert "interview-consent.toml" in str(refused.value)


def test_a_language_that_a_paper_is_not_written_in_is_refused(los_angeles: Law) -> None:
    """With the languages that there are."""
    with pytest.raises(RequestError, match="English"):
        fill(notices_of(los_angeles)["request-reply"], "es", {})


@pytest.mark.parametrize(("field", "several"), [("intent=declined", False), ("request=holt", True)])
def test_a_box_that_is_not_there_is_refused_and_commas_are_told_where_they_part(los_angeles: Law, field: str, *, several: bool) -> None:
    """A field of one box says nothing of commas."""
    with pytest.raises(RequestError) as refused:
        fill(notices_of(los_angeles)["copy-and-intent"], "en", given([field]))
    assert ("commas" in str(refused.value)) is several
