"""The statute in plain words beside its rules: headings that citations resolve to, sources, and what is not modeled."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sanctuary.documents import read_text
from sanctuary.errors import PackError

__all__ = ["Prose", "read_prose"]


@dataclass(frozen=True, slots=True)
class Prose:
    """One file of law: `words` gives for each full citation its plain sentence."""

    citation: str
    title: str
    sources: tuple[str, ...]
    words: Mapping[str, str]
    not_modeled: tuple[str, ...]


def read_prose(path: Path) -> Prose:
    """A law file; refuses a first line that is no citation and a heading that stands twice."""
    text = read_text(path)
    first = re.match(r"# ([^\n]+?): ([^\n]+)\n", text + "\n")
    if not first:
        raise PackError(f"{path}:1: the first line is not '# CITATION: TITLE', for example '# Gov. Code 7284.6: Limits on local agencies'.")
    citation, title = first[1].strip(), first[2].strip()
    words = {citation: title}
    for number, line in enumerate(text.splitlines()[1:], 2):
        if found := re.fullmatch(r"#{2,4} (.+?): (.+)", line):
            key = found[1].strip()
            full = citation + key if key.startswith("(") else f"{citation}, {key}"
            if full in words:
                raise PackError(f"{path}:{number}: the heading '{key}' stands twice. Give each subdivision one heading.")
            words[full] = found[2].strip()
    sources = re.findall(r"^Source: (.+)$", text, re.MULTILINE)
    listed = tuple(name.strip() for line in sources for name in line.split(",") if name.strip())
    return Prose(citation, title, listed, words, _not_modeled(text))


def _not_modeled(text: str) -> tuple[str, ...]:
    """Each paragraph that begins with the words, as one line."""
    found = re.findall(r"^(?:[-*] )?Not modeled: (.+?)(?=\n\s*\n|\n#|\n[-*] |\Z)", text, re.MULTILINE | re.DOTALL)
    return tuple(" ".join(paragraph.split()) for paragraph in found)
