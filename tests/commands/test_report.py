"""`sanctuary report` over a real record: formats, files, refusals, and nothing sealed in any of them."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import tiers
from account.desk import FIRST, LAST, WRONG_HANDS, document, happenings
from conftest import Ran
from pages.test_html import Outline
from record.dealings import PASSPHRASE, Clock, new_log
from sanctuary.account.owed import reports_in
from sanctuary.documents import replace
from sanctuary.record.entry import read_entry
from sanctuary.record.passphrase import PASSPHRASE as PASSPHRASE_VARIABLE

Sanctuary = Callable[..., Ran]
MONTH = ("--from", str(FIRST), "--to", str(LAST))
SECRETS = (WRONG_HANDS, "X. Y.", "words that stay sealed", PASSPHRASE)


CORRECTED = next(n for n, one in enumerate(happenings(7)) if one.agency == "ice-ero" and one.response == "declined")


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The month of the desk in a log, with one entry corrected through the log itself."""
    folder = tmp_path_factory.mktemp("desk") / "record"
    log = new_log(folder, Clock(), people=("office",))
    found = [document(one, n) for n, one in enumerate(happenings(7))]
    found[CORRECTED]["event"]["local_agency"] = "=1+1"
    log.add_many([read_entry(one, "desk") for one in found])
    correction = read_entry(
        {"kind": "correction", "links": {"about": 0, "reason": "r"}, "action": {"response": "complied"}}, "a correction"
    )
    log.correct(CORRECTED, correction, "found wrong", ["action.response"])
    log.close()
    return str(folder)


@pytest.fixture
def record(month: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    return month


def test_a_report_that_was_asked_for_is_not_answered_by_its_fields(sanctuary: Sanctuary) -> None:
    """Whoever names days or a version wants the report, and lacks the record."""
    for options in (("--from", "2026-01-01"), ("--public",), ("--reveal",)):
        refused = sanctuary("report", "il-805-25", *options)
        assert (refused.code, "no record is named" in refused.err) == (2, True)
    assert sanctuary("report", "il-805-25").code == 0


def test_without_a_name_every_report_is_listed(sanctuary: Sanctuary) -> None:
    """Each with its pack, so that nobody needs to know the names by heart."""
    ran = sanctuary("report")
    assert ran.code == 0
    assert all(name in ran.out for name in reports_in())


def test_a_place_typed_first_lists_what_is_owed_there(sanctuary: Sanctuary) -> None:
    """As with --place; police and jails before schools, what is owed where there was nothing in words, and what is no transfer."""
    ran = sanctuary("report", "Alameda County, California")
    assert (ran.code, ran.out) == (0, sanctuary("report", "--place", "Alameda County, California").out)
    told = " ".join(ran.out.split())
    assert told.index("ca-transfers:") < told.index("ca-educ-234.7:")
    assert "where there was nothing, none of what was read says what is owed (Nothing on a year without transfers was found" in told
    assert "A notice of a release alone is no transfer" in told
    assert "state-nothing" not in sanctuary("report").out
    kept = sanctuary("report", "Alameda County, California", "--record", "gone")
    assert (kept.code, "is a place and no report" in kept.err) == (2, True)
    assert "no report is called 'nowhere-at-all'" in sanctuary("report", "nowhere-at-all").err
    assert "could be" in sanctuary("report", "portland").err


@pytest.mark.parametrize("name", tiers.some("reports written in every format", [*reports_in()]))
@pytest.mark.drawn("reports written in every format")
def test_every_report_runs_in_every_format_and_shows_nothing_sealed(sanctuary: Sanctuary, record: str, tmp_path: Path, name: str) -> None:
    """Text and page in full, JSON, CSV and page for everybody; what is not for everybody is written for its owner alone."""
    page, public = tmp_path / "page.html", tmp_path / "public.html"
    words = ("report", name, "--record", record, *MONTH, "--format")
    full = [sanctuary(*words, "text"), sanctuary(*words, "html", "-o", str(page))]
    shown = [sanctuary(*words, "csv", "--public"), sanctuary(*words, "html", "-o", str(public), "--public")]
    assert [(one.code, one.err) for one in (*full, *shown)] == [(0, "")] * 4
    assert [one.stat().st_mode & 0o777 for one in (page, public)] == [0o600, 0o644]
    officer = {WRONG_HANDS} if name == "wa-2.28.320" else set()
    for texts, allowed in (
        ([full[0].out, page.read_text(encoding="utf-8")], officer),
        ([shown[0].out, public.read_text(encoding="utf-8")], set()),
    ):
        assert not any(secret in text for text in texts for secret in SECRETS if secret not in allowed)


def test_json_csv_and_page_say_the_same(sanctuary: Sanctuary, record: str, tmp_path: Path) -> None:
    """Totals, groups and entries; the page stands alone and is well formed, and is drawn."""
    words = ("report", "public-account", "--record", record, *MONTH)
    told = sanctuary(*words, "--format", "json").json
    assert told["schema"] == "sanctuary.report/2"
    assert told["packs"][0]["id"] == "standard-ice-out-of-la-2018"
    rows = list(csv.DictReader(io.StringIO(sanctuary(*words, "--format", "csv").out)))
    totals = {row["figure"]: row["value"].replace(",", "") for row in rows if row["kind"] == "total"}
    assert totals == {one["id"]: str(one["total"]) for one in told["figures"]}
    groups = {(row["figure"], row["label"]): row for row in rows if row["kind"] == "group"}
    for one in told["figures"]:
        for cell in one["cells"]:
            row = groups[one["id"], " / ".join(cell["groups"])]
            assert (row["value"], row["entries"]) == (f"{cell['count']:,}", " ".join(map(str, cell["entries"])))
    page = tmp_path / "account.html"
    sanctuary(*words, "--format", "html", "-o", str(page))
    text = page.read_text(encoding="utf-8")
    outline = Outline()
    outline.feed(text)
    assert outline.stack == []
    assert not outline.tags & {"script", "link", "img", "iframe", "object"}
    assert len(outline.ids) == len(set(outline.ids))
    assert outline.headings[0] == 1
    assert all(f"{one['title']}: {one['total']:,}" in text for one in told["figures"])
    assert text.count("<svg") >= 5


@pytest.mark.parametrize("name", tiers.some("reports written in every format", [*reports_in()]))
@pytest.mark.drawn("reports written in every format")
def test_every_report_is_set_as_a_tagged_pdf(sanctuary: Sanctuary, record: str, tmp_path: Path, name: str) -> None:
    """Its totals and sentences stand in the text layer, each heading is tagged as one, and nothing sealed is in it."""
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    words = ("report", name, "--record", record, *MONTH, "--public")
    ran = sanctuary(*words, "--format", "pdf", "-o", str(tmp_path / "r.pdf"))
    assert (ran.code, ran.err) == (0, "")
    reader = pypdf.PdfReader(tmp_path / "r.pdf")
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in catalog["/Metadata"].get_data()
    text = "".join("".join(page.extract_text() for page in reader.pages).split())
    told = sanctuary(*words, "--format", "json").json
    for figure in told["figures"]:
        total = "not entered" if figure["not_entered"] else "not shown" if figure["total"] is None else f"{figure['total']:,}"
        assert "".join(f"{figure['title']}: {total}".split()) in text
    assert not any("".join(secret.split()) in text for secret in SECRETS)


@pytest.mark.long
def test_the_public_version_is_alike_in_every_format(sanctuary: Sanctuary, record: str, tmp_path: Path) -> None:
    """No entry, no day of a change, no group of one: in text, JSON, CSV and page; the correction of the month stands in all of them."""
    words = ("report", "public-account", "--record", record, *MONTH, "--public")
    page = tmp_path / "public.html"
    sanctuary(*words, "--format", "html", "-o", str(page))
    text, table, told = sanctuary(*words).out, sanctuary(*words, "--format", "csv").out, sanctuary(*words, "--format", "json").json
    for one in told["figures"]:
        assert one["entries"] == []
        assert not any(cell["entries"] for cell in one["cells"])
    rows = list(csv.DictReader(io.StringIO(table)))
    assert not any(row["entries"] for row in rows)
    changed = [f"{change['why']} in {change['on']}" for one in told["figures"] for change in one["changes"]]
    assert [row["label"] for row in rows if row["kind"] == "change"] == changed
    assert "correction in 2026-11" in changed
    shown = " ".join(text.split()), " ".join(page.read_text(encoding="utf-8").split())
    for form in (*shown, table):
        assert "2026-11-" not in form
        assert form.count("in 2026-11") == len(changed)
    assert not any(
        word in form for form in shown for word in ("entries behind this", "entries: ", "Numbers of entries lead", "count entries")
    )
    assert all("no number of an entry" in form for form in shown)


def what_was_asked() -> str:
    return happenings(7)[CORRECTED].asked[0]


def test_a_correction_stands_in_the_text_with_its_day(sanctuary: Sanctuary, record: str) -> None:
    """What the number was before, and by which entry it changed."""
    ran = sanctuary("report", "public-account", "--record", record, *MONTH)
    number = len(happenings(7))
    assert f"corrected on 2026-11-18, entry {number}: declined: " in " ".join(ran.out.split()).replace(f"{what_was_asked()}, ", "")


def test_no_cell_of_the_csv_is_a_formula(sanctuary: Sanctuary, record: str) -> None:
    """Text of an entry that begins like one is written as text."""
    ran = sanctuary("report", "nyc-10-178", "--record", record, *MONTH, "--format", "csv")
    cells = [cell for row in csv.reader(io.StringIO(ran.out)) for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


@pytest.mark.parametrize("form", ["text", "json", "csv", "html"])
def test_a_stored_text_that_is_no_unicode_is_written_with_a_mark_in_its_place(
    sanctuary: Sanctuary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """A lone surrogate that a record took once: in groups and in lines, on the screen and in a file."""
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    event = {"requesting_agency": "ice-ero", "received_at": f"{FIRST}T09:30:00-07:00", "site_type": "court"}
    entry = read_entry({"event": event, "custody": {"outcome": "transferred", "receiving_agency": "ice-ero"}}, "an entry")
    custody, officer = replace(entry.custody, offense_allowing="A\ud800B"), replace(entry.restricted, officer_name="A\udfffB")
    log = new_log(tmp_path / "record", Clock(), people=("office",))
    log.add(replace(entry, custody=custody, restricted=officer))
    log.close()
    for name in ("ca-transfers", "wa-2.28.320"):
        words = ("report", name, "--record", str(tmp_path / "record"), *MONTH, "--format", form)
        ran, file = sanctuary(*words) if form != "html" else None, sanctuary(*words, "-o", str(tmp_path / "report"))
        assert (file.code, file.err) == (0, "")
        assert ran is None or "A\ufffdB" in ran.out
        assert "A\ufffdB" in (tmp_path / "report").read_text(encoding="utf-8")


def test_without_days_the_last_whole_period_is_reported(sanctuary: Sanctuary, record: str) -> None:
    """By the clock of whoever asks: it has ended, and is a whole one."""
    told = sanctuary("report", "public-account", "--record", record, "--format", "json").json
    assert told["whole_period"]
    assert told["first"][:7] == told["last"][:7]


def test_a_period_before_the_record_began_is_told_as_one(sanctuary: Sanctuary, record: str) -> None:
    """A zero of it says that nothing was entered, in the version for everybody too; within the record's own months nothing is said."""
    before = ("--from", f"{FIRST.year - 9}-01-01", "--to", f"{FIRST.year - 9}-12-31")
    begun = sanctuary("report", "il-805-25", "--record", record, *before, "--format", "json").json["begun"]
    assert re.fullmatch(r"20\d\d-\d\d", begun)
    for more in ((), ("--public",)):
        told = sanctuary("report", "il-805-25", "--record", record, *before, *more)
        assert f"THE RECORD BEGINS IN {begun}, AFTER THE PERIOD DID" in " ".join(told.out.split()), told.err
    later = ("--from", f"{int(begun[:4]) + 1}-01-01", "--to", f"{int(begun[:4]) + 1}-12-31")
    assert "THE RECORD BEGINS" not in sanctuary("report", "il-805-25", "--record", record, *later).out


@pytest.mark.parametrize("form", ["text", "csv", "json"])
def test_a_file_gets_what_the_screen_gets(sanctuary: Sanctuary, record: str, tmp_path: Path, form: str) -> None:
    """Text, figures included, CSV and JSON in a file are those of standard output."""
    words = ("report", "us-or", "--record", record, *MONTH, "--format", form)
    assert sanctuary(*words, "-o", str(tmp_path / "r.json")).out == f"Written: {tmp_path / 'r.json'}\n"
    assert (tmp_path / "r.json").read_text(encoding="utf-8") == sanctuary(*words).out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("il-805-26",), "did you mean 'il-805-25'"),
        (("us-il", "--format", "json"), "Add --record FOLDER"),
        (("us-il", "--record", "nowhere"), "no record is here"),
        (("us-il", "--format", "html"), "-o report.html"),
        (("us-il", "--format", "pdf"), "-o report.pdf"),
        (("us-il", "--record", "RECORD", "--from", "2026-01-01"), "needs both its days"),
        (("us-il", "--record", "RECORD", "--from", "2026-02-01", "--to", "2026-01-01"), "before it begins"),
        (("us-il", "--record", "RECORD", "--public", "--reveal"), "opens nothing that is sealed"),
        (("us-il", "--record", "RECORD", "--from", "2026-10-02", "--to", "2026-10-02", "--public"), "covers whole months"),
        (("us-il", "--record", "RECORD", "--from", "2196-10-01", "--to", "2196-10-31", "--public"), "once the period has ended"),
        (("us-il", "--record", "RECORD", *MONTH, "--withhold", "document.paper"), "names no ground"),
        (("missing.toml", "--record", "RECORD"), "cannot be read"),
    ],
)
def test_bad_use_is_one_message(sanctuary: Sanctuary, record: str, words: tuple[str, ...], expected: str) -> None:
    """With the next step, exit code 2 and nothing on standard output."""
    ran = sanctuary("report", *(record if word == "RECORD" else word for word in words))
    assert (ran.code, ran.out) == (2, "")
    assert expected in ran.err


def test_a_place_has_its_own_reports_and_a_report_says_what_to_write_down(sanctuary: Callable[..., Ran]) -> None:
    """No form of another state; without a record the fields; the answer on a dealing names the report; a paper's place may stand bare."""
    told = sanctuary("report", "--place", "Cook County, IL")
    assert (told.code, "il-805-25" in told.out, "wa-2.28.320" in told.out) == (0, True, False)
    assert "wa-2.28.320" in sanctuary("report", "--place", "Seattle, WA").out
    asks = sanctuary("report", "il-805-25")
    assert asks.code == 0
    assert "which papers came [document.papers]" in asks.out
    assert "sanctuary record add FOLDER --ask" in asks.out
    assert "no record is named" in sanctuary("report", "il-805-25", "--format", "json").err
    assert "leave out --place" in " ".join(sanctuary("report", "il-805-25", "--place", "us-il").err.split())
    decided = " ".join(sanctuary("decide", "us-il-cook", "--actor", "sheriff", "--action", "disclose", "--resource", "release-date",
                                 "--fact", "paper=detainer").out.split())  # fmt: skip
    assert "What to write down for the report: sanctuary report il-805-25" in decided
    assert sanctuary("notice", "Cook County, IL").out == sanctuary("notice", "--place", "Cook County, IL").out
