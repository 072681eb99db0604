"""Every outcome, class of paper, stage and kind of counter: nobody at a counter hands anybody or anything over, and no door is blocked."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product

import pytest

from sanctuary.conduct.counters import Counter, counter, counters
from sanctuary.conduct.guide import SIGHTS
from sanctuary.conduct.path import Dealing, step
from sanctuary.conduct.screen import Screen, aloud, screen, shown
from sanctuary.conduct.sight import seen_paper
from sanctuary.conduct.texts import LANGUAGES, NOT_WHERE_LAW_HELPS, texts
from sanctuary.documents import replace
from sanctuary.engine.decision import DecisionReport
from sanctuary.engine.prove import Proofs
from sanctuary.engine.questions import Questions
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.model import Outcome

ON = date(2026, 11, 22)
CALM = {"danger": "no", "claim": "no", "inside": "counter", "who": "immigration", "proof": "seen"}
STAGES: tuple[Mapping[str, str], ...] = (
    {},
    {"danger": "yes"},
    {"claim": "yes"},
    {"inside": "staff-area"},
    {"inside": "away"},
    {"inside": "away", "claim": "yes", "proof": "refused"},
    {"proof": "refused"},
    {"inside": "staff-area", "claim": "yes", "danger": "yes"},
)
GIVES_WAY = {
    "en": ("stand in the way", "stand in your way", "stand in its way", "step aside", "let be"),
    "es": ("cierre el paso", "cerraré el paso", "cerramos el paso", "interpondremos", "hágase a un lado", "no insista"),
}
"""Words by which somebody who keeps people could think that they are to be handed over."""
OUTCOMES = (None, *Outcome)
Played = tuple[Mapping[str, str], str, Outcome | None, Screen]
"""The answers, the paper, what the law says, and the screen."""


@pytest.fixture(scope="module")
def decided(library: Library) -> DecisionReport:
    """A decision, of which a test changes the outcome."""
    questions = Questions(Proofs(law_of(library, "us-ca-los-angeles", ON)))
    told = step(questions, Dealing(counter="library", answers={**CALM, "what": "enter", "top": "none"}), sees=()).decision
    assert told is not None
    return told


def asks(place: Counter) -> tuple[str, ...]:
    """Everything that a visitor can ask for at a counter."""
    return (*(one.id for one in place.asks), *place.only_conduct, "paper", "unknown")


@pytest.fixture(scope="module")
def screens(decided: DecisionReport) -> dict[str, list[Played]]:
    """Every screen of every counter."""
    return {name: list(every(name, decided)) for name in counters()}


def every(name: str, decided: DecisionReport) -> Iterator[Played]:
    """Every screen of a counter: what is asked for, by which paper, in which stage, whatever the law says; with and without entry."""
    for what, paper, stage, outcome, refused in product(asks(counter(name)), SIGHTS, STAGES, OUTCOMES, (False, True)):
        answers = {**CALM, **stage, "what": what, **SIGHTS[paper]}
        decision = replace(decided, outcome=outcome, outcomes=()) if outcome and counter(name).act(what) else None
        found = screen(name, answers, seen_paper(answers), decision, refused=refused, signed=outcome is not None)
        yield answers, paper, outcome if decision else None, found


@pytest.mark.parametrize("name", sorted(counters()))
def test_every_screen_is_played(name: str, screens: dict[str, list[Played]]) -> None:
    """What every state shares, refusals only where the law forbids, and where people are kept no word that reads as leave to take them."""
    keeps = counter(name).keeps
    for answers, paper, outcome, found in screens[name]:
        told = (name, answers, outcome)
        assert found.never == ("title", "then-keeps" if keeps else "then"), told
        if outcome not in (Outcome.MUST_NOT, Outcome.SILENT, Outcome.DEPENDS):
            assert not NOT_WHERE_LAW_HELPS & {*found.say, *found.later}, told
        sort, stake = seen_paper(answers).sort, counter(name).stake(answers["what"])
        if sort in ("judge", "unclear", "court"):
            assert "counsel" in found.call, told
        if keeps and stake in ("person", "hold"):
            assert (
                found.do[-1].endswith((f"-{stake}", "person")) or sort in ("none", "administrative", "court") or "must" in found.do[-1]
            ), told
        if stake == "" and sort == "judge" and paper != "unclear":
            assert found.do[-1] in ("judge", "beyond"), told
        if sort in ("judge", "unclear") and stake and outcome == Outcome.MUST and (keeps or answers["inside"] != "staff-area"):
            assert found.do[-1] == "must-paper", told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(name for name, one in counters().items() if one.keeps))
def test_no_keeper_is_told_to_stand_aside(name: str, language: str, screens: dict[str, list[Played]]) -> None:
    """In no outcome, class of paper or stage, about a person: neither what to do nor what to say."""
    told = texts(language)
    found = {one for answers, _, _, one in screens[name] if counter(name).stake(answers["what"]) in ("person", "hold")}
    seen = {word for one in found for word in (*(told.do[part] for part in one.do), *(told.say[part] for part in one.say))}
    # What is said to somebody who shows nothing, and to somebody who goes in all the same, is of the door.
    seen -= {told.say[one] for one in ("s.wait", "i.refused", "e.impostor", "e.confirm")}
    assert seen
    for text in seen:
        assert not [one for one in GIVES_WAY[language] if one in text.lower()], text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paper_that_nobody_can_tell_hands_nobody_over_yet(language: str, decided: DecisionReport) -> None:
    """At a jail, in the words of the texts: not yet, and whom to call now; where the law may require it, that comes first."""
    told = texts(language)
    answers = {**CALM, "what": "hand-over", "top": "other"}
    given = {"counsel": "COUNSEL", "unit": "UNIT"}
    words = shown(screen("jail", answers, seen_paper(answers), replace(decided, outcome=Outcome.MAY, outcomes=())), told, given, facts={})
    assert words.do[0].startswith({"en": "Do not hand anybody over on this paper yet.", "es": "Todavía no entregue a nadie"}[language])
    assert "COUNSEL" in words.do[0]
    open_one = replace(decided, outcome=Outcome.DEPENDS, outcomes=(Outcome.MUST, Outcome.SILENT))
    words = shown(screen("jail", answers, seen_paper(answers), open_one), told, given, facts={})
    assert words.do[0].startswith({"en": "The law here may require this", "es": "La ley de aquí puede exigirlo"}[language])


def test_texas_says_as_its_law_says(library: Library) -> None:
    """A jail: a detainer that is complete may be required, and a paper that nobody can tell as well; in Los Angeles it is not yet."""
    told: dict[tuple[str, str], tuple[str, ...]] = {}
    for place in ("us-tx", "us-ca-los-angeles"):
        questions = Questions(Proofs(law_of(library, place, ON)))
        for top, title in (("other", ""), ("federal-court", "recalled")):
            answers = {**CALM, "what": "hold", "top": top, **({"title": title} if title else {})}
            found = step(questions, Dealing(counter="jail", answers=answers), sees=()).screen
            assert found is not None
            told[place, top] = found.do
    assert told["us-tx", "other"] == told["us-tx", "federal-court"] == ("may-must",)
    assert told["us-ca-los-angeles", "other"] == ("unclear-hold",)


@pytest.mark.parametrize(("reaches", "do"), [(True, "must-person"), (False, "silent")])
def test_who_reads_a_detainer_ends_in_what_a_statute_requires(library: Library, *, reaches: bool, do: str) -> None:
    """Florida's jail: at the counter it depends on whether the paper is for this person; a supervisor who reads it can say so."""
    questions = Questions(Proofs(law_of(library, "us-fl", ON)))
    answers = {**CALM, "what": "hold", "top": "homeland-security", "title": "detainer", "foot": "officer"}
    dealing, fact = Dealing(counter="jail", answers=answers), "paper_covers_request"
    at_counter, asked = step(questions, dealing), step(questions, dealing, sees=("desk", "supervisor"))
    assert at_counter.screen is not None
    assert (at_counter.screen.do, at_counter.kept) == (("depends",), (fact,))
    assert asked.law is not None
    assert asked.law.fact == fact
    told = step(questions, replace(dealing, facts={fact: reaches}), sees=("desk", "supervisor"))
    assert told.screen is not None
    assert (told.screen.do, told.kept) == ((do,), ())
    unread = step(questions, replace(dealing, not_known=(fact,)), sees=("desk", "supervisor"))
    assert unread.screen is not None
    assert unread.screen.do == ("depends",)


def reached(screens: dict[str, list[Played]], decided: DecisionReport) -> set[str]:
    """The sentences that interviews lead to, at their questions and on their screens."""
    found: set[str] = set()
    for name in counters():
        for one in {held for *_, held in screens[name]}:
            found |= {*one.say, *one.later}
        for stage, question in product(STAGES, ("who", "proof", "what", "top")):
            found |= set(aloud({**CALM, **stage}, question))
        for title in ("inspection", "appear", "subpoena"):
            answers = {
                **CALM,
                "what": "employees" if name == "city-hall" else "paper",
                "top": "homeland-security",
                "title": title,
                "foot": "officer",
            }
            known = replace(decided, outcome=Outcome.MUST_NOT, outcomes=()) if counter(name).act(answers["what"]) else None
            found |= set(screen(name, answers, seen_paper(answers), known).say)
    return found


def test_every_sentence_is_reached_by_an_interview(screens: dict[str, list[Played]], decided: DecisionReport) -> None:
    """And every text of what to do is shown; a sentence that nobody is ever told stands in no folder."""
    assert reached(screens, decided) == set(texts("en").say)
    shown_ones = {found for held in screens.values() for *_, found in held}
    done = {one for found in shown_ones for one in found.do}
    known = {"may-must"}  # more than one outcome is possible: the tests above
    assert done | known == set(texts("en").do)
    assert {one for found in shown_ones for one in found.later} == set(texts("en").when)


def test_by_telephone_nobody_is_asked_to_wait_or_to_show() -> None:
    """Greeted is who stands there and nobody in danger waits."""
    assert aloud({"danger": "no", "inside": "counter"}, "who") == ("s.greet", "s.who")
    assert aloud({"danger": "yes", "inside": "counter"}, "who") == ("s.who",)
    assert aloud({"danger": "no", "inside": "away"}, "who") == aloud({"inside": "away"}, "top") == ()
    assert aloud({"danger": "no", "inside": "away"}, "what") == ("s.why",)
