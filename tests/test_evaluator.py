"""The program and a second, plain reading of the same files agree.

They agree on complete situations in outcome, reasons, duties, voided rules and notes; on what can occur; and on what follows where a few
facts are open, no court's paper in hand. Where the words leave a question open, a small world says how it is taken.
"""

import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import evaluator
from evaluator import Evaluator, Ruling
from fillings import OpenEvaluator
from invented import GOVERNMENTS, Government, order, rule, write_pack, write_words, write_world
from sanctuary.engine.answer import answer
from sanctuary.engine.function import Decider
from sanctuary.engine.prove import Proofs
from sanctuary.engine.ruling import Decision
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import OWN, Library

DAYS = (date(2018, 10, 1), date(2021, 9, 1), date(2026, 11, 22))
TURN = date(2022, 1, 1)
"""A day on which rules of the invented worlds begin and end."""

PLACES = sorted(path.parent.name for path in OWN.glob("*/pack.toml") if not path.parent.name.startswith("standard-"))
EVERYWHERE = list(itertools.product(PLACES, DAYS))


class Asked(NamedTuple):
    """A complete situation, with a reading for every dispute."""

    actor: str
    action: str
    resource: str
    context: dict[str, Any]
    readings: dict[str, bool]


class Filling:
    """Values at random, most of them near the words of one rule: elsewhere few rules speak."""

    def __init__(self, law: Evaluator, rng: random.Random, said: frozenset[tuple[str, str]]) -> None:
        self.words, self.rng, self.said = law.vocabulary, rng, said

    def one(self, kind: str) -> Any:
        """A value of a type."""
        if kind in self.words.records:
            facts = self.words.records[kind].items()
            return {name: self.one(of) for name, (of, optional) in facts if not optional or self.rng.random() < 0.6}
        if kind == "Bool":
            return self.rng.random() < 0.35
        values: Sequence[Any] = sorted(word for of, word in self.said if of == kind)
        if not values or self.rng.random() < 0.2:
            values = range(17) if kind == "Long" else self.words.values(kind)
        return self.rng.choice(values)


def situations(law: Evaluator, rng: random.Random) -> Iterator[Asked]:
    """Random complete situations, without end."""
    near = [law.rules[name] for name in sorted(law.rules) if any(law.rules[name].pack in over for over in law.over.values())]
    words = {one.says[name] for one in near for name in ("disputed", "notwithstanding") if name in one.says}
    disputes = sorted(words) + [f"in-force:{one.id}" for one in near if "dated" in one.says]
    while True:
        said = rng.choice(near).literals
        resource, facts = law.vocabulary.actions[action := rng.choice(sorted(word for kind, word in said if kind == "Action"))]
        fill = Filling(law, rng, said)
        readings = {name: rng.random() < 0.5 for name in disputes}
        yield Asked(fill.one("Actor"), action, fill.one(resource), fill.one(facts), readings)


def plain(decision: Decision | Mapping[Any, Decision]) -> Ruling:
    """The program's decision in the evaluator's form; every reading is given, so there is one."""
    assert isinstance(decision, Decision)
    duties = sorted((owed.duty, owed.on, owed.within, owed.rule) for owed in decision.duties)
    because, voided, notes = (tuple(sorted(ids)) for ids in (decision.because, decision.voided, decision.notes))
    return decision.outcome.value, because, tuple(duties), voided, notes


def compare(library: Library, folder: Path, asked: Sequence[tuple[str, date]], count: int, seed: int) -> set[str]:
    """Asks both the same; returns the ids of the rules that decided, obliged, were voided or noted."""
    seen: set[str] = set()
    for number, (place, day) in enumerate(asked):
        second, first = Evaluator(folder, place, day), Decider(law_of(library, place, day))
        for one in itertools.islice(situations(second, random.Random(seed + number)), count // len(asked) + 1):
            ruling = second.decide(*one)
            assert plain(first.decide(*one)) == ruling, (place, day, one)
            seen |= {*ruling[1], *(duty[3] for duty in ruling[2]), *ruling[3], *ruling[4]}
    return seen


def test_the_second_reading_stays_plain_enough_to_be_read_whole() -> None:
    assert len(Path(str(evaluator.__file__)).read_text(encoding="utf-8").splitlines()) <= 200


def test_both_say_the_same_of_every_place(library: Library) -> None:
    assert len(compare(library, OWN, EVERYWHERE, 4000, seed=1)) > 200


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
def test_both_say_the_same_of_every_place_at_length(library: Library, seed: int) -> None:
    assert len(compare(library, OWN, EVERYWHERE, 10_000, seed=1000 * (seed + 1))) > 300


@pytest.mark.parametrize("seed", [0, *(pytest.param(number, marks=pytest.mark.long) for number in range(1, 4))])
def test_both_say_the_same_of_an_invented_world(tmp_path: Path, seed: int) -> None:
    write_world(tmp_path, OWN, seed)
    library = Library(folders=(tmp_path,), words=tmp_path)
    assert len(compare(library, tmp_path, list(itertools.product(GOVERNMENTS, (*DAYS, TURN))), 1000, seed)) > 100


def flat(law: Evaluator, one: Asked) -> dict[str, Any]:
    """A situation as the proofs name its facts; missing optional ones are None."""

    def facts(kind: str, given: Mapping[str, Any], before: str) -> Iterator[tuple[str, Any]]:
        for name, (of, _) in law.vocabulary.records[kind].items():
            if of in law.vocabulary.records:
                yield from facts(of, given[name], f"{name}.")
            else:
                yield before + name, given.get(name)

    return {"actor": one.actor, "resource": one.resource, **dict(facts(law.vocabulary.actions[one.action][1], one.context, ""))}


def test_both_exclude_the_same_situations(library: Library) -> None:
    place = "us-ca-los-angeles"
    law, proofs = Evaluator(OWN, place, DAYS[2]), Proofs(law_of(library, place, DAYS[2]))
    found = []
    for one in itertools.islice(situations(law, random.Random(5)), 1000):
        proof = proofs[one.action]
        found.append(law.possible(*one[:4]))
        assert proof.possible(proof.fixed(flat(law, one))) == found[-1], one
    assert 100 < sum(found) < 900


@pytest.mark.parametrize(
    "place", ["us-tx", *(pytest.param(one, marks=pytest.mark.long) for one in ("us-ca-los-angeles", "us-nj", "us-il-cook"))]
)
def test_both_leave_the_same_outcomes_where_facts_are_open(library: Library, place: str) -> None:
    law, proofs, rng = OpenEvaluator(OWN, place, DAYS[2]), Proofs(law_of(library, place, DAYS[2])), random.Random(6)
    said = {order["reading"]: order["value"] for pack in law.above for order in law.packs[pack].settled}
    asked = several = 0
    for one in situations(law, rng):
        unset = rng.choice((["paper"], ["paper_court"], ["paper", "paper_court"], ["paper", "requester"]))
        if "paper" not in one.context or not law.possible(*one[:4]) or not {"paper_court"} & {*unset, *one.context}:
            continue
        context = {name: value for name, value in one.context.items() if name not in unset}
        readings = one.readings | said
        if expected := law.answer((*one[:3], context), unset, readings):
            known = {name: value for name, value in flat(law, one).items() if name not in unset}
            assert {outcome.value for outcome in answer(proofs, one.action, known, readings).outcomes} == expected, (one, unset)
            asked, several = asked + 1, several + (len(expected) > 1)
        if asked == 60:
            break
    assert several > 2


ASK = 'action == Action::"ask", resource)'
ABOVE = {"nation": GOVERNMENTS["nation"], "north": GOVERNMENTS["north"], "bench": GOVERNMENTS["bench"]}
COUNTY = Government("local", "county", ("north",), {"sheriff": "county"})
CITY = Government("local", "city", ("north", "bench"), {"sheriff": "county"})
DISPUTED = rule("ban", f"forbid (principal, {ASK};", disputed="first")


class World(NamedTuple):
    """A small world, a question in it (may this actor ask for status?), and what follows, with every reading that is open as given."""

    packs: Mapping[str, tuple[Government, Sequence[str], Sequence[str]]]
    place: str
    actor: str
    outcome: str
    reading: bool = False


def settled(value: str, courts: str = "false") -> str:
    """A word of a court on the first reading."""
    return order("settled", 'reading = "first"', f"value = {value}", f"binds_state_courts = {courts}")


def packs(**said: tuple[Sequence[str], Sequence[str]]) -> dict[str, tuple[Government, Sequence[str], Sequence[str]]]:
    """A nation, a state, a court, a city, and the county that runs the city's jail, with rules and orders where some are given."""
    return {name: (made, *said.get(name, ((), ()))) for name, made in {**ABOVE, "county": COUNTY, "city": CITY}.items()}


REACH = rule("all", f"permit (principal, {ASK};", modality="guarantees", notwithstanding="first")
JOINED = rule("joined", f'forbid (principal == Actor::"sheriff", {ASK};', by="agreement")
STOPPED = order("enjoined", 'rule = "nation/ban"')
BAN = rule("ban", f"forbid (principal, {ASK};")
TAKEN = {
    "a settled reading reaches notwithstanding": World(
        packs(nation=([BAN, REACH], [settled("false")])), "north", "police", "must-not", reading=True
    ),
    "the lowest government that usually runs a court does": World(packs(bench=([BAN], [])), "city", "court", "must-not"),
    "a reading settled in the county counts for its jail": World(
        packs(nation=([DISPUTED], []), county=([], [settled("true")])), "city", "sheriff", "must-not"
    ),
    "one settled in the city does not": World(packs(nation=([DISPUTED], []), city=([], [settled("true")])), "city", "sheriff", "silent"),
    "a rule stopped in the city still binds the county's jail": World(
        packs(nation=([BAN], []), city=([], [STOPPED])), "city", "sheriff", "must-not"
    ),
    "a court follows the word that binds it": World(
        packs(nation=([DISPUTED], [settled("true")]), north=([], [settled("false", "true")])), "north", "court", "silent", reading=True
    ),
    "also where another court agrees": World(
        packs(nation=([DISPUTED], [settled("false")]), north=([], [settled("false", "true")])), "north", "court", "silent", reading=True
    ),
    "an agreement rests where a court stopped it": World(
        packs(city=([JOINED], [order("enjoined", 'rule = "city/joined"', 'toward = ["sheriff"]')])), "city", "sheriff", "silent"
    ),
    "an agreement binds whom it names": World(packs(city=([JOINED], [])), "city", "sheriff", "must-not"),
    "on no page but that of who made it": World(packs(city=([JOINED], [])), "county", "sheriff", "silent"),
}
"""Questions that the design's words leave to the reader, and that both take alike."""


def outcomes(folder: Path, world: World) -> tuple[str, str]:
    """What the evaluator says, and what the program says."""
    write_words(folder, OWN)
    for name, (government, rules, orders) in world.packs.items():
        write_pack(folder, name, government, rules, orders)
    evaluator = Evaluator(folder, world.place, DAYS[1])
    facts = dict.fromkeys(evaluator.vocabulary.records["Collection"], False)
    one = Asked(world.actor, "ask", "immigration-status", facts, {"first": world.reading})
    law = law_of(Library(folders=(folder,), words=folder), world.place, DAYS[1])
    return evaluator.decide(*one)[0], plain(Decider(law).decide(*one))[0]


@pytest.mark.parametrize("case", TAKEN)
def test_both_take_a_question_alike(tmp_path: Path, case: str) -> None:
    assert outcomes(tmp_path, TAKEN[case]) == (TAKEN[case].outcome,) * 2
