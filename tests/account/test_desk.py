"""A month of an invented desk ends in every report, and each figure is counted again from what happened, by other code."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache

import pytest

import tiers
from account.desk import FIRST, LAST, PEOPLE, WRONG_HANDS, Happening, entries, happenings
from sanctuary.account.catalog import find_report
from sanctuary.account.figures import Tally
from sanctuary.account.owed import reports_in
from sanctuary.account.report import Report, run
from sanctuary.documents import as_json
from sanctuary.record.log import Recorded

Is = Callable[[Happening], bool]
SEEDS = tuple(7 + number for number in tiers.seeds("months of an invented desk"))
CIVIL_PAPERS = {"detainer", "notification-request", "administrative-warrant", "removal-warrant"}
DHS = {"ice-ero", "ice-hsi", "cbp", "unknown"}
FEDERAL = {*DHS, "other-federal"}
OF_A_DETAINER = {"hold", "notify", "transfer"}
INFORMATION = {"release-information", "contact-information", "custody-information", "records"}


def civil(one: Happening) -> bool:
    return one.purpose != "criminal"


def detainer_to(actor: str) -> Is:
    return lambda one: one.actor == actor and one.agency in DHS and one.paper == "detainer"


def both(*tests: Is) -> Is:
    return lambda one: all(test(one) for test in tests)


def by_function(one: Happening) -> bool:
    """The purpose decides where it is known, else the badge."""
    return one.purpose in ("civil-immigration", "mixed") or (one.purpose in ("unknown", "unstated") and one.handed_to in DHS)


def access(one: Happening) -> bool:
    """A kind that was written down, a transfer, a date told, or an answer that complied with what access is."""
    asked = {"hold", "notify", "transfer", "interview", "release-information", "contact-information"} & set(one.asked)
    answered = bool(asked) and one.response in ("complied", "partly")
    return bool(one.access) or one.outcome == "transferred" or "release-date" in one.told or answered


def ways(one: Happening) -> list[str]:
    """The kinds of access that were written down, else what the outcome, what was told and the answer say."""
    if one.access:
        return list(one.access)
    kinds = {
        "hold": "hold",
        "notify": "notification",
        "release-information": "notification",
        "transfer": "transfer",
        "interview": "interview",
    }
    asked = [kinds[word] for word in one.asked if word in kinds]
    done = asked if one.response == "complied" or (one.response == "partly" and len(asked) == 1) else []
    transferred = ["transfer"] if one.outcome == "transferred" else []
    told = ["notification"] if "release-date" in one.told else []
    return list(dict.fromkeys([*transferred, *told, *done]))


def held(one: Happening) -> bool:
    return bool(one.held)


def new_york(actor: str) -> dict[str, Is]:
    detainer = detainer_to(actor)
    return {
        "detainers": detainer,
        "held": both(detainer, held),
        "transferred": both(detainer, lambda one: one.outcome == "transferred"),
        "not-honored": both(detainer, lambda one: one.response in ("declined", "no-response")),
        "information": lambda one: one.actor == actor and one.agency in DHS and bool(INFORMATION & set(one.asked)),
    }


EXPECTED: dict[str, dict[str, Is]] = {
    "ca-transfers": {"transfers": lambda one: one.outcome == "transferred" and by_function(one)},
    "ca-truth-act": {"access": lambda one: access(one) and civil(one) and one.agency in DHS},
    "ca-educ-234.7": {"requests": lambda one: one.actor == "school" and one.agency in FEDERAL},
    "or-181a.826": {"requests": lambda one: one.paper != "judicial-subpoena" and one.agency in FEDERAL},
    "il-805-25": {
        "requests": lambda one: one.agency in DHS and civil(one),
        "papers": lambda one: one.paper in CIVIL_PAPERS,
        "outcomes": lambda one: one.paper in CIVIL_PAPERS,
    },
    "chicago-2-173": {
        "requests": lambda one: civil(one) and bool({"operation-support", "perimeter"} & set(one.asked)),
        "papers": lambda one: civil(one) and one.paper in CIVIL_PAPERS - {"notification-request"},
    },
    "nyc-10-178": {
        "requests": lambda one: (
            (one.paper != "detainer" or bool(set(one.asked) - OF_A_DETAINER) or one.actor not in ("sheriff", "police", "probation"))
            and one.agency not in ("private-party", "other")
        )
    },
    "nyc-14-154": new_york("police"),
    "nyc-9-131": {
        **new_york("sheriff"),
        "ended": lambda one: detainer_to("sheriff")(one) and held(one) and one.outcome == "released",
    },
    "nyc-9-205": new_york("probation"),
    "nj-2018-6": {"help": lambda one: one.response in ("complied", "partly") and civil(one) and one.agency in DHS},
    "wa-2.28.320": {"visits": lambda one: one.site == "court" and one.agency in FEDERAL},
    "public-account": {
        **dict.fromkeys(("dealings", "agencies", "papers", "months", "law"), lambda one: one.agency in FEDERAL),
        "information": lambda one: one.agency in FEDERAL and bool(one.told),
        "access": lambda one: one.agency in FEDERAL and bool(one.access),
        "custody": lambda one: one.agency in FEDERAL and one.outcome != "unknown",
        "held": lambda one: one.agency in FEDERAL and held(one),
    },
}
GROUPED: dict[tuple[str, str], Callable[[Happening], list[tuple[str, ...]]]] = {
    ("ca-transfers", "transfers"): lambda one: [(one.offense,)],
    ("ca-truth-act", "access"): lambda one: [(kind,) for kind in ways(one)] or [("not recorded",)],
    ("il-805-25", "requests"): lambda one: [(one.response,)],
    ("il-805-25", "papers"): lambda one: [(one.paper,)],
    ("il-805-25", "outcomes"): lambda one: [(one.outcome,)],
    ("chicago-2-173", "papers"): lambda one: [(one.outcome,)],
    ("or-181a.826", "requests"): lambda one: [(one.agency, one.purpose)],
    ("nyc-10-178", "requests"): lambda one: [(one.agency, one.actor)],
    ("nyc-9-131", "information"): lambda one: [(asked, one.response) for asked in one.asked if asked in INFORMATION],
    ("nj-2018-6", "help"): lambda one: [(asked,) for asked in one.asked],
    ("public-account", "dealings"): lambda one: [(asked, one.response) for asked in one.asked],
    ("public-account", "law"): lambda one: [(one.outcome_of_law, one.response)],
    ("public-account", "months"): lambda _: [("2026-10",)],
}


@cache
def written(seed: int) -> Sequence[Recorded]:
    """The record of a month, read by every test of it and changed by none."""
    return tuple(entries(happenings(seed)))


@cache
def reported(name: str, seed: int, *, public: bool = False) -> Report:
    return run(find_report(name), written(seed), FIRST, LAST, public=public)


def figures(report: Report) -> dict[str, Tally]:
    return {figure.id: figure for figure in report.figures}


def test_the_desk_reaches_every_report_that_there_is() -> None:
    """A report that is added without an independent count fails here."""
    assert {*EXPECTED, "ca-task-forces"} == set(reports_in())


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.drawn("months of an invented desk")
@pytest.mark.parametrize("name", EXPECTED)
def test_every_total_is_what_happened(name: str, seed: int) -> None:
    """Counted over the plain facts, corrections, a late entry and an erasure included; and no report is empty."""
    month = [one for one in happenings(seed) if not one.erased]
    told = figures(reported(name, seed))
    assert {figure: told[figure].total for figure in EXPECTED[name]} == {
        figure: sum(map(test, month)) for figure, test in EXPECTED[name].items()
    }
    assert any(told[figure].total for figure in EXPECTED[name])


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.drawn("months of an invented desk")
@pytest.mark.parametrize(("name", "figure"), GROUPED)
def test_every_group_is_what_happened(name: str, figure: str, seed: int) -> None:
    """Group by group, and the entries behind a group are as many as it counts."""
    expected: dict[tuple[str, ...], int] = {}
    for one in happenings(seed):
        if not one.erased and EXPECTED[name][figure](one):
            for group in GROUPED[name, figure](one):
                expected[group] = expected.get(group, 0) + 1
    cells = figures(reported(name, seed))[figure].cells
    assert {cell.groups: cell.count for cell in cells} == expected
    assert all(len(cell.entries or ()) == cell.count for cell in cells)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.drawn("months of an invented desk")
def test_a_correction_after_the_month_is_dated_and_the_number_before_it_is_told(seed: int) -> None:
    """Two transfers were written down as releases and one dealing late: the account tells each step, back to what stood at the end."""
    found = happenings(seed)
    custody = figures(reported("public-account", seed))["custody"]
    transfers = [change for change in custody.changes if change.groups == ("transferred",)]
    wrong = [one for one in found if one.written_wrong and one.agency in FEDERAL]
    late = [one for one in found if one.written_late and one.outcome == "transferred" and one.agency in FEDERAL]
    assert len(transfers) == len(wrong) + len(late)
    now = next(cell.count for cell in custody.cells if cell.groups == ("transferred",))
    if transfers:
        assert transfers[-1].after == now
        assert transfers[0].before == (now or 0) - len(transfers)
        assert all(date.fromisoformat(change.on) > LAST for change in transfers)


def test_task_forces_databases_complaints_and_hours_are_added_up() -> None:
    """The kinds of entries that are not dealings, and a sum with entries that do not state the number."""
    forces = figures(reported("ca-task-forces", 7))
    assert [forces[name].total for name in ("task-forces", "arrests", "immigration-arrests")] == [2, 17, 0]
    account = figures(reported("public-account", 7))
    assert [account[name].total for name in ("databases", "complaints", "agreements", "task-forces")] == [1, 1, 1, 2]
    month = [one for one in happenings(7) if not one.erased and one.agency in FEDERAL]
    assert account["hours"].total == sum(one.hours or 0 for one in month)
    assert account["hours"].not_stated == sum(1 for one in month if one.hours is None)


def test_people_given_access_are_told_without_a_small_count() -> None:
    """Four women of 35 people are not shown and cannot be worked out, nobody of a third sex is; the total stands in full."""
    told = figures(run(find_report("ca-truth-act"), written(7), date(2026, 1, 1), date(2026, 12, 31)))
    assert told["people"].total == sum(PEOPLE["total"].values())
    assert {cell.groups: cell.count for cell in told["people.sex"].cells} == {("F",): None, ("M",): None, ("X",): 0}
    shown = {cell.groups[0]: cell.count for cell in told["people.age-band"].cells}
    assert shown["40 and older"] is None
    assert list(shown.values()).count(None) == told["people.age-band"].suppressed == 2


def test_people_are_not_told_for_a_month_of_the_year() -> None:
    """Beside the table of the year it would tell what that one hides; the total, a count of acts, stands."""
    told = figures(reported("ca-truth-act", 7))
    assert told["people"].total == sum(PEOPLE["total"].values())
    assert told["people.sex"].cells == ()
    assert "whole period" in told["people.sex"].unpublished


@pytest.mark.parametrize("name", [*EXPECTED, "ca-task-forces"])
def test_no_report_but_the_courts_form_shows_an_officer_and_none_shows_what_is_sealed(name: str) -> None:
    """Neither version, in whatever form: a report is made of fields that its law names and this record may show."""
    for public in (False, True):
        text = as_json(reported(name, 7, public=public))
        assert (WRONG_HANDS in text) is (name == "wa-2.28.320" and not public)
        assert "X. Y." not in text
        assert "words that stay sealed" not in text


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.drawn("months of an invented desk")
@pytest.mark.parametrize("name", [*EXPECTED, "ca-task-forces"])
def test_the_public_version_numbers_no_entry_and_has_no_day(name: str, seed: int) -> None:
    """Numbers stand in the order of time: those of a figure tell each entry's day, and those of several what happened on it."""
    told = reported(name, seed, public=True)
    assert told.figures
    for figure in told.figures:
        assert figure.entries == ()
        assert all(not cell.entries for cell in figure.cells)
        assert all(line.entry is None for line in figure.lines)
        assert not any("2026-10-" in value for line in figure.lines for value in line.values)
        assert all((change.entry, change.groups, len(change.on)) == (None, (), len("2026-11")) for change in figure.changes)
    assert (told.erased, told.beyond, told.erased_count) == ((), (), 1)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.drawn("months of an invented desk")
@pytest.mark.parametrize("name", [*EXPECTED, "ca-task-forces"])
def test_the_full_version_links_every_figure_to_its_entries(name: str, seed: int) -> None:
    """Each group, line and change too, so that an auditor counts again."""
    for figure in reported(name, seed).figures:
        assert figure.entries or not (figure.cells or figure.lines or figure.total)
        assert all(line.entry in figure.entries for line in figure.lines)
        assert all(change.entry is not None for change in figure.changes)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.drawn("months of an invented desk")
def test_both_versions_give_the_same_totals_and_changes_add_up(seed: int) -> None:
    """By month and for the total: the last number of a public figure's changes is the figure, the first is what stood before."""
    full, public = (figures(reported("public-account", seed, public=version)) for version in (False, True))
    assert {name: one.total for name, one in public.items()} == {name: one.total for name, one in full.items()}
    assert any(one.changes for one in public.values())
    for name, one in public.items():
        assert bool(one.changes) is bool(full[name].changes)
        whole = [change for change in full[name].changes if not change.groups]
        if one.changes:
            assert one.changes[-1].after == one.total
            assert one.changes[0].before == (whole[0].before if whole else one.total)


def test_the_same_seed_gives_the_same_month() -> None:
    """And another seed another one."""
    assert happenings(7) == happenings(7)
    assert happenings(7) != happenings(8)
