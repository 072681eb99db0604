"""What a reader finds first: the order of what commands print, and what is folded."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from conftest import Ran
from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.meant import meant
from sanctuary.law.packs import Library
from sanctuary.study.assess import assess

DETAINER = ("--fact", "requester=immigration-authority", "--fact", "paper=detainer")
OREGON = ("us-or", "--on", "2026-04-06")


def _flat(text: str) -> str:
    return " ".join(text.split())


def test_a_decision_begins_with_its_sentence_and_the_rule(sanctuary: Callable[..., Ran]) -> None:
    """Then who must do what, a line for each duty; ids stand in the last lines alone."""
    out = sanctuary("decide", *OREGON, "--actor", "sheriff", "--action", "hold", "--resource", "subject", *DETAINER).out
    flat = _flat(out)
    assert flat.startswith("The sheriff must not hold somebody longer when an immigration authority asks on a detainer.")
    assert flat.index("Because: ") < flat.index("What the sheriff must do") < flat.index("Decided for 2026-04-06")
    duties = re.findall(r"^      ([a-z][^(]+)\(", out.partition("On receiving it")[2].partition("\n\n")[0], re.MULTILINE)
    assert len(duties) == len(set(duties)) >= 2
    assert "us-or/" not in flat[: flat.index("Decided for")]


def test_a_silence_is_told_as_what_it_is(sanctuary: Callable[..., Ran]) -> None:
    """No rule found in what was searched, no permission, and what federal law says stands beside it."""
    words = ("--actor", "library", "--action", "admit", "--resource", "parking-lot", "--fact", "requester=immigration-authority")
    flat = _flat(sanctuary("decide", *OREGON, *words).out)
    assert "No rule found in what was searched says whether a library may let somebody into a parking lot" in flat
    assert "That is no permission: whoever acts needs a law that allows it, and none was found." in flat
    assert "ederal" in flat.partition("and none was found.")[2][:40]


def test_what_an_answer_turns_on_is_a_few_questions(sanctuary: Callable[..., Ran]) -> None:
    """At most seven lines of a tree, in the words of a desk; never an if for each value."""
    words = ("--actor", "sheriff", "--action", "transfer", "--resource", "subject", "--fact", "requester=immigration-authority")
    out = sanctuary("decide", "us-tx", "--on", "2026-04-30", *words).out
    tree = out.partition("It turns on\n")[2].partition("\n\n")[0]
    assert "Which paper is in hand?" in tree
    assert tree.count("?") <= 7 + 1
    assert "if true" not in out
    whole = sanctuary("decide", "us-tx", "--on", "2026-04-30", *words, "--all").out
    assert _flat(whole).count("as if no paper of a court were in hand") == 1


def test_an_assessment_ends_with_its_table(sanctuary: Callable[..., Ran]) -> None:
    """The question, how many definitions say what, each in a paragraph, the table of all last; it fits a screen or two."""
    out = sanctuary("assess", *OREGON).out
    lines = out.splitlines()
    assert lines[0] == "Is Oregon a sanctuary state on 2026-04-06?"
    assert re.match(r"It depends on the definition. Of eight, \w+ say yes", _flat(out.partition("\n")[2]))
    table = out.index("\nanswer ")
    assert re.search(r"^(Yes|No|Unknown|\d of \d)\*?, by ", out[:table], re.MULTILINE)
    assert not re.search(r"^(Yes|No), by ", out[table:], re.MULTILINE)
    assert len(lines) <= 90


def test_the_plainest_difference_stands_first(sanctuary: Callable[..., Ran]) -> None:
    """Where the prior tells two apart, a difference with few and common facts comes before one with many and rare ones."""
    criteria = sanctuary("assess", "us-ca", "--on", "2026-11-22", "--standard", "minimum", "--format", "json").json["standards"][0][
        "criteria"
    ]
    boxes = [one["box"] for one in criteria[0]["differences"] if one["certain"] and not one["strict"]]
    rare = next(place for place, box in enumerate(boxes) if "history.removed_after_aggravated_felony" in box and len(box) > 4)
    assert any(len(box) < len(boxes[rare]) for box in boxes[:rare])
    assert len(boxes[0]) <= min(len(box) for box in boxes) + 3


@pytest.mark.long
def test_a_comparison_of_two_days_names_the_law_between_them(sanctuary: Callable[..., Ran]) -> None:
    """What moved, by which law; with --all the law in a sentence with its plainest example, the definitions before it."""
    words = ("compare", "us-or", "--on", "2021-07-18", "--other-on", "2021-07-20")
    first = _flat(sanctuary(*words).out)
    assert "What moved. On 2021-07-20, police must not hold people on an ICE detainer or hand people over to ICE" in first
    assert "By these laws. 2021: HB 3265 of 2021." in first
    flat = _flat(sanctuary(*words, "--all").out)
    assert "law that took effect between the two days - HB 3265 of 2021, in force since 2021-07-19" in flat
    assert flat.index("Every definition") < flat.index("took effect between")


@pytest.mark.long
def test_a_stretch_of_a_timeline_can_be_chosen(sanctuary: Callable[..., Ran]) -> None:
    """The days between, the latest first, each law by its name; a stretch that ends before it begins is refused."""
    words = ("timeline", "us-or", "--standard", "technical")
    stretch = ("--from", "2021-01-01", "--to", "2021-12-31")
    for out in (sanctuary(*words, *stretch).out, sanctuary(*words, *stretch, "--all").out):
        assert "HB 3265 of 2021" in out
        assert not re.search(r"^(20(?!21)\d\d)-\d\d-\d\d", out, re.MULTILINE)
    changes = sanctuary(*words, "--from", "2021-01-01", "--to", "2021-12-31", "--format", "json").json["changes"]
    assert {one["on"][:4] for one in changes} == {"2021"}
    refused = sanctuary(*words, "--from", "2022-01-01", "--to", "2021-01-01")
    assert refused.code == 2
    assert "Exchange --from and --to" in refused.err


@pytest.mark.long
def test_a_trace_has_a_line_for_each_route(sanctuary: Callable[..., Ran]) -> None:
    """Required, left open and closed are told apart."""
    out = sanctuary("trace", "los-angeles", "--on", "2026-11-22").out
    flat = _flat(out)
    assert re.search(r"^A call for help +closed +no path +required$", out, re.MULTILINE)
    assert "In immigration custody: left open from five of 13 events; closed from eight." in flat
    assert "Nothing recorded: required: police help and let the person go." in flat
    assert "In immigration custody: closed where police ask about immigration status" in flat
    assert "In immigration custody: left open: police arrest for blocking a sidewalk (no rule found), then" in flat


def test_what_other_levels_say_stands_beside_the_rule(sanctuary: Callable[..., Ran]) -> None:
    """A state permits, a city forbids; the city's rule decides."""
    facts = ("--fact", "purpose=civil-immigration", "--fact", "history.serious_or_violent_conviction=true")
    words = ("--actor", "police", "--action", "transfer", "--resource", "subject", *DETAINER, *facts)
    flat = _flat(sanctuary("decide", "los-angeles", "--on", "2026-11-22", *words).out)
    assert "California would permit it (Gov. Code 7282.5(a)(1)); the City of Los Angeles forbids it (LA Ord. 188441" in flat


def test_a_definition_that_asks_the_reverse_is_counted_apart(sanctuary: Callable[..., Ran]) -> None:
    """A yes of the mandate definition is no yes of a sanctuary: neither in the sentence, nor among the rows, nor as a division."""
    out = sanctuary("assess", "us-fl", "--on", "2025-12-01").out
    flat = _flat(out)
    assert (
        "No definition of a sanctuary says yes. Of eight, five say no, two only count traits (no verdict) and one asks the reverse: yes."
        in flat
    )
    assert "Yes, by Mandate definition (the reverse: is help required?): " in flat
    assert "They part" not in flat
    rows = [line for line in out.partition("\nanswer ")[2].splitlines() if line.startswith(("Yes", "No", "0 of"))]
    assert rows[-1].startswith("Yes")
    assert "mandate" in rows[-1]
    assert not [row for row in rows[:-1] if row.startswith("Yes")]


@pytest.mark.long
def test_a_list_says_first_whether_the_place_is_on_it(sanctuary: Callable[..., Ran]) -> None:
    """Somebody publishes it and names every place: that comes before any count of traits; before its first day it says nothing."""
    listed = _flat(sanctuary("assess", "us-il-chicago", "--on", "2026-01-05", "--standard", "doj-2025").out)
    said = "On the Justice Department's list of sanctuary jurisdictions since 2025-08-05. Illinois is on it too."
    assert f"{said} Of six criteria: 2 met, 1 in part, 3" in listed
    assert "Not on the Justice Department's list" in _flat(sanctuary("assess", "us-fl", "--on", "2025-12-01", "--standard", "doj-2025").out)
    assert "first published" not in _flat(sanctuary("assess", "us-fl", "--on", "2025-08-01", "--standard", "doj-2025").out)


def test_what_definitions_part_on_is_short_and_rests_on_a_rule(library: Library) -> None:
    """A no that rests on an absence, or on the level asked for, divides no definitions."""
    every = [library.get(name) for name in library.ids if name.startswith("standard-")]
    laws = [law_of(library, *words) for words in (("us-ca-los-angeles", date(2026, 11, 22)), ("us-il-chicago", date(2026, 1, 5)))]
    split, none = (assess(Proofs(law), every, differences=False).split for law in laws)
    assert split is not None
    assert len(split.says.split()) <= 40
    assert split.standard != "standard-mandate"
    assert none is None or "No rule" not in none.says


def test_a_government_that_nobody_named_is_told_by_what_it_is(sanctuary: Callable[..., Ran]) -> None:
    """A city in several counties: its sheriff is theirs, and no sentence names a state twice."""
    out = sanctuary("actors", "Houston, TX").out
    assert re.search(r"^sheriff .*the counties Houston lies in", out, re.MULTILINE)
    assert re.search(r"^school .*the school district", out, re.MULTILINE)
    told = _flat(sanctuary("decide", "Houston, TX", "--actor", "police", "--action", "ask", "--resource", "immigration-status").out)
    assert "the law of Houston was not searched at all, and that of Texas was not searched to the end" in told


def test_a_ban_on_limits_says_what_no_policy_may_do_and_whom_it_covers(sanctuary: Callable[..., Ran]) -> None:
    """The words cannot be taken for a permission, and what is narrower than the answer stands beside it."""
    words = ("--on", "2026-04-30", "--actor", "sheriff", "--action", "limit", "--resource", "asking-status", "--all")
    told = _flat(sanctuary("decide", "us-tx", *words).out)
    assert "must not, because: No local policy may keep officers from asking" in told
    assert "The paragraph speaks of a person under lawful detention or arrest." in told


def test_an_answer_that_depends_names_its_paragraph_before_the_tree(sanctuary: Callable[..., Ran]) -> None:
    """Though it decides neither every case nor the plainest: what, when, which paragraph, since when."""
    facts = ("--fact", "paper=detainer", "--fact", "requester=immigration-authority")
    told = sanctuary("decide", "Houston, TX", "--actor", "sheriff", "--action", "hold", "--resource", "subject", *facts).out
    first = _flat(told.partition("It turns on")[0])
    assert "By reports, the sheriff must hold somebody longer" in first
    assert "if the paper is for this person and the person showed no proof of lawful status. Otherwise no rule was found" in first
    assert "art. 2A.060(a)(1); state statute, since 2025-01-01" in first


def test_what_is_known_of_a_place_and_not_encoded_stands_before_its_answers(sanctuary: Callable[..., Ran]) -> None:
    """Of that place alone, and of the county that runs its jail."""
    assert "Known but not encoded: the County's policy of 2017-02-17" in _flat(sanctuary("actors", "Miami").out)
    words = ("--actor", "police", "--action", "stop", "--resource", "subject")
    assert "Known but not encoded: the City's ordinance of 2026-04-08" in _flat(sanctuary("decide", "Houston, TX", *words).out)
    assert "Known but not encoded" not in sanctuary("decide", "Fort Worth, TX", *words).out


def test_common_words_get_the_word_they_mean(sanctuary: Callable[..., Ran]) -> None:
    """Before anything else that is missing."""
    assert "Read 'adopt' as limit." in sanctuary("decide", "us-tx", "--actor", "police", "--action", "adopt").err
    assert "Read 'jail' as sheriff" in sanctuary("decide", "us-tx", "--actor", "jail", "--action", "hold").err
    assert "did you mean 'disclose' or 'transfer'?" in sanctuary("decide", "us-tx", "--actor", "police", "--action", "send").err
    assert "--resource exchanging-status" in sanctuary("decide", "us-tx", "--actor", "police", "--action", "limit").err


def test_hints_name_words_of_the_vocabulary() -> None:
    """Each common word is none itself, of its kind, and each word it may mean is one."""
    vocabulary = Library().vocabulary
    words = {
        "action": set(vocabulary.actions), "actor": set(vocabulary.enums["Actor"]),
        "resource": {value for one in vocabulary.actions.values() for value in one.by_name["resource"].values},
        "value": {value for values in vocabulary.enums.values() for value in values},
        "fact": {variable.name for one in vocabulary.actions.values() for variable in one.variables},
    }  # fmt: skip
    words["jail"] = words["actor"]
    limited = meant()["limits"]
    assert {one for may in limited.values() for one in may} <= set(vocabulary.enums["Limit"])
    assert all(any(word == act or word.startswith(f"{act}-") for act in vocabulary.actions) for word in limited)
    assert set(meant()) == {*words, "phrase", "limits"}
    for kind, table in ((kind, meant()[kind]) for kind in words):
        assert not set(table) & words[kind], kind
        assert {one for may in table.values() for one in may} <= words[kind], kind


def test_a_fact_of_the_command_line_stands_beside_those_of_a_file(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """It wins over the same fact, and no other fact of the same record is lost."""
    file = tmp_path / "situation.json"
    file.write_text(
        '{"actor": "sheriff", "action": "transfer", "resource": "subject", "context": {"paper": "none", "history": {"hate_crime": true}}}'
    )
    words = ("decide", "us-ca", str(file), "--on=2026-06-22", "--permalink")
    told = sanctuary(*words, "--fact=history.held_to_answer=true", "--fact=paper=detainer").out
    assert {f"--fact {one}" in told for one in ("paper=detainer", "history.hate_crime=true", "history.held_to_answer=true")} == {True}
    assert "paper=none" not in told
