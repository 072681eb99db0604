"""How `compare` grows: an invented law of 200 and of 1,000 rules beside the same law with every tenth rule changed."""

import math
import random
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path

from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import OWN, Library
from sanctuary.study.compare import compare
from worlds import actors, nation, pack, rule

__all__ = ["SIZES", "measured"]

SIZES = (200, 1_000)
ON = date(2026, 6, 30)
ACTIONS = {"disclose": "Information", "query": "Information", "hold": "Person", "transfer": "Person"}
PAPERS = (
    "none",
    "administrative-warrant",
    "detainer",
    "notification-request",
    "transfer-request",
    "court-order",
    "judicial-subpoena",
    "writ",
)
PURPOSES = ("civil-immigration", "entry-or-presence-crime", "other-crime", "other")
WHAT = ("release-date", "home-address", "immigration-status", "health-record", "school-record", "fingerprints", "custody-status")


def measured(rounds: int) -> tuple[list[float], float]:
    """The median seconds of each size, measured in turns, and the power with which they grow."""
    with tempfile.TemporaryDirectory() as folder:
        pairs = [_laws(Path(folder), size) for size in SIZES]
        times: list[list[float]] = [[] for _ in SIZES]
        for _ in range(rounds):
            for (one, other), found in zip(pairs, times, strict=True):
                start = time.process_time()
                compare(one, other)
                found.append(time.process_time() - start)
    medians = [statistics.median(found) for found in times]
    return medians, math.log(medians[1] / medians[0]) / math.log(SIZES[1] / SIZES[0])


def _laws(folder: Path, size: int) -> tuple[Law, Law]:
    home = folder / str(size)
    home.mkdir()
    nation(home)
    for name, changed in (("one", False), ("other", True)):
        rules = [_rule(number, changed and number % 10 == 0) for number in range(size)]
        pack(home, name, *rules, parents=("nation",), tables=actors(police=name, library=name, school=name, sheriff=name))
    library = Library(folders=(home,), words=OWN)
    return law_of(library, "one", ON), law_of(library, "other", ON)


def _rule(number: int, changed: bool) -> str:
    rng = random.Random(number)
    action = rng.choice(list(ACTIONS))
    papers = ", ".join(f'Paper::"{paper}"' for paper in rng.sample(PAPERS, rng.randint(1, 4)))
    kept = rng.choice(("immigration-authority", "private-party", "other-federal-agency", "out-of-state-agency"))
    facts = [f'principal == Actor::"{rng.choice(("police", "library", "school", "sheriff"))}"', f"[{papers}].contains(context.paper)"]
    facts += [f'context.requester == Requester::"{kept}"', f'context.purpose != Purpose::"{rng.choice(PURPOSES)}"']
    facts += ["!context.required_by_law"] if changed else []
    resource = f'{ACTIONS[action]}::"{rng.choice(WHAT) if ACTIONS[action] == "Information" else "subject"}"'
    effect = rng.choice(("forbid", "forbid", "permits", "requires"))
    return rule(f"r{number}", effect, action, when=" && ".join(facts), resource=resource)
