"""The JSON page and the JSON agree: every field is documented, and every documented field exists."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import TODAY, Ran
from examples import ROOT, fences
from sanctuary.documents import as_json
from sanctuary.site.site import SCHEMA as BUILT_SCHEMA
from sanctuary.site.site import Built
from sanctuary.study.everywhere import SCHEMA as ROWS_SCHEMA
from sanctuary.study.everywhere import EveryPlace, Everywhere
from sanctuary.study.survey import SCHEMA, Measure, Survey, Surveyed, Verdict

PAGE = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
OUTCOMES = ("must", "silent", "conflict", "depends", "yes", "no", "unknown", "met", "partly", "everywhere", "somewhere", "nowhere")
OTHERS = (
    "versions",
    "program",
    "corrects",
    "changed",
    "request",
    "act",
    "breach",
    "agency",
    "council",
    "sheriff",
    "district",
    "state",
    "court",
    "own",
    "invented",
    "true",
    "false",
    "absent",
    "some",
    "may",
    "desk",
    "supervisor",
    "records",
    "counsel",
    "fewest",
    "visible",
    "reasons",
    "decision",
    "sure",
    "likely",
    "possible",
    "known",
    "forbids",
    "guarantees",
    "obliges",
    "required",
    "none",
    # Columns of CSV.
    "criteria_met",
    "criteria_counted",
    "not_met",
    "not_fully_met",
    "standard_title",
    # Values of its columns.
    "county",
    "city",
    "dispute",
)


NAMED = (
    ("places",),
    ("actors", "us-nj"),
    ("facts", "los-angeles", "--action", "hold"),
    ("papers", "us-nj"),
    ("disputes", "us-nj"),
)
"""What can be named; in New Jersey a court has settled a reading."""


ALL = Survey(
    schema=SCHEMA,
    on=TODAY,
    standards=(Measure(id="standard-technical", title="Technical definition", gives_verdict=True),),
    places=(
        Surveyed(
            id="us-or",
            title="Oregon",
            government="state",
            state="us-or",
            known_through=TODAY,
            presumed=False,
            encoded=True,
            draft=False,
            digest="0" * 64,
            verdicts=(
                Verdict(
                    standard="standard-technical",
                    verdict="yes",
                    strict="yes",
                    as_far_as_searched="yes",
                    as_enforceable="yes",
                    reported=False,
                    met=1,
                    counted=1,
                    counts={"met": 1},
                    why="",
                    answer="Yes",
                    listed="",
                    disputed=False,
                ),
            ),
        ),
    ),
    not_encoded=("us-oh",),
    version="0.1.0",
    packs=(),
)
"""What `assess --all` gives, of one place by one definition: a whole one is measured in tests/study/test_survey.py."""


BUILT = Built(
    schema=BUILT_SCHEMA, on=TODAY, places=("us-or",), pages=1, files=2, written=2, kept=0, removed=0, results=1, computed=1, digest="0" * 64
)
"""What `site` gives: a whole one is made in tests/site."""


ROWS = EveryPlace(
    schema=ROWS_SCHEMA,
    answers=(
        Everywhere(
            place="us-il", title="Illinois", government="state", on=TODAY, encoded=True, outcome="must-not", plainest="", says="", cites="",
            disputed=False, reported=False, known_law="", known_law_forbids="", known_through=TODAY, presumed=False, digest="0" * 64,
        ),
    ),
)  # fmt: skip
"""What `decide all` gives, of one place: all of them are asked in tests/study/test_everywhere.py."""


def fields(value: Any, below: str = "") -> Iterator[str]:
    """Every field of a report, but not the facts of a situation or the names in a count."""
    if isinstance(value, list):
        for one in value:
            yield from fields(one, below)
    elif isinstance(value, dict) and below not in ("context", "box", "counts", "by_reading", "needs"):
        for name, inner in value.items():
            yield name
            of_the_pack = name in ("duties", "proceedings", "consequences") and "gaps" in value
            if not (below == "witness" and name == "readings") and not of_the_pack:
                yield from fields(inner, name)


@pytest.mark.long
def test_every_field_is_documented_and_every_documented_field_exists(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """One section for each schema."""
    for page in ("audit", "check", "scan"):
        for fence in fences((ROOT / "docs" / "commands" / f"{page}.md").read_text(encoding="utf-8")):
            if fence.title:
                path = tmp_path / fence.title
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(fence.body, encoding="utf-8")
    table = ("audit", "los-angeles", str(tmp_path / "requests.csv"), "--map", str(tmp_path / "requests.toml"))
    audit = sanctuary(*table, "--also", "us-tx", "--format", "json").json
    assess = sanctuary("assess", "los-angeles", "--format", "json").json
    words = ("--actor=police", "--action=disclose", "--resource=immigration-status", "--fact=requester=immigration-authority")
    decide = sanctuary("decide", "los-angeles", *words, "--format", "json").json
    limit = ("--actor=governing-body", "--action=limit", "--resource=exchanging-status", "--on=2026-03-01")
    stopped = ("--actor=private-employer", "--action=admit", "--resource=non-public-area", "--fact=requester=immigration-authority")
    decided = [
        decide,
        *(sanctuary("decide", place, *limit, "--format", "json").json for place in ("us-nj", "us-tx")),
        sanctuary("decide", "us-ca", *stopped, "--format", "json").json,
    ]
    compare = sanctuary("compare", "us-ca", "los-angeles", "--format", "json").json
    check = sanctuary("check", "us-il-cook", "--format", "json").json
    against = sanctuary("check", str(tmp_path / "draft"), "--against", "us-tx", "--on", "2026-06-30", "--format", "json").json
    timeline = sanctuary("timeline", "us-or", "--standard", "technical", "--format", "json").json
    trace = sanctuary("trace", "los-angeles", "--from", "blocking-a-sidewalk", "--format", "json").json
    conformance = sanctuary("conformance", str(tmp_path / "situations"), "--place=us", "--count=10", "--open=1", "--format", "json").json
    sanctuary("compare", "us", "--certificates", str(tmp_path / "proved"))
    proved = json.loads((tmp_path / "proved" / "index.json").read_text())
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    targets = (str(tmp_path / "applicants.sql"), str(tmp_path / "broken.json"))
    scan = sanctuary("scan", "los-angeles", *targets, "--waivers", str(tmp_path / "waivers.toml"), "--format", "json").json
    named_here = [
        *(json.loads(as_json(one)) for one in (ALL, BUILT, ROWS)),
        *(sanctuary(*words, "--format", "json").json for words in NAMED),
    ]
    state = tmp_path / "state.json"
    door = {"place": "los-angeles", "on": "2026-11-22", "actor": "library", "action": "admit", "resource": "non-public-area"}
    state.write_text(
        json.dumps({**door, "answers": {"paper": "none", "requester": "private-party"}, "again": "requester"}), encoding="utf-8"
    )
    asked = sanctuary("interview", "--state", str(state), "--format", "json").json
    letter = tmp_path / "letter.txt"
    letter.write_text("U.S. Department of Homeland Security\n\nWarrant for Arrest of Alien\n\nForm I-200\n", encoding="utf-8")
    triage = sanctuary("triage", str(letter), "--format", "json").json
    guide = sanctuary("guide", "us-or", "--counter", "library", "--format", "json").json
    reports = (
        proved,
        conformance,
        asked,
        guide,
        scan,
        assess,
        *decided,
        compare,
        check,
        against,
        timeline,
        trace,
        audit,
        triage,
        *named_here,
    )
    for report in reports:
        (section,) = re.findall(rf"## {re.escape(report['schema'])}\n(.*?)(?=\n## |\Z)", PAGE, re.DOTALL)
        general = PAGE.partition("\n## ")[0] + ("".join(re.findall(r"^Each of `differences`:.*?(?=\n## )", PAGE, re.MULTILINE | re.DOTALL)))
        named = set(re.findall(r"`([a-z0-9_]+)`", section))
        undocumented = set(fields(report)) - named - set(re.findall(r"`([a-z0-9_]+)`", general))
        assert not undocumented, (report["schema"], undocumented)
    every = {name for report in reports for name in fields(report)}
    documented = set(re.findall(r"`([a-z0-9_]+)`", PAGE)) - {*OUTCOMES, *OTHERS}
    optional = {
        # Of a hold on a detainer that lasted more than 48 hours.
        "past",
        # Of a guide whose law counsel has signed.
        "tree",
        "ways",
        "told",
        "depth",
        "old",
        "new",
        "name",
        "place",
        "on",
        "why",
        "held",
        "failed",
        "decide",
        "reading",
        "value",
        "cites",
        "since",
        "source",
        "criterion",
        "verdict",
        "situation",
        "paper",
        "requires",
        "permits",
        "sometimes",
        "never",
        "always",
        "fixed",
        "open",
        "wins",
        "acts",
        "charitably_too",
        "law_file",
        "words",
        # Of a row that parts from the law.
        "every",
        # A word of `stands`.
        "nobody",
        # Of a clause of a draft, and words of how far a move reaches.
        "already",
        "by",
        "stricter",
        "looser",
        "idle",
        "all",
        "case",
        "rest",
        # Of a draft whose pack says who enacts it, and of what somebody says of a place.
        "enacted_by",
        "left_to_it",
        "address",
        "what",
        "day",
        # Of a row that went on after the time that was due.
        "minutes",
        # Of what the sheriff must do and the police need not: it holds on the day that is asked.
        "now",
        # Of known law whose maker keeps its text elsewhere than where it was read.
        "read_at",
    }
    assert documented - every <= optional


@pytest.mark.long
def test_every_report_names_its_law(sanctuary: Callable[..., Ran]) -> None:
    """Pack ids, versions and hashes: what law, as known then, gave the answer."""
    for words in (("assess", "los-angeles"), ("decide", "us-ca", "--actor=sheriff", "--action=hold", "--resource=subject")):
        for pack in sanctuary(*words, "--format", "json").json["packs"]:
            assert re.fullmatch(r"[0-9a-f]{64}", pack["hash"])
            assert pack["version"]
