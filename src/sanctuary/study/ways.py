"""Ways to read a definition: charitably, strictly, or strictly in one respect alone.

A definition has words that can be read in two ways: named readings, declared in its pack.toml, of which each rule may belong to one
(`@strict`, `@charitable`). Two more belong to every definition: whether a paper of a court may be in hand, and whether situations
count in which federal law alone has it otherwise, so that nobody here could lawfully do what is asked.
"""

from dataclasses import dataclass

from sanctuary.law.packs import Pack
from sanctuary.law.rules import Rule
from sanctuary.model import Papers

__all__ = ["CHARITABLE", "COURT_PAPERS", "FEDERAL_LAW", "STRICT", "Way", "readings_of"]

COURT_PAPERS = "court-papers"
FEDERAL_LAW = "federal-law"


@dataclass(frozen=True, slots=True)
class Way:
    """A way to read a definition: `strictly` names the readings that are taken strictly, `*` all of them."""

    strictly: frozenset[str] = frozenset()

    def takes(self, name: str) -> bool:
        """Whether a reading is taken strictly."""
        return name in self.strictly or "*" in self.strictly

    def asks(self, rule: Rule) -> bool:
        """Whether a rule of the definition is asked."""
        if rule.strictly:
            return self.takes(rule.strictly)
        return not (rule.charitably and self.takes(rule.charitably))

    @property
    def papers(self) -> Papers:
        """Strictly, whatever paper of a court may be in hand."""
        return "any" if self.takes(COURT_PAPERS) else "assumed"

    @property
    def beyond(self) -> bool:
        """Strictly, situations count in which federal law alone has it otherwise."""
        return self.takes(FEDERAL_LAW)


CHARITABLE = Way()
STRICT = Way(frozenset({"*"}))


def readings_of(standard: Pack) -> dict[str, str]:
    """What a strict and a charitable reading of a definition can differ in: for each reading what it asks."""
    return {
        **{name: reading.question for name, reading in standard.readings.items()},
        COURT_PAPERS: "whether it also asks what is done where a paper of a court is in hand",
        FEDERAL_LAW: "whether it also asks for what federal law lets nobody here do",
    }
