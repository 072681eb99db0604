"""Counsel's room: both sides of a reading, the signature with what changed since, a draft held against the law above it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from desk.conftest import START, Made
from desk.test_behind import member
from desk.test_jobs import ended
from sanctuary.conduct.signed import sign
from sanctuary.desk.behind import signoff
from sanctuary.desk.behind.drafting import MOST, packed, pasted, unpacked
from sanctuary.errors import RecordError, RequestError
from sanctuary.law.cedar import parse_policies
from sanctuary.law.packs import Library
from sanctuary.record.keys import Keys
from sanctuary.study.disputes import disputes

__all__ = ["member"]

LAW = "# Draft 1: Releases\n\nSource: draft\n\n## (a): Staff do not hold anybody on a request\n"
RULES = """@id("draft-1-a")
@cites("Draft 1(a)")
@since("2026-11-22")
@source("draft")
forbid (principal == Actor::"police", action == Action::"hold", resource);
"""


def text(told: Any) -> str:
    """What a page says."""
    return str(told.content.decode())


def test_a_reading_has_both_sides(member: Any, made: Made) -> None:
    """Each of the place is listed; its page has what follows either way, the source and the rules; no other has a page."""
    client = member("counsel")
    listed, every = text(client.get("/readings")), disputes(made.desk.law(made.desk.today())).disputes
    assert every
    for one in every:
        assert f'href="/readings/{one.id}"' in listed
    page = text(client.get(f"/readings/{every[0].id}"))
    for part in (every[0].when_true, every[0].when_false, every[0].turns_on_it[0].cites):
        assert part.replace("'", "&#x27;") in page
    assert client.get("/readings/no-such-reading").status_code == 404


@pytest.fixture
def folder(made: Made) -> Iterator[Path]:
    """The desk's folder, whose signature is put back afterwards."""
    at = made.desk.folder
    kept = {name: (at / name).read_bytes() for name in ("counsel.note", "counsel.vkey")}
    made.clock.at = START
    yield at
    for name, raw in kept.items():
        (at / name).write_bytes(raw)
    for path in at.glob("signed-*.json"):
        path.unlink()


def noted(made: Made, keys: Keys, days: int = 366, until: date | None = None) -> bytes:
    """A note of counsel over the law of today."""
    law = made.desk.law(made.desk.today())
    return sign(keys, law, "Counsel of the agency", until or law.on + timedelta(days=200), days)


def test_counsel_puts_a_signature_in_place_and_takes_it_away(member: Any, made: Made, folder: Path) -> None:
    """One that stands by the key of the folder, and no other; refused, the old one stays. Others of the agency only read."""
    client, keys = member("counsel"), Keys.make("counsel")
    (folder / "counsel.vkey").write_text(keys.vkeys[0], encoding="ascii")
    old = (folder / "counsel.note").read_bytes()
    wrong = [noted(made, Keys.make("counsel")), b"no note", b"", b"\xff" * 20_000]
    for raw in wrong:
        told = client.post("/signoff/give", {"note": SimpleUploadedFile("counsel.note", raw)})
        assert told.status_code == 400
        assert 'role="alert"' in text(told)
        assert (folder / "counsel.note").read_bytes() == old
    assert client.post("/signoff/give", {}).status_code == 400
    note = noted(made, keys)
    given = client.post("/signoff/give", {"note": SimpleUploadedFile("counsel.note", note)})
    assert given["Location"] == "/signoff"
    assert (folder / "counsel.note").read_bytes() == note
    page = text(client.get("/signoff"))
    assert "Counsel of the agency" in page
    assert "are as they were signed" in page
    assert "action=" not in text(member("auditor").get("/signoff")).partition("<footer")[0]
    assert member("supervisor").post("/signoff/give", {"act": "withdraw"}).status_code == 403
    assert client.post("/signoff/give", {"act": "withdraw"})["Location"] == "/signoff"
    assert "does not stand" in text(client.get("/signoff"))
    assert not (folder / "counsel.note").exists()


def test_the_signature_of_another_agency_is_its_own(member: Any, made: Made, folder: Path) -> None:
    """Whoever takes one away takes away that of the own agency."""
    other = made.desk.of("another-agency").folder
    note = (other / "counsel.note").read_bytes()
    assert member("counsel", elsewhere=True).post("/signoff/give", {"act": "withdraw"}).status_code == 302
    assert (folder / "counsel.note").exists()
    assert not (other / "counsel.note").exists()
    (other / "counsel.note").write_bytes(note)


@pytest.mark.usefixtures("folder")
def test_what_changed_since_the_last_signature(member: Any, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule, a text, a verdict, each with what it was and is; and what is new or gone."""
    client = member("counsel")
    client.get("/")
    kept = signoff.kept_signed(made.desk)
    assert kept is not None
    before = kept.told
    rule = next(name for name in before if name.startswith("rule "))
    said = next(name for name in before if name.startswith("text en "))
    verdict = next(name for name in before if name.startswith("verdict "))
    gone = next(name for name in before if name.startswith("reading "))
    after = {name: dict(told) for name, told in before.items() if name != gone}
    after[rule]["words"] = "Another sentence of the law"
    after[said]["text"] = "Another sentence to say"
    after[verdict]["verdict"] = "turned"
    after["rule new/one"] = {"cites": "New 1", "words": "A new rule"}
    monkeypatch.setattr("sanctuary.desk.behind.counsel.inventory_of", lambda _: after)
    found = signoff.changes(before, after)
    assert [one.kind for one in found] == ["verdict", "rule", "rule", "reading", "text"]
    page = text(client.get("/signoff"))
    assert f"<del>{before[rule]['words']}</del> <ins>Another sentence of the law</ins>".replace("'", "&#x27;") in page.replace(
        "&quot;", '"'
    )
    for part in ("Another sentence to say", "turned", "A new rule"):
        assert f"<ins>{part}</ins>" in page


@pytest.mark.usefixtures("folder")
def test_a_full_disk_keeps_nobody_from_the_first_page(member: Any, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a signature stands for is written down at the next page that can."""

    def refuses(*_: object) -> None:
        raise RecordError("no space")

    for path in made.desk.folder.glob("signed-*.json"):
        path.unlink()
    with monkeypatch.context() as one:
        one.setattr(signoff, "replace_file", refuses)
        assert member("desk").get("/").status_code == 200
        assert signoff.kept_signed(made.desk) is None
    assert member("desk").get("/").status_code == 200
    assert signoff.kept_signed(made.desk) is not None


def test_a_real_change_of_law_ends_the_signature_and_is_shown(made: Made, folder: Path) -> None:
    """Where a rule of the packs is gone, the note stands no more, and the difference names that rule."""
    from dataclasses import replace

    from sanctuary.law.jurisdiction import law_of

    signoff.keep_signed(made.desk)
    law = law_of(made.desk.library, made.desk.place, made.desk.today())
    name, pack = next((name, pack) for name, pack in law.packs.items() if name == made.desk.place)
    less = replace(law, packs={**law.packs, name: replace(pack, rules=pack.rules[1:])})
    kept = signoff.kept_signed(made.desk)
    assert kept is not None
    found = [one for one in signoff.changes(kept.told, signoff.inventory(less)) if one.kind == "rule"]
    assert [one.name for one in found] == [pack.rules[0].id]
    assert folder.exists()


def test_a_condition_is_the_same_wherever_it_stands(library: Library) -> None:
    """Another layout, or a rule before it, changes none; another action or condition does."""
    other = RULES.replace("draft-1-a", "draft-1-b")

    def last(text: str) -> str:
        return signoff.condition_of(list(parse_policies(text, "x.cedar", library.vocabulary))[-1])

    assert last(RULES) == last(other + RULES) == last(RULES.replace("(principal", "(\n  principal"))
    assert last(RULES) != last(RULES.replace('Action::"hold"', 'Action::"transfer"'))
    assert last(RULES) != last(RULES.replace("resource);", "resource) when { context.emergency_claimed };"))


@pytest.mark.parametrize(("until", "days", "by_search", "soon"), [(200, 366, False, False), (20, 366, False, True), (300, 180, True, True)])
def test_when_a_signature_ends(made: Made, folder: Path, until: int, days: int, by_search: bool, soon: bool) -> None:
    """By its last day, or by the age of the search, whichever comes first; thirty days before it is said to end soon."""
    keys = Keys.make("counsel")
    law = made.desk.law(made.desk.today())
    (folder / "counsel.note").write_bytes(noted(made, keys, days, law.on + timedelta(days=until)))
    found = signoff.ends(made.desk)
    assert found is not None
    assert (found.by_search, found.soon) == (by_search, soon), found
    assert found.on == min(law.on + timedelta(days=until), law.known_through + timedelta(days=days))
    (folder / "counsel.note").write_bytes(b"no note")
    assert signoff.ends(made.desk) is None


@pytest.mark.long
@pytest.mark.parametrize("way", ["pasted", "zip"])
def test_a_draft_is_held_against_the_law_above(member: Any, made: Made, way: str) -> None:
    """As `check --against` says it; the page of the job shows it."""
    client = member("counsel")
    form: dict[str, Any] = {"above": "us-ca"}
    if way == "pasted":
        form |= {"law": LAW, "rules": RULES}
    else:
        files = pasted(made.desk.place, LAW, RULES, made.desk.today())
        form["file"] = SimpleUploadedFile("x.zip", packed({f"draft/{name}": body for name, body in files.items()}))
    told = client.post("/ordinance", form)
    assert told.status_code == 302, text(told)
    number = int(re.findall(r"\d+", told["Location"])[0])
    job = ended(number)
    page = " ".join(text(client.get(f"/jobs/{number}")).split())
    assert job.state == "done", page
    assert "held against the law of" in page
    assert "Staff do not hold anybody on a request" in page
    assert member("compliance").get(f"/jobs/{number}").status_code == 404


@pytest.mark.long
def test_a_draft_that_is_wrong_is_told_where(member: Any, made: Made) -> None:
    """The reader's own words name the file and the line, and no path of the machine."""
    client = member("counsel")
    told = client.post("/ordinance", {"above": "us-ca", "law": LAW, "rules": RULES.replace("Draft 1(a)", "Draft 9(z)")})
    number = int(re.findall(r"\d+", told["Location"])[0])
    job = ended(number)
    page = text(client.get(f"/jobs/{number}"))
    assert job.state == "refused", page
    assert "draft.cedar" in page
    assert re.search(r"/(dev|tmp|home|work)/", page) is None
    assert made.desk.training


@pytest.mark.parametrize(
    "form",
    [{}, {"above": "us-ca"}, {"above": "us-tx", "law": LAW, "rules": RULES}, {"above": "../x", "law": LAW, "rules": RULES},
     {"above": "us-ca", "law": LAW}],
)  # fmt: skip
def test_a_draft_that_cannot_be_checked_is_refused_at_once(member: Any, made: Made, form: dict[str, str]) -> None:
    """Nothing is begun, and what was pasted stands in the form still."""
    from sanctuary.desk.behind.models import Job

    told = member("counsel").post("/ordinance", form)
    assert told.status_code == 400
    assert 'role="alert"' in text(told)
    assert form.get("law", "")[:7] in text(told)
    assert not Job.everywhere.exists()
    assert made.desk.training


def test_what_is_no_pack_in_a_zip_is_refused() -> None:
    """Names that lead out, other files, several packs, bombs, and what is no zip."""
    good = {"d/pack.toml": 'id = "x"', "d/law/a.md": "# A: b", "d/rules/a.cedar": ""}
    assert sorted(unpacked(packed(good))) == ["law/a.md", "pack.toml", "rules/a.cedar"]
    outside = {**good, "../evil.md": "x", "d/../../evil.md": "x", "/etc/evil.md": "x", "d/run.py": "x", "d/other/deep/a.md": "x"}
    assert sorted(unpacked(packed(outside))) == ["law/a.md", "pack.toml", "rules/a.cedar"]
    for raw in (
        b"", b"PK", packed({}), packed({"law/a.md": "x"}), packed({**good, "e/pack.toml": ""}),
        packed({**good, "d/law/b.md": "x" * (MOST + 1)}), packed({**good, **{f"d/law/{n}.md": "" for n in range(400)}}),
    ):  # fmt: skip
        with pytest.raises(RequestError):
            unpacked(raw)
