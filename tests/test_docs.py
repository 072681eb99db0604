"""The documentation is tested: what its commands print, what its pages name, and that every page can be reached."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import places
import tiers
from conftest import Ran
from examples import PAGES, ROOT, SHARED, claims_page, claims_total, corrections_page, duties_table, fields_page, run_page
from sanctuary.cli import app
from sanctuary.law.packs import Library
from sanctuary.study.phrases import duty


@pytest.mark.parametrize("page", tiers.some("pages whose examples are run", PAGES), ids=lambda page: page.relative_to(ROOT).as_posix())
@pytest.mark.drawn("pages whose examples are run")
def test_the_examples_of_the_page_print_what_it_says(page: Path, tmp_path: Path) -> None:
    """Run `python tests/examples.py` to print them anew after a change of law or of words."""
    if SHARED in page.read_text(encoding="utf-8") and not (ROOT.parent / "shared").is_dir():
        pytest.skip("the public records of this page are not beside the project")
    for fence, told in run_page(page, tmp_path):
        body, printed = fence.body, told
        if "./" in body:  # a message folds by the length of a path, and the folder here has another
            body = re.sub(r"(?<!\n\.\.\.)\s+(?!\.\.\.\n)", " ", body)
            printed = " ".join(printed.split()) + " "
        pattern = "".join(".*" if part == "\n...\n" else re.escape(part) for part in re.split(r"(\n\.\.\.\n)", body))
        assert re.fullmatch(pattern, printed, re.DOTALL), f"{page.name} says:\n{fence.body}\nbut now it prints:\n{told}"


def test_every_command_has_a_page_and_every_page_a_command() -> None:
    """A command without a page fails here, and a page without a command too."""
    commands = {name for name in app._commands if not name.startswith("-")}
    assert {path.stem for path in (ROOT / "docs" / "commands").glob("*.md")} == commands


def test_the_table_of_duties_is_the_vocabulary(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """Each with its words in docs/pack-format.md and in `facts --all`, to which the refusal of an unknown one leads."""
    assert duties_table() in (ROOT / "docs" / "pack-format.md").read_text(encoding="utf-8")
    told = " ".join(sanctuary("facts", "--all").out.split())
    for name in Library().vocabulary.duties:
        assert f"{name}: {duty(name)}" in told
    assert sanctuary("new", str(tmp_path / "us-ca-sacramento")).code == 0
    rules = tmp_path / "us-ca-sacramento" / "rules" / "example-1.cedar"
    rules.write_text(rules.read_text(encoding="utf-8").replace("document-the-dealing", "tell-them-xyz"), encoding="utf-8")
    ran = sanctuary("check", str(tmp_path / "us-ca-sacramento"))
    assert (ran.code, "sanctuary facts --all lists all" in " ".join(ran.err.split())) == (2, True)


def test_every_page_is_in_the_navigation() -> None:
    """A page that nothing leads to is not documentation."""
    listed = set(re.findall(r"[\w/-]+\.md", (ROOT / "mkdocs.yml").read_text(encoding="utf-8")))
    pages = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    assert pages == listed


def test_relative_links_lead_somewhere() -> None:
    """Links between pages, and to folders of the repository."""
    links = [(page, link) for page in PAGES for link in re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8"))]
    assert [f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()] == []


def test_the_page_of_claims_is_the_claims() -> None:
    """Printed anew by `python tests/examples.py`."""
    assert (ROOT / "docs" / "claims.md").read_text(encoding="utf-8") == claims_page()


def test_the_pages_that_name_the_article_say_how_its_claims_came_out() -> None:
    """By its title, with the total that the claims give today."""
    for page in ("README.md", "docs/los-angeles.md", "docs/claims.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        assert claims_total() in text, page
    assert "Is Los Angeles a Sanctuary City?" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_page_of_corrections_is_printed_from_the_packs() -> None:
    """docs/corrections.md."""
    assert (ROOT / "docs" / "corrections.md").read_text(encoding="utf-8") == corrections_page()


def test_the_page_of_fields_is_what_an_entry_has() -> None:
    """Printed anew by `python tests/examples.py`."""
    assert (ROOT / "docs" / "record-fields.md").read_text(encoding="utf-8") == fields_page()


@pytest.mark.long
def test_the_page_of_places_is_what_the_rules_give() -> None:
    """Printed anew by `python tests/examples.py`: one table of all, why, by which rules, and who meets which mandate."""
    assert (ROOT / "docs" / "places-rules.md").read_text(encoding="utf-8") == places.rules_page()
    for page, body in ((places.PAGE, places.table()), (ROOT / "docs" / "mandate.md", places.mandate_table())):
        text = page.read_text(encoding="utf-8")
        assert text == places.printed(text, body)


def test_the_table_of_the_fourteen_names_every_rule_and_fact_of_the_definition() -> None:
    """Each clause has its carrier, and no rule or fact is left out."""
    pack = Library().get("standard-ice-out-of-la-2018")
    rows = [
        line.split("|") for line in (ROOT / "docs" / "fourteen.md").read_text(encoding="utf-8").splitlines() if re.match(r"\| \d+ ", line)
    ]
    by_number: dict[str, set[str]] = {}
    for row in rows:
        by_number.setdefault(row[1].strip(), set()).update(re.findall(r"`([^`]+)`", row[3]))
    assert list(by_number) == [criterion.id for criterion in pack.criteria]
    for criterion in pack.criteria:
        assert by_number[criterion.id] == {*criterion.rules, *criterion.facts}
    assert {name for row in rows if "strict only" in row[3] for name in re.findall(r"`([^`]+)`", row[3])} == {
        rule.id.partition("/")[2] for rule in pack.rules if rule.strictly
    }
