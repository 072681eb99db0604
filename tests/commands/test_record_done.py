"""`sanctuary record due` and `done`: what is listed, what is folded, and that everything that is listed can be said to be done."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran
from sanctuary.account.due import DueItem
from sanctuary.account.holds import RELEASE
from sanctuary.commands.record_done import matching
from sanctuary.law.packs import Library
from sanctuary.study.phrases import duty as duty_said

Sanctuary = Callable[..., Ran]


def test_due_tells_the_dealing_and_folds_what_came_before_the_record(sanctuary: Sanctuary, begun: Callable[..., Path]) -> None:
    """A duty to write it down is fulfilled by the entry; months before the record began are one line, and owed by nobody loudly."""
    folder = begun("multnomah county")
    hold = ("--set", "requesting_agency=ice", "--set", "request_types=hold", "--set", "paper=I-247A", "--set", "received_at=now")
    added = sanctuary("record", "add", str(folder), *hold, "--set", "response=declined", "--set", "eligible_release_at=now")
    assert "document-the-dealing" not in added.out
    told = sanctuary("record", "due", str(folder), "--from", "2024-01-01", "--to", "2024-12-31").out
    assert "Write down the dealing" not in told
    assert "Before this record began" not in told
    assert "13 of them from before this record began (--all lists these)." in " ".join(told.split())
    told = sanctuary("record", "due", str(folder), "--from", "2024-01-01", "--to", "2024-12-31", "--all").out
    flat = " ".join(told.split())
    assert "Before this record began" in told
    assert flat.count("Report communications and requests") == 1
    assert "12 earlier months, 2024-01 to 2024-12" in flat
    assert "[us-or/ors-181a.826-3-report@2024-01 @2024-12]" in flat
    assert flat.index("Entry 0, ICE hold") < flat.index("Before this record began")
    every = sanctuary("record", "due", str(folder), "--all", "--format", "json").json["items"]
    assert [one["fulfilled_by"] for one in every if one["duty"] == "document-the-dealing"] == [0]


def test_a_report_of_a_period_closes_what_each_dealing_of_it_owes(sanctuary: Sanctuary, begun: Callable[..., Path]) -> None:
    """Listed once, with the entries that it tells of, in a period before the record began too; `done` names them."""
    folder = begun("multnomah county")
    hold = ("--set", "requesting_agency=ice", "--set", "request_types=hold", "--set", "paper=I-247A", "--set", "response=declined")
    for day in ("2025-03-03", "2025-03-09", "2025-04-01"):
        added = sanctuary("record", "add", str(folder), *hold, "--set", f"received_at={day} 09:00")
        assert "In the monthly report: report it to the state's commission" in added.out
    due = ("record", "due", str(folder), "--from", "2025-03-01", "--to", "2025-04-30")
    told = " ".join(sanctuary(*due).out.split())
    assert "report-to-state-commission" not in told
    assert "it tells of entries 0, 1, and closes what each of them owes" in told
    assert "it tells of entry 2, and closes what it owes" in told
    said = sanctuary("record", "done", str(folder), "us-or/ors-181a.826-3-report@2025-03").out
    assert "It tells of entries 0, 1: nothing more is due of them by ORS 181A.826(3), report." in said
    assert "entries 0, 1" not in " ".join(sanctuary(*due).out.split())


def test_whatever_due_lists_is_said_to_be_done(sanctuary: Sanctuary, begun: Callable[..., Path]) -> None:
    """By the id in brackets, with or without the number of the dealing; a release ends the clocks of custody."""
    folder = begun("multnomah county")
    hold = ("--set", "requesting_agency=ice", "--set", "request_types=hold", "--set", "paper=I-247A", "--set", "eligible_release_at=now")
    for response in ("declined", "complied"):
        assert sanctuary("record", "add", str(folder), *hold, "--set", f"response={response}").code == 0
    listed = sanctuary("record", "due", str(folder), "--format", "json").json["items"]
    assert {"0.release", "1.hold-48"} <= {one["id"] for one in listed}
    period = "us-or/ors-181a.826-3-report@2024-01"
    assert sanctuary("record", "done", str(folder), period, "@2024-03").out.count("is fulfilled") == 3
    for one in listed:
        left = sanctuary("record", "due", str(folder), "--format", "json").json["items"]
        if one["id"] not in {other["id"] for other in left}:
            continue
        named = (one["id"],) if "/" in one["id"] or one["id"].endswith("1") else one["id"].split(".", 1)
        said = sanctuary("record", "done", str(folder), *named)
        assert said.code == 0, (named, said.err)
    left = sanctuary("record", "due", str(folder), "--format", "json").json["items"]
    assert [one["id"] for one in left if one["id"] in {other["id"] for other in listed}] == []
    assert sanctuary("record", "show", str(folder), "0").code == 0


def test_each_duty_of_the_packs_is_named_by_what_due_prints() -> None:
    """Its id, its code, both, and the words of the screen."""
    rules = [(rule.duty, rule.id) for pack in map(Library().get, Library().ids) for rule in pack.rules if rule.duty]
    assert len(rules) > 40
    for number, (duty, rule) in enumerate(rules):
        items = [DueItem(f"7.{place}", one, None, "", "", 7, rule=of) for place, (one, of) in enumerate(rules)]
        item = items[number]
        for word in (item.id, f"{number}", f"{item.id} {duty}"):
            assert matching(word, items) == [item]
        alone = [DueItem("7.0", duty, None, "", "", 7, rule=rule), DueItem("7.release", RELEASE, None, "", "", 7)]
        for word in (duty, duty_said(duty, rule), duty_said(duty, rule).upper()):
            assert matching(word, alone) == alone[:1]
        assert matching("release", alone) == matching("7.release", alone) == alone[1:]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("x",), "write the number of the dealing"),
        (("3",), "write what was done"),
        (("us-or/a@2025-13", "@2026-01"), "write the first period"),
    ],
)
def test_what_names_no_due_item_is_refused(words: tuple[str, ...], told: str, sanctuary: Sanctuary, begun: Callable[..., Path]) -> None:
    refused = sanctuary("record", "done", str(begun("multnomah county")), *words)
    assert (refused.code, told in refused.err) == (2, True), refused.err
