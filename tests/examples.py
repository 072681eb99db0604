"""Examples in Markdown: files to write and commands to run, with what they print. Run this file to print all pages anew, or those named.

```toml title="town/pack.toml"     a file, written before the page's commands run
```console                         commands after `$ `, each followed by what it prints; `...` stands for any lines
"""

import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import places
from sanctuary.documents import Frozen
from sanctuary.law.packs import Library
from sanctuary.record.entry import KINDS, PARTICULARS, Entry, visibility
from sanctuary.study.corrections import corrections
from sanctuary.study.phrases import duty

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])


SHARED = "../shared/"
"""How the commands of a page name records that stand beside the project; without them its examples are not run."""


@dataclass(frozen=True)
class Fence:
    """A fenced block: its language, the file it gives, its body, and where the body stands."""

    language: str
    title: str
    body: str
    start: int
    end: int


def fences(text: str) -> Iterator[Fence]:
    for found in re.finditer(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', text, re.MULTILINE | re.DOTALL):
        yield Fence(found[1], found[2] or "", found[3], found.start(3), found.end(3))


def run_page(page: Path, folder: Path) -> Iterator[tuple[Fence, str]]:
    """Each console block of a page with what its commands print now, prompts included."""
    text = page.read_text(encoding="utf-8")
    every = list(fences(text))
    if SHARED in text:
        # These pages read public records that stand beside the project, and the mappings that ship with it.
        folder = folder / "project"
        folder.mkdir()
        (folder / "examples").symlink_to(ROOT / "examples")
        (folder.parent / "shared").symlink_to(ROOT.parent / "shared")
    for fence in every:
        if fence.title:
            path = folder / fence.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(fence.body, encoding="utf-8")
    for fence in every:
        if fence.language == "console":
            commands = [line[2:] for line in fence.body.splitlines() if line.startswith("$ ")]
            yield fence, "".join(f"$ {command}\n{run(command, folder)}" for command in commands)


def run(command: str, folder: Path) -> str:
    """What a command prints, both streams, in a folder of its own."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "NO_COLOR": "1", "COLUMNS": "80"}
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=env, capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).replace(str(folder.resolve()), ".")


def refresh(page: Path) -> bool:
    """Whether the page changed when its outputs were printed anew; blocks with `...` are left alone."""
    text = page.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        for fence, printed in reversed(list(run_page(page, Path(folder)))):
            if "\n...\n" not in fence.body:
                text = text[: fence.start] + printed + text[fence.end :]
    changed = text != page.read_text(encoding="utf-8")
    page.write_text(text, encoding="utf-8")
    return changed


def claims_total() -> str:
    """How many of the article's claims came out how, as the README says it too."""
    found = Counter(one.finding for one in Library().get("standard-ice-out-of-la-2018").claims)
    return f"{sum(found.values())} claims: {', '.join(f'{count} {finding}' for finding, count in found.most_common())}."


def claims_page() -> str:
    """docs/claims.md, written from the claims of the article's pack."""
    pack = Library().get("standard-ice-out-of-la-2018")
    lines = [
        "# The article's claims",
        "",
        "The factual statements of the 2018 article, in our words, each looked up. Printed from `claims.toml` beside the fourteen",
        "recommendations; where a claim can be put as a scenario, `sanctuary check` proves it.",
        "",
        claims_total(),
    ]
    for claim in pack.claims:
        proved = " A scenario proves it." if claim.scenario else ""
        day = f" Asked of {claim.on}." if claim.on else ""
        lines += ["", f"## {claim.id}. {claim.claim}", "", f"**{claim.finding}.** {claim.why}{day}{proved}"]
        lines += ["", f"Rests on texts that were not read: {'; '.join(claim.unread)}."] if claim.unread else []
        lines += ["", f"Cites: {'; '.join(claim.cites)}."] if claim.cites else []
        lines += ["", f"Rules: {', '.join(f'`{rule}`' for rule in claim.rules)}."] if claim.rules else []
    return "\n".join(lines) + "\n"


def corrections_page() -> str:
    """docs/corrections.md: what changed after the first encoding of each pack, from its CHANGES.md: the citation and the first sentence."""
    library = Library()
    lines = [
        "# Corrections",
        "",
        "What changed after a pack was first encoded, each with its day: a reading that was corrected, a text that had been missing, or",
        "a change of the law. Printed from the packs' `CHANGES.md`, the latest first, which have the reasons and the days affected.",
    ]
    for name in library.ids:
        found = corrections(library.get(name))
        if found:
            lines += ["", f"## {library.get(name).file.title}", "", *(f"- {one.on}: {one.says}" for one in found)]
    return "\n".join(lines) + "\n"


def fields_page() -> str:
    """docs/record-fields.md: every field of an entry, its words, and who sees it."""
    lines = [
        "# The fields of an entry",
        "",
        "Printed from the program. An entry is TOML or JSON with the groups below; what is not known is left out. *Public* fields may",
        "stand in a report that a law orders, *restricted* ones inside the agency, *sealed* ones nowhere without a reveal. The published",
        "leaf shows none of them.",
        "",
        f"`kind` is one of: {', '.join(KINDS)}. Some kinds have a table of their own: {_kinds()}.",
    ]
    for name, group in _groups_of(Entry):
        lines += ["", f"## {name}", "", " ".join((group.__doc__ or "").split()), "", "| field | holds | seen |", "|---|---|---|"]
        hints = get_type_hints(group)
        for field in group.__struct_fields__:
            seen = visibility(f"{name}.{field}")
            lines.append(f"| `{field}` | {_holds(hints[field])} | {seen} |")
    return "\n".join(lines) + "\n"


def _kinds() -> str:
    return ", ".join(f"{kind} (`{table}`)" for kind, table in PARTICULARS.items())


def _groups_of(struct: type[Frozen]) -> list[tuple[str, type[Frozen]]]:
    """The fields of a struct that hold structs, with the struct."""
    found = []
    for name, kind in get_type_hints(struct).items():
        inner = [one for one in (kind, *get_args(kind)) if isinstance(one, type) and issubclass(one, Frozen)]
        found += [(name, one) for one in inner[:1]]
    return found


def _holds(kind: Any) -> str:
    """A type in words."""
    if get_origin(kind) is Literal:
        return ", ".join(map(str, get_args(kind)))
    if get_origin(kind) is tuple:
        return f"a list: {_holds(get_args(kind)[0])}"
    inner = [one for one in get_args(kind) if one is not type(None)]
    if inner:
        return _holds(inner[0])
    plain = {
        str: "text",
        int: "a whole number",
        bool: "true or false",
        date: "a day",
        datetime: "a time with its offset",
        float: "a number",
    }
    return plain.get(kind, "a table: " + ", ".join(f"`{name}`" for name in getattr(kind, "__struct_fields__", ())))


def duties_table() -> str:
    """The duties of the vocabulary with their words, as a table of docs/pack-format.md."""
    rows = [f"| `{name}` | {duty(name)} |" for name in sorted(Library().vocabulary.duties)]
    return "\n".join(["| `@duty` | whoever owes it must |", "|---|---|", *rows])


if __name__ == "__main__":
    if not sys.argv[1:]:
        places.PAGE.write_text(places.printed(places.PAGE.read_text(encoding="utf-8"), places.table()), encoding="utf-8")
        mandate = ROOT / "docs" / "mandate.md"
        mandate.write_text(places.printed(mandate.read_text(encoding="utf-8"), places.mandate_table()), encoding="utf-8")
        (ROOT / "docs" / "places-rules.md").write_text(places.rules_page(), encoding="utf-8")
    (ROOT / "docs" / "claims.md").write_text(claims_page(), encoding="utf-8")
    (ROOT / "docs" / "corrections.md").write_text(corrections_page(), encoding="utf-8")
    (ROOT / "docs" / "record-fields.md").write_text(fields_page(), encoding="utf-8")
    for one in [Path(name).resolve() for name in sys.argv[1:]] or PAGES:
        if one.exists() and (SHARED not in one.read_text(encoding="utf-8") or (ROOT.parent / "shared").is_dir()) and refresh(one):
            print(f"refreshed {one.relative_to(ROOT)}")
