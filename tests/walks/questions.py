"""The next question, and interviews."""

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from walking import DAY, Walk

import sanctuary


def question(walk: Walk) -> None:
    """Each goal and order at seven desks: only what matters, an end that is right, "not known", values in words."""
    law: Any = sanctuary.place("los-angeles", on=DAY)
    for goal in ("outcome", "duties", "reasons"):
        for order in ("fewest", "visible"):
            wrong = [desk for desk in DESKS for seed in range(20 if walk.whole else 3) if not ended(law, desk, goal, order, seed)]
            walk.holds(f"interviews for {goal}, {order}, end where the law does, each question one that matters", not wrong, wrong[:3])
    sheriff = {"actor": "sheriff", "action": "transfer", "resource": "subject"}
    known = {"requester": "immigration-authority", "purpose": "civil-immigration", "paper": "detainer", "required_by_law": False}
    first = law.next_question(**sheriff)
    later = law.next_question(**sheriff, not_known=[first.question.fact])
    walk.holds("'not known' is an answer", later.question is None or later.question.fact != first.question.fact, later.question)
    walk.holds("a question names the rules that turn on it", bool(first.question.rules), first.question)
    walk.holds("what is settled is not asked about", law.next_question(**sheriff, known=known).question is None)
    years = [a.words for s in steps(law, sheriff) for a in s.question.answers if "year" in a.words]
    walk.holds("years are told in words", years and all("-" not in word for word in years), years[:4])
    seen = {s.question.seen for s in steps(law, sheriff)}
    walk.holds("who can see a fact is told", seen <= {"desk", "supervisor", "records", "counsel"} and seen, seen)
    walk.raises("a fact both known and not is refused", lambda: law.next_question(**sheriff, known=known, not_known=["paper"]))


DESKS = (
    ("sheriff", "transfer", "subject"),
    ("sheriff", "disclose", "release-date"),
    ("police", "hold", "subject"),
    ("library", "admit", "non-public-area"),
    ("school", "disclose", "school-record"),
    ("health-facility", "admit", "non-public-area"),
    ("other-department", "disclose", "home-address"),
)


def given(answer: Any, fact: str, known: dict[str, Any], absent: list[str]) -> None:
    """One more answer."""
    if answer.answer is None:
        absent.append(fact)
    else:
        known[fact] = answer.answer


def steps(law: Any, desk: dict[str, str]) -> Iterator[Any]:
    """The questions of some interviews about reasons, which ask the most."""
    for seed in range(12):
        rng, known, absent = random.Random(seed), dict[str, Any](), list[str]()
        while (step := law.next_question(**desk, known=known, absent=absent, goal="reasons")).question:
            yield step
            given(rng.choice(step.question.answers), step.question.fact, known, absent)


def ended(law: Any, desk: tuple[str, str, str], goal: str, order: str, seed: int) -> bool:
    """Whether an interview asks each fact once, only while it can matter, and ends with what `decide` says of what is known."""
    rng, known, absent = random.Random(seed), dict[str, Any](), list[str]()
    who = dict(zip(("actor", "action", "resource"), desk, strict=True))
    while True:
        step = law.next_question(**who, known=known, absent=absent, goal=goal, order=order)
        if step.question is None:
            right = law.decide(**who, facts=known, absent=absent, papers="any")
            return bool(step.decision.outcome == right.outcome and (right.outcome.value != "depends" or step.depends_on))
        fact = step.question.fact
        if fact in known or fact in absent or len({answer.alike for answer in step.question.answers}) < 2:
            return False
        given(rng.choice(step.question.answers), fact, known, absent)


def optimum(walk: Walk) -> None:
    """The order against the best there is, and the time of a step, by the project's own measurement."""
    if not walk.whole:
        walk.skips("the order of questions against the best", "it takes minutes; ask with --whole")
        return
    done = subprocess.run([sys.executable, "bench/interview.py"], cwd=walk.clone, capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    wrong = [line for line in lines if " wrong;" in line and " 0 wrong;" not in line]
    walk.holds("200 situations a desk: never wrong", lines and not wrong, wrong or done.stderr[-300:])
    warm = [float(line.partition("p99 ")[2].partition(";")[0]) for line in lines if "p99" in line]
    walk.holds("under 5 ms a step, 99 of 100 warm ones", warm and max(warm) < 5, max(warm, default=None))
    dear = [line for line in lines if "the best order" in line and not line.endswith("-") and ratio(line) > 1.05]
    walk.holds("at most 1.05 of the best order where it is compiled", not dear, dear)
    table = {"outcome": 1.9, "duties": 2.2, "reasons": 3.4}
    for goal, most in table.items():
        mean = next((float(line.split()[-1]) for line in lines if line.startswith(f"all desks: {goal}, fewest")), 99.0)
        walk.holds(f"{goal}: at most {most} questions", mean <= most, mean)


def ratio(line: str) -> float:
    """What an order costs against the best."""
    cost, _, best = line.partition("cost ")[2].partition("; the best order ")
    return float(cost) / max(float(best), 1e-9)


def interview(walk: Walk) -> None:
    """On the terminal and step by step."""
    words = ("interview", "los-angeles", "--on", DAY, "--actor", "library", "--action", "admit", "--resource", "non-public-area")
    done = walk.command(*words, typed="1\nan immigration authority\nback\n\n2\n")
    walk.holds(
        "the terminal asks, goes back without losing answers, and ends", done.returncode == 0 and "must not" in done.stdout, done.stderr
    )
    state = json.loads(walk.command(*words, "--format", "json").stdout)
    walk.holds("a step as JSON has a question and its answers", bool(state.get("question", {}).get("answers")), list(state))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "state.json")
        fact, first = state["question"]["fact"], state["question"]["answers"][0]["answer"]
        file.write_text(json.dumps({**state["state"], "answers": {fact: first}}), encoding="utf-8")
        step = walk.command("interview", "--state", str(file), "--format", "json")
        asked = json.loads(step.stdout or "{}").get("path", [])
        walk.holds("the next step takes the state and shows the path", [one["fact"] for one in asked] == [fact], step.stderr or asked)
        again = walk.command("interview", "--state", str(file), "--format", "json")
        walk.holds("the same state gives the same bytes", step.stdout and step.stdout == again.stdout)
        file.write_text(json.dumps({**state["state"], "answers": {fact: first}, "again": fact}), encoding="utf-8")
        back = json.loads(walk.command("interview", "--state", str(file), "--format", "json").stdout or "{}")
        told = (back.get("question", {}).get("fact"), back.get("given", {}).get("answer"))
        walk.holds("going back asks the same and keeps the answer", told == (fact, first), told)
