"""What a screen says: danger first, no refusal before a court's paper or where the law may help; unsigned, what every state shares."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctuary.conduct.counters import counters
from sanctuary.conduct.guide import SIGHTS as PAPERS
from sanctuary.conduct.guide import guide
from sanctuary.conduct.path import CONDUCT, Dealing, next_conduct, step
from sanctuary.conduct.screen import screen, shown
from sanctuary.conduct.sight import seen_paper
from sanctuary.conduct.texts import LANGUAGES, NOT_WHERE_LAW_HELPS, texts
from sanctuary.documents import replace
from sanctuary.engine.decide import decide
from sanctuary.engine.prove import Proofs
from sanctuary.engine.questions import Questions
from sanctuary.engine.situation import Situation, nested
from sanctuary.engine.step import Branch
from sanctuary.law.asking import Seen as Level
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import Value
from sanctuary.model import Outcome

ON = date(2026, 11, 22)
ANSWERS = {name: tuple(one.answers) for name, one in texts("en").question.items()}
SIGHTS = st.fixed_dictionaries({name: st.sampled_from(ANSWERS[name]) for name in ("top", "title", "foot", "match")})
CALM = {"danger": "no", "claim": "no", "inside": "counter", "who": "immigration", "proof": "seen"}


@pytest.fixture(scope="module")
def angeles(library: Library) -> Questions:
    return Questions(Proofs(law_of(library, "us-ca-los-angeles", ON)))


@pytest.fixture(scope="module")
def texas(library: Library) -> Questions:
    return Questions(Proofs(law_of(library, "us-tx", ON)))


@given(sight=SIGHTS)
def test_only_a_judge_of_a_court_makes_a_judges_paper(sight: dict[str, str]) -> None:
    """No officer, clerk, immigration judge, blank or unread foot, and no paper that asks for, recalls or quashes another."""
    found = seen_paper(sight)
    if found.sort == "judge":
        assert sight["foot"] == "judge"
        assert sight["top"] in ("federal-court", "state-court", "other-court")
        assert sight["title"] in ("arrest", "search", "order", "writ", "bench")
    if sight["top"] in ("homeland-security", "immigration-court", "none"):
        assert found.sort in ("administrative", "none", "unclear")


@given(sight=SIGHTS, danger=st.sampled_from(ANSWERS["danger"]), inside=st.sampled_from(ANSWERS["inside"]), refused=st.booleans())
def test_danger_comes_first_and_no_courts_paper_is_refused(sight: dict[str, str], danger: str, inside: str, *, refused: bool) -> None:
    """Whatever the law says."""
    found = screen("clinic", {**CALM, **sight, "danger": danger, "inside": inside}, seen_paper(sight), None, refused=refused)
    if danger == "yes":
        assert (found.do[0], found.say[0], found.call[0]) == ("hurt", "e.hurt", "911")
    if seen_paper(sight).sort in ("judge", "court", "unclear"):
        assert found.do[-1].partition("-")[0] in ("judge", "court", "unclear", "beyond")
        assert "o.must-not" not in found.say
        assert "counsel" in found.call
    assert ("entered" in found.do) == refused
    if len(found.do) > 1:
        assert not {"p.none", "s.phone"} & set(found.say)
    assert len(found.say) <= 3 or seen_paper(sight).sort == "judge"
    assert found.later[0] == "s.call"
    assert not set(found.say) & set(found.later)


@pytest.mark.parametrize("counter", sorted(counters()))
def test_unsigned_texts_hold_only_what_every_state_shares(angeles: Questions, texas: Questions, counter: str) -> None:
    """The same in both places, with no outcome."""
    act = counters()[counter].asks[0].id
    dealing = Dealing(counter=counter, answers={**CALM, "what": act, "top": "none"})
    one, other = (step(questions, dealing, signed=False) for questions in (angeles, texas))
    assert one == other
    assert one.screen is not None
    assert (one.screen.do, one.screen.outcome) == (("unsigned",), "")
    searched = {"top": "federal-court", "title": "search", "foot": "judge", "match": "yes"}
    told = step(texas, Dealing(counter=counter, answers={**CALM, "what": act, **searched}), signed=False)
    assert told.screen is not None
    stake = counters()[counter].stake(act)
    assert told.screen.do == (f"judge-{stake}" if stake else "judge",)


def test_no_refusal_is_loaded_where_the_law_may_help(texas: Questions) -> None:
    """A jail in Texas: what the law permits or may require is answered with a call, never with a refusal."""
    for act, sight in product(
        counters()["jail"].asks, ({"top": "none"}, {"top": "homeland-security", "title": "detainer", "foot": "officer"})
    ):
        told = step(texas, Dealing(counter="jail", answers={**CALM, "what": act.id, **sight}), sees=())
        assert told.decision is not None
        assert told.screen is not None
        possible = set(told.decision.outcomes or (told.decision.outcome,))
        if possible & {Outcome.MUST, Outcome.MAY}:
            assert not NOT_WHERE_LAW_HELPS & set(told.screen.say)


@given(sight=SIGHTS, inside=st.sampled_from(ANSWERS["inside"]), asked=st.sampled_from(["enter", "unknown", "paper"]), refused=st.booleans())
def test_no_refusal_is_loaded_where_the_law_was_not_asked(sight: dict[str, str], inside: str, asked: str, *, refused: bool) -> None:
    """Without a signature, or for what is no act, no sentence refuses: not every state shares one. Counsel still gets a judge's paper."""
    answers = {**CALM, **sight, "inside": inside, "what": asked}
    for signed in (True, False):
        found = screen("jail", answers, seen_paper(answers), None, refused=refused, signed=signed)
        assert not NOT_WHERE_LAW_HELPS & set(found.say)
        assert ("i.front" in found.say) == (inside == "staff-area" and not refused)
        if seen_paper(answers).matches is False and seen_paper(answers).sort == "judge":
            assert "s.counsel" in found.say


def test_where_two_rules_disagree_nothing_is_refused(angeles: Questions) -> None:
    """Neither agreed nor refused, in words as in what to do."""
    answers = {**CALM, "inside": "staff-area", "what": "enter", "top": "none"}
    told = step(angeles, Dealing(counter="shelter", answers=answers), sees=())
    assert told.decision is not None
    decision = replace(told.decision, outcome=Outcome.CONFLICT, outcomes=())
    found = screen("shelter", answers, seen_paper(answers), decision)
    assert found.do == ("inside", "conflict")
    assert found.say == ("i.front", "o.conflict")


@pytest.mark.parametrize("signed", [True, False])
def test_a_patient_in_custody_is_met_with_care_first(angeles: Questions, *, signed: bool) -> None:
    """On the screen and on paper, in any law; a judge's paper for it still goes to counsel. Without a signature counsel is called."""
    answers = {**CALM, "what": "custody", "top": "none"}
    told = step(angeles, Dealing(counter="clinic", answers=answers), signed=signed)
    assert told.screen is not None
    assert (told.screen.do, told.screen.say) == ((("custody",), ("i.custody",)) if signed else (("unsigned",), ("s.counsel",)))
    printed = guide(angeles, "clinic", signed=signed)
    assert "custody" in printed.asks
    assert "custody" not in {one.asked for one in printed.law}
    assert any(line.screen.do == told.screen.do for part in printed.parts if "custody" in part.asks for line in part.lines)
    judges = {"top": "federal-court", "title": "order", "foot": "judge", "match": "yes"}
    told = step(angeles, Dealing(counter="clinic", answers={**answers, **judges}), signed=signed)
    assert told.screen is not None
    assert told.screen.do == ("judge",)


def walked(questions: Questions, counter: str, answers: dict[str, str], facts: Mapping[str, object], sees: tuple[Level, ...]) -> Dealing:
    """A dealing walked to its end: each question of the law is answered as the facts say."""
    dealing = Dealing(counter=counter, answers=answers)
    for _ in range(60):
        told = step(questions, dealing, sees=sees)
        if told.law is None:
            return dealing
        name = told.law.fact
        dealing = Dealing(counter=counter, answers=answers, facts={**dealing.facts, name: facts[name]})  # type: ignore[dict-item]
    raise AssertionError("the questions do not end")


@given(data=st.data(), counter=st.sampled_from(sorted(counters())))
def test_a_dealing_that_is_answered_to_the_end_ends_where_deciding_ends(angeles: Questions, data: st.DataObject, counter: str) -> None:
    """Everybody's answers together, on a situation that can occur, give the outcome that `decide` gives."""
    law = angeles.proofs.law
    act = data.draw(st.sampled_from(counters()[counter].asks))
    variables = law.vocabulary.actions[act.action].variables
    sight = data.draw(st.sampled_from([{"top": "none"}, {"top": "homeland-security", "title": "arrest", "foot": "officer"}]))
    facts = {v.name: data.draw(st.sampled_from(v.domain)) for v in variables if v.name not in ("actor", "resource")}
    facts |= {"requester": "immigration-authority", "officer_of": "immigration-agency", "emergency_claimed": False, "paper_court": None}
    facts |= {"paper": "none" if sight["top"] == "none" else "administrative-warrant", "paper_covers_request": False}
    facts = {name: value for name, value in facts.items() if name in {v.name for v in variables}}
    context, absent = nested(facts)
    situation = Situation(actor=counters()[counter].actor, action=act.action, resource=act.resource, context=context, absent=absent)
    try:
        expected = decide(angeles.proofs, situation)
    except Exception:  # noqa: BLE001 - a situation that cannot occur is none that anybody meets
        return
    answers = {**CALM, "what": act.id, **sight}
    dealing = walked(angeles, counter, answers, facts, get_args(Level))
    told = step(angeles, dealing, sees=get_args(Level))
    assert told.decision is not None
    assert told.decision.outcome == expected.outcome or "paper_covers_request" in told.decision.depends_on


@given(answers=st.fixed_dictionaries({name: st.sampled_from(ANSWERS[name]) for name in CONDUCT if name != "what"}))
def test_going_back_keeps_later_answers(answers: dict[str, str]) -> None:
    """The path is walked from the answers: one that is taken back is asked again, and all others still count."""
    full = {**answers, "what": "unknown"}
    assert next_conduct(full) == ""
    for name in CONDUCT[:7]:
        left = {one: value for one, value in full.items() if one != name}
        assert next_conduct(left) == name


@pytest.mark.parametrize("language", LANGUAGES)
@given(sight=SIGHTS)
def test_every_screen_has_words(language: str, sight: dict[str, str]) -> None:
    """With the agency's words filled in, and none left in braces."""
    found = screen("school", {**CALM, **sight}, seen_paper(sight), None)
    words = shown(found, texts(language), {"role": "the principal", "counsel": "the district's lawyer"}, facts={})
    assert all("{" not in one for part in (words.do, words.say, words.never, words.then) for one in part)


def leaves(branch: Branch, known: dict[str, Value]) -> Iterator[tuple[dict[str, Value], tuple[Outcome, ...]]]:
    """What answers lead to, with the answers: one value of each."""
    for way in branch.ways:
        if way.values:
            value = way.values[0]
            held = int(value.partition("-")[0]) if isinstance(value, str) and value[:1].isdecimal() else value
            answered = {**known, branch.fact: None if held == "absent" else held}
            yield from leaves(way.then, answered) if way.then else [(answered, way.outcomes)]


@pytest.mark.parametrize("counter", [pytest.param("jail", marks=pytest.mark.long), "clinic"])
def test_the_questions_on_paper_end_where_a_screen_ends(angeles: Questions, texas: Questions, counter: str) -> None:
    """Each answer that settles an act on the printed sheet is what a dealing with these answers is told."""
    settled = 0
    for questions in (angeles, texas):
        for ground in guide(questions, counter, signed=True).law:
            for facts, outcomes in leaves(ground.tree, {}) if ground.tree else ():
                if len(outcomes) == 1:
                    answers = {**CALM, "what": ground.asked, **PAPERS[ground.papers[0]]}
                    told = step(questions, Dealing(counter=counter, answers=answers, facts=facts), sees=())
                    assert told.decision is not None
                    assert told.decision.outcome == outcomes[0], (ground.asked, facts)
                    settled += 1
    assert settled > 2
