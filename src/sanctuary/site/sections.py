"""Pages of law: for each section its words, its rules, the sentences they prove, and where it decides."""

from collections.abc import Iterator
from pathlib import Path

from sanctuary.documents import read_text
from sanctuary.law.packs import Pack, read_scenarios
from sanctuary.law.prose import Prose
from sanctuary.law.rules import Rule
from sanctuary.site.frame import Frame, Leaf, anchor, short
from sanctuary.site.laws import Computed, Known
from sanctuary.study.phrases import plural

__all__ = ["draw", "packs_of"]

LAW = ("Law", "law.html")

Blocks = list[tuple[str, list[str]]]
"""Paragraphs, lists and tables of a text."""

Decides = dict[str, dict[str, list[tuple[str, str]]]]
"""For each rule, by definition, the places whose answer rests on it: page and title."""


def packs_of(made: Computed) -> list[Pack]:
    """The packs whose sections have pages: of the places and of those above and beside them, then the definitions."""
    names = {name for known in made.places.values() for name, pack in known.law.packs.items() if not pack.text}
    return [*(made.library.get(one) for one in sorted(names)), *made.standards]


def draw(made: Computed, frame: Frame) -> Iterator[tuple[str, bytes]]:
    """Each section, and the list of them."""
    decides = _decides(made)
    packs = packs_of(made)
    for pack in packs:
        for stem, prose in pack.prose.items():
            yield _section(made, frame, pack, stem, prose, decides)
    count = sum(len(pack.prose) for pack in packs)
    leaf = Leaf(
        path="law.html",
        title="Law, section by section",
        short="Law",
        description=f"{plural(count, 'section')} of law in plain words, with rules and the sentences that they prove.",
        commands=["sanctuary check all"],
    )
    yield leaf.path, frame.draw(leaf, "law", groups=[(pack, list(pack.prose.items())) for pack in packs if pack.prose])


def _section(made: Computed, frame: Frame, pack: Pack, stem: str, prose: Prose, decides: Decides) -> tuple[str, bytes]:
    rules = [rule for rule in pack.rules if rule.section == stem]
    sources = {one.id: one for one in pack.file.source}
    path = pack.folder / "scenarios" / f"{stem}.toml"
    told: dict[str, list[tuple[str, str]]] = {}
    for rule in rules:
        for title, found in decides.get(rule.id, {}).items():
            told.setdefault(title, []).extend(found)
    leaf = Leaf(
        path=f"law/{pack.id}/{stem}.html",
        title=f"{prose.citation}: {prose.title}",
        heading=prose.citation,
        short=prose.citation,
        description=f"{prose.title}. {pack.file.title}: {plural(len(rules), 'rule')} of this section, in plain words and as data.",
        crumbs=[LAW, (pack.file.title, f"law.html#{pack.id}")],
        commands=[f"sanctuary check {pack.id}", *([f"sanctuary assess --all --on {made.on}"] if told else [])],
        about={"@type": "WebPage", "about": {"@type": "Legislation", "name": prose.citation, "description": prose.title}},
    )
    return leaf.path, frame.draw(
        leaf,
        "section",
        pack=pack,
        prose=prose,
        anchor=anchor,
        pages=made.places,
        parts=[(cites, prose.words[cites], list(_blocks(text))) for cites, text in prose.texts.items()],
        sources=[sources[name] for name in prose.sources if name in sources],
        rules_here=rules,
        now=list({one.words: one.id.partition("/")[2] for one in reversed(rules) if one.in_force(made.on)}.items())[::-1],
        texts=_texts(pack.folder / "rules" / f"{stem}.cedar", rules),
        scenarios=list(read_scenarios(path, pack.id)) if path.exists() else [],
        decides=[(title, list(dict.fromkeys(found))) for title, found in told.items()],
    )


def _texts(path: Path, rules: list[Rule]) -> dict[str, str]:
    """Each rule as it stands in its file, its comment with it."""
    if not rules:
        return {}
    lines = read_text(path).splitlines()
    starts = [int(rule.policy.where.rpartition(":")[2]) - 1 for rule in rules]
    found = {}
    for rule, start in zip(rules, starts, strict=True):
        first = start
        while first and lines[first - 1].startswith(("//", "@")):
            first -= 1
        last = next((number for number in range(start, len(lines)) if lines[number].rstrip().endswith(";")), len(lines) - 1)
        found[rule.id] = "\n".join(lines[first : last + 1])
    return found


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """A text as paragraphs, lists and tables; the line of sources is left out, for they are listed."""
    for block in text.strip().split("\n\n"):
        lines = [line for line in block.strip().splitlines() if not line.startswith("Source: ")]
        if not lines:
            continue
        if lines[0].startswith("|"):
            yield "table", lines
            continue
        items: list[str] = []
        plain: list[str] = []
        for line in lines:
            if line.startswith(("- ", "* ")):
                items.append(line[2:])
            elif items:
                items[-1] += " " + line.strip()
            else:
                plain.append(line.strip())
        if plain:
            yield "text", plain
        if items:
            yield "list", items


def _decides(made: Computed) -> Decides:
    found: Decides = {}
    for known in made.places.values():
        for number, one in enumerate(known.report.standards):
            for rule, criterion in _resting(known, number):
                path = f"places/{known.report.place}/{short(one.id)}.html#{criterion}"
                title = one.title.partition(":")[0]
                found.setdefault(rule, {}).setdefault(title, []).append((path, f"{known.report.title} ({criterion})"))
    return found


def _resting(known: Known, number: int) -> Iterator[tuple[str, str]]:
    """Each rule on which a criterion rests, or that makes a difference in it, with the criterion."""
    for criterion in known.report.standards[number].criteria:
        behind = (name for one in criterion.differences for name in one.because)
        for name in dict.fromkeys((*criterion.rests_on, *criterion.proved_by, *criterion.bans, *criterion.voided, *behind)):
            yield name, criterion.id
