"""Somebody with the jail's roster and the court's calendar beside the public folder: what the folder adds to what they know.

The roster and the calendar are invented: days, numbers and outcomes from a seed, and nobody's name. The attacker knows them in full,
knows the program and every word of the vocabulary, and lacks only the keys.
"""

import base64
import hashlib
import hmac
import itertools
import json
import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from record.dealings import ORIGIN, Clock, new_log
from sanctuary.record.entry import GROUPS, Entry, read_entry
from sanctuary.record.log import Log
from sanctuary.record.publish import publish
from sanctuary.record.seal import canonical
from sanctuary.record.settings import Settings
from sanctuary.tlog.verify import LEAF_SIZE, parse_leaf
from tlog.published import files

FIRST, DAYS, PEOPLE = date(2026, 10, 1), 31, 300
HEAD = 13
"""Bytes of a leaf before the commitments: version, number, month."""


class Person:
    """A line of the roster, joined to the calendar."""

    def __init__(self, draw: random.Random, number: int) -> None:
        self.booking = f"B{draw.randrange(10**7):07}"
        self.file = f"{draw.randrange(10**9):09}"
        self.released = FIRST + timedelta(days=draw.randrange(DAYS))
        self.hearing = self.released - timedelta(days=draw.randint(1, 20))
        self.asked_for = draw.random() < 0.5
        self.transferred = self.asked_for and draw.random() < 0.3
        self.number = number

    def entry(self) -> Entry:
        return read_entry(
            {
                "event": {"event_id": self.booking, "received_at": f"{self.released}T09:00:00-07:00", "request_types": ["transfer"]},
                "document": {"paper": "detainer", "form_no": "I-247A"},
                "action": {"response": "complied" if self.transferred else "declined"},
                "custody": {
                    "outcome": "transferred" if self.transferred else "released",
                    "outcome_at": f"{self.released}T10:00:00-07:00",
                    "pseudonym": self.booking,
                },
            },
            "roster",
        )


def roster(seed: int) -> list[Person]:
    """The people of a month; those who were asked for are dealings, in the order of their release."""
    draw = random.Random(seed)
    return sorted((Person(draw, n) for n in range(PEOPLE)), key=lambda one: one.released)


def recorded(folder: Path, people: Sequence[Person], *, schedule: str = "") -> tuple[Log, Path]:
    """The month written down day by day, published as often as the schedule has it; the log and its public folder."""
    clock, public = Clock(datetime(2026, 10, 1, 12, tzinfo=UTC)), folder / "public"
    settings = Settings("sanctuary.record.log/1", ORIGIN, **({"schedule": schedule} if schedule else {}))  # type: ignore[arg-type]
    log = new_log(folder / "record", clock, "", settings)
    for day in range(DAYS + 1):
        clock.now = datetime(2026, 10, 1, 18, tzinfo=UTC) + timedelta(days=day)
        due = [one.entry() for one in people if one.asked_for and one.released == clock.now.date()]
        if due:
            log.add_many(due)
        publish(log, public)
    return log, public


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[Person], Log, Path]]:
    people = roster(1)
    log, public = recorded(tmp_path_factory.mktemp("month"), people)
    yield people, log, public
    log.close()


def leaves(public: Path) -> list[bytes]:
    """Every published leaf; the widest bundle holds them all where there are at most 256."""
    bundles = sorted((public / "tile" / "entries").rglob("*"), key=lambda file: file.stat().st_size if file.is_file() else -1)
    data = bundles[-1].read_bytes()
    return [data[at + 2 : at + 2 + LEAF_SIZE] for at in range(0, len(data), LEAF_SIZE + 2)]


def test_two_months_with_as_many_dealings_look_the_same(tmp_path: Path, month: tuple[list[Person], Log, Path]) -> None:
    """Other people, other days, other outcomes: the folders differ in keyed bytes, hashes and signatures, and in nothing else."""
    people, log, public = month
    count = sum(one.asked_for for one in people)
    others = roster(2)
    for one in others:
        one.asked_for = False
    # As many dealings, all in the last two days of the month: nothing of that may show.
    for one in others[-count:]:
        one.asked_for, one.released = True, FIRST + timedelta(days=DAYS - 1 - one.number % 2)
    second, beside = recorded(tmp_path, others)
    second.close()
    assert log.size() == count
    ours, theirs = files(public), files(beside)
    assert {name: len(data) for name, data in ours.items()} == {name: len(data) for name, data in theirs.items()}
    assert [leaf[:HEAD] for leaf in leaves(public)] == [leaf[:HEAD] for leaf in leaves(beside)]
    assert ours["keys.json"] == theirs["keys.json"]
    text, other = (held["checkpoint"].split(b"\n") for held in (ours, theirs))
    assert text[:2] == other[:2]
    assert [line.split(b" ")[:2] for line in text[4:]] == [line.split(b" ")[:2] for line in other[4:]]


def test_a_weekly_schedule_tells_the_week_and_the_usual_one_the_month(tmp_path: Path, month: tuple[list[Person], Log, Path]) -> None:
    """Partial tiles keep the sizes of earlier checkpoints: a folder published weekly tells how many dealings each week had."""
    people, _, public = month
    partial = [name for name in files(public) if ".p/" in name and name.startswith("tile/entries")]
    assert len(partial) == 1
    log, weekly = recorded(tmp_path, people, schedule="weekly")
    log.close()
    partial = [name for name in files(weekly) if ".p/" in name and name.startswith("tile/entries")]
    assert len(partial) == 4


def test_no_guess_about_anybody_on_the_roster_fits_a_leaf(month: tuple[list[Person], Log, Path]) -> None:
    """Every number, day and whole entry of the roster, hashed bare and under every public value, is found nowhere in the folder."""
    people, _, public = month
    held = leaves(public)
    committed = {commitment for leaf in held for commitment in parse_leaf(leaf).commitments}
    shown = b"".join(files(public).values())
    keys = json.loads((public / "keys.json").read_text())["current"]
    public_words = [
        b"",
        ORIGIN.encode(),
        *(base64.b64decode(key.split("+", 2)[2])[1:] for key in keys),
        *(leaf[:HEAD] for leaf in held[:3]),
    ]
    salts = [f"salt|{group}".encode() for group in GROUPS]
    guesses: set[bytes] = set()
    for one in people:
        guesses |= {word.encode() for word in (one.booking, one.file, str(one.released), str(one.hearing))}
        guesses |= set(canonical(one.entry()))
        assert one.booking.encode() not in shown
        assert one.file.encode() not in shown
        assert str(one.released).encode() not in shown
    tried = 0
    for guess, word in itertools.product(guesses, public_words):
        found = {hashlib.sha256(word + guess).digest(), hmac.digest(word, guess, "sha256")}
        found |= {hmac.digest(hmac.digest(word, salt, "sha256"), guess, "sha256") for salt in salts}
        tried += len(found)
        assert not found & committed
    assert tried > 50_000


def test_equal_facts_look_unlike(month: tuple[list[Person], Log, Path]) -> None:
    """Most groups of these entries are the same word for word; no two of their commitments are."""
    people, _, public = month
    told = Counter(value for one in people if one.asked_for for value in canonical(one.entry()))
    assert max(told.values()) > 100
    committed = [commitment for leaf in leaves(public) for commitment in parse_leaf(leaf).commitments]
    assert len(set(committed)) == len(committed)


def test_no_bit_of_a_leaf_goes_with_an_outcome_or_a_day(month: tuple[list[Person], Log, Path]) -> None:
    """Each of the 2,048 committed bits beside who was transferred, and beside the day's weekday: no more than chance gives.

    Chance gives a correlation above six standard errors in one of five hundred thousand runs. The same test finds a leak: one bit
    that says who was transferred, put into the leaves, stands out.
    """
    people, _, public = month
    held = leaves(public)
    asked = [one for one in people if one.asked_for]
    assert len(held) == len(asked)

    def strongest(rows: Sequence[bytes], truth: Sequence[bool]) -> float:
        n, share = len(truth), sum(truth) / len(truth)
        best = 0.0
        for bit in range(8 * (LEAF_SIZE - HEAD)):
            ones = [row[HEAD + bit // 8] >> bit % 8 & 1 for row in rows]
            mean = sum(ones) / n
            spread = math.sqrt(mean * (1 - mean) * share * (1 - share)) or math.inf
            both = sum(one and true for one, true in zip(ones, truth, strict=True)) / n
            best = max(best, abs(both - mean * share) / spread * math.sqrt(n))
        return best

    transferred = [one.transferred for one in asked]
    assert strongest(held, transferred) < 6
    assert strongest(held, [one.released.weekday() >= 5 for one in asked]) < 6
    leaking = [leaf[:100] + bytes([leaf[100] & 0xFE | truth]) + leaf[101:] for leaf, truth in zip(held, transferred, strict=True)]
    assert strongest(leaking, transferred) > 6
