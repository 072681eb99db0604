"""Small invented packs, written into a folder: law in a few lines, for tests of what a rule can say."""

from pathlib import Path

__all__ = ["actors", "nation", "pack", "rule"]

_PACK = """id = "{id}"
title = "{title}"
kind = "{kind}"
level = "{level}"
{more}parents = [{parents}]
version = "1"
known_through = 2026-06-30
instrument = "statute"
changed_by = "state"

{tables}
[[source]]
id = "text"
title = "The text"
address = "the clerk's office"
kind = "official"
read = 2026-06-30
"""


def rule(
    name: str, effect: str, action: str, *, when: str = "true", unless: str = "false", resource: str = "", actor: str = "", more: str = ""
) -> str:
    """One rule as Cedar text: `effect` is forbid, or the modality of a permit."""
    principal = f'principal == Actor::"{actor}"' if actor else "principal"
    what = f"resource == {resource}" if resource else "resource"
    actions = f"action in [{', '.join(f'Action::{chr(34)}{one.strip()}{chr(34)}' for one in action.split(','))}]"
    head = "forbid" if effect == "forbid" else "permit"
    modality = "" if effect == "forbid" else f'@modality("{effect}")\n'
    return (
        f'@id("{name}")\n@cites("Code 1")\n@since("2000-01-01")\n@source("official")\n{modality}{more}'
        f"{head} ({principal}, {actions}, {what})\nwhen {{ {when} }}\nunless {{ {unless} }};\n"
    )


def pack(
    folder: Path,
    name: str,
    *rules: str,
    level: str = "local",
    parents: tuple[str, ...] = (),
    tables: str = "",
    kind: str = "law",
    more: str = "",
) -> Path:
    """A pack with one section of law, and any further tables of its pack.toml."""
    home = folder / name
    (home / "law").mkdir(parents=True)
    (home / "rules").mkdir()
    text = _PACK.format(
        id=name, title=name.title(), kind=kind, level=level, more=more, parents=", ".join(f'"{one}"' for one in parents), tables=tables
    )
    (home / "pack.toml").write_text(text, encoding="utf-8")
    (home / "law" / "code-1.md").write_text("# Code 1: What it says\n\nSource: text\n", encoding="utf-8")
    if rules:
        (home / "rules" / "code-1.cedar").write_text("\n".join(rules), encoding="utf-8")
    return home


def nation(folder: Path, *rules: str) -> Path:
    """A nation above everything else of a small world."""
    return pack(folder, "nation", *rules, level="federal")


def actors(**runs: str) -> str:
    """The table of who runs whom."""
    return "[actors]\n" + "".join(f'{name.replace("_", "-")} = {{ government = "{by}", name = "{name}" }}\n' for name, by in runs.items())
