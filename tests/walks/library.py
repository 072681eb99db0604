"""The library: its names, its results, its tables."""

import subprocess
import sys
from inspect import signature
from typing import Any

from walking import DAY, Walk, data

import sanctuary


def library(walk: Walk) -> None:
    """Every name with the arguments that its page gives, and results that cannot be changed."""
    wanted = {
        "place": "name on packs",
        "compare": "one other",
        "trace": "law",
        "timeline": "name standard",
        "places": "",
        "Law.decide": "actor action resource facts absent readings papers",
        "Law.decide_many": "situations",
        "Law.decide_frame": "frame",
        "Law.assess": "standard",
        "Law.next_question": "known not_known goal order",
    }
    for name, words in wanted.items():
        one: Any = sanctuary
        for part in name.split("."):
            one = getattr(one, part)
        missing = set(words.split()) - set(signature(one).parameters)
        walk.holds(f"{name}({', '.join(words.split())})", not missing, missing)
    code = "import sys, sanctuary; print([m for m in sys.modules if m.split('.')[0] in ('cedarpy', 'pysat', 'msgspec', 'polars')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    walk.holds("importing loads nothing else", done.stdout.strip() == "[]", done.stdout)
    done = subprocess.run(
        [sys.executable, "-m", "doctest", "-o", "FAIL_FAST", "docs/api.md"], cwd=walk.clone, capture_output=True, text=True, check=False
    )
    walk.holds("every example of docs/api.md is true", done.returncode == 0, done.stdout)
    kinds = [name for name in sanctuary.__all__ if isinstance(getattr(sanctuary, name), type) and name.endswith(("Error", "Rule"))]
    other = [name for name in kinds if not issubclass(getattr(sanctuary, name), sanctuary.SanctuaryError)]
    walk.holds("errors are one tree", kinds and not other, other)
    law = sanctuary.place("los-angeles", on=DAY)
    report = law.decide(actor="sheriff", action="transfer", resource="subject", facts={"paper": "detainer"}, absent=())
    try:
        report.outcome = "may"  # type: ignore[misc, assignment]
        walk.holds("results are frozen", holds=False, found="a field was set")
    except AttributeError:
        walk.holds("results are frozen", holds=True)
    walk.holds("a result has the law's digest", report.digest == law.digest, report.digest)
    walk.holds("rules are told with citations", report.rules and all(rule.cites for rule in report.rules), report.rules)
    walk.holds("a pinned digest is taken", sanctuary.place("los-angeles", on=DAY, packs=law.digest).digest == law.digest)
    walk.raises("another digest is refused", lambda: sanctuary.place("los-angeles", on=DAY, packs="0" * 64))
    walk.raises("an unknown requester is refused", lambda: law.decide(actor="sheriff", action="transfer", facts={"requester": "bakery"}))
    walk.raises(
        "400 years are refused", lambda: law.decide(actor="sheriff", action="transfer", facts={"history.years_since_listed_felony": 400})
    )
    walk.raises(
        "what is given and absent is refused",
        lambda: law.decide(actor="sheriff", action="transfer", facts={"paper_court": "federal"}, absent=["paper_court"]),
    )
    nested = law.decide(actor="sheriff", action="transfer", resource="subject", facts={"history": {"held_to_answer": True}})
    dotted = law.decide(actor="sheriff", action="transfer", resource="subject", facts={"history.held_to_answer": True})
    walk.holds("facts are nested or named with dots", data(nested) == data(dotted))


def frame(walk: Walk) -> None:
    """Tables of two libraries, each row as `decide` answers it."""
    law = sanctuary.place("los-angeles", on=DAY)
    rows: dict[str, list[Any]] = {
        "actor": ["police", "library", "sheriff"],
        "action": ["hold", "admit", "transfer"],
        "resource": ["subject", "non-public-area", "subject"],
        "requester": ["immigration-authority"] * 3,
        "paper": ["administrative-warrant", None, None],
    }
    facts = [{k: v[i] for k, v in rows.items() if k not in ("actor", "action", "resource") and v[i]} for i in range(3)]
    right = [
        law.decide(actor=rows["actor"][i], action=rows["action"][i], resource=rows["resource"][i], facts=facts[i]).outcome.value
        for i in range(3)
    ]
    for name in ("polars", "pandas", "pyarrow"):
        try:
            module = __import__(name)
        except ImportError:
            walk.skips(f"decide_frame with {name}", "it is not installed")
            continue
        table = module.table(rows) if name == "pyarrow" else module.DataFrame(rows)
        column = law.decide_frame(table)["outcome"]
        found = list(column.to_pylist() if name == "pyarrow" else column)
        walk.holds(f"decide_frame with {name}: null is open", found == right, (found, right))
