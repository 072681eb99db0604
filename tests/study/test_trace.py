"""Paths are open or closed as deciding their steps says, and the changes named close them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from conftest import Ran
from sanctuary.engine.decide import decide
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.law.paths import read_paths
from sanctuary.study.trace import Trace, trace

FOURTEEN = "standard-ice-out-of-la-2018"


def traced(on: date, *ends: str) -> Trace:
    library, paths = Library(), read_paths()
    law = law_of(library, "us-ca-los-angeles", on)
    return trace(law, paths, library.get(FOURTEEN), [one.id for one in paths.event], ends or [one.id for one in paths.end])


@pytest.fixture(scope="module")
def today() -> Trace:
    return traced(date(2026, 11, 22))


def test_there_are_a_dozen_events_and_three_ends() -> None:
    """And every step leads on, as the reader of paths.toml checks."""
    paths = read_paths()
    assert len(paths.event) >= 12
    assert len(paths.end) == 3


def test_an_open_step_is_not_must_not_and_a_closed_one_is(library: Library, today: Trace) -> None:
    """Each act of an open path can be decided otherwise than the word that closes it; the act that stops a path cannot."""
    paths = {step.id: step for step in read_paths().step}
    proofs = Proofs(law_of(library, "us-ca-los-angeles", today.on))
    stopped = {closed.stopped_at for route in today.routes for closed in route.closed if not closed.together}
    opened = {step.id for route in today.routes for path in route.open for step in path.steps}
    assert stopped
    assert opened
    assert not stopped & opened
    for name in stopped | opened:
        for act in paths[name].act:
            situation = Situation(actor=act.actor, action=act.action, resource=act.resource, context=act.context)
            outcomes = decide(proofs, situation).outcomes
            assert (outcomes == (act.closed_by,)) == (name in stopped), name


def test_an_arrest_for_blocking_a_sidewalk_can_end_in_custody_and_the_fourteen_do_not_close_it(today: Trace) -> None:
    """The article's example goes through booking; the eighth recommendation is about offenses that may be filed as either."""
    (route,) = [r for r in today.routes if (r.event, r.end) == ("blocking-a-sidewalk", "immigration-custody")]
    assert [step.id for step in route.open[0].steps] == [
        "arrest-for-blocking",
        "book",
        "fingerprints-pass",
        "released-and-known",
        "found-at-home",
    ]
    assert (route.changes, route.beyond) == ((), True)


def test_no_definition_is_taken_unasked_and_each_is_tried_in_its_own_direction() -> None:
    """Without one no changes are sought; limits would close the way into custody, and duties what a release without notice leaves open."""
    law, paths = law_of(Library(), "us-tx", date(2026, 11, 28)), read_paths()
    plain = trace(law, paths, None, ["jail-release"], ["immigration-custody"])
    assert (plain.standard, plain.routes[0].changes, plain.routes[0].beyond) == ("", (), False)
    limits = trace(law, paths, Library().get("standard-technical"), ["jail-release"], ["immigration-custody"])
    assert ("standard-technical/limits",) in limits.routes[0].changes
    duties = trace(law, paths, Library().get("standard-mandate"), ["jail-release"], ["released-without-notice"])
    assert duties.routes[0].beyond  # a duty that a detainer brings leaves a release without one open


def test_proof_of_lawful_status_is_the_persons_own_and_is_told_where_a_path_hangs_on_it() -> None:
    """A release without notice is open in Texas to somebody who showed proof alone: art. 2A.060(b)."""
    law = law_of(Library(), "us-tx", date(2025, 12, 31))
    (route,) = trace(law, read_paths(), None, ["jail-release"], ["released-without-notice"]).routes
    (path,) = route.open
    assert path.needs == {"proof_of_lawful_status": True}


def test_open_paths_come_shortest_first(today: Trace) -> None:
    """Complete up to the longest length tried."""
    for route in today.routes:
        lengths = [len(path.steps) for path in route.open]
        assert lengths == sorted(lengths)
        assert max(lengths, default=0) <= today.longest


@pytest.mark.long
def test_in_2017_the_sheriff_could_hand_somebody_over(today: Trace) -> None:
    """Before SB 54 the same event had more open paths than today."""
    before = traced(date(2017, 6, 1), "immigration-custody")
    (then,) = [r for r in before.routes if r.event == "jail-release"]
    (now,) = [r for r in today.routes if (r.event, r.end) == ("jail-release", "immigration-custody")]
    assert ["sheriff-hand-over"] in [[step.id for step in path.steps] for path in then.open]
    assert now.open == ()


def test_every_picture_and_text_says_what_an_open_step_is_not(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """On the SVG, in the text and in the JSON."""
    words = ("trace", "los-angeles", "--from", "library-visit")
    assert "no evidence" in sanctuary(*words).out
    assert "no evidence" in sanctuary(*words, "--format", "json").json["note"]
    picture = tmp_path / "t.svg"
    assert sanctuary(*words, "--format", "svg", "-o", str(picture)).code == 0
    assert picture.read_text(encoding="utf-8").count("no evidence") == 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--from", "blocking-a-sidwalk"), "did you mean 'blocking-a-sidewalk'"),
        (("--to", "custody"), "no end is called 'custody'"),
        (("--standard", "all"), "one definition"),
        (("--format", "svg"), "-o trace.svg"),
    ],
)
def test_bad_use_is_refused(sanctuary: Callable[..., Ran], words: tuple[str, ...], expected: str) -> None:
    """With the nearest word or the next step."""
    ran = sanctuary("trace", "los-angeles", *words)
    assert ran.code == 2
    assert expected in ran.err


def test_what_the_law_says_in_some_cases_is_what_it_decides_in_some(library: Library) -> None:
    """Texas commands the hand-over in some cases, New Jersey in none; a step of one act says what deciding it with its own facts does."""
    paths, told = read_paths(), {}
    steps = {step.id: step for step in paths.step}
    for place in ("us-tx", "us-nj"):
        law = law_of(library, place, library.get(place).file.known_through)
        report, proofs = trace(law, paths, None, ["jail-release"], [one.id for one in paths.end]), Proofs(law)
        told[place] = {step.id: step for route in report.routes for path in route.open for step in path.steps}
        for name, step in told[place].items():
            for act in steps[name].act if len(steps[name].act) == 1 else ():
                found = decide(proofs, Situation(actor=act.actor, action=act.action, resource=act.resource, context=act.context)).outcomes
                requires, forbids = ("must-not", "must") if act.closed_by == "must" else ("must", "must-not")
                assert ("requires" in step.sometimes) == (requires in found and step.law != "requires"), name
                assert ("forbids" in step.sometimes) == (forbids in found), name
    assert told["us-tx"]["sheriff-hand-over"].sometimes == ("requires",)
    assert told["us-nj"]["sheriff-hand-over"].sometimes == ()


def test_a_scan_stays_by_law_where_giving_it_is_forbidden(library: Library) -> None:
    """California forbids giving plate scans, and keeping them is required; where no rule is found it is no fixed step either."""
    paths, told = read_paths(), {}
    for place in ("us-ca", "us-tx"):
        law = law_of(library, place, library.get(place).file.known_through)
        report = trace(law, paths, None, ["plate-reader"], ["released-without-notice"])
        (told[place],) = [step for route in report.routes for path in route.open for step in path.steps]
    assert {one.id for one in told.values()} == {"plates-kept"}
    assert told["us-ca"].law == "requires"
    assert told["us-tx"].law not in {"requires", "fixed"}
