"""Two invented places whose laws are each other's opposites, and two definitions that are each other's mirror: written anew, nobody's law.

What the North forbids, the South requires, in the same situations; what the North excepts, the South excepts. One definition asks for
limits, the other for duties.
"""

from pathlib import Path

__all__ = ["write"]

ACTS = {
    "holds": ("hold", "subject", "honoring-detainers"),
    "releases": ("disclose", "release-date", "telling-release-dates"),
    "interviews": ("allow-interview", "subject", "allowing-interviews"),
}
TEXT = "# {title} Code 1: An invented section\n\nSource: text\n\nInvented.\n\n{headings}"
COVERAGE = ("ask", "disclose", "query", "stop", "hold", "transfer", "allow-interview", "arrest-on-civil-warrant", "join", "limit")
WHEN = """when {{
  [Actor::"police", Actor::"sheriff"].contains(principal) && context.requester == Requester::"immigration-authority"
}}
unless {{ {exception} }};
"""


def write(folder: Path) -> None:
    """Writes the places north and south, and the definitions standard-north and standard-south, which each meets."""
    for side, requires in (("north", False), ("south", True)):
        _pack(folder / side, side, "law", requires, "context.proof_of_lawful_status")
        _pack(folder / f"standard-{side}", side, "standard", requires, "context.proof_of_lawful_status || context.written_consent")


def _pack(folder: Path, side: str, kind: str, requires: bool, exception: str) -> None:
    title = side.title() if kind == "law" else f"Definition of the {side.title()}"
    (folder / "law").mkdir(parents=True)
    (folder / "rules").mkdir()
    head = [f'id = "{folder.name}"', f'title = "{title}"', f'kind = "{kind}"', 'level = "state"', "parents = []", 'version = "1"']
    head += ["known_through = 2026-11-28", 'instrument = "statute"', 'changed_by = "state"', "", "[coverage]"]
    source = ["", "[[source]]", 'id = "text"', f'title = "{title}"', 'address = ""', 'kind = "official"', "read = 2026-11-28", ""]
    lines = [*head, *(f'{action} = "searched"' for action in COVERAGE), *source]
    (folder / "pack.toml").write_text("\n".join(lines), encoding="utf-8")
    (folder / "law" / "one.md").write_text(_prose(title, requires), encoding="utf-8")
    (folder / "rules" / "one.cedar").write_text(_rules(title, requires, exception), encoding="utf-8")
    if kind == "standard":
        (folder / "criteria.toml").write_text(_criteria(requires), encoding="utf-8")


def _prose(title: str, requires: bool) -> str:
    word = "requires" if requires else "forbids"
    return TEXT.format(title=title, headings="\n".join(f"## ({name}): The law {word} {name}\n\nInvented.\n" for name in ACTS))


def _rules(title: str, requires: bool, exception: str) -> str:
    found = []
    for name, (action, resource, limit) in ACTS.items():
        kind = "Person" if resource == "subject" else "Information"
        effect = '@modality("requires")\npermit' if requires else f'@limits("{limit}")\nforbid'
        found.append(
            f'@id("{name}")\n@cites("{title} Code 1({name})")\n@since("2020-01-01")\n@source("official")\n{effect} '
            f'(principal, action == Action::"{action}", resource == {kind}::"{resource}")\n{WHEN.format(exception=exception)}'
        )
    return "\n".join(found)


def _criteria(requires: bool) -> str:
    word = "requires" if requires else "forbids"
    told = ['threshold = "all"\n']
    told += [
        f'[[criterion]]\nid = "{name}"\ntitle = "The law {word} {name}"\nasks = "The law {word} {name}."\n'
        f'test = "every"\nrules = ["{name}"]\n'
        for name in ACTS
    ]
    return "\n".join(told)
