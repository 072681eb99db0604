"""The plain questions and what is made of them: every answer is decide's, every first screen is short, every sentence reads well."""

import itertools
import random
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

import pytest

import tiers
from conftest import Ran
from sanctuary.documents import replace
from sanctuary.engine.decide import decide
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.law.jurisdiction import Law, days_of, law_of
from sanctuary.law.packs import Library
from sanctuary.model import Outcome
from sanctuary.study.noticed import Noticed, asked_of, briefly, kind_of, noticed, officers, questions, situation_of, word_of
from sanctuary.study.routes import leads
from sanctuary.study.side import sides_of
from sanctuary.study.summary import Summary, summary
from sanctuary.study.timeline import timeline
from sanctuary.study.turned import turned_said
from test_wording import faults

TODAY = date(2026, 11, 22)
SCREEN, YEARS, LONGEST = 24, 30, 60
BARE = ("us-tx-houston", "us-pa-philadelphia", "us-oh-columbus", "us-fl-miami")
PLACES = [name for name in Library().ids if not name.startswith("standard-")]
PAIRS = list(itertools.permutations([*PLACES, *BARE], 2))


def law_on(library: Library, name: str, on: date = TODAY) -> Law:
    return law_of(library, name, on)


def summed(first: Law, second: Law) -> Summary:
    """The sentences and answers of two laws, without definitions."""
    return summary((first, second), sides_of(first, second), [], [])


def again(law: Law, one: Noticed) -> Situation:
    """The situation of an answer in the form of decide."""
    w = one.situation
    assert (w.place, w.on, w.readings) == (law.place.id, law.on, {})
    return Situation(actor=w.actor, action=w.action, resource=w.resource, context=w.context, absent=w.absent)


@pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.long if name != "us-fl" else ()) for name in PLACES])
def test_every_day_of_change_is_answered(library: Library, name: str) -> None:
    """Laws begin and end, courts stop and release them; a question about what was stopped adds no reading to the law."""
    today = law_on(library, name)
    days = sorted(day for day in days_of(today.packs.values()) if day)
    for day in [one for one in days if name != "us-fl" or one.year in (2021, 2023)]:
        law = law_on(library, name, day)
        proofs = Proofs(law)
        for one in noticed(Proofs(law)):
            action = law.vocabulary.actions[one.situation.action].name
            report = decide(proofs, again(law, one))
            assert (report.outcome, report.outcomes) == (one.outcome, one.outcomes)
            assert set(proofs[action].readings) == set(Proofs(law)[action].readings), (name, day, one.question)


@pytest.mark.drawn("places whose plain answers are decided")
@pytest.mark.parametrize("name", tiers.some("places whose plain answers are decided", [*PLACES, *BARE, "standard-technical"]))
def test_every_plain_answer_is_what_decide_says(library: Library, name: str) -> None:
    """Outcome, outcomes and the rule named; every fact of the situation has a value; a record adds what deciding with an open past adds."""
    law = law_on(library, name)
    proofs = Proofs(law)
    found = noticed(Proofs(law))
    asked = asked_of(law)
    assert {one.id for one in questions()} - {one.id for one in asked} <= {"detention"}  # asked only where a law speaks of it
    assert [one.question for one in found] == [one.id for one in asked]
    for one, question in zip(found, asked, strict=True):
        report = decide(proofs, again(law, one))
        assert (one.outcome, one.outcomes) == (report.outcome, report.outcomes)
        closing = not one.with_record and one.rule in law.by_id and law.by_id[one.rule].rule.effect in ("forbids", "requires")
        assert not one.rule or one.rule in {rule.id for rule in report.rules} or closing
        assert bool(one.rule) == bool(report.rules)
        assert set(one.turns_on) == set(report.depends_on)
        past = situation_of(law, question, record=True)
        open_past = decide(
            proofs, Situation(actor=past.actor, action=past.action, resource=past.resource, context=past.context, absent=past.absent)
        )
        added = set(open_past.outcomes) - set(report.outcomes)
        # Where a dispute is whether a record changes it, that is told as depending.
        disputed = Outcome.DEPENDS in one.with_record and bool(added) and any(name in law.readings for name in open_past.depends_on)
        assert set(one.with_record) - {Outcome.DEPENDS} <= added
        assert disputed or set(one.with_record) == added
        for told in briefly(law, one):
            assert told
        assert faults(word_of(one)) == []


def test_an_answer_without_exceptions_names_the_rule_that_leaves_none(library: Library) -> None:
    """The state's limits have exceptions for some records; the ordinance, known by reports, has none, and decides after a conviction."""
    law = law_on(library, "us-ca-los-angeles")
    found = {one.question: one for one in noticed(Proofs(law))}
    for name in ("release-date", "release-date-no-paper", "hand-over", "hand-over-no-paper"):
        one = found[name]
        assert (one.outcome, one.with_record) == (Outcome.MUST_NOT, ())
        assert (law.by_id[one.rule].rule.pack, one.reported) == ("us-ca-los-angeles", True)
        past = situation_of(law, next(each for each in questions() if each.id == name), record=True)
        context = {**past.context, "history": {"serious_or_violent_conviction": True}}
        held = replace(again(law, one), context=context, absent=past.absent)
        assert one.rule in {rule.id for rule in decide(Proofs(law), held).rules}
    assert found["hold"].rule.startswith("us-ca/")  # nobody is excepted there by the state itself


def clauses(told: str) -> Iterator[str]:
    """Sentences of a paragraph."""
    yield from re.split(r"(?<=[.)])\s(?=[A-Z])", told)


@pytest.mark.drawn("pairs of places whose sentences are read")
def test_the_sentences_of_every_pair_agree_with_its_answers(library: Library, pytestconfig: pytest.Config) -> None:
    """Each question is told once: as a difference, as agreement, or as not known; no sentence is long, none has a fault of the list."""
    chosen = random.Random(int(pytestconfig.getoption("--seed"))).sample(PAIRS, len(PAIRS))
    for one, other in tiers.some("pairs of places whose sentences are read", chosen):
        first, second = law_on(library, one), law_on(library, other)
        found = summed(first, second)
        text = {what: " ".join(getattr(found, what)) for what in ("differ", "agree", "unknown")}
        asked = {one.id for law in (first, second) for one in asked_of(law)}
        assert [row.question for row in found.questions if not row.who] == [one.id for one in questions() if one.id in asked]
        by_id = {one.id: one for one in questions()}
        beside = {row.question for row in found.questions if row.who}
        for row in found.questions:
            question = by_id[row.question]
            if row.question in beside:  # told of the police and of the sheriff
                continue
            kinds = {kind_of(row.a), kind_of(row.b)}
            excepted = {bool(each.with_record) and kind_of(each) in ("must", "must-not", "may") for each in (row.a, row.b)}
            where = "unknown" if kinds & {"not-searched", "unknown"} else "agree" if len(kinds) == len(excepted) == 1 else "differ"
            if not row.row:  # told with the question that it is a case of
                continue
            act = question.in_case if row.row == question.apart else question.act
            told = {what for what in text if re.search(rf"{re.escape(act)}\b(?! on a detainer| with)", text[what])}
            assert told == {where} or (where != "agree" and not told and len(getattr(found, where)) >= 3), (one, other, question.id, told)
        for sentence in (*found.differ, *found.agree, *found.unknown, *found.not_encoded):
            assert faults(sentence) == [], (one, other)
            assert all(len(each.split()) <= LONGEST for each in clauses(sentence)), sentence
            assert sentence[0].isupper()
            assert sentence.endswith(".")


def test_the_plain_differences_of_chicago_and_houston(library: Library) -> None:
    """As a reader would quote them."""
    found = summed(law_on(library, "us-il-chicago"), law_on(library, "us-tx-houston"))
    assert found.names == ("Chicago", "Houston")
    assert found.differ[0] == (
        "In Chicago, police must not hold people on an ICE detainer or tell ICE release dates on a detainer; in Houston they must*."
    )
    (unknown,) = found.unknown
    assert unknown.startswith(
        "In Chicago, police must not join the 287(g) program, and the jail must not* contract to house people for ICE;"
    )
    assert unknown.endswith("; in Houston it is not known.")
    assert found.not_encoded == ("Of Houston, no local rule is encoded.",)
    back = summed(law_on(library, "us-tx-houston"), law_on(library, "us-il-chicago"))
    assert back.differ[0] == (
        "In Houston, police must* hold people on an ICE detainer and tell ICE release dates on a detainer; in Chicago they must not."
    )


def test_who_is_asked_about_is_named_where_it_is_not_the_same(library: Library) -> None:
    """A county by its sheriff, a city by its police."""
    county, city = law_on(library, "us-il-cook"), law_on(library, "us-tx-houston")
    assert (officers(county), officers(city)) == ("sheriff", "police")
    found = summed(county, city)
    assert "the sheriff must not hold people on an ICE detainer" in found.differ[0]
    assert "in Houston police must" in found.differ[0]
    assert "whether officers may" in found.agree[0]


def test_exceptions_for_a_criminal_record_are_told(library: Library) -> None:
    """California's sections open release dates after some convictions; Illinois' do not."""
    found = summed(law_on(library, "us-ca"), law_on(library, "us-il"))
    assert "with exceptions for some charges or convictions; in Illinois they must not." in " ".join(found.differ)
    row = next(one for one in found.questions if one.question == "release-date")
    assert (row.a.outcome, row.a.with_record, row.b.with_record) == (Outcome.MUST_NOT, (Outcome.MAY,), ())
    assert word_of(row.a) == "must not, with exceptions"


MODALS = (("may no longer", "must-not"), ("must not", "must-not"), ("must", "must"), ("may", "may"))
PAPERS: Sequence[dict[str, object]] = (
    {"paper": "none"},
    {"paper": "detainer", "paper_covers_request": True},
    {"paper": "administrative-warrant", "paper_covers_request": True},
)


def claims(says: str) -> Iterator[tuple[str, str, Sequence[dict[str, object]]]]:
    """What a sentence of a timeline says of each plain question: its id, the outcome, and the facts for which it says so.

    Where it names no paper and no consent it says so of all.
    """
    clauses_said = [one for one in says.split("; ") if not one.startswith(("whether", "no rule", "rules"))]
    for clause, one in itertools.product(clauses_said, questions()):
        if one.of or one.act not in clause or "after some charges or convictions" in clause or "even after a conviction" in clause:
            continue
        outcome = next(what for modal, what in MODALS if re.search(rf"\b{modal}\b", clause))
        if "only" in clause.split():
            continue
        for found in re.finditer(re.escape(one.act), clause):
            rest = clause[found.end() :]
            named = [each for each in questions() if one.id in (each.id, each.of) and each.case and rest.startswith(f" {each.case}")]
            consent: Sequence[dict[str, object]] = ({"written_consent": False}, {"written_consent": True})
            whole: Sequence[dict[str, object]] = [{}] if not one.case else consent if one.id == "interview" else PAPERS
            yield one.id, outcome, [dict(each.facts) for each in named] or whole


def denied(library: Library, place: str, day: date, says: str) -> list[object]:
    """What a sentence on a day claims and `decide` does not say, fact by fact."""
    law = law_on(library, place, day)
    found: list[object] = []
    proofs = Proofs(law)
    for name, outcome, every in claims(says):
        question = next(one for one in questions() if one.id == name)
        for facts in every:
            w = situation_of(law, replace(question, facts={**({} if "paper" in facts else question.facts), **facts}))
            asked = Situation(actor=w.actor, action=w.action, resource=w.resource, context=w.context, absent=w.absent)
            report = decide(proofs, asked)
            if report.outcome != outcome:
                found.append((place, str(day), name, outcome, facts, str(report.outcome)))
    return found


@pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.long if name not in ("us-il", "us-fl") else ()) for name in PLACES])
def test_no_sentence_of_a_timeline_claims_what_decide_denies_without_that_paper(library: Library, name: str) -> None:
    """On every day of every place; a sentence that names no paper speaks of all but those of courts."""
    days = timeline(library, name, []).changes
    assert [one for day in days for one in denied(library, name, day.on, day.says)] == []


def test_what_the_trust_act_reached(library: Library) -> None:
    """A detainer in 2017, every hand-over since 2021; a sentence that leaves the paper out is refused."""
    says = {str(one.on): one.says for one in timeline(library, "us-il", []).changes}
    assert says["2017-08-28"] == "police must not hold people on an ICE detainer or hand people over to ICE on a detainer"
    assert "hand people over to ICE at all" in says["2021-08-02"]
    assert denied(library, "us-il", date(2017, 8, 28), "police must not hand people over to ICE") != []
    assert denied(library, "us-il", date(2021, 8, 2), "police must not hand people over to ICE") == []
    found = summed(law_on(library, "us-il", date(2019, 1, 1)), law_on(library, "us-il", date(2022, 1, 1)))
    rows = {row.row: (row.a.outcome, row.b.outcome) for row in found.questions if row.question.startswith("hand-over")}
    assert rows == {"hand over on detainer": ("must-not", "must-not"), "hand over, no paper": ("silent", "must-not")}


@pytest.mark.drawn("pairs of places whose sentences are read")
def test_one_row_of_a_comparison_for_several_papers_is_the_answer_on_each(library: Library, pytestconfig: pytest.Config) -> None:
    """Where a question names no paper in its row, both sides answer all of its cases, and an administrative warrant, alike."""
    chosen = random.Random(int(pytestconfig.getoption("--seed"))).sample(PAIRS, len(PAIRS))
    for pair in tiers.some("pairs of places whose sentences are read", chosen):
        laws = [law_on(library, one) for one in pair]
        by_question = {row.question: row for row in summed(*laws).questions}
        merged = [one for one in questions() if one.case and not one.of and by_question[one.id].row == one.row]
        for at, law in enumerate(laws):
            for one in merged:
                row = by_question[one.id]
                if kind_of((row.a, row.b)[at]) == "not-searched":  # nothing is claimed
                    continue
                interview: Sequence[dict[str, object]] = ({"written_consent": True}, {})
                for facts in interview if one.id == "interview" else PAPERS:
                    w = situation_of(law, replace(one, facts=facts))
                    report = decide(
                        Proofs(law), Situation(actor=w.actor, action=w.action, resource=w.resource, context=w.context, absent=w.absent)
                    )
                    assert report.outcome == (row.a, row.b)[at].outcome, (pair, one.id, facts)


@pytest.mark.drawn("places whose days are decided on both sides")
def test_what_a_day_moved_is_the_difference_of_two_days(library: Library) -> None:
    """For each change the answers of the day before and of the day: what moved between known answers is told, and nothing else."""
    for place in tiers.some("places whose days are decided on both sides", ["us-or", *PLACES]):
        for change in timeline(library, place, []).changes[1:]:
            before, after = (
                {one.question: one for one in noticed(Proofs(law_on(library, place, day)))}
                for day in (change.on - timedelta(days=1), change.on)
            )
            told = {one.question: one for one in change.plain}
            for name, new in after.items():
                old = before[name]
                states = [(kind_of(one), bool(one.with_record) and kind_of(one) in ("must", "must-not", "may")) for one in (old, new)]
                moved = told.get(name)
                if moved:
                    assert [(moved.before, moved.before_excepted), (moved.after, moved.after_excepted)] == states, (place, change.on, name)
                else:
                    assert states[0] == states[1] or "unknown" in (states[0][0], states[1][0]), (place, change.on, name)
            assert faults(turned_said(change.plain)) == []
            assert change.says == turned_said(change.plain)


@pytest.mark.drawn("pairs of places whose first screens are read")
def test_the_first_screen_of_a_comparison(sanctuary: Callable[..., Ran], pytestconfig: pytest.Config) -> None:
    """At most 24 lines of at most 80 letters; three leads, seven questions, the definitions, and the command that tells the rest."""
    chosen = random.Random(int(pytestconfig.getoption("--seed"))).sample(PAIRS, len(PAIRS))
    for one, other in [("us-il-chicago", "us-tx-houston"), *tiers.some("pairs of places whose first screens are read", chosen)]:
        ran = sanctuary("compare", one, other, "--on", str(TODAY))
        lines = ran.out.splitlines()
        assert len(lines) <= SCREEN, (one, other)
        assert max(map(len, lines)) <= 80
        assert "; there " not in ran.out
        assert faults(re.sub(r"\s+", " ", ran.out.partition("Plain question")[0])) == [], (one, other)
        if not re.search("No possible situation|The same as far as encoded|It cannot be told whether they differ", ran.out):
            labels = [(row.row, row.apart or row.row) for row in questions() if not row.of and row.id != "detention"]
            assert [
                pair for pair in labels if not any(re.search(rf"^{re.escape(label)}[ ,]", ran.out, re.MULTILINE) for label in pair)
            ] == []
            assert "\ncalled a sanctuary by" in ran.out
            assert f"sanctuary compare {one} {other} --on {TODAY} --all" in re.sub(r"\s+", " ", ran.out)


@pytest.mark.drawn("places whose years are read")
def test_the_first_screen_of_a_timeline(sanctuary: Callable[..., Ran]) -> None:
    """At most 30 lines, a line for each law or order by its name, then the definitions; no code of a criterion, no pair of yes and no."""
    for place in tiers.some("places whose years are read", ["us-or", *PLACES, "Houston", "Columbus, OH"]):
        for words in ((), ("--from", "2017", "--to", "2018"), ("--standard", "technical"), ("--from", "2017")):
            ran = sanctuary("timeline", place, *words)
            assert ran.code == 0
            assert len(ran.out.splitlines()) <= YEARS, (place, words)
            flat = re.sub(r"\s+", " ", ran.out)
            assert not re.search(r"by criterion|\b[A-Z]?\d+: (not|met)|(?<!\d): (yes|no longer)\b|unknown to", flat), (place, words)
            assert faults(re.sub(r"(\d)  ", r"\1 ", flat)) == [], (place, words)


@pytest.mark.long
def test_years_of_los_angeles_and_texas_read_aloud(sanctuary: Callable[..., Ran]) -> None:
    """Laws by their bills and orders by their suits, with what each changed."""
    told = re.sub(r"\s+", " ", sanctuary("timeline", "los-angeles").out)
    assert (
        "2018-01-04 SB 54, the California Values Act: Police may tell ICE release dates or hand people over to ICE only after some" in told
    )
    assert "2024-12-09 Ordinance 188441* (first day not established): Police may no longer tell ICE release dates or hand people" in told
    told = re.sub(r"\s+", " ", sanctuary("timeline", "texas", "--from", "2016").out)
    assert "2017-09-25 City of El Cenizo v. Texas: No court order stops the duty to comply with a detainer" in told
    assert "Since then, police must hold people on an ICE detainer and tell ICE release dates" in told
    assert "First known on 2017-09-01: no (Technical" in told


@pytest.mark.long
def test_two_days_by_their_years(sanctuary: Callable[..., Ran]) -> None:
    """The earlier first, whatever way they are typed; what cannot be a stretch is refused."""
    years = sanctuary("compare", "us-or", "--from", "2020", "--to", "2022").out
    days = sanctuary("compare", "us-or", "--on", "2022-12-31", "--other-on", "2020-01-01").out
    assert years.partition("Law by law")[0] == days.partition("Law by law")[0]
    assert years.startswith("Oregon: 2020-01-01 beside 2022-12-31\nWhat moved.")
    for wrong, says in (
        (("us-or", "us-ca", "--from", "2020"), "for one place"),
        (("us-or", "--to", "2020"), "Add --from"),
        (("us-or", "--from", "2022", "--to", "2020"), "Exchange --from and --to"),
        (("us-or", "--from", "2020", "--on", "2021"), "Leave out --on"),
    ):
        ran = sanctuary("compare", *wrong)
        assert (ran.code, ran.out) == (2, "")
        assert says in ran.err


@pytest.mark.long
def test_a_trace_is_told_first_by_how_many_events(library: Library, sanctuary: Callable[..., Ran]) -> None:
    """A sentence for each end, and a table of events whose words are the routes' own."""
    made = sanctuary("trace", "us-or", "--on", str(TODAY), "--format", "json").json
    out = sanctuary("trace", "us-or", "--on", str(TODAY)).out
    assert len(out.partition("\n\nA call for help\n")[0].splitlines()) <= SCREEN
    words = {"required": "required", "open": "left open", "closed": "closed", "none": "no path"}
    for route in made["routes"]:
        assert route["status"] == ("none" if not (route["open"] or route["closed"]) else route["status"])
        assert bool(route["open"]) == (route["status"] in ("required", "open"))
        row = next(line for line in out.splitlines() if line.startswith(route["event_title"][:36]))
        assert words[route["status"]] in row
    from sanctuary.law.paths import read_paths  # noqa: PLC0415 - this test alone traces
    from sanctuary.study.trace import trace  # noqa: PLC0415

    paths = read_paths()
    report = trace(law_on(library, "us-or"), paths, None, [one.id for one in paths.event], [one.id for one in paths.end])
    for line in leads(report):
        assert faults(line) == []
