"""Invented worlds of law, written anew from a seed: a nation, two states, a court above a city and its county, a town.

Rules are drawn at random from everything that a rule can say; what courts have settled and stopped, too. Nothing here is anybody's law.
"""

import random
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

WORDS = ("vocabulary.cedarschema", "possible.cedar", "papers.toml", "governments.toml", "words.toml")
TEXT = "# Code 1: An invented section\n\nSource: text\n\nInvented.\n\n## (a): An invented sentence\n\nInvented.\n"
READINGS = ("first", "second", "third", "reach")


class Government(NamedTuple):
    """What pack.toml says of a government: level, what it is, the governments above it, who runs which actor."""

    level: str
    kind: str
    parents: tuple[str, ...] = ()
    runs: Mapping[str, str] = {}


GOVERNMENTS = {
    "nation": Government("federal", "nation"),
    "north": Government("state", "state", ("nation",), {"probation": "north"}),
    "south": Government("state", "state", ("nation",), {"police": "south"}),
    "bench": Government("state", "court", ("north",)),
    "city": Government(
        "local", "city", ("north", "bench"), {"sheriff": "county", "probation": "county", "school": "north", "court": "bench"}
    ),
    "county": Government("local", "county", ("north", "bench"), {"court": "bench"}),
    "town": Government("local", "", ("south",), {"court": "south"}),
}
ACTORS = ("police", "sheriff", "probation", "court", "school", "library", "business", "landlord")
INFORMATION = ("immigration-status", "citizenship", "release-date")
LIMITS = ("exchanging-status", "asking-status", "telling-release-dates")
DAYS = ("2018-01-01", "2020-01-01", "2022-01-01", "2024-01-01")
EFFECTS = ("forbids", "forbids", "forbids", "requires", "guarantees", "guarantees", "permits", "obliges", "notes")


def write_words(folder: Path, words: Path) -> None:
    """Puts the shared words beside the packs."""
    for name in WORDS:
        shutil.copy(words / name, folder / name)


def write_pack(folder: Path, pack: str, government: Government, rules: Iterable[str] = (), orders: Iterable[str] = ()) -> None:
    """Writes a pack: its rules as Cedar, and what courts have settled and stopped as tables of proceedings.toml."""
    lines = [
        f'id = "{pack}"',
        f'title = "{pack}"',
        'kind = "law"',
        f'level = "{government.level}"',
        f"parents = {list(government.parents)}",
    ]
    lines += ['version = "1"', "known_through = 2026-01-01", 'instrument = "statute"', 'changed_by = "state"']
    lines += [f'government = "{government.kind}"'] if government.kind else []
    lines += ["[actors]", *(f'{actor} = {{ government = "{by}", name = "{actor}" }}' for actor, by in government.runs.items())]
    lines += ["[[source]]", 'id = "text"', 'title = "text"', 'address = "nowhere"', 'kind = "official"', "read = 2026-01-01"]
    for name in READINGS if government.level == "federal" else ():
        lines += ["[[reading]]", *(f'{field} = "{name}"' for field in ("id", "question", "when_true", "when_false", "source"))]
    texts = {
        "pack.toml": "\n".join(lines),
        "proceedings.toml": "\n".join(orders),
        "law/code.md": TEXT,
        "rules/code.cedar": "\n".join(rules),
    }
    for name, text in texts.items():
        path = folder / pack / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def rule(name: str, policy: str, **says: str) -> str:
    """A rule as Cedar, in force since 2018 unless it says otherwise."""
    said = {"id": name, "cites": "Code 1(a)", "since": DAYS[0], "source": "official"} | says
    return "".join(f'@{word}("{value}")\n' for word, value in said.items()) + policy + "\n"


def order(table: str, *lines: str, since: str = DAYS[0]) -> str:
    """What a court has said, as a table of proceedings.toml: `settled` or `enjoined`."""
    says = {"settled": 'binds = "some"', "enjoined": 'part = "all of it"'}[table]
    told = ['court = "a court"', 'number = "1"', f"since = {since}", 'source = "official"', "read = 2026-01-01"]
    return "\n".join([f"[[{table}]]", *lines, says, *told])


def write_world(folder: Path, words: Path, seed: int) -> None:
    """Writes a world; each of its packs has forty rules."""
    rng = random.Random(seed)
    write_words(folder, words)
    for pack, government in GOVERNMENTS.items():
        rules = [_rule(rng, government.level, f"r{number}") for number in range(40)]
        write_pack(folder, pack, government, rules, _orders(rng, pack, government))


def _orders(rng: random.Random, pack: str, government: Government) -> list[str]:
    """What a court says of other governments' rules, and of readings, stands with the nation and the states: above whoever is meant."""
    wide = government.kind in ("nation", "state")
    found = []
    for _ in range(rng.randint(0, 2) if wide else 0):
        reading = rng.choice(READINGS[:3])
        courts = "true" if reading == "first" else "false"
        value = rng.choice(("true", "false"))
        found.append(order("settled", f'reading = "{reading}"', f"value = {value}", f"binds_state_courts = {courts}", *_until(rng)))
    for _ in range(rng.randint(0, 6)):
        stopped = f'rule = "{rng.choice((pack, *GOVERNMENTS)) if wide else pack}/r{rng.randrange(40)}"'
        toward = f"toward = {rng.sample(ACTORS, rng.randint(0, 3))}"
        found.append(order("enjoined", stopped, toward, *_until(rng), since=rng.choice(DAYS[:2])))
    return found


def _until(rng: random.Random) -> list[str]:
    return [f"until = {rng.choice(DAYS[2:])}"] * rng.randint(0, 1)


def _rule(rng: random.Random, level: str, name: str) -> str:
    effect = rng.choice(EFFECTS)
    since, until = sorted(rng.sample(DAYS, 2))
    optional = {"until": until, "dated": "not-established", "disputed": rng.choice(READINGS[:3])}
    if effect in ("forbids", "guarantees"):
        optional["limits"] = ", ".join(rng.sample(LIMITS, rng.randint(1, 2)))
    if effect == "guarantees":
        optional["notwithstanding"] = "reach"
    if level != "federal":
        optional |= {"level": "agency", "by": "agreement"}
    says = {word: value for word, value in optional.items() if rng.random() < 0.3}
    if effect != "forbids":
        says["modality"] = effect
    if effect == "obliges":
        says |= {"duty": rng.choice(("copy-to-person", "post-notice")), "on": rng.choice(("request", "act", "breach"))}
    return rule(name, _policy(rng, "forbid" if effect == "forbids" else "permit"), **({"since": since} | says))


def _policy(rng: random.Random, effect: str) -> str:
    action = rng.choice(("ask", "disclose"))
    some = ", ".join(f'Actor::"{actor}"' for actor in rng.sample(ACTORS, rng.randint(1, 5)))
    who = f"[{some}].contains(principal)"
    what = "resource" if rng.random() < 0.5 else f'resource == Information::"{rng.choice(INFORMATION)}"'
    facts = ["context.required_by_law"]
    if action == "disclose":
        paper = rng.choice(("detainer", "court-order", "judicial-subpoena", "federal-search-warrant"))
        facts += [f'context.paper == Paper::"{paper}"', "context.paper_covers_request"]
        facts += ['context has paper_court && context.paper_court == PaperCourt::"federal"']
    tests = [rng.choice((who, who, f"!{who}")), rng.choice(facts)]
    clauses = [f"{rng.choice(('when', 'when', 'unless'))} {{ {test} }}" for test in tests if rng.random() < 0.6]
    return "\n".join([f'{effect} (principal, action == Action::"{action}", {what})', *clauses]) + ";"
