"""A small invented world of law, written anew from a seed: a nation, two states, a court above a city and its county, and a town.

Rules are drawn at random from everything that a rule can say; what courts have settled and stopped, too. Nothing in it is anybody's law.
"""

import random
import shutil
from pathlib import Path

WORDS = ("vocabulary.cedarschema", "possible.cedar", "papers.toml", "governments.toml", "words.toml")
GOVERNMENTS = {
    "nation": ("federal", "nation", (), {}),
    "north": ("state", "state", ("nation",), {"probation": "north"}),
    "south": ("state", "state", ("nation",), {"police": "south"}),
    "bench": ("state", "court", ("north",), {}),
    "city": ("local", "city", ("north", "bench"), {"sheriff": "county", "probation": "county", "school": "north", "police": "city"}),
    "county": ("local", "county", ("north", "bench"), {"court": "bench"}),
    "town": ("local", "", ("south",), {"court": "nation"}),
}
ACTORS = ("police", "sheriff", "probation", "court", "school", "library", "business", "landlord")
INFORMATION = ("immigration-status", "citizenship", "release-date")
LIMITS = ("exchanging-status", "asking-status", "telling-release-dates")
READINGS = ("first", "second", "third")
DAYS = ("2018-01-01", "2020-01-01", "2022-01-01", "2024-01-01")
TEXT = "# Code 1: An invented section\n\nSource: text\n\nInvented.\n\n## (a): An invented sentence\n\nInvented.\n"


def write_world(folder: Path, words: Path, seed: int) -> None:
    """Writes the packs into a folder, with the shared words beside them."""
    rng = random.Random(seed)
    for name in WORDS:
        shutil.copy(words / name, folder / name)
    for pack in GOVERNMENTS:
        for part in ("law", "rules"):
            (folder / pack / part).mkdir(parents=True)
        (folder / pack / "pack.toml").write_text(_pack(pack))
        (folder / pack / "proceedings.toml").write_text(_proceedings(rng, pack))
        (folder / pack / "law" / "code.md").write_text(TEXT)
        (folder / pack / "rules" / "code.cedar").write_text("\n".join(_rule(rng, pack, number) for number in range(40)))


def _pack(pack: str) -> str:
    level, kind, parents, runs = GOVERNMENTS[pack]
    lines = [f'id = "{pack}"', f'title = "{pack}"', 'kind = "law"', f'level = "{level}"', f"parents = {list(parents)}", 'version = "1"']
    lines += ["known_through = 2026-01-01", 'instrument = "statute"', 'changed_by = "state"', *[f'government = "{kind}"'] * bool(kind)]
    lines += ["[actors]", *(f'{actor} = {{ government = "{by}", name = "{actor}" }}' for actor, by in runs.items())]
    lines += ["[[source]]", 'id = "text"', 'title = "text"', 'address = "nowhere"', 'kind = "official"', "read = 2026-01-01"]
    for name in READINGS if pack == "nation" else ():
        lines += ["[[reading]]", *(f'{field} = "{name}"' for field in ("id", "question", "when_true", "when_false", "source"))]
    return "\n".join(lines)


def _proceedings(rng: random.Random, pack: str) -> str:
    lines: list[str] = []
    for _ in range(rng.randint(0, 2)):
        value, courts = (rng.choice(("true", "false")) for _ in range(2))
        lines += ["[[settled]]", f'reading = "{rng.choice(READINGS)}"', f"value = {value}", f"binds_state_courts = {courts}"]
        lines += ['binds = "some"', *_order(rng)]
    for _ in range(rng.randint(0, 6)):
        rule = f"{rng.choice((pack, pack, *GOVERNMENTS))}/r{rng.randrange(40)}"
        toward = rng.sample(ACTORS, rng.randint(0, 3))
        lines += ["[[enjoined]]", f'rule = "{rule}"', f"toward = {toward}", 'part = "all of it"', *_order(rng)]
    return "\n".join(lines)


def _order(rng: random.Random) -> list[str]:
    since, until = sorted(rng.sample(DAYS, 2))
    lines = ['court = "a court"', 'number = "1"', f"since = {since}", 'source = "official"', "read = 2026-01-01"]
    return [*lines, *[f"until = {until}"] * rng.randint(0, 1)]


def _rule(rng: random.Random, pack: str, number: int) -> str:
    effect = rng.choice(("forbids", "forbids", "forbids", "requires", "guarantees", "guarantees", "permits", "obliges", "notes"))
    since, until = sorted(rng.sample(DAYS, 2))
    says = {"id": f"r{number}", "cites": "Code 1(a)", "since": since, "source": "official"}
    optional = {"until": until, "dated": "not-established", "disputed": rng.choice(READINGS)}
    if effect in ("forbids", "guarantees"):
        optional["limits"] = ", ".join(rng.sample(LIMITS, rng.randint(1, 2)))
    if effect == "guarantees":
        optional["notwithstanding"] = rng.choice(READINGS)
    if GOVERNMENTS[pack][0] != "federal":
        optional |= {"level": "agency", "by": "agreement"}
    says |= {name: value for name, value in optional.items() if rng.random() < 0.3}
    if effect != "forbids":
        says["modality"] = effect
    if effect == "obliges":
        says |= {"duty": rng.choice(("copy-to-person", "post-notice")), "on": rng.choice(("request", "act", "breach"))}
    annotations = "".join(f'@{name}("{value}")\n' for name, value in says.items())
    return annotations + _policy(rng, "forbid" if effect == "forbids" else "permit")


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
    return "\n".join([f'{effect} (principal, action == Action::"{action}", {what})', *clauses]) + ";\n"
