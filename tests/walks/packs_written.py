"""A pack of one rule, written as its author would, with some of its words changed."""

import shutil
from pathlib import Path

from walking import Walk

RULE = """@id("code-1")
@cites("Code 1")
@since("{since}")
@source("official")
@modality("obliges")
@duty("document-the-dealing")
@on("{on}")
@within("{within}")
permit (principal == Actor::"library", action{action}, resource == Information::"library-record")
when {{ context.requester == Requester::"immigration-authority" }};
"""
SOURCE = """
[[source]]
id = "code"
title = "Code"
address = "https://example.org/code"
kind = "official"
read = 2026-06-01
"""
SCENARIO = """on = 2026-06-01

[[scenario]]
name = "A request is written down"
actor = "library"
action = "disclose"
resource = "library-record"
context = { requester = "immigration-authority" }
expect = "depends"
because = ["us-ca-fresno/code-1"]
"""


def pack(walk: Walk, folder: str, *, more: str = "", after: str = "", **words: str) -> Path:
    """A pack of one rule, with some of its words changed."""
    home = Path(folder, "us-ca-fresno")
    shutil.rmtree(home, ignore_errors=True)
    made = walk.command(
        "new", "us-ca-fresno", "--title", "Fresno", "--government", "city", "--empty", "--on", "2026-06-01", "--output", str(home)
    )
    assert made.returncode == 0, made.stderr
    for name in ("rules", "scenarios", "law"):
        (home / name).mkdir(exist_ok=True)
    default = {"since": "2020-01-01", "on": "request", "within": "PT24H", "action": ' == Action::"disclose"'}
    (home / "rules" / "code-1.cedar").write_text(RULE.format(**{**default, **words}) + more, encoding="utf-8")
    (home / "scenarios" / "code-1.toml").write_text(SCENARIO, encoding="utf-8")
    (home / "law" / "code-1.md").write_text(
        "# Code 1: Records of a request\n\nSource: code\n\nA request is written down.\n", encoding="utf-8"
    )
    told = (home / "pack.toml").read_text(encoding="utf-8")
    (home / "pack.toml").write_text(told + SOURCE + after, encoding="utf-8")
    return home
