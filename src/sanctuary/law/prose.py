"""The statute in plain words beside its rules: headings that citations resolve to, sources, caveats, and what is not modeled."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sanctuary.documents import read_text
from sanctuary.errors import PackError

__all__ = ["Prose", "read_prose"]


_REACH_OF = re.compile(r"^Reach of ([a-z, -]+): (.+?)(?=\n\s*\n|\n#|\Z)", re.MULTILINE | re.DOTALL)
"""Why a section does not reach some acts."""

_CAVEAT_FOR = re.compile(r"^Caveat for ([a-z, -]+): (.+?)(?=\n\s*\n|\n#|\Z)", re.MULTILINE | re.DOTALL)
"""What must be known beside a section where one of some actors asks."""


_COURT = re.compile(r"^Court (here )?\(([^)]+)\): (.+?)(?=\nCourt (?:here )?\(|\n\s*\n|\n#|\Z)", re.MULTILINE | re.DOTALL)
"""What a court says of a paragraph, by the court; `here`: told only where its decisions bind."""


_ONLY_WITH = re.compile(r"^Only with ([a-z, -]+): (.+?)(?=\n\s*\n|\n#|\Z)", re.MULTILINE | re.DOTALL)
"""What must come with a paper for a paragraph to speak of it, by the paper that it is."""


@dataclass(frozen=True, slots=True)
class Prose:
    """One file of law: `words` gives for each full citation its plain sentence, `texts` what stands under its heading.

    `not_modeled` holds the paragraphs that say what has no rule; `caveats` those that are printed with the rules of a citation.
    """

    citation: str
    title: str
    sources: tuple[str, ...]
    words: Mapping[str, str]
    texts: Mapping[str, str]
    not_modeled: tuple[str, ...]

    def caveats(self, cites: str) -> tuple[str, ...]:
        """The caveats of a citation, those of the section as a whole first."""
        return self._under(cites, "Caveat")

    def caveats_for(self, cites: str) -> tuple[tuple[str, str], ...]:
        """The caveats of a citation that are of use to some actors alone, each with one of these."""
        return self._by_word(cites, _CAVEAT_FOR)

    def excepts(self, cites: str) -> tuple[str, ...]:
        """What a citation says of its exceptions: printed where one of them opens what is asked."""
        return self._under(cites, "Excepts")

    def lists(self, cites: str) -> tuple[str, ...]:
        """What a citation lists: printed where a question asks whether something is on the list."""
        return self._under(cites, "Lists")

    def sections_named(self, cites: str, item: str) -> str:
        """The sections that an item of a list names, by the table below it, with its letter and what `Sections:` says of them."""
        said = next(iter(self._under(cites, "Sections")), "")
        rows = (_ROW.findall(self.texts[one]) for one in dict.fromkeys((self.citation, cites)))
        found = next(
            ((letter, named) for some in rows for letter, what, named in some if what.startswith(item) and re.search(r"\d", named)), None
        )
        return f"item ({found[0]}): {found[1]}; {said}" if found and said else ""

    def lister(self, cites: str) -> str:
        """The citation that has the list of another: the section's, where the list stands before its first heading."""
        return self.citation if _paragraphs(self.texts[self.citation], "Lists") else cites

    def counts(self, cites: str) -> str:
        """How a section counts years, where it is not to the day of the act, as a clause; nothing where it says nothing else."""
        return next(iter(self._under(cites, "Counts")), "")

    def yields(self, cites: str) -> tuple[str, ...]:
        """To what a permission yields by its own words: printed where it is what allows an act."""
        return self._under(cites, "Yields")

    def optional(self, cites: str) -> tuple[str, ...]:
        """That nobody has to use a permission, by the text: printed where it is what allows an act."""
        return self._under(cites, "Optional")

    def opens(self, cites: str) -> str:
        """The case in which a paragraph opens what a ban of its law closes, in a few words; nothing where its file names none."""
        return next(iter(_paragraphs(self.texts[cites], "Opens")), "")

    def opens_by(self, cites: str) -> tuple[tuple[str, str], ...]:
        """The cases of a paragraph that opens in several, each with the fact that only its rules turn on; none of any other."""
        return tuple((fact, " ".join(said.split())) for fact, said in _OPENS_BY.findall(self.texts[cites]))

    def protects(self, cites: str) -> tuple[str, ...]:
        """Whom the text keeps from liability for following a citation: printed where it decides."""
        return self._under(cites, "Protects")

    def only(self, cites: str) -> str:
        """Of whom or what alone a paragraph speaks, where no word of the vocabulary is so narrow, as a clause; nothing where one is."""
        return next(iter(self._under(cites, "Only")), "")

    def only_with(self, cites: str) -> tuple[tuple[str, str], ...]:
        """The papers one of which must come with the one in hand for a paragraph to speak of it, each with what it is called there."""
        return self._by_word(cites, _ONLY_WITH)

    def reach(self, cites: str) -> tuple[str, ...]:
        """How far a section reaches, where readers ask whether it reaches more: printed beside a draft that it does not reach."""
        return self._under(cites, "Reach")

    def courts(self, cites: str) -> tuple[tuple[str, str, bool], ...]:
        """What courts say of a citation, each with the court as it is cited, and whether it is told only where that court binds."""
        under = [self.texts[self.citation], *([self.texts[cites]] if cites != self.citation else [])]
        return tuple(
            (court, " ".join(said.split()).rstrip("."), bool(here)) for text in under for here, court, said in _COURT.findall(text)
        )

    def reach_of(self, cites: str) -> tuple[tuple[str, str], ...]:
        """Why a section does not reach some acts, each with its own reason: of what the section speaks, and what the act is instead."""
        return self._by_word(cites, _REACH_OF)

    def _by_word(self, cites: str, pattern: re.Pattern[str]) -> tuple[tuple[str, str], ...]:
        """What paragraphs say of some words of the vocabulary, for each word."""
        under = [self.texts[self.citation], *([self.texts[cites]] if cites != self.citation else [])]
        told = (one for text in under for one in pattern.findall(text))
        return tuple((word.strip(), " ".join(said.split())) for words, said in told for word in words.split(","))

    def _under(self, cites: str, opening: str) -> tuple[str, ...]:
        under = [self.texts[self.citation], *([self.texts[cites]] if cites != self.citation else [])]
        return tuple(found for text in under for found in _paragraphs(text, opening))


_OPENS_BY = re.compile(r"^Opens by ([a-z0-9_.]+): (.+?)(?=\n\s*\n|\n#|\Z)", re.MULTILINE | re.DOTALL)
"""One of the cases in which a paragraph opens, by the fact on which it turns."""

_ROW = re.compile(r"^\| ([A-Z]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
"""A row of a table of items: the letter, what it lists, and the sections it names."""


def read_prose(path: Path) -> Prose:
    """A law file; refuses a first line that is no citation and a heading that stands twice."""
    text = read_text(path)
    first = re.match(r"# ([^\n]+?): ([^\n]+)\n", text + "\n")
    if not first:
        raise PackError(f"{path}:1: the first line is not '# CITATION: TITLE', for example '# Gov. Code 7284.6: Limits on local agencies'.")
    citation, title = first[1].strip(), first[2].strip()
    words, bodies, at = {citation: title}, {citation: ""}, citation
    for number, line in enumerate(text.splitlines()[1:], 2):
        if found := re.fullmatch(r"#{2,4} (.+?): (.+)", line):
            key = found[1].strip()
            at = citation + key if key.startswith(("(", "-")) else f"{citation}, {key}"
            if at in words:
                raise PackError(f"{path}:{number}: the heading '{key}' stands twice. Give each subdivision one heading.")
            words[at], bodies[at] = found[2].strip(), ""
        else:
            bodies[at] += line + "\n"
    sources = re.findall(r"^Source: (.+)$", text, re.MULTILINE)
    listed = tuple(name.strip() for line in sources for name in line.split(",") if name.strip())
    return Prose(citation, title, listed, words, bodies, _paragraphs(text, "Not modeled"))


def _paragraphs(text: str, opening: str) -> tuple[str, ...]:
    """Each paragraph that begins with some words and a colon, without them, as one line."""
    found = re.findall(rf"^(?:[-*] )?{opening}: (.+?)(?=\n\s*\n|\n#|\n[-*] |\Z)", text, re.MULTILINE | re.DOTALL)
    return tuple(" ".join(paragraph.split()) for paragraph in found)
