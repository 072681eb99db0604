"""What is refused, and how what is hidden in an input is shown."""

import json
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from packs_written import pack
from walking import DAY, Walk


def refusals(walk: Walk) -> None:
    """One clear message for what cannot be read."""
    place = ("--on", DAY, "--actor", "sheriff", "--action", "transfer", "--resource", "subject")
    twice = walk.command("decide", "los-angeles", *place, "--fact", "paper=detainer", "--fact", "paper=none")
    walk.refused("one fact with two values is refused", twice, "paper")
    impossible = walk.command("decide", "los-angeles", *place, "--fact", "history.years_since_listed_felony=400")
    walk.refused("400 years are refused", impossible, "400")
    walk.refused("an unknown requester is refused", walk.command("decide", "los-angeles", *place, "--fact", "requester=bakery"), "bakery")
    walk.refused("a day without dashes is refused", walk.command("decide", "los-angeles", "--on", "20180104", *place[2:]), "2018-01-04")
    reading = '\n[[reading]]\nid = "x"\nquestion = "{}?"\nwhen_true = "a"\nwhen_false = "b"\nsource = "Code 1"\n'
    with tempfile.TemporaryDirectory() as folder:
        walk.refused("a rule's day without dashes is refused", walk.command("check", str(pack(walk, folder, since="20180104"))), "20180104")
        none = walk.command("check", str(pack(walk, folder, action="")))
        walk.refused("a rule without an action says that first", none, "action")
        two = pack(walk, folder, after=reading.format("One") + reading.format("Another"))
        walk.refused("one reading with two questions is refused", walk.command("check", str(two)), "the reading", "'x'", "twice")
        dotted = pack(walk, folder)
        (dotted / "rules" / ".code-2.cedar").write_text("this is no rule", encoding="utf-8")
        (dotted / ".cache").mkdir()
        done = walk.command("check", str(dotted))
        walk.holds("names that begin with a dot are no part of a pack", "1 scenario" in done.stdout, done.stdout + done.stderr)


HIDDEN = {"a bell": "\x07", "an escape": "\x1b", "a right-to-left override": "\u202e", "an isolate": "\u2066", "a deletion": "\x7f"}


def controls(walk: Walk) -> None:
    """Control characters and overrides of direction are shown escaped, whatever they came in by."""
    place = ("--on", DAY, "--actor", "sheriff", "--action", "transfer", "--resource", "subject")
    for name, char in HIDDEN.items():
        for where, done in typed(walk, f"a{char}b", place):
            shown = done.stdout + done.stderr
            fine = char not in shown and "Traceback" not in shown and done.returncode != 0
            walk.holds(f"{name} in {where} is not printed as it is", fine, (done.returncode, ascii(shown.strip())))


def typed(walk: Walk, bad: str, place: tuple[str, ...]) -> Iterator[tuple[str, subprocess.CompletedProcess[str]]]:
    """Commands that are given a word, wherever one can be written."""
    yield "a place", walk.command("decide", bad, *place)
    yield "a fact", walk.command("decide", "los-angeles", *place, "--fact", f"paper={bad}")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"{bad}.json")
        file.write_text("[", encoding="utf-8")
        yield "a file's name", walk.command("decide", "los-angeles", "--file", str(file))
        odd = Path(folder, "odd.json")
        odd.write_text(json.dumps({bad: 1, "actor": "sheriff"}), encoding="utf-8")
        yield "a key of JSON", walk.command("decide", "los-angeles", "--file", str(odd))
        toml = Path(folder, "odd.toml")
        toml.write_text(f"on = 2026-06-01\n[[scenario]]\nname = {json.dumps(bad)}\nactor = {json.dumps(bad)}\n", encoding="utf-8")
        yield "a value of TOML", walk.command("check", "us", "--scenarios", str(toml))
        yield "a string of Cedar", walk.command("check", str(pack(walk, folder, on=bad)))
        table = Path(folder, "odd.csv")
        table.write_text(f"actor,{bad}\nsheriff,{bad}\n", encoding="utf-8")
        yield "a column of CSV", walk.command("audit", str(table), "--place", "los-angeles")
