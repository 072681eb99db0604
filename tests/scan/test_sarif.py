"""The scan's log in SARIF: the shape of the standard, and what GitHub takes of it."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Ran
from sanctuary.scan.finding import fingerprint

Command = Callable[..., Ran]

SCHEMA = """create table applicants (
  us_citizen boolean,
  city_of_birth text
);
"""

WAIVER = """[[waiver]]
column = "gone"
law = "42 USC 1436a"
approver = "City Attorney"
owner = "Housing Department"
until = 2020-01-01
"""

ARTIFACT = {"uri": str}
MESSAGE = {"text": str}
PHYSICAL = {"artifactLocation": ARTIFACT, "region?": {"startLine": int}}
LOCATION = {"physicalLocation": PHYSICAL, "logicalLocations?": [{"name": str, "fullyQualifiedName": str}]}
RULE = {
    "id": str, "name": str, "shortDescription": MESSAGE, "fullDescription": MESSAGE, "help": MESSAGE, "properties": {"tags": [str]},
}  # fmt: skip
LEVELS = {"none", "note", "warning", "error"}
SARIF = {
    "$schema": str,
    "version": {"2.1.0"},
    "runs": [
        {
            "tool": {"driver": {"name": str, "semanticVersion": str, "rules": [RULE]}},
            "invocations": [
                {
                    "executionSuccessful": bool,
                    "toolExecutionNotifications": [{"level": LEVELS, "message": MESSAGE, "locations": [LOCATION]}],
                }
            ],
            "columnKind": {"utf16CodeUnits", "unicodeCodePoints"},
            "results": [
                {
                    "ruleId": str,
                    "ruleIndex": int,
                    "level": LEVELS,
                    "message": MESSAGE,
                    "locations": [LOCATION],
                    "partialFingerprints": {"sanctuaryField/v1": str},
                }
            ],
        }
    ],
}
"""What the scan writes of SARIF 2.1.0 (OASIS, errata 01), whose objects are closed."""


def _fits(value: Any, shape: Any, place: str = "log") -> None:
    """Whether a value has exactly the shape: names that end in `?` may be missing, texts are not empty, numbers count from 0."""
    if isinstance(shape, dict):
        assert set(value) <= {name.removesuffix("?") for name in shape}, place
        assert set(value) >= {name for name in shape if not name.endswith("?")}, place
        for name, inner in shape.items():
            if name.removesuffix("?") in value:
                _fits(value[name.removesuffix("?")], inner, f"{place}.{name}")
    elif isinstance(shape, list):
        assert isinstance(value, list), place
        for number, one in enumerate(value):
            _fits(one, shape[0], f"{place}[{number}]")
    elif isinstance(shape, set):
        assert value in shape, place
    else:
        assert type(value) is shape, place
        assert value or shape is not str, place
        assert shape is not int or value >= 0, place


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one schema, which is the working folder."""
    (tmp_path / "schema.sql").write_text(SCHEMA, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_sarif_has_the_shape_of_the_standard(city: Path, sanctuary: Command) -> None:
    """Findings, stale waivers and what was not read, from a path whose name no address may hold."""
    (city / "sanctuary-waivers.toml").write_text(WAIVER, "utf-8")
    (city / "a b#%ü.sql").write_text("create table t (\n q7 text, -- Immigration status\n visa_type text);\n", "utf-8")
    (city / "broken.json").write_text("{", "utf-8")
    log = sanctuary("scan", "los-angeles", ".", "--format", "sarif").json
    _fits(log, SARIF)
    run = log["runs"][0]
    assert {one["level"] for one in run["results"]} == {"error", "warning"}
    assert {"expired-waiver", "citizenship", "immigration_status"} <= {one["ruleId"] for one in run["results"]}
    places = [*run["results"], *run["invocations"][0]["toolExecutionNotifications"]]
    uris = {place["physicalLocation"]["artifactLocation"]["uri"] for one in places for place in one["locations"]}
    assert "a%20b%23%25%C3%BC.sql" in uris
    assert all(re.fullmatch(r"[\w.~%@+/-]+", uri, re.ASCII) for uri in uris)


@pytest.mark.usefixtures("city")
def test_sarif_keeps_within_what_github_takes(sanctuary: Command) -> None:
    """One run, relative addresses, lines from 1, rules by their place, fingerprints that do not hold the line."""
    log = sanctuary("scan", "los-angeles", ".", "--format", "sarif").json
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run = log["runs"][0]
    for one in run["results"]:
        place = one["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "schema.sql"
        assert place["region"]["startLine"] >= 1
        assert run["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"]
        assert one["partialFingerprints"] == {
            "sanctuaryField/v1": fingerprint("schema.sql", "applicants", one["message"]["text"].split(":")[0], one["ruleId"])
        }
    assert [one["level"] for one in run["results"]] == ["error", "warning"]
    assert "originalUriBaseIds" not in json.dumps(log)
