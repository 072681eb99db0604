"""What the program says reads as a person would write it: every sentence it can form is held to a list of faults.

Sentences are formed here for every word of the vocabulary, without a solver; what commands print for the packs of today is looked at in the
long tier.
"""

import itertools
import random
import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest

import tiers
from conftest import Ran
from sanctuary.engine.cells import Box, Cell
from sanctuary.engine.situation import known_facts
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Variable
from sanctuary.model import Outcome
from sanctuary.study.headlines import Judged, headline_of
from sanctuary.study.named import named_days
from sanctuary.study.phrases import clock, duty, named, sentence, spoken

FAULTS = {
    "an article before any": r"\b(the|an?) any\b",
    "a duration as a code": r"\bP(\d+[YMWD]|T\d+[HM])\b",
    "a truth value as a program has it": r"\b(True|False|None)\b|is '(true|false)\'|if (true|false) ",
    "a word twice": r"(?i)\b(the|a|an|of|or|and|if|when|on|is|to|for|not) \1\b",
    "a space before a mark": r" [,.;:](\s|$)",
    "two marks": r"[,;:][,;:]|(?<!Cal)(?<!Tex)(?<!Ill)(?<!Fla)(?<!Cir)(?<!App)\.[,;:]|\.\.(?!\.)",
    "an id in place of a word": r"\b(must|may|not) [a-z]+(-[a-z]+){2,}\b|\b[a-z]+_[a-z_]+\b",
    "a before a vowel": r"(?<![-\w])[Aa] (?:[aeio]|u(?!ni|s))[a-z]",
    "an before a consonant": r"\b[Aa]n (?:[bcdfgjklmnpqrstvwxyz]|h(?!our|onest|eir))[a-z]",
    "one of many": r"\b1 (rules|laws|days|criteria|entries|situations|texts|paragraphs|answers|packs|paths|differences)\b",
    "many of one": r"\b([2-9]|\d\d+) (rule|law|criterion|entry|situation|text|paragraph|answer|pack|path|difference)\b(?! [a-z]*(s|ed)\b)",
    "a stray word": r"text that was not read, too|when it comes to",
    "two spaces or an empty bracket": r"\S  +\S|\(\)|\[\]|\{",
    "two periods of a sentence": r"\.\)\.|\?\.",
    "a place and its state, twice": r"\b([A-Z]\w+(?: [A-Z]\w+)?),? (?:and )?\1\b",
    "a name that repeats the word": r"\b([a-z]+(?:-[a-z]+)*) \(\1\)",
    "an answer without a question": r"^\s*\S.*: (have|ask|hold|join|take part|hand|give|let) .*: (unknown|must|may|no rule)\b",
    "a statement that is unknown": r": unknown(,|$)",
    "an office without its article": r"\b(whether|or|and|if) (sheriff|governing-body|permit-office) of [A-Z]|^(Sheriff|Library) of [A-Z]",
    "law of no place": r"where that is, and",
    "a list with a name that has a comma": r"H\.R\. 32, 119th Congress and ",
    "what a pronoun stands for is not said": r"none of them stood",
    "two answers in a bracket": r"\((must|may|no rule)[^)]*; there ",
    "a code in place of a criterion": r"by criterion: ",
    "a fact and its end in a row": r": no longer[;.] .*: yes\b",
    "what nobody says": r"going against it|in deputation|open (somebody|a person) in custody|a stretch of your choice|are not kept from",
}


def faults(text: str) -> list[str]:
    """The faults of a text, each with its place."""
    return [
        f"{name}: ...{text[max(0, at.start() - 40) : at.end() + 20]}..."
        for name, fault in FAULTS.items()
        for at in re.finditer(fault, text)
    ]


def test_the_list_finds_the_faults_it_names() -> None:
    """Each fault, planted, is found; a plain sentence has none."""
    planted = [
        "admit to the any place", "within P1D", "is 'true'; expected", "if true depends", "of of it", "found , then", "so;, too",
        "must not send-the-file-on",
        "a officer", "an detainer", "1 rules", "3 rule of law", "text that was not read, too", "done  twice", "so.).",
        "the law of Texas and Texas", "police (police)", "The police: have a policy: unknown to must not", "It has made it final: unknown",
        "What a text attaches to going against it", "It depends whether sheriff of Alder County may hold", "Sheriff of Alder County must",
        "It would be no if none of them stood", "by Technical definition, H.R. 32, 119th Congress and Florida definition",
        "the law of its state, where that is, and of the nation", "hand somebody over (may; there must not)",
        "ICE Out, by criterion: 10: met",
        "City money leaves out nobody: no longer; City money leaves out nobody: yes",
    ]  # fmt: skip
    assert [text for text in planted if not faults(text)] == []
    assert faults("The police may stop somebody on an I-9 notice, if a unit of the state asks within one hour.") == []


def _cells(variable: Variable, chooser: random.Random) -> tuple[Cell, ...]:
    """Some limit of a fact."""
    if variable.kind == "bool":
        return ((chooser.random() < 0.5,),)
    if variable.kind == "count":
        runs: list[Cell] = [(None,)] if variable.optional and chooser.random() < 0.5 else []
        first = chooser.choice((0, 1, 6, 16))
        return (*runs, tuple(range(first, chooser.choice((first + 1, first + 5, 100)))))
    names = [*([None] if variable.optional else []), *variable.values]
    return tuple((one,) for one in chooser.sample(names, chooser.randint(1, max(1, len(names) - 1))))


def _sentences(law: Law, seed: int) -> Iterator[str]:
    """For every action: every actor and resource alone, every fact alone at each of its values, and facts together."""
    chooser = random.Random(seed)
    for action in law.vocabulary.actions.values():
        variables = [one for one in action.variables if one.name not in (ACTOR, RESOURCE)]
        actors, things = action.by_name[ACTOR].values, action.by_name[RESOURCE].values
        for actor, outcome in itertools.product(actors, Outcome):
            yield sentence(law, action.name, {ACTOR: (actor,)}, {}, outcome)
        for thing in things:
            yield sentence(law, action.name, {ACTOR: (actors[0],)}, {RESOURCE: ((thing,),)}, Outcome.MAY)
        boxes: list[Box] = []
        for one in variables:
            boxes += [{one.name: ((value,),)} for value in one.domain[:30]]
        for _ in range(20):
            boxes.append({one.name: _cells(one, chooser) for one in chooser.sample(variables, min(len(variables), chooser.randint(1, 6)))})
        for box in boxes:
            yield sentence(law, action.name, {ACTOR: (chooser.choice(actors),)}, box, chooser.choice(list(Outcome)))
            yield sentence(law, action.name, {ACTOR: (chooser.choice(actors),)}, box, Outcome.MAY, "copy-to-person")


@pytest.mark.drawn("places whose sentences are read")
def test_every_sentence_about_a_situation_reads_well(pytestconfig: pytest.Config) -> None:
    """Every word of the vocabulary, in every place's names."""
    library, seed = Library(), int(pytestconfig.getoption("--seed"))
    found: list[str] = []
    for place in tiers.some(
        "places whose sentences are read", ("us-ca-los-angeles", "us-fl", "us-ny-nyc", "us-il-cook", "us", "us-fl-miami", "us-ny-buffalo")
    ):
        for text in _sentences(law_of(library, place, date(2026, 11, 22)), seed):
            assert text[0].isupper()
            assert text.endswith(".")
            found += faults(text)
    assert sorted(set(found))[:20] == []


def test_every_word_of_the_vocabulary_is_spoken_without_a_dash() -> None:
    """Values, duties, clocks and names of actors; only names of forms and letters keep their dash."""
    library = Library()
    law = law_of(library, "us-ca-los-angeles", date(2026, 11, 22))
    words = [value for values in law.vocabulary.enums.values() for value in values]
    told = [spoken(word) for word in words] + [duty(word) for word in law.vocabulary.duties]
    assert [word for word in told if re.search(r"[a-z]-[a-z]", word) and word not in ("illegal re-entry", "a non-public area")] == []
    withins = {rule.within for pack in law.packs.values() for rule in pack.rules if rule.within}
    assert [clock(one) for one in withins if re.search(r"\d[A-Z]|^P", clock(one))] == []


def test_an_actor_is_named_as_a_sentence_names_it() -> None:
    """An article where a name takes one; what a pack adds in brackets is left out."""
    library = Library()
    city, state = (law_of(library, place, date(2026, 11, 22)) for place in ("us-ca-los-angeles", "us-tx"))
    assert named(city, "police") == "the Los Angeles Police Department"
    assert named(city, "permit-office") == "City permit offices"
    assert named(city, "housing-authority") == "the Housing Authority of the City of Los Angeles"
    assert named(state, "landlord") == "a landlord"
    miami = law_of(library, library.find("Miami", "law")[1], date(2026, 11, 22))
    assert named(miami, "sheriff") == "the Miami-Dade Corrections and Rehabilitation Department"
    tampa = law_of(library, library.find("Tampa, FL", "law")[1], date(2026, 11, 22))
    assert named(tampa, "sheriff") == "the sheriff of Hillsborough County, Florida"
    assert named(state, "sheriff") == "county sheriffs"


def test_named_days_are_days_on_which_the_law_changed() -> None:
    """A name stands for rules of its pack that begin on its day."""
    library = Library()
    for pack, days in named_days().items():
        begun = {rule.since for rule in library.get(pack).rules}
        assert [day for day in days if day not in begun] == [], pack


def test_a_truth_value_in_quotation_marks_is_refused_in_plain_words() -> None:
    """The text says what to write."""
    law = law_of(Library(), "us-tx", date(2026, 4, 30))
    with pytest.raises(RequestError, match='is the text "true"; write true or false, without quotation marks'):
        known_facts(law.vocabulary, "police", "hold", "subject", {"already_public": "true"})


def test_a_headline_asks_the_question_on_which_an_unknown_turns() -> None:
    """In the words of the dispute, not by its id."""
    library = Library()
    law = law_of(library, "us-tx", date(2026, 4, 30))
    standard = library.standards("minimum")[0]
    one = Judged(
        id="shared", title="Status is not shared", asks="", test="every", status="unknown", rests_on=(), turns_on=("reading 8-usc-1373",),
        proved_by=(),
    )  # fmt: skip
    found = headline_of(law, standard, "unknown", [one], None)
    assert (found.answer, found.change) == ("Unknown", "What is not known: status is not shared.")
    assert found.says.startswith("It turns on a dispute: Are 8 USC 1373 and 1644 valid")


PRINTED = [
    *((("assess", place), "assess") for place in ("los-angeles", "us-ca", "us-tx", "us-fl", "us-or", "us-ny-nyc")),
    *((("assess", place, "--standard", "all", "--all"), "assess") for place in ("los-angeles", "us-tx", "us-or")),
    *((("trace", place, "--to", "immigration-custody"), "trace") for place in ("los-angeles", "us-tx", "us-fl", "us-or", "us-ny-nyc")),
    (("compare", "us-ca", "us-tx", "--all"), "compare"),
    (("compare", "us-fl", "us-or", "--all"), "compare"),
    (("compare", "Houston", "us-or"), "compare"),
    (("compare", "los-angeles", "--from", "2016", "--to", "2026"), "compare"),
    (("compare", "us-il", "standard-minimum"), "compare"),
    *((("timeline", place, "--all"), "timeline") for place in ("us-tx", "us-il-chicago", "us-fl", "us-nj")),
    (("trace", "us-fl"), "trace"),
    (("compare", "us-ca", "--on", "2018-01-03", "--other-on", "2018-01-05"), "compare"),
    (("timeline", "los-angeles", "--from", "2014-01-01"), "timeline"),
    (("timeline", "us-ny-nyc"), "timeline"),
    *((("assess", place), "assess") for place in ("Houston", "miami", "chicago", "Columbus, OH")),
    *((("disputes", place), "disputes") for place in ("Houston", "los-angeles", "us-fl")),
    (("compare", "chicago", "nyc"), "compare"),
    (("timeline", "us-tx", "--from", "2017", "--to", "2018"), "timeline"),
    (("decide", "Miami", "--actor", "county jail", "--action", "hold", "--fact", "paper=ICE detainer"), "decide"),
    (("decide", "us-or", "--actor", "school", "--action", "let in", "--resource", "public-area", "--fact", "requester=ice"), "decide"),
]


@pytest.mark.long
@pytest.mark.parametrize("words", [words for words, _ in PRINTED], ids=" ".join)
def test_what_commands_print_today_reads_well(sanctuary: Callable[..., Ran], words: tuple[str, ...]) -> None:
    """Whole outputs; no line of a suit stands twice."""
    ran = sanctuary(*words)
    assert ran.code == 0
    rows = re.sub(r"^  a limit on +stands .*?(?=^  (?:Void|Disputed|Open): )", "", ran.out, flags=re.MULTILINE | re.DOTALL)
    plain = re.sub(r"\S+\.(com|org|gov|us|net|edu)/\S*", "an address", re.sub(r"\n +", " ", rows))
    plain = re.sub(
        r"^(Plain question|Every definition|From an everyday event).*?\n(?=Law by law|Custody|\n|\Z)",
        "",
        plain,
        flags=re.MULTILINE | re.DOTALL,
    )
    tables = re.sub(r"^criterion  +status.*?\n\n", "", plain.partition("\nanswer ")[0], flags=re.MULTILINE | re.DOTALL)
    assert faults(re.sub(r"\n+", " ", re.sub(r"^( +)|  +(?=[Ii]n force|[Nn]o longer|What is known)", "", tables, flags=re.MULTILINE))) == []
    suits = re.findall(r"In court: [^\n]+", plain)
    assert len(suits) == len(set(suits))
